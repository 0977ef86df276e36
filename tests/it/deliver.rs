//! Webhooks on their way out: each behaviour of a receiver, the schedule, order, fairness, switching off, the guard, and what is kept how long.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use magnetite::app::SystemRandom;
use magnetite::model::ids::NodeId;
use magnetite::store::{audit, deliveries, users};
use magnetite::worker::deliver;
use magnetite::worker::node::Node;
use serde_json::json;
use sha2::Sha256;
use tokio::io::AsyncWriteExt;
use tokio_util::sync::CancellationToken;

use crate::support::app::{On, TestApp};
use crate::support::receiver::{OLD_SECRET, Receiver, SECRET, Wish};

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

async fn open(on: On) -> TestApp {
    TestApp::start(on, &[("WEBHOOK_ALLOW_PRIVATE", "true"), ("WEBHOOK_TIMEOUT", "400 ms")]).await
}

async fn lead(app: &TestApp) -> serde_json::Value {
    app.generate(json!({"email": "jane@gmail.com", "company": "Firm"})).await
}

fn hex_hmac(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A port where TLS is expected and plain text is spoken.
async fn bad_tls() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_secs(60)).await;
                drop(stream);
            });
        }
    });
    format!("https://{address}/")
}

#[tokio::test]
async fn each_behaviour_of_a_receiver_has_its_word_and_its_wait() {
    for on in [On::Sqlite, On::Postgres] {
        let app = open(on).await;
        let receiver = Receiver::start().await;
        let at = app.app.now();
        receiver.set_date(
            jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&jiff::Timestamp::from_millisecond(at + 20 * MINUTE).unwrap()).unwrap(),
        );
        // (path or address, status, failure, shortest and longest wait)
        let rows = [
            ("/200", Some(200), None, (0, 0)),
            ("/204", Some(204), None, (0, 0)),
            ("/301", Some(301), Some("redirect"), (4_000, 6_000)),
            ("/400", Some(400), Some("http_400"), (4_000, 6_000)),
            ("/404", Some(404), Some("http_404"), (4_000, 6_000)),
            ("/410", Some(410), Some("http_410"), (4_000, 6_000)),
            ("/429-seconds", Some(429), Some("http_429"), (10 * MINUTE, 10 * MINUTE)),
            ("/429-date", Some(429), Some("http_429"), (19 * MINUTE, 20 * MINUTE)),
            ("/500", Some(500), Some("http_500"), (4_000, 6_000)),
            ("/502", Some(502), Some("http_502"), (MINUTE, MINUTE)),
            ("/503-seconds", Some(503), Some("http_503"), (700_000, 700_000)),
            ("/504", Some(504), Some("http_504"), (MINUTE, MINUTE)),
            ("/slow-head", None, Some("timeout"), (MINUTE, MINUTE)),
            ("/trickle", Some(200), Some("timeout"), (MINUTE, MINUTE)),
            ("/endless", Some(200), Some("too_large"), (4_000, 6_000)),
            ("/reset", None, Some("reset"), (4_000, 6_000)),
            ("tls", None, Some("tls"), (4_000, 6_000)),
            ("dns", None, Some("dns"), (4_000, 6_000)),
            ("refused", None, Some("refused"), (4_000, 6_000)),
        ];
        let mut endpoints = Vec::new();
        for (path, ..) in rows {
            let url = match path {
                "tls" => bad_tls().await,
                "dns" => "https://no-such-host.invalid/hook".into(),
                "refused" => "http://127.0.0.1:1/".into(),
                path => receiver.url(path),
            };
            endpoints.push(app.endpoint(&Wish { events: ",lead.created,", ..Wish::all(url) }).await);
        }
        let body = lead(&app).await;
        assert_eq!(app.deliver().await, rows.len());
        for ((path, status, failure, (least, most)), endpoint) in rows.iter().zip(&endpoints) {
            let stand = app.deliveries(endpoint).await.remove(0);
            let state = if failure.is_none() { "delivered" } else { "pending" };
            assert_eq!((stand.0.as_str(), stand.1, stand.2, stand.4, stand.5.as_deref()), (state, 1, 1, *status, *failure), "{path}");
            let wait = stand.3 - at;
            assert!((*least..=*most).contains(&wait), "{path} waits {wait}");
            let off = *path == "/410";
            let standing = app.standing(endpoint).await;
            assert_eq!((standing.0.as_str(), standing.1.as_deref()), if off { ("off", Some("gone")) } else { ("on", None) }, "{path}");
            assert_eq!(standing.3, failure.is_none().then_some(at), "{path}");
        }
        assert_eq!(app.deliver().await, 0, "tried again without a wait");
        assert_eq!(receiver.at("/200").len(), 1, "the redirect was followed");
        // What was sent is the event as the log keeps it.
        let got = &receiver.at("/200")[0];
        assert_eq!((got.json()["event"].as_str(), got.json()["lead"]["id"].as_str()), (Some("lead.created"), body["leadId"].as_str()));
        // And a try is kept with request and answer.
        let sql = "SELECT t.failure, t.request_headers, t.answer_headers, t.answer FROM delivery_tries t JOIN deliveries d ON d.id = t.delivery_id WHERE d.endpoint_id = $1";
        let kept: Vec<(Option<String>, String, String, Vec<u8>)> = app.app.db.fetch_all(sql, vec![endpoints[14].as_str().into()]).await.unwrap();
        assert_eq!((kept[0].0.as_deref(), kept[0].3.len()), (Some("too_large"), 16 * 1024));
        assert!(kept[0].1.contains("x-magnetite-delivery") && kept[0].2.contains("chunked"), "{kept:?}");
        app.run_jobs().await;
    }
}

