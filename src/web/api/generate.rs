//! `POST /api/projects/generate`: a prospect's data in, the address of the lead magnet out. `GET`: the fields the project takes.
//! Next stop: `generation/accept.rs`.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use crate::generation::accept::{Accepted, Admission, Request, accept};
use crate::generation::suppress::suppressed;
use crate::model::api_key::{KeyMode, Scope};
use crate::model::credits::Shortage;
use crate::model::ids::{JobId, LeadId, ProjectId};
use crate::model::lead::LeadFields;
use crate::model::schema::ListedField;
use crate::store::credits;
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, JsonObject, Query, Segments};
use crate::web::key_cache::Caller;
use crate::web::once::{self, Once, request_hash};
use crate::web::state::Web;

/// A prospect. Which further members are required, and what `customFields` holds, is the project's own schema: GET the same address.
/// Unknown members are kept with the lead as further context.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LeadInput, example = json!({
    "email": "jane@harbourpine.example", "fullName": "Jane Miller", "company": "Harbour & Pine Joinery", "domain": "harbourpine.example", "title": "Managing director"
}))]
#[allow(dead_code)]
pub struct LeadInput {
    #[schema(format = "email", max_length = 254, example = "jane@harbourpine.example")]
    email: String,
    /// The person, any JSON; `name` and `title` are understood. Evidence of the source `provided`.
    contact: Option<Value>,
    /// What is known about the company already, any JSON. Values under usual names (`industry`, `employees`, `technologies`, …) become facts where the
    /// company's own site says nothing; each value is evidence of the source `provided`.
    #[schema(example = json!({"industry": "Joinery", "employees": "11-50", "technologies": ["WordPress"]}))]
    research_data: Option<Value>,
    /// Anything else that should be at hand, any JSON.
    notes: Option<Value>,
}

/// The lead is stored and its magnet is being made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Generated {
    success: bool,
    #[schema(value_type = String, example = "lead_4fJ2kPq8Zr1XyT7mW3nB5c")]
    lead_id: LeadId,
    /// Works at once: until the magnet is ready it shows a page that waits for it.
    #[schema(format = "uri")]
    lead_magnet_url: String,
    #[schema(value_type = String, example = "job_9aK2mQw7Lc4VbN8xR1tY6d")]
    job_id: JobId,
    #[schema(example = "queued")]
    status: &'static str,
    #[schema(example = "Lead magnet generation started successfully")]
    message: &'static str,
    /// One sentence for each unknown member of the body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
}

/// What a POST would do.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DryRun {
    success: bool,
    /// Always true.
    dry_run: bool,
    /// The host that would be read; null when the magnet would be written from the given fields alone.
    site: Option<String>,
    /// Made with a test key: on a built-in sample, free.
    sample: bool,
    /// Whether a person would have to approve the magnet.
    needs_review: bool,
    credits: Cost,
    message: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    pub(super) required: i64,
    /// What the project can spend; null when nothing limits it.
    pub(super) available: Option<i64>,
}

#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct GenerateQuery {
    /// Check the request, say what would be done and what it would cost, store nothing.
    #[serde(default)]
    pub(super) dry_run: bool,
}

/// Generate a lead magnet
///
/// Stores the lead and starts the job. The answer is sent when lead, job and the event `lead.created` are durable. With `dryRun=true` nothing is
/// stored: the answer says what would be done, and a request that would be refused is refused.
#[utoipa::path(post, path = "/projects/generate", tag = "Generate", operation_id = "generate", params(GenerateQuery), request_body = LeadInput,
    responses((status = 200, description = "Accepted, or the result of the dry run", body = GenerateAnswer),
        (status = 402, description = "The credits do not cover it"), (status = 422, description = "The person objected to processing")))]
pub async fn for_key(
    caller: ApiProject,
    State(web): State<Web>,
    Query(query): Query<GenerateQuery>,
    once: Once,
    JsonObject(body): JsonObject,
) -> Result<Response, ApiError> {
    generate(&caller, &web, &query, &once, body).await
}

/// Generate a lead magnet in a named project
///
/// As `POST /projects/generate`; the project must be the key's own.
#[utoipa::path(post, path = "/projects/{projectId}/generate", tag = "Generate", operation_id = "generateInProject",
    params(("projectId" = String, Path, description = "Id or slug of the key's project"), GenerateQuery), request_body = LeadInput,
    responses((status = 200, description = "Accepted, or the result of the dry run", body = GenerateAnswer),
        (status = 402, description = "The credits do not cover it"), (status = 422, description = "The person objected to processing")))]
pub async fn for_project(
    caller: ApiProject,
    State(web): State<Web>,
    Segments(project): Segments<String>,
    Query(query): Query<GenerateQuery>,
    once: Once,
    JsonObject(body): JsonObject,
) -> Result<Response, ApiError> {
    caller.require_project(&project)?;
    generate(&caller, &web, &query, &once, body).await
}

/// The two answers of a POST.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code)]
pub enum GenerateAnswer {
    Generated(Generated),
    DryRun(DryRun),
}

