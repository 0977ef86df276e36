//! Projects: made once, named anew, archived, exported, and deleted with all that belongs to them.

use magnetite::app::SystemRandom;
use magnetite::model::ids::ProjectId;
use magnetite::model::role::Role;
use magnetite::store::audit::{Wanted, audit_entries};
use magnetite::store::projects::{change_project, lead_counts, project, projects_of};
use magnetite::worker::{chores, sweep};
use serde_json::{Value, json};

use crate::support::app::{On, TestApp};
use crate::support::browser::value_of;
use crate::support::people::{first_owner, logged_in};

const SPRING: &str = "/dashboard/projects/spring";

/// What the other tests do not reach on both databases: making, changing, archiving and removing a project.
pub async fn statements(app: &TestApp) {
    let owner = first_owner(app).await;
    let once = value_of(&owner.get("/dashboard/projects/new").await.text, "once").unwrap();
    let (_, made) = owner.submit("/dashboard/projects/new", &[("once", &once), ("name", "Autumn")]).await;
    assert!(made.status == 200 && made.text.contains("<h1>Autumn</h1>"), "{}", made.text);
    let settings = "/dashboard/projects/autumn/settings";
    let seen = value_of(&owner.get(settings).await.text, "seen").unwrap();
    assert_eq!(owner.post(settings, &[("seen", &seen), ("name", "Late autumn"), ("review", "yes")]).await.status, 303);
    let research = format!("{settings}/research");
    let seen = value_of(&owner.get(&research).await.text, "seen").unwrap();
    assert_eq!(owner.post(&research, &[("seen", &seen), ("thin", "review"), ("then", "keep")]).await.status, 303);
    assert_eq!(owner.post(&format!("{settings}/archive"), &[]).await.status, 303);
    let page = owner.get("/dashboard/projects").await;
    assert!(page.text.contains("Late autumn") && page.text.contains("Archived"), "{}", page.text);
    assert_eq!(owner.post("/dashboard/projects/spring/settings/export", &[]).await.status, 200);
    let gone = owner.post("/dashboard/projects/spring/settings/delete", &[("name", "Spring"), ("password", "correct horse battery")]).await;
    assert_eq!(gone.status, 303, "{}", gone.text);
    while sweep::step(&app.app).await.unwrap() {}
    assert_eq!(projects_of(&app.app.db, &app.first.workspace.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_new_project_gets_a_slug_of_its_own_and_a_form_sent_twice_makes_one() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    for (name, slug) in [("Spring", "spring-2"), ("New", "new-2"), ("generate", "generate-2"), ("<script>alert(1)</script>", "script-alert-1-script")] {
        let once = value_of(&owner.get("/dashboard/projects/new").await.text, "once").unwrap();
        for _ in 0..2 {
            let (at, page) = owner.submit("/dashboard/projects/new", &[("once", &once), ("name", name)]).await;
            assert_eq!((at.split('?').next().unwrap(), page.status), (format!("/dashboard/projects/{slug}").as_str(), 200));
            assert!(!page.text.contains("<script>alert"));
        }
    }
    assert_eq!(projects_of(&app.app.db, &app.first.workspace.id).await.unwrap().len(), 5);
    let list = owner.get("/dashboard/projects").await.text;
    assert!(list.contains("&#60;script&#62;alert(1)") && !list.contains("<script>alert"));
    let once = ProjectId::new(&SystemRandom);
    let bad = owner.post("/dashboard/projects/new", &[("once", once.as_str()), ("name", "  ")]).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text.contains("must be a name of 1 to 100 characters") && value_of(&bad.text, "once").as_deref() == Some(once.as_str()));
}

#[tokio::test]
async fn of_two_people_who_rename_a_project_the_second_is_told() {
    let app = TestApp::new().await;
    let (one, two) = (first_owner(&app).await, logged_in(&app, Role::Admin).await);
    let settings = format!("{SPRING}/settings");
    let seen = value_of(&one.get(&settings).await.text, "seen").unwrap();
    two.get(&settings).await;
    assert_eq!(one.post(&settings, &[("seen", &seen), ("name", "First & best")]).await.status, 303);
    let second = two.post(&settings, &[("seen", &seen), ("name", "Second"), ("review", "yes")]).await;
    assert_eq!(second.status, 409);
    assert!(second.text.contains("First &#38; best") && second.text.contains("value=\"Second\""), "{}", second.text);
    let seen = value_of(&second.text, "seen").unwrap().replace("&#38;", "&");
    assert_eq!(two.post(&settings, &[("seen", &seen), ("name", "Second"), ("review", "yes")]).await.status, 303);
    let now = project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().unwrap();
    assert_eq!((now.name.as_str(), now.review), ("Second", true));
    // A change of something else is no conflict.
    let patched = app.api_key().send("PATCH", "/api/projects/spring", &[], Some(json!({"fields": {"required": ["company"]}}).to_string().into_bytes())).await;
    assert_eq!(patched.status, 200, "{}", patched.text);
    assert_eq!(one.post(&settings, &[("seen", "true:Second"), ("name", "Third")]).await.status, 303);
    let now = project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().unwrap();
    assert_eq!((now.name.as_str(), now.review, now.fields.required), ("Third", false, vec!["company".to_owned()]));
}

#[tokio::test]
async fn a_change_by_the_api_is_made_to_the_project_as_it_is_and_not_as_it_was_a_moment_ago() {
    let app = TestApp::new().await;
    let (client, db) = (app.api_key(), &app.app.db);
    assert_eq!(client.get("/api/projects/spring").await.status, 200);
    // Another process, whose changes this one does not hear of.
    let mut first = app.first.project.clone();
    first.name = "Late spring".into();
    assert!(change_project(db, &SystemRandom, &first, app.app.now(), &[]).await.unwrap());
    let patched = client.patch("/api/projects/spring", &json!({"fields": {"required": ["company"]}})).await;
    assert_eq!(patched.status, 200, "{}", patched.text);
    let now = project(db, &first.workspace_id, "spring").await.unwrap().unwrap();
    assert_eq!((now.name.as_str(), now.fields.required), ("Late spring", vec!["company".to_owned()]));
}

#[tokio::test]
async fn an_archived_project_takes_no_leads_and_stays_readable() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    owner.get(&format!("{SPRING}/settings")).await;
    let (_, page) = owner.submit(&format!("{SPRING}/settings/archive"), &[]).await;
    assert!(page.text.contains("Use the project again"), "{}", page.text);
    let refused = app.api_key().post("/api/projects/generate", &json!({"email": "jane@gmail.com"})).await;
    assert_eq!(refused.error(), (409, "CONFLICT".into(), "This project is archived".into()));
    assert_eq!(app.api_key().get("/api/projects/spring").await.status, 200);
    let overview = owner.get(SPRING).await.text;
    assert!(overview.contains("This project is archived") && !overview.contains("/leads/new\">New lead"));
    app.advance(1);
    owner.submit(&format!("{SPRING}/settings/unarchive"), &[]).await;
    app.generate(json!({"email": "jane@gmail.com"})).await;
    let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
    let actions: Vec<&str> = log.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["project.restored", "project.archived"]);
    app.run_jobs().await;
}

