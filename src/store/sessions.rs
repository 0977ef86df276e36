//! Sessions of logged-in people: found by the SHA-256 of the cookie's token on every screen.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{SessionId, UserId, WorkspaceId};

/// A session ends this long after it was begun, …
pub const LIFE_MS: i64 = 30 * 24 * 3_600 * 1_000;
/// … and when it was not seen for this long.
pub const IDLE_MS: i64 = 7 * 24 * 3_600 * 1_000;
/// `last_seen_at` is written at most this often.
pub const TOUCH_MS: i64 = 60 * 1_000;

#[derive(Debug, Clone)]
pub struct Session {
    pub id: SessionId,
    pub workspace_id: WorkspaceId,
    pub user_id: UserId,
    /// The password was right, the second factor is still awaited.
    pub half: bool,
    pub address: String,
    pub agent: String,
    pub created_at: i64,
    pub last_seen_at: i64,
    pub expires_at: i64,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: String,
    workspace_id: String,
    user_id: String,
    half: bool,
    address: String,
    agent: String,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
}

impl SessionRow {
    fn session(self) -> Result<Session, StoreError> {
        Ok(Session {
            id: parsed(&self.id)?,
            workspace_id: parsed(&self.workspace_id)?,
            user_id: parsed(&self.user_id)?,
            half: self.half,
            address: self.address,
            agent: self.agent,
            created_at: self.created_at,
            last_seen_at: self.last_seen_at,
            expires_at: self.expires_at,
        })
    }
}

const COLUMNS: &str = "id, workspace_id, user_id, half, address, agent, created_at, last_seen_at, expires_at";

pub async fn insert_session(tx: &mut Tx, session: &Session, token_hash: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sessions (token_hash, id, workspace_id, user_id, half, address, agent, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            token_hash,
            session.id.as_str(),
            session.workspace_id.as_str(),
            session.user_id.as_str(),
            session.half,
            session.address.as_str(),
            session.agent.as_str(),
            session.created_at,
            session.last_seen_at,
            session.expires_at,
        ],
    )
    .await?;
    if !session.half {
        let seen = args![session.workspace_id.as_str(), session.user_id.as_str(), session.last_seen_at];
        tx.execute("UPDATE users SET last_seen_at = $3 WHERE workspace_id = $1 AND id = $2", seen).await?;
    }
    Ok(())
}

/// A session that has not ended at `now`.
pub async fn session_by_token(db: &Db, token_hash: &str, now: i64) -> Result<Option<Session>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE token_hash = $1 AND expires_at > $2 AND last_seen_at > $3");
    let row: Option<SessionRow> = db.fetch_optional(&sql, args![token_hash, now, now - IDLE_MS]).await?;
    row.map(SessionRow::session).transpose()
}

pub async fn touch_session(db: &Db, token_hash: &str, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    tx.execute("UPDATE sessions SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2", args![token_hash, now]).await?;
    tx.execute(
        "UPDATE users SET last_seen_at = $2 WHERE id = (SELECT user_id FROM sessions WHERE token_hash = $1 AND half = FALSE)",
        args![token_hash, now],
    )
    .await?;
    tx.commit().await
}

/// Ends the session of a browser, whole or half.
pub async fn end_session_by_token(tx: &mut Tx, token_hash: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE token_hash = $1", args![token_hash]).await?;
    Ok(())
}

/// Ends a session of this person; false when it is somebody else's, or gone.
pub async fn end_session_of(tx: &mut Tx, workspace_id: &WorkspaceId, user_id: &UserId, id: &SessionId) -> Result<bool, StoreError> {
    let ended = tx
        .execute(
            "DELETE FROM sessions WHERE workspace_id = $1 AND user_id = $2 AND id = $3",
            args![workspace_id.as_str(), user_id.as_str(), id.as_str()],
        )
        .await?;
    Ok(ended == 1)
}

/// Ends all sessions of a person but `keep`; returns how many.
pub async fn end_sessions_of(tx: &mut Tx, workspace_id: &WorkspaceId, user_id: &UserId, keep: Option<&SessionId>) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM sessions WHERE workspace_id = $1 AND user_id = $2 AND id <> $3",
        args![workspace_id.as_str(), user_id.as_str(), keep.map_or("", SessionId::as_str)],
    )
    .await
}

/// A person's sessions that have not ended at `now`, last seen first.
pub async fn sessions_of_user(db: &Db, workspace_id: &WorkspaceId, user_id: &UserId, now: i64) -> Result<Vec<Session>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sessions WHERE workspace_id = $1 AND user_id = $2 AND half = FALSE AND expires_at > $3 AND last_seen_at > $4
         ORDER BY last_seen_at DESC, created_at DESC, id"
    );
    let rows: Vec<SessionRow> = db.fetch_all(&sql, args![workspace_id.as_str(), user_id.as_str(), now, now - IDLE_MS]).await?;
    rows.into_iter().map(SessionRow::session).collect()
}

/// Removes sessions that are over.
pub async fn sweep_sessions(tx: &mut Tx, now: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE expires_at <= $1", args![now]).await?;
    Ok(())
}
