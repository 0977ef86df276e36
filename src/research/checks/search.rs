//! How the site looks in search results: titles, descriptions, headings, link texts, language (rows 12–17, 21, 22, 24). Cards and markup are in `share.rs`.

use std::collections::BTreeMap;

use super::outcome::Outcome;
use super::sample::{Hit, by_page, measured, tally};
use super::site::{SHELL_WORDS, Site, fold_url, host, seen_links};
use super::text::{self, Folded};
use super::{lexicon, verify};
use crate::model::evidence::Kind;
use crate::model::finding::Severity;
use crate::model::page::{Heading, Link, Page, Role};
use crate::research::ledger::{Ledger, Note};

/// Advice for titles and descriptions in characters; wide scripts take half as many.
const TITLE_CHARS: (usize, usize) = (15, 70);
const DESCRIPTION_CHARS: (usize, usize) = (50, 160);

/// Longest piece of foreign text in a slot; the evidence's quote holds more.
const SLOT_CHARS: usize = 160;

pub fn document_title(site: &Site, ledger: &mut Ledger) -> Outcome {
    let found = by_page(ledger, &site.indexable(), "a missing or empty title", |page| {
        let see = verify::matches(&page.url, "<title[^<]*");
        let Some(title) = title(page) else {
            let note = measured(page, Kind::Html, "title", "no title").expected("a title that names the page and the firm").verify(see);
            return Some(Hit::new("missing", Severity::High, "no title", note));
        };
        if !is_generic(title, &page.url) {
            return None;
        }
        let note = Note::on(page, Kind::Html, "title").quote(title).expected("a title that names the page and the firm").verify(see);
        Some(Hit::new("generic", Severity::High, "a title that would fit any site", note).slot("title", text::head(title, SLOT_CHARS)))
    });
    match title(site.home) {
        Some(title) if found.status == crate::model::finding::Status::Pass => {
            let note = Note::on(site.home, Kind::Html, "title").quote(title).verify(verify::matches(&site.home.url, "<title[^<]*"));
            found.slot("title", text::head(title, SLOT_CHARS)).shown(ledger.add(note))
        }
        _ => found,
    }
}

fn title(page: &Page) -> Option<&str> {
    page.titles.first().map(|title| title.trim()).filter(|title| !title.is_empty())
}

fn is_generic(title: &str, url: &str) -> bool {
    let folded = Folded::new(title);
    let written = title.trim().trim_end_matches('/').to_lowercase();
    let written = written.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    lexicon::GENERIC_TITLES.contains(&folded.as_str()) || host(url).is_some_and(|host| host == written)
}

pub fn title_length(site: &Site, ledger: &mut Ledger) -> Outcome {
    let titled: Vec<&Page> = site.indexable().into_iter().filter(|page| title(page).is_some() && page.role != Role::Legal).collect();
    by_page(ledger, &titled, "a title of an unhandy length", |page| {
        let title = title(page)?;
        let (variant, length, limits) = length_of(title, TITLE_CHARS)?;
        let what = if variant == "short" { "a title that is very short" } else { "a title that will be cut off" };
        let note = Note::on(page, Kind::Html, "title")
            .quote(title)
            .observed(format!("{length} characters"))
            .expected(format!("{} to {} characters", limits.0, limits.1))
            .verify(verify::matches(&page.url, "<title[^<]*"));
        Some(Hit::new(variant, Severity::Low, what, note).slot("title", text::head(title, SLOT_CHARS)).slot("length", length))
    })
}

/// `short` or `long` with the length in characters and the limits that apply, or nothing when it fits.
fn length_of(content: &str, limits: (usize, usize)) -> Option<(&'static str, usize, (usize, usize))> {
    let limits = if text::mostly_wide(content) { (limits.0.div_ceil(2), limits.1 / 2) } else { limits };
    let length = content.chars().count();
    if length < limits.0 {
        Some(("short", length, limits))
    } else if length > limits.1 {
        Some(("long", length, limits))
    } else {
        None
    }
}

