//! What an owner would call wrong or beside the point: cases in which a finding is right by the letter and must still be weighed or shown with care.

use super::super::site_type::site_type;
use super::super::testing::{block, fact, form, head_link, image, json_ld, link};
use super::{Stage, judge};
use crate::model::finding::SiteType;
use crate::model::finding::Status::{self, Fail, NotApplicable, NotMeasured, Pass};
use crate::model::page::{BlockKind, Button, Frame, Heading, Marker, Region};
use crate::model::profile::Profile;

fn status(number: u8, bend: impl FnOnce(&mut Stage)) -> Status {
    judge(number, bend).0.status
}

#[test]
fn a_nameless_link_to_a_place_of_its_page_is_not_shown_as_a_link_to_the_page() {
    let mut up = link("https://oakandlime.example/", "", Region::Main, 0.9);
    up.raw_href = "#top".into();
    let (finding, evidence) = judge(36, |s| s.home().links.push(up));
    assert_eq!((finding.slots["variant"].as_str(), finding.slots["example"].as_str()), ("fragment", "#top"));
    assert!(evidence.iter().any(|one| one.verify.as_deref().is_some_and(|line| line.ends_with("grep -aF -- '#top'"))));
}

#[test]
fn a_nameless_link_with_a_target_leads_those_without_and_buttons() {
    let mut up = link("https://oakandlime.example/", "", Region::Header, 0.01);
    up.raw_href = "#".into();
    let (finding, _) = judge(36, |s| {
        s.home().buttons.insert(0, Button { name: String::new(), hidden: false, locator: "header>button:1".into() });
        s.home().links.insert(0, up);
        s.home().links.push(link("https://social.example/oakandlime", "", Region::Footer, 0.9));
    });
    assert_eq!((finding.slots["variant"].as_str(), finding.slots["count"].as_str()), ("link", "3"));
}

#[test]
fn an_empty_block_that_a_script_may_fill_fails_with_doubt() {
    for empty in ["{}", ""] {
        let (finding, _) = judge(19, |s| s.home().json_ld.push(json_ld(empty)));
        assert!(finding.status == Fail && finding.confidence <= 0.5, "{empty:?}");
    }
}

#[test]
fn an_organisation_in_microdata_is_not_said_to_be_missing() {
    let microdata = |kind: &str| Marker { attribute: Some("itemtype".into()), text: format!("https://schema.org/{kind}") };
    let bare = |s: &mut Stage, kind: &str| {
        s.dossier.pages.iter_mut().for_each(|page| page.json_ld.clear());
        s.home().markers.push(microdata(kind));
    };
    assert_eq!(status(20, |s| bare(s, "Organization")), NotMeasured);
    assert_eq!(status(20, |s| bare(s, "WebPage")), Fail);
}

#[test]
fn a_plug_ins_notice_on_its_makers_site_is_not_the_firms_own() {
    let foreign = |s: &mut Stage, text: &str| {
        s.dossier.pages.iter_mut().for_each(|page| page.links.retain(|link| link.text != "Privacy notice"));
        s.page(2).links.push(link("https://maker.example/privacy/", text, Region::Main, 0.8));
    };
    assert_eq!(status(44, |s| foreign(s, "How your comments are handled")), Fail);
    assert_eq!(status(44, |s| foreign(s, "Our privacy policy")), Pass);
}

#[test]
fn words_that_stand_on_any_site_do_not_say_what_a_firm_does() {
    let (finding, _) = judge(52, |s| {
        s.home().titles = vec!["Welcome to our services".into()];
        s.home().links.push(link("https://oakandlime.example/services", "Our services", Region::Nav, 0.02));
    });
    assert!(!finding.slots.contains_key("said") || finding.slots["said"] != "Welcome to our services");
}

