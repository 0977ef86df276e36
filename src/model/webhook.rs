//! Webhook endpoints: an address that wants some of a project's events, and the secret that signs what is sent there.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use url::{Host, Url};
use utoipa::ToSchema;

use super::event::EventKind;
use super::ids::{EndpointId, ProjectId, Random, WorkspaceId};

/// Endpoints of one project.
pub const ENDPOINTS_MAX: usize = 20;
/// Longest address and description, in characters.
pub const URL_MAX_CHARS: usize = 2_000;
pub const DESCRIPTION_MAX_CHARS: usize = 200;
/// How long the former secret signs beside a new one, in milliseconds.
pub const OVERLAP_MS: i64 = 24 * 3_600 * 1_000;
const SECRET_PREFIX: &str = "whsec_";
const SECRET_BYTES: usize = 24;
/// Longest host name (RFC 1035 2.3.4).
const HOST_MAX_CHARS: usize = 253;

/// A stored endpoint, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub id: EndpointId,
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub url: String,
    pub description: String,
    pub events: EventChoice,
    /// One delivery per lead at a time, in the order of the events.
    pub ordered: bool,
    /// Why nothing is sent; `None`: it is on.
    pub off: Option<OffReason>,
    /// The first failure since the last success. Instants are epoch milliseconds.
    pub failing_since: Option<i64>,
    pub last_success_at: Option<i64>,
    pub last_failure_at: Option<i64>,
    /// Until when the former secret signs too.
    pub old_secret_until: Option<i64>,
    /// E-mail address of the person, or the API key that did it.
    pub created_by: String,
    pub created_at: i64,
    /// Rises with each change by people; whoever changes names the one they have seen.
    pub updated_at: i64,
}

impl Endpoint {
    /// Scheme, host and port: what the audit log may keep. The path may hold a secret of the receiver's.
    #[must_use]
    pub fn origin(&self) -> String {
        Url::parse(&self.url).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
    }

    /// Until when the former secret signs beside the present one, where it still does.
    #[must_use]
    pub fn overlap_until(&self, now: i64) -> Option<i64> {
        self.old_secret_until.filter(|until| *until > now)
    }
}

/// Why an endpoint is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum OffReason {
    /// Switched off by its owner.
    Owner,
    /// It answered 410.
    Gone,
    /// Five days without one success.
    Failing,
}

impl OffReason {
    const ALL: [OffReason; 3] = [OffReason::Owner, OffReason::Gone, OffReason::Failing];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            OffReason::Owner => "owner",
            OffReason::Gone => "gone",
            OffReason::Failing => "failing",
        }
    }
}

/// The stored text is no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a reason for an endpoint to be off")]
pub struct NotAReason;

impl FromStr for OffReason {
    type Err = NotAReason;

    fn from_str(text: &str) -> Result<Self, NotAReason> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text).ok_or(NotAReason)
    }
}

/// How a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DeliveryState {
    /// Waits for its first or next try.
    Pending,
    Delivered,
    /// No try is left.
    Failed,
}

impl DeliveryState {
    pub const ALL: [DeliveryState; 3] = [DeliveryState::Pending, DeliveryState::Delivered, DeliveryState::Failed];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DeliveryState::Pending => "pending",
            DeliveryState::Delivered => "delivered",
            DeliveryState::Failed => "failed",
        }
    }
}

/// The text names no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the state of a delivery")]
pub struct NotAState;

impl FromStr for DeliveryState {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(NotAState)
    }
}

/// Which events an endpoint wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventChoice {
    /// Those still to come included.
    All,
    /// In the order of [`EventKind::ALL`]; never empty.
    Some(Vec<EventKind>),
}

impl EventChoice {
    /// From the names of events or `*`; the order and repetitions make no difference.
    ///
    /// # Errors
    /// A sentence for the field.
    pub fn parse<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, &'static str> {
        let (mut all, mut chosen) = (false, Vec::new());
        for name in names {
            match name.parse::<EventKind>() {
                Ok(kind) if kind.is_choosable() => chosen.push(kind),
                _ if name == "*" => all = true,
                _ => return Err("must be names of events, or *"),
            }
        }
        if all {
            return Ok(Self::All);
        }
        let kinds: Vec<EventKind> = EventKind::ALL.into_iter().filter(|kind| chosen.contains(kind)).collect();
        if kinds.is_empty() { Err("must name at least one event, or *") } else { Ok(Self::Some(kinds)) }
    }

    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        match self {
            EventChoice::All => vec!["*"],
            EventChoice::Some(kinds) => kinds.iter().map(|kind| kind.as_str()).collect(),
        }
    }

    /// `,lead.created,lead.completed,`: each name between commas, so that one is found by its text.
    #[must_use]
    pub fn stored(&self) -> String {
        format!(",{},", self.names().join(","))
    }
}

impl FromStr for EventChoice {
    type Err = &'static str;

