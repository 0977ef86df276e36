//! What speaks for the company in its own words: certificates it holds, years in business, clients by name, ratings, awards.
//! Targets, conditions, a person's career and statistics about others do not.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Site, facts, in_block, prose, seen, sight, words};
use crate::model::page::{Block, BlockKind, Role};
use crate::model::profile::{Fact, Proof, ProofKind};
use crate::research::ledger::Ledger;

const PROOF_MAX: usize = 6;
/// A page with more ratings than these rates products.
const RATINGS_MAX: usize = 2;
/// A certificate or a rating.
const CLEAR: f64 = 0.8;
const CHARS: std::ops::RangeInclusive<usize> = 8..=260;
/// A statement without a verb, as under a large number, is at most this long.
const LABEL_MAX_CHARS: usize = 60;

static SINCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:since|opened (?:its|our|their) doors in|established(?: in)?|est\.|founded(?: in)?|seit|gegründet|depuis|fond[ée]e? en|créée? en|desde|fundada? en|dal) (?:\w+ ){0,2}(?:18|19|20)[0-9]{2}\b|\b(?:18|19|20)[0-9]{2}\b.{0,60}\bgegründet|(?:18|19|20)[0-9]{2}年[0-9月日]*(?:に)?(?:創業|設立|開業|創立|より)|創業[0-9]",
    )
});
static YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:[1-9][0-9]{0,2}|ten|twenty|thirty|forty|fifty|zehn|zwanzig|dreißig|dix|vingt|trente|diez|veinte|treinta)\+? ?(?:years?|jahren?|ans|années|años|anni|年)(?:\b|の|以上)",
    )
});
/// What the years are years of.
static OF_BUSINESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)experience|in business|in the (?:trade|industry|business)|expertise|tradition|serving|anniversary|erfahrung|bestehen|jubiläum|familienbetrieb|am markt|expérience|savoir-faire|à votre service|experiencia|trayectoria|respaldo|esperienza|経験|実績|歴史",
    )
});
static CERTIFICATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"\b(?:ISO[ /-]?(?:IEC )?[0-9]{4,5}|AS ?9100|EN ?9100|EN ?1090|SOC ?2|PCI DSS|B Corp|Qualiopi|HACCP|LEED|TÜV|BSI|CE)\b"));
static CERTIFIED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(r"(?i)\bcertifi(?:ed|cate|cation)|accredited|zertifizier|zertifikat|certifié|certificad[oa]|certificación|acreditad|認定|認証")
});
static HONOUR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:award[- ]winning|awarded|winners? of|won (?:the|an|several|many|numerous)|member of the|accredited by|certified by|licensed (?:and|&) insured|ausgezeichnet (?:mit|als)|prämiert|mitglied (?:der|im|in der)|meisterbetrieb|innungsbetrieb|primée? |lauréat|récompensé|labellisé|premiad[oa]|galardonad)|受賞",
    )
});
/// Of these, what was won; the rest is held.
static AWARD: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"(?i)award|\bwinners?\b|\bwon\b|ausgezeichnet|prämiert|primée?\b|lauréat|récompensé|premiad|galardonad|受賞"));
static CLIENTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i:\b(?:clients include|customers include|trusted by|we (?:have )?worked with|supplier to|suppliers to|zu unseren kunden (?:zählen|gehören)|ils nous font confiance|parmi nos clients|nuestros clientes son|confían en nosotros)\b)[^.]{0,40}?[ :]\p{Lu}\p{L}",
    )
});
/// Whom everybody could name.
static NOBODY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)trusted by (?:\w+ ){0,2}(?:experts?|over|thousands|hundreds|millions|professionals|leading|companies|businesses|teams|more|people|customers|[0-9])",
    )
});
/// Under a large number: the number, and what is counted.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^(?:over |more than |plus de |mehr als |über |más de )?[1-9][0-9.,' ]*(?:k|m)?\+? ?(?:\p{L}+ ){0,3}\p{L}+(?: (?:within|in|since|worldwide|weltweit)\b.{0,20})?$",
    )
});
static SINCE_LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\best\.|establish|found|family|famil|serving|owned|trusted|crafting|making|gegründet|tradition|erfahrung|meister|seit [0-9]{4}$|depuis [0-9]{4}$|since [0-9]{4}[.!]?$|desde [0-9]{4}$|創業|設立|開業|創立",
    )
});
static COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b[1-9][0-9.,]*(?: ?k)?\+? (?:\p{L}+ ){0,2}?(?:clients|customers|projects|installations|patients|employees|engineers|companies|users|kunden|kundinnen|mitarbeiter\w*|projekte|anlagen|collaborateurs|projets|clientes|proyectos|empleados|clienti)\b",
    )
});
static RATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\brated [0-9][.,][0-9]|\b[0-5][.,][0-9] ?(?:/|out of|von|sur|de) ?5\b|\b[1-9][0-9.,]*k?\+? (?:google |facebook |trustpilot |yelp |verified |five-star |5-star |positive )(?:reviews|bewertungen|avis clients|avis google|reseñas|recensioni)\b",
    )
});
/// A company that does this for others speaks of others' certificates and clients.
static FOR_OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:help|helps|helping|your|you|prepare|training|course|verify|evaluating|anyone|applicants?|candidates?|required|ihre?n?|ihnen|schulung|votre|vos|vous|formation|su|sus|usted|curso)\b",
    )
});
/// At most six whole sentences, and the same by kind.
pub fn proof(site: &Site, name: &str, ledger: &mut Ledger) -> (Vec<Fact<String>>, Vec<Fact<Proof>>) {
    let mut found: Vec<Candidate<String>> = Vec::new();
    let mut kinds: BTreeMap<String, ProofKind> = BTreeMap::new();
    for page in site.of_roles(&[Role::Home, Role::About, Role::Proof, Role::Offer, Role::Contact, Role::Other]) {
        let rated = |block: &&Block| block.text.len() <= 400 && RATED.as_ref().is_some_and(|re| re.is_match(&block.text));
        let products = seen(page).filter(rated).take(RATINGS_MAX + 1).count() > RATINGS_MAX;
        for block in seen(page).filter(|block| !matches!(block.kind, BlockKind::Quote | BlockKind::Address) && block.text.len() <= 3_000) {
            if products && rated(&block) {
                continue;
            }
            for sentence in words::sentences(&block.text) {
                let Some((kind, score)) = judge(sentence, block, name) else { continue };
                // footers carry certificates and ratings, and much else
                if block.dropped.is_some() && score < CLEAR {
                    continue;
                }
                kinds.entry(sentence.to_owned()).or_insert(kind);
                sight(&mut found, words::key(sentence), score, || sentence.to_owned(), || in_block(page, block, sentence));
            }
        }
    }
    let sentences = facts(found, 0.5, PROOF_MAX, ledger);
    let by_kind = |fact: &Fact<String>| {
        let kind = *kinds.get(&fact.value)?;
        Some(Fact { value: Proof { kind, text: fact.value.clone(), url: None }, evidence: fact.evidence.clone(), confidence: fact.confidence })
    };
    let items = sentences.iter().filter_map(by_kind).collect();
    (sentences, items)
}

