//! A person's edit of a finished magnet becomes its next version: judged by `writer/revise`, rendered in all forms, stored and, where the magnet was
//! public, public at once. Rolling back is the same with an old document. The screen is `web/dashboard/magnet.rs`.

use std::collections::BTreeMap;

use magnetite_document::Document;
use serde_json::{Value, json};

use super::dress;
use super::finalise::{Artefacts, links};
use super::suppress::{objected, objected_in};
use crate::app::App;
use crate::model::ids::{LeadId, random_base62};
use crate::model::project::{Project, Workspace};
use crate::store::audit::Entry;
use crate::store::leads::{StoredLead, hold_lead};
use crate::store::objects::Form;
use crate::store::versions::{self, NewVersion, Origin, VersionLine, add_version};
use crate::store::{Db, StoreError};
use crate::writer::revise::{self, Ground};

pub use crate::writer::revise::notation::marker;
pub use crate::writer::revise::{Field, NotRevised, Place, SentenceFault, claims_of, fields, is_removable, lines, outline};

/// Longest note on a version, in characters.
pub const NOTE_MAX: usize = 200;

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// New values of a place's fields, by name.
    Edit(Place, BTreeMap<String, String>),
    Remove(Place),
    /// The document of this version again.
    RollBack(i64),
}

/// Who asks, and from where.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    pub actor: &'a str,
    pub address: &'a str,
    /// Why, in the person's words; may be empty.
    pub note: &'a str,
}

