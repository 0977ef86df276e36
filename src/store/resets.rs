//! Links to set a new password: one at a time for a person, used once.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::membership::PasswordReset;

/// An earlier link of the same person is void.
pub async fn put_reset(tx: &mut Tx, reset: &PasswordReset, token_hash: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM password_resets WHERE workspace_id = $1 AND (user_id = $2 OR expires_at <= $3)",
        args![reset.workspace_id.as_str(), reset.user_id.as_str(), reset.created_at],
    )
    .await?;
    tx.execute(
        "INSERT INTO password_resets (token_hash, workspace_id, user_id, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![token_hash, reset.workspace_id.as_str(), reset.user_id.as_str(), reset.created_by.as_str(), reset.created_at, reset.expires_at],
    )
    .await?;
    Ok(())
}

/// By the token of its link, unless it is too old.
pub async fn reset_by_token(db: &Db, token_hash: &str, now: i64) -> Result<Option<PasswordReset>, StoreError> {
    let row: Option<(String, String, String, i64, i64)> = db
        .fetch_optional(
            "SELECT workspace_id, user_id, created_by, created_at, expires_at FROM password_resets WHERE token_hash = $1 AND expires_at > $2",
            args![token_hash, now],
        )
        .await?;
    row.map(|(workspace_id, user_id, created_by, created_at, expires_at)| {
        Ok(PasswordReset { workspace_id: parsed(&workspace_id)?, user_id: parsed(&user_id)?, created_by, created_at, expires_at })
    })
    .transpose()
}

/// Uses the link up; false when it was gone.
pub async fn delete_reset(tx: &mut Tx, token_hash: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM password_resets WHERE token_hash = $1", args![token_hash]).await? == 1)
}
