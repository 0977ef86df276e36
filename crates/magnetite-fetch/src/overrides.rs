//! Origin overrides: requests for a host name go to a given plain-http origin instead, which may be loopback. The one way past the guard.

use std::collections::BTreeMap;
use std::str::FromStr;

use url::{Host, Url};

/// Host name → origin. Written `techcorp.com=http://127.0.0.1:9000,*=http://127.0.0.1:9001`.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    named: BTreeMap<String, Url>,
    any: Option<Url>,
}

/// Names the part that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("origin override `{part}`: {problem}")]
pub struct BadOverride {
    pub part: String,
    pub problem: &'static str,
}

impl FromStr for Overrides {
    type Err = BadOverride;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut overrides = Self::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let bad = |problem| BadOverride { part: part.to_owned(), problem };
            let (host, origin) = part.split_once('=').ok_or_else(|| bad("expected host=http://address:port"))?;
            let origin = parse_origin(origin.trim()).map_err(bad)?;
            let host = host.trim();
            if host == "*" {
                if overrides.any.replace(origin).is_some() {
                    return Err(bad("`*` is given twice"));
                }
                continue;
            }
            let host = match Host::parse(host) {
                Ok(Host::Domain(name)) => name.trim_end_matches('.').to_owned(),
                Ok(_) => return Err(bad("an override matches host names, not addresses")),
                Err(_) => return Err(bad("the host name is not valid")),
            };
            if host.is_empty() {
                return Err(bad("the host name is missing"));
            }
            if overrides.named.insert(host, origin).is_some() {
                return Err(bad("the host is given twice"));
            }
        }
        Ok(overrides)
    }
}

fn parse_origin(text: &str) -> Result<Url, &'static str> {
    let origin = Url::parse(text).map_err(|_| "the origin is not an address like http://127.0.0.1:9000")?;
    if origin.scheme() != "http" {
        return Err("the origin must begin with http://");
    }
    if !origin.username().is_empty() || origin.password().is_some() {
        return Err("the origin must not carry a user name");
    }
    if origin.path() != "/" || origin.query().is_some() || origin.fragment().is_some() {
        return Err("the origin must have no path, query or fragment");
    }
    Ok(origin)
}

impl Overrides {
    /// The origin for a host name in lower case without a trailing dot. `named_only`: `*` does not count, as for addresses and private names.
    pub(crate) fn origin(&self, host: &str, named_only: bool) -> Option<&Url> {
        let bare = host.strip_prefix("www.");
        let named = self.named.get(host).or_else(|| bare.and_then(|bare| self.named.get(bare)));
        named.or(if named_only { None } else { self.any.as_ref() })
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.named.is_empty() && self.any.is_none()
    }
}
