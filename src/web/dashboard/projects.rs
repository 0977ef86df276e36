//! `/dashboard/projects`: every project of the workspace, and the form for a new one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::chart::grouped;
use super::form::Typed;
use super::frame::{Frame, Place, ago, see_other, show as send};
use super::member::Member;
use super::refusal::{Refusal, Screen};
use crate::model::blueprint::Blueprint;
use crate::model::brand::Brand;
use crate::model::credits::Caps;
use crate::model::ids::ProjectId;
use crate::model::limits::Limits;
use crate::model::link::LinkRules;
use crate::model::offer::Offer;
use crate::model::project::{Project, parse_project_name};
use crate::model::research_settings::ResearchSettings;
use crate::model::role::Right;
use crate::model::schema::InputSchema;
use crate::model::usage::DAY_MS;
use crate::model::writer_settings::WriterSettings;
use crate::store::audit::Entry;
use crate::store::projects::{create_project, lead_counts, project, projects_of};
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/projects.html")]
struct Projects {
    frame: Frame,
    open: Vec<Card>,
    archived: Vec<Card>,
    may_create: bool,
}

struct Card {
    name: String,
    href: String,
    leads: String,
    last: String,
    review: bool,
    archived: bool,
}

const SAID: [(&str, &str); 1] = [("deleted", "The project is deleted. Its keys are refused and its pages are gone; its data is being removed.")];

pub async fn show(member: Member, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let now = web.app.now();
    let (projects, counts) =
        tokio::try_join!(projects_of(&web.app.db, &member.workspace.id), lead_counts(&web.app.db, &member.workspace.id, now - 30 * DAY_MS))?;
    let card = |project: &Project| {
        let counted = counts.iter().find(|(id, ..)| id == project.id.as_str());
        Card {
            name: project.name.clone(),
            href: format!("/dashboard/projects/{}", project.slug),
            leads: grouped(counted.map_or(0, |(_, leads, _)| *leads)),
            last: counted.and_then(|(_, _, last)| *last).map_or_else(|| "no lead yet".into(), |at| format!("last one {}", ago(at, now))),
            review: project.review,
            archived: project.archived_at.is_some(),
        }
    };
    let (archived, open) = projects.iter().map(card).partition(|card| card.archived);
    let frame = Frame::at(&member, "Projects", Place::Projects).saying(asked.done.as_deref(), &SAID);
    Ok(send(StatusCode::OK, &Projects { frame, open, archived, may_create: member.may(Right::CreateProject) }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProjectForm {
    /// Id of the project to be made, so that a form sent twice makes one.
    once: String,
    name: String,
}

#[derive(Template)]
#[template(path = "dashboard/project_new.html")]
struct ProjectNew<'a> {
    frame: Frame,
    typed: &'a ProjectForm,
    fault: Option<&'a str>,
}

fn ask(member: &Member, typed: &ProjectForm, fault: Option<&str>) -> Response {
    let status = if fault.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    send(status, &ProjectNew { frame: Frame::at(member, "New project", Place::Projects), typed, fault })
}

pub async fn form(member: Member, State(web): State<Web>) -> Screen {
    member.require(Right::CreateProject)?;
    Ok(ask(&member, &ProjectForm { once: ProjectId::new(&*web.app.random).to_string(), name: String::new() }, None))
}

pub async fn create(member: Member, State(web): State<Web>, Typed(typed): Typed<ProjectForm>) -> Screen {
    member.require(Right::CreateProject)?;
    let name = match parse_project_name(&typed.name) {
        Ok(name) => name,
        Err(reason) => return Ok(ask(&member, &typed, Some(reason))),
    };
    let id: ProjectId = typed.once.parse().map_err(|_| Refusal::BadForm("Load the page again and send it once more.".into()))?;
    let (app, now) = (&web.app, web.app.now());
    let mut new = new_project(&member, id, name, now);
    let entry = Entry {
        workspace_id: &member.workspace.id,
        project_id: Some(&new.id.clone()),
        actor: &member.user.email,
        address: member.address(),
        action: "project.created",
        target: &new.name.clone(),
        detail: json!({}),
        at: now,
    };
    let created = create_project(&app.db, &*app.random, &mut new, &entry).await?;
    if created {
        return Ok(see_other(&format!("/dashboard/projects/{}?done=created", new.slug)));
    }
    let before = project(&app.db, &member.workspace.id, new.id.as_str()).await?;
    let before = before.ok_or(Refusal::Conflict("The project could not be stored under this name. Please try again.".into()))?;
    Ok(see_other(&format!("/dashboard/projects/{}", before.slug)))
}

/// With an offer in the workspace's name, and everything else at its default.
fn new_project(member: &Member, id: ProjectId, name: String, now: i64) -> Project {
    Project {
        id,
        workspace_id: member.workspace.id.clone(),
        slug: String::new(),
        name,
        fields: InputSchema::default(),
        offer: Offer { company: member.workspace.name.clone(), ..Offer::default() },
        blueprint: Blueprint::default(),
        brand: Brand::default(),
        limits: Limits::default(),
        caps: Caps::default(),
        research: ResearchSettings::default(),
        writer: WriterSettings::default(),
        links: LinkRules::default(),
        review: false,
        archived_at: None,
        created_at: now,
        updated_at: now,
    }
}
