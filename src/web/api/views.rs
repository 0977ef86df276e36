//! `GET /leads/{leadId}/views`: who opened a magnet, as what each visitor was told to be, and why.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::call::{Asked, place};
use super::leads::find;
use crate::model::api_key::Scope;
use crate::model::ids::ViewId;
use crate::store::views::{WrittenView, views_page};
use crate::web::error::ApiError;
use crate::web::extract::{ApiProject, Segments};
use crate::web::state::Web;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct View {
    #[schema(pattern = "^view_[0-9A-Za-z]{22}$")]
    id: String,
    /// What was opened: the page, the PDF, or the call to action.
    #[schema(pattern = "^(page|pdf|cta)$")]
    what: String,
    /// `human`: a browser vouches for a person; `scanner`: a crawler or mail scanner; `preview`: a chat or mail program; `unknown`: it cannot be told.
    #[schema(pattern = "^(human|scanner|preview|unknown)$")]
    class: String,
    /// What the visitor was known by.
    reason: String,
    /// Epoch milliseconds.
    created_at: i64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ViewList {
    #[schema(example = true)]
    success: bool,
    data: Vec<View>,
    /// For `cursor`; null at the end of the list.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// List a lead's views
///
/// Openings of the lead's magnet and clicks on its call to action, newest first. They are written down some seconds after they happened.
#[utoipa::path(
    get, path = "/leads/{leadId}/views", tag = "Leads", operation_id = "listViews",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before", pattern = "^[0-9]{1,15}-view_[0-9A-Za-z]{22}$"),
        ("limit" = Option<i64>, Query, description = "Views of a page; 50 where none is given", minimum = 1, maximum = 200)
    ),
    responses((status = 200, description = "One page", body = ViewList))
)]
pub async fn list(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, mut asked: Asked) -> Result<Json<ViewList>, ApiError> {
    caller.require(Scope::Read)?;
    let before = asked.take("cursor", place::<ViewId>);
    let limit = asked.number("limit", 1..=200, 50);
    asked.check()?;
    let (lead, _) = find(&caller.0, &web, &id).await?;
    let mut views = views_page(&web.app.db, &caller.0.workspace.id, &lead.id, before, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = views.len() > wanted;
    views.truncate(wanted);
    let next_cursor = views.last().filter(|_| more).map(|last| format!("{}-{}", last.created_at, last.id));
    let view = |WrittenView { id, what, class, reason, created_at }| View { id, what, class, reason, created_at };
    Ok(Json(ViewList { success: true, data: views.into_iter().map(view).collect(), next_cursor }))
}
