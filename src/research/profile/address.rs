//! Where the company is: postal addresses as written, and the town.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::{Candidate, Site, facts, in_line, is_notice, round, seen, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Page, Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const ADDRESSES_MAX: usize = 5;
const ADDRESS_MAX_CHARS: usize = 140;

/// A town with its postcode or state, as addresses have it; the groups name the town.
static TOWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?x)
        (?P<us>\p{Lu}[\p{L}.'\-]+(?:\ \p{Lu}[\p{L}.'\-]+){0,2},?\ (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Oklahoma|Oregon|Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming|(?:New|North|South|West|Rhode)\ \p{Lu}\p{Ll}+))[.,]?\ [0-9]{5}(?:-[0-9]{4})?\b
        |\b(?:[A-Z]{1,2}-)?(?:[0-9]{5}|[3-9][0-9]{3}|1[0-8][0-9]{2}|2[1-9][0-9]{2})\ (?P<eu>\p{Lu}[\p{L}'’\-]{2,}(?:[\ \-/]\p{Lu}[\p{L}'’\-]+){0,2})
        |(?P<uk>\p{Lu}[\p{L}'\-]+(?:\ \p{Lu}[\p{L}'\-]+)?(?:,\ [\p{L}\ ]{2,24}){0,2}),?\ (?:[\p{L}\ ]{0,24}\ )?[A-Z]{1,2}[0-9][0-9A-Z]?\ [0-9][A-Z]{2}\b
        |〒[0-9]{3}[\-−‐][0-9]{4}[\ 　]*(?P<jp>(?:東京都|北海道|(?:京都|大阪)府|\p{Han}{2,3}県)?\p{Han}{1,4}[市区町村])",
    )
});
/// Where a street with its number begins; a name before it is no part of the address.
static STREET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?xi)
        \b(?:(?:unit|suite|ste|floor|flat)\ [0-9a-z]{1,4},?\ )?[0-9]{1,5}(?:\ ?[a-z]\b)?(?:\ ?[-–/]\ ?[0-9]{1,4}[a-z]?)?,?\ (?:\p{L}[\p{L}'’\-]*\.?\ ){0,4}(?:street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|boulevard|blvd|bd|way|court|ct|place|pl|square|highway|hwy|parkway|pkwy|close|crescent|terrace|rue|route|chemin|impasse|quai|allée|allee|cours|esplanade)\b\.?
        |\b(?:(?:am|an|auf|in|im|zum|zur|bei)\ (?:der\ |den\ |dem\ )?)?(?:\p{L}[\p{L}\-]+[\ \-])?(?:stra(?:ß|ss)e|str\.|platz|weg|gasse|allee|ring|damm|ufer|markt)\ [0-9]{1,4}\b
        |\b\p{L}[\p{L}\-]*(?:stra(?:ß|ss)e|str\.|platz|weg|gasse|allee|ring|damm|ufer|markt|gracht|straat|laan|plein|gatan|gade|vej)\ ?[0-9]{1,4}\b
        |\b(?:calle|avenida|avda\.?|carrera|plaza|paseo|via|viale|piazza|corso|cra\.?|rua|ul\.)\ [\p{L}0-9.'’\#°º,\ \-]{2,40}[0-9]
        |\b(?:rue|avenue|route|boulevard|chemin)\ [\p{L}'’\ \-]{3,40},?\ [0-9]{1,4}\b
        |\b(?:p\.?\ ?o\.?\ ?box|postfach|b\.?p\.?|apartado)\ ?:?\ ?[0-9]{1,6}\b",
    )
});
/// A Japanese address from the postcode to the number of the house, and the building behind it.
static JAPANESE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"〒\s?[0-9]{3}[-−‐][0-9]{4}[ 　]*[^ 　0-9０-９]{3,30}[0-9０-９]+(?:[-−‐ー丁目番地号の]+[0-9０-９]*)*(?:[ 　]?[^ 　（(、。:：]{0,14}(?:[0-9０-９]{1,3}[F階号]|ビル|号室))?",
    )
});
static COUNTRY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"^[,.]?\s(?:\(?(?:United Kingdom|Great Britain|UK|England|Scotland|Wales|Ireland|USA|U\.S\.A\.|United States(?: of America)?|Canada|Australia|Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz|France|Belgique|Belgium|Luxembourg|Suisse|España|Spain|Italia|Italy|Netherlands|Nederland|Portugal|Japan)\b\)?)",
    )
});
/// Between the street and the town: a district, a floor, a suite.
const BETWEEN_MAX: usize = 70;

