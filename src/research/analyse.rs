//! A dossier in, an analysis out: who the firm is, what kind of site it has, every check, the scores, and what to tell first.

use super::checks::{Site, rank, run, score, site_type};
use super::ledger::Ledger;
use super::profile::profile;
use crate::model::dossier::{Dossier, Reading, Reason};
use crate::model::finding::Analysis;
use crate::model::lead::LeadFields;
use crate::model::offer::Offer;

/// Judges what was read; no clock, no network, the same input gives the same analysis. Without a readable site the findings are empty.
#[must_use]
pub fn analyse(dossier: &Dossier, lead: &LeadFields, offer: &Offer) -> Analysis {
    let mut ledger = Ledger::default();
    let profile = profile(dossier, lead, &mut ledger);
    let site_type = site_type::site_type(dossier, &profile);
    let site = Site::new(dossier, &profile, site_type).filter(|_| is_readable(dossier));
    let findings = site.map(|site| run(&site, &mut ledger)).unwrap_or_default();
    let scores = score::score(&findings);
    let ranking = rank::ranking(&findings, offer);
    let priorities = rank::priorities(&ranking);
    let strengths = rank::strengths(&findings);
    Analysis { profile, site_type, findings, scores, priorities, ranking, strengths, evidence: ledger.into_evidence() }
}

/// A page made by scripts still shows its head and headers; a placeholder, a login or a refusal says nothing about the site.
fn is_readable(dossier: &Dossier) -> bool {
    let placeholder =
        matches!(dossier.outcome.reason, Some(Reason::Parked | Reason::UnderConstruction | Reason::Login | Reason::Blocked | Reason::RobotsRefused));
    let by_script = dossier.outcome.reason == Some(Reason::ScriptOnly);
    !placeholder && (dossier.outcome.reading != Reading::Insufficient || by_script)
}
