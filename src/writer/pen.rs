//! The pen: turns lines of the library into sentences, sends each through the gate, and keeps claims and counts. A refused sentence gives way to the next
//! line of its list.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use magnetite_document::tree;

use crate::model::evidence::{Evidence, EvidenceId};

use super::builtin::{self, Line};
use super::pattern;
use super::phrases::{PHRASED, Phrase, Phrases, Spoken};
use super::role;
use super::verify::{self, Allowed, Origin, Part, Sentence, Slot, Verdict};

/// A value for a slot, with what it rests on.
#[derive(Debug, Clone)]
pub struct Value {
    pub slot: Slot,
    pub evidence: Vec<EvidenceId>,
    /// It tells something about the prospect (and not about the sender or the method).
    pub fact: bool,
    /// It belongs to the sender.
    pub sender: bool,
}

pub type Values = BTreeMap<String, Value>;

/// How a line is chosen among those that can be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// In the order of the list, from rich to plain.
    First,
    /// Those with most facts first, beginning with one of them by a hash of reader, site and list.
    Richest,
    /// Any of those with facts, by the same hash; plain ones last.
    Vary,
}

/// What is asked of the pen.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    pub lines: &'static [Line],
    pub choice: Choice,
    pub variant: &'a str,
    pub values: &'a Values,
    /// Evidence that the sentences rest on even where no value of it is shown.
    pub basis: &'a [EvidenceId],
    /// Salt of the choice, like the check.
    pub salt: &'a str,
    /// A fixed legend of the frame: left out of the swap measure.
    pub legend: bool,
}

/// A sentence that passed.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    pub text: String,
    pub claim: Option<String>,
}

/// A sentence that passed, as the measures see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub section: &'static str,
    pub text: String,
    /// Values about the prospect in it.
    pub facts: Vec<String>,
    pub legend: bool,
    /// A heading, a cell or a label: not running text.
    pub label: bool,
    pub sentence: Sentence,
}

#[derive(Debug)]
pub struct Pen {
    pub section: &'static str,
    pub allowed: Allowed,
    evidence: Arc<Vec<Evidence>>,
    index: BTreeMap<EvidenceId, usize>,
    seed: String,
    /// Words of the situation that lines may ask for, like `@shop`.
    situation: BTreeSet<&'static str>,
    claims: Vec<tree::Claim>,
    claim_of: BTreeMap<(String, Vec<EvidenceId>), String>,
    pub said: Vec<Said>,
    sentences: u32,
    refused: u32,
    replaced: u32,
    /// Checks whose finding some sentence tells.
    pub told: BTreeSet<String>,
    /// Said instead of the library's sentences.
    pub phrases: Phrases,
    pub spoken: Vec<Spoken>,
}

impl Pen {
    /// `seed` varies the choice of lines: the same seed, the same words.
    #[must_use]
    pub fn new(seed: String, situation: BTreeSet<&'static str>, evidence: Arc<Vec<Evidence>>, allowed: Allowed) -> Self {
        let index = evidence.iter().enumerate().map(|(at, item)| (item.id.clone(), at)).collect();
        Self {
            section: "",
            allowed,
            evidence,
            index,
            seed,
            situation,
            claims: Vec::new(),
            claim_of: BTreeMap::new(),
            said: Vec::new(),
            sentences: 0,
            refused: 0,
            replaced: 0,
            told: BTreeSet::new(),
            phrases: Phrases::new(),
            spoken: Vec::new(),
        }
    }

    /// A fixed word of the library: a table head, the name of an area.
    pub fn fixed(&mut self, pattern: &'static str) -> Option<String> {
        let sentence =
            Sentence { text: pattern.to_owned(), evidence: Vec::new(), origin: Origin::Library { pattern, slots: BTreeMap::new() }, about_sender: false };
        self.sentences += 1;
        if let Err(refusal) = self.judge(&sentence) {
            tracing::debug!(document.section = self.section, document.refusal = refusal.rule(), "label refused");
            self.refused += 1;
            return None;
        }
        self.said.push(Said { section: self.section, text: pattern.to_owned(), facts: Vec::new(), legend: true, label: true, sentence });
        Some(pattern.to_owned())
    }

