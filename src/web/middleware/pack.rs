//! Screens go out packed. What an attacker might learn from the length of a packed page (BREACH) is worth nothing: form tokens are salted anew
//! on each page (`dashboard/cookie.rs`), and keys are shown once.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use http_body_util::BodyExt;

use crate::web::gzip;

/// Below this it is not worth it, in bytes.
const LEAST: usize = 1_024;

pub async fn html(request: Request, next: Next) -> Response {
    let taken = gzip::is_taken(request.headers());
    let mut response = next.run(request).await;
    let is_html = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_html {
        return response;
    }
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if !taken || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let packed = if bytes.len() < LEAST { None } else { gzip::pack(&bytes, Compression::fast()) };
    let Some(packed) = packed else { return Response::from_parts(parts, Body::from(bytes)) };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(packed))
}
