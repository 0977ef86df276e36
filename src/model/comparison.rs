//! How one site stands among the others of its project: median, percentile and how many, from [`N_MIN`] others on. Pure arithmetic.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::evidence::EvidenceId;
use super::finding::{Analysis, Area, Status};

/// Fewer other sites than this say nothing.
pub const N_MIN: usize = 20;

/// How a site did, without anything that is on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// 0–100.
    pub overall: u8,
    /// 0–100, of the areas in which something was measured.
    pub areas: BTreeMap<Area, u8>,
    /// Checks that passed or failed.
    pub measured: BTreeSet<String>,
    /// Of these, those that failed.
    pub failed: BTreeSet<String>,
}

impl Standing {
    /// `None` when nothing was measured.
    #[must_use]
    pub fn of(analysis: &Analysis) -> Option<Self> {
        let checks = |wanted: &[Status]| {
            analysis.findings.iter().filter(|finding| wanted.contains(&finding.status)).map(|finding| finding.check.clone()).collect::<BTreeSet<_>>()
        };
        Some(Self {
            overall: analysis.scores.overall?,
            areas: analysis.scores.areas.iter().map(|score| (score.area, score.percent)).collect(),
            measured: checks(&[Status::Pass, Status::Fail]),
            failed: checks(&[Status::Fail]),
        })
    }
}

/// Where a score stands among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Other sites that have this score.
    pub n: u32,
    /// Of the others' scores, 0–100; between two middle ones their mean, rounded to the nearest.
    pub median: u8,
    /// Share of the others with a lower score, in percent, rounded down: equal scores do not count as lower.
    pub percentile: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AreaPlace {
    pub area: Area,
    #[serde(flatten)]
    pub place: Place,
}

/// Of the other sites on which a check was measured, how many failed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckShare {
    pub check: String,
    pub failed: u32,
    /// At least [`N_MIN`].
    pub of: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// Other sites in all.
    pub n: u32,
    pub overall: Place,
    /// Areas measured here and on at least [`N_MIN`] others, in their order.
    pub areas: Vec<AreaPlace>,
    /// Checks that failed here and were measured on at least [`N_MIN`] others, by name.
    pub checks: Vec<CheckShare>,
    /// The evidence that documents rest on.
    pub evidence: EvidenceId,
}

/// `others`: one standing for each other site of the same project. `evidence`: the id that its evidence will have. `None` when there are fewer than [`N_MIN`].
#[must_use]
pub fn compare(own: &Standing, others: &[Standing], evidence: EvidenceId) -> Option<Comparison> {
    let overall = place(own.overall, others.iter().map(|other| other.overall))?;
    let areas = own.areas.iter().filter_map(|(area, percent)| {
        let place = place(*percent, others.iter().filter_map(|other| other.areas.get(area).copied()))?;
        Some(AreaPlace { area: *area, place })
    });
    let checks = own.failed.iter().filter_map(|check| {
        let measured: Vec<&Standing> = others.iter().filter(|other| other.measured.contains(check)).collect();
        let failed = measured.iter().filter(|other| other.failed.contains(check)).count();
        (measured.len() >= N_MIN).then(|| CheckShare { check: check.clone(), failed: count(failed), of: count(measured.len()) })
    });
    Some(Comparison { n: count(others.len()), overall, areas: areas.collect(), checks: checks.collect(), evidence })
}

fn place(own: u8, others: impl Iterator<Item = u8>) -> Option<Place> {
    let mut scores: Vec<u8> = others.collect();
    if scores.len() < N_MIN {
        return None;
    }
    scores.sort_unstable();
    let lower = scores.iter().filter(|score| **score < own).count();
    let percentile = u8::try_from(lower * 100 / scores.len()).unwrap_or(100);
    let (below, above) = (scores.get((scores.len() - 1) / 2)?, scores.get(scores.len() / 2)?);
    let median = u8::try_from((u16::from(*below) + u16::from(*above)).div_ceil(2)).unwrap_or(100);
    Some(Place { n: count(scores.len()), median, percentile })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn standing(overall: u8, failed: &[&str]) -> Standing {
        let names = |checks: &[&str]| checks.iter().map(|check| (*check).to_owned()).collect();
        Standing { overall, areas: BTreeMap::from([(Area::Speed, overall)]), measured: names(&["h1", "favicon"]), failed: names(failed) }
    }

    fn compare(own: &Standing, others: &[Standing]) -> Option<Comparison> {
        super::compare(own, others, EvidenceId("ev_1".into()))
    }

    fn others(n: u8) -> Vec<Standing> {
        (0..n).map(|at| standing(40 + at, if at % 2 == 0 { &["h1"] } else { &[] })).collect()
    }

    #[test]
    fn fewer_than_twenty_other_sites_are_no_comparison() {
        assert_eq!(compare(&standing(50, &[]), &others(19)), None);
        assert_eq!(compare(&standing(50, &[]), &others(20)).unwrap().n, 20);
    }

    #[test]
    fn median_and_percentile_are_those_of_the_others() {
        let found = compare(&standing(50, &["h1"]), &others(20)).unwrap();
        assert_eq!(found.overall, Place { n: 20, median: 50, percentile: 50 });
        assert_eq!(found.areas, [AreaPlace { area: Area::Speed, place: found.overall }]);
        assert_eq!(found.checks, [CheckShare { check: "h1".into(), failed: 10, of: 20 }]);
        let best = compare(&standing(100, &[]), &others(21)).unwrap();
        assert_eq!((best.overall.median, best.overall.percentile), (50, 100));
        let worst = compare(&standing(0, &[]), &others(21)).unwrap();
        assert_eq!(worst.overall.percentile, 0);
    }

    #[test]
    fn who_stands_with_all_others_is_better_than_none() {
        let alike = vec![standing(70, &[]); 20];
        assert_eq!(compare(&standing(70, &[]), &alike).unwrap().overall, Place { n: 20, median: 70, percentile: 0 });
    }

    #[test]
    fn an_area_or_a_check_that_few_others_have_is_left_out() {
        let mut many = others(20);
        many[0].areas.clear();
        many[0].measured.clear();
        let found = compare(&standing(50, &["h1"]), &many).unwrap();
        assert!(found.areas.is_empty() && found.checks.is_empty());
    }

    #[test]
    fn the_order_of_the_others_makes_no_difference() {
        let (forth, mut back) = (others(30), others(30));
        back.reverse();
        assert_eq!(compare(&standing(55, &["h1"]), &forth), compare(&standing(55, &["h1"]), &back));
    }
}
