//! The mutation harness: true sentences in four languages, changed in one number, one name, by a negation or a comparison, or held against another firm's
//! pages; and how many of each the gate refuses. The changes are made here by lists and rules of their own. `benches/gate.rs` does the same to real pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod changes;
mod devious;
mod passages;

use std::collections::BTreeMap;

use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::told::Language;

use super::{Allowed, Origin, Refusal, Sentence, check};
use changes::{Sequence, negations, numbers, renamed, trimmed, turned};
use passages::{names, passages};

/// Refused of tried, with some that went the wrong way.
#[derive(Debug, Default, Clone)]
struct Tally {
    refused: u32,
    tried: u32,
    wrong: Vec<String>,
}

impl Tally {
    fn note(&mut self, text: &str, verdict: &Result<(), Refusal>, wanted: bool) {
        self.tried += 1;
        self.refused += u32::from(verdict.is_err());
        if verdict.is_err() != wanted {
            self.wrong.push(format!("{text} ({verdict:?})"));
        }
    }

    fn share(&self) -> f64 {
        f64::from(self.refused) / f64::from(self.tried.max(1))
    }
}

fn passage(at: usize, language: Language) -> Evidence {
    cited(&format!("ev_{at}"), &passages(language)[at].join(" "))
}

fn cited(id: &str, quote: &str) -> Evidence {
    Evidence {
        id: EvidenceId(id.to_owned()),
        source: Source::Site,
        kind: Kind::Text,
        url: Some("https://site.example/".into()),
        fetched_at: 0,
        body_sha256: None,
        locator: "#b1".into(),
        quote: Some(quote.to_owned()),
        observed: None,
        expected: None,
        verify: None,
    }
}

/// Judges a sentence against one text.
fn check_text(text: &str, quote: &str, language: Language) -> Result<(), Refusal> {
    judge(text, &cited("ev_1", quote), language)
}

fn judge(text: &str, evidence: &Evidence, language: Language) -> Result<(), Refusal> {
    let sentence = Sentence { text: text.to_owned(), evidence: vec![evidence.id.clone()], origin: Origin::Free, about_sender: false };
    // What was posted and the day of the document hold numbers too.
    let posted = ["Studio 36 for 14 teams", "studio36.example", "86"].map(str::to_owned).to_vec();
    let dates = [1_795_478_400, 1_789_430_400, 1_741_219_200].map(|at| crate::writer::day(at, language)).to_vec();
    check(&sentence, &[evidence], &Allowed { language, posted, dates, ..Allowed::default() }).map(|_| ())
}

fn measure(language: Language) -> BTreeMap<&'static str, Tally> {
    let mut sequence = Sequence(11);
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut note =
        |kind: &'static str, text: &str, evidence: &Evidence| tallies.entry(kind).or_default().note(text, &judge(text, evidence, language), kind != "true");
    for (at, sentences) in passages(language).iter().enumerate() {
        let evidence = passage(at, language);
        for text in *sentences {
            for told in std::iter::once(text.to_owned()).chain(trimmed(text, language)) {
                note("true", &told, &evidence);
            }
            for changed in numbers(text, language, &mut sequence) {
                note("numbers", &changed, &evidence);
            }
            for changed in renamed(text, names(language)) {
                note("names", &changed, &evidence);
            }
            for changed in negations(text, language) {
                note("negations", &changed, &evidence);
            }
            for changed in turned(text, language) {
                note("comparisons", &changed, &evidence);
            }
            for other in 1..passages(language).len() {
                note("foreign", text, &passage((at + other) % passages(language).len(), language));
            }
        }
    }
    tallies
}

fn holds(language: Language) {
    let found = measure(language);
    let report: String =
        found.iter().map(|(kind, tally)| format!("{kind}: {} of {} refused; {}\n", tally.refused, tally.tried, tally.wrong.join(" | "))).collect();
    for (kind, least, tried) in [("numbers", 0.99, 300), ("names", 0.98, 280), ("negations", 0.98, 300), ("comparisons", 0.98, 8), ("foreign", 1.0, 400)] {
        let tally = found.get(kind).expect(kind);
        assert!(tally.tried >= tried && tally.share() >= least, "{kind}\n{report}");
    }
    let truth = &found["true"];
    assert!(truth.tried >= 70 && truth.share() <= 0.03, "{report}");
}

#[test]
fn the_gate_catches_changed_sentences_in_english() {
    holds(Language::English);
}

#[test]
fn the_gate_catches_changed_sentences_in_german() {
    holds(Language::German);
}

#[test]
fn the_gate_catches_changed_sentences_in_french() {
    holds(Language::French);
}

#[test]
fn the_gate_catches_changed_sentences_in_spanish() {
    holds(Language::Spanish);
}
