//! Facts drawn from small sites of our own making.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use url::Url;

use super::profile;
use crate::model::dossier::{Dossier, Outcome, Probes, Reading, Robots, Sitemap};
use crate::model::evidence::Evidence;
use crate::model::lead::LeadFields;
use crate::model::page::{Page, Role};
use crate::model::profile::Profile;
use crate::research::ledger::Ledger;
use crate::research::read::{Fetched, mark_repeated, read};

pub(super) fn page(url: &str, role: Role, html: &str) -> Page {
    let url = Url::parse(url).unwrap();
    read(&Fetched { url: &url, status: 200, headers: Vec::new(), fetched_at: 1, body: html.as_bytes(), html, charset: "utf-8 (default)", role })
}

pub(super) fn draw(mut pages: Vec<Page>, lead: &LeadFields) -> (Profile, Vec<Evidence>) {
    mark_repeated(&mut pages);
    let dossier = Dossier {
        domain: None,
        moved_to: None,
        home_url: pages.first().map(|page| page.url.clone()),
        outcome: Outcome { reading: Reading::Ok, reason: None, detail: String::new() },
        started_at: 0,
        pages,
        robots: Robots::default(),
        sitemap: Sitemap::default(),
        mail: None,
        probes: Probes::default(),
        requests: Vec::new(),
        left_alone: Vec::new(),
    };
    let mut ledger = Ledger::default();
    let profile = profile(&dossier, lead, &mut ledger);
    (profile, ledger.into_evidence())
}

const HOME: &str = "<html lang=en><head><title>Old Kiln Works | Hand-made bricks</title><meta property='og:site_name' content='Old Kiln Works'>\
    <meta name=description content='Old Kiln Works makes hand-made bricks and tiles for listed buildings. Call us.'></head><body>\
    <header><a href='/'>Old Kiln Works</a><nav><a href=/services/>Services</a><a href=/services/bricks/>Hand-made bricks</a><a href=/services/tiles/>Roof tiles</a><a href=/contact/>Contact us</a></nav></header>\
    <main><h1>Bricks with a history</h1><p>We have been firing bricks in this valley since 1921, and our grandchildren will too.</p>\
    <p>Our target is 99% on-time delivery for 500 customers.</p>\
    <blockquote><p>Write to me at fan@elsewhere.example or phone 0171 5550123, since 1999 the best.</p></blockquote>\
    <h2>Our services</h2><ul><li>Kiln hire</li><li>Read more</li></ul>\
    <form><label>Mail <input placeholder='jane@company.com'></label></form></main>\
    <footer>Phone: 01632 960 001 · Fax: 01632 960 002 · <a href='mailto:office@oldkiln.example'>office@oldkiln.example</a> © 2024 Old Kiln Works Ltd. All rights reserved. VAT 123 4567 89\
    <a href='https://www.facebook.com/oldkilnworks'>f</a><a href='https://www.facebook.com/sharer/sharer.php?u=x'>share</a><a href='https://wa.me/440000000000'>w</a></footer>";

const ABOUT: &str = "<html lang=en><head><title>About | Old Kiln Works</title></head><body><main><h1>About the kiln</h1><p>The works were founded in 1921 by two sisters who knew clay, fire and the river well.</p>\
    <p>We are certified to ISO 9001 by an accredited body.</p><p>Our process is based on ISO 14001.</p></main>";

const PRIVACY: &str = "<html lang=en><head><title>Privacy | Old Kiln Works</title></head><body><main><h1>Privacy</h1><p>Our processor is Post Ltd, privacy@post.example, and the shop runs at host@hosting.example.</p></main>";

fn kiln() -> Vec<Page> {
    vec![
        page("https://oldkiln.example/", Role::Home, HOME),
        page("https://oldkiln.example/about/", Role::About, ABOUT),
        page("https://oldkiln.example/privacy/", Role::Legal, PRIVACY),
    ]
}

fn values(facts: &[crate::model::profile::Fact<String>]) -> Vec<&str> {
    facts.iter().map(|fact| fact.value.as_str()).collect()
}