#[tokio::test]
async fn a_delivery_is_signed_in_both_ways_and_by_a_rotated_secret_too() {
    let app = open(On::Sqlite).await;
    let receiver = Receiver::start().await;
    app.endpoint(&Wish { rotated_until: Some(app.app.now() + DAY), ..Wish::all(receiver.url("/200")) }).await;
    lead(&app).await;
    app.deliver().await;
    let got = receiver.at("/200").remove(0);
    assert_eq!(got.header("x-magnetite-signature"), format!("sha256={}", hex_hmac(SECRET, &got.body)));
    assert_eq!(got.header("x-magnetite-signature-old"), format!("sha256={}", hex_hmac(OLD_SECRET, &got.body)));
    assert_eq!(got.header("webhook-signature").split(' ').count(), 2);
    assert_eq!((got.header("content-type"), got.header("x-magnetite-event")), ("application/json", "lead.created"));
    assert_eq!((got.header("webhook-id"), got.header("webhook-timestamp")), (got.json()["id"].as_str().unwrap(), "1795500000"));
    assert!(got.header("x-magnetite-delivery").starts_with("dlv_") && got.header("user-agent").starts_with("Magnetite/"));
    app.advance(DAY);
    app.run_jobs().await;
    app.deliver().await;
    let later = receiver.at("/200").pop().unwrap();
    assert_eq!((later.header("x-magnetite-signature-old"), later.header("webhook-signature").split(' ').count()), ("", 1));
}

#[tokio::test]
async fn an_event_goes_to_the_endpoints_of_its_project_that_are_on_and_want_it() {
    for on in [On::Sqlite, On::Postgres] {
        let app = open(on).await;
        let receiver = Receiver::start().await;
        let other = app.other_tenant().await;
        app.endpoint(&Wish::all(receiver.url("/200/all"))).await;
        app.endpoint(&Wish { events: ",lead.failed,lead.completed,", ..Wish::all(receiver.url("/200/some")) }).await;
        let off = app.endpoint(&Wish::all(receiver.url("/200/off"))).await;
        app.app.db.execute("UPDATE webhook_endpoints SET state = 'off' WHERE id = $1", vec![off.as_str().into()]).await.unwrap();
        app.endpoint_of(&other, &Wish::all(receiver.url("/200/other"))).await;
        lead(&app).await;
        app.run_jobs().await;
        app.deliver().await;
        let kinds = |path: &str| -> Vec<String> { receiver.at(path).iter().map(|got| got.header("x-magnetite-event").to_owned()).collect() };
        assert_eq!(kinds("/200/some"), ["lead.completed"]);
        let all = receiver.at("/200/all");
        let ids: std::collections::BTreeSet<&str> = all.iter().map(|got| got.header("webhook-id")).collect();
        assert!(all.len() >= 3 && ids.len() == all.len(), "{:?}", kinds("/200/all"));
        assert_eq!((receiver.at("/200/off").len(), receiver.at("/200/other").len()), (0, 0));
    }
}

