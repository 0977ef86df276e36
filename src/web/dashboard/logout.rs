//! `POST /dashboard/logout`: ends the session, whole or half.

use axum::extract::State;
use serde::Deserialize;

use super::form::Typed;
use super::frame::see_other;
use super::refusal::Screen;
use super::visitor::Visitor;
use crate::web::state::Web;

/// Nothing but the form token.
#[derive(Debug, Deserialize)]
pub struct Nothing {}

pub async fn log_out(State(web): State<Web>, visitor: Visitor, _: Typed<Nothing>) -> Screen {
    visitor.end(&web.app).await?;
    Ok(visitor.without_session(see_other("/dashboard/login?done=out")))
}
