//! `/dashboard/members/{user}`: one person of the workspace: role, link for a new password, second factor off, removal.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::account::Done;
use super::form::Typed;
use super::frame::{Frame, Place, machine_time, see_other, show, when};
use super::logout::Nothing;
use super::member::Member;
use super::members::{Sent, capital, note, send};
use super::refusal::{Refusal, Screen};
use super::reset::new_link;
use crate::app::App;
use crate::model::membership::{may_invite, may_manage, roles_to_give};
use crate::model::role::{Right, Role};
use crate::store::second_factors::clear_totp;
use crate::store::sessions::end_sessions_of;
use crate::store::users::{OwnerRule, User, delete_user, set_role, user, users_of_workspace};
use crate::web::state::Web;

const DONE: [(&str, &str); 2] =
    [("role", "The role is changed, from their next page on."), ("factor-off", "Their second factor is off, and they were logged out everywhere.")];
const LAST_OWNER: &str = "This is the last owner of the workspace. Make somebody else an owner first.";
const CHANGED: &str = "Somebody else changed this person's role or removed them a moment ago. Nothing was changed here.";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    role: String,
    /// The role that the page showed.
    seen: String,
}

#[derive(Template)]
#[template(path = "dashboard/person.html")]
struct Person<'a> {
    frame: Frame,
    person: &'a User,
    role: String,
    roles: Vec<(String, String)>,
    joined: String,
    joined_at: String,
    seen: Option<(String, String)>,
    is_self: bool,
    is_last_owner: bool,
    /// A link for a new password that has just been made, shown once; whether it was mailed too.
    link: Option<(String, Sent)>,
}

pub async fn page(State(web): State<Web>, member: Member, id: Result<Path<String>, PathRejection>, Query(asked): Query<Done>) -> Screen {
    let person = find(&web.app, &member, id).await?;
    let frame = frame(&member, &person).saying(asked.done.as_deref(), &DONE);
    screen(&web.app, &member, &person, frame, None).await
}

fn frame(member: &Member, person: &User) -> Frame {
    Frame::at(member, person.shown(), Place::Members)
}

async fn screen(app: &App, member: &Member, person: &User, frame: Frame, link: Option<(String, Sent)>) -> Screen {
    let owners = users_of_workspace(&app.db, &member.workspace.id).await?.iter().filter(|user| user.role == Role::Owner).count();
    let page = Person {
        frame,
        person,
        role: person.role.as_str().to_owned(),
        roles: roles_to_give(member.user.role).iter().map(|role| (role.as_str().to_owned(), format!("{}: {}", capital(*role), role.description()))).collect(),
        joined: when(person.created_at),
        joined_at: machine_time(person.created_at),
        seen: person.last_seen_at.map(|at| (when(at), machine_time(at))),
        is_self: person.id == member.user.id,
        is_last_owner: person.role == Role::Owner && owners < 2,
        link,
    };
    Ok(show(StatusCode::OK, &page))
}

/// Somebody of the member's workspace whom the member may manage.
async fn find(app: &App, member: &Member, id: Result<Path<String>, PathRejection>) -> Result<User, Refusal> {
    member.require(Right::ManageMembers)?;
    let id = id.ok().and_then(|Path(id)| id.parse().ok()).ok_or(Refusal::NotFound)?;
    let person = user(&app.db, &member.workspace.id, &id).await?.ok_or(Refusal::NotFound)?;
    if !may_manage(member.user.role, person.role) {
        return Err(Refusal::Forbidden("Only an owner can change an owner."));
    }
    Ok(person)
}

fn outcome(rule: OwnerRule, done: &str) -> Result<Response, Refusal> {
    match rule {
        OwnerRule::Done => Ok(see_other(done)),
        OwnerRule::LastOwner => Err(Refusal::Conflict(LAST_OWNER.into())),
        OwnerRule::Changed => Err(Refusal::Conflict(CHANGED.into())),
    }
}

pub async fn change_role(State(web): State<Web>, member: Member, id: Result<Path<String>, PathRejection>, Typed(typed): Typed<RoleForm>) -> Screen {
    let person = find(&web.app, &member, id).await?;
    let role: Role = typed.role.parse().map_err(|_| Refusal::BadForm("Choose a role from the list.".into()))?;
    if !may_invite(member.user.role, role) {
        return Err(Refusal::Forbidden("Nobody can give a role above their own. An owner of this workspace can do this."));
    }
    let done = format!("/dashboard/members/{}?done=role", person.id);
    if typed.seen != person.role.as_str() {
        return outcome(OwnerRule::Changed, &done);
    }
    let mut tx = web.app.db.begin().await?;
    let rule = set_role(&mut tx, &person, role).await?;
    if rule == OwnerRule::Done && role != person.role {
        let detail = json!({"from": person.role.as_str(), "to": role.as_str()});
        note(&mut tx, &web.app, &member, "member.role_changed", &person.email, detail).await?;
        tx.commit().await?;
    }
    // Who took the right to be here from themselves is led elsewhere.
    let stays = person.id != member.user.id || role.may(Right::ManageMembers);
    outcome(rule, if stays { &done } else { "/dashboard" })
}

pub async fn remove(State(web): State<Web>, member: Member, id: Result<Path<String>, PathRejection>, _: Typed<Nothing>) -> Screen {
    let person = find(&web.app, &member, id).await?;
    let mut tx = web.app.db.begin().await?;
    let rule = delete_user(&mut tx, &person).await?;
    if rule == OwnerRule::Done {
        note(&mut tx, &web.app, &member, "member.removed", &person.email, json!({"role": person.role.as_str()})).await?;
        tx.commit().await?;
    }
    outcome(rule, if person.id == member.user.id { "/dashboard/login?done=ended" } else { "/dashboard/members?done=removed" })
}

pub async fn make_reset_link(State(web): State<Web>, member: Member, id: Result<Path<String>, PathRejection>, _: Typed<Nothing>) -> Screen {
    let person = find(&web.app, &member, id).await?;
    // One's own is changed with the old password.
    if person.id == member.user.id {
        return Ok(see_other("/dashboard/account"));
    }
    let link = new_link(&web.app, &person, &member.user.email, member.address()).await?;
    let text = format!("{} made a link for you to set a new password for Magnetite. It holds for an hour:\n\n{link}\n", member.user.shown());
    let sent = send(&web.app, &person.email, "Set a new password", &text).await;
    screen(&web.app, &member, &person, frame(&member, &person), Some((link, sent))).await
}

pub async fn second_factor_off(State(web): State<Web>, member: Member, id: Result<Path<String>, PathRejection>, _: Typed<Nothing>) -> Screen {
    let person = find(&web.app, &member, id).await?;
    // One's own is turned off with the password.
    if person.id == member.user.id {
        return Ok(see_other("/dashboard/account/second-factor"));
    }
    let mut tx = web.app.db.begin().await?;
    if clear_totp(&mut tx, &person.workspace_id, &person.id).await? {
        end_sessions_of(&mut tx, &person.workspace_id, &person.id, None).await?;
        note(&mut tx, &web.app, &member, "second_factor.removed", &person.email, json!({})).await?;
    }
    tx.commit().await?;
    Ok(see_other(&format!("/dashboard/members/{}?done=factor-off", person.id)))
}
