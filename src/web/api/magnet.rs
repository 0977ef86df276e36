//! A lead's magnet by API: the document with its claim ledger and what of it can be edited, and editing it through the same gate as in the dashboard
//! (`generation/revise.rs`). The files are in `magnet_files.rs`.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use magnetite_document::Document;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::call::{Asked, Call, Members};
use super::leads::find;
use super::status::remaining_s;
use crate::generation::revise::{By, Change, Field, NOTE_MAX, NotRevised, Place, ReviseError, SentenceFault, fields, is_removable, revise};
use crate::model::api_key::Scope;
use crate::model::ids::LeadId;
use crate::model::job::{Job, JobStatus};
use crate::model::schema::Fault;
use crate::store::leads::StoredLead;
use crate::store::magnets::{StoredMagnet, magnet, magnet_version};
use crate::store::{StoreError, jobs};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::key_cache::Caller;
use crate::web::state::Web;

/// Longest new text of a field, in characters; the gate's own limits are tighter.
const TEXT_MAX_CHARS: usize = 10_000;
/// Retry-After where no recent job tells how long it takes, in seconds, and the longest that is told.
const RETRY_S: i64 = 5;
const RETRY_MAX_S: i64 = 60;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MagnetAnswer {
    #[schema(example = true)]
    success: bool,
    magnet: MagnetView,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Magnet)]
struct MagnetView {
    #[schema(value_type = String, pattern = "^lead_[0-9A-Za-z]{22}$")]
    lead_id: LeadId,
    title: String,
    #[schema(minimum = 1)]
    version: i64,
    /// `job`: written by a job; `edit`: edited by somebody; `rollback`: an earlier version brought back.
    #[schema(pattern = "^(job|edit|rollback)$")]
    origin: String,
    /// Who edited it; empty for a job.
    created_by: String,
    note: String,
    /// Epoch milliseconds.
    created_at: i64,
    /// Epoch milliseconds; null while the version waits for approval.
    #[schema(required)]
    published_at: Option<i64>,
    /// Epoch milliseconds: since then readers do not get this version, because its sources have changed or the person has objected; else null.
    #[schema(required)]
    withdrawn_at: Option<i64>,
    url: String,
    pdf_url: String,
    image_url: String,
    markdown_url: String,
    /// The document: sections and blocks, `claims` (each sentence of fact with the ids of its evidence and the verdict on it), and `evidence` (address, place, quotation or value, time).
    #[schema(value_type = Object)]
    document: Value,
    /// What of this version can be edited.
    places: Vec<PlaceView>,
}

/// A part of the document that can be edited at once.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PlaceView {
    #[schema(example = "summary.0")]
    place: String,
    fields: Vec<FieldView>,
    /// It may be taken out.
    removable: bool,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FieldView {
    name: String,
    label: String,
    /// In plain notation: `**strong**`, `[text](address)`, and `[3]` behind a sentence for the claim `c3`.
    value: String,
    /// May be left empty, which removes it.
    optional: bool,
}

impl MagnetView {
    fn of(caller: &Caller, web: &Web, lead: &StoredLead, magnet: StoredMagnet) -> Result<Self, StoreError> {
        let url = web.app.magnet_url(&caller.workspace.slug, &lead.project_id, &lead.id);
        let document: Document = serde_json::from_str(&magnet.document)?;
        Ok(Self {
            lead_id: lead.id.clone(),
            title: magnet.title,
            version: magnet.version,
            origin: magnet.origin,
            created_by: magnet.created_by,
            note: magnet.note,
            created_at: magnet.created_at,
            published_at: magnet.published_at,
            withdrawn_at: magnet.withdrawn_at,
            pdf_url: format!("{url}.pdf"),
            image_url: format!("{url}.png"),
            markdown_url: format!("{url}.md"),
            url,
            places: places(&document),
            document: serde_json::from_str(&magnet.document)?,
        })
    }
}

fn places(document: &Document) -> Vec<PlaceView> {
    let blocks = document.sections.iter().flat_map(|section| (0..section.blocks.len()).map(|block| Place::Block { section: section.id.clone(), block }));
    let all = [Place::Head, Place::Cta].into_iter().chain(blocks);
    let field = |field: Field| FieldView { name: field.name, label: field.label, value: field.value, optional: field.optional };
    all.map(|place| PlaceView {
        fields: fields(document, &place).unwrap_or_default().into_iter().map(field).collect(),
        removable: is_removable(document, &place),
        place: place.to_string(),
    })
    .filter(|place| place.removable || !place.fields.is_empty())
    .collect()
}

