//! What a magnet's link allows: until when, how often, for whom, and whether files can be taken along. A project has rules, a lead may have its own.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::lead::{LeadFields, is_shared_mail_host, parse_email};

/// Openings within this time after the first one belong to one view, in milliseconds.
pub const VIEW_MS: i64 = 30 * 60_000;
/// Longest life of a link counted in days.
pub const DAYS_MAX: u16 = 3_650;
/// Largest limit of views.
pub const VIEWS_MAX: u32 = 1_000_000;
/// Shortest password of a link, in characters: it is told to readers, and tries are throttled.
pub const PASSWORD_MIN_CHARS: usize = 6;
const DAY_MS: i64 = 24 * 3_600_000;

/// When a link ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Expiry {
    #[default]
    Never,
    /// Epoch milliseconds.
    At(i64),
    /// Days after the version that readers get was published.
    Days(u16),
}

impl Expiry {
    /// The instant, in epoch milliseconds; `None`: never, or not known before something is published.
    #[must_use]
    pub fn at(self, published_at: Option<i64>) -> Option<i64> {
        match self {
            Expiry::Never => None,
            Expiry::At(at) => Some(at),
            Expiry::Days(days) => Some(published_at?.saturating_add(i64::from(days) * DAY_MS)),
        }
    }
}

/// Who must show by a code that an address is theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = EmailGate)]
pub enum Gate {
    /// Nobody is asked.
    #[default]
    Off,
    /// The lead's own address.
    Lead,
    /// Any address at the lead's company: the host of its address or its domain. Of a free-mail host only the lead's own.
    Company,
}

impl Gate {
    pub const ALL: [Self; 3] = [Self::Off, Self::Lead, Self::Company];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Gate::Off => "off",
            Gate::Lead => "lead",
            Gate::Company => "company",
        }
    }

    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gate| gate.as_str() == text)
    }

    /// Whether a reader with this address may get a code; the address as mail is sent to it: the lead's own as it is stored, whatever letters were typed.
    #[must_use]
    pub fn lets_in(self, typed: &str, lead: &LeadFields) -> Option<String> {
        let typed = parse_email(typed).ok()?;
        let own = typed.eq_ignore_ascii_case(&lead.email);
        let host = |address: &str| address.rsplit_once('@').map(|(_, host)| host.to_ascii_lowercase());
        let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_ascii_lowercase();
        let company = || {
            let Some(reader) = host(&typed) else { return false };
            let known = [host(&lead.email), lead.domain.as_deref().map(bare)];
            !is_shared_mail_host(&reader) && known.into_iter().flatten().any(|known| known == reader)
        };
        match self {
            Gate::Lead | Gate::Company if own => Some(lead.email.clone()),
            Gate::Company if company() => Some(typed),
            Gate::Off | Gate::Lead | Gate::Company => None,
        }
    }
}

/// The argon2id hash (PHC string) of a link's password; empty: none. Does not print itself.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lock(String);

impl Lock {
    #[must_use]
    pub fn of(hash: String) -> Self {
        Self(hash)
    }

    #[must_use]
    pub fn hash(&self) -> Option<&str> {
        Some(self.0.as_str()).filter(|hash| !hash.is_empty())
    }

    #[must_use]
    pub fn is_set(&self) -> bool {
        self.hash().is_some()
    }
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_set() { "Lock(…)" } else { "Lock" })
    }
}

/// What holds for a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LinkRules {
    pub expiry: Expiry,
    /// Views that are no scanner's or preview's; 0: no limit.
    pub views_max: u32,
    pub lock: Lock,
    pub gate: Gate,
    /// Readers can take PDF and text along.
    pub downloads: bool,
}

impl Default for LinkRules {
    fn default() -> Self {
        Self { expiry: Expiry::Never, views_max: 0, lock: Lock::default(), gate: Gate::Off, downloads: true }
    }
}

/// What one lead's link has of its own; `None`: as the project has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LinkOverrides {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiry: Option<Expiry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub views_max: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock: Option<Lock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub downloads: Option<bool>,
}

