//! `/go/{workspace}/{lead}`: the magnet, or the waiting page that turns into it; `.pdf`, `.png` and `.md` beside it, and what is made when it is asked
//! for: `.letter.pdf`, `.slides.pdf`, `.square.png`; `/cta` leads on to the sender.

use std::sync::{Arc, OnceLock, Weak};

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use magnetite_document::{Document, LOOK_AGAIN_S, Waiting, WaitingState};

use super::admit::{Sender, Wish, admit, state};
use super::asked::Asked;
use super::{artefact, assets, fixed_headers, message, not_found, views, with_headers};
use crate::generation::dress::look;
use crate::generation::links::{self as links_of, Extra};
use crate::model::blueprint::SITE_LANGUAGE;
use crate::model::ids::LeadId;
use crate::model::job::{Job, JobStatus, Phase};
use crate::model::link::{LinkRules, parse_slug};
use crate::model::project::{Project, Workspace};
use crate::model::usage::Viewed;
use crate::store::leads::StoredLead;
use crate::store::links::StoredLink;
use crate::store::magnets::StoredMagnet;
use crate::store::objects::{Form, Packed};
use crate::store::{StoreError, jobs, leads, links, magnets, projects, workspaces};
use crate::web::state::Web;

pub async fn page_or_artefact(State(web): State<Web>, asked: Asked) -> Response {
    let (form, extra, wish) = match asked.file.split_once('.') {
        None => (Form::Page, None, Wish::Page),
        Some((_, "pdf")) => (Form::Pdf, None, Wish::File(".pdf")),
        Some((_, "letter.pdf")) => (Form::Pdf, Some(Extra::Letter), Wish::File(".letter.pdf")),
        Some((_, "slides.pdf")) => (Form::Pdf, Some(Extra::Slides), Wish::File(".slides.pdf")),
        Some((_, "png")) => (Form::Image, None, Wish::Image(".png")),
        Some((_, "square.png")) => (Form::Image, Some(Extra::Square), Wish::Image(".square.png")),
        Some((_, "md")) => (Form::Markdown, None, Wish::File(".md")),
        Some(_) => return not_found().await,
    };
    match find(&web, &asked).await {
        Ok(Some(found)) => answer(&web, &found, &asked, (form, extra), wish).await.unwrap_or_else(|error| unavailable(&error)),
        Ok(None) => not_found().await,
        Err(error) => unavailable(&error),
    }
}

async fn answer(web: &Web, found: &Found, asked: &Asked, (form, extra): (Form, Option<Extra>), wish: Wish) -> Result<Response, StoreError> {
    if let Err(other) = admit(web, found, asked, wish).await? {
        return Ok(other);
    }
    let response = show(web, found, (form, extra), asked).await?;
    if found.magnet.is_some()
        && !found.withdrawn
        && let Some(what) = viewed(form)
    {
        views::note(web, found, what, &asked.by).await;
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
    views::note(&web, &found, Viewed::Cta, &asked.by).await;
    with_headers((StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response(), "default-src 'none'")
}

/// A lead with its workspace, its project and, when it is ready, its magnet.
pub struct Found {
    pub workspace: Workspace,
    pub project: Project,
    pub lead: StoredLead,
    pub magnet: Option<StoredMagnet>,
    /// Readers do not get it any more: its sources have changed, or the person has objected.
    pub withdrawn: bool,
    /// What the link has of its own, …
    pub link: StoredLink,
    /// … and what holds for it.
    pub rules: LinkRules,
    /// Page and PDF as readers of this address got them before.
    shown: [OnceLock<Shown>; 2],
}

struct Shown {
    packed: Weak<Packed>,
    head: HeaderMap,
}

impl Found {
    fn shown_as(&self, what: (Form, Option<Extra>)) -> Option<&OnceLock<Shown>> {
        let [page, pdf] = &self.shown;
        match what {
            (Form::Page, None) => Some(page),
            (Form::Pdf, None) => Some(pdf),
            _ => None,
        }
    }

    /// Whether the link has come to its end at `now`, epoch milliseconds.
    pub(super) fn is_over(&self, now: i64) -> bool {
        let published_at = self.magnet.as_ref().and_then(|magnet| magnet.published_at);
        self.rules.expiry.at(published_at).is_some_and(|at| at <= now)
    }
}

/// By the lead's id or its link's other name. On a domain of a project's own nobody else's leads are there.
pub(super) async fn find(web: &Web, asked: &Asked) -> Result<Option<Arc<Found>>, StoreError> {
    web.readable.get(asked, web.app.db.writes(), Box::pin(read(web, asked))).await
}

async fn read(web: &Web, asked: &Asked) -> Result<Option<Found>, StoreError> {
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
    Ok(Some(Found { workspace, project, lead, magnet, withdrawn, link, rules, shown: Default::default() }))
}

async fn show(web: &Web, found: &Found, (form, extra): (Form, Option<Extra>), asked: &Asked) -> Result<Response, StoreError> {
    if found.withdrawn {
        return Ok(withdrawn(found));
    }
    let Some(magnet) = &found.magnet else {
        return if form == Form::Page { Box::pin(waiting(web, found)).await } else { Ok(state(found, StatusCode::NOT_FOUND, |w| w.not_ready)) };
    };
    let before = found.shown_as((form, extra));
    if let Some(shown) = before.and_then(OnceLock::get)
        && let Some(packed) = shown.packed.upgrade()
    {
        return Ok(artefact::answer(&packed, form, &shown.head, &asked.by.headers));
    }
    let packed = Box::pin(packed(web, found, magnet, (form, extra), asked)).await?;
    let head = head(&packed, form);
    let response = artefact::answer(&packed, form, &head, &asked.by.headers);
    if let Some(before) = before {
        // Another reader may have been faster, with the same.
        let _ = before.set(Shown { packed: Arc::downgrade(&packed), head });
    }
    Ok(response)
}

/// The headers that do not depend on who asks.
fn head(packed: &Packed, form: Form) -> HeaderMap {
    let mut head = match form {
        Form::Page => fixed_headers(&magnetite_document::page_csp_of(&packed.plain, "'none'")),
        _ => fixed_headers("default-src 'none'"),
    };
    if form == Form::Pdf {
        head.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"report.pdf\""));
    }
    head
}