/// The place (town, region, country) and up to five addresses.
pub fn addresses(site: &Site, ledger: &mut Ledger) -> (Option<Fact<String>>, Vec<Fact<String>>) {
    let mut found: Vec<Candidate<String>> = Vec::new();
    let mut places: Vec<Candidate<String>> = Vec::new();
    for thing in &site.things {
        for text in thing.texts("address").into_iter().filter(|text| text.contains(',') && text.contains(|c: char| c.is_ascii_digit()) && is_clean(text)) {
            let note = Note::on(thing.page, Kind::Meta, "json-ld: address").quote(text);
            sight(&mut found, same_place(text), 0.85, || text.to_owned(), || note);
        }
        for object in thing.objects("address") {
            let whole = written(object);
            let town = joined(object, &["addressLocality", "addressRegion", "addressCountry"]);
            let placed = ["addressLocality", "postalCode"].iter().any(|key| !joined(object, &[key]).is_empty());
            if placed && !joined(object, &["streetAddress"]).is_empty() {
                let note = Note::on(thing.page, Kind::Meta, "json-ld: address").observed(whole.clone());
                sight(&mut found, same_place(&whole), 0.9, || whole.clone(), || note);
            }
            if !town.is_empty() {
                let note = Note::on(thing.page, Kind::Meta, "json-ld: address").observed(town.clone());
                sight(&mut places, words::key(&town), 0.9, || town.clone(), || note);
            }
        }
    }
    for page in site.pages.iter().filter(|page| !matches!(page.role, Role::Post | Role::Careers) && !is_notice(page)) {
        let blocks: Vec<&Block> = seen(page).collect();
        for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.text.len() <= 400 && block.kind != BlockKind::Quote) {
            in_one_block(page, &blocks, at, block, &mut found, &mut places);
        }
    }
    let stated = places.iter().position(|place| place.evidence.iter().any(|(_, note)| note.kind == Kind::Meta));
    if let Some(stated) = stated {
        places = vec![places.swap_remove(stated)];
    }
    let place = facts(places, 0.5, 1, ledger).pop();
    (place, facts(found, 0.5, ADDRESSES_MAX, ledger))
}

fn in_one_block(page: &Page, blocks: &[&Block], at: usize, block: &Block, found: &mut Vec<Candidate<String>>, places: &mut Vec<Candidate<String>>) {
    let named = |hit: &regex::Captures| -> Option<(std::ops::Range<usize>, String)> {
        // in Britain county and country follow the town
        let british = hit.name("uk").and_then(|parts| parts.as_str().split(", ").find(|part| !is_street(part)));
        let town = british.or_else(|| ["us", "eu", "uk", "jp"].iter().find_map(|name| hit.name(name)).map(|town| town_of(town.as_str())))?;
        let code_of_another = is_street(town);
        let other = words::has_any(&town.to_lowercase(), &["fax", "tel", "phone", "uhr", "euro"]) || town.chars().count() < 2 || code_of_another;
        hit.get(0).filter(|_| !other).map(|whole| (whole.range(), town.to_owned()))
    };
    // `12 Kiln Rd` looks like a code with its town: then the next is tried
    let Some((whole, town)) = TOWN.iter().flat_map(|re| re.captures_iter(&block.text)).take(5).find_map(|hit| named(&hit)) else { return };
    let town = town.as_str();
    let cut = REGISTERS
        .iter()
        .filter(|mark| !mark.eq_ignore_ascii_case(" cedex"))
        .filter_map(|mark| block.text.get(whole.clone())?.find(mark))
        .min()
        .unwrap_or(whole.len());
    let whole = whole.start..whole.start + cut;
    let own = matches!(page.role, Role::Home | Role::Contact | Role::Legal) || block.region == Region::Footer || block.kind == BlockKind::Address;
    let score = round(if own { 0.78 } else { 0.55 });
    if let Some(address) = postal(&block.text, &whole) {
        sight(places, words::key(town), score, || town.to_owned(), || in_line(page, block, town));
        sight(found, same_place(address), score, || address.to_owned(), || in_line(page, block, address));
        return;
    }
    // the street is the line before
    let before = at.checked_sub(1).and_then(|before| blocks.get(before)).filter(|before| before.text.len() <= 80);
    let street = before.and_then(|before| Some((before, STREET.as_ref()?.find(&before.text)?.as_str().trim())));
    if let Some((before, street)) = street.filter(|_| whole.start <= 4) {
        sight(places, words::key(town), score, || town.to_owned(), || in_line(page, block, town));
        let line = &block.text[whole.start..with_country(&block.text, whole.end)];
        let joined = format!("{}, {line}", before.text.get(before.text.find(street).unwrap_or(0)..).unwrap_or(street).trim_end_matches([',', ' ']));
        if joined.chars().count() <= ADDRESS_MAX_CHARS && !joined.contains(['@', '|', '©']) {
            sight(found, same_place(&joined), score, || joined.clone(), || in_line(page, block, line));
            if let Some(known) = found.iter_mut().find(|known| known.value == joined) {
                known.shown(score, || in_line(page, before, street));
            }
        }
    } else if block.kind == BlockKind::Address {
        sight(places, words::key(town), score, || town.to_owned(), || in_line(page, block, town));
    }
}

