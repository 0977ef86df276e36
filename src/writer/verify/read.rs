//! A text as the gate reads it: its sentences, and in each the stems of its content words, the words that turn and compare, and its figures.

use std::collections::BTreeSet;

use super::digits::plain_digits;
use super::numbers::{Figures, Style};
use super::tongue::{self, Sense, Sign, Tongue, stem};
use crate::model::told::Language;

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// In small letters.
    pub word: String,
    /// The stem of a content word, a number as it stands; empty for small words and signs.
    pub key: String,
    pub sign: Option<Sign>,
    /// Of a comparison, a quantity or a tense: it counts only where the other text says the contrary of the same. Of a negation, as in `not only`: it may be left out.
    pub loose: bool,
    /// A comma or another mark stands behind it.
    pub ends: bool,
}

/// One sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    pub tokens: Vec<Token>,
}

/// One text of the evidence.
#[derive(Debug, Clone, Default)]
pub struct Source {
    pub sentences: Vec<Sentence>,
    /// Of each sentence.
    pub figures: Vec<Figures>,
}

impl Source {
    /// Reads a text of the evidence for a sentence in the language.
    #[must_use]
    pub fn of(text: &str, language: Language) -> Self {
        let own = tongue::of_text(text, language);
        let sentences: Vec<Sentence> = divide(text).map(|sentence| Sentence::of(sentence, own, language)).collect();
        let figures = sentences.iter().map(|sentence| Figures::of(&sentence.text, Style::Any(own))).collect();
        Self { sentences, figures }
    }
}

/// Endings of a word that no sentence ends with.
const SHORT_LETTERS: usize = 2;
/// Abbreviations of more letters.
const SHORTENED: [&str; 24] = [
    "mrs", "inc", "ltd", "etc", "tel", "str", "inkl", "exkl", "bzw", "usw", "evtl", "ggf", "max", "min", "mind", "abs", "mme", "mlle", "env", "sra", "avda",
    "núm", "pág", "prof",
];

/// The sentences of a text.
pub fn divide(text: &str) -> impl Iterator<Item = &str> {
    let mut cuts = Vec::new();
    let mut from = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let gap = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let ends = match c {
            '?' | '!' | '…' => gap,
            '。' | '\n' => true,
            '.' => gap && !is_shortened(&text[from..at]) && !goes_on(&text[at + 1..]),
            _ => false,
        };
        if ends {
            cuts.push(&text[from..at + c.len_utf8()]);
            from = at + c.len_utf8();
        }
    }
    cuts.push(&text[from..]);
    cuts.into_iter().map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// A small letter or a digit begins no sentence.
fn goes_on(behind: &str) -> bool {
    behind.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// A full stop here belongs to its word: `Dr.`, `z. B.`, `1. März`.
fn is_shortened(head: &str) -> bool {
    let last = head.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or("");
    let letters = last.chars().count();
    let digits = last.chars().all(|c| c.is_ascii_digit());
    letters <= SHORT_LETTERS && letters > 0 && (digits || last.chars().all(char::is_alphabetic)) || SHORTENED.contains(&last.to_lowercase().as_str())
}

impl Sentence {
    /// Reads a sentence written in `own` language; the stems are those of the language of the sentence that is judged.
    #[must_use]
    pub fn of(text: &str, own: Language, judged: Language) -> Self {
        let tongue = Tongue::of(own);
        let lower = plain_digits(text).to_lowercase().replace('’', "'");
        let mut tokens: Vec<Token> = Vec::new();
        let mut rest = lower.as_str();
        while let Some(start) = rest.find(char::is_alphanumeric) {
            if rest[..start].contains([',', ';', ':', '.', '(', ')', '–', '—', '?', '!'])
                && let Some(last) = tokens.last_mut()
            {
                last.ends = true;
            }
            rest = &rest[start..];
            let end = word_end(rest);
            let (whole, behind) = rest.split_at(end);
            rest = behind;
            let mut word = whole.trim_end_matches('\'');
            while let Some((head, tail)) = word.split_once('\'')
                && !tail.is_empty()
                && tongue.elided.contains(&head)
            {
                tokens.push(token(head, tongue, judged));
                word = tail;
            }
            tokens.push(token(word, tongue, judged));
        }
        correct(&mut tokens, tongue);
        Self { text: text.to_owned(), tokens }
    }

    /// Stems of the content words.
    #[must_use]
    pub fn stems(&self) -> BTreeSet<String> {
        self.tokens.iter().filter(|token| !token.key.is_empty() && token.key.chars().any(char::is_alphabetic)).map(|token| token.key.clone()).collect()
    }
}

/// Where the word at the beginning ends: letters, digits, apostrophes, and marks inside a number.
fn word_end(text: &str) -> usize {
    let mut previous = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let inside = c.is_alphanumeric() || c == '\'' || matches!(c, '.' | ',' | ':') && previous.is_ascii_digit() && next_digit;
        if !inside {
            return at;
        }
        previous = c;
    }
    text.len()
}

