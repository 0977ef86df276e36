//! Checks that are tried page by page: one judgement per page becomes one outcome with its sample and the evidence of the first few.

use super::outcome::Outcome;
use super::{text, verify};
use crate::model::evidence::{Kind, Source};
use crate::model::finding::Severity;
use crate::model::page::Page;
use crate::research::ledger::{Ledger, Note};

/// Pages quoted one by one as evidence of a failure.
const SHOWN_MAX: usize = 5;

/// A page on which the check fires.
#[derive(Debug)]
pub struct Hit {
    /// Which branch of the rule; empty where there is only one.
    pub variant: &'static str,
    pub severity: Severity,
    /// Noun phrase for the count: `no meta description`.
    pub what: &'static str,
    pub slots: Vec<(&'static str, String)>,
    pub note: Note,
    pub confidence: f64,
}

impl Hit {
    #[must_use]
    pub fn new(variant: &'static str, severity: Severity, what: &'static str, note: Note) -> Self {
        Self { variant, severity, what, slots: Vec::new(), note, confidence: 0.95 }
    }

    #[must_use]
    pub fn slot(mut self, name: &'static str, value: impl ToString) -> Self {
        self.slots.push((name, value.to_string()));
        self
    }

    #[must_use]
    pub fn sure(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
        self
    }
}

/// Tries every page. The most severe hit leads and gives slots, severity and variant; only hits of its variant are counted.
/// `clean` is the noun phrase counted on a pass. No page at all: not applicable.
pub fn by_page<'p>(ledger: &mut Ledger, pages: &[&'p Page], clean: &str, judge: impl FnMut(&'p Page) -> Option<Hit>) -> Outcome {
    let Some(first) = pages.first() else {
        return Outcome::not_applicable("no page of this kind was read");
    };
    let hits: Vec<Hit> = pages.iter().copied().filter_map(judge).collect();
    let of = pages.len();
    let Some(worst) = hits.iter().map(|hit| hit.severity).max() else {
        return Outcome::pass().sample(0, of).shown(tally(ledger, first, clean, 0, of));
    };
    let Some(variant) = hits.iter().find(|hit| hit.severity == worst).map(|hit| hit.variant) else {
        return Outcome::pass().sample(0, of);
    };
    let alike: Vec<Hit> = hits.into_iter().filter(|hit| hit.variant == variant).collect();
    let count = alike.len();
    let mut outcome = Outcome::fail().severity(worst).sample(count, of);
    if !variant.is_empty() {
        outcome = outcome.slot("variant", variant);
    }
    let mut summary = None;
    for (n, hit) in alike.into_iter().take(SHOWN_MAX).enumerate() {
        if n == 0 {
            summary = Some((hit.what, hit.note.url.clone(), hit.note.verify.clone()));
            outcome = outcome.sure(hit.confidence).slot("page", hit.note.url.as_deref().unwrap_or_default());
            for (name, value) in hit.slots {
                outcome = outcome.slot(name, value);
            }
        }
        outcome = outcome.shown(ledger.add(hit.note));
    }
    if let Some((what, url, see)) = summary {
        let page = pages.iter().find(|page| Some(&page.url) == url.as_ref()).unwrap_or(first);
        let mut note = counted(page, what, count, of);
        note.verify = see.or(note.verify);
        outcome = outcome.shown(ledger.add(note));
    }
    outcome
}

/// Notes that `what` was seen on `hits` of `of` pages.
pub fn tally(ledger: &mut Ledger, page: &Page, what: &str, hits: usize, of: usize) -> crate::model::evidence::EvidenceId {
    ledger.add(counted(page, what, hits, of))
}

fn counted(page: &Page, what: &str, hits: usize, of: usize) -> Note {
    let mut note =
        Note::on(page, Kind::Html, "all pages read").observed(format!("{what}: {hits} of {} read", text::pages(of))).verify(verify::address(&page.url));
    note.source = Source::Measured;
    note
}

/// A measured value of one page, with what would be right and how to see it.
#[must_use]
pub fn measured(page: &Page, kind: Kind, locator: impl Into<String>, observed: impl Into<String>) -> Note {
    let mut note = Note::on(page, kind, locator).observed(observed);
    note.source = Source::Measured;
    note
}
