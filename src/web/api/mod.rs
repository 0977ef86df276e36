//! The HTTP API. One file an action; each takes, checks, calls one function, answers.

pub mod batch;
mod call;
pub mod deliveries;
pub mod events;
pub mod generate;
pub mod golden;
pub mod health;
pub mod job_act;
pub mod keys;
pub mod lead_link;
pub mod leads;
pub mod link_rules;
pub mod magnet;
pub mod magnet_files;
pub mod outreach;
pub mod person_requests;
pub mod project;
pub mod project_alerts;
pub mod project_limits;
pub mod project_writer;
pub mod reference;
pub mod research;
pub mod sources;
pub mod status;
pub mod suppressions;
pub mod usage;
pub mod views;
pub mod wait;
pub mod webhook_body;
pub mod webhooks;
pub mod writer;

use super::error::{self, ApiError};

pub async fn not_found() -> ApiError {
    ApiError::new(&error::NOT_FOUND)
}

/// `middleware/allow.rs` adds the methods.
pub async fn method_not_allowed() -> ApiError {
    ApiError::new(&error::METHOD_NOT_ALLOWED)
}
