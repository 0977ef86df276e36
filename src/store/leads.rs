//! Leads, as posted.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::model::job::JobStatus;
use crate::model::lead::LeadFields;

#[derive(Debug, Clone)]
pub struct StoredLead {
    pub id: LeadId,
    pub project_id: ProjectId,
    pub fields: LeadFields,
    pub status: JobStatus,
    pub created_at: i64,
}

pub async fn lead(db: &Db, workspace_id: &WorkspaceId, id: &LeadId) -> Result<Option<StoredLead>, StoreError> {
    type Row = (String, String, String, String, i64);
    let row: Option<Row> = db
        .fetch_optional(
            "SELECT id, project_id, fields, status, created_at FROM leads WHERE workspace_id = $1 AND id = $2",
            args![workspace_id.as_str(), id.as_str()],
        )
        .await?;
    row.map(|(id, project_id, fields, status, created_at)| {
        Ok(StoredLead { id: parsed(&id)?, project_id: parsed(&project_id)?, fields: serde_json::from_str(&fields)?, status: parsed(&status)?, created_at })
    })
    .transpose()
}

/// The caller's own id of a lead, where it came with one.
pub async fn external_id_of(db: &Db, workspace_id: &WorkspaceId, id: &LeadId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = db
        .fetch_optional("SELECT external_id FROM external_ids WHERE workspace_id = $1 AND lead_id = $2 LIMIT 1", args![workspace_id.as_str(), id.as_str()])
        .await?;
    Ok(row.map(|(external_id,)| external_id))
}

pub async fn set_lead_status(tx: &mut Tx, workspace_id: &WorkspaceId, id: &LeadId, status: JobStatus, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE leads SET status = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2",
        args![workspace_id.as_str(), id.as_str(), status.as_str(), now],
    )
    .await?;
    Ok(())
}

/// What a lead holds on its person, within a transaction.
pub async fn fields_in(tx: &mut Tx, workspace_id: &WorkspaceId, id: &LeadId) -> Result<Option<LeadFields>, StoreError> {
    let row: Option<(String,)> =
        tx.fetch_optional("SELECT fields FROM leads WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), id.as_str()]).await?;
    row.map(|(fields,)| Ok(serde_json::from_str(&fields)?)).transpose()
}

/// Holds the lead's row until the transaction ends, so that it cannot be erased meanwhile; false when it is gone.
pub async fn hold_lead(tx: &mut Tx, workspace_id: &WorkspaceId, id: &LeadId, now: i64) -> Result<bool, StoreError> {
    let held = tx.execute("UPDATE leads SET updated_at = $3 WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), id.as_str(), now]).await?;
    Ok(held == 1)
}
