//! Leads by API: the list in pages, one lead, its export, its views, erasing it.

use std::collections::BTreeSet;

use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::ids::LeadId;
use magnetite::store::{export, jobs};
use serde_json::{Value, json};

use crate::leads::lead;
use crate::support::app::{On, TestApp};

/// Every statement of this part, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, workspace) = (&app.app.db, &app.first.workspace.id);
    let one = lead(app, "api@firm.example").await;
    let client = app.api_key();
    let job = jobs::job_of_lead(db, workspace, &one).await.unwrap().unwrap();
    assert_eq!(jobs::jobs_watched(db, &[(workspace.clone(), job.id.clone())]).await.unwrap(), std::slice::from_ref(&job));
    assert_eq!(client.post(&format!("/api/generation/{}/cancel", job.id), &json!({})).await.status, 200);
    export::lines_of_lead(db, workspace, &one).await.unwrap();
    let done: (String, String) = (client.get("/api/leads?status=completed&limit=1").await.json()["data"][0]["id"].as_str().unwrap().into(), one.to_string());
    for path in [
        format!("/api/leads/{}/magnet?version=1", done.0),
        format!("/api/leads/{}", done.1),
        format!("/api/leads/{}/views", done.0),
        "/api/events?limit=1".into(),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    }
    let event = client.get("/api/events?limit=1").await.json()["data"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(client.get(&format!("/api/events?after={event}")).await.status, 200);
    crate::api_suppressions::statements(app).await;
}

