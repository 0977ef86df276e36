//! What people asked for about their own data, and deciding about it. The page that takes their requests: `web/pages/about.rs`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::call::{Asked, Call, place};
use crate::generation::person;
use crate::model::api_key::Scope;
use crate::model::ids::{LeadId, PersonRequestId};
use crate::model::person_request::{REASON_MAX_CHARS, RequestKind, RequestState};
use crate::store::StoreError;
use crate::store::person_requests::{PersonRequest, request, requests_page};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::once::Turn;
use crate::web::state::Web;

/// What somebody asked for about their own data. Once the lead is erased, what was personal in it is empty.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PersonRequest)]
struct PersonRequestView {
    #[schema(value_type = String, pattern = "^preq_[0-9A-Za-z]{22}$")]
    id: PersonRequestId,
    #[schema(value_type = String, pattern = "^lead_[0-9A-Za-z]{22}$")]
    lead_id: LeadId,
    kind: RequestKind,
    /// `confirmed` and `waiting` wait for a decision.
    state: RequestState,
    /// Proved by a link in a mail to the lead's address.
    proved: bool,
    /// An objection that holds already; refusing takes it back.
    in_effect: bool,
    /// Of a correction: the field (`fullName`, `customFields.seats`, or `document`), the right value, and words.
    field: String,
    value: String,
    words: String,
    /// Epoch milliseconds.
    created_at: i64,
    /// Epoch milliseconds; null while it is open.
    #[schema(required)]
    decided_at: Option<i64>,
    decided_by: String,
    /// Why it was refused.
    reason: String,
}

impl From<PersonRequest> for PersonRequestView {
    fn from(of: PersonRequest) -> Self {
        Self {
            id: of.id,
            lead_id: of.lead_id,
            kind: of.kind,
            state: of.state,
            proved: of.confirmed_at.is_some(),
            in_effect: of.in_effect,
            field: of.field,
            value: of.value,
            words: of.words,
            created_at: of.created_at,
            decided_at: of.decided_at,
            decided_by: of.decided_by,
            reason: of.reason,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonRequestList {
    #[schema(example = true)]
    success: bool,
    data: Vec<PersonRequestView>,
    /// For `cursor`; null at the end of the list.
    #[schema(required)]
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PersonRequestAnswer {
    #[schema(example = true)]
    success: bool,
    request: PersonRequestView,
}

/// What becomes of the request.
#[derive(Deserialize, ToSchema)]
#[schema(as = PersonDecision)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// `do` what is asked for, or `refuse` it.
    #[schema(pattern = "^(do|refuse)$", example = "do")]
    pub decision: String,
    /// Needed to refuse: the person reads it.
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

/// List people's requests
///
/// What people asked for on the page about their data: corrections, objections, erasures, copies. Of the key's project, newest first.
#[utoipa::path(
    get, path = "/person-requests", tag = "Rights", operation_id = "listPersonRequests",
    params(
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before", pattern = "^[0-9]{1,15}-preq_[0-9A-Za-z]{22}$"),
        ("limit" = Option<i64>, Query, description = "Requests of a page; 50 where none is given", minimum = 1, maximum = 200),
        ("state" = Option<RequestState>, Query, description = "Only requests in this state")
    ),
    responses((status = 200, description = "One page", body = PersonRequestList))
)]
pub async fn list(caller: ApiProject, State(web): State<Web>, mut asked: Asked) -> Result<Json<PersonRequestList>, ApiError> {
    caller.require(Scope::Manage)?;
    let before = asked.take("cursor", place::<PersonRequestId>);
    let limit = asked.number("limit", 1..=200, 50);
    let state = asked.choice("state", &RequestState::ALL.map(|state| (state.as_str(), state)));
    asked.check()?;
    let mut requests = requests_page(&web.app.db, &caller.0.workspace.id, &caller.0.project.id, state, before, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = requests.len() > wanted;
    requests.truncate(wanted);
    let next_cursor = requests.last().filter(|_| more).map(|last| format!("{}-{}", last.created_at, last.id));
    Ok(Json(PersonRequestList { success: true, data: requests.into_iter().map(PersonRequestView::from).collect(), next_cursor }))
}

/// Decide about a person's request
///
/// Does what is asked for, or refuses it with a reason. A correction is put in place on the lead; an objection suppresses the address and withdraws the page; an erasure removes every lead with the address in the workspace; a copy you hand over yourself (`GET /leads/{leadId}/export`).
#[utoipa::path(
    post, path = "/person-requests/{requestId}/decide", tag = "Rights", operation_id = "decidePersonRequest", request_body = Decision,
    params(("requestId" = String, Path, description = "Id of the request", pattern = "^preq_[0-9A-Za-z]{22}$")),
    responses(
        (status = 200, description = "The request, ended", body = PersonRequestAnswer),
        (status = 409, description = "The request does not wait for a decision, or the right value does not fit its field")
    )
)]
pub async fn decide(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Manage)?;
    let (app, caller) = (&web.app, call.caller());
    let not_found = || ApiError::new(&error::NOT_FOUND);
    let id: PersonRequestId = id.parse().map_err(|_| not_found())?;
    let asked = request(&app.db, &caller.workspace.id, &caller.project.id, &id).await?.ok_or_else(not_found)?;
    let refusal = read(&call)?;
    let body = Value::Object(call.body.clone());
    // No transaction is open while it is done: the first turn only looks whether it was asked before.
    if let Turn::Again(answer) = call.once.begin(&web, caller, &body).await? {
        return Ok(answer);
    }
    person::decide(app, call.by(), &asked, refusal.as_deref()).await?;
    let ended = request(&app.db, &caller.workspace.id, &caller.project.id, &id).await?;
    let ended = ended.ok_or_else(|| StoreError::Damaged("a request vanished".into()))?;
    let answer = PersonRequestAnswer { success: true, request: ended.into() };
    match call.once.begin(&web, caller, &body).await? {
        Turn::Again(answer) => Ok(answer),
        Turn::First(effect) => effect.finish(StatusCode::OK, &answer).await,
    }
}

/// The reason of a refusal; `None` to do what is asked for.
fn read(call: &Call) -> Result<Option<String>, ApiError> {
    let mut members = call.members();
    let given = members.has("decision");
    let refuse = members.take("decision", |value| match value.as_str() {
        Some("do") => Ok(false),
        Some("refuse") => Ok(true),
        _ => Err("must be do or refuse".into()),
    });
    let reason = members.text("reason", REASON_MAX_CHARS).map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    match (refuse, &reason) {
        (None, _) if !given => members.fault("decision", "must be do or refuse"),
        (Some(true), None) => members.fault("reason", "must say why: the person reads it"),
        (Some(false), Some(_)) => members.fault("reason", "is only for a refusal"),
        _ => {}
    }
    members.check()?;
    Ok(reason)
}
