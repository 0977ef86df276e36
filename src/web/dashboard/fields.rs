//! `/projects/{project}/settings/fields`: the input schema as a form, which works without script, beside the request it asks for.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::form::Typed;
use super::frame::{CSP, Frame, Place, Settings, html_page, see_other, show as show_page};
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use crate::model::role::Right;
use crate::model::schema::{COMMON, CustomField, Fault, FieldKind, InputSchema};
use crate::store::audit::Entry;
use crate::store::blueprints::save_fields;
use crate::store::projects;
use crate::web::state::Web;

const DONE: [(&str, &str); 2] =
    [("saved", "Saved. The next request is checked against these fields."), ("same", "Nothing was different, so nothing was changed.")];

/// The form as typed. The lists of the custom fields go side by side.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FieldsForm {
    /// Names the schema that the form was made from.
    seen: String,
    /// `save`, `add`, `remove:0`, `up:1`, `down:0`.
    #[serde(rename = "do")]
    action: String,
    /// The person has read what would break.
    sure: String,
    /// Common fields that are required.
    common: Vec<String>,
    name: Vec<String>,
    kind: Vec<String>,
    label: Vec<String>,
    description: Vec<String>,
    example: Vec<String>,
    /// One a line.
    options: Vec<String>,
    /// Places of the required ones.
    required_at: Vec<String>,
}

/// One custom field as typed.
#[derive(Debug, Clone, Default, PartialEq)]
struct FieldRow {
    name: String,
    kind: String,
    label: String,
    description: String,
    example: String,
    options: String,
    required: bool,
}

impl FieldsForm {
    fn rows(&self) -> Vec<FieldRow> {
        let text = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        (0..self.name.len().min(100))
            .map(|at| FieldRow {
                name: text(&self.name, at),
                kind: text(&self.kind, at),
                label: text(&self.label, at),
                description: text(&self.description, at),
                example: text(&self.example, at),
                options: text(&self.options, at),
                required: self.required_at.iter().any(|one| *one == at.to_string()),
            })
            .collect()
    }

    /// The rows after the button that was pressed; `None` when it was none of theirs.
    fn changed_rows(&self) -> Option<Vec<FieldRow>> {
        let mut rows = self.rows();
        let (what, at) = self.action.split_once(':').unwrap_or((&self.action, ""));
        let at = at.parse::<usize>().ok().filter(|at| *at < rows.len());
        match (what, at) {
            ("add", _) => rows.push(FieldRow { kind: "string".into(), ..FieldRow::default() }),
            ("remove", Some(at)) => {
                rows.remove(at);
            }
            ("up", Some(at)) if at > 0 => rows.swap(at, at - 1),
            ("down", Some(at)) if at + 1 < rows.len() => rows.swap(at, at + 1),
            ("up" | "down" | "remove", _) => {}
            _ => return None,
        }
        Some(rows)
    }

    fn schema(&self, rows: &[FieldRow]) -> InputSchema {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let custom = |row: &FieldRow| {
            let kind = FieldKind::of(&row.kind).unwrap_or(FieldKind::String);
            let options = row.options.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            CustomField {
                name: row.name.trim().to_owned(),
                kind,
                required: row.required,
                label: text(&row.label),
                description: text(&row.description),
                example: text(&row.example).map(|text| kind.value_of(&text)),
                options: if kind == FieldKind::Choice { options } else { Vec::new() },
            }
        };
        let common = COMMON.iter().map(|(name, ..)| (*name).to_owned());
        InputSchema { required: common.filter(|name| name != "email" && self.common.contains(name)).collect(), custom: rows.iter().map(custom).collect() }
    }
}

fn rows_of(schema: &InputSchema) -> Vec<FieldRow> {
    let shown = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    schema
        .custom
        .iter()
        .map(|field| FieldRow {
            name: field.name.clone(),
            kind: field.kind.as_str().into(),
            label: field.label.clone().unwrap_or_default(),
            description: field.description.clone().unwrap_or_default(),
            example: field.example.as_ref().map(shown).unwrap_or_default(),
            options: field.options.join("\n"),
            required: field.required,
        })
        .collect()
}

