//! `/dashboard/members`: who is in the workspace, who is invited, and inviting. One person's page: `person.rs`.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::account::Done;
use super::cookie::{hash, new_token};
use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, Place, ago, machine_time, see_other, show, when};
use super::logout::Nothing;
use super::member::Member;
use super::refusal::{Refusal, Screen};
use crate::app::App;
use crate::model::ids::InvitationId;
use crate::model::membership::{INVITATION_MS, Invitation, may_invite, may_manage, parse_login, roles_to_give};
use crate::model::role::{Right, Role};
use crate::store::audit::{Entry, insert_audit};
use crate::store::invitations::{delete_invitation, invitation, open_invitations, put_invitation};
use crate::store::users::{User, users_of_workspace};
use crate::store::{StoreError, Tx};
use crate::web::state::Web;

const DONE: [(&str, &str); 3] = [
    ("removed", "They are removed, and logged out everywhere."),
    ("withdrawn", "The invitation is withdrawn. Its link does not work any more."),
    ("gone", "They are not in this workspace any more."),
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    email: String,
    role: String,
}

#[derive(Template)]
#[template(path = "dashboard/members.html")]
struct Members {
    frame: Frame,
    people: Vec<PersonLine>,
    invitations: Vec<InvitationLine>,
    /// Value, label.
    roles: Vec<(String, String)>,
    descriptions: Vec<(&'static str, &'static str)>,
    typed: InviteForm,
    faults: Faults,
    made: Option<Made>,
}

/// An invitation that has just been made: its link is shown once.
struct Made {
    email: String,
    role: Role,
    link: String,
    sent: Sent,
}

#[derive(PartialEq, Eq)]
pub(super) enum Sent {
    NoMail,
    Yes,
    Failed,
}

struct PersonLine {
    id: String,
    shown: String,
    email: Option<String>,
    role: &'static str,
    second_factor: bool,
    seen: String,
    seen_at: String,
    is_self: bool,
    may_manage: bool,
}

struct InvitationLine {
    id: String,
    email: String,
    role: &'static str,
    by: String,
    until: String,
    until_at: String,
    may_withdraw: bool,
}

impl PersonLine {
    fn new(user: &User, member: &Member, now: i64) -> Self {
        Self {
            id: user.id.to_string(),
            shown: user.shown().to_owned(),
            email: (!user.name.is_empty()).then(|| user.email.clone()),
            role: user.role.as_str(),
            second_factor: user.second_factor,
            seen: user.last_seen_at.map_or_else(|| "not yet".into(), |at| ago(at, now)),
            seen_at: user.last_seen_at.map(machine_time).unwrap_or_default(),
            is_self: user.id == member.user.id,
            may_manage: may_manage(member.user.role, user.role),
        }
    }
}

impl InvitationLine {
    fn new(invitation: &Invitation, member: &Member) -> Self {
        Self {
            id: invitation.id.to_string(),
            email: invitation.email.clone(),
            role: invitation.role.as_str(),
            by: invitation.created_by.clone(),
            until: when(invitation.expires_at),
            until_at: machine_time(invitation.expires_at),
            may_withdraw: may_manage(member.user.role, invitation.role),
        }
    }
}

pub async fn page(State(web): State<Web>, member: Member, Query(asked): Query<Done>) -> Screen {
    member.require(Right::ManageMembers)?;
    members(&web.app, &member, InviteForm::default(), Faults::default(), None, asked.done.as_deref()).await
}

async fn members(app: &App, member: &Member, typed: InviteForm, faults: Faults, made: Option<Made>, done: Option<&str>) -> Screen {
    let (workspace, now) = (&member.workspace.id, app.now());
    let people = users_of_workspace(&app.db, workspace).await?;
    let invitations = open_invitations(&app.db, workspace, now).await?;
    let given = roles_to_give(member.user.role);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Members {
        frame: Frame::at(member, "Members", Place::Members).saying(done, &DONE),
        people: people.iter().map(|user| PersonLine::new(user, member, now)).collect(),
        invitations: invitations.iter().map(|invitation| InvitationLine::new(invitation, member)).collect(),
        roles: given.iter().map(|role| (role.as_str().to_owned(), capital(*role))).collect(),
        descriptions: given.iter().map(|role| (role.as_str(), role.description())).collect(),
        typed: InviteForm { role: if typed.role.is_empty() { Role::Member.as_str().into() } else { typed.role }, ..typed },
        faults,
        made,
    };
    Ok(show(status, &page))
}

