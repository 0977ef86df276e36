//! Leads by API: the list in pages, one lead with its job and magnet, erasing one, and all that is held on one as a file.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::call::{Asked, Call, place};
use super::lead_link::LeadLink;
use super::status::{JobView, look};
use crate::generation::control;
use crate::model::api_key::Scope;
use crate::model::ids::{JobId, LeadId, ProjectId};
use crate::model::job::{Job, JobStatus};
use crate::model::lead::LeadFields;
use crate::model::words::words_searched;
use crate::store::leads::{StoredLead, external_id_of};
use crate::store::search::{Cursor, Wanted, leads_page};
use crate::store::{StoreError, export, jobs, leads, magnets};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::key_cache::Caller;
use crate::web::link_view::link_view;
use crate::web::state::Web;
use crate::web::writer::{LeadWriter, of_lead};

/// Longest search, in characters.
const SEARCH_MAX_CHARS: usize = 200;

/// A person, as posted.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Lead)]
pub struct LeadView {
    #[schema(value_type = String, pattern = "^lead_[0-9A-Za-z]{22}$")]
    id: LeadId,
    #[schema(value_type = String, pattern = "^proj_[0-9A-Za-z]{22}$")]
    project_id: ProjectId,
    status: JobStatus,
    #[schema(example = "jane@harbourpine.example")]
    email: String,
    #[schema(required)]
    full_name: Option<String>,
    #[schema(required)]
    company: Option<String>,
    #[schema(required)]
    domain: Option<String>,
    #[schema(required)]
    industry: Option<String>,
    #[schema(required)]
    company_size: Option<String>,
    #[schema(required)]
    title: Option<String>,
    #[schema(required)]
    phone: Option<String>,
    #[schema(value_type = Object)]
    custom_fields: Map<String, Value>,
    /// Unknown top-level fields of the request, kept as further context.
    #[schema(value_type = Object)]
    extra: Map<String, Value>,
    lead_magnet_url: String,
    /// Epoch milliseconds.
    created_at: i64,
}

impl LeadView {
    pub(super) fn of(caller: &Caller, web: &Web, lead: StoredLead) -> Self {
        let LeadFields { email, full_name, company, domain, industry, company_size, title, phone, custom_fields, extra, external_id: _ } = lead.fields;
        Self {
            lead_magnet_url: web.app.magnet_url(&caller.workspace.slug, &lead.project_id, &lead.id),
            id: lead.id,
            project_id: lead.project_id,
            status: lead.status,
            email,
            full_name,
            company,
            domain,
            industry,
            company_size,
            title,
            phone,
            custom_fields,
            extra,
            created_at: lead.created_at,
        }
    }
}