#[derive(Debug, thiserror::Error)]
pub enum ReviseError {
    /// There is no such magnet or version.
    #[error("there is no such version")]
    Missing,
    /// Somebody else made this version meanwhile.
    #[error("version {0} was made meanwhile")]
    Stale(i64),
    /// Nothing new goes out to somebody who wants none of it.
    #[error("the person has objected to the processing of their data")]
    Objected,
    #[error("the text may not stand")]
    NotRevised(NotRevised),
    #[error("{0}")]
    Render(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the next version of a lead's magnet out of version `base`, which must be the newest; returns its number.
///
/// # Errors
/// [`ReviseError`]. Nothing is stored then.
pub async fn revise(app: &App, workspace: &Workspace, project: &Project, lead: &StoredLead, base: i64, change: Change, by: By<'_>) -> Result<i64, ReviseError> {
    if objected(app, &workspace.id, &lead.id, &lead.fields).await? {
        return Err(ReviseError::Objected);
    }
    let known = versions::versions(&app.db, &workspace.id, &lead.id).await?;
    let newest = known.first().ok_or(ReviseError::Missing)?.version;
    if newest != base {
        return Err(ReviseError::Stale(newest));
    }
    let before = document(&app.db, workspace, &lead.id, base).await?;
    let (origin, target, detail, next) = match change {
        Change::RollBack(version) => {
            let old = document(&app.db, workspace, &lead.id, version).await?;
            if old == before {
                return Err(ReviseError::NotRevised(NotRevised::Same));
            }
            (Origin::Rollback, format!("version {version}"), json!({"from": base, "to": version}), old)
        }
        Change::Edit(place, values) => {
            let written = written(&app.db, workspace, &lead.id, &known, &before).await?;
            let ground = Ground { written: &written, lead: &lead.fields, offer: &project.offer, blueprint: &project.blueprint };
            let next = revise::edit(&before, &place, &values, &ground).map_err(ReviseError::NotRevised)?;
            (Origin::Edit, place.to_string(), json!({"from": base, "place": place.to_string()}), next)
        }
        Change::Remove(place) => {
            let next = revise::remove(&before, &place).map_err(ReviseError::NotRevised)?;
            (Origin::Edit, place.to_string(), json!({"from": base, "removed": place.to_string()}), next)
        }
    };
    store(app, workspace, project, lead, Next { base, origin, target, detail, document: next }, by).await
}

/// The document of one version.
///
/// # Errors
/// [`ReviseError::Missing`] when there is no such version.
pub async fn document(db: &Db, workspace: &Workspace, lead: &LeadId, version: i64) -> Result<Document, ReviseError> {
    let (text, _) = versions::version(db, &workspace.id, lead, version).await?.ok_or(ReviseError::Missing)?;
    Ok(serde_json::from_str(&text).map_err(StoreError::from)?)
}

/// The version that a job wrote and this document descends from: evidence goes with an edit and never changes, so it must all stand there.
async fn written(db: &Db, workspace: &Workspace, lead: &LeadId, known: &[VersionLine], document: &Document) -> Result<Document, ReviseError> {
    for line in known.iter().filter(|line| line.origin == Origin::Job) {
        let written = self::document(db, workspace, lead, line.version).await?;
        if document.evidence.iter().all(|item| written.evidence.contains(item)) {
            return Ok(written);
        }
    }
    Ok(document.clone())
}

struct Next {
    base: i64,
    origin: Origin,
    /// For the audit log.
    target: String,
    detail: Value,
    document: Document,
}

async fn store(app: &App, workspace: &Workspace, project: &Project, lead: &StoredLead, next: Next, by: By<'_>) -> Result<i64, ReviseError> {
    let object = format!("edit-{}-{}", next.base + 1, random_base62(&*app.random, 12));
    let (mut document, links, objects) = (next.document.clone(), links(app, workspace, &lead.project_id, &lead.id), app.objects.clone());
    dress::bring_logo(app, &workspace.id, &project.id, &mut document).await?;
    let (workspace_id, lead_id, name) = (workspace.id.clone(), lead.id.clone(), object.clone());
    let kept = tokio::task::spawn_blocking(move || -> Result<(), ReviseError> {
        let artefacts = Artefacts::render(&document, &links).map_err(ReviseError::Render)?;
        for form in Form::ALL {
            objects.put(&workspace_id, &lead_id, &name, form, artefacts.bytes(form))?;
        }
        Ok(())
    });
    kept.await.map_err(|error| ReviseError::Render(error.to_string()))??;
    let text = serde_json::to_string(&next.document).map_err(StoreError::from)?;
    let note: String = by.note.trim().chars().take(NOTE_MAX).collect();
    let new = NewVersion { base: next.base, title: &next.document.title, object: &object, document: &text, origin: next.origin, note: &note };
    let entry = Entry {
        workspace_id: &workspace.id,
        project_id: Some(&project.id),
        actor: by.actor,
        address: by.address,
        action: if next.origin == Origin::Rollback { "magnet.rolled_back" } else { "magnet.edited" },
        target: &format!("{}, {}", lead.id, next.target),
        detail: next.detail,
        at: app.now(),
    };
    let added = add(app, lead, &new, &entry).await;
    if added.is_err() {
        // What nobody refers to need not lie about.
        let (objects, workspace_id, lead_id) = (app.objects.clone(), workspace.id.clone(), lead.id.clone());
        let swept = tokio::task::spawn_blocking(move || objects.sweep(&workspace_id, &lead_id, &object, &[])).await;
        if !matches!(swept, Ok(Ok(()))) {
            tracing::warn!(lead.id = %lead.id, "the files of an edit that was not stored could not be removed");
        }
    }
    added
}

/// The version's row, provided that the base is still the newest and the person has not objected meanwhile.
async fn add(app: &App, lead: &StoredLead, new: &NewVersion<'_>, entry: &Entry<'_>) -> Result<i64, ReviseError> {
    let stale = || ReviseError::Stale(new.base + 1);
    let mut tx = app.db.begin().await?;
    if !hold_lead(&mut tx, entry.workspace_id, &lead.id, entry.at).await? {
        return Err(stale());
    }
    if objected_in(app, &mut tx, entry.workspace_id, &lead.id, &lead.fields).await? {
        return Err(ReviseError::Objected);
    }
    let added = add_version(&mut tx, &*app.random, &lead.id, new, entry).await?.ok_or_else(stale)?;
    tx.commit().await?;
    Ok(added)
}
