//! What a project's API may be asked how often: three groups of requests, each with a quota that an owner may change.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::quota::Quota;

/// Largest limit and burst that can be set.
pub const RATE_MAX: u32 = 1_000_000;

/// Requests that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// POSTs that make leads; a batch counts once.
    Generate,
    /// Asking how a job stands, waiting and watching included.
    Status,
    /// Everything else.
    Other,
}

impl Group {
    pub const ALL: [Group; 3] = [Group::Generate, Group::Status, Group::Other];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Generate => "generate",
            Group::Status => "status",
            Group::Other => "other",
        }
    }

    /// What holds where the project sets nothing else.
    #[must_use]
    pub fn default_quota(self) -> Quota {
        match self {
            Group::Generate => Quota { limit: 10, burst: 5 },
            Group::Status => Quota { limit: 60, burst: 20 },
            Group::Other => Quota { limit: 120, burst: 40 },
        }
    }
}

/// The quotas of a project; stored are those that differ from the defaults, as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Limits(BTreeMap<Group, Quota>);

impl Limits {
    #[must_use]
    pub fn quota(&self, group: Group) -> Quota {
        self.0.get(&group).copied().unwrap_or(group.default_quota())
    }

    /// Both numbers are taken into 1 … [`RATE_MAX`]; a burst above the limit counts as the limit.
    pub fn set(&mut self, group: Group, quota: Quota) {
        let limit = quota.limit.clamp(1, RATE_MAX);
        let quota = Quota { limit, burst: quota.burst.clamp(1, limit) };
        if quota == group.default_quota() {
            self.0.remove(&group);
        } else {
            self.0.insert(group, quota);
        }
    }

    /// What is new in `after`, for the audit log: `generate 20 a minute, 10 at once; …`.
    #[must_use]
    pub fn changes(&self, after: &Limits) -> String {
        let changed = Group::ALL.into_iter().filter(|group| self.quota(*group) != after.quota(*group));
        let told = changed.map(|group| {
            let Quota { limit, burst } = after.quota(group);
            format!("{} {limit} a minute, {burst} at once", group.as_str())
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

/// Reads one number of a quota.
///
/// # Errors
/// A sentence for the field.
pub fn parse_rate(text: &str) -> Result<u32, &'static str> {
    let rate = text.trim().parse::<u32>().ok().filter(|rate| (1..=RATE_MAX).contains(rate));
    rate.ok_or("must be a whole number from 1 to 1000000")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_what_differs_is_stored() {
        let mut limits = Limits::default();
        assert_eq!(serde_json::to_string(&limits).unwrap(), "{}");
        limits.set(Group::Generate, Quota { limit: 20, burst: 50 });
        limits.set(Group::Status, Group::Status.default_quota());
        assert_eq!(serde_json::to_string(&limits).unwrap(), r#"{"generate":{"limit":20,"burst":20}}"#);
        assert_eq!(serde_json::from_str::<Limits>(r#"{"generate":{"limit":20,"burst":20}}"#).unwrap(), limits);
        assert_eq!(Limits::default().changes(&limits), "generate 20 a minute, 20 at once");
        limits.set(Group::Generate, Quota { limit: 10, burst: 5 });
        assert_eq!(limits, Limits::default());
    }

    #[test]
    fn a_rate_is_a_whole_number_within_bounds() {
        assert_eq!(parse_rate(" 1000000 "), Ok(1_000_000));
        for bad in ["", "0", "-1", "1000001", "1.5", "ten", "99999999999"] {
            assert!(parse_rate(bad).is_err(), "{bad}");
        }
    }
}
