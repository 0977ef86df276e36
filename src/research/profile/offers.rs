//! What the company sells, as its site names it: catalogues in JSON-LD, menu entries below the services page, headings and lists of offer pages.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use super::offer_label::{label, opens_offers};
use super::structured::{kinds, objects};
use super::{Candidate, Site, facts, in_block, in_line, in_meta, offer_list, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Dropped, Page, Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const OFFERS_MAX: usize = 12;
/// Below this a name is not sure enough to be printed.
const LEAST: f64 = 0.56;

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^(?:[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ][0-9]{2,4}|\p{L}{3,9}\.? [0-9]{1,2},? [0-9]{4}|[0-9]{1,2}\.? \p{L}{3,9}\.? [0-9]{4})$",
    )
});

/// Folder names and headings that hold the offer.
const OFFER_WORDS: &[&str] = &[
    "service",
    "services",
    "product",
    "products",
    "solution",
    "solutions",
    "leistung",
    "leistungen",
    "angebot",
    "angebote",
    "produkt",
    "produkte",
    "prestation",
    "prestations",
    "offre",
    "offres",
    "produit",
    "produits",
    "servicio",
    "servicios",
    "producto",
    "productos",
    "soluciones",
    "areas",
    "practice",
    "treatments",
    "treatment",
    "behandlung",
    "behandlungen",
    "therapie",
    "therapien",
    "capabilities",
    "capability",
    "competences",
    "expertise",
    "expertises",
    "savoir",
    "what",
    "our",
    "shop",
    "catalog",
    "catalogue",
    "servizi",
    "prodotti",
    "diensten",
    "tjenester",
    "診療",
    "事業",
    "サービス",
    "製品",
];

/// Notes where a label stands.
type Noting<'n> = &'n dyn Fn(&str) -> Note;
/// Takes a text that may name an offer, with a score.
type Adding<'a> = &'a mut dyn FnMut(&str, f64, Noting);

