//! Takes away what a project keeps no longer, a portion a transaction, and counts it until the run is over. `worker/retention.rs` drives it.

use serde_json::json;

use super::audit::{Entry, insert_audit};
use super::db::{Db, Tx, args};
use super::scrubbing::want_scrub;
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, ProjectId, Random, WorkspaceId};
use crate::model::privacy::Privacy;

/// Rows of one transaction.
const PORTION: i64 = 200;

/// Whose things are taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    /// The project's name.
    pub name: String,
    pub privacy: Privacy,
    /// The end of the last run, epoch milliseconds; 0 before the first.
    pub ended_at: i64,
}

/// Projects whose last run ended at or before `before` and that do not keep everything for ever.
pub async fn projects_due(db: &Db, before: i64) -> Result<Vec<Kept>, StoreError> {
    let rows: Vec<(String, String, String, String, i64)> = db
        .fetch_all(
            "SELECT p.workspace_id, p.id, p.name, p.privacy, COALESCE(r.ended_at, 0) FROM projects p
             LEFT JOIN retention_runs r ON r.workspace_id = p.workspace_id AND r.project_id = p.id
             WHERE p.deleted_at IS NULL AND p.privacy <> '{}' AND COALESCE(r.ended_at, 0) <= $1 ORDER BY p.workspace_id, p.id",
            args![before],
        )
        .await?;
    let mut due = Vec::new();
    for (workspace, project, name, privacy, ended_at) in rows {
        let privacy: Privacy = serde_json::from_str(&privacy)?;
        if !privacy.retention.is_for_ever() {
            due.push(Kept { workspace_id: parsed(&workspace)?, project_id: parsed(&project)?, name, privacy, ended_at });
        }
    }
    Ok(due)
}

/// The oldest leads that were posted before `before`.
pub async fn old_leads(db: &Db, of: &Kept, before: i64) -> Result<Vec<LeadId>, StoreError> {
    let rows: Vec<(String,)> = db
        .fetch_all(
            "SELECT id FROM leads WHERE workspace_id = $1 AND project_id = $2 AND created_at < $3 ORDER BY created_at, id LIMIT $4",
            args![of.workspace_id.as_str(), of.project_id.as_str(), before, PORTION],
        )
        .await?;
    rows.into_iter().map(|(id,)| parsed(&id)).collect()
}

/// What was removed in one portion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removed {
    pub leads: i64,
    pub evidence: i64,
    pub views: i64,
    pub events: i64,
}

/// Adds to the count of the run that is under way.
pub async fn count(tx: &mut Tx, of: &Kept, removed: Removed) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO retention_runs (workspace_id, project_id, ended_at, leads, evidence, views, events) VALUES ($1, $2, 0, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, project_id) DO UPDATE SET leads = retention_runs.leads + excluded.leads, evidence = retention_runs.evidence + excluded.evidence,
         views = retention_runs.views + excluded.views, events = retention_runs.events + excluded.events",
        args![of.workspace_id.as_str(), of.project_id.as_str(), removed.leads, removed.evidence, removed.views, removed.events],
    )
    .await?;
    Ok(())
}

/// One portion of what research stored before `before`: the pages read and what was made of them, of jobs that have ended. How many were removed.
pub async fn remove_evidence(db: &Db, of: &Kept, before: i64, now: i64) -> Result<i64, StoreError> {
    let mut tx = db.begin().await?;
    let gone = tx
        .execute(
            "UPDATE steps SET result = NULL WHERE workspace_id = $1 AND (job_id, phase) IN
             (SELECT s.job_id, s.phase FROM steps s JOIN jobs j ON j.workspace_id = s.workspace_id AND j.id = s.job_id
              WHERE s.workspace_id = $1 AND j.project_id = $2 AND j.status NOT IN ('queued', 'processing') AND s.phase IN ('research', 'analysis')
              AND s.completed_at < $3 AND s.result IS NOT NULL ORDER BY s.completed_at LIMIT $4)",
            args![of.workspace_id.as_str(), of.project_id.as_str(), before, PORTION],
        )
        .await?;
    // What sites answered is no lead's alone: it goes by its own age.
    let answers = tx
        .execute(
            "DELETE FROM kept_answers WHERE workspace_id = $1 AND project_id = $2 AND fetched_at < $3",
            args![of.workspace_id.as_str(), of.project_id.as_str(), before],
        )
        .await?;
    if gone == 0 && answers > 0 {
        want_scrub(&mut tx, now).await?;
        tx.commit().await?;
        return Ok(0);
    }
    end(tx, of, gone, now, |evidence| Removed { evidence, ..Removed::default() }).await
}

