//! Which labels name an offer, rather than argue, ask, name a person or a place, or belong to the site.

use std::sync::LazyLock;

use regex::Regex;

use super::offer_heading::{closes_offers, opens_offers};
use super::offer_words::{CUSTOMERS, PLACES, STARTS, TALK};
use super::{given_names, labels, money, words};

/// The number of a card or step: `01 —`, `2.`, `3)`.
static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"^\s*0?[0-9]{1,2}\s?[—–\-.):|/]+\s"));

/// A label fit to be named as an offer, as a slice of the text.
pub fn label<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let label = NUMBERED.as_ref().and_then(|re| re.find(text)).map_or(text, |number| &text[number.end()..]);
    let label = label
        .trim()
        .trim_matches(|c: char| matches!(c, '•' | '-' | '–' | '—' | '*' | '»' | '›' | '>' | '→' | ':' | ',' | '✓' | '✔' | '+' | '·' | '‣' | '▸' | '\'' | '’'))
        .trim();
    let length = label.chars().count();
    let wide = label.chars().any(|c| c >= '\u{3000}');
    let digits = label.chars().filter(char::is_ascii_digit).count();
    let least = if wide { 2 } else { 4 };
    let most = if wide { 24 } else { 70 };
    let bad = !(least..=most).contains(&length)
        || label.split_whitespace().count() > 8
        || label.ends_with(['.', '?', '!', '…', ':', ')']) && digits > 0
        || label.ends_with(['.', '?', '!', '…', ':', ','])
        || label.ends_with(|c: char| c.is_ascii_digit())
        || label.contains(['@', '?', '!', ':', '€', '$', '£', '©', '[', '{', '=', '#', '“', '"', '«', '%', '|', 'を', 'は', 'が', '。', '『', '「', '…', '↓'])
        || starts_with_number(label)
        || digits * 3 > length
        || label.contains("://")
        || label.contains("...")
        || label.starts_with("www.")
        || labels::is_call_to_action(label)
        || labels::is_furniture(label)
        || words::key(label) == words::key(name)
        || opens_offers(label)
        || closes_offers(label)
        || is_selling_talk(label)
        || is_sentence(label)
        || is_place_or_customer(label)
        || is_firm(label)
        || is_bare_adjective(label)
        || !label.starts_with(|c: char| c.is_alphanumeric())
        || ends_open(label)
        || given_names::is_person(label)
        || !money::prices(label).is_empty();
    (!bad).then_some(label)
}

/// Headings that argue, address the reader or belong to the site rather than name what is sold.
fn is_selling_talk(label: &str) -> bool {
    let lower = label.to_lowercase();
    let mut all = lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    let first = all.clone().next().unwrap_or_default();
    // French asks in -ez and sets aims in -er and -ir
    let several = all.clone().count() >= 3;
    let french_verb = (first.len() > 4 && first.ends_with("ez"))
        || (several && first.len() > 4 && (first.ends_with("er") || first.ends_with("ir")) && has_french_article(&lower));
    french_verb || STARTS.iter().any(|start| lower.starts_with(start)) || all.any(|word| TALK.contains(&word))
}

/// `12 bricks`, but not `2K` or `3D printing`.
fn starts_with_number(label: &str) -> bool {
    let first = label.split_whitespace().next().unwrap_or_default();
    first.starts_with(|c: char| c.is_ascii_digit()) && !first.chars().skip(1).any(char::is_alphabetic)
}

/// Cut off behind a joint: `protection of`, `forget the`.
fn ends_open(label: &str) -> bool {
    const JOINTS: &[&str] = &[
        "of", "the", "and", "or", "for", "to", "in", "with", "a", "an", "your", "our", "und", "oder", "der", "die", "das", "für", "mit", "et", "ou", "de",
        "des", "du", "la", "le", "les", "y", "o", "con", "para",
    ];
    label.split_whitespace().next_back().is_some_and(|last| JOINTS.contains(&last.to_lowercase().as_str()))
}

