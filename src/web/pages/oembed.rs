//! `/oembed?url=`: what programs that embed links may show of a magnet (oEmbed 1.0, type `link`): its title, its sender and its share image.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use magnetite_document::Document;
use serde_json::json;

use super::admit::{Wish, admit};
use super::asked::Asked;
use super::show::{find, unavailable};
use super::views::Asking;
use super::{not_found, with_headers};
use crate::app::App;
use crate::web::state::Web;

/// Size of the share image in pixels.
const IMAGE: (u32, u32) = (1200, 630);
/// How long a program may keep the answer, in seconds.
const CACHE_AGE_S: u32 = 3_600;

pub async fn show(State(web): State<Web>, by: Asking, query: Result<Query<BTreeMap<String, String>>, QueryRejection>) -> Response {
    let Ok(Query(query)) = query else { return not_found().await };
    if query.get("format").is_some_and(|format| format != "json") {
        // oEmbed 2.3: a format that is not given.
        return with_headers(StatusCode::NOT_IMPLEMENTED.into_response(), "default-src 'none'");
    }
    let Some((workspace, file)) = query.get("url").and_then(|url| magnet_at(&web.app, url)) else { return not_found().await };
    let asked = Asked { workspace, file, on: None, by };
    let found = match find(&web, &asked).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found().await,
        Err(error) => return unavailable(&error),
    };
    // What the link's rules keep from a stranger is told to no program either.
    match admit(&web, &found, &asked, Wish::Image(".png")).await {
        Ok(Ok(())) => {}
        Ok(Err(_)) => return not_found().await,
        Err(error) => return unavailable(&error),
    }
    let magnet = found.magnet.as_ref().filter(|_| !found.withdrawn);
    let Some(document) = magnet.and_then(|magnet| serde_json::from_str::<Document>(&magnet.document).ok()) else { return not_found().await };
    let url = web.app.magnet_url(&found.workspace.slug, &found.lead.project_id, &found.lead.id);
    let sender = document.brand.as_ref().and_then(|brand| brand.name.as_deref()).unwrap_or(&document.prepared_by.company);
    let body = json!({
        "version": "1.0",
        "type": "link",
        "title": document.title,
        "author_name": sender,
        "provider_name": sender,
        "cache_age": CACHE_AGE_S,
        "thumbnail_url": format!("{url}.png"),
        "thumbnail_width": IMAGE.0,
        "thumbnail_height": IMAGE.1,
    });
    with_headers(([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], Json(body)).into_response(), "default-src 'none'")
}

/// Workspace and lead that an address of ours names; `None` for every other address.
fn magnet_at(app: &App, url: &str) -> Option<(String, String)> {
    let bare = url.split(['?', '#']).next()?;
    if let Some((host, lead)) = bare.strip_prefix("https://").and_then(|rest| rest.split_once('/'))
        && let Some(served) = app.hosts.of(&host.to_ascii_lowercase())
    {
        return Some((served.workspace, lead.to_owned()));
    }
    let on_host = app.settings.magnet_host.as_deref().and_then(|host| {
        let (name, lead) = bare.strip_prefix("https://")?.split_once('/')?;
        Some((name.strip_suffix(host)?.strip_suffix('.')?, lead))
    });
    // The path works beside the host.
    let by_path = || bare.strip_prefix(app.public_url())?.strip_prefix("/go/")?.split_once('/');
    let (workspace, lead) = on_host.or_else(by_path)?;
    Some((workspace.to_owned(), lead.to_owned()))
}
