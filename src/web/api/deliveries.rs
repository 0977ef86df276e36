//! What was sent to webhook endpoints, by API: pages, one with its tries, and sending again.

use std::collections::{BTreeMap, HashMap};

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::webhook_body::{INSTANT_MAX, Replay, replay as again};
use super::webhooks::{Queued, actor, by, find};
use crate::model::api_key::Scope;
use crate::model::event::{EventKind, Payload};
use crate::model::ids::DeliveryId;
use crate::model::schema::Fault;
use crate::model::webhook::DeliveryState;
use crate::store::StoreError;
use crate::store::delivery_log::{Logged, LoggedTry, Wanted, deliveries_of, delivery, payload_of, tries_of};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, JsonObject, Segments};
use crate::web::hooks;
use crate::web::key_cache::Caller;
use crate::web::once::{Once, Turn};
use crate::web::state::Web;

const LIMIT_DEFAULT: i64 = 50;
const LIMIT_MAX: i64 = 200;

/// One event for one endpoint. Instants are epoch milliseconds.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    #[schema(example = "dlv_4Hc1bXw0Zr9mQe7TtUa2Vk")]
    id: String,
    webhook_id: String,
    event_id: String,
    event: EventKind,
    /// Null for a test.
    #[schema(required)]
    lead_id: Option<String>,
    state: DeliveryState,
    /// Tries of the present round, at most 8; sending again begins another round.
    tries: i64,
    total_tries: i64,
    /// When the next try is due; null when none is.
    #[schema(required)]
    next_at: Option<i64>,
    /// HTTP status of the last try; null when no answer came.
    #[schema(required)]
    status: Option<i64>,
    /// One word for what went wrong in the last try: `dns`, `refused`, `tls`, `timeout`, `private_address`, `too_large`, `http_500`, …
    #[schema(required)]
    failure: Option<String>,
    /// How long the last try took.
    #[schema(required)]
    duration_ms: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

impl Delivery {
    fn of(logged: &Logged) -> Self {
        Self {
            id: logged.id.to_string(),
            webhook_id: logged.endpoint_id.to_string(),
            event_id: logged.event_id.to_string(),
            event: logged.kind,
            lead_id: logged.lead_id.as_ref().map(ToString::to_string),
            state: logged.state,
            tries: logged.tries,
            total_tries: logged.total_tries,
            next_at: logged.next_at,
            status: logged.status,
            failure: logged.failure.clone(),
            duration_ms: logged.duration_ms,
            created_at: logged.created_at,
            updated_at: logged.updated_at,
        }
    }
}

/// One try of a delivery.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryTry {
    /// From 1.
    number: i64,
    /// Epoch milliseconds.
    started_at: i64,
    duration_ms: i64,
    #[schema(required)]
    status: Option<i64>,
    #[schema(required)]
    failure: Option<String>,
    request_headers: BTreeMap<String, String>,
    answer_headers: BTreeMap<String, String>,
    /// At most 16 KiB; bytes that are no UTF-8 are replaced.
    answer: String,
}

