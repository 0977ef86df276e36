//! A small sound site to bend into fixtures: every check that applies to it passes.
#![allow(clippy::expect_used)]

use crate::model::dossier::{Certificate, CertificateProbe, Dossier, Hop, LinkProbe, Outcome, Probe, Probes, Reading, Request, Robots, Sitemap, Timing, Trust};
use crate::model::evidence::EvidenceId;
use crate::model::finding::SiteType;
use crate::model::mail::{Dmarc, MailDns, Spf};
use crate::model::page::{Block, BlockKind, Button, Field, Form, HeadLink, Heading, Image, JsonLd, Link, Meta, Page, Region, Role, Script};
use crate::model::profile::{Fact, Phone, Profile};

/// 2026-06-15, noon, UTC.
pub const VISIT: i64 = 1_781_524_800_000;
pub const HOME: &str = "https://oakandlime.example/";

pub struct Stage {
    pub dossier: Dossier,
    pub profile: Profile,
    pub site_type: SiteType,
}

impl Stage {
    pub fn home(&mut self) -> &mut Page {
        &mut self.dossier.pages[0]
    }

    pub fn page(&mut self, n: usize) -> &mut Page {
        &mut self.dossier.pages[n]
    }

    pub fn probes(&mut self) -> &mut Probes {
        &mut self.dossier.probes
    }

    pub fn mail(&mut self) -> &mut MailDns {
        self.dossier.mail.as_mut().expect("the stage has mail")
    }

    pub fn spf(&mut self) -> &mut Spf {
        self.mail().spf.as_mut().expect("the stage has SPF")
    }

    pub fn dmarc(&mut self) -> &mut Dmarc {
        self.mail().dmarc.as_mut().expect("the stage has DMARC")
    }
}

/// Home, prices and contact of a fictional local firm.
pub fn stage() -> Stage {
    let home = Page {
        blocks: vec![
            block(0, BlockKind::Heading, "Kitchens and staircases made in Leafield", Region::Main),
            block(1, BlockKind::Paragraph, PROSE, Region::Main),
            block(2, BlockKind::Quote, "They finished our staircase in nine days and left the house clean.", Region::Main),
            block(3, BlockKind::Paragraph, "Kitchens from £9,500 with fitting.", Region::Main),
            block(4, BlockKind::Paragraph, "Call 01632 960 123 between eight and five.", Region::Main),
            block(5, BlockKind::Other, "© 2019–2026 Oak and Lime Ltd", Region::Footer),
        ],
        scripts: vec![script("https://plausible.io/js/script.js")],
        metas: vec![
            meta("description", "Fitted kitchens and staircases from a small workshop in Leafield, drawn, built and fitted by the same four people."),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("og:title", "Oak and Lime"),
            meta("og:image", "https://oakandlime.example/card.jpg"),
        ],
        json_ld: vec![json_ld(ORGANIZATION)],
        ..page(HOME, Role::Home, "Oak and Lime – fitted kitchens in Leafield")
    };
    let prices = page("https://oakandlime.example/prices", Role::Pricing, "What a kitchen costs – Oak and Lime");
    let contact = Page {
        forms: vec![form(&[("text", "name", Some("Your name")), ("email", "email", Some("E-mail")), ("textarea", "message", Some("Message"))])],
        buttons: vec![Button { name: "Send".into(), hidden: false, locator: "form>button:1".into() }],
        ..page("https://oakandlime.example/contact", Role::Contact, "Contact and how to find us – Oak and Lime")
    };
    let request = |url: &str, purpose: &str| answered(url, purpose, &[(url, 200)]);
    let dossier = Dossier {
        domain: Some("oakandlime.example".into()),
        moved_to: None,
        home_url: Some(HOME.into()),
        outcome: Outcome { reading: Reading::Ok, reason: None, detail: String::new() },
        started_at: VISIT,
        robots: Robots {
            url: Some("https://oakandlime.example/robots.txt".into()),
            status: Some(200),
            text: "User-agent: *\nDisallow: /admin/\n".into(),
            fetched_at: VISIT,
            ..Robots::default()
        },
        sitemap: Sitemap {
            url: Some("https://oakandlime.example/sitemap.xml".into()),
            status: Some(200),
            urls: vec![HOME.into(), prices.url.clone(), contact.url.clone()],
            fetched_at: VISIT,
            ..Sitemap::default()
        },
        probes: Probes {
            http: Some(answered("http://oakandlime.example/", "probe", &[("http://oakandlime.example/", 301), (HOME, 200)])),
            other_host: Some(answered("https://www.oakandlime.example/", "probe", &[("https://www.oakandlime.example/", 301), (HOME, 200)])),
            random_path: Some(answered("https://oakandlime.example/q7x", "probe", &[("https://oakandlime.example/q7x", 404)])),
            favicon: Some(Probe { content_type: Some("image/x-icon".into()), ..probe("https://oakandlime.example/favicon.ico", 200, 1_200) }),
            og_image: Some(Probe {
                content_type: Some("image/jpeg".into()),
                width: Some(1200),
                height: Some(630),
                ..probe("https://oakandlime.example/card.jpg", 200, 90_000)
            }),
            links: vec![link_probe("https://oakandlime.example/stairs", "Stairs", true, 200)],
            assets: vec![Probe {
                content_type: Some("text/css".into()),
                content_encoding: Some("br".into()),
                cache_control: Some("public, max-age=31536000, immutable".into()),
                ..probe("https://oakandlime.example/site.css", 200, 24_000)
            }],
            timing: Some(Timing { url: HOME.into(), fetched_at: VISIT, ttfb_ms: vec![310, 180, 240], baseline_ms: None }),
            certificate: Some(certificate(60, 90, Trust::Valid)),
            ..Probes::default()
        },
        mail: Some(MailDns {
            domain: "oakandlime.example".into(),
            fetched_at: VISIT,
            mx: Some(vec!["mx.oakandlime.example".into()]),
            null_mx: false,
            spf: Some(Spf { records: vec!["v=spf1 mx -all".into()], lookups: 1, ..Spf::default() }),
            dmarc: Some(Dmarc {
                name: "_dmarc.oakandlime.example".into(),
                records: vec!["v=DMARC1; p=quarantine".into()],
                policy: Some("quarantine".into()),
                ..Dmarc::default()
            }),
            failures: Vec::new(),
        }),
        requests: vec![request(HOME, "home"), request(&prices.url, "page"), request(&contact.url, "page")],
        left_alone: Vec::new(),
        pages: vec![home, prices, contact],
    };
    let profile = Profile {
        language: Some(fact("en".to_owned())),
        offers: vec![fact("Fitted kitchens".to_owned()), fact("Staircases".to_owned())],
        place: Some(fact("Leafield".to_owned())),
        emails: vec![fact("hello@oakandlime.example".to_owned())],
        phones: vec![fact(Phone { display: "01632 960 123".into(), digits: "01632960123".into(), e164: None, fax: false })],
        ..Profile::default()
    };
    Stage { dossier, profile, site_type: SiteType::LocalService }
}

