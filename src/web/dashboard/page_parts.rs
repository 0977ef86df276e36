//! A saved page taken apart for the screen: runs of kept and of dropped blocks, the head as rows, the links; and where in all that a piece of evidence stands.

use serde_json::Value;

use super::seen::locator;
use crate::model::evidence::{Evidence, Kind};
use crate::model::page::{Block, BlockKind, Page};
use crate::model::research_words::{block_kind, count, dropped, region};

/// Rows of structured data, of links.
const ROWS_MAX: usize = 200;
/// Longest value of a row, in characters.
const VALUE_MAX: usize = 400;

/// A text in three pieces; without a mark all of it stands before.
pub struct Text {
    pub before: String,
    pub mark: String,
    pub after: String,
}

pub struct BlockLine {
    pub text: Text,
    pub heading: bool,
    pub item: bool,
    /// `block 12, paragraph, main`.
    pub place: String,
    /// The whole locator.
    pub locator: String,
}

/// Blocks in a row that were all kept, or all dropped for the same reasons.
pub struct Part {
    /// `None` for kept ones; else how many and why.
    pub left_out: Option<String>,
    /// A left-out part is shown open when the marked words stand in it.
    pub open: bool,
    pub blocks: Vec<BlockLine>,
}

/// A name and a value: of the head, of structured data, of the answer's headers, or a link.
pub struct Row {
    pub name: String,
    pub value: String,
    pub marked: bool,
}

/// The block that holds a piece of evidence, and its words in it.
pub struct Shown {
    at: usize,
    quote: String,
}

/// Finds the evidence in the blocks; where it is of the head or a link, marks its row instead.
pub fn shown_at(page: &Page, item: &Evidence, head: &mut [Row], links: &mut [Row]) -> Option<Shown> {
    let quote = item.quote.as_deref().filter(|quote| !quote.is_empty());
    let same_place = |block: &Block| block.locator == item.locator || (item.locator.starts_with("#b") && number(&block.locator) == number(&item.locator));
    if let Some(at) = page.blocks.iter().position(same_place) {
        return Some(Shown { at, quote: quote.unwrap_or_default().to_owned() });
    }
    if item.kind != Kind::Text {
        if mark_row(head, |row| row.name == item.locator && quote.is_none_or(|quote| row.value.contains(quote)))
            || mark_row(head, |row| quote.is_some_and(|quote| row.name.starts_with(before_key(&item.locator)) && row.value.contains(quote)))
        {
            return None;
        }
        let link = page.links.iter().take(ROWS_MAX).position(|link| link.locator == item.locator);
        if let Some(row) = link.and_then(|at| links.get_mut(at)) {
            row.marked = true;
            return None;
        }
        if let Some(heading) = page.headings.iter().find(|heading| heading.locator == item.locator) {
            let at = page.blocks.iter().position(|block| block.kind == BlockKind::Heading && block.text == heading.text)?;
            return Some(Shown { at, quote: heading.text.clone() });
        }
        if mark_row(head, |row| row.name == item.locator) || mark_row(head, |row| quote.is_some_and(|quote| row.value.contains(quote))) {
            return None;
        }
    }
    let quote = quote?;
    let kept = page.blocks.iter().position(|block| block.dropped.is_none() && block.text.contains(quote));
    let at = kept.or_else(|| page.blocks.iter().position(|block| block.text.contains(quote)))?;
    Some(Shown { at, quote: quote.to_owned() })
}

fn mark_row(rows: &mut [Row], wanted: impl Fn(&Row) -> bool) -> bool {
    let row = rows.iter_mut().find(|row| wanted(row));
    row.is_some_and(|row| {
        row.marked = true;
        true
    })
}

/// `#b12` of `#b12 main>p:1`.
fn number(locator: &str) -> &str {
    locator.split(' ').next().unwrap_or_default()
}

/// `json-ld:` of `json-ld: telephone`: keys within structured data may stand deeper.
fn before_key(locator: &str) -> &str {
    locator.split_once(' ').map_or(locator, |(before, _)| before)
}

/// The page's blocks in document order.
pub fn parts(page: &Page, shown: Option<&Shown>) -> Vec<Part> {
    let mut parts: Vec<(bool, Vec<usize>)> = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        let kept = block.dropped.is_none();
        match parts.last_mut() {
            Some((same, run)) if *same == kept => run.push(at),
            _ => parts.push((kept, vec![at])),
        }
    }
    let part = |(kept, run): (bool, Vec<usize>)| Part {
        left_out: (!kept).then(|| left_out(page, &run)),
        open: shown.is_some_and(|shown| run.contains(&shown.at)),
        blocks: run.iter().filter_map(|at| Some(line(page.blocks.get(*at)?, shown.filter(|shown| shown.at == *at)))).collect(),
    };
    parts.into_iter().map(part).collect()
}

