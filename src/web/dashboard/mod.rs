//! The dashboard: every route on this screen. One file an action or screen, its template of the same name. `gate.rs` finds out who asks.

pub mod account;
pub mod agent;
pub mod alert_settings;
pub mod audit;
pub mod blueprint_form;
pub mod blueprint_words;
pub mod brand;
pub mod brand_form;
pub mod chart;
pub mod cookie;
pub mod credits;
mod danger;
pub mod data_settings;
pub mod deeds;
pub mod delivery;
pub mod diff;
pub mod domains;
pub mod faults;
pub mod fields;
pub mod forgot;
pub mod form;
pub mod frame;
pub mod gate;
pub mod general;
pub mod golden;
pub mod golden_try;
pub mod golden_words;
pub mod home;
pub mod in_lead;
pub mod in_webhook;
pub mod join;
pub mod key_end;
pub mod key_new;
pub mod keys;
pub mod lead;
pub mod lead_act;
pub mod lead_files;
pub mod lead_findings;
pub mod lead_head;
pub mod lead_history;
pub mod lead_import;
pub mod lead_link;
pub mod lead_list;
pub mod lead_live;
pub mod lead_new;
pub mod lead_page;
pub mod lead_research;
pub mod lead_sources;
pub mod lead_views;
pub mod lead_writing;
pub mod limits;
pub mod link_form;
pub mod link_settings;
pub mod login;
pub mod login_code;
pub mod logo;
pub mod logout;
pub mod magnet;
pub mod magnet_edit;
pub mod magnet_versions;
pub mod material_form;
pub mod member;
pub mod members;
pub mod offer;
pub mod offer_form;
pub mod overview;
pub mod page_parts;
pub mod person;
pub mod projects;
pub mod prove;
pub mod refusal;
pub mod requests;
pub mod research_settings;
pub mod reset;
pub mod review;
pub mod review_act;
pub mod samples;
pub mod second_factor;
pub mod seen;
pub mod site_draft;
pub mod stamp;
pub mod styleguide;
pub mod template;
pub mod template_versions;
pub mod usage;
pub mod view_words;
pub mod views;
pub mod visitor;
pub mod webhook;
pub mod webhook_act;
pub mod webhook_form;
pub mod webhooks;
pub mod welcome;
pub mod writer_settings;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};

use self::refusal::Refusal;
use super::middleware;
use super::state::Web;

/// All under `/dashboard`.
pub fn routes(web: &Web) -> Router<Web> {
    let screens = Router::new()
        .route("/", get(home::show))
        .route("/projects/{project}/welcome", get(welcome::offer).post(welcome::save_offer))
        .route("/projects/{project}/welcome/key", get(welcome::key).post(welcome::make_key))
        .route("/projects/{project}/welcome/magnet", get(welcome::magnet).post(welcome::make_magnet))
        .merge(accounts())
        .merge(projects())
        .merge(hooks())
        .merge(leads())
        .merge(template())
        .merge(brand())
        .route("/styleguide", get(styleguide::show))
        .fallback(nothing)
        .method_not_allowed_fallback(super::pages::method_not_allowed)
        // `form.rs` has limits of its own.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::panic::CATCH_PAGE);
    // Outside the nest, where the path is still whole.
    Router::new().nest("/dashboard", screens).layer(from_fn_with_state(web.clone(), gate::check)).layer(from_fn(middleware::pack::html))
}

