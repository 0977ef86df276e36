//! Before a changed template or offer counts: what it does to each golden lead, the measures before and after and the texts side by side. Then it is
//! rolled out, or one goes back to the form as it was typed.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::diff::{Piece, compare};
use super::frame::{Frame, Place, show as send};
use super::golden_words::{MeasureRow, rows};
use super::member::InProject;
use super::refusal::Refusal;
use crate::generation::golden::{Tried, try_out};
use crate::generation::preview::PreviewError;
use crate::model::golden::Measures;
use crate::model::project::Project;
use crate::store::golden_leads::golden_count;
use crate::web::state::Web;

/// The form that would be saved.
pub struct Trial {
    /// Where it is sent.
    pub path: String,
    /// Everything that was typed.
    pub fields: Vec<(String, String)>,
    pub place: Place,
    /// `template` or `offer`.
    pub what: &'static str,
}

/// What a typed form sends, but for its button.
///
/// # Errors
/// `Broken` when it cannot be written as a form.
pub fn fields_of(form: &impl Serialize) -> Result<Vec<(String, String)>, Refusal> {
    let text = serde_html_form::to_string(form).map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(url::form_urlencoded::parse(text.as_bytes()).filter(|(name, _)| name != "do").map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
}

/// One lead as the screen shows it.
pub(super) struct TriedView {
    pub name: String,
    pub href: String,
    /// Empty when nothing is known about the lead any more.
    pub rows: Vec<MeasureRow>,
    /// Lines that differ.
    pub lines: Vec<Vec<Piece>>,
    /// Something is known about it.
    pub known: bool,
}

#[derive(Template)]
#[template(path = "dashboard/golden_try.html")]
struct TryScreen {
    frame: Frame,
    trial: Trial,
    leads: Vec<TriedView>,
    /// Of all of them.
    together: Vec<MeasureRow>,
    changed: usize,
    gone: usize,
}

/// The screen; `None` when the project has no golden leads.
///
/// # Errors
/// As the store and the writer.
pub async fn screen(web: &Web, here: &InProject, after: Project, trial: Trial) -> Result<Option<Response>, Refusal> {
    if golden_count(&web.app.db, &here.project).await? == 0 {
        return Ok(None);
    }
    let (leads, together) = tried(web, here, &after).await?;
    let page = TryScreen {
        frame: Frame::in_project(&here.member, &here.project, "Try on golden leads", trial.place),
        changed: leads.iter().filter(|lead| !lead.lines.is_empty()).count(),
        gone: leads.iter().filter(|lead| !lead.known).count(),
        trial,
        leads,
        together,
    };
    Ok(Some(send(StatusCode::OK, &page)))
}

/// The golden leads under the project as it is and as it would be, and the measures of all together.
pub(super) async fn tried(web: &Web, here: &InProject, after: &Project) -> Result<(Vec<TriedView>, Vec<MeasureRow>), Refusal> {
    let tried = try_out(&web.app, &here.member.workspace, &here.project, after).await.map_err(refused)?;
    let base = format!("/dashboard/projects/{}/leads", here.project.slug);
    let seen = tokio::task::spawn_blocking(move || {
        let outcomes = || tried.iter().filter_map(|lead| lead.outcome.as_ref());
        let (before, after): (Vec<Measures>, Vec<Measures>) = outcomes().map(|outcome| (outcome.before, outcome.after)).unzip();
        let together = Measures::together(&before).zip(Measures::together(&after)).map(|(before, after)| rows(&before, &after)).unwrap_or_default();
        (tried.iter().map(|lead| view(lead, &base)).collect(), together)
    });
    seen.await.map_err(|error| Refusal::Broken(error.to_string()))
}

fn view(tried: &Tried, base: &str) -> TriedView {
    let fields = &tried.fields;
    let name = fields.company.clone().or_else(|| fields.site().map(str::to_owned)).unwrap_or_else(|| fields.email.clone());
    let outcome = tried.outcome.as_ref();
    TriedView {
        name,
        href: format!("{base}/{}", tried.id),
        rows: outcome.map(|outcome| rows(&outcome.before, &outcome.after)).unwrap_or_default(),
        lines: outcome.map(|outcome| compare(&outcome.lines_before, &outcome.lines_after)).unwrap_or_default(),
        known: outcome.is_some(),
    }
}

fn refused(error: PreviewError) -> Refusal {
    match error {
        PreviewError::Missing => Refusal::NotFound,
        PreviewError::Store(error) => error.into(),
        PreviewError::Render(error) => Refusal::Broken(error),
    }
}
