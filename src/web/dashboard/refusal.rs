//! What a dashboard handler answers when it cannot do what was asked: each case a designed page.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::frame::{Frame, see_other, show};
use crate::store::StoreError;
use crate::web::pages;

/// Answer of every screen.
pub type Screen = Result<Response, Refusal>;

#[derive(Debug)]
pub enum Refusal {
    /// Unknown, or somebody else's: indistinguishable.
    NotFound,
    /// The role does not allow it; the sentence says what it would take.
    Forbidden(&'static str),
    /// Nobody is logged in; the path to come back to.
    LoggedOut(String),
    /// Somebody else was faster, or the state forbids it. A sentence.
    Conflict(String),
    /// The form could not be read: too large, broken. A sentence.
    BadForm(String),
    /// Sent from another site.
    CrossSite,
    /// Too many tries; seconds to wait.
    SlowDown(i64),
    Store(StoreError),
    /// A fault of ours: logged with this sentence, answered with a fixed one.
    Broken(String),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Refusal::Store(error)
    }
}

#[derive(Template)]
#[template(path = "dashboard/refused.html")]
struct Refused<'a> {
    frame: Frame,
    status: u16,
    heading: &'a str,
    text: &'a str,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Refusal::NotFound => page(StatusCode::NOT_FOUND, "There is nothing here", "The address may be mistyped, or what stood here was removed."),
            Refusal::Forbidden(text) => page(StatusCode::FORBIDDEN, "Your role does not allow this", text),
            Refusal::LoggedOut(next) => see_other(&format!("/dashboard/login?next={}", encode(&next))),
            Refusal::Conflict(text) => page(StatusCode::CONFLICT, "This has changed in the meantime", &text),
            Refusal::BadForm(text) => page(StatusCode::BAD_REQUEST, "This form could not be read", &text),
            Refusal::CrossSite => {
                page(StatusCode::FORBIDDEN, "Sent from another site", "This request did not come from a page of this server, so nothing was done.")
            }
            Refusal::SlowDown(seconds) => {
                let text = format!("There were too many tries. Please wait {seconds} seconds and try again.");
                let mut response = page(StatusCode::TOO_MANY_REQUESTS, "Please wait a little", &text);
                if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
                    response.headers_mut().insert(header::RETRY_AFTER, value);
                }
                response
            }
            Refusal::Store(StoreError::Unavailable(error)) => {
                tracing::error!(%error, "the database cannot be used");
                page(StatusCode::SERVICE_UNAVAILABLE, "The database cannot be used right now", "Nothing was changed. Please try again in a moment.")
            }
            Refusal::Store(error) => broken(&error.to_string()),
            Refusal::Broken(error) => broken(&error),
        }
    }
}

fn page(status: StatusCode, heading: &str, text: &str) -> Response {
    show(status, &Refused { frame: Frame::bare(heading), status: status.as_u16(), heading, text })
}

fn broken(error: &str) -> Response {
    tracing::error!(error, "a dashboard page failed");
    pages::broken()
}

/// Percent-encodes a text for a query's value.
#[must_use]
pub fn encode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