/// A German adjective that has lost its noun: `Sanitäre`, `Technische`, but not `Esstische`.
fn is_bare_adjective(label: &str) -> bool {
    let lower = label.to_lowercase();
    let noun = ["tische", "fische", "sphäre", "affäre"].iter().any(|end| lower.ends_with(end)) && lower != "praktische";
    let ending = ["äre", "ische", "liche"].iter().any(|end| lower.ends_with(end));
    !label.contains([' ', '-']) && label.chars().count() >= 7 && ending && !noun
}

/// Another firm, by its legal form.
fn is_firm(label: &str) -> bool {
    const FORMS: &[&str] = &["llc", "inc", "ltd", "limited", "gmbh", "corp", "plc", "sarl", "sas", "s.l", "srl", "b.v", "ag", "kg"];
    let lower = label.to_lowercase();
    label.contains(' ') && lower.split([' ', ',']).next_back().is_some_and(|last| FORMS.contains(&last.trim_end_matches('.')))
}

/// Longer than a name, with the joints of a sentence: `Insights derived from your own data`, `Faster, better decisions`.
fn is_sentence(label: &str) -> bool {
    const JOINTS: &[&str] = &[
        " to ", " that ", " which ", " by ", " from ", " with ", " at ", " into ", " than ", " so ", " if ", " mit ", " damit ", " durch ", " zum ", " zur ",
        " avec ", " qui ", " con ", " que ",
    ];
    let lower = label.to_lowercase();
    let count = label.split_whitespace().count();
    let capitals = label.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())).count();
    let joined = words::has_any(&lower, JOINTS);
    let first = lower.split_whitespace().next().unwrap_or_default();
    // `Make bookkeeping a breeze`, but not `Design` or `Print Shop`
    let asks = count >= 3 && labels::IMPERATIVES.contains(&first) && capitals < count;
    let gerund = count >= 3 && first.len() > 6 && first.ends_with("ing") && [" the ", " your ", " our ", " a "].iter().any(|article| lower.contains(article));
    (count >= 4 && joined) || (count >= 5 && capitals <= 1 && label.contains(',')) || asks || gerund
}

/// Countries and states in a list of where the company works, and those it works for.
fn is_place_or_customer(label: &str) -> bool {
    let lower = label.to_lowercase();
    PLACES.contains(&lower.as_str()) || CUSTOMERS.contains(&lower.as_str())
}

fn has_french_article(lower: &str) -> bool {
    words::has_any(lower, &[" le ", " la ", " les ", " un ", " une ", " des ", " du ", " à ", " l'", " l’"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adjective_without_its_noun_is_no_offer() {
        for bare in ["Sanitäre", "Technische", "Gewerbliche"] {
            assert_eq!(label(bare, "Kiln"), None, "{bare}");
        }
        for whole in ["Esstische", "Sanitäre Anlagen", "Heizung"] {
            assert_eq!(label(whole, "Kiln"), Some(whole));
        }
    }

    #[test]
    fn people_places_and_slogans_are_no_offers() {
        for bad in [
            "Sarah Ward",
            "Dr. Jane Miller",
            "United States",
            "Shift from reactive to planned firing",
            "Make firing a breeze",
            "Better bricks",
            "Our team",
            "Case studies",
            "Privatkunden",
        ] {
            assert!(label(bad, "Kiln").is_none(), "{bad}");
        }
        for good in ["Design", "Print Shop", "Grace Bricks", "Training for masons", "Roof repair and maintenance"] {
            assert!(label(good, "Kiln").is_some(), "{good}");
        }
    }

    #[test]
    fn names_of_services_are_told_from_talk() {
        for good in ["Continuous Hinges", "Roof tiles", "Bad-Design", "Derecho de Familia", "漢方内科", "HTML5 apps", "Atelier de reliure"] {
            assert!(label(good, "Kiln").is_some(), "{good}");
        }
        for bad in [
            "Typical programme profile",
            "Rate Card",
            "For marketing",
            "Vos besoins",
            "Développer un produit",
            "Publiez votre annonce",
            "Open day (2017)",
            "Progress update",
            "Senior mason - 400 EUR per day",
            "Boutique et prix",
            "Why choose kilns",
            "Everything a kiln needs",
        ] {
            assert!(label(bad, "Kiln").is_none(), "{bad}");
        }
    }
}
