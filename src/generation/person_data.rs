//! One person across a workspace, known by the address: stopping all processing, erasing all that is held, and all of it as one file.

use serde_json::{Value, json};

use super::control::{self, By, Refused};
use super::scrub;
use super::suppress::{hash_of, suppressed};
use crate::app::App;
use crate::model::ids::{ImportId, LeadId, SuppressionId, WorkspaceId};
use crate::model::job::Job;
use crate::model::suppression::{SuppressionKind, holds, normal_email};
use crate::model::table::{Reject, Table};
use crate::store::audit::{Entry, insert_audit};
use crate::store::suppressions::{Suppression, insert_suppression};
use crate::store::{StoreError, Tx, export, imports, jobs, leads, person, projects, steps};

/// Rounds of erasing, should leads of the person arrive meanwhile.
const ROUNDS: usize = 5;

/// Enters the address on the list of those who objected, stops what is still to be done for it, and withdraws what readers get.
///
/// # Errors
/// When the database cannot be used; done again, it goes on from there.
pub async fn object(app: &App, by: By<'_>, email: &str) -> Result<(), StoreError> {
    let workspace = &by.workspace.id;
    let now = app.now();
    let hash = hash_of(app, workspace, SuppressionKind::Email, email);
    let new = Suppression {
        id: SuppressionId::new(&*app.random),
        kind: SuppressionKind::Email,
        reason: "Asked on the page about their data".into(),
        created_by: by.actor.to_owned(),
        created_at: now,
    };
    let mut tx = app.db.begin().await?;
    if insert_suppression(&mut tx, workspace, &new, &hash).await? {
        let detail = json!({"kind": SuppressionKind::Email});
        insert_audit(&mut tx, &*app.random, &entry(by, "suppression.added", new.id.as_str(), detail, now)).await?;
        tx.commit().await?;
    }
    for job in jobs_of_person(app, workspace, email).await? {
        stop(app, by, &job).await?;
        let mut tx = app.db.begin().await?;
        if withdraw(app, &mut tx, by, &job.lead_id, now).await? {
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Stops a job that has not ended.
async fn stop(app: &App, by: By<'_>, job: &Job) -> Result<(), StoreError> {
    match control::cancel(app, by, job).await {
        Ok(()) | Err(Refused::State(_) | Refused::Gone | Refused::Short(_)) => Ok(()),
        Err(Refused::Store(error)) => Err(error),
    }
}

/// Stops the newest job of one lead, unless it has ended.
///
/// # Errors
/// When the database cannot be used.
pub async fn stop_lead(app: &App, by: By<'_>, lead_id: &LeadId) -> Result<(), StoreError> {
    match jobs::job_of_lead(&app.db, &by.workspace.id, lead_id).await? {
        Some(job) => stop(app, by, &job).await,
        None => Ok(()),
    }
}

/// Withdraws what readers get of one lead; false when they get nothing. `at` names the withdrawal.
///
/// # Errors
/// When the database cannot be used.
pub async fn withdraw(app: &App, tx: &mut Tx, by: By<'_>, lead_id: &LeadId, at: i64) -> Result<bool, StoreError> {
    let workspace = &by.workspace.id;
    let withdrawn = leads::hold_lead(tx, workspace, lead_id, at).await? && person::withdraw_all(tx, workspace, lead_id, at).await?;
    if withdrawn {
        insert_audit(tx, &*app.random, &entry(by, "magnet.withdrawn", lead_id.as_str(), json!({}), app.now())).await?;
    }
    Ok(withdrawn)
}

/// Takes the withdrawal of that instant back, and no other. Jobs that were stopped stay so.
///
/// # Errors
/// When the database cannot be used.
pub async fn give_back(app: &App, tx: &mut Tx, by: By<'_>, lead_id: &LeadId, at: i64) -> Result<(), StoreError> {
    if person::give_back_all(tx, &by.workspace.id, lead_id, at).await? {
        insert_audit(tx, &*app.random, &entry(by, "magnet.restored", lead_id.as_str(), json!({}), app.now())).await?;
    }
    Ok(())
}

/// Erases every lead of this address in the workspace, with its rows in imports. Returns how many leads there were.
///
/// # Errors
/// When the database cannot be used; done again, it goes on from there.
pub async fn erase(app: &App, by: By<'_>, email: &str) -> Result<usize, Refused> {
    let mut erased = 0;
    for _ in 0..ROUNDS {
        blank_imports(app, &by.workspace.id, email).await?;
        let jobs = jobs_of_person(app, &by.workspace.id, email).await?;
        if jobs.is_empty() {
            break;
        }
        for job in jobs {
            match control::erase(app, by, &job).await {
                Ok(()) => erased += 1,
                Err(Refused::Gone) => {}
                Err(other) => return Err(other),
            }
        }
    }
    scrub::at_once(app).await;
    Ok(erased)
}

/// The newest job of each lead of this address.
async fn jobs_of_person(app: &App, workspace_id: &WorkspaceId, email: &str) -> Result<Vec<Job>, StoreError> {
    let mut found = Vec::new();
    for (lead, _) in person::leads_of_person(&app.db, workspace_id, email).await? {
        found.extend(jobs::job_of_lead(&app.db, workspace_id, &lead).await?);
    }
    Ok(found)
}

/// Everything that is held on this address in the workspace, as one JSON object; `None` when that is nothing.
///
/// # Errors
/// When the database cannot be read.
pub async fn export(app: &App, workspace_id: &WorkspaceId, email: &str) -> Result<Option<Value>, StoreError> {
    let mut held = Vec::new();
    for (id, project_id) in person::leads_of_person(&app.db, workspace_id, email).await? {
        let Some(lead) = leads::lead(&app.db, workspace_id, &id).await? else { continue };
        let project = projects::project(&app.db, workspace_id, project_id.as_str()).await?;
        held.push(json!({
            "id": lead.id,
            "projectId": project_id,
            "project": project.map(|project| project.name),
            "status": lead.status,
            "fields": lead.fields,
            "createdAt": lead.created_at,
            "held": export::lines_of_lead(&app.db, workspace_id, &lead.id).await?,
        }));
    }
    let mut rows = Vec::new();
    for (id, _) in person::imports_with_rows(&app.db, workspace_id).await? {
        rows.extend(rows_of(app, workspace_id, &id, email).await?);
    }
    let objected = suppressed(app, workspace_id, email, None).await?;
    if held.is_empty() && rows.is_empty() && !objected {
        return Ok(None);
    }
    Ok(Some(json!({"exportedAt": app.now(), "email": email, "objected": objected, "leads": held, "importRows": rows})))
}

/// Rows of one import that have the address.
async fn rows_of(app: &App, workspace_id: &WorkspaceId, id: &ImportId, email: &str) -> Result<Vec<Value>, StoreError> {
    let content = imports::import_content(&app.db, workspace_id, id).await?;
    let rejects = imports::import_rejects(&app.db, workspace_id, id).await?;
    let (id, mailbox) = (id.clone(), normal_email(email));
    let read = move || -> Result<Vec<Value>, StoreError> {
        let mut cells: Vec<(u64, Vec<String>)> = Vec::new();
        if let Some(content) = content {
            cells.extend(steps::unpack::<Table>(&content)?.rows.into_iter().map(|row| (row.line, row.cells)));
        }
        if let Some(rejects) = rejects {
            cells.extend(steps::unpack::<Vec<Reject>>(&rejects)?.into_iter().map(|row| (row.line, row.cells)));
        }
        Ok(cells.into_iter().filter(|(_, cells)| is_of(cells, &mailbox)).map(|(line, cells)| json!({"importId": id, "line": line, "cells": cells})).collect())
    };
    blocking(read).await?
}

/// Empties the rows with this address in every table that is still kept of the workspace's imports.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn blank_imports(app: &App, workspace_id: &WorkspaceId, email: &str) -> Result<(), StoreError> {
    for _ in 0..ROUNDS {
        let mut missed = false;
        for (id, edition) in person::imports_with_rows(&app.db, workspace_id).await? {
            let content = imports::import_content(&app.db, workspace_id, &id).await?;
            let rejects = imports::import_rejects(&app.db, workspace_id, &id).await?;
            let mailbox = normal_email(email);
            let (content, rejects) = blocking(move || blanked(content, rejects, &mailbox)).await??;
            if content.is_some() || rejects.is_some() {
                missed |= !person::replace_import_rows(&app.db, workspace_id, &id, edition, content, rejects).await?;
            }
        }
        if !missed {
            break;
        }
    }
    Ok(())
}

/// Packed rows.
type Packed = Option<Vec<u8>>;

/// Both tables without the person's rows; `None` where none of them has any.
fn blanked(content: Packed, rejects: Packed, mailbox: &str) -> Result<(Packed, Packed), StoreError> {
    let mut table: Table = content.as_deref().map(steps::unpack).transpose()?.unwrap_or_default();
    let mut refused: Vec<Reject> = rejects.as_deref().map(steps::unpack).transpose()?.unwrap_or_default();
    // The number of rows stays: a running import counts them.
    let blank = |cells: &mut Vec<String>| {
        let found = is_of(cells, mailbox);
        if found {
            cells.iter_mut().for_each(String::clear);
        }
        found
    };
    let in_table = table.rows.iter_mut().filter_map(|row| blank(&mut row.cells).then_some(())).count();
    let in_refused = refused.iter_mut().filter_map(|row| blank(&mut row.cells).then(|| "was erased".clone_into(&mut row.reason))).count();
    let content = if in_table > 0 { Some(steps::pack(&table)?) } else { None };
    let rejects = if in_refused > 0 { Some(steps::pack(&refused)?) } else { None };
    Ok((content, rejects))
}

/// Whether a row has the mailbox in any cell.
fn is_of(cells: &[String], mailbox: &str) -> bool {
    cells.iter().any(|cell| normal_email(cell) == mailbox || holds(cell, mailbox))
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| StoreError::Io(std::io::Error::other(error)))
}

fn entry<'a>(by: By<'a>, action: &'a str, target: &'a str, detail: Value, at: i64) -> Entry<'a> {
    Entry { workspace_id: &by.workspace.id, project_id: None, actor: by.actor, address: by.address, action, target, detail, at }
}
