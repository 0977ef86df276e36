//! Rate limits: what is told and when, who is counted together, and that neither a restart nor a second process gives more.

use std::path::Path;
use std::time::{Duration, Instant};

use magnetite::app::App;
use magnetite::config;
use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::limits::Group;
use magnetite::model::role::Role;
use magnetite::store::audit::{Wanted, audit_entries};
use magnetite::store::usage::{Days, all_counts};
use magnetite::store::{Db, rate_windows};
use magnetite::web::limiter::{Limiter, used};
use serde_json::{Value, json};

use crate::crash::{Server, key_with};
use crate::support::app::{On, TestApp};
use crate::support::browser::value_of;
use crate::support::client::{Answer, Client};
use crate::support::people::{first_owner, logged_in};
use crate::support::postgres;

const PAGE: &str = "/dashboard/projects/spring/settings/limits";

/// The statements that no other test reaches on both databases.
pub async fn statements(app: &TestApp) {
    let owner = first_owner(app).await;
    let seen = value_of(&owner.get(PAGE).await.text, "seen").unwrap();
    let wide = "1000000";
    let all = ["generate_limit", "generate_burst", "status_limit", "status_burst", "other_limit"].map(|name| (name, wide));
    let saved = owner.post(PAGE, &[&all[..], &[("other_burst", "999999"), ("seen", &seen)]].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    rate_windows::purge_windows(&app.app.light, app.app.now() + 1).await.unwrap();
    assert_eq!(used(&app.app, &app.first.project, Group::Other).await.unwrap(), 0);
    for _ in 0..2 {
        assert_eq!(app.api_key().get("/api/health").await.status, 200, "a window that was purged stands in the way");
    }
}

/// One request of the group `generate`; admitted ones are answered 400 and leave no job behind.
async fn generate(app: &TestApp) -> Answer {
    app.api_key().post("/api/projects/generate", &json!({})).await
}

fn number(answer: &Answer, header: &str) -> i64 {
    answer.header(header).parse().unwrap_or_else(|_| panic!("{header}: {:?} in {} {}", answer.header(header), answer.status, answer.text))
}

#[tokio::test]
async fn beyond_five_at_once_and_ten_a_minute_the_answer_is_429_to_the_letter() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        app.default_limits().await;
        let start = app.app.now();
        for left in (5..10).rev() {
            let answer = generate(&app).await;
            assert_eq!((answer.status, number(&answer, "x-ratelimit-remaining")), (400, left));
            assert_eq!((number(&answer, "x-ratelimit-limit"), number(&answer, "x-ratelimit-window")), (10, 60));
            assert_eq!(number(&answer, "x-ratelimit-reset"), start / 1_000 + 61, "rounded up");
            assert_eq!(answer.header("ratelimit-policy"), r#""generate";q=10;w=60, "generate-burst";q=5;w=1"#);
            assert_eq!(answer.header("ratelimit"), format!(r#""generate";r={left};t=61, "generate-burst";r={};t=2"#, left - 5));
        }
        let refused = generate(&app).await;
        let wait = number(&refused, "retry-after");
        assert_eq!((refused.status, wait, number(&refused, "x-ratelimit-remaining")), (429, 2, 0));
        assert_eq!(
            refused.text,
            r#"{"success":false,"error":{"code":"RATE_LIMIT_EXCEEDED","message":"Rate limit exceeded. Maximum 10 requests per 60 seconds allowed.","retryAfter":2}}"#
        );
        app.advance(1_000);
        assert_eq!(generate(&app).await.status, 429, "the second is not over before it is over");
        app.advance(wait * 1_000 - 1_000);
        for left in (0..5).rev() {
            assert_eq!(number(&generate(&app).await, "x-ratelimit-remaining"), left);
        }
        let refused = app.api_key().send("POST", "/api/v1/projects/spring/generate", &[("accept", "application/problem+json")], Some(b"{}".to_vec())).await;
        let wait = number(&refused, "retry-after");
        assert_eq!((refused.status, refused.header("content-type"), wait), (429, "application/problem+json", 59));
        assert_eq!((&refused.json()["code"], &refused.json()["retryAfter"]), (&"RATE_LIMIT_EXCEEDED".into(), &59.into()));
        assert_eq!(number(&refused, "x-ratelimit-reset"), start / 1_000 + 61);
        app.advance(wait * 1_000 - 1_000);
        assert_eq!(generate(&app).await.status, 429);
        app.advance(1_000);
        assert_eq!(generate(&app).await.status, 400, "who waits as told is admitted");
    }
}

#[tokio::test]
async fn groups_and_projects_are_counted_apart_and_all_keys_of_a_project_together() {
    let app = TestApp::new().await;
    app.default_limits().await;
    let other = app.other_tenant().await;
    app.default_limits().await;
    let job = app.generate(json!({"email": "jane@gmail.com"})).await["jobId"].as_str().unwrap().to_owned();
    let (_, second) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
    for n in 0..19 {
        let client = if n % 2 == 0 { app.api_key() } else { app.with_key(second.reveal()) };
        assert_eq!(client.get(&format!("/api/generation/{job}/status")).await.status, 200);
    }
    assert_eq!(app.api_key().get("/api/leads/lead_0000000000000000000000/job-status").await.status, 404);
    let refused = app.api_key().get(&format!("/api/generation/{job}/status")).await;
    assert_eq!((refused.status, number(&refused, "x-ratelimit-limit")), (429, 60));
    let free = app.api_key().get("/api/projects/spring").await;
    assert_eq!((free.status, number(&free, "x-ratelimit-limit"), number(&free, "x-ratelimit-remaining")), (200, 120, 119));
    assert_eq!(app.with_key(other.plain_key.reveal()).get(&format!("/api/generation/{job}/status")).await.status, 404, "another project has its own");
    app.run_jobs().await;
}

#[tokio::test]
async fn every_answer_of_the_api_tells_how_things_stand() {
    let app = TestApp::new().await;
    let json = [("content-type", "application/json")];
    let cases = [
        (200, app.api_key().get("/api/health").await),
        (200, app.api_key().send("HEAD", "/api/health", &[], None).await),
        (401, app.anonymous().get("/api/health").await),
        (401, app.with_key("nonsense").get("/api/v1/projects/spring").await),
        (401, app.anonymous().send("GET", "/api/health", &[("accept", "application/problem+json")], None).await),
        (404, app.api_key().get("/api/nothing").await),
        (404, app.anonymous().get("/api/v1/nothing/at/all").await),
        (404, app.anonymous().get("/api").await),
        (404, app.anonymous().get("/api/").await),
        (404, app.api_key().get("/api/projects/winter").await),
        (405, app.api_key().send("DELETE", "/api/health", &[], None).await),
        (400, app.api_key().send("POST", "/api/projects/generate", &json, Some(b"{".to_vec())).await),
        (400, app.api_key().get("/api/generation/%ff/status").await),
        (413, app.api_key().send("POST", "/api/projects/generate", &json, Some(vec![b' '; (1 << 20) + 1])).await),
        (415, app.api_key().send("POST", "/api/projects/generate", &[("content-type", "text/plain")], Some(b"a".to_vec())).await),
    ];
    for (at, (status, answer)) in cases.iter().enumerate() {
        assert_eq!(answer.status, *status, "{at}");
        assert_told(answer.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect(), at);
    }
    // A database that is gone, and a panic.
    app.app.db.close().await;
    app.web.keys.clear();
    let gone = app.api_key().get("/api/projects/spring").await;
    assert_eq!(gone.status, 503);
    assert_told(gone.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect(), 503);
    async fn boom() -> &'static str {
        panic!("on purpose")
    }
    let routes = magnetite::web::with_envelope(&app.web, axum::Router::new().route("/boom", axum::routing::get(boom))).with_state(app.web.clone());
    let request = axum::http::Request::get("/boom").body(axum::body::Body::empty()).unwrap();
    let broken = tower::ServiceExt::oneshot(routes, request).await.unwrap();
    assert_eq!(broken.status().as_u16(), 500);
    assert_told(broken.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect(), 500);
}

/// The four headers as numbers that fit together, and the two structured fields.
fn assert_told(headers: Vec<(&str, &str)>, case: usize) {
    let of = |name: &str| {
        let values: Vec<&str> = headers.iter().filter(|(known, _)| *known == name).map(|(_, value)| *value).collect();
        assert_eq!(values.len(), 1, "{case}: {name} in {headers:?}");
        values[0].to_owned()
    };
    let number = |name: &str| of(name).parse::<i64>().unwrap_or_else(|_| panic!("{case}: {name} is {}", of(name)));
    assert!((0..=number("x-ratelimit-limit")).contains(&number("x-ratelimit-remaining")), "{case}");
    assert!((1_795_500_000..=1_795_500_061).contains(&number("x-ratelimit-reset")), "{case}: {}", number("x-ratelimit-reset"));
    assert_eq!(number("x-ratelimit-window"), 60);
    assert!(of("ratelimit-policy").starts_with('"') && of("ratelimit-policy").contains(&format!(";q={};w=60", number("x-ratelimit-limit"))), "{case}");
    assert!(of("ratelimit").contains(&format!(";r={};t=", number("x-ratelimit-remaining"))), "{case}: {}", of("ratelimit"));
}

#[tokio::test]
async fn callers_without_a_good_key_are_limited_by_address_and_do_not_stop_others() {
    let app = TestApp::start(On::Sqlite, &[("TRUSTED_PROXIES", "127.0.0.1")]).await;
    let made_up = magnetite::model::api_key::PlainKey::new(KeyMode::Live, &magnetite::app::SystemRandom);
    let ask = async |from: &str, n: usize| {
        let client = [app.anonymous(), app.with_key("nonsense"), app.with_key(made_up.reveal())].into_iter().nth(n % 3).unwrap();
        client.send("GET", ["/api/health", "/api/nothing", "/api/projects/spring"][n % 2], &[("x-forwarded-for", from)], None).await
    };
    for n in 0..40 {
        assert!(matches!(ask("198.51.100.7", n).await.status, 401 | 404), "{n}");
    }
    for n in 0..6 {
        let refused = ask("198.51.100.7", n).await;
        assert_eq!((refused.error().0, refused.error().1), (429, "RATE_LIMIT_EXCEEDED".into()));
        assert_eq!((number(&refused, "x-ratelimit-limit"), number(&refused, "retry-after")), (120, 2));
    }
    assert_eq!(ask("198.51.100.8", 0).await.status, 401, "a neighbour is somebody else");
    for n in 0..40 {
        ask(&format!("2001:db8:1:2::{n:x}"), n).await;
    }
    assert_eq!(ask("2001:db8:1:2:9::1", 0).await.status, 429, "one /64 is one household");
    assert_eq!(ask("2001:db8:1:3::1", 0).await.status, 401);
    let good = app.api_key().send("GET", "/api/health", &[("x-forwarded-for", "198.51.100.7")], None).await;
    assert_eq!(good.status, 200, "a good key does not answer for its address");
    app.advance(2_000);
    assert_eq!(ask("198.51.100.7", 0).await.status, 401);
}

#[tokio::test]
async fn a_refused_request_is_counted_and_takes_the_time_of_a_refusal_where_the_key_is_bad() {
    let app = TestApp::new().await;
    app.default_limits().await;
    for _ in 0..7 {
        generate(&app).await;
    }
    app.web.counters.flush(&app.app).await.unwrap();
    let today = magnetite::model::usage::day_of(app.app.now());
    let days = Days { workspace_id: &app.first.workspace.id, project_id: &app.first.project.id, from: today, to: today };
    let counted: Vec<(i64, i64)> = all_counts(&app.app.db, days).await.unwrap().into_iter().map(|(.., status, count)| (status, count)).collect();
    assert_eq!(counted, [(400, 5), (429, 2)]);
    let nobody = app.anonymous();
    while nobody.get("/api/health").await.status != 429 {}
    let started = Instant::now();
    assert_eq!(nobody.get("/api/health").await.status, 429);
    assert!(started.elapsed() >= Duration::from_millis(5));
    // A body is refused before it has come in.
    let answer = app.api_key().send("POST", "/api/projects/generate", &[("content-type", "application/json")], Some(vec![b' '; 3 << 20])).await;
    assert_eq!(answer.status, 429);
}

#[tokio::test]
async fn limits_are_settings_of_the_project_and_hold_at_once() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        app.default_limits().await;
        let patch =
            async |limits: Value| app.api_key().send("PATCH", "/api/projects/spring", &[], Some(json!({"limits": limits}).to_string().into_bytes())).await;
        let changed = patch(json!({"generate": {"limit": 3, "burst": 2}, "other": {"limit": 1000, "burst": 2000}})).await;
        let told = json!({"generate": {"limit": 3, "burst": 2}, "status": {"limit": 60, "burst": 20}, "other": {"limit": 1000, "burst": 1000}});
        assert_eq!((changed.status, &changed.json()["project"]["limits"]), (200, &told), "{}", changed.text);
        assert_eq!(app.api_key().get("/api/projects/spring").await.json()["project"]["limits"], told);
        let statuses = [generate(&app).await.status, generate(&app).await.status, generate(&app).await.status];
        assert_eq!(statuses, [400, 400, 429]);
        let wrong = patch(json!({"generate": {"limit": 0}, "all": null, "status": {"burst": "2"}})).await;
        assert_eq!(wrong.status, 400);
        let fields = wrong.json()["error"]["details"]["fields"].clone();
        let names: Vec<&String> = fields.as_object().unwrap().keys().collect();
        assert_eq!(names, ["limits.all", "limits.generate.limit", "limits.status.burst"]);
        assert_eq!(patch(json!({"generate": null})).await.json()["project"]["limits"]["generate"], json!({"limit": 10, "burst": 5}));
        let left = number(&generate(&app).await, "x-ratelimit-remaining");
        assert_eq!(left, 7, "what was used before counts under the new limit, too");
        let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
        let mut changes: Vec<&str> =
            log.iter().filter(|entry| entry.action == "limits.changed").map(|entry| entry.detail["changes"].as_str().unwrap()).collect();
        changes.sort_unstable();
        assert_eq!(changes, ["generate 10 a minute, 5 at once", "generate 3 a minute, 2 at once; other 1000 a minute, 1000 at once"]);
    }
}

