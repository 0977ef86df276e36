//! The leads that a project keeps to try changes on, in the order in which they were chosen.

use serde_json::json;

use super::audit::{Entry, insert_audit};
use super::db::{Db, Tx, args};
use super::projects::hold_project;
use super::{StoreError, parsed};
use crate::model::golden::GOLDEN_MAX;
use crate::model::ids::{LeadId, Random, WorkspaceId};
use crate::model::lead::LeadFields;
use crate::model::project::Project;

const KEPT: &str = "SELECT l.id, l.fields, g.added_at, g.added_by FROM golden_leads g JOIN leads l ON l.workspace_id = g.workspace_id AND l.id = g.lead_id
     WHERE g.workspace_id = $1 AND g.project_id = $2 ORDER BY g.position, g.added_at, l.id";

type Row = (String, String, i64, String);

/// A lead that is kept.
#[derive(Debug, Clone)]
pub struct GoldenLead {
    pub id: LeadId,
    pub fields: LeadFields,
    /// Epoch milliseconds.
    pub added_at: i64,
    /// E-mail address of the person, or name of the API key.
    pub added_by: String,
}

/// The project's golden leads, in their order.
pub async fn golden_leads(db: &Db, project: &Project) -> Result<Vec<GoldenLead>, StoreError> {
    read(db.fetch_all(KEPT, args![project.workspace_id.as_str(), project.id.as_str()]).await?)
}

/// The same inside a transaction, which holds the project until it ends: of two who change the list the second sees what the first has done.
async fn held(tx: &mut Tx, project: &Project) -> Result<Vec<GoldenLead>, StoreError> {
    hold_project(tx, &project.workspace_id, &project.id).await?;
    read(tx.fetch_all(KEPT, args![project.workspace_id.as_str(), project.id.as_str()]).await?)
}

fn read(rows: Vec<Row>) -> Result<Vec<GoldenLead>, StoreError> {
    rows.into_iter()
        .map(|(id, fields, added_at, added_by)| Ok(GoldenLead { id: parsed(&id)?, fields: serde_json::from_str(&fields)?, added_at, added_by }))
        .collect()
}

/// How many there are.
pub async fn golden_count(db: &Db, project: &Project) -> Result<usize, StoreError> {
    let row: Option<(i64,)> = db
        .fetch_optional(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM golden_leads g JOIN leads l ON l.workspace_id = g.workspace_id AND l.id = g.lead_id
             WHERE g.workspace_id = $1 AND g.project_id = $2",
            args![project.workspace_id.as_str(), project.id.as_str()],
        )
        .await?;
    Ok(row.and_then(|(count,)| usize::try_from(count).ok()).unwrap_or(0))
}

/// Whether this lead is one of them.
pub async fn is_golden(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = db
        .fetch_optional("SELECT position FROM golden_leads WHERE workspace_id = $1 AND lead_id = $2 LIMIT 1", args![workspace_id.as_str(), lead_id.as_str()])
        .await?;
    Ok(row.is_some())
}

/// What came of choosing leads. Nothing was changed but for `Kept`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    Kept,
    /// More than [`GOLDEN_MAX`].
    TooMany,
    /// Not a lead of this project, or erased.
    Unknown(LeadId),
}

/// Keeps exactly these leads, in this order; those that were kept before keep their time and person. A lead that is named twice counts once. `entry` goes
/// into the audit log with how many there are now.
pub async fn set_golden_leads(db: &Db, random: &dyn Random, project: &Project, leads: &[LeadId], entry: &Entry<'_>) -> Result<Chosen, StoreError> {
    let mut wanted: Vec<&LeadId> = Vec::new();
    for lead in leads {
        if !wanted.contains(&lead) {
            wanted.push(lead);
        }
    }
    let mut tx = db.begin().await?;
    let before = held(&mut tx, project).await?;
    replace(tx, random, project, &before, &wanted, entry).await
}

/// Keeps this lead as the last of them, or where `keep` is false no longer; the others stay. `entry` as with [`set_golden_leads`].
pub async fn change_golden_lead(db: &Db, random: &dyn Random, project: &Project, lead: &LeadId, keep: bool, entry: &Entry<'_>) -> Result<Chosen, StoreError> {
    let mut tx = db.begin().await?;
    let before = held(&mut tx, project).await?;
    let mut wanted: Vec<&LeadId> = before.iter().map(|one| &one.id).filter(|one| keep || *one != lead).collect();
    if keep && !wanted.contains(&lead) {
        wanted.push(lead);
    }
    replace(tx, random, project, &before, &wanted, entry).await
}

/// Puts `wanted` in place of `before`, which was read by [`held`].
async fn replace(
    mut tx: Tx,
    random: &dyn Random,
    project: &Project,
    before: &[GoldenLead],
    wanted: &[&LeadId],
    entry: &Entry<'_>,
) -> Result<Chosen, StoreError> {
    if wanted.len() > GOLDEN_MAX {
        return Ok(Chosen::TooMany);
    }
    tx.execute("DELETE FROM golden_leads WHERE workspace_id = $1 AND project_id = $2", args![project.workspace_id.as_str(), project.id.as_str()]).await?;
    for (position, lead) in (0_i64..).zip(wanted) {
        let known = before.iter().find(|one| one.id == **lead);
        let (added_at, added_by) = known.map_or((entry.at, entry.actor), |one| (one.added_at, one.added_by.as_str()));
        // The lead's row decides whether it is this project's and still there.
        let added = tx
            .execute(
                "INSERT INTO golden_leads (workspace_id, project_id, lead_id, position, added_at, added_by)
                 SELECT workspace_id, project_id, id, CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS TEXT) FROM leads
                 WHERE workspace_id = $1 AND project_id = $2 AND id = $3",
                args![project.workspace_id.as_str(), project.id.as_str(), lead.as_str(), position, added_at, added_by],
            )
            .await?;
        // One that was kept can only have been erased just now, which takes it out.
        if added == 0 && known.is_none() {
            return Ok(Chosen::Unknown((*lead).clone()));
        }
    }
    let entry = Entry { detail: json!({"count": wanted.len()}), ..*entry };
    insert_audit(&mut tx, random, &entry).await?;
    tx.commit().await?;
    Ok(Chosen::Kept)
}