impl LinkRules {
    /// The rules with a lead's own in their place.
    #[must_use]
    pub fn with(&self, own: &LinkOverrides) -> Self {
        Self {
            expiry: own.expiry.unwrap_or(self.expiry),
            views_max: own.views_max.unwrap_or(self.views_max),
            lock: own.lock.clone().unwrap_or_else(|| self.lock.clone()),
            gate: own.gate.unwrap_or(self.gate),
            downloads: own.downloads.unwrap_or(self.downloads),
        }
    }

    /// Readers are asked for something before they get anything.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.lock.is_set() || self.gate != Gate::Off
    }

    /// Names of what is different afterwards, for the audit log.
    #[must_use]
    pub fn changes(&self, after: &Self) -> String {
        named([
            ("expiry", self.expiry != after.expiry),
            ("view limit", self.views_max != after.views_max),
            ("password", self.lock != after.lock),
            ("e-mail gate", self.gate != after.gate),
            ("downloads", self.downloads != after.downloads),
        ])
    }
}

impl LinkOverrides {
    /// Names of what is different afterwards, for the audit log.
    #[must_use]
    pub fn changes(&self, after: &Self) -> String {
        named([
            ("expiry", self.expiry != after.expiry),
            ("view limit", self.views_max != after.views_max),
            ("password", self.lock != after.lock),
            ("e-mail gate", self.gate != after.gate),
            ("downloads", self.downloads != after.downloads),
        ])
    }
}

fn named(changes: [(&str, bool); 5]) -> String {
    changes.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}

/// A change of rules, member by member: not given, `Some(None)` for the default (of a lead: as the project has it), or a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkChange {
    pub expiry: Option<Option<Expiry>>,
    pub views_max: Option<Option<u32>>,
    pub lock: Option<Option<Lock>>,
    pub gate: Option<Option<Gate>>,
    pub downloads: Option<Option<bool>>,
}

impl LinkChange {
    /// The rules of a project after the change.
    #[must_use]
    pub fn of_project(&self, before: &LinkRules) -> LinkRules {
        let plain = LinkRules::default();
        LinkRules {
            expiry: self.expiry.map_or(before.expiry, |given| given.unwrap_or(plain.expiry)),
            views_max: self.views_max.map_or(before.views_max, |given| given.unwrap_or(plain.views_max)),
            lock: self.lock.clone().map_or_else(|| before.lock.clone(), Option::unwrap_or_default),
            gate: self.gate.map_or(before.gate, |given| given.unwrap_or(plain.gate)),
            downloads: self.downloads.map_or(before.downloads, |given| given.unwrap_or(plain.downloads)),
        }
    }

    /// What a lead has of its own after the change.
    #[must_use]
    pub fn of_lead(&self, before: &LinkOverrides) -> LinkOverrides {
        LinkOverrides {
            expiry: self.expiry.unwrap_or(before.expiry),
            views_max: self.views_max.unwrap_or(before.views_max),
            lock: self.lock.clone().unwrap_or_else(|| before.lock.clone()),
            gate: self.gate.unwrap_or(before.gate),
            downloads: self.downloads.unwrap_or(before.downloads),
        }
    }
}

/// First parts of paths on hosts of magnets that are the server's own.
const TAKEN: [&str; 2] = ["assets", "robots"];

/// Checks another name for a link: 3 to 80 of a–z, 0–9 and single places of hyphens inside. No lead id has that form.
///
/// # Errors
/// A sentence for the field.
pub fn parse_slug(text: &str) -> Result<String, &'static str> {
    let slug = text.trim();
    if TAKEN.contains(&slug) {
        return Err("is a name of the server's own; take another one");
    }
    let ok = (3..=80).contains(&slug.len())
        && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    if ok { Ok(slug.to_owned()) } else { Err("must be 3 to 80 of a–z, 0–9 and hyphens, and begin and end with a letter or digit") }
}

