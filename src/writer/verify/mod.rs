//! The gate. Every sentence of a document passes `check`, whoever wrote it; one file per rule. A sentence of the vetted library may say what the
//! library says, but each value put into it must stand in the cited evidence; a free sentence is checked word by word.

mod dates;
mod digits;
mod names;
mod nouns;
mod numbers;
mod ones;
mod order;
mod quotes;
mod read;
mod signs;
mod spelled;
mod tongue;
mod units;
mod unsourced;
mod window;
mod words;

pub use read::divide;
pub use units::same_currency;
pub use unsourced::{check_heading, check_unsourced};

#[cfg(test)]
mod mutations;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::told::{self, Language};

use super::pattern;
use super::text::{fold, folded, stands_whole};
use super::values;

/// Longest sentence that is judged at all.
const SENTENCE_BYTES: usize = 4000;

/// A sentence before the gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    pub text: String,
    pub evidence: Vec<EvidenceId>,
    pub origin: Origin,
    /// The sentence is about the seller: the offer's own words count as known.
    pub about_sender: bool,
}

impl Sentence {
    /// The values put into it, by name; none of a free sentence and of code.
    #[must_use]
    pub fn slots(&self) -> BTreeMap<String, Slot> {
        match &self.origin {
            Origin::Library { slots, .. } | Origin::Template { slots } => slots.clone(),
            Origin::Assembled { .. } | Origin::Free => BTreeMap::new(),
        }
    }
}

/// Where the words come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A pattern of the vetted library with these values.
    Library { pattern: &'static str, slots: BTreeMap<String, Slot> },
    /// The fixed words of an owner's template, one wording for every lead, with these values. Its rules were checked where it was saved.
    Template { slots: BTreeMap<String, Slot> },
    /// Code to paste: fixed pieces of ours with values between them.
    Assembled { parts: Vec<Part> },
    /// Words of a model or a person.
    Free,
}

/// A piece of [`Origin::Assembled`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Fixed(&'static str),
    Value(Slot),
}

/// A value put into a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub value: String,
    /// How the value follows from the evidence, when it does not stand there itself.
    pub formula: Option<Formula>,
}

impl Slot {
    #[must_use]
    pub fn of(value: impl Into<String>) -> Self {
        Self { value: value.into(), formula: None }
    }

    #[must_use]
    pub fn by(value: impl Into<String>, formula: Formula) -> Self {
        Self { value: value.into(), formula: Some(formula) }
    }
}

/// The named formulas by which a value may follow. Operands must stand in the cited evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// How many pieces of evidence are cited.
    Count,
    Difference(String, String),
    Sum(String, String),
    /// Percent of part in whole, rounded to the nearest.
    Share(String, String),
    /// One of our own counts, by name: `pages_read`, `search.passed`.
    Measure(String),
    /// A fixed name for the home page; a cited piece must have been seen there.
    HomePage,
    /// The path of a page, which stands in the evidence, as the language names a page in a sentence.
    Page(String, Language),
    /// The slot of this name, whose value stands in the evidence, as the language writes it.
    Written {
        name: String,
        raw: String,
        language: Language,
    },
    /// The sentence about a check that passed, as findings are told in the language; what its slots hold stands in the evidence.
    Passed {
        check: String,
        slots: BTreeMap<String, String>,
        language: Language,
    },
    /// Opening hours, which stand in the evidence, with the days in the language.
    Hours(String, Language),
    /// A day (`2026-03-01`), which the evidence names in its own way, as the language writes it.
    Day(String, Language),
    /// A word chosen by code from a fixed list, like the name of an area.
    Fixed(&'static str),
    /// The words in the name of a file, which stands in the evidence.
    FileName(String),
    /// The name in our table for a marker; the marker stands in the evidence, the name need not.
    Signature,
}

/// What a sentence may draw on besides its cited evidence.
#[derive(Debug, Clone)]
pub struct Allowed {
    /// The language of the document.
    pub language: Language,
    /// Posted values and the name the document uses for the company.
    pub posted: Vec<String>,
    /// The offer's own words.
    pub sender: Vec<String>,
    /// The names by which a sentence speaks of the sender: the offer's company and who signs.
    pub sender_names: Vec<String>,
    /// Pages fetched and configured links.
    pub urls: BTreeSet<String>,
    pub home_url: Option<String>,
    /// Our own counts by name.
    pub measures: BTreeMap<String, u64>,
    /// Names that the markers of this site stand for.
    pub detected: BTreeSet<String>,
    /// Days on which something was done, written as the document writes them.
    pub dates: Vec<String>,
    /// Public figures with their sources, each part as it may stand in a sentence of the library.
    pub figures: Vec<String>,
    pub words_to_avoid: Vec<String>,
    pub claims_not_to_make: Vec<String>,
}

