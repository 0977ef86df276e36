//! The promises of the log, on a virtual clock.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

const START: i64 = 1_795_500_000_000;

/// What a client does next.
#[derive(Debug, Clone)]
enum Step {
    /// Waits so many milliseconds, then asks so many times at once.
    Ask(i64, u8),
    /// Asks until refused, waits exactly what it is told, asks again.
    Obey,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let wait = prop_oneof![Just(0_i64), 1_i64..30, 1_i64..1_500, 900_i64..1_100, 1_000_i64..70_000, 59_000_i64..61_000];
    prop::collection::vec(prop_oneof![6 => (wait, 1_u8..9).prop_map(|(wait, times)| Step::Ask(wait, times)), 1 => Just(Step::Obey)], 1..18)
}

/// Small limits, for which milliseconds are kept, and large ones.
fn quotas() -> impl Strategy<Value = Quota> {
    prop_oneof![3 => 1_u32..30, 1 => 230_u32..260].prop_flat_map(|limit| (1..=limit.min(12)).prop_map(move |burst| Quota { limit, burst }))
}

/// Every admission by its true instant; panics where a span holds too many. Both ends of a span belong to it.
#[derive(Default)]
struct Witness(Vec<i64>);

impl Witness {
    fn saw(&mut self, at: i64, quota: Quota) {
        self.0.push(at);
        let within = |span: i64| self.0.iter().rev().take_while(|seen| **seen >= at - span).count();
        assert!(within(WINDOW_MS) <= quota.limit as usize, "{quota:?}: too many within a minute: {:?}", self.0);
        assert!(within(SECOND_MS) <= quota.burst as usize, "{quota:?}: too many within a second: {:?}", self.0);
    }
}

/// As after a restart.
fn stored(hits: &Hits) -> Hits {
    let bytes = hits.to_bytes();
    assert!(bytes.len() < 4_096, "{} bytes", bytes.len());
    Hits::from_bytes(&bytes).unwrap()
}

fn walk(quota: Quota, steps: &[Step]) {
    let (mut hits, mut witness, mut now) = (Hits::default(), Witness::default(), START);
    for step in steps {
        match step {
            Step::Ask(wait, times) => {
                now += wait;
                for _ in 0..*times {
                    let (looked, told) = (hits.standing(quota, now), hits.admit(quota, now));
                    assert_eq!(looked.admitted, told.admitted);
                    assert_eq!(u64::from(hits.used(now)) + u64::from(told.left), u64::from(quota.limit));
                    if told.admitted {
                        witness.saw(now, quota);
                    } else {
                        assert!((1..=61).contains(&told.retry_after_s()) && told.remaining() == 0);
                        assert!(told.reset_s() * 1_000 >= told.free_at() && told.reset_s() * 1_000 < told.free_at() + 1_000);
                    }
                }
            }
            Step::Obey => {
                let told = loop {
                    let told = hits.admit(quota, now);
                    if !told.admitted {
                        break told;
                    }
                    witness.saw(now, quota);
                    if told.remaining() == 0 {
                        assert!(hits.standing(quota, told.reset_s() * 1_000).admitted, "the reset was too early");
                    }
                };
                assert!(!stored(&hits).standing(quota, told.free_at() - 1).admitted, "would have been admitted sooner");
                now += told.retry_after_s() * 1_000;
                assert!(hits.admit(quota, now).admitted, "waited as told, and was refused");
                witness.saw(now, quota);
            }
        }
        hits = stored(&hits);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn nothing_is_admitted_beyond_the_quota_and_who_waits_as_told_is_admitted(quota in quotas(), steps in steps()) {
        walk(quota, &steps);
    }
}

#[test]
fn large_limits_are_kept_too_and_their_log_stays_small() {
    for quota in [Quota { limit: 6_000, burst: 100 }, Quota { limit: 1_000, burst: 1_000 }] {
        let (mut hits, mut admitted) = (Hits::default(), Vec::new());
        for ms in (0..130_000).step_by(3) {
            if hits.admit(quota, START + ms).admitted {
                admitted.push(ms);
            }
            if ms % 999 == 0 {
                hits = stored(&hits);
            }
        }
        for (span, bound) in [(WINDOW_MS, quota.limit), (SECOND_MS, quota.burst)] {
            let bound = bound as usize;
            assert!(admitted.windows(bound + 1).all(|part| part[bound] - part[0] > span), "more than {bound} in {span} ms");
        }
        // Telling several as one costs a little, not much.
        let full = f64::from(quota.limit) * 1.9;
        assert!(admitted.len() as f64 > full, "{} of {full}", admitted.len());
    }
    let most = Quota { limit: 1_000_000, burst: 1_000_000 };
    let mut hits = Hits::default();
    for ms in 0..70_000 {
        for _ in 0..3 {
            assert!(hits.admit(most, START + ms).admitted);
        }
    }
    stored(&hits);
    assert!(hits.used(START + 69_999) >= 180_000);
}

#[test]
fn a_clock_that_was_put_back_stops_nobody_for_longer_than_a_window() {
    let quota = Quota { limit: 3, burst: 3 };
    let mut hits = Hits::default();
    for _ in 0..3 {
        assert!(hits.admit(quota, START + 3_600_000).admitted);
    }
    let told = hits.admit(quota, START);
    assert!(!told.admitted && told.retry_after_s() <= 61);
    assert!(hits.admit(quota, START + told.retry_after_s() * 1_000).admitted);
}

#[test]
fn another_nodes_clock_that_is_ahead_gives_no_second_quota() {
    let quota = Quota { limit: 2, burst: 2 };
    let mut hits = Hits::default();
    assert!(hits.admit(quota, START + 500).admitted);
    assert!(hits.admit(quota, START).admitted);
    assert!(!hits.admit(quota, START).admitted && !hits.admit(quota, START + 60_500).admitted);
    assert!(hits.admit(quota, START + 60_501).admitted);
}

#[test]
fn two_logs_become_one_and_damage_is_seen() {
    let quota = Quota { limit: 9, burst: 9 };
    let (mut one, mut other) = (Hits::default(), Hits::default());
    one.note(quota, START + 5);
    other.note(quota, START);
    one.merge(&other);
    assert_eq!((one.used(START + 60_005), one.used(START + 5)), (1, 2));
    for bad in
        [&b""[..], b"\x01", b"\x02\0\0\0\0\0\0\0\0", b"\x01\0\0\0\0\0\0\0\0\x80", b"\x01\0\0\0\0\0\0\0\0\x01", b"\x01\xff\xff\xff\xff\xff\xff\xff\x7f\x01\x01"]
    {
        assert_eq!(Hits::from_bytes(bad), None);
    }
}
