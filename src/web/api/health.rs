//! `GET /api/health`: is this key good?

use axum::Json;
use serde_json::{Value, json};

use crate::web::extract::ApiProject;

pub async fn show(_: ApiProject) -> Json<Value> {
    Json(json!({"status": "ok", "authenticated": true}))
}
