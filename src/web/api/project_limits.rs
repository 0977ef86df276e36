//! The member `limits` of a project: how it is shown, and how a change of it is read.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::model::limits::{Group, Limits, RATE_MAX};
use crate::model::quota::Quota;
use crate::model::schema::Fault;

/// How many requests the project's API takes, by group.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ProjectLimits {
    /// POSTs that make leads; a batch counts once.
    generate: GroupLimits,
    /// The status endpoints, waiting and watching included.
    status: GroupLimits,
    /// Everything else.
    other: GroupLimits,
}

/// How many requests of one group are taken.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct GroupLimits {
    /// In any 60 seconds.
    #[schema(minimum = 1, maximum = 1_000_000)]
    limit: u32,
    /// In any one second.
    #[schema(minimum = 1, maximum = 1_000_000)]
    burst: u32,
}

/// A change of limits. Groups that are not given stay as they are; one that is null gets its defaults back.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitsChange {
    pub generate: Option<GroupChange>,
    pub status: Option<GroupChange>,
    pub other: Option<GroupChange>,
}

/// A change of one group's limits. What is not given stays as it is; a burst above the limit counts as the limit.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupChange {
    /// In any 60 seconds.
    #[schema(nullable = false, minimum = 1, maximum = 1_000_000)]
    pub limit: Option<u32>,
    /// In any one second.
    #[schema(nullable = false, minimum = 1, maximum = 1_000_000)]
    pub burst: Option<u32>,
}

impl From<&Limits> for ProjectLimits {
    fn from(limits: &Limits) -> Self {
        let of = |group| {
            let Quota { limit, burst } = limits.quota(group);
            GroupLimits { limit, burst }
        };
        Self { generate: of(Group::Generate), status: of(Group::Status), other: of(Group::Other) }
    }
}

/// The limits with a [`LimitsChange`] put in place; read by hand, so that every fault is named.
///
/// # Errors
/// Every fault, by its path from the body.
pub fn changed_limits(before: &Limits, given: &Value) -> Result<Limits, Vec<Fault>> {
    let wrong = |field: String, reason: &str| Fault { field, reason: reason.into() };
    let Some(groups) = given.as_object() else { return Err(vec![wrong("limits".into(), "must be an object")]) };
    let (mut limits, mut faults) = (before.clone(), Vec::new());
    for (name, value) in groups {
        let path = format!("limits.{name}");
        let Some(group) = Group::ALL.into_iter().find(|group| group.as_str() == name) else {
            faults.push(wrong(path, "is none of generate, status and other"));
            continue;
        };
        if value.is_null() {
            limits.set(group, group.default_quota());
            continue;
        }
        let Some(numbers) = value.as_object() else {
            faults.push(wrong(path, "must be an object with limit and burst, or null for the defaults"));
            continue;
        };
        let mut quota = before.quota(group);
        for (name, value) in numbers {
            let into = match name.as_str() {
                "limit" => &mut quota.limit,
                "burst" => &mut quota.burst,
                _ => {
                    faults.push(wrong(format!("{path}.{name}"), "is none of limit and burst"));
                    continue;
                }
            };
            match whole(value) {
                Some(number) => *into = number,
                None => faults.push(wrong(format!("{path}.{name}"), "must be a whole number from 1 to 1000000")),
            }
        }
        limits.set(group, quota);
    }
    if faults.is_empty() { Ok(limits) } else { Err(faults) }
}

/// `10` and `10.0` are one whole number in JSON Schema.
fn whole(value: &Value) -> Option<u32> {
    let text = value.as_number()?.to_string();
    text.strip_suffix(".0").unwrap_or(&text).parse().ok().filter(|number| (1..=RATE_MAX).contains(number))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_given_stays_and_null_gives_the_default_back() {
        let limits = changed_limits(&Limits::default(), &json!({"generate": {"limit": 600.0, "burst": 50}, "other": {"burst": 7}})).unwrap();
        assert_eq!(limits.quota(Group::Generate), Quota { limit: 600, burst: 50 });
        assert_eq!(limits.quota(Group::Other), Quota { limit: 120, burst: 7 });
        assert_eq!(limits.quota(Group::Status), Group::Status.default_quota());
        let limits = changed_limits(&limits, &json!({"generate": null, "other": {"limit": 3}, "status": {}})).unwrap();
        assert_eq!((limits.quota(Group::Generate), limits.quota(Group::Other)), (Group::Generate.default_quota(), Quota { limit: 3, burst: 3 }));
    }

    #[test]
    fn every_fault_is_named() {
        let given = json!({"generate": {"limit": 0, "burst": 1_000_001, "window": 1}, "status": 5, "all": {}, "other": {"limit": "9", "burst": 1.5}});
        let faults = changed_limits(&Limits::default(), &given).unwrap_err();
        let mut fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        fields.sort_unstable();
        let wanted = [
            "limits.all",
            "limits.generate.burst",
            "limits.generate.limit",
            "limits.generate.window",
            "limits.other.burst",
            "limits.other.limit",
            "limits.status",
        ];
        assert_eq!(fields, wanted);
        assert_eq!(changed_limits(&Limits::default(), &json!([])).unwrap_err().len(), 1);
    }
}
