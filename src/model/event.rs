//! Events: what happened to a lead, in the words of the public contract. The payload is written once, with the change it tells of.
//! The reference and the forms that choose events are made from [`EventKind`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::ids::{EventId, JobId, LeadId, ProjectId};
use super::lead::LeadFields;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum EventKind {
    #[serde(rename = "lead.created")]
    LeadCreated,
    #[serde(rename = "research.started")]
    ResearchStarted,
    #[serde(rename = "research.completed")]
    ResearchCompleted,
    #[serde(rename = "research.failed")]
    ResearchFailed,
    #[serde(rename = "magnet.generated")]
    MagnetGenerated,
    #[serde(rename = "lead.completed")]
    LeadCompleted,
    #[serde(rename = "lead.failed")]
    LeadFailed,
    #[serde(rename = "lead.needs_review")]
    LeadNeedsReview,
    #[serde(rename = "lead.retried")]
    LeadRetried,
    #[serde(rename = "lead.cancelled")]
    LeadCancelled,
    #[serde(rename = "lead.regenerated")]
    LeadRegenerated,
    #[serde(rename = "magnet.viewed")]
    MagnetViewed,
    #[serde(rename = "magnet.prefetched")]
    MagnetPrefetched,
    #[serde(rename = "magnet.cta_clicked")]
    MagnetCtaClicked,
    #[serde(rename = "magnet.drifted")]
    MagnetDrifted,
    #[serde(rename = "lead.erased")]
    LeadErased,
    #[serde(rename = "webhook.test")]
    WebhookTest,
}

impl EventKind {
    /// In the order of the reference.
    pub const ALL: [EventKind; 17] = [
        EventKind::LeadCreated,
        EventKind::ResearchStarted,
        EventKind::ResearchCompleted,
        EventKind::ResearchFailed,
        EventKind::MagnetGenerated,
        EventKind::LeadCompleted,
        EventKind::LeadFailed,
        EventKind::LeadNeedsReview,
        EventKind::LeadRetried,
        EventKind::LeadCancelled,
        EventKind::LeadRegenerated,
        EventKind::MagnetViewed,
        EventKind::MagnetPrefetched,
        EventKind::MagnetCtaClicked,
        EventKind::MagnetDrifted,
        EventKind::LeadErased,
        EventKind::WebhookTest,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// One sentence: when it is written.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.row().1
    }

    /// What the payload's `data` holds, in words.
    #[must_use]
    pub fn data(self) -> &'static str {
        self.row().2
    }

    /// Whether an endpoint can choose it. A test is sent to the endpoint that it tests, whatever that one has chosen.
    #[must_use]
    pub fn is_choosable(self) -> bool {
        self != EventKind::WebhookTest
    }

    /// Name, description, content of `data`.
    fn row(self) -> (&'static str, &'static str, &'static str) {
        const VIEW: &str = "`what`: `page`, `pdf` or `cta`; `class`: `human`, `scanner`, `preview` or `unknown`; `reason`: what decided; `reasons`: all that spoke for it; `viewId`.";
        const BY: &str = "`by`: who did it, an e-mail address or the name of an API key.";
        const APPROVED: &str = "`approvedBy`: who approved the magnet; missing where no approval was needed.";
        const NOTHING: &str = "Nothing.";
        match self {
            EventKind::LeadCreated => ("lead.created", "A lead was accepted and its job is queued.", "`leadMagnetUrl`: where the magnet will stand."),
            EventKind::ResearchStarted => ("research.started", "The prospect's site is being read.", NOTHING),
            EventKind::ResearchCompleted => ("research.completed", "Research is done.", NOTHING),
            EventKind::ResearchFailed => ("research.failed", "Research failed for good.", NOTHING),
            EventKind::MagnetGenerated => ("magnet.generated", "The magnet is published.", APPROVED),
            EventKind::LeadCompleted => ("lead.completed", "The lead is done: its magnet can be sent.", APPROVED),
            EventKind::LeadFailed => ("lead.failed", "The lead failed for good, after all retries.", NOTHING),
            EventKind::LeadNeedsReview => ("lead.needs_review", "The magnet is finished and waits for a person's approval.", NOTHING),
            EventKind::LeadRetried => ("lead.retried", "A failed or cancelled job was put back into the queue by hand.", BY),
            EventKind::LeadCancelled => ("lead.cancelled", "The job was cancelled by hand, or its magnet was turned down at review.", BY),
            EventKind::LeadRegenerated => ("lead.regenerated", "A new job makes the magnet of this lead anew.", BY),
            EventKind::MagnetViewed => {
                ("magnet.viewed", "A person opened the magnet, as a proof has shown; again only after 30 minutes in which no person opened it.", VIEW)
            }
            EventKind::MagnetPrefetched => (
                "magnet.prefetched",
                "A scanner or a link preview opened the magnet, or somebody of whom nothing has shown for 30 minutes that a person reads; again only after 30 quiet minutes.",
                VIEW,
            ),
            EventKind::MagnetCtaClicked => {
                ("magnet.cta_clicked", "A person followed the magnet's call to action; again only after 30 minutes in which no person did.", VIEW)
            }
            EventKind::MagnetDrifted => (
                "magnet.drifted",
                "Facts of a published magnet no longer stand at their sources; told once for each fact, where the project has it flagged or withdrawn.",
                "`version`; `changed`: how many facts in all; `facts`: at most 20 of them, each with `evidence`, `state` (`changed` or `gone`), `url`, \
                 `then` and `now`; `withdrawn`: whether readers no longer get it.",
            ),
            EventKind::LeadErased => ("lead.erased", "All that was held on the person is gone; the payload names nobody.", NOTHING),
            EventKind::WebhookTest => {
                ("webhook.test", "Somebody asked for a test of this endpoint; the lead in it is made up.", "`message`: a sentence that says so.")
            }
        }
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of an event")]
pub struct NotAnEvent;

impl FromStr for EventKind {
    type Err = NotAnEvent;

    fn from_str(text: &str) -> Result<Self, NotAnEvent> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(NotAnEvent)
    }
}

