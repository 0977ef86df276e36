//! Rule 2: every number of a sentence stands in its evidence. Reads digits with English, German and French separators, %, currencies, units, versions,
//! telephone numbers, clock times and small numbers in words; dates are next door.

use super::dates;

/// One number as read. A German `1.200` has two readings, an English sentence one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Canonical decimals: no separators, no trailing zeros behind the point.
    pub readings: Vec<String>,
    /// Canonical unit, when a known one stands beside it.
    pub unit: Option<&'static str>,
    /// As it stands in the text.
    pub raw: String,
}

/// Whose way of writing separators is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A sentence of ours: `1,200.5`.
    English,
    /// Foreign text: every reading that makes sense.
    Any,
}

/// First number of the sentence (quotations already taken out) that stands in none of the texts; `None` when all stand.
#[must_use]
pub fn unsupported(sentence: &str, texts: &[String]) -> Option<String> {
    let (rest, wanted_dates) = dates::take(sentence);
    let mut known_dates = Vec::new();
    let mut known = Vec::new();
    for text in texts {
        known_dates.extend(dates::take(text).1);
        known.extend(read(text, Style::Any));
    }
    if let Some(date) = wanted_dates.iter().find(|date| !known_dates.iter().any(|k| k.covers(date))) {
        return Some(date.raw.clone());
    }
    read(&rest, Style::English).into_iter().find(|number| !known.iter().any(|k| supports(k, number))).map(|number| number.raw)
}

/// True when the evidence's number is the sentence's: one reading in common, and the unit of the sentence, if it names one, too.
fn supports(known: &Number, wanted: &Number) -> bool {
    let same_value = wanted.readings.iter().any(|reading| known.readings.contains(reading));
    let same_unit = match (wanted.unit, known.unit) {
        (None, Some(unit)) => !matches!(unit, "%" | "€" | "$" | "£"),
        (None, None) => true,
        (Some(wanted), Some(known)) => wanted == known,
        (Some(_), None) => false,
    };
    same_value && same_unit
}

/// All numbers of a text.
#[must_use]
pub fn read(text: &str, style: Style) -> Vec<Number> {
    let tokens = tokens(text);
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        if token.starts_with(|c: char| c.is_ascii_digit()) || (token.starts_with('+') && token.len() > 1) {
            let (number, used) = digits(&tokens[at..], style, at.checked_sub(1).map(|i| tokens[i]));
            numbers.extend(number);
            at += used;
        } else {
            if token.chars().any(|c| c.is_ascii_digit()) {
                numbers.push(Number { readings: vec![token.to_lowercase()], unit: None, raw: token.to_owned() });
            } else if let Some(value) = spelled(token, &tokens, at, style) {
                let unit = tokens.get(at + 1).and_then(|next| unit(next));
                numbers.push(Number { readings: vec![value.to_owned()], unit, raw: token.to_owned() });
            }
            at += 1;
        }
    }
    numbers
}

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
        } else if matches!(c, '%' | '€' | '$' | '£' | '¥' | '°') {
            found.push(&text[at..at + c.len_utf8()]);
        }
        previous = c;
    }
    if let Some(from) = start {
        found.push(&text[from..]);
    }
    found
}

