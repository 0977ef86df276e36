//! When something personal was deleted last, and how far the file has been freed of what deleted rows leave behind ([`Db::build_anew`], [`Db::empty_log`]).

use super::StoreError;
use super::db::{Db, Tx, args};

/// Nothing is to be done while `done_at` is not before `wanted_at`; the file has been built anew when `built_at` is not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scrubbing {
    pub wanted_at: i64,
    pub tried_at: i64,
    pub built_at: i64,
    pub done_at: i64,
}

/// In the transaction that deletes.
pub async fn want_scrub(tx: &mut Tx, now: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE scrubbing SET wanted_at = CASE WHEN wanted_at < $1 THEN $1 ELSE wanted_at + 1 END WHERE id = 1", args![now]).await?;
    Ok(())
}

pub async fn scrubbing(db: &Db) -> Result<Scrubbing, StoreError> {
    let row: Option<(i64, i64, i64, i64)> = db.fetch_optional("SELECT wanted_at, tried_at, built_at, done_at FROM scrubbing WHERE id = 1", args![]).await?;
    Ok(row.map_or_else(Scrubbing::default, |(wanted_at, tried_at, built_at, done_at)| Scrubbing { wanted_at, tried_at, built_at, done_at }))
}

/// The file is about to be built anew.
pub async fn trying(db: &Db, now: i64) -> Result<(), StoreError> {
    db.execute("UPDATE scrubbing SET tried_at = $1 WHERE id = 1", args![now]).await?;
    Ok(())
}

/// The file holds nothing more of what had been deleted at `wanted_at`.
pub async fn built(db: &Db, wanted_at: i64) -> Result<(), StoreError> {
    db.execute("UPDATE scrubbing SET built_at = $1 WHERE id = 1 AND built_at < $1", args![wanted_at]).await?;
    Ok(())
}

/// Neither does the write-ahead log.
pub async fn scrubbed(db: &Db, wanted_at: i64) -> Result<(), StoreError> {
    db.execute("UPDATE scrubbing SET done_at = $1 WHERE id = 1 AND done_at < $1", args![wanted_at]).await?;
    Ok(())
}
