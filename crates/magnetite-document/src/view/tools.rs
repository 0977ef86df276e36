//! What the reader uses rather than reads: texts to copy, and the calculator with its figures in the words of the language.

use serde::Serialize;

use super::Span;
use super::builder::Builder;
use crate::clean::{clean, clean_lines};
use crate::tree;
use crate::words::Words;

/// One text to copy.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SwipeItem {
    pub label: String,
    pub place: String,
    /// Empty where nothing stands there now.
    pub before: Vec<Span>,
    /// With its lines.
    pub after: String,
    /// The marker of what the text is made of.
    pub made_of: Vec<Span>,
    pub note: Vec<Span>,
    pub code: bool,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Calculator {
    /// Unique on the page.
    pub id: String,
    pub caption: String,
    pub inputs: Vec<Input>,
    pub results: Vec<Outcome>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Input {
    /// A name of the formula language.
    pub name: String,
    pub label: String,
    /// For the script.
    pub unit: String,
    /// For people.
    pub unit_word: String,
    /// The fields: one number, or the two ends of a range, each with the word that tells which.
    pub fields: Vec<Field>,
    pub min: String,
    pub max: String,
    pub step: String,
    /// Value and unit in words.
    pub shown: String,
    /// The marker of the source, or nothing.
    pub source: Vec<Span>,
    /// `Assumption` or `From a source`.
    pub kind: &'static str,
    /// What is said of an assumption.
    pub note: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// `low` or `high`.
    pub end: &'static str,
    pub word: &'static str,
    pub value: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    pub name: String,
    pub label: String,
    pub unit: String,
    /// For the script: what stands before the number and behind it.
    pub before: String,
    pub behind: String,
    pub formula: String,
    /// For the defaults, with the unit.
    pub shown: String,
}

impl<'a> Builder<'a> {
    pub(super) fn swipe_item(&mut self, item: &'a tree::SwipeItem) -> SwipeItem {
        SwipeItem {
            label: clean(&item.label),
            place: clean(&item.place),
            before: item.before.as_ref().map(|before| self.spans(before)).unwrap_or_default(),
            after: clean_lines(&item.after),
            made_of: item.claim.as_deref().and_then(|id| self.note(id)).into_iter().collect(),
            note: item.note.as_ref().map(|note| self.spans(note)).unwrap_or_default(),
            code: item.code,
        }
    }

    pub(super) fn calculator(&mut self, calculator: &'a tree::Calculator) -> Calculator {
        let words = self.words;
        self.calculators = self.calculators.saturating_add(1);
        Calculator {
            id: format!("calc-{}", self.calculators),
            caption: clean(&calculator.caption),
            inputs: calculator.inputs.iter().map(|input| self.input(input)).collect(),
            results: calculator
                .results
                .iter()
                .map(|result| {
                    let (before, behind) = around(&unit_word(&result.unit, words), words);
                    Outcome {
                        name: formula_name(&result.name),
                        label: clean(&result.label),
                        unit: clean(&result.unit),
                        formula: clean(&result.formula),
                        shown: format!("{before}{}{behind}", range(result.low, result.high, words)),
                        before,
                        behind,
                    }
                })
                .collect(),
        }
    }

    fn input(&mut self, input: &'a tree::CalculatorInput) -> Input {
        let words = self.words;
        let unit_word = unit_word(&input.unit, words);
        let (before, behind) = around(&unit_word, words);
        let field = |end, word, value| Field { end, word, value: plain(value) };
        let fields = match input.high {
            Some(high) => vec![field("low", words.range_from, input.value), field("high", words.range_to, high)],
            None => vec![field("low", "", input.value)],
        };
        let (source, kind, note) = match &input.source {
            tree::InputSource::Claim(id) => (self.note(id).into_iter().collect(), words.from_source, String::new()),
            tree::InputSource::Assumption(note) => (Vec::new(), words.assumption, clean(note)),
        };
        Input {
            name: formula_name(&input.name),
            label: clean(&input.label),
            unit: clean(&input.unit),
            shown: format!("{before}{}{behind}", range(input.value, input.high.unwrap_or(input.value), words)),
            unit_word,
            fields,
            min: plain(input.min),
            max: plain(input.max),
            step: if input.step > 0.0 { plain(input.step) } else { "any".to_owned() },
            source,
            kind,
            note,
        }
    }
}

/// A name of the formula language, whatever came.
fn formula_name(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_').take(40).collect()
}

/// A number as a field of the page holds it.
fn plain(value: f64) -> String {
    if value.is_finite() { format!("{value}") } else { "0".to_owned() }
}

/// `3` or `3–12`; a dash alone where there is no number.
fn range(low: f64, high: f64, words: &Words) -> String {
    if !low.is_finite() || !high.is_finite() {
        return "–".to_owned();
    }
    let (low, high) = (words.number(low), words.number(high));
    if low == high { low } else { format!("{low}–{high}") }
}

/// The unit as people read it.
fn unit_word(unit: &str, words: &Words) -> String {
    let one = |(at, part): (usize, &str)| match (part, at) {
        ("day", 0) => words.unit_days.to_owned(),
        ("day", _) => words.unit_day.to_owned(),
        _ => clean(part),
    };
    unit.split('/').enumerate().map(one).collect::<Vec<_>>().join("/")
}

/// What stands before a number and behind it for its unit: `$` and `/h` in English, where other languages write the whole behind.
pub fn around(unit: &str, words: &Words) -> (String, String) {
    let sign = unit.strip_prefix(['$', '€', '£', '¥', '₹']).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match (words.language, unit, sign) {
        (_, "", _) => (String::new(), String::new()),
        ("de" | "fr" | "es", "%", _) => (String::new(), "\u{a0}%".to_owned()),
        (_, "%", _) => (String::new(), unit.to_owned()),
        ("en", _, Some(rest)) => (unit.strip_suffix(rest).unwrap_or(unit).to_owned(), rest.to_owned()),
        _ => (String::new(), format!(" {unit}")),
    }
}

#[cfg(test)]
mod tests {
    use super::around;
    use crate::words::words;

    #[test]
    fn a_sign_of_money_stands_before_the_number_in_english_and_behind_it_elsewhere() {
        let shown = |language: &str, unit: &str| {
            let (before, behind) = around(unit, words(language));
            format!("{before}9.99{behind}")
        };
        let english = ["", "$", "$/h", "€", "%", "USD", "EUR/h", "h"].map(|unit| shown("en", unit));
        assert_eq!(english, ["9.99", "$9.99", "$9.99/h", "€9.99", "9.99%", "9.99 USD", "9.99 EUR/h", "9.99 h"]);
        assert_eq!(["€", "€/h", "%"].map(|unit| shown("de", unit)), ["9.99 €", "9.99 €/h", "9.99\u{a0}%"]);
    }
}
