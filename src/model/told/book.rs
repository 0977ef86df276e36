//! The tables of one language: sentences by check and variant, words, marks. They are data beside this file, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A language that findings can be told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    English,
    German,
    French,
    Spanish,
}

impl Language {
    /// Every language there is, English first.
    pub const ALL: [Language; 4] = [Language::English, Language::German, Language::French, Language::Spanish];

    /// By the tag of BCP 47 (`de-AT`, `fr_CA`): its first part decides. Anything unknown is English.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(first)).unwrap_or(Language::English)
    }

    /// The tag of BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
        }
    }
}

/// One language's tables, as they stand in its file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// Opening and closing mark of a quotation, and of one inside it.
    pub quotes: [String; 4],
    pub months: Vec<String>,
    /// Days of the week, Monday first.
    pub days: Vec<String>,
    pub number: Number,
    pub severity: BTreeMap<String, String>,
    pub status: BTreeMap<String, String>,
    pub effort: BTreeMap<String, String>,
    pub area: BTreeMap<String, String>,
    pub score: BTreeMap<String, String>,
    /// Sentences around the checks' own.
    pub frame: BTreeMap<String, String>,
    /// Words of ours that may stand in a slot, by the English word of the finding.
    pub term: BTreeMap<String, String>,
    /// Names of languages, by ISO 639-1.
    pub tongue: BTreeMap<String, String>,
    pub check: BTreeMap<String, Entry>,
    /// Why something was not measured or does not apply, by the English sentence of the finding.
    pub reason: BTreeMap<String, String>,
}

/// How numbers are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// Stands between groups of three digits, in numbers of at least `group_from` digits.
    pub group: String,
    pub group_from: usize,
    pub decimal: String,
    /// With the space before it, if any.
    pub percent: String,
    /// Whole numbers that take the singular.
    pub one: Vec<u64>,
    /// The first day of a month.
    pub first_day: String,
    /// By the unit of the finding: `KB`, `MB`, `bytes`.
    pub unit: BTreeMap<String, String>,
}

/// The texts of one check. `|` divides sentences; a sentence whose slot is missing is left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What the check is about, in a few words, whatever it found.
    pub name: String,
    /// What is amiss, in a few words without slots: the last resort when every slot is missing.
    pub headline: String,
    pub fail: String,
    pub why: String,
    pub fix: String,
    pub check: String,
    pub pass: String,
    /// By variant: what differs from the above.
    #[serde(default)]
    pub when: BTreeMap<String, Special>,
}

/// What one variant says differently.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Special {
    pub headline: Option<String>,
    pub fail: Option<String>,
    pub why: Option<String>,
    pub fix: Option<String>,
    pub check: Option<String>,
}

/// The tables of a language. A file that could not be read would give empty ones; a test reads them all.
pub fn book(language: Language) -> &'static Book {
    static ENGLISH: LazyLock<Book> = LazyLock::new(|| read(include_str!("en.toml")));
    static GERMAN: LazyLock<Book> = LazyLock::new(|| read(include_str!("de.toml")));
    static FRENCH: LazyLock<Book> = LazyLock::new(|| read(include_str!("fr.toml")));
    static SPANISH: LazyLock<Book> = LazyLock::new(|| read(include_str!("es.toml")));
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
    }
}

fn read(text: &str) -> Book {
    toml::from_str(text).unwrap_or_default()
}
