//! `/go/{workspace}/{lead}`: the magnet, or the waiting page that turns into it; `.pdf`, `.png` and `.md` beside it; `/cta` leads on to the sender.

use std::borrow::Cow;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use magnetite_document::{Document, LOOK_AGAIN_S, Waiting, WaitingState};
use sha2::{Digest, Sha256};

use super::{message, not_found, views, with_headers};
use crate::generation::dress::look;
use crate::model::blueprint::SITE_LANGUAGE;
use crate::model::ids::LeadId;
use crate::model::job::{Job, JobStatus, Phase};
use crate::model::project::{Project, Workspace};
use crate::model::usage::Viewed;
use crate::store::leads::StoredLead;
use crate::store::magnets::StoredMagnet;
use crate::store::objects::Form;
use crate::store::{StoreError, jobs, leads, magnets, projects, workspaces};
use crate::web::state::Web;

pub async fn page_or_artefact(State(web): State<Web>, path: Result<Path<(String, String)>, PathRejection>, method: Method, headers: HeaderMap) -> Response {
    let Ok(Path((workspace, file))) = path else { return not_found().await };
    let (lead, form) = match file.rsplit_once('.') {
        None => (file.as_str(), Form::Page),
        Some((lead, "pdf")) => (lead, Form::Pdf),
        Some((lead, "png")) => (lead, Form::Image),
        Some((lead, "md")) => (lead, Form::Markdown),
        Some(_) => return not_found().await,
    };
    match find(&web, &workspace, lead).await {
        Ok(Some(found)) => match show(&web, &found, form, &headers).await {
            Ok(response) => {
                if found.magnet.is_some()
                    && !found.withdrawn
                    && let Some(what) = viewed(form)
                {
                    views::note(&web, &found, what, &method, &headers).await;
                }
                response
            }
            Err(error) => unavailable(&error),
        },
        Ok(None) => not_found().await,
        Err(error) => unavailable(&error),
    }
}

/// The forms that people read.
fn viewed(form: Form) -> Option<Viewed> {
    match form {
        Form::Page => Some(Viewed::Page),
        Form::Pdf => Some(Viewed::Pdf),
        Form::Image | Form::Markdown | Form::Json => None,
    }
}

/// Notes the click and leads on to where the document's call to action points.
pub async fn call_to_action(State(web): State<Web>, path: Result<Path<(String, String)>, PathRejection>, method: Method, headers: HeaderMap) -> Response {
    let Ok(Path((workspace, lead))) = path else { return not_found().await };
    let found = match find(&web, &workspace, &lead).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found().await,
        Err(error) => return unavailable(&error),
    };
    let document = found.magnet.as_ref().filter(|_| !found.withdrawn).and_then(|magnet| serde_json::from_str::<Document>(&magnet.document).ok());
    let target = document.and_then(|document| document.cta).and_then(|cta| magnetite_document::safe_href(&cta.url));
    let Some(target) = target.and_then(|target| HeaderValue::from_str(&target).ok()) else { return not_found().await };
    views::note(&web, &found, Viewed::Cta, &method, &headers).await;
    with_headers((StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response(), "default-src 'none'")
}

/// A lead with its workspace, its project and, when it is ready, its magnet.
pub(super) struct Found {
    pub workspace: Workspace,
    pub project: Project,
    pub lead: StoredLead,
    pub magnet: Option<StoredMagnet>,
    /// Readers do not get it any more, because its sources have changed.
    pub withdrawn: bool,
}

pub(super) async fn find(web: &Web, workspace: &str, lead: &str) -> Result<Option<Found>, StoreError> {
    let Ok(id) = lead.parse::<LeadId>() else { return Ok(None) };
    let db = &web.app.db;
    let Some(workspace) = workspaces::workspace_by_slug(db, workspace).await? else { return Ok(None) };
    let Some(lead) = leads::lead(db, &workspace.id, &id).await? else { return Ok(None) };
    // A project that was deleted is gone at once, its rows a little later.
    let Some(project) = projects::project(db, &workspace.id, lead.project_id.as_str()).await? else { return Ok(None) };
    let magnet = magnets::magnet(db, &workspace.id, &id).await?;
    let withdrawn = magnet.as_ref().is_some_and(|magnet| magnet.withdrawn_at.is_some());
    Ok(Some(Found { workspace, project, lead, magnet, withdrawn }))
}

