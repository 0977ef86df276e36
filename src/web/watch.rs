//! Watching jobs. One look serves everybody in this process who waits: a single task reads the watched jobs, some dozens in one statement, soon after
//! each commit and once a second for what other processes do. It begins with the first one who waits and ends with the last.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use crate::app::App;
use crate::model::ids::{JobId, WorkspaceId};
use crate::model::job::{Job, JobStatus, Phase, Step};
use crate::store::{StoreError, jobs, steps};

/// How often jobs are looked at when nothing rings.
const POLL: Duration = Duration::from_secs(1);
/// Least time between two looks, so that a burst of commits costs one.
const PAUSE: Duration = Duration::from_millis(50);

/// A job as it was last seen, with what its answer needs.
pub struct Seen {
    pub job: Job,
    pub steps: Vec<Step>,
    /// How long the project's last completed jobs took, in milliseconds.
    pub recent_ms: Vec<i64>,
}

/// What is watched for: all that a client would act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub status: JobStatus,
    pub phase: Option<Phase>,
    progress: i64,
    retry_count: i64,
    stuck: bool,
}

impl Mark {
    /// `now`: epoch milliseconds.
    #[must_use]
    pub fn of(job: &Job, now: i64) -> Self {
        Self { status: job.status, phase: job.phase, progress: job.progress, retry_count: job.retry_count, stuck: job.is_stuck(now) }
    }
}

#[derive(Clone)]
enum State {
    /// Not looked at yet.
    Unseen,
    Is(Arc<Seen>),
    /// Erased.
    Gone,
}

struct Watched {
    workspace_id: WorkspaceId,
    sender: watch::Sender<State>,
    mark: Option<Mark>,
}

#[derive(Default)]
struct Board {
    jobs: HashMap<JobId, Watched>,
    /// Whether somebody looks.
    running: bool,
}

/// All jobs that are watched in this process.
#[derive(Default)]
pub struct Watchers {
    board: Mutex<Board>,
    /// Rung when another job is to be watched.
    arrived: Notify,
}

/// One who watches a job; dropped, it is watched no more.
pub struct Follow {
    receiver: watch::Receiver<State>,
    /// When the job that the caller has read was last changed; what was seen before that is no news.
    since: i64,
}

impl Follow {
    /// The next state that was looked at; `None` when the lead was erased.
    pub async fn next(&mut self) -> Option<Arc<Seen>> {
        loop {
            // The sender lives as long as somebody follows.
            if self.receiver.changed().await.is_err() {
                return None;
            }
            match &*self.receiver.borrow_and_update() {
                State::Is(seen) if seen.job.updated_at >= self.since => return Some(seen.clone()),
                State::Is(_) | State::Unseen => {}
                State::Gone => return None,
            }
        }
    }
}

impl Watchers {
    /// Watches a job from now on. The caller has read it before; what changed since then is told.
    #[must_use]
    pub fn follow(self: &Arc<Self>, app: &Arc<App>, job: &Job) -> Follow {
        let mut board = locked(&self.board);
        let watched = board.jobs.entry(job.id.clone()).or_insert_with(|| Watched {
            workspace_id: job.workspace_id.clone(),
            sender: watch::Sender::new(State::Unseen),
            mark: None,
        });
        let mut receiver = watched.sender.subscribe();
        // What was seen before may be news to this one.
        receiver.mark_changed();
        if !std::mem::replace(&mut board.running, true) {
            tokio::spawn(self.clone().look_on(app.clone()));
        }
        self.arrived.notify_one();
        Follow { receiver, since: job.updated_at }
    }

    async fn look_on(self: Arc<Self>, app: Arc<App>) {
        loop {
            // Heard from here on, so that no commit during the look is missed.
            let mut rung = std::pin::pin!(app.bells.changes.notified());
            rung.as_mut().enable();
            let looked = Instant::now();
            let Some(wanted) = self.wanted() else { return };
            for some in wanted.chunks(jobs::LOOK_UP) {
                if let Err(error) = self.look(&app, some).await {
                    tracing::warn!(%error, "watched jobs cannot be read");
                }
            }
            tokio::select! {
                () = rung => {}
                () = self.arrived.notified() => {}
                () = tokio::time::sleep(POLL) => {}
            }
            tokio::time::sleep_until(looked + PAUSE).await;
        }
    }

    /// The jobs that somebody still follows; `None` when there are none, and then nobody looks any more.
    fn wanted(&self) -> Option<Vec<(WorkspaceId, JobId)>> {
        let mut board = locked(&self.board);
        board.jobs.retain(|_, watched| watched.sender.receiver_count() > 0);
        board.running = !board.jobs.is_empty();
        board.running.then(|| board.jobs.iter().map(|(id, watched)| (watched.workspace_id.clone(), id.clone())).collect())
    }

    async fn look(&self, app: &App, wanted: &[(WorkspaceId, JobId)]) -> Result<(), StoreError> {
        let mut found: HashMap<JobId, Job> = jobs::jobs_watched(&app.db, wanted).await?.into_iter().map(|job| (job.id.clone(), job)).collect();
        for (_, id) in wanted {
            let Some(job) = found.remove(id) else {
                self.tell(id, None, State::Gone);
                continue;
            };
            let mark = Mark::of(&job, app.now());
            let known = locked(&self.board).jobs.get(id).and_then(|watched| watched.mark);
            if known != Some(mark) {
                let steps = steps::steps_of(&app.db, &job.workspace_id, id).await?;
                let recent_ms = jobs::recent_durations(&app.db, &job.workspace_id, &job.project_id).await?;
                self.tell(id, Some(mark), State::Is(Arc::new(Seen { job, steps, recent_ms })));
            }
        }
        Ok(())
    }

    fn tell(&self, id: &JobId, mark: Option<Mark>, state: State) {
        if let Some(watched) = locked(&self.board).jobs.get_mut(id) {
            watched.mark = mark;
            watched.sender.send_replace(state);
        }
    }
}

fn locked(board: &Mutex<Board>) -> MutexGuard<'_, Board> {
    board.lock().unwrap_or_else(PoisonError::into_inner)
}
