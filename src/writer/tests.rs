//! The written document as a whole: shape, length, plain words, obedience to the offer, how specific it is, and how it bears hostile input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod blueprint;
mod languages;

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