/// `12 blocks left out: stands on most pages (8), not visible (4)`.
fn left_out(page: &Page, run: &[usize]) -> String {
    let mut reasons: Vec<(&'static str, usize)> = Vec::new();
    for why in run.iter().filter_map(|at| page.blocks.get(*at)?.dropped) {
        match reasons.iter_mut().find(|(known, _)| *known == dropped(why)) {
            Some((_, times)) => *times += 1,
            None => reasons.push((dropped(why), 1)),
        }
    }
    let told: Vec<String> = match reasons.as_slice() {
        [(one, _)] => vec![(*one).to_owned()],
        several => several.iter().map(|(why, times)| format!("{why} ({times})")).collect(),
    };
    format!("{} left out: {}", count(run.len(), "block", "blocks"), told.join("; "))
}

fn line(block: &Block, shown: Option<&Shown>) -> BlockLine {
    let text = match shown {
        None => Text { before: block.text.clone(), mark: String::new(), after: String::new() },
        Some(shown) => marked(&block.text, &shown.quote),
    };
    BlockLine {
        text,
        heading: block.kind == BlockKind::Heading,
        item: block.kind == BlockKind::ListItem,
        place: format!("{}, {}, {}", locator(&block.locator), block_kind(block.kind), region(block.region)),
        locator: block.locator.clone(),
    }
}

/// The quotation marked in the text; all of the text where it does not stand in it word for word.
fn marked(text: &str, quote: &str) -> Text {
    match text.split_once(quote).filter(|_| !quote.is_empty()) {
        Some((before, after)) => Text { before: before.to_owned(), mark: quote.to_owned(), after: after.to_owned() },
        None => Text { before: String::new(), mark: text.to_owned(), after: String::new() },
    }
}

/// Title, meta, links of the head, structured data and headers of the answer.
pub fn head_rows(page: &Page) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |name: String, value: &str| rows.push(Row { name, value: value.chars().take(VALUE_MAX).collect(), marked: false });
    page.titles.iter().for_each(|title| add("title".into(), title));
    page.html_lang.iter().for_each(|lang| add("html[lang]".into(), lang));
    page.metas.iter().take(ROWS_MAX).for_each(|meta| add(format!("meta[{}]", meta.name), &meta.content));
    page.head_links.iter().take(ROWS_MAX).for_each(|link| add(format!("link[rel={}]", link.rel), &link.raw_href));
    page.scripts.iter().filter_map(|script| script.src.as_deref()).take(ROWS_MAX).for_each(|src| add("script[src]".into(), src));
    let mut structured = Vec::new();
    page.json_ld.iter().filter_map(|block| block.value.as_ref()).for_each(|value| pairs(value, "", 0, &mut structured));
    structured.iter().for_each(|(key, value)| add(format!("json-ld: {key}"), value));
    page.headers.iter().for_each(|(name, value)| add(format!("header: {name}"), value));
    rows
}

/// The texts and numbers of structured data with the keys they stand under.
fn pairs(value: &Value, key: &str, depth: usize, into: &mut Vec<(String, String)>) {
    if into.len() >= ROWS_MAX || depth > 8 {
        return;
    }
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            let key = if key.is_empty() || name.starts_with('@') { name.clone() } else { format!("{key}.{name}") };
            pairs(value, key.strip_prefix("@graph.").unwrap_or(&key), depth + 1, into);
        }),
        Value::Array(items) => items.iter().for_each(|value| pairs(value, if key == "@graph" { "" } else { key }, depth + 1, into)),
        Value::String(text) => into.push((key.to_owned(), text.clone())),
        Value::Number(number) => into.push((key.to_owned(), number.to_string())),
        Value::Bool(_) | Value::Null => {}
    }
}

/// The page's links: text, and where each leads.
pub fn link_rows(page: &Page) -> Vec<Row> {
    let name = |text: &str, name: &str| [text, name, "(no text)"].into_iter().find(|words| !words.is_empty()).unwrap_or_default().to_owned();
    let row = |link: &crate::model::page::Link| Row {
        name: name(&link.text, &link.name).chars().take(80).collect(),
        value: link.href.as_deref().unwrap_or(&link.raw_href).chars().take(VALUE_MAX).collect(),
        marked: false,
    };
    page.links.iter().take(ROWS_MAX).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quotation_is_marked_and_nothing_of_the_text_is_lost() {
        let text = marked("We fire bricks here since 1921, by hand.", "since 1921");
        assert_eq!((text.before.as_str(), text.mark.as_str(), text.after.as_str()), ("We fire bricks here ", "since 1921", ", by hand."));
        let whole = marked("Other words.", "since 1921");
        assert_eq!((whole.before.as_str(), whole.mark.as_str()), ("", "Other words."));
        assert_eq!(marked("All of it.", "").mark, "All of it.");
    }

    #[test]
    fn structured_data_is_read_flat_and_within_bounds() {
        let mut found = Vec::new();
        pairs(&serde_json::json!({"@graph": [{"@type": "Bakery", "address": {"addressLocality": "Kelso"}, "sameAs": ["a", "b"]}]}), "", 0, &mut found);
        let found: Vec<(&str, &str)> = found.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(found, [("@type", "Bakery"), ("address.addressLocality", "Kelso"), ("sameAs", "a"), ("sameAs", "b")]);
        let mut many = Vec::new();
        pairs(&serde_json::json!((0..1_000).collect::<Vec<_>>()), "", 0, &mut many);
        assert_eq!(many.len(), ROWS_MAX);
    }
}
