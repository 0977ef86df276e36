//! Approving and rejecting from the queue, one or many at once. What somebody else has dealt with meanwhile is told and left alone.
//! One that fails does not keep the others back.

use axum::extract::State;
use serde::Deserialize;

use super::form::Typed;
use super::frame::see_other;
use super::in_lead::by;
use super::member::Member;
use super::refusal::{Refusal, Screen, encode};
use crate::generation::control::{self, Refused};
use crate::model::ids::{JobId, LeadId};
use crate::model::job::JobStatus;
use crate::model::role::Right;
use crate::store::{StoreError, jobs};
use crate::web::state::Web;

/// Leads of one request.
const PICKS_MAX: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    /// `approve` or `reject`.
    #[serde(rename = "do")]
    action: String,
    /// `lead:job`, as the page showed them.
    pick: Vec<String>,
    project: String,
    after: String,
    /// The lead to go on with.
    then: String,
}

/// What came of one lead.
enum Came {
    Done,
    /// It does not wait any more, or another job does.
    Missed,
}

pub async fn act(member: Member, State(web): State<Web>, Typed(act): Typed<Act>) -> Screen {
    member.require(Right::WorkOnLeads)?;
    let approve = match act.action.as_str() {
        "approve" => true,
        "reject" => false,
        _ => return Err(Refusal::BadForm("Go back and press one of its buttons.".into())),
    };
    let (mut done, mut missed, mut failed) = (0_u32, 0_u32, 0_u32);
    let mut unusable = false;
    for pick in act.pick.iter().take(PICKS_MAX) {
        // Each try would wait for a database that is not there.
        if unusable {
            failed += 1;
            continue;
        }
        match one(&web, &member, pick, approve).await {
            Ok(Came::Done) => done += 1,
            Ok(Came::Missed) => missed += 1,
            // A broken form is told at once, before anything has been done.
            Err(refusal @ Refusal::BadForm(_)) if done + missed + failed == 0 => return Err(refusal),
            Err(refusal) => {
                unusable = matches!(refusal, Refusal::Store(StoreError::Unavailable(_)));
                tracing::error!(?refusal, "a magnet could not be approved or rejected from the queue");
                failed += 1;
            }
        }
    }
    let what = if approve { "approved" } else { "rejected" };
    let mut path = format!("/dashboard/review?{what}={done}&missed={missed}");
    if failed > 0 {
        path.push_str(&format!("&failed={failed}"));
    }
    for (name, value) in [("project", &act.project), ("after", &act.after), ("lead", &act.then)] {
        if !value.is_empty() {
            path.push_str(&format!("&{name}={}", encode(value)));
        }
    }
    Ok(see_other(&path))
}

async fn one(web: &Web, member: &Member, pick: &str, approve: bool) -> Result<Came, Refusal> {
    let ids = pick.split_once(':').and_then(|(lead, job)| Some((lead.parse::<LeadId>().ok()?, job.parse::<JobId>().ok()?)));
    let Some((lead, job_id)) = ids else { return Err(Refusal::BadForm("Load the page again and choose once more.".into())) };
    let job = jobs::job_of_lead(&web.app.db, &member.workspace.id, &lead).await?;
    let Some(job) = job.filter(|job| job.id == job_id && job.status == JobStatus::NeedsReview) else { return Ok(Came::Missed) };
    let came = if approve { control::approve(&web.app, by(member), &job).await } else { control::cancel(&web.app, by(member), &job).await };
    match came {
        Ok(()) => Ok(Came::Done),
        Err(Refused::State(_) | Refused::Gone) => Ok(Came::Missed),
        Err(other) => Err(other.into()),
    }
}
