//! The walk of a job: phases, status, retries, leases, and that a stale worker writes nothing.

use magnetite::model::ids::{JobId, NodeId};
use magnetite::model::job::{JobStatus, LEASE_MS, Phase};
use magnetite::store::events::events_of_lead;
use magnetite::store::{jobs, steps};
use serde_json::{Value, json};

use crate::support::app::{On, TestApp};

async fn status(app: &TestApp, job: &Value) -> Value {
    let answer = app.api_key().get(&format!("/api/generation/{}/status", job.as_str().unwrap())).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["job"].clone()
}

#[tokio::test]
async fn a_queued_job_reads_as_the_contract_says() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    let job = status(&app, &body["jobId"]).await;
    let expected = [
        ("status", json!("queued")),
        ("statusDisplay", json!("⏳ Queued")),
        ("phaseDescription", json!("Preparing to start generation")),
        ("currentStep", Value::Null),
        ("progressPercentage", json!(0)),
        ("estimatedTimeRemaining", Value::Null),
        ("error", Value::Null),
        ("retryCount", json!(0)),
        ("maxRetries", json!(3)),
        ("steps", json!([])),
        ("isStuck", json!(false)),
        ("canRetry", json!(false)),
    ];
    for (name, value) in expected {
        assert_eq!(job[name], value, "{name}");
    }
    let phases: Vec<(&str, &str)> =
        job["executionPhases"].as_array().unwrap().iter().map(|p| (p["name"].as_str().unwrap(), p["status"].as_str().unwrap())).collect();
    assert_eq!(
        phases,
        [
            ("Lead generation initiated", "completed"),
            ("Research agent started", "pending"),
            ("Data analysis completed", "pending"),
            ("Content generation started", "pending"),
            ("Finalizing lead magnet", "pending")
        ]
    );
    let by_lead = app.api_key().get(&format!("/api/v1/leads/{}/job-status", body["leadId"].as_str().unwrap())).await.json();
    assert_eq!(by_lead["job"], job);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_job_runs_to_its_end_and_tells_every_event_once() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let body = app.generate(json!({"email": "jane@firm.example", "company": "Firm"})).await;
        app.advance(2_500);
        assert_eq!(app.run_jobs().await, 1);
        let job = status(&app, &body["jobId"]).await;
        assert_eq!((&job["status"], &job["progressPercentage"], &job["processingTime"]), (&json!("completed"), &json!(100), &json!(2)));
        let steps: Vec<(&str, &str)> = job["steps"].as_array().unwrap().iter().map(|s| (s["name"].as_str().unwrap(), s["status"].as_str().unwrap())).collect();
        assert_eq!(steps, [("research", "completed"), ("analysis", "completed"), ("content", "completed"), ("finalizing", "completed")]);
        assert!(job["executionPhases"].as_array().unwrap().iter().all(|phase| phase["status"] == "completed"));
        let events = events_of_lead(&app.app.db, &app.first.workspace.id, &body["leadId"].as_str().unwrap().parse().unwrap()).await.unwrap();
        let kinds: Vec<&str> = events.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["lead.created", "research.started", "research.completed", "magnet.generated", "lead.completed"]);
        let numbers: Vec<i64> = events.iter().map(|(_, payload)| payload["sequence"].as_i64().unwrap()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        assert_eq!(events[4].1["magnet"]["pdfUrl"], json!(format!("{}.pdf", body["leadMagnetUrl"].as_str().unwrap())));
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn a_worker_that_lost_its_lease_changes_nothing() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let db = &app.app.db;
        app.generate(json!({"email": "jane@firm.example"})).await;
        let (dead, alive) = (NodeId::new(&magnetite::app::SystemRandom), NodeId::new(&magnetite::app::SystemRandom));
        let stale = jobs::claim(db, &dead, app.app.now()).await.unwrap().unwrap();
        assert!(jobs::claim(db, &alive, app.app.now()).await.unwrap().is_none(), "a leased job must not be claimed");
        app.advance(LEASE_MS + 1);
        let fresh = jobs::claim(db, &alive, app.app.now()).await.unwrap().expect("an expired lease is taken over");
        assert_eq!((fresh.id.clone(), fresh.epoch, fresh.interruptions), (stale.id.clone(), stale.epoch + 1, 1));
        let now = app.app.now();
        assert!(!jobs::heartbeat(db, &stale, 90, now).await.unwrap());
        assert!(!jobs::hand_back(db, &stale, now, now).await.unwrap());
        for kind in 0..3 {
            let mut tx = db.begin().await.unwrap();
            let written = match kind {
                0 => jobs::enter_phase(&mut tx, &stale, Phase::Content, now).await,
                1 => jobs::finish(&mut tx, &stale, JobStatus::Completed, None, now).await,
                _ => jobs::retry_later(&mut tx, &stale, now, ("X", "x"), now).await,
            };
            assert!(!written.unwrap());
        }
        assert!(jobs::heartbeat(db, &fresh, 20, now).await.unwrap());
        jobs::hand_back(db, &fresh, now, now).await.unwrap();
        app.run_jobs().await;
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn a_phase_whose_result_is_stored_is_not_run_again() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    app.run_jobs().await;
    let (workspace, job): (_, JobId) = (&app.first.workspace.id, body["jobId"].as_str().unwrap().parse().unwrap());
    let before = steps::steps_of(&app.app.db, workspace, &job).await.unwrap();
    // As if the process had been killed after the third phase.
    app.app.db.execute("UPDATE jobs SET status = 'queued', phase = 'content', completed_at = NULL WHERE id = $1", vec![job.as_str().into()]).await.unwrap();
    app.app
        .db
        .execute("UPDATE steps SET result = NULL, completed_at = NULL WHERE job_id = $1 AND phase = 'finalizing'", vec![job.as_str().into()])
        .await
        .unwrap();
    app.advance(1_000);
    assert_eq!(app.run_jobs().await, 1);
    let after = steps::steps_of(&app.app.db, workspace, &job).await.unwrap();
    assert_eq!(before[..3], after[..3], "a finished phase was run again");
    assert_ne!(before[3].started_at, after[3].started_at);
}

