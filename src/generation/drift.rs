//! Drift: the sources of published magnets are looked at again, by schedule or because a person asks. What changed is noted fact by fact; where the
//! project wants it, the sender is told or the magnet is withdrawn. `worker/drift.rs` calls it.

use magnetite_document::Document;
use serde_json::{Value, json};

use super::control::{By, OBJECTED, Refused};
use super::suppress;
use super::tell::{About, News, magnet_links, tell};
use crate::app::App;
use crate::model::dossier::Dossier;
use crate::model::drift::{self, Sighting};
use crate::model::event::EventKind;
use crate::model::evidence::Evidence;
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::model::job::{Job, Phase};
use crate::model::project::Workspace;
use crate::model::research_settings::Then;
use crate::research::{Limits, recheck};
use crate::store::audit::{Entry, insert_audit};
use crate::store::leads::{self, StoredLead, hold_lead};
use crate::store::magnets::{StoredMagnet, magnet};
use crate::store::sources::{self, Claim};
use crate::store::{StoreError, Tx, jobs, projects, steps, workspaces};

const DAY_MS: i64 = 86_400_000;
/// Facts named in one event.
const TOLD_MAX: usize = 20;

/// The next lead to look at: one that a person waits for, else, where `scheduled`, one whose project's schedule says so. It is this process's until
/// the lease runs out. `last`: the project that had its turn; the one behind it is asked first.
///
/// # Errors
/// When the database cannot be used.
pub async fn next(app: &App, scheduled: bool, last: &mut Option<(WorkspaceId, ProjectId)>) -> Result<Option<Claim>, StoreError> {
    let now = app.now();
    if let Some(claim) = sources::claim_wanted(&app.db, now).await? {
        return Ok(Some(claim));
    }
    if !scheduled {
        return Ok(None);
    }
    let mut projects = sources::research_settings(&app.db).await?;
    if let Some(at) = projects.iter().position(|(workspace, project, _)| last.as_ref().is_some_and(|last| last.0 == *workspace && last.1 == *project)) {
        projects.rotate_left(at + 1);
    }
    for (workspace, project, settings) in projects {
        let days = i64::from(settings.drift.every_days);
        if days == 0 || !settings.own_site {
            continue;
        }
        if let Some(claim) = sources::claim_due(&app.db, &workspace, &project, now - days * DAY_MS, now).await? {
            *last = Some((workspace, project));
            return Ok(Some(claim));
        }
    }
    Ok(None)
}

/// What a look needs to know.
struct Subject {
    workspace: Workspace,
    lead: StoredLead,
    job: Job,
    magnet: StoredMagnet,
    evidence: Vec<Evidence>,
    /// What was read for the document; `None` when it is not kept any more.
    dossier: Option<Dossier>,
}

/// One look: fetches, judges, and writes down what was seen with all that follows from it, in one transaction.
///
/// # Errors
/// When the database cannot be used; then the lease runs out and another look is had.
pub async fn look(app: &App, claim: &Claim) -> Result<(), StoreError> {
    let Some(project) = projects::project(&app.db, &claim.workspace_id, claim.project_id.as_str()).await? else { return sources::forget(&app.db, claim).await };
    let settings = sources::research_settings_of(&app.db, &claim.workspace_id, &claim.project_id).await?;
    let Some(subject) = subject(app, claim).await? else { return sources::forget(&app.db, claim).await };
    let fields = &subject.lead.fields;
    if suppress::objected(app, &claim.workspace_id, &subject.lead.id, &subject.lead.fields).await? {
        return sources::postpone(&app.db, claim, app.now()).await;
    }
    // A project that reads no sites asks for nothing, and what readers do not get needs no looking after.
    if !settings.own_site || (subject.magnet.withdrawn_at.is_some() && !claim.wanted) {
        return sources::postpone(&app.db, claim, app.now()).await;
    }
    let research = &app.settings.research;
    let limits = Limits { max_pages: research.max_pages, deadline: research.deadline, ..Limits::default() };
    let clock = app.clock.clone();
    let looked = recheck::look(&app.fetcher, &subject.evidence, subject.dossier.as_ref(), &limits, &move || clock.now()).await;
    let (evidence, dossier, lead, offer) = (subject.evidence.clone(), subject.dossier.clone(), fields.clone(), project.offer.clone());
    let judged = tokio::task::spawn_blocking(move || recheck::judge(&evidence, dossier.as_ref(), &looked, &lead, &offer)).await;
    let mut sightings = judged.map_err(std::io::Error::other)?;
    conclude(app, claim, &subject, &mut sightings, settings.drift.then).await
}

