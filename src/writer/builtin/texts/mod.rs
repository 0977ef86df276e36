//! Words around the texts to copy, one table a language: labels, places and notes in the language of the document, joining words in that of the site.

mod de;
mod en;
mod es;
mod fr;

use crate::model::told::Language;

use super::Line;

/// The variant of a line is the kind of text: `title`, `description`, `heading`, `button`, `link`, `alt`, `news`, `reply`, `about`, `signature`, `markup`,
/// `preview`,
/// `lang`, `viewport`, `spf`, `dmarc`.
#[derive(Debug)]
pub struct Texts {
    pub heading: &'static [Line],
    /// With the variant `code` where there is code to paste.
    pub intro: &'static [Line],
    /// What it is; `{page}` names the page.
    pub label: &'static [Line],
    /// Where it goes; `button_new` is a button that is not there yet.
    pub place: &'static [Line],
    /// Why it is better, by kind and what was wrong: `title_long`.
    pub note: &'static [Line],
    /// The new text, in this language as the site's.
    pub after: &'static [Line],
}

impl Texts {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Texts {
        match language {
            Language::English => &en::WORDS,
            Language::German => &de::WORDS,
            Language::French => &fr::WORDS,
            Language::Spanish => &es::WORDS,
        }
    }

    fn patterns(&self) -> impl Iterator<Item = &'static str> {
        [self.heading, self.intro, self.label, self.place, self.note, self.after].into_iter().flatten().map(|line| line.1)
    }
}

/// New texts that hold in any language: values of the site joined by punctuation alone.
pub const JOINED: &[Line] = &[
    Line("title", "{offer}, {offer_2}, {offer_3} – {company}, {place}"),
    Line("title", "{offer}, {offer_2}, {offer_3} – {company}"),
    Line("title", "{offer}, {offer_2} – {company}, {place}"),
    Line("title", "{offer}, {offer_2} – {company}"),
    Line("title", "{offer} – {company}, {place}"),
    Line("title", "{offer} – {company}"),
    Line("title_page", "{subject} – {company}, {place}"),
    Line("title_page", "{subject} – {company}"),
    Line("heading", "{offer}, {offer_2} – {place}"),
    Line("heading", "{offer}, {offer_2}, {offer_3}"),
    Line("heading", "{offer}, {offer_2}"),
    Line("heading_page", "{subject}"),
    Line("link", "{subject}"),
    Line("alt", "{alt}"),
    Line("about", "{company}, {place}: {description}."),
    Line("about", "{company}: {description}."),
    Line("about", "{company}, {place}: {offer}, {offer_2}, {offer_3}."),
    Line("about", "{company}: {offer}, {offer_2}."),
    Line("about_named", "{description}. {place}, {phone}."),
    Line("about_named", "{description}. {phone}."),
    Line("about_named", "{description}."),
    Line("signature", "{company}\n{address}\n{phone}\n{domain}"),
    Line("signature", "{company}\n{phone}\n{domain}"),
    Line("signature", "{company}\n{email}\n{domain}"),
];

/// The same kinds as in [`Texts::after`], for sites in another language.
pub const BARE: &[Line] = &[
    Line("description", "{sentence} – {company}, {place}. {phone}"),
    Line("description", "{sentence} – {company}, {place}"),
    Line("description", "{sentence} – {company}. {phone}"),
    Line("description", "{sentence} – {company}"),
    Line("description", "{sentence}"),
    Line("description", "{offer}, {offer_2}, {offer_3} – {company}, {place}. {phone}"),
    Line("description", "{offer}, {offer_2}, {offer_3} – {company}"),
    Line("button", "{offer}"),
    Line("news", "{company}: {news}"),
    Line("news", "{news}"),
    Line("reply", "{company}: {offer}"),
];

/// Every pattern, for the gate.
pub fn patterns() -> impl Iterator<Item = &'static str> {
    let languages = Language::ALL.into_iter().flat_map(|language| Texts::of(language).patterns());
    languages.chain(JOINED.iter().chain(BARE).map(|line| line.1)).flat_map(super::sentences)
}
