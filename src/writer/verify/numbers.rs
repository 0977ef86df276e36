//! Rule 2: every number of a sentence stands in its evidence. Reads digits with the separators of the languages, %, currencies, units, versions,
//! telephone numbers, clock times, and numbers in words; dates are next door.

use crate::model::told::Language;

use super::dates::{self, Date};
use super::digits::plain_digits;
use super::{spelled, units};
use crate::writer::text::{stands_whole, whole_from};

/// One number as read. A foreign `1.200` has two readings, that of a sentence of ours one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Canonical decimals: no separators, no trailing zeros behind the point.
    pub readings: Vec<String>,
    /// Canonical unit, when a known one stands beside it.
    pub unit: Option<&'static str>,
    /// As it stands in the text.
    pub raw: String,
}

/// Whose way of writing is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A sentence of ours: `1,200.5` in English, `1.200,5` in German.
    Own(Language),
    /// Foreign text, by its small words in this language: every reading that makes sense.
    Any(Language),
}

impl Style {
    fn language(self) -> Language {
        match self {
            Style::Own(language) | Style::Any(language) => language,
        }
    }

    fn is_foreign(self) -> bool {
        matches!(self, Style::Any(_))
    }
}

/// The numbers, dates and days of the week of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    pub numbers: Vec<Number>,
    pub dates: Vec<Date>,
    /// 1 for Monday, with the word.
    pub days: Vec<(u32, String)>,
}

impl Figures {
    /// Those of a text, in digits and words. A date of foreign text counts as its numbers too.
    #[must_use]
    pub fn of(text: &str, style: Style) -> Self {
        let text = &*plain_digits(text);
        let (rest, dates) = dates::take(text, style.language(), style.is_foreign());
        let numbers = read(if style.is_foreign() { text } else { &rest }, style);
        let words = text.split(|c: char| !c.is_alphabetic());
        let days = words.filter_map(|word| dates::weekday(word).map(|day| (day, word.to_owned()))).collect();
        Self { numbers, dates, days }
    }

    /// The first of these that stands in none of the others, as it is written; `None` when all stand.
    #[must_use]
    pub fn missing_from<'a>(&self, known: impl Iterator<Item = &'a Figures> + Clone) -> Option<&str> {
        let dated = |date: &&Date| !known.clone().any(|figures| figures.dates.iter().any(|one| one.covers(date)));
        // A number that is told twice must stand twice.
        let stands = |number: &&Number| {
            let told = self.numbers.iter().filter(|one| one.readings == number.readings && one.unit == number.unit).count();
            known.clone().flat_map(|figures| &figures.numbers).filter(|one| supports(one, number)).count() < told
        };
        let open = |day: &&(u32, String)| !known.clone().any(|figures| figures.days.iter().any(|one| one.0 == day.0));
        let date = self.dates.iter().find(dated).map(|date| date.raw.as_str());
        let date = date.or_else(|| self.days.iter().find(open).map(|day| day.1.as_str()));
        date.or_else(|| self.numbers.iter().find(stands).map(|number| number.raw.as_str()))
    }
}

/// First number of the sentence (quotations already taken out) that stands in none of the texts; `None` when all stand.
#[must_use]
pub fn unsupported(sentence: &str, texts: &[String], language: Language) -> Option<String> {
    let known: Vec<Figures> = texts.iter().map(|text| Figures::of(text, Style::Any(super::tongue::of_text(text, language)))).collect();
    Figures::of(sentence, Style::Own(language)).missing_from(known.iter()).map(str::to_owned)
}

/// True when the evidence's number is the sentence's: one reading in common, and the unit of the sentence, if it names one, too.
fn supports(known: &Number, wanted: &Number) -> bool {
    let same_value = wanted.readings.iter().any(|reading| known.readings.contains(reading));
    let same_unit = match (wanted.unit, known.unit) {
        (None, Some(unit)) => !units::is_weighty(unit),
        (None, None) => true,
        (Some(wanted), Some(known)) => wanted == known,
        (Some(_), None) => false,
    };
    same_value && same_unit
}

