//! What the company sells, as its site names it: catalogues in JSON-LD, menu entries below the services page, headings and lists of offer pages.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use super::offer_heading::closes_offers;
use super::offer_label::label;
use super::offer_sections::{self, Adding};
use super::prices::Priced;
use super::structured::{kinds, objects};
use super::{Candidate, Site, facts, in_block, in_line, in_meta, offer_list, offer_menu, prose, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Dropped, Link, Page, Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const OFFERS_MAX: usize = 16;
/// With fewer clear names than this the sentences of the site are asked too.
const SPOKEN_BELOW: usize = 4;
/// A page with more priced things than this is a menu, whose sections are the offer.
const PLANS_MAX: usize = 8;
/// Below this a name is not sure enough to be printed.
const LEAST: f64 = 0.56;
/// From this score a name is clear, and with so many of them the least is higher.
const GOOD: f64 = 0.64;
const GOOD_MIN: usize = 5;
const LEAST_BESIDE_GOOD: f64 = 0.61;

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^(?:[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ][0-9]{2,4}|\p{L}{3,9}\.? [0-9]{1,2},? [0-9]{4}|[0-9]{1,2}\.? \p{L}{3,9}\.? [0-9]{4})$",
    )
});

/// Notes where a label stands.
type Noting<'n> = &'n dyn Fn(&str) -> Note;

/// At most sixteen, those that are named most clearly first; `places` is the company's own address, whose towns are no services.
pub fn offers(site: &Site, name: &str, places: &str, priced: &[Priced], ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    let add = |found: &mut Vec<Candidate<String>>, text: &str, score: f64, note: Noting| {
        if let Some(label) = label(text, name).filter(|label| !places.contains(*label)) {
            let key = words::key(label);
            // singular and plural are one offer
            let key = found.iter().find(|known| known.key.trim_end_matches('s') == key.trim_end_matches('s')).map_or(key, |known| known.key.clone());
            sight(found, key, score, || label.to_owned(), || note(label));
        }
    };
    let mut add_to = |text: &str, score: f64, note: Noting| add(&mut found, text, score, note);
    for page in &site.pages {
        in_json_ld(page, &mut add_to);
    }
    for entry in offer_menu::entries(site) {
        let link = entry.link;
        add_to(&link.text, entry.score, &|value| {
            shown(entry.page, value).unwrap_or_else(|| Note::on(entry.page, Kind::Html, link.locator.clone()).quote(link.text.clone()))
        });
    }
    let hubs = offer_menu::hubs(site);
    for page in site.of_roles(&[Role::Home, Role::Offer, Role::Pricing, Role::Other]) {
        let hub = hubs.iter().any(|hub| page.url.trim_end_matches('/') == hub);
        if !is_news(page) && !is_closed(page) {
            offer_sections::read(site, page, name, hub, &mut add_to);
        }
    }
    on_price_pages(site, name, priced, &mut add_to);
    in_titles(site, &mut add_to);
    for page in site.of_roles(&[Role::Home, Role::Offer, Role::Other]) {
        counted_up(site, page, name, &mut add_to);
    }
    if clear(&found) < SPOKEN_BELOW {
        in_sentences(site, name, &mut |text, score, note| add(&mut found, text, score, note));
    }
    if clear(&found) < 3 {
        in_menus(site, &mut |text, score, note| add(&mut found, text, score, note));
    }
    for known in &mut found {
        if known.score < 0.6 && mentions(site, &known.value, 2) {
            known.score += 0.08;
        }
    }
    // one name alone, read from a menu or a heading, tells less than it seems to
    if clear(&found) == 1 {
        found.retain(|known| known.score >= 0.7);
    }
    // beside a good list, the weak names are mostly details
    let good = found.iter().filter(|known| known.score >= GOOD).count();
    facts(found, if good >= GOOD_MIN { LEAST_BESIDE_GOOD } else { LEAST }, OFFERS_MAX, ledger)
}

fn clear(found: &[Candidate<String>]) -> usize {
    found.iter().filter(|known| known.score >= LEAST).count()
}