/// Why there is no magnet to give: `GENERATION_FAILED` where none will come by itself, else `CONFLICT` with `Retry-After`.
pub(super) async fn not_there(web: &Web, job: &Job) -> Result<Response, ApiError> {
    let wait = match job.status {
        JobStatus::Failed => return Err(ApiError::new(&error::GENERATION_FAILED)),
        JobStatus::Cancelled => return Err(ApiError::with_message(&error::GENERATION_FAILED, "The generation of the lead magnet was cancelled")),
        JobStatus::NeedsReview => {
            let sentence = "The lead magnet waits for approval. Ask for its version, or approve it with POST /generation/{jobId}/approve";
            return Err(ApiError::with_message(&error::CONFLICT, sentence));
        }
        JobStatus::Queued | JobStatus::Processing | JobStatus::Completed => {
            let recent = jobs::recent_durations(&web.app.db, &job.workspace_id, &job.project_id).await?;
            remaining_s(job, &recent, web.app.now()).unwrap_or(RETRY_S).clamp(1, RETRY_MAX_S)
        }
    };
    let mut response = ApiError::with_message(&error::CONFLICT, "The lead magnet is not ready yet").into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    Ok(response)
}

/// The version that was asked for, else what readers get.
pub(super) async fn wanted(caller: &Caller, web: &Web, lead: &StoredLead, version: Option<i64>) -> Result<Option<StoredMagnet>, ApiError> {
    let (db, workspace) = (&web.app.db, &caller.workspace.id);
    match version {
        None => Ok(magnet(db, workspace, &lead.id).await?),
        Some(version) => Ok(Some(magnet_version(db, workspace, &lead.id, version).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?)),
    }
}

/// The parameter `version`.
pub(super) fn version(asked: &mut Asked) -> Result<Option<i64>, ApiError> {
    let given = asked.number("version", 1..=1_000_000, 0);
    asked.check()?;
    Ok(Some(given).filter(|version| *version > 0))
}

/// Get a magnet
///
/// The document with its claim ledger, its version and links: what readers get, or the version that is asked for. While a job is still working on the first one the answer is 409 with
/// `Retry-After`; 409 without it means that the magnet waits for approval, and 422 that the job failed or was cancelled.
#[utoipa::path(
    get, path = "/leads/{leadId}/magnet", tag = "Magnets", operation_id = "getMagnet",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("version" = Option<i64>, Query, description = "A certain version, published or not", minimum = 1, maximum = 1_000_000)
    ),
    responses(
        (status = 200, description = "The magnet", body = MagnetAnswer),
        (status = 409, description = "It is not ready yet, or waits for approval"),
        (status = 422, description = "Its generation failed or was cancelled")
    )
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, mut asked: Asked) -> Result<Response, ApiError> {
    caller.require(Scope::Read)?;
    let version = version(&mut asked)?;
    let (lead, job) = find(&caller.0, &web, &id).await?;
    match wanted(&caller.0, &web, &lead, version).await? {
        Some(magnet) => Ok(Json(MagnetAnswer { success: true, magnet: MagnetView::of(&caller.0, &web, &lead, magnet)? }).into_response()),
        None => not_there(&web, &job).await,
    }
}

/// One change of a magnet: new texts for a place, a place taken out, or an earlier version brought back.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub enum MagnetChange {
    Edit(MagnetEdit),
    Remove(MagnetRemoval),
    RollBack(MagnetRollback),
}

/// New texts for the fields of a place; fields that are not given stay.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MagnetEdit {
    /// The version that the edit is based on; 409 when there is a newer one.
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub version: i64,
    /// One of the version's `places`.
    #[schema(pattern = r"^(head|cta|[a-z][a-z-]{0,40}\.[0-9]{1,3})$", example = "summary.0")]
    pub place: String,
    /// Name of the field → text, in the notation that `places` shows.
    #[schema(example = json!({"text": "A new text."}))]
    pub fields: BTreeMap<String, String>,
    /// Why; kept with the version.
    #[schema(max_length = 200)]
    pub note: Option<String>,
}

/// A place that is taken out.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MagnetRemoval {
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub version: i64,
    #[schema(pattern = r"^(head|cta|[a-z][a-z-]{0,40}\.[0-9]{1,3})$", example = "quick-wins.0")]
    pub remove: String,
    #[schema(max_length = 200)]
    pub note: Option<String>,
}

/// An earlier version that is brought back as the newest.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MagnetRollback {
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub version: i64,
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub roll_back_to: i64,
    #[schema(max_length = 200)]
    pub note: Option<String>,
}

