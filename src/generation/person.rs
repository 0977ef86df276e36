//! What somebody asks for about their own data: asked on the page beside the magnet, proved by a link in a mail where this server sends any, decided by the
//! workspace where it has to be. What is then done stands in `person_data.rs`.

use std::sync::Arc;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::control::{By, Refused};
use super::person_data;
use super::suppress::suppressed;
use crate::app::App;
use crate::model::ids::{PersonRequestId, hex, random_base62};
use crate::model::lead::{LeadFields, parse_email, parse_host};
use crate::model::person_request::{LINK_MS, RequestKind, RequestState};
use crate::model::project::{Project, Workspace};
use crate::model::suppression::normal_email;
use crate::store::audit::{Entry, insert_audit};
use crate::store::leads::{self, StoredLead};
use crate::store::person::correct_lead;
use crate::store::person_requests::{self, PersonRequest};
use crate::store::{StoreError, Tx, users, workspaces};

/// Characters of the token in a link: 32 of base 62 are 190 bits.
const TOKEN_CHARS: usize = 32;
/// In the place of a field: what is wrong stands in the document, which a person edits.
pub const DOCUMENT: &str = "document";
/// A proved request that nobody has ended for so long is taken up again.
const LEFT_MS: i64 = 60_000;
/// How the audit log calls somebody who acts on a page without an account.
const THE_PERSON: &str = "the person concerned";

/// Whom a request is about.
#[derive(Clone, Copy)]
pub struct About<'a> {
    pub workspace: &'a Workspace,
    pub project: &'a Project,
    pub lead: &'a StoredLead,
}

/// What was filled in.
#[derive(Debug, Clone)]
pub struct Asked {
    pub kind: RequestKind,
    /// The address that was typed.
    pub email: String,
    /// Of a correction: one of [`fields`] or [`DOCUMENT`], the right value, and words.
    pub field: String,
    pub value: String,
    pub words: String,
}

/// The mail with the link, which stands in the text as `{link}`.
#[derive(Debug, Clone)]
pub struct Letter {
    pub subject: String,
    pub text: String,
}

/// Takes a request. Where this server sends mail, a link goes to the lead's own address, and to no other; nothing is written when another one was typed.
/// Else the request waits for the workspace. An objection with the right address withdraws this lead's magnet and stops work on it at once: the address
/// alone is a weak proof, so all else is the workspace's to decide.
///
/// # Errors
/// When the database cannot be used.
pub async fn ask(app: &Arc<App>, of: About<'_>, asked: Asked, letter: Letter) -> Result<(), StoreError> {
    let right = normal_email(&asked.email) == normal_email(&of.lead.fields.email);
    let mail = app.mailer.is_some();
    if mail && !right {
        return Ok(());
    }
    let (kind, now) = (asked.kind, app.now());
    let (by, workspace, lead) = (by_person(of.workspace), &of.workspace.id, &of.lead.id);
    let objects = !mail && right && kind == RequestKind::Object && !suppressed(app, workspace, &of.lead.fields.email, of.lead.fields.site()).await?;
    let mut request = PersonRequest {
        workspace_id: of.workspace.id.clone(),
        id: PersonRequestId::new(&*app.random),
        project_id: of.project.id.clone(),
        lead_id: of.lead.id.clone(),
        kind,
        state: if mail { RequestState::Mail } else { RequestState::Waiting },
        typed_right: right,
        in_effect: false,
        field: asked.field,
        value: asked.value,
        words: asked.words,
        confirmed_at: None,
        decided_at: None,
        decided_by: String::new(),
        reason: String::new(),
        created_at: now,
    };
    let token = random_base62(&*app.random, TOKEN_CHARS);
    let link_hash = hash(&token);
    if objects {
        person_data::stop_lead(app, by, lead).await?;
    }
    let mut tx = app.db.begin().await?;
    // Against an erasure meanwhile, which would not see what is written here.
    if !leads::hold_lead(&mut tx, workspace, lead, now).await? {
        return Ok(());
    }
    if objects {
        // Where an earlier one holds already, this one withdraws nothing and refusing it gives nothing back.
        request.in_effect = !person_requests::objection_holds_in(&mut tx, workspace, lead).await?;
    }
    if !person_requests::insert_request(&mut tx, &request, mail.then_some((link_hash.as_str(), now + LINK_MS))).await? {
        return Ok(());
    }
    note(app, &mut tx, by, &request, "person.requested").await?;
    if request.in_effect {
        person_data::withdraw(app, &mut tx, by, lead, request.created_at).await?;
    }
    tx.commit().await?;
    if mail {
        let link = format!("{}/about-this-page/confirm/{token}", app.magnet_url(&of.workspace.slug, &of.lead.project_id, &of.lead.id));
        tokio::spawn(send(app.clone(), of.lead.fields.email.clone(), letter, link));
    } else {
        tell_owners(app, of.workspace, of.project, kind);
    }
    Ok(())
}

