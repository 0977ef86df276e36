//! Who opens a magnet, by the facts of the requests: what each one says of itself, and what came before it from the same place. Pure.
//! A view begins as what it says it is, or as `unknown`; what raises it to a person's stands in `seen.rs` and in [`Trail::follow`].

use std::collections::VecDeque;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::ids::{LeadId, ViewId};
use super::usage::{Viewed, Visitor};
use super::visitor_table::{is_preview, is_scanner, is_scanner_network};

/// Openings further apart are two visits, and a view that no proof has come for in this time is settled as it stands, in milliseconds.
pub const VISIT_MS: i64 = 30 * 60 * 1_000;
/// A page that is left open is followed up within this time.
pub const OPEN_MS: i64 = 24 * 3_600 * 1_000;
/// Nobody reads a page and follows a link of it faster.
const PERSON_MS: i64 = 3_000;
/// Links of one sender opened within this time, and how many are too many.
const BURST_MS: i64 = 1_000;
const BURST: usize = 3;
/// A look at the head of a page comes shortly before it.
const HEAD_MS: i64 = 10_000;
/// The same asked for again in the same words within this time is the same opening.
const AGAIN_MS: i64 = 1_000;
/// Requests remembered of one address.
const TRAIL: usize = 24;

/// Why a view is classed as it is. The names are part of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Agent,
    NoAgent,
    Head,
    Prefetch,
    Headless,
    Network,
    Headers,
    HeadFirst,
    Burst,
    Instant,
    ClickFirst,
    Script,
    InSight,
    Interaction,
    FollowUp,
    SameVisit,
    NoProof,
}

impl Reason {
    pub const ALL: [Reason; 17] = [
        Reason::Agent,
        Reason::NoAgent,
        Reason::Head,
        Reason::Prefetch,
        Reason::Headless,
        Reason::Network,
        Reason::Headers,
        Reason::HeadFirst,
        Reason::Burst,
        Reason::Instant,
        Reason::ClickFirst,
        Reason::Script,
        Reason::InSight,
        Reason::Interaction,
        Reason::FollowUp,
        Reason::SameVisit,
        Reason::NoProof,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// In plain words, without a full stop.
    #[must_use]
    pub fn words(self) -> &'static str {
        self.row().1
    }

    /// Nothing that comes later speaks against it.
    #[must_use]
    pub fn is_firm(self) -> bool {
        matches!(self, Reason::Agent | Reason::NoAgent | Reason::Head | Reason::Headless)
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Reason::Agent => ("agent", "it names itself as a program"),
            Reason::NoAgent => ("no_agent", "it does not say what it is"),
            Reason::Head => ("head", "it asked for the head of the page alone"),
            Reason::Prefetch => ("prefetch", "a browser loaded it ahead"),
            Reason::Headless => ("headless", "a browser that a program drives"),
            Reason::Network => ("network", "it came from a network of mail filters or crawlers"),
            Reason::Headers => ("headers", "its headers are not those of the browser that it names"),
            Reason::HeadFirst => ("head_first", "the head of the page was asked for just before"),
            Reason::Burst => ("burst", "it opened several of your links within a second"),
            Reason::Instant => ("instant", "it was quicker than a person"),
            Reason::ClickFirst => ("click_first", "it followed a link of a page that it had not opened"),
            Reason::Script => ("script", "the page’s script answered"),
            Reason::InSight => ("in_sight", "the page was in sight long enough to be read"),
            Reason::Interaction => ("interaction", "somebody moved, scrolled, touched or typed"),
            Reason::FollowUp => ("follow_up", "a link of the page was followed by hand, at a person’s pace"),
            Reason::SameVisit => ("same_visit", "it belongs to a person’s visit"),
            Reason::NoProof => ("no_proof", "nothing has shown yet that a person reads"),
        }
    }
}

/// What a visitor is taken for, and why; the reason that decided stands first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub class: Visitor,
    pub reasons: Vec<Reason>,
}

impl Verdict {
    #[must_use]
    pub fn new(class: Visitor, reasons: &[Reason]) -> Self {
        Self { class, reasons: reasons.to_vec() }
    }

