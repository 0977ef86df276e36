//! The audit log: who did what, from where. Each entry is written in the transaction of the change it tells of.

use serde_json::Value;

use super::StoreError;
use super::db::{Tx, args};
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
