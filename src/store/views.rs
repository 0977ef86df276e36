//! Openings of magnets: stored with what is needed to tell of them, counted by day and kind of visitor.

use super::db::{Db, Tx, args};
use super::usage::Days;
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, ProjectId, ViewId, WorkspaceId};
use crate::model::usage::{View, ViewFacts, Viewed, Visitor};
use crate::model::visit::{Reason, Verdict};

/// The newest job of a lead that was opened, and the lead's fields as JSON.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Opened {
    pub job_id: String,
    pub status: String,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
    pub fields: String,
    pub project_id: String,
    /// Of the magnet that readers get; empty where there is none.
    pub title: String,
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
        "SELECT jobs.id AS job_id, jobs.status, jobs.error_code, jobs.error_message, leads.fields, leads.project_id,
         COALESCE((SELECT title FROM magnets m WHERE m.workspace_id = leads.workspace_id AND m.lead_id = leads.id AND m.published_at IS NOT NULL
           ORDER BY version DESC LIMIT 1), '') AS title FROM leads
         JOIN jobs ON jobs.workspace_id = leads.workspace_id AND jobs.lead_id = leads.id
         WHERE leads.workspace_id = $1 AND leads.id = $2 ORDER BY jobs.created_at DESC, jobs.id DESC LIMIT 1",
        both(),
    )
    .await
}

/// Whether another view of the same kind and class, of which nothing more is awaited, came after `since`.
pub async fn opened_since(tx: &mut Tx, of: &Seldom<'_>, since: i64) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT created_at FROM views WHERE workspace_id = $1 AND lead_id = $2 AND what = $3 AND class = $4 AND created_at > $5 AND id <> $6
             AND settles_at IS NULL LIMIT 1",
            args![of.workspace_id.as_str(), of.lead_id.as_str(), of.what.as_str(), of.class.as_str(), since, of.id],
        )
        .await?;
    Ok(row.is_some())
}

/// A view whose event is not to be told again and again.
#[derive(Debug, Clone, Copy)]
pub struct Seldom<'a> {
    pub workspace_id: &'a WorkspaceId,
    pub lead_id: &'a LeadId,
    pub id: &'a str,
    pub what: Viewed,
    pub class: Visitor,
}

/// False when it is stored already. `settles_at`: until then a proof may change its class; `None` where none can.
pub async fn add_view(tx: &mut Tx, view: &View, settles_at: Option<i64>) -> Result<bool, StoreError> {
    let added = tx
        .execute(
            "INSERT INTO views (workspace_id, id, project_id, lead_id, what, class, reason, created_at, visit_id, reasons, facts, settles_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (workspace_id, id) DO NOTHING",
            args![
                view.workspace_id.as_str(),
                view.id.as_str(),
                view.project_id.as_str(),
                view.lead_id.as_str(),
                view.what.as_str(),
                view.verdict.class.as_str(),
                first(&view.verdict),
                view.created_at,
                view.visit_id.as_str(),
                serde_json::to_string(&view.verdict.reasons)?,
                serde_json::to_string(&view.facts)?,
                settles_at,
            ],
        )
        .await?;
    Ok(added == 1)
}

/// The reason that decided.
fn first(verdict: &Verdict) -> &'static str {
    verdict.reasons.first().map_or("", |reason| reason.as_str())
}

/// A view as it stands, to be classed anew.
#[derive(Debug, Clone)]
pub struct Standing {
    pub id: String,
    pub visit_id: String,
    pub what: Viewed,
    pub verdict: Verdict,
    pub facts: ViewFacts,
    pub dwell_ms: i64,
    pub created_at: i64,
    pub settles_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    id: String,
    visit_id: String,
    what: String,
    class: String,
    reasons: String,
    facts: String,
    dwell_ms: i64,
    created_at: i64,
    settles_at: Option<i64>,
}

impl StandingRow {
    fn standing(self) -> Result<Standing, StoreError> {
        Ok(Standing {
            what: parsed(&self.what)?,
            verdict: Verdict { class: parsed(&self.class)?, reasons: serde_json::from_str(&self.reasons)? },
            facts: serde_json::from_str(&self.facts)?,
            id: self.id,
            visit_id: self.visit_id,
            dwell_ms: self.dwell_ms,
            created_at: self.created_at,
            settles_at: self.settles_at,
        })
    }
}

