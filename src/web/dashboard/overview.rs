//! `/dashboard/projects/{project}`: how the project is doing, and what to do next while it is new.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::chart::{Chart, Series, grouped, range};
use super::frame::{Frame, Place, ago, lasting, machine_time, show as send};
use super::in_lead::{StateTag, called, state_tag};
use super::member::InProject;
use super::refusal::Screen;
use super::samples::{Sample, curl};
use crate::model::job::JobStatus;
use crate::model::project::Project;
use crate::model::research_settings::Then;
use crate::model::role::Right;
use crate::model::usage::day_of;
use crate::store::figures::{LatestLead, latest_leads, leads_by_day, ready_times};
use crate::store::keys::keys_of_project;
use crate::store::usage::Days;
use crate::store::views::views_by_day;
use crate::store::{StoreError, leads, sources};
use crate::web::state::Web;

/// Leads in the list at the foot.
const LATEST: i64 = 6;
/// Magnets named whose facts have changed.
const DRIFTED: i64 = 5;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    days: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/overview.html")]
struct Overview {
    frame: Frame,
    project: Project,
    base: String,
    range: i64,
    figures: Figures,
    chart: Chart,
    latest: Vec<Row>,
    steps: Vec<NextStep>,
    first_lead: Option<Sample>,
    may_work: bool,
    drifted: Vec<Drifted>,
}

/// A magnet some of whose facts have changed since.
struct Drifted {
    name: String,
    href: String,
    facts: i64,
}

/// What the tiles say.
#[derive(Default)]
struct Figures {
    leads: i64,
    today: i64,
    completed: i64,
    failed: i64,
    waiting: i64,
    median: Option<i64>,
    p90: Option<i64>,
    views: i64,
    other_views: i64,
    clicks: i64,
    other_clicks: i64,
}

impl Figures {
    fn success(&self) -> String {
        let ended = self.completed + self.failed;
        if ended == 0 { "–".into() } else { format!("{} %", self.completed * 100 / ended) }
    }
}

struct Row {
    name: String,
    under: String,
    href: String,
    state: StateTag,
    created: String,
    created_at: String,
}

/// Something that a new project still lacks.
struct NextStep {
    done: bool,
    heading: &'static str,
    text: &'static str,
    href: String,
    link: &'static str,
}

const SAID: [(&str, &str); 1] = [("created", "The project is there. Here is what comes next.")];

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let (db, now, range) = (&web.app.db, web.app.now(), range(asked.days.as_deref()));
    let days = Days { workspace_id: &project.workspace_id, project_id: &project.id, from: day_of(now) - range + 1, to: day_of(now) };
    let (leads, ready, views, latest, keys) = tokio::try_join!(
        leads_by_day(db, days),
        ready_times(db, days),
        views_by_day(db, days),
        latest_leads(db, &project.workspace_id, &project.id, LATEST),
        keys_of_project(db, &project.workspace_id, &project.id),
    )?;
    let base = format!("/dashboard/projects/{}", project.slug);
    let drifted = drifted(&web, &project, &base).await?;
    let has_key = keys.iter().any(|key| key.is_good(now));
    let rows: Vec<Row> = latest.iter().map(|lead| row(lead, &base, now)).collect();
    let all = next_steps(&project, &base, has_key, !rows.is_empty());
    let may = |step: &NextStep| step.done || step.href.ends_with("/leads/new") || member.may(Right::EditProject);
    let open = project.archived_at.is_none() && all.iter().any(|step| !step.done);
    let first_lead = (rows.is_empty() && has_key && member.may(Right::ManageKeys)).then(|| curl(web.app.public_url(), &project, None));
    let overview = Overview {
        frame: Frame::in_project(&member, &project, "Overview", Place::Overview).saying(asked.done.as_deref(), &SAID),
        figures: figures(&leads, ready, &views, days.to),
        chart: chart(&leads, days, range),
        latest: rows,
        steps: if open && member.may(Right::WorkOnLeads) { all.into_iter().filter(may).collect() } else { Vec::new() },
        first_lead,
        may_work: member.may(Right::WorkOnLeads) && project.archived_at.is_none(),
        drifted,
        range,
        base,
        project,
    };
    Ok(send(StatusCode::OK, &overview))
}

