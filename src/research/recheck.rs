//! Looks again at the sources of a document: `look` asks for the pages with the manners of `visit.rs`, `judge` says of each piece of evidence
//! whether it still stands. A quotation is searched for on the page; a measured value is measured again by running the analysis on the new pages.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use magnetite_fetch::{Ask, Fetcher, Keep};
use url::Url;

use super::analyse::analyse;
use super::crawl::Limits;
use super::outcome;
use super::read::mark_repeated;
use super::recheck_text::{counts_apart, place_of};
use super::visit::{self, Visit};
use crate::model::dossier::{Dossier, Reason};
use crate::model::drift::{Settled, Sighting, State};
use crate::model::evidence::{Evidence, Kind};
use crate::model::finding::{Analysis, Finding};
use crate::model::lead::LeadFields;
use crate::model::offer::Offer;
use crate::model::page::{Dropped, Page, Role};

/// A page that takes longer than this is unreachable.
const PAGE_TIMEOUT: Duration = Duration::from_secs(8);
/// Longest validator that is sent back, in bytes; no honest one is longer.
const VALIDATOR_MAX: usize = 256;
/// Dead links that are tried again.
const LINKS_MAX: usize = 5;
/// Longest text kept of what stands there now, in bytes.
const NOW_MAX: usize = 400;

/// What came of the addresses asked for.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// Address as the evidence has it, and what it answered. In the order in which they were asked for.
    pages: Vec<(String, Found)>,
    /// Links that were dead, with their status now.
    links: Vec<(String, u16)>,
    /// Requests made in all, robots.txt included.
    pub requests: usize,
}

#[derive(Debug, Clone)]
enum Found {
    /// HTTP 304: the page is what it was.
    Unchanged,
    Page(Box<Page>),
    /// 404 or 410.
    Gone(u16),
    /// Why nothing can be said.
    Unreachable(String),
}

/// Asks again for the pages that `evidence` was seen on: at most `limits.max_pages` of them, back before `limits.deadline`, in the order of the evidence.
/// `dossier`: what was read then, for conditional requests (RFC 9110 §13) and dead links.
pub async fn look(fetcher: &Fetcher, evidence: &[Evidence], dossier: Option<&Dossier>, limits: &Limits, now: &(dyn Fn() -> i64 + Send + Sync)) -> Looked {
    let mut visit = Visit::new(fetcher, None, now, &|_| (), Instant::now() + limits.deadline);
    let mut looked = Looked::default();
    for address in addresses(evidence, dossier).into_iter().take(limits.max_pages) {
        let Ok(url) = Url::parse(&address) else { continue };
        let old = dossier.and_then(|dossier| page_at(dossier, &address));
        let found = if visit.time_left().is_zero() {
            Found::Unreachable("no time was left".into())
        } else if visit.may(&url).await {
            ask_page(&mut visit, &url, old).await
        } else {
            Found::Unreachable("robots.txt asks us not to read it, or cannot be had".into())
        };
        looked.pages.push((address, found));
    }
    let dead = dossier.iter().flat_map(|dossier| &dossier.probes.links).filter(|link| link.status.is_some_and(|status| status >= 400));
    for link in dead.take(LINKS_MAX) {
        let Ok(url) = Url::parse(&link.url) else { continue };
        if visit.time_left().is_zero() || !visit.may(&url).await {
            continue;
        }
        if let Ok(answer) = visit.ask("probe", &url, Ask::get().keep(Keep::Nothing), PAGE_TIMEOUT).await {
            looked.links.push((link.url.clone(), answer.status));
        }
    }
    looked.requests = visit.requests.len();
    looked
}

/// The pages of the evidence, each once. What was asked for beside the pages (files, sitemap, redirects) is left out.
fn addresses(evidence: &[Evidence], dossier: Option<&Dossier>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let read = evidence.iter().filter(|item| matches!(item.kind, Kind::Text | Kind::Html | Kind::Meta | Kind::Http)).filter_map(|item| item.url.as_ref());
    read.filter(|url| dossier.is_none_or(|dossier| page_at(dossier, url).is_some())).filter(|url| seen.insert((*url).clone())).cloned().collect()
}

