//! What the company sells, as its site names it: catalogues in JSON-LD, menu entries below the services page, headings and lists of offer pages.

use std::collections::HashMap;

use url::Url;

use super::structured::{kinds, objects};
use super::{Candidate, Site, facts, in_block, in_meta, labels, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{BlockKind, Dropped, Page, Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const OFFERS_MAX: usize = 12;

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

/// At most twelve, those that are named most clearly first.
pub fn offers(site: &Site, name: &str, ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    let mut add = |text: &str, score: f64, note: Noting| {
        if let Some(label) = label(text, name) {
            let key = words::key(label);
            // singular and plural are one offer
            let key = found.iter().find(|known| known.key.trim_end_matches('s') == key.trim_end_matches('s')).map_or(key, |known| known.key.clone());
            sight(&mut found, key, score, || label.to_owned(), || note(label));
        }
    };
    for page in &site.pages {
        for object in objects(
            page,
            &["@graph", "hasOfferCatalog", "makesOffer", "itemOffered", "itemListElement", "offers", "mainEntity", "about", "publisher", "provider"],
        ) {
            let offered = kinds(object).iter().any(|kind| {
                matches!(*kind, "Service" | "Product" | "OfferCatalog" | "Offer" | "MedicalTherapy" | "MedicalProcedure" | "Course" | "SoftwareApplication")
            });
            if let Some(text) = object.get("name").and_then(|value| value.as_str()).filter(|_| offered) {
                add(text, 0.85, &|value| in_meta(page, "json-ld: name", text, value));
            }
        }
    }
    let folders = offer_folders(site);
    for page in site.pages.iter().take(3) {
        for link in
            page.links.iter().filter(|link| !link.hidden && matches!(link.region, Region::Nav | Region::Header | Region::Footer | Region::Main | Region::Body))
        {
            let menu = matches!(link.region, Region::Nav | Region::Header);
            if link.href.as_deref().is_some_and(|href| is_below(href, &folders)) {
                add(&link.text, if menu { 0.8 } else { 0.7 }, &|value| match page
                    .blocks
                    .iter()
                    .find(|block| block.text.contains(value) && block.dropped != Some(Dropped::Hidden))
                {
                    Some(block) => in_block(page, block, value),
                    None => Note::on(page, Kind::Html, link.locator.clone()).quote(link.text.clone()),
                });
            }
        }
    }
    for page in site.of_roles(&[Role::Home, Role::Offer, Role::Pricing]) {
        under_headings(page, &mut add);
    }
    if found.iter().filter(|known| known.score >= 0.5).count() < 3 {
        in_menus(site, name, &mut found);
    }
    facts(found, 0.5, OFFERS_MAX, ledger)
}

/// A small site has no services page: its menu names what it sells. Taken only where nothing better stands.
fn in_menus(site: &Site, name: &str, found: &mut Vec<Candidate<String>>) {
    for page in site.pages.iter().take(3) {
        let menus = page.links.iter().filter(|link| !link.hidden && matches!(link.region, Region::Nav | Region::Header | Region::Aside));
        for link in menus {
            let Some(url) = link.href.as_deref().and_then(|href| Url::parse(href).ok()) else { continue };
            let depth = url.path_segments().map_or(0, |segments| segments.filter(|segment| !segment.is_empty()).count());
            let dated = url.path().split('/').any(|segment| segment.len() == 4 && segment.starts_with("20"));
            if !url.host_str().is_some_and(|host| site.is_own_host(host)) || depth == 0 || dated {
                continue;
            }
            let Some(label) = label(&link.text, name) else { continue };
            let Some(block) = page.blocks.iter().find(|block| block.text.contains(label) && block.dropped != Some(Dropped::Hidden)) else { continue };
            sight(found, words::key(label), 0.5, || label.to_owned(), || in_block(page, block, label));
        }
    }
}

/// Headings of offer pages, and what stands on the home page below a heading like "Our services".
fn under_headings(page: &Page, add: Adding) {
    let levels: HashMap<&str, u8> = page.headings.iter().map(|heading| (heading.locator.as_str(), heading.level)).collect();
    let offer_page = page.role == Role::Offer;
    // the level of the heading that opened an offer section
    let mut section: Option<u8> = None;
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
                continue;
            }
            let score = match (section.is_some(), offer_page, level) {
                (true, _, _) => 0.72,
                (false, true, 1) => 0.66,
                (false, true, 2 | 3) => 0.6,
                _ => continue,
            };
            add(&block.text, score, &|value| in_block(page, block, value));
        } else if block.kind == BlockKind::ListItem && given < 16 && (section.is_some() || offer_page) && block.text.chars().count() <= 48 {
            given += 1;
            add(&block.text, if section.is_some() { 0.64 } else { 0.52 }, &|value| in_block(page, block, value));
        }
    }
}

