//! The one-time set-up link: one row at most, gone with the first owner.

use super::StoreError;
use super::credits::begin_with;
use super::db::{Db, Tx, args};
use super::keys::insert_key;
use super::projects::insert_project;
use super::workspaces::{insert_owner, insert_workspace};
use crate::model::first::Founded;

/// Stands among the links while an owner is being stored. No link has this hash.
const FOUNDING: &str = "founding";

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
async fn use_setup_link(tx: &mut Tx, token_hash: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM setup_links WHERE token_hash = $1", args![token_hash]).await? == 1)
}

/// True when there is none.
async fn no_owner_yet(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(tx.fetch_optional::<(String,)>("SELECT id FROM users WHERE role = 'owner' LIMIT 1", args![]).await?.is_none())
}

/// Stores the first owner with workspace, project and a first key. False when there is an owner already; then nothing is stored.
pub async fn found(db: &Db, new: &Founded) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    lock(&mut tx, new).await?;
    if !no_owner_yet(&mut tx).await? {
        return Ok(false);
    }
    insert_founded(&mut tx, new).await?;
    end_links(&mut tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// As [`found()`], by the one-time link and without a key: the dashboard makes that one. False also when the link is not valid any more.
pub async fn found_by_link(db: &Db, new: &Founded, token_hash: &str) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    lock(&mut tx, new).await?;
    if !use_setup_link(&mut tx, token_hash).await? || !no_owner_yet(&mut tx).await? {
        return Ok(false);
    }
    insert_owned(&mut tx, new).await?;
    end_links(&mut tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// Of two set-ups at the same time the second waits here (the name is unique) until the first has ended, and then sees its owner.
async fn lock(tx: &mut Tx, new: &Founded) -> Result<(), StoreError> {
    tx.execute("INSERT INTO setup_links (token_hash, created_at) VALUES ($1, $2)", args![FOUNDING, new.workspace.created_at]).await?;
    Ok(())
}

/// Every set-up link is out of use.
async fn end_links(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute("DELETE FROM setup_links", args![]).await?;
    Ok(())
}

/// Stores one more workspace, with owner, project and key: for the operator at the command line.
pub async fn insert_founded(tx: &mut Tx, new: &Founded) -> Result<(), StoreError> {
    insert_owned(tx, new).await?;
    insert_key(tx, &new.key, new.plain_key.hash()).await
}

async fn insert_owned(tx: &mut Tx, new: &Founded) -> Result<(), StoreError> {
    insert_workspace(tx, &new.workspace).await?;
    if let Some((entry, amount)) = &new.credits {
        begin_with(tx, entry, &new.workspace.id, *amount, new.workspace.created_at).await?;
    }
    insert_project(tx, &new.project).await?;
    insert_owner(tx, &new.user_id, &new.workspace.id, &new.email, &new.password_hash, new.workspace.created_at).await
}
