//! Fixtures of rows 47–57.

use super::super::testing::{block, fact, form, json_ld, link, meta, page};
use super::{Fixture, Stage};
use crate::model::dossier::Reason;
use crate::model::finding::SiteType;
use crate::model::finding::Status::{Fail, NotApplicable, NotMeasured, Pass};
use crate::model::page::{BlockKind, Page, Region, Role};
use crate::model::profile::Phone;

fn each(stage: &mut Stage, change: impl Fn(&mut Page)) {
    stage.dossier.pages.iter_mut().for_each(change);
}

fn shell(stage: &mut Stage) {
    stage.dossier.outcome.reason = Some(Reason::ScriptOnly);
}

/// No link, form, number or address to write to.
fn mute(stage: &mut Stage) {
    each(stage, |page| {
        page.links = vec![link("https://oakandlime.example/oak", "About oak", Region::Main, 0.5)];
        page.forms.clear();
        page.buttons.clear();
    });
    stage.dossier.pages.truncate(2);
    stage.profile.phones.clear();
    stage.profile.emails.clear();
}

/// Links that ask for nothing.
fn idle(stage: &mut Stage) {
    stage.home().links =
        ["Oak", "Ash", "Lime", "Elm", "Yew", "Box"].map(|wood| link(&format!("https://oakandlime.example/{wood}"), wood, Region::Nav, 0.1)).to_vec();
}

fn say(stage: &mut Stage, texts: &[&str]) {
    let kind = |text: &str| if text.starts_with('©') { (BlockKind::Other, Region::Footer) } else { (BlockKind::Paragraph, Region::Main) };
    stage.home().blocks = texts.iter().enumerate().map(|(n, text)| block(n, kind(text).0, text, kind(text).1)).collect();
}

const LONG: &str = "The undersigned undertaking, having regard to the multiplicity of considerations that invariably accompany the specification, procurement, preparation and subsequent installation of individually commissioned interior carpentry, \
undertakes, subject always to the availability of suitably seasoned material and appropriately qualified personnel, to endeavour to accommodate the particular requirements, aspirations and circumstances of every prospective commissioning party.";

