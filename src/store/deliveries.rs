//! Deliveries: which event goes to which endpoint, when it is tried, and how each try went. An endpoint belongs to one process at a time, by a lease
//! on its row: that process reads what is due, sends it, and writes how it went.

use std::collections::BTreeSet;

use super::accept::insert;
use super::db::{Arg, Db, Tx, args};
use super::events::NewEvent;
use super::{StoreError, parsed};
use crate::model::delivery::delivery_id;
use crate::model::ids::{DeliveryId, EndpointId, EventId, LeadId, NodeId, ProjectId, WorkspaceId};

/// Rows of one statement. Few sizes, so that the statements stay prepared.
const SIZES: [usize; 4] = [64, 16, 4, 1];
/// Deliveries that one call of [`purge`] removes at most.
const PURGE_PORTION: usize = 200;

/// Writes a delivery of each event for each endpoint of its project that is on and wants it.
pub async fn fan_out(tx: &mut Tx, events: &[NewEvent]) -> Result<(), StoreError> {
    let projects: BTreeSet<(&str, &str)> = events.iter().map(|event| (event.workspace_id.as_str(), event.project_id.as_str())).collect();
    let mut rows = Vec::new();
    for (workspace, project) in projects {
        let endpoints: Vec<(String, String)> = tx
            .fetch_all(
                "SELECT id, events FROM webhook_endpoints WHERE workspace_id = $1 AND project_id = $2 AND state = 'on' ORDER BY id",
                args![workspace, project],
            )
            .await?;
        for (endpoint, kinds) in &endpoints {
            let endpoint: EndpointId = parsed(endpoint)?;
            let of_project = events.iter().filter(|event| event.workspace_id.as_str() == workspace && event.project_id.as_str() == project);
            rows.extend(of_project.filter(|event| wants(kinds, event.kind.as_str())).map(|event| new_row(&endpoint, event)));
        }
    }
    let head =
        "INSERT INTO deliveries (workspace_id, id, project_id, endpoint_id, event_id, kind, lead_id, sequence, state, next_at, created_at, updated_at) VALUES";
    insert_all(tx, head, rows).await
}

/// `kinds`: `,lead.created,lead.completed,`, or `,*,` for all.
fn wants(kinds: &str, kind: &str) -> bool {
    kinds == ",*," || kinds.contains(&format!(",{kind},"))
}

fn new_row(endpoint: &EndpointId, event: &NewEvent) -> Vec<Arg> {
    args![
        event.workspace_id.as_str(),
        delivery_id(endpoint, &event.id).as_str(),
        event.project_id.as_str(),
        endpoint.as_str(),
        event.id.as_str(),
        event.kind.as_str(),
        event.lead_id.as_str(),
        event.sequence,
        "pending",
        event.created_at,
        event.created_at,
        event.created_at,
    ]
}

async fn insert_all(tx: &mut Tx, head: &str, rows: Vec<Vec<Arg>>) -> Result<(), StoreError> {
    let mut rest = rows;
    for size in SIZES {
        while rest.len() >= size {
            let behind = rest.split_off(size);
            let columns = rest.first().map_or(0, Vec::len);
            tx.execute(&insert(head, rest.len(), columns), rest.into_iter().flatten().collect()).await?;
            rest = behind;
        }
    }
    Ok(())
}

/// An endpoint with what is needed to send to it.
#[derive(Debug, Clone)]
pub struct Target {
    pub workspace_id: WorkspaceId,
    pub id: EndpointId,
    pub project_id: ProjectId,
    pub url: String,
    /// Sealed in the place of the endpoint's id.
    pub secret: String,
    /// The former secret, sealed likewise, and until when it signs too.
    pub old_secret: Option<(String, i64)>,
    /// One delivery per lead at a time.
    pub ordered: bool,
    /// Until when the asking process may send; `None` where it has no lease now.
    pub lease_until: Option<i64>,
}

