//! The way out for webhooks: one POST to a checked, pinned address, on a connection that may be used again. No redirects, no proxy; time and bytes
//! are bounded, and of an answer no more is held in memory than is kept.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue, USER_AGENT};
use http::{HeaderMap, Request, Uri};
use http_body_util::{BodyExt, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::time::timeout;
use tower_service::Service;
use url::{Host, Url};

use crate::error::{Carried, classify};
use crate::fetcher::built_in_roots;
use crate::guard::{clean, is_private_name};
use crate::resolver::{self, Lookup, checked};
use crate::{FetchError, is_public};

/// Of an answer's body, so much is kept.
pub const ANSWER_KEPT_BYTES: usize = 16 * 1024;
/// A longer body is `too_large`.
pub const ANSWER_MAX_BYTES: u64 = 1024 * 1024;
/// What a connection reads ahead, and the longest head of an answer. By default it would grow to 400 KiB under a fast sender.
const BUFFER_BYTES: usize = 16 * 1024;
/// Of an answer's headers, so many are kept, and so much of each value.
const HEADERS_KEPT: usize = 64;
const HEADER_KEPT_CHARS: usize = 512;
/// Connections at rest to one host, and how long they are kept: many servers hang up after five seconds.
const IDLE_MAX: usize = 8;
const IDLE_TIME: Duration = Duration::from_secs(4);
const CONNECT_TIME: Duration = Duration::from_secs(5);

/// What holds for every POST of one [`Poster`].
#[derive(Debug, Clone)]
pub struct PostSettings {
    pub user_agent: String,
    /// Loopback and private addresses, and plain http, are let through.
    pub allow_private: bool,
    /// From the look-up of the name to the end of the answer's body.
    pub deadline: Duration,
}

/// A whole answer, of which the beginning is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    pub status: u16,
    /// Names in lower case, values as lossy UTF-8 of at most 512 characters, in the order received; at most 64.
    pub headers: Vec<(String, String)>,
    /// The first bytes as sent, at most [`ANSWER_KEPT_BYTES`].
    pub body: Vec<u8>,
    /// Bytes of the body that were read.
    pub body_bytes: u64,
}

impl Posted {
    /// First header of that name (lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Why no whole answer came, and what came of one.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{error}")]
pub struct PostFailure {
    pub error: FetchError,
    pub got: Option<Posted>,
}

/// Cheap to share behind an `Arc`; one per process, because connections are kept in it.
pub struct Poster {
    settings: PostSettings,
    lookup: Lookup,
    client: Out,
}

impl std::fmt::Debug for Poster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Poster").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Poster {
    /// # Errors
    /// `Setup` when the machine's certificates cannot be used, `Protocol` for a user agent with a line break.
    pub fn new(settings: PostSettings) -> Result<Self, FetchError> {
        Self::with_lookup(settings, resolver::system())
    }

    pub(crate) fn with_lookup(settings: PostSettings, lookup: Lookup) -> Result<Self, FetchError> {
        header_value(&settings.user_agent)?;
        let client = client(lookup.clone(), settings.allow_private);
        Ok(Self { settings, lookup, client })
    }

    /// Whether a POST would be let out to this address now: scheme, spelling, and what the name resolves to.
    ///
    /// # Errors
    /// `BadScheme`, `BadUrl`, `Dns`, `PrivateAddress`, or `Timeout` after the deadline.
    pub async fn check(&self, url: &Url) -> Result<(), FetchError> {
        let allow_private = self.settings.allow_private;
        spelling(url, allow_private)?;
        let Some(Host::Domain(name)) = url.host() else { return Ok(()) };
        let found = timeout(self.settings.deadline, (self.lookup)(name.to_owned())).await.map_err(|_| FetchError::Timeout)?;
        checked(found.map_err(|_| FetchError::Dns)?, allow_private).map(drop)
    }

    /// Sends `body` and reads the whole answer. Of an answer that is no 2xx nothing is read beyond what is kept.
    /// Dropping the future closes the connection.
    ///
    /// # Errors
    /// The [`FetchError`] with what came of the answer until then.
    pub async fn post(&self, url: &Url, headers: &[(&str, &str)], body: Bytes) -> Result<Posted, PostFailure> {
        let mut got = None;
        let bounds = Bounds { kept: ANSWER_KEPT_BYTES, read: ANSWER_MAX_BYTES };
        let sent = async {
            let mut request = request(url, self.settings.allow_private, headers, body)?;
            request.headers_mut().entry(USER_AGENT).or_insert(header_value(&self.settings.user_agent)?);
            exchange(&self.client, request, bounds, &mut got).await
        };
        let done = timeout(self.settings.deadline, sent).await;
        match (done.unwrap_or(Err(FetchError::Timeout)), got) {
            (Ok(()), Some(posted)) => Ok(posted),
            (Ok(()), None) => Err(PostFailure { error: FetchError::Reset, got: None }),
            (Err(error), got) => Err(PostFailure { error, got }),
        }
    }
}

