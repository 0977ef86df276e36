//! Running text as sentences: each ends at its mark of the end or at the marker of its claim.

use magnetite_document::tree::{Inline, Text};

/// One sentence with all that stands in it, its markers apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// With the white space before it, without markers.
    pub parts: Vec<Inline>,
    /// Ids of the claims whose markers stand behind it.
    pub claims: Vec<String>,
}

impl Piece {
    /// The words, trimmed.
    #[must_use]
    pub fn words(&self) -> String {
        Text(self.parts.clone()).words().trim().to_owned()
    }

    fn push(&mut self, c: char) {
        match self.parts.last_mut() {
            Some(Inline::Text(text)) => text.push(c),
            _ => self.parts.push(Inline::Text(c.into())),
        }
    }
}

/// The sentences in order; put together again with [`join`] they are the text.
#[must_use]
pub fn split(text: &Text) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = vec![Piece::default()];
    // The mark that ends the quotation we are in.
    let mut quoted: Option<char> = None;
    for part in &text.0 {
        match part {
            Inline::Claim(id) => last(&mut pieces).claims.push(id.clone()),
            Inline::Text(text) => {
                let chars: Vec<char> = text.chars().collect();
                for (at, c) in chars.iter().enumerate() {
                    // Behind a marker a new sentence begins; space alone belongs to it too.
                    if !last(&mut pieces).claims.is_empty() {
                        pieces.push(Piece::default());
                    }
                    quoted = match quoted {
                        Some(mark) if mark == *c => None,
                        None => closing(*c),
                        open => open,
                    };
                    let before = at.checked_sub(1).and_then(|at| chars.get(at));
                    if c.is_whitespace() && quoted.is_none() && ends(&chars, at) && before.is_some() && !last(&mut pieces).parts.is_empty() {
                        pieces.push(Piece::default());
                    }
                    last(&mut pieces).push(*c);
                }
            }
            other => {
                if !last(&mut pieces).claims.is_empty() {
                    pieces.push(Piece::default());
                }
                last(&mut pieces).parts.push(other.clone());
            }
        }
    }
    pieces.retain(|piece| !piece.parts.is_empty() || !piece.claims.is_empty());
    pieces
}

/// The text made of these sentences.
#[must_use]
pub fn join(pieces: Vec<Piece>) -> Text {
    let mut parts: Vec<Inline> = Vec::new();
    for piece in pieces {
        for part in piece.parts.into_iter().chain(piece.claims.into_iter().map(Inline::Claim)) {
            match (parts.last_mut(), part) {
                (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
                (_, part) => parts.push(part),
            }
        }
    }
    Text(parts)
}

fn last(pieces: &mut Vec<Piece>) -> &mut Piece {
    if pieces.is_empty() {
        pieces.push(Piece::default());
    }
    let at = pieces.len() - 1;
    &mut pieces[at]
}

/// The mark that closes a quotation opened by this one.
fn closing(open: char) -> Option<char> {
    match open {
        '“' => Some('”'),
        '„' => Some('“'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Short forms before a full stop that ends no sentence.
const SHORT: [&str; 12] = ["Dr", "Prof", "Nr", "St", "Tel", "Str", "ca", "bzw", "Mr", "Mrs", "Sr", "Sra"];

/// A sentence ends before this white space: a mark of the end stands before it (closing quotation marks and brackets aside), and no small letter behind.
/// A full stop behind a single letter (`z. B.`), a day of the month (`24. November`) or a title ends none.
fn ends(chars: &[char], at: usize) -> bool {
    // Looks no further to either side than it must: it is asked at every white space of a text of any length.
    let mut back = chars.get(..at).unwrap_or_default().iter().rev().skip_while(|c| matches!(c, '”' | '“' | '»' | ')' | '"' | '’'));
    let Some(mark) = back.next().filter(|c| matches!(c, '.' | '?' | '!' | '…' | '。')) else { return false };
    let next = chars.get(at..).unwrap_or_default().iter().find(|c| !c.is_whitespace());
    if next.is_some_and(|c| c.is_lowercase()) {
        return false;
    }
    let word: String = back.take_while(|c| c.is_alphanumeric()).take(9).collect::<Vec<_>>().into_iter().rev().collect();
    let short = word.chars().count() == 1 && word.chars().all(char::is_alphabetic) || SHORT.contains(&word.as_str());
    let behind: String = chars.get(at..).unwrap_or_default().iter().skip_while(|c| c.is_whitespace()).take_while(|c| c.is_alphabetic()).take(10).collect();
    let day = word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty() && MONTHS.contains(&behind.as_str());
    *mark != '.' || !(short || day)
}

/// Months of the language that writes a full stop behind the day.
const MONTHS: [&str; 12] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

#[cfg(test)]
mod tests {
    use super::super::notation::read;
    use super::*;

    #[test]
    fn sentences_end_at_marks_and_markers_and_never_inside_a_quotation() {
        let text = read("The site says “We build. We fit.” on it.[3] That is a quiet, e.g. restful, voice. Call us?[4][5] Bye");
        let pieces = split(&text);
        let words: Vec<String> = pieces.iter().map(Piece::words).collect();
        assert_eq!(words, ["The site says “We build. We fit.” on it.", "That is a quiet, e.g. restful, voice.", "Call us?", "Bye"]);
        assert_eq!(pieces[2].claims, ["c4", "c5"]);
        assert_eq!(join(pieces), text);
    }

    #[test]
    fn a_long_text_is_cut_into_its_sentences_as_a_short_one_is() {
        let text = Text::plain(format!("{}{}End.", "We build. ".repeat(3_000), ") ".repeat(3_000)));
        let pieces = split(&text);
        assert_eq!((pieces.len(), pieces[2_999].words().as_str()), (3_001, "We build."));
        assert_eq!(join(pieces), text);
    }

    #[test]
    fn sentences_end_in_german_where_a_german_reader_ends_them() {
        let text = read(
            "Die Website sagt „Wir bauen. Wir liefern.“ und nicht mehr.[3] Am 24. November 2026 lasen wir z. B. Titel. Der Titel ist „Start“. Dr. Kern nickt.",
        );
        let words: Vec<String> = split(&text).iter().map(Piece::words).collect();
        assert_eq!(
            words,
            [
                "Die Website sagt „Wir bauen. Wir liefern.“ und nicht mehr.",
                "Am 24. November 2026 lasen wir z. B. Titel.",
                "Der Titel ist „Start“.",
                "Dr. Kern nickt."
            ]
        );
    }
}
