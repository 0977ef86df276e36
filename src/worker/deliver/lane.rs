//! One endpoint in the dispatcher's hand: what waits, what is under way, and how many requests it may get at a time. The better it answers, the more.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use tokio::time::Instant;

use crate::model::ids::DeliveryId;
use crate::store::deliveries::Target;

/// Requests to one endpoint at the same time: at first, and at most.
const WIDTH_FIRST: usize = 2;
const WIDTH_MAX: usize = 8;
/// How few deliveries must be left before more are read.
const LOW: usize = 16;

/// How a request ended, as far as the pace goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grade {
    Good,
    Bad,
    /// It hangs, or says that it is overrun.
    Slow,
    /// Nothing was sent.
    None,
}

pub(super) struct Lane {
    pub(super) target: Option<Arc<Target>>,
    /// No request begins later than this (epoch milliseconds).
    pub(super) sends_until: i64,
    /// Due deliveries are not read before.
    pub(super) resting_until: Option<Instant>,
    queue: VecDeque<DeliveryId>,
    /// Queued, under way, or about to be written.
    held: HashSet<DeliveryId>,
    in_flight: usize,
    width: usize,
    /// It answered with success, and has not hung since.
    proven: bool,
    /// More may be due than were read.
    more: bool,
}

impl Default for Lane {
    fn default() -> Self {
        Self {
            target: None,
            sends_until: 0,
            resting_until: None,
            queue: VecDeque::new(),
            held: HashSet::new(),
            in_flight: 0,
            width: WIDTH_FIRST,
            proven: false,
            more: false,
        }
    }
}

impl Lane {
    pub(super) fn is_empty(&self) -> bool {
        self.held.is_empty() && self.in_flight == 0
    }

    pub(super) fn is_proven(&self) -> bool {
        self.proven
    }

    /// Whether due deliveries should be read.
    pub(super) fn is_low(&self) -> bool {
        self.queue.len() < LOW && self.resting_until.is_none_or(|rest| rest <= Instant::now())
    }

    pub(super) fn queued(&self) -> usize {
        self.queue.len()
    }

    pub(super) fn in_hand(&self) -> usize {
        self.held.len()
    }

    /// Takes in what was read, but for what is in hand already.
    pub(super) fn fill(&mut self, due: Vec<DeliveryId>) {
        let before = self.held.len();
        for id in due {
            if self.held.insert(id.clone()) {
                self.queue.push_back(id);
            }
        }
        self.more = self.held.len() > before;
    }

    /// Lets go of what has not begun.
    pub(super) fn clear(&mut self) {
        for id in self.queue.drain(..) {
            self.held.remove(&id);
        }
    }

    /// The next delivery, when one more may begin.
    pub(super) fn next(&mut self, now: i64) -> Option<(Arc<Target>, DeliveryId)> {
        if self.in_flight >= self.width || now > self.sends_until {
            return None;
        }
        let target = self.target.clone()?;
        let id = self.queue.pop_front()?;
        self.in_flight += 1;
        Some((target, id))
    }

    /// A request has ended. Returns whether more should be read.
    pub(super) fn sent(&mut self, grade: Grade) -> bool {
        self.in_flight = self.in_flight.saturating_sub(1);
        match grade {
            Grade::Good => (self.width, self.proven) = (WIDTH_MAX.min(self.width + 1), true),
            Grade::Bad => self.width = WIDTH_FIRST.max(self.width / 2),
            Grade::Slow => (self.width, self.proven) = (1, false),
            Grade::None => {}
        }
        self.more && self.is_low()
    }

    /// These are in hand no longer. Returns whether others may have become due by it, or more are to be read.
    pub(super) fn done(&mut self, ids: &[DeliveryId]) -> bool {
        for id in ids {
            self.held.remove(id);
        }
        let ordered = self.target.as_ref().is_some_and(|target| target.ordered);
        ordered || (self.more && self.is_low())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::ids::{EndpointId, ProjectId, WorkspaceId};

    fn id(n: u32) -> DeliveryId {
        format!("dlv_{n:022}").parse().unwrap()
    }

    fn lane(count: u32) -> Lane {
        let zeros = "0".repeat(22);
        let target = Target {
            workspace_id: format!("ws_{zeros}").parse::<WorkspaceId>().unwrap(),
            id: format!("we_{zeros}").parse::<EndpointId>().unwrap(),
            project_id: format!("proj_{zeros}").parse::<ProjectId>().unwrap(),
            url: String::new(),
            secret: String::new(),
            old_secret: None,
            ordered: false,
            lease_until: None,
        };
        let mut lane = Lane { target: Some(Arc::new(target)), sends_until: 100, ..Lane::default() };
        lane.fill((0..count).map(id).collect());
        lane
    }

    fn begin(lane: &mut Lane) -> usize {
        std::iter::from_fn(|| lane.next(0)).count()
    }

    #[test]
    fn an_endpoint_that_answers_gets_more_at_a_time_and_one_that_hangs_gets_one() {
        let mut lane = lane(100);
        assert_eq!(begin(&mut lane), 2);
        for _ in 0..20 {
            lane.sent(Grade::Good);
            begin(&mut lane);
        }
        assert_eq!(lane.in_flight, WIDTH_MAX);
        lane.sent(Grade::Slow);
        assert!(!lane.is_proven());
        for _ in 0..WIDTH_MAX - 2 {
            lane.sent(Grade::Slow);
            assert_eq!(begin(&mut lane), 0);
        }
        lane.sent(Grade::Slow);
        assert_eq!(begin(&mut lane), 1);
        lane.sent(Grade::Good);
        assert!(lane.is_proven());
    }

    #[test]
    fn what_is_in_hand_is_not_taken_in_again_and_nothing_begins_after_the_lease() {
        let mut lane = lane(3);
        lane.next(0).unwrap();
        lane.fill((0..4).map(id).collect());
        assert_eq!((lane.queued(), lane.in_hand()), (3, 4));
        assert!(lane.next(101).is_none());
        lane.clear();
        assert_eq!((lane.queued(), lane.in_hand()), (0, 1));
        lane.sent(Grade::Good);
        lane.done(&[id(0)]);
        assert!(lane.is_empty());
    }
}
