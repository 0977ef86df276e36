//! What the gate knows of a language: its small words, those that negate and compare, what it keeps for the vetted library, and how it bends words.
//! One file of words a language; `stem` has the endings.

mod de;
mod en;
mod es;
mod fr;
mod sense;
mod stem;

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::model::told::{self, Language};
use crate::writer::builtin::Library;
use crate::writer::text::words as words_of;

pub use sense::{Sense, exclusive};
pub use stem::{parts, stem};

/// The words of one language, all in small letters.
#[derive(Debug)]
pub struct Tongue {
    pub language: Language,
    /// Words that carry no content of their own.
    pub function: &'static [&'static str],
    pub negations: &'static [&'static str],
    /// Words of comparison and order, each list one direction.
    pub up: &'static [&'static str],
    pub down: &'static [&'static str],
    pub before: &'static [&'static str],
    pub after: &'static [&'static str],
    /// Words for each of some things, and for a part of them.
    pub universal: &'static [&'static str],
    pub partial: &'static [&'static str],
    /// Words behind a negation that take it back: `not only`.
    pub merely: &'static [&'static str],
    /// Beginnings that turn a word into its opposite.
    pub opposites: &'static [&'static str],
    /// Words besides the small ones that often begin a sentence and are no names.
    pub starters: &'static [&'static str],
    /// Ordinary nouns, where the language writes nouns with a capital.
    pub nouns: &'static [&'static str],
    /// Shortened words that an apostrophe binds to the next.
    pub elided: &'static [&'static str],
    /// Words and phrases that rank.
    pub superlatives: &'static [&'static str],
    /// Endings that rank, unless the word is listed as an exception or begins with a capital.
    pub superlative_endings: &'static [&'static str],
    pub no_superlatives: &'static [&'static str],
    /// Words and phrases that give a cause or a promise.
    pub causes: &'static [&'static str],
    pub cliches: &'static [&'static str],
    pub plain: Plain,
}

/// How a sentence that cites nothing may speak; see `unsourced`.
#[derive(Debug)]
pub struct Plain {
    /// Words for the prospect and for things of the prospect.
    pub prospect: &'static [&'static str],
    /// Beginnings of questions that take nothing for granted.
    pub questions: &'static [&'static str],
    /// First words by which the sender speaks.
    pub own: &'static [&'static str],
    /// Verbs of being and having, of which the sender may use one a sentence.
    pub verbs: &'static [&'static str],
    /// Words of somebody who has looked.
    pub reports: &'static [&'static str],
    /// Turns to a second statement.
    pub turns: &'static [&'static str],
    /// What can be pointed at, and what states one single thing.
    pub definite: &'static [&'static str],
    pub singular: &'static [&'static str],
    /// Superlatives and causes that advice may use.
    pub harmless: &'static [&'static str],
    /// Beginnings by which the sender offers, up to the first space that follows.
    pub offers: &'static [&'static str],
    /// Verbs behind "we" that offer.
    pub offer_verbs: &'static [&'static str],
    pub imperatives: &'static [&'static str],
    /// The ending of the first word, and the second word, that make an imperative; empty where the language has no such sign.
    pub imperative_form: (&'static str, &'static str),
    /// Words that state or give a reason.
    pub statements: &'static [&'static str],
}

/// What a word is to the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class {
    pub function: bool,
    pub sign: Option<Sign>,
    pub starts: bool,
    pub noun: bool,
}

/// A word that turns, compares, or says of how many or when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    No,
    Up,
    Down,
    Before,
    After,
    All,
    Part,
    Only,
    Also,
    Now,
    Past,
}

impl Sign {
    /// The sign that says the contrary.
    #[must_use]
    pub fn reverse(self) -> Self {
        match self {
            Sign::No => Sign::No,
            Sign::Up => Sign::Down,
            Sign::Down => Sign::Up,
            Sign::Before => Sign::After,
            Sign::After => Sign::Before,
            Sign::All => Sign::Part,
            Sign::Part => Sign::All,
            Sign::Only => Sign::Also,
            Sign::Also => Sign::Only,
            Sign::Now => Sign::Past,
            Sign::Past => Sign::Now,
        }
    }

    /// It counts only where the other text says the contrary of the same.
    #[must_use]
    pub fn is_loose(self) -> bool {
        matches!(self, Sign::Part | Sign::Also | Sign::Now | Sign::Past)
    }