    /// The seller's own words, when they keep the house style and the offer's own rules.
    pub fn sender_words(&mut self, text: &str) -> Option<String> {
        let mut values = Values::new();
        values.insert("seen".into(), Value { slot: Slot::of(text), evidence: Vec::new(), fact: false, sender: true });
        self.label(Ask { lines: builtin::SEEN, choice: Choice::First, variant: "", values: &values, basis: &[], salt: "sender", legend: true })
    }

    /// The fixed words of the owner's template with values put in; `None` when a value is missing or the gate refuses.
    pub fn template(&mut self, pattern: &str, values: &Values) -> Option<String> {
        let text = pattern::fill(pattern, |name| values.get(name).map(|value| value.slot.value.clone()))?;
        let used: BTreeMap<&str, &Value> =
            pattern::slots(pattern).filter_map(|name| values.get_key_value(name)).map(|(name, value)| (name.as_str(), value)).collect();
        let evidence: BTreeSet<EvidenceId> = used.values().flat_map(|value| value.evidence.iter().cloned()).collect();
        let slots = used.iter().map(|(name, value)| ((*name).to_owned(), value.slot.clone())).collect();
        let about_sender = used.values().any(|value| value.sender);
        let facts = used.values().filter(|value| value.fact).map(|value| value.slot.value.clone()).collect();
        let sentence = Sentence { text: text.clone(), evidence: evidence.into_iter().collect(), origin: Origin::Template { slots }, about_sender };
        self.sentences += 1;
        if let Err(refusal) = self.judge(&sentence) {
            tracing::debug!(document.section = self.section, document.refusal = refusal.rule(), "the template's words were refused");
            self.refused += 1;
            return None;
        }
        self.said.push(Said { section: self.section, text: text.clone(), facts, legend: false, label: true, sentence });
        Some(text)
    }

    /// The model's sentences for this, else those of the first line that can be filled and passes; empty when none does.
    pub fn say(&mut self, ask: Ask<'_>) -> Vec<Written> {
        let key = self.key(&ask);
        let from = self.said.len();
        let phrases = key.as_ref().and_then(|key| self.phrases.remove(key));
        let written = match phrases {
            Some(phrases) => self.phrase(phrases),
            None => self.try_lines(ask, false),
        };
        if let Some(key) = key.filter(|_| !written.is_empty()) {
            self.spoken.push(Spoken { key, section: self.section, salt: ask.salt.to_owned(), said: from..self.said.len() });
        }
        written
    }

    /// Names what is asked by section, check, list and variant, and by how often it was asked; `None` when it is not for a model to phrase.
    fn key(&self, ask: &Ask<'_>) -> Option<String> {
        if ask.legend || ask.lines == builtin::SEEN || !PHRASED.contains(&self.section) {
            return None;
        }
        let list = ask.lines.first().map_or("", |line| line.1);
        let key = format!("{}/{}/{:x}", self.section, ask.salt, fnv(&[list, ask.variant]) % 0x10000);
        let before = self.spoken.iter().filter(|spoken| spoken.key.split('#').next() == Some(key.as_str())).count();
        Some(if before == 0 { key } else { format!("{key}#{before}") })
    }

    fn phrase(&mut self, phrases: Vec<Phrase>) -> Vec<Written> {
        let mut written = Vec::new();
        for Phrase { text, evidence, facts, computed } in phrases {
            self.sentences += 1;
            let sentence = Sentence { text: text.clone(), evidence, origin: Origin::Free, about_sender: false };
            let claim = self.claim(&sentence, if computed { Verdict::Computed } else { Verdict::Supported });
            self.said.push(Said { section: self.section, text: text.clone(), facts, legend: false, label: false, sentence });
            written.push(Written { text, claim });
        }
        written
    }

