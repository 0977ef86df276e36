//! The answers that a project keeps between visits, as research sees them. What a visit brings is stored at its end, in one transaction.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::app::App;
use crate::model::job::Job;
use crate::model::kept::Kept;
use crate::research::shelf::Shelf;
use crate::store::kept_answers::{PROJECT_MAX_BYTES, keep_answers, kept_answer};

/// Bodies of one visit that are held until its end, in bytes; what comes after them is not kept.
const HELD_MAX_BYTES: usize = 8 * 1024 * 1024;

/// One visit's view of what its project keeps.
pub struct ProjectShelf<'a> {
    app: &'a App,
    job: &'a Job,
    max_age: Duration,
    held: Mutex<Vec<(String, Kept)>>,
}

impl<'a> ProjectShelf<'a> {
    /// `None` when nothing is to be kept (`research_cache_age` is 0). `anew`: the site is asked whether each page has changed, however young the answer.
    pub fn of(app: &'a App, job: &'a Job, anew: bool) -> Option<Self> {
        let age = app.settings.research.cache_age;
        (!age.is_zero()).then(|| Self { app, job, max_age: if anew { Duration::ZERO } else { age }, held: Mutex::default() })
    }

    /// Stores what the visit has brought. Nothing depends on it: a fault is logged.
    pub async fn store(self) {
        let held = self.held.into_inner().unwrap_or_else(PoisonError::into_inner);
        if held.is_empty() {
            return;
        }
        let Job { workspace_id, project_id, lead_id, .. } = self.job;
        if let Err(error) = keep_answers(&self.app.db, workspace_id, project_id, lead_id, held, PROJECT_MAX_BYTES).await {
            tracing::warn!(%error, project.id = %project_id, "the answers of a visit could not be kept");
        }
    }
}

impl Shelf for ProjectShelf<'_> {
    fn max_age(&self) -> Duration {
        self.max_age
    }

    fn get<'a>(&'a self, url: &'a str) -> Pin<Box<dyn Future<Output = Option<Kept>> + Send + 'a>> {
        Box::pin(async move {
            kept_answer(&self.app.db, &self.job.workspace_id, &self.job.project_id, url).await.unwrap_or_else(|error| {
                tracing::warn!(%error, project.id = %self.job.project_id, "a kept answer could not be read");
                None
            })
        })
    }

    fn put<'a>(&'a self, url: &'a str, kept: Kept) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = held.iter().map(|(_, kept)| kept.body.len()).sum::<usize>();
        if bytes.saturating_add(kept.body.len()) <= HELD_MAX_BYTES {
            held.retain(|(known, _)| known != url);
            held.push((url.to_owned(), kept));
        }
        Box::pin(std::future::ready(()))
    }
}
