//! Headings that open a list of offers, and headings below which nothing is offered.

use super::offer_words::{BESIDE, CLOSING, NOT_SOLD, OPENERS, OPENING, OWN};

/// A heading or menu label like "Our services": nothing but such a phrase, or the phrase with a short word or two.
pub fn opens_offers(heading: &str) -> bool {
    if closes_offers(heading) {
        return false;
    }
    let lower = heading.to_lowercase();
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let told = lower
        .strip_prefix("what ")
        .is_some_and(|rest| ["carries", "offers", "sells", "makes", "provides"].iter().any(|verb| rest.ends_with(&format!(" {verb}"))));
    if told || OPENING.iter().any(|phrase| lower.len() <= phrase.len() + 16 && lower.contains(phrase)) {
        return true;
    }
    if OPENERS.contains(&lower) || is_our_things(lower) {
        return true;
    }
    let mut named = 0;
    let all_known = lower.split_whitespace().all(|word| {
        let opener = OPENERS.contains(&word);
        named += usize::from(opener);
        opener || BESIDE.contains(&word)
    });
    all_known && named > 0
}

/// `Our doors`, `Unsere Massagen`: a word for own and one for things in the plural, but for those that nobody buys.
fn is_our_things(lower: &str) -> bool {
    let mut words = lower.split_whitespace();
    let (Some(own), Some(things), None) = (words.next(), words.next(), words.next()) else { return false };
    OWN.contains(&own) && things.chars().count() >= 4 && things.ends_with(['s', 'n', 'e', 'r']) && !NOT_SOLD.contains(&things)
}

/// A heading of people, reviews, reasons, steps, customers, places or questions: what stands below it is not for sale.
pub fn closes_offers(heading: &str) -> bool {
    let lower = format!("{} ", heading.trim().to_lowercase());
    const WORDS: &[&str] = &["projects", "projekte", "projets", "proyectos", "progetti", "réalisations", "referenzen", "fleet", "flotte"];
    WORDS.contains(&lower.trim()) || lower.chars().count() <= 70 && CLOSING.iter().any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_opens_offers_only_when_it_says_nothing_else() {
        for opens in [
            "Our Services",
            "Services",
            "What we do",
            "Unsere Leistungen:",
            "Nos prestations complémentaires",
            "Products & Services",
            "診療内容",
            "All products",
            "I nostri servizi",
        ] {
            assert!(opens_offers(opens), "{opens}");
        }
        for silent in ["Moving services in Claytown", "Brick products of the year", "Areas of the kiln", "Service is our passion", "Our values", "Our family"] {
            assert!(!opens_offers(silent), "{silent}");
        }
        for closes in ["Why choose us", "Meet the team", "Kundenstimmen", "Ils nous font confiance", "Frequently Asked Questions"] {
            assert!(closes_offers(closes), "{closes}");
        }
        assert!(!closes_offers("Roof tiles"));
    }
}
