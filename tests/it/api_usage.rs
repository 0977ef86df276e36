//! Usage by API: the same counts by day, endpoint, key and status.

use serde_json::{Value, json};

use crate::leads::lead;
use crate::support::app::TestApp;

async fn usage(app: &TestApp, query: &str) -> Value {
    let answer = app.api_key().get(&format!("/api/usage{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text);
    answer.json()
}

#[tokio::test]
async fn requests_and_leads_are_counted_by_day_endpoint_key_and_status() {
    let app = TestApp::new().await;
    lead(&app, "jane@firm.example").await;
    app.run_jobs().await;
    app.advance(86_400_000);
    app.web.keys.clear();
    assert_eq!(app.api_key().get("/api/leads/lead_0000000000000000000000").await.status, 404);
    app.web.counters.flush(&app.app).await.unwrap();
    let by_day = usage(&app, "").await;
    assert_eq!((&by_day["from"], &by_day["to"], &by_day["group"]), (&json!("2026-10-27"), &json!("2026-11-25"), &json!("day")));
    assert_eq!(
        by_day["data"],
        json!([{"day": "2026-11-24", "requests": 1, "refused": 0, "leads": 1}, {"day": "2026-11-25", "requests": 1, "refused": 1, "leads": 0}])
    );
    assert_eq!(by_day["totals"], json!({"requests": 2, "refused": 1, "leads": 1}));
    assert_eq!(by_day["credits"], json!({"available": null, "usedThisMonth": 1, "usedInAll": 1}));
    let by_endpoint = usage(&app, "?group=endpoint&to=2026-11-24").await;
    assert_eq!(by_endpoint["data"], json!([{"endpoint": "POST /projects/generate", "requests": 1, "refused": 0}]));
    let by_key = usage(&app, "?group=key").await;
    assert_eq!(by_key["data"], json!([{"keyId": app.first.key.id.as_str(), "name": "First key", "requests": 2, "refused": 1}]));
    let by_status = usage(&app, "?group=status&from=2026-11-25").await;
    assert_eq!(by_status["data"], json!([{"status": 404, "requests": 1, "refused": 1}]));
    for empty in ["?from=2026-11-26", "?from=0001-01-01&to=0001-01-02", "?from=2026-11-25&to=2026-11-24", "?from=9999-12-31"] {
        assert_eq!(usage(&app, empty).await["data"], json!([]), "{empty}");
    }
    assert_eq!(usage(&app, "?from=0001-01-01&to=9999-12-31").await["totals"]["leads"], 1);
    for bad in ["from=x", "to=2026-13-01", "to=2026-1-1", "group=week", "from="] {
        assert_eq!(app.api_key().get(&format!("/api/usage?{bad}")).await.error().1, "INVALID_REQUEST", "{bad}");
    }
}
