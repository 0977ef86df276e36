//! Lines of opening hours as days and times, so that two of them can be compared.

use super::hours::{DAY, RANGE};

/// From one minute of the day to another.
pub type Span = (u32, u32);

/// For each day, Monday first, when it is open by this line. `None` where the line cannot be told for certain.
pub fn parse(line: &str) -> Option<[Vec<Span>; 7]> {
    let mut marks: Vec<(usize, usize, Mark)> = Vec::new();
    for hit in DAY.as_ref()?.find_iter(line).take(40) {
        // the pattern may have taken a dash or the word between with it
        let name = hit.as_str().trim_end_matches(|c: char| !c.is_alphanumeric()).split_whitespace().next().map_or(0, str::len);
        let lead = hit.as_str().len() - hit.as_str().trim_start().len();
        marks.push((hit.start(), hit.start() + lead + name, Mark::Days(days(hit.as_str())?)));
    }
    for hit in RANGE.as_ref()?.find_iter(line).take(20) {
        marks.push((hit.start(), hit.end(), Mark::Time(span(hit.as_str())?)));
    }
    marks.sort_unstable_by_key(|(start, end, _)| (*start, *end));
    let mut week: [Vec<Span>; 7] = Default::default();
    let (mut open, mut timed, mut last): (Vec<usize>, bool, Option<usize>) = (Vec::new(), false, None);
    for (start, end, mark) in marks {
        match mark {
            Mark::Days(named) => {
                if timed {
                    (open, timed) = (Vec::new(), false);
                }
                let from = last.and_then(|last| line.get(last..start)).filter(|between| is_range(between)).and_then(|_| open.last().copied());
                match (from, named.as_slice()) {
                    (Some(from), [to]) => open.extend((from + 1..=from + (to + 7 - from) % 7).map(|day| day % 7)),
                    _ => open.extend(named),
                }
                last = Some(end);
            }
            Mark::Time(span) => {
                // times before any day, or behind the days of another line
                if open.is_empty() {
                    return None;
                }
                for day in &open {
                    week.get_mut(*day)?.push(span);
                }
                timed = true;
            }
        }
    }
    week.iter_mut().for_each(|spans| spans.sort_unstable());
    week.iter().any(|spans| !spans.is_empty()).then_some(week)
}

enum Mark {
    Days(Vec<usize>),
    Time(Span),
}

/// `Montags` → 0. A word for several days gives them all; one for hours in general, none.
fn days(text: &str) -> Option<Vec<usize>> {
    const NAMES: &[(&str, usize)] = &[
        ("dim", 6),
        ("dom", 6),
        ("don", 3),
        ("die", 1),
        ("mon", 0),
        ("lun", 0),
        ("tue", 1),
        ("mar", 1),
        ("wed", 2),
        ("mit", 2),
        ("mer", 2),
        ("mié", 2),
        ("mie", 2),
        ("thu", 3),
        ("jeu", 3),
        ("jue", 3),
        ("fri", 4),
        ("fre", 4),
        ("ven", 4),
        ("vie", 4),
        ("sat", 5),
        ("sam", 5),
        ("sáb", 5),
        ("sab", 5),
        ("sun", 6),
        ("son", 6),
        ("mo", 0),
        ("di", 1),
        ("mi", 2),
        ("do", 3),
        ("fr", 4),
        ("sa", 5),
        ("so", 6),
        ("月", 0),
        ("火", 1),
        ("水", 2),
        ("木", 3),
        ("金", 4),
        ("土", 5),
        ("日", 6),
    ];
    let lower = text.to_lowercase();
    let lower = lower.trim_start();
    match lower {
        "daily" | "täglich" | "tous les jours" | "7j/7" => return Some((0..7).collect()),
        "weekdays" | "werktags" | "平日" => return Some((0..5).collect()),
        "weekend" | "weekends" => return Some(vec![5, 6]),
        _ => {}
    }
    NAMES.iter().find(|(name, _)| lower.starts_with(name)).map(|(_, day)| vec![*day])
}

fn is_range(between: &str) -> bool {
    let bare = between.trim().trim_matches('.').trim();
    matches!(bare, "" | "-" | "–" | "—" | "−" | "~" | "～" | "〜" | "to" | "through" | "thru" | "till" | "until" | "bis" | "au" | "à" | "a" | "al")
        && (!bare.is_empty() || between.contains(['-', '–']))
}

/// `9 am – 5 pm` → 540 to 1020. `None` when morning and afternoon cannot be told apart.
fn span(text: &str) -> Option<Span> {
    let lower = text.to_lowercase().replace("a.m", "am").replace("p.m", "pm").replace(['：', '.', 'h', '時'], ":");
    let mut times: Vec<(u32, u32, &str)> = Vec::new();
    let mut rest = lower.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(at..)?;
        let end = from.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(from.len());
        let (hour, minute) = from[..end].trim_end_matches(':').split_once(':').unwrap_or((from[..end].trim_end_matches(':'), "0"));
        rest = from.get(end..)?;
        let mark = if rest.trim_start().starts_with("pm") {
            "pm"
        } else if rest.trim_start().starts_with("am") {
            "am"
        } else {
            ""
        };
        times.push((hour.parse().ok()?, minute.parse().ok()?, mark));
    }
    let [(first, first_minute, first_mark), (second, second_minute, second_mark)] = times.as_slice() else { return None };
    if second_mark != first_mark && first_mark.is_empty() {
        return None;
    }
    let minutes = |hour: u32, minute: u32, mark: &str| {
        let hour = match mark {
            "pm" if hour < 12 => hour + 12,
            "am" if hour == 12 => 0,
            _ => hour,
        };
        (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
    };
    Some((minutes(*first, *first_minute, first_mark)?, minutes(*second, *second_minute, second_mark)?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn two_spellings_of_the_same_hours_are_the_same() {
        let a = parse("Monday - Friday 8:00 am - 5:00 pm").unwrap();
        assert_eq!(Some(a.clone()), parse("Mo-Fr 08:00-17:00"));
        assert_eq!((a[0].as_slice(), a[4].as_slice(), a[5].len()), (&[(480, 1020)][..], &[(480, 1020)][..], 0));
        assert_eq!(parse("lundi au vendredi de 8h à 17h"), Some(a));
        let split = parse("Mo.–Do. 8–12 Uhr und 13–17 Uhr, Fr. 8–12 Uhr").unwrap();
        assert_eq!((split[3].as_slice(), split[4].as_slice()), (&[(480, 720), (780, 1020)][..], &[(480, 720)][..]));
    }

    #[test]
    fn what_is_not_certain_is_not_compared() {
        assert!(parse("Mon 1 - 5 pm").is_none() && parse("8–17 Uhr").is_none() && parse("Monday").is_none());
    }
}
