//! The versions of a magnet: what a job wrote, what a person edited, what was brought back. The newest published one is what readers get.

use super::StoreError;
use super::audit::{Entry, insert_audit};
use super::db::{Db, Tx, args};
use super::magnets::{StoredMagnet, insert_magnet};
use super::sources::republished;
use crate::model::ids::{LeadId, Random, WorkspaceId};

/// Where a version comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Job,
    Edit,
    Rollback,
}

impl Origin {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Job => "job",
            Origin::Edit => "edit",
            Origin::Rollback => "rollback",
        }
    }
}

/// A version as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    pub version: i64,
    pub origin: Origin,
    /// E-mail address of the person; empty for a job.
    pub created_by: String,
    pub note: String,
    pub published_at: Option<i64>,
    pub created_at: i64,
}

/// A version to store.
#[derive(Debug, Clone, Copy)]
pub struct NewVersion<'a> {
    /// The version it was made from, which must be the newest still.
    pub base: i64,
    pub title: &'a str,
    /// Name of its artefacts among the objects.
    pub object: &'a str,
    /// JSON of the document tree.
    pub document: &'a str,
    pub origin: Origin,
    pub note: &'a str,
}

/// Every version, newest first.
pub async fn versions(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<VersionLine>, StoreError> {
    type Row = (i64, String, String, String, Option<i64>, i64);
    let rows: Vec<Row> = db
        .fetch_all(
            "SELECT version, origin, created_by, note, published_at, created_at FROM magnets WHERE workspace_id = $1 AND lead_id = $2 ORDER BY version DESC LIMIT 500",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    rows.into_iter()
        .map(|(version, origin, created_by, note, published_at, created_at)| {
            let origin = [Origin::Job, Origin::Edit, Origin::Rollback].into_iter().find(|one| one.as_str() == origin);
            let origin = origin.ok_or_else(|| StoreError::Damaged("a magnet's origin is unknown".into()))?;
            Ok(VersionLine { version, origin, created_by, note, published_at, created_at })
        })
        .collect()
}

/// Document and object name of one version.
pub async fn version(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId, version: i64) -> Result<Option<(String, String)>, StoreError> {
    db.fetch_optional(
        "SELECT document, object FROM magnets WHERE workspace_id = $1 AND lead_id = $2 AND version = $3",
        args![workspace_id.as_str(), lead_id.as_str(), version],
    )
    .await
}

/// Stores the next version with its line in the audit log, in a transaction that holds the lead's row; published at once when its base was, or when its base
/// was turned down while an older one is out. `None` when the base is not the newest any more.
pub async fn add_version(tx: &mut Tx, random: &dyn Random, lead_id: &LeadId, new: &NewVersion<'_>, entry: &Entry<'_>) -> Result<Option<i64>, StoreError> {
    let newest: Option<(i64, Option<i64>, Option<i64>, String)> = tx
        .fetch_optional(
            "SELECT m.version, m.published_at, (SELECT MAX(o.published_at) FROM magnets o
               WHERE o.workspace_id = m.workspace_id AND o.lead_id = m.lead_id AND o.withdrawn_at IS NULL) AS out_at, l.status
             FROM magnets m JOIN leads l ON l.workspace_id = m.workspace_id AND l.id = m.lead_id
             WHERE m.workspace_id = $1 AND m.lead_id = $2 ORDER BY m.version DESC LIMIT 1",
            args![entry.workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    let Some((_, base_published_at, out_at, status)) = newest.filter(|(version, ..)| *version == new.base) else { return Ok(None) };
    // A version that was turned down waits for nobody: what a person makes of it takes the place of the one that is out.
    let waits = matches!(status.as_str(), "needs_review" | "queued" | "processing");
    let published_at = base_published_at.or(out_at.filter(|_| !waits));
    let magnet = StoredMagnet {
        version: new.base + 1,
        title: new.title.to_owned(),
        object: new.object.to_owned(),
        document: new.document.to_owned(),
        created_at: entry.at,
        published_at: published_at.map(|_| entry.at),
        withdrawn_at: None,
        origin: new.origin.as_str().to_owned(),
        created_by: entry.actor.to_owned(),
        note: new.note.to_owned(),
    };
    match insert_magnet(tx, entry.workspace_id, lead_id, &magnet).await {
        Err(StoreError::Taken) => return Ok(None),
        inserted => inserted?,
    }
    if published_at.is_some() {
        let document: serde_json::Value = serde_json::from_str(new.document)?;
        let evidence: Vec<&str> = document["evidence"].as_array().into_iter().flatten().filter_map(|item| item["id"].as_str()).collect();
        republished(tx, entry.workspace_id, lead_id, &evidence).await?;
    }
    insert_audit(tx, random, entry).await?;
    Ok(Some(new.base + 1))
}