/// Endpoints that are on, have a delivery that is due, and are not leased by another process than `node`.
pub async fn targets_due(db: &Db, node: &NodeId, now: i64) -> Result<Vec<Target>, StoreError> {
    type Found = (String, String, String, String, String, Option<String>, Option<i64>, bool, Option<String>, Option<i64>);
    // Goes from one endpoint with pending deliveries to the next by the index, however many deliveries each has.
    let rows: Vec<Found> = db
        .fetch_all(
            "WITH RECURSIVE waiting (id) AS (
               SELECT MIN(endpoint_id) FROM deliveries WHERE state = 'pending'
               UNION ALL
               SELECT (SELECT MIN(d.endpoint_id) FROM deliveries d WHERE d.state = 'pending' AND d.endpoint_id > waiting.id) FROM waiting WHERE waiting.id IS NOT NULL)
             SELECT e.workspace_id, e.id, e.project_id, e.url, e.secret, e.old_secret, e.old_secret_until, e.ordered, e.leased_by, e.lease_until
             FROM waiting JOIN webhook_endpoints e ON e.id = waiting.id
             WHERE e.state = 'on' AND (e.leased_by IS NULL OR e.leased_by = $1 OR e.lease_until < $2)
             AND EXISTS (SELECT 1 FROM deliveries d WHERE d.endpoint_id = e.id AND d.state = 'pending' AND d.next_at <= $2)",
            args![node.as_str(), now],
        )
        .await?;
    rows.into_iter()
        .map(|(workspace_id, id, project_id, url, secret, old_secret, old_until, ordered, leased_by, lease_until)| {
            Ok(Target {
                workspace_id: parsed(&workspace_id)?,
                id: parsed(&id)?,
                project_id: parsed(&project_id)?,
                url,
                secret,
                old_secret: old_secret.zip(old_until),
                ordered,
                lease_until: lease_until.filter(|_| leased_by.as_deref() == Some(node.as_str())),
            })
        })
        .collect()
}