/// All numbers of a text.
#[must_use]
pub fn read(text: &str, style: Style) -> Vec<Number> {
    let text = plain_digits(text);
    let tokens = tokens(&text);
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        if token.starts_with(|c: char| c.is_ascii_digit()) || (token.starts_with('+') && token.len() > 1) {
            let (number, used) = digits(&tokens[at..], style, at.checked_sub(1).map(|i| tokens[i]));
            numbers.extend(number);
            at += used;
        } else if token.chars().any(char::is_numeric) {
            numbers.push(Number { readings: vec![token.to_lowercase()], unit: None, raw: token.to_owned() });
            at += 1;
        } else {
            at += words(&tokens[at..], style, &mut numbers);
        }
    }
    numbers
}

/// The text without those of the names that hold a number and stand whole in it: `Studio 24`.
#[must_use]
pub fn without_names(text: &str, names: &[String], language: Language) -> String {
    let numbered = |name: &&String| stands_whole(text, name) && name.chars().any(char::is_alphabetic) && !read(name, Style::Any(language)).is_empty();
    let mut plain = text.to_owned();
    for name in names.iter().filter(numbered) {
        while let Some(at) = whole_from(&plain, 0, name) {
            plain.replace_range(at..at + name.len(), "‹›");
        }
    }
    plain
}

/// A number in words that begins at the first token; how many tokens were read. `one` and the articles count only where a quantity is meant.
fn words(tokens: &[&str], style: Style, numbers: &mut Vec<Number>) -> usize {
    let Some(found) = spelled::read(tokens, style.language()) else { return 1 };
    let behind = tokens.get(found.used..).unwrap_or_default();
    let ordinal = found.used == 1 && spelled::is_ordinal(tokens[0], style.language());
    let unit = if ordinal { Some("#") } else { units::read(behind).map(|(unit, _)| unit) };
    let is_number = |token: &&&str| token.starts_with(|c: char| c.is_ascii_digit()) || spelled::read(&[**token], style.language()).is_some();
    let of = behind.first().is_some_and(|word| OF.contains(word)) && behind.get(1).as_ref().is_some_and(is_number);
    if !found.article || style.is_foreign() || of || unit.is_some() {
        numbers.push(Number { readings: vec![found.value], unit, raw: tokens[..found.used].join(" ") });
    }
    found.used
}

const OF: &[&str] = &["of", "von", "der", "sur", "des", "de"];

/// Words, digit groups with their inner separators, and symbols that are units.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let inner = match c {
            c if c.is_alphanumeric() => true,
            '.' | ',' | '\'' | '’' | ':' => previous.is_ascii_digit() && next.is_ascii_digit(),
            '-' | '_' => start.is_some() && previous.is_alphabetic() && next.is_ascii_digit() && previous.is_ascii(),
            '+' => start.is_none() && next.is_ascii_digit(),
            _ => false,
        };
        // `12px`, `4K` and `120€` are a number and a unit; `h1` and `utf-8` are one word.
        let splits = previous.is_ascii_digit() && c.is_alphabetic() && start.is_some_and(|s| text[s..at].chars().all(|c| !c.is_alphabetic()));
        if (!inner || splits)
            && let Some(from) = start.take()
        {
            found.push(&text[from..at]);
        }
        if inner {
            start = start.or(Some(at));
        } else if matches!(c, '%' | '€' | '$' | '£' | '¥' | '₹' | '°') {
            found.push(&text[at..at + c.len_utf8()]);
        }
        previous = c;
    }
    if let Some(from) = start {
        found.push(&text[from..]);
    }
    found
}

