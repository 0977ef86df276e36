//! Text as a reader sees it: white space folded, invisible characters gone.

/// Folds every run of white space to one space, trims, and removes zero-width, bidi control and other invisible format characters.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(1 << 16));
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Zero-width characters, soft hyphen, bidi controls and the tag block (which can smuggle text past a reader).
#[must_use]
pub fn invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// At most `max` bytes of the text, cut at a character.
#[must_use]
pub fn head(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

/// Words, where each CJK character that has no spaces around it counts as half a word.
#[must_use]
pub fn words(text: &str) -> u32 {
    let (mut words, mut wide, mut inside) = (0_u32, 0_u32, false);
    for c in text.chars() {
        if matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{E00}'..='\u{E7F}') {
            wide = wide.saturating_add(1);
            inside = false;
        } else if c.is_alphanumeric() {
            if !inside {
                words = words.saturating_add(1);
            }
            inside = true;
        } else if !matches!(c, '\'' | '’' | '-') {
            inside = false;
        }
    }
    words.saturating_add(wide / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_invisible_characters_go() {
        assert_eq!(fold(" a\u{200B}b\u{a0}\n\tc\u{202E} "), "ab c");
    }

    #[test]
    fn text_without_spaces_has_words_too() {
        assert_eq!(words("don't stop – now"), 3);
        assert_eq!(words("歴史煉瓦 clinic"), 3);
    }
}
