//! An answer of a site as it is kept between the visits of one project, so that the site is not asked twice for the same.

use serde::{Deserialize, Serialize};

use super::dossier::Hop;

/// Made and used by `research/shelf.rs`; stored by `store/kept_answers.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    /// When the site sent it, or last said that it has not changed; epoch milliseconds.
    pub fetched_at: i64,
    /// Address after redirects.
    pub url: String,
    /// Each address that redirected, with its status, then the last one.
    pub hops: Vec<Hop>,
    pub status: u16,
    /// Names in lower case, in order; `set-cookie` values masked to name and flags.
    pub headers: Vec<(String, String)>,
    /// Until the first byte of the answer.
    pub ttfb_ms: u64,
    /// After content decoding; stored apart from the rest.
    #[serde(skip)]
    pub body: Vec<u8>,
}

impl Kept {
    /// First header of that name (lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
