//! Erasing a lead: every row that tells of the person, in one transaction. Files follow: `erasures` says which, until nobody can be writing any.

use super::db::{Db, Tx, args};
use super::deliveries::erase_deliveries;
use super::events::next_sequence;
use super::person::erase_traces;
use super::person_requests::blank_requests;
use super::scrubbing::want_scrub;
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, WorkspaceId};

/// Removes the lead with all that hangs on it, and returns the number of its next event; `None` when it is gone already. Rows are taken in the order in which workers take them
/// (job before lead), and jobs again at the end, for one that was made in between.
///
/// `of`: address and site of the person, whose traces elsewhere go too.
pub async fn erase_lead(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, of: (&str, Option<&str>), now: i64) -> Result<Option<i64>, StoreError> {
    let both = || args![workspace_id.as_str(), lead_id.as_str()];
    // A worker that holds the job waits here or finds it gone: its next write changes nothing.
    tx.execute("UPDATE jobs SET epoch = epoch + 1, status = 'cancelled' WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    if tx.execute("DELETE FROM leads WHERE workspace_id = $1 AND id = $2", both()).await? == 0 {
        return Ok(None);
    }
    let sequence = next_sequence(tx, workspace_id, lead_id).await?;
    tx.execute("DELETE FROM steps WHERE workspace_id = $1 AND job_id IN (SELECT id FROM jobs WHERE workspace_id = $1 AND lead_id = $2)", both()).await?;
    tx.execute("DELETE FROM jobs WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM magnets WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    erase_deliveries(tx, workspace_id, lead_id).await?;
    tx.execute("DELETE FROM events WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM external_ids WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM lead_words WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM views WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM alerts WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM source_looks WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM source_states WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM kept_answers WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM standings WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM lead_links WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM link_codes WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM writings WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    // What the calls cost stays, for whom they were does not.
    tx.execute("UPDATE llm_calls SET job_id = NULL, lead_id = NULL WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    tx.execute("DELETE FROM golden_leads WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    blank_requests(tx, workspace_id, lead_id).await?;
    // Kept answers to decisions about the person's requests say what they asked for.
    tx.execute(
        "DELETE FROM idempotency_keys WHERE workspace_id = $1 AND EXISTS
         (SELECT 1 FROM person_requests r WHERE r.workspace_id = $1 AND r.lead_id = $2 AND idempotency_keys.answer LIKE '%\"' || r.id || '\"%')",
        both(),
    )
    .await?;
    erase_traces(tx, workspace_id, of.0, of.1).await?;
    want_scrub(tx, now).await?;
    tx.execute("INSERT INTO erasures (workspace_id, lead_id, erased_at) VALUES ($1, $2, $3)", args![workspace_id.as_str(), lead_id.as_str(), now]).await?;
    Ok(Some(sequence))
}

/// Leads whose files are still to be removed, with the time of their erasure.
pub async fn erasures(db: &Db) -> Result<Vec<(WorkspaceId, LeadId, i64)>, StoreError> {
    let rows: Vec<(String, String, i64)> = db.fetch_all("SELECT workspace_id, lead_id, erased_at FROM erasures ORDER BY erased_at LIMIT 500", args![]).await?;
    rows.into_iter().map(|(workspace, lead, at)| Ok((parsed(&workspace)?, parsed(&lead)?, at))).collect()
}

/// No attempt that began before can still be running.
pub async fn forget_erasure(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<(), StoreError> {
    db.execute("DELETE FROM erasures WHERE workspace_id = $1 AND lead_id = $2", args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(())
}
