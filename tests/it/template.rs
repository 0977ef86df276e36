//! The template: each setting acts in the document, versions are kept, two people do not overwrite each other, and the input schema warns before it
//! refuses.

use magnetite::app::SystemRandom;
use magnetite::model::blueprint::Blueprint;
use magnetite::model::role::Role;
use magnetite::store::audit::Entry;
use magnetite::store::blueprints::{Saved, blueprint_versions, change_whole, latest_finished, save_blueprint, save_fields};
use magnetite::store::projects::project;
use magnetite::store::writer_settings::SealedChange;
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, value_of};

pub const TEMPLATE: &str = "/dashboard/projects/spring/template";
const FIELDS: &str = "/dashboard/projects/spring/settings/fields";
const SCRIPT: &str = "<script>alert(1)</script>";

/// Every statement of `store/blueprints.rs` and `store/versions.rs`, for the conformance suite.
pub async fn store_calls(app: &TestApp) {
    let (db, now) = (&app.app.db, app.app.now());
    let first = &app.first.project;
    let entry = Entry {
        workspace_id: &first.workspace_id,
        project_id: Some(&first.id),
        actor: "a@b.example",
        address: "",
        action: "blueprint.saved",
        target: "x",
        detail: json!({}),
        at: now,
    };
    let next = Blueprint { priorities: 5, ..Blueprint::default() };
    assert_eq!(blueprint_versions(db, first).await.unwrap().len(), 1);
    assert_eq!(save_blueprint(db, &SystemRandom, first, 1, &next, "five", &entry).await.unwrap(), Saved::Version(2));
    assert_eq!(save_blueprint(db, &SystemRandom, first, 1, &Blueprint::default(), "", &entry).await.unwrap(), Saved::Stale(2));
    assert_eq!(save_blueprint(db, &SystemRandom, first, 2, &next, "", &entry).await.unwrap(), Saved::Same);
    let versions = blueprint_versions(db, first).await.unwrap();
    assert_eq!((versions.len(), versions[0].note.as_str(), versions[1].blueprint.clone()), (2, "five", Blueprint::default()));
    let read = async || project(db, &first.workspace_id, "spring").await.unwrap().unwrap();
    let mut fields = first.fields.clone();
    fields.required.push("company".into());
    assert!(!save_fields(db, &SystemRandom, first, &fields, &entry).await.unwrap(), "the project has changed since");
    assert!(save_fields(db, &SystemRandom, &read().await, &fields, &entry).await.unwrap());
    let before = read().await;
    let after = magnetite::model::project::Project { blueprint: Blueprint::default(), ..before.clone() };
    assert!(change_whole(db, &SystemRandom, &before, &after, ("", SealedChange::Keep), "API key x", now).await.unwrap());
    assert_eq!(blueprint_versions(db, first).await.unwrap()[0].version, 3);
    let finished = latest_finished(db, &first.workspace_id, &first.id).await.unwrap();
    let (lead, _) = finished.first().expect("a finished lead");
    crate::revise::store_calls(app, lead).await;
}

/// The form as it is first shown, with changes.
pub fn form<'a>(seen: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("do", "save"), ("seen", seen), ("priorities", "3"), ("length", "standard"), ("tone", "plain")];
    fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    for name in ["score", "priorities", "quickWins", "plan", "known", "checks", "pages"] {
        fields.push(("order", name));
        if !changes.contains(&("without", name)) {
            fields.push(("shown", name));
        }
    }
    fields.extend(changes.iter().filter(|(name, _)| *name != "without"));
    fields
}

async fn stored(app: &TestApp) -> Blueprint {
    project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().unwrap().blueprint
}

async fn owner(app: &TestApp) -> Browser {
    app.logged_in(Role::Owner).await
}