    /// A text made of the site's own words, to be copied: with its claim, and no sentence of ours.
    pub fn compose(&mut self, ask: Ask<'_>) -> Option<Written> {
        let from = self.said.len();
        let written = self.try_lines(ask, false).into_iter().next();
        self.said.iter_mut().skip(from).for_each(|said| said.label = true);
        written
    }

    /// Code to paste, from fixed pieces and values.
    pub fn assemble(&mut self, parts: Vec<Part>, evidence: Vec<EvidenceId>) -> Option<Written> {
        let facts = parts.iter().filter_map(|part| if let Part::Value(slot) = part { Some(slot.value.clone()) } else { None }).collect();
        let text = verify::assembled(&parts);
        let sentence = Sentence { text: text.clone(), evidence, origin: Origin::Assembled { parts }, about_sender: false };
        self.sentences += 1;
        let Ok(verdict) = self.judge(&sentence).inspect_err(|refusal| tracing::debug!(document.refusal = refusal.rule(), "code refused")) else {
            self.refused += 1;
            return None;
        };
        let claim = self.claim(&sentence, verdict);
        // The form of code is the same for everybody: a legend with values in it.
        self.said.push(Said { section: self.section, text: text.clone(), facts, legend: true, label: true, sentence });
        Some(Written { text, claim })
    }

    /// Evidence that only this document rests on; the same piece has one id.
    pub fn note(&mut self, mut item: Evidence) -> EvidenceId {
        let same = |known: &&Evidence| known.url == item.url && known.locator == item.locator && known.quote == item.quote && known.observed == item.observed;
        if let Some(known) = self.evidence.iter().find(same) {
            return known.id.clone();
        }
        let id = EvidenceId(format!("ev_{}", self.evidence.len() + 1));
        item.id = id.clone();
        self.index.insert(id.clone(), self.evidence.len());
        Arc::make_mut(&mut self.evidence).push(item);
        id
    }

    /// One short text without a marker: a heading, a label, a title.
    pub fn label(&mut self, ask: Ask<'_>) -> Option<String> {
        let written = self.try_lines(ask, true);
        (!written.is_empty()).then(|| written.into_iter().map(|sentence| sentence.text).collect::<Vec<_>>().join(" "))
    }

    /// The same, tried without being kept: to weigh one wording against another.
    #[must_use]
    pub fn rehearse(&self, ask: Ask<'_>) -> Vec<String> {
        for (_, sentences) in self.candidates(ask) {
            let kept: Vec<&Sentence> = sentences.iter().map(|(sentence, _)| sentence).filter(|sentence| self.judge(sentence).is_ok()).collect();
            if kept.first().is_some_and(|first| *first == &sentences[0].0) {
                return kept.into_iter().map(|sentence| sentence.text.clone()).collect();
            }
        }
        Vec::new()
    }

    fn try_lines(&mut self, ask: Ask<'_>, label: bool) -> Vec<Written> {
        let mut failed = false;
        for (_, sentences) in self.candidates(ask) {
            let mut written = Vec::new();
            for (at, (sentence, facts)) in sentences.into_iter().enumerate() {
                self.sentences += 1;
                match self.judge(&sentence) {
                    Ok(verdict) => {
                        let claim = if label { None } else { self.claim(&sentence, verdict) };
                        written.push(Written { text: sentence.text.clone(), claim });
                        self.said.push(Said { section: self.section, text: sentence.text.clone(), facts, legend: ask.legend, label, sentence });
                    }
                    Err(refusal) => {
                        tracing::debug!(document.section = self.section, document.refusal = refusal.rule(), "sentence refused");
                        self.refused += 1;
                        if at == 0 {
                            break;
                        }
                    }
                }
            }
            if !written.is_empty() {
                self.replaced += u32::from(failed);
                return written;
            }
            failed = true;
        }
        Vec::new()
    }

    /// Lines that can be filled, in the order in which they are tried. Who sells nothing, or looks after people, is told of customers only where no other line
    /// can be filled.
    fn candidates(&self, ask: Ask<'_>) -> Vec<(usize, Vec<Filled>)> {
        let mut lines = self.filled(ask);
        if [role::PUBLIC, role::CARE].iter().any(|word| self.situation.contains(word)) {
            let of_trade = |(sentence, _): &Filled| matches!(sentence.origin, Origin::Library { pattern, .. } if role::speaks_of_trade(pattern));
            lines.sort_by_key(|(_, sentences)| sentences.iter().any(of_trade));
        }
        lines
    }

