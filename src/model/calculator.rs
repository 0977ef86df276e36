//! An owner's own calculator, as data of the blueprint: what goes in, where its default comes from, and the formulas.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::formula::{self, Value};
use super::formula_units::{Unit, is_currency};

const INPUTS_MAX: usize = 12;
const RESULTS_MAX: usize = 4;
const LABEL_MAX_CHARS: usize = 80;
/// Largest figure that a field takes; the smallest is 0.
pub const MOST: f64 = 1e9;

/// What a document of the kind `calculator` reckons. Without results it is the built-in estimate of the repairs, at `rate`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct CalculatorSpec {
    /// What an hour costs, as a number or range with its unit: `80..120 EUR/h`. `None`: a common range, marked as an assumption.
    #[schema(max_length = 40)]
    pub rate: Option<String>,
    /// Heading of the owner's own calculator.
    #[schema(max_length = 80)]
    pub caption: String,
    #[schema(max_items = 12)]
    pub inputs: Vec<InputSpec>,
    #[schema(max_items = 4)]
    pub results: Vec<ResultSpec>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct InputSpec {
    /// As the formulas name it: `[a-z][a-z0-9_]*`.
    pub name: String,
    #[schema(max_length = 80)]
    pub label: String,
    /// `h`, `min`, `day`, `%`, a currency like `EUR`, or two of them like `EUR/h`; empty for a plain number.
    pub unit: String,
    /// A number or a range, `5` or `10..30`; used where `from` is not set or the site does not say.
    pub default: String,
    /// A value of the site: one of [`SOURCES`].
    pub from: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ResultSpec {
    pub name: String,
    #[schema(max_length = 80)]
    pub label: String,
    pub unit: String,
    /// Over the inputs and the results before this one.
    #[schema(max_length = 300)]
    pub formula: String,
}

/// Values of the site that may be a default, and what they are.
pub const SOURCES: [(&str, &str); 6] = [
    ("prices.first", "the first price that the site states"),
    ("checks.failed", "how many checks failed"),
    ("checks.minutes", "how many failed checks take minutes to mend"),
    ("checks.hours", "how many take hours"),
    ("checks.days", "how many take days"),
    ("pages.read", "how many pages were read"),
];

impl CalculatorSpec {
    /// Whether it has results of its own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        !self.results.is_empty()
    }

    /// The two ends of the hourly rate and its currency; `None` when there is none that can be read.
    #[must_use]
    pub fn hourly(&self) -> Option<(f64, f64, &str)> {
        let (number, unit) = self.rate.as_deref()?.trim().split_once(' ')?;
        let currency = unit.strip_suffix("/h").filter(|currency| is_currency(currency))?;
        let (low, high) = plain(number)?;
        (low >= 0.0).then_some((low, high, currency))
    }

    /// What is wrong with it: the field, below `calculator`, and the reason.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        if self.rate.is_some() && self.hourly().is_none() {
            faults.push(("rate".into(), "must be a number or range and a currency an hour, like 80..120 EUR/h".into()));
        }
        if !self.is_own() {
            if !self.inputs.is_empty() {
                faults.push(("results".into(), "must have a formula that uses the inputs".into()));
            }
            return faults;
        }
        if label_fault(&self.caption) {
            faults.push(("caption".into(), label_rule()));
        }
        if self.inputs.is_empty() || self.inputs.len() > INPUTS_MAX {
            faults.push(("inputs".into(), format!("must be 1 to {INPUTS_MAX} inputs")));
        }
        if self.results.len() > RESULTS_MAX {
            faults.push(("results".into(), format!("must be at most {RESULTS_MAX} results")));
        }
        let mut names = BTreeMap::new();
        for (at, input) in self.inputs.iter().take(INPUTS_MAX).enumerate() {
            let field = |name: &str| format!("inputs.{at}.{name}");
            if label_fault(&input.label) {
                faults.push((field("label"), label_rule()));
            }
            if !formula::is_name(&input.name) || names.contains_key(&input.name) {
                faults.push((field("name"), NAME_RULE.into()));
            }
            if let Some(reason) = input.from.as_deref().and_then(|from| from_fault(from, &input.unit)) {
                faults.push((field("from"), reason));
            }
            let default = plain(&input.default);
            if default.is_some_and(|(low, high)| low < 0.0 || high > MOST) {
                faults.push((field("default"), format!("must be from 0 to {MOST}")));
            }
            match default.map(|(low, high)| Value::of(low, high, &input.unit)) {
                None => faults.push((field("default"), "must be a number or a range like 10..30".into())),
                Some(Err(_)) => faults.push((field("unit"), "must be h, min, day, %, a currency like EUR, two of them like EUR/h, or empty".into())),
                Some(Ok(value)) => {
                    names.insert(input.name.clone(), value);
                }
            }
        }
        for (at, result) in self.results.iter().take(RESULTS_MAX).enumerate() {
            let field = |name: &str| format!("results.{at}.{name}");
            if label_fault(&result.label) {
                faults.push((field("label"), label_rule()));
            }
            if !formula::is_name(&result.name) || names.contains_key(&result.name) {
                faults.push((field("name"), NAME_RULE.into()));
            }
            let value = formula::evaluate(&result.formula, &names).and_then(|value| value.in_unit(&result.unit).map(|_| value));
            match value {
                Ok(value) => {
                    names.insert(result.name.clone(), value);
                }
                Err(error) => faults.push((field("formula"), error.to_string())),
            }
        }
        faults
    }
}

