//! Prices, contradictions and numbers in their international form, on small sites of our own making.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{draw, page};
use crate::model::lead::LeadFields;
use crate::model::page::{Dropped, Page, Role};
use crate::model::profile::Profile;

fn profile(pages: Vec<Page>) -> Profile {
    draw(pages, &LeadFields::default()).0
}

fn prices(profile: &Profile) -> Vec<String> {
    let told = |price: &crate::model::profile::Price| {
        let from = if price.from { "from " } else { "" };
        format!("{}: {from}{} {} {}", price.name, price.amount, price.currency, price.per.as_deref().unwrap_or_default()).trim().to_owned()
    };
    profile.prices.iter().map(|fact| told(&fact.value)).collect()
}

const HOME: &str = "<title>Kiln</title><main><p>We bake bricks in a valley by the river, and have done so for a long time.</p></main>";

fn home() -> Page {
    page("https://kiln.example/", Role::Home, HOME)
}

#[test]
fn a_price_has_the_name_of_its_row_its_line_or_its_card() {
    let list = "<title>Prices</title><main><table><tr><th>What</th><th>Price</th></tr><tr><td>Roof tiles</td><td>€ 1.20 per piece</td></tr></table>\
        <ul><li>Kiln hire ..... from €45 / day</li><li>Delivery over €50 is free</li></ul>\
        <div><h3>Starter</h3><p>For one oven.</p><p>$19.99 per month</p></div><div><h3>Workshop</h3><p>For ten ovens.</p><p>$99.99 per month</p></div></main>";
    let (profile, evidence) = draw(vec![home(), page("https://kiln.example/prices", Role::Pricing, list)], &LeadFields::default());
    assert_eq!(prices(&profile), ["Roof tiles: 1.20 € per piece", "Kiln hire: from 45 € / day", "Starter: 19.99 $ per month", "Workshop: 99.99 $ per month"]);
    for fact in &profile.prices {
        let quotes: Vec<&str> = fact.evidence.iter().filter_map(|id| evidence.iter().find(|item| item.id == *id)?.quote.as_deref()).collect();
        assert!(quotes.iter().any(|quote| quote.contains(&fact.value.name)) && quotes.iter().any(|quote| quote.contains(&fact.value.amount)), "{quotes:?}");
    }
    assert_eq!(profile.pricing_page.unwrap().value, "https://kiln.example/prices");
}

#[test]
fn savings_wages_and_single_sums_in_a_story_are_no_prices() {
    let pages = vec![
        home(),
        page("https://kiln.example/deals", Role::Offer, "<title>Coupons</title><main><h2>Tiles</h2><p>$20</p><h2>Bricks</h2><p>$30</p></main>"),
        page("https://kiln.example/jobs", Role::Careers, "<title>Jobs</title><main><h2>Mason</h2><p>$18 per hour</p><h2>Baker</h2><p>$19 per hour</p></main>"),
        page("https://kiln.example/blog/1", Role::Post, "<title>What do bricks cost?</title><main><h2>Bricks</h2><p>$3</p><h2>Tiles</h2><p>$4</p></main>"),
        page(
            "https://kiln.example/bricks",
            Role::Offer,
            "<title>Bricks</title><main><h2>Bricks</h2><p>Save $20</p><p>A house of bricks burnt down for $5,000 once.</p></main>",
        ),
    ];
    let profile = profile(pages);
    assert!(prices(&profile).is_empty() && profile.pricing_page.is_none(), "{:?}", profile.prices);
}

#[test]
fn prices_in_json_ld_are_read() {
    let html = "<title>Kiln</title><script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Floor tile\",\"offers\":{\"@type\":\"Offer\",\"price\":12.5,\"priceCurrency\":\"EUR\"}}</script><p>Tiles";
    assert_eq!(prices(&profile(vec![page("https://kiln.example/", Role::Home, html)])), ["Floor tile: 12.5 EUR"]);
}

fn about(text: &str) -> Page {
    page("https://kiln.example/about", Role::About, &format!("<title>About</title><main><p>{text}</p></main>"))
}

fn contact(text: &str) -> Page {
    page("https://kiln.example/contact", Role::Contact, &format!("<title>Contact</title><main>{text}</main>"))
}

fn topics(profile: &Profile) -> Vec<(&str, Vec<&str>)> {
    profile.contradictions.iter().map(|one| (one.topic.as_str(), one.values.iter().map(|fact| fact.value.as_str()).collect())).collect()
}

#[test]
fn what_two_places_say_differently_is_kept_as_a_contradiction_and_neither_is_certain() {
    let pages = vec![
        page(
            "https://kiln.example/",
            Role::Home,
            "<title>Kiln</title><main><p>Our company was founded in 1921. We have 30 employees.</p><p>Mon-Fri 9:00-17:00</p></main>",
        ),
        about("The company was established in 1925 by two sisters. Now we have 45 employees."),
        contact("<p>Monday - Friday 8:00 am - 6:00 pm</p>"),
    ];
    let profile = profile(pages);
    assert_eq!(
        topics(&profile),
        [
            ("founded", vec!["1925", "1921"]),
            ("hours: monday", vec!["Mon-Fri 9:00-17:00", "Monday - Friday 8:00 am - 6:00 pm"]),
            ("count: employees", vec!["30 employees", "45 employees"])
        ]
    );
    assert!(profile.founded.unwrap().confidence < 0.5 && profile.hours.iter().all(|fact| fact.confidence < 0.5));
    assert!(profile.contradictions.iter().flat_map(|one| &one.values).all(|fact| !fact.evidence.is_empty() && fact.confidence < 0.5));
}

