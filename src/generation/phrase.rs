//! Who phrases a project's documents: the built-in writer, or a model within its caps, each call in the ledger as soon as it is over.
//! The model itself is `writer/llm`; the walk of a job comes here from `run.rs`, the button that tests the connection from the web.

use std::sync::Arc;
use std::time::Duration;

use magnetite_document::Document;
use magnetite_document::tree::Mode;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;

use super::run::{Failure, FailureKind, Progress, blocking};
use crate::app::{App, Clock, operator_llm};
use crate::model::base_rates::BaseRates;
use crate::model::blueprint::Blueprint;
use crate::model::credits::month_begin;
use crate::model::dossier::Dossier;
use crate::model::finding::Analysis;
use crate::model::ids::{CallId, ProjectId, Random, WorkspaceId};
use crate::model::job::{Job, Phase};
use crate::model::lead::LeadFields;
use crate::model::llm::{Call, CallOutcome, LlmSettings};
use crate::model::offer::Offer;
use crate::model::project::Project;
use crate::model::writer_settings::{Instead, KeyChange, WriterKind};
use crate::store::llm_calls::{Of, StoredCall, insert_call, sum_of_job, sums_since};
use crate::store::writer_settings::writer_now;
use crate::store::writings::Writing;
use crate::store::{Db, StoreError};
use crate::writer::llm::{self, Model, Written};
use crate::writer::{self, Brief};

/// Of an attempt's time so much is kept for what comes after the model.
const AFTERWARDS: Duration = Duration::from_secs(20);
/// What a test of the connection may take.
const TEST_TIME: Duration = Duration::from_secs(30);
const TEST_TOKENS: u32 = 2_000;

/// Who writes.
#[derive(Debug)]
pub enum Chosen {
    Builtin,
    Model(ChosenModel),
    /// A model should, and cannot.
    Missing(Instead),
}

/// A model with the key for it. The key does not print itself.
pub struct ChosenModel {
    pub settings: LlmSettings,
    key: Option<String>,
    private_ok: bool,
}

impl std::fmt::Debug for ChosenModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChosenModel").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// Where the sealed key stands and which server it is for: one that is moved elsewhere, or meets another server, cannot be opened.
fn place(project_id: &ProjectId, settings: &LlmSettings) -> String {
    format!("projects.llm_key.{project_id}.{}.{}", settings.provider.as_str(), settings.base_url.as_deref().unwrap_or_default())
}

/// The sealed form of a key that is to be stored with these settings; `None` where none is.
///
/// # Errors
/// When it cannot be sealed.
pub fn seal_key(app: &App, project_id: &ProjectId, settings: &LlmSettings, key: &KeyChange) -> Result<Option<String>, StoreError> {
    let KeyChange::Set(key) = key else { return Ok(None) };
    let sealed = app.sealer.seal(&*app.random, &place(project_id, settings), key.as_bytes());
    sealed.map(Some).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Who writes this project's documents now: its own choice, else the operator's.
///
/// # Errors
/// When the database cannot be read.
pub async fn chosen(app: &App, project: &Project) -> Result<Chosen, StoreError> {
    let operator = &app.settings.llm;
    // As they are now: the project at hand may have been read long before.
    let Some((writer, sealed)) = writer_now(&app.db, &project.workspace_id, &project.id).await? else { return Ok(Chosen::Builtin) };
    match (writer.kind, writer.llm) {
        (WriterKind::Llm, Some(settings)) => Ok(own(app, project, settings, sealed.as_deref())),
        (WriterKind::Default, _) if operator.writes => Ok(operator_llm(&app.settings).map_or(Chosen::Builtin, |settings| {
            let key = operator.model.as_ref().and_then(|model| model.api_key.as_ref()).map(|key| key.reveal().to_owned());
            Chosen::Model(ChosenModel { settings, key, private_ok: true })
        })),
        _ => Ok(Chosen::Builtin),
    }
}

fn own(app: &App, project: &Project, settings: LlmSettings, sealed: Option<&str>) -> Chosen {
    let key = match sealed {
        None => None,
        Some(sealed) => match app.sealer.unseal(&place(&project.id, &settings), sealed).map(String::from_utf8) {
            Ok(Ok(key)) => Some(key),
            _ => {
                tracing::error!(project.id = %project.id, "the key of a project's model cannot be opened");
                return Chosen::Missing(Instead::NoKey);
            }
        },
    };
    Chosen::Model(ChosenModel { settings, key, private_ok: app.settings.llm.allow_private })
}

/// What is left to a job: tokens, and the cap that they come from.
async fn left(app: &App, job: &Job, settings: &LlmSettings) -> Result<(u32, Instead), StoreError> {
    let used = sum_of_job(&app.db, &job.workspace_id, &job.id).await?;
    let of_job = i64::from(settings.job_tokens_max).saturating_sub(used.tokens_in.saturating_add(used.tokens_out));
    let of_month = left_of_month(app, (&job.workspace_id, &job.project_id), settings).await?;
    let tokens = u32::try_from(of_job.min(of_month).max(0)).unwrap_or(u32::MAX);
    Ok((tokens, if of_month < of_job { Instead::MonthCap } else { Instead::JobCap }))
}

/// Tokens that the month's cap still buys.
async fn left_of_month(app: &App, (workspace, project): (&WorkspaceId, &ProjectId), settings: &LlmSettings) -> Result<i64, StoreError> {
    let Some(max) = settings.month_cost_max else { return Ok(i64::MAX) };
    let sums = sums_since(&app.db, workspace, project, month_begin(app.now())).await?;
    let spent = sums.iter().fold(0_i64, |all, (_, sum)| all.saturating_add(sum.cost_micros));
    Ok(settings.tokens_for(max, spent))
}

/// All that a document is written from, owned, so that it can go to another thread.
pub struct Material {
    pub lead: LeadFields,
    pub dossier: Dossier,
    pub analysis: Analysis,
    pub offer: Offer,
    pub blueprint: Blueprint,
    /// Epoch milliseconds.
    pub created_at: i64,
    pub sample: bool,
    pub about_url: String,
    pub rates: Arc<BaseRates>,
}

impl Material {
    fn brief(&self) -> Brief<'_> {
        let mut brief = Brief::of(&self.lead, &self.dossier, &self.analysis, &self.offer, &self.blueprint, self.created_at);
        brief.sample = self.sample;
        brief.about_url = Some(&self.about_url);
        brief.rates = &self.rates;
        brief
    }
}

