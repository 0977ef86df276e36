//! Where people reach this server by https, by itself or by a proxy's, browsers are told to stay there (RFC 6797).

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// A year, for this host alone: what else its owner has below it is not ours to judge.
const FOR_A_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000");

pub async fn tell(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, FOR_A_YEAR);
    response
}
