//! People of a workspace: invitations, roles, removal, password links, the audit log, and what other workspaces see of it.

use magnetite::model::role::Role;
use magnetite::store::users::user_by_email;

use crate::support::app::{On, TestApp};
use crate::support::browser::{Browser, PASSWORD};

const OWNER: &str = "owner@acme.example";

async fn path_of(app: &TestApp, email: &str) -> String {
    format!("/dashboard/members/{}", user_by_email(&app.app.db, email).await.unwrap().unwrap().0.id)
}

/// The path of the link that a page shows once.
fn link(page: &str) -> String {
    let url = page.split_once("<pre id=\"link\">").unwrap_or_else(|| panic!("no link: {page}")).1.split('<').next().unwrap();
    url[url.find("/dashboard/").unwrap()..].to_owned()
}

async fn invite(browser: &Browser, email: &str, role: &str) -> crate::support::client::Answer {
    browser.post("/dashboard/members", &[("email", email), ("role", role)]).await
}

#[tokio::test]
async fn somebody_who_is_invited_joins_once_and_is_in() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let made = invite(&owner, "Jane@Acme.example", "member").await;
    assert_eq!(made.status, 200, "{}", made.text);
    assert!(owner.get("/dashboard/members").await.text.contains("jane@acme.example"));
    let link = link(&made.text);
    let jane = app.browser();
    assert!(jane.get(&link).await.text.contains("owner@acme.example invites you as member"));
    let short = jane.post(&link, &[("name", "Jane Miller"), ("password", "short")]).await;
    assert!(short.status == 422 && short.text.contains("value=\"Jane Miller\"") && short.text.contains("must have at least 10 characters"));
    assert_eq!(jane.post(&link, &[("name", "Jane Miller"), ("password", PASSWORD)]).await.header("location"), "/dashboard");
    assert!(jane.get("/dashboard/account").await.text.contains("member of acme"));
    assert_eq!(app.browser().get(&link).await.status, 404, "an invitation works twice");
    assert!(invite(&owner, "jane@acme.example", "viewer").await.text.contains("is in the workspace already"));

    let (first, second) = (invite(&owner, "joe@acme.example", "viewer").await, invite(&owner, "joe@acme.example", "viewer").await);
    assert_eq!(app.browser().get(&self::link(&first.text)).await.status, 404, "an earlier invitation is void");
    app.advance(7 * 24 * 3_600_000);
    assert_eq!(app.browser().get(&self::link(&second.text)).await.status, 404, "an invitation outlives its week");
}

#[tokio::test]
async fn an_invitation_can_be_withdrawn_and_one_for_an_address_of_elsewhere_says_so_to_its_owner_alone() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let joe = link(&invite(&owner, "joe@acme.example", "viewer").await.text);
    let page = owner.get("/dashboard/members").await.text;
    let withdraw = page.split("action=\"").filter_map(|part| part.split('"').next()).find(|path| path.ends_with("/withdraw")).unwrap().to_owned();
    assert_eq!(owner.post(&withdraw, &[]).await.status, 303);
    assert_eq!(app.browser().get(&joe).await.status, 404);
    assert_eq!(owner.post(&withdraw, &[]).await.status, 404);

    let other = app.other_tenant().await;
    app.person(&other.workspace.id, "kim@globex.example", Role::Owner).await;
    let made = invite(&owner, "kim@globex.example", "viewer").await;
    assert!(made.status == 200 && !made.text.contains("already"), "who is where in other workspaces is told");
    let kim = app.browser();
    let link = link(&made.text);
    kim.get(&link).await;
    assert_eq!(kim.post(&link, &[("name", ""), ("password", PASSWORD)]).await.status, 409);
    assert_eq!(kim.get(&link).await.status, 200, "a refused join uses the invitation up");
}

#[tokio::test]
async fn each_role_can_do_what_it_may_and_no_more() {
    let app = TestApp::new().await;
    for role in Role::ALL {
        let browser = app.logged_in(role).await;
        let manages = matches!(role, Role::Owner | Role::Admin);
        let wanted = if manages { 200 } else { 403 };
        for page in ["/dashboard/members", "/dashboard/audit", "/dashboard/audit.csv"] {
            assert_eq!(browser.get(page).await.status, wanted, "{role} {page}");
        }
        assert_eq!(browser.get("/dashboard/account").await.text.contains("/dashboard/members"), manages, "{role} sees a link that would be refused");
        for invited in Role::ALL {
            let may = manages && (role == Role::Owner || invited != Role::Owner);
            let answer = invite(&browser, &format!("{role}-{invited}@acme.example"), invited.as_str()).await;
            assert_eq!(answer.status, if may { 200 } else { 403 }, "{role} invites {invited}");
        }
        for target in Role::ALL {
            let email = format!("target-of-{role}-{target}@acme.example");
            app.person(&app.first.workspace.id, &email, target).await;
            let path = path_of(&app, &email).await;
            let may = manages && (role == Role::Owner || target != Role::Owner);
            let (seen, done) = (target.as_str(), if may { 303 } else { 403 });
            assert_eq!(browser.get(&path).await.status, if may { 200 } else { 403 }, "{role} sees {target}");
            assert_eq!(browser.post(&format!("{path}/reset"), &[]).await.status, if may { 200 } else { 403 }, "{role} resets {target}");
            assert_eq!(browser.post(&format!("{path}/second-factor-off"), &[]).await.status, done, "{role} {target}");
            let promoted = browser.post(&path, &[("role", "owner"), ("seen", seen)]).await;
            assert_eq!(promoted.status, if role == Role::Owner { 303 } else { 403 }, "{role} makes {target} an owner");
            let seen = if role == Role::Owner { "owner" } else { seen };
            assert_eq!(browser.post(&path, &[("role", "viewer"), ("seen", seen)]).await.status, done, "{role} demotes {target}");
            assert_eq!(browser.post(&format!("{path}/remove"), &[]).await.status, done, "{role} removes {target}");
        }
    }
}

