//! `/dashboard/forgot`: asks for a link to set a new password. Known and unknown addresses get the same answer in the same time.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, show};
use super::prove;
use super::refusal::{Refusal, Screen};
use super::reset::new_link;
use super::visitor::Visitor;
use crate::app::App;
use crate::model::membership::parse_login;
use crate::store::users::user_by_email;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ForgotForm {
    email: String,
}

#[derive(Template)]
#[template(path = "dashboard/forgot.html")]
struct Forgot<'a> {
    frame: Frame,
    /// The server can send mail.
    mail: bool,
    /// The address that a link goes to, if it belongs to somebody.
    asked: bool,
    email: &'a str,
    faults: Faults,
}

pub async fn form(State(web): State<Web>, visitor: Visitor) -> Screen {
    let frame = Frame::with_form("Forgotten password", visitor.form_token());
    let page = Forgot { frame, mail: web.app.mailer.is_some(), asked: false, email: "", faults: Faults::default() };
    Ok(visitor.with_cookie(show(StatusCode::OK, &page)))
}

pub async fn ask(State(web): State<Web>, visitor: Visitor, Typed(typed): Typed<ForgotForm>) -> Screen {
    let mail = web.app.mailer.is_some();
    let frame = Frame::with_form("Forgotten password", visitor.form_token());
    let email = match parse_login(&typed.email) {
        Ok(email) if mail => email,
        Ok(_) => return Err(Refusal::NotFound),
        Err(reason) => {
            let page = Forgot { frame, mail, asked: false, email: &typed.email, faults: Faults::one("email", reason) };
            return Ok(visitor.with_cookie(show(StatusCode::UNPROCESSABLE_ENTITY, &page)));
        }
    };
    // A mailbox is not to be flooded; the answer stays the same.
    if prove::attempt(&web.app, "forgot", &email, &visitor.address).await?.is_ok() {
        tokio::spawn(send(web.app.clone(), email.clone(), visitor.address.clone()));
    }
    Ok(visitor.with_cookie(show(StatusCode::OK, &Forgot { frame, mail, asked: true, email: &email, faults: Faults::default() })))
}

/// Nobody waits for this: how long it takes would tell whether the address is known.
async fn send(app: Arc<App>, email: String, address: String) {
    let sent = async {
        let Some((user, _)) = user_by_email(&app.db, &email).await.map_err(|error| error.to_string())? else { return Ok(()) };
        let link = new_link(&app, &user, &user.email, &address).await.map_err(|error| error.to_string())?;
        let Some(mailer) = &app.mailer else { return Ok(()) };
        let text = format!(
            "Somebody, probably you, asked for a new password for Magnetite.\n\nOpen this link within an hour to set it:\n\n{link}\n\nIf it was not you, do nothing: your password stays as it is.\n"
        );
        mailer.send(&user.email, "Set a new password", &text).await.map_err(|error| error.to_string())
    };
    let sent: Result<(), String> = sent.await;
    if let Err(error) = sent {
        tracing::error!(error, "the link for a new password could not be sent");
    }
}
