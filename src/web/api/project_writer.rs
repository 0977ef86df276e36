//! The member `writer` of a project: how it is shown, and how a change of it is read. The key goes in and never comes out.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::app::App;
use crate::model::llm::{LlmSettings, Provider};
use crate::model::schema::Fault;
use crate::model::writer_settings::{KeyChange, WriterKind, WriterSettings, parse_api_key};
use crate::web::writer;

/// Who writes the project's documents. The model's members are null where none is set.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProjectWriter {
    kind: WriterKind,
    #[schema(required)]
    provider: Option<Provider>,
    /// Null: the provider's own address.
    #[schema(required)]
    base_url: Option<String>,
    #[schema(required)]
    model: Option<String>,
    /// Price of a million tokens in and out, in the currency of your account there.
    #[schema(required)]
    price_in: Option<f64>,
    #[schema(required)]
    price_out: Option<f64>,
    /// Most tokens, in and out, that one job may use.
    #[schema(required)]
    job_tokens_max: Option<u32>,
    /// Most that a calendar month (UTC) may cost by these prices, of which one must be set for it; null: no limit.
    #[schema(required)]
    month_cost_max: Option<f64>,
    /// Last characters of the stored key; null: there is none. The key itself is never shown.
    #[schema(required)]
    api_key_end: Option<String>,
}

impl From<&WriterSettings> for ProjectWriter {
    fn from(writer: &WriterSettings) -> Self {
        let llm = writer.llm.as_ref();
        Self {
            kind: writer.kind,
            provider: llm.map(|llm| llm.provider),
            base_url: llm.and_then(|llm| llm.base_url.clone()),
            model: llm.map(|llm| llm.model.clone()),
            price_in: llm.map(|llm| llm.price_in),
            price_out: llm.map(|llm| llm.price_out),
            job_tokens_max: llm.map(|llm| llm.job_tokens_max),
            month_cost_max: llm.and_then(|llm| llm.month_cost_max),
            api_key_end: writer.key_end.clone(),
        }
    }
}

/// Takes the place of the whole member, but for the key. Where nothing of the model is given, the model stays as it is; `"model": null` alone removes it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriterChange {
    pub kind: WriterKind,
    /// Needed where `model` is given.
    pub provider: Option<Provider>,
    #[schema(max_length = 2000)]
    pub base_url: Option<String>,
    /// Needed for the kind `llm`.
    #[schema(max_length = 200)]
    pub model: Option<String>,
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub price_in: Option<f64>,
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub price_out: Option<f64>,
    #[schema(minimum = 10_000, maximum = 1_000_000)]
    pub job_tokens_max: Option<u32>,
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub month_cost_max: Option<f64>,
    /// Write-only. Not given: the stored key stays, as long as `provider` and `baseUrl` do; it is only ever sent to the server that it was given for.
    /// Null: it is removed.
    #[schema(max_length = 400, write_only)]
    pub api_key: Option<String>,
    /// As it was read; changes nothing.
    #[schema(read_only)]
    pub api_key_end: Option<String>,
}

/// The settings with what the body says in their place.
///
/// # Errors
/// Every fault, under `writer`.
pub fn changed_writer(app: &App, before: &WriterSettings, value: Value) -> Result<(WriterSettings, KeyChange), Vec<Fault>> {
    let fault = |field: &str, reason: String| vec![Fault { field: field.into(), reason }];
    let Value::Object(mut body) = value else { return Err(fault("writer", "must be an object".into())) };
    let key = match body.remove("apiKey") {
        None => KeyChange::Keep,
        Some(Value::Null) => KeyChange::Remove,
        Some(Value::String(text)) => KeyChange::Set(parse_api_key(&text).map_err(|reason| fault("writer.apiKey", reason.into()))?),
        Some(_) => return Err(fault("writer.apiKey", "must be a string, or null to remove it".into())),
    };
    body.remove("apiKeyEnd");
    let kind = match body.remove("kind") {
        Some(Value::String(text)) => WriterKind::of(&text),
        _ => None,
    };
    let Some(kind) = kind else { return Err(fault("writer.kind", "must be one of default, builtin, llm".into())) };
    let untouched = body.is_empty();
    let given: Map<String, Value> = body.into_iter().filter(|(_, value)| !value.is_null()).collect();
    let llm: Option<LlmSettings> = match given.is_empty() {
        true if untouched => before.llm.clone(),
        true => None,
        false => Some(serde_json::from_value(Value::Object(given)).map_err(|error| fault("writer", error.to_string()))?),
    };
    writer::changed(app, before, kind, llm, key)
}