#[tokio::test]
async fn the_last_owner_stays_also_when_two_go_at_the_same_time() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let owner = app.logged_in(Role::Owner).await;
        let own = path_of(&app, OWNER).await;
        assert!(owner.get(&own).await.text.contains("The last owner of a workspace stays one."));
        assert_eq!(owner.post(&own, &[("role", "admin"), ("seen", "owner")]).await.status, 409);
        assert_eq!(owner.post(&format!("{own}/remove"), &[]).await.status, 409);
        app.person(&app.first.workspace.id, "second@acme.example", Role::Owner).await;
        let (second, other) = (app.logged_in_as("second@acme.example").await, path_of(&app, "second@acme.example").await);
        let (first_path, second_path) = (format!("{own}/remove"), format!("{other}/remove"));
        let (a, b) = futures_util::future::join(owner.post(&second_path, &[]), second.post(&first_path, &[])).await;
        let owners: Vec<(String,)> = app.app.db.fetch_all("SELECT email FROM users WHERE role = 'owner'", vec![]).await.unwrap();
        assert_eq!(owners.len(), 1, "{on:?}: {} {}", a.status, b.status);
    }
}

#[tokio::test]
async fn a_change_that_somebody_else_was_faster_with_is_told() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let jane = app.person(&app.first.workspace.id, "jane@acme.example", Role::Member).await;
    let path = format!("/dashboard/members/{}", jane.id);
    assert_eq!(owner.post(&path, &[("role", "admin"), ("seen", "member")]).await.status, 303);
    let stale = owner.post(&path, &[("role", "viewer"), ("seen", "member")]).await;
    assert!(stale.status == 409 && stale.text.contains("Somebody else changed"));
    let (_, jane) = (owner.post(&format!("{path}/remove"), &[]).await, app.app.db.clone());
    assert!(user_by_email(&jane, "jane@acme.example").await.unwrap().is_none());
}

#[tokio::test]
async fn who_is_removed_is_out_at_once_and_a_new_role_holds_from_the_next_page() {
    let app = TestApp::new().await;
    let (owner, admin) = (app.logged_in(Role::Owner).await, app.logged_in(Role::Admin).await);
    let path = path_of(&app, "admin@acme.example").await;
    assert_eq!(owner.post(&path, &[("role", "viewer"), ("seen", "admin")]).await.status, 303);
    assert_eq!(admin.get("/dashboard/members").await.status, 403);
    assert_eq!(owner.post(&format!("{path}/remove"), &[]).await.status, 303);
    assert_eq!(admin.get("/dashboard/account").await.status, 303);
}

#[tokio::test]
async fn a_link_for_a_new_password_works_once_for_an_hour_and_ends_all_sessions() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let member = app.logged_in(Role::Member).await;
    let path = path_of(&app, "member@acme.example").await;
    let make = async || link(&owner.post(&format!("{path}/reset"), &[]).await.text);
    let (first, second) = (make().await, make().await);
    let browser = app.browser();
    assert_eq!(browser.get(&first).await.status, 404, "an earlier link is void");
    for _ in 0..5 {
        app.browser().fill("/dashboard/login", &[("email", "member@acme.example"), ("password", "wrong horse battery")]).await;
    }
    assert_eq!(browser.fill(&second, &[("password", "short")]).await.status, 422);
    let (at, page) = browser.submit(&second, &[("password", "another horse battery")]).await;
    assert!(at == "/dashboard/login?done=reset" && page.text.contains("Your new password is set"));
    assert_eq!(member.get("/dashboard/account").await.status, 303, "a session outlives the password");
    assert_eq!(browser.get(&second).await.status, 404, "a link works twice");
    let (at, _) = browser.submit("/dashboard/login", &[("email", "member@acme.example"), ("password", "another horse battery"), ("next", "/dashboard/account")]).await;
    assert_eq!(at, "/dashboard/account", "who has set a password waits for failures of before");
    let third = make().await;
    app.advance(3_600_000);
    assert_eq!(browser.get(&third).await.status, 404, "a link outlives its hour");
    assert_eq!(browser.get("/dashboard/reset/made-up").await.status, 404);
    assert!(app.browser().get("/dashboard/forgot").await.text.contains("magnetite users reset-password"));
}