/// Edit a magnet
///
/// Makes the next version, public at once where the one before was. Each new sentence passes the same gate as the writer's: what cites a source must stand in it, and what cites none may
/// state nothing about the prospect. A refused sentence is answered 400 with the reason in `details.fields`, and nothing is changed.
#[utoipa::path(
    patch, path = "/leads/{leadId}/magnet", tag = "Magnets", operation_id = "editMagnet",
    params(("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$")),
    request_body = MagnetChange,
    responses(
        (status = 200, description = "The magnet as it is now; the same version when nothing was different", body = MagnetAnswer),
        (status = 409, description = "Another version is newer, or there is none yet"),
        (status = 422, description = "Its generation failed or was cancelled")
    )
)]
pub async fn edit(State(web): State<Web>, Segments(id): Segments<String>, call: Call) -> Result<Response, ApiError> {
    call.caller.require(Scope::Manage)?;
    let caller = call.caller();
    let wish = read(call.members())?;
    let (lead, job) = find(caller, &web, &id).await?;
    let by = By { actor: &call.actor, address: &call.address, note: &wish.note };
    let made = revise(&web.app, &caller.workspace, &caller.project, &lead, wish.base, wish.change, by).await;
    let version = match made {
        Ok(version) => version,
        Err(ReviseError::NotRevised(NotRevised::Same)) => wish.base,
        Err(ReviseError::Missing) if wanted(caller, &web, &lead, None).await?.is_none() => return not_there(&web, &job).await,
        Err(other) => return Err(refused(other)),
    };
    let magnet = magnet_version(&web.app.db, &caller.workspace.id, &lead.id, version).await?.ok_or_else(|| ApiError::new(&error::NOT_FOUND))?;
    Ok(Json(MagnetAnswer { success: true, magnet: MagnetView::of(caller, &web, &lead, magnet)? }).into_response())
}

struct Wish {
    base: i64,
    change: Change,
    note: String,
}

fn read(mut members: Members) -> Result<Wish, ApiError> {
    let parse = |value: Value| value.as_str().and_then(|text| text.parse::<Place>().ok()).ok_or_else(|| "must be one of the version's places".to_owned());
    let base = members.number("version", 1..=1_000_000);
    let place = members.take("place", parse);
    let fields = members.take("fields", texts);
    let remove = members.take("remove", parse);
    let roll_back_to = members.number("rollBackTo", 1..=1_000_000);
    let note = members.text("note", NOTE_MAX).unwrap_or_default();
    let change = match (place, fields, remove, roll_back_to) {
        (Some(place), Some(fields), None, None) => Some(Change::Edit(place, fields)),
        (None, None, Some(place), None) => Some(Change::Remove(place)),
        (None, None, None, Some(version)) => Some(Change::RollBack(version)),
        _ => {
            members.fault("place", "must come with fields; or give remove, or rollBackTo, alone");
            None
        }
    };
    if base.is_none() {
        members.fault("version", "must be the version that the change is based on");
    }
    members.check()?;
    match (base, change) {
        (Some(base), Some(change)) => Ok(Wish { base, change, note }),
        _ => Err(ApiError::new(&error::INVALID_REQUEST)),
    }
}

fn texts(value: Value) -> Result<BTreeMap<String, String>, String> {
    let wrong = || format!("must be an object of texts of at most {TEXT_MAX_CHARS} characters");
    let Value::Object(members) = value else { return Err(wrong()) };
    let text = |(name, value)| match value {
        Value::String(text) if text.chars().count() <= TEXT_MAX_CHARS => Ok((name, text)),
        _ => Err(wrong()),
    };
    members.into_iter().map(text).collect()
}

fn refused(error: ReviseError) -> ApiError {
    match error {
        ReviseError::Missing => ApiError::new(&error::NOT_FOUND),
        ReviseError::NotRevised(NotRevised::NoPlace) => {
            ApiError::with_message(&error::NOT_FOUND, "This version has no such place, or nothing in it can be changed")
        }
        ReviseError::NotRevised(NotRevised::Faults(faults)) => sentences(&faults),
        // Answered before.
        ReviseError::NotRevised(NotRevised::Same) => ApiError::new(&error::INVALID_REQUEST),
        ReviseError::Objected => ApiError::with_message(&error::CONFLICT, "This person has objected to the processing of their data."),
        ReviseError::Stale(newest) => {
            let message = format!("Version {newest} is the newest. Nothing was changed: look at it first, and base the edit on it");
            ApiError { details: Some(json!({"version": newest})), ..ApiError::with_message(&error::CONFLICT, message) }
        }
        ReviseError::Render(error) => {
            tracing::error!(error, "an edited magnet cannot be rendered");
            ApiError::new(&error::INTERNAL_ERROR)
        }
        ReviseError::Store(error) => error.into(),
    }
}

/// The reasons by field, and each refused sentence by itself.
fn sentences(faults: &[SentenceFault]) -> ApiError {
    let mut by_field: Map<String, Value> = Map::new();
    for fault in faults {
        let told = if fault.sentence.is_empty() { fault.reason.clone() } else { format!("“{}”: {}", fault.sentence, fault.reason) };
        let reason = by_field.entry(format!("fields.{}", fault.field)).or_insert_with(|| json!(""));
        let before = reason.as_str().unwrap_or_default();
        *reason = json!(if before.is_empty() { told } else { format!("{before}; {told}") });
    }
    let first = by_field.iter().next().map(|(field, reason)| Fault { field: field.clone(), reason: reason.as_str().unwrap_or_default().to_owned() });
    let sentences: Vec<Value> = faults.iter().map(|fault| json!({"field": fault.field, "sentence": fault.sentence, "reason": fault.reason})).collect();
    ApiError { details: Some(json!({"fields": by_field, "sentences": sentences})), ..ApiError::faults(first.as_slice()) }
}
