//! Events: what happened to a lead, in the words of the public contract. The payload is written once, with the change it tells of.

use serde::Serialize;
use serde_json::{Value, json};

use super::ids::{EventId, JobId, LeadId, ProjectId};
use super::lead::LeadFields;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum EventKind {
    LeadCreated,
    ResearchStarted,
    ResearchCompleted,
    ResearchFailed,
    MagnetGenerated,
    LeadCompleted,
    LeadFailed,
    /// Finished, and waiting for a person to approve it.
    LeadNeedsReview,
    /// A failed or cancelled job was put back into the queue by hand.
    LeadRetried,
    LeadCancelled,
    /// A new job for the same lead, all phases anew.
    LeadRegenerated,
    /// All that was held on the person is gone; the payload names nobody.
    LeadErased,
}

impl EventKind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EventKind::LeadCreated => "lead.created",
            EventKind::ResearchStarted => "research.started",
            EventKind::ResearchCompleted => "research.completed",
            EventKind::ResearchFailed => "research.failed",
            EventKind::MagnetGenerated => "magnet.generated",
            EventKind::LeadCompleted => "lead.completed",
            EventKind::LeadFailed => "lead.failed",
            EventKind::LeadNeedsReview => "lead.needs_review",
            EventKind::LeadRetried => "lead.retried",
            EventKind::LeadCancelled => "lead.cancelled",
            EventKind::LeadRegenerated => "lead.regenerated",
            EventKind::LeadErased => "lead.erased",
        }
    }
}

/// Where a finished magnet is found.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MagnetLinks {
    pub url: String,
    pub pdf_url: String,
    pub image_url: String,
    pub title: String,
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
    pub fn payload(&self) -> Value {
        json!({
            "id": self.id.as_str(),
            "event": self.kind.as_str(),
            "createdAt": self.created_at,
            "sequence": self.sequence,
            "projectId": self.project_id.as_str(),
            "workspace": self.workspace,
            "lead": {
                "id": self.lead_id.as_str(),
                "email": self.lead.email,
                "fullName": self.lead.full_name,
                "company": self.lead.company,
                "domain": self.lead.domain,
                "customFields": self.lead.custom_fields,
            },
            "job": {
                "id": self.job_id.as_str(),
                "status": self.job_status,
                "error": self.job_error.map(|(code, message)| json!({"code": code, "message": message})),
            },
            "magnet": self.magnet,
            "data": self.data,
        })
    }
}
