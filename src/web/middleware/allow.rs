//! Gives the router's own 405, which knows the allowed methods, the contract's envelope.

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::web::error::{self, ApiError};

pub async fn name_methods(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if response.status() != StatusCode::METHOD_NOT_ALLOWED || response.extensions().get::<ApiError>().is_some_and(|error| error.allow.is_some()) {
        return response;
    }
    let allow = response.headers().get(header::ALLOW).cloned();
    ApiError { allow, ..ApiError::new(&error::METHOD_NOT_ALLOWED) }.into_response()
}
