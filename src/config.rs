//! Settings: flags over environment over `magnetite.toml` over `config.default.toml`, with the origin of each kept for `doctor`.
//! An unknown or malformed setting is an error that names it and says what would be right.

mod llm;
mod objects;
mod tls;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use self::llm::{Llm, OperatorModel};
pub use self::objects::{ObjectStore, S3};
pub use self::tls::Tls;

const PREFIX: &str = "MAGNETITE_";
const DEFAULTS: &str = include_str!("../config.default.toml");
/// Settings whose value is not shown, and which can be read from a file named by `…_FILE`.
const SECRETS: [&str; 5] = ["database_url", "llm_api_key", "master_key", "s3_secret_access_key", "smtp_url"];
/// Settings of features still to come whose default is all that they can be now: accepted, without effect.
const LATER: [&str; 1] = ["metrics_listen"];

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error("unknown setting {name} ({origin}){hint}")]
    Unknown { name: String, origin: String, hint: String },
    #[error("{name} ({origin}): {value:?} is not right: {wanted}")]
    Malformed { name: String, origin: String, value: String, wanted: String },
    #[error("{one} and {other} are both set: only one of them can be right")]
    Twice { one: String, other: String },
    #[error("{path}: {error}")]
    File { path: String, error: String },
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub name: String,
    /// As shown: secrets masked.
    pub value: String,
    pub origin: String,
}

/// A value that does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

#[derive(Debug, Clone)]
pub struct Settings {
    pub listen: String,
    /// Without a trailing slash; `None`: localhost and the port in use.
    pub public_url: Option<String>,
    pub magnet_host: Option<String>,
    /// `None`: plain http, behind a proxy.
    pub tls: Option<Tls>,
    /// Addresses whose `X-Forwarded-For` is believed, each with the number of leading bits that count.
    pub trusted_proxies: Vec<(IpAddr, u8)>,
    pub data_dir: PathBuf,
    pub database_url: String,
    pub objects: ObjectStore,
    /// `None`: the file `master.key` in the data folder.
    pub master_key: Option<Secret>,
    /// `None`: no mail is sent.
    pub smtp_url: Option<Secret>,
    pub smtp_from: Option<String>,
    pub workers: usize,
    /// Credits that a new workspace begins with; `None`: unlimited.
    pub default_credits: Option<i64>,
    /// Webhooks may go to loopback and private addresses, and by plain http.
    pub webhook_allow_private: bool,
    /// What a webhook's receiver may take, from the look-up of its name to the end of its answer.
    pub webhook_timeout: Duration,
    pub research: Research,
    pub llm: Llm,
    pub log: String,
    pub log_json: bool,
    pub origins: Vec<Origin>,
}

#[derive(Debug, Clone)]
pub struct Research {
    pub max_pages: usize,
    pub max_bytes: u64,
    pub deadline: Duration,
    pub pace: Duration,
    /// An answer no older than this is used again without asking the site; zero: nothing is kept.
    pub cache_age: Duration,
    pub user_agent: Option<String>,
    pub origin_overrides: String,
    /// Public base rates in place of those that come with the program.
    pub base_rates_file: Option<PathBuf>,
    /// `system`, `off`, or the address and port of a name server.
    pub dns: String,
    /// `None`: a slow answer of a site cannot be told from a slow network here.
    pub control_url: Option<url::Url>,
}

/// A value with its origin, before it is understood.
#[derive(Debug, Clone)]
struct Raw {
    value: String,
    origin: String,
}

/// Reads all layers. `file` must exist when named; without a name `magnetite.toml` in the working directory is read if it is there.
/// `flags` are (setting, value) pairs from the command line.
///
/// # Errors
/// The first unknown or malformed setting.
pub fn load(file: Option<&Path>, environment: impl Iterator<Item = (OsString, OsString)>, flags: &[(&str, String)]) -> Result<Settings, ConfigError> {
    let mut layers = parse_toml(DEFAULTS, "default")?;
    let implied = Path::new("magnetite.toml");
    if let Some(path) = file.or(implied.exists().then_some(implied)) {
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError::File { path: path.display().to_string(), error: error.to_string() })?;
        for (name, raw) in parse_toml(&text, &path.display().to_string())? {
            known(&layers, &name, &name, &raw.origin)?;
            layers.insert(name, raw);
        }
    }
    for (variable, value) in environment {
        // What is not ours may be any bytes.
        let Some(variable) = variable.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
        let Ok(value) = value.into_string() else {
            let wanted = "text in UTF-8".into();
            return Err(ConfigError::Malformed { name: variable.into(), origin: "environment".into(), value: "…".into(), wanted });
        };
        read_variable(&mut layers, variable, value)?;
    }
    for (name, value) in flags {
        layers.insert((*name).into(), Raw { value: value.clone(), origin: format!("--{}", name.replace('_', "-")) });
    }
    tls::imply(&mut layers);
    settings(&layers)
}

