//! Reads and throws away what is left of a request's body when the answer is ready before it has come in (a refused key, a body too large):
//! closed at once, the connection would be reset, and many clients then report a broken connection instead of the answer.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{StreamExt, stream};

/// Most that is read for nothing; beyond it the connection is closed after all.
const REST_MAX_BYTES: usize = 32 << 20;
const REST_TIME: Duration = Duration::from_secs(5);

pub async fn rest_of_body(request: Request, next: Next) -> Response {
    // A client that waits for `100 Continue` has sent nothing yet, and will not when it reads the refusal.
    if request.headers().contains_key(header::EXPECT) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let shared = Arc::new(Mutex::new(body.into_data_stream()));
    let theirs = shared.clone();
    let theirs = stream::poll_fn(move |context| theirs.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(context));
    let response = next.run(Request::from_parts(parts, Body::from_stream(theirs))).await;
    if response.status() == StatusCode::GATEWAY_TIMEOUT {
        // It was waited for long enough.
        return response;
    }
    let mut rest = stream::poll_fn(move |context| shared.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(context));
    let mut left = REST_MAX_BYTES;
    let drained = async {
        while let Some(Ok(part)) = rest.next().await {
            match left.checked_sub(part.len()) {
                Some(less) => left = less,
                None => break,
            }
        }
    };
    let _ = tokio::time::timeout(REST_TIME, drained).await;
    response
}