impl Default for Allowed {
    /// Nothing, in English.
    fn default() -> Self {
        Self {
            language: Language::English,
            posted: Vec::new(),
            sender: Vec::new(),
            sender_names: Vec::new(),
            urls: BTreeSet::new(),
            home_url: None,
            measures: BTreeMap::new(),
            detected: BTreeSet::new(),
            dates: Vec::new(),
            figures: Vec::new(),
            words_to_avoid: Vec::new(),
            claims_not_to_make: Vec::new(),
        }
    }
}

/// Why a sentence may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Its facts stand in the evidence.
    Supported,
    /// One of its values follows by a named formula.
    Computed,
    /// It states nothing about anybody: a sentence of the library without values.
    Legend,
}

/// Why a sentence may not stand, with the words at fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("cites no usable evidence {0}")]
    Evidence(String),
    #[error("number not in the evidence: {0}")]
    Number(String),
    #[error("name not in the evidence: {0}")]
    Name(String),
    #[error("words not covered by the evidence: {0}")]
    Coverage(String),
    #[error("negation or comparison disagrees: {0}")]
    Negation(String),
    #[error("stands in another's place: {0}")]
    Order(String),
    #[error("not byte for byte: {0}")]
    Quotation(String),
    #[error("address not fetched or configured: {0}")]
    Url(String),
    #[error("superlative or cause outside the library: {0}")]
    Vetted(String),
    #[error("value does not stand in the evidence: {0}")]
    Value(String),
    #[error("house style: {0}")]
    Style(String),
    #[error("the offer forbids: {0}")]
    Offer(String),
    #[error("says something about the prospect and cites nothing: {0}")]
    Unsourced(String),
}

impl Refusal {
    /// Which rule was broken, without the words: what a log may have.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Refusal::Evidence(_) => "evidence",
            Refusal::Number(_) => "number",
            Refusal::Name(_) => "name",
            Refusal::Coverage(_) => "coverage",
            Refusal::Negation(_) => "negation",
            Refusal::Order(_) => "order",
            Refusal::Quotation(_) => "quotation",
            Refusal::Url(_) => "url",
            Refusal::Vetted(_) => "vetted",
            Refusal::Value(_) => "value",
            Refusal::Style(_) => "style",
            Refusal::Offer(_) => "offer",
            Refusal::Unsourced(_) => "unsourced",
        }
    }

    /// The offer's own rules forbid it, rather than truth or house style.
    #[must_use]
    pub fn is_of_the_offer(&self) -> bool {
        matches!(self, Refusal::Offer(_))
    }
}

/// Judges one sentence against the evidence it cites.
///
/// # Errors
/// The first rule that the sentence breaks.
pub fn check(sentence: &Sentence, cited: &[&Evidence], allowed: &Allowed) -> Result<Verdict, Refusal> {
    if let Some(missing) = sentence.evidence.iter().find(|id| !cited.iter().any(|item| item.id == **id && usable(item))) {
        return Err(Refusal::Evidence(missing.to_string()));
    }
    house(&sentence.text, allowed)?;
    let known = Known::new(sentence, cited, allowed);
    match &sentence.origin {
        Origin::Library { pattern, slots } if is_from_library(pattern, slots, &sentence.text) => filled(slots, &known, cited, allowed),
        Origin::Template { slots } => filled(slots, &known, cited, allowed),
        Origin::Assembled { parts } if assembled(parts) == sentence.text => {
            let values = parts.iter().filter_map(|part| if let Part::Value(slot) = part { Some(slot.clone()) } else { None });
            filled(&values.enumerate().map(|(at, slot)| (at.to_string(), slot)).collect(), &known, cited, allowed)
        }
        _ => free(sentence, &fold(&quotes::outside(&sentence.text)), known, cited, allowed.language),
    }
}