/// Takes or prolongs the lease of an endpoint. False when another process has it, or it is off or gone.
pub async fn lease(db: &Db, target: &Target, node: &NodeId, until: i64, now: i64) -> Result<bool, StoreError> {
    let changed = db
        .execute(
            "UPDATE webhook_endpoints SET leased_by = $3, lease_until = $4
             WHERE workspace_id = $1 AND id = $2 AND state = 'on' AND (leased_by IS NULL OR leased_by = $3 OR lease_until < $5)",
            args![target.workspace_id.as_str(), target.id.as_str(), node.as_str(), until, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Gives back all endpoints of a process that ends, or is proved to be dead. Looks before it locks.
pub async fn release_node(db: &Db, node: &NodeId) -> Result<(), StoreError> {
    let held: Option<(String,)> = db.fetch_optional("SELECT id FROM webhook_endpoints WHERE leased_by = $1 LIMIT 1", args![node.as_str()]).await?;
    if held.is_some() {
        db.execute("UPDATE webhook_endpoints SET leased_by = NULL, lease_until = NULL WHERE leased_by = $1", args![node.as_str()]).await?;
    }
    Ok(())
}

/// Deliveries of an endpoint that are due, those that have waited longest first. Where the endpoint wants order, only the first pending one of each lead.
pub async fn due(db: &Db, target: &Target, now: i64, limit: usize) -> Result<Vec<DeliveryId>, StoreError> {
    let rows: Vec<(String,)> = db
        .fetch_all(
            "SELECT d.id FROM deliveries d WHERE d.endpoint_id = $2 AND d.state = 'pending' AND d.next_at <= $3
             AND (NOT $4 OR NOT EXISTS (SELECT 1 FROM deliveries b WHERE b.workspace_id = $1 AND b.lead_id = d.lead_id AND b.endpoint_id = $2
               AND b.sequence < d.sequence AND b.state = 'pending'))
             ORDER BY d.next_at, d.id LIMIT $5",
            args![target.workspace_id.as_str(), target.id.as_str(), now, target.ordered, i64::try_from(limit).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.into_iter().map(|(id,)| parsed(&id)).collect()
}

/// What one delivery sends.
#[derive(Debug, Clone)]
pub struct Letter {
    pub event_id: EventId,
    pub kind: String,
    /// Tries of the present round, and of all rounds.
    pub tries: i64,
    pub total_tries: i64,
    /// JSON; `None` when the event is gone.
    pub payload: Option<String>,
}

/// `None` when it is no longer to be sent: ended, erased, or its endpoint off.
pub async fn letter(db: &Db, workspace_id: &WorkspaceId, id: &DeliveryId) -> Result<Option<Letter>, StoreError> {
    let row: Option<(String, String, i64, i64, Option<String>)> = db
        .fetch_optional(
            "SELECT d.event_id, d.kind, d.tries, d.total_tries, COALESCE(d.payload, e.payload) FROM deliveries d
             JOIN webhook_endpoints w ON w.workspace_id = d.workspace_id AND w.id = d.endpoint_id AND w.state = 'on'
             LEFT JOIN events e ON e.workspace_id = d.workspace_id AND e.id = d.event_id
             WHERE d.workspace_id = $1 AND d.id = $2 AND d.state = 'pending'",
            args![workspace_id.as_str(), id.as_str()],
        )
        .await?;
    row.map(|(event_id, kind, tries, total_tries, payload)| Ok(Letter { event_id: parsed(&event_id)?, kind, tries, total_tries, payload })).transpose()
}

/// How one try went, and what becomes of its delivery.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub endpoint_id: EndpointId,
    /// Of the endpoint, for who is told that it was switched off.
    pub url: String,
    pub id: DeliveryId,
    /// When it is tried again; `None`: it has ended.
    pub next_at: Option<i64>,
    /// Tries of the present round, and of all rounds, this one included.
    pub tries: i64,
    pub total_tries: i64,
    pub started_at: i64,
    pub ended_at: i64,
    pub duration_ms: i64,
    /// `None` when no answer came.
    pub status: Option<u16>,
    /// `None` for a success.
    pub failure: Option<String>,
    /// JSON objects of header names and values.
    pub request_headers: String,
    pub answer_headers: String,
    /// At most 16 KiB.
    pub answer: Vec<u8>,
}

impl Outcome {
    fn state(&self) -> &'static str {
        match (&self.failure, self.next_at) {
            (None, _) => "delivered",
            (Some(_), Some(_)) => "pending",
            (Some(_), None) => "failed",
        }
    }
}

/// Writes what came of each delivery, and the tries. One that was erased meanwhile, or tried by another process, is passed over.
pub async fn record(tx: &mut Tx, outcomes: &[Outcome]) -> Result<(), StoreError> {
    let mut tries = Vec::new();
    for outcome in outcomes {
        let changed = tx
            .execute(
                "UPDATE deliveries SET state = $3, tries = $4, total_tries = $5, next_at = COALESCE($6, next_at), status = $7, failure = $8, updated_at = $9
                 WHERE workspace_id = $1 AND id = $2 AND state = 'pending' AND total_tries = $5 - 1",
                args![
                    outcome.workspace_id.as_str(),
                    outcome.id.as_str(),
                    outcome.state(),
                    outcome.tries,
                    outcome.total_tries,
                    outcome.next_at,
                    outcome.status.map(i64::from),
                    outcome.failure.as_deref(),
                    outcome.ended_at,
                ],
            )
            .await?;
        if changed == 1 {
            tries.push(try_row(outcome));
        }
    }
    let head = "INSERT INTO delivery_tries (workspace_id, delivery_id, number, started_at, duration_ms, status, failure, request_headers, answer_headers, answer) VALUES";
    insert_all(tx, head, tries).await
}

fn try_row(outcome: &Outcome) -> Vec<Arg> {
    args![
        outcome.workspace_id.as_str(),
        outcome.id.as_str(),
        outcome.total_tries,
        outcome.started_at,
        outcome.duration_ms,
        outcome.status.map(i64::from),
        outcome.failure.as_deref(),
        outcome.request_headers.as_str(),
        outcome.answer_headers.as_str(),
        outcome.answer.clone(),
    ]
}

/// When an endpoint last succeeded and failed, in one portion of outcomes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Health {
    pub succeeded_at: Option<i64>,
    pub failed_at: Option<i64>,
    /// The first failure after the last success.
    pub failing_since: Option<i64>,
}

/// Notes it at the endpoint, while that is on.
pub async fn note_health(tx: &mut Tx, workspace_id: &WorkspaceId, id: &EndpointId, health: Health) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE webhook_endpoints SET last_success_at = COALESCE($3, last_success_at), last_failure_at = COALESCE($4, last_failure_at),
         failing_since = CASE WHEN $6 THEN CAST($5 AS BIGINT) ELSE COALESCE(failing_since, $5) END
         WHERE workspace_id = $1 AND id = $2 AND state = 'on'",
        args![workspace_id.as_str(), id.as_str(), health.succeeded_at, health.failed_at, health.failing_since, health.succeeded_at.is_some()],
    )
    .await?;
    Ok(())
}