#[tokio::test]
async fn the_eighth_failure_is_the_last_and_every_try_has_the_same_id() {
    let app = open(On::Sqlite).await;
    let receiver = Receiver::start().await;
    let endpoint = app.endpoint(&Wish { events: ",lead.created,", ..Wish::all(receiver.url("/500")) }).await;
    lead(&app).await;
    for tries in 1..=8 {
        assert_eq!(app.deliver().await, 1);
        let stand = app.deliveries(&endpoint).await.remove(0);
        assert_eq!((stand.0.as_str(), stand.1), (if tries < 8 { "pending" } else { "failed" }, tries));
        app.clock.0.store(stand.3 - 1, std::sync::atomic::Ordering::SeqCst);
        assert_eq!(app.deliver().await, 0, "before its time");
        app.advance(1);
    }
    let got = receiver.got();
    assert_eq!(got.len(), 8);
    assert!(got.iter().all(|one| one.header("webhook-id") == got[0].header("webhook-id") && one.body == got[0].body));
    assert_eq!(app.tries_left().await, 8);
    app.run_jobs().await;
}

#[tokio::test]
async fn an_endpoint_that_asks_for_order_gets_each_leads_events_one_after_another() {
    for on in [On::Sqlite, On::Postgres] {
        let app = open(on).await;
        let receiver = Receiver::start().await;
        app.endpoint(&Wish { ordered: true, ..Wish::all(receiver.url("/200")) }).await;
        receiver.once("/200", 500);
        for n in 0..4 {
            app.generate(json!({"email": format!("jane{n}@gmail.com")})).await;
        }
        app.run_jobs().await;
        app.deliver().await;
        // One lead's first event failed: it alone was tried, and nothing of that lead came after it.
        let refused = receiver.got()[0].json()["lead"]["id"].clone();
        let of = |lead: &serde_json::Value| -> Vec<i64> {
            receiver.got().iter().filter(|got| got.json()["lead"]["id"] == *lead).map(|got| got.json()["sequence"].as_i64().unwrap()).collect()
        };
        assert_eq!(of(&refused), [1]);
        app.advance(6_001);
        app.deliver().await;
        assert_eq!(of(&refused)[..3], [1, 1, 2]);
        let leads: std::collections::BTreeSet<String> = receiver.got().iter().map(|got| got.json()["lead"]["id"].to_string()).collect();
        assert_eq!(leads.len(), 4);
        for lead in leads {
            let mut seen = of(&serde_json::from_str(&lead).unwrap());
            seen.dedup();
            assert_eq!(seen, (1..=i64::try_from(seen.len()).unwrap()).collect::<Vec<_>>(), "out of order");
        }
    }
}

#[tokio::test]
async fn endpoints_that_hang_hold_up_no_other() {
    let app = TestApp::start(On::Sqlite, &[("WEBHOOK_ALLOW_PRIVATE", "true"), ("WEBHOOK_TIMEOUT", "60 s")]).await;
    let receiver = Receiver::start().await;
    let mut hanging = Vec::new();
    for _ in 0..20 {
        hanging.push(app.endpoint(&Wish { events: ",lead.created,", ..Wish::all(receiver.url("/hang")) }).await);
    }
    app.endpoint(&Wish { events: ",lead.created,", ..Wish::all(receiver.url("/200")) }).await;
    let node = std::sync::Arc::new(Node::take(&app.app).await.unwrap());
    let stop = CancellationToken::new();
    let working = tokio::spawn(deliver::work(app.app.clone(), node, stop.clone()));
    for n in 0..30 {
        app.generate(json!({"email": format!("jane{n}@gmail.com")})).await;
    }
    receiver.wait("/200", 30).await;
    receiver.wait("/hang", 40).await;
    for endpoint in &hanging {
        assert!(app.deliveries(endpoint).await.iter().all(|stand| stand.0 == "pending"));
    }
    assert_eq!(receiver.at("/hang").len(), 40, "an unknown endpoint gets two requests at a time");
    working.abort();
}

