//! House rules of the library: plain, short, complete.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use super::{CheckText, Library, Line, sentences, vetted};
use crate::model::told::Language;
use crate::writer::pattern;
use crate::writer::text::words;

/// The named checks a writer must be able to tell.
const SET: &str = "http-status-code redirects-http host-canonical redirect-chain is-crawlable robots-txt sitemap sitemap-health broken-links soft-404 canonical \
    document-title title-length duplicate-titles meta-description h1 heading-order open-graph json-ld-valid organization-markup link-text html-lang favicon \
    content-without-script ai-crawlers server-response-time text-compression cache-policy page-weight render-blocking unsized-images image-delivery meta-viewport image-alt \
    label link-name certificate mixed-content form-https hsts framing cookies dated-software privacy-notice spf dmarc contact-domain call-to-action contact-path phone-link \
    form-friction offer-clarity proof price-signal freshness readability nap-consistency measurement";

fn running(text: &CheckText) -> impl Iterator<Item = &'static Line> {
    [text.opening, text.saw, text.matters, text.fix, text.task, text.praise].into_iter().flatten()
}

fn all() -> impl Iterator<Item = &'static CheckText> {
    libraries().flat_map(Library::all)
}

fn libraries() -> impl Iterator<Item = &'static Library> {
    Language::ALL.into_iter().map(Library::of)
}

#[test]
fn every_named_check_has_its_words_once() {
    for library in libraries() {
        let known: Vec<&str> = library.all().map(|text| text.check).collect();
        for check in SET.split_whitespace() {
            assert_eq!(known.iter().filter(|known| **known == check).count(), 1, "{check} {:?}", library.language);
        }
        assert_eq!(known.len(), 58);
    }
}

#[test]
fn sentences_are_short_end_with_a_full_stop_and_do_not_shout() {
    for text in all() {
        for sentence in running(text).flat_map(|line| sentences(line.1)) {
            assert!(sentence.ends_with(['.', '”']), "{}: {sentence}", text.check);
            assert!(words(sentence).count() <= 26, "{}: {sentence}", text.check);
            assert!(!sentence.contains('!'), "{}: {sentence}", text.check);
        }
    }
    for pattern in vetted() {
        let lower = pattern.to_lowercase();
        for word in ["unlock", "leverage", "seamless", "boost", "critical", "alarming", "guarantee", "skyrocket", "best-in-class", "immediately", "error count"]
        {
            assert!(!lower.contains(word), "{pattern}");
        }
    }
}

#[test]
fn braces_are_balanced_and_slots_are_plain_words() {
    for pattern in vetted() {
        assert_eq!(pattern.matches('{').count(), pattern.matches('}').count(), "{pattern}");
        for slot in pattern::slots(pattern) {
            assert!(slot.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit()), "{pattern}: {slot}");
        }
        let filled = pattern::fill(pattern, |name| Some(name.replace('_', " "))).unwrap();
        assert!(!filled.contains(['{', '}']), "{filled}");
    }
}

#[test]
fn quotation_marks_in_a_sentence_about_the_prospect_hold_one_value_and_nothing_else() {
    let ours = ["domain", "sender", "date", "because", "title_room", "description_room"];
    let english = vetted().iter().filter(|pattern| !pattern.contains('„'));
    for pattern in english.filter(|pattern| pattern::slots(pattern).any(|slot| !ours.contains(&slot))) {
        for quoted in pattern.split('“').skip(1).filter_map(|rest| rest.split('”').next()) {
            assert!(quoted.starts_with('{') && quoted.find('}') == Some(quoted.len() - 1), "{pattern}");
        }
    }
}

/// Slots that every failed finding of these checks has, and those the writer can always fill itself.
#[test]
fn advice_can_always_be_given_in_some_words() {
    let variant = |line: &Line| line.0.split_whitespace().find(|word| !word.starts_with('@')).unwrap_or("");
    let variants = |lines: &'static [Line]| lines.iter().map(variant).collect::<BTreeSet<_>>();
    for text in all() {
        let all_variants: BTreeSet<&str> =
            [text.heading, text.saw, text.matters, text.fix].into_iter().flat_map(variants).filter(|variant| !variant.is_empty()).collect();
        for (name, lines) in [("matters", text.matters), ("fix", text.fix)] {
            let plain = |variant: &str| {
                lines.iter().any(|line| {
                    (line.0 == variant || line.0.is_empty())
                        && pattern::slots(sentences(line.1).next().unwrap())
                            .all(|slot| matches!(slot, "company" | "domain" | "title_room" | "description_room"))
                })
            };
            for variant in all_variants.iter().copied().chain(all_variants.is_empty().then_some("")) {
                assert!(plain(variant), "{} {name} {variant}", text.check);
            }
        }
    }
}

#[test]
fn there_are_hundreds_of_patterns_in_english() {
    let english = Library::of(Language::English);
    let checks: BTreeSet<&str> = english.patterns().collect();
    assert!(checks.len() >= 700, "{}", checks.len());
    let lines = english.all().flat_map(|text| [text.opening, text.saw, text.matters, text.fix, text.task]).flatten();
    let situational = lines.filter(|line| line.0.contains('@')).count();
    assert!(situational >= 150, "{situational}");
}

/// Words that a line may ask of the situation.
const SITUATION: [&str; 13] =
    ["@local", "@shop", "@saas", "@content", "@portfolio", "@business", "@head", "@marketing", "@technical", "@sales", "@small", "@middle", "@large"];

#[test]
fn a_line_asks_only_for_situations_that_there_are() {
    for line in all().flat_map(running) {
        for word in line.0.split_whitespace().filter(|word| word.starts_with('@')) {
            assert!(SITUATION.contains(&word), "{word}: {}", line.1);
        }
    }
}

/// Quotations of each language, as `(open, close)`.
fn marks(language: Language) -> (char, char) {
    match language {
        Language::English => ('“', '”'),
        Language::German => ('„', '“'),
        Language::French | Language::Spanish => ('«', '»'),
    }
}

#[test]
fn plays_and_upkeep_have_their_words_in_every_language() {
    use super::actions::Actions;
    use super::plays::{PLAYS, Plays};
    assert!(PLAYS.len() >= 12);
    let slots = |patterns: Vec<&'static str>| patterns.into_iter().flat_map(pattern::slots).collect::<BTreeSet<&str>>();
    for language in Language::ALL {
        let (open, close) = marks(language);
        for play in PLAYS {
            let parts = |language: Language| {
                let text = Plays::of(language).text(play.name).unwrap_or_else(|| panic!("{} {language:?}", play.name));
                let steps = text.steps.into_iter().flat_map(|(heading, text)| [heading, text]);
                let parts: Vec<&'static [Line]> = [text.heading, text.says, text.matters, text.sign].into_iter().chain(steps).collect();
                parts.into_iter().flatten().map(|line| line.1).collect::<Vec<_>>()
            };
            assert_eq!(slots(parts(language)), slots(parts(Language::English)), "{} {language:?}", play.name);
        }
        let names = |language: Language| Actions::of(language).upkeep.iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(language), names(Language::English));
        for sentence in Plays::of(language).patterns().chain(Actions::of(language).patterns()) {
            assert!(words(sentence).count() <= 28, "{sentence}");
            assert_eq!(sentence.matches(open).count(), sentence.matches(close).count(), "{sentence}");
            for (at, _) in sentence.match_indices(open) {
                let inner = sentence[at + open.len_utf8()..].split(close).next().unwrap().trim_matches('\u{a0}');
                assert!(inner.starts_with('{') && inner.find('}') == Some(inner.len() - 1), "{sentence}");
            }
        }
    }
}
