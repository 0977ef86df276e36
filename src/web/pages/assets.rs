//! The style sheet of our own screens, under a name that changes with its content, so that it may be cached for ever.

use std::sync::OnceLock;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::not_found;

const STYLE: &str = include_str!("../../../assets/screens.css");

/// Path of the style sheet.
pub fn style() -> &'static str {
    static PATH: OnceLock<String> = OnceLock::new();
    PATH.get_or_init(|| {
        let hash = Sha256::digest(STYLE.as_bytes());
        let short: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("/assets/screens-{short}.css")
    })
}

pub async fn show(file: Result<Path<String>, PathRejection>) -> Response {
    if !file.is_ok_and(|Path(file)| style().strip_prefix("/assets/") == Some(&file)) {
        return not_found().await;
    }
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, STYLE).into_response()
}