    /// Reads what [`EventChoice::stored`] wrote.
    fn from_str(text: &str) -> Result<Self, &'static str> {
        Self::parse(text.split(',').filter(|name| !name.is_empty()))
    }
}

/// A secret in the clear: `whsec_` and the base 64 of 24 random bytes. It does not print itself and is stored sealed alone.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(String);

impl WebhookSecret {
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        let mut bytes = [0; SECRET_BYTES];
        random.fill(&mut bytes);
        Self(format!("{SECRET_PREFIX}{}", STANDARD.encode(bytes)))
    }

    /// The secret itself, for the one place that shows it and the one that seals it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

/// Checks the address of an endpoint: `https` and a public host; with `allow_private` also `http` and hosts of this machine or network.
/// `is_public` judges a host as it is spelled; what a name resolves to is judged at each connection. Returns the address as it is requested.
///
/// # Errors
/// A sentence for the field.
pub fn parse_url(text: &str, allow_private: bool, is_public: impl Fn(&Host<&str>) -> bool) -> Result<String, &'static str> {
    const WRONG: &str = "must be an address like https://example.com/hooks";
    let text = text.trim();
    if text.chars().count() > URL_MAX_CHARS {
        return Err("must be at most 2,000 characters");
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(WRONG);
    }
    let url = Url::parse(text).map_err(|_| WRONG)?;
    let host = url.host().ok_or(WRONG)?;
    match url.scheme() {
        "https" => {}
        "http" if allow_private => {}
        "http" => return Err("must begin with https://"),
        _ => return Err(WRONG),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not have a user name or password in it");
    }
    if url.fragment().is_some() {
        return Err("must not have a fragment (#…)");
    }
    if url.port() == Some(0) || url.host_str().is_some_and(|host| host.len() > HOST_MAX_CHARS) {
        return Err(WRONG);
    }
    if !allow_private && !is_public(&host) {
        return Err("must lead to a public host: this one is on this machine or in a private network");
    }
    // Percent-encoding may make it longer; what was typed counts.
    Ok(url.to_string())
}

/// Checks what a person wrote beside an endpoint.
///
/// # Errors
/// A sentence for the field.
pub fn parse_description(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let ok = text.chars().count() <= DESCRIPTION_MAX_CHARS && !text.chars().any(char::is_control);
    if ok { Ok(text.to_owned()) } else { Err("must be one line of at most 200 characters") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    struct System;
    impl Random for System {
        fn fill(&self, bytes: &mut [u8]) {
            rand::fill(bytes);
        }
    }

    fn named(host: &Host<&str>) -> bool {
        matches!(host, Host::Domain(name) if name.contains('.'))
    }

    #[test]
    fn an_address_is_https_and_public_and_carries_nothing_secret() {
        for (good, read) in [
            ("https://example.com/hooks?a=b", "https://example.com/hooks?a=b"),
            (" https://Example.COM ", "https://example.com/"),
            ("https://example.com:8443/ä", "https://example.com:8443/%C3%A4"),
        ] {
            assert_eq!(parse_url(good, false, named).unwrap(), read);
        }
        for bad in [
            "",
            "example.com",
            "http://example.com/",
            "ftp://example.com/",
            "https://",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://2130706433/",
            "https://user@example.com/",
            "https://user:word@example.com/",
            "https://example.com/#part",
            "https://example.com:0/",
            "https://exa mple.com/",
            "https://example.com/a\nb",
            "javascript:alert(1)",
            "https:\\\\localhost",
        ] {
            assert!(parse_url(bad, false, named).is_err(), "{bad}");
        }
        assert!(parse_url(&format!("https://example.com/{}", "x".repeat(1_981)), false, named).is_err());
        assert!(parse_url(&format!("https://example.com/{}", "x".repeat(1_980)), false, named).is_ok());
        assert_eq!(parse_url("http://127.0.0.1:9000/x", true, named).unwrap(), "http://127.0.0.1:9000/x");
        assert!(parse_url("ftp://127.0.0.1/", true, named).is_err());
    }

    #[test]
    fn events_are_chosen_by_name_and_read_back() {
        let some = EventChoice::parse(["lead.completed", "lead.created", "lead.created"]).unwrap();
        assert_eq!((some.stored().as_str(), some.stored().parse()), (",lead.created,lead.completed,", Ok(some)));
        let all = EventChoice::parse(["lead.created", "*"]).unwrap();
        assert_eq!((all.stored().as_str(), all.stored().parse()), (",*,", Ok(EventChoice::All)));
        for bad in [&[][..], &["lead"], &["lead.created", "x"], &["webhook.test"]] {
            assert!(EventChoice::parse(bad.iter().copied()).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_secret_has_192_bits_and_does_not_print_itself() {
        let secret = WebhookSecret::new(&System);
        let bytes = STANDARD.decode(secret.reveal().strip_prefix("whsec_").unwrap()).unwrap();
        assert_eq!(bytes.len(), 24);
        assert!(secret != WebhookSecret::new(&System) && !format!("{secret:?}").contains(&secret.reveal()[6..]));
    }
}
