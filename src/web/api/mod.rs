//! The HTTP API. One file an action; each takes, checks, calls one function, answers.

pub mod generate;
pub mod health;
pub mod project;
pub mod project_limits;
pub mod reference;
pub mod status;

use super::error::{self, ApiError};

pub async fn not_found() -> ApiError {
    ApiError::new(&error::NOT_FOUND)
}

/// `middleware/allow.rs` adds the methods.
pub async fn method_not_allowed() -> ApiError {
    ApiError::new(&error::METHOD_NOT_ALLOWED)
}
