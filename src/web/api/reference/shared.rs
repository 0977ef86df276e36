//! What all operations have in common: server, key, tags, limits, errors, `Idempotency-Key`. Added to whatever the handlers describe.

use serde_json::{Map, Value, json};

use super::METHODS;
use super::responses;

/// In reading order. A tag that a handler names and that is missing here comes last, without a sentence.
const TAGS: [(&str, &str); 13] = [
    (
        "Generate",
        "Send a person's data, get the address of their lead magnet. It works at once and turns into the document by itself. Up to 10,000 people in one batch.",
    ),
    ("Jobs", "How far a job is: ask now and then, wait for a change, or listen. Try again, cancel, approve."),
    ("Leads", "The people you sent: list, look at, export, erase, what their links allow, and who opened them."),
    ("Magnets", "The finished document in all its forms, its claims with their sources, and edits."),
    ("Events", "Everything that happened, in order, with the payloads that webhooks send: to catch up after an outage."),
    ("Webhooks", "Endpoints of yours that are told of events, and the log of what was delivered."),
    ("Projects", "Input schema, offer, blueprint, limits, links, alerts and figures of a project, and the leads that changes are tried on."),
    ("Keys", "API keys: make, rotate, revoke."),
    ("Suppressions", "People and companies that objected, and are never processed again."),
    ("Rights", "What people asked for about their own data, and deciding about it."),
    ("Account", "Is this key good, and what was used?"),
    ("Reference", "This document."),
    ("Webhook events", "What is sent to your endpoint."),
];

const DESCRIPTION: &str = "One request with a person's data becomes one researched, sourced, personal lead magnet.\n\n\
    Send `Authorization: Bearer` and a key. JSON in, JSON out, in UTF-8. Times are epoch milliseconds. The same paths answer under `/api/v1`. \
    Every error has one envelope, and comes as RFC 9457 to clients that send `Accept: application/problem+json`. \
    Every POST takes an `Idempotency-Key`.";

/// `public_url`: what links begin with, without a trailing slash.
pub fn complete(document: &mut Value, public_url: &str) {
    document["info"] = json!({
        "title": "Magnetite",
        "version": env!("CARGO_PKG_VERSION"),
        "summary": "Lead magnets by API",
        "description": DESCRIPTION,
        "license": {"name": "Apache-2.0 or MIT", "identifier": "Apache-2.0 OR MIT"},
    });
    document["servers"] = json!([{"url": format!("{public_url}/api"), "description": "This server"}]);
    document["externalDocs"] = json!({"description": "Guides and reference", "url": format!("{public_url}/docs")});
    document["security"] = json!([{"bearer": []}]);
    document["tags"] = tags(document);
    let components = &mut document["components"];
    components["securitySchemes"] = json!({"bearer": {
        "type": "http", "scheme": "bearer", "bearerFormat": "sk_mag_live_… or sk_mag_test_…",
        "description": "An API key of the project. Keys that begin with `sk_mag_test_` run the whole flow on a built-in sample and use no credits.",
    }});
    components["parameters"] = json!({"IdempotencyKey": {
        "name": "Idempotency-Key", "in": "header", "required": false,
        "description": "Makes the request safe to repeat for 72 hours: the same key with the same JSON has its effect once and gets the first answer again.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]{1,255}$"},
        "example": "8f14e45f-ea6b-4a5c-9d0e-2f6d1a7c9b10",
    }});
    components["headers"] = responses::headers();
    components["responses"] = responses::errors(public_url);
    for (name, schema) in responses::schemas() {
        components["schemas"][name] = schema;
    }
    let Some(paths) = document["paths"].as_object_mut() else { return };
    for (path, item) in paths {
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                complete_operation(path, method, operation);
            }
        }
    }
}

fn complete_operation(path: &str, method: &str, operation: &mut Value) {
    if method == "post" {
        match operation["parameters"].as_array_mut() {
            Some(parameters) => parameters.push(json!({"$ref": "#/components/parameters/IdempotencyKey"})),
            None => operation["parameters"] = json!([{"$ref": "#/components/parameters/IdempotencyKey"}]),
        }
    }
    let has_body = operation.get("requestBody").is_some();
    let takes_input = has_body || operation["parameters"].as_array().is_some_and(|parameters| !parameters.is_empty());
    // An operation that names its own security needs no key.
    let needs_key = operation.get("security").is_none();
    if operation["parameters"].is_null()
        && let Some(members) = operation.as_object_mut()
    {
        members.remove("parameters");
    }
    let possible = [
        (400, takes_input),
        (401, needs_key),
        (403, needs_key),
        (404, path.contains('{')),
        (409, method == "post"),
        (413, has_body),
        (415, has_body),
        (429, true),
        (500, true),
        (503, true),
        (504, true),
    ];
    let Some(answers) = operation["responses"].as_object_mut() else { return };
    for (status, _) in possible.iter().filter(|(_, may_occur)| *may_occur) {
        answers.entry(status.to_string()).or_insert_with(|| json!({"$ref": format!("#/components/responses/Error{status}")}));
    }
    for (status, answer) in answers.iter_mut() {
        complete_answer(status, method, answer);
    }
}

/// Headers of an answer that the handler describes; an error of it that has only a sentence gets the envelope.
fn complete_answer(status: &str, method: &str, answer: &mut Value) {
    if answer.get("$ref").is_some() {
        return;
    }
    let is_error = status.starts_with(['4', '5']);
    if is_error && answer.get("content").is_none() {
        answer["content"] = status.parse().map(responses::content).unwrap_or_default();
    }
    let mut headers = answer["headers"].as_object().cloned().unwrap_or_default();
    headers.extend(responses::common_headers(status));
    if method == "post" && !is_error {
        headers.insert("Idempotent-Replayed".into(), json!({"$ref": "#/components/headers/IdempotentReplayed"}));
    }
    answer["headers"] = Value::Object(headers);
}

fn tags(document: &Value) -> Value {
    let known = TAGS.iter().map(|(name, text)| json!({"name": name, "description": text}));
    let mut used = Map::new();
    let items = ["paths", "webhooks"].into_iter().filter_map(|part| document[part].as_object()).flat_map(Map::values);
    for tag in items.filter_map(Value::as_object).flat_map(Map::values).filter_map(|operation| operation["tags"].as_array()).flatten() {
        used.insert(tag.as_str().unwrap_or_default().to_owned(), Value::Null);
    }
    let others = used.keys().filter(|tag| TAGS.iter().all(|(name, _)| name != tag)).map(|tag| json!({"name": tag}));
    known.filter(|tag| tag["name"].as_str().is_some_and(|name| used.contains_key(name))).chain(others).collect()
}
