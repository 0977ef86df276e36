//! The sources of published magnets: when each was looked at last, what the look said, and which process has it now.

use super::db::{Arg, Db, Tx, args};
use super::{StoreError, dialect, parsed};
use crate::model::drift::{Settled, Sighting, State};
use crate::model::evidence::EvidenceId;
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::model::job::Job;
use crate::model::research_settings::ResearchSettings;

/// A process that looks has so long: the deadline of a look and the time to judge it, several times over.
pub const LEASE_MS: i64 = 300_000;

/// A lead whose sources this process is to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub lead_id: LeadId,
    /// Names the claim: an older one changes nothing any more.
    pub lease_until: i64,
    /// A person asked for it.
    pub wanted: bool,
}

type ClaimRow = (String, String, String, i64, Option<i64>);

fn claim((workspace, project, lead, lease_until, wanted_at): ClaimRow) -> Result<Claim, StoreError> {
    Ok(Claim { workspace_id: parsed(&workspace)?, project_id: parsed(&project)?, lead_id: parsed(&lead)?, lease_until, wanted: wanted_at.is_some() })
}

/// Notes that a version was published, whose sources were read just now. A job on the built-in sample has none.
pub async fn published(tx: &mut Tx, job: &Job, now: i64) -> Result<(), StoreError> {
    if job.sample {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO source_looks (workspace_id, lead_id, project_id, looked_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, lead_id) DO UPDATE SET looked_at = excluded.looked_at, checked_at = NULL, drifted = 0, version = NULL, wanted_at = NULL, lease_until = 0",
        args![job.workspace_id.as_str(), job.lead_id.as_str(), job.project_id.as_str(), now],
    )
    .await?;
    tx.execute(FORGET_STATES, args![job.workspace_id.as_str(), job.lead_id.as_str()]).await?;
    Ok(())
}

/// A person asks for a look; false when nothing of this lead is published, or it is a sample.
pub async fn want(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE source_looks SET wanted_at = COALESCE(wanted_at, $3) WHERE workspace_id = $1 AND lead_id = $2",
            args![workspace_id.as_str(), lead_id.as_str(), now],
        )
        .await?;
    Ok(changed == 1)
}

/// Takes the lead for which a person has waited longest, of whatever workspace.
pub async fn claim_wanted(db: &Db, now: i64) -> Result<Option<Claim>, StoreError> {
    // Mostly nobody waits, and to find that out takes no write lock.
    let any: Option<(String,)> =
        db.fetch_optional("SELECT lead_id FROM source_looks WHERE wanted_at IS NOT NULL AND lease_until < $1 LIMIT 1", args![now]).await?;
    if any.is_none() {
        return Ok(None);
    }
    let sql = format!(
        "UPDATE source_looks SET lease_until = $2 WHERE (workspace_id, lead_id) =
         (SELECT workspace_id, lead_id FROM source_looks WHERE wanted_at IS NOT NULL AND lease_until < $1 ORDER BY wanted_at LIMIT 1 {})
         RETURNING workspace_id, project_id, lead_id, lease_until, wanted_at",
        dialect::skip_locked(db)
    );
    db.execute_returning::<ClaimRow>(&sql, args![now, now + LEASE_MS]).await?.map(claim).transpose()
}

/// Takes the lead of the project that was looked at longest ago, provided that it was before `before`.
pub async fn claim_due(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, before: i64, now: i64) -> Result<Option<Claim>, StoreError> {
    let any: Option<(String,)> = db
        .fetch_optional(
            "SELECT lead_id FROM source_looks WHERE workspace_id = $1 AND project_id = $2 AND looked_at <= $3 AND lease_until < $4 LIMIT 1",
            args![workspace_id.as_str(), project_id.as_str(), before, now],
        )
        .await?;
    if any.is_none() {
        return Ok(None);
    }
    let sql = format!(
        "UPDATE source_looks SET lease_until = $2 WHERE (workspace_id, lead_id) =
         (SELECT workspace_id, lead_id FROM source_looks WHERE workspace_id = $3 AND project_id = $4 AND looked_at <= $5 AND lease_until < $1
          ORDER BY looked_at LIMIT 1 {})
         RETURNING workspace_id, project_id, lead_id, lease_until, wanted_at",
        dialect::skip_locked(db)
    );
    let values = args![now, now + LEASE_MS, workspace_id.as_str(), project_id.as_str(), before];
    db.execute_returning::<ClaimRow>(&sql, values).await?.map(claim).transpose()
}

