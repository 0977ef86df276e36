//! Publishing: the document becomes page, PDF, image, Markdown and JSON; then one transaction makes the magnet public, completes lead and job
//! and writes `magnet.generated` and `lead.completed`; where the project wants review, all that waits for a person (`control.rs`). Readers meet it in `web/pages/show.rs`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use magnetite_document::tree::Mode;
use magnetite_document::{Document, Links};
use serde_json::json;

use super::dress;
use super::run::{Failure, FailureKind, Walk, blocking};
use super::suppress::objected_in;
use super::tell::{News, magnet_links};
use crate::app::App;
use crate::model::event::EventKind;
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::model::job::{JobStatus, Phase};
use crate::model::project::Workspace;
use crate::model::research_settings::Thin;
use crate::store::magnets::{StoredMagnet, insert_magnet, next_version, objects_of_lead, waits_for_review};
use crate::store::objects::{Form, Objects};
use crate::store::{StoreError, credits, jobs, leads, sources, steps};

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
    let links = links(walk.app, &walk.workspace, &walk.job.project_id, &walk.job.lead_id);
    // Each attempt writes under a name of its own, so that one that lost its lease never writes over what a later one has published.
    let object = format!("{}-{}", walk.job.id, walk.job.epoch);
    let mut draft = Draft::new(walk, &object);
    render_and_keep(walk, document, &links, &draft).await?;
    walk.progress.raise(95);
    store(walk, document, &mut draft).await?;
    sweep(walk).await;
    Ok(())
}

/// Magnet, job, lead and events in one transaction: public at once, or waiting for approval where the project wants review.
async fn store(walk: &Walk<'_>, document: &Document, draft: &mut Draft) -> Result<(), Failure> {
    let (now, job) = (walk.app.now(), walk.job);
    let mut tx = walk.app.db.begin().await?;
    let held = walk.project.research.thin == Thin::Review && document.mode == Mode::Thin && document.reading.reason.as_deref() != Some("research_off");
    let review = held || waits_for_review(&mut tx, &job.workspace_id, &job.project_id).await?;
    let status = if review { JobStatus::NeedsReview } else { JobStatus::Completed };
    if !jobs::finish(&mut tx, job, status, None, now).await? {
        return Err(Failure::LeaseLost);
    }
    if leads::hold_lead(&mut tx, &job.workspace_id, &job.lead_id, now).await?
        && objected_in(walk.app, &mut tx, &job.workspace_id, &job.lead_id, &walk.lead).await?
    {
        drop(tx);
        return walk.stop().await;
    }
    steps::complete_step(&mut tx, job, Phase::Finalizing, steps::pack(&json!({}))?, now).await?;
    let stored = StoredMagnet {
        version: next_version(&mut tx, &job.workspace_id, &job.lead_id).await?,
        title: document.title.clone(),
        object: draft.name.clone(),
        document: serde_json::to_string(document).map_err(StoreError::from)?,
        created_at: now,
        published_at: (!review).then_some(now),
        withdrawn_at: None,
        origin: "job".into(),
        created_by: String::new(),
        note: String::new(),
    };
    insert_magnet(&mut tx, &job.workspace_id, &job.lead_id, &stored).await?;
    leads::set_lead_status(&mut tx, &job.workspace_id, &job.lead_id, status, now).await?;
    if !review {
        sources::published(&mut tx, job, now).await?;
        credits::keep(&mut tx, &*walk.app.random, job, now).await?;
    }
    let data = json!({"mode": document.mode, "outcome": document.reading.outcome, "version": stored.version});
    let magnet = magnet_links(walk.app, &walk.workspace, &job.project_id, &job.lead_id, &document.title);
    // Who waits for the magnet is told of it when it is out, not before.
    let kinds: &[EventKind] = if review { &[EventKind::LeadNeedsReview] } else { &[EventKind::MagnetGenerated, EventKind::LeadCompleted] };
    for kind in kinds {
        walk.event(&mut tx, News { kind: *kind, status, error: None, magnet: (!review).then_some(&magnet), data: data.clone() }).await?;
    }
    // A commit whose answer is lost may have happened: from here on the files stay.
    draft.kept = true;
    walk.app.commit(tx).await?;
    Ok(())
}

