//! A finding in the words of an owner, in four languages: what was seen, why it matters, what to do, how to see it oneself.
//! The sentences are data in `told/*.toml`; `told/slot.rs` makes the site's text and numbers fit to stand in them.

mod book;
mod pattern;
mod slot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

pub use book::Language;

use super::finding::{Area, Because, Effort, Finding, Ranked, Severity, Status};
use book::{Book, Entry, book};

/// What a finding says to an owner. Plain text; pieces of the site stand in quotation marks and are never markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// What the check is about, whatever it found.
    pub name: String,
    /// What is amiss, in a few words; the name where nothing is.
    pub headline: String,
    /// What was seen, in one to four sentences, or why nothing could be.
    pub saw: String,
    /// Why an owner cares.
    pub why: String,
    /// What to do; empty where nothing is amiss.
    pub fix: String,
    /// How to see it oneself.
    pub check: String,
    /// Words for status, severity and effort: `to improve`, `important`, `a few hours`.
    pub status: String,
    pub severity: String,
    pub effort: String,
}

/// Tells a finding. A slot that is missing costs its sentence and no other; a check that has no entry gives its bare id.
#[must_use]
pub fn told(finding: &Finding, language: Language) -> Told {
    let book = book(language);
    let words = Words { book, slots: &finding.slots };
    let status = status(finding.status, language).to_owned();
    let (severity, effort) = (severity(finding.severity, language).to_owned(), effort(finding.effort, language).to_owned());
    let Some(entry) = book.check.get(&finding.check) else {
        let name = finding.check.clone();
        return Told {
            headline: name.clone(),
            name,
            saw: String::new(),
            why: String::new(),
            fix: String::new(),
            check: String::new(),
            status,
            severity,
            effort,
        };
    };
    let chosen = Chosen::of(entry, finding.slots.get("variant").map(String::as_str));
    let failed = finding.status == Status::Fail;
    let saw = match finding.status {
        Status::Fail => words.saw(&chosen, finding),
        Status::Pass => words.first(&entry.pass).unwrap_or_else(|| book.frame("passed").to_owned()),
        Status::NotApplicable => words.silence("not_applicable", finding.reason.as_deref()),
        Status::NotMeasured => words.silence("not_measured", finding.reason.as_deref()),
    };
    Told {
        name: entry.name.clone(),
        headline: if failed { chosen.headline.to_owned() } else { entry.name.clone() },
        saw,
        why: words.all(if failed { chosen.why } else { &entry.why }),
        fix: if failed { words.all(chosen.fix) } else { String::new() },
        check: words.all(if failed { chosen.check } else { &entry.check }),
        status,
        severity,
        effort,
    }
}

/// One sentence that says why a finding has its place: `First because: the point is important and the repair takes minutes.`
#[must_use]
pub fn because(ranked: &Ranked, language: Language) -> String {
    let book = book(language);
    let word = |because: &Because| match because {
        Because::Severity => Some(book.frame("because_severity").replace("{severity}", severity(ranked.severity, language))),
        Because::Sure => Some(book.frame("because_sure").to_owned()),
        Because::Quick => Some(book.frame("because_quick").to_owned()),
        Because::Focus { area } => Some(book.frame("because_focus").replace("{area}", self::area(*area, language))),
        Because::Words { word } => Some(book.frame("because_words").replace("{word}", &slot::quoted(book, word)?)),
    };
    let words: Vec<String> = ranked.because.iter().filter_map(word).collect();
    let reasons = slot::join(book, &words).unwrap_or_else(|| book.frame("because_weight").to_owned());
    let frame = book.frame(if ranked.rank == 1 { "first" } else { "ranked" });
    let place = slot::number(book, &ranked.rank.to_string()).unwrap_or_default();
    let sentence = frame.replace("{rank}", &place).replace("{reasons}", &reasons);
    let other = ranked.grouped_under.as_ref().and_then(|check| book.check.get(check)).and_then(|entry| slot::quoted(book, &entry.name));
    match other {
        Some(name) => format!("{sentence} {}", book.frame("grouped").replace("{name}", &name)),
        None => sentence,
    }
}

/// What the check is about, in a few words; `None` for an id that is no check.
#[must_use]
pub fn name(check: &str, language: Language) -> Option<&'static str> {
    book(language).check.get(check).map(|entry| entry.name.as_str())
}

/// What a passed check saw, in one sentence, from the slots of its finding; `None` where the check has no such sentence or a slot is missing.
#[must_use]
pub fn passed(check: &str, slots: &BTreeMap<String, String>, language: Language) -> Option<String> {
    let book = book(language);
    Words { book, slots }.first(&book.check.get(check)?.pass)
}

/// Opening hours from structured data (`Monday, Tuesday 09:00–18:00`) with the days in the language; `None` where the site has them in other words.
#[must_use]
pub fn hours(raw: &str, language: Language) -> Option<String> {
    let (days, times) = raw.rsplit_once(' ').filter(|(_, times)| times.starts_with(|c: char| c.is_ascii_digit()))?;
    let english = &book(Language::English).days;
    let day = |day: &str| english.iter().position(|known| known == day).and_then(|at| book(language).days.get(at));
    let days: Option<Vec<&str>> = days.split(", ").map(|name| day(name).map(String::as_str)).collect();
    Some(format!("{} {times}", days?.join(", ")))
}

/// True for an `example` that is our own word for something without text on the page: it can be named, but not quoted.
#[must_use]
pub fn is_our_word(example: &str) -> bool {
    slot::OURS.contains(&example)
}