/// The number that begins at the first token, and how many tokens it takes (groups of a telephone number, `1 200`, scale words).
fn digits(tokens: &[&str], style: Style, before: Option<&str>) -> (Vec<Number>, usize) {
    let raw = tokens[0];
    let groups = tokens.iter().take_while(|t| t.trim_start_matches('+').chars().all(|c| c.is_ascii_digit()) && !t.is_empty()).count();
    if raw.starts_with('+') || (raw.starts_with('0') && groups >= 2) {
        let joined: String = tokens[..groups.max(1)].concat();
        let phone = Number { readings: vec![joined.trim_start_matches('+').to_owned()], unit: None, raw: tokens[..groups.max(1)].join(" ") };
        return (vec![phone], groups.max(1));
    }
    let mut used = 1;
    let mut readings = readings(raw, style);
    let mut joined = raw.to_owned();
    if raw.len() <= 3 && raw.chars().all(|c| c.is_ascii_digit()) {
        while tokens.get(used).is_some_and(|t| t.len() == 3 && t.chars().all(|c| c.is_ascii_digit())) {
            joined.push_str(tokens[used]);
            used += 1;
        }
    }
    let mut numbers = Vec::new();
    if used > 1 {
        // Either one number with spaces or several beside one another.
        numbers.extend(tokens[..used].iter().filter(|_| style == Style::Any).map(|t| Number {
            readings: vec![canonical(t, "")],
            unit: None,
            raw: (*t).to_owned(),
        }));
        readings = vec![canonical(&joined, "")];
    }
    if let Some(zeros) = tokens.get(used).and_then(|t| scale(t)) {
        readings = readings.iter().map(|reading| shift(reading, zeros)).collect();
        used += 1;
    }
    let after = tokens.get(used).and_then(|t| unit(t));
    let unit = before.and_then(currency).or(after);
    if after.is_some() && before.and_then(currency).is_none() {
        used += 1;
    }
    numbers.push(Number { readings, unit, raw: joined });
    (numbers, used)
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
        Style::English if points > 1 => readings.extend(continental),
        Style::English => readings.extend(english.or(continental)),
        Style::Any => {
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

fn scale(token: &str) -> Option<usize> {
    match token.to_lowercase().as_str() {
        "hundred" => Some(2),
        "thousand" | "k" | "tausend" | "tsd" | "mille" | "mil" => Some(3),
        "million" | "millions" | "millionen" | "mio" | "millones" => Some(6),
        "billion" | "milliarde" | "milliarden" => Some(9),
        _ => None,
    }
}

fn currency(token: &str) -> Option<&'static str> {
    match token.to_lowercase().as_str() {
        "€" | "eur" | "euro" | "euros" => Some("€"),
        "$" | "usd" | "dollar" | "dollars" => Some("$"),
        "£" | "gbp" | "pound" | "pounds" => Some("£"),
        "chf" | "franken" | "francs" => Some("CHF"),
        "¥" | "jpy" | "円" => Some("¥"),
        _ => None,
    }
}

fn unit(token: &str) -> Option<&'static str> {
    if let Some(currency) = currency(token) {
        return Some(currency);
    }
    Some(match token.to_lowercase().as_str() {
        "%" | "percent" | "prozent" => "%",
        "b" | "byte" | "bytes" => "B",
        "kb" | "kilobyte" | "kilobytes" | "kib" => "KB",
        "mb" | "megabyte" | "megabytes" | "mib" => "MB",
        "ms" | "millisecond" | "milliseconds" => "ms",
        "s" | "sec" | "second" | "seconds" | "sekunden" | "secondes" => "s",
        "min" | "minute" | "minutes" | "minuten" => "min",
        "hour" | "hours" | "stunde" | "stunden" | "heure" | "heures" | "horas" | "ore" => "h",
        "day" | "days" | "tag" | "tage" | "tagen" | "jour" | "jours" | "días" | "giorni" => "day",
        "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" => "week",
        "month" | "months" | "monat" | "monate" | "monaten" | "mois" | "meses" | "mesi" => "month",
        "year" | "years" | "jahr" | "jahre" | "jahren" | "an" | "ans" | "années" | "años" | "anni" | "jaar" => "year",
        "px" | "pixel" | "pixels" => "px",
        "word" | "words" => "word",
        "character" | "characters" | "chars" | "zeichen" => "character",
        "page" | "pages" => "page",
        "image" | "images" => "image",
        "km" => "km",
        "kg" => "kg",
        "°" => "°",
        _ => return None,
    })
    .filter(|unit| !matches!(*unit, "word" | "page" | "image" | "character"))
}

/// Small numbers in words. `one` and the German and French articles count only where a quantity is meant.
fn spelled(token: &str, tokens: &[&str], at: usize, style: Style) -> Option<&'static str> {
    let token = token.to_lowercase();
    let value = SPELLED.iter().find(|(_, words)| words.contains(&token.as_str())).map(|(value, _)| *value)?;
    if value != "1" || style == Style::Any {
        return Some(value);
    }
    let next = tokens.get(at + 1).copied().unwrap_or("");
    let quantity = next == "of" && tokens.get(at + 2).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()) || is_number_word(t));
    (quantity || unit(next).is_some()).then_some(value)
}

fn is_number_word(token: &str) -> bool {
    let token = token.to_lowercase();
    SPELLED.iter().any(|(_, words)| words.contains(&token.as_str()))
}