fn parse_toml(text: &str, origin: &str) -> Result<BTreeMap<String, Raw>, ConfigError> {
    let failed = |error: String| ConfigError::File { path: origin.into(), error };
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().and_then(|span| text.get(..span.start)).map_or(1, |before| before.matches('\n').count() + 1);
        failed(format!("line {line}: {}", error.message().replace('\n', "; ")))
    })?;
    table
        .into_iter()
        .map(|(name, value)| {
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Float(number) => number.to_string(),
                toml::Value::Boolean(truth) => truth.to_string(),
                _ => return Err(failed(format!("{name} must be a text, a number or true/false"))),
            };
            Ok((name, Raw { value, origin: origin.into() }))
        })
        .collect()
}

fn read_variable(layers: &mut BTreeMap<String, Raw>, variable: &str, value: String) -> Result<(), ConfigError> {
    let Some(rest) = variable.strip_prefix(PREFIX) else { return Ok(()) };
    if rest.starts_with("TEST_") {
        return Ok(());
    }
    let name = rest.to_ascii_lowercase();
    if LATER.contains(&name.as_str()) {
        return Ok(());
    }
    if let Some(secret) = name.strip_suffix("_file").filter(|secret| SECRETS.contains(secret)) {
        let text = std::fs::read_to_string(&value).map_err(|error| ConfigError::File { path: format!("{variable}={value}"), error: error.to_string() })?;
        return put(layers, secret, Raw { value: text.trim_end().to_owned(), origin: variable.into() });
    }
    known(layers, &name, variable, "environment")?;
    put(layers, &name, Raw { value, origin: variable.into() })
}

/// The environment has no order: a secret that is given both as text and by a file is refused rather than guessed.
fn put(layers: &mut BTreeMap<String, Raw>, name: &str, raw: Raw) -> Result<(), ConfigError> {
    match layers.get(name).filter(|given| given.origin.starts_with(PREFIX) && !given.value.is_empty() && !raw.value.is_empty()) {
        Some(given) => Err(ConfigError::Twice { one: given.origin.clone().min(raw.origin.clone()), other: given.origin.clone().max(raw.origin) }),
        None => {
            if !raw.value.is_empty() || !layers.get(name).is_some_and(|given| given.origin.starts_with(PREFIX)) {
                layers.insert(name.into(), raw);
            }
            Ok(())
        }
    }
}

/// An unknown name is refused, with the nearest known one as a hint.
fn known(layers: &BTreeMap<String, Raw>, name: &str, shown: &str, origin: &str) -> Result<(), ConfigError> {
    if layers.contains_key(name) {
        return Ok(());
    }
    let nearest = layers.keys().map(|known| (distance(known, name), known)).min();
    let hint = match nearest {
        Some((steps, near)) if steps <= 3 && shown == name => format!("; did you mean {near}?"),
        Some((steps, near)) if steps <= 3 => format!("; did you mean MAGNETITE_{}?", near.to_ascii_uppercase()),
        _ => "; `magnetite doctor` lists all settings".into(),
    };
    Err(ConfigError::Unknown { name: shown.into(), origin: origin.into(), hint })
}

/// Levenshtein distance in bytes.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let replaced = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

struct Reader<'a>(&'a BTreeMap<String, Raw>);

