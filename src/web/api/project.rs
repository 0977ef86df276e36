//! `GET` and `PATCH /api/projects/{projectId}`: the project's name, input schema, offer, blueprint, limits, how it researches, who writes, what its links
//! allow, and who is told of first views.

use axum::Json;
use axum::extract::State;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::app::App;
use crate::model::alert::AlertSettings;
use crate::model::api_key::Scope;
use crate::model::blueprint::Blueprint;
use crate::model::credits::Caps;
use crate::model::ids::ProjectId;
use crate::model::offer::Offer;
use crate::model::project::Project;
use crate::model::research_settings::{Drift, ResearchSettings};
use crate::model::schema::{Fault, InputSchema};
use crate::model::writer_settings::KeyChange;
use crate::store::alerts::{alert_settings, change_alert_settings};
use crate::store::audit::Entry;
use crate::store::blueprints::change_whole;
use crate::store::projects::project;
use crate::web::api::link_rules::{self, Given, LinkRulesChange, RulesView};
use crate::web::api::project_alerts::{AlertsChange, ProjectAlerts, changed_alerts};
use crate::web::api::project_limits::{LimitsChange, ProjectLimits, changed_limits};
use crate::web::api::project_writer::{ProjectWriter, WriterChange, changed_writer};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, JsonObject, Segments};
use crate::web::state::Web;
use crate::web::writer::sealed;

#[derive(Serialize, ToSchema)]
pub struct ProjectAnswer {
    #[schema(example = true)]
    success: bool,
    project: ProjectView,
}

/// What is sent, and to whom.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Project)]
struct ProjectView {
    #[schema(value_type = String, pattern = "^proj_[0-9A-Za-z]{22}$")]
    id: ProjectId,
    #[schema(example = "spring")]
    slug: String,
    name: String,
    fields: InputSchema,
    offer: Offer,
    blueprint: Blueprint,
    limits: ProjectLimits,
    credits: ProjectCredits,
    research: ResearchSettings,
    writer: ProjectWriter,
    links: RulesView,
    alerts: ProjectAlerts,
    /// Epoch milliseconds.
    created_at: i64,
}

/// What the project may draw of the workspace's credits; null: no limit of its own.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectCredits {
    /// In a calendar month (UTC).
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    allowance: Option<i64>,
    /// In all.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    cap: Option<i64>,
}

/// Members that are not given stay as they are. One that is given takes the place of the whole member, but for `limits`, `links` and `alerts`, of which
/// only what is given changes, and `writer`, which says itself what stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectChange {
    #[schema(nullable = false, pattern = r"\S", max_length = 200)]
    pub name: Option<String>,
    #[schema(nullable = false)]
    pub fields: Option<InputSchema>,
    #[schema(nullable = false)]
    pub offer: Option<Offer>,
    #[schema(nullable = false)]
    pub blueprint: Option<Blueprint>,
    #[schema(nullable = false)]
    pub limits: Option<LimitsChange>,
    /// Takes the place of both numbers.
    #[schema(nullable = false)]
    pub credits: Option<ProjectCredits>,
    /// Members of it that are not given get their defaults.
    #[schema(nullable = false)]
    pub research: Option<ResearchSettings>,
    #[schema(nullable = false)]
    pub writer: Option<WriterChange>,
    #[schema(nullable = false)]
    pub links: Option<LinkRulesChange>,
    /// Members of it that are not given stay as they are.
    #[schema(nullable = false)]
    pub alerts: Option<AlertsChange>,
}

/// Get a project
///
/// Name, input schema, offer, blueprint, limits, credits, research, writer, links and alerts of the key's project.
#[utoipa::path(
    get, path = "/projects/{projectId}", tag = "Projects", operation_id = "getProject",
    params(("projectId" = String, Path, description = "Id or slug of the key's project")),
    responses((status = 200, description = "The project", body = ProjectAnswer))
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<ProjectAnswer>, ApiError> {
    caller.require_project(&id)?;
    caller.require(Scope::Read)?;
    let project = &caller.0.project;
    Ok(answer(project, &alert_settings(&web.app.db, &project.workspace_id, &project.id).await?))
}

