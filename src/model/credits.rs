//! Credits: one for each lead that is made. Reserved when a job is accepted, kept when its magnet is out, given back when it fails or is cancelled.

use serde::Serialize;

/// What a workspace or project can still spend; `None` where nothing limits it.
pub type Available = Option<i64>;

/// What is left: the smallest of the limits that there are, and never below nothing.
#[must_use]
pub fn available(limits: &[Available]) -> Available {
    limits.iter().flatten().min().map(|least| (*least).max(0))
}

/// A calendar month (UTC) as a number: 202611.
#[must_use]
pub fn month_of(at_ms: i64) -> i64 {
    let date = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC).date();
    i64::from(date.year()) * 100 + i64::from(date.month())
}

/// When the calendar month (UTC) of this instant began, in epoch milliseconds.
#[must_use]
pub fn month_begin(at_ms: i64) -> i64 {
    let date = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC).date();
    date.first_of_month().to_zoned(jiff::tz::TimeZone::UTC).map_or(at_ms, |begin| begin.timestamp().as_millisecond())
}

/// Refusal of a request that costs more than can be spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Insufficient credits. Required: {required}, Available: {available}")]
pub struct Shortage {
    pub required: i64,
    pub available: i64,
}

/// One line of a workspace's ledger. The sum of all amounts is the balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub kind: EntryKind,
    pub amount: i64,
    pub project_id: Option<String>,
    pub job_id: Option<String>,
    /// Of the job; `None` also when the lead was erased.
    pub lead_id: Option<String>,
    pub note: String,
    pub created_at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// By the operator.
    Grant,
    /// A job was accepted: −1.
    Reserve,
    /// Its magnet is out: the reserved credit is spent, 0.
    Keep,
    /// It failed, or was cancelled: +1.
    GiveBack,
}

impl EntryKind {
    pub const ALL: [EntryKind; 4] = [EntryKind::Grant, EntryKind::Reserve, EntryKind::Keep, EntryKind::GiveBack];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EntryKind::Grant => "grant",
            EntryKind::Reserve => "reserve",
            EntryKind::Keep => "keep",
            EntryKind::GiveBack => "give_back",
        }
    }
}

impl std::str::FromStr for EntryKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| format!("unknown kind of entry {text:?}"))
    }
}

/// What a project may draw of its workspace's balance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Caps {
    /// In a calendar month (UTC).
    pub allowance: Option<i64>,
    /// In all.
    pub cap: Option<i64>,
}

/// The credits of a workspace, and of one of its projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Sum of the ledger; below nothing where it was never limited.
    pub balance: i64,
    pub unlimited: bool,
    pub caps: Caps,
    pub used_this_month: i64,
    pub used_in_all: i64,
}

impl Standing {
    #[must_use]
    pub fn available(&self) -> Available {
        let left = |limit: Option<i64>, used: i64| limit.map(|limit| limit - used);
        available(&[(!self.unlimited).then_some(self.balance), left(self.caps.allowance, self.used_this_month), left(self.caps.cap, self.used_in_all)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tightest_limit_counts() {
        let open = Standing { balance: -7, unlimited: true, caps: Caps::default(), used_this_month: 3, used_in_all: 9 };
        assert_eq!(open.available(), None);
        assert_eq!(Standing { unlimited: false, ..open }.available(), Some(0), "below nothing is nothing");
        assert_eq!(Standing { caps: Caps { allowance: Some(5), cap: Some(10) }, ..open }.available(), Some(1));
        assert_eq!(Standing { balance: 1, unlimited: false, caps: Caps { allowance: Some(5), cap: None }, ..open }.available(), Some(1));
    }

    #[test]
    fn a_month_is_read_in_utc() {
        assert_eq!(month_of(1_798_761_599_999), 202_612);
        assert_eq!(month_of(1_798_761_600_000), 202_701);
        assert_eq!((month_begin(1_798_761_600_000), month_begin(1_798_761_600_001 + 86_400_000)), (1_798_761_600_000, 1_798_761_600_000));
    }
}