impl Reader<'_> {
    fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|raw| raw.value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    fn parse<T>(&self, name: &str, wanted: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, ConfigError> {
        let value = self.text(name).unwrap_or_default();
        parse(&value).ok_or_else(|| self.malformed(name, wanted))
    }

    fn optional<T>(&self, name: &str, wanted: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ConfigError> {
        self.text(name).map(|value| parse(&value).ok_or_else(|| self.malformed(name, wanted))).transpose()
    }

    fn malformed(&self, name: &str, wanted: &str) -> ConfigError {
        let (value, origin) = self.0.get(name).map(|raw| (raw.value.clone(), raw.origin.clone())).unwrap_or_default();
        let value = if SECRETS.contains(&name) { "…".into() } else { value };
        let shown = if origin.starts_with(PREFIX) { origin.clone() } else { name.to_owned() };
        ConfigError::Malformed { name: shown, origin, value, wanted: wanted.into() }
    }
}

fn settings(layers: &BTreeMap<String, Raw>) -> Result<Settings, ConfigError> {
    let read = Reader(layers);
    let data_dir = PathBuf::from(read.text("data_dir").ok_or_else(|| read.malformed("data_dir", "the path of a folder"))?);
    let database_url = read.optional("database_url", "sqlite:///path/to/file.db or postgres://user:password@host/name", |url| {
        ["sqlite://", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)).then(|| url.to_owned())
    })?;
    Ok(Settings {
        listen: read.parse("listen", "an address and a port like 127.0.0.1:8080", |value| {
            let (host, port) = value.rsplit_once(':')?;
            (!host.is_empty() && port.parse::<u16>().is_ok()).then(|| value.to_owned())
        })?,
        public_url: read.optional("public_url", "a URL like https://magnets.example.com", |value| {
            let url = url::Url::parse(value).ok()?;
            (matches!(url.scheme(), "http" | "https") && url.host().is_some() && url.query().is_none()).then(|| value.trim_end_matches('/').to_owned())
        })?,
        magnet_host: read.optional("magnet_host", "a host name like go.example.com", |value| {
            let ok = value.contains('.') && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:".contains(&b));
            ok.then(|| value.to_ascii_lowercase())
        })?,
        tls: tls::tls(&read)?,
        trusted_proxies: read.optional("trusted_proxies", "addresses or networks like 127.0.0.1, 10.0.0.0/8", networks)?.unwrap_or_default(),
        database_url: database_url.unwrap_or_else(|| format!("sqlite://{}", data_dir.join("magnetite.db").display())),
        objects: objects::object_store(&read, &data_dir)?,
        data_dir,
        master_key: read.text("master_key").map(Secret),
        smtp_url: read.optional("smtp_url", "smtp://user:password@host:587 or smtps://user:password@host:465", |url| {
            ["smtp://", "smtps://"].iter().any(|scheme| url.starts_with(scheme)).then(|| Secret(url.to_owned()))
        })?,
        smtp_from: read.text("smtp_from"),
        workers: read.parse("workers", "a number, or \"cores\"", |value| match value {
            "cores" => Some(std::thread::available_parallelism().map_or(2, std::num::NonZero::get)),
            _ => value.parse().ok().filter(|count| *count <= 256),
        })?,
        default_credits: read.parse("default_credits", "a number, or \"unlimited\"", |value| match value {
            "unlimited" => Some(None),
            _ => value.parse::<u32>().ok().map(|credits| Some(i64::from(credits))),
        })?,
        webhook_allow_private: read.parse("webhook_allow_private", "true or false", |value| value.parse().ok())?,
        webhook_timeout: read
            .parse("webhook_timeout", "a time like 15 s, at most a minute", |value| duration(value).filter(|time| (1..=60_000).contains(&time.as_millis())))?,
        research: Research {
            max_pages: read.parse("research_max_pages", "a number from 1 to 100", |value| value.parse().ok().filter(|n| (1..=100).contains(n)))?,
            max_bytes: read.parse("research_max_bytes", "a size like 8 MiB", bytes)?,
            deadline: read.parse("research_deadline", "a time like 30 s", duration)?,
            pace: read.parse("research_pace", "a time like 250 ms", duration)?,
            cache_age: read.parse("research_cache_age", "a time like 1 h, at most 7 d", age)?,
            user_agent: read.optional("research_user_agent", "visible ASCII characters", |value| {
                value.bytes().all(|b| (0x20..0x7f).contains(&b)).then(|| value.to_owned())
            })?,
            origin_overrides: read.text("research_origin_overrides").unwrap_or_default(),
            base_rates_file: read.text("base_rates_file").map(PathBuf::from),
            dns: read.parse("research_dns", "\"system\", \"off\", or an address and a port like 127.0.0.1:5353", |value| {
                (matches!(value, "system" | "off") || value.parse::<std::net::SocketAddr>().is_ok()).then(|| value.to_owned())
            })?,
            control_url: read.optional("research_control_url", "a URL like https://cdn.example.com/ping.txt", |value| {
                url::Url::parse(value).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some())
            })?,
        },
        llm: llm::llm(&read)?,
        log: read.text("log").unwrap_or_else(|| "info".into()),
        log_json: read.parse("log_format", "\"text\" or \"json\"", |value| match value {
            "json" => Some(true),
            "text" => Some(false),
            _ => None,
        })?,
        origins: layers
            .iter()
            .map(|(name, raw)| Origin {
                name: name.clone(),
                value: if SECRETS.contains(&name.as_str()) && !raw.value.is_empty() { "…".into() } else { raw.value.clone() },
                origin: raw.origin.clone(),
            })
            .collect(),
    })
}

