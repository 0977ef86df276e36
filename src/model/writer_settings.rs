//! Who phrases a project's documents: whoever the operator has set, the built-in writer, or a model of the project's own.
//! And why the built-in writer wrote where a model should have.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::llm::{CallOutcome, LlmSettings};

/// Who writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum WriterKind {
    /// Whoever the operator of the server has set.
    #[default]
    Default,
    /// Sentences of our own: no model, no network, the same input gives the same bytes.
    Builtin,
    /// The project's own language model.
    Llm,
}

impl WriterKind {
    pub const ALL: [WriterKind; 3] = [WriterKind::Default, WriterKind::Builtin, WriterKind::Llm];

    /// As it stands in settings and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            WriterKind::Default => "default",
            WriterKind::Builtin => "builtin",
            WriterKind::Llm => "llm",
        }
    }

    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// Who writes a project's documents. The model stays where another writer is chosen, so that it need not be typed again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct WriterSettings {
    pub kind: WriterKind,
    pub llm: Option<LlmSettings>,
    /// Last characters of the stored key, to know it by; empty for one too short to show any of. `None`: there is no key.
    pub key_end: Option<String>,
}

/// What becomes of the stored key.
#[derive(Clone, PartialEq, Eq)]
pub enum KeyChange {
    Keep,
    Remove,
    Set(String),
}

impl std::fmt::Debug for KeyChange {
    /// A key does not print itself.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            KeyChange::Keep => "Keep",
            KeyChange::Remove => "Remove",
            KeyChange::Set(_) => "Set(…)",
        })
    }
}

/// Longest key, in characters, and the length from which its end may be shown.
const KEY_MAX_CHARS: usize = 400;
const SHOWN_FROM_CHARS: usize = 16;

/// Checks a model's API key as it was typed.
///
/// # Errors
/// A sentence for the field.
pub fn parse_api_key(text: &str) -> Result<String, &'static str> {
    let key = text.trim();
    let ok = (1..=KEY_MAX_CHARS).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if ok { Ok(key.to_owned()) } else { Err("must be one word of at most 400 visible ASCII characters") }
}

impl WriterSettings {
    /// The settings that take the place of `self`. A key is only ever sent to the server that it was given for: where provider or address
    /// are others now, or no model is left, an old one goes.
    #[must_use]
    pub fn changed(&self, kind: WriterKind, llm: Option<LlmSettings>, key: KeyChange) -> (Self, KeyChange) {
        let same_server = match (&self.llm, &llm) {
            (Some(before), Some(after)) => (before.provider, &before.base_url) == (after.provider, &after.base_url),
            _ => false,
        };
        let key = match key {
            KeyChange::Set(_) if llm.is_none() => KeyChange::Remove,
            KeyChange::Keep if !same_server => KeyChange::Remove,
            key => key,
        };
        let key_end = match &key {
            KeyChange::Keep => self.key_end.clone(),
            KeyChange::Remove => None,
            KeyChange::Set(key) => Some(if key.len() < SHOWN_FROM_CHARS { String::new() } else { key.chars().skip(key.chars().count() - 4).collect() }),
        };
        (Self { kind, llm, key_end }, key)
    }

    /// What changed, in words for the audit log; never anything of the key.
    #[must_use]
    pub fn changes(&self, after: &Self, key: &KeyChange) -> String {
        let mut told = Vec::new();
        if self.kind != after.kind {
            told.push(format!("writer {}", after.kind.as_str()));
        }
        match (&self.llm, &after.llm) {
            (before, Some(llm)) if before.as_ref() != Some(llm) => {
                let at = llm.base_url.as_deref().map(|url| format!(" at {url}")).unwrap_or_default();
                told.push(format!("model {} ({}{at})", llm.model, llm.provider.as_str()));
            }
            (Some(_), None) => told.push("no model".into()),
            _ => {}
        }
        match key {
            KeyChange::Set(_) => told.push("key set".into()),
            KeyChange::Remove if self.key_end.is_some() => told.push("key removed".into()),
            _ => {}
        }
        told.join(", ")
    }
}