/// The stored form, or what is made of it for this reader.
async fn packed(web: &Web, found: &Found, magnet: &StoredMagnet, (form, extra): (Form, Option<Extra>), asked: &Asked) -> Result<Arc<Packed>, StoreError> {
    let (ids, object) = ((&found.workspace.id, &found.lead.id), &magnet.object);
    let packed = if form == Form::Page {
        let (url, downloads) = (url_of(web, found, asked), found.rules.downloads);
        // The stored page's own links may lead to files that are not offered, to a host that is gone, or past the address that a pass is for.
        let at_url = async |page: Vec<u8>| {
            let page = match String::from_utf8(page) {
                Ok(page) if downloads && page.contains(&format!("{url}.pdf")) => page,
                _ => links_of::page_at(&web.app, ids.0, &found.project.id, &magnet.document, &url, downloads).await?,
            };
            Ok(assets::with_fonts(page).into_bytes())
        };
        web.app.objects.packed_as(ids.0, ids.1, object, form, &format!("{url} {downloads}"), at_url).await?
    } else if let Some(extra) = extra {
        let made = async |_| links_of::made(&web.app, ids.0, &found.project.id, &magnet.document, extra).await;
        web.app.objects.packed_as(ids.0, ids.1, object, form, extra.as_str(), made).await?
    } else {
        web.app.objects.packed_as(ids.0, ids.1, object, form, "", async |bytes| Ok(bytes)).await?
    };
    packed.ok_or_else(|| StoreError::Damaged(format!("artefact {object}.{} is missing", form.ending())))
}

/// The address of the page on the host that the reader has used: by the link's other name only where a pass is for it.
fn url_of(web: &Web, found: &Found, asked: &Asked) -> String {
    let name = if asked.is_by_slug() && found.rules.asks() { asked.name() } else { found.lead.id.as_str() };
    match &asked.on {
        Some(on) => format!("https://{}/{name}", on.host),
        None => format!("{}/go/{}/{name}", web.app.public_url(), found.workspace.slug),
    }
}

/// Shows how far the job is; the page comes back by itself every few seconds until the magnet stands in its place.
async fn waiting(web: &Web, found: &Found) -> Result<Response, StoreError> {
    let db = &web.app.db;
    let Some(job) = jobs::job_of_lead(db, &found.workspace.id, &found.lead.id).await? else {
        return Err(StoreError::Damaged(format!("lead {} has no job", found.lead.id)));
    };
    let sender = Sender::of(found).name;
    let url = web.app.magnet_url(&found.workspace.slug, &found.lead.project_id, &found.lead.id);
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
    let html = page.map(assets::with_fonts).map_err(|error| StoreError::Damaged(error.to_string()))?;
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
fn withdrawn(found: &Found) -> Response {
    state(found, StatusCode::GONE, |w| w.gone)
}

pub(super) fn unavailable(error: &StoreError) -> Response {
    tracing::error!(%error, "a magnet cannot be shown");
    message(StatusCode::SERVICE_UNAVAILABLE, "This page cannot be shown right now", "Please try again in a moment.")
}
