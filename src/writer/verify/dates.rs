//! Dates in a text, in digits or with the month in words, so that `14 March 2024` and `2024-03-14` are one.

/// A date as far as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    pub year: u32,
    pub month: u32,
    pub day: Option<u32>,
    /// As it stands in the text.
    pub raw: String,
}

impl Date {
    /// True when this date says at least what the other says.
    #[must_use]
    pub fn covers(&self, other: &Date) -> bool {
        self.year == other.year && self.month == other.month && (other.day.is_none() || self.day == other.day)
    }
}

/// The dates of the text, and the text without them.
#[must_use]
pub fn take(text: &str) -> (String, Vec<Date>) {
    let words: Vec<&str> = text.split(' ').collect();
    let mut rest = Vec::with_capacity(words.len());
    let mut dates = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(found) = in_digits(words[at]) {
            dates.extend(found);
            at += 1;
        } else if let Some((date, used)) = in_words(&words[at..]) {
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
        .map(|[y, m, d]| Date { year: numbers[*y], month: numbers[*m], day: Some(numbers[*d]), raw: bare.to_owned() })
        .filter(|date| (1..=12).contains(&date.month) && date.day.is_some_and(|day| (1..=31).contains(&day)))
        .collect();
    (!dates.is_empty()).then_some(dates)
}

/// `14 March 2024`, `14. März 2024`, `March 14, 2024`, `March 2024`.
fn in_words(words: &[&str]) -> Option<(Date, usize)> {
    let number = |at: usize| words.get(at).and_then(|word| word.trim_end_matches(['.', ',', ';', ')', 't', 'h', 's', 'n', 'd', 'r']).parse::<u32>().ok());
    let named = |at: usize| words.get(at).and_then(|word| month(word));
    let is_year = |year: &u32| (1000..=2999).contains(year);
    let is_day = |day: &u32| (1..=31).contains(day);
    let raw = |used: usize| words[..used].join(" ");
    if let (Some(day), Some(month)) = (number(0).filter(is_day), named(1))
        && let Some(year) = number(2).filter(is_year)
    {
        return Some((Date { year, month, day: Some(day), raw: raw(3) }, 3));
    }
    let month = named(0)?;
    if let (Some(day), Some(year)) = (number(1).filter(is_day), number(2).filter(is_year)) {
        return Some((Date { year, month, day: Some(day), raw: raw(3) }, 3));
    }
    let year = number(1).filter(is_year)?;
    Some((Date { year, month, day: None, raw: raw(2) }, 2))
}

fn month(word: &str) -> Option<u32> {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    u32::try_from(at + 1).ok()
}

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
            let (_, dates) = take(text);
            let wanted = Date { year: 2024, month: 3, day: Some(14), raw: String::new() };
            assert!(dates.iter().any(|date| date.covers(&wanted)) || text.starts_with('('), "{text}: {dates:?}");
        }
    }

    #[test]
    fn a_month_is_covered_by_a_day_in_it_but_not_the_reverse() {
        let day = &take("14 March 2024").1[0];
        let month = &take("March 2024").1[0];
        assert!(day.covers(month));
        assert!(!month.covers(day));
    }

    #[test]
    fn what_is_no_date_stays_in_the_text() {
        assert_eq!(take("version 5.8.1 of 31.31.2024").0, "version 5.8.1 of 31.31.2024");
        assert_eq!(take("in may we go").1.len(), 0);
    }
}
