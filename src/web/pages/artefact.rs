//! What goes over the wire of an artefact: in the coding that the client likes best, nothing when it has it already, a part of it where it asks for one.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;

use crate::store::objects::{Coding, Form, Packed};

/// 200, 206, 304 or 416 with `head` and the headers of RFC 9110 that belong to it. A HEAD request loses its body further out.
pub fn answer(packed: &Packed, form: Form, head: &HeaderMap, asked: &HeaderMap) -> Response {
    let coding = wanted(asked, packed);
    let (body, tag) = match coding.and_then(|coding| Some((coding, packed.coded(coding)?))) {
        Some((coding, bytes)) => (bytes, format!("\"{}.{}\"", packed.hash, coding.as_str())),
        None => (&packed.plain, format!("\"{}\"", packed.hash)),
    };
    // Text is short and packed; parts are for what is sent as it is.
    let in_parts = matches!(form, Form::Pdf | Form::Image);
    let mut response = Response::new(Body::empty());
    *response.headers_mut() = head.clone();
    if is_known(asked, &tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        match in_parts.then(|| part(asked, &tag, body.len())).flatten() {
            None => *response.body_mut() = Body::from(body.clone()),
            Some(part) => in_part(&mut response, body, &part),
        }
    }
    let success = response.status().is_success();
    let headers = response.headers_mut();
    if in_parts {
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    } else {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if success {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(form.content_type()));
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.as_str()));
        }
    }
    response
}

/// The coding that the client likes best (RFC 9110 12.5.3), of equals the smallest; `None`: as it is.
fn wanted(asked: &HeaderMap, packed: &Packed) -> Option<Coding> {
    let listed: Vec<(&str, f32)> = items(asked, header::ACCEPT_ENCODING)
        .filter_map(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, ""));
            let weight = weight.trim();
            let weight = if weight.is_empty() { 1.0 } else { weight.strip_prefix("q=").or_else(|| weight.strip_prefix("Q="))?.trim().parse().ok()? };
            Some((name.trim(), weight))
        })
        .collect();
    let weight = |name: &str| {
        let own = listed.iter().find(|(listed, _)| listed.eq_ignore_ascii_case(name) || (name == "gzip" && listed.eq_ignore_ascii_case("x-gzip")));
        own.or_else(|| listed.iter().find(|(listed, _)| *listed == "*")).map_or(0.0, |(_, weight)| *weight)
    };
    let offered = Coding::ALL.into_iter().filter(|coding| packed.coded(*coding).is_some() && weight(coding.as_str()) > 0.0);
    let best = offered.reduce(|best, next| if weight(next.as_str()) > weight(best.as_str()) { next } else { best })?;
    // Who names the plain text and likes it better gets it.
    let plain = listed.iter().find(|(listed, _)| listed.eq_ignore_ascii_case("identity")).map_or(0.0, |(_, weight)| *weight);
    (weight(best.as_str()) >= plain).then_some(best)
}

/// RFC 9110 13.1.2: any of the listed tags, weak or strong, or `*`.
fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    items(asked, header::IF_NONE_MATCH).any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn items(asked: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    asked.get_all(name).iter().filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(',')).map(str::trim).filter(|item| !item.is_empty())
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// First and last byte.
    Of(usize, usize),
    Outside,
}

/// The part that is asked for (RFC 9110 14.2); `None`: all of it, as for several parts at once or a tag of other bytes.
fn part(asked: &HeaderMap, tag: &str, length: usize) -> Option<Part> {
    // A date never matches: we give none.
    if asked.get(header::IF_RANGE).is_some_and(|known| known.as_bytes() != tag.as_bytes()) {
        return None;
    }
    let (first, last) = asked.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=")?.trim().split_once('-')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<usize>().unwrap_or(usize::MAX));
    match (first, last) {
        ("", "") => None,
        ("", last) => match number(last)? {
            0 => Some(Part::Outside),
            _ if length == 0 => Some(Part::Outside),
            count => Some(Part::Of(length.saturating_sub(count), length - 1)),
        },
        (first, last) => {
            let first = number(first)?;
            let last = if last.is_empty() { usize::MAX } else { number(last)? };
            if last < first {
                None
            } else if first >= length {
                Some(Part::Outside)
            } else {
                Some(Part::Of(first, last.min(length - 1)))
            }
        }
    }
}

