//! A dossier in, an analysis out: who the firm is, what kind of site it has, every check, the scores, and what to tell first.

use super::checks::{Site, rank, run, score, site_type};
use super::ledger::Ledger;
use super::profile::profile;
use super::provided;
use crate::model::dossier::{Dossier, Reading, Reason};
use crate::model::evidence::Source;
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
    let priorities = rank::priorities(&findings, offer);
    let strengths = rank::strengths(&findings);
    // Last of all: what was posted judges no check, and changes no id of what was found.
    let disputed = provided::add(&mut profile, dossier, lead, &mut ledger);
    let mut evidence = ledger.into_evidence();
    // Posted values have no instant of their own.
    evidence.iter_mut().filter(|item| item.source == Source::Provided).for_each(|item| item.fetched_at = dossier.started_at);
    Analysis { profile, site_type, findings, scores, priorities, strengths, disputed, evidence }
}

/// A page made by scripts still shows its head and headers; a placeholder, a login or a refusal says nothing about the site.
fn is_readable(dossier: &Dossier) -> bool {
    let placeholder =
        matches!(dossier.outcome.reason, Some(Reason::Parked | Reason::UnderConstruction | Reason::Login | Reason::Blocked | Reason::RobotsRefused));
    let by_script = dossier.outcome.reason == Some(Reason::ScriptOnly);
    !placeholder && (dossier.outcome.reading != Reading::Insufficient || by_script)
}