    /// The same by the facts in them, each line as its sentences with these facts.
    fn filled(&self, ask: Ask<'_>) -> Vec<(usize, Vec<Filled>)> {
        let said = self.domain_said(&ask);
        let fitting = || ask.lines.iter().filter(|line| self.holds(line.0, ask.variant));
        let exact = fitting().filter(|line| variant_of(line.0).is_some());
        let general = fitting().filter(|line| variant_of(line.0).is_none());
        let fill = |line: &Line| {
            let mut sentences = builtin::sentences(line.1).map(|pattern| fill(pattern, ask.values, ask.basis));
            let first = sentences.next().flatten()?;
            let sentences: Vec<_> = std::iter::once(first).chain(sentences.flatten()).collect();
            let fresh = sentences.iter().flat_map(|(_, facts)| facts).filter(|fact| said != Some(fact.as_str())).count();
            Some((fresh, sentences))
        };
        let exact: Vec<_> = exact.filter_map(fill).collect();
        let general: Vec<_> = general.filter_map(fill).collect();
        if ask.choice == Choice::First {
            return exact.into_iter().chain(general).collect();
        }
        let most = exact.iter().chain(&general).map(|(facts, _)| *facts).max().unwrap_or(0);
        let least = if ask.choice == Choice::Richest { most.max(1) } else { 1 };
        let (rich, mut plain): (Vec<_>, Vec<_>) = exact.into_iter().chain(general).partition(|(facts, _)| *facts >= least);
        plain.sort_by_key(|(_, sentences)| std::cmp::Reverse(sentences.iter().map(|(_, facts)| facts.len()).sum::<usize>()));
        // Lines of which each sentence is about this prospect come before those that trail off into what holds for anybody.
        let (mut whole, mut partly): (Vec<_>, Vec<_>) =
            rich.into_iter().partition(|(_, sentences)| sentences.iter().all(|(_, facts)| facts.iter().any(|fact| tells(fact))));
        let list = ask.lines.first().map_or("", |line| line.1);
        for lines in [&mut whole, &mut partly].into_iter().filter(|lines| !lines.is_empty()) {
            let turn = fnv(&[&self.seed, ask.salt, list]) % u64::try_from(lines.len()).unwrap_or(1);
            lines.rotate_left(usize::try_from(turn).unwrap_or(0));
            let again = |(_, facts): &Filled| facts.iter().any(|fact| said == Some(fact.as_str()));
            lines.sort_by_key(|(_, sentences)| sentences.iter().any(again));
        }
        whole.into_iter().chain(partly).chain(plain).collect()
    }

