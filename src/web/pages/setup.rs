//! The one-time set-up link: a form for the first owner, workspace and project. Who fills it in is logged in; next stop: `dashboard/welcome.rs`.

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{assets, broken, message, screen};
use crate::model::first::FirstOwner;
use crate::model::schema::Fault;
use crate::store::StoreError;
use crate::store::setup::{found_by_link, setup_link_exists};
use crate::store::users::user_by_email;
use crate::web::dashboard::cookie::hash;
use crate::web::dashboard::visitor::Visitor;
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

    /// Puts the cursor into the first field that is wrong, or into the first of all.
    fn focus(&self, field: &str) -> &'static str {
        if self.faults.first().map_or("email", |fault| &fault.field) == field { "autofocus" } else { "" }
    }
}

pub async fn form(State(web): State<Web>, token: Result<Path<String>, PathRejection>) -> Response {
    let Ok(Path(token)) = token else { return gone() };
    match setup_link_exists(&web.app.db, &hash(&token)).await {
        Ok(true) => screen(StatusCode::OK, &SetupForm { style: assets::style(), typed: &Typed::default(), faults: &[] }),
        Ok(false) => gone(),
        Err(error) => failed(&error),
    }
}

pub async fn create(
    State(web): State<Web>,
    visitor: Visitor,
    token: Result<Path<String>, PathRejection>,
    typed: Result<Form<Typed>, FormRejection>,
) -> Response {
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
    let mut owner = match FirstOwner::check(&typed.email, &typed.password, &typed.workspace, &typed.project) {
        Ok(owner) => owner,
        Err(faults) => return screen(StatusCode::UNPROCESSABLE_ENTITY, &SetupForm { style: assets::style(), typed: &typed, faults: &faults }),
    };
    owner.credits = web.app.settings.default_credits;
    let (random, now) = (web.app.random.clone(), web.app.now());
    // The password hash takes some tens of milliseconds of CPU.
    let prepared = tokio::task::spawn_blocking(move || owner.prepare(&*random, now)).await;
    let Ok(Ok(new)) = prepared else { return broken() };
    match found_by_link(&web.app.db, &new, &token_hash).await {
        Ok(true) => log_in(&web, &visitor, &new.email, &new.project.slug).await.unwrap_or_else(|error| failed(&error)),
        Ok(false) => gone(),
        Err(error) => failed(&error),
    }
}

/// The new owner needs not type the password again.
async fn log_in(web: &Web, visitor: &Visitor, email: &str, project: &str) -> Result<Response, StoreError> {
    let Some((user, _)) = user_by_email(&web.app.db, email).await? else { return Ok(broken()) };
    let mut tx = web.app.db.begin().await?;
    let begun = visitor.begin(&mut tx, &web.app, &user, false).await?;
    tx.commit().await?;
    Ok(begun.go(&format!("/dashboard/projects/{project}/welcome")))
}

fn gone() -> Response {
    message(StatusCode::NOT_FOUND, "This set-up link is used up", "It works once. Start the server again to get a new link if there is no owner yet.")
}

fn failed(error: &StoreError) -> Response {
    tracing::error!(%error, "set-up failed");
    message(StatusCode::SERVICE_UNAVAILABLE, "The database cannot be used right now", "Nothing was stored. Please try again in a moment.")
}
