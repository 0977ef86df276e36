//! A client that sends `Accept: application/problem+json` gets the same error as RFC 9457 has it.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::web::error::ApiError;
use crate::web::state::Web;

const PROBLEM: &str = "application/problem+json";

pub async fn on_request(State(web): State<Web>, request: Request, next: Next) -> Response {
    let wanted = request.headers().get_all(header::ACCEPT).iter().any(|value| value.to_str().is_ok_and(|text| text.to_ascii_lowercase().contains(PROBLEM)));
    let response = next.run(request).await;
    let Some(error) = response.extensions().get::<ApiError>().filter(|_| wanted) else { return response };
    let (mut parts, _) = (response.status(), Json(error.problem(web.app.public_url()))).into_response().into_parts();
    let body = Json(error.problem(web.app.public_url())).into_response().into_body();
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            parts.headers.insert(name.clone(), value.clone());
        }
    }
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    Response::from_parts(parts, body)
}
