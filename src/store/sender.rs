//! A project's offer and brand, each written alone: whoever changes one does not undo what somebody else did to the rest of the project.

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::brand::Brand;
use crate::model::ids::{ProjectId, WorkspaceId};
use crate::model::offer::Offer;
use crate::model::project::Project;

/// Writes the offer, provided that the project is as it was read (`project.updated_at`); false when it is not.
pub async fn set_offer(tx: &mut Tx, project: &Project, offer: &Offer, now: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE projects SET offer = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND updated_at = $5";
    set(tx, sql, project, serde_json::to_string(offer)?, now).await
}

/// As [`set_offer`], for the brand.
pub async fn set_brand(tx: &mut Tx, project: &Project, brand: &Brand, now: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE projects SET brand = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND updated_at = $5";
    set(tx, sql, project, serde_json::to_string(brand)?, now).await
}

async fn set(tx: &mut Tx, sql: &str, project: &Project, value: String, now: i64) -> Result<bool, StoreError> {
    let args = args![project.workspace_id.as_str(), project.id.as_str(), value, now.max(project.updated_at + 1), project.updated_at];
    Ok(tx.execute(sql, args).await? == 1)
}

/// Who did something (`offer.changed`) to this project last, and when.
pub async fn last_change(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, action: &str) -> Result<Option<(String, i64)>, StoreError> {
    db.fetch_optional(
        "SELECT actor, created_at FROM audit_log WHERE workspace_id = $1 AND project_id = $2 AND action = $3 ORDER BY created_at DESC, id DESC LIMIT 1",
        args![workspace_id.as_str(), project_id.as_str(), action],
    )
    .await
}
