//! `/projects/{project}/template/golden`: the leads that changes are tried on, with their measures now; adding and removing, here and on a lead's page.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::frame::{Frame, Place, see_other, show as send, when};
use super::golden_try::{TriedView, tried};
use super::golden_words::MeasureRow;
use super::in_lead::InLead;
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use super::template;
use crate::model::golden::GOLDEN_MAX;
use crate::model::ids::LeadId;
use crate::model::role::Right;
use crate::store::audit::Entry;
use crate::store::blueprints::latest_finished;
use crate::store::golden_leads::{Chosen, change_golden_lead, golden_leads};
use crate::web::state::Web;

const SAID: [(&str, &str); 2] = [("added", "Kept. Changes of template and offer are tried on it from now on."), ("removed", "Removed. The lead itself stays.")];

struct Line {
    id: String,
    added: String,
    lead: TriedView,
}

#[derive(Template)]
#[template(path = "dashboard/golden.html")]
struct Golden {
    frame: Frame,
    base: String,
    may_edit: bool,
    lines: Vec<Line>,
    together: Vec<MeasureRow>,
    /// Finished leads that could be added: value and label.
    others: Vec<(String, String)>,
    full: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: Option<String>,
}

pub async fn show(here: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let kept = golden_leads(&web.app.db, &here.project).await?;
    let (leads, together) = tried(&web, &here, &here.project).await?;
    let finished = latest_finished(&web.app.db, &here.member.workspace.id, &here.project.id).await?;
    let label =
        |fields: &crate::model::lead::LeadFields| fields.company.clone().or_else(|| fields.site().map(str::to_owned)).unwrap_or_else(|| fields.email.clone());
    let others = finished.iter().filter(|(id, _)| !kept.iter().any(|one| one.id == *id));
    let page = Golden {
        frame: Frame::in_project(&here.member, &here.project, "Golden leads", Place::Template).saying(asked.done.as_deref(), &SAID),
        base: template::base(&here),
        may_edit: here.member.may(Right::EditProject),
        others: others.map(|(id, fields)| (id.to_string(), label(fields))).collect(),
        full: kept.len() >= GOLDEN_MAX,
        lines: kept
            .iter()
            .zip(leads)
            .map(|(kept, lead)| Line { id: kept.id.to_string(), added: format!("{}, {}", when(kept.added_at), kept.added_by), lead })
            .collect(),
        together,
    };
    Ok(send(StatusCode::OK, &page))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Change {
    /// `add` or `remove`.
    #[serde(rename = "do")]
    action: String,
    lead: String,
}

/// Adds or removes a lead on the list's own page.
pub async fn change(here: InProject, State(web): State<Web>, Typed(change): Typed<Change>) -> Screen {
    here.member.require(Right::EditProject)?;
    let lead: LeadId = change.lead.parse().map_err(|_| Refusal::NotFound)?;
    let add = change.action != "remove";
    set(&web, &here, &lead, add).await?;
    Ok(see_other(&format!("{}/golden?done={}", template::base(&here), if add { "added" } else { "removed" })))
}

/// Adds or removes the lead whose page it is.
pub async fn keep(of: InLead, State(web): State<Web>, Typed(change): Typed<Change>) -> Screen {
    of.member.require(Right::EditProject)?;
    let (add, path, id) = (change.action != "remove", of.path(), of.lead.id.clone());
    set(&web, &InProject { member: of.member, project: of.project }, &id, add).await?;
    Ok(see_other(&format!("{path}?done={}", if add { "golden" } else { "not_golden" })))
}

async fn set(web: &Web, here: &InProject, lead: &LeadId, add: bool) -> Result<(), Refusal> {
    let app = &web.app;
    let entry = Entry {
        workspace_id: &here.member.workspace.id,
        project_id: Some(&here.project.id),
        actor: &here.member.user.email,
        address: here.member.address(),
        action: "golden_leads.changed",
        target: &here.project.name,
        detail: json!({}),
        at: app.now(),
    };
    match change_golden_lead(&app.db, &*app.random, &here.project, lead, add, &entry).await? {
        Chosen::Kept => Ok(()),
        Chosen::TooMany => Err(Refusal::Conflict(format!("A project keeps at most {GOLDEN_MAX} golden leads. Remove one first."))),
        Chosen::Unknown(_) => Err(Refusal::NotFound),
    }
}