/// What the sentence proves, and how surely.
fn judge(sentence: &str, block: &Block, name: &str) -> Option<(ProofKind, f64)> {
    let is = |re: &LazyLock<Option<Regex>>| re.as_ref().is_some_and(|re| re.is_match(sentence));
    let length = sentence.chars().count();
    if !CHARS.contains(&length) || !sentence.chars().any(|c| c.is_ascii_digit() || c.is_alphabetic()) {
        return None;
    }
    let own = prose::is_of_itself(sentence, name);
    let short = length <= if prose::is_wide(sentence) { LABEL_MAX_CHARS / 3 } else { LABEL_MAX_CHARS };
    let (kind, score) = match () {
        () if is(&CERTIFICATE) && is(&CERTIFIED) && !is(&FOR_OTHERS) => (ProofKind::Certificate, 0.85),
        () if is(&RATED) && !is(&FOR_OTHERS) && (own || short) => (ProofKind::Review, 0.8),
        () if is(&SINCE) && (own || (short && is(&SINCE_LABEL))) => (ProofKind::Number, 0.78),
        () if is(&YEARS) && is(&OF_BUSINESS) && !is(&FOR_OTHERS) && (own || short) => (ProofKind::Number, 0.76),
        () if is(&CLIENTS) && !is(&NOBODY) && block.kind != BlockKind::Heading => (ProofKind::Client, 0.74),
        () if is(&HONOUR) && !is(&FOR_OTHERS) && (own || short) => (if is(&AWARD) { ProofKind::Award } else { ProofKind::Certificate }, 0.66),
        () if is(&COUNTED) && !is(&FOR_OTHERS) && !sentence.contains('%') && counts_many(sentence) && (own || (short && is(&LABEL))) => {
            (ProofKind::Number, 0.62)
        }
        () => return None,
    };
    // what was not done since a year is no year in business
    let denied = is(&SINCE)
        && words::has_any(&format!(" {} ", sentence.to_lowercase()), &[" not ", " never ", " no ", " nicht ", " kein", " pas ", " jamais ", " nunca "]);
    // the place or the client is what is praised or counted
    let lower = sentence.to_lowercase();
    let of_others = (kind == ProofKind::Award && words::has_any(&lower, &["located in", "minutes from", "near the"]))
        || (kind == ProofKind::Number
            && words::has_any(
                &lower,
                &["enterprises with ", "companies with ", "organizations with ", "businesses with ", "teams with ", "built for ", "designed for "],
            ));
    let refused = denied
        || of_others
        || prose::is_not_a_fact(sentence)
        || is_condition(sentence)
        || prose::is_invitation(sentence)
        || prose::is_contact_line(sentence)
        || prose::is_legal_notice(sentence)
        || prose::is_of_a_person(sentence)
        || prose::leans_back(sentence)
        || !is_whole(sentence, block);
    (!refused).then_some((kind, if block.kind == BlockKind::Heading { score - 0.05 } else { score }))
}

