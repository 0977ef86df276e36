//! Code that sends a lead to one project, ready to paste: its real address, and a body made from its own input schema.

use serde_json::{Map, Value, json};

use crate::model::project::Project;
use crate::model::schema::{CustomField, FieldKind, InputSchema};

/// Stands where the key goes.
pub const PLACEHOLDER: &str = "YOUR_API_KEY";

/// One piece of code.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Unique on the page.
    pub id: &'static str,
    pub language: &'static str,
    /// What else must be there for it to run.
    pub needs: &'static str,
    pub text: String,
}

/// The four languages, the first one first shown. Without `key`, its place is marked.
#[must_use]
pub fn samples(base: &str, project: &Project, key: Option<&str>) -> Vec<Sample> {
    vec![curl(base, project, key), javascript(base, project, key), python(base, project, key), php(base, project, key)]
}

#[must_use]
pub fn curl(base: &str, project: &Project, key: Option<&str>) -> Sample {
    let body = json(project, 1).replace('\'', "'\\''");
    let text = format!(
        "curl -X POST {} \\\n  -H 'Authorization: Bearer {}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'",
        url(base, project),
        key.unwrap_or(PLACEHOLDER)
    );
    Sample { id: "curl", language: "curl", needs: "", text }
}

fn javascript(base: &str, project: &Project, key: Option<&str>) -> Sample {
    let text = format!(
        "import axios from \"axios\";\n\nconst {{ data }} = await axios.post(\n  \"{}\",\n  {},\n  {{ headers: {{ Authorization: \"Bearer {}\" }} }},\n);\nconsole.log(data.leadMagnetUrl, data.jobId);",
        url(base, project),
        json(project, 1),
        key.unwrap_or(PLACEHOLDER)
    );
    Sample { id: "javascript", language: "JavaScript", needs: "npm install axios", text }
}

fn python(base: &str, project: &Project, key: Option<&str>) -> Sample {
    let text = format!(
        "import requests\n\nanswer = requests.post(\n    \"{}\",\n    headers={{\"Authorization\": \"Bearer {}\"}},\n    json={},\n    timeout=30,\n)\nanswer.raise_for_status()\nprint(answer.json()[\"leadMagnetUrl\"])",
        url(base, project),
        key.unwrap_or(PLACEHOLDER),
        map(&example(&project.fields), &PYTHON, 1)
    );
    Sample { id: "python", language: "Python", needs: "pip install requests", text }
}

fn php(base: &str, project: &Project, key: Option<&str>) -> Sample {
    let text = format!(
        "<?php\n$curl = curl_init('{}');\ncurl_setopt_array($curl, [\n    CURLOPT_POST => true,\n    CURLOPT_RETURNTRANSFER => true,\n    CURLOPT_HTTPHEADER => [\n        'Authorization: Bearer {}',\n        'Content-Type: application/json',\n    ],\n    CURLOPT_POSTFIELDS => json_encode({}),\n]);\n$answer = json_decode(curl_exec($curl), true);\necho $answer['leadMagnetUrl'];",
        url(base, project),
        key.unwrap_or(PLACEHOLDER),
        map(&example(&project.fields), &PHP, 1)
    );
    Sample { id: "php", language: "PHP", needs: "the curl extension", text }
}

/// How to follow a job, in curl.
#[must_use]
pub fn status(base: &str) -> String {
    format!("curl {base}/api/generation/JOB_ID/status \\\n  -H 'Authorization: Bearer {PLACEHOLDER}'")
}

/// Where leads of this project are posted to.
#[must_use]
pub fn url(base: &str, project: &Project) -> String {
    format!("{base}/api/projects/{}/generate", project.slug)
}

/// A body that the project takes: what it requires, and the fields that make a good document.
#[must_use]
pub fn example(schema: &InputSchema) -> Vec<(String, Value)> {
    const USUAL: [&str; 4] = ["email", "fullName", "company", "domain"];
    let wanted = |name: &str| USUAL.contains(&name) || schema.required.iter().any(|required| required == name);
    let common = schema.listed().into_iter().filter(|field| !field.name.starts_with("customFields.") && wanted(&field.name));
    let mut body: Vec<(String, Value)> = common.map(|field| (field.name, field.example)).collect();
    let custom: Map<String, Value> = schema.custom.iter().map(|field| (field.name.clone(), custom_example(field))).collect();
    if !custom.is_empty() {
        body.push(("customFields".into(), Value::Object(custom)));
    }
    body
}

