//! API keys: `sk_mag_live_` or `sk_mag_test_`, 32 random base-62 characters, a 6-character base-62 CRC-32 of all before it.
//! A made-up or mistyped key is refused by its checksum alone, and secret scanners can decide offline.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::ids::{BASE62, KeyId, ProjectId, Random, WorkspaceId, random_base62};

const LIVE: &str = "sk_mag_live_";
const TEST: &str = "sk_mag_test_";
const RANDOM_CHARS: usize = 32;
const CHECK_CHARS: usize = 6;

/// A key in the clear. Shown once at creation; it does not print itself and cannot be stored.
#[derive(Clone, PartialEq, Eq)]
pub struct PlainKey(String);

/// SHA-256 of a key: what is stored and looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HashedKey([u8; 32]);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum KeyMode {
    Live,
    /// Runs the whole flow on the built-in sample dossier; no request leaves the server.
    Test,
}

impl KeyMode {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            KeyMode::Live => "live",
            KeyMode::Test => "test",
        }
    }
}

impl PlainKey {
    #[must_use]
    pub fn new(mode: KeyMode, random: &dyn Random) -> Self {
        let prefix = match mode {
            KeyMode::Live => LIVE,
            KeyMode::Test => TEST,
        };
        let body = format!("{prefix}{}", random_base62(random, RANDOM_CHARS));
        let check = checksum(&body);
        Self(body + &check)
    }

    /// The key itself, for the one place that shows it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn hash(&self) -> HashedKey {
        HashedKey(Sha256::digest(self.0.as_bytes()).into())
    }

    /// `sk_mag_live_` and the last four characters, as lists show it.
    #[must_use]
    pub fn display(&self) -> (String, String) {
        let prefix = if self.0.starts_with(LIVE) { LIVE } else { TEST };
        (prefix.to_owned(), self.0[self.0.len() - 4..].to_owned())
    }
}

impl fmt::Debug for PlainKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainKey(…)")
    }
}

/// The text has not the form of a key, or its checksum is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an API key")]
pub struct NotAKey;

impl FromStr for PlainKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let rest = text.strip_prefix(LIVE).or_else(|| text.strip_prefix(TEST)).ok_or(NotAKey)?;
        if rest.len() != RANDOM_CHARS + CHECK_CHARS || !rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(NotAKey);
        }
        let (body, check) = text.split_at(text.len() - CHECK_CHARS);
        if checksum(body) == check { Ok(Self(text.to_owned())) } else { Err(NotAKey) }
    }
}

impl HashedKey {
    /// Lower-case hex, as stored.
    #[must_use]
    pub fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn checksum(body: &str) -> String {
    let mut rest = crc32fast::hash(body.as_bytes());
    let mut digits = [b'0'; CHECK_CHARS];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[(rest % 62) as usize];
        rest /= 62;
    }
    digits.iter().map(|byte| char::from(*byte)).collect()
}

/// What a key may do. A key without narrower scopes carries all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Post leads.
    Generate,
    /// Read jobs, leads and the schema.
    Read,
    /// Change the project.
    Manage,
}

impl Scope {
    pub const ALL: [Scope; 3] = [Scope::Generate, Scope::Read, Scope::Manage];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Generate => "generate",
            Scope::Read => "read",
            Scope::Manage => "manage",
        }
    }
}

impl FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or_else(|| format!("unknown scope {text:?}: use generate, read, manage"))
    }
}

/// A stored key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    pub id: KeyId,
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub name: String,
    pub mode: KeyMode,
    pub prefix: String,
    pub last_four: String,
    pub scopes: Vec<Scope>,
    pub created_by: String,
    pub created_at: i64,
    pub expires_at: Option<i64>,
    pub last_used_at: Option<i64>,
    pub last_used_from: Option<String>,
    /// Replaced by another key, and good until `expires_at`.
    pub rotated_at: Option<i64>,
    pub revoked_at: Option<i64>,
}

/// What a key is good for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    Active,
    /// Good until then.
    Until(i64),
    /// Replaced, and good until then beside its successor.
    Rotated(i64),
    Expired(i64),
    Revoked(i64),
}

impl ApiKey {
    #[must_use]
    pub fn state(&self, now: i64) -> KeyState {
        match (self.revoked_at, self.expires_at) {
            (Some(at), _) => KeyState::Revoked(at),
            (None, Some(at)) if at <= now => KeyState::Expired(at),
            (None, Some(at)) if self.rotated_at.is_some() => KeyState::Rotated(at),
            (None, Some(at)) => KeyState::Until(at),
            (None, None) => KeyState::Active,
        }
    }

    /// Neither revoked nor expired.
    #[must_use]
    pub fn is_good(&self, now: i64) -> bool {
        !matches!(self.state(now), KeyState::Expired(_) | KeyState::Revoked(_))
    }

    /// `sk_mag_live_…9f3a`
    #[must_use]
    pub fn shown(&self) -> String {
        format!("{}…{}", self.prefix, self.last_four)
    }
}

/// Longest name of a key, in characters.
const NAME_MAX_CHARS: usize = 100;

/// Checks the name that a person gave to a key; white space around it is left out.
///
/// # Errors
/// A sentence for the field.
pub fn parse_key_name(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    let ok = (1..=NAME_MAX_CHARS).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if ok { Ok(name.to_owned()) } else { Err("must be a name of 1 to 100 characters") }
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

    #[test]
    fn a_new_key_reads_back_and_hashes_alike() {
        for mode in [KeyMode::Live, KeyMode::Test] {
            let key = PlainKey::new(mode, &System);
            let read: PlainKey = key.reveal().parse().unwrap();
            assert!(read == key && read.hash() == key.hash());
            assert_eq!(key.reveal().len(), 12 + 32 + 6);
        }
    }

    #[test]
    fn one_changed_character_breaks_the_checksum() {
        let key = PlainKey::new(KeyMode::Live, &System);
        for at in 12..key.reveal().len() {
            let mut bytes = key.reveal().as_bytes().to_vec();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            assert!(String::from_utf8(bytes).unwrap().parse::<PlainKey>().is_err());
        }
    }

    #[test]
    fn a_key_does_not_print_itself() {
        let key = PlainKey::new(KeyMode::Live, &System);
        assert!(!format!("{key:?}").contains(&key.reveal()[12..]));
    }
}
