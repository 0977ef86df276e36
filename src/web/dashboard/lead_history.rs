//! What happened to a lead: events, and jobs with their steps.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;

use super::frame::{Frame, lasting, machine_time, show as send, when};
use super::in_lead::{InLead, StateTag, state_tag};
use super::lead_head::{LeadHead, Tab};
use super::refusal::Screen;
use crate::model::job::{Job, Step, StepStatus, step_status};
use crate::store::{events, jobs, steps};
use crate::web::state::Web;

struct EventLine {
    label: String,
    kind: String,
    by: String,
    machine_time: String,
    when: String,
}

struct StepLine {
    name: &'static str,
    status: &'static str,
    took: String,
    error: String,
}

struct JobLine {
    id: String,
    state: StateTag,
    when: String,
    took: String,
    retries: i64,
    error: String,
    steps: Vec<StepLine>,
}

#[derive(Template)]
#[template(path = "dashboard/lead_history.html")]
struct History {
    frame: Frame,
    head: LeadHead,
    events: Vec<EventLine>,
    jobs: Vec<JobLine>,
}

pub async fn show(of: InLead, State(web): State<Web>) -> Screen {
    let (db, workspace) = (&web.app.db, &of.member.workspace.id);
    let mut lines = Vec::new();
    for job in jobs::jobs_of_lead(db, workspace, &of.lead.id).await? {
        let steps = steps::steps_of(db, workspace, &job.id).await?;
        lines.push(job_line(&job, &steps));
    }
    let events = events::events_of_lead(db, workspace, &of.lead.id).await?;
    let page = History {
        frame: LeadHead::frame(&of, "History", None),
        head: LeadHead::of(&of, Tab::History),
        events: events.iter().rev().map(|(kind, payload)| event_line(kind, payload)).collect(),
        jobs: lines,
    };
    Ok(send(StatusCode::OK, &page))
}

fn event_line(kind: &str, payload: &serde_json::Value) -> EventLine {
    let label = match kind {
        "lead.created" => "The lead came in",
        "research.started" => "Research began",
        "research.completed" => "Research was done",
        "research.failed" => "Research failed",
        "magnet.generated" => "The magnet was published",
        "lead.completed" => "The lead was completed",
        "lead.failed" => "It failed for good",
        "lead.needs_review" => "The magnet was finished and waited for approval",
        "lead.retried" => "It was put back into the queue",
        "lead.cancelled" => "It was cancelled, or turned down at review",
        "lead.regenerated" => "A new magnet was asked for",
        "magnet.viewed" => "A person opened the magnet",
        "magnet.prefetched" => "A program opened the magnet",
        "magnet.drifted" => "Facts have changed at their sources",
        "magnet.cta_clicked" => "A person followed the link",
        other => other,
    };
    let at = payload["createdAt"].as_i64().unwrap_or_default();
    let by = payload["data"]["by"].as_str().or_else(|| payload["data"]["approvedBy"].as_str()).unwrap_or_default();
    EventLine { label: label.to_owned(), kind: kind.to_owned(), by: by.to_owned(), machine_time: machine_time(at), when: when(at) }
}

fn job_line(job: &Job, steps: &[Step]) -> JobLine {
    let ended = job.completed_at.unwrap_or(job.updated_at);
    JobLine {
        id: job.id.as_str().to_owned(),
        state: state_tag(job.status),
        when: when(job.created_at),
        took: lasting(ended - job.created_at),
        retries: job.retry_count,
        error: job.error_message.clone().unwrap_or_default(),
        steps: steps
            .iter()
            .map(|step| StepLine {
                name: step.phase.as_str(),
                status: match step_status(step, job) {
                    StepStatus::Pending => "pending",
                    StepStatus::InProgress => "in progress",
                    StepStatus::Completed => "completed",
                    StepStatus::Failed => "failed",
                    StepStatus::Skipped => "skipped",
                },
                took: step.completed_at.map_or_else(|| "–".to_owned(), |at| lasting(at - step.started_at)),
                error: step.error.clone().unwrap_or_default(),
            })
            .collect(),
    }
}
