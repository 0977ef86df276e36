//! A panic in a handler is logged and answered like any other error; the process goes on.

use std::panic::AssertUnwindSafe;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use crate::web::error::{self, ApiError};
use crate::web::pages;

/// For the API: the error envelope.
pub async fn catch(request: Request, next: Next) -> Response {
    guarded(request, next).await.unwrap_or_else(|| ApiError::new(&error::INTERNAL_ERROR).into_response())
}

/// For pages: a page.
pub async fn catch_page(request: Request, next: Next) -> Response {
    guarded(request, next).await.unwrap_or_else(pages::broken)
}

async fn guarded(request: Request, next: Next) -> Option<Response> {
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => Some(response),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
            tracing::error!(panic = text.as_deref().unwrap_or("?"), "a handler panicked");
            None
        }
    }
}
