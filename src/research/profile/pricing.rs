//! The page that is mainly about prices, fees or plans.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use super::{Site, fact, in_meta, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Dropped, Page, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)[$€£¥₹][ ]?[0-9]|[0-9][0-9.,' \u{a0}\u{202f}]*[ ]?(?:€|£|¥|円|₽|(?:usd|eur|chf|gbp|fcfa|xaf|xof|cop|mxn|ars|clp|pen|uyu|brl|cad|aud|nzd|zar|inr|kr|sek|nok|dkk|zł|pln|czk|huf|ron|dollars?|euros?)\b)",
    )
});

const PATH_WORDS: &[&str] = &[
    "pricing",
    "prices",
    "price",
    "price-list",
    "pricelist",
    "plans",
    "plans-and-pricing",
    "fees",
    "rates",
    "tarif",
    "tarifs",
    "nos-tarifs",
    "preise",
    "preisliste",
    "precios",
    "tarifas",
    "prezzi",
    "listino",
    "prijzen",
    "tarieven",
    "priser",
    "cennik",
    "ceny",
    "ryokin",
    "cost",
    "costs",
    "honoraires",
    "kosten",
];
const LABELS: &[&str] = &[
    "pricing",
    "prices",
    "plans",
    "plans & pricing",
    "our prices",
    "fees",
    "our fees",
    "rates",
    "price list",
    "tarifs",
    "nos tarifs",
    "preise",
    "unsere preise",
    "preisliste",
    "precios",
    "tarifas",
    "料金",
    "料金表",
    "診療料金",
    "費用",
    "prezzi",
    "prijzen",
    "priser",
    "cennik",
];
/// Amounts on one page from which it is a price list, whatever it is called.
const AMOUNTS_MIN: usize = 12;
/// Words of main text for each amount of a price list.
const WORDS_PER_AMOUNT_MAX: usize = 20;

/// A page of offers on which each has its price: so many amounts, and at most so many words for each.
const PRICED_MIN: usize = 6;
const WORDS_PER_PRICED_MAX: usize = 45;

/// The address of the best such page, read or linked.
pub fn pricing_page(site: &Site, ledger: &mut Ledger) -> Option<Fact<String>> {
    let read = site.pages.iter().filter(|page| page.role != Role::Home && !matches!(page.role, Role::Post | Role::Legal));
    let best =
        read.map(|page| (judge(page), *page)).filter(|(score, _)| *score >= 0.6).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.url.len().cmp(&a.1.url.len())));
    if let Some((confidence, page)) = best {
        let title = page.titles.first().cloned().unwrap_or_default();
        let note = if title.is_empty() { Note::on(page, Kind::Http, "url").observed(page.url.clone()) } else { in_meta(page, "title", &title, &title) };
        return Some(fact(page.url.clone(), confidence, note, ledger));
    }
    for page in &site.pages {
        for link in page.links.iter().filter(|link| !link.hidden) {
            let Some(url) = link.href.as_deref().and_then(|href| Url::parse(href).ok()) else { continue };
            let own = url.host_str().is_some_and(|host| site.is_own_host(host));
            let other = !site.pages.iter().any(|read| same_page(&read.url, url.as_str()));
            let named = is_pricing_path(url.path()) || LABELS.contains(&link.text.to_lowercase().as_str());
            if own && other && named && !link.raw_href.starts_with('#') {
                let note = Note::on(page, Kind::Html, link.locator.clone()).quote(link.raw_href.clone());
                return Some(fact(url.into(), 0.6, note, ledger));
            }
        }
    }
    None
}

fn same_page(a: &str, b: &str) -> bool {
    a.trim_end_matches('/') == b.trim_end_matches('/')
}

fn judge(page: &Page) -> f64 {
    let path = Url::parse(&page.url).map(|url| url.path().to_owned()).unwrap_or_default();
    let amounts = shown(page).filter(|block| AMOUNT.as_ref().is_some_and(|re| re.is_match(&block.text))).take(200).count();
    let heading = page.headings.iter().filter(|heading| heading.level <= 2).take(3).any(|heading| LABELS.contains(&heading.text.to_lowercase().as_str()));
    let title = page
        .titles
        .first()
        .is_some_and(|title| title.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '&').any(|word| LABELS.contains(&word) || word == "料金"));
    let by_name = is_pricing_path(&path) || heading || title || page.titles.first().is_some_and(|title| title.contains("料金"));
    match (by_name, amounts) {
        (true, 1..) => 0.95,
        // a menu of dishes without an amount says nothing about prices
        (true, 0) if is_menu_path(&path) => 0.0,
        (true, 0) => 0.75,
        // a catalogue tells more of each thing than its price
        (false, amounts) if amounts >= AMOUNTS_MIN && main_words(page) <= amounts * WORDS_PER_AMOUNT_MAX => 0.7,
        (false, amounts) if amounts >= PRICED_MIN && page.role == Role::Offer && each_has_its_price(page, amounts) => 0.62,
        _ => 0.0,
    }
}

/// A list of services or things under headings of their own that leaves none without a price, and tells little else.
fn each_has_its_price(page: &Page, amounts: usize) -> bool {
    let headings = shown(page).filter(|block| block.kind == BlockKind::Heading).count();
    headings * 2 >= amounts && headings * 4 <= amounts * 5 && main_words(page) <= amounts * WORDS_PER_PRICED_MAX
}

/// The text with the short lines beside it, of which prices are many.
fn shown(page: &Page) -> impl Iterator<Item = &Block> {
    page.blocks.iter().filter(|block| matches!(block.dropped, None | Some(Dropped::Beside)))
}

fn main_words(page: &Page) -> usize {
    shown(page).map(|block| block.text.split_whitespace().count()).sum()
}

fn is_menu_path(path: &str) -> bool {
    let path = path.to_lowercase();
    path.split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "menu" | "menus" | "menü" | "speisekarte" | "karte" | "carte" | "carta" | "dishes" | "food" | "drinks"))
}

fn is_pricing_path(path: &str) -> bool {
    let last = path.trim_matches('/').rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = last.split('.').next().unwrap_or_default();
    PATH_WORDS.contains(&stem)
        || stem.split(['-', '_']).any(|word| matches!(word, "pricing" | "tarifs" | "preise" | "precios" | "prices" | "ryokin" | "fees" | "preisliste"))
}
