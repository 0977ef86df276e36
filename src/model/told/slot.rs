//! One slot of a finding, made fit to be read in a language: numbers and dates as people write them there, text of the site in quotation marks.

use url::Url;

use super::book::Book;

/// Longest quotation of the site's text, and longest path of a page, in characters.
const QUOTE_CHARS: usize = 90;
const PATH_CHARS: usize = 60;
/// Longest name that may stand without quotation marks, in characters.
const NAME_CHARS: usize = 60;
/// Most items of a list.
const ITEMS_MAX: usize = 5;

/// The slot as it stands in a sentence; `None` when nothing readable is left of it.
/// What the names of the slots hold is told in `docs/reference/checks.md`.
pub fn shown(book: &Book, name: &str, raw: &str) -> Option<String> {
    match name {
        "page" | "page_2" => page(book, raw),
        "count" | "total" | "status" | "length" | "words" | "line" | "elements" | "ms" | "days" | "hits" | "of" => number(book, raw),
        "grade" | "words_per_sentence" => number(book, raw),
        "year" => Some(raw.to_owned()).filter(|year| year.len() <= 4 && year.chars().all(|c| c.is_ascii_digit())),
        "position" => raw.strip_suffix('%').and_then(|number| self::number(book, number.trim())).map(|number| format!("{number}{}", book.number.percent)),
        "size" => size(book, raw),
        "date" | "table_date" => date(book, raw).or_else(|| quoted(book, raw)),
        "detected" => book.tongue.get(raw).cloned().or_else(|| quoted(book, raw)),
        "timings_list" => list(book, raw, &|item| number(book, item.trim_end_matches(|c: char| !c.is_ascii_digit()))),
        "fields_list" => list(book, raw, &|item| quoted(book, item)),
        _ if name.ends_with("_list") => list(book, raw, &|item| term(book, item)),
        "way" | "because" | "problem" => term(book, raw),
        "issuer" => book.term.get(raw).cloned().or_else(|| quoted(book, raw)),
        "example" => book.term.get(raw).filter(|_| OURS.contains(&raw)).cloned().or_else(|| quoted(book, raw)),
        "before_level" | "after_level" | "product" | "version" | "maintained" | "tool" | "encoding" | "type" | "host" | "other_host" | "domain"
        | "mail_host" | "content_type" => plain(raw).or_else(|| quoted(book, raw)),
        _ => quoted(book, raw),
    }
}

/// The slot as [`shown`], where it holds a number, a size, a date or words of ours; `None` where it holds text of the site, which stays as it is.
pub fn own(book: &Book, name: &str, raw: &str) -> Option<String> {
    match name {
        "count" | "total" | "status" | "length" | "words" | "line" | "elements" | "ms" | "days" | "hits" | "of" | "grade" | "words_per_sentence"
        | "position" | "size" | "timings_list" => shown(book, name, raw),
        "date" | "table_date" => date(book, raw),
        "detected" => book.tongue.get(raw).cloned(),
        "way" | "because" | "problem" | "issuer" | "example" => ours(book, raw),
        "fields_list" => None,
        _ if name.ends_with("_list") => {
            let items: Option<Vec<String>> = raw.split(", ").map(|item| ours(book, item)).collect();
            items.and_then(|items| join(book, &items))
        }
        _ => None,
    }
}

/// Examples that have no words of their own on the page: a call to action, and reviews that only the code names.
pub const OURS: [&str; 3] = ["a form to write to the firm", "AggregateRating", "Review"];

/// Whether the number of the slot takes the singular in this language (CLDR plural rules for whole numbers); `None` when it is no number.
pub fn is_one(book: &Book, raw: &str) -> Option<bool> {
    raw.parse::<u64>().ok().map(|number| book.number.one.contains(&number))
}

/// Words of ours by table, `HTTP 404` as an error, names as they are, all else in quotation marks.
fn term(book: &Book, raw: &str) -> Option<String> {
    ours(book, raw).or_else(|| plain(raw)).or_else(|| quoted(book, raw))
}

/// Words of ours by table, and `HTTP 404` as an error.
fn ours(book: &Book, raw: &str) -> Option<String> {
    let error = || {
        let status = raw.strip_prefix("HTTP ").filter(|status| status.len() == 3 && status.chars().all(|c| c.is_ascii_digit()))?;
        Some(book.frame.get("error")?.replace("{status}", status))
    };
    book.term.get(raw).cloned().or_else(error)
}

fn list(book: &Book, raw: &str, item: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let items: Vec<String> = raw.split(", ").take(ITEMS_MAX).filter_map(item).collect();
    join(book, &items)
}

/// `a, b and c`; `None` when there is nothing to join.
pub fn join(book: &Book, items: &[String]) -> Option<String> {
    let (last, before) = items.split_last()?;
    if before.is_empty() {
        return Some(last.clone());
    }
    let and = book.frame.get("and").map_or("+", String::as_str);
    Some(format!("{} {and} {last}", before.join(", ")))
}