async fn subject(app: &App, claim: &Claim) -> Result<Option<Subject>, StoreError> {
    let (db, workspace_id) = (&app.db, &claim.workspace_id);
    let Some(workspace) = workspaces::workspace_by_id(db, workspace_id).await? else { return Ok(None) };
    let Some(lead) = leads::lead(db, workspace_id, &claim.lead_id).await? else { return Ok(None) };
    let Some(magnet) = magnet(db, workspace_id, &claim.lead_id).await? else { return Ok(None) };
    let document: Document = serde_json::from_str(&magnet.document)?;
    let jobs = jobs::jobs_of_lead(db, workspace_id, &claim.lead_id).await?;
    // A document has the instant of the job that it was written by.
    let own = jobs.iter().find(|job| job.created_at == document.created_at);
    let dossier = match own {
        Some(job) => steps::step_result(db, workspace_id, &job.id, Phase::Research).await?,
        None => None,
    };
    let dossier = match dossier {
        Some(packed) => Some(tokio::task::spawn_blocking(move || steps::unpack(&packed)).await.map_err(std::io::Error::other)??),
        None => None,
    };
    let Some(job) = own.or(jobs.first()).cloned() else { return Ok(None) };
    Ok(Some(Subject { workspace, lead, job, magnet, evidence: evidence(&document), dossier }))
}

/// The evidence of a document, as research has it.
#[must_use]
pub fn evidence(document: &Document) -> Vec<Evidence> {
    document.evidence.iter().filter_map(|item| serde_json::to_value(item).ok()).filter_map(|item| serde_json::from_value(item).ok()).collect()
}

async fn conclude(app: &App, claim: &Claim, subject: &Subject, sightings: &mut [Sighting], then: Then) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    // The lead's row before those of its sources, as everybody takes them.
    if !hold_lead(&mut tx, &claim.workspace_id, &claim.lead_id, now).await? {
        return Ok(());
    }
    let before = sources::sightings_in(&mut tx, &claim.workspace_id, &claim.lead_id).await?;
    let act = drift::settle(sightings, &before, then);
    if !sources::conclude(&mut tx, claim, subject.magnet.version, sightings, now).await? {
        return Ok(());
    }
    let withdrawn = act.withdraw && sources::withdraw(&mut tx, &claim.workspace_id, &claim.lead_id, subject.magnet.version, now).await?;
    if act.tell || withdrawn {
        let about = About {
            workspace: &subject.workspace,
            project_id: &claim.project_id,
            lead_id: &claim.lead_id,
            lead: &subject.lead.fields,
            job_id: &subject.job.id,
        };
        let links = magnet_links(app, &subject.workspace, &claim.project_id, &claim.lead_id, &subject.magnet.title);
        let data = told(subject, sightings, withdrawn || subject.magnet.withdrawn_at.is_some());
        tell(app, &mut tx, &about, News { kind: EventKind::MagnetDrifted, status: subject.lead.status, error: None, magnet: Some(&links), data }).await?;
    }
    app.commit(tx).await?;
    let drifted = sightings.iter().filter(|sighting| sighting.state.is_drift()).count();
    tracing::info!(lead.id = %claim.lead_id, sources.judged = sightings.len(), sources.drifted = drifted, magnet.withdrawn = withdrawn, "sources looked at again");
    Ok(())
}

/// The `data` of the event.
fn told(subject: &Subject, sightings: &[Sighting], withdrawn: bool) -> Value {
    let drifted: Vec<&Sighting> = sightings.iter().filter(|sighting| sighting.state.is_drift()).collect();
    let fact = |sighting: &&&Sighting| {
        let item = subject.evidence.iter().find(|item| item.id == sighting.evidence)?;
        let then = item.quote.as_ref().or(item.observed.as_ref());
        Some(json!({"evidence": item.id, "state": sighting.state, "url": item.url, "then": then, "now": sighting.now}))
    };
    let facts: Vec<Value> = drifted.iter().filter_map(|sighting| fact(&sighting)).take(TOLD_MAX).collect();
    json!({"version": subject.magnet.version, "changed": drifted.len(), "facts": facts, "withdrawn": withdrawn})
}

