//! Admits requests of a project within its limits. The truth is in the store (`store/rate_windows.rs`), shared by all processes; here is a copy of each
//! window in use, so that the common admission is one conditional write. A refusal by the copy is right, for others only add; before it is told
//! it is looked up when it ends.
//!
//! While the store cannot be used the copies decide alone: limits guard the service, and must not be what takes it away. What was admitted so is counted when
//! the store is back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::App;
use crate::model::ids::ProjectId;
use crate::model::limits::Group;
use crate::model::project::Project;
use crate::model::quota::{Hits, Quota, Standing};
use crate::store::StoreError;
use crate::store::rate_windows::{Subject, put_window, window};

/// Copies beyond which those that nobody uses are dropped: the store has them.
const COPIES_MAX: usize = 10_000;
/// Longest time for a decision with the store …
const STORE_TIME: Duration = Duration::from_secs(2);
/// … and how long it is left alone after it failed.
const STORE_PAUSE: Duration = Duration::from_secs(1);

#[derive(Default)]
pub struct Limiter {
    copies: Mutex<HashMap<(ProjectId, Group), Arc<Window>>>,
    away_until: Mutex<Option<Instant>>,
}

/// Requests of one project and group queue here; those of other processes are met in the store.
type Window = tokio::sync::Mutex<Copied>;

#[derive(Default)]
struct Copied {
    /// As last read or written; `None` when it must be read first.
    version: Option<i64>,
    hits: Hits,
    /// Admitted while the store was away: in `hits`, and in no row yet.
    unsaved: Hits,
}

impl Limiter {
    /// Decides on one request, and counts it if it is admitted.
    pub async fn admit(&self, app: &App, project: &Project, group: Group) -> Standing {
        let quota = project.limits.quota(group);
        let window = self.window(&project.id, group);
        let mut copy = window.lock().await;
        if !self.is_away() {
            match tokio::time::timeout(STORE_TIME, decide(app, subject(project, group), quota, &mut copy)).await {
                Ok(Ok(standing)) => return standing,
                Ok(Err(error)) => self.leave_alone(&error.to_string()),
                Err(_) => self.leave_alone("it does not answer"),
            }
        }
        copy.decide_alone(quota, app.now())
    }

    fn window(&self, project_id: &ProjectId, group: Group) -> Arc<Window> {
        let mut copies = locked(&self.copies);
        let key = (project_id.clone(), group);
        if let Some(window) = copies.get(&key) {
            return window.clone();
        }
        if copies.len() >= COPIES_MAX {
            copies.retain(|_, window| Arc::strong_count(window) > 1);
        }
        copies.entry(key).or_default().clone()
    }

    fn is_away(&self) -> bool {
        locked(&self.away_until).is_some_and(|until| Instant::now() < until)
    }

    fn leave_alone(&self, error: &str) {
        tracing::error!(error, "the store of rate limits cannot be used; this process decides alone");
        *locked(&self.away_until) = Some(Instant::now() + STORE_PAUSE);
    }
}

/// Requests of the last minute that were admitted, by whichever process.
///
/// # Errors
/// When the store cannot be used.
pub async fn used(app: &App, project: &Project, group: Group) -> Result<u32, StoreError> {
    Ok(window(&app.light, subject(project, group)).await?.1.used(app.now()))
}

fn subject(project: &Project, group: Group) -> Subject<'_> {
    Subject { workspace_id: &project.workspace_id, project_id: &project.id, group }
}

async fn decide(app: &App, subject: Subject<'_>, quota: Quota, copy: &mut Copied) -> Result<Standing, StoreError> {
    let mut looked_up = false;
    loop {
        if let Some(version) = copy.version {
            // Anew in each round: an admission counts from when it is stored.
            let now = app.now();
            let mut hits = copy.hits.clone();
            let standing = hits.admit(quota, now);
            if !standing.admitted {
                copy.hits = hits;
                if looked_up {
                    return Ok(standing);
                }
            } else if let Some(next) = put_window(&app.light, subject, version, &hits, now).await? {
                *copy = Copied { version: Some(next), hits, unsaved: Hits::default() };
                return Ok(standing);
            }
        }
        let (version, hits) = window(&app.light, subject).await?;
        if copy.version != Some(version) {
            copy.version = Some(version);
            copy.hits = hits;
            copy.hits.merge(&copy.unsaved);
        }
        looked_up = true;
    }
}

impl Copied {
    fn decide_alone(&mut self, quota: Quota, now: i64) -> Standing {
        let standing = self.hits.admit(quota, now);
        if standing.admitted {
            self.unsaved.note(quota, now);
        }
        standing
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
