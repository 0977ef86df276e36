//! Keys in the dashboard: shown once, one per form, refused at once when revoked, out of sight for those who may not have them.

use magnetite::app::SystemRandom;
use magnetite::model::api_key::{ApiKey, KeyMode, KeyState, PlainKey, Scope};
use magnetite::model::first::new_key;
use magnetite::model::ids::KeyId;
use magnetite::model::role::Role;
use magnetite::store::audit::{Entry, Wanted, audit_entries};
use magnetite::store::keys::{Rotated, create_key, key_by_id, key_of_project, keys_of_project, rotate_key};
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, value_of};
use crate::support::people::{first_owner, logged_in};

const API: &str = "/dashboard/projects/spring/settings/api";

pub fn entry(key: &ApiKey, at: i64) -> Entry<'_> {
    Entry {
        workspace_id: &key.workspace_id,
        project_id: Some(&key.project_id),
        actor: "test",
        address: "",
        action: "key.tested",
        target: &key.name,
        detail: json!({}),
        at,
    }
}

/// Rotates a key in the store, with everything that may come of it.
pub async fn rotate(app: &TestApp, old: &ApiKey, until: i64) {
    let (db, now) = (&app.app.db, app.app.now());
    let (key, plain) = new_key(&app.first.project, "next", KeyMode::Live, Scope::ALL.to_vec(), "test", None, &SystemRandom, now);
    let new = (&key, plain.hash());
    let entry = entry(old, now);
    assert_eq!(rotate_key(db, &SystemRandom, &old.id, new, until, &entry).await.unwrap(), Rotated::Done);
    assert_eq!(rotate_key(db, &SystemRandom, &old.id, new, until, &entry).await.unwrap(), Rotated::Before);
    let (third, plain) = new_key(&app.first.project, "third", KeyMode::Live, Scope::ALL.to_vec(), "test", None, &SystemRandom, now);
    assert_eq!(rotate_key(db, &SystemRandom, &old.id, (&third, plain.hash()), until, &entry).await.unwrap(), Rotated::Ended);
    assert!(key_by_id(db, &third.id).await.unwrap().is_none(), "a refused rotation left its key behind");
    let stored = key_of_project(db, &old.workspace_id, &old.project_id, &old.id).await.unwrap().unwrap();
    assert_eq!(stored.state(now), KeyState::Rotated(until));
    assert!(!create_key(db, &SystemRandom, &key, plain.hash(), &entry).await.unwrap(), "two keys under one id");
    app.app.db.execute("DELETE FROM api_keys WHERE id = $1", vec![key.id.as_str().into()]).await.unwrap();
}

/// The key on a page that shows one.
fn key_on(page: &str) -> PlainKey {
    let (_, rest) = page.split_once("<pre id=\"new-key\">").unwrap_or_else(|| panic!("no key is shown: {page}"));
    rest.split('<').next().unwrap().parse().unwrap()
}

async fn generate(browser: &Browser, fields: &[(&str, &str)]) -> (String, crate::support::client::Answer) {
    let once = value_of(&browser.get(&format!("{API}/new")).await.text, "once").unwrap();
    let mut all = vec![("once", once.as_str())];
    all.extend(fields);
    let answer = browser.post(&format!("{API}/new"), &all).await;
    (once, answer)
}

const GOOD: [(&str, &str); 6] = [("name", "n8n"), ("mode", "live"), ("scopes", "generate"), ("scopes", "read"), ("expiry", "90"), ("until", "")];