#[tokio::test]
async fn what_is_saved_is_what_the_next_magnet_follows() {
    let app = TestApp::new().await;
    let browser = owner(&app).await;
    let page = browser.get(TEMPLATE).await;
    assert_eq!((page.status, value_of(&page.text, "seen").as_deref()), (200, Some("1")), "{}", page.text);
    let changes = [
        ("priorities", "4"),
        ("title", "{company}, looked at closely"),
        ("without", "known"),
        ("words_to_avoid", "stranger\r\n\r\nGallery"),
        ("note", "calmer"),
    ];
    let saved = browser.post(TEMPLATE, &form("1", &changes)).await;
    assert_eq!((saved.status, saved.header("location")), (303, "/dashboard/projects/spring/template?done=saved"), "{}", saved.text);
    let blueprint = stored(&app).await;
    assert_eq!((blueprint.priorities, blueprint.words_to_avoid), (4, vec!["stranger".to_owned(), "Gallery".to_owned()]));

    let (key, plain) = app.new_key(magnetite::model::api_key::KeyMode::Test, &magnetite::model::api_key::Scope::ALL, None).await;
    let answer = app.with_key(plain.reveal()).post("/api/projects/generate", &json!({"email": "jane@harbourpine.example"})).await;
    assert_eq!(answer.status, 200, "{} {}", answer.text, key.name);
    app.run_jobs().await;
    let page = app.anonymous().get(&format!("/go/acme/{}", answer.json()["leadId"].as_str().unwrap())).await;
    assert!(page.text.contains(", looked at closely") && !page.text.contains("What your site tells a stranger"));
    app.assert_idle().await;

    let versions = browser.get(&format!("{TEMPLATE}/versions?a=1&b=2")).await;
    assert!(
        versions.text.contains("calmer") && versions.text.contains("owner@acme.example") && versions.text.contains("looked at closely"),
        "{}",
        versions.text
    );
}

#[tokio::test]
async fn a_bad_form_keeps_what_was_typed_and_says_what_is_wrong_at_the_field() {
    let app = TestApp::new().await;
    let browser = owner(&app).await;
    let answer = browser.post(TEMPLATE, &form("1", &[("title", "{firm} & co"), ("cta_url", "javascript:alert(1)"), ("note", SCRIPT)])).await;
    assert_eq!(answer.status, 422);
    for text in ["knows no {firm}", "{firm} &#38; co", "must be a URL like", "must be a text of 1 to 60", "aria-invalid=\"true\""] {
        assert!(answer.text.contains(text), "{text}: {}", answer.text);
    }
    assert!(!answer.text.contains(SCRIPT));
    let preview = browser.post(&format!("{TEMPLATE}/preview"), &form("1", &[("title", "{firm}")])).await;
    assert!(preview.text.contains("No preview yet") && preview.text.contains("knows no {firm}"));
    assert_eq!(stored(&app).await, Blueprint::default());
}

#[tokio::test]
async fn a_kind_brings_its_sections_and_its_heart_stays() {
    let app = TestApp::new().await;
    let browser = owner(&app).await;
    let shown = |page: &str| -> Vec<String> {
        let boxes = page.split("name=\"shown\" value=\"").skip(1).map(|rest| rest.split_once('>').unwrap().0);
        boxes.filter(|tag| tag.contains(" checked") || !tag.contains("checkbox")).map(|tag| tag.split('"').next().unwrap().to_owned()).collect()
    };
    let page = browser.get(TEMPLATE).await.text;
    assert!(page.contains("What to do, in order, each point to be ticked off.") && page.contains(">The language of the prospect&#39;s site<"), "{page}");
    // Another kind is chosen on a form that lists the sections of a scorecard.
    let changes = [("kind", "checklist"), ("kind_listed", "scorecard"), ("language", "fr"), ("note", "kept")];
    let mut listed = changes.to_vec();
    listed.push(("do", "kind"));
    let listed = browser.post(TEMPLATE, &form("1", &listed)).await;
    assert_eq!((listed.status, shown(&listed.text)), (200, vec!["actions".into(), "known".into(), "checks".into(), "pages".into()]), "{}", listed.text);
    assert_eq!((value_of(&listed.text, "kind_listed").as_deref(), stored(&app).await), (Some("checklist"), Blueprint::default()));

    let preview = browser.post(&format!("{TEMPLATE}/preview"), &form("1", &changes)).await;
    assert!(preview.status == 200 && preview.text.contains("<html lang=\"fr\""), "{}", preview.text.chars().take(400).collect::<String>());
    assert_eq!(browser.post(TEMPLATE, &form("1", &changes)).await.status, 303);
    let blueprint = stored(&app).await;
    assert_eq!((blueprint.kind.as_str(), blueprint.language.as_str(), blueprint.sections()), ("checklist", "fr", blueprint.kind.sections()));
    let versions = browser.get(&format!("{TEMPLATE}/versions?a=1&b=2")).await.text;
    assert!(versions.contains("Scorecard") && versions.contains("Checklist") && versions.contains("French"), "{versions}");

    let bad = browser.post(TEMPLATE, &form("2", &[("language", "xx")])).await;
    assert!(bad.status == 422 && bad.text.contains("must be one of en, de, fr, es, site"), "{}", bad.text);
}