/// The request whose link this is, while it works.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_link(app: &App, of: About<'_>, token: &str) -> Result<Option<PersonRequest>, StoreError> {
    person_requests::request_by_token(&app.db, &of.workspace.id, &of.lead.id, &hash(token), app.now()).await
}

/// What came of a link.
#[derive(Debug)]
pub enum Came {
    /// Used before, or too old.
    Void,
    /// Done at once.
    Done(RequestKind),
    /// It waits for the workspace to decide.
    Waits,
    /// Everything that is held.
    File(Value),
}

/// Proves a request by its link, once, and does what needs no decision: an objection, an erasure, the file.
///
/// # Errors
/// When the database cannot be used. The request is proved then, and the workspace can do it.
pub async fn confirm(app: &Arc<App>, of: About<'_>, token: &str) -> Result<Came, Refused> {
    let Some(request) = of_link(app, of, token).await? else { return Ok(Came::Void) };
    let by = by_person(of.workspace);
    let mut tx = app.db.begin().await?;
    if !person_requests::confirm_request(&mut tx, &request, app.now()).await? {
        return Ok(Came::Void);
    }
    note(app, &mut tx, by, &request, "person.confirmed").await?;
    tx.commit().await?;
    tell_owners(app, of.workspace, of.project, request.kind);
    match request.kind {
        RequestKind::Correct => Ok(Came::Waits),
        RequestKind::Export => {
            let file = person_data::export(app, &of.workspace.id, &of.lead.fields.email).await?.unwrap_or_default();
            end(app, by, &request, RequestState::Done).await?;
            Ok(Came::File(file))
        }
        RequestKind::Object | RequestKind::Erase => {
            carry_out(app, by, &request, &of.lead.fields.email).await?;
            end(app, by, &request, RequestState::Done).await?;
            Ok(Came::Done(request.kind))
        }
    }
}

/// Does what was proved by a link and broken off since, because a process ended or the database was away.
///
/// # Errors
/// When the database cannot be used.
pub async fn carry_on(app: &App) -> Result<(), StoreError> {
    for request in person_requests::left_undone(&app.db, app.now() - LEFT_MS, app.now()).await? {
        let Some(workspace) = workspaces::workspace_by_id(&app.db, &request.workspace_id).await? else { continue };
        match decide(app, by_person(&workspace), &request, None).await {
            Ok(()) | Err(Refused::State(_) | Refused::Gone | Refused::Short(_)) => {}
            Err(Refused::Store(error)) => tracing::warn!(%error, "a proved request about data could not be carried on; it is tried again"),
        }
    }
    Ok(())
}

/// Does what an open request asks for, or refuses it with a reason. Of two who decide the second is told.
///
/// # Errors
/// [`Refused::State`] when it is not open, or the right value cannot be taken over; nothing was changed then.
pub async fn decide(app: &App, by: By<'_>, request: &PersonRequest, refusal: Option<&str>) -> Result<(), Refused> {
    let ended = || Refused::State("This request has been dealt with already.");
    if !request.state.is_open() {
        return Err(ended());
    }
    let lead = leads::lead(&app.db, &by.workspace.id, &request.lead_id).await?;
    let done = match (refusal, &lead) {
        (Some(reason), Some(lead)) => refuse(app, by, request, lead, reason).await?,
        (None, Some(lead)) => match request.kind {
            RequestKind::Object | RequestKind::Erase => {
                if !person_requests::claim_request(&app.db, request, app.now()).await? {
                    return Err(ended());
                }
                carry_out(app, by, request, &lead.fields.email).await?;
                end(app, by, request, RequestState::Done).await?
            }
            RequestKind::Correct if !request.value.is_empty() && request.field != DOCUMENT => correct(app, by, request).await?,
            // A file is downloaded by who decides, a document is edited.
            RequestKind::Correct | RequestKind::Export => end(app, by, request, RequestState::Done).await?,
        },
        // Erased meanwhile: there is nothing left to do anything about.
        (_, None) => end(app, by, request, RequestState::Done).await?,
    };
    if done { Ok(()) } else { Err(ended()) }
}

