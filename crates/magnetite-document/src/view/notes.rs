//! From claims and evidence to the numbered sources of the view.

use std::collections::HashMap;

use super::{Note, Source};
use crate::clean::{clean, safe_href, shown_address};
use crate::tree::{self, Document, Verdict};
use crate::words::Words;

/// One note for each claim that was met, in the same order.
pub fn notes(document: &Document, words: &'static Words, order: &[&tree::Claim]) -> Vec<Note> {
    let evidence: HashMap<&str, &tree::Evidence> = document.evidence.iter().map(|item| (item.id.as_str(), item)).collect();
    (1_u32..)
        .zip(order)
        .map(|(number, claim)| Note {
            number,
            computed: claim.verdict == Verdict::Computed,
            sources: claim.evidence.iter().filter_map(|id| evidence.get(id.as_str())).map(|item| source(item, words)).collect(),
        })
        .collect()
}

fn source(item: &tree::Evidence, words: &'static Words) -> Source {
    let href = item.url.as_deref().and_then(safe_href);
    Source {
        from: words.source_word(&item.source),
        address: href.as_deref().or(item.url.as_deref()).map(shown_address).unwrap_or_default(),
        href,
        quote: item.quote.as_deref().map(clean).unwrap_or_default(),
        place: clean(&item.locator),
        seen: item.observed.as_deref().filter(|seen| item.quote.as_deref() != Some(*seen)).map(clean).unwrap_or_default(),
        expected: item.expected.as_deref().map(clean).unwrap_or_default(),
        day: words.day(item.fetched_at),
        verify: item.verify.as_deref().map(clean).unwrap_or_default(),
    }
}
