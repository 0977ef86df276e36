//! The task that keeps certificates: one order at a time for who has none or an old one; waits that grow where one fails, so that the limits of the
//! authority are never met.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use instant_acme::{Account, Error, NewAccount};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::folder::{Certificate, KeptAccount};
use super::{Tls, TlsError, order};

/// How often the names are asked for anew.
const PERIOD: Duration = Duration::from_secs(10);
/// What one order may take.
const ORDER_TIME: Duration = Duration::from_secs(240);
/// Waits after a failure: 1, 4, 16, 64, 256 minutes, then six hours. Let's Encrypt allows five failures an hour for a name.
const FIRST_WAIT: Duration = Duration::from_secs(60);
const WAIT_FACTOR: u32 = 4;
const LONGEST_WAIT: Duration = Duration::from_secs(6 * 3_600);
/// Wait after a refusal for too many requests, and after a success: where the clock is wrong a new certificate may look old.
const PAUSE: Duration = Duration::from_secs(3_600);

/// Keeps a certificate for each of `names`, asked anew every ten seconds, until `stop`. A name that is no more among them loses its certificate from
/// use; its file stays, and counts again when the name comes back.
pub async fn keep<N, F, E>(tls: Arc<Tls>, names: N, stop: CancellationToken)
where
    N: Fn() -> F,
    F: Future<Output = Result<BTreeSet<String>, E>>,
    E: Display,
{
    let mut keeper = Keeper { tls, account: None, names: BTreeSet::new(), tries: BTreeMap::new() };
    let keeping = async {
        loop {
            match names().await {
                Ok(names) => keeper.adopt(names),
                Err(error) => tracing::warn!(%error, "the names for certificates could not be read; those known so far hold"),
            }
            match keeper.due() {
                Some(name) => keeper.order(&name).await,
                None => tokio::time::sleep(PERIOD).await,
            }
        }
    };
    tokio::select! {
        () = stop.cancelled() => {}
        () = keeping => {}
    }
}

struct Keeper {
    tls: Arc<Tls>,
    account: Option<Account>,
    names: BTreeSet<String>,
    tries: BTreeMap<String, Tried>,
}

/// How often in a row an order failed, and from when on another one may be made.
struct Tried {
    failures: u32,
    again: Instant,
}

impl Keeper {
    /// Takes up the certificates on the disk of names that are new, and lets go of those that are gone.
    fn adopt(&mut self, names: BTreeSet<String>) {
        for name in names.difference(&self.names) {
            match self.tls.folder.certificate(name) {
                Ok(Some(certificate)) => self.tls.table.hold(name, certificate),
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, domain.host = %name, "a kept certificate cannot be used; a new one is ordered"),
            }
        }
        self.tls.table.hold_only(&names);
        self.tries.retain(|name, _| names.contains(name));
        self.names = names;
    }

    /// The name whose turn it is: those that never failed first.
    fn due(&self) -> Option<String> {
        let (now, seconds) = (Instant::now(), epoch_seconds());
        let failures = |name: &&String| self.tries.get(*name).map_or(0, |tried| tried.failures);
        let may = |name: &&String| self.tries.get(*name).is_none_or(|tried| tried.again <= now);
        self.names.iter().filter(may).filter(|name| self.tls.table.is_due(name, seconds)).min_by_key(failures).cloned()
    }

    async fn order(&mut self, name: &str) {
        tracing::info!(domain.host = %name, "a certificate is ordered");
        let done = tokio::time::timeout(ORDER_TIME, self.certificate(name)).await.unwrap_or(Err(TlsError::Late));
        self.tls.table.withdraw_proof(name);
        let tried = match done {
            Ok(until) => {
                tracing::info!(domain.host = %name, certificate.until = until, "a certificate was signed");
                Tried { failures: 0, again: Instant::now() + PAUSE }
            }
            Err(error) => {
                let failures = self.tries.get(name).map_or(0, |tried| tried.failures);
                let (told, mut wait) = (told(&error), wait(failures, &error));
                if self.forgets_account(&error) && failures == 0 {
                    wait = Duration::ZERO;
                }
                tracing::warn!(domain.host = %name, error = %told, wait_s = wait.as_secs(), "a certificate could not be got");
                if let Err(error) = self.tls.folder.put_failure(name, &told) {
                    tracing::warn!(%error, "why there is no certificate could not be kept");
                }
                Tried { failures: failures.saturating_add(1), again: Instant::now() + wait }
            }
        };
        self.tries.insert(name.to_owned(), tried);
    }

    /// Gets a certificate, keeps it and puts it to use; until when it counts, in epoch seconds.
    async fn certificate(&mut self, name: &str) -> Result<i64, TlsError> {
        let account = match &self.account {
            Some(account) => account.clone(),
            None => self.account.insert(open_account(&self.tls).await?).clone(),
        };
        let pem = order::certificate(&account, &self.tls.table, name).await?;
        let certificate = Certificate::parse(&pem)?;
        let until = certificate.until;
        // In use even when the disk is full.
        self.tls.table.hold(name, certificate);
        self.tls.folder.put_certificate(name, &pem)?;
        Ok(until)
    }

    /// An authority that was set up anew knows the account no more: the next order makes another one.
    fn forgets_account(&mut self, error: &TlsError) -> bool {
        let unknown = is(error, "accountDoesNotExist");
        if unknown {
            tracing::warn!("the certificate authority does not know the account; a new one is made");
            self.account = None;
            self.tls.folder.forget_account();
        }
        unknown
    }
}

