//! Finds the home page: which scheme and host answer, what robots.txt says there, and where refresh tags and one-line scripts lead on.

use std::sync::LazyLock;
use std::time::Duration;

use magnetite_fetch::{Answer, FetchError, Hop};
use regex::Regex;
use url::Url;

use super::outcome;
use super::outcome_words::PLATFORMS;
use super::urls;
use super::visit::{self, Visit};
use crate::model::dossier::{Outcome, Reason, Robots};
use crate::model::page::{Page, Role};

/// Pages that only lead on, one after another.
const REFRESHES_MAX: usize = 3;
/// A refresh after more seconds than this is a reload, not a redirect.
const REFRESH_MAX_SECONDS: f64 = 15.0;
/// A page with more words than this is read where it is.
const LEADING_ON_MAX_WORDS: u32 = 40;

pub(crate) struct Home {
    pub(crate) url: Url,
    pub(crate) robots: Robots,
    /// Where visitors are sent, when that is another domain.
    pub(crate) moved_to: Option<Url>,
    /// `Err`: there is an answer, but nothing to read.
    pub(crate) page: Result<Page, Outcome>,
}

/// Tries https, then http, then the same with (or without) `www.`. `Err` when no host answers or robots.txt refuses.
pub(crate) async fn find(visit: &mut Visit<'_>, domain: &str) -> Result<Home, (Outcome, Robots)> {
    let mut worst: Option<(u8, Outcome)> = None;
    let mut refused: Option<Home> = None;
    let mut last_robots = Robots::default();
    for start in origins(domain) {
        let within = visit.time_left() / 3;
        if within < Duration::from_millis(50) {
            break;
        }
        let robots = match visit.robots(&start, within).await {
            Ok(robots) => robots,
            Err(failure) => {
                last_robots =
                    Robots { url: Some(failure.url.to_string()), failure: Some(failure.error.word().to_owned()), fetched_at: visit.now(), ..Robots::default() };
                note(&mut worst, &failure.error, &failure.url);
                continue;
            }
        };
        last_robots = robots.clone();
        if visit.is_stopped(&start) {
            let detail = format!("HTTP {} from {}", robots.status.unwrap_or_default(), robots.url.as_deref().unwrap_or_default());
            return Err((outcome::insufficient(Reason::Blocked, detail), robots));
        }
        if !visit.allows(&start).await {
            return Err((robots_refused(&robots), robots));
        }
        match load(visit, start, robots).await {
            Ok(home) => {
                let settled = match &home.page {
                    Ok(_) => true,
                    Err(outcome) => outcome.reason != Some(Reason::HttpError),
                };
                if settled {
                    return Ok(home);
                }
                // A default host may answer with an error where http or www. has the site.
                refused.get_or_insert(home);
            }
            Err(Stop::Failed(error, url)) => note(&mut worst, &error, &url),
            Err(Stop::Robots(robots)) => return Err((robots_refused(&robots), robots)),
        }
    }
    if let Some(home) = refused {
        return Ok(home);
    }
    let outcome = worst.map_or_else(|| outcome::insufficient(Reason::Timeout, "no time was left"), |(_, outcome)| outcome);
    Err((outcome, last_robots))
}

fn origins(domain: &str) -> Vec<Url> {
    let twin = match domain.strip_prefix("www.") {
        Some(bare) => bare.to_owned(),
        None => format!("www.{domain}"),
    };
    [domain, &twin].iter().flat_map(|host| [format!("https://{host}/"), format!("http://{host}/")]).filter_map(|text| Url::parse(&text).ok()).collect()
}

/// Keeps the failure that tells most.
fn note(worst: &mut Option<(u8, Outcome)>, error: &FetchError, url: &Url) {
    let rank = match error {
        FetchError::PrivateAddress => 9,
        FetchError::TooLarge => 8,
        FetchError::Redirects => 7,
        FetchError::Tls(_) => 6,
        FetchError::Protocol(_) => 5,
        FetchError::Timeout => 4,
        FetchError::Reset | FetchError::Refused | FetchError::Unreachable => 3,
        _ => 1,
    };
    if worst.as_ref().is_none_or(|(known, _)| rank > *known) {
        *worst = Some((rank, outcome::of_failure(error, url.as_str())));
    }
}

