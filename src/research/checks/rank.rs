//! What to tell first, and why: failed findings by severity, certainty, ease of repair, share of pages and fit with the offer (`fit.rs`); and passed ones
//! worth praise.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::fit::Interest;
use crate::model::finding::{Because, Effort, Finding, Ranked, Severity, Status};
use crate::model::offer::Offer;

/// Checks that a reader would feel to be one and the same point: at most one of a group becomes a priority.
const GROUPS: &[&[u8]] = &[
    &[1, 2, 3, 4, 37, 40],
    &[5, 6, 25],
    &[7, 8],
    &[12, 13, 14, 15],
    &[16, 17, 52],
    &[18, 19, 20],
    &[26, 27, 28, 29, 30],
    &[31, 32],
    &[21, 36],
    &[35, 51],
    &[45, 46],
    &[49, 50, 57],
];

/// Passed checks that an owner would be glad to hear of, best first, with what must have been seen for the praise to mean something.
const PRAISE: &[(u8, Seen)] = &[
    (53, Seen::Always),
    (20, Seen::Always),
    (15, Seen::Pages(3)),
    (34, Seen::Total(8)),
    (18, Seen::Always),
    (9, Seen::Total(8)),
    (14, Seen::Pages(4)),
    (48, Seen::Always),
    (50, Seen::Always),
    (54, Seen::Always),
    (51, Seen::Always),
    (35, Seen::Total(3)),
    (57, Seen::Always),
    (40, Seen::Always),
    (56, Seen::Always),
    (27, Seen::Always),
    (55, Seen::Always),
    (8, Seen::Total(5)),
];

/// Praise that is wrong is worse than none.
const PRAISE_CONFIDENCE: f64 = 0.8;

/// From here on a finding counts as sure, in thousandths.
const SURE: u32 = 900;

/// Ease, in tenths, that a finding must have more than another one step graver to come before it: minutes against days.
const MUCH_EASIER: u32 = 5;

/// Checks of something that each page has or lacks: on one page of many it weighs half of what it weighs on all.
const BY_PAGE: &[u8] = &[11, 12, 13, 14, 15, 17, 21, 22, 33, 34, 36];

enum Seen {
    Always,
    /// Tried on at least so many pages.
    Pages(u32),
    /// The slot `total` is at least this.
    Total(u32),
}

/// Every failed finding, most important first: those of medium severity and above before the others, information last.
/// A finding is weighed by severity × confidence × ease × share × fit with the offer, in whole numbers, so that order does not hang on the last bit of a float.
/// None comes before a graver one, unless it is one step less grave and much easier to repair.
#[must_use]
pub fn ranking(findings: &[Finding], offer: &Offer) -> Vec<Ranked> {
    let interest = Interest::of(offer);
    let weighed = findings.iter().filter(|finding| finding.status == Status::Fail).map(|finding| Weighed::new(finding, &interest)).collect();
    let mut leaders: BTreeMap<usize, (String, u32)> = BTreeMap::new();
    let mut last = 0;
    let mut place = |one: Weighed| {
        let group = GROUPS.iter().position(|group| group.contains(&one.finding.number));
        // Information leads no group and joins none.
        let group = group.filter(|_| one.finding.severity > Severity::Info);
        if let Some((leader, rank)) = group.and_then(|group| leaders.get(&group)) {
            return one.ranked(*rank, Some(leader.clone()));
        }
        last += 1;
        if let Some(group) = group {
            leaders.insert(group, (one.finding.check.clone(), last));
        }
        one.ranked(last, None)
    };
    in_order(weighed).into_iter().map(&mut place).collect()
}

fn in_order(mut left: Vec<Weighed<'_>>) -> Vec<Weighed<'_>> {
    left.sort_by_key(|one| (tier(one.finding.severity), Reverse(one.score()), one.finding.number));
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        // Nothing outranks the gravest that are left, so there is always one.
        let next = left.iter().position(|one| !left.iter().any(|other| other.outranks(one))).unwrap_or(0);
        order.push(left.remove(next));
    }
    order
}

