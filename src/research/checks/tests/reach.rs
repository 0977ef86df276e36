//! Fixtures of rows 1–11, 25.

use super::super::testing::{HOME, answered, failed, head_link, link_probe, meta};
use super::Fixture;
use crate::model::dossier::{Hop, LinkProbe, ListedProbe};
use crate::model::finding::Status::{Fail, NotApplicable, NotMeasured, Pass};

#[rustfmt::skip]
pub const FIXTURES: &[Fixture] = &[
    Fixture(1, Pass, "", |_| {}),
    Fixture(1, Fail, "", |s| {
        s.home().status = 503;
        let mut first = answered(HOME, "home", &[(HOME, 503)]);
        first.fetched_at -= 70_000;
        s.dossier.requests = vec![first, answered(HOME, "home", &[(HOME, 503)])];
    }),
    Fixture(1, NotMeasured, "", |s| { s.home().status = 503; s.dossier.requests[0].status = Some(503); }),

    Fixture(2, Pass, "", |_| {}),
    Fixture(2, Fail, "", |s| s.probes().http = Some(answered("http://oakandlime.example/", "probe", &[("http://oakandlime.example/", 200)]))),
    Fixture(2, NotMeasured, "", |s| s.probes().overridden = true),
    Fixture(2, NotMeasured, "", |s| s.probes().http = Some(failed("http://oakandlime.example/", "refused"))),
    Fixture(2, NotApplicable, "", |s| s.probes().http = Some(answered("http://oakandlime.example/", "probe", &[("http://oakandlime.example/", 301), ("https://other.example/", 200)]))),

    Fixture(3, Pass, "", |_| {}),
    Fixture(3, Pass, "", |s| {
        s.probes().other_host = Some(answered("https://www.oakandlime.example/", "probe", &[("https://www.oakandlime.example/", 200)]));
        s.probes().other_host_canonical = Some(HOME.into());
    }),
    Fixture(3, Fail, "duplicate", |s| s.probes().other_host = Some(answered("https://www.oakandlime.example/", "probe", &[("https://www.oakandlime.example/", 200)]))),
    Fixture(3, Fail, "dead", |s| s.probes().other_host = Some(failed("https://www.oakandlime.example/", "dns"))),
    Fixture(3, Fail, "dead", |s| s.probes().other_host = Some(answered("https://www.oakandlime.example/", "probe", &[("https://www.oakandlime.example/", 502)]))),
    Fixture(3, NotMeasured, "", |s| s.probes().other_host = Some(failed("https://www.oakandlime.example/", "timeout"))),
    Fixture(3, NotMeasured, "", |s| s.probes().overridden = true),

    Fixture(4, Pass, "", |_| {}),
    Fixture(4, Fail, "", |s| {
        let hops = ["http://oakandlime.example/", "http://www.oakandlime.example/", "https://www.oakandlime.example/"];
        let mut chain = answered(hops[0], "probe", &[(hops[0], 301), (hops[1], 301), (hops[2], 302)]);
        chain.hops.push(Hop { url: HOME.into(), status: 200 });
        s.probes().http = Some(chain);
    }),
    Fixture(4, Fail, "", |s| {
        let hops = ["https://oakandlime.example/stairs", "https://oakandlime.example/a", "https://oakandlime.example/b", "https://oakandlime.example/c"];
        s.dossier.requests.push(answered(hops[0], "probe", &[(hops[0], 301), (hops[1], 301), (hops[2], 301), (hops[3], 200)]));
    }),
    Fixture(4, NotMeasured, "", |s| { s.dossier.requests.clear(); s.probes().http = None; }),

    Fixture(5, Pass, "", |_| {}),
    Fixture(5, Fail, "meta", |s| s.home().metas.push(meta("robots", "NOINDEX, follow"))),
    Fixture(5, Fail, "meta", |s| s.page(1).metas.push(meta("googlebot", "none"))),
    Fixture(5, Fail, "header", |s| s.home().headers.push(("x-robots-tag".into(), "googlebot: noindex".into()))),
    Fixture(5, Fail, "robots", |s| s.dossier.robots.text = "User-agent: *\nDisallow: /\n".into()),

    Fixture(6, Pass, "", |_| {}),
    Fixture(6, Pass, "", |s| s.dossier.robots.status = Some(404)),
    Fixture(6, Fail, "server-error", |s| s.dossier.robots.status = Some(503)),
    Fixture(6, Fail, "no-answer", |s| { s.dossier.robots.status = None; s.dossier.robots.failure = Some("timeout".into()); }),
    Fixture(6, Fail, "html", |s| s.dossier.robots.text = "<!DOCTYPE html>\n<html><body>Not found</body></html>".into()),
    Fixture(6, Fail, "syntax", |s| s.dossier.robots.text = "User-agent: *\nDisalow: /x\n".into()),
    Fixture(6, NotMeasured, "", |s| { s.dossier.robots.status = None; s.dossier.robots.failure = None; }),

    Fixture(7, Pass, "", |_| {}),
    Fixture(7, Fail, "missing", |s| { many_links(s); s.dossier.sitemap.urls.clear(); s.dossier.sitemap.status = Some(404); }),
    Fixture(7, Fail, "broken", |s| { many_links(s); s.dossier.sitemap.urls.clear(); s.dossier.sitemap.parse_error = Some("unexpected end of file at byte 310".into()); }),
    Fixture(7, Fail, "too-large", |s| s.dossier.sitemap.bytes = 60_000_000),
    Fixture(7, NotApplicable, "", |s| { s.dossier.sitemap.urls.clear(); s.dossier.sitemap.status = Some(404); }),
    Fixture(7, NotMeasured, "", |s| { many_links(s); s.dossier.sitemap.urls.clear(); s.dossier.sitemap.status = Some(503); }),

    Fixture(8, Pass, "", |_| {}),
    Fixture(8, Fail, "", |s| {
        s.dossier.sitemap.urls.push("https://oakandlime.example/gone".into());
        s.dossier.requests.push(answered("https://oakandlime.example/gone", "page", &[("https://oakandlime.example/gone", 404)]));
    }),
    Fixture(8, Fail, "", |s| {
        let (old, new) = ("https://oakandlime.example/old", "https://oakandlime.example/new");
        s.dossier.sitemap.urls.push(old.into());
        s.dossier.requests.push(answered(old, "page", &[(old, 301), (new, 200)]));
    }),
    Fixture(8, Fail, "", |s| s.page(1).metas.push(meta("robots", "noindex"))),
    Fixture(8, Fail, "", |s| listed(s, Some(500), None, false)),
    Fixture(8, Fail, "", |s| listed(s, Some(200), Some("https://oakandlime.example/new"), false)),
    Fixture(8, Fail, "", |s| listed(s, Some(200), None, true)),
    Fixture(8, Pass, "", |s| listed(s, Some(429), None, false)),
    Fixture(8, Pass, "", |s| listed(s, None, None, false)),
    Fixture(8, NotApplicable, "", |s| s.dossier.sitemap.urls.clear()),
    Fixture(8, NotMeasured, "", |s| s.dossier.sitemap.urls = vec!["https://oakandlime.example/unread".into()]),

    Fixture(9, Pass, "", |_| {}),
    Fixture(9, Fail, "nav", |s| s.probes().links.push(link_probe("https://oakandlime.example/team", "Our team", true, 404))),
    Fixture(9, Fail, "body", |s| s.probes().links.push(link_probe("https://oakandlime.example/offer", "Spring offer", false, 410))),
    Fixture(9, Fail, "nav", |s| s.probes().links.push(link_probe("https://oakandlime.example/team", "Our team", true, 503))),
    Fixture(9, Pass, "", |s| s.probes().links.push(LinkProbe { twice: false, ..link_probe("https://oakandlime.example/team", "Our team", true, 404) })),
    Fixture(9, NotMeasured, "", |s| { s.probes().links.clear(); s.dossier.requests.clear(); }),
    Fixture(9, Pass, "", |s| s.probes().links.push(LinkProbe { status: Some(503), ..link_probe("https://oakandlime.example/slow", "Slow", true, 200) })),

    Fixture(10, Pass, "", |_| {}),
    Fixture(10, Fail, "", |s| s.probes().random_path = Some(answered("https://oakandlime.example/q7x", "probe", &[("https://oakandlime.example/q7x", 200)]))),
    Fixture(10, NotMeasured, "", |s| s.probes().random_path = None),
    Fixture(10, NotMeasured, "", |s| s.probes().random_path = Some(answered("https://oakandlime.example/q7x", "probe", &[("https://oakandlime.example/q7x", 403)]))),

    Fixture(11, Pass, "", |_| {}),
    Fixture(11, Fail, "missing", |s| s.page(1).head_links.clear()),
    Fixture(11, Fail, "missing", |s| s.page(1).head_links = vec![head_link("canonical", "")]),
    Fixture(11, Fail, "several", |s| s.page(1).head_links.push(head_link("canonical", "https://oakandlime.example/costs"))),
    Fixture(11, Fail, "relative", |s| s.page(1).head_links = vec![head_link("canonical", "/prices")]),
    Fixture(11, Fail, "invalid", |s| s.page(1).head_links = vec![head_link("canonical", "https://")]),
    Fixture(11, Fail, "other-site", |s| s.page(1).head_links = vec![head_link("canonical", "https://builder.example/prices")]),
    Fixture(11, Fail, "home", |s| s.page(1).head_links = vec![head_link("canonical", HOME)]),
    Fixture(11, NotApplicable, "", |s| for n in 0..3 { s.page(n).metas.push(meta("robots", "noindex")) }),

    Fixture(25, Pass, "", |_| {}),
    Fixture(25, Fail, "", |s| s.dossier.robots.text = "User-agent: GPTBot\nUser-agent: ClaudeBot\nDisallow: /\n\nUser-agent: *\nDisallow:\n".into()),
    Fixture(25, NotApplicable, "", |s| s.dossier.robots.text = "User-agent: *\nDisallow: /\n".into()),
    Fixture(25, NotMeasured, "", |s| s.dossier.robots.status = Some(503)),
];

fn listed(stage: &mut super::Stage, status: Option<u16>, moved_to: Option<&str>, noindex: bool) {
    let url = "https://oakandlime.example/listed".to_owned();
    stage.dossier.sitemap.urls.push(url.clone());
    stage.probes().listed = vec![ListedProbe { url, status, moved_to: moved_to.map(str::to_owned), noindex, fetched_at: super::super::testing::VISIT }];
}

fn many_links(stage: &mut super::Stage) {
    for n in 0..12 {
        let url = format!("https://oakandlime.example/work/{n}");
        stage.home().links.push(super::super::testing::link(&url, "Work", crate::model::page::Region::Main, 0.6));
    }
}
