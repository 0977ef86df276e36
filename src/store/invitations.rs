//! Invitations to join a workspace: one open at a time for an address; used up by joining.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{InvitationId, WorkspaceId};
use crate::model::membership::Invitation;

#[derive(sqlx::FromRow)]
struct InvitationRow {
    id: String,
    workspace_id: String,
    email: String,
    role: String,
    created_by: String,
    created_at: i64,
    expires_at: i64,
}

impl InvitationRow {
    fn invitation(self) -> Result<Invitation, StoreError> {
        Ok(Invitation {
            id: parsed(&self.id)?,
            workspace_id: parsed(&self.workspace_id)?,
            email: self.email,
            role: parsed(&self.role)?,
            created_by: self.created_by,
            created_at: self.created_at,
            expires_at: self.expires_at,
        })
    }
}

const COLUMNS: &str = "id, workspace_id, email, role, created_by, created_at, expires_at";

/// An earlier invitation of the same address is void.
pub async fn put_invitation(tx: &mut Tx, invitation: &Invitation, token_hash: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM invitations WHERE workspace_id = $1 AND (email = $2 OR expires_at <= $3)",
        args![invitation.workspace_id.as_str(), invitation.email.as_str(), invitation.created_at],
    )
    .await?;
    tx.execute(
        "INSERT INTO invitations (workspace_id, id, token_hash, email, role, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            invitation.workspace_id.as_str(),
            invitation.id.as_str(),
            token_hash,
            invitation.email.as_str(),
            invitation.role.as_str(),
            invitation.created_by.as_str(),
            invitation.created_at,
            invitation.expires_at,
        ],
    )
    .await?;
    Ok(())
}

/// Those that can still be used, newest first.
pub async fn open_invitations(db: &Db, workspace_id: &WorkspaceId, now: i64) -> Result<Vec<Invitation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM invitations WHERE workspace_id = $1 AND expires_at > $2 ORDER BY created_at DESC, id");
    let rows: Vec<InvitationRow> = db.fetch_all(&sql, args![workspace_id.as_str(), now]).await?;
    rows.into_iter().map(InvitationRow::invitation).collect()
}

pub async fn invitation(db: &Db, workspace_id: &WorkspaceId, id: &InvitationId) -> Result<Option<Invitation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM invitations WHERE workspace_id = $1 AND id = $2");
    let row: Option<InvitationRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), id.as_str()]).await?;
    row.map(InvitationRow::invitation).transpose()
}

/// By the token of its link, in any workspace, unless it is too old.
pub async fn invitation_by_token(db: &Db, token_hash: &str, now: i64) -> Result<Option<Invitation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM invitations WHERE token_hash = $1 AND expires_at > $2");
    let row: Option<InvitationRow> = db.fetch_optional(&sql, args![token_hash, now]).await?;
    row.map(InvitationRow::invitation).transpose()
}

/// Withdraws or uses up; false when it was gone.
pub async fn delete_invitation(tx: &mut Tx, workspace_id: &WorkspaceId, id: &InvitationId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM invitations WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), id.as_str()]).await? == 1)
}
