//! Stores openings of magnets and what their visitors do, classes views anew as proofs come in, and tells of each view once, when its class
//! stands. Next stop: `store/views.rs`, `store/events.rs`.

use std::collections::BTreeMap;

use serde_json::json;

use super::tell::{About, News, event, magnet_links};
use crate::app::App;
use crate::model::event::EventKind;
use crate::model::ids::{JobId, LeadId, ProjectId, ViewId, WorkspaceId};
use crate::model::job::JobStatus;
use crate::model::lead::LeadFields;
use crate::model::project::Workspace;
use crate::model::seen::Seen;
use crate::model::usage::{View, ViewFacts, Viewed, Visitor};
use crate::model::visit::{OPEN_MS, Reason, VISIT_MS, Verdict};
use crate::store::alerts::note_first_view;
use crate::store::events::{NewEvent, insert_events, next_sequence};
use crate::store::views::{
    Opened, Seldom, Standing, add_view, class_view, forget_unsettled, hold_opened, is_a_persons, leads_to_settle, opened_since, view_by_id, views_of_visit,
    views_to_settle, write_facts,
};
use crate::store::workspaces::workspace_by_id;
use crate::store::{StoreError, Tx};

/// An opening again within this time after the last of its kind is no new event, in milliseconds.
const QUIET_MS: i64 = 30 * 60 * 1_000;
/// Leads whose views are settled in one go.
const SETTLED_AT_ONCE: i64 = 100;

/// Something that was noticed of a magnet's visitors, in the order in which it was.
#[derive(Debug, Clone)]
pub struct Note {
    pub workspace: Workspace,
    pub lead_id: LeadId,
    pub what: Noticed,
}

#[derive(Debug, Clone)]
pub enum Noticed {
    /// `by_hand`: a hand on a link of a page that this process has not served.
    Opened { view: Box<View>, by_hand: bool },
    /// What came later says what the views of a visit were.
    Classed { visit_id: ViewId, verdict: Verdict },
    /// The page's script reported, at this instant.
    Reported { view_id: ViewId, seen: Seen, at: i64 },
}

/// Stores all or none; what is told of leads that were erased meanwhile is left out. What is stored already is not stored or told again.
///
/// # Errors
/// When the database cannot be written.
pub async fn store(app: &App, notes: &[Note]) -> Result<(), StoreError> {
    // Rows are taken in the order of their keys, so that two transactions never wait for each other.
    let mut by_lead: BTreeMap<(&WorkspaceId, &LeadId), Vec<&Note>> = BTreeMap::new();
    for note in notes {
        by_lead.entry((&note.workspace.id, &note.lead_id)).or_default().push(note);
    }
    let mut tx = app.db.begin().await?;
    let mut events = Vec::new();
    for ((workspace_id, lead_id), notes) in by_lead {
        let Some(opened) = hold_opened(&mut tx, workspace_id, lead_id).await? else { continue };
        let Some(first) = notes.first() else { continue };
        let mut book = Book::open(app, &mut tx, &first.workspace, lead_id, &opened)?;
        for note in notes {
            book.enter(&note.what).await?;
        }
        events.append(&mut book.events);
    }
    if !events.is_empty() {
        insert_events(&mut tx, &events).await?;
    }
    app.commit(tx).await
}

/// Tells of views that no proof has come for in time, as what they stand for. Whether there may be more.
///
/// # Errors
/// When the database cannot be written.
pub async fn settle(app: &App) -> Result<bool, StoreError> {
    let now = app.now();
    let leads = leads_to_settle(&app.db, now, SETTLED_AT_ONCE).await?;
    for (workspace_id, lead_id) in &leads {
        let workspace = workspace_by_id(&app.db, workspace_id).await?;
        let mut tx = app.db.begin().await?;
        let opened = hold_opened(&mut tx, workspace_id, lead_id).await?;
        let mut events = Vec::new();
        match (&workspace, &opened) {
            (Some(workspace), Some(opened)) => {
                let due = views_to_settle(&mut tx, workspace_id, lead_id, now).await?;
                let mut book = Book::open(app, &mut tx, workspace, lead_id, opened)?;
                for view in due {
                    book.end(&view, &view.verdict).await?;
                }
                events.append(&mut book.events);
            }
            _ => forget_unsettled(&mut tx, workspace_id, lead_id).await?,
        }
        if !events.is_empty() {
            insert_events(&mut tx, &events).await?;
        }
        app.commit(tx).await?;
    }
    Ok(!leads.is_empty())
}

/// The views of one lead, whose row is held.
struct Book<'a> {
    app: &'a App,
    tx: &'a mut Tx,
    workspace: &'a Workspace,
    lead_id: &'a LeadId,
    project_id: ProjectId,
    opened: &'a Opened,
    known: Option<(JobId, JobStatus, LeadFields)>,
    sequence: Option<i64>,
    events: Vec<NewEvent>,
}

impl<'a> Book<'a> {
    fn open(app: &'a App, tx: &'a mut Tx, workspace: &'a Workspace, lead_id: &'a LeadId, opened: &'a Opened) -> Result<Self, StoreError> {
        let project_id = opened.project_id.parse().map_err(|_| StoreError::Damaged(format!("lead {lead_id} is of no project")))?;
        Ok(Self { app, tx, workspace, lead_id, project_id, opened, known: known(opened), sequence: None, events: Vec::new() })
    }

    async fn enter(&mut self, what: &Noticed) -> Result<(), StoreError> {
        match what {
            Noticed::Opened { view, by_hand } => self.opened(view, *by_hand).await,
            Noticed::Classed { visit_id, verdict } => self.class_visit(visit_id.as_str(), verdict).await,
            Noticed::Reported { view_id, seen, at } => self.reported(view_id, seen, *at).await,
        }
    }