impl LlmSettings {
    /// Tokens that a cap of so much money still buys when so many millionths of it are spent; all there are where tokens cost nothing.
    #[must_use]
    pub fn tokens_for(&self, cost_max: f64, spent_micros: i64) -> i64 {
        let whole = |number: f64| format!("{:.0}", number.floor().clamp(-1.0e15, 1.0e15)).parse::<i64>().unwrap_or(0);
        let left = whole(cost_max * 1_000_000.0).saturating_sub(spent_micros).max(0);
        // A price of a million tokens is the price of one token in millionths.
        let price = self.price_in.max(self.price_out);
        if price <= 0.0 { i64::MAX } else { whole(Cost(left).millionths() / price) }
    }
}

/// Money in millionths.
#[derive(Debug, Clone, Copy)]
pub struct Cost(pub i64);

impl Cost {
    fn millionths(self) -> f64 {
        format!("{}", self.0).parse().unwrap_or(0.0)
    }

    /// `0.0042`, `12.50`: four digits behind the point below one, else two.
    #[must_use]
    pub fn shown(self) -> String {
        let whole = self.millionths() / 1_000_000.0;
        if self.0 == 0 {
            "0".into()
        } else if self.0.unsigned_abs() < 1_000_000 {
            format!("{whole:.4}")
        } else {
            format!("{whole:.2}")
        }
    }
}

/// Why the built-in writer wrote in the model's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// The model's call failed.
    Call(CallOutcome),
    /// The job's tokens are used up.
    JobCap,
    /// The month's money is used up.
    MonthCap,
    /// The stored key cannot be read with this server's master key.
    NoKey,
    /// The model answered, and the gate let none of it stand.
    Refused,
}

impl Instead {
    /// As it stands in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> String {
        match self {
            Instead::Call(outcome) => outcome.as_str(),
            Instead::JobCap => "job_cap".into(),
            Instead::MonthCap => "month_cap".into(),
            Instead::NoKey => "no_key".into(),
            Instead::Refused => "gate".into(),
        }
    }

    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        match text {
            "job_cap" => Some(Instead::JobCap),
            "month_cap" => Some(Instead::MonthCap),
            "no_key" => Some(Instead::NoKey),
            "gate" => Some(Instead::Refused),
            text => CallOutcome::of(text).map(Instead::Call),
        }
    }

    /// What happened, and what to do, in plain words.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Instead::Call(outcome) => advice(outcome),
            Instead::JobCap => "The job had used all the tokens that one job may use. Raise that number, or make the document anew.",
            Instead::MonthCap => "The project had used up what a month may cost. Raise the limit, or wait for the next month.",
            Instead::NoKey => "The stored API key cannot be read with this server’s master key. Enter the key again.",
            Instead::Refused => "The model answered, but none of its answers could stand beside the sources. Try another model.",
        }
    }
}

