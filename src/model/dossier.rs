//! The dossier: all that research brought home about one site, as stored between the phases. Analysis reads nothing else.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mail::MailDns;
use super::page::Page;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dossier {
    /// The host that was asked for, without `www.` rules applied; `None` when the lead names no site.
    pub domain: Option<String>,
    /// Where the home page was found in the end, after redirects.
    pub home_url: Option<String>,
    /// The address at another domain to which the home page sends its visitors. It was read as the company's site only when `home_url` is there too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    pub outcome: Outcome,
    /// Epoch milliseconds.
    pub started_at: i64,
    /// What the site answered, page by page; the first is the home page. At most the page budget.
    pub pages: Vec<Page>,
    pub robots: Robots,
    pub sitemap: Sitemap,
    pub probes: Probes,
    /// `None`: not asked for, because the host is overridden, the source is off, or there was no page worth a check.
    #[serde(default)]
    pub mail: Option<MailDns>,
    /// Every request made, in order.
    pub requests: Vec<Request>,
    /// Addresses that robots.txt asked us to leave alone, at most 50.
    #[serde(default)]
    pub left_alone: Vec<String>,
}

/// How much could be read, and if not all, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ResearchOutcome)]
pub struct Outcome {
    pub reading: Reading,
    pub reason: Option<Reason>,
    /// Plain detail for people and logs: `HTTP 403 from https://…`, `no such host`. Empty when the reading is ok.
    pub detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ResearchReading)]
pub enum Reading {
    Ok,
    /// Little to go on: be modest.
    Thin,
    /// The honest answer is that the site cannot be read.
    Insufficient,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ResearchReason)]
pub enum Reason {
    /// The lead names no site, and its address is at a free-mail host.
    NoDomain,
    /// The project does not read prospects' own sites: nothing was asked for.
    ResearchOff,
    /// The name does not resolve.
    NoSuchHost,
    /// Connection refused or reset.
    Refused,
    Timeout,
    Tls,
    /// The name leads to an address that is not public.
    PrivateAddress,
    TooLarge,
    RedirectLoop,
    /// 403, 429 or a challenge page.
    Blocked,
    /// robots.txt asks us not to read the home page.
    RobotsRefused,
    /// Any other status of 400 and above.
    HttpError,
    /// The body is not a web page, or is damaged beyond reading.
    NotHtml,
    Empty,
    /// The text is made by scripts in the browser.
    ScriptOnly,
    Parked,
    UnderConstruction,
    Login,
    /// The home page sends its visitors to another domain, which may be another firm's.
    Moved,
    /// Some text, but too little to know the company by.
    LittleText,
    /// Little text, because the content stands in frames.
    Frames,
    /// Little text, because scripts make the rest in the browser.
    Scripts,
}

impl Outcome {
    /// How many words of text were read, where the detail counts them.
    #[must_use]
    pub fn words(&self) -> Option<u64> {
        self.detail.strip_suffix(" words of text")?.parse().ok()
    }
}

/// One request that was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ResearchRequest)]
pub struct Request {
    pub url: String,
    /// `home`, `robots`, `sitemap`, `page`, `frame`, `probe`.
    pub purpose: String,
    /// Each address that redirected, with its status, then the last one.
    pub hops: Vec<Hop>,
    /// Final status; `None` when no answer came.
    pub status: Option<u16>,
    /// One word when it failed: `dns`, `refused`, `tls`, `timeout`, `private_address`, `too_large`, `redirects`, `reset`, …
    pub failure: Option<String>,
    pub fetched_at: i64,
    /// Body size in bytes after content decoding.
    pub body_bytes: u64,
    /// Until the first byte of the answer.
    pub ttfb_ms: u64,
    /// Answered from what was kept of an earlier visit; `fetched_at` is that visit's, and the site was not asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_cache: bool,
    /// The site was asked and said that what was kept has not changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_modified: bool,
    /// Until its last byte, or until the request failed; the pause between two requests to one host is not part of an answer's time.
    #[serde(default)]
    pub took_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ResearchHop)]
pub struct Hop {
    pub url: String,
    pub status: u16,
}

