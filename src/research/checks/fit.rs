//! Which checks an offer is about: its focus areas, and what the seller says to sell, in four languages. Offers outside the web touch none.

use super::trades::{OWN_SITE, TRADES, Trade};
use crate::model::finding::Area::{self, Access, Email, Enquiry, Reach, Search, Speed, Trust};
use crate::model::finding::{Because, Finding};
use crate::model::offer::Offer;

/// Fit in tenths. The most is below the step from one severity to the next (6 to 10), so fit alone never outweighs it.
pub const NEUTRAL: u32 = 10;
/// Proof or audience of an offer about the web name the subject.
const ASIDE: u32 = 12;
/// The subject of the offer is the area of the finding.
const AREA: u32 = 13;
/// The subject of the offer is this very check, or its area is the offer's focus.
const FULL: u32 = 15;

/// Characters looked at of one text; words found of one offer.
const TEXT_CHARS: usize = 2_000;
const HITS_MAX: usize = 40;

/// What an offer is about.
pub struct Interest<'o> {
    focus: &'o [String],
    hits: Vec<Hit>,
}

struct Hit {
    trade: &'static Trade,
    /// As it stands in the offer.
    word: String,
    /// In what is sold, not only in proof or audience.
    sold: bool,
}

impl<'o> Interest<'o> {
    /// Reads the offer. What is sold decides; proof and audience count only beside something sold for web sites, or where nothing else is said.
    #[must_use]
    pub fn of(offer: &'o Offer) -> Self {
        let named = |text: &'o str, sold: bool| found(text, sold, |trade| trade.words);
        let besides = |text: &'o str, sold: bool| found(text, sold, |trade| trade.beside);
        let others = || offer.proof.iter().chain([&offer.audience]).map(String::as_str);
        let mut hits = named(&offer.sells, true);
        let silent = offer.sells.trim().is_empty();
        if !hits.is_empty() {
            hits.extend(besides(&offer.sells, true));
            hits.extend(others().flat_map(|text| [named(text, false), besides(text, false)]).flatten());
        } else if silent {
            hits.extend(others().flat_map(|text| named(text, false)));
        }
        hits.truncate(HITS_MAX);
        Self { focus: &offer.focus, hits }
    }

    /// Fit of a finding in tenths, from [`NEUTRAL`] to 15, with the reasons.
    #[must_use]
    pub fn fit(&self, finding: &Finding) -> (u32, Vec<Because>) {
        let mut fit = NEUTRAL;
        let mut because = Vec::new();
        if self.focus.iter().any(|focus| focus.trim().eq_ignore_ascii_case(area_name(finding.area))) {
            fit = FULL;
            because.push(Because::Focus { area: finding.area });
        }
        let weighed = self.hits.iter().filter_map(|hit| {
            let weight = match (hit.trade.checks.contains(&finding.number), hit.trade.areas.contains(&finding.area), hit.sold) {
                (true, _, true) => FULL,
                (false, true, true) => AREA,
                (true, _, false) | (false, true, false) => ASIDE,
                (false, false, _) => return None,
            };
            Some((weight, hit))
        });
        // The first of the heaviest: what stands first in the offer is most likely its point.
        let best = weighed.fold(None, |best: Option<(u32, &Hit)>, one| if best.is_some_and(|(weight, _)| weight >= one.0) { best } else { Some(one) });
        if let Some((weight, hit)) = best {
            fit = fit.max(weight);
            because.push(Because::Words { word: hit.word.clone() });
        }
        (fit, because)
    }
}

/// The name of an area as an offer's focus has it.
fn area_name(area: Area) -> &'static str {
    match area {
        Reach => "reach",
        Search => "search",
        Speed => "speed",
        Access => "access",
        Trust => "trust",
        Email => "email",
        Enquiry => "enquiry",
    }
}

