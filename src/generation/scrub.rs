//! Frees the database's file of what deleted rows leave behind: at once while the file is small, else once a day. Deleted bytes are overwritten at once
//! in either case (`secure_delete`); what this removes is copies that moved within their pages before, and those in the write-ahead log.

use crate::app::App;
use crate::store::StoreError;
use crate::store::scrubbing::{built, scrubbed, scrubbing, trying};

/// A file of this size is built anew in about half a second, …
const SMALL_BYTES: i64 = 64 << 20;
/// … one of this size in less time than writers wait for their turn. A larger one is the operator's to build anew (`docs/guides/privacy.md`).
const LARGE_BYTES: i64 = 512 << 20;
/// At least so long between two that a request waits for.
const PAUSE_MS: i64 = 5_000;
/// A file that is not small is built anew at most so often, …
const DAY_MS: i64 = 24 * 3_600_000;
/// … and tried again after this long.
const AGAIN_MS: i64 = 3_600_000;

/// For who has just deleted something personal. What cannot be done now the worker does; nobody is kept from anything.
pub async fn at_once(app: &App) {
    if let Err(error) = scrub(app, true).await {
        tracing::warn!(%error, "the database's file could not be freed of what was deleted; the worker will");
    }
}

/// The worker's errand.
///
/// # Errors
/// When there is no room for the copy, or the database cannot be used.
pub async fn when_due(app: &App) -> Result<(), StoreError> {
    scrub(app, false).await
}

async fn scrub(app: &App, somebody_waits: bool) -> Result<(), StoreError> {
    let known = scrubbing(&app.db).await?;
    if known.wanted_at <= known.done_at {
        return Ok(());
    }
    let bytes = app.db.file_bytes().await?;
    if known.built_at < known.wanted_at && bytes <= LARGE_BYTES {
        let (since_done, since_tried) = (app.now() - known.done_at, app.now() - known.tried_at);
        let is_time =
            if bytes <= SMALL_BYTES { !somebody_waits || since_done >= PAUSE_MS } else { !somebody_waits && since_done >= DAY_MS && since_tried >= AGAIN_MS };
        if !is_time {
            // The log at least.
            app.db.empty_log().await?;
            return Ok(());
        }
        trying(&app.db, app.now()).await?;
        app.db.build_anew().await?;
        built(&app.db, known.wanted_at).await?;
    }
    if app.db.empty_log().await? {
        scrubbed(&app.db, known.wanted_at).await?;
    }
    Ok(())
}
