//! Claims due jobs and runs each in a task of its own: heartbeat beside it, panic and timeout caught, outcome written.
//! The walk itself is `generation/run.rs`.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::deliver;
use super::node::Node;
use super::sweep;
use super::{alert, chores, drift};
use crate::app::App;
use crate::generation::run::{self, ATTEMPT_TIMEOUT, Failure, FailureKind, Progress};
use crate::model::job::{Job, MAX_INTERRUPTIONS, MAX_RETRIES, Phase};
use crate::store::{StoreError, jobs, steps};

/// How often other processes' jobs and due retries are looked for when nothing rings.
const POLL: Duration = Duration::from_millis(500);
/// A third of the lease, so that two heartbeats may be lost.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// Progress is written at most this often.
const PROGRESS: Duration = Duration::from_secs(1);
/// How long running jobs may go on after the stop signal before they are handed back, and how long handing back may take.
const DRAIN: Duration = Duration::from_secs(14);
const HAND_BACK: Duration = Duration::from_secs(2);
/// Wait while our own disk or database is full or away.
const WAIT_MS: i64 = 10_000;
/// Waits before the automatic retries.
const BACKOFF_MS: [i64; 3] = [2_000, 15_000, 60_000];

/// Works until `stop`, then finishes or hands back what runs.
pub async fn work(app: Arc<App>, node: Arc<Node>, stop: CancellationToken) {
    let slots = Arc::new(Semaphore::new(app.settings.workers));
    let mut running = JoinSet::new();
    let drained = CancellationToken::new();
    let beside = {
        let (app, stop) = (app.clone(), stop.clone());
        tokio::spawn(async move { chores::work(&app, &stop).await })
    };
    let sending = tokio::spawn(deliver::work(app.clone(), node.clone(), stop.clone()));
    tokio::spawn(sweep::work(app.clone(), stop.clone()));
    tokio::spawn(drift::work(app.clone(), stop.clone()));
    tokio::spawn(alert::work(app.clone(), stop.clone()));
    loop {
        while running.try_join_next().is_some() {}
        let slot = tokio::select! {
            () = stop.cancelled() => break,
            slot = slots.clone().acquire_owned() => slot,
        };
        let Ok(slot) = slot else { break };
        match claim(&app, &node).await {
            Ok(Some(job)) => {
                let (app, drained) = (app.clone(), drained.clone());
                running.spawn(async move {
                    attend(&app, &job, &drained).await;
                    drop(slot);
                });
            }
            Ok(None) => {
                drop(slot);
                tokio::select! {
                    () = stop.cancelled() => break,
                    () = app.bells.jobs.notified() => {}
                    () = tokio::time::sleep(POLL) => {}
                }
            }
            Err(error) => {
                drop(slot);
                tracing::error!(%error, "jobs cannot be claimed");
                tokio::select! {
                    () = stop.cancelled() => break,
                    () = tokio::time::sleep(POLL) => {}
                }
            }
        }
    }
    drain(running, &drained).await;
    if let Err(error) = beside.await {
        tracing::error!(%error, "the chores broke off");
    }
    if let Err(error) = sending.await {
        tracing::error!(%error, "the sending of webhooks broke off");
    }
}

async fn drain(mut running: JoinSet<()>, drained: &CancellationToken) {
    let finished = tokio::time::timeout(DRAIN, async { while running.join_next().await.is_some() {} }).await;
    if finished.is_err() {
        drained.cancel();
        if tokio::time::timeout(HAND_BACK, async { while running.join_next().await.is_some() {} }).await.is_err() {
            tracing::error!("some jobs could not be handed back in time; their leases will run out");
        }
    }
}

/// Runs every job that is due now, one after another, until none is left, after the chores; for tests and single commands.
///
/// # Errors
/// When the database cannot be used.
pub async fn run_due(app: &Arc<App>, node: &Node) -> Result<usize, StoreError> {
    let never = CancellationToken::new();
    let mut count = 0;
    chores::run_due(app).await?;
    while let Some(job) = claim(app, node).await? {
        attend(app, &job, &never).await;
        count += 1;
    }
    Ok(count)
}

/// Looks before it locks: an idle worker only reads.
async fn claim(app: &App, node: &Node) -> Result<Option<Job>, StoreError> {
    let now = app.now();
    if !jobs::any_due(&app.db, now).await? {
        return Ok(None);
    }
    jobs::claim(&app.db, &node.id, now).await
}

