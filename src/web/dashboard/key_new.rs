//! A new key, and one in place of another: the form, and the page that shows the key this once.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::frame::{Frame, Place, Settings, show as send, when};
use super::keys::entry;
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use super::samples::{Sample, samples};
use crate::model::api_key::{ApiKey, KeyMode, PlainKey, Scope, parse_key_name};
use crate::model::first::new_key;
use crate::model::ids::KeyId;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::schema::Fault;
use crate::model::usage::DAY_MS;
use crate::store::keys::{Rotated, create_key, key_of_project, rotate_key};
use crate::web::state::Web;

/// A key that is to end further away than this is one without an end.
const LIFE_MAX_DAYS: i64 = 3_650;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct KeyForm {
    /// Id of the key to be made, so that a form sent twice makes one.
    once: String,
    name: String,
    mode: String,
    scopes: Vec<String>,
    expiry: String,
    until: String,
}

impl KeyForm {
    /// As it is first shown.
    fn fresh(once: String) -> Self {
        let scopes = Scope::ALL.iter().map(|scope| scope.as_str().to_owned()).collect();
        Self { once, name: String::new(), mode: "live".into(), scopes, expiry: "never".into(), until: String::new() }
    }
}

#[derive(Template)]
#[template(path = "dashboard/key_new.html")]
struct KeyNew<'a> {
    frame: Frame,
    base: String,
    typed: &'a KeyForm,
    faults: &'a [Fault],
}

impl KeyNew<'_> {
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.reason.as_str())
    }

    fn scopes(&self) -> Vec<(Scope, &'static str, bool)> {
        let what = |scope| match scope {
            Scope::Generate => "Send leads.",
            Scope::Read => "Read jobs, leads and the input schema.",
            Scope::Manage => "Change the project's offer, template and fields.",
        };
        Scope::ALL.into_iter().map(|scope| (scope, what(scope), self.typed.scopes.iter().any(|typed| typed == scope.as_str()))).collect()
    }
}

#[derive(Template)]
#[template(path = "dashboard/key_shown.html")]
struct KeyShown<'a> {
    frame: Frame,
    base: String,
    name: &'a str,
    key: &'a str,
    test: bool,
    /// Of a rotation: the old key, and how long it goes on.
    old: Option<(String, String)>,
    samples: Vec<Sample>,
}

fn base(project: &Project) -> String {
    format!("/dashboard/projects/{}/settings/api", project.slug)
}

pub async fn form(InProject { member, project }: InProject, State(web): State<Web>) -> Screen {
    member.require(Right::ManageKeys)?;
    let typed = KeyForm::fresh(KeyId::new(&*web.app.random).to_string());
    Ok(ask(&member, &project, &typed, &[]))
}

fn ask(member: &Member, project: &Project, typed: &KeyForm, faults: &[Fault]) -> Response {
    let frame = Frame::in_project(member, project, "Generate API Key", Place::Settings(Settings::Api));
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    send(status, &KeyNew { frame, base: base(project), typed, faults })
}

/// A form that was checked.
struct Wanted {
    id: KeyId,
    name: String,
    mode: KeyMode,
    scopes: Vec<Scope>,
    expires_at: Option<i64>,
}

fn check(form: &KeyForm, now: i64) -> Result<Wanted, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, reason: &str| faults.push(Fault { field: field.into(), reason: reason.into() });
    let id = form.once.parse::<KeyId>();
    if id.is_err() {
        fault("name", "cannot be taken from this form: load the page again");
    }
    let name = parse_key_name(&form.name).unwrap_or_else(|reason| {
        fault("name", reason);
        String::new()
    });
    let mode = match form.mode.as_str() {
        "live" => KeyMode::Live,
        "test" => KeyMode::Test,
        _ => {
            fault("mode", "must be live or test");
            KeyMode::Test
        }
    };
    let scopes: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| form.scopes.iter().any(|typed| typed == scope.as_str())).collect();
    if scopes.is_empty() {
        fault("scopes", "must name at least one thing that the key may do");
    }
    let expires_at = expiry(form, now).unwrap_or_else(|reason| {
        fault(if form.expiry == "date" { "until" } else { "expiry" }, reason);
        None
    });
    match id {
        Ok(id) if faults.is_empty() => Ok(Wanted { id, name, mode, scopes, expires_at }),
        _ => Err(faults),
    }
}

/// A date means the end of that day (UTC).
fn expiry(form: &KeyForm, now: i64) -> Result<Option<i64>, &'static str> {
    match form.expiry.as_str() {
        "never" => Ok(None),
        "30" => Ok(Some(now + 30 * DAY_MS)),
        "90" => Ok(Some(now + 90 * DAY_MS)),
        "365" => Ok(Some(now + 365 * DAY_MS)),
        "date" => {
            let date: jiff::civil::Date = form.until.trim().parse().map_err(|_| "must be a date like 2027-03-31")?;
            let start = date.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| "must be a date like 2027-03-31")?.timestamp().as_millisecond();
            let end = start + DAY_MS;
            if end <= now {
                return Err("must not be in the past");
            }
            if end > now + LIFE_MAX_DAYS * DAY_MS { Err("must be within ten years; or choose Never") } else { Ok(Some(end)) }
        }
        _ => Err("must be one of the choices"),
    }
}