#[tokio::test]
async fn an_admin_sees_what_is_used_and_changes_the_limits_and_of_two_the_second_is_told() {
    let app = TestApp::new().await;
    app.default_limits().await;
    let (one, two) = (first_owner(&app).await, logged_in(&app, Role::Admin).await);
    for _ in 0..3 {
        generate(&app).await;
    }
    let page = one.get(PAGE).await;
    assert!(page.text.contains("3 of 10 used in the last minute"), "{}", page.text);
    let seen = value_of(&page.text, "seen").unwrap();
    two.get(PAGE).await;
    let typed = |generate: (&'static str, &'static str), seen: &str| {
        let pairs = [
            ("generate_limit", generate.0),
            ("generate_burst", generate.1),
            ("status_limit", "60"),
            ("status_burst", "20"),
            ("other_limit", "120"),
            ("other_burst", "40"),
        ];
        let mut all: Vec<(String, String)> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        all.push(("seen".to_owned(), seen.to_owned()));
        all
    };
    let post = async |browser: &crate::support::browser::Browser, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.submit(PAGE, &fields).await.1
    };
    for (limit, burst, told) in
        [("0", "5", "must be a whole number from 1 to 1000000"), ("ten", "5", "must be a whole number"), ("10", "11", "must not be more than")]
    {
        let bad = post(&one, typed((limit, burst), &seen)).await;
        assert!(bad.status == 422 && bad.text.contains(told) && bad.text.contains(&format!("value=\"{limit}\"")), "{}", bad.text);
    }
    let saved = post(&one, typed(("600", "50"), &seen)).await;
    assert!(saved.status == 200 && saved.text.contains("The new limits hold from now on") && saved.text.contains("3 of 600"), "{}", saved.text);
    assert_eq!(number(&generate(&app).await, "x-ratelimit-limit"), 600);
    let late = post(&two, typed(("20", "10"), &seen)).await;
    assert!(late.status == 409 && late.text.contains("generate 600 a minute, 50 at once") && late.text.contains("value=\"20\""), "{}", late.text);
    let saved = post(&two, typed(("20", "10"), &value_of(&late.text, "seen").unwrap())).await;
    assert_eq!(saved.status, 200);
    assert_eq!(number(&generate(&app).await, "x-ratelimit-limit"), 20);
    let log = one.get("/dashboard/audit").await.text;
    assert!(log.contains("changed the rate limits of") && log.contains("generate 20 a minute, 10 at once"), "{log}");
    assert_eq!(logged_in(&app, Role::Member).await.get(PAGE).await.status, 403);
}