fn token(word: &str, tongue: &Tongue, judged: Language) -> Token {
    let class = tongue.class(word);
    let negated = tongue.language == Language::English && word.ends_with("n't");
    let sign = if negated { Some(Sign::No) } else { class.sign };
    let small = class.function || sign == Some(Sign::No) || Tongue::of(judged).class(word).function;
    let key = match (word.starts_with(|c: char| c.is_ascii_digit()), small) {
        (true, _) => word.to_owned(),
        (_, true) => String::new(),
        _ => stem(word, judged),
    };
    Token { word: word.to_owned(), key, sign, loose: sign.is_some_and(Sign::is_loose), ends: false }
}

/// Prepositions that compare only before a number.
const LOOSE: [&str; 6] = ["über", "unter", "vor", "nach", "bis", "ab"];

/// Takes back and gives the signs that depend on the words beside: `not only`, `ne … plus`, `unter 0221`.
fn correct(tokens: &mut [Token], tongue: &Tongue) {
    for at in 0..tokens.len() {
        let word = tokens[at].word.clone();
        let next = tokens.get(at + 1).map(|token| token.word.clone()).unwrap_or_default();
        // `Nearly all` is a part, and `ist … worden` tells of what was.
        let nearly = at.checked_sub(1).is_some_and(|before| Sense::of(tongue.language).nearly.contains(&tokens[before].word.as_str()));
        if tokens[at].sign == Some(Sign::All) && nearly {
            tokens[at - 1].sign = Some(Sign::Part);
            tokens[at - 1].loose = true;
            tokens[at - 1].key.clear();
            tokens[at].sign = None;
        }
        if tongue.language == Language::German && matches!(tokens[at].sign, Some(Sign::Now | Sign::Past)) && tokens.iter().any(|token| token.word == "worden") {
            tokens[at].sign = None;
        }
        if tokens[at].sign == Some(Sign::No) && tongue.merely.contains(&next.as_str()) {
            tokens[at].loose = true;
            if let Some(taken_back) = tokens.get_mut(at + 1).filter(|token| token.sign == Some(Sign::Only)) {
                taken_back.sign = None;
            }
        }
        let number = |token: &Token| {
            token.word.starts_with(|c: char| c.is_ascii_digit()) || super::spelled::read(&[&token.word], tongue.language).is_some_and(|one| !one.article)
        };
        if tongue.language == Language::German && LOOSE.contains(&word.as_str()) && !tokens.iter().skip(at + 1).take(3).any(number) {
            tokens[at].loose = true;
        }
        if tongue.language == Language::French {
            let negated = tokens[at.saturating_sub(5)..at].iter().any(|token| matches!(token.word.as_str(), "ne" | "n"));
            match word.as_str() {
                "plus" if negated => tokens[at].sign = Some(Sign::No),
                "plus" if number_near(tokens, at, &number) || next == "de" => {}
                "plus" => tokens[at].sign = None,
                "personne" if negated || matches!(next.as_str(), "ne" | "n") => {
                    tokens[at].sign = Some(Sign::No);
                    tokens[at].key.clear();
                }
                _ => {}
            }
        }
    }
}

fn number_near(tokens: &[Token], at: usize, number: &dyn Fn(&Token) -> bool) -> bool {
    tokens.iter().skip(at + 1).take(3).any(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let divided = |text: &'static str| divide(text).collect::<Vec<_>>();
        assert_eq!(divided("Wir öffnen am 1. März. Dr. Voss kommt um 9.30 Uhr."), ["Wir öffnen am 1. März.", "Dr. Voss kommt um 9.30 Uhr."]);
        assert_eq!(divided("We bake. Do you? Yes"), ["We bake.", "Do you?", "Yes"]);
        assert_eq!(divided(""), Vec::<&str>::new());
    }

    #[test]
    fn signs_are_those_of_the_language() {
        let signs = |text: &str, language| Sentence::of(text, language, language).tokens.iter().filter_map(|token| token.sign).collect::<Vec<_>>();
        assert_eq!(signs("They don't bake more than 40.", Language::English), [Sign::No, Sign::Up]);
        let merely = Sentence::of("They not only bake.", Language::English, Language::English);
        assert!(merely.tokens.iter().filter(|token| token.sign.is_some()).all(|token| token.loose));
        assert_eq!(signs("Wir liefern nicht unter 40 Euro.", Language::German), [Sign::No, Sign::Down]);
        let loose = Sentence::of("Sie erreichen uns unter der Nummer.", Language::German, Language::German);
        assert!(loose.tokens.iter().filter(|token| token.sign.is_some()).all(|token| token.loose));
        assert_eq!(signs("Nous ne livrons plus le dimanche.", Language::French), [Sign::No]);
        assert_eq!(signs("Plus de 40 clients.", Language::French), [Sign::Up]);
        assert_eq!(signs("No abrimos hasta las 9.", Language::Spanish), [Sign::No, Sign::Before]);
    }
}
