//! Webhook endpoints with their sealed secrets. What is sent to them stands in `deliveries.rs` and `delivery_log.rs`.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{EndpointId, ProjectId, WorkspaceId};
use crate::model::webhook::{Endpoint, OffReason};

#[derive(sqlx::FromRow)]
struct EndpointRow {
    workspace_id: String,
    id: String,
    project_id: String,
    url: String,
    description: String,
    events: String,
    ordered: bool,
    state: String,
    off_reason: Option<String>,
    failing_since: Option<i64>,
    last_success_at: Option<i64>,
    last_failure_at: Option<i64>,
    old_secret_until: Option<i64>,
    created_by: String,
    created_at: i64,
    updated_at: i64,
}

impl EndpointRow {
    fn endpoint(self) -> Result<Endpoint, StoreError> {
        let off = if self.state == "on" { None } else { Some(self.off_reason.as_deref().map_or(Ok(OffReason::Owner), parsed)?) };
        Ok(Endpoint {
            id: parsed(&self.id)?,
            workspace_id: parsed(&self.workspace_id)?,
            project_id: parsed(&self.project_id)?,
            url: self.url,
            description: self.description,
            events: parsed(&self.events)?,
            ordered: self.ordered,
            off,
            failing_since: self.failing_since,
            last_success_at: self.last_success_at,
            last_failure_at: self.last_failure_at,
            old_secret_until: self.old_secret_until,
            created_by: self.created_by,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

const COLUMNS: &str = "workspace_id, id, project_id, url, description, events, ordered, state, off_reason, failing_since, last_success_at, last_failure_at, \
                       old_secret_until, created_by, created_at, updated_at";

/// Oldest first.
pub async fn endpoints_of_project(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Vec<Endpoint>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM webhook_endpoints WHERE workspace_id = $1 AND project_id = $2 ORDER BY created_at, id");
    let rows: Vec<EndpointRow> = db.fetch_all(&sql, args![workspace_id.as_str(), project_id.as_str()]).await?;
    rows.into_iter().map(EndpointRow::endpoint).collect()
}

/// One endpoint of the project.
pub async fn endpoint(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &EndpointId) -> Result<Option<Endpoint>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM webhook_endpoints WHERE workspace_id = $1 AND project_id = $2 AND id = $3");
    let row: Option<EndpointRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), project_id.as_str(), id.as_str()]).await?;
    row.map(EndpointRow::endpoint).transpose()
}

/// How many endpoints the project has. Its row is held until the transaction ends, so that two at the same time do not both find room.
pub async fn count_endpoints(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<usize, StoreError> {
    let both = || args![workspace_id.as_str(), project_id.as_str()];
    hold_project(tx, workspace_id, project_id).await?;
    let row: Option<(i64,)> =
        tx.fetch_optional("SELECT CAST(COUNT(*) AS BIGINT) FROM webhook_endpoints WHERE workspace_id = $1 AND project_id = $2", both()).await?;
    Ok(row.and_then(|(count,)| usize::try_from(count).ok()).unwrap_or_default())
}

/// Stores a new endpoint. `secret` is sealed for the place that the endpoint's id names.
///
/// # Errors
/// [`StoreError::Taken`] when there is one with this id.
pub async fn insert_endpoint(tx: &mut Tx, endpoint: &Endpoint, secret: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO webhook_endpoints (workspace_id, id, project_id, url, description, events, secret, ordered, state, off_reason, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
        args![
            endpoint.workspace_id.as_str(),
            endpoint.id.as_str(),
            endpoint.project_id.as_str(),
            endpoint.url.as_str(),
            endpoint.description.as_str(),
            endpoint.events.stored(),
            secret,
            endpoint.ordered,
            if endpoint.off.is_none() { "on" } else { "off" },
            endpoint.off.map(OffReason::as_str),
            endpoint.created_by.as_str(),
            endpoint.created_at,
        ],
    )
    .await?;
    Ok(())
}

/// Puts address, description, events and order of `after` in the place of those that were seen at `seen`. False when somebody has changed it since.
pub async fn change_endpoint(tx: &mut Tx, after: &Endpoint, seen: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE webhook_endpoints SET url = $4, description = $5, events = $6, ordered = $7, updated_at = $8
             WHERE workspace_id = $1 AND project_id = $2 AND id = $3 AND updated_at = $9",
            args![
                after.workspace_id.as_str(),
                after.project_id.as_str(),
                after.id.as_str(),
                after.url.as_str(),
                after.description.as_str(),
                after.events.stored(),
                after.ordered,
                after.updated_at,
                seen,
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Switches on, with its count of failures begun anew, or off for its owner. False when it is so already, or gone.
pub async fn switch_endpoint(tx: &mut Tx, endpoint: &Endpoint, on: bool, now: i64) -> Result<bool, StoreError> {
    let own = args![endpoint.workspace_id.as_str(), endpoint.project_id.as_str(), endpoint.id.as_str(), now];
    let sql = if on {
        "UPDATE webhook_endpoints SET state = 'on', off_reason = NULL, failing_since = NULL, updated_at = $4
         WHERE workspace_id = $1 AND project_id = $2 AND id = $3 AND state = 'off'"
    } else {
        "UPDATE webhook_endpoints SET state = 'off', off_reason = 'owner', updated_at = $4
         WHERE workspace_id = $1 AND project_id = $2 AND id = $3 AND state = 'on'"
    };
    Ok(tx.execute(sql, own).await? == 1)
}

/// Puts a new sealed secret in place; the present one signs beside it until `until`. The one before that is forgotten. False when the endpoint is gone.
pub async fn rotate_secret(tx: &mut Tx, endpoint: &Endpoint, secret: &str, until: i64, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE webhook_endpoints SET old_secret = secret, secret = $4, old_secret_until = $5, updated_at = $6
             WHERE workspace_id = $1 AND project_id = $2 AND id = $3",
            args![endpoint.workspace_id.as_str(), endpoint.project_id.as_str(), endpoint.id.as_str(), secret, until, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Removes an endpoint with all that was or would be sent to it. False when it is gone already.
pub async fn delete_endpoint(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &EndpointId) -> Result<bool, StoreError> {
    let own = || args![workspace_id.as_str(), project_id.as_str(), id.as_str()];
    if tx.execute("DELETE FROM webhook_endpoints WHERE workspace_id = $1 AND project_id = $2 AND id = $3", own()).await? == 0 {
        return Ok(false);
    }
    tx.execute(
        "DELETE FROM delivery_tries WHERE workspace_id = $1
         AND delivery_id IN (SELECT id FROM deliveries WHERE workspace_id = $1 AND project_id = $2 AND endpoint_id = $3)",
        own(),
    )
    .await?;
    tx.execute("DELETE FROM deliveries WHERE workspace_id = $1 AND project_id = $2 AND endpoint_id = $3", own()).await?;
    Ok(true)
}
