//! Dates in a text, in digits or with the month in words, so that `14 March 2024` and `2024-03-14` are one.

use crate::model::told::Language;

/// A date as far as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    pub year: Option<u32>,
    pub month: u32,
    pub day: Option<u32>,
    /// As it stands in the text.
    pub raw: String,
}

impl Date {
    /// True when this date says at least what the other says.
    #[must_use]
    pub fn covers(&self, other: &Date) -> bool {
        (other.year.is_none() || self.year == other.year) && self.month == other.month && (other.day.is_none() || self.day == other.day)
    }
}

/// The dates of the text, and the text without them. In `foreign` text a month counts whatever its capitals.
#[must_use]
pub fn take(text: &str, language: Language, foreign: bool) -> (String, Vec<Date>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut rest = Vec::with_capacity(words.len());
    let mut dates = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(found) = in_digits(words[at]) {
            dates.extend(found);
            at += 1;
        } else if let Some((date, used)) = in_words(&words[at..], language, foreign) {
            dates.push(date);
            at += used;
        } else {
            rest.push(words[at]);
            at += 1;
        }
    }
    (rest.join(" "), dates)
}

/// `2024-03-14`, `14.03.2024`, `14/03/2024` (both readings), with or without a time behind a `T`.
fn in_digits(word: &str) -> Option<Vec<Date>> {
    let bare = word.trim_matches(|c: char| !c.is_ascii_digit() && c != 'T');
    let bare = bare.split('T').next()?;
    let separator = ['-', '.', '/'].into_iter().find(|c| bare.matches(*c).count() == 2)?;
    let parts: Vec<&str> = bare.split(separator).collect();
    if parts.iter().any(|part| part.is_empty() || part.len() > 4) {
        return None;
    }
    let numbers: Vec<u32> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let orders: &[[usize; 3]] = if parts[0].len() == 4 { &[[0, 1, 2]] } else { &[[2, 1, 0], [2, 0, 1]] };
    let year_at = if parts[0].len() == 4 { 0 } else { 2 };
    if parts[year_at].len() != 4 {
        return None;
    }
    let dates: Vec<Date> = orders
        .iter()
        .map(|[y, m, d]| Date { year: Some(numbers[*y]), month: numbers[*m], day: Some(numbers[*d]), raw: bare.to_owned() })
        .filter(|date| (1..=12).contains(&date.month) && date.day.is_some_and(|day| (1..=31).contains(&day)))
        .collect();
    (!dates.is_empty()).then_some(dates)
}

/// `14 March 2024`, `14. März`, `1er mars 2024`, `14 de marzo de 2024`, `March 14, 2024`, `March 2024`.
fn in_words(words: &[&str], language: Language, foreign: bool) -> Option<(Date, usize)> {
    let year = |at: usize| word_at(words, at).and_then(|word| word.parse::<u32>().ok()).filter(|year| (1000..=2999).contains(year));
    let day = |at: usize| words.get(at).and_then(|word| day(word));
    let named = |at: usize| words.get(at).and_then(|word| named(word, language, foreign));
    let of = |at: usize| usize::from(words.get(at).is_some_and(|word| matches!(*word, "de" | "del" | "of")));
    let made = |year: Option<u32>, month: u32, day: Option<u32>, used: usize| Some((Date { year, month, day, raw: words[..used].join(" ") }, used));
    if let Some(first) = day(0) {
        let at = 1 + of(1);
        let month = named(at)?;
        let behind = at + 1 + of(at + 1);
        return match year(behind).filter(|_| !ends(words, at)) {
            Some(year) => made(Some(year), month, Some(first), behind + 1),
            None => made(None, month, Some(first), at + 1),
        };
    }
    let month = named(0)?;
    if let Some(first) = day(1).filter(|_| language == Language::English && !ends(words, 0)) {
        return match year(2).filter(|_| !words.get(1).is_some_and(|word| word.ends_with('.'))) {
            Some(year) => made(Some(year), month, Some(first), 3),
            None => made(None, month, Some(first), 2),
        };
    }
    let behind = 1 + of(1);
    match year(behind).filter(|_| !ends(words, 0)) {
        Some(year) => made(Some(year), month, None, behind + 1),
        None if is_whole(words[0], language) => made(None, month, None, 1),
        None => None,
    }
}

/// A full stop or semicolon stands behind a word of more than an abbreviation.
fn ends(words: &[&str], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.ends_with([';', ':', '?']) || (word.ends_with('.') && word.chars().count() > 5))
}

fn word_at<'a>(words: &[&'a str], at: usize) -> Option<&'a str> {
    words.get(at).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// `14`, `14.`, `14th`, `1er`, `1º`.
