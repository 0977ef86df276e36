//! Whether somebody shows that they are who they say: tries are counted by account and address before their outcome is known,
//! and hashing happens off the async threads, two at a time.

use std::net::IpAddr;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::refusal::Refusal;
use crate::app::App;
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
    address: Option<Subject>,
}

/// Counts a try. `question` keeps passwords, codes and others apart; `Err` is the number of seconds to wait.
///
/// # Errors
/// When the database cannot be used.
pub async fn attempt(app: &App, question: &'static str, account: &str, address: &str) -> Result<Result<Attempt, i64>, StoreError> {
    let now = app.now();
    let hash = |text: &str| hash(app, text);
    let address = address.parse::<IpAddr>().ok().map(|address| Subject::address(address, hash));
    let attempt = Attempt { account: Subject::account(question, account, hash), address };
    let subjects: Vec<&Subject> = attempt.address.iter().chain([&attempt.account]).collect();
    Ok(match throttle::take_attempt(&app.db, &subjects, now).await? {
        Ok(()) => Ok(attempt),
        Err(until) => Err((until - now + 999).div_euclid(1_000)),
    })
}

impl Attempt {
    /// It was right after all: the account's failures are forgotten, the address has one less.
    pub async fn passed(&self, tx: &mut Tx) -> Result<(), StoreError> {
        // In the order of counting, so that of two tries none waits for the other's second row.
        if let Some(address) = &self.address {
            throttle::take_back(tx, address).await?;
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
