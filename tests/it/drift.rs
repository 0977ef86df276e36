//! Sources of published magnets, looked at again while the site behind them changes: what is marked, who is told, when readers no longer get it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use magnetite::generation::control;
use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::comparison::Standing;
use magnetite::model::drift::{Settled, Sighting, State};
use magnetite::model::evidence::EvidenceId;
use magnetite::model::ids::LeadId;
use magnetite::store::{jobs, sources, standings};
use magnetite::worker::drift;
use serde_json::{Value, json};

use crate::leads::{LEADS, kinds};
use crate::support::app::{On, TestApp};
use crate::support::people::first_owner;
use crate::support::sites::{Sites, page};

const HOST: &str = "harbourpine.example";
const DAY_MS: i64 = 86_400_000;

/// What has become of the site.
const AS_IT_WAS: usize = 0;
const OTHER_PHONE: usize = 1;
const NO_PRICES: usize = 2;
const DOWN: usize = 3;

/// The joiner's site, and the hand that changes it.
async fn site() -> (Sites, Arc<AtomicUsize>) {
    let state = Arc::new(AtomicUsize::new(AS_IT_WAS));
    let hand = state.clone();
    let sites = Sites::with(move |_, path| answer(hand.load(Ordering::SeqCst), path)).await;
    (sites, state)
}

fn answer(state: usize, path: &str) -> Option<Response> {
    match state {
        DOWN => Some((StatusCode::SERVICE_UNAVAILABLE, "later").into_response()),
        NO_PRICES if path.starts_with("/prices") => Some(StatusCode::NOT_FOUND.into_response()),
        OTHER_PHONE => {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(HOST).join(path.trim_start_matches('/'));
            let file = if file.is_dir() { file.join("index.html") } else { file };
            let html = std::fs::read_to_string(file).ok().filter(|text| text.contains("<title>"))?;
            Some(page(&html.replace("117 496 0142", "117 496 0999")))
        }
        _ => None,
    }
}

async fn started(on: On, sites: &Sites) -> TestApp {
    TestApp::start(on, &[("RESEARCH_ORIGIN_OVERRIDES", &format!("*={}", sites.origin()))]).await
}

async fn set(app: &TestApp, research: Value) {
    app.app.db.execute("UPDATE projects SET research = $1", vec![research.to_string().into()]).await.unwrap();
}

/// A finished magnet about the joiner.
async fn magnet(app: &TestApp) -> LeadId {
    let body = app.generate(json!({"email": format!("jane@{HOST}"), "fullName": "Jane Miller"})).await;
    app.run_jobs().await;
    body["leadId"].as_str().unwrap().parse().unwrap()
}

async fn sources_of(app: &TestApp, lead: &LeadId) -> Value {
    app.api_key().get(&format!("/api/leads/{lead}/sources")).await.json()["sources"].clone()
}

/// (state, then, now) of the facts that have this in what the document says.
fn facts(sources: &Value, part: &str) -> Vec<(String, String)> {
    let has = |fact: &&Value| fact["then"].as_str().is_some_and(|then| then.contains(part));
    let told = |fact: &Value| (fact["state"].as_str().unwrap().to_owned(), fact["now"].as_str().unwrap_or_default().to_owned());
    sources["facts"].as_array().unwrap().iter().filter(has).map(told).collect()
}

async fn told(app: &TestApp, lead: &LeadId) -> usize {
    kinds(app, lead).await.iter().filter(|kind| *kind == "magnet.drifted").count()
}

