//! Accepts a checked request: lead, job and `lead.created` become durable in one transaction, then the worker is woken.
//! Requests that arrive together share one transaction and one disk flush. Next stop: `worker/runner.rs`.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};

use super::control::{By, Refused};
use super::suppress::suppressed;
use crate::app::{App, Bells};
use crate::model::credits::Shortage;
use crate::model::event::{EventKind, Happening};
use crate::model::ids::{EventId, JobId, LeadId, Random};
use crate::model::lead::LeadFields;
use crate::model::project::{Project, Workspace};
use crate::store::accept::{BATCH_MAX, External, KeptRequest, NewLead, Outcome, accept_in, accept_leads};
use crate::store::audit::{Entry, insert_audit};
use crate::store::events::NewEvent;
use crate::store::idempotency::{KeptAnswer, RequestKey};
use crate::store::{Db, StoreError};

/// Requests that may wait for the database before new ones are refused.
const WAITING_MAX: usize = 4_096;
/// Longest time for one transaction, the wait for a connection included. A database that hangs must not hang every caller.
const BATCH_TIME: Duration = Duration::from_secs(15);

/// What the caller of the API is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub lead_id: LeadId,
    pub job_id: JobId,
}

/// A checked POST.
pub struct Request<'a> {
    pub workspace: &'a Workspace,
    pub project: &'a Project,
    pub lead: LeadFields,
    /// Made with a test key.
    pub sample: bool,
    /// SHA-256 of the canonical body, by which a repetition with the same external id is known.
    pub request_hash: String,
    pub once: Option<RequestKey>,
}

/// What became of a POST that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    New(Accepted),
    /// This idempotency key was answered before; whether with this body, the caller checks.
    Again(KeptAnswer),
    /// The same request made this lead before: its external id tells.
    Same(Accepted),
}

/// Nothing was stored.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NotAccepted {
    /// The database is locked, full, gone or overrun; the request may be sent again.
    #[error("the lead could not be stored: {0}")]
    NotStored(String),
    #[error(transparent)]
    Short(#[from] Shortage),
    /// Another request has made a lead with this external id.
    #[error("another lead has this externalId")]
    Taken(LeadId),
}

/// Stores the lead durably before it returns. `answer`: the JSON that an idempotency key is to be answered with from now on.
///
/// # Errors
/// [`NotAccepted`].
pub async fn accept(app: &App, request: Request<'_>, answer: impl FnOnce(&Accepted) -> String) -> Result<Admission, NotAccepted> {
    let Request { workspace, project, lead, sample, request_hash, once } = request;
    let broken = |error: StoreError| NotAccepted::NotStored(error.to_string());
    let mut new = prepare(app, workspace, project, &lead, LeadId::new(&*app.random), sample).map_err(broken)?;
    let accepted = Accepted { lead_id: new.lead_id.clone(), job_id: new.job_id.clone() };
    new.external = lead.external_id.map(|id| External { id, request_hash });
    new.once = once.map(|key| KeptRequest { key, answer: answer(&accepted) });
    match app.accept.store(new).await? {
        Outcome::Stored => Ok(Admission::New(accepted)),
        Outcome::Again(kept) => Ok(Admission::Again(kept)),
        Outcome::Duplicate(lead_id, job_id) => Ok(Admission::Same(Accepted { lead_id, job_id })),
        Outcome::Conflict(lead_id) => Err(NotAccepted::Taken(lead_id)),
        Outcome::Short(shortage) => Err(shortage.into()),
    }
}

/// As [`accept`], for a person at the dashboard: under an id that the form drew before, and with an entry in the audit log.
///
/// # Errors
/// [`StoreError::Taken`] when the form was sent before, [`Refused::Short`] without credits; nothing was stored.
pub async fn accept_by(app: &App, by: By<'_>, project: &Project, lead: &LeadFields, id: &LeadId, sample: bool) -> Result<Accepted, Refused> {
    if suppressed(app, &by.workspace.id, &lead.email, lead.site()).await? {
        return Err(Refused::State("This person has objected to the processing of their data."));
    }
    let new = prepare(app, by.workspace, project, lead, id.clone(), sample)?;
    let accepted = Accepted { lead_id: new.lead_id.clone(), job_id: new.job_id.clone() };
    let entry = Entry {
        workspace_id: &by.workspace.id,
        project_id: Some(&project.id),
        actor: by.actor,
        address: by.address,
        action: "lead.created",
        target: accepted.lead_id.as_str(),
        detail: json!({"sample": sample}),
        at: new.created_at,
    };
    let mut tx = app.db.begin().await?;
    insert_audit(&mut tx, &*app.random, &entry).await?;
    if let Some(Outcome::Short(shortage)) = accept_in(&mut tx, &*app.random, &[new]).await?.pop() {
        return Err(shortage.into());
    }
    app.commit(tx).await?;
    Ok(accepted)
}

