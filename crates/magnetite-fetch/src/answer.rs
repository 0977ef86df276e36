//! What came back.

use bytes::Bytes;
use url::Url;

/// One address on the way and the status it answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    pub url: Url,
    pub status: u16,
}

#[derive(Debug, Clone)]
pub struct Answer {
    /// The real address after redirects, also when an override was used.
    pub url: Url,
    /// Every address that answered, in order; the last is `url` with `status`.
    pub hops: Vec<Hop>,
    pub status: u16,
    /// Names in lower case, values as lossy UTF-8, in the order received.
    pub headers: Vec<(String, String)>,
    /// Decoded; empty when the `Ask` did not want it.
    pub body: Bytes,
    /// Decoded bytes read. Equals `body.len()` when the body was kept.
    pub body_bytes: u64,
    /// Body bytes on the wire before decoding.
    pub wire_bytes: u64,
    /// `Content-Encoding` as sent.
    pub content_encoding: Option<String>,
    /// From sending the last request, connecting included, to its status line.
    pub ttfb_ms: u64,
    /// Until the last byte of the body, counted from the same moment.
    pub took_ms: u64,
    /// The body went on beyond the limit.
    pub truncated: bool,
}

impl Answer {
    /// First header of that name (lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `Content-Length` as sent, when it is a number.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.header("content-length").and_then(|value| value.trim().parse().ok())
    }
}