    /// No later proof changes it.
    #[must_use]
    pub fn is_firm(&self) -> bool {
        self.class == Visitor::Human || self.reasons.iter().any(|reason| reason.is_firm())
    }

    /// Something speaks against a person: only a hand that moves can speak for one.
    #[must_use]
    pub fn is_doubted(&self) -> bool {
        self.class != Visitor::Human && self.reasons.iter().any(|reason| !matches!(reason, Reason::NoProof | Reason::Prefetch))
    }
}

/// The facts of a request. Texts are header values as they came, empty where there is none.
#[derive(Debug, Clone, Copy, Hash)]
pub struct Request<'a> {
    pub what: Viewed,
    /// Epoch milliseconds.
    pub at: i64,
    /// Never stored.
    pub address: IpAddr,
    pub head: bool,
    /// Plain HTTP/1.0 with no proxy between.
    pub old_http: bool,
    /// Over https, where browsers of the last years send `Sec-Fetch-…` and client hints.
    pub secure: bool,
    pub agent: &'a str,
    pub accept: &'a str,
    /// `Accept-Language`
    pub language: &'a str,
    /// `Sec-Fetch-Dest`
    pub dest: &'a str,
    /// `Sec-Fetch-Mode`
    pub mode: &'a str,
    /// `Sec-Fetch-Site`
    pub site: &'a str,
    /// `Sec-Fetch-User`: a person's click or key set it going (Fetch Metadata, 2.4).
    pub user: &'a str,
    /// `Sec-Purpose` or `Purpose`
    pub purpose: &'a str,
    /// `Sec-CH-UA`
    pub brands: &'a str,
    /// `Sec-CH-UA-Mobile`
    pub mobile: &'a str,
    /// `Sec-CH-UA-Platform`
    pub platform: &'a str,
}

impl Request<'_> {
    /// One without any header.
    #[cfg(test)]
    #[must_use]
    pub fn bare(what: Viewed) -> Self {
        let address = IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);
        let (agent, accept, language, dest, mode, site, user, purpose, brands, mobile, platform) = ("", "", "", "", "", "", "", "", "", "", "");
        let (at, head, old_http, secure) = (0, false, false, false);
        Self { what, at, address, head, old_http, secure, agent, accept, language, dest, mode, site, user, purpose, brands, mobile, platform }
    }

    /// What the request alone says. Never a person: that takes more than headers.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let agent = self.agent.to_ascii_lowercase();
        if is_preview(&agent) {
            return Verdict::new(Visitor::Preview, &[Reason::Agent]);
        }
        if self.brands.contains("HeadlessChrome") || agent.contains("headless") {
            return Verdict::new(Visitor::Scanner, &[Reason::Headless]);
        }
        if is_scanner(&agent) {
            return Verdict::new(Visitor::Scanner, &[if agent.trim().is_empty() { Reason::NoAgent } else { Reason::Agent }]);
        }
        if self.head {
            return Verdict::new(Visitor::Scanner, &[Reason::Head]);
        }
        let purpose = self.purpose.to_ascii_lowercase();
        if ["prefetch", "prerender", "preview"].iter().any(|word| purpose.contains(word)) {
            return Verdict::new(Visitor::Preview, &[Reason::Prefetch]);
        }
        let doubts = [(Reason::Network, is_scanner_network(self.address)), (Reason::Headers, !self.is_consistent())];
        let doubts: Vec<Reason> = doubts.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect();
        if doubts.is_empty() { Verdict::new(Visitor::Unknown, &[Reason::NoProof]) } else { Verdict { class: Visitor::Scanner, reasons: doubts } }
    }

    /// The headers fit the browser that the agent names.
    fn is_consistent(&self) -> bool {
        let navigates = (self.dest.is_empty() || self.dest == "document") && (self.mode.is_empty() || self.mode == "navigate");
        self.agent.starts_with("Mozilla/5.0 (")
            && !self.old_http
            && !self.language.is_empty()
            && self.accept.contains("text/html")
            && navigates
            && self.is_of_its_age()
            && self.fits_its_hints()
    }

    /// A browser of the last years says where a request comes from, once the connection is secure.
    fn is_of_its_age(&self) -> bool {
        let Some((name, major)) = self.browser() else { return true };
        let since = match name {
            "Chrome/" => 80,
            "Firefox/" => 90,
            _ => 17,
        };
        // Nobody has used these for ten years.
        let oldest = if name == "Version/" { 9 } else { 50 };
        major >= oldest && (major < since || !self.secure || !self.dest.is_empty())
    }

    /// Client hints (User-Agent Client Hints, 3) name the same make, version and device; only browsers built on Chromium send them.
    fn fits_its_hints(&self) -> bool {
        if self.brands.is_empty() {
            return self.mobile.is_empty() && self.platform.is_empty();
        }
        let Some(("Chrome/", major)) = self.browser() else { return false };
        let platform = self.platform.trim_matches('"');
        let known = [("Windows", "Windows"), ("macOS", "Mac OS X"), ("Linux", "Linux"), ("Android", "Android"), ("Chrome OS", "CrOS")];
        let fits = known.iter().find(|(hint, _)| *hint == platform).is_none_or(|(_, agent)| self.agent.contains(agent));
        // Tablets call themselves desktops and keep the hint.
        let phone = self.mobile != "?1" || self.agent.contains("Android") || self.agent.contains("Mobile");
        fits && phone && self.brands.contains(&format!("v=\"{major}\""))
    }

    /// The browser's own mark in the agent with its major version.
    fn browser(&self) -> Option<(&'static str, u32)> {
        let major = |name: &str| {
            let rest = self.agent.split_once(name)?.1;
            rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
        };
        // On iOS every browser is Safari underneath.
        let names: &[&'static str] =
            if self.agent.contains("iPhone") || self.agent.contains("iPad") { &["Version/"] } else { &["Chrome/", "Firefox/", "Version/"] };
        names.iter().find_map(|name| Some((*name, major(name)?)))
    }

    /// A person's hand on a link of the page itself.
    fn is_by_hand(&self) -> bool {
        self.site == "same-origin" && self.user == "?1"
    }

    /// A link of the page itself as Safari asks for it, which never says that a hand was on it: enough to belong to a visit, not to prove a person.
    fn may_be_by_hand(&self) -> bool {
        let safari = matches!(self.browser(), Some(("Version/", _)));
        self.is_by_hand() || (safari && self.site == "same-origin" && self.mode == "navigate" && self.user.is_empty())
    }

    #[must_use]
    pub fn is_phone(&self) -> bool {
        self.mobile == "?1" || self.agent.contains("Mobi")
    }
}

