//! API keys by API: the list, a new one, one in place of another, revoking. A key never gives more than it has itself; the secret is shown in the answer
//! that makes it, and in no other.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::call::{Call, Members};
use crate::model::api_key::{ApiKey, KeyMode, Scope, parse_key_name};
use crate::model::first::new_key;
use crate::model::ids::KeyId;
use crate::model::usage::DAY_MS;
use crate::store::audit::insert_audit;
use crate::store::keys::{end_rotated, insert_key, key_of_project, keys_of_project, revoke_key};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::key_cache::Caller;
use crate::web::once::Turn;
use crate::web::state::Web;

/// Longest life of a key that ends, in days.
const LIFE_MAX_DAYS: i64 = 3_650;
/// How long the old key goes on beside its successor where nothing is asked, and at most, in seconds.
const GRACE_S: i64 = 86_400;
const GRACE_MAX_S: i64 = 7 * 86_400;

/// A key without its secret.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ApiKey)]
struct KeyView {
    #[schema(value_type = String, pattern = "^key_[0-9A-Za-z]{22}$")]
    id: KeyId,
    name: String,
    mode: KeyMode,
    /// Beginning and last four characters.
    #[schema(example = "sk_mag_live_…9f3a")]
    shown: String,
    scopes: Vec<Scope>,
    created_by: String,
    /// Epoch milliseconds.
    created_at: i64,
    /// Epoch milliseconds; null for a key without an end.
    #[schema(required)]
    expires_at: Option<i64>,
    /// Epoch milliseconds; written some seconds after the use.
    #[schema(required)]
    last_used_at: Option<i64>,
    #[schema(required)]
    last_used_from: Option<String>,
    /// Epoch milliseconds: replaced by another key, and good until `expiresAt`.
    #[schema(required)]
    rotated_at: Option<i64>,
    /// Epoch milliseconds.
    #[schema(required)]
    revoked_at: Option<i64>,
}

