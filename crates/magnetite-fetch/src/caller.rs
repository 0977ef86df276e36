//! The way out to a language model's server: one POST of JSON with a secret in its headers, and the whole answer within bounds of bytes and time.
//! Addresses are judged and pinned as for webhooks (`post`); no redirects, no proxy, no encoded answers.

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use tokio::time::timeout;
use url::Url;

use crate::post::{Bounds, Out, client, exchange, header_value, request};
use crate::resolver::{self, Lookup};
use crate::{FetchError, PostFailure, Posted};

/// Headers that carry a secret: they print as `Sensitive`.
const SECRET: [HeaderName; 2] = [AUTHORIZATION, HeaderName::from_static("x-api-key")];

/// What holds for one call.
#[derive(Debug, Clone, Copy)]
pub struct CallLimits {
    /// From the look-up of the name to the end of the answer's body.
    pub deadline: Duration,
    /// A longer body is `too_large`.
    pub max_bytes: u32,
    /// Loopback and private addresses, and plain http, are let through.
    pub private_ok: bool,
}

/// Cheap to share behind an `Arc`; one per process, because connections are kept in it.
pub struct Caller {
    user_agent: String,
    public: Out,
    private: Out,
}

impl std::fmt::Debug for Caller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Caller").field("user_agent", &self.user_agent).finish_non_exhaustive()
    }
}

impl Caller {
    /// # Errors
    /// `Protocol` for a user agent with a line break.
    pub fn new(user_agent: impl Into<String>) -> Result<Self, FetchError> {
        Self::with_lookup(user_agent.into(), &resolver::system())
    }

    pub(crate) fn with_lookup(user_agent: String, lookup: &Lookup) -> Result<Self, FetchError> {
        header_value(&user_agent)?;
        Ok(Self { user_agent, public: client(lookup.clone(), false), private: client(lookup.clone(), true) })
    }

    /// Sends `body` as JSON and reads the whole answer: all of a 2xx up to `max_bytes`, of any other status the first 16 KiB. Dropping the future closes
    /// the connection.
    ///
    /// # Errors
    /// The [`FetchError`] with what came of the answer until then; `Protocol` for an answer in a content encoding, which nobody asked for.
    pub async fn call(&self, url: &Url, headers: &[(&str, &str)], body: Bytes, limits: CallLimits) -> Result<Posted, PostFailure> {
        let mut got = None;
        let kept = usize::try_from(limits.max_bytes).unwrap_or(usize::MAX);
        let bounds = Bounds { kept, read: limits.max_bytes.into() };
        let sent = async {
            let mut request = request(url, limits.private_ok, headers, body)?;
            let out = request.headers_mut();
            for name in SECRET {
                if let Some(value) = out.get_mut(name) {
                    value.set_sensitive(true);
                }
            }
            out.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            out.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
            out.insert(USER_AGENT, header_value(&self.user_agent)?);
            exchange(if limits.private_ok { &self.private } else { &self.public }, request, bounds, &mut got).await
        };
        let done = timeout(limits.deadline, sent).await.unwrap_or(Err(FetchError::Timeout));
        match (done, got) {
            (Ok(()), Some(posted)) if posted.header("content-encoding").is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) => {
                Err(PostFailure { error: FetchError::Protocol(String::from("an encoded answer that was not asked for")), got: Some(posted) })
            }
            (Ok(()), Some(posted)) => Ok(posted),
            (Ok(()), None) => Err(PostFailure { error: FetchError::Reset, got: None }),
            (Err(error), got) => Err(PostFailure { error, got }),
        }
    }
}
