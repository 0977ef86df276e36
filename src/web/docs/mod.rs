//! `/docs` and `/llms.txt`: guides and reference as pages and as Markdown, rendered once and served from memory. No script, nothing from outside.

mod fill;
mod guides;
mod literal;
mod markdown;
mod operations;
mod schema;
pub mod site;
mod snippets;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use self::site::{Group, Page, Site};
use super::pages::{assets, not_found, screen};
use super::state::Web;

#[derive(Template)]
#[template(path = "docs.html")]
struct Screen<'a> {
    style: &'static str,
    page: &'a Page,
    groups: Vec<Group<'a>>,
}

pub async fn index(State(web): State<Web>) -> Response {
    show(&web.reference().site, site::INDEX).await
}

pub async fn page(State(web): State<Web>, slug: Result<Path<String>, PathRejection>) -> Response {
    let Ok(Path(slug)) = slug else { return not_found().await };
    show(&web.reference().site, &slug).await
}

pub async fn operations_page(State(web): State<Web>, slug: Result<Path<String>, PathRejection>) -> Response {
    let Ok(Path(slug)) = slug else { return not_found().await };
    show(&web.reference().site, &format!("reference/{slug}")).await
}

/// A short map of the documentation, for programs that read.
pub async fn llms(State(web): State<Web>) -> Response {
    text("text/plain; charset=utf-8", web.reference().site.map.clone())
}

/// A name with `.md` at its end asks for the page's text.
async fn show(site: &Site, name: &str) -> Response {
    let (slug, as_text) = name.strip_suffix(".md").map_or((name, false), |slug| (slug, true));
    let Some(page) = site.page(slug) else { return not_found().await };
    if as_text {
        return text("text/markdown; charset=utf-8", page.markdown.clone());
    }
    screen(StatusCode::OK, &Screen { style: assets::style(), page, groups: site.groups(slug) })
}

fn text(kind: &'static str, body: String) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    let mut response = (headers, body).into_response();
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
