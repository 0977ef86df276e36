//! `/dashboard/projects/{project}/leads`: the project's leads by page, with search, state and order in the address. A script asks for the list alone.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::frame::{Frame, Place, ago, lasting, machine_time, show as send, when};
use super::in_lead::{StateTag, called, leads_path, state_tag};
use super::member::InProject;
use super::refusal::{Screen, encode};
use crate::model::job::JobStatus;
use crate::model::role::Right;
use crate::model::words::words_searched;
use crate::store::search::{Cursor, LeadPage, ListedLead, Wanted, any_lead, leads_page};
use crate::web::state::Web;

const PAGE: usize = 50;
/// Longest search that is looked at.
const SEARCH_MAX_CHARS: usize = 200;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    status: String,
    sort: String,
    after: String,
    before: String,
    done: String,
}

struct LeadLine {
    href: String,
    name: String,
    /// Empty where the name is the address already.
    email: String,
    company: String,
    site: String,
    state: StateTag,
    machine_time: String,
    when: String,
    ago: String,
    took: String,
    views: i64,
}

#[derive(Template)]
#[template(path = "dashboard/lead_list.html")]
struct LeadList {
    frame: Frame,
    base: String,
    /// The list alone, rendered.
    found: String,
    query: String,
    status: String,
    sort: String,
    statuses: Vec<(&'static str, &'static str)>,
    sorts: [(&'static str, &'static str); 2],
    may_work: bool,
    archived: bool,
    /// The project has no lead at all.
    empty: bool,
    api_link: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/lead_list_found.html")]
struct Found {
    base: String,
    lines: Vec<LeadLine>,
    searching: bool,
    newer: Option<String>,
    older: Option<String>,
    cut: bool,
    oldest_first: bool,
}

const DONE: [(&str, &str); 1] = [("erased", "The lead was erased with all that was held on the person.")];

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, asked: Result<Query<Asked>, QueryRejection>, headers: HeaderMap) -> Screen {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let base = leads_path(&project);
    let wanted = wanted(&asked);
    let (db, workspace) = (&web.app.db, &member.workspace.id);
    let page = leads_page(db, workspace, &project.id, &wanted).await?;
    let empty = page.leads.is_empty() && !any_lead(db, workspace, &project.id).await?;
    let found = found(&asked, &wanted, &base, page, web.app.now());
    // A script that goes back in history wants the whole page.
    if headers.contains_key("hx-request") && !headers.contains_key("hx-history-restore-request") {
        return Ok(send(StatusCode::OK, &found));
    }
    let found = found.render().map_err(|error| super::refusal::Refusal::Broken(error.to_string()))?;
    let mut statuses = vec![("", "Any state")];
    statuses.extend(JobStatus::ALL.iter().map(|status| (status.as_str(), state_tag(*status).label)));
    let list = LeadList {
        frame: Frame::in_project(&member, &project, "Leads", Place::Leads).saying(Some(&asked.done), &DONE),
        found,
        query: asked.q,
        status: wanted.status.map_or("", JobStatus::as_str).to_owned(),
        sort: if wanted.oldest_first { "oldest" } else { "newest" }.to_owned(),
        statuses,
        sorts: [("newest", "Newest first"), ("oldest", "Oldest first")],
        may_work: member.may(Right::WorkOnLeads) && project.archived_at.is_none(),
        archived: project.archived_at.is_some(),
        empty,
        api_link: member.may(Right::ManageKeys).then(|| format!("/dashboard/projects/{}/settings/api", project.slug)),
        base,
    };
    Ok(send(StatusCode::OK, &list))
}

fn wanted(asked: &Asked) -> Wanted {
    let (after, before) = (cursor(&asked.after), cursor(&asked.before));
    let typed: String = asked.q.chars().take(SEARCH_MAX_CHARS).collect();
    Wanted {
        status: asked.status.parse().ok(),
        words: words_searched(&typed),
        oldest_first: asked.sort == "oldest",
        back: after.is_none() && before.is_some(),
        from: after.or(before),
        limit: PAGE,
    }
}

/// `{created_at}-{id}`; what is no place in the list is none.
fn cursor(text: &str) -> Option<Cursor> {
    let (created_at, id) = text.split_once('-')?;
    Some(Cursor { created_at: created_at.parse().ok()?, id: id.parse::<crate::model::ids::LeadId>().ok()?.as_str().to_owned() })
}

fn found(asked: &Asked, wanted: &Wanted, base: &str, page: LeadPage, now: i64) -> Found {
    let link = |name: &str, place: Option<Cursor>| {
        let place = place?;
        let mut link = format!("{base}?");
        for (key, value) in [("q", asked.q.as_str()), ("status", &asked.status), ("sort", &asked.sort)] {
            if !value.is_empty() {
                link.push_str(&format!("{key}={}&", encode(value)));
            }
        }
        link.push_str(&format!("{name}={}-{}", place.created_at, place.id));
        Some(link)
    };
    let (next, previous) = (link("after", page.next), link("before", page.previous));
    Found {
        base: base.to_owned(),
        searching: !asked.q.trim().is_empty() || wanted.status.is_some(),
        newer: previous,
        older: next,
        cut: page.cut,
        oldest_first: wanted.oldest_first,
        lines: page.leads.into_iter().map(|lead| line(lead, base, now)).collect(),
    }
}

fn line(lead: ListedLead, base: &str, now: i64) -> LeadLine {
    let name = called(&lead.fields).to_owned();
    let took = lead.took_ms.filter(|_| matches!(lead.status, JobStatus::Completed | JobStatus::NeedsReview));
    LeadLine {
        href: format!("{base}/{}", lead.id),
        email: if name == lead.fields.email { String::new() } else { lead.fields.email.clone() },
        name,
        company: lead.fields.company.clone().unwrap_or_default(),
        site: lead.fields.site().unwrap_or_default().to_owned(),
        state: state_tag(lead.status),
        machine_time: machine_time(lead.created_at),
        when: when(lead.created_at),
        ago: ago(lead.created_at, now),
        took: took.map_or_else(|| "–".to_owned(), lasting),
        views: lead.views,
    }
}
