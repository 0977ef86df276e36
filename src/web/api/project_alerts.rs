//! The member `alerts` of a project: who is told when a person first opens a lead's magnet. The webhook's address goes in and never comes out.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;
use utoipa::ToSchema;

use crate::app::App;
use crate::model::alert::{AlertSettings, Hook, hook_place, parse_emails};
use crate::model::ids::ProjectId;
use crate::model::schema::Fault;

/// Who is told when a person first opens a lead's magnet: once for each lead.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProjectAlerts {
    /// Mailed to where the operator has set a mail server.
    #[schema(max_items = 10)]
    emails: Vec<String>,
    /// Host of the Slack-compatible webhook; null: there is none. The address itself is never shown.
    #[schema(required)]
    webhook_host: Option<String>,
}

impl From<&AlertSettings> for ProjectAlerts {
    fn from(settings: &AlertSettings) -> Self {
        Self { emails: settings.emails.clone(), webhook_host: settings.hook.as_ref().map(|hook| hook.host.clone()) }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AlertsChange {
    #[serde(default)]
    #[schema(nullable = false, max_items = 10)]
    emails: Option<Vec<String>>,
    /// Takes `{"text": …}` by POST, as incoming webhooks of Slack, Mattermost and others do; null removes it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = "uri")]
    webhook_url: Option<Option<String>>,
}

/// Tells null from nothing.
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The settings with the member's values in place of their own.
///
/// # Errors
/// Every fault, under `alerts.…`.
pub fn changed_alerts(app: &App, project_id: &ProjectId, before: &AlertSettings, value: Value) -> Result<AlertSettings, Vec<Fault>> {
    let fault = |field: &str, reason: String| Fault { field: field.into(), reason };
    if !value.is_object() {
        return Err(vec![fault("alerts", "must be an object".into())]);
    }
    let change: AlertsChange = serde_json::from_value(value).map_err(|error| vec![fault("alerts", error.to_string())])?;
    let (mut after, mut faults) = (before.clone(), Vec::new());
    if let Some(emails) = change.emails {
        match parse_emails(emails.iter().map(String::as_str)) {
            Ok(emails) => after.emails = emails,
            Err(reason) => faults.push(fault("alerts.emails", reason)),
        }
    }
    match change.webhook_url {
        None => {}
        Some(None) => after.hook = None,
        Some(Some(url)) => match hook(app, project_id, &url) {
            Ok(hook) => after.hook = Some(hook),
            Err(reason) => faults.push(fault("alerts.webhookUrl", reason.into())),
        },
    }
    if faults.is_empty() { Ok(after) } else { Err(faults) }
}

/// Checks the address of a webhook and seals it.
///
/// # Errors
/// A sentence for the field.
pub fn hook(app: &App, project_id: &ProjectId, text: &str) -> Result<Hook, &'static str> {
    let url = app.webhook_url(text)?;
    let host = Url::parse(&url).ok().and_then(|url| url.host_str().map(str::to_owned)).ok_or("must be a URL")?;
    let sealed = app.sealer.seal(&*app.random, &hook_place(project_id), url.as_bytes()).map_err(|_| "cannot be kept on this server")?;
    Ok(Hook { sealed, host })
}
