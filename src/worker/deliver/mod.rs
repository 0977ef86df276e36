//! Sends webhooks. One task (`Dispatcher`) knows which deliveries this process has in hand; `send.rs` makes one try, `record.rs` writes what came of
//! many. An endpoint is leased before anything is sent to it, so that a delivery needs no claim of its own and an event is sent as soon as it is read.
//! A process that is killed leaves its deliveries pending: another one sends them again, under the same ids.

mod lane;
mod record;
mod send;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use self::lane::{Grade, Lane};
use super::node::Node;
use crate::app::App;
use crate::model::ids::{DeliveryId, EndpointId, NodeId};
use crate::store::deliveries::{self, Outcome};
use crate::store::{Db, StoreError};

/// How often due retries and other processes' events are looked for when nothing rings.
const POLL: Duration = Duration::from_millis(250);
/// Looks are no closer than this, so that many bells in a row make one.
const LOOK_PAUSE: Duration = Duration::from_millis(2);
/// Requests under way at the same time. The last quarter is for endpoints that are known to answer: hanging ones cannot fill it.
const IN_FLIGHT: usize = 256;
const IN_FLIGHT_UNPROVEN: usize = IN_FLIGHT / 4 * 3;
/// Deliveries read at a time of one endpoint.
const PORTION: usize = 64;
/// For how long an endpoint is leased, beyond the longest request; it is prolonged when a third is over.
const LEASE: Duration = Duration::from_secs(45);
/// Endpoints whose pace is remembered though nothing waits for them.
const LANES_MAX: usize = 4_096;
/// A list of due deliveries that was slow to read (long, and nearly all wait for earlier ones) is not read again for this many times as long.
const REST: u32 = 4;
const SLOW_LIST: Duration = Duration::from_millis(100);
/// How long requests may go on after the stop signal, and how long the writing of their outcomes may take.
const DRAIN: Duration = Duration::from_secs(14);
const LAST_WRITE: Duration = Duration::from_secs(3);

/// Works until `stop`, then lets what is under way end, and gives the rest back.
pub async fn work(app: Arc<App>, node: Arc<Node>, stop: CancellationToken) {
    let mut dispatcher = Dispatcher::new(app, node.id.clone());
    while !stop.is_cancelled() {
        if let Err(error) = dispatcher.look().await {
            tracing::error!(%error, "webhooks that are due cannot be read");
        }
        dispatcher.start();
        tokio::select! {
            () = stop.cancelled() => break,
            () = dispatcher.wait() => {}
        }
    }
    dispatcher.finish().await;
}

/// Sends all that is due now, until nothing is left, and returns the number of tries; for tests and single commands.
///
/// # Errors
/// When the database cannot be used.
pub async fn run_due(app: &Arc<App>, node: &Node) -> Result<usize, StoreError> {
    let mut dispatcher = Dispatcher { rests: false, ..Dispatcher::new(app.clone(), node.id.clone()) };
    loop {
        dispatcher.wanted = true;
        dispatcher.look().await?;
        dispatcher.start();
        if dispatcher.lanes.values().all(Lane::is_empty) {
            break;
        }
        dispatcher.wait().await;
    }
    let tries = dispatcher.tries;
    dispatcher.finish().await;
    Ok(tries)
}

/// What comes back from the tasks.
enum Report {
    /// A request has ended.
    Sent(EndpointId, Grade),
    /// What came of these is written, or they were not to be sent: this process has them in hand no longer.
    Done(EndpointId, Vec<DeliveryId>),
}

struct Dispatcher {
    app: Arc<App>,
    node: NodeId,
    lanes: HashMap<EndpointId, Lane>,
    in_flight: usize,
    tries: usize,
    /// There may be something to read.
    wanted: bool,
    looked_at: Instant,
    /// Whether lists that are slow to read are given a rest.
    rests: bool,
    /// Where the next round over the lanes begins, so that none is always the first.
    turn: usize,
    tasks: JoinSet<()>,
    outcomes: mpsc::Sender<Outcome>,
    reports: mpsc::UnboundedReceiver<Report>,
    reporter: mpsc::UnboundedSender<Report>,
    writer: JoinHandle<()>,
}

impl Dispatcher {
    fn new(app: Arc<App>, node: NodeId) -> Self {
        let (reporter, reports) = mpsc::unbounded_channel();
        let (outcomes, written) = mpsc::channel(IN_FLIGHT);
        let writer = tokio::spawn(record::work(app.clone(), written, reporter.clone()));
        let looked_at = Instant::now();
        let (lanes, tasks) = (HashMap::new(), JoinSet::new());
        Self { app, node, lanes, in_flight: 0, tries: 0, wanted: true, looked_at, rests: true, turn: 0, tasks, outcomes, reports, reporter, writer }
    }

    fn db(&self) -> &Db {
        &self.app.db
    }

