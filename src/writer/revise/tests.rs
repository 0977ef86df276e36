//! Edits of a written document: what may stand, what may not and why, and what is left of claims and evidence.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use magnetite_document::tree::{Block, Document};

use super::*;
use crate::writer::testing::{Case, joinery};
use crate::writer::write;

struct Edited {
    case: Case,
    written: Document,
}

impl Edited {
    fn new() -> Self {
        let case = joinery();
        let written = write(&case.brief());
        Self { case, written }
    }

    fn ground(&self) -> Ground<'_> {
        Ground { written: &self.written, lead: &self.case.lead, offer: &self.case.offer, blueprint: &self.case.blueprint }
    }

    fn edit(&self, place: &str, field: &str, value: &str) -> Result<Document, NotRevised> {
        edit(&self.written, &place.parse().unwrap(), &BTreeMap::from([(field.to_owned(), value.to_owned())]), &self.ground())
    }

    fn value(&self, place: &str, field: &str) -> String {
        fields(&self.written, &place.parse().unwrap()).unwrap().into_iter().find(|one| one.name == field).unwrap().value
    }

    /// The one fault of an edit.
    fn fault(&self, place: &str, field: &str, value: &str) -> SentenceFault {
        match self.edit(place, field, value) {
            Err(NotRevised::Faults(faults)) => {
                assert_eq!(faults.len(), 1, "{faults:?}");
                faults[0].clone()
            }
            other => panic!("not refused: {other:?}"),
        }
    }
}

#[test]
fn every_text_of_a_document_comes_back_as_it_was() {
    let edited = Edited::new();
    for section in &edited.written.sections {
        for block in 0..section.blocks.len() {
            let place = Place::Block { section: section.id.clone(), block };
            let values: BTreeMap<String, String> = fields(&edited.written, &place).unwrap().into_iter().map(|field| (field.name, field.value)).collect();
            if !values.is_empty() {
                assert_eq!(edit(&edited.written, &place, &values, &edited.ground()), Err(NotRevised::Same), "{place}");
            }
        }
    }
}

#[test]
fn a_sentence_less_or_one_of_our_own_is_published() {
    let edited = Edited::new();
    let before = edited.value("summary.0", "text");
    let next = edited.edit("summary.0", "text", &format!("{before} We can help with all of it.")).unwrap();
    assert!(outline(&next).join("\n").contains("We can help with all of it."));
    assert_eq!(next.claims, edited.written.claims);

    let first_marker = before.find(']').unwrap() + 1;
    let next = edited.edit("summary.0", "text", before[first_marker..].trim()).unwrap();
    assert!(next.claims.len() <= edited.written.claims.len());
}

#[test]
fn an_unsupported_statement_is_refused_with_the_sentence_named() {
    let edited = Edited::new();
    let before = edited.value("summary.0", "text");
    let fault = edited.fault("summary.0", "text", &format!("{before} Your site loses half of its visitors."));
    assert_eq!(fault.sentence, "Your site loses half of its visitors.");
    let fault = edited.fault("priorities.0", "saw", "The page title is 912 characters long.[1]");
    assert_eq!((fault.field.as_str(), fault.sentence.as_str()), ("saw", "The page title is 912 characters long."));
    assert!(fault.reason.contains("912"), "{}", fault.reason);
    let fault = edited.fault("priorities.0", "saw", "Nothing is as it should be.[987]");
    assert!(fault.reason.contains("[987]"), "{}", fault.reason);
    assert!(edited.fault("priorities.0", "saw", "").reason.contains("must not be empty"));
    assert!(edited.fault("head", "title", "Harbour & Pine Joinery loses 40 customers a day").reason.contains("40"));
}

#[test]
fn a_sentence_in_other_words_keeps_its_source_and_its_claim_is_new() {
    let edited = Edited::new();
    let claim = edited.written.claims.iter().find(|claim| edited.value("priorities.0", "saw").starts_with(&claim.text)).unwrap().clone();
    // The same words in another order are the same statement.
    let reworded = format!("In short: {}", claim.text);
    let next = edited.edit("priorities.0", "saw", &format!("{reworded}[{}]", notation::marker(&claim.id))).unwrap();
    let new = next.claims.iter().find(|one| one.text == reworded).unwrap();
    assert_eq!(new.evidence, claim.evidence);
    assert!(new.evidence.iter().all(|id| next.evidence.iter().any(|item| item.id == *id)));
    assert!(!edited.written.claims.iter().any(|one| one.id == new.id), "ids are not used again");
}

#[test]
fn forbidden_words_foreign_links_and_scripts_do_not_get_in() {
    let mut edited = Edited::new();
    edited.case.offer.words_to_avoid = vec!["cheap".into()];
    let before = edited.value("summary.0", "text");
    assert!(edited.fault("summary.0", "text", &format!("{before} We can do it at a cheap price.")).reason.contains("cheap"));
    assert!(edited.fault("summary.0", "text", &format!("{before} Read [this](https://elsewhere.example/).")).reason.contains("elsewhere.example"));
    assert!(edited.fault("cta", "url", "javascript:alert(1)").reason.contains("URL"));
    assert!(edited.fault("cta", "label", "Buy now!").reason.contains("exclamation"));
    let next = edited.edit("cta", "label", "<script>alert(1)</script>").unwrap();
    let page = magnetite_document::page(&next, &magnetite_document::Links::default()).unwrap();
    assert!(!page.contains("<script>alert"));
}

