//! `/go/{workspace}/{lead}/about-this-page`: what is held on the person (`about_held.rs`), and the forms to have it corrected, stopped, erased or handed
//! over. What becomes of them: `generation/person.rs`.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use magnetite_document::Document;
use serde::Deserialize;

use super::about_held::page;
use super::about_words::{Words, fill};
use super::admit::{Wish, admit};
use super::asked::Asked;
use super::show::{Found, find};
use super::{assets, not_found, screen, with_headers};
use crate::generation::control::Refused;
use crate::generation::person::{self, About as Whom, Asked as Wanted, Came, Letter};
use crate::model::lead::{LeadFields, parse_email};
use crate::model::person_request::{RequestKind, VALUE_MAX_CHARS, WORDS_MAX_CHARS};
use crate::model::throttle::network;
use crate::store::StoreError;
use crate::web::dashboard::prove;
use crate::web::state::Web;

/// Largest form, in bytes.
pub const FORM_MAX_BYTES: usize = 64 << 10;
/// From the page of a link to the page about the data.
const BACK: &str = "../../about-this-page";

/// A form as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Kind of request.
    pub(super) request: String,
    pub(super) email: String,
    pub(super) field: String,
    pub(super) value: String,
    pub(super) words: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    asked: String,
}

#[derive(Template)]
#[template(path = "about_said.html")]
struct SaidPage {
    style: &'static str,
    w: &'static Words,
    heading: String,
    text: String,
    /// Text of a button that posts to this very address.
    button: Option<&'static str>,
    /// Where the page about the data is, while it is there.
    back: Option<&'static str>,
}

pub async fn show(State(web): State<Web>, asked: Asked, said: Result<Query<Said>, QueryRejection>) -> Response {
    let said = said.map(|Query(said)| said).unwrap_or_default();
    let found = match admitted(&web, &asked).await {
        Ok(found) => found,
        Err(other) => return other,
    };
    let w = words_of(&found);
    let mail = web.app.mailer.is_some();
    let notice = said.asked.parse::<RequestKind>().ok().map(|_| if mail { w.sent_mail.to_owned() } else { sender_in(w.sent_no_mail, &found) });
    page(&web, &found, StatusCode::OK, notice, None, Typed::default(), &[]).await
}

/// Takes a form. Whether the address was the right one changes nothing of the answer.
pub async fn ask(State(web): State<Web>, asked: Asked, form: Result<Form<Typed>, FormRejection>) -> Response {
    let found = match admitted(&web, &asked).await {
        Ok(found) => found,
        Err(other) => return other,
    };
    let w = words_of(&found);
    let Some((typed, kind)) = form.ok().and_then(|Form(typed)| typed.request.parse::<RequestKind>().ok().map(|kind| (typed, kind))) else {
        return page(&web, &found, StatusCode::BAD_REQUEST, None, None, Typed::default(), &[]).await;
    };
    let faults = faults(&found.lead.fields, &typed, kind);
    if !faults.is_empty() {
        return page(&web, &found, StatusCode::UNPROCESSABLE_ENTITY, None, None, typed, &faults).await;
    }
    // Behind a proxy that tells no addresses all people come from one: these tries must not stand in the way of log-ins.
    match prove::attempt_at_link(&web.app, "rights", &found.lead.id, &network(asked.by.address()), None).await {
        Ok(Ok(_)) => {}
        Ok(Err(seconds)) => {
            let mut response = page(&web, &found, StatusCode::TOO_MANY_REQUESTS, None, Some(w.too_often), typed, &[]).await;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
            return response;
        }
        Err(error) => return failed(&error),
    }
    let letter = Letter { subject: w.subject.to_owned(), text: fill(w.mail, &[("what", w.ask(kind).mail), ("sender", sender(&found)), ("link", "{link}")]) };
    let only = |text: &str| if kind == RequestKind::Correct { text.trim().to_owned() } else { String::new() };
    let wanted = Wanted { kind, email: typed.email.trim().to_owned(), field: only(&typed.field), value: only(&typed.value), words: only(&typed.words) };
    // Relative, so that it leads back whatever host and path the reader came by.
    let to = format!("about-this-page?asked={}", kind.as_str());
    let app = web.app.clone();
    let asking = async move { person::ask(&app, whom(&found), wanted, letter).await };
    if web.app.mailer.is_some() {
        // How long it takes would tell whether the address was the right one.
        tokio::spawn(async move {
            if let Err(error) = asking.await {
                tracing::error!(%error, "a request about data could not be stored");
            }
        });
    } else if let Err(error) = asking.await {
        return failed(&error);
    }
    match HeaderValue::from_str(&to) {
        Ok(to) => with_headers((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(), "default-src 'none'"),
        Err(_) => super::broken(),
    }
}

/// Who reads a locked magnet shows the password or code first: what is held stands here as well. A link's other name can be guessed, so it leads here only
/// where something is asked for.
async fn admitted(web: &Web, asked: &Asked) -> Result<Arc<Found>, Response> {
    let found = match find(web, asked).await {
        Ok(Some(found)) if found.rules.asks() || !asked.is_by_slug() => found,
        Ok(_) => return Err(not_found().await),
        Err(error) => return Err(failed(&error)),
    };
    match admit(web, &found, asked, Wish::About).await {
        Ok(Ok(())) => Ok(found),
        Ok(Err(other)) => Err(other),
        Err(error) => Err(failed(&error)),
    }
}

/// The page that the link in the mail opens. Mail filters follow links: nothing happens until its button is pressed.
pub async fn confirm_page(State(web): State<Web>, asked: Asked, path: Result<Path<(String, String, String)>, PathRejection>) -> Response {
    let Ok(Path((_, _, token))) = path else { return not_found().await };
    let found = match find(&web, &asked).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found().await,
        Err(error) => return failed(&error),
    };
    let w = words_of(&found);
    match person::of_link(&web.app, whom(&found), &token).await {
        Ok(Some(request)) => {
            let ask = w.ask(request.kind);
            said(w, StatusCode::OK, ask.heading, ask.confirm, Some(ask.confirm_button), Some(BACK))
        }
        Ok(None) => said(w, StatusCode::GONE, w.void, w.void_text, None, Some(BACK)),
        Err(error) => failed(&error),
    }
}

