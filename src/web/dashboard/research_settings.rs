//! Settings → Research: whether prospects' own sites are read, and what becomes of a lead whose site says too little.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::frame::{Frame, Place, Settings, see_other, show as send};
use super::general::entry;
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::model::project::Project;
use crate::model::research_settings::{ResearchSettings, Thin};
use crate::model::role::Right;
use crate::store::projects::{change_research, project as project_now};
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResearchForm {
    /// The settings as they were when the form was shown.
    seen: String,
    own_site: String,
    thin: String,
}

/// One of the answers to a thin site.
struct Answer {
    id: String,
    value: &'static str,
    label: &'static str,
    hint: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "dashboard/research_settings.html")]
struct Page {
    frame: Frame,
    base: String,
    seen: String,
    own_site: bool,
    answers: Vec<Answer>,
    fault: Option<&'static str>,
    /// What somebody else did meanwhile.
    stale: Option<String>,
}

/// What identifies the two settings in the form.
fn seen(research: &ResearchSettings) -> String {
    format!("{}:{}", research.own_site, research.thin.as_str())
}

fn answer(thin: Thin, chosen: Option<Thin>) -> Answer {
    let (label, hint) = match thin {
        Thin::Write => ("Write a shorter magnet", "It says plainly what could not be read, and uses only what you sent and general advice."),
        Thin::Review => ("Write it, and wait for approval", "The same magnet, held back until somebody approves it here."),
        Thin::Fail => ("Write nothing", "The lead fails and its credit is given back. It can be tried again at any time."),
    };
    Answer { id: format!("thin-{}", thin.as_str()), value: thin.as_str(), label, hint, chosen: chosen == Some(thin) }
}

fn page(member: &Member, project: &Project, seen: String, own_site: bool, thin: Option<Thin>) -> Page {
    Page {
        frame: Frame::in_project(member, project, "Research", Place::Settings(Settings::Research)),
        base: format!("/dashboard/projects/{}/settings/research", project.slug),
        seen,
        own_site,
        answers: Thin::ALL.into_iter().map(|one| answer(one, thin)).collect(),
        fault: None,
        stale: None,
    }
}

pub async fn show(InProject { member, project }: InProject, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let research = &project.research;
    let mut screen = page(&member, &project, seen(research), research.own_site, Some(research.thin));
    screen.frame = screen.frame.saying(asked.done.as_deref(), &[("saved", "Saved. It holds for leads whose work begins from now on.")]);
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<ResearchForm>) -> Screen {
    member.require(Right::EditProject)?;
    let own_site = !typed.own_site.is_empty();
    let Some(thin) = Thin::ALL.into_iter().find(|thin| thin.as_str() == typed.thin) else {
        let screen = Page { fault: Some("must be one of these three"), ..page(&member, &project, typed.seen, own_site, None) };
        return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &screen));
    };
    let mut before = project;
    // Of others' changes only those to the same settings matter; a second look is for one that came between.
    for _ in 0..2 {
        if typed.seen != seen(&before.research) {
            break;
        }
        let research = ResearchSettings { own_site, thin, ..before.research.clone() };
        let (detail, at) = (json!({"changes": before.research.changes(&research)}), web.app.now());
        let after = Project { research, ..before.clone() };
        let same = after.research == before.research;
        if same || change_research(&web.app.db, &*web.app.random, &after, &entry(&member, &before, "research.changed", detail, at)).await? {
            web.keys.clear();
            return Ok(see_other(&format!("/dashboard/projects/{}/settings/research?done=saved", before.slug)));
        }
        before = project_now(&web.app.db, &member.workspace.id, before.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    let site = if before.research.own_site { "sites are read" } else { "sites are not read" };
    let thin_now = answer(before.research.thin, None).label.to_lowercase();
    let stale = format!(
        "Somebody changed this in the meantime: {site}, and for a site that says too little the answer is “{thin_now}”. Below is what you chose; save to put it in place."
    );
    let screen = Page { stale: Some(stale), ..page(&member, &before, seen(&before.research), own_site, Some(thin)) };
    Ok(send(StatusCode::CONFLICT, &screen))
}