#[tokio::test]
async fn one_process_at_a_time_has_an_endpoint() {
    for on in [On::Sqlite, On::Postgres] {
        let app = open(on).await;
        let endpoint = app.endpoint(&Wish { events: ",lead.created,", ..Wish::all("http://127.0.0.1:1/".into()) }).await;
        lead(&app).await;
        let (db, now) = (&app.app.db, app.app.now());
        let (one, other) = (NodeId::new(&SystemRandom), NodeId::new(&SystemRandom));
        let targets = deliveries::targets_due(db, &one, now).await.unwrap();
        assert_eq!((targets.len(), &targets[0].id, targets[0].lease_until), (1, &endpoint, None));
        assert!(deliveries::lease(db, &targets[0], &one, now + MINUTE, now).await.unwrap());
        assert!(!deliveries::lease(db, &targets[0], &other, now + MINUTE, now).await.unwrap());
        assert!(deliveries::targets_due(db, &other, now).await.unwrap().is_empty());
        assert_eq!(deliveries::targets_due(db, &one, now).await.unwrap()[0].lease_until, Some(now + MINUTE));
        // A lease that ran out is anybody's; one that is given back too.
        assert_eq!(deliveries::targets_due(db, &other, now + MINUTE + 1).await.unwrap()[0].lease_until, None);
        deliveries::release_node(db, &one).await.unwrap();
        assert!(deliveries::lease(db, &targets[0], &other, now + MINUTE, now).await.unwrap());
        app.run_jobs().await;
    }
}

#[tokio::test]
async fn an_endpoint_that_is_gone_is_switched_off_told_to_the_owner_and_goes_on_when_switched_on() {
    let (smtp, mails) = crate::mail::sink(false).await;
    let settings = [("WEBHOOK_ALLOW_PRIVATE", "true"), ("SMTP_URL", smtp.as_str())];
    let app = TestApp::start(On::Sqlite, &settings).await;
    let receiver = Receiver::start().await;
    let endpoint = app.endpoint(&Wish::all(receiver.url("/200"))).await;
    receiver.once("/200", 410);
    lead(&app).await;
    app.deliver().await;
    app.run_jobs().await;
    app.deliver().await;
    assert_eq!(receiver.got().len(), 1, "an endpoint that is off got more");
    assert_eq!(app.deliveries(&endpoint).await.len(), 1, "a delivery was made for an endpoint that is off");
    let entries =
        audit::audit_entries(&app.app.db, &app.first.workspace.id, &audit::Wanted { action: "webhook.switched_off".into(), ..Default::default() }, 10).await;
    let entries = entries.unwrap();
    assert_eq!((entries.len(), entries[0].actor.as_str(), entries[0].target.as_str()), (1, "Magnetite", receiver.url("").as_str()));
    assert_eq!(entries[0].detail["off_reason"], "gone");
    let mail = crate::mail::wait_for(&mails, 1).await.remove(0);
    assert!(mail.contains("To: owner@acme.example") && mail.contains("410 Gone"), "{mail}");
    app.advance(DAY);
    app.app.db.execute("UPDATE webhook_endpoints SET state = 'on', off_reason = NULL", vec![]).await.unwrap();
    assert_eq!(app.deliver().await, 1);
    assert_eq!(app.deliveries(&endpoint).await[0].0, "delivered");
}

