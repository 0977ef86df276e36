//! A full date as people print it, in seven languages: `17 May 2024`, `May 17, 2024`, `17.05.2024`, `17 de mayo de 2024`, `2024年5月17日`, `2024-05-17`.
//! `05/06/2024` could be two days and is none.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::words;

const MONTHS: &[(&[&str], i8)] = &[
    (&["january", "jan", "januar", "jänner", "janvier", "enero", "gennaio", "januari"], 1),
    (&["february", "feb", "februar", "février", "fevrier", "febrero", "febbraio", "februari"], 2),
    (&["march", "mar", "märz", "mars", "marzo", "maart"], 3),
    (&["april", "apr", "avril", "abril", "aprile"], 4),
    (&["may", "mai", "mayo", "maggio", "mei"], 5),
    (&["june", "jun", "juni", "juin", "junio", "giugno"], 6),
    (&["july", "jul", "juli", "juillet", "julio", "luglio"], 7),
    (&["august", "aug", "août", "aout", "agosto", "augustus"], 8),
    (&["september", "sep", "sept", "septembre", "septiembre", "settembre"], 9),
    (&["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre"], 10),
    (&["november", "nov", "novembre", "noviembre"], 11),
    (&["december", "dec", "dezember", "dez", "décembre", "diciembre", "dicembre"], 12),
];

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?P<y1>(?:19|20)[0-9]{2})[-/.](?P<m1>[01]?[0-9])[-/.](?P<d1>[0-3]?[0-9])(?:$|[^0-9])|\b(?P<d2>[0-3]?[0-9])\. ?(?P<m2>[01]?[0-9])\. ?(?P<y2>(?:19|20)[0-9]{2})\b|\b(?P<d3>[0-3]?[0-9])(?:st|nd|rd|th|er|\.|º)? (?:of |de )?(?P<m3>\p{L}{3,10})\.?,? (?:de |del )?(?P<y3>(?:19|20)[0-9]{2})\b|\b(?P<m4>\p{L}{3,10})\.? (?P<d4>[0-3]?[0-9])(?:st|nd|rd|th)?,? (?P<y4>(?:19|20)[0-9]{2})\b|(?P<y5>(?:19|20)[0-9]{2})年 ?(?P<m5>[01]?[0-9])月 ?(?P<d5>[0-3]?[0-9])日",
    )
});

/// The first full date of the text, with the words in which it stands.
pub fn printed_date(text: &str) -> Option<(Date, &str)> {
    let hits = DATE.as_ref()?.captures_iter(text).take(8);
    hits.filter_map(|hit| {
        let part = |name: char| (1..=5).find_map(|number| hit.name(&format!("{name}{number}"))).map(|found| found.as_str());
        let month = part('m')?;
        let month = month.parse::<i8>().ok().or_else(|| month_of(month))?;
        let date = Date::new(part('y')?.parse().ok()?, month, part('d')?.parse().ok()?).ok()?;
        let words = hit.get(0)?.as_str().trim_end_matches(|c: char| !c.is_alphanumeric());
        Some((date, words))
    })
    .next()
}

fn month_of(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    MONTHS.iter().find(|(names, _)| names.contains(&word.as_str())).map(|(_, month)| *month)
}

/// `/2024/05/17/` or `2024-05-17` in the path of an address.
pub fn date_in_path(path: &str) -> Option<Date> {
    static PATH: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"(?:^|[/_-])((?:19|20)[0-9]{2})[/-]([01][0-9])[/-]([0-3][0-9])(?:[/_.-]|$)"));
    let hit = PATH.as_ref()?.captures(path)?;
    Date::new(hit[1].parse().ok()?, hit[2].parse().ok()?, hit[3].parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_people_print_it() {
        let texts = [
            "Posted on 17 May 2024 by us",
            "May 17th, 2024",
            "17.05.2024",
            "17. Mai 2024",
            "le 17 mai 2024",
            "17 de mayo de 2024",
            "17 maggio 2024",
            "17 mei 2024",
            "2024年5月17日",
            "2024-05-17",
            "2024/5/17",
        ];
        for text in texts {
            assert_eq!(printed_date(text).map(|(date, _)| date.to_string()).as_deref(), Some("2024-05-17"), "{text}");
        }
        for text in ["05/06/2024", "May 2024", "31.02.2024", "since 2024", "17 kilns 2024"] {
            assert!(printed_date(text).is_none(), "{text}");
        }
        assert_eq!(date_in_path("/2024/05/17/opening/").map(|date| date.to_string()).as_deref(), Some("2024-05-17"));
        assert!(date_in_path("/2024/05/opening/").is_none());
    }
}
