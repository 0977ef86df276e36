//! `/dashboard/projects/{project}/views`: who reads this project's magnets, by class, company and lead; the same as CSV.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Deserialize;

use super::chart::{grouped, range};
use super::frame::{Frame, Place, ago, lasting, machine_time, show as send};
use super::in_lead::called;
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use super::usage::cell;
use super::view_words::{ClassLink, LeadLink, ViewLine, class_links, view_line};
use crate::model::lead::LeadFields;
use crate::model::usage::{DAY_MS, Visitor, day_of};
use crate::store::usage::Days;
use crate::store::view_figures::{OfLead, funnel, leads_viewed};
use crate::store::views::{WrittenView, views_by_day, views_of_project};
use crate::web::pages::with_headers;
use crate::web::readers::{companies, company};
use crate::web::state::Web;

/// Views on one screen.
const SHOWN: i64 = 50;
/// Companies on one screen.
const COMPANIES: usize = 12;
/// Lines of a file, and how many are read at once.
const LINES_MAX: usize = 50_000;
const PORTION: i64 = 1_000;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    days: Option<String>,
    class: Option<String>,
    /// `{created at}-{view}`
    before: Option<String>,
}

/// One step on the way from sent to clicked.
struct Step {
    label: &'static str,
    count: String,
    /// Of those who were sent theirs, in whole percent.
    percent: i64,
}

struct CompanyLine {
    name: String,
    leads: String,
    views: String,
    clicks: String,
    dwell: String,
    last: String,
}

#[derive(Template)]
#[template(path = "dashboard/views.html")]
struct Views {
    frame: Frame,
    base: String,
    range: i64,
    class: &'static str,
    /// (label, count) by class.
    counts: Vec<(&'static str, String)>,
    steps: Vec<Step>,
    companies: Vec<CompanyLine>,
    classes: Vec<ClassLink>,
    filtered: bool,
    views: Vec<ViewLine>,
    older: Option<String>,
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let (db, now, range) = (&web.app.db, web.app.now(), range(asked.days.as_deref()));
    let days = Days { workspace_id: &project.workspace_id, project_id: &project.id, from: day_of(now) - range + 1, to: day_of(now) };
    let (of, since) = ((days.workspace_id, days.project_id), days.from * DAY_MS);
    let class: Option<Visitor> = asked.class.as_deref().and_then(|text| text.parse().ok());
    let (by_day, funnel, leads, mut found) = tokio::try_join!(
        views_by_day(db, days),
        funnel(db, of.0, of.1, since),
        leads_viewed(db, of.0, of.1, since),
        views_of_project(db, of, class, since, asked.before.as_deref().and_then(before), SHOWN + 1),
    )?;
    let shown = usize::try_from(SHOWN).unwrap_or_default();
    let more = found.len() > shown;
    found.truncate(shown);
    let base = format!("/dashboard/projects/{}", project.slug);
    let class_query = class.map(|class| format!("&class={}", class.as_str())).unwrap_or_default();
    let last = found.last().filter(|_| more);
    let older = last.map(|view| format!("{base}/views?days={range}{class_query}&before={}-{}", view.created_at, view.id));
    let known: HashMap<&str, &LeadFields> = leads.iter().map(|lead| (lead.lead_id.as_str(), &lead.fields)).collect();
    let line = |view: &WrittenView| {
        let link = known.get(view.lead_id.as_str()).map(|fields| LeadLink {
            name: called(fields).to_owned(),
            company: fields.company.clone().unwrap_or_default(),
            href: format!("{base}/leads/{}/views", view.lead_id),
        });
        view_line(view, &HashMap::new(), link)
    };
    let count = |class: Visitor| grouped(by_day.iter().filter(|(_, what, by, _)| what != "cta" && by == class.as_str()).map(|(.., count)| count).sum());
    let step = |label, count: i64| Step { label, percent: if funnel.sent == 0 { 0 } else { count * 100 / funnel.sent }, count: grouped(count) };
    let screen = Views {
        frame: Frame::in_project(&member, &project, "Views", Place::Views),
        range,
        class: class.map_or("", Visitor::as_str),
        counts: vec![
            ("People", count(Visitor::Human)),
            ("Scanners", count(Visitor::Scanner)),
            ("Link previews", count(Visitor::Preview)),
            ("Unknown", count(Visitor::Unknown)),
        ],
        steps: vec![
            step("Sent", funnel.sent),
            step("Opened by a person", funnel.opened),
            step("Read for 15 s or more", funnel.read),
            step("Followed your link", funnel.clicked),
        ],
        companies: company_lines(&leads, now),
        classes: class_links(&format!("{base}/views?days={range}&"), class),
        filtered: class.is_some(),
        views: found.iter().map(line).collect(),
        older,
        base,
    };
    Ok(send(StatusCode::OK, &screen))
}

/// Those that people read, with most readers first.
fn company_lines(leads: &[OfLead], now: i64) -> Vec<CompanyLine> {
    let read = companies(leads).into_iter().filter(|company| company.views + company.clicks > 0);
    read.take(COMPANIES)
        .map(|company| CompanyLine {
            name: company.name,
            leads: grouped(company.leads),
            views: grouped(company.views),
            clicks: grouped(company.clicks),
            dwell: lasting(company.dwell_seconds * 1_000),
            last: company.last_at.map(|at| ago(at, now)).unwrap_or_default(),
        })
        .collect()
}

fn before(text: &str) -> Option<(i64, String)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, id.to_owned()))
}

