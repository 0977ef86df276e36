//! The webhook endpoint of the path segment `{endpoint}`, of the member's own project, and how endpoints and deliveries are called on screens.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use super::frame::{Frame, Place, Settings};
use super::in_lead::StateTag;
use super::member::{InProject, Member};
use super::refusal::Refusal;
use crate::model::ids::EndpointId;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::webhook::{DeliveryState, Endpoint, EventChoice, OffReason};
use crate::store::endpoints::endpoint;
use crate::web::hooks::{By, Refused};
use crate::web::state::Web;

/// A member who may see webhooks, the project and one of its endpoints; anything else in the path is 404.
#[derive(Debug, Clone)]
pub struct InWebhook {
    pub member: Member,
    pub project: Project,
    pub endpoint: Endpoint,
}

impl InWebhook {
    /// Path of the endpoint's page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", webhooks_path(&self.project), self.endpoint.id)
    }

    #[must_use]
    pub fn frame(&self, title: &str) -> Frame {
        frame(&self.member, &self.project, title)
    }

    /// Who acts, as the audit log names them.
    #[must_use]
    pub fn by(&self) -> By<'_> {
        by(&self.member, &self.project)
    }

    /// # Errors
    /// `Forbidden` for who may only look.
    pub fn require_manage(&self) -> Result<(), Refusal> {
        self.member.require(Right::ManageWebhooks)
    }
}

impl FromRequestParts<Web> for InWebhook {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refusal> {
        let InProject { member, project } = InProject::from_request_parts(parts, web).await?;
        member.require(Right::SeeWebhooks)?;
        let Ok(Path(segments)) = Path::<HashMap<String, String>>::from_request_parts(parts, web).await else { return Err(Refusal::NotFound) };
        let id: EndpointId = segments.get("endpoint").and_then(|id| id.parse().ok()).ok_or(Refusal::NotFound)?;
        let endpoint = endpoint(&web.app.db, &member.workspace.id, &project.id, &id).await?.ok_or(Refusal::NotFound)?;
        Ok(Self { member, project, endpoint })
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Gone => Refusal::NotFound,
            Refused::Store(error) => Refusal::Store(error),
            refused => Refusal::Conflict(format!("{refused}.")),
        }
    }
}

#[must_use]
pub fn by<'a>(member: &'a Member, project: &'a Project) -> By<'a> {
    By { project, actor: &member.user.email, address: member.address() }
}

/// A screen about webhooks: under API & Integrations for those who may see that page, else under a page of its own.
#[must_use]
pub fn frame(member: &Member, project: &Project, title: &str) -> Frame {
    let place = if member.may(Right::ManageKeys) { Settings::Api } else { Settings::Webhooks };
    Frame::in_project(member, project, title, Place::Settings(place))
}

/// What all paths about webhooks begin with; the list of those who may not see keys.
#[must_use]
pub fn webhooks_path(project: &Project) -> String {
    format!("/dashboard/projects/{}/settings/webhooks", project.slug)
}

/// Where the list stands for this member.
#[must_use]
pub fn list_path(member: &Member, project: &Project) -> String {
    if member.may(Right::ManageKeys) { format!("/dashboard/projects/{}/settings/api#webhooks", project.slug) } else { webhooks_path(project) }
}

#[must_use]
pub fn endpoint_tag(endpoint: &Endpoint) -> StateTag {
    match endpoint.off {
        Some(OffReason::Owner) => StateTag { label: "off", class: "" },
        Some(OffReason::Gone | OffReason::Failing) => StateTag { label: "switched off", class: "bad" },
        None if endpoint.failing_since.is_some() => StateTag { label: "failing", class: "warn" },
        None => StateTag { label: "on", class: "good" },
    }
}

/// Why nothing is sent, for the person who can change that.
#[must_use]
pub fn why_off(reason: OffReason) -> &'static str {
    match reason {
        OffReason::Owner => "It was switched off here or by the API. Nothing is sent to it.",
        OffReason::Gone => "We switched it off because it answered 410 Gone, which means that it wants nothing more. Nothing is sent to it.",
        OffReason::Failing => "We switched it off because not one delivery succeeded in five days. Nothing is sent to it.",
    }
}

#[must_use]
pub fn events_told(events: &EventChoice) -> String {
    match events {
        EventChoice::All => "all events".into(),
        EventChoice::Some(kinds) if kinds.len() > 3 => format!("{} events", kinds.len()),
        EventChoice::Some(_) => events.names().join(", "),
    }
}

/// `total_tries`: how often it was tried so far.
#[must_use]
pub fn delivery_tag(state: DeliveryState, total_tries: i64) -> StateTag {
    match state {
        DeliveryState::Pending if total_tries == 0 => StateTag { label: "waiting", class: "busy" },
        DeliveryState::Pending => StateTag { label: "to be tried again", class: "warn" },
        DeliveryState::Delivered => StateTag { label: "delivered", class: "good" },
        DeliveryState::Failed => StateTag { label: "failed", class: "bad" },
    }
}

/// A one-word failure as a sentence.
#[must_use]
pub fn failure_told(word: &str) -> String {
    let told = match word {
        "dns" => "The host name could not be found.",
        "refused" => "The receiver refused the connection: nothing listens there.",
        "unreachable" => "The receiver could not be reached.",
        "reset" => "The receiver broke the connection off.",
        "tls" => "No secure connection: the certificate is not valid for this host, or has expired.",
        "timeout" => "The whole answer did not come within 15 seconds.",
        "private_address" => "The host leads to a private address; webhooks go to public addresses only.",
        "too_large" => "The answer was too large.",
        "redirect" => "It answered with a redirect. Redirects are not followed: enter the address that it leads to.",
        "protocol" => "What came back was no HTTP.",
        _ => return status_told(word),
    };
    told.to_owned()
}

fn status_told(word: &str) -> String {
    let status = word.strip_prefix("http_").and_then(|status| status.parse::<u16>().ok()).and_then(|status| axum::http::StatusCode::from_u16(status).ok());
    match status {
        Some(status) => format!("The receiver answered {} {}.", status.as_u16(), status.canonical_reason().unwrap_or_default()).replace(" .", "."),
        None => format!("It failed ({word})."),
    }
}
