//! The walk of one request: judge the address, wait for the host's turn, send, check the peer, read within bounds, and again for each redirect.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::{Client, ClientBuilder, Response};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::body::{self, Body};
use crate::error::classify;
use crate::gate::Gates;
use crate::guard::{self, Route};
use crate::resolver::{self, Guarded, Lookup};
use crate::{Answer, Ask, Dns, FetchError, FetchFailure, Hop, Keep, Method, Settings, is_public};

const ACCEPT_DEFAULT: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5";
const ACCEPT_ENCODINGS: &str = "gzip, br, zstd, deflate";
/// Names and values of all response headers together.
const HEADER_BYTES_MAX: usize = 64 * 1024;
const HEADERS_MAX: usize = 200;
/// Longest address that is sent.
const URL_BYTES_MAX: usize = 8 * 1024;

/// Cheap to share behind an `Arc`; one per process, because the pace is kept per `Fetcher`.
pub struct Fetcher {
    pub(crate) settings: Settings,
    guarded: Client,
    overridden: Client,
    pub(crate) gates: Gates,
    pub(crate) lookup: Lookup,
    dns: Dns,
    /// When it was measured, and milliseconds.
    pub(crate) baseline: Mutex<Option<(std::time::Instant, u64)>>,
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fetcher").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Fetcher {
    /// Fails with `Setup` when the settings cannot be used, like a user agent with a line break.
    pub fn new(settings: Settings) -> Result<Self, FetchError> {
        Self::with_lookup(settings, resolver::system())
    }

    pub(crate) fn with_lookup(settings: Settings, lookup: Lookup) -> Result<Self, FetchError> {
        // Another part of the process may have installed a provider before; either is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let resolver = Arc::new(Guarded { lookup: lookup.clone() });
        let guarded = client(|| bounded(&settings).dns_resolver(resolver.clone()))?;
        let overridden = client(|| bounded(&settings))?;
        let (gates, dns) = (Gates::new(settings.pace), Dns::new(settings.dns));
        Ok(Self { gates, dns, baseline: Mutex::new(None), lookup, settings, guarded, overridden })
    }

    /// Questions to the domain name system, put to the source of the settings.
    #[must_use]
    pub fn dns(&self) -> &Dns {
        &self.dns
    }

    /// Whether requests for this host name go to an override's origin.
    #[must_use]
    pub fn is_overridden(&self, host: &str) -> bool {
        Url::parse(&format!("http://{host}/")).is_ok_and(|url| matches!(guard::route(&url, &self.settings.overrides), Ok(Route::Override { .. })))
    }

    /// One request with its redirects. Dropping the future closes the connection.
    pub async fn get(&self, url: &Url, ask: &Ask) -> Result<Answer, FetchFailure> {
        let mut url = guard::clean(url);
        let mut hops: Vec<Hop> = Vec::new();
        let mut left = self.settings.request_timeout;
        let first_host = url.host_str().map(str::to_owned);
        loop {
            let foreign = url.host_str() != first_host.as_deref();
            // One request of ours, however many hops it takes: the longer rest is before the first.
            let rest = if hops.is_empty() { ask.rest } else { Duration::ZERO };
            let step = self.hop(&url, ask, rest, foreign, &mut left).await;
            let (answer, location) = match step {
                Ok(step) => step,
                Err(error) => return Err(FetchFailure { error, url, hops }),
            };
            hops.push(Hop { url: url.clone(), status: answer.status });
            let Some(location) = location else {
                return Ok(Answer { hops, ..answer });
            };
            let Ok(next) = url.join(&location) else {
                return Err(FetchFailure { error: FetchError::BadUrl, url, hops });
            };
            url = guard::clean(&next);
            if hops.len() > self.settings.max_redirects || hops.iter().any(|hop| hop.url == url) {
                return Err(FetchFailure { error: FetchError::Redirects, url, hops });
            }
        }
    }

    /// One address. Returns the answer and, when a redirect is to be followed, where to.
    async fn hop(&self, url: &Url, ask: &Ask, rest: Duration, foreign: bool, left: &mut Duration) -> Result<(Answer, Option<String>), FetchError> {
        if url.as_str().len() > URL_BYTES_MAX {
            return Err(FetchError::BadUrl);
        }
        let route = guard::route(url, &self.settings.overrides)?;
        let asked_until = ask.deadline.map(Instant::from_std);
        let host = url.host_str().unwrap_or_default().trim_end_matches('.');
        let turn = match asked_until {
            Some(deadline) => timeout_at(deadline, self.gates.enter(host, rest)).await.map_err(|_| FetchError::Timeout)?,
            None => self.gates.enter(host, rest).await,
        };
        let started = Instant::now();
        let own = started + *left;
        let deadline = asked_until.map_or(own, |asked| asked.min(own));
        let result = timeout_at(deadline, self.exchange(url, &route, ask, foreign, started)).await;
        drop(turn);
        *left = left.saturating_sub(started.elapsed());
        result.unwrap_or(Err(FetchError::Timeout))
    }

