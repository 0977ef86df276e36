//! Frees the database's file of what deleted rows leave behind: at once while the file is small, else once a day. Deleted bytes are overwritten at once
//! in either case (`secure_delete`); what this removes is copies that moved within their pages before.

use crate::app::App;
use crate::store::StoreError;
use crate::store::scrubbing::{scrubbed, scrubbing};

/// A file of this size is built anew in about half a second.
const SMALL_BYTES: i64 = 64 << 20;
/// At least so long between two that a request waits for.
const PAUSE_MS: i64 = 5_000;
/// A large file is built anew at most so often.
const DAY_MS: i64 = 24 * 3_600_000;

/// For who has just deleted something personal. What cannot be done now the worker does; nobody is kept from anything.
pub async fn at_once(app: &App) {
    if let Err(error) = scrub(app, |small, since| small && since >= PAUSE_MS).await {
        tracing::warn!(%error, "the database's file could not be freed of what was deleted; the worker will");
    }
}

/// The worker's errand.
///
/// # Errors
/// When there is no room for the copy, or the database cannot be used.
pub async fn when_due(app: &App) -> Result<(), StoreError> {
    scrub(app, |small, since| small || since >= DAY_MS).await
}

/// `is_due`: by whether the file is small, and the milliseconds between the last deletion that was dealt with and now.
async fn scrub(app: &App, is_due: impl Fn(bool, i64) -> bool) -> Result<(), StoreError> {
    let (wanted_at, done_at) = scrubbing(&app.db).await?;
    if wanted_at <= done_at || !is_due(app.db.file_bytes().await? <= SMALL_BYTES, app.now() - done_at) {
        return Ok(());
    }
    if app.db.scrub().await? {
        scrubbed(&app.db, wanted_at).await?;
    }
    Ok(())
}
