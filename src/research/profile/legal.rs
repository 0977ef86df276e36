//! The company's legal name, with the suffix that its country gives it.

use std::sync::LazyLock;

use regex::Regex;

use super::name_text::without_suffix;
use super::{Site, fact, in_line, in_meta, seen, words};
use crate::model::page::{Block, BlockKind, Page, Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::Ledger;

static LEGAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"((?:[\p{Lu}0-9&][\p{L}0-9&.'’+\-]*,? (?:(?:de|des|du|la|le|les|del|y|et|and|und|of|the|für|for) )?){1,6}\(?(?:GmbH(?: & Co\. ?KG)?|UG|AG|KG|OHG|e\.K\.|e\. ?K\.|e\.V\.|Ltd\b\.?|LTD\b\.?|Limited|LLC|L\.L\.C\.|Inc\b\.?|Incorporated|PLC|plc|LLP|Corp\b\.?|S\.A\.S\.?|SAS|SARL|S\.A\.R\.L\.?|EURL|SASU|S\.L\.U?\.?|S\.A\.|S\.R\.L\.?|Srl|S\.r\.l\.|S\.p\.A\.|B\.V\.|BV|N\.V\.|ApS|A/S|AB|AS|Oy|Pty Ltd\.?|Sp\. z o\.o\.|s\.r\.o\.|d\.o\.o\.|Kft\.?))(?:$|[\s,;.)|:])|((?:株式会社|有限会社|合同会社|医療法人)[ 　]?[\p{L}0-9ー・]{2,20}|[\p{L}0-9ー・]{2,20}(?:株式会社|有限会社|合同会社))",
    )
});

/// The name with its legal suffix, as written; the one that looks most like the trading name or stands on a legal page.
pub fn legal_name(site: &Site, name: Option<&Fact<String>>, ledger: &mut Ledger) -> Option<Fact<String>> {
    for thing in &site.things {
        if let Some(text) = thing.text("legalName") {
            let value = text.trim().to_owned();
            let note = in_meta(thing.page, "json-ld: legalName", text, &value);
            return Some(fact(value, 0.95, note, ledger));
        }
    }
    let own = name.map(|fact| words::key(without_suffix(&fact.value))).unwrap_or_default();
    let label = words::key(&site.label);
    let mut best: Option<(f64, String, &Page, &Block)> = None;
    for page in &site.pages {
        for block in seen(page).filter(|block| has_suffix(&block.text)) {
            if page.role == Role::Post || block.kind == BlockKind::Quote {
                continue;
            }
            for hit in LEGAL.iter().flat_map(|re| re.captures_iter(&block.text)).filter_map(|hit| hit.get(1).or_else(|| hit.get(2))).take(5) {
                let value = without_lead(without_year(hit.as_str().trim_start_matches('(').trim()));
                let key = words::key(without_suffix(value));
                let alike = (own.len() >= 3 && (key.contains(&own) || own.contains(&key))) || (label.len() >= 3 && key.contains(&label));
                let legal = page.role == Role::Legal || block.region == Region::Footer;
                let score = match (alike, legal) {
                    (true, true) => 0.9,
                    (true, false) => 0.8,
                    (false, true)
                        if words::has_any(
                            &block.text.to_lowercase(),
                            &["trading name", "trading as", "operated by", "herausgeber", "éditeur", "edité par", "édité par", "betreiber", "d/b/a", "dba"],
                        ) =>
                    {
                        0.7
                    }
                    _ => continue,
                };
                if best.as_ref().is_none_or(|(known, ..)| score > *known) {
                    best = Some((score, value.to_owned(), page, block));
                }
            }
        }
    }
    let (confidence, value, page, block) = best?;
    let note = in_line(page, block, &value);
    Some(fact(value, confidence, note, ledger))
}

/// Cheap to ask before the pattern is tried.
fn has_suffix(text: &str) -> bool {
    const MARKS: &[&str] = &[
        "GmbH", "UG", "AG", "KG", "OHG", "e.K", "e. K", "e.V", "Ltd", "LTD", "Limited", "LLC", "L.L.C", "Inc", "PLC", "plc", "LLP", "Corp", "S.A", "SAS",
        "SARL", "EURL", "S.L", "S.R", "Srl", "S.r", "S.p", "B.V", "BV", "N.V", "ApS", "A/S", "AB", "AS", "Oy", "Pty", "Sp.", "s.r", "d.o", "Kft", "会社",
        "法人",
    ];
    words::has_any(text, MARKS)
}

/// Without words of the page that ran into the name.
fn without_lead(name: &str) -> &str {
    const LEADS: &[&str] = &[
        "Acerca de ",
        "About ",
        "Über ",
        "À propos de ",
        "Copyright ",
        "Willkommen bei ",
        "Welcome to ",
        "Contact ",
        "Kontakt ",
        "Impressum ",
        "Site by ",
        "Sobre ",
        "Contacto ",
    ];
    LEADS.iter().find_map(|lead| name.strip_prefix(lead)).unwrap_or(name)
}

/// Without the year or years of a copyright line before it.
fn without_year(name: &str) -> &str {
    let year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && text.bytes().all(|b| b.is_ascii_digit());
    match name.split_once(' ') {
        Some((years, rest)) if years.split(['-', '–']).all(year) => rest,
        _ => name,
    }
}
