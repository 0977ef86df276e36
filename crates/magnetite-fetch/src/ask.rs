//! What is asked in one call: method, headers, and how much of the answer is wanted.

use std::time::{Duration, Instant};

use bytes::Bytes;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    #[default]
    Get,
    Head,
    /// Redirects of a POST are never followed.
    Post,
}

/// What becomes of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// Read it and return it.
    #[default]
    All,
    /// Read it when the content type says text, XML or nothing; else leave it on the wire.
    Text,
    /// Read and count it, return nothing of it.
    Count,
    /// Leave it on the wire.
    Nothing,
}

/// What a body beyond the limit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overflow {
    /// `FetchError::TooLarge`.
    #[default]
    Fail,
    /// The first bytes are returned and `Answer::truncated` is set.
    Truncate,
}

#[derive(Debug, Clone)]
pub struct Ask {
    pub method: Method,
    pub accept: Option<String>,
    /// Further request headers. They are dropped when a redirect leaves the host.
    pub headers: Vec<(String, String)>,
    /// Sent with `Method::Post`.
    pub payload: Option<Bytes>,
    /// Lower than the setting, in decoded bytes.
    pub max_bytes: Option<u64>,
    pub overflow: Overflow,
    pub keep: Keep,
    pub follow: bool,
    /// Gives up with `Timeout` at this instant, waiting for the host's turn included.
    pub deadline: Option<Instant>,
    /// Rest since the last request to the host, where it is longer than the setting.
    pub rest: Duration,
}

impl Default for Ask {
    fn default() -> Self {
        Self {
            method: Method::Get,
            accept: None,
            headers: Vec::new(),
            payload: None,
            max_bytes: None,
            overflow: Overflow::Fail,
            keep: Keep::All,
            follow: true,
            deadline: None,
            rest: Duration::ZERO,
        }
    }
}

impl Ask {
    #[must_use]
    pub fn get() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn head() -> Self {
        Self { method: Method::Head, keep: Keep::Nothing, ..Self::default() }
    }

    #[must_use]
    pub fn post(payload: Bytes) -> Self {
        Self { method: Method::Post, payload: Some(payload), follow: false, ..Self::default() }
    }

    #[must_use]
    pub fn accept(mut self, accept: &str) -> Self {
        self.accept = Some(accept.to_owned());
        self
    }

    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// At most this many decoded bytes; see `Overflow` for what happens beyond.
    #[must_use]
    pub fn at_most(mut self, max_bytes: u64, overflow: Overflow) -> Self {
        self.max_bytes = Some(max_bytes);
        self.overflow = overflow;
        self
    }

    #[must_use]
    pub fn no_redirects(mut self) -> Self {
        self.follow = false;
        self
    }

    /// At least so long after the last request to the host.
    #[must_use]
    pub fn after(mut self, rest: Duration) -> Self {
        self.rest = rest;
        self
    }

    #[must_use]
    pub fn until(mut self, deadline: Instant) -> Self {
        self.deadline = Some(deadline);
        self
    }
}
