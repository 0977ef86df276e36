//! Sends the alerts at first views: mail where the operator has set a server, and Slack-compatible webhooks. An alert is taken before it is sent;
//! who has it is written down, so that another try goes to the others alone.

use std::time::Duration;

use bytes::Bytes;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::app::App;
use crate::model::alert::{AlertSettings, FirstView, Hook, hook_place};
use crate::model::ids::ProjectId;
use crate::store::alerts::{Alert, alert_settings, claim_alert, due_alerts, note_told};
use crate::store::{StoreError, leads, magnets, projects};

const PAUSE: Duration = Duration::from_secs(2);
/// Alerts read at once.
const PORTION: i64 = 20;
/// Longer than a mail to every address and a webhook may take.
const TAKEN_MS: i64 = 10 * 60 * 1_000;
/// Waits before further tries; after the last one it is given up.
const WAITS_MS: [i64; 3] = [60_000, 10 * 60_000, 3_600_000];

/// Works until `stop`.
pub async fn work(app: std::sync::Arc<App>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            sent = run_due(&app) => if let Err(error) = sent {
                tracing::warn!(%error, "alerts could not be sent; it is tried again");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Sends every alert that is due, and returns how many tries that were.
///
/// # Errors
/// When the database cannot be used.
pub async fn run_due(app: &App) -> Result<usize, StoreError> {
    let mut tries = 0;
    for alert in due_alerts(&app.db, app.now(), PORTION).await? {
        if claim_alert(&app.db, &alert, app.now() + TAKEN_MS).await? {
            tries += 1;
            send(app, &alert).await?;
        }
    }
    Ok(tries)
}

async fn send(app: &App, alert: &Alert) -> Result<(), StoreError> {
    let settings = alert_settings(&app.db, &alert.workspace_id, &alert.project_id).await?;
    let mut told = alert.told.clone();
    let all = match first_view(app, alert).await? {
        Some(view) => tell_all(app, &alert.project_id, &settings, &view, &mut told).await,
        // The lead or its project is gone.
        None => true,
    };
    let wait = usize::try_from(alert.tries).ok().and_then(|tries| WAITS_MS.get(tries)).filter(|_| !all);
    if !all && wait.is_none() {
        tracing::warn!(lead.id = %alert.lead_id, "an alert could not be sent and is given up");
    }
    note_told(&app.db, alert, &told, wait.map(|wait| app.now() + wait)).await
}

async fn first_view(app: &App, alert: &Alert) -> Result<Option<FirstView>, StoreError> {
    let Some(lead) = leads::lead(&app.db, &alert.workspace_id, &alert.lead_id).await? else { return Ok(None) };
    let Some(project) = projects::project(&app.db, &alert.workspace_id, alert.project_id.as_str()).await? else { return Ok(None) };
    let title = magnets::magnet(&app.db, &alert.workspace_id, &alert.lead_id).await?.map_or_else(String::new, |magnet| magnet.title);
    let at = jiff::Timestamp::from_millisecond(alert.created_at).unwrap_or_default();
    Ok(Some(FirstView {
        who: lead.fields.full_name.clone().unwrap_or_else(|| lead.fields.email.clone()),
        company: lead.fields.company.clone(),
        title,
        when: at.strftime("%-d %b %Y, %H:%M UTC").to_string(),
        link: format!("{}/dashboard/projects/{}/leads/{}", app.public_url(), project.slug, alert.lead_id),
    }))
}

/// Whether everybody who can be told has been.
async fn tell_all(app: &App, project_id: &ProjectId, settings: &AlertSettings, view: &FirstView, told: &mut Vec<String>) -> bool {
    let mut all = true;
    if let Some(mailer) = &app.mailer {
        for email in &settings.emails {
            if told.contains(email) {
                continue;
            }
            match mailer.send(email, &view.subject(), &view.mail()).await {
                Ok(()) => told.push(email.clone()),
                Err(error) => {
                    tracing::warn!(%error, "an alert could not be mailed");
                    all = false;
                }
            }
        }
    }
    if let Some(hook) = &settings.hook
        && !told.contains(&hook.host)
    {
        match post(app, project_id, hook, view).await {
            Ok(()) => told.push(hook.host.clone()),
            Err(reason) => {
                tracing::warn!(hook.host = %hook.host, reason, "an alert could not be posted");
                all = false;
            }
        }
    }
    all
}

/// One word says what was wrong.
async fn post(app: &App, project_id: &ProjectId, hook: &Hook, view: &FirstView) -> Result<(), String> {
    let url = app.sealer.unseal(&hook_place(project_id), &hook.sealed).map_err(|_| "unreadable")?;
    let url = String::from_utf8(url).ok().and_then(|url| Url::parse(&url).ok()).ok_or("unreadable")?;
    let body = Bytes::from(json!({"text": view.chat()}).to_string());
    match app.poster.post(&url, &[("content-type", "application/json")], body).await {
        Ok(answer) if (200..300).contains(&answer.status) => Ok(()),
        Ok(answer) => Err(format!("http_{}", answer.status)),
        Err(failure) => Err(failure.error.to_string()),
    }
}