/// The files of an attempt that has not been stored yet. Dropped before that (lease lost, attempt broken off), it removes them.
struct Draft {
    objects: Objects,
    workspace: WorkspaceId,
    lead: LeadId,
    name: String,
    kept: bool,
    /// Tells a thread that is still writing that nobody wants its files any more.
    dropped: Arc<AtomicBool>,
}

impl Draft {
    fn new(walk: &Walk<'_>, name: &str) -> Self {
        Self {
            objects: walk.app.objects.clone(),
            workspace: walk.job.workspace_id.clone(),
            lead: walk.job.lead_id.clone(),
            name: name.to_owned(),
            kept: false,
            dropped: Arc::default(),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.kept {
            self.dropped.store(true, Ordering::SeqCst);
            self.objects.remove_soon(&self.workspace, &self.lead, &self.name);
        }
    }
}

/// Where the forms of a lead's magnet are found.
#[must_use]
pub fn links(app: &App, workspace: &Workspace, project: &ProjectId, lead: &LeadId) -> Links {
    links_at(app, &app.magnet_url(&workspace.slug, project, lead))
}

/// As [`links`], for a page at this address.
#[must_use]
pub fn links_at(app: &App, url: &str) -> Links {
    Links {
        page: Some(url.to_owned()),
        pdf: Some(format!("{url}.pdf")),
        image: Some(format!("{url}.png")),
        markdown: Some(format!("{url}.md")),
        about: Some(format!("{url}/about-this-page")),
        oembed: Some(oembed(app, url)),
        cta: Some(format!("{url}/cta")),
        seen: true,
    }
}

/// Where the page is described for programs that embed links.
fn oembed(app: &App, url: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("format", "json").append_pair("url", url).finish();
    format!("{}/oembed?{query}", app.public_url())
}

/// Artefacts are on the disk before anything refers to them. A full disk is waited for.
async fn render_and_keep(walk: &Walk<'_>, document: &Document, links: &Links, draft: &Draft) -> Result<(), Failure> {
    let (mut document, links, objects, dropped) = (document.clone(), links.clone(), draft.objects.clone(), draft.dropped.clone());
    dress::bring_logo(walk.app, &walk.job.workspace_id, &walk.job.project_id, &mut document).await?;
    let (workspace, lead, name) = (walk.job.workspace_id.clone(), walk.job.lead_id.clone(), draft.name.clone());
    let kept = blocking(Phase::Finalizing, move || -> Result<(), (FailureKind, String)> {
        let artefacts = Artefacts::render(&document, &links).map_err(|message| (FailureKind::GiveUp, message))?;
        for form in Form::ALL {
            objects.put(&workspace, &lead, &name, form, artefacts.bytes(form)).map_err(|error| {
                (if error.is_passing() { FailureKind::Wait } else { FailureKind::Retry }, format!("the {} could not be written: {error}", form.ending()))
            })?;
            if dropped.load(Ordering::SeqCst) {
                let _ = objects.remove(&workspace, &lead, &name);
                return Err((FailureKind::Retry, "the attempt was broken off".into()));
            }
        }
        Ok(())
    })
    .await?;
    kept.map_err(|(kind, message)| Failure::Step { phase: Phase::Finalizing, kind, message })
}

/// Removes what earlier attempts at this job left behind, but for what a version names. The magnet is out already: a failure costs disk space and nothing else.
async fn sweep(walk: &Walk<'_>) {
    let keep = match objects_of_lead(&walk.app.db, &walk.job.workspace_id, &walk.job.lead_id).await {
        Ok(keep) => keep,
        Err(error) => return tracing::warn!(job.id = %walk.job.id, %error, "what earlier attempts left could not be looked up"),
    };
    let (objects, workspace, lead, job) = (walk.app.objects.clone(), walk.job.workspace_id.clone(), walk.job.lead_id.clone(), walk.job.id.clone());
    let swept = blocking(Phase::Finalizing, move || objects.sweep(&workspace, &lead, job.as_str(), &keep)).await;
    if let Err(error) | Ok(Err(error)) = swept.map(|swept| swept.map_err(Failure::from)) {
        tracing::warn!(job.id = %walk.job.id, %error, "what earlier attempts left could not be removed");
    }
}
