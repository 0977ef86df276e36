//! What is measured beside fetching: a host's certificate, and how long an answer takes from here at best.

use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::time::timeout_at;
use url::{Host, Url};

use crate::certificate::{self, Certificate};
use crate::error::classify;
use crate::fetcher::Fetcher;
use crate::guard::{self, Route};
use crate::resolver::checked;
use crate::{Ask, FetchError, Keep};

/// Requests to the control address; the median counts.
const BASELINE_TRIES: usize = 3;
/// So long a baseline holds: the control host is not asked for every visit.
const BASELINE_HOLDS: Duration = Duration::from_secs(600);

impl Fetcher {
    /// The certificate that a host shows on port 443, seen by one handshake within the host's pace. The address is judged like that of a request.
    ///
    /// # Errors
    /// As for a request: `BadUrl`, `PrivateAddress` (also for a host with an override), `Dns`, `Refused`, `Tls`, `Timeout` at `until`.
    pub async fn certificate(&self, host: &str, until: Instant) -> Result<Certificate, FetchError> {
        timeout_at(until.into(), self.shake(host)).await.unwrap_or(Err(FetchError::Timeout))
    }

    async fn shake(&self, host: &str) -> Result<Certificate, FetchError> {
        let url = Url::parse(&format!("https://{host}/")).map_err(|_| FetchError::BadUrl)?;
        if guard::route(&url, &self.settings.overrides)? != Route::Public {
            return Err(FetchError::PrivateAddress);
        }
        let (name, addresses) = match url.host() {
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.').to_owned();
                let found = (self.lookup)(name.clone()).await.map_err(|_| FetchError::Dns)?;
                (name, checked(found, false)?)
            }
            Some(Host::Ipv4(address)) => (address.to_string(), vec![address.into()]),
            Some(Host::Ipv6(address)) => (address.to_string(), vec![address.into()]),
            None => return Err(FetchError::BadUrl),
        };
        let turn = self.gates.enter(&name, Duration::ZERO).await;
        let mut failure = FetchError::Unreachable;
        for address in addresses {
            match tokio::time::timeout(self.settings.connect_timeout, TcpStream::connect((address, 443))).await {
                Ok(Ok(stream)) => {
                    let seen = certificate::look(stream, &name, certificate::judge()?).await;
                    drop(turn);
                    return seen;
                }
                Ok(Err(error)) => failure = classify(&error),
                Err(_) => failure = FetchError::Timeout,
            }
        }
        Err(failure)
    }

    /// Milliseconds until the first byte from the control address of the settings, the median of three requests; remembered for ten minutes.
    /// `None` without a control address, or when it did not answer every time.
    pub async fn baseline_ms(&self, until: Instant) -> Option<u64> {
        let control = self.settings.control.as_ref()?;
        let mut known = timeout_at(until.into(), self.baseline.lock()).await.ok()?;
        if let Some((at, milliseconds)) = *known
            && at.elapsed() < BASELINE_HOLDS
        {
            return Some(milliseconds);
        }
        let mut times = Vec::with_capacity(BASELINE_TRIES);
        for _ in 0..BASELINE_TRIES {
            let ask = Ask::get().keep(Keep::Nothing).until(until);
            times.push(self.get(control, &ask).await.ok()?.ttfb_ms);
        }
        times.sort_unstable();
        let median = times.get(BASELINE_TRIES / 2).copied()?;
        *known = Some((Instant::now(), median));
        Some(median)
    }

    /// Whether a control address is set.
    #[must_use]
    pub fn has_control(&self) -> bool {
        self.settings.control.is_some()
    }
}
