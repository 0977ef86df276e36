//! The sample dossier that test keys run on: a site of a firm that does not exist, as research once read it. No request leaves the server.

use crate::model::dossier::{Dossier, Outcome, Reading, Reason};

/// Falls back to an empty dossier only if the embedded file were damaged, which a test rules out.
#[must_use]
pub fn dossier(now: i64) -> Dossier {
    let read: Result<Dossier, _> = serde_json::from_str(include_str!("sample_dossier.json"));
    read.unwrap_or_else(|_| Dossier {
        domain: None,
        moved_to: None,
        home_url: None,
        outcome: Outcome { reading: Reading::Insufficient, reason: Some(Reason::Empty), detail: "the built-in sample cannot be read".into() },
        started_at: now,
        pages: Vec::new(),
        robots: Default::default(),
        sitemap: Default::default(),
        mail: None,
        probes: Default::default(),
        requests: Vec::new(),
        left_alone: Vec::new(),
    })
}