/// What holds for every sentence, whatever it rests on: length, calm, the offer's rules, known addresses.
///
/// # Errors
/// The first rule that the text breaks.
pub fn house(text: &str, allowed: &Allowed) -> Result<(), Refusal> {
    manner(text, allowed)?;
    match quotes::urls(text).find(|url| !allowed.urls.contains(*url)) {
        Some(url) => Err(Refusal::Url(url.to_owned())),
        None => Ok(()),
    }
}

/// How a thing may be said: length, calm, the offer's rules.
///
/// # Errors
/// The first rule that the text breaks.
pub fn manner(text: &str, allowed: &Allowed) -> Result<(), Refusal> {
    if text.len() > SENTENCE_BYTES {
        return Err(Refusal::Style("too long".into()));
    }
    if let Some(word) = words::shout(&quotes::outside(text), allowed.language) {
        return Err(Refusal::Style(word));
    }
    match words::avoided(text, &allowed.words_to_avoid).or_else(|| words::forbidden(text, &allowed.claims_not_to_make, allowed.language)) {
        Some(word) => Err(Refusal::Offer(word)),
        None => Ok(()),
    }
}

/// The text without its quotations and addresses.
#[must_use]
pub fn without_quotations(text: &str) -> String {
    quotes::outside(text).replace(['‹', '›'], "")
}

/// The quotations of a text, without their marks.
pub fn quotations(text: &str) -> impl Iterator<Item = String> {
    quotes::quotations(text).into_iter().map(|(_, quotation)| quotation)
}

/// Texts in which a fact may stand.
struct Known<'a> {
    /// Of the cited evidence.
    evidence: Vec<Cow<'a, str>>,
    /// Posted data, dates, and the offer for sentences about the sender.
    context: Vec<&'a String>,
}

impl<'a> Known<'a> {
    fn new(sentence: &Sentence, cited: &[&'a Evidence], allowed: &'a Allowed) -> Self {
        let evidence =
            cited.iter().filter(|item| usable(item)).flat_map(|item| [&item.quote, &item.observed, &item.url]).flatten().map(|text| folded(text)).collect();
        let sender: &[String] = if sentence.about_sender { &allowed.sender } else { &[] };
        // A sentence of the library shows a day as a whole or not at all: its digits prove no other number.
        let dates: &[String] = if sentence.origin == Origin::Free { &allowed.dates } else { &[] };
        let context = allowed.posted.iter().chain(dates).chain(sender).collect();
        Self { evidence, context }
    }
}

/// Words that passed the gate before, as something known: what the library says of the same sources.
#[must_use]
pub fn said_before(at: usize, text: &str) -> Evidence {
    Evidence {
        id: EvidenceId(format!("said_{at}")),
        source: Source::Site,
        kind: Kind::Text,
        url: None,
        fetched_at: 0,
        body_sha256: None,
        locator: String::new(),
        quote: Some(text.to_owned()),
        observed: None,
        expected: None,
        verify: None,
    }
}

/// Evidence without quotation and observation shows nothing.
fn usable(item: &Evidence) -> bool {
    item.quote.as_ref().is_some_and(|quote| !quote.is_empty()) || item.observed.as_ref().is_some_and(|observed| !observed.is_empty())
}

/// The text that the pieces make.
#[must_use]
pub fn assembled(parts: &[Part]) -> String {
    let text = |part: &'_ Part| match part {
        Part::Fixed(text) => (*text).to_owned(),
        Part::Value(slot) => slot.value.clone(),
    };
    parts.iter().map(text).collect()
}

/// True when the text is exactly the vetted pattern with these values in it.
fn is_from_library(pattern: &'static str, slots: &BTreeMap<String, Slot>, text: &str) -> bool {
    super::builtin::vetted().contains(pattern) && pattern::fill(pattern, |name| slots.get(name).map(|slot| slot.value.clone())).as_deref() == Some(text)
}

/// A library sentence: each value must stand, or follow by its formula.
fn filled(slots: &BTreeMap<String, Slot>, known: &Known<'_>, cited: &[&Evidence], allowed: &Allowed) -> Result<Verdict, Refusal> {
    let mut verdict = if slots.is_empty() { Verdict::Legend } else { Verdict::Supported };
    for slot in slots.values() {
        match &slot.formula {
            None if stands(&slot.value, known) || allowed.figures.contains(&slot.value) || allowed.dates.contains(&slot.value) => {}
            None => return Err(Refusal::Value(slot.value.clone())),
            Some(formula) if follows(&slot.value, formula, known, cited, allowed) => verdict = Verdict::Computed,
            Some(_) => return Err(Refusal::Value(slot.value.clone())),
        }
    }
    Ok(verdict)
}

