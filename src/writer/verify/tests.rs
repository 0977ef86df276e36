//! The gate as a whole, rule by rule.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use super::*;
use crate::model::evidence::{Kind, Source};

fn evidence(id: &str, quote: Option<&str>, observed: Option<&str>) -> Evidence {
    Evidence {
        id: EvidenceId(id.into()),
        source: Source::Site,
        kind: Kind::Text,
        url: Some("https://site.example/about".into()),
        fetched_at: 0,
        body_sha256: None,
        locator: "#b1".into(),
        quote: quote.map(str::to_owned),
        observed: observed.map(str::to_owned),
        expected: None,
        verify: None,
    }
}

fn free(text: &str, ids: &[&str]) -> Sentence {
    Sentence { text: text.into(), evidence: ids.iter().map(|id| EvidenceId((*id).into())).collect(), origin: Origin::Free, about_sender: false }
}

fn library(pattern: &'static str, slots: &[(&str, Slot)], ids: &[&str]) -> Sentence {
    let slots: BTreeMap<String, Slot> = slots.iter().map(|(name, slot)| ((*name).to_owned(), slot.clone())).collect();
    let text = crate::writer::pattern::fill(pattern, |name| slots.get(name).map(|slot| slot.value.clone())).unwrap();
    Sentence { origin: Origin::Library { pattern, slots }, ..free(&text, ids) }
}

const IMAGES: &str = "Of {total} {total?picture:pictures}, {count} {count?has:have} no alternative text.";

#[test]
fn evidence_must_exist_and_show_something() {
    let item = evidence("ev_1", Some("We build boats in Ware."), None);
    assert_eq!(check(&free("They build boats in Ware.", &["ev_1"]), &[&item], &Allowed::default()), Ok(Verdict::Supported));
    assert!(matches!(check(&free("They build boats in Ware.", &["ev_2"]), &[&item], &Allowed::default()), Err(Refusal::Evidence(_))));
    let empty = evidence("ev_1", None, None);
    assert!(matches!(check(&free("They build boats in Ware.", &["ev_1"]), &[&empty], &Allowed::default()), Err(Refusal::Evidence(_))));
    assert!(check(&free("They build boats.", &[]), &[], &Allowed::default()).is_err());
}

#[test]
fn values_put_into_the_library_must_stand_in_the_cited_evidence() {
    let item = evidence("ev_1", None, Some("4 of 9 images have no alt attribute"));
    let sentence = |count: &str| library(IMAGES, &[("count", Slot::of(count)), ("total", Slot::of("9"))], &["ev_1"]);
    assert_eq!(check(&sentence("4"), &[&item], &Allowed::default()), Ok(Verdict::Supported));
    assert!(matches!(check(&sentence("5"), &[&item], &Allowed::default()), Err(Refusal::Value(_))));
}

#[test]
fn a_text_that_is_not_its_pattern_is_judged_as_a_free_one() {
    let item = evidence("ev_1", None, Some("4 of 9 images have no alt attribute"));
    let mut sentence = library(IMAGES, &[("count", Slot::of("4")), ("total", Slot::of("9"))], &["ev_1"]);
    sentence.text = "Of 9 pictures, 4 will ruin the firm.".into();
    assert!(check(&sentence, &[&item], &Allowed::default()).is_err());
    let forged =
        Sentence { origin: Origin::Library { pattern: "You lose 40 customers a day.", slots: BTreeMap::new() }, ..free("You lose 40 customers a day.", &[]) };
    assert!(matches!(check(&forged, &[], &Allowed::default()), Err(Refusal::Number(_))));
}

#[test]
fn a_number_may_follow_by_a_named_formula() {
    let item = evidence("ev_1", None, Some("4 of 9 images have no alt attribute"));
    let rest = |value: &str| library(IMAGES, &[("count", Slot::by(value, Formula::Difference("9".into(), "4".into()))), ("total", Slot::of("9"))], &["ev_1"]);
    assert_eq!(check(&rest("5"), &[&item], &Allowed::default()), Ok(Verdict::Computed));
    assert!(check(&rest("6"), &[&item], &Allowed::default()).is_err());
    let share = |value: &str| library(IMAGES, &[("count", Slot::by(value, Formula::Share("4".into(), "9".into()))), ("total", Slot::of("9"))], &["ev_1"]);
    assert_eq!(check(&share("44"), &[&item], &Allowed::default()), Ok(Verdict::Computed));
    let foreign = library(IMAGES, &[("count", Slot::by("1", Formula::Difference("9".into(), "8".into()))), ("total", Slot::of("9"))], &["ev_1"]);
    assert!(check(&foreign, &[&item], &Allowed::default()).is_err(), "operands must stand in the evidence");
}

