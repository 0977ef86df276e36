//! Objections by API: known again by a keyed hash, in every spelling, and never told.

use magnetite::generation::suppress::suppressed;
use magnetite::model::api_key::{KeyMode, Scope};
use serde_json::{Value, json};

use crate::support::app::{On, TestApp};

/// Every statement of `store/suppressions.rs`, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let client = app.api_key();
    let made = client.post("/api/suppressions", &json!({"email": "x@gone.example"})).await.json();
    assert_eq!(client.post("/api/suppressions", &json!({"email": "x@gone.example"})).await.json(), made);
    assert!(suppressed(&app.app, &app.first.workspace.id, "x@gone.example", None).await.unwrap());
    assert_eq!(client.get("/api/suppressions").await.status, 200);
    assert_eq!(client.delete(&format!("/api/suppressions/{}", made["suppression"]["id"].as_str().unwrap())).await.status, 200);
}

async fn is_suppressed(app: &TestApp, email: &str, site: Option<&str>) -> bool {
    suppressed(&app.app, &app.first.workspace.id, email, site).await.unwrap()
}

#[tokio::test]
async fn a_person_is_known_again_in_every_spelling_and_a_host_with_all_below_it() {
    let app = TestApp::new().await;
    let other = app.other_tenant().await;
    let client = app.api_key();
    assert_eq!(client.post("/api/suppressions", &json!({"email": "Jane.Miller+news@Firm.example", "reason": "wrote to us"})).await.status, 200);
    assert_eq!(client.post("/api/suppressions", &json!({"domain": "https://Harbour.example/x"})).await.status, 200);
    for email in ["jane.miller@firm.example", "JANE.MILLER@FIRM.EXAMPLE", "jane.miller+x@firm.example", "joe@harbour.example", "joe@mail.harbour.example"] {
        assert!(is_suppressed(&app, email, None).await, "{email}");
    }
    assert!(is_suppressed(&app, "joe@gmail.com", Some("www.harbour.example")).await);
    for email in ["joe@firm.example", "jane.miller@firm2.example", "joe@notharbour.example"] {
        assert!(!is_suppressed(&app, email, Some("firm.example")).await, "{email}");
    }
    assert!(!suppressed(&app.app, &other.workspace.id, "jane.miller@firm.example", None).await.unwrap(), "one tenant's objection bound another");
}

#[tokio::test]
async fn the_list_is_paged_tells_no_text_and_an_entry_can_be_taken_off() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let client = app.api_key();
        for n in 0..3 {
            app.advance(1_000);
            client.post("/api/suppressions", &json!({"email": format!("jane{n}@firm.example"), "reason": format!("r{n}")})).await;
        }
        let first = client.get("/api/suppressions?limit=2").await;
        assert!(!first.text.contains("jane") && !first.text.contains("firm"), "{}", first.text);
        let reasons = |page: &Value| -> Vec<String> { page["data"].as_array().unwrap().iter().map(|entry| entry["reason"].as_str().unwrap().into()).collect() };
        assert_eq!(reasons(&first.json()), ["r2", "r1"]);
        let second = client.get(&format!("/api/suppressions?limit=2&cursor={}", first.json()["nextCursor"].as_str().unwrap())).await.json();
        assert_eq!((reasons(&second), &second["nextCursor"]), (vec!["r0".to_owned()], &Value::Null));
        let stored: Vec<(String,)> = app.app.db.fetch_all("SELECT hash FROM suppressions", vec![]).await.unwrap();
        assert!(stored.iter().all(|(hash,)| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())), "{stored:?}");

        let path = format!("/api/suppressions/{}", second["data"][0]["id"].as_str().unwrap());
        assert!(is_suppressed(&app, "jane0@firm.example", None).await);
        assert_eq!(client.delete(&path).await.json(), json!({"success": true, "removed": true}));
        assert!(!is_suppressed(&app, "jane0@firm.example", None).await);
        assert_eq!(client.delete(&path).await.error().1, "NOT_FOUND");
        let audit: Vec<(String,)> = app.app.db.fetch_all("SELECT target FROM audit_log", vec![]).await.unwrap();
        assert!(audit.iter().all(|(target,)| !target.contains("jane")), "the audit log tells who objected");
    }
}

#[tokio::test]
async fn one_of_address_and_host_is_given_and_only_those_who_manage_may() {
    let app = TestApp::new().await;
    for (body, field) in [
        (json!({}), "email"),
        (json!({"email": "a@firm.example", "domain": "firm.example"}), "email"),
        (json!({"email": "x"}), "email"),
        (json!({"domain": "localhost"}), "domain"),
        (json!({"email": "a@firm.example", "reason": "x".repeat(201)}), "reason"),
        (json!({"email": "a@firm.example", "colour": 1}), "colour"),
    ] {
        let refused = app.api_key().post("/api/suppressions", &body).await;
        assert_eq!(refused.error().1, "INVALID_REQUEST", "{body}");
        assert!(refused.json()["error"]["details"]["fields"][field].is_string(), "{body}: {}", refused.text);
    }
    let reader = app.with_key(app.new_key(KeyMode::Live, &[Scope::Read, Scope::Generate], None).await.1.reveal());
    assert_eq!(reader.get("/api/suppressions").await.error().1, "FORBIDDEN_SCOPE");
    assert_eq!(reader.post("/api/suppressions", &json!({"email": "a@firm.example"})).await.error().1, "FORBIDDEN_SCOPE");
}