/// Objects or erases, for who has claimed the request. Done again, it goes on from where it failed.
async fn carry_out(app: &App, by: By<'_>, request: &PersonRequest, email: &str) -> Result<(), Refused> {
    let done = match request.kind {
        RequestKind::Object => person_data::object(app, by, email).await.map_err(Refused::Store),
        _ => person_data::erase(app, by, email).await.map(drop),
    };
    if done.is_err()
        && let Err(error) = person_requests::release_request(&app.db, request).await
    {
        tracing::warn!(%error, "a request about data stays claimed for a few minutes");
    }
    done
}

/// Ends the request as refused and gives back what it withdrew, unless the person is on the list meanwhile.
async fn refuse(app: &App, by: By<'_>, request: &PersonRequest, lead: &StoredLead, reason: &str) -> Result<bool, StoreError> {
    let gives_back = request.in_effect && !suppressed(app, &by.workspace.id, &lead.fields.email, lead.fields.site()).await?;
    let mut tx = app.db.begin().await?;
    // The lead's row before the request's, as everybody takes them.
    leads::hold_lead(&mut tx, &by.workspace.id, &lead.id, app.now()).await?;
    if !end_in(app, &mut tx, by, request, RequestState::Refused, reason).await? {
        return Ok(false);
    }
    if gives_back {
        person_data::give_back(app, &mut tx, by, &lead.id, request.created_at).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Puts the right value in its place and ends the request.
async fn correct(app: &App, by: By<'_>, request: &PersonRequest) -> Result<bool, Refused> {
    let mut tx = app.db.begin().await?;
    // Of two corrections at the same time the second starts from what the first has put right.
    leads::hold_lead(&mut tx, &request.workspace_id, &request.lead_id, app.now()).await?;
    let lead = leads::fields_in(&mut tx, &request.workspace_id, &request.lead_id).await?.ok_or(Refused::Gone)?;
    let fields = corrected(&lead, &request.field, &request.value).ok_or(Refused::State("The value that was given does not fit this field."))?;
    if !correct_lead(&mut tx, &request.workspace_id, &request.lead_id, &fields, app.now()).await? {
        return Err(Refused::Gone);
    }
    if !end_in(app, &mut tx, by, request, RequestState::Done, "").await? {
        return Ok(false);
    }
    app.commit(tx).await?;
    Ok(true)
}

/// The fields of a lead that can be corrected, by the name that [`corrected`] takes, with their values: those that are given.
#[must_use]
pub fn fields(lead: &LeadFields) -> Vec<(String, String)> {
    let common = [
        ("email", Some(&lead.email)),
        ("fullName", lead.full_name.as_ref()),
        ("company", lead.company.as_ref()),
        ("domain", lead.domain.as_ref()),
        ("industry", lead.industry.as_ref()),
        ("companySize", lead.company_size.as_ref()),
        ("title", lead.title.as_ref()),
        ("phone", lead.phone.as_ref()),
    ];
    let common = common.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.clone())));
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let custom = lead.custom_fields.iter().map(|(name, value)| (format!("customFields.{name}"), text(value)));
    let extra = lead.extra.iter().map(|(name, value)| (format!("extra.{name}"), text(value)));
    common.chain(custom).chain(extra).collect()
}

/// The fields with one value put right; `None` when the value does not fit the field. Numbers and truth values stay what they are.
#[must_use]
pub fn corrected(lead: &LeadFields, field: &str, value: &str) -> Option<LeadFields> {
    let mut next = lead.clone();
    let text = value.trim().to_owned();
    match field {
        "email" => next.email = parse_email(&text).ok()?,
        "domain" => next.domain = Some(parse_host(&text).ok()?),
        "fullName" => next.full_name = Some(text),
        "company" => next.company = Some(text),
        "industry" => next.industry = Some(text),
        "companySize" => next.company_size = Some(text),
        "title" => next.title = Some(text),
        "phone" => next.phone = Some(text),
        _ => {
            let (map, name) = match field.split_once('.')? {
                ("customFields", name) => (&mut next.custom_fields, name),
                ("extra", name) => (&mut next.extra, name),
                _ => return None,
            };
            let stored = map.get_mut(name)?;
            let right = if stored.is_string() { Value::String(text) } else { serde_json::from_str(&text).ok()? };
            if std::mem::discriminant(&right) != std::mem::discriminant(stored) {
                return None;
            }
            *stored = right;
        }
    }
    Some(next)
}