/// Every statement of this part, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, now) = (&app.app.db, app.app.now());
    let (workspace, project) = (&app.first.workspace.id, &app.first.project.id);
    let mut leads = Vec::new();
    for n in 0..2 {
        leads.push(crate::leads::lead(app, &format!("source{n}@firm.example")).await);
    }
    app.run_jobs().await;
    for lead in &leads {
        let mut tx = db.begin().await.unwrap();
        assert!(sources::want(&mut tx, workspace, lead, now).await.unwrap());
        sources::research_settings_in(&mut tx, workspace, project).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert!(sources::look(db, workspace, &leads[0]).await.unwrap().unwrap().wanted_at.is_some());
    let one = sources::claim_wanted(db, now).await.unwrap().unwrap();
    let other = sources::claim_wanted(db, now).await.unwrap().unwrap();
    assert_ne!(one.lead_id, other.lead_id, "one lead was given to two");
    let seen = Sighting { evidence: EvidenceId("ev_1".into()), state: State::Changed, now: Some("x".into()), settled: Settled::Told };
    let mut tx = db.begin().await.unwrap();
    assert!(sources::conclude(&mut tx, &one, 1, &[seen], now).await.unwrap());
    assert!(!sources::conclude(&mut tx, &one, 1, &[], now).await.unwrap(), "a claim that has ended still writes");
    assert!(sources::withdraw(&mut tx, workspace, &one.lead_id, 1, now).await.unwrap());
    assert!(!sources::withdraw(&mut tx, workspace, &one.lead_id, 1, now).await.unwrap(), "withdrawn twice");
    assert!(sources::restore(&mut tx, workspace, &one.lead_id).await.unwrap());
    assert!(!sources::restore(&mut tx, workspace, &one.lead_id).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(sources::look(db, workspace, &one.lead_id).await.unwrap().unwrap().sightings[0].settled, Settled::Kept);
    assert_eq!(sources::drifted(db, workspace, project, 5).await.unwrap(), [(one.lead_id.clone(), 1, now)]);
    for (evidence, left) in [(&["ev_1"][..], 1), (&[], 0)] {
        let mut tx = db.begin().await.unwrap();
        sources::republished(&mut tx, workspace, &one.lead_id, evidence).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sources::drifted(db, workspace, project, 5).await.unwrap().len(), left, "what the new version rests on no more is no drift of it");
    }
    sources::postpone(db, &other, now).await.unwrap();
    assert_eq!(sources::claim_due(db, workspace, project, now - 1, now).await.unwrap(), None);
    let due = sources::claim_due(db, workspace, project, now, now).await.unwrap().unwrap();
    sources::forget(db, &due).await.unwrap();
    assert_eq!(sources::look(db, workspace, &due.lead_id).await.unwrap(), None);
    let job = jobs::job_of_lead(db, workspace, &leads[0]).await.unwrap().unwrap();
    let standing = Standing { overall: 71, areas: BTreeMap::new(), measured: BTreeSet::new(), failed: BTreeSet::new() };
    let mut tx = db.begin().await.unwrap();
    standings::keep_standing(&mut tx, &job, "firm.example", &standing, now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(standings::others(db, workspace, project, &leads[1], "other.example").await.unwrap(), std::slice::from_ref(&standing));
    assert_eq!(standings::others(db, workspace, project, &leads[1], "firm.example").await.unwrap(), []);
    set(app, json!({"drift": {"everyDays": 7}})).await;
    assert_eq!(sources::research_settings(db).await.unwrap()[0].2.drift.every_days, 7);
    assert_eq!(sources::research_settings_of(db, workspace, project).await.unwrap().drift.every_days, 7);
    set(app, json!({})).await;
}

#[tokio::test]
async fn a_button_looks_again_and_marks_what_changed_and_nothing_else() {
    for on in [On::Sqlite, On::Postgres] {
        let (sites, hand) = site().await;
        let app = started(on, &sites).await;
        let lead = magnet(&app).await;
        let owner = first_owner(&app).await;
        let path = format!("{LEADS}/{lead}");
        assert!(owner.get(&path).await.text.contains("Not looked at since the magnet was published"));

        let asked = sites.asked().len();
        assert_eq!(owner.post(&format!("{path}/recheck"), &[]).await.status, 303);
        assert!(owner.get(&path).await.text.contains("being looked at again"));
        assert_eq!(drift::run_due(&app.app).await.unwrap(), 1);
        let again = sites.asked()[asked..].to_vec();
        assert!(again[0].ends_with("/robots.txt") && again.len() < 20, "{again:?}");
        let sources = sources_of(&app, &lead).await;
        assert_eq!((&sources["changed"], &sources["waiting"]), (&json!(0), &json!(false)));
        assert_eq!(facts(&sources, "496 0142").iter().filter(|(state, _)| state == "same").count(), facts(&sources, "496 0142").len());
        assert!(owner.get(&path).await.text.contains("Nothing changed"));

        hand.store(OTHER_PHONE, Ordering::SeqCst);
        assert_eq!(owner.post(&format!("{path}/recheck"), &[]).await.status, 303);
        drift::run_due(&app.app).await.unwrap();
        let sources = sources_of(&app, &lead).await;
        let phones = facts(&sources, "496 0142");
        assert!(!phones.is_empty() && phones.iter().all(|(state, _)| state == "changed"), "{sources}");
        let drifted: Vec<&Value> = sources["facts"].as_array().unwrap().iter().filter(|fact| fact["state"] == "changed").collect();
        assert_eq!(drifted.len(), phones.len(), "more is said to have changed than the telephone number: {drifted:?}");
        let page = owner.get(&path).await.text;
        assert!(page.contains("changed since") && page.contains("496 0142") && page.contains("496 0999"), "{page}");
        assert_eq!(told(&app, &lead).await, 0, "the project wants facts only marked");
        assert!(!owner.get("/dashboard/projects/spring").await.text.contains("Facts have changed"));
        assert_eq!(app.anonymous().get(&format!("/go/acme/{lead}")).await.status, 200);
        let audit = owner.get("/dashboard/audit").await.text;
        assert!(audit.contains("checked again"), "{audit}");
    }
}

#[tokio::test]
async fn a_schedule_looks_when_it_is_due_and_tells_of_each_drift_once() {
    let (sites, hand) = site().await;
    let app = started(On::Sqlite, &sites).await;
    let lead = magnet(&app).await;
    set(&app, json!({"drift": {"everyDays": 7, "then": "flag"}})).await;
    app.advance(6 * DAY_MS);
    assert_eq!(drift::run_due(&app.app).await.unwrap(), 0, "a day too early");
    hand.store(OTHER_PHONE, Ordering::SeqCst);
    app.advance(DAY_MS);
    assert_eq!(drift::run_due(&app.app).await.unwrap(), 1);
    assert_eq!(drift::run_due(&app.app).await.unwrap(), 0, "looked at twice");
    let events = magnetite::store::events::events_of_lead(&app.app.db, &app.first.workspace.id, &lead).await.unwrap();
    let (kind, payload) = events.last().unwrap();
    assert_eq!(kind, "magnet.drifted");
    assert_eq!((&payload["data"]["withdrawn"], &payload["data"]["version"]), (&json!(false), &json!(1)));
    let fact = &payload["data"]["facts"][0];
    assert!(fact["state"] == "changed" && fact["then"].as_str().unwrap().contains("496 0142") && fact["url"].as_str().unwrap().contains(HOST), "{fact}");
    let overview = first_owner(&app).await.get("/dashboard/projects/spring").await.text;
    assert!(overview.contains("Facts have changed") && overview.contains("Jane Miller"), "{overview}");

    app.advance(7 * DAY_MS);
    assert_eq!(drift::run_due(&app.app).await.unwrap(), 1);
    assert_eq!(told(&app, &lead).await, 1, "the same drift was told of twice");
    hand.store(NO_PRICES, Ordering::SeqCst);
    app.advance(7 * DAY_MS);
    drift::run_due(&app.app).await.unwrap();
    let sources = sources_of(&app, &lead).await;
    assert!(sources["facts"].as_array().unwrap().iter().any(|fact| fact["state"] == "gone" && fact["now"] == "HTTP 404"), "{sources}");
    assert_eq!(told(&app, &lead).await, 2);
    assert_eq!(app.anonymous().get(&format!("/go/acme/{lead}")).await.status, 200, "flagged, not withdrawn");
}

#[tokio::test]
async fn a_withdrawn_magnet_is_told_to_be_gone_until_a_person_puts_it_out_again_or_it_is_made_anew() {
    for on in [On::Sqlite, On::Postgres] {
        let (sites, hand) = site().await;
        let app = started(on, &sites).await;
        let lead = magnet(&app).await;
        set(&app, json!({"drift": {"everyDays": 1, "then": "withdraw"}})).await;
        hand.store(OTHER_PHONE, Ordering::SeqCst);
        app.advance(DAY_MS);
        assert_eq!(drift::run_due(&app.app).await.unwrap(), 1);
        let url = format!("/go/acme/{lead}");
        for form in ["", ".pdf", ".png", ".md"] {
            let answer = app.anonymous().get(&format!("{url}{form}")).await;
            assert_eq!(answer.status, 410, "{form}");
            assert!(answer.text.contains("no longer available"));
        }
        assert_eq!(app.anonymous().get(&format!("{url}/cta")).await.status, 404);
        assert_eq!(app.anonymous().get(&format!("{url}/about-this-page")).await.status, 200, "who is written about still sees what is held");
        assert!(sources_of(&app, &lead).await["withdrawnAt"].is_number());
        assert_eq!(told(&app, &lead).await, 1);
        let asked = sites.asked().len();
        app.advance(DAY_MS);
        drift::run_due(&app.app).await.unwrap();
        assert_eq!(sites.asked().len(), asked, "what readers do not get needs no looking after");

        let owner = first_owner(&app).await;
        let page = owner.get(&format!("{LEADS}/{lead}")).await.text;
        assert!(page.contains("Withdrawn on") && page.contains("Put out again"));
        assert_eq!(owner.post(&format!("{LEADS}/{lead}/restore"), &[]).await.status, 303);
        assert_eq!(app.anonymous().get(&url).await.status, 200);
        assert_eq!(owner.post(&format!("{LEADS}/{lead}/restore"), &[]).await.status, 409, "it is not withdrawn");
        app.advance(DAY_MS);
        assert_eq!(drift::run_due(&app.app).await.unwrap(), 1);
        assert_eq!(app.anonymous().get(&url).await.status, 200, "what a person kept was withdrawn again");
        hand.store(NO_PRICES, Ordering::SeqCst);
        app.advance(DAY_MS);
        drift::run_due(&app.app).await.unwrap();
        assert_eq!(app.anonymous().get(&url).await.status, 410, "further facts have changed");

        hand.store(OTHER_PHONE, Ordering::SeqCst);
        let job = jobs::job_of_lead(&app.app.db, &app.first.workspace.id, &lead).await.unwrap().unwrap();
        let by = control::By { workspace: &app.first.workspace, actor: "owner@acme.example", address: "127.0.0.1" };
        control::regenerate(&app.app, by, &job).await.unwrap();
        app.run_jobs().await;
        let page = app.anonymous().get(&url).await;
        assert!(page.status == 200 && page.text.contains("496 0999"), "a magnet made anew is out");
        let sources = sources_of(&app, &lead).await;
        assert_eq!((&sources["checkedAt"], &sources["facts"]), (&Value::Null, &json!([])), "what was seen belongs to the version before");
    }
}

#[tokio::test]
async fn a_site_that_does_not_answer_is_no_drift() {
    let (sites, hand) = site().await;
    let app = started(On::Sqlite, &sites).await;
    let lead = magnet(&app).await;
    set(&app, json!({"drift": {"everyDays": 1, "then": "withdraw"}})).await;
    hand.store(DOWN, Ordering::SeqCst);
    app.advance(DAY_MS);
    assert_eq!(drift::run_due(&app.app).await.unwrap(), 1);
    let sources = sources_of(&app, &lead).await;
    assert_eq!(sources["changed"], 0);
    assert!(sources["facts"].as_array().unwrap().iter().all(|fact| ["unreachable", "unknown"].contains(&fact["state"].as_str().unwrap())), "{sources}");
    assert_eq!((told(&app, &lead).await, app.anonymous().get(&format!("/go/acme/{lead}")).await.status), (0, 200));
}

#[tokio::test]
async fn there_is_nothing_to_look_at_before_a_magnet_is_out_nor_for_a_sample_nor_where_research_is_off() {
    let (sites, _) = site().await;
    let app = started(On::Sqlite, &sites).await;
    let lead = app.generate(json!({"email": format!("jane@{HOST}")})).await["leadId"].as_str().unwrap().to_owned();
    let recheck = async |lead: &str| app.api_key().post(&format!("/api/leads/{lead}/recheck"), &json!({})).await;
    assert_eq!(recheck(&lead).await.error().0, 409);
    assert_eq!(app.api_key().get(&format!("/api/leads/{lead}/sources")).await.json(), json!({"success": true, "sources": null}));
    app.run_jobs().await;
    let answer = recheck(&lead).await;
    assert_eq!((answer.status, &answer.json()["sources"]["waiting"]), (202, &json!(true)));
    assert_eq!(recheck(&lead).await.status, 202, "asking twice is asking once");
    assert_eq!(drift::run_due(&app.app).await.unwrap(), 1);

    let (_, key) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
    let sample = app.with_key(key.reveal()).post("/api/projects/generate", &json!({"email": "joe@firm.example"})).await.json();
    app.run_jobs().await;
    assert_eq!(recheck(sample["leadId"].as_str().unwrap()).await.error().0, 409);

    set(&app, json!({"ownSite": false, "drift": {"everyDays": 1, "then": "flag"}})).await;
    assert_eq!(recheck(&lead).await.error().0, 409);
    let asked = sites.asked().len();
    app.advance(2 * DAY_MS);
    assert_eq!((drift::run_due(&app.app).await.unwrap(), sites.asked().len()), (0, asked), "a request left a project that reads no sites");
}

#[tokio::test]
async fn nobody_is_looked_after_who_objected_or_was_erased() {
    let (sites, _) = site().await;
    let app = started(On::Sqlite, &sites).await;
    let (one, other) = (magnet(&app).await, magnet(&app).await);
    set(&app, json!({"drift": {"everyDays": 1}})).await;
    app.advance(DAY_MS);
    assert_eq!(drift::run_due(&app.app).await.unwrap(), 2);
    let rows = async |table: &str, lead: &LeadId| {
        let rows: Vec<(i64,)> =
            app.app.db.fetch_all(&format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table} WHERE lead_id = $1"), vec![lead.as_str().into()]).await.unwrap();
        rows[0].0
    };
    for table in ["source_looks", "source_states", "standings"] {
        assert!(rows(table, &one).await > 0, "{table}");
    }
    assert_eq!(app.api_key().delete(&format!("/api/leads/{one}")).await.status, 200);
    for table in ["source_looks", "source_states", "standings"] {
        assert_eq!(rows(table, &one).await, 0, "{table}");
        assert!(rows(table, &other).await > 0, "{table}");
    }
    assert_eq!(app.api_key().post("/api/suppressions", &json!({"domain": HOST})).await.status, 200);
    let asked = sites.asked().len();
    app.advance(DAY_MS);
    drift::run_due(&app.app).await.unwrap();
    assert_eq!(sites.asked().len(), asked, "the site of somebody who objected was asked");
}

/// As many other sites as this, with scores from 40 upwards, in the project with this id.
async fn others(app: &TestApp, project: &str, count: i64, prefix: &str) {
    let sql = "INSERT INTO standings (workspace_id, lead_id, project_id, domain, standing, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    for n in 0..count {
        let standing = json!({"overall": 40 + n, "areas": {}, "measured": [], "failed": []}).to_string();
        let values = vec![
            app.first.workspace.id.as_str().into(),
            format!("{prefix}{n}").into(),
            project.into(),
            format!("{prefix}{n}.example").into(),
            standing.into(),
            n.into(),
        ];
        app.app.db.execute(sql, values).await.unwrap();
    }
}