#[test]
fn a_company_is_known_by_what_its_site_says() {
    let (profile, _) = draw(kiln(), &LeadFields::default());
    assert_eq!(profile.name.unwrap().value, "Old Kiln Works");
    assert_eq!(profile.legal_name.unwrap().value, "Old Kiln Works Ltd.");
    assert_eq!(profile.description.unwrap().value, "Old Kiln Works makes hand-made bricks and tiles for listed buildings.");
    assert_eq!(profile.language.unwrap().value, "en");
    assert_eq!(profile.founded.unwrap().value, "1921");
    assert_eq!(values(&profile.emails), ["office@oldkiln.example"]);
    let phones: Vec<(&str, bool)> = profile.phones.iter().map(|fact| (fact.value.digits.as_str(), fact.value.fax)).collect();
    assert_eq!(phones, [("01632960001", false), ("01632960002", true)]);
    let socials: Vec<&str> = profile.socials.iter().map(|fact| fact.value.url.as_str()).collect();
    assert_eq!(socials, ["https://www.facebook.com/oldkilnworks"]);
    assert_eq!(values(&profile.offers), ["Hand-made bricks", "Roof tiles", "Kiln hire"]);
}

#[test]
fn targets_and_other_peoples_words_are_no_proof() {
    let (profile, _) = draw(kiln(), &LeadFields::default());
    let proof = values(&profile.proof);
    assert!(proof.iter().any(|text| text.contains("since 1921")) && proof.iter().any(|text| text.contains("certified to ISO 9001")));
    assert!(!proof.iter().any(|text| text.contains("99%") || text.contains("1999") || text.contains("14001")), "{proof:?}");
}

#[test]
fn each_text_value_stands_in_its_evidence() {
    let (profile, evidence) = draw(kiln(), &LeadFields::default());
    let all = [profile.name, profile.legal_name, profile.description, profile.founded].into_iter().flatten();
    for fact in all.chain(profile.emails).chain(profile.offers).chain(profile.proof) {
        assert!(!fact.evidence.is_empty(), "{}", fact.value);
        for id in &fact.evidence {
            let item = evidence.iter().find(|item| item.id == *id).unwrap();
            assert!(item.quote.as_ref().unwrap().contains(&fact.value), "{} is not in {:?}", fact.value, item.quote);
            assert!(item.url.is_some() && !item.locator.is_empty());
        }
    }
}

#[test]
fn hidden_text_changes_nothing() {
    let planted = HOME.replace("<main>", "<main><div style='display:none'><p>Evil Corp Ltd. Mail evil@oldkiln.example, phone 01632 960 666. Founded in 1666.</p><a href='https://x.com/evilcorp'>x</a></div>");
    let (plain, _) = draw(kiln(), &LeadFields::default());
    let mut pages = kiln();
    pages[0] = page("https://oldkiln.example/", Role::Home, &planted);
    let (profile, _) = draw(pages, &LeadFields::default());
    assert_eq!(serde_json::to_value(&profile.emails).unwrap()[0]["value"], serde_json::to_value(&plain.emails).unwrap()[0]["value"]);
    assert_eq!((profile.emails.len(), profile.phones.len(), profile.socials.len()), (plain.emails.len(), plain.phones.len(), plain.socials.len()));
    assert_eq!(profile.founded.unwrap().value, "1921");
}

#[test]
fn json_ld_gives_address_hours_and_trade() {
    let html = "<head><title>Home</title><script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"AutoRepair\",\"name\":\"Kiln Garage\",\"telephone\":\"+44 1632 960003\",\
        \"address\":{\"@type\":\"PostalAddress\",\"streetAddress\":\"1 River Lane\",\"addressLocality\":\"Claytown\",\"postalCode\":\"CL1 1AA\",\"addressCountry\":\"GB\"},\
        \"openingHours\":\"Mo-Fr 08:00-17:00\",\"sameAs\":[\"https://www.instagram.com/kilngarage\"],\"author\":{\"@type\":\"Organization\",\"name\":\"Agency\",\"email\":\"x@agency.example\"}},\
        {\"@type\":\"Person\",\"email\":\"p@person.example\"}]}</script></head><body><p>Hello";
    let (profile, evidence) = draw(vec![page("https://garage.example/", Role::Home, html)], &LeadFields::default());
    assert_eq!(profile.name.unwrap().value, "Kiln Garage");
    assert_eq!(profile.industry.unwrap().value, "auto repair");
    assert_eq!(profile.place.as_ref().unwrap().value, "Claytown, GB");
    assert_eq!(values(&profile.addresses), ["1 River Lane, Claytown CL1 1AA, GB"]);
    assert_eq!(values(&profile.hours), ["Mo-Fr 08:00-17:00"]);
    assert_eq!(profile.phones[0].value.digits, "+441632960003");
    assert_eq!(profile.socials[0].value.network, "instagram");
    assert!(profile.emails.is_empty());
    let place = evidence.iter().find(|item| Some(&item.id) == profile.place.as_ref().and_then(|place| place.evidence.first())).unwrap();
    assert_eq!(place.observed.as_deref(), Some("Claytown, GB"));
}