/// A slot of a finding as the language writes it, where it holds a number, a size, a date or words of ours: `1.834`, `214 KB`, `ein Formular`.
/// `None` where it holds text of the site, which is quoted as it stands. Findings use English sizes and words themselves: of English the marks of numbers
/// (`1,834`, `62%`), dates and lists are written anew, and nothing else.
#[must_use]
pub fn written(name: &str, raw: &str, language: Language) -> Option<String> {
    let as_it_is = language == Language::English && matches!(name, "size" | "way" | "because" | "problem" | "issuer" | "example");
    if as_it_is { None } else { slot::own(book(language), name, raw) }
}

/// Why something was not measured or does not apply, by the sentence of the finding; `None` for a sentence that is not known.
#[must_use]
pub fn reason(reason: &str, language: Language) -> Option<&'static str> {
    book(language).reason.get(reason).map(String::as_str)
}

/// All sentences about checks in the language, with their slots: the words that we use ourselves.
pub fn texts(language: Language) -> impl Iterator<Item = &'static str> {
    let book = book(language);
    let checks = book.check.values().flat_map(|entry| {
        let special = entry.when.values().flat_map(|special| [&special.headline, &special.fail, &special.why, &special.fix, &special.check]).flatten();
        [&entry.name, &entry.headline, &entry.fail, &entry.why, &entry.fix, &entry.check, &entry.pass].into_iter().chain(special)
    });
    checks.chain(book.reason.values()).chain(book.term.values()).map(String::as_str)
}

/// Name of an area: `Speed`.
#[must_use]
pub fn area(area: Area, language: Language) -> &'static str {
    let key = match area {
        Area::Reach => "reach",
        Area::Search => "search",
        Area::Speed => "speed",
        Area::Access => "access",
        Area::Trust => "trust",
        Area::Email => "email",
        Area::Enquiry => "enquiry",
    };
    word(&book(language).area, key)
}

/// Word for a severity: `important`.
#[must_use]
pub fn severity(severity: Severity, language: Language) -> &'static str {
    let key = match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    };
    word(&book(language).severity, key)
}

/// Word for a status: `to improve`.
#[must_use]
pub fn status(status: Status, language: Language) -> &'static str {
    let key = match status {
        Status::Pass => "pass",
        Status::Fail => "fail",
        Status::NotApplicable => "not_applicable",
        Status::NotMeasured => "not_measured",
    };
    word(&book(language).status, key)
}

/// Word for an effort: `a few hours`.
#[must_use]
pub fn effort(effort: Effort, language: Language) -> &'static str {
    let key = match effort {
        Effort::Minutes => "minutes",
        Effort::Hours => "hours",
        Effort::Days => "days",
    };
    word(&book(language).effort, key)
}

/// The word beside a score of 0–100, with the limits of [`super::finding::score_word`].
#[must_use]
pub fn score(percent: u8, language: Language) -> &'static str {
    let key = match percent {
        85.. => "strong",
        65..=84 => "fair",
        _ => "weak",
    };
    word(&book(language).score, key)
}

fn word(words: &'static BTreeMap<String, String>, key: &str) -> &'static str {
    words.get(key).map_or("", String::as_str)
}

impl Book {
    fn frame(&self, key: &str) -> &str {
        self.frame.get(key).map_or("", String::as_str)
    }
}

/// The texts that apply to a variant.
struct Chosen<'b> {
    headline: &'b str,
    fail: &'b str,
    why: &'b str,
    fix: &'b str,
    check: &'b str,
}

impl<'b> Chosen<'b> {
    fn of(entry: &'b Entry, variant: Option<&str>) -> Self {
        let special = variant.and_then(|variant| entry.when.get(variant));
        macro_rules! text {
            ($part:ident) => {
                special.and_then(|special| special.$part.as_deref()).unwrap_or(&entry.$part)
            };
        }
        Self { headline: text!(headline), fail: text!(fail), why: text!(why), fix: text!(fix), check: text!(check) }
    }
}

/// Texts filled with the slots of one finding.
struct Words<'f> {
    book: &'static Book,
    slots: &'f BTreeMap<String, String>,
}

impl Words<'_> {
    fn sentences(&self, text: &str) -> Vec<String> {
        let value = |name: &str| self.slots.get(name).and_then(|raw| slot::shown(self.book, name, raw));
        let is_one = |name: &str| self.slots.get(name).and_then(|raw| slot::is_one(self.book, raw));
        pattern::sentences(text, &value, &is_one)
    }

    fn all(&self, text: &str) -> String {
        self.sentences(text).join(" ")
    }

    fn first(&self, text: &str) -> Option<String> {
        Some(self.all(text)).filter(|told| !told.is_empty())
    }

    /// What failed, and on how many pages where more than one was tried.
    fn saw(&self, chosen: &Chosen, finding: &Finding) -> String {
        let mut told = self.sentences(chosen.fail);
        if told.is_empty() {
            told.push(format!("{}.", chosen.headline));
        }
        if let Some(sample) = finding.sample.filter(|sample| sample.of > 1 && sample.hits > 0) {
            told.extend(self.sentences(self.book.frame(if sample.hits == sample.of { "sample_all" } else { "sample" })));
        }
        told.join(" ")
    }

    fn silence(&self, frame: &str, reason: Option<&str>) -> String {
        let reason = match reason {
            Some(reason) => self.book.reason.get(reason).cloned().or_else(|| slot::quoted(self.book, reason)),
            None => None,
        };
        let reason = reason.unwrap_or_else(|| self.book.frame("no_reason").to_owned());
        self.book.frame(frame).replace("{reason}", &reason)
    }
}