/// Log in and out, one's own account, people of the workspace, the audit log.
fn accounts() -> Router<Web> {
    Router::new()
        .route("/login", get(login::form).post(login::log_in))
        .route("/login/code", get(login_code::form).post(login_code::give))
        .route("/logout", post(logout::log_out))
        .route("/forgot", get(forgot::form).post(forgot::ask))
        .route("/reset/{token}", get(reset::form).post(reset::set))
        .route("/join/{token}", get(join::form).post(join::join))
        .route("/account", get(account::page))
        .route("/account/name", get(to_account).post(account::rename))
        .route("/account/password", get(to_account).post(account::change_password))
        .route("/account/sessions/end-others", get(to_account).post(account::end_other_sessions))
        .route("/account/sessions/{session}/end", get(to_account).post(account::end_session))
        .route("/account/second-factor", get(second_factor::page).post(second_factor::turn_on))
        .route("/account/second-factor/off", get(to_account).post(second_factor::turn_off))
        .route("/account/second-factor/codes", get(to_account).post(second_factor::renew_codes))
        .route("/members", get(members::page).post(members::invite))
        .route("/members/invitations/{invitation}/withdraw", post(members::withdraw))
        .route("/members/{user}", get(person::page).post(person::change_role))
        .route("/members/{user}/remove", post(person::remove))
        .route("/members/{user}/reset", post(person::make_reset_link))
        .route("/members/{user}/second-factor-off", post(person::second_factor_off))
        .route("/audit", get(audit::page))
        .route("/audit.csv", get(audit::csv))
}

/// For who reloads the page that a refused form was answered with.
async fn to_account() -> Response {
    frame::see_other("/dashboard/account")
}

/// Projects, their overview, keys, usage, general settings and danger zone.
fn projects() -> Router<Web> {
    Router::new()
        .route("/projects", get(projects::show))
        .route("/projects/new", get(projects::form).post(projects::create))
        .route("/projects/{project}", get(overview::show))
        .route("/projects/{project}/views", get(views::show))
        .route("/projects/{project}/views.csv", get(views::csv))
        .route("/projects/{project}/usage", get(usage::show))
        .route("/projects/{project}/usage.csv", get(usage::csv))
        .route("/projects/{project}/settings", get(general::show).post(general::save))
        .route("/projects/{project}/settings/archive", post(general::archive))
        .route("/projects/{project}/settings/unarchive", post(general::unarchive))
        .route("/projects/{project}/settings/api", get(keys::show))
        .route("/projects/{project}/settings/api/new", get(key_new::form).post(key_new::create))
        .route("/projects/{project}/settings/api/test", get(keys::show).post(keys::test))
        .route("/projects/{project}/settings/api/{key}/rotate", get(key_new::ask_rotate).post(key_new::rotate))
        .route("/projects/{project}/settings/api/{key}/revoke", get(key_end::ask).post(key_end::revoke))
        .route("/projects/{project}/settings/research", get(research_settings::show).post(research_settings::save))
        .route("/projects/{project}/settings/writer", get(writer_settings::show).post(writer_settings::save))
        .route("/projects/{project}/settings/writer/test", get(writer_settings::show).post(writer_settings::test))
        .route("/projects/{project}/settings/alerts", get(alert_settings::show).post(alert_settings::save))
        .route("/projects/{project}/settings/limits", get(limits::show).post(limits::save))
        .route("/projects/{project}/settings/links", get(link_settings::show).post(link_settings::save))
        .route("/projects/{project}/settings/domains", get(domains::show).post(domains::add))
        .route("/projects/{project}/settings/domains/{domain}/check", post(domains::check))
        .route("/projects/{project}/settings/domains/{domain}/main", post(domains::make_main))
        .route("/projects/{project}/settings/domains/{domain}/remove", post(domains::remove))
        .route("/projects/{project}/settings/data", get(data_settings::show).post(data_settings::save))
        .route("/projects/{project}/settings/data/export", get(data_settings::show).post(data_settings::export))
        .route("/projects/{project}/settings/data/erase", get(data_settings::show).post(data_settings::erase))
        .route("/projects/{project}/settings/danger", get(danger::show))
        .route("/projects/{project}/settings/export", post(danger::export))
        .route("/projects/{project}/settings/delete", get(danger::show).post(danger::delete))
}

