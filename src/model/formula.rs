//! The formula language of calculators: arithmetic over numbers, ranges and units. One grammar, one evaluator; the page's script (`report.js` of the
//! document crate) reckons the same without units, and `tests/formulas.json` holds both to the same answers.
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = factor { ("*" | "/") factor }
//! factor  = "-" factor | "(" sum ")" | number [ ".." number ] [ unit ] | name | function "(" sum { "," sum } ")"
//! unit    = ("h" | "min" | "day" | "%" | currency) [ "/" ("h" | "min" | "day" | currency) ]
//! ```
//! Functions are `min`, `max` and `round` (to whole numbers of the base unit, or to multiples of a second value). A currency is three capital letters or
//! one currency sign. A `day` is a working day of eight hours. Ranges are carried through by interval arithmetic (Moore 1966): a name that stands twice
//! counts twice.

use std::collections::BTreeMap;

use super::formula_units::{Unit, unit_token};

/// Longest formula, in bytes.
pub const FORMULA_MAX: usize = 300;
/// Deepest nesting of brackets, functions and signs.
const DEPTH: usize = 24;
/// Largest number that is reckoned with.
const LARGEST: f64 = 1e15;
/// Longest name.
const NAME_MAX: usize = 32;

/// A value: a range from `low` to `high` in base units (hours, plain numbers, whole currency), equal where it is one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub low: f64,
    pub high: f64,
    pub unit: Unit,
}

/// Why a formula has no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    #[error("must be a formula of 1 to {FORMULA_MAX} characters")]
    Length,
    #[error("is nested too deeply")]
    Depth,
    #[error("does not make sense at “{0}”")]
    Syntax(String),
    #[error("ends too early")]
    End,
    #[error("knows no {0}")]
    Name(String),
    #[error("adds or compares {0} and {1}")]
    Units(String, String),
    #[error("has the unit {found}, not {wanted}")]
    Result { found: String, wanted: String },
    #[error("divides by a value that may be zero")]
    Zero,
    #[error("becomes too large")]
    Overflow,
    #[error("has a range whose end is below its beginning")]
    Backwards,
}

impl Value {
    /// A plain number or a range of them, times the scale of the unit.
    ///
    /// # Errors
    /// When the unit is none, or an end is no number that can be reckoned with.
    pub fn of(low: f64, high: f64, unit: &str) -> Result<Self, FormulaError> {
        let (unit, scale) = Unit::parse(unit).ok_or_else(|| FormulaError::Name(unit.to_owned()))?;
        if low > high {
            return Err(FormulaError::Backwards);
        }
        Self { low: low * scale, high: high * scale, unit }.fine()
    }

    /// The ends in this unit.
    ///
    /// # Errors
    /// When the value is of another kind than the unit.
    pub fn in_unit(&self, unit: &str) -> Result<(f64, f64), FormulaError> {
        let (wanted, scale) = Unit::parse(unit).ok_or_else(|| FormulaError::Name(unit.to_owned()))?;
        if wanted != self.unit {
            return Err(FormulaError::Result { found: self.unit.to_string(), wanted: wanted.to_string() });
        }
        Ok((self.low / scale, self.high / scale))
    }

    fn fine(self) -> Result<Self, FormulaError> {
        if self.low.abs() <= LARGEST && self.high.abs() <= LARGEST { Ok(self) } else { Err(FormulaError::Overflow) }
    }

    fn negated(self) -> Self {
        Self { low: -self.high, high: -self.low, unit: self.unit }
    }

    fn like(&self, other: &Self) -> Result<(), FormulaError> {
        if self.unit == other.unit { Ok(()) } else { Err(FormulaError::Units(self.unit.to_string(), other.unit.to_string())) }
    }

    fn plus(self, other: Self) -> Result<Self, FormulaError> {
        self.like(&other)?;
        Self { low: self.low + other.low, high: self.high + other.high, unit: self.unit }.fine()
    }

