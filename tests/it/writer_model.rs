//! A language model as a project's writer: from the POST to the page, its ledger, its caps, its key, and what happens when it is away.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::{Duration, Instant};

use magnetite::app::SystemRandom;
use magnetite::model::credits::month_begin;
use magnetite::model::ids::CallId;
use magnetite::model::llm::{Call, CallOutcome, Provider, Purpose};
use magnetite::model::role::Role;
use magnetite::store::Db;
use magnetite::store::llm_calls::{Of, calls_page, insert_call, sum_of_job, sum_of_lead, sums_since};
use magnetite::store::writer_settings::{SealedChange, change_writer, writer_now};
use magnetite::store::writings::{sum_since, writing_of_lead};
use serde_json::{Value, json};

use crate::crash::{Server, key};
use crate::support::app::{On, TestApp};
use crate::support::browser::value_of;
use crate::support::client::Client;
use crate::support::model::{Play, ScriptedModel};
use crate::support::people::{first_owner, logged_in};
use crate::support::sites::Sites;

const KEY: &str = "sk-example-0123456789-never-to-be-seen-WXYZ";
const WRITER: &str = "/dashboard/projects/spring/settings/writer";

/// Every statement of the writer's tables that a job and a page do not run.
pub async fn statements(app: &TestApp) {
    let (db, project) = (&app.app.db, &app.first.project);
    let (workspace, at) = (&project.workspace_id, app.app.now());
    let entry = magnetite::store::audit::Entry { at, ..crate::keys::entry(&app.first.key, at) };
    let now = magnetite::store::projects::project(db, workspace, "spring").await.unwrap().unwrap();
    assert!(change_writer(db, &SystemRandom, &now, SealedChange::Set("v1.x"), &entry).await.unwrap());
    assert!(!change_writer(db, &SystemRandom, &now, SealedChange::Remove, &entry).await.unwrap(), "the project has changed since");
    assert_eq!(writer_now(db, workspace, &project.id).await.unwrap(), Some((now.writer.clone(), Some("v1.x".to_owned()))));
    let now = magnetite::store::projects::project(db, workspace, "spring").await.unwrap().unwrap();
    assert!(change_writer(db, &SystemRandom, &now, SealedChange::Remove, &entry).await.unwrap());
    assert_eq!(writer_now(db, workspace, &project.id).await.unwrap(), Some((now.writer, None)));
    let lead = app.generate(json!({"email": "ledger@firm.example"})).await["leadId"].as_str().unwrap().parse().unwrap();
    app.run_jobs().await;
    assert!(!writing_of_lead(db, workspace, &lead).await.unwrap().unwrap().by_model);
    let job = magnetite::store::jobs::job_of_lead(db, workspace, &lead).await.unwrap().unwrap();
    for (job, outcome, at) in [(Some(&job), CallOutcome::Ok, at), (None, CallOutcome::Timeout, at - 1)] {
        let call =
            Call { purpose: Purpose::Write, provider: Provider::Ollama, model: "m".into(), at, duration_ms: 12, tokens_in: 100, tokens_out: 20, outcome };
        insert_call(db, &CallId::new(&SystemRandom), Of { workspace_id: workspace, project_id: &project.id, job }, &call, 7, at).await.unwrap();
    }
    let first = calls_page(db, workspace, &project.id, None, 1).await.unwrap();
    let next = calls_page(db, workspace, &project.id, Some((first[0].call.at, first[0].id.to_string())), 1).await.unwrap();
    assert_eq!((first[0].lead_id.as_ref(), next[0].lead_id.as_ref(), next[0].call.outcome), (Some(&lead), None, CallOutcome::Timeout));
    assert_eq!(sum_of_job(db, workspace, &job.id).await.unwrap().tokens_in, 100);
    assert_eq!(sum_of_lead(db, workspace, &lead).await.unwrap().cost_micros, 7);
    assert_eq!(sums_since(db, workspace, &project.id, month_begin(at)).await.unwrap().len(), 2);
    assert!(sum_since(db, workspace, &project.id, 0).await.unwrap().documents > 0);
    // What it cost stays, for whom it was does not.
    app.api_key().delete(&format!("/api/leads/{lead}")).await;
    let left = calls_page(db, workspace, &project.id, None, 10).await.unwrap();
    assert!(left.len() == 2 && left.iter().all(|call| call.lead_id.is_none() && call.job_id.is_none()));
    assert_eq!(writing_of_lead(db, workspace, &lead).await.unwrap(), None);
}

