//! `POST /api/projects/{id}/generate/batch`: up to 10,000 leads at once. `GET /api/batches/{id}`: how far they are. Next stop: `generation/batch.rs`.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::generate::{Cost, GenerateQuery, require_open};
use crate::generation::batch::{Format, NotStored, RowError, Rows, Sender, Stored, Unreadable, read_rows, store};
use crate::generation::suppress::suppressed_of;
use crate::model::api_key::{KeyMode, Scope};
use crate::model::credits::Shortage;
use crate::model::ids::{BatchId, JobId, LeadId};
use crate::model::job::JobStatus;
use crate::store::{StoreError, batches, credits};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Query, Segments, is_json, media_type, read_body_of};
use crate::web::key_cache::Caller;
use crate::web::once::{Once, Turn, request_hash};
use crate::web::state::Web;

/// Largest body, in bytes.
const BODY_MAX_BYTES: usize = 16 << 20;

/// The batch is stored, and the magnets of its good rows are being made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchAccepted {
    success: bool,
    #[schema(value_type = String, example = "batch_7Kq2mPw9Lc4VbN8xR1tY6d")]
    batch_id: BatchId,
    total: usize,
    /// Leads that were made now.
    accepted: usize,
    /// Rows whose external id had its lead already.
    duplicates: usize,
    rejected: usize,
    leads: Vec<BatchLead>,
    errors: Vec<RowError>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchLead {
    /// Place of the row, from 1.
    #[schema(minimum = 1)]
    row: usize,
    #[schema(value_type = String)]
    lead_id: LeadId,
    #[schema(value_type = String)]
    job_id: JobId,
    #[schema(format = "uri")]
    lead_magnet_url: String,
    duplicate: bool,
}

/// What a batch would do.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchDryRun {
    success: bool,
    /// Always true.
    dry_run: bool,
    total: usize,
    /// Rows that would be taken, if none of them is there already.
    acceptable: usize,
    rejected: usize,
    credits: Cost,
    errors: Vec<RowError>,
}

#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code)]
pub enum BatchAnswer {
    Accepted(BatchAccepted),
    DryRun(BatchDryRun),
}

/// Generate many lead magnets
///
/// Up to 10,000 leads, 16 MiB: a JSON array, NDJSON (one object a line) or CSV with a head. Each row is what one POST to `/projects/generate` takes.
/// Bad rows are told by their place and stop no good one; all good rows are stored together before the answer. Without the credits for all of them
/// nothing is stored. A batch counts as one request of the limit.
#[utoipa::path(post, path = "/projects/{projectId}/generate/batch", tag = "Generate", operation_id = "generateBatch",
    params(("projectId" = String, Path, description = "Id or slug of the key's project"), GenerateQuery),
    request_body(content(
        (Vec<Value> = "application/json", example = json!([{"email": "jane@harbourpine.example"}, {"email": "sam@northquay.example", "externalId": "4711"}])),
        (String = "application/x-ndjson"),
        (String = "text/csv"),
    )),
    responses((status = 200, description = "Stored, or the result of the dry run", body = BatchAnswer),
        (status = 402, description = "The credits do not cover it"))
)]
pub async fn create(
    caller: ApiProject,
    State(web): State<Web>,
    Segments(project): Segments<String>,
    Query(query): Query<GenerateQuery>,
    once: Once,
    request: Request,
) -> Result<Response, ApiError> {
    caller.require_project(&project)?;
    caller.require(Scope::Generate)?;
    require_open(&caller.0)?;
    let caller = &*caller.0;
    let format = format_of(request.headers())?;
    let bytes = read_body_of(request, BODY_MAX_BYTES, "The request body is larger than 16 MiB").await?;
    let schema = caller.project.fields.clone();
    let read = tokio::task::spawn_blocking(move || {
        // Of a table or of lines the very text is the request.
        let whole = serde_json::from_slice(&bytes).ok().filter(|_| format == Format::Json);
        let whole = whole.unwrap_or_else(|| Value::from(String::from_utf8_lossy(&bytes)));
        read_rows(format, &bytes, &schema).map(|rows| (rows, whole))
    });
    let (mut rows, whole) = read.await.map_err(|_| ApiError::new(&error::INTERNAL_ERROR))??;
    let objected = suppressed_of(&web.app, &caller.workspace.id, rows.good.iter().map(|good| (good.row, &good.lead))).await?;
    rows.refuse(&objected, error::SUPPRESSED.code, error::SUPPRESSED.message);
    let sample = caller.key.mode == KeyMode::Test;
    if query.dry_run {
        return dry_run(caller, &web, rows, sample).await;
    }
    let mut effect = match once.begin(&web, caller, &whole).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    let sender = Sender { workspace: &caller.workspace, project: &caller.project, sample };
    let total = rows.total;
    let stored = store(&web.app, &mut effect.tx, &sender, rows, request_hash).await?;
    effect.finish(StatusCode::OK, &answer(caller, &web, total, stored)).await
}