#[test]
fn the_posted_company_is_used_only_where_the_site_is_silent_and_is_marked() {
    let lead = LeadFields { company: Some("Posted Works".into()), industry: Some("masonry".into()), ..LeadFields::default() };
    let (profile, evidence) = draw(vec![page("https://x.example/", Role::Home, "<p>Hi.")], &lead);
    let name = profile.name.unwrap();
    assert_eq!(name.value, "Posted Works");
    let item = evidence.iter().find(|item| item.id == name.evidence[0]).unwrap();
    assert_eq!((item.source, item.url.as_deref(), item.locator.as_str()), (crate::model::evidence::Source::Provided, None, "company"));
    assert_eq!(profile.industry.unwrap().value, "masonry");
    let (profile, _) = draw(kiln(), &lead);
    assert_eq!(profile.name.unwrap().value, "Old Kiln Works");
}

#[test]
fn placeholders_and_third_parties_have_no_address_here() {
    let html = "<body><p>Mail you@company.com or john.doe@example.com, image logo@2x.png.</p><p>Website by Web Ltd, studio@web.example</p><p>Write to kiln.team@gmail.com</p><p>office (at) kiln (dot) example</p>";
    let (profile, evidence) = draw(vec![page("https://kiln.example/contact", Role::Contact, html)], &LeadFields::default());
    assert_eq!(values(&profile.emails), ["office@kiln.example", "kiln.team@gmail.com"]);
    let spelled = evidence.iter().find(|item| profile.emails[0].evidence.contains(&item.id)).unwrap();
    assert_eq!((spelled.quote.as_deref(), spelled.observed.as_deref()), (Some("office (at) kiln (dot) example"), Some("office@kiln.example")));
}

#[test]
fn numbers_that_are_no_phones_are_left_alone() {
    let html = "<body><p>VAT no. 123 456 7890</p><p>Order 555-123-4567-89</p><p>Open 2019-05-12</p><p>IBAN 0599 390 707 12</p><p>Company number 01632960005</p><p>Tel: (599) <b>2000-4131</b> / (599) <b>2000-4132</b></p><p>電話 ０９９－１２３－７６５４</p>";
    let (profile, _) = draw(vec![page("https://kiln.example/contact", Role::Contact, html)], &LeadFields::default());
    let mut digits: Vec<&str> = profile.phones.iter().map(|fact| fact.value.digits.as_str()).collect();
    digits.sort_unstable();
    assert_eq!(digits, ["0991237654", "59920004131", "59920004132"]);
}

#[test]
fn a_price_page_is_known_by_name_or_by_its_prices() {
    let rows: String = (1..20).map(|n| format!("<tr><td>Brick {n}</td><td>€ {n}.50</td></tr>")).collect();
    let home = page("https://kiln.example/", Role::Home, "<p>Hello there");
    let list = page("https://kiln.example/menu/", Role::Other, &format!("<title>Menu</title><table>{rows}</table>"));
    let (profile, _) = draw(vec![home.clone(), list], &LeadFields::default());
    assert_eq!(profile.pricing_page.unwrap().value, "https://kiln.example/menu/");
    let none = page("https://kiln.example/menu/", Role::Other, "<title>Menu</title><p>Bricks and tiles");
    assert!(draw(vec![home.clone(), none], &LeadFields::default()).0.pricing_page.is_none());
    let dishes = page("https://kiln.example/menu/", Role::Other, "<title>Prices</title><p>Bricks and tiles");
    assert!(draw(vec![home, dishes], &LeadFields::default()).0.pricing_page.is_none());
}

#[test]
fn sample_text_of_a_theme_says_nothing_about_the_company() {
    let demo = "<title>Jazz night</title><p>Lorem ipsum dolor sit amet, founded in 1955, mail demo@kiln.example</p>";
    let pages = vec![page("https://kiln.example/", Role::Home, "<p>Hello there"), page("https://kiln.example/jazz/", Role::Other, demo)];
    let (profile, _) = draw(pages, &LeadFields::default());
    assert!(profile.emails.is_empty() && profile.founded.is_none());
}