/// Counts ten or more, and no year.
fn counts_many(sentence: &str) -> bool {
    let hit = COUNTED.as_ref().and_then(|re| re.find(sentence)).map(|hit| hit.as_str()).unwrap_or_default();
    let number: String = hit.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '+')).filter(char::is_ascii_digit).collect();
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20")) && !hit.contains(['+', ',', '.']);
    // a small firm counts its people, too
    let people = words::has_any(&hit.to_lowercase(), &["mitarbeiter", "employees", "engineers", "collaborateurs", "empleados"]);
    !year && (number.len() >= 2 || people)
}

/// Neither begins nor ends in the middle: ends as sentences do, or is the whole of a short block.
fn is_whole(sentence: &str, block: &Block) -> bool {
    let starts = !sentence.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '–' | '…' | '&' | '.'));
    let ends = sentence.ends_with(['.', '!', '。', '！', '…', '”', '"', '»', ')']) && !sentence.ends_with("...") && !sentence.ends_with('…');
    let alone = block.text.trim() == sentence
        && sentence.chars().count() <= 120
        && !sentence.ends_with([',', ':', '-', '–', ';', '&', '/', '…'])
        && !sentence.ends_with("...");
    starts && (ends || alone)
}

/// Says what would be, or what is based on something, not what is.
fn is_condition(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        "based on iso",
        "following iso",
        "framework",
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
        "garantía",
        "gewährleistung",
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
        "mindestens",
        "au moins",
        "al menos",
        "subscription",
        "per month",
        "$",
        "€",
        "£",
        "no longer",
        "nicht mehr",
        "ne sont plus",
    ];
    words::has_any(&format!(" {} ", sentence.to_lowercase()), MARKS)
}