/// Switches an endpoint off. Its pending deliveries stay as they are and go on when it is switched on again. `failing_before`: only if it has been
/// failing since then or longer. False when it is off already, or not failing so long.
pub async fn switch_off(
    tx: &mut Tx,
    workspace_id: &WorkspaceId,
    id: &EndpointId,
    reason: &str,
    failing_before: Option<i64>,
    now: i64,
) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE webhook_endpoints SET state = 'off', off_reason = $3, failing_since = NULL, updated_at = $5
             WHERE workspace_id = $1 AND id = $2 AND state = 'on' AND ($4 IS NULL OR failing_since <= $4)",
            args![workspace_id.as_str(), id.as_str(), reason, failing_before, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Removes deliveries that ended before `before`, and those older than it that wait at an endpoint that has been off as long, with their tries.
/// Returns whether there may be more.
pub async fn purge(db: &Db, before: i64) -> Result<bool, StoreError> {
    let limit = i64::try_from(PURGE_PORTION).unwrap_or(i64::MAX);
    let mut old: Vec<(String, String)> = db
        .fetch_all("SELECT workspace_id, id FROM deliveries WHERE state <> 'pending' AND updated_at < $1 ORDER BY updated_at LIMIT $2", args![before, limit])
        .await?;
    if old.is_empty() {
        old = db
            .fetch_all(
                "SELECT workspace_id, id FROM deliveries WHERE state = 'pending' AND created_at < $1
                 AND endpoint_id IN (SELECT id FROM webhook_endpoints WHERE state = 'off' AND updated_at < $1) LIMIT $2",
                args![before, limit],
            )
            .await?;
    }
    if old.is_empty() {
        return Ok(false);
    }
    let mut tx = db.begin().await?;
    for (workspace, id) in &old {
        tx.execute("DELETE FROM delivery_tries WHERE workspace_id = $1 AND delivery_id = $2", args![workspace.as_str(), id.as_str()]).await?;
        tx.execute("DELETE FROM deliveries WHERE workspace_id = $1 AND id = $2", args![workspace.as_str(), id.as_str()]).await?;
    }
    tx.commit().await?;
    Ok(old.len() == PURGE_PORTION)
}

/// Removes all deliveries about a lead with their tries: a receiver's answer may name the person.
pub async fn erase_deliveries(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<(), StoreError> {
    let both = || args![workspace_id.as_str(), lead_id.as_str()];
    tx.execute(
        "DELETE FROM delivery_tries WHERE workspace_id = $1 AND delivery_id IN (SELECT id FROM deliveries WHERE workspace_id = $1 AND lead_id = $2)",
        both(),
    )
    .await?;
    tx.execute("DELETE FROM deliveries WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    Ok(())
}
