//! Small readings of text that all fact families share.

use regex::Regex;

/// A pattern of ours; a static in the files that use it.
pub fn pattern(source: &str) -> Option<Regex> {
    Regex::new(source).ok()
}

pub fn has_any(text: &str, needles: &[&str]) -> bool {
    needles.iter().any(|needle| text.contains(needle))
}

/// Letters and digits alone, lower case: what makes two spellings the same.
pub fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The sentence, or at most some 300 characters, around the first place of `value`; the beginning when it is not there.
pub fn around<'t>(text: &'t str, value: &str) -> &'t str {
    const SIDE: usize = 120;
    if text.chars().count() <= 300 {
        return text;
    }
    let at = text.find(value).unwrap_or(0);
    let end_of_value = at + value.len();
    let mut start = text.floor_char_boundary(at.saturating_sub(SIDE));
    if start > 0 {
        start = text[start..at].find(' ').map_or(at, |space| start + space + 1);
    }
    let end = text.floor_char_boundary((end_of_value + SIDE).min(text.len()));
    let end =
        if end >= text.len() { text.len() } else { text[..end].rfind(' ').filter(|&space| space >= end_of_value).unwrap_or(end_of_value.min(text.len())) };
    text.get(start..end).unwrap_or(text).trim()
}

/// The part of a line of many things that holds `value`, as a slice of it: the sentence, up to the nearest bar or dot on either side, and up to
/// the nearest comma when that is still long.
pub fn part_of_line<'t>(text: &'t str, value: &str) -> &'t str {
    const BARS: &[&str] = &["|", "·", "•", "©", "–", "—", " - ", "; ", "]", "[", "{", "}"];
    const COMMAS: &[&str] = &[", ", "/", ": "];
    const SHORT: usize = 120;
    let sentence = sentences(text).into_iter().find(|sentence| sentence.contains(value)).unwrap_or(text);
    let part = between(sentence, value, BARS);
    let part = if part.chars().count() > SHORT { between(part, value, COMMAS) } else { part };
    around(part, value)
}

/// From the last of these marks before the value to the first behind it.
fn between<'t>(text: &'t str, value: &str, marks: &[&str]) -> &'t str {
    let Some(at) = text.find(value) else { return text };
    let (before, after) = (&text[..at], &text[at + value.len()..]);
    let start = marks.iter().filter_map(|mark| before.rfind(mark).map(|from| from + mark.len())).max().unwrap_or(0);
    let end = marks.iter().filter_map(|mark| after.find(mark)).min().unwrap_or(after.len());
    text.get(start..at + value.len() + end).unwrap_or(text).trim()
}

/// Sentences of a block, as slices of it.
pub fn sentences(text: &str) -> Vec<&str> {
    const ABBREVIATIONS: &[&str] = &[
        "inc", "ltd", "co", "corp", "dr", "mr", "mrs", "ms", "st", "no", "nr", "str", "vs", "ca", "bzw", "z.b", "e.g", "i.e", "etc", "est", "p.a", "jr", "sr",
        "tel", "approx", "u.s",
    ];
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let wide = matches!(c, '。' | '！' | '？');
        if !wide && !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let next_blank = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if !wide && !next_blank {
            continue;
        }
        if c == '.' {
            let word = text[start..at].rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
            if ABBREVIATIONS.contains(&word.as_str()) || word.chars().count() == 1 {
                continue;
            }
        }
        let end = at + c.len_utf8();
        out.push(text[start..end].trim());
        start = end;
    }
    out.push(text[start..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_holds_its_value() {
        let text = format!("{} call 0512-123 now {}", "word ".repeat(100), "tail ".repeat(100));
        let quote = around(&text, "0512-123");
        assert!(quote.contains("0512-123") && quote.chars().count() < 300 && text.contains(quote));
        let wide = format!("{}電話088-1{}", "漢".repeat(400), "字".repeat(400));
        assert!(around(&wide, "088-1").contains("088-1"));
    }

    #[test]
    fn a_line_of_many_things_is_quoted_in_its_part() {
        let line = "© 2024 Kiln Ltd. All rights reserved. | River Lane 1, 12345 Claytown | Tel. 0599-120707 | [email protected]";
        assert_eq!(part_of_line(line, "0599-120707"), "Tel. 0599-120707");
        assert_eq!(part_of_line(line, "River Lane 1, 12345 Claytown"), "River Lane 1, 12345 Claytown");
        assert_eq!(part_of_line("Write to a@kiln.example. Or call.", "a@kiln.example"), "Write to a@kiln.example.");
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        assert_eq!(sentences("Kiln Ltd. fires bricks. Since 1970! 創業です。はい"), ["Kiln Ltd. fires bricks.", "Since 1970!", "創業です。", "はい"]);
    }
}
