//! Texts for the sender to send a lead's magnet with, and the JSON Schema of the document itself.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use magnetite_document::{Document, Links, Mail};
use serde::Serialize;
use utoipa::ToSchema;

use super::call::Asked;
use super::leads::find;
use super::magnet::{not_there, version, wanted};
use crate::model::api_key::Scope;
use crate::store::StoreError;
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::state::Web;

#[derive(Serialize, ToSchema)]
pub struct OutreachAnswer {
    #[schema(example = true)]
    success: bool,
    outreach: OutreachView,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Outreach)]
struct OutreachView {
    /// Subject lines to choose from.
    subjects: Vec<String>,
    email: EmailView,
    /// A note of at most 300 characters.
    linkedin: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OutreachEmail)]
struct EmailView {
    text: String,
    /// The same as a fragment of HTML, with the share image.
    html: String,
}

impl From<Mail> for OutreachView {
    fn from(Mail { subjects, text, html, linkedin }: Mail) -> Self {
        Self { subjects, email: EmailView { text, html }, linkedin }
    }
}

/// Get texts to send it with
///
/// Subject lines, a short e-mail as text and as HTML, and a note for LinkedIn: each sentence passed the gate, and the magnet's address stands in them. Answered as
/// `GET /leads/{leadId}/magnet` while there is no magnet; 404 for one that was written before there were such texts.
#[utoipa::path(
    get, path = "/leads/{leadId}/outreach", tag = "Magnets", operation_id = "getOutreach",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("version" = Option<i64>, Query, description = "Of a certain version, published or not", minimum = 1, maximum = 1_000_000)
    ),
    responses(
        (status = 200, description = "The texts", body = OutreachAnswer),
        (status = 409, description = "It is not ready yet, or waits for approval"),
        (status = 422, description = "Its generation failed or was cancelled")
    )
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, mut asked: Asked) -> Result<Response, ApiError> {
    caller.require(Scope::Read)?;
    let version = version(&mut asked)?;
    let (lead, job) = find(&caller.0, &web, &id).await?;
    let Some(magnet) = wanted(&caller.0, &web, &lead, version).await? else { return not_there(&web, &job).await };
    let document: Document = serde_json::from_str(&magnet.document).map_err(StoreError::from)?;
    let url = web.app.magnet_url(&caller.0.workspace.slug, &lead.project_id, &lead.id);
    let links = Links { image: Some(format!("{url}.png")), page: Some(url), ..Links::default() };
    match magnetite_document::mail(&document, &links).ok().flatten() {
        Some(mail) => Ok(Json(OutreachAnswer { success: true, outreach: mail.into() }).into_response()),
        None => Err(ApiError::new(&error::NOT_FOUND)),
    }
}

/// Get the schema of the document
///
/// JSON Schema (2020-12) of `magnetite.magnet/1`, the document of `GET /leads/{leadId}/magnet.json`. Needs no key.
#[utoipa::path(
    get, path = "/magnet.schema.json", tag = "Reference", operation_id = "getMagnetSchema", security(()),
    responses((status = 200, description = "The schema", body = Object, content_type = "application/schema+json"))
)]
pub async fn schema() -> Response {
    ([(header::CONTENT_TYPE, "application/schema+json")], magnetite_document::schema()).into_response()
}