/// At most twelve, those that are named most clearly first; `places` is the company's own address, whose towns are no services.
pub fn offers(site: &Site, name: &str, places: &str, ledger: &mut Ledger) -> Vec<Fact<String>> {
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
    in_offer_links(site, &mut add_to);
    for page in site.of_roles(&[Role::Home, Role::Offer, Role::Pricing]) {
        if !is_news(page) {
            under_headings(site, page, &mut add_to);
        }
    }
    in_titles(site, &mut add_to);
    if let Some(home) = site.home() {
        counted_up(site, home, name, &mut add_to);
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
    facts(found, LEAST, OFFERS_MAX, ledger)
}

fn clear(found: &[Candidate<String>]) -> usize {
    found.iter().filter(|known| known.score >= LEAST).count()
}

fn in_json_ld(page: &Page, add: Adding) {
    const THROUGH: &[&str] =
        &["@graph", "hasOfferCatalog", "makesOffer", "itemOffered", "itemListElement", "offers", "mainEntity", "about", "publisher", "provider"];
    const KINDS: &[&str] = &["Service", "Product", "OfferCatalog", "Offer", "MedicalTherapy", "MedicalProcedure", "Course", "SoftwareApplication"];
    for object in objects(page, THROUGH) {
        let offered = kinds(object).iter().any(|kind| KINDS.contains(kind));
        if let Some(text) = object.get("name").and_then(|value| value.as_str()).filter(|_| offered) {
            add(text, 0.85, &|value| in_meta(page, "json-ld: name", text, value));
        }
    }
}

/// Links to pages below a folder of offers.
fn in_offer_links(site: &Site, add: Adding) {
    let folders = offer_folders(site);
    for page in site.pages.iter().take(3) {
        for link in page.links.iter().filter(|link| !link.hidden && link.region != Region::Aside) {
            let menu = matches!(link.region, Region::Nav | Region::Header);
            if link.href.as_deref().is_some_and(|href| is_below(href, &folders)) {
                add(&link.text, if menu { 0.8 } else { 0.7 }, &|value| {
                    shown(page, value).unwrap_or_else(|| Note::on(page, Kind::Html, link.locator.clone()).quote(link.text.clone()))
                });
            }
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

/// Lists in the title and the description of the home page, of items that the site speaks of elsewhere too.
fn counted_up(site: &Site, home: &Page, name: &str, add: Adding) {
    let title = home.titles.first().map(|title| ("title".to_owned(), title.as_str(), true));
    let metas = ["description", "og:description"].into_iter().filter_map(|meta| Some((format!("meta[{meta}]"), home.meta(meta)?, false)));
    for (locator, text, alone) in title.into_iter().chain(metas) {
        let items = offer_list::items(text, name, alone);
        let known = items.iter().filter(|item| mentions(site, item, 1)).count();
        if alone && known * 2 < items.len() {
            continue;
        }
        for item in items {
            add(item, 0.7, &|value| in_meta(home, &locator, text, value));
        }
    }
}

/// Whether the blocks of the site name it so often.
fn mentions(site: &Site, label: &str, times: usize) -> bool {
    let lower = label.to_lowercase();
    let counts = |block: &&Block| !matches!(block.dropped, Some(Dropped::Hidden | Dropped::Repeated)) && block.text.to_lowercase().contains(&lower);
    site.pages.iter().take(12).flat_map(|page| page.blocks.iter().filter(counts).take(2)).take(times).count() == times
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
        for link in page.links.iter().filter(|link| !link.hidden && matches!(link.region, Region::Nav | Region::Header | Region::Aside)) {
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

/// Headings of offer pages, and what stands on the home page below a heading like "Our services".
fn under_headings(site: &Site, page: &Page, add: Adding) {
    let levels: HashMap<&str, u8> = page.headings.iter().map(|heading| (heading.locator.as_str(), heading.level)).collect();
    let offer_page = page.role == Role::Offer;
    // the level of the heading that opened an offer section
    let mut section: Option<u8> = None;
    // the lists below its headings tell details
    let mut detailed = false;
    let mut given = 0;
    for block in page.main_blocks() {
        if block.kind == BlockKind::Heading {
            let level = levels.get(block.locator.as_str()).copied().unwrap_or(6);
            let opens = block.text.chars().count() <= 60 && opens_offers(&block.text);
            if section.is_some_and(|opened| level <= opened) && !opens {
                section = None;
            }
            if opens && level <= 3 {
                section = Some(level);
                detailed = false;
                continue;
            }
            detailed = true;
            let score = match (section.is_some(), offer_page, level) {
                (true, _, _) => 0.72,
                (false, true, 1) if is_linked_as(site, page, &block.text) => 0.66,
                (false, true, 2 | 3) => 0.6,
                _ => continue,
            };
            add(&block.text, score, &|value| in_block(page, block, value));
        } else if block.kind == BlockKind::ListItem && given < 16 && (section.is_some() || offer_page) && block.text.chars().count() <= 70 {
            given += 1;
            add(&block.text, if section.is_some() && !detailed { 0.64 } else { 0.5 }, &|value| in_block(page, block, value));
        }
    }
}

/// A link elsewhere leads to the page by this name.
fn is_linked_as(site: &Site, page: &Page, label: &str) -> bool {
    let key = words::key(label);
    let here = page.url.trim_end_matches('/');
    site.pages
        .iter()
        .take(6)
        .flat_map(|other| &other.links)
        .any(|link| words::key(&link.text) == key && link.href.as_deref().is_some_and(|href| href.trim_end_matches('/') == here))
}

/// Paths of the site whose pages are offers: `/services/`, `/leistungen/`.
fn offer_folders(site: &Site) -> Vec<String> {
    let mut folders = Vec::new();
    for link in site.pages.iter().flat_map(|page| &page.links) {
        let Some(url) = link.href.as_deref().and_then(|href| Url::parse(href).ok()) else { continue };
        if !url.host_str().is_some_and(|host| site.is_own_host(host)) {
            continue;
        }
        let first = url.path_segments().and_then(|mut segments| segments.next().map(str::to_lowercase)).unwrap_or_default();
        // where the company comes, not what it does
        if first.contains("areas-") || first.contains("service-area") || first.contains("-location") {
            continue;
        }
        let folder = format!("/{first}/");
        if first.split(['-', '_', '.']).next().is_some_and(|word| OFFER_WORDS.contains(&word) && word.len() > 4) && !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

fn is_below(href: &str, folders: &[String]) -> bool {
    let Ok(url) = Url::parse(href) else { return false };
    let path = url.path().to_lowercase();
    folders.iter().any(|folder| path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.trim_matches('/').len() > 1 && !rest.starts_with("index")))
}
