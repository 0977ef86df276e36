//! `generate`, schema and project by API: what clients of the public contract rely on.

use magnetite::store::events::events_of_lead;
use magnetite::store::leads::lead;
use serde_json::{Value, json};

use crate::support::app::{On, TestApp};

#[tokio::test]
async fn the_answer_to_generate_is_flat_and_to_the_letter() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let body = app.generate(json!({"email": "jane@firm.example", "fullName": "Jane Miller"})).await;
        let (lead, job) = (body["leadId"].as_str().unwrap(), body["jobId"].as_str().unwrap());
        assert!(lead.starts_with("lead_") && lead.len() == 27 && job.starts_with("job_"));
        let url = format!("http://localhost:{}/go/acme/{lead}", app.base.rsplit(':').next().unwrap());
        assert_eq!(
            body,
            json!({"success": true, "leadId": lead, "leadMagnetUrl": url, "jobId": job, "status": "queued", "message": "Lead magnet generation started successfully"})
        );
        app.run_jobs().await;
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn lead_job_and_event_are_durable_before_the_answer() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example", "customFields": {"plan": "pro"}, "notes": "met at the fair"})).await;
    assert_eq!(body["warnings"], json!(["Unknown field kept as extra context: notes"]));
    let (workspace, id) = (&app.first.workspace.id, body["leadId"].as_str().unwrap().parse().unwrap());
    let stored = lead(&app.app.db, workspace, &id).await.unwrap().unwrap();
    assert_eq!((stored.fields.email.as_str(), &stored.fields.extra["notes"]), ("jane@firm.example", &json!("met at the fair")));
    let events = events_of_lead(&app.app.db, workspace, &id).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!((events[0].0.as_str(), &events[0].1["lead"]["customFields"]["plan"], &events[0].1["sequence"]), ("lead.created", &json!("pro"), &json!(1)));
    app.run_jobs().await;
}

#[tokio::test]
async fn a_project_is_named_by_id_or_slug_and_a_foreign_one_does_not_exist() {
    let app = TestApp::new().await;
    let other = app.other_tenant().await;
    let lead = json!({"email": "jane@firm.example"});
    for project in [app.first.project.id.as_str(), "spring"] {
        assert_eq!(app.api_key().post(&format!("/api/projects/{project}/generate"), &lead).await.status, 200);
    }
    for project in [other.project.id.as_str(), "winter", "..", "%00"] {
        assert_eq!(app.api_key().post(&format!("/api/projects/{project}/generate"), &lead).await.error().1, "NOT_FOUND", "{project}");
    }
    app.run_jobs().await;
}

#[tokio::test]
async fn one_tenant_never_sees_another_by_any_route() {
    let app = TestApp::new().await;
    let other = app.other_tenant().await;
    let stranger = app.with_key(other.plain_key.reveal());
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    app.run_jobs().await;
    let (lead, job, project) = (body["leadId"].as_str().unwrap(), body["jobId"].as_str().unwrap(), app.first.project.id.as_str());
    let routes = [
        ("GET", format!("/api/generation/{job}/status")),
        ("GET", format!("/api/leads/{lead}/job-status")),
        ("GET", format!("/api/projects/{project}")),
        ("PATCH", format!("/api/projects/{project}")),
        ("GET", format!("/api/projects/{project}/generate")),
        ("POST", format!("/api/projects/{project}/generate")),
        ("GET", format!("/go/globex/{lead}")),
        ("GET", format!("/go/globex/{lead}.pdf")),
        ("GET", format!("/go/globex/{lead}/about-this-page")),
    ];
    for (method, path) in routes {
        let answer =
            stranger.send(method, &path, &[("content-type", "application/json")], (method != "GET").then(|| b"{\"email\":\"a@firm.example\"}".to_vec())).await;
        assert_eq!(answer.status, 404, "{method} {path}");
        assert!(!answer.text.contains("jane@firm.example"));
    }
}

#[tokio::test]
async fn the_schema_of_a_project_binds_its_posts() {
    let app = TestApp::new().await;
    let fields = json!({"required": ["company"], "custom": [{"name": "seats", "type": "integer", "required": true, "label": "Seats"}]});
    let patch = app.api_key().send("PATCH", "/api/projects/spring", &[], Some(json!({"fields": fields}).to_string().into_bytes())).await;
    assert_eq!(patch.status, 200, "{}", patch.text);
    let refused = app.api_key().post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await;
    assert_eq!(refused.error().2, "Missing required field: company");
    assert_eq!(refused.json()["error"]["details"]["fields"]["customFields.seats"], "Missing required field: customFields.seats");
    let schema = app.api_key().get("/api/projects/spring/generate").await.json();
    assert_eq!(schema["schema"]["required"], json!(["email", "company", "customFields"]));
    let seats = schema["fields"].as_array().unwrap().iter().find(|field| field["name"] == "customFields.seats").unwrap().clone();
    assert_eq!((&seats["type"], &seats["required"], &seats["label"]), (&json!("integer"), &json!(true), &json!("Seats")));
    app.generate(json!({"email": "jane@firm.example", "company": "Firm", "customFields": "{\"seats\": \"12\"}"})).await;
    app.run_jobs().await;
}

#[tokio::test]
async fn a_bad_offer_or_schema_is_refused_and_changes_nothing() {
    let app = TestApp::new().await;
    let bad = json!({"offer": {"company": "Acme", "cta": {"label": "Go", "url": "javascript:alert(1)"}}, "fields": {"required": ["colour"]}, "colour": 1});
    let answer = app.api_key().send("PATCH", "/api/projects/spring", &[], Some(bad.to_string().into_bytes())).await;
    let fields = answer.json()["error"]["details"]["fields"].clone();
    let names: Vec<&String> = fields.as_object().unwrap().keys().collect();
    assert_eq!(names, ["colour", "fields.required.colour", "offer.cta.url"]);
    assert_eq!(app.api_key().get("/api/projects/spring").await.json()["project"]["offer"]["cta"], Value::Null);
}

#[tokio::test]
async fn two_changes_of_one_project_at_a_time_do_not_overwrite_each_other() {
    let app = TestApp::new().await;
    let mut first = app.first.project.clone();
    let mut second = app.first.project.clone();
    (first.name, second.name) = ("One".into(), "Two".into());
    let before = &app.first.project;
    use magnetite::store::writer_settings::SealedChange;
    let change = async |next| {
        magnetite::store::blueprints::change_whole(&app.app.db, &magnetite::app::SystemRandom, before, next, ("", SealedChange::Keep), "test", app.app.now())
            .await
            .unwrap()
    };
    assert!(change(&first).await);
    assert!(!change(&second).await);
}
