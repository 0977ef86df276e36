//! Jobs by API: waited for, streamed, tried again, stopped, approved.

use std::sync::Arc;
use std::time::Duration;

use magnetite::model::api_key::{KeyMode, Scope};
use serde_json::{Value, json};

use crate::leads::{kinds, lead};
use crate::support::app::{On, TestApp};

/// Time for a request that is to wait to be waiting.
const BEGUN: Duration = Duration::from_millis(400);

async fn job_of(app: &TestApp, email: &str) -> String {
    app.generate(json!({"email": email})).await["jobId"].as_str().unwrap().to_owned()
}

/// The `job` objects of a stream, in order, each an event of that name with an id.
fn streamed(text: &str) -> Vec<Value> {
    let events = text.split("\n\n").filter(|event| !event.trim().is_empty() && !event.starts_with(':'));
    events
        .map(|event| {
            let line = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in {event}"));
            assert_eq!(line("event: "), "job");
            let job: Value = serde_json::from_str(line("data: ")).unwrap();
            assert_eq!(line("id: "), job["updatedAt"].to_string());
            job
        })
        .collect()
}

#[tokio::test]
async fn a_wait_is_answered_when_the_job_changes_and_at_once_when_it_has_ended() {
    for on in [On::Sqlite, On::Postgres] {
        let app = Arc::new(TestApp::start(on, &[]).await);
        let job = job_of(&app, "jane@firm.example").await;
        let later = tokio::spawn({
            let app = app.clone();
            async move {
                tokio::time::sleep(BEGUN).await;
                app.run_jobs().await
            }
        });
        let path = format!("/api/generation/{job}/wait?timeout=60");
        let answer = tokio::time::timeout(Duration::from_secs(40), app.api_key().get(&path)).await.expect("nobody was woken");
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_ne!(answer.json()["job"]["status"], "queued");
        later.await.unwrap();
        let ended = app.api_key().get(&path).await.json();
        assert_eq!(ended["job"]["status"], "completed");
        let status = app.api_key().get(&format!("/api/generation/{job}/status")).await.json();
        assert_eq!(ended, status, "one job object for all");
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn a_wait_sees_what_another_process_does() {
    let app = Arc::new(TestApp::new().await);
    let job = job_of(&app, "jane@firm.example").await;
    let later = tokio::spawn({
        let app = app.clone();
        async move {
            tokio::time::sleep(BEGUN).await;
            // Nothing rings in this process.
            app.app.db.execute("UPDATE jobs SET status = 'cancelled'", vec![]).await.unwrap();
        }
    });
    let asked = app.api_key();
    let path = format!("/api/generation/{job}/wait?timeout=60");
    let many = futures_util::future::join_all((0..20).map(|_| asked.get(&path)));
    for answer in tokio::time::timeout(Duration::from_secs(40), many).await.expect("nobody was woken") {
        assert_eq!(answer.json()["job"]["status"], "cancelled");
    }
    later.await.unwrap();
}

#[tokio::test]
async fn a_wait_whose_time_is_up_gives_the_job_as_it_is() {
    let app = TestApp::new().await;
    let job = job_of(&app, "jane@firm.example").await;
    let answer = app.api_key().get(&format!("/api/generation/{job}/wait?timeout=1")).await;
    assert_eq!((answer.status, &answer.json()["job"]["status"]), (200, &json!("queued")));
    for bad in ["0", "61", "x", "", "-1", "1.5", "25&timeout=25"] {
        let refused = app.api_key().get(&format!("/api/generation/{job}/wait?timeout={bad}")).await;
        assert_eq!(refused.error().1, "INVALID_REQUEST", "{bad}");
        assert!(refused.json()["error"]["details"]["fields"]["timeout"].is_string(), "{bad}");
    }
    app.run_jobs().await;
}

#[tokio::test]
async fn a_stream_tells_each_change_and_ends_with_the_job() {
    let app = Arc::new(TestApp::new().await);
    let job = job_of(&app, "jane@firm.example").await;
    let later = tokio::spawn({
        let app = app.clone();
        async move {
            tokio::time::sleep(BEGUN).await;
            app.run_jobs().await
        }
    });
    let path = format!("/api/generation/{job}/events");
    let answer = app.api_key().send("GET", &path, &[("last-event-id", "1")], None).await;
    later.await.unwrap();
    assert_eq!((answer.status, answer.header("content-type"), answer.header("cache-control")), (200, "text/event-stream", "no-store"));
    let jobs = streamed(&answer.text);
    assert_eq!((&jobs[0]["status"], &jobs[0]["id"]), (&json!("queued"), &json!(job)));
    assert_eq!(jobs.last().unwrap()["status"], "completed");
    let progress: Vec<i64> = jobs.iter().map(|job| job["progressPercentage"].as_i64().unwrap()).collect();
    assert!(progress.is_sorted(), "{progress:?}");
    let again = streamed(&app.api_key().get(&path).await.text);
    assert_eq!((again.len(), &again[0]["status"]), (1, &json!("completed")));
}

#[tokio::test]
async fn waits_and_streams_end_when_the_server_stops_and_when_the_lead_is_erased() {
    let app = Arc::new(TestApp::new().await);
    let first = app.generate(json!({"email": "jane@firm.example"})).await;
    let second = job_of(&app, "joe@firm.example").await;
    let later = tokio::spawn({
        let (app, lead) = (app.clone(), first["leadId"].as_str().unwrap().to_owned());
        async move {
            tokio::time::sleep(BEGUN).await;
            assert_eq!(app.api_key().delete(&format!("/api/leads/{lead}")).await.status, 200);
            tokio::time::sleep(BEGUN).await;
            app.stop();
        }
    });
    let (key, first) = (app.api_key(), first["jobId"].as_str().unwrap());
    let paths = [
        format!("/api/generation/{first}/wait?timeout=60"),
        format!("/api/generation/{first}/events"),
        format!("/api/generation/{second}/wait?timeout=60"),
        format!("/api/generation/{second}/events"),
    ];
    let all = futures_util::future::join_all(paths.iter().map(|path| key.get(path)));
    let answers = tokio::time::timeout(Duration::from_secs(40), all).await.expect("something did not end");
    later.await.unwrap();
    assert_eq!(answers[0].error().1, "NOT_FOUND");
    assert_eq!(streamed(&answers[1].text).len(), 1);
    assert_eq!(answers[2].json()["job"]["status"], "queued");
    assert_eq!(streamed(&answers[3].text).len(), 1);
}

#[tokio::test]
async fn a_job_is_stopped_tried_again_and_approved_each_once_by_an_idempotency_key() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        app.app.db.execute("UPDATE projects SET review = TRUE", vec![]).await.unwrap();
        let lead = lead(&app, "jane@firm.example").await;
        let job = app.api_key().get(&format!("/api/leads/{lead}/job-status")).await.json()["job"]["id"].as_str().unwrap().to_owned();
        let act =
            async |action: &str, key: &str| app.api_key().send("POST", &format!("/api/generation/{job}/{action}"), &[("idempotency-key", key)], None).await;

        let cancelled = act("cancel", "one").await;
        assert_eq!((cancelled.status, &cancelled.json()["job"]["status"], &cancelled.json()["job"]["canRetry"]), (200, &json!("cancelled"), &json!(true)));
        let again = act("cancel", "one").await;
        assert_eq!((again.text.as_str(), again.header("idempotent-replayed")), (cancelled.text.as_str(), "true"));
        let refused = act("cancel", "two").await;
        assert_eq!(refused.error(), (409, "CONFLICT".into(), "The job has ended already.".into()));

        assert_eq!(act("retry", "three").await.json()["job"]["status"], "queued");
        assert_eq!(act("retry", "three").await.header("idempotent-replayed"), "true");
        assert_eq!(act("retry", "four").await.error().2, "Only a failed or cancelled job can be tried again.");
        assert_eq!(act("approve", "five").await.error().2, "This lead does not wait for approval.");
        app.run_jobs().await;
        assert_eq!(act("approve", "five").await.json()["job"]["status"], "completed", "a refusal was kept");
        assert_eq!(act("approve", "five").await.header("idempotent-replayed"), "true");
        let told = kinds(&app, &lead).await;
        for kind in ["lead.cancelled", "lead.retried", "magnet.generated", "lead.completed"] {
            assert_eq!(told.iter().filter(|told| *told == kind).count(), 1, "{kind}: {told:?}");
        }
        let audit: Vec<(String, String, String)> =
            app.app.db.fetch_all("SELECT action, actor, address FROM audit_log WHERE target = $1 ORDER BY action", vec![lead.as_str().into()]).await.unwrap();
        let line = |action: &str| (action.to_owned(), "API key First key".to_owned(), "127.0.0.1".to_owned());
        assert_eq!(audit, [line("lead.approved"), line("lead.cancelled"), line("lead.retried")]);
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn each_action_needs_its_scope_and_takes_no_body() {
    let app = TestApp::new().await;
    let job = job_of(&app, "jane@firm.example").await;
    let only = async |scope| app.with_key(app.new_key(KeyMode::Live, &[scope], None).await.1.reveal());
    for (action, needs) in [("retry", Scope::Generate), ("cancel", Scope::Generate), ("approve", Scope::Manage)] {
        for scope in Scope::ALL {
            let answer = only(scope).await.post(&format!("/api/generation/{job}/{action}"), &json!({"x": 1})).await;
            assert_eq!(answer.error().1, if scope == needs { "INVALID_REQUEST" } else { "FORBIDDEN_SCOPE" }, "{action} with {scope:?}");
        }
    }
    for path in ["wait", "events"] {
        assert_eq!(only(Scope::Manage).await.get(&format!("/api/generation/{job}/{path}")).await.error().1, "FORBIDDEN_SCOPE");
    }
    app.run_jobs().await;
}
