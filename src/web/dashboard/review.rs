//! `/dashboard/review`: magnets that wait for approval, oldest first, of every project or one, with a preview beside the list. What is done there is in
//! `review_act.rs`.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use magnetite_document::Document;
use serde::Deserialize;
use serde_json::Value;

use super::frame::{Frame, Place, ago, machine_time, show as send, when};
use super::in_lead::called;
use super::lead_writing::report;
use super::member::Member;
use super::refusal::{Refusal, Screen, encode};
use crate::model::ids::{LeadId, ProjectId};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::store::magnets::newest_magnet;
use crate::store::projects::{project, projects_of};
use crate::store::review::{WaitingLead, waiting};
use crate::store::search::Cursor;
use crate::web::state::Web;

/// Leads of one page.
const PAGE: i64 = 50;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Slug or id of one project; empty for all.
    pub project: String,
    /// The lead that is shown.
    pub lead: String,
    /// A place in the queue.
    pub after: String,
    /// What has just been done: how many were approved, rejected, had been dealt with by somebody else, or failed.
    pub approved: Option<u32>,
    pub rejected: Option<u32>,
    pub missed: Option<u32>,
    pub failed: Option<u32>,
}

impl Asked {
    fn done(&self) -> Option<String> {
        let [approved, rejected, missed, failed] = [self.approved, self.rejected, self.missed, self.failed].map(Option::unwrap_or_default);
        let said = [
            (approved, format!("{approved} approved and public now.")),
            (rejected, format!("{rejected} rejected. Nothing of it goes out.")),
            (missed, format!("{missed} had been dealt with by somebody else meanwhile, or made anew: nothing was done about it.")),
            (failed, format!("{failed} could not be dealt with: a fault of this server stopped it. Nothing about it was changed; please try again.")),
        ];
        let said: Vec<String> = said.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }
}

struct Line {
    /// `lead:job`, as the form carries it.
    pick: String,
    href: String,
    title: String,
    who: String,
    project: String,
    machine_time: String,
    ago: String,
    why: String,
    here: bool,
}

/// The lead beside the list.
struct Shown {
    pick: String,
    title: String,
    who: String,
    email: String,
    when: String,
    why: String,
    /// Sentences about the writer's work.
    report: Vec<String>,
    path: String,
    previous: Option<String>,
    next: Option<String>,
    /// Where one goes on after this one is done.
    then: String,
}

#[derive(Template)]
#[template(path = "dashboard/review.html")]
struct Review {
    frame: Frame,
    may_work: bool,
    project: String,
    projects: Vec<(String, String)>,
    after: String,
    lines: Vec<Line>,
    shown: Option<Shown>,
    more: Option<String>,
    /// Not on the first page.
    inside: bool,
}

pub async fn show(member: Member, State(web): State<Web>, asked: Result<Query<Asked>, QueryRejection>) -> Screen {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let db = &web.app.db;
    let chosen = match asked.project.as_str() {
        "" => None,
        name => Some(project(db, &member.workspace.id, name).await?.ok_or(Refusal::NotFound)?),
    };
    let from = cursor(&asked.after);
    let id = chosen.as_ref().map(|project| &project.id);
    let mut leads = waiting(db, &member.workspace.id, id, from.as_ref(), PAGE + 1).await?;
    let more = leads.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    leads.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let projects = projects_of(db, &member.workspace.id).await?;
    let at = leads.iter().position(|lead| lead.id.as_str() == asked.lead).unwrap_or(0);
    let base = Base { project: chosen.as_ref().map_or("", |project| &project.slug), after: &asked.after };
    let shown = match leads.get(at) {
        Some(lead) => Some(shown(&web, &member, &projects, &leads, at, lead, &base).await?),
        None => None,
    };
    let mut frame = match &chosen {
        Some(project) => Frame::in_project(&member, project, "Review", Place::Review),
        None => Frame::at(&member, "Review", Place::Review),
    };
    frame.notice = asked.done().or_else(|| {
        let gone = !asked.lead.is_empty() && !leads.iter().any(|lead| lead.id.as_str() == asked.lead);
        gone.then(|| "The magnet you asked for does not wait any more.".to_owned())
    });
    let mut named = vec![(String::new(), "All projects".to_owned())];
    named.extend(projects.iter().map(|project| (project.slug.clone(), project.name.clone())));
    let now = web.app.now();
    let page = Review {
        frame,
        may_work: member.may(Right::WorkOnLeads),
        project: base.project.to_owned(),
        projects: named,
        lines: leads.iter().enumerate().map(|(place, lead)| line(lead, &projects, &base, place == at, now)).collect(),
        shown,
        more: leads.last().filter(|_| more).map(|last| Base { after: &place(last), ..base }.link(None)),
        inside: from.is_some(),
        after: asked.after.clone(),
    };
    Ok(send(StatusCode::OK, &page))
}

