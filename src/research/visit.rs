//! One visit to a site: every request goes through here, is kept in the list of requests, and ends before the deadline.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use magnetite_fetch::{Answer, Ask, FetchError, FetchFailure, Fetcher, Keep, Overflow};
use sha2::{Digest, Sha256};
use url::Url;

use super::crawl::Progress;
use super::decode::decode;
use super::read::{Fetched, read};
use super::robots::{self, Rules};
use super::urls;
use crate::model::dossier::{Hop, Request, Robots};
use crate::model::page::{Page, Role};

/// Text of robots.txt kept in the dossier.
const ROBOTS_KEPT_BYTES: usize = 64 * 1024;
/// Requests of one visit, whatever the site offers.
const REQUESTS_MAX: usize = 90;

pub(crate) struct Visit<'a> {
    fetcher: &'a Fetcher,
    now: &'a (dyn Fn() -> i64 + Send + Sync),
    progress: &'a (dyn Fn(Progress) + Send + Sync),
    deadline: Instant,
    pub(crate) requests: Vec<Request>,
    /// By origin.
    rules: BTreeMap<String, Rules>,
}

impl<'a> Visit<'a> {
    pub(crate) fn new(
        fetcher: &'a Fetcher,
        now: &'a (dyn Fn() -> i64 + Send + Sync),
        progress: &'a (dyn Fn(Progress) + Send + Sync),
        deadline: Instant,
    ) -> Self {
        Self { fetcher, now, progress, deadline, requests: Vec::new(), rules: BTreeMap::new() }
    }

    pub(crate) fn now(&self) -> i64 {
        (self.now)()
    }

    pub(crate) fn fetcher(&self) -> &'a Fetcher {
        self.fetcher
    }

    pub(crate) fn time_left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    pub(crate) fn tell(&self, progress: Progress) {
        (self.progress)(progress);
    }

    /// One request, noted under its purpose, given at most `within`.
    pub(crate) async fn ask(&mut self, purpose: &str, url: &Url, ask: Ask, within: Duration) -> Result<Answer, FetchFailure> {
        if self.requests.len() >= REQUESTS_MAX || self.time_left().is_zero() {
            return Err(FetchFailure { error: FetchError::Timeout, url: url.clone(), hops: Vec::new() });
        }
        self.tell(Progress::Asking { url: url.to_string(), purpose: purpose.to_owned() });
        let until = self.deadline.min(Instant::now() + within);
        let result = self.fetcher.get(url, &ask.until(until)).await;
        let fetched_at = self.now();
        self.requests.push(match &result {
            Ok(answer) => Request {
                url: url.to_string(),
                purpose: purpose.to_owned(),
                hops: hops(&answer.hops),
                status: Some(answer.status),
                failure: None,
                fetched_at,
                body_bytes: answer.body_bytes,
                ttfb_ms: answer.ttfb_ms,
            },
            Err(failure) => Request {
                url: url.to_string(),
                purpose: purpose.to_owned(),
                hops: hops(&failure.hops),
                status: None,
                failure: Some(failure.error.word().to_owned()),
                fetched_at,
                body_bytes: 0,
                ttfb_ms: 0,
            },
        });
        result
    }

    /// The robots.txt of an address's origin, asked once, and once more after a passing failure.
    pub(crate) async fn robots(&mut self, url: &Url, within: Duration) -> Result<Robots, FetchFailure> {
        let mut file = url.clone();
        file.set_path("/robots.txt");
        file.set_query(None);
        let mut result = self.ask_robots(&file, within).await;
        let passing = match &result {
            Ok(answer) => (500..600).contains(&answer.status),
            Err(failure) => is_passing(&failure.error),
        };
        if passing {
            result = self.ask_robots(&file, within).await;
        }
        let robots = match result {
            Ok(answer) => received(&file, &answer, self.now()),
            // Redirects that lead nowhere count as no file (RFC 9309 §2.3.1.2).
            Err(failure) if !failure.hops.is_empty() && !is_passing(&failure.error) && failure.error != FetchError::Timeout => Robots {
                url: Some(file.to_string()),
                status: Some(404),
                failure: Some(failure.error.word().to_owned()),
                fetched_at: self.now(),
                ..Robots::default()
            },
            Err(failure) => return Err(failure),
        };
        self.rules.insert(origin(url), Rules::of(&robots));
        Ok(robots)
    }

    async fn ask_robots(&mut self, file: &Url, within: Duration) -> Result<Answer, FetchFailure> {
        let ask = Ask::get().accept("text/plain,*/*;q=0.5").at_most(robots::MAX_BYTES, Overflow::Truncate);
        self.ask("robots", file, ask, within).await
    }

    /// The rules of an origin that was asked for them before.
    pub(crate) fn know(&mut self, url: &Url, rules: Rules) {
        self.rules.insert(origin(url), rules);
    }

    /// Whether robots.txt lets us read this address. An origin seen for the first time is asked for its file.
    pub(crate) async fn may(&mut self, url: &Url) -> bool {
        if !self.rules.contains_key(&origin(url)) && self.robots(url, Duration::from_secs(4)).await.is_err() {
            self.rules.insert(origin(url), Rules::refuse_all());
        }
        self.rules.get(&origin(url)).is_none_or(|rules| rules.allows_url(url))
    }

    /// The rules of one origin hold for another, when its robots.txt redirected there.
    pub(crate) fn same_rules(&mut self, from: &Url, to: &Url) {
        if let Some(rules) = self.rules.get(&origin(from)).cloned() {
            self.rules.entry(origin(to)).or_insert(rules);
        }
    }

    pub(crate) fn sitemaps_named(&self, url: &Url) -> Vec<String> {
        self.rules.get(&origin(url)).map(|rules| rules.sitemaps.clone()).unwrap_or_default()
    }

    /// Asks for a page and reads it.
    pub(crate) async fn page(&mut self, purpose: &str, url: &Url, role: Role, within: Duration) -> Result<(Answer, Option<Page>), FetchFailure> {
        let answer = self.ask(purpose, url, Ask::get().keep(Keep::Text), within).await?;
        let page = if answer.status < 400 && is_html(&answer) { self.read(&answer, role).await } else { None };
        Ok((answer, page))
    }

    /// As `page`, and once more after a failure that may pass. For pages without which the rest means nothing.
    pub(crate) async fn page_surely(&mut self, purpose: &str, url: &Url, role: Role, within: Duration) -> Result<(Answer, Option<Page>), FetchFailure> {
        let first = self.page(purpose, url, role, within).await;
        let again = match &first {
            Err(failure) => is_passing(&failure.error),
            Ok((answer, _)) => matches!(answer.status, 500 | 502 | 503 | 504),
        };
        if again { self.page(purpose, url, role, within).await } else { first }
    }

    /// Decodes and parses off the async threads. `None` when there is no time left, or the reader gave up.
    pub(crate) async fn read(&self, answer: &Answer, role: Role) -> Option<Page> {
        let (url, status, headers, body, fetched_at) = (answer.url.clone(), answer.status, answer.headers.clone(), answer.body.clone(), self.now());
        let parse = tokio::task::spawn_blocking(move || {
            let host = urls::host(&url);
            let content_type = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str());
            let decoded = decode(&body, content_type, host.rsplit('.').next());
            read(&Fetched { url: &url, status, headers: headers.clone(), fetched_at, body: &body, html: &decoded.text, charset: &decoded.charset, role })
        });
        tokio::time::timeout(self.time_left(), parse).await.ok()?.ok()
    }
}

