//! What an amount on a page is the price of: the words before it, the first cell of its row, the heading of its card.

use std::sync::LazyLock;

use regex::Regex;

use super::money::{self, Money};
use super::{labels, words};
use crate::model::page::{Block, BlockKind};

/// Blocks between a heading and the price on its card, and between a short line and its price.
const HEADING_BACK_MAX: usize = 6;
const LINE_BACK_MAX: usize = 2;
/// Cells between the name of a table and a row of it.
const TABLE_BACK_MAX: usize = 40;

/// How long something lasts or how often it is paid names nothing; nor does a currency.
static DURATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^(?:(?:[0-9]+(?:[.,/][0-9]+)?|one|per|pro|par|por|je|a|½)\s?-?)?\s?(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|semesters?|terms?|summer terms?|minuten|stunden?|tage?|wochen?|monate?|jahre?|heures?|jours?|journées?|semaines?|mois|ans?|horas?|días?|semanas?|mes(?:es)?|años?|annually|monthly|yearly|[A-Z]{3}(?: [0-9.,]+)?)$",
    )
});

/// `Floor tiles ....... ` on the line of its price, as a slice of it.
pub fn name_before(before: &str) -> Option<&str> {
    let cut = before.rfind([';', '|', '•', '·']).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let name = before
        .get(cut..)?
        .trim()
        .trim_matches(|c: char| matches!(c, '.' | '…' | ':' | '-' | '–' | '—' | '_' | '(' | '*' | ',' | '=' | '~' | '：' | '+'))
        .trim();
    is_name(name).then_some(name)
}

/// `€5 Floor tiles`, where nothing stands before.
pub fn name_after<'b>(block: &'b Block, money: &Money) -> Option<&'b str> {
    let rest = block.text.get(money.range.end..)?.trim().trim_start_matches(['-', '–', ':', '*']).trim();
    (rest.chars().count() <= 50 && money.per.is_none()).then_some(rest).filter(|rest| is_name(rest))
}

/// What a price is of, and where that stands.
pub struct Named<'b> {
    pub name: &'b str,
    pub block: &'b Block,
    /// How long or how often, where the row says so instead of a name.
    pub per: Option<&'b Block>,
}

/// The first cell of the same row, or the short text above on the same card.
pub fn name_above<'b>(blocks: &[&'b Block], at: usize) -> Option<Named<'b>> {
    let block = blocks.get(at)?;
    if block.kind == BlockKind::Cell && row(block).is_some() {
        return name_in_row(blocks, at);
    }
    let card = blocks[..at].iter().rev().take(HEADING_BACK_MAX).take_while(|other| money::prices(&other.text).is_empty());
    let heading = card.clone().find(|other| other.kind == BlockKind::Heading);
    let short = |other: &&&Block| other.kind != BlockKind::Heading && other.text.chars().count() <= 40 && is_name(&other.text);
    // between the heading and the price: what stands above the heading belongs to the card before
    let line = card.clone().take(LINE_BACK_MAX).take_while(|other| other.kind != BlockKind::Heading).find(short);
    // the nearest heading decides, unless a line stands closer on the card, or the heading is a slogan
    let name = match (heading, line) {
        (Some(heading), Some(line)) if shared(line, block) > shared(heading, block) => Some(line),
        (Some(heading), _) if is_name(&heading.text) => Some(heading),
        (Some(_), _) => card.clone().find(|other| short(other) && card_of(other) == card_of(block)),
        (None, line) => line,
    };
    name.map(|name| Named { name: &name.text, block: name, per: None })
}

fn name_in_row<'b>(blocks: &[&'b Block], at: usize) -> Option<Named<'b>> {
    let block = blocks.get(at)?;
    let cells: Vec<&'b Block> = blocks[..at].iter().rev().take(12).take_while(|other| row(other) == row(block)).copied().collect();
    let name = cells.iter().rev().find(|cell| is_name(&cell.text) && money::prices(&cell.text).is_empty());
    if let Some(name) = name {
        return Some(Named { name: &name.text, block: name, per: None });
    }
    // rows of lengths, named by what the table is of
    let length = cells.iter().find(|cell| is_duration(&cell.text))?;
    let table = |other: &&&Block| other.locator.contains("caption:") || other.kind == BlockKind::Heading;
    let name = blocks[..at].iter().rev().take(TABLE_BACK_MAX).find(table).filter(|name| is_name(&name.text))?;
    Some(Named { name: &name.text, block: name, per: Some(length) })
}

