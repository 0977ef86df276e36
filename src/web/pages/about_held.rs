//! What is held on the person, where each item came from, who holds it, why and how long, in the document's language.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use magnetite_document::Document;

use super::about::{Typed, document_of, failed, sender, words_of};
use super::about_words::{Words, fill};
use super::show::Found;
use super::{assets, screen};
use crate::generation::person;
use crate::model::lead::LeadFields;
use crate::model::person_request::RequestKind;
use crate::model::privacy::Privacy;
use crate::store::person_requests::requests_of_lead;
use crate::store::privacy::privacy;
use crate::store::{StoreError, views};
use crate::web::state::Web;

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

pub(super) async fn page(
    web: &Web,
    found: &Found,
    status: StatusCode,
    notice: Option<String>,
    wrong: Option<&'static str>,
    typed: Typed,
    faults: &[&str],
) -> Response {
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
    // The address proves who asks for something here: whoever has the link alone must not read it.
    let told_as = |name: &str, value: String| if name == "email" { masked(&value) } else { value };
    let names: Vec<(String, String)> = person::fields(&lead.fields).into_iter().map(|(name, value)| (w.field_name(&name), told_as(&name, value))).collect();
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
        asks: RequestKind::ALL
            .into_iter()
            .filter(|kind| mail || *kind != RequestKind::Export)
            .map(|kind| form(w, kind, mail, sender, &typed, faults))
            .collect(),
        secret: fill(w.secret, &[("sender", sender)]),
        typed,
        w,
    })
}

fn or_else(own: &str, default: &str, sender: &str) -> String {
    if own.is_empty() { fill(default, &[("sender", sender)]) } else { own.to_owned() }
}

/// `j…@firm.example`: whose it is knows it again.
fn masked(email: &str) -> String {
    let (local, host) = email.rsplit_once('@').unwrap_or((email, ""));
    format!("{}…@{host}", local.chars().take(1).collect::<String>())
}

fn form(w: &'static Words, kind: RequestKind, mail: bool, sender: &str, typed: &Typed, faults: &[&str]) -> AskForm {
    let ask = w.ask(kind);
    let text = if kind == RequestKind::Object && !mail { w.object_no_mail } else { ask.text };
    let open = typed.request == kind.as_str();
    let wrong = |name: &str, text: &'static str| (open && faults.contains(&name)).then_some(text);
    AskForm {
        kind: kind.as_str(),
        heading: ask.heading,
        text: fill(text, &[("sender", sender)]),
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

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn an_address_is_shown_by_its_first_letter_and_its_host() {
        assert_eq!(masked("jane.miller@firm.example"), "j…@firm.example");
        assert_eq!(masked("ä@firm.example"), "ä…@firm.example");
    }
}
