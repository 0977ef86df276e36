//! API requests by day, key, endpoint and status: added to in batches, read by range of days.

use super::StoreError;
use super::db::{Db, args};
use crate::model::ids::{ProjectId, WorkspaceId};
use crate::model::usage::Count;

/// A project and its days, both ends included.
#[derive(Debug, Clone, Copy)]
pub struct Days<'a> {
    pub workspace_id: &'a WorkspaceId,
    pub project_id: &'a ProjectId,
    pub from: i64,
    pub to: i64,
}

/// Adds the counts to those stored, all or none. Counts of a project that is gone are nobody's.
pub async fn add_counts(db: &Db, counts: &[Count]) -> Result<(), StoreError> {
    if counts.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    for count in counts {
        tx.execute(
            "INSERT INTO usage_counts (workspace_id, project_id, day, key_id, endpoint, status, requests)
             SELECT workspace_id, id, CAST($3 AS BIGINT), $4, $5, CAST($6 AS BIGINT), CAST($7 AS BIGINT) FROM projects WHERE workspace_id = $1 AND id = $2
             ON CONFLICT (workspace_id, project_id, day, key_id, endpoint, status) DO UPDATE SET requests = usage_counts.requests + excluded.requests",
            args![
                count.workspace_id.as_str(),
                count.project_id.as_str(),
                count.day,
                count.key_id.as_str(),
                count.endpoint.as_str(),
                count.status,
                count.requests,
            ],
        )
        .await?;
    }
    tx.commit().await
}

/// (day, succeeded, refused): `succeeded` are those answered with a status below 400.
pub async fn requests_by_day(db: &Db, days: Days<'_>) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    db.fetch_all(
        "SELECT day, CAST(SUM(CASE WHEN status < 400 THEN requests ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN status < 400 THEN 0 ELSE requests END) AS BIGINT)
         FROM usage_counts WHERE workspace_id = $1 AND project_id = $2 AND day >= $3 AND day <= $4 GROUP BY day ORDER BY day",
        args![days.workspace_id.as_str(), days.project_id.as_str(), days.from, days.to],
    )
    .await
}

/// (key id, requests, refused among them), the busiest first.
pub async fn requests_by_key(db: &Db, days: Days<'_>) -> Result<Vec<(String, i64, i64)>, StoreError> {
    db.fetch_all(
        "SELECT key_id, CAST(SUM(requests) AS BIGINT) AS requests, CAST(SUM(CASE WHEN status < 400 THEN 0 ELSE requests END) AS BIGINT)
         FROM usage_counts WHERE workspace_id = $1 AND project_id = $2 AND day >= $3 AND day <= $4 GROUP BY key_id ORDER BY 2 DESC, 1",
        args![days.workspace_id.as_str(), days.project_id.as_str(), days.from, days.to],
    )
    .await
}

/// (endpoint, requests, refused among them), the busiest first.
pub async fn requests_by_endpoint(db: &Db, days: Days<'_>) -> Result<Vec<(String, i64, i64)>, StoreError> {
    db.fetch_all(
        "SELECT endpoint, CAST(SUM(requests) AS BIGINT) AS requests, CAST(SUM(CASE WHEN status < 400 THEN 0 ELSE requests END) AS BIGINT)
         FROM usage_counts WHERE workspace_id = $1 AND project_id = $2 AND day >= $3 AND day <= $4 GROUP BY endpoint ORDER BY 2 DESC, 1",
        args![days.workspace_id.as_str(), days.project_id.as_str(), days.from, days.to],
    )
    .await
}

/// (status, requests) by number.
pub async fn requests_by_status(db: &Db, days: Days<'_>) -> Result<Vec<(i64, i64)>, StoreError> {
    db.fetch_all(
        "SELECT status, CAST(SUM(requests) AS BIGINT) FROM usage_counts
         WHERE workspace_id = $1 AND project_id = $2 AND day >= $3 AND day <= $4 GROUP BY status ORDER BY status",
        args![days.workspace_id.as_str(), days.project_id.as_str(), days.from, days.to],
    )
    .await
}

/// Every stored count: (day, key id, endpoint, status, requests), the oldest day first.
pub async fn all_counts(db: &Db, days: Days<'_>) -> Result<Vec<(i64, String, String, i64, i64)>, StoreError> {
    db.fetch_all(
        "SELECT day, key_id, endpoint, status, requests FROM usage_counts
         WHERE workspace_id = $1 AND project_id = $2 AND day >= $3 AND day <= $4 ORDER BY day, key_id, endpoint, status",
        args![days.workspace_id.as_str(), days.project_id.as_str(), days.from, days.to],
    )
    .await
}
