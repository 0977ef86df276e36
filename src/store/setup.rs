//! The one-time set-up link: one row at most, gone with the first owner.

use super::StoreError;
use super::db::{Db, Tx, args};

/// Replaces the link by a new one.
pub async fn put_setup_link(db: &Db, token_hash: &str, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    tx.execute("DELETE FROM setup_links", args![]).await?;
    tx.execute("INSERT INTO setup_links (token_hash, created_at) VALUES ($1, $2)", args![token_hash, now]).await?;
    tx.commit().await
}

pub async fn setup_link_exists(db: &Db, token_hash: &str) -> Result<bool, StoreError> {
    Ok(db.fetch_optional::<(i64,)>("SELECT created_at FROM setup_links WHERE token_hash = $1", args![token_hash]).await?.is_some())
}

/// Takes the link out of use; false when it was not there.
pub async fn use_setup_link(tx: &mut Tx, token_hash: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM setup_links WHERE token_hash = $1", args![token_hash]).await? == 1)
}

/// Refuses a second first owner: true when the caller may go on. Takes the write lock on both databases.
pub async fn no_owner_yet(tx: &mut Tx) -> Result<bool, StoreError> {
    tx.execute("DELETE FROM setup_links WHERE created_at < 0", args![]).await?;
    Ok(tx.fetch_optional::<(String,)>("SELECT id FROM users WHERE role = 'owner' LIMIT 1", args![]).await?.is_none())
}
