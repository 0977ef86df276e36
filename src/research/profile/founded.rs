//! The year in which the company began, where its site says so in so many words.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Site, facts, in_block, in_meta, sight, words};
use crate::model::page::{BlockKind, Role};
use crate::model::profile::Fact;
use crate::research::ledger::Ledger;

static FOUNDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)(?:\b(?:founded|established|est\.|started|opened its doors|opened|incorporated|set up|launched|gegründet|fondée?|créée?|fundada?|creada|nacimos)\b (?:\w+ )?(?:in |en |im jahr |im jahre |em )?(?:the year )?(?P<a>(?:18|19|20)[0-9]{2})\b|\b(?P<b>(?:18|19|20)[0-9]{2})(?: von [\p{L} ]{3,60})? gegründet|\bbusiness since (?P<c>(?:18|19|20)[0-9]{2})|(?P<d>(?:18|19|20)[0-9]{2})年[0-9月日 ]*(?:創業|設立|創立|開業|開院))",
    )
});

/// An opening or a launch may be of a shop or a product.
const WEAK: &[&str] = &["opened", "started", "launched", "set up"];

/// The year of foundation, where the site says it in so many words, and all years it says, when they are several.
pub fn founded(site: &Site, name: &str, ledger: &mut Ledger) -> (Option<Fact<String>>, Vec<Fact<String>>) {
    let mut found: Vec<Candidate<String>> = Vec::new();
    for thing in &site.things {
        if let Some(text) = thing.text("foundingDate") {
            let value = text.trim().chars().take(4).collect::<String>();
            if value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit()) {
                sight(&mut found, value.clone(), 0.95, || value.clone(), || in_meta(thing.page, "json-ld: foundingDate", text, &value));
            }
        }
    }
    for page in site.of_roles(&[Role::About, Role::Home, Role::Contact, Role::Other]) {
        for block in page.main_blocks().filter(|block| block.kind != BlockKind::Quote) {
            for hit in FOUNDED.iter().flat_map(|re| re.captures_iter(&block.text)).take(3) {
                // a page about something else tells of many companies
                if page.role == Role::Other && !is_of_itself(&block.text, hit.get(0).map_or(0, |hit| hit.start()), name) {
                    continue;
                }
                if let Some(year) = ["a", "b", "c", "d"].iter().find_map(|name| hit.name(name)) {
                    let weak = words::has_any(&hit[0].to_lowercase(), WEAK);
                    let score = if page.role == Role::About { 0.8 } else { 0.7 } - if weak { 0.15 } else { 0.0 };
                    sight(&mut found, year.as_str().to_owned(), score, || year.as_str().to_owned(), || in_block(page, block, year.as_str()));
                }
            }
        }
    }
    let clear = found.iter().filter(|known| known.score >= 0.68).count();
    let mut all = facts(found, 0.5, if clear > 1 { 4 } else { 1 }, ledger);
    if clear > 1 {
        let stated: Vec<Fact<String>> = all.into_iter().filter(|fact| fact.confidence >= 0.68).collect();
        return (stated.first().cloned(), stated);
    }
    (if all.is_empty() { None } else { Some(all.remove(0)) }, Vec::new())
}

/// The sentence around this place has the company's name, or speaks in the first person.
fn is_of_itself(text: &str, at: usize, name: &str) -> bool {
    const FIRST: &[&str] =
        &[" we ", " our ", " us ", " wir ", " unser", " uns ", " nous ", " notre ", " nosotros ", " nuestr", " noi ", " nostr", "当社", "弊社", "当院", "当店"];
    let sentence = words::sentences(text).into_iter().find(|sentence| {
        let start = sentence.as_ptr().addr() - text.as_ptr().addr();
        (start..start + sentence.len()).contains(&at)
    });
    let Some(sentence) = sentence else { return false };
    let own = words::key(name);
    words::has_any(&format!(" {} ", sentence.to_lowercase()), FIRST) || (own.len() >= 3 && words::key(sentence).contains(&own))
}
