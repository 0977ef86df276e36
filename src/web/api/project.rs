//! `GET` and `PATCH /api/projects/{projectId}`: the project's name, input schema, offer, blueprint and limits.

use axum::Json;
use axum::extract::State;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::model::api_key::Scope;
use crate::model::project::Project;
use crate::model::schema::Fault;
use crate::store::blueprints::change_whole;
use crate::web::api::project_limits::{ProjectLimits, changed_limits};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, JsonObject, Segments};
use crate::web::state::Web;

pub async fn show(caller: ApiProject, Segments(id): Segments<String>) -> Result<Json<Value>, ApiError> {
    caller.require_project(&id)?;
    caller.require(Scope::Read)?;
    Ok(answer(&caller.0.project))
}

pub async fn update(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, JsonObject(body): JsonObject) -> Result<Json<Value>, ApiError> {
    caller.require_project(&id)?;
    caller.require(Scope::Manage)?;
    let project = changed(&caller.0.project, body).map_err(|faults| ApiError::faults(&faults))?;
    let actor = format!("API key {}", caller.0.key.name);
    let written = change_whole(&web.app.db, &*web.app.random, &caller.0.project, &project, &actor, web.app.now()).await?;
    web.keys.clear();
    if !written {
        return Err(ApiError::with_message(&error::CONFLICT, "The project was changed by somebody else at the same time"));
    }
    Ok(answer(&project))
}

fn answer(project: &Project) -> Json<Value> {
    Json(json!({"success": true, "project": {
        "id": project.id, "slug": project.slug, "name": project.name, "fields": project.fields, "offer": project.offer,
        "blueprint": project.blueprint, "limits": ProjectLimits::from(&project.limits), "createdAt": project.created_at,
    }}))
}

/// The project with the body's members in place of its own; members that are not given stay.
fn changed(before: &Project, body: Map<String, Value>) -> Result<Project, Vec<Fault>> {
    let mut project = before.clone();
    let mut faults = Vec::new();
    for (name, value) in body {
        match name.as_str() {
            "name" => match value.as_str().map(str::trim) {
                Some(text) if (1..=200).contains(&text.chars().count()) => project.name = text.to_owned(),
                _ => faults.push(Fault { field: name, reason: "must be a text of 1 to 200 characters".into() }),
            },
            "fields" => take(&name, value, &mut project.fields, &mut faults),
            "offer" => take(&name, value, &mut project.offer, &mut faults),
            "blueprint" => take(&name, value, &mut project.blueprint, &mut faults),
            "limits" => match changed_limits(&project.limits, &value) {
                Ok(limits) => project.limits = limits,
                Err(wrong) => faults.extend(wrong),
            },
            _ => faults.push(Fault { field: name, reason: "is not a member that can be changed".into() }),
        }
    }
    faults.extend(project.fields.faults());
    faults.extend(project.offer.faults());
    // One that was stored before there were rules for it does not stand in the way of other changes.
    if project.blueprint != before.blueprint {
        faults.extend(project.blueprint.faults());
    }
    if faults.is_empty() { Ok(project) } else { Err(faults) }
}

fn take<T: DeserializeOwned>(name: &str, value: Value, into: &mut T, faults: &mut Vec<Fault>) {
    match serde_json::from_value(value) {
        Ok(read) => *into = read,
        Err(error) => faults.push(Fault { field: name.into(), reason: error.to_string() }),
    }
}
