//! Every response carries `X-Request-Id`, and so does every log line of the request. A caller's own id is kept when it is 1–64 visible ASCII characters.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::app::SystemRandom;
use crate::model::ids::random_base62;

const NAME: HeaderName = HeaderName::from_static("x-request-id");

pub async fn carry(request: Request, next: Next) -> Response {
    let given = request.headers().get(&NAME).filter(|value| (1..=64).contains(&value.len()) && value.as_bytes().iter().all(u8::is_ascii_graphic)).cloned();
    let id = given.or_else(|| HeaderValue::from_str(&random_base62(&SystemRandom, 20)).ok()).unwrap_or(HeaderValue::from_static("-"));
    let span = tracing::info_span!(
        "request",
        request.id = id.to_str().unwrap_or("-"),
        http.method = %request.method(),
        http.path = shown(request.uri().path()),
    );
    async {
        let mut response = next.run(request).await;
        tracing::debug!(http.status = response.status().as_u16(), "answered");
        response.headers_mut().insert(NAME, id);
        response
    }
    .instrument(span)
    .await
}

/// A set-up link is a secret, and so is the address of a magnet: neither stands whole in the log.
fn shown(path: &str) -> &str {
    let secret = ["/setup/", "/go/"].into_iter().find(|prefix| path.starts_with(prefix));
    secret.unwrap_or(path)
}
