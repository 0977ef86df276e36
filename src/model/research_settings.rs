//! How a project researches, and what it does when the sources change later.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Stored as JSON with the project; fields that are left out have their defaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ResearchSettings {
    /// Reads the prospect's own site. Off: no request leaves the server, and only what was posted is known.
    pub own_site: bool,
    pub thin: Thin,
    pub drift: Drift,
}

impl Default for ResearchSettings {
    fn default() -> Self {
        Self { own_site: true, thin: Thin::default(), drift: Drift::default() }
    }
}

impl ResearchSettings {
    /// What is otherwise in `next`, in words for the audit log: `own site off, thin fail`. Empty when nothing is.
    #[must_use]
    pub fn changes(&self, next: &Self) -> String {
        let mut words = Vec::new();
        if self.own_site != next.own_site {
            words.push(format!("own site {}", if next.own_site { "on" } else { "off" }));
        }
        if self.thin != next.thin {
            words.push(format!("thin {}", next.thin.as_str()));
        }
        if self.drift != next.drift {
            words.push(format!("drift every {} days, then {}", next.drift.every_days, next.drift.then.as_str()));
        }
        words.join(", ")
    }
}

/// What becomes of a lead whose site could not be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Thin {
    /// A shorter document that says so.
    #[default]
    Write,
    /// The same, held back until a person approves it.
    Review,
    /// The job fails.
    Fail,
}

impl Thin {
    pub const ALL: [Thin; 3] = [Thin::Write, Thin::Review, Thin::Fail];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Thin::Write => "write",
            Thin::Review => "review",
            Thin::Fail => "fail",
        }
    }
}

/// When the sources of published magnets are looked at again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Drift {
    /// Days between two looks; 0: never.
    #[schema(maximum = 365)]
    pub every_days: u16,
    pub then: Then,
}

/// What happens to a magnet when a fact is no longer at its source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    /// The facts are marked, nothing else.
    #[default]
    Keep,
    /// And the sender is told.
    Flag,
    /// And readers no longer get it.
    Withdraw,
}

impl Drift {
    /// Longest time between two looks, in days.
    pub const DAYS_MAX: u16 = 365;
}

impl Then {
    pub const ALL: [Then; 3] = [Then::Keep, Then::Flag, Then::Withdraw];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Then::Keep => "keep",
            Then::Flag => "flag",
            Then::Withdraw => "withdraw",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_settings_of_an_earlier_version_get_the_defaults() {
        assert_eq!(serde_json::from_str::<ResearchSettings>("{}").ok(), Some(ResearchSettings::default()));
        let off: Result<ResearchSettings, _> = serde_json::from_str(r#"{"ownSite":false,"thin":"fail"}"#);
        assert_eq!(off.ok(), Some(ResearchSettings { own_site: false, thin: Thin::Fail, ..ResearchSettings::default() }));
        assert!(serde_json::from_str::<ResearchSettings>(r#"{"ownsite":false}"#).is_err(), "a member that does not exist is no setting");
    }

    #[test]
    fn the_audit_log_is_told_what_changed_and_nothing_else() {
        let (on, off) = (ResearchSettings::default(), ResearchSettings { own_site: false, thin: Thin::Review, ..ResearchSettings::default() });
        assert_eq!(on.changes(&off), "own site off, thin review");
        assert_eq!(off.changes(&off), "");
    }
}
