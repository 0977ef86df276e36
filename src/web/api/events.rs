//! `GET /events`: the project's event log in the order in which the events were committed, to catch up from. What webhooks send is the same.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::call::Asked;
use crate::model::api_key::Scope;
use crate::model::ids::EventId;
use crate::store::events::{events_after, position_of};
use crate::web::error::{self, ApiError};
use crate::web::extract::ApiProject;
use crate::web::state::Web;

/// Longest cursor, in digits.
const DIGITS_MAX: usize = 18;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventList {
    #[schema(example = true)]
    success: bool,
    /// The events, each as webhooks send it.
    #[schema(value_type = Vec<Object>)]
    data: Vec<Value>,
    /// For `after`, also when there is nothing new: keep it and ask again later.
    #[schema(pattern = "^[0-9]{1,18}$", example = "1042")]
    next_cursor: String,
}

enum After {
    Position(i64),
    Event(EventId),
}

fn after(text: &str) -> Result<After, String> {
    let wrong = || "must be the nextCursor of an earlier answer, or the id of an event".to_owned();
    if (1..=DIGITS_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map(After::Position).map_err(|_| wrong());
    }
    text.parse().map(After::Event).map_err(|_| wrong())
}

/// List events
///
/// The project's event log behind a place, in the order in which the events became durable: whoever asks again with `nextCursor` misses none and gets none twice. Events of a lead that was erased
/// are gone from it, up to `lead.erased`; an id of such an event is answered 404.
#[utoipa::path(
    get, path = "/events", tag = "Events", operation_id = "listEvents",
    params(
        ("after" = Option<String>, Query, description = "`nextCursor` of an earlier answer, or the id of the last event you have; the beginning of the log where none is given", pattern = "^([0-9]{1,18}|evt_[0-9A-Za-z]{22})$"),
        ("limit" = Option<i64>, Query, description = "Events of an answer; 100 where none is given", minimum = 1, maximum = 500)
    ),
    responses((status = 200, description = "Events in order", body = EventList), (status = 404, description = "The log has no event with this id"))
)]
pub async fn list(caller: ApiProject, State(web): State<Web>, mut asked: Asked) -> Result<Json<EventList>, ApiError> {
    caller.require(Scope::Read)?;
    let after = asked.take("after", after);
    let limit = asked.number("limit", 1..=500, 100);
    asked.check()?;
    let (db, workspace, project) = (&web.app.db, &caller.0.workspace.id, &caller.0.project.id);
    let from = match after {
        None => 0,
        Some(After::Position(position)) => position,
        Some(After::Event(id)) => position_of(db, workspace, project, &id).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?,
    };
    let events = events_after(db, workspace, project, from, limit).await?;
    let next = events.last().map_or(from, |(position, _)| *position);
    Ok(Json(EventList { success: true, data: events.into_iter().map(|(_, payload)| payload).collect(), next_cursor: next.to_string() }))
}
