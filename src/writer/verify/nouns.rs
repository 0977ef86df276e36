//! Rule 3 in German, where every noun has a capital: a capitalised word must stand in the texts, in some form or as part of a compound, or be a word of
//! our own library or a noun of everyday use. Two names that stand side by side must do so in the texts.

use std::collections::BTreeSet;

use super::dates;
use super::names::{TRADE, Texts, Word, is_domain};
use super::tongue::{Tongue, parts, stem};
use super::units;

/// First word that is taken for a name and stands in none of the texts; `None` when all stand.
#[must_use]
pub fn unsupported(words: &[Word<'_>], texts: &Texts, tongue: &Tongue) -> Option<String> {
    let known = Known::of(texts, tongue);
    let mut before: Option<&str> = None;
    let mut inside: Option<&str> = None;
    let mut bound = false;
    for word in words {
        let bare = word.bare;
        let address = bare.contains('@') || is_domain(bare);
        let inner = bare.chars().skip(1).any(char::is_uppercase);
        let capital = bare.starts_with(char::is_uppercase);
        let strange = bare.chars().any(|c| c.is_alphabetic() && c > '\u{24f}');
        let fine = match (address, capital || inner || strange) {
            (true, _) => texts.hold(&bare.to_lowercase()),
            (_, false) => true,
            _ => known.holds(bare, word.starts) || (texts.is_bare && bound && !inner && !strange),
        };
        bound = binds(bare);
        if !fine {
            return Some(bare.to_owned());
        }
        if let Some(first) = before.filter(|_| capital)
            && known.is_beside(first)
            && known.is_beside(bare)
            && !texts.hold(&format!("{first} {bare}").to_lowercase())
        {
            return Some(format!("{first} {bare}"));
        }
        if let Some(first) = inside.filter(|first| capital && known.is_new_pair(first, bare)) {
            return Some(format!("{first} {bare}"));
        }
        before = Some(bare).filter(|_| capital && !word.ends);
        inside = before.filter(|_| !word.starts);
    }
    None
}

/// A word that makes the next one a noun: an article, a pronoun, an adjective. Asked only where there is no text to look in.
fn binds(word: &str) -> bool {
    const ARTICLES: [&str; 22] = [
        "der", "die", "das", "den", "dem", "des", "ein", "kein", "mein", "dein", "sein", "ihr", "unser", "im", "am", "zum", "zur", "vom", "beim", "ins", "ans",
        "pro",
    ];
    let adjective =
        word.chars().count() > 3 && word.ends_with(['e', 'n', 'm', 'r', 's']) && ["e", "en", "em", "er", "es"].iter().any(|ending| word.ends_with(ending));
    ARTICLES.contains(&word.to_lowercase().as_str()) || word.starts_with(char::is_lowercase) && adjective
}

/// What the texts hold, made ready for the question.
struct Known<'a> {
    texts: &'a Texts,
    tongue: &'a Tongue,
    words: BTreeSet<&'a str>,
    /// Capitalised words with another one beside them, as names have, in small letters.
    beside: BTreeSet<String>,
}

impl<'a> Known<'a> {
    fn of(texts: &'a Texts, tongue: &'a Tongue) -> Self {
        let mut beside = BTreeSet::new();
        for (text, _) in &texts.texts {
            let mut before: Option<&str> = None;
            for word in text.split(' ') {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                let capital = bare.starts_with(char::is_uppercase);
                if let Some(first) = before.filter(|_| capital) {
                    beside.extend([first.to_lowercase(), bare.to_lowercase()]);
                }
                before = Some(bare).filter(|_| capital && word.ends_with(char::is_alphanumeric));
            }
        }
        Self { texts, tongue, words: texts.words().collect(), beside }
    }

    fn is_beside(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.beside.contains(&lower) && !self.is_ordinary(&lower)
    }

    /// Two nouns side by side are a name, of which one that the texts do not have is no everyday word.
    fn is_new_pair(&self, first: &str, second: &str) -> bool {
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        let pair = [first.as_str(), second.as_str()];
        let counts = |lower: &str| units::read(&[lower]).is_some() || units::scale(lower).is_some() || dates::month(lower).is_some();
        let named = |lower: &&str| !(self.tongue.class(lower).starts || counts(lower) || TITLES.contains(lower));
        let stands = |lower: &&str| self.words.contains(*lower) || self.bends(lower) || self.is_inside(lower);
        !self.texts.is_bare && pair.iter().all(named) && !pair.iter().all(stands) && !self.texts.hold(&format!("{first} {second}"))
    }

    fn is_ordinary(&self, lower: &str) -> bool {
        let class = self.tongue.class(lower);
        class.noun || class.starts || self.is_ours(lower)
    }

    /// Of our own library, but none of the trade's names where these could stand for others.
    fn is_ours(&self, lower: &str) -> bool {
        let trade = TRADE.contains(&lower);
        self.tongue.is_ours(lower) && !trade || trade && self.texts.is_bare
    }

