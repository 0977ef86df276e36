//! `/go/{workspace}/{lead}/about-this-page`: what is held on the person, where each item came from, who holds it, and whom to write to.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use magnetite_document::Document;

use super::admit::{Sender, Wish, admit};
use super::asked::Asked;
use super::show::{Found, find};
use super::{assets, message, not_found, screen};
use crate::model::lead::LeadFields;
use crate::web::state::Web;

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    style: &'static str,
    sender: String,
    sender_email: Option<String>,
    received: String,
    posted: Vec<(String, String)>,
    pages: Vec<String>,
    ready: bool,
}

pub async fn show(State(web): State<Web>, asked: Asked) -> Response {
    let found = match find(&web, &asked).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found().await,
        Err(error) => return failed(&error),
    };
    match admit(&web, &found, &asked, Wish::About).await {
        Ok(Ok(())) => {}
        Ok(Err(other)) => return other,
        Err(error) => return failed(&error),
    }
    let sender = Sender::of(&found);
    let about = About {
        style: assets::style(),
        sender: sender.name,
        sender_email: sender.email,
        received: day(found.lead.created_at),
        posted: posted(&found.lead.fields),
        pages: pages_read(&found),
        ready: found.magnet.is_some(),
    };
    screen(StatusCode::OK, &about)
}

/// Every posted value with a plain name.
pub(crate) fn posted(lead: &LeadFields) -> Vec<(String, String)> {
    let common = [
        ("E-mail", Some(&lead.email)),
        ("Name", lead.full_name.as_ref()),
        ("Company", lead.company.as_ref()),
        ("Web site", lead.domain.as_ref()),
        ("Industry", lead.industry.as_ref()),
        ("Company size", lead.company_size.as_ref()),
        ("Role", lead.title.as_ref()),
        ("Phone", lead.phone.as_ref()),
    ];
    let common = common.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.clone())));
    let further = lead.custom_fields.iter().chain(&lead.extra).map(|(name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (name.clone(), value)
    });
    common.chain(further).collect()
}

/// The pages that the document cites.
fn pages_read(found: &Found) -> Vec<String> {
    let Some(document) = found.magnet.as_ref().and_then(|magnet| serde_json::from_str::<Document>(&magnet.document).ok()) else { return Vec::new() };
    let mut pages: Vec<String> = document.evidence.into_iter().filter_map(|evidence| evidence.url).collect();
    pages.sort();
    pages.dedup();
    pages
}

/// Epoch milliseconds as `24 November 2026` (UTC).
fn day(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| at.strftime("%-d %B %Y").to_string()).unwrap_or_default()
}

fn failed(error: &crate::store::StoreError) -> Response {
    tracing::error!(%error, "what is held cannot be shown");
    message(StatusCode::SERVICE_UNAVAILABLE, "This page cannot be shown right now", "Please try again in a moment.")
}
