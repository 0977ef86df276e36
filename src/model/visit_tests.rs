//! Tests of `visit.rs`.
#![allow(clippy::unwrap_used)]

use super::ids::{LeadId, ViewId};
use super::usage::{Viewed, Visitor};
use super::visit::{Judged, Marks, Reason, Request, Trail};

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

fn by(agent: u64) -> Marks {
    Marks { agent, all: agent }
}

fn chrome() -> Request<'static> {
    Request {
        agent: CHROME,
        accept: "text/html,*/*",
        language: "en",
        dest: "document",
        mode: "navigate",
        brands: "\"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\"",
        mobile: "?0",
        platform: "\"Windows\"",
        secure: true,
        ..Request::bare(Viewed::Page)
    }
}

fn view() -> ViewId {
    "view_0000000000000000000000".parse().unwrap()
}

fn reason(request: Request<'_>) -> (Visitor, Reason) {
    let verdict = request.verdict();
    (verdict.class, verdict.reasons[0])
}

#[test]
fn headers_must_be_those_of_the_browser_that_is_named() {
    let unknown = (Visitor::Unknown, Reason::NoProof);
    assert_eq!(reason(chrome()), unknown);
    let safari = Request { agent: SAFARI, brands: "", mobile: "", platform: "", ..chrome() };
    assert_eq!(reason(safari), unknown);
    let cubot = "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
    assert_eq!(reason(Request { agent: cubot, mobile: "?1", platform: "\"Android\"", ..chrome() }), unknown);
    assert_eq!(reason(Request { dest: "", mode: "", brands: "", mobile: "", platform: "", secure: false, ..chrome() }), unknown, "plain http");
    for wrong in [
        Request { language: "", ..chrome() },
        Request { accept: "*/*", ..chrome() },
        Request { dest: "", mode: "", brands: "", mobile: "", platform: "", ..chrome() },
        Request { dest: "iframe", ..chrome() },
        Request { brands: "\"Chromium\";v=\"98\"", ..chrome() },
        Request { platform: "\"Linux\"", ..chrome() },
        Request { mobile: "?1", ..chrome() },
        Request { brands: chrome().brands, ..safari },
        Request { agent: "Mozilla/4.0 (compatible; MSIE 8.0)", ..safari },
        Request { old_http: true, ..chrome() },
    ] {
        assert_eq!(reason(wrong), (Visitor::Scanner, Reason::Headers), "{wrong:?}");
    }
    assert_eq!(reason(Request { address: "67.231.144.1".parse().unwrap(), ..chrome() }), (Visitor::Scanner, Reason::Network));
    assert_eq!(reason(Request { address: "::ffff:67.231.159.254".parse().unwrap(), ..chrome() }), (Visitor::Scanner, Reason::Network));
    assert_eq!(reason(Request { address: "67.231.160.1".parse().unwrap(), ..chrome() }), unknown);
}

#[test]
fn each_reason_has_one_name_everywhere_and_is_told_in_words() {
    for reason in Reason::ALL {
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        assert!(!reason.words().is_empty() && !reason.words().ends_with('.'));
    }
}

#[test]
fn the_third_link_of_one_sender_within_a_second_casts_doubt_on_all_of_them() {
    let mut trail = Trail::default();
    let leads: Vec<LeadId> = (0..3).map(|n| format!("lead_{n:022}").parse().unwrap()).collect();
    let judged: Vec<Judged> =
        (0..3_u8).map(|n| trail.follow(&Request { at: i64::from(n) * 400, ..chrome() }, &leads[usize::from(n)], &view(), by(1))).collect();
    assert_eq!(judged[1].verdict.class, Visitor::Unknown);
    assert_eq!((judged[2].verdict.class, judged[2].also.len()), (Visitor::Scanner, 2));
    let others = trail.follow(&Request { at: 900, ..chrome() }, &leads[0], &view(), by(2));
    assert_eq!(others.verdict.class, Visitor::Unknown, "somebody else behind the same address");
}

#[test]
fn the_same_asked_for_again_within_a_second_is_the_same_opening() {
    let lead = |n: u8| format!("lead_{n:022}").parse::<LeadId>().unwrap();
    let (other, lead, first) = (lead(2), lead(1), view());
    let mut trail = Trail::default();
    trail.follow(&chrome(), &lead, &first, by(1));
    assert_eq!(trail.again(999, &lead, by(1)), Some(first));
    assert_eq!(trail.again(1_000, &lead, by(1)), None);
    assert_eq!(trail.again(-1, &lead, by(1)), None, "the clock was set back");
    assert_eq!(trail.again(500, &lead, Marks { agent: 1, all: 2 }), None, "in other words");
    assert_eq!(trail.again(500, &other, by(1)), None, "another lead");
}

#[test]
fn a_click_in_safari_belongs_to_the_visit_of_its_page_and_proves_nothing() {
    let lead: LeadId = "lead_0000000000000000000000".parse().unwrap();
    let page = Request { agent: SAFARI, brands: "", mobile: "", platform: "", at: 1_000, ..chrome() };
    let click = Request { what: Viewed::Cta, site: "same-origin", at: 1_000 + 3 * 3_600_000, ..page };
    let other: ViewId = "view_1111111111111111111111".parse().unwrap();
    // Hours later, and at a process that does not know the page.
    let mut trail = Trail::default();
    trail.follow(&page, &lead, &view(), by(1));
    let late = trail.follow(&click, &lead, &other, by(1));
    assert_eq!((late.visit, late.verdict.class, late.by_hand), (view(), Visitor::Unknown, false));
    let elsewhere = Trail::default().follow(&click, &lead, &other, by(1));
    assert_eq!((elsewhere.visit, elsewhere.verdict.class, elsewhere.by_hand), (other.clone(), Visitor::Unknown, true));
    // From nowhere, and in a browser that would tell.
    for doubted in [Request { site: "none", ..click }, Request { agent: CHROME, brands: chrome().brands, mobile: "?0", platform: chrome().platform, ..click }] {
        let judged = Trail::default().follow(&doubted, &lead, &other, by(1));
        assert_eq!((judged.verdict.reasons[0], judged.by_hand), (Reason::ClickFirst, false));
    }
}