#[test]
fn blocks_can_be_taken_out_but_not_what_tells_the_reader_his_rights() {
    let edited = Edited::new();
    let known: Place = "known.0".parse().unwrap();
    let next = remove(&edited.written, &known).unwrap();
    assert!(next.sections.iter().find(|section| section.id == "known").unwrap().blocks.len() < 3);
    assert!(remove(&edited.written, &Place::Cta).unwrap().cta.is_none());
    for fixed in ["method.0", "summary.0", "head", "nowhere.0", "known.99"] {
        assert_eq!(remove(&edited.written, &fixed.parse().unwrap()), Err(NotRevised::NoPlace), "{fixed}");
    }
    assert_eq!(edited.edit("method.0", "text", "Nothing was read."), Err(NotRevised::NoPlace));
}

#[test]
fn an_emptied_item_goes_and_its_claims_and_evidence_with_it() {
    let edited = Edited::new();
    let items = |document: &Document| {
        let section = document.sections.iter().find(|section| section.id == "quick-wins").unwrap();
        match &section.blocks[0] {
            Block::Checklist { items } => items.len(),
            other => panic!("{other:?}"),
        }
    };
    let next = edited.edit("quick-wins.0", "0.text", "").unwrap();
    assert_eq!(items(&next) + 1, items(&edited.written));
    let cited: Vec<&String> = next.claims.iter().flat_map(|claim| &claim.evidence).collect();
    assert!(next.evidence.iter().all(|item| cited.contains(&&item.id)));
}

#[test]
fn texts_to_copy_are_judged_too_and_what_a_calculator_reckons_with_is_no_free_text() {
    use crate::model::blueprint::MagnetKind;
    for kind in [MagnetKind::Swipe, MagnetKind::Calculator] {
        let mut case = joinery();
        case.blueprint.kind = kind;
        let written = write(&case.brief());
        let edited = Edited { case, written };
        let heart = if kind == MagnetKind::Swipe { "texts.1" } else { "estimate.1" };
        let place: Place = heart.parse().unwrap();
        let shown = fields(&edited.written, &place).unwrap();
        let values: BTreeMap<String, String> = shown.iter().map(|field| (field.name.clone(), field.value.clone())).collect();
        assert_eq!(edit(&edited.written, &place, &values, &edited.ground()), Err(NotRevised::Same));
        let Block::Swipe { items } = &edited.written.sections.iter().find(|section| section.id == heart[..heart.len() - 2]).unwrap().blocks[1] else {
            assert_eq!(shown.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["caption"]);
            continue;
        };
        assert!(
            items
                .iter()
                .enumerate()
                .all(|(at, item)| shown.iter().any(|field| field.name == format!("{at}.after")) != (item.code || item.after.contains('\n')))
        );
        let first = &shown[0];
        let fault = edited.fault(heart, &first.name, &format!("{} since 1742", first.value));
        assert!(fault.reason.contains("1742"), "{}", fault.reason);
        let (at, item) =
            items.iter().enumerate().find(|(at, item)| item.claim.is_some() && shown.iter().any(|field| field.name == format!("{at}.after"))).unwrap();
        let field = format!("{at}.after");
        assert!(edited.edit(heart, &field, "A warm welcome").is_err(), "says nothing of what its claim rests on");
        let reworded = format!("{}.", item.after.trim_end_matches('.'));
        let reworded = if reworded == item.after { item.after.trim_end_matches('.').to_owned() } else { reworded };
        let next = edited.edit(heart, &field, &reworded).unwrap();
        let Block::Swipe { items: after } = &next.sections.iter().find(|section| section.id == "texts").unwrap().blocks[1] else { panic!("{heart}") };
        let claim = next.claims.iter().find(|claim| Some(&claim.id) == after[at].claim.as_ref()).unwrap();
        assert_eq!((&claim.text, &after[at].after), (&reworded, &reworded));
        assert!(!next.claims.iter().any(|claim| Some(&claim.id) == item.claim.as_ref()), "the old claim goes");
        let next = edited.edit(heart, &first.name, "").unwrap();
        let left = outline(&next).join("\n");
        assert!(!left.contains(&first.value) && claims_of(&Block::Swipe { items: items.clone() }).len() > 1);
        assert!(next.claims.len() < edited.written.claims.len(), "its claim goes with it");
    }
}

#[test]
fn texts_to_send_go_when_a_fact_that_they_may_tell_is_changed_or_taken_out() {
    let edited = Edited::new();
    assert!(edited.written.outreach.is_some());
    let titled = edited.edit("head", "title", "A page for Harbour & Pine Joinery").unwrap();
    assert_eq!(titled.outreach, edited.written.outreach, "a title changes no fact");
    let removed = remove(&edited.written, &"priorities.0".parse().unwrap()).unwrap();
    assert!(removed.claims.len() < edited.written.claims.len());
    assert_eq!(removed.outreach, None);
}