/// Value and its words in English, German, French, Spanish, Italian, Dutch.
const SPELLED: &[(&str, &[&str])] = &[
    ("0", &["zero", "null", "zéro"]),
    ("0.5", &["half", "halb", "hälfte", "moitié", "mitad", "metà"]),
    ("1", &["one", "ein", "eins", "eine", "un", "une", "uno", "una", "één"]),
    ("2", &["two", "twice", "double", "zwei", "deux", "dos", "due", "twee", "both"]),
    ("3", &["three", "thrice", "triple", "drei", "trois", "tres", "tre", "drie"]),
    ("4", &["four", "vier", "quatre", "cuatro", "quattro"]),
    ("5", &["five", "fünf", "cinq", "cinco", "cinque", "vijf"]),
    ("6", &["six", "sechs", "seis", "sei", "zes"]),
    ("7", &["seven", "sieben", "sept", "siete", "sette", "zeven"]),
    ("8", &["eight", "acht", "huit", "ocho", "otto"]),
    ("9", &["nine", "neun", "neuf", "nueve", "nove", "negen"]),
    ("10", &["ten", "zehn", "dix", "diez", "dieci", "tien"]),
    ("11", &["eleven", "elf", "onze", "once", "undici"]),
    ("12", &["twelve", "dozen", "zwölf", "douze", "doce", "dodici", "twaalf"]),
    ("13", &["thirteen"]),
    ("14", &["fourteen"]),
    ("15", &["fifteen"]),
    ("16", &["sixteen"]),
    ("17", &["seventeen"]),
    ("18", &["eighteen"]),
    ("19", &["nineteen"]),
    ("20", &["twenty", "zwanzig", "vingt", "veinte", "venti"]),
    ("30", &["thirty", "dreißig", "trente", "treinta"]),
    ("40", &["forty", "vierzig", "quarante"]),
    ("50", &["fifty", "fünfzig", "cinquante"]),
    ("60", &["sixty", "sechzig"]),
    ("70", &["seventy"]),
    ("80", &["eighty"]),
    ("90", &["ninety"]),
    ("100", &["hundred", "hundreds", "hundert", "cent", "cien"]),
    ("1000", &["thousand", "thousands", "tausend"]),
    ("1000000", &["million", "millions"]),
];

/// The value of a number in digits or words, for the named formulas.
#[must_use]
pub fn value(text: &str) -> Option<f64> {
    let numbers = read(text, Style::English);
    let text = text.trim().to_lowercase();
    let reading = match numbers.as_slice() {
        [number] => number.readings.first().cloned(),
        _ => SPELLED.iter().find(|(_, words)| words.first() == Some(&text.as_str())).map(|(value, _)| (*value).to_owned()),
    }?;
    reading.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(sentence: &str, evidence: &str) -> Option<String> {
        unsupported(sentence, &[evidence.to_owned()])
    }

    #[test]
    fn separators_of_three_languages_mean_the_same_number() {
        for evidence in ["1,200 windows", "1.200 Fenster", "1 200 fenêtres", "1\u{202f}200 fenêtres", "1’200 Fenster", "1200 windows"] {
            assert_eq!(refused("They made 1,200 windows.", evidence), None, "{evidence}");
            assert!(refused("They made 1,300 windows.", evidence).is_some(), "{evidence}");
        }
        assert_eq!(refused("It weighs 1.5 MB.", "1,5 MB"), None);
        assert!(refused("It weighs 15 MB.", "1,5 MB").is_some());
        assert!(refused("It weighs 1.5 KB.", "1,5 MB").is_some());
    }

    #[test]
    fn percent_and_currency_are_part_of_the_number() {
        assert!(refused("It is 40% of them.", "40 people").is_some());
        assert!(refused("It costs €40.", "40 people").is_some());
        assert!(refused("It costs €40.", "$40").is_some());
        assert_eq!(refused("It costs €40.", "ab 40 EUR"), None);
        assert!(refused("There are 40 of them.", "40 %").is_some());
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
    fn no_bytes_make_it_panic() {
        for text in ["+", "1.", "1.,2", "0 0", "９", "1 2 3 4", "١٢", "1'", "½", "+٣", "1.2.3.4.5.6.7.8", "−1", "0000"] {
            let _ = refused(text, text);
        }
    }
}
