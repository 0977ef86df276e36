//! `GET` and `PUT /api/projects/{projectId}/golden-leads`: the leads that changes are tried on; `POST …/try`: what a changed blueprint or offer does to
//! their documents, before it counts.

use axum::Json;
use axum::extract::State;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::call::{Call, Members};
use crate::generation::golden::{Outcome, Tried, try_out};
use crate::generation::preview::PreviewError;
use crate::model::api_key::Scope;
use crate::model::blueprint::Blueprint;
use crate::model::golden::{GOLDEN_MAX, Measures};
use crate::model::ids::LeadId;
use crate::model::offer::Offer;
use crate::model::project::Project;
use crate::store::golden_leads::{Chosen, GoldenLead, golden_leads, set_golden_leads};
use crate::web::dashboard::diff::{Piece, compare};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::state::Web;

/// A lead that is kept to try changes on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GoldenLead)]
struct GoldenView {
    #[schema(value_type = String, pattern = "^lead_[0-9A-Za-z]{22}$")]
    lead_id: LeadId,
    email: String,
    #[schema(required)]
    company: Option<String>,
    #[schema(required)]
    domain: Option<String>,
    /// Epoch milliseconds.
    added_at: i64,
    /// E-mail address of the person, or name of the API key.
    added_by: String,
}

impl GoldenView {
    fn of(lead: GoldenLead) -> Self {
        let GoldenLead { id, fields, added_at, added_by } = lead;
        Self { lead_id: id, email: fields.email, company: fields.company, domain: fields.domain, added_at, added_by }
    }
}

#[derive(Serialize, ToSchema)]
pub struct GoldenAnswer {
    #[schema(example = true)]
    success: bool,
    /// In their order, at most 20.
    data: Vec<GoldenView>,
}

/// The leads to keep, in this order; they take the place of those that were kept.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GoldenChange {
    #[schema(max_items = 20, example = json!(["lead_0000000000000000000000"]))]
    pub lead_ids: Vec<String>,
}

/// A change to be tried. A member that is not given stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoldenTrial {
    #[schema(nullable = false)]
    pub blueprint: Option<Blueprint>,
    #[schema(nullable = false)]
    pub offer: Option<Offer>,
}

/// One golden lead under the project as it is and as it would be.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TriedView {
    #[schema(value_type = String, pattern = "^lead_[0-9A-Za-z]{22}$")]
    lead_id: LeadId,
    /// What was found about the lead is not stored any more: there is nothing to compare.
    missing: bool,
    #[schema(required)]
    before: Option<Measures>,
    #[schema(required)]
    after: Option<Measures>,
    /// Lines of the document's text that differ, in reading order.
    differences: Vec<LineView>,
}

/// A line before and after; empty where there is none.
#[derive(Serialize, ToSchema)]
struct LineView {
    before: String,
    after: String,
}

#[derive(Serialize, ToSchema)]
pub struct TriedAnswer {
    #[schema(example = true)]
    success: bool,
    leads: Vec<TriedView>,
    /// Means over the leads; sentences, refused and replaced are sums, `shared` is the largest. Null when nothing could be compared.
    #[schema(required)]
    before: Option<Measures>,
    #[schema(required)]
    after: Option<Measures>,
}

/// List golden leads
///
/// The leads that changes of blueprint and offer are tried on.
#[utoipa::path(
    get, path = "/projects/{projectId}/golden-leads", tag = "Projects", operation_id = "listGoldenLeads",
    params(("projectId" = String, Path, description = "Id or slug of the key's project")),
    responses((status = 200, description = "The golden leads", body = GoldenAnswer))
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<GoldenAnswer>, ApiError> {
    caller.require_project(&id)?;
    caller.require(Scope::Read)?;
    answer(&web, &caller.0.project).await
}

