//! Answers to POSTs that carried an `Idempotency-Key`, each kept in the transaction of its effect.

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::ids::{ProjectId, WorkspaceId};

/// How long an answer is kept: 72 h, in milliseconds.
pub const KEPT_MS: i64 = 72 * 3_600 * 1_000;

/// Which request: the project, and a hash of method, path and the caller's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub key_hash: String,
    /// Of the canonical body.
    pub request_hash: String,
}

/// A kept answer.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct KeptAnswer {
    pub request_hash: String,
    pub status: i64,
    pub answer: Option<String>,
    pub sealed: bool,
}

const KEPT: &str = "SELECT request_hash, status, answer, sealed FROM idempotency_keys WHERE workspace_id = $1 AND project_id = $2 AND key_hash = $3";

/// The answer to an earlier request with this key, without touching the write lock.
pub async fn kept_answer(db: &Db, key: &RequestKey) -> Result<Option<KeptAnswer>, StoreError> {
    db.fetch_optional(KEPT, args![key.workspace_id.as_str(), key.project_id.as_str(), key.key_hash.as_str()]).await
}

/// Takes the key for this transaction; waits for another one that has it. `None`: it is ours, and [`keep_answer`] must follow; else the other's answer.
pub async fn claim_key(tx: &mut Tx, key: &RequestKey, now: i64) -> Result<Option<KeptAnswer>, StoreError> {
    let ours = tx
        .execute(
            "INSERT INTO idempotency_keys (workspace_id, project_id, key_hash, request_hash, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            args![key.workspace_id.as_str(), key.project_id.as_str(), key.key_hash.as_str(), key.request_hash.as_str(), now],
        )
        .await?;
    if ours == 1 {
        return Ok(None);
    }
    kept_answer_in(tx, key).await.map(Some)
}

/// The answer under a key that another transaction has claimed and committed.
pub async fn kept_answer_in(tx: &mut Tx, key: &RequestKey) -> Result<KeptAnswer, StoreError> {
    let kept = tx.fetch_optional(KEPT, args![key.workspace_id.as_str(), key.project_id.as_str(), key.key_hash.as_str()]).await?;
    kept.ok_or_else(|| StoreError::Damaged("an idempotency key vanished".into()))
}

/// Keeps the answer under a key that this transaction has claimed.
pub async fn keep_answer(tx: &mut Tx, key: &RequestKey, status: u16, answer: &str, sealed: bool) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE idempotency_keys SET status = $4, answer = $5, sealed = $6 WHERE workspace_id = $1 AND project_id = $2 AND key_hash = $3",
        args![key.workspace_id.as_str(), key.project_id.as_str(), key.key_hash.as_str(), i64::from(status), answer, sealed],
    )
    .await?;
    Ok(())
}

/// Forgets answers of before `before`; some at a time. Whether there were any.
pub async fn purge_answers(db: &Db, before: i64) -> Result<bool, StoreError> {
    let gone = db
        .execute(
            "DELETE FROM idempotency_keys WHERE (workspace_id, project_id, key_hash) IN
             (SELECT workspace_id, project_id, key_hash FROM idempotency_keys WHERE created_at < $1 ORDER BY created_at LIMIT 1000)",
            args![before],
        )
        .await?;
    Ok(gone > 0)
}