#[tokio::test]
async fn a_key_is_made_shown_once_and_works() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let list = owner.get(API).await;
    assert!(list.text.contains("Generate API Key") && list.text.contains("First key"), "{}", list.text);
    let (once, answer) = generate(&owner, &GOOD).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.text.contains("Copy this key now. It is shown this once and cannot be shown again."));
    let key = key_on(&answer.text);
    assert_eq!(answer.text.matches(key.reveal()).count(), 5, "the key itself and four samples");
    assert_eq!(app.with_key(key.reveal()).get("/api/health").await.status, 200);
    let stored = key_by_id(&app.app.db, &once.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(
        (stored.name.as_str(), stored.scopes.as_slice(), stored.created_by.as_str()),
        ("n8n", &[Scope::Generate, Scope::Read][..], "owner@acme.example")
    );
    assert_eq!(stored.expires_at, Some(app.app.now() + 90 * 86_400_000));
    // What is shown, stored and logged afterwards has no secret.
    let list = owner.get(API).await.text;
    assert!(list.contains("n8n") && list.contains(&stored.shown()) && !list.contains(key.reveal()));
    let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
    assert_eq!((log[0].action.as_str(), log[0].target.as_str(), log[0].address.as_str()), ("key.created", "n8n", "127.0.0.1"));
    assert!(!log[0].detail.to_string().contains(key.reveal()));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_key() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let (once, first) = generate(&owner, &GOOD).await;
    assert_eq!(first.status, 200);
    let again = owner.post(&format!("{API}/new"), &[&[("once", once.as_str())][..], &GOOD].concat()).await;
    assert_eq!(again.status, 409);
    assert!(!again.text.contains("sk_mag_"));
    assert_eq!(keys_of_project(&app.app.db, &app.first.workspace.id, &app.first.project.id).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_bad_form_keeps_what_was_typed_and_says_what_is_wrong() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    for (fields, told) in [
        (vec![("name", " "), ("mode", "test"), ("scopes", "read"), ("expiry", "never")], "must be a name of 1 to 100 characters"),
        (vec![("name", "x"), ("mode", "test"), ("expiry", "never")], "must name at least one thing"),
        (vec![("name", "x"), ("mode", "test"), ("scopes", "read"), ("expiry", "date"), ("until", "2020-01-01")], "must not be in the past"),
        (vec![("name", "x"), ("mode", "test"), ("scopes", "read"), ("expiry", "date"), ("until", "soon")], "must be a date like"),
        (vec![("name", "x"), ("mode", "both"), ("scopes", "read"), ("expiry", "never")], "must be live or test"),
    ] {
        let (once, answer) = generate(&owner, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(answer.text.contains(told), "{told}: {}", answer.text);
        assert_eq!(value_of(&answer.text, "once").as_deref(), Some(once.as_str()));
    }
    let (_, answer) = generate(&owner, &[("name", "<script>alert(1)</script>"), ("mode", "test"), ("scopes", "read"), ("expiry", "x")]).await;
    assert!(answer.text.contains("&#60;script&#62;") && !answer.text.contains("<script>alert"));
    assert_eq!(keys_of_project(&app.app.db, &app.first.workspace.id, &app.first.project.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_date_means_the_end_of_that_day() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let (once, answer) = generate(&owner, &[("name", "x"), ("mode", "test"), ("scopes", "read"), ("expiry", "date"), ("until", "2026-12-31")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let key = key_by_id(&app.app.db, &once.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((key.expires_at, key.mode), (Some("2027-01-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond()), KeyMode::Test));
}

#[tokio::test]
async fn a_revoked_key_is_refused_at_once() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    assert_eq!(app.api_key().get("/api/health").await.status, 200);
    let revoke = format!("{API}/{}/revoke", app.first.key.id);
    let page = owner.get(&revoke).await;
    assert!(page.text.contains("This cannot be undone") && page.text.contains("First key"), "{}", page.text);
    let (at, answer) = owner.submit(&revoke, &[]).await;
    assert_eq!((at, answer.status), (format!("{API}?done=revoked"), 200));
    assert_eq!(app.api_key().get("/api/health").await.error().1, "INVALID_API_KEY");
    let answer = owner.post(&revoke, &[]).await;
    assert_eq!(answer.status, 303, "revoking twice is no fault");
    let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
    assert_eq!(log.iter().filter(|entry| entry.action == "key.revoked").count(), 1);
}

#[tokio::test]
async fn after_a_rotation_both_keys_work_for_the_overlap() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let path = format!("{API}/{}/rotate", app.first.key.id);
    let once = value_of(&owner.get(&path).await.text, "once").unwrap();
    let answer = owner.post(&path, &[("once", &once), ("overlap", "hour")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let new = key_on(&answer.text);
    assert_eq!(owner.post(&path, &[("once", &once), ("overlap", "hour")]).await.status, 409, "one form, one key");
    for key in [new.reveal(), app.first.plain_key.reveal()] {
        assert_eq!(app.with_key(key).get("/api/health").await.status, 200);
    }
    app.advance(3_600_001);
    assert_eq!(app.api_key().get("/api/health").await.error().1, "API_KEY_EXPIRED");
    assert_eq!(app.with_key(new.reveal()).get("/api/health").await.status, 200);
    // Without an overlap the old one ends at once.
    let path = format!("{API}/{once}/rotate");
    let once = value_of(&owner.get(&path).await.text, "once").unwrap();
    let newest = key_on(&owner.post(&path, &[("once", &once), ("overlap", "none")]).await.text);
    assert_eq!(app.with_key(new.reveal()).get("/api/health").await.error().1, "API_KEY_EXPIRED");
    assert_eq!(app.with_key(newest.reveal()).get("/api/health").await.status, 200);
    let page = owner.get(API).await.text;
    assert!(page.contains("Ended keys (2)"), "{page}");
}

#[tokio::test]
async fn a_pasted_key_is_tried_by_the_code_that_checks_requests() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    owner.get(API).await;
    let test = format!("{API}/test");
    let good = owner.post(&test, &[("secret_key", &format!(" {} ", app.first.plain_key.reveal()))]).await;
    assert!(good.text.contains("This key works"), "{}", good.text);
    for bad in ["", "nonsense", "sk_mag_live_x\r\nx: y", PlainKey::new(KeyMode::Live, &SystemRandom).reveal()] {
        let answer = owner.post(&test, &[("secret_key", bad)]).await;
        assert!(answer.status == 200 && !answer.text.contains("This key works"), "{bad}");
        assert!(bad.is_empty() || !answer.text.contains(bad), "what was pasted comes back");
    }
    let other = app.other_tenant().await;
    let answer = owner.post(&test, &[("secret_key", other.plain_key.reveal())]).await;
    assert!(answer.text.contains("belongs to another project") && !answer.text.contains("globex"));
}

#[tokio::test]
async fn who_may_not_manage_keys_sees_none_and_makes_none() {
    let app = TestApp::new().await;
    let (id, key) = (KeyId::new(&SystemRandom), &app.first.key.id);
    for role in [Role::Viewer, Role::Member] {
        let browser = logged_in(&app, role).await;
        for path in [API.to_owned(), format!("{API}/new"), format!("{API}/{key}/rotate"), format!("{API}/{key}/revoke")] {
            let answer = browser.get(&path).await;
            assert_eq!(answer.status, 403, "{role} {path}");
            assert!(!answer.text.contains(&app.first.key.last_four));
        }
        browser.get("/dashboard/projects/spring").await;
        let form = [&[("once", id.as_str())][..], &GOOD].concat();
        assert_eq!(browser.post(&format!("{API}/new"), &form).await.status, 403);
        assert_eq!(browser.post(&format!("{API}/{key}/rotate"), &[("once", id.as_str()), ("overlap", "day")]).await.status, 403);
        assert_eq!(browser.post(&format!("{API}/{key}/revoke"), &[]).await.status, 403);
        assert_eq!(browser.post(&format!("{API}/test"), &[("secret_key", "x")]).await.status, 403);
        for path in ["/dashboard/projects/spring", "/dashboard/projects/spring/usage", "/dashboard/projects/spring/usage.csv"] {
            let page = browser.get(path).await;
            assert_eq!(page.status, 200, "{}", page.text);
            assert!(!page.text.contains("settings/api") && !page.text.contains("First key") && !page.text.contains("key_id"), "{role} {path}");
        }
    }
    assert_eq!(keys_of_project(&app.app.db, &app.first.workspace.id, &app.first.project.id).await.unwrap().len(), 1);
    assert_eq!(app.api_key().get("/api/health").await.status, 200);
}

#[tokio::test]
async fn another_tenants_project_and_keys_are_not_there() {
    let app = TestApp::new().await;
    let other = app.other_tenant().await;
    let owner = first_owner(&app).await;
    owner.get(API).await;
    let theirs = format!("/dashboard/projects/{}/settings/api", other.project.id);
    let once = KeyId::new(&SystemRandom);
    for path in [theirs.clone(), format!("{theirs}/new"), format!("{API}/{}/rotate", other.key.id), format!("{API}/{}/revoke", other.key.id)] {
        assert_eq!(owner.get(&path).await.status, 404, "{path}");
        let form = [&[("once", once.as_str()), ("overlap", "none")][..], &GOOD].concat();
        let answer = owner.post(&path, &form).await;
        assert!(matches!(answer.status, 404 | 405), "{path}: {}", answer.status);
    }
    assert_eq!(app.with_key(other.plain_key.reveal()).get("/api/health").await.status, 200);
}
