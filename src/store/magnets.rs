//! Magnets: each version's document; the artefacts beside it are objects. Readers see the newest version that was published.

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};

#[derive(Debug, Clone)]
pub struct StoredMagnet {
    pub version: i64,
    pub title: String,
    /// Name of its artefacts among the objects.
    pub object: String,
    /// JSON of the document tree.
    pub document: String,
    pub created_at: i64,
    /// `None` while it waits for approval: only the dashboard shows it.
    pub published_at: Option<i64>,
    /// Readers no longer get it since then, because its sources have changed or the person has objected.
    pub withdrawn_at: Option<i64>,
    /// `job`, `edit` or `rollback`.
    pub origin: String,
    /// E-mail address of the person; empty for a job.
    pub created_by: String,
    pub note: String,
}

#[derive(sqlx::FromRow)]
struct MagnetRow {
    version: i64,
    title: String,
    object: String,
    document: String,
    created_at: i64,
    published_at: Option<i64>,
    withdrawn_at: Option<i64>,
    origin: String,
    created_by: String,
    note: String,
}

impl MagnetRow {
    fn magnet(self) -> StoredMagnet {
        StoredMagnet {
            version: self.version,
            title: self.title,
            object: self.object,
            document: self.document,
            created_at: self.created_at,
            published_at: self.published_at,
            withdrawn_at: self.withdrawn_at,
            origin: self.origin,
            created_by: self.created_by,
            note: self.note,
        }
    }
}

const COLUMNS: &str = "version, title, object, document, created_at, published_at, withdrawn_at, origin, created_by, note";

pub async fn insert_magnet(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, magnet: &StoredMagnet) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO magnets (workspace_id, lead_id, version, title, object, document, created_at, published_at, origin, created_by, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            workspace_id.as_str(),
            lead_id.as_str(),
            magnet.version,
            magnet.title.as_str(),
            magnet.object.as_str(),
            magnet.document.as_str(),
            magnet.created_at,
            magnet.published_at,
            magnet.origin.as_str(),
            magnet.created_by.as_str(),
            magnet.note.as_str(),
        ],
    )
    .await?;
    Ok(())
}

/// The newest version that was published: what readers see, unless it was withdrawn since.
pub async fn magnet(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Option<StoredMagnet>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM magnets WHERE workspace_id = $1 AND lead_id = $2 AND published_at IS NOT NULL ORDER BY version DESC LIMIT 1");
    let row: Option<MagnetRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(row.map(MagnetRow::magnet))
}

/// The newest version, published or not.
pub async fn newest_magnet(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Option<StoredMagnet>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM magnets WHERE workspace_id = $1 AND lead_id = $2 ORDER BY version DESC LIMIT 1");
    let row: Option<MagnetRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(row.map(MagnetRow::magnet))
}

/// One version, published or not.
pub async fn magnet_version(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId, version: i64) -> Result<Option<StoredMagnet>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM magnets WHERE workspace_id = $1 AND lead_id = $2 AND version = $3");
    let row: Option<MagnetRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), lead_id.as_str(), version]).await?;
    Ok(row.map(MagnetRow::magnet))
}

/// Publishes the newest version; its title, or `None` when there is none.
pub async fn publish_newest(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, seen: Option<i64>, now: i64) -> Result<Option<String>, StoreError> {
    let changed = tx
        .execute(
            "UPDATE magnets SET published_at = COALESCE(published_at, $3) WHERE workspace_id = $1 AND lead_id = $2
             AND version = (SELECT MAX(version) FROM magnets WHERE workspace_id = $1 AND lead_id = $2) AND ($4 = 0 OR version = $4)",
            args![workspace_id.as_str(), lead_id.as_str(), now, seen.unwrap_or(0)],
        )
        .await?;
    if changed == 0 {
        return Ok(None);
    }
    let row: Option<(String,)> = tx
        .fetch_optional(
            "SELECT title FROM magnets WHERE workspace_id = $1 AND lead_id = $2 ORDER BY version DESC LIMIT 1",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    Ok(row.map(|(title,)| title))
}

/// Names of the files of every version of a lead's magnet.
pub async fn objects_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        db.fetch_all("SELECT object FROM magnets WHERE workspace_id = $1 AND lead_id = $2", args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(rows.into_iter().map(|(object,)| object).collect())
}

/// Whether finished magnets of this project wait for a person's approval.
pub async fn waits_for_review(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<bool, StoreError> {
    let row: Option<(bool,)> =
        tx.fetch_optional("SELECT review FROM projects WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), project_id.as_str()]).await?;
    Ok(row.is_some_and(|(review,)| review))
}

/// The version number to give next. Versions begin at 1.
pub async fn next_version(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT CAST(COALESCE(MAX(version), 0) + 1 AS BIGINT) FROM magnets WHERE workspace_id = $1 AND lead_id = $2",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    Ok(row.map_or(1, |(next,)| next))
}
