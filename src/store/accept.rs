//! Accepting leads: lead, job, credit, the event `lead.created` and the kept answers of many requests in one transaction, so that one disk flush
//! serves them all. Rows that others may want too are taken in the order of their keys, so that two transactions never wait for each other:
//! idempotency keys, external ids, balances, counters of events.

use std::collections::BTreeMap;

use super::db::{Arg, Db, Tx, args};
use super::events::{NewEvent, insert_events};
use super::idempotency::{KeptAnswer, RequestKey, kept_answer_in};
use super::{StoreError, credits, parsed};
use crate::model::credits::{Shortage, month_of};
use crate::model::ids::{BatchId, JobId, LeadId, ProjectId, Random, WorkspaceId};

/// One checked request, everything decided but the writing.
#[derive(Debug, Clone)]
pub struct NewLead {
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub lead_id: LeadId,
    pub job_id: JobId,
    pub email: String,
    /// JSON of the lead's fields.
    pub fields: String,
    /// Samples cost nothing.
    pub sample: bool,
    pub created_at: i64,
    /// `lead.created`.
    pub event: NewEvent,
    pub batch_id: Option<BatchId>,
    pub external: Option<External>,
    pub once: Option<KeptRequest>,
}

/// The caller's own id of a lead, and a hash of what came with it.
#[derive(Debug, Clone)]
pub struct External {
    pub id: String,
    pub request_hash: String,
}

/// A request with an `Idempotency-Key`, and the answer that it is to get for good.
#[derive(Debug, Clone)]
pub struct KeptRequest {
    pub key: RequestKey,
    /// JSON.
    pub answer: String,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Stored,
    /// This idempotency key was answered before.
    Again(KeptAnswer),
    /// This external id has a lead already, from the same request.
    Duplicate(LeadId, JobId),
    /// This external id has a lead already, from another request.
    Conflict(LeadId),
    Short(Shortage),
}

/// Most requests in one transaction.
pub const BATCH_MAX: usize = 256;

/// Rows of one statement. Few sizes, so that the statements stay prepared.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// Writes all requests that can be granted, each whole or not at all; one outcome each.
pub async fn accept_leads(db: &Db, random: &dyn Random, leads: &[NewLead]) -> Result<Vec<Outcome>, StoreError> {
    let mut tx = db.begin().await?;
    let outcomes = accept_in(&mut tx, random, leads).await?;
    tx.commit().await?;
    Ok(outcomes)
}

/// As [`accept_leads`], in the transaction of a change that belongs to it. Writes events: nothing but the commit should follow.
pub async fn accept_in(tx: &mut Tx, random: &dyn Random, leads: &[NewLead]) -> Result<Vec<Outcome>, StoreError> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; leads.len()];
    let repeated = claim_keys(tx, leads, &mut outcomes).await?;
    claim_external_ids(tx, leads, &mut outcomes).await?;
    draw_credits(tx, random, leads, &mut outcomes).await?;
    release_refused(tx, leads, &outcomes).await?;
    let granted: Vec<&NewLead> = leads.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_none()).map(|(lead, _)| lead).collect();
    insert_leads(tx, &granted).await?;
    let mut outcomes: Vec<Outcome> = outcomes.into_iter().map(|outcome| outcome.unwrap_or(Outcome::Stored)).collect();
    // A key that stands twice in this transaction: the later one gets what became of the earlier one.
    for (later, earlier) in repeated {
        outcomes[later] = match (&outcomes[earlier], &leads[earlier].once) {
            (Outcome::Stored, Some(once)) => Outcome::Again(answer_of(once)),
            (other, _) => other.clone(),
        };
    }
    Ok(outcomes)
}

fn answer_of(once: &KeptRequest) -> KeptAnswer {
    KeptAnswer { request_hash: once.key.request_hash.clone(), status: 200, answer: Some(once.answer.clone()), sealed: false }
}

