//! The audit log: who did what, from where. Each entry is written in the transaction of the change it tells of.

use serde_json::Value;

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{AuditId, ProjectId, Random, WorkspaceId};

/// What is written down about one change.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    pub workspace_id: &'a WorkspaceId,
    pub project_id: Option<&'a ProjectId>,
    /// E-mail address of the person, or what else acted (`command line`).
    pub actor: &'a str,
    /// IP address that the request came from; empty for the command line.
    pub address: &'a str,
    /// Noun and past participle: `key.revoked`.
    pub action: &'a str,
    /// What it was done to, in words: a name, an e-mail address.
    pub target: &'a str,
    /// Further facts. Never a secret.
    pub detail: Value,
    pub at: i64,
}

pub async fn insert_audit(tx: &mut Tx, random: &dyn Random, entry: &Entry<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO audit_log (workspace_id, id, project_id, actor, address, action, target, detail, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            entry.workspace_id.as_str(),
            AuditId::new(random).as_str(),
            entry.project_id.map(ProjectId::as_str),
            entry.actor,
            entry.address,
            entry.action,
            entry.target,
            entry.detail.to_string(),
            entry.at,
        ],
    )
    .await?;
    Ok(())
}

/// For what changes no row of its own, such as an export.
pub async fn note(db: &Db, random: &dyn Random, entry: &Entry<'_>) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await
}

/// An entry as it is read back.
#[derive(Debug, Clone)]
pub struct Written {
    pub id: AuditId,
    pub project_id: Option<ProjectId>,
    pub actor: String,
    pub address: String,
    pub action: String,
    pub target: String,
    pub detail: Value,
    pub at: i64,
}

/// Which entries are wanted; an empty text means all.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The actor's whole name, as written down.
    pub actor: String,
    pub action: String,
    /// Entries older than this one: (instant, id).
    pub before: Option<(i64, String)>,
}

/// Newest first.
pub async fn audit_entries(db: &Db, workspace_id: &WorkspaceId, wanted: &Wanted, limit: i64) -> Result<Vec<Written>, StoreError> {
    type Row = (String, Option<String>, String, String, String, String, String, i64);
    let (at, id) = wanted.before.clone().unwrap_or((i64::MAX, String::new()));
    let rows: Vec<Row> = db
        .fetch_all(
            "SELECT id, project_id, actor, address, action, target, detail, created_at FROM audit_log
             WHERE workspace_id = $1 AND (created_at, id) < ($2, $3) AND ($4 = '' OR actor = $4) AND ($5 = '' OR action = $5)
             ORDER BY created_at DESC, id DESC LIMIT $6",
            args![workspace_id.as_str(), at, id, wanted.actor.as_str(), wanted.action.as_str(), limit],
        )
        .await?;
    rows.into_iter()
        .map(|(id, project_id, actor, address, action, target, detail, at)| {
            let project_id = project_id.as_deref().map(parsed).transpose()?;
            Ok(Written { id: parsed(&id)?, project_id, actor, address, action, target, detail: serde_json::from_str(&detail)?, at })
        })
        .collect()
}
