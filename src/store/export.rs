//! All that is held on a project's leads, page by page, for the export: no page depends on how much there is. The same of one lead.

use serde_json::{Value, json};

use super::StoreError;
use super::db::{Arg, Db, args};
use super::export_more::more_of_lead;
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};

/// Leads of one page.
const PAGE: usize = 100;

/// Where the next page begins: after this instant and id.
pub type After = (i64, String);

/// One page of leads with their jobs, documents, events, views, the states of their sources and the calls to a model, each as one object with its `type`. `None` behind the last one.
pub async fn page(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, after: &After) -> Result<Option<(Vec<Value>, After)>, StoreError> {
    type LeadRow = (String, String, String, i64, i64);
    let leads: Vec<LeadRow> = db
        .fetch_all(
            "SELECT id, status, fields, created_at, updated_at FROM leads
             WHERE workspace_id = $1 AND project_id = $2 AND (created_at, id) > ($3, $4) ORDER BY created_at, id LIMIT $5",
            args![workspace_id.as_str(), project_id.as_str(), after.0, after.1.as_str(), i64::try_from(PAGE).unwrap_or(i64::MAX)],
        )
        .await?;
    let Some(next) = leads.last().map(|(id, _, _, created_at, _)| (*created_at, id.clone())) else { return Ok(None) };
    let ids: Vec<&str> = leads.iter().map(|(id, ..)| id.as_str()).collect();
    let mut lines = Vec::new();
    for (id, status, fields, created_at, updated_at) in &leads {
        lines.push(json!({"type": "lead", "id": id, "status": status, "fields": read(fields)?, "createdAt": created_at, "updatedAt": updated_at}));
    }
    jobs(db, workspace_id, &ids, &mut lines).await?;
    documents(db, workspace_id, &ids, &mut lines).await?;
    events(db, workspace_id, &ids, &mut lines).await?;
    views(db, workspace_id, &ids, &mut lines).await?;
    sources(db, workspace_id, &ids, &mut lines).await?;
    links(db, workspace_id, &ids, &mut lines).await?;
    calls(db, workspace_id, &ids, &mut lines).await?;
    Ok(Some((lines, next)))
}

/// All that is held on one lead beside its fields, each as one object with its `type`.
pub async fn lines_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<Value>, StoreError> {
    let (ids, mut lines) = ([lead_id.as_str()], Vec::new());
    jobs(db, workspace_id, &ids, &mut lines).await?;
    documents(db, workspace_id, &ids, &mut lines).await?;
    events(db, workspace_id, &ids, &mut lines).await?;
    views(db, workspace_id, &ids, &mut lines).await?;
    sources(db, workspace_id, &ids, &mut lines).await?;
    links(db, workspace_id, &ids, &mut lines).await?;
    calls(db, workspace_id, &ids, &mut lines).await?;
    lines.extend(more_of_lead(db, workspace_id, lead_id).await?);
    Ok(lines)
}

async fn jobs(db: &Db, workspace_id: &WorkspaceId, leads: &[&str], lines: &mut Vec<Value>) -> Result<(), StoreError> {
    type Row = (String, String, String, bool, i64, Option<String>, Option<String>, i64, Option<i64>);
    let sql = over_leads(
        "SELECT id, lead_id, status, sample, retry_count, error_code, error_message, created_at, completed_at FROM jobs WHERE workspace_id = $1 AND lead_id IN",
        "ORDER BY lead_id, created_at, id",
    );
    for (id, lead, status, sample, retries, code, message, created_at, completed_at) in db.fetch_all::<Row>(&sql, batch(workspace_id, leads)).await? {
        let error = code.map(|code| json!({"code": code, "message": message}));
        lines.push(json!({"type": "job", "id": id, "leadId": lead, "status": status, "sample": sample, "retryCount": retries, "error": error,
            "createdAt": created_at, "completedAt": completed_at}));
    }
    Ok(())
}

async fn documents(db: &Db, workspace_id: &WorkspaceId, leads: &[&str], lines: &mut Vec<Value>) -> Result<(), StoreError> {
    type Row = (String, i64, String, String, String, i64, Option<i64>);
    let sql = over_leads(
        "SELECT lead_id, version, title, origin, document, created_at, published_at FROM magnets WHERE workspace_id = $1 AND lead_id IN",
        "ORDER BY lead_id, version",
    );
    for (lead, version, title, origin, document, created_at, published_at) in db.fetch_all::<Row>(&sql, batch(workspace_id, leads)).await? {
        lines.push(json!({"type": "document", "leadId": lead, "version": version, "title": title, "origin": origin, "document": read(&document)?,
            "createdAt": created_at, "publishedAt": published_at}));
    }
    Ok(())
}

