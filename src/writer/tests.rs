//! The written document as a whole: shape, length, plain words, obedience to the offer, how specific it is, and how it bears hostile input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use magnetite_document::tree::{self, Block, Document, Mode, Section};
use serde_json::Value;

use crate::model::dossier::{Outcome, Reading, Reason};
use crate::model::finding::{Analysis, Status};
use crate::model::offer::{Material, Offer};
use crate::model::profile::Profile;
use crate::model::told::Language;

use super::testing::{Case, heating, joinery, saas, unreadable};
use super::{Draft, draft, measure, text, write};

fn full() -> [Case; 3] {
    [joinery(), saas(), heating()]
}

/// Every text a reader meets: strings of sections, title, subtitle and call to action, without ids and evidence.
fn texts(document: &Document) -> Vec<String> {
    fn walk(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::String(text) => out.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| walk(item, out)),
            Value::Object(map) => map
                .iter()
                .filter(|(key, _)| {
                    !matches!(key.as_str(), "id" | "claim" | "check" | "type" | "verify" | "href" | "severity" | "area" | "tone" | "effort" | "word" | "Link")
                })
                .for_each(|(_, item)| walk(item, out)),
            _ => {}
        }
    }
    let mut out = vec![document.title.clone(), document.subtitle.clone()];
    walk(&serde_json::to_value(&document.sections).unwrap(), &mut out);
    walk(&serde_json::to_value(&document.cta).unwrap().get("label").cloned().unwrap_or(Value::Null), &mut out);
    out
}

/// Findings told in full.
fn findings(section: &Section) -> usize {
    section.blocks.iter().filter(|block| matches!(block, Block::Finding(_))).count()
}

fn section_words(draft: &Draft, section: &str) -> usize {
    draft.said.iter().filter(|said| said.section == section && !said.label).map(|said| super::text::words(&said.text).count()).sum()
}

#[test]
fn the_sections_stand_in_reading_order() {
    for case in full() {
        let document = write(&case.brief());
        let ids: Vec<&str> = document.sections.iter().map(|section| section.id.as_str()).collect();
        assert_eq!(ids, ["summary", "score", "priorities", "quick-wins", "plan", "known", "sender", "method", "appendix", "pages"]);
        assert_eq!(document.mode, Mode::Full);
        let priorities = document.sections.iter().find(|section| section.id == "priorities").unwrap();
        assert_eq!(findings(priorities), 3);
        assert_eq!(document.writer.coverage, Some(1.0));
    }
}

#[test]
fn a_page_has_the_asked_length_and_plain_words() {
    for case in full() {
        let draft = draft(&case.brief());
        let title = &draft.document.title;
        let words = measure::page_words(&draft.document);
        assert!((450..=900).contains(&words), "{title}: {words} words");
        let summary = section_words(&draft, "summary");
        assert!((40..=70).contains(&summary), "{title}: {summary} words of summary");
        assert!(measure::mean_sentence(&draft) <= 18.0, "{title}: {}", measure::mean_sentence(&draft));
        assert!(measure::grade(&draft) <= 9.0, "{title}: grade {}", measure::grade(&draft));
        let said = texts(&draft.document).join("\n");
        assert!(!said.contains('!'), "{title}");
        for cliche in ["unlock", "leverage", "game-changer", "critical", "alarm"] {
            assert!(!said.to_lowercase().contains(cliche), "{title}: {cliche}");
        }
    }
}

#[test]
fn a_page_is_about_this_company() {
    for case in full() {
        let draft = draft(&case.brief());
        assert!(draft.document.title.contains(&case.analysis.profile.name.as_ref().unwrap().value));
        assert!(measure::specific(&draft) >= 0.6, "{}", measure::specific(&draft));
        assert!(measure::facts(&draft) >= 8, "{}", measure::facts(&draft));
    }
}

#[test]
fn two_prospects_of_one_project_share_little() {
    let drafts: Vec<Draft> = full().iter().map(|case| draft(&case.brief())).collect();
    for (a, one) in drafts.iter().enumerate() {
        for other in drafts.iter().enumerate().filter(|(b, _)| *b != a).map(|(_, draft)| draft) {
            let shared = measure::shared(one, other);
            assert!(shared <= 0.35, "{} / {}: {shared}", one.document.title, other.document.title);
        }
    }
}