/// Change a project
///
/// Members that are not given stay as they are. Every fault comes back at once, in `details.fields`.
#[utoipa::path(
    patch, path = "/projects/{projectId}", tag = "Projects", operation_id = "updateProject",
    params(("projectId" = String, Path, description = "Id or slug of the key's project")),
    request_body = ProjectChange,
    responses(
        (status = 200, description = "The project as it is now", body = ProjectAnswer),
        (status = 409, description = "Somebody else changed the project at the same time")
    )
)]
pub async fn update(
    caller: ApiProject,
    State(web): State<Web>,
    Segments(id): Segments<String>,
    JsonObject(mut body): JsonObject,
) -> Result<Json<ProjectAnswer>, ApiError> {
    caller.require_project(&id)?;
    caller.require(Scope::Manage)?;
    // The caller's own may be a second old, and what was changed meanwhile is no conflict.
    let before = project(&web.app.db, &caller.0.workspace.id, caller.0.project.id.as_str()).await?;
    let before = &before.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
    let (links, wrong) = links_of(&web.app, &mut body);
    let alerts = alert_settings(&web.app.db, &before.workspace_id, &before.id).await?;
    let alerts_after = body.remove("alerts").map(|value| changed_alerts(&web.app, &before.id, &alerts, value)).unwrap_or(Ok(alerts.clone()));
    let (mut project, key, alerts_after) = match (changed(&web.app, before, body), alerts_after, wrong.is_empty()) {
        (Ok((project, key)), Ok(alerts), true) => (project, key, alerts),
        (changed, alerts, _) => return Err(ApiError::faults(&[changed.err().unwrap_or_default(), wrong, alerts.err().unwrap_or_default()].concat())),
    };
    project.links = links.hashed().await?.of_project(&before.links);
    let (sealed, told) = (sealed(&web.app, before, &project.writer, &key)?, before.writer.changes(&project.writer, &key));
    let actor = format!("API key {}", caller.0.key.name);
    let written = change_whole(&web.app.db, &*web.app.random, before, &project, (&told, sealed.change()), &actor, web.app.now()).await?;
    web.keys.clear();
    if !written {
        return Err(ApiError::with_message(&error::CONFLICT, "The project was changed by somebody else at the same time"));
    }
    if alerts_after != alerts {
        let entry = Entry {
            workspace_id: &before.workspace_id,
            project_id: Some(&before.id),
            actor: &actor,
            address: "",
            action: "alerts.changed",
            target: &project.name,
            detail: json!({"changes": alerts_after.told()}),
            at: web.app.now(),
        };
        change_alert_settings(&web.app.db, &*web.app.random, before, &alerts_after, &entry).await?;
    }
    Ok(answer(&project, &alerts_after))
}

/// The member `links`, taken out of the body, and what is wrong with it.
fn links_of(app: &App, body: &mut Map<String, Value>) -> (Given, Vec<Fault>) {
    let mut faults = Vec::new();
    let read = match body.remove("links") {
        None => Given::default(),
        Some(Value::Object(given)) => link_rules::read(app, "links", &given, &[], &mut faults),
        Some(_) => {
            faults.push(Fault { field: "links".into(), reason: "must be an object".into() });
            Given::default()
        }
    };
    (read, faults)
}

fn answer(project: &Project, alerts: &AlertSettings) -> Json<ProjectAnswer> {
    let project = project.clone();
    let view = ProjectView {
        id: project.id,
        slug: project.slug,
        name: project.name,
        fields: project.fields,
        offer: project.offer,
        blueprint: project.blueprint,
        limits: ProjectLimits::from(&project.limits),
        credits: ProjectCredits { allowance: project.caps.allowance, cap: project.caps.cap },
        research: project.research,
        writer: ProjectWriter::from(&project.writer),
        links: RulesView::from(&project.links),
        alerts: ProjectAlerts::from(alerts),
        created_at: project.created_at,
    };
    Json(ProjectAnswer { success: true, project: view })
}

/// The project with the body's members in place of its own, and what becomes of the key of its model; members that are not given stay.
fn changed(app: &App, before: &Project, body: Map<String, Value>) -> Result<(Project, KeyChange), Vec<Fault>> {
    let mut project = before.clone();
    let mut key = KeyChange::Keep;
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
            "research" if !value.is_object() => faults.push(Fault { field: name, reason: "must be an object".into() }),
            "research" => {
                take(&name, value, &mut project.research, &mut faults);
                if project.research.drift.every_days > Drift::DAYS_MAX {
                    faults.push(Fault { field: "research.drift.everyDays".into(), reason: "must be at most 365".into() });
                }
            }
            "writer" => match changed_writer(app, &before.writer, value) {
                Ok((writer, change)) => (project.writer, key) = (writer, change),
                Err(wrong) => faults.extend(wrong),
            },
            "limits" => match changed_limits(&project.limits, &value) {
                Ok(limits) => project.limits = limits,
                Err(wrong) => faults.extend(wrong),
            },
            "credits" => {
                let mut given = ProjectCredits { allowance: None, cap: None };
                take(&name, value, &mut given, &mut faults);
                if [given.allowance, given.cap].into_iter().flatten().any(|number| !(0..=1_000_000_000).contains(&number)) {
                    faults.push(Fault { field: name, reason: "must hold whole numbers from 0 to 1000000000, or null".into() });
                }
                project.caps = Caps { allowance: given.allowance, cap: given.cap };
            }
            _ => faults.push(Fault { field: name, reason: "is not a member that can be changed".into() }),
        }
    }
    faults.extend(project.fields.faults());
    faults.extend(project.offer.faults());
    // One that was stored before there were rules for it does not stand in the way of other changes.
    if project.blueprint != before.blueprint {
        faults.extend(project.blueprint.faults());
    }
    if faults.is_empty() { Ok((project, key)) } else { Err(faults) }
}

fn take<T: DeserializeOwned>(name: &str, value: Value, into: &mut T, faults: &mut Vec<Fault>) {
    match serde_json::from_value(value) {
        Ok(read) => *into = read,
        Err(error) => faults.push(Fault { field: name.into(), reason: error.to_string() }),
    }
}
