//! A lead's magnet in its five forms, as files: page, PDF, share image, Markdown, and the document as JSON.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::call::Asked;
use super::leads::find;
use super::magnet::{not_there, version, wanted};
use crate::model::api_key::Scope;
use crate::store::StoreError;
use crate::store::objects::Form;
use crate::web::error::ApiError;
use crate::web::extract::{ApiProject, Segments};
use crate::web::pages::with_headers;
use crate::web::state::Web;

/// Get the document
///
/// The document tree `magnetite.magnet/1` with its claims and evidence: what readers get, or the version that is asked for. Answered as `GET /leads/{leadId}/magnet` while there is none.
#[utoipa::path(
    get, path = "/leads/{leadId}/magnet.json", tag = "Magnets", operation_id = "getMagnetJson",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("version" = Option<i64>, Query, description = "A certain version, published or not", minimum = 1, maximum = 1_000_000)
    ),
    responses(
        (status = 200, description = "The file", body = Object, content_type = "application/json"),
        (status = 409, description = "It is not ready yet, or waits for approval"),
        (status = 422, description = "Its generation failed or was cancelled")
    )
)]
pub async fn json(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, asked: Asked) -> Result<Response, ApiError> {
    file(&caller, &web, &id, asked, Form::Json).await
}

/// Get the Markdown
///
/// The document as Markdown: what readers get, or the version that is asked for. Answered as `GET /leads/{leadId}/magnet` while there is none.
#[utoipa::path(
    get, path = "/leads/{leadId}/magnet.md", tag = "Magnets", operation_id = "getMagnetMarkdown",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("version" = Option<i64>, Query, description = "A certain version, published or not", minimum = 1, maximum = 1_000_000)
    ),
    responses(
        (status = 200, description = "The file", body = String, content_type = "text/markdown"),
        (status = 409, description = "It is not ready yet, or waits for approval"),
        (status = 422, description = "Its generation failed or was cancelled")
    )
)]
pub async fn md(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, asked: Asked) -> Result<Response, ApiError> {
    file(&caller, &web, &id, asked, Form::Markdown).await
}

/// Get the PDF
///
/// The document as PDF: what readers get, or the version that is asked for. Answered as `GET /leads/{leadId}/magnet` while there is none.
#[utoipa::path(
    get, path = "/leads/{leadId}/magnet.pdf", tag = "Magnets", operation_id = "getMagnetPdf",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("version" = Option<i64>, Query, description = "A certain version, published or not", minimum = 1, maximum = 1_000_000)
    ),
    responses(
        (status = 200, description = "The file", body = String, content_type = "application/pdf"),
        (status = 409, description = "It is not ready yet, or waits for approval"),
        (status = 422, description = "Its generation failed or was cancelled")
    )
)]
pub async fn pdf(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, asked: Asked) -> Result<Response, ApiError> {
    file(&caller, &web, &id, asked, Form::Pdf).await
}

/// Get the share image
///
/// The share image, a PNG: what readers get, or the version that is asked for. Answered as `GET /leads/{leadId}/magnet` while there is none.
#[utoipa::path(
    get, path = "/leads/{leadId}/magnet.png", tag = "Magnets", operation_id = "getMagnetImage",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("version" = Option<i64>, Query, description = "A certain version, published or not", minimum = 1, maximum = 1_000_000)
    ),
    responses(
        (status = 200, description = "The file", body = String, content_type = "image/png"),
        (status = 409, description = "It is not ready yet, or waits for approval"),
        (status = 422, description = "Its generation failed or was cancelled")
    )
)]
pub async fn png(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, asked: Asked) -> Result<Response, ApiError> {
    file(&caller, &web, &id, asked, Form::Image).await
}

/// Get the page
///
/// The page as readers see it; it needs no other file: what readers get, or the version that is asked for. Answered as `GET /leads/{leadId}/magnet` while there is none.
#[utoipa::path(
    get, path = "/leads/{leadId}/magnet.html", tag = "Magnets", operation_id = "getMagnetPage",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("version" = Option<i64>, Query, description = "A certain version, published or not", minimum = 1, maximum = 1_000_000)
    ),
    responses(
        (status = 200, description = "The file", body = String, content_type = "text/html"),
        (status = 409, description = "It is not ready yet, or waits for approval"),
        (status = 422, description = "Its generation failed or was cancelled")
    )
)]
pub async fn html(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, asked: Asked) -> Result<Response, ApiError> {
    file(&caller, &web, &id, asked, Form::Page).await
}

async fn file(caller: &ApiProject, web: &Web, id: &str, mut asked: Asked, form: Form) -> Result<Response, ApiError> {
    caller.require(Scope::Read)?;
    let version = version(&mut asked)?;
    let (lead, job) = find(&caller.0, web, id).await?;
    let Some(magnet) = wanted(&caller.0, web, &lead, version).await? else { return not_there(web, &job).await };
    let bytes = web.app.objects.get(&caller.0.workspace.id, &lead.id, &magnet.object, form).await?;
    let bytes = bytes.ok_or_else(|| StoreError::Damaged(format!("artefact {}.{} is missing", magnet.object, form.ending())))?;
    let response = ([(header::CONTENT_TYPE, form.content_type())], bytes).into_response();
    // Nothing of it may run on the origin of the dashboard.
    let mut response = with_headers(response, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox");
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{}.{}\"", lead.id, form.ending())) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
