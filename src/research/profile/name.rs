//! The name the company trades under: what several places of the site agree on.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::name_text::{bare, is_generic, strip_logo, without_suffix};
use super::{Candidate, Site, fact, in_block, in_line, in_meta, labels, posted, seen, words};
use crate::model::evidence::Kind;
use crate::model::lead::LeadFields;
use crate::model::page::{Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

static COPYRIGHT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)(?:©|\(c\)|copyright|&copy;)[\s:,]*(?:©|\(c\)|copyright)?[\s:,]*(?:by )?(?:(?:19|20)[0-9]{2}(?:\s?[-–—/]\s?(?:(?:19|20)?[0-9]{2}|present))?)?[\s:,|·-]*(?:by |©)?\s*([\p{L}0-9][^|©•·<>;。]{1,60})",
    )
});
/// The name that most kinds of places agree on; the posted company when the site gives none, the domain never.
pub fn name(site: &Site, lead: &LeadFields, ledger: &mut Ledger) -> Option<Fact<String>> {
    let mut votes = Votes { site, found: Vec::new() };
    for thing in &site.things {
        for (key, weight) in [("name", 3.0), ("alternateName", 0.6), ("legalName", 0.6)] {
            if let Some(text) = thing.text(key) {
                votes.add(text, "json-ld", weight, |value| in_meta(thing.page, &format!("json-ld: {key}"), text, value));
            }
        }
    }
    for page in site.pages.iter().take(4) {
        for (meta, weight) in [("og:site_name", 2.2), ("application-name", 1.5), ("apple-mobile-web-app-title", 1.2), ("author", 0.5), ("dc.publisher", 1.0)] {
            if let Some(text) = page.meta(meta) {
                votes.add(text, meta, weight, |value| in_meta(page, &format!("meta[{meta}]"), text, value));
            }
        }
    }
    titles(site, &mut votes);
    copyright(site, &mut votes);
    if let Some(home) = site.home() {
        for image in home
            .images
            .iter()
            .filter(|image| {
                matches!(image.region, Region::Header | Region::Nav)
                    || (image.region != Region::Main && image.src.as_deref().is_some_and(|src| src.to_lowercase().contains("logo")))
            })
            .take(4)
        {
            if let Some(alt) = image.alt.as_deref() {
                let bare = strip_logo(alt);
                votes.add(bare, "logo", 1.2, |value| Note::on(home, Kind::Html, format!("{} alt", image.locator)).quote(words::around(alt, value)));
            }
        }
        if let Some(heading) = home.headings.iter().find(|heading| heading.level == 1 && heading.text.chars().count() <= 40) {
            votes.add(&heading.text, "h1", 0.9, |_| Note::on(home, Kind::Text, heading.locator.clone()).quote(heading.text.clone()));
        }
        for link in
            home.links.iter().filter(|link| link.href.as_deref().is_some_and(|href| href.trim_end_matches('/') == home.url.trim_end_matches('/'))).take(3)
        {
            if matches!(link.region, Region::Header | Region::Nav) {
                votes.add(&link.text, "brand", 1.0, |value| Note::on(home, Kind::Html, link.locator.clone()).quote(words::around(&link.text, value)));
            }
        }
    }
    spelled(site, &mut votes);
    mentions(site, &mut votes);
    if let Some(company) = &lead.company {
        votes.agree(company);
    }
    if let Some(winner) = votes.winner() {
        return Some(winner.into_fact(ledger));
    }
    let company = lead.company.as_ref().filter(|company| !company.trim().is_empty())?;
    Some(fact(company.clone(), 0.5, posted("company", company), ledger))
}

struct Votes<'s, 'a> {
    site: &'s Site<'a>,
    found: Vec<(Candidate<String>, HashSet<String>)>,
}

