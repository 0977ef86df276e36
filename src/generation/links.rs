//! Changing what one lead's link allows, and the page as it is given out where that differs from the stored one. Who is let in: `web/pages/admit.rs`.

use magnetite_document::{Document, RenderError};
use serde_json::json;
use tokio::sync::Semaphore;

use super::control::{By, Refused};
use super::dress;
use super::finalise::links_at;
use crate::app::App;
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::store::audit::{Entry, insert_audit};
use crate::store::leads::{StoredLead, hold_lead, lead as lead_now};
use crate::store::links::{StoredLink, link, link_in, put_link};
use crate::store::projects::hold_project;
use crate::store::{StoreError, Tx};

/// Links that lead on one after another, at most.
const HOPS_MAX: usize = 20;

/// Renderings for readers under way at once.
static RENDERING: Semaphore = Semaphore::const_new(2);

/// Puts `next` in the place of what a lead's link has of its own. `seen`: its `updated_at` when it was read.
///
/// # Errors
/// [`Refused::State`] when somebody was faster, the name is taken, or the replacement is none; [`Refused::Gone`] when the lead was erased.
pub async fn change(app: &App, by: By<'_>, lead: &StoredLead, seen: i64, next: StoredLink) -> Result<(), Refused> {
    let stale = || Refused::State("Somebody else changed this link at the same time.");
    let workspace_id = &by.workspace.id;
    let known = link(&app.db, workspace_id, &lead.id).await?;
    if known.updated_at != seen {
        return Err(stale());
    }
    // One that stays is not looked at again: it may have been erased since.
    let other = next.replaced_by.as_ref().filter(|other| known.replaced_by.as_ref() != Some(*other));
    if let Some(other) = other {
        check_project(app, workspace_id, lead, other).await?;
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if other.is_some() {
        // Links of other leads lie on the way: of two that would close a circle together the second finds the first.
        hold_project(&mut tx, workspace_id, &lead.project_id).await?;
    }
    // Both in one order: of two links that are to lead to each other the second finds the first.
    let mut held: Vec<&LeadId> = other.into_iter().chain([&lead.id]).collect();
    held.sort_unstable();
    for id in held {
        if !hold_lead(&mut tx, workspace_id, id, now).await? {
            return Err(if *id == lead.id { Refused::Gone } else { not_of_project() });
        }
    }
    let before = link_in(&mut tx, workspace_id, &lead.id).await?;
    if before.updated_at != seen {
        return Err(stale());
    }
    if let Some(other) = other {
        check_way(&mut tx, workspace_id, lead, other).await?;
    }
    let next = StoredLink { views: before.views, viewed_at: before.viewed_at, updated_at: before.updated_at, ..next };
    if next == before {
        return Ok(());
    }
    match put_link(&mut tx, &by.workspace.id, &lead.id, &next, now).await {
        Err(StoreError::Taken) => return Err(Refused::State("Another link of this workspace has this name already.")),
        put => put?,
    }
    note(app, &mut tx, by, lead, &before, &next).await?;
    app.commit(tx).await?;
    Ok(())
}

/// Withdraws a link, or puts it back; nothing happens where it is so already.
///
/// # Errors
/// As [`change`].
pub async fn set_withdrawn(app: &App, by: By<'_>, lead: &StoredLead, withdrawn: bool) -> Result<(), Refused> {
    let now = link(&app.db, &by.workspace.id, &lead.id).await?;
    if now.withdrawn_at.is_some() == withdrawn {
        return Ok(());
    }
    let next = StoredLink { withdrawn_at: withdrawn.then(|| app.now()), ..now.clone() };
    change(app, by, lead, now.updated_at, next).await
}

/// The other lead must be of the same project.
async fn check_project(app: &App, workspace_id: &WorkspaceId, lead: &StoredLead, other: &LeadId) -> Result<(), Refused> {
    let found = lead_now(&app.db, workspace_id, other).await?.filter(|found| found.project_id == lead.project_id);
    found.map(drop).ok_or_else(not_of_project)
}

fn not_of_project() -> Refused {
    Refused::State("The lead that takes its place is none of this project.")
}

/// The way from the other lead must not lead back.
async fn check_way(tx: &mut Tx, workspace_id: &WorkspaceId, lead: &StoredLead, other: &LeadId) -> Result<(), Refused> {
    let mut at = other.clone();
    for _ in 0..HOPS_MAX {
        if at == lead.id {
            return Err(Refused::State("The link would lead back to itself."));
        }
        match link_in(tx, workspace_id, &at).await?.replaced_by {
            Some(next) => at = next,
            None => return Ok(()),
        }
    }
    Err(Refused::State("Too many links would lead on one after another."))
}

/// One line for each kind of change. No address, name or slug stands in them: a lead can be erased, the log cannot.
async fn note(app: &App, tx: &mut Tx, by: By<'_>, lead: &StoredLead, before: &StoredLink, after: &StoredLink) -> Result<(), StoreError> {
    let mut changes = before.overrides.changes(&after.overrides);
    if before.slug != after.slug {
        changes = if changes.is_empty() { "name".into() } else { format!("{changes}, name") };
    }
    let entry = |action, detail| Entry {
        workspace_id: &by.workspace.id,
        project_id: Some(&lead.project_id),
        actor: by.actor,
        address: by.address,
        action,
        target: lead.id.as_str(),
        detail,
        at: app.now(),
    };
    if !changes.is_empty() {
        insert_audit(tx, &*app.random, &entry("link.changed", json!({"changes": changes}))).await?;
    }
    match (before.withdrawn_at.is_some(), after.withdrawn_at.is_some()) {
        (false, true) => insert_audit(tx, &*app.random, &entry("link.withdrawn", json!({}))).await?,
        (true, false) => insert_audit(tx, &*app.random, &entry("link.put_back", json!({}))).await?,
        _ => {}
    }
    if before.replaced_by != after.replaced_by {
        let detail = after.replaced_by.as_ref().map_or_else(|| json!({}), |to| json!({"to": to}));
        insert_audit(tx, &*app.random, &entry("link.replaced", detail)).await?;
    }
    Ok(())
}

/// The page of a stored document as it stands at `url`: its own links lead to the same host and name, and to no file where `downloads` is off.
///
/// # Errors
/// When the document cannot be read or rendered.
pub async fn page_at(app: &App, workspace: &WorkspaceId, project: &ProjectId, document: &str, url: &str, downloads: bool) -> Result<String, StoreError> {
    let mut document: Document = serde_json::from_str(document)?;
    dress::bring_logo(app, workspace, project, &mut document).await?;
    let mut links = links_at(app, url);
    if !downloads {
        (links.pdf, links.markdown) = (None, None);
    }
    in_turn(move || magnetite_document::page(&document, &links)).await
}

/// Renders off the async threads, few at a time: readers wait for their turn, jobs do not.
async fn in_turn<T: Send + 'static>(render: impl FnOnce() -> Result<T, RenderError> + Send + 'static) -> Result<T, StoreError> {
    let _turn = RENDERING.acquire().await.map_err(std::io::Error::other)?;
    let rendered = tokio::task::spawn_blocking(render).await.map_err(std::io::Error::other)?;
    rendered.map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Forms that are made when somebody asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// The PDF on paper of North America.
    Letter,
    /// A PDF of pages 16:9.
    Slides,
    /// The share image, as high as wide.
    Square,
}

impl Extra {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Extra::Letter => "letter",
            Extra::Slides => "slides",
            Extra::Square => "square",
        }
    }
}

/// A form of a stored document that is not kept.
///
/// # Errors
/// When the document cannot be read or rendered.
pub async fn made(app: &App, workspace: &WorkspaceId, project: &ProjectId, document: &str, extra: Extra) -> Result<Vec<u8>, StoreError> {
    let mut document: Document = serde_json::from_str(document)?;
    dress::bring_logo(app, workspace, project, &mut document).await?;
    in_turn(move || match extra {
        Extra::Letter => magnetite_document::pdf_on(&document, magnetite_document::Paper::Letter),
        Extra::Slides => magnetite_document::slides(&document),
        Extra::Square => magnetite_document::share_square(&document),
    })
    .await
}
