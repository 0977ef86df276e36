//! The dashboard: every route on this screen. One file an action or screen, its template of the same name. `gate.rs` finds out who asks.

pub mod blueprint_words;
pub mod cookie;
pub mod diff;
pub mod fields;
pub mod form;
pub mod frame;
pub mod gate;
pub mod home;
pub mod magnet;
pub mod magnet_edit;
pub mod magnet_versions;
pub mod member;
pub mod refusal;
pub mod styleguide;
pub mod template;
pub mod template_versions;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

use self::refusal::Refusal;
use super::middleware;
use super::state::Web;

/// All under `/dashboard`.
pub fn routes(web: &Web) -> Router<Web> {
    let screens = Router::new()
        .route("/", get(home::show))
        .merge(accounts())
        .merge(projects())
        .merge(leads())
        .merge(template())
        .merge(brand())
        .route("/styleguide", get(styleguide::show))
        .fallback(nothing)
        .method_not_allowed_fallback(super::pages::method_not_allowed)
        .layer(from_fn(middleware::panic::catch_page));
    // Outside the nest, where the path is still whole.
    Router::new().nest("/dashboard", screens).layer(from_fn_with_state(web.clone(), gate::check))
}

/// Log in and out, one's own account, people of the workspace, the audit log.
fn accounts() -> Router<Web> {
    Router::new()
}

/// Projects, their overview, keys, usage, general settings and danger zone.
fn projects() -> Router<Web> {
    Router::new()
}

/// Leads: list, new, import, one lead and what can be done with it.
fn leads() -> Router<Web> {
    Router::new()
}

/// The blueprint, the input schema, and the magnet under the pen.
fn template() -> Router<Web> {
    Router::new()
        .route("/projects/{project}/template", get(template::show).post(template::save))
        .route("/projects/{project}/template/preview", get(template::preview_stored).post(template::preview_typed))
        .route("/projects/{project}/template/versions", get(template_versions::list))
        .route("/projects/{project}/template/versions/{version}/restore", post(template_versions::restore))
        .route("/projects/{project}/settings/fields", get(fields::show).post(fields::save))
        .route("/projects/{project}/settings/fields/example", post(fields::example))
        .route("/projects/{project}/leads/{lead}/magnet", get(magnet::show))
        .route("/projects/{project}/leads/{lead}/magnet/page", get(magnet::page))
        .route("/projects/{project}/leads/{lead}/magnet/edit/{place}", get(magnet_edit::form).post(magnet_edit::save))
        .route("/projects/{project}/leads/{lead}/magnet/versions", get(magnet_versions::list))
        .route("/projects/{project}/leads/{lead}/magnet/rollback", post(magnet_versions::roll_back))
}

/// Offer and brand, and drafting them from a site.
fn brand() -> Router<Web> {
    Router::new()
}

async fn nothing() -> Refusal {
    Refusal::NotFound
}
