//! Who opens magnets just now: the last requests of each address to each workspace's magnets, in memory, in a table of bounded size.
//! What a request comes to by what came before it is decided in `model/visit.rs`. No address is kept, only a number drawn from it that differs at each start.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::model::ids::{LeadId, ViewId, WorkspaceId};
use crate::model::visit::{Judged, Marks, OPEN_MS, Request, Trail};

/// Some 5 KiB each at most.
const TRAILS_MAX: usize = 8_192;

#[derive(Default)]
pub struct Visits {
    trails: Mutex<HashMap<u64, Trail>>,
    /// Drawn at the start, so that nobody can choose addresses that fall together.
    hasher: RandomState,
}

impl Visits {
    /// The view that a request repeats: who asks for the same in the same words within a second, however often, has opened it once.
    pub fn again(&self, workspace: &WorkspaceId, request: &Request<'_>, lead: &LeadId) -> Option<ViewId> {
        let (key, marks) = (self.key(workspace, request.address), self.marks(request));
        let trails = self.trails.lock().unwrap_or_else(PoisonError::into_inner);
        trails.get(&key)?.again(request.at, lead, marks)
    }

    /// Judges a request for a magnet by itself and by what came before from there, and remembers it.
    pub fn follow(&self, workspace: &WorkspaceId, request: &Request<'_>, lead: &LeadId, view: &ViewId) -> Judged {
        let (key, marks) = (self.key(workspace, request.address), self.marks(request));
        let mut trails = self.trails.lock().unwrap_or_else(PoisonError::into_inner);
        if trails.len() >= TRAILS_MAX && !trails.contains_key(&key) {
            make_room(&mut trails, request.at);
        }
        trails.entry(key).or_default().follow(request, lead, view, marks)
    }

    /// The opening of the page that a script belongs to which reports from this address and agent now; `None` when none is known.
    pub fn page_of(&self, workspace: &WorkspaceId, (address, agent): (IpAddr, &str), lead: &LeadId, now: i64) -> Option<ViewId> {
        let (key, agent) = (self.key(workspace, address), self.hasher.hash_one(agent));
        let trails = self.trails.lock().unwrap_or_else(PoisonError::into_inner);
        trails.get(&key)?.page_of(lead, agent, now)
    }

    fn marks(&self, request: &Request<'_>) -> Marks {
        Marks { agent: self.hasher.hash_one(request.agent), all: self.hasher.hash_one(Request { at: 0, ..*request }) }
    }

    fn key(&self, workspace: &WorkspaceId, address: IpAddr) -> u64 {
        self.hasher.hash_one((workspace.as_str(), address.to_canonical()))
    }
}

/// Those of yesterday go; where all are of today, the older half.
fn make_room(trails: &mut HashMap<u64, Trail>, now: i64) {
    trails.retain(|_, trail| now - trail.last_at() <= OPEN_MS);
    if trails.len() >= TRAILS_MAX {
        let mut last: Vec<i64> = trails.values().map(Trail::last_at).collect();
        let (_, middle, _) = last.select_nth_unstable(TRAILS_MAX / 2);
        let middle = *middle;
        trails.retain(|_, trail| trail.last_at() > middle);
    }
    if trails.len() >= TRAILS_MAX {
        trails.clear();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::app::SystemRandom;
    use crate::model::usage::Viewed;

    #[test]
    fn a_flood_of_addresses_does_not_make_the_table_grow() {
        let visits = Visits::default();
        let (workspace, lead) = (WorkspaceId::new(&SystemRandom), LeadId::new(&SystemRandom));
        for n in 0..30_000_u32 {
            let request = Request { at: i64::from(n / 20_000), address: IpAddr::V4(n.into()), ..crate::model::visit::Request::bare(Viewed::Page) };
            visits.follow(&workspace, &request, &lead, &ViewId::new(&SystemRandom));
            assert!(visits.trails.lock().unwrap().len() <= TRAILS_MAX);
        }
    }
}
