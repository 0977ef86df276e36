//! The queue: jobs are claimed by lease, kept alive by heartbeat, and every write of a worker carries the epoch of its claim.
//! A worker that lost its lease therefore changes nothing.

use super::db::{Arg, Db, Tx, args};
use super::{StoreError, dialect, parsed};
use crate::model::ids::{JobId, LeadId, NodeId, ProjectId, WorkspaceId};
use crate::model::job::{Job, JobStatus, LEASE_MS, Phase};

const COLUMNS: &str = "id, workspace_id, project_id, lead_id, status, phase, sample, epoch, progress, retry_count, interruptions, run_at, lease_until, \
                       heartbeat_at, error_code, error_message, created_at, updated_at, completed_at";

#[derive(sqlx::FromRow)]
struct JobRow {
    id: String,
    workspace_id: String,
    project_id: String,
    lead_id: String,
    status: String,
    phase: Option<String>,
    sample: bool,
    epoch: i64,
    progress: i64,
    retry_count: i64,
    interruptions: i64,
    run_at: i64,
    lease_until: Option<i64>,
    heartbeat_at: Option<i64>,
    error_code: Option<String>,
    error_message: Option<String>,
    created_at: i64,
    updated_at: i64,
    completed_at: Option<i64>,
}

impl JobRow {
    fn job(self) -> Result<Job, StoreError> {
        Ok(Job {
            id: parsed(&self.id)?,
            workspace_id: parsed(&self.workspace_id)?,
            project_id: parsed(&self.project_id)?,
            lead_id: parsed(&self.lead_id)?,
            status: parsed(&self.status)?,
            phase: self.phase.as_deref().map(parsed::<Phase>).transpose()?,
            sample: self.sample,
            epoch: self.epoch,
            progress: self.progress,
            retry_count: self.retry_count,
            interruptions: self.interruptions,
            run_at: self.run_at,
            lease_until: self.lease_until,
            heartbeat_at: self.heartbeat_at,
            error_code: self.error_code,
            error_message: self.error_message,
            created_at: self.created_at,
            updated_at: self.updated_at,
            completed_at: self.completed_at,
        })
    }
}

/// Takes the job that has waited longest: queued and due, or processing with a lease that ran out (its worker is dead).
pub async fn claim(db: &Db, node: &NodeId, now: i64) -> Result<Option<Job>, StoreError> {
    let sql = format!(
        "UPDATE jobs SET interruptions = interruptions + CASE WHEN status = 'processing' THEN 1 ELSE 0 END, status = 'processing', epoch = epoch + 1,
         leased_by = $1, lease_until = $3, heartbeat_at = $2, updated_at = $2
         WHERE (workspace_id, id) = (SELECT workspace_id, id FROM jobs
           WHERE (status = 'queued' AND run_at <= $2) OR (status = 'processing' AND lease_until < $2)
           ORDER BY run_at LIMIT 1 {})
         RETURNING {COLUMNS}",
        dialect::skip_locked(db)
    );
    let row: Option<JobRow> = db.execute_returning(&sql, args![node.as_str(), now, now + LEASE_MS]).await?;
    row.map(JobRow::job).transpose()
}

/// Whether [`claim`] would find a job; reads only.
pub async fn any_due(db: &Db, now: i64) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = db
        .fetch_optional(
            "SELECT run_at FROM jobs WHERE (status = 'queued' AND run_at <= $1) OR (status = 'processing' AND lease_until < $1) LIMIT 1",
            args![now],
        )
        .await?;
    Ok(row.is_some())
}

/// Jobs not in an end state.
pub async fn unfinished(db: &Db) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = db.fetch_optional("SELECT COUNT(*) FROM jobs WHERE status IN ('queued', 'processing')", args![]).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Gives back at once what earlier processes of these nodes held: the caller has proved that they are dead. A job keeps its place in the queue,
/// so that what was begun goes on before what has waited less.
pub async fn release_node(db: &Db, node: &NodeId, now: i64) -> Result<u64, StoreError> {
    db.execute(
        "UPDATE jobs SET status = 'queued', run_at = CASE WHEN run_at > $2 THEN $2 ELSE run_at END, leased_by = NULL, lease_until = NULL,
         interruptions = interruptions + 1, updated_at = $2
         WHERE status = 'processing' AND leased_by = $1",
        args![node.as_str(), now],
    )
    .await
}

/// Extends the lease and notes progress; false when the lease is lost and the work must stop.
pub async fn heartbeat(db: &Db, job: &Job, progress: i64, now: i64) -> Result<bool, StoreError> {
    let changed = db
        .execute(
            "UPDATE jobs SET heartbeat_at = $4, lease_until = $5, progress = CASE WHEN progress < $6 THEN $6 ELSE progress END, updated_at = $4
             WHERE workspace_id = $1 AND id = $2 AND epoch = $3 AND status = 'processing'",
            args![job.workspace_id.as_str(), job.id.as_str(), job.epoch, now, now + LEASE_MS, progress],
        )
        .await?;
    Ok(changed == 1)
}

