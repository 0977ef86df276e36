//! Openings of magnets are events: of people and of programs apart, not again for who reloads, and never in the way of the page.

use magnetite::model::event::EventKind;
use serde_json::json;

use crate::support::app::{On, TestApp};
use crate::support::visitor::{replay, settle};
use crate::views::trace;
use crate::webhooks::patch;

const PERSON: [(&str, &str); 3] = [("user-agent", "Mozilla/5.0 Firefox/140.0"), ("sec-fetch-dest", "document"), ("sec-fetch-mode", "navigate")];

/// (event, class and what of its data) of the lead's events about openings, in order; their numbers have no gap.
async fn openings(app: &TestApp, lead: &str) -> Vec<(String, String)> {
    app.web.counters.flush(&app.app).await.unwrap();
    let events = magnetite::store::events::events_of_lead(&app.app.db, &app.first.workspace.id, &lead.parse().unwrap()).await.unwrap();
    for (at, (_, payload)) in events.iter().enumerate() {
        assert_eq!(payload["sequence"], at + 1, "a gap in {events:?}");
    }
    let told = events.iter().filter(|(kind, _)| kind.starts_with("magnet.") && kind != "magnet.generated");
    told.map(|(kind, payload)| {
        assert!(payload["magnet"]["url"].as_str().unwrap().ends_with(lead) && payload["job"]["status"] == "completed", "{payload}");
        (kind.clone(), format!("{} {}", payload["data"]["class"].as_str().unwrap(), payload["data"]["what"].as_str().unwrap()))
    })
    .collect()
}

#[tokio::test]
async fn a_person_who_opens_the_magnet_is_told_once_in_a_while_and_programs_apart() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let offer = json!({"offer": {"company": "Acme", "sells": "Repairs", "cta": {"label": "Book a call", "url": "https://acme.example/book"}}});
        assert_eq!(patch(&app.api_key(), "/api/projects/spring", offer).await.status, 200);
        let body = app.generate(json!({"email": "jane@firm.example"})).await;
        let lead = body["leadId"].as_str().unwrap();
        let page = format!("/go/acme/{lead}");
        app.run_jobs().await;
        let event = |kind: EventKind, data: &str| (kind.to_string(), data.to_owned());
        let person = trace("person_tor");
        for _ in 0..3 {
            replay(&app, &page, &person).await;
        }
        let mut expected = vec![event(EventKind::MagnetViewed, "human page")];
        assert_eq!(openings(&app, lead).await, expected, "who reloads is one opening");
        app.advance(20 * 60_000);
        replay(&app, &page, &person).await;
        app.advance(20 * 60_000);
        replay(&app, &page, &person).await;
        assert_eq!(openings(&app, lead).await, expected, "30 minutes are counted from the last opening");
        app.advance(30 * 60_000 + 1);
        replay(&app, &page, &person).await;
        expected.push(event(EventKind::MagnetViewed, "human page"));
        assert_eq!(openings(&app, lead).await, expected);
        for name in ["person_without_script", "slackbot", "sandbox", "curl"] {
            replay(&app, &page, &trace(name)).await;
        }
        expected.extend([
            event(EventKind::MagnetViewed, "human pdf"),
            event(EventKind::MagnetCtaClicked, "human cta"),
            event(EventKind::MagnetPrefetched, "preview page"),
            event(EventKind::MagnetPrefetched, "scanner page"),
            event(EventKind::MagnetPrefetched, "scanner pdf"),
        ]);
        assert_eq!(openings(&app, lead).await, expected, "what nothing is known of yet is not told");
        settle(&app).await;
        expected.push(event(EventKind::MagnetPrefetched, "unknown page"));
        assert_eq!(openings(&app, lead).await, expected);
        let views: Vec<(i64,)> = app.app.db.fetch_all("SELECT CAST(COUNT(*) AS BIGINT) FROM views", vec![]).await.unwrap();
        assert_eq!(views[0].0, 13, "every opening is a view, told or not");
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn a_view_of_what_was_erased_or_cannot_be_read_fails_nobody() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    let other = app.generate(json!({"email": "joe@firm.example"})).await;
    let [lead, damaged] = [&body, &other].map(|body| body["leadId"].as_str().unwrap().to_owned());
    app.run_jobs().await;
    for lead in [&lead, &damaged] {
        assert_eq!(app.anonymous().send("GET", &format!("/go/acme/{lead}"), &PERSON, None).await.status, 200);
    }
    let gone = "DELETE FROM leads WHERE id = $1";
    app.app.db.execute(gone, vec![lead.as_str().into()]).await.unwrap();
    app.app.db.execute("UPDATE leads SET fields = '{' WHERE id = $1", vec![damaged.as_str().into()]).await.unwrap();
    app.web.counters.flush(&app.app).await.unwrap();
    let views: Vec<(String,)> = app.app.db.fetch_all("SELECT lead_id FROM views", vec![]).await.unwrap();
    assert_eq!(views, [(damaged,)]);
}
