//! Search engines are asked to list nothing of this server, whatever the answer is.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

pub async fn keep_out(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(HeaderName::from_static("x-robots-tag")).or_insert(HeaderValue::from_static("noindex, nofollow, noarchive"));
    response
}
