//! The OpenAPI 3.1 document, made from the handlers' own descriptions and the types they answer with.

use utoipa::OpenApi;

use super::{deliveries, health, webhooks};

/// Every operation of the API. What all of them share (key, limits, errors) is added by [`document`].
#[derive(OpenApi)]
#[openapi(paths(
    health::show,
    webhooks::list,
    webhooks::create,
    webhooks::show,
    webhooks::update,
    webhooks::remove,
    webhooks::rotate,
    webhooks::test,
    deliveries::list,
    deliveries::replay_many,
    deliveries::show,
    deliveries::replay,
))]
struct Described;

/// The document as served under `/api/openapi.json`.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Described::openapi()
}
