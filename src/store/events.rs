//! The event log: each event is written in the transaction that changes the state it tells of.

use serde_json::Value;

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::ids::{EventId, LeadId, ProjectId, WorkspaceId};

/// The next number in a lead's own count, from 1 without gaps. The caller holds the job's lease, so nobody else counts.
pub async fn next_sequence(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT CAST(COALESCE(MAX(sequence), 0) + 1 AS BIGINT) FROM events WHERE workspace_id = $1 AND lead_id = $2",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    Ok(row.map_or(1, |(next,)| next))
}

pub struct NewEvent<'a> {
    pub workspace_id: &'a WorkspaceId,
    pub id: &'a EventId,
    pub project_id: &'a ProjectId,
    pub lead_id: &'a LeadId,
    pub sequence: i64,
    pub kind: &'a str,
    pub payload: &'a Value,
    pub created_at: i64,
}

pub async fn insert_event(tx: &mut Tx, event: &NewEvent<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO events (workspace_id, id, project_id, lead_id, sequence, kind, payload, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            event.workspace_id.as_str(),
            event.id.as_str(),
            event.project_id.as_str(),
            event.lead_id.as_str(),
            event.sequence,
            event.kind,
            event.payload.to_string(),
            event.created_at,
        ],
    )
    .await?;
    Ok(())
}

/// A lead's events in order, as (kind, payload).
pub async fn events_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<(String, Value)>, StoreError> {
    let rows: Vec<(String, String)> = db
        .fetch_all(
            "SELECT kind, payload FROM events WHERE workspace_id = $1 AND lead_id = $2 ORDER BY sequence",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    rows.into_iter().map(|(kind, payload)| Ok((kind, serde_json::from_str(&payload)?))).collect()
}