async fn show(web: &Web, found: &Found, form: Form, headers: &HeaderMap) -> Result<Response, StoreError> {
    if found.withdrawn {
        return Ok(withdrawn());
    }
    let Some(magnet) = &found.magnet else {
        return if form == Form::Page { waiting(web, found).await } else { Ok(not_ready()) };
    };
    let bytes = web.app.objects.get(&found.workspace.id, &found.lead.id, &magnet.object, form).await?;
    let Some(bytes) = bytes else {
        return Err(StoreError::Damaged(format!("artefact {}.{} is missing", magnet.object, form.ending())));
    };
    let etag: String = Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let etag = format!("\"{etag}\"");
    let policy = if form == Form::Page { Cow::Owned(magnetite_document::page_csp_of(&bytes, "'none'")) } else { Cow::Borrowed("default-src 'none'") };
    let mut response = if is_known(headers, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, form.content_type())], bytes).into_response()
    };
    if let Ok(value) = HeaderValue::from_str(&etag) {
        response.headers_mut().insert(header::ETAG, value);
    }
    if form == Form::Pdf {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"report.pdf\""));
    }
    Ok(with_headers(response, &policy))
}

/// RFC 9110 13.1.2: any of the listed tags, weak or strong, or `*`.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let given = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(','));
    given.map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// Shows how far the job is; the page comes back by itself every few seconds until the magnet stands in its place.
async fn waiting(web: &Web, found: &Found) -> Result<Response, StoreError> {
    let db = &web.app.db;
    let Some(job) = jobs::job_of_lead(db, &found.workspace.id, &found.lead.id).await? else {
        return Err(StoreError::Damaged(format!("lead {} has no job", found.lead.id)));
    };
    let sender = Some(&found.project.offer.company).filter(|company| !company.is_empty()).unwrap_or(&found.workspace.name).clone();
    let url = web.app.magnet_url(&found.workspace.slug, &found.lead.id);
    let look = look(&web.app, &found.workspace.id, &found.project).await?;
    let language = Some(&found.project.blueprint.language).filter(|language| *language != SITE_LANGUAGE).map_or("en", String::as_str);
    let state = waiting_state(&job);
    let page = magnetite_document::waiting_page(&Waiting {
        state,
        language: language.into(),
        sender,
        company: found.lead.fields.company.clone().or_else(|| found.lead.fields.site().map(str::to_owned)),
        percent: u8::try_from(job.progress.clamp(0, 100)).unwrap_or(0),
        phase: Some(phase_number(&job)),
        seconds_left: None,
        about: Some(format!("{url}/about-this-page")),
        brand: look,
    });
    let html = page.map_err(|error| StoreError::Damaged(error.to_string()))?;
    let policy = magnetite_document::page_csp_of(html.as_bytes(), "'none'");
    let mut response = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    if matches!(state, WaitingState::Queued | WaitingState::Processing) {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from(LOOK_AGAIN_S));
    }
    Ok(with_headers(response, &policy))
}

/// Of the five that the waiting page names: the request itself, then the four of the job.
fn phase_number(job: &Job) -> usize {
    let at = |phase| Phase::ALL.iter().position(|known| *known == phase).map_or(0, |at| at + 1);
    // A request that has arrived is done: while nothing has begun, the first phase is next.
    job.phase.map_or(1, at)
}

fn waiting_state(job: &Job) -> WaitingState {
    match job.status {
        JobStatus::Queued => WaitingState::Queued,
        JobStatus::Processing | JobStatus::NeedsReview | JobStatus::Completed => WaitingState::Processing,
        JobStatus::Failed => WaitingState::Failed,
        JobStatus::Cancelled => WaitingState::Withdrawn,
    }
}

/// Who gave it out decides what comes next: nothing here tries again by itself.
fn withdrawn() -> Response {
    message(
        StatusCode::GONE,
        "This document is no longer available",
        "The site that it was written about has changed since. Ask whoever sent it to you for a new one.",
    )
}

fn not_ready() -> Response {
    message(StatusCode::NOT_FOUND, "Not ready yet", "This document is still being prepared. Its page shows how far it is.")
}

pub(super) fn unavailable(error: &StoreError) -> Response {
    tracing::error!(%error, "a magnet cannot be shown");
    message(StatusCode::SERVICE_UNAVAILABLE, "This page cannot be shown right now", "Please try again in a moment.")
}
