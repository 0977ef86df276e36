//! The dashboard: every route on this screen. One file an action or screen, its template of the same name. `gate.rs` finds out who asks.

pub mod cookie;
pub mod form;
pub mod frame;
pub mod gate;
pub mod home;
pub mod in_lead;
pub mod lead;
pub mod lead_act;
pub mod lead_files;
pub mod lead_head;
pub mod lead_history;
pub mod lead_import;
pub mod lead_list;
pub mod lead_live;
pub mod lead_new;
pub mod lead_research;
pub mod member;
pub mod refusal;
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
        .route("/projects/{project}/leads", get(lead_list::show))
        .route("/projects/{project}/leads/new", get(lead_new::form).post(lead_new::create))
        .route("/projects/{project}/leads/import", get(lead_import::form).post(lead_import::upload))
        .route("/projects/{project}/leads/import/{import}", get(lead_import::show).post(lead_import::decide))
        .route("/projects/{project}/leads/import/{import}/rejects.csv", get(lead_import::rejects))
        .route("/projects/{project}/leads/{lead}", get(lead::show))
        .route("/projects/{project}/leads/{lead}/findings", get(lead_research::findings))
        .route("/projects/{project}/leads/{lead}/dossier", get(lead_research::dossier))
        .route("/projects/{project}/leads/{lead}/history", get(lead_history::show))
        .route("/projects/{project}/leads/{lead}/events", get(lead_live::events))
        .route("/projects/{project}/leads/{lead}/frame", get(lead_files::frame))
        .route("/projects/{project}/leads/{lead}/files/{file}", get(lead_files::download))
        .route("/projects/{project}/leads/{lead}/retry", post(lead_act::retry))
        .route("/projects/{project}/leads/{lead}/cancel", post(lead_act::cancel))
        .route("/projects/{project}/leads/{lead}/regenerate", post(lead_act::regenerate))
        .route("/projects/{project}/leads/{lead}/approve", post(lead_act::approve))
        .route("/projects/{project}/leads/{lead}/erase", get(lead_act::ask_erase).post(lead_act::erase))
}

/// The blueprint, the input schema, and the magnet under the pen.
fn template() -> Router<Web> {
    Router::new()
}

/// Offer and brand, and drafting them from a site.
fn brand() -> Router<Web> {
    Router::new()
}

async fn nothing() -> Refusal {
    Refusal::NotFound
}
