//! From claims and evidence to the numbered sources of the view.

use std::collections::{HashMap, HashSet};

use super::{Note, Source};
use crate::clean::{clean, safe_href, shown_address};
use crate::tree::{self, Document, Verdict};
use crate::words::Words;

/// One note for each claim that was met, in the same order.
pub fn notes(document: &Document, words: &'static Words, order: &[&tree::Claim]) -> Vec<Note> {
    let evidence: HashMap<&str, &tree::Evidence> = document.evidence.iter().map(|item| (item.id.as_str(), item)).collect();
    let mut told = HashSet::new();
    (1_u32..)
        .zip(order)
        .map(|(number, claim)| Note {
            number,
            computed: claim.verdict == Verdict::Computed,
            sources: claim
                .evidence
                .iter()
                .filter_map(|id| evidence.get(id.as_str()))
                .map(|item| {
                    // A command that was told before is not told again: one run answers for all its sources.
                    let verify = item.verify.as_deref().filter(|verify| item.url.as_deref() != Some(*verify) && told.insert(*verify));
                    source(item, verify, words)
                })
                .collect(),
        })
        .collect()
}

fn source(item: &tree::Evidence, verify: Option<&str>, words: &'static Words) -> Source {
    let href = item.url.as_deref().and_then(safe_href);
    Source {
        from: words.source_word(&item.source),
        address: href.as_deref().or(item.url.as_deref()).map(shown_address).unwrap_or_default(),
        href,
        quote: item.quote.as_deref().map(clean).unwrap_or_default(),
        place: clean(place(&item.locator)),
        seen: item.observed.as_deref().filter(|seen| item.quote.as_deref() != Some(*seen)).map(clean).unwrap_or_default(),
        expected: item.expected.as_deref().map(clean).unwrap_or_default(),
        day: words.day(item.fetched_at),
        verify: verify.map(clean).unwrap_or_default(),
    }
}

/// Where in the page, for people: the block (`#b12`) or a plain name (`title`). The path below it is for machines and stays in the JSON.
fn place(locator: &str) -> &str {
    let first = locator.split_whitespace().next().unwrap_or_default();
    if !locator.contains('>') {
        locator
    } else if first.starts_with('#') && !first.contains('>') {
        first
    } else {
        ""
    }
}
