//! For load balancers: alive, and ready to work. No key needed.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;

use crate::store::workspaces::has_owner;
use crate::web::state::Web;

/// A load balancer does not wait for ever, nor for the pool.
const READY_TIME: Duration = Duration::from_secs(2);

pub async fn alive() -> &'static str {
    "ok\n"
}

/// Ready: the database answers a query on the migrated schema.
pub async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    let why = match tokio::time::timeout(READY_TIME, has_owner(&web.app.db)).await {
        Ok(Ok(_)) => return (StatusCode::OK, "ready\n"),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "no answer in time".into(),
    };
    tracing::error!(error = why, "not ready");
    (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be used\n")
}
