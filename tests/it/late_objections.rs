//! Objections and erasures that come at the last moment, or break off: nothing goes out after them, and what was proved is done.

use magnetite::generation::control::{self, By, Refused};
use magnetite::generation::person::decide;
use magnetite::generation::revise::{self, Change, ReviseError};
use magnetite::generation::suppress::hash_of;
use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::ids::{SuppressionId, WorkspaceId};
use magnetite::model::job::JobStatus;
use magnetite::model::suppression::SuppressionKind;
use magnetite::store::suppressions::{Suppression, insert_suppression};
use magnetite::store::{Tx, jobs, leads, magnets, person_requests};
use magnetite::worker::chores;
use serde_json::{Value, json};

use crate::rights::{ask, finished, id, link, with_mail};
use crate::support::app::{On, TestApp};

async fn job_status(app: &TestApp, lead: &Value) -> JobStatus {
    jobs::job_of_lead(&app.app.db, &app.first.workspace.id, &id(lead)).await.unwrap().unwrap().status
}

async fn shown(app: &TestApp, lead: &Value) -> u16 {
    app.anonymous().get(&format!("/go/acme/{}.pdf", lead.as_str().unwrap())).await.status
}

/// The person's address on the list of those who objected, and nothing else.
async fn enter(app: &TestApp, tx: &mut Tx, email: &str) {
    let workspace: &WorkspaceId = &app.first.workspace.id;
    let new = Suppression {
        id: SuppressionId::new(&*app.app.random),
        kind: SuppressionKind::Email,
        reason: String::new(),
        created_by: "test".into(),
        created_at: app.app.now(),
    };
    assert!(insert_suppression(tx, workspace, &new, &hash_of(&app.app, workspace, SuppressionKind::Email, email)).await.unwrap());
}

/// Files of edits below this folder.
fn edits(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| if entry.path().is_dir() { edits(&entry.path()) } else { usize::from(entry.file_name().to_string_lossy().starts_with("edit-2-")) })
        .sum()
}