#[tokio::test]
async fn each_action_needs_its_role() {
    let app = TestApp::new().await;
    let once = ProjectId::new(&SystemRandom);
    for (role, edits, owns) in [(Role::Viewer, false, false), (Role::Member, false, false), (Role::Admin, true, false), (Role::Owner, true, true)] {
        let browser = logged_in(&app, role).await;
        let list = browser.get("/dashboard/projects").await;
        assert_eq!(list.text.contains("/dashboard/projects/new"), edits, "{role}");
        let overview = browser.get(SPRING).await;
        assert_eq!(overview.text.contains(">Settings<"), edits, "{role}");
        assert_eq!(overview.text.contains("/leads/new"), role != Role::Viewer, "{role}");
        for path in ["/dashboard/projects/new".to_owned(), format!("{SPRING}/settings")] {
            assert_eq!(browser.get(&path).await.status, if edits { 200 } else { 403 }, "{role} {path}");
        }
        let danger = browser.get(&format!("{SPRING}/settings/danger")).await;
        assert_eq!(danger.status, if owns { 200 } else { 403 }, "{role}");
        assert_eq!(browser.get(&format!("{SPRING}/settings")).await.text.contains("Danger zone"), owns, "{role}");
        browser.get(SPRING).await;
        let refused = |answer: crate::support::client::Answer, allowed: bool| assert_eq!(answer.status == 403, !allowed, "{role} {}", answer.text);
        refused(browser.post("/dashboard/projects/new", &[("once", once.as_str()), ("name", "")]).await, edits);
        refused(browser.post(&format!("{SPRING}/settings"), &[("seen", "x"), ("name", "")]).await, edits);
        refused(browser.post(&format!("{SPRING}/settings/archive"), &[]).await, edits);
        refused(browser.post(&format!("{SPRING}/settings/unarchive"), &[]).await, edits);
        refused(browser.post(&format!("{SPRING}/settings/export"), &[]).await, owns);
        refused(browser.post(&format!("{SPRING}/settings/delete"), &[("name", "Spring"), ("password", "wrong")]).await, owns);
    }
    assert!(project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().is_some());
}

