//! What handlers take: the caller of an API request, and a JSON body with the contract's own refusals.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::error::{self, ApiError};
use super::key_cache::Caller;
use super::state::Web;
use crate::model::api_key::{PlainKey, Scope};

/// Largest body of a request, in bytes.
pub const BODY_MAX_BYTES: usize = 1 << 20;
/// Longest time for a body to come in.
const BODY_TIME: Duration = Duration::from_secs(20);
/// Every refused key is answered this long after the request came in, whatever was wrong with it: the time tells nothing.
const REFUSAL_TIME: Duration = Duration::from_millis(5);

/// A caller with a good key. The scope is checked by the handler with [`ApiProject::require`].
pub struct ApiProject(pub Arc<Caller>);

impl ApiProject {
    /// # Errors
    /// `FORBIDDEN_SCOPE` when the key has narrower scopes.
    pub fn require(&self, scope: Scope) -> Result<(), ApiError> {
        if self.0.key.scopes.contains(&scope) {
            return Ok(());
        }
        Err(ApiError::with_message(&error::FORBIDDEN_SCOPE, format!("The API key's scopes do not cover this request. It needs the scope: {}", scope.as_str())))
    }

    /// Refuses a project that is not the key's, as if it did not exist. `id_or_slug` comes from the path.
    ///
    /// # Errors
    /// `NOT_FOUND`.
    pub fn require_project(&self, id_or_slug: &str) -> Result<(), ApiError> {
        let project = &self.0.project;
        if project.id.as_str() == id_or_slug || project.slug == id_or_slug { Ok(()) } else { Err(ApiError::new(&error::NOT_FOUND)) }
    }
}

impl FromRequestParts<Web> for ApiProject {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, ApiError> {
        // `middleware/limit.rs` has put it there.
        let Some(asker) = parts.extensions.get::<Asker>().cloned() else { return Err(ApiError::new(&error::INTERNAL_ERROR)) };
        if asker.who.is_err() {
            asker.wait_as_refused().await;
        }
        asker.who.map(Self)
    }
}

/// Who sent a request, or why that cannot be said.
#[derive(Clone)]
pub struct Asker {
    pub asked_at: Instant,
    pub who: Result<Arc<Caller>, ApiError>,
}

impl Asker {
    /// Until the time has come at which every refused key is answered.
    pub async fn wait_as_refused(&self) {
        tokio::time::sleep_until((self.asked_at + REFUSAL_TIME).into()).await;
    }
}

/// The caller that the headers name.
///
/// # Errors
/// The three refusals of the contract, or a database that cannot be used.
pub async fn authenticate(headers: &HeaderMap, web: &Web) -> Result<Arc<Caller>, ApiError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter().map(|value| value.as_bytes().trim_ascii()).filter(|value| !value.is_empty());
    let Some(value) = values.next() else { return Err(ApiError::new(&error::MISSING_AUTH_HEADER)) };
    let invalid = || ApiError::new(&error::INVALID_API_KEY);
    // Which of two would be meant?
    if values.next().is_some() {
        return Err(invalid());
    }
    let text = std::str::from_utf8(value).map_err(|_| invalid())?;
    let (scheme, key) = text.split_once(' ').ok_or_else(invalid)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(invalid());
    }
    let key: PlainKey = key.trim_start_matches(' ').parse().map_err(|_| invalid())?;
    let caller = web.keys.caller(&web.app.db, key.hash()).await?.ok_or_else(invalid)?;
    if caller.key.revoked_at.is_some() {
        return Err(invalid());
    }
    if caller.key.expires_at.is_some_and(|at| at <= web.app.now()) {
        return Err(ApiError::new(&error::API_KEY_EXPIRED));
    }
    Ok(caller)
}

/// The parts of the path that the route names; what is no UTF-8 is refused in the contract's form.
pub struct Segments<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for Segments<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, ApiError> {
        match Path::<T>::from_request_parts(parts, web).await {
            Ok(Path(segments)) => Ok(Self(segments)),
            Err(_) => Err(ApiError::with_message(&error::INVALID_REQUEST, "The request's address is not valid UTF-8")),
        }
    }
}

/// The query of the address, with the contract's refusal.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, ApiError> {
        serde_html_form::from_str(parts.uri.query().unwrap_or_default())
            .map(Self)
            .map_err(|error| ApiError::with_message(&error::INVALID_REQUEST, format!("The query of the address is not valid: {error}")))
    }
}

/// A body that is one JSON object of at most 1 MiB.
pub struct JsonObject(pub Map<String, Value>);

impl FromRequest<Web> for JsonObject {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &Web) -> Result<Self, ApiError> {
        match read_object(request).await? {
            Some(map) => Ok(Self(map)),
            None => Err(ApiError::with_message(&error::INVALID_REQUEST, "The request body is empty; it must be a JSON object")),
        }
    }
}

/// `Content-Type` in lower case without its parameters; `None` when there is none or it is empty.
#[must_use]
pub fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().unwrap_or("?");
    let media = value.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if value.trim().is_empty() { None } else { Some(media) }
}

#[must_use]
pub fn is_json(media: &str) -> bool {
    media == "application/json" || (media.starts_with("application/") && media.ends_with("+json"))
}

/// The body as one JSON object; `None` when it is empty or `null`.
///
/// # Errors
/// `UNSUPPORTED_MEDIA_TYPE`, those of [`read_body`], or `INVALID_REQUEST` when it is anything else.
pub async fn read_object(request: Request) -> Result<Option<Map<String, Value>>, ApiError> {
    if media_type(request.headers()).is_some_and(|media| !is_json(&media)) {
        return Err(ApiError::new(&error::UNSUPPORTED_MEDIA_TYPE));
    }
    let bytes = read_body(request).await?;
    let wrong = |message: String| ApiError::with_message(&error::INVALID_REQUEST, message);
    match serde_json::from_slice::<Value>(&bytes) {
        Ok(Value::Object(map)) => Ok(Some(map)),
        Ok(Value::Null) => Ok(None),
        Ok(_) => Err(wrong("The request body must be a JSON object".into())),
        Err(_) if bytes.is_empty() => Ok(None),
        Err(error) => Err(wrong(format!("The request body is not valid JSON (line {}, column {})", error.line(), error.column()))),
    }
}

/// # Errors
/// `PAYLOAD_TOO_LARGE`, `TIMEOUT`, or `INVALID_REQUEST` when the client broke off.
pub async fn read_body(request: Request) -> Result<Bytes, ApiError> {
    read_body_of(request, BODY_MAX_BYTES, error::PAYLOAD_TOO_LARGE.message).await
}

/// As [`read_body`], with a limit of its own and the sentence that tells of it.
///
/// # Errors
/// As [`read_body`].
pub async fn read_body_of(request: Request, max_bytes: usize, too_large: &str) -> Result<Bytes, ApiError> {
    let too_large = || ApiError::with_message(&error::PAYLOAD_TOO_LARGE, too_large);
    let declared = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > max_bytes as u64) {
        return Err(too_large());
    }
    let reading = Limited::new(request.into_body(), max_bytes).collect();
    let Ok(read) = tokio::time::timeout(BODY_TIME, reading).await else {
        return Err(ApiError::with_message(&error::TIMEOUT, "The request body did not come in within 20 seconds"));
    };
    match read {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.downcast_ref::<LengthLimitError>().is_some() => Err(too_large()),
        Err(_) => Err(ApiError::with_message(&error::INVALID_REQUEST, "The request body could not be read")),
    }
}
