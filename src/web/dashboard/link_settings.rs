//! Settings → Links: what links of the project's leads allow, where a lead has nothing of its own.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, Place, Settings, see_other, show as send};
use super::general::entry;
use super::link_form::{LinkFields, LinkForm};
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::store::projects::{change_links, project as project_now};
use crate::web::dashboard::cookie::hash;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/link_settings.html")]
struct Page {
    frame: Frame,
    base: String,
    domains: String,
    fields: LinkFields,
    faults: Faults,
    stale: bool,
}

/// What identifies the rules in the form.
fn seen(project: &Project) -> String {
    hash(&serde_json::to_string(&project.links).unwrap_or_default())
}

fn page(member: &Member, project: &Project, web: &Web, typed: LinkForm, faults: Faults) -> Page {
    let base = format!("/dashboard/projects/{}/settings", project.slug);
    Page {
        frame: Frame::in_project(member, project, "Links", Place::Settings(Settings::Links)),
        domains: format!("{base}/domains"),
        base: format!("{base}/links"),
        fields: LinkFields::new(LinkForm { seen: seen(project), ..typed }, None, project.links.lock.is_set(), web.app.mailer.is_some()),
        faults,
        stale: false,
    }
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let mut screen = page(&member, &project, &web, LinkForm::of_project(&project.links), Faults::default());
    screen.frame = screen.frame.saying(asked.done.as_deref(), &[("saved", "Saved. It holds for all links at once, but for what a lead has of its own.")]);
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<LinkForm>) -> Screen {
    member.require(Right::EditProject)?;
    let mut faults = Faults::default();
    let change = typed.read(&web.app, false, project.links.lock.is_set(), &mut faults).await?;
    if !faults.is_empty() {
        return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &page(&member, &project, &web, typed, faults)));
    }
    let mut before = project;
    // Of others' changes only those to the links matter; a second look is for one that came between.
    for _ in 0..2 {
        if typed.seen != seen(&before) {
            break;
        }
        let after = Project { links: change.of_project(&before.links), ..before.clone() };
        let (detail, at) = (json!({"changes": before.links.changes(&after.links)}), web.app.now());
        let same = after.links == before.links;
        if same || change_links(&web.app.db, &*web.app.random, &after, &entry(&member, &before, "links.changed", detail, at)).await? {
            web.keys.clear();
            return Ok(see_other(&format!("/dashboard/projects/{}/settings/links?done=saved", before.slug)));
        }
        before = project_now(&web.app.db, &member.workspace.id, before.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    let screen = Page { stale: true, ..page(&member, &before, &web, typed, Faults::default()) };
    Ok(send(StatusCode::CONFLICT, &screen))
}