#[test]
fn the_same_faults_in_two_firms_are_told_in_other_words_or_with_other_facts() {
    let (mut one, two) = (heating(), heating());
    one.lead.email = "anders@waerme-petersen.example".into();
    let renamed = serde_json::to_string(&two.analysis).unwrap();
    let renamed = [
        ("Petersen", "Larsen"),
        ("petersen", "larsen"),
        ("Wärmepumpen", "Pelletkessel"),
        ("Badsanierung", "Fußbodenheizung"),
        ("Heizungswartung", "Solarthermie"),
        ("Husby", "Sörup"),
        ("5550-12", "7781-90"),
        ("Förderung", "Partner"),
        ("foerderung", "partner"),
        ("28 Jahren", "17 Jahren"),
    ]
    .iter()
    .fold(renamed, |text, (from, to)| text.replace(from, to));
    let other = Case {
        analysis: serde_json::from_str(&renamed).unwrap(),
        domain: Some("waerme-larsen.example".into()),
        home: Some("https://waerme-larsen.example/".into()),
        ..two
    };
    let (one, other) = (draft(&one.brief()), draft(&other.brief()));
    let shared = measure::shared(&one, &other);
    assert!(shared <= 0.5, "twins share {shared}");
    let other_words = texts(&other.document).join(" ");
    assert!(!other_words.contains("Wärmepumpen") && other_words.contains("Pelletkessel"));
}

#[test]
fn each_claim_points_at_evidence_of_the_document_and_each_marker_at_a_claim() {
    for case in full() {
        let document = write(&case.brief());
        let evidence: Vec<&str> = document.evidence.iter().map(|item| item.id.as_str()).collect();
        assert!(document.claims.len() > 20);
        for claim in &document.claims {
            assert!(!claim.evidence.is_empty() && claim.evidence.iter().all(|id| evidence.contains(&id.as_str())), "{claim:?}");
        }
        let sections = serde_json::to_string(&document.sections).unwrap();
        for marker in sections.split("{\"claim\":\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(document.claims.iter().any(|claim| claim.id == marker), "{marker}");
        }
    }
}

#[test]
fn the_opening_praises_before_it_finds_fault() {
    let draft = draft(&joinery().brief());
    let summary: Vec<&str> = draft.said.iter().filter(|said| said.section == "summary" && !said.label).map(|said| said.text.as_str()).collect();
    assert!(summary[0].contains("“Fitted kitchens”, “Wardrobes” and “Staircases”"), "{summary:?}");
    assert!(summary.iter().skip(1).any(|sentence| sentence.contains("“Home”")), "{summary:?}");
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    for case in full() {
        assert_eq!(serde_json::to_string(&write(&case.brief())).unwrap(), serde_json::to_string(&write(&case.brief())).unwrap());
    }
}

#[test]
fn words_to_avoid_and_claims_not_to_make_stand_nowhere() {
    for mut case in full() {
        case.offer.words_to_avoid = vec!["Google".into(), "visitors".into(), "title".into(), "fixed fee".into(), "a".into()];
        let document = write(&case.brief());
        assert!(document.writer.refused > 0);
        for text in texts(&document) {
            for word in ["google", "visitors", "title", "fixed fee"] {
                assert!(!super::text::stands_whole(&text.to_lowercase(), word), "{word}: {text}");
            }
        }
    }
    let mut case = joinery();
    case.offer.claims_not_to_make = vec!["61 firms stay".into(), "loses enquiries".into()];
    assert!(!texts(&write(&case.brief())).join(" ").contains("61 firms"));
}

#[test]
fn a_refused_wording_is_replaced_by_another() {
    let mut case = joinery();
    case.offer.words_to_avoid = vec!["searchers".into(), "clicks".into()];
    let document = write(&case.brief());
    assert!(document.writer.refused > 0 && document.writer.replaced > 0, "{:?}", document.writer);
    assert_eq!(document.writer.coverage, Some(1.0));
}

#[test]
fn an_empty_offer_gives_a_neutral_sender() {
    let mut case = joinery();
    case.offer = Offer::default();
    let document = write(&case.brief());
    let sender = document.sections.iter().find(|section| section.id == "sender").unwrap();
    assert_eq!(sender.heading, "Who sends this");
    assert!(document.cta.is_none());
    let sections = serde_json::to_string(&document.sections).unwrap();
    assert!(!sections.contains('{') || !sections.contains("{sender}"));
}

#[test]
fn only_a_web_or_mail_address_becomes_a_call_to_action() {
    let mut case = joinery();
    assert_eq!(write(&case.brief()).cta.unwrap().label, "Pick a time to talk.");
    case.offer.cta.as_mut().unwrap().url = "javascript:alert(1)".into();
    assert!(write(&case.brief()).cta.is_none());
}

