//! One delivery: what is sent, how each try went, and sending it again. While a try is near, the page follows it.

use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use serde::Deserialize;

use super::form::Typed;
use super::frame::{Frame, lasting, machine_time, see_other, show as send, when};
use super::in_lead::{StateTag, leads_path};
use super::in_webhook::{InWebhook, delivery_tag, failure_told};
use super::key_end::Nothing;
use super::refusal::{Refusal, Screen};
use super::webhook::until;
use crate::model::event::Payload;
use crate::model::ids::DeliveryId;
use crate::model::role::Right;
use crate::model::webhook::{DeliveryState, Endpoint};
use crate::store::delivery_log::{Logged, LoggedTry, delivery, payload_of, tries_of};
use crate::store::{Db, StoreError};
use crate::web::hooks;
use crate::web::listen::Stopping;
use crate::web::state::Web;

/// How often the state is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// A sign of life for what stands between.
const BEAT: Duration = Duration::from_secs(15);
/// The browser comes back by itself, and shows by its session that it still may.
const LIFE: Duration = Duration::from_secs(300);
/// A try that is further away is not waited for, in milliseconds.
const NEAR_MS: i64 = 60_000;

/// How it stands, in words.
#[derive(Template)]
#[template(path = "dashboard/delivery_state.html")]
struct Standing {
    state: StateTag,
    told: String,
}

impl Standing {
    fn of(logged: &Logged, on: bool, now: i64) -> Self {
        let failure = logged.failure.as_deref().map(failure_told).unwrap_or_default();
        let next = logged.next_at.map(|at| until(at, now)).unwrap_or_default();
        let told = match logged.state {
            DeliveryState::Delivered => match logged.status {
                Some(status) => format!("The receiver answered {status}."),
                None => String::new(),
            },
            DeliveryState::Failed => format!("{failure} No try is left: send it again once the receiver works."),
            DeliveryState::Pending if !on => format!("{failure} It waits until the webhook is switched on."),
            DeliveryState::Pending if logged.total_tries == 0 => "It is on its way.".to_owned(),
            DeliveryState::Pending => format!("{failure} Next try {next}."),
        };
        Self { state: delivery_tag(logged.state, logged.total_tries), told: told.trim().to_owned() }
    }
}

struct TryLine {
    number: i64,
    when: String,
    machine_time: String,
    took: String,
    told: String,
    class: &'static str,
    headers: Vec<(String, String)>,
    answer: String,
}

#[derive(Template)]
#[template(path = "dashboard/delivery.html")]
struct Page {
    frame: Frame,
    path: String,
    back: String,
    url: String,
    id: String,
    event: &'static str,
    event_id: String,
    described: &'static str,
    lead: Option<(String, String)>,
    created: String,
    machine_created: String,
    state: String,
    /// Address of the live state.
    live: Option<String>,
    may_send: bool,
    headers: Vec<(String, String)>,
    body: Option<String>,
    tries: Vec<TryLine>,
}

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

const SAID: [(&str, &str); 1] = [("again", "It is sent again.")];

/// A delivery of this endpoint.
async fn find(db: &Db, endpoint: &Endpoint, id: &str) -> Result<Logged, Refusal> {
    let id: DeliveryId = id.parse().map_err(|_| Refusal::NotFound)?;
    let found = delivery(db, &endpoint.workspace_id, &endpoint.project_id, &id).await?;
    found.filter(|logged| logged.endpoint_id == endpoint.id).ok_or(Refusal::NotFound)
}

pub async fn show(of: InWebhook, Path((_, _, id)): Path<(String, String, String)>, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let (db, now, endpoint) = (&web.app.db, web.app.now(), &of.endpoint);
    let logged = find(db, endpoint, &id).await?;
    let tries = tries_of(db, &endpoint.workspace_id, &logged.id).await?;
    let payload = payload_of(db, &endpoint.workspace_id, &logged.id).await?;
    let path = format!("{}/deliveries/{}", of.path(), logged.id);
    let on = endpoint.off.is_none();
    let near = on && logged.next_at.is_some_and(|at| at <= now + NEAR_MS);
    let state = Standing::of(&logged, on, now).render().map_err(|error| Refusal::Broken(error.to_string()))?;
    let leads = leads_path(&of.project);
    let page = Page {
        frame: of.frame(logged.kind.as_str()).saying(asked.done.as_deref(), &SAID),
        back: of.path(),
        url: endpoint.url.clone(),
        id: logged.id.to_string(),
        event: logged.kind.as_str(),
        event_id: logged.event_id.to_string(),
        described: logged.kind.description(),
        lead: logged.lead_id.as_ref().map(|id| (format!("{leads}/{id}"), logged.email.clone().unwrap_or_else(|| "erased".into()))),
        created: when(logged.created_at),
        machine_created: machine_time(logged.created_at),
        state,
        live: near.then(|| format!("{path}/live?seen={}", logged.total_tries)),
        may_send: on && of.member.may(Right::ManageWebhooks),
        headers: tries.first().map(|last| last.request_headers.clone().into_iter().collect()).unwrap_or_default(),
        body: payload.map(|payload| readable(&payload)),
        tries: tries.into_iter().map(try_line).collect(),
        path,
    };
    Ok(send(StatusCode::OK, &page))
}