/// The value, or each item of a list, stands whole in one text; a cut value stands up to its cut.
fn stands(value: &str, known: &Known<'_>) -> bool {
    let literal = |piece: &str| {
        let piece = piece.strip_suffix('…').unwrap_or(piece).trim();
        !piece.is_empty()
            && (known.evidence.iter().any(|text| stands_whole(text, piece)) || known.context.iter().any(|text| stands_whole(&folded(text), piece)))
    };
    let value = folded(value);
    literal(&value) || value.split(", ").flat_map(|piece| piece.split(" and ")).all(literal)
}

fn follows(value: &str, formula: &Formula, known: &Known<'_>, cited: &[&Evidence], allowed: &Allowed) -> bool {
    let operand = |text: &String| stands(text, known).then(|| numbers::value(text, allowed.language)).flatten();
    let wanted = || numbers::value(value, allowed.language);
    let equals = |result: Option<f64>| match (result, wanted()) {
        (Some(result), Some(wanted)) => (result - wanted).abs() < 1e-9,
        _ => false,
    };
    match formula {
        Formula::Count => equals(u32::try_from(cited.len()).ok().map(f64::from)),
        Formula::Difference(a, b) => equals(operand(a).zip(operand(b)).map(|(a, b)| a - b)),
        Formula::Sum(a, b) => equals(operand(a).zip(operand(b)).map(|(a, b)| a + b)),
        Formula::Share(part, whole) => {
            equals(operand(part).zip(operand(whole)).filter(|(_, whole)| *whole > 0.0).map(|(part, whole)| (100.0 * part / whole).round()))
        }
        Formula::Measure(name) => equals(allowed.measures.get(name).and_then(|count| u32::try_from(*count).ok()).map(f64::from)),
        Formula::HomePage => {
            super::builtin::is_home_name(value) && allowed.home_url.as_ref().is_some_and(|home| cited.iter().any(|item| item.url.as_ref() == Some(home)))
        }
        Formula::Page(path, language) => stands(path, known) && values::page_of(path, *language) == value,
        Formula::Written { name, raw, language } => stands(raw, known) && values::written(name, raw, *language).as_deref() == Some(value),
        Formula::Passed { check, slots, language } => {
            let held = slots.iter().all(|(name, raw)| name == "variant" || stands(raw, known));
            held && told::passed(check, slots, *language).as_deref() == Some(value)
        }
        Formula::Hours(raw, language) => stands(raw, known) && told::hours(raw, *language).as_deref() == Some(value),
        Formula::Day(day, language) => {
            let texts: Vec<String> = known.evidence.iter().map(|text| text.clone().into_owned()).collect();
            told::written("date", day, *language).as_deref() == Some(value) && numbers::unsupported(value, &texts, *language).is_none()
        }
        Formula::Fixed(word) => value == *word,
        Formula::FileName(file) => stands(file, known) && super::file_words(file).as_deref() == Some(value),
        Formula::Signature => !cited.is_empty() && allowed.detected.contains(value),
    }
}

/// A free sentence: all seven rules.
fn free(sentence: &Sentence, outside: &str, known: Known<'_>, cited: &[&Evidence], language: Language) -> Result<Verdict, Refusal> {
    let evidence: Vec<String> = known.evidence.into_iter().map(Cow::into_owned).collect();
    let context: Vec<String> = known.context.into_iter().map(|text| fold(text)).collect();
    for (_, quotation) in quotes::quotations(&sentence.text) {
        if !quotes::is_quoted(&quotation, &evidence) {
            return Err(Refusal::Quotation(quotation));
        }
    }
    if let Some(word) = words::vetted_only(outside, &evidence, language) {
        return Err(Refusal::Vetted(word));
    }
    if cited.is_empty() {
        let nothing = numbers::unsupported(outside, &context, language).map(Refusal::Number);
        return Err(nothing.unwrap_or_else(|| Refusal::Evidence("(none)".into())));
    }
    window::check(outside, &evidence, &context, language)?;
    Ok(Verdict::Supported)
}

#[cfg(test)]
mod tests;