/// Names a schema by what it says.
fn token(schema: &InputSchema) -> String {
    let text = serde_json::to_string(schema).unwrap_or_default();
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

struct CommonRow {
    name: &'static str,
    label: &'static str,
    description: &'static str,
    required: bool,
    fixed: bool,
}

/// The request that a schema asks for; a piece of the page, made anew while one types.
#[derive(Template)]
#[template(path = "dashboard/fields_example.html")]
struct Example {
    curl: String,
    schema: String,
    breaks: Vec<String>,
}

impl Example {
    fn of(web: &Web, here: &InProject, schema: &InputSchema) -> Self {
        let pretty = |value: &serde_json::Value| serde_json::to_string_pretty(value).unwrap_or_default();
        let url = format!("{}/api/projects/{}/generate", web.app.public_url(), here.project.slug);
        // Quoted for a shell: a quotation mark inside ends, is escaped, and begins anew.
        let body = pretty(&schema.example()).replace('\'', "'\\''");
        let curl =
            format!("curl -X POST '{url}' \\\n  -H \"Authorization: Bearer $MAGNETITE_API_KEY\" \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'");
        Self { curl, schema: pretty(&schema.json_schema()), breaks: schema.breaks(&here.project.fields) }
    }
}

#[derive(Template)]
#[template(path = "dashboard/fields.html")]
struct FieldsScreen {
    frame: Frame,
    action: String,
    seen: String,
    common: Vec<CommonRow>,
    rows: Vec<FieldRow>,
    kinds: Vec<(&'static str, &'static str)>,
    faults: Vec<Fault>,
    /// Somebody else changed the fields meanwhile: their names now.
    meanwhile: Option<String>,
    ask_sure: bool,
    example: Example,
}

impl FieldsScreen {
    fn wrong(&self, at: &usize, part: &str) -> Option<&str> {
        let field = format!("fields.custom.{at}.{part}");
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.reason.as_str())
    }

    /// Faults that belong to no input.
    fn general(&self) -> Option<&str> {
        self.faults.iter().find(|fault| !fault.field.starts_with("fields.custom.")).map(|fault| fault.reason.as_str())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: Option<String>,
}

pub async fn show(here: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    here.member.require(Right::EditProject)?;
    let schema = here.project.fields.clone();
    let mut page = screen(&web, &here, &schema, rows_of(&schema));
    page.frame = page.frame.saying(asked.done.as_deref(), &DONE);
    Ok(show_page(StatusCode::OK, &page))
}

pub async fn save(mut here: InProject, State(web): State<Web>, Typed(form): Typed<FieldsForm>) -> Screen {
    here.member.require(Right::EditProject)?;
    if let Some(rows) = form.changed_rows() {
        let mut page = screen(&web, &here, &form.schema(&rows), rows);
        page.seen.clone_from(&form.seen);
        return Ok(show_page(StatusCode::OK, &page));
    }
    let rows = form.rows();
    let schema = form.schema(&rows);
    let faults = schema.faults_with_examples();
    if !faults.is_empty() {
        let page = FieldsScreen { faults, seen: form.seen.clone(), ..screen(&web, &here, &schema, rows) };
        return Ok(show_page(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if form.seen == token(&here.project.fields) {
        if schema == here.project.fields {
            return Ok(see_other(&format!("{}?done=same", action(&here))));
        }
        if form.sure.is_empty() && !schema.breaks(&here.project.fields).is_empty() {
            let page = FieldsScreen { ask_sure: true, ..screen(&web, &here, &schema, rows) };
            return Ok(show_page(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
        if store(&web, &here, &schema).await? {
            return Ok(see_other(&format!("{}?done=saved", action(&here))));
        }
        here.project = projects::project(&web.app.db, &here.member.workspace.id, here.project.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    let now: Vec<String> =
        here.project.fields.listed().into_iter().map(|field| if field.required { format!("{} (required)", field.name) } else { field.name }).collect();
    let page = FieldsScreen { meanwhile: Some(now.join(", ")), ..screen(&web, &here, &schema, rows) };
    Ok(show_page(StatusCode::CONFLICT, &page))
}

async fn store(web: &Web, here: &InProject, schema: &InputSchema) -> Result<bool, Refusal> {
    let entry = Entry {
        workspace_id: &here.member.workspace.id,
        project_id: Some(&here.project.id),
        actor: &here.member.user.email,
        address: here.member.address(),
        action: "fields.changed",
        target: &here.project.name,
        detail: json!({"breaks": schema.breaks(&here.project.fields)}),
        at: web.app.now(),
    };
    let saved = save_fields(&web.app.db, &*web.app.random, &here.project, schema, &entry).await?;
    web.keys.clear();
    Ok(saved)
}

/// The example for the form as typed: a piece of the page.
pub async fn example(here: InProject, State(web): State<Web>, Typed(form): Typed<FieldsForm>) -> Screen {
    here.member.require(Right::EditProject)?;
    let example = Example::of(&web, &here, &form.schema(&form.rows()));
    let html = example.render().map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(html_page(StatusCode::OK, html, CSP))
}

fn screen(web: &Web, here: &InProject, schema: &InputSchema, rows: Vec<FieldRow>) -> FieldsScreen {
    let common = COMMON.iter().map(|(name, label, description, _)| CommonRow {
        name,
        label,
        description,
        required: *name == "email" || schema.required.iter().any(|required| required == name),
        fixed: *name == "email",
    });
    FieldsScreen {
        frame: Frame::in_project(&here.member, &here.project, "Fields", Place::Settings(Settings::Fields)),
        action: action(here),
        seen: token(&here.project.fields),
        common: common.collect(),
        rows,
        kinds: FieldKind::ALL.into_iter().map(|kind| (kind.as_str(), kind_label(kind))).collect(),
        faults: Vec::new(),
        meanwhile: None,
        ask_sure: false,
        example: Example::of(web, here, schema),
    }
}

fn kind_label(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::String => "Text",
        FieldKind::Number => "Number",
        FieldKind::Integer => "Whole number",
        FieldKind::Boolean => "Yes or no",
        FieldKind::Url => "Web address",
        FieldKind::Email => "E-mail address",
        FieldKind::Date => "Date",
        FieldKind::Choice => "One of a list",
    }
}

fn action(here: &InProject) -> String {
    format!("/dashboard/projects/{}/settings/fields", here.project.slug)
}
