//! How many requests may come: at most `limit` in any 60 seconds and at most `burst` in any one second, by a log of those that were admitted.
//! Pure: the clock is the caller's. `web/limiter.rs` keeps the logs; what each project is allowed is `limits.rs`.

/// Length of the window, in milliseconds and in seconds.
pub const WINDOW_MS: i64 = 60_000;
pub const WINDOW_S: u32 = 60;
/// What `burst` is counted over.
const SECOND_MS: i64 = 1_000;
/// Up to this limit each admission keeps its own millisecond; beyond it, those of 10 ms are told as one, and after a second those of 250 ms, both at the
/// latest instant that one of them may have had: at most some 350 entries (2 KiB) at any limit, and never one admission too many.
const EXACT_LIMIT: u32 = 240;
const FINE_MS: i64 = 10;
const COARSE_MS: i64 = 250;
/// First byte of the stored form.
const FORMAT: u8 = 1;

/// What is allowed; both at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Quota {
    /// Requests in any 60 seconds.
    pub limit: u32,
    /// Requests in any one second.
    pub burst: u32,
}

/// How somebody stands after a decision. Instants are epoch milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub quota: Quota,
    pub admitted: bool,
    pub now: i64,
    /// How many more the minute takes, and when it takes more than that.
    pub left: u32,
    pub more_at: i64,
    /// The same of the second.
    pub burst_left: u32,
    pub burst_more_at: i64,
}

impl Standing {
    /// As the contract tells it: of a refused request 0, whichever of the two bounds it was that refused it.
    #[must_use]
    pub fn remaining(&self) -> u32 {
        if self.admitted { self.left } else { 0 }
    }

    /// When the next request is admitted, if nobody else asks before.
    #[must_use]
    pub fn free_at(&self) -> i64 {
        let minute = if self.left == 0 { self.more_at } else { self.now };
        let second = if self.burst_left == 0 { self.burst_more_at } else { self.now };
        minute.max(second)
    }

    /// Epoch seconds, rounded up: when there is more to have; with nothing remaining, when a request is admitted for certain.
    #[must_use]
    pub fn reset_s(&self) -> i64 {
        seconds_up(if self.remaining() == 0 { self.free_at() } else { self.more_at })
    }

    /// Whole seconds, at least 1, after which a request is admitted.
    #[must_use]
    pub fn retry_after_s(&self) -> i64 {
        seconds_up(self.free_at() - self.now).max(1)
    }

    /// Whole seconds until the minute and the second take more.
    #[must_use]
    pub fn until_more_s(&self) -> (i64, i64) {
        (seconds_up(self.more_at - self.now).max(0), seconds_up(self.burst_more_at - self.now).max(0))
    }
}

fn seconds_up(ms: i64) -> i64 {
    ms.div_euclid(1_000) + i64::from(ms.rem_euclid(1_000) > 0)
}

/// The admitted requests that still count: (epoch milliseconds, how many), oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits(Vec<(i64, u32)>);

impl Hits {
    /// Decides on one request and counts it if it is admitted.
    pub fn admit(&mut self, quota: Quota, now: i64) -> Standing {
        self.settle(now);
        let before = self.standing(quota, now);
        if !before.admitted {
            return before;
        }
        self.note(quota, now);
        Standing { admitted: true, ..self.standing(quota, now) }
    }

    /// How a request would fare at this instant; nothing is counted.
    #[must_use]
    pub fn standing(&self, quota: Quota, now: i64) -> Standing {
        let (left, more_at) = self.within(WINDOW_MS, quota.limit, now);
        let (burst_left, burst_more_at) = self.within(SECOND_MS, quota.burst, now);
        Standing { quota, admitted: left > 0 && burst_left > 0, now, left, more_at, burst_left, burst_more_at }
    }

    /// Requests of the last 60 seconds.
    #[must_use]
    pub fn used(&self, now: i64) -> u32 {
        u32::MAX - self.within(WINDOW_MS, u32::MAX, now).0
    }

    /// Counts one request that was admitted.
    pub fn note(&mut self, quota: Quota, now: i64) {
        self.settle(now);
        let coarse = quota.limit > EXACT_LIMIT;
        let at = if coarse { now - now.rem_euclid(FINE_MS) + FINE_MS - 1 } else { now };
        // Another node's clock may be ahead of ours: the log stays in order.
        let at = self.0.last().map_or(at, |(last, _)| at.max(*last));
        self.0.push((at, 1));
        self.squeeze(coarse, now);
    }

    /// Counts what the other log holds, too.
    pub fn merge(&mut self, other: &Hits) {
        self.0.extend_from_slice(&other.0);
        self.0.sort_unstable_by_key(|(at, _)| *at);
    }

    /// How many of `allowed` are left within the last `span`, and when it is more. A request counts through the whole of the millisecond in which its
    /// span ends: the clock's milliseconds are rounded down, and the span is never to be short of one.
    fn within(&self, span: i64, allowed: u32, now: i64) -> (u32, i64) {
        let (mut count, mut oldest, mut in_the_way) = (0_u32, None, None);
        for (at, hits) in self.0.iter().rev().take_while(|(at, _)| at + span >= now) {
            count = count.saturating_add(*hits);
            oldest = Some(*at);
            if count >= allowed && in_the_way.is_none() {
                in_the_way = oldest;
            }
        }
        (allowed.saturating_sub(count), in_the_way.or(oldest).map_or(now, |at| at + span + 1))
    }

    /// Forgets what counts no more. After a clock was put back by more than a window, what it had counted counts from now: never lost, and never for long.
    fn settle(&mut self, now: i64) {
        if self.0.last().is_some_and(|(at, _)| *at > now + WINDOW_MS) {
            self.0.iter_mut().for_each(|(at, _)| *at = (*at).min(now));
        }
        let over = self.0.iter().take_while(|(at, _)| at + WINDOW_MS < now).count();
        self.0.drain(..over);
    }

    fn squeeze(&mut self, coarse: bool, now: i64) {
        self.0.dedup_by(|next, kept| {
            let old = coarse && next.0 + SECOND_MS < now && next.0.div_euclid(COARSE_MS) == kept.0.div_euclid(COARSE_MS);
            let same = next.0 == kept.0 || old;
            if same {
                *kept = (next.0, kept.1.saturating_add(next.1));
            }
            same
        });
    }

    /// The stored form: a format byte, the first instant, then (distance from the one before, count) as variable-length numbers.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![FORMAT];
        let mut before = self.0.first().map_or(0, |(at, _)| *at);
        out.extend(before.to_le_bytes());
        for (at, count) in &self.0 {
            put(&mut out, at.abs_diff(before));
            put(&mut out, u64::from(*count));
            before = *at;
        }
        out
    }

    /// `None` when these are no stored hits.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, mut rest) = bytes.split_first_chunk::<9>()?;
        let (format, first) = head.split_first()?;
        if *format != FORMAT {
            return None;
        }
        let mut at = i64::from_le_bytes(first.try_into().ok()?);
        let mut hits = Vec::new();
        while !rest.is_empty() {
            at = at.checked_add_unsigned(take(&mut rest)?)?;
            hits.push((at, u32::try_from(take(&mut rest)?).ok()?));
        }
        Some(Self(hits))
    }
}

fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

fn take(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
#[path = "quota_tests.rs"]
mod tests;