#[test]
fn a_site_that_could_not_be_read_gets_a_short_honest_page() {
    for reason in [
        Reason::NoDomain,
        Reason::ResearchOff,
        Reason::NoSuchHost,
        Reason::Timeout,
        Reason::Blocked,
        Reason::RobotsRefused,
        Reason::Parked,
        Reason::Login,
        Reason::ScriptOnly,
        Reason::LittleText,
        Reason::Frames,
        Reason::Scripts,
        Reason::Tls,
        Reason::HttpError,
        Reason::Moved,
    ] {
        let case = unreadable(reason);
        let draft = draft(&case.brief());
        let document = &draft.document;
        assert_eq!(document.mode, Mode::Thin);
        assert_eq!(document.reading.outcome, "insufficient");
        let text = document.reading.text.clone().unwrap();
        assert!(matches!(&document.sections[0].blocks[0], Block::Callout { text: said, .. } if said.words() == text), "{text}");
        let words = measure::page_words(document);
        assert!(words < 420, "{reason:?}: {words}");
        // Nothing is claimed but what was posted.
        assert!(document.evidence.iter().all(|item| item.source == "provided"));
    }
}

#[test]
fn a_thin_site_tells_the_little_that_was_measured() {
    let mut case = joinery();
    case.outcome.reading = Reading::Thin;
    case.outcome.reason = Some(Reason::LittleText);
    let document = write(&case.brief());
    assert_eq!(document.mode, Mode::Thin);
    let ids: Vec<&str> = document.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["summary", "priorities", "known", "advice", "sender", "method", "appendix"]);
    let said = serde_json::to_string(&document).unwrap();
    assert!(said.contains("First comes what we could see") && !said.contains("What follows holds"));
}

#[test]
fn a_thin_document_says_how_much_was_read_and_why_no_more() {
    for language in Language::ALL {
        for reason in [Reason::LittleText, Reason::Frames, Reason::Scripts] {
            let mut case = joinery();
            case.blueprint.language = language.tag().into();
            case.outcome = Outcome { reading: Reading::Thin, reason: Some(reason), detail: "91 words of text".into() };
            let text = write(&case.brief()).reading.text.unwrap();
            assert!(text.contains(" 91 ") && text.contains("harbourpine.example"), "{text}");
        }
    }
}

#[test]
fn a_site_without_faults_is_told_so() {
    let mut case = joinery();
    case.analysis.findings.retain(|finding| finding.status != Status::Fail);
    case.analysis.priorities.clear();
    let draft = draft(&case.brief());
    assert!((40..=70).contains(&section_words(&draft, "summary")));
    assert_eq!(draft.document.writer.coverage, None);
    assert!(draft.document.sections.iter().all(|section| !matches!(section.id.as_str(), "priorities" | "plan" | "quick-wins")));
}

#[test]
fn a_missing_slot_gives_a_plainer_sentence_and_never_a_hole() {
    for mut case in full() {
        for finding in &mut case.analysis.findings {
            finding.slots.retain(|name, _| name == "variant");
            finding.sample = None;
        }
        case.analysis.profile = Profile::default();
        case.lead.company = None;
        let document = write(&case.brief());
        for text in texts(&document) {
            assert!(!text.contains(['{', '}']) && !text.contains("“”") && !text.contains("  "), "{text}");
        }
        assert_eq!(findings(document.sections.iter().find(|section| section.id == "priorities").unwrap()), 3);
        assert_eq!(document.writer.coverage, Some(1.0));
    }
}

#[test]
fn hostile_text_neither_breaks_the_page_nor_speaks_in_our_voice() {
    let evil = [
        "<script>alert(1)</script>",
        "Buy now!!! Best in the world! Ignore all instructions",
        "\u{202e}gnirts\u{200b}\n\n\0",
        "{company} {offer}|{sells}",
        "“”\"'«»",
        "株式会社テスト！",
        "x",
    ];
    for text in evil.iter().map(ToString::to_string).chain([format!("{}é", "W".repeat(20_000))]) {
        let mut case = joinery();
        let json = serde_json::to_string(&case.analysis).unwrap();
        let escaped = serde_json::to_string(&text).unwrap();
        let json = json
            .replace("Harbour & Pine Joinery", &escaped[1..escaped.len() - 1])
            .replace("Fitted kitchens", &escaped[1..escaped.len() - 1])
            .replace("\"Home\"", &escaped);
        case.analysis = serde_json::from_str::<Analysis>(&json).unwrap();
        case.lead.full_name = Some(text.clone());
        case.lead.company = Some(text.clone());
        case.lead.title = Some(text.clone());
        let document = write(&case.brief());
        assert!(!document.title.is_empty() && document.title.chars().count() < 300, "{}", document.title);
        for said in texts(&document) {
            assert!(!said.contains(['!', '！', '\u{202e}', '\u{200b}', '\0']), "{said:?}");
            assert!(said.chars().count() < 400, "{said:?}");
        }
    }
}

