//! The walls of the dashboard: every route of `web/dashboard/mod.rs` is in this table with the right it takes. A role without it is refused,
//! somebody of another workspace finds nothing, and nobody gets in without a session.

use std::collections::BTreeSet;

use magnetite::app::SystemRandom;
use magnetite::model::ids::UserId;
use magnetite::model::role::{Right, Role};
use magnetite::store::users::{User, insert_user};
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::client::Answer;
use crate::support::people::{logged_in, session};

/// Who may come through a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    /// Open to the street: log-in and links with a secret of their own.
    Street,
    /// Everybody who is logged in, about themselves.
    Self_,
    /// Who has this right.
    Needs(Right),
}
use Door::{Needs, Self_, Street};

const ROUTES: &[(&str, &str, Door)] = &[
    ("GET", "/", Self_),
    ("GET", "/styleguide", Street),
    ("GET", "/login", Street),
    ("POST", "/login", Street),
    ("GET", "/login/code", Street),
    ("POST", "/login/code", Street),
    ("POST", "/logout", Street),
    ("GET", "/forgot", Street),
    ("POST", "/forgot", Street),
    ("GET", "/reset/{token}", Street),
    ("POST", "/reset/{token}", Street),
    ("GET", "/join/{token}", Street),
    ("POST", "/join/{token}", Street),
    ("GET", "/account", Self_),
    ("GET", "/account/name", Street),
    ("POST", "/account/name", Self_),
    ("GET", "/account/password", Street),
    ("POST", "/account/password", Self_),
    ("GET", "/account/sessions/end-others", Street),
    ("POST", "/account/sessions/end-others", Self_),
    ("GET", "/account/sessions/{session}/end", Street),
    ("POST", "/account/sessions/{session}/end", Self_),
    ("GET", "/account/second-factor", Self_),
    ("POST", "/account/second-factor", Self_),
    ("GET", "/account/second-factor/off", Street),
    ("POST", "/account/second-factor/off", Self_),
    ("GET", "/account/second-factor/codes", Street),
    ("POST", "/account/second-factor/codes", Self_),
    ("GET", "/members", Needs(Right::ManageMembers)),
    ("POST", "/members", Needs(Right::ManageMembers)),
    ("POST", "/members/invitations/{invitation}/withdraw", Needs(Right::ManageMembers)),
    ("GET", "/members/{user}", Needs(Right::ManageMembers)),
    ("POST", "/members/{user}", Needs(Right::ManageMembers)),
    ("POST", "/members/{user}/remove", Needs(Right::ManageMembers)),
    ("POST", "/members/{user}/reset", Needs(Right::ManageMembers)),
    ("POST", "/members/{user}/second-factor-off", Needs(Right::ManageMembers)),
    ("GET", "/audit", Needs(Right::SeeAudit)),
    ("GET", "/audit.csv", Needs(Right::SeeAudit)),
    ("GET", "/projects", Needs(Right::Read)),
    ("GET", "/projects/new", Needs(Right::CreateProject)),
    ("POST", "/projects/new", Needs(Right::CreateProject)),
    ("GET", "/projects/{project}", Needs(Right::Read)),
    ("GET", "/projects/{project}/views", Needs(Right::Read)),
    ("GET", "/projects/{project}/views.csv", Needs(Right::Read)),
    ("GET", "/projects/{project}/usage", Needs(Right::Read)),
    ("GET", "/projects/{project}/usage.csv", Needs(Right::Read)),
    ("GET", "/projects/{project}/settings", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/archive", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/unarchive", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/api", Needs(Right::ManageKeys)),
    ("GET", "/projects/{project}/settings/api/new", Needs(Right::ManageKeys)),
    ("POST", "/projects/{project}/settings/api/new", Needs(Right::ManageKeys)),
    ("GET", "/projects/{project}/settings/api/test", Needs(Right::ManageKeys)),
    ("POST", "/projects/{project}/settings/api/test", Needs(Right::ManageKeys)),
    ("GET", "/projects/{project}/settings/api/{key}/rotate", Needs(Right::ManageKeys)),
    ("POST", "/projects/{project}/settings/api/{key}/rotate", Needs(Right::ManageKeys)),
    ("GET", "/projects/{project}/settings/api/{key}/revoke", Needs(Right::ManageKeys)),
    ("POST", "/projects/{project}/settings/api/{key}/revoke", Needs(Right::ManageKeys)),
    ("GET", "/projects/{project}/settings/research", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/research", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/alerts", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/alerts", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/limits", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/limits", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/webhooks", Needs(Right::SeeWebhooks)),
    ("GET", "/projects/{project}/settings/webhooks/new", Needs(Right::ManageWebhooks)),
    ("POST", "/projects/{project}/settings/webhooks/new", Needs(Right::ManageWebhooks)),
    ("GET", "/projects/{project}/settings/webhooks/{endpoint}", Needs(Right::SeeWebhooks)),
    ("GET", "/projects/{project}/settings/webhooks/{endpoint}/edit", Needs(Right::ManageWebhooks)),
    ("POST", "/projects/{project}/settings/webhooks/{endpoint}/edit", Needs(Right::ManageWebhooks)),
    ("POST", "/projects/{project}/settings/webhooks/{endpoint}/switch", Needs(Right::ManageWebhooks)),
    ("GET", "/projects/{project}/settings/webhooks/{endpoint}/rotate", Needs(Right::ManageWebhooks)),
    ("POST", "/projects/{project}/settings/webhooks/{endpoint}/rotate", Needs(Right::ManageWebhooks)),
    ("GET", "/projects/{project}/settings/webhooks/{endpoint}/delete", Needs(Right::ManageWebhooks)),
    ("POST", "/projects/{project}/settings/webhooks/{endpoint}/delete", Needs(Right::ManageWebhooks)),
    ("POST", "/projects/{project}/settings/webhooks/{endpoint}/test", Needs(Right::ManageWebhooks)),
    ("POST", "/projects/{project}/settings/webhooks/{endpoint}/replay", Needs(Right::ManageWebhooks)),
    ("GET", "/projects/{project}/settings/webhooks/{endpoint}/deliveries/{delivery}", Needs(Right::SeeWebhooks)),
    ("GET", "/projects/{project}/settings/webhooks/{endpoint}/deliveries/{delivery}/live", Needs(Right::SeeWebhooks)),
    ("POST", "/projects/{project}/settings/webhooks/{endpoint}/deliveries/{delivery}/replay", Needs(Right::ManageWebhooks)),
    ("GET", "/projects/{project}/settings/writer", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/writer", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/writer/test", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/writer/test", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/links", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/links", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/domains", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/domains", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/domains/{domain}/check", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/domains/{domain}/main", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/domains/{domain}/remove", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/data", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/data", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/data/export", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/data/export", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/data/erase", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/data/erase", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/danger", Needs(Right::Own)),
    ("POST", "/projects/{project}/settings/export", Needs(Right::Own)),
    ("GET", "/projects/{project}/settings/delete", Needs(Right::Own)),
    ("POST", "/projects/{project}/settings/delete", Needs(Right::Own)),
    ("GET", "/projects/{project}/settings/offer", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/offer", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/brand", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/brand", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/brand/preview", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/brand/contrast", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/{page}/draft", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/{page}/draft", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/{page}/draft/progress", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/logo", Needs(Right::Read)),
    ("GET", "/projects/{project}/logo/{name}", Needs(Right::Read)),
    ("GET", "/projects/{project}/settings/credits", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/credits", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/settings/fields", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/fields", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/settings/fields/example", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/template", Needs(Right::Read)),
    ("POST", "/projects/{project}/template", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/template/preview", Needs(Right::Read)),
    ("POST", "/projects/{project}/template/preview", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/template/versions", Needs(Right::Read)),
    ("POST", "/projects/{project}/template/versions/{version}/restore", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/template/golden", Needs(Right::Read)),
    ("POST", "/projects/{project}/template/golden", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/leads/{lead}/golden", Needs(Right::EditProject)),
    ("GET", "/review", Needs(Right::Read)),
    ("POST", "/review", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/welcome", Needs(Right::EditProject)),
    ("POST", "/projects/{project}/welcome", Needs(Right::EditProject)),
    ("GET", "/projects/{project}/welcome/key", Needs(Right::ManageKeys)),
    ("POST", "/projects/{project}/welcome/key", Needs(Right::ManageKeys)),
    ("GET", "/projects/{project}/welcome/magnet", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/welcome/magnet", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/requests", Needs(Right::Read)),
    ("POST", "/projects/{project}/requests", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/new", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/new", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads/import", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/import", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads/import/{import}", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/import/{import}", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads/import/{import}/rejects.csv", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads/{lead}", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/findings", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/research", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/pages/{number}", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/views", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/history", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/events", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/frame", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/files/{file}", Needs(Right::Read)),
    ("POST", "/projects/{project}/leads/{lead}/retry", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/cancel", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/regenerate", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/approve", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/recheck", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/restore", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads/{lead}/link", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/link", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/link/withdraw", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/link/put-back", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads/{lead}/erase", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/erase", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads/{lead}/magnet", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/magnet/page", Needs(Right::Read)),
    ("GET", "/projects/{project}/leads/{lead}/magnet/edit/{place}", Needs(Right::WorkOnLeads)),
    ("POST", "/projects/{project}/leads/{lead}/magnet/edit/{place}", Needs(Right::WorkOnLeads)),
    ("GET", "/projects/{project}/leads/{lead}/magnet/versions", Needs(Right::Read)),
    ("POST", "/projects/{project}/leads/{lead}/magnet/rollback", Needs(Right::WorkOnLeads)),
];

/// (method, path) of every `.route(…)` line in the dashboard's table of routes.
fn routes_in_source() -> BTreeSet<(String, String)> {
    let source = include_str!("../../src/web/dashboard/mod.rs");
    let mut found = BTreeSet::new();
    for line in source.lines().filter(|line| line.trim_start().starts_with(".route(\"")) {
        let (_, rest) = line.split_once('"').unwrap();
        let (path, handlers) = rest.split_once('"').unwrap();
        for (call, method) in [("get(", "GET"), ("post(", "POST")] {
            if handlers.contains(call) {
                found.insert((method.to_owned(), path.to_owned()));
            }
        }
    }
    found
}

#[test]
fn every_route_is_in_the_table() {
    let table: BTreeSet<_> = ROUTES.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(table, routes_in_source());
}

/// A project with one finished lead, and the ids that stand in addresses.
struct Ids {
    lead: String,
    key: String,
    user: String,
    endpoint: String,
    delivery: String,
    domain: String,
}

async fn filled(app: &TestApp) -> Ids {
    let (_, test_key) = app.new_key(magnetite::model::api_key::KeyMode::Test, &magnetite::model::api_key::Scope::ALL, None).await;
    let answer = app.with_key(test_key.reveal()).post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await;
    app.run_jobs().await;
    let endpoint = crate::webhooks::id_of(&crate::webhooks::made(app).await);
    let delivery = crate::webhooks::delivery(app, &endpoint, "delivered", "lead.created", 1, Some(200)).await;
    let (key, user) = (app.first.key.id.to_string(), colleague(app).await.to_string());
    let domain = crate::domains::domain(app, "reports.firm.example").await;
    Ids { lead: answer.json()["leadId"].as_str().unwrap().to_owned(), key, user, endpoint, delivery, domain }
}

/// One more person of the first workspace, whom admins may look after.
async fn colleague(app: &TestApp) -> UserId {
    let id = UserId::new(&SystemRandom);
    let user = User {
        id: id.clone(),
        workspace_id: app.first.workspace.id.clone(),
        email: "colleague@acme.example".into(),
        name: String::new(),
        role: Role::Viewer,
        second_factor: false,
        created_at: app.app.now(),
        last_seen_at: None,
    };
    let mut tx = app.app.db.begin().await.unwrap();
    insert_user(&mut tx, &user, "no hash").await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn address(path: &str, project: &str, ids: &Ids) -> String {
    let id = |prefix: &str| format!("{prefix}{}", "0".repeat(22));
    let path = path
        .replace("{project}", project)
        .replace("{lead}", &ids.lead)
        .replace("{key}", &ids.key)
        .replace("{user}", &ids.user)
        .replace("{endpoint}", &ids.endpoint)
        .replace("{delivery}", &ids.delivery)
        .replace("{domain}", &ids.domain)
        .replace("{page}", "offer")
        .replace("{file}", "pdf")
        .replace("{version}", "1")
        .replace("{place}", "head")
        .replace("{number}", "1")
        .replace("{session}", &id("sess_"))
        .replace("{invitation}", &id("inv_"))
        .replace("{import}", &id("imp_"))
        .replace("{token}", "made-up")
        .replace("{name}", "made-up");
    assert!(!path.contains('{'), "{path}");
    if path == "/" { "/dashboard".to_owned() } else { format!("/dashboard{path}") }
}

/// Sends an empty form or asks for the page. Uploads are sent as uploads.
async fn knock(browser: &Browser, method: &str, path: &str) -> Answer {
    match method {
        "GET" => browser.get(path).await,
        _ if path.ends_with("/leads/import") || path.ends_with("/settings/brand") || path.ends_with("/brand/preview") => browser.upload(path, &[], &[]).await,
        _ => browser.post(path, &[]).await,
    }
}

#[tokio::test]
async fn a_role_without_the_right_is_refused_at_every_door() {
    let app = TestApp::new().await;
    let ids = filled(&app).await;
    for role in Role::ALL {
        let browser = logged_in(&app, role).await;
        browser.open("/dashboard/account").await;
        for (method, path, door) in ROUTES {
            let Needs(right) = door else { continue };
            if role.may(*right) {
                continue;
            }
            let answer = knock(&browser, method, &address(path, "spring", &ids)).await;
            assert_eq!(answer.status, 403, "{role} {method} {path}: {}", answer.text.chars().take(300).collect::<String>());
        }
    }
}

#[tokio::test]
async fn a_role_with_the_right_gets_in() {
    let app = TestApp::new().await;
    let ids = filled(&app).await;
    for role in Role::ALL {
        let browser = logged_in(&app, role).await;
        for (method, path, door) in ROUTES.iter().filter(|(method, ..)| *method == "GET") {
            let Needs(right) = door else { continue };
            if !role.may(*right) || path.ends_with("/events") {
                continue;
            }
            let answer = knock(&browser, method, &address(path, "spring", &ids)).await;
            assert!(!matches!(answer.status, 401 | 403 | 500..), "{role} {method} {path}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn somebody_of_another_workspace_finds_nothing() {
    let app = TestApp::new().await;
    let ids = filled(&app).await;
    let other = app.other_tenant().await;
    let mut tx = app.app.db.begin().await.unwrap();
    let stored = magnetite::store::workspaces::insert_owner(&mut tx, &other.user_id, &other.workspace.id, &other.email, &other.password_hash, app.app.now());
    stored.await.unwrap();
    tx.commit().await.unwrap();
    let stranger = session(&app, &other.workspace.id, &other.user_id).await;
    stranger.open("/dashboard/account").await;
    let own = other.project.slug.clone();
    for (method, path, door) in ROUTES.iter().filter(|(_, path, _)| path.contains('{')) {
        if *door == Street {
            continue;
        }
        // With the other's project by its id, and with the own project and the other's ids.
        for project in [app.first.project.id.as_str(), own.as_str()] {
            let only_project = !path.replace("{project}", "").replace("{page}", "").contains('{');
            if project == own && only_project {
                continue;
            }
            let answer = knock(&stranger, method, &address(path, project, &ids)).await;
            assert_eq!(answer.status, 404, "{method} {path} by {project}: {}", answer.text.chars().take(300).collect::<String>());
        }
    }
    assert!(app.api_key().get("/api/health").await.status == 200, "a stranger has ended a key");
    assert_eq!(app.anonymous().get(&format!("/go/acme/{}", ids.lead)).await.status, 200, "a stranger has withdrawn a magnet");
}

#[tokio::test]
async fn nobody_gets_in_without_a_session() {
    let app = TestApp::new().await;
    let ids = filled(&app).await;
    let nobody = Browser::new(&app.base);
    for (method, path, door) in ROUTES {
        if *door == Street {
            continue;
        }
        let answer = knock(&nobody, method, &address(path, "spring", &ids)).await;
        if *method == "GET" {
            assert_eq!(answer.status, 303, "{path}");
            assert!(answer.header("location").starts_with("/dashboard/login?next="), "{path}");
        } else {
            assert_eq!(answer.status, 403, "{path}");
        }
    }
}

#[tokio::test]
async fn a_form_from_another_site_or_without_its_token_changes_nothing() {
    let app = TestApp::new().await;
    let ids = filled(&app).await;
    let owner = crate::support::people::first_owner(&app).await;
    owner.open("/dashboard/account").await;
    for (method, path, door) in ROUTES.iter().filter(|(method, ..)| *method == "POST") {
        let address = address(path, "spring", &ids);
        let token = owner.form_token();
        let body = format!("form_token={token}").into_bytes();
        let form = ("content-type", "application/x-www-form-urlencoded");
        for forged in [[form, ("sec-fetch-site", "cross-site")], [form, ("origin", "https://evil.example")], [form, ("sec-fetch-site", "same-site")]] {
            let answer = owner.send(method, &address, &forged, Some(body.clone())).await;
            assert!(answer.status == 403 && answer.text.contains("another site"), "{path} {forged:?}: {}", answer.status);
        }
        if *door != Street {
            let answer = owner.post_bare(&address, &[]).await;
            assert!(matches!(answer.status, 400 | 403), "{path} without its token: {}", answer.status);
        }
    }
    assert_eq!(app.api_key().get("/api/health").await.status, 200);
}
