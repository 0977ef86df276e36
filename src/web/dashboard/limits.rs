//! Settings → Limits: how many requests the project's API takes, by group, and how many it took in the last minute.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::chart::grouped;
use super::form::Typed;
use super::frame::{Frame, Place, Settings, see_other, show as send};
use super::general::entry;
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::model::limits::{Group, Limits, parse_rate};
use crate::model::project::Project;
use crate::model::quota::Quota;
use crate::model::role::Right;
use crate::store::projects::{change_limits, project as project_now};
use crate::web::limiter::used;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LimitsForm {
    /// The limits as they were when the form was shown.
    seen: String,
    generate_limit: String,
    generate_burst: String,
    status_limit: String,
    status_burst: String,
    other_limit: String,
    other_burst: String,
}

impl LimitsForm {
    fn of(limits: &Limits) -> Self {
        let text = |group| {
            let Quota { limit, burst } = limits.quota(group);
            (limit.to_string(), burst.to_string())
        };
        let ((generate_limit, generate_burst), (status_limit, status_burst), (other_limit, other_burst)) =
            (text(Group::Generate), text(Group::Status), text(Group::Other));
        Self { seen: seen(limits), generate_limit, generate_burst, status_limit, status_burst, other_limit, other_burst }
    }

    fn typed(&self, group: Group) -> (&str, &str) {
        match group {
            Group::Generate => (&self.generate_limit, &self.generate_burst),
            Group::Status => (&self.status_limit, &self.status_burst),
            Group::Other => (&self.other_limit, &self.other_burst),
        }
    }
}

#[derive(Template)]
#[template(path = "dashboard/limits.html")]
struct Page {
    frame: Frame,
    base: String,
    seen: String,
    groups: Vec<Fields>,
    /// What somebody else did meanwhile.
    stale: Option<String>,
}

/// The two fields of a group, with what is wrong with each.
struct Fields {
    title: &'static str,
    hint: &'static str,
    used: String,
    limit_id: String,
    limit: String,
    limit_wrong: Option<&'static str>,
    burst_id: String,
    burst: String,
    burst_wrong: Option<&'static str>,
    defaults: String,
}

/// What identifies limits in the form.
fn seen(limits: &Limits) -> String {
    Group::ALL.map(|group| format!("{}/{}", limits.quota(group).limit, limits.quota(group).burst)).join(",")
}

/// The typed quota, or what is wrong with limit and burst.
fn read((limit, burst): (&str, &str)) -> Result<Quota, (Option<&'static str>, Option<&'static str>)> {
    match (parse_rate(limit), parse_rate(burst)) {
        (Ok(limit), Ok(burst)) if burst > limit => Err((None, Some("must not be more than the requests in a minute"))),
        (Ok(limit), Ok(burst)) => Ok(Quota { limit, burst }),
        (limit, burst) => Err((limit.err(), burst.err())),
    }
}

async fn page(member: &Member, project: &Project, web: &Web, form: &LimitsForm, stale: Option<String>) -> Page {
    let mut groups = Vec::new();
    for group in Group::ALL {
        let (title, hint) = match group {
            Group::Generate => ("Sending leads", "POST requests to …/generate and …/generate/batch; a batch counts as one."),
            Group::Status => ("Asking for the status", "The status endpoints of jobs and leads, waiting and watching included."),
            Group::Other => ("Everything else", "All other requests with a key of this project."),
        };
        let used = match used(&web.app, project, group).await {
            Ok(used) => format!("{} of {} used in the last minute.", grouped(used.into()), grouped(project.limits.quota(group).limit.into())),
            Err(_) => "What was used in the last minute cannot be read right now.".into(),
        };
        let (limit, burst) = form.typed(group);
        let (limit_wrong, burst_wrong) = read((limit, burst)).err().unwrap_or_default();
        let Quota { limit: default_limit, burst: default_burst } = group.default_quota();
        groups.push(Fields {
            title,
            hint,
            used,
            limit_id: format!("{}_limit", group.as_str()),
            limit: limit.to_owned(),
            limit_wrong,
            burst_id: format!("{}_burst", group.as_str()),
            burst: burst.to_owned(),
            burst_wrong,
            defaults: format!("{default_limit} and {default_burst}"),
        });
    }
    Page {
        frame: Frame::in_project(member, project, "Limits", Place::Settings(Settings::Limits)),
        base: format!("/dashboard/projects/{}/settings/limits", project.slug),
        seen: form.seen.clone(),
        groups,
        stale,
    }
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let mut screen = page(&member, &project, &web, &LimitsForm::of(&project.limits), None).await;
    screen.frame = screen.frame.saying(asked.done.as_deref(), &[("saved", "Saved. The new limits hold from now on.")]);
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(InProject { member, project }: InProject, State(web): State<Web>, Typed(mut form): Typed<LimitsForm>) -> Screen {
    member.require(Right::EditProject)?;
    let mut limits = Limits::default();
    for group in Group::ALL {
        match read(form.typed(group)) {
            Ok(quota) => limits.set(group, quota),
            Err(_) => return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &page(&member, &project, &web, &form, None).await)),
        }
    }
    let mut before = project;
    // Of others' changes only those to the limits matter; a second look is for one that came between.
    for _ in 0..2 {
        if form.seen != seen(&before.limits) {
            break;
        }
        let (detail, at) = (json!({"changes": before.limits.changes(&limits)}), web.app.now());
        let after = Project { limits: limits.clone(), ..before.clone() };
        if limits == before.limits || change_limits(&web.app.db, &*web.app.random, &after, &entry(&member, &before, "limits.changed", detail, at)).await? {
            web.keys.clear();
            return Ok(see_other(&format!("/dashboard/projects/{}/settings/limits?done=saved", before.slug)));
        }
        before = project_now(&web.app.db, &member.workspace.id, before.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    form.seen = seen(&before.limits);
    let now = Limits::default().changes(&before.limits);
    let now = if now.is_empty() { "the defaults hold now".to_owned() } else { format!("now it is: {now}") };
    let stale = format!("Somebody changed the limits in the meantime: {now}. Below is what you typed; save to put it in place.");
    Ok(send(StatusCode::CONFLICT, &page(&member, &before, &web, &form, Some(stale)).await))
}