/// A server on the fixture sites whose projects may name models on loopback.
async fn app_on(sites: &Sites, more: &[(&str, &str)]) -> TestApp {
    let overrides = format!("*={}", sites.origin());
    let mut settings = vec![("RESEARCH_ORIGIN_OVERRIDES", overrides.as_str()), ("LLM_ALLOW_PRIVATE", "true"), ("LLM_DEADLINE", "20 s")];
    settings.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    settings.extend(more);
    TestApp::start(On::Sqlite, &settings).await
}

/// The writer as the API takes it.
fn writer(model: &ScriptedModel, more: &Value) -> Value {
    let mut writer =
        json!({"kind": "llm", "provider": "openai", "baseUrl": model.base_url(), "model": "example-model", "apiKey": KEY, "jobTokensMax": 200_000});
    writer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "writer": writer })
}

async fn set_writer(app: &TestApp, body: &Value) -> Value {
    let answer = app.api_key().patch("/api/projects/spring", body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["project"]["writer"].clone()
}

/// Posts a lead, runs its job, and returns its id.
async fn made(app: &TestApp, email: &str) -> String {
    let lead = app.generate(json!({ "email": email })).await["leadId"].as_str().unwrap().to_owned();
    app.run_jobs().await;
    lead
}

async fn lead(app: &TestApp, lead: &str) -> Value {
    app.api_key().get(&format!("/api/leads/{lead}")).await.json()
}

async fn ledger(app: &TestApp) -> Value {
    app.api_key().get("/api/projects/spring/writer/calls").await.json()
}

#[tokio::test]
async fn a_model_writes_from_the_post_to_the_page_and_every_call_is_in_the_ledger() {
    let (sites, model) = (Sites::start().await, ScriptedModel::start());
    let app = app_on(&sites, &[]).await;
    let set = set_writer(&app, &writer(&model, &json!({"priceIn": 1, "priceOut": 4}))).await;
    assert_eq!((&set["kind"], &set["model"], &set["apiKeyEnd"]), (&json!("llm"), &json!("example-model"), &json!("WXYZ")));
    let id = made(&app, "jane@harbourpine.example").await;
    let lead = lead(&app, &id).await;
    assert_eq!((&lead["job"]["status"], &lead["writer"]["name"], &lead["writer"]["instead"]), (&json!("completed"), &json!("llm"), &Value::Null), "{lead}");
    let document = app.api_key().get(&format!("/api/leads/{id}/magnet.json")).await.json();
    assert_eq!(document["writer"]["name"], "llm");
    assert_eq!(app.anonymous().get(&format!("/go/acme/{id}")).await.status, 200);
    let asked = model.asked();
    assert!(!asked.is_empty() && asked.iter().all(|asked| asked.authorization == format!("Bearer {KEY}") && asked.body["model"] == "example-model"));
    let calls = ledger(&app).await;
    let rows = calls["data"].as_array().unwrap();
    assert_eq!(rows.len(), asked.len());
    let export = app.api_key().get(&format!("/api/leads/{id}/export")).await.json();
    let exported: BTreeSet<&str> =
        export["held"].as_array().unwrap().iter().filter(|one| one["type"] == "modelCall").map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(exported, rows.iter().map(|row| row["id"].as_str().unwrap()).collect());
    assert!(rows.iter().all(|row| row["leadId"] == id && row["outcome"] == "ok" && row["tokensIn"] == 1_200 && row["costMicros"] == 2_400), "{calls}");
    let used = json!({"calls": asked.len(), "tokensIn": 1_200 * asked.len(), "tokensOut": 300 * asked.len(), "costMicros": 2_400 * asked.len()});
    assert_eq!((&calls["month"]["use"], &lead["writer"]["use"], &calls["month"]["byModel"]), (&used, &used, &json!(1)));
    let page = app.api_key().get("/api/projects/spring/writer/calls?limit=1").await.json();
    let next = page["nextCursor"].as_str().unwrap();
    let next = app.api_key().get(&format!("/api/projects/spring/writer/calls?limit=200&cursor={next}")).await.json();
    assert_eq!((next["data"].as_array().unwrap().len(), &next["nextCursor"]), (asked.len() - 1, &Value::Null));
    let screen = logged_in(&app, Role::Viewer).await.get(&format!("/dashboard/projects/spring/leads/{id}")).await.text;
    assert!(screen.contains("Written with the model") && screen.contains(&format!("{} calls", asked.len())), "{screen}");
}

#[tokio::test]
async fn a_model_that_is_away_is_stood_in_for_and_that_is_told() {
    let (sites, model) = (Sites::start().await, ScriptedModel::start());
    let app = app_on(&sites, &[]).await;
    set_writer(&app, &writer(&model, &json!({}))).await;
    model.plays(Play::Fail(401));
    let id = made(&app, "jane@harbourpine.example").await;
    let lead = lead(&app, &id).await;
    assert_eq!((&lead["job"]["status"], &lead["writer"]["name"], &lead["writer"]["instead"]), (&json!("completed"), &json!("builtin"), &json!("unauthorized")));
    assert!(lead["writer"]["insteadMessage"].as_str().unwrap().contains("API key"));
    let calls = ledger(&app).await;
    assert!(calls["month"]["failures"]["unauthorized"].as_i64().unwrap() > 0 && calls["month"]["instead"] == 1, "{calls}");
    let screen = first_owner(&app).await.get(WRITER).await.text;
    assert!(screen.contains("unauthorized") && screen.contains("refused the API key"));
    let page = first_owner(&app).await.get(&format!("/dashboard/projects/spring/leads/{id}")).await.text;
    assert!(page.contains("The built-in writer wrote in the model’s place."));
}

#[tokio::test]
async fn a_job_and_a_month_use_no_more_than_they_may() {
    let (sites, model) = (Sites::start().await, ScriptedModel::start());
    let app = app_on(&sites, &[]).await;
    set_writer(&app, &writer(&model, &json!({"jobTokensMax": 10_000}))).await;
    // As if an earlier attempt had used the rest.
    app.app
        .db
        .execute("UPDATE projects SET llm = REPLACE(llm, '\"jobTokensMax\":10000', '\"jobTokensMax\":1000') WHERE slug = 'spring'", vec![])
        .await
        .unwrap();
    let id = made(&app, "jane@harbourpine.example").await;
    assert_eq!((&lead(&app, &id).await["writer"]["instead"], model.asked().len()), (&json!("job_cap"), 0));
    // 30,000 tokens a call at 1,000 for a million: the second call ends the month.
    model.takes(29_000, 1_000);
    set_writer(&app, &writer(&model, &json!({"priceIn": 1_000, "priceOut": 1_000, "monthCostMax": 45}))).await;
    let id = made(&app, "joe@harbourpine.example").await;
    let asked = model.asked().len();
    assert!(asked > 0 && lead(&app, &id).await["writer"]["name"] == "llm");
    let mut last = String::new();
    for n in 0..3 {
        last = made(&app, &format!("n{n}@harbourpine.example")).await;
    }
    let told = lead(&app, &last).await;
    assert_eq!((&told["writer"]["name"], &told["writer"]["instead"]), (&json!("builtin"), &json!("month_cap")), "{told}");
    let calls = model.asked().len();
    let tested = app.api_key().post("/api/projects/spring/writer/test", &json!({})).await;
    assert!(tested.status == 409 && tested.text.contains("what a month may cost") && model.asked().len() == calls, "{}", tested.text);
    let spent = ledger(&app).await["month"]["use"]["costMicros"].as_i64().unwrap();
    // The calls of one question are sent side by side: a month may end a little above its cap.
    assert!(spent < 200_000_000, "{spent}");
    // A new month, UTC.
    app.advance(31 * 86_400_000);
    let id = made(&app, "new@harbourpine.example").await;
    assert_eq!(lead(&app, &id).await["writer"]["name"], "llm");
}

#[tokio::test]
async fn tenants_and_projects_share_neither_model_nor_ledger() {
    let (sites, model) = (Sites::start().await, ScriptedModel::start());
    let app = app_on(&sites, &[]).await;
    set_writer(&app, &writer(&model, &json!({}))).await;
    made(&app, "jane@harbourpine.example").await;
    let calls = model.asked().len();
    for plain in [app.other_tenant().await.plain_key, app.other_project().await] {
        let client = app.with_key(plain.reveal());
        assert_eq!(client.get(&format!("/api/projects/{}/writer/calls", app.first.project.id)).await.status, 404);
        let own = client.post("/api/projects/generate", &json!({"email": "joe@harbourpine.example"})).await.json();
        app.run_jobs().await;
        let lead = client.get(&format!("/api/leads/{}", own["leadId"].as_str().unwrap())).await.json();
        assert_eq!((&lead["writer"]["name"], &lead["writer"]["instead"]), (&json!("builtin"), &Value::Null));
    }
    assert_eq!(model.asked().len(), calls, "another's model was called");
    // A sealed key that is moved to another project opens nothing, and no request goes out without it.
    let moved =
        "UPDATE projects SET llm = (SELECT llm FROM projects WHERE id = $1), llm_key = (SELECT llm_key FROM projects WHERE id = $1) WHERE slug = 'autumn'";
    app.app.db.execute(moved, vec![app.first.project.id.as_str().into()]).await.unwrap();
    app.web.keys.clear();
    let key = app.app.db.fetch_all::<(i64,)>("SELECT COUNT(*) FROM projects WHERE slug = 'autumn' AND llm_key IS NOT NULL", vec![]).await.unwrap();
    assert_eq!(key[0].0, 1);
    let autumn = magnetite::store::projects::project(&app.app.db, &app.first.workspace.id, "autumn").await.unwrap().unwrap();
    let tested = magnetite::generation::phrase::test(&app.app, &autumn).await.unwrap();
    assert_eq!(tested.unwrap_err(), Some(magnetite::model::writer_settings::Instead::NoKey));
    assert_eq!(model.asked().len(), calls);
}

#[tokio::test]
async fn the_key_goes_to_its_server_and_nowhere_else() {
    let (sites, model, other) = (Sites::start().await, ScriptedModel::start(), ScriptedModel::start());
    let app = app_on(&sites, &[]).await;
    set_writer(&app, &writer(&model, &json!({}))).await;
    let id = made(&app, "jane@harbourpine.example").await;
    let owner = first_owner(&app).await;
    for path in [WRITER.to_owned(), "/dashboard/audit".into(), format!("/dashboard/projects/spring/leads/{id}/history")] {
        assert!(!owner.get(&path).await.text.contains(KEY), "{path}");
    }
    for path in ["/api/projects/spring".to_owned(), "/api/projects/spring/writer/calls".into(), format!("/api/leads/{id}/export"), "/api/events".into()] {
        assert!(!app.api_key().get(&path).await.text.contains(KEY), "{path}");
    }
    // A refused form and a refused change do not show it either.
    let bad = app.api_key().patch("/api/projects/spring", &writer(&model, &json!({"provider": "oracle"}))).await;
    assert!(bad.status == 400 && !bad.text.contains(KEY));
    let refused = owner.fill(WRITER, &[("kind", "llm"), ("provider", "openai"), ("model", ""), ("key_secret", KEY), ("job_tokens_max", "1")]).await;
    assert!(refused.status == 409 && !refused.text.contains(KEY), "{}", refused.status);
    let folder = &app.app.settings.data_dir;
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        let bytes = std::fs::read(entry.path()).unwrap();
        assert!(!bytes.windows(KEY.len()).any(|window| window == KEY.as_bytes()), "{} holds the key", entry.path().display());
    }
    // Who only chooses another writer keeps the model and its key.
    let builtin = set_writer(&app, &json!({"writer": {"kind": "builtin"}})).await;
    assert_eq!((&builtin["model"], &builtin["apiKeyEnd"]), (&json!("example-model"), &json!("WXYZ")));
    set_writer(&app, &json!({"writer": {"kind": "llm"}})).await;
    // A project read before the server was changed calls the new one, and a key meets no server but its own.
    let early = magnetite::store::projects::project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().unwrap();
    let asked = model.asked().len();
    set_writer(&app, &writer(&other, &json!({"apiKey": "sk-other"}))).await;
    assert!(magnetite::generation::phrase::test(&app.app, &early).await.unwrap().is_ok());
    assert_eq!((model.asked().len(), other.asked()[0].authorization.as_str()), (asked, "Bearer sk-other"));
    let swapped = format!("UPDATE projects SET llm = REPLACE(llm, '{}', '{}') WHERE slug = 'spring'", other.base_url(), model.base_url());
    app.app.db.execute(&swapped, vec![]).await.unwrap();
    let tested = magnetite::generation::phrase::test(&app.app, &early).await.unwrap();
    assert_eq!(tested.unwrap_err(), Some(magnetite::model::writer_settings::Instead::NoKey));
    assert_eq!(model.asked().len(), asked);
    set_writer(&app, &writer(&model, &json!({}))).await;
    // Another address gets no old key.
    let moved = json!({"writer": {"kind": "llm", "provider": "openai", "baseUrl": other.base_url(), "model": "example-model"}});
    assert_eq!(set_writer(&app, &moved).await["apiKeyEnd"], Value::Null);
    let tested = app.api_key().post("/api/projects/spring/writer/test", &json!({})).await.json();
    assert_eq!((&tested["ok"], &tested["call"]["purpose"]), (&json!(true), &json!("test")), "{tested}");
    assert_eq!(other.asked()[1].authorization, "");
}

