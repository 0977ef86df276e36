//! The workspace's list of those who objected: entries are written down, listed and taken off by id. The text itself is never kept or shown.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::call::{Asked, Call, Members, place};
use crate::generation::suppress::hash_of;
use crate::model::api_key::Scope;
use crate::model::ids::SuppressionId;
use crate::model::lead::{parse_email, parse_host};
use crate::model::suppression::SuppressionKind;
use crate::store::StoreError;
use crate::store::audit::insert_audit;
use crate::store::suppressions::{Suppression, delete_suppression, insert_suppression, suppression_by_hash, suppressions_page};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::once::Turn;
use crate::web::state::Web;

/// Longest reason, in characters.
const REASON_MAX_CHARS: usize = 200;

/// One who objected. Neither address nor host is kept: only a keyed hash, by which they are known again.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Suppression)]
struct SuppressionView {
    #[schema(value_type = String, pattern = "^sup_[0-9A-Za-z]{22}$")]
    id: SuppressionId,
    kind: SuppressionKind,
    reason: String,
    created_by: String,
    /// Epoch milliseconds.
    created_at: i64,
}

impl From<Suppression> for SuppressionView {
    fn from(entry: Suppression) -> Self {
        Self { id: entry.id, kind: entry.kind, reason: entry.reason, created_by: entry.created_by, created_at: entry.created_at }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuppressionList {
    #[schema(example = true)]
    success: bool,
    data: Vec<SuppressionView>,
    /// For `cursor`; null at the end of the list.
    #[schema(required)]
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct SuppressionAnswer {
    #[schema(example = true)]
    success: bool,
    suppression: SuppressionView,
}

/// List suppressions
///
/// Those of the whole workspace, newest first.
#[utoipa::path(
    get, path = "/suppressions", tag = "Suppressions", operation_id = "listSuppressions",
    params(
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before", pattern = "^[0-9]{1,15}-sup_[0-9A-Za-z]{22}$"),
        ("limit" = Option<i64>, Query, description = "Entries of a page; 50 where none is given", minimum = 1, maximum = 200)
    ),
    responses((status = 200, description = "One page", body = SuppressionList))
)]
pub async fn list(caller: ApiProject, State(web): State<Web>, mut asked: Asked) -> Result<Json<SuppressionList>, ApiError> {
    caller.require(Scope::Manage)?;
    let before = asked.take("cursor", place::<SuppressionId>);
    let limit = asked.number("limit", 1..=200, 50);
    asked.check()?;
    let mut entries = suppressions_page(&web.app.db, &caller.0.workspace.id, before, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = entries.len() > wanted;
    entries.truncate(wanted);
    let next_cursor = entries.last().filter(|_| more).map(|last| format!("{}-{}", last.created_at, last.id));
    Ok(Json(SuppressionList { success: true, data: entries.into_iter().map(SuppressionView::from).collect(), next_cursor }))
}

/// Whom to suppress: one mailbox, or everybody under a host.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub enum NewSuppression {
    Email(EmailSuppression),
    Domain(DomainSuppression),
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailSuppression {
    #[schema(format = Email, max_length = 254, example = "somebody@objected.example")]
    pub email: String,
    #[schema(max_length = 200)]
    pub reason: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DomainSuppression {
    /// A host name; hosts below it are covered too.
    #[schema(pattern = "^([A-Za-z0-9]([A-Za-z0-9]{0,30}[A-Za-z0-9])?\\.){1,4}[A-Za-z]{2,20}$", example = "objected.example")]
    pub domain: String,
    #[schema(max_length = 200)]
    pub reason: Option<String>,
}

/// Suppress an address or host
///
/// From now on no lead with this address, or under this host, is taken in any project of the workspace: it is answered 422 `SUPPRESSED`. What is on the list already is answered as it stands there.
#[utoipa::path(
    post, path = "/suppressions", tag = "Suppressions", operation_id = "createSuppression", request_body = NewSuppression,
    responses((status = 200, description = "The entry", body = SuppressionAnswer))
)]
pub async fn create(State(web): State<Web>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Manage)?;
    let (app, caller, now) = (&web.app, call.caller(), web.app.now());
    let workspace = &caller.workspace.id;
    let (kind, text, reason) = read(call.members())?;
    let hash = hash_of(app, workspace, kind, &text);
    let new = Suppression { id: SuppressionId::new(&*app.random), kind, reason, created_by: call.actor.clone(), created_at: now };
    let mut effect = match call.once.begin(&web, caller, &Value::Object(call.body.clone())).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    let entry = if insert_suppression(&mut effect.tx, workspace, &new, &hash).await? {
        insert_audit(&mut effect.tx, &*app.random, &call.entry(None, "suppression.added", new.id.as_str(), json!({"kind": kind}), now)).await?;
        new
    } else {
        let known = suppression_by_hash(&mut effect.tx, workspace, &hash).await?;
        known.ok_or_else(|| StoreError::Damaged("a suppression vanished".into()))?
    };
    effect.finish(StatusCode::OK, &SuppressionAnswer { success: true, suppression: entry.into() }).await
}

fn read(mut members: Members) -> Result<(SuppressionKind, String, String), ApiError> {
    let text = |value: Value| value.as_str().map(str::to_owned).ok_or_else(|| "must be a string".to_owned());
    let both = members.has("email") == members.has("domain");
    let email = members.take("email", |value| parse_email(&text(value)?).map_err(str::to_owned));
    let domain = members.take("domain", |value| parse_host(&text(value)?).map_err(str::to_owned));
    let reason = members.text("reason", REASON_MAX_CHARS).unwrap_or_default();
    if both {
        members.fault("email", "must be given, or domain in its place");
    }
    members.check()?;
    match (email, domain) {
        (Some(email), _) => Ok((SuppressionKind::Email, email, reason)),
        (None, domain) => Ok((SuppressionKind::Domain, domain.unwrap_or_default(), reason)),
    }
}

#[derive(Serialize, ToSchema)]
pub struct Removed {
    #[schema(example = true)]
    success: bool,
    #[schema(example = true)]
    removed: bool,
}

/// Remove a suppression
///
/// Takes an entry off the list.
#[utoipa::path(
    delete, path = "/suppressions/{suppressionId}", tag = "Suppressions", operation_id = "deleteSuppression",
    params(("suppressionId" = String, Path, description = "Id of the entry", pattern = "^sup_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "Removed", body = Removed))
)]
pub async fn delete(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Json<Removed>, ApiError> {
    call.caller.require(Scope::Manage)?;
    let app = &web.app;
    let id: SuppressionId = id.parse().map_err(|_| ApiError::new(&error::NOT_FOUND))?;
    let mut tx = app.db.begin().await?;
    if !delete_suppression(&mut tx, &call.caller().workspace.id, &id).await? {
        return Err(ApiError::new(&error::NOT_FOUND));
    }
    insert_audit(&mut tx, &*app.random, &call.entry(None, "suppression.removed", id.as_str(), json!({}), app.now())).await?;
    tx.commit().await?;
    Ok(Json(Removed { success: true, removed: true }))
}
