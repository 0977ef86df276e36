//! Figures about who read a project's magnets: the way from sent to clicked, and what each lead's visitors did.

use super::db::{Db, args};
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::model::lead::LeadFields;

/// Who had the page in sight for so long has read some of it, in milliseconds.
pub const READ_MS: i64 = 15_000;
/// Leads that figures by company are made from.
const LEADS_MAX: i64 = 5_000;

/// Of the leads that came in since an instant: how many got how far. Each number includes the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Funnel {
    /// Their magnet is out.
    pub sent: i64,
    /// A person opened it.
    pub opened: i64,
    /// A person had the page in sight for [`READ_MS`], or clicked.
    pub read: i64,
    /// A person followed the call to action.
    pub clicked: i64,
}

pub async fn funnel(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, since: i64) -> Result<Funnel, StoreError> {
    let row: Option<Funnel> = db
        .fetch_optional(
            "SELECT CAST(COUNT(*) AS BIGINT) AS sent, CAST(COALESCE(SUM(reached.opened), 0) AS BIGINT) AS opened,
             CAST(COALESCE(SUM(reached.read_it), 0) AS BIGINT) AS read, CAST(COALESCE(SUM(reached.clicked), 0) AS BIGINT) AS clicked FROM
             (SELECT CASE WHEN EXISTS (SELECT 1 FROM views v WHERE v.workspace_id = l.workspace_id AND v.lead_id = l.id AND v.class = 'human') THEN 1 ELSE 0 END AS opened,
              CASE WHEN EXISTS (SELECT 1 FROM views v WHERE v.workspace_id = l.workspace_id AND v.lead_id = l.id AND v.class = 'human'
                AND (v.dwell_ms >= $4 OR v.what = 'cta')) THEN 1 ELSE 0 END AS read_it,
              CASE WHEN EXISTS (SELECT 1 FROM views v WHERE v.workspace_id = l.workspace_id AND v.lead_id = l.id AND v.class = 'human'
                AND v.what = 'cta') THEN 1 ELSE 0 END AS clicked
              FROM leads l WHERE l.workspace_id = $1 AND l.project_id = $2 AND l.status = 'completed' AND l.created_at >= $3) AS reached",
            args![workspace_id.as_str(), project_id.as_str(), since, READ_MS],
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// What the visitors of one lead's magnet did.
#[derive(Debug, Clone)]
pub struct OfLead {
    pub lead_id: LeadId,
    pub fields: LeadFields,
    /// Openings of page and PDF by people.
    pub people: i64,
    /// Clicks on the call to action by people.
    pub clicks: i64,
    /// Everything that no person did.
    pub others: i64,
    pub dwell_ms: i64,
    /// Of the last opening by a person, epoch milliseconds.
    pub last_at: Option<i64>,
}

/// The leads of a project whose magnets were opened from `since` on, those that people opened most first; at most 5,000.
pub async fn leads_viewed(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, since: i64) -> Result<Vec<OfLead>, StoreError> {
    type Row = (String, String, i64, i64, i64, i64, Option<i64>);
    let rows: Vec<Row> = db
        .fetch_all(
            "SELECT v.lead_id, l.fields, CAST(SUM(CASE WHEN v.class = 'human' AND v.what <> 'cta' THEN 1 ELSE 0 END) AS BIGINT) AS people,
             CAST(SUM(CASE WHEN v.class = 'human' AND v.what = 'cta' THEN 1 ELSE 0 END) AS BIGINT),
             CAST(SUM(CASE WHEN v.class = 'human' THEN 0 ELSE 1 END) AS BIGINT),
             CAST(SUM(CASE WHEN v.class = 'human' THEN v.dwell_ms ELSE 0 END) AS BIGINT),
             MAX(CASE WHEN v.class = 'human' THEN v.created_at END)
             FROM views v JOIN leads l ON l.workspace_id = v.workspace_id AND l.id = v.lead_id
             WHERE v.workspace_id = $1 AND v.project_id = $2 AND v.created_at >= $3 GROUP BY v.lead_id, l.fields ORDER BY people DESC, v.lead_id LIMIT $4",
            args![workspace_id.as_str(), project_id.as_str(), since, LEADS_MAX],
        )
        .await?;
    let of_lead = |(id, fields, people, clicks, others, dwell_ms, last_at): Row| {
        Ok(OfLead { lead_id: parsed(&id)?, fields: serde_json::from_str(&fields)?, people, clicks, others, dwell_ms, last_at })
    };
    rows.into_iter().map(of_lead).collect()
}
