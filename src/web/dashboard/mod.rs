//! The dashboard: every route on this screen. One file an action or screen, its template of the same name. `gate.rs` finds out who asks.

pub mod brand;
pub mod brand_form;
pub mod cookie;
pub mod form;
pub mod frame;
pub mod gate;
pub mod home;
pub mod logo;
pub mod member;
pub mod offer;
pub mod offer_form;
pub mod refusal;
pub mod site_draft;
pub mod stamp;
pub mod styleguide;

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
}

/// Offer and brand, and drafting them from a site.
fn brand() -> Router<Web> {
    Router::new()
        .route("/projects/{project}/settings/offer", get(offer::show).post(offer::save))
        .route("/projects/{project}/settings/brand", get(brand::show).post(brand::save))
        .route("/projects/{project}/settings/brand/preview", post(brand::preview))
        .route("/projects/{project}/settings/brand/contrast", get(brand::contrast))
        .route("/projects/{project}/settings/{page}/draft", get(site_draft::show).post(site_draft::begin))
        .route("/projects/{project}/settings/{page}/draft/progress", get(site_draft::progress))
        .route("/projects/{project}/logo", get(logo::current))
        .route("/projects/{project}/logo/{name}", get(logo::named))
}

async fn nothing() -> Refusal {
    Refusal::NotFound
}
