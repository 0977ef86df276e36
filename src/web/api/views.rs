//! `GET /leads/{leadId}/views`: who opened a magnet, as what each visitor was told to be, and why. `GET /projects/{projectId}/views`: the figures.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::call::{Asked, place};
use super::leads::find;
use crate::model::api_key::Scope;
use crate::model::ids::ViewId;
use crate::model::usage::{DAY_MS, Visitor, day_of};
use crate::store::usage::Days;
use crate::store::view_figures::{self, leads_viewed};
use crate::store::views::{WrittenView, views_by_day, views_page};
use crate::web::error::ApiError;
use crate::web::extract::{ApiProject, Segments};
use crate::web::readers::{Company, companies};
use crate::web::state::Web;

/// Days where no number is asked for.
const RANGE_DAYS: i64 = 30;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct View {
    #[schema(pattern = "^view_[0-9A-Za-z]{22}$")]
    id: String,
    /// The first view of the visit that it belongs to; null for views from before there were visits.
    #[schema(required, pattern = "^view_[0-9A-Za-z]{22}$")]
    visit_id: Option<String>,
    /// What was opened: the page, the PDF, or the call to action.
    #[schema(pattern = "^(page|pdf|cta)$")]
    what: &'static str,
    /// `human`: a proof speaks for a person; `scanner`: a crawler, mail filter or driven browser; `preview`: a chat or mail program, or a browser that
    /// loads ahead; `unknown`: nothing has shown yet. A class may change until no proof is awaited any more, 30 minutes after the last sign of life.
    #[schema(pattern = "^(human|scanner|preview|unknown)$")]
    class: &'static str,
    /// What decided.
    reason: String,
    /// All that spoke for the class, what decided first.
    reasons: Vec<Why>,
    /// Seconds in which the page was in sight.
    #[schema(minimum = 0)]
    dwell_seconds: i64,
    /// Ids of the sections that were in sight for two seconds.
    sections: Vec<String>,
    /// Source cards opened.
    sources: u32,
    /// Boxes of the checklist ticked.
    ticks: u32,
    /// Clicks on a call to action that is a mail address; other clicks are views of their own.
    mail_clicks: u32,
    /// `phone` or `desktop`; null where it is not known.
    #[schema(required)]
    device: Option<String>,
    /// Host of the page that led here; null where the browser does not tell.
    #[schema(required)]
    referrer: Option<String>,
    /// Epoch milliseconds.
    created_at: i64,
}

/// One fact that spoke for a class.
#[derive(Serialize, ToSchema)]
#[schema(as = ViewReason)]
struct Why {
    #[schema(example = "interaction")]
    code: &'static str,
    /// In plain words.
    words: &'static str,
}

