//! Webhook endpoints by API: list, make, change, delete, rotate the secret, send a test. What was sent is `deliveries.rs`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::webhook_body::{NewWebhook, Switch, WantedEvent, WebhookChange, changed, new_webhook};
use crate::model::api_key::Scope;
use crate::model::ids::{DeliveryId, EndpointId};
use crate::model::webhook::{Endpoint, OffReason};
use crate::store::endpoints::{endpoint, endpoints_of_project};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, JsonObject, Segments};
use crate::web::hooks::{self, By, Wanted};
use crate::web::key_cache::Caller;
use crate::web::once::{Once, Turn};
use crate::web::state::Web;

/// A webhook endpoint. Instants are epoch milliseconds.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    #[schema(example = "we_4Hc1bXw0Zr9mQe7TtUa2Vk")]
    id: String,
    url: String,
    description: String,
    #[schema(value_type = Vec<WantedEvent>)]
    events: Vec<&'static str>,
    ordered: bool,
    state: Switch,
    /// `owner`: switched off by you; `gone`: it answered 410; `failing`: five days without one success. Null while it is on.
    #[schema(required)]
    off_reason: Option<OffReason>,
    /// The first failure since the last success.
    #[schema(required)]
    failing_since: Option<i64>,
    #[schema(required)]
    last_success_at: Option<i64>,
    #[schema(required)]
    last_failure_at: Option<i64>,
    /// After a rotation: until when the former secret signs too.
    #[schema(required)]
    old_secret_until: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

impl Webhook {
    fn of(endpoint: &Endpoint, now: i64) -> Self {
        Self {
            id: endpoint.id.to_string(),
            url: endpoint.url.clone(),
            description: endpoint.description.clone(),
            events: endpoint.events.names(),
            ordered: endpoint.ordered,
            state: if endpoint.off.is_none() { Switch::On } else { Switch::Off },
            off_reason: endpoint.off,
            failing_since: endpoint.failing_since,
            last_success_at: endpoint.last_success_at,
            last_failure_at: endpoint.last_failure_at,
            old_secret_until: endpoint.overlap_until(now),
            created_at: endpoint.created_at,
            updated_at: endpoint.updated_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Webhooks {
    success: bool,
    data: Vec<Webhook>,
    /// Always null: a project has at most 20 endpoints.
    #[schema(required)]
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct OneWebhook {
    success: bool,
    webhook: Webhook,
}

#[derive(Serialize, ToSchema)]
pub struct WebhookWithSecret {
    success: bool,
    webhook: Webhook,
    /// Signs each delivery. Shown this once.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: String,
}

#[derive(Serialize, ToSchema)]
pub struct Deleted {
    success: bool,
    deleted: bool,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Queued {
    success: bool,
    /// See how it went under `GET /deliveries/{deliveryId}`.
    #[schema(example = "dlv_4Hc1bXw0Zr9mQe7TtUa2Vk")]
    delivery_id: String,
}

impl Queued {
    pub(super) fn of(id: &DeliveryId) -> Self {
        Self { success: true, delivery_id: id.to_string() }
    }
}

/// List the webhook endpoints
///
/// All endpoints of the project, oldest first, without their secrets.
#[utoipa::path(get, path = "/webhooks", tag = "Webhooks", operation_id = "listWebhooks", responses((status = 200, description = "The endpoints", body = Webhooks)))]
pub async fn list(caller: ApiProject, State(web): State<Web>) -> Result<Json<Webhooks>, ApiError> {
    caller.require(Scope::Read)?;
    let project = &caller.0.project;
    let endpoints = endpoints_of_project(&web.app.db, &project.workspace_id, &project.id).await?;
    let now = web.app.now();
    Ok(Json(Webhooks { success: true, data: endpoints.iter().map(|endpoint| Webhook::of(endpoint, now)).collect(), next_cursor: None }))
}

/// Make a webhook endpoint
///
/// The secret that signs its deliveries is in this answer and nowhere else. A project has at most 20 endpoints.
#[utoipa::path(
    post, path = "/webhooks", tag = "Webhooks", operation_id = "createWebhook", request_body = NewWebhook,
    responses((status = 200, description = "The endpoint with its secret", body = WebhookWithSecret), (status = 409, description = "There are 20 endpoints already"))
)]
pub async fn create(caller: ApiProject, State(web): State<Web>, once: Once, JsonObject(body): JsonObject) -> Result<Response, ApiError> {
    caller.require(Scope::Manage)?;
    let wanted = new_webhook(&web.app, body.clone())?;
    let turn = once.begin(&web, &caller.0, &Value::Object(body)).await?;
    let mut effect = match turn {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    let actor = actor(&caller.0);
    let id = EndpointId::new(&*web.app.random);
    let (endpoint, secret) = hooks::create(&web.app, &mut effect.tx, by(&caller.0, &actor), id, wanted).await?;
    let answer = WebhookWithSecret { success: true, webhook: Webhook::of(&endpoint, web.app.now()), secret: secret.reveal().to_owned() };
    effect.finish_secret(StatusCode::OK, &answer).await
}

/// Get a webhook endpoint
///
/// Its address, events, state, and when it last took or refused a delivery.
#[utoipa::path(
    get, path = "/webhooks/{webhookId}", tag = "Webhooks", operation_id = "getWebhook",
    params(("webhookId" = String, Path, description = "Id of the endpoint", example = "we_4Hc1bXw0Zr9mQe7TtUa2Vk")),
    responses((status = 200, description = "The endpoint", body = OneWebhook))
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<OneWebhook>, ApiError> {
    caller.require(Scope::Read)?;
    let endpoint = find(&caller.0, &web, &id).await?;
    Ok(Json(OneWebhook { success: true, webhook: Webhook::of(&endpoint, web.app.now()) }))
}

/// Change a webhook endpoint
///
/// Members that are not given stay. `state` switches it on or off; what came while it was off is in the event log alone.
#[utoipa::path(
    patch, path = "/webhooks/{webhookId}", tag = "Webhooks", operation_id = "updateWebhook", request_body = WebhookChange,
    params(("webhookId" = String, Path, description = "Id of the endpoint", example = "we_4Hc1bXw0Zr9mQe7TtUa2Vk")),
    responses((status = 200, description = "The endpoint as it is now", body = OneWebhook), (status = 409, description = "Somebody else changed it at the same time"))
)]
pub async fn update(
    caller: ApiProject,
    State(web): State<Web>,
    Segments(id): Segments<String>,
    JsonObject(body): JsonObject,
) -> Result<Json<OneWebhook>, ApiError> {
    caller.require(Scope::Manage)?;
    let seen = find(&caller.0, &web, &id).await?;
    let wanted = changed(&web.app, Wanted::of(&seen), body)?;
    let actor = actor(&caller.0);
    let mut tx = web.app.db.begin().await?;
    let endpoint = hooks::change(&web.app, &mut tx, by(&caller.0, &actor), &seen, wanted).await?;
    web.app.commit(tx).await?;
    Ok(Json(OneWebhook { success: true, webhook: Webhook::of(&endpoint, web.app.now()) }))
}

/// Delete a webhook endpoint
///
/// It goes with its deliveries and their log. What still waits is not sent.
#[utoipa::path(
    delete, path = "/webhooks/{webhookId}", tag = "Webhooks", operation_id = "deleteWebhook",
    params(("webhookId" = String, Path, description = "Id of the endpoint", example = "we_4Hc1bXw0Zr9mQe7TtUa2Vk")),
    responses((status = 200, description = "It is gone", body = Deleted))
)]
pub async fn remove(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<Deleted>, ApiError> {
    caller.require(Scope::Manage)?;
    let endpoint = find(&caller.0, &web, &id).await?;
    let actor = actor(&caller.0);
    let mut tx = web.app.db.begin().await?;
    hooks::delete(&web.app, &mut tx, by(&caller.0, &actor), &endpoint).await?;
    web.app.commit(tx).await?;
    Ok(Json(Deleted { success: true, deleted: true }))
}

/// Rotate a webhook's secret
///
/// The new secret is in this answer and nowhere else. For 24 hours deliveries are signed with both, so that receivers can change over.
#[utoipa::path(
    post, path = "/webhooks/{webhookId}/rotate", tag = "Webhooks", operation_id = "rotateWebhookSecret",
    params(("webhookId" = String, Path, description = "Id of the endpoint", example = "we_4Hc1bXw0Zr9mQe7TtUa2Vk")),
    responses((status = 200, description = "The endpoint with its new secret", body = WebhookWithSecret))
)]
pub async fn rotate(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, once: Once) -> Result<Response, ApiError> {
    caller.require(Scope::Manage)?;
    let endpoint = find(&caller.0, &web, &id).await?;
    let mut effect = match once.begin(&web, &caller.0, &Value::Null).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    let actor = actor(&caller.0);
    let (endpoint, secret) = hooks::rotate(&web.app, &mut effect.tx, by(&caller.0, &actor), &endpoint).await?;
    let answer = WebhookWithSecret { success: true, webhook: Webhook::of(&endpoint, web.app.now()), secret: secret.reveal().to_owned() };
    effect.finish_secret(StatusCode::OK, &answer).await
}

