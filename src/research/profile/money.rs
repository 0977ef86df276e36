//! Amounts of money in a line of text: currency, number, what it buys, and whether it is only the least.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words;

static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    const NUMBER: &str = r"[0-9]{1,3}(?:[.,'’ \u{a0}\u{202f}][0-9]{3})+(?:[.,][0-9]{2})?|[0-9]{1,7}(?:[.,][0-9]{1,2})?";
    words::pattern(&format!(
        r"(?P<c1>US\$|CA\$|AU\$|C\$|A\$|R\$|CHF|EUR|USD|GBP|Rs\.|[$€£¥₹₽￥])[ \u{{a0}}]?(?P<a1>{NUMBER})|\b(?P<a2>{NUMBER})(?:,-|,–|\.–|\.-)?[ \u{{a0}}\u{{202f}}]?(?P<c2>[€£¥$]|円|(?:EUR|USD|GBP|CHF|FCFA|F CFA|XAF|XOF|COP|MXN|ARS|CLP|PEN|BRL|INR|ZAR|AUD|CAD|NZD|PLN|CZK|HUF|SEK|NOK|DKK|JPY|kr|zł|Kč|Ft|[Ee]uros?|[Dd]ollars?)\b)"
    ))
});
static FROM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)(?:\b(?:from|starting (?:at|from)|starts (?:at|from)|as low as|ab|à partir de|a partir de|dès|desde|a partire da|da|vanaf|från|fra)|より)[ :]{0,2}$",
    )
});
static FROM_AFTER: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"^[ ]?(?:\+(?:\s|$)|～|〜|から|より)"));
static PER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^[\s*¹]{0,3}(?P<per>(?:/|per|a|an|each|pro|par|al|por|je|im|p\.|à|/\s?per)\s?(?:month|mo|mth|year|yr|annum|week|wk|day|hour|hr|night|person|pers|user|seat|guest|head|session|lesson|class|piece|item|km|mile|dozen|kg|lb|m²|m2|sq\.? ?ft|monat|jahr|woche|tag|stunde|std|nacht|stück|mois|an|semaine|jour|heure|personne|nuit|séance|mes|año|semana|día|hora|persona|noche|sesión|mese|anno|giorno|ora|notte|maand|jaar|uur|dag|月|年|人|回)\b|(?:monthly|yearly|annually|each|ea\b|mensuels?|monatlich|jährlich))",
    )
});
/// Before an amount that is no price: a threshold, a saving, a sum that was raised.
static NO_PRICE_BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:save|saved|saving|savings of|off|discount of|over|above|under|below|exceeds?|up to|more than|less than|at least|at most|minimum(?: order)?(?: of)?|raised|raising|funding|revenue|turnover|worth|win|donated?|capital(?: social)?(?: de| of)?|fine of|rabatt|sparen|spare|über|unter|bis zu|mehr als|stammkapital|économisez|plus de|jusqu['’]à|ahorra|más de|hasta|risparmia|fino a|pay up to)[ :]{0,2}$",
    )
});
static NO_PRICE_AFTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^\s?(?:[kmb]\b|mn\b|bn\b|(?:million|billion|thousand|mio|mrd|milliarden|millionen|millones|millions|milliards?)\b|off\b|(?:discount|rabatt|savings?|credit|gift|voucher|value|cash ?back|bonus|de (?:réduction|descuento|remise|capital))\b|or more\b|\+ ?orders?\b)",
    )
});

/// An amount and where it stands in its text, with the words that belong to it.
#[derive(Debug, PartialEq, Eq)]
pub struct Money<'t> {
    pub amount: &'t str,
    pub currency: &'t str,
    pub per: Option<&'t str>,
    pub from: bool,
    pub range: Range<usize>,
}

/// Prices of a text in order, at most twelve; savings, thresholds and sums of business are left out.
pub fn prices(text: &str) -> Vec<Money<'_>> {
    let Some(amounts) = AMOUNT.as_ref() else { return Vec::new() };
    let mut end = 0;
    let mut found = Vec::new();
    for hit in amounts.captures_iter(text).take(12) {
        // the upper end of a range has been read with its lower
        let apart = hit.get(0).is_some_and(|whole| whole.start() >= end);
        if let Some(money) = price(text, &hit).filter(|_| apart) {
            end = money.range.end;
            found.push(money);
        }
    }
    found
}

