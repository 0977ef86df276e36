//! What is said of evidence when the pages it was seen on have changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use url::Url;

use super::*;
use crate::model::dossier::{LinkProbe, Outcome, Probes, Reading, Robots, Sitemap};
use crate::model::evidence::EvidenceId;
use crate::research::read::{Fetched, read};

const HOME: &str = "https://kiln.example/";

fn page(url: &str, html: &str) -> Page {
    let address = Url::parse(url).unwrap();
    let headers = vec![("strict-transport-security".to_owned(), "max-age=300".to_owned())];
    let mut page =
        read(&Fetched { url: &address, status: 200, headers, fetched_at: 1, body: html.as_bytes(), html, charset: "utf-8 (default)", role: Role::Home });
    page.body_sha256 = visit::hex(html.as_bytes());
    page
}

const PROSE: &str = "<p>We have been firing bricks in this valley since 1921, and our grandchildren will too. The clay comes from two pits that we have known for years. \
    Each brick is pressed by hand and dried in the open for a month before it is fired, which is why no two of them are quite the same. \
    Architects of listed buildings send us one old brick and we match its colour, its size and its weight.</p>";

fn home(title: &str, phone: &str, images: usize) -> String {
    let pictures = "<img src=/a.jpg width=1 height=1>".repeat(images);
    format!(
        "<html lang=en><head><title>{title}</title></head><body><header><a href=/>Old Kiln Works</a></header><main><h1>Bricks with a history</h1>{PROSE}{PROSE}{PROSE}{pictures}\
         <p>Call us: {phone}</p></main></body></html>"
    )
}

fn dossier(html: &str) -> Dossier {
    Dossier {
        domain: Some("kiln.example".into()),
        home_url: Some(HOME.into()),
        moved_to: None,
        outcome: Outcome { reading: Reading::Ok, reason: None, detail: String::new() },
        started_at: 0,
        pages: vec![page(HOME, html)],
        robots: Robots::default(),
        sitemap: Sitemap::default(),
        probes: Probes {
            links: vec![LinkProbe {
                found_on: HOME.into(),
                url: "https://kiln.example/lost".into(),
                text: "Tiles".into(),
                in_nav: true,
                status: Some(404),
                failure: None,
                twice: true,
                fetched_at: 1,
            }],
            ..Probes::default()
        },
        mail: None,
        requests: Vec::new(),
        left_alone: Vec::new(),
    }
}

/// Evidence of the analysis, and what each is judged when the home page answers like this now.
fn judged(then: &str, now: Found) -> Vec<(Evidence, Sighting)> {
    let dossier = dossier(then);
    let (lead, offer) = (LeadFields::default(), Offer::default());
    let evidence = analyse(&dossier, &lead, &offer).evidence;
    let looked = Looked { pages: vec![(HOME.into(), now)], ..Looked::default() };
    let sightings = judge(&evidence, Some(&dossier), &looked, &lead, &offer);
    assert_eq!(sightings.len(), evidence.len());
    evidence.into_iter().zip(sightings).collect()
}

fn read_again(html: &str) -> Found {
    Found::Page(Box::new(page(HOME, html)))
}

/// The states of all evidence with this in its quotation or observation.
fn states<'a>(judged: &'a [(Evidence, Sighting)], part: &str) -> Vec<(State, Option<&'a str>)> {
    let has = |item: &Evidence| [&item.quote, &item.observed].into_iter().flatten().any(|text| text.contains(part));
    let found: Vec<_> = judged.iter().filter(|(item, _)| has(item)).map(|(_, sighting)| (sighting.state, sighting.now.as_deref())).collect();
    assert!(!found.is_empty(), "no evidence shows {part:?}");
    found
}

const TITLE: &str = "Old Kiln Works | Hand-made bricks";
const PHONE: &str = "01632 960 001";

#[test]
fn what_did_not_change_is_the_same_however_the_site_says_so() {
    let then = home(TITLE, PHONE, 3);
    for now in [Found::Unchanged, read_again(&then), read_again(&then.replace("<main>", "<main data-build=2>"))] {
        let judged = judged(&then, now);
        let drift: Vec<_> = judged.iter().filter(|(_, sighting)| sighting.state.is_drift()).collect();
        assert!(drift.is_empty(), "{drift:?}");
        assert!(states(&judged, PHONE).iter().all(|(state, _)| *state == State::Same));
    }
}

#[test]
fn a_quotation_that_stands_elsewhere_on_the_page_has_moved() {
    let then = home(TITLE, PHONE, 0);
    let now = then.replace("<main><h1>", "<main><p>We are open on Saturdays in spring.</p><h1>");
    assert!(states(&judged(&then, read_again(&now)), PHONE).iter().all(|(state, _)| matches!(state, State::Moved | State::Same)));
    assert!(states(&judged(&then, read_again(&now)), PHONE).iter().any(|(state, _)| *state == State::Moved));
}

