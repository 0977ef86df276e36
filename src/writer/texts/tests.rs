//! Texts to copy: made of the site's own words, within their room, beside what they replace.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::model::blueprint::{Blueprint, MagnetKind};
use crate::model::page::{Page, Role};
use crate::writer::testing::{Case, joinery};
use crate::writer::{Brief, PageRead, draft};

/// A page of the joinery with a title, a heading and a sentence.
fn page(path: &str, title: &str, h1: &str, text: &str) -> Page {
    serde_json::from_value(serde_json::json!({
        "url": format!("https://harbourpine.example{path}"), "role": Role::Other, "status": 200, "fetchedAt": 1, "bodySha256": "ab", "bodyBytes": 1,
        "headers": [], "charset": "utf-8", "htmlLang": null, "detectedLanguage": null, "titles": [title], "metas": [], "headLinks": [], "jsonLd": [],
        "scripts": [], "headings": [{"level": 1, "text": h1, "locator": "#b1"}],
        "links": [{"rawHref": "/work", "href": "https://harbourpine.example/work", "text": "Read more", "name": "Read more", "rel": "", "region": "main",
            "position": 0.5, "area": false, "hidden": false, "locator": "#a1"}],
        "images": [{"src": "https://harbourpine.example/img/oak-stair-rail.jpg", "alt": null, "namedOrDecorative": false, "sized": true, "lazy": false,
            "modernSource": false, "region": "main", "locator": "#i1"}],
        "forms": [], "buttons": [{"name": "Submit", "hidden": false, "locator": "#u1"}], "frames": [],
        "blocks": [{"locator": "#b2", "kind": "paragraph", "text": text, "region": "main", "dropped": null}],
        "elements": 10, "visibleWords": 50, "emptyAppRoot": false, "asksForScript": false
    }))
    .unwrap()
}

fn pages() -> Vec<Page> {
    vec![
        page("/", "Home", "Welcome", "Every stair is drawn, cut and fitted by the same two pairs of hands. Come and see."),
        page("/work", "Home", "Oak staircases", "We season the oak of each rail for two years before the first cut is made. That is slow."),
    ]
}

fn items(case: &Case, pages: &[Page]) -> Vec<SwipeItem> {
    let document = draft(&brief(case, pages)).document;
    let blocks = document.sections.into_iter().filter(|section| section.id == "texts").flat_map(|section| section.blocks);
    blocks.filter_map(|block| if let Block::Swipe { items } = block { Some(items) } else { None }).flatten().collect()
}

fn brief<'a>(case: &'a Case, pages: &'a [Page]) -> Brief<'a> {
    Brief { pages: pages.iter().map(|page| PageRead { url: &page.url, page: Some(page) }).collect(), ..case.brief() }
}

fn case() -> Case {
    let mut case = joinery();
    case.blueprint = Blueprint { kind: MagnetKind::Swipe, ..Blueprint::default() };
    case
}

fn one<'a>(items: &'a [SwipeItem], kind: &str) -> &'a SwipeItem {
    items.iter().find(|item| item.id.starts_with(kind)).unwrap_or_else(|| panic!("no {kind}"))
}

#[test]
fn each_text_stands_beside_what_it_replaces_and_cites_what_it_is_made_of() {
    let (case, pages) = (case(), pages());
    let items = items(&case, &pages);
    assert!((8..=20).contains(&items.len()), "{}", items.len());
    let title = one(&items, "title");
    assert_eq!(title.before.as_ref().unwrap().words(), "Home");
    assert!(title.after.starts_with("Fitted kitchens, Wardrobes") && title.after.contains("Harbour & Pine Joinery"), "{}", title.after);
    assert_eq!(one(&items, "alt").after, "Oak stair rail");
    assert_eq!(one(&items, "link").after, "Oak staircases");
    assert_eq!(one(&items, "button").after, "Ask about Fitted kitchens");
    let document = draft(&brief(&case, &pages)).document;
    for item in items.iter().filter(|item| !item.code) {
        let claim = document.claims.iter().find(|claim| Some(&claim.id) == item.claim.as_ref()).unwrap_or_else(|| panic!("{} cites nothing", item.label));
        assert!(!claim.evidence.is_empty() && claim.text == item.after);
        assert!(claim.evidence.iter().all(|id| document.evidence.iter().any(|known| known.id == *id)));
    }
    for item in &items {
        let length = item.after.chars().count();
        let room = if item.id.starts_with("title") || item.id.starts_with("heading") {
            60
        } else if item.id.starts_with("description") {
            155
        } else {
            600
        };
        assert!(length <= room, "{}", item.after);
    }
    assert!(document.subtitle.contains("harbourpine.example") && document.writer.coverage == Some(1.0));
    let summary = serde_json::to_string(&document.sections[0]).unwrap();
    assert!(summary.contains(&format!("Below are {} texts", items.len())), "{summary}");
}

#[test]
fn the_new_text_is_in_the_site_s_language_and_what_stands_around_it_in_the_document_s() {
    let (mut case, pages) = (case(), pages());
    let id = case.analysis.evidence[0].id.clone();
    for (site, wanted) in [("de", "Jetzt anfragen: Fitted kitchens"), ("fr", "Demander\u{a0}: Fitted kitchens"), ("it", "Fitted kitchens")] {
        case.analysis.profile.language = Some(Fact { value: site.into(), evidence: vec![id.clone()], confidence: 0.9 });
        let items = items(&case, &pages);
        assert_eq!(one(&items, "button").after, wanted);
        assert_eq!(one(&items, "button").label, "Text on a button");
    }
}

