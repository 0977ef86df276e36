//! Units of the formula language: time, one currency, plain numbers, and what their products make.

use std::fmt;

/// Highest power of a unit that is reckoned with.
const POWER: i8 = 4;

/// Powers of time and money. Plain numbers and shares have neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    time: i8,
    money: i8,
    /// Set while `money` is not 0.
    currency: Option<String>,
}

/// The unit of one token and its scale: `h`, `min`, `day` (eight hours), `%`, three capital letters or one currency sign.
#[must_use]
pub fn unit_token(token: &str) -> Option<(Unit, f64)> {
    let time = |scale| Some((Unit { time: 1, ..Unit::default() }, scale));
    match token {
        "h" => time(1.0),
        "min" => time(1.0 / 60.0),
        "day" => time(8.0),
        "%" => Some((Unit::default(), 0.01)),
        currency if is_currency(currency) => Some((Unit { money: 1, currency: Some(currency.to_owned()), ..Unit::default() }, 1.0)),
        _ => None,
    }
}

/// Three capital letters or one currency sign.
#[must_use]
pub fn is_currency(token: &str) -> bool {
    let mut letters = token.chars();
    match (letters.next(), letters.next()) {
        (Some('$' | '¢'..='¥' | '₠'..='₿'), None) => true,
        _ => token.len() == 3 && token.bytes().all(|byte| byte.is_ascii_uppercase()),
    }
}

impl Unit {
    /// A unit as written for an input or result, with its scale: empty, one token, or two with `/` between them. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<(Self, f64)> {
        match text.split_once('/') {
            None if text.is_empty() => Some((Self::default(), 1.0)),
            None => unit_token(text),
            Some((above, below)) => {
                let ((above, top), (below, bottom)) = (unit_token(above)?, unit_token(below)?);
                Some((above.over(&below)?, top / bottom))
            }
        }
    }

    /// `None` where two currencies meet, or a power is too high.
    pub(super) fn times(&self, other: &Self) -> Option<Self> {
        let currency = match (&self.currency, &other.currency) {
            (Some(a), Some(b)) if a != b => return None,
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        let money = self.money + other.money;
        let time = self.time + other.time;
        let fits = |power: i8| (-POWER..=POWER).contains(&power);
        (fits(money) && fits(time)).then(|| Self { time, money, currency: currency.filter(|_| money != 0) })
    }

    /// `None` where two currencies meet, or a power is too high.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        self.times(&Self { time: -other.time, money: -other.money, currency: other.currency.clone() })
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let currency = self.currency.as_deref().unwrap_or("");
        let part = |name: &str, power: i8| match power {
            1 => name.to_owned(),
            power => format!("{name}^{power}"),
        };
        match (self.money, self.time) {
            (0, 0) => f.write_str("plain number"),
            (money, 0) => f.write_str(&part(currency, money)),
            (0, time) => f.write_str(&part("h", time)),
            (money, time) if time < 0 => write!(f, "{}/{}", part(currency, money), part("h", -time)),
            (money, time) => write!(f, "{} × {}", part(currency, money), part("h", time)),
        }
    }
}
