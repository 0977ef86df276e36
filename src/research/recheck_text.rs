//! Where a quotation stands on a page, among everything that evidence is quoted from; and when two observations differ by a count alone.

use crate::model::page::{Dropped, Page};

/// Levels of a JSON-LD block that are searched, and texts of it.
const JSON_DEPTH_MAX: u8 = 8;
const JSON_TEXTS_MAX: usize = 500;
/// From so many digits with no letter between them on, a number is a telephone number, a date or an amount, and no count.
const COUNT_MAX_DIGITS: usize = 5;

/// The locator of the quotation on this page: `wanted` where it stands there, else the first place; `None` where it stands nowhere that a visitor
/// or a search engine reads. White space makes no difference, and a quotation that begins or ends within a longer word or number does not stand.
#[must_use]
pub fn place_of(page: &Page, quote: &str, wanted: &str) -> Option<String> {
    let quote = fold(quote);
    let mut first: Option<String> = None;
    let mut at_wanted = false;
    each_text(page, &mut |text, locator| {
        if at_wanted || (first.is_some() && locator != wanted) {
            return;
        }
        if stands(&fold(text), &quote) {
            at_wanted = locator == wanted;
            first.get_or_insert_with(|| locator.to_owned());
        }
    });
    if at_wanted { Some(wanted.to_owned()) } else { first }
}

/// Every text of the page that evidence is quoted from, with its locator.
fn each_text(page: &Page, look: &mut dyn FnMut(&str, &str)) {
    for title in &page.titles {
        look(title, "title");
    }
    for meta in &page.metas {
        look(&meta.content, &format!("meta[name={}]", meta.name));
        look(&meta.content, &format!("meta[property={}]", meta.name));
    }
    for block in page.blocks.iter().filter(|block| block.dropped != Some(Dropped::Hidden)) {
        look(&block.text, &block.locator);
    }
    for heading in &page.headings {
        look(&heading.text, &heading.locator);
    }
    for link in &page.links {
        for text in [&link.text, &link.name, &link.raw_href] {
            look(text, &link.locator);
        }
        look(link.href.as_deref().unwrap_or_default(), &link.locator);
    }
    for image in &page.images {
        look(image.alt.as_deref().unwrap_or_default(), &format!("{} alt", image.locator));
        look(image.src.as_deref().unwrap_or_default(), &image.locator);
    }
    for (name, value) in &page.headers {
        look(value, &format!("header: {name}"));
    }
    for script in &page.scripts {
        look(script.src.as_deref().unwrap_or_default(), "script[src]");
        look(script.inline.as_deref().unwrap_or_default(), "script");
    }
    for link in &page.head_links {
        look(&link.raw_href, "link[href]");
    }
    let mut left = JSON_TEXTS_MAX;
    for value in page.json_ld.iter().filter_map(|block| block.value.as_ref()) {
        each_json_text(value, "", JSON_DEPTH_MAX, &mut left, look);
    }
}

fn each_json_text(value: &serde_json::Value, name: &str, depth: u8, left: &mut usize, look: &mut dyn FnMut(&str, &str)) {
    if depth == 0 || *left == 0 {
        return;
    }
    match value {
        serde_json::Value::String(text) => {
            *left -= 1;
            look(text, &format!("json-ld: {name}"));
        }
        serde_json::Value::Number(number) => look(&number.to_string(), &format!("json-ld: {name}")),
        serde_json::Value::Array(items) => items.iter().for_each(|item| each_json_text(item, name, depth - 1, left, look)),
        serde_json::Value::Object(members) => members.iter().for_each(|(name, value)| each_json_text(value, name, depth - 1, left, look)),
        serde_json::Value::Null | serde_json::Value::Bool(_) => {}
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Both texts folded. `12 years` does not stand in `112 years`.
fn stands(text: &str, quote: &str) -> bool {
    let joins = |inside: Option<char>, outside: Option<char>| {
        inside.zip(outside).is_some_and(|(inside, outside)| {
            let spaced =
                |letter: char| letter.is_alphanumeric() && !matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}');
            spaced(inside) && spaced(outside)
        })
    };
    !quote.is_empty()
        && text.match_indices(quote).any(|(at, found)| {
            let (before, after) = (text[..at].chars().next_back(), text[at + found.len()..].chars().next());
            !joins(quote.chars().next(), before) && !joins(quote.chars().next_back(), after)
        })
}

/// The same words, and numbers that are counts: `12 of 40 images` and `13 of 41 images`.
#[must_use]
pub fn counts_apart(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|letter| !letter.is_ascii_digit() && !matches!(letter, ',' | '.')).collect::<String>();
    bare(a) == bare(b) && longest_number(a).max(longest_number(b)) <= COUNT_MAX_DIGITS
}

/// Most digits in a row, where signs that stand within telephone numbers and dates do not end the row.
fn longest_number(text: &str) -> usize {
    let (mut most, mut digits) = (0, 0);
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits += 1,
            '+' | '-' | '/' | '(' | ')' | '.' | ',' | ' ' | '\u{a0}' => {}
            _ => digits = 0,
        }
        most = most.max(digits);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_does_not_stand_within_a_longer_word_or_number() {
        assert!(stands("for 12 years now", "12 years"));
        assert!(!stands("for 112 years now", "12 years"));
        assert!(!stands("Kitchens Bristolian", "Kitchens Bristol"));
        assert!(stands("“Kitchens Bristol”.", "Kitchens Bristol"));
        assert!(stands("東京都港区芝公園", "港区"), "a script without spaces has no ends of words");
        assert!(!stands("anything", ""));
    }

    #[test]
    fn a_count_may_differ_and_a_telephone_number_a_date_or_a_word_may_not() {
        assert!(counts_apart("12 of 40 images lack it", "13 of 41 images lack it"));
        assert!(counts_apart("214 KB of HTML, 1,392 elements", "215 KB of HTML, 987 elements"));
        assert!(!counts_apart("telephone: 0117 555 0199", "telephone: 0117 555 0200"));
        assert!(!counts_apart("newest date: 2026-01-02", "newest date: 2026-03-02"));
        assert!(!counts_apart("max-age=31536000", "max-age=300"));
        assert!(!counts_apart("lang=\"en\"", "lang=\"de\""));
    }

    proptest::proptest! {
        #[test]
        fn any_two_texts_can_be_compared(a: String, b: String) {
            let _ = (stands(&fold(&a), &fold(&b)), counts_apart(&a, &b));
        }
    }
}
