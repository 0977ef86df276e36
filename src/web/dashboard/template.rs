//! `/projects/{project}/template`: the blueprint as a form beside a preview that follows it. Its versions are in `template_versions.rs`.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::blueprint_form::BlueprintForm;
use super::blueprint_words::{self, Difference, Row, differences, rows};
use super::form::Typed;
use super::frame::{CSP, Frame, Place, ago, html_page, magnet_page, see_other, show as show_page};
use super::golden_try::{self, Trial, fields_of};
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use crate::generation::preview::{PreviewError, Subject, preview};
use crate::model::blueprint::{Blueprint, LANGUAGES, Length, MagnetKind, PLACEHOLDERS, PRIORITIES, SectionName, Tone};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::schema::Fault;
use crate::store::audit::Entry;
use crate::store::blueprints::{BlueprintVersion, Saved, blueprint_versions, latest_finished, save_blueprint};
use crate::store::golden_leads::golden_count;
use crate::web::state::Web;

/// Longest note on a version, in characters.
pub const NOTE_MAX: usize = 200;

const DONE: [(&str, &str); 3] = [
    ("saved", "Saved. The next magnets follow it; those that are out stay as they are."),
    ("same", "Nothing was different, so no version was made."),
    ("restored", "Brought back as a new version. The next magnets follow it."),
];

struct SectionRow {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    shown: bool,
    fixed: bool,
    first: bool,
    last: bool,
}

/// What somebody else did while the form was open.
struct Meanwhile {
    version: i64,
    by: String,
    differences: Vec<Difference>,
}

#[derive(Template)]
#[template(path = "dashboard/template.html")]
struct TemplateScreen {
    frame: Frame,
    base: String,
    may_edit: bool,
    newest: i64,
    newest_by: String,
    newest_when: String,
    form: BlueprintForm,
    /// Value, name, and what it is.
    kinds: Vec<(&'static str, &'static str, &'static str)>,
    languages: Vec<(&'static str, &'static str)>,
    sections: Vec<SectionRow>,
    lengths: Vec<(&'static str, &'static str)>,
    tones: Vec<(&'static str, &'static str)>,
    counts: Vec<(String, String)>,
    placeholders: String,
    offer_cta: String,
    /// Leads that a preview can be made of: value and label.
    subjects: Vec<(String, String)>,
    rows: Vec<Row>,
    /// Golden leads of the project.
    golden: usize,
    faults: Vec<Fault>,
    meanwhile: Option<Meanwhile>,
}

impl TemplateScreen {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.reason.as_str())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: Option<String>,
    subject: String,
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    let here = InProject { member, project };
    let versions = blueprint_versions(&web.app.db, &here.project).await?;
    let form = BlueprintForm { subject: asked.subject.clone(), ..BlueprintForm::of(&here.project.blueprint, newest(&versions)) };
    screen(&web, &here, versions, form, Vec::new(), None, asked.done.as_deref()).await
}

pub async fn save(here: InProject, State(web): State<Web>, Typed(mut form): Typed<BlueprintForm>) -> Screen {
    here.member.require(Right::EditProject)?;
    let versions = blueprint_versions(&web.app.db, &here.project).await?;
    form.follow_kind();
    if !matches!(form.action.as_str(), "save" | "rollout") {
        form.moved();
        return screen(&web, &here, versions, form, Vec::new(), None, None).await;
    }
    let blueprint = match form.blueprint() {
        Ok(blueprint) => blueprint,
        Err(faults) => return screen(&web, &here, versions, form, faults, None, None).await,
    };
    // A change that is tried is tried against what is in use now.
    if form.action == "save" && form.seen == newest(&versions) && blueprint != here.project.blueprint {
        let after = Project { blueprint: blueprint.clone(), ..here.project.clone() };
        let trial = Trial { path: base(&here), fields: fields_of(&form)?, place: Place::Template, what: "template" };
        if let Some(screen) = golden_try::screen(&web, &here, after, trial).await? {
            return Ok(screen);
        }
    }
    match store(&web, &here, form.seen, &blueprint, &form.note, json!({})).await? {
        Saved::Version(_) => Ok(see_other(&format!("{}?done=saved", base(&here)))),
        Saved::Same => Ok(see_other(&format!("{}?done=same", base(&here)))),
        Saved::Stale(_) => stale(&web, &here, form).await,
    }
}

