//! What is done to one lead from its page: try again, cancel, regenerate, approve, and erase, for which the address is typed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::form::Typed;
use super::frame::{Frame, Place, see_other, show as send};
use super::in_lead::{InLead, by, called, leads_path};
use super::refusal::{Refusal, Screen};
use crate::generation::control;
use crate::model::role::Right;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    /// The job that the page showed.
    job: String,
}

/// Allowed, and about the job that the person saw.
fn check(of: &InLead, act: &Act) -> Result<(), Refusal> {
    of.member.require(Right::WorkOnLeads)?;
    if act.job != of.job.id.as_str() {
        return Err(Refusal::Conflict("A newer job has taken the place of the one you saw. Go back and load the page again.".into()));
    }
    Ok(())
}

pub async fn retry(of: InLead, State(web): State<Web>, Typed(act): Typed<Act>) -> Screen {
    check(&of, &act)?;
    control::retry(&web.app, by(&of.member), &of.job).await?;
    Ok(see_other(&format!("{}?done=retried", of.path())))
}

pub async fn cancel(of: InLead, State(web): State<Web>, Typed(act): Typed<Act>) -> Screen {
    check(&of, &act)?;
    control::cancel(&web.app, by(&of.member), &of.job).await?;
    Ok(see_other(&format!("{}?done=cancelled", of.path())))
}

pub async fn regenerate(of: InLead, State(web): State<Web>, Typed(act): Typed<Act>) -> Screen {
    check(&of, &act)?;
    control::regenerate(&web.app, by(&of.member), &of.job).await?;
    Ok(see_other(&format!("{}?done=regenerated", of.path())))
}

pub async fn approve(of: InLead, State(web): State<Web>, Typed(act): Typed<Act>) -> Screen {
    check(&of, &act)?;
    control::approve(&web.app, by(&of.member), &of.job, None).await?;
    Ok(see_other(&format!("{}?done=approved", of.path())))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Confirmed {
    email: String,
}

#[derive(Template)]
#[template(path = "dashboard/lead_erase.html")]
struct LeadErase {
    frame: Frame,
    path: String,
    name: String,
    hint: String,
    typed: String,
    wrong: Option<&'static str>,
}

pub async fn ask_erase(of: InLead) -> Screen {
    of.member.require(Right::WorkOnLeads)?;
    Ok(erase_page(StatusCode::OK, &of, String::new(), None))
}

pub async fn erase(of: InLead, State(web): State<Web>, Typed(confirmed): Typed<Confirmed>) -> Screen {
    of.member.require(Right::WorkOnLeads)?;
    if confirmed.email.trim().to_lowercase() != of.lead.fields.email.to_lowercase() {
        return Ok(erase_page(StatusCode::UNPROCESSABLE_ENTITY, &of, confirmed.email, Some("is not the address of this lead")));
    }
    control::erase(&web.app, by(&of.member), &of.job).await?;
    Ok(see_other(&format!("{}?done=erased", leads_path(&of.project))))
}

fn erase_page(status: StatusCode, of: &InLead, typed: String, wrong: Option<&'static str>) -> Response {
    let page = LeadErase {
        frame: Frame::in_project(&of.member, &of.project, "Erase a lead", Place::Leads),
        path: of.path(),
        name: called(&of.lead.fields).to_owned(),
        hint: format!("Type {} to confirm.", of.lead.fields.email),
        typed,
        wrong,
    };
    send(status, &page)
}
