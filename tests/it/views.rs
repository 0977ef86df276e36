//! Views one can trust: recorded visits of programs and people are told apart, nothing is told twice, and what a reader does is kept with the view.

use std::collections::BTreeSet;

use magnetite::store::{alerts, view_figures, views};
use magnetite::worker::{alert, chores};
use serde_json::{Value, json};

use crate::mail::sink;
use crate::support::app::{On, TestApp};
use crate::support::people::first_owner;
use crate::support::receiver::Receiver;
use crate::support::visitor::{Step, Trace, replay, settle};
use crate::webhooks::patch;

/// An app with a call to action in its documents.
pub async fn app(on: On, settings: &[(&str, &str)]) -> TestApp {
    let app = TestApp::start(on, settings).await;
    let offer = json!({"offer": {"company": "Acme", "sells": "Repairs", "cta": {"label": "Book a call", "url": "https://acme.example/book"}}});
    assert_eq!(patch(&app.api_key(), "/api/projects/spring", offer).await.status, 200);
    app
}

/// A lead whose magnet is out: its id and the path of its page.
pub async fn magnet(app: &TestApp, email: &str) -> (String, String) {
    let lead = app.generate(json!({"email": email, "fullName": "Jane Doe", "company": "Firm"})).await["leadId"].as_str().unwrap().to_owned();
    app.run_jobs().await;
    let page = format!("/go/acme/{lead}");
    (lead, page)
}

