//! `/dashboard/account`: one's own name, password and sessions. The second factor: `second_factor.rs`.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::agent;
use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, Place, ago, machine_time, see_other, show, when};
use super::login::{later, wait_text};
use super::logout::Nothing;
use super::member::Member;
use super::prove;
use super::refusal::{Refusal, Screen};
use super::visitor::Visitor;
use crate::app::App;
use crate::model::ids::SessionId;
use crate::model::membership::parse_name;
use crate::model::password::check_password;
use crate::store::audit::{Entry, insert_audit};
use crate::store::second_factors::recovery_codes_left;
use crate::store::sessions::{Session, end_session_of, end_sessions_of, sessions_of_user};
use crate::store::users::{self, set_user_name};
use crate::store::{StoreError, Tx};
use crate::web::state::Web;

const DONE: [(&str, &str); 8] = [
    ("name", "Your name is saved."),
    ("password", "Your new password is set. You were logged out everywhere else."),
    ("session", "That session is ended."),
    ("sessions", "All your other sessions are ended."),
    ("factor-off", "The second factor is off. Your password alone logs you in."),
    ("factor-on", "The second factor is on already."),
    ("recovered", "You are in. That recovery code is used up; if your phone is lost, set the second factor up anew."),
    ("changed", "Your second factor was changed in the meantime."),
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    pub done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NameForm {
    name: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    password: String,
    new_password: String,
}

#[derive(Template)]
#[template(path = "dashboard/account.html")]
struct Account<'a> {
    frame: Frame,
    member: &'a Member,
    name: &'a str,
    codes_left: i64,
    sessions: Vec<SessionLine>,
    faults: Faults,
}

struct SessionLine {
    id: String,
    browser: String,
    address: String,
    begun: String,
    begun_at: String,
    seen: String,
    seen_at: String,
    here: bool,
}

impl SessionLine {
    fn new(session: &Session, here: &SessionId, now: i64) -> Self {
        Self {
            id: session.id.to_string(),
            browser: agent::in_words(&session.agent),
            address: session.address.clone(),
            begun: when(session.created_at),
            begun_at: machine_time(session.created_at),
            seen: ago(session.last_seen_at, now),
            seen_at: machine_time(session.last_seen_at),
            here: session.id == *here,
        }
    }
}

pub async fn page(State(web): State<Web>, member: Member, Query(asked): Query<Done>) -> Screen {
    account(&web.app, &member, &member.user.name, Faults::default(), asked.done.as_deref()).await
}

async fn account(app: &App, member: &Member, name: &str, faults: Faults, done: Option<&str>) -> Screen {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (user, now) = (&member.user, app.now());
    let codes_left = if user.second_factor { recovery_codes_left(&app.db, &user.workspace_id, &user.id).await? } else { 0 };
    let sessions = sessions_of_user(&app.db, &user.workspace_id, &user.id, now).await?;
    let sessions = sessions.iter().map(|session| SessionLine::new(session, &member.session.id, now)).collect();
    let frame = Frame::at(member, "Account", Place::Account).saying(done, &DONE);
    Ok(show(status, &Account { frame, member, name, codes_left, sessions, faults }))
}

pub async fn rename(State(web): State<Web>, member: Member, Typed(typed): Typed<NameForm>) -> Screen {
    let name = match parse_name(&typed.name) {
        Ok(name) => name,
        Err(reason) => return account(&web.app, &member, &typed.name, Faults::one("name", reason), None).await,
    };
    let mut tx = web.app.db.begin().await?;
    set_user_name(&mut tx, &member.user.workspace_id, &member.user.id, &name).await?;
    note(&mut tx, &web.app, &member, "user.renamed", json!({"name": name})).await?;
    tx.commit().await?;
    Ok(see_other("/dashboard/account?done=name"))
}