/// With line breaks; what is sent has none.
fn readable(payload: &str) -> String {
    let read = serde_json::from_str::<Payload>(payload).and_then(|payload| serde_json::to_string_pretty(&payload));
    read.unwrap_or_else(|_| payload.to_owned())
}

fn try_line(logged: LoggedTry) -> TryLine {
    let answered = || logged.status.map_or_else(String::new, |status| format!("The receiver answered {status}."));
    TryLine {
        number: logged.number,
        when: when(logged.started_at),
        machine_time: machine_time(logged.started_at),
        took: lasting(logged.duration_ms),
        told: logged.failure.as_deref().map_or_else(answered, failure_told),
        class: if logged.failure.is_none() { "good" } else { "bad" },
        headers: logged.answer_headers.into_iter().collect(),
        answer: String::from_utf8_lossy(&logged.answer).into_owned(),
    }
}

pub async fn replay(of: InWebhook, Path((_, _, id)): Path<(String, String, String)>, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    of.require_manage()?;
    let logged = find(&web.app.db, &of.endpoint, &id).await?;
    let mut tx = web.app.db.begin().await?;
    hooks::send_again(&web.app, &mut tx, of.by(), &of.endpoint, &logged.id).await?;
    web.app.commit(tx).await?;
    Ok(see_other(&format!("{}/deliveries/{}?done=again", of.path(), logged.id)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// Tries that the page shows.
    seen: i64,
}

struct Watch {
    web: Web,
    of: InWebhook,
    id: DeliveryId,
    seen: i64,
    sent: String,
    until: tokio::time::Instant,
    stopping: Option<Stopping>,
    over: bool,
}

pub async fn live(
    of: InWebhook,
    Path((_, _, id)): Path<(String, String, String)>,
    State(web): State<Web>,
    (Query(asked), stopping): (Query<Seen>, Option<Extension<Stopping>>),
) -> Result<Response, Refusal> {
    let logged = find(&web.app.db, &of.endpoint, &id).await?;
    let watch = Watch {
        web,
        of,
        id: logged.id,
        seen: asked.seen,
        sent: String::new(),
        until: tokio::time::Instant::now() + LIFE,
        stopping: stopping.map(|Extension(stopping)| stopping),
        over: false,
    };
    let mut response = Sse::new(stream(watch)).keep_alive(KeepAlive::new().interval(BEAT)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The state whenever it has changed, then `done` when a try more was made or none is left.
fn stream(watch: Watch) -> impl Stream<Item = Result<Event, Infallible>> {
    futures_util::stream::unfold(watch, |mut watch| async move {
        if watch.over {
            return None;
        }
        loop {
            if tokio::time::Instant::now() > watch.until {
                return None;
            }
            match look(&watch).await {
                Ok(Some(logged)) if logged.state == DeliveryState::Pending && logged.total_tries == watch.seen => {
                    let html = Standing::of(&logged, true, watch.web.app.now()).render().unwrap_or_default();
                    if html != watch.sent {
                        watch.sent.clone_from(&html);
                        return Some((Ok(Event::default().data(html)), watch));
                    }
                }
                Ok(_) => {
                    watch.over = true;
                    // An event without data is not given to the page (HTML, 9.2.6).
                    return Some((Ok(Event::default().event("done").data("done")), watch));
                }
                Err(error) => tracing::warn!(%error, "the state of a delivery cannot be read"),
            }
            let stopped = async {
                match &watch.stopping {
                    Some(Stopping(stop)) => stop.cancelled().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = stopped => return None,
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    })
}

async fn look(watch: &Watch) -> Result<Option<Logged>, StoreError> {
    let endpoint = &watch.of.endpoint;
    delivery(&watch.web.app.db, &endpoint.workspace_id, &endpoint.project_id, &watch.id).await
}
