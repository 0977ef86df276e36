//! Webhook endpoints by API: made, shown once, changed, rotated, tested, sent again; and what the log says. The sending is tested elsewhere.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use magnetite::app::SystemRandom;
use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::ids::{DeliveryId, EventId};
use magnetite::store::audit::{Wanted, audit_entries};
use magnetite::store::db::Arg;
use serde_json::{Value, json};

use crate::delivery_log::state_of;
use crate::support::app::{On, TestApp};
use crate::support::client::Client;

pub const URL: &str = "https://hooks.example.com/magnetite?token=path-secret";

/// A new endpoint of the first project, as the API answers.
pub async fn made(app: &TestApp) -> Value {
    let answer = app.api_key().post("/api/webhooks", &json!({"url": URL, "events": ["lead.completed", "lead.created"], "description": "CRM"})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

pub fn id_of(answer: &Value) -> String {
    answer["webhook"]["id"].as_str().unwrap().to_owned()
}

/// One delivery as the engine would leave it, with one try where there is a status.
pub async fn delivery(app: &TestApp, endpoint: &str, state: &str, kind: &str, age_ms: i64, status: Option<i64>) -> String {
    let (id, event, at) = (DeliveryId::new(&SystemRandom), EventId::new(&SystemRandom), app.app.now() - age_ms);
    let tries = i64::from(status.is_some());
    let failure = status.filter(|status| *status != 200).map(|status| format!("http_{status}"));
    let row = "INSERT INTO deliveries (workspace_id, id, project_id, endpoint_id, event_id, kind, lead_id, sequence, payload, state, tries, total_tries, next_at, status, failure, created_at, updated_at)
               SELECT workspace_id, $2, project_id, id, $3, $4, '', 1, $5, $6, $7, $7, $8, $9, $10, $11, $11 FROM webhook_endpoints WHERE id = $1";
    let payload = json!({"id": event, "event": kind, "createdAt": at, "sequence": 1, "projectId": app.first.project.id, "workspace": "acme",
        "lead": {"id": "lead_1", "email": "jane@firm.example", "fullName": null, "company": null, "domain": null, "customFields": {}},
        "job": {"id": "job_1", "status": "completed", "error": null}, "magnet": null, "data": {}});
    let args: Vec<Arg> = vec![
        endpoint.into(),
        id.as_str().into(),
        event.as_str().into(),
        kind.into(),
        payload.to_string().into(),
        state.into(),
        tries.into(),
        (app.app.now() + 7_200_000).into(),
        status.into(),
        failure.clone().into(),
        at.into(),
    ];
    app.app.db.execute(row, args).await.unwrap();
    if let Some(status) = status {
        let row =
            "INSERT INTO delivery_tries (workspace_id, delivery_id, number, started_at, duration_ms, status, failure, request_headers, answer_headers, answer)
                   SELECT workspace_id, id, 1, $2, 120, $3, $4, $5, $6, $7 FROM deliveries WHERE id = $1";
        let args: Vec<Arg> = vec![
            id.as_str().into(),
            at.into(),
            status.into(),
            failure.into(),
            r#"{"content-type":"application/json","x-magnetite-event":"lead.completed"}"#.into(),
            r#"{"server":"sink"}"#.into(),
            Arg::Bytes(b"<b>no\xff</b>".to_vec()),
        ];
        app.app.db.execute(row, args).await.unwrap();
    }
    id.to_string()
}

pub async fn patch(client: &Client, path: &str, body: Value) -> crate::support::client::Answer {
    client.send("PATCH", path, &[("content-type", "application/json")], Some(body.to_string().into_bytes())).await
}

pub async fn delete(client: &Client, path: &str) -> crate::support::client::Answer {
    client.send("DELETE", path, &[], None).await
}

/// What is stored as a secret, opened in its place.
async fn stored_secrets(app: &TestApp, id: &str) -> (String, Option<String>) {
    let row: Option<(String, Option<String>)> =
        app.app.db.fetch_optional("SELECT secret, old_secret FROM webhook_endpoints WHERE id = $1", vec![id.into()]).await.unwrap();
    let open = |sealed: &String| String::from_utf8(app.app.sealer.unseal(id, sealed).unwrap()).unwrap();
    let (secret, old) = row.unwrap();
    assert!(!secret.contains("whsec_"));
    (open(&secret), old.as_ref().map(open))
}

/// Every statement about endpoints and the log, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let client = app.api_key();
    let once = [("content-type", "application/json"), ("idempotency-key", "once")];
    for _ in 0..2 {
        assert_eq!(client.send("POST", "/api/webhooks", &once, Some(json!({"url": URL}).to_string().into_bytes())).await.status, 200);
    }
    let id = id_of(&made(app).await);
    let path = format!("/api/webhooks/{id}");
    for body in [json!({"description": "x"}), json!({"state": "off"}), json!({"state": "on"})] {
        assert_eq!(patch(&client, &path, body).await.status, 200);
    }
    assert_eq!(client.post(&format!("{path}/rotate"), &json!({})).await.status, 200);
    let sent = client.post(&format!("{path}/test"), &json!({})).await.json();
    let one = format!("/api/deliveries/{}", sent["deliveryId"].as_str().unwrap());
    let failed = delivery(app, &id, "failed", "lead.completed", 1_000, Some(500)).await;
    assert_eq!(client.get("/api/webhooks").await.json()["data"].as_array().unwrap().len(), 2);
    assert_eq!(client.get(&format!("{path}/deliveries?state=failed&event=lead.completed&from=0")).await.json()["data"][0]["id"], failed.as_str());
    assert_eq!(client.get(&one).await.status, 200);
    assert_eq!(client.post(&format!("{one}/replay"), &json!({})).await.status, 202);
    assert_eq!(client.post(&format!("{path}/replay"), &json!({"failed": true})).await.json()["replayed"], 1);
    let owner = crate::support::people::session(app, &app.first.workspace.id, &owner_id(app).await).await;
    assert_eq!(owner.get(&format!("/dashboard/projects/spring/settings/webhooks/{id}")).await.status, 200);
    assert_eq!(delete(&client, &path).await.status, 200);
}

async fn owner_id(app: &TestApp) -> magnetite::model::ids::UserId {
    let rows: Vec<(String,)> = app.app.db.fetch_all("SELECT id FROM users WHERE role = 'owner' LIMIT 1", vec![]).await.unwrap();
    rows[0].0.parse().unwrap()
}

#[tokio::test]
async fn an_endpoint_is_made_and_its_secret_is_shown_once() {
    let app = TestApp::new().await;
    let answer = made(&app).await;
    let secret = answer["secret"].as_str().unwrap();
    assert_eq!(STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap().len(), 24);
    let id = id_of(&answer);
    assert!(id.starts_with("we_"));
    let hook = &answer["webhook"];
    assert_eq!((hook["url"].as_str(), hook["state"].as_str(), &hook["events"]), (Some(URL), Some("on"), &json!(["lead.created", "lead.completed"])));
    for null in ["offReason", "failingSince", "lastSuccessAt", "lastFailureAt", "oldSecretUntil"] {
        assert!(hook.as_object().unwrap().contains_key(null) && hook[null].is_null(), "{null}");
    }
    assert_eq!(stored_secrets(&app, &id).await, (secret.to_owned(), None));
    let list = app.api_key().get("/api/v1/webhooks").await;
    assert_eq!((list.json()["data"][0]["id"].as_str(), &list.json()["nextCursor"]), (Some(id.as_str()), &Value::Null));
    let one = app.api_key().get(&format!("/api/webhooks/{id}")).await;
    assert_eq!(one.json()["webhook"], *hook);
    assert!(!list.text.contains("whsec_") && !one.text.contains("whsec_"));
    // By default everything, without order.
    let plain = app.api_key().post("/api/webhooks", &json!({"url": "https://example.com", "description": null})).await.json();
    assert_eq!(
        (&plain["webhook"]["events"], &plain["webhook"]["ordered"], &plain["webhook"]["url"]),
        (&json!(["*"]), &json!(false), &json!("https://example.com/"))
    );
    let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
    let entry = log.iter().find(|entry| entry.action == "webhook.created" && entry.detail["id"] == id.as_str()).unwrap();
    assert_eq!((entry.actor.as_str(), entry.target.as_str()), ("API key First key", "https://hooks.example.com"));
    assert!(log.iter().all(|entry| !entry.detail.to_string().contains("whsec_") && !entry.detail.to_string().contains("path-secret")));
}

#[tokio::test]
async fn a_post_that_is_sent_again_makes_one_endpoint_and_gives_the_same_secret() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let post = async |path: &str, body: &str| {
            let headers = [("content-type", "application/json"), ("idempotency-key", "k-1")];
            app.api_key().send("POST", path, &headers, Some(body.as_bytes().to_vec())).await
        };
        let first = post("/api/webhooks", &json!({"url": URL}).to_string()).await;
        let again = post("/api/webhooks", &format!("{{ \"url\": \"{URL}\" }}")).await;
        assert_eq!((first.status, &first.text, again.header("idempotent-replayed")), (200, &again.text, "true"));
        assert_eq!(post("/api/webhooks", &json!({"url": "https://other.example.com"}).to_string()).await.error().1, "IDEMPOTENCY_CONFLICT");
        let kept: Vec<(String,)> = app.app.db.fetch_all("SELECT COALESCE(answer, '') FROM idempotency_keys", vec![]).await.unwrap();
        assert!(kept.len() == 1 && !kept[0].0.contains("whsec_"), "a secret is kept in the clear");
        let id = id_of(&first.json());
        let rotate = format!("/api/webhooks/{id}/rotate");
        let (one, two) = (post(&rotate, "").await, post(&rotate, "{}").await);
        assert_eq!((one.status, one.json()["secret"].clone()), (200, two.json()["secret"].clone()));
        assert_eq!(stored_secrets(&app, &id).await.1.as_deref(), first.json()["secret"].as_str());
        assert_eq!(app.api_key().get("/api/webhooks").await.json()["data"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn all_faults_of_a_body_come_back_at_once_and_nothing_is_stored() {
    let app = TestApp::new().await;
    let client = app.api_key();
    let answer = client.post("/api/webhooks", &json!({"url": "http://example.com", "events": ["lead.unheard_of"], "ordered": "yes", "color": 1})).await;
    assert_eq!((answer.error().0, answer.error().1.as_str()), (400, "INVALID_REQUEST"));
    let fields = answer.json()["error"]["details"]["fields"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields, ["color", "events", "ordered", "url"]);
    for (body, field) in [
        (json!({}), "url"),
        (json!({"url": 5}), "url"),
        (json!({"url": "https://localhost/x"}), "url"),
        (json!({"url": "https://127.0.0.1/x"}), "url"),
        (json!({"url": "https://10.1.2.3/"}), "url"),
        (json!({"url": "https://[::ffff:169.254.169.254]/"}), "url"),
        (json!({"url": "https://0x7f000001/"}), "url"),
        (json!({"url": "https://printer.local/"}), "url"),
        (json!({"url": "https://jane:word@example.com/"}), "url"),
        (json!({"url": "https://example.com/#here"}), "url"),
        (json!({"url": format!("https://example.com/{}", "x".repeat(2_000))}), "url"),
        (json!({"url": URL, "events": []}), "events"),
        (json!({"url": URL, "events": "*"}), "events"),
        (json!({"url": URL, "events": ["webhook.test"]}), "events"),
        (json!({"url": URL, "events": vec!["*"; 51]}), "events"),
        (json!({"url": URL, "description": "x".repeat(201)}), "description"),
        (json!({"url": URL, "description": "a\nb"}), "description"),
        (json!({"url": URL, "state": "paused"}), "state"),
    ] {
        let answer = client.post("/api/webhooks", &body).await;
        assert_eq!(answer.error().0, 400, "{body}: {}", answer.text);
        assert!(answer.json()["error"]["details"]["fields"][field].is_string(), "{body}: {}", answer.text);
    }
    assert_eq!(client.post("/api/webhooks", &json!([])).await.error().0, 400);
    assert_eq!(client.get("/api/webhooks").await.json()["data"], json!([]));
}

#[tokio::test]
async fn plain_http_and_loopback_are_for_development_alone() {
    let app = TestApp::start(On::Sqlite, &[("WEBHOOK_ALLOW_PRIVATE", "true")]).await;
    let answer = app.api_key().post("/api/webhooks", &json!({"url": "http://127.0.0.1:9000/x"})).await;
    assert_eq!(answer.json()["webhook"]["url"], "http://127.0.0.1:9000/x", "{}", answer.text);
    assert_eq!(app.api_key().post("/api/webhooks", &json!({"url": "ftp://127.0.0.1/x"})).await.status, 400);
}

#[tokio::test]
async fn a_change_leaves_what_is_not_given_and_a_switch_says_why() {
    let app = TestApp::new().await;
    let id = id_of(&made(&app).await);
    let path = format!("/api/webhooks/{id}");
    let client = app.api_key();
    app.advance(1_000);
    let changed = patch(&client, &path, json!({"ordered": true, "events": ["*", "lead.created"], "url": null})).await.json();
    let hook = &changed["webhook"];
    assert_eq!((&hook["ordered"], &hook["events"], &hook["url"], &hook["description"]), (&json!(true), &json!(["*"]), &json!(URL), &json!("CRM")));
    assert!(hook["updatedAt"].as_i64() > hook["createdAt"].as_i64());
    let off = patch(&client, &path, json!({"state": "off"})).await.json();
    assert_eq!((&off["webhook"]["state"], &off["webhook"]["offReason"]), (&json!("off"), &json!("owner")));
    app.app.db.execute("UPDATE webhook_endpoints SET off_reason = 'gone', failing_since = 5", vec![]).await.unwrap();
    assert_eq!(client.get(&path).await.json()["webhook"]["offReason"], "gone");
    let on = patch(&client, &path, json!({"state": "on"})).await.json();
    assert_eq!((&on["webhook"]["state"], &on["webhook"]["offReason"], &on["webhook"]["failingSince"]), (&json!("on"), &Value::Null, &Value::Null));
    for (body, field) in [(json!({"url": "https://localhost"}), "url"), (json!({"state": 1}), "state"), (json!({"secret": "whsec_x"}), "secret")] {
        let answer = patch(&client, &path, body).await;
        assert!(answer.status == 400 && answer.json()["error"]["details"]["fields"][field].is_string(), "{}", answer.text);
    }
    let before = client.get(&path).await.json();
    assert_eq!(patch(&client, &path, json!({})).await.json(), before, "an empty change is none");
    let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
    let actions: Vec<&str> = log.iter().rev().map(|entry| entry.action.as_str()).filter(|action| action.starts_with("webhook.")).collect();
    assert_eq!(actions.iter().filter(|action| **action == "webhook.changed").count(), 1, "{actions:?}");
    assert!(actions.contains(&"webhook.switched_off") && actions.contains(&"webhook.switched_on"));
}

#[tokio::test]
async fn a_rotated_secret_goes_on_for_24_hours() {
    let app = TestApp::new().await;
    let first = made(&app).await;
    let (id, client) = (id_of(&first), app.api_key());
    let path = format!("/api/webhooks/{id}");
    let second = client.post(&format!("{path}/rotate"), &json!({})).await.json();
    assert_eq!(second["webhook"]["oldSecretUntil"], app.app.now() + 86_400_000);
    let text = |answer: &Value| answer["secret"].as_str().unwrap().to_owned();
    assert_eq!(stored_secrets(&app, &id).await, (text(&second), Some(text(&first))));
    let third = client.post(&format!("{path}/rotate"), &json!({})).await.json();
    assert_eq!(stored_secrets(&app, &id).await, (text(&third), Some(text(&second))), "of three the last two sign");
    app.advance(86_400_001);
    assert_eq!(client.get(&path).await.json()["webhook"]["oldSecretUntil"], Value::Null);
}

#[tokio::test]
async fn a_project_has_at_most_twenty_endpoints_also_when_many_are_made_at_once() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let client = app.api_key();
        let client = &client;
        let body = json!({"url": "https://example.com"});
        let body = &body;
        let posts = (0..24).map(|_| async move { client.post("/api/webhooks", body).await });
        let answers = futures_util::future::join_all(posts).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 20);
        for refused in answers.iter().filter(|answer| answer.status != 200) {
            assert_eq!((refused.error().0, refused.error().1.as_str()), (409, "CONFLICT"), "{}", refused.text);
        }
        let one = id_of(&answers.iter().find(|answer| answer.status == 200).unwrap().json());
        assert_eq!(delete(client, &format!("/api/webhooks/{one}")).await.json(), json!({"success": true, "deleted": true}));
        assert_eq!(client.post("/api/webhooks", body).await.status, 200);
    }
}