/// The document of a job, with what is to be stored of who wrote it.
///
/// # Errors
/// When the database cannot be read, or the writer breaks off.
pub async fn write(app: &App, project: &Project, job: &Job, progress: &Progress, material: Material) -> Result<(Document, Writing), Failure> {
    // A sample is made without a request that leaves the server.
    let chosen = if job.sample { Chosen::Builtin } else { chosen(app, project).await? };
    let model = match chosen {
        Chosen::Builtin => return built_in(job, material, None).await,
        Chosen::Missing(instead) => return built_in(job, material, Some(instead)).await,
        Chosen::Model(model) => model,
    };
    let (tokens_left, cap) = left(app, job, &model.settings).await?;
    if tokens_left < llm::TOKENS_MIN {
        return built_in(job, material, Some(cap)).await;
    }
    let deadline = app.settings.llm.deadline.min(progress.left().saturating_sub(AFTERWARDS));
    if deadline.is_zero() {
        return built_in(job, material, Some(Instead::Call(CallOutcome::Timeout))).await;
    }
    let written = by_model(app, job, progress, model, (tokens_left, deadline), material).await?;
    let by_model = is_by_model(&written.document);
    // A site that was read leaves something to phrase: where nothing was asked, the tokens were too few.
    let too_few = !by_model && written.calls.is_empty() && written.document.mode == Mode::Full;
    let instead = written.fell_back.or(too_few.then_some(cap));
    let writing = writing(job, &written.document, instead.filter(|_| !by_model));
    Ok((written.document, writing))
}

async fn built_in(job: &Job, material: Material, instead: Option<Instead>) -> Result<(Document, Writing), Failure> {
    let document = blocking(Phase::Content, move || writer::write(&material.brief())).await?;
    let writing = writing(job, &document, instead);
    Ok((document, writing))
}

fn is_by_model(document: &Document) -> bool {
    document.writer.name == "llm"
}

fn writing(job: &Job, document: &Document, instead: Option<Instead>) -> Writing {
    let writer = &document.writer;
    Writing {
        job_id: job.id.clone(),
        by_model: is_by_model(document),
        instead,
        sentences: writer.sentences.into(),
        refused: writer.refused.into(),
        replaced: writer.replaced.into(),
    }
}

