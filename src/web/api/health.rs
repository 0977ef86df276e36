//! `GET /api/health`: is this key good?

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::web::extract::ApiProject;

#[derive(Serialize, ToSchema)]
pub struct Health {
    #[schema(example = "ok")]
    status: &'static str,
    authenticated: bool,
}

/// Check a key
///
/// Answers 200 to a good key, and tells why another one is refused.
#[utoipa::path(get, path = "/health", tag = "Account", operation_id = "checkKey", responses((status = 200, description = "The key is good", body = Health)))]
pub async fn show(_: ApiProject) -> Json<Health> {
    Json(Health { status: "ok", authenticated: true })
}
