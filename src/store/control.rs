//! What people do to a job: put it back, stop it, let its magnet out, make a new one. Each statement names the states it may start from,
//! so that of two who act at the same time the second changes nothing.

use super::StoreError;
use super::db::{Tx, args};
use crate::model::ids::{JobId, LeadId, WorkspaceId};
use crate::model::job::Job;

/// Failed or cancelled → queued, with all automatic attempts anew. Phases with a stored result are not run again. False in any other state.
pub async fn requeue(tx: &mut Tx, job: &Job, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE jobs SET status = 'queued', epoch = epoch + 1, run_at = $3, retry_count = 0, interruptions = 0, progress = 0,
             error_code = NULL, error_message = NULL, completed_at = NULL, leased_by = NULL, lease_until = NULL, updated_at = $3
             WHERE workspace_id = $1 AND id = $2 AND status IN ('failed', 'cancelled')",
            args![job.workspace_id.as_str(), job.id.as_str(), now],
        )
        .await?;
    Ok(changed == 1)
}

/// Queued, processing or waiting for approval → cancelled. The epoch rises: a worker that has the job loses its lease. False in any other state.
pub async fn cancel(tx: &mut Tx, job: &Job, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE jobs SET status = 'cancelled', epoch = epoch + 1, leased_by = NULL, lease_until = NULL, completed_at = $3, updated_at = $3
             WHERE workspace_id = $1 AND id = $2 AND status IN ('queued', 'processing', 'needs_review')",
            args![job.workspace_id.as_str(), job.id.as_str(), now],
        )
        .await?;
    Ok(changed == 1)
}

/// Needs review → completed. `completed_at` stays the time when the magnet was finished. False in any other state.
pub async fn approve(tx: &mut Tx, job: &Job, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE jobs SET status = 'completed', progress = 100, updated_at = $3 WHERE workspace_id = $1 AND id = $2 AND status = 'needs_review'",
            args![job.workspace_id.as_str(), job.id.as_str(), now],
        )
        .await?;
    Ok(changed == 1)
}

/// Takes a lead whose job has ended for another one; false when its job has not ended. Whoever comes second finds it queued.
pub async fn reopen_lead(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE leads SET status = 'queued', updated_at = $3
             WHERE workspace_id = $1 AND id = $2 AND status IN ('completed', 'failed', 'cancelled', 'needs_review')",
            args![workspace_id.as_str(), lead_id.as_str(), now],
        )
        .await?;
    Ok(changed == 1)
}

/// One more job for the lead of `old`, due at once. Its `created_at` is after that of `old`: of a lead's jobs the newest counts.
pub async fn insert_job(tx: &mut Tx, old: &Job, id: &JobId, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO jobs (workspace_id, id, project_id, lead_id, status, sample, run_at, created_at, updated_at) VALUES ($1, $2, $3, $4, 'queued', $5, $6, $7, $6)",
        args![old.workspace_id.as_str(), id.as_str(), old.project_id.as_str(), old.lead_id.as_str(), old.sample, now, now.max(old.created_at + 1)],
    )
    .await?;
    Ok(())
}

/// A magnet that waited for approval waits no longer: a new job makes another.
pub async fn withdraw_review(tx: &mut Tx, job: &Job, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE jobs SET status = 'cancelled', updated_at = $3 WHERE workspace_id = $1 AND id = $2 AND status = 'needs_review'",
        args![job.workspace_id.as_str(), job.id.as_str(), now],
    )
    .await?;
    Ok(())
}