/// Enters a phase. `interruptions` starts anew, because the phase before it was finished. False when the lease is lost.
pub async fn enter_phase(tx: &mut Tx, job: &Job, phase: Phase, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE jobs SET interruptions = CASE WHEN phase = $4 THEN interruptions ELSE 0 END, phase = $4,
             progress = CASE WHEN progress < $5 THEN $5 ELSE progress END, heartbeat_at = $6, lease_until = $7, updated_at = $6
             WHERE workspace_id = $1 AND id = $2 AND epoch = $3 AND status = 'processing'",
            args![job.workspace_id.as_str(), job.id.as_str(), job.epoch, phase.as_str(), phase.begins_at(), now, now + LEASE_MS],
        )
        .await?;
    Ok(changed == 1)
}

/// Ends the job. False when the lease is lost.
pub async fn finish(tx: &mut Tx, job: &Job, status: JobStatus, error: Option<(&str, &str)>, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE jobs SET status = $4, progress = CASE WHEN $4 = 'completed' THEN 100 ELSE progress END, error_code = $5, error_message = $6,
             leased_by = NULL, lease_until = NULL, heartbeat_at = $7, updated_at = $7, completed_at = $7
             WHERE workspace_id = $1 AND id = $2 AND epoch = $3 AND status = 'processing'",
            args![job.workspace_id.as_str(), job.id.as_str(), job.epoch, status.as_str(), error.map(|e| e.0), error.map(|e| e.1), now],
        )
        .await?;
    Ok(changed == 1)
}

/// Puts the job back to be tried again at `run_at`, counting one retry. A new attempt may begin its progress anew. False when the lease is lost.
pub async fn retry_later(tx: &mut Tx, job: &Job, run_at: i64, error: (&str, &str), now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE jobs SET status = 'queued', run_at = $4, retry_count = retry_count + 1, progress = 0, error_code = $5, error_message = $6,
             leased_by = NULL, lease_until = NULL, updated_at = $7
             WHERE workspace_id = $1 AND id = $2 AND epoch = $3 AND status = 'processing'",
            args![job.workspace_id.as_str(), job.id.as_str(), job.epoch, run_at, error.0, error.1, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Gives the job back as it is, to be gone on with at the same phase, not before `run_at`; counts no retry.
pub async fn hand_back(db: &Db, job: &Job, run_at: i64, now: i64) -> Result<bool, StoreError> {
    let changed = db
        .execute(
            "UPDATE jobs SET status = 'queued', run_at = $4, leased_by = NULL, lease_until = NULL, updated_at = $5
             WHERE workspace_id = $1 AND id = $2 AND epoch = $3 AND status = 'processing'",
            args![job.workspace_id.as_str(), job.id.as_str(), job.epoch, run_at, now],
        )
        .await?;
    Ok(changed == 1)
}

pub async fn job(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &JobId) -> Result<Option<Job>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM jobs WHERE workspace_id = $1 AND project_id = $2 AND id = $3");
    let row: Option<JobRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), project_id.as_str(), id.as_str()]).await?;
    row.map(JobRow::job).transpose()
}

/// As [`job`], as the transaction sees it.
pub async fn job_in(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &JobId) -> Result<Option<Job>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM jobs WHERE workspace_id = $1 AND project_id = $2 AND id = $3");
    let row: Option<JobRow> = tx.fetch_optional(&sql, args![workspace_id.as_str(), project_id.as_str(), id.as_str()]).await?;
    row.map(JobRow::job).transpose()
}

/// Pairs of workspace and job in one look-up.
pub const LOOK_UP: usize = 32;

/// The state of up to [`LOOK_UP`] jobs, of whatever workspaces: for those who watch them. Jobs that are gone are left out.
pub async fn jobs_watched(db: &Db, ids: &[(WorkspaceId, JobId)]) -> Result<Vec<Job>, StoreError> {
    // Always as many placeholders, so that the statement stays prepared.
    let pairs = (0..LOOK_UP).map(|at| format!("(${}, ${})", at * 2 + 1, at * 2 + 2)).collect::<Vec<_>>().join(", ");
    let mut values: Vec<Arg> = ids.iter().take(LOOK_UP).flat_map(|(workspace_id, id)| args![workspace_id.as_str(), id.as_str()]).collect();
    values.resize(LOOK_UP * 2, Arg::from(""));
    let sql = format!("SELECT {COLUMNS} FROM jobs WHERE (workspace_id, id) IN (VALUES {pairs})");
    let rows: Vec<JobRow> = db.fetch_all(&sql, values).await?;
    rows.into_iter().map(JobRow::job).collect()
}

/// The newest job of a lead.
pub async fn job_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Option<Job>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM jobs WHERE workspace_id = $1 AND lead_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1");
    let row: Option<JobRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    row.map(JobRow::job).transpose()
}

/// The lead's jobs, newest first, at most 20.
pub async fn jobs_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<Job>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM jobs WHERE workspace_id = $1 AND lead_id = $2 ORDER BY created_at DESC, id DESC LIMIT 20");
    let rows: Vec<JobRow> = db.fetch_all(&sql, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    rows.into_iter().map(JobRow::job).collect()
}

/// How long the project's last 20 completed jobs took, in milliseconds from creation to the end, newest first.
pub async fn recent_durations(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> = db
        .fetch_all(
            "SELECT completed_at - created_at FROM jobs WHERE workspace_id = $1 AND project_id = $2 AND status = 'completed' ORDER BY completed_at DESC LIMIT 20",
            args![workspace_id.as_str(), project_id.as_str()],
        )
        .await?;
    Ok(rows.into_iter().map(|(duration,)| duration).collect())
}