/// `127.0.0.1, 10.0.0.0/8, ::1`.
fn networks(text: &str) -> Option<Vec<(IpAddr, u8)>> {
    let one = |text: &str| {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().ok()?;
        let all = if address.is_ipv4() { 32 } else { 128 };
        Some((address, bits.map_or(Some(all), |bits| bits.parse().ok().filter(|bits| *bits <= all))?))
    };
    text.split(',').map(str::trim).filter(|text| !text.is_empty()).map(one).collect()
}

/// `30`, `30s`, `30 s` (seconds), `250 ms`, `2 m`.
fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = split_unit(text)?;
    let millis = match unit {
        "" | "s" => number.checked_mul(1_000)?,
        "ms" => number,
        "m" | "min" => number.checked_mul(60_000)?,
        _ => return None,
    };
    (millis <= 3_600_000).then(|| Duration::from_millis(millis))
}

/// As [`duration`], and `1 h`, `2 d`; at most a week.
fn age(text: &str) -> Option<Duration> {
    let (number, unit) = split_unit(text)?;
    let seconds = match unit {
        "" | "s" => number,
        "m" | "min" => number.checked_mul(60)?,
        "h" => number.checked_mul(3_600)?,
        "d" => number.checked_mul(24 * 3_600)?,
        _ => return duration(text),
    };
    (seconds <= 7 * 24 * 3_600).then(|| Duration::from_secs(seconds))
}

/// `8388608`, `8 MiB`, `512KiB`, `8MB`.
fn bytes(text: &str) -> Option<u64> {
    let (number, unit) = split_unit(text)?;
    let factor = match unit {
        "" | "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "kB" | "KB" => 1_000,
        "MB" => 1_000_000,
        _ => return None,
    };
    number.checked_mul(factor).filter(|bytes| (1_024..=1 << 30).contains(bytes))
}

