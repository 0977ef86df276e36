//! Walls of the API: every documented operation is tried with the ids of another tenant and of another project. What is not one's own is not there.

use magnetite::model::api_key::Scope;
use magnetite::web::api::reference::document;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::client::Client;

/// What an operation's body must be for the path to be looked at.
fn body(operation: &str) -> Value {
    match operation {
        "editMagnet" => json!({"version": 1, "remove": "cta"}),
        "generateInProject" => json!({"email": "a@firm.example"}),
        "generateBatch" => json!([{"email": "a@firm.example"}]),
        "decidePersonRequest" => json!({"decision": "do"}),
        "replayDeliveries" => json!({"failed": true}),
        "updateLead" => json!({"link": {"withdrawn": true}}),
        _ => json!({}),
    }
}

/// Method, path, operation id and names of path parameters, of every operation.
fn operations() -> Vec<(String, String, String, Vec<String>)> {
    let document = document("https://magnets.example.com");
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(id) = operation["operationId"].as_str() else { continue };
            let names = path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
            found.push((method.to_uppercase(), path.clone(), id.to_owned(), names));
        }
    }
    assert!(found.len() > 25, "the document is read wrongly: {}", found.len());
    found
}

async fn ask(client: &Client, method: &str, path: &str, operation: &str) -> crate::support::client::Answer {
    let body = (method != "GET" && method != "DELETE").then(|| body(operation).to_string().into_bytes());
    client.send(method, &format!("/api{path}"), &[("content-type", "application/json")], body).await
}

#[tokio::test]
async fn what_belongs_to_another_is_answered_like_what_does_not_exist() {
    let app = TestApp::new().await;
    let lead = app.generate(json!({"email": "jane@firm.example"})).await;
    let batch = app.api_key().post("/api/projects/spring/generate/batch", &json!([{"email": "joe@firm.example"}])).await.json();
    app.run_jobs().await;
    let webhook = app.api_key().post("/api/webhooks", &json!({"url": "https://hooks.example.com/x", "events": ["lead.completed"]})).await.json();
    let webhook = webhook["webhook"]["id"].as_str().unwrap();
    let delivery = app.api_key().send("POST", &format!("/api/webhooks/{webhook}/test"), &[], None).await.json();
    app.anonymous().get(&format!("/go/acme/{}", lead["leadId"].as_str().unwrap())).await;
    app.web.counters.flush(&app.app).await.unwrap();
    let suppression = app.api_key().post("/api/suppressions", &json!({"email": "x@y.example"})).await.json();
    // The page of a lead of no importance: what is asked there waits for the workspace.
    let asked = crate::rights::ask(&app, &lead["leadId"], &[("request", "correct"), ("field", "document"), ("words", "wrong")]).await;
    assert_eq!(asked.status, 303, "{}", asked.text);
    let asked = app.api_key().get("/api/person-requests").await.json();
    let own = |name: &str| match name {
        "jobId" => lead["jobId"].as_str().unwrap().to_owned(),
        "leadId" => lead["leadId"].as_str().unwrap().to_owned(),
        "projectId" => app.first.project.id.to_string(),
        "keyId" => app.first.key.id.to_string(),
        "requestId" => asked["data"][0]["id"].as_str().unwrap().to_owned(),
        "suppressionId" => suppression["suppression"]["id"].as_str().unwrap().to_owned(),
        "batchId" => batch["batchId"].as_str().unwrap().to_owned(),
        "webhookId" => webhook.to_owned(),
        "deliveryId" => delivery["deliveryId"].as_str().unwrap().to_owned(),
        _ => panic!("this test has no id to try in place of {{{name}}}: make one above"),
    };
    let tenant = app.with_key(app.other_tenant().await.plain_key.reveal());
    let project = app.with_key(app.other_project().await.reveal());
    let mut tried = 0;
    for (method, path, operation, names) in operations() {
        for (stranger, whose) in [(&tenant, "tenant"), (&project, "project")] {
            // Objections are the whole workspace's.
            if whose == "project" && names.iter().any(|name| name == "suppressionId") {
                continue;
            }
            let theirs = names.iter().fold(path.clone(), |path, name| path.replace(&format!("{{{name}}}"), &own(name)));
            let nobodys = names.iter().fold(path.clone(), |path, name| {
                let id = own(name);
                path.replace(&format!("{{{name}}}"), &format!("{}_{}", id.split('_').next().unwrap(), "0".repeat(22)))
            });
            if names.is_empty() {
                if method == "GET" {
                    let answer = ask(stranger, &method, &path, &operation).await;
                    for secret in ["jane@firm.example", lead["leadId"].as_str().unwrap(), app.first.key.id.as_str(), app.first.project.id.as_str()] {
                        assert!(!answer.text.contains(secret), "{operation} tells another {whose} of {secret}: {}", answer.text);
                    }
                }
                continue;
            }
            let (answer, unknown) = (ask(stranger, &method, &theirs, &operation).await, ask(stranger, &method, &nobodys, &operation).await);
            assert_eq!(answer.status, 404, "{operation} of another {whose}: {}", answer.text);
            assert_eq!(answer.text, unknown.text, "{operation} tells another {whose} that there is something");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
    // Everything is as it was.
    let stored = app.api_key().get(&format!("/api/leads/{}", lead["leadId"].as_str().unwrap())).await.json();
    assert_eq!((&stored["job"]["status"], &stored["magnet"]["version"]), (&json!("completed"), &json!(1)));
}

#[tokio::test]
async fn every_operation_needs_a_key_and_a_scope() {
    let app = TestApp::new().await;
    let lead = app.generate(json!({"email": "jane@firm.example"})).await;
    app.run_jobs().await;
    let (_, plain) = app.new_key(magnetite::model::api_key::KeyMode::Live, &[], None).await;
    let bare = app.with_key(plain.reveal());
    for (method, path, operation, names) in operations() {
        // The two that need no key: they tell nothing of anybody.
        if matches!(operation.as_str(), "getOpenApi" | "getMagnetSchema") {
            continue;
        }
        let path = names.iter().fold(path, |path, name| {
            let id = match name.as_str() {
                "jobId" => lead["jobId"].as_str().unwrap(),
                "leadId" => lead["leadId"].as_str().unwrap(),
                "projectId" => app.first.project.id.as_str(),
                _ => "key_0000000000000000000000",
            };
            path.replace(&format!("{{{name}}}"), id)
        });
        // Whoever has no key may ask twice a second.
        app.advance(500);
        assert_eq!(ask(&app.anonymous(), &method, &path, &operation).await.error().1, "MISSING_AUTH_HEADER", "{operation}");
        if operation != "checkKey" {
            assert_eq!(ask(&bare, &method, &path, &operation).await.error().1, "FORBIDDEN_SCOPE", "{operation} works with none of {:?}", Scope::ALL);
        }
    }
}