#[test]
fn a_description_is_never_a_notice_or_an_invitation() {
    let text = "<title>Kiln</title><meta name=description content='Please book by telephone under 0599 120 707. Open Mon-Fri 8:00-17:00.'><main><h1>Kiln</h1>\
        <p>Because we have no office staff, we cannot always answer the telephone at once, and ask for your patience.</p>\
        <p>Jane Miller is the founder of Kiln, where she leads the design of every oven.</p><p>We make and repair bread ovens for bakeries in three valleys.</p></main>";
    let (profile, _) = draw(vec![page("https://kiln.example/", Role::Home, text)], &LeadFields::default());
    assert_eq!(profile.description.unwrap().value, "We make and repair bread ovens for bakeries in three valleys.");
}

#[test]
fn an_address_is_the_postal_address_alone() {
    for (line, address, place) in [
        (
            "© 2024 Kiln Ltd | 12 Clay Street, Suite 4, Claytown, OH 44001 | (599) 200-4131 | Privacy",
            "12 Clay Street, Suite 4, Claytown, OH 44001",
            "Claytown, OH",
        ),
        ("Brennerei Ofen GmbH, Jane Miller, Lange Gasse 7, 99999 Ofenhausen, Tel. 0599 120707", "Lange Gasse 7, 99999 Ofenhausen", "Ofenhausen"),
        ("Four SARL 6 rue des Potiers 99123 Fourville Cedex RCS Fourville", "6 rue des Potiers 99123 Fourville", "Fourville"),
        ("Kiln House, 29 Old Road, Clayton, Cumbria, LA99 9ZZ", "29 Old Road, Clayton, Cumbria, LA99 9ZZ", "Clayton"),
        ("Ofen AG, 6999 Ofendorf, Gasse 3", "6999 Ofendorf, Gasse 3", "Ofendorf"),
        ("Our 12 kilns in Clay Street were built by 14000 people", "", ""),
    ] {
        let (profile, _) = draw(
            vec![page("https://kiln.example/contact", Role::Contact, &format!("<main><p>Come in.</p></main><footer><p>{line}</p></footer>"))],
            &LeadFields::default(),
        );
        let found = profile.addresses.first().map(|fact| fact.value.trim_end_matches(" Cedex")).unwrap_or_default();
        assert_eq!((found, profile.place.map(|fact| fact.value).unwrap_or_default().as_str()), (address, place), "{line}");
    }
}

#[test]
fn days_and_times_in_cells_are_hours() {
    let html = "<table><tr><td>Monday - Friday</td><td>8:00 AM – 5:00 PM</td></tr><tr><td>Bricks</td><td>8:00 AM – 9:00 AM</td></tr></table>";
    let (profile, evidence) = draw(vec![page("https://kiln.example/contact", Role::Contact, html)], &LeadFields::default());
    assert_eq!(values(&profile.hours), ["Monday - Friday 8:00 AM – 5:00 PM"]);
    let quotes: Vec<&str> = profile.hours[0].evidence.iter().filter_map(|id| evidence.iter().find(|item| item.id == *id)?.quote.as_deref()).collect();
    assert_eq!(quotes, ["Monday - Friday", "8:00 AM – 5:00 PM"]);
}

#[test]
fn proof_is_held_not_aimed_at_studied_or_sold() {
    let good = [
        "We are certified to ISO 9001 by an accredited body.",
        "Rated 4.8 / 5 from 210 reviews",
        "Our family has more than 40 years of experience with clay.",
        "Award-winning bricks since 1987",
    ];
    let bad = [
        "She holds a degree in ceramics and has 20 years of experience.",
        "We help your company to become certified to ISO 27001.",
        "Book a review of our 30 years of experience.",
        "Our target is 500 customers.",
        "It has been baked by this family since 1956.",
        "and our company has 40 years of experience",
        "We have not used lead glaze since 2011.",
        "Our clients are what drives us: What Our Customers Are Saying",
        "2025 Customer Service Report",
        "For anyone with 4 years of experience in clay.",
        "Trusted by Experts",
        "The treatment has a history of 100 years in other countries and is used in very many places.",
    ];
    let html: String = good.iter().chain(&bad).map(|text| format!("<p>{text}</p>")).collect();
    let (profile, _) = draw(vec![page("https://kiln.example/about", Role::About, &format!("<main>{html}</main>"))], &LeadFields::default());
    let mut found = values(&profile.proof);
    found.sort_unstable();
    let mut wanted = good.to_vec();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}

