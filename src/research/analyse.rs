//! A dossier in, an analysis out: who the firm is, what kind of site it has, every check, the scores, and what to tell first.

use super::checks::{Site, rank, run, score, site_type};
use super::ledger::Ledger;
use super::profile::profile;
use super::provided;
use crate::model::comparison::{self, Standing};
use crate::model::dossier::{Dossier, Reading, Reason};
use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::finding::Analysis;
use crate::model::lead::LeadFields;
use crate::model::offer::Offer;

/// Judges what was read; no clock, no network, the same input gives the same analysis. Without a readable site the findings are empty.
#[must_use]
pub fn analyse(dossier: &Dossier, lead: &LeadFields, offer: &Offer) -> Analysis {
    let mut ledger = Ledger::default();
    let mut profile = profile(dossier, lead, &mut ledger);
    let site_type = site_type::site_type(dossier, &profile);
    let site = Site::new(dossier, &profile, site_type).filter(|_| is_readable(dossier));
    let findings = site.map(|site| run(&site, &mut ledger)).unwrap_or_default();
    let scores = score::score(&findings);
    let ranking = rank::ranking(&findings, offer);
    let priorities = rank::priorities(&ranking);
    let strengths = rank::strengths(&findings);
    // Last of all: what was posted judges no check, and changes no id of what was found.
    let disputed = provided::add(&mut profile, dossier, lead, &mut ledger);
    let mut evidence = ledger.into_evidence();
    // Posted values have no instant of their own.
    evidence.iter_mut().filter(|item| item.source == Source::Provided).for_each(|item| item.fetched_at = dossier.started_at);
    Analysis { profile, site_type, findings, scores, priorities, ranking, strengths, disputed, evidence, comparison: None }
}

/// Ranks the findings anew, for another offer.
pub fn rank(analysis: &mut Analysis, offer: &Offer) {
    analysis.ranking = rank::ranking(&analysis.findings, offer);
    analysis.priorities = rank::priorities(&analysis.ranking);
}

/// Sets `analysis.comparison` with its evidence, where there are enough others. `others`: the standings of the project's other sites.
pub fn compare(analysis: &mut Analysis, dossier: &Dossier, others: &[Standing]) {
    let id = EvidenceId(format!("ev_{}", analysis.evidence.len() + 1));
    let Some((own, found)) = Standing::of(analysis).and_then(|own| comparison::compare(&own, others, id.clone()).map(|found| (own, found))) else { return };
    let place = found.overall;
    analysis.evidence.push(Evidence {
        id,
        source: Source::Measured,
        kind: Kind::Measured,
        url: dossier.home_url.clone(),
        fetched_at: dossier.started_at,
        body_sha256: None,
        locator: format!("scores of {} other sites", place.n),
        quote: None,
        observed: Some(format!(
            "this site {} of 100; {} other sites of the same project: median {}, and {} % of them score lower",
            own.overall, place.n, place.median, place.percentile
        )),
        expected: None,
        verify: None,
    });
    analysis.comparison = Some(found);
}

/// A page made by scripts still shows its head and headers; a placeholder, a login or a refusal says nothing about the site.
fn is_readable(dossier: &Dossier) -> bool {
    let placeholder =
        matches!(dossier.outcome.reason, Some(Reason::Parked | Reason::UnderConstruction | Reason::Login | Reason::Blocked | Reason::RobotsRefused));
    let by_script = dossier.outcome.reason == Some(Reason::ScriptOnly);
    !placeholder && (dossier.outcome.reading != Reading::Insufficient || by_script)
}
