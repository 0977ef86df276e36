//! Keys by API: shown once, never wider than the key that makes them, both good while one takes the other's place, refused at once when revoked.

use magnetite::model::api_key::{KeyMode, Scope};
use serde_json::json;

use crate::support::app::{On, TestApp};

const DAY_MS: i64 = 86_400_000;

#[tokio::test]
async fn a_key_is_shown_in_the_answer_that_makes_it_and_in_its_repetition_alone() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let body = json!({"name": "n8n", "scopes": ["read", "generate"], "expiresInDays": 30}).to_string().into_bytes();
        let create =
            async || app.api_key().send("POST", "/api/keys", &[("idempotency-key", "k1"), ("content-type", "application/json")], Some(body.clone())).await;
        let made = create().await;
        assert_eq!(made.status, 200, "{}", made.text);
        let (secret, key) = (made.json()["apiKey"].as_str().unwrap().to_owned(), made.json()["key"].clone());
        assert_eq!(
            (&key["name"], &key["mode"], &key["scopes"], &key["createdBy"]),
            (&json!("n8n"), &json!("live"), &json!(["generate", "read"]), &json!("API key First key"))
        );
        assert_eq!(key["expiresAt"].as_i64().unwrap(), app.app.now() + 30 * DAY_MS);
        let again = create().await;
        assert_eq!((again.text.as_str(), again.header("idempotent-replayed")), (made.text.as_str(), "true"));
        let kept: Vec<(Option<String>,)> = app.app.db.fetch_all("SELECT answer FROM idempotency_keys", vec![]).await.unwrap();
        assert!(kept.len() == 1 && kept.iter().all(|(answer,)| !answer.as_ref().unwrap().contains("sk_mag")), "a secret is kept in the clear");
        let list = app.api_key().get("/api/keys").await;
        assert_eq!(list.json()["data"].as_array().unwrap().len(), 2);
        assert!(!list.text.contains(&secret) && list.text.contains(&format!("sk_mag_live_…{}", &secret[secret.len() - 4..])));
        let client = app.with_key(&secret);
        assert_eq!(client.get("/api/leads").await.status, 200);
        assert_eq!(client.get("/api/keys").await.error().1, "FORBIDDEN_SCOPE");
        app.advance(31 * DAY_MS);
        app.web.keys.clear();
        assert_eq!(client.get("/api/leads").await.error().1, "API_KEY_EXPIRED");
    }
}

#[tokio::test]
async fn nobody_gets_by_a_key_more_than_the_key_itself_may() {
    let app = TestApp::new().await;
    let now = app.app.now();
    let (first, old) = (&app.first.key.id, app.new_key(KeyMode::Live, &[Scope::Manage], None).await);
    let narrow = app.with_key(old.1.reveal());
    assert_eq!(narrow.post("/api/keys", &json!({"name": "x", "scopes": ["manage", "read"]})).await.error().1, "FORBIDDEN_SCOPE");
    assert_eq!(narrow.post("/api/keys", &json!({"name": "x"})).await.json()["key"]["scopes"], json!(["manage"]), "its own where none are given");
    assert_eq!(narrow.post(&format!("/api/keys/{first}/rotate"), &json!({})).await.error().1, "FORBIDDEN_SCOPE");

    let test = app.with_key(app.new_key(KeyMode::Test, &Scope::ALL, None).await.1.reveal());
    assert_eq!(test.post("/api/keys", &json!({"name": "x"})).await.error().1, "FORBIDDEN_SCOPE");
    assert_eq!(test.post("/api/keys", &json!({"name": "x", "mode": "test"})).await.status, 200);
    assert_eq!(test.post(&format!("/api/keys/{first}/rotate"), &json!({})).await.error().1, "FORBIDDEN_SCOPE");

    let short = app.with_key(app.new_key(KeyMode::Live, &Scope::ALL, Some(now + 5 * DAY_MS)).await.1.reveal());
    assert_eq!(short.post("/api/keys", &json!({"name": "x", "expiresInDays": 6})).await.error().1, "FORBIDDEN_SCOPE");
    assert_eq!(short.post("/api/keys", &json!({"name": "x"})).await.json()["key"]["expiresAt"], now + 5 * DAY_MS);
    assert_eq!(short.post(&format!("/api/keys/{first}/rotate"), &json!({})).await.error().1, "FORBIDDEN_SCOPE");
}

#[tokio::test]
async fn a_bad_key_is_refused_with_every_fault() {
    let app = TestApp::new().await;
    let refused = app.api_key().post("/api/keys", &json!({"name": " ", "mode": "x", "scopes": [], "expiresInDays": 0, "colour": 1})).await;
    assert_eq!(refused.error().1, "INVALID_REQUEST");
    let fields = refused.json()["error"]["details"]["fields"].clone();
    let names: Vec<&String> = fields.as_object().unwrap().keys().collect();
    assert_eq!(names, ["colour", "expiresInDays", "mode", "name", "scopes"]);
    assert_eq!(app.api_key().post("/api/keys", &json!({})).await.error().2, "Missing required field: name");
}

#[tokio::test]
async fn both_keys_work_for_the_grace_period_and_then_the_new_one_alone() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let path = format!("/api/keys/{}/rotate", app.first.key.id);
        let rotated = app
            .api_key()
            .send("POST", &path, &[("idempotency-key", "r1"), ("content-type", "application/json")], Some(b"{\"graceSeconds\": 3600}".to_vec()))
            .await;
        assert_eq!(rotated.status, 200, "{}", rotated.text);
        let next = app.with_key(rotated.json()["apiKey"].as_str().unwrap());
        assert_eq!((app.api_key().get("/api/health").await.status, next.get("/api/health").await.status), (200, 200));
        assert_eq!(next.post(&path, &json!({})).await.error().1, "CONFLICT", "rotated twice");
        // The key of a repeated request may have taken the other's place meanwhile.
        let again =
            next.send("POST", &path, &[("idempotency-key", "r1"), ("content-type", "application/json")], Some(b"{\"graceSeconds\": 3600}".to_vec())).await;
        assert_eq!((again.text.as_str(), again.header("idempotent-replayed")), (rotated.text.as_str(), "true"));
        app.advance(3_600_001);
        app.web.keys.clear();
        assert_eq!((app.api_key().get("/api/health").await.error().1.as_str(), next.get("/api/health").await.status), ("API_KEY_EXPIRED", 200));
        assert_eq!(
            next.post(&format!("/api/keys/{}/rotate", rotated.json()["key"]["id"].as_str().unwrap()), &json!({"graceSeconds": 604_801})).await.error().1,
            "INVALID_REQUEST"
        );
    }
}

#[tokio::test]
async fn a_revoked_key_is_refused_from_the_answer_on() {
    let app = TestApp::new().await;
    let (key, plain) = app.new_key(KeyMode::Live, &Scope::ALL, None).await;
    let client = app.with_key(plain.reveal());
    assert_eq!(client.get("/api/health").await.status, 200);
    let path = format!("/api/keys/{}", key.id);
    assert_eq!(app.api_key().delete(&path).await.json(), json!({"success": true, "revoked": true}));
    assert_eq!(client.get("/api/health").await.error().1, "INVALID_API_KEY");
    assert_eq!(app.api_key().delete(&path).await.status, 200);
    let revoked: Vec<(i64,)> = app.app.db.fetch_all("SELECT COUNT(*) FROM audit_log WHERE action = 'key.revoked'", vec![]).await.unwrap();
    assert_eq!(revoked, [(1,)]);
    assert_eq!(app.api_key().delete("/api/keys/key_0000000000000000000000").await.error().1, "NOT_FOUND");
}
