//! Reachable: does the home page answer, under each of its names, and do links lead somewhere (rows 1–4, 9, 10). Crawlers' rows are in `crawl.rs`.

use std::collections::BTreeMap;

use super::outcome::Outcome;
use super::sample::measured;
use super::site::{Site, fold_url, registrable, seen_links};
use super::{text, verify};
use crate::model::dossier::{Hop, Request};
use crate::model::evidence::{Kind, Source};
use crate::model::finding::Severity;
use crate::model::page::Region;
use crate::research::ledger::{Ledger, Note};

/// A second failure counts only this long after the first.
const SECOND_LOOK_MS: i64 = 60_000;

/// More redirects than this are a chain.
const HOPS_MAX: usize = 2;

pub fn http_status_code(site: &Site, ledger: &mut Ledger) -> Outcome {
    let status = site.home.status;
    if status < 400 {
        let note = measured(site.home, Kind::Http, "status", format!("HTTP {status}")).verify(verify::headers(&site.home.url));
        return Outcome::pass().slot("status", status).shown(ledger.add(note));
    }
    let failures: Vec<&Request> =
        site.dossier.requests.iter().filter(|request| request.purpose == "home" && request.status.is_some_and(|status| status >= 400)).collect();
    match (failures.first(), failures.last()) {
        (Some(first), Some(last)) if last.fetched_at - first.fetched_at >= SECOND_LOOK_MS => {
            let note = measured(site.home, Kind::Http, "status", format!("HTTP {status}")).expected("HTTP 200").verify(verify::headers(&site.home.url));
            Outcome::fail().slot("status", status).shown(ledger.add(note))
        }
        _ => Outcome::not_measured("the home page answered with an error, but only one look was taken"),
    }
}

pub fn redirects_http(site: &Site, ledger: &mut Ledger) -> Outcome {
    if site.overridden() {
        return Outcome::not_measured(OVERRIDDEN);
    }
    let Some(request) = &site.dossier.probes.http else {
        return Outcome::not_measured("the plain http address was not asked");
    };
    let Some(status) = request.status else {
        return Outcome::not_measured("the plain http address gave no answer");
    };
    let to = end(request);
    if registrable(to) != registrable(&request.url) {
        return Outcome::not_applicable("the plain http address leads to another site");
    }
    let note = trail(request).expected("a redirect to https of the same site");
    let found = if to.starts_with("https://") {
        Outcome::pass()
    } else if status < 400 {
        Outcome::fail().slot("status", status)
    } else {
        return Outcome::not_measured("the plain http address answers with an error");
    };
    found.slot("from", &request.url).slot("to", to).shown(ledger.add(note))
}

pub fn host_canonical(site: &Site, ledger: &mut Ledger) -> Outcome {
    if site.overridden() {
        return Outcome::not_measured(OVERRIDDEN);
    }
    let Some(request) = &site.dossier.probes.other_host else {
        return Outcome::not_measured("the other host name was not asked");
    };
    let (Some(main), Some(other)) = (full_host(&site.home.url), full_host(&request.url)) else {
        return Outcome::not_measured("the host names could not be read");
    };
    let with_hosts = |outcome: Outcome| outcome.slot("host", &main).slot("other_host", &other);
    let expected = format!("one answer for both names: {other} redirects to {main}");
    match (request.status, request.failure.as_deref()) {
        (None, Some(failure @ ("dns" | "refused"))) => {
            let said = if failure == "dns" { "has no address" } else { "refuses the connection" };
            let note = probe_note(request, format!("{other} {said}; {main} answers")).expected(expected).verify(verify::headers(&request.url));
            with_hosts(Outcome::fail().slot("variant", "dead").sure(0.85)).shown(ledger.add(note))
        }
        (Some(status), _) if status >= 400 && !matches!(status, 401 | 403 | 429) => {
            let note = probe_note(request, format!("{other} answers HTTP {status}; {main} answers")).expected(expected).verify(verify::headers(&request.url));
            with_hosts(Outcome::fail().slot("variant", "dead").slot("status", status).sure(0.85)).shown(ledger.add(note))
        }
        (Some(status), _) if status < 400 => {
            let joined = full_host(end(request)).is_some_and(|end| end == main) || canonical_joins(site, &main);
            let note = trail(request).expected(expected);
            if joined {
                let note = Note { observed: note.observed.map(|seen| format!("{seen}; {other} and {main} are one")), ..note };
                with_hosts(Outcome::pass()).shown(ledger.add(note))
            } else if full_host(end(request)).is_some_and(|end| end == other) {
                let note = Note { observed: Some(format!("{other} answers HTTP {status} like {main}, without a redirect or a canonical link")), ..note };
                with_hosts(Outcome::fail().slot("variant", "duplicate").slot("status", status).sure(0.9)).shown(ledger.add(note))
            } else {
                Outcome::not_measured("the other host name leads elsewhere")
            }
        }
        _ => Outcome::not_measured("the other host name gave no clear answer"),
    }
}