fn received(file: &Url, answer: &Answer, fetched_at: i64) -> Robots {
    Robots {
        url: Some(file.to_string()),
        status: Some(answer.status),
        failure: None,
        fetched_at,
        content_type: answer.header("content-type").map(str::to_owned),
        body_sha256: Some(hex(&answer.body)),
        text: String::from_utf8_lossy(&answer.body).into_owned(),
    }
}

/// Cuts the text down to what the dossier keeps.
pub(crate) fn shorten(robots: &mut Robots) {
    let mut end = robots.text.len().min(ROBOTS_KEPT_BYTES);
    while !robots.text.is_char_boundary(end) {
        end -= 1;
    }
    robots.text.truncate(end);
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hops(hops: &[magnetite_fetch::Hop]) -> Vec<Hop> {
    hops.iter().map(|hop| Hop { url: hop.url.to_string(), status: hop.status }).collect()
}

pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// A failure that a second try may not meet.
fn is_passing(error: &FetchError) -> bool {
    matches!(error, FetchError::Reset | FetchError::Protocol(_))
}

/// By content type, or by the first bytes where the type says nothing. Bytes that cannot be text are no page, whatever the type says.
pub(crate) fn is_html(answer: &Answer) -> bool {
    let kind = answer.header("content-type").unwrap_or_default().to_ascii_lowercase();
    let head = answer.body.get(..2048).unwrap_or(&answer.body);
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let controls = head.iter().filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    if !utf16 && controls * 20 > head.len() {
        return false;
    }
    if kind.contains("html") {
        return true;
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let looks = ["<!doctype html", "<html", "<head", "<body", "<frameset", "<title"].iter().any(|mark| text.contains(mark));
    looks && (kind.is_empty() || kind.starts_with("text/") || kind.contains("xml") || kind == "application/unknown")
}
