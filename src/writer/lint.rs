//! Checks a blueprint, an offer or a document against the rules, for use before they go out: forbidden claims, tone, length, calls to action, reading level,
//! and that each claim has its evidence. The command is `magnetite lint`.

use magnetite_document::tree::{Block, Document, Inline, SCHEMA, Text};

use super::measure;
use super::revise::claims_of;
use super::revise::sentences;
use super::text::words;
use super::verify::{Allowed, manner};
use crate::model::blueprint::{Blueprint, Length};
use crate::model::offer::Offer;
use crate::model::schema::Fault;
use crate::model::told::Language;

/// Highest Flesch–Kincaid grade, and most words of a sentence in the mean.
const GRADE_MAX: f64 = 9.0;
const MEAN_WORDS_MAX: f64 = 18.0;
/// Fewest words of a full document before its appendix.
const WORDS_MIN: usize = 450;

/// What may not be said and how long a document may be: the rules of the project it is for.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    pub offer: &'a Offer,
    pub blueprint: &'a Blueprint,
}

/// Something that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// `forbidden`, `tone`, `length`, `cta`, `reading`, `evidence`, `form`.
    pub rule: &'static str,
    /// Where: a section, a field.
    pub at: String,
    pub reason: String,
}

impl Breach {
    fn new(rule: &'static str, at: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { rule, at: at.into(), reason: reason.into() }
    }
}

fn of_form(faults: Vec<Fault>) -> impl Iterator<Item = Breach> {
    faults.into_iter().map(|fault| Breach::new("form", fault.field, fault.reason))
}

/// What is forbidden and how it may be said, for a language.
fn allowed(rules: Rules<'_>, language: Language) -> Allowed {
    Allowed {
        language,
        words_to_avoid: rules.offer.words_to_avoid.iter().chain(&rules.blueprint.words_to_avoid).cloned().collect(),
        claims_not_to_make: rules.offer.claims_not_to_make.iter().chain(&rules.blueprint.claims_not_to_make).cloned().collect(),
        ..Allowed::default()
    }
}

fn judged(at: &str, text: &str, allowed: &Allowed) -> Option<Breach> {
    manner(text, allowed).err().map(|refusal| {
        let rule = if refusal.is_of_the_offer() { "forbidden" } else { "tone" };
        Breach::new(rule, at, refusal.to_string())
    })
}

/// A blueprint by itself and with its offer.
#[must_use]
pub fn blueprint(blueprint: &Blueprint, offer: &Offer) -> Vec<Breach> {
    let allowed = allowed(Rules { offer, blueprint }, Language::of(&blueprint.language));
    let cta = blueprint.cta.as_ref();
    let texts = [
        ("blueprint.title", blueprint.title.as_deref()),
        ("blueprint.cta.label", cta.map(|cta| cta.label.as_str())),
        ("blueprint.cta.text", cta.and_then(|cta| cta.text.as_deref())),
    ];
    of_form(blueprint.faults()).chain(texts.into_iter().filter_map(|(at, text)| judged(at, text?, &allowed))).collect()
}

/// An offer: its own words must keep its own rules.
#[must_use]
pub fn offer(offer: &Offer) -> Vec<Breach> {
    let none = Blueprint::default();
    let allowed = allowed(Rules { offer, blueprint: &none }, Language::English);
    let mut texts: Vec<(String, &str)> = vec![("offer.sells".into(), &offer.sells), ("offer.audience".into(), &offer.audience)];
    texts.extend(offer.proof.iter().enumerate().map(|(at, text)| (format!("offer.proof.{at}"), text.as_str())));
    texts.extend(
        offer.cta.iter().flat_map(|cta| [("offer.cta.label".to_owned(), cta.label.as_str()), ("offer.cta.text".to_owned(), cta.text.as_deref().unwrap_or(""))]),
    );
    texts.extend(offer.material.iter().enumerate().map(|(at, material)| (format!("offer.material.{at}.text"), material.text.as_str())));
    let mut found: Vec<Breach> = of_form(offer.faults()).collect();
    if offer.company.trim().is_empty() {
        found.push(Breach::new("form", "offer.company", "must say who sends the documents"));
    }
    if offer.cta.is_none() {
        found.push(Breach::new("cta", "offer.cta", "there is no call to action: a document ends without a next step"));
    }
    found.extend(texts.into_iter().filter_map(|(at, text)| judged(&at, text, &allowed)));
    found
}

