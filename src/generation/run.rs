//! The walk of one job: research → analysis → content → finalising. A phase whose result is stored is not run again,
//! so a job resumes where it was. Each change of phase is one transaction of state, event and result. Next stop: `finalise.rs`.

use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use std::time::{Duration, Instant};

use magnetite_document::Document;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::control::{By, Refused};
use super::phrase::Material;
use super::shelf::ProjectShelf;
use super::suppress::objected;
use super::tell::{About, News, tell};
use super::{control, dress, finalise, phrase, sample};
use crate::app::App;
use crate::model::comparison::Standing;
use crate::model::dossier::{Dossier, Reading, Reason};
use crate::model::event::EventKind;
use crate::model::finding::Analysis;
use crate::model::job::{Job, JobStatus, Phase};
use crate::model::lead::LeadFields;
use crate::model::project::{Project, Workspace};
use crate::model::research_settings::Thin;
use crate::research::{self, Limits, Subject};
use crate::store::writings::Writing;
use crate::store::{StoreError, Tx, credits, jobs, leads, projects, standings, steps, workspaces, writings};

/// Why a job did not get to its end.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Another worker has the job: stop and write nothing.
    #[error("the lease was lost")]
    LeaseLost,
    #[error("{message}")]
    Step { phase: Phase, kind: FailureKind, message: String },
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// May go better next time.
    Retry,
    /// Will not.
    GiveUp,
    /// Our own disk or database is full or away: no fault of the job, which waits and loses no try.
    Wait,
}

/// What is stored with a phase's result.
enum Beside {
    Nothing,
    /// How the site did, under its host.
    Standing(String, Standing),
    /// Who wrote.
    Writing(Writing),
}

/// How far an attempt is: percent of the whole job, as the heartbeat writes it down, and the phase, for when the attempt breaks off.
#[derive(Debug)]
pub struct Progress {
    begun: Instant,
    percent: AtomicI64,
    /// Its place in [`Phase::ALL`] from 1; 0 before the first.
    phase: AtomicU8,
}

impl Default for Progress {
    /// The attempt begins now.
    fn default() -> Self {
        Self { begun: Instant::now(), percent: AtomicI64::default(), phase: AtomicU8::default() }
    }
}

impl Progress {
    /// What is left of the attempt.
    #[must_use]
    pub fn left(&self) -> Duration {
        ATTEMPT_TIMEOUT.saturating_sub(self.begun.elapsed())
    }

    pub fn raise(&self, percent: i64) {
        self.percent.fetch_max(percent, Ordering::Relaxed);
    }

    #[must_use]
    pub fn percent(&self) -> i64 {
        self.percent.load(Ordering::Relaxed)
    }

    fn enter(&self, phase: Phase) {
        self.raise(phase.begins_at());
        let place = (1..).zip(Phase::ALL).find(|(_, one)| *one == phase).map_or(0, |(place, _)| place);
        self.phase.store(place, Ordering::Relaxed);
    }

    /// The phase that was entered last; `None` before the first.
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        let place = usize::from(self.phase.load(Ordering::Relaxed));
        place.checked_sub(1).and_then(|at| Phase::ALL.get(at)).copied()
    }
}

/// A claimed job with everything that its phases need to know.
pub struct Walk<'a> {
    pub app: &'a App,
    pub job: &'a Job,
    pub lead: LeadFields,
    pub project: Project,
    pub workspace: Workspace,
    pub progress: &'a Progress,
}

/// Runs the job to its end.
///
/// # Errors
/// [`Failure`]: the runner decides whether it is tried again.
pub async fn run(app: &App, job: &Job, progress: &Progress) -> Result<(), Failure> {
    let walk = Walk::load(app, job, progress).await?;
    if objected(app, &job.workspace_id, &job.lead_id, &walk.lead).await? {
        return walk.stop().await;
    }
    let dossier: Dossier = walk.phase(Phase::Research, walk.research()).await?;
    let analysis: Analysis = walk.phase(Phase::Analysis, walk.analyse(&dossier)).await?;
    let document: Document = walk.phase(Phase::Content, walk.write(&dossier, &analysis)).await?;
    finalise::publish(&walk, &document).await
}

impl<'a> Walk<'a> {
    async fn load(app: &'a App, job: &'a Job, progress: &'a Progress) -> Result<Self, Failure> {
        let gone =
            |what: &str| Failure::Step { phase: job.phase.unwrap_or(Phase::Research), kind: FailureKind::GiveUp, message: format!("{what} no longer exists") };
        let lead = leads::lead(&app.db, &job.workspace_id, &job.lead_id).await?.ok_or_else(|| gone("the lead"))?.fields;
        let project = projects::project(&app.db, &job.workspace_id, job.project_id.as_str()).await?.ok_or_else(|| gone("the project"))?;
        let workspace = workspaces::workspace_by_id(&app.db, &job.workspace_id).await?.ok_or_else(|| gone("the workspace"))?;
        Ok(Self { app, job, lead, project, workspace, progress })
    }

