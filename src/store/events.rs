//! The event log: each event is written in the transaction that changes the state it tells of.

use std::collections::BTreeMap;

use serde_json::Value;

use super::accept::insert;
use super::db::{Arg, Db, Tx, args};
use super::{StoreError, deliveries};
use crate::model::event::{EventKind, Payload};
use crate::model::ids::{EventId, LeadId, ProjectId, WorkspaceId};

/// The next number in a lead's own count, from 1 without gaps. The caller holds the job's lease, so nobody else counts.
pub async fn next_sequence(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT CAST(COALESCE(MAX(sequence), 0) + 1 AS BIGINT) FROM events WHERE workspace_id = $1 AND lead_id = $2",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    Ok(row.map_or(1, |(next,)| next))
}

#[derive(Debug, Clone)]
pub struct NewEvent {
    pub workspace_id: WorkspaceId,
    pub id: EventId,
    pub project_id: ProjectId,
    pub lead_id: LeadId,
    pub sequence: i64,
    pub kind: EventKind,
    pub payload: Payload,
    pub created_at: i64,
}

/// Rows of one statement. Few sizes, so that the statements stay prepared.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// Writes events in the order given, with their deliveries. The last writes of a transaction: from here until its commit, nobody else writes
/// events of these projects, so that the order of positions is the order of commits and a reader who goes by them misses none.
pub async fn insert_events(tx: &mut Tx, events: &[NewEvent]) -> Result<(), StoreError> {
    let positions = draw_positions(tx, events).await?;
    let mut rest: Vec<(&NewEvent, i64)> = events.iter().zip(positions).collect();
    for size in SIZES {
        while rest.len() >= size {
            let behind = rest.split_off(size);
            insert_rows(tx, &rest).await?;
            rest = behind;
        }
    }
    deliveries::fan_out(tx, events).await
}

/// One number for each event, without gaps within its project. The counters are locked in the order of their keys, so that two transactions never wait for each other.
async fn draw_positions(tx: &mut Tx, events: &[NewEvent]) -> Result<Vec<i64>, StoreError> {
    let mut wanted: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for event in events {
        *wanted.entry((event.workspace_id.as_str(), event.project_id.as_str())).or_default() += 1;
    }
    let mut next = BTreeMap::new();
    for ((workspace, project), count) in wanted {
        let row: Option<(i64,)> = tx
            .fetch_optional(
                "INSERT INTO event_counters (workspace_id, project_id, last) VALUES ($1, $2, $3)
                 ON CONFLICT (workspace_id, project_id) DO UPDATE SET last = event_counters.last + $3 RETURNING last",
                args![workspace, project, count],
            )
            .await?;
        let last = row.ok_or_else(|| StoreError::Damaged("no counter of events".into()))?.0;
        next.insert((workspace, project), last - count);
    }
    let mut positions = Vec::with_capacity(events.len());
    for event in events {
        let last = next.entry((event.workspace_id.as_str(), event.project_id.as_str())).or_default();
        *last += 1;
        positions.push(*last);
    }
    Ok(positions)
}

async fn insert_rows(tx: &mut Tx, events: &[(&NewEvent, i64)]) -> Result<(), StoreError> {
    let mut rows: Vec<Arg> = Vec::with_capacity(events.len() * 9);
    for (event, position) in events {
        rows.extend(args![
            event.workspace_id.as_str(),
            event.id.as_str(),
            event.project_id.as_str(),
            event.lead_id.as_str(),
            event.sequence,
            event.kind.as_str(),
            serde_json::to_string(&event.payload)?,
            event.created_at,
            *position
        ]);
    }
    let head = "INSERT INTO events (workspace_id, id, project_id, lead_id, sequence, kind, payload, created_at, position) VALUES";
    tx.execute(&insert(head, events.len(), 9), rows).await?;
    Ok(())
}

/// Of a project's log, the events behind this position in the order of their commits, as (position, payload).
pub async fn events_after(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, after: i64, limit: i64) -> Result<Vec<(i64, Value)>, StoreError> {
    let rows: Vec<(i64, String)> = db
        .fetch_all(
            "SELECT position, payload FROM events WHERE workspace_id = $1 AND project_id = $2 AND position > $3 ORDER BY position LIMIT $4",
            args![workspace_id.as_str(), project_id.as_str(), after, limit],
        )
        .await?;
    rows.into_iter().map(|(position, payload)| Ok((position, serde_json::from_str(&payload)?))).collect()
}

/// Where an event stands in its project's log; `None` when it is not there, or went with its lead.
pub async fn position_of(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &EventId) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = db
        .fetch_optional(
            "SELECT position FROM events WHERE workspace_id = $1 AND project_id = $2 AND id = $3",
            args![workspace_id.as_str(), project_id.as_str(), id.as_str()],
        )
        .await?;
    Ok(row.map(|(position,)| position))
}

/// A lead's events in order, as (kind, payload).
pub async fn events_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<(String, Value)>, StoreError> {
    let rows: Vec<(String, String)> = db
        .fetch_all(
            "SELECT kind, payload FROM events WHERE workspace_id = $1 AND lead_id = $2 ORDER BY sequence",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    rows.into_iter().map(|(kind, payload)| Ok((kind, serde_json::from_str(&payload)?))).collect()
}