#[tokio::test]
async fn a_restart_or_a_kill_gives_no_fresh_quota() {
    for url in [None, Some(postgres::fresh().await)] {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = vec![("MAGNETITE_WORKERS", "0")];
        settings.extend(url.as_deref().map(|url| ("MAGNETITE_DATABASE_URL", url)));
        let key = format!("Bearer {}", key_with(folder.path(), &settings));
        let post = async |server: &Server| {
            let lead = json!({"email": "jane@gmail.com"});
            Client::new(&server.base, Some(key.clone())).post("/api/projects/generate", &lead).await
        };
        let server = Server::start_with(folder.path(), &settings);
        for _ in 0..4 {
            assert_eq!(post(&server).await.status, 200);
        }
        server.kill();
        let server = Server::start_with(folder.path(), &settings);
        assert_eq!(number(&post(&server).await, "x-ratelimit-remaining"), 5, "a kill gave a fresh quota");
        assert_eq!(server.terminate(), Some(0));
        let server = Server::start_with(folder.path(), &settings);
        // Five have come; were it quick, the sixth would be one too many within a second.
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        assert_eq!(number(&post(&server).await, "x-ratelimit-remaining"), 4, "a restart gave a fresh quota");
        server.kill();
    }
}

#[tokio::test]
async fn two_processes_on_one_database_share_one_limit() {
    const LIMIT: usize = 30;
    const BURST: usize = 8;
    for url in [None, Some(postgres::fresh().await)] {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let mut settings = vec![("MAGNETITE_WORKERS", "0")];
        settings.extend(url.as_deref().map(|url| ("MAGNETITE_DATABASE_URL", url)));
        let key = format!("Bearer {}", key_with(folders[0].path(), &settings));
        // On SQLite they share the folder.
        let second = if url.is_some() { folders[1].path() } else { folders[0].path() };
        let servers = [Server::start_with(folders[0].path(), &settings), Server::start_with(second, &settings)];
        let clients: Vec<Client> = servers.iter().map(|server| Client::new(&server.base, Some(key.clone()))).collect();
        let limits = json!({"limits": {"status": {"limit": LIMIT, "burst": BURST}}}).to_string();
        assert_eq!(clients[0].send("PATCH", "/api/projects/spring", &[], Some(limits.into_bytes())).await.status, 200);
        clients[1].get("/api/health").await;
        tokio::time::sleep(Duration::from_millis(1_100)).await;

        let started = Instant::now();
        let hammer = async |client: &Client| {
            let mut admitted = Vec::new();
            while started.elapsed() < Duration::from_millis(5_500) {
                let sent = started.elapsed();
                let answer = client.get("/api/generation/job_0000000000000000000000/status").await;
                match answer.status {
                    404 => admitted.push((started.elapsed(), sent)),
                    status => assert_eq!(status, 429, "{}", answer.text),
                }
            }
            admitted
        };
        let hammers = clients.iter().cycle().take(8).map(hammer);
        let mut admitted: Vec<(Duration, Duration)> = futures_util::future::join_all(hammers).await.into_iter().flatten().collect();
        admitted.sort_unstable();
        assert_eq!(admitted.len(), LIMIT, "not the limit within the minute");
        for part in admitted.windows(BURST + 1) {
            let (first, last) = (part.iter().map(|(_, sent)| *sent).min().unwrap(), part[BURST].0);
            assert!(last - first > Duration::from_secs(1), "more than {BURST} from {first:?} to {last:?}");
        }
        servers.into_iter().for_each(Server::kill);
    }
}

