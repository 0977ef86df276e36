//! Where something was seen: a piece of evidence with its words, and the way to the saved page on which it stands, or to what was posted.

use std::collections::HashMap;

use crate::model::dossier::Dossier;
use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::finding::Analysis;
use crate::model::page::Page;
use crate::model::research_words::role;

/// Longest piece of a quotation in a list, in characters.
const QUOTE_MAX: usize = 180;

/// One piece of evidence as a line.
pub struct Seen {
    /// In the words of the page or of what was posted; empty when there are none.
    pub quote: String,
    /// What was measured, where there are no words.
    pub observed: String,
    pub expected: String,
    /// `Home page, block 12`; `researchData.industry`.
    pub place: String,
    /// The saved page, at the marked words; `None` for what stands on no page that was read.
    pub saved: Option<String>,
    /// The live address, where there is no saved page.
    pub live: Option<String>,
    pub posted: bool,
    /// A command or an address with which anybody can see it.
    pub verify: String,
}

/// All evidence of one analysis, with the pages that it stands on.
pub struct Sources<'a> {
    evidence: HashMap<&'a EvidenceId, &'a Evidence>,
    pages: HashMap<&'a str, (usize, &'a Page)>,
    lead_path: String,
}

impl<'a> Sources<'a> {
    /// `lead_path`: address of the lead's screens.
    #[must_use]
    pub fn of(dossier: &'a Dossier, analysis: &'a Analysis, lead_path: &str) -> Self {
        Self {
            evidence: analysis.evidence.iter().map(|item| (&item.id, item)).collect(),
            pages: dossier.pages.iter().enumerate().map(|(at, page)| (page.url.as_str(), (at + 1, page))).rev().collect(),
            lead_path: lead_path.to_owned(),
        }
    }

    /// The lines of these ids, at most `max`; ids that lead nowhere are left out.
    #[must_use]
    pub fn lines(&self, ids: &[EvidenceId], max: usize) -> Vec<Seen> {
        ids.iter().filter_map(|id| self.evidence.get(id)).take(max).map(|item| self.line(item)).collect()
    }

    #[must_use]
    pub fn line(&self, item: &Evidence) -> Seen {
        let page = item.url.as_deref().and_then(|url| self.pages.get(url));
        let (saved, place) = match page {
            Some((number, page)) => (Some(saved_page(&self.lead_path, *number, &item.id)), format!("{}, {}", page_name(page), locator(&item.locator))),
            None => (None, locator(&item.locator)),
        };
        Seen {
            quote: item.quote.as_deref().map(shortened).unwrap_or_default(),
            observed: item.observed.as_deref().map(shortened).unwrap_or_default(),
            expected: item.expected.clone().unwrap_or_default(),
            place,
            live: item.url.as_deref().filter(|_| saved.is_none()).and_then(web_address),
            saved,
            posted: item.source == Source::Provided || item.kind == Kind::Posted,
            verify: item.verify.clone().unwrap_or_default(),
        }
    }
}

/// Address of a saved page with one piece of evidence marked.
#[must_use]
pub fn saved_page(lead_path: &str, number: usize, id: &EvidenceId) -> String {
    let id = url::form_urlencoded::byte_serialize(id.0.as_bytes()).collect::<String>();
    format!("{lead_path}/pages/{number}?ev={id}#seen")
}

/// `Home page`, or the path of any other page.
#[must_use]
pub fn page_name(page: &Page) -> String {
    let path = url::Url::parse(&page.url).map(|url| url.path().to_owned()).unwrap_or_default();
    if path.len() > 1 { shortened(&path) } else { format!("{} page", role(page.role)) }
}

/// `#b12 main>p:1` as `block 12`, `body>div:1>a:3` as `markup`; anything else as it is.
#[must_use]
pub fn locator(text: &str) -> String {
    let block = text.strip_prefix("#b").map(|rest| rest.split(' ').next().unwrap_or_default());
    match block {
        Some(number) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => format!("block {number}"),
        // A path of elements says nothing to people.
        _ if text.contains('>') && !text.contains(' ') => "markup".into(),
        _ => text.to_owned(),
    }
}

/// An address of the web; any other scheme is shown as text alone.
#[must_use]
pub fn web_address(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    matches!(parsed.scheme(), "http" | "https").then(|| parsed.to_string())
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= QUOTE_MAX {
        return text.to_owned();
    }
    let head: String = text.chars().take(QUOTE_MAX).collect();
    let end = head.rfind(' ').filter(|end| *end > head.len() / 2).unwrap_or(head.len());
    format!("{} …", &head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_of_a_block_is_said_in_words() {
        assert_eq!(locator("#b12 main>section:2>p:1"), "block 12");
        assert_eq!((locator("#bx").as_str(), locator("div:1>p:2>a:3").as_str()), ("#bx", "markup"));
        assert_eq!(locator("header: content-type"), "header: content-type");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("https://firm.example/a").as_deref(), Some("https://firm.example/a"));
    }

    #[test]
    fn an_id_from_outside_cannot_leave_its_parameter() {
        assert_eq!(saved_page("/l", 3, &EvidenceId("ev_1&x=\"".into())), "/l/pages/3?ev=ev_1%26x%3D%22#seen");
    }
}
