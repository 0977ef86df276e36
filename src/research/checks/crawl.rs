//! Findable: what crawlers are told by robots.txt, robots tags, sitemap and canonical links (rows 5–8, 11, 25).

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::outcome::Outcome;
use super::robots_txt::{RobotsTxt, bad_lines};
use super::sample::{Hit, by_page, measured};
use super::site::{Site, fold_url, noindex, registrable, seen_links};
use super::{text, verify};
use crate::model::evidence::{Kind, Source};
use crate::model::finding::Severity;
use crate::model::page::{Page, Role};
use crate::research::ledger::{Ledger, Note};

/// A site this small does without a sitemap.
const SITEMAP_FROM_PAGES: usize = 10;

/// The most that the sitemap protocol allows in one file.
const SITEMAP_MAX_BYTES: u64 = 52_428_800;

/// Crawlers of AI assistants, by product token.
const AI_AGENTS: [&str; 4] = ["GPTBot", "ClaudeBot", "PerplexityBot", "Google-Extended"];

pub fn is_crawlable(site: &Site, ledger: &mut Ledger) -> Outcome {
    let robots = readable_robots(site).map(RobotsTxt::parse);
    let pages: Vec<&Page> = site.pages.iter().copied().filter(|page| site.in_nav(page) && page.role != Role::Legal).collect();
    by_page(ledger, &pages, "closed to search engines", |page| {
        let home = std::ptr::eq(page, site.home);
        if let Some((locator, content)) = noindex(page) {
            let header = locator.starts_with("header");
            let (kind, see) =
                if header { (Kind::Http, verify::headers(&page.url)) } else { (Kind::Meta, verify::matches(&page.url, "<meta[^>]*noindex[^>]*>")) };
            let directive = text::head(content, 120);
            let note = measured(page, kind, locator, directive).expected("no noindex").verify(see);
            let hit = Hit::new(if header { "header" } else { "meta" }, Severity::Critical, "closed to search engines", note).slot("directive", directive);
            return Some(if home { hit } else { hit.sure(0.85) });
        }
        let path = path_of(&page.url)?;
        let rule = robots.as_ref()?.closed_by("Googlebot", &path)?;
        let line = text::head(rule.line, 120);
        let note =
            robots_note(site, format!("line {}", rule.number), format!("line {}: {line}", rule.number)).expected("no rule that closes the page to Googlebot");
        Some(
            Hit::new("robots", Severity::Critical, "closed to search engines", Note { url: Some(page.url.clone()), ..note })
                .slot("directive", line)
                .slot("line", rule.number),
        )
    })
}

pub fn robots_txt(site: &Site, ledger: &mut Ledger) -> Outcome {
    let robots = &site.dossier.robots;
    let Some(status) = robots.status else {
        return if robots.failure.as_deref() == Some("timeout") {
            let note = robots_note(site, "status".into(), "no answer in time".into()).expected("an answer, or HTTP 404");
            Outcome::fail().slot("variant", "no-answer").sure(0.8).shown(ledger.add(note))
        } else {
            Outcome::not_measured("robots.txt could not be asked for")
        };
    };
    if status >= 500 {
        let note = robots_note(site, "status".into(), format!("HTTP {status}")).expected("HTTP 200 or 404");
        return Outcome::fail().severity(Severity::High).slot("variant", "server-error").slot("status", status).shown(ledger.add(note));
    }
    if status >= 400 {
        let note = robots_note(site, "status".into(), format!("HTTP {status}: no robots.txt, so everything may be read"));
        return Outcome::pass().slot("status", status).shown(ledger.add(note));
    }
    if is_html(&robots.text) {
        let first = text::head(robots.text.trim_start().lines().next().unwrap_or_default(), 100).to_owned();
        let note = robots_note(site, "line 1".into(), format!("a web page instead of rules: {first}")).expected("plain rules, or HTTP 404");
        return Outcome::fail()
            .slot("variant", "html")
            .slot("status", status)
            .shown(ledger.add(Note { observed: note.observed.map(|seen| format!("HTTP {status}, {seen}")), ..note }));
    }
    let bad = bad_lines(&robots.text);
    let Some(first) = bad.first() else {
        let note = robots_note(site, "status".into(), format!("HTTP {status}, every line can be read"));
        return Outcome::pass().slot("status", status).shown(ledger.add(note));
    };
    let line = text::head(first.text, 120);
    let seen = format!("line {}: {line} ({}); lines that cannot be read: {}", first.number, first.problem, bad.len());
    let note = robots_note(site, format!("line {}", first.number), seen).expected("directives of RFC 9309");
    Outcome::fail()
        .slot("variant", "syntax")
        .slot("line", first.number)
        .slot("text", line)
        .slot("problem", first.problem)
        .slot("count", bad.len())
        .shown(ledger.add(note))
}

