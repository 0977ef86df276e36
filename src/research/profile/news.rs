//! Dated posts of the company's own site. A post without a date is no news; a dated line that leads to another site is somebody else's.

use jiff::civil::Date;
use serde_json::Value;
use url::Url;

use super::printed_date::{date_in_path, printed_date};
use super::{Site, host_of, in_block, in_meta, labels, structured, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Link, Page, Role};
use crate::model::profile::{Fact, News};
use crate::research::ledger::{Ledger, Note};
use crate::research::urls;

const NEWS_MAX: usize = 6;
const FOUND_MAX: usize = 200;
const TITLE_CHARS: std::ops::RangeInclusive<usize> = 8..=160;
/// A block that holds a date and little else.
const DATE_LINE_MAX_CHARS: usize = 60;
/// Links and blocks of one page that are looked at.
const LINKS_MAX: usize = 400;
const BLOCKS_MAX: usize = 2_000;
/// Kept blocks after the headline in which a post prints its date.
const BYLINE_BLOCKS: usize = 4;

struct Found {
    title: String,
    date: Date,
    url: String,
    confidence: f64,
    notes: Vec<Note>,
}

/// At most six, newest first.
pub fn news(site: &Site, ledger: &mut Ledger) -> Vec<Fact<News>> {
    let mut found: Vec<Found> = Vec::new();
    for page in &site.pages {
        if page.role == Role::Post {
            found.extend(of_post(page));
        }
        found.extend(in_json_ld(page, site));
        if !matches!(page.role, Role::Legal | Role::Careers | Role::Pricing) {
            found.extend(listed(page, site));
        }
    }
    found.truncate(FOUND_MAX);
    let read_at = site.pages.first().and_then(|page| jiff::Timestamp::from_millisecond(page.fetched_at).ok());
    let today = read_at.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
    // a day ahead is another time zone; more is an event to come
    found.retain(|one| today.is_none_or(|today| one.date <= today.tomorrow().unwrap_or(today)));
    found.sort_by(|a, b| b.date.cmp(&a.date).then(b.confidence.total_cmp(&a.confidence)));
    let mut known: Vec<(String, String)> = Vec::new();
    let mut facts = Vec::new();
    for one in found {
        let key = (address_key(&one.url), words::key(&one.title));
        if facts.len() >= NEWS_MAX || known.iter().any(|(url, title)| *url == key.0 || *title == key.1) {
            continue;
        }
        known.push(key);
        let evidence = one.notes.into_iter().map(|note| ledger.add(note)).collect();
        facts.push(Fact { value: News { title: one.title, date: one.date.to_string(), url: one.url }, evidence, confidence: one.confidence });
    }
    facts
}

fn address_key(url: &str) -> String {
    Url::parse(url).map_or_else(|_| url.to_owned(), |url| urls::key(&url))
}

