//! What speaks for the company in its own words: certificates, named years, counted experience. Targets and statistics about others do not.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Site, facts, in_block, in_meta, sight, words};
use crate::model::page::{BlockKind, Role};
use crate::model::profile::Fact;
use crate::research::ledger::Ledger;

const PROOF_MAX: usize = 8;

static YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:since|established(?: in)?|est\.|founded(?: in)?|seit|gegründet|depuis|fond[ée]e? en|desde|fundada? en|dal) (?:\w+ )?(?:18|19|20)[0-9]{2}\b|\b[0-9]{1,3}\+? ?(?:years?|jahren?|ans|años|anni)\b|(?:18|19|20)[0-9]{2}年(?:創業|設立|開業|より)|創業[0-9]",
    )
});
static CERTIFICATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"\b(?:ISO[ /]?(?:IEC )?[0-9]{4,5}|AS ?9100|EN ?9100|SOC ?2|PCI DSS|B Corp|Qualiopi|HACCP|LEED|TÜV)"));
static CERTIFIED: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"(?i)certifi|accredit|zertifi|award|licen[sc]ed|approved by|auszeichnung|primé|récompens|acredita|premiad|認定|認証"));
static COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b[0-9][0-9.,]*\+? (?:\w+ )?(?:clients?|customers?|projects?|installations|patients?|employees|engineers|people|locations|stores|kunden|mitarbeiter\w*|projekte|collaborateurs|projets|clientes|proyectos|empleados)\b|\brated [0-9]|[0-9]\.[0-9] ?/ ?5",
    )
});
static FOUNDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)(?:\b(?:founded|established|est\.|started|opened its doors|opened|incorporated|set up|launched|gegründet|fondée?|créée?|fundada?|creada|nacimos)\b (?:\w+ )?(?:in |en |im jahr |im jahre |em )?(?:the year )?(?P<a>(?:18|19|20)[0-9]{2})\b|\b(?P<b>(?:18|19|20)[0-9]{2})(?: von [\p{L} ]{3,60})? gegründet|\bbusiness since (?P<c>(?:18|19|20)[0-9]{2})|(?P<d>(?:18|19|20)[0-9]{2})年[0-9月日 ]*(?:創業|設立|創立|開業|開院))",
    )
});

/// At most eight sentences.
pub fn proof(site: &Site, ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    for page in site.of_roles(&[Role::Home, Role::About, Role::Proof, Role::Offer, Role::Contact, Role::Other]) {
        for block in page.main_blocks().filter(|block| !matches!(block.kind, BlockKind::Quote | BlockKind::Address) && block.text.len() <= 3_000) {
            for sentence in words::sentences(&block.text) {
                let length = sentence.chars().count();
                if !(8..=260).contains(&length) || words::is_not_a_fact(sentence) || is_condition(sentence) {
                    continue;
                }
                let is = |re: &LazyLock<Option<Regex>>| re.as_ref().is_some_and(|re| re.is_match(sentence));
                let score = match (is(&CERTIFICATE), is(&CERTIFIED), is(&YEARS), is(&COUNTED)) {
                    (true, true, _, _) => 0.85,
                    (_, _, true, true) => 0.75,
                    (_, _, true, _) => 0.7,
                    (_, _, _, true) => 0.62,
                    (_, true, _, _) if length >= 25 => 0.58,
                    _ => continue,
                };
                let score = if block.kind == BlockKind::Heading { score - 0.05 } else { score };
                sight(&mut found, words::key(sentence), score, || sentence.to_owned(), || in_block(ledger, page, block, sentence));
            }
        }
    }
    facts(found, 0.5, PROOF_MAX)
}

/// Says what would be, or what is based on something, not what is.
fn is_condition(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        "based on iso",
        "following iso",
        "aligned with",
        "in line with",
        " if ",
        "should ",
        "must ",
        "would ",
        "years old",
        "ans et plus",
        "years of age",
        "under 1",
        "warranty",
        "garantie",
        "guarantee",
        "retention",
        "stored for",
        "cookie",
        "per year",
        "par an",
        "pro jahr",
        "a year",
        "?",
        "basierend auf",
        "basé sur",
        "minimum",
        "at least",
    ];
    words::has_any(&format!(" {} ", sentence.to_lowercase()), MARKS)
}

/// The year of foundation, where the site says it in so many words.
pub fn founded(site: &Site, ledger: &mut Ledger) -> Option<Fact<String>> {
    for thing in &site.things {
        if let Some(text) = thing.text("foundingDate") {
            let value = text.trim().chars().take(4).collect::<String>();
            if value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit()) {
                return Some(Fact { evidence: vec![in_meta(ledger, thing.page, "json-ld: foundingDate", text, &value)], value, confidence: 0.95 });
            }
        }
    }
    let mut found: Vec<Candidate<String>> = Vec::new();
    for page in site.of_roles(&[Role::About, Role::Home, Role::Contact, Role::Other]) {
        for block in page.main_blocks().filter(|block| block.kind != BlockKind::Quote) {
            for hit in FOUNDED.iter().flat_map(|re| re.captures_iter(&block.text)).take(3) {
                if let Some(year) = ["a", "b", "c", "d"].iter().find_map(|name| hit.name(name)) {
                    let score = if page.role == Role::About { 0.8 } else { 0.7 };
                    sight(&mut found, year.as_str().to_owned(), score, || year.as_str().to_owned(), || in_block(ledger, page, block, year.as_str()));
                }
            }
        }
    }
    // two years that contradict each other: the doubt is shown
    let several = found.len() > 1;
    let mut first = facts(found, 0.5, 1).pop()?;
    if several {
        first.confidence = round_half(first.confidence);
    }
    Some(first)
}

fn round_half(confidence: f64) -> f64 {
    super::round(confidence * 0.7)
}
