//! One visit to a site: every request goes through here, is kept in the list of requests, and ends before the deadline.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use magnetite_fetch::{Answer, Ask, FetchError, FetchFailure, Fetcher, Keep, Overflow};
use sha2::{Digest, Sha256};
use url::Url;

use super::crawl::Progress;
use super::decode::decode;
use super::manners::{Manners, asks_to_wait};
use super::read::{Fetched, read};
use super::robots::{self, Rules};
use super::shelf::{self, Shelf};
use super::urls;
use crate::model::dossier::{Hop, Request, Robots};
use crate::model::kept::Kept;
use crate::model::page::{Page, Role};

/// Text of robots.txt kept in the dossier.
const ROBOTS_KEPT_BYTES: usize = 64 * 1024;
/// Addresses refused by robots.txt that are told.
const LEFT_ALONE_MAX: usize = 50;
/// Requests of one visit, whatever the site offers.
const REQUESTS_MAX: usize = 90;

/// What is kept of an earlier visit is waited for so long.
const SHELF_TIMEOUT: Duration = Duration::from_secs(1);
/// Less time than this is no time for a request.
const REQUEST_MIN: Duration = Duration::from_millis(100);

pub(crate) struct Visit<'a> {
    fetcher: &'a Fetcher,
    shelf: Option<&'a dyn Shelf>,
    now: &'a (dyn Fn() -> i64 + Send + Sync),
    progress: &'a (dyn Fn(Progress) + Send + Sync),
    deadline: Instant,
    pub(crate) requests: Vec<Request>,
    /// Addresses that robots.txt asks us not to read, for the report.
    pub(crate) left_alone: Vec<String>,
    /// By origin.
    rules: BTreeMap<String, Rules>,
    manners: Manners,
}

impl<'a> Visit<'a> {
    pub(crate) fn new(
        fetcher: &'a Fetcher,
        shelf: Option<&'a dyn Shelf>,
        now: &'a (dyn Fn() -> i64 + Send + Sync),
        progress: &'a (dyn Fn(Progress) + Send + Sync),
        deadline: Instant,
    ) -> Self {
        Self { fetcher, shelf, now, progress, deadline, requests: Vec::new(), left_alone: Vec::new(), rules: BTreeMap::new(), manners: Manners::default() }
    }

    pub(crate) fn now(&self) -> i64 {
        (self.now)()
    }

