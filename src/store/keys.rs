//! API keys: stored by their SHA-256, looked up on every request, listed without their secret.

use super::audit::{Entry, insert_audit};
use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::api_key::{ApiKey, HashedKey, KeyMode, Scope};
use crate::model::ids::{KeyId, ProjectId, Random, WorkspaceId};

#[derive(sqlx::FromRow)]
struct KeyRow {
    id: String,
    workspace_id: String,
    project_id: String,
    name: String,
    mode: String,
    prefix: String,
    last_four: String,
    scopes: String,
    created_by: String,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
    last_used_from: Option<String>,
    rotated_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl KeyRow {
    fn key(self) -> Result<ApiKey, StoreError> {
        let scopes = self.scopes.split(',').filter(|scope| !scope.is_empty()).map(parsed::<Scope>).collect::<Result<_, _>>()?;
        Ok(ApiKey {
            id: parsed(&self.id)?,
            workspace_id: parsed(&self.workspace_id)?,
            project_id: parsed(&self.project_id)?,
            name: self.name,
            mode: if self.mode == "test" { KeyMode::Test } else { KeyMode::Live },
            prefix: self.prefix,
            last_four: self.last_four,
            scopes,
            created_by: self.created_by,
            created_at: self.created_at,
            expires_at: self.expires_at,
            last_used_at: self.last_used_at,
            last_used_from: self.last_used_from,
            rotated_at: self.rotated_at,
            revoked_at: self.revoked_at,
        })
    }
}

const COLUMNS: &str = "id, workspace_id, project_id, name, mode, prefix, last_four, scopes, created_by, created_at, expires_at, last_used_at, \
                       last_used_from, rotated_at, revoked_at";

/// Stores a new key with its line in the audit log. False when a key with this id is there already: the form was sent twice.
pub async fn create_key(db: &Db, random: &dyn Random, key: &ApiKey, hash: HashedKey, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    match insert_key(&mut tx, key, hash).await {
        Err(StoreError::Taken) => return Ok(false),
        inserted => inserted?,
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// What became of a rotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotated {
    Done,
    /// The new key is there already: the form was sent twice.
    Before,
    /// The old key has ended meanwhile; a new one in its place would bring back what was ended.
    Ended,
}

/// Stores `key` in place of `old`, which stays good until `until`, or until its own end where that is earlier.
pub async fn rotate_key(
    db: &Db,
    random: &dyn Random,
    old: &KeyId,
    (key, hash): (&ApiKey, HashedKey),
    until: i64,
    entry: &Entry<'_>,
) -> Result<Rotated, StoreError> {
    let mut tx = db.begin().await?;
    match insert_key(&mut tx, key, hash).await {
        Err(StoreError::Taken) => return Ok(Rotated::Before),
        inserted => inserted?,
    }
    if !end_rotated(&mut tx, key, old, until).await? {
        return Ok(Rotated::Ended);
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(Rotated::Done)
}

/// Lets a key that is replaced by `key` go on until `until`, or until its own end where that is earlier. False when it has ended or was replaced before.
pub async fn end_rotated(tx: &mut Tx, key: &ApiKey, old: &KeyId, until: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE api_keys SET rotated_at = $4, expires_at = CASE WHEN expires_at IS NULL OR expires_at > $5 THEN $5 ELSE expires_at END
             WHERE workspace_id = $1 AND project_id = $2 AND id = $3 AND revoked_at IS NULL AND rotated_at IS NULL AND (expires_at IS NULL OR expires_at > $4)",
            args![key.workspace_id.as_str(), key.project_id.as_str(), old.as_str(), key.created_at, until],
        )
        .await?;
    Ok(changed == 1)
}

pub async fn insert_key(tx: &mut Tx, key: &ApiKey, hash: HashedKey) -> Result<(), StoreError> {
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    tx.execute(
        "INSERT INTO api_keys (id, workspace_id, project_id, key_hash, name, mode, prefix, last_four, scopes, created_by, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            key.id.as_str(),
            key.workspace_id.as_str(),
            key.project_id.as_str(),
            hash.to_hex(),
            key.name.as_str(),
            key.mode.as_str(),
            key.prefix.as_str(),
            key.last_four.as_str(),
            scopes.join(","),
            key.created_by.as_str(),
            key.created_at,
            key.expires_at,
        ],
    )
    .await?;
    Ok(())
}

pub async fn key_by_hash(db: &Db, hash: HashedKey) -> Result<Option<ApiKey>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM api_keys WHERE key_hash = $1");
    let row: Option<KeyRow> = db.fetch_optional(&sql, args![hash.to_hex()]).await?;
    row.map(KeyRow::key).transpose()
}

/// By id, in any workspace: for the operator at the command line.
pub async fn key_by_id(db: &Db, id: &KeyId) -> Result<Option<ApiKey>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM api_keys WHERE id = $1");
    let row: Option<KeyRow> = db.fetch_optional(&sql, args![id.as_str()]).await?;
    row.map(KeyRow::key).transpose()
}

pub async fn keys_of_project(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Vec<ApiKey>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM api_keys WHERE workspace_id = $1 AND project_id = $2 ORDER BY created_at, id");
    let rows: Vec<KeyRow> = db.fetch_all(&sql, args![workspace_id.as_str(), project_id.as_str()]).await?;
    rows.into_iter().map(KeyRow::key).collect()
}

pub async fn key_of_project(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &KeyId) -> Result<Option<ApiKey>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM api_keys WHERE workspace_id = $1 AND project_id = $2 AND id = $3");
    let row: Option<KeyRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), project_id.as_str(), id.as_str()]).await?;
    row.map(KeyRow::key).transpose()
}

/// Ends a key at once. False when it is unknown or was revoked before.
pub async fn revoke_key(db: &Db, random: &dyn Random, id: &KeyId, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let changed = tx
        .execute(
            "UPDATE api_keys SET revoked_at = $3 WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL",
            args![entry.workspace_id.as_str(), id.as_str(), entry.at],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// Notes the last uses, collected in memory and written in batches.
pub async fn note_uses(db: &Db, uses: &[(KeyId, i64, String)]) -> Result<(), StoreError> {
    if uses.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    for (id, at, from) in uses {
        tx.execute(
            "UPDATE api_keys SET last_used_at = $2, last_used_from = $3 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $2)",
            args![id.as_str(), *at, from.as_str()],
        )
        .await?;
    }
    tx.commit().await
}
