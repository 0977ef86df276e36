//! Settings → Danger zone: everything as one file, and the end of a project.

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use serde_json::{Value, json};

use super::account::{Confirmed, confirm, refused};
use super::form::Typed;
use super::frame::{Frame, Place, Settings, see_other, show as send};
use super::general::entry;
use super::key_end::Nothing;
use super::member::{InProject, Member};
use super::refusal::Screen;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::schema::Fault;
use crate::store::audit::note;
use crate::store::export::{After, page};
use crate::store::projects::delete_project;
use crate::store::{Db, StoreError};
use crate::web::pages::with_headers;
use crate::web::state::Web;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct DeleteForm {
    name: String,
    password: String,
}

#[derive(Template)]
#[template(path = "dashboard/danger.html")]
struct Danger<'a> {
    frame: Frame,
    base: String,
    name: &'a str,
    typed: &'a str,
    faults: &'a [Fault],
}

impl Danger<'_> {
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.reason.as_str())
    }
}

pub async fn show(InProject { member, project }: InProject) -> Screen {
    member.require(Right::Own)?;
    Ok(ask(&member, &project, "", &[]))
}

fn ask(member: &Member, project: &Project, typed: &str, faults: &[Fault]) -> Response {
    let frame = Frame::in_project(member, project, "Danger zone", Place::Settings(Settings::Danger));
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    send(status, &Danger { frame, base: format!("/dashboard/projects/{}/settings", project.slug), name: &project.name, typed, faults })
}

pub async fn delete(InProject { member, project }: InProject, State(web): State<Web>, Typed(form): Typed<DeleteForm>) -> Screen {
    member.require(Right::Own)?;
    let mut faults = Vec::new();
    if form.name.trim() != project.name {
        faults.push(Fault { field: "name".into(), reason: format!("must be exactly “{}”", project.name) });
    }
    match confirm(&web.app, &member, form.password).await? {
        Confirmed::Yes(sure) => {
            let mut tx = web.app.db.begin().await?;
            sure.attempt.passed(&mut tx).await?;
            tx.commit().await?;
        }
        Confirmed::No(reason, seconds) => {
            faults.push(Fault { field: "password".into(), reason });
            if seconds.is_some() {
                return refused(Ok(ask(&member, &project, &form.name, &faults)), seconds);
            }
        }
    }
    if !faults.is_empty() {
        return Ok(ask(&member, &project, &form.name, &faults));
    }
    let entry = entry(&member, &project, "project.deleted", json!({"id": project.id}), web.app.now());
    delete_project(&web.app.db, &*web.app.random, &project.id, &entry).await?;
    web.keys.clear();
    Ok(see_other("/dashboard/projects?done=deleted"))
}

/// Everything that is held for this project, one JSON object a line. Written page by page while it is sent.
pub async fn export(InProject { member, project }: InProject, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    member.require(Right::Own)?;
    let app = &web.app;
    note(&app.db, &*app.random, &entry(&member, &project, "project.exported", json!({}), app.now())).await?;
    let file = format!("attachment; filename=\"{}.ndjson\"", project.slug);
    let lines = Lines { db: app.db.clone(), next: Next::Project, project };
    let body = Body::from_stream(stream::try_unfold(lines, Lines::more));
    let mut response = ([(header::CONTENT_TYPE, "application/x-ndjson"), (header::CACHE_CONTROL, "no-store")], body).into_response();
    if let Ok(value) = HeaderValue::from_str(&file) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(with_headers(response, "default-src 'none'"))
}

/// What of the export has been sent so far.
struct Lines {
    db: Db,
    project: Project,
    next: Next,
}

enum Next {
    Project,
    Leads(After),
    End,
}

impl Lines {
    async fn more(mut self) -> Result<Option<(String, Self)>, StoreError> {
        let project = &self.project;
        let text = match &self.next {
            Next::Project => {
                self.next = Next::Leads((i64::MIN, String::new()));
                ndjson(&[project_line(&self.project)])
            }
            Next::Leads(after) => match page(&self.db, &project.workspace_id, &project.id, after).await {
                Ok(Some((lines, last))) => {
                    self.next = Next::Leads(last);
                    ndjson(&lines)
                }
                Ok(None) => {
                    // So that a reader can tell a whole file from one that broke off.
                    self.next = Next::End;
                    ndjson(&[json!({"type": "end"})])
                }
                Err(error) => {
                    tracing::error!(%error, project.id = %project.id, "an export broke off");
                    return Err(error);
                }
            },
            Next::End => return Ok(None),
        };
        Ok(Some((text, self)))
    }
}

fn project_line(project: &Project) -> Value {
    json!({"type": "project", "id": project.id, "slug": project.slug, "name": project.name, "fields": project.fields, "offer": project.offer,
        "blueprint": project.blueprint, "brand": project.brand, "review": project.review, "limits": project.limits, "archivedAt": project.archived_at, "createdAt": project.created_at})
}

fn ndjson(lines: &[Value]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text
}
