//! Settings → Data: what people are told about who holds their data and why, how long what is kept, and all that is held on one person.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, Place, Settings, see_other, show as send, when};
use super::general::entry;
use super::in_lead::by;
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use crate::generation::person_data;
use crate::model::ids::WorkspaceId;
use crate::model::lead::parse_email;
use crate::model::privacy::{Privacy, Retention};
use crate::model::role::Right;
use crate::store::audit::note;
use crate::store::privacy::{change_privacy, privacy};
use crate::store::retention::last_run;
use crate::web::pages::about::json_file;
use crate::web::state::Web;

const SAID: [(&str, &str); 3] = [
    ("saved", "Saved. The pages about people’s data say so from now on; what is kept too long goes within a day."),
    ("erased", "Everything that was held on this person in the workspace is erased."),
    ("nobody", "Nothing is held on this address."),
];

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DataForm {
    /// The settings as they were when the form was shown, as JSON.
    seen: String,
    controller: String,
    contact: String,
    purpose: String,
    ground: String,
    /// Days, as typed.
    leads: String,
    evidence: String,
    views: String,
    events: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    email: String,
}

#[derive(Template)]
#[template(path = "dashboard/data_settings.html")]
struct Page {
    frame: Frame,
    base: String,
    form: DataForm,
    faults: Faults,
    /// What somebody else did meanwhile.
    stale: bool,
    /// What the page says where a field is empty.
    sender: String,
    sender_email: Option<String>,
    last_run: Option<String>,
    /// The address that was typed for one person.
    email: String,
    email_fault: Option<&'static str>,
}

impl DataForm {
    fn of(privacy: &Privacy) -> Self {
        let days = |days: u32| if days == 0 { String::new() } else { days.to_string() };
        let Retention { leads, evidence, views, events } = privacy.retention;
        Self {
            seen: seen(privacy),
            controller: privacy.controller.clone(),
            contact: privacy.contact.clone(),
            purpose: privacy.purpose.clone(),
            ground: privacy.ground.clone(),
            leads: days(leads),
            evidence: days(evidence),
            views: days(views),
            events: days(events),
        }
    }

    fn privacy(&self) -> Result<Privacy, Faults> {
        let mut faults = Faults::default();
        let mut days = |name: &'static str, typed: &str| {
            let typed = typed.trim();
            let read = if typed.is_empty() { Ok(0) } else { typed.parse::<u32>().map_err(|_| "must be a number of days from 0 to 3650") };
            faults.take(name, read).unwrap_or(0)
        };
        let retention = Retention {
            leads: days("leads", &self.leads),
            evidence: days("evidence", &self.evidence),
            views: days("views", &self.views),
            events: days("events", &self.events),
        };
        let lines = |text: &str| text.trim().replace("\r\n", "\n");
        let privacy = Privacy {
            controller: lines(&self.controller),
            contact: self.contact.trim().to_owned(),
            purpose: lines(&self.purpose),
            ground: lines(&self.ground),
            retention,
        };
        for fault in privacy.faults() {
            faults.add(&fault.field, &fault.reason);
        }
        if faults.is_empty() { Ok(privacy) } else { Err(faults) }
    }
}

/// What identifies the settings in the form.
fn seen(privacy: &Privacy) -> String {
    serde_json::to_string(privacy).unwrap_or_default()
}

pub async fn show(of: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    of.member.require(Right::EditProject)?;
    let stored = privacy(&web.app.db, &of.member.workspace.id, &of.project.id).await?;
    let mut page = page(&web, &of, DataForm::of(&stored)).await?;
    page.frame = page.frame.saying(asked.done.as_deref(), &SAID);
    Ok(send(StatusCode::OK, &page))
}

async fn page(web: &Web, of: &InProject, form: DataForm) -> Result<Page, Refusal> {
    let workspace: &WorkspaceId = &of.member.workspace.id;
    let offer = &of.project.offer;
    Ok(Page {
        frame: Frame::in_project(&of.member, &of.project, "Data", Place::Settings(Settings::Data)),
        base: base(of),
        form,
        faults: Faults::default(),
        stale: false,
        sender: if offer.company.is_empty() { of.member.workspace.name.clone() } else { offer.company.clone() },
        sender_email: offer.sender_email.clone(),
        last_run: last_run(&web.app.db, workspace, &of.project.id).await?.map(when),
        email: String::new(),
        email_fault: None,
    })
}

fn base(of: &InProject) -> String {
    format!("/dashboard/projects/{}/settings/data", of.project.slug)
}

pub async fn save(of: InProject, State(web): State<Web>, Typed(typed): Typed<DataForm>) -> Screen {
    of.member.require(Right::EditProject)?;
    let next = match typed.privacy() {
        Ok(next) => next,
        Err(faults) => return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &Page { faults, ..page(&web, &of, typed).await? })),
    };
    let app = &web.app;
    let before = privacy(&app.db, &of.member.workspace.id, &of.project.id).await?;
    let same = typed.seen == seen(&before);
    let detail = json!({"changes": before.changes(&next)});
    let saved = same
        && (before == next
            || change_privacy(&app.db, &*app.random, &of.project.id, &before, &next, &entry(&of.member, &of.project, "privacy.changed", detail, app.now()))
                .await?);
    if saved {
        return Ok(see_other(&format!("{}?done=saved", base(&of))));
    }
    let now = privacy(&app.db, &of.member.workspace.id, &of.project.id).await?;
    let form = DataForm { seen: seen(&now), ..typed };
    Ok(send(StatusCode::CONFLICT, &Page { stale: true, ..page(&web, &of, form).await? }))
}

/// All that is held on one address, of whatever project of the workspace, as one file.
pub async fn export(of: InProject, State(web): State<Web>, Typed(typed): Typed<PersonForm>) -> Screen {
    of.member.require(Right::EditProject)?;
    let Ok(email) = parse_email(&typed.email) else { return wrong_address(&web, &of, typed.email).await };
    let Some(file) = person_data::export(&web.app, &of.member.workspace.id, &email).await? else {
        return Ok(see_other(&format!("{}?done=nobody", base(&of))));
    };
    let app = &web.app;
    note(&app.db, &*app.random, &entry(&of.member, &of.project, "person.exported", json!({}), app.now())).await?;
    Ok(json_file(&file, "person.json"))
}

/// Erases all that is held on one address, of whatever project of the workspace.
pub async fn erase(of: InProject, State(web): State<Web>, Typed(typed): Typed<PersonForm>) -> Screen {
    of.member.require(Right::EditProject)?;
    let Ok(email) = parse_email(&typed.email) else { return wrong_address(&web, &of, typed.email).await };
    let erased = person_data::erase(&web.app, by(&of.member), &email).await?;
    Ok(see_other(&format!("{}?done={}", base(&of), if erased == 0 { "nobody" } else { "erased" })))
}

async fn wrong_address(web: &Web, of: &InProject, email: String) -> Result<Response, Refusal> {
    let stored = privacy(&web.app.db, &of.member.workspace.id, &of.project.id).await?;
    let page = page(web, of, DataForm::of(&stored)).await?;
    Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &Page { email, email_fault: Some("must be a valid e-mail address"), ..page }))
}