/// Saves a blueprint as the next version, with the person's note and a line in the audit log.
pub(super) async fn store(web: &Web, here: &InProject, seen: i64, blueprint: &Blueprint, note: &str, detail: serde_json::Value) -> Result<Saved, Refusal> {
    let note: String = note.trim().chars().take(NOTE_MAX).collect();
    let entry = Entry {
        workspace_id: &here.member.workspace.id,
        project_id: Some(&here.project.id),
        actor: &here.member.user.email,
        address: here.member.address(),
        action: "blueprint.saved",
        target: &here.project.name,
        detail,
        at: web.app.now(),
    };
    let saved = save_blueprint(&web.app.db, &*web.app.random, &here.project, seen, blueprint, &note, &entry).await?;
    web.keys.clear();
    Ok(saved)
}

/// The form as typed, with what the other one did; sending it again saves it over that.
async fn stale(web: &Web, here: &InProject, mut form: BlueprintForm) -> Screen {
    let versions = blueprint_versions(&web.app.db, &here.project).await?;
    let Some(newest) = versions.first() else { return Err(Refusal::Broken("a blueprint without versions".into())) };
    let seen = versions.iter().find(|version| version.version == form.seen).unwrap_or(newest);
    let meanwhile = Meanwhile { version: newest.version, by: somebody(&newest.created_by), differences: differences(&seen.blueprint, &newest.blueprint) };
    form.seen = newest.version;
    screen(web, here, versions, form, Vec::new(), Some(meanwhile), None).await
}

