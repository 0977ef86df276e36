//! What people and programs do to webhook endpoints, for API and dashboard alike: in the caller's transaction, with the entry in the audit log.

use serde_json::{Map, Value, json};

use super::error::{self, ApiError};
use crate::app::App;
use crate::model::event::{EventKind, Happening, MagnetLinks, Payload};
use crate::model::ids::{DeliveryId, EndpointId, EventId, JobId, LeadId};
use crate::model::lead::LeadFields;
use crate::model::project::Project;
use crate::model::webhook::{ENDPOINTS_MAX, Endpoint, EventChoice, OVERLAP_MS, OffReason, WebhookSecret};
use crate::store::audit::{Entry, insert_audit};
use crate::store::delivery_log::{Again, insert_test, replay_many, replay_one};
use crate::store::endpoints::{change_endpoint, count_endpoints, delete_endpoint, insert_endpoint, rotate_secret, switch_endpoint};
use crate::store::{StoreError, Tx};

/// Who acts, and from where, as the audit log names them.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    pub project: &'a Project,
    pub actor: &'a str,
    /// Empty where it is not known.
    pub address: &'a str,
}

/// Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("A project has at most {ENDPOINTS_MAX} webhook endpoints. Delete one first")]
    Full,
    #[error("This webhook endpoint is gone")]
    Gone,
    #[error("Somebody else changed this webhook endpoint at the same time")]
    Changed,
    #[error("This webhook endpoint is switched off. Switch it on first")]
    Off,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Store(error) => Self::from(error),
            Refused::Gone => Self::new(&error::NOT_FOUND),
            refused => Self::with_message(&error::CONFLICT, refused.to_string()),
        }
    }
}

/// What an endpoint is to be.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub url: String,
    pub description: String,
    pub events: EventChoice,
    pub ordered: bool,
    pub on: bool,
}

impl Wanted {
    /// As the endpoint is now.
    #[must_use]
    pub fn of(endpoint: &Endpoint) -> Self {
        Self {
            url: endpoint.url.clone(),
            description: endpoint.description.clone(),
            events: endpoint.events.clone(),
            ordered: endpoint.ordered,
            on: endpoint.off.is_none(),
        }
    }
}

/// A new endpoint with its secret, which is shown this once.
///
/// # Errors
/// [`Refused::Full`]; [`StoreError::Taken`] when there is one with this id.
pub async fn create(app: &App, tx: &mut Tx, by: By<'_>, id: EndpointId, wanted: Wanted) -> Result<(Endpoint, WebhookSecret), Refused> {
    let now = app.now();
    if count_endpoints(tx, &by.project.workspace_id, &by.project.id).await? >= ENDPOINTS_MAX {
        return Err(Refused::Full);
    }
    let endpoint = Endpoint {
        id,
        workspace_id: by.project.workspace_id.clone(),
        project_id: by.project.id.clone(),
        url: wanted.url,
        description: wanted.description,
        events: wanted.events,
        ordered: wanted.ordered,
        off: (!wanted.on).then_some(OffReason::Owner),
        failing_since: None,
        last_success_at: None,
        last_failure_at: None,
        old_secret_until: None,
        created_by: by.actor.to_owned(),
        created_at: now,
        updated_at: now,
    };
    let (secret, sealed) = new_secret(app, &endpoint)?;
    insert_endpoint(tx, &endpoint, &sealed).await?;
    note(app, tx, by, &endpoint, "webhook.created", json!({"id": endpoint.id, "events": endpoint.events.names()})).await?;
    Ok((endpoint, secret))
}

/// Puts the wanted in the place of what was seen; returns the endpoint as it is then.
///
/// # Errors
/// [`Refused::Changed`] when somebody was faster.
pub async fn change(app: &App, tx: &mut Tx, by: By<'_>, seen: &Endpoint, wanted: Wanted) -> Result<Endpoint, Refused> {
    let at = app.now().max(seen.updated_at + 1);
    let on = wanted.on;
    let mut after =
        Endpoint { url: wanted.url, description: wanted.description, events: wanted.events, ordered: wanted.ordered, updated_at: at, ..seen.clone() };
    if (Endpoint { updated_at: seen.updated_at, ..after.clone() }) != *seen {
        if !change_endpoint(tx, &after, seen.updated_at).await? {
            return Err(Refused::Changed);
        }
        let detail = json!({"id": after.id, "from": seen.origin(), "events": after.events.names(), "ordered": after.ordered});
        note(app, tx, by, &after, "webhook.changed", detail).await?;
    } else {
        after.updated_at = seen.updated_at;
    }
    if on != seen.off.is_none() && switch_endpoint(tx, &after, on, at).await? {
        after = Endpoint { off: (!on).then_some(OffReason::Owner), failing_since: seen.failing_since.filter(|_| !on), updated_at: at, ..after };
        note(app, tx, by, &after, if on { "webhook.switched_on" } else { "webhook.switched_off" }, json!({"id": after.id})).await?;
    }
    Ok(after)
}

