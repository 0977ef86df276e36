//! Whether somebody shows that they are who they say: tries are counted by account and address before their outcome is known,
//! and hashing happens off the async threads, two at a time.

use std::net::IpAddr;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::refusal::Refusal;
use crate::app::App;
use crate::model::ids::LeadId;
use crate::model::password;
use crate::model::throttle::Subject;
use crate::store::{StoreError, Tx, throttle};

/// Argon2 takes 19 MiB and a core each time.
const HASHES_AT_ONCE: usize = 2;
/// Longest wait for one's turn.
const QUEUE_TIME: Duration = Duration::from_secs(10);

static HASHING: Semaphore = Semaphore::const_new(HASHES_AT_ONCE);

/// One try of one account from one address, counted as failed until [`Attempt::passed`].
pub struct Attempt {
    account: Subject,
    /// Its windows: the address's, and that of all who try at the same place.
    windows: Vec<Subject>,
}

/// Counts a try. `question` keeps passwords, codes and others apart; `Err` is the number of seconds to wait.
///
/// # Errors
/// When the database cannot be used.
pub async fn attempt(app: &App, question: &'static str, account: &str, address: &str) -> Result<Result<Attempt, i64>, StoreError> {
    let address = address.parse::<IpAddr>().ok().map(|address| Subject::address(address, |text| hash(app, text)));
    let account = Subject::account(question, account, |text| hash(app, text));
    count(app, Attempt { account, windows: address.into_iter().collect() }).await
}

/// Counts a try of a reader at one lead's link, so that nobody keeps others out. `reader`: the mail address that was typed, or the network they come
/// from. `address`: where it counts among all tries of the address.
///
/// # Errors
/// When the database cannot be used.
pub async fn attempt_at_link(
    app: &App,
    question: &'static str,
    lead: &LeadId,
    reader: &str,
    address: Option<IpAddr>,
) -> Result<Result<Attempt, i64>, StoreError> {
    let address = address.map(|address| Subject::address(address, |text| hash(app, text)));
    let crowd = Subject::crowd(question, lead.as_str(), |text| hash(app, text));
    count(app, Attempt { account: of_reader(app, question, lead, reader), windows: address.into_iter().chain([crowd]).collect() }).await
}

/// Forgets what a reader's mail address was counted for with another question.
///
/// # Errors
/// When the database cannot be used.
pub async fn forget_at_link(app: &App, tx: &mut Tx, question: &'static str, lead: &LeadId, email: &str) -> Result<(), StoreError> {
    throttle::forget(tx, &of_reader(app, question, lead, email)).await
}

fn of_reader(app: &App, question: &'static str, lead: &LeadId, reader: &str) -> Subject {
    Subject::account(question, &format!("{lead}:{reader}"), |text| hash(app, text))
}

async fn count(app: &App, attempt: Attempt) -> Result<Result<Attempt, i64>, StoreError> {
    let now = app.now();
    let subjects: Vec<&Subject> = attempt.windows.iter().chain([&attempt.account]).collect();
    Ok(match throttle::take_attempt(&app.db, &subjects, now).await? {
        Ok(()) => Ok(attempt),
        Err(until) => Err((until - now + 999).div_euclid(1_000)),
    })
}

impl Attempt {
    /// It was right after all: the account's failures are forgotten, the windows have one less.
    pub async fn passed(&self, tx: &mut Tx) -> Result<(), StoreError> {
        // In the order of counting, so that of two tries none waits for the other's second row.
        for window in &self.windows {
            throttle::take_back(tx, window).await?;
        }
        throttle::forget(tx, &self.account).await
    }
}

/// Lifts what failed log-ins of an account have brought on it: for somebody who has just set a new password.
pub async fn forgive(app: &App, tx: &mut Tx, email: &str) -> Result<(), StoreError> {
    throttle::forget(tx, &Subject::account("login", email, |text| hash(app, text))).await
}

fn hash(app: &App, text: &str) -> String {
    app.sealer.keyed_hash(&[b"throttle", text.as_bytes()])
}

/// Compares a password; without a stored hash it takes as long and says no.
///
/// # Errors
/// When too many wait for their turn.
pub async fn is_password(given: String, stored: Option<String>) -> Result<bool, Refusal> {
    let _turn = turn().await?;
    off_thread(move || password::is_password(&given, stored.as_deref())).await
}

/// # Errors
/// When too many wait for their turn, or the hash cannot be made.
pub async fn hash_password(given: String) -> Result<String, Refusal> {
    let _turn = turn().await?;
    off_thread(move || password::hash_password(&given)).await?.map_err(Refusal::Broken)
}

async fn turn() -> Result<SemaphorePermit<'static>, Refusal> {
    match tokio::time::timeout(QUEUE_TIME, HASHING.acquire()).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => Err(Refusal::SlowDown(5)),
    }
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::Broken(error.to_string()))
}