#[test]
fn a_quotation_that_is_gone_from_a_page_that_answers_has_changed_and_what_took_its_place_is_told() {
    let then = home(TITLE, PHONE, 0);
    let judged = judged(&then, read_again(&home("Old Kiln Works | Tiles and bricks", "01632 960 777", 0)));
    assert!(states(&judged, PHONE).iter().all(|(state, _)| *state == State::Changed), "{judged:?}");
    assert!(states(&judged, TITLE).contains(&(State::Changed, Some("Old Kiln Works | Tiles and bricks"))));
    assert!(states(&judged, "since 1921").iter().all(|(state, _)| *state == State::Same));
}

#[test]
fn a_page_that_is_not_found_is_gone_and_one_that_does_not_answer_is_not_judged() {
    let then = home(TITLE, PHONE, 0);
    assert!(states(&judged(&then, Found::Gone(404)), PHONE).iter().all(|said| *said == (State::Gone, Some("HTTP 404"))));
    assert!(states(&judged(&then, Found::Unreachable("timeout".into())), PHONE).iter().all(|said| *said == (State::Unreachable, Some("timeout"))));
}

#[test]
fn a_count_that_differs_a_little_is_the_same_finding_and_a_check_that_ends_otherwise_is_not() {
    let then = home(TITLE, PHONE, 6);
    let more = judged(&then, read_again(&home(TITLE, PHONE, 7)));
    let apart: Vec<_> = more.iter().filter(|(_, sighting)| sighting.state != State::Same).map(|(item, sighting)| (&item.observed, sighting)).collect();
    assert!(states(&more, "of 6").iter().all(|(state, _)| *state == State::Same), "{apart:?}");
    let mended = judged(&then, read_again(&then.replace("<img ", "<img alt=\"A brick\" ")));
    assert!(states(&mended, "of 6").iter().any(|(state, _)| *state == State::Changed));
}

#[test]
fn a_header_is_measured_again_and_what_no_page_shows_is_left_unknown() {
    let then = home(TITLE, PHONE, 0);
    let mut now = page(HOME, &then);
    now.headers = vec![("strict-transport-security".to_owned(), "max-age=31536000".to_owned())];
    let judged = judged(&then, Found::Page(Box::new(now)));
    assert_eq!(states(&judged, "max-age=300")[0].0, State::Changed);
    assert!(judged.iter().filter(|(item, _)| item.locator == "internal links").all(|(_, sighting)| sighting.state == State::Unknown));
    let dead = judged.iter().find(|(item, _)| item.locator.starts_with("a[href]")).unwrap();
    assert_eq!(dead.1.state, State::Unknown, "nobody asked for the link again");
}

#[test]
fn a_dead_link_that_was_asked_for_again_is_judged() {
    let dossier = dossier(&home(TITLE, PHONE, 0));
    let (lead, offer) = (LeadFields::default(), Offer::default());
    let evidence = analyse(&dossier, &lead, &offer).evidence;
    let dead: Vec<Evidence> = evidence.into_iter().filter(|item| item.locator.starts_with("a[href]")).collect();
    for (status, state) in [(404, State::Same), (200, State::Changed)] {
        let looked = Looked { links: vec![("https://kiln.example/lost".into(), status)], ..Looked::default() };
        assert_eq!(judge(&dead, Some(&dossier), &looked, &lead, &offer)[0].state, state);
    }
}

#[test]
fn without_the_dossier_quotations_are_judged_and_measured_values_are_not() {
    let then = home(TITLE, PHONE, 6);
    let (lead, offer) = (LeadFields::default(), Offer::default());
    let evidence = analyse(&dossier(&then), &lead, &offer).evidence;
    let looked = Looked { pages: vec![(HOME.into(), read_again(&home("Elsewhere", PHONE, 6)))], ..Looked::default() };
    let sightings = judge(&evidence, None, &looked, &lead, &offer);
    for (item, sighting) in evidence.iter().zip(sightings) {
        match &item.quote {
            None => assert_eq!(sighting.state, State::Unknown, "{item:?}"),
            Some(quote) if quote.contains("since 1921") => assert_eq!(sighting.state, State::Same),
            Some(quote) if quote == TITLE => assert_eq!(sighting.state, State::Changed),
            Some(_) => {}
        }
    }
}

#[test]
fn posted_data_has_no_source_to_look_at() {
    let posted = Evidence {
        id: EvidenceId("ev_1".into()),
        source: crate::model::evidence::Source::Provided,
        kind: Kind::Posted,
        url: None,
        fetched_at: 1,
        body_sha256: None,
        locator: "company".into(),
        quote: Some("Old Kiln Works".into()),
        observed: None,
        expected: None,
        verify: None,
    };
    assert_eq!(judge(&[posted], None, &Looked::default(), &LeadFields::default(), &Offer::default()), []);
}
