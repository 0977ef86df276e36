//! What things cost on the site, each with its name: in JSON-LD, in rows of tables, on lines of menus and on cards of plans.

use serde_json::{Map, Value};

use super::money;
use super::price_name::{Named, is_least, is_name, name_above, name_after, name_before};
use super::structured::objects;
use super::{Site, in_block, in_line, in_meta, round, seen, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Dropped, Page, Role};
use crate::model::profile::{Fact, Price};
use crate::research::ledger::{Ledger, Note};

const PRICES_MAX: usize = 40;
/// Prices looked at before the best forty are kept.
const CANDIDATES_MAX: usize = 400;
/// A longer text tells a story in which an amount stands.
const LINE_MAX_CHARS: usize = 160;
/// Characters beside an amount on its line, without its name.
const BESIDE_MAX_CHARS: usize = 28;
/// A price with the page and block that shows it.
pub struct Priced<'a> {
    pub price: Price,
    pub page: &'a Page,
    notes: Vec<Note>,
    confidence: f64,
}

impl Priced<'_> {
    /// Where the name stands.
    pub fn named(&self, name: &str) -> Note {
        let by_name = self.notes.iter().find(|note| note.quote.as_deref().is_some_and(|quote| quote.contains(name)));
        by_name.or(self.notes.first()).cloned().unwrap_or_else(|| Note::on(self.page, Kind::Html, "price").observed(name))
    }
}

/// All prices in the order of the pages: the same name and amount once a page.
pub fn read<'a>(site: &Site<'a>) -> Vec<Priced<'a>> {
    let mut found = Vec::new();
    let mut pages: Vec<&'a Page> = site.pages.iter().copied().filter(|page| !matches!(page.role, Role::Post | Role::Careers | Role::Legal)).collect();
    pages.sort_by_key(|page| page.role != Role::Pricing);
    for page in pages {
        in_json_ld(page, &mut found);
        in_text(page, &mut found);
        if found.len() >= CANDIDATES_MAX {
            break;
        }
    }
    found.truncate(CANDIDATES_MAX);
    found
}

/// At most forty facts: each name, amount and unit once.
pub fn facts(priced: &[Priced], ledger: &mut Ledger) -> Vec<Fact<Price>> {
    let mut kept: Vec<Fact<Price>> = Vec::new();
    for item in priced {
        let known = kept.iter().any(|fact| {
            words::key(&fact.value.name) == words::key(&item.price.name) && fact.value.amount == item.price.amount && fact.value.per == item.price.per
        });
        if !known && kept.len() < PRICES_MAX {
            let evidence = item.notes.iter().map(|note| ledger.add(note.clone())).collect();
            kept.push(Fact { value: item.price.clone(), evidence, confidence: round(item.confidence) });
        }
    }
    kept
}

/// The evidence of one price as a stated value.
pub fn stated(item: &Priced, value: String, confidence: f64, ledger: &mut Ledger) -> Fact<String> {
    Fact { value, evidence: item.notes.iter().map(|note| ledger.add(note.clone())).collect(), confidence: round(confidence) }
}

/// schema.org Offer with `price` and `priceCurrency`, below the thing that it offers or with `itemOffered`.
fn in_json_ld<'a>(page: &'a Page, found: &mut Vec<Priced<'a>>) {
    const THROUGH: &[&str] = &[
        "@graph",
        "hasOfferCatalog",
        "makesOffer",
        "itemOffered",
        "itemListElement",
        "item",
        "offers",
        "mainEntity",
        "hasMenu",
        "hasMenuSection",
        "hasMenuItem",
    ];
    for object in objects(page, THROUGH) {
        let own = object.get("name").and_then(Value::as_str);
        let below = match object.get("offers") {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_object).take(20).collect(),
            Some(Value::Object(offer)) => vec![offer],
            _ => Vec::new(),
        };
        for offer in below.into_iter().chain(object.contains_key("price").then_some(object)) {
            let item = offer.get("itemOffered").and_then(|item| item.get("name")).and_then(Value::as_str);
            let Some(name) = item.or_else(|| offer.get("name").and_then(Value::as_str)).or(own).filter(|name| is_name(name)) else { continue };
            let amount = text_of(offer, "price").or_else(|| text_of(offer, "lowPrice"));
            let (Some(amount), Some(currency)) = (amount, text_of(offer, "priceCurrency")) else { continue };
            if !amount.bytes().any(|byte| matches!(byte, b'1'..=b'9')) || amount.len() > 14 {
                continue;
            }
            let price = Price { name: name.trim().to_owned(), from: !offer.contains_key("price"), per: None, currency, amount };
            let note = in_meta(page, "json-ld: price", name, name).observed(format!("{} {}", price.amount, price.currency));
            push(found, Priced { price, page, notes: vec![note], confidence: 0.9 });
        }
    }
}

