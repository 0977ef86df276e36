//! Traps in which a careless check would accuse a sound site.

use super::super::testing::{HOME, answered, block, fact, form, head_link, image, inline, json_ld, link, meta, page};
use super::{Stage, judge};
use crate::model::dossier::{LinkProbe, Reading, Reason};
use crate::model::finding::SiteType;
use crate::model::finding::Status::{self, Fail, NotApplicable, NotMeasured, Pass};
use crate::model::lead::LeadFields;
use crate::model::offer::Offer;
use crate::model::page::{Block, BlockKind, Button, Dropped, Frame, HeadLink, Image, Region, Role};
use crate::model::profile::Phone;
use crate::research::analyse::analyse;

fn status(number: u8, bend: impl FnOnce(&mut Stage)) -> Status {
    judge(number, bend).0.status
}

#[test]
fn an_empty_alt_on_decoration_passes() {
    assert_eq!(status(34, |s| s.home().images.push(image("https://oakandlime.example/leaf.svg", Some("")))), Pass);
    assert_eq!(status(34, |s| s.home().images.push(Image { named_or_decorative: true, ..image("https://oakandlime.example/leaf.svg", None) })), Pass);
}

#[test]
fn an_icon_link_with_a_label_has_a_name() {
    let mut icon = link("https://social.example/oakandlime", "", Region::Footer, 0.9);
    icon.name = "Oak and Lime on Social".into();
    assert_eq!(status(36, |s| s.home().links.push(icon)), Pass);
}

#[test]
fn a_vague_link_with_a_telling_label_passes() {
    let mut more = link("https://oakandlime.example/oak", "Read more", Region::Main, 0.5);
    more.name = "Read more about oak".into();
    assert_eq!(status(21, |s| s.home().links.push(more)), Pass);
}

#[test]
fn a_canonical_with_or_without_closing_slash_is_the_page_itself() {
    assert_eq!(status(11, |s| s.page(1).head_links = vec![head_link("canonical", "https://oakandlime.example/prices/")]), Pass);
    assert_eq!(status(11, |s| s.page(1).head_links = vec![head_link("canonical", "https://www.oakandlime.example/prices")]), Pass);
}

#[test]
fn another_languages_home_page_may_name_the_root_as_canonical() {
    let mut german = page("https://oakandlime.example/de/", Role::Other, "Küchen und Treppen aus Leafield");
    german.head_links = vec![head_link("canonical", HOME), head_link("alternate", HOME)];
    assert_eq!(status(11, |s| s.dossier.pages.push(german)), Pass);
}

#[test]
fn a_missing_robots_txt_closes_nothing() {
    for number in [5, 6, 25] {
        assert_eq!(
            status(number, |s| {
                s.dossier.robots.status = Some(404);
                s.dossier.robots.text = "<html>Disallow: /</html>".into();
            }),
            Pass,
            "{number}"
        );
    }
}

#[test]
fn a_shell_made_by_scripts_leaves_what_scripts_may_add_unmeasured() {
    for number in [12, 13, 14, 15, 16, 17, 18, 48, 49, 50, 51, 52, 53, 54, 55, 56] {
        let shell = |s: &mut Stage| {
            s.home().empty_app_root = true;
            s.home().visible_words = 4;
            s.home().titles.clear();
            s.home().headings.clear();
            s.home().links.clear();
        };
        assert_eq!(status(number, shell), NotMeasured, "{number}");
    }
}

#[test]
fn a_placeholder_or_a_refusal_says_nothing_of_the_site() {
    for reason in [Reason::Parked, Reason::UnderConstruction, Reason::Blocked, Reason::Login] {
        let mut stage = super::stage();
        stage.dossier.outcome.reading = Reading::Insufficient;
        stage.dossier.outcome.reason = Some(reason);
        let analysis = analyse(&stage.dossier, &LeadFields::default(), &Offer::default());
        assert!(analysis.findings.is_empty() && analysis.scores.overall.is_none(), "{reason:?}");
    }
}