fn split_unit(text: &str) -> Option<(u64, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, text[end..].trim()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        load(None, pairs.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))), &[])
    }

    #[test]
    fn the_defaults_are_complete() {
        let settings = with(&[]).unwrap();
        assert_eq!(settings.database_url, "sqlite://./data/magnetite.db");
        assert_eq!(settings.trusted_proxies.len(), 2);
        assert_eq!((settings.research.max_pages, settings.research.max_bytes, settings.research.deadline), (12, 8 << 20, Duration::from_secs(30)));
    }

    #[test]
    fn the_age_of_kept_answers_may_be_longer_than_other_times() {
        for (value, seconds) in [("0", 0), ("90 s", 90), ("1 h", 3_600), ("7 d", 604_800)] {
            assert_eq!(with(&[("MAGNETITE_RESEARCH_CACHE_AGE", value)]).unwrap().research.cache_age, Duration::from_secs(seconds), "{value}");
        }
    }

    #[test]
    fn an_unknown_setting_is_named_with_a_hint() {
        let error = with(&[("MAGNETITE_LISTN", "x")]).unwrap_err().to_string();
        assert!(error.contains("MAGNETITE_LISTN") && error.contains("did you mean MAGNETITE_LISTEN?"), "{error}");
    }

    #[test]
    fn a_malformed_setting_is_named_with_what_would_be_right() {
        for (name, value) in [
            ("MAGNETITE_LISTEN", "8080x"),
            ("MAGNETITE_WORKERS", "many"),
            ("MAGNETITE_RESEARCH_DEADLINE", "soon"),
            ("MAGNETITE_RESEARCH_CACHE_AGE", "8 d"),
            ("MAGNETITE_RESEARCH_MAX_BYTES", "8 quarts"),
            ("MAGNETITE_PUBLIC_URL", "example.com"),
            ("MAGNETITE_DATABASE_URL", "mysql://x"),
            ("MAGNETITE_DEFAULT_CREDITS", "-1"),
            ("MAGNETITE_RESEARCH_DNS", "ns.example"),
            ("MAGNETITE_RESEARCH_CONTROL_URL", "ftp://x"),
            ("MAGNETITE_WRITER", "poet"),
            ("MAGNETITE_LLM_PROVIDER", "oracle"),
            ("MAGNETITE_LLM_BASE_URL", "localhost:11434"),
            ("MAGNETITE_LLM_BASE_URL", "https://user:pass@api.example.com/v1"),
            ("MAGNETITE_LLM_BASE_URL", "https://api.example.com/v1#part"),
            ("MAGNETITE_LLM_MONTH_COST_MAX", "20"),
            ("MAGNETITE_LLM_DEADLINE", "3 m"),
            ("MAGNETITE_LLM_PRICE_IN", "NaN"),
            ("MAGNETITE_LLM_JOB_TOKENS_MAX", "12"),
            ("MAGNETITE_LLM_ALLOW_PRIVATE", "perhaps"),
            ("MAGNETITE_WEBHOOK_ALLOW_PRIVATE", "perhaps"),
            ("MAGNETITE_WEBHOOK_TIMEOUT", "2 m"),
            ("MAGNETITE_OBJECT_STORE", "s3://Bucket"),
            ("MAGNETITE_OBJECT_STORE", "s3://bucket/../other"),
            ("MAGNETITE_S3_ENDPOINT", "s3.example.com"),
            ("MAGNETITE_S3_SECRET_ACCESS_KEY", "alone"),
            ("MAGNETITE_OBJECT_MEMORY", "much"),
            ("MAGNETITE_SMTP_URL", "mail.example"),
            ("MAGNETITE_TRUSTED_PROXIES", "10.0.0.0/33"),
        ] {
            let error = with(&[(name, value)]).unwrap_err().to_string();
            assert!(error.contains(name) && error.contains("is not right"), "{error}");
        }
    }

    #[test]
    fn a_secret_is_not_shown() {
        let settings = with(&[("MAGNETITE_DATABASE_URL", "postgres://u:hunter2@h/d"), ("MAGNETITE_SMTP_URL", "smtp://u:hunter2@h:587")]).unwrap();
        assert!(settings.origins.iter().all(|origin| !origin.value.contains("hunter2")));
        assert!(!format!("{:?}", settings.smtp_url).contains("hunter2"));
    }

    #[test]
    fn a_model_as_writer_needs_a_name_and_its_key_is_not_shown() {
        let error = with(&[("MAGNETITE_WRITER", "llm")]).unwrap_err().to_string();
        assert!(error.contains("llm_model") && error.contains("MAGNETITE_WRITER=llm"), "{error}");
        let named = [("MAGNETITE_WRITER", "llm"), ("MAGNETITE_LLM_MODEL", "m"), ("MAGNETITE_LLM_API_KEY", "sk-hunter2"), ("MAGNETITE_LLM_PRICE_IN", "0.15")];
        let settings = with(&named).unwrap();
        assert!(!format!("{settings:?}").contains("hunter2"));
        let model = settings.llm.model.unwrap();
        assert_eq!((model.provider.as_str(), model.price_in, model.api_key.unwrap().reveal()), ("openai", 0.15, "sk-hunter2"));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, "sk-from-a-file\n").unwrap();
        let settings = with(&[("MAGNETITE_LLM_MODEL", "m"), ("MAGNETITE_LLM_API_KEY_FILE", file.to_str().unwrap())]).unwrap();
        assert!(!settings.llm.writes, "a model that is named does not write unasked");
        assert_eq!(settings.llm.model.unwrap().api_key.unwrap().reveal(), "sk-from-a-file");
    }

    #[test]
    fn a_secret_given_twice_is_refused_whatever_the_order() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("url");
        std::fs::write(&file, "postgres://file@h/d\n").unwrap();
        let mut pairs = [("MAGNETITE_DATABASE_URL", "postgres://text@h/d"), ("MAGNETITE_DATABASE_URL_FILE", file.to_str().unwrap())];
        for _ in 0..2 {
            let error = with(&pairs).unwrap_err().to_string();
            assert_eq!(error, "MAGNETITE_DATABASE_URL and MAGNETITE_DATABASE_URL_FILE are both set: only one of them can be right");
            pairs.reverse();
        }
        assert_eq!(with(&pairs[1..]).unwrap().database_url, "postgres://file@h/d");
    }

    #[test]
    fn a_file_that_is_not_toml_is_named_with_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("m.toml");
        std::fs::write(&file, "log = \"info\"\nlisten = 127.0.0.1\n").unwrap();
        let error = load(Some(&file), std::iter::empty(), &[]).unwrap_err().to_string();
        assert!(error.contains("m.toml") && error.contains("line 2") && error.lines().count() == 1, "{error}");
    }
}
