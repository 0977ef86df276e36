//! `/dashboard/projects/{project}/leads/import`: a table is uploaded, looked at with its columns laid on fields, confirmed, and watched until it is in.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::form::{Typed, Upload};
use super::frame::{Frame, Place, see_other, show as send};
use super::in_lead::{by, leads_path, require_open};
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::generation::import::{self, Columns};
use crate::model::ids::ImportId;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::table::{Reject, all_targets, read_table, rejects_csv, targets_fault};
use crate::store::imports::{self as rows, Import, discard_import};
use crate::web::pages::with_headers;
use crate::web::state::Web;

/// Largest file, in bytes.
const FILE_MAX_BYTES: usize = 5 << 20;
/// Rows of the preview, and rejected rows that are shown.
const PREVIEW_ROWS: usize = 10;
const REJECTS_SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "dashboard/lead_import.html")]
struct UploadPage {
    frame: Frame,
    base: String,
    wrong: Option<String>,
}

pub async fn form(InProject { member, project }: InProject) -> Screen {
    member.require(Right::WorkOnLeads)?;
    require_open(&project)?;
    Ok(upload_page(StatusCode::OK, &member, &project, None))
}

pub async fn upload(InProject { member, project }: InProject, State(web): State<Web>, upload: Upload) -> Screen {
    member.require(Right::WorkOnLeads)?;
    require_open(&project)?;
    let refused = |wrong: String| Ok(upload_page(StatusCode::UNPROCESSABLE_ENTITY, &member, &project, Some(wrong)));
    let Some(file) = upload.files.into_iter().find(|file| file.name == "file" && !file.bytes.is_empty()) else {
        return refused("Choose a file.".into());
    };
    if file.bytes.len() > FILE_MAX_BYTES {
        return refused("The file is larger than 5 MB.".into());
    }
    let read = tokio::task::spawn_blocking(move || read_table(&file.bytes)).await.map_err(|error| Refusal::Broken(error.to_string()))?;
    match read {
        Ok(table) => {
            let id = import::keep(&web.app, by(&member), &project, table).await?;
            Ok(see_other(&format!("{}/import/{id}", leads_path(&project))))
        }
        Err(sentence) => refused(sentence),
    }
}

fn upload_page(status: StatusCode, member: &Member, project: &Project, wrong: Option<String>) -> Response {
    send(status, &UploadPage { frame: Frame::in_project(member, project, "Import leads", Place::Leads), base: leads_path(project), wrong })
}

struct ColumnChoice {
    name: String,
    target: String,
}

