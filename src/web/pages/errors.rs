//! What the `type` of a problem (RFC 9457) resolves to: cause and fix of each error code, from the one table in `web/error.rs`.

use askama::Template;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::response::Response;

use super::{assets, not_found, screen};
use crate::web::error::{self, ErrorKind};

#[derive(Template)]
#[template(path = "error.html")]
struct Explained {
    style: &'static str,
    kind: &'static ErrorKind,
}

pub async fn show(code: Result<Path<String>, PathRejection>) -> Response {
    let Ok(Path(code)) = code else { return not_found().await };
    match error::ALL.iter().find(|kind| kind.code == code) {
        Some(kind) => screen(StatusCode::OK, &Explained { style: assets::style(), kind }),
        None => not_found().await,
    }
}