#[tokio::test]
async fn another_tenants_project_cannot_be_touched() {
    let app = TestApp::new().await;
    let other = app.other_tenant().await;
    let owner = first_owner(&app).await;
    owner.get(SPRING).await;
    let theirs = format!("/dashboard/projects/{}/settings", other.project.id);
    for path in ["", "/archive", "/unarchive", "/export", "/delete", "/api/new"] {
        assert_eq!(owner.post(&format!("{theirs}{path}"), &[("name", "Spring"), ("password", "correct horse battery")]).await.status, 404, "{path}");
    }
    let kept = project(&app.app.db, &other.workspace.id, other.project.id.as_str()).await.unwrap().unwrap();
    assert_eq!((kept.name.as_str(), kept.archived_at), ("Spring", None));
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn the_export_has_everything_and_no_secret() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let other = app.other_tenant().await;
        app.with_key(other.plain_key.reveal()).post("/api/projects/generate", &json!({"email": "their@secret.example"})).await;
        let body = app.generate(json!({"email": "jane@firm.example"})).await;
        app.run_jobs().await;
        for n in 0..120 {
            // Several pages, with leads of the same instant on both sides of an edge.
            app.generate(json!({"email": format!("p{n}@gmail.com"), "customFields": {"n": n}})).await;
            app.advance(i64::from(n % 3 == 0));
        }
        app.anonymous().get(&format!("/go/acme/{}", body["leadId"].as_str().unwrap())).await;
        app.web.counters.flush(&app.app).await.unwrap();
        let owner = first_owner(&app).await;
        owner.get(SPRING).await;
        let file = owner.post(&format!("{SPRING}/settings/export"), &[]).await;
        assert_eq!((file.status, file.header("content-type")), (200, "application/x-ndjson"));
        let lines = lines(&file.text);
        let count = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count();
        assert_eq!((count("project"), count("lead"), count("job"), count("document"), count("view"), count("end")), (1, 121, 121, 1, 1, 1));
        assert!(count("event") == 120 + 5 + 1, "the opening is an event");
        assert_eq!(lines.last().unwrap()["type"], "end");
        let document = lines.iter().find(|line| line["type"] == "document" && line["leadId"] == body["leadId"]).unwrap();
        assert_eq!(document["document"]["schema"], "magnetite.magnet/1");
        for secret in ["their@secret.example", app.first.plain_key.reveal(), "key_hash", "argon2"] {
            assert!(!file.text.contains(secret), "{secret}");
        }
        let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 1).await.unwrap();
        assert_eq!(log[0].action, "project.exported");
    }
}

