//! Once a day, what projects keep no longer is taken away, in portions beside the other work.

use crate::app::App;
use crate::generation::control::{self, By, Refused};
use crate::model::privacy::{Retention, before};
use crate::model::project::Workspace;
use crate::store::retention::{self, Kept};
use crate::store::{StoreError, jobs, workspaces};

/// Between two runs of one project.
const DAY_MS: i64 = 24 * 3_600_000;

/// Runs every project that is due. Broken off at any point, the next call goes on.
///
/// # Errors
/// When the database cannot be used.
pub async fn run_due(app: &App) -> Result<(), StoreError> {
    for of in retention::projects_due(&app.db, app.now() - DAY_MS).await? {
        let Some(workspace) = workspaces::workspace_by_id(&app.db, &of.workspace_id).await? else { continue };
        run(app, &workspace, &of).await?;
    }
    Ok(())
}

async fn run(app: &App, workspace: &Workspace, of: &Kept) -> Result<(), StoreError> {
    let now = app.now();
    let Retention { leads, evidence, views, events } = of.privacy.retention;
    if let Some(before) = before(leads, now) {
        remove_leads(app, workspace, of, before).await?;
    }
    if let Some(before) = before(evidence, now) {
        while retention::remove_evidence(&app.db, of, before, now).await? > 0 {
            tokio::task::yield_now().await;
        }
    }
    if let Some(before) = before(views, now) {
        while retention::remove_views(&app.db, of, before, now).await? > 0 {
            tokio::task::yield_now().await;
        }
    }
    if let Some(before) = before(events, now) {
        while retention::remove_events(&app.db, of, before, now).await? > 0 {
            tokio::task::yield_now().await;
        }
    }
    if let Some(removed) = retention::end_run(&app.db, &*app.random, of, now).await? {
        tracing::info!(
            project.id = %of.project_id,
            leads = removed.leads,
            evidence = removed.evidence,
            views = removed.views,
            events = removed.events,
            "what is kept no longer was removed"
        );
    }
    Ok(())
}

async fn remove_leads(app: &App, workspace: &Workspace, of: &Kept, before: i64) -> Result<(), StoreError> {
    let by = By { workspace, actor: "Magnetite", address: "" };
    loop {
        let leads = retention::old_leads(&app.db, of, before).await?;
        if leads.is_empty() {
            return Ok(());
        }
        for lead in leads {
            let job = jobs::job_of_lead(&app.db, &workspace.id, &lead).await?;
            // Erased between the two reads, or damaged: the next look finds out.
            let job = job.ok_or_else(|| StoreError::Damaged(format!("lead {lead} has no job")))?;
            match control::erase_old(app, by, &job, of).await {
                Ok(()) | Err(Refused::Gone | Refused::State(_) | Refused::Short(_)) => {}
                Err(Refused::Store(error)) => return Err(error),
            }
            tokio::task::yield_now().await;
        }
    }
}
