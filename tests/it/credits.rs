//! Credits: reserved with the job, kept with its magnet, given back otherwise. The sum of the ledger is the balance, whatever happens.

use magnetite::app::SystemRandom;
use magnetite::generation::control::{self, By};
use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::credits::{Caps, EntryKind};
use magnetite::model::job::Job;
use magnetite::model::role::Role;
use magnetite::store::credits::{self, Wanted};
use magnetite::store::jobs;
use serde_json::{Value, json};

use crate::support::app::{On, TestApp};
use crate::support::people::logged_in;

const ALL: Wanted<'static> = Wanted { project: None, before: None, limit: 100 };
const GENERATE: &str = "/api/projects/generate";

/// Every statement of this part, for the conformance suite.
pub async fn statements(app: &TestApp) {
    grant(app, 50).await;
    caps(app, Some(40), None).await;
    app.api_key().post(&format!("{GENERATE}?dryRun=true"), &json!({"email": "jane@firm.example"})).await;
    assert_eq!(app.api_key().post(GENERATE, &json!({"email": "jane@firm.example", "externalId": "one"})).await.status, 200);
    assert_eq!(app.api_key().post(GENERATE, &json!({"email": "jo@firm.example", "externalId": "one"})).await.status, 409);
    let job = job(app, &app.generate(json!({"email": "jane@firm.example"})).await).await;
    control::cancel(&app.app, by(app), &job).await.unwrap();
    control::retry(&app.app, by(app), &job).await.unwrap();
    app.run_jobs().await;
    credits::entries(&app.app.db, &app.first.workspace.id, ALL).await.unwrap();
    balanced(app).await;
    balance(app).await;
    let mut tx = app.app.db.begin().await.unwrap();
    assert!(credits::set_unlimited(&mut tx, &app.first.workspace.id).await.unwrap());
    tx.commit().await.unwrap();
}

/// The ledger of a workspace that begins with a number.
pub async fn first_line(app: &TestApp) {
    let entry = magnetite::model::ids::CreditEntryId::new(&SystemRandom);
    let mut tx = app.app.db.begin().await.unwrap();
    credits::begin_with(&mut tx, &entry, &app.first.workspace.id, 5, app.app.now()).await.unwrap();
    credits::give_back_many(&mut tx, &SystemRandom, &app.first.workspace.id, &app.first.project.id, 1, app.app.now()).await.unwrap();
    // Undone: the workspace was there before.
    drop(tx);
}

async fn grant(app: &TestApp, amount: i64) {
    let mut tx = app.app.db.begin().await.unwrap();
    credits::grant(&mut tx, &SystemRandom, &app.first.workspace.id, amount, "", app.app.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn caps(app: &TestApp, allowance: Option<i64>, cap: Option<i64>) {
    let mut tx = app.app.db.begin().await.unwrap();
    assert!(credits::set_caps(&mut tx, &app.first.workspace.id, &app.first.project.id, Caps { allowance, cap }).await.unwrap());
    tx.commit().await.unwrap();
}

async fn balance(app: &TestApp) -> i64 {
    credits::balance(&app.app.db, &app.first.workspace.id).await.unwrap().unwrap().0
}

/// The one law of the ledger.
async fn balanced(app: &TestApp) {
    for (workspace, sum, balance) in credits::sums(&app.app.db).await.unwrap() {
        assert_eq!(sum, balance, "the ledger of {workspace} does not add up");
    }
}

fn by(app: &TestApp) -> By<'_> {
    By { workspace: &app.first.workspace, actor: "owner@acme.example", address: "127.0.0.1" }
}

async fn job(app: &TestApp, body: &Value) -> Job {
    let id = body["jobId"].as_str().unwrap().parse().unwrap();
    jobs::job(&app.app.db, &app.first.workspace.id, &app.first.project.id, &id).await.unwrap().unwrap()
}

async fn kinds(app: &TestApp) -> Vec<EntryKind> {
    let lines = credits::entries(&app.app.db, &app.first.workspace.id, ALL).await.unwrap();
    lines.into_iter().map(|(_, line)| line.kind).collect()
}

async fn refused(app: &TestApp) -> String {
    let answer = app.api_key().post(GENERATE, &json!({"email": "more@firm.example"})).await;
    let (status, code, message) = answer.error();
    assert_eq!((status, code.as_str()), (402, "INSUFFICIENT_CREDITS"));
    message
}

#[tokio::test]
async fn a_workspace_without_a_limit_counts_all_the_same() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        app.generate(json!({"email": "jane@firm.example"})).await;
        app.run_jobs().await;
        assert_eq!(balance(&app).await, -1);
        let mut seen = kinds(&app).await;
        seen.sort_by_key(|kind| kind.as_str());
        assert_eq!(seen, [EntryKind::Keep, EntryKind::Reserve]);
        balanced(&app).await;
    }
}

#[tokio::test]
async fn a_credit_is_reserved_with_the_job_and_refused_with_both_numbers_when_none_is_left() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        app.generate(json!({"email": "before@firm.example"})).await;
        grant(&app, 2).await;
        assert_eq!(balance(&app).await, 2, "what was drawn while unlimited is not held against the grant");
        app.generate(json!({"email": "jane@firm.example"})).await;
        app.generate(json!({"email": "joe@firm.example"})).await;
        assert_eq!(refused(&app).await, "Insufficient credits. Required: 1, Available: 0");
        let dry = app.api_key().post(&format!("{GENERATE}?dryRun=true"), &json!({"email": "more@firm.example"})).await;
        assert_eq!(dry.status, 402);
        app.run_jobs().await;
        assert_eq!(balance(&app).await, 0);
        balanced(&app).await;
    }
}

