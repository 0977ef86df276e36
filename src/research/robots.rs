//! robots.txt (RFC 9309): which paths our product token may read, how long to rest between requests, and which sitemaps are named. Spelling mistakes
//! are read as Google's parser reads them. Time is bounded on any input: patterns are matched greedily, part by part.

use std::time::Duration;

use crate::model::dossier::Robots as Received;

#[cfg(test)]
mod tests;

/// Our product token.
pub const TOKEN: &str = "MagnetiteBot";
/// RFC 9309 §2.5: at least 500 KiB must be parsed.
pub const MAX_BYTES: u64 = 500 * 1024;
/// Rules kept per file; a site that needs more has something else in mind.
const RULES_MAX: usize = 20_000;
/// Of a longer pattern only this much is looked at, in bytes. No longer address is ever asked for.
const PATTERN_MAX_BYTES: usize = 8 * 1024;
/// A longer `Crawl-delay` means the same: one page of this visit.
const DELAY_MAX_SECONDS: f64 = 3_600.0;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: String,
}

/// All groups of one agent, taken together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Group {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

/// The rules that hold for one product token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    rules: Vec<Rule>,
    /// Rest that the site wants between two requests (`Crawl-delay`, which many sites use and no standard has). At most an hour.
    pub delay: Option<Duration>,
    /// `Sitemap:` lines of the whole file, in order.
    pub sitemaps: Vec<String>,
}

impl Rules {
    /// Everything is allowed: no file (4xx).
    #[must_use]
    pub fn allow_all() -> Self {
        Self::default()
    }

    /// Nothing is allowed: the file cannot be had (5xx, RFC 9309 §2.3.1.4).
    #[must_use]
    pub fn refuse_all() -> Self {
        Self { rules: vec![Rule { allow: false, pattern: String::from("/") }], ..Self::default() }
    }

    /// What the received file means for our own token.
    #[must_use]
    pub fn of(received: &Received) -> Self {
        match received.status {
            Some(200..=299) => Self::parse(&received.text, TOKEN),
            Some(500..=599) | None => Self::refuse_all(),
            Some(_) => Self::allow_all(),
        }
    }

    /// The groups that name `token` (without regard to case), all taken together; without one, the groups for `*`.
    #[must_use]
    pub fn parse(text: &str, token: &str) -> Self {
        let mut own: Option<Group> = None;
        let mut any = Group::default();
        let mut sitemaps = Vec::new();
        let (mut for_own, mut for_any, mut in_agents) = (false, false, false);
        // A byte order mark, whole or in part, which decoding has turned into U+FFFD.
        for line in text.trim_start_matches(['\u{feff}', '\u{fffd}']).split(['\n', '\r']) {
            let Some((name, value)) = pair(line) else { continue };
            match name.to_ascii_lowercase().as_str() {
                "user-agent" | "useragent" | "user agent" => {
                    if !in_agents {
                        (for_own, for_any) = (false, false);
                    }
                    in_agents = true;
                    if names(value, token) {
                        for_own = true;
                        own.get_or_insert_default();
                    }
                    for_any |= value.strip_prefix('*').is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
                }
                "allow" => {
                    in_agents = false;
                    add(own.as_mut().filter(|_| for_own), Some(&mut any).filter(|_| for_any), true, value);
                }
                "disallow" | "dissallow" | "dissalow" | "disalow" | "diasllow" | "disallaw" => {
                    in_agents = false;
                    add(own.as_mut().filter(|_| for_own), Some(&mut any).filter(|_| for_any), false, value);
                }
                "crawl-delay" => {
                    for group in [own.as_mut().filter(|_| for_own), Some(&mut any).filter(|_| for_any)].into_iter().flatten() {
                        group.delay = group.delay.or_else(|| delay(value));
                    }
                }
                "sitemap" | "site-map" if sitemaps.len() < 50 && !value.is_empty() => sitemaps.push(value.to_owned()),
                _ => {}
            }
        }
        let Group { rules, delay } = own.unwrap_or(any);
        Self { rules, delay, sitemaps }
    }