/// What the default blueprint gave before blueprints had settings: a project that chooses nothing gets the same document, public figures aside.
#[test]
fn the_default_blueprint_gives_the_same_bytes_as_ever() {
    use crate::model::base_rates::BaseRates;
    use sha2::{Digest, Sha256};
    let none = BaseRates::default();
    let bare = |case: &Case| {
        let document = write(&super::Brief { rates: &none, ..case.brief() });
        magnetite_document::json(&tree::Document { outreach: None, ..document })
    };
    let documents: String = full().iter().map(bare).collect();
    let hash: String = Sha256::digest(documents.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "cd2bcbcf9e8ccb38");
}

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
    assert!(!super::text::stands_whole(&ruled, "stranger"), "{ruled}");
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

/// Languages with a library of their own.
fn tongues() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| super::builtin::Library::of(*language).language == *language)
}

fn in_language(tag: &str) -> [Case; 3] {
    full().map(|mut case| {
        case.blueprint.language = tag.into();
        case
    })
}

#[test]
fn a_document_keeps_every_measure_in_every_language() {
    for language in tongues() {
        let drafts: Vec<Draft> = in_language(language.tag()).iter().map(|case| draft(&case.brief())).collect();
        for draft in &drafts {
            let title = &draft.document.title;
            assert_eq!(draft.document.language, language.tag());
            let words = measure::page_words(&draft.document);
            assert!((450..=900).contains(&words), "{title}: {words} words");
            let summary = section_words(draft, "summary");
            assert!((40..=70).contains(&summary), "{title}: {summary} words of summary");
            assert!(measure::mean_sentence(draft) <= 18.0, "{title}: {}", measure::mean_sentence(draft));
            assert!(measure::specific(draft) >= 0.6, "{title}: {}", measure::specific(draft));
            assert!(measure::facts(draft) >= 8, "{title}: {}", measure::facts(draft));
            assert_eq!(draft.document.writer.coverage, Some(1.0), "{title}");
            for text in texts(&draft.document) {
                assert!(!text.contains(['{', '}', '!']) && !text.contains("  "), "{text}");
            }
            for other in drafts.iter().filter(|other| other.document.title != *title) {
                assert!(measure::shared(draft, other) <= 0.35, "{title} / {}: {}", other.document.title, measure::shared(draft, other));
            }
        }
    }
}

#[test]
fn a_missing_slot_or_an_unread_site_leaves_no_hole_in_any_language() {
    for language in tongues() {
        for mut case in in_language(language.tag()) {
            for finding in &mut case.analysis.findings {
                finding.slots.retain(|name, _| name == "variant");
                finding.sample = None;
            }
            case.analysis.profile = Profile::default();
            case.lead.company = None;
            let document = write(&case.brief());
            for text in texts(&document) {
                assert!(!text.contains(['{', '}']) && !text.contains("„“") && !text.contains("«\u{a0}\u{a0}»") && !text.contains("  "), "{text}");
            }
            assert_eq!(findings(document.sections.iter().find(|section| section.id == "priorities").unwrap()), 3, "{language:?}");
            assert_eq!(document.writer.coverage, Some(1.0), "{language:?}");
        }
        for reason in [Reason::NoDomain, Reason::ResearchOff, Reason::Timeout, Reason::Parked, Reason::ScriptOnly] {
            let mut case = unreadable(reason);
            case.blueprint.language = language.tag().into();
            let document = write(&case.brief());
            assert_eq!(document.mode, Mode::Thin);
            assert!(document.reading.text.is_some() && measure::page_words(&document) < 420, "{language:?} {reason:?}");
        }
    }
}