/// `Admin`.
pub(super) fn capital(role: Role) -> String {
    let text = role.as_str();
    text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect()
}

pub async fn invite(State(web): State<Web>, member: Member, Typed(typed): Typed<InviteForm>) -> Screen {
    member.require(Right::ManageMembers)?;
    let app = &web.app;
    let mut faults = Faults::default();
    let email = faults.take("email", parse_login(&typed.email));
    let role = faults.take("role", typed.role.parse::<Role>().map_err(|_| "choose a role from the list"));
    let (Some(email), Some(role)) = (email, role) else { return members(app, &member, typed, faults, None, None).await };
    if !may_invite(member.user.role, role) {
        return Err(Refusal::Forbidden("Nobody can give a role above their own. An owner of this workspace can do this."));
    }
    if users_of_workspace(&app.db, &member.workspace.id).await?.iter().any(|user| user.email == email) {
        return members(app, &member, typed, Faults::one("email", "This person is in the workspace already."), None, None).await;
    }
    let link = store_invitation(app, &member, &email, role).await?;
    let text = format!(
        "{} invites you to join {} on Magnetite as {}.\n\nOpen this link within a week to set your password:\n\n{link}\n",
        member.user.shown(),
        member.workspace.name,
        role.as_str()
    );
    let sent = send(app, &email, &format!("Join {} on Magnetite", member.workspace.name), &text).await;
    let made = Made { email, role, link, sent };
    members(app, &member, InviteForm::default(), Faults::default(), Some(made), None).await
}

async fn store_invitation(app: &App, member: &Member, email: &str, role: Role) -> Result<String, StoreError> {
    let (token, now) = (new_token(app), app.now());
    let invitation = Invitation {
        id: InvitationId::new(&*app.random),
        workspace_id: member.workspace.id.clone(),
        email: email.to_owned(),
        role,
        created_by: member.user.email.clone(),
        created_at: now,
        expires_at: now + INVITATION_MS,
    };
    let mut tx = app.db.begin().await?;
    put_invitation(&mut tx, &invitation, &hash(&token)).await?;
    note(&mut tx, app, member, "member.invited", email, json!({"role": role.as_str()})).await?;
    tx.commit().await?;
    Ok(format!("{}/dashboard/join/{token}", app.public_url()))
}

/// Where mail is set up, the link goes out by mail too.
pub(super) async fn send(app: &App, email: &str, subject: &str, text: &str) -> Sent {
    let Some(mailer) = &app.mailer else { return Sent::NoMail };
    match mailer.send(email, subject, text).await {
        Ok(()) => Sent::Yes,
        Err(error) => {
            tracing::warn!(%error, "a mail could not be sent");
            Sent::Failed
        }
    }
}

pub async fn withdraw(State(web): State<Web>, member: Member, id: Result<Path<String>, PathRejection>, _: Typed<Nothing>) -> Screen {
    member.require(Right::ManageMembers)?;
    let id: InvitationId = id.ok().and_then(|Path(id)| id.parse().ok()).ok_or(Refusal::NotFound)?;
    let invitation = invitation(&web.app.db, &member.workspace.id, &id).await?.ok_or(Refusal::NotFound)?;
    if !may_manage(member.user.role, invitation.role) {
        return Err(Refusal::Forbidden("Only an owner of this workspace can do this."));
    }
    let mut tx = web.app.db.begin().await?;
    if !delete_invitation(&mut tx, &member.workspace.id, &id).await? {
        return Err(Refusal::NotFound);
    }
    note(&mut tx, &web.app, &member, "invitation.withdrawn", &invitation.email, json!({"role": invitation.role.as_str()})).await?;
    tx.commit().await?;
    Ok(see_other("/dashboard/members?done=withdrawn"))
}

/// What somebody did to somebody else.
pub(super) async fn note(tx: &mut Tx, app: &App, member: &Member, action: &str, target: &str, detail: Value) -> Result<(), StoreError> {
    let entry = Entry {
        workspace_id: &member.workspace.id,
        project_id: None,
        actor: &member.user.email,
        address: member.address(),
        action,
        target,
        detail,
        at: app.now(),
    };
    insert_audit(tx, &*app.random, &entry).await
}
