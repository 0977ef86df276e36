//! A client that sends `Accept: application/problem+json` gets the same error as RFC 9457 has it.

use std::task::{Context, Poll};

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::future::{BoxFuture, Either};
use tower::{Layer, Service};

use crate::web::error::ApiError;
use crate::web::state::Web;

const PROBLEM: &str = "application/problem+json";

#[derive(Clone)]
pub struct OnRequest(pub Web);

#[derive(Clone)]
pub struct Problems<S> {
    inner: S,
    web: Web,
}

impl<S> Layer<S> for OnRequest {
    type Service = Problems<S>;

    fn layer(&self, inner: S) -> Problems<S> {
        Problems { inner, web: self.0.clone() }
    }
}

impl<S> Service<Request> for Problems<S>
where
    S: Service<Request, Response = Response>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Either<S::Future, BoxFuture<'static, Result<Response, S::Error>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let wanted = is_wanted(request.headers());
        let answer = self.inner.call(request);
        if !wanted {
            return Either::Left(answer);
        }
        let web = self.web.clone();
        Either::Right(Box::pin(async move { Ok(told(answer.await?, web.app.public_url())) }))
    }
}

fn is_wanted(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().any(|value| value.to_str().is_ok_and(|text| text.to_ascii_lowercase().contains(PROBLEM)))
}

fn told(response: Response, public_url: &str) -> Response {
    let Some(error) = response.extensions().get::<ApiError>() else { return response };
    let mut problem = (response.status(), Json(error.problem(public_url))).into_response();
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            problem.headers_mut().insert(name.clone(), value.clone());
        }
    }
    problem.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    problem
}
