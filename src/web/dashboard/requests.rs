//! `/dashboard/projects/{project}/requests`: what people asked for about their own data, those that wait first, and deciding about one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::form::Typed;
use super::frame::{Frame, Place, ago, machine_time, see_other, show as send, when};
use super::in_lead::{StateTag, by, called};
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use crate::generation::person;
use crate::model::ids::PersonRequestId;
use crate::model::person_request::{REASON_MAX_CHARS, RequestKind, RequestState};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::store::leads::{StoredLead, lead};
use crate::store::person_requests::{PersonRequest, request, requests_page};
use crate::store::{Db, StoreError};
use crate::web::pages::about_words::Words;
use crate::web::state::Web;

/// Requests on the screen: those that wait, and the newest of the others.
const SHOWN: i64 = 100;

const SAID: [(&str, &str); 2] = [("done", "Done."), ("refused", "Refused. The person sees the reason on the page about their data.")];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The request that is shown.
    request: String,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    request: String,
    /// `do` or `refuse`.
    #[serde(rename = "do")]
    action: String,
    reason: String,
}

struct Line {
    href: String,
    what: &'static str,
    who: String,
    machine_time: String,
    ago: String,
    tag: StateTag,
    here: bool,
}

/// The request beside the list.
struct Shown {
    id: String,
    title: &'static str,
    explanation: &'static str,
    /// Empty once erased.
    email: String,
    who: String,
    /// Of the lead's page; `None` once erased.
    lead: Option<String>,
    asked: String,
    tag: StateTag,
    proof: &'static str,
    /// Field, what stands there, what is right.
    correction: Option<(String, String, String)>,
    words: String,
    /// By whom and when it was ended, and why it was refused.
    ended: Option<String>,
    reason: String,
    is_open: bool,
    is_export: bool,
    button: String,
    sure: Option<&'static str>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/requests.html")]
struct Page {
    frame: Frame,
    base: String,
    /// Where the file of one person is.
    export: String,
    may_work: bool,
    may_export: bool,
    lines: Vec<Line>,
    shown: Option<Shown>,
    wrong: Option<&'static str>,
    typed: String,
}

pub async fn show(of: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    of.member.require(Right::Read)?;
    let frame = Frame::in_project(&of.member, &of.project, "Requests", Place::Requests).saying(asked.done.as_deref(), &SAID);
    page(&web, &of, frame, StatusCode::OK, &asked.request, None, String::new()).await
}

/// Decides, or shows the form again where the reason of a refusal is missing.
pub async fn act(of: InProject, State(web): State<Web>, Typed(act): Typed<Act>) -> Screen {
    of.member.require(Right::WorkOnLeads)?;
    let id: PersonRequestId = act.request.parse().map_err(|_| Refusal::NotFound)?;
    let asked = request(&web.app.db, &of.member.workspace.id, &of.project.id, &id).await?.ok_or(Refusal::NotFound)?;
    let reason = act.reason.trim();
    let refusal = match act.action.as_str() {
        "do" => None,
        "refuse" if (1..=REASON_MAX_CHARS).contains(&reason.chars().count()) => Some(reason),
        "refuse" => {
            let frame = Frame::in_project(&of.member, &of.project, "Requests", Place::Requests);
            let wrong = Some("say why, in 1 to 500 characters: the person reads it");
            return page(&web, &of, frame, StatusCode::UNPROCESSABLE_ENTITY, id.as_str(), wrong, act.reason.clone()).await;
        }
        _ => return Err(Refusal::BadForm("Go back and press one of its buttons.".into())),
    };
    person::decide(&web.app, by(&of.member), &asked, refusal).await?;
    Ok(see_other(&format!("{}?done={}", path(&of.project), if refusal.is_some() { "refused" } else { "done" })))
}

/// Path of the project's queue.
#[must_use]
pub fn path(project: &Project) -> String {
    format!("/dashboard/projects/{}/requests", project.slug)
}

async fn page(web: &Web, of: &InProject, frame: Frame, status: StatusCode, wanted: &str, wrong: Option<&'static str>, typed: String) -> Screen {
    let (db, workspace, project) = (&web.app.db, &of.member.workspace.id, &of.project.id);
    let mut all = requests_page(db, workspace, project, None, None, SHOWN).await?;
    // What waits first, the oldest of it at the top: that is the one whose month is over first.
    let mut waiting = Vec::new();
    for state in [RequestState::Confirmed, RequestState::Waiting] {
        waiting.extend(requests_page(db, workspace, project, Some(state), None, SHOWN).await?);
    }
    waiting.sort_by_key(|one| one.created_at);
    all.retain(|one| !one.state.is_open());
    waiting.append(&mut all);
    let at = waiting.iter().position(|one| one.id.as_str() == wanted).unwrap_or(0);
    let base = path(&of.project);
    let now = web.app.now();
    let mut lines = Vec::new();
    for (place, one) in waiting.iter().enumerate() {
        let lead = lead_of(db, one).await?;
        lines.push(Line {
            href: format!("{base}?request={}", one.id),
            what: title(one.kind),
            who: lead.as_ref().map_or_else(|| "somebody erased since".to_owned(), |lead| called(&lead.fields).to_owned()),
            machine_time: machine_time(one.created_at),
            ago: ago(one.created_at, now),
            tag: tag(one),
            here: place == at,
        });
    }
    let beside = |at: Option<usize>| at.and_then(|at| lines.get(at)).map(|line| line.href.clone());
    let shown = match waiting.get(at) {
        Some(one) => {
            let lead = lead_of(db, one).await?;
            let (previous, next) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
            Some(Shown { previous, next, ..shown(of, one, lead) })
        }
        None => None,
    };
    let (may_work, may_export) = (of.member.may(Right::WorkOnLeads), of.member.may(Right::EditProject));
    let export = format!("/dashboard/projects/{}/settings/data/export", of.project.slug);
    Ok(send(status, &Page { frame, base, export, may_work, may_export, lines, shown, wrong, typed }))
}

async fn lead_of(db: &Db, of: &PersonRequest) -> Result<Option<StoredLead>, StoreError> {
    lead(db, &of.workspace_id, &of.lead_id).await
}

fn title(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Correct => "Correction",
        RequestKind::Object => "Objection",
        RequestKind::Erase => "Erasure",
        RequestKind::Export => "Copy of everything",
    }
}