fn price<'t>(text: &'t str, hit: &regex::Captures<'t>) -> Option<Money<'t>> {
    let whole = hit.get(0)?;
    let (amount, currency) =
        hit.name("a1").zip(hit.name("c1")).or_else(|| hit.name("a2").zip(hit.name("c2"))).map(|(amount, currency)| (amount.as_str(), currency.as_str()))?;
    let lower = LOWER.as_ref().filter(|_| hit.name("a2").is_some()).and_then(|re| re.find(&text[..whole.start()]));
    let upper = UPPER.as_ref().filter(|_| hit.name("a1").is_some()).and_then(|re| re.find(&text[whole.end()..]));
    let whole = lower.map_or(whole.start(), |lower| lower.start())..upper.map_or(whole.end(), |upper| whole.end() + upper.end());
    let amount = match (lower, upper, hit.name("a1"), hit.name("a2")) {
        (Some(_), _, _, Some(number)) => text.get(whole.start..number.end())?,
        (_, Some(_), Some(number), _) => text.get(number.start()..whole.end)?,
        _ => amount,
    };
    let before = tail(&text[..whole.start]);
    let after = &text[whole.end..];
    let is = |re: &LazyLock<Option<Regex>>, text: &str| re.as_ref().is_some_and(|re| re.is_match(text));
    if is(&NO_PRICE_BEFORE, before) || is(&NO_PRICE_AFTER, after) || amount.chars().all(|c| !matches!(c, '1'..='9')) || is_year(amount, currency) {
        return None;
    }
    let per = PER.as_ref().and_then(|re| re.captures(after)).and_then(|hit| hit.name("per"));
    let from = FROM.as_ref().and_then(|re| re.find(before));
    let start = from.map_or(whole.start, |from| whole.start - (before.len() - from.start()));
    let end = whole.end + per.map_or(0, |per| per.end());
    let open = from.is_some() || is(&FROM_AFTER, after);
    Some(Money { amount, currency, per: per.map(|per| per.as_str().trim()), from: open, range: start..end })
}

/// `2017 dollars` counts in the money of that year.
fn is_year(amount: &str, currency: &str) -> bool {
    amount.len() == 4 && (amount.starts_with("19") || amount.starts_with("20")) && currency.to_lowercase().starts_with("dollar")
}

/// `60 à 90 €` and `$60 – $90` are one price with two ends.
static LOWER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?P<amount>[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]{2})?|[0-9]{1,7}(?:[.,][0-9]{1,2})?)[ \u{a0}]?(?:€|EUR)?[ \u{a0}]?(?:-|–|—|à|to|bis|a|y|~|〜)[ \u{a0}]?$",
    )
});
static UPPER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(r"^[ \u{a0}]?(?:-|–|—|to|bis|à|a)[ \u{a0}]?[$€£¥]?[ ]?(?:[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]{2})?|[0-9]{1,7}(?:[.,][0-9]{1,2})?)")
});

/// The last 28 characters.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(27).map_or(0, |(at, _)| at);
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&str, &str, Option<&str>, bool)> {
        prices(text).into_iter().map(|money| (money.amount, money.currency, money.per, money.from)).collect()
    }

    #[test]
    fn amounts_are_read_as_they_are_written() {
        assert_eq!(told("Kiln hire from $1,200.50 per day"), [("1,200.50", "$", Some("per day"), true)]);
        assert_eq!(told("Brennen ab 49,90 € / Monat"), [("49,90", "€", Some("/ Monat"), true)]);
        assert_eq!(told("Four 40 000 FCFA, cuisson à partir de 12 €"), [("40 000", "FCFA", None, false), ("12", "€", None, true)]);
        assert_eq!(told("煉瓦 3,000円〜"), [("3,000", "円", None, true)]);
        assert_eq!(told("60 à 90 € la nuit"), [("60 à 90", "€", None, false)]);
        assert_eq!(told("$60 – $90 per day"), [("60 – $90", "$", Some("per day"), false)]);
        assert_eq!(told("CHF 120.- Tee"), [("120", "CHF", None, false)]);
    }

    #[test]
    fn savings_thresholds_and_turnover_are_no_prices() {
        for text in
            ["Save $20 today", "10% off orders over $30", "$5 million in revenue", "$2.00 Off any brick", "SARL au capital de 10 000 euros", "Rooms 0 €"]
        {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