#[tokio::test]
async fn a_site_is_compared_with_the_others_of_its_project_and_with_nobody_elses() {
    for on in [On::Sqlite, On::Postgres] {
        let (sites, _) = site().await;
        let app = started(on, &sites).await;
        let text = async |lead: &LeadId| app.anonymous().get(&format!("/go/acme/{lead}.md")).await.text;
        others(&app, "proj_of_somebody_else", 40, "far").await;
        others(&app, app.first.project.id.as_str(), 19, "near").await;
        let one = magnet(&app).await;
        assert!(!text(&one).await.contains("other sites looked at"), "19 sites of the project were compared with");
        let two = magnet(&app).await;
        assert!(!text(&two).await.contains("other sites looked at"), "the same site counted as another one");
        others(&app, app.first.project.id.as_str(), 20, "more").await;
        let three = magnet(&app).await;
        let said = text(&three).await;
        assert!(said.contains("Among 39 other sites looked at in the same way, the middle one scores"), "{said}");
        let sources = app.api_key().get(&format!("/api/leads/{three}/magnet.json")).await.json();
        let evidence = sources["evidence"].as_array().unwrap().iter().find(|item| item["locator"] == "scores of 39 other sites").unwrap();
        assert_eq!((&evidence["source"], &evidence["kind"]), (&json!("measured"), &json!("measured")));
        assert!(!said.contains("near") && !said.contains("far0"), "another site was named");
    }
}
