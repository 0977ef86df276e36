//! Imports: a table goes in, is looked at, and once confirmed is stored by the worker in portions. What is stored and how far the import is
//! is one transaction each time, so that no row is lost or taken twice, whenever the process is killed.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::accept::prepare;
use super::control::{By, Refused};
use super::suppress::suppressed_of;
use crate::app::App;
use crate::model::credits::Shortage;
use crate::model::ids::{ImportId, LeadId};
use crate::model::lead::LeadFields;
use crate::model::project::{Project, Workspace};
use crate::model::table::{Checked, Reject, Table, Target, check_rows, likely_targets};
use crate::store::accept::{Outcome, accept_in};
use crate::store::audit::{Entry, insert_audit};
use crate::store::imports::{self, Import};
use crate::store::{StoreError, projects, steps, workspaces};

/// Rows of one portion: the database is held for some 20 ms.
const PORTION: usize = 200;

/// The columns of an upload, as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    pub names: Vec<String>,
    pub targets: Vec<Target>,
}

impl Columns {
    /// # Errors
    /// When the stored text is damaged.
    pub fn of(import: &Import) -> Result<Self, StoreError> {
        Ok(serde_json::from_str(&import.columns)?)
    }

    fn text(&self) -> Result<String, StoreError> {
        Ok(serde_json::to_string(self)?)
    }
}

/// Keeps an uploaded table until it is confirmed, for a day at most.
///
/// # Errors
/// When it cannot be stored.
pub async fn keep(app: &App, by: By<'_>, project: &Project, table: Table) -> Result<ImportId, StoreError> {
    let columns = Columns { names: table.columns.clone(), targets: likely_targets(&table, &project.fields) };
    let total = i64::try_from(table.rows.len()).unwrap_or(i64::MAX);
    let content = blocking(move || steps::pack(&table)).await??;
    let now = app.now();
    let import = Import {
        workspace_id: by.workspace.id.clone(),
        id: ImportId::new(&*app.random),
        project_id: project.id.clone(),
        created_by: by.actor.to_owned(),
        state: "preview".into(),
        columns: columns.text()?,
        total,
        next_row: 0,
        accepted: 0,
        rejected: 0,
        edition: 0,
        created_at: now,
        updated_at: now,
    };
    imports::insert_import(&app.db, &import, content).await?;
    Ok(import.id)
}

/// The stored table with its rows checked; `None` when it is no longer kept.
///
/// # Errors
/// When it cannot be read.
pub async fn look(app: &App, project: &Project, import: &Import, targets: &[Target]) -> Result<Option<(Table, Checked)>, StoreError> {
    let Some(content) = imports::import_content(&app.db, &import.workspace_id, &import.id).await? else { return Ok(None) };
    let (schema, targets) = (project.fields.clone(), targets.to_vec());
    let looked = blocking(move || -> Result<_, StoreError> {
        let table: Table = steps::unpack(&content)?;
        let checked = check_rows(&table, &targets, &schema);
        Ok((table, checked))
    });
    Ok(Some(looked.await??))
}

/// Notes on which fields the columns are laid.
///
/// # Errors
/// [`Refused::State`] when the import has begun.
pub async fn lay_columns(app: &App, import: &Import, columns: &Columns) -> Result<(), Refused> {
    let set = imports::set_columns(&app.db, &import.workspace_id, &import.id, &columns.text()?, app.now()).await?;
    if set { Ok(()) } else { Err(Refused::State("This import has begun already.")) }
}