/// Every route about one endpoint or delivery.
fn routes(endpoint: &str, delivery: &str) -> Vec<(&'static str, String, Option<Value>)> {
    let hook = format!("/api/webhooks/{endpoint}");
    vec![
        ("GET", hook.clone(), None),
        ("PATCH", hook.clone(), Some(json!({"description": "mine"}))),
        ("POST", format!("{hook}/rotate"), Some(json!({}))),
        ("POST", format!("{hook}/test"), Some(json!({}))),
        ("GET", format!("{hook}/deliveries"), None),
        ("POST", format!("{hook}/replay"), Some(json!({"failed": true}))),
        ("GET", format!("/api/deliveries/{delivery}"), None),
        ("POST", format!("/api/deliveries/{delivery}/replay"), Some(json!({}))),
        ("DELETE", hook, None),
    ]
}

async fn knock(client: &Client, (method, path, body): &(&'static str, String, Option<Value>)) -> crate::support::client::Answer {
    client.send(method, path, &[("content-type", "application/json")], body.as_ref().map(|body| body.to_string().into_bytes())).await
}

#[tokio::test]
async fn another_tenants_and_another_projects_ids_are_unknown() {
    let app = TestApp::new().await;
    let other = app.other_tenant().await;
    let id = id_of(&made(&app).await);
    let sent = delivery(&app, &id, "failed", "lead.created", 1, Some(500)).await;
    // A second project of the same workspace.
    let owner = crate::support::people::first_owner(&app).await;
    owner
        .fill(
            "/dashboard/projects/new",
            &[("name", "Autumn"), ("once", &crate::support::browser::value_of(&owner.get("/dashboard/projects/new").await.text, "once").unwrap_or_default())],
        )
        .await;
    let autumn = magnetite::store::projects::project(&app.app.db, &app.first.workspace.id, "autumn").await.unwrap().expect("no second project");
    let (key, plain) = magnetite::model::first::new_key(&autumn, "k", KeyMode::Live, Scope::ALL.to_vec(), "t", None, &SystemRandom, app.app.now());
    let mut tx = app.app.db.begin().await.unwrap();
    magnetite::store::keys::insert_key(&mut tx, &key, plain.hash()).await.unwrap();
    tx.commit().await.unwrap();
    let unknown = app.api_key().get("/api/webhooks/we_0000000000000000000000").await.json();
    for client in [app.with_key(other.plain_key.reveal()), app.with_key(plain.reveal())] {
        for route in routes(&id, &sent) {
            let answer = knock(&client, &route).await;
            assert_eq!((answer.status, answer.json()), (404, unknown.clone()), "{route:?}");
        }
        assert_eq!(client.get("/api/webhooks").await.json()["data"], json!([]));
    }
    for route in routes("we_x", "..%2Fkeys") {
        assert_eq!(knock(&app.api_key(), &route).await.status, 404, "{route:?}");
    }
    assert_eq!(app.api_key().get(&format!("/api/webhooks/{id}")).await.json()["webhook"]["description"], "CRM");
    assert_eq!(state_of(&app, &sent).await.0, "failed");
}

#[tokio::test]
async fn reading_takes_the_scope_read_and_all_else_manage() {
    let app = TestApp::new().await;
    let id = id_of(&made(&app).await);
    let sent = delivery(&app, &id, "failed", "lead.created", 1, Some(500)).await;
    let (_, reads) = app.new_key(KeyMode::Live, &[Scope::Read], None).await;
    let (_, posts) = app.new_key(KeyMode::Live, &[Scope::Generate], None).await;
    let mut all = routes(&id, &sent);
    all.push(("GET", "/api/webhooks".into(), None));
    all.push(("POST", "/api/webhooks".into(), Some(json!({"url": URL}))));
    for route in all {
        let reader = knock(&app.with_key(reads.reveal()), &route).await;
        assert_eq!(reader.status, if route.0 == "GET" { 200 } else { 403 }, "{route:?}: {}", reader.text);
        assert_eq!(knock(&app.with_key(posts.reveal()), &route).await.error().1, "FORBIDDEN_SCOPE", "{route:?}");
        assert_eq!(knock(&app.anonymous(), &route).await.status, 401, "{route:?}");
    }
}