pub async fn create(InProject { member, project }: InProject, State(web): State<Web>, Typed(form): Typed<KeyForm>) -> Screen {
    member.require(Right::ManageKeys)?;
    let (app, now) = (&web.app, web.app.now());
    let wanted = match check(&form, now) {
        Ok(wanted) => wanted,
        Err(faults) => return Ok(ask(&member, &project, &form, &faults)),
    };
    let (key, plain) = new_key(&project, &wanted.name, wanted.mode, wanted.scopes, &member.user.email, wanted.expires_at, &*app.random, now);
    let key = ApiKey { id: wanted.id, ..key };
    let detail = json!({"last_four": key.last_four, "mode": key.mode, "scopes": key.scopes, "expiresAt": key.expires_at});
    if !create_key(&app.db, &*app.random, &key, plain.hash(), &entry(&member, &key, "key.created", detail, now)).await? {
        return Err(made_before());
    }
    Ok(shown(&member, &project, &web, &key, &plain, None))
}

fn made_before() -> Refusal {
    Refusal::Conflict(
        "This form has made its key already, and a key is shown once. If you did not copy it, revoke it under API & Integrations and generate another one."
            .into(),
    )
}

fn shown(member: &Member, project: &Project, web: &Web, key: &ApiKey, plain: &PlainKey, old: Option<(String, String)>) -> Response {
    let screen = KeyShown {
        frame: Frame::in_project(member, project, "Your new API key", Place::Settings(Settings::Api)),
        base: base(project),
        name: &key.name,
        key: plain.reveal(),
        test: key.mode == KeyMode::Test,
        old,
        samples: samples(web.app.public_url(), project, Some(plain.reveal())),
    };
    send(StatusCode::OK, &screen)
}

/// How long both keys work, in milliseconds, with the words for it.
const OVERLAPS: [(&str, &str, i64); 4] =
    [("day", "24 hours", DAY_MS), ("hour", "1 hour", 3_600_000), ("week", "7 days", 7 * DAY_MS), ("none", "No overlap: the old key ends at once", 0)];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RotateForm {
    once: String,
    overlap: String,
}

#[derive(Template)]
#[template(path = "dashboard/key_rotate.html")]
struct KeyRotate {
    frame: Frame,
    base: String,
    key: ApiKey,
    shown: String,
    ends: Option<String>,
    once: String,
}

pub async fn ask_rotate(InProject { member, project }: InProject, Path((_, id)): Path<(String, String)>, State(web): State<Web>) -> Screen {
    let key = good_key(&member, &project, &web, &id).await?;
    let screen = KeyRotate {
        frame: Frame::in_project(&member, &project, "Rotate a key", Place::Settings(Settings::Api)),
        base: base(&project),
        shown: key.shown(),
        ends: key.expires_at.map(when),
        key,
        once: KeyId::new(&*web.app.random).to_string(),
    };
    Ok(send(StatusCode::OK, &screen))
}

impl KeyRotate {
    fn overlaps(&self) -> [(&'static str, &'static str, i64); 4] {
        OVERLAPS
    }
}

pub async fn rotate(
    InProject { member, project }: InProject,
    Path((_, id)): Path<(String, String)>,
    State(web): State<Web>,
    Typed(form): Typed<RotateForm>,
) -> Screen {
    let old = good_key(&member, &project, &web, &id).await?;
    let (app, now) = (&web.app, web.app.now());
    let overlap = OVERLAPS.iter().find(|(name, ..)| *name == form.overlap).ok_or(Refusal::BadForm("Choose how long the old key goes on.".into()))?;
    let new_id: KeyId = form.once.parse().map_err(|_| Refusal::BadForm("Load the page again and send it once more.".into()))?;
    let (key, plain) = new_key(&project, &old.name, old.mode, old.scopes.clone(), &member.user.email, old.expires_at, &*app.random, now);
    let key = ApiKey { id: new_id, ..key };
    let until = now + overlap.2;
    let detail = json!({"last_four": old.last_four, "new": key.last_four, "until": until});
    let rotated = rotate_key(&app.db, &*app.random, &old.id, (&key, plain.hash()), until, &entry(&member, &old, "key.rotated", detail, now)).await?;
    web.keys.clear();
    match rotated {
        Rotated::Done => {
            let until =
                if overlap.2 == 0 { "has ended".to_owned() } else { format!("works until {}", when(old.expires_at.map_or(until, |end| end.min(until)))) };
            Ok(shown(&member, &project, &web, &key, &plain, Some((old.shown(), until))))
        }
        Rotated::Before => Err(made_before()),
        Rotated::Ended => Err(Refusal::Conflict("This key has ended or was rotated in the meantime.".into())),
    }
}

/// A key of this project that can be rotated.
async fn good_key(member: &Member, project: &Project, web: &Web, id: &str) -> Result<ApiKey, Refusal> {
    member.require(Right::ManageKeys)?;
    let id: KeyId = id.parse().map_err(|_| Refusal::NotFound)?;
    key_of_project(&web.app.db, &project.workspace_id, &project.id, &id).await?.ok_or(Refusal::NotFound)
}
