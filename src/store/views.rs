//! Openings of magnets: stored with what is needed to tell of them, counted by day and kind of visitor.

use super::StoreError;
use super::db::{Db, Tx, args};
use super::usage::Days;
use crate::model::ids::{LeadId, WorkspaceId};
use crate::model::usage::View;

/// The newest job of a lead that was opened, and the lead's fields as JSON.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Opened {
    pub job_id: String,
    pub status: String,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
    pub fields: String,
}

/// Holds the rows of the lead and its newest job until the transaction ends, in the order in which workers take them, so that nobody else
/// counts this lead's events meanwhile. `None` when it was erased.
pub async fn hold_opened(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Option<Opened>, StoreError> {
    let both = || args![workspace_id.as_str(), lead_id.as_str()];
    tx.execute(
        "UPDATE jobs SET updated_at = updated_at WHERE workspace_id = $1
         AND id = (SELECT id FROM jobs WHERE workspace_id = $1 AND lead_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1)",
        both(),
    )
    .await?;
    tx.execute("UPDATE leads SET updated_at = updated_at WHERE workspace_id = $1 AND id = $2", both()).await?;
    tx.fetch_optional(
        "SELECT jobs.id AS job_id, jobs.status, jobs.error_code, jobs.error_message, leads.fields FROM leads
         JOIN jobs ON jobs.workspace_id = leads.workspace_id AND jobs.lead_id = leads.id
         WHERE leads.workspace_id = $1 AND leads.id = $2 ORDER BY jobs.created_at DESC, jobs.id DESC LIMIT 1",
        both(),
    )
    .await
}

/// Whether the same was opened by the same class of visitor after `since`.
pub async fn opened_since(tx: &mut Tx, view: &View, since: i64) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT created_at FROM views WHERE workspace_id = $1 AND lead_id = $2 AND what = $3 AND class = $4 AND created_at > $5 LIMIT 1",
            args![view.workspace_id.as_str(), view.lead_id.as_str(), view.what.as_str(), view.visitor.as_str(), since],
        )
        .await?;
    Ok(row.is_some())
}

/// False when it is stored already.
pub async fn add_view(tx: &mut Tx, view: &View) -> Result<bool, StoreError> {
    let added = tx
        .execute(
            "INSERT INTO views (workspace_id, id, project_id, lead_id, what, class, reason, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (workspace_id, id) DO NOTHING",
            args![
                view.workspace_id.as_str(),
                view.id.as_str(),
                view.project_id.as_str(),
                view.lead_id.as_str(),
                view.what.as_str(),
                view.visitor.as_str(),
                view.reason,
                view.created_at,
            ],
        )
        .await?;
    Ok(added == 1)
}

/// (day, `page` | `pdf` | `cta`, `human` | `scanner` | `preview` | `unknown`, how many).
pub async fn views_by_day(db: &Db, days: Days<'_>) -> Result<Vec<(i64, String, String, i64)>, StoreError> {
    // One range of the index per day and kind: ten times as fast as grouping, which sorts every row.
    let mut rows: Vec<(i64, String, String, i64)> = db
        .fetch_all(
            "WITH RECURSIVE days (day) AS (SELECT CAST($3 AS BIGINT) UNION ALL SELECT day + 1 FROM days WHERE day < $4)
             SELECT days.day, whats.column1, classes.column1, (SELECT CAST(COUNT(*) AS BIGINT) FROM views
               WHERE workspace_id = $1 AND project_id = $2 AND what = whats.column1 AND class = classes.column1
               AND created_at >= days.day * 86400000 AND created_at < (days.day + 1) * 86400000)
             FROM days CROSS JOIN (VALUES ('page'), ('pdf'), ('cta')) AS whats
             CROSS JOIN (VALUES ('human'), ('scanner'), ('preview'), ('unknown')) AS classes",
            args![days.workspace_id.as_str(), days.project_id.as_str(), days.from, days.to],
        )
        .await?;
    rows.retain(|(.., count)| *count > 0);
    Ok(rows)
}

/// One opening as it was written down.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WrittenView {
    pub id: String,
    /// `page`, `pdf` or `cta`.
    pub what: String,
    /// `human`, `scanner`, `preview` or `unknown`.
    pub class: String,
    pub reason: String,
    /// Epoch milliseconds.
    pub created_at: i64,
}

/// Openings of a lead's magnet before this instant and id, newest first.
pub async fn views_page(
    db: &Db,
    workspace_id: &WorkspaceId,
    lead_id: &LeadId,
    before: Option<(i64, String)>,
    limit: i64,
) -> Result<Vec<WrittenView>, StoreError> {
    let (at, id) = before.unwrap_or((i64::MAX, String::new()));
    db.fetch_all(
        "SELECT id, what, class, reason, created_at FROM views WHERE workspace_id = $1 AND lead_id = $2 AND (created_at, id) < ($3, $4)
         ORDER BY created_at DESC, id DESC LIMIT $5",
        args![workspace_id.as_str(), lead_id.as_str(), at, id, limit],
    )
    .await
}

/// The last 50 openings of a lead's magnet, newest first: what was opened, by which class of visitor, when.
pub async fn views_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<(String, String, i64)>, StoreError> {
    db.fetch_all(
        "SELECT what, class, created_at FROM views WHERE workspace_id = $1 AND lead_id = $2 ORDER BY created_at DESC, id DESC LIMIT 50",
        args![workspace_id.as_str(), lead_id.as_str()],
    )
    .await
}

/// How often a lead's magnet was opened by each class of visitor, and when last.
pub async fn counts_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<(String, i64, i64)>, StoreError> {
    db.fetch_all(
        "SELECT class, CAST(COUNT(*) AS BIGINT), MAX(created_at) FROM views WHERE workspace_id = $1 AND lead_id = $2 GROUP BY class ORDER BY class",
        args![workspace_id.as_str(), lead_id.as_str()],
    )
    .await
}
