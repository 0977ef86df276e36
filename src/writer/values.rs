//! The values that may stand in a sentence: drawn from profile, lead, offer and findings, made fit to be read, each with its evidence.

use std::collections::BTreeSet;

use url::Url;

use crate::model::evidence::{Evidence, EvidenceId};
use crate::model::finding::{Finding, SiteType};
use crate::model::profile::Fact;
use crate::model::told::{self, Language};

use super::Brief;
use super::builtin::Library;
use super::order;
use super::pen::{Value, Values};
use super::text::{UNQUOTABLE, calm, cut, fold, quotable, stands_whole};
use super::verify::{Formula, Slot};

pub(super) fn people(brief: &Brief<'_>, values: &mut Values) {
    let mut put = |name: &str, value: Option<String>, sender: bool| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            values.insert(name.into(), Value { slot: Slot::of(value), evidence: Vec::new(), fact: false, sender });
        }
    };
    let reader = brief.lead.full_name.as_deref().and_then(|name| quotable(name, 60));
    let first = reader
        .as_deref()
        .and_then(|name| name.split(' ').next())
        .filter(|first| first.chars().count() >= 2 && !first.ends_with('.') && reader.as_deref() != Some(first));
    put("first_name", first.map(str::to_owned), false);
    put("reader", reader.clone(), false);
    let offer = brief.offer;
    put("sender", quotable(&offer.company, 80), true);
    put("sells", Some(ended(&cut(&calm(&offer.sells), 300))).filter(|text| text.len() > 1), true);
    put("audience", Some(ended(&cut(&calm(&offer.audience), 200))).filter(|text| text.len() > 1), true);
    put("proof_of_sender", offer.proof.first().map(|proof| ended(&cut(&calm(proof), 240))), true);
    put("sender_email", offer.sender_email.as_deref().map(fold).filter(|email| email.contains('@') && !email.contains(' ')), true);
}

/// With a full stop at the end, unless some mark stands there.
pub(super) fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with(['.', '?', '…', '。', ':']) { text.to_owned() } else { format!("{text}.") }
}

pub(super) fn profile(brief: &Brief<'_>, values: &mut Values) {
    let profile = &brief.analysis.profile;
    let mut put = |name: &str, fact: Option<&Fact<String>>, fit: &dyn Fn(&str) -> Option<String>| {
        // What was posted is told apart, in the table of `known.rs`.
        if let Some(fact) = fact.filter(|fact| !fact.evidence.is_empty() && !brief.analysis.is_provided(&fact.evidence))
            && let Some(value) = fit(&fact.value)
        {
            values.insert(name.into(), Value { slot: Slot::of(value), evidence: fact.evidence.clone(), fact: true, sender: false });
        }
    };
    let whole =
        |value: &str, max: usize| quotable(value, max).filter(|quote| !quote.ends_with('…')).map(|quote| quote.trim_end_matches(['.', '。']).to_owned());
    put("closed", profile.closed.as_ref(), &|value| whole(value, 170));
    put("description", profile.description.as_ref(), &|value| whole(value, 170).or_else(|| whole(first_sentence(value), 170)));
    let worth = |fact: &&Fact<String>| {
        let small_print = brief.analysis.evidence.iter().any(|item| fact.evidence.contains(&item.id) && item.url.as_deref().is_some_and(small_print));
        fact.confidence >= 0.7 && !small_print && whole(&fact.value, 110).is_some_and(|quote| quote.split(' ').count() >= 4 && !personal(&quote))
    };
    put("proof", profile.proof.iter().find(worth), &|value| whole(value, 110));
    if matches!(brief.analysis.site_type, SiteType::LocalService | SiteType::Shop | SiteType::Business | SiteType::Portfolio) {
        put("place", profile.place.as_ref().filter(|fact| fact.confidence >= 0.75), &town);
    }
}

