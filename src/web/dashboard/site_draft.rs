//! `…/settings/{offer|brand}/draft`: begins to read the owner's own site, shows how far the reading is, and leads to the form with what was found.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::form::Typed;
use super::frame::{self, CSP, Frame, Place, html_page, see_other, show as send};
use super::member::InProject;
use super::refusal::{Refusal, Screen, encode};
use crate::generation::draft::start;
use crate::model::lead::parse_host;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::site_draft::{DraftStatus, SiteDraft, Source};
use crate::store::site_drafts::site_draft;
use crate::web::state::Web;

/// The forms that a reading can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fills {
    Offer,
    Brand,
    /// The offer among the first steps of a project.
    FirstOffer,
}

impl Fills {
    fn of(page: &str) -> Result<Self, Refusal> {
        match page {
            "offer" => Ok(Fills::Offer),
            "brand" => Ok(Fills::Brand),
            "first-offer" => Ok(Fills::FirstOffer),
            _ => Err(Refusal::NotFound),
        }
    }

    #[must_use]
    pub fn place(self) -> Place {
        match self {
            Fills::Offer => Place::Settings(frame::Settings::Offer),
            Fills::Brand => Place::Settings(frame::Settings::Brand),
            Fills::FirstOffer => Place::Elsewhere,
        }
    }

    /// Where its form is.
    #[must_use]
    pub fn path(self, project: &Project) -> String {
        let page = match self {
            Fills::Offer => "settings/offer",
            Fills::Brand => "settings/brand",
            Fills::FirstOffer => "welcome",
        };
        format!("/dashboard/projects/{}/{page}", project.slug)
    }

    /// Where a reading is begun and watched.
    fn action(self, project: &Project) -> String {
        let page = match self {
            Fills::Offer => "offer",
            Fills::Brand => "brand",
            Fills::FirstOffer => "first-offer",
        };
        format!("/dashboard/projects/{}/settings/{page}/draft", project.slug)
    }
}

/// The box above the form: whose site may be read, and what the last reading gave.
#[derive(Debug, Clone)]
pub struct DraftBox {
    pub action: String,
    /// Prefilled.
    pub domain: String,
    pub wrong: Option<String>,
    pub last: Option<LastReading>,
}

#[derive(Debug, Clone)]
pub struct LastReading {
    pub domain: String,
    pub pages: usize,
    pub ago: String,
    /// Where what was found fills the form; empty when nothing was.
    pub use_path: String,
}

/// The site that a form has been filled from.
#[derive(Debug, Clone)]
pub struct Drafted {
    pub domain: String,
    /// Why little was found; may be empty.
    pub trouble: String,
}

impl Drafted {
    #[must_use]
    pub fn of(draft: &SiteDraft) -> Self {
        Self { domain: draft.domain.clone(), trouble: draft.found.trouble.clone().unwrap_or_default() }
    }
}

impl DraftBox {
    /// `fallback`: an address whose host is offered where nothing better is known.
    #[must_use]
    pub fn of(fills: Fills, project: &Project, draft: Option<&SiteDraft>, fallback: &str, wrong: Option<String>, now: i64) -> Self {
        let path = fills.path(project);
        let known = project.offer.url.as_deref().and_then(|url| parse_host(url).ok());
        let last = draft.filter(|draft| draft.status_at(now) == DraftStatus::Done).map(|draft| LastReading {
            domain: draft.domain.clone(),
            pages: draft.found.pages.len(),
            ago: frame::ago(draft.updated_at, now),
            use_path: format!("{path}?from=site"),
        });
        let domain = draft.map(|draft| draft.domain.clone()).or(known).unwrap_or_else(|| own_host(fallback));
        Self { action: fills.action(project), domain, wrong, last }
    }
}

/// The host of a person's address, unless thousands share it.
fn own_host(email: &str) -> String {
    let lead = crate::model::lead::LeadFields { email: email.to_owned(), ..Default::default() };
    lead.site().map(str::to_owned).unwrap_or_default()
}

/// Where a suggestion stands, as shown beside its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownSource {
    pub href: String,
    pub shown: String,
    pub quote: String,
    /// What is saved now, where it is something else; empty otherwise.
    pub saved: String,
}

