//! When something personal was deleted last, and when the file was last freed of what deleted rows leave behind ([`Db::scrub`]).

use super::StoreError;
use super::db::{Db, Tx, args};

/// In the transaction that deletes.
pub async fn want_scrub(tx: &mut Tx, now: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE scrubbing SET wanted_at = CASE WHEN wanted_at < $1 THEN $1 ELSE wanted_at + 1 END WHERE id = 1", args![now]).await?;
    Ok(())
}

/// (wanted, done); nothing is to be done while the first is not after the second.
pub async fn scrubbing(db: &Db) -> Result<(i64, i64), StoreError> {
    let row: Option<(i64, i64)> = db.fetch_optional("SELECT wanted_at, done_at FROM scrubbing WHERE id = 1", args![]).await?;
    Ok(row.unwrap_or_default())
}

/// What had been deleted at `wanted_at` has left nothing behind.
pub async fn scrubbed(db: &Db, wanted_at: i64) -> Result<(), StoreError> {
    db.execute("UPDATE scrubbing SET done_at = $1 WHERE id = 1 AND done_at < $1", args![wanted_at]).await?;
    Ok(())
}