/// Street, code, town and country around the town that was found, as a slice of the text.
fn postal<'t>(text: &'t str, town: &std::ops::Range<usize>) -> Option<&'t str> {
    if let Some(hit) = JAPANESE.as_ref().and_then(|re| re.find_at(text, town.start)).filter(|hit| hit.start() == town.start) {
        return Some(hit.as_str().trim());
    }
    let end = with_country(text, town.end);
    // of the streets before the town, the first that is near enough
    let before = STREET.iter().flat_map(|re| re.find_iter(text.get(..town.end).unwrap_or_default())).take(10);
    let fits = |hit: &regex::Match| hit.start() < town.start + 40 && town.start.saturating_sub(hit.end()) <= BETWEEN_MAX && hit.start() < town.end;
    let street = before.filter(fits).find(|hit| is_clean(&text[hit.start()..end]));
    if let Some(street) = street {
        let address = text[street.start()..end].trim_end_matches([',', ' ']);
        return Some([" Mo", " Mon", " Di", " Lun"].iter().find_map(|day| address.strip_suffix(day)).unwrap_or(address));
    }
    // code and town first, as in `6020 Town, Street 2`
    let after = STREET.as_ref()?.find(&text[town.end..]).filter(|hit| hit.start() <= 3)?;
    let end = with_country(text, town.end + after.end());
    Some(&text[town.start..end]).filter(|address| is_clean(address))
}

fn is_clean(address: &str) -> bool {
    let lower = address.to_lowercase();
    address.chars().count() <= ADDRESS_MAX_CHARS
        && !address.contains(['@', '|', '©', '•', '!', '?', ';'])
        && !words::has_any(&lower, &["tel", "phone", "fax", "http", "www.", "mail", "copyright", "fon:", " we ", " is ", " the ", "hours", "uhr"])
        && address.matches(". ").count() <= 2
}

fn is_street(part: &str) -> bool {
    const ENDS: &[&str] = &[
        "street",
        "st",
        "road",
        "rd",
        "lane",
        "ln",
        "avenue",
        "ave",
        "way",
        "close",
        "drive",
        "dr",
        "blvd",
        "boulevard",
        "court",
        "suite",
        "highway",
        "hwy",
        "parkway",
    ];
    part.split([' ', ',']).any(|word| ENDS.contains(&word.trim_end_matches('.').to_lowercase().as_str()))
}

/// What may follow the town in the same line and is written large.
const REGISTERS: &[&str] = &[
    " Cedex", " CEDEX", " RCS", " SIRET", " SIREN", " HRB", " USt", " Tel", " TEL", " Fax", " FAX", " TVA", " Fon", " Mobil", " Phone", " Email", " E-Mail",
    " Mail",
];

fn with_country(text: &str, end: usize) -> usize {
    COUNTRY.as_ref().and_then(|re| re.find(text.get(end..)?)).map_or(end, |hit| end + hit.end())
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
    // the hours behind it begin with a day
    let town = [" Mo", " Mon", " Montag", " Di", " Lun", " Lundi", " Lunes"].iter().find_map(|day| town.strip_suffix(day)).unwrap_or(town);
    let end = REGISTERS.iter().filter_map(|mark| town.find(mark)).min();
    end.and_then(|end| town.get(..end)).unwrap_or(town).trim()
}

/// House number and code: two spellings of one address share them.
pub fn same_place(address: &str) -> String {
    let mut numbers: Vec<&str> = address.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    numbers.sort_unstable();
    if numbers.len() < 2 { words::key(address) } else { numbers.join(" ") }
}

/// Street, code, town, region and country of a PostalAddress in the order of its country.
pub fn written(object: &Map<String, Value>) -> String {
    let country = joined(object, &["addressCountry"]);
    let english = ["US", "USA", "United States", "GB", "UK", "United Kingdom", "CA", "Canada", "AU", "Australia", "IE"].contains(&country.as_str());
    let town = if english {
        format!("{} {}", joined(object, &["addressLocality", "addressRegion"]), joined(object, &["postalCode"]))
    } else {
        [format!("{} {}", joined(object, &["postalCode"]), joined(object, &["addressLocality"])).trim().to_owned(), joined(object, &["addressRegion"])]
            .join(", ")
    };
    let parts = [joined(object, &["streetAddress"]), town.trim_matches([' ', ',']).to_owned(), country];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn joined(object: &Map<String, Value>, keys: &[&str]) -> String {
    let text = |key: &&str| match object.get(*key) {
        Some(Value::String(text)) => Some(text.trim().to_owned()),
        Some(Value::Object(inner)) => inner.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    keys.iter().filter_map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}