/// What came of a call and what to do about it, in plain words.
#[must_use]
pub fn advice(outcome: CallOutcome) -> &'static str {
    match outcome {
        CallOutcome::Ok => "The model answered as it should.",
        CallOutcome::Unreachable => "The model’s server cannot be reached. Check the base URL, and that the server runs and may be reached from here.",
        CallOutcome::PrivateAddress => {
            "The base URL is plain http, or leads to a private address. Projects may name neither here; the operator can allow both with MAGNETITE_LLM_ALLOW_PRIVATE."
        }
        CallOutcome::Timeout => "The model took too long. Try a faster model, or let the operator raise MAGNETITE_LLM_DEADLINE.",
        CallOutcome::Cut => "The connection ended before the answer did. Try again; if it stays so, look at the server’s log or at a proxy between.",
        CallOutcome::Unauthorized => "The model’s server refused the API key. Check that it is right and may use this model.",
        CallOutcome::NotFound => "The server knows no such model, or nothing is at this address. Check the model’s name and the base URL.",
        CallOutcome::RateLimited => "The server takes no more requests for now. Wait a while, or raise the limits of your account there.",
        CallOutcome::Overloaded => "The model’s server is overloaded. Try again later.",
        CallOutcome::HttpError => "The server answered with an error. Check provider, base URL and model; the server’s own log says more.",
        CallOutcome::TooLarge => "The answer was larger than it may be. Try another model.",
        CallOutcome::Refusal => "The model would not answer. Try another model.",
        CallOutcome::Length => "The model stopped at the limit of its output. Raise the tokens of a job, or try another model.",
        CallOutcome::Malformed => "The answer was not in the form that was asked for. Try a model that supports JSON schemas.",
        CallOutcome::Echo => "The model sent the question’s own form back. Try a model that supports JSON schemas.",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn llm(base: &str) -> LlmSettings {
        serde_json::from_value(serde_json::json!({"provider": "openai", "model": "m", "baseUrl": base})).unwrap()
    }

    #[test]
    fn a_key_stays_with_the_server_that_it_was_given_for() {
        let key = KeyChange::Set("sk-0123456789abcdefWXYZ".into());
        let (set, _) = WriterSettings::default().changed(WriterKind::Llm, Some(llm("https://a.example/v1")), key);
        assert_eq!(set.key_end.as_deref(), Some("WXYZ"));
        let mut dearer = llm("https://a.example/v1");
        dearer.price_in = 3.0;
        let (same, key) = set.changed(WriterKind::Builtin, Some(dearer), KeyChange::Keep);
        assert_eq!((same.key_end.as_deref(), key), (Some("WXYZ"), KeyChange::Keep));
        let (other, key) = set.changed(WriterKind::Llm, Some(llm("https://b.example/v1")), KeyChange::Keep);
        assert_eq!((other.key_end, key), (None, KeyChange::Remove));
        let (none, key) = set.changed(WriterKind::Default, None, KeyChange::Set("x".into()));
        assert_eq!((none.key_end, key), (None, KeyChange::Remove));
    }

    #[test]
    fn neither_the_audit_log_nor_a_debug_line_tells_of_the_key() {
        let key = KeyChange::Set("sk-0123456789abcdefWXYZ".into());
        let (after, key) = WriterSettings::default().changed(WriterKind::Llm, Some(llm("https://a.example/v1")), key);
        let told = WriterSettings::default().changes(&after, &key);
        assert_eq!(told, "writer llm, model m (openai at https://a.example/v1), key set");
        assert_eq!(format!("{key:?}"), "Set(…)");
    }

    #[test]
    fn a_short_key_shows_nothing_of_itself() {
        let (after, _) = WriterSettings::default().changed(WriterKind::Llm, Some(llm("https://a.example/v1")), KeyChange::Set("secret".into()));
        assert_eq!(after.key_end.as_deref(), Some(""));
        assert!(parse_api_key("a b").is_err() && parse_api_key("").is_err() && parse_api_key(" sk-x\n").is_ok());
    }

    #[test]
    fn a_cap_buys_tokens_at_the_dearer_price() {
        let mut settings = llm("https://a.example/v1");
        (settings.price_in, settings.price_out) = (1.0, 4.0);
        assert_eq!(settings.tokens_for(2.0, 0), 500_000);
        assert_eq!(settings.tokens_for(2.0, 1_999_000), 250);
        assert_eq!(settings.tokens_for(2.0, 9_000_000), 0);
        (settings.price_in, settings.price_out) = (0.0, 0.0);
        assert_eq!(settings.tokens_for(0.0, 0), i64::MAX);
        assert_eq!([Cost(0), Cost(4_200), Cost(12_500_000)].map(Cost::shown), ["0", "0.0042", "12.50"]);
    }

    #[test]
    fn stored_words_go_there_and_back() {
        for one in [Instead::Call(CallOutcome::RateLimited), Instead::JobCap, Instead::MonthCap, Instead::NoKey, Instead::Refused] {
            assert_eq!(Instead::of(&one.as_str()), Some(one));
        }
        assert_eq!(serde_json::from_str::<WriterSettings>("{}").ok(), Some(WriterSettings::default()));
    }
}
