//! Small rules about text: folded for look-ups, its width on a results page, its words and sentences. All linear in the text.

/// Text in lower case with everything but letters and digits turned into single spaces, one at each end.
#[derive(Debug, Clone)]
pub struct Folded(String);

impl Folded {
    /// Looks at the first 4,000 characters.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len().min(4096) + 2);
        folded.push(' ');
        for c in text.chars().take(4000) {
            if c.is_alphanumeric() {
                folded.extend(c.to_lowercase());
            } else if !folded.ends_with(' ') && c != '\u{ad}' {
                folded.push(' ');
            }
        }
        if !folded.ends_with(' ') {
            folded.push(' ');
        }
        Self(folded)
    }

    /// The first entry that stands in the text: `book` finds the word, `book*` words that begin so.
    /// In scripts without spaces between words any place will do. One pass over the text, whatever the number of entries.
    #[must_use]
    pub fn has_any<'e>(&self, entries: &[&'e str]) -> Option<&'e str> {
        let mut before = ' ';
        for (at, c) in self.0.char_indices() {
            let may_begin = (before == ' ' && c != ' ') || is_wide(c);
            before = c;
            let rest = self.0.get(at..).unwrap_or_default();
            let first = rest.as_bytes().first();
            if may_begin && let Some(entry) = entries.iter().find(|entry| entry.as_bytes().first() == first && begins(rest, entry)) {
                return Some(entry);
            }
        }
        None
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.trim()
    }
}

fn begins(rest: &str, entry: &str) -> bool {
    let (stem, prefix) = entry.strip_suffix('*').map_or((entry, false), |stem| (stem, true));
    let Some(after) = rest.strip_prefix(stem) else { return false };
    !stem.is_empty() && (prefix || after.starts_with(' ') || stem.chars().any(is_wide))
}

/// Chinese, Japanese, Korean and full-width characters.
#[must_use]
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// At least a third of the letters are wide: lengths in characters count double, words cannot be counted by spaces.
#[must_use]
pub fn mostly_wide(text: &str) -> bool {
    let (mut wide, mut all) = (0_usize, 0_usize);
    for c in text.chars().take(4000).filter(|c| c.is_alphanumeric()) {
        all += 1;
        wide += usize::from(is_wide(c));
    }
    wide * 3 >= all && wide > 0
}

/// At most that many characters, cut at a word where there is one, without an ellipsis: the result is a piece of the text.
#[must_use]
pub fn head(text: &str, max_chars: usize) -> &str {
    match text.char_indices().nth(max_chars) {
        None => text,
        Some((end, _)) => {
            let cut = text.get(..end).unwrap_or_default();
            match cut.rfind(' ') {
                Some(space) if space > end / 2 => cut.get(..space).unwrap_or(cut),
                _ => cut,
            }
        }
    }
}

/// Sizes as the findings print them; 1 KB is 1,000 bytes.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..10_000_000 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{} MB", (bytes + 500_000) / 1_000_000),
    }
}

/// `1 page`, `3 pages`.
#[must_use]
pub fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

/// First four-digit years in the text that could be ones of the web's age up to `last`.
#[must_use]
pub fn years(text: &str, last: i16) -> Vec<i16> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if digits.len() == 4
            && let Ok(year) = digits.parse::<i16>()
            && (1990..=last).contains(&year)
        {
            found.push(year);
        }
        digits.clear();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_prefixes_are_told_apart() {
        let folded = Folded::new("Facebook – Buchungen hier!");
        assert_eq!(folded.has_any(&["book", "buch"]), None);
        assert_eq!(folded.has_any(&["facebook"]), Some("facebook"));
        assert_eq!(folded.has_any(&["buch*"]), Some("buch*"));
        assert_eq!(folded.has_any(&["buchungen hier"]), Some("buchungen hier"));
        assert_eq!(Folded::new("ご予約はこちら").has_any(&["book", "予約"]), Some("予約"));
    }

    #[test]
    fn a_cut_text_is_a_piece_of_the_text() {
        assert_eq!(head("Füße und Schuhe", 9), "Füße und");
        assert_eq!(head("株式会社の窓", 3), "株式会");
        assert_eq!(head("short", 9), "short");
    }

    #[test]
    fn years_are_four_digits_in_range() {
        assert_eq!(years("© 2009-2021, Tel. 20201234, 3021", 2026), [2009, 2021]);
    }

    #[test]
    fn sizes_read_as_people_write_them() {
        assert_eq!([size(512), size(1_499), size(214_300), size(12_400_000)], ["512 bytes", "1 KB", "214 KB", "12 MB"]);
    }
}