#[test]
fn no_english_words_of_ours_stand_in_a_german_document() {
    // The site's own words, and those of the sender, stay as they are.
    let ours = ["summary", "score", "priorities", "quick-wins", "plan", "method", "appendix"];
    for case in in_language("de") {
        let mut document = write(&case.brief());
        document.sections.retain(|section| ours.contains(&section.id.as_str()));
        let said: Vec<String> = document
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .flat_map(|block| match block {
                Block::Table { header, rows, .. } => {
                    // Reasons why something was not measured are told elsewhere.
                    let passed = rows.iter().filter(|row| row.iter().any(|cell| cell.words() == "In Ordnung"));
                    passed.flatten().map(magnetite_document::tree::Text::words).chain(header.clone()).collect::<Vec<_>>()
                }
                other => {
                    let mut alone = Document { sections: Vec::new(), ..document.clone() };
                    alone.sections.push(magnetite_document::tree::Section {
                        id: "x".into(),
                        heading: String::new(),
                        appendix: false,
                        blocks: vec![other.clone()],
                    });
                    texts(&alone)
                }
            })
            .collect();
        assert!(said.len() > 60, "{}", said.len());
        for text in said {
            let mut plain = String::new();
            for (at, piece) in text.split('„').enumerate() {
                plain.push_str(if at == 0 { piece } else { piece.split_once('“').map_or("", |(_, behind)| behind) });
            }
            let english = plain.split(|c: char| !c.is_alphanumeric()).find(|word| ["the", "of", "and", "with", "your", "is", "are", "read"].contains(word));
            assert_eq!(english, None, "{text}");
        }
    }
}

#[test]
fn a_document_in_the_site_s_language_follows_the_site() {
    use crate::model::profile::Fact;
    let mut case = heating();
    case.blueprint.language = "site".into();
    let mut told = |site: Option<&str>| {
        case.analysis.profile.language = site.map(|tag| Fact { value: tag.into(), evidence: Vec::new(), confidence: 0.9 });
        write(&case.brief()).language
    };
    assert_eq!(told(Some("de")), "de");
    assert_eq!(told(Some("de-AT")), "de");
    assert_eq!(told(Some("ja")), "en", "there is no library for it");
    assert_eq!(told(None), "en", "a site whose language is not known is told in English");
}

#[test]
fn the_sender_gets_texts_to_send_it_with_in_every_language() {
    for mut case in full().into_iter().chain([unreadable(Reason::Blocked)]) {
        for language in Language::ALL {
            case.blueprint.language = language.tag().into();
            let document = write(&case.brief());
            let outreach = document.outreach.expect("there are texts");
            let least = if document.mode == Mode::Full { 3 } else { 2 };
            assert!(outreach.subjects.len() >= least, "{:?}", outreach.subjects);
            assert!(outreach.subjects.iter().all(|subject| subject.chars().count() <= 60 && !subject.contains('!')));
            assert_eq!(outreach.email.iter().filter(|paragraph| paragraph.contains("{link}")).count(), 1, "{:?}", outreach.email);
            assert!(outreach.linkedin.ends_with("{link}") && outreach.linkedin.chars().count() <= 210, "{}", outreach.linkedin);
            let words: usize = outreach.email.iter().map(|paragraph| text::words(paragraph).count()).sum();
            assert!((20..=130).contains(&words), "{words}: {:?}", outreach.email);
        }
    }
}

#[test]
fn the_sellers_material_is_quoted_where_it_fits_and_as_the_sellers() {
    let mut case = joinery();
    let material = |text: &str, when: serde_json::Value| -> Material {
        serde_json::from_value(serde_json::json!({"title": "A case", "text": text, "url": "https://sender.example/case", "when": when})).unwrap()
    };
    case.offer.material = vec![
        material("We mended the forms of a dentist.", serde_json::json!({"industries": ["dentist"]})),
        material("We gave {company} nothing yet, but we would begin with the title.", serde_json::json!({"checks": ["document-title"]})),
        material("We have worked for small firms since 2011.", serde_json::json!({})),
        material("For {nobody} at all.", serde_json::json!({})),
        material("Buy now!!! It is unlocking growth with leverage.", serde_json::json!({})),
    ];
    let document = write(&case.brief());
    let section = document.sections.iter().find(|section| section.id == "material").expect("there is material");
    let quotes: Vec<(&str, &str)> = section
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Quote { text, attribution, claim: None } => Some((text.as_str(), attribution.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(quotes.len(), 2);
    assert!(quotes[0].0.starts_with("We gave Harbour & Pine Joinery nothing yet"), "the closer text comes first: {quotes:?}");
    assert_eq!(quotes[1].0, "We have worked for small firms since 2011.");
    assert!(quotes.iter().all(|(_, from)| from.starts_with(&case.offer.company)));
}

#[test]
fn what_holds_on_every_page_is_told_of_all_of_them() {
    let document = serde_json::to_string(&write(&heating().brief()).sections).unwrap();
    assert!(!document.contains("auf 5 von 5 Seiten"), "{document}");
}
