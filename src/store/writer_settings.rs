//! Who writes a project's documents, and the sealed key of its model, which leaves the database only to be opened (`generation/phrase.rs`).

use super::StoreError;
use super::audit::{Entry, insert_audit};
use super::db::{Db, Tx, args};
use crate::model::ids::{ProjectId, Random, WorkspaceId};
use crate::model::project::Project;
use crate::model::writer_settings::WriterSettings;

/// What is written of the sealed key.
#[derive(Debug, Clone, Copy)]
pub enum SealedChange<'a> {
    Keep,
    Remove,
    Set(&'a str),
}

/// Writes who writes and the key with its line in the audit log, provided that nobody else changed the project since `project.updated_at`;
/// false when somebody did.
pub async fn change_writer(db: &Db, random: &dyn Random, project: &Project, key: SealedChange<'_>, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let changed = tx
        .execute(
            "UPDATE projects SET llm = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND updated_at = $5 AND deleted_at IS NULL",
            args![
                project.workspace_id.as_str(),
                project.id.as_str(),
                serde_json::to_string(&project.writer)?,
                entry.at.max(project.updated_at + 1),
                project.updated_at,
            ],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    change_key(&mut tx, &project.workspace_id, &project.id, key).await?;
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// Writes the sealed key alone, in the transaction that writes the settings.
pub async fn change_key(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId, key: SealedChange<'_>) -> Result<(), StoreError> {
    let sealed = match key {
        SealedChange::Keep => return Ok(()),
        SealedChange::Remove => None,
        SealedChange::Set(sealed) => Some(sealed),
    };
    tx.execute("UPDATE projects SET llm_key = $3 WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), project_id.as_str(), sealed]).await?;
    Ok(())
}

/// Who writes now, with the key as it is sealed where there is one: read together, so that a key never meets the settings of another moment. `None`: no
/// such project.
pub async fn writer_now(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Option<(WriterSettings, Option<String>)>, StoreError> {
    let row: Option<(String, Option<String>)> =
        db.fetch_optional("SELECT llm, llm_key FROM projects WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), project_id.as_str()]).await?;
    row.map(|(writer, sealed)| Ok((serde_json::from_str(&writer)?, sealed))).transpose()
}
