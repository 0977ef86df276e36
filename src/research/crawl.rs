//! Reads one site with good manners: robots, home page, sitemap, then pages by worth, then probes; at most so many pages, and always back before the deadline.

use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use magnetite_fetch::{Answer, Fetcher};
use url::Url;

use super::dedupe::Fingerprint;
use super::frontier::{Candidate, Frontier};
use super::home::{self, Home};
use super::outcome;
use super::probes::{self, canonical};
use super::read::mark_repeated;
use super::roles::role;
use super::shelf::Shelf;
use super::sitemaps;
use super::unread::empty;
use super::urls;
use super::visit::{self, Visit};
use crate::model::dossier::{Dossier, LinkProbe, Outcome, Reason};
use crate::model::page::{Page, Role};

/// What is to be researched. `domain`: a host name; `None` when the lead names none.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    pub domain: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Limits {
    pub max_pages: usize,
    /// From the call to the answer, whatever the site does.
    pub deadline: Duration,
    /// Unread links that are tried.
    pub max_links: usize,
    /// Style sheets and scripts whose headers are read.
    pub max_assets: usize,
    /// Images whose headers and size are read.
    pub max_images: usize,
    /// Sitemap addresses that are tried.
    pub max_listed: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_pages: 12, deadline: Duration::from_secs(30), max_links: 30, max_assets: 12, max_images: 8, max_listed: 8 }
    }
}

/// Told while the research goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    Asking { url: String, purpose: String },
    Read { url: String, role: Role, pages: usize },
}

/// Time kept back to put the dossier together.
const RESERVE: Duration = Duration::from_millis(500);
/// A page that takes longer than this is left out.
const PAGE_TIMEOUT: Duration = Duration::from_secs(8);
/// Frames below one another, and frames asked for in all.
const FRAME_DEPTH_MAX: usize = 3;
const FRAMES_MAX: usize = 10;
/// A page with fewer words than this may have its text in an iframe.
const IFRAME_MAX_WORDS: u32 = 60;

