//! The three dialects behind one trait: where a request goes, how it is put, and what an answer says. What a provider promises about its output is not
//! relied on: `answer` judges the text.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::llm::{LlmSettings, Provider};

/// What is asked, in no dialect yet.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub model: &'a str,
    /// The rules, in our own words alone.
    pub system: &'a str,
    /// The plan with the text from outside.
    pub user: &'a str,
    pub schema: &'a Value,
    /// Most tokens of the answer.
    pub output_max: u32,
}

/// What an answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The model's text; empty when there is none.
    pub text: String,
    pub stop: Stop,
    pub tokens_in: Option<u32>,
    pub tokens_out: Option<u32>,
}

/// Why the model stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Done,
    /// At the limit of its output.
    Length,
    /// It would not answer.
    Refusal,
}

pub trait Dialect: Send + Sync {
    /// Below the base URL.
    fn path(&self) -> &'static str;
    /// What carries the key, and what else every request needs.
    fn headers(&self, key: Option<&str>) -> Vec<(&'static str, String)>;
    fn body(&self, request: &Request<'_>) -> Value;
    /// Its servers hold a model to any schema as it comes, so that each question may have one of its own. Others compile a schema once and keep it.
    fn narrow(&self) -> bool;
    /// `None` when the body is no answer of this dialect.
    fn reply(&self, body: &[u8]) -> Option<Reply>;
}

/// The dialect that the settings name.
#[must_use]
pub fn of(settings: &LlmSettings) -> &'static dyn Dialect {
    match settings.provider {
        Provider::OpenAi if settings.base_url.as_deref().is_none_or(|url| url.trim_end_matches('/') == Provider::OpenAi.base_url()) => &OpenAi { own: true },
        Provider::OpenAi => &OpenAi { own: false },
        Provider::Anthropic => &Anthropic,
        Provider::Ollama => &Ollama,
    }
}

/// For servers of small models: they stay close to the claim, and at 0 they are prone to loops. The large providers' own models take their default; some refuse another.
const TEMPERATURE: f64 = 0.2;

/// A count of tokens as a server tells it; `None` when it is none.
fn tokens(value: Option<&Value>) -> Option<u32> {
    const PLAUSIBLE: u32 = 10_000_000;
    value.and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok()).filter(|count| *count <= PLAUSIBLE)
}

/// Chat completions.
struct OpenAi {
    /// The provider's own server, which counts thinking as output and has renamed the limit; others know the old name alone.
    own: bool,
}

impl Dialect for OpenAi {
    fn path(&self) -> &'static str {
        "chat/completions"
    }

    fn headers(&self, key: Option<&str>) -> Vec<(&'static str, String)> {
        key.map(|key| ("authorization", format!("Bearer {key}"))).into_iter().collect()
    }

    fn body(&self, request: &Request<'_>) -> Value {
        let limit = if self.own { "max_completion_tokens" } else { "max_tokens" };
        let mut body = json!({
            "model": request.model,
            "messages": [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}],
            "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "strict": true, "schema": request.schema}},
            limit: request.output_max,
            "stream": false,
        });
        if !self.own {
            body["temperature"] = json!(TEMPERATURE);
        }
        body
    }

    fn narrow(&self) -> bool {
        !self.own
    }

    fn reply(&self, body: &[u8]) -> Option<Reply> {
        #[derive(Deserialize)]
        struct Body {
            choices: Vec<Choice>,
            usage: Option<Value>,
        }
        #[derive(Deserialize)]
        struct Choice {
            message: Message,
            finish_reason: Option<String>,
        }
        #[derive(Deserialize)]
        struct Message {
            content: Option<String>,
            refusal: Option<String>,
        }
        let body: Body = serde_json::from_slice(body).ok()?;
        let choice = body.choices.into_iter().next()?;
        let refused = choice.message.refusal.is_some_and(|words| !words.is_empty());
        let stop = match choice.finish_reason.as_deref() {
            _ if refused => Stop::Refusal,
            Some("content_filter") => Stop::Refusal,
            Some("length") => Stop::Length,
            _ => Stop::Done,
        };
        let usage = body.usage.unwrap_or_default();
        Some(Reply {
            text: choice.message.content.unwrap_or_default(),
            stop,
            tokens_in: tokens(usage.get("prompt_tokens")),
            tokens_out: tokens(usage.get("completion_tokens")),
        })
    }
}

