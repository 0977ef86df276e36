//! `GET /api/health`: is this key good?

use axum::Json;
use serde::Serialize;

use crate::web::extract::ApiProject;

#[derive(Serialize)]
pub struct Health {
    status: &'static str,
    authenticated: bool,
}

pub async fn show(_: ApiProject) -> Json<Health> {
    Json(Health { status: "ok", authenticated: true })
}
