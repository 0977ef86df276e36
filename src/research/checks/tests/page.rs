//! Fixtures of rows 27–44.

use super::super::testing::{block, form, head_link, image, inline, link, meta, probe, script};
use super::{Fixture, Stage};
use crate::model::dossier::Probe;
use crate::model::finding::Status::{Fail, NotApplicable, NotMeasured, Pass};
use crate::model::page::{BlockKind, Button, Form, Frame, Image, Region, Script};

fn each(stage: &mut Stage, change: impl Fn(&mut crate::model::page::Page)) {
    stage.dossier.pages.iter_mut().for_each(change);
}

/// A British domain with this line in the footer.
fn british(stage: &mut Stage, footer: &str) {
    stage.home().url = "https://oakandlime.co.uk/".into();
    stage.home().blocks.push(block(9, BlockKind::Other, footer, Region::Footer));
}

fn drop_header(stage: &mut Stage, name: &str) {
    each(stage, |page| page.headers.retain(|(key, _)| key != name));
}

fn header(stage: &mut Stage, name: &str, value: &str) {
    stage.home().headers.retain(|(key, _)| key != name);
    stage.home().headers.push((name.into(), value.into()));
}

fn viewport(stage: &mut Stage, content: &str) {
    stage.home().metas.retain(|meta| meta.name != "viewport");
    stage.home().metas.push(meta("viewport", content));
}

fn bare_image(n: usize) -> Image {
    Image { sized: false, ..image(&format!("https://oakandlime.example/{n}.webp"), Some("A kitchen")) }
}

