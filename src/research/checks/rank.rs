//! What to tell first: failed findings by severity, certainty, ease of repair and the sender's field; and passed ones worth praise.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::finding::{Area, Effort, Finding, Severity, Status};
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

enum Seen {
    Always,
    /// Tried on at least so many pages.
    Pages(u32),
    /// The slot `total` is at least this.
    Total(u32),
}

/// Ids of failed findings, most important first: those of medium severity and above before the others, information never.
#[must_use]
pub fn priorities(findings: &[Finding], offer: &Offer) -> Vec<String> {
    let mut failed: Vec<&Finding> = findings.iter().filter(|finding| finding.status == Status::Fail && finding.severity > Severity::Info).collect();
    failed.sort_by_key(|finding| (finding.severity < Severity::Medium, Reverse(rank(finding, offer)), finding.number));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    failed.retain(|finding| match GROUPS.iter().position(|group| group.contains(&finding.number)) {
        Some(group) => taken.insert(group),
        None => true,
    });
    failed.into_iter().map(|finding| finding.check.clone()).collect()
}

/// Severity × confidence × ease × fit, in thousandths, so that order does not hang on the last bit of a float.
fn rank(finding: &Finding, offer: &Offer) -> u64 {
    let confidence = thousandths(finding.confidence);
    let ease = match finding.effort {
        Effort::Minutes => 10,
        Effort::Hours => 8,
        Effort::Days => 5,
    };
    let fit = if is_focus(finding.area, offer) { 15 } else { 10 };
    u64::from(finding.severity.weight()) * confidence * ease * fit
}

fn thousandths(confidence: f64) -> u64 {
    let mut steps = 0_u32;
    while steps < 1_000 && f64::from(steps + 1) <= confidence * 1_000.0 + 0.000_1 {
        steps += 1;
    }
    u64::from(steps)
}

/// The offer is about this area.
fn is_focus(area: Area, offer: &Offer) -> bool {
    let name = match area {
        Area::Reach => "reach",
        Area::Search => "search",
        Area::Speed => "speed",
        Area::Access => "access",
        Area::Trust => "trust",
        Area::Email => "email",
        Area::Enquiry => "enquiry",
    };
    offer.focus.iter().any(|focus| focus.trim().eq_ignore_ascii_case(name))
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
