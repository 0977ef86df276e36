//! Counting: requests are exact after a normal stop, views tell people from programs, and the screens show what was counted.

use std::time::Duration;

use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::role::Role;
use magnetite::model::usage::{Count, day_of};
use magnetite::store::usage::{Days, add_counts, all_counts, requests_by_day, requests_by_endpoint, requests_by_key, requests_by_status};
use magnetite::store::views::views_by_day;
use magnetite::store::{Db, figures};
use serde_json::json;

use crate::crash::{Server, key};
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::people::{first_owner, logged_in};
use crate::support::visitor::replay;
use crate::views::trace;

fn days(app: &TestApp) -> Days<'_> {
    let today = day_of(app.app.now());
    Days { workspace_id: &app.first.workspace.id, project_id: &app.first.project.id, from: today - 29, to: today }
}

/// Every statement about counts, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, days) = (&app.app.db, days(app));
    let count = |status, requests| Count {
        workspace_id: app.first.workspace.id.clone(),
        project_id: app.first.project.id.clone(),
        key_id: app.first.key.id.clone(),
        day: days.to,
        endpoint: "GET /x".into(),
        status,
        requests,
    };
    app.web.counters.flush(&app.app).await.unwrap();
    db.execute("DELETE FROM usage_counts", vec![]).await.unwrap();
    add_counts(db, &[count(200, 2), count(404, 1)]).await.unwrap();
    add_counts(db, &[count(200, 3)]).await.unwrap();
    assert_eq!(requests_by_day(db, days).await.unwrap(), [(days.to, 5, 1)]);
    assert_eq!(requests_by_key(db, days).await.unwrap(), [(app.first.key.id.to_string(), 6, 1)]);
    assert_eq!(requests_by_endpoint(db, days).await.unwrap(), [("GET /x".to_owned(), 6, 1)]);
    assert_eq!(requests_by_status(db, days).await.unwrap(), [(200, 5), (404, 1)]);
    assert_eq!(all_counts(db, days).await.unwrap().len(), 2);
    assert!(requests_by_day(db, Days { to: days.to - 1, ..days }).await.unwrap().is_empty());
    assert!(views_by_day(db, days).await.unwrap().iter().map(|(.., count)| count).sum::<i64>() > 0, "the magnet was opened, and no view is there");
    assert_eq!(figures::leads_by_day(db, days).await.unwrap().iter().map(|(.., count)| count).sum::<i64>(), 2);
    assert!(figures::ready_times(db, days).await.unwrap().is_some());
    // Ten jobs that took 1 to 10 seconds.
    db.execute("DELETE FROM jobs WHERE id LIKE 'timed%'", vec![]).await.unwrap();
    let earlier = Days { from: days.from - 40, to: days.from - 30, ..days };
    for seconds in 1..=10 {
        let sql = "INSERT INTO jobs (workspace_id, id, project_id, lead_id, status, sample, run_at, created_at, updated_at, completed_at)
             SELECT workspace_id, $1, project_id, lead_id, status, sample, $2, $2, $2, CAST($3 AS BIGINT) FROM jobs WHERE completed_at IS NOT NULL LIMIT 1";
        let at = earlier.from * 86_400_000 + seconds;
        db.execute(sql, vec![format!("timed{seconds}").into(), at.into(), (at + seconds * 1_000).into()]).await.unwrap();
        let expected = [(1, 1), (1, 2), (2, 3), (2, 4), (3, 5), (3, 6), (4, 7), (4, 8), (5, 9), (5, 9)][usize::try_from(seconds).unwrap() - 1];
        assert_eq!(figures::ready_times(db, earlier).await.unwrap(), Some((expected.0 * 1_000, expected.1 * 1_000)), "{seconds}");
    }
    db.execute("DELETE FROM jobs WHERE id LIKE 'timed%'", vec![]).await.unwrap();
    assert_eq!(figures::latest_leads(db, days.workspace_id, days.project_id, 1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn requests_with_a_good_key_are_counted_whatever_they_were_answered() {
    let app = TestApp::new().await;
    let client = app.api_key();
    for _ in 0..3 {
        client.get("/api/health").await;
        client.get("/api/v1/health").await;
    }
    client.get("/api/projects/spring").await;
    client.get("/api/projects/somebody-elses").await;
    client.post("/api/projects/generate", &json!({})).await;
    let (narrow, plain) = app.new_key(KeyMode::Live, &[Scope::Read], None).await;
    app.with_key(plain.reveal()).post("/api/projects/generate", &json!({"email": "jane@gmail.com"})).await;
    // Nobody's.
    app.anonymous().get("/api/health").await;
    app.with_key("sk_mag_live_nonsense").get("/api/health").await;
    client.get("/api/nothing-here").await;
    app.web.counters.flush(&app.app).await.unwrap();
    app.web.counters.flush(&app.app).await.unwrap();
    let rows = all_counts(&app.app.db, days(&app)).await.unwrap();
    let of = |key: &str| -> Vec<(&str, i64, i64)> {
        rows.iter().filter(|(_, id, ..)| id == key).map(|(_, _, endpoint, status, count)| (endpoint.as_str(), *status, *count)).collect()
    };
    assert_eq!(
        of(app.first.key.id.as_str()),
        [("GET /health", 200, 6), ("GET /projects/{project}", 200, 1), ("GET /projects/{project}", 404, 1), ("POST /projects/generate", 400, 1)]
    );
    assert_eq!(of(narrow.id.as_str()), [("POST /projects/generate", 403, 1)]);
    assert_eq!(rows.len(), 5);
}

#[tokio::test]
async fn counts_that_could_not_be_written_are_written_later() {
    let app = TestApp::new().await;
    app.api_key().get("/api/health").await;
    let holder = Db::open(&app.app.settings.database_url, false).await.unwrap();
    let lock = holder.begin().await.unwrap();
    let locked = app.web.counters.flush(&app.app).await;
    assert!(locked.is_err(), "the database was locked");
    drop(lock);
    app.api_key().get("/api/health").await;
    app.web.counters.flush(&app.app).await.unwrap();
    assert_eq!(requests_by_status(&app.app.db, days(&app)).await.unwrap(), [(200, 2)]);
}

async fn counted(folder: &std::path::Path) -> i64 {
    let db = Db::open(&format!("sqlite://{}/magnetite.db", folder.display()), false).await.unwrap();
    let rows: Vec<(i64,)> = db.fetch_all("SELECT CAST(COALESCE(SUM(requests), 0) AS BIGINT) FROM usage_counts", vec![]).await.unwrap();
    db.close().await;
    rows[0].0
}

#[tokio::test]
async fn counts_are_exact_after_a_normal_stop_and_a_kill_costs_a_few_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let plain = key(folder.path());
    let ask = async |base: &str, times: usize| {
        let client = Client::new(base, Some(format!("Bearer {plain}")));
        let asks = (0..times).map(|_| client.get("/api/health"));
        for answer in futures_util::future::join_all(asks).await {
            assert_eq!(answer.status, 200);
        }
    };
    let server = Server::start(folder.path(), "*=http://127.0.0.1:9");
    ask(&server.base, 137).await;
    assert_eq!(server.terminate(), Some(0));
    assert_eq!(counted(folder.path()).await, 137, "a normal stop lost counts");

    let server = Server::start(folder.path(), "*=http://127.0.0.1:9");
    ask(&server.base, 50).await;
    tokio::time::sleep(Duration::from_millis(3_500)).await;
    ask(&server.base, 9).await;
    server.kill();
    let kept = counted(folder.path()).await;
    assert!((187..=196).contains(&kept), "{kept}: counts older than a few seconds were lost");
}

#[tokio::test]
async fn people_are_told_from_programs_and_our_own_are_not_counted() {
    let app = TestApp::new().await;
    let offer = json!({"offer": {"company": "Acme", "sells": "Repairs", "cta": {"label": "Book a call", "url": "https://acme.example/book"}}});
    let changed = app.api_key().send("PATCH", "/api/projects/spring", &[], Some(offer.to_string().into_bytes())).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    let page = format!("/go/acme/{}", body["leadId"].as_str().unwrap());
    let anyone = app.anonymous();
    assert_eq!(anyone.get(&page).await.status, 200);
    assert_eq!(anyone.get(&format!("{page}/cta")).await.status, 404, "no document, no link");
    app.run_jobs().await;

    let ours = first_owner(&app).await;
    let shown = ours.get(&page).await;
    assert!(shown.text.contains(&format!("{page}/cta")) && !shown.text.contains("https://acme.example/book"));
    let click = ours.get(&format!("{page}/cta")).await;
    assert_eq!((click.status, click.header("location")), (303, "https://acme.example/book"));
    anyone.get(&format!("{page}.png")).await;
    for name in ["person_without_script", "slackbot", "prefetch", "headless_chromium", "sandbox"] {
        replay(&app, &page, &trace(name)).await;
    }

    app.web.counters.flush(&app.app).await.unwrap();
    let mut views: Vec<(String, String, i64)> =
        views_by_day(&app.app.db, days(&app)).await.unwrap().into_iter().map(|(_, what, class, count)| (what, class, count)).collect();
    views.sort();
    let view = |what: &str, class: &str, count| (what.to_owned(), class.to_owned(), count);
    let expected = [
        view("cta", "human", 1),
        view("page", "human", 1),
        view("page", "preview", 2),
        view("page", "scanner", 1),
        view("page", "unknown", 1),
        view("pdf", "human", 1),
    ];
    assert_eq!(views, expected);
    let overview = ours.get("/dashboard/projects/spring").await;
    assert_eq!(overview.status, 200);
    let tile = |label: &str| {
        let (_, rest) = overview.text.split_once(&format!("<p class=\"label\">{label}</p><p class=\"figure\">")).unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    assert_eq!((tile("Leads"), tile("Success"), tile("Views by people"), tile("Clicks on your link")), ("1".into(), "100 %".into(), "2".into(), "1".into()));
}

#[tokio::test]
async fn the_usage_screen_and_its_csv_show_what_was_counted() {
    let app = TestApp::new().await;
    let (evil, plain) = app.new_key(KeyMode::Live, &Scope::ALL, None).await;
    let name = vec![evil.id.as_str().into(), "=cmd|' /C calc'!A0,\"<script>x</script>\"".into()];
    app.app.db.execute("UPDATE api_keys SET name = $2 WHERE id = $1", name).await.unwrap();
    for _ in 0..1_200 {
        app.with_key(plain.reveal()).get("/api/health").await;
    }
    app.api_key().get("/api/projects/other").await;
    app.web.counters.flush(&app.app).await.unwrap();
    let owner = first_owner(&app).await;
    let page = owner.get("/dashboard/projects/spring/usage?days=7").await;
    assert_eq!(page.status, 200);
    for text in ["1,201", "1,200", "GET /health", "404", "Not Found", "First key", "24 Nov"] {
        assert!(page.text.contains(text), "{text}");
    }
    assert!(!page.text.contains("<script>x"));
    let csv = owner.get("/dashboard/projects/spring/usage.csv").await;
    assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert!(csv.header("content-disposition").starts_with("attachment"));
    let lines: Vec<&str> = csv.text.split("\r\n").collect();
    assert_eq!(lines[0], "day,key,key_id,endpoint,status,requests");
    let line = lines.iter().find(|line| line.contains(evil.id.as_str())).unwrap();
    assert_eq!(*line, format!("2026-11-24,\"'=cmd|' /C calc'!A0,\"\"<script>x</script>\"\"\",{},GET /health,200,1200", evil.id));
    let viewer = logged_in(&app, Role::Viewer).await;
    let csv = viewer.get("/dashboard/projects/spring/usage.csv").await.text;
    assert_eq!(csv, "day,endpoint,status,requests\r\n2026-11-24,GET /health,200,1200\r\n2026-11-24,GET /projects/{project},404,1\r\n");
}

#[tokio::test]
async fn another_tenants_figures_are_not_there() {
    let app = TestApp::new().await;
    let other = app.other_tenant().await;
    app.with_key(other.plain_key.reveal()).get("/api/health").await;
    app.web.counters.flush(&app.app).await.unwrap();
    let owner = first_owner(&app).await;
    for path in ["", "/usage", "/usage.csv", "/settings", "/settings/danger"] {
        assert_eq!(owner.get(&format!("/dashboard/projects/{}{path}", other.project.id)).await.status, 404, "{path}");
    }
    assert!(all_counts(&app.app.db, days(&app)).await.unwrap().is_empty());
}