fn in_part(response: &mut Response, body: &Bytes, part: &Part) {
    let (status, range) = match *part {
        Part::Of(first, last) => {
            *response.body_mut() = Body::from(body.slice(first..=last));
            (StatusCode::PARTIAL_CONTENT, format!("bytes {first}-{last}/{}", body.len()))
        }
        Part::Outside => (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{}", body.len())),
    };
    *response.status_mut() = status;
    if let Ok(range) = HeaderValue::from_str(&range) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn asked(headers: &[(header::HeaderName, &str)]) -> HeaderMap {
        headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap())).collect()
    }

    fn page() -> Packed {
        Packed::new("<p>Every sentence has its source.</p>\n".repeat(99).into_bytes(), Form::Page)
    }

    #[test]
    fn the_coding_is_the_one_the_client_likes_best_and_of_equals_the_smallest() {
        for (accept, coding) in [
            ("gzip, deflate, br, zstd", Some(Coding::Brotli)),
            ("gzip, deflate", Some(Coding::Gzip)),
            ("br;q=0.4, gzip;q=0.9", Some(Coding::Gzip)),
            ("br;q=0, *;q=0.5", Some(Coding::Zstd)),
            ("*", Some(Coding::Brotli)),
            ("identity, gzip;q=0.5", None),
            ("deflate", None),
            ("gzip;q=0", None),
            ("gzip;q=x", None),
            ("", None),
        ] {
            assert_eq!(wanted(&asked(&[(header::ACCEPT_ENCODING, accept)]), &page()), coding, "{accept}");
        }
        assert_eq!(wanted(&HeaderMap::new(), &page()), None);
    }

    #[test]
    fn each_coding_has_a_tag_of_its_own_and_is_not_sent_again_to_who_has_it() {
        let packed = page();
        let first = answer(&packed, Form::Page, &HeaderMap::new(), &asked(&[(header::ACCEPT_ENCODING, "br")]));
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!((first.status(), tag.as_str()), (StatusCode::OK, format!("\"{}.br\"", packed.hash).as_str()));
        let again =
            answer(&packed, Form::Page, &HeaderMap::new(), &asked(&[(header::ACCEPT_ENCODING, "br"), (header::IF_NONE_MATCH, &format!("\"x\", W/{tag}"))]));
        assert_eq!((again.status(), again.headers().get(header::CONTENT_ENCODING)), (StatusCode::NOT_MODIFIED, None));
        assert_eq!(again.headers()[header::VARY], "accept-encoding");
        let plain = answer(&packed, Form::Page, &HeaderMap::new(), &asked(&[(header::IF_NONE_MATCH, &tag)]));
        assert_eq!(plain.status(), StatusCode::OK);
    }

    #[test]
    fn a_part_is_given_where_one_is_asked_for() {
        let of = |range: &str| part(&asked(&[(header::RANGE, range)]), "\"a\"", 1_000);
        assert_eq!(of("bytes=0-0"), Some(Part::Of(0, 0)));
        assert_eq!(of("bytes=900-"), Some(Part::Of(900, 999)));
        assert_eq!(of("bytes=900-5000"), Some(Part::Of(900, 999)));
        assert_eq!(of("bytes=-200"), Some(Part::Of(800, 999)));
        assert_eq!(of("bytes=-99999999999999999999999"), Some(Part::Of(0, 999)));
        assert_eq!(of("bytes=1000-"), Some(Part::Outside));
        assert_eq!(of("bytes=-0"), Some(Part::Outside));
        for other in ["bytes=5-1", "bytes=a-b", "bytes=-", "bytes=0-1,5-9", "lines=0-1", "bytes=+1-2", ""] {
            assert_eq!(of(other), None, "{other}");
        }
        let since = |tag: &str| part(&asked(&[(header::RANGE, "bytes=0-9"), (header::IF_RANGE, tag)]), "\"a\"", 1_000);
        assert_eq!((since("\"a\""), since("\"b\""), since("W/\"a\"")), (Some(Part::Of(0, 9)), None, None));
    }
}