fn in_json_ld(page: &Page, add: Adding) {
    const THROUGH: &[&str] =
        &["@graph", "hasOfferCatalog", "makesOffer", "itemOffered", "itemListElement", "offers", "mainEntity", "about", "publisher", "provider"];
    const KINDS: &[&str] = &["Service", "Product", "Offer", "MedicalTherapy", "MedicalProcedure", "Course", "SoftwareApplication"];
    for object in objects(page, THROUGH) {
        let offered = kinds(object).iter().any(|kind| KINDS.contains(kind));
        if let Some(text) = object.get("name").and_then(|value| value.as_str()).filter(|_| offered) {
            add(text, 0.85, &|value| in_meta(page, "json-ld: name", text, value));
        }
    }
}

/// Pages that an offer page leads to, where their title begins with a name that stands on the offer page by itself.
fn in_titles(site: &Site, add: Adding) {
    for hub in site.of_roles(&[Role::Offer]) {
        let leads = |page: &Page| {
            hub.links.iter().any(|link| !link.hidden && link.href.as_deref().is_some_and(|href| href.trim_end_matches('/') == page.url.trim_end_matches('/')))
        };
        for page in site.pages.iter().filter(|page| matches!(page.role, Role::Offer | Role::Other) && page.url != hub.url && leads(page)) {
            let title = page
                .titles
                .first()
                .map_or("", |title| title.split(['|', '｜', '–', '—', ':']).next().unwrap_or_default().split(" - ").next().unwrap_or_default().trim());
            let named = hub.blocks.iter().find(|block| block.text == title && block.dropped != Some(Dropped::Hidden));
            if let Some(block) = named {
                add(&block.text, 0.62, &|value| in_block(hub, block, value));
            }
        }
    }
}

/// The first block that shows the value.
fn shown(page: &Page, value: &str) -> Option<Note> {
    let block = page.blocks.iter().find(|block| block.text.contains(value) && block.dropped != Some(Dropped::Hidden))?;
    Some(in_line(page, block, value))
}

/// Lists in the titles and the home page's description, of items that the site speaks of elsewhere too.
fn counted_up(site: &Site, page: &Page, name: &str, add: Adding) {
    let home = (page.role == Role::Home).then_some(page);
    let title = page.titles.first().map(|title| ("title".to_owned(), title.as_str(), true));
    let metas = ["description", "og:description"].into_iter().filter_map(|meta| Some((format!("meta[{meta}]"), home?.meta(meta)?, false)));
    // a page in wide script counts up in its title what its subject is good for
    let title = title.filter(|(_, text, _)| home.is_some() || !prose::is_wide(text));
    for (locator, text, alone) in title.into_iter().chain(metas) {
        let items = offer_list::items(text, name, alone);
        let known = items.iter().take(20).filter(|item| mentions(site, item, 1)).count();
        if alone && known * 2 < items.len().min(20) {
            continue;
        }
        for item in items {
            add(item, 0.7, &|value| in_meta(page, &locator, text, value));
        }
    }
}

/// Plans, services and courses by the names that are priced; of a long list its sections.
fn on_price_pages(site: &Site, name: &str, priced: &[Priced], add: Adding) {
    for page in site.of_roles(&[Role::Pricing, Role::Offer, Role::Home, Role::Other]) {
        let here: Vec<&Priced> = priced.iter().filter(|item| std::ptr::eq(item.page, page)).collect();
        if here.len() > PLANS_MAX || (here.is_empty() && page.role == Role::Pricing) {
            if page.role != Role::Home {
                offer_sections::on_menu(page, name, add);
            }
            continue;
        }
        for item in here.into_iter().filter(|item| !is_fee(&item.price.name)) {
            add(&item.price.name, if page.role == Role::Pricing { 0.66 } else { 0.6 }, &|value| item.named(value));
        }
    }
}

/// A part of a price rather than a thing that is sold.
fn is_fee(name: &str) -> bool {
    const MARKS: &[&str] = &[
        "preis",
        "zuschlag",
        "wartezeit",
        "gebühr",
        "kosten",
        "versand",
        "pauschale",
        "fee",
        "surcharge",
        "deposit",
        "shipping",
        "delivery",
        "tax",
        "extra",
        "frais",
        "supplément",
        "livraison",
        "acompte",
        "envío",
        "recargo",
        "depósito",
        "spedizione",
        "supplemento",
    ];
    words::has_any(&name.to_lowercase(), MARKS)
}

