//! `/dashboard/login`: e-mail address and password; then the second factor (`login_code.rs`), or straight to where one wanted to go.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, see_other, show};
use super::member::Member;
use super::prove::{self, Attempt};
use super::refusal::{Refusal, Screen, encode};
use super::visitor::{Visitor, own_path};
use crate::app::App;
use crate::store::audit::{Entry, insert_audit};
use crate::store::users::{User, user_by_email};
use crate::store::{StoreError, Tx};
use crate::web::state::Web;

const DONE: [(&str, &str); 3] = [
    ("out", "You are logged out."),
    ("reset", "Your new password is set, and you were logged out everywhere. Log in with it."),
    ("ended", "Your account was changed, so you were logged out. Log in again."),
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    next: String,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LoginForm {
    email: String,
    password: String,
    next: String,
}

#[derive(Template)]
#[template(path = "dashboard/login.html")]
struct Login<'a> {
    frame: Frame,
    email: &'a str,
    next: &'a str,
    faults: Faults,
    /// Why the last try came to nothing.
    refused: Option<String>,
}

impl Login<'_> {
    /// The focus stands where one goes on, also without a script.
    fn email_extra(&self) -> &'static str {
        if self.email.is_empty() && self.faults.is_empty() { "autocomplete='username' required autofocus" } else { "autocomplete='username' required" }
    }

    fn password_extra(&self) -> &'static str {
        if self.refused.is_some() { "autocomplete='current-password' required autofocus" } else { "autocomplete='current-password' required" }
    }
}

pub async fn form(member: Result<Member, Refusal>, visitor: Visitor, Query(asked): Query<Asked>) -> Screen {
    if member.is_ok() {
        return Ok(see_other(own_path(&asked.next)));
    }
    let frame = Frame::with_form("Log in", visitor.form_token()).saying(asked.done.as_deref(), &DONE);
    let page = Login { frame, email: "", next: own_path(&asked.next), faults: Faults::default(), refused: None };
    Ok(visitor.with_cookie(show(StatusCode::OK, &page)))
}

pub async fn log_in(State(web): State<Web>, visitor: Visitor, Typed(typed): Typed<LoginForm>) -> Screen {
    let email = typed.email.trim().to_lowercase();
    let mut faults = Faults::default();
    if email.is_empty() {
        faults.add("email", "Type your e-mail address.");
    }
    if typed.password.is_empty() {
        faults.add("password", "Type your password.");
    }
    if !faults.is_empty() {
        return Ok(again(&visitor, &typed, faults, None, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let attempt = match prove::attempt(&web.app, "login", &email, &visitor.address).await? {
        Ok(attempt) => attempt,
        Err(seconds) => return Ok(later(again(&visitor, &typed, faults, Some(wait_text(seconds)), StatusCode::TOO_MANY_REQUESTS), seconds)),
    };
    let (user, hash) = user_by_email(&web.app.db, &email).await?.unzip();
    let right = prove::is_password(typed.password.clone(), hash).await?;
    match user.filter(|_| right) {
        Some(user) => Ok(enter(&web.app, &visitor, &attempt, &user, own_path(&typed.next)).await?),
        None => {
            tracing::info!(client.address = visitor.address, "a log-in was refused");
            let refused = "The e-mail address or the password is wrong.".to_owned();
            Ok(again(&visitor, &typed, faults, Some(refused), StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

async fn enter(app: &App, visitor: &Visitor, attempt: &Attempt, user: &User, next: &str) -> Result<Response, StoreError> {
    let mut tx = app.db.begin().await?;
    attempt.passed(&mut tx).await?;
    let begun = visitor.begin(&mut tx, app, user, user.second_factor).await?;
    if !user.second_factor {
        note_login(&mut tx, app, user, &visitor.address, "password").await?;
    }
    tx.commit().await?;
    Ok(begun.go(&if user.second_factor { format!("/dashboard/login/code?next={}", encode(next)) } else { next.to_owned() }))
}

/// Writes down that somebody is in. `by` says with what.
pub(super) async fn note_login(tx: &mut Tx, app: &App, user: &User, address: &str, by: &str) -> Result<(), StoreError> {
    let entry = Entry {
        workspace_id: &user.workspace_id,
        project_id: None,
        actor: &user.email,
        address,
        action: "user.logged_in",
        target: &user.email,
        detail: json!({"by": by}),
        at: app.now(),
    };
    insert_audit(tx, &*app.random, &entry).await
}

fn again(visitor: &Visitor, typed: &LoginForm, faults: Faults, refused: Option<String>, status: StatusCode) -> Response {
    let frame = Frame::with_form("Log in", visitor.form_token());
    visitor.with_cookie(show(status, &Login { frame, email: &typed.email, next: own_path(&typed.next), faults, refused }))
}

pub(super) fn wait_text(seconds: i64) -> String {
    let wait = if seconds > 90 { format!("{} minutes", (seconds + 59) / 60) } else { format!("{seconds} second{}", if seconds == 1 { "" } else { "s" }) };
    format!("There were too many tries. Please wait {wait} and try again.")
}

pub(super) fn later(mut response: Response, seconds: i64) -> Response {
    if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}
