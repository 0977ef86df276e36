//! What stands at the head of every page of one lead: who it is, its state, what can be done with it now, and the pages beside.

use super::frame::{Frame, Place};
use super::in_lead::{InLead, StateTag, called, leads_path, state_tag};
use crate::model::job::JobStatus;
use crate::model::role::Right;

/// The pages of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Overview,
    Research,
    Findings,
    Views,
    History,
}

impl Tab {
    const ALL: [(Tab, &'static str, &'static str); 5] = [
        (Tab::Overview, "Overview", ""),
        (Tab::Research, "Research", "/research"),
        (Tab::Findings, "Findings", "/findings"),
        (Tab::Views, "Views", "/views"),
        (Tab::History, "History", "/history"),
    ];
}

pub struct TabLink {
    pub label: &'static str,
    pub href: String,
    pub here: bool,
}

/// A button that posts.
pub struct Action {
    /// Last segment of its address.
    pub path: &'static str,
    pub label: &'static str,
    pub class: &'static str,
    /// Asked before it is sent; empty: not asked.
    pub confirm: &'static str,
}

pub struct LeadHead {
    pub list: String,
    pub path: String,
    pub name: String,
    pub email: String,
    pub company: String,
    pub state: StateTag,
    pub job_id: String,
    pub tabs: Vec<TabLink>,
    /// What state and role allow; empty for who may only look.
    pub actions: Vec<Action>,
    pub may_work: bool,
}

const DONE: [(&str, &str); 13] = [
    ("created", "The lead is in. Its magnet is being made."),
    ("retried", "The job is back in the queue and goes on where it stopped."),
    ("cancelled", "The job was cancelled. What is public stays public."),
    ("regenerated", "A new magnet is being made. What is public stays so until it is finished."),
    ("approved", "Approved: the magnet is public now."),
    ("edited", "Saved as a new version."),
    ("rechecked", "The sources are being looked at again. What has changed will stand here in a moment."),
    ("restored", "The magnet is public again."),
    ("link", "The link is changed."),
    ("link_withdrawn", "The link is withdrawn. Readers are told so."),
    ("link_back", "The link is back: readers get the magnet again."),
    ("golden", "Kept as a golden lead: changes of template and offer are tried on it."),
    ("not_golden", "No golden lead any more. The lead itself stays."),
];

impl LeadHead {
    #[must_use]
    pub fn of(of: &InLead, here: Tab) -> Self {
        let path = of.path();
        let may_work = of.member.may(Right::WorkOnLeads);
        Self {
            list: leads_path(&of.project),
            name: called(&of.lead.fields).to_owned(),
            email: of.lead.fields.email.clone(),
            company: of.lead.fields.company.clone().or_else(|| of.lead.fields.site().map(str::to_owned)).unwrap_or_default(),
            state: state_tag(of.job.status),
            job_id: of.job.id.as_str().to_owned(),
            tabs: Tab::ALL.iter().map(|(tab, label, ending)| TabLink { label, href: format!("{path}{ending}"), here: *tab == here }).collect(),
            actions: if may_work { actions(of.job.status) } else { Vec::new() },
            may_work,
            path,
        }
    }

    #[must_use]
    pub fn frame(of: &InLead, title: &str, done: Option<&str>) -> Frame {
        let title = format!("{} · {title}", called(&of.lead.fields));
        Frame::in_project(&of.member, &of.project, &title, Place::Leads).saying(done, &DONE)
    }
}

fn actions(status: JobStatus) -> Vec<Action> {
    let cancel = Action { path: "cancel", label: "Cancel", class: "danger", confirm: "Stop making this magnet? It can be tried again later." };
    let reject =
        Action { path: "cancel", label: "Reject", class: "danger", confirm: "Turn this magnet down? It does not go out, and the credit is given back." };
    let retry = Action { path: "retry", label: "Try again", class: "primary", confirm: "" };
    let approve = Action { path: "approve", label: "Approve and publish", class: "primary", confirm: "" };
    let regenerate = Action {
        path: "regenerate",
        label: "Regenerate",
        class: "quiet",
        confirm: "Read the site again and write a new magnet? The present one stays until the new one is finished.",
    };
    match status {
        JobStatus::Queued | JobStatus::Processing => vec![cancel],
        JobStatus::Failed | JobStatus::Cancelled => vec![regenerate, retry],
        JobStatus::NeedsReview => vec![regenerate, reject, approve],
        JobStatus::Completed => vec![regenerate],
    }
}
