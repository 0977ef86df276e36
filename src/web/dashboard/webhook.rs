//! One webhook endpoint: how it is set, how it fares, and the log of what was sent to it.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::chart::grouped;
use super::frame::{Frame, ago, lasting, machine_time, show as send, when};
use super::in_lead::{StateTag, leads_path};
use super::in_webhook::{InWebhook, delivery_tag, endpoint_tag, events_told, failure_told, list_path, why_off};
use super::refusal::{Screen, encode};
use super::webhook_act::instant;
use crate::model::event::EventKind;
use crate::model::ids::DeliveryId;
use crate::model::role::Right;
use crate::model::webhook::{DeliveryState, EventChoice, OffReason};
use crate::store::delivery_log::{Logged, Wanted, counts, deliveries_of};
use crate::web::state::Web;

const PAGE: usize = 50;
/// The newest deliveries, of which the figures tell.
const COUNTED: i64 = 10_000;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    event: String,
    /// `2026-11-24T17:30`, in UTC.
    from: String,
    to: String,
    /// Instant and id of the last of the page before, as `ms-dlv_…`.
    before: String,
    done: String,
    /// How many were sent again.
    again: String,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let after = self.before.split_once('-').and_then(|(at, id)| Some((at.parse().ok()?, id.parse::<DeliveryId>().ok()?.to_string())));
        Wanted { state: self.state.parse().ok(), kind: self.event.parse().ok(), from: instant(&self.from), to: instant(&self.to), after }
    }

    fn query(&self) -> String {
        let named = [("state", &self.state), ("event", &self.event), ("from", &self.from), ("to", &self.to)];
        named.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}&", encode(value))).collect()
    }
}

struct Line {
    href: String,
    event: &'static str,
    created: String,
    machine_created: String,
    /// Path and name.
    lead: Option<(String, String)>,
    state: StateTag,
    why: String,
    tries: i64,
    took: String,
    next: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "dashboard/webhook.html")]
struct Webhook {
    frame: Frame,
    path: String,
    back: String,
    url: String,
    description: String,
    state: StateTag,
    on: bool,
    why_off: Option<&'static str>,
    /// Switched off by us, which is told louder.
    ours: bool,
    failing: Option<String>,
    may_change: bool,
    events: Vec<&'static str>,
    events_told: String,
    ordered: bool,
    created: String,
    created_by: String,
    success: Option<String>,
    failure: Option<String>,
    overlap: Option<String>,
    delivered: String,
    waiting: String,
    failed: String,
    any_failed: bool,
    /// There are more deliveries than were counted.
    cut: bool,
    asked: Asked,
    states: Vec<(&'static str, &'static str)>,
    kinds: Vec<(&'static str, &'static str)>,
    lines: Vec<Line>,
    filtered: bool,
    older: Option<String>,
}

const SAID: [(&str, &str); 3] = [
    ("saved", "Saved."),
    ("on", "The webhook is on. What waited for it is sent now."),
    ("off", "The webhook is off. What happens from now on is not sent to it, and not sent later either."),
];

pub async fn show(of: InWebhook, State(web): State<Web>, asked: Result<Query<Asked>, QueryRejection>) -> Screen {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let (db, now, endpoint) = (&web.app.db, web.app.now(), &of.endpoint);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let wanted = asked.wanted();
    let mut found = deliveries_of(db, &endpoint.workspace_id, &endpoint.id, &wanted, limit).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let (delivered, waiting, failed) = counts(db, &endpoint.workspace_id, &endpoint.id, COUNTED).await?;
    let mut frame = of.frame("Webhook").saying(Some(&asked.done), &SAID);
    if let Ok(count) = asked.again.parse::<u64>() {
        frame.notice = Some(sent_again(count));
    }
    let (path, leads) = (of.path(), leads_path(&of.project));
    let mut kinds = vec![("", "Any event")];
    kinds.extend(EventKind::ALL.iter().map(|kind| (kind.as_str(), kind.as_str())));
    let screen = Webhook {
        frame,
        back: list_path(&of.member, &of.project),
        url: endpoint.url.clone(),
        description: endpoint.description.clone(),
        state: endpoint_tag(endpoint),
        on: endpoint.off.is_none(),
        why_off: endpoint.off.map(why_off),
        ours: endpoint.off.is_some_and(|reason| reason != OffReason::Owner),
        failing: endpoint.failing_since.filter(|_| endpoint.off.is_none()).map(|at| ago(at, now)),
        may_change: of.member.may(Right::ManageWebhooks),
        events: if endpoint.events == EventChoice::All { Vec::new() } else { endpoint.events.names() },
        events_told: events_told(&endpoint.events),
        ordered: endpoint.ordered,
        created: when(endpoint.created_at),
        created_by: endpoint.created_by.clone(),
        success: endpoint.last_success_at.map(|at| ago(at, now)),
        failure: endpoint.last_failure_at.map(|at| ago(at, now)),
        overlap: endpoint.overlap_until(now).map(when),
        delivered: grouped(delivered),
        waiting: grouped(waiting),
        failed: grouped(failed),
        any_failed: failed > 0 || delivered + waiting + failed >= COUNTED,
        cut: delivered + waiting + failed >= COUNTED,
        states: vec![("", "Any state"), ("pending", "Waiting"), ("delivered", "Delivered"), ("failed", "Failed")],
        kinds,
        older: found.last().filter(|_| more).map(|last| format!("{path}?{}before={}-{}#log", asked.query(), last.created_at, last.id)),
        lines: found.iter().map(|logged| line(logged, &path, &leads, now)).collect(),
        filtered: !asked.query().is_empty() || !asked.before.is_empty(),
        path,
        asked,
    };
    Ok(send(StatusCode::OK, &screen))
}

fn sent_again(count: u64) -> String {
    match count {
        0 => "There was nothing to send again.".into(),
        1 => "One delivery is sent again.".into(),
        _ => format!("{count} deliveries are sent again."),
    }
}

fn line(logged: &Logged, path: &str, leads: &str, now: i64) -> Line {
    let pending = logged.state == DeliveryState::Pending;
    Line {
        href: format!("{path}/deliveries/{}", logged.id),
        event: logged.kind.as_str(),
        created: ago(logged.created_at, now),
        machine_created: machine_time(logged.created_at),
        lead: logged.lead_id.as_ref().map(|id| (format!("{leads}/{id}"), logged.email.clone().unwrap_or_else(|| "erased".into()))),
        state: delivery_tag(logged.state, logged.total_tries),
        why: logged.failure.as_deref().filter(|_| logged.state != DeliveryState::Delivered).map(failure_told).unwrap_or_default(),
        tries: logged.total_tries,
        took: logged.duration_ms.map_or_else(|| "–".to_owned(), lasting),
        next: logged.next_at.filter(|_| pending).map(|at| (until(at, now), machine_time(at))),
    }
}

/// `now`, `in 40 s`, `in 8 h 0 min`.
#[must_use]
pub fn until(at: i64, now: i64) -> String {
    if at <= now { "now".into() } else { format!("in {}", lasting(at - now)) }
}