/// Nothing where the project wants facts only marked on the pages of their leads.
async fn drifted(web: &Web, project: &Project, base: &str) -> Result<Vec<Drifted>, StoreError> {
    let db = &web.app.db;
    if sources::research_settings_of(db, &project.workspace_id, &project.id).await?.drift.then == Then::Keep {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for (id, facts, _) in sources::drifted(db, &project.workspace_id, &project.id, DRIFTED).await? {
        if let Some(lead) = leads::lead(db, &project.workspace_id, &id).await? {
            found.push(Drifted { name: called(&lead.fields).to_owned(), href: format!("{base}/leads/{id}"), facts });
        }
    }
    Ok(found)
}

fn figures(leads: &[(i64, JobStatus, i64)], ready: Option<(i64, i64)>, views: &[(i64, String, String, i64)], today: i64) -> Figures {
    let mut figures = Figures::default();
    for (day, status, count) in leads {
        figures.leads += count;
        if *day == today {
            figures.today += count;
        }
        match status {
            JobStatus::Completed => figures.completed += count,
            JobStatus::Failed => figures.failed += count,
            JobStatus::Queued | JobStatus::Processing | JobStatus::NeedsReview => figures.waiting += count,
            JobStatus::Cancelled => {}
        }
    }
    (figures.median, figures.p90) = ready.unzip();
    for (_, what, class, count) in views {
        let into = match (what.as_str(), class.as_str()) {
            ("cta", "human") => &mut figures.clicks,
            ("cta", _) => &mut figures.other_clicks,
            (_, "human") => &mut figures.views,
            _ => &mut figures.other_views,
        };
        *into += count;
    }
    figures
}

fn chart(leads: &[(i64, JobStatus, i64)], days: Days<'_>, range: i64) -> Chart {
    let series =
        vec![Series { name: "completed", class: "one" }, Series { name: "failed or cancelled", class: "two" }, Series { name: "under way", class: "three" }];
    let of = |day: i64, wanted: &[JobStatus]| leads.iter().filter(|(at, status, _)| *at == day && wanted.contains(status)).map(|(.., count)| count).sum();
    let values = (days.from..=days.to)
        .map(|day| {
            vec![
                of(day, &[JobStatus::Completed]),
                of(day, &[JobStatus::Failed, JobStatus::Cancelled]),
                of(day, &[JobStatus::Queued, JobStatus::Processing, JobStatus::NeedsReview]),
            ]
        })
        .collect();
    Chart::new("leads", format!("Leads per day, last {range} days"), series, days.from, values)
}

fn row(lead: &LatestLead, base: &str, now: i64) -> Row {
    let fields = &lead.fields;
    Row {
        name: fields.full_name.clone().unwrap_or_else(|| fields.email.clone()),
        under: fields.company.clone().or_else(|| fields.site().map(str::to_owned)).unwrap_or_default(),
        href: format!("{base}/leads/{}", lead.id),
        state: state_tag(lead.status),
        created: ago(lead.created_at, now),
        created_at: machine_time(lead.created_at),
    }
}

fn next_steps(project: &Project, base: &str, has_key: bool, has_lead: bool) -> Vec<NextStep> {
    let step = |done, heading, text, path: &str, link| NextStep { done, heading, text, href: format!("{base}{path}"), link };
    vec![
        step(
            !project.offer.sells.is_empty() && project.offer.cta.is_some(),
            "Write your offer",
            "What you sell and where a reader should go next. It stands in every document.",
            "/settings/offer",
            "Write the offer",
        ),
        step(has_key, "Generate an API key", "So that your forms and tools can send leads.", "/settings/api/new", "Generate API Key"),
        step(has_lead, "Make your first magnet", "From a form, here in the dashboard, or with one request to the API.", "/leads/new", "New lead"),
    ]
}
