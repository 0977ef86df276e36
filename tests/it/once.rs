//! `Idempotency-Key`, `externalId`, dry runs: a request that is sent again has its effect once.

use magnetite::model::api_key::{KeyMode, Scope};
use serde_json::json;

use crate::support::app::{On, TestApp};
use crate::support::client::{Answer, Client};

const GENERATE: &str = "/api/projects/generate";

/// Every statement of this part, for the conformance suite.
pub async fn statements(app: &TestApp) {
    for (path, body) in
        [(GENERATE, r#"{"email":"jane@firm.example","externalId":"seven"}"#), ("/api/projects/spring/generate/batch", r#"[{"email":"joe@firm.example"}]"#)]
    {
        for _ in 0..2 {
            assert_eq!(post_once(&app.api_key(), path, "statement", body).await.status, 200);
        }
    }
    let answer = app.api_key().post("/api/projects/spring/generate/batch", &json!([{"email": "jo@firm.example"}])).await.json();
    assert_eq!(app.api_key().get(&format!("/api/batches/{}", answer["batchId"].as_str().unwrap())).await.status, 200);
    // Claimed in one transaction, asked for in another.
    let kept = post_once(&app.api_key(), "/api/projects/spring/generate/batch", "statement", r#"[{"email":"else@firm.example"}]"#).await;
    assert_eq!(kept.status, 409);
    let taken = post_once(&app.api_key(), GENERATE, "fresh", r#"{"email":"else@firm.example","externalId":"seven"}"#).await;
    assert_eq!(taken.status, 409);
    app.run_jobs().await;
}

async fn post_once(client: &Client, path: &str, key: &str, body: &str) -> Answer {
    client.send("POST", path, &[("content-type", "application/json"), ("idempotency-key", key)], Some(body.as_bytes().to_vec())).await
}

async fn leads(app: &TestApp) -> i64 {
    let row: Option<(i64,)> = app.app.db.fetch_optional("SELECT CAST(COUNT(*) AS BIGINT) FROM leads", vec![]).await.unwrap();
    row.unwrap().0
}

#[tokio::test]
async fn the_same_key_gets_the_first_answer_again_whatever_the_order_of_members() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let first = post_once(&app.api_key(), GENERATE, "n8n-1", r#"{"email":"jane@firm.example","company":"Firm"}"#).await;
        assert_eq!((first.status, first.header("idempotent-replayed")), (200, ""), "{}", first.text);
        let again = post_once(&app.api_key(), GENERATE, "n8n-1", "{ \"company\" : \"Firm\",\n\"email\": \"jane@firm.example\" }").await;
        assert_eq!((again.status, again.header("idempotent-replayed")), (200, "true"));
        assert_eq!(again.text, first.text, "the first answer to the letter");
        // The other spelling of the address is the same path.
        let v1 = post_once(&app.api_key(), "/api/v1/projects/generate", "n8n-1", r#"{"email":"jane@firm.example","company":"Firm"}"#).await;
        assert_eq!(v1.text, first.text);
        assert_eq!(leads(&app).await, 1);
    }
}

#[tokio::test]
async fn the_same_key_with_another_body_is_a_conflict_and_stores_nothing() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        assert_eq!(post_once(&app.api_key(), GENERATE, "k", r#"{"email":"jane@firm.example"}"#).await.status, 200);
        let other = post_once(&app.api_key(), GENERATE, "k", r#"{"email":"joe@firm.example"}"#).await.error();
        assert_eq!((other.0, other.1.as_str()), (409, "IDEMPOTENCY_CONFLICT"));
        assert_eq!(leads(&app).await, 1);
    }
}

#[tokio::test]
async fn a_key_is_bound_to_project_method_and_path_and_survives_rotation_and_restart() {
    let app = TestApp::new().await;
    let body = r#"{"email":"jane@firm.example"}"#;
    let first = post_once(&app.api_key(), GENERATE, "k", body).await;
    let (_, other_key) = app.new_key(KeyMode::Live, &Scope::ALL, None).await;
    let again = post_once(&app.with_key(other_key.reveal()), GENERATE, "k", body).await;
    assert_eq!(again.text, first.text, "another key of the project");
    let path = post_once(&app.api_key(), "/api/projects/spring/generate", "k", body).await;
    assert_ne!(path.json()["leadId"], first.json()["leadId"], "another path");
    let stranger = app.other_tenant().await;
    let foreign = post_once(&app.with_key(stranger.plain_key.reveal()), GENERATE, "k", body).await;
    assert_ne!(foreign.json()["leadId"], first.json()["leadId"], "another project");
    let (_, test_key) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
    let sample = post_once(&app.with_key(test_key.reveal()), GENERATE, "k", body).await;
    assert_ne!(sample.json()["leadId"], first.json()["leadId"], "a sample is no lead");
    app.advance(72 * 3_600_000 + 1);
    app.run_jobs().await;
    let late = post_once(&app.api_key(), GENERATE, "k", body).await;
    assert_ne!(late.json()["leadId"], first.json()["leadId"], "after 72 hours the key is free");
}

#[tokio::test]
async fn many_requests_with_one_key_at_once_make_one_lead_and_hear_one_answer() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let sent = (0..24).map(|n| {
            let client = app.api_key();
            // Two keys, so that each is met twice within one transaction too.
            async move { post_once(&client, GENERATE, &format!("k{}", n % 2), &format!(r#"{{"email":"p{}@firm.example"}}"#, n % 2)).await }
        });
        let answers: Vec<Answer> = futures_util::future::join_all(sent).await;
        assert!(answers.iter().all(|answer| answer.status == 200), "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
        let texts: std::collections::BTreeSet<&str> = answers.iter().map(|answer| answer.text.as_str()).collect();
        assert_eq!((texts.len(), leads(&app).await), (2, 2));
        assert_eq!(answers.iter().filter(|answer| answer.header("idempotent-replayed").is_empty()).count(), 2, "one first answer each");
    }
}

#[tokio::test]
async fn a_refused_request_is_not_kept_and_a_malformed_key_is_refused() {
    let app = TestApp::new().await;
    assert_eq!(post_once(&app.api_key(), GENERATE, "k", r#"{"email":"nobody"}"#).await.status, 400);
    assert_eq!(post_once(&app.api_key(), GENERATE, "k", r#"{"email":"jane@firm.example"}"#).await.status, 200, "the refusal has used the key up");
    for key in ["", " ", "a b", &"x".repeat(256)] {
        let refused = post_once(&app.api_key(), GENERATE, key, r#"{"email":"jane@firm.example"}"#).await;
        assert_eq!(refused.error().1, "INVALID_REQUEST", "{key:?}");
    }
    assert_eq!(leads(&app).await, 1);
}

#[tokio::test]
async fn an_external_id_has_one_lead() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let first = app.generate(json!({"email": "jane@firm.example", "externalId": 4711})).await;
        assert!(first.get("warnings").is_none(), "externalId is a field: {first}");
        let same = app.api_key().post(GENERATE, &json!({"externalId": 4711, "email": "jane@firm.example"})).await;
        assert_eq!((same.json(), same.header("idempotent-replayed")), (first.clone(), "true"));
        let other = app.api_key().post(GENERATE, &json!({"email": "joe@firm.example", "externalId": "4711"})).await;
        assert_eq!((other.error().1.as_str(), &other.json()["error"]["details"]["leadId"]), ("CONFLICT", &first["leadId"]));
        // A refusal by the second net does not use up the first one's key.
        let refused = post_once(&app.api_key(), GENERATE, "k", r#"{"email":"joe@firm.example","externalId":"4711"}"#).await;
        assert_eq!(refused.status, 409);
        assert_eq!(post_once(&app.api_key(), GENERATE, "k", r#"{"email":"joe@firm.example","externalId":"4712"}"#).await.status, 200);
        let stranger = app.other_tenant().await;
        let foreign = app.with_key(stranger.plain_key.reveal()).post(GENERATE, &json!({"email": "jane@firm.example", "externalId": 4711})).await;
        assert_eq!(foreign.status, 200, "another tenant's ids are another tenant's");
        assert_eq!(leads(&app).await, 3);
    }
}

#[tokio::test]
async fn a_dry_run_says_what_would_be_done_and_stores_nothing() {
    let app = TestApp::new().await;
    let answer = app.api_key().post(&format!("{GENERATE}?dryRun=true"), &json!({"email": "jane@firm.example", "plan": "x"})).await.json();
    let expected = json!({
        "success": true, "dryRun": true, "site": "firm.example", "sample": false, "needsReview": false,
        "credits": {"required": 1, "available": null}, "message": "Nothing was stored", "warnings": ["Unknown field kept as extra context: plan"],
    });
    assert_eq!(answer, expected);
    let refused = app.api_key().post(&format!("{GENERATE}?dryRun=true"), &json!({"fullName": "Jane"})).await;
    assert_eq!(refused.error().2, "Missing required field: email");
    assert_eq!(app.api_key().post(&format!("{GENERATE}?dryRun=maybe"), &json!({"email": "jane@firm.example"})).await.error().1, "INVALID_REQUEST");
    assert_eq!(leads(&app).await, 0);
}

#[tokio::test]
async fn the_stored_key_tells_nothing_of_what_was_sent() {
    let app = TestApp::new().await;
    post_once(&app.api_key(), GENERATE, "jane@firm.example", r#"{"email":"jane@firm.example"}"#).await;
    let row: Option<(String, String, Option<String>)> =
        app.app.db.fetch_optional("SELECT key_hash, request_hash, answer FROM idempotency_keys", vec![]).await.unwrap();
    let (key, request, answer) = row.unwrap();
    assert!(![key, request, answer.unwrap()].iter().any(|text| text.contains("jane")), "personal text outlives an erasure");
}