/// Ids of the failed findings that lead, most important first; information never.
#[must_use]
pub fn priorities(ranking: &[Ranked]) -> Vec<String> {
    ranking.iter().filter(|one| one.grouped_under.is_none() && one.severity > Severity::Info).map(|one| one.check.clone()).collect()
}

/// No fit lifts a trifle over a finding that counts.
fn tier(severity: Severity) -> u8 {
    match severity {
        Severity::Critical | Severity::High | Severity::Medium => 0,
        Severity::Low => 1,
        Severity::Info => 2,
    }
}

/// How many steps above information.
fn steps(severity: Severity) -> u8 {
    match severity {
        Severity::Info => 0,
        Severity::Low => 1,
        Severity::Medium => 2,
        Severity::High => 3,
        Severity::Critical => 4,
    }
}

struct Weighed<'f> {
    finding: &'f Finding,
    /// In thousandths.
    confidence: u32,
    /// In tenths.
    ease: u32,
    share: u32,
    fit: u32,
    because: Vec<Because>,
}

impl<'f> Weighed<'f> {
    fn new(finding: &'f Finding, interest: &Interest) -> Self {
        let (fit, of_the_offer) = interest.fit(finding);
        let confidence = thousandths(finding.confidence);
        let ease = match finding.effort {
            Effort::Minutes => 10,
            Effort::Hours => 8,
            Effort::Days => 5,
        };
        let own =
            [(finding.severity >= Severity::High, Because::Severity), (finding.effort == Effort::Minutes, Because::Quick), (confidence >= SURE, Because::Sure)];
        let because = of_the_offer.into_iter().chain(own.into_iter().filter_map(|(so, because)| so.then_some(because))).collect();
        Self { finding, confidence, ease, share: share(finding), fit, because }
    }

    /// In millionths.
    fn score(&self) -> u32 {
        self.finding.severity.weight() * self.confidence * self.ease * self.share * self.fit
    }

    /// Graver than the other, which is not so much easier to repair that it may come first all the same.
    fn outranks(&self, other: &Self) -> bool {
        let graver = steps(self.finding.severity).saturating_sub(steps(other.finding.severity));
        graver > 1 || (graver == 1 && other.ease < self.ease + MUCH_EASIER)
    }

    fn ranked(self, rank: u32, grouped_under: Option<String>) -> Ranked {
        Ranked {
            check: self.finding.check.clone(),
            rank,
            score: f64::from(self.score()) / 1_000_000.0,
            severity: self.finding.severity,
            confidence: self.finding.confidence,
            ease: f64::from(self.ease) / 10.0,
            fit: f64::from(self.fit) / 10.0,
            because: self.because,
            grouped_under,
        }
    }
}

/// How much of its weight a finding has by the pages concerned, in tenths: 5 to 10.
fn share(finding: &Finding) -> u32 {
    let sample = finding.sample.filter(|sample| BY_PAGE.contains(&finding.number) && sample.of > 0);
    sample.map_or(10, |sample| 5 + 5 * sample.hits.min(sample.of).min(100_000) / sample.of.min(100_000))
}

/// Confidence as a whole number of thousandths, rounded down; nothing beyond 0–1.
fn thousandths(confidence: f64) -> u32 {
    (1..=1_000_u32).take_while(|steps| f64::from(*steps) <= confidence * 1_000.0 + 0.000_1).last().unwrap_or(0)
}

/// Ids of passed findings worth praising, best first. Praise outside the sender's field comes first within its place in the table: it is disinterested.
#[must_use]
pub fn strengths(findings: &[Finding]) -> Vec<String> {
    let worth = PRAISE.iter().filter_map(|(number, seen)| {
        let finding = findings.iter().find(|finding| finding.number == *number && finding.status == Status::Pass)?;
        let enough = match seen {
            Seen::Always => !finding.evidence.is_empty(),
            Seen::Pages(least) => finding.sample.is_some_and(|sample| sample.of >= *least),
            Seen::Total(least) => finding.slots.get("total").and_then(|total| total.parse::<u32>().ok()).is_some_and(|total| total >= *least),
        };
        (enough && finding.confidence >= PRAISE_CONFIDENCE).then(|| finding.check.clone())
    });
    worth.collect()
}
