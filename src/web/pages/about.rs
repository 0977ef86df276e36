//! `/go/{workspace}/{lead}/about-this-page`: what is held on the person, where each item came from, who holds it, why and how long, in the document's
//! language; and the forms to have it corrected, stopped, erased or handed over. What becomes of them: `generation/person.rs`.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use magnetite_document::Document;
use serde::Deserialize;

use super::about_words::{Words, fill};
use super::admit::{Wish, admit};
use super::asked::Asked;
use super::show::{Found, find};
use super::{assets, not_found, screen, with_headers};
use crate::generation::control::Refused;
use crate::generation::person::{self, About as Whom, Asked as Wanted, Came, Letter};
use crate::model::lead::{LeadFields, parse_email};
use crate::model::person_request::{RequestKind, VALUE_MAX_CHARS, WORDS_MAX_CHARS};
use crate::model::privacy::Privacy;
use crate::store::person_requests::requests_of_lead;
use crate::store::privacy::privacy;
use crate::store::{StoreError, views};
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
    request: String,
    email: String,
    field: String,
    value: String,
    words: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    asked: String,
}

/// One of the four forms.
struct AskForm {
    kind: &'static str,
    heading: &'static str,
    text: String,
    button: &'static str,
    is_correction: bool,
    /// Typed before, and refused.
    open: bool,
    email: String,
    wrong_email: Option<&'static str>,
    wrong_field: Option<&'static str>,
    wrong_value: Option<&'static str>,
}

