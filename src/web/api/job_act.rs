//! Steering a job: try again, stop, let its magnet out. What happens is `generation/control.rs`, as for a person in the dashboard.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::call::Call;
use super::status::{JobAnswer, find_job, view};
use crate::generation::control::{approve_in, cancel_in, lead_of, newest, retry_in};
use crate::model::api_key::Scope;
use crate::model::job::JobStatus;
use crate::store::{jobs, steps};
use crate::web::error::{self, ApiError};
use crate::web::extract::Segments;
use crate::web::once::Turn;
use crate::web::state::Web;

#[derive(Clone, Copy)]
enum Act {
    Retry,
    Cancel,
    Approve,
}

/// Retry a job
///
/// Puts a failed or cancelled job back into the queue. What its steps have stored is not done again.
#[utoipa::path(
    post, path = "/generation/{jobId}/retry", tag = "Jobs", operation_id = "retryJob",
    params(("jobId" = String, Path, description = "Id of the job", pattern = "^job_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The job, queued", body = JobAnswer), (status = 409, description = "The job is in another state, or a newer one has taken its place"))
)]
pub async fn retry(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Generate)?;
    act(&web, &id, call, Act::Retry).await
}

/// Cancel a job
///
/// Stops a job that waits or runs, or turns down a magnet that waits for approval: it does not go out.
#[utoipa::path(
    post, path = "/generation/{jobId}/cancel", tag = "Jobs", operation_id = "cancelJob",
    params(("jobId" = String, Path, description = "Id of the job", pattern = "^job_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The job, cancelled", body = JobAnswer), (status = 409, description = "The job has ended already"))
)]
pub async fn cancel(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Generate)?;
    // To turn down a finished magnet is to decide on it, as approving is.
    if find_job(call.caller(), &web, &id).await?.status == JobStatus::NeedsReview {
        call.caller.require(Scope::Manage)?;
    }
    act(&web, &id, call, Act::Cancel).await
}

/// Approve a magnet
///
/// Lets out a magnet that waits for approval.
#[utoipa::path(
    post, path = "/generation/{jobId}/approve", tag = "Jobs", operation_id = "approveJob",
    params(("jobId" = String, Path, description = "Id of the job", pattern = "^job_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The job, completed", body = JobAnswer), (status = 409, description = "The job does not wait for approval"))
)]
pub async fn approve(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Manage)?;
    act(&web, &id, call, Act::Approve).await
}

async fn act(web: &Web, id: &str, call: Call, act: Act) -> Result<Response, ApiError> {
    call.without_members()?;
    let (app, caller) = (&web.app, call.caller());
    let job = find_job(caller, web, id).await?;
    // What is read is read before the transaction, which must not wait for a second connection.
    let lead = match act {
        Act::Retry => newest(app, call.by(), &job).await,
        Act::Cancel | Act::Approve => lead_of(app, call.by(), &job).await,
    };
    let steps = steps::steps_of(&app.db, &job.workspace_id, &job.id).await?;
    let recent_ms = jobs::recent_durations(&app.db, &job.workspace_id, &job.project_id).await?;
    let body = Value::Object(call.body.clone());
    let mut effect = match call.once.begin(web, caller, &body).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    let (lead, by) = (lead?, call.by());
    match act {
        Act::Retry => retry_in(app, &mut effect.tx, by, &job, &lead).await?,
        Act::Cancel => cancel_in(app, &mut effect.tx, by, &job, &lead).await?,
        Act::Approve => approve_in(app, &mut effect.tx, by, &job, &lead, None).await?,
    }
    let now = jobs::job_in(&mut effect.tx, &job.workspace_id, &job.project_id, &job.id).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
    let answer = JobAnswer::of(view(caller, web, &now, &steps, &recent_ms));
    effect.finish(StatusCode::OK, &answer).await
}
