//! The two status endpoints: one `job` object, by job or by lead. The same object is waited for and streamed by `wait.rs`.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::api_key::Scope;
use crate::model::ids::{JobId, LeadId, ProjectId};
use crate::model::job::{ExecutionPhase, Job, JobStatus, MAX_RETRIES, Phase, Step, StepStatus, execution_phases, step_status};
use crate::store::{jobs, steps};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::key_cache::Caller;
use crate::web::state::Web;

#[derive(Serialize, ToSchema)]
pub struct JobAnswer {
    #[schema(example = true)]
    pub success: bool,
    pub job: JobView,
}

impl JobAnswer {
    #[must_use]
    pub fn of(job: JobView) -> Self {
        Self { success: true, job }
    }
}

/// How far a lead is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Job)]
pub struct JobView {
    #[schema(value_type = String, pattern = "^job_[0-9A-Za-z]{22}$")]
    pub id: JobId,
    #[schema(value_type = String, pattern = "^lead_[0-9A-Za-z]{22}$")]
    lead_id: LeadId,
    /// Works at once: until the document is ready it shows how far it is.
    lead_magnet_url: String,
    #[schema(value_type = String, pattern = "^proj_[0-9A-Za-z]{22}$")]
    project_id: ProjectId,
    pub status: JobStatus,
    #[schema(required)]
    current_step: Option<Phase>,
    /// Never goes down within one attempt.
    #[schema(minimum = 0, maximum = 100)]
    progress_percentage: i64,
    /// Seconds, from the project's recent jobs; null when unknown.
    #[schema(required, minimum = 0)]
    estimated_time_remaining: Option<i64>,
    /// Seconds from creation until now or the end.
    #[schema(minimum = 0)]
    processing_time: i64,
    /// Epoch milliseconds.
    created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
    #[schema(required)]
    error: Option<JobError>,
    /// Automatic attempts used.
    #[schema(minimum = 0)]
    retry_count: i64,
    /// Automatic attempts allowed.
    #[schema(example = 3)]
    max_retries: i64,
    /// Steps begun so far.
    steps: Vec<StepView>,
    #[schema(example = "✅ Completed")]
    status_display: &'static str,
    /// One sentence for people.
    phase_description: &'static str,
    /// No sign of life for longer than a worker may be silent.
    is_stuck: bool,
    /// `POST /generation/{jobId}/retry` would be accepted.
    can_retry: bool,
    #[schema(min_items = 5, max_items = 5)]
    execution_phases: Vec<ExecutionPhase>,
}

#[derive(Serialize, ToSchema)]
pub struct JobError {
    code: String,
    #[schema(required)]
    message: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = JobStep)]
struct StepView {
    name: Phase,
    status: StepStatus,
    /// Epoch milliseconds.
    started_at: i64,
    /// Epoch milliseconds.
    #[schema(required)]
    completed_at: Option<i64>,
    #[schema(required, minimum = 0)]
    duration_ms: Option<i64>,
    #[schema(required)]
    error: Option<&'static str>,
}

/// Get a job
///
/// How far a lead is, by its job.
#[utoipa::path(
    get, path = "/generation/{jobId}/status", tag = "Jobs", operation_id = "getJob",
    params(("jobId" = String, Path, description = "Id of the job", pattern = "^job_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The job", body = JobAnswer))
)]
pub async fn by_job(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<JobAnswer>, ApiError> {
    caller.require(Scope::Read)?;
    let job = find_job(&caller.0, &web, &id).await?;
    Ok(Json(JobAnswer::of(look(&caller.0, &web, &job).await?)))
}

/// Get the job of a lead
///
/// How far a lead is, by the lead: the newest of its jobs.
#[utoipa::path(
    get, path = "/leads/{leadId}/job-status", tag = "Jobs", operation_id = "getJobOfLead",
    params(("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The lead's newest job", body = JobAnswer))
)]
pub async fn by_lead(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<JobAnswer>, ApiError> {
    caller.require(Scope::Read)?;
    let id: LeadId = id.parse().map_err(|_| ApiError::new(&error::NOT_FOUND))?;
    let job = jobs::job_of_lead(&web.app.db, &caller.0.workspace.id, &id).await?.filter(|job| job.project_id == caller.0.project.id);
    let job = job.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
    Ok(Json(JobAnswer::of(look(&caller.0, &web, &job).await?)))
}

/// A job of the key's project; `id` comes from the path.
///
/// # Errors
/// `NOT_FOUND`, for another project's job as well.
pub async fn find_job(caller: &Caller, web: &Web, id: &str) -> Result<Job, ApiError> {
    let id: JobId = id.parse().map_err(|_| ApiError::new(&error::NOT_FOUND))?;
    jobs::job(&web.app.db, &caller.workspace.id, &caller.project.id, &id).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))
}

/// The job object, with what else it needs read from the database.
///
/// # Errors
/// When the database cannot be read.
pub async fn look(caller: &Caller, web: &Web, job: &Job) -> Result<JobView, ApiError> {
    let db = &web.app.db;
    let steps = steps::steps_of(db, &job.workspace_id, &job.id).await?;
    let recent = if job.status.is_final() { Vec::new() } else { jobs::recent_durations(db, &job.workspace_id, &job.project_id).await? };
    Ok(view(caller, web, job, &steps, &recent))
}

/// The `job` object of the public contract. `recent_ms`: how long the project's last completed jobs took.
#[must_use]
pub fn view(caller: &Caller, web: &Web, job: &Job, steps: &[Step], recent_ms: &[i64]) -> JobView {
    let now = web.app.now();
    let ended = if job.status.is_final() { job.completed_at.unwrap_or(job.updated_at) } else { now };
    let error = job.error_code.clone().filter(|_| job.status != JobStatus::Completed);
    JobView {
        id: job.id.clone(),
        lead_id: job.lead_id.clone(),
        lead_magnet_url: web.app.magnet_url(&caller.workspace.slug, &job.project_id, &job.lead_id),
        project_id: job.project_id.clone(),
        status: job.status,
        current_step: job.phase.filter(|_| !job.status.is_final()),
        progress_percentage: job.progress,
        estimated_time_remaining: remaining_s(job, recent_ms, now),
        processing_time: (ended - job.created_at).max(0) / 1_000,
        created_at: job.created_at,
        updated_at: job.updated_at,
        error: error.map(|code| JobError { code, message: job.error_message.clone() }),
        retry_count: job.retry_count,
        max_retries: MAX_RETRIES,
        steps: steps.iter().map(|step| step_view(step, job)).collect(),
        status_display: job.status.display(),
        phase_description: job.phase_description(),
        is_stuck: job.is_stuck(now),
        can_retry: job.can_retry(),
        execution_phases: execution_phases(job, steps),
    }
}

fn step_view(step: &Step, job: &Job) -> StepView {
    StepView {
        name: step.phase,
        status: step_status(step, job),
        started_at: step.started_at,
        completed_at: step.completed_at,
        duration_ms: step.completed_at.map(|at| (at - step.started_at).max(0)),
        // The stored sentence is for the operator and may name internals.
        error: step.error.as_ref().map(|_| "The step failed"),
    }
}

/// Seconds: the median of the recent jobs less the time gone; `null` when none is known or the job has ended.
#[must_use]
pub fn remaining_s(job: &Job, recent_ms: &[i64], now: i64) -> Option<i64> {
    if job.status.is_final() || recent_ms.is_empty() {
        return None;
    }
    let mut sorted = recent_ms.to_vec();
    sorted.sort_unstable();
    let median = sorted[sorted.len() / 2];
    Some((median - (now - job.created_at)).max(0) / 1_000)
}