    fn holds(&self, bare: &str, starts: bool) -> bool {
        let lower = bare.to_lowercase();
        let date = dates::weekday(&lower).is_some() || dates::month(&lower).is_some();
        if date || self.is_ordinary(&lower) || self.texts.hold(&lower) || self.bends(&lower) {
            return true;
        }
        if lower.contains('-') {
            return lower.split('-').all(|part| self.part(part));
        }
        let first = starts && self.words.iter().any(|word| stem(word, self.tongue.language) == stem(&lower, self.tongue.language));
        first || is_derived(&lower) || parts(&lower).any(|(head, tail)| self.part(head) && self.part(tail)) || self.is_inside(&lower)
    }

    /// A part of a compound: known in some form.
    fn part(&self, part: &str) -> bool {
        let class = self.tongue.class(part);
        class.noun || self.is_ours(part) || self.words.contains(part) || self.bends(part) || self.is_inside(part) || part.chars().all(char::is_numeric)
    }

    /// Some word of the texts is the same but for an ending of case or number.
    fn bends(&self, lower: &str) -> bool {
        let flat = flat(lower);
        let turned = flat != lower;
        let same = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|ending| ENDINGS.contains(&ending));
        let initial = lower.chars().next();
        self.words.iter().any(|word| {
            let near = word.chars().next() == initial || turned;
            near && word.chars().count() >= 3 && (same(lower, word) || same(word, lower)) || {
                let other = self::flat(word);
                let umlaut = turned != (other != **word);
                umlaut
                    && other.chars().count() >= 3
                    && (same(&flat, &other) || same(&other, &flat) || flat.strip_prefix(&other) == Some("er") || other.strip_prefix(&flat) == Some("er"))
            }
        })
    }

    /// At the beginning or the end of a longer word of the texts.
    fn is_inside(&self, lower: &str) -> bool {
        const LEAST: usize = 4;
        let short = lower.strip_suffix("en").or_else(|| lower.strip_suffix(['e', 'n', 's'])).unwrap_or(lower);
        let fits = |part: &str| {
            part.chars().count() >= LEAST && self.words.iter().any(|word| word.len() > part.len() + 2 && (word.starts_with(part) || word.ends_with(part)))
        };
        fits(lower) || fits(short)
    }
}

/// A noun by its ending, which no person and no place has: `Lieferung`. Whether it is true is for the rule of coverage.
fn is_derived(lower: &str) -> bool {
    const MADE: [&str; 16] =
        ["ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "nis", "nisse", "tät", "täten", "ment", "ismus"];
    lower.chars().count() >= 6 && MADE.iter().any(|ending| lower.ends_with(ending))
}

/// Nouns that stand before a name or behind a number.
const TITLES: [&str; 8] = ["herr", "herrn", "frau", "familie", "firma", "team", "uhr", "mal"];

const ENDINGS: [&str; 7] = ["", "e", "n", "en", "s", "es", "ern"];

fn flat(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            'ä' => 'a',
            'ö' => 'o',
            'ü' => 'u',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::names::unsupported;
    use super::*;
    use crate::model::told::Language;

    fn refused(sentence: &str, evidence: &str) -> Option<String> {
        unsupported(sentence, &Texts::of([evidence]), Language::German)
    }

    const EVIDENCE: &str =
        "Die Tischlerei Weber & Hagen aus Leer baut Holzfenster und Türen. Gegründet von Anna Weber und Tom Hagen, liefert sie im ganzen Emsland.";

    #[test]
    fn ordinary_nouns_pass_in_every_form() {
        for sentence in [
            "Die Tischlerei baut Fenster aus Holz.",
            "Eine Tür der Tischlerei Weber & Hagen.",
            "Die Kunden der Tischlerei wohnen im Emsland.",
            "Die Lieferung gilt im ganzen Emsland.",
            "Anna Weber und Tom Hagen führen die Tischlerei.",
            "Ihre Startseite nennt Fenster und Türen.",
        ] {
            assert_eq!(refused(sentence, EVIDENCE), None, "{sentence}");
        }
    }

    #[test]
    fn foreign_names_and_mixed_ones_are_refused() {
        assert_eq!(refused("Die Tischlerei Weber & Hagen aus Emden baut Fenster.", EVIDENCE).as_deref(), Some("Emden"));
        assert_eq!(refused("Gegründet von Karla Weber.", EVIDENCE).as_deref(), Some("Karla"));
        assert_eq!(refused("Gegründet von Anna Hagen.", EVIDENCE).as_deref(), Some("Anna Hagen"));
        assert_eq!(refused("Schmidtke baut Fenster.", EVIDENCE).as_deref(), Some("Schmidtke"));
        assert!(refused("Schreiben Sie an info@leer.example.", EVIDENCE).is_some());
        assert_eq!(refused("Die Tischlerei liefert an Praxis Kraft.", EVIDENCE).as_deref(), Some("Praxis Kraft"));
    }
}