#[tokio::test]
async fn while_the_store_is_away_a_process_decides_alone_and_counts_it_when_it_is_back() {
    let app = TestApp::new().await;
    app.default_limits().await;
    assert_eq!(generate(&app).await.status, 400);
    let file = app.app.settings.data_dir.join("limits.db");
    let other = Db::open(&format!("sqlite://{}", file.display()), false).await.unwrap();
    let lock = other.begin().await.unwrap();
    assert_eq!((generate(&app).await.status, generate(&app).await.status), (400, 400), "the API must not go down with it");
    assert_eq!(used(&app.app, &app.first.project, Group::Generate).await.unwrap(), 1);
    drop(lock);
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    assert_eq!(number(&generate(&app).await, "x-ratelimit-remaining"), 6);
    assert_eq!(used(&app.app, &app.first.project, Group::Generate).await.unwrap(), 4, "what was admitted alone is not counted");
    app.app.light.close().await;
    let statuses = [generate(&app).await.status, generate(&app).await.status, generate(&app).await.status];
    assert_eq!(statuses, [400, 429, 429]);
}

async fn opened(folder: &Path) -> std::sync::Arc<App> {
    let settings = config::load(None, [("MAGNETITE_DATA_DIR".into(), folder.as_os_str().to_owned())].into_iter(), &[]).unwrap();
    App::open(settings).await.unwrap()
}

#[tokio::test]
async fn a_damaged_file_of_limits_is_begun_anew_and_a_damaged_row_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let project = TestApp::new().await.first.project.clone();
    let file = folder.path().join("limits.db");
    for damage in [&b"this is no database, and long enough that it cannot be taken for an empty one"[..], &[0; 8_192]] {
        std::fs::write(&file, damage).unwrap();
        let app = opened(folder.path()).await;
        let limiter = Limiter::default();
        assert!(limiter.admit(&app, &project, Group::Other).await.admitted);
        assert_eq!(used(&app, &project, Group::Other).await.unwrap(), 1, "nothing was stored");
        app.light.execute("UPDATE rate_windows SET hits = $1", vec![vec![7_u8, 7].into()]).await.unwrap();
        assert!(Limiter::default().admit(&app, &project, Group::Other).await.admitted);
        assert_eq!(used(&app, &project, Group::Other).await.unwrap(), 1);
        app.light.close().await;
        app.db.close().await;
    }
}