#[tokio::test]
async fn a_project_may_name_no_private_address_unless_the_operator_lets_it() {
    let (sites, model) = (Sites::start().await, ScriptedModel::start());
    let app = app_on(&sites, &[("LLM_ALLOW_PRIVATE", "false")]).await;
    for url in [model.base_url(), "https://127.0.0.1/v1".into(), "http://api.example.com/v1".into(), "https://user:x@api.example.com/v1".into()] {
        let answer = app.api_key().patch("/api/projects/spring", &writer(&model, &json!({"baseUrl": url}))).await;
        assert_eq!((answer.status, answer.json()["error"]["details"]["fields"]["writer.baseUrl"].is_string()), (400, true), "{url}: {}", answer.text);
    }
    let answer = app.api_key().patch("/api/projects/spring", &json!({"writer": {"kind": "llm", "provider": "ollama", "model": "m"}})).await;
    assert!(answer.text.contains("writer.baseUrl"), "{}", answer.text);
    assert_eq!(app.api_key().patch("/api/projects/spring", &json!({"writer": {"kind": "llm"}})).await.status, 400);
    assert!(model.asked().is_empty());
}

#[tokio::test]
async fn the_settings_are_made_by_a_form_and_the_connection_is_tested_by_a_button() {
    let (sites, model) = (Sites::start().await, ScriptedModel::start());
    let app = app_on(&sites, &[]).await;
    let owner = first_owner(&app).await;
    let empty = owner.get(WRITER).await.text;
    assert!(empty.contains("Now: the built-in writer.") && empty.contains("There is no connection to test") && empty.contains("No model has been called"));
    let seen = value_of(&empty, "seen").unwrap().replace("&quot;", "\"").replace("&#34;", "\"");
    let base = model.base_url();
    let form = |seen: &'_ str, more: &[(&'static str, &'static str)]| {
        let mut fields = vec![("seen".to_owned(), seen.to_owned())];
        let typed = [
            ("kind", "llm"),
            ("provider", "openai"),
            ("base_url", base.as_str()),
            ("model", "example-model"),
            ("key_secret", KEY),
            ("job_tokens_max", "60000"),
        ];
        fields.extend(
            typed.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name)).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        fields
    };
    let post = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        owner.fill(WRITER, &fields).await
    };
    for (field, value) in
        [("price_in", "dear"), ("job_tokens_max", "12"), ("model", ""), ("key_secret", "two words"), ("base_url", "ftp://x"), ("month_cost_max", "-1")]
    {
        let refused = post(form(&seen, &[(field, value)])).await;
        assert!(refused.status == 422 && refused.text.contains(&format!("id=\"{field}-wrong\"")), "{field}: {}", refused.status);
    }
    assert_eq!(post(form(&seen, &[("price_in", "0.15")])).await.status, 303);
    let saved = owner.get(WRITER).await.text;
    assert!(saved.contains("ends in …WXYZ") && saved.contains("value=\"0.15\""), "{saved}");
    let stale = post(form(&seen, &[("model", "other")])).await;
    assert!(stale.status == 409 && stale.text.contains("Somebody changed this in the meantime"), "{}", stale.status);
    let (at, tested) = owner.submit(&format!("{WRITER}/test"), &[]).await;
    assert!(at.contains("tested=call_") && tested.text.contains("It works."), "{at}");
    model.plays(Play::Fail(404));
    let (_, tested) = owner.submit(&format!("{WRITER}/test"), &[]).await;
    assert!(tested.text.contains("It does not work: not found.") && tested.text.contains("Check the model’s name"));
    assert!(owner.get("/dashboard/audit").await.text.contains("model example-model"));
}