fn iso(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

fn fits(title: &str) -> bool {
    let chars = title.chars().count();
    let least = if super::prose::is_wide(title) { 4 } else { *TITLE_CHARS.start() };
    (least..=*TITLE_CHARS.end()).contains(&chars)
        && title.chars().any(char::is_alphabetic)
        && !words::has_any(&title.to_lowercase(), &["lorem ipsum", "hello world", "sample post"])
}

/// A page that is a post: its headline, and its date from the markup, the address or the line under the headline.
fn of_post(page: &Page) -> Option<Found> {
    let heading = page.main_blocks().position(|block| block.kind == BlockKind::Heading && fits(&block.text))?;
    let title = page.main_blocks().nth(heading)?;
    // a list of posts begins with the headline of its first
    let leads_on = |link: &Link| link.text == title.text && link.href.as_deref().is_some_and(|href| address_key(href) != address_key(&page.url));
    if page.links.iter().any(leads_on) {
        return None;
    }
    let marked = page.json_ld.iter().filter_map(|block| block.value.as_ref()).find_map(|_| {
        structured::objects(page, &["@graph", "mainEntity"]).into_iter().find_map(|object| {
            let text = object.get("datePublished").and_then(Value::as_str)?;
            Some((iso(text)?, in_meta(page, "json-ld: datePublished", text, text)))
        })
    });
    let marked = marked.or_else(|| {
        let text = page.meta("article:published_time").or_else(|| page.meta("datepublished"))?;
        Some((iso(text)?, in_meta(page, "meta[property=article:published_time]", text, text)))
    });
    let in_address = || {
        let date = date_in_path(Url::parse(&page.url).ok()?.path())?;
        Some((date, Note::on(page, Kind::Http, "address").quote(page.url.clone())))
    };
    let printed = || {
        let near = page.main_blocks().skip(heading.saturating_sub(1)).take(BYLINE_BLOCKS + 1);
        near.filter(|block| block.text.chars().count() <= DATE_LINE_MAX_CHARS * 2).find_map(|block| {
            let (date, words) = printed_date(&block.text)?;
            Some((date, in_block(page, block, words)))
        })
    };
    let (date, note) = marked.or_else(in_address).or_else(printed)?;
    Some(Found { title: title.text.clone(), date, url: page.url.clone(), confidence: 0.9, notes: vec![in_block(page, title, &title.text), note] })
}

/// Posts that the page's JSON-LD lists.
fn in_json_ld(page: &Page, site: &Site) -> Vec<Found> {
    let through = ["@graph", "blogPost", "itemListElement", "item", "mainEntity", "hasPart"];
    let of = |object: &serde_json::Map<String, Value>| {
        let kinds = structured::kinds(object);
        // plugins call every page an Article
        kinds.iter().find(|kind| matches!(**kind, "BlogPosting" | "NewsArticle") || (**kind == "Article" && page.role == Role::Post))?;
        let title = object.get("headline").or_else(|| object.get("name")).and_then(Value::as_str).map(str::trim).filter(|title| fits(title))?;
        let text = object.get("datePublished").and_then(Value::as_str)?;
        let date = iso(text)?;
        let url =
            object.get("url").or_else(|| object.get("mainEntityOfPage")).and_then(|url| url.as_str().or_else(|| url.get("@id").and_then(Value::as_str)))?;
        let mut url = Url::parse(&page.url).ok()?.join(url).ok()?;
        url.set_fragment(None);
        // the home page and the like, described as an article by a plugin
        let a_post = url.path().len() > 1 && (page.role == Role::Post || page.url != url.as_str());
        (a_post && site.is_own_host(url.host_str()?)).then(|| Found {
            title: title.to_owned(),
            date,
            url: url.to_string(),
            confidence: 0.9,
            notes: vec![in_meta(page, "json-ld: headline", title, title), in_meta(page, "json-ld: datePublished", text, text)],
        })
    };
    structured::objects(page, &through).into_iter().filter_map(of).take(30).collect()
}

/// Headlines that lead to a page of this site and have their date in the address, in the same block or in a line beside it.
fn listed(page: &Page, site: &Site) -> Vec<Found> {
    let blocks: Vec<&Block> = page.main_blocks().filter(|block| block.kind != BlockKind::Quote).take(BLOCKS_MAX).collect();
    let own = |href: &&str| host_of(href).is_some_and(|host| site.is_own_host(&host)) && href.trim_end_matches('/') != page.url.trim_end_matches('/');
    let mut found = Vec::new();
    for link in page.links.iter().filter(|link| !link.hidden && fits(&link.text) && !labels::is_call_to_action(&link.text.to_lowercase())).take(LINKS_MAX) {
        let Some(href) = link.href.as_deref().filter(own) else { continue };
        let Some(path) = Url::parse(href).ok().map(|url| url.path().to_owned()) else { continue };
        let Some(at) = blocks.iter().position(|block| block.text.contains(&link.text)) else { continue };
        let Some(block) = blocks.get(at) else { continue };
        let of_post = is_post_path(&path) || (page.role == Role::Post && block.kind == BlockKind::Heading);
        let date_line = |block: &&Block| {
            let short = block.text.chars().count() <= DATE_LINE_MAX_CHARS;
            printed_date(&block.text).filter(|_| short).map(|(date, words)| (date, in_block(page, block, words)))
        };
        let dated = date_in_path(&path).map(|date| (date, Note::on(page, Kind::Html, link.locator.clone()).quote(href))).or_else(|| {
            let beside = [at.checked_add(1), at.checked_sub(1)].into_iter().flatten().filter_map(|at| blocks.get(at)).filter(|_| of_post).find_map(date_line);
            let inside = || printed_date(&block.text).filter(|_| of_post && block.text.len() <= 400).map(|(date, words)| (date, in_block(page, block, words)));
            inside().or(beside)
        });
        let Some((date, note)) = dated else { continue };
        let title = without_date(&link.text);
        if fits(title) {
            found.push(Found { title: title.to_owned(), date, url: href.to_owned(), confidence: 0.8, notes: vec![in_block(page, block, title), note] });
        }
    }
    found
}

/// Below a folder for posts.
fn is_post_path(path: &str) -> bool {
    const FOLDERS: &[&str] = &[
        "/blog",
        "/news",
        "/post",
        "/article",
        "/aktuell",
        "/neuigkeit",
        "/presse",
        "/press",
        "/actualit",
        "/actu",
        "/noticia",
        "/novedad",
        "/notizie",
        "/nieuws",
        "/journal",
        "/magazin",
        "/stories",
        "/insights",
        "/updates",
        "/oshirase",
        "/topics",
    ];
    let lower = path.to_lowercase();
    FOLDERS.iter().any(|folder| lower.contains(folder)) && lower.trim_matches('/').contains('/')
}

/// The headline without the date that the link's text begins or ends with.
fn without_date(text: &str) -> &str {
    let Some((_, words)) = printed_date(text) else { return text.trim() };
    let trim = |text: &str| -> usize { text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|' | ':' | '·' | ',')).len() };
    match text.split_once(words) {
        Some((before, after)) if trim(before) == 0 && trim(after) > 0 => {
            after.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|' | ':' | '·' | ',' | '.'))
        }
        Some((before, after)) if trim(after) == 0 && trim(before) > 0 => {
            before.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|' | ':' | '·' | ','))
        }
        _ => text.trim(),
    }
}
