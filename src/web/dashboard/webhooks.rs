//! The list of a project's webhook endpoints: a part of API & Integrations, and a page of its own for those who may not see keys.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::frame::{Frame, ago, machine_time, show as send};
use super::in_lead::StateTag;
use super::in_webhook::{endpoint_tag, events_told, frame, webhooks_path, why_off};
use super::member::{InProject, Member};
use super::refusal::Screen;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::webhook::{ENDPOINTS_MAX, Endpoint, OffReason};
use crate::store::StoreError;
use crate::store::endpoints::endpoints_of_project;
use crate::web::state::Web;

/// What the part of a page shows.
pub struct HookList {
    pub base: String,
    pub may_change: bool,
    pub full: bool,
    pub rows: Vec<Row>,
    /// Endpoints that we switched off: path, address, why.
    pub switched_off: Vec<(String, String, &'static str)>,
}

pub struct Row {
    pub href: String,
    pub url: String,
    pub description: String,
    pub events: String,
    pub ordered: bool,
    pub state: StateTag,
    /// Words and machine time.
    pub success: Option<(String, String)>,
    pub failure: Option<(String, String)>,
}

impl HookList {
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(member: &Member, project: &Project, web: &Web) -> Result<Self, StoreError> {
        let endpoints = endpoints_of_project(&web.app.db, &project.workspace_id, &project.id).await?;
        let base = webhooks_path(project);
        let ours = endpoints.iter().filter_map(|endpoint| {
            let reason = endpoint.off.filter(|reason| *reason != OffReason::Owner)?;
            Some((format!("{base}/{}", endpoint.id), endpoint.url.clone(), why_off(reason)))
        });
        Ok(Self {
            may_change: member.may(Right::ManageWebhooks),
            full: endpoints.len() >= ENDPOINTS_MAX,
            switched_off: ours.collect(),
            rows: endpoints.iter().map(|endpoint| row(endpoint, &base, web.app.now())).collect(),
            base,
        })
    }
}

fn row(endpoint: &Endpoint, base: &str, now: i64) -> Row {
    let told = |at: i64| (ago(at, now), machine_time(at));
    Row {
        href: format!("{base}/{}", endpoint.id),
        url: endpoint.url.clone(),
        description: endpoint.description.clone(),
        events: events_told(&endpoint.events),
        ordered: endpoint.ordered,
        state: endpoint_tag(endpoint),
        success: endpoint.last_success_at.map(told),
        failure: endpoint.last_failure_at.map(told),
    }
}

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// What was done on the pages about one endpoint that ends here.
pub const SAID: (&str, &str) = ("hook-deleted", "The webhook is deleted. Nothing more is sent to it.");

#[derive(Template)]
#[template(path = "dashboard/webhooks.html")]
struct Webhooks {
    frame: Frame,
    hooks: HookList,
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::SeeWebhooks)?;
    let hooks = HookList::of(&member, &project, &web).await?;
    let frame = frame(&member, &project, "Webhooks").saying(asked.done.as_deref(), &[SAID]);
    Ok(send(StatusCode::OK, &Webhooks { frame, hooks }))
}