#[test]
fn a_refused_or_busy_link_is_not_a_dead_link() {
    for code in [401, 403, 429, 500, 503] {
        let probe = LinkProbe {
            found_on: HOME.into(),
            url: "https://oakandlime.example/x".into(),
            text: "X".into(),
            in_nav: true,
            status: Some(code),
            twice: false,
            failure: None,
            fetched_at: 0,
        };
        assert_eq!(status(9, |s| s.probes().links.push(probe)), Pass, "{code}");
    }
}

#[test]
fn a_test_origin_says_nothing_of_transport_and_speed() {
    for number in [2, 3, 26, 27, 28, 37, 38, 40, 42, 45, 46] {
        let bare = |s: &mut Stage| {
            s.probes().overridden = true;
            (s.probes().timing, s.probes().certificate, s.dossier.mail) = (None, None, None);
            s.home().headers.clear();
        };
        assert_eq!(status(number, bare), NotMeasured, "{number}");
    }
}

#[test]
fn a_frameset_is_not_accused_of_hiding_its_imprint() {
    let framed = |s: &mut Stage| {
        s.dossier.pages.iter_mut().for_each(|page| page.links.clear());
        s.home().frames = vec![Frame { src: Some("https://oakandlime.example/nav.html".into()), inline: false, title: String::new() }];
    };
    assert_eq!(status(44, framed), NotMeasured);
}

#[test]
fn long_words_of_the_trade_in_short_sentences_are_readable() {
    let text = "Precision electromechanical subassemblies require documented repeatability. ".repeat(30);
    assert_eq!(status(56, |s| s.home().blocks = vec![block(0, BlockKind::Paragraph, &text, Region::Main)]), Pass);
}

#[test]
fn a_firm_that_names_its_field_in_other_words_than_its_services_is_clear() {
    let other_words = |s: &mut Stage| {
        s.home().titles = vec!["Oak and Lime".into()];
        s.home().headings.clear();
        s.home().blocks = vec![block(0, BlockKind::Paragraph, "Carpentry for old houses.", Region::Main)];
    };
    assert_eq!(status(52, other_words), Fail);
    let nav = link("https://oakandlime.example/carpentry", "Our carpentry", Region::Nav, 0.02);
    assert_eq!(
        status(52, |s| {
            other_words(s);
            s.home().links.push(nav);
        }),
        Pass
    );
}

#[test]
fn a_form_that_a_script_sends_is_not_accused_of_its_default_method() {
    let mut scripted = form(&[("email", "email", Some("E-mail")), ("textarea", "text", Some("Message"))]);
    scripted.action = None;
    scripted.method = "get".into();
    assert_eq!(status(39, |s| s.page(2).forms = vec![scripted]), Pass);
}

#[test]
fn a_year_that_a_script_writes_is_not_stale() {
    let script = inline("document.getElementById('y').textContent = new Date().getFullYear()");
    let stale =
        |s: &mut Stage| s.dossier.pages.iter_mut().for_each(|page| page.blocks = vec![block(0, BlockKind::Other, "© 2015 Oak and Lime", Region::Footer)]);
    assert_eq!(status(55, stale), Fail);
    let scripted = |s: &mut Stage| {
        stale(s);
        s.dossier.pages.iter_mut().for_each(|page| page.scripts.push(script.clone()));
    };
    assert_eq!(status(55, scripted), NotApplicable);
}

#[test]
fn a_third_partys_privacy_notice_is_not_the_sites_own() {
    let only_foreign = |s: &mut Stage| {
        s.dossier.pages.iter_mut().for_each(|page| page.links.retain(|link| link.text != "Privacy notice"));
        s.page(2).links.push(link("https://policies.google.com/privacy", "Privacy", Region::Main, 0.8));
    };
    assert_eq!(status(44, only_foreign), Fail);
}

#[test]
fn the_contents_of_frames_count_as_the_opening_page() {
    let framed = |s: &mut Stage| {
        let mut inner = page("https://oakandlime.example/main.html", Role::Other, "");
        inner.titles.clear();
        inner.html_lang = None;
        s.dossier.pages.truncate(1);
        s.home().headings.clear();
        s.home().links.clear();
        s.home().forms.clear();
        s.home().frames = vec![Frame { src: Some(inner.url.clone()), inline: false, title: String::new() }];
        s.dossier.pages.push(inner);
    };
    for number in [12, 16, 22, 48] {
        assert_eq!(status(number, framed), Pass, "{number}");
    }
}

