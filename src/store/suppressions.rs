//! Those who objected to the processing of their data: a keyed hash of the address or host, never the text. A workspace's, for all its projects.

use super::db::{Arg, Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{SuppressionId, WorkspaceId};
use crate::model::suppression::SuppressionKind;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    pub id: SuppressionId,
    pub kind: SuppressionKind,
    /// In the words of whoever wrote it down; may be empty.
    pub reason: String,
    pub created_by: String,
    /// Epoch milliseconds.
    pub created_at: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    reason: String,
    created_by: String,
    created_at: i64,
}

impl Row {
    fn suppression(self) -> Result<Suppression, StoreError> {
        Ok(Suppression { id: parsed(&self.id)?, kind: parsed(&self.kind)?, reason: self.reason, created_by: self.created_by, created_at: self.created_at })
    }
}

const COLUMNS: &str = "id, kind, reason, created_by, created_at";

/// Hashes in one look-up: the address, and its host with all above it.
pub const HASHES_MAX: usize = 16;

/// Whether any of these hashes (at most [`HASHES_MAX`], from `generation/suppress.rs`) is on the workspace's list.
pub async fn suppressed(db: &Db, workspace_id: &WorkspaceId, hashes: &[String]) -> Result<bool, StoreError> {
    let (sql, values) = any_of(workspace_id, hashes);
    let row: Option<(String,)> = db.fetch_optional(&sql, values).await?;
    Ok(row.is_some())
}

/// As [`suppressed`], within a transaction.
pub async fn suppressed_in(tx: &mut Tx, workspace_id: &WorkspaceId, hashes: &[String]) -> Result<bool, StoreError> {
    let (sql, values) = any_of(workspace_id, hashes);
    let row: Option<(String,)> = tx.fetch_optional(&sql, values).await?;
    Ok(row.is_some())
}

fn any_of(workspace_id: &WorkspaceId, hashes: &[String]) -> (String, Vec<Arg>) {
    let mut values = args![workspace_id.as_str()];
    // Always as many placeholders, so that the statement stays prepared.
    values.extend(hashes.iter().take(HASHES_MAX).map(|hash| Arg::from(hash.as_str())));
    values.resize(HASHES_MAX + 1, Arg::from(""));
    let places: Vec<String> = (2..HASHES_MAX + 2).map(|number| format!("${number}")).collect();
    (format!("SELECT id FROM suppressions WHERE workspace_id = $1 AND hash IN ({}) LIMIT 1", places.join(", ")), values)
}

/// Whether the workspace's list has any entry.
pub async fn any(db: &Db, workspace_id: &WorkspaceId) -> Result<bool, StoreError> {
    let row: Option<(String,)> = db.fetch_optional("SELECT id FROM suppressions WHERE workspace_id = $1 LIMIT 1", args![workspace_id.as_str()]).await?;
    Ok(row.is_some())
}

/// Writes an entry down; false when its hash is on the list already.
pub async fn insert_suppression(tx: &mut Tx, workspace_id: &WorkspaceId, new: &Suppression, hash: &str) -> Result<bool, StoreError> {
    let inserted = tx
        .execute(
            "INSERT INTO suppressions (workspace_id, id, kind, hash, reason, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            args![
                workspace_id.as_str(),
                new.id.as_str(),
                new.kind.as_str(),
                hash,
                new.reason.as_str(),
                new.created_by.as_str(),
                new.created_at
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// The entry with this hash.
pub async fn suppression_by_hash(tx: &mut Tx, workspace_id: &WorkspaceId, hash: &str) -> Result<Option<Suppression>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM suppressions WHERE workspace_id = $1 AND hash = $2");
    let row: Option<Row> = tx.fetch_optional(&sql, args![workspace_id.as_str(), hash]).await?;
    row.map(Row::suppression).transpose()
}

/// Entries before this instant and id, newest first.
pub async fn suppressions_page(db: &Db, workspace_id: &WorkspaceId, before: Option<(i64, String)>, limit: i64) -> Result<Vec<Suppression>, StoreError> {
    let (at, id) = before.unwrap_or((i64::MAX, String::new()));
    let sql = format!("SELECT {COLUMNS} FROM suppressions WHERE workspace_id = $1 AND (created_at, id) < ($2, $3) ORDER BY created_at DESC, id DESC LIMIT $4");
    let rows: Vec<Row> = db.fetch_all(&sql, args![workspace_id.as_str(), at, id, limit]).await?;
    rows.into_iter().map(Row::suppression).collect()
}

/// Takes an entry off the list; false when it is not there.
pub async fn delete_suppression(tx: &mut Tx, workspace_id: &WorkspaceId, id: &SuppressionId) -> Result<bool, StoreError> {
    let gone = tx.execute("DELETE FROM suppressions WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), id.as_str()]).await?;
    Ok(gone == 1)
}