impl From<WrittenView> for View {
    fn from(view: WrittenView) -> Self {
        let told = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            id: view.id,
            visit_id: told(view.visit_id),
            what: view.what.as_str(),
            class: view.class.as_str(),
            reason: view.reason,
            reasons: view.reasons.into_iter().map(|reason| Why { code: reason.as_str(), words: reason.words() }).collect(),
            dwell_seconds: view.dwell_ms / 1_000,
            sections: view.facts.sections,
            sources: view.facts.sources,
            ticks: view.facts.ticks,
            mail_clicks: view.facts.mails,
            device: told(view.facts.device),
            referrer: told(view.facts.referrer),
            created_at: view.created_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ViewList {
    #[schema(example = true)]
    success: bool,
    data: Vec<View>,
    /// For `cursor`; null at the end of the list.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// List a lead's views
///
/// Openings of the lead's magnet and clicks on its call to action, newest first. They are written down some seconds after they happened, and what a
/// reader does is added while the page is open.
#[utoipa::path(
    get, path = "/leads/{leadId}/views", tag = "Leads", operation_id = "listViews",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before", pattern = "^[0-9]{1,15}-view_[0-9A-Za-z]{22}$"),
        ("limit" = Option<i64>, Query, description = "Views of a page; 50 where none is given", minimum = 1, maximum = 200),
        ("class" = Option<String>, Query, description = "Only views of this class", pattern = "^(human|scanner|preview|unknown)$")
    ),
    responses((status = 200, description = "One page", body = ViewList))
)]
pub async fn list(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, mut asked: Asked) -> Result<Json<ViewList>, ApiError> {
    caller.require(Scope::Read)?;
    let before = asked.take("cursor", place::<ViewId>);
    let limit = asked.number("limit", 1..=200, 50);
    let class = asked.take("class", class);
    asked.check()?;
    let (lead, _) = find(&caller.0, &web, &id).await?;
    let mut views = views_page(&web.app.db, &caller.0.workspace.id, &lead.id, class, before, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = views.len() > wanted;
    views.truncate(wanted);
    let next_cursor = views.last().filter(|_| more).map(|last| format!("{}-{}", last.created_at, last.id));
    Ok(Json(ViewList { success: true, data: views.into_iter().map(View::from).collect(), next_cursor }))
}

fn class(text: &str) -> Result<Visitor, String> {
    text.parse().map_err(|_| "must be human, scanner, preview or unknown".into())
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadersAnswer {
    #[schema(example = true)]
    success: bool,
    /// Epoch milliseconds: the beginning of the first day (UTC).
    since: i64,
    /// Openings of page and PDF in this time, by class.
    views: ByClass,
    /// Clicks on the call to action in this time, by class.
    clicks: ByClass,
    funnel: Funnel,
    /// The companies whose magnets were opened, those with most readers first; at most 200.
    companies: Vec<Company>,
}

#[derive(Default, Serialize, ToSchema)]
#[schema(as = ViewsByClass)]
struct ByClass {
    #[schema(minimum = 0)]
    human: i64,
    #[schema(minimum = 0)]
    scanner: i64,
    #[schema(minimum = 0)]
    preview: i64,
    #[schema(minimum = 0)]
    unknown: i64,
}

impl ByClass {
    fn add(&mut self, class: &str, count: i64) {
        match class {
            "human" => self.human += count,
            "scanner" => self.scanner += count,
            "preview" => self.preview += count,
            _ => self.unknown += count,
        }
    }
}

/// Of the leads that came in during this time: how many got how far. Each number includes the next.
#[derive(Serialize, ToSchema)]
#[schema(as = ViewFunnel)]
struct Funnel {
    /// Their magnet is out.
    #[schema(minimum = 0)]
    sent: i64,
    /// A person opened it.
    #[schema(minimum = 0)]
    opened: i64,
    /// A person had the page in sight for 15 seconds, or clicked.
    #[schema(minimum = 0)]
    read: i64,
    /// A person followed the call to action.
    #[schema(minimum = 0)]
    clicked: i64,
}

/// Figures on a project's readers
///
/// Who opened the project's magnets: people and programs apart, how far each lead got, and the companies that read.
#[utoipa::path(
    get, path = "/projects/{projectId}/views", tag = "Projects", operation_id = "getReaders",
    params(
        ("projectId" = String, Path, description = "Id or slug of the key's project"),
        ("days" = Option<i64>, Query, description = "Days (UTC) up to today; 30 where none are given", minimum = 1, maximum = 366)
    ),
    responses((status = 200, description = "The figures", body = ReadersAnswer))
)]
pub async fn of_project(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, mut asked: Asked) -> Result<Json<ReadersAnswer>, ApiError> {
    caller.require_project(&id)?;
    caller.require(Scope::Read)?;
    let range = asked.number("days", 1..=366, RANGE_DAYS);
    asked.check()?;
    let (db, project) = (&web.app.db, &caller.0.project);
    let to = day_of(web.app.now());
    let days = Days { workspace_id: &project.workspace_id, project_id: &project.id, from: to - range + 1, to };
    let since = days.from * DAY_MS;
    let (by_day, funnel, leads) = tokio::try_join!(
        views_by_day(db, days),
        view_figures::funnel(db, days.workspace_id, days.project_id, since),
        leads_viewed(db, days.workspace_id, days.project_id, since),
    )?;
    let (mut views, mut clicks) = (ByClass::default(), ByClass::default());
    for (_, what, class, count) in &by_day {
        (if what == "cta" { &mut clicks } else { &mut views }).add(class, *count);
    }
    let funnel = Funnel { sent: funnel.sent, opened: funnel.opened, read: funnel.read, clicked: funnel.clicked };
    Ok(Json(ReadersAnswer { success: true, since, views, clicks, funnel, companies: companies(&leads) }))
}
