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
    let mut quoted = false;
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
                    quoted = (quoted || matches!(c, '“' | '„' | '«')) && !matches!(c, '”' | '»');
                    let before = at.checked_sub(1).and_then(|at| chars.get(at));
                    if c.is_whitespace() && !quoted && ends(&chars, at) && before.is_some() && !last(&mut pieces).parts.is_empty() {
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

/// A sentence ends before this white space: a mark of the end stands before it (closing quotation marks and brackets aside), and no small letter behind.
fn ends(chars: &[char], at: usize) -> bool {
    let mark = chars.get(..at).unwrap_or_default().iter().rev().find(|c| !matches!(c, '”' | '»' | ')' | '"' | '’'));
    let next = chars.get(at..).unwrap_or_default().iter().find(|c| !c.is_whitespace());
    mark.is_some_and(|c| matches!(c, '.' | '?' | '!' | '…' | '。')) && next.is_none_or(|c| !c.is_lowercase())
}

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
}
