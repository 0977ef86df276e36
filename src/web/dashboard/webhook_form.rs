//! A webhook endpoint in a form: to be made, or to be changed. And the page that shows a secret this once.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::form::Typed;
use super::frame::{Frame, see_other, show as send, when};
use super::in_webhook::{InWebhook, by, frame, list_path, webhooks_path};
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::app::App;
use crate::model::event::EventKind;
use crate::model::ids::EndpointId;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::schema::Fault;
use crate::model::webhook::{Endpoint, EventChoice, WebhookSecret, parse_description};
use crate::store::StoreError;
use crate::web::hooks::{self, Refused, Wanted};
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct HookForm {
    /// Id of the endpoint to be made, so that a form sent twice makes one; or what the form for a change was made from.
    once: String,
    url: String,
    description: String,
    /// `all` or `some`.
    which: String,
    events: Vec<String>,
    ordered: String,
}

impl HookForm {
    fn fresh(once: String) -> Self {
        let events = [EventKind::LeadCompleted, EventKind::LeadFailed].map(|kind| kind.as_str().to_owned());
        Self { once, which: "some".into(), events: events.to_vec(), ..Self::default() }
    }

    fn of(endpoint: &Endpoint) -> Self {
        let (which, events) = match &endpoint.events {
            EventChoice::All => ("all", Vec::new()),
            some @ EventChoice::Some(_) => ("some", some.names().into_iter().map(str::to_owned).collect()),
        };
        Self {
            once: endpoint.updated_at.to_string(),
            url: endpoint.url.clone(),
            description: endpoint.description.clone(),
            which: which.into(),
            events,
            ordered: if endpoint.ordered { "yes".into() } else { String::new() },
        }
    }
}

#[derive(Template)]
#[template(path = "dashboard/webhook_form.html")]
struct HookScreen<'a> {
    frame: Frame,
    action: String,
    back: String,
    back_label: &'static str,
    heading: &'static str,
    button: &'static str,
    new: bool,
    /// Which addresses are allowed.
    hint: &'static str,
    typed: &'a HookForm,
    faults: &'a [Fault],
    /// What somebody else did meanwhile.
    stale: bool,
}

impl HookScreen<'_> {
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.reason.as_str())
    }

    fn events(&self) -> Vec<(EventKind, bool)> {
        let chosen = |kind: EventKind| self.typed.events.iter().any(|typed| typed == kind.as_str());
        EventKind::ALL.into_iter().filter(|kind| kind.is_choosable()).map(|kind| (kind, chosen(kind))).collect()
    }
}

fn hint(app: &App) -> &'static str {
    if app.settings.webhook_allow_private {
        "Where events are posted to. This server lets http and private addresses through too."
    } else {
        "Where events are posted to: https, and a host on the public internet."
    }
}

/// All faults of a form at once.
fn check(app: &App, form: &HookForm, on: bool) -> Result<Wanted, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, reason: &str| faults.push(Fault { field: field.into(), reason: reason.into() });
    let url = app.webhook_url(&form.url).map_err(|reason| fault("url", reason)).ok();
    let description = parse_description(&form.description).map_err(|reason| fault("description", reason)).ok();
    let events = match form.which.as_str() {
        "all" => Ok(EventChoice::All),
        "some" if form.events.is_empty() => Err("must name at least one event; or choose all events"),
        "some" => EventChoice::parse(form.events.iter().map(String::as_str).filter(|name| *name != "*")),
        _ => Err("must be one of the choices"),
    };
    let events = events.map_err(|reason| fault("events", reason)).ok();
    match (url, description, events) {
        (Some(url), Some(description), Some(events)) => Ok(Wanted { url, description, events, ordered: !form.ordered.is_empty(), on }),
        _ => Err(faults),
    }
}

