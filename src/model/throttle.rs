//! How often somebody may try a password or a code: by account with growing waits, by address in a window.

use std::net::IpAddr;

/// So many failures of an account cost nothing, …
const FREE_FAILURES: i64 = 5;
/// … then the wait doubles from a second to this.
const WAIT_MAX_MS: i64 = 15 * 60_000;
/// So many failures of an address within the window …
const ADDRESS_FAILURES: i64 = 30;
/// … block it until the window ends.
const WINDOW_MS: i64 = 15 * 60_000;
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

    /// IPv6 addresses count by their /64: that much one household has for itself.
    #[must_use]
    pub fn address(address: IpAddr, hash: impl FnOnce(&str) -> String) -> Self {
        let text = match address.to_canonical() {
            IpAddr::V4(v4) => format!("address:{v4}"),
            IpAddr::V6(v6) => format!("address:{:x?}", &v6.segments()[..4]),
        };
        Self { kind: Kind::Address, key: hash(&text) }
    }

    /// As it is stored.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The count after one more failure.
    #[must_use]
    pub fn after_failure(&self, before: Failures, now: i64) -> Failures {
        let life = if self.kind == Kind::Address { WINDOW_MS } else { FORGET_MS };
        let over = before.failures == 0 || now - before.first_at.max(before.blocked_until) > life;
        let (failures, first_at) = if over { (1, now) } else { (before.failures + 1, before.first_at) };
        let blocked_until = match self.kind {
            Kind::Address if failures >= ADDRESS_FAILURES => first_at + WINDOW_MS,
            Kind::Account if failures >= FREE_FAILURES => now + wait(failures - FREE_FAILURES),
            _ => 0,
        };
        Failures { failures, first_at, blocked_until }
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
