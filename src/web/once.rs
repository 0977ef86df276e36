//! `Idempotency-Key`: a POST that is sent again has its effect once and the first answer again. The key is bound to project, method and path, not
//! to the API key. It is claimed in the transaction of the effect: a second request that comes while the first runs waits for its commit.
//! Refused requests are not kept: their transaction is never committed.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::error::{self, ApiError};
use super::key_cache::Caller;
use super::state::Web;
use crate::model::api_key::KeyMode;
use crate::model::ids::hex;
use crate::store::idempotency::{KeptAnswer, RequestKey, claim_key, keep_answer, kept_answer};
use crate::store::{StoreError, Tx};

pub const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
pub const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// What the request's head says: the key, where there is one, and what it is bound to.
pub struct Once {
    /// Hash of method, path and key.
    key_hash: Option<String>,
}

/// Whose turn it is.
pub enum Turn {
    /// Nobody has asked this before: do it in [`Effect::tx`], then [`Effect::finish`].
    First(Effect),
    /// The first answer again.
    Again(Response),
}

/// An open transaction that keeps the answer with the effect. Dropped, it undoes both.
pub struct Effect {
    pub tx: Tx,
    web: Web,
    key: Option<RequestKey>,
}

impl FromRequestParts<Web> for Once {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, ApiError> {
        let mut values = parts.headers.get_all(HEADER).iter();
        let Some(value) = values.next() else { return Ok(Self { key_hash: None }) };
        let key = value.as_bytes().trim_ascii();
        if values.next().is_some() || !(1..=255).contains(&key.len()) || !key.iter().all(u8::is_ascii_graphic) {
            return Err(ApiError::with_message(&error::INVALID_REQUEST, "The header Idempotency-Key must be one value of 1 to 255 visible ASCII characters"));
        }
        let path = parts.extensions.get::<axum::extract::OriginalUri>().map_or_else(|| parts.uri.path().to_owned(), |uri| uri.path().to_owned());
        let path = path.strip_prefix("/api").unwrap_or(&path);
        let path = path.strip_prefix("/v1").unwrap_or(path);
        let mut hash = Sha256::new();
        for part in [parts.method.as_str().as_bytes(), path.as_bytes(), key] {
            hash.update(part);
            hash.update([0]);
        }
        Ok(Self { key_hash: Some(hex(&hash.finalize())) })
    }
}

impl Once {
    /// The key with what it is bound to, for the queue of accepted leads; `None` where the caller sent none.
    #[must_use]
    pub fn request_key(&self, caller: &Caller, body: &Value) -> Option<RequestKey> {
        // A test key's samples are a world of their own.
        let key_hash = self.key_hash.clone().map(|hash| if caller.key.mode == KeyMode::Test { format!("sample:{hash}") } else { hash });
        key_hash.map(|key_hash| RequestKey {
            workspace_id: caller.workspace.id.clone(),
            project_id: caller.project.id.clone(),
            key_hash,
            request_hash: request_hash(body),
        })
    }

    /// Opens the transaction of the effect. `body`: as parsed; member order and white space make no difference.
    ///
    /// # Errors
    /// `IDEMPOTENCY_CONFLICT` when the key came with another body before; or the database cannot be used.
    pub async fn begin(&self, web: &Web, caller: &Caller, body: &Value) -> Result<Turn, ApiError> {
        let key = self.request_key(caller, body);
        if let Some(key) = &key {
            // Most repetitions come long after: they need no lock.
            if let Some(kept) = kept_answer(&web.app.db, key).await? {
                return again(web, key, &kept).map(Turn::Again);
            }
        }
        let mut tx = web.app.db.begin().await?;
        if let Some(key) = &key
            && let Some(kept) = claim_key(&mut tx, key, web.app.now()).await?
        {
            return again(web, key, &kept).map(Turn::Again);
        }
        Ok(Turn::First(Effect { tx, web: web.clone(), key }))
    }
}

impl Effect {
    /// Keeps the answer, commits, rings, answers.
    ///
    /// # Errors
    /// When the database cannot commit: then nothing has happened.
    pub async fn finish(self, status: StatusCode, answer: &impl Serialize) -> Result<Response, ApiError> {
        self.end(status, answer, false).await
    }

    /// As [`Effect::finish`], for an answer that shows a secret: it is kept sealed.
    ///
    /// # Errors
    /// As [`Effect::finish`].
    pub async fn finish_secret(self, status: StatusCode, answer: &impl Serialize) -> Result<Response, ApiError> {
        self.end(status, answer, true).await
    }

    async fn end(mut self, status: StatusCode, answer: &impl Serialize, secret: bool) -> Result<Response, ApiError> {
        let body = serde_json::to_string(answer).map_err(StoreError::from)?;
        if let Some(key) = &self.key {
            let app = &self.web.app;
            let kept = if secret { app.sealer.seal(&*app.random, &key.key_hash, body.as_bytes()).map_err(unsealable)? } else { body.clone() };
            keep_answer(&mut self.tx, key, status.as_u16(), &kept, secret).await?;
        }
        self.web.app.commit(self.tx).await?;
        Ok(json(status, body))
    }
}

/// The first answer again, marked as such.
///
/// # Errors
/// `IDEMPOTENCY_CONFLICT` when it answered another body.
pub fn again(web: &Web, key: &RequestKey, kept: &KeptAnswer) -> Result<Response, ApiError> {
    if kept.request_hash != key.request_hash {
        return Err(ApiError::new(&error::IDEMPOTENCY_CONFLICT));
    }
    let body = kept.answer.clone().unwrap_or_default();
    let body = if kept.sealed {
        let plain = web.app.sealer.unseal(&key.key_hash, &body).map_err(unsealable)?;
        String::from_utf8(plain).map_err(|_| ApiError::new(&error::INTERNAL_ERROR))?
    } else {
        body
    };
    let status = u16::try_from(kept.status).ok().and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or(StatusCode::OK);
    let mut response = json(status, body);
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(response)
}

/// SHA-256 of the canonical text of a JSON value.
#[must_use]
pub fn request_hash(body: &Value) -> String {
    let mut text = String::new();
    canonical(body, &mut text);
    hex(&Sha256::digest(text.as_bytes()))
}

/// Members in the order of their names, no white space.
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (name, value) in members {
                out.push_str(&Value::String(name.clone()).to_string());
                out.push(':');
                canonical(value, out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(values) => {
            out.push('[');
            for value in values {
                canonical(value, out);
                out.push(',');
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

fn unsealable(error: crate::seal::SealError) -> ApiError {
    tracing::error!(%error, "a kept answer cannot be sealed or read");
    ApiError::new(&error::INTERNAL_ERROR)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::request_hash;

    #[test]
    fn the_order_of_members_makes_no_difference_and_a_value_does() {
        let one = request_hash(&json!({"a": 1, "b": {"c": [1, 2], "d": null}}));
        let text = r#" {"b":{"d":null,"c":[1, 2]}, "a":1}"#;
        assert_eq!(one, serde_json::from_str(text).map(|value| request_hash(&value)).unwrap_or_default());
        assert_ne!(one, request_hash(&json!({"a": 1, "b": {"c": [2, 1], "d": null}})));
        assert_ne!(request_hash(&json!({"a": "1"})), request_hash(&json!({"a": 1})));
    }
}