/// The model writes on a thread of its own, because judging its sentences is CPU work. It stops with the attempt; calls that were over by then are stored
/// all the same.
async fn by_model(
    app: &App,
    job: &Job,
    progress: &Progress,
    model: ChosenModel,
    (tokens_left, deadline): (u32, Duration),
    material: Material,
) -> Result<Written, Failure> {
    let (told, heard) = unbounded_channel();
    let (noted, mut stored) = unbounded_channel();
    let ledger = Ledger { book: Book::of(app), job: job.clone(), settings: model.settings.clone() };
    // Not tied to the attempt: it ends when nobody is left who could tell of a call.
    tokio::spawn(ledger.keep(heard, noted));
    let (caller, clock, random) = (app.caller.clone(), app.clock.clone(), app.random.clone());
    let (stop, runtime) = (CancellationToken::new(), Handle::current());
    let _stops_with_us = stop.clone().drop_guard();
    let writing = tokio::task::spawn_blocking(move || {
        let brief = material.brief();
        let model = Model {
            caller: &caller,
            settings: &model.settings,
            key: model.key.as_deref(),
            private_ok: model.private_ok,
            deadline,
            tokens_left,
            clock: &|| clock.now(),
            random: &*random,
            heard: &|call| {
                let _ = told.send(call.clone());
            },
        };
        runtime.block_on(async {
            tokio::select! {
                written = llm::write(&brief, &model) => Some(written),
                () = stop.cancelled() => None,
            }
        })
    });
    // Ends when every call is in the ledger: before the phase's result is.
    let (from, to) = (Phase::Content.begins_at(), Phase::Finalizing.begins_at());
    let mut calls = 0;
    while stored.recv().await.is_some() {
        calls += 1;
        progress.raise(from + (to - from) * calls / (calls + 1));
    }
    let broken = |message: String| Failure::Step { phase: Phase::Content, kind: FailureKind::Retry, message };
    writing.await.map_err(|error| broken(format!("the content step broke off: {error}")))?.ok_or(Failure::LeaseLost)
}

/// Where calls are written down, with what that takes.
struct Book {
    db: Db,
    random: Arc<dyn Random>,
    clock: Arc<dyn Clock>,
}

/// Writes the calls of one job down as they come.
struct Ledger {
    book: Book,
    job: Job,
    settings: LlmSettings,
}

impl Ledger {
    async fn keep(self, mut heard: UnboundedReceiver<Call>, noted: UnboundedSender<()>) {
        let of = Of { workspace_id: &self.job.workspace_id, project_id: &self.job.project_id, job: Some(&self.job) };
        while let Some(call) = heard.recv().await {
            self.book.note(of, &call, &self.settings).await;
            let _ = noted.send(());
        }
    }
}

impl Book {
    fn of(app: &App) -> Self {
        Self { db: app.db.clone(), random: app.random.clone(), clock: app.clock.clone() }
    }

    /// A transaction of its own. What cannot be stored is at least in the log.
    async fn note(&self, of: Of<'_>, call: &Call, settings: &LlmSettings) -> StoredCall {
        let (id, cost_micros) = (CallId::new(&*self.random), settings.cost_micros(call.tokens_in, call.tokens_out));
        tracing::info!(
            project.id = %of.project_id, llm.provider = call.provider.as_str(), llm.model = call.model, llm.purpose = call.purpose.as_str(),
            llm.outcome = call.outcome.as_str(), llm.tokens_in = call.tokens_in, llm.tokens_out = call.tokens_out, llm.duration_ms = call.duration_ms, "model called"
        );
        if let Err(error) = insert_call(&self.db, &id, of, call, cost_micros, self.clock.now()).await {
            tracing::error!(project.id = %of.project_id, %error, "a call to a model could not be written into the ledger");
        }
        StoredCall { id, job_id: of.job.map(|job| job.id.clone()), lead_id: of.job.map(|job| job.lead_id.clone()), call: call.clone(), cost_micros }
    }
}

/// Calls the model that writes for the project once, in the ledger like every other call, also when nobody waits for the answer any more. `Err(None)` when
/// the built-in writer writes, `Err(Some(…))` when a model should and cannot, or the month's cap is reached.
///
/// # Errors
/// When the database cannot be read.
pub async fn test(app: &App, project: &Project) -> Result<Result<StoredCall, Option<Instead>>, StoreError> {
    let model = match chosen(app, project).await? {
        Chosen::Builtin => return Ok(Err(None)),
        Chosen::Missing(instead) => return Ok(Err(Some(instead))),
        Chosen::Model(model) => model,
    };
    let (workspace_id, project_id) = (project.workspace_id.clone(), project.id.clone());
    if left_of_month(app, (&workspace_id, &project_id), &model.settings).await? < i64::from(TEST_TOKENS) {
        return Ok(Err(Some(Instead::MonthCap)));
    }
    let (book, caller, deadline) = (Book::of(app), app.caller.clone(), app.settings.llm.deadline.min(TEST_TIME));
    let tested = tokio::spawn(async move {
        let (clock, random) = (book.clock.clone(), book.random.clone());
        let call = llm::test(&Model {
            caller: &caller,
            settings: &model.settings,
            key: model.key.as_deref(),
            private_ok: model.private_ok,
            deadline,
            tokens_left: TEST_TOKENS,
            clock: &|| clock.now(),
            random: &*random,
            heard: &|_| {},
        })
        .await;
        book.note(Of { workspace_id: &workspace_id, project_id: &project_id, job: None }, &call, &model.settings).await
    });
    tested.await.map(Ok).map_err(|error| StoreError::Damaged(format!("the test of a model broke off: {error}")))
}