fn page_at<'d>(dossier: &'d Dossier, url: &str) -> Option<&'d Page> {
    dossier.pages.iter().find(|page| page.url == url)
}

async fn ask_page(visit: &mut Visit<'_>, url: &Url, old: Option<&Page>) -> Found {
    let mut ask = Ask::get().keep(Keep::Text);
    // A validator that the site gave with the page: 304 saves it the body.
    for (given, sent) in [("etag", "if-none-match"), ("last-modified", "if-modified-since")] {
        let fit = |value: &&str| value.len() <= VALIDATOR_MAX && value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        if let Some(value) = old.and_then(|page| page.header(given)).filter(fit) {
            ask = ask.header(sent, value);
        }
    }
    let answer = match visit.ask("page", url, ask, PAGE_TIMEOUT).await {
        Ok(answer) => answer,
        Err(failure) => return Found::Unreachable(failure.error.to_string()),
    };
    match answer.status {
        304 => return Found::Unchanged,
        404 | 410 => return Found::Gone(answer.status),
        _ => {}
    }
    if let Some(outcome) = outcome::of_answer(&answer, visit::is_html(&answer)) {
        return Found::Unreachable(outcome.detail);
    }
    let Some(page) = visit.read(&answer, old.map_or(Role::Other, |page| page.role)).await else {
        return Found::Unreachable("the page could not be read in time".into());
    };
    // A notice for the time being says nothing of the page behind it, unless it stood there before.
    let notice = outcome::of_pages(std::slice::from_ref(&page));
    let passing = matches!(notice.reason, Some(Reason::Blocked | Reason::UnderConstruction | Reason::Login | Reason::ScriptOnly | Reason::Empty));
    let before = old.and_then(|old| outcome::of_pages(std::slice::from_ref(old)).reason);
    if passing && before != notice.reason { Found::Unreachable(notice.detail) } else { Found::Page(Box::new(page)) }
}

/// Judges each piece of evidence that was seen on the site or measured; posted data and counts over several sites have no source to look at and are left out. CPU work of two analyses.
/// Without the dossier only quotations are judged.
#[must_use]
pub fn judge(evidence: &[Evidence], dossier: Option<&Dossier>, looked: &Looked, lead: &LeadFields, offer: &Offer) -> Vec<Sighting> {
    let again = dossier.map(|dossier| Again { before: analyse(dossier, lead, offer), after: analyse(&patched(dossier, looked), lead, offer) });
    let judged = evidence.iter().filter(|item| !matches!(item.kind, Kind::Posted | Kind::Measured));
    judged
        .map(|item| {
            let (state, now) = judge_one(item, dossier, looked, again.as_ref());
            Sighting { evidence: item.id.clone(), state, now: now.map(|text| super::read::text::head(&text, NOW_MAX).to_owned()), settled: Settled::No }
        })
        .collect()
}

/// The dossier with the pages and links as they are now.
fn patched(dossier: &Dossier, looked: &Looked) -> Dossier {
    let mut dossier = dossier.clone();
    for page in &mut dossier.pages {
        let now = looked.pages.iter().find(|(address, _)| *address == page.url);
        if let Some((address, Found::Page(read))) = now {
            *page = Page { url: address.clone(), ..(**read).clone() };
        }
    }
    // What repeats is found out anew, over old pages and new ones.
    for block in dossier.pages.iter_mut().flat_map(|page| &mut page.blocks) {
        block.dropped = block.dropped.filter(|why| *why != Dropped::Repeated);
    }
    mark_repeated(&mut dossier.pages);
    for (url, status) in &looked.links {
        for link in dossier.probes.links.iter_mut().filter(|link| link.url == *url) {
            link.status = Some(*status);
        }
    }
    dossier
}

/// The analysis of what was read then, and of what stands there now.
struct Again {
    before: Analysis,
    after: Analysis,
}

type Judged = (State, Option<String>);