#[test]
fn icons_drawn_as_svg_need_not_wait() {
    let icons = |s: &mut Stage| {
        s.home().images.clear();
        for n in 0..12 {
            s.home().images.push(image(&format!("https://oakandlime.example/{n}.svg?v=2"), Some("A leaf")));
        }
    };
    assert_eq!(status(32, icons), Pass);
}

#[test]
fn of_a_frameset_it_is_not_said_that_its_pages_hold_nothing() {
    let (finding, _) = judge(34, |s| {
        let inner = page("https://oakandlime.example/main.html", Role::Other, "");
        s.dossier.pages.truncate(1);
        s.home().images.clear();
        s.home().frames = vec![Frame { src: Some(inner.url.clone()), inline: false, title: String::new() }];
        s.dossier.pages.push(inner);
    });
    assert!(finding.status == NotApplicable && finding.reason.is_some_and(|reason| reason.contains("frames")));
}

#[test]
fn numbers_that_agree_in_another_notation_are_one_number() {
    let same = |s: &mut Stage| s.home().links.push(link("tel:00441632960123", "+44 (0)1632 960 123 (Mon–Fri)", Region::Footer, 0.9));
    assert_eq!(status(57, same), Pass);
    let words = |s: &mut Stage| s.home().links.push(link("tel:+441632960123", "Call us", Region::Footer, 0.9));
    assert_eq!(status(57, words), Pass);
}

#[test]
fn a_number_with_coded_spaces_is_the_same_number() {
    let coded = |s: &mut Stage| s.home().links.push(link("tel:+44%201632%20960%20123", "+44 1632 960 123", Region::Footer, 0.9));
    assert_eq!(status(57, coded), Pass);
}

#[test]
fn a_word_that_holds_a_tools_name_is_no_tool() {
    let words = inline("var secondary = sparsely; pageTracker = accountly");
    assert_eq!(status(58, |s| s.dossier.pages.iter_mut().for_each(|page| page.scripts = vec![words.clone()])), Fail);
}

#[test]
fn a_long_menu_does_not_push_the_first_action_out_of_sight() {
    let menu = |s: &mut Stage| {
        s.home().links = (0..60).map(|n| link(&format!("https://oakandlime.example/wood/{n}"), "Wood", Region::Nav, 0.01)).collect();
        s.home().links.push(link("https://oakandlime.example/write", "Get a quote", Region::Main, 0.6));
    };
    assert_eq!(status(48, menu), Pass);
}

#[test]
fn a_form_that_sends_to_its_own_page_is_left_to_its_script() {
    let own = |s: &mut Stage| {
        s.page(2).forms[0].method = "get".into();
        s.page(2).forms[0].action = Some("https://oakandlime.example/contact#".into());
    };
    assert_eq!(status(39, own), Pass);
}

#[test]
fn a_fax_number_need_not_be_tappable() {
    let fax_only = |s: &mut Stage| {
        s.dossier.pages.iter_mut().for_each(|page| page.links.clear());
        s.profile.phones = vec![fact(Phone { display: "01632 960 123".into(), digits: "01632960123".into(), e164: None, fax: true })];
    };
    assert_eq!(status(50, fax_only), NotApplicable);
}

#[test]
fn hidden_fields_and_choices_of_one_question_are_no_friction() {
    let mut asked = form(&[("email", "email", Some("E-mail")), ("textarea", "text", Some("Message"))]);
    for n in 0..9 {
        let mut choice = asked.fields[0].clone();
        choice.kind = "radio".into();
        choice.name = "wood".into();
        choice.label = Some(format!("Wood {n}"));
        asked.fields.push(choice);
    }
    assert_eq!(status(51, |s| s.page(2).forms = vec![asked]), Pass);
}

#[test]
fn an_organisation_inside_another_entry_is_found() {
    let nested = r#"{"@graph":[{"@type":"Article","publisher":{"@type":["Organization","Brand"],"name":"Oak"}}]}"#;
    assert_eq!(
        status(20, |s| {
            s.site_type = SiteType::Business;
            s.home().json_ld = vec![json_ld(nested)];
        }),
        Pass
    );
}