fn is_duration(text: &str) -> bool {
    DURATION.as_ref().is_some_and(|re| re.is_match(text.trim()))
}

/// Steps that two paths have in common from where both begin.
fn shared(a: &Block, b: &Block) -> usize {
    let path = |block: &Block| block.locator.split_once(' ').map_or(String::new(), |(_, path)| path.to_owned());
    let (a, b) = (path(a), path(b));
    a.split('>').zip(b.split('>')).take_while(|(a, b)| a == b).count()
}

/// Said above or beside the name that the price is the least.
pub fn is_least(blocks: &[&Block], at: usize) -> bool {
    const MARKS: &[&str] =
        &["starting at", "starting from", "starting price", "from only", "prix de départ", "à partir de", "preis ab", "precio desde", "a partire da", "vanaf"];
    let near = blocks.get(at.saturating_sub(3)..at).unwrap_or_default();
    near.iter().any(|block| block.text.len() <= 60 && words::has_any(&block.text.to_lowercase(), MARKS))
}

/// The path of the element that a block stands in.
fn card_of(block: &Block) -> &str {
    block.locator.split_once(' ').and_then(|(_, path)| path.rsplit_once('>')).map_or("", |(parent, _)| parent)
}

/// The path of the row that a cell stands in.
fn row(block: &Block) -> Option<&str> {
    let path = block.locator.split_once(' ')?.1;
    let from = path.rfind("tr:")?;
    let end = path[from..].find('>').map_or(path.len(), |end| from + end);
    path.get(..end)
}

/// May name what is priced: short, with letters, no word for the price itself and no call to action.
pub fn is_name(text: &str) -> bool {
    const PRICE_WORDS: &[&str] = &[
        "price",
        "contract",
        "contactsales",
        "prices",
        "total",
        "from",
        "starting at",
        "startingat",
        "cost",
        "costs",
        "fee",
        "fees",
        "amount",
        "preis",
        "preise",
        "gesamt",
        "ab",
        "kosten",
        "prix",
        "tarif",
        "tarifs",
        "àpartirde",
        "dès",
        "precio",
        "precios",
        "desde",
        "prezzo",
        "da",
        "prijs",
        "料金",
        "価格",
        "金額",
        "税込",
        "税抜",
        "now",
        "was",
        "only",
        "regular",
        "sale",
        "our price",
        "each",
        "per",
        "permonth",
        "buynow",
        "addtocart",
        "subtotal",
        "cart",
        "discount",
        "quantity",
        "qty",
        "or",
        "and",
    ];
    let text = text.trim();
    let length = text.chars().count();
    let lower = text.to_lowercase();
    let last = lower.split_whitespace().next_back().unwrap_or_default();
    let open = ["of", "the", "and", "or", "for", "to", "from", "at", "just", "only", "of", "made", "/", "ab", "à", "de", "desde", "von", "für", "with", "per"]
        .contains(&last);
    !open
        && text.starts_with(char::is_alphanumeric)
        && !text.contains(". ")
        && !DURATION.as_ref().is_some_and(|re| re.is_match(text))
        && !words::has_any(
            &lower,
            &[
                "billed",
                "paid annually",
                "start at",
                "starts at",
                "starting at",
                "per month",
                "per year",
                "save ",
                "saving",
                "reveal",
                "reviews",
                "sur devis",
                "auf anfrage",
                "on request",
            ],
        )
        && (2..=70).contains(&length)
        && text.split_whitespace().count() <= 10
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !text.contains(['@', '?', '!', '{', '}', ':', '：'])
        && !text.contains("://")
        && !text.ends_with('.')
        && !labels::is_call_to_action(text)
        && !labels::is_furniture(text)
        && !PRICE_WORDS.contains(&words::key(text).as_str())
}
