//! Writes what came of the tries, many in one transaction, and switches endpoints off: one that says it is gone, and one that has failed for days.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::mpsc;
use url::Url;

use super::Report;
use crate::app::App;
use crate::model::delivery::FAILING_MS;
use crate::model::ids::{DeliveryId, EndpointId};
use crate::store::audit::{Entry, insert_audit};
use crate::store::deliveries::{Health, Outcome, note_health, record, switch_off};
use crate::store::{StoreError, Tx, users};

/// Outcomes of one transaction.
const BATCH: usize = 256;
/// Wait while our own disk or database is full or away.
const PAUSE: Duration = Duration::from_millis(500);

/// Writes until nobody has outcomes any more.
pub(super) async fn work(app: Arc<App>, mut outcomes: mpsc::Receiver<Outcome>, reporter: mpsc::UnboundedSender<Report>) {
    let mut batch = Vec::new();
    while outcomes.recv_many(&mut batch, BATCH).await > 0 {
        write_all(&app, &batch, &reporter).await;
        batch.clear();
    }
}

/// A passing fault is waited for. One that stays is looked for outcome by outcome, so that a single one holds up no other: it stays in hand, and is
/// sent again after the next start.
async fn write_all(app: &Arc<App>, batch: &[Outcome], reporter: &mpsc::UnboundedSender<Report>) {
    match write_patiently(app, batch).await {
        Ok(()) => report(batch, reporter),
        Err(error) if batch.len() == 1 => tracing::error!(%error, "what came of a webhook cannot be written"),
        Err(_) => {
            for outcome in batch {
                match write_patiently(app, std::slice::from_ref(outcome)).await {
                    Ok(()) => report(std::slice::from_ref(outcome), reporter),
                    Err(error) => tracing::error!(delivery.id = %outcome.id, %error, "what came of a webhook cannot be written"),
                }
            }
        }
    }
}

async fn write_patiently(app: &Arc<App>, batch: &[Outcome]) -> Result<(), StoreError> {
    loop {
        match write(app, batch).await {
            Err(error) if error.is_passing() => {
                tracing::warn!(%error, "what came of webhooks cannot be written now; it is tried again");
                tokio::time::sleep(PAUSE).await;
            }
            done => return done,
        }
    }
}

fn report(batch: &[Outcome], reporter: &mpsc::UnboundedSender<Report>) {
    let mut done: BTreeMap<&EndpointId, Vec<DeliveryId>> = BTreeMap::new();
    for outcome in batch {
        done.entry(&outcome.endpoint_id).or_default().push(outcome.id.clone());
    }
    for (endpoint, ids) in done {
        // A dispatcher that is gone needs no report.
        let _ = reporter.send(Report::Done(endpoint.clone(), ids));
    }
}

async fn write(app: &Arc<App>, batch: &[Outcome]) -> Result<(), StoreError> {
    let mut of_endpoint: BTreeMap<&EndpointId, Vec<&Outcome>> = BTreeMap::new();
    for outcome in batch {
        of_endpoint.entry(&outcome.endpoint_id).or_default().push(outcome);
    }
    let mut tx = app.db.begin().await?;
    // Endpoints before deliveries, as who removes an endpoint takes them.
    let mut off = Vec::new();
    for (endpoint, mut outcomes) in of_endpoint {
        outcomes.sort_by_key(|outcome| outcome.ended_at);
        let Some(last) = outcomes.last().copied() else { continue };
        note_health(&mut tx, &last.workspace_id, endpoint, health(&outcomes)).await?;
        if let Some(reason) = judge(&mut tx, &outcomes, last).await? {
            note_audit(app, &mut tx, last, reason).await?;
            off.push((last.clone(), reason));
        }
    }
    record(&mut tx, batch).await?;
    tx.commit().await?;
    for (outcome, reason) in off {
        tracing::warn!(endpoint.id = %outcome.endpoint_id, reason, "a webhook was switched off");
        tokio::spawn(tell_owners(app.clone(), outcome, reason));
    }
    Ok(())
}

/// In the order of time.
fn health(outcomes: &[&Outcome]) -> Health {
    let mut health = Health::default();
    for outcome in outcomes {
        if outcome.failure.is_none() {
            (health.succeeded_at, health.failing_since) = (Some(outcome.ended_at), None);
        } else {
            health.failed_at = Some(outcome.ended_at);
            health.failing_since = health.failing_since.or(health.failed_at);
        }
    }
    health
}

/// Switches the endpoint off where these outcomes are a reason to, and returns it.
async fn judge(tx: &mut Tx, outcomes: &[&Outcome], last: &Outcome) -> Result<Option<&'static str>, StoreError> {
    let gone = outcomes.iter().any(|outcome| outcome.status == Some(410));
    if gone && switch_off(tx, &last.workspace_id, &last.endpoint_id, "gone", None, last.ended_at).await? {
        return Ok(Some("gone"));
    }
    if last.failure.is_some() && switch_off(tx, &last.workspace_id, &last.endpoint_id, "failing", Some(last.ended_at - FAILING_MS), last.ended_at).await? {
        return Ok(Some("failing"));
    }
    Ok(None)
}

async fn note_audit(app: &App, tx: &mut Tx, outcome: &Outcome, reason: &str) -> Result<(), StoreError> {
    let target = origin(&outcome.url);
    let entry = Entry {
        workspace_id: &outcome.workspace_id,
        project_id: Some(&outcome.project_id),
        actor: "Magnetite",
        address: "",
        action: "webhook.switched_off",
        target: &target,
        detail: json!({"endpoint": outcome.endpoint_id, "off_reason": reason, "reason": why(reason)}),
        at: outcome.ended_at,
    };
    insert_audit(tx, &*app.random, &entry).await
}

fn why(reason: &str) -> &'static str {
    if reason == "gone" { "it answered 410 Gone" } else { "it has not answered with success for five days" }
}

/// A path may hold a secret: logs and mails name what stands before it alone.
fn origin(url: &str) -> String {
    Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}

async fn tell_owners(app: Arc<App>, outcome: Outcome, reason: &'static str) {
    let Some(mailer) = &app.mailer else { return };
    let origin = origin(&outcome.url);
    let subject = format!("The webhook to {origin} was switched off");
    let text = format!(
        "Magnetite sends no more webhooks to {origin}: {}.\n\nWhat was not delivered is kept for 30 days. Put the receiver right, then switch the webhook on again:\n{}/dashboard\n",
        why(reason),
        app.public_url()
    );
    let owners = users::owners(&app.db, &outcome.workspace_id).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "nobody could be told that a webhook was switched off");
        Vec::new()
    });
    for owner in owners {
        if let Err(error) = mailer.send(&owner, &subject, &text).await {
            tracing::warn!(%error, "an owner could not be told that a webhook was switched off");
        }
    }
}