#[test]
fn a_close_relative_of_the_declared_language_is_no_contradiction() {
    let norwegian = |s: &mut Stage| {
        s.home().html_lang = Some("nb".into());
        s.home().detected_language = Some(("da".into(), 0.95));
    };
    assert_eq!(status(22, norwegian), Pass);
    assert_eq!(status(22, |s| s.home().html_lang = Some("zh-Hant-TW".into())), Fail);
}

#[test]
fn noindex_for_another_crawler_does_not_close_the_page() {
    assert_eq!(status(5, |s| s.home().headers.push(("x-robots-tag".into(), "otherbot: noindex".into()))), Pass);
    assert_eq!(status(5, |s| s.home().metas.push(meta("robots", "index, nofollow, max-snippet:-1"))), Pass);
}

#[test]
fn a_closed_legal_page_is_not_held_against_the_site() {
    let legal = |s: &mut Stage| {
        s.page(1).role = Role::Legal;
        s.page(1).metas.push(meta("robots", "noindex"));
    };
    assert_eq!(status(5, legal), Pass);
}

#[test]
fn a_home_page_in_several_languages_with_x_default_is_its_own_original() {
    let alternate = |tag: &str, href: &str| HeadLink { hreflang: Some(tag.into()), ..head_link("alternate", href) };
    let links =
        |own: &str| vec![head_link("canonical", own), alternate("x-default", HOME), alternate("en", HOME), alternate("de", "https://oakandlime.example/de/")];
    let german = "https://oakandlime.example/de/";
    assert_eq!(
        status(11, |s| {
            s.home().head_links = links(HOME);
            let mut page = page(german, Role::Other, "Küchen und Treppen aus Leafield");
            page.head_links = links(german);
            s.dossier.pages.push(page);
        }),
        Pass
    );
}

#[test]
fn a_redirect_to_the_visitors_language_is_no_fault() {
    let english = "https://oakandlime.example/en/";
    for number in [2, 3, 4] {
        let redirected = |s: &mut Stage| {
            s.home().url = english.into();
            s.probes().http = Some(answered("http://oakandlime.example/", "probe", &[("http://oakandlime.example/", 301), (HOME, 302), (english, 200)]));
            let www = "https://www.oakandlime.example/";
            s.probes().other_host = Some(answered(www, "probe", &[(www, 301), (HOME, 302), (english, 200)]));
        };
        assert_eq!(status(number, redirected), Pass, "{number}");
    }
}

#[test]
fn the_words_of_a_cookie_wall_are_not_the_sites_own() {
    let walled = |s: &mut Stage| {
        let words = "We and our partners use cookies to personalise content, and to analyse our traffic, which we share with those who advertise. ";
        let wall = Block { dropped: Some(Dropped::Furniture), ..block(90, BlockKind::Paragraph, &words.repeat(30), Region::Body) };
        s.home().blocks.insert(0, wall);
        s.home().buttons.push(Button { name: "Accept all".into(), hidden: false, locator: "button:1".into() });
    };
    for number in [16, 52, 56] {
        assert_eq!(status(number, walled), Pass, "{number}");
    }
    let only_wall = |s: &mut Stage| {
        walled(s);
        s.home().links.retain(|link| link.text == "Our staircases");
        s.home().links.extend((0..6).map(|n| link(&format!("https://oakandlime.example/{n}"), "Oak", Region::Main, 0.1)));
    };
    assert_eq!(status(48, only_wall), Fail);
}

#[test]
fn a_tax_number_is_no_telephone_number() {
    let taxed = |s: &mut Stage| {
        s.home().links.retain(|link| !link.raw_href.starts_with("tel:"));
        s.home().blocks = vec![block(0, BlockKind::Paragraph, "VAT number GB 123 4567 89, company number 01234567", Region::Footer)];
        s.profile.phones.clear();
    };
    for page in [50, 57] {
        assert_ne!(status(page, taxed), Fail, "{page}");
    }
}

#[test]
fn an_icon_that_says_nothing_to_a_screen_reader_still_fails() {
    assert_eq!(status(36, |s| s.home().links.push(link("https://social.example/oakandlime", "", Region::Footer, 0.9))), Fail);
}