fn opens_offers(heading: &str) -> bool {
    const PHRASES: &[&str] = &[
        "our services",
        "services",
        "what we do",
        "what we offer",
        "our products",
        "products",
        "our solutions",
        "solutions",
        "capabilities",
        "practice areas",
        "leistungen",
        "unser angebot",
        "angebot",
        "was wir bieten",
        "nos services",
        "nos prestations",
        "nos offres",
        "nos solutions",
        "prestations",
        "savoir-faire",
        "servicios",
        "nuestros servicios",
        "productos",
        "áreas de práctica",
        "treatments",
        "サービス",
        "診療科目",
        "診療内容",
        "事業内容",
        "製品",
        "業務内容",
        "取扱",
        "specialities",
        "specialties",
        "we offer",
        "we specialize in",
        "we specialise in",
    ];
    let lower = heading.to_lowercase();
    let lower = lower.trim().trim_end_matches([':', '.']);
    PHRASES.iter().any(|phrase| lower == *phrase || (lower.len() <= phrase.len() + 14 && lower.contains(phrase)))
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

/// A label fit to be named as an offer, as a slice of the text.
fn label<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let label = text.trim().trim_matches(|c: char| matches!(c, '•' | '-' | '–' | '*' | '»' | '›' | '>' | '→' | ':' | ',' | '✓' | '✔' | '+' | '·')).trim();
    let length = label.chars().count();
    let wide = label.chars().any(|c| c >= '\u{3000}');
    let digits = label.chars().filter(char::is_ascii_digit).count();
    let least = if wide { 2 } else { 4 };
    let bad = !(least..=70).contains(&length)
        || label.split_whitespace().count() > 8
        || label.ends_with(['.', '?', '!', '…', ':'])
        || label.contains(['@', '?', '!', '€', '$', '£', '©', '[', '{', '='])
        || digits * 3 > length
        || label.contains("://")
        || label.starts_with("www.")
        || labels::is_call_to_action(label)
        || labels::is_furniture(label)
        || words::key(label) == words::key(name)
        || opens_offers(label)
        || is_selling_talk(label);
    (!bad).then_some(label)
}

/// Headings that argue rather than name.
fn is_selling_talk(label: &str) -> bool {
    const MARKS: &[&str] = &[
        " you ",
        " your ",
        " we ",
        " our ",
        "why ",
        "how ",
        "what ",
        "who ",
        "when ",
        "where ",
        "us ",
        " us",
        "trusted",
        "testimonial",
        "client",
        "customer",
        "faq",
        "question",
        "review",
        "process",
        "step ",
        "benefit",
        "advantage",
        "related",
        "latest",
        "recent",
        "news",
        "blog",
        "contact",
        "team",
        "pourquoi",
        "comment ",
        "warum",
        "unsere ",
        " notre",
        " nos ",
        "nuestr",
        "por qué",
        "cómo",
        "vorteile",
        "avantages",
        "politique",
        "policy",
        "terms",
        "cookie",
        "follow",
        "newsletter",
        "opening hours",
        "address",
        "location",
        "subscribe",
        "all rights",
        "copyright",
        "gallery",
        "partner",
        "phone",
        "fax",
        "email",
        "e-mail",
        "monday",
    ];
    words::has_any(&format!(" {} ", label.to_lowercase()), MARKS)
}
