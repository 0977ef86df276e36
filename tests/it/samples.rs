//! The gallery of samples, and what programs that embed links learn of a magnet.

use serde_json::{Value, json};

use crate::support::app::TestApp;

#[tokio::test]
async fn anybody_can_look_at_every_sample_in_every_theme() {
    let app = TestApp::new().await;
    let gallery = app.anonymous().get("/samples").await;
    assert_eq!(gallery.status, 200);
    assert!(gallery.header("content-security-policy").contains("default-src 'none'"));
    for sample in magnetite_document::samples() {
        assert!(gallery.text.contains(&format!("id=\"{}\"", sample.name)), "{}", sample.name);
        for theme in ["journal", "ledger", "signal"] {
            let address = format!("/samples/{}/{theme}", sample.name);
            assert!(gallery.text.contains(&format!("href=\"{address}\"")), "{address}");
            let page = app.anonymous().get(&address).await;
            assert_eq!(page.status, 200, "{address}");
            assert!(page.text.contains(&format!("data-theme=\"{theme}\"")), "{address}");
            assert!(page.header("content-security-policy").contains("style-src 'self' 'sha256-") && page.header("x-robots-tag").starts_with("noindex"));
        }
    }
    assert!(app.anonymous().get("/").await.text.contains("href=\"/samples\""));
}

#[tokio::test]
async fn a_sample_has_all_its_forms_and_nothing_else_is_there() {
    let app = TestApp::new().await;
    for (ending, kind, begins) in [
        ("pdf", "application/pdf", &b"%PDF-"[..]),
        ("letter.pdf", "application/pdf", b"%PDF-"),
        ("slides.pdf", "application/pdf", b"%PDF-"),
        ("png", "image/png", b"\x89PNG"),
        ("square.png", "image/png", b"\x89PNG"),
        ("md", "text/markdown; charset=utf-8", b"# "),
        ("json", "application/json", b"{"),
    ] {
        // A second reader gets what was made for the first.
        let (first, second) =
            (app.anonymous().get(&format!("/samples/thin/ledger.{ending}")).await, app.anonymous().get(&format!("/samples/thin/ledger.{ending}")).await);
        assert_eq!((first.status, first.header("content-type")), (200, kind));
        assert!(first.bytes.starts_with(begins) && first.bytes == second.bytes, "{ending}");
    }
    for nothing in
        ["/samples/none/journal", "/samples/thin/none", "/samples/thin/journal.exe", "/samples/thin/journal.", "/samples/thin/..%2f..%2fetc", "/samples/thin"]
    {
        assert_eq!(app.anonymous().get(nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn programs_that_embed_links_learn_title_sender_and_image_of_a_magnet_that_is_out() {
    let app = TestApp::new().await;
    let body = app.generate(json!({"email": "jane@firm.example", "company": "Firm & Sons"})).await;
    let url = body["leadMagnetUrl"].as_str().unwrap();
    let ask = |url: &str| format!("/oembed?format=json&url={}", url::form_urlencoded::byte_serialize(url.as_bytes()).collect::<String>());
    assert_eq!(app.anonymous().get(&ask(url)).await.status, 404, "nothing is out yet");
    app.run_jobs().await;
    let answer = app.anonymous().get(&ask(url)).await;
    assert_eq!(answer.status, 200);
    let told: Value = answer.json();
    assert_eq!((told["version"].as_str(), told["type"].as_str()), (Some("1.0"), Some("link")));
    assert!(!told["title"].as_str().unwrap().is_empty());
    assert_eq!(told["thumbnail_url"].as_str().unwrap(), format!("{url}.png"));
    assert!(told.get("html").is_none(), "no markup for others to run");
    // The page itself names this address.
    let page = app.anonymous().get(&format!("/go/{}", url.split_once("/go/").unwrap().1)).await;
    assert!(page.text.contains("type=\"application/json+oembed\""));
    for nothing in ["https://elsewhere.example/go/a/b", "nonsense", ""] {
        assert_eq!(app.anonymous().get(&ask(nothing)).await.status, 404, "{nothing}");
    }
    assert_eq!(app.anonymous().get("/oembed").await.status, 404);
    assert_eq!(app.anonymous().get(&ask(url).replace("format=json", "format=xml")).await.status, 501);
}

#[tokio::test]
async fn the_waiting_page_speaks_the_language_of_the_project() {
    let app = TestApp::new().await;
    let project = app.api_key().get("/api/projects/generate").await.json()["projectId"].as_str().unwrap().to_owned();
    let patch = json!({"blueprint": {"kind": "scorecard", "language": "de"}});
    assert_eq!(app.api_key().patch(&format!("/api/projects/{project}"), &patch).await.status, 200);
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    let page = app.anonymous().get(&format!("/go/{}", body["leadMagnetUrl"].as_str().unwrap().split_once("/go/").unwrap().1)).await;
    assert!(page.text.contains("<html lang=\"de\"") && page.text.contains("Anfrage eingegangen"), "{}", page.text.split_once("<body").unwrap().1);
    assert_eq!(page.header("refresh"), "3");
    app.run_jobs().await;
}
