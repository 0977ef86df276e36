//! Requests and views in memory between two flushes, so that counting touches no database on the way of a request.
//! What a flush could not write is counted again by the next one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::Method;

use super::key_cache::Caller;
use crate::app::App;
use crate::generation::viewed::{self, Note};
use crate::model::ids::{KeyId, ProjectId, WorkspaceId};
use crate::model::usage::{Count, day_of};
use crate::store::{StoreError, usage};

/// Views that wait for a database which is away; those beyond are lost.
const VIEWS_MAX: usize = 50_000;
/// Views of one transaction: nobody else writes events of their projects meanwhile.
const VIEWS_AT_ONCE: usize = 256;

#[derive(Default)]
pub struct Counters {
    keys: Mutex<HashMap<KeyId, OfKey>>,
    views: Mutex<Vec<Note>>,
    /// One flush at a time: a normal stop waits for the one that is under way.
    flushing: tokio::sync::Mutex<()>,
}

struct OfKey {
    workspace_id: WorkspaceId,
    project_id: ProjectId,
    counts: Vec<Line>,
}

/// A handful per key between two flushes: looked through from the start.
struct Line {
    day: i64,
    method: Method,
    /// Without `/api` and `/api/v1`.
    route: String,
    status: u16,
    requests: i64,
}

impl Counters {
    /// Counts one request that came with a good key. `route` is the matched route, such as `/api/v1/projects/{project}`.
    pub fn request(&self, caller: &Arc<Caller>, method: &Method, route: &str, status: u16, now: i64) {
        let route = route.strip_prefix("/api").unwrap_or(route);
        let route = route.strip_prefix("/v1").unwrap_or(route);
        let mut keys = locked(&self.keys);
        if let Some(of_key) = keys.get_mut(&caller.key.id) {
            of_key.add(day_of(now), method, route, status, 1);
            return;
        }
        let mut of_key = OfKey { workspace_id: caller.workspace.id.clone(), project_id: caller.project.id.clone(), counts: Vec::new() };
        of_key.add(day_of(now), method, route, status, 1);
        keys.insert(caller.key.id.clone(), of_key);
    }

    /// Notes a view, or what is known of one since.
    pub fn view(&self, note: Note) {
        let mut views = locked(&self.views);
        if views.len() < VIEWS_MAX {
            views.push(note);
        }
    }

    /// Writes what was counted since the last time.
    ///
    /// # Errors
    /// When the database cannot be written. Nothing is lost: the counts stand for the next flush.
    pub async fn flush(&self, app: &App) -> Result<(), StoreError> {
        let _one = self.flushing.lock().await;
        let counts = self.take_counts();
        let counted = usage::add_counts(&app.db, &counts).await;
        if counted.is_err() {
            self.put_back(&counts);
        }
        let viewed = self.flush_views(app).await;
        counted.and(viewed)
    }

    async fn flush_views(&self, app: &App) -> Result<(), StoreError> {
        loop {
            let mut portion: Vec<Note> = {
                let mut views = locked(&self.views);
                let end = views.len().min(VIEWS_AT_ONCE);
                views.drain(..end).collect()
            };
            if portion.is_empty() {
                return Ok(());
            }
            if let Err(error) = viewed::store(app, &portion).await {
                let mut views = locked(&self.views);
                portion.append(&mut views);
                portion.truncate(VIEWS_MAX);
                *views = portion;
                return Err(error);
            }
        }
    }

    fn take_counts(&self) -> Vec<Count> {
        let keys = std::mem::take(&mut *locked(&self.keys));
        let counts = keys.into_iter().flat_map(|(key_id, of_key)| {
            let OfKey { workspace_id, project_id, counts } = of_key;
            counts.into_iter().map(move |line| Count {
                workspace_id: workspace_id.clone(),
                project_id: project_id.clone(),
                key_id: key_id.clone(),
                day: line.day,
                endpoint: format!("{} {}", line.method, line.route),
                status: i64::from(line.status),
                requests: line.requests,
            })
        });
        counts.collect()
    }

    fn put_back(&self, counts: &[Count]) {
        let mut keys = locked(&self.keys);
        for count in counts {
            let Some((method, route)) = count.endpoint.split_once(' ') else { continue };
            let (Ok(method), Ok(status)) = (Method::from_bytes(method.as_bytes()), u16::try_from(count.status)) else { continue };
            let of_key = keys.entry(count.key_id.clone()).or_insert_with(|| OfKey {
                workspace_id: count.workspace_id.clone(),
                project_id: count.project_id.clone(),
                counts: Vec::new(),
            });
            of_key.add(count.day, &method, route, status, count.requests);
        }
    }
}

impl OfKey {
    fn add(&mut self, day: i64, method: &Method, route: &str, status: u16, requests: i64) {
        let alike = |line: &&mut Line| line.status == status && line.day == day && line.method == *method && line.route == route;
        match self.counts.iter_mut().find(alike) {
            Some(line) => line.requests += requests,
            None => self.counts.push(Line { day, method: method.clone(), route: route.to_owned(), status, requests }),
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
