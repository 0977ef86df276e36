//! Every error of the API in one table: code → status → message → cause and fix. One envelope; the same as RFC 9457 on request.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use crate::generation::accept::NotAccepted;
use crate::generation::control::Refused;
use crate::model::credits::Shortage;
use crate::model::quota::{Standing, WINDOW_S};
use crate::model::schema::{Fault, sentence};
use crate::store::StoreError;

/// One row of the table.
pub struct ErrorKind {
    pub code: &'static str,
    pub status: StatusCode,
    /// Sent where the place of the error has nothing more exact to say.
    pub message: &'static str,
    /// For the page that the problem type resolves to.
    pub cause: &'static str,
    pub fix: &'static str,
}

macro_rules! errors {
    ($($name:ident, $code:literal, $status:ident, $message:literal, $cause:literal, $fix:literal;)*) => {
        $(pub static $name: ErrorKind = ErrorKind { code: $code, status: StatusCode::$status, message: $message, cause: $cause, fix: $fix };)*
        /// The whole table, in the order of the reference.
        pub static ALL: &[&ErrorKind] = &[$(&$name),*];
    };
}

errors! {
    INVALID_REQUEST, "INVALID_REQUEST", BAD_REQUEST, "The request is not valid",
        "The body is no JSON object, a field is missing, has the wrong type or a bad value.", "See details.fields: it names each field with its reason. GET the same address for the project's schema.";
    MISSING_AUTH_HEADER, "MISSING_AUTH_HEADER", UNAUTHORIZED, "Authorization header is required",
        "The request has no Authorization header, or an empty one.", "Send Authorization: Bearer and the key.";
    INVALID_API_KEY, "INVALID_API_KEY", UNAUTHORIZED, "The provided API key is invalid",
        "The header has another scheme, or the key is malformed, unknown or revoked.", "Check the key for missing characters, or create a new one.";
    API_KEY_EXPIRED, "API_KEY_EXPIRED", UNAUTHORIZED, "This API key has expired. Please generate a new one.",
        "The key is past the day it was created to end on, or was rotated.", "Create a new key, or use the one that rotation returned.";
    INSUFFICIENT_CREDITS, "INSUFFICIENT_CREDITS", PAYMENT_REQUIRED, "Insufficient credits",
        "The workspace's balance, or what the project may draw of it, does not cover the request.", "Grant credits, raise the project's allowance, or send fewer leads. The message names both numbers.";
    FORBIDDEN_SCOPE, "FORBIDDEN_SCOPE", FORBIDDEN, "The API key's scopes do not cover this request",
        "The key was created with narrower scopes.", "Use a key with the scope that the message names.";
    NOT_FOUND, "NOT_FOUND", NOT_FOUND, "The requested resource was not found",
        "The path or the id is unknown, or belongs to somebody else.", "Check the address and that the key belongs to the project.";
    METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", METHOD_NOT_ALLOWED, "This method is not allowed here",
        "The path exists, but not for this method.", "Use one of the methods in the Allow header.";
    PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE", PAYLOAD_TOO_LARGE, "The request body is larger than 1 MiB",
        "The body is over 1 MiB, or a batch is over 16 MiB or 10,000 leads.", "Send less in one request.";
    UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE", UNSUPPORTED_MEDIA_TYPE, "The request body must be sent as application/json",
        "The Content-Type is something else than JSON.", "Send Content-Type: application/json.";
    CONFLICT, "CONFLICT", CONFLICT, "The current state does not allow this",
        "Somebody else changed the same thing, or its state forbids the action.", "Read it again and decide anew.";
    IDEMPOTENCY_CONFLICT, "IDEMPOTENCY_CONFLICT", CONFLICT, "This Idempotency-Key was used before with another request body",
        "The same Idempotency-Key came with another body within the last 72 hours.", "Use a new key for a new request, and the same key only to repeat the same one.";
    GENERATION_FAILED, "GENERATION_FAILED", UNPROCESSABLE_ENTITY, "The lead magnet could not be generated",
        "The job ended as failed or was cancelled: there is no result to give.", "POST /generation/{jobId}/retry, or send the lead again.";
    SUPPRESSED, "SUPPRESSED", UNPROCESSABLE_ENTITY, "This person has objected to the processing of their data",
        "The address or its host is on the workspace's suppression list.", "Do not send this person again.";
    RATE_LIMIT_EXCEEDED, "RATE_LIMIT_EXCEEDED", TOO_MANY_REQUESTS, "Rate limit exceeded",
        "More requests came in the last minute, or in one second, than the project's limit for this group allows.", "Wait as many seconds as Retry-After says, then send the request again. An owner can raise the project's limits.";
    INTERNAL_ERROR, "INTERNAL_ERROR", INTERNAL_SERVER_ERROR, "An internal error occurred",
        "A fault of the server. It is in the log under the request's id.", "Try again; if it stays, tell the operator the X-Request-Id.";
    UPSTREAM_ERROR, "UPSTREAM_ERROR", BAD_GATEWAY, "A server that this one depends on did not answer properly",
        "A service that the operator has set up answered with an error.", "Try again; if it stays, tell the operator the X-Request-Id.";
    SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", SERVICE_UNAVAILABLE, "The service is temporarily unavailable. Please try again.",
        "The database is locked, full or cannot be reached. Nothing was stored.", "Send the request again after the time in Retry-After.";
    TIMEOUT, "TIMEOUT", GATEWAY_TIMEOUT, "The request took too long",
        "The server could not answer in time.", "Send the request again.";
}