pub async fn confirm(State(web): State<Web>, asked: Asked, path: Result<Path<(String, String, String)>, PathRejection>) -> Response {
    let Ok(Path((_, _, token))) = path else { return not_found().await };
    let found = match find(&web, &asked).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found().await,
        Err(error) => return failed(&error),
    };
    let w = words_of(&found);
    // Goes on though the reader closes the page.
    let (app, of) = (web.app.clone(), found.clone());
    let confirming = tokio::spawn(async move { person::confirm(&app, whom(&of), &token).await });
    let came = confirming.await.unwrap_or_else(|error| Err(Refused::Store(StoreError::Damaged(format!("a confirmation broke off: {error}")))));
    match came {
        Ok(Came::Void) | Err(Refused::Gone) => said(w, StatusCode::GONE, w.void, w.void_text, None, Some(BACK)),
        Ok(Came::Waits) | Err(Refused::State(_) | Refused::Short(_)) => said(w, StatusCode::OK, w.title, &sender_in(w.waits, &found), None, Some(BACK)),
        Ok(Came::Done(kind)) => {
            let back = (kind != RequestKind::Erase).then_some(BACK);
            said(w, StatusCode::OK, w.title, w.ask(kind).done, None, back)
        }
        Ok(Came::File(file)) => json_file(&file, "your-data.json"),
        Err(Refused::Store(error)) => failed(&error),
    }
}

/// One JSON file to keep.
pub(crate) fn json_file(value: &serde_json::Value, name: &'static str) -> Response {
    let Ok(text) = serde_json::to_string_pretty(value) else { return super::broken() };
    let kind = [(header::CONTENT_TYPE, "application/json")];
    let mut response = with_headers((kind, text).into_response(), "default-src 'none'");
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

fn said(w: &'static Words, status: StatusCode, heading: &str, text: &str, button: Option<&'static str>, back: Option<&'static str>) -> Response {
    screen(status, &SaidPage { style: assets::style(), w, heading: heading.to_owned(), text: text.to_owned(), button, back })
}

fn whom(found: &Found) -> Whom<'_> {
    Whom { workspace: &found.workspace, project: &found.project, lead: &found.lead }
}

/// Those of the document; before there is one, those of the language that it will be written in.
pub(super) fn words_of(found: &Found) -> &'static Words {
    Words::of(&language(found))
}

/// Of the document, or what the project asks for while there is none.
pub(super) fn language(found: &Found) -> String {
    document_of(found).map_or_else(|| found.project.blueprint.language.clone(), |document| document.language)
}

pub(super) fn document_of(found: &Found) -> Option<Document> {
    found.magnet.as_ref().and_then(|magnet| serde_json::from_str(&magnet.document).ok())
}

pub(super) fn sender(found: &Found) -> &str {
    Some(found.project.offer.company.as_str()).filter(|company| !company.is_empty()).unwrap_or(&found.workspace.name)
}

fn sender_in(text: &str, found: &Found) -> String {
    fill(text, &[("sender", sender(found))])
}

/// Names of the form's fields that are wrong.
fn faults(lead: &LeadFields, typed: &Typed, kind: RequestKind) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if parse_email(&typed.email).is_err() {
        faults.push("email");
    }
    if kind == RequestKind::Correct {
        let (value, words) = (typed.value.trim(), typed.words.trim());
        let known = typed.field == person::DOCUMENT || person::fields(lead).iter().any(|(name, _)| *name == typed.field);
        if !known {
            faults.push("field");
        }
        let fits = value.chars().count() <= VALUE_MAX_CHARS && words.chars().count() <= WORDS_MAX_CHARS;
        let takes = typed.field == person::DOCUMENT || value.is_empty() || !known || person::corrected(lead, &typed.field, value).is_some();
        if (value.is_empty() && words.is_empty()) || !fits || !takes {
            faults.push("value");
        }
    }
    faults
}

pub(super) fn failed(error: &StoreError) -> Response {
    tracing::error!(%error, "what is held cannot be shown");
    super::message(StatusCode::SERVICE_UNAVAILABLE, "This page cannot be shown right now", "Please try again in a moment.")
}
