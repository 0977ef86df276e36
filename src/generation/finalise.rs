//! Publishing: the document becomes page, PDF, image, Markdown and JSON; then one transaction makes the magnet public,
//! completes lead and job and writes `magnet.generated` and `lead.completed`. Readers meet it in `web/pages/show.rs`.

use magnetite_document::{Document, Links};
use serde_json::json;

use super::run::{Failure, FailureKind, Walk, blocking};
use crate::app::App;
use crate::model::event::{EventKind, MagnetLinks};
use crate::model::ids::LeadId;
use crate::model::job::{JobStatus, Phase};
use crate::model::project::Workspace;
use crate::store::magnets::{StoredMagnet, insert_magnet, next_version};
use crate::store::objects::Form;
use crate::store::{StoreError, jobs, leads, steps};

/// One magnet in all its forms.
pub struct Artefacts {
    pub page: String,
    pub pdf: Vec<u8>,
    pub image: Vec<u8>,
    pub markdown: String,
    pub json: String,
}

impl Artefacts {
    /// Renders all forms. CPU work of some tens of milliseconds.
    ///
    /// # Errors
    /// A sentence when one of them cannot be rendered.
    pub fn render(document: &Document, links: &Links) -> Result<Self, String> {
        let failed = |form: &str, error: magnetite_document::RenderError| format!("the {form} could not be rendered: {error}");
        Ok(Self {
            page: magnetite_document::page(document, links).map_err(|error| failed("page", error))?,
            pdf: magnetite_document::pdf(document).map_err(|error| failed("PDF", error))?,
            image: magnetite_document::share_image(document).map_err(|error| failed("share image", error))?,
            markdown: magnetite_document::markdown(document),
            json: magnetite_document::json(document),
        })
    }

    /// The bytes of one form.
    #[must_use]
    pub fn bytes(&self, form: Form) -> &[u8] {
        match form {
            Form::Page => self.page.as_bytes(),
            Form::Pdf => &self.pdf,
            Form::Image => &self.image,
            Form::Markdown => self.markdown.as_bytes(),
            Form::Json => self.json.as_bytes(),
        }
    }
}

/// The last phase of a job.
pub async fn publish(walk: &Walk<'_>, document: &Document) -> Result<(), Failure> {
    walk.enter(Phase::Finalizing).await?;
    let url = walk.app.magnet_url(&walk.workspace.slug, &walk.job.lead_id);
    let links = links(walk.app, &walk.workspace, &walk.job.lead_id);
    // Each attempt writes under a name of its own, so that one that lost its lease never writes over what a later one has published.
    let object = format!("{}-{}", walk.job.id, walk.job.epoch);
    render_and_keep(walk, document, &links, &object).await?;
    walk.progress.raise(95);

    let now = walk.app.now();
    let magnet = MagnetLinks { url: url.clone(), pdf_url: format!("{url}.pdf"), image_url: format!("{url}.png"), title: document.title.clone() };
    let job = walk.job;
    let mut tx = walk.app.db.begin().await?;
    if !jobs::finish(&mut tx, job, JobStatus::Completed, None, now).await? {
        return Err(Failure::LeaseLost);
    }
    steps::complete_step(&mut tx, job, Phase::Finalizing, steps::pack(&json!({}))?, now).await?;
    let stored = StoredMagnet {
        version: next_version(&mut tx, &job.workspace_id, &job.lead_id).await?,
        title: document.title.clone(),
        object: object.clone(),
        document: serde_json::to_string(document).map_err(StoreError::from)?,
        created_at: now,
    };
    insert_magnet(&mut tx, &job.workspace_id, &job.lead_id, &stored).await?;
    leads::set_lead_status(&mut tx, &job.workspace_id, &job.lead_id, JobStatus::Completed, now).await?;
    let data = json!({"mode": document.mode, "outcome": document.reading.outcome, "version": stored.version});
    walk.event(&mut tx, EventKind::MagnetGenerated, "completed", None, Some(&magnet), data.clone()).await?;
    walk.event(&mut tx, EventKind::LeadCompleted, "completed", None, Some(&magnet), data).await?;
    tx.commit().await?;
    sweep(walk, object).await;
    Ok(())
}

/// Where the forms of a lead's magnet are found.
#[must_use]
pub fn links(app: &App, workspace: &Workspace, lead: &LeadId) -> Links {
    let url = app.magnet_url(&workspace.slug, lead);
    Links {
        page: Some(url.clone()),
        pdf: Some(format!("{url}.pdf")),
        image: Some(format!("{url}.png")),
        markdown: Some(format!("{url}.md")),
        about: Some(format!("{url}/about-this-page")),
        cta: Some(format!("{url}/cta")),
    }
}

/// Artefacts are on the disk before anything refers to them. A full disk is waited for.
async fn render_and_keep(walk: &Walk<'_>, document: &Document, links: &Links, name: &str) -> Result<(), Failure> {
    let (document, links, objects) = (document.clone(), links.clone(), walk.app.objects.clone());
    let (workspace, lead, name) = (walk.job.workspace_id.clone(), walk.job.lead_id.clone(), name.to_owned());
    let kept = blocking(Phase::Finalizing, move || -> Result<(), (FailureKind, String)> {
        let artefacts = Artefacts::render(&document, &links).map_err(|message| (FailureKind::GiveUp, message))?;
        for form in Form::ALL {
            objects.put(&workspace, &lead, &name, form, artefacts.bytes(form)).map_err(|error| {
                (if error.is_passing() { FailureKind::Wait } else { FailureKind::Retry }, format!("the {} could not be written: {error}", form.ending()))
            })?;
        }
        Ok(())
    })
    .await?;
    kept.map_err(|(kind, message)| Failure::Step { phase: Phase::Finalizing, kind, message })
}

/// Removes what earlier attempts at this job left behind. The magnet is out already: a failure costs disk space and nothing else.
async fn sweep(walk: &Walk<'_>, keep: String) {
    let (objects, workspace, lead, job) = (walk.app.objects.clone(), walk.job.workspace_id.clone(), walk.job.lead_id.clone(), walk.job.id.clone());
    let swept = blocking(Phase::Finalizing, move || objects.sweep(&workspace, &lead, job.as_str(), &keep)).await;
    if let Err(error) | Ok(Err(error)) = swept.map(|swept| swept.map_err(Failure::from)) {
        tracing::warn!(job.id = %walk.job.id, %error, "what earlier attempts left could not be removed");
    }
}
