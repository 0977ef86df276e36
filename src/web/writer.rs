//! Who writes a project's documents, for API and dashboard alike: what may be put in place of the settings, and what is told of calls and documents.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::app::App;
use crate::generation::phrase::seal_key;
use crate::model::credits::month_begin;
use crate::model::ids::{LeadId, WorkspaceId};
use crate::model::llm::{LlmSettings, Provider};
use crate::model::project::Project;
use crate::model::schema::Fault;
use crate::model::writer_settings::{Cost, Instead, KeyChange, WriterKind, WriterSettings};
use crate::store::llm_calls::{Sum, sum_of_lead, sums_since};
use crate::store::writer_settings::SealedChange;
use crate::store::{StoreError, writings};

/// Checks what is to take the place of the project's settings; an address comes out as it is called.
///
/// # Errors
/// Every fault, under `writer.…`.
pub fn changed(
    app: &App,
    before: &WriterSettings,
    kind: WriterKind,
    mut llm: Option<LlmSettings>,
    key: KeyChange,
) -> Result<(WriterSettings, KeyChange), Vec<Fault>> {
    let fault = |field: &str, reason: &str| Fault { field: format!("writer.{field}"), reason: reason.into() };
    let mut faults = Vec::new();
    match &mut llm {
        None if kind == WriterKind::Llm => faults.push(fault("model", "must be given")),
        None => {}
        // What stays as it is and does not write need not be right today.
        Some(llm) if kind != WriterKind::Llm && before.llm.as_ref() == Some(&*llm) => {}
        Some(llm) => {
            faults = llm.faults();
            let url_is_one = !faults.iter().any(|fault| fault.field == "writer.baseUrl");
            match &llm.base_url {
                Some(url) if url_is_one => match app.model_url(url) {
                    Ok(url) => llm.base_url = Some(url),
                    Err(reason) => faults.push(fault("baseUrl", reason)),
                },
                None if llm.provider == Provider::Ollama && !app.settings.llm.allow_private => {
                    faults.push(fault("baseUrl", "must be given: on this server a project’s model must stand at a public address"));
                }
                _ => {}
            }
            llm.model = llm.model.trim().to_owned();
        }
    }
    if faults.is_empty() { Ok(before.changed(kind, llm, key)) } else { Err(faults) }
}

/// What is to be written of the key: seals a new one for the server of the settings `writer`, which are written with it.
///
/// # Errors
/// When it cannot be sealed.
pub fn sealed(app: &App, project: &Project, writer: &WriterSettings, key: &KeyChange) -> Result<Sealed, StoreError> {
    Ok(match (key, &writer.llm) {
        (KeyChange::Keep, _) => Sealed::Keep,
        (KeyChange::Set(_), Some(llm)) => seal_key(app, &project.id, llm, key)?.map_or(Sealed::Keep, Sealed::Set),
        (KeyChange::Remove | KeyChange::Set(_), _) => Sealed::Remove,
    })
}

/// A [`SealedChange`] that owns its text.
#[derive(Debug)]
pub enum Sealed {
    Keep,
    Remove,
    Set(String),
}

impl Sealed {
    #[must_use]
    pub fn change(&self) -> SealedChange<'_> {
        match self {
            Sealed::Keep => SealedChange::Keep,
            Sealed::Remove => SealedChange::Remove,
            Sealed::Set(text) => SealedChange::Set(text),
        }
    }
}

/// What calls to models came to.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LlmUse)]
pub struct Use {
    #[schema(minimum = 0)]
    calls: i64,
    #[schema(minimum = 0)]
    tokens_in: i64,
    #[schema(minimum = 0)]
    tokens_out: i64,
    /// In millionths of the currency that the prices are in.
    #[schema(minimum = 0)]
    cost_micros: i64,
}

impl From<Sum> for Use {
    fn from(sum: Sum) -> Self {
        Self { calls: sum.calls, tokens_in: sum.tokens_in, tokens_out: sum.tokens_out, cost_micros: sum.cost_micros }
    }
}

