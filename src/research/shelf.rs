//! Answers kept between visits: which are, when one may stand for the site's, and what is asked when it is too old (RFC 9110 §13, RFC 9111 §3).

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use magnetite_fetch::{Answer, Ask, Keep, Method};
use url::Url;

use super::read::masked_cookie;
use crate::model::dossier;
use crate::model::kept::Kept;

/// Of one project; the store has it, tests have their own. `url` is the address as asked for.
pub trait Shelf: Send + Sync {
    /// An entry no older than this is used without asking.
    fn max_age(&self) -> Duration;
    /// `None` when nothing is kept, or it cannot be had now.
    fn get<'a>(&'a self, url: &'a str) -> Pin<Box<dyn Future<Output = Option<Kept>> + Send + 'a>>;
    fn put<'a>(&'a self, url: &'a str, kept: Kept) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;
}

/// A larger body is not kept, in bytes.
const BODY_MAX_BYTES: usize = 1024 * 1024;

/// Whether an answer to this may be kept, or one that is kept used.
pub(crate) fn is_for_keeping(ask: &Ask) -> bool {
    ask.method == Method::Get && matches!(ask.keep, Keep::All | Keep::Text)
}

/// What is worth keeping of an answer. `None`: nothing, because it is cut, large, unread, an error that may pass, or not to be stored.
pub(crate) fn kept(answer: &Answer, fetched_at: i64) -> Option<Kept> {
    let lasting = matches!(answer.status, 200 | 404 | 410);
    let no_store = answer.headers.iter().any(|(name, value)| name == "cache-control" && value.to_ascii_lowercase().contains("no-store"));
    let unread = answer.body.is_empty() && answer.content_length().is_some_and(|length| length > 0);
    if !lasting || no_store || unread || answer.truncated || answer.body.len() > BODY_MAX_BYTES {
        return None;
    }
    let masked = |(name, value): &(String, String)| (name.clone(), if name == "set-cookie" { masked_cookie(value) } else { value.clone() });
    Some(Kept {
        fetched_at,
        url: answer.url.to_string(),
        hops: answer.hops.iter().map(|hop| dossier::Hop { url: hop.url.to_string(), status: hop.status }).collect(),
        status: answer.status,
        headers: answer.headers.iter().map(masked).collect(),
        ttfb_ms: answer.ttfb_ms,
        body: answer.body.to_vec(),
    })
}

/// `now` and `fetched_at` in epoch milliseconds; an entry from the future is not fresh.
pub(crate) fn is_fresh(kept: &Kept, max_age: Duration, now: i64) -> bool {
    let age = u64::try_from(now.saturating_sub(kept.fetched_at)).ok().map(Duration::from_millis);
    !max_age.is_zero() && age.is_some_and(|age| age <= max_age)
}

/// Asks only for what has changed, where the kept answer says how.
pub(crate) fn conditional(ask: Ask, kept: &Kept) -> Ask {
    let mut ask = ask;
    for (name, validator) in [("if-none-match", "etag"), ("if-modified-since", "last-modified")] {
        if let Some(value) = kept.header(validator).filter(|value| !value.is_empty() && value.bytes().all(|byte| (0x20..0x7f).contains(&byte))) {
            ask = ask.header(name, value);
        }
    }
    ask
}

/// The kept answer in the place of a new one. `None` when its addresses cannot be read.
pub(crate) fn answer(kept: &Kept) -> Option<Answer> {
    let body_bytes = u64::try_from(kept.body.len()).unwrap_or(u64::MAX);
    Some(Answer {
        url: Url::parse(&kept.url).ok()?,
        hops: kept.hops.iter().map(|hop| Some(magnetite_fetch::Hop { url: Url::parse(&hop.url).ok()?, status: hop.status })).collect::<Option<_>>()?,
        status: kept.status,
        headers: kept.headers.clone(),
        body: Bytes::from(kept.body.clone()),
        body_bytes,
        wire_bytes: body_bytes,
        content_encoding: kept.header("content-encoding").map(str::to_owned),
        ttfb_ms: kept.ttfb_ms,
        took_ms: kept.ttfb_ms,
        truncated: false,
    })
}

