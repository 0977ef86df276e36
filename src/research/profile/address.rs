//! Where the company is: postal addresses as written, and the town.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::{Candidate, Site, facts, in_block, round, seen, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Page, Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const ADDRESSES_MAX: usize = 5;

/// A town with its postcode or state, as addresses have it; the groups name the town.
static TOWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?x)
        (?P<us>\p{Lu}[\p{L}.'\-]+(?:\ \p{Lu}[\p{L}.'\-]+){0,2},?\ (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])),?\ [0-9]{5}
        |\b(?:[A-Z]{1,2}-)?(?:[0-9]{5}|[3-9][0-9]{3}|1[0-8][0-9]{2}|2[1-9][0-9]{2})\ (?P<eu>\p{Lu}[\p{L}'’\-]{2,}(?:[\ \-/]\p{Lu}[\p{L}'’\-]+){0,2})
        |(?P<uk>\p{Lu}[\p{L}'\-]+(?:\ \p{Lu}[\p{L}'\-]+)?),?\ (?:[\p{L}\ ]{0,24},?\ )?[A-Z]{1,2}[0-9][0-9A-Z]?\ [0-9][A-Z]{2}\b
        |〒[0-9]{3}[\-−‐][0-9]{4}[\ 　]*(?P<jp>(?:東京都|北海道|(?:京都|大阪)府|\p{Han}{2,3}県)?\p{Han}{1,4}[市区町村])",
    )
});
static STREET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)(?:\b[0-9]+[a-z]?,? (?:\p{L}+[ .]){0,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|highway|hwy|parkway|rue|bd|chemin|impasse|quai|allée|cours)\b|\p{L}+(?:stra(?:ß|ss)e|str\.|platz|weg|gasse|allee|ring|damm|ufer)\b ?[0-9]+|\b(?:rue|avenue|calle|avenida|carrera|plaza|via|chemin|boulevard|cra|cl)\b\.? |\b(?:suite|unit|floor|p\.?o\.? ?box|bp)\b ?:?[0-9])|[市区町村].{1,12}[0-9０-９]",
    )
});

/// The place (town, region, country) and up to five addresses.
pub fn addresses(site: &Site, ledger: &mut Ledger) -> (Option<Fact<String>>, Vec<Fact<String>>) {
    let mut found: Vec<Candidate<String>> = Vec::new();
    let mut places: Vec<Candidate<String>> = Vec::new();
    for thing in &site.things {
        for text in thing.texts("address") {
            let note = Note::on(thing.page, Kind::Meta, "json-ld: address").quote(text);
            sight(&mut found, words::key(text), 0.85, || text.to_owned(), || ledger.add(note));
        }
        for object in thing.objects("address") {
            let whole = joined(object, &["streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry"]);
            let town = joined(object, &["addressLocality", "addressRegion", "addressCountry"]);
            if object.get("streetAddress").is_some_and(Value::is_string) {
                let note = Note::on(thing.page, Kind::Meta, "json-ld: address").observed(whole.clone());
                sight(&mut found, words::key(&whole), 0.9, || whole.clone(), || ledger.add(note));
            }
            if !town.is_empty() {
                let note = Note::on(thing.page, Kind::Meta, "json-ld: address").observed(town.clone());
                sight(&mut places, words::key(&town), 0.9, || town.clone(), || ledger.add(note));
            }
        }
    }
    for page in site.pages.iter().filter(|page| !matches!(page.role, Role::Post | Role::Careers)) {
        let blocks: Vec<&Block> = seen(page).collect();
        for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.text.len() <= 400 && block.kind != BlockKind::Quote) {
            in_one_block(page, &blocks, at, block, &mut found, &mut places, ledger);
        }
    }
    let place = facts(places, 0.5, 1).pop();
    (place, facts(found, 0.5, ADDRESSES_MAX))
}

fn in_one_block(
    page: &Page,
    blocks: &[&Block],
    at: usize,
    block: &Block,
    found: &mut Vec<Candidate<String>>,
    places: &mut Vec<Candidate<String>>,
    ledger: &mut Ledger,
) {
    let Some(hit) = TOWN.as_ref().and_then(|re| re.captures(&block.text)) else { return };
    let Some(town) = ["us", "eu", "uk", "jp"].iter().find_map(|name| hit.name(name)).map(|town| town_of(town.as_str())) else { return };
    if words::has_any(&town.to_lowercase(), &["fax", "tel", "phone", "uhr", "euro"]) || town.chars().count() < 2 {
        return;
    }
    let street = |text: &str| STREET.as_ref().is_some_and(|re| re.is_match(text));
    let here = street(&block.text);
    let before = at.checked_sub(1).and_then(|before| blocks.get(before)).is_some_and(|before| before.text.len() <= 120 && street(&before.text));
    if !here && !before && block.kind != BlockKind::Address {
        return;
    }
    let own = matches!(page.role, Role::Home | Role::Contact | Role::Legal) || block.region == Region::Footer || block.kind == BlockKind::Address;
    let score = round(if own { 0.78 } else { 0.55 });
    sight(places, words::key(town), score, || town.to_owned(), || in_block(ledger, page, block, town));
    if here && block.text.chars().count() <= 200 {
        sight(found, words::key(&block.text), score, || block.text.clone(), || in_block(ledger, page, block, &block.text));
    }
}

/// Without the street that ran into it, or the delivery office behind it.
fn town_of(town: &str) -> &str {
    let after = [
        "Street ", "St. ", "Road ", "Rd ", "Rd. ", "Avenue ", "Ave ", "Ave. ", "Lane ", "Drive ", "Dr. ", "Blvd ", "Suite ", "Way ", "Court ", "Square ",
        "Highway ",
    ]
    .iter()
    .filter_map(|street| town.rfind(street).map(|at| at + street.len()))
    .max();
    let town = after.and_then(|at| town.get(at..)).unwrap_or(town);
    town.split(" Cedex").next().unwrap_or(town).trim_end_matches(" CEDEX").trim()
}

fn joined(object: &Map<String, Value>, keys: &[&str]) -> String {
    let text = |key: &&str| match object.get(*key) {
        Some(Value::String(text)) => Some(text.trim().to_owned()),
        Some(Value::Object(inner)) => inner.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    keys.iter().filter_map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}