fn format_of(headers: &HeaderMap) -> Result<Format, ApiError> {
    match media_type(headers).as_deref() {
        None => Ok(Format::Json),
        Some(media) if is_json(media) => Ok(Format::Json),
        Some("application/x-ndjson" | "application/ndjson" | "application/jsonl" | "application/x-jsonlines") => Ok(Format::NdJson),
        Some("text/csv" | "application/csv") => Ok(Format::Csv),
        Some(_) => {
            Err(ApiError::with_message(&error::UNSUPPORTED_MEDIA_TYPE, "The request body must be sent as application/json, application/x-ndjson or text/csv"))
        }
    }
}

fn answer(caller: &Caller, web: &Web, total: usize, stored: Stored) -> BatchAccepted {
    let duplicates = stored.taken.iter().filter(|taken| taken.duplicate).count();
    let leads = stored.taken.into_iter().map(|taken| BatchLead {
        row: taken.row,
        lead_magnet_url: web.app.magnet_url(&caller.workspace.slug, &caller.project.id, &taken.lead_id),
        lead_id: taken.lead_id,
        job_id: taken.job_id,
        duplicate: taken.duplicate,
    });
    let leads: Vec<BatchLead> = leads.collect();
    BatchAccepted {
        success: true,
        batch_id: stored.id,
        total,
        accepted: leads.len() - duplicates,
        duplicates,
        rejected: stored.errors.len(),
        leads,
        errors: stored.errors,
    }
}

async fn dry_run(caller: &Caller, web: &Web, rows: Rows, sample: bool) -> Result<Response, ApiError> {
    let standing = credits::standing(&web.app.db, &caller.workspace.id, &caller.project.id, web.app.now()).await?;
    let available = standing.and_then(|standing| standing.available());
    let required = if sample { 0 } else { i64::try_from(rows.good.len()).unwrap_or(i64::MAX) };
    if let Some(available) = available.filter(|available| *available < required) {
        return Err(Shortage { required, available }.into());
    }
    let answer = BatchDryRun {
        success: true,
        dry_run: true,
        total: rows.total,
        acceptable: rows.good.len(),
        rejected: rows.errors.len(),
        credits: Cost { required, available },
        errors: rows.errors,
    };
    Ok(Json(answer).into_response())
}

/// A batch and how far it is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchState {
    success: bool,
    batch: BatchView,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchView {
    #[schema(value_type = String)]
    id: BatchId,
    project_id: String,
    total: i64,
    accepted: i64,
    rejected: usize,
    /// How many of its leads are in each status now; erased ones are in none.
    statuses: BTreeMap<String, i64>,
    /// No lead of it is waiting or being worked on.
    done: bool,
    #[schema(value_type = Vec<RowError>)]
    errors: Value,
    /// Epoch milliseconds.
    created_at: i64,
}

/// Follow a batch
///
/// How many of its leads have got how far, and the rows that were not taken.
#[utoipa::path(get, path = "/batches/{batchId}", tag = "Generate", operation_id = "getBatch",
    params(("batchId" = String, Path, description = "As the POST answered it")),
    responses((status = 200, description = "The batch", body = BatchState)))]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<BatchState>, ApiError> {
    caller.require(Scope::Read)?;
    let id: BatchId = id.parse().map_err(|_| ApiError::new(&error::NOT_FOUND))?;
    let (workspace, project) = (&caller.0.workspace.id, &caller.0.project.id);
    let batch = batches::batch(&web.app.db, workspace, project, &id).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
    let mut statuses: BTreeMap<String, i64> = JobStatus::ALL.iter().map(|status| (status.as_str().to_owned(), 0)).collect();
    statuses.extend(batches::batch_statuses(&web.app.db, workspace, &id).await?);
    let waiting = [JobStatus::Queued, JobStatus::Processing].iter().any(|status| statuses.get(status.as_str()).is_some_and(|count| *count > 0));
    let errors: Value = serde_json::from_str(&batch.errors).map_err(StoreError::from)?;
    let view = BatchView {
        id,
        project_id: project.as_str().to_owned(),
        total: batch.total,
        accepted: batch.accepted,
        rejected: errors.as_array().map_or(0, Vec::len),
        statuses,
        done: !waiting,
        errors,
        created_at: batch.created_at,
    };
    Ok(Json(BatchState { success: true, batch: view }))
}

impl From<Unreadable> for ApiError {
    fn from(refused: Unreadable) -> Self {
        match &refused {
            Unreadable::Broken(sentence) => Self::with_message(&error::INVALID_REQUEST, sentence.clone()),
            Unreadable::TooMany => Self::with_message(&error::PAYLOAD_TOO_LARGE, refused.to_string()),
        }
    }
}

impl From<NotStored> for ApiError {
    fn from(refused: NotStored) -> Self {
        match refused {
            NotStored::Short(shortage) => shortage.into(),
            NotStored::Store(error) => error.into(),
        }
    }
}