impl Use {
    /// `0.0042`.
    #[must_use]
    pub fn cost(&self) -> String {
        Cost(self.cost_micros).shown()
    }

    #[must_use]
    pub fn calls(&self) -> i64 {
        self.calls
    }

    #[must_use]
    pub fn tokens(&self) -> (i64, i64) {
        (self.tokens_in, self.tokens_out)
    }
}

/// Who wrote a lead's newest document, how it fared at the gate, and what the calls for this lead came to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeadWriter {
    /// `builtin` or `llm`.
    #[schema(example = "builtin")]
    pub name: &'static str,
    /// Why the built-in writer wrote in the model's place: what came of the call, `gate` (no answer could stand), `job_cap`, `month_cap` or `no_key`; null where it did not.
    #[schema(required)]
    pub instead: Option<String>,
    /// The same in plain words.
    #[schema(required)]
    pub instead_message: Option<&'static str>,
    /// Sentences that went through the gate, were refused by it, were replaced by the built-in sentence.
    #[schema(minimum = 0)]
    pub sentences: i64,
    #[schema(minimum = 0)]
    pub refused: i64,
    #[schema(minimum = 0)]
    pub replaced: i64,
    #[serde(rename = "use")]
    pub used: Use,
}

/// `None` while nothing was written, and for samples.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_lead(app: &App, workspace: &WorkspaceId, lead: &LeadId) -> Result<Option<LeadWriter>, StoreError> {
    let Some(writing) = writings::writing_of_lead(&app.db, workspace, lead).await? else { return Ok(None) };
    let used = sum_of_lead(&app.db, workspace, lead).await?.into();
    Ok(Some(LeadWriter {
        name: if writing.by_model { "llm" } else { "builtin" },
        instead: writing.instead.map(Instead::as_str),
        instead_message: writing.instead.map(Instead::told),
        sentences: writing.sentences,
        refused: writing.refused,
        replaced: writing.replaced,
        used,
    }))
}

/// What a project's model did since the calendar month (UTC) began.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WriterMonth {
    /// Epoch milliseconds.
    pub since: i64,
    #[serde(rename = "use")]
    pub used: Use,
    /// Calls that failed, by what came of them.
    #[schema(value_type = Object, example = json!({"timeout": 2}))]
    pub failures: Map<String, Value>,
    /// Documents written, by whomever.
    #[schema(minimum = 0)]
    pub documents: i64,
    #[schema(minimum = 0)]
    pub by_model: i64,
    /// Written by the built-in writer where the model should have.
    #[schema(minimum = 0)]
    pub instead: i64,
    /// Of the documents by the model: sentences that went through the gate, were refused by it, were replaced by the built-in sentence.
    #[schema(minimum = 0)]
    pub sentences: i64,
    #[schema(minimum = 0)]
    pub refused: i64,
    #[schema(minimum = 0)]
    pub replaced: i64,
}

/// # Errors
/// When the database cannot be read.
pub async fn month(app: &App, project: &Project) -> Result<WriterMonth, StoreError> {
    let since = month_begin(app.now());
    let by_outcome = sums_since(&app.db, &project.workspace_id, &project.id, since).await?;
    let mut all = Sum::default();
    let mut failures = Map::new();
    for (outcome, sum) in by_outcome {
        all = Sum {
            calls: all.calls + sum.calls,
            tokens_in: all.tokens_in + sum.tokens_in,
            tokens_out: all.tokens_out + sum.tokens_out,
            cost_micros: all.cost_micros.saturating_add(sum.cost_micros),
        };
        if outcome != crate::model::llm::CallOutcome::Ok {
            failures.insert(outcome.as_str(), sum.calls.into());
        }
    }
    let written = writings::sum_since(&app.db, &project.workspace_id, &project.id, since).await?;
    Ok(WriterMonth {
        since,
        used: all.into(),
        failures,
        documents: written.documents,
        by_model: written.by_model,
        instead: written.instead,
        sentences: written.sentences,
        refused: written.refused,
        replaced: written.replaced,
    })
}
