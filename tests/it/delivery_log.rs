//! The log of deliveries by API: a test, pages and filters, sending again, and what goes with a deleted endpoint. The sending is tested elsewhere.

use serde_json::{Value, json};

use crate::support::app::{On, TestApp};
use crate::webhooks::{delete, delivery, id_of, made, patch};

/// State, tries of this round and next try of a delivery.
pub async fn state_of(app: &TestApp, delivery: &str) -> (String, i64, i64) {
    let row: Option<(String, i64, i64)> =
        app.app.db.fetch_optional("SELECT state, tries, next_at FROM deliveries WHERE id = $1", vec![delivery.into()]).await.unwrap();
    row.unwrap()
}

#[tokio::test]
async fn a_test_is_a_delivery_of_a_made_up_lead_to_this_endpoint_alone() {
    let app = TestApp::new().await;
    let client = app.api_key();
    let id = id_of(&made(&app).await);
    made(&app).await;
    let sent = client.post(&format!("/api/webhooks/{id}/test"), &json!({})).await;
    assert_eq!(sent.status, 202, "{}", sent.text);
    let sent = sent.json();
    let answer = client.get(&format!("/api/deliveries/{}", sent["deliveryId"].as_str().unwrap())).await;
    let whole = answer.json();
    let one = &whole["delivery"];
    assert_eq!((&one["webhookId"], &one["event"], &one["state"], &one["leadId"]), (&json!(id), &json!("webhook.test"), &json!("pending"), &Value::Null));
    assert_eq!((&one["nextAt"], &one["attempts"]), (&json!(app.app.now()), &json!([])));
    let payload = &one["payload"];
    assert_eq!((&payload["id"], &payload["lead"]["email"], &payload["workspace"]), (&one["eventId"], &json!("jane@example.com"), &json!("acme")));
    // In the order of the contract, to the letter.
    let (_, text) = answer.text.split_once("\"payload\":").unwrap();
    let places: Vec<usize> = ["id", "event", "createdAt", "sequence", "projectId", "workspace", "lead", "job", "magnet", "data"]
        .iter()
        .map(|name| text.find(&format!("\"{name}\":")).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let rows: Vec<(i64,)> = app.app.db.fetch_all("SELECT CAST(COUNT(*) AS BIGINT) FROM deliveries", vec![]).await.unwrap();
    let events: Vec<(i64,)> = app.app.db.fetch_all("SELECT CAST(COUNT(*) AS BIGINT) FROM events", vec![]).await.unwrap();
    assert_eq!((rows[0].0, events[0].0), (1, 0), "a test is in no event log");
    patch(&client, &format!("/api/webhooks/{id}"), json!({"state": "off"})).await;
    for path in [format!("/api/webhooks/{id}/test"), format!("/api/deliveries/{}/replay", sent["deliveryId"].as_str().unwrap())] {
        assert_eq!(client.post(&path, &json!({})).await.error().1, "CONFLICT");
    }
    assert_eq!(client.post(&format!("/api/webhooks/{id}/replay"), &json!({"failed": true})).await.error().1, "CONFLICT");
}

#[tokio::test]
async fn the_log_is_read_by_pages_and_filters() {
    let app = TestApp::new().await;
    let client = app.api_key();
    let id = id_of(&made(&app).await);
    let other = id_of(&made(&app).await);
    delivery(&app, &other, "failed", "lead.created", 500, Some(500)).await;
    let mut ids = Vec::new();
    for (state, kind, age, status) in [
        ("pending", "lead.created", 1_000, None),
        ("failed", "lead.completed", 2_000, Some(503)),
        ("delivered", "lead.completed", 2_000, Some(200)),
        ("delivered", "lead.created", 4_000, Some(200)),
        ("pending", "lead.completed", 5_000, Some(502)),
    ] {
        ids.push(delivery(&app, &id, state, kind, age, status).await);
    }
    let path = format!("/api/webhooks/{id}/deliveries");
    let (mut seen, mut at) = (Vec::new(), format!("{path}?limit=2"));
    for _ in 0..3 {
        let page = client.get(&at).await.json();
        seen.extend(page["data"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
        match page["nextCursor"].as_str() {
            Some(cursor) => at = format!("{path}?limit=2&cursor={cursor}"),
            None => break,
        }
    }
    let sorted = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    assert_eq!((seen.len(), sorted(&seen)), (5, sorted(&ids)), "each once");
    assert_eq!((&seen[0], &seen[4]), (&ids[0], &ids[4]), "newest first");
    let now = app.app.now();
    for (query, expected) in [
        ("state=delivered".to_owned(), 2),
        ("event=lead.completed".to_owned(), 3),
        ("state=pending&event=lead.completed".to_owned(), 1),
        (format!("from={}", now - 2_000), 3),
        (format!("to={}", now - 2_000), 2),
        (format!("from={now}&to=0"), 0),
    ] {
        assert_eq!(client.get(&format!("{path}?{query}")).await.json()["data"].as_array().unwrap().len(), expected, "{query}");
    }
    let failed = client.get(&format!("{path}?state=failed")).await.json();
    let one = &failed["data"][0];
    assert_eq!((&one["status"], &one["failure"], &one["totalTries"], &one["durationMs"]), (&json!(503), &json!("http_503"), &json!(1), &json!(120)));
    assert_eq!(one["nextAt"], Value::Null, "what has ended has no next try");
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=x", "limit"),
        ("state=gone", "state"),
        ("event=x", "event"),
        ("from=-1", "from"),
        ("to=tomorrow", "to"),
        ("cursor=x", "cursor"),
        ("cursor=1-dlv_x", "cursor"),
    ] {
        let answer = client.get(&format!("{path}?{query}")).await;
        assert!(answer.status == 400 && answer.json()["error"]["details"]["fields"][field].is_string(), "{query}: {}", answer.text);
    }
    let whole = client.get(&format!("/api/deliveries/{}", ids[1])).await.json();
    let tried = &whole["delivery"]["attempts"][0];
    assert_eq!((&tried["status"], &tried["answer"], &tried["answerHeaders"]), (&json!(503), &json!("<b>no\u{FFFD}</b>"), &json!({"server": "sink"})));
    assert_eq!(tried["requestHeaders"]["x-magnetite-event"], "lead.completed");
}

#[tokio::test]
async fn what_has_ended_is_sent_again_one_by_one_all_that_failed_or_by_time() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let client = app.api_key();
        let id = id_of(&made(&app).await);
        let other = id_of(&made(&app).await);
        let now = app.app.now();
        let old = delivery(&app, &id, "delivered", "lead.created", 10_000, Some(200)).await;
        let failed = delivery(&app, &id, "failed", "lead.created", 5_000, Some(500)).await;
        let waiting = delivery(&app, &id, "pending", "lead.created", 5_000, Some(502)).await;
        let theirs = delivery(&app, &other, "failed", "lead.created", 5_000, Some(500)).await;
        let replay = format!("/api/webhooks/{id}/replay");
        let answer = client.post(&replay, &json!({"failed": true})).await;
        assert_eq!((answer.status, answer.json()), (202, json!({"success": true, "replayed": 1})));
        assert_eq!(state_of(&app, &failed).await, ("pending".into(), 0, now));
        assert_eq!(state_of(&app, &waiting).await, ("pending".into(), 1, now + 7_200_000), "what waits keeps its schedule");
        assert_eq!((state_of(&app, &theirs).await.0, state_of(&app, &old).await.0), ("failed".into(), "delivered".into()));
        assert_eq!(client.post(&replay, &json!({"failed": true})).await.json()["replayed"], 0);

        let range = |from: i64, to: i64| json!({"from": from, "to": to});
        assert_eq!(client.post(&replay, &range(now - 9_999, now)).await.json()["replayed"], 0, "before the range");
        assert_eq!(client.post(&replay, &range(now, now - 20_000)).await.json()["replayed"], 0, "an empty range");
        assert_eq!(client.post(&replay, &range(now - 10_000, now - 9_999)).await.json()["replayed"], 1, "a delivered one too");
        assert_eq!(state_of(&app, &old).await, ("pending".into(), 0, now));
        assert_eq!(client.post(&format!("/api/deliveries/{waiting}/replay"), &json!({})).await.status, 202);
        assert_eq!(state_of(&app, &waiting).await, ("pending".into(), 0, now), "one that waits is sent at once");

        for body in [
            json!({}),
            json!({"failed": false}),
            json!({"failed": true, "from": 1, "to": 2}),
            json!({"from": 1}),
            json!({"from": -1, "to": 2}),
            json!({"from": "1", "to": 2}),
            json!({"from": 1.5, "to": 2}),
            json!({"from": 1, "to": 2, "x": 3}),
        ] {
            assert_eq!(client.post(&replay, &body).await.error().0, 400, "{body}");
        }
        assert_eq!(client.post(&replay, &json!({"from": 1.0, "to": 2e3})).await.status, 202, "a whole number however it is written");
    }
}

#[tokio::test]
async fn a_deleted_endpoint_takes_its_log_with_it() {
    let app = TestApp::new().await;
    let client = app.api_key();
    let id = id_of(&made(&app).await);
    let keep = id_of(&made(&app).await);
    let gone = delivery(&app, &id, "failed", "lead.created", 1, Some(500)).await;
    let kept = delivery(&app, &keep, "failed", "lead.created", 1, Some(500)).await;
    assert_eq!(delete(&client, &format!("/api/webhooks/{id}")).await.status, 200);
    assert_eq!(delete(&client, &format!("/api/webhooks/{id}")).await.error().1, "NOT_FOUND");
    assert_eq!(client.get(&format!("/api/deliveries/{gone}")).await.status, 404);
    assert_eq!(client.get(&format!("/api/deliveries/{kept}")).await.status, 200);
    let tries: Vec<(i64,)> = app.app.db.fetch_all("SELECT CAST(COUNT(*) AS BIGINT) FROM delivery_tries", vec![]).await.unwrap();
    assert_eq!(tries[0].0, 1);
}