#[test]
fn a_firm_that_describes_itself_in_the_words_of_its_opening_is_clear() {
    let other = |s: &mut Stage| {
        s.home().titles = vec!["Carpentry for old houses".into()];
        s.home().headings.clear();
        s.home().blocks.clear();
    };
    assert_eq!(status(52, other), Fail);
    let heading = Heading { level: 2, text: "Why old houses need care".into(), locator: "h2".into() };
    let (finding, _) = judge(52, |s| {
        other(s);
        s.home().headings.push(heading);
    });
    assert!(finding.status == Pass && !finding.slots.contains_key("said"));
}

#[test]
fn a_price_in_the_markup_is_told_with_its_value() {
    let (finding, _) = judge(54, |s| {
        s.dossier.pages.truncate(1);
        s.home().blocks.clear();
        s.home().links.clear();
        s.home().json_ld = vec![json_ld(r#"{"@type":"Restaurant","priceRange":"£20–£45"}"#)];
    });
    assert_eq!((finding.status, finding.slots["example"].as_str()), (Pass, "priceRange £20–£45"));
}

#[test]
fn a_class_of_price_in_the_markup_is_no_word_about_prices() {
    let class = |s: &mut Stage| {
        s.dossier.pages.truncate(1);
        s.home().blocks.clear();
        s.home().links.clear();
        s.home().json_ld = vec![json_ld(r#"{"@type":"Restaurant","priceRange":"$$"}"#)];
    };
    assert_eq!(status(54, class), Fail);
}

#[test]
fn a_page_of_prices_counts_on_a_site_of_any_kind() {
    assert_eq!(status(54, |s| s.site_type = SiteType::Content), Pass);
}

#[test]
fn a_part_of_a_places_name_does_not_say_what_a_firm_does() {
    let (finding, _) = judge(52, |s| {
        s.profile.offers.push(fact("Leafield tours".to_owned()));
        s.home().titles = vec!["Leafield".into()];
        s.home().headings.clear();
        s.home().blocks.clear();
    });
    assert!(finding.status == Pass && finding.confidence < 0.8 && !finding.slots.contains_key("said"));
    let (finding, _) = judge(52, |_| {});
    assert!(finding.slots["said"].contains("kitchens"), "{:?}", finding.slots);
}

#[test]
fn a_slogan_or_a_course_with_a_certificate_is_no_reason_to_trust() {
    let said = |text: &'static str| {
        status(53, |s| {
            s.dossier.pages.truncate(1);
            s.home().links.clear();
            s.home().blocks = vec![block(0, BlockKind::Paragraph, text, Region::Main)];
        })
    };
    assert_eq!(said("We care for taste and health, and for this our customers always come back to us."), NotMeasured);
    assert_eq!(said("Devenez chef de projet certifié avec notre méthode."), Pass);
    let (finding, _) = judge(53, |s| {
        s.dossier.pages.truncate(1);
        s.home().links.clear();
        s.home().blocks = vec![block(0, BlockKind::Paragraph, "Devenez chef de projet certifié avec notre méthode.", Region::Main)];
    });
    assert!(finding.confidence < 0.9 && !finding.slots.contains_key("example"));
}

#[test]
fn a_frameset_without_headings_is_not_asked_for_one() {
    let framed = |s: &mut Stage| {
        s.dossier.pages.truncate(1);
        s.home().headings.clear();
        s.home().frames = vec![Frame { src: Some("https://oakandlime.example/main.html".into()), inline: false, title: String::new() }];
    };
    assert_eq!(status(16, framed), NotApplicable);
}

#[test]
fn a_picture_with_an_address_is_shown_before_one_without() {
    let mut placeholder = image("", None);
    placeholder.src = None;
    let (finding, _) = judge(34, |s| s.home().images = vec![placeholder, image("https://oakandlime.example/desk.jpg", None)]);
    assert_eq!((finding.slots["example"].as_str(), finding.slots["count"].as_str()), ("https://oakandlime.example/desk.jpg", "2"));
}

#[test]
fn a_canonical_link_without_an_address_counts_as_none() {
    let (finding, _) = judge(11, |s| s.home().head_links = vec![head_link("canonical", "")]);
    assert_eq!((finding.status, finding.slots["variant"].as_str()), (Fail, "missing"));
}

#[test]
fn an_empty_entry_that_a_site_builder_leaves_neither_makes_a_local_firm_nor_names_one() {
    let entry = r#"{"@type":"LocalBusiness","name":"","address":"","openingHours":", , , , , , "}"#;
    let (finding, _) = judge(20, |s| {
        s.site_type = SiteType::Business;
        s.dossier.pages.iter_mut().for_each(|page| page.json_ld = vec![json_ld(entry)]);
    });
    assert_eq!((finding.status, finding.slots["variant"].as_str()), (Fail, "missing"));
    let mut bare = super::stage();
    bare.dossier.pages.iter_mut().for_each(|page| {
        page.json_ld = vec![json_ld(entry)];
        page.blocks.clear();
        page.headings.clear();
        page.links.clear();
        page.titles.clear();
    });
    assert_ne!(site_type(&bare.dossier, &Profile::default()), SiteType::LocalService);
}

#[test]
fn a_year_in_an_element_named_for_a_script_is_not_stale() {
    let stale =
        |s: &mut Stage| s.dossier.pages.iter_mut().for_each(|page| page.blocks = vec![block(0, BlockKind::Other, "© 2015 Oak and Lime", Region::Footer)]);
    assert_eq!(status(55, stale), Fail);
    let named = |s: &mut Stage| {
        stale(s);
        s.dossier.pages.iter_mut().for_each(|page| page.markers.push(Marker { attribute: Some("id".into()), text: "footerYear".into() }));
    };
    assert_eq!(status(55, named), NotApplicable);
}

#[test]
fn a_page_that_scripts_fill_is_not_accused_of_hiding_how_to_reach_the_firm() {
    let bare = |s: &mut Stage| {
        s.dossier.pages.truncate(1);
        s.home().links.clear();
        s.home().blocks.clear();
        s.profile.phones.clear();
        s.profile.emails.clear();
    };
    assert_eq!(status(49, bare), NotMeasured);
}

#[test]
fn an_address_that_only_search_engines_are_told_is_not_written_on_a_page() {
    let coded = |s: &mut Stage| {
        s.dossier.pages.truncate(1);
        s.home().links.clear();
        s.home().blocks.clear();
        s.profile.phones.clear();
        s.home().json_ld = vec![json_ld(r#"{"@type":"LocalBusiness","email":"hello@oakandlime.example"}"#)];
    };
    assert_eq!(status(49, coded), NotMeasured);
}

#[test]
fn a_page_without_a_language_is_offered_its_own() {
    let (finding, _) = judge(22, |s| {
        s.home().html_lang = None;
        s.home().detected_language = Some(("ja".into(), 0.97));
    });
    assert_eq!((finding.slots["variant"].as_str(), finding.slots["code"].as_str()), ("missing", "ja"));
    let (finding, _) = judge(22, |s| {
        s.home().html_lang = None;
        s.home().detected_language = Some(("ja".into(), 0.6));
    });
    assert!(!finding.slots.contains_key("code"));
}

#[test]
fn the_fields_of_a_form_are_counted_by_themselves() {
    let bare = |s: &mut Stage| {
        let search = form(&[("search", "q", None), ("text", "a", None), ("text", "b", None)]);
        s.dossier.pages.iter_mut().for_each(|page| page.forms.push(search.clone()));
        s.page(2).forms[0].fields[0].label = None;
        s.page(2).forms[0].fields[0].beside = Some("Your name".into());
    };
    let (finding, _) = judge(35, bare);
    let slot = |name: &str| finding.slots.get(name).map_or("", String::as_str);
    assert_eq!(
        [slot("variant"), slot("count"), slot("total"), slot("field"), slot("beside"), slot("hits")],
        ["enquiry", "1", "3", "Your name", "Your name", "3"]
    );
    let (all, _) = judge(35, |s| {
        let search = form(&[("search", "q", Some("Search"))]);
        s.dossier.pages.iter_mut().for_each(|page| page.forms.push(search.clone()));
    });
    assert_eq!((all.status, all.slots["total"].as_str()), (Pass, "4"));
}