/// A lead as the list has it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ListedLead {
    #[serde(flatten)]
    lead: LeadView,
    /// The newest job: what `POST /generation/{jobId}/approve` and `/cancel` take.
    #[schema(value_type = String, pattern = "^job_[0-9A-Za-z]{22}$")]
    #[serde(skip_serializing_if = "Option::is_none")]
    job_id: Option<JobId>,
    /// Seconds from the request to the end of the newest job; null while it has not ended.
    #[schema(required, minimum = 0)]
    processing_time: Option<i64>,
    /// Times that people opened the page.
    #[schema(minimum = 0)]
    views: i64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeadList {
    #[schema(example = true)]
    success: bool,
    data: Vec<ListedLead>,
    /// For `cursor`; null at the end of the list.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// List leads
///
/// The project's leads in pages, newest first. A page of a search may have fewer leads than `limit` though more follow: go on while `nextCursor` is not null.
#[utoipa::path(
    get, path = "/leads", tag = "Leads", operation_id = "listLeads",
    params(
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before, with the same other parameters", pattern = "^[0-9]{1,15}-lead_[0-9A-Za-z]{22}$"),
        ("limit" = Option<i64>, Query, description = "Leads of a page; 50 where none is given", minimum = 1, maximum = 200),
        ("status" = Option<JobStatus>, Query, description = "Only leads with this status"),
        ("q" = Option<String>, Query, description = "Words that each must begin some word of address, name, company or host", max_length = 200),
        ("sort" = Option<String>, Query, description = "`-createdAt`: newest first, which is the default; `createdAt`: oldest first", pattern = "^-?createdAt$")
    ),
    responses((status = 200, description = "One page", body = LeadList))
)]
pub async fn list(caller: ApiProject, State(web): State<Web>, mut asked: Asked) -> Result<Json<LeadList>, ApiError> {
    caller.require(Scope::Read)?;
    let from = asked.take("cursor", place::<LeadId>).map(|(created_at, id)| Cursor { created_at, id });
    let limit = usize::try_from(asked.number("limit", 1..=200, 50)).unwrap_or(50);
    let status = asked.choice("status", &JobStatus::ALL.map(|status| (status.as_str(), status)));
    let typed =
        asked.take("q", |text| if text.chars().count() <= SEARCH_MAX_CHARS { Ok(text.to_owned()) } else { Err("must be at most 200 characters".into()) });
    let oldest_first = asked.choice("sort", &[("-createdAt", false), ("createdAt", true)]).unwrap_or(false);
    asked.check()?;
    let wanted = Wanted { status, words: words_searched(&typed.unwrap_or_default()), oldest_first, from, back: false, limit };
    let project_id = &caller.0.project.id;
    let page = leads_page(&web.app.db, &caller.0.workspace.id, project_id, &wanted).await?;
    let line = |lead: crate::store::search::ListedLead| ListedLead {
        job_id: lead.job_id.clone(),
        processing_time: lead.took_ms.map(|took| took.max(0) / 1_000),
        views: lead.views,
        lead: LeadView::of(
            &caller.0,
            &web,
            StoredLead { id: lead.id, project_id: project_id.clone(), fields: lead.fields, status: lead.status, created_at: lead.created_at },
        ),
    };
    Ok(Json(LeadList {
        success: true,
        data: page.leads.into_iter().map(line).collect(),
        next_cursor: page.next.map(|place| format!("{}-{}", place.created_at, place.id)),
    }))
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeadAnswer {
    #[schema(example = true)]
    success: bool,
    lead: LeadView,
    /// Your own id, where the lead came with one.
    #[schema(required)]
    external_id: Option<String>,
    job: JobView,
    /// What readers get; null until it is out.
    #[schema(required)]
    magnet: Option<PublishedMagnet>,
    /// Who wrote the newest document; null while none is written, and for samples.
    #[schema(required)]
    writer: Option<LeadWriter>,
    link: LeadLink,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PublishedMagnet {
    title: String,
    #[schema(minimum = 1)]
    version: i64,
    url: String,
    pdf_url: String,
    image_url: String,
    markdown_url: String,
    /// Epoch milliseconds.
    #[schema(required)]
    published_at: Option<i64>,
    /// Epoch milliseconds: since then readers get 410, because the magnet's sources have changed or the person has objected; else null.
    #[schema(required)]
    withdrawn_at: Option<i64>,
}

/// A lead of the key's project with its newest job; `id` comes from the path.
///
/// # Errors
/// `NOT_FOUND`, for another project's lead as well.
pub(super) async fn find(caller: &Caller, web: &Web, id: &str) -> Result<(StoredLead, Job), ApiError> {
    let not_found = || ApiError::new(&error::NOT_FOUND);
    let id: LeadId = id.parse().map_err(|_| not_found())?;
    let (db, workspace) = (&web.app.db, &caller.workspace.id);
    let lead = leads::lead(db, workspace, &id).await?.filter(|lead| lead.project_id == caller.project.id).ok_or_else(not_found)?;
    // None: erased between the two reads.
    let job = jobs::job_of_lead(db, workspace, &id).await?.ok_or_else(not_found)?;
    Ok((lead, job))
}

/// Get a lead
///
/// The lead's fields, its newest job, and the magnet that readers get.
#[utoipa::path(
    get, path = "/leads/{leadId}", tag = "Leads", operation_id = "getLead",
    params(("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The lead", body = LeadAnswer))
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Json<LeadAnswer>, ApiError> {
    caller.require(Scope::Read)?;
    let (lead, job) = find(&caller.0, &web, &id).await?;
    let (db, workspace) = (&web.app.db, &caller.0.workspace.id);
    let external_id = external_id_of(db, workspace, &lead.id).await?;
    let url = web.app.magnet_url(&caller.0.workspace.slug, &lead.project_id, &lead.id);
    let magnet = magnets::magnet(db, workspace, &lead.id).await?.map(|magnet| PublishedMagnet {
        title: magnet.title,
        version: magnet.version,
        pdf_url: format!("{url}.pdf"),
        image_url: format!("{url}.png"),
        markdown_url: format!("{url}.md"),
        url,
        published_at: magnet.published_at,
        withdrawn_at: magnet.withdrawn_at,
    });
    let link = LeadLink::of(link_view(&web.app, &caller.0.workspace, &caller.0.project, &lead).await?);
    let job = look(&caller.0, &web, &job).await?;
    let writer = of_lead(&web.app, workspace, &lead.id).await?;
    Ok(Json(LeadAnswer { success: true, lead: LeadView::of(&caller.0, &web, lead), external_id, job, magnet, writer, link }))
}

#[derive(Serialize, ToSchema)]
pub struct Erased {
    #[schema(example = true)]
    success: bool,
    #[schema(example = true)]
    erased: bool,
}

/// Erase a lead
///
/// Removes all that is held on the person: the lead, its jobs, documents, files, views and events. One event, `lead.erased`, stays and names nobody.
#[utoipa::path(
    delete, path = "/leads/{leadId}", tag = "Leads", operation_id = "eraseLead",
    params(("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "Erased", body = Erased))
)]
pub async fn erase(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Json<Erased>, ApiError> {
    call.caller.require(Scope::Manage)?;
    let (_, job) = find(call.caller(), &web, &id).await?;
    control::erase(&web.app, call.by(), &job).await?;
    Ok(Json(Erased { success: true, erased: true }))
}

/// All that is held on one lead.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeadExport {
    /// Epoch milliseconds.
    exported_at: i64,
    lead: LeadView,
    #[schema(required)]
    external_id: Option<String>,
    /// Jobs, documents of every version, events, views, states of sources and calls to a model, told apart by `type`.
    #[schema(value_type = Vec<Object>)]
    held: Vec<Value>,
}

/// Export a lead
///
/// One JSON file with all that is held on the person: what was posted, jobs, documents of every version with their sources, events, views, and calls to a
/// language model.
#[utoipa::path(
    get, path = "/leads/{leadId}/export", tag = "Leads", operation_id = "exportLead",
    params(("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$")),
    responses((status = 200, description = "The file", body = LeadExport, headers(("Content-Disposition" = String, description = "A name for the file"))))
)]
pub async fn export(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>) -> Result<Response, ApiError> {
    caller.require(Scope::Read)?;
    let (lead, _) = find(&caller.0, &web, &id).await?;
    let (db, workspace) = (&web.app.db, &caller.0.workspace.id);
    let name = format!("attachment; filename=\"{}.json\"", lead.id);
    let file = LeadExport {
        exported_at: web.app.now(),
        external_id: external_id_of(db, workspace, &lead.id).await?,
        held: export::lines_of_lead(db, workspace, &lead.id).await?,
        lead: LeadView::of(&caller.0, &web, lead),
    };
    let text = serde_json::to_string_pretty(&file).map_err(StoreError::from)?;
    let mut response = ([(header::CONTENT_TYPE, "application/json")], text).into_response();
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
