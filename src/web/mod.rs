//! HTTP in and out. Every route and every layer stands on this screen, in reading order.

pub mod addresses;
pub mod api;
mod bare_error;
pub mod counters;
pub mod dashboard;
pub mod docs;
pub mod error;
pub mod extract;
mod gzip;
mod hooks;
pub mod key_cache;
pub mod limiter;
pub mod link_view;
pub mod listen;
pub mod middleware;
pub mod once;
pub mod pages;
pub mod readers;
pub mod redirect;
pub mod research;
pub mod state;
pub mod visits;
pub mod watch;
pub mod writer;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, delete, get, post};

pub use state::Web;

use self::api::{
    batch, deliveries, events, generate, golden, health, job_act, keys, lead_link, leads, magnet, magnet_files, outreach, person_requests, project, reference,
    sources, status, suppressions, usage, views, wait, webhooks, writer as writer_calls,
};
use self::pages::{about, bot, errors, oembed, samples, seen, setup, show, unlock};

/// The whole program as seen from outside.
pub fn router(web: Web) -> Router {
    let api = Router::new()
        .route("/health", get(health::show))
        .route("/projects/generate", get(generate::schema_of_key).post(generate::for_key))
        .route("/projects/{project}/generate", get(generate::schema_of_project).post(generate::for_project))
        .route("/projects/{project}/generate/batch", post(batch::create))
        .route("/batches/{batch}", get(batch::show))
        .route("/projects/{project}", get(project::show).patch(project::update))
        .route("/projects/{project}/views", get(views::of_project))
        .route("/projects/{project}/writer/calls", get(writer_calls::calls))
        .route("/projects/{project}/writer/test", post(writer_calls::test))
        .route("/projects/{project}/golden-leads", get(golden::show).put(golden::set))
        .route("/projects/{project}/golden-leads/try", post(golden::try_change))
        .route("/generation/{job}/status", get(status::by_job))
        .route("/generation/{job}/wait", get(wait::wait))
        .route("/generation/{job}/events", get(wait::events))
        .route("/generation/{job}/retry", post(job_act::retry))
        .route("/generation/{job}/cancel", post(job_act::cancel))
        .route("/generation/{job}/approve", post(job_act::approve))
        .route("/leads", get(leads::list))
        .route("/leads/{lead}", get(leads::show).patch(lead_link::update).delete(leads::erase))
        .route("/leads/{lead}/job-status", get(status::by_lead))
        .route("/openapi.json", get(reference::show))
        .route("/webhooks", get(webhooks::list).post(webhooks::create))
        .route("/webhooks/{webhookId}", get(webhooks::show).patch(webhooks::update).delete(webhooks::remove))
        .route("/webhooks/{webhookId}/rotate", post(webhooks::rotate))
        .route("/webhooks/{webhookId}/test", post(webhooks::test))
        .route("/webhooks/{webhookId}/deliveries", get(deliveries::list))
        .route("/webhooks/{webhookId}/replay", post(deliveries::replay_many))
        .route("/deliveries/{deliveryId}", get(deliveries::show))
        .route("/deliveries/{deliveryId}/replay", post(deliveries::replay))
        .route("/leads/{lead}/export", get(leads::export))
        .route("/leads/{lead}/magnet", get(magnet::show).patch(magnet::edit))
        .route("/leads/{lead}/outreach", get(outreach::show))
        .route("/magnet.schema.json", get(outreach::schema))
        .route("/leads/{lead}/magnet.json", get(magnet_files::json))
        .route("/leads/{lead}/magnet.md", get(magnet_files::md))
        .route("/leads/{lead}/magnet.pdf", get(magnet_files::pdf))
        .route("/leads/{lead}/magnet.png", get(magnet_files::png))
        .route("/leads/{lead}/magnet.html", get(magnet_files::html))
        .route("/leads/{lead}/sources", get(sources::show))
        .route("/leads/{lead}/recheck", post(sources::recheck))
        .route("/leads/{lead}/research", get(api::research::show))
        .route("/projects/{project}/leads/{lead}/research", get(api::research::in_project))
        .route("/leads/{lead}/views", get(views::list))
        .route("/events", get(events::list))
        .route("/keys", get(keys::list).post(keys::create))
        .route("/keys/{key}", delete(keys::revoke))
        .route("/keys/{key}/rotate", post(keys::rotate))
        .route("/suppressions", get(suppressions::list).post(suppressions::create))
        .route("/suppressions/{suppression}", delete(suppressions::delete))
        .route("/person-requests", get(person_requests::list))
        .route("/person-requests/{request}/decide", post(person_requests::decide))
        .route("/usage", get(usage::show))
        .fallback(api::not_found)
        .method_not_allowed_fallback(api::method_not_allowed);
    let api = with_envelope(&web, api);
    let docs = Router::new()
        .route("/docs", get(docs::index))
        .route("/docs/{page}", get(docs::page))
        .route("/docs/reference/{page}", get(docs::operations_page))
        .layer(from_fn(middleware::pack::html));
    let samples =
        Router::new().route("/samples", get(samples::gallery)).route("/samples/{name}/{file}", get(samples::show)).layer(from_fn(middleware::pack::html));
    // What no nest takes in.
    let api_alone = with_envelope(&web, Router::new().route("/api/", any(api::not_found)));
    let pages = Router::new()
        .route("/", get(pages::home))
        .route("/healthz", get(pages::health::alive))
        .route("/readyz", get(pages::health::ready))
        .route("/domains/known", get(pages::known_domain::show))
        .route("/setup/{token}", get(setup::form).post(setup::create))
        .route("/go/{workspace}/{lead}", get(show::page_or_artefact).post(unlock::give))
        .route("/go/{workspace}/{lead}/cta", get(show::call_to_action))
        .route("/go/{workspace}/{lead}/seen", post(seen::take))
        .route("/go/{workspace}/{lead}/about-this-page", get(about::show).post(about::ask).layer(DefaultBodyLimit::max(about::FORM_MAX_BYTES)))
        .route("/go/{workspace}/{lead}/about-this-page/confirm/{token}", get(about::confirm_page).post(about::confirm))
        .route("/errors/{code}", get(errors::show))
        .route("/llms.txt", get(docs::llms))
        .merge(docs)
        .merge(samples)
        .route("/oembed", get(oembed::show))
        .route("/bot", get(bot::show))
        .route("/robots.txt", get(pages::robots))
        .route("/assets/{file}", get(pages::assets::show))
        .fallback(any(pages::unknown))
        .method_not_allowed_fallback(pages::method_not_allowed)
        .layer(middleware::panic::CATCH_PAGE)
        .layer(middleware::problem::OnRequest(web.clone()));
    let dashboard = dashboard::routes(&web);
    Router::new().nest("/api/v1", api.clone()).nest("/api", api).merge(api_alone).merge(dashboard).merge(pages).layer(middleware::carry::Carry).with_state(web)
}

/// Whatever goes wrong in these routes comes out as the contract's error; the layers stand from the inside out.
pub fn with_envelope(web: &Web, routes: Router<Web>) -> Router<Web> {
    routes
        .layer(from_fn(middleware::allow::name_methods))
        .layer(middleware::panic::CATCH)
        .layer(from_fn_with_state(web.clone(), middleware::limit::admit))
        .layer(from_fn(middleware::drain::rest_of_body))
        .layer(middleware::problem::OnRequest(web.clone()))
        .layer(from_fn_with_state(web.clone(), middleware::count::request))
}