/// A number as findings write it (`1834`, `31.4`, `-3`), with the marks of the language; nothing else passes.
pub fn number(book: &Book, raw: &str) -> Option<String> {
    let (sign, digits) = raw.strip_prefix('-').map_or(("", raw), |digits| ("−", digits));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |text: &str| !text.is_empty() && text.len() <= 15 && text.chars().all(|c| c.is_ascii_digit());
    if !all_digits(whole) || part.is_some_and(|part| !all_digits(part)) {
        return None;
    }
    let mut text = sign.to_owned();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) && whole.len() >= book.number.group_from {
            text.push_str(&book.number.group);
        }
        text.push(digit);
    }
    if let Some(part) = part {
        text.push_str(&book.number.decimal);
        text.push_str(part);
    }
    Some(text)
}

/// `214 KB`, or `120 × 90`.
fn size(book: &Book, raw: &str) -> Option<String> {
    if let Some((width, height)) = raw.split_once(" × ") {
        return Some(format!("{} × {}", number(book, width)?, number(book, height)?));
    }
    let (amount, unit) = raw.split_once(' ')?;
    Some(format!("{}\u{a0}{}", number(book, amount)?, book.number.unit.get(unit)?))
}

/// `2026-01-15`, also with a time behind it.
fn date(book: &Book, raw: &str) -> Option<String> {
    let (day, behind) = raw.split_at_checked(10)?;
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<u8>().ok()?);
    let known = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()) && (1..=31).contains(&day) && (behind.is_empty() || behind.starts_with(['T', ' ']));
    let month = book.months.get(month.checked_sub(1)?).filter(|_| known)?;
    let day = if day == 1 { book.number.first_day.clone() } else { day.to_string() };
    Some(book.frame.get("date")?.replace("{day}", &day).replace("{month}", month).replace("{year}", year))
}

/// `your home page`, or `the page “/prices”`: made to follow the word *on* of the language.
fn page(book: &Book, raw: &str) -> Option<String> {
    let Ok(url) = Url::parse(raw) else { return quoted(book, raw) };
    let query = url.query().map_or(String::new(), |query| format!("?{query}"));
    let path = format!("{}{query}", url.path().trim_end_matches('/'));
    if path.is_empty() {
        return book.frame.get("home").cloned();
    }
    Some(book.frame.get("page")?.replace("{path}", &quote(book, &cut(&calm(book, &path), PATH_CHARS))))
}

/// Text of the site, or an address (without `https://`), in the quotation marks of the language.
pub fn quoted(book: &Book, raw: &str) -> Option<String> {
    let calm = calm(book, raw);
    let text = calm.strip_prefix("https://").map_or(calm.as_str(), |address| address.trim_end_matches('/'));
    (!text.is_empty()).then(|| quote(book, &cut(text, QUOTE_CHARS)))
}

fn quote(book: &Book, text: &str) -> String {
    let [open, close, ..] = &book.quotes;
    // The sentence around a quotation ends with a full stop of its own; that of an abbreviation stays.
    let word = |text: &str| text.rsplit([' ', '/']).next().is_some_and(|word| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic));
    let text = text.strip_suffix('.').filter(|bare| word(bare)).unwrap_or(text);
    format!("{open}{text}{close}")
}

/// A name that needs no quotation marks: letters, digits and what stands in host names, versions and names of software.
fn plain(raw: &str) -> Option<String> {
    let harmless = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '+' | '/' | '&');
    let fits = !raw.trim().is_empty() && raw.chars().count() <= NAME_CHARS && raw.chars().all(harmless);
    fits.then(|| raw.trim().to_owned())
}

/// One line without characters that cannot be seen or turn the direction of writing. Quotation marks become those for inside;
/// where they are no pairs, as in `More »`, they are left out.
fn calm(book: &Book, raw: &str) -> String {
    let [.., inner_open, inner_close] = &book.quotes;
    let shown = || raw.chars().take(4 * QUOTE_CHARS);
    let paired = shown().filter(|c| is_quote(*c)).count() % 2 == 0;
    let mut open = false;
    let mut text = String::with_capacity(raw.len().min(1_024));
    for c in shown() {
        if is_quote(c) && paired {
            open = !open;
            text.push_str(if open { inner_open } else { inner_close });
        } else if c.is_whitespace() {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if !c.is_control() && !is_unseen(c) && !is_quote(c) {
            text.push(c);
        }
    }
    text.trim_end().to_owned()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// Soft hyphen, zero-width and direction marks, tags, fillers.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// At most that many characters, cut at a word where there is one, with an ellipsis.
fn cut(text: &str, max_chars: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_chars) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let head = head.rfind(' ').filter(|space| *space > end / 2).and_then(|space| head.get(..space)).unwrap_or(head);
    format!("{}…", head.trim_end_matches([' ', ',', ';', ':']))
}