#[test]
fn a_company_that_has_closed_is_known_to_have() {
    for said in [
        "After forty years we have closed our doors.",
        "Kiln Ltd ceased trading in 2019.",
        "Die Firma wurde zum 1. Oktober 2007 aufgelöst.",
        "2007年10月1日をもちまして、有限会社窯を解散致しました。",
        "Notre entreprise a cessé son activité.",
    ] {
        let (profile, _) = draw(vec![page("https://kiln.example/", Role::Home, &format!("<main><p>{said}</p></main>"))], &LeadFields::default());
        assert_eq!(profile.closed.map(|fact| fact.value).as_deref(), Some(said));
    }
    for said in [
        "We are closed on Sundays.",
        "If your company has been dissolved, we help.",
        "Unsere Praxis ist vom 24. bis 31. Dezember geschlossen.",
        "Wir haben Zucker in Wasser aufgelöst.",
    ] {
        let (profile, _) = draw(vec![page("https://kiln.example/", Role::Home, &format!("<main><p>{said}</p></main>"))], &LeadFields::default());
        assert!(profile.closed.is_none(), "{said}");
    }
}

#[test]
fn a_fact_has_two_pieces_of_evidence_at_most_and_no_others_are_kept() {
    let (profile, evidence) = draw(kiln(), &LeadFields::default());
    assert!(profile.name.as_ref().unwrap().evidence.len() <= 2 && profile.language.as_ref().unwrap().evidence.len() <= 2);
    let all = serde_json::to_string(&profile).unwrap();
    assert!(evidence.iter().all(|item| all.contains(&format!("\"{}\"", item.id.0))));
}

#[test]
fn a_coded_address_is_observed_and_never_quoted() {
    let code: String = "2a".to_owned() + &"hi@kiln.example".bytes().map(|byte| format!("{:02x}", byte ^ 0x2a)).collect::<String>();
    let html = format!("<footer><p>Tel. 0599-120707 | <span class=__cf_email__ data-cfemail={code}>[email&#160;protected]</span></p></footer>");
    let (profile, evidence) = draw(vec![page("https://kiln.example/", Role::Home, &html)], &LeadFields::default());
    assert_eq!(values(&profile.emails), ["hi@kiln.example"]);
    let of = |id: &crate::model::evidence::EvidenceId| evidence.iter().find(|item| item.id == *id).unwrap();
    assert_eq!((of(&profile.emails[0].evidence[0]).observed.as_deref(), of(&profile.emails[0].evidence[0]).quote.as_deref()), (Some("hi@kiln.example"), None));
    assert_eq!(of(&profile.phones[0].evidence[0]).quote.as_deref(), Some("Tel. 0599-120707"));
}

#[test]
fn a_page_that_the_offer_page_names_and_leads_to_is_an_offer() {
    let hub = "<title>Services</title><main><h1>Services</h1><div>Roof tiles</div><p>Fired twice.</p><a href=/tiles>Details</a><div>Kiln hire</div><a href=/hire>Details</a></main>";
    let pages = vec![
        page("https://kiln.example/", Role::Home, "<title>Kiln</title><p>Hello"),
        page("https://kiln.example/services", Role::Offer, hub),
        page("https://kiln.example/tiles", Role::Other, "<title>Roof tiles | Kiln</title><p>Tiles."),
        page("https://kiln.example/hire", Role::Other, "<title>Kiln hire | Kiln</title><p>Hire."),
    ];
    let (profile, _) = draw(pages, &LeadFields::default());
    assert_eq!(values(&profile.offers), ["Roof tiles", "Kiln hire"]);
}

#[test]
fn one_vague_name_is_no_offer() {
    let home = "<title>Kiln</title><nav><a href=/clay>Clay</a></nav><p>Hello, clay and clay.";
    let (profile, _) = draw(
        vec![page("https://kiln.example/", Role::Home, home), page("https://kiln.example/clay", Role::Other, "<title>Clay</title><p>Clay.")],
        &LeadFields::default(),
    );
    assert!(profile.offers.is_empty());
}
