//! The OpenAPI 3.1 document, made from the handlers' own descriptions and the types they answer with.

use utoipa::OpenApi;

use super::{batch, generate, health};

/// Every operation of the API. What all of them share (key, limits, errors) is added by [`document`].
#[derive(OpenApi)]
#[openapi(paths(health::show, generate::for_key, generate::for_project, batch::create, batch::show,))]
struct Described;

/// The document as served under `/api/openapi.json`.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Described::openapi()
}