    async fn exchange(&self, url: &Url, route: &Route, ask: &Ask, foreign: bool, started: Instant) -> Result<(Answer, Option<String>), FetchError> {
        let response = self.send(url, route, ask, foreign).await?;
        let passed_ms = || u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let ttfb_ms = passed_ms();
        if *route == Route::Public && !response.remote_addr().is_some_and(|peer| is_public(peer.ip())) {
            return Err(FetchError::PrivateAddress);
        }
        let headers = lossy(response.headers())?;
        let encoding = joined(response.headers(), &CONTENT_ENCODING);
        let status = response.status().as_u16();
        let redirect = matches!(status, 301 | 302 | 303 | 307 | 308) && ask.follow && ask.method != Method::Post;
        let location = redirect.then(|| joined(response.headers(), &LOCATION)).flatten();
        let body = if location.is_some() || !wants_body(&response, ask) {
            Body::none()
        } else {
            let max_bytes = ask.max_bytes.unwrap_or(u64::MAX).min(self.settings.max_bytes);
            body::read(response, encoding.as_deref(), max_bytes, ask.overflow, ask.keep != Keep::Count).await?
        };
        let answer = Answer {
            url: url.clone(),
            hops: Vec::new(),
            status,
            headers,
            body: body.kept,
            body_bytes: body.decoded_bytes,
            wire_bytes: body.wire_bytes,
            content_encoding: encoding,
            ttfb_ms,
            took_ms: passed_ms(),
            truncated: body.truncated,
        };
        Ok((answer, location))
    }

    async fn send(&self, url: &Url, route: &Route, ask: &Ask, foreign: bool) -> Result<Response, FetchError> {
        let method = match ask.method {
            Method::Get => reqwest::Method::GET,
            Method::Head => reqwest::Method::HEAD,
            Method::Post => reqwest::Method::POST,
        };
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, value(ask.accept.as_deref().unwrap_or(ACCEPT_DEFAULT))?);
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(ACCEPT_ENCODINGS));
        if !foreign {
            for (name, text) in &ask.headers {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| FetchError::Protocol(String::from("a request header is not valid")))?;
                headers.insert(name, value(text)?);
            }
        }
        let request = match route {
            Route::Public => self.guarded.request(method, url.clone()),
            Route::Override { to, host } => {
                headers.insert(HOST, value(host)?);
                self.overridden.request(method, to.clone())
            }
        };
        let request = match &ask.payload {
            Some(payload) if ask.method == Method::Post => request.body(payload.clone()),
            _ => request,
        };
        request.headers(headers).send().await.map_err(|error| classify(&error))
    }
}

/// Certificates are judged by the system's store; a machine without one gets the roots that come with the program.
fn client(builder: impl Fn() -> ClientBuilder) -> Result<Client, FetchError> {
    let built = builder().build().or_else(|_| builder().tls_backend_preconfigured(built_in_roots()).build());
    built.map_err(|error| FetchError::Setup(std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)))
}

pub(crate) fn built_in_roots() -> rustls::ClientConfig {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()
}

fn bounded(settings: &Settings) -> ClientBuilder {
    Client::builder()
        .user_agent(&settings.user_agent)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .pool_max_idle_per_host(0)
        .connect_timeout(settings.connect_timeout)
        .http1_max_headers(HEADERS_MAX)
        .http2_max_header_list_size(64 * 1024)
}

fn wants_body(response: &Response, ask: &Ask) -> bool {
    let bodiless = ask.method == Method::Head || matches!(response.status().as_u16(), 204 | 205 | 304);
    let wanted = match ask.keep {
        Keep::All | Keep::Count => true,
        Keep::Nothing => false,
        Keep::Text => is_text(response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default()),
    };
    wanted && !bodiless
}

fn is_text(content_type: &[u8]) -> bool {
    let essence = String::from_utf8_lossy(content_type).split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.is_empty() || essence.starts_with("text/") || essence.contains("html") || essence.contains("xml") || essence == "application/unknown"
}

fn value(text: &str) -> Result<HeaderValue, FetchError> {
    HeaderValue::from_str(text).map_err(|_| FetchError::Protocol(String::from("a request header is not valid")))
}

/// All values of one header as one list; a `Location` is taken only once.
fn joined(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let mut values = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned()).filter(|value| !value.is_empty());
    let first = values.next()?;
    Some(if name == LOCATION { first } else { values.fold(first, |list, value| list + ", " + &value) })
}

fn lossy(headers: &HeaderMap) -> Result<Vec<(String, String)>, FetchError> {
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > HEADER_BYTES_MAX {
        return Err(FetchError::TooLarge);
    }
    Ok(headers.iter().map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect())
}