fn text_of(object: &Map<String, Value>, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn in_text<'a>(page: &'a Page, found: &mut Vec<Priced<'a>>) {
    let mut here: Vec<Priced<'a>> = Vec::new();
    let blocks: Vec<&Block> =
        seen(page).filter(|block| matches!(block.dropped, None | Some(Dropped::Beside)) || block.kind == BlockKind::Cell).take(3_000).collect();
    for (at, block) in blocks.iter().enumerate() {
        let digits = block.text.contains(|c: char| c.is_ascii_digit());
        if block.kind == BlockKind::Quote || block.text.chars().count() > LINE_MAX_CHARS || !digits || is_saving(&blocks, at) {
            continue;
        }
        let mut from = 0;
        for money in money::prices(&block.text) {
            let start = from;
            from = money.range.end;
            let before = block.text.get(start..money.range.start).unwrap_or_default();
            let after = block.text.get(money.range.end..).unwrap_or_default();
            let mut per = money.per.map(str::to_owned);
            let alone = before.trim().chars().count() + after.trim().chars().count() <= BESIDE_MAX_CHARS;
            let (name, notes) = match name_before(before).filter(|_| after.trim().chars().count() <= BESIDE_MAX_CHARS) {
                Some(name) => (name, vec![in_block(page, block, name)]),
                // a second amount on the line without a name of its own is another size, and one among many words tells a story
                None if start > 0 || !alone => continue,
                None => {
                    let after = || name_after(block, &money).map(|name| Named { name, block, per: None });
                    let Some(named) = name_above(&blocks, at).or_else(after) else { continue };
                    let mut notes = vec![in_line(page, block, &block.text[money.range.clone()])];
                    if named.block.locator != block.locator {
                        notes.push(in_block(page, named.block, named.name));
                    }
                    if let Some(length) = named.per {
                        notes.push(in_block(page, length, &length.text));
                        per = Some(length.text.clone());
                    }
                    (named.name, notes)
                }
            };
            let confidence = if page.role == Role::Pricing || block.kind == BlockKind::Cell { 0.85 } else { 0.72 };
            let from = money.from || is_least(&blocks, at);
            let price = Price { name: name.to_owned(), amount: money.amount.to_owned(), currency: money.currency.to_owned(), per, from };
            push(&mut here, Priced { price, page, notes, confidence });
        }
    }
    // a name with several amounts does not say what is priced
    let same = |a: &Priced, b: &Priced| words::key(&a.price.name) == words::key(&b.price.name) && a.price.per == b.price.per;
    let clear: Vec<bool> = here.iter().map(|item| here.iter().filter(|other| same(item, other)).all(|other| other.price.amount == item.price.amount)).collect();
    let mut clear = clear.into_iter();
    here.retain(|_| clear.next().unwrap_or(false));
    // on a page that is about something else a single amount may be anything
    if page.role == Role::Pricing || (here.len() >= 2 && !is_about_savings(page)) {
        for item in here {
            push(found, item);
        }
    }
}

/// Coupons, grants and statistics: their amounts are no prices.
fn is_about_savings(page: &Page) -> bool {
    // beginnings of words
    const MARKS: &[&str] = &[
        "coupon",
        "deals",
        "rebate",
        "discount",
        "saving",
        "assistance",
        "grants",
        "statistic",
        "report",
        "study",
        "calculator",
        "salary",
        "jobs",
        "gutschein",
        "rabatt",
        "förder",
        "promotion",
        "subvention",
        "descuento",
        "offerte",
        "rechner",
        "kostenrechner",
        "ersparnis",
        "simulat",
        "calculad",
        "kostenersparnis",
    ];
    let heading = page.headings.iter().find(|heading| heading.level == 1).map(|heading| &heading.text);
    let marked = |text: &String| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| MARKS.iter().any(|mark| word.starts_with(mark)));
    let address = url::Url::parse(&page.url).map(|url| url.path().to_owned()).unwrap_or_default();
    page.titles.first().into_iter().chain(heading).chain([&address]).any(marked)
}

/// The line itself or a short one beside it speaks of what is saved, lent or given.
fn is_saving(blocks: &[&Block], at: usize) -> bool {
    const MARKS: &[&str] = &[
        "save",
        "saving",
        "% off",
        "rebate",
        "discount",
        "credit",
        "refund",
        "deposit",
        "rabatt",
        "ersparnis",
        "gutschein",
        "remise",
        "réduction",
        "ahorr",
        "descuento",
        "sconto",
    ];
    let near = blocks.get(at.saturating_sub(1)..(at + 2).min(blocks.len())).unwrap_or_default();
    near.iter().any(|block| block.text.len() <= 60 && words::has_any(&block.text.to_lowercase(), MARKS))
}

fn push<'a>(found: &mut Vec<Priced<'a>>, new: Priced<'a>) {
    let same = |known: &Priced| {
        known.page.url == new.page.url && known.price.amount == new.price.amount && known.price.name == new.price.name && known.price.per == new.price.per
    };
    if found.len() < CANDIDATES_MAX && !found.iter().any(same) {
        found.push(new);
    }
}