pub fn trace(name: &str) -> Trace {
    let path = format!("{}/tests/it/traces/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

async fn views_of(app: &TestApp, lead: &str) -> Vec<Value> {
    app.api_key().get(&format!("/api/v1/leads/{lead}/views?limit=200")).await.json()["data"].as_array().unwrap().clone()
}

/// Names of the lead's events about views, sorted.
async fn told(app: &TestApp, lead: &str) -> Vec<String> {
    let events = magnetite::store::events::events_of_lead(&app.app.db, &app.first.workspace.id, &lead.parse().unwrap()).await.unwrap();
    let mut told: Vec<String> = events.into_iter().map(|(kind, _)| kind).filter(|kind| kind.starts_with("magnet.") && kind != "magnet.generated").collect();
    told.sort();
    told
}

#[tokio::test]
async fn every_recorded_visit_is_in_its_class_and_told_once() {
    let names: BTreeSet<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/traces"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().trim_end_matches(".toml").to_owned())
        .collect();
    assert!(names.len() >= 20);
    let app = app(On::Sqlite, &[]).await;
    let mut wrong = Vec::new();
    for name in &names {
        let (lead, page) = magnet(&app, &format!("{name}@firm.example")).await;
        let trace = trace(name);
        replay(&app, &page, &trace).await;
        settle(&app).await;
        // Another look changes nothing.
        settle(&app).await;
        let views = views_of(&app, &lead).await;
        let opened = views.iter().find(|view| view["what"] == "page").unwrap();
        let mut events = trace.events.clone();
        events.sort();
        let told = told(&app, &lead).await;
        if opened["class"] != trace.class.as_str() || told != events {
            wrong.push(format!("{name}: {told:?} {}", json!(views)));
        }
        assert!(opened["reasons"].as_array().unwrap().iter().all(|reason| !reason["words"].as_str().unwrap().is_empty()), "{opened}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[tokio::test]
async fn what_a_reader_does_is_kept_with_the_view() {
    for on in [On::Sqlite, On::Postgres] {
        let app = app(on, &[]).await;
        let (lead, page) = magnet(&app, "jane@firm.example").await;
        replay(&app, &page, &trace("person_chromium")).await;
        app.web.counters.flush(&app.app).await.unwrap();
        let views = views_of(&app, &lead).await;
        let opened = views.iter().find(|view| view["what"] == "page").unwrap();
        assert_eq!((&opened["class"], &opened["dwellSeconds"], &opened["sources"]), (&json!("human"), &json!(20), &json!(1)), "{opened}");
        assert_eq!((&opened["sections"], &opened["device"]), (&json!(["priorities", "summary"]), &json!("desktop")));
        assert_eq!(opened["reasons"][0]["code"], "interaction");
        let click = views.iter().find(|view| view["what"] == "cta").unwrap();
        assert_eq!((&click["class"], &click["visitId"]), (&json!("human"), &opened["id"]));
        let only = app.api_key().get(&format!("/api/v1/leads/{lead}/views?class=scanner")).await.json();
        assert_eq!(only["data"], json!([]));
        assert_eq!(app.api_key().get(&format!("/api/v1/leads/{lead}/views?class=robot")).await.status, 400);

        let figures = app.api_key().get("/api/v1/projects/spring/views?days=7").await.json();
        assert_eq!(figures["funnel"], json!({"sent": 1, "opened": 1, "read": 1, "clicked": 1}), "{figures}");
        assert_eq!((&figures["views"]["human"], &figures["clicks"]["human"]), (&json!(1), &json!(1)));
        let company = &figures["companies"][0];
        assert_eq!((&company["name"], &company["views"], &company["clicks"], &company["dwellSeconds"]), (&json!("Firm"), &json!(1), &json!(1), &json!(20)));

        let export = app.api_key().get(&format!("/api/leads/{lead}/export")).await.text;
        assert!(export.contains("\"dwellMs\": 20000") && !export.contains("203.0.113.21"), "{export}");
        let rows: Vec<(String, String)> = app.app.db.fetch_all("SELECT facts, reasons FROM views", vec![]).await.unwrap();
        assert!(rows.iter().all(|(facts, reasons)| !format!("{facts}{reasons}").contains("203.0")), "an address was stored: {rows:?}");

        let owner = first_owner(&app).await;
        let screen = owner.get(&format!("/dashboard/projects/spring/leads/{lead}/views")).await;
        assert!(screen.text.contains("a person") && screen.text.contains("in sight for 20 s") && screen.text.contains("1 source opened"), "{}", screen.text);
        let screen = owner.get("/dashboard/projects/spring/views?class=human").await;
        assert!(screen.text.contains("Opened by a person") && screen.text.contains("Firm"), "{}", screen.text);
        let csv = owner.get("/dashboard/projects/spring/views.csv").await;
        assert_eq!(csv.text.lines().count(), 3, "{}", csv.text);
        assert!(csv.text.contains(",page,human,interaction in_sight script,20,"), "{}", csv.text);
    }
}

#[tokio::test]
async fn nobody_speaks_for_a_view_without_its_token() {
    let app = app(On::Sqlite, &[]).await;
    let (lead, page) = magnet(&app, "jane@firm.example").await;
    let (other, other_page) = magnet(&app, "joe@firm.example").await;
    let person = trace("person_chromium");
    let mut forged = person.clone();
    forged.request =
        vec![Step::new("page", 0), Step::new("hello", 500), Step { sight: 5_000, signs: vec!["wheel".into()], forged: true, ..Step::new("report", 5_000) }];
    replay(&app, &page, &forged).await;
    let post = |path: String, body: String, headers: Vec<(&'static str, &'static str)>| {
        let client = app.anonymous();
        async move { client.send("POST", &path, &headers, Some(body.into_bytes())).await }
    };
    let headers: Vec<(&str, &str)> = vec![
        ("x-forwarded-for", "203.0.113.21"),
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
        ("accept-language", "en"),
    ];
    let hello = post(format!("{page}/seen"), r#"{"hello":1}"#.into(), headers.clone()).await;
    assert_eq!((hello.status, hello.header("cache-control")), (200, "private, no-cache"));
    let token = hello.json()["token"].as_str().unwrap().to_owned();
    let report = |token: &str, sight: i64| {
        json!({"token": token, "proof": magnetite::model::seen::proof(token), "sight": sight, "signs": ["wheel"], "window": true}).to_string()
    };
    app.advance(5_000);
    let last = token.chars().last().unwrap();
    let changed = format!("{}{}", &token[..token.len() - 1], if last == '0' { '1' } else { '0' });
    for (path, body) in [
        (format!("{other_page}/seen"), report(&token, 5_000)),
        (format!("{page}/seen"), report(&changed, 5_000)),
        (format!("{page}/seen"), report("", 5_000)),
        (format!("{page}/seen"), "{".repeat(2_000)),
        (format!("{page}/seen"), "x".repeat(9_000)),
        ("/go/acme/lead_0/seen".into(), report(&token, 5_000)),
    ] {
        assert_eq!(post(path, body, headers.clone()).await.status, 204);
    }
    let foreign = [headers.clone(), vec![("sec-fetch-site", "cross-site")]].concat();
    assert_eq!(post(format!("{page}/seen"), report(&token, 5_000), foreign).await.status, 204);
    app.advance(25 * 3_600 * 1_000);
    assert_eq!(post(format!("{page}/seen"), report(&token, 5_000), headers.clone()).await.status, 204);
    settle(&app).await;
    for lead in [&lead, &other] {
        assert!(views_of(&app, lead).await.iter().all(|view| view["class"] != "human" && view["dwellSeconds"] == 0));
    }
    let mut last = 0;
    for _ in 0..60 {
        last = post(format!("{page}/seen"), r#"{"hello":1}"#.into(), headers.clone()).await.status;
    }
    assert_eq!(last, 429, "an address may not report without end");
}

#[tokio::test]
async fn what_is_asked_for_again_and_again_within_a_second_is_opened_once() {
    let app = app(On::Sqlite, &[]).await;
    let (lead, page) = magnet(&app, "jane@firm.example").await;
    for _ in 0..20 {
        assert_eq!(app.anonymous().send("GET", &page, &crate::links::PERSON, None).await.status, 200);
    }
    assert_eq!(app.anonymous().send("GET", &format!("{page}.pdf"), &crate::links::PERSON, None).await.status, 200);
    app.advance(1_000);
    assert_eq!(app.anonymous().send("GET", &page, &crate::links::PERSON, None).await.status, 200);
    settle(&app).await;
    assert_eq!(views_of(&app, &lead).await.iter().filter(|view| view["what"] == "page").count(), 2);
    assert_eq!(views_of(&app, &lead).await.len(), 3);
}

#[tokio::test]
async fn the_page_stays_the_same_for_everybody_and_its_policy_lets_its_script_report() {
    let app = app(On::Sqlite, &[]).await;
    let (_, page) = magnet(&app, "jane@firm.example").await;
    let first = app.anonymous().get(&page).await;
    let again = app.anonymous().send("GET", &page, &[("if-none-match", first.header("etag"))], None).await;
    assert_eq!(again.status, 304);
    assert_eq!(app.anonymous().get(&page).await.bytes, first.bytes);
    let policy = first.header("content-security-policy");
    assert!(policy.contains("connect-src 'self'") && policy.contains("script-src 'sha256-"), "{policy}");
    assert!(first.text.contains("sendBeacon") && first.header("set-cookie").is_empty());
}

#[tokio::test]
async fn the_first_view_by_a_person_is_told_once_by_mail_and_in_the_chat() {
    for on in [On::Sqlite, On::Postgres] {
        let (smtp, mails) = sink(false).await;
        let receiver = Receiver::start().await;
        let app = app(on, &[("WEBHOOK_ALLOW_PRIVATE", "true"), ("SMTP_URL", &smtp)]).await;
        let owner = first_owner(&app).await;
        let settings = "/dashboard/projects/spring/settings/alerts";
        let saved = owner.fill(settings, &[("emails", "owner@acme.example\nsales@acme.example"), ("hook", &receiver.url("/200"))]).await;
        assert_eq!((saved.status, saved.header("location").ends_with("?done=saved")), (303, true), "{}", saved.text);
        let screen = owner.get(settings).await.text;
        assert!(screen.contains("127.0.0.1") && !screen.contains("/200"), "the webhook's address is shown: {screen}");
        assert_eq!(owner.fill(settings, &[("emails", "nobody"), ("hook", "ftp://x")]).await.status, 422);
        let project = app.api_key().get("/api/projects/spring").await.json();
        assert_eq!(project["project"]["alerts"], json!({"emails": ["owner@acme.example", "sales@acme.example"], "webhookHost": "127.0.0.1"}));

        let (_, page) = magnet(&app, "jane@firm.example").await;
        replay(&app, &page, &trace("proofpoint")).await;
        settle(&app).await;
        assert_eq!(alert::run_due(&app.app).await.unwrap(), 0, "a scanner is no news");
        receiver.once("/200", 500);
        replay(&app, &page, &trace("person_chromium")).await;
        replay(&app, &page, &trace("person_tor")).await;
        settle(&app).await;
        assert_eq!(alert::run_due(&app.app).await.unwrap(), 1);
        app.advance(61_000);
        assert_eq!(alert::run_due(&app.app).await.unwrap(), 1, "the chat did not take it: once more");
        app.advance(24 * 3_600 * 1_000);
        assert_eq!(alert::run_due(&app.app).await.unwrap(), 0);
        let mails = mails.lock().unwrap().clone();
        assert_eq!(mails.len(), 2, "{mails:?}");
        assert!(mails[0].contains("Jane Doe (Firm) opened your document"), "{}", mails[0]);
        let got = receiver.at("/200");
        assert_eq!(got.len(), 2);
        assert!(got[1].json()["text"].as_str().unwrap().starts_with("Jane Doe (Firm) opened “"), "{}", got[1].json());

        let change = json!({"alerts": {"emails": [], "webhookUrl": null}});
        assert_eq!(patch(&app.api_key(), "/api/projects/spring", change).await.json()["project"]["alerts"], json!({"emails": [], "webhookHost": null}));
        let wrong = json!({"alerts": {"emails": ["x"], "webhookUrl": "nothing"}});
        let refused = patch(&app.api_key(), "/api/projects/spring", wrong).await.json();
        assert_eq!(refused["error"]["details"]["fields"].as_object().unwrap().len(), 2, "{refused}");
        let (_, second) = magnet(&app, "joe@firm.example").await;
        replay(&app, &second, &trace("person_chromium")).await;
        settle(&app).await;
        assert_eq!(alert::run_due(&app.app).await.unwrap(), 0, "nobody wants to be told");
    }
}

/// Every statement about views and alerts, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, workspace, project) = (&app.app.db, &app.first.workspace.id, &app.first.project.id);
    crate::links::with_cta(app).await;
    let lead = app.generate(json!({"email": "views@firm.example"})).await["leadId"].as_str().unwrap().to_owned();
    app.run_jobs().await;
    let page = format!("/go/acme/{lead}");
    let change = json!({"alerts": {"emails": ["owner@acme.example"]}});
    assert_eq!(patch(&app.api_key(), "/api/projects/spring", change).await.status, 200);
    for name in ["slackbot", "sandbox", "person_chromium"] {
        replay(app, &page, &trace(name)).await;
    }
    settle(app).await;
    assert_eq!(alert::run_due(&app.app).await.unwrap(), 1);
    assert!(alerts::due_alerts(db, app.app.now() + 1, 10).await.unwrap().is_empty());
    assert_eq!(view_figures::funnel(db, workspace, project, 0).await.unwrap().opened, 1);
    assert!(!view_figures::leads_viewed(db, workspace, project, 0).await.unwrap().is_empty());
    assert!(!views::views_of_project(db, (workspace, project), None, 0, None, 10).await.unwrap().is_empty());
    // A view of a lead that is gone is awaited no more.
    replay(app, &page, &trace("sandbox")).await;
    app.web.counters.flush(&app.app).await.unwrap();
    db.execute("UPDATE views SET lead_id = 'lead_gone000000000000000000' WHERE settles_at IS NOT NULL", vec![]).await.unwrap();
    app.advance(31 * 60 * 1_000);
    chores::run_due(&app.app).await.unwrap();
    db.execute("DELETE FROM views WHERE lead_id = 'lead_gone000000000000000000'", vec![]).await.unwrap();
}
