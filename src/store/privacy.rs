//! What a project tells about its handling of data, and how long it keeps what: one column of the project, read where it is needed.

use super::StoreError;
use super::audit::{Entry, insert_audit};
use super::db::{Db, args};
use crate::model::ids::{ProjectId, Random, WorkspaceId};
use crate::model::privacy::Privacy;

/// Of a project that is gone: the default.
pub async fn privacy(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Privacy, StoreError> {
    let row: Option<(String,)> =
        db.fetch_optional("SELECT privacy FROM projects WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), project_id.as_str()]).await?;
    Ok(row.map(|(text,)| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

/// Puts `next` in the place of `before` with its line in the audit log; false when it is no longer `before` that stands there.
pub async fn change_privacy(
    db: &Db,
    random: &dyn Random,
    project_id: &ProjectId,
    before: &Privacy,
    next: &Privacy,
    entry: &Entry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let sql = "SELECT privacy FROM projects WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL";
    let row: Option<(String,)> = tx.fetch_optional(sql, args![entry.workspace_id.as_str(), project_id.as_str()]).await?;
    let Some((stored,)) = row else { return Ok(false) };
    if serde_json::from_str::<Privacy>(&stored)? != *before {
        return Ok(false);
    }
    let changed = tx
        .execute(
            "UPDATE projects SET privacy = $3 WHERE workspace_id = $1 AND id = $2 AND privacy = $4",
            args![entry.workspace_id.as_str(), project_id.as_str(), serde_json::to_string(next)?, stored],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}
