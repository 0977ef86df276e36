//! `/dashboard/reset/{token}`: sets a new password, once, within an hour of the link's making; every session of the person ends.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::cookie::{hash, new_token};
use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, see_other, show};
use super::prove;
use super::refusal::Screen;
use super::visitor::Visitor;
use crate::app::App;
use crate::model::membership::{PasswordReset, RESET_MS};
use crate::model::password::check_password;
use crate::store::audit::{Entry, insert_audit};
use crate::store::resets::{delete_reset, put_reset, reset_by_token};
use crate::store::sessions::end_sessions_of;
use crate::store::users::{User, set_password, user};
use crate::store::{StoreError, Tx};
use crate::web::pages::message;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResetForm {
    password: String,
}

#[derive(Template)]
#[template(path = "dashboard/reset.html")]
struct Reset<'a> {
    frame: Frame,
    email: &'a str,
    faults: Faults,
}

/// Makes a link for a person; one made before is void. `by` is the e-mail address of who asked for it, or what else did.
pub async fn new_link(app: &App, user: &User, by: &str, address: &str) -> Result<String, StoreError> {
    let (token, now) = (new_token(app), app.now());
    let reset = PasswordReset {
        workspace_id: user.workspace_id.clone(),
        user_id: user.id.clone(),
        created_by: by.to_owned(),
        created_at: now,
        expires_at: now + RESET_MS,
    };
    let mut tx = app.db.begin().await?;
    put_reset(&mut tx, &reset, &hash(&token)).await?;
    note(&mut tx, app, user, (by, address), "password.reset_requested").await?;
    tx.commit().await?;
    Ok(format!("{}/dashboard/reset/{token}", app.public_url()))
}

async fn note(tx: &mut Tx, app: &App, user: &User, (actor, address): (&str, &str), action: &str) -> Result<(), StoreError> {
    let entry = Entry { workspace_id: &user.workspace_id, project_id: None, actor, address, action, target: &user.email, detail: json!({}), at: app.now() };
    insert_audit(tx, &*app.random, &entry).await
}

pub async fn form(State(web): State<Web>, visitor: Visitor, token: Result<Path<String>, PathRejection>) -> Screen {
    match find(&web.app, token).await? {
        Some((_, user)) => Ok(page(&visitor, &user, Faults::default(), StatusCode::OK)),
        None => Ok(gone()),
    }
}

pub async fn set(State(web): State<Web>, visitor: Visitor, token: Result<Path<String>, PathRejection>, Typed(typed): Typed<ResetForm>) -> Screen {
    let app = &web.app;
    let Some((token_hash, user)) = find(app, token).await? else { return Ok(gone()) };
    if let Err(reason) = check_password(&typed.password, &user.email) {
        return Ok(page(&visitor, &user, Faults::one("password", reason), StatusCode::UNPROCESSABLE_ENTITY));
    }
    let new = prove::hash_password(typed.password).await?;
    let mut tx = app.db.begin().await?;
    if !delete_reset(&mut tx, &token_hash).await? || !set_password(&mut tx, &user.workspace_id, &user.id, &new, None).await? {
        return Ok(gone());
    }
    end_sessions_of(&mut tx, &user.workspace_id, &user.id, None).await?;
    prove::forgive(app, &mut tx, &user.email).await?;
    note(&mut tx, app, &user, (&user.email, &visitor.address), "password.reset").await?;
    tx.commit().await?;
    Ok(visitor.without_session(see_other("/dashboard/login?done=reset")))
}

async fn find(app: &App, token: Result<Path<String>, PathRejection>) -> Result<Option<(String, User)>, StoreError> {
    let Ok(Path(token)) = token else { return Ok(None) };
    let token_hash = hash(&token);
    let Some(reset) = reset_by_token(&app.db, &token_hash, app.now()).await? else { return Ok(None) };
    Ok(user(&app.db, &reset.workspace_id, &reset.user_id).await?.map(|user| (token_hash, user)))
}

fn page(visitor: &Visitor, user: &User, faults: Faults, status: StatusCode) -> Response {
    let frame = Frame::with_form("Set a new password", visitor.form_token());
    visitor.with_cookie(show(status, &Reset { frame, email: &user.email, faults }))
}

fn gone() -> Response {
    message(StatusCode::NOT_FOUND, "This link is of no use any more", "It works once, and for an hour. Ask for a new one at /dashboard/forgot.")
}
