//! The event log by API: in order, from any place, none missed, none twice.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::leads::lead;
use crate::support::app::{On, TestApp};

fn ids(page: &Value) -> Vec<String> {
    page["data"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect()
}

async fn page(app: &TestApp, query: &str) -> Value {
    let answer = app.api_key().get(&format!("/api/events{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text);
    answer.json()
}

#[tokio::test]
async fn whoever_goes_on_from_the_cursor_or_an_id_gets_each_event_once() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let empty = page(&app, "").await;
        assert_eq!((ids(&empty).len(), &empty["nextCursor"]), (0, &json!("0")));
        for n in 0..3 {
            lead(&app, &format!("a{n}@firm.example")).await;
        }
        app.run_jobs().await;
        let all = ids(&page(&app, "").await);
        assert!(all.len() > 12, "{all:?}");
        let (mut walked, mut cursor) = (Vec::new(), "0".to_owned());
        loop {
            let some = page(&app, &format!("?limit=4&after={cursor}")).await;
            some["nextCursor"].as_str().unwrap().clone_into(&mut cursor);
            let found = ids(&some);
            if found.is_empty() {
                break;
            }
            walked.extend(found);
        }
        assert_eq!(walked, all);
        let after = ids(&page(&app, &format!("?after={}", all[4])).await);
        assert_eq!(after, all[5..]);
        let end = page(&app, &format!("?after={cursor}")).await;
        assert_eq!((ids(&end).len(), end["nextCursor"].as_str().unwrap()), (0, cursor.as_str()));
        lead(&app, "new@firm.example").await;
        let news = page(&app, &format!("?after={cursor}")).await;
        assert_eq!((&news["data"][0]["event"], &news["data"][0]["lead"]["email"]), (&json!("lead.created"), &json!("new@firm.example")));
        app.run_jobs().await;
    }
}

#[tokio::test]
async fn one_who_reads_while_others_write_misses_none() {
    for on in [On::Sqlite, On::Postgres] {
        let app = Arc::new(TestApp::start(on, &[]).await);
        let writing = tokio::spawn({
            let app = app.clone();
            async move {
                let client = app.api_key();
                let post = async |n: usize| client.post("/api/projects/generate", &json!({"email": format!("a{n}@gmail.com")})).await.status;
                for some in (0..60).collect::<Vec<_>>().chunks(12) {
                    let answered = futures_util::future::join_all(some.iter().map(|n| post(*n))).await;
                    assert!(answered.iter().all(|status| *status == 200));
                }
            }
        });
        let (mut seen, mut cursor) = (Vec::new(), "0".to_owned());
        loop {
            let over = writing.is_finished();
            let some = page(&app, &format!("?limit=7&after={cursor}")).await;
            some["nextCursor"].as_str().unwrap().clone_into(&mut cursor);
            let found = ids(&some);
            if over && found.is_empty() {
                break;
            }
            seen.extend(found);
        }
        writing.await.unwrap();
        assert_eq!(seen.len(), 60, "of 60 events the reader saw another number");
        assert_eq!(seen, ids(&page(&app, "?limit=500").await));
    }
}

#[tokio::test]
async fn a_bad_place_is_refused_and_one_of_nobodys_or_anothers_log_is_not_found() {
    let app = TestApp::new().await;
    let other = app.other_tenant().await;
    lead(&app, "jane@firm.example").await;
    let mine = ids(&page(&app, "").await)[0].clone();
    for bad in ["after=", "after=-1", "after=x", "after=evt_1", "after=9999999999999999999", "limit=0", "limit=501"] {
        assert_eq!(app.api_key().get(&format!("/api/events?{bad}")).await.error().1, "INVALID_REQUEST", "{bad}");
    }
    assert_eq!(app.api_key().get("/api/events?after=evt_0000000000000000000000").await.error().1, "NOT_FOUND");
    let stranger = app.with_key(other.plain_key.reveal());
    assert_eq!(stranger.get(&format!("/api/events?after={mine}")).await.error().1, "NOT_FOUND");
    assert!(ids(&stranger.get("/api/events").await.json()).is_empty());
    app.run_jobs().await;
}
