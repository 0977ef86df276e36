//! Settings → General: name, approval before publishing, archive.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::frame::{Frame, Place, Settings, see_other, show as send, when};
use super::key_end::Nothing;
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use super::samples;
use crate::model::project::{Project, parse_project_name};
use crate::model::role::Right;
use crate::store::audit::Entry;
use crate::store::projects::{change_project, project as project_now, set_archived};
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct GeneralForm {
    /// Name and switch as they were when the form was shown.
    seen: String,
    name: String,
    review: String,
}

#[derive(Template)]
#[template(path = "dashboard/general.html")]
struct General {
    frame: Frame,
    base: String,
    api_url: String,
    name: String,
    review: bool,
    seen: String,
    fault: Option<&'static str>,
    /// What somebody else did meanwhile.
    stale: Option<String>,
    archived: Option<String>,
}

const SAID: [(&str, &str); 3] = [
    ("saved", "Saved."),
    ("archived", "The project is archived. It takes no new leads, and everything stays readable."),
    ("unarchived", "The project is in use again."),
];

fn seen(project: &Project) -> String {
    format!("{}:{}", project.review, project.name)
}

impl General {
    fn of(member: &Member, project: &Project, web: &Web) -> Self {
        Self {
            frame: Frame::in_project(member, project, "General", Place::Settings(Settings::General)),
            base: format!("/dashboard/projects/{}/settings", project.slug),
            api_url: samples::url(web.app.public_url(), project),
            name: project.name.clone(),
            review: project.review,
            seen: seen(project),
            fault: None,
            stale: None,
            archived: project.archived_at.map(when),
        }
    }
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let mut screen = General::of(&member, &project, &web);
    screen.frame = screen.frame.saying(asked.done.as_deref(), &SAID);
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<GeneralForm>) -> Screen {
    member.require(Right::EditProject)?;
    let review = !typed.review.is_empty();
    let mut screen = General { name: typed.name.clone(), review, ..General::of(&member, &project, &web) };
    let name = match parse_project_name(&typed.name) {
        Ok(name) => name,
        Err(reason) => {
            screen.fault = Some(reason);
            return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &screen));
        }
    };
    let mut now = project;
    // Of others' changes only those to the same fields matter; a second look is for one that came between.
    for _ in 0..2 {
        if typed.seen != seen(&now) {
            break;
        }
        let changed = Project { name: name.clone(), review, ..now.clone() };
        if change_project(&web.app.db, &*web.app.random, &changed, web.app.now(), &entries(&member, &now, &changed, web.app.now())).await? {
            web.keys.clear();
            return Ok(see_other(&format!("/dashboard/projects/{}/settings?done=saved", now.slug)));
        }
        now = project_now(&web.app.db, &member.workspace.id, now.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    let switch = if now.review { "finished magnets wait for approval" } else { "finished magnets are published at once" };
    screen.stale =
        Some(format!("Somebody changed this in the meantime: the name is “{}” now, and {switch}. Below is what you typed; save to put it in place.", now.name));
    screen.seen = seen(&now);
    Ok(send(StatusCode::CONFLICT, &screen))
}

pub async fn archive(InProject { member, project }: InProject, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    set(&member, &project, &web, true).await
}

pub async fn unarchive(InProject { member, project }: InProject, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    set(&member, &project, &web, false).await
}

async fn set(member: &Member, project: &Project, web: &Web, archived: bool) -> Screen {
    member.require(Right::EditProject)?;
    let (now, done) = (web.app.now(), if archived { "archived" } else { "unarchived" });
    let action = if archived { "project.archived" } else { "project.restored" };
    set_archived(&web.app.db, &*web.app.random, &project.id, archived.then_some(now), &entry(member, project, action, json!({}), now)).await?;
    web.keys.clear();
    Ok(see_other(&format!("/dashboard/projects/{}/settings?done={done}", project.slug)))
}

/// One line for the name, one for the switch; none for what stays.
fn entries<'a>(member: &'a Member, before: &'a Project, after: &Project, at: i64) -> Vec<Entry<'a>> {
    let renamed = (before.name != after.name).then(|| entry(member, before, "project.renamed", json!({"to": after.name}), at));
    let action = if after.review { "project.review_on" } else { "project.review_off" };
    let switched = (before.review != after.review).then(|| entry(member, before, action, json!({}), at));
    renamed.into_iter().chain(switched).collect()
}

/// The line in the audit log about a project.
pub(super) fn entry<'a>(member: &'a Member, project: &'a Project, action: &'a str, detail: serde_json::Value, at: i64) -> Entry<'a> {
    Entry {
        workspace_id: &member.workspace.id,
        project_id: Some(&project.id),
        actor: &member.user.email,
        address: member.address(),
        action,
        target: &project.name,
        detail,
        at,
    }
}