/// The other host's page names an address on the main host as the original.
fn canonical_joins(site: &Site, main: &str) -> bool {
    let other = site.dossier.probes.other_host_canonical.as_deref().and_then(full_host);
    other.is_some_and(|named| named == main)
}

pub fn redirect_chain(site: &Site, ledger: &mut Ledger) -> Outcome {
    let http = site.dossier.probes.http.as_ref().filter(|_| !site.overridden());
    let links: std::collections::BTreeSet<&str> = site.dossier.probes.links.iter().map(|link| link.url.as_str()).collect();
    let followed =
        |request: &&Request| matches!(request.purpose.as_str(), "home" | "page") || (request.purpose == "probe" && links.contains(request.url.as_str()));
    let pages = site.dossier.requests.iter().filter(followed);
    let tried: Vec<&Request> = http.into_iter().chain(pages).filter(|request| request.status.is_some()).collect();
    let Some(first) = tried.first() else {
        return Outcome::not_measured("no request was answered");
    };
    let longest = tried.iter().max_by_key(|request| (request.hops.len(), std::cmp::Reverse(request.fetched_at))).unwrap_or(first);
    let redirects = longest.hops.len().saturating_sub(1);
    let note = trail(longest);
    let note = Note { observed: note.observed.map(|seen| format!("{redirects} redirects: {seen}")), ..note }.expected("at most 2 redirects");
    if redirects > HOPS_MAX {
        Outcome::fail().slot("from", &longest.url).slot("to", end(longest)).slot("count", redirects).shown(ledger.add(note))
    } else {
        Outcome::pass().shown(ledger.add(note))
    }
}

pub fn broken_links(site: &Site, ledger: &mut Ledger) -> Outcome {
    let tried = tried_links(site);
    if tried.is_empty() {
        return Outcome::not_measured("no internal link was tried");
    }
    let total = tried.len();
    let mut broken: Vec<&Tried> = tried.iter().filter(|link| link.twice && matches!(link.status, 404 | 410 | 500..=599)).collect();
    broken.sort_by_key(|link| !link.in_nav);
    let Some(first) = broken.first() else {
        let note =
            measured(site.home, Kind::Http, "internal links", format!("0 of {total} internal links tried are dead")).verify(verify::address(&site.home.url));
        return Outcome::pass().slot("total", total).shown(ledger.add(note));
    };
    let (severity, variant) = if first.in_nav { (Severity::High, "nav") } else { (Severity::Medium, "body") };
    let mut outcome = Outcome::fail()
        .severity(severity)
        .slot("variant", variant)
        .slot("text", text::head(&first.text, 80))
        .slot("target", &first.target)
        .slot("status", first.status)
        .slot("page", &first.page)
        .slot("count", broken.len())
        .slot("total", total);
    for link in broken.iter().take(5) {
        let label = text::head(&link.text, 80);
        let note = Note {
            source: Source::Measured,
            kind: Kind::Http,
            url: Some(link.page.clone()),
            fetched_at: link.fetched_at,
            body_sha256: None,
            locator: format!("a[href] \"{label}\""),
            quote: None,
            observed: Some(format!("\"{label}\" leads to {}, which answers HTTP {}", link.target, link.status)),
            expected: Some("HTTP 200".to_owned()),
            verify: Some(verify::headers(&link.target)),
        };
        outcome = outcome.shown(ledger.add(note));
    }
    let seen = format!("{} of {total} internal links tried are dead", broken.len());
    let note = measured(site.home, Kind::Http, "internal links", seen).expected("no dead links").verify(verify::headers(&first.target));
    outcome.shown(ledger.add(note))
}

