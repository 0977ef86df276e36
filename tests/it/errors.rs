//! Every error has the one envelope, whoever raises it, and the problem form on request.

use magnetite::web::error::ALL;

use crate::support::app::TestApp;

#[tokio::test]
async fn unknown_paths_and_wrong_methods_have_the_envelope() {
    let app = TestApp::new().await;
    for path in ["/api", "/api/", "/api/nothing", "/api/v1/nothing", "/api/projects/a/b/c", "/api/generation/job_x/status/x"] {
        assert_eq!(app.api_key().get(path).await.error().1, "NOT_FOUND", "{path}");
    }
    for (method, path, allow) in
        [("DELETE", "/api/health", "GET,HEAD"), ("PUT", "/api/projects/generate", "GET,HEAD,POST"), ("POST", "/api/v1/health", "GET,HEAD")]
    {
        let answer = app.api_key().send(method, path, &[], None).await;
        assert_eq!((answer.error().0, answer.error().1), (405, "METHOD_NOT_ALLOWED".into()), "{path}");
        assert_eq!(answer.header("allow"), allow);
    }
}

#[tokio::test]
async fn bad_bodies_are_told_what_is_wrong() {
    let app = TestApp::new().await;
    let post = async |content_type: &str, body: Vec<u8>| {
        app.api_key().send("POST", "/api/projects/generate", &[("content-type", content_type)], Some(body)).await.error()
    };
    let json = "application/json";
    for (body, message) in [
        (&b"{"[..], "The request body is not valid JSON (line 1, column 1)"),
        (b"[]", "The request body must be a JSON object"),
        (b"", "The request body is empty; it must be a JSON object"),
        (b"{}", "Missing required field: email"),
        (b"{\"email\":\"\xff\xfe@x\"}", "The request body is not valid JSON (line 1, column 11)"),
    ] {
        let error = post(json, body.to_vec()).await;
        assert_eq!((error.0, error.1.as_str()), (400, "INVALID_REQUEST"));
        assert_eq!(error.2, message);
    }
    assert_eq!(post("application/x-www-form-urlencoded", b"email=a".to_vec()).await.1, "UNSUPPORTED_MEDIA_TYPE");
    assert_eq!(post("application/json; charset=utf-8", vec![b' '; (1 << 20) + 1]).await.1, "PAYLOAD_TOO_LARGE");
}

#[tokio::test]
async fn all_faults_of_a_body_come_back_at_once() {
    let app = TestApp::new().await;
    let answer = app
        .api_key()
        .post("/api/projects/generate", &serde_json::json!({"email": "a@b", "fullName": "x".repeat(300), "domain": "localhost", "title": 5}))
        .await;
    assert_eq!(answer.status, 400);
    let fields = answer.json()["error"]["details"]["fields"].clone();
    let names: Vec<&String> = fields.as_object().unwrap().keys().collect();
    assert_eq!(names, ["domain", "email", "fullName", "title"]);
}

#[tokio::test]
async fn a_client_that_asks_gets_the_problem_form_with_a_type_that_resolves() {
    let app = TestApp::new().await;
    let answer = app.anonymous().send("GET", "/api/health", &[("accept", "application/problem+json")], None).await;
    assert_eq!((answer.status, answer.header("content-type"), answer.header("www-authenticate")), (401, "application/problem+json", "Bearer"));
    let problem = answer.json();
    assert_eq!((problem["status"].as_i64(), problem["detail"].as_str()), (Some(401), Some("Authorization header is required")));
    let path = problem["type"].as_str().unwrap().split_once("localhost").unwrap().1.split_once('/').unwrap().1.to_owned();
    let page = app.anonymous().get(&format!("/{path}")).await;
    assert!(page.status == 200 && page.text.contains("MISSING_AUTH_HEADER") && page.text.contains("What to do"));
}

#[tokio::test]
async fn every_code_has_a_page_and_a_code_stands_once() {
    let app = TestApp::new().await;
    let mut seen = std::collections::BTreeSet::new();
    for kind in ALL {
        assert!(seen.insert(kind.code), "{} stands twice", kind.code);
        assert_eq!(app.anonymous().get(&format!("/errors/{}", kind.code)).await.status, 200);
    }
}

#[tokio::test]
async fn every_answer_carries_a_request_id_and_keeps_a_given_one() {
    let app = TestApp::new().await;
    for path in ["/api/health", "/api/nothing", "/nothing", "/healthz"] {
        assert_eq!(app.anonymous().get(path).await.header("x-request-id").len(), 20, "{path}");
    }
    let kept = app.anonymous().send("GET", "/healthz", &[("x-request-id", "n8n-42")], None).await;
    assert_eq!(kept.header("x-request-id"), "n8n-42");
}
