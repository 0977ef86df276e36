//! The bounds that hold for every request of one `Fetcher`, with their defaults.

use std::time::Duration;

use url::Url;

use crate::{DnsSource, Overrides};

#[derive(Debug, Clone)]
pub struct Settings {
    pub user_agent: String,
    pub overrides: Overrides,
    /// Largest body, after content decoding. An `Ask` can only lower it.
    pub max_bytes: u64,
    /// Time on the network for one call, body and redirects included; waiting for the host's turn is not counted.
    pub request_timeout: Duration,
    /// Name look-up, TCP and TLS together.
    pub connect_timeout: Duration,
    pub max_redirects: usize,
    /// Rest between the end of one request to a host and the start of the next.
    pub pace: Duration,
    /// Who answers questions about mail.
    pub dns: DnsSource,
    /// A public address that is known to answer at once: what it takes from here is the network's share. `None`: not known.
    pub control: Option<Url>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: String::from("MagnetiteBot/0.1"),
            overrides: Overrides::default(),
            max_bytes: 8 * 1024 * 1024,
            request_timeout: Duration::from_secs(15),
            connect_timeout: Duration::from_secs(5),
            max_redirects: 5,
            pace: Duration::from_millis(250),
            dns: DnsSource::System,
            control: None,
        }
    }
}
