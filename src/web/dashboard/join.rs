//! `/dashboard/join/{token}`: somebody who was invited sets name and password, and is in.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::cookie::hash;
use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, show};
use super::prove;
use super::refusal::Screen;
use super::visitor::{Begun, Visitor};
use crate::app::App;
use crate::model::ids::UserId;
use crate::model::membership::{Invitation, parse_name};
use crate::model::password::check_password;
use crate::store::StoreError;
use crate::store::audit::{Entry, insert_audit};
use crate::store::invitations::{delete_invitation, invitation_by_token};
use crate::store::users::{User, insert_user};
use crate::store::workspaces::workspace_by_id;
use crate::web::pages::message;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    name: String,
    password: String,
}

#[derive(Template)]
#[template(path = "dashboard/join.html")]
struct Join<'a> {
    frame: Frame,
    invitation: &'a Invitation,
    workspace: &'a str,
    name: &'a str,
    faults: Faults,
}

pub async fn form(State(web): State<Web>, visitor: Visitor, token: Result<Path<String>, PathRejection>) -> Screen {
    match find(&web.app, token).await? {
        Some((invitation, workspace)) => Ok(page(&visitor, &invitation, &workspace, "", Faults::default(), StatusCode::OK)),
        None => Ok(gone()),
    }
}

pub async fn join(State(web): State<Web>, visitor: Visitor, token: Result<Path<String>, PathRejection>, Typed(typed): Typed<JoinForm>) -> Screen {
    let app = &web.app;
    let Some((invitation, workspace)) = find(app, token).await? else { return Ok(gone()) };
    let mut faults = Faults::default();
    let name = faults.take("name", parse_name(&typed.name)).unwrap_or_default();
    faults.take("password", check_password(&typed.password, &invitation.email));
    if !faults.is_empty() {
        return Ok(page(&visitor, &invitation, &workspace, &typed.name, faults, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let password_hash = prove::hash_password(typed.password).await?;
    let now = app.now();
    let user = User {
        id: UserId::new(&*app.random),
        workspace_id: invitation.workspace_id.clone(),
        email: invitation.email.clone(),
        name,
        role: invitation.role,
        second_factor: false,
        created_at: now,
        last_seen_at: Some(now),
    };
    match store(app, &visitor, &invitation, &user, &password_hash).await {
        Ok(Some(begun)) => Ok(begun.go("/dashboard")),
        Ok(None) => Ok(gone()),
        Err(StoreError::Taken) => Ok(message(
            StatusCode::CONFLICT,
            "There is an account with this address already",
            "An address belongs to one workspace. Ask to be invited under another one.",
        )),
        Err(error) => Err(error.into()),
    }
}

/// `None` when the invitation was used or withdrawn meanwhile.
async fn store(app: &App, visitor: &Visitor, invitation: &Invitation, user: &User, password_hash: &str) -> Result<Option<Begun>, StoreError> {
    let mut tx = app.db.begin().await?;
    if !delete_invitation(&mut tx, &invitation.workspace_id, &invitation.id).await? {
        return Ok(None);
    }
    insert_user(&mut tx, user, password_hash).await?;
    let begun = visitor.begin(&mut tx, app, user, false).await?;
    let entry = Entry {
        workspace_id: &user.workspace_id,
        project_id: None,
        actor: &user.email,
        address: &visitor.address,
        action: "member.joined",
        target: &user.email,
        detail: json!({"role": user.role.as_str(), "invited_by": invitation.created_by}),
        at: app.now(),
    };
    insert_audit(&mut tx, &*app.random, &entry).await?;
    tx.commit().await?;
    Ok(Some(begun))
}

async fn find(app: &App, token: Result<Path<String>, PathRejection>) -> Result<Option<(Invitation, String)>, StoreError> {
    let Ok(Path(token)) = token else { return Ok(None) };
    let Some(invitation) = invitation_by_token(&app.db, &hash(&token), app.now()).await? else { return Ok(None) };
    Ok(workspace_by_id(&app.db, &invitation.workspace_id).await?.map(|workspace| (invitation, workspace.name)))
}

fn page(visitor: &Visitor, invitation: &Invitation, workspace: &str, name: &str, faults: Faults, status: StatusCode) -> Response {
    let frame = Frame::with_form(&format!("Join {workspace}"), visitor.form_token());
    visitor.with_cookie(show(status, &Join { frame, invitation, workspace, name, faults }))
}

fn gone() -> Response {
    message(
        StatusCode::NOT_FOUND,
        "This invitation is of no use any more",
        "It was used, withdrawn, or is older than a week. Ask whoever invited you for a new one.",
    )
}
