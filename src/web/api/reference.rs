//! The OpenAPI 3.1 document, made from the handlers' own descriptions and the types they answer with.

use utoipa::OpenApi;

use super::{events, generate, health, job_act, keys, leads, magnet, magnet_files, project, status, suppressions, usage, views, wait};

/// Every operation of the API. What all of them share (key, limits, errors) is added by [`document`].
#[derive(OpenApi)]
#[openapi(paths(
    health::show,
    generate::schema_of_key,
    generate::schema_of_project,
    project::show,
    project::update,
    status::by_job,
    status::by_lead,
    wait::wait,
    wait::events,
    job_act::retry,
    job_act::cancel,
    job_act::approve,
    leads::list,
    leads::show,
    leads::erase,
    leads::export,
    views::list,
    magnet::show,
    magnet::edit,
    magnet_files::json,
    magnet_files::md,
    magnet_files::pdf,
    magnet_files::png,
    magnet_files::html,
    events::list,
    keys::list,
    keys::create,
    keys::rotate,
    keys::revoke,
    suppressions::list,
    suppressions::create,
    suppressions::delete,
    usage::show,
))]
struct Described;

/// The document as served under `/api/openapi.json`.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Described::openapi()
}
