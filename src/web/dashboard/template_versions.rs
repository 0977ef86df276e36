//! `/projects/{project}/template/versions`: what a blueprint was, who changed it and why, what differs between two versions; and bringing one back.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::blueprint_words::{Difference, differences};
use super::form::Typed;
use super::frame::{Frame, Place, machine_time, see_other, show as show_page, when};
use super::golden_try::{self, Trial};
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use super::template::{base, somebody, store};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::store::blueprints::{BlueprintVersion, Saved, blueprint_versions};
use crate::web::state::Web;

struct Line {
    version: i64,
    by: String,
    when: String,
    machine_time: String,
    note: String,
    /// What it changed in the version before.
    differences: Vec<Difference>,
    newest: bool,
}

#[derive(Template)]
#[template(path = "dashboard/template_versions.html")]
struct Versions {
    frame: Frame,
    base: String,
    may_edit: bool,
    newest: i64,
    lines: Vec<Line>,
    /// Numbers for the two selects.
    numbers: Vec<(String, String)>,
    a: String,
    b: String,
    compared: Option<Vec<Difference>>,
}

/// Two versions to compare.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Compared {
    a: String,
    b: String,
}

impl Compared {
    /// Both numbers; `None` when none are asked for.
    ///
    /// # Errors
    /// `NotFound` for what is no number.
    pub fn numbers(&self) -> Result<Option<(i64, i64)>, Refusal> {
        if self.a.is_empty() && self.b.is_empty() {
            return Ok(None);
        }
        let number = |text: &str| text.parse::<i64>().map_err(|_| Refusal::NotFound);
        Ok(Some((number(&self.a)?, number(&self.b)?)))
    }
}

pub async fn list(here: InProject, State(web): State<Web>, Query(asked): Query<Compared>) -> Screen {
    let versions = blueprint_versions(&web.app.db, &here.project).await?;
    let find = |number: i64| versions.iter().find(|version| version.version == number);
    let pair = asked.numbers()?;
    let compared = match pair {
        Some((a, b)) => {
            let (a, b) = (find(a).ok_or(Refusal::NotFound)?, find(b).ok_or(Refusal::NotFound)?);
            Some(differences(&a.blueprint, &b.blueprint))
        }
        None => None,
    };
    let newest = versions.first().map_or(1, |version| version.version);
    let number = |number: i64| (number.to_string(), format!("Version {number}"));
    let page = Versions {
        frame: Frame::in_project(&here.member, &here.project, "Versions of the template", Place::Template),
        base: base(&here),
        may_edit: here.member.may(Right::EditProject),
        newest,
        lines: versions.iter().enumerate().map(|(at, version)| line(version, versions.get(at + 1), newest)).collect(),
        numbers: versions.iter().map(|version| number(version.version)).collect(),
        a: pair.map_or((newest - 1).max(1), |(a, _)| a).to_string(),
        b: pair.map_or(newest, |(_, b)| b).to_string(),
        compared,
    };
    Ok(show_page(StatusCode::OK, &page))
}

fn line(version: &BlueprintVersion, before: Option<&BlueprintVersion>, newest: i64) -> Line {
    Line {
        version: version.version,
        by: somebody(&version.created_by),
        when: when(version.created_at),
        machine_time: machine_time(version.created_at),
        note: version.note.clone(),
        differences: before.map(|before| differences(&before.blueprint, &version.blueprint)).unwrap_or_default(),
        newest: version.version == newest,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Restore {
    seen: i64,
    /// `rollout` once the golden leads were looked at, `back` from there.
    #[serde(rename = "do")]
    action: String,
}

/// Saves an old version as a new one.
pub async fn restore(here: InProject, State(web): State<Web>, Path((_, version)): Path<(String, String)>, Typed(form): Typed<Restore>) -> Screen {
    here.member.require(Right::EditProject)?;
    let version: i64 = version.parse().map_err(|_| Refusal::NotFound)?;
    let versions = blueprint_versions(&web.app.db, &here.project).await?;
    // The newest is in use: there is nothing to bring back.
    let old = versions.iter().skip(1).find(|one| one.version == version).ok_or(Refusal::NotFound)?;
    if let Some(fault) = old.blueprint.faults().first() {
        return Err(Refusal::Conflict(format!("Version {version} does not keep to what a template may hold today: {} {}.", fault.field, fault.reason)));
    }
    let path = format!("{}/versions", base(&here));
    if form.action == "back" {
        return Ok(see_other(&path));
    }
    if form.action != "rollout" && versions.first().is_some_and(|newest| newest.version == form.seen && newest.blueprint != old.blueprint) {
        let after = Project { blueprint: old.blueprint.clone(), ..here.project.clone() };
        let fields = vec![("seen".to_owned(), form.seen.to_string())];
        let trial = Trial { path: format!("{path}/{version}/restore"), fields, place: Place::Template, what: "template" };
        if let Some(screen) = golden_try::screen(&web, &here, after, trial).await? {
            return Ok(screen);
        }
    }
    let note = format!("Version {version} again");
    match store(&web, &here, form.seen, &old.blueprint, &note, json!({"restored": version})).await? {
        Saved::Version(_) => Ok(see_other(&format!("{}?done=restored", base(&here)))),
        Saved::Same => Ok(see_other(&format!("{}?done=same", base(&here)))),
        Saved::Stale(newest) => Err(Refusal::Conflict(format!("Somebody saved version {newest} meanwhile. Nothing was changed; look at it first."))),
    }
}
