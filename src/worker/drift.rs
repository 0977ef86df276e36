//! Looks at the sources of published magnets again, one lead at a time beside the jobs: what a person waits for at once, what a schedule asks for
//! only while no job waits. Several processes share the work by leases (`store/sources.rs`). What a look does is `generation/drift.rs`.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::generation::drift;
use crate::model::ids::{ProjectId, WorkspaceId};
use crate::store::{StoreError, jobs, sources};

/// Pause when there was nothing to look at.
const PAUSE: Duration = Duration::from_secs(2);
/// Rounds without work between two looks at the schedules.
const SELDOM: u32 = 15;
/// Pause between two looks: one site after another, and room for the jobs.
const BREATH: Duration = Duration::from_millis(500);

/// Works until `stop`. A look that is broken off is had again when its lease has run out.
pub async fn work(app: Arc<App>, stop: CancellationToken) {
    let mut idle = 0_u32;
    let mut last = None;
    loop {
        let done = tokio::select! {
            () = stop.cancelled() => return,
            done = step(&app, idle.is_multiple_of(SELDOM), &mut last) => done,
        };
        let pause = match done {
            Ok(true) => BREATH,
            Ok(false) => {
                idle = idle.wrapping_add(1);
                PAUSE
            }
            Err(error) => {
                tracing::warn!(%error, "sources could not be looked at; it is tried again");
                PAUSE
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// The project that had its turn last.
type Last = Option<(WorkspaceId, ProjectId)>;

/// One look; false when none was due. `scheduled`: schedules count too. A look that fails by itself, and not because the database is away, is not had
/// again until it is due the next time.
async fn step(app: &App, scheduled: bool, last: &mut Last) -> Result<bool, StoreError> {
    let scheduled = scheduled && !jobs::any_due(&app.db, app.now()).await?;
    let Some(claim) = drift::next(app, scheduled, last).await? else { return Ok(false) };
    match drift::look(app, &claim).await {
        Err(error) if !error.is_passing() => {
            tracing::error!(%error, lead.id = %claim.lead_id, "the sources of a magnet cannot be looked at");
            sources::postpone(&app.db, &claim, app.now()).await?;
        }
        done => done?,
    }
    Ok(true)
}

/// Has every look that is due now, one after another; for tests. Returns how many.
///
/// # Errors
/// When the database cannot be used.
pub async fn run_due(app: &App) -> Result<usize, StoreError> {
    let mut count = 0;
    let mut last = None;
    while step(app, true, &mut last).await? {
        count += 1;
    }
    Ok(count)
}