    fn times(&self, other: &Self) -> Result<Self, FormulaError> {
        let unit = self.unit.times(&other.unit).ok_or_else(|| FormulaError::Units(self.unit.to_string(), other.unit.to_string()))?;
        Self::spanning([self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high], unit)
    }

    fn over(&self, other: &Self) -> Result<Self, FormulaError> {
        if other.low <= 0.0 && other.high >= 0.0 {
            return Err(FormulaError::Zero);
        }
        let unit = self.unit.over(&other.unit).ok_or_else(|| FormulaError::Units(self.unit.to_string(), other.unit.to_string()))?;
        Self::spanning([self.low / other.low, self.low / other.high, self.high / other.low, self.high / other.high], unit)
    }

    fn spanning(ends: [f64; 4], unit: Unit) -> Result<Self, FormulaError> {
        Self { low: ends.into_iter().fold(f64::INFINITY, f64::min), high: ends.into_iter().fold(f64::NEG_INFINITY, f64::max), unit }.fine()
    }
}

/// Whether a text may name an input or result: a small letter first, then small letters, digits and `_`; no unit, no function.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.len() <= NAME_MAX
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_')
        && !matches!(text, "h" | "min" | "day" | "max" | "round")
}

/// The value of a formula over these names.
///
/// # Errors
/// [`FormulaError`]: each says what is wrong, in words that follow the name of the formula.
pub fn evaluate(formula: &str, names: &BTreeMap<String, Value>) -> Result<Value, FormulaError> {
    if formula.trim().is_empty() || formula.len() > FORMULA_MAX {
        return Err(FormulaError::Length);
    }
    let mut reader = Reader { tokens: tokens(formula)?, at: 0, depth: 0, names };
    let value = reader.sum()?;
    match reader.tokens.get(reader.at) {
        None => Ok(value),
        Some(rest) => Err(FormulaError::Syntax((*rest).to_owned())),
    }
}

