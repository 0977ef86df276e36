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

/// Sends bytes as they are and reads to the end: (head in lower case, body).
async fn raw(app: &TestApp, bytes: &[u8]) -> (String, String) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(app.base.strip_prefix("http://").unwrap()).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer to {:?}: {answer}", String::from_utf8_lossy(&bytes[..20])));
    (head.to_ascii_lowercase(), body.to_owned())
}

#[tokio::test]
async fn what_the_http_library_refuses_has_the_envelope_too() {
    let app = TestApp::new().await;
    let get = |path: &str, headers: &str| format!("GET {path} HTTP/1.1\r\nhost: x\r\n{headers}\r\n").into_bytes();
    let many: String = (0..150).map(|n| format!("x-{n}: a\r\n")).collect();
    let cases = [
        (b"NONSENSE\r\n\r\n".to_vec(), "400"),
        (b"GET /api/\xff HTTP/1.1\r\nhost: x\r\n\r\n".to_vec(), "400"),
        (get("/api/health", "content-length: many\r\n"), "400"),
        (get("/api/health", &format!("x-long: {}\r\n", "a".repeat(100_000))), "431"),
        (get("/api/health", &many), "431"),
    ];
    for (bytes, status) in cases {
        let (head, body) = raw(&app, &bytes).await;
        assert!(head.starts_with(&format!("http/1.1 {status} ")), "{head}");
        assert!(head.contains("\r\ncontent-type: application/json") && head.contains("\r\nx-request-id: "), "{head}");
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!((&body["success"], &body["error"]["code"]), (&false.into(), &"INVALID_REQUEST".into()));
    }
}

#[tokio::test]
async fn a_path_that_is_no_utf8_has_the_envelope_or_a_page() {
    let app = TestApp::new().await;
    for path in ["/api/generation/%ff/status", "/api/v1/leads/%c3%28/job-status", "/api/projects/%ff", "/api/projects/%ff/generate"] {
        let error = app.api_key().get(path).await.error();
        assert_eq!((error.0, error.1.as_str()), (400, "INVALID_REQUEST"), "{path}");
    }
    for path in ["/go/acme/%ff", "/go/%ff/x/about-this-page", "/errors/%ff", "/setup/%ff", "/assets/%ff"] {
        let page = app.anonymous().get(path).await;
        assert!(page.status == 404 && page.header("content-type").starts_with("text/html"), "{path}: {}", page.text);
    }
}

#[tokio::test]
async fn outside_the_api_browsers_get_a_page_and_programs_the_envelope() {
    let app = TestApp::new().await;
    assert_eq!(app.anonymous().get("/nothing").await.error().1, "NOT_FOUND");
    let wrong = app.anonymous().send("POST", "/healthz", &[], None).await;
    assert_eq!((wrong.error().0, wrong.error().1.as_str(), wrong.header("allow")), (405, "METHOD_NOT_ALLOWED", "GET,HEAD"));
    for (method, path, status) in [("GET", "/nothing", 404), ("POST", "/", 405)] {
        let page = app.anonymous().send(method, path, &[("accept", "text/html,*/*")], None).await;
        assert!(page.status == status && page.header("content-type").starts_with("text/html"), "{path}");
    }
}

#[tokio::test]
async fn a_panic_has_the_envelope_and_the_problem_form() {
    use axum::body::Body;
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    async fn boom() -> &'static str {
        panic!("the password is hunter2")
    }
    let app = TestApp::new().await;
    let web = magnetite::web::Web::new(app.app.clone());
    let routes = magnetite::web::with_envelope(&web, axum::Router::new().route("/boom", axum::routing::get(boom))).with_state(web);
    for (accept, content_type) in [("*/*", "application/json"), ("application/problem+json", "application/problem+json")] {
        let request = axum::http::Request::get("/boom").header("accept", accept).body(Body::empty()).unwrap();
        let response = routes.clone().oneshot(request).await.unwrap();
        assert_eq!((response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()), (500, content_type));
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8(body.to_vec()).unwrap();
        assert!(text.contains("INTERNAL_ERROR") && !text.contains("hunter2"), "{text}");
    }
}

#[tokio::test]
async fn a_body_far_over_the_limit_gets_its_answer_and_no_broken_connection() {
    let app = TestApp::new().await;
    let body = vec![b' '; 12 << 20];
    for (client, code) in [(app.api_key(), "PAYLOAD_TOO_LARGE"), (app.with_key("nonsense"), "INVALID_API_KEY")] {
        for _ in 0..3 {
            let answer = client.send("POST", "/api/projects/generate", &[("content-type", "application/json")], Some(body.clone())).await;
            assert_eq!(answer.error().1, code);
        }
    }
    let key = app.first.plain_key.reveal();
    let head = format!(
        "POST /api/projects/generate HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer {key}\r\nexpect: 100-continue\r\ncontent-length: 9000000\r\n\r\n"
    );
    assert!(raw(&app, head.as_bytes()).await.0.starts_with("http/1.1 413 "), "a client that asks first must not be told to go on");
}
