//! A panic in a handler is logged and answered like any other error; the process goes on.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tower::{Layer, Service};

use crate::web::error::{self, ApiError};
use crate::web::pages;

/// For the API: the error envelope.
pub const CATCH: Catch = Catch(|| ApiError::new(&error::INTERNAL_ERROR).into_response());

/// For pages: a page.
pub const CATCH_PAGE: Catch = Catch(pages::broken);

/// With the answer in the place of the handler's.
#[derive(Clone, Copy)]
pub struct Catch(fn() -> Response);

#[derive(Clone)]
pub struct Catching<S> {
    inner: S,
    instead: fn() -> Response,
}

impl<S> Layer<S> for Catch {
    type Service = Catching<S>;

    fn layer(&self, inner: S) -> Catching<S> {
        Catching { inner, instead: self.0 }
    }
}

impl<S> Service<Request> for Catching<S>
where
    S: Service<Request, Response = Response>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Response, S::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let instead = self.instead;
        let called = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        Box::pin(async move {
            let answered = match called {
                Ok(answer) => AssertUnwindSafe(answer).catch_unwind().await,
                Err(panic) => Err(panic),
            };
            answered.unwrap_or_else(|panic| {
                tracing::error!(panic = words(&*panic), "a handler panicked");
                Ok(instead())
            })
        })
    }
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("?")
}