/// Every view of the range as CSV (RFC 4180), newest first, of one class or of all; at most 50,000.
pub async fn csv(InProject { project, .. }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let db = &web.app.db;
    let since = (day_of(web.app.now()) - range(asked.days.as_deref()) + 1) * DAY_MS;
    let class = asked.class.as_deref().and_then(|text| text.parse().ok());
    let of = (&project.workspace_id, &project.id);
    let leads = leads_viewed(db, of.0, of.1, since).await?;
    let known: HashMap<&str, &LeadFields> = leads.iter().map(|lead| (lead.lead_id.as_str(), &lead.fields)).collect();
    let mut all: Vec<WrittenView> = Vec::new();
    loop {
        let place = all.last().map(|view| (view.created_at, view.id.clone()));
        let portion = views_of_project(db, of, class, since, place, PORTION).await?;
        if portion.is_empty() || all.len() >= LINES_MAX {
            break;
        }
        all.extend(portion);
    }
    let text = write(&all, &known).map_err(|error| Refusal::Broken(error.to_string()))?;
    let name = format!("attachment; filename=\"{}-views.csv\"", project.slug);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok(with_headers((headers, text).into_response(), "default-src 'none'"))
}

fn write(views: &[WrittenView], leads: &HashMap<&str, &LeadFields>) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head =
        ["at", "lead_id", "email", "company", "what", "class", "reasons", "seconds", "sections", "sources", "ticks", "mail_clicks", "device", "referrer"];
    out.write_record(head)?;
    for view in views {
        let fields = leads.get(view.lead_id.as_str());
        let reasons: Vec<&str> = view.reasons.iter().map(|reason| reason.as_str()).collect();
        out.write_record([
            &machine_time(view.created_at),
            &view.lead_id,
            &fields.map(|fields| cell(&fields.email)).unwrap_or_default(),
            &fields.map(|fields| cell(&company(fields))).unwrap_or_default(),
            view.what.as_str(),
            view.class.as_str(),
            &reasons.join(" "),
            &(view.dwell_ms / 1_000).to_string(),
            &view.facts.sections.join(" "),
            &view.facts.sources.to_string(),
            &view.facts.ticks.to_string(),
            &view.facts.mails.to_string(),
            &view.facts.device,
            &cell(&view.facts.referrer),
        ])?;
    }
    out.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
