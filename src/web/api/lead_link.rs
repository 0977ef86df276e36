//! `PATCH /leads/{leadId}`: what one lead's link allows, its name, withdrawing and replacing it.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::call::Call;
use super::leads::find;
use super::link_rules::{self, LeadLinkChange, own};
use crate::app::App;
use crate::generation::links;
use crate::model::api_key::Scope;
use crate::model::ids::LeadId;
use crate::model::link::{Gate, parse_slug};
use crate::model::schema::Fault;
use crate::store::links::{StoredLink, link as stored};
use crate::web::error::ApiError;
use crate::web::extract::Segments;
use crate::web::link_view::{LinkView, link_view};
use crate::web::state::Web;

/// A lead's link: the address to give away, and what holds for it, whether of its own or as the project has it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeadLink {
    /// With the link's own name where it has one; `leadMagnetUrl` goes on working beside it.
    url: String,
    /// What readers meet: the magnet or, before that, what it asks for; the waiting page; or a page that says why there is nothing.
    #[schema(pattern = "^(open|waiting|expired|spent|withdrawn|replaced)$")]
    state: &'static str,
    #[schema(required)]
    slug: Option<String>,
    /// Epoch milliseconds; null: never, or counted from a publication that is still to come.
    #[schema(required)]
    expires_at: Option<i64>,
    #[schema(required)]
    views_max: Option<u32>,
    /// Views that were counted while there was a limit; scanners and previews are not.
    #[schema(minimum = 0)]
    views: i64,
    password_set: bool,
    email_gate: Gate,
    downloads: bool,
    /// Members that this lead has of its own: `expires`, `viewsMax`, `password`, `emailGate`, `downloads`.
    own: Vec<&'static str>,
    /// Epoch milliseconds.
    #[schema(required)]
    withdrawn_at: Option<i64>,
    #[schema(required, value_type = Option<String>)]
    replaced_by: Option<LeadId>,
}

impl LeadLink {
    pub(super) fn of(view: LinkView) -> Self {
        Self {
            url: view.url,
            state: view.state.as_str(),
            slug: view.link.slug,
            expires_at: view.expires_at,
            views_max: (view.rules.views_max > 0).then_some(view.rules.views_max),
            views: view.link.views,
            password_set: view.rules.lock.is_set(),
            email_gate: view.rules.gate,
            downloads: view.rules.downloads,
            own: own(&view.link.overrides),
            withdrawn_at: view.link.withdrawn_at,
            replaced_by: view.link.replaced_by,
        }
    }
}

/// Members that are not given stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadChange {
    #[schema(nullable = false)]
    pub link: Option<LeadLinkChange>,
}

#[derive(Serialize, ToSchema)]
pub struct LeadLinkAnswer {
    #[schema(example = true)]
    success: bool,
    link: LeadLink,
}

/// Change a lead's link
///
/// Until when, how often and for whom the lead's magnet can be opened, under which name, and whether readers get it at all. Every fault comes back at
/// once, in `details.fields`.
#[utoipa::path(
    patch, path = "/leads/{leadId}", tag = "Leads", operation_id = "updateLead",
    params(("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$")),
    request_body = LeadChange,
    responses(
        (status = 200, description = "The link as it is now", body = LeadLinkAnswer),
        (status = 409, description = "The name is taken, the replacement is none, or somebody else changed the link at the same time")
    )
)]
pub async fn update(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Json<LeadLinkAnswer>, ApiError> {
    call.caller.require(Scope::Manage)?;
    let caller = call.caller();
    let (lead, _) = find(caller, &web, &id).await?;
    let mut members = call.members();
    let given = members.take("link", |value| match value {
        Value::Object(given) => Ok(given),
        _ => Err("must be an object".into()),
    });
    members.check()?;
    let before = stored(&web.app.db, &caller.workspace.id, &lead.id).await?;
    if let Some(given) = given {
        let next = changed(&web.app, &before, &given).await?;
        links::change(&web.app, call.by(), &lead, before.updated_at, next).await?;
    }
    let view = link_view(&web.app, &caller.workspace, &caller.project, &lead).await?;
    Ok(Json(LeadLinkAnswer { success: true, link: LeadLink::of(view) }))
}

/// The link with the given members in place of its own.
async fn changed(app: &App, before: &StoredLink, given: &Map<String, Value>) -> Result<StoredLink, ApiError> {
    let (mut next, mut faults) = (before.clone(), Vec::new());
    let rules = link_rules::read(app, "link", given, &["slug", "withdrawn", "replacedBy"], &mut faults);
    let mut wrong = |name: &str, reason: &str| faults.push(Fault { field: format!("link.{name}"), reason: reason.into() });
    match given.get("slug") {
        None => {}
        Some(Value::Null) => next.slug = None,
        Some(value) => match value.as_str().map_or(Err("must be a text, or null"), parse_slug) {
            Ok(slug) => next.slug = Some(slug),
            Err(reason) => wrong("slug", reason),
        },
    }
    match given.get("withdrawn") {
        None => {}
        Some(Value::Bool(true)) => next.withdrawn_at = before.withdrawn_at.or(Some(app.now())),
        Some(Value::Bool(false)) => next.withdrawn_at = None,
        Some(_) => wrong("withdrawn", "must be true or false"),
    }
    match given.get("replacedBy") {
        None => {}
        Some(Value::Null) => next.replaced_by = None,
        Some(value) => match value.as_str().and_then(|id| id.parse().ok()) {
            Some(id) => next.replaced_by = Some(id),
            None => wrong("replacedBy", "must be the id of a lead, or null"),
        },
    }
    if !faults.is_empty() {
        return Err(ApiError::faults(&faults));
    }
    next.overrides = rules.hashed().await?.of_lead(&before.overrides);
    Ok(next)
}
