//! How far a lead is: the five phases as a piece of a page, and the same sent anew whenever it changes (server-sent events).

use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;

use super::frame::lasting;
use super::in_lead::{InLead, StateTag, state_tag};
use super::refusal::Refusal;
use crate::model::ids::{LeadId, WorkspaceId};
use crate::model::job::{Job, JobStatus, Step, StepStatus, execution_phases};
use crate::store::{StoreError, jobs, steps};
use crate::web::listen::Stopping;
use crate::web::state::Web;

/// How often the state is looked at.
const LOOK: Duration = Duration::from_millis(400);
/// A sign of life for what stands between.
const BEAT: Duration = Duration::from_secs(15);
/// The browser comes back by itself, and shows by its session that it still may.
const LIFE: Duration = Duration::from_secs(300);

struct Phase {
    name: &'static str,
    description: &'static str,
    /// Class of the entry.
    class: &'static str,
    /// For who does not see the colours.
    word: &'static str,
}

/// Phases, progress and fault of a job.
#[derive(Template)]
#[template(path = "dashboard/lead_state.html")]
pub struct LeadState {
    state: StateTag,
    phases: Vec<Phase>,
    progress: i64,
    description: &'static str,
    running: bool,
    waits_until_retry: bool,
    error: Option<String>,
    took: Option<String>,
}

impl LeadState {
    #[must_use]
    pub fn of(job: &Job, steps: &[Step]) -> Self {
        let ended = matches!(job.status, JobStatus::Completed | JobStatus::NeedsReview);
        Self {
            state: state_tag(job.status),
            phases: execution_phases(job, steps).iter().map(phase).collect(),
            progress: job.progress,
            description: job.phase_description(),
            running: is_running(job.status),
            waits_until_retry: job.status == JobStatus::Queued && job.retry_count > 0,
            error: job.error_message.clone().filter(|_| !ended),
            took: job.completed_at.filter(|_| ended).map(|at| lasting(at - job.created_at)),
        }
    }
}

fn phase(phase: &crate::model::job::ExecutionPhase) -> Phase {
    let (class, word) = match phase.status {
        StepStatus::Completed => ("done", "done"),
        StepStatus::InProgress => ("now", "in progress"),
        StepStatus::Failed => ("failed", "stopped here"),
        StepStatus::Skipped => ("", "not begun"),
        StepStatus::Pending => ("", "to come"),
    };
    Phase { name: phase.name, description: phase.description, class, word }
}

/// Something is still going to happen by itself.
#[must_use]
pub fn is_running(status: JobStatus) -> bool {
    matches!(status, JobStatus::Queued | JobStatus::Processing)
}

/// The state now; `None` when the lead is gone.
async fn look(web: &Web, workspace: &WorkspaceId, lead: &LeadId) -> Result<Option<(Job, Vec<Step>)>, StoreError> {
    let Some(job) = jobs::job_of_lead(&web.app.db, workspace, lead).await? else { return Ok(None) };
    let steps = steps::steps_of(&web.app.db, workspace, &job.id).await?;
    Ok(Some((job, steps)))
}

struct Watch {
    web: Web,
    workspace: WorkspaceId,
    lead: LeadId,
    sent: String,
    until: tokio::time::Instant,
    stopping: Option<Stopping>,
    over: bool,
}

pub async fn events(of: InLead, State(web): State<Web>, stopping: Option<Extension<Stopping>>) -> Result<Response, Refusal> {
    let watch = Watch {
        web,
        workspace: of.member.workspace.id.clone(),
        lead: of.lead.id,
        sent: String::new(),
        until: tokio::time::Instant::now() + LIFE,
        stopping: stopping.map(|Extension(stopping)| stopping),
        over: false,
    };
    let mut response = Sse::new(stream(watch)).keep_alive(KeepAlive::new().interval(BEAT)).into_response();
    let no_store = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
    Ok(response)
}

/// The piece of the page whenever it has changed, then `done` when nothing more will happen.
fn stream(watch: Watch) -> impl Stream<Item = Result<Event, Infallible>> {
    futures_util::stream::unfold(watch, |mut watch| async move {
        if watch.over {
            return None;
        }
        loop {
            if tokio::time::Instant::now() > watch.until {
                return None;
            }
            match look(&watch.web, &watch.workspace, &watch.lead).await {
                Ok(Some((job, steps))) if is_running(job.status) => {
                    let html = LeadState::of(&job, &steps).render().unwrap_or_default();
                    if html != watch.sent {
                        watch.sent.clone_from(&html);
                        return Some((Ok(Event::default().data(html)), watch));
                    }
                }
                Ok(_) => {
                    watch.over = true;
                    // An event without data is not given to the page (HTML, 9.2.6).
                    return Some((Ok(Event::default().event("done").data("done")), watch));
                }
                Err(error) => tracing::warn!(%error, "the state of a lead cannot be read"),
            }
            tokio::select! {
                () = Stopping::over(watch.stopping.as_ref()) => return None,
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    })
}
