//! `/go/{workspace}/{lead}`: the magnet, or the waiting page that turns into it; `.pdf`, `.png` and `.md` beside it; `/cta` leads on to the sender.

use std::borrow::Cow;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use magnetite_document::{Document, Waiting, WaitingState};
use sha2::{Digest, Sha256};

use super::admit::{Sender, Wish, admit};
use super::asked::Asked;
use super::{message, not_found, views, with_headers};
use crate::generation::links as links_of;
use crate::model::ids::LeadId;
use crate::model::job::{Job, JobStatus};
use crate::model::link::{LinkRules, parse_slug};
use crate::model::project::{Project, Workspace};
use crate::model::usage::Viewed;
use crate::store::leads::StoredLead;
use crate::store::links::StoredLink;
use crate::store::magnets::StoredMagnet;
use crate::store::objects::Form;
use crate::store::{StoreError, jobs, leads, links, magnets, projects, workspaces};
use crate::web::state::Web;

pub async fn page_or_artefact(State(web): State<Web>, asked: Asked) -> Response {
    let (form, wish) = match asked.file.rsplit_once('.') {
        None => (Form::Page, Wish::Page),
        Some((_, "pdf")) => (Form::Pdf, Wish::File(".pdf")),
        Some((_, "png")) => (Form::Image, Wish::Image),
        Some((_, "md")) => (Form::Markdown, Wish::File(".md")),
        Some(_) => return not_found().await,
    };
    match find(&web, &asked).await {
        Ok(Some(found)) => answer(&web, &found, &asked, form, wish).await.unwrap_or_else(|error| unavailable(&error)),
        Ok(None) => not_found().await,
        Err(error) => unavailable(&error),
    }
}

async fn answer(web: &Web, found: &Found, asked: &Asked, form: Form, wish: Wish) -> Result<Response, StoreError> {
    if let Err(other) = admit(web, found, asked, wish).await? {
        return Ok(other);
    }
    let response = show(web, found, form, asked).await?;
    if found.magnet.is_some()
        && !found.withdrawn
        && let Some(what) = viewed(form)
    {
        views::note(web, found, what, &asked.method, &asked.headers).await;
    }
    Ok(response)
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
pub async fn call_to_action(State(web): State<Web>, asked: Asked) -> Response {
    let found = match find(&web, &asked).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found().await,
        Err(error) => return unavailable(&error),
    };
    match admit(&web, &found, &asked, Wish::Cta).await {
        Ok(Ok(())) => {}
        Ok(Err(other)) => return other,
        Err(error) => return unavailable(&error),
    }
    let document = found.magnet.as_ref().filter(|_| !found.withdrawn).and_then(|magnet| serde_json::from_str::<Document>(&magnet.document).ok());
    let target = document.and_then(|document| document.cta).and_then(|cta| magnetite_document::safe_href(&cta.url));
    let Some(target) = target.and_then(|target| HeaderValue::from_str(&target).ok()) else { return not_found().await };
    views::note(&web, &found, Viewed::Cta, &asked.method, &asked.headers).await;
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
    /// What the link has of its own, …
    pub link: StoredLink,
    /// … and what holds for it.
    pub rules: LinkRules,
}

/// By the lead's id or its link's other name. On a domain of a project's own nobody else's leads are there.
pub(super) async fn find(web: &Web, asked: &Asked) -> Result<Option<Found>, StoreError> {
    let db = &web.app.db;
    let (id, slug) = (asked.name().parse::<LeadId>().ok(), parse_slug(asked.name()).ok());
    if id.is_none() && slug.is_none() {
        return Ok(None);
    }
    let Some(workspace) = workspaces::workspace_by_slug(db, &asked.workspace).await? else { return Ok(None) };
    let id = match (id, slug) {
        (None, Some(slug)) => links::lead_by_slug(db, &workspace.id, &slug).await?,
        (id, _) => id,
    };
    let Some(id) = id else { return Ok(None) };
    let Some(lead) = leads::lead(db, &workspace.id, &id).await? else { return Ok(None) };
    if asked.on.as_ref().and_then(|on| on.project.as_ref()).is_some_and(|project| *project != lead.project_id) {
        return Ok(None);
    }
    // A project that was deleted is gone at once, its rows a little later.
    let Some(project) = projects::project(db, &workspace.id, lead.project_id.as_str()).await? else { return Ok(None) };
    let magnet = magnets::magnet(db, &workspace.id, &id).await?;
    let withdrawn = magnet.as_ref().is_some_and(|magnet| magnet.withdrawn_at.is_some());
    let link = links::link(db, &workspace.id, &id).await?;
    let rules = project.links.with(&link.overrides);
    Ok(Some(Found { workspace, project, lead, magnet, withdrawn, link, rules }))
}

async fn show(web: &Web, found: &Found, form: Form, asked: &Asked) -> Result<Response, StoreError> {
    if found.withdrawn {
        return Ok(withdrawn());
    }
    let Some(magnet) = &found.magnet else {
        return if form == Form::Page { waiting(web, found).await } else { Ok(not_ready()) };
    };
    let stored = web.app.objects.get(&found.workspace.id, &found.lead.id, &magnet.object, form).await?;
    let mut bytes = stored.ok_or_else(|| StoreError::Damaged(format!("artefact {}.{} is missing", magnet.object, form.ending())))?;
    if form == Form::Page {
        let url = url_of(web, found, asked);
        // The stored page's own links may lead to files that are not offered, to a host that is gone, or past the address that a pass is for.
        if !found.rules.downloads || !std::str::from_utf8(&bytes).is_ok_and(|page| page.contains(&format!("{url}.pdf"))) {
            bytes = links_of::page_at(&web.app, &found.workspace.id, &found.project.id, &magnet.document, &url, found.rules.downloads).await?;
        }
    }
    let etag: String = Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let etag = format!("\"{etag}\"");
    let policy = if form == Form::Page { Cow::Owned(magnetite_document::page_csp_of(&bytes, "'none'")) } else { Cow::Borrowed("default-src 'none'") };
    let mut response = if is_known(&asked.headers, &etag) {
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

/// The address of the page on the host that the reader has used: by the link's other name only where a pass is for it.
fn url_of(web: &Web, found: &Found, asked: &Asked) -> String {
    let name = if asked.is_by_slug() && found.rules.asks() { asked.name() } else { found.lead.id.as_str() };
    match &asked.on {
        Some(on) => format!("https://{}/{name}", on.host),
        None => format!("{}/go/{}/{name}", web.app.public_url(), found.workspace.slug),
    }
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
    let sender = Sender::of(found).name;
    let url = web.app.magnet_url(&found.workspace.slug, &found.lead.project_id, &found.lead.id);
    let page = magnetite_document::waiting_page(&Waiting {
        state: waiting_state(&job),
        language: "en".into(),
        sender,
        company: found.lead.fields.company.clone().or_else(|| found.lead.fields.site().map(str::to_owned)),
        percent: u8::try_from(job.progress.clamp(0, 100)).unwrap_or(0),
        step: Some(job.phase_description().to_owned()),
        seconds_left: None,
        about: Some(format!("{url}/about-this-page")),
    });
    let html = page.map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(with_headers(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(), magnetite_document::page_csp()))
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