#[tokio::test]
async fn five_days_without_a_success_switch_an_endpoint_off_and_one_success_begins_them_anew() {
    let app = open(On::Sqlite).await;
    let receiver = Receiver::start().await;
    let endpoint = app.endpoint(&Wish { events: ",lead.created,", ..Wish::all(receiver.url("/500")) }).await;
    let day = async |days: i64| {
        app.advance(days * DAY);
        app.generate(json!({"email": "jane@gmail.com"})).await;
        app.deliver().await;
        app.standing(&endpoint).await
    };
    let since = app.app.now();
    assert_eq!(day(0).await.2, Some(since));
    let four = day(4).await;
    assert_eq!((four.0.as_str(), four.2), ("on", Some(since)));
    receiver.once("/500", 200);
    assert_eq!(day(0).await.2, None);
    assert_eq!(day(2).await.0, "on");
    let off = day(6).await;
    assert_eq!((off.0.as_str(), off.1.as_deref(), off.2), ("off", Some("failing"), None));
    app.run_jobs().await;
}

#[tokio::test]
async fn what_resolves_to_a_private_address_is_refused_at_the_connection() {
    let app = TestApp::new().await;
    let receiver = Receiver::start().await;
    let port = receiver.port;
    let rows = [
        (format!("https://127.0.0.1:{port}/200"), "private_address"),
        (format!("https://localhost:{port}/200"), "private_address"),
        (format!("https://[::1]:{port}/200"), "private_address"),
        ("https://169.254.169.254/latest/meta-data".into(), "private_address"),
        (format!("http://127.0.0.1:{port}/200"), "bad_scheme"),
    ];
    let mut endpoints = Vec::new();
    for (url, _) in &rows {
        endpoints.push(app.endpoint(&Wish { events: ",lead.created,", ..Wish::all(url.clone()) }).await);
    }
    lead(&app).await;
    app.deliver().await;
    for ((url, word), endpoint) in rows.iter().zip(&endpoints) {
        assert_eq!(app.deliveries(endpoint).await[0].5.as_deref(), Some(*word), "{url}");
    }
    assert_eq!(receiver.got().len(), 0);
    app.run_jobs().await;
}

#[tokio::test]
async fn what_ended_thirty_days_ago_is_forgotten_and_an_erased_lead_leaves_no_try() {
    for on in [On::Sqlite, On::Postgres] {
        let app = open(on).await;
        let receiver = Receiver::start().await;
        let endpoint = app.endpoint(&Wish { events: ",lead.created,lead.erased,", ..Wish::all(receiver.url("/200")) }).await;
        lead(&app).await;
        app.run_jobs().await;
        app.deliver().await;
        app.advance(29 * DAY);
        app.run_jobs().await;
        assert_eq!((app.deliveries(&endpoint).await.len(), app.tries_left().await), (1, 1));
        app.advance(2 * DAY);
        app.run_jobs().await;
        assert_eq!((app.deliveries(&endpoint).await.len(), app.tries_left().await), (0, 0));
        let body = lead(&app).await;
        app.run_jobs().await;
        app.deliver().await;
        assert_eq!(app.tries_left().await, 1);
        let owner = app.logged_in(magnetite::model::role::Role::Owner).await;
        let path = format!("{}/{}/erase", crate::leads::LEADS, body["leadId"].as_str().unwrap());
        assert_eq!(owner.post(&path, &[("email", "jane@gmail.com")]).await.status, 303);
        assert_eq!(app.tries_left().await, 0, "an answer about an erased person is still there");
        app.deliver().await;
        let told = receiver.got().pop().unwrap();
        assert_eq!(told.header("x-magnetite-event"), "lead.erased");
        assert!(!String::from_utf8_lossy(&told.body).contains("jane@"), "{told:?}");
    }
}

/// Runs every statement of the room's two files.
pub async fn statements(app: &TestApp) {
    let (db, now) = (&app.app.db, app.app.now());
    let endpoint = app.endpoint(&Wish { events: ",lead.created,", ..Wish::all("http://127.0.0.1:1/".into()) }).await;
    lead(app).await;
    assert!(app.deliver().await >= 1);
    assert_eq!(users::owners(db, &app.first.workspace.id).await.unwrap(), ["owner@acme.example"]);
    app.app.db.execute("UPDATE webhook_endpoints SET state = 'off' WHERE id = $1", vec![endpoint.as_str().into()]).await.unwrap();
    assert!(!deliveries::purge(db, now + DAY).await.unwrap());
    assert!(app.deliveries(&endpoint).await.is_empty(), "what waits at an endpoint that has long been off was kept");
    app.run_jobs().await;
}
