//! Workspaces and their users.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{UserId, WorkspaceId};
use crate::model::project::Workspace;

type WorkspaceRow = (String, String, String, i64);

fn workspace((id, slug, name, created_at): WorkspaceRow) -> Result<Workspace, StoreError> {
    Ok(Workspace { id: parsed(&id)?, slug, name, created_at })
}

pub async fn insert_workspace(tx: &mut Tx, workspace: &Workspace) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO workspaces (id, slug, name, created_at) VALUES ($1, $2, $3, $4)",
        args![workspace.id.as_str(), workspace.slug.as_str(), workspace.name.as_str(), workspace.created_at],
    )
    .await?;
    Ok(())
}

pub async fn workspace_by_slug(db: &Db, slug: &str) -> Result<Option<Workspace>, StoreError> {
    db.fetch_optional("SELECT id, slug, name, created_at FROM workspaces WHERE slug = $1", args![slug]).await?.map(workspace).transpose()
}

pub async fn workspace_by_id(db: &Db, id: &WorkspaceId) -> Result<Option<Workspace>, StoreError> {
    db.fetch_optional("SELECT id, slug, name, created_at FROM workspaces WHERE id = $1", args![id.as_str()]).await?.map(workspace).transpose()
}

/// The slugs of all workspaces.
pub async fn slugs(db: &Db) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = db.fetch_all("SELECT slug FROM workspaces ORDER BY slug", args![]).await?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

/// Adds the owner of a new workspace; `password_hash` is a PHC string.
pub async fn insert_owner(tx: &mut Tx, id: &UserId, workspace_id: &WorkspaceId, email: &str, password_hash: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO users (id, workspace_id, email, password_hash, role, created_at) VALUES ($1, $2, $3, $4, 'owner', $5)",
        args![id.as_str(), workspace_id.as_str(), email, password_hash, now],
    )
    .await?;
    Ok(())
}

pub async fn has_owner(db: &Db) -> Result<bool, StoreError> {
    Ok(db.fetch_optional::<(String,)>("SELECT id FROM users WHERE role = 'owner' LIMIT 1", args![]).await?.is_some())
}
