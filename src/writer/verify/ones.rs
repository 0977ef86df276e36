//! One of a thing: the words for it are articles as well, so that they are no numbers by themselves, but nobody has `one van` where the evidence has three.

use super::read::{Sentence, Source, Token};
use super::{spelled, units};
use crate::model::told::Language;
use crate::writer::text::stands_whole;

/// A word for one before a thing: `one van`, `ein Wagen`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// As it stands, in small letters.
    pub word: String,
    /// Stems of the thing and of a word between.
    stems: Vec<String>,
    /// It is no article: the evidence must have one as well.
    counts: bool,
}

impl One {
    /// Those of a sentence in the language.
    #[must_use]
    pub fn of(tokens: &[Token], language: Language) -> Vec<Self> {
        // `No one`, `the one`.
        const PRONOUN: [&str; 9] = ["no", "any", "every", "each", "some", "this", "that", "which", "the"];
        let is_one = |at: &usize| tokens[*at].sign.is_none() && count(&tokens[*at].word, language).as_deref() == Some("1");
        let ones = (0..tokens.len()).filter(is_one).map(|at| {
            let word = tokens[at].word.clone();
            let mut open = !tokens[at].ends;
            let content = |token: &&Token| !token.key.is_empty() && token.sign.is_none() && std::mem::replace(&mut open, !token.ends);
            let stems: Vec<String> = tokens[at + 1..].iter().take(2).take_while(content).map(|token| token.key.clone()).collect();
            let pronoun = at.checked_sub(1).is_some_and(|before| PRONOUN.contains(&tokens[before].word.as_str()));
            let unit = tokens.get(at + 1).is_some_and(|token| units::read(&[&token.word]).is_some());
            Self { counts: word == "one" && !pronoun && !unit, word, stems }
        });
        ones.filter(|one| !one.stems.is_empty()).collect()
    }

    /// No other number stands before the thing in the window unless one does too; where it counts, some source has one before the thing.
    #[must_use]
    pub fn stands(&self, window: &[Sentence], sources: &[Source], language: Language) -> bool {
        let single =
            |sentence: &Sentence| self.places(sentence).any(|at| sentence.tokens[at.saturating_sub(3)..at].iter().any(|token| is_single(token, language)));
        let other = |sentence: &Sentence| self.places(sentence).any(|at| other_number(sentence, at, language));
        if self.counts && !sources.iter().flat_map(|source| &source.sentences).any(single) {
            return false;
        }
        !window.iter().any(other) || window.iter().any(single)
    }

    fn places<'a>(&'a self, sentence: &'a Sentence) -> impl Iterator<Item = usize> + 'a {
        sentence.tokens.iter().enumerate().filter(|(_, token)| self.stems.contains(&token.key)).map(|(at, _)| at)
    }
}

fn is_single(token: &Token, language: Language) -> bool {
    matches!(token.word.as_str(), "1" | "a" | "an" | "single" | "sole") || count(&token.word, language).as_deref() == Some("1")
}

/// A number but one stands right before the word, or in German before an adjective in front of it: `drei weiße Wagen`.
fn other_number(sentence: &Sentence, at: usize, language: Language) -> bool {
    let number = |at: usize| {
        let token = &sentence.tokens[at];
        let digits = token.word.starts_with(|c: char| c.is_ascii_digit()) && token.word != "1";
        !token.ends && (digits || count(&token.word, language).is_some_and(|value| value != "1"))
    };
    let between = |at: usize| {
        let token = &sentence.tokens[at];
        language == Language::German && !token.ends && !token.key.is_empty() && stands_whole(&sentence.text, &token.word)
    };
    at.checked_sub(1).is_some_and(|before| number(before) || between(before) && before.checked_sub(1).is_some_and(number))
}

/// A number in digits, or in one word that is no article.
#[must_use]
pub fn is_number(token: &Token, language: Language) -> bool {
    token.word.starts_with(|c: char| c.is_ascii_digit()) || several(&token.word, language).is_some()
}

/// What a number amounts to, as far as two that are written in other ways can be compared.
#[must_use]
pub fn value(token: &Token, language: Language) -> String {
    several(&token.word, language).unwrap_or_else(|| token.word.replace(['.', ','], ""))
}

fn several(word: &str, language: Language) -> Option<String> {
    spelled::read(&[word], language).filter(|found| !found.article).map(|found| found.value)
}

/// The value of a number in one word.
fn count(word: &str, language: Language) -> Option<String> {
    spelled::read(&[word], language).map(|found| found.value)
}
