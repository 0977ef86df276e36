//! Phase results: written in the transaction that ends the phase, read when a job resumes. Stored as gzip of JSON.

use std::io::{Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{JobId, WorkspaceId};
use crate::model::job::{Job, Phase, Step};

/// Begins a phase or begins it again: its time starts anew, an earlier error goes.
pub async fn begin_step(tx: &mut Tx, job: &Job, phase: Phase, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO steps (workspace_id, job_id, phase, started_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, job_id, phase) DO UPDATE SET started_at = excluded.started_at, completed_at = NULL, error = NULL",
        args![job.workspace_id.as_str(), job.id.as_str(), phase.as_str(), now],
    )
    .await?;
    Ok(())
}

pub async fn complete_step(tx: &mut Tx, job: &Job, phase: Phase, result: Vec<u8>, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE steps SET completed_at = $4, result = $5, error = NULL WHERE workspace_id = $1 AND job_id = $2 AND phase = $3",
        args![job.workspace_id.as_str(), job.id.as_str(), phase.as_str(), now, result],
    )
    .await?;
    Ok(())
}

pub async fn fail_step(tx: &mut Tx, job: &Job, phase: Phase, error: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE steps SET completed_at = $4, error = $5 WHERE workspace_id = $1 AND job_id = $2 AND phase = $3 AND result IS NULL",
        args![job.workspace_id.as_str(), job.id.as_str(), phase.as_str(), now, error],
    )
    .await?;
    Ok(())
}

/// The stored result of a finished phase, for [`unpack`].
pub async fn step_result(db: &Db, workspace_id: &WorkspaceId, job_id: &JobId, phase: Phase) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>,)> = db
        .fetch_optional(
            "SELECT result FROM steps WHERE workspace_id = $1 AND job_id = $2 AND phase = $3 AND result IS NOT NULL",
            args![workspace_id.as_str(), job_id.as_str(), phase.as_str()],
        )
        .await?;
    Ok(row.map(|(bytes,)| bytes))
}

/// Steps begun so far, in order.
pub async fn steps_of(db: &Db, workspace_id: &WorkspaceId, job_id: &JobId) -> Result<Vec<Step>, StoreError> {
    let rows: Vec<(String, i64, Option<i64>, Option<String>)> = db
        .fetch_all(
            "SELECT phase, started_at, completed_at, error FROM steps WHERE workspace_id = $1 AND job_id = $2",
            args![workspace_id.as_str(), job_id.as_str()],
        )
        .await?;
    let mut steps = rows
        .into_iter()
        .map(|(phase, started_at, completed_at, error)| Ok(Step { phase: parsed(&phase)?, started_at, completed_at, error }))
        .collect::<Result<Vec<_>, StoreError>>()?;
    steps.sort_by_key(|step| step.phase);
    Ok(steps)
}

/// Gzip of the value's JSON. CPU work: call it off the async threads for large values.
pub fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    serde_json::to_writer(&mut encoder, value)?;
    encoder.flush()?;
    Ok(encoder.finish()?)
}

/// The reverse of [`pack`]; CPU work as well.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StoreError> {
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}