async fn events(db: &Db, workspace_id: &WorkspaceId, leads: &[&str], lines: &mut Vec<Value>) -> Result<(), StoreError> {
    let sql = over_leads("SELECT payload FROM events WHERE workspace_id = $1 AND lead_id IN", "ORDER BY lead_id, sequence");
    for (payload,) in db.fetch_all::<(String,)>(&sql, batch(workspace_id, leads)).await? {
        lines.push(json!({"type": "event", "event": read(&payload)?}));
    }
    Ok(())
}

async fn views(db: &Db, workspace_id: &WorkspaceId, leads: &[&str], lines: &mut Vec<Value>) -> Result<(), StoreError> {
    type Row = (String, String, String, String, String, i64, i64);
    let sql = over_leads(
        "SELECT lead_id, what, class, reasons, facts, dwell_ms, created_at FROM views WHERE workspace_id = $1 AND lead_id IN",
        "ORDER BY lead_id, created_at, id",
    );
    for (lead, what, class, reasons, facts, dwell_ms, created_at) in db.fetch_all::<Row>(&sql, batch(workspace_id, leads)).await? {
        lines.push(json!({"type": "view", "leadId": lead, "what": what, "class": class, "reasons": read(&reasons)?, "facts": read(&facts)?,
            "dwellMs": dwell_ms, "createdAt": created_at}));
    }
    Ok(())
}

async fn sources(db: &Db, workspace_id: &WorkspaceId, leads: &[&str], lines: &mut Vec<Value>) -> Result<(), StoreError> {
    let sql =
        over_leads("SELECT lead_id, evidence_id, state, now_seen FROM source_states WHERE workspace_id = $1 AND lead_id IN", "ORDER BY lead_id, evidence_id");
    for (lead, evidence, state, now) in db.fetch_all::<(String, String, String, Option<String>)>(&sql, batch(workspace_id, leads)).await? {
        lines.push(json!({"type": "source", "leadId": lead, "evidence": evidence, "state": state, "now": now}));
    }
    Ok(())
}

/// What a link has of its own, without its password.
async fn links(db: &Db, workspace_id: &WorkspaceId, leads: &[&str], lines: &mut Vec<Value>) -> Result<(), StoreError> {
    type Row = (String, Option<String>, Option<i64>, Option<String>, i64);
    let sql = over_leads("SELECT lead_id, slug, withdrawn_at, replaced_by, views FROM lead_links WHERE workspace_id = $1 AND lead_id IN", "ORDER BY lead_id");
    for (lead, slug, withdrawn_at, replaced_by, views) in db.fetch_all::<Row>(&sql, batch(workspace_id, leads)).await? {
        lines.push(json!({"type": "link", "leadId": lead, "slug": slug, "withdrawnAt": withdrawn_at, "replacedBy": replaced_by, "views": views}));
    }
    Ok(())
}

async fn calls(db: &Db, workspace_id: &WorkspaceId, leads: &[&str], lines: &mut Vec<Value>) -> Result<(), StoreError> {
    type Row = (String, String, Option<String>, i64, i64, String, String, String, i64, i64, i64, String);
    let sql = over_leads(
        "SELECT id, lead_id, job_id, at, duration_ms, purpose, provider, model, tokens_in, tokens_out, cost_micros, outcome FROM llm_calls
         WHERE workspace_id = $1 AND lead_id IN",
        "ORDER BY lead_id, at, id",
    );
    for (id, lead, job, at, duration_ms, purpose, provider, model, tokens_in, tokens_out, cost_micros, outcome) in
        db.fetch_all::<Row>(&sql, batch(workspace_id, leads)).await?
    {
        lines.push(json!({"type": "modelCall", "id": id, "leadId": lead, "jobId": job, "at": at, "durationMs": duration_ms, "purpose": purpose,
            "provider": provider, "model": model, "tokensIn": tokens_in, "tokensOut": tokens_out, "costMicros": cost_micros, "outcome": outcome}));
    }
    Ok(())
}

/// `head ($2, …) tail`, always with [`PAGE`] places.
fn over_leads(head: &str, tail: &str) -> String {
    let places: Vec<String> = (2..PAGE + 2).map(|number| format!("${number}")).collect();
    format!("{head} ({}) {tail}", places.join(", "))
}

fn batch(workspace_id: &WorkspaceId, leads: &[&str]) -> Vec<Arg> {
    let mut args = args![workspace_id.as_str()];
    args.extend(leads.iter().map(|lead| Arg::from(*lead)));
    args.resize(PAGE + 1, Arg::from(""));
    args
}

fn read(text: &str) -> Result<Value, StoreError> {
    Ok(serde_json::from_str(text)?)
}