/// Numbers, names, marks; a number takes its point only where a digit follows, so that `1..3` is a range.
fn tokens(formula: &str) -> Result<Vec<&str>, FormulaError> {
    let mut tokens = Vec::new();
    let mut rest = formula.trim_start();
    while let Some(first) = rest.chars().next() {
        let run = |of: fn(u8) -> bool| rest.bytes().position(|byte| !of(byte)).unwrap_or(rest.len());
        let length = match first {
            '0'..='9' => {
                let whole = run(|byte| byte.is_ascii_digit());
                let fraction = rest.get(whole + 1..).filter(|_| rest.get(whole..=whole) == Some(".")).unwrap_or("");
                let digits = fraction.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(fraction.len());
                if digits > 0 { whole + 1 + digits } else { whole }
            }
            'a'..='z' => run(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
            'A'..='Z' => run(|byte| byte.is_ascii_uppercase()),
            '.' if rest.starts_with("..") => 2,
            '+' | '-' | '*' | '/' | '(' | ')' | ',' | '%' => 1,
            sign if unit_token(sign.encode_utf8(&mut [0; 4])).is_some() => sign.len_utf8(),
            other => return Err(FormulaError::Syntax(other.to_string())),
        };
        let (token, behind) = rest.split_at(length);
        tokens.push(token);
        rest = behind.trim_start();
    }
    Ok(tokens)
}

struct Reader<'a> {
    tokens: Vec<&'a str>,
    at: usize,
    depth: usize,
    names: &'a BTreeMap<String, Value>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.tokens.get(self.at).copied()
    }

    fn take(&mut self, token: &str) -> bool {
        let there = self.peek() == Some(token);
        self.at += usize::from(there);
        there
    }

    fn next(&mut self) -> Result<&'a str, FormulaError> {
        let token = self.peek().ok_or(FormulaError::End)?;
        self.at += 1;
        Ok(token)
    }

    fn close(&mut self) -> Result<(), FormulaError> {
        match self.next()? {
            ")" => Ok(()),
            other => Err(FormulaError::Syntax(other.to_owned())),
        }
    }

    fn sum(&mut self) -> Result<Value, FormulaError> {
        let mut value = self.product()?;
        loop {
            if self.take("+") {
                value = value.plus(self.product()?)?;
            } else if self.take("-") {
                value = value.plus(self.product()?.negated())?;
            } else {
                return Ok(value);
            }
        }
    }

    fn product(&mut self) -> Result<Value, FormulaError> {
        let mut value = self.factor()?;
        loop {
            if self.take("*") {
                value = value.times(&self.factor()?)?;
            } else if self.take("/") {
                value = value.over(&self.factor()?)?;
            } else {
                return Ok(value);
            }
        }
    }

    fn factor(&mut self) -> Result<Value, FormulaError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(FormulaError::Depth);
        }
        let token = self.next()?;
        let value = match token {
            "-" => self.factor()?.negated(),
            "(" => {
                let value = self.sum()?;
                self.close()?;
                value
            }
            number if number.starts_with(|c: char| c.is_ascii_digit()) => self.number(number)?,
            function if self.peek() == Some("(") => self.function(function)?,
            name => self.names.get(name).cloned().ok_or_else(|| FormulaError::Name(name.to_owned()))?,
        };
        self.depth -= 1;
        Ok(value)
    }

    /// A number or range with its unit.
    fn number(&mut self, first: &str) -> Result<Value, FormulaError> {
        let parse = |text: &str| text.parse::<f64>().map_err(|_| FormulaError::Syntax(text.to_owned()));
        let low = parse(first)?;
        let high = if self.take("..") { parse(self.next()?)? } else { low };
        let mut unit = String::new();
        if let Some(token) = self.peek().filter(|token| unit_token(token).is_some()) {
            self.at += 1;
            unit.push_str(token);
            let below = self.tokens.get(self.at + 1).filter(|token| unit_token(token).is_some() && self.tokens.get(self.at + 2) != Some(&"("));
            if let Some(below) = below.filter(|_| self.peek() == Some("/")) {
                unit.push('/');
                unit.push_str(below);
                self.at += 2;
            }
        }
        Value::of(low, high, &unit)
    }

    fn function(&mut self, name: &str) -> Result<Value, FormulaError> {
        self.at += 1;
        let mut value = self.sum()?;
        let mut more = Vec::new();
        while self.take(",") {
            more.push(self.sum()?);
        }
        self.close()?;
        for other in &more {
            value.like(other)?;
        }
        match (name, more.as_slice()) {
            ("min" | "max", others) => {
                let pick = if name == "min" { f64::min } else { f64::max };
                for other in others {
                    value = Value { low: pick(value.low, other.low), high: pick(value.high, other.high), unit: value.unit };
                }
                Ok(value)
            }
            ("round", []) => Ok(Value { low: nearest(value.low), high: nearest(value.high), unit: value.unit }),
            ("round", [step]) if step.low > 0.0 => {
                Value { low: nearest(value.low / step.low) * step.low, high: nearest(value.high / step.low) * step.low, unit: value.unit }.fine()
            }
            ("round", [_]) => Err(FormulaError::Zero),
            _ => Err(FormulaError::Name(format!("function {name}"))),
        }
    }
}

