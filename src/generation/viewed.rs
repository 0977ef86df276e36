//! Stores openings of magnets, each with the event that tells of it. Next stop: `store/events.rs`.

use std::collections::BTreeMap;

use serde_json::json;

use super::tell::{About, News, event, magnet_links};
use crate::app::App;
use crate::model::event::EventKind;
use crate::model::ids::{JobId, LeadId, WorkspaceId};
use crate::model::job::JobStatus;
use crate::model::lead::LeadFields;
use crate::model::project::Workspace;
use crate::model::usage::{View, Viewed, Visitor};
use crate::store::events::{NewEvent, insert_events, next_sequence};
use crate::store::views::{Opened, add_view, hold_opened, opened_since};
use crate::store::{StoreError, Tx};

/// An opening again within this time after the last of its kind is no new event, in milliseconds.
const QUIET_MS: i64 = 30 * 60 * 1_000;

/// A view with what its event tells beside it.
#[derive(Debug, Clone)]
pub struct Opening {
    pub view: View,
    pub workspace: Workspace,
    /// Title of the magnet that was opened.
    pub title: String,
}

/// Stores all or none; those of leads that were erased meanwhile are left out. What is stored already is not stored or told again.
///
/// # Errors
/// When the database cannot be written.
pub async fn store(app: &App, openings: &[Opening]) -> Result<(), StoreError> {
    // Rows are taken in the order of their keys, so that two transactions never wait for each other.
    let mut by_lead: BTreeMap<(&WorkspaceId, &LeadId), Vec<&Opening>> = BTreeMap::new();
    for opening in openings {
        by_lead.entry((&opening.view.workspace_id, &opening.view.lead_id)).or_default().push(opening);
    }
    let mut tx = app.db.begin().await?;
    let mut events = Vec::new();
    for ((workspace_id, lead_id), openings) in by_lead {
        if let Some(opened) = hold_opened(&mut tx, workspace_id, lead_id).await? {
            events.extend(of_lead(app, &mut tx, &opened, &openings).await?);
        }
    }
    if !events.is_empty() {
        insert_events(&mut tx, &events).await?;
    }
    app.commit(tx).await
}

/// Stores the openings of one lead, whose row is held, and returns their events.
async fn of_lead(app: &App, tx: &mut Tx, opened: &Opened, openings: &[&Opening]) -> Result<Vec<NewEvent>, StoreError> {
    let known = known(opened);
    let (mut events, mut sequence) = (Vec::new(), None);
    for opening in openings {
        let again = opened_since(tx, &opening.view, opening.view.created_at - QUIET_MS).await?;
        if !add_view(tx, &opening.view).await? || again {
            continue;
        }
        let Some((job_id, status, lead)) = &known else { continue };
        let next = match sequence {
            Some(last) => last + 1,
            None => next_sequence(tx, &opening.view.workspace_id, &opening.view.lead_id).await?,
        };
        sequence = Some(next);
        let about = About { workspace: &opening.workspace, project_id: &opening.view.project_id, lead_id: &opening.view.lead_id, lead, job_id };
        let magnet = magnet_links(app, &opening.workspace, &opening.view.project_id, &opening.view.lead_id, &opening.title);
        let error = opened.error_code.as_deref().filter(|_| *status != JobStatus::Completed);
        let error = error.map(|code| (code, opened.error_message.as_deref().unwrap_or_default()));
        let data = json!({"what": opening.view.what.as_str(), "class": opening.view.visitor.as_str(), "reason": opening.view.reason});
        let news = News { kind: kind(&opening.view), status: *status, error, magnet: Some(&magnet), data };
        events.push(event(app, &about, news, next));
    }
    Ok(events)
}

/// A view is stored even where what stands beside it cannot be read; then no event tells of it.
fn known(opened: &Opened) -> Option<(JobId, JobStatus, LeadFields)> {
    let read = (opened.job_id.parse(), opened.status.parse(), serde_json::from_str(&opened.fields));
    match read {
        (Ok(job_id), Ok(status), Ok(fields)) => Some((job_id, status, fields)),
        _ => {
            tracing::error!(job.id = %opened.job_id, "a stored lead or job cannot be read: its views are written without an event");
            None
        }
    }
}

/// Only what a browser vouches for is a person; all the rest, the unknown too, is told as a program.
fn kind(view: &View) -> EventKind {
    match (view.visitor, view.what) {
        (Visitor::Human, Viewed::Page | Viewed::Pdf) => EventKind::MagnetViewed,
        (Visitor::Human, Viewed::Cta) => EventKind::MagnetCtaClicked,
        (Visitor::Scanner | Visitor::Preview | Visitor::Unknown, _) => EventKind::MagnetPrefetched,
    }
}