#[test]
fn what_can_both_be_true_is_no_contradiction() {
    let pages = vec![
        page(
            "https://kiln.example/",
            Role::Home,
            "<title>Kiln</title><main><p>Our company was founded in 1921 and opened a shop in 1950. We had 12 employees in 1960, and 30 employees today.</p><p>Mon-Fri 9:00-17:00</p></main>",
        ),
        about("We have 30 employees, and more than 400 customers."),
        contact("<p>Monday - Friday 9 am - 5 pm</p><p>Kitchen: Mon-Fri 11:00-14:00</p><p>Saturday 9:00-12:00</p>"),
    ];
    assert!(topics(&profile(pages)).is_empty());
}

#[test]
fn one_thing_at_two_prices_is_a_contradiction() {
    let list = |price: &str| format!("<title>Prices</title><main><ul><li>Roof tiles {price}</li><li>Kiln hire €45</li></ul></main>");
    let pages =
        vec![home(), page("https://kiln.example/prices", Role::Pricing, &list("€1.20")), page("https://kiln.example/fees", Role::Pricing, &list("€1.50"))];
    let profile = profile(pages);
    assert_eq!(topics(&profile), [("price: Roof tiles", vec!["1.20 €", "1.50 €"])]);
    let sure: Vec<&str> = profile.prices.iter().filter(|fact| fact.confidence >= 0.5).map(|fact| fact.value.name.as_str()).collect();
    assert_eq!(sure, ["Kiln hire"]);
}

#[test]
fn a_number_is_international_where_the_country_is_sure() {
    let e164 = |url: &str, text: &str| -> Vec<Option<String>> {
        let html = format!("<title>Contact</title><main><p>{text}</p></main>");
        profile(vec![page(url, Role::Contact, &html)]).phones.into_iter().map(|fact| fact.value.e164).collect()
    };
    assert_eq!(e164("https://kiln.at/contact", "Tel. 0599-120707"), [Some("+43599120707".to_owned())]);
    assert_eq!(e164("https://kiln.example/contact", "Tel. 0599-120707"), [None]);
    assert_eq!(e164("https://kiln.example/contact", "Phone (599) 200-4131, 12 Clay Street, Claytown, OH 44001"), [Some("+15992004131".to_owned())]);
    assert_eq!(e164("https://kiln.de/contact", "Tel. +43 599 120707"), [Some("+43599120707".to_owned())]);
}

#[test]
fn a_range_is_one_price_and_a_table_of_lengths_is_named_by_its_caption() {
    let list = "<title>Preise</title><main><table><caption>Ofenbau</caption><tr><th>Dauer</th><th>Preis</th></tr><tr><td>30 Minuten</td><td>30 €</td></tr>\
        <tr><td>60 Minuten</td><td>45 €</td></tr></table><div><p>Ofen mieten</p><p>60 bis 90 € pro Tag</p></div></main>";
    let profile = profile(vec![home(), page("https://kiln.example/preise", Role::Pricing, list)]);
    assert_eq!(prices(&profile), ["Ofenbau: 30 € 30 Minuten", "Ofenbau: 45 € 60 Minuten", "Ofen mieten: 60 bis 90 € pro Tag"]);
}

#[test]
fn a_catalogue_with_prices_is_no_price_page() {
    let course =
        |n: usize| format!("<h3>Course {n}</h3><p>{}</p><p>{n}00 €</p>", "A course that teaches how clay is dug, wetted, formed and fired by hand. ".repeat(3));
    let catalogue: String = (1..20).map(course).collect();
    let page = page("https://kiln.example/courses", Role::Offer, &format!("<title>Courses</title><main>{catalogue}</main>"));
    assert!(profile(vec![home(), page]).pricing_page.is_none());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_readers_of_lines_panic(text in "\\PC{0,200}|[0-9€$.,:–\\- MoDiFramp年月円、・a-z]{0,200}") {
        super::money::prices(&text);
        super::week::parse(&text);
        super::dial::e164(&text, Some("de"));
        super::offer_label::label(&text, "Kiln");
        super::offer_list::spoken(&text, "Kiln");
        super::offer_list::items(&text, "Kiln", true);
    }
}

#[test]
fn a_page_on_which_each_offer_has_its_price_is_a_price_page() {
    let told = "Good for children of two to eight years, with a motor, a net and a cloth below, brought to your garden and fetched in the evening by us.";
    let cards = |priced: usize| -> String {
        (0..8).map(|n| format!("<div><h3>Castle {n}</h3><p>{told}</p>{}</div>", if n < priced { "<p>780 MXN / day</p>" } else { "" })).collect()
    };
    let page_of = |priced| {
        let html = format!("<title>Castles</title><main>{}</main>", cards(priced));
        profile(vec![home(), page("https://kiln.example/castles", Role::Offer, &html)]).pricing_page.map(|fact| fact.value)
    };
    assert_eq!(page_of(8).as_deref(), Some("https://kiln.example/castles"));
    assert!(page_of(3).is_none());
}

#[test]
fn a_price_beside_the_main_text_is_named_by_its_own_card() {
    let plan = |name: &str, price: &str| format!("<div><h4>{name}</h4><div>{price}</div><ul><li>Mail help</li><li>Two weeks free</li></ul></div>");
    let html = format!("<title>Pricing</title><main>{}{}</main>", plan("Single oven", "$20 per month"), plan("Whole bakery", "$90 per month"));
    let mut plans = page("https://kiln.example/pricing", Role::Pricing, &html);
    for block in plans.blocks.iter_mut().filter(|block| block.text.contains('$')) {
        block.dropped = Some(Dropped::Beside);
    }
    assert_eq!(prices(&profile(vec![home(), plans])), ["Single oven: 20 $ per month", "Whole bakery: 90 $ per month"]);
}