/// Webhook endpoints and what was sent to them.
fn hooks() -> Router<Web> {
    Router::new()
        .route("/projects/{project}/settings/webhooks", get(webhooks::show))
        .route("/projects/{project}/settings/webhooks/new", get(webhook_form::new).post(webhook_form::create))
        .route("/projects/{project}/settings/webhooks/{endpoint}", get(webhook::show))
        .route("/projects/{project}/settings/webhooks/{endpoint}/edit", get(webhook_form::edit).post(webhook_form::save))
        .route("/projects/{project}/settings/webhooks/{endpoint}/switch", post(webhook_act::switch))
        .route("/projects/{project}/settings/webhooks/{endpoint}/rotate", get(webhook_act::ask_rotate).post(webhook_act::rotate))
        .route("/projects/{project}/settings/webhooks/{endpoint}/delete", get(webhook_act::ask_delete).post(webhook_act::delete))
        .route("/projects/{project}/settings/webhooks/{endpoint}/test", post(webhook_act::test))
        .route("/projects/{project}/settings/webhooks/{endpoint}/replay", post(webhook_act::replay))
        .route("/projects/{project}/settings/webhooks/{endpoint}/deliveries/{delivery}", get(delivery::show))
        .route("/projects/{project}/settings/webhooks/{endpoint}/deliveries/{delivery}/live", get(delivery::live))
        .route("/projects/{project}/settings/webhooks/{endpoint}/deliveries/{delivery}/replay", post(delivery::replay))
}

/// Leads: list, new, import, one lead and what can be done with it.
fn leads() -> Router<Web> {
    Router::new()
        .route("/review", get(review::show).post(review_act::act))
        .route("/projects/{project}/requests", get(requests::show).post(requests::act))
        .route("/projects/{project}/leads", get(lead_list::show))
        .route("/projects/{project}/leads/new", get(lead_new::form).post(lead_new::create))
        .route("/projects/{project}/leads/import", get(lead_import::form).post(lead_import::upload))
        .route("/projects/{project}/leads/import/{import}", get(lead_import::show).post(lead_import::decide))
        .route("/projects/{project}/leads/import/{import}/rejects.csv", get(lead_import::rejects))
        .route("/projects/{project}/leads/{lead}", get(lead::show))
        .route("/projects/{project}/leads/{lead}/findings", get(lead_findings::show))
        .route("/projects/{project}/leads/{lead}/research", get(lead_research::show))
        .route("/projects/{project}/leads/{lead}/pages/{number}", get(lead_page::show))
        .route("/projects/{project}/leads/{lead}/history", get(lead_history::show))
        .route("/projects/{project}/leads/{lead}/views", get(lead_views::show))
        .route("/projects/{project}/leads/{lead}/events", get(lead_live::events))
        .route("/projects/{project}/leads/{lead}/frame", get(lead_files::frame))
        .route("/projects/{project}/leads/{lead}/files/{file}", get(lead_files::download))
        .route("/projects/{project}/leads/{lead}/retry", post(lead_act::retry))
        .route("/projects/{project}/leads/{lead}/cancel", post(lead_act::cancel))
        .route("/projects/{project}/leads/{lead}/regenerate", post(lead_act::regenerate))
        .route("/projects/{project}/leads/{lead}/approve", post(lead_act::approve))
        .route("/projects/{project}/leads/{lead}/recheck", post(lead_sources::recheck))
        .route("/projects/{project}/leads/{lead}/restore", post(lead_sources::restore))
        .route("/projects/{project}/leads/{lead}/link", get(lead_link::form).post(lead_link::save))
        .route("/projects/{project}/leads/{lead}/link/withdraw", post(lead_link::withdraw))
        .route("/projects/{project}/leads/{lead}/link/put-back", post(lead_link::put_back))
        .route("/projects/{project}/leads/{lead}/golden", post(golden::keep))
        .route("/projects/{project}/leads/{lead}/erase", get(lead_act::ask_erase).post(lead_act::erase))
}

/// The blueprint, the input schema, and the magnet under the pen.
fn template() -> Router<Web> {
    Router::new()
        .route("/projects/{project}/template", get(template::show).post(template::save))
        .route("/projects/{project}/template/preview", get(template::preview_stored).post(template::preview_typed))
        .route("/projects/{project}/template/versions", get(template_versions::list))
        .route("/projects/{project}/template/versions/{version}/restore", post(template_versions::restore))
        .route("/projects/{project}/template/golden", get(golden::show).post(golden::change))
        .route("/projects/{project}/settings/credits", get(credits::show).post(credits::save))
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