/// A document, against the rules of its project.
#[must_use]
pub fn document(document: &Document, rules: Rules<'_>) -> Vec<Breach> {
    let mut found = Vec::new();
    if document.schema != SCHEMA {
        found.push(Breach::new("form", "schema", format!("must be {SCHEMA}")));
    }
    found.extend(evidence(document));
    let allowed = allowed(rules, Language::of(&document.language));
    for (at, sentence) in sentences_of(document) {
        found.extend(judged(&at, &sentence, &allowed));
    }
    let links: usize = document.sections.iter().flat_map(|section| &section.blocks).map(|block| links_to_cta(block, document)).sum();
    if links + usize::from(document.cta.is_some()) > 1 {
        found.push(Breach::new("cta", "cta", "there must be one call to action and no more"));
    }
    found.extend(length(document, rules.blueprint));
    found.extend(reading(document));
    found
}

/// Each claim rests on evidence that is there, and each marker on a claim that is there.
fn evidence(document: &Document) -> Vec<Breach> {
    let mut found = Vec::new();
    for claim in &document.claims {
        if claim.evidence.is_empty() {
            found.push(Breach::new("evidence", &claim.id, "cites nothing"));
        }
        for id in claim.evidence.iter().filter(|id| !document.evidence.iter().any(|item| item.id == **id)) {
            found.push(Breach::new("evidence", &claim.id, format!("cites {id}, which is not there")));
        }
    }
    for section in &document.sections {
        for id in section.blocks.iter().flat_map(claims_of).filter(|id| !document.claims.iter().any(|claim| claim.id == *id)) {
            found.push(Breach::new("evidence", &section.id, format!("marks the claim {id}, which is not there")));
        }
    }
    found
}

/// Every sentence of ours with its section, the appendix and the method included; quotations are the site's words.
fn sentences_of(document: &Document) -> Vec<(String, String)> {
    let mut found = vec![("title".to_owned(), document.title.clone()), ("subtitle".to_owned(), document.subtitle.clone())];
    if let Some(outreach) = &document.outreach {
        let own = outreach.subjects.iter().chain(&outreach.email).chain([&outreach.linkedin]);
        found.extend(own.map(|text| ("outreach".to_owned(), text.clone())));
    }
    for section in &document.sections {
        found.push((section.id.clone(), section.heading.clone()));
        found.extend(section.blocks.iter().flat_map(lines_of_ours).map(|line| (section.id.clone(), line)));
        for text in section.blocks.iter().flat_map(texts) {
            found.extend(sentences::split(text).into_iter().map(|piece| (section.id.clone(), piece.words())));
        }
    }
    found.retain(|(_, sentence)| !sentence.is_empty());
    found
}

/// Running texts of a block.
fn texts(block: &Block) -> Vec<&Text> {
    match block {
        Block::Paragraph { text } | Block::Callout { text, .. } => vec![text],
        Block::Finding(finding) => vec![&finding.saw, &finding.matters, &finding.fix],
        Block::Checklist { items } => items.iter().flat_map(|item| [Some(&item.text), item.why.as_ref()]).flatten().collect(),
        Block::Steps { items } => items.iter().map(|item| &item.text).collect(),
        _ => Vec::new(),
    }
}

/// Headings, labels and texts to copy of a block: what is ours in it beside its running texts.
fn lines_of_ours(block: &Block) -> Vec<String> {
    match block {
        Block::Finding(finding) => vec![finding.heading.clone()],
        Block::Callout { heading, .. } => heading.iter().cloned().collect(),
        Block::Steps { items } => items.iter().map(|item| item.heading.clone()).collect(),
        Block::Table { caption, header, .. } => caption.iter().chain(header).cloned().collect(),
        Block::Swipe { items } => items.iter().filter(|item| !item.code).flat_map(|item| [item.label.clone(), item.after.clone()]).collect(),
        Block::Calculator(calculator) => calculator.inputs.iter().map(|input| input.label.clone()).collect(),
        _ => Vec::new(),
    }
}

fn links_to_cta(block: &Block, document: &Document) -> usize {
    let Some(cta) = &document.cta else { return 0 };
    texts(block).into_iter().flat_map(|text| &text.0).filter(|part| matches!(part, Inline::Link { href, .. } if *href == cta.url)).count()
}

