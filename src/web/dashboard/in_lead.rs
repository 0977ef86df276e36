//! The lead of the path segment `{lead}`, of the member's own project, and how leads and their states are called on screens.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use super::member::{InProject, Member};
use super::refusal::Refusal;
use crate::generation::control::{By, Refused};
use crate::model::ids::LeadId;
use crate::model::job::{Job, JobStatus};
use crate::model::lead::LeadFields;
use crate::model::project::Project;
use crate::store::leads::StoredLead;
use crate::store::{StoreError, jobs, leads};
use crate::web::state::Web;

/// A member, the project, one of its leads and that lead's newest job; anything else in the path is 404.
#[derive(Debug, Clone)]
pub struct InLead {
    pub member: Member,
    pub project: Project,
    pub lead: StoredLead,
    pub job: Job,
}

impl InLead {
    /// Path of the lead's page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", leads_path(&self.project), self.lead.id)
    }
}

impl FromRequestParts<Web> for InLead {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refusal> {
        let InProject { member, project } = InProject::from_request_parts(parts, web).await?;
        let Ok(Path(segments)) = Path::<HashMap<String, String>>::from_request_parts(parts, web).await else { return Err(Refusal::NotFound) };
        let id: LeadId = segments.get("lead").and_then(|id| id.parse().ok()).ok_or(Refusal::NotFound)?;
        let db = &web.app.db;
        let lead = leads::lead(db, &member.workspace.id, &id).await?.filter(|lead| lead.project_id == project.id).ok_or(Refusal::NotFound)?;
        let job = jobs::job_of_lead(db, &member.workspace.id, &id).await?;
        let job = job.ok_or_else(|| StoreError::Damaged(format!("lead {id} has no job")))?;
        Ok(Self { member, project, lead, job })
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Gone => Refusal::NotFound,
            Refused::State(sentence) => Refusal::Conflict(sentence.to_owned()),
            Refused::Short(shortage) => Refusal::Conflict(format!("{shortage}. The operator can grant more; an owner can raise what the project may draw.")),
            Refused::Store(error) => Refusal::Store(error),
        }
    }
}

/// Who acts, as the audit log names them.
#[must_use]
pub fn by(member: &Member) -> By<'_> {
    By { workspace: &member.workspace, actor: &member.user.email, address: member.address() }
}

/// Path of the project's list of leads.
#[must_use]
pub fn leads_path(project: &Project) -> String {
    format!("/dashboard/projects/{}/leads", project.slug)
}

/// An archived project takes no more leads.
pub fn require_open(project: &Project) -> Result<(), Refusal> {
    match project.archived_at {
        Some(_) => Err(Refusal::Conflict("This project is archived and takes no more leads. An admin can bring it back in its settings.".into())),
        None => Ok(()),
    }
}

/// A state as a tag shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateTag {
    pub label: &'static str,
    /// Class of the tag.
    pub class: &'static str,
}

#[must_use]
pub fn state_tag(status: JobStatus) -> StateTag {
    let (label, class) = match status {
        JobStatus::Queued => ("Queued", ""),
        JobStatus::Processing => ("Processing", "busy"),
        JobStatus::Completed => ("Completed", "good"),
        JobStatus::Failed => ("Failed", "bad"),
        JobStatus::NeedsReview => ("Needs review", "warn"),
        JobStatus::Cancelled => ("Cancelled", ""),
    };
    StateTag { label, class }
}

/// How screens call a lead: the name, else the address.
#[must_use]
pub fn called(fields: &LeadFields) -> &str {
    fields.full_name.as_deref().unwrap_or(&fields.email)
}