/// Hands the import to the worker. Of two confirmations the second finds it done, which is no fault.
///
/// # Errors
/// When it cannot be stored.
pub async fn confirm(app: &App, by: By<'_>, import: &Import, columns: &Columns) -> Result<(), StoreError> {
    let now = app.now();
    let entry = Entry {
        workspace_id: &by.workspace.id,
        project_id: Some(&import.project_id),
        actor: by.actor,
        address: by.address,
        action: "leads.imported",
        target: import.id.as_str(),
        detail: json!({"rows": import.total}),
        at: now,
    };
    let mut tx = app.db.begin().await?;
    if imports::start_import(&mut tx, &import.workspace_id, &import.id, &columns.text()?, now).await? {
        insert_audit(&mut tx, &*app.random, &entry).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Works off the import that has waited longest; false when none waits.
///
/// # Errors
/// When the database cannot be used: the import goes on from there.
pub async fn run_one(app: &App) -> Result<bool, StoreError> {
    let Some(import) = imports::running_import(&app.db).await? else { return Ok(false) };
    let workspace = workspaces::workspace_by_id(&app.db, &import.workspace_id).await?;
    let project = projects::project(&app.db, &import.workspace_id, import.project_id.as_str()).await?;
    let looked = match &project {
        Some(project) => look(app, project, &import, &Columns::of(&import)?.targets).await?,
        None => None,
    };
    let (Some(workspace), Some(project), Some((table, mut checked))) = (workspace, project, looked) else {
        // The project went away meanwhile, and nothing can be stored in it.
        imports::finish_import(&app.db, &import, pack_rejects(Vec::new()).await?, app.now()).await?;
        return Ok(true);
    };
    let objected = suppressed_of(app, &workspace.id, checked.good.iter().map(|(at, lead)| (*at, lead))).await?;
    checked.good.retain(|(at, _)| !objected.contains(at));
    let refuse = |at: &usize, reason: &str| {
        let row = table.rows.get(*at)?;
        Some((*at, Reject { line: row.line, cells: row.cells.clone(), reason: reason.to_owned() }))
    };
    checked.rejects.extend(objected.iter().filter_map(|at| refuse(at, "has objected to the processing of their data")));
    let mut from = usize::try_from(import.next_row).unwrap_or(0);
    // Good rows that the credits did not reach.
    let mut short: Vec<usize> = Vec::new();
    while from < table.rows.len() {
        let to = (from + PORTION).min(table.rows.len());
        match store_portion(app, &workspace, &project, &import, &checked.good, from, to).await? {
            Portion::Stored => from = to,
            Portion::Elsewhere => return Ok(true),
            Portion::Short(at) => {
                short = checked.good.iter().map(|(at, _)| *at).filter(|row| *row >= at).collect();
                from = table.rows.len();
            }
        }
        tokio::task::yield_now().await;
    }
    let mut rejects = checked.rejects;
    let shortage = Shortage { required: 1, available: 0 }.to_string();
    rejects.extend(short.iter().filter_map(|at| refuse(at, &shortage)));
    rejects.sort_by_key(|(at, _)| *at);
    let rejects = rejects.into_iter().map(|(_, reject)| reject).collect();
    imports::finish_import(&app.db, &import, pack_rejects(rejects).await?, app.now()).await?;
    Ok(true)
}

/// What became of a portion.
enum Portion {
    Stored,
    /// Another worker is at it.
    Elsewhere,
    /// Stored up to this row of the table, which no credit is left for; the rest is given up.
    Short(usize),
}

async fn store_portion(
    app: &App,
    workspace: &Workspace,
    project: &Project,
    import: &Import,
    good: &[(usize, LeadFields)],
    from: usize,
    to: usize,
) -> Result<Portion, StoreError> {
    let rows: Vec<&(usize, LeadFields)> = good.iter().filter(|(at, _)| (from..to).contains(at)).collect();
    let new = rows.iter().map(|(_, lead)| prepare(app, workspace, project, lead, LeadId::new(&*app.random), false)).collect::<Result<Vec<_>, _>>()?;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut tx = app.db.begin().await?;
    let outcomes = accept_in(&mut tx, &*app.random, &new).await?;
    let short = rows.iter().zip(&outcomes).find(|(_, outcome)| matches!(outcome, Outcome::Short(_))).map(|((at, _), _)| *at);
    let stored = outcomes.iter().filter(|outcome| **outcome == Outcome::Stored).count();
    let reached = if short.is_some() { import.total } else { number(to) };
    if !imports::advance_import(&mut tx, import, number(from), reached, number(stored), app.now()).await? {
        return Ok(Portion::Elsewhere);
    }
    app.commit(tx).await?;
    Ok(short.map_or(Portion::Stored, Portion::Short))
}

/// The rows that were not taken; empty when none is kept.
///
/// # Errors
/// When they cannot be read.
pub async fn rejects(app: &App, import: &Import) -> Result<Vec<Reject>, StoreError> {
    match imports::import_rejects(&app.db, &import.workspace_id, &import.id).await? {
        Some(bytes) => blocking(move || steps::unpack(&bytes)).await?,
        None => Ok(Vec::new()),
    }
}

async fn pack_rejects(rejects: Vec<Reject>) -> Result<Vec<u8>, StoreError> {
    blocking(move || steps::pack(&rejects)).await?
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| StoreError::Io(std::io::Error::other(error)))
}