/// As JavaScript rounds: halves go up.
fn nearest(value: f64) -> f64 {
    (value + 0.5).floor()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn names() -> BTreeMap<String, Value> {
        let value = |low, high, unit| Value::of(low, high, unit).unwrap();
        BTreeMap::from([
            ("count".to_owned(), value(4.0, 4.0, "")),
            ("time".to_owned(), value(10.0, 30.0, "min")),
            ("rate".to_owned(), value(60.0, 120.0, "EUR/h")),
            ("share".to_owned(), value(5.0, 20.0, "%")),
        ])
    }

    fn error(formula: &str) -> FormulaError {
        evaluate(formula, &names()).unwrap_err()
    }

    #[test]
    fn the_shared_examples_come_out_as_the_page_s_script_has_them() {
        let examples: serde_json::Value = serde_json::from_str(include_str!("../../tests/formulas.json")).unwrap();
        let examples = examples.as_array().unwrap();
        assert!(examples.len() >= 30);
        for example in examples {
            let mut names = BTreeMap::new();
            for (name, given) in example["names"].as_object().unwrap() {
                let end = |at: usize| given[at].as_f64().unwrap();
                names.insert(name.clone(), Value::of(end(0), end(1), given[2].as_str().unwrap()).unwrap());
            }
            let formula = example["formula"].as_str().unwrap();
            let got = evaluate(formula, &names).and_then(|value| value.in_unit(example["unit"].as_str().unwrap())).ok();
            let wanted = example["value"].as_array().map(|ends| (ends[0].as_f64().unwrap(), ends[1].as_f64().unwrap()));
            let near = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 1e-6 && (b - d).abs() < 1e-6;
            assert!(got.zip(wanted).map_or(got.is_none() && wanted.is_none(), |(got, wanted)| near(got, wanted)), "{formula}: {got:?}, not {wanted:?}");
        }
    }

    #[test]
    fn hours_and_money_do_not_add_up() {
        assert_eq!(error("count * time + rate"), FormulaError::Units("h".into(), "EUR/h".into()));
        assert!(matches!(error("3 EUR + 2 USD"), FormulaError::Units(..)));
        assert!(matches!(error("3 EUR * 2 USD"), FormulaError::Units(..)));
        assert!(matches!(error("max(time, 3)"), FormulaError::Units(..)));
        assert!(matches!(error("round(time, 5)"), FormulaError::Units(..)));
        assert!(matches!(evaluate("count * time", &names()).unwrap().in_unit("EUR"), Err(FormulaError::Result { .. })));
        assert_eq!(evaluate("count * time * rate", &names()).unwrap().in_unit("EUR").unwrap(), (40.0, 240.0));
    }

    #[test]
    fn what_has_no_value_says_why() {
        assert_eq!(error("1 / (share - 10 %)"), FormulaError::Zero);
        assert_eq!(error("1 / 0"), FormulaError::Zero);
        assert_eq!(error("999999999 * 999999999"), FormulaError::Overflow);
        assert_eq!(error(&"9".repeat(200)), FormulaError::Overflow);
        assert_eq!(error("30..10"), FormulaError::Backwards);
        assert_eq!(error("unknown + 1"), FormulaError::Name("unknown".into()));
        assert_eq!(error("sin(1)"), FormulaError::Name("function sin".into()));
        assert_eq!(error(""), FormulaError::Length);
        assert_eq!(error(&"1+".repeat(400)), FormulaError::Length);
        assert_eq!(error(&"(".repeat(100)), FormulaError::Depth);
        assert_eq!(error(&"-".repeat(100)), FormulaError::Depth);
        assert_eq!(error("1 +"), FormulaError::End);
        for broken in ["1 2", "1)", "* 1", "1 ; 2", "count time", "1...2", "a.b", "“1”", "1 = 1", "`x`", "count(1", "()"] {
            assert!(matches!(error(broken), FormulaError::Syntax(_) | FormulaError::End | FormulaError::Name(_)), "{broken}");
        }
    }

    #[test]
    fn a_name_is_no_unit_and_no_function() {
        for good in ["count", "rate_2", "a"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["h", "min", "day", "max", "round", "Rate", "2x", "", "a-b", "é", "__proto__"] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}", marks in "[0-9a-z+*/().,% -]{0,80}") {
            let _ = evaluate(&text, &names());
            let _ = evaluate(&marks, &names());
        }
    }
}