    /// The longest matching pattern decides; between equals, allow. `target`: path and query of the address, beginning with `/`.
    #[must_use]
    pub fn allows(&self, target: &str) -> bool {
        if target.split(['?', '#']).next() == Some("/robots.txt") {
            return true;
        }
        let target = normal(target).replace('*', "%2A").replace('$', "%24");
        let mut best: Option<(usize, bool)> = None;
        for rule in &self.rules {
            let rank = (rule.pattern.len(), rule.allow);
            if best.is_none_or(|best| rank > best) && matches(&rule.pattern, &target) {
                best = Some(rank);
            }
        }
        best.is_none_or(|(_, allow)| allow)
    }

    #[must_use]
    pub fn allows_url(&self, url: &url::Url) -> bool {
        match url.query() {
            Some(query) => self.allows(&format!("{}?{query}", url.path())),
            None => self.allows(url.path()),
        }
    }
}

/// Name and value of a line, without comment and outer white space. A forgotten colon is understood where two words stand alone.
fn pair(line: &str) -> Option<(&str, &str)> {
    let line = line.split('#').next().unwrap_or_default().trim();
    if let Some((name, value)) = line.split_once(':') {
        return Some((name.trim_end(), value.trim_start()));
    }
    let mut words = line.split_whitespace();
    let pair = (words.next()?, words.next()?);
    words.next().is_none().then_some(pair)
}

/// A product token is letters, `-` and `_`; what follows it (a version) does not count (RFC 9309 §2.2.1).
fn names(value: &str, token: &str) -> bool {
    let end = value.find(|letter: char| !letter.is_ascii_alphabetic() && !matches!(letter, '-' | '_')).unwrap_or(value.len());
    value.get(..end).is_some_and(|agent| !agent.is_empty() && agent.eq_ignore_ascii_case(token))
}

fn add(own: Option<&mut Group>, any: Option<&mut Group>, allow: bool, value: &str) {
    // An empty pattern matches nothing.
    if value.is_empty() {
        return;
    }
    let pattern = pattern(value);
    // Where a folder's index file is allowed, so is the folder.
    let folder = pattern.rfind('/').filter(|at| allow && pattern.get(*at..).is_some_and(|name| name.starts_with("/index.htm")));
    let folder = folder.and_then(|at| pattern.get(..=at)).map(|folder| format!("{folder}$"));
    for group in [own, any].into_iter().flatten() {
        for pattern in [Some(&pattern), folder.as_ref()].into_iter().flatten() {
            if group.rules.len() < RULES_MAX {
                group.rules.push(Rule { allow, pattern: pattern.clone() });
            }
        }
    }
}

/// Spelled as addresses are; a `$` that does not stand at the end stands for itself.
fn pattern(value: &str) -> String {
    let mut end = value.len().min(PATTERN_MAX_BYTES);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    let pattern = normal(value.get(..end).unwrap_or_default());
    match pattern.strip_suffix('$') {
        Some(stem) => stem.replace('$', "%24") + "$",
        None => pattern.replace('$', "%24"),
    }
}

fn delay(value: &str) -> Option<Duration> {
    let seconds: f64 = value.split_whitespace().next()?.replace(',', ".").parse().ok()?;
    (seconds.is_finite() && seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(DELAY_MAX_SECONDS)))
}

/// One spelling for every path (RFC 9309 §2.2.2): bytes beyond ASCII are percent-coded, hex digits are upper case, coded letters and digits are decoded.
fn normal(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok()).filter(|pair| pair.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match (byte, pair) {
            (b'%', Some(pair)) => {
                let decoded = u8::from_str_radix(pair, 16).unwrap_or_default();
                if decoded.is_ascii_alphanumeric() || matches!(decoded, b'-' | b'.' | b'_' | b'~') {
                    out.push(char::from(decoded));
                } else {
                    out.push('%');
                    out.push_str(&pair.to_ascii_uppercase());
                }
                at += 3;
                continue;
            }
            (0x21..=0x7e, _) => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        at += 1;
    }
    out
}

/// `*` stands for anything, `$` at the end for the end; otherwise a prefix matches. Greedy leftmost search is exact for these patterns.
fn matches(pattern: &str, target: &str) -> bool {
    let (pattern, anchored) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*').peekable();
    let Some(mut rest) = parts.next().and_then(|first| target.strip_prefix(first)) else { return false };
    let mut last_is_star = false;
    while let Some(part) = parts.next() {
        last_is_star = part.is_empty();
        if anchored && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(found) => rest = rest.get(found + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    !anchored || rest.is_empty() || last_is_star
}