pub fn sitemap(site: &Site, ledger: &mut Ledger) -> Outcome {
    let sitemap = &site.dossier.sitemap;
    let note = |observed: String| Note {
        source: Source::Measured,
        kind: Kind::Http,
        url: sitemap.url.clone(),
        fetched_at: sitemap.fetched_at,
        body_sha256: sitemap.body_sha256.clone(),
        locator: "sitemap".to_owned(),
        quote: None,
        observed: Some(observed),
        expected: None,
        verify: sitemap.url.as_deref().map(verify::body),
    };
    let Some(url) = sitemap.url.as_deref() else {
        return Outcome::not_measured("no sitemap was asked for");
    };
    if sitemap.bytes > SITEMAP_MAX_BYTES {
        let size = text::size(sitemap.bytes);
        let note = note(format!("a sitemap of {size}")).expected("at most 50 MB and 50000 addresses in one file");
        return Outcome::fail().slot("variant", "too-large").slot("url", url).slot("size", size).shown(ledger.add(note));
    }
    if sitemap.status == Some(200) && sitemap.parse_error.is_none() && !sitemap.urls.is_empty() {
        let count = sitemap.urls.len();
        return Outcome::pass().slot("url", url).slot("count", count).shown(ledger.add(note(format!("{count} addresses read from the sitemap"))));
    }
    let known = known_addresses(site);
    if known < SITEMAP_FROM_PAGES {
        return Outcome::not_applicable("a site of fewer than ten pages does well without a sitemap");
    }
    match (sitemap.status, &sitemap.parse_error) {
        (Some(status @ (404 | 410)), _) => {
            let note = note(format!("HTTP {status}")).expected("a sitemap, named in robots.txt or at /sitemap.xml").verify(verify::hops(url));
            Outcome::fail().slot("variant", "missing").slot("url", url).slot("status", status).shown(ledger.add(note))
        }
        (Some(200), Some(error)) => {
            let error = text::head(error, 160);
            let note = note(format!("not a well-formed sitemap: {error}")).expected("well-formed XML of sitemaps.org, or a list of addresses");
            Outcome::fail().slot("variant", "broken").slot("url", url).slot("error", error).sure(0.9).shown(ledger.add(note))
        }
        _ => Outcome::not_measured("the sitemap gave no clear answer"),
    }
}

/// Different addresses of the site that its pages and its sitemap name.
fn known_addresses(site: &Site) -> usize {
    let linked = site
        .everything()
        .flat_map(seen_links)
        .filter_map(|link| link.href.as_deref())
        .filter(|href| href.starts_with("http") && !is_file(href) && site.is_own(href));
    linked.chain(site.pages.iter().map(|page| page.url.as_str())).map(fold_url).take(2_000).collect::<BTreeSet<_>>().len()
}

fn is_file(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".pdf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".zip", ".doc", ".docx", ".xls", ".xlsx", ".mp4", ".mp3", ".xml"]
        .iter()
        .any(|end| path.ends_with(end))
}

