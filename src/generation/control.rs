//! What people do to a lead: try again, stop, make anew, let out, erase. State, event and audit entry are one transaction.
//! Dashboard and API call these alike; who may is the caller's question. Next stop: `worker/runner.rs`.

use serde_json::json;

use super::person_data;
use super::scrub;
use super::suppress::{objected, objected_in};
use super::tell::{About, News, magnet_links, tell, tell_as};
use crate::app::App;
use crate::model::credits::Shortage;
use crate::model::event::EventKind;
use crate::model::ids::JobId;
use crate::model::job::{Job, JobStatus};
use crate::model::lead::LeadFields;
use crate::model::project::Workspace;
use crate::store::audit::{Entry, insert_audit};
use crate::store::leads::{self, StoredLead};
use crate::store::magnets::publish_newest;
use crate::store::retention::{self, Kept, Removed};
use crate::store::{StoreError, Tx, control, credits, erase as rows, jobs, sources};

/// Who acts, and from where, as the audit log names them. Entries about leads name them by id alone: a lead can be erased, the log cannot.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    pub workspace: &'a Workspace,
    pub actor: &'a str,
    pub address: &'a str,
}

/// Nothing new is made for somebody who wants none of it.
pub(super) const OBJECTED: &str = "This person has objected to the processing of their data.";

/// Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No such lead, or erased meanwhile.
    #[error("this lead no longer exists")]
    Gone,
    /// The state forbids it; the sentence says which one it is.
    #[error("{0}")]
    State(&'static str),
    #[error(transparent)]
    Short(#[from] Shortage),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts a failed or cancelled job back into the queue. What its phases have stored is not done again.
///
/// # Errors
/// [`Refused::State`] when it is neither, or a newer job has taken its place.
pub async fn retry(app: &App, by: By<'_>, job: &Job) -> Result<(), Refused> {
    let lead = newest(app, by, job).await?;
    let mut tx = app.db.begin().await?;
    retry_in(app, &mut tx, by, job, &lead).await?;
    app.commit(tx).await?;
    Ok(())
}

/// As [`retry`], in the caller's transaction. `lead` comes from [`newest`], which reads before that begins.
///
/// # Errors
/// As [`retry`]; then the transaction must not be committed.
pub async fn retry_in(app: &App, tx: &mut Tx, by: By<'_>, job: &Job, lead: &StoredLead) -> Result<(), Refused> {
    if !control::requeue(tx, job, app.now()).await? {
        return Err(Refused::State("Only a failed or cancelled job can be tried again."));
    }
    if credits::needs_credit(tx, job).await? {
        reserve(app, tx, job, &job.id, app.now()).await?;
    }
    conclude(app, tx, by, job, lead, JobStatus::Queued, EventKind::LeadRetried).await?;
    Ok(())
}

/// Stops a job that waits or runs, or turns down a magnet that waits for approval. A worker that has the job loses its lease and writes nothing more.
///
/// # Errors
/// [`Refused::State`] when it has ended already.
pub async fn cancel(app: &App, by: By<'_>, job: &Job) -> Result<(), Refused> {
    let lead = lead_of(app, by, job).await?;
    let mut tx = app.db.begin().await?;
    cancel_in(app, &mut tx, by, job, &lead).await?;
    app.commit(tx).await?;
    Ok(())
}

/// As [`cancel`], in the caller's transaction. `lead` comes from [`lead_of`].
///
/// # Errors
/// As [`cancel`]; then the transaction must not be committed.
pub async fn cancel_in(app: &App, tx: &mut Tx, by: By<'_>, job: &Job, lead: &StoredLead) -> Result<(), Refused> {
    if !control::cancel(tx, job, app.now()).await? {
        return Err(Refused::State("The job has ended already."));
    }
    credits::give_back(tx, &*app.random, job, app.now()).await?;
    conclude(app, tx, by, job, lead, JobStatus::Cancelled, EventKind::LeadCancelled).await?;
    Ok(())
}

/// A new job for the same lead, all phases anew. What is public stays so until the new version is finished. Returns the new job.
///
/// # Errors
/// [`Refused::State`] while the present job has not ended.
pub async fn regenerate(app: &App, by: By<'_>, job: &Job) -> Result<JobId, Refused> {
    let lead = newest(app, by, job).await?;
    let now = app.now();
    let id = JobId::new(&*app.random);
    let mut tx = app.db.begin().await?;
    control::withdraw_review(&mut tx, job, now).await?;
    // Of a magnet that waited for approval and will not go out.
    credits::give_back(&mut tx, &*app.random, job, now).await?;
    if !control::reopen_lead(&mut tx, &job.workspace_id, &job.lead_id, now).await? {
        return Err(Refused::State("The present job has not ended yet. Cancel it first."));
    }
    control::insert_job(&mut tx, job, &id, now).await?;
    if !job.sample {
        reserve(app, &mut tx, job, &id, now).await?;
    }
    let next = Job { id: id.clone(), ..job.clone() };
    conclude(app, &mut tx, by, &next, &lead, JobStatus::Queued, EventKind::LeadRegenerated).await?;
    app.commit(tx).await?;
    Ok(id)
}

/// Lets out a magnet that waits for approval, and tells those who wait for it. `seen`: the version that was looked at, where another must not go out.
///
/// # Errors
/// [`Refused::State`] when it does not wait.
pub async fn approve(app: &App, by: By<'_>, job: &Job, seen: Option<i64>) -> Result<(), Refused> {
    let lead = lead_of(app, by, job).await?;
    let mut tx = app.db.begin().await?;
    approve_in(app, &mut tx, by, job, &lead, seen).await?;
    app.commit(tx).await?;
    Ok(())
}

/// As [`approve`], in the caller's transaction. `lead` comes from [`lead_of`].
///
/// # Errors
/// As [`approve`]; then the transaction must not be committed.
pub async fn approve_in(app: &App, tx: &mut Tx, by: By<'_>, job: &Job, lead: &StoredLead, seen: Option<i64>) -> Result<(), Refused> {
    let now = app.now();
    // An edit holds the lead too: either it is in before, or it finds the magnet published.
    let held = leads::hold_lead(tx, &job.workspace_id, &job.lead_id, now).await?;
    if held && objected_in(app, tx, &job.workspace_id, &job.lead_id, &lead.fields).await? {
        return Err(Refused::State(OBJECTED));
    }
    let title = if held && control::approve(tx, job, now).await? { publish_newest(tx, &job.workspace_id, &job.lead_id, seen, now).await? } else { None };
    let Some(title) = title else { return Err(Refused::State("This lead does not wait for approval.")) };
    leads::set_lead_status(tx, &job.workspace_id, &job.lead_id, JobStatus::Completed, now).await?;
    credits::keep(tx, &*app.random, job, now).await?;
    sources::published(tx, job, now).await?;
    let magnet = magnet_links(app, by.workspace, &job.project_id, &job.lead_id, &title);
    for kind in [EventKind::MagnetGenerated, EventKind::LeadCompleted] {
        let news = News { kind, status: JobStatus::Completed, error: None, magnet: Some(&magnet), data: json!({"approvedBy": by.actor}) };
        tell(app, tx, &about(by, job, &lead.fields), news).await?;
    }
    note(app, tx, by, job, "lead.approved").await?;
    Ok(())
}

/// Erases a lead with all that is held on the person: rows, events, files, rows of imports. One event without any personal text stays.
///
/// # Errors
/// [`Refused::Gone`] when somebody else did.
pub async fn erase(app: &App, by: By<'_>, job: &Job) -> Result<(), Refused> {
    let lead = lead_of(app, by, job).await?;
    person_data::blank_imports(app, &job.workspace_id, &lead.fields.email).await?;
    erase_rows(app, by, job, &lead, None).await?;
    scrub::at_once(app).await;
    Ok(())
}

/// As [`erase`], because the project keeps leads no longer: counted in `run`, with no line of its own in the audit log. Imports have an age of their own.
///
/// # Errors
/// As [`erase`].
pub async fn erase_old(app: &App, by: By<'_>, job: &Job, run: &Kept) -> Result<(), Refused> {
    let lead = lead_of(app, by, job).await?;
    erase_rows(app, by, job, &lead, Some(run)).await
}

async fn erase_rows(app: &App, by: By<'_>, job: &Job, lead: &StoredLead, run: Option<&Kept>) -> Result<(), Refused> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    credits::give_back(&mut tx, &*app.random, job, now).await?;
    let person = (lead.fields.email.as_str(), lead.fields.site());
    let sequence = rows::erase_lead(&mut tx, &job.workspace_id, &job.lead_id, person, now).await?.ok_or(Refused::Gone)?;
    let nobody = LeadFields::default();
    let news = News { kind: EventKind::LeadErased, status: JobStatus::Cancelled, error: None, magnet: None, data: json!({}) };
    tell_as(app, &mut tx, &about(by, job, &nobody), news, sequence).await?;
    match run {
        None => note(app, &mut tx, by, job, "lead.erased").await?,
        Some(run) => retention::count(&mut tx, run, Removed { leads: 1, ..Removed::default() }).await?,
    }
    app.commit(tx).await?;
    let (objects, workspace, lead) = (app.objects.clone(), job.workspace_id.clone(), job.lead_id.clone());
    let removed = tokio::task::spawn_blocking(move || objects.remove_lead(&workspace, &lead)).await;
    if !matches!(removed, Ok(Ok(()))) {
        tracing::warn!(lead.id = %job.lead_id, "the files of an erased lead could not be removed at once; the worker will");
    }
    Ok(())
}

/// Takes one credit for a job that is put into the queue by hand.
async fn reserve(app: &App, tx: &mut Tx, of: &Job, job: &JobId, now: i64) -> Result<(), Refused> {
    let available = credits::standing_locked(tx, &of.workspace_id, &of.project_id, now).await?.map_or(Some(0), |standing| standing.available());
    if let Some(available) = available.filter(|available| *available < 1) {
        return Err(Shortage { required: 1, available }.into());
    }
    credits::reserve(tx, &*app.random, &of.workspace_id, &of.project_id, &[job], now).await?;
    Ok(credits::mark_reserved(tx, &of.workspace_id, job, now).await?)
}

/// The lead of a job.
///
/// # Errors
/// [`Refused::Gone`] when it was erased.
pub async fn lead_of(app: &App, by: By<'_>, job: &Job) -> Result<StoredLead, Refused> {
    leads::lead(&app.db, &by.workspace.id, &job.lead_id).await?.ok_or(Refused::Gone)
}

/// The lead, provided that this is its newest job.
///
/// # Errors
/// [`Refused::Gone`] when it was erased, [`Refused::State`] when a newer job has taken this one's place, or the person has objected.
pub async fn newest(app: &App, by: By<'_>, job: &Job) -> Result<StoredLead, Refused> {
    let lead = lead_of(app, by, job).await?;
    if objected(app, &by.workspace.id, &lead.id, &lead.fields).await? {
        return Err(Refused::State(OBJECTED));
    }
    match jobs::job_of_lead(&app.db, &by.workspace.id, &job.lead_id).await? {
        Some(newest) if newest.id == job.id => Ok(lead),
        _ => Err(Refused::State("A newer job has taken this one's place.")),
    }
}

fn about<'a>(by: By<'a>, job: &'a Job, lead: &'a LeadFields) -> About<'a> {
    About { workspace: by.workspace, project_id: &job.project_id, lead_id: &job.lead_id, lead, job_id: &job.id }
}

/// The lead's status, the event and the audit entry, which has the event's name.
async fn conclude(app: &App, tx: &mut Tx, by: By<'_>, job: &Job, lead: &StoredLead, status: JobStatus, kind: EventKind) -> Result<(), StoreError> {
    leads::set_lead_status(tx, &job.workspace_id, &job.lead_id, status, app.now()).await?;
    tell(app, tx, &about(by, job, &lead.fields), News { kind, status, error: None, magnet: None, data: json!({"by": by.actor}) }).await?;
    note(app, tx, by, job, kind.as_str()).await
}

async fn note(app: &App, tx: &mut Tx, by: By<'_>, job: &Job, action: &str) -> Result<(), StoreError> {
    let entry = Entry {
        workspace_id: &by.workspace.id,
        project_id: Some(&job.project_id),
        actor: by.actor,
        address: by.address,
        action,
        target: job.lead_id.as_str(),
        detail: json!({"jobId": job.id}),
        at: app.now(),
    };
    insert_audit(tx, &*app.random, &entry).await
}