    /// The domain, where a sentence of this section has named it: then lines that do without come first. The summary is measured before it is said, and keeps
    /// its words.
    fn domain_said<'v>(&self, ask: &Ask<'v>) -> Option<&'v str> {
        let domain = ask.values.get("domain").map(|value| value.slot.value.as_str())?;
        let counts = !matches!(self.section, "title" | "summary" | "texts" | "outreach");
        (counts && self.said.iter().any(|said| said.section == self.section && !said.label && said.text.contains(domain))).then_some(domain)
    }

    /// Whether every word of a line's condition holds.
    fn holds(&self, condition: &str, variant: &str) -> bool {
        condition.split_whitespace().all(|word| match word.strip_prefix('!') {
            Some(other) => other != variant,
            None if word.starts_with('@') => self.situation.contains(word),
            None => word == variant,
        })
    }

    fn judge(&self, sentence: &Sentence) -> Result<Verdict, verify::Refusal> {
        let cited: Vec<&Evidence> = sentence.evidence.iter().filter_map(|id| self.index.get(id)).map(|at| &self.evidence[*at]).collect();
        verify::check(sentence, &cited, &self.allowed)
    }

    fn claim(&mut self, sentence: &Sentence, verdict: Verdict) -> Option<String> {
        if sentence.evidence.is_empty() {
            return None;
        }
        let verdict = match verdict {
            Verdict::Computed => tree::Verdict::Computed,
            Verdict::Supported | Verdict::Legend => tree::Verdict::Supported,
        };
        let key = (sentence.text.clone(), sentence.evidence.clone());
        if let Some(id) = self.claim_of.get(&key) {
            return Some(id.clone());
        }
        let id = format!("c{}", self.claims.len() + 1);
        let evidence = sentence.evidence.iter().map(ToString::to_string).collect();
        self.claims.push(tree::Claim { id: id.clone(), text: sentence.text.clone(), evidence, verdict });
        self.claim_of.insert(key, id.clone());
        Some(id)
    }

    /// True when some running sentence so far holds these words.
    #[must_use]
    pub fn has_said(&self, words: &str) -> bool {
        self.said.iter().any(|said| !said.label && said.text.contains(words))
    }

    #[must_use]
    pub fn has_claims(&self) -> bool {
        !self.claims.is_empty()
    }

    /// Claims, the evidence they point at in its order, and sentences, refused, replaced.
    #[must_use]
    pub fn finish(self) -> (Vec<tree::Claim>, Vec<Evidence>, [u32; 3], Vec<Said>) {
        let used: BTreeSet<&str> = self.claims.iter().flat_map(|claim| &claim.evidence).map(String::as_str).collect();
        let evidence = self.evidence.iter().filter(|item| used.contains(item.id.0.as_str())).cloned().collect();
        (self.claims, evidence, [self.sentences, self.refused, self.replaced], self.said)
    }
}

/// True for a fact that tells one site from another: a bare number and the home page are everybody's.
fn tells(fact: &str) -> bool {
    fact.chars().any(char::is_alphabetic) && !builtin::is_home_name(fact)
}

/// The variant that a condition names.
fn variant_of(condition: &str) -> Option<&str> {
    condition.split_whitespace().find(|word| !word.starts_with(['@', '!']))
}

/// A sentence and the facts of the prospect in it.
type Filled = (Sentence, Vec<String>);

/// One sentence of the library filled from the values; `None` when a slot has none.
fn fill(pattern: &'static str, values: &Values, basis: &[EvidenceId]) -> Option<Filled> {
    let text = pattern::fill(pattern, |name| values.get(name).map(|value| value.slot.value.clone()))?;
    let mut evidence: Vec<EvidenceId> = Vec::new();
    let mut facts = Vec::new();
    let mut slots = BTreeMap::new();
    let mut about_sender = false;
    for name in pattern::slots(pattern) {
        let value = values.get(name)?;
        slots.insert(name.to_owned(), value.slot.clone());
        about_sender |= value.sender;
        if value.fact && !facts.contains(&value.slot.value) {
            facts.push(value.slot.value.clone());
        }
        for id in &value.evidence {
            if !evidence.contains(id) {
                evidence.push(id.clone());
            }
        }
    }
    for id in basis {
        if !evidence.contains(id) && evidence.len() < 4 {
            evidence.push(id.clone());
        }
    }
    Some((Sentence { text, evidence, origin: Origin::Library { pattern, slots }, about_sender }, facts))
}

/// Running text with each sentence's marker right behind it.
#[must_use]
pub fn text(written: &[Written]) -> tree::Text {
    let mut parts = Vec::new();
    for (at, sentence) in written.iter().enumerate() {
        let gap = if at == 0 { "" } else { " " };
        parts.push(tree::Inline::Text(format!("{gap}{}", sentence.text)));
        parts.extend(sentence.claim.clone().map(tree::Inline::Claim));
    }
    tree::Text(parts)
}

/// FNV-1a over the parts: a small, stable hash for choosing words.
fn fnv(parts: &[&str]) -> u64 {
    parts
        .iter()
        .flat_map(|part| part.bytes().chain(std::iter::once(0)))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        >> 8
}