    /// The person has objected since the job was taken in: it ends here, and nothing goes out.
    pub(super) async fn stop(&self) -> Result<(), Failure> {
        let by = By { workspace: &self.workspace, actor: "the list of those who objected", address: "" };
        match control::cancel(self.app, by, self.job).await {
            Ok(()) | Err(Refused::State(_) | Refused::Gone | Refused::Short(_)) => Ok(()),
            Err(Refused::Store(error)) => Err(error.into()),
        }
    }

    /// The stored result, or the phase run and its result stored, with what belongs beside it.
    async fn phase<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        phase: Phase,
        work: impl Future<Output = Result<(T, Beside), Failure>>,
    ) -> Result<T, Failure> {
        if let Some(stored) = steps::step_result(&self.app.db, &self.job.workspace_id, &self.job.id, phase).await? {
            return Ok(blocking(phase, move || steps::unpack(&stored)).await??);
        }
        self.enter(phase).await?;
        let started = self.app.now();
        let (result, beside) = work.await?;
        let (result, packed) = blocking(phase, move || steps::pack(&result).map(|packed| (result, packed))).await??;
        let now = self.app.now();
        let mut tx = self.app.db.begin().await?;
        // Also extends the lease, and refuses a worker that has lost it.
        if !jobs::enter_phase(&mut tx, self.job, phase, now).await? {
            return Err(Failure::LeaseLost);
        }
        steps::complete_step(&mut tx, self.job, phase, packed, now).await?;
        match beside {
            Beside::Nothing => {}
            Beside::Standing(domain, standing) => standings::keep_standing(&mut tx, self.job, &domain, &standing, now).await?,
            Beside::Writing(writing) => writings::keep_writing(&mut tx, self.job, &writing, now).await?,
        }
        if phase == Phase::Research {
            self.event(&mut tx, plain(EventKind::ResearchCompleted, JobStatus::Processing)).await?;
        }
        self.app.commit(tx).await?;
        tracing::info!(job.id = %self.job.id, job.phase = phase.as_str(), job.phase_ms = now - started, "phase done");
        Ok(result)
    }

    /// Marks the phase as begun.
    pub(super) async fn enter(&self, phase: Phase) -> Result<(), Failure> {
        let now = self.app.now();
        let mut tx = self.app.db.begin().await?;
        if !jobs::enter_phase(&mut tx, self.job, phase, now).await? {
            return Err(Failure::LeaseLost);
        }
        steps::begin_step(&mut tx, self.job, phase, now).await?;
        if phase == Phase::Research {
            leads::set_lead_status(&mut tx, &self.job.workspace_id, &self.job.lead_id, JobStatus::Processing, now).await?;
            if self.job.phase.is_none() {
                self.event(&mut tx, plain(EventKind::ResearchStarted, JobStatus::Processing)).await?;
            }
        }
        self.app.commit(tx).await?;
        self.progress.enter(phase);
        Ok(())
    }

    async fn research(&self) -> Result<(Dossier, Beside), Failure> {
        if self.job.sample {
            return Ok((sample::dossier(self.app.now()), Beside::Nothing));
        }
        if !self.project.research.own_site {
            return Ok((research::unread(self.lead.site().map(str::to_owned), self.app.now()), Beside::Nothing));
        }
        let settings = &self.app.settings.research;
        let subject = Subject { domain: self.lead.site().map(str::to_owned) };
        let limits = Limits { max_pages: settings.max_pages, deadline: settings.deadline, ..Limits::default() };
        let clock = self.app.clock.clone();
        let (from, to) = (Phase::Research.begins_at(), Phase::Analysis.begins_at());
        let wanted = i64::try_from(settings.max_pages).unwrap_or(1).max(1);
        let note = |progress: research::Progress| {
            if let research::Progress::Read { pages, .. } = progress {
                let share = i64::try_from(pages).unwrap_or(0).saturating_mul(to - from) / wanted;
                self.progress.raise((from + share).min(to - 1));
            }
        };
        // Whoever has a magnet made anew wants to know what the site says now.
        let anew = jobs::jobs_of_lead(&self.app.db, &self.job.workspace_id, &self.job.lead_id).await?.len() > 1;
        let shelf = ProjectShelf::of(self.app, self.job, anew);
        let kept = shelf.as_ref().map(|shelf| shelf as &dyn research::shelf::Shelf);
        let dossier = research::research_with(&self.app.fetcher, kept, &subject, &limits, &move || clock.now(), &note).await;
        // A site that could not be read is asked anew the next time.
        if let Some(shelf) = shelf.filter(|_| dossier.outcome.reading != Reading::Insufficient) {
            shelf.store().await;
        }
        Ok((dossier, Beside::Nothing))
    }

    /// Refuses to write of a site that could not be read, where the project wants that. A site that was not to be read is no such case.
    fn require_material(&self, dossier: &Dossier) -> Result<(), Failure> {
        let outcome = &dossier.outcome;
        if self.project.research.thin != Thin::Fail || outcome.reading == Reading::Ok || outcome.reason == Some(Reason::ResearchOff) {
            return Ok(());
        }
        let message = format!("the site could not be read well enough, and this project writes nothing then: {}", outcome.detail);
        Err(Failure::Step { phase: Phase::Content, kind: FailureKind::GiveUp, message })
    }

    async fn analyse(&self, dossier: &Dossier) -> Result<(Analysis, Beside), Failure> {
        let (dossier, lead, offer) = (dossier.clone(), self.lead.clone(), self.project.offer.clone());
        let (mut analysis, dossier) = blocking(Phase::Analysis, move || (research::analyse(&dossier, &lead, &offer), dossier)).await?;
        if let Some((domain, _)) = self.standing(&dossier, &analysis) {
            let others = standings::others(&self.app.db, &self.job.workspace_id, &self.job.project_id, &self.job.lead_id, &domain).await?;
            research::compare(&mut analysis, &dossier, &others);
        }
        let beside = self.standing(&dossier, &analysis).map_or(Beside::Nothing, |(domain, standing)| Beside::Standing(domain, standing));
        Ok((analysis, beside))
    }

    /// How this lead's site did, under its host without `www.`; `None` for a sample and where nothing was measured.
    fn standing(&self, dossier: &Dossier, analysis: &Analysis) -> Option<(String, Standing)> {
        let domain = dossier.domain.as_deref().filter(|_| !self.job.sample)?;
        let domain = domain.strip_prefix("www.").unwrap_or(domain).to_owned();
        Standing::of(analysis).map(|standing| (domain, standing))
    }

    async fn write(&self, dossier: &Dossier, analysis: &Analysis) -> Result<(Document, Beside), Failure> {
        self.require_material(dossier)?;
        let material = Material {
            lead: self.lead.clone(),
            dossier: dossier.clone(),
            analysis: analysis.clone(),
            offer: self.sender(),
            blueprint: self.project.blueprint.clone(),
            created_at: self.job.created_at,
            sample: self.job.sample,
            about_url: format!("{}/about-this-page", self.app.magnet_url(&self.workspace.slug, &self.job.project_id, &self.job.lead_id)),
            rates: self.app.base_rates.clone(),
        };
        let (mut document, writing) = phrase::write(self.app, &self.project, self.job, self.progress, material).await?;
        dress::dress(&mut document, &self.project.brand);
        let beside = if self.job.sample { Beside::Nothing } else { Beside::Writing(writing) };
        Ok((document, beside))
    }

    /// The project's offer; without a name of its own it is sent in the workspace's.
    fn sender(&self) -> crate::model::offer::Offer {
        let mut offer = self.project.offer.clone();
        if offer.company.is_empty() {
            offer.company.clone_from(&self.workspace.name);
        }
        offer
    }

    /// Writes one event with its payload into the transaction.
    pub(super) async fn event(&self, tx: &mut Tx, news: News<'_>) -> Result<(), StoreError> {
        let job = self.job;
        let about = About { workspace: &self.workspace, project_id: &job.project_id, lead_id: &job.lead_id, lead: &self.lead, job_id: &job.id };
        tell(self.app, tx, &about, news).await
    }
}