fn robots_refused(robots: &Robots) -> Outcome {
    let url = robots.url.as_deref().unwrap_or_default();
    match robots.status {
        Some(status @ 500..) => outcome::insufficient(Reason::RobotsRefused, format!("HTTP {status} from {url}, which asks readers to stay away")),
        _ => outcome::insufficient(Reason::RobotsRefused, format!("{url} asks us not to read the site")),
    }
}

enum Stop {
    Failed(FetchError, Url),
    Robots(Robots),
}

async fn load(visit: &mut Visit<'_>, start: Url, mut robots: Robots) -> Result<Home, Stop> {
    let mut url = start.clone();
    let mut led_on = false;
    for step in 0..=REFRESHES_MAX {
        let within = visit.time_left() / 2;
        let result = visit.page_surely("home", &url, Role::Home, within).await;
        let (answer, page) = result.map_err(|failure| Stop::Failed(failure.error, failure.url))?;
        let moved_to = (!urls::same_site(&answer.url, &start)).then(|| answer.url.clone());
        if moved_to.is_some() && !is_own_move(&start, &answer, led_on) {
            return Ok(Home { page: Err(sent_away(&start, &answer, page.as_ref())), url: start, robots, moved_to });
        }
        if visit::origin(&answer.url) != visit::origin(&start) {
            robots = other_robots(visit, &start, &answer.url, robots).await?;
        }
        let page = match outcome::of_answer(&answer, visit::is_html(&answer)) {
            Some(outcome) => Err(outcome),
            None => page.ok_or_else(|| outcome::insufficient(Reason::NotHtml, "the page could not be parsed in time")),
        };
        if let Ok(page) = &page
            && step < REFRESHES_MAX
            && let Some(next) = leads_to(page, &answer.url)
            && urls::key(&next) != urls::key(&answer.url)
        {
            led_on |= !urls::same_site(&next, &start);
            url = next;
            if visit::origin(&url) != visit::origin(&start) || url.path() != "/" {
                robots = other_robots(visit, &start, &url, robots).await?;
            }
            continue;
        }
        return Ok(Home { url: answer.url, robots, moved_to, page });
    }
    Err(Stop::Failed(FetchError::Redirects, url))
}

/// The home page stands on another origin: its robots.txt counts too.
async fn other_robots(visit: &mut Visit<'_>, start: &Url, landed: &Url, robots: Robots) -> Result<Robots, Stop> {
    let redirected = visit
        .requests
        .iter()
        .rev()
        .find(|request| request.purpose == "robots" && request.status.is_some())
        .and_then(|request| request.hops.last())
        .and_then(|hop| Url::parse(&hop.url).ok());
    if redirected.is_some_and(|file| file.path() == "/robots.txt" && visit::origin(&file) == visit::origin(landed)) {
        visit.same_rules(start, landed);
    } else if visit::origin(landed) != visit::origin(start) {
        let within = visit.time_left() / 3;
        let own = visit.robots(landed, within).await.map_err(|failure| Stop::Failed(failure.error, failure.url))?;
        if !visit.allows(landed).await {
            return Err(Stop::Robots(own));
        }
        return Ok(own);
    }
    if visit.allows(landed).await { Ok(robots) } else { Err(Stop::Robots(robots)) }
}

