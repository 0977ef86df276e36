//! The sources of a lead's magnet: what the last look at them said, fact by fact, and asking for another look. What a look does: `generation/drift.rs`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::call::Call;
use super::leads::find;
use crate::generation::drift::{Fact, Standing, standing, want_in};
use crate::model::api_key::Scope;
use crate::model::drift::State as SourceState;
use crate::web::error::ApiError;
use crate::web::extract::{ApiProject, Segments};
use crate::web::once::Turn;
use crate::web::state::Web;

#[derive(Serialize, ToSchema)]
pub struct SourcesAnswer {
    #[schema(example = true)]
    success: bool,
    /// Null until a magnet is published; a magnet made from the built-in sample has none.
    #[schema(required)]
    sources: Option<Sources>,
}

/// How the sources of a published magnet stand.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Sources {
    /// The last look, in epoch milliseconds; null where there was none since the publication.
    #[schema(required)]
    checked_at: Option<i64>,
    /// A look was asked for and is still to be had.
    waiting: bool,
    /// Readers no longer get the magnet since then; epoch milliseconds.
    #[schema(required)]
    withdrawn_at: Option<i64>,
    /// Facts that changed or are gone.
    #[schema(minimum = 0)]
    changed: usize,
    facts: Vec<SourceFact>,
}

/// One piece of evidence of the document, and what its source says now.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SourceFact {
    /// Id of the evidence in the document.
    #[schema(example = "ev_12")]
    evidence: String,
    state: SourceState,
    #[schema(required)]
    url: Option<String>,
    /// Where on the page it was seen.
    locator: String,
    /// The quotation or measured value in the document.
    #[schema(required)]
    then: Option<String>,
    /// What stands there now, where that can be told.
    #[schema(required)]
    now: Option<String>,
}

impl SourcesAnswer {
    fn of(standing: Option<Standing>) -> Self {
        let sources = standing.map(|standing| Sources {
            checked_at: standing.checked_at,
            waiting: standing.waiting,
            withdrawn_at: standing.withdrawn_at,
            changed: standing.facts.iter().filter(|fact| fact.sighting.state.is_drift()).count(),
            facts: standing.facts.into_iter().map(fact).collect(),
        });
        Self { success: true, sources }
    }
}

fn fact(Fact { evidence, sighting }: Fact) -> SourceFact {
    SourceFact {
        evidence: evidence.id.0,
        state: sighting.state,
        url: evidence.url,
        locator: evidence.locator,
        then: evidence.quote.or(evidence.observed),
        now: sighting.now,
    }
}

/// Get the sources of a magnet
///
/// Whether what the published document rests on still stands at its sources, as the last look saw it.
#[utoipa::path(
    get, path = "/leads/{leadId}/sources", tag = "Magnets", operation_id = "getSources",
    params(("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The sources", body = SourcesAnswer))
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<SourcesAnswer>, ApiError> {
    caller.require(Scope::Read)?;
    let (lead, _) = find(&caller.0, &web, &id).await?;
    Ok(Json(SourcesAnswer::of(standing(&web.app, &caller.0.workspace, &lead.id).await?)))
}

/// Check the sources of a magnet again
///
/// Asks for a look at the pages that the published document cites. It is had within seconds to minutes; `GET /leads/{leadId}/sources` then says what
/// was seen, and the event `magnet.drifted` is written where the project wants it.
#[utoipa::path(
    post, path = "/leads/{leadId}/recheck", tag = "Magnets", operation_id = "recheckSources",
    params(("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$")),
    responses(
        (status = 202, description = "Asked for; `waiting` is true until the look was had", body = SourcesAnswer),
        (status = 409, description = "Nothing is published, it was made from the built-in sample, or the project reads no sites")
    )
)]
pub async fn recheck(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Generate)?;
    call.without_members()?;
    let (lead, _) = find(call.caller(), &web, &id).await?;
    let before = standing(&web.app, &call.caller().workspace, &lead.id).await?;
    let body = Value::Object(call.body.clone());
    let mut effect = match call.once.begin(&web, call.caller(), &body).await? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(effect) => effect,
    };
    want_in(&web.app, &mut effect.tx, call.by(), &lead).await?;
    let answer = SourcesAnswer::of(before.map(|standing| Standing { waiting: true, ..standing }));
    effect.finish(StatusCode::ACCEPTED, &answer).await
}
