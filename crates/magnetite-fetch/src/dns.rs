//! Questions to the domain name system: mail servers, texts, whether a name has addresses. No record and no such name are answers;
//! a server that fails or keeps silent is an error, because nothing can be concluded from it.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError as WireError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RData, RecordType};

/// Records taken from one answer.
const RECORDS_MAX: usize = 1_000;
/// Longest text kept, in bytes. SPF and DMARC records are far shorter.
const TEXT_MAX_BYTES: usize = 4 * 1024;
/// For one try at one server; there are two tries.
const TRY_TIMEOUT: Duration = Duration::from_secs(2);

/// Who is asked. Written `system`, `off`, or an address and a port like `127.0.0.1:5353`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DnsSource {
    /// The servers that the machine is set up with.
    #[default]
    System,
    /// Nobody: mail is not looked at.
    Off,
    /// One server, in closed networks and tests.
    Server(SocketAddr),
}

impl FromStr for DnsSource {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "system" => Ok(Self::System),
            "off" => Ok(Self::Off),
            address => address.parse().map(Self::Server).map_err(|_| "expected system, off, or an address and a port like 127.0.0.1:5353"),
        }
    }
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DnsError {
    /// SERVFAIL, REFUSED and the like, or an answer that cannot be read.
    #[error("the name server failed: {0}")]
    Server(String),
    #[error("the name server did not answer in time")]
    Timeout,
    #[error("not a name that can be asked for")]
    BadName,
    #[error("no name server is known")]
    NoServer,
}

/// The records of one kind at one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records<T> {
    pub records: Vec<T>,
    /// False: there is no such name at all (NXDOMAIN).
    pub exists: bool,
}

/// One mail server (RFC 5321 §5.1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mx {
    /// Lower is asked first.
    pub preference: u16,
    /// Lower case without the closing dot; empty for a null MX (RFC 7505).
    pub host: String,
}

/// Asks the servers of one source. Aliases (CNAME) are followed, an answer cut off over UDP is asked for again over TCP.
pub struct Dns {
    source: DnsSource,
    /// Made at the first question, because it needs the runtime; `None` when the machine names no server.
    resolver: OnceLock<Option<TokioResolver>>,
}

impl std::fmt::Debug for Dns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dns").field("source", &self.source).finish_non_exhaustive()
    }
}

impl Dns {
    #[must_use]
    pub fn new(source: DnsSource) -> Self {
        Self { source, resolver: OnceLock::new() }
    }

    #[must_use]
    pub fn source(&self) -> DnsSource {
        self.source
    }

    /// Mail servers by preference, then name.
    ///
    /// # Errors
    /// [`DnsError`]; `Timeout` at `until` at the latest.
    pub async fn mx(&self, name: &str, until: Instant) -> Result<Records<Mx>, DnsError> {
        let mut found = self.ask(name, RecordType::MX, until, mx_of).await?;
        found.records.sort();
        Ok(found)
    }

    /// Texts, the strings of one record joined (RFC 7208 §3.3), in byte order. What is not UTF-8 is replaced.
    ///
    /// # Errors
    /// As for `mx`.
    pub async fn txt(&self, name: &str, until: Instant) -> Result<Records<String>, DnsError> {
        let mut found = self.ask(name, RecordType::TXT, until, text_of).await?;
        found.records.sort();
        Ok(found)
    }

    /// Whether the name has an IPv4 or IPv6 address.
    ///
    /// # Errors
    /// As for `mx`.
    pub async fn has_address(&self, name: &str, until: Instant) -> Result<bool, DnsError> {
        let address = |data: &RData| matches!(data, RData::A(_) | RData::AAAA(_)).then_some(());
        let old = self.ask(name, RecordType::A, until, address).await?;
        if !old.records.is_empty() || !old.exists {
            return Ok(!old.records.is_empty());
        }
        Ok(!self.ask(name, RecordType::AAAA, until, address).await?.records.is_empty())
    }

