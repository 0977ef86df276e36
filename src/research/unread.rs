//! The dossier of a site that was not read because nobody was to read it: no request leaves the server.

use super::outcome;
use crate::model::dossier::{Dossier, Probes, Reason, Robots, Sitemap};

/// An empty dossier that says why. `domain`: the host that would have been read; `now`: epoch milliseconds.
#[must_use]
pub fn unread(domain: Option<String>, now: i64) -> Dossier {
    Dossier {
        domain,
        home_url: None,
        moved_to: None,
        outcome: outcome::insufficient(Reason::ResearchOff, "the project does not read the sites of its leads"),
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