/// Checks the password that readers are to type.
///
/// # Errors
/// A sentence for the field.
pub fn check_link_password(text: &str) -> Result<(), &'static str> {
    let count = text.chars().count();
    if (PASSWORD_MIN_CHARS..=200).contains(&count) && !text.chars().any(char::is_control) { Ok(()) } else { Err("must have 6 to 200 characters") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_lead_has_what_its_project_has_but_for_what_is_its_own() {
        let project = LinkRules { views_max: 5, lock: Lock::of("hash".into()), expiry: Expiry::Days(14), ..LinkRules::default() };
        assert_eq!(project.with(&LinkOverrides::default()), project);
        let own = LinkOverrides { lock: Some(Lock::default()), expiry: Some(Expiry::Never), ..LinkOverrides::default() };
        let rules = project.with(&own);
        assert_eq!((rules.views_max, rules.lock.is_set(), rules.expiry), (5, false, Expiry::Never));
        let read: LinkOverrides = serde_json::from_str(&serde_json::to_string(&own).unwrap()).unwrap();
        assert_eq!(read, own, "no password of its own and none given are two things");
    }

    #[test]
    fn a_change_leaves_what_it_does_not_name() {
        let before = LinkOverrides { views_max: Some(3), gate: Some(Gate::Lead), ..LinkOverrides::default() };
        let change = LinkChange { gate: Some(None), downloads: Some(Some(false)), ..LinkChange::default() };
        let after = change.of_lead(&before);
        assert_eq!(after, LinkOverrides { views_max: Some(3), downloads: Some(false), ..LinkOverrides::default() });
        assert_eq!(before.changes(&after), "e-mail gate, downloads");
        let rules = LinkRules { gate: Gate::Company, views_max: 9, ..LinkRules::default() };
        assert_eq!(change.of_project(&rules), LinkRules { views_max: 9, downloads: false, ..LinkRules::default() });
    }

    #[test]
    fn days_count_from_publication() {
        assert_eq!(Expiry::Days(2).at(Some(1_000)), Some(1_000 + 2 * DAY_MS));
        assert_eq!((Expiry::Days(2).at(None), Expiry::Never.at(Some(1)), Expiry::At(7).at(None)), (None, None, Some(7)));
    }

    #[test]
    fn the_gate_lets_in_the_address_or_the_company_and_no_stranger_with_the_same_free_mail() {
        let lead = |email: &str, domain: Option<&str>| LeadFields { email: email.into(), domain: domain.map(Into::into), ..LeadFields::default() };
        let firm = lead("Jane@firm.example", Some("www.firm-group.example"));
        let enters = |gate: Gate, typed: &str, lead: &LeadFields| gate.lets_in(typed, lead).is_some();
        assert!(enters(Gate::Lead, " jane@FIRM.example ", &firm) && !enters(Gate::Lead, "joe@firm.example", &firm));
        assert!(enters(Gate::Company, "joe@firm.example", &firm) && enters(Gate::Company, "joe@firm-group.example", &firm));
        for stranger in ["joe@firm.example.evil.example", "joe@sub.firm.example", "joe@evilfirm.example", "firm.example", ""] {
            assert!(!enters(Gate::Company, stranger, &firm), "{stranger}");
        }
        let free = lead("jane@gmail.com", None);
        assert!(enters(Gate::Company, "jane@gmail.com", &free) && !enters(Gate::Company, "joe@gmail.com", &free));
        assert!(!enters(Gate::Off, "jane@firm.example", &firm));
        // The sign for kelvin is a small k in lower case, and another mailbox.
        let kim = lead("Kim@firm.example", None);
        assert_eq!(Gate::Lead.lets_in("kIM@firm.example", &kim).as_deref(), Some("Kim@firm.example"), "mail goes where it was told to go");
        assert!(!enters(Gate::Lead, "\u{212a}im@firm.example", &kim));
        assert_eq!(Gate::Company.lets_in("Joe@firm.example", &kim).as_deref(), Some("Joe@firm.example"));
    }

    #[test]
    fn a_slug_is_short_and_plain_and_never_a_lead_id() {
        assert_eq!(parse_slug(" spring-audit-2026 ").unwrap(), "spring-audit-2026");
        for bad in ["ab", "Spring", "a b c", "-abc", "abc-", "lead_0123456789abcdefghijkl", "a/b/c", "käse", "assets", "robots", &"a".repeat(81)] {
            assert!(parse_slug(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_lock_does_not_print_its_hash() {
        assert!(!format!("{:?}", LinkRules { lock: Lock::of("$argon2id$x".into()), ..LinkRules::default() }).contains("argon"));
    }
}
