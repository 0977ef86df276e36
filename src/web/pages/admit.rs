//! Whether a reader gets what was asked for: replaced, withdrawn, expired, locked, without files, or opened often enough. Each state has its page.
//! Who has shown a password or code carries a pass (`unlock.rs`).

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::about::language;
use super::about_words::fill;
use super::asked::Asked;
use super::link_words::{Told, Words};
use super::show::Found;
use super::unlock;
use super::{assets, screen, views, with_headers};
use crate::model::ids::LeadId;
use crate::model::link::VIEW_MS;
use crate::model::usage::{Viewed, Visitor};
use crate::store::links::{link, take_view};
use crate::store::{StoreError, leads};
use crate::web::state::Web;

/// A picture that says nothing of anybody: 1200 × 630 points.
const NEUTRAL_IMAGE: &[u8] = include_bytes!("../../../assets/neutral.png");

/// What a reader asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Page,
    /// A form to take along, with its ending.
    File(&'static str),
    /// The picture for previews, with its ending.
    Image(&'static str),
    /// To be led on to the sender.
    Cta,
    /// What is held on the person: there as long as it is held.
    About,
}

impl Wish {
    fn ending(self) -> &'static str {
        match self {
            Wish::Page => "",
            Wish::File(ending) | Wish::Image(ending) => ending,
            Wish::Cta => "/cta",
            Wish::About => "/about-this-page",
        }
    }
}

/// Lets the reader pass, or answers in the magnet's place. A view is counted here where a limit is set.
pub(super) async fn admit(web: &Web, found: &Found, asked: &Asked, wish: Wish) -> Result<Result<(), Response>, StoreError> {
    let rules = &found.rules;
    if wish != Wish::About {
        if let Some(other) = &found.link.replaced_by {
            return Ok(Err(Box::pin(lead_on(web, found, asked, other, wish)).await?));
        }
        if found.link.withdrawn_at.is_some() {
            return Ok(Err(state(found, StatusCode::GONE, |w| w.withdrawn)));
        }
        if found.is_over(web.app.now()) {
            return Ok(Err(state(found, StatusCode::GONE, |w| w.expired)));
        }
    }
    if let Some(step) = unlock::missing(&web.app, found, &asked.by.headers) {
        return Ok(Err(match wish {
            Wish::Image(_) => neutral_image(),
            Wish::Page => unlock::ask(web, found, asked, step, StatusCode::OK, None),
            _ => unlock::ask(web, found, asked, step, StatusCode::FORBIDDEN, None),
        }));
    }
    if matches!(wish, Wish::File(_)) && !rules.downloads {
        return Ok(Err(state(found, StatusCode::FORBIDDEN, |w| w.here_alone)));
    }
    if wish != Wish::About && found.magnet.is_some() && !found.withdrawn && rules.views_max > 0 {
        return Ok(match Box::pin(limit(web, found, asked, wish)).await? {
            Limit::Within => Ok(()),
            Limit::Spent => Err(state(found, StatusCode::GONE, |w| w.spent)),
            Limit::Program => Err(state(found, StatusCode::FORBIDDEN, |w| w.for_people)),
        });
    }
    Ok(Ok(()))
}

enum Limit {
    Within,
    Spent,
    /// It would not count, and so it does not get the document.
    Program,
}

/// Whether a view is left or under way. Openings of page and files begin one, unless they come from our own people; a request that shows a scanner or a
/// preview neither begins one nor gets what is limited. A limit cannot wait for the proof that a person reads.
async fn limit(web: &Web, found: &Found, asked: &Asked, wish: Wish) -> Result<Limit, StoreError> {
    let (workspace, lead, max, now) = (&found.workspace.id, &found.lead.id, found.rules.views_max, web.app.now());
    let under_way = |viewed_at: i64| now - viewed_at < VIEW_MS;
    if under_way(found.link.viewed_at) {
        return Ok(Limit::Within);
    }
    if found.link.views >= i64::from(max) {
        return Ok(Limit::Spent);
    }
    if !matches!(wish, Wish::Page | Wish::File(_)) || views::own_workspace(web, &asked.by.headers).await.as_ref() == Some(workspace) {
        return Ok(Limit::Within);
    }
    if matches!(asked.by.request(web, Viewed::Page).verdict().class, Visitor::Scanner | Visitor::Preview) {
        return Ok(Limit::Program);
    }
    // Of two at the same moment one makes the view, and the other's is under way.
    let counted = take_view(&web.app.db, workspace, lead, max, now).await? || under_way(link(&web.app.db, workspace, lead).await?.viewed_at);
    Ok(if counted { Limit::Within } else { Limit::Spent })
}

/// To the lead that has taken this one's place; its own rules hold there.
async fn lead_on(web: &Web, found: &Found, asked: &Asked, other: &LeadId, wish: Wish) -> Result<Response, StoreError> {
    let there = leads::lead(&web.app.db, &found.workspace.id, other).await?.filter(|there| there.project_id == found.lead.project_id);
    let target = there.and_then(|there| HeaderValue::from_str(&format!("{}{}", asked.path_of(there.id.as_str()), wish.ending())).ok());
    Ok(match target {
        Some(target) => with_headers((StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response(), "default-src 'none'"),
        None => state(found, StatusCode::GONE, |w| w.replaced),
    })
}

fn neutral_image() -> Response {
    with_headers(([(header::CONTENT_TYPE, "image/png")], NEUTRAL_IMAGE).into_response(), "default-src 'none'")
}

/// Whom to ask, on every page of a state.
pub(super) struct Sender {
    pub name: String,
    pub email: Option<String>,
}

impl Sender {
    pub fn of(found: &Found) -> Self {
        let name = Some(&found.project.offer.company).filter(|company| !company.is_empty()).unwrap_or(&found.workspace.name).clone();
        Self { name, email: found.project.offer.sender_email.clone() }
    }

    /// The sentence that says so, before and behind the address.
    pub fn told(&self, w: &Words) -> (String, String) {
        let text = if self.email.is_some() { w.write_to } else { w.ask };
        let (before, behind) = text.split_once("{email}").unwrap_or((text, ""));
        let told = |part| fill(part, &[("sender", &self.name)]);
        (told(before), told(behind))
    }
}

#[derive(Template)]
#[template(path = "link_state.html")]
struct State {
    style: &'static str,
    language: &'static str,
    heading: &'static str,
    text: &'static str,
    sender: Sender,
    whom: (String, String),
}

/// A page that says why there is nothing to read, and whom to ask.
pub(super) fn state(found: &Found, status: StatusCode, told: impl Fn(&Words) -> Told) -> Response {
    let (w, sender) = (words(found), Sender::of(found));
    let (heading, text) = told(w);
    let whom = sender.told(w);
    screen(status, &State { style: assets::style(), language: w.language, heading, text, sender, whom })
}

/// In the language of the document, or of what will be written.
pub(super) fn words(found: &Found) -> &'static Words {
    Words::of(&language(found))
}

/// The value of a cookie.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(given, _)| *given == name).map(|(_, value)| value)
}
