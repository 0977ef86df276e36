//! The two status endpoints: one `job` object, by job or by lead.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::model::api_key::Scope;
use crate::model::ids::{JobId, LeadId};
use crate::model::job::{Job, JobStatus, MAX_RETRIES, Step, execution_phases, step_status};
use crate::store::{jobs, steps};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::key_cache::Caller;
use crate::web::state::Web;

pub async fn by_job(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<Value>, ApiError> {
    caller.require(Scope::Read)?;
    let id: JobId = id.parse().map_err(|_| ApiError::new(&error::NOT_FOUND))?;
    let job = jobs::job(&web.app.db, &caller.0.workspace.id, &caller.0.project.id, &id).await?;
    answer(&caller.0, &web, job).await
}

pub async fn by_lead(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<Value>, ApiError> {
    caller.require(Scope::Read)?;
    let id: LeadId = id.parse().map_err(|_| ApiError::new(&error::NOT_FOUND))?;
    let job = jobs::job_of_lead(&web.app.db, &caller.0.workspace.id, &id).await?.filter(|job| job.project_id == caller.0.project.id);
    answer(&caller.0, &web, job).await
}

async fn answer(caller: &Caller, web: &Web, job: Option<Job>) -> Result<Json<Value>, ApiError> {
    let job = job.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
    let db = &web.app.db;
    let steps = steps::steps_of(db, &job.workspace_id, &job.id).await?;
    let recent = if job.status.is_final() { Vec::new() } else { jobs::recent_durations(db, &job.workspace_id, &job.project_id).await? };
    let url = web.app.magnet_url(&caller.workspace.slug, &job.lead_id);
    Ok(Json(json!({"success": true, "job": view(&job, &steps, &recent, &url, web.app.now())})))
}

/// The `job` object of the public contract. `recent_ms`: how long the project's last completed jobs took.
fn view(job: &Job, steps: &[Step], recent_ms: &[i64], url: &str, now: i64) -> Value {
    let ended = if job.status.is_final() { job.completed_at.unwrap_or(job.updated_at) } else { now };
    json!({
        "id": job.id,
        "leadId": job.lead_id,
        "leadMagnetUrl": url,
        "projectId": job.project_id,
        "status": job.status,
        "currentStep": if job.status.is_final() { None } else { job.phase },
        "progressPercentage": job.progress,
        "estimatedTimeRemaining": remaining_s(job, recent_ms, now),
        "processingTime": (ended - job.created_at).max(0) / 1_000,
        "createdAt": job.created_at,
        "updatedAt": job.updated_at,
        "error": job.error_code.as_ref().filter(|_| job.status != JobStatus::Completed).map(|code| json!({"code": code, "message": job.error_message})),
        "retryCount": job.retry_count,
        "maxRetries": MAX_RETRIES,
        "steps": steps.iter().map(|step| step_view(step, job)).collect::<Vec<_>>(),
        "statusDisplay": job.status.display(),
        "phaseDescription": job.phase_description(),
        "isStuck": job.is_stuck(now),
        "canRetry": job.can_retry(),
        "executionPhases": execution_phases(job, steps),
    })
}

fn step_view(step: &Step, job: &Job) -> Value {
    json!({
        "name": step.phase,
        "status": step_status(step, job),
        "startedAt": step.started_at,
        "completedAt": step.completed_at,
        "durationMs": step.completed_at.map(|at| (at - step.started_at).max(0)),
        // The stored sentence is for the operator and may name internals.
        "error": step.error.as_ref().map(|_| "The step failed"),
    })
}

/// Seconds: the median of the recent jobs less the time gone; `null` when none is known or the job has ended.
fn remaining_s(job: &Job, recent_ms: &[i64], now: i64) -> Option<i64> {
    if job.status.is_final() || recent_ms.is_empty() {
        return None;
    }
    let mut sorted = recent_ms.to_vec();
    sorted.sort_unstable();
    let median = sorted[sorted.len() / 2];
    Some((median - (now - job.created_at)).max(0) / 1_000)
}
