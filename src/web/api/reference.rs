//! The OpenAPI 3.1 document, made from the handlers' own descriptions and the types they answer with.

use utoipa::OpenApi;

use super::{batch, generate, health, project, status};

/// Every operation of the API. What all of them share (key, limits, errors) is added by [`document`].
#[derive(OpenApi)]
#[openapi(paths(
    health::show,
    generate::schema_of_key,
    generate::for_key,
    generate::schema_of_project,
    generate::for_project,
    batch::create,
    batch::show,
    project::show,
    project::update,
    status::by_job,
    status::by_lead,
))]
struct Described;

/// The document as served under `/api/openapi.json`.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Described::openapi()
}