    /// Reads what is due of each endpoint that this process has, or can have.
    async fn look(&mut self) -> Result<(), StoreError> {
        if !self.wanted {
            return Ok(());
        }
        sleep(LOOK_PAUSE.saturating_sub(self.looked_at.elapsed())).await;
        (self.wanted, self.looked_at) = (false, Instant::now());
        let now = self.app.now();
        let targets = deliveries::targets_due(self.db(), &self.node, now).await?;
        let found: HashSet<&EndpointId> = targets.iter().map(|target| &target.id).collect();
        for (id, lane) in &mut self.lanes {
            if !found.contains(id) {
                // Off, gone, or another process's.
                lane.clear();
            }
        }
        for target in targets {
            let longest = ms(self.app.settings.webhook_timeout);
            let whole = longest + ms(LEASE);
            let mut until = target.lease_until.unwrap_or(0);
            if until - now < longest + ms(LEASE) * 2 / 3 {
                until = now + whole;
                if !deliveries::lease(&self.app.db, &target, &self.node, until, now).await? {
                    continue;
                }
            }
            let lane = self.lanes.entry(target.id.clone()).or_default();
            // A request that begins now must end within the lease.
            lane.sends_until = until - longest;
            if lane.is_low() {
                let began = Instant::now();
                let due = deliveries::due(&self.app.db, &target, now, lane.in_hand() + PORTION).await?;
                let took = began.elapsed();
                lane.resting_until = (self.rests && took > SLOW_LIST).then(|| Instant::now() + took * REST);
                lane.fill(due);
            }
            lane.target = Some(Arc::new(target));
        }
        if self.lanes.len() > LANES_MAX {
            self.lanes.retain(|_, lane| !lane.is_empty());
        }
        Ok(())
    }

    /// Begins requests, one of each endpoint in turn, as many as there is room for.
    fn start(&mut self) {
        let now = self.app.now();
        let mut ids: Vec<EndpointId> = self.lanes.iter().filter(|(_, lane)| lane.queued() > 0).map(|(id, _)| id.clone()).collect();
        ids.sort_unstable();
        self.turn = self.turn.wrapping_add(1);
        let first = self.turn.checked_rem(ids.len()).unwrap_or(0);
        ids.rotate_left(first);
        while !ids.is_empty() {
            ids.retain(|id| self.start_one(id, now));
        }
    }

    /// False when this endpoint gets no further request now.
    fn start_one(&mut self, id: &EndpointId, now: i64) -> bool {
        let Some(lane) = self.lanes.get_mut(id) else { return false };
        let room = if lane.is_proven() { IN_FLIGHT } else { IN_FLIGHT_UNPROVEN };
        if self.in_flight >= room {
            return false;
        }
        let Some((target, delivery)) = lane.next(now) else { return false };
        self.in_flight += 1;
        self.tries += 1;
        let slip = send::Slip::new(self.reporter.clone(), id.clone(), delivery);
        let (app, outcomes) = (self.app.clone(), self.outcomes.clone());
        self.tasks.spawn(async move { send::send(&app, &target, slip, &outcomes).await });
        true
    }

    /// Until there is something to do.
    async fn wait(&mut self) {
        while self.tasks.try_join_next().is_some() {}
        tokio::select! {
            () = self.app.bells.deliveries.notified() => self.wanted = true,
            report = self.reports.recv() => {
                if let Some(report) = report {
                    self.take(report);
                }
            }
            () = sleep(POLL) => self.wanted = true,
        }
        while let Ok(report) = self.reports.try_recv() {
            self.take(report);
        }
    }

    fn take(&mut self, report: Report) {
        match report {
            Report::Sent(endpoint, grade) => {
                self.in_flight = self.in_flight.saturating_sub(1);
                if let Some(lane) = self.lanes.get_mut(&endpoint) {
                    self.wanted |= lane.sent(grade);
                }
            }
            Report::Done(endpoint, ids) => {
                if let Some(lane) = self.lanes.get_mut(&endpoint) {
                    self.wanted |= lane.done(&ids);
                }
            }
        }
    }

    /// Begins nothing more, waits for what is under way as long as a normal stop allows, and gives the endpoints back.
    async fn finish(mut self) {
        for lane in self.lanes.values_mut() {
            lane.clear();
        }
        let ended = timeout(DRAIN, async { while self.tasks.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            tracing::warn!(webhooks = self.tasks.len(), "some webhooks were broken off; they are sent again");
            self.tasks.shutdown().await;
        }
        drop(self.outcomes);
        if timeout(LAST_WRITE, self.writer).await.is_err() {
            tracing::error!("what came of the last webhooks could not be written in time; they are sent again");
        }
        if let Err(error) = deliveries::release_node(&self.app.db, &self.node).await {
            tracing::warn!(%error, "the endpoints could not be given back; their leases will run out");
        }
    }
}

fn ms(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}
