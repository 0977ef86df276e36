//! Who wrote the document of each job, and how it fared at the gate: written with the phase's result, read of one lead and summed up for a project.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{JobId, LeadId, ProjectId, WorkspaceId};
use crate::model::job::Job;
use crate::model::writer_settings::Instead;

/// One document, as it left the writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    pub job_id: JobId,
    /// A model's sentences stand in it; else the built-in writer's alone.
    pub by_model: bool,
    /// Why the built-in writer wrote in the model's place.
    pub instead: Option<Instead>,
    pub sentences: i64,
    pub refused: i64,
    pub replaced: i64,
}

/// Writes it down in the transaction that ends the phase.
pub async fn keep_writing(tx: &mut Tx, job: &Job, writing: &Writing, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO writings (workspace_id, job_id, project_id, lead_id, at, writer, instead, sentences, refused, replaced)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (workspace_id, job_id) DO NOTHING",
        args![
            job.workspace_id.as_str(),
            job.id.as_str(),
            job.project_id.as_str(),
            job.lead_id.as_str(),
            now,
            if writing.by_model { "llm" } else { "builtin" },
            writing.instead.map(Instead::as_str),
            writing.sentences,
            writing.refused,
            writing.replaced,
        ],
    )
    .await?;
    Ok(())
}

/// The newest document of a lead; `None` where none was written yet.
pub async fn writing_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Option<Writing>, StoreError> {
    type Row = (String, String, Option<String>, i64, i64, i64);
    let row: Option<Row> = db
        .fetch_optional(
            "SELECT job_id, writer, instead, sentences, refused, replaced FROM writings WHERE workspace_id = $1 AND lead_id = $2 ORDER BY at DESC, job_id DESC LIMIT 1",
            args![workspace_id.as_str(), lead_id.as_str()],
        )
        .await?;
    row.map(|(job, writer, instead, sentences, refused, replaced)| {
        Ok(Writing { job_id: parsed(&job)?, by_model: writer == "llm", instead: instead.as_deref().and_then(Instead::of), sentences, refused, replaced })
    })
    .transpose()
}

/// What a project's documents came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    pub documents: i64,
    pub by_model: i64,
    /// Of those that a model wrote.
    pub sentences: i64,
    pub refused: i64,
    pub replaced: i64,
    /// Written by the built-in writer in the model's place.
    pub instead: i64,
}

/// What a project's documents since an instant came to.
pub async fn sum_since(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, since: i64) -> Result<Sum, StoreError> {
    let row: Option<(i64, i64, i64, i64, i64, i64)> = db
        .fetch_optional(
            "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN writer = 'llm' THEN 1 ELSE 0 END), 0) AS BIGINT),
             CAST(COALESCE(SUM(CASE WHEN writer = 'llm' THEN sentences ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN writer = 'llm' THEN refused ELSE 0 END), 0) AS BIGINT),
             CAST(COALESCE(SUM(CASE WHEN writer = 'llm' THEN replaced ELSE 0 END), 0) AS BIGINT), CAST(COUNT(instead) AS BIGINT)
             FROM writings WHERE workspace_id = $1 AND project_id = $2 AND at >= $3",
            args![workspace_id.as_str(), project_id.as_str(), since],
        )
        .await?;
    let (documents, by_model, sentences, refused, replaced, instead) = row.unwrap_or_default();
    Ok(Sum { documents, by_model, sentences, refused, replaced, instead })
}
