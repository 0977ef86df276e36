//! Writes one event about a lead into the transaction of the change that it tells of, with the payload of the public contract.

use serde_json::Value;

use crate::app::App;
use crate::model::event::{EventKind, Happening, MagnetLinks};
use crate::model::ids::{EventId, JobId, LeadId, ProjectId};
use crate::model::job::JobStatus;
use crate::model::lead::LeadFields;
use crate::model::project::Workspace;
use crate::store::events::{NewEvent, insert_events, next_sequence};
use crate::store::{StoreError, Tx};

/// Whom the event is about.
pub struct About<'a> {
    pub workspace: &'a Workspace,
    pub project_id: &'a ProjectId,
    pub lead_id: &'a LeadId,
    pub lead: &'a LeadFields,
    pub job_id: &'a JobId,
}

/// What happened.
pub struct News<'a> {
    pub kind: EventKind,
    pub status: JobStatus,
    pub error: Option<(&'a str, &'a str)>,
    pub magnet: Option<&'a MagnetLinks>,
    pub data: Value,
}

/// The caller holds the row of the job or of the lead, so that nobody else counts this lead's events at the same time.
pub async fn tell(app: &App, tx: &mut Tx, about: &About<'_>, news: News<'_>) -> Result<(), StoreError> {
    let sequence = next_sequence(tx, &about.workspace.id, about.lead_id).await?;
    tell_as(app, tx, about, news, sequence).await
}

/// As [`tell`], with a number that the caller knows.
pub(super) async fn tell_as(app: &App, tx: &mut Tx, about: &About<'_>, news: News<'_>, sequence: i64) -> Result<(), StoreError> {
    insert_events(tx, &[event(app, about, news, sequence)]).await
}

/// An event that is yet to be written, with its payload.
pub(super) fn event(app: &App, about: &About<'_>, news: News<'_>, sequence: i64) -> NewEvent {
    let id = EventId::new(&*app.random);
    let created_at = app.now();
    let payload = Happening {
        id: &id,
        kind: news.kind,
        created_at,
        sequence,
        project_id: about.project_id,
        workspace: &about.workspace.slug,
        lead_id: about.lead_id,
        lead: about.lead,
        job_id: about.job_id,
        job_status: news.status.as_str(),
        job_error: news.error,
        magnet: news.magnet,
        data: news.data,
    }
    .payload();
    NewEvent {
        workspace_id: about.workspace.id.clone(),
        id,
        project_id: about.project_id.clone(),
        lead_id: about.lead_id.clone(),
        sequence,
        kind: news.kind,
        payload,
        created_at,
    }
}

/// Where the magnet of a lead is found.
#[must_use]
pub fn magnet_links(app: &App, workspace: &Workspace, project_id: &ProjectId, lead_id: &LeadId, title: &str) -> MagnetLinks {
    let url = app.magnet_url(&workspace.slug, project_id, lead_id);
    MagnetLinks { pdf_url: format!("{url}.pdf"), image_url: format!("{url}.png"), title: title.to_owned(), url }
}