impl Votes<'_, '_> {
    fn add(&mut self, text: &str, source: &str, weight: f64, note: impl FnOnce(&str) -> Note) {
        let text = text.trim().trim_matches(|c: char| matches!(c, '|' | '-' | '–' | '—' | '·' | ':' | ',' | '"' | '“' | '”' | '«' | '»')).trim();
        let text = bare(text);
        let length = text.chars().count();
        // a language, not a name
        let code = length == 2 && text.chars().all(|c| c.is_ascii_lowercase());
        if code
            || !(2..=60).contains(&length)
            || labels::is_furniture(text)
            || is_generic(text)
            || !text.chars().any(char::is_alphabetic)
            || text.contains("http")
        {
            return;
        }
        let key = words::key(text);
        let found = match self.found.iter_mut().position(|(known, _)| known.key == key) {
            Some(at) => at,
            None => {
                self.found.push((Candidate::new(text.to_owned(), key), HashSet::new()));
                self.found.len() - 1
            }
        };
        let Some((candidate, sources)) = self.found.get_mut(found) else { return };
        if sources.insert(source.to_owned()) {
            candidate.score += weight;
            // another spelling speaks for the name, but does not quote it
            if candidate.value == text {
                candidate.shown(weight, || note(text));
            }
        }
    }

    /// The posted name is no evidence, but decides between equals.
    fn agree(&mut self, company: &str) {
        let key = words::key(company);
        for (candidate, _) in &mut self.found {
            if !key.is_empty() && (candidate.key == key || (candidate.key.len() >= 4 && key.contains(&candidate.key))) {
                candidate.score += 0.8;
            }
        }
    }

    fn winner(self) -> Option<Candidate<String>> {
        let label = words::key(&self.site.label);
        let domain = words::key(&self.site.domain);
        let best = self.found.into_iter().map(|(candidate, sources)| {
            let length = candidate.value.chars().count();
            let mut score = candidate.score + likeness(&candidate, &label);
            if candidate.value.contains('.') && (candidate.key == domain || candidate.key.ends_with(&domain)) && !domain.is_empty() {
                score *= 0.2;
            }
            if length > 35 {
                score -= 1.0;
            }
            (score, sources.len(), candidate)
        });
        let (score, sources, candidate) = best.max_by(|a, b| a.0.total_cmp(&b.0))?;
        if score < 0.8 || candidate.evidence.is_empty() {
            return None;
        }
        let sources = f64::from(u32::try_from(sources).unwrap_or(1));
        Some(Candidate { score: (0.3 + 0.08 * score + 0.08 * sources).min(0.97), ..candidate })
    }
}

/// How much a name looks like the domain's label: whole, contained, or by initials.
fn likeness(candidate: &Candidate<String>, label: &str) -> f64 {
    let key = candidate.key.as_str();
    let folded: String = key
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace(['é', 'è', 'ê'], "e")
        .replace(['á', 'à'], "a")
        .replace(['ó', 'ô'], "o")
        .replace('í', "i")
        .replace('ç', "c");
    let plain: String = key
        .replace("ä", "a")
        .replace("ö", "o")
        .replace("ü", "u")
        .replace(['é', 'è', 'ê'], "e")
        .replace(['á', 'à'], "a")
        .replace(['ó', 'ô'], "o")
        .replace('í', "i")
        .replace('ç', "c")
        .replace('ñ', "n");
    if label.len() < 2 {
        return 0.0;
    }
    if key == label || folded == label || plain == label {
        return 2.5;
    }
    let initials: String = candidate.value.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    let without_the = plain.strip_prefix("the").unwrap_or(&plain);
    if without_the == label
        || (plain.len() >= 4 && (label.starts_with(&plain) || label.ends_with(&plain)))
        || (label.len() >= 4 && plain.contains(label))
        || (label.len() >= 4 && folded.contains(label))
    {
        return 1.5;
    }
    let some_word = candidate.value.split_whitespace().map(words::key).filter(|word| word.len() >= 4).any(|word| label.contains(&word));
    if initials.len() >= 3 && (initials == label || label.starts_with(&initials)) || some_word { 0.8 } else { 0.0 }
}

/// Parts of titles: those that several different pages share, and the first and last of the home page.
fn titles(site: &Site, votes: &mut Votes) {
    let mut seen_parts: Vec<(String, usize)> = Vec::new();
    let mut distinct: HashSet<&str> = HashSet::new();
    for page in &site.pages {
        let Some(title) = page.titles.first() else { continue };
        if !distinct.insert(title) {
            continue;
        }
        let keys: HashSet<String> = parts(title).into_iter().map(words::key).collect();
        for key in keys {
            match seen_parts.iter_mut().find(|(known, _)| *known == key) {
                Some((_, times)) => *times += 1,
                None => seen_parts.push((key, 1)),
            }
        }
    }
    for page in &site.pages {
        let Some(title) = page.titles.first() else { continue };
        let parts = parts(title);
        for part in &parts {
            let shared = seen_parts.iter().any(|(key, times)| *times >= 2 && *key == words::key(part)) || (site.pages.len() >= 3 && distinct.len() <= 2);
            let weight = if shared && parts.len() <= 4 { 2.0 } else { 0.0 };
            let home = if page.role == Role::Home && parts.len() <= 3 { 1.0 } else { 0.0 };
            if weight + home > 0.0 {
                votes.add(part, if weight > 0.0 { "titles" } else { "title" }, weight + home, |value| in_meta(page, "title", title, value));
            }
        }
    }
}

