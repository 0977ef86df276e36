//! The checklist, the playbook, and what a reader's job, trade and size change in any kind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use magnetite_document::tree::{Block, ChecklistItem, Document};

use crate::model::blueprint::{Blueprint, Length, MagnetKind};
use crate::model::finding::{Severity, Status};
use crate::model::profile::{Fact, News};

use super::testing::{Case, heating, joinery, saas};
use super::{Draft, draft, measure, write};

fn of(kind: MagnetKind, mut case: Case) -> Case {
    case.blueprint = Blueprint { kind, ..case.blueprint };
    case
}

fn full(kind: MagnetKind) -> [Case; 3] {
    [of(kind, joinery()), of(kind, saas()), of(kind, heating())]
}

const KINDS: [MagnetKind; 3] = [MagnetKind::Scorecard, MagnetKind::Checklist, MagnetKind::Playbook];

fn items(document: &Document) -> Vec<&ChecklistItem> {
    let actions = document.sections.iter().find(|section| section.id == "actions").expect("there is a checklist");
    let lists = actions.blocks.iter().filter_map(|block| match block {
        Block::Checklist { items } => Some(items),
        _ => None,
    });
    lists.flatten().collect()
}

fn said(draft: &Draft) -> String {
    draft.said.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_kind_is_short_plain_and_about_this_company() {
    for kind in KINDS {
        for case in full(kind) {
            let draft = draft(&case.brief());
            let title = &draft.document.title;
            let words = measure::page_words(&draft.document);
            assert!((450..=900).contains(&words), "{title}: {words} words");
            assert!(measure::mean_sentence(&draft) <= 18.0, "{title}: {}", measure::mean_sentence(&draft));
            assert!(measure::grade(&draft) <= 9.0, "{title}: grade {}", measure::grade(&draft));
            assert!(measure::specific(&draft) >= 0.6, "{title}: {}", measure::specific(&draft));
            assert!(measure::facts(&draft) >= 8, "{title}: {}", measure::facts(&draft));
            assert_eq!(draft.document.writer.coverage, Some(1.0), "{title}");
            assert!(title.contains(&case.analysis.profile.name.as_ref().unwrap().value) && !said(&draft).contains('!'), "{title}");
        }
    }
}

#[test]
fn two_prospects_share_little_and_the_data_of_one_breaks_the_text_of_the_other() {
    for kind in KINDS {
        let drafts: Vec<Draft> = full(kind).iter().map(|case| draft(&case.brief())).collect();
        for (a, one) in drafts.iter().enumerate() {
            for (b, other) in drafts.iter().enumerate() {
                if a != b {
                    let (shared, broken) = (measure::shared(one, other), measure::broken(one, other));
                    assert!(shared <= 0.35, "{} / {}: {shared}", one.document.title, other.document.title);
                    // The short sentences of tasks hold fewer facts.
                    let least = if kind == MagnetKind::Checklist { 0.85 } else { 0.9 };
                    assert!(broken >= least, "{} / {}: {broken}", one.document.title, other.document.title);
                }
            }
        }
    }
}

#[test]
fn a_checklist_says_as_many_things_as_it_counts_each_with_its_reason_and_who_does_it() {
    for mut case in full(MagnetKind::Checklist) {
        for avoided in [Vec::new(), vec!["describe".to_owned(), "title".to_owned(), "picture".to_owned(), "number".to_owned()]] {
            case.offer.words_to_avoid = avoided;
            let document = write(&case.brief());
            let items = items(&document);
            assert!((8..=20).contains(&items.len()) || !case.offer.words_to_avoid.is_empty(), "{}", items.len());
            assert!(document.subtitle.contains(&items.len().to_string()), "{}: {}", document.subtitle, items.len());
            assert!(items.iter().all(|item| item.why.is_some() && item.effort.is_some()));
            let mut ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), items.len());
        }
    }
    let document = write(&of(MagnetKind::Checklist, joinery()).brief());
    let why = items(&document)[0].why.as_ref().unwrap().words();
    assert!(why.contains("whoever edits the site"), "{why}");
}

#[test]
fn a_site_with_few_faults_gets_upkeep_that_follows_from_what_it_shows() {
    let mut case = of(MagnetKind::Checklist, joinery());
    case.analysis.findings.retain(|finding| finding.status != Status::Fail || finding.check == "favicon");
    case.analysis.priorities.clear();
    let document = write(&case.brief());
    let items = items(&document);
    assert!(items.len() >= 5, "{}", items.len());
    assert!(items.iter().any(|item| item.id == "upkeep-hours" && item.why.as_ref().unwrap().words().contains("Mon–Fri 8:00–17:00")));
    let closed = "We have ceased trading.";
    case.analysis.profile.closed = Some(Fact { value: closed.into(), ..case.analysis.profile.description.clone().unwrap() });
    let ended = write(&case.brief());
    assert!(!serde_json::to_string(&ended).unwrap().contains("upkeep-"), "a firm that has ended keeps nothing up");
}

#[test]
fn a_firm_that_has_ended_is_promised_no_enquiries() {
    for kind in MagnetKind::ALL {
        let mut case = of(kind, joinery());
        case.analysis.profile.closed = Some(Fact { value: "We have ceased trading.".into(), ..case.analysis.profile.description.clone().unwrap() });
        let document = write(&case.brief());
        let sections: Vec<_> = document.sections.iter().filter(|section| !section.appendix).collect();
        let told = format!("{} {}", document.title, serde_json::to_string(&sections).unwrap());
        assert!(document.outreach.is_none(), "{kind:?}");
        for word in ["Fitted kitchens", "phone-link", "meta-description", "open-graph", "pass you by", "costs you"] {
            assert!(!told.contains(word), "{kind:?}: {word}");
        }
    }
}

