//! Revoking a key: a page that asks, and the end of the key.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::frame::{Frame, Place, Settings, ago, see_other, show as send};
use super::keys::entry;
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use crate::model::ids::KeyId;
use crate::model::role::Right;
use crate::store::keys::{key_of_project, revoke_key};
use crate::web::state::Web;

#[derive(Template)]
#[template(path = "dashboard/key_end.html")]
struct KeyEnd {
    frame: Frame,
    base: String,
    id: String,
    name: String,
    shown: String,
    used: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub struct Nothing {}

pub async fn ask(InProject { member, project }: InProject, Path((_, id)): Path<(String, String)>, State(web): State<Web>) -> Screen {
    member.require(Right::ManageKeys)?;
    let id: KeyId = id.parse().map_err(|_| Refusal::NotFound)?;
    let key = key_of_project(&web.app.db, &project.workspace_id, &project.id, &id).await?.ok_or(Refusal::NotFound)?;
    let screen = KeyEnd {
        frame: Frame::in_project(&member, &project, "Revoke a key", Place::Settings(Settings::Api)),
        base: format!("/dashboard/projects/{}/settings/api", project.slug),
        id: key.id.to_string(),
        shown: key.shown(),
        used: key.last_used_at.map(|at| ago(at, web.app.now())),
        name: key.name,
    };
    Ok(send(StatusCode::OK, &screen))
}

pub async fn revoke(
    InProject { member, project }: InProject,
    Path((_, id)): Path<(String, String)>,
    State(web): State<Web>,
    Typed(_): Typed<Nothing>,
) -> Screen {
    member.require(Right::ManageKeys)?;
    let id: KeyId = id.parse().map_err(|_| Refusal::NotFound)?;
    let app = &web.app;
    let key = key_of_project(&app.db, &project.workspace_id, &project.id, &id).await?.ok_or(Refusal::NotFound)?;
    let entry = entry(&member, &key, "key.revoked", json!({"last_four": key.last_four}), app.now());
    // One that was revoked before is what was asked for.
    revoke_key(&app.db, &*app.random, &key.id, &entry).await?;
    web.keys.clear();
    Ok(see_other(&format!("/dashboard/projects/{}/settings/api?done=revoked", project.slug)))
}
