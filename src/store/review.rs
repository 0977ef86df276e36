//! Leads whose magnets wait for a person's approval, over all projects of a workspace or one, oldest first.

use super::db::{Db, args};
use super::search::Cursor;
use super::{StoreError, parsed};
use crate::model::ids::{JobId, LeadId, ProjectId, WorkspaceId};
use crate::model::lead::LeadFields;

/// One lead of the queue.
#[derive(Debug, Clone)]
pub struct WaitingLead {
    pub id: LeadId,
    pub project_id: ProjectId,
    /// The job that waits.
    pub job_id: JobId,
    pub fields: LeadFields,
    /// Title and number of the newest version.
    pub title: String,
    pub version: i64,
    /// When the lead came in; the order of the queue.
    pub created_at: i64,
    /// When the magnet was finished.
    pub finished_at: i64,
    /// Payload of the event that told of it.
    pub told: Option<String>,
}

impl WaitingLead {
    /// The place behind this lead.
    #[must_use]
    pub fn place(&self) -> Cursor {
        Cursor { created_at: self.created_at, id: self.id.as_str().to_owned() }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    project_id: String,
    job_id: String,
    fields: String,
    title: String,
    version: i64,
    created_at: i64,
    finished_at: i64,
    told: Option<String>,
}

impl Row {
    fn lead(self) -> Result<WaitingLead, StoreError> {
        Ok(WaitingLead {
            id: parsed(&self.id)?,
            project_id: parsed(&self.project_id)?,
            job_id: parsed(&self.job_id)?,
            fields: serde_json::from_str(&self.fields)?,
            title: self.title,
            version: self.version,
            created_at: self.created_at,
            finished_at: self.finished_at,
            told: self.told,
        })
    }
}

/// At most `limit` leads behind `from`; of every project where none is named.
pub async fn waiting(
    db: &Db,
    workspace_id: &WorkspaceId,
    project_id: Option<&ProjectId>,
    from: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<WaitingLead>, StoreError> {
    let (at, id) = from.map_or((i64::MIN, ""), |from| (from.created_at, from.id.as_str()));
    // The newest job is the one that waits: a lead with a newer one is in another state.
    let rows: Vec<Row> = db
        .fetch_all(
            "SELECT l.id, l.project_id, j.id AS job_id, l.fields, l.created_at, COALESCE(j.completed_at, j.updated_at) AS finished_at,
               COALESCE((SELECT m.title FROM magnets m WHERE m.workspace_id = l.workspace_id AND m.lead_id = l.id ORDER BY m.version DESC LIMIT 1), '') AS title,
               COALESCE((SELECT MAX(m.version) FROM magnets m WHERE m.workspace_id = l.workspace_id AND m.lead_id = l.id), 0) AS version,
               (SELECT e.payload FROM events e WHERE e.workspace_id = l.workspace_id AND e.lead_id = l.id AND e.kind = 'lead.needs_review'
                ORDER BY e.sequence DESC LIMIT 1) AS told
             FROM projects p
             JOIN leads l ON l.workspace_id = p.workspace_id AND l.project_id = p.id AND l.status = 'needs_review'
             JOIN jobs j ON j.workspace_id = l.workspace_id AND j.lead_id = l.id AND j.status = 'needs_review'
             WHERE p.workspace_id = $1 AND p.deleted_at IS NULL AND (p.id = $2 OR $2 = '') AND (l.created_at, l.id) > ($3, $4)
             ORDER BY l.created_at, l.id LIMIT $5",
            args![workspace_id.as_str(), project_id.map_or("", ProjectId::as_str), at, id, limit],
        )
        .await?;
    rows.into_iter().map(Row::lead).collect()
}