fn length(document: &Document, blueprint: &Blueprint) -> Option<Breach> {
    use magnetite_document::tree::Mode;
    let (words, most) = (measure::page_words(document), super::most_words(blueprint));
    if words > most {
        return Some(Breach::new("length", "document", format!("{words} words before the appendix; at most {most}")));
    }
    let few = document.mode == Mode::Full && blueprint.length != Length::Short && words < WORDS_MIN;
    few.then(|| Breach::new("length", "document", format!("{words} words before the appendix; at least {WORDS_MIN}")))
}

fn reading(document: &Document) -> Vec<Breach> {
    let running: Vec<String> = document
        .sections
        .iter()
        .filter(|section| !section.appendix)
        .flat_map(|section| &section.blocks)
        .flat_map(texts)
        .flat_map(sentences::split)
        .map(|piece| piece.words())
        .filter(|sentence| words(sentence).count() > 3)
        .collect();
    let mut found = Vec::new();
    let mean = measure::mean_words(&running);
    if mean > MEAN_WORDS_MAX {
        found.push(Breach::new("reading", "document", format!("{mean:.1} words to a sentence; at most {MEAN_WORDS_MAX:.0}")));
    }
    if Language::of(&document.language) == Language::English && document.language == "en" {
        let grade = measure::grade_of(&running);
        if grade > GRADE_MAX {
            found.push(Breach::new("reading", "document", format!("reading grade {grade:.1}; at most {GRADE_MAX:.0}")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::super::testing::{joinery, saas};
    use super::super::write;
    use super::*;

    fn rules_of(found: &[Breach]) -> Vec<&str> {
        found.iter().map(|breach| breach.rule).collect()
    }

    #[test]
    fn what_the_writer_wrote_breaks_no_rule() {
        for case in [joinery(), saas()] {
            let found = document(&write(&case.brief()), Rules { offer: &case.offer, blueprint: &case.blueprint });
            assert_eq!(found, []);
        }
    }

    #[test]
    fn each_rule_is_told_by_its_name() {
        let case = joinery();
        let rules = Rules { offer: &case.offer, blueprint: &case.blueprint };
        let good = write(&case.brief());
        let with = |change: &dyn Fn(&mut Document)| {
            let mut changed = good.clone();
            change(&mut changed);
            rules_of(&document(&changed, rules)).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let say = |document: &mut Document, text: &str| document.sections[0].blocks.push(Block::Paragraph { text: Text::plain(text) });
        assert_eq!(with(&|document| document.claims[0].evidence.clear()), ["evidence"]);
        assert_eq!(with(&|document| document.claims.truncate(0)).first().map(String::as_str), Some("evidence"));
        assert_eq!(with(&|document| say(document, "Act now!")), ["tone"]);
        let cta = good.cta.as_ref().unwrap().url.clone();
        let link = |document: &mut Document| {
            document.sections[0].blocks.push(Block::Paragraph { text: Text(vec![Inline::Link { text: "Here".into(), href: cta.clone() }]) });
        };
        assert_eq!(with(&link), ["cta"]);
        assert!(with(&|document| say(document, &"word ".repeat(900))).contains(&"length".to_owned()));
        assert!(with(&|document| say(document, &"institutional considerations necessitate ".repeat(60))).contains(&"reading".to_owned()));
        let mut strict = case.offer.clone();
        strict.words_to_avoid = vec!["below".into()];
        assert!(rules_of(&document(&good, Rules { offer: &strict, blueprint: &case.blueprint })).contains(&"forbidden"));
    }

    #[test]
    fn an_offer_must_keep_its_own_rules() {
        let found =
            offer(&serde_json::from_value(json!({"company": "North", "sells": "Cheap sites!", "wordsToAvoid": ["cheap"], "focus": ["magic"]})).unwrap());
        assert_eq!(rules_of(&found), ["form", "cta", "tone"]);
        let found = offer(
            &serde_json::from_value(
                json!({"company": "North", "sells": "Cheap sites", "wordsToAvoid": ["cheap"], "cta": {"label": "Talk", "url": "https://north.example/"}}),
            )
            .unwrap(),
        );
        assert_eq!(rules_of(&found), ["forbidden"]);
        let found = blueprint(
            &serde_json::from_value(json!({"title": "{company}: a cheap look"})).unwrap(),
            &serde_json::from_value(json!({"wordsToAvoid": ["cheap"]})).unwrap(),
        );
        assert_eq!(rules_of(&found), ["forbidden"]);
    }
}