pub fn duplicate_titles(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mut pages: BTreeMap<String, &Page> = BTreeMap::new();
    for page in site.indexable() {
        let original = page.head_links.iter().find(|link| link.rel == "canonical").and_then(|link| link.href.as_deref()).unwrap_or(&page.url);
        if title(page).is_some() {
            pages.entry(fold_url(original)).or_insert(page);
        }
    }
    let of = pages.len();
    if of < 2 {
        return Outcome::not_applicable("fewer than two pages with a title were read");
    }
    let mut by_title: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in site.indexable().into_iter().filter(|page| pages.values().any(|kept| std::ptr::eq(*kept, *page))) {
        by_title.entry(title(page).unwrap_or_default()).or_default().push(page);
    }
    let shared = by_title.iter().filter(|(_, pages)| pages.len() > 1).max_by_key(|(title, pages)| (pages.len(), std::cmp::Reverse(*title)));
    let Some((title, alike)) = shared else {
        return Outcome::pass().sample(0, of).shown(tally(ledger, site.home, "a title that another page has too", 0, of));
    };
    let count = alike.len();
    let mut outcome = Outcome::fail().sample(count, of).slot("title", text::head(title, SLOT_CHARS)).slot("count", count);
    for (n, page) in alike.iter().take(5).enumerate() {
        if n < 2 {
            outcome = outcome.slot(if n == 0 { "page" } else { "page_2" }, &page.url);
        }
        let note = Note::on(page, Kind::Html, "title").quote(*title).expected("a title of its own").verify(verify::matches(&page.url, "<title[^<]*"));
        outcome = outcome.shown(ledger.add(note));
    }
    let summary = format!("the title \"{}\"", text::head(title, SLOT_CHARS));
    outcome.shown(tally(ledger, site.home, &summary, count, of))
}

pub fn meta_description(site: &Site, ledger: &mut Ledger) -> Outcome {
    let pages: Vec<&Page> = site.indexable().into_iter().filter(|page| site.in_nav(page)).collect();
    let found = by_page(ledger, &pages, "a missing or unhandy meta description", |page| {
        let see = verify::matches(&page.url, "<meta[^>]*description[^>]*>");
        let content = page.meta("description").map(str::trim).filter(|content| !content.is_empty());
        let Some(content) = content else {
            let seen = if page.meta("description").is_some() { "an empty meta description" } else { "no meta description" };
            let note = measured(page, Kind::Meta, "meta[name=description]", seen).expected("one or two sentences of 50 to 160 characters").verify(see);
            return Some(Hit::new("missing", Severity::Medium, "no meta description", note));
        };
        let (variant, length, limits) = length_of(content, DESCRIPTION_CHARS)?;
        let what = if variant == "short" { "a very short meta description" } else { "a meta description that will be cut off" };
        let note = Note::on(page, Kind::Meta, "meta[name=description]")
            .quote(content)
            .observed(format!("{length} characters"))
            .expected(format!("{} to {} characters", limits.0, limits.1))
            .verify(see);
        Some(Hit::new(variant, Severity::Low, what, note).slot("description", text::head(content, SLOT_CHARS)).slot("length", length))
    });
    match site.home.meta("description").map(str::trim).filter(|content| !content.is_empty()) {
        Some(content) if found.status == crate::model::finding::Status::Pass => {
            let note =
                Note::on(site.home, Kind::Meta, "meta[name=description]").quote(content).verify(verify::matches(&site.home.url, "<meta[^>]*description[^>]*>"));
            found.slot("description", text::head(content, SLOT_CHARS)).shown(ledger.add(note))
        }
        _ => found,
    }
}

pub fn h1(site: &Site, ledger: &mut Ledger) -> Outcome {
    let all: Vec<(&Page, &Heading)> = site.opening.iter().flat_map(|page| page.headings.iter().map(|heading| (*page, heading))).collect();
    if let Some((page, heading)) = all.iter().find(|(_, heading)| heading.level == 1 && !heading.text.trim().is_empty()) {
        let note = Note::on(page, Kind::Html, heading.locator.clone()).quote(heading.text.as_str()).verify(verify::elements(&page.url, "h1"));
        return Outcome::pass().slot("heading", text::head(&heading.text, SLOT_CHARS)).shown(ledger.add(note));
    }
    if site.home.frames.iter().any(|frame| !frame.inline) {
        return Outcome::not_applicable("the home page is made of frames, each with headings of its own");
    }
    let count = all.len();
    let observed = format!("no h1 with text among {count} headings");
    let see = verify::elements(&site.home.url, "h1");
    let note = measured(site.home, Kind::Html, "h1", observed).expected("one h1 that says what the firm does").verify(see);
    let outcome = Outcome::fail().slot("count", count).shown(ledger.add(note));
    match all.iter().find(|(_, heading)| !heading.text.trim().is_empty()) {
        Some((page, heading)) => {
            let note = Note::on(page, Kind::Html, heading.locator.clone()).quote(heading.text.as_str()).verify(verify::address(&page.url));
            outcome.slot("example", text::head(&heading.text, SLOT_CHARS)).shown(ledger.add(note))
        }
        None => outcome,
    }
}

