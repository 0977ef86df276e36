//! Opening hours as written, without the label before them. Places that contradict one another are all kept.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Site, facts, in_line, in_meta, seen, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Page, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const HOURS_MAX: usize = 7;
/// Letters that are neither day nor time nor a word between them, in a line of hours.
const LOOSE_LETTERS_MAX: usize = 14;

pub(super) static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:mon|tues?|wed|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:s|day|days|nesday|nesdays)?\b\.?|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b|\b(?:mo|di|mi|do|fr|sa|so)\b(?:\.|\s?[-–:+/&,]|\s(?:bis|und|u\.)\s|\s[0-9])|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)s?\b|\b(?:daily|weekdays|weekends?|täglich|werktags|tous les jours|7j/7)\b|[月火水木金土日](?:曜日?|～|〜|・|、)|平日|診療時間|営業時間",
    )
});
/// From one time to another: `8 am – 5 pm`, `8.00 bis 12.00 Uhr`, `9h à 18h`.
pub(super) static RANGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:[0-2]?[0-9](?:[:.h：][0-9]{2})?|[0-2]?[0-9]h)\s?(?:am|pm|a\.m\.|p\.m\.|uhr|h)?\s?(?:-|–|—|−|~|〜|～|to|till|until|bis|à|a|au|al)\s?(?:[0-2]?[0-9](?:[:.h：][0-9]{2})?|[0-2]?[0-9]h)\s?(?:am\b|pm\b|a\.m\.?|p\.m\.?|uhr\b|h\b)?|[0-9０-９]{1,2}時[0-9０-９]{0,2}分?\s?[-–〜～]\s?[0-9０-９]{1,2}時",
    )
});
/// A time that cannot be a quantity or a year.
static CLOCK: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"(?i)[0-9](?:[:：.][0-9]{2}|h[0-9]{2})|[0-9]\s?(?:am|pm|a\.m|p\.m|uhr|h)\b|[0-9０-９]時"));
static BETWEEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:and|to|till|until|from|through|thru|open|closed|noon|midnight|only|by|bis|und|von|uhr|geschlossen|nach|vereinbarung|sowie|du|au|de|à|et|fermé|le|y|cerrado|al|los|las|am|pm|a\.m|p\.m)\b|休診|休|午前|午後",
    )
});
static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"\b(?:19|20)[0-9]{2}\b"));
const OPENING: &[&str] = &[
    "open",
    "hours",
    "öffnung",
    "geöffnet",
    "sprechzeit",
    "erreichbar",
    "besetzt",
    "bürozeit",
    "horaire",
    "ouvert",
    "horario",
    "abierto",
    "atención",
    "orari",
    "apert",
    "営業",
    "診療",
    "受付",
];
static CLOSED: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"(?i)^[\s,;:.–-]*(?:\(?closed\)?|geschlossen|fermé|cerrado|休診日?)"));

/// At most seven lines.
pub fn hours(site: &Site, ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    for thing in &site.things {
        for text in thing.texts("openingHours") {
            sight(&mut found, words::key(text), 0.9, || stated(text).to_owned(), || in_meta(thing.page, "json-ld: openingHours", text, stated(text)));
        }
        for object in thing.objects("openingHoursSpecification") {
            let get = |key: &str| object.get(key).and_then(|value| value.as_str()).unwrap_or_default();
            let days: Vec<&str> = match object.get("dayOfWeek") {
                Some(serde_json::Value::Array(days)) => days.iter().filter_map(|day| day.as_str()).collect(),
                Some(day) => day.as_str().into_iter().collect(),
                None => Vec::new(),
            };
            if get("opens").is_empty() || get("closes").is_empty() || days.is_empty() {
                continue;
            }
            let days: Vec<&str> = days.into_iter().map(|day| day.rsplit('/').next().unwrap_or(day)).collect();
            let line = format!("{} {}–{}", days.join(", "), get("opens"), get("closes"));
            let note = Note::on(thing.page, Kind::Meta, "json-ld: openingHoursSpecification").observed(line.clone());
            sight(&mut found, words::key(&line), 0.9, || line.clone(), || note);
        }
    }
    for page in read_pages(site) {
        for shown in shown(page) {
            sight(&mut found, words::key(&shown.line), 0.75, || shown.line.clone(), || in_line(page, shown.days, shown.first()));
            if let (Some(times), Some(known)) = (shown.times, found.iter_mut().find(|known| known.value == shown.line)) {
                known.shown(0.75, || in_line(page, times, &times.text));
            }
        }
    }
    facts(found, 0.5, HOURS_MAX, ledger)
}

/// A line of hours as a page shows it: in one block, or days and times in two.
pub struct Shown<'a> {
    pub line: String,
    pub days: &'a Block,
    pub times: Option<&'a Block>,
    /// The block before, which may say what the hours are of.
    pub before: Option<&'a Block>,
}

impl Shown<'_> {
    /// What of the line stands in the first block.
    pub fn first(&self) -> &str {
        if self.times.is_some() { &self.days.text } else { &self.line }
    }
}

/// Pages whose hours are the company's.
pub fn read_pages<'a>(site: &Site<'a>) -> impl Iterator<Item = &'a Page> {
    site.pages.iter().copied().filter(|page| matches!(page.role, Role::Home | Role::Contact | Role::About | Role::Other | Role::Legal))
}

