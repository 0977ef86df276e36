//! Two texts beside each other: which lines differ, and in them which words.

use similar::{ChangeTag, DiffTag, TextDiff};

/// A run of words that both have, or one alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub gone: bool,
    pub new: bool,
    pub text: String,
}

/// The lines that differ, each as its pieces. Equal lines are left out.
#[must_use]
pub fn compare(old: &[String], new: &[String]) -> Vec<Vec<Piece>> {
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) = (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&old_lines, &new_lines);
    let mut found = Vec::new();
    for op in diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal) {
        let (gone, came) = (old_lines.get(op.old_range()).unwrap_or_default(), new_lines.get(op.new_range()).unwrap_or_default());
        for at in 0..gone.len().max(came.len()) {
            found.push(words(gone.get(at).copied().unwrap_or(""), came.get(at).copied().unwrap_or("")));
        }
    }
    found
}

/// One line as pieces, neighbours of one kind joined.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let (gone, new) = (change.tag() == ChangeTag::Delete, change.tag() == ChangeTag::Insert);
        match pieces.last_mut() {
            Some(last) if last.gone == gone && last.new == new => last.text.push_str(change.value()),
            _ => pieces.push(Piece { gone, new, text: change.value().to_owned() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown_word_by_word() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let found = compare(&lines("same\na red house\nlast"), &lines("same\na blue house\nlast\nadded"));
        assert_eq!(found.len(), 2);
        let shown: String = found[0]
            .iter()
            .map(|piece| {
                format!(
                    "{}{}",
                    if piece.gone {
                        "-"
                    } else if piece.new {
                        "+"
                    } else {
                        ""
                    },
                    piece.text
                )
            })
            .collect();
        assert_eq!(shown, "a -red+blue house");
        assert!(found[1].iter().all(|piece| piece.new));
    }
}