pub fn heading_order(site: &Site, ledger: &mut Ledger) -> Outcome {
    let pages: Vec<&Page> = site.pages.iter().copied().filter(|page| page.headings.len() > 1).collect();
    if pages.is_empty() {
        return Outcome::not_applicable(site.none_read("no page read has two headings"));
    }
    by_page(ledger, &pages, "a skipped heading level", |page| {
        let told = |heading: &Heading| !heading.text.trim().is_empty();
        let jump = page
            .headings
            .windows(2)
            .find(|pair| matches!(pair, [before, after] if after.level > before.level.saturating_add(1) && told(before) && told(after)))?;
        let [before, after] = jump else { return None };
        let (first, second) = (text::head(&before.text, 80), text::head(&after.text, 80));
        let observed = format!("h{} \"{first}\" is followed by h{} \"{second}\"", before.level, after.level);
        let note = measured(page, Kind::Html, after.locator.clone(), observed)
            .expected(format!("h{} or higher after h{}", before.level.saturating_add(1), before.level))
            .verify(verify::matches(&page.url, "<h[1-6][^>]*>[^<]*"));
        let hit = Hit::new("", Severity::Low, "a skipped heading level", note).slot("before", first).slot("after", second);
        Some(hit.slot("before_level", format!("h{}", before.level)).slot("after_level", format!("h{}", after.level)))
    })
}

pub fn link_text(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mut total = 0;
    let mut vague: Vec<(&Page, &Link)> = Vec::new();
    for page in &site.pages {
        let language = page.html_lang.as_deref().or(site.language.as_deref()).unwrap_or("en").split(['-', '_']).next().unwrap_or("en").to_ascii_lowercase();
        let lists = [lexicon::vague(&language), lexicon::vague("en")];
        for link in seen_links(page).filter(|link| leads_elsewhere(page, link)) {
            total += 1;
            let says_nothing = |words: &str| lists.iter().any(|list| list.contains(&Folded::new(words).as_str()));
            // A label for screen readers that says more is enough.
            if says_nothing(&link.text) && (link.name.is_empty() || says_nothing(&link.name)) {
                vague.push((page, link));
            }
        }
    }
    if total == 0 {
        return Outcome::not_applicable(site.none_read("no page read has a link with text"));
    }
    let of = site.pages.len();
    let mut pages: Vec<&str> = vague.iter().map(|(page, _)| page.url.as_str()).collect();
    pages.dedup();
    let (count, hits) = (vague.len(), pages.len());
    let observed = format!("{count} of {total} links have a text that says nothing about their target, on {hits} of {} read", text::pages(of));
    let first = vague.first().map_or(site.home, |(page, _)| *page);
    let summary = measured(first, Kind::Html, "a", observed).expected("link texts that name the target").verify(verify::address(&first.url));
    let Some((page, link)) = vague.first() else {
        return Outcome::pass().sample(0, of).slot("total", total).shown(ledger.add(summary));
    };
    let mut outcome = Outcome::fail().sample(hits, of).slot("count", count).slot("total", total).slot("example", &link.text).slot("page", &page.url);
    for (page, link) in vague.iter().take(5) {
        let target = text::head(link.href.as_deref().unwrap_or(&link.raw_href), 200);
        let note = Note::on(page, Kind::Text, link.locator.clone())
            .quote(link.text.as_str())
            .observed(format!("leads to {target}"))
            .verify(verify::address(&page.url));
        outcome = outcome.shown(ledger.add(note));
    }
    outcome.shown(ledger.add(summary))
}

/// A link to another page, by text, that search engines follow.
fn leads_elsewhere(page: &Page, link: &Link) -> bool {
    let http = link.href.as_deref().filter(|href| href.starts_with("http"));
    !link.area
        && !link.text.trim().is_empty()
        && http.is_some_and(|href| href.split('#').next() != page.url.split('#').next())
        && !link.rel.split(' ').any(|rel| rel == "nofollow")
}

