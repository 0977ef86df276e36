//! `/domains/known?domain=…`: whether a host is this server's, for a proxy that is about to get a certificate for it. Tells no more than a visit would.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use crate::store::workspaces::workspace_by_slug;
use crate::web::state::Web;

#[derive(Debug, Deserialize)]
pub struct Asked {
    domain: String,
}

/// 204 for the server's own host, a workspace's and a verified domain of a project; 404 for all others.
pub async fn show(State(web): State<Web>, asked: Result<Query<Asked>, QueryRejection>) -> StatusCode {
    let Ok(Query(Asked { domain })) = asked else { return StatusCode::NOT_FOUND };
    let domain = domain.trim_end_matches('.').to_ascii_lowercase();
    if domain == web.app.public_host() || web.app.hosts.of(&domain).is_some() {
        return StatusCode::NO_CONTENT;
    }
    let workspace = web.app.settings.magnet_host.as_deref().and_then(|host| domain.strip_suffix(host)?.strip_suffix('.'));
    match workspace {
        None => StatusCode::NOT_FOUND,
        Some(slug) => match workspace_by_slug(&web.app.db, slug).await {
            Ok(Some(_)) => StatusCode::NO_CONTENT,
            Ok(None) => StatusCode::NOT_FOUND,
            Err(error) => {
                tracing::error!(%error, "a proxy could not be told whether a host is known");
                StatusCode::SERVICE_UNAVAILABLE
            }
        },
    }
}