#[rustfmt::skip]
pub const FIXTURES: &[Fixture] = &[

    Fixture(48, Pass, "", |_| {}),
    Fixture(48, Fail, "", |s| { idle(s); for n in 0..9 { s.home().links.push(link(&format!("https://oakandlime.example/wood/{n}"), "Wood", Region::Main, 0.5)) } s.home().links.push(link("https://oakandlime.example/write", "Get a quote", Region::Main, 0.62)); }),
    Fixture(48, Fail, "", idle),
    Fixture(48, NotMeasured, "", |s| { idle(s); s.home().links.truncate(2); }),
    Fixture(48, NotMeasured, "", |s| s.home().links.clear()),
    Fixture(48, NotMeasured, "", shell),
    Fixture(48, NotMeasured, "", |s| { idle(s); s.profile.language = Some(fact("fi".into())); }),

    Fixture(49, Pass, "", |_| {}),
    Fixture(49, Pass, "", |s| { let phones = s.profile.phones.clone(); mute(s); s.profile.phones = phones; }),
    Fixture(49, Fail, "", mute),
    Fixture(49, NotMeasured, "", |s| { mute(s); s.home().links.push(link("https://oakandlime.example/contact-us", "Contact", Region::Nav, 0.1)); }),
    Fixture(49, NotMeasured, "", shell),

    Fixture(50, Pass, "", |_| {}),
    Fixture(50, Fail, "", |s| each(s, |page| page.links.retain(|link| !link.raw_href.starts_with("tel:")))),
    Fixture(50, NotApplicable, "", |s| s.site_type = SiteType::Saas),
    Fixture(50, NotApplicable, "", |s| { each(s, |page| page.links.clear()); s.profile.phones.clear(); }),

    Fixture(51, Pass, "", |_| {}),
    Fixture(51, Fail, "long", |s| {
        let asked = ["email", "name", "street", "town", "code", "budget", "room", "date", "wood"];
        let fields: Vec<_> = asked.iter().map(|name| (if *name == "email" { "email" } else { "text" }, *name, Some(*name))).collect();
        s.page(2).forms = vec![form(&fields)];
    }),
    Fixture(51, Fail, "sensitive", |s| s.page(2).forms = vec![form(&[("email", "email", Some("E-mail")), ("text", "dob", Some("Date of birth"))])]),
    Fixture(51, NotApplicable, "", |s| s.page(2).forms.clear()),

    Fixture(52, Pass, "", |_| {}),
    Fixture(52, Fail, "", |s| {
        s.home().titles = vec!["Oak and Lime – welcome to our world".into()];
        s.home().headings.clear();
        say(s, &["Passion, quality and service since day one.", "We are here for you."]);
    }),
    Fixture(52, NotMeasured, "", |s| s.profile.offers.clear()),

    Fixture(53, Pass, "", |_| {}),
    Fixture(53, Pass, "", |s| { s.home().blocks.clear(); s.home().json_ld = vec![json_ld(r#"{"@type":"AggregateRating","ratingValue":"4.8"}"#)]; }),
    Fixture(53, Fail, "", |s| say(s, &["We make kitchens.", "Come and see."])),
    Fixture(53, NotMeasured, "", |s| { s.profile.language = Some(fact("fi".into())); say(s, &["Teemme keittiöitä."]); }),

    Fixture(54, Pass, "", |_| {}),
    Fixture(54, Fail, "", |s| { s.dossier.pages.remove(1); each(s, |page| page.links.clear()); say(s, &["We make kitchens."]); }),
    Fixture(54, NotApplicable, "", |s| { s.dossier.pages.remove(1); s.site_type = SiteType::Content; }),

    Fixture(55, Pass, "", |_| {}),
    Fixture(55, Pass, "", |s| say(s, &["We make kitchens.", "This offer is valid until 31 March 2027.", "© 2019–2026 Oak and Lime Ltd"])),
    Fixture(55, Fail, "expired", |s| say(s, &["We make kitchens.", "This offer is valid until 31 March 2026.", "© 2019–2026 Oak and Lime Ltd"])),
    Fixture(55, Fail, "copyright", |s| say(s, &["We make kitchens.", "© 2014–2021 Oak and Lime Ltd"])),
    Fixture(55, Fail, "posts", |s| {
        s.dossier.sitemap.newest_lastmod = Some("2023-02-01".into());
        let mut post = page("https://oakandlime.example/news/oak", Role::Post, "Oak is late this year – Oak and Lime");
        post.metas.push(meta("article:published_time", "2023-01-20T08:00:00Z"));
        s.dossier.pages.push(post);
    }),
    Fixture(55, NotApplicable, "", |s| say(s, &["We make kitchens."])),

    Fixture(56, Pass, "", |_| {}),
    Fixture(56, Fail, "grade", |s| say(s, &[LONG, LONG, LONG])),
    Fixture(56, Fail, "sentences", |s| { s.profile.language = Some(fact("de".into())); say(s, &[LONG, LONG, LONG]); }),
    Fixture(56, NotApplicable, "", |s| say(s, &["We make kitchens."])),
    Fixture(56, NotMeasured, "", |s| s.profile.language = Some(fact("ja".into()))),

    Fixture(57, Pass, "", |_| {}),
    Fixture(57, Pass, "", |s| s.home().json_ld.clear()),
    Fixture(57, Fail, "link", |s| s.home().links.push(link("tel:+441632960777", "01632 960 123", Region::Footer, 0.9))),
    Fixture(57, Fail, "markup", |s| {
        each(s, |page| page.links.clear());
        s.home().json_ld = vec![json_ld(r#"{"@type":"LocalBusiness","telephone":"+44 1632 960999"}"#)];
    }),
    Fixture(57, NotApplicable, "", |s| { s.home().json_ld.clear(); each(s, |page| page.links.clear()); s.profile.phones = vec![fact(Phone { display: "01632 960 123".into(), digits: "01632960123".into(), e164: None, fax: false })]; }),
];
