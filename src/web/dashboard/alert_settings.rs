//! Settings → Alerts: who is told, by mail or in a chat, when a person first opens a lead's magnet.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::frame::{Frame, Place, Settings, see_other, show as send};
use super::general::entry;
use super::member::{InProject, Member};
use super::refusal::Screen;
use crate::model::alert::{AlertSettings, parse_emails};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::store::alerts::{alert_settings, change_alert_settings};
use crate::web::api::project_alerts::hook;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AlertForm {
    /// One address a line.
    emails: String,
    /// Empty: the stored one stays.
    hook: String,
    /// The stored one goes.
    no_hook: String,
}

#[derive(Template)]
#[template(path = "dashboard/alert_settings.html")]
struct Page {
    frame: Frame,
    base: String,
    has_mail: bool,
    emails: String,
    emails_fault: Option<String>,
    /// Host of the stored webhook.
    host: Option<String>,
    hook: String,
    hook_fault: Option<&'static str>,
}

fn page(web: &Web, member: &Member, project: &Project, stored: &AlertSettings) -> Page {
    Page {
        frame: Frame::in_project(member, project, "Alerts", Place::Settings(Settings::Alerts)),
        base: format!("/dashboard/projects/{}/settings/alerts", project.slug),
        has_mail: web.app.mailer.is_some(),
        emails: stored.emails.join("\n"),
        emails_fault: None,
        host: stored.hook.as_ref().map(|hook| hook.host.clone()),
        hook: String::new(),
        hook_fault: None,
    }
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let stored = alert_settings(&web.app.db, &project.workspace_id, &project.id).await?;
    let mut screen = page(&web, &member, &project, &stored);
    screen.frame = screen.frame.saying(asked.done.as_deref(), &[("saved", "Saved. It holds for leads whose magnet is first opened from now on.")]);
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<AlertForm>) -> Screen {
    member.require(Right::EditProject)?;
    let stored = alert_settings(&web.app.db, &project.workspace_id, &project.id).await?;
    let emails = parse_emails(typed.emails.lines().flat_map(|line| line.split([',', ';'])));
    let new_hook = match typed.hook.trim() {
        "" if typed.no_hook.is_empty() => Ok(stored.hook.clone()),
        "" => Ok(None),
        url => hook(&web.app, &project.id, url).map(Some),
    };
    let (emails, new_hook) = match (emails, new_hook) {
        (Ok(emails), Ok(hook)) => (emails, hook),
        (emails, new_hook) => {
            let screen = Page {
                emails: typed.emails,
                emails_fault: emails.err(),
                hook: typed.hook,
                hook_fault: new_hook.err(),
                ..page(&web, &member, &project, &stored)
            };
            return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &screen));
        }
    };
    let after = AlertSettings { emails, hook: new_hook };
    if after != stored {
        let entry = entry(&member, &project, "alerts.changed", json!({"changes": after.told()}), web.app.now());
        change_alert_settings(&web.app.db, &*web.app.random, &project, &after, &entry).await?;
    }
    Ok(see_other(&format!("/dashboard/projects/{}/settings/alerts?done=saved", project.slug)))
}
