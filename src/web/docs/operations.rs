//! The OpenAPI document as Markdown: a page for each tag, with what each operation takes and answers and how it is called.

use serde_json::Value;

use super::schema::{self, cell};
use super::snippets::{self, Sent};
use crate::web::api::reference::METHODS;

/// One operation where it stands in the document.
struct Operation<'a> {
    path: &'a str,
    method: &'static str,
    about: &'a Value,
}

/// What readers come for stands before the order of the paths.
const FIRST: [&str; 5] = ["generate", "generateInProject", "getInputSchema", "getInputSchemaOfProject", "generateBatch"];

/// Slug and text of `reference`, the list of all operations, and of `reference/{tag}` for each tag.
#[must_use]
pub fn pages(document: &Value) -> Vec<(String, String)> {
    let all = operations(document);
    let mut list =
        String::from("# All operations\n\nEvery operation of the API, by what it is about. Paths stand under `/api`, and under `/api/v1` as well.\n");
    let mut pages = Vec::new();
    for tag in document["tags"].as_array().into_iter().flatten() {
        let name = tag["name"].as_str().unwrap_or_default();
        let mut of_tag: Vec<&Operation> = all.iter().filter(|operation| operation.about["tags"][0] == tag["name"]).collect();
        of_tag.sort_by_key(|operation| FIRST.iter().position(|id| *id == operation.id()).unwrap_or(FIRST.len()));
        if of_tag.is_empty() {
            continue;
        }
        let slug = name.to_lowercase().replace(' ', "-");
        let sentence = tag["description"].as_str().unwrap_or_default();
        list.push_str(&format!("\n## {name}\n\n{sentence}\n\n| | |\n|---|---|\n"));
        let mut text = format!("# {name}\n\n{sentence}\n");
        for operation in of_tag {
            let summary = operation.about["summary"].as_str().unwrap_or_default();
            list.push_str(&format!("| `{}` | [{}](reference/{slug}.md#{}) |\n", operation.line(), cell(summary), operation.id()));
            text.push_str(&operation.text(document));
        }
        pages.push((format!("reference/{slug}"), text));
    }
    pages.insert(0, ("reference".to_owned(), list));
    pages
}

/// By path, then by method.
fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| METHODS.iter().filter_map(move |method| item.get(method).map(|about| Operation { path, method, about }))).collect()
}

