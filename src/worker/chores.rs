//! What the worker does beside the jobs: confirmed imports, the search index, the files of erased leads, the DNS of domains, views that nothing more is
//! awaited of, what people have asked for and was broken off, and forgetting what need not be kept.
//! Each is done in small portions that go on where they were, and may be done by several processes at once.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{retention, sweep};
use crate::app::App;
use crate::generation::run::ATTEMPT_TIMEOUT;
use crate::generation::{domains, import, person, scrub, viewed};
use crate::model::words::words_of;
use crate::model::{delivery, quota};
use crate::store::idempotency::{self, KEPT_MS};
use crate::store::{StoreError, deliveries, erase, imports, kept_answers, links, person_requests, rate_windows, throttle, words};

/// Pause when there was nothing to do.
const PAUSE: Duration = Duration::from_millis(700);
/// Rounds between two looks at what is seldom needed.
const SELDOM: u32 = 60;
/// Leads indexed in one transaction: the database is held for some 20 ms.
const INDEX_PORTION: i64 = 200;
/// Uploads that nobody confirmed, and rows that were not taken, are kept so long.
const IMPORT_KEPT_MS: i64 = 24 * 3_600 * 1_000;
/// Windows of rate limits that nobody has asked in are kept so long: ten times what counts.
const WINDOW_KEPT_MS: i64 = 10 * quota::WINDOW_MS;
/// Counts of failed log-ins and codes are kept so long: they count for a day at most.
const FAILURES_KEPT_MS: i64 = 2 * 24 * 3_600 * 1_000;

/// Works until `stop`.
pub async fn work(app: &App, stop: &CancellationToken) {
    let mut round = 0_u32;
    loop {
        let done = tokio::select! {
            () = stop.cancelled() => return,
            done = once(app, round.is_multiple_of(SELDOM)) => done,
        };
        round = round.wrapping_add(1);
        if let Err(error) = &done {
            tracing::warn!(%error, "a chore could not be done; it is tried again");
        }
        let pause = if matches!(done, Ok(true)) { Duration::from_millis(1) } else { PAUSE };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Does all that waits, until nothing is left; for tests and single commands.
///
/// # Errors
/// When the database cannot be used.
pub async fn run_due(app: &App) -> Result<(), StoreError> {
    while once(app, true).await? {}
    while sweep::step(app).await? {}
    Ok(())
}

/// Whether there may be more to do at once.
async fn once(app: &App, seldom: bool) -> Result<bool, StoreError> {
    if seldom {
        remove_erased(app).await?;
        imports::purge_imports(&app.db, app.now() - IMPORT_KEPT_MS).await?;
        while idempotency::purge_answers(&app.db, app.now() - KEPT_MS).await? {}
        if let Err(error) = rate_windows::purge_windows(&app.light, app.now() - WINDOW_KEPT_MS).await {
            tracing::warn!(%error, "old windows of rate limits could not be removed; it is tried again");
        }
        links::purge_codes(&app.db, app.now()).await?;
        throttle::sweep(&app.db, app.now() - FAILURES_KEPT_MS).await?;
        domains::check_due(app).await?;
        while kept_answers::purge_kept_answers(&app.db, app.now() - kept_answers::KEPT_MS).await? {}
        while deliveries::purge(&app.db, app.now() - delivery::KEPT_MS).await? {}
        while viewed::settle(app).await? {}
        while person_requests::purge_unopened(&app.db, app.now()).await? {}
        person::carry_on(app).await?;
        retention::run_due(app).await?;
        scrub::when_due(app).await?;
    }
    let imported = import::run_one(app).await?;
    let indexed = index(app).await?;
    Ok(imported || indexed)
}

async fn index(app: &App) -> Result<bool, StoreError> {
    let leads = words::unindexed(&app.db, INDEX_PORTION).await?;
    if leads.is_empty() {
        return Ok(false);
    }
    let with_words = |lead: words::Unindexed| {
        let words = serde_json::from_str(&lead.fields).map(|fields| words_of(&fields)).unwrap_or_default();
        (lead, words)
    };
    words::index(&app.db, &leads.into_iter().map(with_words).collect::<Vec<_>>()).await?;
    Ok(true)
}

/// A worker that lost its lease by an erasure may still write a file: its folder is removed until no attempt of before can be running.
async fn remove_erased(app: &App) -> Result<(), StoreError> {
    let over = i64::try_from(ATTEMPT_TIMEOUT.as_millis()).unwrap_or(i64::MAX).saturating_mul(2);
    for (workspace, lead, erased_at) in erase::erasures(&app.db).await? {
        let (objects, folder) = (app.objects.clone(), (workspace.clone(), lead.clone()));
        let removed = tokio::task::spawn_blocking(move || objects.remove_lead(&folder.0, &folder.1)).await;
        match removed {
            Ok(Ok(())) if app.now() - erased_at > over => erase::forget_erasure(&app.db, &workspace, &lead).await?,
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(lead.id = %lead, %error, "the files of an erased lead could not be removed; it is tried again"),
            Err(error) => tracing::warn!(lead.id = %lead, %error, "removing the files of an erased lead broke off"),
        }
    }
    Ok(())
}
