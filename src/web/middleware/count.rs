//! Counts each API request that came with a good key, under the status that the client sees. `limit.rs`, which finds out who asks, leaves the caller here.

use std::sync::{Arc, OnceLock};

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::web::key_cache::Caller;
use crate::web::state::Web;

/// Where the caller of a request is put.
#[derive(Clone, Default)]
pub struct Known(Arc<OnceLock<Arc<Caller>>>);

impl Known {
    pub fn is(&self, caller: Arc<Caller>) {
        let _ = self.0.set(caller);
    }
}

pub async fn request(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let Some(route) = request.extensions().get::<MatchedPath>().cloned() else { return next.run(request).await };
    let (known, method) = (Known::default(), request.method().clone());
    request.extensions_mut().insert(known.clone());
    let response = next.run(request).await;
    if let Some(caller) = known.0.get() {
        web.counters.request(caller, &method, route.as_str(), response.status().as_u16(), web.app.now());
    }
    response
}