#[tokio::test]
async fn a_failing_job_is_tried_again_three_times_and_then_fails_for_good() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    // No artefact can be written where a file stands in the folder's place.
    let objects = &app.app.settings.objects.folder;
    std::fs::remove_dir(objects).unwrap();
    std::fs::write(objects, b"in the way").unwrap();
    for attempt in 0..4 {
        assert_eq!(app.run_jobs().await, 1, "attempt {attempt}");
        let job = status(&app, &body["jobId"]).await;
        if attempt < 3 {
            assert_eq!((&job["status"], &job["retryCount"], &job["phaseDescription"]), (&json!("queued"), &json!(attempt + 1), &json!("Waiting to try again")));
            assert_eq!(app.run_jobs().await, 0, "tried again without a wait");
            app.advance(90_000);
        } else {
            assert_eq!((&job["status"], &job["retryCount"], &job["canRetry"]), (&json!("failed"), &json!(3), &json!(true)));
            assert_eq!(job["error"], json!({"code": "GENERATION_FAILED", "message": "The lead magnet could not be generated"}));
            assert!(!job.to_string().contains("objects"), "the answer names internals: {job}");
        }
    }
    let events = events_of_lead(&app.app.db, &app.first.workspace.id, &body["leadId"].as_str().unwrap().parse().unwrap()).await.unwrap();
    assert_eq!(events.last().unwrap().0, "lead.failed");
    app.assert_idle().await;
}

#[tokio::test]
async fn a_job_that_kills_its_worker_again_and_again_is_given_up() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    app.app.db.execute("UPDATE jobs SET interruptions = 21, phase = 'analysis'", vec![]).await.unwrap();
    app.run_jobs().await;
    assert_eq!(status(&app, &body["jobId"]).await["status"], "failed");
}

#[tokio::test]
async fn the_remaining_time_is_told_from_the_projects_recent_jobs() {
    let app = TestApp::new().await;
    app.generate(json!({"email": "jane@firm.example"})).await;
    app.advance(8_000);
    app.run_jobs().await;
    let body = app.generate(json!({"email": "joe@firm.example"})).await;
    app.advance(3_000);
    assert_eq!(status(&app, &body["jobId"]).await["estimatedTimeRemaining"], json!(5));
    app.run_jobs().await;
}

#[tokio::test]
async fn an_interrupted_job_goes_on_before_what_waits() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let db = &app.app.db;
        let first = app.generate(json!({"email": "jane@firm.example"})).await;
        app.advance(1);
        app.generate(json!({"email": "joe@firm.example"})).await;
        let node = NodeId::new(&magnetite::app::SystemRandom);
        for hand_back in [true, false] {
            app.advance(5);
            let job = jobs::claim(db, &node, app.app.now()).await.unwrap().unwrap();
            assert_eq!(json!(job.id), first["jobId"]);
            app.advance(5);
            if hand_back {
                jobs::hand_back(db, &job, job.run_at, app.app.now()).await.unwrap();
            } else {
                jobs::release_node(db, &node, app.app.now()).await.unwrap();
            }
        }
        let job = jobs::claim(db, &node, app.app.now()).await.unwrap().unwrap();
        assert_eq!(json!(job.id), first["jobId"], "the interrupted job went to the end of the queue");
        jobs::hand_back(db, &job, job.run_at, app.app.now()).await.unwrap();
        app.run_jobs().await;
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn a_failure_after_research_is_not_told_as_failed_research() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    // The last try fails where the magnet is stored.
    app.app.db.execute("UPDATE jobs SET retry_count = 3", vec![]).await.unwrap();
    app.app.db.execute("ALTER TABLE magnets RENAME TO elsewhere", vec![]).await.unwrap();
    app.run_jobs().await;
    let job = status(&app, &body["jobId"]).await;
    let phases: Vec<&str> = job["executionPhases"].as_array().unwrap().iter().map(|phase| phase["status"].as_str().unwrap()).collect();
    assert_eq!(phases, ["completed", "completed", "completed", "completed", "failed"]);
    assert_eq!(job["steps"][3]["error"], "The step failed");
    let events = events_of_lead(&app.app.db, &app.first.workspace.id, &body["leadId"].as_str().unwrap().parse().unwrap()).await.unwrap();
    let kinds: Vec<&str> = events.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["lead.created", "research.started", "research.completed", "lead.failed"]);
}

#[tokio::test]
async fn each_attempt_has_artefacts_of_its_own_and_leftovers_are_swept() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    let (lead, job) = (body["leadId"].as_str().unwrap(), body["jobId"].as_str().unwrap());
    let folder = app.app.settings.objects.folder.join(app.first.workspace.id.as_str()).join(lead);
    std::fs::create_dir_all(&folder).unwrap();
    for ending in ["html", "pdf.part"] {
        std::fs::write(folder.join(format!("{job}-0.{ending}")), b"of an attempt that was killed").unwrap();
    }
    app.run_jobs().await;
    let mut names: Vec<String> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let wanted: Vec<String> = ["html", "json", "md", "pdf", "png"].iter().map(|ending| format!("{job}-1.{ending}")).collect();
    assert_eq!(names, wanted);
}
