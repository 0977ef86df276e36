//! Fixtures of rows 12–24.

use super::super::testing::{head_link, heading, json_ld, link, meta, page, probe};
use super::{Fixture, Stage};
use crate::model::dossier::{Probe, Reason};
use crate::model::finding::SiteType;
use crate::model::finding::Status::{Fail, NotApplicable, NotMeasured, Pass};
use crate::model::page::{Frame, Region, Role};

fn shell(stage: &mut Stage) {
    stage.dossier.outcome.reason = Some(Reason::ScriptOnly);
}

fn set(stage: &mut Stage, n: usize, name: &str, content: &str) {
    stage.page(n).metas.retain(|meta| meta.name != name);
    stage.page(n).metas.push(meta(name, content));
}

#[rustfmt::skip]
pub const FIXTURES: &[Fixture] = &[
    Fixture(12, Pass, "", |_| {}),
    Fixture(12, Fail, "missing", |s| s.page(2).titles.clear()),
    Fixture(12, Fail, "missing", |s| s.home().titles = vec!["  ".into()]),
    Fixture(12, Fail, "generic", |s| s.home().titles = vec!["Home".into()]),
    Fixture(12, Fail, "generic", |s| s.home().titles = vec!["www.oakandlime.example".into()]),
    Fixture(12, NotMeasured, "", shell),

    Fixture(13, Pass, "", |_| {}),
    Fixture(13, Pass, "", |s| s.home().titles = vec!["樫木工房｜葉野の階段とキッチン".into()]),
    Fixture(13, Fail, "short", |s| s.page(2).titles = vec!["Contact us".into()]),
    Fixture(13, Fail, "long", |s| s.home().titles = vec!["Oak and Lime, makers of fitted kitchens, staircases, doors, windows and shelves in Leafield".into()]),
    Fixture(13, NotApplicable, "", |s| for n in 0..3 { s.page(n).titles.clear() }),
    Fixture(13, NotMeasured, "", shell),

    Fixture(14, Pass, "", |_| {}),
    Fixture(14, Fail, "", |s| s.page(2).titles = s.page(1).titles.clone()),
    Fixture(14, NotApplicable, "", |s| s.dossier.pages.truncate(1)),
    Fixture(14, NotMeasured, "", shell),

    Fixture(15, Pass, "", |_| {}),
    Fixture(15, Fail, "missing", |s| s.page(1).metas.clear()),
    Fixture(15, Fail, "missing", |s| set(s, 0, "description", " ")),
    Fixture(15, Fail, "short", |s| set(s, 0, "description", "Kitchens and more")),
    Fixture(15, Fail, "long", |s| set(s, 0, "description", &"Kitchens built by four people. ".repeat(7))),
    Fixture(15, NotMeasured, "", shell),

    Fixture(16, Pass, "", |_| {}),
    Fixture(16, Pass, "", |s| s.home().headings.push(heading(1, "A second one"))),
    Fixture(16, Fail, "", |s| s.home().headings = vec![heading(2, "How we work")]),
    Fixture(16, NotMeasured, "", shell),

    Fixture(17, Pass, "", |_| {}),
    Fixture(17, Fail, "", |s| s.page(1).headings = vec![heading(1, "Prices"), heading(2, "Kitchens"), heading(4, "Oak")]),
    Fixture(17, NotApplicable, "", |s| for n in 0..3 { s.page(n).headings.clear() }),

    Fixture(18, Pass, "", |_| {}),
    Fixture(18, Fail, "missing", |s| s.home().metas.retain(|meta| !meta.name.starts_with("og:"))),
    Fixture(18, Fail, "dead-image", |s| s.probes().og_image = Some(probe("https://oakandlime.example/card.jpg", 404, 0))),
    Fixture(18, Fail, "not-image", |s| s.probes().og_image = Some(Probe { content_type: Some("text/html; charset=utf-8".into()), ..probe("https://oakandlime.example/card.jpg", 200, 900) })),
    Fixture(18, Fail, "small-image", |s| s.probes().og_image = Some(Probe { content_type: Some("image/png".into()), width: Some(120), height: Some(60), ..probe("https://oakandlime.example/card.jpg", 200, 900) })),
    Fixture(18, Pass, "", |s| s.probes().og_image = Some(probe("https://oakandlime.example/card.jpg", 503, 0))),
    Fixture(18, NotMeasured, "", shell),

    Fixture(19, Pass, "", |_| {}),
    Fixture(19, Pass, "", |s| s.home().json_ld = vec![json_ld(r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Oak"}]}"#)]),
    Fixture(19, Fail, "syntax", |s| s.home().json_ld.push(json_ld("{\"@type\": \"WebSite\",}"))),
    Fixture(19, Fail, "untyped", |s| s.home().json_ld.push(json_ld("{\"name\": \"Oak\"}"))),
    Fixture(19, NotApplicable, "", |s| s.home().json_ld.clear()),

    Fixture(20, Pass, "", |_| {}),
    Fixture(20, Pass, "", |s| { s.site_type = SiteType::Business; s.home().json_ld = vec![json_ld(r#"{"@type":["https://schema.org/Organization"],"name":"Oak"}"#)]; }),
    Fixture(20, Fail, "missing", |s| s.home().json_ld.clear()),
    Fixture(20, Fail, "incomplete", |s| s.home().json_ld = vec![json_ld(r#"{"@type":"LocalBusiness","name":"Oak","url":"https://oakandlime.example/"}"#)]),
    Fixture(20, NotMeasured, "", |s| s.home().json_ld = vec![json_ld("{")]),

    Fixture(21, Pass, "", |_| {}),
    Fixture(21, Fail, "", |s| s.page(1).links.push(link("https://oakandlime.example/oak", "Click here", Region::Main, 0.5))),
    Fixture(21, Fail, "", |s| { s.page(1).html_lang = Some("de".into()); s.page(1).links.push(link("https://oakandlime.example/eiche", "Mehr erfahren", Region::Main, 0.5)); }),
    Fixture(21, NotApplicable, "", |s| for n in 0..3 { s.page(n).links.clear() }),

    Fixture(22, Pass, "", |_| {}),
    Fixture(22, Fail, "missing", |s| s.page(1).html_lang = None),
    Fixture(22, Fail, "invalid", |s| s.home().html_lang = Some("english".into())),
    Fixture(22, Fail, "mismatch", |s| s.home().detected_language = Some(("de".into(), 0.97))),
    Fixture(22, Pass, "", |s| s.home().detected_language = Some(("de".into(), 0.6))),

    Fixture(23, Pass, "", |_| {}),
    Fixture(23, Pass, "", |s| s.home().head_links.clear()),
    Fixture(23, Fail, "", |s| { s.home().head_links.clear(); s.probes().favicon = Some(probe("https://oakandlime.example/favicon.ico", 404, 0)); }),
    Fixture(23, NotMeasured, "", |s| { s.home().head_links.clear(); s.probes().favicon = None; }),

    Fixture(24, Pass, "", |_| {}),
    Fixture(24, NotApplicable, "", |s| s.home().visible_words = 20),
    Fixture(24, NotApplicable, "", |s| { s.home().visible_words = 0; s.home().frames = vec![Frame { src: None, inline: false, title: String::new() }]; }),
    Fixture(24, Fail, "", |s| { s.home().visible_words = 31; s.home().empty_app_root = true; }),
    Fixture(24, Fail, "", |s| { s.home().visible_words = 31; s.home().asks_for_script = true; }),
    Fixture(12, Pass, "", |s| s.dossier.pages.push(page("https://oakandlime.example/work", Role::Proof, "Rooms we have built – Oak and Lime"))),
    Fixture(23, Pass, "", |s| s.home().head_links = vec![head_link("shortcut icon", "/i.ico")]),
];