    async fn opened(&mut self, view: &View, by_hand: bool) -> Result<(), StoreError> {
        let mut view = view.clone();
        if !view.verdict.is_firm() {
            // A page that stays open is followed up hours later, or at another process.
            let since = if by_hand { view.created_at - OPEN_MS } else { i64::MAX };
            if is_a_persons(self.tx, &self.workspace.id, self.lead_id, &view.visit_id, since).await? {
                view.verdict = Verdict::new(Visitor::Human, &[Reason::SameVisit]);
            }
        }
        let ends = view.verdict.is_firm();
        if add_view(self.tx, &view, (!ends).then_some(view.created_at + VISIT_MS)).await? && ends {
            self.tell(view.id.as_str(), view.what, &view.verdict, view.created_at).await?;
        }
        Ok(())
    }

    /// A person's proof holds for the whole visit, told of or not; a doubt only for what is still open.
    async fn class_visit(&mut self, visit_id: &str, verdict: &Verdict) -> Result<(), StoreError> {
        for view in views_of_visit(self.tx, &self.workspace.id, self.lead_id, visit_id).await? {
            let open = view.settles_at.is_some();
            if view.verdict.is_firm() || (!open && verdict.class != Visitor::Human) {
                continue;
            }
            if verdict.is_firm() {
                self.end(&view, verdict).await?;
            } else {
                class_view(self.tx, &self.workspace.id, &view.id, verdict, view.settles_at).await?;
            }
        }
        Ok(())
    }

    async fn reported(&mut self, view_id: &ViewId, seen: &Seen, at: i64) -> Result<(), StoreError> {
        let Some(mut view) = view_by_id(self.tx, &self.workspace.id, self.lead_id, view_id).await? else { return Ok(()) };
        let mails = view.facts.mails;
        view.dwell_ms = seen.add_to(&mut view.facts, view.dwell_ms);
        view.settles_at = view.settles_at.map(|before| before.max(at + VISIT_MS));
        write_facts(self.tx, &self.workspace.id, &view).await?;
        if let Some(verdict) = seen.verdict(&view.verdict) {
            self.class_visit(&view.visit_id, &verdict).await?;
            view.verdict = verdict;
        }
        if mails == 0 && view.facts.mails > 0 && view.verdict.class == Visitor::Human {
            self.mailed(&view, at).await?;
        }
        Ok(())
    }

    /// A call to action that is a mail address leads past this server: the page's script tells of it.
    async fn mailed(&mut self, page: &Standing, at: i64) -> Result<(), StoreError> {
        let Ok(visit_id) = page.visit_id.parse() else { return Ok(()) };
        let click = View {
            id: ViewId::new(&*self.app.random),
            workspace_id: self.workspace.id.clone(),
            project_id: self.project_id.clone(),
            lead_id: self.lead_id.clone(),
            visit_id,
            what: Viewed::Cta,
            verdict: Verdict::new(Visitor::Human, &[Reason::SameVisit, Reason::Script]),
            facts: ViewFacts { device: page.facts.device.clone(), ..ViewFacts::default() },
            created_at: at,
        };
        self.opened(&click, true).await
    }

    /// The view's class stands now; an event tells of it.
    async fn end(&mut self, view: &Standing, verdict: &Verdict) -> Result<(), StoreError> {
        class_view(self.tx, &self.workspace.id, &view.id, verdict, None).await?;
        self.tell(&view.id, view.what, verdict, view.created_at).await
    }

    async fn tell(&mut self, id: &str, what: Viewed, verdict: &Verdict, created_at: i64) -> Result<(), StoreError> {
        if verdict.class == Visitor::Human && what != Viewed::Cta {
            note_first_view(self.tx, (&self.workspace.id, &self.project_id), self.lead_id, id, self.app.now()).await?;
        }
        let of = Seldom { workspace_id: &self.workspace.id, lead_id: self.lead_id, id, what, class: verdict.class };
        if opened_since(self.tx, &of, created_at - QUIET_MS).await? {
            return Ok(());
        }
        let Some((job_id, status, lead)) = &self.known else { return Ok(()) };
        let next = match self.sequence {
            Some(last) => last + 1,
            None => next_sequence(self.tx, &self.workspace.id, self.lead_id).await?,
        };
        self.sequence = Some(next);
        let about = About { workspace: self.workspace, project_id: &self.project_id, lead_id: self.lead_id, lead, job_id };
        let magnet = magnet_links(self.app, self.workspace, &self.project_id, self.lead_id, &self.opened.title);
        let error = self.opened.error_code.as_deref().filter(|_| *status != JobStatus::Completed);
        let error = error.map(|code| (code, self.opened.error_message.as_deref().unwrap_or_default()));
        let reasons: Vec<&str> = verdict.reasons.iter().map(|reason| reason.as_str()).collect();
        let data = json!({"what": what.as_str(), "class": verdict.class.as_str(), "reason": reasons.first(), "reasons": reasons, "viewId": id});
        let news = News { kind: kind(what, verdict.class), status: *status, error, magnet: Some(&magnet), data };
        self.events.push(event(self.app, &about, news, next));
        Ok(())
    }
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

/// Only what a proof speaks for is a person; all the rest, the unknown too, is told as a program.
fn kind(what: Viewed, class: Visitor) -> EventKind {
    match (class, what) {
        (Visitor::Human, Viewed::Page | Viewed::Pdf) => EventKind::MagnetViewed,
        (Visitor::Human, Viewed::Cta) => EventKind::MagnetCtaClicked,
        (Visitor::Scanner | Visitor::Preview | Visitor::Unknown, _) => EventKind::MagnetPrefetched,
    }
}
