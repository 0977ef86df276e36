//! The second factor of a person: the sealed secret, the last step taken, and the hashes of the recovery codes.

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::ids::{UserId, WorkspaceId};

/// The sealed secret and the step of the last code taken; `None` without a second factor.
pub async fn totp(db: &Db, workspace_id: &WorkspaceId, user_id: &UserId) -> Result<Option<(String, Option<i64>)>, StoreError> {
    let row: Option<(Option<String>, Option<i64>)> = db
        .fetch_optional("SELECT totp_secret, totp_step FROM users WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), user_id.as_str()])
        .await?;
    Ok(row.and_then(|(secret, step)| Some((secret?, step))))
}

/// Turns the second factor on. False when it is on already.
pub async fn set_totp(tx: &mut Tx, workspace_id: &WorkspaceId, user_id: &UserId, sealed: &str, step: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE users SET totp_secret = $3, totp_step = $4 WHERE workspace_id = $1 AND id = $2 AND totp_secret IS NULL",
            args![workspace_id.as_str(), user_id.as_str(), sealed, step],
        )
        .await?;
    Ok(changed == 1)
}

/// Takes a code's step out of use, with all before it. False when it was taken meanwhile.
pub async fn take_totp_step(tx: &mut Tx, workspace_id: &WorkspaceId, user_id: &UserId, step: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE users SET totp_step = $3 WHERE workspace_id = $1 AND id = $2 AND totp_secret IS NOT NULL AND (totp_step IS NULL OR totp_step < $3)",
            args![workspace_id.as_str(), user_id.as_str(), step],
        )
        .await?;
    Ok(changed == 1)
}

/// Turns the second factor off, with its recovery codes. False when it was off.
pub async fn clear_totp(tx: &mut Tx, workspace_id: &WorkspaceId, user_id: &UserId) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE users SET totp_secret = NULL, totp_step = NULL WHERE workspace_id = $1 AND id = $2 AND totp_secret IS NOT NULL",
            args![workspace_id.as_str(), user_id.as_str()],
        )
        .await?;
    replace_recovery_codes(tx, workspace_id, user_id, &[]).await?;
    Ok(changed == 1)
}

/// The codes of before are void.
pub async fn replace_recovery_codes(tx: &mut Tx, workspace_id: &WorkspaceId, user_id: &UserId, hashes: &[String]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM recovery_codes WHERE workspace_id = $1 AND user_id = $2", args![workspace_id.as_str(), user_id.as_str()]).await?;
    for hash in hashes {
        tx.execute(
            "INSERT INTO recovery_codes (workspace_id, user_id, code_hash) VALUES ($1, $2, $3)",
            args![workspace_id.as_str(), user_id.as_str(), hash.as_str()],
        )
        .await?;
    }
    Ok(())
}

/// Uses a code up. False when there is none like it, or it was used.
pub async fn use_recovery_code(tx: &mut Tx, workspace_id: &WorkspaceId, user_id: &UserId, hash: &str, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE recovery_codes SET used_at = $4 WHERE workspace_id = $1 AND user_id = $2 AND code_hash = $3 AND used_at IS NULL",
            args![workspace_id.as_str(), user_id.as_str(), hash, now],
        )
        .await?;
    Ok(changed == 1)
}

/// How many recovery codes are left.
pub async fn recovery_codes_left(db: &Db, workspace_id: &WorkspaceId, user_id: &UserId) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = db
        .fetch_optional(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM recovery_codes WHERE workspace_id = $1 AND user_id = $2 AND used_at IS NULL",
            args![workspace_id.as_str(), user_id.as_str()],
        )
        .await?;
    Ok(row.map_or(0, |(count,)| count))
}