/// What each project that is not deleted has set; those that never set anything are left out.
pub async fn research_settings(db: &Db) -> Result<Vec<(WorkspaceId, ProjectId, ResearchSettings)>, StoreError> {
    let rows: Vec<(String, String, String)> = db
        .fetch_all("SELECT workspace_id, id, research FROM projects WHERE deleted_at IS NULL AND research <> '{}' ORDER BY workspace_id, id", args![])
        .await?;
    rows.into_iter().map(|(workspace, project, settings)| Ok((parsed(&workspace)?, parsed(&project)?, serde_json::from_str(&settings)?))).collect()
}

const SETTINGS_OF: &str = "SELECT research FROM projects WHERE workspace_id = $1 AND id = $2";

/// What one project has set.
pub async fn research_settings_of(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<ResearchSettings, StoreError> {
    let row: Option<(String,)> = db.fetch_optional(SETTINGS_OF, args![workspace_id.as_str(), project_id.as_str()]).await?;
    Ok(row.map(|(settings,)| serde_json::from_str(&settings)).transpose()?.unwrap_or_default())
}

/// As [`research_settings_of`], as the transaction sees it.
pub async fn research_settings_in(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<ResearchSettings, StoreError> {
    let row: Option<(String,)> = tx.fetch_optional(SETTINGS_OF, args![workspace_id.as_str(), project_id.as_str()]).await?;
    Ok(row.map(|(settings,)| serde_json::from_str(&settings)).transpose()?.unwrap_or_default())
}

/// Ends a look: what it said takes the place of what the one before said. False when the claim is not this process's any more; then nothing is to be committed.
pub async fn conclude(tx: &mut Tx, claim: &Claim, version: i64, sightings: &[Sighting], now: i64) -> Result<bool, StoreError> {
    let drifted = sightings.iter().filter(|sighting| sighting.state.is_drift()).count();
    let changed = tx
        .execute(
            "UPDATE source_looks SET looked_at = $4, checked_at = $4, drifted = $5, version = $6, wanted_at = NULL, lease_until = 0
             WHERE workspace_id = $1 AND lead_id = $2 AND lease_until = $3",
            args![claim.workspace_id.as_str(), claim.lead_id.as_str(), claim.lease_until, now, i64::try_from(drifted).unwrap_or(i64::MAX), version],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(FORGET_STATES, args![claim.workspace_id.as_str(), claim.lead_id.as_str()]).await?;
    for sighting in sightings {
        let values: Vec<Arg> = args![
            claim.workspace_id.as_str(),
            claim.lead_id.as_str(),
            sighting.evidence.0.as_str(),
            sighting.state.as_str(),
            sighting.now.as_deref(),
            sighting.settled.as_str()
        ];
        tx.execute("INSERT INTO source_states (workspace_id, lead_id, evidence_id, state, now_seen, settled) VALUES ($1, $2, $3, $4, $5, $6)", values).await?;
    }
    Ok(true)
}

/// No look was had this time: the next one is due as if there had been. What the last one said stays.
pub async fn postpone(db: &Db, claim: &Claim, now: i64) -> Result<(), StoreError> {
    db.execute(
        "UPDATE source_looks SET looked_at = $4, wanted_at = NULL, lease_until = 0 WHERE workspace_id = $1 AND lead_id = $2 AND lease_until = $3",
        args![claim.workspace_id.as_str(), claim.lead_id.as_str(), claim.lease_until, now],
    )
    .await?;
    Ok(())
}

/// There is nothing to look at, now or later: no more looks until something is published again.
pub async fn forget(db: &Db, claim: &Claim) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let gone = tx
        .execute(
            "DELETE FROM source_looks WHERE workspace_id = $1 AND lead_id = $2 AND lease_until = $3",
            args![claim.workspace_id.as_str(), claim.lead_id.as_str(), claim.lease_until],
        )
        .await?;
    if gone > 0 {
        tx.execute(FORGET_STATES, args![claim.workspace_id.as_str(), claim.lead_id.as_str()]).await?;
    }
    tx.commit().await
}

const FORGET_STATES: &str = "DELETE FROM source_states WHERE workspace_id = $1 AND lead_id = $2";

/// How a lead's sources stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The last look; `None` where there was none since the publication.
    pub checked_at: Option<i64>,
    /// The version that was looked at.
    pub version: Option<i64>,
    /// A person asked for a look that has not been had yet.
    pub wanted_at: Option<i64>,
    /// What the last look said, in the order of the evidence.
    pub sightings: Vec<Sighting>,
}

/// `None` when nothing of this lead is published, or it is a sample.
pub async fn look(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Option<Look>, StoreError> {
    let row: Option<(Option<i64>, Option<i64>, Option<i64>)> = db
        .fetch_optional(
            "SELECT checked_at, version, wanted_at FROM source_looks WHERE workspace_id = $1 AND lead_id = $2",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    let Some((checked_at, version, wanted_at)) = row else { return Ok(None) };
    Ok(Some(Look { checked_at, version, wanted_at, sightings: sightings(db, workspace_id, lead_id).await? }))
}

const STATES: &str = "SELECT evidence_id, state, now_seen, settled FROM source_states WHERE workspace_id = $1 AND lead_id = $2";

type StateRow = (String, String, Option<String>, String);

async fn sightings(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<Sighting>, StoreError> {
    in_order(db.fetch_all(STATES, args![workspace_id.as_str(), lead_id.as_str()]).await?)
}

/// What the last look said, as the transaction sees it.
pub async fn sightings_in(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<Sighting>, StoreError> {
    in_order(tx.fetch_all(STATES, args![workspace_id.as_str(), lead_id.as_str()]).await?)
}

fn in_order(rows: Vec<StateRow>) -> Result<Vec<Sighting>, StoreError> {
    let mut sightings = rows
        .into_iter()
        .map(|(id, state, now, settled)| Ok(Sighting { evidence: EvidenceId(id), state: parsed::<State>(&state)?, now, settled: parsed::<Settled>(&settled)? }))
        .collect::<Result<Vec<_>, StoreError>>()?;
    // `ev_9` before `ev_10`.
    sightings.sort_by_key(|sighting| (sighting.evidence.0.len(), sighting.evidence.0.clone()));
    Ok(sightings)
}

/// Leads of the project some of whose facts have changed, those looked at last first: (lead, how many facts, when).
pub async fn drifted(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, limit: i64) -> Result<Vec<(LeadId, i64, i64)>, StoreError> {
    let rows: Vec<(String, i64, i64)> = db
        .fetch_all(
            "SELECT lead_id, drifted, checked_at FROM source_looks WHERE workspace_id = $1 AND project_id = $2 AND drifted > 0 AND checked_at IS NOT NULL
             ORDER BY checked_at DESC, lead_id LIMIT $3",
            args![workspace_id.as_str(), project_id.as_str(), limit],
        )
        .await?;
    rows.into_iter().map(|(lead, drifted, at)| Ok((parsed(&lead)?, drifted, at))).collect()
}

/// Readers no longer get this version; false when they did not get it anyway, or a newer one is out.
pub async fn withdraw(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, version: i64, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE magnets SET withdrawn_at = $4 WHERE workspace_id = $1 AND lead_id = $2 AND version = $3 AND withdrawn_at IS NULL AND published_at IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM magnets newer WHERE newer.workspace_id = $1 AND newer.lead_id = $2 AND newer.version > $3 AND newer.published_at IS NOT NULL)",
            args![workspace_id.as_str(), lead_id.as_str(), version, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Readers get what was withdrawn again, and the drift that was seen is known to a person; false when nothing was withdrawn.
pub async fn restore(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE magnets SET withdrawn_at = NULL WHERE workspace_id = $1 AND lead_id = $2 AND withdrawn_at IS NOT NULL",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    tx.execute(KEEP_DRIFT, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(changed > 0)
}

/// Drift that a person knows of, also where the last look could not tell.
const KEEP_DRIFT: &str =
    "UPDATE source_states SET settled = 'kept' WHERE workspace_id = $1 AND lead_id = $2 AND (state IN ('changed', 'gone') OR settled = 'told')";

/// A person published a version of their own: the drift that was seen is known to them. `evidence`: what the new version still rests on.
pub async fn republished(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, evidence: &[&str]) -> Result<(), StoreError> {
    let before = sightings_in(tx, workspace_id, lead_id).await?;
    let mut drifted = 0_i64;
    for sighting in before {
        if !evidence.contains(&sighting.evidence.0.as_str()) {
            tx.execute(
                "DELETE FROM source_states WHERE workspace_id = $1 AND lead_id = $2 AND evidence_id = $3",
                args![workspace_id.as_str(), lead_id.as_str(), sighting.evidence.0.as_str()],
            )
            .await?;
        } else if sighting.state.is_drift() {
            drifted += 1;
        }
    }
    tx.execute(KEEP_DRIFT, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    tx.execute("UPDATE source_looks SET drifted = $3 WHERE workspace_id = $1 AND lead_id = $2", args![workspace_id.as_str(), lead_id.as_str(), drifted])
        .await?;
    Ok(())
}