/// The account that is kept, or a new one. Making one agrees to the authority's terms.
async fn open_account(tls: &Tls) -> Result<Account, TlsError> {
    let http = magnetite_fetch::authority(&tls.roots).map_err(|error| TlsError::Setup(error.to_string()))?;
    let builder = Account::builder_with_http(Box::new(http));
    let contact = tls.authority.contact.as_ref().map(|mail| format!("mailto:{mail}"));
    let contacts: Vec<&str> = contact.as_deref().into_iter().collect();
    let Some(kept) = tls.folder.account()? else {
        let new = NewAccount { contact: &contacts, terms_of_service_agreed: true, only_return_existing: false };
        let (account, credentials) = builder.create(&new, tls.authority.directory.clone(), None).await?;
        tls.folder.put_account(&KeptAccount { contact, credentials })?;
        tracing::info!(authority = %tls.authority.directory, "an account was made at the certificate authority");
        return Ok(account);
    };
    let known = kept.contact;
    let account = builder.from_credentials(kept.credentials).await?;
    if known != contact {
        account.update_contacts(&contacts).await?;
        // The credentials cannot be copied: they are read once more.
        if let Some(kept) = tls.folder.account()? {
            tls.folder.put_account(&KeptAccount { contact, ..kept })?;
        }
    }
    Ok(account)
}

fn wait(failures: u32, error: &TlsError) -> Duration {
    let grown = WAIT_FACTOR.checked_pow(failures).and_then(|factor| FIRST_WAIT.checked_mul(factor)).map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT));
    if is(error, "rateLimited") { grown.max(PAUSE) } else { grown }
}

/// Whether the authority names this problem (RFC 8555 6.7).
fn is(error: &TlsError, problem: &str) -> bool {
    let TlsError::Authority(Error::Api(told)) = error else { return false };
    told.r#type.as_deref().and_then(|kind| kind.strip_prefix("urn:ietf:params:acme:error:")) == Some(problem)
}

/// An error with its causes, in one line: of a request that failed the innermost says why.
fn told(error: &TlsError) -> String {
    let mut told = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let text = error.to_string();
        if !told.ends_with(&text) {
            told = format!("{told}: {text}");
        }
        cause = error.source();
    }
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn epoch_seconds() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use instant_acme::Problem;

    use super::*;

    fn says(problem: &str) -> TlsError {
        let told: Problem = serde_json::from_str(&format!(r#"{{"type": "urn:ietf:params:acme:error:{problem}", "detail": "too bad"}}"#)).unwrap();
        Error::Api(told).into()
    }

    #[test]
    fn waits_grow_to_six_hours_and_are_an_hour_at_least_where_requests_were_too_many() {
        let minutes = |failures, problem| wait(failures, &says(problem)).as_secs() / 60;
        let waits: Vec<u64> = (0..6).map(|failures| minutes(failures, "unauthorized")).collect();
        assert_eq!(waits, [1, 4, 16, 64, 256, 360]);
        assert_eq!((minutes(u32::MAX, "unauthorized"), minutes(0, "rateLimited"), minutes(4, "rateLimited")), (360, 60, 256));
        assert_eq!(told(&says("dns")), "the certificate authority says: API error: too bad (urn:ietf:params:acme:error:dns)");
    }
}
