//! Published magnets: the document by version; the artefacts beside it are objects.

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::ids::{LeadId, WorkspaceId};

#[derive(Debug, Clone)]
pub struct StoredMagnet {
    pub version: i64,
    pub title: String,
    /// Name of its artefacts among the objects.
    pub object: String,
    /// JSON of the document tree.
    pub document: String,
    pub created_at: i64,
}

pub async fn insert_magnet(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, magnet: &StoredMagnet) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO magnets (workspace_id, lead_id, version, title, object, document, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            workspace_id.as_str(),
            lead_id.as_str(),
            magnet.version,
            magnet.title.as_str(),
            magnet.object.as_str(),
            magnet.document.as_str(),
            magnet.created_at
        ],
    )
    .await?;
    Ok(())
}

/// The newest version.
pub async fn magnet(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Option<StoredMagnet>, StoreError> {
    type Row = (i64, String, String, String, i64);
    let row: Option<Row> = db
        .fetch_optional(
            "SELECT version, title, object, document, created_at FROM magnets WHERE workspace_id = $1 AND lead_id = $2 ORDER BY version DESC LIMIT 1",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    Ok(row.map(|(version, title, object, document, created_at)| StoredMagnet { version, title, object, document, created_at }))
}

/// The version number to give next. Versions begin at 1.
pub async fn next_version(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT CAST(COALESCE(MAX(version), 0) + 1 AS BIGINT) FROM magnets WHERE workspace_id = $1 AND lead_id = $2",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    Ok(row.map_or(1, |(next,)| next))
}
