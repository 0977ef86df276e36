//! robots.txt as the checks read it (RFC 9309): groups with line numbers, the rule that decides, and lines that cannot be understood.

/// Lines looked at; 64 KiB of text are kept at most.
const LINES_MAX: usize = 5_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule<'t> {
    pub allow: bool,
    pub pattern: &'t str,
    /// As written, white space trimmed.
    pub line: &'t str,
    pub number: usize,
}

#[derive(Debug, Default)]
struct Group<'t> {
    agents: Vec<String>,
    rules: Vec<Rule<'t>>,
}

#[derive(Debug)]
pub struct RobotsTxt<'t> {
    groups: Vec<Group<'t>>,
}

/// A line that cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub struct BadLine<'t> {
    pub number: usize,
    pub text: &'t str,
    pub problem: &'static str,
}

impl<'t> RobotsTxt<'t> {
    #[must_use]
    pub fn parse(text: &'t str) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut naming = false;
        for (number, line) in lines(text) {
            let Some((key, value)) = split(line) else { continue };
            let allow = key == "allow";
            if key == "user-agent" {
                if !naming {
                    groups.push(Group::default());
                }
                naming = true;
                if let Some(group) = groups.last_mut() {
                    group.agents.push(product(value));
                }
            } else if allow || key == "disallow" {
                naming = false;
                if let Some(group) = groups.last_mut().filter(|_| !value.is_empty()) {
                    group.rules.push(Rule { allow, pattern: value, line: line.trim(), number });
                }
            }
        }
        Self { groups }
    }

    /// The rule that closes this path (with query) to the agent; `None` when it may be read. The longest pattern wins, allow wins a tie.
    #[must_use]
    pub fn closed_by(&self, agent: &str, path: &str) -> Option<&Rule<'t>> {
        let agent = agent.to_ascii_lowercase();
        let own: Vec<&Group> = self.groups.iter().filter(|group| group.agents.contains(&agent)).collect();
        let groups = if own.is_empty() { self.groups.iter().filter(|group| group.agents.iter().any(|name| name == "*")).collect() } else { own };
        let matching = groups.into_iter().flat_map(|group| &group.rules).filter(|rule| matches(rule.pattern, path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allow, std::cmp::Reverse(rule.number))).filter(|rule| !rule.allow)
    }
}

/// Lines that no crawler understands, by the rules that Lighthouse's `robots-txt` audit applies.
#[must_use]
pub fn bad_lines(text: &str) -> Vec<BadLine<'_>> {
    let mut in_group = false;
    let mut bad = Vec::new();
    for (number, line) in lines(text) {
        let content = line.split('#').next().unwrap_or_default().trim();
        if content.is_empty() {
            continue;
        }
        let problem = match split(line) {
            None => Some("syntax not understood"),
            Some((key, value)) => {
                if key == "user-agent" {
                    in_group = true;
                }
                problem(&key, value, in_group)
            }
        };
        if let Some(problem) = problem {
            bad.push(BadLine { number, text: line.trim(), problem });
        }
    }
    bad
}

const KNOWN: &[&str] = &[
    "user-agent",
    "allow",
    "disallow",
    "sitemap",
    "crawl-delay",
    "clean-param",
    "host",
    "request-rate",
    "visit-time",
    "noindex",
    "content-signal",
    "content-usage",
];

fn problem(key: &str, value: &str, in_group: bool) -> Option<&'static str> {
    let rule = matches!(key, "allow" | "disallow");
    if !KNOWN.contains(&key) {
        Some("unknown directive")
    } else if key == "sitemap"
        && !["http://", "https://", "ftp://"].iter().any(|scheme| value.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
    {
        Some("invalid sitemap address")
    } else if key == "user-agent" && value.is_empty() || rule && !in_group {
        Some("no user-agent named")
    } else if rule && !value.is_empty() && !value.starts_with(['/', '*']) {
        Some("the path must begin with / or *")
    } else if rule && value.find('$').is_some_and(|at| at + 1 != value.len()) {
        Some("$ may only stand at the end")
    } else {
        None
    }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let unix = text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    unix.take(LINES_MAX).enumerate().map(|(n, line)| (n + 1, line))
}

fn split(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split('#').next().unwrap_or_default().split_once(':')?;
    Some((key.trim().to_ascii_lowercase(), value.trim()))
}

fn product(value: &str) -> String {
    if value.starts_with('*') {
        return "*".to_owned();
    }
    value.chars().take_while(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_')).collect::<String>().to_ascii_lowercase()
}

/// `*` stands for anything, `$` at the end for the end of the path. Greedy from the left, so linear in the path for each piece.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let mut last_open = !pattern.contains('*');
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        if whole && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match rest.find(piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
        last_open = false;
    }
    !(whole && last_open) || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_pattern_wins_and_allow_wins_a_tie() {
        let robots = RobotsTxt::parse("User-agent: *\nDisallow: /\nAllow: /open\n\nUser-agent: Googlebot\nDisallow: /private*\nAllow: /private/ok$\n");
        assert_eq!(robots.closed_by("OtherBot", "/x").map(|rule| rule.number), Some(2));
        assert!(robots.closed_by("OtherBot", "/open/door").is_none());
        assert!(robots.closed_by("Googlebot", "/x").is_none());
        assert!(robots.closed_by("Googlebot", "/private/ok").is_none());
        assert_eq!(robots.closed_by("Googlebot", "/private/ok2").map(|rule| rule.line), Some("Disallow: /private*"));
    }

    #[test]
    fn wildcards_and_ends_match_as_the_rfc_says() {
        for (pattern, path, expected) in [
            ("/", "/anything", true),
            ("/fish", "/fish.html", true),
            ("/fish$", "/fish.html", false),
            ("/fish$", "/fish", true),
            ("/*.php$", "/a/b.php", true),
            ("/*.php$", "/a/b.php?x", false),
            ("/a*b*c", "/axxbyyc", true),
            ("*", "/", true),
            ("/fish*", "/Fish", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_misspelt_directive_is_found_with_its_line() {
        let bad = bad_lines("User-agent: *\nDisalow: /x\n# a comment: fine\nhello\nAllow: x\nSitemap: /s.xml\n");
        let found: Vec<_> = bad.iter().map(|line| (line.number, line.problem)).collect();
        assert_eq!(found, [(2, "unknown directive"), (4, "syntax not understood"), (5, "the path must begin with / or *"), (6, "invalid sitemap address")]);
    }

    #[test]
    fn a_clean_file_has_no_bad_line() {
        assert!(
            bad_lines("\u{feff}User-agent: *\r\nDisallow:\r\nCrawl-delay: 5\r\nSitemap: https://a.example/sitemap.xml\r\nContent-Signal: search=yes\r\n")
                .is_empty()
        );
    }
}
