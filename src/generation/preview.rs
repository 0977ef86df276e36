//! How a magnet would look under a project that is not saved yet: the built-in sample, or what was found about a real lead, written and rendered anew.
//! Nothing is stored, nothing is fetched.

use magnetite_document::{Document, Links};

use super::{dress, sample};
use crate::app::App;
use crate::model::base_rates::BaseRates;
use crate::model::dossier::Dossier;
use crate::model::finding::Analysis;
use crate::model::ids::LeadId;
use crate::model::job::Phase;
use crate::model::lead::LeadFields;
use crate::model::project::{Project, Workspace};
use crate::research;
use crate::store::{StoreError, jobs, leads, steps};
use crate::writer::{self, Brief};

/// Whom the preview is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Sample,
    /// A lead of the project whose research and analysis are stored.
    Lead(LeadId),
}

#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// No such lead in this project, or nothing is known about it yet.
    #[error("nothing is known about this lead yet")]
    Missing,
    #[error("{0}")]
    Render(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The page as HTML, under `project` as it is given. CPU work is done off the async threads.
///
/// # Errors
/// [`PreviewError`].
pub async fn preview(app: &App, workspace: &Workspace, project: &Project, subject: &Subject) -> Result<String, PreviewError> {
    preview_with_logo(app, workspace, project, subject, None).await
}

/// [`preview()`], where `picture` is that of a logo that is not kept yet.
///
/// # Errors
/// [`PreviewError`].
pub async fn preview_with_logo(
    app: &App,
    workspace: &Workspace,
    project: &Project,
    subject: &Subject,
    picture: Option<Vec<u8>>,
) -> Result<String, PreviewError> {
    let now = app.now();
    let (lead, known, now) = match subject {
        Subject::Sample => (sample_lead(), None, now),
        Subject::Lead(id) => {
            let known = known(app, workspace, project, id).await?;
            (known.lead.clone(), Some(known), now)
        }
    };
    let project = named(workspace, project);
    let id = project.id.clone();
    let rates = app.base_rates.clone();
    let mut document = blocking(move || written(&project, &lead, known, now, &rates)).await??;
    dress::bring_logo(app, &workspace.id, &id, &mut document).await?;
    if let (Some(png), Some(logo)) = (picture, document.brand.as_mut().and_then(|brand| brand.logo.as_mut())) {
        logo.png = Some(png.into());
    }
    blocking(move || magnetite_document::page(&document, &Links::default()).map_err(|error| PreviewError::Render(error.to_string()))).await?
}

/// CPU work off the async threads.
pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, PreviewError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| PreviewError::Render(error.to_string()))
}

/// The project with the workspace's name where the offer has none.
pub(super) fn named(workspace: &Workspace, project: &Project) -> Project {
    let mut project = project.clone();
    if project.offer.company.is_empty() {
        project.offer.company.clone_from(&workspace.name);
    }
    project
}

/// What was found about a lead in its newest job, packed as it is stored.
pub(super) struct Known {
    pub lead: LeadFields,
    dossier: Vec<u8>,
    analysis: Vec<u8>,
    /// Instant of the job, in epoch milliseconds.
    pub created_at: i64,
}

impl Known {
    /// Dossier and analysis; CPU work.
    pub(super) fn unpacked(&self) -> Result<(Dossier, Analysis), PreviewError> {
        Ok((steps::unpack(&self.dossier)?, steps::unpack(&self.analysis)?))
    }
}

/// What is known about a lead of this project.
pub(super) async fn known(app: &App, workspace: &Workspace, project: &Project, id: &LeadId) -> Result<Known, PreviewError> {
    let lead = leads::lead(&app.db, &workspace.id, id).await?.filter(|lead| lead.project_id == project.id).ok_or(PreviewError::Missing)?;
    let job = jobs::job_of_lead(&app.db, &workspace.id, id).await?.ok_or(PreviewError::Missing)?;
    let dossier = steps::step_result(&app.db, &workspace.id, &job.id, Phase::Research).await?.ok_or(PreviewError::Missing)?;
    let analysis = steps::step_result(&app.db, &workspace.id, &job.id, Phase::Analysis).await?.ok_or(PreviewError::Missing)?;
    Ok(Known { lead: lead.fields, dossier, analysis, created_at: job.created_at })
}

fn written(project: &Project, lead: &LeadFields, known: Option<Known>, now: i64, rates: &BaseRates) -> Result<Document, PreviewError> {
    let (is_sample, created_at) = (known.is_none(), known.as_ref().map_or(now, |known| known.created_at));
    let (dossier, analysis) = match known {
        Some(known) => {
            let (dossier, mut analysis) = known.unpacked()?;
            // The stored ranking is that of the offer at the time of the job.
            research::rank(&mut analysis, &project.offer);
            (dossier, analysis)
        }
        None => {
            let dossier = sample::dossier(created_at);
            let analysis = research::analyse(&dossier, lead, &project.offer);
            (dossier, analysis)
        }
    };
    let mut brief = Brief::of(lead, &dossier, &analysis, &project.offer, &project.blueprint, created_at);
    brief.sample = is_sample;
    brief.rates = rates;
    let mut document = writer::write(&brief);
    dress::dress(&mut document, &project.brand);
    Ok(document)
}

/// The person whom the sample is for.
fn sample_lead() -> LeadFields {
    LeadFields {
        email: "jane@harbourpine.example".into(),
        full_name: Some("Jane Miller".into()),
        company: Some("Harbour & Pine Joinery".into()),
        domain: Some("harbourpine.example".into()),
        industry: Some("Joinery".into()),
        title: Some("Managing director".into()),
        ..LeadFields::default()
    }
}