/// One attempt at one job, and the writing of its outcome.
async fn attend(app: &Arc<App>, job: &Job, drained: &CancellationToken) {
    let phase = job.phase.unwrap_or(Phase::Research);
    if job.interruptions > MAX_INTERRUPTIONS {
        let message = format!("the {} step was interrupted {} times", phase.as_str(), job.interruptions);
        conclude(app, job, Failure::Step { phase, kind: FailureKind::GiveUp, message }).await;
        return;
    }
    let progress = Arc::new(Progress::default());
    let reached = || progress.phase().unwrap_or(phase);
    let mut walk = {
        let (app, job, progress) = (app.clone(), job.clone(), progress.clone());
        tokio::spawn(async move { run::run(&app, &job, &progress).await })
    };
    let failure = tokio::select! {
        outcome = &mut walk => match outcome {
            Ok(Ok(())) => {
                tracing::info!(job.id = %job.id, lead.id = %job.lead_id, "job completed");
                return;
            }
            Ok(Err(Failure::Store(error))) => store_failure(reached(), &error),
            Ok(Err(failure)) => failure,
            Err(error) => Failure::Step { phase: reached(), kind: FailureKind::Retry, message: format!("the {} step broke off: {error}", reached().as_str()) },
        },
        () = keep_lease(app, job, &progress) => Failure::LeaseLost,
        () = tokio::time::sleep(ATTEMPT_TIMEOUT) => Failure::Step { phase: reached(), kind: FailureKind::Retry, message: "the attempt took too long".into() },
        () = drained.cancelled() => {
            walk.abort();
            // It keeps its place in the queue.
            if let Err(error) = jobs::hand_back(&app.db, job, job.run_at, app.now()).await {
                tracing::error!(job.id = %job.id, %error, "the job could not be handed back; its lease will run out");
            }
            return;
        }
    };
    walk.abort();
    conclude(app, job, failure).await;
}

/// Returns when the lease is lost. A database that is away for a moment does not lose it: the lease outlives two heartbeats.
async fn keep_lease(app: &App, job: &Job, progress: &Progress) {
    let mut written = 0;
    let mut since = Duration::ZERO;
    loop {
        tokio::time::sleep(PROGRESS).await;
        since += PROGRESS;
        let percent = progress.percent();
        if percent == written && since < HEARTBEAT {
            continue;
        }
        match jobs::heartbeat(&app.db, job, percent, app.now()).await {
            Ok(true) => (written, since) = (percent, Duration::ZERO),
            Ok(false) => return,
            Err(error) => tracing::warn!(job.id = %job.id, %error, "heartbeat could not be written"),
        }
    }
}

fn store_failure(phase: Phase, error: &StoreError) -> Failure {
    let kind = if error.is_passing() { FailureKind::Wait } else { FailureKind::Retry };
    Failure::Step { phase, kind, message: format!("the database could not be used: {error}") }
}

/// Writes the outcome of a failed attempt: again later, or for good.
async fn conclude(app: &App, job: &Job, failure: Failure) {
    let (phase, kind, message) = match failure {
        Failure::LeaseLost => {
            tracing::warn!(job.id = %job.id, "another worker has this job");
            return;
        }
        Failure::Step { phase, kind, message } => (phase, kind, message),
        Failure::Store(error) => (job.phase.unwrap_or(Phase::Research), FailureKind::Retry, error.to_string()),
    };
    tracing::warn!(job.id = %job.id, job.phase = phase.as_str(), job.retry_count = job.retry_count, error = %message, "attempt failed");
    let written = match kind {
        FailureKind::Wait => jobs::hand_back(&app.db, job, app.now() + spread(app, WAIT_MS), app.now()).await.map(drop).map_err(Failure::from),
        FailureKind::Retry if job.retry_count < MAX_RETRIES => retry_later(app, job, phase, &message).await,
        FailureKind::Retry | FailureKind::GiveUp => run::give_up(app, job, phase, "GENERATION_FAILED", "The lead magnet could not be generated").await,
    };
    if let Err(error) = written {
        tracing::error!(job.id = %job.id, %error, "the outcome could not be written; the job will be taken up again when its lease runs out");
    }
}

async fn retry_later(app: &App, job: &Job, phase: Phase, message: &str) -> Result<(), Failure> {
    let now = app.now();
    let wait = BACKOFF_MS.get(usize::try_from(job.retry_count).unwrap_or(0)).copied().unwrap_or(BACKOFF_MS[2]);
    let mut tx = app.db.begin().await?;
    if !jobs::retry_later(&mut tx, job, now + spread(app, wait), ("GENERATION_FAILED", "The attempt failed and will be repeated"), now).await? {
        return Err(Failure::LeaseLost);
    }
    steps::fail_step(&mut tx, job, phase, message, now).await?;
    tx.commit().await?;
    Ok(())
}

/// ±20 %, so that jobs that failed together do not come back together.
fn spread(app: &App, wait_ms: i64) -> i64 {
    let mut byte = [0_u8];
    app.random.fill(&mut byte);
    wait_ms * 4 / 5 + wait_ms * 2 / 5 * i64::from(byte[0]) / 255
}