const STANDING: &str = "id, visit_id, what, class, reasons, facts, dwell_ms, created_at, settles_at";

/// One view of a lead's magnet.
pub async fn view_by_id(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, id: &ViewId) -> Result<Option<Standing>, StoreError> {
    let sql = format!("SELECT {STANDING} FROM views WHERE workspace_id = $1 AND lead_id = $2 AND id = $3");
    let row: Option<StandingRow> = tx.fetch_optional(&sql, args![workspace_id.as_str(), lead_id.as_str(), id.as_str()]).await?;
    row.map(StandingRow::standing).transpose()
}

/// The views of one visit, oldest first; at most 100.
pub async fn views_of_visit(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, visit_id: &str) -> Result<Vec<Standing>, StoreError> {
    let sql = format!("SELECT {STANDING} FROM views WHERE workspace_id = $1 AND lead_id = $2 AND visit_id = $3 ORDER BY created_at, id LIMIT 100");
    let rows: Vec<StandingRow> = tx.fetch_all(&sql, args![workspace_id.as_str(), lead_id.as_str(), visit_id]).await?;
    rows.into_iter().map(StandingRow::standing).collect()
}

/// Views of one lead for which the time of proofs is over, oldest first; at most 100.
pub async fn views_to_settle(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, now: i64) -> Result<Vec<Standing>, StoreError> {
    let sql = format!("SELECT {STANDING} FROM views WHERE workspace_id = $1 AND lead_id = $2 AND settles_at <= $3 ORDER BY created_at, id LIMIT 100");
    let rows: Vec<StandingRow> = tx.fetch_all(&sql, args![workspace_id.as_str(), lead_id.as_str(), now]).await?;
    rows.into_iter().map(StandingRow::standing).collect()
}

/// Leads of all workspaces that have such views; at most `limit`.
pub async fn leads_to_settle(db: &Db, now: i64, limit: i64) -> Result<Vec<(WorkspaceId, LeadId)>, StoreError> {
    let rows: Vec<(String, String)> = db
        .fetch_all("SELECT DISTINCT workspace_id, lead_id FROM views WHERE settles_at <= $1 ORDER BY workspace_id, lead_id LIMIT $2", args![now, limit])
        .await?;
    rows.into_iter().map(|(workspace, lead)| Ok((parsed(&workspace)?, parsed(&lead)?))).collect()
}

/// Of what no longer is there nothing is told.
pub async fn forget_unsettled(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<(), StoreError> {
    tx.execute("UPDATE views SET settles_at = NULL WHERE workspace_id = $1 AND lead_id = $2", args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(())
}

/// Whether a person has this visit, or had the page open after `since`.
pub async fn is_a_persons(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, visit_id: &ViewId, since: i64) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT created_at FROM views WHERE workspace_id = $1 AND lead_id = $2 AND class = 'human' AND (visit_id = $3 OR (what = 'page' AND created_at > $4)) LIMIT 1",
            args![workspace_id.as_str(), lead_id.as_str(), visit_id.as_str(), since],
        )
        .await?;
    Ok(row.is_some())
}

/// Classes a view anew.
pub async fn class_view(tx: &mut Tx, workspace_id: &WorkspaceId, id: &str, verdict: &Verdict, settles_at: Option<i64>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE views SET class = $3, reason = $4, reasons = $5, settles_at = $6 WHERE workspace_id = $1 AND id = $2",
        args![workspace_id.as_str(), id, verdict.class.as_str(), first(verdict), serde_json::to_string(&verdict.reasons)?, settles_at],
    )
    .await?;
    Ok(())
}

