//! `/dashboard/login/code`: the second step of a log-in. A code of the app or a recovery code turns the half session into a whole one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, see_other, show};
use super::login::{later, note_login, wait_text};
use super::prove::{self, Attempt};
use super::refusal::{Refusal, Screen};
use super::visitor::{Visitor, own_path};
use crate::app::App;
use crate::model::second_factor::{TotpSecret, recovery_hash};
use crate::store::second_factors::{self, take_totp_step, use_recovery_code};
use crate::store::users::{User, user};
use crate::store::{StoreError, Tx};
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
    next: String,
}

#[derive(Template)]
#[template(path = "dashboard/login_code.html")]
struct Code<'a> {
    frame: Frame,
    email: &'a str,
    next: &'a str,
    faults: Faults,
}

pub async fn form(State(web): State<Web>, visitor: Visitor, Query(asked): Query<CodeForm>) -> Screen {
    match half_user(&web.app, &visitor).await? {
        Some(user) => Ok(page(&visitor, &user, &asked.next, Faults::default(), StatusCode::OK)),
        None => Ok(see_other("/dashboard/login")),
    }
}

pub async fn give(State(web): State<Web>, visitor: Visitor, Typed(typed): Typed<CodeForm>) -> Screen {
    let Some(user) = half_user(&web.app, &visitor).await? else { return Ok(see_other("/dashboard/login")) };
    if typed.code.trim().is_empty() {
        return Ok(page(&visitor, &user, &typed.next, Faults::one("code", "Type the code."), StatusCode::UNPROCESSABLE_ENTITY));
    }
    let attempt = match prove::attempt(&web.app, "code", user.id.as_str(), &visitor.address).await? {
        Ok(attempt) => attempt,
        Err(seconds) => {
            let faults = Faults::one("code", &wait_text(seconds));
            return Ok(later(page(&visitor, &user, &typed.next, faults, StatusCode::TOO_MANY_REQUESTS), seconds));
        }
    };
    let code = known_code(&web.app, &user, &typed.code).await?;
    match enter(&web.app, &visitor, &attempt, &user, code, own_path(&typed.next)).await? {
        Some(response) => Ok(response),
        None => {
            let wrong = "This code is wrong, too old, or was used already. Wait for the next one.";
            Ok(page(&visitor, &user, &typed.next, Faults::one("code", wrong), StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

async fn half_user(app: &App, visitor: &Visitor) -> Result<Option<User>, StoreError> {
    let Some(session) = visitor.half_session(app).await? else { return Ok(None) };
    user(&app.db, &session.workspace_id, &session.user_id).await
}

/// What was typed, as far as it could be right.
enum Known {
    Step(i64),
    Recovery(String),
    Neither,
}

async fn known_code(app: &App, user: &User, code: &str) -> Result<Known, Refusal> {
    if let Some(hash) = recovery_hash(&user.id, code) {
        return Ok(Known::Recovery(hash));
    }
    let Some((sealed, last_step)) = second_factors::totp(&app.db, &user.workspace_id, &user.id).await? else { return Ok(Known::Neither) };
    let secret = app.sealer.unseal(&sealed_place(user), &sealed).map_err(|error| Refusal::Broken(format!("second factor of {}: {error}", user.id)))?;
    let secret = TotpSecret::from_bytes(&secret).ok_or_else(|| Refusal::Broken(format!("second factor of {}: wrong length", user.id)))?;
    Ok(secret.step_of(code, app.now(), last_step).map_or(Known::Neither, Known::Step))
}

/// Where a person's secret stands, as its seal names it.
pub(super) fn sealed_place(user: &User) -> String {
    format!("users.totp_secret/{}", user.id)
}

/// Uses the code up and begins the whole session, in one transaction; `None` when the code is of no use.
async fn enter(app: &App, visitor: &Visitor, attempt: &Attempt, user: &User, code: Known, next: &str) -> Result<Option<Response>, StoreError> {
    let mut tx = app.db.begin().await?;
    if !use_up(&mut tx, app, user, &code).await? {
        return Ok(None);
    }
    attempt.passed(&mut tx).await?;
    let begun = visitor.begin(&mut tx, app, user, false).await?;
    let by = if matches!(code, Known::Recovery(_)) { "recovery code" } else { "authenticator code" };
    note_login(&mut tx, app, user, &visitor.address, by).await?;
    tx.commit().await?;
    Ok(Some(begun.go(if by == "recovery code" { "/dashboard/account?done=recovered" } else { next })))
}

async fn use_up(tx: &mut Tx, app: &App, user: &User, code: &Known) -> Result<bool, StoreError> {
    match code {
        Known::Step(step) => take_totp_step(tx, &user.workspace_id, &user.id, *step).await,
        Known::Recovery(hash) => use_recovery_code(tx, &user.workspace_id, &user.id, hash, app.now()).await,
        Known::Neither => Ok(false),
    }
}

fn page(visitor: &Visitor, user: &User, next: &str, faults: Faults, status: StatusCode) -> Response {
    let frame = Frame::with_form("Log in: second step", visitor.form_token());
    visitor.with_cookie(show(status, &Code { frame, email: &user.email, next: own_path(next), faults }))
}
