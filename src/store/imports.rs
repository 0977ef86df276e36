//! Imports: a table that was uploaded, its columns, how far it is. Rows are stored by the worker in the transaction that advances `next_row`.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{ImportId, ProjectId, WorkspaceId};

#[derive(Debug, Clone)]
pub struct Import {
    pub workspace_id: WorkspaceId,
    pub id: ImportId,
    pub project_id: ProjectId,
    /// E-mail address of the person.
    pub created_by: String,
    /// `preview`, `running`, `done`.
    pub state: String,
    /// JSON: names of the columns, and what each is laid on.
    pub columns: String,
    pub total: i64,
    pub next_row: i64,
    pub accepted: i64,
    pub rejected: i64,
    /// Rises when rows are blanked, because somebody was erased.
    pub edition: i64,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    workspace_id: String,
    id: String,
    project_id: String,
    created_by: String,
    state: String,
    columns: String,
    total: i64,
    next_row: i64,
    accepted: i64,
    rejected: i64,
    edition: i64,
    created_at: i64,
    updated_at: i64,
}

impl ImportRow {
    fn import(self) -> Result<Import, StoreError> {
        Ok(Import {
            workspace_id: parsed(&self.workspace_id)?,
            id: parsed(&self.id)?,
            project_id: parsed(&self.project_id)?,
            created_by: self.created_by,
            state: self.state,
            columns: self.columns,
            total: self.total,
            next_row: self.next_row,
            accepted: self.accepted,
            rejected: self.rejected,
            edition: self.edition,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

const COLUMNS: &str = "workspace_id, id, project_id, created_by, state, columns, total, next_row, accepted, rejected, edition, created_at, updated_at";

/// A new upload that waits to be looked at. `content`: packed by [`steps::pack`](super::steps::pack).
pub async fn insert_import(db: &Db, import: &Import, content: Vec<u8>) -> Result<(), StoreError> {
    db.execute(
        "INSERT INTO imports (workspace_id, id, project_id, created_by, state, columns, content, total, created_at, updated_at)
         VALUES ($1, $2, $3, $4, 'preview', $5, $6, $7, $8, $8)",
        args![
            import.workspace_id.as_str(),
            import.id.as_str(),
            import.project_id.as_str(),
            import.created_by.as_str(),
            import.columns.as_str(),
            content,
            import.total,
            import.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub async fn import(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &ImportId) -> Result<Option<Import>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM imports WHERE workspace_id = $1 AND project_id = $2 AND id = $3");
    let row: Option<ImportRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), project_id.as_str(), id.as_str()]).await?;
    row.map(ImportRow::import).transpose()
}

/// The uploaded table, as it was packed; `None` when the import has ended.
pub async fn import_content(db: &Db, workspace_id: &WorkspaceId, id: &ImportId) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>,)> = db
        .fetch_optional("SELECT content FROM imports WHERE workspace_id = $1 AND id = $2 AND content IS NOT NULL", args![workspace_id.as_str(), id.as_str()])
        .await?;
    Ok(row.map(|(content,)| content))
}

/// The rows that were not taken, as they were packed; `None` when there are none, or a day has gone by.
pub async fn import_rejects(db: &Db, workspace_id: &WorkspaceId, id: &ImportId) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>,)> = db
        .fetch_optional("SELECT rejects FROM imports WHERE workspace_id = $1 AND id = $2 AND rejects IS NOT NULL", args![workspace_id.as_str(), id.as_str()])
        .await?;
    Ok(row.map(|(rejects,)| rejects))
}

/// Lays the columns on other fields; false once the import has begun.
pub async fn set_columns(db: &Db, workspace_id: &WorkspaceId, id: &ImportId, columns: &str, now: i64) -> Result<bool, StoreError> {
    let changed = db
        .execute(
            "UPDATE imports SET columns = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND state = 'preview'",
            args![workspace_id.as_str(), id.as_str(), columns, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Hands the import to the worker; false when that was done before.
pub async fn start_import(tx: &mut Tx, workspace_id: &WorkspaceId, id: &ImportId, columns: &str, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE imports SET state = 'running', columns = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND state = 'preview'",
            args![workspace_id.as_str(), id.as_str(), columns, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Throws an upload away that has not begun.
pub async fn discard_import(db: &Db, workspace_id: &WorkspaceId, id: &ImportId) -> Result<bool, StoreError> {
    let changed =
        db.execute("DELETE FROM imports WHERE workspace_id = $1 AND id = $2 AND state = 'preview'", args![workspace_id.as_str(), id.as_str()]).await?;
    Ok(changed == 1)
}

/// The oldest import that runs, of any workspace: the worker's own errand.
pub async fn running_import(db: &Db) -> Result<Option<Import>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM imports WHERE state = 'running' ORDER BY created_at LIMIT 1");
    let row: Option<ImportRow> = db.fetch_optional(&sql, args![]).await?;
    row.map(ImportRow::import).transpose()
}

/// Notes that the rows up to `to` are stored, in the transaction that stores them. False when another worker did, or rows were blanked: then nothing may be committed.
pub async fn advance_import(tx: &mut Tx, import: &Import, from: i64, to: i64, accepted: i64, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE imports SET next_row = $4, accepted = accepted + $5, rejected = $4 - (accepted + $5), updated_at = $6
             WHERE workspace_id = $1 AND id = $2 AND state = 'running' AND next_row = $3 AND edition = $7",
            args![import.workspace_id.as_str(), import.id.as_str(), from, to, accepted, now, import.edition],
        )
        .await?;
    Ok(changed == 1)
}

/// Ends an import: its content goes, the rows that were not taken stay for a day. Where rows were blanked since it was read, nothing is changed.
pub async fn finish_import(db: &Db, import: &Import, rejects: Vec<u8>, now: i64) -> Result<(), StoreError> {
    db.execute(
        "UPDATE imports SET state = 'done', content = NULL, rejects = $3, updated_at = $4
         WHERE workspace_id = $1 AND id = $2 AND state = 'running' AND edition = $5",
        args![import.workspace_id.as_str(), import.id.as_str(), rejects, now, import.edition],
    )
    .await?;
    Ok(())
}

/// Forgets uploads that nobody confirmed, and what was kept of those that ended before `before`.
pub async fn purge_imports(db: &Db, before: i64) -> Result<(), StoreError> {
    db.execute("DELETE FROM imports WHERE state = 'preview' AND updated_at < $1", args![before]).await?;
    db.execute("UPDATE imports SET rejects = NULL WHERE state = 'done' AND rejects IS NOT NULL AND updated_at < $1", args![before]).await?;
    Ok(())
}