/// What every link of the screen keeps.
#[derive(Clone, Copy)]
struct Base<'a> {
    project: &'a str,
    after: &'a str,
}

impl Base<'_> {
    fn link(&self, lead: Option<&LeadId>) -> String {
        let given = [("project", self.project), ("after", self.after), ("lead", lead.map_or("", LeadId::as_str))];
        let pairs: Vec<String> = given.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encode(value))).collect();
        if pairs.is_empty() { "/dashboard/review".into() } else { format!("/dashboard/review?{}", pairs.join("&")) }
    }
}

fn place(lead: &WaitingLead) -> String {
    let Cursor { created_at, id } = lead.place();
    format!("{created_at}-{id}")
}

fn cursor(text: &str) -> Option<Cursor> {
    let (created_at, id) = text.split_once('-')?;
    Some(Cursor { created_at: created_at.parse().ok()?, id: id.parse::<LeadId>().ok()?.as_str().to_owned() })
}

fn of_project<'a>(projects: &'a [Project], id: &ProjectId) -> Option<&'a Project> {
    projects.iter().find(|project| project.id == *id)
}

/// Company and person.
fn who(lead: &WaitingLead) -> String {
    let fields = &lead.fields;
    match fields.company.as_deref().or_else(|| fields.site()) {
        Some(company) => format!("{company}, {}", called(fields)),
        None => called(fields).to_owned(),
    }
}

/// Why the magnet waits, in a sentence.
fn why(lead: &WaitingLead, project: Option<&Project>) -> String {
    let told: Value = lead.told.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let thin = told["data"]["mode"] == "thin";
    let asks = project.is_some_and(|project| project.review);
    match (thin, asks) {
        (true, true) => "Little could be read on the site, and this project asks for approval.",
        (true, false) => "Little could be read on the site.",
        (false, true) => "This project asks for approval.",
        (false, false) => "The project asked for approval when it was finished.",
    }
    .to_owned()
}

fn line(lead: &WaitingLead, projects: &[Project], base: &Base<'_>, here: bool, now: i64) -> Line {
    let project = of_project(projects, &lead.project_id);
    Line {
        pick: format!("{}:{}", lead.id, lead.job_id),
        href: base.link(Some(&lead.id)),
        title: lead.title.clone(),
        who: who(lead),
        project: if base.project.is_empty() { project.map(|project| project.name.clone()).unwrap_or_default() } else { String::new() },
        machine_time: machine_time(lead.finished_at),
        ago: ago(lead.finished_at, now),
        why: why(lead, project),
        here,
    }
}

async fn shown(
    web: &Web,
    member: &Member,
    projects: &[Project],
    leads: &[WaitingLead],
    at: usize,
    lead: &WaitingLead,
    base: &Base<'_>,
) -> Result<Shown, Refusal> {
    let magnet = newest_magnet(&web.app.db, &member.workspace.id, &lead.id).await?;
    let document: Option<Document> = magnet.and_then(|magnet| serde_json::from_str(&magnet.document).ok());
    let project = of_project(projects, &lead.project_id);
    let beside = |at: Option<usize>| at.and_then(|at| leads.get(at)).map(|lead| &lead.id);
    let (previous, next) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
    Ok(Shown {
        pick: format!("{}:{}", lead.id, lead.job_id),
        title: lead.title.clone(),
        who: who(lead),
        email: lead.fields.email.clone(),
        when: when(lead.finished_at),
        why: why(lead, project),
        report: document.map(|document| report(&document.writer)).unwrap_or_default(),
        path: format!("/dashboard/projects/{}/leads/{}", project.map_or(lead.project_id.as_str(), |project| &project.slug), lead.id),
        then: next.or(previous).map(|id| id.as_str().to_owned()).unwrap_or_default(),
        previous: previous.map(|id| base.link(Some(id))),
        next: next.map(|id| base.link(Some(id))),
    })
}
