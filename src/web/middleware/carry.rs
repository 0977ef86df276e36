//! What every response carries: `X-Request-Id`, which stands in every log line of the request too, and the wish that search engines list nothing of
//! this server. A caller's own id is kept when it is 1–64 visible ASCII characters.

use std::task::{Context, Poll};

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use futures_util::future::BoxFuture;
use tower::{Layer, Service};
use tracing::Instrument;

use crate::app::SystemRandom;
use crate::model::ids::random_base62;

const ID: HeaderName = HeaderName::from_static("x-request-id");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");
const KEEP_OUT: HeaderValue = HeaderValue::from_static("noindex, nofollow, noarchive");

#[derive(Clone, Copy)]
pub struct Carry;

#[derive(Clone)]
pub struct Carrying<S>(S);

impl<S> Layer<S> for Carry {
    type Service = Carrying<S>;

    fn layer(&self, inner: S) -> Carrying<S> {
        Carrying(inner)
    }
}

impl<S> Service<Request> for Carrying<S>
where
    S: Service<Request, Response = Response>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Response, S::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let given = request.headers().get(ID).filter(|value| (1..=64).contains(&value.len()) && value.as_bytes().iter().all(u8::is_ascii_graphic)).cloned();
        let id = given.or_else(|| HeaderValue::from_str(&random_base62(&SystemRandom, 20)).ok()).unwrap_or(HeaderValue::from_static("-"));
        let span = tracing::info_span!(
            "request",
            request.id = id.to_str().unwrap_or("-"),
            http.method = %request.method(),
            http.path = shown(request.uri().path()),
        );
        let answer = span.in_scope(|| self.0.call(request));
        let carry = async move {
            let mut response = answer.await?;
            tracing::debug!(http.status = response.status().as_u16(), "answered");
            response.headers_mut().insert(ID, id);
            response.headers_mut().entry(ROBOTS).or_insert(KEEP_OUT);
            Ok(response)
        };
        Box::pin(carry.instrument(span))
    }
}

/// A set-up link is a secret, and so is the address of a magnet: neither stands whole in the log.
fn shown(path: &str) -> &str {
    let secret = ["/setup/", "/go/"].into_iter().find(|prefix| path.starts_with(prefix));
    secret.unwrap_or(path)
}
