//! Offers on small sites of our own making: each way in which a site names what it sells, and what is not for sale.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{draw, page};
use crate::model::lead::LeadFields;
use crate::model::page::{Dropped, Page, Role};

fn offers(pages: Vec<Page>) -> Vec<String> {
    draw(pages, &LeadFields::default()).0.offers.into_iter().map(|fact| fact.value).collect()
}

fn home(body: &str) -> Page {
    page("https://kiln.example/", Role::Home, &format!("<title>Kiln Works</title><body>{body}"))
}

#[test]
fn a_sub_menu_below_services_names_the_offers_and_one_below_company_does_not() {
    let menu = "<nav><ul><li><a href=/>Home</a></li><li><a href=/what>Leistungen</a><ul><li><a href=/p/1>Kachelöfen</a><ul><li><a href=/p/1/a>Grundöfen</a></li></ul></li>\
        <li><a href=/p/2>Kaminbau</a></li></ul></li><li><a href=/c>Unternehmen</a><ul><li><a href=/c/1>Werkstatt</a></li></ul></li>\
        <li><a href=/i>Branchen</a><ul><li><a href=/i/1>Hotels</a></li></ul></li></ul></nav><main><p>Guten Tag.</p></main>";
    assert_eq!(offers(vec![home(menu)]), ["Kachelöfen", "Kaminbau", "Grundöfen"]);
}

#[test]
fn a_list_of_customers_is_no_list_of_offers() {
    let menu = "<nav><ul><li><a href=/s>Solutions</a><ul><li><a href=/s/1>Healthcare</a></li><li><a href=/s/2>Retail</a></li><li><a href=/s/3>Restaurants</a></li></ul></li></ul></nav><p>Hello.";
    assert!(offers(vec![home(menu)]).is_empty());
}

#[test]
fn a_mega_menu_belongs_to_the_page_of_the_offers_that_it_leads_to() {
    let menu = "<header><nav><a href=/offers.html>Nos prestations</a><a href=/us.html>Nous connaître</a></nav>\
        <ul><li><div><ul><li><a href=/offers.html>4K Studio</a></li><li><a href=/four.html>Four à pain</a></li></ul></div></li>\
        <li><div><ul><li><a href=/us.html>Nos locaux</a></li><li><a href=/team.html>Les artisans</a></li></ul></div></li></ul></header><main><p>Bonjour.</p></main>";
    assert_eq!(offers(vec![home(menu)]), ["4K Studio", "Four à pain"]);
}

#[test]
fn cards_without_headings_are_read_by_their_structure() {
    let card =
        |title: &str| format!("<div class=card><div>{title}</div><div>A long text that tells the reader what is done, and how, and for whom.</div></div>");
    let hub = format!("<title>Services</title><main>{}{}{}</main>", card("Chimney repair"), card("Oven building"), card("Brick carving"));
    let pages =
        vec![home("<nav><a href=/services>Services</a><a href=/about>About us</a></nav><p>Hello."), page("https://kiln.example/services", Role::Offer, &hub)];
    assert_eq!(offers(pages), ["Chimney repair", "Oven building", "Brick carving"]);
}

#[test]
fn people_reviews_reasons_and_questions_below_their_headings_are_not_for_sale() {
    let hub = "<title>Services</title><main><h1>Services</h1><h2>Oven building</h2><p>Text.</p><h2>Chimney repair</h2><p>Text.</p><h2>Brick carving</h2><p>Text.</p>\
        <h2>Meet the team</h2><h3>Jane Miller</h3><h3>Kilnmaster</h3><h2>Why choose us</h2><h3>Old hands</h3><h2>Frequently asked questions</h2><h3>Wood firing</h3></main>";
    let pages =
        vec![home("<nav><a href=/services>Services</a><a href=/about>About us</a></nav><p>Hello."), page("https://kiln.example/services", Role::Offer, hub)];
    assert_eq!(offers(pages), ["Oven building", "Chimney repair", "Brick carving"]);
}

#[test]
fn plans_are_offers_by_name_and_a_menu_by_its_sections() {
    let plans = "<title>Pricing</title><main><h3>Single oven</h3><p>$20 per month</p><h3>Whole bakery</h3><p>$90 per month</p></main>";
    assert_eq!(offers(vec![home("<p>Hello."), page("https://kiln.example/pricing", Role::Pricing, plans)]), ["Single oven", "Whole bakery"]);
    let dishes = |from: usize| (from..from + 8).map(|n| format!("<li>Dish {} ${n}.50</li>", char::from(b'a' + u8::try_from(n).unwrap()))).collect::<String>();
    let menu = format!("<title>Menu</title><main><h2>Flatbreads</h2><ul>{}</ul><h2>Stone-oven pizza</h2><ul>{}</ul></main>", dishes(1), dishes(10));
    assert_eq!(offers(vec![home("<p>Hello."), page("https://kiln.example/menu", Role::Pricing, &menu)]), ["Flatbreads", "Stone-oven pizza"]);
}

#[test]
fn a_site_without_lists_is_read_by_its_sentences() {
    let pages = vec![home("<main><p>We build bread ovens and tiled stoves for bakeries and homes. Hundreds of tiled stoves stand in the valley.</p></main>")];
    assert_eq!(offers(pages), ["bread ovens", "tiled stoves"]);
}