fn ids(page: &Value) -> Vec<String> {
    page["data"].as_array().unwrap().iter().map(|lead| lead["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_list_gives_each_lead_once_in_either_order() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let mut posted = Vec::new();
        for n in 0..7 {
            posted.push(lead(&app, &format!("a{n}@firm.example")).await.to_string());
            app.advance(1_000);
        }
        app.run_jobs().await;
        let walk = async |query: &str| {
            let (mut all, mut cursor) = (Vec::new(), None);
            loop {
                let from = cursor.map(|cursor: String| format!("&cursor={cursor}")).unwrap_or_default();
                let page = app.api_key().get(&format!("/api/leads?limit=3{query}{from}")).await;
                assert_eq!(page.status, 200, "{}", page.text);
                let page = page.json();
                all.extend(ids(&page));
                let Some(next) = page["nextCursor"].as_str() else { return all };
                cursor = Some(next.to_owned());
            }
        };
        assert_eq!(walk("&sort=createdAt").await, posted);
        let newest_first: Vec<String> = posted.iter().rev().cloned().collect();
        assert_eq!(walk("").await, newest_first);
        assert_eq!(walk("&sort=-createdAt&status=completed").await, newest_first);
        assert!(walk("&status=failed").await.is_empty());
        let page = app.api_key().get("/api/leads?limit=1").await.json();
        let line = &page["data"][0];
        assert_eq!(
            (&line["email"], &line["fullName"], &line["status"], &line["views"]),
            (&json!("a6@firm.example"), &json!("Jane Miller"), &json!("completed"), &json!(0))
        );
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn leads_are_found_by_words() {
    let app = TestApp::new().await;
    let jane = app.generate(json!({"email": "jane@harbour.example", "fullName": "Jane Miller"})).await;
    app.generate(json!({"email": "joe@firm.example", "fullName": "Joe Smith"})).await;
    app.run_jobs().await;
    let found = app.api_key().get("/api/leads?q=mill%20JANE").await.json();
    assert_eq!((ids(&found), &found["nextCursor"]), (vec![jane["leadId"].as_str().unwrap().to_owned()], &Value::Null));
}

#[tokio::test]
async fn a_bad_parameter_is_named_with_all_the_others() {
    let app = TestApp::new().await;
    let refused = app.api_key().get(&format!("/api/leads?limit=0&status=done&sort=name&cursor=1-lead_x&q={}&other=1", "x".repeat(201))).await;
    assert_eq!(refused.error().1, "INVALID_REQUEST");
    let fields: BTreeSet<String> = refused.json()["error"]["details"]["fields"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(fields, ["cursor", "limit", "q", "sort", "status"].map(str::to_owned).into());
    for bad in ["limit=201", "limit=", "limit=1&limit=1", "limit=%2B1", "cursor=", "status="] {
        assert_eq!(app.api_key().get(&format!("/api/leads?{bad}")).await.error().1, "INVALID_REQUEST", "{bad}");
    }
}

#[tokio::test]
async fn a_lead_comes_with_its_job_its_magnet_and_the_callers_own_id() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example", "company": "Firm", "customFields": {"plan": "pro"}, "notes": "fair"})).await;
    let id = body["leadId"].as_str().unwrap();
    let path = format!("/api/leads/{id}");
    let before = app.api_key().get(&path).await.json();
    assert_eq!((&before["magnet"], &before["externalId"], &before["job"]["status"]), (&Value::Null, &Value::Null, &json!("queued")));
    app.run_jobs().await;
    let external = "INSERT INTO external_ids (workspace_id, project_id, sample, external_id, lead_id, job_id, request_hash, created_at) VALUES ($1, $2, FALSE, 'crm-7', $3, 'x', 'x', 1)";
    let args = vec![app.first.workspace.id.as_str().into(), app.first.project.id.as_str().into(), id.into()];
    app.app.db.execute(external, args).await.unwrap();
    let after = app.api_key().get(&path).await.json();
    assert_eq!(after["externalId"], "crm-7");
    let lead = &after["lead"];
    assert_eq!((&lead["email"], &lead["customFields"], &lead["extra"]), (&json!("jane@firm.example"), &json!({"plan": "pro"}), &json!({"notes": "fair"})));
    assert_eq!(after["job"], app.api_key().get(&format!("{path}/job-status")).await.json()["job"]);
    let url = body["leadMagnetUrl"].as_str().unwrap();
    assert_eq!((&after["magnet"]["version"], &after["magnet"]["url"], &after["magnet"]["pdfUrl"]), (&json!(1), &json!(url), &json!(format!("{url}.pdf"))));
}

#[tokio::test]
async fn an_export_is_one_file_with_all_that_is_held() {
    let app = TestApp::new().await;
    let id = lead(&app, "jane@firm.example").await;
    let other = lead(&app, "joe@firm.example").await;
    app.run_jobs().await;
    app.anonymous().get(&format!("/go/acme/{id}")).await;
    app.web.counters.flush(&app.app).await.unwrap();
    let file = app.api_key().get(&format!("/api/leads/{id}/export")).await;
    assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"{id}.json\""));
    let body = file.json();
    assert_eq!(body["lead"]["email"], "jane@firm.example");
    let types: BTreeSet<&str> = body["held"].as_array().unwrap().iter().map(|one| one["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["document", "event", "job", "result", "searchWords", "view", "writing"].into());
    assert!(!file.text.contains(other.as_str()) && !file.text.contains("joe@firm.example"));
}

#[tokio::test]
async fn an_erased_lead_is_gone_from_every_route_and_cannot_be_erased_twice() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let id = lead(&app, "jane@firm.example").await;
        app.run_jobs().await;
        let path = format!("/api/leads/{id}");
        let reader = app.with_key(app.new_key(KeyMode::Live, &[Scope::Read, Scope::Generate], None).await.1.reveal());
        assert_eq!(reader.delete(&path).await.error().1, "FORBIDDEN_SCOPE");
        let erased = app.api_key().delete(&path).await;
        assert_eq!((erased.status, erased.json()), (200, json!({"success": true, "erased": true})));
        assert_eq!(app.api_key().delete(&path).await.error().1, "NOT_FOUND");
        for rest in ["", "/job-status", "/export", "/magnet", "/magnet.pdf", "/views"] {
            assert_eq!(app.api_key().get(&format!("{path}{rest}")).await.error().1, "NOT_FOUND", "{rest}");
        }
        assert!(ids(&app.api_key().get("/api/leads").await.json()).is_empty());
        let log = app.api_key().get("/api/events").await;
        assert!(log.text.contains("lead.erased") && !log.text.contains("jane@firm.example"), "{}", log.text);
    }
}

#[tokio::test]
async fn views_come_with_class_and_reason_in_pages() {
    let app = TestApp::new().await;
    let id: LeadId = lead(&app, "jane@firm.example").await;
    app.run_jobs().await;
    for agent in ["Slackbot-LinkExpanding 1.0", "curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"] {
        app.advance(1_000);
        let headers = [("user-agent", agent), ("sec-fetch-dest", "document"), ("sec-fetch-mode", "navigate")];
        app.anonymous().send("GET", &format!("/go/acme/{id}"), &headers, None).await;
    }
    app.web.counters.flush(&app.app).await.unwrap();
    let first = app.api_key().get(&format!("/api/leads/{id}/views?limit=2")).await.json();
    let told = |page: &Value| -> Vec<(String, String, String)> {
        let text = |view: &Value, name: &str| view[name].as_str().unwrap().to_owned();
        page["data"].as_array().unwrap().iter().map(|view| (text(view, "what"), text(view, "class"), text(view, "reason"))).collect()
    };
    let line = |class: &str, reason: &str| ("page".to_owned(), class.to_owned(), reason.to_owned());
    assert_eq!(told(&first), [line("scanner", "headers"), line("scanner", "agent")]);
    let cursor = first["nextCursor"].as_str().unwrap();
    let second = app.api_key().get(&format!("/api/leads/{id}/views?limit=2&cursor={cursor}")).await.json();
    assert_eq!((told(&second), &second["nextCursor"]), (vec![line("preview", "agent")], &Value::Null));
}