/// A new secret; the present one signs beside it for 24 hours more, the one before that no longer.
///
/// # Errors
/// [`Refused::Gone`].
pub async fn rotate(app: &App, tx: &mut Tx, by: By<'_>, endpoint: &Endpoint) -> Result<(Endpoint, WebhookSecret), Refused> {
    let at = app.now().max(endpoint.updated_at + 1);
    let until = app.now() + OVERLAP_MS;
    let (secret, sealed) = new_secret(app, endpoint)?;
    if !rotate_secret(tx, endpoint, &sealed, until, at).await? {
        return Err(Refused::Gone);
    }
    note(app, tx, by, endpoint, "webhook.rotated", json!({"id": endpoint.id, "until": until})).await?;
    Ok((Endpoint { old_secret_until: Some(until), updated_at: at, ..endpoint.clone() }, secret))
}

/// Removes the endpoint with its log; what still waits is not sent.
///
/// # Errors
/// [`Refused::Gone`].
pub async fn delete(app: &App, tx: &mut Tx, by: By<'_>, endpoint: &Endpoint) -> Result<(), Refused> {
    if !delete_endpoint(tx, &endpoint.workspace_id, &endpoint.project_id, &endpoint.id).await? {
        return Err(Refused::Gone);
    }
    note(app, tx, by, endpoint, "webhook.deleted", json!({"id": endpoint.id})).await?;
    Ok(())
}

/// Sends a made-up event to this endpoint alone. `workspace`: its slug.
///
/// # Errors
/// [`Refused::Off`].
pub async fn test(app: &App, tx: &mut Tx, by: By<'_>, workspace: &str, endpoint: &Endpoint) -> Result<DeliveryId, Refused> {
    must_be_on(endpoint)?;
    let id = DeliveryId::new(&*app.random);
    insert_test(tx, endpoint, &id, &test_payload(app, workspace, endpoint)).await?;
    note(app, tx, by, endpoint, "webhook.tested", json!({"id": endpoint.id})).await?;
    Ok(id)
}

/// Sends one delivery of the endpoint again.
///
/// # Errors
/// [`Refused::Off`].
pub async fn send_again(app: &App, tx: &mut Tx, by: By<'_>, endpoint: &Endpoint, id: &DeliveryId) -> Result<(), Refused> {
    must_be_on(endpoint)?;
    replay_one(tx, &endpoint.workspace_id, &endpoint.project_id, id, app.now()).await?;
    note(app, tx, by, endpoint, "webhook.replayed", json!({"id": endpoint.id, "delivery": id, "count": 1})).await?;
    Ok(())
}

/// Sends many deliveries of the endpoint again; returns how many.
///
/// # Errors
/// [`Refused::Off`].
pub async fn send_many_again(app: &App, tx: &mut Tx, by: By<'_>, endpoint: &Endpoint, again: Again) -> Result<u64, Refused> {
    must_be_on(endpoint)?;
    let count = replay_many(tx, &endpoint.workspace_id, &endpoint.id, again, app.now()).await?;
    if count > 0 {
        note(app, tx, by, endpoint, "webhook.replayed", json!({"id": endpoint.id, "count": count})).await?;
    }
    Ok(count)
}

fn must_be_on(endpoint: &Endpoint) -> Result<(), Refused> {
    if endpoint.off.is_some() { Err(Refused::Off) } else { Ok(()) }
}

/// In the clear, and sealed for the place that the endpoint's id names.
fn new_secret(app: &App, endpoint: &Endpoint) -> Result<(WebhookSecret, String), StoreError> {
    let secret = WebhookSecret::new(&*app.random);
    let sealed = app.sealer.seal(&*app.random, endpoint.id.as_str(), secret.reveal().as_bytes());
    let sealed = sealed.map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok((secret, sealed))
}

fn test_payload(app: &App, workspace: &str, endpoint: &Endpoint) -> Payload {
    let lead_id = LeadId::new(&*app.random);
    let url = app.magnet_url(workspace, &endpoint.project_id, &lead_id);
    let magnet = MagnetLinks { pdf_url: format!("{url}.pdf"), image_url: format!("{url}.png"), title: "A made-up magnet for Example Ltd".into(), url };
    let lead = LeadFields {
        email: "jane@example.com".into(),
        full_name: Some("Jane Example".into()),
        company: Some("Example Ltd".into()),
        domain: Some("example.com".into()),
        custom_fields: Map::new(),
        ..LeadFields::default()
    };
    let happening = Happening {
        id: &EventId::new(&*app.random),
        kind: EventKind::WebhookTest,
        created_at: app.now(),
        sequence: 1,
        project_id: &endpoint.project_id,
        workspace,
        lead_id: &lead_id,
        lead: &lead,
        job_id: &JobId::new(&*app.random),
        job_status: "completed",
        job_error: None,
        magnet: Some(&magnet),
        data: json!({"message": "This is a test. The lead and the magnet are made up."}),
    };
    happening.payload()
}

async fn note(app: &App, tx: &mut Tx, by: By<'_>, endpoint: &Endpoint, action: &str, detail: Value) -> Result<(), StoreError> {
    let origin = endpoint.origin();
    let entry = Entry {
        workspace_id: &endpoint.workspace_id,
        project_id: Some(&endpoint.project_id),
        actor: by.actor,
        address: by.address,
        action,
        target: &origin,
        detail,
        at: app.now(),
    };
    insert_audit(tx, &*app.random, &entry).await
}