fn judge_one(item: &Evidence, dossier: Option<&Dossier>, looked: &Looked, again: Option<&Again>) -> Judged {
    if item.kind == Kind::Http && item.locator.starts_with("a[href]") {
        let asked = looked.links.iter().any(|(url, _)| item.observed.as_deref().is_some_and(|observed| observed.contains(url.as_str())));
        return if asked { measured(item, again) } else { (State::Unknown, None) };
    }
    let by_page = match item.kind {
        Kind::Text | Kind::Html | Kind::Meta => true,
        Kind::Http => item.locator.starts_with("header") || item.locator == "status",
        Kind::Dns | Kind::Tls | Kind::Posted | Kind::Measured => false,
    };
    let found = item.url.as_ref().and_then(|url| looked.pages.iter().find(|(address, _)| address == url)).map(|(_, found)| found);
    match found.filter(|_| by_page) {
        None => (State::Unknown, None),
        Some(Found::Gone(status)) => (State::Gone, Some(format!("HTTP {status}"))),
        Some(Found::Unreachable(why)) => (State::Unreachable, Some(why.clone())),
        Some(Found::Unchanged) => (State::Same, None),
        Some(Found::Page(page)) if item.kind != Kind::Http && item.body_sha256.as_ref() == Some(&page.body_sha256) => (State::Same, None),
        Some(Found::Page(page)) => match &item.quote {
            Some(quote) => quoted(item, quote, page, item.url.as_deref().zip(dossier).and_then(|(url, dossier)| page_at(dossier, url)), again),
            None => measured(item, again),
        },
    }
}

/// Whether the quotation stands on the page now. One that our search does not find on the page as it was read then is judged by the analysis.
fn quoted(item: &Evidence, quote: &str, page: &Page, old: Option<&Page>, again: Option<&Again>) -> Judged {
    match place_of(page, quote, &item.locator) {
        Some(place) if place == item.locator => (State::Same, None),
        Some(_) => (State::Moved, None),
        None if old.is_some_and(|old| place_of(old, quote, &item.locator).is_none()) => measured(item, again),
        None => (State::Changed, in_its_place(page, &item.locator)),
    }
}

/// What stands now where the evidence stood, when the place has one name on every page.
fn in_its_place(page: &Page, locator: &str) -> Option<String> {
    let text = match locator {
        "title" => page.titles.first().cloned(),
        "meta[name=description]" => page.meta("description").map(str::to_owned),
        _ => page.blocks.iter().find(|block| block.locator == locator).map(|block| block.text.clone()),
    };
    text.filter(|text| !text.is_empty())
}

/// Measured again: what the analysis now says of the same thing. What it would not say of the old pages either cannot be judged.
fn measured(item: &Evidence, again: Option<&Again>) -> Judged {
    let Some(again) = again else { return (State::Unknown, None) };
    let alike = |other: &&Evidence| other.kind == item.kind && other.url == item.url && other.quote == item.quote && other.observed == item.observed;
    let Some(known) = again.before.evidence.iter().find(|other| alike(other) && other.locator == item.locator) else { return (State::Unknown, None) };
    if let Some(found) = again.after.evidence.iter().find(alike) {
        return (if found.locator == item.locator { State::Same } else { State::Moved }, None);
    }
    let before = finding_of(&again.before, known);
    let after = before.and_then(|before| again.after.findings.iter().find(|finding| finding.check == before.check));
    let now = in_place_of(&again.after, after, item).and_then(|found| found.observed.clone().or_else(|| found.quote.clone()));
    // A count that is a little different, of a check that ends as it did, is the same finding.
    let as_before = before.zip(after).is_some_and(|(before, after)| before.status == after.status);
    if as_before && now.as_deref().zip(item.observed.as_deref()).is_some_and(|(now, then)| counts_apart(now, then)) {
        return (State::Same, now);
    }
    (State::Changed, now)
}

/// What the same check saw in the same place; of the profile, what stands in the same place.
fn in_place_of<'a>(analysis: &'a Analysis, finding: Option<&Finding>, item: &Evidence) -> Option<&'a Evidence> {
    let alike = |other: &&Evidence| other.kind == item.kind && other.url == item.url && other.locator == item.locator;
    analysis.evidence.iter().filter(alike).find(|other| finding.is_none_or(|finding| finding.evidence.contains(&other.id)))
}

/// The finding that rests on this evidence.
fn finding_of<'a>(analysis: &'a Analysis, item: &Evidence) -> Option<&'a Finding> {
    analysis.findings.iter().find(|finding| finding.evidence.contains(&item.id))
}

#[cfg(test)]
#[path = "recheck_tests.rs"]
mod tests;
