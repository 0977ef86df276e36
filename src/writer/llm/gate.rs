//! The gate for a model's sentences: all seven rules, no word from nowhere, no markup, one sentence at a time; and each block keeps its claims. What a
//! sentence may say is what the built-in sentences of the claims that it names say, which stand in their evidence already: in other words, but never as
//! more. So text that was planted in a source has no way in, and what those sentences quote stays a quotation.

use std::collections::BTreeSet;

use magnetite_document::tree::Text;

use super::answer::Phrased;
use super::plain::PLAIN;
use super::prompt::{Refused, SHOWN_CHARS};
use crate::model::evidence::{Evidence, EvidenceId};
use crate::writer::claims::{PlannedBlock, PlannedClaim};
use crate::writer::phrases::Phrase;
use crate::writer::revise::sentences;
use crate::writer::text::{cut, fold, stands_whole, words};
use crate::writer::verify::{self, Allowed, Origin, Refusal, Sentence, said_before};

/// Longest sentence in words, unless its claim is longer.
const WORDS_MAX: usize = 28;
/// A fact with digits of at most so many characters is a number, which may not be dropped.
const COUNT_CHARS: usize = 12;
/// Entries of one block that are looked at, and sentences in all of them together.
const ENTRIES_MAX: usize = 12;
const PIECES_MAX: usize = 12;
/// An entry of more bytes is no sentence: it is refused without a closer look.
const ENTRY_BYTES_MAX: usize = 1_000;
/// Shortest word that may differ in its ending from one that is known, and most letters that may differ.
const STEM: usize = 4;
const ENDING: usize = 3;

const TOO_LONG: &str = "it is too long; say it in about as many words as the claim";

/// Judges for one document.
pub struct Gate<'a> {
    allowed: &'a Allowed,
}

/// What came of one block.
#[derive(Debug, Default)]
pub struct Judged {
    /// The sentences that may stand, in order.
    pub phrases: Vec<Phrase>,
    pub refused: Vec<Refused>,
    /// The rules that were broken, one for each sentence refused.
    pub rules: Vec<&'static str>,
    /// Its claims are told by `phrases`.
    pub complete: bool,
}

