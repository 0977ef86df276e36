//! The dossier before anything was read, and that of a site that nobody was to read.

use super::outcome;
use crate::model::dossier::{Dossier, Outcome, Probes, Reason, Robots, Sitemap};

/// A dossier of nothing. `domain`: the host that would be read; `now`: epoch milliseconds.
pub(super) fn empty(domain: Option<String>, outcome: Outcome, now: i64) -> Dossier {
    Dossier {
        domain,
        home_url: None,
        moved_to: None,
        outcome,
        started_at: now,
        pages: Vec::new(),
        robots: Robots::default(),
        sitemap: Sitemap::default(),
        probes: Probes::default(),
        mail: None,
        requests: Vec::new(),
        left_alone: Vec::new(),
    }
}

/// Where the project does not read the sites of its leads: no request leaves the server, and the dossier says why.
#[must_use]
pub fn unread(domain: Option<String>, now: i64) -> Dossier {
    empty(domain, outcome::insufficient(Reason::ResearchOff, "the project does not read the sites of its leads"), now)
}
