//! `/dashboard/projects/{project}/logo`: the project's logo, to members of its workspace; with a name, one that was found or chosen but not saved.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::member::InProject;
use super::refusal::{Refusal, Screen};
use crate::model::role::Right;
use crate::web::pages::with_headers;
use crate::web::state::Web;

pub async fn current(asker: InProject, State(web): State<Web>) -> Screen {
    let name = asker.project.brand.logo.as_ref().map(|logo| logo.object.clone()).ok_or(Refusal::NotFound)?;
    send(&asker, &web, &name).await
}

pub async fn named(asker: InProject, Path((_, name)): Path<(String, String)>, State(web): State<Web>) -> Screen {
    send(&asker, &web, &name).await
}

async fn send(asker: &InProject, web: &Web, name: &str) -> Result<Response, Refusal> {
    asker.member.require(Right::Read)?;
    let png = web.app.objects.logo(&asker.project.workspace_id, &asker.project.id, name).await?.ok_or(Refusal::NotFound)?;
    let response = (StatusCode::OK, [(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))], png).into_response();
    Ok(with_headers(response, "default-src 'none'"))
}