/// One portion of the views of before `before`.
pub async fn remove_views(db: &Db, of: &Kept, before: i64, now: i64) -> Result<i64, StoreError> {
    let mut tx = db.begin().await?;
    let gone = tx
        .execute(
            "DELETE FROM views WHERE workspace_id = $1 AND id IN
             (SELECT id FROM views WHERE workspace_id = $1 AND project_id = $2 AND created_at < $3 ORDER BY created_at LIMIT $4)",
            args![of.workspace_id.as_str(), of.project_id.as_str(), before, PORTION],
        )
        .await?;
    end(tx, of, gone, now, |views| Removed { views, ..Removed::default() }).await
}

/// One portion of the events of before `before`, with the deliveries that have ended. The last event of a lead that is still there stays, so that its
/// numbers go on; so does one that is still being delivered.
pub async fn remove_events(db: &Db, of: &Kept, before: i64, now: i64) -> Result<i64, StoreError> {
    let mut tx = db.begin().await?;
    let ids: Vec<(String, String)> = tx
        .fetch_all(
            "SELECT e.id, e.lead_id FROM events e WHERE e.workspace_id = $1 AND e.project_id = $2 AND e.created_at < $3
             AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.workspace_id = e.workspace_id AND d.event_id = e.id AND d.lead_id = e.lead_id AND d.state = 'pending')
             AND (NOT EXISTS (SELECT 1 FROM leads l WHERE l.workspace_id = e.workspace_id AND l.id = e.lead_id)
               OR EXISTS (SELECT 1 FROM events n WHERE n.workspace_id = e.workspace_id AND n.lead_id = e.lead_id AND n.sequence > e.sequence))
             ORDER BY e.position LIMIT $4",
            args![of.workspace_id.as_str(), of.project_id.as_str(), before, PORTION],
        )
        .await?;
    let mut gone = 0;
    for (id, lead) in ids {
        let all = || args![of.workspace_id.as_str(), lead.as_str(), id.as_str()];
        tx.execute(
            "DELETE FROM delivery_tries WHERE workspace_id = $1 AND delivery_id IN
             (SELECT id FROM deliveries WHERE workspace_id = $1 AND lead_id = $2 AND event_id = $3)",
            all(),
        )
        .await?;
        tx.execute("DELETE FROM deliveries WHERE workspace_id = $1 AND lead_id = $2 AND event_id = $3", all()).await?;
        gone += tx.execute("DELETE FROM events WHERE workspace_id = $1 AND lead_id = $2 AND id = $3", all()).await?;
    }
    end(tx, of, gone, now, |events| Removed { events, ..Removed::default() }).await
}

/// Commits a portion with its count.
async fn end(mut tx: Tx, of: &Kept, gone: u64, now: i64, removed: impl Fn(i64) -> Removed) -> Result<i64, StoreError> {
    let gone = i64::try_from(gone).unwrap_or(i64::MAX);
    if gone > 0 {
        count(&mut tx, of, removed(gone)).await?;
        want_scrub(&mut tx, now).await?;
        tx.commit().await?;
    }
    Ok(gone)
}

/// Ends the run: what it removed, `None` when another process has ended it. Where it removed anything the audit log is told.
pub async fn end_run(db: &Db, random: &dyn Random, of: &Kept, now: i64) -> Result<Option<Removed>, StoreError> {
    let mut tx = db.begin().await?;
    count(&mut tx, of, Removed::default()).await?;
    let both = || args![of.workspace_id.as_str(), of.project_id.as_str()];
    let row: Option<(i64, i64, i64, i64)> =
        tx.fetch_optional("SELECT leads, evidence, views, events FROM retention_runs WHERE workspace_id = $1 AND project_id = $2", both()).await?;
    let (leads, evidence, views, events) = row.unwrap_or_default();
    let ended = tx
        .execute(
            "UPDATE retention_runs SET ended_at = $3, leads = 0, evidence = 0, views = 0, events = 0 WHERE workspace_id = $1 AND project_id = $2 AND ended_at = $4",
            args![of.workspace_id.as_str(), of.project_id.as_str(), now, of.ended_at],
        )
        .await?;
    if ended == 0 {
        return Ok(None);
    }
    let removed = Removed { leads, evidence, views, events };
    if removed != Removed::default() {
        let entry = Entry {
            workspace_id: &of.workspace_id,
            project_id: Some(&of.project_id),
            actor: "Magnetite",
            address: "",
            action: "retention.applied",
            target: &of.name,
            detail: json!({"leads": leads, "evidence": evidence, "views": views, "events": events}),
            at: now,
        };
        insert_audit(&mut tx, random, &entry).await?;
    }
    tx.commit().await?;
    Ok(Some(removed))
}

/// When the last run of a project ended; `None` before the first.
pub async fn last_run(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = db
        .fetch_optional("SELECT ended_at FROM retention_runs WHERE workspace_id = $1 AND project_id = $2", args![workspace_id.as_str(), project_id.as_str()])
        .await?;
    Ok(row.map(|(at,)| at).filter(|at| *at > 0))
}
