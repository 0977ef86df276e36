//! Settings → API & Integrations: the keys of a project, code to paste, and a place to try a key. Making, rotating and revoking one
//! is `key_new.rs` and `key_end.rs`.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;

use super::chart::grouped;
use super::form::Typed;
use super::frame::{Frame, Place, Settings, ago, machine_time, show as send, when};
use super::member::{InProject, Member};
use super::refusal::Screen;
use super::samples::{Sample, samples, status};
use super::webhooks::{self, HookList};
use crate::model::api_key::{ApiKey, KeyMode, KeyState, Scope};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::usage::day_of;
use crate::store::audit::Entry;
use crate::store::keys::keys_of_project;
use crate::store::usage::{Days, requests_by_key};
use crate::web::extract::authenticate;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/keys.html")]
struct Keys {
    frame: Frame,
    base: String,
    good: Vec<Row>,
    ended: Vec<Row>,
    samples: Vec<Sample>,
    status: String,
    hooks: HookList,
    tested: Option<(bool, String)>,
}

/// One key in the list.
struct Row {
    id: String,
    name: String,
    shown: String,
    mode: &'static str,
    scopes: String,
    created_by: String,
    created: String,
    created_at: String,
    used: Option<(String, String, String)>,
    requests: String,
    state: String,
    tag: &'static str,
    may_rotate: bool,
}

const SAID: [(&str, &str); 3] =
    [("revoked", "The key is revoked. Requests with it are refused from now on."), ("rotated", "The key is rotated."), webhooks::SAID];

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::ManageKeys)?;
    page(&member, &project, &web, asked.done.as_deref(), None).await
}

async fn page(member: &Member, project: &Project, web: &Web, done: Option<&str>, tested: Option<(bool, String)>) -> Screen {
    let (db, now) = (&web.app.db, web.app.now());
    let days = Days { workspace_id: &project.workspace_id, project_id: &project.id, from: day_of(now) - 29, to: day_of(now) };
    let (keys, requests) = tokio::try_join!(keys_of_project(db, &project.workspace_id, &project.id), requests_by_key(db, days))?;
    let requests_of = |id: &str| requests.iter().find(|(key, ..)| key == id).map_or(0, |(_, requests, _)| *requests);
    let rows = keys.iter().rev().map(|key| (key.is_good(now), row(key, requests_of(key.id.as_str()), now)));
    let (good, ended): (Vec<_>, Vec<_>) = rows.partition(|(good, _)| *good);
    let base = web.app.public_url();
    let screen = Keys {
        frame: Frame::in_project(member, project, "API & Integrations", Place::Settings(Settings::Api)).saying(done, &SAID),
        base: format!("/dashboard/projects/{}/settings/api", project.slug),
        good: good.into_iter().map(|(_, row)| row).collect(),
        ended: ended.into_iter().map(|(_, row)| row).collect(),
        samples: samples(base, project, None),
        status: status(base),
        hooks: HookList::of(member, project, web).await?,
        tested,
    };
    Ok(send(StatusCode::OK, &screen))
}

fn row(key: &ApiKey, requests: i64, now: i64) -> Row {
    let (state, tag) = match key.state(now) {
        KeyState::Active => ("active, does not expire".to_owned(), "good"),
        KeyState::Until(at) => (format!("active until {}", when(at)), "good"),
        KeyState::Rotated(at) => (format!("rotated, works until {}", when(at)), "warn"),
        KeyState::Expired(at) => (format!("expired {}", when(at)), ""),
        KeyState::Revoked(at) => (format!("revoked {}", when(at)), "bad"),
    };
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    Row {
        id: key.id.to_string(),
        name: key.name.clone(),
        shown: key.shown(),
        mode: key.mode.as_str(),
        scopes: if key.scopes.len() == Scope::ALL.len() { "all".into() } else { scopes.join(", ") },
        created_by: key.created_by.clone(),
        created: when(key.created_at),
        created_at: machine_time(key.created_at),
        used: key.last_used_at.map(|at| (ago(at, now), machine_time(at), key.last_used_from.clone().unwrap_or_default())),
        requests: grouped(requests),
        state,
        tag,
        may_rotate: matches!(key.state(now), KeyState::Active | KeyState::Until(_)),
    }
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct TestForm {
    secret_key: String,
}

/// Whether a pasted key is good, by the very code that checks requests.
pub async fn test(InProject { member, project }: InProject, State(web): State<Web>, Typed(form): Typed<TestForm>) -> Screen {
    member.require(Right::ManageKeys)?;
    let mut headers = HeaderMap::new();
    let given = HeaderValue::from_str(&format!("Bearer {}", form.secret_key.trim())).unwrap_or(HeaderValue::from_static("Bearer"));
    headers.insert(header::AUTHORIZATION, given);
    let tested = match authenticate(&headers, &web).await {
        Ok(caller) if caller.project.id == project.id => (true, format!("This key works: {}, {} mode.", caller.key.name, mode(caller.key.mode))),
        Ok(_) => (true, "This key works, but it belongs to another project.".to_owned()),
        Err(error) => (false, format!("{}: {}", error.kind.code, error.message)),
    };
    page(&member, &project, &web, None, Some(tested)).await
}

fn mode(mode: KeyMode) -> &'static str {
    mode.as_str()
}

/// The line in the audit log about a key.
pub(super) fn entry<'a>(member: &'a Member, key: &'a ApiKey, action: &'a str, detail: serde_json::Value, at: i64) -> Entry<'a> {
    Entry {
        workspace_id: &member.workspace.id,
        project_id: Some(&key.project_id),
        actor: &member.user.email,
        address: member.address(),
        action,
        target: &key.name,
        detail,
        at,
    }
}