async fn generate(caller: &ApiProject, web: &Web, query: &GenerateQuery, once: &Once, body: Map<String, Value>) -> Result<Response, ApiError> {
    caller.require(Scope::Generate)?;
    let caller = &*caller.0;
    require_open(caller)?;
    let body = Value::Object(body);
    let request_hash = request_hash(&body);
    let key = once.request_key(caller, &body);
    let Value::Object(body) = body else { return Err(ApiError::new(&error::INVALID_REQUEST)) };
    let lead: LeadFields = caller.project.fields.check(body).map_err(|faults| ApiError::faults(&faults))?;
    if suppressed(&web.app, &caller.workspace.id, &lead.email, lead.site()).await? {
        return Err(ApiError::new(&error::SUPPRESSED));
    }
    let warnings = warnings(&lead);
    let sample = caller.key.mode == KeyMode::Test;
    if query.dry_run {
        return dry_run(caller, web, &lead, sample, warnings).await;
    }
    let request = Request { workspace: &caller.workspace, project: &caller.project, lead, sample, request_hash, once: key.clone() };
    let answer = |accepted: &Accepted| generated(caller, web, accepted, warnings.clone());
    let kept = |accepted: &Accepted| serde_json::to_string(&answer(accepted)).unwrap_or_default();
    match (accept(&web.app, request, kept).await?, key) {
        (Admission::Again(kept), Some(key)) => once::again(web, &key, &kept),
        (Admission::Again(_), None) => Err(ApiError::new(&error::INTERNAL_ERROR)),
        (Admission::New(accepted), _) => Ok(Json(answer(&accepted)).into_response()),
        (Admission::Same(accepted), _) => Ok(([(once::REPLAYED, HeaderValue::from_static("true"))], Json(answer(&accepted))).into_response()),
    }
}

/// # Errors
/// `CONFLICT` when the project is archived.
pub(super) fn require_open(caller: &Caller) -> Result<(), ApiError> {
    match caller.project.archived_at {
        Some(_) => Err(ApiError::with_message(&error::CONFLICT, "This project is archived")),
        None => Ok(()),
    }
}

pub(super) fn warnings(lead: &LeadFields) -> Vec<String> {
    lead.extra.keys().map(|name| format!("Unknown field kept as extra context: {name}")).collect()
}

fn generated(caller: &Caller, web: &Web, accepted: &Accepted, warnings: Vec<String>) -> Generated {
    Generated {
        success: true,
        lead_id: accepted.lead_id.clone(),
        lead_magnet_url: web.app.magnet_url(&caller.workspace.slug, &caller.project.id, &accepted.lead_id),
        job_id: accepted.job_id.clone(),
        status: "queued",
        message: "Lead magnet generation started successfully",
        warnings,
    }
}

async fn dry_run(caller: &Caller, web: &Web, lead: &LeadFields, sample: bool, warnings: Vec<String>) -> Result<Response, ApiError> {
    let standing = credits::standing(&web.app.db, &caller.workspace.id, &caller.project.id, web.app.now()).await?;
    let available = standing.and_then(|standing| standing.available());
    let required = i64::from(!sample);
    if let Some(available) = available.filter(|available| *available < required) {
        return Err(Shortage { required, available }.into());
    }
    let answer = DryRun {
        success: true,
        dry_run: true,
        site: lead.site().filter(|_| caller.project.research.own_site).map(str::to_owned),
        sample,
        needs_review: caller.project.review,
        credits: Cost { required, available },
        message: "Nothing was stored",
        warnings,
    };
    Ok((StatusCode::OK, Json(answer)).into_response())
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SchemaAnswer {
    #[schema(example = true)]
    success: bool,
    #[schema(value_type = String, pattern = "^proj_[0-9A-Za-z]{22}$")]
    project_id: ProjectId,
    fields: Vec<ListedField>,
    /// JSON Schema 2020-12 of the body that `POST` takes here.
    #[schema(value_type = Object)]
    schema: Value,
}

/// Get the input schema
///
/// The fields that a lead of the key's project may and must carry, as a list and as JSON Schema.
#[utoipa::path(
    get, path = "/projects/generate", tag = "Generate", operation_id = "getInputSchema",
    responses((status = 200, description = "The fields", body = SchemaAnswer))
)]
pub async fn schema_of_key(caller: ApiProject) -> Result<Json<SchemaAnswer>, ApiError> {
    schema(&caller)
}

/// Get the input schema of a project
///
/// The same as `GET /projects/generate`, with the project named in the path.
#[utoipa::path(
    get, path = "/projects/{projectId}/generate", tag = "Generate", operation_id = "getInputSchemaOfProject",
    params(("projectId" = String, Path, description = "Id or slug of the key's project")),
    responses((status = 200, description = "The fields", body = SchemaAnswer))
)]
pub async fn schema_of_project(caller: ApiProject, Segments(project): Segments<String>) -> Result<Json<SchemaAnswer>, ApiError> {
    caller.require_project(&project)?;
    schema(&caller)
}

fn schema(caller: &ApiProject) -> Result<Json<SchemaAnswer>, ApiError> {
    caller.require(Scope::Read)?;
    let project = &caller.0.project;
    Ok(Json(SchemaAnswer { success: true, project_id: project.id.clone(), fields: project.fields.listed(), schema: project.fields.json_schema() }))
}
