//! `/dashboard/projects/{project}/usage`: requests by day, key, endpoint and status, leads, and what they cost; the same as CSV.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Deserialize;

use super::chart::{Chart, Series, grouped, range};
use super::frame::{Frame, Place, show as send};
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::model::api_key::ApiKey;
use crate::model::job::JobStatus;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::usage::{DAY_MS, day_of};
use crate::store::credits::standing;
use crate::store::figures::leads_by_day;
use crate::store::keys::keys_of_project;
use crate::store::usage::{Days, all_counts, requests_by_day, requests_by_endpoint, requests_by_key, requests_by_status};
use crate::web::pages::with_headers;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    days: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/usage.html")]
struct Usage {
    frame: Frame,
    base: String,
    range: i64,
    requests: String,
    refused: String,
    leads: String,
    completed: String,
    credits: String,
    credits_used: String,
    /// The page that says more, for those who may see it.
    credits_page: bool,
    requests_chart: Chart,
    leads_chart: Chart,
    /// `None` for those who see no keys.
    by_key: Option<Vec<Line>>,
    by_endpoint: Vec<Line>,
    by_status: Vec<(i64, &'static str, String)>,
}

/// One line of a table.
struct Line {
    name: String,
    under: String,
    requests: String,
    refused: String,
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let (db, range) = (&web.app.db, range(asked.days.as_deref()));
    let days = last(&project, range, web.app.now());
    let (by_day, by_key, by_endpoint, by_status, leads, keys, standing) = tokio::try_join!(
        requests_by_day(db, days),
        requests_by_key(db, days),
        requests_by_endpoint(db, days),
        requests_by_status(db, days),
        leads_by_day(db, days),
        keys_of_project(db, &project.workspace_id, &project.id),
        standing(db, &project.workspace_id, &project.id, web.app.now()),
    )?;
    let standing = standing.ok_or(Refusal::NotFound)?;
    let count = |wanted: Option<JobStatus>| leads.iter().filter(|(_, status, _)| wanted.is_none_or(|wanted| wanted == *status)).map(|(.., count)| count).sum();
    let of_key = |(id, requests, refused): &(String, i64, i64)| {
        let key = keys.iter().find(|key| key.id.as_str() == id);
        line(key.map_or("A key that is gone", |key| &key.name), key.map(ApiKey::shown).unwrap_or_default(), *requests, *refused)
    };
    let screen = Usage {
        frame: Frame::in_project(&member, &project, "Usage", Place::Usage),
        base: format!("/dashboard/projects/{}", project.slug),
        range,
        requests: grouped(by_day.iter().map(|(_, good, refused)| good + refused).sum()),
        refused: grouped(by_day.iter().map(|(.., refused)| refused).sum()),
        leads: grouped(count(None)),
        completed: grouped(count(Some(JobStatus::Completed))),
        credits: standing.available().map_or_else(|| "Unlimited".to_owned(), |left| format!("{} left", grouped(left))),
        credits_used: grouped(standing.used_this_month),
        credits_page: member.may(Right::EditProject),
        requests_chart: requests_chart(&by_day, days, range),
        leads_chart: leads_chart(&leads, days, range),
        by_key: member.may(Right::ManageKeys).then(|| by_key.iter().map(of_key).collect()),
        by_endpoint: by_endpoint.iter().map(|(endpoint, requests, refused)| line(endpoint, String::new(), *requests, *refused)).collect(),
        by_status: by_status.iter().map(|(status, requests)| (*status, reason(*status), grouped(*requests))).collect(),
    };
    Ok(send(StatusCode::OK, &screen))
}

fn last<'a>(project: &'a Project, range: i64, now: i64) -> Days<'a> {
    Days { workspace_id: &project.workspace_id, project_id: &project.id, from: day_of(now) - range + 1, to: day_of(now) }
}

fn line(name: &str, under: String, requests: i64, refused: i64) -> Line {
    Line { name: name.to_owned(), under, requests: grouped(requests), refused: grouped(refused) }
}

/// The standard's words for a status.
fn reason(status: i64) -> &'static str {
    u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok()).and_then(|status| status.canonical_reason()).unwrap_or("")
}

fn requests_chart(by_day: &[(i64, i64, i64)], days: Days<'_>, range: i64) -> Chart {
    let series = vec![Series { name: "answered", class: "one" }, Series { name: "refused", class: "two" }];
    let values = (days.from..=days.to).map(|day| by_day.iter().find(|(at, ..)| *at == day).map_or(vec![0, 0], |(_, good, refused)| vec![*good, *refused]));
    Chart::new("requests", format!("API requests per day, last {range} days"), series, days.from, values.collect())
}

fn leads_chart(leads: &[(i64, JobStatus, i64)], days: Days<'_>, range: i64) -> Chart {
    let of = |day: i64| leads.iter().filter(|(at, ..)| *at == day).map(|(.., count)| count).sum();
    let values = (days.from..=days.to).map(|day| vec![of(day)]).collect();
    Chart::new("leads", format!("Leads per day, last {range} days"), vec![Series { name: "leads", class: "one" }], days.from, values)
}

/// Every count of the range as CSV (RFC 4180). Who sees no keys gets the counts of all keys together.
pub async fn csv(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let db = &web.app.db;
    let days = last(&project, range(asked.days.as_deref()), web.app.now());
    let (counts, keys) = tokio::try_join!(all_counts(db, days), keys_of_project(db, &project.workspace_id, &project.id))?;
    let text = write(&member, &counts, &keys).map_err(|error| Refusal::Broken(error.to_string()))?;
    let name = format!("attachment; filename=\"{}-usage.csv\"", project.slug);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok(with_headers((headers, text).into_response(), "default-src 'none'"))
}

type Counted = (i64, String, String, i64, i64);

fn write(member: &Member, counts: &[Counted], keys: &[ApiKey]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    if member.may(Right::ManageKeys) {
        out.write_record(["day", "key", "key_id", "endpoint", "status", "requests"])?;
        for (day, id, endpoint, status, requests) in counts {
            let name = keys.iter().find(|key| key.id.as_str() == id).map_or("", |key| &key.name);
            out.write_record([&iso(*day), &cell(name), id, &cell(endpoint), &status.to_string(), &requests.to_string()])?;
        }
    } else {
        out.write_record(["day", "endpoint", "status", "requests"])?;
        let mut together = std::collections::BTreeMap::new();
        for (day, _, endpoint, status, requests) in counts {
            *together.entry((day, endpoint, status)).or_insert(0) += requests;
        }
        for ((day, endpoint, status), requests) in together {
            out.write_record([&iso(*day), &cell(endpoint), &status.to_string(), &requests.to_string()])?;
        }
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// `2026-11-24`
fn iso(day: i64) -> String {
    jiff::Timestamp::from_millisecond(day * DAY_MS).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