/// Writes what a visitor did.
pub async fn write_facts(tx: &mut Tx, workspace_id: &WorkspaceId, view: &Standing) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE views SET facts = $3, dwell_ms = $4, settles_at = $5 WHERE workspace_id = $1 AND id = $2",
        args![workspace_id.as_str(), view.id.as_str(), serde_json::to_string(&view.facts)?, view.dwell_ms, view.settles_at],
    )
    .await?;
    Ok(())
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
#[derive(Debug, Clone)]
pub struct WrittenView {
    pub id: String,
    pub lead_id: String,
    /// The first view of the visit that it belongs to; empty for old ones.
    pub visit_id: String,
    pub what: Viewed,
    pub class: Visitor,
    /// What decided; of an old view a word that is no [`Reason`].
    pub reason: String,
    pub reasons: Vec<Reason>,
    pub facts: ViewFacts,
    /// How long the page was in sight.
    pub dwell_ms: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
}

#[derive(sqlx::FromRow)]
struct WrittenRow {
    id: String,
    lead_id: String,
    visit_id: String,
    what: String,
    class: String,
    reason: String,
    reasons: String,
    facts: String,
    dwell_ms: i64,
    created_at: i64,
}

impl WrittenRow {
    fn view(self) -> Result<WrittenView, StoreError> {
        Ok(WrittenView {
            what: parsed(&self.what)?,
            class: parsed(&self.class)?,
            reasons: serde_json::from_str(&self.reasons)?,
            facts: serde_json::from_str(&self.facts)?,
            id: self.id,
            lead_id: self.lead_id,
            visit_id: self.visit_id,
            reason: self.reason,
            dwell_ms: self.dwell_ms,
            created_at: self.created_at,
        })
    }
}

const WRITTEN: &str = "id, lead_id, visit_id, what, class, reason, reasons, facts, dwell_ms, created_at";

/// Where a page of a list ends: instant and id.
pub type Before = Option<(i64, String)>;

/// Openings of a lead's magnet before this instant and id, newest first; of one class, or of all.
pub async fn views_page(
    db: &Db,
    workspace_id: &WorkspaceId,
    lead_id: &LeadId,
    class: Option<Visitor>,
    before: Before,
    limit: i64,
) -> Result<Vec<WrittenView>, StoreError> {
    let (at, id) = before.unwrap_or((i64::MAX, String::new()));
    let sql = format!(
        "SELECT {WRITTEN} FROM views WHERE workspace_id = $1 AND lead_id = $2 AND (created_at, id) < ($3, $4) AND ($5 = '' OR class = $5)
         ORDER BY created_at DESC, id DESC LIMIT $6"
    );
    let class = class.map_or("", Visitor::as_str);
    let rows: Vec<WrittenRow> = db.fetch_all(&sql, args![workspace_id.as_str(), lead_id.as_str(), at, id, class, limit]).await?;
    rows.into_iter().map(WrittenRow::view).collect()
}

/// Openings of a project's magnets from `since` on, before this instant and id, newest first; of one class, or of all.
pub async fn views_of_project(
    db: &Db,
    (workspace_id, project_id): (&WorkspaceId, &ProjectId),
    class: Option<Visitor>,
    since: i64,
    before: Before,
    limit: i64,
) -> Result<Vec<WrittenView>, StoreError> {
    let (at, id) = before.unwrap_or((i64::MAX, String::new()));
    let sql = format!(
        "SELECT {WRITTEN} FROM views WHERE workspace_id = $1 AND project_id = $2 AND created_at >= $3 AND (created_at, id) < ($4, $5) AND ($6 = '' OR class = $6)
         ORDER BY created_at DESC, id DESC LIMIT $7"
    );
    let class = class.map_or("", Visitor::as_str);
    let rows: Vec<WrittenRow> = db.fetch_all(&sql, args![workspace_id.as_str(), project_id.as_str(), since, at, id, class, limit]).await?;
    rows.into_iter().map(WrittenRow::view).collect()
}

/// How often a lead's magnet was opened by each class of visitor, and when last.
pub async fn counts_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<(String, i64, i64)>, StoreError> {
    db.fetch_all(
        "SELECT class, CAST(COUNT(*) AS BIGINT), MAX(created_at) FROM views WHERE workspace_id = $1 AND lead_id = $2 GROUP BY class ORDER BY class",
        args![workspace_id.as_str(), lead_id.as_str()],
    )
    .await
}