/// Where a finished magnet is found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MagnetLinks {
    pub url: String,
    pub pdf_url: String,
    pub image_url: String,
    pub title: String,
}

/// One event, as the event log keeps it and webhooks send it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Payload {
    /// The same at each try: what came before with this id can be left aside.
    #[schema(example = "evt_4Hc1bXw0Zr9mQe7TtUa2Vk")]
    pub id: String,
    pub event: EventKind,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Counts without gaps per lead, from 1.
    pub sequence: i64,
    pub project_id: String,
    /// Slug of the workspace.
    pub workspace: String,
    pub lead: PayloadLead,
    pub job: PayloadJob,
    /// Null until a magnet is published.
    #[schema(required)]
    pub magnet: Option<MagnetLinks>,
    /// Differs by event.
    #[schema(value_type = Object)]
    pub data: Value,
}

/// The person that an event is about. In `lead.erased` nothing but the id is left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayloadLead {
    pub id: String,
    /// Empty in `lead.erased`.
    pub email: String,
    #[schema(required)]
    pub full_name: Option<String>,
    #[schema(required)]
    pub company: Option<String>,
    #[schema(required)]
    pub domain: Option<String>,
    #[schema(value_type = Object)]
    pub custom_fields: Map<String, Value>,
}

/// The job at the time of the event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PayloadJob {
    pub id: String,
    /// `queued`, `processing`, `completed`, `failed`, `needs_review` or `cancelled`.
    pub status: String,
    #[schema(required)]
    pub error: Option<PayloadError>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PayloadError {
    pub code: String,
    pub message: String,
}

/// Everything a payload tells.
pub struct Happening<'a> {
    pub id: &'a EventId,
    pub kind: EventKind,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Counts without gaps per lead, from 1.
    pub sequence: i64,
    pub project_id: &'a ProjectId,
    /// Slug of the workspace.
    pub workspace: &'a str,
    pub lead_id: &'a LeadId,
    pub lead: &'a LeadFields,
    pub job_id: &'a JobId,
    pub job_status: &'a str,
    pub job_error: Option<(&'a str, &'a str)>,
    pub magnet: Option<&'a MagnetLinks>,
    pub data: Value,
}

impl Happening<'_> {
    /// The payload, as the event log keeps it and webhooks send it.
    #[must_use]
    pub fn payload(&self) -> Payload {
        Payload {
            id: self.id.to_string(),
            event: self.kind,
            created_at: self.created_at,
            sequence: self.sequence,
            project_id: self.project_id.to_string(),
            workspace: self.workspace.to_owned(),
            lead: PayloadLead {
                id: self.lead_id.to_string(),
                email: self.lead.email.clone(),
                full_name: self.lead.full_name.clone(),
                company: self.lead.company.clone(),
                domain: self.lead.domain.clone(),
                custom_fields: self.lead.custom_fields.clone(),
            },
            job: PayloadJob {
                id: self.job_id.to_string(),
                status: self.job_status.to_owned(),
                error: self.job_error.map(|(code, message)| PayloadError { code: code.to_owned(), message: message.to_owned() }),
            },
            magnet: self.magnet.cloned(),
            data: self.data.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_event_has_one_name_everywhere_and_is_described() {
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert!(kind.description().ends_with('.') && kind.data().ends_with('.'), "{kind}");
        }
        assert_eq!("lead.unheard_of".parse::<EventKind>(), Err(NotAnEvent));
    }
}