/// How many characters search results show, by the script of the site.
pub(super) fn rooms(brief: &Brief<'_>, values: &mut Values) {
    let language = brief.analysis.profile.language.as_ref().map_or("", |fact| fact.value.as_str());
    let wide = matches!(language.get(..2), Some("ja" | "zh" | "ko"));
    let (title, description) = if wide { ("30", "80") } else { ("60", "150") };
    for (name, room) in [("title_room", title), ("description_room", description)] {
        values.insert(name.into(), Value { slot: Slot::by(room, Formula::Fixed(room)), evidence: Vec::new(), fact: false, sender: false });
    }
}

pub(super) fn first_sentence(text: &str) -> &str {
    let end = text.find(". ").into_iter().chain(text.find('。')).min();
    end.map_or(text, |end| &text[..end])
}

/// Legal and privacy pages speak of many things that are no praise.
pub(super) fn small_print(url: &str) -> bool {
    const WORDS: [&str; 11] = ["privacy", "legal", "datenschutz", "mentions", "terms", "cookie", "impressum", "imprint", "condition", "agb", "privacidad"];
    let url = url.to_lowercase();
    WORDS.iter().any(|word| url.contains(word))
}

/// One person's tale rather than a statement of the firm.
fn personal(text: &str) -> bool {
    text.split(' ').any(|word| matches!(word.to_lowercase().as_str(), "i" | "my" | "me" | "ich" | "mein" | "meine" | "je" | "mon"))
}

/// The first part of a place as written, when it reads as the name of a town in a sentence.
pub(super) fn town(place: &str) -> Option<String> {
    const STREET: [&str; 16] =
        ["street", "st", "st.", "road", "rd", "rd.", "avenue", "ave", "ave.", "lane", "drive", "strasse", "straße", "str.", "rue", "fax"];
    let first = fold(place.split([',', '(', '·', '|']).next().unwrap_or(place));
    if first.to_lowercase().split(' ').any(|word| STREET.contains(&word) || word.ends_with("straße") || word.ends_with("strasse")) {
        return None;
    }
    let fits = first.chars().count() <= 32 && !first.chars().any(|c| c.is_numeric() || matches!(c, '"' | '“' | '!')) && first.chars().any(char::is_alphabetic);
    (fits && !first.is_empty()).then_some(first)
}

/// From this confidence on a service may stand in a sentence; below it, only in the table of what we know.
const SURE: f64 = 0.7;

/// The services that are sure, those that the home page names first. No plans, and no drinks of a house that has anything else to offer.
fn sure_services<'a>(brief: &Brief<'a>) -> Vec<&'a Fact<String>> {
    let known = |fact: &&Fact<String>| fact.confidence >= 0.5 && !fact.evidence.is_empty() && !brief.analysis.is_provided(&fact.evidence);
    let mut facts = brief.analysis.profile.offers.iter().filter(known).filter(|fact| is_service(brief, fact)).collect();
    without_drinks(brief, &mut facts);
    facts.retain(|fact| fact.confidence >= SURE);
    facts.sort_by_key(|fact| !is_at_home(brief, fact));
    facts
}

/// Takes out the drinks of a house of food that has anything else to offer.
pub(super) fn without_drinks(brief: &Brief<'_>, facts: &mut Vec<&Fact<String>>) {
    if is_house_of_food(brief) && facts.iter().any(|fact| !is_drink(&fact.value)) {
        facts.retain(|fact| !is_drink(&fact.value));
    }
}

/// Services with names short enough for a sentence, none twice in other words.
pub(super) fn offers(brief: &Brief<'_>, company: Option<&str>) -> Vec<Value> {
    let facts = sure_services(brief);
    let mut told: Vec<BTreeSet<String>> = Vec::new();
    facts
        .into_iter()
        .filter_map(|fact| {
            let name = quotable(&fact.value, 42).filter(|name| !name.ends_with('…') && name.split(' ').count() <= 6)?;
            let stems = stems(&name);
            let fresh = !told.iter().any(|other| is_same(other, &stems)) && company.is_none_or(|company| !company.eq_ignore_ascii_case(&name));
            told.push(stems);
            fresh.then(|| Value { slot: Slot::of(name), evidence: fact.evidence.iter().take(1).cloned().collect(), fact: true, sender: false })
        })
        .take(6)
        .collect()
}