impl ShownSource {
    #[must_use]
    pub fn of(source: &Source, value: &str, saved: &str) -> Self {
        let bare = source.url.strip_prefix("https://").or_else(|| source.url.strip_prefix("http://")).unwrap_or(&source.url);
        let href = if bare.len() == source.url.len() { String::new() } else { source.url.clone() };
        let saved = if saved == value { String::new() } else { saved.to_owned() };
        // A quotation that only says the value again tells nothing.
        let quote = if source.quote == value { String::new() } else { source.quote.clone() };
        Self { href, shown: bare.trim_end_matches('/').to_owned(), quote, saved }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    domain: String,
}

#[derive(Template)]
#[template(path = "dashboard/site_draft.html")]
struct DraftScreen {
    frame: Frame,
    form_path: String,
    progress: Progress,
}

#[derive(Template)]
#[template(path = "dashboard/site_draft_progress.html")]
struct Progress {
    form_token: String,
    action: String,
    form_path: String,
    domain: String,
    reading: bool,
    trouble: String,
    pages: Vec<String>,
}

impl Progress {
    fn of(fills: Fills, asker: &InProject, draft: &SiteDraft, now: i64) -> Self {
        let path = fills.path(&asker.project);
        let trouble = draft.found.trouble.clone().unwrap_or_else(|| "The reading broke off. Please try again.".to_owned());
        Self {
            form_token: asker.member.form_token().to_owned(),
            action: fills.action(&asker.project),
            form_path: path,
            domain: draft.domain.clone(),
            reading: draft.status_at(now) == DraftStatus::Reading,
            trouble,
            pages: draft.found.pages.clone(),
        }
    }
}

/// Begins a reading. While one is under way, its progress is shown instead.
pub async fn begin(asker: InProject, Path((_, page)): Path<(String, String)>, State(web): State<Web>, Typed(asked): Typed<Asked>) -> Screen {
    let fills = Fills::of(&page)?;
    asker.member.require(Right::EditProject)?;
    let path = fills.path(&asker.project);
    match parse_host(&asked.domain) {
        Ok(host) => {
            start(&web.app, &asker.project, &host).await?;
            Ok(see_other(&fills.action(&asker.project)))
        }
        Err(_) => Ok(see_other(&format!("{path}?domain={}", encode(asked.domain.trim())))),
    }
}

pub async fn show(asker: InProject, Path((_, page)): Path<(String, String)>, State(web): State<Web>) -> Screen {
    let fills = Fills::of(&page)?;
    asker.member.require(Right::EditProject)?;
    let (path, now) = (fills.path(&asker.project), web.app.now());
    let draft = site_draft(&web.app.db, &asker.project.workspace_id, &asker.project.id).await?;
    let Some(draft) = draft else { return Ok(see_other(&path)) };
    if draft.status_at(now) == DraftStatus::Done {
        return Ok(see_other(&format!("{path}?from=site")));
    }
    let frame = Frame::in_project(&asker.member, &asker.project, "Reading a site", fills.place());
    Ok(send(StatusCode::OK, &DraftScreen { frame, progress: Progress::of(fills, &asker, &draft, now), form_path: path }))
}

/// The part of the screen that is fetched again every second; in the end it sends the browser to the form.
pub async fn progress(asker: InProject, Path((_, page)): Path<(String, String)>, State(web): State<Web>) -> Screen {
    let fills = Fills::of(&page)?;
    asker.member.require(Right::EditProject)?;
    let now = web.app.now();
    let draft = site_draft(&web.app.db, &asker.project.workspace_id, &asker.project.id).await?.ok_or(Refusal::NotFound)?;
    let html = Progress::of(fills, &asker, &draft, now).render().map_err(|error| Refusal::Broken(error.to_string()))?;
    let response = html_page(StatusCode::OK, html, CSP);
    Ok(if draft.status_at(now) == DraftStatus::Done { led_to(response, &format!("{}?from=site", fills.path(&asker.project))) } else { response })
}

fn led_to(mut response: Response, path: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(path) {
        response.headers_mut().insert("hx-redirect", value);
    }
    response
}