/// robots.txt (RFC 9309) as received.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Robots {
    pub url: Option<String>,
    pub status: Option<u16>,
    pub failure: Option<String>,
    pub fetched_at: i64,
    pub content_type: Option<String>,
    pub body_sha256: Option<String>,
    /// First 64 KiB of the text.
    pub text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sitemap {
    /// The first sitemap that was asked for.
    pub url: Option<String>,
    /// Where its address came from: `robots.txt` or `/sitemap.xml`.
    pub from: Option<String>,
    pub status: Option<u16>,
    pub fetched_at: i64,
    pub body_sha256: Option<String>,
    /// Size of the file as announced, or as read where nothing was announced.
    #[serde(default)]
    pub bytes: u64,
    /// Set when a body came but was not a well-formed sitemap.
    pub parse_error: Option<String>,
    /// Addresses found, all sitemaps together, at most 500 kept.
    pub urls: Vec<String>,
    /// Newest `lastmod` as written.
    pub newest_lastmod: Option<String>,
}

/// Single questions put to the site for the checks. `None`: not asked (no time left, robots refuses, or it makes no sense here).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Probes {
    /// True when requests were sent to an origin override: then TLS, DNS, HSTS and speed say nothing about the real host.
    pub overridden: bool,
    /// `http://host/`
    pub http: Option<Request>,
    /// The other of `www.host` and `host`.
    pub other_host: Option<Request>,
    /// The canonical link that the other host's page printed, when it answered 200.
    pub other_host_canonical: Option<String>,
    /// A random path that cannot exist.
    pub random_path: Option<Request>,
    /// True when the random path's page is the home page again, near enough.
    pub random_path_is_home: bool,
    pub favicon: Option<Probe>,
    pub og_image: Option<Probe>,
    /// Internal links that were tried besides the pages read: address, text of the link, answer.
    pub links: Vec<LinkProbe>,
    /// Style sheets, scripts and images whose headers were read.
    pub assets: Vec<Probe>,
    /// Sitemap addresses that were tried besides the pages read.
    #[serde(default)]
    pub listed: Vec<ListedProbe>,
    #[serde(default)]
    pub timing: Option<Timing>,
    #[serde(default)]
    pub certificate: Option<CertificateProbe>,
}

/// How long the home page took to begin its answer, connecting included, and how long a near host takes from the same place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Timing {
    pub url: String,
    pub fetched_at: i64,
    /// Milliseconds until the first byte, one for each request.
    pub ttfb_ms: Vec<u64>,
    /// The same for the control address; `None`: none is set, it did not answer, or it was not needed because the site is fast.
    pub baseline_ms: Option<u64>,
}

impl Timing {
    /// The middle one of the times, the lower of two; `None` without any.
    #[must_use]
    pub fn median_ms(&self) -> Option<u64> {
        let mut times = self.ttfb_ms.clone();
        times.sort_unstable();
        times.get(times.len().saturating_sub(1) / 2).copied()
    }
}

/// What the host shows on port 443.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificateProbe {
    pub host: String,
    pub fetched_at: i64,
    /// `None`: no certificate was seen.
    pub seen: Option<Certificate>,
    /// One word when none was seen: `dns`, `refused`, `tls`, `timeout`, …
    pub failure: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    pub trust: Trust,
    /// Epoch milliseconds.
    pub not_before: i64,
    /// Epoch milliseconds.
    pub not_after: i64,
    /// Organisation or common name; may be empty.
    pub issuer: String,
    /// Names it is made out for, at most 20.
    pub names: Vec<String>,
}

/// What a browser would make of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    Valid,
    Expired,
    NotYetValid,
    /// Made out for other names.
    WrongHost,
    SelfSigned,
    /// Signed by nobody who is known, revoked, or broken otherwise.
    Untrusted,
}

/// An address that the sitemap lists, as it answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedProbe {
    pub url: String,
    /// Final status; `None` when no answer came.
    pub status: Option<u16>,
    /// Where redirects led, when they led elsewhere.
    pub moved_to: Option<String>,
    /// The page asks search engines not to list it.
    pub noindex: bool,
    pub fetched_at: i64,
}

/// The answer to a request whose body was not kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Probe {
    pub url: String,
    pub status: Option<u16>,
    pub failure: Option<String>,
    pub fetched_at: i64,
    pub content_type: Option<String>,
    pub content_encoding: Option<String>,
    pub cache_control: Option<String>,
    pub body_bytes: u64,
    /// Pixels, for images whose header could be read.
    pub width: Option<u32>,
    pub height: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkProbe {
    pub found_on: String,
    pub url: String,
    pub text: String,
    pub in_nav: bool,
    pub status: Option<u16>,
    /// Two requests ended with an error of the same kind.
    #[serde(default)]
    pub twice: bool,
    pub failure: Option<String>,
    pub fetched_at: i64,
}
