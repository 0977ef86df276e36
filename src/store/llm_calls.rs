//! The ledger of calls to language models: one row a call, written as it comes back, read as pages and sums.

use super::db::{Db, args};
use super::leads::hold_lead;
use super::{StoreError, parsed};
use crate::model::ids::{CallId, JobId, LeadId, ProjectId, WorkspaceId};
use crate::model::job::Job;
use crate::model::llm::{Call, CallOutcome, Provider, Purpose};

/// A call as it stands in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCall {
    pub id: CallId,
    /// `None` for a test of the connection, and once the lead is erased.
    pub job_id: Option<JobId>,
    pub lead_id: Option<LeadId>,
    pub call: Call,
    /// In millionths of the currency of the prices that held then.
    pub cost_micros: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    job_id: Option<String>,
    lead_id: Option<String>,
    at: i64,
    duration_ms: i64,
    purpose: String,
    provider: String,
    model: String,
    tokens_in: i64,
    tokens_out: i64,
    cost_micros: i64,
    outcome: String,
}

impl Row {
    fn stored(self) -> Result<StoredCall, StoreError> {
        let damaged = || StoreError::Damaged(format!("call {} cannot be read", self.id));
        Ok(StoredCall {
            job_id: self.job_id.as_deref().map(parsed).transpose()?,
            lead_id: self.lead_id.as_deref().map(parsed).transpose()?,
            call: Call {
                purpose: Purpose::of(&self.purpose).ok_or_else(damaged)?,
                provider: Provider::of(&self.provider).ok_or_else(damaged)?,
                model: self.model.clone(),
                at: self.at,
                duration_ms: self.duration_ms,
                tokens_in: u32::try_from(self.tokens_in).map_err(|_| damaged())?,
                tokens_out: u32::try_from(self.tokens_out).map_err(|_| damaged())?,
                outcome: CallOutcome::of(&self.outcome).ok_or_else(damaged)?,
            },
            cost_micros: self.cost_micros,
            id: parsed(&self.id)?,
        })
    }
}

/// Whose call it is: a project's, of a job or a test.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    pub workspace_id: &'a WorkspaceId,
    pub project_id: &'a ProjectId,
    pub job: Option<&'a Job>,
}

/// Writes a call down at `now` in a transaction of its own. That of a lead which was erased meanwhile names neither lead nor job; that of a project which
/// is gone is not written.
pub async fn insert_call(db: &Db, id: &CallId, of: Of<'_>, call: &Call, cost_micros: i64, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let job = match of.job {
        Some(job) if hold_lead(&mut tx, of.workspace_id, &job.lead_id, now).await? => Some(job),
        _ => None,
    };
    tx.execute(
        "INSERT INTO llm_calls (workspace_id, id, project_id, job_id, lead_id, at, duration_ms, purpose, provider, model, tokens_in, tokens_out, cost_micros, outcome)
         SELECT workspace_id, $2, id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14 FROM projects WHERE workspace_id = $1 AND id = $3",
        args![
            of.workspace_id.as_str(),
            id.as_str(),
            of.project_id.as_str(),
            job.map(|job| job.id.as_str()),
            job.map(|job| job.lead_id.as_str()),
            call.at,
            call.duration_ms,
            call.purpose.as_str(),
            call.provider.as_str(),
            call.model.as_str(),
            i64::from(call.tokens_in),
            i64::from(call.tokens_out),
            cost_micros,
            call.outcome.as_str(),
        ],
    )
    .await?;
    tx.commit().await
}

/// Calls of a project before this instant and id, newest first.
pub async fn calls_page(
    db: &Db,
    workspace_id: &WorkspaceId,
    project_id: &ProjectId,
    before: Option<(i64, String)>,
    limit: i64,
) -> Result<Vec<StoredCall>, StoreError> {
    let (at, id) = before.unwrap_or((i64::MAX, String::new()));
    let rows: Vec<Row> = db
        .fetch_all(
            "SELECT id, job_id, lead_id, at, duration_ms, purpose, provider, model, tokens_in, tokens_out, cost_micros, outcome FROM llm_calls
             WHERE workspace_id = $1 AND project_id = $2 AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5",
            args![workspace_id.as_str(), project_id.as_str(), at, id, limit],
        )
        .await?;
    rows.into_iter().map(Row::stored).collect()
}

/// What calls came to together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    pub calls: i64,
    pub tokens_in: i64,
    pub tokens_out: i64,
    pub cost_micros: i64,
}

impl Sum {
    fn of((calls, tokens_in, tokens_out, cost_micros): (i64, i64, i64, i64)) -> Self {
        Self { calls, tokens_in, tokens_out, cost_micros }
    }
}

/// What the calls of one job came to, in all its attempts.
pub async fn sum_of_job(db: &Db, workspace_id: &WorkspaceId, job_id: &JobId) -> Result<Sum, StoreError> {
    let row: Option<(i64, i64, i64, i64)> = db
        .fetch_optional(
            "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(tokens_in), 0) AS BIGINT), CAST(COALESCE(SUM(tokens_out), 0) AS BIGINT), CAST(COALESCE(SUM(cost_micros), 0) AS BIGINT)
             FROM llm_calls WHERE workspace_id = $1 AND job_id = $2",
            args![workspace_id.as_str(), job_id.as_str()],
        )
        .await?;
    Ok(row.map(Sum::of).unwrap_or_default())
}

/// What the calls for one lead came to, in all its jobs.
pub async fn sum_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Sum, StoreError> {
    let row: Option<(i64, i64, i64, i64)> = db
        .fetch_optional(
            "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(tokens_in), 0) AS BIGINT), CAST(COALESCE(SUM(tokens_out), 0) AS BIGINT), CAST(COALESCE(SUM(cost_micros), 0) AS BIGINT)
             FROM llm_calls WHERE workspace_id = $1 AND lead_id = $2",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    Ok(row.map(Sum::of).unwrap_or_default())
}

/// What a project's calls since an instant came to, by outcome; the most frequent first.
pub async fn sums_since(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, since: i64) -> Result<Vec<(CallOutcome, Sum)>, StoreError> {
    let rows: Vec<(String, i64, i64, i64, i64)> = db
        .fetch_all(
            "SELECT outcome, CAST(COUNT(*) AS BIGINT), CAST(SUM(tokens_in) AS BIGINT), CAST(SUM(tokens_out) AS BIGINT), CAST(SUM(cost_micros) AS BIGINT)
             FROM llm_calls WHERE workspace_id = $1 AND project_id = $2 AND at >= $3 GROUP BY outcome ORDER BY COUNT(*) DESC, outcome",
            args![workspace_id.as_str(), project_id.as_str(), since],
        )
        .await?;
    rows.into_iter()
        .map(|(outcome, calls, tokens_in, tokens_out, cost_micros)| {
            let outcome = CallOutcome::of(&outcome).ok_or_else(|| StoreError::Damaged(format!("outcome {outcome:?}")))?;
            Ok((outcome, Sum { calls, tokens_in, tokens_out, cost_micros }))
        })
        .collect()
}
