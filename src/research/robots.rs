//! robots.txt (RFC 9309): which paths our product token may read, and which sitemaps are named. Time is bounded on any input:
//! patterns are matched greedily, part by part.

use crate::model::dossier::Robots as Received;

/// Our product token.
pub const TOKEN: &str = "MagnetiteBot";
/// RFC 9309 §2.5: at least 500 KiB must be parsed.
pub const MAX_BYTES: u64 = 500 * 1024;
/// Rules kept per file; a site that needs more has something else in mind.
const RULES_MAX: usize = 20_000;
/// Longest pattern looked at, in bytes.
const PATTERN_MAX_BYTES: usize = 2_000;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: String,
}

/// The rules that hold for one product token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    rules: Vec<Rule>,
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
        Self { rules: vec![Rule { allow: false, pattern: String::from("/") }], sitemaps: Vec::new() }
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
        let mut own: Option<Vec<Rule>> = None;
        let mut any: Vec<Rule> = Vec::new();
        let mut sitemaps = Vec::new();
        let (mut for_own, mut for_any, mut in_agents) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "user-agent" | "useragent" | "user agent" => {
                    if !in_agents {
                        (for_own, for_any) = (false, false);
                    }
                    in_agents = true;
                    let agent: String = value.chars().take_while(|letter| letter.is_ascii_alphabetic() || matches!(letter, '-' | '_')).collect();
                    if !agent.is_empty() && agent.eq_ignore_ascii_case(token) {
                        for_own = true;
                        own.get_or_insert_default();
                    }
                    for_any |= value.starts_with('*');
                }
                directive @ ("allow" | "disallow" | "dissallow" | "disalow") => {
                    in_agents = false;
                    // An empty pattern matches nothing.
                    if value.is_empty() || value.len() > PATTERN_MAX_BYTES {
                        continue;
                    }
                    let rule = Rule { allow: directive == "allow", pattern: normal(value) };
                    if for_own && let Some(own) = own.as_mut().filter(|own| own.len() < RULES_MAX) {
                        own.push(rule.clone());
                    }
                    if for_any && any.len() < RULES_MAX {
                        any.push(rule);
                    }
                }
                "sitemap" | "site-map" if sitemaps.len() < 50 && !value.is_empty() => sitemaps.push(value.to_owned()),
                _ => {}
            }
        }
        Self { rules: own.unwrap_or(any), sitemaps }
    }

    /// The longest matching pattern decides; between equals, allow. `target`: path and query of the address, beginning with `/`.
    #[must_use]
    pub fn allows(&self, target: &str) -> bool {
        if target.split(['?', '#']).next() == Some("/robots.txt") {
            return true;
        }
        let target = normal(target);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn allows(text: &str, target: &str) -> bool {
        Rules::parse(text, TOKEN).allows(target)
    }

    #[test]
    fn the_longest_match_decides_and_allow_wins_a_tie() {
        let text = "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /x\nAllow: /x\n";
        assert!(!allows(text, "/private/a"));
        assert!(allows(text, "/private/open/a"));
        assert!(allows(text, "/x"));
        assert!(allows(text, "/"));
    }

    #[test]
    fn our_own_group_replaces_the_star() {
        let text = "User-agent: *\nDisallow: /\n\nuser-agent: magnetitebot/1.0\nUser-agent: other\nDisallow: /a\n\nUser-Agent: MagnetiteBot\nDisallow: /b";
        assert!(allows(text, "/c"));
        assert!(!allows(text, "/a"), "groups of one token are taken together");
        assert!(!allows(text, "/b"));
        assert!(allows("User-agent: *\nDisallow: /\nUser-agent: MagnetiteBot\nDisallow:\n", "/"), "an empty group of our own allows all");
        assert!(!allows("User-agent: MagnetiteBotany\nDisallow:\nUser-agent: *\nDisallow: /", "/"));
    }

    #[test]
    fn stars_and_ends_are_understood() {
        for (pattern, target, hit) in [
            ("/*.php", "/a/b.php?x", true),
            ("/*.php$", "/a/b.php", true),
            ("/*.php$", "/a/b.php?x", false),
            ("/fish*", "/fishing", true),
            ("/fish/", "/fish", false),
            ("/a*b*c", "/axxbyyc", true),
            ("/a*b*c", "/acb", false),
            ("/$", "/", true),
            ("/$", "/a", false),
            ("*/b$", "/b/b", true),
            ("/a*$", "/abc", true),
            ("/ü", "/%C3%BC", true),
            ("/%7ea", "/~a", true),
            ("/a%3cb", "/a%3Cb", true),
        ] {
            assert_eq!(!allows(&format!("User-agent: *\nDisallow: {pattern}"), target), hit, "{pattern} {target}");
        }
    }

    #[test]
    fn a_missing_file_allows_and_a_broken_server_refuses() {
        let received = |status| Received { status, text: String::from("User-agent: *\nDisallow: /"), ..Received::default() };
        assert!(Rules::of(&received(Some(404))).allows("/"));
        assert!(Rules::of(&received(Some(403))).allows("/"));
        assert!(!Rules::of(&received(Some(503))).allows("/"));
        assert!(!Rules::of(&received(None)).allows("/"));
        assert!(!Rules::of(&received(Some(200))).allows("/"));
    }

    #[test]
    fn sitemaps_are_named_outside_groups() {
        let rules = Rules::parse("\u{feff}Sitemap: https://a.example/s.xml # main\r\nUser-agent: *\rDisallow: /x\r\nsitemap:/t.xml", TOKEN);
        assert_eq!(rules.sitemaps, ["https://a.example/s.xml", "/t.xml"]);
    }

    #[test]
    fn a_hostile_file_is_judged_in_time() {
        let started = std::time::Instant::now();
        let rule = format!("Disallow: /{}x\n", "*a".repeat(900));
        let text = format!("User-agent: *\n{}", rule.repeat(280));
        let rules = Rules::parse(&text, TOKEN);
        let target = format!("/{}", "a".repeat(8_000));
        assert!(rules.allows(&target));
        assert!(started.elapsed() < std::time::Duration::from_secs(2));
    }

    proptest::proptest! {
        #[test]
        fn any_file_and_path_can_be_judged(text in "(user-agent: \\*\n|disallow: |allow: |\\*|\\$|/|%|é|\\PC|\n){0,60}", target: String) {
            let _ = Rules::parse(&text, TOKEN).allows(&target);
        }
    }
}
