//! One try of one delivery: read it, sign it, post it, and judge the answer.

use std::time::Instant;

use bytes::Bytes;
use serde_json::{Map, Value};
use tokio::sync::mpsc;

use super::Report;
use super::lane::Grade;
use crate::app::App;
use crate::model::delivery::{Parcel, SigningSecret, failure, is_slow, retry_after, wait_ms};
use crate::model::ids::{DeliveryId, EndpointId};
use crate::store::StoreError;
use crate::store::deliveries::{self, Letter, Outcome, Target};

/// Says to the dispatcher, when it is dropped, that the request has ended, whatever became of it.
pub(super) struct Slip {
    reporter: mpsc::UnboundedSender<Report>,
    endpoint: EndpointId,
    delivery: DeliveryId,
    grade: Grade,
    /// The outcome is on its way to be written: who writes it reports the delivery.
    handed_on: bool,
}

impl Slip {
    pub(super) fn new(reporter: mpsc::UnboundedSender<Report>, endpoint: EndpointId, delivery: DeliveryId) -> Self {
        Self { reporter, endpoint, delivery, grade: Grade::None, handed_on: false }
    }
}

impl Drop for Slip {
    fn drop(&mut self) {
        // A dispatcher that is gone needs no report.
        let _ = self.reporter.send(Report::Sent(self.endpoint.clone(), self.grade));
        if !self.handed_on {
            let _ = self.reporter.send(Report::Done(self.endpoint.clone(), vec![self.delivery.clone()]));
        }
    }
}

pub(super) async fn send(app: &App, target: &Target, mut slip: Slip, outcomes: &mpsc::Sender<Outcome>) {
    match attempt(app, target, &slip.delivery).await {
        Ok(Some(outcome)) => {
            slip.grade = match &outcome.failure {
                None => Grade::Good,
                Some(failure) if is_slow(failure) => Grade::Slow,
                Some(_) => Grade::Bad,
            };
            slip.handed_on = outcomes.send(outcome).await.is_ok();
        }
        Ok(None) => {}
        Err(error) => {
            tracing::error!(delivery.id = %slip.delivery, %error, "a delivery cannot be read; it is tried again");
            // Not at once: the fault is ours, and others wait for the same database.
            tokio::time::sleep(super::POLL).await;
        }
    }
}

/// `None` when the delivery is no longer to be sent.
async fn attempt(app: &App, target: &Target, id: &DeliveryId) -> Result<Option<Outcome>, StoreError> {
    let Some(letter) = deliveries::letter(&app.db, &target.workspace_id, id).await? else { return Ok(None) };
    let (started_at, began) = (app.now(), Instant::now());
    let sent = post(app, target, id, &letter, started_at).await;
    let (ended_at, duration_ms) = (app.now(), i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX));
    let failure = failure(sent.status, sent.error);
    let (tries, total_tries) = (letter.tries + 1, letter.total_tries + 1);
    let mut chance = [0];
    app.random.fill(&mut chance);
    let asked = sent.headers.iter().find(|(name, _)| name == "retry-after").and_then(|(_, value)| retry_after(value, ended_at));
    // What was never written is not sent by waiting.
    let wait = failure.as_deref().filter(|_| letter.payload.is_some()).and_then(|failure| wait_ms(tries, failure, asked, chance[0]));
    Ok(Some(Outcome {
        workspace_id: target.workspace_id.clone(),
        project_id: target.project_id.clone(),
        endpoint_id: target.id.clone(),
        url: target.url.clone(),
        id: id.clone(),
        next_at: wait.map(|wait| ended_at + wait),
        tries,
        total_tries,
        started_at,
        ended_at,
        duration_ms,
        status: sent.status,
        failure,
        request_headers: object(sent.request_headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone()))),
        answer_headers: object(sent.headers.into_iter()),
        answer: sent.body,
    }))
}

/// What went out and what came back.
#[derive(Default)]
struct Sent {
    request_headers: Vec<(&'static str, String)>,
    status: Option<u16>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// The word of what broke the request off, or kept it from being made.
    error: Option<&'static str>,
}

async fn post(app: &App, target: &Target, id: &DeliveryId, letter: &Letter, at: i64) -> Sent {
    let not_sent = |error| Sent { error: Some(error), ..Sent::default() };
    let Some(payload) = &letter.payload else { return not_sent("no_event") };
    let Ok(url) = target.url.parse() else { return not_sent("bad_url") };
    let Some(secret) = unsealed(app, &target.id, &target.secret) else { return not_sent("no_secret") };
    let old = target.old_secret.as_ref().filter(|(_, until)| at < *until).and_then(|(sealed, _)| unsealed(app, &target.id, sealed));
    let parcel = Parcel { event_id: letter.event_id.as_str(), delivery_id: id.as_str(), kind: &letter.kind, at, body: payload.as_bytes() };
    let request_headers = parcel.headers(&secret, old.as_ref());
    let headers: Vec<(&str, &str)> = request_headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (got, error) = match app.poster.post(&url, &headers, Bytes::from(payload.clone())).await {
        Ok(posted) => (Some(posted), None),
        Err(failure) => (failure.got, Some(failure.error.word())),
    };
    let (status, headers, body) = got.map_or_else(Default::default, |got| (Some(got.status), got.headers, got.body));
    Sent { request_headers, status, headers, body, error }
}

fn unsealed(app: &App, endpoint: &EndpointId, sealed: &str) -> Option<SigningSecret> {
    let plain =
        app.sealer.unseal(endpoint.as_str(), sealed).inspect_err(|error| tracing::error!(endpoint.id = %endpoint, %error, "a webhook cannot be signed"));
    SigningSecret::parse(std::str::from_utf8(&plain.ok()?).ok()?)
}

/// A JSON object; of headers with the same name all values, as one list.
fn object(headers: impl Iterator<Item = (String, String)>) -> String {
    let mut members: Map<String, Value> = Map::new();
    for (name, value) in headers {
        match members.get_mut(&name) {
            Some(Value::String(list)) => {
                list.push_str(", ");
                list.push_str(&value);
            }
            _ => {
                members.insert(name, Value::String(value));
            }
        }
    }
    Value::Object(members).to_string()
}