    /// When the last answer was sent by the site, epoch milliseconds: now, or at an earlier visit.
    pub(crate) fn fetched_at(&self) -> i64 {
        self.requests.last().map_or_else(|| self.now(), |request| request.fetched_at)
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

    /// Whether this address can still be asked for: the site has not sent us away, and the rest that it wants leaves time for an answer.
    pub(crate) fn fits(&self, url: &Url) -> bool {
        let wait = self.manners.wait(url, self.delay(url));
        self.requests.len() < REQUESTS_MAX && !self.is_stopped(url) && wait + REQUEST_MIN < self.time_left()
    }

    /// The site said that we ask too much, and said it again, or for longer than we have.
    pub(crate) fn is_stopped(&self, url: &Url) -> bool {
        self.manners.is_stopped(url)
    }

    /// The rest that robots.txt asks for between two requests to this origin.
    pub(crate) fn delay(&self, url: &Url) -> Option<Duration> {
        // What one scheme's file asks for is meant for the host.
        let host = url.host_str().unwrap_or_default();
        [origin(url), format!("https://{host}"), format!("http://{host}")].iter().find_map(|origin| self.rules.get(origin)?.delay)
    }

    /// One request, noted under its purpose, given at most `within` from its turn on. What is kept of an earlier visit is used while it is fresh, and
    /// asked for again with its validators when it is not. A site that asks us to wait is asked once more after that wait, or left alone.
    pub(crate) async fn ask(&mut self, purpose: &str, url: &Url, ask: Ask, within: Duration) -> Result<Answer, FetchFailure> {
        let kept = match self.shelf.filter(|_| shelf::is_for_keeping(&ask)) {
            // A shelf that is slow is no shelf.
            Some(shelf) => tokio::time::timeout(SHELF_TIMEOUT.min(self.time_left()), shelf.get(url.as_str())).await.ok().flatten(),
            None => None,
        };
        let max_age = self.shelf.map(Shelf::max_age).unwrap_or_default();
        if let Some(kept) = kept.as_ref().filter(|kept| shelf::is_fresh(kept, max_age, self.now()))
            && let Some(answer) = shelf::answer(kept)
        {
            let done = Ok(answer);
            self.requests.push(Request { from_cache: true, ..request(purpose, url, &done, kept.fetched_at, Duration::ZERO) });
            return done;
        }
        let asked = kept.as_ref().map_or_else(|| ask.clone(), |kept| shelf::conditional(ask.clone(), kept));
        let mut result = self.ask_patiently(purpose, url, asked, within).await;
        if let (Some(kept), Ok(news)) = (&kept, &result)
            && news.status == 304
        {
            let fetched_at = self.fetched_at();
            let fresh = shelf::confirmed(kept, news, fetched_at);
            match shelf::answer(&fresh).filter(|answer| answer.url == news.url) {
                Some(answer) => {
                    let done = Ok(answer);
                    self.requests.pop();
                    self.requests.push(Request { not_modified: true, ..request(purpose, url, &done, fetched_at, Duration::ZERO) });
                    self.keep(url, fresh).await;
                    return done;
                }
                // Another address answers now, about a body that we do not have.
                None => result = self.ask_patiently(purpose, url, ask.clone(), within).await,
            }
        }
        if let Ok(answer) = &result
            && shelf::is_for_keeping(&ask)
            && (answer.status == 200 || matches!(purpose, "robots" | "sitemap"))
            && let Some(kept) = shelf::kept(answer, self.fetched_at())
        {
            self.keep(url, kept).await;
        }
        result
    }

    async fn keep(&self, url: &Url, kept: Kept) {
        if let Some(shelf) = self.shelf {
            shelf.put(url.as_str(), kept).await;
        }
    }

    async fn ask_patiently(&mut self, purpose: &str, url: &Url, ask: Ask, within: Duration) -> Result<Answer, FetchFailure> {
        let first = self.ask_once(purpose, url, ask.clone(), within).await;
        let Some((wait, pushing)) = first.as_ref().ok().and_then(|answer| Some((asks_to_wait(answer, self.now())?, answer.url.clone()))) else { return first };
        // Half of the time that is left is worth a second try, not all of it.
        let Some(wait) = self.manners.push_back(wait, self.time_left() / 2) else {
            self.manners.stop(&pushing);
            return first;
        };
        tokio::time::sleep(wait).await;
        let second = self.ask_once(purpose, url, ask, within).await;
        if second.as_ref().is_ok_and(|answer| asks_to_wait(answer, self.now()).is_some_and(|wait| wait.too_many)) {
            self.manners.stop(&pushing);
        }
        second
    }

    async fn ask_once(&mut self, purpose: &str, url: &Url, ask: Ask, within: Duration) -> Result<Answer, FetchFailure> {
        if !self.fits(url) {
            return Err(FetchFailure { error: FetchError::Timeout, url: url.clone(), hops: Vec::new() });
        }
        self.tell(Progress::Asking { url: url.to_string(), purpose: purpose.to_owned() });
        let delay = self.delay(url);
        let until = self.deadline.min(Instant::now() + self.manners.wait(url, delay) + within);
        let started = Instant::now();
        let result = self.fetcher.get(url, &ask.after(self.manners.rest(url, delay)).until(until)).await;
        if purpose != "robots" {
            let hops = result.as_ref().map_or_else(|failure| &failure.hops, |answer| &answer.hops);
            self.manners.ended(hops.iter().map(|hop| &hop.url).chain([url]));
        }
        self.requests.push(request(purpose, url, &result, self.now(), started.elapsed()));
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
        if passing && self.fits(&file) {
            result = self.ask_robots(&file, within).await;
        }
        let robots = match result {
            Ok(answer) => received(&file, &answer, self.fetched_at()),
            // Redirects without end count as no file (RFC 9309 §2.3.1.2); a place that cannot be reached counts as a refusal (§2.3.1.4).
            Err(failure) if failure.error == FetchError::Redirects => Robots {
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

    /// Whether this address may be asked for now: robots.txt lets us, and there is time for it.
    pub(crate) async fn may(&mut self, url: &Url) -> bool {
        self.allows(url).await && self.fits(url)
    }

    /// Whether robots.txt lets us read this address. An origin seen for the first time is asked for its file.
    pub(crate) async fn allows(&mut self, url: &Url) -> bool {
        if !self.rules.contains_key(&origin(url)) && self.robots(url, Duration::from_secs(4)).await.is_err() {
            self.rules.insert(origin(url), Rules::refuse_all());
        }
        let may = self.rules.get(&origin(url)).is_none_or(|rules| rules.allows_url(url));
        let known = self.left_alone.len() >= LEFT_ALONE_MAX || self.left_alone.iter().any(|left| left == url.as_str());
        if !may && !known {
            self.left_alone.push(url.to_string());
        }
        may
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
        if again && self.fits(url) { self.page(purpose, url, role, within).await } else { first }
    }

    /// Decodes and parses off the async threads. `None` when there is no time left, or the reader gave up.
    pub(crate) async fn read(&self, answer: &Answer, role: Role) -> Option<Page> {
        let (url, status, headers, body, fetched_at) = (answer.url.clone(), answer.status, answer.headers.clone(), answer.body.clone(), self.fetched_at());
        let parse = tokio::task::spawn_blocking(move || {
            let host = urls::host(&url);
            let content_type = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str());
            let decoded = decode(&body, content_type, host.rsplit('.').next());
            read(&Fetched { url: &url, status, headers: headers.clone(), fetched_at, body: &body, html: &decoded.text, charset: &decoded.charset, role })
        });
        tokio::time::timeout(self.time_left(), parse).await.ok()?.ok()
    }
}

/// What goes into the list of requests.
/// `waited`: until a failure; an answer knows its own time.
fn request(purpose: &str, url: &Url, result: &Result<Answer, FetchFailure>, fetched_at: i64, waited: Duration) -> Request {
    let (answer, failure) = (result.as_ref().ok(), result.as_ref().err());
    Request {
        url: url.to_string(),
        purpose: purpose.to_owned(),
        hops: answer.map_or_else(|| failure.map(|failure| hops(&failure.hops)).unwrap_or_default(), |answer| hops(&answer.hops)),
        status: answer.map(|answer| answer.status),
        failure: failure.map(|failure| failure.error.word().to_owned()),
        fetched_at,
        body_bytes: answer.map_or(0, |answer| answer.body_bytes),
        ttfb_ms: answer.map_or(0, |answer| answer.ttfb_ms),
        took_ms: answer.map_or_else(|| u64::try_from(waited.as_millis()).unwrap_or(u64::MAX), |answer| answer.took_ms),
        from_cache: false,
        not_modified: false,
    }
}

fn received(file: &Url, answer: &Answer, fetched_at: i64) -> Robots {
    // A line that our limit has cut says something else than its author.
    let end = if answer.truncated { answer.body.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(0) } else { answer.body.len() };
    let body = answer.body.get(..end).unwrap_or_default();
    Robots {
        url: Some(file.to_string()),
        status: Some(answer.status),
        failure: None,
        fetched_at,
        content_type: answer.header("content-type").map(str::to_owned),
        body_sha256: Some(hex(&answer.body)),
        text: String::from_utf8_lossy(body).into_owned(),
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