/// Whether the service of this name is sure; a finding may quote more of a long name than a sentence of our own.
pub(super) fn is_sure(brief: &Brief<'_>, name: &str) -> bool {
    sure_services(brief).iter().any(|fact| fold(&fact.value) == name || [42, 90].iter().any(|room| quotable(&fact.value, *room).as_deref() == Some(name)))
}

/// Whether the name is that of a thing that is sold: no plan with a price a month, no name in capitals beside a price, and no half sentence of a menu.
pub(super) fn is_service(brief: &Brief<'_>, fact: &Fact<String>) -> bool {
    const TERMS: [&str; 12] = ["month", "/mo", "monat", "mois", "mes", "year", "jahr", "/yr", "année", "par an", "año", "annual"];
    const PAGES: [&str; 7] = ["pricing", "prices", "plans", "preise", "tarif", "precios", "planes"];
    const BEGINNINGS: [&str; 10] = ["on", "with", "from", "auf", "mit", "aus", "sur", "avec", "con", "sobre"];
    let name = fold(&fact.value).to_lowercase();
    let first = name.split(' ').next().unwrap_or_default();
    if name.contains(' ') && BEGINNINGS.contains(&first) {
        return false;
    }
    let mut priced = brief.analysis.profile.prices.iter().map(|price| &price.value).filter(|price| fold(&price.name).to_lowercase() == name).peekable();
    let capitals = fact.value.chars().any(char::is_alphabetic) && fact.value.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let path = |address: &str| Url::parse(address).is_ok_and(|url| PAGES.iter().any(|word| url.path().to_lowercase().contains(word)));
    let from = |item: &Evidence| fact.evidence.contains(&item.id) && item.url.as_deref().is_some_and(path);
    if capitals && fact.value.chars().count() > 4 && (priced.peek().is_some() || brief.analysis.evidence.iter().any(from)) {
        return false;
    }
    !priced.any(|price| price.per.as_deref().map(str::to_lowercase).is_some_and(|per| TERMS.iter().any(|term| per.contains(term))))
}

/// Visited for its food: by its trade, or by what its own markup says it is.
fn is_house_of_food(brief: &Brief<'_>) -> bool {
    let blocks = || brief.pages.iter().filter_map(|read| read.page).flat_map(|page| &page.json_ld).filter_map(|block| block.value.as_ref());
    order::trade(brief) == Some("table") || blocks().any(serves_food)
}

/// Whether anything in the structured data is of a type that serves food.
fn serves_food(data: &serde_json::Value) -> bool {
    const TYPES: [&str; 6] = ["Restaurant", "FastFoodRestaurant", "FoodEstablishment", "CafeOrCoffeeShop", "Bakery", "IceCreamShop"];
    let named = |name: &serde_json::Value| name.as_str().is_some_and(|name| TYPES.contains(&name.rsplit('/').next().unwrap_or(name)));
    match data {
        serde_json::Value::Array(items) => items.iter().any(serves_food),
        serde_json::Value::Object(object) => {
            let of_type = object.get("@type").is_some_and(|kind| named(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(named)));
            of_type || object.values().any(serves_food)
        }
        _ => false,
    }
}

fn is_drink(name: &str) -> bool {
    const DRINKS: [&str; 22] = [
        "liquor",
        "beer",
        "beers",
        "wine",
        "wines",
        "drinks",
        "soft drinks",
        "beverages",
        "spirits",
        "soda",
        "getränke",
        "bier",
        "wein",
        "weine",
        "boissons",
        "bières",
        "vins",
        "bebidas",
        "cerveza",
        "cervezas",
        "vino",
        "vinos",
    ];
    DRINKS.contains(&fold(name).to_lowercase().as_str())
}

