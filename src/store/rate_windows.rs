//! The admitted requests of each project and group, in `App::light`: one row, changed only by who has seen its newest version, so that processes that
//! share the database share one limit.

use super::StoreError;
use super::db::{Db, args};
use crate::model::ids::{ProjectId, WorkspaceId};
use crate::model::limits::Group;
use crate::model::quota::Hits;

/// The table as the migrations make it, for SQLite's file of its own.
pub const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS rate_windows (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    request_group TEXT NOT NULL,
    version BIGINT NOT NULL,
    hits BYTEA NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, request_group)
)";

/// Whose requests are counted together.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub workspace_id: &'a WorkspaceId,
    pub project_id: &'a ProjectId,
    pub group: Group,
}

/// Version and content; (0, nothing) where there is no row. What cannot be read counts as nothing, and is written over by the next admission.
pub async fn window(light: &Db, subject: Subject<'_>) -> Result<(i64, Hits), StoreError> {
    let row: Option<(i64, Vec<u8>)> = light
        .fetch_optional(
            "SELECT version, hits FROM rate_windows WHERE workspace_id = $1 AND project_id = $2 AND request_group = $3",
            args![subject.workspace_id.as_str(), subject.project_id.as_str(), subject.group.as_str()],
        )
        .await?;
    let Some((version, bytes)) = row else { return Ok((0, Hits::default())) };
    let hits = Hits::from_bytes(&bytes).unwrap_or_else(|| {
        tracing::error!(project.id = %subject.project_id, "a window of rate limits is damaged and begins anew");
        Hits::default()
    });
    Ok((version, hits))
}

/// Writes the window, provided that its version is still `seen`; `None` when it is not. Returns the new version: higher than any that this row has had, also
/// before it was purged.
pub async fn put_window(light: &Db, subject: Subject<'_>, seen: i64, hits: &Hits, now: i64) -> Result<Option<i64>, StoreError> {
    // Microseconds: more than there can be admissions.
    let next = seen.max(now.saturating_mul(1_000)) + 1;
    let mut args = args![subject.workspace_id.as_str(), subject.project_id.as_str(), subject.group.as_str(), next, hits.to_bytes(), now];
    let sql = if seen == 0 {
        "INSERT INTO rate_windows (workspace_id, project_id, request_group, version, hits, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, project_id, request_group) DO NOTHING"
    } else {
        args.push(seen.into());
        "UPDATE rate_windows SET version = $4, hits = $5, updated_at = $6 WHERE workspace_id = $1 AND project_id = $2 AND request_group = $3 AND version = $7"
    };
    Ok((light.execute(sql, args).await? == 1).then_some(next))
}

/// Removes what counts no more: `before` is an instant further back than a window.
pub async fn purge_windows(light: &Db, before: i64) -> Result<(), StoreError> {
    light.execute("DELETE FROM rate_windows WHERE updated_at < $1", args![before]).await?;
    Ok(())
}
