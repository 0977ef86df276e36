//! What people see without an account: the magnet, the waiting page, what is held about them, and the program's own few pages.

pub mod about;
pub mod about_held;
pub mod about_words;
mod admit;
mod artefact;
mod asked;
pub mod assets;
pub mod bot;
pub mod errors;
pub mod health;
pub mod known_domain;
mod link_words;
pub mod oembed;
pub mod readable;
pub mod samples;
pub mod seen;
pub mod setup;
pub mod show;
pub mod unlock;
mod views;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::error::{self, ApiError};
use super::state::Web;
use crate::store::workspaces::has_owner;

/// No script, nothing from outside, no framing.
const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Nobody's index, but previews of a link that somebody has sent: these programs obey this file (RFC 9309) and would show a bare address.
const ROBOTS: &str = "User-agent: LinkedInBot\nUser-agent: Twitterbot\nUser-agent: facebookexternalhit\nUser-agent: Slackbot-LinkExpanding\nUser-agent: Discordbot\n\
    User-agent: TelegramBot\nUser-agent: WhatsApp\nUser-agent: SkypeUriPreview\nAllow: /\nDisallow: /dashboard\n\nUser-agent: *\nAllow: /bot\nDisallow: /\n";

/// A screen of our own: rendered, never stored by shared caches, never indexed.
pub(crate) fn screen(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => with_headers((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(), CSP),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            broken()
        }
    }
}

/// Adds the headers that every page and artefact carries.
pub(crate) fn with_headers(mut response: Response, csp: &str) -> Response {
    response.headers_mut().extend(fixed_headers(csp));
    response
}

fn fixed_headers(csp: &str) -> HeaderMap {
    let fixed = [
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow, noarchive"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    let csp = HeaderValue::from_str(csp).ok().map(|csp| (header::CONTENT_SECURITY_POLICY, csp));
    fixed.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).chain(csp).collect()
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    style: &'static str,
    has_owner: bool,
}

pub async fn home(State(web): State<Web>) -> Response {
    match has_owner(&web.app.db).await {
        Ok(has_owner) => screen(StatusCode::OK, &Home { style: assets::style(), has_owner }),
        Err(error) => {
            tracing::error!(%error, "the home page cannot be shown");
            broken()
        }
    }
}

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    style: &'static str,
    heading: &'a str,
    text: &'a str,
}

pub(crate) fn message(status: StatusCode, heading: &str, text: &str) -> Response {
    screen(status, &Message { style: assets::style(), heading, text })
}

/// For every address that no route takes. Browsers ask for a page; all others get the API's error.
pub async fn unknown(headers: HeaderMap) -> Response {
    if wants_page(&headers) { not_found().await } else { ApiError::new(&error::NOT_FOUND).into_response() }
}

/// The router adds `Allow`.
pub async fn method_not_allowed(headers: HeaderMap) -> Response {
    if wants_page(&headers) {
        message(StatusCode::METHOD_NOT_ALLOWED, "This cannot be done here", "The address exists, but not for this kind of request.")
    } else {
        ApiError::new(&error::METHOD_NOT_ALLOWED).into_response()
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().any(|value| value.to_str().is_ok_and(|text| text.to_ascii_lowercase().contains("text/html")))
}

pub async fn not_found() -> Response {
    message(StatusCode::NOT_FOUND, "There is nothing here", "The address may be mistyped, or what stood here was withdrawn.")
}

/// The last resort: no template, no database.
pub(crate) fn broken() -> Response {
    let html = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Something went wrong</title><h1>Something went wrong</h1><p>It is in our log. Please try again in a moment.</p></html>";
    with_headers((StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(), CSP)
}

/// Search engines are asked to stay away from everything but the page about our own robot.
pub async fn robots() -> &'static str {
    ROBOTS
}
