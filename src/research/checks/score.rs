//! Scores: earned weight over applicable weight in each area, and the plain mean of the areas. No penalties, no curve.

use crate::model::finding::{Area, AreaScore, Finding, Scores, Status};

const AREAS: [Area; 7] = [Area::Reach, Area::Search, Area::Speed, Area::Access, Area::Trust, Area::Email, Area::Enquiry];

/// Only passed and failed findings count. Information (weight 0) counts in `passed` and `measured`, never in the percentage;
/// an area in which nothing of weight was measured has no score.
#[must_use]
pub fn score(findings: &[Finding]) -> Scores {
    let areas: Vec<AreaScore> = AREAS.iter().filter_map(|area| area_score(*area, findings)).collect();
    let sum: u32 = areas.iter().map(|area| u32::from(area.percent)).sum();
    let overall = u32::try_from(areas.len()).ok().filter(|count| *count > 0).and_then(|count| u8::try_from(rounded(sum, count)).ok());
    Scores { overall, areas }
}

fn area_score(area: Area, findings: &[Finding]) -> Option<AreaScore> {
    let (mut earned, mut applicable, mut passed, mut measured) = (0_u32, 0_u32, 0_u32, 0_u32);
    for finding in findings.iter().filter(|finding| finding.area == area) {
        let pass = match finding.status {
            Status::Pass => true,
            Status::Fail => false,
            Status::NotApplicable | Status::NotMeasured => continue,
        };
        measured += 1;
        applicable += finding.severity.weight();
        if pass {
            passed += 1;
            earned += finding.severity.weight();
        }
    }
    if applicable == 0 {
        return None;
    }
    let percent = u8::try_from(rounded(earned * 100, applicable)).ok()?;
    Some(AreaScore { area, percent, passed, measured })
}

/// Division to the nearest, halves up. `by` is not 0.
fn rounded(value: u32, by: u32) -> u32 {
    (value + by / 2) / by
}