/// Ids, time and the first event of a new lead.
pub(super) fn prepare(app: &App, workspace: &Workspace, project: &Project, lead: &LeadFields, lead_id: LeadId, sample: bool) -> Result<NewLead, StoreError> {
    let now = app.now();
    let job_id = JobId::new(&*app.random);
    let event_id = EventId::new(&*app.random);
    let happening = Happening {
        id: &event_id,
        kind: EventKind::LeadCreated,
        created_at: now,
        sequence: 1,
        project_id: &project.id,
        workspace: &workspace.slug,
        lead_id: &lead_id,
        lead,
        job_id: &job_id,
        job_status: "queued",
        job_error: None,
        magnet: None,
        data: Value::Object(serde_json::Map::from_iter([("leadMagnetUrl".to_owned(), json!(app.magnet_url(&workspace.slug, &project.id, &lead_id)))])),
    };
    let event = NewEvent {
        workspace_id: workspace.id.clone(),
        project_id: project.id.clone(),
        lead_id: lead_id.clone(),
        sequence: 1,
        kind: EventKind::LeadCreated,
        payload: happening.payload(),
        created_at: now,
        id: event_id,
    };
    Ok(NewLead {
        event,
        batch_id: None,
        external: None,
        once: None,
        workspace_id: workspace.id.clone(),
        project_id: project.id.clone(),
        lead_id,
        job_id,
        email: lead.email.clone(),
        fields: serde_json::to_string(lead)?,
        sample,
        created_at: now,
    })
}

type Waiting = (NewLead, oneshot::Sender<Result<Outcome, NotAccepted>>);

/// Collects the requests that wait while a transaction is being flushed, and writes them in the next one.
#[derive(Clone)]
pub struct AcceptQueue {
    sender: mpsc::Sender<Waiting>,
}

impl AcceptQueue {
    /// Starts the one task that writes. It ends when the last handle is dropped.
    #[must_use]
    pub fn start(db: Db, random: Arc<dyn Random>, bells: Bells) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING_MAX);
        tokio::spawn(write_batches(db, random, bells, receiver));
        Self { sender }
    }

    async fn store(&self, lead: NewLead) -> Result<Outcome, NotAccepted> {
        let (answer, stored) = oneshot::channel();
        self.sender.try_send((lead, answer)).map_err(|_| {
            tracing::error!(waiting = WAITING_MAX, "a lead was refused: too many requests are waiting for the database");
            NotAccepted::NotStored("too many requests are waiting for the database".into())
        })?;
        stored.await.map_err(|_| NotAccepted::NotStored("the server is stopping".into()))?
    }
}

async fn write_batches(db: Db, random: Arc<dyn Random>, bells: Bells, mut receiver: mpsc::Receiver<Waiting>) {
    let mut batch: Vec<Waiting> = Vec::new();
    while receiver.recv_many(&mut batch, BATCH_MAX).await > 0 {
        let (leads, answers): (Vec<NewLead>, Vec<_>) = batch.drain(..).unzip();
        let stored = tokio::time::timeout(BATCH_TIME, accept_leads(&db, &*random, &leads)).await;
        let stored = stored.map_or_else(|_| Err("the database did not answer in time".into()), |stored| stored.map_err(|error: StoreError| error.to_string()));
        // A caller that went away has its lead all the same.
        match stored {
            Ok(outcomes) => {
                bells.ring();
                for (answer, outcome) in answers.into_iter().zip(outcomes) {
                    let _ = answer.send(Ok(outcome));
                }
            }
            Err(error) => {
                tracing::error!(%error, leads = leads.len(), "leads could not be stored");
                for answer in answers {
                    let _ = answer.send(Err(NotAccepted::NotStored(error.clone())));
                }
            }
        }
    }
}