/// The number that begins at the first token, and how many tokens it takes (groups of a telephone number, `1 200,5`, clock times, scale words).
fn digits(tokens: &[&str], style: Style, before: Option<&str>) -> (Vec<Number>, usize) {
    let raw = tokens[0];
    let is_digits = |t: &&&str| !t.is_empty() && t.trim_start_matches('+').chars().all(|c| c.is_ascii_digit());
    let groups = tokens.iter().take_while(is_digits).count();
    if raw.starts_with('+') || (raw.starts_with('0') && raw.len() > 1 && groups >= 2) {
        let joined: String = tokens[..groups.max(1)].concat();
        let phone = Number { readings: vec![joined.trim_start_matches('+').to_owned()], unit: None, raw: tokens[..groups.max(1)].join(" ") };
        return (vec![phone], groups.max(1));
    }
    if let Some((time, used)) = clock(tokens) {
        // `24 h` in foreign text is a number of hours as well.
        let hours =
            time.readings.get(1).filter(|_| style.is_foreign()).map(|hours| Number { readings: vec![hours.clone()], unit: Some("h"), raw: time.raw.clone() });
        return (std::iter::once(time).chain(hours).collect(), used);
    }
    let mut used = 1;
    let mut readings = readings(raw, style);
    let mut joined = raw.to_owned();
    if raw.len() <= 3 && is_digits(&&raw) && !raw.starts_with('0') {
        while tokens.get(used).is_some_and(|t| is_group(t)) {
            joined.push_str(tokens[used]);
            used += 1;
            if !is_digits(&&tokens[used - 1]) {
                break;
            }
        }
    }
    let mut numbers = Vec::new();
    if used > 1 {
        // Either one number with spaces or several beside one another.
        if style.is_foreign() {
            // The noughts of `7 000` are no number.
            let groups = tokens[..used].iter().filter(|t| t.contains(|c| matches!(c, '1'..='9')));
            numbers.extend(groups.map(|t| Number { readings: vec![canonical(t, "")], unit: None, raw: (*t).to_owned() }));
        }
        readings = self::readings(&joined, style);
    }
    if let Some(zeros) = tokens.get(used).and_then(|t| units::scale(t)) {
        readings = readings.iter().map(|reading| shift(reading, zeros)).collect();
        used += 1;
        // Millions of something: `2 millions de clients`, `2 Millionen Euro`.
        if tokens.get(used).is_some_and(|t| matches!(*t, "de" | "d")) && tokens.get(used + 1).is_some_and(|t| units::currency(t).is_some()) {
            used += 1;
        }
    }
    let before = before.and_then(units::currency);
    let after = units::read(tokens.get(used..).unwrap_or_default());
    let unit = before.or(after.map(|(unit, _)| unit));
    if before.is_none() {
        used += after.map_or(0, |(_, used)| used);
    }
    numbers.push(Number { readings, unit, raw: joined });
    (numbers, used)
}

/// Three digits behind a space, perhaps with decimals: `200` or `200,5` of `1 200,5`.
fn is_group(token: &str) -> bool {
    let whole = token.split([',', '.']).next().unwrap_or(token);
    whole.len() == 3 && token.len() <= 6 && token.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) && !token.ends_with([',', '.'])
}

/// `9:30`, `9.30 Uhr`, `9h30`, `9 h`, `9 Uhr`, `3 pm`, as hours and minutes of the day.
fn clock(tokens: &[&str]) -> Option<(Number, usize)> {
    let raw = tokens[0];
    let (hour, minute) = raw.split_once([':', '.']).unwrap_or((raw, ""));
    let fits = |part: &str| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    if !fits(hour) || !(minute.is_empty() || minute.len() == 2 && fits(minute)) {
        return None;
    }
    let next = tokens.get(1).map(|token| token.to_lowercase()).unwrap_or_default();
    let mut minute = minute.to_owned();
    let (used, noon) = match next.as_str() {
        "uhr" => (2, false),
        "am" => (2, false),
        "pm" => (2, true),
        "h" if minute.is_empty() && tokens.get(2).is_some_and(|t| t.len() == 2 && fits(t)) => {
            tokens[2].clone_into(&mut minute);
            (3, false)
        }
        "h" => (2, false),
        // `9h30` comes as `9` and `h30`.
        glued if minute.is_empty() && glued.strip_prefix('h').is_some_and(|rest| rest.len() == 2 && fits(rest)) => {
            minute = glued.trim_start_matches('h').to_owned();
            (2, false)
        }
        _ if raw.contains(':') => (1, false),
        _ => return None,
    };
    let hour: u32 = hour.parse().ok()?;
    let hour = if noon && hour < 12 { hour + 12 } else { hour };
    let minute = if minute.is_empty() { "00" } else { &minute };
    let value = format!("{hour}:{minute}");
    let mut readings = vec![value];
    // `24 h` is also a number of hours.
    if next == "h" && used == 2 && minute == "00" {
        readings.push(hour.to_string());
    }
    Some((Number { readings, unit: None, raw: tokens[..used].join(" ") }, used))
}