struct Tried {
    page: String,
    target: String,
    text: String,
    in_nav: bool,
    status: u16,
    /// Seen by two requests.
    twice: bool,
    fetched_at: i64,
}

/// Internal links with a final status: those tried for the checks, and those followed to read a page.
fn tried_links(site: &Site) -> Vec<Tried> {
    let mut tried: BTreeMap<String, Tried> = BTreeMap::new();
    for link in &site.dossier.probes.links {
        if let (Some(status), true) = (link.status, site.is_own(&link.url)) {
            let one = Tried {
                page: link.found_on.clone(),
                target: link.url.clone(),
                text: link.text.clone(),
                in_nav: link.in_nav,
                status,
                twice: link.twice,
                fetched_at: link.fetched_at,
            };
            tried.entry(fold_url(&link.url)).or_insert(one);
        }
    }
    let followed: BTreeMap<String, &Request> = site
        .dossier
        .requests
        .iter()
        .filter(|request| request.purpose == "page" && request.status.is_some())
        .map(|request| (fold_url(&request.url), request))
        .collect();
    for page in site.everything() {
        for link in seen_links(page) {
            let Some(href) = link.href.as_deref() else { continue };
            let key = fold_url(href);
            let Some(request) = followed.get(&key) else { continue };
            let (Some(status), true) = (request.status, site.is_own(href)) else { continue };
            let in_nav = matches!(link.region, Region::Nav | Region::Header);
            let one = || Tried {
                page: page.url.clone(),
                target: request.url.clone(),
                text: if link.text.is_empty() { link.name.clone() } else { link.text.clone() },
                in_nav,
                status,
                twice: false,
                fetched_at: request.fetched_at,
            };
            tried.entry(key).or_insert_with(one);
        }
    }
    tried.into_values().collect()
}

pub fn soft_404(site: &Site, ledger: &mut Ledger) -> Outcome {
    let Some(request) = &site.dossier.probes.random_path else {
        return Outcome::not_measured("no impossible address was asked");
    };
    let Some(status) = request.status else {
        return Outcome::not_measured("the impossible address gave no answer");
    };
    if registrable(end(request)) != registrable(&request.url) {
        return Outcome::not_measured("the impossible address leads to another site");
    }
    let note = probe_note(request, format!("HTTP {status}")).expected("HTTP 404 or 410").verify(verify::hops(&request.url));
    match status {
        200 => Outcome::fail().slot("url", &request.url).slot("status", status).shown(ledger.add(note)),
        404 | 410 => Outcome::pass().slot("status", status).shown(ledger.add(note)),
        _ => Outcome::not_measured("the answer to an impossible address is neither a page nor \"not found\""),
    }
}

/// Why a row says nothing under an origin override.
pub const OVERRIDDEN: &str = "requests went to a test origin, which says nothing about the real host";

fn end(request: &Request) -> &str {
    request.hops.last().map_or(request.url.as_str(), |hop| hop.url.as_str())
}

fn full_host(url: &str) -> Option<String> {
    Some(url::Url::parse(url).ok()?.host_str()?.trim_end_matches('.').to_ascii_lowercase())
}

fn trail(request: &Request) -> Note {
    let steps: Vec<String> = request.hops.iter().map(|Hop { url, status }| format!("{url} → HTTP {status}")).collect();
    let observed = match (steps.is_empty(), request.status) {
        (true, Some(status)) => format!("{} → HTTP {status}", request.url),
        (true, None) => format!("{} → no answer", request.url),
        (false, _) => steps.join(", "),
    };
    probe_note(request, observed).verify(verify::hops(&request.url))
}

fn probe_note(request: &Request, observed: String) -> Note {
    Note {
        source: Source::Measured,
        kind: Kind::Http,
        url: Some(request.url.clone()),
        fetched_at: request.fetched_at,
        body_sha256: None,
        locator: "status".to_owned(),
        quote: None,
        observed: Some(observed),
        expected: None,
        verify: None,
    }
}
