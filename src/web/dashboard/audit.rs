//! `/dashboard/audit`: who did what, when, from where; filtered, paged, and as CSV. The sentences stand in `deeds.rs`.

use std::collections::HashMap;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::deeds::{DEEDS, sentence};
use super::frame::{Frame, Place, machine_time, show, when};
use super::member::Member;
use super::refusal::{Refusal, Screen, encode};
use crate::model::ids::{LeadId, WorkspaceId};
use crate::model::role::Right;
use crate::store::audit::{Wanted, Written, audit_entries};
use crate::store::users::users_of_workspace;
use crate::store::{Db, StoreError};
use crate::web::pages::with_headers;
use crate::web::state::Web;

const PAGE_ROWS: i64 = 50;
const CSV_ROWS: i64 = 1_000;

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Asked {
    actor: String,
    action: String,
    /// Instant and id of the last entry of the page before, as `ms-audit_…`.
    before: String,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let before = self.before.split_once('-').and_then(|(at, id)| Some((at.parse().ok()?, id.to_owned())));
        Wanted { actor: self.actor.trim().to_owned(), action: self.action.trim().to_owned(), before }
    }

    fn query(&self) -> String {
        format!("actor={}&action={}", encode(self.actor.trim()), encode(self.action.trim()))
    }
}

#[derive(Template)]
#[template(path = "dashboard/audit.html")]
struct Audit {
    frame: Frame,
    asked: Asked,
    lines: Vec<Line>,
    people: Vec<String>,
    actions: Vec<(&'static str, &'static str)>,
    query: String,
    older: Option<String>,
    filtered: bool,
}

struct Line {
    who: String,
    /// The e-mail address, where `who` is a name.
    email: Option<String>,
    deed: String,
    /// The page of the lead that it was done to.
    lead: Option<String>,
    address: String,
    at: String,
    machine_at: String,
}

pub async fn page(State(web): State<Web>, member: Member, asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>) -> Screen {
    member.require(Right::SeeAudit)?;
    let asked = asked.map_or_else(|_| Asked::default(), |Query(asked)| asked);
    let (db, workspace) = (&web.app.db, &member.workspace.id);
    let mut entries = audit_entries(db, workspace, &asked.wanted(), PAGE_ROWS + 1).await?;
    let more = i64::try_from(entries.len()).is_ok_and(|count| count > PAGE_ROWS);
    entries.truncate(usize::try_from(PAGE_ROWS).unwrap_or_default());
    let people = users_of_workspace(db, workspace).await?;
    let names: HashMap<&str, &str> = people.iter().filter(|user| !user.name.is_empty()).map(|user| (user.email.as_str(), user.name.as_str())).collect();
    let page = Audit {
        frame: Frame::at(&member, "Audit log", Place::Audit),
        lines: entries.iter().map(|entry| line(entry, &names)).collect(),
        people: people.iter().map(|user| user.email.clone()).collect(),
        actions: DEEDS.iter().map(|(action, label, _)| (*action, *label)).collect(),
        query: asked.query(),
        older: entries.last().filter(|_| more).map(|last| format!("{}&before={}-{}", asked.query(), last.at, last.id)),
        filtered: !asked.actor.trim().is_empty() || !asked.action.trim().is_empty() || !asked.before.is_empty(),
        asked,
    };
    Ok(show(StatusCode::OK, &page))
}

fn line(entry: &Written, names: &HashMap<&str, &str>) -> Line {
    let name = names.get(entry.actor.as_str());
    Line {
        who: name.map_or_else(|| entry.actor.clone(), |name| (*name).to_owned()),
        email: name.map(|_| entry.actor.clone()),
        deed: sentence(entry),
        lead: lead_page(entry),
        address: entry.address.clone(),
        at: when(entry.at),
        machine_at: machine_time(entry.at),
    }
}

fn lead_page(entry: &Written) -> Option<String> {
    let project = entry.project_id.as_ref()?;
    let lead: LeadId = entry.target.split(',').next()?.parse().ok()?;
    (entry.action != "lead.erased").then(|| format!("/dashboard/projects/{project}/leads/{lead}"))
}

pub async fn csv(State(web): State<Web>, member: Member, asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>) -> Result<Response, Refusal> {
    member.require(Right::SeeAudit)?;
    let wanted = asked.map_or_else(|_| Asked::default(), |Query(asked)| asked).wanted();
    let (db, workspace) = (web.app.db.clone(), member.workspace.id.clone());
    // A page of rows at a time: the log may be long, the memory is not.
    let pages = futures_util::stream::unfold(Some(wanted), move |wanted| {
        let (db, workspace) = (db.clone(), workspace.clone());
        async move {
            let wanted = wanted?;
            match rows(&db, &workspace, wanted).await {
                Ok((bytes, next)) => Some((Ok(bytes), next)),
                Err(error) => {
                    tracing::error!(%error, "the audit log could not be exported to its end");
                    Some((Err(error), None))
                }
            }
        }
    });
    let head = futures_util::stream::once(std::future::ready(Ok(Bytes::from_static(b"when,who,action,what,target,address\r\n"))));
    let body = Body::from_stream(futures_util::StreamExt::chain(head, pages));
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")];
    Ok(with_headers((headers, body).into_response(), "default-src 'none'"))
}

async fn rows(db: &Db, workspace: &WorkspaceId, mut wanted: Wanted) -> Result<(Bytes, Option<Wanted>), StoreError> {
    let entries = audit_entries(db, workspace, &wanted, CSV_ROWS).await?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for entry in &entries {
        let row = [machine_time(entry.at), entry.actor.clone(), entry.action.clone(), sentence(entry), entry.target.clone(), entry.address.clone()];
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(|error| StoreError::Damaged(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| StoreError::Damaged(error.to_string()))?;
    let more = i64::try_from(entries.len()).is_ok_and(|count| count == CSV_ROWS);
    let next = entries.last().filter(|_| more).map(|last| {
        wanted.before = Some((last.at, last.id.to_string()));
        wanted
    });
    Ok((bytes.into(), next))
}

/// A cell that a spreadsheet would take for a formula is marked as text.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