#[tokio::test]
async fn the_preview_follows_the_form_and_stores_nothing() {
    let app = TestApp::new().await;
    let browser = owner(&app).await;
    let plain = browser.get(&format!("{TEMPLATE}/preview")).await;
    assert_eq!(plain.status, 200);
    assert!(plain.header("content-security-policy").contains("frame-ancestors 'self'"), "{}", plain.header("content-security-policy"));
    let typed = browser.post(&format!("{TEMPLATE}/preview"), &form("1", &[("title", "{domain} under the lamp"), ("tone", "warm")])).await;
    assert!(typed.text.contains("harbourpine.example under the lamp") && typed.text.contains("Hello Jane"), "{}", typed.text);
    assert!(!plain.text.contains("Hello Jane"));
    assert_eq!(stored(&app).await, Blueprint::default());

    app.generate(json!({"email": "joe@firm.example", "company": "Firm"})).await;
    app.run_jobs().await;
    let page = browser.get(TEMPLATE).await;
    let lead = page.text.split("value=\"lead_").nth(1).map(|rest| format!("lead_{}", rest.split('"').next().unwrap())).unwrap();
    let real = browser.get(&format!("{TEMPLATE}/preview?subject={lead}")).await;
    assert!(real.status == 200 && real.text.contains("Firm"));
    assert!(browser.get(&format!("{TEMPLATE}/preview?subject=lead_0000000000000000000000")).await.text.contains("not stored any more"));
}

#[tokio::test]
async fn of_two_people_at_one_blueprint_the_second_is_told_and_loses_nothing() {
    let app = TestApp::new().await;
    let (owner, admin) = (owner(&app).await, app.logged_in(Role::Admin).await);
    assert_eq!(admin.post(TEMPLATE, &form("1", &[("priorities", "5")])).await.status, 303);
    let second = owner.post(TEMPLATE, &form("1", &[("tone", "warm"), ("words_to_avoid", "cheap")])).await;
    assert_eq!(second.status, 409);
    for text in ["admin@acme.example saved version 2", "cheap", "Findings told in full", "value=\"2\""] {
        assert!(second.text.contains(text), "{text}: {}", second.text);
    }
    assert_eq!(stored(&app).await.priorities, 5);
    assert_eq!(owner.post(TEMPLATE, &form("2", &[("tone", "warm")])).await.status, 303);
    assert_eq!(stored(&app).await.priorities, 3);

    let back = owner.post(&format!("{TEMPLATE}/versions/2/restore"), &[("seen", "2")]).await;
    assert_eq!(back.status, 409, "a stale roll back");
    let back = owner.post(&format!("{TEMPLATE}/versions/2/restore"), &[("seen", "3")]).await;
    assert_eq!(back.status, 303);
    assert_eq!(stored(&app).await.priorities, 5);
    assert_eq!(owner.post(&format!("{TEMPLATE}/versions/99/restore"), &[("seen", "4")]).await.status, 404);
}

