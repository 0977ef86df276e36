//! Figures of a project for its overview: leads by day and state, time to ready, the latest leads.

use super::db::{Db, args};
use super::usage::Days;
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::model::job::JobStatus;
use crate::model::lead::LeadFields;
use crate::model::usage::DAY_MS;

/// Time to ready is told from at most so many jobs.
const DURATIONS_MAX: i64 = 10_000;

/// (day of arrival, state now, how many).
pub async fn leads_by_day(db: &Db, days: Days<'_>) -> Result<Vec<(i64, JobStatus, i64)>, StoreError> {
    // One range of the index per day and state: ten times as fast as grouping, which sorts every row.
    let rows: Vec<(i64, String, i64)> = db
        .fetch_all(
            "WITH RECURSIVE days (day) AS (SELECT CAST($3 AS BIGINT) UNION ALL SELECT day + 1 FROM days WHERE day < $4)
             SELECT days.day, states.column1, (SELECT CAST(COUNT(*) AS BIGINT) FROM leads WHERE workspace_id = $1 AND project_id = $2
               AND status = states.column1 AND created_at >= days.day * 86400000 AND created_at < (days.day + 1) * 86400000)
             FROM days CROSS JOIN (VALUES ('queued'), ('processing'), ('completed'), ('failed'), ('needs_review'), ('cancelled')) AS states",
            args![days.workspace_id.as_str(), days.project_id.as_str(), days.from, days.to],
        )
        .await?;
    rows.into_iter().filter(|(.., count)| *count > 0).map(|(day, status, count)| Ok((day, parsed(&status)?, count))).collect()
}

/// Milliseconds from the request to the finished magnet, of the last 10,000 jobs that ended in the range.
pub async fn durations(db: &Db, days: Days<'_>) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> = db
        .fetch_all(
            "SELECT completed_at - created_at FROM jobs WHERE workspace_id = $1 AND project_id = $2 AND status = 'completed'
             AND completed_at >= $3 AND completed_at < $4 ORDER BY completed_at DESC LIMIT $5",
            args![days.workspace_id.as_str(), days.project_id.as_str(), days.from * DAY_MS, (days.to + 1) * DAY_MS, DURATIONS_MAX],
        )
        .await?;
    Ok(rows.into_iter().map(|(duration,)| duration.max(0)).collect())
}

/// One of the latest leads.
#[derive(Debug, Clone)]
pub struct LatestLead {
    pub id: LeadId,
    pub fields: LeadFields,
    pub status: JobStatus,
    pub created_at: i64,
}

/// The newest first.
pub async fn latest_leads(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, limit: i64) -> Result<Vec<LatestLead>, StoreError> {
    let rows: Vec<(String, String, String, i64)> = db
        .fetch_all(
            "SELECT id, fields, status, created_at FROM leads WHERE workspace_id = $1 AND project_id = $2 ORDER BY created_at DESC, id DESC LIMIT $3",
            args![workspace_id.as_str(), project_id.as_str(), limit],
        )
        .await?;
    let lead = |(id, fields, status, created_at): (String, String, String, i64)| {
        Ok(LatestLead { id: parsed(&id)?, fields: serde_json::from_str(&fields)?, status: parsed(&status)?, created_at })
    };
    rows.into_iter().map(lead).collect()
}
