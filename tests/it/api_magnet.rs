//! A magnet by API: the document with its ledger, the five files, and edits through the gate.

use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::web::pages::assets::with_fonts;
use serde_json::{Value, json};

use crate::leads::lead;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

struct Magnet {
    app: TestApp,
    client: Client,
    lead: String,
}

impl Magnet {
    /// The magnet of the built-in sample.
    async fn new() -> Self {
        let app = TestApp::new().await;
        let (_, plain) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
        let client = app.with_key(plain.reveal());
        let body = json!({"email": "jane@harbourpine.example", "fullName": "Jane Miller", "company": "Harbour & Pine Joinery"});
        let lead = client.post("/api/projects/generate", &body).await.json()["leadId"].as_str().unwrap().to_owned();
        app.run_jobs().await;
        Self { app, client, lead }
    }

    async fn get(&self, rest: &str) -> Answer {
        self.client.get(&format!("/api/leads/{}/magnet{rest}", self.lead)).await
    }

    async fn patch(&self, body: Value) -> Answer {
        self.client.patch(&format!("/api/leads/{}/magnet", self.lead), &body).await
    }

    /// The text of the summary as it can be edited.
    async fn summary(&self) -> String {
        let magnet = self.get("").await.json()["magnet"].clone();
        let place = magnet["places"].as_array().unwrap().iter().find(|place| place["place"] == "summary.0").unwrap().clone();
        place["fields"][0]["value"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn the_document_comes_with_its_ledger_and_what_can_be_edited() {
    let magnet = Magnet::new().await;
    let answer = magnet.get("").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let body = answer.json()["magnet"].clone();
    assert_eq!((&body["version"], &body["origin"], &body["createdBy"]), (&json!(1), &json!("job"), &json!("")));
    let (claims, evidence) = (body["document"]["claims"].as_array().unwrap(), body["document"]["evidence"].as_array().unwrap());
    assert!(!claims.is_empty());
    for claim in claims {
        for id in claim["evidence"].as_array().unwrap() {
            assert!(evidence.iter().any(|item| item["id"] == *id), "{claim} rests on nothing");
        }
    }
    let places: Vec<&str> = body["places"].as_array().unwrap().iter().map(|place| place["place"].as_str().unwrap()).collect();
    assert!(places.contains(&"head") && places.contains(&"summary.0") && !places.iter().any(|place| place.starts_with("method")), "{places:?}");
    magnet.app.assert_idle().await;
}

#[tokio::test]
async fn every_form_is_a_file_and_the_same_as_readers_get() {
    let magnet = Magnet::new().await;
    for (ending, kind, public) in [
        ("html", "text/html; charset=utf-8", Some("")),
        ("pdf", "application/pdf", Some(".pdf")),
        ("png", "image/png", Some(".png")),
        ("md", "text/markdown; charset=utf-8", Some(".md")),
        ("json", "application/json", None),
    ] {
        let file = magnet.get(&format!(".{ending}")).await;
        assert_eq!((file.status, file.header("content-type")), (200, kind), "{ending}");
        assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"{}.{ending}\"", magnet.lead));
        assert_eq!(file.header("cache-control"), "no-store");
        match public {
            // A file has its fonts with it, a server beside the page.
            Some("") => assert_eq!(with_fonts(file.text), magnet.app.anonymous().get(&format!("/go/acme/{}", magnet.lead)).await.text),
            Some(public) => assert_eq!(file.bytes, magnet.app.anonymous().get(&format!("/go/acme/{}{public}", magnet.lead)).await.bytes, "{ending}"),
            None => assert_eq!(file.json()["schema"], "magnetite.magnet/1"),
        }
    }
    assert_eq!(magnet.get(".exe").await.error().1, "NOT_FOUND");
}

#[tokio::test]
async fn an_edit_that_the_gate_lets_pass_is_the_next_version_and_one_can_go_back() {
    let magnet = Magnet::new().await;
    let before = magnet.summary().await;
    let edited =
        magnet.patch(json!({"version": 1, "place": "summary.0", "fields": {"text": format!("{before} We can help with all of it.")}, "note": "wording"})).await;
    assert_eq!(edited.status, 200, "{}", edited.text);
    let body = edited.json()["magnet"].clone();
    assert_eq!((&body["version"], &body["origin"], &body["createdBy"], &body["note"]), (&json!(2), &json!("edit"), &json!("API key test"), &json!("wording")));
    assert!(magnet.app.anonymous().get(&format!("/go/acme/{}.md", magnet.lead)).await.text.contains("We can help with all of it."));
    assert!(!magnet.get(".md?version=1").await.text.contains("We can help with all of it."));
    let same = magnet.patch(json!({"version": 2, "place": "summary.0", "fields": {"text": format!("{before} We can help with all of it.")}})).await;
    assert_eq!((same.status, &same.json()["magnet"]["version"]), (200, &json!(2)), "{}", same.text);

    let stale = magnet.patch(json!({"version": 1, "place": "summary.0", "fields": {"text": "x"}})).await;
    assert_eq!((stale.error().1.as_str(), &stale.json()["error"]["details"]["version"]), ("CONFLICT", &json!(2)));
    let removed = magnet.patch(json!({"version": 2, "remove": "quick-wins.0"})).await;
    assert_eq!(removed.json()["magnet"]["version"], 3, "{}", removed.text);
    assert!(!magnet.get(".md").await.text.contains("Quick wins"));
    let back = magnet.patch(json!({"version": 3, "rollBackTo": 1})).await;
    assert_eq!((&back.json()["magnet"]["version"], &back.json()["magnet"]["origin"]), (&json!(4), &json!("rollback")));
    assert_eq!(magnet.summary().await, before);
}

#[tokio::test]
async fn a_sentence_that_no_source_supports_comes_back_with_the_reason() {
    let magnet = Magnet::new().await;
    let before = magnet.summary().await;
    let refused = magnet.patch(json!({"version": 1, "place": "summary.0", "fields": {"text": format!("{before} Your site loses 40 orders a week.[1]")}})).await;
    assert_eq!(refused.error().1, "INVALID_REQUEST");
    let details = refused.json()["error"]["details"].clone();
    assert!(details["fields"]["fields.text"].as_str().unwrap().contains("Your site loses 40 orders a week."), "{details}");
    assert_eq!((&details["sentences"][0]["field"], &details["sentences"][0]["sentence"]), (&json!("text"), &json!("Your site loses 40 orders a week.")));
    assert_eq!(magnet.get("").await.json()["magnet"]["version"], 1);
}

#[tokio::test]
async fn what_is_no_edit_is_refused_by_field_and_what_is_not_there_is_not_found() {
    let magnet = Magnet::new().await;
    for (body, field) in [
        (json!({}), "version"),
        (json!({"version": 1}), "place"),
        (json!({"version": 0, "remove": "cta"}), "version"),
        (json!({"version": 1, "remove": "cta", "rollBackTo": 1}), "place"),
        (json!({"version": 1, "place": "x", "fields": {}}), "place"),
        (json!({"version": 1, "place": "head", "fields": {"title": 1}}), "fields"),
        (json!({"version": 1, "remove": "cta", "colour": 1}), "colour"),
        (json!({"version": 1, "remove": "cta", "note": "x".repeat(201)}), "note"),
    ] {
        let refused = magnet.patch(body.clone()).await;
        assert_eq!(refused.error().1, "INVALID_REQUEST", "{body}");
        assert!(refused.json()["error"]["details"]["fields"][field].is_string(), "{body}: {}", refused.text);
    }
    for body in [json!({"version": 1, "remove": "nowhere.0"}), json!({"version": 1, "remove": "method.0"}), json!({"version": 1, "rollBackTo": 9})] {
        assert_eq!(magnet.patch(body.clone()).await.error().1, "NOT_FOUND", "{body}");
    }
    assert_eq!(magnet.get("?version=9").await.error().1, "NOT_FOUND");
    assert_eq!(magnet.get(".pdf?version=x").await.error().1, "INVALID_REQUEST");
}

#[tokio::test]
async fn without_a_magnet_the_answer_tells_whether_to_wait() {
    let app = TestApp::new().await;
    let lead = lead(&app, "jane@firm.example").await;
    let set = async |status: &str| {
        for table in ["jobs", "leads"] {
            app.app.db.execute(&format!("UPDATE {table} SET status = $1"), vec![status.into()]).await.unwrap();
        }
    };
    for rest in ["magnet", "magnet.pdf"] {
        let path = format!("/api/leads/{lead}/{rest}");
        for (status, code, waits) in [
            ("queued", "CONFLICT", true),
            ("processing", "CONFLICT", true),
            ("needs_review", "CONFLICT", false),
            ("failed", "GENERATION_FAILED", false),
            ("cancelled", "GENERATION_FAILED", false),
        ] {
            set(status).await;
            let answer = app.api_key().get(&path).await;
            assert_eq!((answer.error().1.as_str(), answer.header("retry-after").parse::<u64>().is_ok()), (code, waits), "{status}");
        }
    }
    let edit = app.api_key().patch(&format!("/api/leads/{lead}/magnet"), &json!({"version": 1, "remove": "cta"})).await;
    assert_eq!(edit.error().1, "GENERATION_FAILED");
    set("queued").await;
    app.app.db.execute("UPDATE projects SET review = TRUE", vec![]).await.unwrap();
    app.run_jobs().await;
    let path = format!("/api/leads/{lead}/magnet");
    assert_eq!(app.api_key().get(&path).await.error().1, "CONFLICT");
    let waiting = app.api_key().get(&format!("{path}?version=1")).await.json();
    assert_eq!(waiting["magnet"]["publishedAt"], Value::Null);
}
