//! People: found by address to log in, by session on every screen.

use super::db::{Db, args};
use super::{StoreError, parsed};
use crate::model::ids::{UserId, WorkspaceId};
use crate::model::role::Role;

#[derive(Debug, Clone)]
pub struct User {
    pub id: UserId,
    pub workspace_id: WorkspaceId,
    pub email: String,
    /// May be empty.
    pub name: String,
    pub role: Role,
    /// Has a second factor.
    pub second_factor: bool,
    pub created_at: i64,
}

impl User {
    /// How screens call this person.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

#[derive(sqlx::FromRow)]
struct UserRow {
    id: String,
    workspace_id: String,
    email: String,
    name: String,
    role: String,
    totp_secret: Option<String>,
    created_at: i64,
}

impl UserRow {
    fn user(self) -> Result<User, StoreError> {
        Ok(User {
            id: parsed(&self.id)?,
            workspace_id: parsed(&self.workspace_id)?,
            email: self.email,
            name: self.name,
            role: parsed(&self.role)?,
            second_factor: self.totp_secret.is_some(),
            created_at: self.created_at,
        })
    }
}

const COLUMNS: &str = "id, workspace_id, email, name, role, totp_secret, created_at";

pub async fn user(db: &Db, workspace_id: &WorkspaceId, id: &UserId) -> Result<Option<User>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM users WHERE workspace_id = $1 AND id = $2");
    let row: Option<UserRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), id.as_str()]).await?;
    row.map(UserRow::user).transpose()
}

/// In any workspace: an address belongs to one person of one workspace. With the PHC string of the password.
pub async fn user_by_email(db: &Db, email: &str) -> Result<Option<(User, String)>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM users WHERE email = $1");
    let row: Option<UserRow> = db.fetch_optional(&sql, args![email]).await?;
    let Some(user) = row.map(UserRow::user).transpose()? else { return Ok(None) };
    let hash: Option<(String,)> = db.fetch_optional("SELECT password_hash FROM users WHERE email = $1", args![email]).await?;
    Ok(hash.map(|(hash,)| (user, hash)))
}
