//! Batches: leads that came in one request.

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::ids::{BatchId, ProjectId, WorkspaceId};

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Batch {
    pub total: i64,
    pub accepted: i64,
    /// JSON of the rows that were not taken.
    pub errors: String,
    pub created_at: i64,
}

pub async fn insert_batch(tx: &mut Tx, workspace: &WorkspaceId, project: &ProjectId, id: &BatchId, batch: &Batch) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO batches (workspace_id, id, project_id, total, accepted, errors, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![workspace.as_str(), id.as_str(), project.as_str(), batch.total, batch.accepted, batch.errors.as_str(), batch.created_at],
    )
    .await?;
    Ok(())
}

pub async fn batch(db: &Db, workspace: &WorkspaceId, project: &ProjectId, id: &BatchId) -> Result<Option<Batch>, StoreError> {
    db.fetch_optional(
        "SELECT total, accepted, errors, created_at FROM batches WHERE workspace_id = $1 AND project_id = $2 AND id = $3",
        args![workspace.as_str(), project.as_str(), id.as_str()],
    )
    .await
}

/// How many of its leads have each status now; erased ones are in none.
pub async fn batch_statuses(db: &Db, workspace: &WorkspaceId, id: &BatchId) -> Result<Vec<(String, i64)>, StoreError> {
    db.fetch_all(
        "SELECT status, CAST(COUNT(*) AS BIGINT) FROM leads WHERE workspace_id = $1 AND batch_id = $2 GROUP BY status ORDER BY status",
        args![workspace.as_str(), id.as_str()],
    )
    .await
}