impl DeliveryTry {
    fn of(logged: LoggedTry) -> Self {
        Self {
            number: logged.number,
            started_at: logged.started_at,
            duration_ms: logged.duration_ms,
            status: logged.status,
            failure: logged.failure,
            request_headers: logged.request_headers,
            answer_headers: logged.answer_headers,
            answer: String::from_utf8_lossy(&logged.answer).into_owned(),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Deliveries {
    success: bool,
    data: Vec<Delivery>,
    /// For `cursor`; null on the last page.
    #[schema(required)]
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct OneDelivery {
    success: bool,
    delivery: WholeDelivery,
}

/// A delivery with the body that is sent and its tries, the last first.
#[derive(Serialize, ToSchema)]
pub struct WholeDelivery {
    #[serde(flatten)]
    delivery: Delivery,
    payload: Payload,
    attempts: Vec<DeliveryTry>,
}

#[derive(Serialize, ToSchema)]
pub struct Replayed {
    success: bool,
    /// How many deliveries are sent again.
    replayed: u64,
}

/// List a webhook's deliveries
///
/// Newest first. Ended deliveries are kept for 30 days.
#[utoipa::path(
    get, path = "/webhooks/{webhookId}/deliveries", tag = "Webhooks", operation_id = "listDeliveries",
    params(
        ("webhookId" = String, Path, description = "Id of the endpoint", example = "we_4Hc1bXw0Zr9mQe7TtUa2Vk"),
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before", pattern = "^[0-9]{1,13}-dlv_[0-9A-Za-z]{22}$"),
        ("limit" = Option<i64>, Query, description = "Deliveries of one page; default 50", minimum = 1, maximum = 200),
        ("state" = Option<DeliveryState>, Query, description = "Only those in this state"),
        ("event" = Option<EventKind>, Query, description = "Only those of this event"),
        ("from" = Option<i64>, Query, description = "Only those written at or after this instant (epoch ms)", minimum = 0, maximum = 253402300799999i64),
        ("to" = Option<i64>, Query, description = "Only those written before this instant (epoch ms)", minimum = 0, maximum = 253402300799999i64),
    ),
    responses((status = 200, description = "A page of deliveries", body = Deliveries))
)]
pub async fn list(
    caller: ApiProject,
    State(web): State<Web>,
    Segments(id): Segments<String>,
    Query(asked): Query<HashMap<String, String>>,
) -> Result<Json<Deliveries>, ApiError> {
    caller.require(Scope::Read)?;
    let endpoint = find(&caller.0, &web, &id).await?;
    let (wanted, limit) = wanted(&asked)?;
    let mut found = deliveries_of(&web.app.db, &endpoint.workspace_id, &endpoint.id, &wanted, limit + 1).await?;
    let limit = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| format!("{}-{}", last.created_at, last.id));
    Ok(Json(Deliveries { success: true, data: found.iter().map(Delivery::of).collect(), next_cursor }))
}

fn wanted(asked: &HashMap<String, String>) -> Result<(Wanted, i64), ApiError> {
    let mut faults = Vec::new();
    let mut wrong = |name: &str, reason: &str| faults.push(Fault { field: name.into(), reason: reason.into() });
    let given = |name: &str| asked.get(name).map(String::as_str);
    let mut number = |name: &str, least: i64, most: i64, reason: &str| {
        let text = given(name)?;
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            wrong(name, reason);
        }
        number
    };
    let limit = number("limit", 1, LIMIT_MAX, "must be a number from 1 to 200").unwrap_or(LIMIT_DEFAULT);
    let from = number("from", 0, INSTANT_MAX, "must be an instant in epoch milliseconds");
    let to = number("to", 0, INSTANT_MAX, "must be an instant in epoch milliseconds");
    let state = given("state").map(str::parse::<DeliveryState>).transpose().unwrap_or_else(|_| {
        wrong("state", "must be pending, delivered or failed");
        None
    });
    let kind = given("event").map(str::parse::<EventKind>).transpose().unwrap_or_else(|_| {
        wrong("event", "must be the name of an event");
        None
    });
    let after = given("cursor").map(cursor);
    if after == Some(None) {
        wrong("cursor", "must be nextCursor of the page before");
    }
    if faults.is_empty() { Ok((Wanted { state, kind, from, to, after: after.flatten() }, limit)) } else { Err(ApiError::faults(&faults)) }
}

/// `{created_at}-{id}`
fn cursor(text: &str) -> Option<(i64, String)> {
    let (at, id) = text.split_once('-')?;
    let at = at.parse().ok().filter(|at| *at >= 0)?;
    Some((at, id.parse::<DeliveryId>().ok()?.to_string()))
}

