//! Takes away the rows and files of deleted projects, in small steps beside the work on jobs. Broken off at any point, it goes on where it stood.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::model::ids::{LeadId, WorkspaceId};
use crate::store::{StoreError, removal};

/// How often deleted projects are looked for.
const POLL: Duration = Duration::from_secs(5);
/// Pause between two batches, in which others write.
const PAUSE: Duration = Duration::from_millis(50);

/// Sweeps until `stop`.
pub async fn work(app: Arc<App>, stop: CancellationToken) {
    loop {
        let wait = match step(&app).await {
            Ok(true) => PAUSE,
            Ok(false) => POLL,
            Err(error) => {
                tracing::error!(%error, "a deleted project could not be taken away; it is tried again");
                POLL
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// One batch. False when nothing is left to do.
///
/// # Errors
/// When the database or the artefact folder cannot be used.
pub async fn step(app: &App) -> Result<bool, StoreError> {
    let Some((workspace, project)) = removal::deleted_project(&app.db).await? else { return Ok(false) };
    let leads = removal::leads_left(&app.db, &workspace, &project).await?;
    if leads.is_empty() {
        let (objects, folder) = (app.objects.clone(), (workspace.clone(), project.clone()));
        let removed = tokio::task::spawn_blocking(move || objects.remove_project(&folder.0, &folder.1)).await;
        removed.map_err(std::io::Error::other)??;
        removal::remove_project(&app.db, &workspace, &project, app.now()).await?;
        tracing::info!(project.id = %project, "a deleted project is gone");
        return Ok(true);
    }
    removal::end_jobs(&app.db, &*app.random, &workspace, &project, &leads, app.now()).await?;
    remove_files(app, &workspace, &leads).await?;
    removal::remove_leads(&app.db, &workspace, &leads).await?;
    Ok(true)
}

async fn remove_files(app: &App, workspace: &WorkspaceId, leads: &[LeadId]) -> Result<(), StoreError> {
    let (objects, workspace, leads) = (app.objects.clone(), workspace.clone(), leads.to_vec());
    let removed = tokio::task::spawn_blocking(move || leads.iter().try_for_each(|lead| objects.remove_lead(&workspace, lead))).await;
    removed.map_err(std::io::Error::other)?
}
