//! What was sent to webhook endpoints, and sending it again. The sending itself is in `deliveries.rs`.

use std::collections::BTreeMap;

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::event::{EventKind, Payload};
use crate::model::ids::{DeliveryId, EndpointId, EventId, LeadId, ProjectId, WorkspaceId};
use crate::model::webhook::{DeliveryState, Endpoint};

/// One event for one endpoint, as the log lists it.
#[derive(Debug, Clone)]
pub struct Logged {
    pub id: DeliveryId,
    pub endpoint_id: EndpointId,
    pub event_id: EventId,
    pub kind: EventKind,
    /// `None` for a test.
    pub lead_id: Option<LeadId>,
    /// Of the lead, where there is one and it was not erased.
    pub email: Option<String>,
    pub sequence: i64,
    pub state: DeliveryState,
    /// Tries of the present round: sending again begins another.
    pub tries: i64,
    pub total_tries: i64,
    /// When the next try is due; of a pending delivery alone. Instants are epoch milliseconds.
    pub next_at: Option<i64>,
    /// HTTP status and one-word failure of the last try.
    pub status: Option<i64>,
    pub failure: Option<String>,
    /// How long the last try took, in milliseconds.
    pub duration_ms: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

/// One try of a delivery.
#[derive(Debug, Clone)]
pub struct LoggedTry {
    /// From 1, over all rounds.
    pub number: i64,
    /// Epoch milliseconds.
    pub started_at: i64,
    pub duration_ms: i64,
    /// HTTP status; `None` when no answer came.
    pub status: Option<i64>,
    /// One word; `None` for a success.
    pub failure: Option<String>,
    pub request_headers: BTreeMap<String, String>,
    pub answer_headers: BTreeMap<String, String>,
    /// At most 16 KiB.
    pub answer: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct LoggedRow {
    id: String,
    endpoint_id: String,
    event_id: String,
    kind: String,
    lead_id: String,
    email: Option<String>,
    sequence: i64,
    state: String,
    tries: i64,
    total_tries: i64,
    next_at: i64,
    status: Option<i64>,
    failure: Option<String>,
    duration_ms: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

impl LoggedRow {
    fn logged(self) -> Result<Logged, StoreError> {
        let state = parsed(&self.state)?;
        Ok(Logged {
            id: parsed(&self.id)?,
            endpoint_id: parsed(&self.endpoint_id)?,
            event_id: parsed(&self.event_id)?,
            kind: parsed(&self.kind)?,
            lead_id: Some(self.lead_id.as_str()).filter(|id| !id.is_empty()).map(parsed).transpose()?,
            email: self.email,
            sequence: self.sequence,
            state,
            tries: self.tries,
            total_tries: self.total_tries,
            next_at: Some(self.next_at).filter(|_| state == DeliveryState::Pending),
            status: self.status,
            failure: self.failure,
            duration_ms: self.duration_ms,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

const COLUMNS: &str = "deliveries.id, deliveries.endpoint_id, deliveries.event_id, deliveries.kind, deliveries.lead_id, leads.email, deliveries.sequence, \
     deliveries.state, deliveries.tries, deliveries.total_tries, deliveries.next_at, deliveries.status, deliveries.failure, \
     (SELECT duration_ms FROM delivery_tries WHERE workspace_id = deliveries.workspace_id AND delivery_id = deliveries.id ORDER BY number DESC LIMIT 1) \
     AS duration_ms, deliveries.created_at, deliveries.updated_at FROM deliveries \
     LEFT JOIN leads ON leads.workspace_id = deliveries.workspace_id AND leads.id = deliveries.lead_id";

/// Which deliveries of an endpoint are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub state: Option<DeliveryState>,
    pub kind: Option<EventKind>,
    /// Written at or after, and before: epoch milliseconds.
    pub from: Option<i64>,
    pub to: Option<i64>,
    /// The last of the page before: instant and id.
    pub after: Option<(i64, String)>,
}

/// Newest first, at most `limit`.
pub async fn deliveries_of(db: &Db, workspace_id: &WorkspaceId, endpoint_id: &EndpointId, wanted: &Wanted, limit: i64) -> Result<Vec<Logged>, StoreError> {
    let (at, id) = wanted.after.clone().unwrap_or((i64::MAX, String::new()));
    let sql = format!(
        "SELECT {COLUMNS} WHERE deliveries.workspace_id = $1 AND deliveries.endpoint_id = $2
         AND (deliveries.created_at, deliveries.id) < ($3, $4) AND ($5 = '' OR deliveries.state = $5) AND ($6 = '' OR deliveries.kind = $6)
         AND deliveries.created_at >= $7 AND deliveries.created_at < $8 ORDER BY deliveries.created_at DESC, deliveries.id DESC LIMIT $9"
    );
    let rows: Vec<LoggedRow> = db
        .fetch_all(
            &sql,
            args![
                workspace_id.as_str(),
                endpoint_id.as_str(),
                at,
                id,
                wanted.state.map_or("", DeliveryState::as_str),
                wanted.kind.map_or("", EventKind::as_str),
                wanted.from.unwrap_or(i64::MIN),
                wanted.to.unwrap_or(i64::MAX),
                limit,
            ],
        )
        .await?;
    rows.into_iter().map(LoggedRow::logged).collect()
}

/// One delivery of the project.
pub async fn delivery(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &DeliveryId) -> Result<Option<Logged>, StoreError> {
    let sql = format!("SELECT {COLUMNS} WHERE deliveries.workspace_id = $1 AND deliveries.project_id = $2 AND deliveries.id = $3");
    let row: Option<LoggedRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), project_id.as_str(), id.as_str()]).await?;
    row.map(LoggedRow::logged).transpose()
}

/// The body that is sent, to the byte. `None` when its event is gone with the lead.
pub async fn payload_of(db: &Db, workspace_id: &WorkspaceId, id: &DeliveryId) -> Result<Option<String>, StoreError> {
    let row: Option<(Option<String>,)> = db
        .fetch_optional(
            "SELECT COALESCE(deliveries.payload, events.payload) FROM deliveries
             LEFT JOIN events ON events.workspace_id = deliveries.workspace_id AND events.id = deliveries.event_id
             WHERE deliveries.workspace_id = $1 AND deliveries.id = $2",
            args![workspace_id.as_str(), id.as_str()],
        )
        .await?;
    Ok(row.and_then(|(payload,)| payload))
}

/// The tries of a delivery that are still kept, the last first.
pub async fn tries_of(db: &Db, workspace_id: &WorkspaceId, id: &DeliveryId) -> Result<Vec<LoggedTry>, StoreError> {
    type Row = (i64, i64, i64, Option<i64>, Option<String>, String, String, Vec<u8>);
    let rows: Vec<Row> = db
        .fetch_all(
            "SELECT number, started_at, duration_ms, status, failure, request_headers, answer_headers, answer FROM delivery_tries
             WHERE workspace_id = $1 AND delivery_id = $2 ORDER BY number DESC LIMIT 100",
            args![workspace_id.as_str(), id.as_str()],
        )
        .await?;
    rows.into_iter()
        .map(|(number, started_at, duration_ms, status, failure, request, answered, answer)| {
            let (request_headers, answer_headers) = (serde_json::from_str(&request)?, serde_json::from_str(&answered)?);
            Ok(LoggedTry { number, started_at, duration_ms, status, failure, request_headers, answer_headers, answer })
        })
        .collect()
}

/// (delivered, pending, failed) of the newest deliveries of an endpoint, at most `most`.
pub async fn counts(db: &Db, workspace_id: &WorkspaceId, endpoint_id: &EndpointId, most: i64) -> Result<(i64, i64, i64), StoreError> {
    let row: Option<(i64, i64, i64)> = db
        .fetch_optional(
            "SELECT CAST(COALESCE(SUM(CASE WHEN state = 'delivered' THEN 1 ELSE 0 END), 0) AS BIGINT),
             CAST(COALESCE(SUM(CASE WHEN state = 'pending' THEN 1 ELSE 0 END), 0) AS BIGINT),
             CAST(COALESCE(SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), 0) AS BIGINT)
             FROM (SELECT state FROM deliveries WHERE workspace_id = $1 AND endpoint_id = $2 ORDER BY created_at DESC, id DESC LIMIT $3) AS newest",
            args![workspace_id.as_str(), endpoint_id.as_str(), most],
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// A delivery of a test, due at once. Its payload stands in no event log.
pub async fn insert_test(tx: &mut Tx, endpoint: &Endpoint, id: &DeliveryId, payload: &Payload) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO deliveries (workspace_id, id, project_id, endpoint_id, event_id, kind, lead_id, sequence, payload, state, next_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, '', 0, $7, 'pending', $8, $8, $8)",
        args![
            endpoint.workspace_id.as_str(),
            id.as_str(),
            endpoint.project_id.as_str(),
            endpoint.id.as_str(),
            payload.id.as_str(),
            payload.event.as_str(),
            serde_json::to_string(payload)?,
            payload.created_at,
        ],
    )
    .await?;
    Ok(())
}

/// Sends one delivery again, or at once where it waits: a new round of tries.
pub async fn replay_one(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &DeliveryId, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE deliveries SET state = 'pending', tries = 0, next_at = $4, updated_at = $4
         WHERE workspace_id = $1 AND project_id = $2 AND id = $3",
        args![workspace_id.as_str(), project_id.as_str(), id.as_str(), now],
    )
    .await?;
    Ok(())
}

/// Which of an endpoint's ended deliveries are sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Each that failed for good.
    Failed,
    /// Each that was written at or after the first and before the second instant, delivered or failed: epoch milliseconds.
    Between(i64, i64),
}

/// Sends many again; returns how many. What still waits is left alone.
pub async fn replay_many(tx: &mut Tx, workspace_id: &WorkspaceId, endpoint_id: &EndpointId, again: Again, now: i64) -> Result<u64, StoreError> {
    let (only, from, to) = match again {
        Again::Failed => ("failed", i64::MIN, i64::MAX),
        Again::Between(from, to) => ("", from, to),
    };
    tx.execute(
        "UPDATE deliveries SET state = 'pending', tries = 0, next_at = $3, updated_at = $3
         WHERE workspace_id = $1 AND endpoint_id = $2 AND state <> 'pending' AND ($4 = '' OR state = $4) AND created_at >= $5 AND created_at < $6",
        args![workspace_id.as_str(), endpoint_id.as_str(), now, only, from, to],
    )
    .await
}