pub const ORGANIZATION: &str = r#"{"@context":"https://schema.org","@type":"GeneralContractor","name":"Oak and Lime","url":"https://oakandlime.example/","telephone":"+44 1632 960123","address":{"@type":"PostalAddress","addressLocality":"Leafield"},"openingHours":"Mo-Fr 08:00-17:00"}"#;

const PROSE: &str = "We draw each kitchen by hand before any wood is cut. You see the drawing, the price and the date on one page. \
The same four people build it in our workshop and fit it in your house. Most rooms take nine working days. We use oak, ash and lime from two sawmills that we have known for years. \
Old houses are rarely square, so we measure twice and scribe each panel to the wall. Drawers run on wood or on steel, as you like. \
If a hinge drops in the first ten years, we come and set it right. We clear up every evening. You can cook on a small stove that we bring along. \
Our workshop is open on Fridays, and you are welcome to look at the work in hand. Bring a plan of your room, or a photograph, and we will talk about what could be done with it. \
There is no showroom and no salesman, which keeps the price of a kitchen close to the cost of making it.";

pub fn page(url: &str, role: Role, title: &str) -> Page {
    Page {
        url: url.into(),
        role,
        status: 200,
        fetched_at: VISIT,
        body_sha256: "00".repeat(32),
        body_bytes: 18_000,
        headers: [
            ("content-encoding", "br"),
            ("strict-transport-security", "max-age=31536000"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "SAMEORIGIN"),
            ("set-cookie", "PHPSESSID=…; Path=/; Secure; HttpOnly"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec(),
        charset: "utf-8 (header)".into(),
        html_lang: Some("en-GB".into()),
        detected_language: Some(("en".into(), 0.99)),
        titles: vec![title.into()],
        metas: vec![
            meta("description", "A page of Oak and Lime with enough words to tell a reader what will be found here."),
            meta("viewport", "width=device-width"),
        ],
        head_links: vec![head_link("canonical", url), head_link("icon", "https://oakandlime.example/icon.svg")],
        json_ld: Vec::new(),
        scripts: vec![script("https://cdn.example/npm/jquery@3.7.1/dist/jquery.min.js")],
        headings: vec![heading(1, "Kitchens and staircases made in Leafield"), heading(2, "How we work")],
        links: vec![
            link("https://oakandlime.example/prices", "Prices", Region::Nav, 0.02),
            link("https://oakandlime.example/contact", "Contact", Region::Nav, 0.03),
            link("https://oakandlime.example/stairs", "Our staircases", Region::Main, 0.4),
            link("tel:+441632960123", "01632 960 123", Region::Main, 0.5),
            link("https://oakandlime.example/privacy", "Privacy notice", Region::Footer, 0.98),
        ],
        images: vec![image("https://oakandlime.example/stairs.webp", Some("An oak staircase with a curved handrail"))],
        forms: Vec::new(),
        buttons: Vec::new(),
        frames: Vec::new(),
        blocks: Vec::new(),
        elements: 240,
        visible_words: 320,
        empty_app_root: false,
        asks_for_script: false,
        markers: Vec::new(),
    }
}

pub fn block(n: usize, kind: BlockKind, text: &str, region: Region) -> Block {
    let dropped = (region == Region::Footer).then_some(crate::model::page::Dropped::Landmark);
    Block { locator: format!("#b{n}"), kind, text: text.into(), region, dropped }
}

pub fn meta(name: &str, content: &str) -> Meta {
    Meta { name: name.into(), content: content.into() }
}

pub fn head_link(rel: &str, href: &str) -> HeadLink {
    let absolute = url::Url::parse(HOME).and_then(|base| base.join(href)).ok().map(String::from);
    HeadLink { rel: rel.into(), raw_href: href.into(), href: absolute, hreflang: None }
}

pub fn json_ld(text: &str) -> JsonLd {
    match serde_json::from_str(text) {
        Ok(value) => JsonLd { value: Some(value), error: None },
        Err(error) => JsonLd { value: None, error: Some(error.to_string()) },
    }
}

pub fn script(src: &str) -> Script {
    Script { src: Some(src.into()), in_head: true, blocking: false, inline: None }
}

pub fn inline(text: &str) -> Script {
    Script { src: None, in_head: false, blocking: false, inline: Some(text.into()) }
}

pub fn heading(level: u8, text: &str) -> Heading {
    Heading { level, text: text.into(), locator: format!("h{level}") }
}

pub fn link(href: &str, text: &str, region: Region, position: f64) -> Link {
    Link {
        raw_href: href.into(),
        href: Some(href.into()),
        text: text.into(),
        name: text.into(),
        rel: String::new(),
        region,
        position,
        area: false,
        hidden: false,
        locator: format!("a[href=\"{href}\"]"),
    }
}

pub fn image(src: &str, alt: Option<&str>) -> Image {
    Image {
        src: Some(src.into()),
        alt: alt.map(str::to_owned),
        named_or_decorative: false,
        sized: true,
        lazy: false,
        modern_source: true,
        region: Region::Main,
        locator: format!("img[src=\"{src}\"]"),
    }
}

/// A form that posts over https: kind, name and label of each field.
pub fn form(fields: &[(&str, &str, Option<&str>)]) -> Form {
    let fields = fields.iter().map(|(kind, name, label)| Field {
        kind: (*kind).into(),
        name: (*name).into(),
        label: label.map(str::to_owned),
        beside: None,
        placeholder: None,
        required: false,
        hidden: false,
        locator: format!("[name={name}]"),
    });
    let action = Some("https://oakandlime.example/send".to_owned());
    Form { action, method: "post".into(), fields: fields.collect(), is_search: false, is_login: false, locator: "form:1".into() }
}

pub fn answered(url: &str, purpose: &str, hops: &[(&str, u16)]) -> Request {
    Request {
        url: url.into(),
        purpose: purpose.into(),
        hops: hops.iter().map(|(url, status)| Hop { url: (*url).into(), status: *status }).collect(),
        status: hops.last().map(|(_, status)| *status),
        failure: None,
        fetched_at: VISIT,
        body_bytes: 18_000,
        ttfb_ms: 120,
        from_cache: false,
        not_modified: false,
        took_ms: 140,
    }
}

pub fn failed(url: &str, failure: &str) -> Request {
    Request { failure: Some(failure.into()), ..answered(url, "probe", &[]) }
}

pub fn probe(url: &str, status: u16, body_bytes: u64) -> Probe {
    Probe {
        url: url.into(),
        status: Some(status),
        failure: None,
        fetched_at: VISIT,
        content_type: None,
        content_encoding: None,
        cache_control: None,
        body_bytes,
        width: None,
        height: None,
    }
}

pub fn link_probe(url: &str, text: &str, in_nav: bool, status: u16) -> LinkProbe {
    LinkProbe {
        found_on: HOME.into(),
        url: url.into(),
        text: text.into(),
        in_nav,
        status: Some(status),
        twice: status >= 400,
        failure: None,
        fetched_at: VISIT,
    }
}

/// Days until its end at the visit, and from its beginning to its end.
pub fn certificate(left: i64, life: i64, trust: Trust) -> CertificateProbe {
    let end = VISIT + left * 86_400_000;
    let names = vec!["oakandlime.example".to_owned(), "www.oakandlime.example".to_owned()];
    let seen = Certificate { trust, not_before: end - life * 86_400_000, not_after: end, issuer: "Example Trust".into(), names };
    CertificateProbe { host: "oakandlime.example".into(), fetched_at: VISIT, seen: Some(seen), failure: None }
}

pub fn fact<T>(value: T) -> Fact<T> {
    Fact { value, evidence: Vec::<EvidenceId>::new(), confidence: 0.95 }
}
