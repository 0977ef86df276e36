//! Folding and cutting of text: one form in which sentence and evidence are compared, and short forms fit to be quoted.

use std::borrow::Cow;

/// White space folded to single spaces; control, zero-width and bidi characters removed.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !invisible(c) {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(c);
        }
    }
    folded
}

/// [`fold`], without a copy of what is folded already.
#[must_use]
pub fn folded(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let plain = text.chars().all(|c| {
        let fine = if c.is_whitespace() { c == ' ' && before != ' ' } else { !invisible(c) };
        before = c;
        fine
    });
    if plain && !text.ends_with(' ') { Cow::Borrowed(text) } else { Cow::Owned(fold(text)) }
}

fn invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// At most `max` characters, cut at a word with ` …` behind it.
#[must_use]
pub fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let head: String = text.chars().take(max).collect();
    let end = head.rfind(' ').filter(|end| *end > head.len() / 2).unwrap_or(head.len());
    let mut head = &head[..end];
    // Without a space to cut at, at least no number or Latin word is cut in two.
    if text[head.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        let whole = head.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ','));
        head = if whole.is_empty() { head } else { whole };
    }
    format!("{} …", head.trim_end_matches([' ', ',', ';', ':', '-', '–', '—']))
}

/// Where a quotation ends: shouts, and the marks that open or close a quotation in one of our languages.
pub const UNQUOTABLE: [char; 8] = ['!', '！', '“', '”', '„', '«', '»', '"'];

/// A piece of foreign text fit to stand between quotation marks: folded, cut, and ended before a shout, so that it stays byte for byte what the page says.
/// `None` when nothing worth quoting is left.
#[must_use]
pub fn quotable(text: &str, max: usize) -> Option<String> {
    let folded = fold(text);
    let calm = folded.split(UNQUOTABLE).map(str::trim).find(|piece| piece.chars().filter(|c| c.is_alphanumeric()).count() >= 2)?;
    Some(cut(calm, max))
}

/// The seller's own words without exclamation marks and odd white space.
#[must_use]
pub fn calm(text: &str) -> String {
    let mut calm = fold(text).replace(['!', '！'], ".");
    while calm.contains("..") && !calm.contains("...") {
        calm = calm.replace("..", ".");
    }
    calm
}

/// Words of running text: maximal runs without white space that hold a letter or digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

/// True when `needle` stands in `hay` as whole words: no letter or digit of a spaced script touches it, and no number is cut in two.
#[must_use]
pub fn stands_whole(hay: &str, needle: &str) -> bool {
    whole_from(hay, 0, needle).is_some()
}

/// The byte at which `needle` stands whole in `hay`, first at or behind the byte `from`; `None` when it does not.
#[must_use]
pub fn whole_from(hay: &str, from: usize, needle: &str) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    let (first, last) = (needle.chars().next().unwrap_or(' '), needle.chars().next_back().unwrap_or(' '));
    hay.get(from..)?.match_indices(needle).map(|(at, _)| from + at).find(|at| {
        let mut before = hay[..*at].chars().rev();
        let mut after = hay[at + needle.len()..].chars();
        free(first, before.next(), before.next()) && free(last, after.next(), after.next())
    })
}

fn free(edge: char, next: Option<char>, beyond: Option<char>) -> bool {
    let Some(next) = next else { return true };
    if spaced(edge) && spaced(next) {
        return false;
    }
    let separator = matches!(next, '.' | ',' | '’' | '\'');
    !(edge.is_ascii_digit() && separator && beyond.is_some_and(|c| c.is_ascii_digit()))
}

/// Letters and digits of scripts that set spaces between words.
fn spaced(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_folded_already_is_not_copied_and_the_rest_is_folded() {
        for text in ["", " ", "a", " a", "a ", "a  b", "a b", "a\tb", "a\u{a0}b", "a\u{200b}b", "ä ö", "\u{202e}"] {
            assert_eq!(folded(text), fold(text), "{text:?}");
        }
        assert!(matches!(folded("ä ö"), Cow::Borrowed(_)));
    }

    #[test]
    fn folding_drops_what_no_reader_sees() {
        assert_eq!(fold("  a\u{200b}b \n\t c\u{202e} "), "ab c");
    }

    #[test]
    fn a_quotation_ends_before_the_shout() {
        assert_eq!(quotable("Welcome to us! Buy now!", 80).as_deref(), Some("Welcome to us"));
        assert_eq!(quotable("!!! ", 80), None);
        assert_eq!(quotable("Mehr erfahren »", 80).as_deref(), Some("Mehr erfahren"));
        assert_eq!(quotable("Das „Haus am See“ in Leer", 80).as_deref(), Some("Das"));
        assert_eq!(quotable("Fitted kitchens and wardrobes", 20).as_deref(), Some("Fitted kitchens and …"));
    }

    #[test]
    fn a_value_stands_only_as_a_whole_word() {
        assert!(stands_whole("4 of 9 images", "4"));
        assert!(!stands_whole("14 of 9 images", "4"));
        assert!(!stands_whole("1.4 MB", "4"));
        assert!(!stands_whole("4,200 KB", "4"));
        assert!(stands_whole("we made 4.", "4"));
        assert!(stands_whole("日本株式会社です", "株式会社"));
        assert!(!stands_whole("Pineapple", "Pine"));
    }

    #[test]
    fn cutting_keeps_character_boundaries() {
        assert_eq!(cut("äöüäöüäöü", 4), "äöüä …");
        assert_eq!(calm("Call us!!"), "Call us.");
    }
}