pub fn sitemap_health(site: &Site, ledger: &mut Ledger) -> Outcome {
    let listed: BTreeSet<&str> = site.dossier.sitemap.urls.iter().map(String::as_str).collect();
    if listed.is_empty() {
        return Outcome::not_applicable("there is no sitemap to sample");
    }
    let mut sampled: BTreeMap<&str, Option<(String, i64)>> = BTreeMap::new();
    for request in site.dossier.requests.iter().filter(|request| listed.contains(request.url.as_str())) {
        let Some(status) = request.status else { continue };
        let end = request.hops.last().map_or(request.url.as_str(), |hop| hop.url.as_str());
        let moved = request.hops.len() > 1 && fold_url(end) != fold_url(&request.url);
        let problem = if moved { Some("redirects".to_owned()) } else { bad(status, false) };
        sampled.entry(&request.url).or_insert(problem.map(|problem| (problem, request.fetched_at)));
    }
    for link in site.dossier.probes.links.iter().filter(|link| listed.contains(link.url.as_str())) {
        if let Some(status) = link.status {
            sampled.entry(&link.url).or_insert(bad(status, link.twice).map(|problem| (problem, link.fetched_at)));
        }
    }
    for tried in &site.dossier.probes.listed {
        let Some(status) = tried.status else { continue };
        let problem = if tried.moved_to.is_some() { Some("redirects".to_owned()) } else { bad(status, true) };
        let problem = problem.or(tried.noindex.then(|| "noindex".to_owned()));
        sampled.entry(&tried.url).or_insert(problem.map(|problem| (problem, tried.fetched_at)));
    }
    for page in site.pages.iter().filter(|page| listed.contains(page.url.as_str())) {
        let closed = noindex(page).map(|_| ("noindex".to_owned(), page.fetched_at));
        let entry = sampled.entry(&page.url).or_default();
        *entry = entry.take().or(closed);
    }
    let total = sampled.len();
    if total == 0 {
        return Outcome::not_measured("no address of the sitemap was among those read");
    }
    let bad: Vec<(&str, String, i64)> = sampled.into_iter().filter_map(|(url, problem)| problem.map(|(problem, at)| (url, problem, at))).collect();
    let summary =
        |count: usize| measured(site.home, Kind::Http, "sitemap addresses", format!("{count} of {total} sitemap addresses tried are dead, moved or noindex"));
    let Some((url, problem, _)) = bad.first() else {
        return Outcome::pass()
            .slot("total", total)
            .shown(ledger.add(summary(0).verify(verify::address(site.dossier.sitemap.url.as_deref().unwrap_or_default()))));
    };
    let mut outcome = Outcome::fail().slot("count", bad.len()).slot("total", total).slot("example", url).slot("problem", problem).sure(0.9);
    for (url, problem, at) in bad.iter().take(5) {
        let note = Note {
            source: Source::Measured,
            kind: Kind::Http,
            url: Some((*url).to_owned()),
            fetched_at: *at,
            body_sha256: None,
            locator: "status".to_owned(),
            quote: None,
            observed: Some(format!("the sitemap lists {url}: {problem}")),
            expected: Some("HTTP 200 without a redirect or noindex".to_owned()),
            verify: Some(verify::hops(url)),
        };
        outcome = outcome.shown(ledger.add(note));
    }
    outcome.shown(ledger.add(summary(bad.len()).verify(verify::hops(url))))
}

/// No page for search engines; refusals to us, and failures that were seen only once (`twice` is false), are not held against the sitemap.
fn bad(status: u16, twice: bool) -> Option<String> {
    let refused = matches!(status, 401 | 403 | 407 | 429);
    ((400..500).contains(&status) && !refused || status >= 500 && twice).then(|| format!("HTTP {status}"))
}

pub fn canonical(site: &Site, ledger: &mut Ledger) -> Outcome {
    by_page(ledger, &site.indexable(), "a canonical link that is missing or leads astray", |page| judge_canonical(site, page))
}

