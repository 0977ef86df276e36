//! People: found by address to log in, by session on every screen; what they and their admins change. Their second factor: `second_factors.rs`.

use super::db::{Db, Tx, args};
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
    /// On any screen, to the minute.
    pub last_seen_at: Option<i64>,
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
    last_seen_at: Option<i64>,
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
            last_seen_at: self.last_seen_at,
        })
    }
}

const COLUMNS: &str = "id, workspace_id, email, name, role, totp_secret, created_at, last_seen_at";

pub async fn user(db: &Db, workspace_id: &WorkspaceId, id: &UserId) -> Result<Option<User>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM users WHERE workspace_id = $1 AND id = $2");
    let row: Option<UserRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), id.as_str()]).await?;
    row.map(UserRow::user).transpose()
}

#[derive(sqlx::FromRow)]
struct UserToLogIn {
    #[sqlx(flatten)]
    user: UserRow,
    password_hash: String,
}

/// In any workspace: an address belongs to one person of one workspace. With the PHC string of the password.
pub async fn user_by_email(db: &Db, email: &str) -> Result<Option<(User, String)>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, password_hash FROM users WHERE email = $1");
    let row: Option<UserToLogIn> = db.fetch_optional(&sql, args![email]).await?;
    row.map(|row| Ok((row.user.user()?, row.password_hash))).transpose()
}

/// The PHC string of a person's password.
pub async fn password_hash(db: &Db, workspace_id: &WorkspaceId, id: &UserId) -> Result<Option<String>, StoreError> {
    let hash: Option<(String,)> =
        db.fetch_optional("SELECT password_hash FROM users WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), id.as_str()]).await?;
    Ok(hash.map(|(hash,)| hash))
}

/// Everybody of a workspace, longest there first.
pub async fn users_of_workspace(db: &Db, workspace_id: &WorkspaceId) -> Result<Vec<User>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM users WHERE workspace_id = $1 ORDER BY created_at, id");
    let rows: Vec<UserRow> = db.fetch_all(&sql, args![workspace_id.as_str()]).await?;
    rows.into_iter().map(UserRow::user).collect()
}

#[derive(sqlx::FromRow)]
struct UserOfWorkspace {
    #[sqlx(flatten)]
    user: UserRow,
    slug: String,
}

/// Everybody, with the slug of their workspace: for the operator at the command line.
pub async fn all_users(db: &Db) -> Result<Vec<(User, String)>, StoreError> {
    let rows: Vec<UserOfWorkspace> = db
        .fetch_all(
            "SELECT u.id, u.workspace_id, u.email, u.name, u.role, u.totp_secret, u.created_at, u.last_seen_at, w.slug
             FROM users u JOIN workspaces w ON w.id = u.workspace_id ORDER BY w.slug, u.created_at, u.id",
            args![],
        )
        .await?;
    rows.into_iter().map(|row| Ok((row.user.user()?, row.slug))).collect()
}

/// Adds a person; `password_hash` is a PHC string.
///
/// # Errors
/// [`StoreError::Taken`] when the address belongs to somebody, in whatever workspace.
pub async fn insert_user(tx: &mut Tx, user: &User, password_hash: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO users (id, workspace_id, email, name, password_hash, role, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            user.id.as_str(),
            user.workspace_id.as_str(),
            user.email.as_str(),
            user.name.as_str(),
            password_hash,
            user.role.as_str(),
            user.created_at,
            user.last_seen_at,
        ],
    )
    .await?;
    Ok(())
}

pub async fn set_user_name(tx: &mut Tx, workspace_id: &WorkspaceId, id: &UserId, name: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE users SET name = $3 WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), id.as_str(), name]).await?;
    Ok(())
}

/// False when the person is gone, or the password is not `before` any more (where that is given).
pub async fn set_password(tx: &mut Tx, workspace_id: &WorkspaceId, id: &UserId, hash: &str, before: Option<&str>) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE users SET password_hash = $3 WHERE workspace_id = $1 AND id = $2 AND password_hash = COALESCE($4, password_hash)",
            args![workspace_id.as_str(), id.as_str(), hash, before],
        )
        .await?;
    Ok(changed == 1)
}

/// E-mail addresses of a workspace's owners.
pub async fn owners(db: &Db, workspace_id: &WorkspaceId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        db.fetch_all("SELECT email FROM users WHERE workspace_id = $1 AND role = 'owner' ORDER BY created_at, id", args![workspace_id.as_str()]).await?;
    Ok(rows.into_iter().map(|(email,)| email).collect())
}

/// What came of a change that could have left a workspace without an owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerRule {
    Done,
    /// Somebody else changed or removed the person meanwhile.
    Changed,
    LastOwner,
}

/// Changes the role, unless no owner would be left.
pub async fn set_role(tx: &mut Tx, user: &User, role: Role) -> Result<OwnerRule, StoreError> {
    if user.role == Role::Owner && role != Role::Owner && is_last_owner(tx, &user.workspace_id).await? {
        return Ok(OwnerRule::LastOwner);
    }
    let changed = tx
        .execute(
            "UPDATE users SET role = $3 WHERE workspace_id = $1 AND id = $2 AND role = $4",
            args![user.workspace_id.as_str(), user.id.as_str(), role.as_str(), user.role.as_str()],
        )
        .await?;
    if role > user.role {
        void_invitations_by(tx, user).await?;
    }
    Ok(if changed == 1 { OwnerRule::Done } else { OwnerRule::Changed })
}

/// Removes a person with sessions, recovery codes and open links, unless no owner would be left.
pub async fn delete_user(tx: &mut Tx, user: &User) -> Result<OwnerRule, StoreError> {
    if user.role == Role::Owner && is_last_owner(tx, &user.workspace_id).await? {
        return Ok(OwnerRule::LastOwner);
    }
    let who = args![user.workspace_id.as_str(), user.id.as_str()];
    let mut whole = who.clone();
    whole.extend(args![user.role.as_str()]);
    if tx.execute("DELETE FROM users WHERE workspace_id = $1 AND id = $2 AND role = $3", whole).await? != 1 {
        return Ok(OwnerRule::Changed);
    }
    tx.execute("DELETE FROM sessions WHERE workspace_id = $1 AND user_id = $2", who.clone()).await?;
    tx.execute("DELETE FROM recovery_codes WHERE workspace_id = $1 AND user_id = $2", who.clone()).await?;
    tx.execute("DELETE FROM password_resets WHERE workspace_id = $1 AND user_id = $2", who).await?;
    void_invitations_by(tx, user).await?;
    Ok(OwnerRule::Done)
}

/// Who loses a role must not come back by an invitation of their own making.
async fn void_invitations_by(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    tx.execute("DELETE FROM invitations WHERE workspace_id = $1 AND created_by = $2", args![user.workspace_id.as_str(), user.email.as_str()]).await?;
    Ok(())
}

/// Two owners who remove each other at the same time wait for each other at the workspace's row; the second then is the last.
async fn is_last_owner(tx: &mut Tx, workspace_id: &WorkspaceId) -> Result<bool, StoreError> {
    tx.execute("UPDATE workspaces SET name = name WHERE id = $1", args![workspace_id.as_str()]).await?;
    let owners: Option<(i64,)> =
        tx.fetch_optional("SELECT CAST(COUNT(*) AS BIGINT) FROM users WHERE workspace_id = $1 AND role = 'owner'", args![workspace_id.as_str()]).await?;
    Ok(owners.is_none_or(|(count,)| count < 2))
}
