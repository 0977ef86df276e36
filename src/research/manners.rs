//! Manners beside robots.txt: how long a site asks us to wait before the next request, and when it is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use magnetite_fetch::Answer;
use url::Url;

use super::urls;

/// A wait for a site that says "too many requests" and not how long to stay away.
const WAIT_UNSAID: Duration = Duration::from_secs(2);
/// A site that says "too many requests" this often in one visit is left alone.
const TOO_MANY_MAX: usize = 3;

/// What an answer says about asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) time: Duration,
    /// Said of us (429), not of the site's own state (503).
    pub(crate) too_many: bool,
}

/// What is known of the hosts of one visit.
#[derive(Debug, Default)]
pub(crate) struct Manners {
    /// When the last request to the host ended; those for robots.txt are not counted, which is read before any rest is known.
    ended: BTreeMap<String, Instant>,
    /// Sites (registrable domains) that are asked nothing more.
    stopped: BTreeSet<String>,
    too_many: usize,
}

impl Manners {
    /// The wait that the site still wants before the next request to this host.
    pub(crate) fn wait(&self, url: &Url, delay: Option<Duration>) -> Duration {
        let (Some(delay), Some(ended)) = (delay, self.ended.get(&urls::host(url))) else { return Duration::ZERO };
        delay.saturating_sub(ended.elapsed())
    }

    /// The rest that the host must have had since the last request.
    pub(crate) fn rest(&self, url: &Url, delay: Option<Duration>) -> Duration {
        delay.filter(|_| self.ended.contains_key(&urls::host(url))).unwrap_or_default()
    }

    pub(crate) fn ended<'u>(&mut self, asked: impl Iterator<Item = &'u Url>) {
        for url in asked {
            self.ended.insert(urls::host(url), Instant::now());
        }
    }

    pub(crate) fn is_stopped(&self, url: &Url) -> bool {
        self.stopped.contains(&urls::registrable(&urls::host(url)))
    }

    pub(crate) fn stop(&mut self, url: &Url) {
        self.stopped.insert(urls::registrable(&urls::host(url)));
    }

    /// How long to wait before the one further try, or `None` to ask the site nothing more. `patience`: the longest wait that fits.
    pub(crate) fn push_back(&mut self, wait: Wait, patience: Duration) -> Option<Duration> {
        self.too_many += usize::from(wait.too_many);
        (wait.time <= patience && self.too_many < TOO_MANY_MAX).then_some(wait.time)
    }
}

/// How long the site asks us to stay away; `None` when it does not. `now`: epoch milliseconds.
pub(crate) fn asks_to_wait(answer: &Answer, now: i64) -> Option<Wait> {
    let said = answer.header("retry-after").and_then(|value| retry_after(value, now));
    match answer.status {
        429 => Some(Wait { time: said.unwrap_or(WAIT_UNSAID), too_many: true }),
        503 => said.map(|time| Wait { time, too_many: false }),
        _ => None,
    }
}

/// Seconds, or a date (RFC 9110 §10.2.3).
fn retry_after(value: &str, now: i64) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(Duration::from_secs(u64::from(seconds)));
    }
    let until = jiff::fmt::rfc2822::parse(value).ok()?.timestamp().as_millisecond();
    Some(Duration::from_millis(u64::try_from(until.saturating_sub(now)).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn seconds_and_dates_are_understood() {
        let now = 1_445_412_450_000; // 2015-10-21 07:27:30
        for (value, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Wed, 21 Oct 2015 07:28:00 GMT", Some(30)),
            ("Wed, 21 Oct 2015 07:00:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
            ("", None),
        ] {
            assert_eq!(retry_after(value, now), seconds.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn a_site_that_pushes_back_again_and_again_is_left_alone() {
        let mut manners = Manners::default();
        let (second, patience) = (Duration::from_secs(1), Duration::from_secs(5));
        let wait = |time, too_many| Wait { time, too_many };
        assert_eq!(manners.push_back(wait(second * 9, false), patience), None, "no wait that does not fit");
        for too_many in [true, false, false, true] {
            assert_eq!(manners.push_back(wait(second, too_many), patience), Some(second));
        }
        assert_eq!(manners.push_back(wait(second, true), patience), None);
        let (www, other) = (Url::parse("https://www.firm.example/").unwrap(), Url::parse("https://other.example/").unwrap());
        manners.stop(&www);
        assert!(manners.is_stopped(&Url::parse("http://firm.example/x").unwrap()) && !manners.is_stopped(&other));
    }

    #[test]
    fn the_wanted_rest_begins_after_the_first_page() {
        let mut manners = Manners::default();
        let (url, delay) = (Url::parse("https://firm.example/").unwrap(), Some(Duration::from_secs(60)));
        assert_eq!((manners.wait(&url, delay), manners.rest(&url, delay)), (Duration::ZERO, Duration::ZERO));
        manners.ended([&url].into_iter());
        assert!(manners.wait(&url, delay) > Duration::from_secs(50));
        assert_eq!((manners.rest(&url, delay), manners.wait(&url, None)), (Duration::from_secs(60), Duration::ZERO));
    }
}
