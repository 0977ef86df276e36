//! Domains of a project's own: what their DNS must say, and where they stand.

use std::fmt;
use std::str::FromStr;

use super::ids::{DomainId, ProjectId, WorkspaceId};
use super::lead::parse_host;

/// Label that the proof stands under: `_magnetite.reports.example.com`.
pub const PROOF_LABEL: &str = "_magnetite";
/// Domains of one project.
pub const DOMAINS_MAX: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomainState {
    /// Not proved yet.
    Pending,
    /// The DNS said so at the last look: pages answer there.
    Verified,
    /// It was proved once, and is no more.
    Failing,
}

impl DomainState {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DomainState::Pending => "pending",
            DomainState::Verified => "verified",
            DomainState::Failing => "failing",
        }
    }
}

impl FromStr for DomainState {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Pending, Self::Verified, Self::Failing].into_iter().find(|state| state.as_str() == text).ok_or("not a state of a domain")
    }
}

impl fmt::Display for DomainState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    pub id: DomainId,
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    /// Lower case, ASCII, no port.
    pub host: String,
    /// What the TXT record must say.
    pub token: String,
    pub state: DomainState,
    /// Why it is not verified, or what is odd about it; empty: nothing.
    pub reason: String,
    /// Links of the project begin with it, as long as it is verified.
    pub main: bool,
    pub created_at: i64,
    pub checked_at: Option<i64>,
}

impl Domain {
    /// Name of the TXT record.
    #[must_use]
    pub fn proof_name(&self) -> String {
        format!("{PROOF_LABEL}.{}", self.host)
    }

    /// State and reason after a look at the DNS.
    #[must_use]
    pub fn after(&self, seen: &Seen) -> (DomainState, String) {
        match seen {
            Seen::Proved { note } => (DomainState::Verified, note.clone()),
            Seen::Wrong(reason) => (if self.state == DomainState::Pending { DomainState::Pending } else { DomainState::Failing }, reason.clone()),
            // A name server that is away proves nothing either way: what was verified stays so.
            Seen::Unanswered(reason) => (self.state, reason.clone()),
        }
    }
}

/// What the DNS says about a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// The TXT record is there and the name has an address.
    Proved {
        /// What is odd all the same; empty: nothing.
        note: String,
    },
    /// A sentence: what is missing.
    Wrong(String),
    /// A sentence: why nothing can be said.
    Unanswered(String),
}

/// Checks a domain that somebody wants to use: a host name, neither the server's (`public`) nor one under `magnet_host`, where workspaces have theirs.
///
/// # Errors
/// A sentence for the field.
pub fn parse_domain(text: &str, public: &str, magnet_host: Option<&str>) -> Result<String, &'static str> {
    let host = parse_host(text).map_err(|_| "must be a host name like reports.example.com")?;
    if host.len() > 240 {
        return Err("must be at most 240 characters");
    }
    let of_magnets = magnet_host.and_then(|own| host.strip_suffix(own)).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if of_magnets || host == public { Err("belongs to this server already") } else { Ok(host) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::ids::Random;

    struct System;
    impl Random for System {
        fn fill(&self, bytes: &mut [u8]) {
            rand::fill(bytes);
        }
    }

    #[test]
    fn a_domain_is_a_host_name_and_none_of_the_servers_own() {
        assert_eq!(parse_domain(" https://Reports.Example.com/x ", "example.com", Some("go.example.com")).unwrap(), "reports.example.com");
        for bad in ["", "localhost", "127.0.0.1", "a_b.example.com", "example.com", "go.example.com", "x.go.example.com"] {
            assert!(parse_domain(bad, "example.com", Some("go.example.com")).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_server_that_is_away_takes_nothing_away() {
        let domain = Domain {
            id: DomainId::new(&System),
            workspace_id: WorkspaceId::new(&System),
            project_id: ProjectId::new(&System),
            host: "reports.example.com".into(),
            token: "t".into(),
            state: DomainState::Verified,
            reason: String::new(),
            main: true,
            created_at: 0,
            checked_at: None,
        };
        assert_eq!(domain.after(&Seen::Unanswered("later".into())), (DomainState::Verified, "later".into()));
        assert_eq!(domain.after(&Seen::Wrong("no".into())).0, DomainState::Failing);
        let pending = Domain { state: DomainState::Pending, ..domain };
        assert_eq!(pending.after(&Seen::Wrong("no".into())).0, DomainState::Pending);
        assert_eq!(pending.after(&Seen::Proved { note: String::new() }).0, DomainState::Verified);
        assert_eq!(pending.proof_name(), "_magnetite.reports.example.com");
    }
}
