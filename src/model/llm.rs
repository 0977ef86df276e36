//! The language model that may phrase documents: where it is, what it may cost, and what each call to it came to.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::Fault;

/// The dialect a model's server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// OpenAI's chat completions, and the many servers that speak the same.
    OpenAi,
    /// Anthropic's messages.
    Anthropic,
    /// Ollama's chat.
    Ollama,
}

impl Provider {
    pub const ALL: [Provider; 3] = [Provider::OpenAi, Provider::Anthropic, Provider::Ollama];

    /// As it stands in settings and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Provider::OpenAi => "openai",
            Provider::Anthropic => "anthropic",
            Provider::Ollama => "ollama",
        }
    }

    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// Where the provider itself answers, with the path that its dialect expects below.
    #[must_use]
    pub fn base_url(self) -> &'static str {
        match self {
            Provider::OpenAi => "https://api.openai.com/v1",
            Provider::Anthropic => "https://api.anthropic.com/v1",
            Provider::Ollama => "http://127.0.0.1:11434",
        }
    }
}

/// A project's model. Its key is stored apart, sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LlmSettings {
    pub provider: Provider,
    /// `None`: the provider's own.
    #[serde(default)]
    pub base_url: Option<String>,
    /// The model's name, as its server knows it.
    pub model: String,
    /// Price of a million tokens in and out, in the currency of the account; 0 where nothing is charged or known.
    #[serde(default)]
    pub price_in: f64,
    #[serde(default)]
    pub price_out: f64,
    /// Most tokens, in and out, that one job may use.
    #[serde(default = "job_tokens")]
    pub job_tokens_max: u32,
    /// Most that a calendar month (UTC) may cost, by the prices above; `None`: no limit.
    #[serde(default)]
    pub month_cost_max: Option<f64>,
}

/// What the tokens of one job may be capped at: fewer do not reach for a document.
pub const JOB_TOKENS: std::ops::RangeInclusive<u32> = 10_000..=1_000_000;

fn job_tokens() -> u32 {
    60_000
}

impl LlmSettings {
    /// What these tokens cost, in millionths of the currency, rounded up.
    #[must_use]
    pub fn cost_micros(&self, tokens_in: u32, tokens_out: u32) -> i64 {
        let cost = (f64::from(tokens_in) * self.price_in + f64::from(tokens_out) * self.price_out).ceil();
        // A price of a million tokens is the price of one token in millionths.
        if cost.is_finite() && cost < 9.0e15 { format!("{cost:.0}").parse().unwrap_or(i64::MAX) } else { i64::MAX }
    }

    /// Says what is wrong, by field.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, reason: &str| faults.push(Fault { field: format!("writer.{field}"), reason: reason.into() });
        if self.base_url.as_deref().is_some_and(|url| !super::offer::is_link(url, &["http", "https"])) {
            fault("baseUrl", "must be a URL like https://api.example.com/v1");
        }
        if self.model.trim().is_empty() || self.model.chars().count() > 200 || self.model.chars().any(char::is_control) {
            fault("model", "must be the name of a model, at most 200 characters");
        }
        for (field, price) in [("priceIn", Some(self.price_in)), ("priceOut", Some(self.price_out)), ("monthCostMax", self.month_cost_max)] {
            if price.is_some_and(|price| !price.is_finite() || !(0.0..=1_000_000.0).contains(&price)) {
                fault(field, "must be a number from 0 to 1,000,000");
            }
        }
        if self.month_cost_max.is_some() && self.price_in <= 0.0 && self.price_out <= 0.0 {
            fault("monthCostMax", "needs the prices: without them nothing is counted");
        }
        if !JOB_TOKENS.contains(&self.job_tokens_max) {
            fault("jobTokensMax", "must be 10,000 to 1,000,000");
        }
        faults
    }
}

/// One call to a model, whatever came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LlmCall)]
pub struct Call {
    pub purpose: Purpose,
    pub provider: Provider,
    pub model: String,
    /// Epoch milliseconds.
    pub at: i64,
    pub duration_ms: i64,
    /// As the server counted them; our own estimate where it did not say, as when the call failed.
    pub tokens_in: u32,
    pub tokens_out: u32,
    pub outcome: CallOutcome,
}

/// What a call was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    Write,
    /// Refused sentences once more, with the reasons.
    Rewrite,
    /// The button that tests the connection.
    Test,
}

/// What came of a call, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    Ok,
    /// No such host, connection refused, TLS.
    Unreachable,
    /// An address that this server may not call.
    PrivateAddress,
    Timeout,
    /// The connection ended before the answer did.
    Cut,
    /// 401 or 403.
    Unauthorized,
    /// 404: no such model or path.
    NotFound,
    /// 429.
    RateLimited,
    /// 503 or 529.
    Overloaded,
    /// Any other status that is no success.
    HttpError,
    TooLarge,
    /// The model would not answer.
    Refusal,
    /// It stopped at the limit of its output.
    Length,
    /// No JSON, or JSON that is not what was asked for.
    Malformed,
    /// The schema itself came back.
    Echo,
}

macro_rules! word {
    ($type:ident) => {
        impl $type {
            /// As it stands in JSON and tables.
            #[must_use]
            pub fn as_str(self) -> String {
                serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
            }

            #[must_use]
            pub fn of(text: &str) -> Option<Self> {
                serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
            }
        }
    };
}
word!(Purpose);
word!(CallOutcome);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_cost_is_counted_in_millionths_and_rounded_up() {
        let settings: LlmSettings = serde_json::from_value(serde_json::json!({"provider": "openai", "model": "m", "priceIn": 0.15, "priceOut": 0.6})).unwrap();
        assert_eq!(settings.cost_micros(1_000, 100), 210);
        assert_eq!(settings.cost_micros(1, 0), 1);
        assert_eq!(settings.cost_micros(0, 0), 0);
        assert!(settings.faults().is_empty());
    }

    #[test]
    fn a_cap_of_the_month_needs_prices_and_one_of_a_job_reaches_for_a_document() {
        let mut settings: LlmSettings = serde_json::from_value(serde_json::json!({"provider": "openai", "model": "m", "monthCostMax": 20})).unwrap();
        let fields = |settings: &LlmSettings| settings.faults().into_iter().map(|fault| fault.field).collect::<Vec<_>>();
        assert_eq!(fields(&settings), ["writer.monthCostMax"]);
        settings.price_out = 0.6;
        assert!(fields(&settings).is_empty());
        settings.job_tokens_max = 9_999;
        assert_eq!(fields(&settings), ["writer.jobTokensMax"]);
    }

    #[test]
    fn words_go_there_and_back() {
        assert_eq!(CallOutcome::of(&CallOutcome::RateLimited.as_str()), Some(CallOutcome::RateLimited));
        assert_eq!(Purpose::of("rewrite"), Some(Purpose::Rewrite));
        assert_eq!(Provider::of("anthropic"), Some(Provider::Anthropic));
    }
}
