//! How old the site looks: what has run out, the copyright line and the newest dated post (row 55).

use jiff::civil::Date;

use super::enquiry::around;
use super::markup::objects;
use super::outcome::Outcome;
use super::sample::measured;
use super::site::{Site, day, seen_blocks};
use super::text::Folded;
use super::{lexicon, text, verify};
use crate::model::evidence::Kind;
use crate::model::page::{Block, Page, Role};
use crate::research::ledger::{Ledger, Note};
use crate::research::profile::printed_date::printed_date;

/// Between words like *valid until* and their date stand at most so many characters, the date's included.
const TO_DATE_CHARS: usize = 40;

/// Longest text, in bytes, that is looked through for such words.
const UNTIL_BYTES: usize = 4_000;

pub fn freshness(site: &Site, ledger: &mut Ledger) -> Outcome {
    let this_year = site.year();
    if let Some((page, block, words, date)) = expired(site) {
        let note = Note::on(page, Kind::Text, block.locator.clone()).quote(around(&block.text, words, 300)).observed(format!("runs until {date}"));
        let note = note.expected("a day still to come").verify(verify::address(&page.url));
        return Outcome::fail().slot("variant", "expired").slot("date", date).slot("page", &page.url).sure(0.8).shown(ledger.add(note));
    }
    let lines: Vec<(&Page, &Block, i16)> = site
        .everything()
        .filter(|page| !writes_the_year(page))
        .flat_map(|page| seen_blocks(page).filter_map(move |block| copyright_year(&block.text, this_year).map(|year| (page, block, year))))
        .collect();
    let copyright = lines.iter().rev().max_by_key(|(_, _, year)| *year);
    if let Some((page, block, year)) = copyright.filter(|(_, _, year)| *year < this_year - 1) {
        let note = Note::on(page, Kind::Text, block.locator.clone())
            .quote(around(&block.text, &year.to_string(), 300))
            .expected(format!("{} or {this_year}", this_year - 1));
        return Outcome::fail()
            .slot("variant", "copyright")
            .slot("year", year)
            .slot("page", &page.url)
            .sure(0.9)
            .shown(ledger.add(note.verify(verify::address(&page.url))));
    }
    if let Some((page, date, told_by)) = newest_post(site) {
        let visit = day(site.dossier.started_at);
        let old = visit.and_then(|visit| visit.checked_sub(jiff::Span::new().months(12)).ok()).is_some_and(|limit| date < limit);
        let note = measured(page, Kind::Meta, told_by, format!("newest date: {date}")).verify(verify::address(&page.url));
        if old {
            return Outcome::fail()
                .slot("variant", "posts")
                .slot("date", date)
                .slot("page", &page.url)
                .sure(0.75)
                .shown(ledger.add(note.expected("something dated within twelve months")));
        }
        let outcome = Outcome::pass().slot("date", date).shown(ledger.add(note));
        return with_copyright(outcome, copyright, ledger);
    }
    if copyright.is_some() {
        with_copyright(Outcome::pass(), copyright, ledger)
    } else {
        Outcome::not_applicable("no copyright year and no dated post were found")
    }
}

fn with_copyright(outcome: Outcome, line: Option<&(&Page, &Block, i16)>, ledger: &mut Ledger) -> Outcome {
    let Some((page, block, year)) = line else { return outcome };
    let note = Note::on(page, Kind::Text, block.locator.clone()).quote(around(&block.text, &year.to_string(), 300)).verify(verify::address(&page.url));
    outcome.slot("year", year).shown(ledger.add(note))
}

/// A line that sets an end to something, with that day past at the visit; with the date as it is printed. Posts and legal texts tell of other times.
fn expired<'s>(site: &'s Site) -> Option<(&'s Page, &'s Block, &'s str, Date)> {
    let visit = day(site.dossier.started_at)?;
    let pages = site.everything().filter(|page| !matches!(page.role, Role::Post | Role::Legal));
    pages.flat_map(|page| seen_blocks(page).map(move |block| (page, block))).find_map(|(page, block)| {
        let (date, words) = ends_on(&block.text)?;
        (date < visit).then_some((page, block, words, date))
    })
}

