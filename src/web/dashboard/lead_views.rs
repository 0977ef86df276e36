//! Who opened a lead's magnet: each view with its class and why, what was read and for how long.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use magnetite_document::Document;
use serde::Deserialize;

use super::frame::{Frame, show as send};
use super::in_lead::InLead;
use super::lead_head::{LeadHead, Tab};
use super::refusal::Screen;
use super::view_words::{ClassLink, ViewLine, class_links, view_line};
use crate::store::{magnets, views};
use crate::web::state::Web;

/// Views on one screen.
const SHOWN: i64 = 100;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    class: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/lead_views.html")]
struct Views {
    frame: Frame,
    head: LeadHead,
    classes: Vec<ClassLink>,
    filtered: bool,
    views: Vec<ViewLine>,
    more: bool,
}

pub async fn show(of: InLead, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let (db, workspace) = (&web.app.db, &of.member.workspace.id);
    let class = asked.class.as_deref().and_then(|text| text.parse().ok());
    let mut found = views::views_page(db, workspace, &of.lead.id, class, None, SHOWN + 1).await?;
    let more = found.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX);
    found.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    let magnet = magnets::magnet(db, workspace, &of.lead.id).await?;
    let headings = magnet.map(|magnet| headings(&magnet.document)).unwrap_or_default();
    let page = Views {
        frame: LeadHead::frame(&of, "Views", None),
        classes: class_links(&format!("{}/views?", of.path()), class),
        filtered: class.is_some(),
        views: found.iter().map(|view| view_line(view, &headings, None)).collect(),
        more,
        head: LeadHead::of(&of, Tab::Views),
    };
    Ok(send(StatusCode::OK, &page))
}

fn headings(document: &str) -> HashMap<String, String> {
    let document = serde_json::from_str::<Document>(document).ok();
    document.into_iter().flat_map(|document| document.sections).map(|section| (section.id, section.heading)).collect()
}