    /// For a refusal.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Sign::No => "no",
            Sign::Up => "up",
            Sign::Down => "down",
            Sign::Before => "before",
            Sign::After => "after",
            Sign::All => "all",
            Sign::Part => "some",
            Sign::Only => "only",
            Sign::Also => "also",
            Sign::Now => "is",
            Sign::Past => "was",
        }
    }
}

impl Tongue {
    #[must_use]
    pub fn of(language: Language) -> &'static Tongue {
        match language {
            Language::English => &en::TONGUE,
            Language::German => &de::TONGUE,
            Language::French => &fr::TONGUE,
            Language::Spanish => &es::TONGUE,
        }
    }

    /// What a word in small letters is.
    #[must_use]
    pub fn class(&self, word: &str) -> Class {
        classes(self.language).get(word).copied().unwrap_or_default()
    }

    /// True when our own library of the language uses the word, whatever its capitals; `word` in small letters.
    #[must_use]
    pub fn is_ours(&self, word: &str) -> bool {
        ours(self.language).contains(word)
    }
}

/// The language of a text by its small words; `or` where they do not tell.
#[must_use]
pub fn of_text(text: &str, or: Language) -> Language {
    let lower = text.to_lowercase();
    let mut counts = [0_u32; 4];
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(200) {
        for (count, language) in counts.iter_mut().zip(Language::ALL) {
            *count += u32::from(classes(language).get(word).is_some_and(|class| class.function));
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let own = Language::ALL.iter().position(|language| *language == or).and_then(|at| counts.get(at));
    if most == 0 || own == Some(&most) {
        return or;
    }
    Language::ALL.into_iter().zip(counts).find(|(_, count)| *count == most).map_or(or, |(language, _)| language)
}

type Classes = HashMap<&'static str, Class>;

fn classes(language: Language) -> &'static Classes {
    static ALL: LazyLock<[Classes; 4]> = LazyLock::new(|| Language::ALL.map(|language| gather(Tongue::of(language))));
    let at = Language::ALL.iter().position(|one| *one == language).unwrap_or(0);
    &ALL[at]
}

fn gather(tongue: &'static Tongue) -> Classes {
    let mut classes = Classes::new();
    for word in tongue.function {
        let class = classes.entry(word).or_default();
        class.function = true;
        class.starts = true;
    }
    for word in tongue.starters {
        classes.entry(word).or_default().starts = true;
    }
    for word in tongue.nouns {
        classes.entry(word).or_default().noun = true;
    }
    let sense = Sense::of(tongue.language);
    for word in sense.nearly {
        classes.entry(word).or_default().starts = true;
    }
    let signs = [
        (tongue.negations, Sign::No),
        (tongue.up, Sign::Up),
        (tongue.down, Sign::Down),
        (tongue.before, Sign::Before),
        (tongue.after, Sign::After),
        (tongue.universal, Sign::All),
        (tongue.partial, Sign::Part),
        (sense.only, Sign::Only),
        (sense.also, Sign::Also),
        (sense.now, Sign::Now),
        (sense.past, Sign::Past),
    ];
    for (words, sign) in signs {
        for word in words {
            let class = classes.entry(word).or_default();
            class.sign = Some(sign);
            class.starts = true;
        }
    }
    classes
}

/// Words of the fixed parts of our sentences, in small letters.
fn ours(language: Language) -> &'static BTreeSet<String> {
    static ALL: LazyLock<[BTreeSet<String>; 4]> = LazyLock::new(|| Language::ALL.map(vocabulary));
    let at = Language::ALL.iter().position(|one| *one == language).unwrap_or(0);
    &ALL[at]
}

fn vocabulary(language: Language) -> BTreeSet<String> {
    let library = Some(Library::of(language)).filter(|library| library.language == language);
    let patterns = library.into_iter().flat_map(Library::patterns).chain(told::texts(language));
    // What stands in braces is the name of a slot.
    let plain = |pattern: &'static str| pattern.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    let words = patterns.flat_map(plain).flat_map(words_of);
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).filter(|word| word.chars().count() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_by_its_small_words() {
        for (text, language) in [
            ("We build boats and the yard lies on the river.", Language::English),
            ("Wir bauen Boote und die Werft liegt am Fluss.", Language::German),
            ("Nous construisons des bateaux et le chantier est au bord de la rivière.", Language::French),
            ("Construimos barcos y el astillero está junto al río.", Language::Spanish),
        ] {
            assert_eq!(of_text(text, Language::English), language, "{text}");
        }
        assert_eq!(of_text("40", Language::French), Language::French);
    }
}
