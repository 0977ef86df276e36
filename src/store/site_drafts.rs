//! What was found on the owner's own site: one reading per project, the last one. Read by the screens of offer and brand.

use super::db::{Db, args};
use super::{StoreError, parsed};
use crate::model::ids::{ProjectId, WorkspaceId};
use crate::model::site_draft::{DraftStatus, Found, STALE_MS, SiteDraft};

/// Begins a reading in place of the last one; false while another is still under way.
pub async fn begin_site_draft(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, domain: &str, now: i64) -> Result<bool, StoreError> {
    let changed = db
        .execute(
            "INSERT INTO site_drafts (workspace_id, project_id, domain, status, result, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (workspace_id, project_id)
             DO UPDATE SET domain = excluded.domain, status = excluded.status, result = excluded.result, created_at = excluded.created_at,
                           updated_at = excluded.updated_at
             WHERE site_drafts.status <> $8 OR site_drafts.updated_at < $9",
            args![
                workspace_id.as_str(),
                project_id.as_str(),
                domain,
                DraftStatus::Reading.as_str(),
                serde_json::to_string(&Found::default())?,
                now,
                now,
                DraftStatus::Reading.as_str(),
                now - STALE_MS,
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Writes how far the reading that began at `begun_at` is; false when another one has taken its place.
pub async fn update_site_draft(
    db: &Db,
    workspace_id: &WorkspaceId,
    project_id: &ProjectId,
    begun_at: i64,
    (status, found): (DraftStatus, &Found),
    now: i64,
) -> Result<bool, StoreError> {
    let changed = db
        .execute(
            "UPDATE site_drafts SET status = $4, result = $5, updated_at = $6 WHERE workspace_id = $1 AND project_id = $2 AND created_at = $3 AND status = $7",
            args![workspace_id.as_str(), project_id.as_str(), begun_at, status.as_str(), serde_json::to_string(found)?, now, DraftStatus::Reading.as_str(),],
        )
        .await?;
    Ok(changed == 1)
}

pub async fn site_draft(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Option<SiteDraft>, StoreError> {
    let row: Option<(String, String, String, i64, i64)> = db
        .fetch_optional(
            "SELECT domain, status, result, created_at, updated_at FROM site_drafts WHERE workspace_id = $1 AND project_id = $2",
            args![workspace_id.as_str(), project_id.as_str()],
        )
        .await?;
    row.map(|(domain, status, result, created_at, updated_at)| {
        Ok(SiteDraft { domain, status: parsed(&status)?, found: serde_json::from_str(&result)?, created_at, updated_at })
    })
    .transpose()
}