#[tokio::test]
async fn of_many_requests_at_once_as_many_are_granted_as_there_are_credits() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        grant(&app, 7).await;
        let sent = (0..30).map(|n| {
            let client = app.api_key();
            async move { client.post(GENERATE, &json!({"email": format!("p{n}@firm.example")})).await.status }
        });
        let answers = futures_util::future::join_all(sent).await;
        assert_eq!(answers.iter().filter(|status| **status == 200).count(), 7, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 402).count(), 23, "{answers:?}");
        app.run_jobs().await;
        assert_eq!(balance(&app).await, 0);
        balanced(&app).await;
    }
}

#[tokio::test]
async fn a_cancelled_job_gives_its_credit_back_and_needs_another_to_run_again() {
    let app = TestApp::new().await;
    grant(&app, 1).await;
    let job = job(&app, &app.generate(json!({"email": "jane@firm.example"})).await).await;
    control::cancel(&app.app, by(&app), &job).await.unwrap();
    assert_eq!(balance(&app).await, 1);
    app.generate(json!({"email": "joe@firm.example"})).await;
    let error = control::retry(&app.app, by(&app), &job).await.unwrap_err();
    assert_eq!(error.to_string(), "Insufficient credits. Required: 1, Available: 0");
    grant(&app, 1).await;
    control::retry(&app.app, by(&app), &job).await.unwrap();
    app.run_jobs().await;
    assert_eq!(balance(&app).await, 0);
    balanced(&app).await;
    app.assert_idle().await;
}

#[tokio::test]
async fn an_erased_lead_that_was_not_finished_gives_its_credit_back_and_a_finished_one_does_not() {
    let app = TestApp::new().await;
    grant(&app, 2).await;
    let waiting = job(&app, &app.generate(json!({"email": "jane@firm.example"})).await).await;
    control::erase(&app.app, by(&app), &waiting).await.unwrap();
    assert_eq!(balance(&app).await, 2);
    let done = app.generate(json!({"email": "joe@firm.example"})).await;
    app.run_jobs().await;
    control::erase(&app.app, by(&app), &job(&app, &done).await).await.unwrap();
    assert_eq!(balance(&app).await, 1);
    balanced(&app).await;
}

#[tokio::test]
async fn a_project_draws_no_more_than_its_allowance_of_the_month_nor_its_cap_in_all() {
    let app = TestApp::new().await;
    caps(&app, Some(2), Some(3)).await;
    app.generate(json!({"email": "a@firm.example"})).await;
    app.generate(json!({"email": "b@firm.example"})).await;
    refused(&app).await;
    // Another month: the allowance is fresh, the cap is not.
    app.advance(31 * 24 * 3_600_000);
    app.generate(json!({"email": "c@firm.example"})).await;
    refused(&app).await;
    app.run_jobs().await;
    balanced(&app).await;
}

#[tokio::test]
async fn samples_cost_nothing() {
    let app = TestApp::new().await;
    grant(&app, 1).await;
    let (_, key) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
    for n in 0..3 {
        assert_eq!(app.with_key(key.reveal()).post(GENERATE, &json!({"email": format!("p{n}@firm.example")})).await.status, 200);
    }
    app.run_jobs().await;
    assert_eq!(balance(&app).await, 1);
}

#[test]
fn a_new_workspace_begins_with_what_the_setting_says() {
    let folder = tempfile::tempdir().unwrap();
    let command = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_magnetite"));
        command.current_dir(folder.path()).env("MAGNETITE_DATA_DIR", folder.path().join("data")).env("MAGNETITE_DEFAULT_CREDITS", "25");
        command
    };
    let run = |args: &[&str]| {
        use std::io::Write;
        let mut child = command().args(args).stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"correct horse battery").unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    run(&["setup", "--email", "me@acme.example", "--password-stdin", "--workspace", "Acme", "--project", "Spring", "--json"]);
    assert_eq!(run(&["credits", "show", "--workspace", "acme", "--json"])["balance"], 25);
    assert_eq!(run(&["credits", "grant", "--workspace", "acme", "500", "--note", "invoice 7", "--json"])["balance"], 525);
    assert_eq!(run(&["credits", "grant", "--workspace", "acme", "-25", "--json"])["balance"], 500);
    assert_eq!(run(&["credits", "unlimited", "--workspace", "acme", "--json"])["unlimited"], true);
}

#[tokio::test]
async fn owners_see_what_is_left_and_set_what_a_project_may_spend() {
    let app = TestApp::new().await;
    grant(&app, 10).await;
    app.generate(json!({"email": "jane@firm.example"})).await;
    app.run_jobs().await;
    let owner = logged_in(&app, Role::Owner).await;
    let path = "/dashboard/projects/spring/settings/credits";
    let page = owner.get(path).await.text;
    for text in ["9 of the workspace", "Reserved", "Spent", "Granted"] {
        assert!(page.contains(text), "{text} is missing: {page}");
    }
    assert_eq!(owner.post(path, &[("allowance", "1"), ("cap", "")]).await.status, 303);
    refused(&app).await;
    assert!(owner.get("/dashboard/projects/spring/usage").await.text.contains("0 left"));
    let wrong = owner.post(path, &[("allowance", "many"), ("cap", "-1")]).await;
    assert_eq!((wrong.status, wrong.text.matches("must be a whole number").count()), (422, 2));
    assert_eq!(owner.post(path, &[("allowance", ""), ("cap", "")]).await.status, 303);
    app.generate(json!({"email": "joe@firm.example"})).await;
    app.run_jobs().await;
}