type Fault = (&'static str, String);

impl<'a> Gate<'a> {
    #[must_use]
    pub fn new(allowed: &'a Allowed) -> Self {
        Self { allowed }
    }

    /// Judges what the model wrote for a block.
    #[must_use]
    pub fn block(&self, block: &PlannedBlock, entries: &[Phrased]) -> Judged {
        let mut judged = Judged::default();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        let mut left = PIECES_MAX;
        for entry in entries.iter().take(ENTRIES_MAX) {
            if entry.text.len() > ENTRY_BYTES_MAX {
                judged.rules.push("style");
                judged.refused.push(Refused { text: cut(&entry.text, SHOWN_CHARS), reason: TOO_LONG.into() });
                continue;
            }
            // An entry that holds several sentences is judged as several.
            let text = fold(&entry.text);
            let pieces: Vec<String> = sentences::split(&Text::plain(text)).iter().map(sentences::Piece::words).filter(|piece| !piece.is_empty()).collect();
            let pieces = if pieces.is_empty() { vec![String::new()] } else { pieces };
            for piece in pieces.into_iter().take(left) {
                left -= 1;
                // A weak model says the same again.
                if judged.phrases.iter().any(|said| said.text == piece) && entry.claim_ids.iter().all(|id| told.contains(id.as_str())) {
                    continue;
                }
                match self.sentence(block, entry, &piece) {
                    Ok(phrase) => {
                        told.extend(entry.claim_ids.iter().map(String::as_str));
                        judged.phrases.push(phrase);
                    }
                    Err((rule, reason)) => {
                        judged.rules.push(rule);
                        judged.refused.push(Refused { text: piece, reason });
                    }
                }
            }
        }
        match whole(block, &judged.phrases, &told) {
            None => judged.complete = true,
            Some(reason) => {
                judged.refused.push(Refused { text: String::new(), reason });
                judged.rules.extend((!judged.phrases.is_empty()).then_some("coverage"));
            }
        }
        judged
    }

    fn sentence(&self, block: &PlannedBlock, entry: &Phrased, text: &str) -> Result<Phrase, Fault> {
        let claims = named(block, entry)?;
        let said = || claims.iter().map(|claim| claim.statement.as_str());
        style(text, &said().collect::<Vec<_>>())?;
        let mut ids: Vec<EvidenceId> = Vec::new();
        for id in claims.iter().flat_map(|claim| &claim.evidence) {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        if let Some(strange) = entry.evidence_ids.iter().find(|cited| !ids.iter().any(|id| id.0 == **cited)) {
            return Err(("evidence", format!("it cites {strange}, which is no source of the claims that it names")));
        }
        if entry.evidence_ids.is_empty() && !ids.is_empty() {
            return Err(("evidence", "it cites none of the sources of its claims".into()));
        }
        // A claim in its own built-in sentence has passed already.
        if !said().any(|statement| statement == text) {
            let known: Vec<Evidence> = said().enumerate().map(|(at, text)| said_before(at, text)).collect();
            self.words(text, said())?;
            let evidence = known.iter().map(|item| item.id.clone()).collect();
            let sentence = Sentence { text: text.to_owned(), evidence, origin: Origin::Free, about_sender: false };
            verify::check(&sentence, &known.iter().collect::<Vec<_>>(), self.allowed).map_err(|refusal| (rule(&refusal), reason(&refusal)))?;
        }
        let facts = claims.iter().flat_map(|claim| &claim.facts).filter(|fact| stands_whole(text, fact)).cloned();
        let facts: BTreeSet<String> = facts.collect();
        Ok(Phrase { text: text.to_owned(), evidence: ids, facts: facts.into_iter().collect(), computed: claims.iter().any(|claim| claim.computed) })
    }

    /// Every word outside quotations is plain, or stands (but for its ending) outside the quotations of the claims, or was posted. Numbers are
    /// left to their own rule.
    fn words<'t>(&self, text: &str, statements: impl Iterator<Item = &'t str>) -> Result<(), Fault> {
        let mut known: BTreeSet<String> = statements.flat_map(|statement| bare(&verify::without_quotations(statement))).collect();
        known.extend(self.allowed.posted.iter().chain(&self.allowed.dates).flat_map(|text| bare(text)));
        let outside = bare(&verify::without_quotations(text));
        let strange = outside.into_iter().find(|word| !known.contains(word) && !PLAIN.contains(&word.as_str()) && !known.iter().any(|other| akin(word, other)));
        strange.map_or(Ok(()), |word| Err(("coverage", format!("the claim does not say “{word}”"))))
    }
}

/// The claims that an entry names, all of this block.
fn named<'b>(block: &'b PlannedBlock, entry: &Phrased) -> Result<Vec<&'b PlannedClaim>, Fault> {
    let mut claims: Vec<&PlannedClaim> = Vec::new();
    for id in &entry.claim_ids {
        let Some(claim) = block.claims.iter().find(|claim| claim.id == *id) else {
            return Err(("claim", format!("it names {id}, which is no claim of {}", block.id)));
        };
        if !claims.iter().any(|known| known.id == claim.id) {
            claims.push(claim);
        }
    }
    if claims.is_empty() { Err(("claim", "it names no claim".into())) } else { Ok(claims) }
}

/// One plain sentence of the right length, without markup, addresses' schemes or list marks that its claim does not have.
fn style(text: &str, statements: &[&str]) -> Result<(), Fault> {
    let fault = |what: &str| Err(("style", what.to_owned()));
    let said = |c: char| statements.iter().any(|statement| statement.contains(c));
    let length = words(text).count();
    let longest = statements.iter().map(|statement| words(statement).count()).sum::<usize>();
    if length == 0 {
        return fault("it is empty");
    }
    if length > WORDS_MAX.max(longest + 2) || length > longest + longest / 3 + 4 {
        return fault(TOO_LONG);
    }
    if let Some(mark) =
        text.chars().find(|c| matches!(c, '<' | '>' | '[' | ']' | '{' | '}' | '*' | '_' | '#' | '`' | '|' | '\\' | '~' | '=' | '^') && !said(*c))
    {
        return fault(&format!("it holds markup: {mark}"));
    }
    let lower = text.to_lowercase();
    if let Some(scheme) = ["://", "www.", "mailto:", "tel:", "javascript:", "data:"]
        .iter()
        .find(|s| lower.contains(*s) && !statements.iter().any(|t| t.to_lowercase().contains(*s)))
    {
        return fault(&format!("it holds a link: {scheme}"));
    }
    let first = text.chars().next().unwrap_or(' ');
    let numbered = text.split_once(['.', ')']).is_some_and(|(head, rest)| head.chars().all(|c| c.is_ascii_digit()) && rest.starts_with(' '));
    if matches!(first, '-' | '–' | '—' | '•' | '·' | '+') || numbered {
        return fault("it begins with the mark of a list");
    }
    if !text.ends_with(['.', '?', '…', '”', '»', ')', '。']) {
        return fault("it does not end like a sentence");
    }
    Ok(())
}

