//! The mutation harness of the built-in writer: its sentences changed in one number, one name or by a negation, and how many of each the gate refuses.
//! Free sentences in four languages are next door, in `verify/mutations.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::model::evidence::Evidence;
use crate::writer::testing::{Case, heating, joinery, saas};
use crate::writer::{Draft, draft, pattern, plan::Plan};

use super::verify::{Allowed, Origin, Sentence, check};

/// Refused of tried.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    refused: u32,
    tried: u32,
}

impl Tally {
    fn note(&mut self, refused: bool) {
        self.tried += 1;
        self.refused += u32::from(refused);
    }

    fn share(self) -> f64 {
        f64::from(self.refused) / f64::from(self.tried.max(1))
    }
}

/// A small fixed sequence, so that every run makes the same changes.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// The text with its digit runs changed one at a time, several ways each.
fn changed_numbers(text: &str, sequence: &mut Sequence) -> Vec<String> {
    let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let mut changed = Vec::new();
    for at in digits {
        let old = text.as_bytes()[at] - b'0';
        let new = (u64::from(old) + 1 + sequence.next(8)) % 10;
        changed.push(format!("{}{new}{}", &text[..at], &text[at + 1..]));
    }
    const WORDS: [&str; 6] = ["two", "three", "four", "five", "seven", "nine"];
    for word in WORDS {
        if let Some(at) = text.find(&format!(" {word} ")) {
            let other = WORDS[usize::try_from(sequence.next(6)).unwrap()];
            if other != word {
                changed.push(format!("{} {other} {}", &text[..at], &text[at + word.len() + 2..]));
            }
        }
    }
    changed
}

fn judge(sentence: &Sentence, evidence: &[Evidence], allowed: &Allowed) -> bool {
    let cited: Vec<&Evidence> = evidence.iter().filter(|item| sentence.evidence.contains(&item.id)).collect();
    check(sentence, &cited, allowed).is_err()
}

fn written() -> Vec<(Case, Draft)> {
    [joinery(), saas(), heating()]
        .into_iter()
        .map(|case| {
            let draft = draft(&case.brief());
            (case, draft)
        })
        .collect()
}

/// The same sentence with one slot's value replaced, text and slot alike: what a wrong plan would make.
fn with_slot(sentence: &Sentence, name: &str, value: &str) -> Option<Sentence> {
    let Origin::Library { pattern, slots } = &sentence.origin else { return None };
    let mut slots = slots.clone();
    slots.get_mut(name)?.value = value.to_owned();
    let text = pattern::fill(pattern, |name| slots.get(name).map(|slot| slot.value.clone()))?;
    Some(Sentence { text, origin: Origin::Library { pattern, slots }, ..sentence.clone() })
}

#[test]
fn the_gate_catches_changed_sentences_of_the_built_in_writer() {
    let mut sequence = Sequence(7);
    let (mut truth, mut numbers, mut names, mut negations) = (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    let written = written();
    for (at, (case, draft)) in written.iter().enumerate() {
        let brief = case.brief();
        let plan = Plan::of(&brief, crate::writer::Room::ALL[0]);
        let foreign: Vec<String> =
            written[(at + 1) % 3].1.said.iter().flat_map(|said| said.facts.clone()).filter(|fact| fact.chars().any(char::is_alphabetic)).collect();
        for said in draft.said.iter().filter(|said| !said.facts.is_empty()) {
            truth.note(judge(&said.sentence, &plan.evidence, &plan.allowed));
            for text in changed_numbers(&said.text, &mut sequence) {
                numbers.note(judge(&Sentence { text, ..said.sentence.clone() }, &plan.evidence, &plan.allowed));
            }
            let Origin::Library { slots, .. } = &said.sentence.origin else { continue };
            for (name, slot) in slots {
                for value in changed_numbers(&slot.value, &mut sequence) {
                    numbers.note(judge(&with_slot(&said.sentence, name, &value).unwrap(), &plan.evidence, &plan.allowed));
                }
                if slot.value.chars().any(char::is_alphabetic) && said.facts.contains(&slot.value) {
                    let other = &foreign[usize::try_from(sequence.next(foreign.len() as u64)).unwrap()];
                    let same = plan.allowed.posted.contains(other) || *other == slot.value || slot.value.contains(other.as_str()) || other == "your home page";
                    if !same {
                        names.note(judge(&with_slot(&said.sentence, name, other).unwrap(), &plan.evidence, &plan.allowed));
                        let text = said.text.replacen(&slot.value, other, 1);
                        names.note(judge(&Sentence { text, ..said.sentence.clone() }, &plan.evidence, &plan.allowed));
                    }
                }
            }
            for (from, to) in [
                (" is ", " is not "),
                (" has ", " has no "),
                (" stands ", " never stands "),
                (" are ", " are not "),
                (" have ", " do not have "),
                (" no ", " a "),
            ] {
                if let Some(at) = said.text.find(from) {
                    let text = format!("{}{to}{}", &said.text[..at], &said.text[at + from.len()..]);
                    negations.note(judge(&Sentence { text, ..said.sentence.clone() }, &plan.evidence, &plan.allowed));
                }
            }
        }
    }
    let report = format!("true {truth:?}, numbers {numbers:?}, names {names:?}, negations {negations:?}");
    assert!(numbers.tried > 300 && names.tried > 200 && negations.tried > 30, "{report}");
    assert!(truth.share() <= 0.03, "{report}");
    assert!(numbers.share() >= 0.99, "{report}");
    assert!(names.share() >= 0.98, "{report}");
    assert!(negations.share() >= 0.98, "{report}");
}

#[test]
fn the_sentences_of_one_firm_break_on_the_facts_of_another() {
    let written = written();
    for (at, (_, draft)) in written.iter().enumerate() {
        let other = &written[(at + 1) % 3].0;
        let brief = other.brief();
        let plan = Plan::of(&brief, crate::writer::Room::ALL[0]);
        let mut broken = Tally::default();
        for said in draft.said.iter().filter(|said| said.section == "priorities" && !said.facts.is_empty()) {
            broken.note(judge(&said.sentence, &plan.evidence, &plan.allowed));
        }
        assert!(broken.tried >= 10 && broken.share() >= 0.9, "{broken:?}");
    }
}