#[test]
fn a_playbook_is_built_from_what_the_site_says() {
    for case in full(MagnetKind::Playbook) {
        let document = write(&case.brief());
        let plays = document.sections.iter().find(|section| section.id == "plays").unwrap();
        let steps: Vec<_> = plays.blocks.iter().filter_map(|block| if let Block::Steps { items } = block { Some(items) } else { None }).collect();
        assert!((3..=5).contains(&steps.len()), "{}", steps.len());
        assert!(steps.iter().all(|items| items.len() == 3 && items.iter().all(|step| step.when.is_some() && !step.text.words().is_empty())));
        let word = ["three", "four", "five"][steps.len() - 3];
        assert!(document.sections[0].blocks.iter().any(|block| matches!(block, Block::Paragraph { text } if text.words().contains(word))), "{word}");
    }
    let mut case = of(MagnetKind::Playbook, joinery());
    case.blueprint.length = Length::Full;
    let plays = |case: &Case| serde_json::to_string(&write(&case.brief()).sections).unwrap();
    assert!(plays(&case).contains("412 kitchens to date"), "the proof of the site is quoted");
    assert!(!plays(&case).contains("newest dated post"));
    let like = case.analysis.profile.description.clone().unwrap();
    let item = case.analysis.evidence.iter_mut().find(|item| item.id == like.evidence[0]).unwrap();
    item.quote = Some("2025-03-02 A staircase in ash".into());
    let news = News { title: "A staircase in ash".into(), date: "2025-03-02".into(), url: "https://harbourpine.example/ash".into() };
    case.analysis.profile.news = vec![Fact { value: news, evidence: like.evidence.clone(), confidence: 0.9 }];
    assert!(plays(&case).contains("“A staircase in ash”"), "a dated post gives a play of its own");
    case.analysis.profile.closed = Some(like);
    assert!(!plays(&case).contains("\"plays\""), "a firm that has ended plans nothing");
    assert!(!plays(&case).contains("a plan made from what"), "and nothing is promised below");
}

/// Checks of the priorities, in order.
fn first(case: &Case) -> Vec<String> {
    let document = write(&case.brief());
    let priorities = document.sections.iter().find(|section| section.id == "priorities").unwrap();
    priorities.blocks.iter().filter_map(|block| if let Block::Finding(finding) = block { Some(finding.check.clone()) } else { None }).collect()
}

fn read_by(title: &str) -> Case {
    let mut case = joinery();
    case.lead.title = Some(title.into());
    case
}

#[test]
fn two_readers_of_one_dossier_are_told_other_things_first_and_neither_loses_any() {
    let (owner, technical, marketing) = (read_by("Owner"), read_by("IT Manager"), read_by("Head of Marketing"));
    assert_eq!(first(&technical)[0], "broken-links");
    assert_eq!(first(&marketing)[0], "document-title");
    assert!(first(&owner).contains(&"phone-link".to_owned()), "{:?}", first(&owner));
    for case in [owner, technical, marketing] {
        assert_eq!(write(&case.brief()).writer.coverage, Some(1.0));
    }
}

#[test]
fn the_trade_and_the_size_of_the_firm_lift_what_matters_there() {
    let mut case = joinery();
    case.lead.title = None;
    case.analysis.site_type = crate::model::finding::SiteType::Business;
    let plain = first(&case);
    case.lead.industry = Some("Charity".into());
    assert!(first(&case).contains(&"image-alt".to_owned()), "{:?}", first(&case));
    assert!(!plain.contains(&"image-alt".to_owned()), "{plain:?}");
    case.lead.industry = Some("Retail".into());
    case.blueprint.priorities = 4;
    assert!(said(&draft(&case.brief())).contains("in a shop they count double"));
    case.blueprint.priorities = 3;
    case.lead.industry = None;
    case.lead.company_size = Some("1-10".into());
    let small: Vec<String> = first(&case);
    assert!(small.iter().all(|check| check != "image-delivery" && check != "image-alt"), "{small:?}");
}

#[test]
fn what_is_critical_stands_first_for_every_reader() {
    for title in ["Owner", "Head of Marketing", "IT Manager", "Sales Director", "Nurse"] {
        let mut case = read_by(title);
        let finding = case.analysis.findings.iter_mut().find(|finding| finding.check == "image-alt").unwrap();
        finding.severity = Severity::Critical;
        assert_eq!(first(&case)[0], "image-alt", "{title}");
    }
}

#[test]
fn what_is_grave_stands_before_what_is_not_however_long_it_takes() {
    let mut case = read_by("Head of Marketing");
    let finding = case.analysis.findings.iter_mut().find(|finding| finding.check == "image-delivery").unwrap();
    finding.severity = Severity::High;
    finding.effort = crate::model::finding::Effort::Days;
    case.analysis.findings.retain(|finding| finding.check != "broken-links");
    let told = first(&case);
    assert_eq!(told[..2], ["document-title", "image-delivery"], "{told:?}");
}

#[test]
fn the_reader_is_told_why_the_order_is_so_only_where_it_acted() {
    let why = |case: &Case| said(&draft(&case.brief())).matches("Of points that weigh alike").count();
    assert_eq!(why(&read_by("IT Manager")), 1);
    let mut neutral = read_by("Nurse");
    neutral.analysis.site_type = crate::model::finding::SiteType::Business;
    assert_eq!(why(&neutral), 0);
    assert_eq!(why(&of(MagnetKind::Checklist, read_by("IT Manager"))), 1);
}