async fn end(app: &App, by: By<'_>, request: &PersonRequest, state: RequestState) -> Result<bool, StoreError> {
    let mut tx = app.db.begin().await?;
    let ended = end_in(app, &mut tx, by, request, state, "").await?;
    if ended {
        tx.commit().await?;
    }
    Ok(ended)
}

/// As [`end`], in the caller's transaction.
async fn end_in(app: &App, tx: &mut Tx, by: By<'_>, request: &PersonRequest, state: RequestState, reason: &str) -> Result<bool, StoreError> {
    let ended = person_requests::end_request(tx, request, state, by.actor, reason, app.now()).await?;
    if ended {
        note(app, tx, by, request, if state == RequestState::Refused { "person.refused" } else { "person.done" }).await?;
    }
    Ok(ended)
}

/// The audit log is told which kind of request of which lead it was, and nothing of what it says.
async fn note(app: &App, tx: &mut Tx, by: By<'_>, request: &PersonRequest, action: &str) -> Result<(), StoreError> {
    let entry = Entry {
        workspace_id: &by.workspace.id,
        project_id: Some(&request.project_id),
        actor: by.actor,
        address: by.address,
        action,
        target: request.lead_id.as_str(),
        detail: json!({"request": request.id, "kind": request.kind}),
        at: app.now(),
    };
    insert_audit(tx, &*app.random, &entry).await
}

/// Somebody on the page, whose address is not kept.
fn by_person(workspace: &Workspace) -> By<'_> {
    By { workspace, actor: THE_PERSON, address: "" }
}

fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Nobody waits for this: how long it takes would tell whether the address that was typed was the right one.
async fn send(app: Arc<App>, to: String, letter: Letter, link: String) {
    let Some(mailer) = &app.mailer else { return };
    if mailer.send(&to, &letter.subject, &letter.text.replace("{link}", &link)).await.is_err() {
        // What the mail server said may name the person.
        tracing::error!("the link to confirm a request about data could not be sent");
    }
}

/// The mail names nobody: who it is about is in the dashboard.
fn tell_owners(app: &Arc<App>, workspace: &Workspace, project: &Project, kind: RequestKind) {
    let what = match kind {
        RequestKind::Correct => "says that something you hold about them is wrong",
        RequestKind::Object => "objects to the processing of their data",
        RequestKind::Erase => "wants their data erased",
        RequestKind::Export => "wants to know everything you hold about them",
    };
    let subject = format!("A request about personal data in {}", project.name);
    let text = format!(
        "Somebody {what}.\n\nThe law gives you a month at most to answer. What was asked, and whether it has been done already, stands here:\n{}/dashboard/projects/{}/requests\n",
        app.public_url(),
        project.slug
    );
    let (app, workspace) = (app.clone(), workspace.id.clone());
    tokio::spawn(async move {
        let Some(mailer) = &app.mailer else { return };
        let owners = users::owners(&app.db, &workspace).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "nobody could be told of a request about data");
            Vec::new()
        });
        for owner in owners {
            if mailer.send(&owner, &subject, &text).await.is_err() {
                tracing::warn!("an owner could not be told of a request about data");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_value_is_put_right_in_its_kind_and_a_wrong_one_is_not_taken() {
        let lead: LeadFields =
            serde_json::from_value(json!({"email": "a@firm.example", "customFields": {"seats": 12, "plan": "x"}, "extra": {"note": "n"}})).unwrap();
        assert_eq!(corrected(&lead, "email", " B@Firm.example ").unwrap().email, "B@firm.example");
        assert_eq!(corrected(&lead, "customFields.seats", "15").unwrap().custom_fields["seats"], json!(15));
        assert_eq!(corrected(&lead, "extra.note", "right").unwrap().extra["note"], json!("right"));
        for (field, value) in [("email", "nobody"), ("customFields.seats", "many"), ("customFields.none", "x"), ("id", "x"), ("domain", "127.0.0.1")] {
            assert!(corrected(&lead, field, value).is_none(), "{field}");
        }
        let mut names: Vec<String> = fields(&lead).into_iter().map(|(name, _)| name).collect();
        names.sort();
        assert_eq!(names, ["customFields.plan", "customFields.seats", "email", "extra.note"]);
    }
}
