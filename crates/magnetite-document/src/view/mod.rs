//! The document as readers meet it: claims numbered, dates in words, links checked, text cleaned. Page, PDF, image and Markdown are set from this one view.

pub mod brand;
mod builder;
mod notes;
pub mod tools;

use std::collections::HashSet;

use serde::Serialize;

use brand::Brand;
use builder::Builder;
use tools::{Calculator, SwipeItem};

use crate::clean::{clean, direction, language, safe_href, shown_address};
use crate::tree::{self, Document, Mode};
use crate::words::{Words, words};

/// A whole document, ready to be set.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct View {
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    pub words: &'static Words,
    /// What kind of document this is, in the reader's words.
    pub kind: String,
    pub title: String,
    pub subtitle: String,
    /// Name and title, company: each a line; may be empty.
    pub reader: Vec<String>,
    pub company: String,
    pub sender: Sender,
    pub date: String,
    /// `2026-11-24`
    pub iso_date: String,
    pub sample: bool,
    pub thin: bool,
    pub notices: Vec<Notice>,
    pub sections: Vec<Section>,
    pub appendix: Vec<Section>,
    pub notes: Vec<Note>,
    /// The score panel's overall line, wherever it stands, for the share image.
    pub overall: Option<ScoreLine>,
    /// The sender's look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<Brand>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Sender {
    pub company: String,
    pub name: String,
    pub url: Option<Link>,
    pub email: Option<Link>,
}

/// An address that passed [`safe_href`] and the words to show for it.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    pub text: String,
    pub href: String,
}

/// Something the reader must know before reading: a sample, or a site that could not be read.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    pub heading: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Unique, letters, digits and hyphens.
    pub id: String,
    pub heading: String,
    pub blocks: Vec<Item>,
    /// The call to action stands at the end of this section.
    pub cta: Option<Cta>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Cta {
    pub link: Link,
    pub text: String,
}