/// One request that came before.
#[derive(Debug, Clone)]
struct Hit {
    at: i64,
    lead: LeadId,
    view: ViewId,
    visit: ViewId,
    what: Viewed,
    head: bool,
    marks: Marks,
    verdict: Verdict,
}

/// Numbers in the place of what a request says of itself: equal where that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Of the agent's name: people behind one address differ in it.
    pub agent: u64,
    /// Of all but the time.
    pub all: u64,
}

/// What one request comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub verdict: Verdict,
    /// First view of the visit that it belongs to.
    pub visit: ViewId,
    /// Perhaps a hand on a link of a page whose opening is not known here: where a person has the page open, it is theirs.
    pub by_hand: bool,
    /// Visits whose earlier views are classed anew; firm ones stay.
    pub also: Vec<(LeadId, ViewId, Verdict)>,
}

/// The last requests of one address to one workspace's magnets, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    hits: VecDeque<Hit>,
}

impl Trail {
    /// When the last request came, epoch milliseconds.
    #[must_use]
    pub fn last_at(&self) -> i64 {
        self.hits.back().map_or(i64::MIN, |hit| hit.at)
    }

    /// The opening that a request at `at` repeats: of the same lead, in the same words, a moment ago.
    #[must_use]
    pub fn again(&self, at: i64, lead: &LeadId, marks: Marks) -> Option<ViewId> {
        // A clock that was set back makes nothing the same.
        let same = |hit: &&Hit| (0..AGAIN_MS).contains(&(at - hit.at)) && hit.marks == marks && hit.lead == *lead;
        self.hits.iter().rev().find(same).map(|hit| hit.view.clone())
    }