    /// IPv4 and IPv6 addresses of the name, in order.
    ///
    /// # Errors
    /// As for `mx`.
    pub async fn addresses(&self, name: &str, until: Instant) -> Result<Records<IpAddr>, DnsError> {
        let address = |data: &RData| match data {
            RData::A(address) => Some(IpAddr::V4(address.0)),
            RData::AAAA(address) => Some(IpAddr::V6(address.0)),
            _ => None,
        };
        let mut found = self.ask(name, RecordType::A, until, address).await?;
        if found.exists {
            found.records.extend(self.ask(name, RecordType::AAAA, until, address).await?.records);
            found.records.sort();
        }
        Ok(found)
    }

    async fn ask<T>(&self, name: &str, kind: RecordType, until: Instant, take: impl Fn(&RData) -> Option<T>) -> Result<Records<T>, DnsError> {
        let mut name = Name::from_ascii(name).map_err(|_| DnsError::BadName)?;
        if name.is_root() {
            return Err(DnsError::BadName);
        }
        name.set_fqdn(true);
        let resolver = self.resolver.get_or_init(|| resolver(self.source)).as_ref().ok_or(DnsError::NoServer)?;
        let result = tokio::time::timeout_at(until.into(), resolver.lookup(name, kind)).await.map_err(|_| DnsError::Timeout)?;
        match result {
            Ok(lookup) => Ok(Records { records: lookup.answers().iter().filter_map(|record| take(&record.data)).take(RECORDS_MAX).collect(), exists: true }),
            Err(NetError::Dns(WireError::NoRecordsFound(none))) if none.response_code == ResponseCode::NXDomain => {
                Ok(Records { records: Vec::new(), exists: false })
            }
            Err(NetError::Dns(WireError::NoRecordsFound(none))) if none.response_code == ResponseCode::NoError => {
                Ok(Records { records: Vec::new(), exists: true })
            }
            Err(NetError::Timeout) => Err(DnsError::Timeout),
            Err(NetError::Dns(WireError::NoRecordsFound(none))) => Err(DnsError::Server(none.response_code.to_string())),
            Err(NetError::Dns(WireError::ResponseCode(code))) => Err(DnsError::Server(code.to_string())),
            Err(other) => Err(DnsError::Server(other.to_string().chars().filter(|letter| !letter.is_control()).take(160).collect())),
        }
    }
}

fn resolver(source: DnsSource) -> Option<TokioResolver> {
    let mut builder = match source {
        DnsSource::Off => return None,
        DnsSource::System => TokioResolver::builder_tokio().ok()?,
        DnsSource::Server(address) => {
            let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
                connection.port = address.port();
                connection
            });
            let server = NameServerConfig::new(address.ip(), true, connections.to_vec());
            TokioResolver::builder_with_config(ResolverConfig::from_parts(None, Vec::new(), vec![server]), TokioRuntimeProvider::default())
        }
    };
    bounded(builder.options_mut());
    builder.build().ok()
}

fn bounded(options: &mut ResolverOpts) {
    options.timeout = TRY_TIMEOUT;
    options.attempts = 2;
    // Every visit asks anew: a record that was set right a minute ago should be seen.
    options.cache_size = 0;
    options.use_hosts_file = ResolveHosts::Never;
}

fn mx_of(data: &RData) -> Option<Mx> {
    let RData::MX(mx) = data else { return None };
    Some(Mx { preference: mx.preference, host: mx.exchange.to_ascii().trim_end_matches('.').to_ascii_lowercase() })
}

fn text_of(data: &RData) -> Option<String> {
    let RData::TXT(text) = data else { return None };
    let mut joined: Vec<u8> = text.txt_data.iter().flat_map(|piece| piece.iter().copied()).take(TEXT_MAX_BYTES + 1).collect();
    joined.truncate(TEXT_MAX_BYTES);
    Some(String::from_utf8_lossy(&joined).into_owned())
}
