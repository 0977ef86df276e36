//! Structured data: is every JSON-LD block sound, and does one name the organisation (rows 19, 20)?

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::outcome::Outcome;
use super::sample::{Hit, by_page, measured};
use super::site::Site;
use super::{lexicon, text, verify};
use crate::model::evidence::Kind;
use crate::model::finding::{Severity, SiteType};
use crate::model::page::{Page, Role};
use crate::research::ledger::Ledger;
use crate::research::read::markers::ITEM_TYPE;

/// Objects of one block that are looked at.
const NODES_MAX: usize = 5_000;

/// What a local firm's entry should tell.
const LOCAL_PROPERTIES: [&str; 5] = ["name", "address", "telephone", "url", "openingHours"];

pub fn json_ld_valid(site: &Site, ledger: &mut Ledger) -> Outcome {
    let pages: Vec<&Page> = site.pages.iter().copied().filter(|page| !page.json_ld.is_empty()).collect();
    if pages.is_empty() {
        return Outcome::not_applicable("no page read has a JSON-LD block");
    }
    let blocks: usize = pages.iter().map(|page| page.json_ld.len()).sum();
    let found = by_page(ledger, &pages, "a JSON-LD block that cannot be used", |page| {
        let see = verify::matches(&page.url, "<script[^>]*ld+json[^>]*>[^<]*");
        for (n, block) in page.json_ld.iter().enumerate() {
            let locator = format!("script[type=\"application/ld+json\"]:{}", n + 1);
            match &block.value {
                None => {
                    let error = text::head(block.error.as_deref().unwrap_or("not JSON"), 160);
                    // A blank block may be a place that a script fills.
                    let blank = error.starts_with("EOF while parsing a value at line 1 column 0");
                    let (error, confidence) = if blank { ("the block is empty", 0.5) } else { (error, 0.95) };
                    let note = measured(page, Kind::Html, locator, format!("does not parse: {error}")).expected("valid JSON").verify(see);
                    return Some(Hit::new("syntax", Severity::Medium, "a JSON-LD block that does not parse", note).slot("error", error).sure(confidence));
                }
                Some(value) if !top_typed(value) => {
                    // An empty block may be a place that a script fills.
                    let empty = matches!(value, Value::Object(fields) if fields.is_empty());
                    let (seen, confidence) = if empty { ("an empty object, without @type", 0.5) } else { ("no @type", 0.95) };
                    let note = measured(page, Kind::Html, locator, seen).expected("an @type of schema.org").verify(see);
                    return Some(Hit::new("untyped", Severity::Medium, "a JSON-LD block without a type", note).sure(confidence));
                }
                Some(_) => {}
            }
        }
        None
    });
    if found.status != crate::model::finding::Status::Pass {
        return found;
    }
    let note = measured(site.home, Kind::Html, "script[type=\"application/ld+json\"]", format!("{blocks} JSON-LD blocks parse"))
        .verify(verify::address(&site.home.url));
    found.slot("count", blocks).shown(ledger.add(note))
}

/// The block, or an item of its list or `@graph`, has a type. An empty list or object has none.
fn top_typed(value: &Value) -> bool {
    let typed = |value: &Value| value.get("@type").is_some_and(|kind| !kind.is_null());
    match value {
        Value::Array(items) => items.iter().any(|item| typed(item) || graph_typed(item)),
        other => typed(other) || graph_typed(other),
    }
}

fn graph_typed(value: &Value) -> bool {
    match value.get("@graph") {
        Some(Value::Array(items)) => items.iter().any(|item| item.get("@type").is_some()),
        Some(item) => item.get("@type").is_some(),
        None => false,
    }
}