fn parts(title: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = vec![title];
    for separator in [" | ", "|", " - ", " – ", " — ", " · ", " • ", " :: ", ": ", " » ", " « ", "｜", "／", " / ", " ~ ", ", "] {
        // a comma only cuts what nothing else has cut
        if separator == ", " && parts.len() > 1 {
            break;
        }
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).take(8).collect()
}

fn copyright(site: &Site, votes: &mut Votes) {
    for page in &site.pages {
        for block in seen(page).filter(|block| block.text.len() < 600) {
            let lower = block.text.to_lowercase();
            if !(lower.contains('©') || lower.contains("copyright") || lower.contains("(c)")) {
                continue;
            }
            let Some(hit) = COPYRIGHT.as_ref().and_then(|re| re.captures(&block.text)).and_then(|hit| hit.get(1)) else { continue };
            let owner = hit.as_str();
            let cut = owner.to_lowercase();
            let end = [
                "all rights",
                "alle rechte",
                "tous droits",
                "todos los",
                ". ",
                " - ",
                " – ",
                ", ",
                "powered",
                "designed",
                "website",
                " (",
                "reserved",
                "impressum",
                "privacy",
            ]
            .iter()
            .filter_map(|mark| cut.find(mark))
            .min();
            let owner = end.and_then(|end| owner.get(..end)).unwrap_or(owner).trim().trim_end_matches(['.', ',']);
            if owner.split_whitespace().count() <= 6 {
                votes.add(owner, "copyright", 1.4, |value| in_line(page, block, value));
                let bare = without_suffix(owner);
                if bare != owner {
                    votes.add(bare, "copyright", 1.0, |value| in_line(page, block, value));
                }
            }
        }
    }
}

/// Words of the text that spell the domain's label: `Old Kiln Works` for `oldkilnworks`.
fn spelled(site: &Site, votes: &mut Votes) {
    let label = words::key(&site.label);
    if label.len() < 5 {
        return;
    }
    for page in site.pages.iter().take(6) {
        for block in seen(page).filter(|block| block.text.len() < 2_000) {
            let Some(span) = span_spelling(&block.text, &label) else { continue };
            votes.add(span, "spelled", 0.8, |value| in_block(page, block, value));
        }
    }
}

/// Up to six words whose letters are the label's, as a slice of the text; two words at least.
fn span_spelling<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let words: Vec<(usize, &str)> = text
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
        .collect();
    for first in 0..words.len() {
        let mut key = String::new();
        for (start, word) in words.iter().skip(first).take(6) {
            key.push_str(&words::key(word));
            if !label.starts_with(&key) {
                break;
            }
            if key == label {
                let begin = words.get(first)?.0;
                let span =
                    text.get(begin..start + word.len())?.trim_matches(|c: char| matches!(c, ',' | '.' | ':' | ';' | '(' | ')' | '"' | '“' | '”' | '!' | '?'));
                return (span.contains(' ') && span.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())).then_some(span);
            }
        }
    }
    None
}

/// A name that the text itself uses often gets one more voice.
fn mentions(site: &Site, votes: &mut Votes) {
    let values: Vec<String> = votes.found.iter().map(|(candidate, _)| candidate.value.clone()).collect();
    for value in values.into_iter().filter(|value| value.chars().count() >= 3).take(30) {
        let mut hits = site
            .pages
            .iter()
            .flat_map(|page| page.main_blocks().map(move |block| (*page, block)))
            .filter(|(_, block)| block.text.contains(&value) && block.text.len() > value.len() + 12);
        if let (Some((page, block)), Some(_)) = (hits.next(), hits.next()) {
            votes.add(&value, "text", 1.0, |value| in_block(page, block, value));
        }
    }
}
