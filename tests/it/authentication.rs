//! Keys: the three refusals to the letter, scopes, expiry, revocation, and that nothing else tells them apart.

use std::time::{Duration, Instant};

use magnetite::model::api_key::{KeyMode, PlainKey, Scope};
use magnetite::store::keys::revoke_key;
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::client::Client;

const INVALID: &str = "The provided API key is invalid";

#[tokio::test]
async fn a_good_key_is_told_so_and_nothing_else() {
    let app = TestApp::new().await;
    for path in ["/api/health", "/api/v1/health"] {
        let answer = app.api_key().get(path).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, r#"{"status":"ok","authenticated":true}"#));
    }
}

#[tokio::test]
async fn the_scheme_may_be_in_any_case_with_any_spaces() {
    let app = TestApp::new().await;
    let key = app.first.plain_key.reveal();
    for value in [format!("bearer {key}"), format!("BEARER   {key}"), format!("Bearer {key}  ")] {
        assert_eq!(Client::new(&app.base, Some(value)).get("/api/health").await.status, 200);
    }
}

#[tokio::test]
async fn every_bad_key_gets_its_error_to_the_letter() {
    let app = TestApp::new().await;
    let key = app.first.plain_key.reveal().to_owned();
    let unknown = PlainKey::new(KeyMode::Live, &magnetite::app::SystemRandom).reveal().to_owned();
    let (_, expired) = app.new_key(KeyMode::Live, &Scope::ALL, Some(app.app.now())).await;
    let missing = ("MISSING_AUTH_HEADER", "Authorization header is required");
    let cases = [
        (None, missing),
        (Some(String::new()), missing),
        (Some("   ".into()), missing),
        (Some(format!("Basic {key}")), ("INVALID_API_KEY", INVALID)),
        (Some(key.clone()), ("INVALID_API_KEY", INVALID)),
        (Some("Bearer".into()), ("INVALID_API_KEY", INVALID)),
        (Some(format!("Bearer {}{}", &key[..key.len() - 1], if key.ends_with('x') { 'y' } else { 'x' })), ("INVALID_API_KEY", INVALID)),
        (Some(format!("Bearer {key}{key}")), ("INVALID_API_KEY", INVALID)),
        (Some(format!("Bearer {unknown}")), ("INVALID_API_KEY", INVALID)),
        (Some(format!("Bearer {}", expired.reveal())), ("API_KEY_EXPIRED", "This API key has expired. Please generate a new one.")),
    ];
    for (value, (code, message)) in cases {
        let answer = Client::new(&app.base, value.clone()).get("/api/health").await;
        assert_eq!(answer.status, 401, "{value:?} is accepted");
        assert_eq!(answer.error(), (401, code.into(), message.into()), "{value:?}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

#[tokio::test]
async fn all_refusals_take_at_least_the_same_time() {
    let app = TestApp::new().await;
    let unknown = format!("Bearer {}", PlainKey::new(KeyMode::Live, &magnetite::app::SystemRandom).reveal());
    for value in [None, Some("Bearer nonsense".to_owned()), Some(unknown)] {
        let client = Client::new(&app.base, value);
        let started = Instant::now();
        client.get("/api/health").await;
        assert!(started.elapsed() >= Duration::from_millis(5));
    }
}

#[tokio::test]
async fn a_key_revoked_elsewhere_is_refused_within_a_second() {
    let app = TestApp::new().await;
    let (key, plain) = app.new_key(KeyMode::Live, &Scope::ALL, None).await;
    let client = app.with_key(plain.reveal());
    assert_eq!(client.get("/api/health").await.status, 200);
    let entry = crate::keys::entry(&key, app.app.now());
    assert!(revoke_key(&app.app.db, &magnetite::app::SystemRandom, &key.id, &entry).await.unwrap());
    let started = Instant::now();
    while client.get("/api/health").await.status == 200 {
        assert!(started.elapsed() < Duration::from_millis(1_100), "still accepted");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(client.get("/api/health").await.error().1, "INVALID_API_KEY");
}

#[tokio::test]
async fn a_narrow_key_is_refused_what_its_scopes_do_not_cover() {
    let app = TestApp::new().await;
    let (_, reader) = app.new_key(KeyMode::Live, &[Scope::Read], None).await;
    let (_, poster) = app.new_key(KeyMode::Live, &[Scope::Generate], None).await;
    let body = json!({"email": "jane@firm.example"});
    let refused = app.with_key(reader.reveal()).post("/api/projects/generate", &body).await;
    assert_eq!((refused.error().0, refused.error().1), (403, "FORBIDDEN_SCOPE".into()));
    assert_eq!(app.with_key(reader.reveal()).get("/api/projects/generate").await.status, 200);
    assert_eq!(app.with_key(poster.reveal()).get("/api/projects/generate").await.error().1, "FORBIDDEN_SCOPE");
    let patch = app.with_key(reader.reveal()).send("PATCH", "/api/projects/spring", &[], Some(b"{}".to_vec())).await;
    assert_eq!(patch.error().1, "FORBIDDEN_SCOPE");
}

#[tokio::test]
async fn two_authorization_headers_are_refused() {
    let app = TestApp::new().await;
    let key = format!("Bearer {}", app.first.plain_key.reveal());
    for pair in [[key.as_str(), "Bearer nonsense"], ["Bearer nonsense", key.as_str()], [key.as_str(), key.as_str()]] {
        let answer = app.anonymous().send("GET", "/api/health", &pair.map(|value| ("authorization", value)), None).await;
        assert_eq!(answer.error(), (401, "INVALID_API_KEY".into(), INVALID.into()));
    }
}
