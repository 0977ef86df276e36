//! A job: the walk of one lead through the phases, and how its state reads from outside (`spec` A3 of the HTTP contract).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::{JobId, LeadId, ProjectId, WorkspaceId};

/// A dead process's job may be taken over after this long without a heartbeat.
pub const LEASE_MS: i64 = 30_000;
/// Automatic attempts after the first.
pub const MAX_RETRIES: i64 = 3;
/// How often one phase may be interrupted (killed process) before the job is given up as one that kills its worker.
pub const MAX_INTERRUPTIONS: i64 = 20;

/// Where a job is: `completed`, `failed` and `cancelled` are its ends; `needs_review` waits for a person's approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    Queued,
    Processing,
    Completed,
    Failed,
    NeedsReview,
    Cancelled,
}

impl JobStatus {
    pub const ALL: [JobStatus; 6] =
        [JobStatus::Queued, JobStatus::Processing, JobStatus::Completed, JobStatus::Failed, JobStatus::NeedsReview, JobStatus::Cancelled];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            JobStatus::Queued => "queued",
            JobStatus::Processing => "processing",
            JobStatus::Completed => "completed",
            JobStatus::Failed => "failed",
            JobStatus::NeedsReview => "needs_review",
            JobStatus::Cancelled => "cancelled",
        }
    }

    /// The status with its sign, as the status endpoints show it.
    #[must_use]
    pub fn display(self) -> &'static str {
        match self {
            JobStatus::Queued => "⏳ Queued",
            JobStatus::Processing => "🔄 Processing",
            JobStatus::Completed => "✅ Completed",
            JobStatus::Failed => "❌ Failed",
            JobStatus::NeedsReview => "👀 Needs review",
            JobStatus::Cancelled => "🚫 Cancelled",
        }
    }

    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, JobStatus::Completed | JobStatus::Failed | JobStatus::Cancelled)
    }
}

impl std::str::FromStr for JobStatus {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or_else(|| format!("unknown job status {text:?}"))
    }
}

/// The four steps of a job, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    Research,
    Analysis,
    Content,
    Finalizing,
}

impl Phase {
    pub const ALL: [Phase; 4] = [Phase::Research, Phase::Analysis, Phase::Content, Phase::Finalizing];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Phase::Research => "research",
            Phase::Analysis => "analysis",
            Phase::Content => "content",
            Phase::Finalizing => "finalizing",
        }
    }

    /// Progress of the whole job when this phase begins, in percent.
    #[must_use]
    pub fn begins_at(self) -> i64 {
        match self {
            Phase::Research => 5,
            Phase::Analysis => 55,
            Phase::Content => 65,
            Phase::Finalizing => 80,
        }
    }

    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Phase::Research => "Reading the company's web site",
            Phase::Analysis => "Checking what was found",
            Phase::Content => "Writing the personalized lead magnet",
            Phase::Finalizing => "Setting page, PDF and share image",
        }
    }
}

impl std::str::FromStr for Phase {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == text).ok_or_else(|| format!("unknown phase {text:?}"))
    }
}

/// One row of `jobs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub lead_id: LeadId,
    pub status: JobStatus,
    pub phase: Option<Phase>,
    /// Rises with every claim: a stale worker's writes carry an old one and change nothing.
    pub epoch: i64,
    pub progress: i64,
    pub retry_count: i64,
    pub interruptions: i64,
    /// Made with a test key.
    pub sample: bool,
    pub run_at: i64,
    pub lease_until: Option<i64>,
    pub heartbeat_at: Option<i64>,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
    pub completed_at: Option<i64>,
}

/// One row of `steps`: a phase that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub phase: Phase,
    pub started_at: i64,
    pub completed_at: Option<i64>,
    pub error: Option<String>,
}

impl Job {
    /// No heartbeat for longer than the lease, though somebody should be working on it.
    #[must_use]
    pub fn is_stuck(&self, now: i64) -> bool {
        self.status == JobStatus::Processing && self.heartbeat_at.is_none_or(|at| now - at > LEASE_MS)
    }

    #[must_use]
    pub fn can_retry(&self) -> bool {
        matches!(self.status, JobStatus::Failed | JobStatus::Cancelled)
    }

    /// One sentence for people.
    #[must_use]
    pub fn phase_description(&self) -> &'static str {
        match (self.status, self.phase) {
            (JobStatus::Queued, None) => "Preparing to start generation",
            (JobStatus::Queued, Some(_)) => "Waiting to try again",
            (JobStatus::Processing, Some(phase)) => phase.description(),
            (JobStatus::Processing, None) => "Starting generation",
            (JobStatus::Completed, _) => "The lead magnet is ready",
            (JobStatus::Failed, _) => "Generation failed",
            (JobStatus::NeedsReview, _) => "Waiting for approval",
            (JobStatus::Cancelled, _) => "Generation was cancelled",
        }
    }
}

/// How a step or an execution phase reads from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    Pending,
    InProgress,
    Completed,
    Failed,
    Skipped,
}

#[must_use]
pub fn step_status(step: &Step, job: &Job) -> StepStatus {
    match (step.completed_at, &step.error, job.status) {
        (Some(_), None, _) => StepStatus::Completed,
        // Failed in an earlier attempt and not begun again.
        (_, Some(_), JobStatus::Queued | JobStatus::Processing) => StepStatus::Pending,
        (_, Some(_), _) | (None, None, JobStatus::Failed | JobStatus::Cancelled) => StepStatus::Failed,
        (None, None, JobStatus::Queued) => StepStatus::Pending,
        (None, None, _) => StepStatus::InProgress,
    }
}

/// One of the five execution phases that the public API always lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExecutionPhase {
    pub name: &'static str,
    pub status: StepStatus,
    pub description: &'static str,
}

/// The five phases with their status. The first is done as soon as the job exists.
#[must_use]
pub fn execution_phases(job: &Job, steps: &[Step]) -> Vec<ExecutionPhase> {
    let of = |phase: Phase| match steps.iter().find(|step| step.phase == phase) {
        Some(step) => step_status(step, job),
        None if job.status.is_final() && job.status != JobStatus::Completed => StepStatus::Skipped,
        None => StepStatus::Pending,
    };
    vec![
        ExecutionPhase { name: "Lead generation initiated", status: StepStatus::Completed, description: "Lead record created and queued for processing" },
        ExecutionPhase { name: "Research agent started", status: of(Phase::Research), description: "Research agent execution and data gathering" },
        ExecutionPhase { name: "Data analysis completed", status: of(Phase::Analysis), description: "Research data processed and analyzed" },
        ExecutionPhase { name: "Content generation started", status: of(Phase::Content), description: "AI generating personalized lead magnet content" },
        ExecutionPhase { name: "Finalizing lead magnet", status: of(Phase::Finalizing), description: "Saving content and preparing final lead magnet" },
    ]
}