    /// Judges one request by itself and by what came before, and remembers it.
    pub fn follow(&mut self, request: &Request<'_>, lead: &LeadId, view: &ViewId, marks: Marks) -> Judged {
        let own = |hit: &&Hit| hit.marks.agent == marks.agent && hit.lead == *lead;
        let page = self.hits.iter().rev().filter(own).find(|hit| hit.what == Viewed::Page && !hit.head && request.at - hit.at <= OPEN_MS).cloned();
        let last = self.hits.iter().rev().find(own).filter(|hit| request.at - hit.at <= VISIT_MS);
        let by_hand = request.what != Viewed::Page && request.is_by_hand();
        let joins = request.what != Viewed::Page && request.may_be_by_hand();
        let visit = match (last, &page) {
            (Some(last), _) => last.visit.clone(),
            (None, Some(page)) if joins => page.visit.clone(),
            _ => view.clone(),
        };
        let mut verdict = request.verdict();
        let mut also = Vec::new();
        if !verdict.is_firm() {
            let mut doubts = Vec::new();
            if self.hits.iter().any(|hit| hit.head && hit.lead == *lead && request.at - hit.at <= HEAD_MS) {
                doubts.push(Reason::HeadFirst);
            }
            let others: Vec<&Hit> =
                self.hits.iter().filter(|hit| hit.marks.agent == marks.agent && hit.lead != *lead && request.at - hit.at <= BURST_MS).collect();
            let mut links: Vec<&LeadId> = others.iter().map(|hit| &hit.lead).collect();
            links.sort();
            links.dedup();
            if links.len() + 1 >= BURST {
                doubts.push(Reason::Burst);
                also.extend(others.iter().map(|hit| (hit.lead.clone(), hit.visit.clone(), Verdict::new(Visitor::Scanner, &[Reason::Burst]))));
                also.dedup();
            }
            match &page {
                None if request.what == Viewed::Cta && !joins => doubts.push(Reason::ClickFirst),
                Some(page) if request.what != Viewed::Page && request.at - page.at < PERSON_MS && !by_hand => {
                    doubts.push(Reason::Instant);
                    also.push((lead.clone(), page.visit.clone(), Verdict::new(Visitor::Scanner, &[Reason::Instant])));
                }
                Some(page) if by_hand && request.at - page.at >= PERSON_MS && !verdict.is_doubted() && doubts.is_empty() && !self.is_doubted(&visit) => {
                    let human = Verdict::new(Visitor::Human, &[Reason::FollowUp]);
                    also.push((lead.clone(), visit.clone(), human.clone()));
                    verdict = human;
                }
                _ => {}
            }
            if !doubts.is_empty() {
                doubts.extend(verdict.reasons.iter().filter(|reason| **reason != Reason::NoProof));
                let class = if verdict.class == Visitor::Preview { Visitor::Preview } else { Visitor::Scanner };
                verdict = Verdict { class, reasons: doubts };
            }
        }
        for (_, doubted, class) in &also {
            self.hits.iter_mut().filter(|hit| hit.visit == *doubted && !hit.verdict.is_firm()).for_each(|hit| hit.verdict = class.clone());
        }
        if self.hits.len() == TRAIL {
            self.hits.pop_front();
        }
        let (what, head) = (request.what, request.head);
        self.hits.push_back(Hit { at: request.at, lead: lead.clone(), view: view.clone(), visit: visit.clone(), what, head, marks, verdict: verdict.clone() });
        Judged { verdict, visit, by_hand: joins && page.is_none(), also }
    }

    fn is_doubted(&self, visit: &ViewId) -> bool {
        self.hits.iter().any(|hit| hit.visit == *visit && !hit.head && hit.verdict.is_doubted())
    }

    /// The opening of the page that a script which now asks belongs to; `None` when none is known that a proof could change.
    #[must_use]
    pub fn page_of(&self, lead: &LeadId, agent: u64, now: i64) -> Option<ViewId> {
        let pages = self.hits.iter().rev().filter(|hit| hit.marks.agent == agent && hit.lead == *lead && hit.what == Viewed::Page && now - hit.at <= OPEN_MS);
        pages.filter(|hit| hit.verdict.class == Visitor::Human || !hit.verdict.is_firm()).map(|hit| hit.view.clone()).next()
    }
}