#[rustfmt::skip]
pub const FIXTURES: &[Fixture] = &[
    Fixture(27, Pass, "", |_| {}),
    Fixture(27, Fail, "", |s| drop_header(s, "content-encoding")),
    Fixture(27, Fail, "", |s| s.probes().assets[0].content_encoding = None),
    Fixture(27, NotApplicable, "", |s| { each(s, |page| page.body_bytes = 900); s.probes().assets.clear(); }),
    Fixture(27, NotMeasured, "", |s| s.probes().overridden = true),

    Fixture(28, Pass, "", |_| {}),
    Fixture(28, Pass, "", |s| s.probes().assets[0].cache_control = None),
    Fixture(28, Fail, "", |s| s.probes().assets[0].cache_control = Some("public, max-age=3600".into())),
    Fixture(28, Fail, "", |s| s.probes().assets[0].cache_control = Some("no-store".into())),
    Fixture(28, NotMeasured, "", |s| s.probes().assets.clear()),
    Fixture(28, NotMeasured, "", |s| s.probes().overridden = true),

    Fixture(29, Pass, "", |_| {}),
    Fixture(29, Fail, "html", |s| s.page(1).body_bytes = 730_000),
    Fixture(29, Fail, "elements", |s| s.page(1).elements = 2_210),
    Fixture(29, Fail, "assets", |s| s.probes().assets[0].body_bytes = 6_400_000),

    Fixture(30, Pass, "", |_| {}),
    Fixture(30, Fail, "script", |s| s.home().scripts.push(Script { blocking: true, ..script("https://oakandlime.example/slider.js") })),
    Fixture(30, Fail, "styles", |s| for n in 0..5 { s.home().head_links.push(head_link("stylesheet", &format!("https://oakandlime.example/{n}.css"))) }),

    Fixture(31, Pass, "", |_| {}),
    Fixture(31, Fail, "", |s| for n in 0..9 { s.home().images.push(bare_image(n)) }),
    Fixture(31, NotApplicable, "", |s| each(s, |page| page.images.clear())),

    Fixture(32, Pass, "", |_| {}),
    Fixture(32, Fail, "large", |s| s.probes().assets.push(Probe { content_type: Some("image/webp".into()), ..probe("https://oakandlime.example/stairs.webp", 200, 812_000) })),
    Fixture(32, Fail, "format", |s| {
        s.home().images.push(Image { modern_source: false, ..image("https://oakandlime.example/hall.jpg", Some("A hall")) });
        s.probes().assets.push(Probe { content_type: Some("image/jpeg".into()), ..probe("https://oakandlime.example/hall.jpg", 200, 340_000) });
    }),
    Fixture(32, Fail, "eager", |s| for n in 0..12 { s.home().images.push(bare_image(n)) }),
    Fixture(32, NotApplicable, "", |s| each(s, |page| page.images.clear())),

    Fixture(33, Pass, "", |_| {}),
    Fixture(33, Pass, "", |s| viewport(s, "width=device-width, maximum-scale=5, user-scalable=yes")),
    Fixture(33, Fail, "missing", |s| s.home().metas.retain(|meta| meta.name != "viewport")),
    Fixture(33, Fail, "no-width", |s| viewport(s, "minimal-ui")),
    Fixture(33, Fail, "no-zoom", |s| viewport(s, "width=device-width, user-scalable=no")),
    Fixture(33, Fail, "no-zoom", |s| viewport(s, "width=device-width; user-scalable=0;")),
    Fixture(33, Fail, "no-zoom", |s| viewport(s, "width=device-width, maximum-scale=1.0")),

    Fixture(34, Pass, "", |_| {}),
    Fixture(34, Fail, "", |s| for n in 0..4 { s.home().images.push(image(&format!("https://oakandlime.example/{n}.webp"), None)) }),
    Fixture(34, NotApplicable, "", |s| each(s, |page| page.images.clear())),

    Fixture(35, Pass, "", |_| {}),
    Fixture(35, Fail, "enquiry", |s| s.page(2).forms[0].fields[1].label = None),
    Fixture(35, Fail, "other", |s| { let mut search = form(&[("search", "q", None)]); search.is_search = true; s.home().forms.push(search); }),
    Fixture(35, NotApplicable, "", |s| each(s, |page| page.forms.clear())),

    Fixture(36, Pass, "", |_| {}),
    Fixture(36, Fail, "link", |s| s.home().links.push(link("https://social.example/oakandlime", "", Region::Footer, 0.9))),
    Fixture(36, Fail, "button", |s| s.home().buttons.push(Button { name: String::new(), hidden: false, locator: "header>button:1".into() })),
    Fixture(36, NotApplicable, "", |s| each(s, |page| { page.links.clear(); page.buttons.clear(); })),

    Fixture(38, Pass, "", |_| {}),
    Fixture(38, Fail, "script", |s| s.home().scripts.push(script("http://cdn.example/old.js"))),
    Fixture(38, Fail, "frame", |s| s.home().frames.push(Frame { src: Some("http://maps.example/embed".into()), inline: true, title: "Map".into() })),
    Fixture(38, Fail, "style", |s| s.home().head_links.push(head_link("stylesheet", "http://oakandlime.example/x.css"))),
    Fixture(38, Fail, "image", |s| s.home().images.push(image("http://oakandlime.example/x.jpg", Some("A door")))),
    Fixture(38, NotApplicable, "", |s| each(s, |page| page.url = page.url.replace("https:", "http:"))),
    Fixture(38, NotMeasured, "", |s| s.probes().overridden = true),

    Fixture(39, Pass, "", |_| {}),
    Fixture(39, Fail, "http", |s| s.page(2).forms[0].action = Some("http://oakandlime.example/send".into())),
    Fixture(39, Fail, "get", |s| s.page(2).forms[0].method = "get".into()),
    Fixture(39, Fail, "get-password", |s| s.page(2).forms.push(Form { method: "get".into(), is_login: true, ..form(&[("text", "user", Some("Name")), ("password", "pass", Some("Password"))]) })),
    Fixture(39, NotApplicable, "", |s| s.page(2).forms.clear()),

    Fixture(40, Pass, "", |_| {}),
    Fixture(40, Fail, "missing", |s| drop_header(s, "strict-transport-security")),
    Fixture(40, Fail, "short", |s| header(s, "strict-transport-security", "max-age=3600; includeSubDomains")),
    Fixture(40, NotApplicable, "", |s| s.home().url = "http://oakandlime.example/".into()),
    Fixture(40, NotMeasured, "", |s| s.probes().overridden = true),

    Fixture(41, Pass, "", |_| {}),
    Fixture(41, Pass, "", |s| { drop_header(s, "x-frame-options"); s.page(2).headers.push(("content-security-policy".into(), "default-src 'self'; frame-ancestors 'none'".into())); }),
    Fixture(41, Fail, "framing", |s| drop_header(s, "x-frame-options")),
    Fixture(41, Fail, "sniffing", |s| drop_header(s, "x-content-type-options")),

    Fixture(42, Pass, "", |_| {}),
    Fixture(42, Fail, "", |s| header(s, "set-cookie", "PHPSESSID=…; Path=/; HttpOnly")),
    Fixture(42, NotApplicable, "", |s| drop_header(s, "set-cookie")),
    Fixture(42, NotApplicable, "", |s| { drop_header(s, "set-cookie"); header(s, "set-cookie", "csrf_session=…; Path=/"); }),
    Fixture(42, NotMeasured, "", |s| s.probes().overridden = true),

    Fixture(43, Pass, "", |_| {}),
    Fixture(43, Fail, "", |s| s.home().metas.push(meta("generator", "WordPress 5.2.4"))),
    Fixture(43, Fail, "", |s| header(s, "x-powered-by", "PHP/7.2.34")),
    Fixture(43, Fail, "", |s| s.home().scripts.push(script("https://oakandlime.example/js/jquery-1.11.1.min.js"))),
    Fixture(43, NotApplicable, "", |s| each(s, |page| page.scripts.clear())),

    Fixture(44, Pass, "", |_| {}),
    Fixture(44, Fail, "privacy", |s| each(s, |page| page.links.retain(|link| link.text != "Privacy notice"))),
    Fixture(44, Fail, "privacy", |s| { s.page(2).forms.clear(); each(s, |page| page.links.retain(|link| link.text != "Privacy notice")); }),
    Fixture(44, Fail, "imprint", german),
    Fixture(44, Pass, "", |s| { german(s); s.home().links.push(link("https://eiche.de/impressum", "Impressum", Region::Footer, 0.9)); }),
    Fixture(44, Fail, "imprint", |s| british(s, "Oak and Lime, Leafield")),
    Fixture(44, Pass, "", |s| british(s, "Oak and Lime Ltd, registered in England, company number 01234567")),
    Fixture(44, Pass, "", |s| { british(s, "Oak and Lime"); s.home().links.push(link("https://oakandlime.co.uk/legal", "Legal", Region::Footer, 0.9)); }),
    Fixture(44, NotApplicable, "", |s| each(s, |page| { page.forms.clear(); page.scripts.clear(); page.links.retain(|link| link.text != "Privacy notice"); })),
    Fixture(44, NotMeasured, "", |s| {
        each(s, |page| page.links.retain(|link| link.text != "Privacy notice"));
        s.home().scripts.push(script("https://consent.cookiebot.com/uc.js"));
    }),

    Fixture(58, Pass, "", |_| {}),
    Fixture(58, Fail, "", |s| s.home().scripts = vec![inline("document.documentElement.className = 'js'")]),
    Fixture(58, NotApplicable, "", |s| each(s, |page| page.scripts.clear())),
    Fixture(58, NotMeasured, "", |s| s.home().scripts = vec![script("https://oakandlime.example/bundle.js")]),
];

/// The same site under a German domain, with German text and without imprint.
fn german(stage: &mut Stage) {
    for page in &mut stage.dossier.pages {
        page.url = page.url.replace("oakandlime.example", "eiche.de");
        for link in &mut page.links {
            link.href = link.href.as_deref().map(|href| href.replace("oakandlime.example", "eiche.de"));
        }
    }
    stage.profile.language = Some(super::super::testing::fact("de".into()));
}