#[test]
fn a_line_above_a_slogan_names_the_card() {
    let card = |line: &str, slogan: &str| {
        format!(
            "<article><div><span>{line}</span><h2>{slogan}</h2><p>A long text that tells the reader what is done, and how, and for whom.</p></div></article>"
        )
    };
    let cards =
        [card("01 — Ofenbau", "Wärme, die bleibt."), card("02 — Kaminbau", "Wir bauen, wie Sie wollen."), card("03 — Wartung", "Damit er brennt.")].concat();
    let pages = vec![
        home("<nav><a href=/leistungen>Leistungen</a><a href=/team>Team</a></nav><p>Hallo."),
        page("https://kiln.example/leistungen", Role::Offer, &format!("<title>Leistungen</title><main>{cards}</main>")),
    ];
    assert_eq!(offers(pages), ["Ofenbau", "Kaminbau", "Wartung"]);
}

#[test]
fn a_page_is_the_page_of_the_offers_by_its_own_title_too() {
    let hub = "<title>事業内容 | 窯株式会社</title><main><h3>煉瓦製造事業</h3><p>煉瓦を焼きます。</p><h3>窯修理事業</h3><p>窯を直します。</p><h3>陶芸教室事業</h3><p>教えます。</p></main>";
    let pages = vec![home("<nav><a href=/b>BUSINESS</a><a href=/c>COMPANY</a></nav><p>Hello."), page("https://kiln.example/b", Role::Other, hub)];
    assert_eq!(offers(pages), ["煉瓦製造事業", "窯修理事業", "陶芸教室事業"]);
}

#[test]
fn the_title_of_a_card_is_the_offer_and_what_stands_around_it_is_not() {
    let card = |line: &str, title: &str, how: &str| {
        format!(
            "<article><span>{line}</span><h2>{title}</h2><p>A long text that tells the reader what is done, and how, and for whom.</p>\
             <h3>Suited to</h3><ul><li>Old bakeries</li><li>Farm houses</li></ul><h3>{how}</h3><ul><li>Once a year</li></ul></article>"
        )
    };
    let cards = [card("Warm", "Oven building", "On demand"), card("Clean", "Chimney repair", "Flexible"), card("Fine", "Brick carving", "Regular")].concat();
    let hub = page("https://kiln.example/services", Role::Offer, &format!("<title>Services</title><main><h1>Fire that suits a house</h1>{cards}</main>"));
    let menu = "<nav><a href=/services>Services</a><a href=/about>About us</a></nav><p>Old bakeries and farm houses.";
    assert_eq!(offers(vec![home(menu), hub]), ["Oven building", "Chimney repair", "Brick carving"]);
}

#[test]
fn a_line_beside_the_main_text_opens_the_offers_too() {
    let mut first = home(
        "<main><span>Our services</span><h2>All that a hearth needs under one roof</h2><article><h3>Oven building</h3><p>Text.</p></article>\
         <article><h3>Chimney repair</h3><p>Text.</p></article></main>",
    );
    for block in first.blocks.iter_mut().filter(|block| block.text == "Our services") {
        block.dropped = Some(Dropped::Beside);
    }
    assert_eq!(offers(vec![first]), ["Oven building", "Chimney repair"]);
}

#[test]
fn a_sub_menu_below_a_button_is_read_and_the_main_menu_is_no_list_of_offers() {
    let menu = "<nav><ul><li><a href=/>Home</a></li><li><button>Other services</button><ul><li><a href=/a>Oven building</a></li><li><a href=/b>Brick carving</a></li></ul></li></ul></nav><p>Hello.";
    assert_eq!(offers(vec![home(menu)]), ["Oven building", "Brick carving"]);
    let main = "<nav><ul><li><a href=/work>Practice</a></li><li><a href=/journal>The Ember</a></li><li><a href=/who>About</a></li></ul></nav><p>Hello.";
    let work = page("https://kiln.example/work", Role::Offer, "<title>Our services</title><p>Text.");
    let who = page("https://kiln.example/who", Role::About, "<title>About</title><p>Text.");
    assert!(offers(vec![home(main), work, who]).is_empty());
}

#[test]
fn trades_and_customers_below_services_are_not_for_sale() {
    let list = "<main><h2>Our services</h2><ul><li>Insurance</li><li>Retail</li><li>Transportation</li></ul></main>";
    assert!(offers(vec![home(list)]).is_empty());
    let list = "<main><h2>Unsere Leistungen</h2><ul><li>Ofenbau</li><li>Kaminbau</li><li>Hausverwaltungen</li></ul></main>";
    assert_eq!(offers(vec![home(list)]), ["Ofenbau", "Kaminbau"]);
}

#[test]
fn headings_of_the_first_rank_may_be_cards() {
    let hub = "<title>Nos services - Four</title><body><h1>Nos services</h1><div><h1>Four à pain</h1><p>Texte.</p></div><div><h1>Ramonage</h1><p>Texte.</p></div><div><h1>Taille de brique</h1><p>Texte.</p></div>";
    assert_eq!(offers(vec![home("<p>Bonjour."), page("https://kiln.example/s", Role::Offer, hub)]), ["Four à pain", "Ramonage", "Taille de brique"]);
}