fn is_at_home(brief: &Brief<'_>, fact: &Fact<String>) -> bool {
    let here = |item: &Evidence| item.url.as_deref().zip(brief.home_url).is_some_and(|(url, home)| same_address(url, home));
    let at_home = |item: &Evidence| fact.evidence.contains(&item.id) && here(item);
    brief.analysis.evidence.iter().any(at_home)
}

/// The beginnings of the words of a name; a short or dense name is one piece.
fn stems(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    let mut stems: BTreeSet<String> = words.map(|word| word.chars().take(9).collect::<String>().trim_end_matches(['s', 'n', 'e']).to_owned()).collect();
    if stems.is_empty() {
        stems.insert(lower);
    }
    stems
}

/// The same words, or all words of the shorter of two names of several words.
fn is_same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one == other || (one.len().min(other.len()) > 1 && (one.is_subset(other) || other.is_subset(one)))
}

/// One slot of a finding, made fit for a sentence, with those pieces of evidence that show it.
pub(super) fn finding_value(brief: &Brief<'_>, evidence: &[Evidence], finding: &Finding, name: &str, raw: &str) -> Option<Value> {
    let all = || finding.evidence.clone();
    if matches!(name, "hits" | "of") {
        let count = finding.sample.map(|sample| if name == "of" { sample.of } else { sample.hits });
        // A sample of one page is not worth counting.
        let single = finding.slots.get("of").is_none_or(|of| of == "1");
        let slot = match count {
            _ if single => return None,
            Some(count) if count.to_string() == raw => {
                let value = written(name, raw, brief.language()).unwrap_or_else(|| raw.to_owned());
                Slot::by(value, Formula::Measure(format!("{}.{name}", finding.check)))
            }
            _ => Slot::of(raw),
        };
        return Some(Value { slot, evidence: finding.evidence.iter().take(3).cloned().collect(), fact: true, sender: false });
    }
    let folded = fold(raw);
    if matches!(name, "page" | "page_2") {
        let at = evidence.iter().find(|item| finding.evidence.contains(&item.id) && item.url.as_deref() == Some(folded.as_str()));
        let id = at.map(|item| vec![item.id.clone()]).unwrap_or_else(all);
        let slot = page_name(brief, &folded)?;
        return Some(Value { slot, evidence: id, fact: true, sender: false });
    }
    let shouts = folded.contains(UNQUOTABLE);
    let value = if shouts { quotable(&folded, 90)? } else { cut(&folded, 90) };
    let value = if value.starts_with("http") { short_address(&value)? } else { value };
    let value = if value.contains(' ') { value.trim_end_matches(['.', '。']).to_owned() } else { value };
    let bare = value.strip_suffix('…').unwrap_or(&value).trim().to_owned();
    let shows = |item: &&Evidence| {
        finding.evidence.contains(&item.id) && [&item.quote, &item.observed, &item.url].into_iter().flatten().any(|text| stands_whole(&fold(text), &bare))
    };
    let shown: Vec<EvidenceId> = evidence.iter().filter(shows).take(1).map(|item| item.id.clone()).collect();
    let evidence = if shown.is_empty() { all() } else { shown };
    let slot = match written(name, &folded, brief.language()) {
        Some(text) => Slot::by(text, Formula::Written { name: name.to_owned(), raw: folded, language: brief.language() }),
        None => Slot::of(value),
    };
    (!slot.value.is_empty()).then_some(Value { slot, evidence, fact: true, sender: false })
}

/// Whether this address is that of the home page.
pub(super) fn is_home(brief: &Brief<'_>, address: &str) -> bool {
    brief.home_url.is_some_and(|home| same_address(home, address))
}

