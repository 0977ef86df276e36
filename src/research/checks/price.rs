//! What the pages say about prices (row 54).

use super::enquiry::around;
use super::markup::objects;
use super::outcome::Outcome;
use super::sample::measured;
use super::site::{Site, seen_blocks, seen_links};
use super::text::{self, Folded};
use super::{lexicon, verify};
use crate::model::evidence::Kind;
use crate::model::finding::SiteType;
use crate::model::page::{Page, Role};
use crate::research::ledger::{Ledger, Note};

pub fn price_signal(site: &Site, ledger: &mut Ledger) -> Outcome {
    if let Some(fact) = &site.profile.pricing_page {
        let name = name_of(site, &fact.value);
        let seen = name.map_or_else(|| fact.value.clone(), |name| format!("{name}, {}", fact.value));
        let note = measured(site.home, Kind::Html, "a", format!("a page about prices: {seen}")).verify(verify::address(&fact.value));
        return with_example(Outcome::pass().slot("page", &site.home.url), name).shown(ledger.add(note));
    }
    let pass = |example: &str, page: &Page, note: Note, ledger: &mut Ledger| {
        Outcome::pass().slot("example", example).slot("page", &page.url).sure(0.85).shown(ledger.add(note))
    };
    if let Some(page) = site.everything().find(|page| page.role == Role::Pricing) {
        let name = name_of(site, &page.url);
        let note = measured(page, Kind::Html, "url", name.unwrap_or(&page.url)).verify(verify::address(&page.url));
        return with_example(Outcome::pass().slot("page", &page.url).sure(0.85), name).shown(ledger.add(note));
    }
    if !matches!(site.site_type, SiteType::LocalService | SiteType::Shop | SiteType::Saas) {
        return Outcome::not_applicable("prices are not judged on a site of this kind");
    }
    for page in site.everything() {
        for block in seen_blocks(page) {
            let told = if let Some(amount) = amount(&block.text) {
                Some(amount)
            } else {
                Folded::new(&block.text).has_any(lexicon::PRICE).map(|entry| beside(&block.text, entry).to_owned())
            };
            if let Some(example) = told {
                let note = Note::on(page, Kind::Text, block.locator.clone()).quote(around(&block.text, &example, 300)).verify(verify::address(&page.url));
                return pass(&example, page, note, ledger);
            }
        }
        if let Some(link) = seen_links(page).find(|link| Folded::new(&link.text).has_any(lexicon::PRICE).is_some()) {
            let note = Note::on(page, Kind::Text, link.locator.clone()).quote(link.text.as_str()).verify(verify::address(&page.url));
            return pass(text::head(&link.text, 120), page, note, ledger);
        }
        let told = page.json_ld.iter().filter_map(|block| block.value.as_ref()).flat_map(objects);
        let mut told = told.flat_map(|object| ["priceRange", "price"].into_iter().filter_map(move |name| Some((name, object.get(name)?))));
        let written = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        // `$$` is a class of price, no word about it.
        if let Some((name, value)) = told.find(|(_, value)| written(value).contains(|c: char| c.is_ascii_digit())) {
            let example = format!("{name} {}", text::head(written(value).trim(), 40));
            let see = verify::matches(&page.url, "\"price\\(range\\)\\?\"[^,}]*");
            return pass(&example, page, measured(page, Kind::Meta, format!("json-ld: {name}"), example.as_str()).verify(see), ledger);
        }
    }
    if !site.speaks_ours() {
        return Outcome::not_measured("no word list for the site's language");
    }
    let of = site.everything().count();
    let note = measured(site.home, Kind::Text, "all pages read", format!("no amount and no word about prices on {} read", text::pages(of)))
        .expected("a price, a range or how it is worked out");
    Outcome::fail().slot("of", of).sure(0.8).shown(ledger.add(note.verify(verify::address(&site.home.url))))
}

/// What the page at this address calls itself, else what a link to it says: an address is no word.
fn name_of<'s>(site: &'s Site, address: &str) -> Option<&'s str> {
    let told = |text: &&str| !text.is_empty();
    let read = site.everything().find(|page| page.url == address);
    let heading = read.and_then(|page| page.headings.iter().find(|heading| heading.level == 1)).map(|heading| heading.text.trim()).filter(told);
    let title = read.and_then(|page| page.titles.first()).map(|title| title.trim()).filter(told);
    let mut links = site.everything().flat_map(seen_links).filter(|link| link.href.as_deref() == Some(address));
    let name = heading.or(title).or_else(|| links.find_map(|link| Some(link.text.trim()).filter(told)));
    name.map(|name| text::head(name, 120))
}

fn with_example(outcome: Outcome, example: Option<&str>) -> Outcome {
    match example {
        Some(example) => outcome.slot("example", example),
        None => outcome,
    }
}

/// A piece of the text with the word in it by which this entry of a list was found.
fn beside<'t>(text: &'t str, entry: &str) -> &'t str {
    let first = entry.trim_end_matches('*').split(' ').next().unwrap_or_default();
    let word = text.split_whitespace().find(|word| Folded::new(word).as_str().split(' ').any(|part| part.starts_with(first)));
    around(text, word.unwrap_or(first), 120)
}

/// A currency sign or code beside a number, as written.
fn amount(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().take(4_000).collect();
    let digit = |n: usize| chars.get(n).is_some_and(char::is_ascii_digit);
    for (n, c) in chars.iter().enumerate().filter(|(_, c)| matches!(c, '€' | '£' | '$' | '¥' | '￥' | '円' | '₫' | '₹' | '₺')) {
        let after = [n + 1, n + 2].into_iter().find(|at| digit(*at) && chars.get(n + 1).is_some_and(|c| c.is_ascii_digit() || c.is_whitespace()));
        let before = [n.checked_sub(1), n.checked_sub(2)]
            .into_iter()
            .flatten()
            .find(|at| digit(*at) && n.checked_sub(1).and_then(|at| chars.get(at)).is_some_and(|c| c.is_ascii_digit() || c.is_whitespace()));
        if let Some(start) = after {
            let number: String = chars.iter().skip(start).take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
            let sign: String = chars.get(n..start).unwrap_or_default().iter().collect();
            return Some(format!("{sign}{}", number.trim_end_matches(['.', ','])));
        }
        if let Some(end) = before {
            let number: Vec<char> =
                chars.get(..=end).unwrap_or_default().iter().rev().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).copied().collect();
            let number: String = number.into_iter().rev().collect();
            let gap: String = chars.get(end + 1..n).unwrap_or_default().iter().collect();
            return Some(format!("{}{gap}{c}", number.trim_start_matches(['.', ','])));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_as_written() {
        for (text, expected) in [
            ("from £1,250.00 a room", Some("£1,250.00")),
            ("ab 89,90 € im Monat", Some("89,90 €")),
            ("初診料 3,000円", Some("3,000円")),
            ("$ 49 a month", Some("$ 49")),
            ("a $variable and 5 things", None),
        ] {
            assert_eq!(amount(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_word_about_prices_is_quoted_with_what_stands_beside_it() {
        let text = format!("{} Our prices are on the board by the door.", "Come in and look around at your leisure. ".repeat(6));
        let told = beside(&text, "price*");
        assert!(told.contains("prices are on the board") && told.chars().count() <= 120, "{told}");
    }
}
