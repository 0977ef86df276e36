//! The trade: by the schema.org type, else by the words of title, headline and description against `industry_table`, else as posted.

use super::industry_table::{TRADES, Trade};
use super::{Site, fact, in_block, in_meta, posted};
use crate::model::lead::LeadFields;
use crate::model::page::{BlockKind, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

/// Types that say nothing about the trade.
const PLAIN: &[&str] = &[
    "Organization",
    "Corporation",
    "LocalBusiness",
    "ProfessionalService",
    "Store",
    "OnlineBusiness",
    "OnlineStore",
    "Project",
    "NewsMediaOrganization",
    "Consortium",
    "FoodEstablishment",
    "HomeAndConstructionBusiness",
    "HealthAndBeautyBusiness",
    "MedicalBusiness",
    "MedicalOrganization",
    "EntertainmentBusiness",
    "LodgingBusiness",
    "EducationalOrganization",
    "FinancialService",
];
/// Points from which the words of a site name a trade: its title and its first headline or description.
const LEAST: u32 = 5;
/// Words of a title that turn another trade's word into a subject, with the trades that they do not turn.
const SHIFTS: &[(&str, &[&str])] = &[
    ("software", &["software", "it-services", "web-design", "data-ai", "cybersecurity"]),
    ("equipment", &["industrial-equipment", "equipment-rental", "medical-devices"]),
    ("rentals", &["equipment-rental", "hotel", "real-estate", "self-storage"]),
    ("course", &["training", "language-school", "driving-school", "music-school", "dance-school"]),
    ("courses", &["training", "language-school", "driving-school", "music-school", "dance-school"]),
    ("certification", &["training"]),
    ("degree", &["university"]),
    ("education", &["university", "school", "training", "language-school", "driving-school", "music-school", "dance-school", "childcare", "tutoring"]),
    ("university", &["university"]),
    ("college", &["university"]),
    ("recruiters", &["recruitment"]),
    ("jobs", &["recruitment"]),
    ("report", &["management-consulting"]),
    ("insurance", &["insurance"]),
    ("magazine", &["publishing"]),
    ("marketplace", &[]),
    ("directory", &[]),
    ("compare", &["insurance"]),
    ("coupons", &[]),
    ("supplies", &["hardware-store", "industrial-equipment", "packaging"]),
    ("wholesale", &["food-producer", "furniture-store", "clothing"]),
    ("association", &["association"]),
];
/// Characters of a title, headline or description that are looked at.
const TEXT_MAX_CHARS: usize = 400;
/// The next trade must stay this far behind.
const LEAD: u32 = 2;

/// The trade in plain words, and its key in the table.
pub fn industry(site: &Site, lead: &LeadFields, ledger: &mut Ledger) -> (Option<Fact<String>>, Option<String>) {
    for thing in &site.things {
        if let Some(text) = thing.text("industry") {
            let text = text.trim();
            let slug = TRADES.iter().find(|trade| trade.label.eq_ignore_ascii_case(text)).map(|trade| trade.slug.to_owned());
            return (Some(fact(text.to_owned(), 0.9, in_meta(thing.page, "json-ld: industry", text, text), ledger)), slug);
        }
    }
    if let Some(thing) = site.things.iter().find(|thing| !PLAIN.contains(&thing.kind)) {
        let trade = TRADES.iter().find(|trade| trade.types.contains(&thing.kind));
        let label = trade.map_or_else(|| plain_words(thing.kind), |trade| trade.label.to_owned());
        return (Some(fact(label, 0.85, in_meta(thing.page, "json-ld: @type", thing.kind, thing.kind), ledger)), trade.map(|trade| trade.slug.to_owned()));
    }
    if let Some((trade, note)) = by_words(site) {
        return (Some(fact(trade.label.to_owned(), 0.75, note, ledger)), Some(trade.slug.to_owned()));
    }
    let Some(industry) = lead.industry.as_ref().filter(|industry| !industry.trim().is_empty()) else { return (None, None) };
    (Some(fact(industry.clone(), 0.6, posted("industry", industry), ledger)), None)
}

/// The one trade that title, first headings and description name together.
fn by_words(site: &Site) -> Option<(&'static Trade, Note)> {
    let home = site.home().filter(|home| home.role == Role::Home)?;
    let title = home.titles.first().map(|text| (3, text.as_str(), None)).into_iter();
    let description = home.meta("description").map(|text| (2, text, None)).into_iter();
    let headings = home
        .main_blocks()
        .filter(|block| block.kind == BlockKind::Heading && block.text.len() <= 300)
        .take(3)
        .enumerate()
        .map(|(at, block)| (if at == 0 { 2 } else { 1 }, block.text.as_str(), Some(block)));
    let places: Vec<_> = title.chain(description).chain(headings).map(|(points, text, block)| (points, padded(text), text, block)).collect();
    let hits: Vec<Vec<(&'static Trade, &'static str)>> = places.iter().map(|(_, folded, ..)| hits(folded)).collect();
    let points = |trade: &Trade| {
        places.iter().zip(&hits).filter(|(_, hits)| hits.iter().any(|(other, _)| other.slug == trade.slug)).map(|((points, ..), _)| points).sum::<u32>()
    };
    let mut ranked: Vec<(u32, &'static Trade)> = TRADES.iter().map(|trade| (points(trade), trade)).filter(|(points, _)| *points > 0).collect();
    ranked.sort_by_key(|known| std::cmp::Reverse(known.0));
    let (points, trade) = ranked.first()?;
    // `Bakery software`, `Fitness equipment rentals`, `Design courses`: the word names whom or what it is about
    let shifted =
        places.iter().take(1).any(|(_, folded, ..)| SHIFTS.iter().any(|(word, slugs)| folded.contains(&format!(" {word} ")) && !slugs.contains(&trade.slug)));
    if shifted {
        return None;
    }
    let clear = ranked.get(1).is_none_or(|(next, _)| next + LEAD <= *points);
    if *points < LEAST || !clear {
        return None;
    }
    let ((_, _, text, block), _) = places.iter().zip(&hits).find(|(_, hits)| hits.iter().any(|(other, _)| other.slug == trade.slug))?;
    let note = match block {
        Some(block) => in_block(home, block, text),
        None if home.titles.first().is_some_and(|title| title == text) => in_meta(home, "title", text, text),
        None => in_meta(home, "meta[name=description]", text, text),
    };
    Some((trade, note))
}

/// The trades whose words stand in the text: whole words, Japanese anywhere. `clinic` in `dental clinic` is not a word of its own.
fn hits(padded: &str) -> Vec<(&'static Trade, &'static str)> {
    let stands = |word: &str| if word.chars().any(|c| c >= '\u{3000}') { padded.contains(word) } else { padded.contains(&format!(" {word} ")) };
    let all: Vec<(&Trade, &str)> = TRADES.iter().flat_map(|trade| trade.words.iter().filter(|word| stands(word)).map(move |word| (trade, *word))).collect();
    let within = |word: &str| all.iter().any(|(_, other)| other.len() > word.len() && other.contains(word));
    all.iter().filter(|(_, word)| !within(word)).copied().collect()
}

/// Lower case, everything but letters and digits one space, a space at both ends.
fn padded(text: &str) -> String {
    let lower = text.chars().take(TEXT_MAX_CHARS).collect::<String>().to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    format!(" {} ", parts.join(" "))
}

fn plain_words(kind: &str) -> String {
    let mut out = String::new();
    for c in kind.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with(' ') && !kind.chars().all(|c| c.is_ascii_uppercase()) {
            out.push(' ');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_trade_has_its_own_key_and_words() {
        let slugs: BTreeSet<&str> = TRADES.iter().map(|trade| trade.slug).collect();
        assert_eq!(slugs.len(), TRADES.len());
        assert!(TRADES.len() >= 110);
        let words: Vec<&str> = TRADES.iter().flat_map(|trade| trade.words).copied().collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        for word in words {
            assert_eq!(padded(word).trim(), word);
        }
    }
}