/// The day behind words like *valid until*, or behind a bare *until* in a text about an offer.
fn ends_on(text: &str) -> Option<(Date, &str)> {
    let lower = text.to_lowercase();
    // A place in the small letters is the same place in the text only where both are of one length.
    if lower.len() != text.len() || text.len() > UNTIL_BYTES {
        return None;
    }
    let limited = || Folded::new(text).has_any(lexicon::LIMITED).is_some();
    lexicon::UNTIL.iter().find_map(|(phrase, alone)| {
        let at = lower.find(phrase)? + phrase.len();
        let found = printed_date(text::head(text.get(at..)?, TO_DATE_CHARS))?;
        (*alone || limited()).then_some(found)
    })
}

/// A script puts in the current year, so the text as sent does not show it: it asks for the year, or the year's element is named for a script to find.
fn writes_the_year(page: &Page) -> bool {
    let named =
        page.markers.iter().any(|marker| matches!(marker.attribute.as_deref(), Some("id" | "class")) && marker.text.to_ascii_lowercase().contains("year"));
    (named && !page.scripts.is_empty())
        || page
            .scripts
            .iter()
            .take(200)
            .filter_map(|script| script.inline.as_deref())
            .any(|inline| inline.contains("getFullYear") || inline.contains("getYear"))
}

/// Newest year of a copyright line. An open range (`2015–`) is left alone: something else completes it.
fn copyright_year(text: &str, this_year: i16) -> Option<i16> {
    let short = text::head(text, 600);
    let lower = short.to_lowercase();
    let at = ["©", "copyright", "(c)"].iter().filter_map(|mark| lower.find(mark)).min()?;
    let near = text::head(lower.get(at..)?, 80);
    let year = text::years(near, this_year + 1).into_iter().max()?;
    let rest = near.rsplit(&year.to_string()).next().unwrap_or_default().trim_start();
    let open = rest.starts_with(['-', '–', '—', '‒']) && !rest.trim_start_matches(['-', '–', '—', '‒', ' ']).starts_with(char::is_alphabetic);
    (!open).then_some(year)
}

/// Newest date that posts or the sitemap print. One post alone may not be the newest, so the sitemap or a second post must be there too.
fn newest_post<'s>(site: &'s Site) -> Option<(&'s Page, Date, &'static str)> {
    let mut dated: Vec<(&Page, Date, &'static str)> = Vec::new();
    for page in site.everything().filter(|page| page.role == Role::Post) {
        for name in ["article:published_time", "article:modified_time"] {
            dated.extend(page.meta(name).and_then(date).map(|date| (page, date, "meta[property^=article:]")));
        }
        for object in page.json_ld.iter().filter_map(|block| block.value.as_ref()).flat_map(objects) {
            for name in ["datePublished", "dateModified"] {
                dated.extend(object.get(name).and_then(serde_json::Value::as_str).and_then(date).map(|date| (page, date, "json-ld: date")));
            }
        }
    }
    let posts = dated.iter().map(|(page, _, _)| page.url.as_str()).collect::<std::collections::BTreeSet<_>>().len();
    let listed = site.dossier.sitemap.newest_lastmod.as_deref().and_then(date);
    if posts == 0 || (posts < 2 && listed.is_none()) {
        return None;
    }
    dated.extend(listed.map(|date| (site.home, date, "sitemap: lastmod")));
    dated.into_iter().max_by_key(|(_, date, _)| *date)
}

fn date(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_offer_is_read_and_the_end_of_a_tale_is_not() {
        let day = |text: &str| ends_on(text).map(|(date, _)| date.to_string());
        let ends = [
            "This offer is valid until 31 March 2024.",
            "Gültig bis 31.03.2024",
            "Rabatt auf alle Öfen nur bis zum 31. März 2024!",
            "Offre jusqu’au 31 mars 2024",
            "Oferta válida hasta el 31 de marzo de 2024",
        ];
        for text in ends {
            assert_eq!(day(text).as_deref(), Some("2024-03-31"), "{text}");
        }
        for text in ["He led the firm until 31 March 2024.", "Bis zum 31. März 2024 stand hier ein Ofen.", "Valid until further notice"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_copyright_year_is_the_newest_of_its_line() {
        assert_eq!(copyright_year("© 2009–2021 Firm Ltd", 2026), Some(2021));
        assert_eq!(copyright_year("Copyright 2015 - Firm", 2026), Some(2015));
        assert_eq!(copyright_year("© 2015 –", 2026), None);
        assert_eq!(copyright_year("Founded 1998", 2026), None);
    }
}
