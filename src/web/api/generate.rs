//! `POST /api/projects/generate`: a prospect's data in, the address of the lead magnet out. `GET`: the fields the project takes.
//! Next stop: `generation/accept.rs`.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::generation::accept::accept;
use crate::model::api_key::{KeyMode, Scope};
use crate::model::ids::ProjectId;
use crate::model::lead::LeadFields;
use crate::model::schema::ListedField;
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, JsonObject, Segments};
use crate::web::state::Web;

pub async fn for_key(caller: ApiProject, State(web): State<Web>, JsonObject(body): JsonObject) -> Result<Json<Value>, ApiError> {
    generate(&caller, &web, body).await
}

pub async fn for_project(
    caller: ApiProject,
    State(web): State<Web>,
    Segments(project): Segments<String>,
    JsonObject(body): JsonObject,
) -> Result<Json<Value>, ApiError> {
    caller.require_project(&project)?;
    generate(&caller, &web, body).await
}

async fn generate(caller: &ApiProject, web: &Web, body: Map<String, Value>) -> Result<Json<Value>, ApiError> {
    caller.require(Scope::Generate)?;
    let caller = &caller.0;
    if caller.project.archived_at.is_some() {
        return Err(ApiError::with_message(&error::CONFLICT, "This project is archived"));
    }
    let lead: LeadFields = caller.project.fields.check(body).map_err(|faults| ApiError::faults(&faults))?;
    let warnings: Vec<String> = lead.extra.keys().map(|name| format!("Unknown field kept as extra context: {name}")).collect();
    let accepted = accept(&web.app, &caller.workspace, &caller.project, lead, caller.key.mode == KeyMode::Test).await?;
    let mut answer = json!({
        "success": true,
        "leadId": accepted.lead_id,
        "leadMagnetUrl": web.app.magnet_url(&caller.workspace.slug, &accepted.lead_id),
        "jobId": accepted.job_id,
        "status": "queued",
        "message": "Lead magnet generation started successfully",
    });
    if !warnings.is_empty() {
        answer["warnings"] = json!(warnings);
    }
    Ok(Json(answer))
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
