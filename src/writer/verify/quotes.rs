//! Rule 6: quotations match byte for byte after white-space folding; addresses come only from pages fetched and configured links.

use crate::writer::text::{fold, stands_whole, whole_from, words};

/// The pieces between quotation marks, in order, with their byte range in the text (marks included): `“…”`, `„…“`, `«…»`, `»…«`, `"…"`, `「…」`.
/// Marks of another kind inside belong to the piece. An open mark without its partner counts to the end.
#[must_use]
pub fn quotations(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize, char)> = None;
    let mut inner = 0_u32;
    for (at, c) in text.char_indices() {
        match open {
            None if closing(c).is_empty() => {}
            None => open = Some((at, at + c.len_utf8(), c)),
            // A piece in the same marks inside: `«a «b» c»`.
            Some((.., mark)) if c == mark && matches!(mark, '«' | '„') => inner += 1,
            Some((start, from, mark)) if closing(mark).contains(&c) => {
                if inner > 0 {
                    inner -= 1;
                } else {
                    found.push((start..at + c.len_utf8(), text[from..at].to_owned()));
                    open = None;
                }
            }
            Some(_) => {}
        }
    }
    if let Some((start, from, _)) = open {
        found.push((start..text.len(), text[from..].to_owned()));
    }
    found
}

/// The marks that close what this one opens.
fn closing(c: char) -> &'static [char] {
    match c {
        '“' => &['”'],
        '„' => &['“', '”'],
        '"' => &['"'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '「' => &['」'],
        _ => &[],
    }
}

/// Words that each part of a shortened quotation has at least.
const PART_WORDS: usize = 3;

/// True when each part of the quotation (parts are divided by `…`) stands in one of the texts, in order and with no word cut in two. A quotation of
/// several parts has at least three words in each.
#[must_use]
pub fn is_quoted(quotation: &str, texts: &[String]) -> bool {
    let quotation = fold(quotation);
    let whole = quotation.trim_matches([' ', ',', '.']);
    let parts: Vec<&str> = whole.split('…').map(str::trim).filter(|part| !part.is_empty()).collect();
    let strung = parts.len() > 1 && parts.iter().any(|part| words(part).count() < PART_WORDS);
    let in_order = |text: &str| {
        let mut from = 0;
        parts.iter().all(|part| whole_from(text, from, part).inspect(|at| from = at + part.len()).is_some())
    };
    !parts.is_empty() && texts.iter().any(|text| stands_whole(text, whole) || !strung && in_order(text))
}

/// Every `http…` and `mailto:` address in the text.
pub fn urls(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '“' | '”' | '„' | '«' | '»' | '"'))
        .map(|word| word.trim_end_matches(['.', ',', ';', ':', '\'']))
        .filter(|word| word.contains("://") || word.starts_with("mailto:"))
}

/// The text with quotations and addresses blanked out: what the other rules read.
#[must_use]
pub fn outside(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut end = 0;
    for (range, _) in quotations(text) {
        plain.push_str(&text[end..range.start]);
        plain.push_str(" ‹› ");
        end = range.end;
    }
    plain.push_str(&text[end..]);
    let addresses: Vec<String> = urls(&plain).map(str::to_owned).collect();
    for address in addresses {
        plain = plain.replace(&address, " ‹› ");
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_must_match_byte_for_byte() {
        let texts = [fold("We build   fitted kitchens in Whitby.")];
        assert!(is_quoted("We build fitted kitchens", &texts));
        assert!(is_quoted("fitted kitchens", &texts));
        assert!(!is_quoted("We built fitted kitchens", &texts));
        assert!(!is_quoted("in Whitby … We build", &texts));
        assert!(!is_quoted("…", &texts));
    }

    #[test]
    fn a_quotation_cuts_no_word_and_strings_no_words_together() {
        let texts = [fold("It is impossible to cancel by telephone; write to us in good time.")];
        assert!(!is_quoted("possible to cancel", &texts));
        assert!(!is_quoted("impossible to can", &texts));
        assert!(!is_quoted("It … write … in time", &texts));
        assert!(is_quoted("It is impossible … write to us", &texts));
        assert!(is_quoted("It is impossible to cancel …", &texts));
        assert!(!is_quoted("write to us … It is impossible", &texts));
    }

    #[test]
    fn an_open_mark_counts_to_the_end() {
        assert_eq!(quotations("he said “never").len(), 1);
        assert_eq!(outside("he said “never” again"), "he said  ‹›  again");
    }

    #[test]
    fn each_language_has_its_marks() {
        for text in [
            "Dort steht „Holz & Lehm“ oben.",
            "On y lit «\u{a0}Holz & Lehm\u{a0}» en haut.",
            "Dice «Holz & Lehm» arriba.",
            "Dort steht »Holz & Lehm« oben.",
            "It says “Holz & Lehm” there.",
            "It says \"Holz & Lehm\" there.",
        ] {
            let found = quotations(text);
            assert_eq!(found.iter().map(|(_, piece)| piece.trim()).collect::<Vec<_>>(), ["Holz & Lehm"], "{text}");
            assert!(is_quoted(&found[0].1, &["Holz & Lehm".into()]));
            assert!(!outside(text).contains("Lehm"), "{text}");
        }
        assert_eq!(quotations("« Elle dit “oui” ici » et « non »").len(), 2);
    }

    #[test]
    fn addresses_are_found_without_their_full_stop() {
        assert_eq!(urls("see https://a.example/b, and https://c.example.").collect::<Vec<_>>(), ["https://a.example/b", "https://c.example"]);
    }
}