/// Names looked for in all pages, and the longest sentence that is read for them.
const SPOKEN_MAX: usize = 60;
const SPOKEN_MAX_BYTES: usize = 600;

/// Sentences in which the company says what it makes, sells or does: `We make bread ovens and kilns`.
fn in_sentences(site: &Site, name: &str, add: Adding) {
    let mut looked = 0;
    for page in site.of_roles(&[Role::Home, Role::About, Role::Offer]) {
        for block in page.main_blocks().filter(|block| !matches!(block.kind, BlockKind::Quote | BlockKind::Address)).take(40) {
            let said = words::sentences(&block.text).into_iter().filter(|sentence| sentence.len() <= SPOKEN_MAX_BYTES && !prose::is_not_a_fact(sentence));
            for sentence in said.take(8) {
                for item in offer_list::spoken(sentence, name).into_iter().take(8) {
                    // To look for one in all pages has its price.
                    looked += 1;
                    if looked > SPOKEN_MAX {
                        return;
                    }
                    let score = if mentions(site, item, 2) { 0.62 } else { 0.57 };
                    add(item, score, &|value| in_block(page, block, value));
                }
            }
        }
    }
}

/// Whether the blocks of the site name it so often.
fn mentions(site: &Site, label: &str, times: usize) -> bool {
    let lower = label.to_lowercase();
    let counts = |block: &&Block| !matches!(block.dropped, Some(Dropped::Hidden | Dropped::Repeated)) && block.text.to_lowercase().contains(&lower);
    site.pages.iter().take(12).flat_map(|page| page.blocks.iter().filter(counts).take(2)).take(times).count() == times
}

/// A page that calls itself team, fleet, references or news.
fn is_closed(page: &Page) -> bool {
    let title = page.titles.first().map_or("", |title| title.split(['|', '–', '—', ':']).next().unwrap_or_default().trim());
    page.role == Role::Other && title.chars().count() <= 40 && closes_offers(title)
}

/// A page of dated entries, whose headings are events.
fn is_news(page: &Page) -> bool {
    let dated = |text: &str| text.len() <= 24 && DATE.as_ref().is_some_and(|re| re.is_match(text));
    let jobs = page.titles.iter().chain(page.headings.iter().filter(|heading| heading.level == 1).map(|heading| &heading.text));
    page.main_blocks().filter(|block| dated(&block.text)).take(2).count() == 2
        || jobs.into_iter().any(|text| words::has_any(&text.to_lowercase(), &["emploi", "career", "jobs", "stellenangebot", "empleo"]))
}

/// A small site has no services page: its menu names what it sells. Taken only where nothing better stands, and the text speaks of it.
fn in_menus(site: &Site, add: Adding) {
    for page in site.pages.iter().take(3) {
        let is_menu = |link: &&Link| !link.hidden && matches!(link.region, Region::Nav | Region::Header | Region::Aside);
        // an old home page is a menu as a whole
        let bare = page.role == Role::Home && page.links.iter().filter(is_menu).count() < 2;
        for link in page.links.iter().filter(|link| is_menu(link) || (bare && !link.hidden)) {
            let Some(url) = link.href.as_deref().and_then(|href| Url::parse(href).ok()) else { continue };
            let depth = url.path_segments().map_or(0, |segments| segments.filter(|segment| !segment.is_empty()).count());
            let dated = url.path().split('/').any(|segment| segment.len() == 4 && segment.starts_with("20"));
            let read = site.pages.iter().find(|page| page.url.trim_end_matches('/') == url.as_str().trim_end_matches('/'));
            let other = read.is_none_or(|page| !matches!(page.role, Role::Offer | Role::Other));
            if !url.host_str().is_some_and(|host| site.is_own_host(host)) || depth == 0 || dated || other {
                continue;
            }
            if let Some(note) = shown(page, &link.text) {
                add(&link.text, 0.5, &|_| note.clone());
            }
        }
    }
}