fn new_screen(member: &Member, project: &Project, web: &Web, typed: &HookForm, faults: &[Fault]) -> Response {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let screen = HookScreen {
        frame: frame(member, project, "New webhook"),
        action: format!("{}/new", webhooks_path(project)),
        back: list_path(member, project),
        back_label: "Webhooks",
        heading: "New webhook",
        button: "Create the webhook",
        new: true,
        hint: hint(&web.app),
        typed,
        faults,
        stale: false,
    };
    send(status, &screen)
}

pub async fn new(InProject { member, project }: InProject, State(web): State<Web>) -> Screen {
    member.require(Right::ManageWebhooks)?;
    let typed = HookForm::fresh(EndpointId::new(&*web.app.random).to_string());
    Ok(new_screen(&member, &project, &web, &typed, &[]))
}

pub async fn create(InProject { member, project }: InProject, State(web): State<Web>, Typed(form): Typed<HookForm>) -> Screen {
    member.require(Right::ManageWebhooks)?;
    let id: EndpointId = form.once.parse().map_err(|_| Refusal::BadForm("Load the page again and send it once more.".into()))?;
    let wanted = match check(&web.app, &form, true) {
        Ok(wanted) => wanted,
        Err(faults) => return Ok(new_screen(&member, &project, &web, &form, &faults)),
    };
    let mut tx = web.app.db.begin().await?;
    let (endpoint, secret) = match hooks::create(&web.app, &mut tx, by(&member, &project), id, wanted).await {
        Err(Refused::Store(StoreError::Taken)) => return Err(made_before()),
        made => made?,
    };
    web.app.commit(tx).await?;
    Ok(shown(&InWebhook { member, project, endpoint }, &secret, None))
}

fn made_before() -> Refusal {
    Refusal::Conflict("This form has made its webhook already, and a secret is shown once. If you did not copy it, rotate it on the webhook's page.".into())
}

#[derive(Template)]
#[template(path = "dashboard/webhook_secret.html")]
struct SecretShown<'a> {
    frame: Frame,
    path: String,
    url: &'a str,
    secret: &'a str,
    /// Of a rotation: until when the former one signs too.
    old_until: Option<String>,
}

/// The page that shows the secret of an endpoint this once.
pub(super) fn shown(of: &InWebhook, secret: &WebhookSecret, old_until: Option<i64>) -> Response {
    let screen = SecretShown {
        frame: of.frame(if old_until.is_some() { "New secret" } else { "Your new webhook" }),
        path: of.path(),
        url: &of.endpoint.url,
        secret: secret.reveal(),
        old_until: old_until.map(when),
    };
    send(StatusCode::OK, &screen)
}

fn edit_screen(of: &InWebhook, web: &Web, typed: &HookForm, faults: &[Fault], stale: bool) -> Response {
    let status = match (stale, faults.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let screen = HookScreen {
        frame: of.frame("Edit a webhook"),
        action: format!("{}/edit", of.path()),
        back: of.path(),
        back_label: "The webhook",
        heading: "Edit the webhook",
        button: "Save",
        new: false,
        hint: hint(&web.app),
        typed,
        faults,
        stale,
    };
    send(status, &screen)
}

pub async fn edit(of: InWebhook, State(web): State<Web>) -> Screen {
    of.require_manage()?;
    Ok(edit_screen(&of, &web, &HookForm::of(&of.endpoint), &[], false))
}

pub async fn save(of: InWebhook, State(web): State<Web>, Typed(mut form): Typed<HookForm>) -> Screen {
    of.require_manage()?;
    let now = of.endpoint.updated_at.to_string();
    if form.once != now {
        form.once = now;
        return Ok(edit_screen(&of, &web, &form, &[], true));
    }
    let wanted = match check(&web.app, &form, of.endpoint.off.is_none()) {
        Ok(wanted) => wanted,
        Err(faults) => return Ok(edit_screen(&of, &web, &form, &faults, false)),
    };
    let mut tx = web.app.db.begin().await?;
    hooks::change(&web.app, &mut tx, of.by(), &of.endpoint, wanted).await?;
    web.app.commit(tx).await?;
    Ok(see_other(&format!("{}?done=saved", of.path())))
}
