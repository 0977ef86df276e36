//! `GET /usage`: requests and leads of a range of days (UTC), by day, endpoint, key or status.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::call::Asked;
use crate::model::api_key::Scope;
use crate::model::usage::day_of;
use crate::store::credits::standing;
use crate::store::figures::leads_by_day;
use crate::store::keys::keys_of_project;
use crate::store::usage::{Days, requests_by_day, requests_by_endpoint, requests_by_key, requests_by_status};
use crate::web::error::{self, ApiError};
use crate::web::extract::ApiProject;
use crate::web::state::Web;

/// Days where no beginning is asked for.
const RANGE_DAYS: i64 = 30;

/// What the lines are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    Day,
    Endpoint,
    Key,
    Status,
}

const GROUPS: [(&str, Group); 4] = [("day", Group::Day), ("endpoint", Group::Endpoint), ("key", Group::Key), ("status", Group::Status)];

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UsageAnswer {
    #[schema(example = true)]
    success: bool,
    #[schema(format = Date, example = "2026-11-01")]
    from: String,
    #[schema(format = Date, example = "2026-11-30")]
    to: String,
    group: Group,
    totals: Totals,
    credits: Credits,
    data: Vec<UsageLine>,
    /// Always null: the answer comes whole.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// The project's credits as they stand now, whatever the range.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UsageCredits)]
struct Credits {
    /// What it can still spend; null when nothing limits it.
    #[schema(required, minimum = 0)]
    available: Option<i64>,
    /// Reserved or spent in this calendar month (UTC).
    used_this_month: i64,
    used_in_all: i64,
}

#[derive(Serialize, ToSchema)]
struct Totals {
    #[schema(minimum = 0)]
    requests: i64,
    /// Requests that were answered 400 or above.
    #[schema(minimum = 0)]
    refused: i64,
    #[schema(minimum = 0)]
    leads: i64,
}

/// One line; which members it has depends on the group.
#[derive(Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UsageLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = Date, example = "2026-11-30")]
    day: Option<String>,
    /// Method and route.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "GET /leads/{lead}")]
    endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, pattern = "^key_[0-9A-Za-z]{22}$")]
    key_id: Option<String>,
    /// Of the key; missing for one that is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    name: Option<String>,
    /// HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 100, maximum = 599)]
    status: Option<i64>,
    #[schema(minimum = 0)]
    requests: i64,
    /// Requests that were answered 400 or above.
    #[schema(minimum = 0)]
    refused: i64,
    /// Leads that came in; by day alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 0)]
    leads: Option<i64>,
}

/// Days since 1970-01-01.
fn day(text: &str) -> Result<i64, String> {
    const WRONG: &str = "must be a day like 2026-11-30";
    let plain = text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let date: Date = text.parse().ok().filter(|_| plain).ok_or(WRONG)?;
    // The last days that a calendar knows are no instants any more.
    let days = date.since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1))).map_err(|_| WRONG)?;
    Ok(i64::from(days.get_days()))
}

fn written(day: i64) -> String {
    let date = i32::try_from(day).ok().and_then(|day| jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(day)).ok());
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Get usage
///
/// Requests that came with a good key, and leads, of a range of days (UTC, both ends included). Counts are written down some seconds after the requests.
#[utoipa::path(
    get, path = "/usage", tag = "Account", operation_id = "getUsage",
    params(
        ("from" = Option<String>, Query, description = "First day; 30 days up to `to` where none is given", format = Date),
        ("to" = Option<String>, Query, description = "Last day; today where none is given. A range that ends before it begins is empty", format = Date),
        ("group" = Option<Group>, Query, description = "What the lines are told apart by; `day` where none is given")
    ),
    responses((status = 200, description = "The counts", body = UsageAnswer))
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, mut asked: Asked) -> Result<Json<UsageAnswer>, ApiError> {
    caller.require(Scope::Read)?;
    let (db, project, today) = (&web.app.db, &caller.0.project, day_of(web.app.now()));
    let (from, to, group) = (asked.take("from", day), asked.take("to", day), asked.choice("group", &GROUPS).unwrap_or(Group::Day));
    asked.check()?;
    let standing = standing(db, &project.workspace_id, &project.id, web.app.now()).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
    let credits = Credits { available: standing.available(), used_this_month: standing.used_this_month, used_in_all: standing.used_in_all };
    let to = to.unwrap_or(today);
    let from = from.unwrap_or(to - RANGE_DAYS + 1);
    // Before the project was made, and after today, there is nothing to look for: no range costs more than the project is old.
    let first = from.max(day_of(project.created_at));
    let days = Days { workspace_id: &project.workspace_id, project_id: &project.id, from: first, to: to.min(today) };
    if days.from > days.to {
        let totals = Totals { requests: 0, refused: 0, leads: 0 };
        return Ok(Json(UsageAnswer { success: true, from: written(from), to: written(to), group, totals, credits, data: Vec::new(), next_cursor: None }));
    }
    let (by_day, leads) = tokio::try_join!(requests_by_day(db, days), leads_by_day(db, days))?;
    let totals = Totals {
        requests: by_day.iter().map(|(_, good, refused)| good + refused).sum(),
        refused: by_day.iter().map(|(.., refused)| refused).sum(),
        leads: leads.iter().map(|(.., count)| count).sum(),
    };
    let data = match group {
        Group::Day => {
            let mut lines: BTreeMap<i64, UsageLine> = BTreeMap::new();
            let line = |day: i64| UsageLine { day: Some(written(day)), leads: Some(0), ..UsageLine::default() };
            for (day, good, refused) in by_day {
                let entry = lines.entry(day).or_insert_with(|| line(day));
                (entry.requests, entry.refused) = (good + refused, refused);
            }
            for (day, _, count) in leads {
                let entry = lines.entry(day).or_insert_with(|| line(day));
                entry.leads = entry.leads.map(|leads| leads + count);
            }
            lines.into_values().collect()
        }
        Group::Endpoint => {
            let line = |(endpoint, requests, refused)| UsageLine { endpoint: Some(endpoint), requests, refused, ..UsageLine::default() };
            requests_by_endpoint(db, days).await?.into_iter().map(line).collect()
        }
        Group::Key => {
            let keys = keys_of_project(db, &project.workspace_id, &project.id).await?;
            let name = |id: &str| keys.iter().find(|key| key.id.as_str() == id).map(|key| key.name.clone());
            let line = |(id, requests, refused): (String, i64, i64)| UsageLine { name: name(&id), key_id: Some(id), requests, refused, ..UsageLine::default() };
            requests_by_key(db, days).await?.into_iter().map(line).collect()
        }
        Group::Status => {
            let line =
                |(status, requests)| UsageLine { status: Some(status), requests, refused: if status < 400 { 0 } else { requests }, ..UsageLine::default() };
            requests_by_status(db, days).await?.into_iter().map(line).collect()
        }
    };
    Ok(Json(UsageAnswer { success: true, from: written(from), to: written(to), group, totals, credits, data, next_cursor: None }))
}