/// `your home page`, or the path of the address when it is short and plain.
pub(super) fn page_name(brief: &Brief<'_>, address: &str) -> Option<Slot> {
    let url = Url::parse(address).ok()?;
    if is_home(brief, address) {
        return Some(Slot::by(Library::of(brief.language()).frame.home, Formula::HomePage));
    }
    let path = url.path().trim_end_matches('/');
    let plain = path.len() > 1 && path.len() <= 42 && !path.contains('%');
    let slot = || match page_of(path, brief.language()) {
        named if named == path => Slot::of(path),
        named => Slot::by(named, Formula::Page(path.to_owned(), brief.language())),
    };
    plain.then(slot)
}

/// A page as the language names it in a sentence, by its path.
pub(super) fn page_of(path: &str, language: Language) -> String {
    Library::of(language).frame.page.replace("{path}", path)
}

/// The value of a slot as the language writes it; `None` when it is written as it stands.
pub(super) fn written(name: &str, raw: &str, language: Language) -> Option<String> {
    told::written(name, raw, language).filter(|written| written != raw)
}

fn same_address(a: &str, b: &str) -> bool {
    a.trim_end_matches('/') == b.trim_end_matches('/')
}

/// An address inside a sentence without its scheme, so that it reads as a name and is no link.
fn short_address(address: &str) -> Option<String> {
    let bare = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?.trim_end_matches('/');
    (bare.chars().count() <= 60 && !bare.contains('%') && !bare.contains('…')).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::testing::joinery;
    use super::*;
    use crate::model::profile::Price;

    fn named(brief: &Brief<'_>) -> Vec<String> {
        offers(brief, None).into_iter().map(|value| value.slot.value).collect()
    }

    #[test]
    fn a_plan_is_no_service_and_a_service_is_told_once() {
        let mut case = joinery();
        let like = case.analysis.profile.offers.first().cloned().unwrap();
        let offer = |name: &str, confidence: f64| Fact { value: name.into(), confidence, ..like.clone() };
        let names = [("Coil winding", 0.66), ("Starter", 0.8), ("Parts and assemblies", 0.8), ("Parts and metal assemblies", 0.8), ("On a bagel", 0.8)];
        case.analysis.profile.offers = names.into_iter().map(|(name, confidence)| offer(name, confidence)).collect();
        let price = Price { name: "Starter".into(), amount: "19".into(), currency: "€".into(), per: Some("per month".into()), from: false };
        case.analysis.profile.prices = vec![Fact { value: price, evidence: like.evidence.clone(), confidence: 0.8 }];
        assert_eq!(named(&case.brief()), ["Parts and assemblies"]);
        assert!(is_sure(&case.brief(), "Parts and assemblies") && !is_sure(&case.brief(), "Coil winding"));
    }

    #[test]
    fn a_house_of_food_is_not_known_by_its_drinks_while_it_has_anything_else() {
        let mut case = joinery();
        let like = case.analysis.profile.offers.first().cloned().unwrap();
        let offer = |name: &str, confidence: f64| Fact { value: name.into(), confidence, ..like.clone() };
        case.analysis.profile.industry_slug = Some("restaurant".into());
        case.analysis.profile.offers = vec![offer("Liquor", 0.8), offer("Stone-oven bread", 0.8)];
        assert_eq!(named(&case.brief()), ["Stone-oven bread"]);
        case.analysis.profile.offers = vec![offer("Liquor", 0.8), offer("Stone-oven bread", 0.6)];
        assert!(named(&case.brief()).is_empty());
        case.analysis.profile.offers = vec![offer("Wine", 0.8)];
        assert_eq!(named(&case.brief()), ["Wine"]);
    }

    #[test]
    fn the_markup_says_what_serves_food() {
        let data = serde_json::json!({"@graph": [{"@type": "WebSite"}, {"@type": ["Place", "https://schema.org/Restaurant"]}]});
        assert!(serves_food(&data));
        assert!(!serves_food(&serde_json::json!({"@type": "LiquorStore", "name": "Restaurant"})));
    }
}