/// Send many deliveries again
///
/// All of this endpoint that failed for good (`{"failed": true}`), or all that ended and were written in a time range (`from`, `to`). Their ids stay the same.
#[utoipa::path(
    post, path = "/webhooks/{webhookId}/replay", tag = "Webhooks", operation_id = "replayDeliveries", request_body = Replay,
    params(("webhookId" = String, Path, description = "Id of the endpoint", example = "we_4Hc1bXw0Zr9mQe7TtUa2Vk")),
    responses((status = 202, description = "They are on their way", body = Replayed), (status = 409, description = "The endpoint is switched off"))
)]
pub async fn replay_many(
    whose: (ApiProject, Segments<String>),
    State(web): State<Web>,
    once: Once,
    JsonObject(body): JsonObject,
) -> Result<Response, ApiError> {
    let (caller, Segments(id)) = whose;
    caller.require(Scope::Manage)?;
    let endpoint = find(&caller.0, &web, &id).await?;
    let wanted = again(body.clone())?;
    let mut effect = match once.begin(&web, &caller.0, &Value::Object(body)).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    let actor = actor(&caller.0);
    let replayed = hooks::send_many_again(&web.app, &mut effect.tx, by(&caller.0, &actor), &endpoint, wanted).await?;
    effect.finish(StatusCode::ACCEPTED, &Replayed { success: true, replayed }).await
}

/// Get a delivery
///
/// With the body that is sent and each try: request, answer, timing, or one word for what went wrong.
#[utoipa::path(
    get, path = "/deliveries/{deliveryId}", tag = "Webhooks", operation_id = "getDelivery",
    params(("deliveryId" = String, Path, description = "Id of the delivery", example = "dlv_4Hc1bXw0Zr9mQe7TtUa2Vk")),
    responses((status = 200, description = "The delivery", body = OneDelivery))
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<OneDelivery>, ApiError> {
    caller.require(Scope::Read)?;
    let logged = find_delivery(&caller.0, &web, &id).await?;
    let (db, workspace) = (&web.app.db, &caller.0.workspace.id);
    let payload = payload_of(db, workspace, &logged.id).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
    let payload: Payload = serde_json::from_str(&payload).map_err(StoreError::from)?;
    let tries = tries_of(db, workspace, &logged.id).await?;
    let whole = WholeDelivery { delivery: Delivery::of(&logged), payload, attempts: tries.into_iter().map(DeliveryTry::of).collect() };
    Ok(Json(OneDelivery { success: true, delivery: whole }))
}

/// Send a delivery again
///
/// Whether it was delivered or failed; one that still waits is sent at once. Its id stays the same.
#[utoipa::path(
    post, path = "/deliveries/{deliveryId}/replay", tag = "Webhooks", operation_id = "replayDelivery",
    params(("deliveryId" = String, Path, description = "Id of the delivery", example = "dlv_4Hc1bXw0Zr9mQe7TtUa2Vk")),
    responses((status = 202, description = "It is on its way", body = Queued), (status = 409, description = "The endpoint is switched off"))
)]
pub async fn replay(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, once: Once) -> Result<Response, ApiError> {
    caller.require(Scope::Manage)?;
    let logged = find_delivery(&caller.0, &web, &id).await?;
    let endpoint = find(&caller.0, &web, logged.endpoint_id.as_str()).await?;
    let mut effect = match once.begin(&web, &caller.0, &Value::Null).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    let actor = actor(&caller.0);
    hooks::send_again(&web.app, &mut effect.tx, by(&caller.0, &actor), &endpoint, &logged.id).await?;
    effect.finish(StatusCode::ACCEPTED, &Queued::of(&logged.id)).await
}

async fn find_delivery(caller: &Caller, web: &Web, id: &str) -> Result<Logged, ApiError> {
    let unknown = || ApiError::new(&error::NOT_FOUND);
    let id: DeliveryId = id.parse().map_err(|_| unknown())?;
    delivery(&web.app.db, &caller.project.workspace_id, &caller.project.id, &id).await?.ok_or_else(unknown)
}