fn tag(of: &PersonRequest) -> StateTag {
    let (label, class) = match of.state {
        RequestState::Mail => ("Awaiting mail", ""),
        RequestState::Confirmed => ("Confirmed", "warn"),
        RequestState::Waiting if of.in_effect => ("Withdrawn, waiting", "warn"),
        RequestState::Waiting => ("Waiting", "warn"),
        RequestState::Done => ("Done", "good"),
        RequestState::Refused => ("Refused", "bad"),
    };
    StateTag { label, class }
}

fn proof(of: &PersonRequest) -> &'static str {
    match (of.confirmed_at, of.state, of.typed_right) {
        (Some(_), ..) => "Confirmed by a link in a mail to the lead’s address.",
        (None, RequestState::Mail, _) => "A mail with a link is out. It was not opened yet; after 48 hours the request is forgotten.",
        (None, _, true) => "Not proved: this server sends no mail. The address that was typed is the lead’s.",
        (None, _, false) => "Not proved: this server sends no mail, and the address that was typed is another one than the lead’s.",
    }
}

fn explanation(of: &PersonRequest) -> &'static str {
    match of.kind {
        RequestKind::Correct => "A value is put in place on the lead. The document stays as it is: edit it, or make it anew, on the lead’s page.",
        RequestKind::Object if of.in_effect => {
            "This lead’s page is withdrawn and its job stopped. Put into effect, the same holds for every lead with the address, which goes on the list of those who objected. Refused, the page is back."
        }
        RequestKind::Object => "Withdraws the page, stops open jobs, and puts the address on the list of those who objected.",
        RequestKind::Erase => "Erases every lead with this address in the whole workspace, with all that hangs on it.",
        RequestKind::Export => "One file with everything that is held on this address in the whole workspace. Send it to the person, and to nobody else.",
    }
}

fn shown(of: &InProject, one: &PersonRequest, lead: Option<StoredLead>) -> Shown {
    let fields = lead.as_ref().map(|lead| person::fields(&lead.fields)).unwrap_or_default();
    let stands = fields.iter().find(|(name, _)| *name == one.field).map(|(_, value)| value.clone()).unwrap_or_default();
    let field = if one.field == person::DOCUMENT { "The document".to_owned() } else { Words::of("en").field_name(&one.field) };
    let (button, sure) = match one.kind {
        RequestKind::Correct if one.value.is_empty() || one.field == person::DOCUMENT => ("Mark as done".to_owned(), None),
        RequestKind::Correct => ("Put it in place".to_owned(), None),
        RequestKind::Object => ("Put it into effect".to_owned(), None),
        RequestKind::Erase => ("Erase everything".to_owned(), Some("Erase everything that is held on this person? It cannot be brought back.")),
        RequestKind::Export => ("Mark as handed over".to_owned(), None),
    };
    let ended = one.decided_at.map(|at| format!("{} by {}, {}", tag(one).label, one.decided_by, when(at)));
    Shown {
        id: one.id.to_string(),
        title: title(one.kind),
        explanation: explanation(one),
        email: lead.as_ref().map(|lead| lead.fields.email.clone()).unwrap_or_default(),
        who: lead.as_ref().map_or_else(|| "Somebody erased since".to_owned(), |lead| called(&lead.fields).to_owned()),
        lead: lead.as_ref().map(|lead| format!("/dashboard/projects/{}/leads/{}", of.project.slug, lead.id)),
        asked: when(one.created_at),
        tag: tag(one),
        proof: proof(one),
        correction: (!one.field.is_empty()).then(|| (field, stands, one.value.clone())),
        words: one.words.clone(),
        ended,
        reason: one.reason.clone(),
        is_open: one.state.is_open(),
        is_export: one.kind == RequestKind::Export,
        button,
        sure,
        previous: None,
        next: None,
    }
}
