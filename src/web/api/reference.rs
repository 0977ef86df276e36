//! The OpenAPI 3.1 document, made from the handlers' own descriptions and the types they answer with; and `GET /api/openapi.json`.
//! What all operations share is added in `reference/shared.rs`, the webhooks in `reference/event_kinds.rs`. The pages made of it: `web/docs/`.

pub mod event_kinds;
mod responses;
mod shared;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::OpenApi;

use super::{
    batch, deliveries, events, generate, golden, health, job_act, keys, lead_link, leads, magnet, magnet_files, outreach, person_requests, project, research,
    sources, status, suppressions, usage, views, wait, webhooks, writer,
};
use crate::model::event::Payload;
use crate::web::docs::site::Site;
use crate::web::gzip;
use crate::web::state::Web;

/// Every operation of the API. What all of them share (key, limits, errors) is added by [`document`].
#[derive(OpenApi)]
#[openapi(
    paths(
        health::show,
        generate::schema_of_key,
        generate::for_key,
        generate::schema_of_project,
        generate::for_project,
        batch::create,
        batch::show,
        project::show,
        project::update,
        writer::calls,
        writer::test,
        golden::show,
        golden::set,
        golden::try_change,
        status::by_job,
        status::by_lead,
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
        wait::wait,
        wait::events,
        job_act::retry,
        job_act::cancel,
        job_act::approve,
        leads::list,
        leads::show,
        lead_link::update,
        leads::erase,
        leads::export,
        research::show,
        research::in_project,
        views::list,
        views::of_project,
        magnet::show,
        magnet::edit,
        outreach::show,
        outreach::schema,
        magnet_files::json,
        magnet_files::md,
        magnet_files::pdf,
        magnet_files::png,
        magnet_files::html,
        sources::show,
        sources::recheck,
        events::list,
        keys::list,
        keys::create,
        keys::rotate,
        keys::revoke,
        suppressions::list,
        suppressions::create,
        suppressions::delete,
        person_requests::list,
        person_requests::decide,
        usage::show,
        show,
    ),
    components(schemas(Payload))
)]
struct Described;

/// The methods that an operation can have, in the order of the reference.
pub const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The document as served under `/api/openapi.json`. `public_url`: what links begin with, without a trailing slash.
#[must_use]
pub fn document(public_url: &str) -> Value {
    let mut document = serde_json::to_value(Described::openapi()).unwrap_or_default();
    event_kinds::add(&mut document);
    shared::complete(&mut document, public_url);
    document
}

/// The document and the pages made of it, kept in memory from the first use on.
pub struct Reference {
    pub json: Bytes,
    /// The same with gzip.
    pub packed: Option<Bytes>,
    /// Weak: one for both forms.
    pub etag: HeaderValue,
    pub site: Site,
}

impl Reference {
    #[must_use]
    pub fn build(public_url: &str) -> Self {
        let document = document(public_url);
        let json = document.to_string();
        let hash: String = Sha256::digest(json.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let etag = HeaderValue::from_str(&format!("W/\"{hash}\"")).unwrap_or(HeaderValue::from_static("W/\"0\""));
        let packed = gzip::pack(json.as_bytes(), Compression::best()).map(Bytes::from);
        Self { json: json.into(), packed, etag, site: Site::build(&document, public_url) }
    }
}

/// Read this document
///
/// The whole API as an OpenAPI 3.1 document. It needs no key. Its `ETag` changes only when the server is updated or gets another address.
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "Reference",
    operation_id = "getOpenApi",
    security(()),
    responses(
        (status = 200, description = "The OpenAPI document", body = Object, content_type = "application/json"),
        (status = 304, description = "The document still is the one that `If-None-Match` names"),
    )
)]
pub async fn show(State(web): State<Web>, headers: HeaderMap) -> Response {
    let reference = web.reference();
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(','));
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let own = reference.etag.to_str().map(plain).unwrap_or_default();
    let same = known.map(plain).any(|tag| tag == "*" || tag == own);
    let fixed = [
        (header::ETAG, reference.etag.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::VARY, HeaderValue::from_static("Accept-Encoding")),
    ];
    if same {
        return (StatusCode::NOT_MODIFIED, fixed).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "application/json")];
    match &reference.packed {
        Some(packed) if gzip::is_taken(&headers) => (fixed, kind, [(header::CONTENT_ENCODING, "gzip")], packed.clone()).into_response(),
        _ => (fixed, kind, reference.json.clone()).into_response(),
    }
}