/// A person asks that the sources of a lead's magnet be looked at again. The worker does it soon; asking twice is asking once.
///
/// # Errors
/// [`Refused::State`] when there is nothing to look at, or the project reads no sites.
pub async fn want(app: &App, by: By<'_>, lead: &StoredLead) -> Result<(), Refused> {
    let mut tx = app.db.begin().await?;
    want_in(app, &mut tx, by, lead).await?;
    app.commit(tx).await?;
    Ok(())
}

/// As [`want`], in the caller's transaction.
///
/// # Errors
/// As [`want`]; then the transaction must not be committed.
pub async fn want_in(app: &App, tx: &mut Tx, by: By<'_>, lead: &StoredLead) -> Result<(), Refused> {
    if !sources::research_settings_in(tx, &by.workspace.id, &lead.project_id).await?.own_site {
        return Err(Refused::State("This project reads no sites: own research is switched off."));
    }
    if !sources::want(tx, &by.workspace.id, &lead.id, app.now()).await? {
        return Err(Refused::State("There are no sources to look at: no magnet of this lead is published, or it was made from the built-in sample."));
    }
    Ok(note(app, tx, by, lead, "sources.wanted").await?)
}

/// Puts a withdrawn magnet out again as it is. It is withdrawn again only when further facts change.
///
/// # Errors
/// [`Refused::State`] when it is not withdrawn, [`Refused::Gone`] when the lead was erased.
pub async fn restore(app: &App, by: By<'_>, lead: &StoredLead) -> Result<(), Refused> {
    let mut tx = app.db.begin().await?;
    if !hold_lead(&mut tx, &by.workspace.id, &lead.id, app.now()).await? {
        return Err(Refused::Gone);
    }
    if suppress::objected_in(app, &mut tx, &by.workspace.id, &lead.id, &lead.fields).await? {
        return Err(Refused::State(OBJECTED));
    }
    if !sources::restore(&mut tx, &by.workspace.id, &lead.id).await? {
        return Err(Refused::State("The magnet is not withdrawn."));
    }
    note(app, &mut tx, by, lead, "magnet.restored").await?;
    app.commit(tx).await?;
    Ok(())
}

async fn note(app: &App, tx: &mut Tx, by: By<'_>, lead: &StoredLead, action: &str) -> Result<(), StoreError> {
    let entry = Entry {
        workspace_id: &by.workspace.id,
        project_id: Some(&lead.project_id),
        actor: by.actor,
        address: by.address,
        action,
        target: lead.id.as_str(),
        detail: json!({}),
        at: app.now(),
    };
    insert_audit(tx, &*app.random, &entry).await
}

/// A fact of the newest published document, and what its source says now.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub evidence: Evidence,
    pub sighting: Sighting,
}

/// How the sources of a lead's published magnet stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub checked_at: Option<i64>,
    /// A look was asked for and is still to be had.
    pub waiting: bool,
    /// Readers no longer get the magnet since then.
    pub withdrawn_at: Option<i64>,
    /// Every fact that was looked at, in the order of the evidence. Empty before the first look.
    pub facts: Vec<Fact>,
}

/// `None` when nothing of this lead is published, or it is a sample.
///
/// # Errors
/// When the database cannot be read.
pub async fn standing(app: &App, workspace: &Workspace, lead: &LeadId) -> Result<Option<Standing>, StoreError> {
    let Some(look) = sources::look(&app.db, &workspace.id, lead).await? else { return Ok(None) };
    let Some(magnet) = magnet(&app.db, &workspace.id, lead).await? else { return Ok(None) };
    let known = evidence(&serde_json::from_str(&magnet.document)?);
    let facts = look.sightings.into_iter().filter_map(|sighting| {
        let evidence = known.iter().find(|item| item.id == sighting.evidence)?.clone();
        Some(Fact { evidence, sighting })
    });
    Ok(Some(Standing { checked_at: look.checked_at, waiting: look.wanted_at.is_some(), withdrawn_at: magnet.withdrawn_at, facts: facts.collect() }))
}