const NAME_RULE: &str = "must begin with a small letter, have small letters, digits and _ alone, be used once, and be no unit or function";

fn label_rule() -> String {
    format!("must be a text of 1 to {LABEL_MAX_CHARS} characters without exclamation marks and numbers")
}

fn label_fault(label: &str) -> bool {
    label.trim().is_empty()
        || label.chars().count() > LABEL_MAX_CHARS
        || label.chars().any(|c| matches!(c, '!' | '！' | '<' | '>') || c.is_numeric() || c.is_control())
}

fn from_fault(from: &str, unit: &str) -> Option<String> {
    if !SOURCES.iter().any(|(known, _)| *known == from) {
        let known: Vec<&str> = SOURCES.iter().map(|(known, _)| *known).collect();
        return Some(format!("must be one of {}", known.join(", ")));
    }
    let fits = if from == "prices.first" { is_currency(unit) } else { Unit::parse(unit).is_some_and(|(unit, _)| unit == Unit::default()) && unit.is_empty() };
    (!fits).then(|| "does not fit the unit: a price needs a currency, a count needs none".to_owned())
}

/// `5` or `10..30`: a number, or two from low to high with `..` between them, without a unit.
#[must_use]
pub fn plain(text: &str) -> Option<(f64, f64)> {
    let number = |text: &str| {
        let text = text.trim();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| (1..=15).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        (digits(whole) && digits(fraction)).then(|| text.parse::<f64>().ok()).flatten()
    };
    let (low, high) = text.split_once("..").unwrap_or((text, text));
    let (low, high) = (number(low)?, number(high)?);
    (low <= high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::{Value as Json, json};

    use super::*;

    fn faults(value: Json) -> Vec<String> {
        serde_json::from_value::<CalculatorSpec>(value).unwrap().faults().into_iter().map(|(field, _)| field).collect()
    }

    fn own(input: Json, formula: &str, unit: &str) -> Json {
        json!({"caption": "What it brings", "inputs": [input], "results": [{"name": "total", "label": "In all", "unit": unit, "formula": formula}]})
    }

    #[test]
    fn an_own_calculator_is_checked_to_the_last_unit() {
        let price = json!({"name": "price", "label": "Price of a visit", "unit": "EUR", "default": "50..80", "from": "prices.first"});
        assert!(faults(own(price.clone(), "price * 3", "EUR")).is_empty());
        assert_eq!(faults(own(price.clone(), "price * 3", "h")), ["results.0.formula"]);
        assert_eq!(faults(own(price.clone(), "price + 3", "EUR")), ["results.0.formula"]);
        assert_eq!(faults(own(price.clone(), "price / 0", "EUR")), ["results.0.formula"]);
        assert_eq!(faults(own(price.clone(), "visits * 3", "")), ["results.0.formula"]);
        for (member, bad) in
            [("name", "Price"), ("name", "min"), ("label", ""), ("label", "Up 40 %"), ("default", "many"), ("unit", "apples"), ("from", "prices.last")]
        {
            let mut input = price.clone();
            input[member] = json!(bad);
            assert!(faults(own(input, "price * 3", "EUR")).iter().any(|field| *field == format!("inputs.0.{member}")), "{member} {bad}");
        }
        for bad in ["10 %", "5 EUR", "2*3", "-5", "2000000000", "30..10", "1.", ""] {
            let mut input = price.clone();
            input["default"] = json!(bad);
            assert!(faults(own(input, "price * 3", "EUR")).contains(&"inputs.0.default".to_owned()), "{bad}");
        }
        assert_eq!((plain(" 5 "), plain("10..30.5")), (Some((5.0, 5.0)), Some((10.0, 30.5))));
        assert_eq!(faults(json!({"inputs": [price]})), ["results"]);
        assert!(faults(json!({})).is_empty());
    }

    #[test]
    fn a_rate_is_money_an_hour() {
        let hourly =
            |rate: &str| CalculatorSpec { rate: Some(rate.into()), ..CalculatorSpec::default() }.hourly().map(|(low, high, unit)| (low, high, unit.to_owned()));
        assert_eq!(hourly("80..120 EUR/h"), Some((80.0, 120.0, "EUR".into())));
        assert_eq!(hourly("95 €/h"), Some((95.0, 95.0, "€".into())));
        for bad in ["80", "80 EUR", "80 h", "-5 EUR/h", "EUR/h", "80 EUR/day"] {
            assert_eq!(hourly(bad), None, "{bad}");
            assert_eq!(faults(json!({"rate": bad})), ["rate"]);
        }
    }
}