fn readings(raw: &str, style: Style) -> Vec<String> {
    let points = raw.matches('.').count();
    let commas = raw.matches(',').count();
    if raw.contains(':') || points > 1 && !grouped(raw, '.') {
        return vec![raw.trim_start_matches('0').to_owned()];
    }
    let raw = raw.replace(['\'', '’'], "");
    let english = canonical_marks(&raw, ',', '.');
    let continental = canonical_marks(&raw, '.', ',');
    let mut readings = Vec::new();
    match style {
        Style::Own(Language::English) if points > 1 => readings.extend(continental),
        Style::Own(Language::English) => readings.extend(english.or(continental)),
        Style::Own(_) if commas > 1 => readings.extend(english),
        Style::Own(_) => readings.extend(continental.or(english)),
        Style::Any(Language::English) if points == 0 && commas == 1 && grouped(&raw, ',') => readings.extend(english),
        Style::Any(Language::German | Language::Spanish) if commas == 0 && points == 1 && grouped(&raw, '.') => readings.extend(continental),
        Style::Any(_) => {
            readings.extend(english);
            readings.extend(continental);
            if points + commas == 1 {
                readings.push(canonical_marks(&raw.replace(',', "."), ' ', '.').unwrap_or_default());
            }
            readings.dedup();
        }
    }
    if readings.is_empty() {
        readings.push(raw);
    }
    readings
}

/// True when every group after the first has three digits.
fn grouped(raw: &str, separator: char) -> bool {
    let head = raw.split(['.', ',']).count();
    raw.split(separator).skip(1).all(|group| group.split(['.', ',']).next().is_some_and(|g| g.len() == 3)) && head > 1
}

fn canonical_marks(raw: &str, thousands: char, point: char) -> Option<String> {
    let (whole, fraction) = match raw.split_once(point) {
        Some((whole, fraction)) => (whole, fraction),
        None => (raw, ""),
    };
    if fraction.contains([thousands, point]) || (whole.contains(thousands) && !grouped(whole, thousands)) {
        return None;
    }
    Some(canonical(&whole.replace(thousands, ""), fraction))
}

