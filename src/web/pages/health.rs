//! For load balancers: alive, and ready to work. No key needed.

use axum::extract::State;
use axum::http::StatusCode;

use crate::store::workspaces::has_owner;
use crate::web::state::Web;

pub async fn alive() -> &'static str {
    "ok\n"
}

/// Ready: the database answers a query on the migrated schema.
pub async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    match has_owner(&web.app.db).await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be used\n")
        }
    }
}
