//! How old the site looks: the copyright line and the newest dated post (row 55).

use jiff::civil::Date;

use super::enquiry::around;
use super::markup::objects;
use super::outcome::Outcome;
use super::sample::measured;
use super::site::{Site, day, seen_blocks};
use super::{text, verify};
use crate::model::evidence::Kind;
use crate::model::page::{Block, Page, Role};
use crate::research::ledger::{Ledger, Note};

pub fn freshness(site: &Site, ledger: &mut Ledger) -> Outcome {
    let this_year = site.year();
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
    fn a_copyright_year_is_the_newest_of_its_line() {
        assert_eq!(copyright_year("© 2009–2021 Firm Ltd", 2026), Some(2021));
        assert_eq!(copyright_year("Copyright 2015 - Firm", 2026), Some(2015));
        assert_eq!(copyright_year("© 2015 –", 2026), None);
        assert_eq!(copyright_year("Founded 1998", 2026), None);
    }
}