impl Operation<'_> {
    fn id(&self) -> &str {
        self.about["operationId"].as_str().unwrap_or_default()
    }

    fn line(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    fn text(&self, document: &Value) -> String {
        let id = self.id();
        let summary = self.about["summary"].as_str().unwrap_or_default();
        let mut text = format!("\n## {summary} {{#{id}}}\n\n```http\n{}\n```\n", self.line());
        if let Some(description) = self.about["description"].as_str().filter(|description| *description != summary) {
            text.push_str(&format!("\n{}\n", description.strip_prefix(summary).unwrap_or(description).trim()));
        }
        let parameters = self.parameters(document);
        if !parameters.is_empty() {
            text.push_str(&format!("\n### Parameters {{#{id}-parameters}}\n\n| name | in | type | |\n|---|---|---|---|\n"));
            for parameter in parameters {
                let optional = if parameter["required"] == true { "" } else { ", optional" };
                let kind = schema::kind(document, &parameter["schema"]);
                let default =
                    parameter["schema"].get("default").filter(|value| !value.is_null()).map_or_else(String::new, |value| format!(" Default: `{value}`."));
                let told = parameter["description"].as_str().unwrap_or_default();
                let (name, place) = (parameter["name"].as_str().unwrap_or_default(), parameter["in"].as_str().unwrap_or_default());
                text.push_str(&format!("| `{name}` | {place} | {}{optional} | {}{default} |\n", cell(&kind), cell(told)));
            }
        }
        for (media, content) in contents(&self.about["requestBody"]) {
            text.push_str(&format!("\n### Body: {media} {{#{id}-body-{}}}\n\n", media.replace('/', "-")));
            text.push_str(&described(document, content));
        }
        text.push_str(&self.answers(document));
        text.push_str(&format!("\n### Example {{#{id}-example}}\n\n{}", snippets::fences(&self.sent(document))));
        if let Some((status, answer)) = self.success()
            && let Some((_, content)) = contents(schema::resolve(document, answer)).into_iter().find(|(media, _)| *media == "application/json")
            && let Ok(body) = serde_json::to_string_pretty(&sample(document, content))
        {
            text.push_str(&format!("\nAnswer {status}:\n\n```json\n{body}\n```\n"));
        }
        text
    }

    fn parameters<'a>(&'a self, document: &'a Value) -> Vec<&'a Value> {
        self.about["parameters"].as_array().into_iter().flatten().map(|parameter| schema::resolve(document, parameter)).collect()
    }

    fn success(&self) -> Option<(&String, &Value)> {
        self.about["responses"].as_object()?.iter().find(|(status, _)| status.starts_with('2'))
    }

    /// What the handler itself describes as a table, the errors that all operations share in one line.
    fn answers(&self, document: &Value) -> String {
        let id = self.id();
        let mut text = format!("\n### Answers {{#{id}-answers}}\n\n| status | |\n|---|---|\n");
        let all = self.about["responses"].as_object().into_iter().flatten();
        let (shared, own): (Vec<_>, Vec<_>) = all.partition(|(_, answer)| answer.get("$ref").is_some());
        for (status, answer) in own {
            text.push_str(&format!("| {status} | {} |\n", cell(answer["description"].as_str().unwrap_or_default())));
        }
        let answers = shared.iter().map(|(_, answer)| schema::resolve(document, answer));
        let codes = answers.filter_map(|answer| answer["content"]["application/json"]["examples"].as_object()).flat_map(|codes| codes.keys());
        let codes: Vec<String> = codes.map(|code| format!("[`{code}`](/errors/{code})")).collect();
        if let Some((status, answer)) = self.success() {
            for (media, content) in contents(schema::resolve(document, answer)) {
                let table = schema::table(document, &content["schema"]);
                let rest = if table.is_empty() { ".".to_owned() } else { format!(":\n\n{table}") };
                text.push_str(&format!("\nAnswer {status}, `{media}`{rest}\n"));
            }
        }
        text.push_str(&format!("\nErrors that can come: {}.\n", codes.join(", ")));
        text
    }

    /// The request of the example: required parameters and a body.
    fn sent(&self, document: &Value) -> Sent {
        let mut path = self.path.to_owned();
        let mut query = Vec::new();
        for parameter in self.parameters(document) {
            let name = parameter["name"].as_str().unwrap_or_default();
            let value = parameter.get("example").cloned().or_else(|| parameter["schema"].get("example").cloned());
            let value = value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            match parameter["in"].as_str() {
                Some("path") => path = path.replace(&format!("{{{name}}}"), &value.unwrap_or_else(|| place(name))),
                Some("query") if parameter["required"] == true => query.push(format!("{name}={}", value.unwrap_or_else(|| place(name)))),
                _ => {}
            }
        }
        if !query.is_empty() {
            path.push_str(&format!("?{}", query.join("&")));
        }
        let body =
            contents(&self.about["requestBody"]).into_iter().find(|(media, _)| *media == "application/json").map(|(_, content)| sample(document, content));
        Sent { method: self.method.to_uppercase(), path, body, key: self.about.get("security").is_none() }
    }
}

/// What stands for a value that the reader has: `jobId` → `JOB_ID`.
fn place(name: &str) -> String {
    name.chars().flat_map(|c| [c.is_ascii_uppercase().then_some('_'), Some(c.to_ascii_uppercase())]).flatten().collect()
}

/// Media type and content, JSON first.
fn contents(holder: &Value) -> Vec<(&str, &Value)> {
    let mut all: Vec<(&str, &Value)> = holder["content"].as_object().into_iter().flatten().map(|(media, content)| (media.as_str(), content)).collect();
    all.sort_by_key(|(media, _)| *media != "application/json");
    all
}

fn sample(document: &Value, content: &Value) -> Value {
    let named = content["examples"].as_object().and_then(|all| all.values().next()).and_then(|one| one.get("value"));
    content.get("example").or(named).cloned().unwrap_or_else(|| schema::example(document, &content["schema"]))
}

fn described(document: &Value, content: &Value) -> String {
    let table = schema::table(document, &content["schema"]);
    if table.is_empty() { format!("{}\n", schema::kind(document, &content["schema"])) } else { table }
}