/// Why the block does not keep its claims; `None` when it does: each is named by a sentence, and all of its numbers and half of its other facts stand.
fn whole(block: &PlannedBlock, phrases: &[Phrase], told: &BTreeSet<&str>) -> Option<String> {
    let untold: Vec<&str> = block.claims.iter().map(|claim| claim.id.as_str()).filter(|id| !told.contains(id)).collect();
    if !untold.is_empty() {
        return Some(format!("no sentence that may stand says {}", untold.join(", ")));
    }
    for claim in &block.claims {
        let missing: Vec<&str> = claim.facts.iter().map(String::as_str).filter(|fact| !phrases.iter().any(|phrase| stands_whole(&phrase.text, fact))).collect();
        let counts = missing.iter().any(|fact| fact.chars().any(|c| c.is_ascii_digit()) && fact.chars().count() <= COUNT_CHARS);
        if counts || missing.len() * 2 > claim.facts.len() {
            return Some(format!("{} loses what it tells: {}", claim.id, missing.join("; ")));
        }
    }
    let length = |text: &str| words(text).count();
    let (written, planned): (usize, usize) =
        (phrases.iter().map(|phrase| length(&phrase.text)).sum(), block.claims.iter().map(|claim| length(&claim.statement)).sum());
    if written * 5 < planned * 2 {
        return Some("it is too short to say what its claims say".into());
    }
    (written > planned + planned / 4 + 6 || phrases.len() > block.claims.len() + 1).then(|| "it is longer than its claims".into())
}

/// Words in lower case, without what stands around them.
fn bare(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '\'')).map(|word| word.trim_matches('\''));
    words.map(|word| word.strip_suffix("'s").unwrap_or(word).to_owned()).filter(|word| word.chars().any(char::is_alphabetic)).collect()
}

/// The same word with another ending.
fn akin(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.chars().count(), b.chars().count());
    same >= STEM && a - same <= ENDING && b - same <= ENDING
}

/// The rule in one word, for the ledger of refusals.
fn rule(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Evidence(_) | Refusal::Unsourced(_) => "evidence",
        Refusal::Number(_) => "number",
        Refusal::Name(_) => "name",
        Refusal::Coverage(_) | Refusal::Value(_) => "coverage",
        Refusal::Negation(_) | Refusal::Order(_) => "negation",
        Refusal::Quotation(_) => "quotation",
        Refusal::Url(_) => "url",
        Refusal::Vetted(_) => "vetted",
        Refusal::Style(_) => "style",
        Refusal::Offer(_) => "offer",
    }
}

/// The refusal in plain words, for the model.
fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Evidence(_) | Refusal::Unsourced(_) => "it cites nothing that supports it".into(),
        Refusal::Number(number) => format!("the number {number} does not stand in the claim"),
        Refusal::Name(name) => format!("the name {name} does not stand in the claim"),
        Refusal::Coverage(words) => format!("the claim does not say: {words}"),
        Refusal::Value(value) => format!("{value} does not stand in the claim"),
        Refusal::Negation(_) => "it says the opposite of its claim, or compares where the claim does not".into(),
        Refusal::Order(word) => format!("{word} stands where the claim has something else"),
        Refusal::Quotation(quotation) => format!("“{quotation}” does not stand in the claim, letter by letter"),
        Refusal::Url(url) => format!("{url} may not stand here"),
        Refusal::Vetted(word) => format!("“{word}” promises, ranks or gives a cause"),
        Refusal::Style(word) => format!("do without {word}"),
        Refusal::Offer(rule) => format!("the sender forbids “{rule}”"),
    }
}
