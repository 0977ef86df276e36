//! What is held on one lead beside the lines of `export.rs`: results of the phases, calls to models, deliveries with their tries, and the small marks.

use serde_json::{Value, json};

use super::db::{Arg, Db, args};
use super::{StoreError, steps};
use crate::model::ids::{LeadId, WorkspaceId};

/// Each as one object with its `type`.
pub async fn more_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<Value>, StoreError> {
    let both = || args![workspace_id.as_str(), lead_id.as_str()];
    let mut lines = results(db, both()).await?;
    deliveries(db, both(), &mut lines).await?;
    writings(db, both(), &mut lines).await?;
    marks(db, both(), &mut lines).await?;
    requests(db, both(), &mut lines).await?;
    Ok(lines)
}

/// What the phases stored: the pages that were read, what was found in them, the document as written.
async fn results(db: &Db, both: Vec<Arg>) -> Result<Vec<Value>, StoreError> {
    type Row = (String, String, i64, Option<i64>, Vec<u8>);
    let rows: Vec<Row> = db
        .fetch_all(
            "SELECT s.job_id, s.phase, s.started_at, s.completed_at, s.result FROM steps s JOIN jobs j ON j.workspace_id = s.workspace_id AND j.id = s.job_id
             WHERE s.workspace_id = $1 AND j.lead_id = $2 AND s.result IS NOT NULL ORDER BY s.started_at, s.phase",
            both,
        )
        .await?;
    let unpack = move || -> Result<Vec<Value>, StoreError> {
        let line = |(job, phase, started_at, completed_at, result): Row| {
            let result: Value = steps::unpack(&result)?;
            Ok(json!({"type": "result", "jobId": job, "phase": phase, "startedAt": started_at, "completedAt": completed_at, "result": result}))
        };
        rows.into_iter().map(line).collect()
    };
    tokio::task::spawn_blocking(unpack).await.map_err(std::io::Error::other)?
}

async fn deliveries(db: &Db, both: Vec<Arg>, lines: &mut Vec<Value>) -> Result<(), StoreError> {
    type Row = (String, String, String, i64, String, i64);
    let sent: Vec<Row> = db
        .fetch_all(
            "SELECT d.id, d.kind, d.state, d.total_tries, w.url, d.created_at FROM deliveries d
             JOIN webhook_endpoints w ON w.workspace_id = d.workspace_id AND w.id = d.endpoint_id WHERE d.workspace_id = $1 AND d.lead_id = $2 ORDER BY d.created_at, d.id",
            both.clone(),
        )
        .await?;
    for (id, event, state, tries, url, created_at) in sent {
        // A path may hold a secret of the receiver's.
        let to = url::Url::parse(&url).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        lines.push(json!({"type": "delivery", "id": id, "event": event, "to": to, "state": state, "tries": tries, "createdAt": created_at}));
    }
    type Try = (String, i64, i64, Option<i64>, Option<String>, Vec<u8>);
    let tries: Vec<Try> = db
        .fetch_all(
            "SELECT t.delivery_id, t.number, t.started_at, t.status, t.failure, t.answer FROM delivery_tries t
             JOIN deliveries d ON d.workspace_id = t.workspace_id AND d.id = t.delivery_id WHERE t.workspace_id = $1 AND d.lead_id = $2 ORDER BY t.delivery_id, t.number",
            both,
        )
        .await?;
    for (delivery, number, started_at, status, failure, answer) in tries {
        let answer = String::from_utf8_lossy(&answer).into_owned();
        lines.push(json!({"type": "deliveryTry", "deliveryId": delivery, "number": number, "startedAt": started_at, "status": status, "failure": failure, "answer": answer}));
    }
    Ok(())
}

/// Who wrote what.
async fn writings(db: &Db, both: Vec<Arg>, lines: &mut Vec<Value>) -> Result<(), StoreError> {
    let writings: Vec<(String, i64, String, i64, i64, i64)> = db
        .fetch_all("SELECT job_id, at, writer, sentences, refused, replaced FROM writings WHERE workspace_id = $1 AND lead_id = $2 ORDER BY at, job_id", both)
        .await?;
    for (job, at, writer, sentences, refused, replaced) in writings {
        lines.push(json!({"type": "writing", "jobId": job, "at": at, "writer": writer, "sentences": sentences, "refused": refused, "replaced": replaced}));
    }
    Ok(())
}

/// Kept answers of the site, the standing among others, search words, the caller's own id, the golden mark, lines of the audit log.
async fn marks(db: &Db, both: Vec<Arg>, lines: &mut Vec<Value>) -> Result<(), StoreError> {
    let kept: Vec<(String, i64, i64)> = db
        .fetch_all(
            "SELECT answer, fetched_at, size_bytes FROM kept_answers WHERE workspace_id = $1 AND lead_id = $2 ORDER BY fetched_at, url_sha256",
            both.clone(),
        )
        .await?;
    for (answer, fetched_at, size) in kept {
        let answer: Value = serde_json::from_str(&answer)?;
        lines.push(json!({"type": "keptAnswer", "url": answer["url"], "fetchedAt": fetched_at, "sizeBytes": size}));
    }
    let standing: Option<(String, String)> =
        db.fetch_optional("SELECT domain, standing FROM standings WHERE workspace_id = $1 AND lead_id = $2", both.clone()).await?;
    if let Some((domain, standing)) = standing {
        lines.push(json!({"type": "standing", "domain": domain, "standing": serde_json::from_str::<Value>(&standing)?}));
    }
    let words: Vec<(Vec<u8>,)> = db.fetch_all("SELECT word FROM lead_words WHERE workspace_id = $1 AND lead_id = $2 ORDER BY word", both.clone()).await?;
    if !words.is_empty() {
        let words: Vec<String> = words.into_iter().map(|(word,)| String::from_utf8_lossy(&word).into_owned()).collect();
        lines.push(json!({"type": "searchWords", "words": words}));
    }
    let ids: Vec<(String,)> =
        db.fetch_all("SELECT external_id FROM external_ids WHERE workspace_id = $1 AND lead_id = $2 ORDER BY external_id", both.clone()).await?;
    lines.extend(ids.into_iter().map(|(id,)| json!({"type": "externalId", "externalId": id})));
    let golden: Option<(i64,)> = db.fetch_optional("SELECT added_at FROM golden_leads WHERE workspace_id = $1 AND lead_id = $2 LIMIT 1", both.clone()).await?;
    lines.extend(golden.map(|(at,)| json!({"type": "golden", "addedAt": at})));
    let deeds: Vec<(String, i64)> =
        db.fetch_all("SELECT action, created_at FROM audit_log WHERE workspace_id = $1 AND target = $2 ORDER BY created_at, id", both).await?;
    lines.extend(deeds.into_iter().map(|(action, at)| json!({"type": "audit", "action": action, "at": at})));
    Ok(())
}

async fn requests(db: &Db, both: Vec<Arg>, lines: &mut Vec<Value>) -> Result<(), StoreError> {
    type Row = (String, String, String, String, String, String, i64, Option<i64>);
    let asked: Vec<Row> = db
        .fetch_all(
            "SELECT kind, state, field, value, words, reason, created_at, decided_at FROM person_requests WHERE workspace_id = $1 AND lead_id = $2 ORDER BY created_at, id",
            both,
        )
        .await?;
    for (kind, state, field, value, words, reason, created_at, decided_at) in asked {
        lines.push(json!({"type": "request", "kind": kind, "state": state, "field": field, "value": value, "words": words, "reason": reason,
            "createdAt": created_at, "decidedAt": decided_at}));
    }
    Ok(())
}
