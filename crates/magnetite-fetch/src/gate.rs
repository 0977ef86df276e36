//! One request at a time per host, with a rest in between. Fair (first come, first served) and safe to cancel.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};
use tokio::time::{Instant, sleep_until};

/// Hosts remembered; beyond, those at rest are forgotten.
const HOSTS_MAX: usize = 2048;

/// When the host was last let go; `None` before the first request.
type Slot = Arc<AsyncMutex<Option<Instant>>>;

pub(crate) struct Gates {
    pace: Duration,
    hosts: Mutex<HashMap<String, Slot>>,
}

/// The host belongs to the holder until this is dropped.
pub(crate) struct Turn {
    slot: OwnedMutexGuard<Option<Instant>>,
    started: bool,
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.started {
            *self.slot = Some(Instant::now());
        }
    }
}

impl Gates {
    pub(crate) fn new(pace: Duration) -> Self {
        Self { pace, hosts: Mutex::new(HashMap::new()) }
    }

    /// Waits for the host's turn and for the pace, or for `rest` where that is longer. Dropping the future gives the place in the queue away and nothing else.
    pub(crate) async fn enter(&self, host: &str, rest: Duration) -> Turn {
        let slot = self.slot(host);
        let mut turn = Turn { slot: slot.lock_owned().await, started: false };
        if let Some(left) = *turn.slot {
            sleep_until(left + self.pace.max(rest)).await;
        }
        turn.started = true;
        turn
    }

    fn slot(&self, host: &str) -> Slot {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = hosts.get(host) {
            return slot.clone();
        }
        if hosts.len() >= HOSTS_MAX {
            let pace = self.pace;
            hosts.retain(|_, slot| slot.try_lock().map_or(true, |left| left.is_some_and(|left| left.elapsed() < pace)) || Arc::strong_count(slot) > 1);
        }
        let slot = Slot::default();
        hosts.insert(host.to_owned(), slot.clone());
        slot
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}
