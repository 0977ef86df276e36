//! The plain port beside a server that speaks https itself: leads hosts with a certificate there, and answers nothing else.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::middleware::carry::Carry;
use crate::tls::Tls;

pub fn router(tls: Arc<Tls>) -> Router {
    Router::new().fallback(to_https).layer(Carry).with_state(tls)
}

/// 308 to the same address at https; 404 for a host without a certificate.
async fn to_https(State(tls): State<Arc<Tls>>, request: Request) -> Response {
    let given = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let host = given.split(':').next().unwrap_or_default().trim_end_matches('.');
    if !tls.holds(host) {
        return (StatusCode::NOT_FOUND, "There is no such host here.\n").into_response();
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    Redirect::permanent(&format!("https://{host}{path}")).into_response()
}
