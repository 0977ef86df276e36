//! What the reader meets: the waiting page, the magnet in its forms, what is held about them.

use magnetite::model::api_key::{KeyMode, Scope};
use serde_json::json;

use crate::support::app::TestApp;

fn path(url: &serde_json::Value) -> String {
    format!("/go/{}", url.as_str().unwrap().split_once("/go/").unwrap().1)
}

#[tokio::test]
async fn the_link_works_at_once_and_turns_into_the_magnet() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example", "company": "Firm & Sons"})).await;
    let link = path(&body["leadMagnetUrl"]);
    let waiting = app.anonymous().get(&link).await;
    assert_eq!(waiting.status, 200);
    assert!(waiting.header("refresh") == "3" && waiting.text.contains("Firm &amp; Sons") || waiting.text.contains("Firm &#38; Sons"), "{}", waiting.text);
    assert_eq!(app.anonymous().get(&format!("{link}.pdf")).await.status, 404);
    app.run_jobs().await;
    let page = app.anonymous().get(&link).await;
    assert!(page.status == 200 && page.header("refresh").is_empty());
    for (ending, content_type, magic) in
        [("pdf", "application/pdf", &b"%PDF-"[..]), ("png", "image/png", b"\x89PNG"), ("md", "text/markdown; charset=utf-8", b"#")]
    {
        let artefact = app.anonymous().get(&format!("{link}.{ending}")).await;
        assert_eq!((artefact.status, artefact.header("content-type")), (200, content_type));
        assert!(artefact.bytes.starts_with(magic), "{ending}");
    }
}

#[tokio::test]
async fn pages_are_private_strict_and_not_indexed() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    let link = path(&body["leadMagnetUrl"]);
    for round in 0..2 {
        for file in [link.clone(), format!("{link}/about-this-page")] {
            let page = app.anonymous().get(&file).await;
            assert_eq!(page.status, 200, "{file}");
            assert!(page.header("content-security-policy").contains("default-src 'none'"));
            assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
            assert!(page.header("x-robots-tag").starts_with("noindex"));
            assert!(page.header("cache-control").contains("private"));
            assert_eq!(page.header("referrer-policy"), "no-referrer");
            // The magnet has scripts, which its policy names by hash; nothing else has any.
            let (scripts, policy) = (page.text.matches("<script").count(), page.header("content-security-policy"));
            assert_eq!(scripts > 0, round == 1 && file == link, "round {round}, {file}");
            let named = policy.split("script-src").nth(1).map_or(0, |rest| rest.split(';').next().unwrap().matches("'sha256-").count());
            assert_eq!((page.text.matches("<script>").count(), named), (scripts, scripts));
        }
        app.run_jobs().await;
    }
    let page = app.anonymous().get(&link).await;
    let again = app.anonymous().send("GET", &link, &[("if-none-match", page.header("etag"))], None).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
    let etag = page.header("etag");
    for (tags, status) in [(format!("\"x\", {etag}"), 304), (format!("W/{etag}"), 304), ("*".into(), 304), ("\"x\"".into(), 200)] {
        assert_eq!(app.anonymous().send("GET", &link, &[("if-none-match", &tags)], None).await.status, status, "{tags}");
    }
}

#[tokio::test]
async fn the_reader_can_see_what_is_held() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example", "fullName": "<b>Jane</b>", "customFields": {"seats": 12}})).await;
    app.run_jobs().await;
    let page = app.anonymous().get(&format!("{}/about-this-page", path(&body["leadMagnetUrl"]))).await;
    for wanted in ["j…@firm.example", "&#60;b&#62;Jane", "seats", "12", "acme"] {
        assert!(page.text.contains(wanted), "{wanted} is missing in {}", page.text);
    }
}

#[tokio::test]
async fn unknown_leads_and_other_endings_are_not_found() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    app.run_jobs().await;
    let link = path(&body["leadMagnetUrl"]);
    for file in
        ["/go/acme/lead_0000000000000000000000", "/go/nobody/x", &format!("{link}.json"), &format!("{link}.exe"), "/go/acme/..%2f..%2fetc%2fpasswd", "/nothing"]
    {
        assert_eq!(app.anonymous().get(file).await.status, 404, "{file}");
    }
}

#[tokio::test]
async fn a_test_key_runs_the_whole_flow_on_the_sample_and_says_so() {
    let app = TestApp::new().await;
    let (_, key) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
    let answer = app.with_key(key.reveal()).post("/api/projects/generate", &json!({"email": "jane@firm.example", "domain": "firm.example"})).await;
    app.run_jobs().await;
    let page = app.anonymous().get(&path(&answer.json()["leadMagnetUrl"])).await;
    assert!(page.text.to_lowercase().contains("sample"), "{}", page.text);
    assert!(page.text.contains("Harbour"), "the sample dossier was not used");
}

#[tokio::test]
async fn a_magnet_host_answers_with_pages_alone() {
    let app = TestApp::start(crate::support::app::On::Sqlite, &[("MAGNET_HOST", "go.example.com")]).await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    let lead = body["leadId"].as_str().unwrap();
    assert_eq!(body["leadMagnetUrl"], json!(format!("https://acme.go.example.com/{lead}")));
    let get = async |host: &str, path: &str| app.anonymous().send("GET", path, &[("host", host)], None).await.status;
    assert_eq!(get("acme.go.example.com", &format!("/{lead}")).await, 200);
    assert_eq!(get("ACME.go.example.com:443", &format!("/{lead}/about-this-page")).await, 200);
    assert_eq!(get("globex.go.example.com", &format!("/{lead}")).await, 404);
    assert_eq!(get("acme.go.example.com", "/api/health").await, 404);
    app.run_jobs().await;
    // Its fonts are on the same host.
    let page = app.anonymous().send("GET", &format!("/{lead}"), &[("host", "acme.go.example.com")], None).await.text;
    let sheet = page.split_once("<link rel=\"stylesheet\" href=\"").unwrap().1.split_once('"').unwrap().0;
    let fonts = app.anonymous().send("GET", sheet, &[("host", "acme.go.example.com")], None).await;
    assert!(!page.contains("font/woff2") && fonts.text.starts_with("@font-face") && fonts.header("cache-control").ends_with("immutable"));
    // The path of before goes on, for programs that embed links too.
    for url in [format!("https://acme.go.example.com/{lead}"), format!("{}/go/acme/{lead}", app.app.public_url())] {
        let ask = format!("/oembed?url={}", url::form_urlencoded::byte_serialize(url.as_bytes()).collect::<String>());
        assert_eq!(app.anonymous().get(&ask).await.status, 200, "{url}");
    }
}
