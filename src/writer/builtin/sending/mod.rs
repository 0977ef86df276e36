//! Words around the seller's own material, and of the texts that the sender sends a document with, one table a language.

mod de;
mod en;
mod es;
mod fr;

use crate::model::told::Language;

use super::Line;

/// The words of one language. `{link}` becomes the address of the document when a text is sent.
#[derive(Debug)]
pub struct Sending {
    pub heading_material: &'static [Line],
    /// Says that what follows are the seller's words, not ours: `fits` where the owner's conditions held for what was seen on the site.
    pub material_legend: &'static [Line],
    pub material_from: &'static [Line],
    pub material_link: &'static [Line],
    /// Subject lines, each a list of its own, from rich to plain. The first two need something that was seen.
    pub subjects: [&'static [Line]; 4],
    /// Where the site could not be read.
    pub subjects_thin: [&'static [Line]; 2],
    pub hello: &'static [Line],
    pub hello_formal: &'static [Line],
    /// What lies behind the link.
    pub what: &'static [Line],
    /// The same where nothing was told before it.
    pub what_alone: &'static [Line],
    /// The same where the site could not be read.
    pub what_thin: &'static [Line],
    /// How to hear no more.
    pub stop: &'static [Line],
    pub regards: &'static [Line],
    /// The end of the note for LinkedIn.
    pub linkedin_end: &'static [Line],
}

impl Sending {
    #[must_use]
    pub fn of(language: Language) -> &'static Sending {
        match language {
            Language::English => &en::SENDING,
            Language::German => &de::SENDING,
            Language::French => &fr::SENDING,
            Language::Spanish => &es::SENDING,
        }
    }

    /// Every pattern, for the gate.
    pub fn patterns(&self) -> impl Iterator<Item = &'static str> {
        let lists = [
            self.heading_material,
            self.material_legend,
            self.material_from,
            self.material_link,
            self.hello,
            self.hello_formal,
            self.what,
            self.what_alone,
            self.what_thin,
            self.stop,
            self.regards,
            self.linkedin_end,
        ];
        lists.into_iter().chain(self.subjects).chain(self.subjects_thin).flatten().map(|line| line.1)
    }
}