fn canonical(whole: &str, fraction: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

fn shift(reading: &str, zeros: usize) -> String {
    let (whole, fraction) = reading.split_once('.').unwrap_or((reading, ""));
    let moved: String = fraction.chars().chain(std::iter::repeat('0')).take(zeros).collect();
    canonical(&format!("{whole}{moved}"), fraction.get(zeros..).unwrap_or(""))
}

/// The value of a number in digits or words, for the named formulas.
#[must_use]
pub fn value(text: &str, language: Language) -> Option<f64> {
    let numbers = read(text, Style::Own(language));
    let reading = match numbers.as_slice() {
        [number] => number.readings.first().cloned(),
        _ => spelled::read(&[text.trim()], language).map(|found| found.value),
    }?;
    reading.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(sentence: &str, evidence: &str) -> Option<String> {
        unsupported(sentence, &[evidence.to_owned()], Language::English)
    }

    #[test]
    fn separators_of_three_languages_mean_the_same_number() {
        for evidence in ["1,200 windows", "1.200 Fenster", "1 200 fenêtres", "1\u{202f}200 fenêtres", "1’200 Fenster", "1200 windows"] {
            assert_eq!(refused("They made 1,200 windows.", evidence), None, "{evidence}");
            assert!(refused("They made 1,300 windows.", evidence).is_some(), "{evidence}");
        }
        assert_eq!(refused("It weighs 1.5 MB.", "1,5 MB"), None);
        assert!(refused("It weighs 15 MB.", "1,5 MB").is_some());
        assert!(refused("They made 0 windows.", "7 000 windows").is_some());
        assert!(refused("It weighs 1.5 KB.", "1,5 MB").is_some());
    }

    #[test]
    fn percent_and_currency_are_part_of_the_number() {
        assert!(refused("It is 40% of them.", "40 people").is_some());
        assert!(refused("It costs €40.", "40 people").is_some());
        assert!(refused("It costs €40.", "$40").is_some());
        assert_eq!(refused("It costs €40.", "ab 40 EUR"), None);
        assert!(refused("There are 40 of them.", "40 %").is_some());
        assert_eq!(refused("It costs $9.99.", "now 9.99 $"), None);
        assert!(refused("It costs $9.98.", "now 9.99 $").is_some());
        assert_eq!(refused("That holds for 41% of them.", "41 %"), None);
        assert!(refused("That holds for 42% of them.", "41 %").is_some());
    }

    #[test]
    fn small_numbers_in_words_are_numbers() {
        assert_eq!(refused("Four of nine images lack a text.", "4 of 9 images"), None);
        assert!(refused("Five of nine images lack a text.", "4 of 9 images").is_some());
        assert!(refused("One of nine images lacks a text.", "4 of 9 images").is_some());
        assert_eq!(refused("That one is theirs.", "nothing"), None);
        assert_eq!(refused("It has three vans.", "unsere drei Wagen"), None);
    }

    #[test]
    fn a_place_in_a_row_is_no_count() {
        assert_eq!(refused("It moved into its third hall.", "our 3rd hall"), None);
        assert!(refused("It moved into its three halls.", "our third hall").is_some());
        assert!(refused("It moved into its third hall.", "our three halls").is_some());
    }

    #[test]
    fn a_scale_word_multiplies() {
        assert_eq!(refused("They serve 2,500,000 people.", "2.5 million people"), None);
        assert!(refused("They serve 2 people.", "2 million people").is_some());
        assert_eq!(refused("They serve 2 million people.", "2 Mio Menschen"), None);
    }

    #[test]
    fn versions_telephones_and_codes_are_whole() {
        assert_eq!(refused("It prints 5.8.1 there.", "WordPress 5.8.1"), None);
        assert!(refused("It prints 5.8.2 there.", "WordPress 5.8.1").is_some());
        assert_eq!(refused("Call +44 1947 555018.", "tel. +44 (1947) 555-018"), None);
        assert!(refused("Call +44 1947 555019.", "tel. +44 (1947) 555-018").is_some());
        assert!(refused("The page uses h3.", "h1").is_some());
    }

    #[test]
    fn units_of_time_agree_across_languages() {
        assert_eq!(refused("It has 25 years behind it.", "seit 25 Jahren"), None);
        assert!(refused("It has 25 months behind it.", "seit 25 Jahren").is_some());
    }

    #[test]
    fn digits_of_other_scripts_and_fractions_are_numbers() {
        for (sentence, evidence) in [
            ("They have ９ vans.", "We have vans."),
            ("They have ٩ vans.", "We have 8 vans."),
            ("They have ½ of them.", "We have 2 of them."),
            ("They have ⑨ vans.", "We have vans."),
            ("They rent 9².", "We rent 9."),
            ("The hall has m² of them.", "The hall has them."),
        ] {
            assert!(refused(sentence, evidence).is_some(), "{sentence}");
        }
        assert_eq!(refused("They have 9 vans.", "vans: ９"), None);
        assert_eq!(refused("They have ９ vans.", "We have nine vans."), None);
        assert_eq!(refused("It takes ½ a day.", "This takes ½ a day."), None);
        assert_eq!(refused("The hall has 90 m².", "A hall of 90 m²"), None);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        for text in ["+", "1.", "1.,2", "0 0", "９", "1 2 3 4", "١٢", "1'", "½", "+٣", "1.2.3.4.5.6.7.8", "−1", "0000"] {
            let _ = refused(text, text);
        }
    }
}