#[tokio::test]
async fn people_of_another_workspace_do_not_exist() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let other = app.other_tenant().await;
    let kim = app.person(&other.workspace.id, "kim@globex.example", Role::Owner).await;
    let kims = app.logged_in_as("kim@globex.example").await;
    invite(&kims, "lee@globex.example", "viewer").await;
    let page = kims.get("/dashboard/members").await.text;
    let withdraw = page.split("action=\"").filter_map(|part| part.split('"').next()).find(|path| path.ends_with("/withdraw")).unwrap().to_owned();
    let end = {
        app.logged_in_as("kim@globex.example").await;
        let page = kims.get("/dashboard/account").await.text;
        page.split("action=\"").filter_map(|part| part.split('"').next()).find(|path| path.ends_with("/end")).unwrap().to_owned()
    };
    let path = format!("/dashboard/members/{}", kim.id);
    assert_eq!(owner.get(&path).await.status, 404);
    for action in [path.clone(), format!("{path}/remove"), format!("{path}/reset"), format!("{path}/second-factor-off"), withdraw, end] {
        assert_eq!(owner.post(&action, &[("role", "viewer"), ("seen", "owner")]).await.status, 404, "{action}");
    }
    for page in ["/dashboard/members", "/dashboard/audit", "/dashboard/audit.csv"] {
        assert!(!owner.get(page).await.text.contains("globex"), "{page}");
    }
    assert_eq!(kims.get("/dashboard/account").await.status, 200);
}

#[tokio::test]
async fn the_audit_log_says_in_sentences_who_did_what_from_where() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    owner.post("/dashboard/account/name", &[("name", "=Olga")]).await;
    let made = invite(&owner, "jane@acme.example", "member").await;
    let jane = app.browser();
    jane.get(&link(&made.text)).await;
    jane.post(&link(&made.text), &[("name", "Jane"), ("password", PASSWORD)]).await;
    app.browser().fill("/dashboard/login", &[("email", OWNER), ("password", PASSWORD)]).await;
    let page = owner.get("/dashboard/audit").await.text;
    for wanted in [
        "=Olga</strong> invited jane@acme.example as member",
        "Jane</strong> joined as member, invited by owner@acme.example",
        "=Olga</strong> logged in with a password",
        "<td>127.0.0.1</td>",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    let joined = owner.get("/dashboard/audit?action=member.joined").await.text;
    assert!(joined.contains("joined as member") && !joined.contains("invited jane"));
    let janes = owner.get("/dashboard/audit?actor=jane%40acme.example").await.text;
    assert!(janes.contains("joined as member") && !janes.contains("logged in with"));
    assert!(owner.get("/dashboard/audit?actor=nobody").await.text.contains("Nothing like that"));
    let csv = owner.get("/dashboard/audit.csv?action=user.renamed").await;
    assert!(csv.header("content-type").starts_with("text/csv") && csv.text.lines().count() == 2, "{}", csv.text);
    assert!(csv.text.contains("owner@acme.example,user.renamed,changed their name to “=Olga”,owner@acme.example,127.0.0.1"), "{}", csv.text);
}

#[tokio::test]
async fn the_audit_log_is_paged_without_gaps_and_exported_whole() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let mut tx = app.app.db.begin().await.unwrap();
    for n in 0..1_120_i64 {
        let target = format!("key {n:04}");
        let entry = magnetite::store::audit::Entry {
            workspace_id: &app.first.workspace.id,
            project_id: None,
            actor: "command line",
            address: "",
            action: "key.created",
            target: &target,
            detail: serde_json::json!({}),
            at: 1_000 + n / 3,
        };
        magnetite::store::audit::insert_audit(&mut tx, &magnetite::app::SystemRandom, &entry).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut path = "/dashboard/audit?actor=command+line".to_owned();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..3 {
        let page = owner.get(&path).await.text;
        let keys: Vec<&str> = page.split("the key “").skip(1).filter_map(|part| part.split('”').next()).collect();
        assert_eq!(keys.len(), 50);
        seen.extend(keys.into_iter().map(str::to_owned));
        let older = page.split("href=\"").filter_map(|part| part.split('"').next()).find(|path| path.contains("before=")).unwrap();
        path = older.replace("&#38;", "&").replace("&amp;", "&");
    }
    assert_eq!(seen.len(), 150, "a page repeats the one before");
    assert_eq!(owner.get("/dashboard/audit.csv").await.text.lines().count(), 1_121);
}
