//! The operator's language model: where it is, what it may cost, and whether projects may name private addresses for models of their own.

use std::time::Duration;

use super::{ConfigError, Reader, Secret, duration};

/// What a job may be allowed, as for a project's own model.
const JOB_TOKENS: std::ops::RangeInclusive<u32> = 10_000..=1_000_000;

#[derive(Debug, Clone)]
pub struct Llm {
    /// A model writes where a project says nothing else; needs `model`.
    pub writes: bool,
    /// `None`: no model is named.
    pub model: Option<OperatorModel>,
    /// Projects may name loopback and private addresses, and plain http. The operator's own address may be private anyway.
    pub allow_private: bool,
    /// What all calls for one document may take together.
    pub deadline: Duration,
}

/// The model that projects without one of their own use.
#[derive(Debug, Clone)]
pub struct OperatorModel {
    /// `openai`, `anthropic` or `ollama`.
    pub provider: String,
    /// `None`: the provider's own.
    pub base_url: Option<String>,
    pub name: String,
    pub api_key: Option<Secret>,
    /// Prices of a million tokens in and out.
    pub price_in: f64,
    pub price_out: f64,
    pub job_tokens_max: u32,
    /// For each project; `None`: no limit.
    pub month_cost_max: Option<f64>,
}

const PROVIDERS: [&str; 3] = ["openai", "anthropic", "ollama"];
const BASE_URL: &str = "a URL like https://api.example.com/v1, without user name, password, ?… and #…; a key goes into llm_api_key";
const PRICE: &str = "a number from 0 to 1000000";

/// Longest time for one document: an attempt at a job ends after three minutes, research included.
const DEADLINE_MAX: Duration = Duration::from_secs(120);

pub(super) fn llm(read: &Reader<'_>) -> Result<Llm, ConfigError> {
    let writes = read.parse("writer", "\"builtin\" or \"llm\"", |value| match value {
        "builtin" => Some(false),
        "llm" => Some(true),
        _ => None,
    })?;
    let provider = read.parse("llm_provider", "\"openai\", \"anthropic\" or \"ollama\"", |value| PROVIDERS.contains(&value).then(|| value.to_owned()))?;
    let base_url = read.optional("llm_base_url", BASE_URL, |value| {
        let url = url::Url::parse(value).ok()?;
        let bare = url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
        (matches!(url.scheme(), "http" | "https") && url.host().is_some() && bare).then(|| value.trim_end_matches('/').to_owned())
    });
    // What stands before the @ may be a password, which no message repeats.
    let base_url = base_url.map_err(|error| match error {
        ConfigError::Malformed { name, origin, value, wanted } if value.contains('@') => ConfigError::Malformed { name, origin, value: "…".into(), wanted },
        error => error,
    })?;
    let name = read.optional("llm_model", "the name of a model", |value| (value.chars().count() <= 200).then(|| value.to_owned()))?;
    if writes && name.is_none() {
        return Err(read.malformed("llm_model", "the name of a model, which MAGNETITE_WRITER=llm needs"));
    }
    let api_key = read.optional("llm_api_key", "one word of visible ASCII characters", |value| {
        value.bytes().all(|byte| byte.is_ascii_graphic()).then(|| Secret(value.to_owned()))
    })?;
    let (price_in, price_out) = (read.parse("llm_price_in", PRICE, price)?, read.parse("llm_price_out", PRICE, price)?);
    let job_tokens_max = read.parse("llm_job_tokens_max", "a number from 10000 to 1000000", |value| value.parse().ok().filter(|n| JOB_TOKENS.contains(n)))?;
    let month_cost_max = read.optional("llm_month_cost_max", PRICE, price)?;
    if month_cost_max.is_some() && price_in <= 0.0 && price_out <= 0.0 {
        return Err(read.malformed("llm_month_cost_max", "it needs llm_price_in or llm_price_out, without which nothing is counted"));
    }
    let model = name.map(|name| OperatorModel { provider, base_url, name, api_key, price_in, price_out, job_tokens_max, month_cost_max });
    Ok(Llm {
        writes,
        model,
        allow_private: read.parse("llm_allow_private", "true or false", |value| value.parse().ok())?,
        deadline: read.parse("llm_deadline", "a time like 90 s, from 1 s to 2 m", |value| {
            duration(value).filter(|time| (Duration::from_secs(1)..=DEADLINE_MAX).contains(time))
        })?,
    })
}

fn price(text: &str) -> Option<f64> {
    text.parse().ok().filter(|price: &f64| price.is_finite() && (0.0..=1_000_000.0).contains(price))
}