pub fn organization_markup(site: &Site, ledger: &mut Ledger) -> Outcome {
    let local = site.site_type == SiteType::LocalService;
    let person_counts = matches!(site.site_type, SiteType::Portfolio | SiteType::Content);
    let mut nodes: Vec<(&Page, &'static str, &Map<String, Value>)> = Vec::new();
    // A publisher named on a post says nothing of who the site belongs to.
    let tells_of_the_firm = |page: &&Page| std::ptr::eq(*page, site.home) || matches!(page.role, Role::Home | Role::Contact | Role::About);
    let telling: Vec<&Page> = site.everything().filter(tells_of_the_firm).collect();
    for page in &telling {
        for value in page.json_ld.iter().filter_map(|block| block.value.as_ref()) {
            for object in objects(value) {
                if let Some(kind) = organization_type(object, person_counts) {
                    nodes.push((page, kind, object));
                }
            }
        }
    }
    let of = telling.len();
    // The entry that tells most of the firm stands for it.
    let best = nodes.iter().rev().max_by_key(|(_, _, object)| LOCAL_PROPERTIES.iter().filter(|name| tells(object, name)).count());
    let best = best.filter(|(_, _, object)| local || LOCAL_PROPERTIES.iter().any(|name| tells(object, name)));
    let Some((page, kind, _)) = best else {
        if telling.iter().any(|page| page.json_ld.iter().any(|block| block.value.is_none())) {
            return Outcome::not_measured("a JSON-LD block does not parse, so what it names is not known");
        }
        if telling.iter().any(|page| in_microdata(page)) {
            return Outcome::not_measured("the firm is named in microdata, whose details are not read");
        }
        let note =
            measured(site.home, Kind::Meta, "json-ld", format!("no JSON-LD entry names the organisation on home, about and contact, {} read", text::pages(of)))
                .expected(if local { "an entry of a LocalBusiness type" } else { "an entry of type Organization" })
                .verify(verify::matches(&site.home.url, "<script[^>]*ld+json[^>]*>"));
        return Outcome::fail().slot("variant", "missing").slot("of", of).sure(0.85).shown(ledger.add(note));
    };
    let told: BTreeSet<&str> = LOCAL_PROPERTIES.into_iter().filter(|name| nodes.iter().any(|(_, _, object)| tells(object, name))).collect();
    let present: Vec<&str> = LOCAL_PROPERTIES.into_iter().filter(|name| told.contains(name)).map(plain).collect();
    let missing: Vec<&str> = LOCAL_PROPERTIES.into_iter().filter(|name| !told.contains(name)).map(plain).collect();
    let (present, missing) = (present.join(", "), missing.join(", "));
    let mut seen = format!("{kind} tells: {}", if present.is_empty() { "nothing" } else { &present });
    if local && !missing.is_empty() {
        seen.push_str(&format!("; left out: {missing}"));
    }
    let note = measured(page, Kind::Meta, format!("json-ld: {kind}"), seen).verify(verify::matches(&page.url, "<script[^>]*ld+json[^>]*>[^<]*"));
    let outcome = if local && !missing.is_empty() {
        let note = note.expected("name, address, telephone, url and opening hours");
        Outcome::fail().slot("variant", "incomplete").slot("missing_list", &missing).slot("of", of).sure(0.9).shown(ledger.add(note))
    } else {
        let outcome = Outcome::pass().shown(ledger.add(note));
        if present.is_empty() { outcome } else { outcome.slot("present_list", &present) }
    };
    if outcome.status == crate::model::finding::Status::Fail {
        // The count of pages stands in evidence of its own.
        let note =
            measured(site.home, Kind::Meta, "json-ld", format!("JSON-LD looked for on {} read", text::pages(of))).verify(verify::address(&site.home.url));
        return outcome.slot("type", kind).shown(ledger.add(note));
    }
    outcome.slot("type", kind)
}

/// An element of the page says in microdata that it is about an organisation.
fn in_microdata(page: &Page) -> bool {
    let kinds = page.markers.iter().filter(|marker| marker.attribute.as_deref() == Some(ITEM_TYPE)).flat_map(|marker| marker.text.split(' '));
    kinds
        .filter_map(|kind| kind.rsplit(['/', '#']).next())
        .any(|name| lexicon::LOCAL_BUSINESS_TYPES.contains(&name) || lexicon::ORGANIZATION_TYPES.contains(&name))
}

fn plain(property: &'static str) -> &'static str {
    if property == "openingHours" { "opening hours" } else { property }
}

fn tells(object: &Map<String, Value>, property: &str) -> bool {
    let filled = |name: &str| {
        object.get(name).is_some_and(|value| match value {
            Value::Null => false,
            Value::String(text) => text.chars().any(char::is_alphanumeric),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        })
    };
    match property {
        "openingHours" => filled("openingHours") || filled("openingHoursSpecification"),
        "address" => filled("address") || filled("location"),
        "telephone" => filled("telephone") || object.get("contactPoint").is_some_and(|point| objects(point).any(|object| object.contains_key("telephone"))),
        "url" => filled("url") || filled("@id"),
        name => filled(name) || (name == "name" && filled("legalName")),
    }
}

/// All objects of a block, outer ones first, without recursion.
pub fn objects(value: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let mut waiting = vec![value];
    std::iter::from_fn(move || {
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(items) => waiting.extend(items.iter().rev()),
                Value::Object(object) => {
                    waiting.extend(object.values().filter(|value| value.is_object() || value.is_array()).collect::<Vec<_>>().into_iter().rev());
                    return Some(object);
                }
                _ => {}
            }
        }
        None
    })
    .take(NODES_MAX)
}

/// The types of an object, without the address of the vocabulary.
pub fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let named = match object.get("@type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    named.into_iter().map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or(name).trim())
}

fn organization_type(object: &Map<String, Value>, person_counts: bool) -> Option<&'static str> {
    types(object).find_map(|name| {
        let known = lexicon::LOCAL_BUSINESS_TYPES.iter().chain(lexicon::ORGANIZATION_TYPES).find(|known| **known == name).copied();
        known.or_else(|| (person_counts && name == "Person").then_some("Person"))
    })
}
