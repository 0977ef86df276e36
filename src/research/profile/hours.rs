//! Opening hours as written. Places that contradict one another are all kept.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Site, facts, in_block, in_meta, seen, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{BlockKind, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const HOURS_MAX: usize = 7;

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)(?:day)?s?\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b|\b(?:mo|di|mi|do|fr|sa|so)\b\.?\s?[-–:,.]|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|daily|weekdays)\b|[月火水木金土日](?:曜|～|〜|・|、)|平日|診療時間|営業時間",
    )
});
static TIME: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"(?i)\b[0-9]{1,2}(?:[:.h][0-9]{2})? ?(?:am|pm|a\.m\.|p\.m\.|uhr|h\b)|\b[0-9]{1,2}[:：][0-9]{2}|[0-9０-９]{1,2}時"));

/// At most seven lines.
pub fn hours(site: &Site, ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    for thing in &site.things {
        for text in thing.texts("openingHours") {
            sight(&mut found, words::key(text), 0.9, || text.trim().to_owned(), || in_meta(ledger, thing.page, "json-ld: openingHours", text, text.trim()));
        }
        for object in thing.objects("openingHoursSpecification") {
            let get = |key: &str| object.get(key).and_then(|value| value.as_str()).unwrap_or_default();
            let days: Vec<&str> = match object.get("dayOfWeek") {
                Some(serde_json::Value::Array(days)) => days.iter().filter_map(|day| day.as_str()).collect(),
                Some(day) => day.as_str().into_iter().collect(),
                None => Vec::new(),
            };
            if get("opens").is_empty() || days.is_empty() {
                continue;
            }
            let days: Vec<&str> = days.into_iter().map(|day| day.rsplit('/').next().unwrap_or(day)).collect();
            let line = format!("{} {}–{}", days.join(", "), get("opens"), get("closes"));
            let note = Note::on(thing.page, Kind::Meta, "json-ld: openingHoursSpecification").observed(line.clone());
            sight(&mut found, words::key(&line), 0.9, || line.clone(), || ledger.add(note));
        }
    }
    for page in site.pages.iter().filter(|page| matches!(page.role, Role::Home | Role::Contact | Role::About | Role::Other | Role::Legal)) {
        for block in seen(page).filter(|block| block.kind != BlockKind::Quote && block.text.chars().count() <= 160) {
            let is = |re: &LazyLock<Option<Regex>>| re.as_ref().is_some_and(|re| re.is_match(&block.text));
            if is(&DAY) && is(&TIME) {
                sight(&mut found, words::key(&block.text), 0.75, || block.text.clone(), || in_block(ledger, page, block, &block.text));
            }
        }
    }
    facts(found, 0.5, HOURS_MAX)
}