#[tokio::test]
async fn a_phase_that_is_done_is_not_paid_twice() {
    let (sites, model) = (Sites::start().await, ScriptedModel::start());
    let app = app_on(&sites, &[]).await;
    set_writer(&app, &writer(&model, &json!({}))).await;
    made(&app, "jane@harbourpine.example").await;
    let asked = model.asked().len();
    app.app.db.execute("UPDATE jobs SET status = 'queued', leased_by = NULL, completed_at = NULL", vec![]).await.unwrap();
    app.app.db.execute("DELETE FROM magnets", vec![]).await.unwrap();
    assert_eq!(app.run_jobs().await, 1);
    assert_eq!(model.asked().len(), asked);
}

#[tokio::test]
async fn calls_of_a_process_that_was_killed_stay_in_the_ledger_and_count() {
    let folder = tempfile::tempdir().unwrap();
    let (sites, model) = (Sites::start().await, ScriptedModel::start());
    let (key, overrides, base) = (key(folder.path()), format!("*={}", sites.origin()), model.base_url());
    let settings = [
        ("MAGNETITE_RESEARCH_ORIGIN_OVERRIDES", overrides.as_str()),
        ("MAGNETITE_WRITER", "llm"),
        ("MAGNETITE_LLM_MODEL", "example-model"),
        ("MAGNETITE_LLM_BASE_URL", base.as_str()),
        ("MAGNETITE_LLM_JOB_TOKENS_MAX", "200000"),
    ];
    model.plays(Play::StallAfter(1));
    let server = Server::start_with(folder.path(), &settings);
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    let body = client.post("/api/projects/generate", &json!({"email": "jane@harbourpine.example"})).await.json();
    let calls = async |client: &Client| client.get("/api/projects/spring/writer/calls").await.json()["data"].as_array().unwrap().len();
    let begun = Instant::now();
    while calls(&client).await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "no call was written down");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    server.kill();
    model.plays(Play::Say);
    let server = Server::start_with(folder.path(), &settings);
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    let lead = loop {
        let lead = client.get(&format!("/api/leads/{}", body["leadId"].as_str().unwrap())).await.json();
        if lead["job"]["status"] == "completed" {
            break lead;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "not completed: {lead}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_eq!((&lead["writer"]["name"], &lead["job"]["retryCount"]), (&json!("llm"), &json!(0)), "{lead}");
    server.kill();
    let db = Db::open(&format!("sqlite://{}/magnetite.db", folder.path().display()), false).await.unwrap();
    let rows: Vec<(String,)> = db.fetch_all("SELECT DISTINCT job_id FROM llm_calls", vec![]).await.unwrap();
    let workspaces: Vec<(String,)> = db.fetch_all("SELECT workspace_id FROM leads", vec![]).await.unwrap();
    let (workspace, id) = (workspaces[0].0.parse().unwrap(), body["leadId"].as_str().unwrap().parse().unwrap());
    let sum = sum_of_lead(&db, &workspace, &id).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(sum.calls >= 2 && lead["writer"]["use"]["calls"].as_i64() == Some(sum.calls), "{sum:?}");
}

#[tokio::test]
async fn doctor_says_whether_the_operators_model_answers_and_never_its_key() {
    let (folder, model) = (tempfile::tempdir().unwrap(), ScriptedModel::start());
    let doctor = |play| {
        model.plays(play);
        let output = Command::new(env!("CARGO_BIN_EXE_magnetite"))
            .env("MAGNETITE_DATA_DIR", folder.path())
            .env("MAGNETITE_WRITER", "llm")
            .env("MAGNETITE_LLM_MODEL", "example-model")
            .env("MAGNETITE_LLM_BASE_URL", model.base_url())
            .env("MAGNETITE_LLM_API_KEY", KEY)
            .args(["doctor", "--json"])
            .output()
            .unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(!told.contains(KEY) && !String::from_utf8(output.stderr).unwrap().contains(KEY));
        let told: Value = serde_json::from_str(&told).unwrap();
        told["checks"].as_array().unwrap().iter().find(|check| check["name"] == "writer").unwrap().clone()
    };
    let well = doctor(Play::Say);
    assert!(well["ok"] == true && well["told"].as_str().unwrap().contains("example-model"), "{well}");
    let wrong = doctor(Play::Fail(401));
    assert!(wrong["ok"] == false && wrong["told"].as_str().unwrap().contains("refused the API key"), "{wrong}");
}