/// An error on its way out.
#[derive(Clone)]
pub struct ApiError {
    pub kind: &'static ErrorKind,
    pub message: String,
    pub details: Option<Value>,
    /// The methods for `Allow`.
    pub allow: Option<HeaderValue>,
    /// Whole seconds, for `Retry-After` and the body.
    pub retry_after: Option<i64>,
}

impl ApiError {
    #[must_use]
    pub fn new(kind: &'static ErrorKind) -> Self {
        Self { kind, message: kind.message.into(), details: None, allow: None, retry_after: None }
    }

    #[must_use]
    pub fn with_message(kind: &'static ErrorKind, message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::new(kind) }
    }

    /// All faults of a body.
    #[must_use]
    pub fn faults(faults: &[Fault]) -> Self {
        let message = sentence(faults).unwrap_or_else(|| INVALID_REQUEST.message.into());
        let fields: serde_json::Map<String, Value> = faults.iter().map(|fault| (fault.field.clone(), json!(fault.reason))).collect();
        Self { details: Some(json!({ "fields": fields })), ..Self::with_message(&INVALID_REQUEST, message) }
    }

    /// Beyond the limits. The sentence names the minute's, whichever bound was met, as the contract has it.
    #[must_use]
    pub fn too_many(standing: &Standing) -> Self {
        let message = format!("Rate limit exceeded. Maximum {} requests per {WINDOW_S} seconds allowed.", standing.quota.limit);
        Self { retry_after: Some(standing.retry_after_s()), ..Self::with_message(&RATE_LIMIT_EXCEEDED, message) }
    }

    /// The body as `application/problem+json` (RFC 9457); `base` is the public URL.
    #[must_use]
    pub fn problem(&self, base: &str) -> Value {
        let mut problem = json!({
            "type": format!("{base}/errors/{}", self.kind.code),
            "title": self.kind.message,
            "status": self.kind.status.as_u16(),
            "detail": self.message,
            "code": self.kind.code,
        });
        if let Some(details) = &self.details {
            problem["details"] = details.clone();
        }
        if let Some(seconds) = self.retry_after {
            problem["retryAfter"] = json!(seconds);
        }
        problem
    }
}

/// The one body of all errors, its members in the contract's order.
#[derive(Serialize)]
struct Envelope<'a> {
    success: bool,
    error: Inner<'a>,
}

#[derive(Serialize)]
struct Inner<'a> {
    code: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<&'a Value>,
    #[serde(rename = "retryAfter", skip_serializing_if = "Option::is_none")]
    retry_after: Option<i64>,
}

/// The body of an error that never reaches the router.
pub(in crate::web) fn envelope(kind: &ErrorKind, message: &str) -> String {
    let error = Envelope { success: false, error: Inner { code: kind.code, message, details: None, retry_after: None } };
    serde_json::to_string(&error).unwrap_or_default()
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let inner = Inner { code: self.kind.code, message: &self.message, details: self.details.as_ref(), retry_after: self.retry_after };
        let error = Envelope { success: false, error: inner };
        let mut response = (self.kind.status, Json(error)).into_response();
        let headers = response.headers_mut();
        match self.kind.status {
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
            }
            _ => {}
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(allow) = &self.allow {
            headers.insert(header::ALLOW, allow.clone());
        }
        headers.insert(HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff"));
        response.extensions_mut().insert(self);
        response
    }
}

impl From<NotAccepted> for ApiError {
    fn from(refused: NotAccepted) -> Self {
        match refused {
            // Logged where it happened.
            NotAccepted::NotStored(_) => Self::new(&SERVICE_UNAVAILABLE),
            NotAccepted::Short(shortage) => shortage.into(),
            NotAccepted::Taken(lead) => {
                Self { details: Some(json!({"leadId": lead})), ..Self::with_message(&CONFLICT, "Another lead of this project has this externalId") }
            }
        }
    }
}

impl From<Shortage> for ApiError {
    fn from(shortage: Shortage) -> Self {
        Self {
            details: Some(json!({"required": shortage.required, "available": shortage.available})),
            ..Self::with_message(&INSUFFICIENT_CREDITS, shortage.to_string())
        }
    }
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Gone => Self::new(&NOT_FOUND),
            Refused::State(sentence) => Self::with_message(&CONFLICT, sentence),
            Refused::Short(shortage) => shortage.into(),
            Refused::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(error) => {
                tracing::error!(%error, "the database cannot be used");
                Self::new(&SERVICE_UNAVAILABLE)
            }
            error => {
                tracing::error!(%error, "unexpected database error");
                Self::new(&INTERNAL_ERROR)
            }
        }
    }
}