/// Choose golden leads
///
/// Keeps exactly these leads, at most 20. Erasing a lead takes it out.
#[utoipa::path(
    put, path = "/projects/{projectId}/golden-leads", tag = "Projects", operation_id = "setGoldenLeads",
    params(("projectId" = String, Path, description = "Id or slug of the key's project")),
    request_body = GoldenChange,
    responses((status = 200, description = "The golden leads as they are now", body = GoldenAnswer))
)]
pub async fn set(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Json<GoldenAnswer>, ApiError> {
    call.caller.require_project(&id)?;
    call.caller.require(Scope::Manage)?;
    let (app, project) = (&web.app, &call.caller().project);
    let mut members = call.members();
    let leads = members.take("leadIds", lead_ids);
    if leads.is_none() && !call.body.contains_key("leadIds") {
        members.fault("leadIds", "must be an array of lead ids");
    }
    members.check()?;
    let leads = leads.ok_or_else(|| wrong("must be an array of lead ids".into()))?;
    let entry = call.entry(Some(&project.id), "golden_leads.changed", &project.name, json!({}), app.now());
    match set_golden_leads(&app.db, &*app.random, project, &leads, &entry).await? {
        Chosen::Kept => answer(&web, project).await,
        Chosen::TooMany => Err(wrong(format!("must be at most {GOLDEN_MAX} leads"))),
        Chosen::Unknown(id) => Err(wrong(format!("{id} is not a lead of this project"))),
    }
}

/// Try a change on the golden leads
///
/// Writes the documents of the golden leads under the project as it is and with the given blueprint and offer, from what was found about them, with the
/// built-in writer. Answers measures and differences. Nothing is stored: to roll the change out, send it with `PATCH /projects/{projectId}`.
#[utoipa::path(
    post, path = "/projects/{projectId}/golden-leads/try", tag = "Projects", operation_id = "tryOnGoldenLeads",
    params(("projectId" = String, Path, description = "Id or slug of the key's project")),
    request_body = GoldenTrial,
    responses((status = 200, description = "Measures before and after, and what reads differently", body = TriedAnswer))
)]
pub async fn try_change(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Json<TriedAnswer>, ApiError> {
    call.caller.require_project(&id)?;
    call.caller.require(Scope::Manage)?;
    let caller = call.caller();
    let after = changed(&caller.project, call.members())?;
    let tried = try_out(&web.app, &caller.workspace, &caller.project, &after).await.map_err(refused)?;
    let answer = tokio::task::spawn_blocking(move || tried_answer(tried)).await;
    answer.map(Json).map_err(|error| broken(&error.to_string()))
}

async fn answer(web: &Web, project: &Project) -> Result<Json<GoldenAnswer>, ApiError> {
    let leads = golden_leads(&web.app.db, project).await?;
    Ok(Json(GoldenAnswer { success: true, data: leads.into_iter().map(GoldenView::of).collect() }))
}

fn lead_ids(value: Value) -> Result<Vec<LeadId>, String> {
    let Value::Array(items) = value else { return Err("must be an array of lead ids".into()) };
    if items.len() > GOLDEN_MAX {
        return Err(format!("must be at most {GOLDEN_MAX} leads"));
    }
    let id = |item: &Value| item.as_str().and_then(|text| text.parse().ok()).ok_or_else(|| format!("{item} is no lead id"));
    items.iter().map(id).collect()
}

/// The project with the body's members in place of its own.
fn changed(before: &Project, mut members: Members) -> Result<Project, ApiError> {
    fn read<T: DeserializeOwned>(value: Value) -> Result<T, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }
    let blueprint: Option<Blueprint> = members.take("blueprint", read);
    let offer: Option<Offer> = members.take("offer", read);
    let mut project = before.clone();
    if let Some(blueprint) = blueprint {
        blueprint.faults().into_iter().for_each(|fault| members.fault(&fault.field, fault.reason));
        project.blueprint = blueprint;
    }
    if let Some(offer) = offer {
        offer.faults().into_iter().for_each(|fault| members.fault(&fault.field, fault.reason));
        project.offer = offer;
    }
    members.check()?;
    Ok(project)
}

fn tried_answer(tried: Vec<Tried>) -> TriedAnswer {
    let measures = |of: fn(&Outcome) -> Measures| Measures::together(&tried.iter().filter_map(|lead| lead.outcome.as_ref()).map(of).collect::<Vec<_>>());
    let (before, after) = (measures(|outcome| outcome.before), measures(|outcome| outcome.after));
    TriedAnswer { success: true, before, after, leads: tried.into_iter().map(view).collect() }
}

fn view(tried: Tried) -> TriedView {
    let outcome = tried.outcome;
    let side = |line: &[Piece], other: fn(&Piece) -> bool| line.iter().filter(|piece| !other(piece)).map(|piece| piece.text.as_str()).collect::<String>();
    let line = |line: &Vec<Piece>| LineView { before: side(line, |piece| piece.new), after: side(line, |piece| piece.gone) };
    TriedView {
        lead_id: tried.id,
        missing: outcome.is_none(),
        before: outcome.as_ref().map(|outcome| outcome.before),
        after: outcome.as_ref().map(|outcome| outcome.after),
        differences: outcome.map(|outcome| compare(&outcome.lines_before, &outcome.lines_after).iter().map(line).collect()).unwrap_or_default(),
    }
}

fn wrong(reason: String) -> ApiError {
    ApiError::faults(&[crate::model::schema::Fault { field: "leadIds".into(), reason }])
}

fn refused(error: PreviewError) -> ApiError {
    match error {
        PreviewError::Missing => ApiError::new(&error::NOT_FOUND),
        PreviewError::Store(error) => error.into(),
        PreviewError::Render(error) => broken(&error),
    }
}

fn broken(error: &str) -> ApiError {
    tracing::error!(error, "golden leads cannot be tried");
    ApiError::new(&error::INTERNAL_ERROR)
}
