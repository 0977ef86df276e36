//! What a project's blueprint, its other sites and the public figures change in a document.

use super::*;

/// The ids of the sections under these settings, and the document.
fn with(settings: Value) -> (Vec<String>, Draft) {
    let mut case = joinery();
    case.blueprint = serde_json::from_value(settings).unwrap();
    assert!(case.blueprint.faults().is_empty());
    let draft = draft(&case.brief());
    (draft.document.sections.iter().map(|section| section.id.clone()).collect(), draft)
}

#[test]
fn sections_stand_as_the_blueprint_says_and_nothing_speaks_of_one_that_is_left_out() {
    let (ids, draft) = with(serde_json::json!({"sections": ["known", "priorities", "plan"]}));
    assert_eq!(ids, ["summary", "known", "priorities", "plan", "sender", "method"]);
    let said = texts(&draft.document).join("\n").to_lowercase();
    assert!(!said.contains("quick wins above") && !said.contains("appendix"), "{said}");
}

#[test]
fn more_priorities_are_told_and_counted() {
    let (_, draft) = with(serde_json::json!({"priorities": 5}));
    let priorities = draft.document.sections.iter().find(|section| section.id == "priorities").unwrap();
    assert_eq!(findings(priorities), 5);
    assert!(texts(&draft.document).iter().any(|text| text.contains("five changes")), "the summary counts them");
}

#[test]
fn length_tone_title_and_call_to_action_act() {
    let words = |length: &str| measure::page_words(&with(serde_json::json!({"length": length})).1.document);
    let (short, standard, full) = (words("short"), words("standard"), words("full"));
    assert!(short < standard && standard < full, "{short} {standard} {full}");
    assert!(short <= 780 && short + 50 < standard, "{short} {standard}");

    let text = |settings: Value| texts(&with(settings).1.document).join("\n");
    let warm = text(serde_json::json!({"tone": "warm"}));
    assert!(warm.contains("Hello Tom, we took a good look") && warm.contains("raises a question"), "{warm}");
    let formal = text(serde_json::json!({"tone": "formal"}));
    assert!(formal.contains("For the attention of Tom Hale.") && !formal.contains("Tom, all of the above"), "{formal}");
    assert!(!text(serde_json::json!({})).contains("Hello"));

    let (_, draft) = with(serde_json::json!({
        "title": "{company}: what to change first, by {sender}",
        "cta": {"label": "Book a call", "url": "https://book.example/x"},
    }));
    assert_eq!(draft.document.title, "Harbour & Pine Joinery: what to change first, by Brightbench Studio");
    assert_eq!(draft.document.cta.unwrap().url, "https://book.example/x");
}

#[test]
fn the_blueprint_s_own_rules_act_in_the_gate_beside_the_offer_s() {
    let plain = texts(&with(serde_json::json!({})).1.document).join("\n").to_lowercase();
    assert!(plain.contains("stranger"));
    let ruled = texts(&with(serde_json::json!({"wordsToAvoid": ["Stranger"], "title": "A stranger looks at {company}"})).1.document).join("\n").to_lowercase();
    assert!(!text::stands_whole(&ruled, "stranger"), "{ruled}");
}

#[test]
fn a_site_is_told_where_it_stands_only_where_there_are_enough_others() {
    use crate::model::comparison::{Comparison, Place};
    use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};

    let mut case = heating();
    let own = case.analysis.scores.overall.unwrap();
    assert!(!texts(&write(&case.brief())).join("\n").contains("other sites looked at"));
    let id = EvidenceId(format!("ev_{}", case.analysis.evidence.len() + 1));
    case.analysis.evidence.push(Evidence {
        id: id.clone(),
        source: Source::Measured,
        kind: Kind::Measured,
        url: case.home.clone(),
        fetched_at: 1,
        body_sha256: None,
        locator: "scores of 34 other sites".into(),
        quote: None,
        observed: Some(format!("this site {own} of 100; 34 other sites of the same project: median 64, and 61 % of them score lower")),
        expected: None,
        verify: None,
    });
    case.analysis.comparison =
        Some(Comparison { n: 34, overall: Place { n: 34, median: 64, percentile: 61 }, areas: Vec::new(), checks: Vec::new(), evidence: id.clone() });
    let document = write(&case.brief());
    let said = texts(&document).join("\n");
    assert!(said.contains("Among 34 other sites looked at in the same way, the middle one scores 64 of 100"), "{said}");
    assert!(said.contains("61% of them score lower."), "{said}");
    assert!(document.claims.iter().any(|claim| claim.evidence.contains(&id.0)), "the comparison cites its count");
    case.analysis.comparison.as_mut().unwrap().overall.percentile = 0;
    assert!(!texts(&write(&case.brief())).join("\n").contains("score lower"), "that nobody is worse is not told");
    case.analysis.evidence.last_mut().unwrap().observed = Some("nothing".into());
    assert!(!texts(&write(&case.brief())).join("\n").contains("other sites looked at"), "numbers that the evidence does not show are not told");
}

#[test]
fn a_public_figure_stands_in_the_appendix_with_its_source_and_year_and_nowhere_else() {
    use crate::model::base_rates::BaseRates;

    let rates = "[[rate]]\ncheck='meta-description'\npercent=32.8\nwho='mobile pages'\nwhat='have no meta description'\nsource='A Study'\nurl='https://study.example/'\nyear=2025\n";
    let rates = BaseRates::parse(rates).unwrap();
    let none = BaseRates::parse("").unwrap();
    let mut told = 0;
    for case in full() {
        let mut brief = case.brief();
        brief.rates = &none;
        assert!(!texts(&write(&brief)).join("\n").contains("Elsewhere"));
        brief.rates = &rates;
        let document = write(&brief);
        let failed = case.analysis.findings.iter().any(|finding| finding.check == "meta-description" && finding.status == crate::model::finding::Status::Fail);
        for section in &document.sections {
            let said = serde_json::to_string(section).unwrap();
            assert_eq!(said.contains("Elsewhere, 32.8% of mobile pages have no meta description (A Study, 2025)."), failed && section.id == "appendix");
            told += usize::from(said.contains("https://study.example/"));
        }
    }
    assert!(told > 0, "no case shows a figure");
}

#[test]
fn what_passed_is_told_in_sentences_and_not_in_the_notes_of_the_checks() {
    let mut told = 0;
    for case in full() {
        let document = write(&case.brief());
        let appendix = document.sections.iter().find(|section| section.id == "appendix").unwrap();
        for block in &appendix.blocks {
            let Block::Table { rows, .. } = block else { continue };
            for row in rows.iter().filter(|row| row.iter().any(|cell| cell.words() == "Passed")) {
                let seen = row.last().unwrap().words();
                assert!(seen.ends_with('.') && !seen.contains("HTTP"), "{seen}");
                told += 1;
            }
        }
    }
    assert!(told > 0, "no check passed");
}