/// Claims the idempotency keys with their answers. Returns (later, earlier) for keys that stand twice among these requests.
async fn claim_keys(tx: &mut Tx, leads: &[NewLead], outcomes: &mut [Option<Outcome>]) -> Result<Vec<(usize, usize)>, StoreError> {
    let mut first: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut repeated = Vec::new();
    for (at, lead) in leads.iter().enumerate() {
        let Some(once) = &lead.once else { continue };
        let key = (once.key.workspace_id.as_str(), once.key.project_id.as_str(), once.key.key_hash.as_str());
        match first.get(&key) {
            // Decided when it is known what became of the first; until then it takes no part.
            Some(earlier) => {
                repeated.push((at, *earlier));
                outcomes[at] = Some(Outcome::Again(answer_of(once)));
            }
            None => {
                first.insert(key, at);
            }
        }
    }
    let mut rest: Vec<usize> = first.into_values().collect();
    for size in SIZES {
        while rest.len() >= size {
            let behind = rest.split_off(size);
            let rows = rest.iter().filter_map(|at| leads[*at].once.as_ref().map(|once| (once, leads[*at].created_at)));
            let args = rows.flat_map(|(once, at)| {
                let key = &once.key;
                args![key.workspace_id.as_str(), key.project_id.as_str(), key.key_hash.as_str(), key.request_hash.as_str(), 200_i64, once.answer.as_str(), at]
            });
            let head = "INSERT INTO idempotency_keys (workspace_id, project_id, key_hash, request_hash, status, answer, created_at) VALUES";
            let sql = format!("{} ON CONFLICT DO NOTHING RETURNING workspace_id, project_id, key_hash", insert(head, size, 7));
            let ours: Vec<(String, String, String)> = tx.fetch_all(&sql, args.collect::<Vec<Arg>>()).await?;
            for at in &rest {
                let Some(once) = &leads[*at].once else { continue };
                let key = &once.key;
                let is_ours = |(workspace, project, hash): &(String, String, String)| {
                    hash == &key.key_hash && workspace == key.workspace_id.as_str() && project == key.project_id.as_str()
                };
                if !ours.iter().any(is_ours) {
                    outcomes[*at] = Some(Outcome::Again(kept_answer_in(tx, key).await?));
                }
            }
            rest = behind;
        }
    }
    Ok(repeated)
}

/// Claims the callers' own ids, one by one: few requests carry one.
async fn claim_external_ids(tx: &mut Tx, leads: &[NewLead], outcomes: &mut [Option<Outcome>]) -> Result<(), StoreError> {
    let mut order: Vec<(usize, &External)> = leads.iter().enumerate().filter_map(|(at, lead)| Some((at, lead.external.as_ref()?))).collect();
    order.retain(|(at, _)| outcomes[*at].is_none());
    order.sort_by_key(|(at, external)| (leads[*at].workspace_id.as_str(), leads[*at].project_id.as_str(), external.id.as_str(), *at));
    for (at, external) in order {
        let lead = &leads[at];
        let own = || args![lead.workspace_id.as_str(), lead.project_id.as_str(), lead.sample, external.id.as_str()];
        let mut args = own();
        args.extend(args![lead.lead_id.as_str(), lead.job_id.as_str(), external.request_hash.as_str(), lead.created_at]);
        let ours = tx
            .execute(
                "INSERT INTO external_ids (workspace_id, project_id, sample, external_id, lead_id, job_id, request_hash, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
                args,
            )
            .await?;
        if ours == 1 {
            continue;
        }
        let row: Option<(String, String, String)> = tx
            .fetch_optional(
                "SELECT lead_id, job_id, request_hash FROM external_ids WHERE workspace_id = $1 AND project_id = $2 AND sample = $3 AND external_id = $4",
                own(),
            )
            .await?;
        let (lead_id, job_id, request_hash) = row.ok_or_else(|| StoreError::Damaged("an external id vanished".into()))?;
        let same = request_hash == external.request_hash;
        outcomes[at] = Some(if same { Outcome::Duplicate(parsed(&lead_id)?, parsed(&job_id)?) } else { Outcome::Conflict(parsed(&lead_id)?) });
    }
    Ok(())
}