/// What was asked for before.
struct Past {
    name: &'static str,
    date: String,
    state: String,
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    style: &'static str,
    w: &'static Words,
    notice: Option<String>,
    wrong: Option<&'static str>,
    lead: String,
    controller: String,
    contact: Option<String>,
    purpose: String,
    ground: String,
    given: String,
    given_text: String,
    posted: Vec<(String, String)>,
    /// Address and day of reading.
    pages: Vec<(String, String)>,
    no_pages: &'static str,
    document: Option<String>,
    withdrawn: bool,
    views: String,
    long: Vec<(&'static str, String)>,
    past: Vec<Past>,
    rights: String,
    fields: Vec<(String, String)>,
    typed: Typed,
    asks: Vec<AskForm>,
    secret: String,
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
    // By the lead alone: behind a proxy all people come from one address.
    match prove::attempt(&web.app, "rights", found.lead.id.as_str(), "").await {
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

/// Who reads a locked magnet shows the password or code first: what is held stands here as well.
async fn admitted(web: &Web, asked: &Asked) -> Result<Arc<Found>, Response> {
    let found = match find(web, asked).await {
        Ok(Some(found)) => found,
        Ok(None) => return Err(not_found().await),
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
    match person::confirm(&web.app, whom(&found), &token).await {
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
fn words_of(found: &Found) -> &'static Words {
    let written = document_of(found).map(|document| document.language);
    Words::of(written.as_deref().unwrap_or(&found.project.blueprint.language))
}

fn document_of(found: &Found) -> Option<Document> {
    found.magnet.as_ref().and_then(|magnet| serde_json::from_str(&magnet.document).ok())
}

fn sender(found: &Found) -> &str {
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

async fn page(web: &Web, found: &Found, status: StatusCode, notice: Option<String>, wrong: Option<&'static str>, typed: Typed, faults: &[&str]) -> Response {
    match held(web, found, notice, wrong, typed, faults).await {
        Ok(about) => screen(status, &about),
        Err(error) => failed(&error),
    }
}

async fn held(web: &Web, found: &Found, notice: Option<String>, wrong: Option<&'static str>, typed: Typed, faults: &[&str]) -> Result<About, StoreError> {
    let (db, workspace, lead) = (&web.app.db, &found.workspace.id, &found.lead);
    let told = privacy(db, workspace, &found.project.id).await?;
    let w = words_of(found);
    let sender = sender(found);
    let document = document_of(found);
    let given = w.date(lead.created_at);
    let names: Vec<(String, String)> = person::fields(&lead.fields).into_iter().map(|(name, value)| (w.field_name(&name), value)).collect();
    let mut fields: Vec<(String, String)> = person::fields(&lead.fields).into_iter().map(|(name, _)| (name.clone(), w.field_name(&name))).collect();
    fields.push((person::DOCUMENT.into(), w.in_document.to_owned()));
    let mail = web.app.mailer.is_some();
    let made = found
        .magnet
        .as_ref()
        .map(|magnet| fill(w.document, &[("title", &magnet.title), ("date", &w.date(magnet.created_at)), ("version", &magnet.version.to_string())]));
    let past = requests_of_lead(db, workspace, &lead.id).await?;
    let past = past.into_iter().filter_map(|request| {
        Some(Past {
            name: w.ask(request.kind).name,
            date: w.date(request.created_at),
            state: fill(w.state(request.state)?, &[("sender", sender)]),
            reason: (!request.reason.is_empty()).then(|| fill(w.reason, &[("reason", &request.reason)])),
        })
    });
    Ok(About {
        style: assets::style(),
        notice,
        wrong,
        lead: fill(w.lead, &[("sender", sender)]),
        controller: Some(&told.controller).filter(|text| !text.is_empty()).map_or_else(|| sender.to_owned(), Clone::clone),
        contact: Some(&told.contact).filter(|text| !text.is_empty()).or(found.project.offer.sender_email.as_ref()).cloned(),
        purpose: or_else(&told.purpose, w.purpose_default, sender),
        ground: or_else(&told.ground, w.ground_default, sender),
        given: fill(w.given, &[("sender", sender), ("date", &given)]),
        given_text: fill(w.given_text, &[("sender", sender)]),
        posted: names,
        pages: document.as_ref().map(|document| pages_read(document, w)).unwrap_or_default(),
        no_pages: if document.is_some() { w.read_nothing } else { w.read_not_yet },
        document: made,
        withdrawn: found.withdrawn,
        views: seen(web, found, w).await?,
        long: how_long(&told, w),
        past: past.collect(),
        rights: fill(if mail { w.rights_mail } else { w.rights_no_mail }, &[("sender", sender)]),
        fields,
        asks: RequestKind::ALL.into_iter().filter(|kind| mail || *kind != RequestKind::Export).map(|kind| form(w, kind, sender, &typed, faults)).collect(),
        secret: fill(w.secret, &[("sender", sender)]),
        typed,
        w,
    })
}

fn or_else(own: &str, default: &str, sender: &str) -> String {
    if own.is_empty() { fill(default, &[("sender", sender)]) } else { own.to_owned() }
}

fn form(w: &'static Words, kind: RequestKind, sender: &str, typed: &Typed, faults: &[&str]) -> AskForm {
    let ask = w.ask(kind);
    let open = typed.request == kind.as_str();
    let wrong = |name: &str, text: &'static str| (open && faults.contains(&name)).then_some(text);
    AskForm {
        kind: kind.as_str(),
        heading: ask.heading,
        text: fill(ask.text, &[("sender", sender)]),
        button: ask.button,
        is_correction: kind == RequestKind::Correct,
        open,
        email: if open { typed.email.clone() } else { String::new() },
        wrong_email: wrong("email", w.wrong_email),
        wrong_field: wrong("field", w.wrong_field),
        wrong_value: wrong("value", w.wrong_value),
    }
}

/// The pages that the document cites, with the day on which each was read.
fn pages_read(document: &Document, w: &Words) -> Vec<(String, String)> {
    let mut pages: Vec<(String, i64)> = document.evidence.iter().filter_map(|evidence| Some((evidence.url.clone()?, evidence.fetched_at))).collect();
    pages.sort();
    pages.dedup_by(|next, first| next.0 == first.0);
    pages.into_iter().map(|(url, at)| (url, w.date(at))).collect()
}

async fn seen(web: &Web, found: &Found, w: &Words) -> Result<String, StoreError> {
    let counts = views::counts_of_lead(&web.app.db, &found.workspace.id, &found.lead.id).await?;
    let sum = |human: bool| counts.iter().filter(|(class, ..)| (class == "human") == human).map(|(_, count, _)| count).sum::<i64>().to_string();
    let Some(last) = counts.iter().map(|(.., last)| *last).max() else { return Ok(w.views_none.to_owned()) };
    Ok(fill(w.views_text, &[("people", &sum(true)), ("programs", &sum(false)), ("date", &w.date(last))]))
}

fn how_long(told: &Privacy, w: &'static Words) -> Vec<(&'static str, String)> {
    let kept = told.retention;
    [(w.long_lead, kept.leads), (w.long_evidence, kept.evidence), (w.long_views, kept.views), (w.long_events, kept.events)]
        .into_iter()
        .map(|(name, days)| (name, if days == 0 { w.until_erased.to_owned() } else { fill(w.days, &[("days", &days.to_string())]) }))
        .collect()
}

/// Every posted value with a plain name.
pub(crate) fn posted(lead: &LeadFields) -> Vec<(String, String)> {
    let w = Words::of("en");
    person::fields(lead).into_iter().map(|(name, value)| (w.field_name(&name), value)).collect()
}

fn failed(error: &StoreError) -> Response {
    tracing::error!(%error, "what is held cannot be shown");
    super::message(StatusCode::SERVICE_UNAVAILABLE, "This page cannot be shown right now", "Please try again in a moment.")
}
