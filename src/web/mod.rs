//! HTTP in and out. Every route and every layer stands on this screen, in reading order.

pub mod addresses;
pub mod api;
mod bare_error;
pub mod counters;
pub mod dashboard;
pub mod error;
pub mod extract;
mod gzip;
pub mod key_cache;
pub mod limiter;
pub mod listen;
pub mod middleware;
pub mod once;
pub mod pages;
pub mod state;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};

pub use state::Web;

use self::api::{generate, health, project, status};
use self::pages::{about, bot, errors, setup, show};

/// The whole program as seen from outside.
pub fn router(web: Web) -> Router {
    let api = Router::new()
        .route("/health", get(health::show))
        .route("/projects/generate", get(generate::schema_of_key).post(generate::for_key))
        .route("/projects/{project}/generate", get(generate::schema_of_project).post(generate::for_project))
        .route("/projects/{project}", get(project::show).patch(project::update))
        .route("/generation/{job}/status", get(status::by_job))
        .route("/leads/{lead}/job-status", get(status::by_lead))
        .fallback(api::not_found)
        .method_not_allowed_fallback(api::method_not_allowed);
    let api = with_envelope(&web, api);
    // What no nest takes in.
    let api_alone = with_envelope(&web, Router::new().route("/api/", any(api::not_found)));
    let pages = Router::new()
        .route("/", get(pages::home))
        .route("/healthz", get(pages::health::alive))
        .route("/readyz", get(pages::health::ready))
        .route("/setup/{token}", get(setup::form).post(setup::create))
        .route("/go/{workspace}/{lead}", get(show::page_or_artefact))
        .route("/go/{workspace}/{lead}/cta", get(show::call_to_action))
        .route("/go/{workspace}/{lead}/about-this-page", get(about::show))
        .route("/errors/{code}", get(errors::show))
        .route("/bot", get(bot::show))
        .route("/robots.txt", get(pages::robots))
        .route("/assets/{file}", get(pages::assets::show))
        .fallback(any(pages::unknown))
        .method_not_allowed_fallback(pages::method_not_allowed)
        .layer(from_fn(middleware::panic::catch_page))
        .layer(from_fn_with_state(web.clone(), middleware::problem::on_request));
    let dashboard = dashboard::routes(&web);
    Router::new()
        .nest("/api/v1", api.clone())
        .nest("/api", api)
        .merge(api_alone)
        .merge(dashboard)
        .merge(pages)
        .layer(from_fn(middleware::request_id::carry))
        .with_state(web)
}

/// Whatever goes wrong in these routes comes out as the contract's error; the layers stand from the inside out.
pub fn with_envelope(web: &Web, routes: Router<Web>) -> Router<Web> {
    routes
        .layer(from_fn(middleware::allow::name_methods))
        .layer(from_fn(middleware::panic::catch))
        .layer(from_fn_with_state(web.clone(), middleware::limit::admit))
        .layer(from_fn(middleware::drain::rest_of_body))
        .layer(from_fn_with_state(web.clone(), middleware::problem::on_request))
        .layer(from_fn_with_state(web.clone(), middleware::count::request))
}