/// Takes the credits of each project's requests, as far as they go.
async fn draw_credits(tx: &mut Tx, random: &dyn Random, leads: &[NewLead], outcomes: &mut [Option<Outcome>]) -> Result<(), StoreError> {
    let mut groups: BTreeMap<(&WorkspaceId, &ProjectId), Vec<usize>> = BTreeMap::new();
    for (at, lead) in leads.iter().enumerate().filter(|(at, lead)| !lead.sample && outcomes[*at].is_none()) {
        groups.entry((&lead.workspace_id, &lead.project_id)).or_default().push(at);
    }
    for ((workspace, project), wanting) in groups {
        let now = leads[wanting[0]].created_at;
        // Nothing can be drawn for a project that was removed meanwhile.
        let available = credits::standing_locked(tx, workspace, project, now).await?.map_or(Some(0), |standing| standing.available());
        let granted = available.map_or(wanting.len(), |available| usize::try_from(available).unwrap_or(0).min(wanting.len()));
        let jobs: Vec<&JobId> = wanting[..granted].iter().map(|at| &leads[*at].job_id).collect();
        credits::reserve(tx, random, workspace, project, &jobs, now).await?;
        for at in &wanting[granted..] {
            outcomes[*at] = Some(Outcome::Short(Shortage { required: 1, available: 0 }));
        }
    }
    Ok(())
}

/// A request that was refused keeps neither its idempotency key nor its external id.
async fn release_refused(tx: &mut Tx, leads: &[NewLead], outcomes: &[Option<Outcome>]) -> Result<(), StoreError> {
    for (lead, outcome) in leads.iter().zip(outcomes) {
        if !matches!(outcome, Some(Outcome::Duplicate(..) | Outcome::Conflict(_) | Outcome::Short(_))) {
            continue;
        }
        if let Some(once) = &lead.once {
            let key = &once.key;
            tx.execute(
                "DELETE FROM idempotency_keys WHERE workspace_id = $1 AND project_id = $2 AND key_hash = $3",
                args![key.workspace_id.as_str(), key.project_id.as_str(), key.key_hash.as_str()],
            )
            .await?;
        }
        if lead.external.is_some() {
            tx.execute("DELETE FROM external_ids WHERE workspace_id = $1 AND lead_id = $2", args![lead.workspace_id.as_str(), lead.lead_id.as_str()]).await?;
        }
    }
    Ok(())
}

async fn insert_leads(tx: &mut Tx, leads: &[&NewLead]) -> Result<(), StoreError> {
    let mut rest = leads;
    for size in SIZES {
        while rest.len() >= size {
            let (rows, behind) = rest.split_at(size);
            insert_rows(tx, rows).await?;
            rest = behind;
        }
    }
    insert_events(tx, &leads.iter().map(|lead| lead.event.clone()).collect::<Vec<_>>()).await
}

async fn insert_rows(tx: &mut Tx, leads: &[&NewLead]) -> Result<(), StoreError> {
    let rows = leads.iter().flat_map(|lead| {
        args![
            lead.workspace_id.as_str(),
            lead.lead_id.as_str(),
            lead.project_id.as_str(),
            lead.email.as_str(),
            lead.fields.as_str(),
            "queued",
            lead.batch_id.as_ref().map(BatchId::as_str),
            lead.created_at,
            lead.created_at
        ]
    });
    tx.execute(
        &insert("INSERT INTO leads (workspace_id, id, project_id, email, fields, status, batch_id, created_at, updated_at) VALUES", leads.len(), 9),
        rows.collect::<Vec<Arg>>(),
    )
    .await?;
    let rows = leads.iter().flat_map(|lead| {
        let (credit, month) = if lead.sample { ("none", 0) } else { ("reserved", month_of(lead.created_at)) };
        args![
            lead.workspace_id.as_str(),
            lead.job_id.as_str(),
            lead.project_id.as_str(),
            lead.lead_id.as_str(),
            "queued",
            lead.sample,
            credit,
            month,
            lead.created_at,
            lead.created_at,
            lead.created_at
        ]
    });
    let head = "INSERT INTO jobs (workspace_id, id, project_id, lead_id, status, sample, credit, credit_month, run_at, created_at, updated_at) VALUES";
    tx.execute(&insert(head, leads.len(), 11), rows.collect::<Vec<Arg>>()).await?;
    Ok(())
}

/// `head ($1,$2),($3,$4)…`
pub(super) fn insert(head: &str, rows: usize, columns: usize) -> String {
    let mut sql = String::with_capacity(head.len() + rows * columns * 5);
    sql.push_str(head);
    let mut next = 1;
    for row in 0..rows {
        sql.push_str(if row == 0 { " (" } else { ", (" });
        for column in 0..columns {
            if column > 0 {
                sql.push(',');
            }
            sql.push('$');
            sql.push_str(&next.to_string());
            next += 1;
        }
        sql.push(')');
    }
    sql
}