/// Trades that the text names, in the order in which they stand there; of each the first naming, the longest where several begin at one word.
fn found(text: &str, sold: bool, entries: impl Fn(&'static Trade) -> &'static [&'static str]) -> Vec<Hit> {
    let words = words(text);
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let own = OWN_SITE.iter().filter_map(|entry| begins(rest, entry)).max();
        if let Some(length) = own {
            at += length;
            continue;
        }
        for trade in TRADES {
            let Some(length) = entries(trade).iter().filter_map(|entry| begins(rest, entry)).max() else { continue };
            if hits.iter().any(|hit| std::ptr::eq(hit.trade, trade)) {
                continue;
            }
            let last = at + length - 1;
            if let (Some(first), Some(last)) = (words.get(at), words.get(last))
                && let Some(word) = text.get(first.start..last.end)
            {
                hits.push(Hit { trade, word: word.to_owned(), sold });
            }
        }
        at += 1;
    }
    hits
}

/// A word of a text: folded, and where it stands.
struct Word {
    folded: String,
    start: usize,
    end: usize,
}

/// Runs of letters and digits.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices().take(TEXT_CHARS) {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        if !open {
            words.push(Word { folded: String::new(), start: at, end: at });
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.folded.extend(c.to_lowercase());
            word.end = at + c.len_utf8();
        }
    }
    words
}

/// How many words of the text the entry takes, when the text begins with it.
fn begins(words: &[Word], entry: &str) -> Option<usize> {
    let mut taken = 0;
    for part in entry.split(' ') {
        let word = words.get(taken)?.folded.as_str();
        let fits = part.strip_suffix('*').map_or(word == part, |stem| word.starts_with(stem));
        if !fits {
            return None;
        }
        taken += 1;
    }
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(sells: &str) -> Vec<String> {
        let offer = Offer { sells: sells.into(), ..Offer::default() };
        Interest::of(&offer).hits.into_iter().map(|hit| hit.word).collect()
    }

    #[test]
    fn what_is_sold_for_web_sites_is_found_in_four_languages_as_it_is_written() {
        for (sells, word) in [
            ("We build Web-Design and sites that sell", "Web-Design"),
            ("Suchmaschinenoptimierung für Handwerker", "Suchmaschinenoptimierung"),
            ("Référencement naturel pour artisans", "Référencement"),
            ("Ciberseguridad para pymes", "Ciberseguridad"),
            ("Websites, Ladezeiten und Barrierefreiheit", "Barrierefreiheit"),
            ("Délivrabilité de vos e-mails", "Délivrabilité"),
            ("Desarrollamos páginas web rápidas", "páginas web"),
        ] {
            assert!(named(sells).contains(&word.to_owned()), "{sells}: {:?}", named(sells));
        }
    }

    #[test]
    fn offers_outside_the_web_name_nothing() {
        for sells in [
            "Office cleaning for firms in the north, see our website for prices",
            "Bookkeeping and payroll; executive search for finance teams",
            "Gebäudereinigung und Winterdienst, Termine auf unserer Website",
            "Steuerberatung für den Mittelstand",
            "Nettoyage de bureaux, devis sur notre site internet",
            "Contabilidad y nóminas para autónomos",
            "Interior design, event hosting and security guards",
            "Loft conversions and home accessibility",
            "Barrierefreie Bäder und Treppenlifte",
            "Sunscreen with SPF 50, sold in our online shop",
            "Sécurité incendie et performance énergétique",
            "",
        ] {
            assert_eq!(named(sells), Vec::<String>::new(), "{sells}");
        }
    }

    #[test]
    fn the_audience_of_an_offer_outside_the_web_does_not_count() {
        let offer = Offer {
            sells: "Accounting".into(),
            audience: "SEO agencies".into(),
            proof: vec!["We keep the books of a web design studio".into()],
            ..Offer::default()
        };
        assert!(Interest::of(&offer).hits.is_empty());
        let offer = Offer { sells: "Websites".into(), audience: "public bodies that need accessibility".into(), ..Offer::default() };
        assert_eq!(
            Interest::of(&offer).hits.iter().map(|hit| (hit.word.as_str(), hit.sold)).collect::<Vec<_>>(),
            [("Websites", true), ("accessibility", false)]
        );
    }

    #[test]
    fn every_entry_is_folded_and_every_trade_leads_to_a_check() {
        for trade in TRADES {
            assert!(!trade.checks.is_empty() && trade.checks.iter().all(|number| (1..=58).contains(number)));
            for entry in trade.words.iter().chain(trade.beside) {
                let plain = entry.trim_end_matches('*');
                assert!(plain.chars().all(|c| c == ' ' || c.is_alphanumeric()) && plain == plain.to_lowercase(), "{entry}");
            }
        }
    }
}