#[test]
fn a_note_that_tells_what_was_seen_cites_it() {
    let (case, mut pages) = (case(), pages());
    for page in &mut pages {
        page.titles = vec!["Stairs and rails of oak".into()];
    }
    let document = draft(&brief(&case, &pages)).document;
    let items = items(&case, &pages);
    for kind in ["title", "description", "heading"] {
        let note = one(&items, kind).note.as_ref().unwrap();
        let cited = note.0.iter().find_map(|part| if let magnetite_document::tree::Inline::Claim(id) = part { Some(id) } else { None });
        let claim = document.claims.iter().find(|claim| Some(&claim.id) == cited).unwrap_or_else(|| panic!("{kind} cites nothing"));
        let twice = claim.text.contains("other pages");
        assert_eq!(claim.evidence.len(), if twice { 2 } else { 1 }, "{claim:?}");
    }
}

#[test]
fn a_name_that_was_only_posted_is_put_into_no_text() {
    let (mut case, pages) = (case(), pages());
    case.analysis.profile.name = None;
    case.lead.company = Some("Posted Name Works".into());
    let items = items(&case, &pages);
    assert!(!items.is_empty() && !items.iter().any(|item| item.after.contains("Posted Name")), "{items:?}");
    assert!(!items.iter().any(|item| item.id.starts_with("markup")));
}

#[test]
fn a_button_that_is_not_there_is_called_new_and_code_is_not_called_the_site_s_own_words() {
    let (case, mut pages) = (case(), pages());
    pages.iter_mut().for_each(|page| page.buttons.clear());
    assert!(one(&items(&case, &pages), "button").place.starts_with("A button to add on "));
    let document = draft(&brief(&case, &pages)).document;
    assert!(serde_json::to_string(&document).unwrap().contains("fixed parts of ours"));
}

#[test]
fn a_shortened_word_ends_no_description() {
    let case = case();
    let text = "Every stair is drawn in the old yard at St. Mary's and fitted by two pairs of hands. Come and see.";
    let items = items(&case, &[page("/", "Home", "Welcome", text)]);
    assert!(one(&items, "description").after.contains("at St. Mary's and fitted by two pairs of hands."), "{}", one(&items, "description").after);
}

#[test]
fn a_picture_s_text_is_made_of_words_that_the_site_uses_and_each_shared_title_gets_its_own() {
    let case = case();
    let mut silent = pages();
    let file = "https://harbourpine.example/img/oak-sdurst-stair.jpg";
    silent.iter_mut().flat_map(|page| &mut page.images).for_each(|image| image.src = Some(file.into()));
    assert!(!items(&case, &silent).iter().any(|item| item.id.starts_with("alt")));
    let subjects = ["Welcome", "Oak staircases", "Wardrobes in ash", "Sash windows", "Garden gates", "Library shelves"];
    let shared: Vec<Page> =
        subjects.iter().enumerate().map(|(at, subject)| page(&format!("/{at}"), "Woodwork by hand since 1911", subject, "Short.")).collect();
    let titles = items(&case, &shared).iter().filter(|item| item.id.starts_with("title")).count();
    assert_eq!(titles, 5, "one for each page that has a subject of its own");
}

#[test]
fn a_title_that_is_good_is_left_alone_and_nothing_is_made_up_without_pages() {
    let case = case();
    let good = page("/", "Fitted kitchens and stairs – Harbour & Pine Joinery", "Fitted kitchens", "Short.");
    assert!(!items(&case, &[good]).iter().any(|item| item.id.starts_with("title")));
    let none: Vec<Page> = Vec::new();
    assert!(items(&case, &none).iter().all(|item| item.before.is_none()));
}

#[test]
fn code_holds_the_site_s_own_facts_and_cannot_be_broken_by_them() {
    let (mut case, pages) = (case(), pages());
    let markup = items(&case, &pages).into_iter().find(|item| item.id.starts_with("markup")).unwrap();
    let json = markup.after.split_once('\n').unwrap().1.rsplit_once('\n').unwrap().0;
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!((json["name"].as_str(), json["telephone"].as_str()), (Some("Harbour & Pine Joinery"), Some("01632 960 418")));
    let evil = "Harbour </script><script>alert(1)</script>";
    case.analysis.profile.name.as_mut().unwrap().value = evil.into();
    case.lead.company = None;
    assert!(!items(&case, &pages).iter().any(|item| item.code && item.after.contains("alert")));
}

#[test]
fn hostile_pages_give_calm_texts_within_their_room() {
    let case = case();
    let long = "W".repeat(5_000);
    for evil in ["Buy now!!! <b>x</b>", "{company} | {offer}", "\u{202e}gnirts\u{200b}", "“”", long.as_str(), ""] {
        let pages = vec![page("/", evil, evil, &format!("{evil} and more of this is said here in one long line. End.")), page("/work", evil, evil, evil)];
        for item in items(&case, &pages) {
            assert!(item.after.chars().count() <= 600 && !item.after.contains(['!', '\u{202e}', '\u{200b}']), "{}", item.after);
        }
    }
}
