//! `/projects/{project}/leads/{lead}/magnet/versions`: every version with who, when and why; what differs between two; and bringing one back.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::diff::{Piece, compare};
use super::form::Typed;
use super::frame::{Frame, see_other, show as show_page};
use super::magnet::{Opened, refused, told};
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use super::template_versions::Compared;
use crate::generation::revise::{By, Change, NotRevised, ReviseError, outline, revise};
use crate::model::role::Right;
use crate::web::state::Web;

struct Line {
    version: i64,
    told: String,
    note: String,
    published: bool,
    newest: bool,
}

#[derive(Template)]
#[template(path = "dashboard/magnet_versions.html")]
struct Versions {
    frame: Frame,
    base: String,
    name: String,
    may_edit: bool,
    newest: i64,
    lines: Vec<Line>,
    numbers: Vec<(String, String)>,
    a: String,
    b: String,
    compared: Option<Vec<Vec<Piece>>>,
}

pub async fn list(here: InProject, State(web): State<Web>, Path((_, lead)): Path<(String, String)>, Query(asked): Query<Compared>) -> Screen {
    let opened = Opened::of(&web, here, &lead).await?;
    let newest = opened.newest();
    if newest == 0 {
        return Err(Refusal::NotFound);
    }
    let pair = asked.numbers()?;
    let compared = match pair {
        Some((a, b)) => {
            let (a, b) = (opened.document(&web, a).await?, opened.document(&web, b).await?);
            let found = tokio::task::spawn_blocking(move || compare(&outline(&a), &outline(&b))).await;
            Some(found.map_err(|error| Refusal::Broken(error.to_string()))?)
        }
        None => None,
    };
    let line = |line: &crate::store::versions::VersionLine| Line {
        version: line.version,
        told: told(line),
        note: line.note.clone(),
        published: line.published_at.is_some(),
        newest: line.version == newest,
    };
    let page = Versions {
        frame: opened.frame("Versions of the document"),
        base: opened.base(),
        name: opened.name(),
        may_edit: opened.may_edit(),
        newest,
        lines: opened.versions.iter().map(line).collect(),
        numbers: opened.versions.iter().map(|line| (line.version.to_string(), format!("Version {}", line.version))).collect(),
        a: pair.map_or((newest - 1).max(1), |(a, _)| a).to_string(),
        b: pair.map_or(newest, |(_, b)| b).to_string(),
        compared,
    };
    Ok(show_page(StatusCode::OK, &page))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RollBack {
    seen: i64,
    version: i64,
}

/// Makes the document of an old version the newest one.
pub async fn roll_back(here: InProject, State(web): State<Web>, Path((_, lead)): Path<(String, String)>, Typed(form): Typed<RollBack>) -> Screen {
    here.member.require(Right::WorkOnLeads)?;
    let opened = Opened::of(&web, here, &lead).await?;
    let note = format!("Version {} again", form.version);
    let by = By { actor: &opened.here.member.user.email, address: opened.here.member.address(), note: &note };
    let made = revise(&web.app, &opened.here.member.workspace, &opened.here.project, &opened.lead, form.seen, Change::RollBack(form.version), by).await;
    match made {
        Ok(_) => Ok(see_other(&format!("{}?done=back", opened.base()))),
        Err(ReviseError::NotRevised(NotRevised::Same)) => Ok(see_other(&format!("{}?done=same", opened.base()))),
        Err(other) => Err(refused(other)),
    }
}
