//! The one-time set-up link: a form for the first owner, workspace and project; the first key is shown once, with a curl to paste.

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{assets, broken, message, screen};
use crate::model::first::{FirstOwner, Founded};
use crate::model::schema::Fault;
use crate::store::setup::{found, setup_link_exists};
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    email: String,
    password: String,
    workspace: String,
    project: String,
}

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupForm<'a> {
    style: &'static str,
    typed: &'a Typed,
    faults: &'a [Fault],
}

impl SetupForm<'_> {
    /// What is wrong with a field, if anything.
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.reason.as_str())
    }
}

#[derive(Template)]
#[template(path = "setup_done.html")]
struct SetupDone<'a> {
    style: &'static str,
    founded: &'a Founded,
    base: &'a str,
}

pub async fn form(State(web): State<Web>, token: Result<Path<String>, PathRejection>) -> Response {
    let Ok(Path(token)) = token else { return gone() };
    match setup_link_exists(&web.app.db, &hash(&token)).await {
        Ok(true) => screen(StatusCode::OK, &SetupForm { style: assets::style(), typed: &Typed::default(), faults: &[] }),
        Ok(false) => gone(),
        Err(error) => failed(&error),
    }
}

pub async fn create(State(web): State<Web>, token: Result<Path<String>, PathRejection>, typed: Result<Form<Typed>, FormRejection>) -> Response {
    let Ok(Path(token)) = token else { return gone() };
    let Form(typed) = match typed {
        Ok(typed) => typed,
        Err(refused) => return message(refused.status(), "This form could not be read", "Go back, load the page again and send it once more."),
    };
    let token_hash = hash(&token);
    match setup_link_exists(&web.app.db, &token_hash).await {
        Ok(true) => {}
        Ok(false) => return gone(),
        Err(error) => return failed(&error),
    }
    let owner = match FirstOwner::check(&typed.email, &typed.password, &typed.workspace, &typed.project) {
        Ok(owner) => owner,
        Err(faults) => return screen(StatusCode::UNPROCESSABLE_ENTITY, &SetupForm { style: assets::style(), typed: &typed, faults: &faults }),
    };
    let (random, now) = (web.app.random.clone(), web.app.now());
    // The password hash takes some tens of milliseconds of CPU.
    let prepared = tokio::task::spawn_blocking(move || owner.prepare(&*random, now)).await;
    let Ok(Ok(new)) = prepared else { return broken() };
    match found(&web.app.db, &new, Some(&token_hash)).await {
        Ok(true) => never_stored(screen(StatusCode::OK, &SetupDone { style: assets::style(), founded: &new, base: web.app.public_url() })),
        Ok(false) => gone(),
        Err(error) => failed(&error),
    }
}

/// The key on this page is shown once: not again from a browser's cache.
fn never_stored(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn gone() -> Response {
    message(StatusCode::NOT_FOUND, "This set-up link is used up", "It works once. Start the server again to get a new link if there is no owner yet.")
}

fn failed(error: &crate::store::StoreError) -> Response {
    tracing::error!(%error, "set-up failed");
    message(StatusCode::SERVICE_UNAVAILABLE, "The database cannot be used right now", "Nothing was stored. Please try again in a moment.")
}

/// The token is stored by its hash alone.
#[must_use]
pub fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
