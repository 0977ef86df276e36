//! Takes away what is left of a deleted project, a batch a transaction, so that it may be broken off at any point and others may write between.
//! `worker/sweep.rs` drives it.

use super::credits::give_back_many;
use super::db::{Arg, Db, args};
use super::scrubbing::want_scrub;
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, ProjectId, Random, WorkspaceId};

/// Leads of one transaction.
pub const BATCH: usize = 200;

/// One project that was deleted and is not yet gone.
pub async fn deleted_project(db: &Db) -> Result<Option<(WorkspaceId, ProjectId)>, StoreError> {
    let row: Option<(String, String)> =
        db.fetch_optional("SELECT workspace_id, id FROM projects WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 1", args![]).await?;
    row.map(|(workspace, project)| Ok((parsed(&workspace)?, parsed(&project)?))).transpose()
}

/// The next leads of the project that have rows, at most [`BATCH`].
pub async fn leads_left(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Vec<LeadId>, StoreError> {
    let rows: Vec<(String,)> = db
        .fetch_all(
            "SELECT id FROM leads WHERE workspace_id = $1 AND project_id = $2 ORDER BY created_at, id LIMIT $3",
            args![workspace_id.as_str(), project_id.as_str(), i64::try_from(BATCH).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.into_iter().map(|(id,)| parsed(&id)).collect()
}

/// Ends the jobs of these leads: a worker that runs one loses its lease and publishes nothing more. What it, or an edit under way, may still write is removed
/// later (`erasures`).
pub async fn end_jobs(db: &Db, random: &dyn Random, workspace_id: &WorkspaceId, project_id: &ProjectId, leads: &[LeadId], now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let reserved: Option<(i64,)> = tx
        .fetch_optional(
            &over_leads("SELECT CAST(COUNT(*) AS BIGINT) FROM jobs WHERE workspace_id = $1 AND credit = 'reserved' AND lead_id IN", ""),
            batch(workspace_id, leads),
        )
        .await?;
    if let Some((count,)) = reserved.filter(|(count,)| *count > 0) {
        give_back_many(&mut tx, random, workspace_id, project_id, count, now).await?;
    }
    let running = over_leads(
        "INSERT INTO erasures (workspace_id, lead_id, erased_at)
         SELECT workspace_id, id, CAST($202 AS BIGINT) FROM leads WHERE workspace_id = $1 AND id IN",
        " ON CONFLICT (workspace_id, lead_id) DO NOTHING",
    );
    let mut args = batch(workspace_id, leads);
    args.push(Arg::from(now));
    tx.execute(&running, args).await?;
    tx.execute(
        &over_leads("DELETE FROM steps WHERE workspace_id = $1 AND job_id IN (SELECT id FROM jobs WHERE workspace_id = $1 AND lead_id IN", ")"),
        batch(workspace_id, leads),
    )
    .await?;
    tx.execute(&over_leads("DELETE FROM jobs WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.commit().await
}

/// Removes all other rows of these leads. Their files must be gone by now: nothing names them any more.
pub async fn remove_leads(db: &Db, workspace_id: &WorkspaceId, leads: &[LeadId]) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    tx.execute(&over_leads("DELETE FROM magnets WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    let tries = "DELETE FROM delivery_tries WHERE workspace_id = $1 AND delivery_id IN (SELECT id FROM deliveries WHERE workspace_id = $1 AND lead_id IN";
    tx.execute(&over_leads(tries, ")"), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM deliveries WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM external_ids WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM events WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM views WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM alerts WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM source_looks WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM source_states WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM standings WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM lead_links WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM link_codes WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.execute(&over_leads("DELETE FROM leads WHERE workspace_id = $1 AND id IN", ""), batch(workspace_id, leads)).await?;
    // After the leads: who indexes one holds its row.
    tx.execute(&over_leads("DELETE FROM lead_words WHERE workspace_id = $1 AND lead_id IN", ""), batch(workspace_id, leads)).await?;
    tx.commit().await
}

/// Removes the project itself with what belongs to it alone. No lead of it may be left. The audit log stays.
pub async fn remove_project(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let own = || args![workspace_id.as_str(), project_id.as_str()];
    tx.execute("DELETE FROM usage_counts WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM views WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM alerts WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM alert_settings WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM blueprint_versions WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM imports WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM kept_answers WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM site_drafts WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM golden_leads WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    // Tests of webhooks, and deliveries of leads that were erased, hang on no lead.
    tx.execute(
        "DELETE FROM delivery_tries WHERE workspace_id = $1 AND delivery_id IN (SELECT d.id FROM deliveries d JOIN webhook_endpoints e
         ON e.workspace_id = d.workspace_id AND e.id = d.endpoint_id WHERE e.workspace_id = $1 AND e.project_id = $2)",
        own(),
    )
    .await?;
    tx.execute(
        "DELETE FROM deliveries WHERE workspace_id = $1 AND endpoint_id IN (SELECT id FROM webhook_endpoints WHERE workspace_id = $1 AND project_id = $2)",
        own(),
    )
    .await?;
    tx.execute("DELETE FROM webhook_endpoints WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM events WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM event_counters WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM external_ids WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM idempotency_keys WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM rate_windows WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM batches WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM credit_use WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM llm_calls WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM writings WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM domains WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM person_requests WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM retention_runs WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    want_scrub(&mut tx, now).await?;
    tx.execute("DELETE FROM api_keys WHERE workspace_id = $1 AND project_id = $2", own()).await?;
    tx.execute("DELETE FROM projects WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NOT NULL", own()).await?;
    tx.commit().await
}

/// `head ($2, …)tail`, always with [`BATCH`] places, so that the statement stays prepared.
fn over_leads(head: &str, tail: &str) -> String {
    let places: Vec<String> = (2..BATCH + 2).map(|number| format!("${number}")).collect();
    format!("{head} ({}){tail}", places.join(", "))
}

/// Fills the places that are left with nothing.
fn batch(workspace_id: &WorkspaceId, leads: &[LeadId]) -> Vec<Arg> {
    let mut args = args![workspace_id.as_str()];
    args.extend(leads.iter().take(BATCH).map(|lead| Arg::from(lead.as_str())));
    args.resize(BATCH + 1, Arg::from(""));
    args
}
