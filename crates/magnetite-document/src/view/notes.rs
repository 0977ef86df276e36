//! From claims and evidence to the numbered sources of the view.

use std::collections::{HashMap, HashSet};

use super::{Note, Source};
use crate::clean::{clean, safe_href, shown_address};
use crate::tree::{self, Block, Document, Verdict};
use crate::words::Words;

/// One note for each claim that was met, in the same order.
pub fn notes(document: &Document, words: &'static Words, order: &[&tree::Claim]) -> Vec<Note> {
    let evidence: HashMap<&str, &tree::Evidence> = document.evidence.iter().map(|item| (item.id.as_str(), item)).collect();
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let mut told: HashSet<&str> = blocks.filter_map(|block| if let Block::Finding(finding) = block { finding.verify.as_deref() } else { None }).collect();
    (1_u32..)
        .zip(order)
        .map(|(number, claim)| Note {
            number,
            sources: claim
                .evidence
                .iter()
                .filter_map(|id| evidence.get(id.as_str()))
                .map(|item| {
                    // Where something else was expected than was seen, a reader may want to look again. A command that was told before is not told
                    // again: one run answers for all its sources.
                    let verify = item.verify.as_deref().filter(|_| item.expected.is_some());
                    let verify = verify.filter(|verify| item.url.as_deref() != Some(*verify) && told.insert(*verify));
                    source(item, claim.verdict == Verdict::Computed, verify, words)
                })
                .collect(),
        })
        .collect()
}

fn source(item: &tree::Evidence, computed: bool, verify: Option<&str>, words: &'static Words) -> Source {
    let href = item.url.as_deref().and_then(safe_href);
    Source {
        from: words.source_word(&item.source, computed),
        address: href.as_deref().or(item.url.as_deref()).map(shown_address).unwrap_or_default(),
        href,
        quote: item.quote.as_deref().map(clean).unwrap_or_default(),
        place: clean(place(&item.locator)),
        seen: item.observed.as_deref().filter(|seen| item.quote.as_deref() != Some(*seen) && reads_in(seen, words)).map(clean).unwrap_or_default(),
        expected: item.expected.as_deref().filter(|expected| reads_in(expected, words)).map(clean).unwrap_or_default(),
        day: words.day(item.fetched_at),
        verify: verify.map(clean).unwrap_or_default(),
    }
}

/// Words of the notes that checks make, which are written in English.
const ENGLISH: [&str; 36] = [
    "a",
    "an",
    "and",
    "answers",
    "are",
    "at",
    "before",
    "by",
    "characters",
    "every",
    "first",
    "for",
    "from",
    "has",
    "have",
    "in",
    "is",
    "leads",
    "least",
    "most",
    "names",
    "neither",
    "no",
    "not",
    "of",
    "on",
    "one",
    "or",
    "read",
    "redirects",
    "tells",
    "that",
    "the",
    "to",
    "with",
    "without",
];

/// Whether a reader of the language can read a note. What checks noted in English stays in the JSON alone for readers of other languages; what every
/// language writes alike (`HTTP 404`, `lang="es"`) and what the site itself says within quotation marks is shown to all.
fn reads_in(note: &str, words: &Words) -> bool {
    let outside = note.split('"').step_by(2);
    let is_english = |word: &str| ENGLISH.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.language == "en" || !outside.flat_map(str::split_whitespace).any(is_english)
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

#[cfg(test)]
mod tests {
    use super::reads_in;
    use crate::fixture::rich;
    use crate::view::View;
    use crate::words::words;

    #[test]
    fn a_command_is_told_where_something_else_was_expected_and_only_once() {
        let view = View::of(&rich());
        let told: Vec<&str> = view.notes.iter().flat_map(|note| &note.sources).map(|source| source.verify.as_str()).filter(|told| !told.is_empty()).collect();
        let times = |command: &str| told.iter().filter(|told| told.starts_with(command)).count();
        assert_eq!(times("openssl s_client"), 1, "something else was expected: {told:?}");
        assert_eq!(times("curl -sIL http://"), 0, "nothing else was expected");
        assert_eq!(times("dig +short TXT _dmarc"), 0, "its finding tells it");
    }

    #[test]
    fn notes_in_english_are_shown_to_readers_of_english_alone() {
        for note in ["at most 2 redirects", "a very heavy page: 0 of 12 pages read", "13 characters", "\"Angebote\" leads to https://harbourpine.example/x"] {
            assert!(reads_in(note, words("en")), "{note}");
            assert!(!reads_in(note, words("de")) && !reads_in(note, words("fr")) && !reads_in(note, words("es")), "{note}");
        }
        for note in ["HTTP 404", "lang=\"es\"", "width=device-width, initial-scale=1", "v=spf1 -all", "og:title \"One of the best\""] {
            assert!(reads_in(note, words("de")), "{note}");
        }
    }
}
