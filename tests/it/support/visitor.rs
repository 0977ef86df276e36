//! A visitor of a magnet: sends requests as a trace says, with the script's answers worked out as the page does.

use std::collections::BTreeMap;

use magnetite::model::seen::proof;
use magnetite::worker::chores;
use serde::Deserialize;
use serde_json::json;

use super::app::TestApp;

/// One visit, as it is written down in `tests/it/traces`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// Of the newest view of the page at the end.
    pub class: String,
    /// In any order.
    pub events: Vec<String>,
    pub address: String,
    pub headers: BTreeMap<String, String>,
    pub request: Vec<Step>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Step {
    /// `page`, `pdf`, `cta`; of the script: `hello`, `report`.
    pub what: String,
    pub after_ms: i64,
    pub method: String,
    /// Beside those of the trace, or in their place.
    pub headers: BTreeMap<String, String>,
    pub sight: i64,
    pub signs: Vec<String>,
    pub sections: Vec<String>,
    pub sources: u32,
    pub mails: u32,
    pub driven: bool,
    pub gone: bool,
    /// The script's sum is wrong.
    pub forged: bool,
}

impl Step {
    pub fn new(what: &str, after_ms: i64) -> Self {
        Self { what: what.to_owned(), after_ms, ..Self::default() }
    }
}

/// Sends what the trace says, and lets time pass between. Where that is long, the server does what it does in the meantime.
pub async fn replay(app: &TestApp, page: &str, trace: &Trace) {
    let (client, mut token) = (app.anonymous(), String::new());
    for step in &trace.request {
        app.advance(step.after_ms);
        if step.after_ms > 30 * 60 * 1_000 {
            app.web.counters.flush(&app.app).await.unwrap();
            chores::run_due(&app.app).await.unwrap();
        }
        let mut headers = trace.headers.clone();
        headers.insert("x-forwarded-for".into(), trace.address.clone());
        headers.extend(step.headers.clone());
        let is_script = ["hello", "report"].contains(&step.what.as_str());
        if is_script {
            headers.insert("accept".into(), "*/*".into());
            if headers.contains_key("sec-fetch-dest") {
                for (name, value) in [("sec-fetch-dest", "empty"), ("sec-fetch-mode", "cors"), ("sec-fetch-site", "same-origin")] {
                    headers.insert(name.into(), value.into());
                }
            }
            for name in ["sec-fetch-user", "sec-purpose", "range"] {
                headers.remove(name);
            }
        }
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let seen = format!("{page}/seen");
        match step.what.as_str() {
            "hello" => {
                let answer = client.send("POST", &seen, &headers, Some(br#"{"hello":1}"#.to_vec())).await;
                token = if answer.status == 200 { answer.json()["token"].as_str().unwrap().to_owned() } else { String::new() };
            }
            "report" if token.is_empty() => {}
            "report" => {
                let proof = proof(&token).wrapping_add(u32::from(step.forged));
                let body = json!({"token": token, "proof": proof, "sight": step.sight, "signs": step.signs, "sections": step.sections, "sources": step.sources,
                    "ticks": 0, "mails": step.mails, "driven": step.driven, "window": true, "gone": step.gone});
                assert_eq!(client.send("POST", &seen, &headers, Some(body.to_string().into_bytes())).await.status, 204);
            }
            what => {
                let path = match what {
                    "page" => page.to_owned(),
                    "pdf" => format!("{page}.pdf"),
                    "cta" => format!("{page}/cta"),
                    other => panic!("no such request: {other}"),
                };
                let method = if step.method.is_empty() { "GET" } else { &step.method };
                let status = client.send(method, &path, &headers, None).await.status;
                assert!([200, 303].contains(&status), "{path}: {status}");
            }
        }
    }
}

/// All that is awaited has come or will not.
pub async fn settle(app: &TestApp) {
    app.web.counters.flush(&app.app).await.unwrap();
    app.advance(31 * 60 * 1_000);
    chores::run_due(&app.app).await.unwrap();
}
