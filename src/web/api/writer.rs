//! The project's writer by API: testing the connection to its model, and the ledger of calls.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::call::{Asked, Call, place};
use crate::generation::phrase;
use crate::model::api_key::Scope;
use crate::model::ids::{CallId, JobId, LeadId};
use crate::model::llm::{self, CallOutcome, Provider, Purpose};
use crate::model::writer_settings::{Instead, advice};
use crate::store::llm_calls::{StoredCall, calls_page};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::once::Turn;
use crate::web::state::Web;
use crate::web::writer::{WriterMonth, month};

/// One call to a model, whatever came of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct WriterCall {
    #[schema(value_type = String, pattern = "^call_[0-9A-Za-z]{22}$")]
    id: CallId,
    /// Null for a test, and once the lead is erased.
    #[schema(required, value_type = Option<String>)]
    job_id: Option<JobId>,
    #[schema(required, value_type = Option<String>)]
    lead_id: Option<LeadId>,
    /// Epoch milliseconds.
    at: i64,
    #[schema(minimum = 0)]
    duration_ms: i64,
    purpose: Purpose,
    provider: Provider,
    model: String,
    #[schema(minimum = 0)]
    tokens_in: u32,
    #[schema(minimum = 0)]
    tokens_out: u32,
    /// In millionths of the currency that the prices are in.
    #[schema(minimum = 0)]
    cost_micros: i64,
    outcome: CallOutcome,
    /// What that means and what to do about it.
    message: &'static str,
}

impl From<StoredCall> for WriterCall {
    fn from(stored: StoredCall) -> Self {
        let StoredCall { id, job_id, lead_id, call, cost_micros } = stored;
        let llm::Call { purpose, provider, model, at, duration_ms, tokens_in, tokens_out, outcome } = call;
        Self { id, job_id, lead_id, at, duration_ms, purpose, provider, model, tokens_in, tokens_out, cost_micros, outcome, message: advice(outcome) }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WriterCallList {
    #[schema(example = true)]
    success: bool,
    data: Vec<WriterCall>,
    /// For `cursor`; null at the end of the list.
    #[schema(required)]
    next_cursor: Option<String>,
    month: WriterMonth,
}

/// List calls to the model
///
/// The ledger of the project's calls to language models, newest first, with what this calendar month (UTC) came to. Failed calls and tests are in it.
#[utoipa::path(
    get, path = "/projects/{projectId}/writer/calls", tag = "Projects", operation_id = "listWriterCalls",
    params(
        ("projectId" = String, Path, description = "Id or slug of the key's project"),
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before", pattern = "^[0-9]{1,15}-call_[0-9A-Za-z]{22}$"),
        ("limit" = Option<i64>, Query, description = "Calls of a page; 50 where none is given", minimum = 1, maximum = 200)
    ),
    responses((status = 200, description = "One page", body = WriterCallList))
)]
pub async fn calls(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, mut asked: Asked) -> Result<Json<WriterCallList>, ApiError> {
    caller.require_project(&id)?;
    caller.require(Scope::Read)?;
    let before = asked.take("cursor", place::<CallId>);
    let limit = asked.number("limit", 1..=200, 50);
    asked.check()?;
    let project = &caller.0.project;
    let mut calls = calls_page(&web.app.db, &project.workspace_id, &project.id, before, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = calls.len() > wanted;
    calls.truncate(wanted);
    let next_cursor = calls.last().filter(|_| more).map(|last| format!("{}-{}", last.call.at, last.id));
    let month = month(&web.app, project).await?;
    Ok(Json(WriterCallList { success: true, data: calls.into_iter().map(WriterCall::from).collect(), next_cursor, month }))
}

#[derive(Serialize, ToSchema)]
pub struct WriterTest {
    #[schema(example = true)]
    success: bool,
    /// The model answered as it should.
    ok: bool,
    call: WriterCall,
}

/// Test the model
///
/// Sends one tiny request to the model that writes for the project, and says what came of it. It is in the ledger like every other call.
#[utoipa::path(
    post, path = "/projects/{projectId}/writer/test", tag = "Projects", operation_id = "testWriter",
    params(("projectId" = String, Path, description = "Id or slug of the key's project")),
    responses(
        (status = 200, description = "What came of the call, good or bad", body = WriterTest),
        (status = 409, description = "No model writes for this project, its key cannot be read, or the month's cap is reached")
    )
)]
pub async fn test(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Response, ApiError> {
    call.caller.require_project(&id)?;
    call.caller.require(Scope::Manage)?;
    call.without_members()?;
    let body = Value::Object(call.body.clone());
    // No transaction is open while the model is called: the first turn only looks whether it was asked before.
    if let Turn::Again(answer) = call.once.begin(&web, call.caller(), &body).await? {
        return Ok(answer);
    }
    let tested = match phrase::test(&web.app, &call.caller().project).await? {
        Ok(tested) => tested,
        Err(None) => return Err(ApiError::with_message(&error::CONFLICT, "The built-in writer writes for this project: there is no model to test")),
        Err(Some(instead)) => return Err(ApiError::with_message(&error::CONFLICT, Instead::told(instead))),
    };
    let answer = WriterTest { success: true, ok: tested.call.outcome == CallOutcome::Ok, call: tested.into() };
    match call.once.begin(&web, call.caller(), &body).await? {
        Turn::Again(answer) => Ok(answer),
        Turn::First(effect) => effect.finish(StatusCode::OK, &answer).await,
    }
}
