//! `/dashboard/account/second-factor`: set up with a QR code and confirmed by a first code; recovery codes, shown once; off again with the password.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use qrcode::{Color, EcLevel, QrCode};
use serde::Deserialize;
use serde_json::json;

use super::account::{Confirmed, confirm, note, refused};
use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, Place, see_other, show};
use super::login::{later, wait_text};
use super::login_code::sealed_place;
use super::member::Member;
use super::prove;
use super::refusal::{Refusal, Screen};
use crate::app::App;
use crate::model::second_factor::{TotpSecret, new_recovery_codes, recovery_hash};
use crate::store::StoreError;
use crate::store::Tx;
use crate::store::second_factors::{clear_totp, replace_recovery_codes, set_totp};
use crate::web::state::Web;

/// White modules around a QR code (ISO/IEC 18004 6.3.8).
const QUIET: usize = 4;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    /// Sealed, so that it can travel through the form.
    secret: String,
    code: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    password: String,
}

#[derive(Template)]
#[template(path = "dashboard/second_factor.html")]
struct SetUp {
    frame: Frame,
    sealed: String,
    text: String,
    qr_size: usize,
    qr_path: String,
    faults: Faults,
}

#[derive(Template)]
#[template(path = "dashboard/second_factor_on.html")]
struct On {
    frame: Frame,
    faults: Faults,
}

#[derive(Template)]
#[template(path = "dashboard/recovery_codes.html")]
struct Codes {
    frame: Frame,
    codes: Vec<String>,
    first: bool,
}

pub async fn page(State(web): State<Web>, member: Member) -> Screen {
    if member.user.second_factor {
        return Ok(on(&member, Faults::default(), StatusCode::OK));
    }
    set_up(&web.app, &member, &TotpSecret::new(&*web.app.random), Faults::default(), StatusCode::OK)
}

fn on(member: &Member, faults: Faults, status: StatusCode) -> axum::response::Response {
    show(status, &On { frame: Frame::at(member, "Second factor", Place::Account), faults })
}

fn set_up(app: &App, member: &Member, secret: &TotpSecret, faults: Faults, status: StatusCode) -> Screen {
    let broken = |error: &dyn std::fmt::Display| Refusal::Broken(format!("the set-up of a second factor cannot be shown: {error}"));
    let sealed = app.sealer.seal(&*app.random, &draft_place(member), secret.as_bytes()).map_err(|error| broken(&error))?;
    let url = secret.url(&member.user.email).ok_or_else(|| broken(&"no URL"))?;
    let (qr_size, qr_path) = qr(&url).map_err(|error| broken(&error))?;
    let frame = Frame::at(member, "Set up the second factor", Place::Account);
    Ok(show(status, &SetUp { frame, sealed, text: secret.text(), qr_size, qr_path, faults }))
}

/// A secret that is not in use yet, as its seal names it.
fn draft_place(member: &Member) -> String {
    format!("totp_draft/{}", member.user.id)
}

/// Side in modules, and the path of the dark ones.
fn qr(text: &str) -> Result<(usize, String), qrcode::types::QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET)).collect();
    Ok((width + 2 * QUIET, path))
}

pub async fn turn_on(State(web): State<Web>, member: Member, Typed(typed): Typed<SetUpForm>) -> Screen {
    let app = &web.app;
    if member.user.second_factor {
        return Ok(see_other("/dashboard/account?done=factor-on"));
    }
    let secret = app.sealer.unseal(&draft_place(&member), &typed.secret).ok().and_then(|bytes| TotpSecret::from_bytes(&bytes));
    let Some(secret) = secret else { return Err(Refusal::BadForm("Open the page again and scan the new code.".into())) };
    let attempt = match prove::attempt(app, "set-up", member.user.id.as_str(), member.address()).await? {
        Ok(attempt) => attempt,
        Err(seconds) => {
            let faults = Faults::one("code", &wait_text(seconds));
            return set_up(app, &member, &secret, faults, StatusCode::TOO_MANY_REQUESTS).map(|page| later(page, seconds));
        }
    };
    let Some(step) = secret.step_of(&typed.code, app.now(), None) else {
        let faults = Faults::one("code", "This code does not belong to the key above. Is the phone's clock right?");
        return set_up(app, &member, &secret, faults, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let sealed = app.sealer.seal(&*app.random, &sealed_place(&member.user), secret.as_bytes());
    let sealed = sealed.map_err(|error| Refusal::Broken(error.to_string()))?;
    let user = &member.user;
    let mut tx = app.db.begin().await?;
    if !set_totp(&mut tx, &user.workspace_id, &user.id, &sealed, step).await? {
        return Ok(see_other("/dashboard/account?done=factor-on"));
    }
    attempt.passed(&mut tx).await?;
    let codes = draw_codes(&mut tx, app, &member).await?;
    note(&mut tx, app, &member, "second_factor.on", json!({})).await?;
    tx.commit().await?;
    Ok(show_codes(&member, codes, true))
}

pub async fn turn_off(State(web): State<Web>, member: Member, Typed(typed): Typed<PasswordForm>) -> Screen {
    let app = &web.app;
    let sure = match confirm(app, &member, typed.password).await? {
        Confirmed::Yes(sure) => sure,
        Confirmed::No(reason, seconds) => return refused(Ok(on(&member, Faults::one("password", &reason), StatusCode::UNPROCESSABLE_ENTITY)), seconds),
    };
    let mut tx = app.db.begin().await?;
    sure.attempt.passed(&mut tx).await?;
    if clear_totp(&mut tx, &member.user.workspace_id, &member.user.id).await? {
        note(&mut tx, app, &member, "second_factor.off", json!({})).await?;
    }
    tx.commit().await?;
    Ok(see_other("/dashboard/account?done=factor-off"))
}

pub async fn renew_codes(State(web): State<Web>, member: Member, Typed(typed): Typed<PasswordForm>) -> Screen {
    let app = &web.app;
    if !member.user.second_factor {
        return Ok(see_other("/dashboard/account?done=changed"));
    }
    let sure = match confirm(app, &member, typed.password).await? {
        Confirmed::Yes(sure) => sure,
        Confirmed::No(reason, seconds) => return refused(Ok(on(&member, Faults::one("codes_password", &reason), StatusCode::UNPROCESSABLE_ENTITY)), seconds),
    };
    let mut tx = app.db.begin().await?;
    sure.attempt.passed(&mut tx).await?;
    let codes = draw_codes(&mut tx, app, &member).await?;
    note(&mut tx, app, &member, "recovery_codes.renewed", json!({})).await?;
    tx.commit().await?;
    Ok(show_codes(&member, codes, false))
}

async fn draw_codes(tx: &mut Tx, app: &App, member: &Member) -> Result<Vec<String>, StoreError> {
    let codes = new_recovery_codes(&*app.random);
    let hashes: Vec<String> = codes.iter().filter_map(|code| recovery_hash(&member.user.id, code)).collect();
    replace_recovery_codes(tx, &member.user.workspace_id, &member.user.id, &hashes).await?;
    Ok(codes)
}

fn show_codes(member: &Member, codes: Vec<String>, first: bool) -> axum::response::Response {
    show(StatusCode::OK, &Codes { frame: Frame::at(member, "Recovery codes", Place::Account), codes, first })
}