/// One piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Span {
    Text {
        text: String,
    },
    Strong {
        text: String,
    },
    Em {
        text: String,
    },
    Code {
        text: String,
    },
    Link {
        text: String,
        href: String,
    },
    /// Marker of note `number`; `first` at its first appearance, which is where the note leads back to.
    Note {
        number: u32,
        first: bool,
    },
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Item {
    Paragraph { text: Vec<Span> },
    Quote { text: String, attribution: String, note: Vec<Span> },
    Score { overall: ScoreLine, areas: Vec<ScoreLine> },
    Finding(Box<Finding>),
    Checklist { items: Vec<ChecklistItem> },
    Table { caption: String, header: Vec<String>, rows: Vec<Vec<Vec<Span>>> },
    BarChart { caption: String, bars: Vec<Bar> },
    Steps { items: Vec<Step> },
    Callout { tone: &'static str, heading: String, text: Vec<Span> },
    Swipe { items: Vec<SwipeItem> },
    Calculator(Box<Calculator>),
}

#[derive(Debug, Clone, Serialize)]
pub struct ScoreLine {
    pub label: String,
    /// 0–100.
    pub percent: Option<u8>,
    pub word: String,
    pub detail: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// Counts the findings of the section, from 1.
    pub number: u32,
    pub heading: String,
    /// Label and words: what we saw, why it matters, the fix.
    pub parts: Vec<(&'static str, Vec<Span>)>,
    /// Label and word: area, weight, effort, who.
    pub facts: Vec<(&'static str, String)>,
    pub verify: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChecklistItem {
    /// Under which a tick is remembered.
    pub key: String,
    pub text: Vec<Span>,
    pub why: Vec<Span>,
    pub effort: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub label: String,
    /// The value with its unit.
    pub shown: String,
    /// Length of the bar, 0–100 of the longest.
    pub length: f64,
}

#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub heading: String,
    pub when: String,
    pub text: Vec<Span>,
}

/// What one claim rests on.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    pub number: u32,
    pub sources: Vec<Source>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// Who says it; of a claim that follows by a rule, what it was worked out from.
    pub from: String,
    /// Page that was read; text only where it may not be a link.
    pub address: String,
    pub href: Option<String>,
    pub quote: String,
    pub place: String,
    pub seen: String,
    pub expected: String,
    pub day: String,
    pub verify: String,
}

impl View {
    /// Reads the tree once, numbering sources in the order in which a reader meets them.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let language = language(&document.language);
        let words = words(&language);
        let mut reader = Builder::new(document, words);
        let mut ids = HashSet::from(["main".to_owned(), "sources".to_owned(), "top".to_owned(), "contents".to_owned(), "card".to_owned(), "end".to_owned()]);
        let mut sections: Vec<Section> = document.sections.iter().filter(|part| !part.appendix).map(|part| reader.section(part, &mut ids)).collect();
        let appendix: Vec<Section> = document.sections.iter().filter(|part| part.appendix).map(|part| reader.section(part, &mut ids)).collect();
        place_cta(&mut sections, document.cta.as_ref());
        let notes = notes::notes(document, words, &reader.order);
        let overall = sections.iter().flat_map(|section| &section.blocks).find_map(|item| match item {
            Item::Score { overall, .. } => Some(overall.clone()),
            _ => None,
        });
        Self {
            direction: direction(&language),
            words,
            kind: words.kind_word(&document.kind).to_owned(),
            title: clean(&document.title),
            subtitle: clean(&document.subtitle),
            reader: reader_lines(&document.prepared_for, words),
            company: document.prepared_for.company.as_deref().or(document.prepared_for.domain.as_deref()).map(clean).unwrap_or_default(),
            sender: sender(&document.prepared_by, document.brand.as_ref()),
            brand: document.brand.as_ref().map(Brand::of),
            date: words.day(document.created_at),
            iso_date: iso_date(document.created_at),
            sample: document.sample,
            thin: document.mode == Mode::Thin,
            notices: notices(document, words),
            sections,
            appendix,
            notes,
            overall,
            language,
        }
    }
}

/// The call to action closes the section about the sender, or the last section before method and sources.
fn place_cta(sections: &mut [Section], cta: Option<&tree::Cta>) {
    let Some(cta) = cta else { return };
    let Some(href) = safe_href(&cta.url) else { return };
    let at = sections.iter().position(|section| section.id == "sender").or_else(|| sections.iter().rposition(|section| section.id != "method"));
    if let Some(section) = at.and_then(|at| sections.get_mut(at)) {
        section.cta = Some(Cta { link: Link { text: clean(&cta.label), href }, text: cta.text.as_deref().map(clean).unwrap_or_default() });
    }
}

fn reader_lines(reader: &tree::Reader, words: &Words) -> Vec<String> {
    let person = [reader.name.as_deref(), reader.title.as_deref()]
        .into_iter()
        .flatten()
        .map(clean)
        .filter(|part| !part.trim().is_empty())
        .collect::<Vec<_>>()
        .join(words.comma);
    let company = reader.company.as_deref().or(reader.domain.as_deref()).map(clean).unwrap_or_default();
    [person, company].into_iter().filter(|line| !line.trim().is_empty()).collect()
}

fn sender(sender: &tree::Sender, brand: Option<&crate::brand::Brand>) -> Sender {
    let link = |href: String| Link { text: shown_address(&href), href };
    Sender {
        // Without an offer nobody in particular sends it; the page still says where it comes from.
        company: match brand.and_then(|brand| brand.name.as_deref()).map(clean).filter(|name| !name.trim().is_empty()) {
            Some(name) => name,
            None if sender.company.trim().is_empty() => "Magnetite".into(),
            None => clean(&sender.company),
        },
        name: sender.name.as_deref().map(clean).unwrap_or_default(),
        url: sender.url.as_deref().and_then(safe_href).map(link),
        email: sender.email.as_deref().and_then(mail_href).map(link),
    }
}

/// `mailto:` for a plain address; `None` for anything with more than an address in it.
fn mail_href(email: &str) -> Option<String> {
    let (name, host) = email.trim().split_once('@')?;
    let plain = |part: &str| !part.is_empty() && part.chars().all(|character| character.is_alphanumeric() || "._+-".contains(character));
    (plain(name) && plain(host)).then(|| safe_href(&format!("mailto:{name}@{host}"))).flatten()
}

fn notices(document: &Document, words: &'static Words) -> Vec<Notice> {
    let mut notices = Vec::new();
    if document.sample {
        notices.push(Notice { heading: words.sample_heading.to_owned(), text: words.sample_text.to_owned() });
    }
    if document.mode == Mode::Thin {
        let why = document.reading.text.as_deref().filter(|text| !text.trim().is_empty());
        if why.is_none_or(|why| !begins_with(document, why)) {
            let text = why.map_or_else(|| words.thin_text.to_owned(), clean);
            notices.push(Notice { heading: words.thin_heading.to_owned(), text });
        }
    }
    notices
}

/// Whether the document itself begins with these words: nothing is said twice running.
fn begins_with(document: &Document, why: &str) -> bool {
    let first = document.sections.first().and_then(|section| section.blocks.first());
    matches!(first, Some(tree::Block::Callout { text, .. }) if text.words() == why)
}

fn iso_date(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map(|instant| instant.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()).unwrap_or_default()
}
