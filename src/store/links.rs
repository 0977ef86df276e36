//! What one lead's link has of its own, the views that were counted against a limit, and codes that were sent. A lead without a row has nothing of its own.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, WorkspaceId};
use crate::model::link::{LinkOverrides, VIEW_MS};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredLink {
    pub overrides: LinkOverrides,
    /// Another name in the address, unique in the workspace.
    pub slug: Option<String>,
    /// Readers get nothing since then.
    pub withdrawn_at: Option<i64>,
    /// Readers get this lead's magnet instead.
    pub replaced_by: Option<LeadId>,
    /// Views counted while there was a limit.
    pub views: i64,
    /// When the last of them began.
    pub viewed_at: i64,
    /// 0: nothing of its own was set yet.
    pub updated_at: i64,
}

type Row = (String, Option<String>, Option<i64>, Option<String>, i64, i64, i64);

const COLUMNS: &str = "rules, slug, withdrawn_at, replaced_by, views, viewed_at, updated_at";

fn link_of((rules, slug, withdrawn_at, replaced_by, views, viewed_at, updated_at): Row) -> Result<StoredLink, StoreError> {
    let replaced_by = replaced_by.as_deref().map(parsed).transpose()?;
    Ok(StoredLink { overrides: serde_json::from_str(&rules)?, slug, withdrawn_at, replaced_by, views, viewed_at, updated_at })
}

pub async fn link(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<StoredLink, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM lead_links WHERE workspace_id = $1 AND lead_id = $2");
    let row: Option<Row> = db.fetch_optional(&sql, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    row.map_or_else(|| Ok(StoredLink::default()), link_of)
}

/// As [`link`], within a transaction that holds the lead's row.
pub async fn link_in(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<StoredLink, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM lead_links WHERE workspace_id = $1 AND lead_id = $2");
    let row: Option<Row> = tx.fetch_optional(&sql, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    row.map_or_else(|| Ok(StoredLink::default()), link_of)
}

/// The lead whose link has this name.
pub async fn lead_by_slug(db: &Db, workspace_id: &WorkspaceId, slug: &str) -> Result<Option<LeadId>, StoreError> {
    let row: Option<(String,)> =
        db.fetch_optional("SELECT lead_id FROM lead_links WHERE workspace_id = $1 AND slug = $2", args![workspace_id.as_str(), slug]).await?;
    row.map(|(id,)| parsed(&id)).transpose()
}

/// Writes all but the counted views. `Taken`: another link of the workspace has this name.
pub async fn put_link(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, link: &StoredLink, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO lead_links (workspace_id, lead_id, rules, slug, withdrawn_at, replaced_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (workspace_id, lead_id) DO UPDATE SET rules = excluded.rules, slug = excluded.slug, withdrawn_at = excluded.withdrawn_at,
         replaced_by = excluded.replaced_by, updated_at = excluded.updated_at",
        args![
            workspace_id.as_str(),
            lead_id.as_str(),
            serde_json::to_string(&link.overrides)?,
            link.slug.as_deref(),
            link.withdrawn_at,
            link.replaced_by.as_ref().map(LeadId::as_str),
            now.max(link.updated_at + 1),
        ],
    )
    .await?;
    Ok(())
}

/// Counts a view that begins now, unless so many were counted already or one is under way: of readers who come at the same moment each is counted once.
/// False when nothing was counted. Written only where a limit is set.
pub async fn take_view(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId, views_max: u32, now: i64) -> Result<bool, StoreError> {
    let counted = db
        .execute(
            "INSERT INTO lead_links (workspace_id, lead_id, views, viewed_at, updated_at)
             SELECT workspace_id, id, 1, CAST($3 AS BIGINT), 0 FROM leads WHERE workspace_id = $1 AND id = $2
             ON CONFLICT (workspace_id, lead_id) DO UPDATE SET views = lead_links.views + 1, viewed_at = excluded.viewed_at
             WHERE lead_links.views < $4 AND lead_links.viewed_at <= $5",
            args![workspace_id.as_str(), lead_id.as_str(), now, i64::from(views_max), now - VIEW_MS],
        )
        .await?;
    Ok(counted == 1)
}

/// Keeps a code that was sent; an earlier one of the same reader is void.
pub async fn put_code(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId, reader_hash: &str, code_hash: &str, expires_at: i64) -> Result<(), StoreError> {
    db.execute(
        "INSERT INTO link_codes (workspace_id, lead_id, reader_hash, code_hash, expires_at)
         SELECT workspace_id, id, $3, $4, CAST($5 AS BIGINT) FROM leads WHERE workspace_id = $1 AND id = $2
         ON CONFLICT (workspace_id, lead_id, reader_hash) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at",
        args![workspace_id.as_str(), lead_id.as_str(), reader_hash, code_hash, expires_at],
    )
    .await?;
    Ok(())
}

/// Uses a code up; false when it is not the one that was sent, or too old.
pub async fn use_code(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, hashes: (&str, &str), now: i64) -> Result<bool, StoreError> {
    let used = tx
        .execute(
            "DELETE FROM link_codes WHERE workspace_id = $1 AND lead_id = $2 AND reader_hash = $3 AND code_hash = $4 AND expires_at > $5",
            args![workspace_id.as_str(), lead_id.as_str(), hashes.0, hashes.1, now],
        )
        .await?;
    Ok(used == 1)
}

/// Removes codes that are too old.
pub async fn purge_codes(db: &Db, now: i64) -> Result<(), StoreError> {
    db.execute("DELETE FROM link_codes WHERE expires_at <= $1", args![now]).await?;
    Ok(())
}