#[tokio::test]
async fn what_was_taken_in_before_an_objection_is_not_written_and_not_approved() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let queued = app.generate(json!({"email": "jane@firm.example"})).await["leadId"].clone();
        let listed = app.api_key().post("/api/suppressions", &json!({"email": "Jane@firm.example"})).await;
        assert_eq!(listed.status, 200, "{}", listed.text);
        app.run_jobs().await;
        assert_eq!((job_status(&app, &queued).await, shown(&app, &queued).await), (JobStatus::Cancelled, 404));
        let told = app.api_key().get("/api/events").await.text;
        assert!(told.contains("lead.cancelled") && !told.contains("lead.completed"), "{told}");

        app.app.db.execute("UPDATE projects SET review = TRUE", vec![]).await.unwrap();
        let held = finished(&app, json!({"email": "joe@firm.example"})).await;
        assert_eq!(job_status(&app, &held).await, JobStatus::NeedsReview);
        let mut tx = app.app.db.begin().await.unwrap();
        enter(&app, &mut tx, "joe@firm.example").await;
        tx.commit().await.unwrap();
        let by = By { workspace: &app.first.workspace, actor: "owner@acme.example", address: "" };
        let job = jobs::job_of_lead(&app.app.db, &app.first.workspace.id, &id(&held)).await.unwrap().unwrap();
        assert!(matches!(control::approve(&app.app, by, &job, None).await, Err(Refused::State(_))));
        assert_eq!(shown(&app, &held).await, 404, "approved after the objection");
        app.assert_idle().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_under_way_does_not_go_out_after_an_objection() {
    let app = TestApp::new().await;
    let (_, plain) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
    let asked = app.with_key(plain.reveal()).post("/api/projects/generate", &json!({"email": "jane@harbourpine.example"})).await;
    app.run_jobs().await;
    let lead = asked.json()["leadId"].clone();
    let (db, workspace) = (&app.app.db, &app.first.workspace);
    let stored = leads::lead(db, &workspace.id, &id(&lead)).await.unwrap().unwrap();
    // Nobody else writes until this ends: the edit looks, draws its pages, and waits.
    let mut tx = db.begin().await.unwrap();
    let (its, project) = (app.app.clone(), app.first.project.clone());
    let (of, person) = (workspace.clone(), stored.clone());
    let editing = tokio::spawn(async move {
        let by = revise::By { actor: "member@acme.example", address: "", note: "" };
        revise::revise(&its, &of, &project, &person, 1, Change::Remove("quick-wins.0".parse().unwrap()), by).await
    });
    let begun = std::time::Instant::now();
    while edits(&app.app.settings.data_dir) < 5 {
        assert!(begun.elapsed().as_secs() < 60, "the edit has drawn nothing");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    enter(&app, &mut tx, "jane@harbourpine.example").await;
    tx.commit().await.unwrap();
    assert!(matches!(editing.await.unwrap(), Err(ReviseError::Objected)));
    assert_eq!(magnets::magnet(db, &workspace.id, &id(&lead)).await.unwrap().unwrap().version, 1);
}

#[tokio::test]
async fn what_was_proved_and_broken_off_is_done_by_the_worker() {
    let (app, mails) = with_mail().await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    ask(&app, &lead, &[("request", "object")]).await;
    let token = link(&mails, 1).await.rsplit_once('/').unwrap().1.to_owned();
    assert_eq!(token.len(), 32);
    let request = person_requests::requests_of_lead(&app.app.db, &app.first.workspace.id, &id(&lead)).await.unwrap().remove(0);
    let mut tx = app.app.db.begin().await.unwrap();
    assert!(person_requests::confirm_request(&mut tx, &request, app.app.now()).await.unwrap());
    tx.commit().await.unwrap();
    chores::run_due(&app.app).await.unwrap();
    assert_eq!(shown(&app, &lead).await, 200, "somebody is still at it");
    app.advance(6 * 60_000);
    chores::run_due(&app.app).await.unwrap();
    assert_eq!(shown(&app, &lead).await, 410);
    let refused = app.api_key().post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await;
    assert_eq!(refused.error().1, "SUPPRESSED");
}

#[tokio::test]
async fn of_two_corrections_at_once_both_are_put_in_place() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let lead = finished(&app, json!({"email": "jane@firm.example", "fullName": "Jane Miler", "title": "Owner"})).await;
        ask(&app, &lead, &[("request", "correct"), ("field", "fullName"), ("value", "Jane Miller")]).await;
        ask(&app, &lead, &[("request", "correct"), ("field", "title"), ("value", "Founder")]).await;
        let requests = person_requests::requests_of_lead(&app.app.db, &app.first.workspace.id, &id(&lead)).await.unwrap();
        let by = By { workspace: &app.first.workspace, actor: "owner@acme.example", address: "" };
        let (one, other) = tokio::join!(decide(&app.app, by, &requests[0], None), decide(&app.app, by, &requests[1], None));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        let told = app.api_key().get(&format!("/api/leads/{}", lead.as_str().unwrap())).await.text;
        assert!(told.contains("Jane Miller") && told.contains("Founder"), "{told}");
    }
}

#[tokio::test]
async fn an_erasure_takes_kept_answers_about_the_persons_requests_along() {
    let app = TestApp::new().await;
    let lead = finished(&app, json!({"email": "jane@firm.example", "fullName": "Jane Miler"})).await;
    ask(&app, &lead, &[("request", "correct"), ("field", "fullName"), ("value", "Jana Marlowe"), ("words", "as in my passport")]).await;
    let request = person_requests::requests_of_lead(&app.app.db, &app.first.workspace.id, &id(&lead)).await.unwrap().remove(0);
    let once = [("content-type", "application/json"), ("idempotency-key", "decide-1")];
    let body = json!({"decision": "do"}).to_string().into_bytes();
    let path = format!("/api/person-requests/{}/decide", request.id);
    assert_eq!(app.api_key().send("POST", &path, &once, Some(body)).await.status, 200);
    let kept = async || {
        let rows: Vec<(String,)> = app.app.db.fetch_all("SELECT answer FROM idempotency_keys", vec![]).await.unwrap();
        rows.into_iter().filter(|(answer,)| answer.contains("Marlowe") || answer.contains("passport")).count()
    };
    assert_eq!(kept().await, 1);
    assert_eq!(app.api_key().delete(&format!("/api/leads/{}", lead.as_str().unwrap())).await.status, 200);
    assert_eq!(kept().await, 0);
}