#[derive(Template)]
#[template(path = "dashboard/lead_import_preview.html")]
struct Preview {
    frame: Frame,
    base: String,
    columns: Vec<ColumnChoice>,
    targets: Vec<(String, String)>,
    rows: Vec<(u64, Vec<String>)>,
    total: usize,
    good: usize,
    bad: usize,
    rejects: Vec<(u64, String)>,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/lead_import_result.html")]
struct ImportResult {
    frame: Frame,
    base: String,
    path: String,
    running: bool,
    total: i64,
    done: i64,
    accepted: i64,
    rejected: i64,
    rejects: Vec<(u64, String)>,
    /// More than are shown.
    more: usize,
    kept: bool,
}

/// The import of the path, for who may work on leads.
async fn found(web: &Web, member: &Member, project: &Project, segments: &HashMap<String, String>) -> Result<Import, Refusal> {
    member.require(Right::WorkOnLeads)?;
    let id: ImportId = segments.get("import").and_then(|id| id.parse().ok()).ok_or(Refusal::NotFound)?;
    rows::import(&web.app.db, &member.workspace.id, &project.id, &id).await?.ok_or(Refusal::NotFound)
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Path(segments): Path<HashMap<String, String>>) -> Screen {
    let import = found(&web, &member, &project, &segments).await?;
    if import.state == "preview" {
        let columns = Columns::of(&import)?;
        return preview(&web, &member, &project, &import, columns, StatusCode::OK).await;
    }
    let rejects = import::rejects(&web.app, &import).await?;
    let base = leads_path(&project);
    let page = ImportResult {
        frame: Frame::in_project(&member, &project, "Import", Place::Leads),
        path: format!("{base}/import/{}", import.id),
        base,
        running: import.state == "running",
        total: import.total,
        done: import.next_row,
        accepted: import.accepted,
        rejected: import.rejected,
        more: rejects.len().saturating_sub(REJECTS_SHOWN),
        kept: !rejects.is_empty(),
        rejects: shown(&rejects),
    };
    Ok(send(StatusCode::OK, &page))
}

fn shown(rejects: &[Reject]) -> Vec<(u64, String)> {
    rejects.iter().take(REJECTS_SHOWN).map(|reject| (reject.line, reject.reason.clone())).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    target: Vec<String>,
    #[serde(rename = "do")]
    action: String,
}

pub async fn decide(
    InProject { member, project }: InProject,
    State(web): State<Web>,
    Path(segments): Path<HashMap<String, String>>,
    Typed(chosen): Typed<Chosen>,
) -> Screen {
    let import = found(&web, &member, &project, &segments).await?;
    let here = format!("{}/import/{}", leads_path(&project), import.id);
    if import.state != "preview" {
        // Confirmed twice: the first one counts.
        return Ok(see_other(&here));
    }
    require_open(&project)?;
    if chosen.action == "discard" {
        discard_import(&web.app.db, &member.workspace.id, &import.id).await?;
        return Ok(see_other(&leads_path(&project)));
    }
    let mut columns = Columns::of(&import)?;
    if chosen.target.len() == columns.names.len() {
        columns.targets = chosen.target;
    }
    if chosen.action != "confirm" {
        import::lay_columns(&web.app, &import, &columns).await?;
        return Ok(see_other(&here));
    }
    if targets_fault(&columns.targets, &project.fields).is_some() {
        return preview(&web, &member, &project, &import, columns, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    import::confirm(&web.app, by(&member), &import, &columns).await?;
    Ok(see_other(&here))
}

async fn preview(web: &Web, member: &Member, project: &Project, import: &Import, columns: Columns, status: StatusCode) -> Screen {
    let Some((table, checked)) = import::look(&web.app, project, import, &columns.targets).await? else { return Err(Refusal::NotFound) };
    let base = leads_path(project);
    let rejects: Vec<Reject> = checked.rejects.into_iter().map(|(_, reject)| reject).collect();
    let wrong = targets_fault(&columns.targets, &project.fields);
    let page = Preview {
        frame: Frame::in_project(member, project, "Import leads", Place::Leads),
        base,
        targets: all_targets(&project.fields),
        rows: table.rows.iter().take(PREVIEW_ROWS).map(|row| (row.line, cells(&row.cells, columns.names.len()))).collect(),
        columns: columns.names.into_iter().zip(columns.targets).map(|(name, target)| ColumnChoice { name, target }).collect(),
        total: table.rows.len(),
        good: if wrong.is_some() { 0 } else { checked.good.len() },
        bad: rejects.len(),
        rejects: if wrong.is_some() { Vec::new() } else { shown(&rejects) },
        wrong,
    };
    Ok(send(status, &page))
}

/// As many cells as there are columns; long ones cut.
fn cells(cells: &[String], columns: usize) -> Vec<String> {
    let cut = |cell: &String| if cell.chars().count() > 60 { format!("{}…", cell.chars().take(60).collect::<String>()) } else { cell.clone() };
    cells.iter().map(cut).chain(std::iter::repeat(String::new())).take(columns).collect()
}

pub async fn rejects(InProject { member, project }: InProject, State(web): State<Web>, Path(segments): Path<HashMap<String, String>>) -> Screen {
    let import = found(&web, &member, &project, &segments).await?;
    let rejects = import::rejects(&web.app, &import).await?;
    if rejects.is_empty() {
        return Err(Refusal::NotFound);
    }
    let bytes = rejects_csv(&Columns::of(&import)?.names, &rejects);
    let kind = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"not-imported.csv\"")];
    let mut response = with_headers((kind, bytes).into_response(), "default-src 'none'; sandbox");
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