impl From<ApiKey> for KeyView {
    fn from(key: ApiKey) -> Self {
        Self {
            shown: key.shown(),
            id: key.id,
            name: key.name,
            mode: key.mode,
            scopes: key.scopes,
            created_by: key.created_by,
            created_at: key.created_at,
            expires_at: key.expires_at,
            last_used_at: key.last_used_at,
            last_used_from: key.last_used_from,
            rotated_at: key.rotated_at,
            revoked_at: key.revoked_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyList {
    #[schema(example = true)]
    success: bool,
    data: Vec<KeyView>,
    /// Always null: the list comes whole.
    #[schema(required)]
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewKeyAnswer {
    #[schema(example = true)]
    success: bool,
    key: KeyView,
    /// The key itself, this once.
    #[schema(pattern = "^sk_mag_(live|test)_[0-9A-Za-z]{38}$")]
    api_key: String,
}

/// List keys
///
/// The project's keys, the oldest first, without their secrets.
#[utoipa::path(get, path = "/keys", tag = "Keys", operation_id = "listKeys", responses((status = 200, description = "All keys of the project", body = KeyList)))]
pub async fn list(caller: ApiProject, State(web): State<Web>) -> Result<Json<KeyList>, ApiError> {
    caller.require(Scope::Manage)?;
    let keys = keys_of_project(&web.app.db, &caller.0.workspace.id, &caller.0.project.id).await?;
    Ok(Json(KeyList { success: true, data: keys.into_iter().map(KeyView::from).collect(), next_cursor: None }))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewKey {
    #[schema(pattern = r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$", max_length = 100, example = "n8n")]
    pub name: String,
    /// `live` where none is given; a test key makes test keys alone.
    pub mode: Option<KeyMode>,
    /// Those of the calling key where none are given; never more than those.
    #[schema(min_items = 1)]
    pub scopes: Option<Vec<Scope>>,
    /// The key ends so many days from now; without it, when the calling key ends.
    #[schema(minimum = 1, maximum = 3650)]
    pub expires_in_days: Option<i64>,
}

/// Create a key
///
/// One more key of the project. The answer shows the key itself, this once. A key gives neither scopes nor a life that it has not itself.
#[utoipa::path(
    post, path = "/keys", tag = "Keys", operation_id = "createKey", request_body = NewKey,
    responses((status = 200, description = "The new key with its secret", body = NewKeyAnswer))
)]
pub async fn create(State(web): State<Web>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Manage)?;
    let (app, caller, now) = (&web.app, call.caller(), web.app.now());
    let wanted = read(call.members(), &caller.key, now)?;
    may_give(caller, wanted.mode, &wanted.scopes, wanted.expires_at)?;
    let (key, plain) = new_key(&caller.project, &wanted.name, wanted.mode, wanted.scopes, &call.actor, wanted.expires_at, &*app.random, now);
    let mut effect = match call.once.begin(&web, caller, &Value::Object(call.body.clone())).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    insert_key(&mut effect.tx, &key, plain.hash()).await?;
    let detail = json!({"last_four": key.last_four, "mode": key.mode, "scopes": key.scopes, "expiresAt": key.expires_at});
    insert_audit(&mut effect.tx, &*app.random, &call.entry(Some(&key.project_id), "key.created", &key.name, detail, now)).await?;
    let answer = NewKeyAnswer { success: true, key: key.clone().into(), api_key: plain.reveal().to_owned() };
    effect.finish_secret(StatusCode::OK, &answer).await
}

struct Wanted {
    name: String,
    mode: KeyMode,
    scopes: Vec<Scope>,
    expires_at: Option<i64>,
}

fn read(mut members: Members, calling: &ApiKey, now: i64) -> Result<Wanted, ApiError> {
    let text = |value: Value| value.as_str().map(str::to_owned).ok_or_else(|| "must be a string".to_owned());
    if !members.has("name") {
        members.fault("name", "Missing required field: name");
    }
    let name = members.take("name", |value| parse_key_name(&text(value)?).map_err(str::to_owned));
    let mode = members.take("mode", |value| match value.as_str() {
        Some("live") => Ok(KeyMode::Live),
        Some("test") => Ok(KeyMode::Test),
        _ => Err("must be live or test".into()),
    });
    let scopes = members.take("scopes", |value| {
        let given = value.as_array().filter(|list| !list.is_empty()).ok_or("must be a list of generate, read, manage")?;
        let given: Vec<Scope> = given.iter().map(|one| text(one.clone())?.parse()).collect::<Result<_, String>>()?;
        Ok(Scope::ALL.into_iter().filter(|scope| given.contains(scope)).collect::<Vec<_>>())
    });
    let days = members.number("expiresInDays", 1..=LIFE_MAX_DAYS);
    members.check()?;
    Ok(Wanted {
        name: name.unwrap_or_default(),
        mode: mode.unwrap_or(KeyMode::Live),
        scopes: scopes.unwrap_or_else(|| calling.scopes.clone()),
        expires_at: days.map_or(calling.expires_at, |days| Some(now + days * DAY_MS)),
    })
}

/// Nobody gets by a key more than the key itself may.
fn may_give(caller: &Caller, mode: KeyMode, scopes: &[Scope], expires_at: Option<i64>) -> Result<(), ApiError> {
    let own = &caller.key;
    let refusal = |sentence: &str| Err(ApiError::with_message(&error::FORBIDDEN_SCOPE, sentence));
    if own.mode == KeyMode::Test && mode == KeyMode::Live {
        return refusal("A test key can make test keys alone");
    }
    if let Some(scope) = scopes.iter().find(|scope| !own.scopes.contains(scope)) {
        return Err(ApiError::with_message(&error::FORBIDDEN_SCOPE, format!("A key cannot give a scope that it has not itself: {}", scope.as_str())));
    }
    if own.expires_at.is_some_and(|end| expires_at.is_none_or(|wanted| wanted > end)) {
        return refusal("A key that ends cannot make one that outlives it");
    }
    Ok(())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyRotation {
    /// Both keys work for so many seconds; a day where none is given, 0 to end the old one at once.
    #[schema(minimum = 0, maximum = 604_800)]
    pub grace_seconds: Option<i64>,
}

/// Rotate a key
///
/// A new key with the old one's name, mode, scopes and end. Both work for the grace period; then the old one ends. The answer shows the new key itself, this once.
#[utoipa::path(
    post, path = "/keys/{keyId}/rotate", tag = "Keys", operation_id = "rotateKey", request_body = Option<KeyRotation>,
    params(("keyId" = String, Path, description = "Id of the old key", pattern = "^key_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The new key with its secret", body = NewKeyAnswer), (status = 409, description = "The key has ended, or was rotated before"))
)]
pub async fn rotate(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Manage)?;
    let (app, caller, now) = (&web.app, call.caller(), web.app.now());
    let mut members = call.members();
    let grace_s = members.number("graceSeconds", 0..=GRACE_MAX_S).unwrap_or(GRACE_S);
    members.check()?;
    let old = find(caller, &web, &id).await?;
    let (key, plain) = new_key(&caller.project, &old.name, old.mode, old.scopes.clone(), &call.actor, old.expires_at, &*app.random, now);
    let mut effect = match call.once.begin(&web, caller, &Value::Object(call.body.clone())).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    may_give(caller, old.mode, &old.scopes, old.expires_at)?;
    let until = now + grace_s * 1_000;
    insert_key(&mut effect.tx, &key, plain.hash()).await?;
    if !end_rotated(&mut effect.tx, &key, &old.id, until).await? {
        return Err(ApiError::with_message(&error::CONFLICT, "This key has ended, or was rotated before"));
    }
    let detail = json!({"last_four": old.last_four, "new": key.last_four, "until": until});
    insert_audit(&mut effect.tx, &*app.random, &call.entry(Some(&key.project_id), "key.rotated", &key.name, detail, now)).await?;
    let answer = NewKeyAnswer { success: true, key: key.clone().into(), api_key: plain.reveal().to_owned() };
    let answered = effect.finish_secret(StatusCode::OK, &answer).await;
    web.keys.clear();
    answered
}

#[derive(Serialize, ToSchema)]
pub struct Revoked {
    #[schema(example = true)]
    success: bool,
    #[schema(example = true)]
    revoked: bool,
}

/// Revoke a key
///
/// Ends a key at once. One that was revoked before is what was asked for.
#[utoipa::path(
    delete, path = "/keys/{keyId}", tag = "Keys", operation_id = "revokeKey",
    params(("keyId" = String, Path, description = "Id of the key", pattern = "^key_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "Revoked", body = Revoked))
)]
pub async fn revoke(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Json<Revoked>, ApiError> {
    call.caller.require(Scope::Manage)?;
    let (app, now) = (&web.app, web.app.now());
    let key = find(call.caller(), &web, &id).await?;
    let entry = call.entry(Some(&key.project_id), "key.revoked", &key.name, json!({"last_four": key.last_four}), now);
    revoke_key(&app.db, &*app.random, &key.id, &entry).await?;
    web.keys.clear();
    Ok(Json(Revoked { success: true, revoked: true }))
}

async fn find(caller: &Caller, web: &Web, id: &str) -> Result<ApiKey, ApiError> {
    let id: KeyId = id.parse().map_err(|_| ApiError::new(&error::NOT_FOUND))?;
    key_of_project(&web.app.db, &caller.workspace.id, &caller.project.id, &id).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))
}