#[tokio::test]
async fn sections_move_without_script() {
    let app = TestApp::new().await;
    let browser = owner(&app).await;
    let moved = browser.post(TEMPLATE, &form("1", &[("do", "up:known"), ("note", "kept")])).await;
    assert_eq!(moved.status, 200);
    let order: Vec<&str> = moved.text.split("name=\"order\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(order, ["score", "priorities", "quickWins", "known", "plan", "actions", "plays", "estimate", "texts", "checks", "pages"]);
    assert!(moved.text.contains("value=\"kept\""));
    assert_eq!(stored(&app).await, Blueprint::default());
}

#[tokio::test]
async fn the_api_keeps_the_same_rules_and_makes_versions_too() {
    let app = TestApp::new().await;
    let patch = async |body: serde_json::Value| app.api_key().send("PATCH", "/api/projects/spring", &[], Some(body.to_string().into_bytes())).await;
    let bad = patch(json!({"blueprint": {"priorities": 9, "language": "xx"}})).await;
    let fields = bad.json()["error"]["details"]["fields"].clone();
    assert_eq!(fields.as_object().unwrap().keys().collect::<Vec<_>>(), ["blueprint.language", "blueprint.priorities"]);
    assert_eq!(patch(json!({"blueprint": {"priorities": 5}})).await.status, 200);
    let versions = blueprint_versions(&app.app.db, &app.first.project).await.unwrap();
    assert_eq!((versions.len(), versions[0].blueprint.priorities), (2, 5));
    assert!(versions[0].created_by.starts_with("API key"));
}

#[tokio::test]
async fn fields_are_added_moved_and_checked_and_a_break_is_asked_about_first() {
    let app = TestApp::new().await;
    let browser = owner(&app).await;
    let page = browser.get(FIELDS).await;
    let seen = value_of(&page.text, "seen").unwrap();
    let two = |action: &'static str| {
        vec![
            ("do", action),
            ("seen", seen.as_str()),
            ("name", "seats"),
            ("kind", "integer"),
            ("label", "Seats"),
            ("description", ""),
            ("example", "12"),
            ("options", ""),
            ("name", "plan"),
            ("kind", "choice"),
            ("label", SCRIPT),
            ("description", ""),
            ("example", ""),
            ("options", "small\nlarge"),
            ("required_at", "1"),
        ]
    };
    let added = browser.post(FIELDS, &two("add")).await;
    assert_eq!((added.status, added.text.matches("name=\"name\"").count()), (200, 3), "{}", added.text);
    let moved = browser.post(FIELDS, &two("up:1")).await;
    assert!(moved.text.find("value=\"plan\"").unwrap() < moved.text.find("value=\"seats\"").unwrap());
    assert!(!moved.text.contains(SCRIPT));
    assert_eq!(browser.post(FIELDS, &two("remove:0")).await.text.matches("name=\"name\"").count(), 1);

    let live = browser.post(&format!("{FIELDS}/example"), &two("save")).await;
    for text in ["customFields.plan is new and required", "\"seats\": 12", "\"plan\": \"small\""] {
        assert!(live.text.replace("&#34;", "\"").contains(text), "{text}: {}", live.text);
    }
    let asked = browser.post(FIELDS, &two("save")).await;
    assert_eq!(asked.status, 422);
    assert!(asked.text.contains("Not saved yet"));
    let mut sure = two("save");
    sure.push(("sure", "yes"));
    let saved = browser.post(FIELDS, &sure).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let refused = app.api_key().post("/api/projects/generate", &json!({"email": "a@firm.example"})).await;
    assert!(refused.status == 400 && refused.text.contains("customFields.plan"), "{}", refused.text);

    let late = browser.post(FIELDS, &sure).await;
    assert_eq!(late.status, 409, "the form is older than the fields");
    assert!(late.text.contains("customFields.plan (required)"));
    let bad = [("do", "save"), ("seen", ""), ("name", "a b"), ("kind", "choice"), ("example", "x"), ("options", "")];
    let bad = browser.post(FIELDS, &bad).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text.contains("1 to 64 letters") && bad.text.contains("must name the allowed values"));
}

#[tokio::test]
async fn who_may_not_edit_sees_no_form_and_is_refused() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    owner.post(TEMPLATE, &form("1", &[("priorities", "4")])).await;
    for role in [Role::Member, Role::Viewer] {
        let browser = app.logged_in(role).await;
        let page = browser.get(TEMPLATE).await;
        assert_eq!(page.status, 200);
        assert!(!page.text.contains("name=\"seen\"") && !page.text.contains(">Save<"), "{}", page.text);
        assert!(!browser.get(&format!("{TEMPLATE}/versions")).await.text.contains("Bring back"));
        assert_eq!(browser.post(TEMPLATE, &form("2", &[("priorities", "5")])).await.status, 403);
        assert_eq!(browser.post(&format!("{TEMPLATE}/versions/1/restore"), &[("seen", "2")]).await.status, 403);
        assert_eq!(browser.get(FIELDS).await.status, 403);
        assert_eq!(browser.post(FIELDS, &[("do", "save")]).await.status, 403);
    }
    let stranger = app.other_tenant().await;
    app.person(&stranger.workspace.id, "owner@globex.example", Role::Owner).await;
    let browser = app.logged_in_as("owner@globex.example").await;
    let id = app.first.project.id.as_str();
    for path in [
        format!("/dashboard/projects/{id}/template"),
        format!("/dashboard/projects/{id}/template/versions"),
        format!("/dashboard/projects/{id}/settings/fields"),
        format!("/dashboard/projects/{id}/template/preview"),
    ] {
        assert_eq!(browser.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(browser.post(&format!("/dashboard/projects/{id}/template"), &form("2", &[])).await.status, 404);
    assert_eq!(stored(&app).await.priorities, 4);
}