pub async fn change_password(State(web): State<Web>, member: Member, visitor: Visitor, Typed(typed): Typed<PasswordForm>) -> Screen {
    let (app, user) = (&web.app, &member.user);
    if let Err(reason) = check_password(&typed.new_password, &user.email) {
        return account(app, &member, &user.name, Faults::one("new_password", reason), None).await;
    }
    let confirmed = match confirm(app, &member, typed.password).await? {
        Confirmed::Yes(confirmed) => confirmed,
        Confirmed::No(reason, seconds) => return refused(account(app, &member, &user.name, Faults::one("password", &reason), None).await, seconds),
    };
    let new = prove::hash_password(typed.new_password).await?;
    let mut tx = app.db.begin().await?;
    confirmed.attempt.passed(&mut tx).await?;
    if !users::set_password(&mut tx, &user.workspace_id, &user.id, &new, Some(&confirmed.hash)).await? {
        return Err(Refusal::Conflict("Your password was changed elsewhere a moment ago. Nothing was changed here.".into()));
    }
    end_sessions_of(&mut tx, &user.workspace_id, &user.id, None).await?;
    let begun = visitor.begin(&mut tx, app, user, false).await?;
    note(&mut tx, app, &member, "password.changed", json!({})).await?;
    tx.commit().await?;
    Ok(begun.go("/dashboard/account?done=password"))
}

pub async fn end_session(State(web): State<Web>, member: Member, id: Result<Path<String>, PathRejection>, _: Typed<Nothing>) -> Screen {
    let id: SessionId = id.ok().and_then(|Path(id)| id.parse().ok()).ok_or(Refusal::NotFound)?;
    let mut tx = web.app.db.begin().await?;
    if !end_session_of(&mut tx, &member.user.workspace_id, &member.user.id, &id).await? {
        return Err(Refusal::NotFound);
    }
    note(&mut tx, &web.app, &member, "session.ended", json!({})).await?;
    tx.commit().await?;
    Ok(see_other("/dashboard/account?done=session"))
}

pub async fn end_other_sessions(State(web): State<Web>, member: Member, _: Typed<Nothing>) -> Screen {
    let mut tx = web.app.db.begin().await?;
    let count = end_sessions_of(&mut tx, &member.user.workspace_id, &member.user.id, Some(&member.session.id)).await?;
    note(&mut tx, &web.app, &member, "sessions.ended", json!({"count": count})).await?;
    tx.commit().await?;
    Ok(see_other("/dashboard/account?done=sessions"))
}

/// What somebody did to their own account.
pub(super) async fn note(tx: &mut Tx, app: &App, member: &Member, action: &str, detail: Value) -> Result<(), StoreError> {
    let entry = Entry {
        workspace_id: &member.workspace.id,
        project_id: None,
        actor: &member.user.email,
        address: member.address(),
        action,
        target: &member.user.email,
        detail,
        at: app.now(),
    };
    insert_audit(tx, &*app.random, &entry).await
}

/// Outcome of asking somebody who is logged in for their password again.
pub(super) enum Confirmed {
    Yes(Sure),
    /// Why not, and how many seconds to wait before the next try.
    No(String, Option<i64>),
}

pub(super) struct Sure {
    pub attempt: prove::Attempt,
    /// The stored hash that the password matched.
    pub hash: String,
}

/// Whether this is the member's password; who sits at somebody else's open browser is slowed down like anybody.
pub(super) async fn confirm(app: &App, member: &Member, given: String) -> Result<Confirmed, Refusal> {
    let user = &member.user;
    if given.is_empty() {
        return Ok(Confirmed::No("Type your password.".into(), None));
    }
    let attempt = match prove::attempt(app, "confirm", user.id.as_str(), member.address()).await? {
        Ok(attempt) => attempt,
        Err(seconds) => return Ok(Confirmed::No(wait_text(seconds), Some(seconds))),
    };
    let hash = users::password_hash(&app.db, &user.workspace_id, &user.id).await?;
    if !prove::is_password(given, hash.clone()).await? {
        return Ok(Confirmed::No("This is not your password.".into(), None));
    }
    let hash = hash.ok_or(Refusal::NotFound)?;
    Ok(Confirmed::Yes(Sure { attempt, hash }))
}

/// A form that was refused; 429 where there is a time to wait.
pub(super) fn refused(screen: Screen, seconds: Option<i64>) -> Result<Response, Refusal> {
    let mut response = screen?;
    if let Some(seconds) = seconds {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response = later(response, seconds);
    }
    Ok(response)
}