fn judge_canonical(site: &Site, page: &Page) -> Option<Hit> {
    let links: Vec<_> = page.head_links.iter().filter(|link| link.rel.split(' ').any(|rel| rel == "canonical")).collect();
    let see = verify::matches(&page.url, "<link[^>]*canonical[^>]*>");
    // An empty address is passed over by search engines, like a link that is not there.
    let Some(first) = links.iter().find(|link| !link.raw_href.trim().is_empty()) else {
        if page.header("link").is_some_and(|header| header.contains("canonical")) {
            return None;
        }
        let note =
            measured(page, Kind::Html, "link[rel=canonical]", if links.is_empty() { "no canonical link" } else { "a canonical link without an address" })
                .expected(format!("a canonical link to {}", page.url))
                .verify(see);
        return Some(Hit::new("missing", Severity::Low, "no canonical link", note));
    };
    let raw = text::head(&first.raw_href, 200);
    let hit = |variant, what, expected: &str| {
        let note = measured(page, Kind::Html, "link[rel=canonical]", format!("canonical: {raw}")).expected(expected.to_owned()).verify(see.clone());
        Some(Hit::new(variant, Severity::Medium, what, note).slot("href", raw))
    };
    let mut targets = links.iter().filter(|link| !link.raw_href.trim().is_empty()).map(|link| link.href.as_deref().map(fold_url));
    let first_target = targets.next().flatten();
    if targets.any(|target| target != first_target) {
        return hit("several", "several different canonical links", "one canonical link");
    }
    let trimmed = first.raw_href.trim();
    let absolute = Url::parse(trimmed).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
    let Some(target) = absolute else {
        return if first.href.is_none() || trimmed.contains("://") {
            hit("invalid", "an invalid canonical link", "an absolute address")
        } else if trimmed.starts_with("//") {
            None
        } else {
            hit("relative", "a relative canonical link", "an absolute address")
        };
    };
    if registrable(target.as_str()) != registrable(&page.url) {
        return hit("other-site", "a canonical link to another site", "an address on the same site");
    }
    let own = Url::parse(&page.url).ok()?;
    let inner = !std::ptr::eq(page, site.home) && fold_url(&page.url) != fold_url(&site.home.url) && !own.path().trim_matches('/').is_empty();
    let to_home = target.path() == "/" && target.query().is_none() && !is_language_home(own.path());
    // Query pages (`/?id=3`) share the home page's path and are left alone.
    if inner && to_home && fold_url(target.as_str()) != fold_url(&page.url) {
        return hit("home", "an inner page with the home page as canonical", "the page's own address");
    }
    None
}

/// `/en/`, `/pt-br/`: another language's home page, for which the root may stand.
fn is_language_home(path: &str) -> bool {
    let name = path.trim_matches('/');
    let language = name.split(['-', '_']).next().unwrap_or_default();
    !name.contains('/') && name.len() <= 5 && language.len() == 2 && language.chars().all(|c| c.is_ascii_alphabetic())
}

pub fn ai_crawlers(site: &Site, ledger: &mut Ledger) -> Outcome {
    let robots = &site.dossier.robots;
    match robots.status {
        Some(200) if !is_html(&robots.text) => {}
        Some(400..=499) => {
            let status = robots.status.unwrap_or_default();
            return Outcome::pass().shown(ledger.add(robots_note(site, "status".into(), format!("HTTP {status}: no robots.txt, so no crawler is shut out"))));
        }
        _ => return Outcome::not_measured("robots.txt could not be read"),
    }
    let rules = RobotsTxt::parse(&robots.text);
    if rules.closed_by("Googlebot", "/").is_some() {
        return Outcome::not_applicable("the site is closed to Googlebot too");
    }
    let closed: Vec<(&str, usize, &str)> =
        AI_AGENTS.iter().filter_map(|agent| rules.closed_by(agent, "/").map(|rule| (*agent, rule.number, rule.line))).collect();
    let Some((_, number, line)) = closed.first() else {
        return Outcome::pass().shown(ledger.add(robots_note(site, "groups".into(), "no AI crawler is shut out".into())));
    };
    let names: Vec<&str> = closed.iter().map(|(agent, _, _)| *agent).collect();
    let names = names.join(", ");
    let note = robots_note(site, format!("line {number}"), format!("line {number}: {} closes the site to {names}", text::head(line, 120)))
        .expected("a decision made on purpose");
    Outcome::fail().slot("agents_list", &names).slot("line", number).shown(ledger.add(note))
}

fn readable_robots<'s>(site: &'s Site) -> Option<&'s str> {
    let robots = &site.dossier.robots;
    (robots.status == Some(200) && !is_html(&robots.text)).then_some(robots.text.as_str())
}

fn is_html(text: &str) -> bool {
    let start = text::head(text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']), 200).to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body", "<!--", "<?xml"].iter().any(|tag| start.starts_with(tag))
}

/// Path and query as robots rules match them.
fn path_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    Some(text::head(&path, 1_000).to_owned())
}

fn robots_note(site: &Site, locator: String, observed: String) -> Note {
    let robots = &site.dossier.robots;
    Note {
        source: Source::Measured,
        kind: Kind::Http,
        url: robots.url.clone(),
        fetched_at: robots.fetched_at,
        body_sha256: robots.body_sha256.clone(),
        locator,
        quote: None,
        observed: Some(observed),
        expected: None,
        verify: robots.url.as_deref().map(|url| format!("{} -w '\\nHTTP %{{http_code}}\\n'", verify::body(url))),
    }
}