/// Whether the site at another domain is still the company's own: the same name under another suffix, or a redirect that is meant for ever (301, 308)
/// and ends on a home page. A redirect to a page within another site says whose that site is, not that it is theirs.
fn is_own_move(start: &Url, answer: &Answer, led_on: bool) -> bool {
    let (from, to) = (urls::name(&urls::host(start)), urls::name(&urls::host(&answer.url)));
    if from == to {
        return true;
    }
    if PLATFORMS.contains(&urls::registrable(&urls::host(&answer.url)).as_str()) {
        return false;
    }
    let crossing = |pair: &[Hop]| matches!(pair, [one, next] if !urls::same_site(&one.url, &next.url));
    let lasting = answer.hops.windows(2).filter(|pair| crossing(pair)).all(|pair| matches!(pair, [one, _] if matches!(one.status, 301 | 308)));
    lasting && !led_on && (urls::is_home(&answer.url) || are_alike(&from, &to))
}

/// What it means that visitors are sent to a site that is not the company's: a log-in, a challenge or a seller of names may stand on a host of its own.
fn sent_away(start: &Url, answer: &Answer, page: Option<&Page>) -> Outcome {
    if outcome::is_parking(&urls::host(&answer.url)) {
        return outcome::insufficient(Reason::Parked, format!("{start} sends its visitors to {}", answer.url));
    }
    if page.is_some_and(|page| page.forms.iter().any(|form| form.is_login)) {
        return outcome::insufficient(Reason::Login, format!("{start} sends its visitors to a log-in at {}", answer.url));
    }
    let turned_away = outcome::of_answer(answer, visit::is_html(answer)).filter(|told| matches!(told.reason, Some(Reason::Blocked | Reason::Login)));
    turned_away.unwrap_or_else(|| outcome::moved(start, &answer.url))
}

/// `mueller` and `mueller-bau`: one name within the other.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.replace('-', ""), other.replace('-', ""));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.len() >= 4 && long.contains(&short)
}

/// Where a refresh tag, or a script on an otherwise bare page, sends the visitor.
fn leads_to(page: &Page, url: &Url) -> Option<Url> {
    if page.visible_words > LEADING_ON_MAX_WORDS {
        return None;
    }
    if let Some(next) = page.metas.iter().filter(|meta| meta.name == "refresh").find_map(|meta| refresh_target(&meta.content)) {
        return urls::resolve(url, next);
    }
    if page.visible_words > 12 || !page.frames.is_empty() {
        return None;
    }
    let scripts = page.scripts.iter().filter_map(|script| script.inline.as_deref());
    scripts.filter_map(script_target).find_map(|target| urls::resolve(url, target))
}

fn script_target(script: &str) -> Option<&str> {
    Some(SCRIPT_REDIRECT.as_ref()?.captures(script)?.get(1)?.as_str())
}

static SCRIPT_REDIRECT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r#"(?:(?:window|document|self|top)\.)?location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*["']([^"'\s]{1,500})["']"#;
    Regex::new(pattern).ok()
});

/// `0; url='/start.html'` → `/start.html`.
fn refresh_target(content: &str) -> Option<&str> {
    let (delay, rest) = content.split_once([';', ','])?;
    if delay.trim().parse::<f64>().ok().is_none_or(|seconds| seconds > REFRESH_MAX_SECONDS) {
        return None;
    }
    let rest = rest.trim();
    let target = match rest.get(..3) {
        Some(prefix) if prefix.eq_ignore_ascii_case("url") => rest.get(3..)?.trim_start().strip_prefix('=')?.trim(),
        _ => rest,
    };
    let target = target.trim_matches(['"', '\'', ' ']);
    (!target.is_empty()).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refresh_tags_are_understood() {
        for (content, target) in [
            ("0; url='/start.html'", Some("/start.html")),
            ("5;URL=https://firm.example/", Some("https://firm.example/")),
            ("0, en/", Some("en/")),
            ("300; url=/", None),
            ("30", None),
            ("x;url=/", None),
            ("0;url=", None),
        ] {
            assert_eq!(refresh_target(content), target, "{content}");
        }
    }

    #[test]
    fn only_a_location_with_a_fixed_address_is_a_redirect() {
        assert_eq!(script_target("window.location.href = \"/en/\";"), Some("/en/"));
        assert_eq!(script_target("location.replace('home.html')"), Some("home.html"));
        assert_eq!(script_target("if (location.href == x) go(location)"), None);
    }
}