/// The owner's example, else one that passes the check.
fn custom_example(field: &CustomField) -> Value {
    if let Some(example) = field.example.as_ref().filter(|example| !example.is_null()) {
        return example.clone();
    }
    match field.kind {
        FieldKind::String => json!("text"),
        FieldKind::Number => json!(12.5),
        FieldKind::Integer => json!(12),
        FieldKind::Boolean => json!(true),
        FieldKind::Url => json!("https://harbourpine.example/"),
        FieldKind::Email => json!("jane@harbourpine.example"),
        FieldKind::Date => json!("2026-03-31"),
        FieldKind::Choice => json!(field.options.first().cloned().unwrap_or_default()),
    }
}

fn json(project: &Project, depth: usize) -> String {
    map(&example(&project.fields), &JSON, depth)
}

/// How a language writes a map.
struct Writing {
    open: &'static str,
    close: &'static str,
    between: &'static str,
    quote: char,
    indent: &'static str,
    /// Behind the last member too.
    last_comma: bool,
    yes: &'static str,
    no: &'static str,
    nothing: &'static str,
}

const PYTHON: Writing =
    Writing { open: "{", close: "}", between: ": ", quote: '"', indent: "    ", last_comma: true, yes: "True", no: "False", nothing: "None" };
const JSON: Writing = Writing { open: "{", close: "}", between: ": ", quote: '"', indent: "  ", last_comma: false, yes: "true", no: "false", nothing: "null" };
const PHP: Writing =
    Writing { open: "[", close: "]", between: " => ", quote: '\'', indent: "    ", last_comma: true, yes: "true", no: "false", nothing: "null" };

fn literal(value: &Value, writing: &Writing, depth: usize) -> String {
    match value {
        Value::Null => writing.nothing.into(),
        Value::Bool(true) => writing.yes.into(),
        Value::Bool(false) => writing.no.into(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text, writing),
        Value::Array(items) => format!("[{}]", items.iter().map(|item| literal(item, writing, depth)).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => map(&members.iter().map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>(), writing, depth),
    }
}

fn map(members: &[(String, Value)], writing: &Writing, depth: usize) -> String {
    let indent = writing.indent.repeat(depth + 1);
    let line = |(name, value): &(String, Value)| format!("{indent}{}{}{}", quoted(name, writing), writing.between, literal(value, writing, depth + 1));
    let lines: Vec<String> = members.iter().map(line).collect();
    let comma = if writing.last_comma { "," } else { "" };
    format!("{}\n{}{comma}\n{}{}", writing.open, lines.join(",\n"), writing.indent.repeat(depth), writing.close)
}

/// PHP's single quotes know two escapes; Python takes JSON's.
fn quoted(text: &str, writing: &Writing) -> String {
    if writing.quote == '\'' { format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")) } else { Value::String(text.to_owned()).to_string() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_example_passes_the_projects_own_check() {
        let kinds = ["string", "number", "integer", "boolean", "url", "email", "date"];
        let mut custom: Vec<Value> = kinds.iter().map(|kind| json!({"name": kind, "type": kind, "required": true})).collect();
        custom.push(json!({"name": "plan", "type": "choice", "options": ["it's \"a\"", "b"], "required": true}));
        let schema: InputSchema = serde_json::from_value(json!({"required": ["phone", "companySize", "industry", "title"], "custom": custom})).unwrap();
        let body = example(&schema);
        assert_eq!(body[0].0, "email");
        assert!(body.iter().any(|(name, _)| name == "phone"));
        schema.check(body.into_iter().collect()).unwrap();
        InputSchema::default().check(example(&InputSchema::default()).into_iter().collect()).unwrap();
    }

    #[test]
    fn quotation_marks_are_escaped_as_each_language_wants_it() {
        assert_eq!(quoted("it's \"a\" \\", &PHP), r#"'it\'s "a" \\'"#);
        assert_eq!(quoted("it's \"a\" \\", &PYTHON), r#""it's \"a\" \\""#);
        let map = json!({"a": true, "b": {"c": null}});
        assert_eq!(literal(&map, &JSON, 0), "{\n  \"a\": true,\n  \"b\": {\n    \"c\": null\n  }\n}");
        assert_eq!(literal(&map, &PYTHON, 0), "{\n    \"a\": True,\n    \"b\": {\n        \"c\": None,\n    },\n}");
    }
}