/// The site says that nothing has changed (304): the body stays, the headers that came are newer.
pub(crate) fn confirmed(kept: &Kept, news: &Answer, fetched_at: i64) -> Kept {
    let mut hops: Vec<dossier::Hop> = news.hops.iter().map(|hop| dossier::Hop { url: hop.url.to_string(), status: hop.status }).collect();
    if let Some(last) = hops.last_mut() {
        last.status = kept.status;
    }
    let mut kept = Kept { fetched_at, ttfb_ms: news.ttfb_ms, hops, ..kept.clone() };
    for (name, value) in news.headers.iter().filter(|(name, _)| !matches!(name.as_str(), "content-length" | "content-encoding" | "set-cookie")) {
        match kept.headers.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => old.clone_from(value),
            None => kept.headers.push((name.clone(), value.clone())),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn came(status: u16, headers: &[(&str, &str)], body: &'static str) -> Answer {
        let url = Url::parse("https://firm.example/a").unwrap();
        Answer {
            hops: vec![magnetite_fetch::Hop { url: url.clone(), status }],
            url,
            status,
            headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            body: Bytes::from_static(body.as_bytes()),
            body_bytes: 5,
            wire_bytes: 5,
            content_encoding: None,
            ttfb_ms: 7,
            took_ms: 9,
            truncated: false,
        }
    }

    #[test]
    fn what_passes_or_must_not_be_stored_is_not_kept() {
        assert!(kept(&came(200, &[], "hello"), 1).is_some());
        assert!(kept(&came(404, &[], ""), 1).is_some());
        for status in [206, 302, 403, 429, 500, 503] {
            assert_eq!(kept(&came(status, &[], ""), 1), None, "{status}");
        }
        assert_eq!(kept(&came(200, &[("cache-control", "private, No-Store")], "hello"), 1), None);
        assert_eq!(kept(&came(200, &[("content-length", "9")], ""), 1), None, "a body that was left on the wire");
        assert_eq!(kept(&Answer { truncated: true, ..came(200, &[], "hello") }, 1), None);
    }

    #[test]
    fn no_cookie_value_is_kept() {
        let kept = kept(&came(200, &[("set-cookie", "sid=secret; Secure")], "hello"), 1).unwrap();
        assert_eq!(kept.header("set-cookie"), Some("sid=…; Secure"));
    }

    #[test]
    fn an_entry_is_fresh_within_its_age_and_never_from_the_future() {
        let entry = kept(&came(200, &[], "hello"), 10_000).unwrap();
        let hour = Duration::from_secs(3_600);
        assert!(is_fresh(&entry, hour, 10_000) && is_fresh(&entry, hour, 3_610_000));
        assert!(!is_fresh(&entry, hour, 3_610_001) && !is_fresh(&entry, hour, 9_999) && !is_fresh(&entry, Duration::ZERO, 10_000));
    }

    #[test]
    fn an_unchanged_answer_keeps_its_body_and_takes_the_new_headers() {
        let entry = kept(&came(200, &[("etag", "\"1\""), ("x-old", "a")], "hello"), 10).unwrap();
        let asked = conditional(Ask::get(), &entry);
        assert_eq!(asked.headers, [(String::from("if-none-match"), String::from("\"1\""))]);
        let fresh = confirmed(&entry, &came(304, &[("x-old", "b"), ("x-new", "c"), ("content-length", "0")], ""), 20);
        assert_eq!((fresh.fetched_at, fresh.status, fresh.body.as_slice()), (20, 200, &b"hello"[..]));
        assert_eq!((fresh.header("x-old"), fresh.header("x-new"), fresh.header("content-length")), (Some("b"), Some("c"), None));
        assert_eq!(answer(&fresh).unwrap().body.as_ref(), b"hello");
    }
}
