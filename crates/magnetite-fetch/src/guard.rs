//! Judges one address before anything is sent: scheme, host as spelled, port. Names are judged again by what they resolve to (`resolver`).

use std::net::IpAddr;

use url::{Host, Url};

use crate::{FetchError, Overrides, is_public};

/// Where a request may go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// To the host itself, through the guarded resolver.
    Public,
    /// To an override's origin: the address to connect to, and the real host for the `Host` header.
    Override { to: Url, host: String },
}

/// Takes user names and the fragment off: neither is ever sent.
pub(crate) fn clean(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    // Both fail only for addresses without a host, which `route` refuses.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

pub(crate) fn route(url: &Url, overrides: &Overrides) -> Result<Route, FetchError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::BadScheme);
    }
    let name = match url.host() {
        None => return Err(FetchError::BadUrl),
        Some(Host::Ipv4(address)) => return literal(IpAddr::V4(address), url),
        Some(Host::Ipv6(address)) => return literal(IpAddr::V6(address), url),
        Some(Host::Domain(name)) => name.trim_end_matches('.').to_ascii_lowercase(),
    };
    if name.is_empty() || name.len() > 253 {
        return Err(FetchError::BadUrl);
    }
    let private = is_private_name(&name);
    if let Some(origin) = overrides.origin(&name, private) {
        check_port(url)?;
        let mut to = origin.clone();
        to.set_path(url.path());
        to.set_query(url.query());
        let host = match url.port() {
            Some(port) => format!("{name}:{port}"),
            None => name,
        };
        return Ok(Route::Override { to, host });
    }
    if private {
        return Err(FetchError::PrivateAddress);
    }
    check_port(url)?;
    Ok(Route::Public)
}

/// Whether a host, as it is spelled, may be on the public internet: no private name, no private address. What a name resolves to is another question.
#[must_use]
pub fn is_public_host(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => is_public(IpAddr::V4(*address)),
        Host::Ipv6(address) => is_public(IpAddr::V6(*address)),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            !name.is_empty() && !is_private_name(&name)
        }
    }
}

fn literal(address: IpAddr, url: &Url) -> Result<Route, FetchError> {
    if !is_public(address) {
        return Err(FetchError::PrivateAddress);
    }
    check_port(url)?;
    Ok(Route::Public)
}

fn check_port(url: &Url) -> Result<(), FetchError> {
    match url.port_or_known_default() {
        Some(80 | 443) => Ok(()),
        _ => Err(FetchError::BadPort),
    }
}

/// Last labels that never lead to the public internet (RFC 6761, 6762, 8375, and usage).
const PRIVATE_SUFFIXES: [&str; 14] =
    ["localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan", "onion", "home.arpa", "in-addr.arpa", "ip6.arpa", "alt"];

/// Single-label names and names under a private suffix. `name`: lower case, no trailing dot.
pub(crate) fn is_private_name(name: &str) -> bool {
    !name.contains('.') || PRIVATE_SUFFIXES.iter().any(|suffix| name.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}