pub fn html_lang(site: &Site, ledger: &mut Ledger) -> Outcome {
    let found = by_page(ledger, &site.pages, "a missing or wrong language attribute", |page| {
        let see = verify::matches(&page.url, "<html[^>]*>");
        let code = surely_in(page);
        let text_in = code.map_or_else(String::new, |code| format!(", text in {code}"));
        let told = |hit: Hit| if let Some(code) = code { hit.slot("code", code) } else { hit };
        let Some(lang) = page.html_lang.as_deref().map(str::trim).filter(|lang| !lang.is_empty()) else {
            let note = measured(page, Kind::Html, "html[lang]", format!("no lang attribute{text_in}"));
            let note = note.expected(expected_lang(code)).verify(see);
            return Some(told(Hit::new("missing", Severity::Low, "no language attribute", note)));
        };
        let primary = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let short = text::head(lang, 40);
        if !is_language(&primary) {
            let note = measured(page, Kind::Html, "html[lang]", format!("lang=\"{short}\"{text_in}")).expected(expected_lang(code)).verify(see);
            return Some(told(Hit::new("invalid", Severity::Low, "an invalid language attribute", note).slot("lang", short)));
        }
        let (detected, confidence) = page.detected_language.as_ref().filter(|_| code.is_some())?;
        if *detected == primary || !lexicon::CONTRADICTABLE.contains(&primary.as_str()) {
            return None;
        }
        let note =
            measured(page, Kind::Html, "html[lang]", format!("lang=\"{short}\", text in {detected}")).expected(format!("lang=\"{detected}\"")).verify(see);
        let hit = told(Hit::new("mismatch", Severity::Low, "a language attribute that contradicts the text", note));
        Some(hit.slot("lang", short).slot("detected", detected).sure(0.9 * confidence))
    });
    match site.home.html_lang.as_deref().map(str::trim) {
        Some(lang) if found.status == crate::model::finding::Status::Pass => {
            let lang = text::head(lang, 40);
            let note = measured(site.home, Kind::Html, "html[lang]", format!("lang=\"{lang}\"")).verify(verify::matches(&site.home.url, "<html[^>]*>"));
            found.slot("lang", lang).shown(ledger.add(note))
        }
        _ => found,
    }
}

/// The language of a page's text, where there is hardly a doubt.
fn surely_in(page: &Page) -> Option<&str> {
    let (language, confidence) = page.detected_language.as_ref()?;
    (*confidence >= 0.9 && lexicon::CONTRADICTABLE.contains(&language.as_str())).then_some(language.as_str())
}

fn expected_lang(code: Option<&str>) -> String {
    code.map_or_else(|| "the language of the text, as a tag of BCP 47".to_owned(), |code| format!("lang=\"{code}\""))
}

/// Two letters of ISO 639-1, or the form of a three-letter code, or a private or registered tag.
fn is_language(primary: &str) -> bool {
    match primary.len() {
        2 => lexicon::ISO_639_1.split(' ').any(|known| known == primary),
        3 => primary.chars().all(|c| c.is_ascii_lowercase()),
        _ => false,
    }
}

pub fn content_without_script(site: &Site, ledger: &mut Ledger) -> Outcome {
    let page = site.home;
    let words = page.visible_words;
    // Few words alone prove nothing, neither that scripts add the rest nor that there is none.
    if words < SHELL_WORDS && page.frames.iter().any(|frame| !frame.inline) {
        return Outcome::not_applicable("the home page is made of frames, which hold its text");
    }
    if words < SHELL_WORDS && !site.shell {
        return Outcome::not_applicable("the home page has too few words to judge by");
    }
    let outcome = if words < SHELL_WORDS { Outcome::fail().slot("page", &page.url) } else { Outcome::pass() };
    let sign = match (words < SHELL_WORDS, page.empty_app_root, page.asks_for_script) {
        (_, true, _) => ", and an empty script root",
        (true, false, true) => ", and a request to switch scripts on",
        _ => "",
    };
    let observed = format!("{words} words in the page as sent{sign}");
    let note = measured(page, Kind::Html, "body", observed).expected(format!("at least {SHELL_WORDS} words without scripts")).verify(verify::body(&page.url));
    outcome.slot("words", words).shown(ledger.add(note))
}
