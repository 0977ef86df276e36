//! How the sites of a project's leads did, to compare them. No other project's, no other workspace's.

use std::collections::BTreeSet;

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::comparison::Standing;
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::model::job::Job;

/// Standings that are read for one comparison: the newest ones.
const READ_MAX: i64 = 2_000;

/// Keeps how the lead's site did, in place of what was kept of this lead before.
pub async fn keep_standing(tx: &mut Tx, job: &Job, domain: &str, standing: &Standing, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO standings (workspace_id, lead_id, project_id, domain, standing, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, lead_id) DO UPDATE SET domain = excluded.domain, standing = excluded.standing, created_at = excluded.created_at",
        args![job.workspace_id.as_str(), job.lead_id.as_str(), job.project_id.as_str(), domain, serde_json::to_string(standing)?, now],
    )
    .await?;
    Ok(())
}

/// The newest standing of each other site of the project; nothing of `domain` itself, nor of `lead_id`. Of the project's newest `READ_MAX` leads.
pub async fn others(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, lead_id: &LeadId, domain: &str) -> Result<Vec<Standing>, StoreError> {
    let rows: Vec<(String, String)> = db
        .fetch_all(
            "SELECT domain, standing FROM standings WHERE workspace_id = $1 AND project_id = $2 AND domain <> $3 AND lead_id <> $4
             ORDER BY created_at DESC, lead_id LIMIT $5",
            args![workspace_id.as_str(), project_id.as_str(), domain, lead_id.as_str(), READ_MAX],
        )
        .await?;
    let mut seen = BTreeSet::new();
    let newest = rows.into_iter().filter(|(domain, _)| seen.insert(domain.clone()));
    newest.map(|(_, standing)| Ok(serde_json::from_str(&standing)?)).collect()
}