/// The lines of hours that a page shows, in order.
pub fn shown(page: &Page) -> Vec<Shown<'_>> {
    let mut found = Vec::new();
    let (mut previous, mut before): (Option<&Block>, Option<&Block>) = (None, None);
    for block in seen(page).filter(|block| block.kind != BlockKind::Quote && block.text.chars().count() <= 400) {
        if let Some(line) = line(&block.text) {
            found.push(Shown { line: line.to_owned(), days: block, times: None, before: previous });
        } else if let Some(day) = previous.filter(|day| is_day(&day.text) && is_time(&block.text)) {
            let line = format!("{} {}", day.text.trim_end_matches(':'), block.text);
            found.push(Shown { line, days: day, times: Some(block), before });
        }
        (before, previous) = (previous, Some(block));
    }
    found
}

fn stated(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
}

/// A table keeps days and times in cells side by side.
fn is_day(text: &str) -> bool {
    let bare = DAY.as_ref().map(|re| re.replace_all(text, "")).unwrap_or_default();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    text.chars().count() <= 40 && letters(&bare) < letters(text) && letters(&bare) <= 5
}

fn is_time(text: &str) -> bool {
    let whole = RANGE.as_ref().and_then(|re| re.find(text)).filter(|hit| CLOCK.as_ref().is_some_and(|re| re.is_match(hit.as_str())));
    text.chars().count() <= 40 && whole.is_some_and(|hit| hit.start() <= 1)
}

/// Whether the text names a day and, near it, from when to when.
pub fn opens(text: &str) -> bool {
    hits(text).is_some()
}

/// The days and times alone, as a slice of the text; `None` when more than that stands between them.
fn line(text: &str) -> Option<&str> {
    let (start, end) = hits(text)?;
    let closed = |from: usize| CLOSED.as_ref().and_then(|re| re.find(text.get(from..)?)).map(|hit| from + hit.end());
    let day_after = DAY.as_ref().and_then(|re| re.find(text.get(end..)?)).filter(|day| day.start() <= 3).map(|day| end + day.end());
    let end = closed(end).or_else(|| day_after.and_then(closed)).unwrap_or(end);
    let line = text.get(start..end)?.trim();
    let mut rest = line.to_owned();
    for pattern in [&DAY, &RANGE, &CLOCK, &BETWEEN] {
        rest = pattern.as_ref().map(|re| re.replace_all(&rest, " ").into_owned()).unwrap_or(rest);
    }
    let loose = rest.chars().filter(|c| c.is_alphabetic()).count();
    // an event on a day of a year, or within a story
    let dated = DATED.as_ref().is_some_and(|re| re.is_match(line));
    let mostly = line.chars().count() * 10 >= text.chars().count() * 6 || words::has_any(&text.to_lowercase(), OPENING);
    (loose <= LOOSE_LETTERS_MAX && !dated && mostly && line.chars().count() <= 200).then_some(line)
}

/// From the first day to the last time range, where the text has both.
fn hits(text: &str) -> Option<(usize, usize)> {
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
        return None;
    }
    let clock = |hit: &regex::Match| CLOCK.as_ref().is_some_and(|re| re.is_match(hit.as_str()));
    let ranges: Vec<_> = RANGE.as_ref()?.find_iter(text).filter(clock).take(40).collect();
    let first = ranges.first()?;
    let days: Vec<_> = DAY.as_ref()?.find_iter(text).take(60).collect();
    let near = |day: &&regex::Match| day.start() < first.start() && first.start() - day.end().min(first.start()) <= 60;
    let start = match days.iter().find(near) {
        Some(day) => day.start(),
        // `8–17 Uhr, Montag bis Freitag`
        None => days.iter().find(|day| day.start() >= first.end() && day.start() - first.end() <= 12).map(|_| first.start())?,
    };
    let last = ranges.last().map_or(first.end(), regex::Match::end);
    let end = days.last().filter(|day| day.start() >= last && day.start() - last <= 12 && start == first.start()).map_or(last, regex::Match::end);
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_stand_without_their_label() {
        assert_eq!(line("Hours of Operation Monday - Friday 8:00 am - 5:00 pm"), Some("Monday - Friday 8:00 am - 5:00 pm"));
        assert_eq!(line("Öffnungszeiten: Mo.–Do. 8–12 Uhr und 13–17 Uhr, Fr. 8–12 Uhr"), Some("Mo.–Do. 8–12 Uhr und 13–17 Uhr, Fr. 8–12 Uhr"));
        assert_eq!(line("Ouvert du mardi au samedi de 9h à 18h30"), Some("mardi au samedi de 9h à 18h30"));
        assert_eq!(line("Mon–Sat 10:00–18:00, Sunday closed"), Some("Mon–Sat 10:00–18:00, Sunday closed"));
    }

    #[test]
    fn events_and_numbers_are_no_hours() {
        for text in [
            "Join the choir on Friday evening for songs and stories by the fire, from 7:00 pm to 9:00 pm.",
            "Sat 12-14 people",
            "Founded 1990-2004",
            "Monday is a good day",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