async fn screen(
    web: &Web,
    here: &InProject,
    versions: Vec<BlueprintVersion>,
    form: BlueprintForm,
    faults: Vec<Fault>,
    meanwhile: Option<Meanwhile>,
    done: Option<&str>,
) -> Screen {
    let status = match (&meanwhile, faults.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let leads = latest_finished(&web.app.db, &here.member.workspace.id, &here.project.id).await?;
    let named = |lead: &crate::model::lead::LeadFields| lead.company.clone().or_else(|| lead.site().map(str::to_owned)).unwrap_or_else(|| lead.email.clone());
    let mut subjects = vec![(String::new(), "The built-in sample".to_owned())];
    subjects.extend(leads.into_iter().map(|(id, lead)| (id.to_string(), named(&lead))));
    let order = form.order();
    let sections = order.iter().enumerate().map(|(at, name)| {
        let (label, hint) = blueprint_words::section(*name);
        let same = |other: Option<&SectionName>| other.is_some_and(|other| other.is_appendix() == name.is_appendix());
        SectionRow {
            name: name.as_str(),
            label,
            hint,
            shown: form.shown.iter().any(|shown| shown == name.as_str()),
            fixed: *name == form.kind().heart(),
            first: !same(at.checked_sub(1).and_then(|before| order.get(before))),
            last: !same(order.get(at + 1)),
        }
    });
    let newest = versions.first();
    let page = TemplateScreen {
        frame: Frame::in_project(&here.member, &here.project, "Template", Place::Template).saying(done, &DONE),
        base: base(here),
        may_edit: here.member.may(Right::EditProject),
        newest: newest.map_or(1, |version| version.version),
        newest_by: newest.map(|version| somebody(&version.created_by)).unwrap_or_default(),
        newest_when: newest.map(|version| ago(version.created_at, web.app.now())).unwrap_or_default(),
        kinds: MagnetKind::ALL.into_iter().map(|one| (one.as_str(), blueprint_words::kind(one).0, blueprint_words::kind(one).1)).collect(),
        languages: LANGUAGES.into_iter().map(|tag| (tag, blueprint_words::language(tag))).collect(),
        sections: sections.collect(),
        lengths: Length::ALL.into_iter().map(|one| (one.as_str(), blueprint_words::length(one))).collect(),
        tones: Tone::ALL.into_iter().map(|one| (one.as_str(), blueprint_words::tone(one))).collect(),
        counts: PRIORITIES.map(|count| (count.to_string(), count.to_string())).collect(),
        placeholders: PLACEHOLDERS.iter().map(|(name, meaning)| format!("{{{name}}}, {meaning}")).collect::<Vec<_>>().join("; "),
        offer_cta: here.project.offer.cta.as_ref().map(|cta| format!("The offer has “{}”; left empty, that one stands.", cta.label)).unwrap_or_default(),
        subjects,
        rows: rows(&here.project.blueprint),
        golden: golden_count(&web.app.db, &here.project).await?,
        form,
        faults,
        meanwhile,
    };
    Ok(show_page(status, &page))
}

#[derive(Template)]
#[template(path = "dashboard/template_fault.html")]
struct FaultPage {
    frame: Frame,
    faults: Vec<(&'static str, String)>,
    text: &'static str,
}

/// The preview of the blueprint as it is stored.
pub async fn preview_stored(here: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    previewed(&web, &here, &here.project.blueprint.clone(), &asked.subject).await
}

/// The preview of the form as typed. Nothing is stored.
pub async fn preview_typed(here: InProject, State(web): State<Web>, Typed(mut form): Typed<BlueprintForm>) -> Screen {
    here.member.require(Right::EditProject)?;
    form.follow_kind();
    match form.blueprint() {
        Ok(blueprint) => previewed(&web, &here, &blueprint, &form.subject).await,
        Err(faults) => {
            let faults = faults.into_iter().map(|fault| (label_of(&fault.field), fault.reason)).collect();
            Ok(in_frame(&FaultPage { frame: Frame::bare("Preview"), faults, text: "The preview waits until this is put right." }))
        }
    }
}

fn label_of(input: &str) -> &'static str {
    match input {
        "language" => "Language",
        "title" => "Title",
        "sections" => "Sections",
        "priorities" => "Priorities",
        "cta_url" => "Call to action, address",
        "cta_label" => "Call to action, words",
        "cta_text" => "Call to action, sentence",
        "words_to_avoid" => "Words to avoid",
        "claims_not_to_make" => "Claims not to make",
        "calculator" => "Calculator",
        _ => "Template",
    }
}

async fn previewed(web: &Web, here: &InProject, blueprint: &Blueprint, subject: &str) -> Screen {
    let subject = if subject.is_empty() { Subject::Sample } else { Subject::Lead(subject.parse().map_err(|_| Refusal::NotFound)?) };
    let project = Project { blueprint: blueprint.clone(), ..here.project.clone() };
    match preview(&web.app, &here.member.workspace, &project, &subject).await {
        Ok(html) => Ok(magnet_page(&html)),
        Err(PreviewError::Missing) => Ok(in_frame(&FaultPage {
            frame: Frame::bare("Preview"),
            faults: Vec::new(),
            text: "What was found about this lead is not stored any more. Choose another one, or the sample.",
        })),
        Err(PreviewError::Store(error)) => Err(error.into()),
        Err(PreviewError::Render(error)) => Err(Refusal::Broken(error)),
    }
}

/// A page of ours inside a frame of ours.
fn in_frame(template: &impl Template) -> Response {
    template.render().map_or_else(
        |error| axum::response::IntoResponse::into_response(Refusal::Broken(error.to_string())),
        |html| html_page(StatusCode::OK, html, &framed(CSP)),
    )
}

/// The policy of a page that the dashboard shows in a frame.
#[must_use]
pub fn framed(csp: &str) -> String {
    csp.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
}

pub(super) fn base(here: &InProject) -> String {
    format!("/dashboard/projects/{}/template", here.project.slug)
}

fn newest(versions: &[BlueprintVersion]) -> i64 {
    versions.first().map_or(1, |version| version.version)
}

/// Who made a version.
pub(super) fn somebody(created_by: &str) -> String {
    if created_by.is_empty() { "the program, at the start".into() } else { created_by.to_owned() }
}