/// How much of an answer is kept and read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub kept: usize,
    pub read: u64,
}

pub(crate) type Out = Client<HttpsConnector<HttpConnector<Pinned>>, Full<Bytes>>;

/// A client whose connections are judged and pinned.
pub(crate) fn client(lookup: Lookup, allow_private: bool) -> Out {
    // Another part of the process may have installed a provider before; either is fine.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let tls = public_roots();
    let mut http = HttpConnector::new_with_resolver(Pinned { lookup, allow_private });
    http.enforce_http(false);
    http.set_nodelay(true);
    http.set_connect_timeout(Some(CONNECT_TIME));
    let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().wrap_connector(http);
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE_TIME)
        .pool_max_idle_per_host(IDLE_MAX)
        .http1_read_buf_exact_size(BUFFER_BYTES)
        .build(connector)
}

/// The roots of the system; a machine without certificates gets those that come with the program.
pub(crate) fn public_roots() -> ClientConfig {
    ClientConfig::builder().with_platform_verifier().map_or_else(|_| built_in_roots(), |builder| builder.with_no_client_auth())
}

/// A POST to this address, when its spelling is let out.
pub(crate) fn request(url: &Url, allow_private: bool, headers: &[(&str, &str)], body: Bytes) -> Result<Request<Full<Bytes>>, FetchError> {
    // The connector asks the resolver for names alone: addresses are judged here.
    spelling(url, allow_private)?;
    let uri: Uri = clean(url).as_str().parse().map_err(|_| FetchError::BadUrl)?;
    let mut request = Request::post(uri).body(Full::new(body)).map_err(|_| FetchError::BadUrl)?;
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| FetchError::Protocol(String::from("a request header is not valid")))?;
        request.headers_mut().insert(name, header_value(value)?);
    }
    Ok(request)
}

/// Sends the request and reads the answer into `got`. Of an answer that is no 2xx nothing is read beyond [`ANSWER_KEPT_BYTES`].
pub(crate) async fn exchange(client: &Out, request: Request<Full<Bytes>>, bounds: Bounds, got: &mut Option<Posted>) -> Result<(), FetchError> {
    let response = client.request(request).await.map_err(|error| classify(&error))?;
    let status = response.status();
    let posted = got.insert(Posted { status: status.as_u16(), headers: kept_headers(response.headers()), body: Vec::new(), body_bytes: 0 });
    let kept = if status.is_success() { bounds.kept } else { bounds.kept.min(ANSWER_KEPT_BYTES) };
    let mut incoming = response.into_body();
    while let Some(frame) = incoming.frame().await {
        let Ok(data) = frame.map_err(|error| classify(&error))?.into_data() else { continue };
        posted.body_bytes = posted.body_bytes.saturating_add(u64::try_from(data.len()).unwrap_or(u64::MAX));
        let room = kept - posted.body.len();
        posted.body.extend_from_slice(data.get(..room).unwrap_or(&data));
        if !status.is_success() && posted.body.len() == kept {
            return Ok(());
        }
        if posted.body_bytes > bounds.read {
            return Err(FetchError::TooLarge);
        }
    }
    Ok(())
}

/// Judges an address as it is written; names are judged again by what they resolve to.
fn spelling(url: &Url, allow_private: bool) -> Result<(), FetchError> {
    match url.scheme() {
        "https" => {}
        "http" if allow_private => {}
        _ => return Err(FetchError::BadScheme),
    }
    let public = match url.host() {
        None => return Err(FetchError::BadUrl),
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            if name.is_empty() || name.len() > 253 {
                return Err(FetchError::BadUrl);
            }
            !is_private_name(&name.to_ascii_lowercase())
        }
    };
    if public || allow_private { Ok(()) } else { Err(FetchError::PrivateAddress) }
}

/// Resolves a name once, at each new connection, and hands the connector only addresses that are let through.
#[derive(Clone)]
pub(crate) struct Pinned {
    lookup: Lookup,
    allow_private: bool,
}

impl Service<Name> for Pinned {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = Carried;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Carried>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Carried>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let (lookup, allow_private) = (Arc::clone(&self.lookup), self.allow_private);
        Box::pin(async move {
            let found = lookup(name.as_str().to_owned()).await.map_err(|_| Carried(FetchError::Dns))?;
            let addresses = checked(found, allow_private).map_err(Carried)?;
            Ok(addresses.into_iter().map(|address| SocketAddr::new(address, 0)).collect::<Vec<_>>().into_iter())
        })
    }
}

pub(crate) fn header_value(text: &str) -> Result<HeaderValue, FetchError> {
    HeaderValue::from_str(text).map_err(|_| FetchError::Protocol(String::from("a request header is not valid")))
}

fn kept_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let kept = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).chars().take(HEADER_KEPT_CHARS).collect();
    headers.iter().take(HEADERS_KEPT).map(|(name, value)| (name.as_str().to_owned(), kept(value))).collect()
}