/// Messages, with structured output by `output_config.format`.
struct Anthropic;

impl Dialect for Anthropic {
    fn path(&self) -> &'static str {
        "messages"
    }

    fn headers(&self, key: Option<&str>) -> Vec<(&'static str, String)> {
        let version = ("anthropic-version", "2023-06-01".to_owned());
        key.map(|key| ("x-api-key", key.to_owned())).into_iter().chain([version]).collect()
    }

    fn body(&self, request: &Request<'_>) -> Value {
        json!({
            "model": request.model,
            "system": request.system,
            "messages": [{"role": "user", "content": request.user}],
            "output_config": {"format": {"type": "json_schema", "schema": request.schema}},
            "max_tokens": request.output_max,
            "stream": false,
        })
    }

    fn narrow(&self) -> bool {
        false
    }

    fn reply(&self, body: &[u8]) -> Option<Reply> {
        #[derive(Deserialize)]
        struct Body {
            content: Vec<Part>,
            stop_reason: Option<String>,
            usage: Option<Value>,
        }
        #[derive(Deserialize)]
        struct Part {
            r#type: String,
            text: Option<String>,
        }
        let body: Body = serde_json::from_slice(body).ok()?;
        let stop = match body.stop_reason.as_deref() {
            Some("refusal") => Stop::Refusal,
            Some("max_tokens" | "model_context_window_exceeded") => Stop::Length,
            _ => Stop::Done,
        };
        let usage = body.usage.unwrap_or_default();
        // What was read from a cache or put into one counts as input too.
        let input = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"].map(|name| tokens(usage.get(name)));
        Some(Reply {
            text: body.content.into_iter().filter(|part| part.r#type == "text").filter_map(|part| part.text).collect(),
            stop,
            tokens_in: input[0].map(|first| input[1..].iter().flatten().fold(first, |sum, count| sum.saturating_add(*count))),
            tokens_out: tokens(usage.get("output_tokens")),
        })
    }
}

/// Ollama's chat.
struct Ollama;

impl Dialect for Ollama {
    fn path(&self) -> &'static str {
        "api/chat"
    }

    fn headers(&self, key: Option<&str>) -> Vec<(&'static str, String)> {
        // It asks for none itself; a proxy in front of it may.
        key.map(|key| ("authorization", format!("Bearer {key}"))).into_iter().collect()
    }

    fn body(&self, request: &Request<'_>) -> Value {
        json!({
            "model": request.model,
            "messages": [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}],
            "format": request.schema,
            "options": {"num_predict": request.output_max, "temperature": TEMPERATURE},
            "stream": false,
        })
    }

    fn narrow(&self) -> bool {
        true
    }

    fn reply(&self, body: &[u8]) -> Option<Reply> {
        #[derive(Deserialize)]
        struct Message {
            content: Option<String>,
        }
        #[derive(Deserialize)]
        struct Body {
            message: Message,
            done: bool,
            done_reason: Option<String>,
            prompt_eval_count: Option<Value>,
            eval_count: Option<Value>,
        }
        let body: Body = serde_json::from_slice(body).ok()?;
        let stop = if !body.done || body.done_reason.as_deref() == Some("length") { Stop::Length } else { Stop::Done };
        Some(Reply {
            text: body.message.content.unwrap_or_default(),
            stop,
            tokens_in: tokens(body.prompt_eval_count.as_ref()),
            tokens_out: tokens(body.eval_count.as_ref()),
        })
    }
}
