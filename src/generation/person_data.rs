//! One person across a workspace, known by the address: stopping all processing, erasing all that is held, and all of it as one file.

use serde_json::{Value, json};

use super::control::{self, By, Refused};
use super::scrub;
use super::suppress::{hash_of, suppressed};
use crate::app::App;
use crate::model::ids::{ImportId, SuppressionId, WorkspaceId};
use crate::model::job::Job;
use crate::model::suppression::{SuppressionKind, holds, normal_email};
use crate::model::table::{Reject, Table};
use crate::store::audit::{Entry, insert_audit};
use crate::store::suppressions::{Suppression, delete_suppression, insert_suppression, suppression_by_hash};
use crate::store::{StoreError, export, imports, jobs, leads, person, projects, sources, steps};

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
        match control::cancel(app, by, &job).await {
            Ok(()) | Err(Refused::State(_) | Refused::Gone | Refused::Short(_)) => {}
            Err(Refused::Store(error)) => return Err(error),
        }
        let mut tx = app.db.begin().await?;
        if leads::hold_lead(&mut tx, workspace, &job.lead_id, now).await? && person::withdraw_all(&mut tx, workspace, &job.lead_id, now).await? {
            insert_audit(&mut tx, &*app.random, &entry(by, "magnet.withdrawn", job.lead_id.as_str(), json!({}), now)).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Takes an objection back: the address goes off the list, and readers get again what was withdrawn. Cancelled jobs stay so.
///
/// # Errors
/// When the database cannot be used.
pub async fn lift(app: &App, by: By<'_>, email: &str) -> Result<(), StoreError> {
    let (workspace, now) = (&by.workspace.id, app.now());
    let hash = hash_of(app, workspace, SuppressionKind::Email, email);
    let mut tx = app.db.begin().await?;
    if let Some(known) = suppression_by_hash(&mut tx, workspace, &hash).await? {
        delete_suppression(&mut tx, workspace, &known.id).await?;
        insert_audit(&mut tx, &*app.random, &entry(by, "suppression.removed", known.id.as_str(), json!({}), now)).await?;
    }
    tx.commit().await?;
    for job in jobs_of_person(app, workspace, email).await? {
        let mut tx = app.db.begin().await?;
        if leads::hold_lead(&mut tx, workspace, &job.lead_id, now).await? && sources::restore(&mut tx, workspace, &job.lead_id).await? {
            insert_audit(&mut tx, &*app.random, &entry(by, "magnet.restored", job.lead_id.as_str(), json!({}), now)).await?;
            tx.commit().await?;
        }
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
