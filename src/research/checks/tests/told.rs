//! What the checks say can be told: each fixture in four languages with its own sentence, each reason in words of the language.

use std::path::Path;

use super::*;
use crate::model::told::{Language, told};

#[test]
fn every_fixture_is_told_in_every_language_by_a_sentence_of_its_own() {
    for Fixture(number, _, variant, bend) in fixtures() {
        let (finding, _) = judge(*number, bend);
        for language in Language::ALL {
            let said = told(&finding, language);
            let place = format!("{language:?} {} {variant}: {said:?}", finding.check);
            assert!(said.saw.ends_with(['.', '»', '“', '”']) && !said.saw.contains(['{', '|', '\n']), "{place}");
            let fallback = format!("{}.", said.headline);
            assert!(!said.saw.starts_with(&fallback), "the slots of the check fill no sentence: {place}");
            assert_eq!(said.fix.is_empty(), finding.status != Fail, "{place}");
        }
    }
}

/// The text between the brackets after each `Outcome::not_measured(` and `Outcome::not_applicable(` of the checks.
fn reasons_in(source: &str) -> Vec<&str> {
    let calls = ["Outcome::not_measured(", "Outcome::not_applicable("];
    let starts = calls.iter().flat_map(|call| source.match_indices(call).map(|(at, _)| at + call.len()));
    starts.map(|start| source[start..].lines().next().unwrap()).collect()
}

/// The string literals of a piece of source, with `\"` read as it is meant.
fn literals(source: &str) -> Vec<String> {
    let hidden = source.replace("\\\"", "\u{1}");
    hidden.split('"').skip(1).step_by(2).map(|text| text.replace('\u{1}', "\"")).collect()
}

#[test]
fn every_reason_of_the_checks_is_told_in_every_language() {
    let folder = Path::new(file!()).ancestors().nth(2).unwrap();
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            sources.push(std::fs::read_to_string(path).unwrap());
        }
    }
    let constant = |name: &str| {
        let start = format!("const {name}: &str = ");
        sources.iter().find_map(|source| source.split_once(&start)).map(|(_, rest)| literals(rest.split_once(';').unwrap().0).swap_remove(0))
    };
    let mut reasons = BTreeSet::new();
    for call in sources.iter().flat_map(|source| reasons_in(source)) {
        reasons.extend(literals(call));
        let names = call.split(|c: char| !c.is_ascii_uppercase() && c != '_').filter(|name| name.len() > 3);
        reasons.extend(names.filter_map(constant));
    }
    assert!(reasons.len() > 50, "{reasons:?}");
    let (mut stem, _) = judge(1, |_| {});
    stem.status = NotMeasured;
    for reason in reasons {
        stem.reason = Some(reason.clone());
        for language in Language::ALL {
            let mut bare = stem.clone();
            bare.reason = Some("\u{2603}".into());
            let unknown = told(&bare, language).saw;
            let (open, close) = unknown.split_once('\u{2603}').unwrap();
            let saw = told(&stem, language).saw;
            assert!(saw != format!("{open}{reason}{close}"), "{language:?} has no words for the reason: {reason}");
        }
    }
}