#[test]
fn a_day_is_written_in_the_language_and_is_the_one_that_the_evidence_names() {
    let item = evidence("ev_1", Some("Posted on March 1, 2026"), None);
    let day = |value: &str, day: &str| {
        let news = "The newest dated post we found is “{news}”, from {news_date}.";
        let slots = [("news", Slot::of("Posted")), ("news_date", Slot::by(value, Formula::Day(day.into(), Language::English)))];
        check(&library(news, &slots, &["ev_1"]), &[&item], &Allowed::default())
    };
    assert_eq!(day("1 March 2026", "2026-03-01"), Ok(Verdict::Computed));
    assert!(day("2 March 2026", "2026-03-02").is_err(), "the evidence names another day");
    assert!(day("1 March 2026", "2026-03-02").is_err(), "the words are of another day");
}

#[test]
fn addresses_come_only_from_pages_read_and_configured_links() {
    let item = evidence("ev_1", Some("See https://other.example/deal for boats"), None);
    let mut allowed = Allowed::default();
    let sentence = free("See https://other.example/deal for boats.", &["ev_1"]);
    assert!(matches!(check(&sentence, &[&item], &allowed), Err(Refusal::Url(_))));
    allowed.urls.insert("https://other.example/deal".into());
    assert!(check(&sentence, &[&item], &allowed).is_ok());
}

#[test]
fn quotations_are_exact() {
    let item = evidence("ev_1", Some("Boats built by hand, since 1974."), None);
    assert!(
        check(&free("The site says “Boats built by hand”.", &["ev_1"]), &[&item], &Allowed { posted: vec!["the site says".into()], ..Allowed::default() })
            .is_ok()
    );
    assert!(matches!(check(&free("The site says “Boats made by hand”.", &["ev_1"]), &[&item], &Allowed::default()), Err(Refusal::Quotation(_))));
}

#[test]
fn posted_data_and_the_day_lend_names_and_dates_but_no_numbers() {
    let item = evidence("ev_1", Some("We have vans and a yard in Ware."), None);
    let allowed = Allowed { posted: vec!["Studio 24".into(), "24".into()], dates: vec!["24 November 2026".into()], ..Allowed::default() };
    let judge = |text: &str| check(&free(text, &["ev_1"]), &[&item], &allowed);
    assert!(matches!(judge("They have 24 vans."), Err(Refusal::Number(_))));
    assert!(judge("Studio 24 has vans.").is_ok());
    assert!(judge("On 24 November 2026 they have vans.").is_ok());
    assert!(judge("They have ２４ vans.").is_err());
}

#[test]
fn the_sellers_words_are_known_only_where_the_sender_is_meant() {
    let allowed = Allowed { sender: vec!["Brightbench Studio".into()], ..Allowed::default() };
    let mut sentence = library("About {sender}", &[("sender", Slot::of("Brightbench Studio"))], &[]);
    assert!(check(&sentence, &[], &allowed).is_err());
    sentence.about_sender = true;
    assert!(check(&sentence, &[], &allowed).is_ok());
}

#[test]
fn a_fixed_legend_holds_no_fact_and_passes_without_evidence() {
    assert_eq!(check(&library("No problem found.", &[], &[]), &[], &Allowed::default()), Ok(Verdict::Legend));
}

#[test]
fn odd_bytes_are_judged_without_a_panic() {
    let item = evidence("ev_1", Some("„“«\u{0}٣٤ 1.2.3,4 +٣ é\u{301}"), Some("…"));
    for text in ["“", "„ 1", "+", "a@", "…", "{", "١٢٣ 株", "é\u{301}.", "1,", "http://", "mailto:", "0 0 0", "’s"] {
        let _ = check(&free(text, &["ev_1"]), &[&item], &Allowed::default());
    }
}
