//! How often somebody may try a password or a code: by account with growing waits, by address and by place in a window.

use std::net::IpAddr;

/// So many failures of an account cost nothing, …
const FREE_FAILURES: i64 = 5;
/// … then the wait doubles from a second to this.
const WAIT_MAX_MS: i64 = 15 * 60_000;
/// So many failures of an address within the window …
const ADDRESS_FAILURES: i64 = 30;
/// … block it until the window ends.
const WINDOW_MS: i64 = 15 * 60_000;
/// So many failures of all who try at one place within the hour …
const CROWD_FAILURES: i64 = 100;
/// … block it until the hour ends: a bound against many who take turns, out of reach of one who would keep others out.
const CROWD_MS: i64 = 3_600_000;
/// An account's failures are forgotten after a day without one.
const FORGET_MS: i64 = 24 * 3_600_000;

/// Whose failures are counted: stored as a hash under the server's key, so that the table is no list of addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    kind: Kind,
    key: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Account,
    Address,
    Crowd,
}

/// The count of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failures {
    pub failures: i64,
    pub first_at: i64,
    pub blocked_until: i64,
}

impl Subject {
    /// One account, known or not; `question` keeps logins, codes and others apart. `hash` is under the server's key.
    #[must_use]
    pub fn account(question: &'static str, name: &str, hash: impl FnOnce(&str) -> String) -> Self {
        Self { kind: Kind::Account, key: hash(&format!("{question}:{}", name.to_lowercase())) }
    }

    /// Whatever is tried from one [`network`].
    #[must_use]
    pub fn address(address: IpAddr, hash: impl FnOnce(&str) -> String) -> Self {
        Self { kind: Kind::Address, key: hash(&format!("address:{}", network(address))) }
    }

    /// All who try at one place, whoever they are.
    #[must_use]
    pub fn crowd(question: &'static str, place: &str, hash: impl FnOnce(&str) -> String) -> Self {
        Self { kind: Kind::Crowd, key: hash(&format!("crowd:{question}:{place}")) }
    }

    /// As it is stored.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The count after one more failure.
    #[must_use]
    pub fn after_failure(&self, before: Failures, now: i64) -> Failures {
        let over = match self.kind {
            Kind::Account => now - before.first_at.max(before.blocked_until) > FORGET_MS,
            Kind::Address => now - before.first_at >= WINDOW_MS,
            Kind::Crowd => now - before.first_at >= CROWD_MS,
        };
        let (failures, first_at) = if over || before.failures == 0 { (1, now) } else { (before.failures + 1, before.first_at) };
        let blocked_until = match self.kind {
            Kind::Address if failures >= ADDRESS_FAILURES => first_at + WINDOW_MS,
            Kind::Crowd if failures >= CROWD_FAILURES => first_at + CROWD_MS,
            Kind::Account if failures >= FREE_FAILURES => now + wait(failures - FREE_FAILURES),
            _ => 0,
        };
        Failures { failures, first_at, blocked_until }
    }
}

/// IPv6 addresses count by their /64: that much one household has for itself.
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("{:x?}", &v6.segments()[..4]),
    }
}

/// 1 s, 2 s, 4 s, … 15 min.
fn wait(doublings: i64) -> i64 {
    let factor = u32::try_from(doublings).ok().and_then(|doublings| 1_i64.checked_shl(doublings.min(40))).unwrap_or(i64::MAX);
    factor.saturating_mul(1_000).min(WAIT_MAX_MS)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_account_waits_longer_and_longer() {
        let jane = Subject::account("login", "jane@acme.example", str::to_owned);
        let mut now = 1_795_500_000_000;
        let mut count = Failures::default();
        let mut waits = Vec::new();
        for _ in 0..20 {
            count = jane.after_failure(count, now);
            waits.push((count.blocked_until - now).max(0) / 1_000);
            now = now.max(count.blocked_until);
        }
        assert_eq!(waits[..9], [0, 0, 0, 0, 1, 2, 4, 8, 16]);
        assert_eq!(waits[19], 900);
        assert_eq!(jane.after_failure(count, now + FORGET_MS + 1_000_000).failures, 1);
    }

    #[test]
    fn an_address_is_blocked_until_its_window_ends() {
        let address = Subject::address("192.0.2.7".parse().unwrap(), str::to_owned);
        let start = 1_795_500_000_000;
        let mut count = Failures::default();
        for n in 0..30 {
            assert_eq!(count.blocked_until, 0, "{n}");
            count = address.after_failure(count, start + n * 1_000);
        }
        assert_eq!(count.blocked_until, start + WINDOW_MS);
        let spread = (0..100).fold(Failures::default(), |count, n| address.after_failure(count, start + n * 60_000));
        assert_eq!(spread.blocked_until, 0, "one failure a minute stays under the bound");
    }

    #[test]
    fn all_together_may_fail_more_often_than_one_and_each_window_begins_anew() {
        let crowd = Subject::crowd("link code", "lead_x", str::to_owned);
        let start = 1_795_500_000_000;
        let failed = |from: i64, before: Failures| (0..100).fold(before, |count, n| crowd.after_failure(count, from + n));
        let count = (0..99).fold(Failures::default(), |count, n| crowd.after_failure(count, start + n));
        assert_eq!(count.blocked_until, 0);
        assert_eq!(crowd.after_failure(count, start + 99).blocked_until, start + CROWD_MS);
        let later = start + CROWD_MS;
        assert_eq!(failed(later, crowd.after_failure(count, start + 99)).blocked_until, later + CROWD_MS, "a second window is not bounded");
    }

    #[test]
    fn one_household_is_one_address_and_accounts_ignore_case() {
        let key = |address: &str| Subject::address(address.parse().unwrap(), str::to_owned).key().to_owned();
        let account = |question, name| Subject::account(question, name, str::to_owned);
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:192.0.2.7"), key("192.0.2.7"));
        assert_eq!(account("login", "Jane@x.example").key(), account("login", "jane@x.example").key());
        assert_ne!(account("login", "a").key(), account("code", "a").key());
    }
}