/// An event without error, magnet or further data.
fn plain(kind: EventKind, status: JobStatus) -> News<'static> {
    News { kind, status, error: None, magnet: None, data: json!({}) }
}

/// Ends the job as failed for good: state, lead and the event `lead.failed` in one transaction.
pub async fn give_up(app: &App, job: &Job, phase: Phase, code: &str, message: &str) -> Result<(), Failure> {
    let progress = Progress::default();
    let now = app.now();
    let walk = match Walk::load(app, job, &progress).await {
        Ok(walk) => Some(walk),
        // Without the lead, its project or workspace there is nobody to tell.
        Err(Failure::Step { .. }) => None,
        Err(failure) => return Err(failure),
    };
    let mut tx = app.db.begin().await?;
    if !jobs::finish(&mut tx, job, JobStatus::Failed, Some((code, message)), now).await? {
        return Err(Failure::LeaseLost);
    }
    steps::fail_step(&mut tx, job, phase, message, now).await?;
    leads::set_lead_status(&mut tx, &job.workspace_id, &job.lead_id, JobStatus::Failed, now).await?;
    credits::give_back(&mut tx, &*app.random, job, now).await?;
    if let Some(walk) = walk {
        if phase == Phase::Research {
            walk.event(&mut tx, News { error: Some((code, message)), ..plain(EventKind::ResearchFailed, JobStatus::Failed) }).await?;
        }
        walk.event(&mut tx, News { error: Some((code, message)), ..plain(EventKind::LeadFailed, JobStatus::Failed) }).await?;
    }
    app.commit(tx).await?;
    Ok(())
}

/// CPU work off the async threads. A panic in it fails the phase, not the process.
pub(super) async fn blocking<T: Send + 'static>(phase: Phase, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::Step {
        phase,
        kind: FailureKind::Retry,
        message: format!("the {} step broke off: {error}", phase.as_str()),
    })
}

/// Longest time one attempt may take, research included.
pub const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(180);