/// Send a test to a webhook endpoint
///
/// Sends `webhook.test` with a made-up lead to this endpoint at once, whatever events it has chosen.
#[utoipa::path(
    post, path = "/webhooks/{webhookId}/test", tag = "Webhooks", operation_id = "testWebhook",
    params(("webhookId" = String, Path, description = "Id of the endpoint", example = "we_4Hc1bXw0Zr9mQe7TtUa2Vk")),
    responses((status = 202, description = "The test is on its way", body = Queued), (status = 409, description = "The endpoint is switched off"))
)]
pub async fn test(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, once: Once) -> Result<Response, ApiError> {
    caller.require(Scope::Manage)?;
    let endpoint = find(&caller.0, &web, &id).await?;
    let mut effect = match once.begin(&web, &caller.0, &Value::Null).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    let actor = actor(&caller.0);
    let id = hooks::test(&web.app, &mut effect.tx, by(&caller.0, &actor), &caller.0.workspace.slug, &endpoint).await?;
    effect.finish(StatusCode::ACCEPTED, &Queued::of(&id)).await
}

/// The endpoint of the caller's project that the path names.
pub(super) async fn find(caller: &Caller, web: &Web, id: &str) -> Result<Endpoint, ApiError> {
    let unknown = || ApiError::new(&error::NOT_FOUND);
    let id: EndpointId = id.parse().map_err(|_| unknown())?;
    endpoint(&web.app.db, &caller.project.workspace_id, &caller.project.id, &id).await?.ok_or_else(unknown)
}

pub(super) fn actor(caller: &Caller) -> String {
    format!("API key {}", caller.key.name)
}

pub(super) fn by<'a>(caller: &'a Caller, actor: &'a str) -> By<'a> {
    By { project: &caller.project, actor, address: "" }
}
