//! Why a request failed: one word for machines, one sentence for people. Also how the client's nested errors map to them.

use std::error::Error as StdError;
use std::io;

use url::Url;

use crate::Hop;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("the host name does not resolve")]
    Dns,
    #[error("the connection was refused")]
    Refused,
    #[error("the host cannot be reached")]
    Unreachable,
    #[error("the connection was closed before the answer was complete")]
    Reset,
    #[error("the secure connection failed: {0}")]
    Tls(String),
    #[error("no complete answer in time")]
    Timeout,
    #[error("the address is not public")]
    PrivateAddress,
    #[error("the answer is too large")]
    TooLarge,
    #[error("too many redirects, or a redirect in a circle")]
    Redirects,
    #[error("only http and https are allowed")]
    BadScheme,
    #[error("only the ports 80 and 443 are allowed")]
    BadPort,
    #[error("the address is not usable")]
    BadUrl,
    #[error("the answer is not understandable: {0}")]
    Protocol(String),
    #[error("the client could not be set up: {0}")]
    Setup(String),
}

impl FetchError {
    /// One stable word for logs and stored requests.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Dns => "dns",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Reset => "reset",
            Self::Tls(_) => "tls",
            Self::Timeout => "timeout",
            Self::PrivateAddress => "private_address",
            Self::TooLarge => "too_large",
            Self::Redirects => "redirects",
            Self::BadScheme => "bad_scheme",
            Self::BadPort => "bad_port",
            Self::BadUrl => "bad_url",
            Self::Protocol(_) => "protocol",
            Self::Setup(_) => "setup",
        }
    }
}

/// A failure and how far the request had come.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{error} ({url})")]
pub struct FetchFailure {
    pub error: FetchError,
    /// The address that failed: the one asked for, or where a redirect led.
    pub url: Url,
    /// The redirects walked before.
    pub hops: Vec<Hop>,
}

/// Longest text of a foreign error that is passed on, in characters.
const DETAIL_MAX_CHARS: usize = 160;

/// Carries a `FetchError` through foreign error types.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Carried(pub(crate) FetchError);

/// Looks through the whole chain of causes for the one that tells most.
pub(crate) fn classify(error: &(dyn StdError + 'static)) -> FetchError {
    let mut texts = String::new();
    let mut timeout = false;
    let mut next = Some(error);
    let mut depth = 0;
    while let Some(cause) = next {
        depth += 1;
        if depth > 16 {
            break;
        }
        if let Some(Carried(known)) = cause.downcast_ref::<Carried>() {
            return known.clone();
        }
        if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
            return FetchError::Tls(tls_words(tls));
        }
        if let Some(client) = cause.downcast_ref::<reqwest::Error>() {
            timeout |= client.is_timeout();
        }
        if let Some(io) = cause.downcast_ref::<io::Error>() {
            if let Some(known) = by_kind(io.kind()) {
                return known;
            }
            if let Some(inner) = io.get_ref() {
                next = Some(inner);
                continue;
            }
        }
        texts.push_str(&cause.to_string().to_lowercase());
        texts.push('\n');
        next = cause.source();
    }
    if timeout {
        return FetchError::Timeout;
    }
    if texts.contains("incomplete message")
        || texts.contains("before message completed")
        || texts.contains("connection closed")
        || texts.contains("end of file")
    {
        return FetchError::Reset;
    }
    if texts.contains("head is too large") {
        return FetchError::TooLarge;
    }
    let last = texts.lines().last().unwrap_or_default();
    FetchError::Protocol(detail(last))
}

/// What is wrong with a certificate in plain words; everything else as the library puts it.
fn tls_words(error: &rustls::Error) -> String {
    use rustls::CertificateError::{Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet, NotValidYetContext, Revoked, UnknownIssuer};
    let told = match error {
        rustls::Error::InvalidCertificate(Expired | ExpiredContext { .. }) => "the certificate has expired",
        rustls::Error::InvalidCertificate(NotValidYet | NotValidYetContext { .. }) => "the certificate is not valid yet",
        rustls::Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. }) => "the certificate is made out for another name",
        rustls::Error::InvalidCertificate(UnknownIssuer) => "the certificate is signed by nobody who is known",
        rustls::Error::InvalidCertificate(Revoked) => "the certificate was revoked",
        other => return detail(&other.to_string()),
    };
    told.to_owned()
}

fn by_kind(kind: io::ErrorKind) -> Option<FetchError> {
    match kind {
        io::ErrorKind::ConnectionRefused => Some(FetchError::Refused),
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof => Some(FetchError::Reset),
        io::ErrorKind::TimedOut => Some(FetchError::Timeout),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::AddrNotAvailable | io::ErrorKind::NetworkDown => {
            Some(FetchError::Unreachable)
        }
        _ => None,
    }
}

fn detail(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(DETAIL_MAX_CHARS).collect()
}