#[tokio::test]
async fn a_deleted_project_is_gone_at_once_and_its_data_soon_after() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let other = app.other_tenant().await;
        let theirs = app.with_key(other.plain_key.reveal()).post("/api/projects/generate", &json!({"email": "their@gmail.com"})).await.json();
        let body = app.generate(json!({"email": "jane@firm.example"})).await;
        app.run_jobs().await;
        for n in 0..250 {
            app.generate(json!({"email": format!("waiting{n}@gmail.com")})).await;
        }
        let page = format!("/go/acme/{}", body["leadId"].as_str().unwrap());
        assert_eq!(app.anonymous().get(&page).await.status, 200);
        app.web.counters.flush(&app.app).await.unwrap();
        let owner = first_owner(&app).await;
        let delete = format!("{SPRING}/settings/delete");
        owner.get(&format!("{SPRING}/settings/danger")).await;
        for (name, password, told) in [("spring", "correct horse battery", "must be exactly"), ("Spring", "wrong", "is not your password")] {
            let refused = owner.post(&delete, &[("name", name), ("password", password)]).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text.contains(told) && !refused.text.contains("correct horse"), "{}", refused.text);
        }
        let (at, list) = owner.submit(&delete, &[("name", "Spring"), ("password", "correct horse battery")]).await;
        assert_eq!((at.as_str(), list.status), ("/dashboard/projects?done=deleted", 200));
        assert!(!list.text.contains("href=\"/dashboard/projects/spring\""), "{}", list.text);
        assert_eq!(app.api_key().get("/api/health").await.error().1, "INVALID_API_KEY");
        for path in [page.clone(), format!("{page}.pdf"), format!("{page}/about-this-page")] {
            assert_eq!(app.anonymous().get(&path).await.status, 404, "{path}");
        }
        assert_eq!(owner.get(SPRING).await.status, 404);
        // Its name is free again.
        let once = value_of(&owner.get("/dashboard/projects/new").await.text, "once").unwrap();
        assert_eq!(owner.submit("/dashboard/projects/new", &[("once", &once), ("name", "Spring")]).await.0, format!("{SPRING}?done=created"));

        let folder = app.app.settings.objects.folder.join(app.first.workspace.id.as_str());
        assert!(folder.join(body["leadId"].as_str().unwrap()).is_dir());
        // One batch, a break, and on from there.
        assert!(sweep::step(&app.app).await.unwrap());
        while sweep::step(&app.app).await.unwrap() {}
        assert_eq!(std::fs::read_dir(&folder).map_or(0, Iterator::count), 0, "files were left over");
        // An edit that was being drawn writes its files after all that.
        let late = folder.join(body["leadId"].as_str().unwrap());
        std::fs::create_dir_all(&late).unwrap();
        std::fs::write(late.join("edit-2-x.html"), "late").unwrap();
        chores::run_due(&app.app).await.unwrap();
        assert!(!late.exists(), "files came after the project was gone, and stay");
        let project_id = app.first.project.id.as_str();
        for table in [
            "leads",
            "jobs",
            "events",
            "views",
            "alerts",
            "alert_settings",
            "usage_counts",
            "api_keys",
            "lead_words",
            "blueprint_versions",
            "site_drafts",
            "imports",
            "kept_answers",
        ] {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE project_id = $1");
            let rows: Vec<(i64,)> = app.app.db.fetch_all(&sql, vec![project_id.into()]).await.unwrap();
            assert_eq!(rows[0].0, 0, "{table}");
        }
        let left = "SELECT (SELECT COUNT(*) FROM steps), (SELECT COUNT(*) FROM magnets)";
        let rows: Vec<(i64, i64)> = app.app.db.fetch_all(left, vec![]).await.unwrap();
        assert_eq!(rows, [(4, 1)], "the other tenant's, and no more");
        assert_eq!(app.anonymous().get(&format!("/go/globex/{}", theirs["leadId"].as_str().unwrap())).await.status, 200);
        let names: Vec<String> = projects_of(&app.app.db, &app.first.workspace.id).await.unwrap().into_iter().map(|project| project.name).collect();
        assert_eq!(names, ["Spring"]);
        assert_eq!(lead_counts(&app.app.db, &app.first.workspace.id, 0).await.unwrap().len(), 1);
        app.assert_idle().await;
    }
}