fn day(word: &str) -> Option<u32> {
    let word = word.trim_matches(|c: char| matches!(c, '(' | '.' | ',' | ')' | ';'));
    let digits = ["st", "nd", "rd", "th", "er", "º", "ro"].into_iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
}

/// The month that a word names; where a word is more than a month in its language, its capital decides.
fn named(word: &str, language: Language, foreign: bool) -> Option<u32> {
    let found = month(word)?;
    let small = word.starts_with(char::is_lowercase);
    (foreign || !small || !matches!(language, Language::English | Language::German)).then_some(found)
}

/// The name of a month that can stand alone: no abbreviation, and not the English `May`.
fn is_whole(word: &str, language: Language) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4 || (letters == 3 && language != Language::English && word.to_lowercase().starts_with("mai"))
}

/// The month of a name in any of the languages, 1 for January.
#[must_use]
pub fn month(word: &str) -> Option<u32> {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    u32::try_from(at + 1).ok()
}

/// The day of the week of a name in any of the languages, 1 for Monday.
#[must_use]
pub fn weekday(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let word = word.strip_suffix('s').filter(|cut| WEEKDAYS.iter().any(|names| names.contains(cut))).unwrap_or(&word);
    let at = WEEKDAYS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "montag", "lundi", "lunes", "lunedì"],
    &["tuesday", "dienstag", "mardi", "martes", "martedì"],
    &["wednesday", "mittwoch", "mercredi", "miércoles", "mercoledì"],
    &["thursday", "donnerstag", "jeudi", "jueves", "giovedì"],
    &["friday", "freitag", "vendredi", "viernes", "venerdì"],
    &["saturday", "samstag", "sonnabend", "samedi", "sábado", "sabato"],
    &["sunday", "sonntag", "dimanche", "domingo", "domenica"],
];

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "enero", "gennaio", "januari"],
    &["february", "feb", "februar", "février", "febrero", "febbraio", "februari"],
    &["march", "mar", "märz", "mars", "marzo", "maart"],
    &["april", "apr", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "mei"],
    &["june", "jun", "juni", "juin", "junio", "giugno"],
    &["july", "jul", "juli", "juillet", "julio", "luglio"],
    &["august", "aug", "août", "agosto", "augustus"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "décembre", "diciembre", "dicembre"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_date_in_many_dresses() {
        for text in ["2024-03-14", "14.03.2024", "14/03/2024", "14 March 2024", "14. März 2024", "March 14, 2024", "2024-03-14T10:00:00Z", "(14 mars 2024)."] {
            let (_, dates) = take(text, Language::English, false);
            let wanted = Date { year: Some(2024), month: 3, day: Some(14), raw: String::new() };
            assert!(dates.iter().any(|date| date.covers(&wanted)) || text.starts_with('('), "{text}: {dates:?}");
        }
    }

    #[test]
    fn a_month_is_covered_by_a_day_in_it_but_not_the_reverse() {
        let day = &take("14 March 2024", Language::English, false).1[0];
        let month = &take("March 2024", Language::English, false).1[0];
        assert!(day.covers(month));
        assert!(!month.covers(day));
    }

    #[test]
    fn each_language_has_its_ways() {
        let wanted = |year: Option<u32>, day: Option<u32>| Date { year, month: 3, day, raw: String::new() };
        for (language, text, date) in [
            (Language::German, "am 1. März 2024", wanted(Some(2024), Some(1))),
            (Language::German, "ab 1. März geöffnet", wanted(None, Some(1))),
            (Language::German, "im März 2024", wanted(Some(2024), None)),
            (Language::French, "le 1er mars 2024", wanted(Some(2024), Some(1))),
            (Language::French, "le 14 mars", wanted(None, Some(14))),
            (Language::Spanish, "el 1 de marzo de 2024", wanted(Some(2024), Some(1))),
            (Language::Spanish, "en marzo de 2024", wanted(Some(2024), None)),
            (Language::English, "on 1 March", wanted(None, Some(1))),
            (Language::English, "on March 1st, 2024", wanted(Some(2024), Some(1))),
        ] {
            let (rest, dates) = take(text, language, false);
            assert!(dates.len() == 1 && dates[0].covers(&date) && date.covers(&dates[0]), "{text}: {dates:?}");
            assert!(!rest.chars().any(|c| c.is_ascii_digit()), "{text}: {rest}");
        }
        assert_eq!(weekday("lundi"), weekday("Montag"));
    }

    #[test]
    fn what_is_no_date_stays_in_the_text() {
        assert_eq!(take("version 5.8.1 of 31.31.2024", Language::English, false).0, "version 5.8.1 of 31.31.2024");
        assert_eq!(take("in may we go", Language::English, false).1.len(), 0);
    }
}
