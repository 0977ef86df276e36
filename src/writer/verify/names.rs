//! Rule 3: every proper noun, domain, e-mail address and handle of a sentence stands in its evidence or in what was posted. Where ordinary nouns have
//! capitals too (German), `nouns` tells them from names.

use super::dates;
use super::nouns;
use super::tongue::{Tongue, stem};
use crate::model::told::Language;
use crate::writer::text::stands_whole;

/// Texts in which a name may stand.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// As they stand, and in small letters.
    pub texts: Vec<(String, String)>,
    /// The sentence cites nothing: a word that is plainly no name passes.
    pub is_bare: bool,
}

impl Texts {
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self { texts: texts.into_iter().map(|text| (text.to_owned(), text.to_lowercase())).collect(), is_bare: false }
    }

    /// True when the words, in small letters, stand whole in one text.
    #[must_use]
    pub fn hold(&self, words: &str) -> bool {
        self.texts.iter().any(|(_, lower)| stands_whole(lower, words))
    }

    /// True when the word, in small letters, stands in a text in small letters: an ordinary word.
    fn hold_small(&self, word: &str) -> bool {
        self.texts.iter().any(|(text, _)| stands_whole(text, word))
    }

    /// The words of all texts, in small letters.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().flat_map(|(_, lower)| lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()))
    }
}

/// First name of the sentence (quotations already taken out) that stands in none of the texts; `None` when all stand.
#[must_use]
pub fn unsupported(sentence: &str, texts: &Texts, language: Language) -> Option<String> {
    let tongue = Tongue::of(language);
    let words = spread(sentence, tongue);
    if language == Language::German {
        return nouns::unsupported(&words, texts, tongue);
    }
    runs(&words, texts, tongue).into_iter().find(|run| !run.is_known(texts)).map(|run| run.words.join(" "))
}

/// A word as the rule sees it.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    pub bare: &'a str,
    /// It begins a sentence or stands behind a colon.
    pub starts: bool,
    /// A mark stands behind it that no name goes across.
    pub ends: bool,
}

/// The words of the sentence, elisions divided: `l’atelier` is two.
fn spread<'a>(sentence: &'a str, tongue: &Tongue) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::new();
    let mut starts = true;
    for word in sentence.split_whitespace() {
        let mut whole = word.trim_start_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '&' | '@')));
        while let Some((head, rest)) = whole.split_once(['\'', '’'])
            && tongue.elided.contains(&head.to_lowercase().as_str())
        {
            words.push(Word { bare: head, starts, ends: false });
            starts = false;
            whole = rest;
        }
        let bare = bare(whole);
        // No name goes into or out of brackets, or across a genitive.
        if word.starts_with('(')
            && let Some(last) = words.last_mut()
        {
            last.ends = true;
        }
        let genitive = whole.trim_end_matches(|c: char| !c.is_alphanumeric()) != bare;
        words.push(Word { bare, starts, ends: genitive || !word.ends_with(|c: char| c.is_alphanumeric() || c == '&') });
        starts = word.ends_with(['.', ':', '?', '—', '–']) || bare.is_empty() && starts;
    }
    words
}

/// Words that make one name together.
#[derive(Debug, Default)]
struct Run<'a> {
    words: Vec<&'a str>,
    starts: bool,
}

impl Run<'_> {
    fn is_known(&self, texts: &Texts) -> bool {
        let wanted = self.words.join(" ").to_lowercase();
        // Advice may speak of the trade; what is said of a site may not put one of its names for another.
        let trade = || texts.is_bare && wanted.split(' ').all(|part| TRADE.contains(&part));
        if trade() || texts.hold(&wanted) {
            return true;
        }
        // The capital of a first word may be that of the sentence: `Founder Anna Weber` for `the founder, Anna Weber`.
        let (first, rest) = wanted.split_once(' ').unwrap_or((&wanted, ""));
        self.starts && !rest.is_empty() && texts.hold_small(first) && texts.hold(rest)
    }
}

/// Runs of capitalised words, words with capitals or digits inside, words of other scripts, domains, addresses and handles.
fn runs<'a>(words: &[Word<'a>], texts: &Texts, tongue: &Tongue) -> Vec<Run<'a>> {
    let mut found = Vec::new();
    let mut run = Run::default();
    for word in words {
        let bare = word.bare;
        if bare.contains('@') || is_domain(bare) {
            flush(&mut run, &mut found);
            found.push(Run { words: vec![bare], starts: false });
        } else if is_name(*word, run.words.is_empty(), texts, tongue) || (bare == "&" && !run.words.is_empty()) {
            run.starts |= word.starts;
            run.words.push(bare);
        } else {
            flush(&mut run, &mut found);
        }
        if word.ends {
            flush(&mut run, &mut found);
        }
    }
    flush(&mut run, &mut found);
    found
}

fn flush<'a>(run: &mut Run<'a>, found: &mut Vec<Run<'a>>) {
    while run.words.last().is_some_and(|word| *word == "&") {
        run.words.pop();
    }
    let run = std::mem::take(run);
    if !run.words.is_empty() {
        found.push(run);
    }
}

fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '&' | '@')));
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn is_name(word: Word<'_>, first: bool, texts: &Texts, tongue: &Tongue) -> bool {
    let bare = word.bare;
    let lower = bare.to_lowercase();
    if is_strange(bare, tongue.language) {
        return true;
    }
    // Days and months are rule 2's.
    if dates::weekday(&lower).is_some() || dates::month(&lower).is_some() && lower.chars().count() > 3 {
        return false;
    }
    if bare.chars().skip(1).any(char::is_uppercase) {
        return true;
    }
    if !bare.starts_with(char::is_uppercase) || bare == "I" {
        return false;
    }
    let ours = || tongue.is_ours(&lower) && !TRADE.contains(&lower.as_str());
    let ordinary = || tongue.class(&lower).starts || tongue.language != Language::English && (ours() || bends(&lower, texts, tongue.language));
    !(word.starts && first && ordinary())
}

/// Written in letters that are not of the language: another script, or in English an accent.
fn is_strange(word: &str, language: Language) -> bool {
    let one_word = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '&'));
    let strange = |c: char| c.is_alphabetic() && if language == Language::English { !c.is_ascii() } else { c > '\u{24f}' };
    one_word && word.chars().any(strange)
}

/// Some small word of the texts has the same stem.
fn bends(lower: &str, texts: &Texts, language: Language) -> bool {
    let wanted = stem(lower, language);
    texts.words().any(|word| word.starts_with(&lower.chars().take(3).collect::<String>()) && stem(word, language) == wanted && texts.hold_small(word))
}

/// `harbourpine.example`, `www.a.co.uk/path`; not `e.g` or `5.8`.
pub fn is_domain(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or(word);
    match host.rsplit_once('.') {
        Some((head, tld)) => {
            tld.len() >= 2 && tld.chars().all(|c| c.is_alphabetic()) && head.len() >= 2 && !head.contains(' ') && head.chars().any(char::is_alphabetic)
        }
        None => false,
    }
}

/// Names of the trade that say nothing about a prospect; lower case.
pub const TRADE: &[&str] = &[
    "google",
    "bing",
    "linkedin",
    "whatsapp",
    "facebook",
    "html",
    "http",
    "https",
    "url",
    "json",
    "json-ld",
    "xml",
    "dns",
    "tls",
    "spf",
    "dmarc",
    "hsts",
    "css",
    "javascript",
    "ai",
    "rfc",
    "pdf",
    "seo",
    "english",
    "englisch",
    "anglais",
    "inglés",
    "open",
    "graph",
    "schema.org",
    "webp",
    "avif",
    "e-mail",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(sentence: &str, evidence: &str) -> Option<String> {
        unsupported(sentence, &Texts::of([evidence]), Language::English)
    }

    #[test]
    fn a_foreign_name_is_refused() {
        let evidence = "Harbour & Pine Joinery of Whitby, founded by Anna Weber and Tom Hale";
        assert_eq!(refused("Harbour & Pine Joinery works in Whitby.", evidence), None);
        assert_eq!(refused("The workshop of Anna Weber is in York.", evidence).as_deref(), Some("York"));
        assert_eq!(refused("Larch is a joinery in Whitby.", evidence).as_deref(), Some("Larch"));
    }

    #[test]
    fn a_name_of_the_trade_stands_in_the_evidence_as_any_other() {
        assert_eq!(refused("They advertise on Google.", "We advertise on Google."), None);
        assert_eq!(refused("They advertise on Facebook.", "We advertise on Google.").as_deref(), Some("Facebook"));
        let german = |sentence: &str| unsupported(sentence, &Texts::of(["Wir werben bei Google."]), Language::German);
        assert_eq!(german("Sie werben bei Google."), None);
        assert_eq!(german("Sie werben bei Facebook.").as_deref(), Some("Facebook"));
    }

    #[test]
    fn parts_of_two_names_do_not_make_a_third() {
        assert_eq!(refused("It was founded by Anna Hale.", "Anna Weber and Tom Hale").as_deref(), Some("Anna Hale"));
    }

    #[test]
    fn domains_addresses_and_other_scripts_are_names() {
        assert_eq!(refused("Write to hello@tidelog.example now.", "hello@tidelog.example"), None);
        assert!(refused("Write to hallo@tidelog.example now.", "hello@tidelog.example").is_some());
        assert!(refused("See tidelog.example for it.", "harbourpine.example").is_some());
        assert!(refused("It belongs to 株式会社 there.", "nothing").is_some());
        assert!(refused("It is run by müller now.", "nothing").is_some());
    }

    #[test]
    fn the_first_word_is_a_name_unless_it_is_a_plain_one() {
        assert_eq!(refused("Somebody asked.", "nothing"), None);
        assert_eq!(refused("Tidelog asked.", "nothing").as_deref(), Some("Tidelog"));
    }

    #[test]
    fn french_and_spanish_names_are_found_behind_small_words() {
        let refused = |language, sentence: &str, evidence: &str| unsupported(sentence, &Texts::of([evidence]), language);
        let french = "L'atelier d'Anna Weber se trouve à Saint-Malo.";
        assert_eq!(refused(Language::French, "L’atelier d’Anna Weber est à Saint-Malo.", french), None);
        assert_eq!(refused(Language::French, "L’atelier d’Élise Weber est à Saint-Malo.", french).as_deref(), Some("Élise Weber"));
        assert_eq!(refused(Language::French, "Ébénisterie à Dinan.", french).as_deref(), Some("Ébénisterie"));
        let spanish = "El taller de Íñigo Salas está en Cádiz.";
        assert_eq!(refused(Language::Spanish, "Íñigo Salas tiene su taller en Cádiz.", spanish), None);
        assert_eq!(refused(Language::Spanish, "Íñigo Salas tiene su taller en Ávila.", spanish).as_deref(), Some("Ávila"));
    }
}
