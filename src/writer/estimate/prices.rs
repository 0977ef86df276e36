//! Prices that the site states, with the number and the currency that can be reckoned with.

use crate::model::formula_units::is_currency;
use crate::model::profile::{Fact, Price};
use crate::writer::Brief;
use crate::writer::pen::{Value, Values};
use crate::writer::text::quotable;
use crate::writer::verify::Slot;

/// A stated price with its number, above 0, and its currency as written.
pub(super) struct Stated<'a> {
    pub price: &'a Fact<Price>,
    pub amount: f64,
    pub currency: String,
}

/// Every price with a readable amount and currency.
pub(super) fn stated<'a>(brief: &Brief<'a>) -> impl Iterator<Item = Stated<'a>> {
    let analysis = brief.analysis;
    let found = analysis.profile.prices.iter().filter(|fact| fact.confidence >= 0.6 && !analysis.is_provided(&fact.evidence));
    found.filter_map(|price| {
        let amount = amount(&price.value.amount).filter(|amount| *amount > 0.0)?;
        Some(Stated { price, amount, currency: currency(&price.value.currency)? })
    })
}

/// Those that are the price of one thing: neither the least it costs nor the price of an hour or a person.
pub(super) fn whole<'a>(brief: &Brief<'a>) -> impl Iterator<Item = Stated<'a>> {
    stated(brief).filter(|stated| !stated.price.value.from && stated.price.value.per.is_none())
}

/// `amount`, `currency` and, where it is short, `price_name`.
pub(super) fn values(price: &Fact<Price>) -> Values {
    let value = |text: String| Value { slot: Slot::of(text), evidence: price.evidence.clone(), fact: true, sender: false };
    let mut values = Values::new();
    values.insert("amount".into(), value(price.value.amount.clone()));
    values.insert("currency".into(), value(price.value.currency.clone()));
    if let Some(name) = quotable(&price.value.name, 60).filter(|name| !name.ends_with('…')) {
        values.insert("price_name".into(), value(name));
    }
    values
}

/// `sign` where the currency is written as one, which English sets before the number.
pub(super) fn variant(price: &Fact<Price>) -> &'static str {
    if price.value.currency.chars().any(char::is_alphanumeric) { "" } else { "sign" }
}

fn currency(written: &str) -> Option<String> {
    let written = written.trim();
    is_currency(written).then(|| written.to_owned())
}

/// `1 200,50`, `1,200`, `9.99`: the last mark with one or two digits behind it is the point; every other mark divides groups of three digits. `None` for a
/// number that can be read in no one way.
pub(super) fn amount(written: &str) -> Option<f64> {
    let written: String = written.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c }).map(|c| if c == '’' { '\'' } else { c }).collect();
    let point = written.rfind(['.', ',']).filter(|at| (1..=2).contains(&(written.len() - at - 1)));
    let (whole, fraction) = point.map_or((written.as_str(), ""), |at| (&written[..at], &written[at + 1..]));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let marks = [' ', '\'', '.', ','];
    let groups: Vec<&str> = whole.split(marks).collect();
    let (head, rest) = groups.split_first()?;
    let mut used = whole.chars().filter(|c| marks.contains(c));
    let mark = used.next();
    // One mark divides the groups, and it is not the point.
    let one_mark = used.all(|c| Some(c) == mark) && point.is_none_or(|at| !mark.is_some_and(|mark| written[at..].starts_with(mark)));
    let grouped = rest.is_empty() || ((1..=3).contains(&head.len()) && !head.starts_with('0') && rest.iter().all(|group| group.len() == 3) && one_mark);
    let whole = groups.concat();
    (grouped && !head.is_empty() && whole.len() <= 9 && digits(&whole) && digits(fraction)).then(|| format!("{whole}.{fraction}0").parse().ok()).flatten()
}
