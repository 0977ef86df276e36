//! Accepting leads: lead, job and the event `lead.created` of many requests in one transaction, so that one disk flush serves them all.

use super::StoreError;
use super::db::{Arg, Db, Tx, args};
use super::events::{NewEvent, insert_events};
use crate::model::ids::{JobId, LeadId, ProjectId, WorkspaceId};

/// One accepted request, everything decided but the writing.
#[derive(Debug, Clone)]
pub struct NewLead {
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub lead_id: LeadId,
    pub job_id: JobId,
    pub email: String,
    /// JSON of the lead's fields.
    pub fields: String,
    pub sample: bool,
    pub created_at: i64,
    /// `lead.created`.
    pub event: NewEvent,
}

/// Most leads in one transaction.
pub const BATCH_MAX: usize = 256;

/// Rows of one statement. Few sizes, so that the statements stay prepared.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// Writes all or none.
pub async fn insert_leads(db: &Db, leads: &[NewLead]) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    insert_leads_with(&mut tx, leads).await?;
    tx.commit().await
}

/// As [`insert_leads`], in the transaction of a change that belongs to it.
pub async fn insert_leads_with(tx: &mut Tx, leads: &[NewLead]) -> Result<(), StoreError> {
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

async fn insert_rows(tx: &mut Tx, leads: &[NewLead]) -> Result<(), StoreError> {
    let rows = leads.iter().flat_map(|lead| {
        args![
            lead.workspace_id.as_str(),
            lead.lead_id.as_str(),
            lead.project_id.as_str(),
            lead.email.as_str(),
            lead.fields.as_str(),
            "queued",
            lead.created_at,
            lead.created_at
        ]
    });
    tx.execute(
        &insert("INSERT INTO leads (workspace_id, id, project_id, email, fields, status, created_at, updated_at) VALUES", leads.len(), 8),
        rows.collect::<Vec<Arg>>(),
    )
    .await?;
    let rows = leads.iter().flat_map(|lead| {
        args![
            lead.workspace_id.as_str(),
            lead.job_id.as_str(),
            lead.project_id.as_str(),
            lead.lead_id.as_str(),
            "queued",
            lead.sample,
            lead.created_at,
            lead.created_at,
            lead.created_at
        ]
    });
    tx.execute(
        &insert("INSERT INTO jobs (workspace_id, id, project_id, lead_id, status, sample, run_at, created_at, updated_at) VALUES", leads.len(), 9),
        rows.collect::<Vec<Arg>>(),
    )
    .await?;
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
