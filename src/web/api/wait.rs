//! Waiting for a job: one answer at its next change (long poll), or every change as it comes (server-sent events). Both look through `web/watch.rs`.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use futures_util::Stream;
use tokio::time::Instant;

use super::call::Asked;
use super::status::{JobAnswer, JobView, find_job, look, view};
use crate::model::api_key::Scope;
use crate::model::job::{Job, JobStatus};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::key_cache::Caller;
use crate::web::listen::Stopping;
use crate::web::state::Web;
use crate::web::watch::{Follow, Mark, Seen};

/// A sign of life for what stands between.
const BEAT: Duration = Duration::from_secs(15);
/// Longest life of a stream. A client that comes back shows with its key that it still may.
const LIFE: Duration = Duration::from_secs(900);

/// Nothing more happens by itself.
fn is_settled(status: JobStatus) -> bool {
    status.is_final() || status == JobStatus::NeedsReview
}

/// Wait for a job
///
/// Answers at once when the job has ended or needs review; else at the first change of its status or step, or when the time is up, with the job as it is then. Ask again until the status is final.
#[utoipa::path(
    get, path = "/generation/{jobId}/wait", tag = "Jobs", operation_id = "waitForJob",
    params(
        ("jobId" = String, Path, description = "Id of the job", pattern = "^job_[0-9A-Za-z]{22}$"),
        ("timeout" = Option<i64>, Query, description = "Longest wait, in seconds; 25 where none is given", minimum = 1, maximum = 60)
    ),
    responses((status = 200, description = "The job", body = JobAnswer))
)]
pub async fn wait(
    caller: ApiProject,
    State(web): State<Web>,
    Segments(id): Segments<String>,
    mut asked: Asked,
    stopping: Option<Extension<Stopping>>,
) -> Result<Json<JobAnswer>, ApiError> {
    caller.require(Scope::Read)?;
    let timeout_s = asked.number("timeout", 1..=60, 25);
    asked.check()?;
    let job = find_job(&caller.0, &web, &id).await?;
    if is_settled(job.status) {
        return Ok(Json(JobAnswer::of(look(&caller.0, &web, &job).await?)));
    }
    let mut follow = web.watchers.follow(&web.app, &job);
    let until = Instant::now() + Duration::from_secs(timeout_s.unsigned_abs());
    let mut last: Option<Arc<Seen>> = None;
    loop {
        tokio::select! {
            seen = follow.next() => {
                let seen = seen.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
                let changed = (seen.job.status, seen.job.phase) != (job.status, job.phase);
                last = Some(seen);
                if changed {
                    break;
                }
            }
            () = tokio::time::sleep_until(until) => break,
            () = Stopping::over(stopping.as_deref()) => break,
        }
    }
    let job = match last {
        Some(seen) => view(&caller.0, &web, &seen.job, &seen.steps, &seen.recent_ms),
        None => look(&caller.0, &web, &job).await?,
    };
    Ok(Json(JobAnswer::of(job)))
}

struct Watch {
    web: Web,
    caller: Arc<Caller>,
    follow: Follow,
    /// To be sent first.
    first: Option<JobView>,
    sent: Mark,
    until: Instant,
    stopping: Option<Stopping>,
}

/// Stream a job
///
/// Server-sent events (`text/event-stream`): the `job` object at once, then whenever it changes, each as an event named `job`; a comment every 15 seconds. The stream ends
/// when the job has ended or needs review, and after 15 minutes at the latest; a client that comes back gets the job as it is then.
#[utoipa::path(
    get, path = "/generation/{jobId}/events", tag = "Jobs", operation_id = "streamJob",
    params(("jobId" = String, Path, description = "Id of the job", pattern = "^job_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The job, again and again", body = String, content_type = "text/event-stream"))
)]
pub async fn events(
    caller: ApiProject,
    State(web): State<Web>,
    Segments(id): Segments<String>,
    stopping: Option<Extension<Stopping>>,
) -> Result<Response, ApiError> {
    caller.require(Scope::Read)?;
    let job: Job = find_job(&caller.0, &web, &id).await?;
    let watch = Watch {
        first: Some(look(&caller.0, &web, &job).await?),
        sent: Mark::of(&job, web.app.now()),
        follow: web.watchers.follow(&web.app, &job),
        web,
        caller: caller.0,
        until: Instant::now() + LIFE,
        stopping: stopping.map(|Extension(stopping)| stopping),
    };
    let mut response = Sse::new(stream(watch)).keep_alive(KeepAlive::new().interval(BEAT)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn stream(watch: Watch) -> impl Stream<Item = Result<Event, Infallible>> {
    futures_util::stream::unfold(watch, |mut watch| async move {
        if let Some(job) = watch.first.take() {
            return Some((Ok(event(&job)), watch));
        }
        if is_settled(watch.sent.status) {
            return None;
        }
        loop {
            let seen = tokio::select! {
                seen = watch.follow.next() => seen?,
                () = tokio::time::sleep_until(watch.until) => return None,
                () = Stopping::over(watch.stopping.as_ref()) => return None,
            };
            let mark = Mark::of(&seen.job, watch.web.app.now());
            if mark != watch.sent {
                watch.sent = mark;
                let job = view(&watch.caller, &watch.web, &seen.job, &seen.steps, &seen.recent_ms);
                return Some((Ok(event(&job)), watch));
            }
        }
    })
}

/// The instant of the change serves as id; whoever comes back needs none, for the first event is always the job as it is.
fn event(job: &JobView) -> Event {
    let data = serde_json::to_string(job).unwrap_or_default();
    Event::default().event("job").id(job.updated_at.to_string()).data(data)
}