/// As [`research_with`], with nothing kept of earlier visits.
pub async fn research(
    fetcher: &Fetcher,
    subject: &Subject,
    limits: &Limits,
    now: &(dyn Fn() -> i64 + Send + Sync),
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Dossier {
    research_with(fetcher, None, subject, limits, now, progress).await
}

/// Never fails: a site that cannot be read is an outcome. Returns before `limits.deadline`. Without a domain no request is made.
pub async fn research_with(
    fetcher: &Fetcher,
    shelf: Option<&dyn Shelf>,
    subject: &Subject,
    limits: &Limits,
    now: &(dyn Fn() -> i64 + Send + Sync),
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Dossier {
    let mut dossier = empty(subject.domain.clone(), outcome::insufficient(Reason::NoDomain, "the lead names no site"), now());
    let Some(domain) = subject.domain.as_deref().map(str::trim).filter(|domain| !domain.is_empty()) else { return dossier };
    let deadline = Instant::now() + limits.deadline.saturating_sub(RESERVE.min(limits.deadline / 10));
    let mut visit = Visit::new(fetcher, shelf, now, progress, deadline);
    let Some(host) = host_of(domain) else {
        dossier.outcome = outcome::insufficient(Reason::NoSuchHost, "not a host name");
        return dossier;
    };
    match home::find(&mut visit, &host).await {
        Err((outcome, robots)) => {
            dossier.outcome = outcome;
            dossier.robots = robots;
        }
        Ok(Home { url, robots, moved_to, page }) => {
            dossier.home_url = Some(url.to_string());
            dossier.moved_to = moved_to.map(String::from);
            dossier.robots = robots;
            match page {
                Err(outcome) => dossier.outcome = outcome,
                Ok(home) => read_site(&mut visit, &mut dossier, url, home, limits).await,
            }
        }
    }
    dossier.probes.overridden = fetcher.is_overridden(&host);
    visit::shorten(&mut dossier.robots);
    dossier.left_alone = visit.left_alone;
    dossier.requests = visit.requests;
    dossier
}

/// Host name in ASCII lower case, from what people write: a name, or a whole address.
fn host_of(domain: &str) -> Option<String> {
    let text = domain.strip_prefix("https://").or_else(|| domain.strip_prefix("http://")).unwrap_or(domain);
    let url = Url::parse(&format!("http://{text}/")).ok()?;
    let host = urls::host(&url);
    (!host.is_empty()).then_some(host)
}

async fn read_site(visit: &mut Visit<'_>, dossier: &mut Dossier, home_url: Url, home: Page, limits: &Limits) {
    let language = language_of(&home);
    let mut crawl = Crawl {
        frontier: Frontier::new(&home_url, language),
        pages: Vec::new(),
        prints: Vec::new(),
        dead: Vec::new(),
        max_pages: limits.max_pages.max(1),
        home: home_url,
    };
    // The probes answer questions no page can: a quarter of the time is theirs.
    let pages_until = visit.time_left() / 4;
    visit.tell(Progress::Read { url: home.url.clone(), role: Role::Home, pages: 1 });
    crawl.keep(home, true);
    crawl.frames(visit, pages_until).await;
    let (sitemap, entries) = sitemaps::read(visit, &crawl.home, &crawl.pages).await;
    dossier.sitemap = sitemap;
    crawl.frontier.add_sitemap(&entries);
    crawl.pages(visit, pages_until).await;
    crawl.guess(visit, pages_until).await;

    mark_repeated(&mut crawl.pages);
    let outcome: Outcome = outcome::of_pages(&crawl.pages);
    // A page that is not the company's own needs no checks.
    let worth_probing = !matches!(outcome.reason, Some(Reason::Parked | Reason::Blocked | Reason::UnderConstruction | Reason::Moved));
    if outcome.reason == Some(Reason::Moved) {
        dossier.moved_to = crawl.pages.first().and_then(outcome::moved_notice).map(String::from);
    }
    if worth_probing {
        let unread = crawl.frontier.unread_links();
        (dossier.probes, dossier.mail) = probes::probe(visit, &crawl.pages, crawl.dead, &unread, &dossier.sitemap.urls, limits).await;
    }
    dossier.outcome = outcome;
    dossier.pages = crawl.pages;
}

/// Two letters: what the text is in, or else what the page says of itself.
fn language_of(page: &Page) -> Option<String> {
    let detected = page.detected_language.as_ref().filter(|(_, confidence)| *confidence >= 0.5).map(|(language, _)| language.clone());
    detected.or_else(|| page.html_lang.as_deref().and_then(urls::language_tag))
}

struct Crawl {
    home: Url,
    frontier: Frontier,
    pages: Vec<Page>,
    prints: Vec<(Fingerprint, String)>,
    dead: Vec<LinkProbe>,
    max_pages: usize,
}

impl Crawl {
    fn keep(&mut self, page: Page, is_home: bool) {
        if let Ok(url) = Url::parse(&page.url) {
            self.frontier.done(&url);
            self.frontier.count(page.role, &url);
            self.prints.push((Fingerprint::of(&page), urls::key(&url)));
        }
        self.frontier.learn_language(language_of(&page));
        self.frontier.add_page(&page, is_home);
        self.pages.push(page);
    }

    fn is_full(&self) -> bool {
        self.pages.len() >= self.max_pages
    }

    /// The same text again, under another address or because its canonical link says so.
    fn is_copy(&self, page: &Page) -> bool {
        let print = Fingerprint::of(page);
        let canonical = canonical(page).and_then(|href| Url::parse(&href).ok()).map(|url| urls::key(&url));
        let says_something = page.main_blocks().next().is_some();
        // Many sites name the home page as the canonical address of every page.
        let home = urls::key(&self.home);
        self.prints.iter().any(|(known, key)| {
            let named = canonical.as_ref() == Some(key);
            (known.alike(&print) && (says_something || named || page.links.is_empty())) || (named && *key != home && known.resembles(&print))
        })
    }

    /// The frames of the page read last are its text; so are same-site iframes of a page with next to no text of its own. Frames that only decorate are
    /// dropped.
    async fn frames(&mut self, visit: &mut Visit<'_>, reserve: Duration) {
        let mut queue: VecDeque<(Url, usize)> =
            self.pages.last().map(|page| self.frame_urls(page)).unwrap_or_default().into_iter().map(|url| (url, 1)).collect();
        let mut asked = BTreeSet::new();
        while let Some((url, depth)) = queue.pop_front() {
            // A frame may be called like the page that it stands in: `default.htm` in `index.htm`.
            let like_home = urls::key(&url) == urls::key(&self.home) && url != self.home;
            if (self.frontier.is_done(&url) && !like_home) || !asked.insert(url.to_string()) {
                continue;
            }
            if self.is_full() || asked.len() > FRAMES_MAX || visit.time_left() <= reserve {
                return;
            }
            self.frontier.done(&url);
            if !visit.may(&url).await {
                continue;
            }
            let Ok((answer, Some(page))) = visit.page_surely("frame", &url, role(&url, "", ""), PAGE_TIMEOUT).await else { continue };
            let says_something = page.visible_words > 0 || !page.links.is_empty() || !page.frames.is_empty() || !page.forms.is_empty();
            if answer.status != 200 || !says_something || self.is_copy(&page) {
                continue;
            }
            if depth < FRAME_DEPTH_MAX {
                queue.extend(self.frame_urls(&page).into_iter().map(|url| (url, depth + 1)));
            }
            visit.tell(Progress::Read { url: page.url.clone(), role: page.role, pages: self.pages.len() + 1 });
            self.keep(page, true);
        }
    }

    fn frame_urls(&self, page: &Page) -> Vec<Url> {
        let wanted = page.frames.iter().filter(|frame| !frame.inline || page.visible_words < IFRAME_MAX_WORDS);
        wanted
            .filter_map(|frame| urls::resolve(&self.home, frame.src.as_deref()?))
            .filter(|url| urls::same_site(url, &self.home))
            .take(FRAMES_MAX * 2)
            .collect()
    }

    async fn pages(&mut self, visit: &mut Visit<'_>, reserve: Duration) {
        let mut tries = self.max_pages * 2;
        while !self.is_full() && tries > 0 && visit.time_left() > reserve {
            let Some(candidate) = self.frontier.next() else { return };
            if !visit.may(&candidate.url).await {
                continue;
            }
            tries -= 1;
            // One page that hangs leaves time for others.
            let within = PAGE_TIMEOUT.min(visit.time_left() / 2);
            match visit.page("page", &candidate.url, candidate.role, within).await {
                Ok((answer, page)) => {
                    if self.take(visit, &candidate, &answer, page) {
                        self.frames(visit, reserve).await;
                    }
                }
                Err(failure) => self.note_dead(visit, &candidate, None, Some(failure.error.word().to_owned())),
            }
        }
    }

    /// A site whose menu cannot be read has its pages all the same: a few addresses that most sites have are tried.
    async fn guess(&mut self, visit: &mut Visit<'_>, reserve: Duration) {
        for candidate in self.frontier.guesses(&self.pages) {
            if self.is_full() || visit.time_left() <= reserve {
                return;
            }
            if visit.may(&candidate.url).await
                && let Ok((answer, page)) = visit.page("page", &candidate.url, candidate.role, PAGE_TIMEOUT).await
                && self.take(visit, &candidate, &answer, page)
            {
                self.frames(visit, reserve).await;
            }
        }
        self.pages(visit, reserve).await;
    }

    /// Whether the answer was a page worth keeping.
    fn take(&mut self, visit: &Visit<'_>, candidate: &Candidate, answer: &Answer, page: Option<Page>) -> bool {
        if answer.status >= 400 {
            self.note_dead(visit, candidate, Some(answer.status), None);
            return false;
        }
        self.frontier.done(&answer.url);
        let Some(mut page) = page.filter(|_| (200..300).contains(&answer.status) && urls::same_site(&answer.url, &self.home)) else { return false };
        if self.pages.iter().any(|known| known.url == page.url) || self.is_copy(&page) {
            self.frontier.copy(&candidate.url);
            return false;
        }
        if matches!(page.role, Role::Other | Role::Offer) {
            page.role = match role(&answer.url, &candidate.text, page.titles.first().map(String::as_str).unwrap_or_default()) {
                Role::Other => page.role,
                better => better,
            };
        }
        visit.tell(Progress::Read { url: page.url.clone(), role: page.role, pages: self.pages.len() + 1 });
        self.keep(page, false);
        true
    }

    fn note_dead(&mut self, visit: &Visit<'_>, candidate: &Candidate, status: Option<u16>, failure: Option<String>) {
        let Some(found_on) = candidate.found_on.clone() else { return };
        self.dead.push(LinkProbe {
            found_on,
            url: candidate.url.to_string(),
            text: candidate.text.clone(),
            in_nav: candidate.in_nav,
            status,
            twice: false,
            failure,
            fetched_at: visit.now(),
        });
    }
}
