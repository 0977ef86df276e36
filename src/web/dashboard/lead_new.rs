//! `/dashboard/projects/{project}/leads/new`: one lead by form, from the project's own input schema and through the API's own check.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value};

use super::form::Typed;
use super::frame::{Frame, Place, see_other, show as send};
use super::in_lead::{by, leads_path, require_open};
use super::member::{InProject, Member};
use super::refusal::Screen;
use crate::generation::accept::accept_by;
use crate::generation::control::Refused;
use crate::model::ids::LeadId;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::schema::{Fault, FieldKind};
use crate::store::{StoreError, leads};
use crate::web::state::Web;

struct FormField {
    name: String,
    label: String,
    hint: String,
    /// Type of the input.
    kind: &'static str,
    /// Attributes beside.
    extra: &'static str,
    value: String,
    /// Values to choose from; empty for a field that is typed into.
    options: Vec<(String, String)>,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/lead_new.html")]
struct LeadNew {
    frame: Frame,
    base: String,
    project: String,
    fields: Vec<FormField>,
    sample: bool,
    /// Id that the lead will have: a form that is sent twice makes one lead.
    lead_id: String,
    faults: usize,
    /// A fault of no field.
    other: Option<String>,
}

pub async fn form(InProject { member, project }: InProject, State(web): State<Web>) -> Screen {
    member.require(Right::WorkOnLeads)?;
    require_open(&project)?;
    let lead_id = LeadId::new(&*web.app.random).as_str().to_owned();
    Ok(page(StatusCode::OK, &member, &project, &[], &[], lead_id))
}

pub async fn create(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<Vec<(String, String)>>) -> Screen {
    member.require(Right::WorkOnLeads)?;
    require_open(&project)?;
    let value = |wanted: &str| typed.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str());
    let id: LeadId = value("lead_id").parse().unwrap_or_else(|_| LeadId::new(&*web.app.random));
    let lead = match project.fields.check(body(&project, &typed)) {
        Ok(lead) => lead,
        Err(faults) => return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &member, &project, &typed, &faults, id.as_str().to_owned())),
    };
    match accept_by(&web.app, by(&member), &project, &lead, &id, value("sample") == "yes").await {
        Ok(_) => Ok(see_other(&format!("{}/{id}?done=created", leads_path(&project)))),
        // Sent twice: the lead is there already.
        Err(Refused::Store(StoreError::Taken))
            if leads::lead(&web.app.db, &member.workspace.id, &id).await?.is_some_and(|lead| lead.project_id == project.id) =>
        {
            Ok(see_other(&format!("{}/{id}", leads_path(&project))))
        }
        Err(error) => Err(error.into()),
    }
}

/// The fields of the schema as the API's body; what was left empty is not given.
fn body(project: &Project, typed: &[(String, String)]) -> Map<String, Value> {
    let mut body = Map::new();
    let mut custom = Map::new();
    for field in project.fields.listed() {
        let Some((_, value)) = typed.iter().find(|(name, value)| *name == field.name && !value.trim().is_empty()) else { continue };
        match field.name.strip_prefix("customFields.") {
            Some(name) => custom.insert(name.to_owned(), Value::from(value.as_str())),
            None => body.insert(field.name.clone(), Value::from(value.as_str())),
        };
    }
    if !custom.is_empty() {
        body.insert("customFields".into(), Value::Object(custom));
    }
    body
}

fn page(status: StatusCode, member: &Member, project: &Project, typed: &[(String, String)], faults: &[Fault], lead_id: String) -> Response {
    let fields = fields(project, typed, faults);
    let other = faults.iter().find(|fault| fields.iter().all(|field| field.name != fault.field)).map(|fault| format!("{} {}", fault.field, fault.reason));
    let form = LeadNew {
        frame: Frame::in_project(member, project, "New lead", Place::Leads),
        base: leads_path(project),
        project: project.name.clone(),
        sample: typed.iter().any(|(name, value)| name == "sample" && value == "yes"),
        lead_id,
        faults: faults.len(),
        other,
        fields,
    };
    send(status, &form)
}

fn fields(project: &Project, typed: &[(String, String)], faults: &[Fault]) -> Vec<FormField> {
    let kinds = |name: &str| project.fields.custom.iter().find(|custom| name.strip_prefix("customFields.") == Some(custom.name.as_str()));
    let field = |listed: crate::model::schema::ListedField| {
        let custom = kinds(&listed.name);
        let (kind, extra) = match (listed.name.as_str(), custom.map(|custom| custom.kind)) {
            ("email", _) => ("email", "autocomplete=\"off\""),
            (_, Some(FieldKind::Email)) => ("email", ""),
            ("domain", _) => ("text", "inputmode=\"url\" autocapitalize=\"none\""),
            ("phone", _) => ("tel", ""),
            (_, Some(FieldKind::Url)) => ("url", ""),
            (_, Some(FieldKind::Number)) => ("text", "inputmode=\"decimal\""),
            (_, Some(FieldKind::Integer)) => ("text", "inputmode=\"numeric\""),
            (_, Some(FieldKind::Date)) => ("date", ""),
            _ => ("text", ""),
        };
        let own = |value: &String| (value.clone(), value.clone());
        let mut options: Vec<(String, String)> = match custom.map(|custom| (custom.kind, custom)) {
            Some((FieldKind::Choice, custom)) => custom.options.iter().map(own).collect(),
            Some((FieldKind::Boolean, _)) => vec![("true".into(), "Yes".into()), ("false".into(), "No".into())],
            _ => Vec::new(),
        };
        if !options.is_empty() {
            options.insert(0, (String::new(), "Not given".into()));
        }
        let example = listed.example.as_str().map_or_else(|| if listed.example.is_null() { String::new() } else { listed.example.to_string() }, str::to_owned);
        let like = if example.is_empty() || !options.is_empty() { String::new() } else { format!("Like {example}.") };
        let hint = [sentence(&listed.description), like].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        FormField {
            label: if listed.required { format!("{} (required)", listed.label) } else { listed.label },
            hint,
            kind,
            extra,
            value: typed.iter().find(|(name, _)| *name == listed.name).map(|(_, value)| value.clone()).unwrap_or_default(),
            options,
            wrong: faults.iter().find(|fault| fault.field == listed.name).map(|fault| in_words(&fault.reason)),
            name: listed.name,
        }
    };
    project.fields.listed().into_iter().map(field).collect()
}

/// Beside the field its name need not be said again.
fn in_words(reason: &str) -> String {
    if reason.starts_with("Missing required field") { "This field is required".into() } else { reason.to_owned() }
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}
