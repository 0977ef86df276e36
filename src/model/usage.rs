//! What is counted: API requests by day, key, endpoint and status, and openings of a magnet by kind of visitor.
//! `web/counters.rs` collects them, `store/usage.rs` and `store/views.rs` keep them.

use super::ids::{KeyId, LeadId, ProjectId, ViewId, WorkspaceId};

pub const DAY_MS: i64 = 24 * 3_600 * 1_000;

/// Days since 1970-01-01 (UTC).
#[must_use]
pub fn day_of(at: i64) -> i64 {
    at.div_euclid(DAY_MS)
}

/// Requests that are counted alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub key_id: KeyId,
    pub day: i64,
    /// Method and route, without `/api` or `/api/v1`: `POST /projects/generate`.
    pub endpoint: String,
    pub status: i64,
    pub requests: i64,
}

/// One opening. The visitor's address is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub id: ViewId,
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub lead_id: LeadId,
    pub what: Viewed,
    pub visitor: Visitor,
    /// What the visitor was known by.
    pub reason: &'static str,
    pub created_at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewed {
    Page,
    Pdf,
    /// The call to action was followed.
    Cta,
}

impl Viewed {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Viewed::Page => "page",
            Viewed::Pdf => "pdf",
            Viewed::Cta => "cta",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    Human,
    /// A crawler, a mail scanner, a script.
    Scanner,
    /// A chat or mail program that draws a preview, or a browser that loads ahead.
    Preview,
    Unknown,
}

impl Visitor {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Visitor::Human => "human",
            Visitor::Scanner => "scanner",
            Visitor::Preview => "preview",
            Visitor::Unknown => "unknown",
        }
    }
}

/// The facts of a request that tell who may have sent it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visit<'a> {
    pub head: bool,
    pub agent: &'a str,
    /// `Sec-Fetch-Dest`
    pub dest: &'a str,
    /// `Sec-Fetch-Mode`
    pub mode: &'a str,
    /// `Sec-Purpose` or `Purpose`
    pub purpose: &'a str,
}

/// Programs that fetch a page to draw a preview of it.
const PREVIEW_AGENTS: [&str; 20] = [
    "slackbot",
    "slack-imgproxy",
    "twitterbot",
    "facebookexternalhit",
    "facebot",
    "linkedinbot",
    "whatsapp",
    "telegrambot",
    "discordbot",
    "skypeuripreview",
    "microsoftpreview",
    "bingpreview",
    "googleimageproxy",
    "embedly",
    "iframely",
    "pinterestbot",
    "redditbot",
    "mastodon",
    "mattermost",
    "vkshare",
];

/// Parts of the names of crawlers, scanners and scripts.
const SCANNER_AGENTS: [&str; 26] = [
    "crawler",
    "spider",
    "curl/",
    "wget/",
    "python-",
    "python/",
    "aiohttp",
    "go-http-client",
    "java/",
    "okhttp",
    "libwww",
    "headlesschrome",
    "phantomjs",
    "barracuda",
    "proofpoint",
    "mimecast",
    "safelinks",
    "symantec",
    "trendmicro",
    "forcepoint",
    "zscaler",
    "cloudmark",
    "scan",
    "lighthouse",
    "node-fetch",
    "axios/",
];

impl Visit<'_> {
    /// Who it was, and by which fact. What cannot be told stays [`Visitor::Unknown`]: a view by a person is one that a browser vouches for.
    #[must_use]
    pub fn visitor(&self) -> (Visitor, &'static str) {
        let agent = self.agent.to_ascii_lowercase();
        if PREVIEW_AGENTS.iter().any(|name| agent.contains(name)) {
            return (Visitor::Preview, "agent");
        }
        if is_scanner(&agent) {
            return (Visitor::Scanner, if agent.is_empty() { "no agent" } else { "agent" });
        }
        if self.head {
            return (Visitor::Scanner, "head");
        }
        if ["prefetch", "prerender", "preview"].iter().any(|word| self.purpose.to_ascii_lowercase().contains(word)) {
            return (Visitor::Preview, "prefetch");
        }
        if self.dest == "document" && self.mode == "navigate" { (Visitor::Human, "navigation") } else { (Visitor::Unknown, "no navigation") }
    }
}

fn is_scanner(agent: &str) -> bool {
    // Cubot is a make of telephones.
    let agent = agent.replace("cubot", "");
    agent.trim().is_empty() || agent.contains("bot") || SCANNER_AGENTS.iter().any(|name| agent.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    fn visitor(visit: Visit<'_>) -> Visitor {
        visit.visitor().0
    }

    #[test]
    fn only_what_a_browser_vouches_for_is_a_person() {
        let navigation = Visit { agent: FIREFOX, dest: "document", mode: "navigate", ..Visit::default() };
        assert_eq!(visitor(navigation), Visitor::Human);
        assert_eq!(visitor(Visit { head: true, ..navigation }), Visitor::Scanner);
        assert_eq!(visitor(Visit { purpose: "prefetch;prerender", ..navigation }), Visitor::Preview);
        assert_eq!(visitor(Visit { dest: "iframe", ..navigation }), Visitor::Unknown);
        assert_eq!(visitor(Visit { agent: FIREFOX, ..Visit::default() }), Visitor::Unknown);
        assert_eq!(visitor(Visit { agent: "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50)", ..navigation }), Visitor::Human);
    }

    #[test]
    fn known_programs_are_told_by_their_names() {
        for (agent, expected) in [
            ("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", Visitor::Preview),
            ("facebookexternalhit/1.1", Visitor::Preview),
            ("Mozilla/5.0 (compatible; Googlebot/2.1)", Visitor::Scanner),
            ("curl/8.5.0", Visitor::Scanner),
            ("Mozilla/5.0 HeadlessChrome/140", Visitor::Scanner),
            ("", Visitor::Scanner),
        ] {
            assert_eq!(visitor(Visit { agent, dest: "document", mode: "navigate", ..Visit::default() }), expected, "{agent}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_utc() {
        assert_eq!((day_of(-1), day_of(0), day_of(DAY_MS - 1), day_of(DAY_MS)), (-1, 0, 0, 1));
    }
}
