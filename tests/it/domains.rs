//! Hosts of a project's own: what their DNS must say, what answers there, and whose they are.

use magnetite::app::SystemRandom;
use magnetite::generation::domains;
use magnetite::model::domain::{Domain, DomainState};
use magnetite::model::ids::{DomainId, WorkspaceId};
use magnetite::store::audit;
use magnetite::store::domains as rows;
use serde_json::json;

use crate::links::{DAY, PERSON, magnet, pass, set};
use crate::support::app::{On, TestApp};
use crate::support::client::Answer;
use crate::support::people::first_owner;

#[path = "../../src/research/checks/tests/name_server.rs"]
mod name_server;

const TOKEN: &str = "magnetite-domain=abcdefghijklmnopqrstuvwx";

fn pending(app: &TestApp, host: &str) -> Domain {
    Domain {
        id: DomainId::new(&SystemRandom),
        workspace_id: app.first.workspace.id.clone(),
        project_id: app.first.project.id.clone(),
        host: host.into(),
        token: TOKEN.into(),
        state: DomainState::Pending,
        reason: String::new(),
        main: true,
        created_at: app.app.now(),
        checked_at: None,
    }
}

fn entry<'a>(workspace_id: &'a WorkspaceId, target: &'a str) -> audit::Entry<'a> {
    audit::Entry { workspace_id, project_id: None, actor: "test", address: "", action: "domain.added", target, detail: json!({}), at: 1 }
}

/// A domain of the first project that nobody has proved; its id.
pub async fn domain(app: &TestApp, host: &str) -> String {
    let domain = pending(app, host);
    rows::add_domain(&app.app.db, &SystemRandom, &domain, &entry(&domain.workspace_id, host)).await.unwrap();
    domain.id.to_string()
}

/// Every statement of this part, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, now, workspace, project) = (&app.app.db, app.app.now(), &app.first.workspace.id, &app.first.project.id);
    let id: DomainId = domain(app, "statements.firm.example").await.parse().unwrap();
    let stored = rows::domain(db, workspace, project, &id).await.unwrap().unwrap();
    let is_due = async |before, new_before, new_since| rows::due(db, before, (new_before, new_since), 5).await.unwrap().contains(&stored);
    assert!(is_due(now + 1, now, now).await && !is_due(now, now + 1, now).await && is_due(now, now + 1, now - 1).await && !is_due(now + 1, now, now - 1).await);
    rows::conclude(db, &stored, DomainState::Verified, "", now).await.unwrap();
    rows::set_main(db, &SystemRandom, &stored, &entry(workspace, &stored.host)).await.unwrap();
    assert!(rows::leading_here(db).await.unwrap().contains(&"statements.firm.example".to_owned()));
    assert!(rows::served(db).await.unwrap().contains(&("statements.firm.example".into(), "acme".into(), project.clone(), true)));
    assert_eq!(rows::domains_of(db, workspace, project).await.unwrap().iter().filter(|domain| domain.main).count(), 1);
    assert!(rows::remove_domain(db, &SystemRandom, &stored, &entry(workspace, &stored.host)).await.unwrap());
    assert!(!rows::remove_domain(db, &SystemRandom, &stored, &entry(workspace, &stored.host)).await.unwrap());
}

/// A name server that proves the first project's domain, and an app that asks it.
async fn with_dns(on: On, more: &[(&str, &str)]) -> TestApp {
    let zone = json!({
        "_magnetite.reports.firm.example TXT": ["something else", TOKEN],
        "reports.firm.example CNAME": ["acme.go.example.com"],
        "acme.go.example.com A": ["192.0.2.7"],
        "_magnetite.bare.firm.example TXT": [TOKEN],
        "_magnetite.other.firm.example TXT": ["magnetite-domain=of-somebody-else"],
        "_magnetite.proxy.firm.example TXT": [TOKEN],
        "proxy.firm.example A": ["198.51.100.1"],
        "_magnetite.silent.firm.example !": "silence",
    });
    let zone = zone.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let address = name_server::start(zone).await.to_string();
    let mut settings = vec![("RESEARCH_DNS", address.as_str()), ("MAGNET_HOST", "go.example.com")];
    settings.extend(more);
    TestApp::start(on, &settings).await
}

async fn at(app: &TestApp, host: &str, path: &str) -> Answer {
    let mut headers = PERSON.to_vec();
    headers.push(("host", host));
    app.anonymous().send("GET", path, &headers, None).await
}

#[tokio::test]
async fn a_domain_serves_its_projects_pages_and_nothing_else_once_its_dns_says_so() {
    for on in [On::Sqlite, On::Postgres] {
        let app = with_dns(on, &[]).await;
        let lead = magnet(&app, "jane@firm.example").await;
        let autumn = app.with_key(app.other_project().await.reveal());
        let other = autumn.post("/api/projects/generate", &json!({"email": "joe@firm.example"})).await.json()["leadId"].as_str().unwrap().to_owned();
        app.run_jobs().await;
        let owner = first_owner(&app).await;
        let settings = "/dashboard/projects/spring/settings/domains";
        let id = domain(&app, "reports.firm.example").await;
        let host = "reports.firm.example";
        assert_eq!(at(&app, host, &format!("/{lead}")).await.status, 404, "a domain that nobody has proved serves pages");
        let shown = owner.get(settings).await.text;
        for told in ["_magnetite.reports.firm.example", TOKEN, "acme.go.example.com", "Waiting for DNS"] {
            assert!(shown.contains(told), "{told}");
        }
        assert_eq!(owner.post(&format!("{settings}/{id}/check"), &[]).await.status, 303);
        assert!(owner.get(settings).await.text.contains("Verified"));

        for form in ["", ".pdf", ".png", ".md", "/about-this-page"] {
            assert_eq!(at(&app, host, &format!("/{lead}{form}")).await.status, 200, "{form}");
        }
        assert_eq!(at(&app, "REPORTS.firm.example:443", &format!("/{lead}")).await.status, 200);
        for path in
            ["/", "/dashboard", "/dashboard/login", "/api/health", "/api/v1/health", "/docs", "/setup/x", &format!("/go/acme/{lead}"), &format!("/{other}")]
        {
            assert_eq!(at(&app, host, path).await.status, 404, "{path}");
        }
        assert_eq!(at(&app, "acme.go.example.com", &format!("/{other}")).await.status, 200);
        for path in ["/", "/dashboard", "/api/health"] {
            assert_eq!(at(&app, "go.example.com", path).await.status, 404, "the bare host of magnets: {path}");
        }
        let shown = app.api_key().get(&format!("/api/leads/{lead}")).await.json();
        assert_eq!(shown["lead"]["leadMagnetUrl"], format!("https://{host}/{lead}"));
        let theirs = autumn.get(&format!("/api/leads/{other}")).await.json();
        assert_eq!(theirs["lead"]["leadMagnetUrl"], format!("https://acme.go.example.com/{other}"));

        let known = async |domain: &str| app.anonymous().get(&format!("/domains/known?domain={domain}")).await.status;
        for (domain, status) in [
            (host, 204),
            ("acme.go.example.com", 204),
            ("localhost", 204),
            ("nobody.go.example.com", 404),
            ("go.example.com", 404),
            ("evil.example", 404),
            ("", 404),
        ] {
            assert_eq!(known(domain).await, status, "{domain}");
        }

        // A pass on a host of its own has that host's paths.
        set(&app, &lead, json!({"password": "open sesame", "slug": "for-jane"})).await;
        let body = serde_html_form::to_string([("password", "open sesame")]).unwrap().into_bytes();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("host", host)];
        let entered = app.anonymous().send("POST", "/for-jane", &headers, Some(body)).await;
        assert_eq!((entered.status, entered.header("location")), (303, "/for-jane"));
        assert!(pass(&entered).1.contains(&format!("/{lead}.pdf")));

        // The TXT record is another one: the daily look takes the domain away, and links are as before.
        app.app.db.execute("UPDATE domains SET token = 'magnetite-domain=new'", vec![]).await.unwrap();
        assert_eq!(domains::check_due(&app.app).await.unwrap(), 0, "looked at twice a day");
        app.advance(DAY + 1);
        assert_eq!(domains::check_due(&app.app).await.unwrap(), 1);
        assert_eq!(at(&app, host, &format!("/{lead}")).await.status, 404);
        assert_eq!(app.api_key().get(&format!("/api/leads/{lead}")).await.json()["lead"]["leadMagnetUrl"], format!("https://acme.go.example.com/{lead}"));
        let owner = first_owner(&app).await;
        let shown = owner.get(settings).await.text;
        assert!(shown.contains("Failing") && shown.contains("says “magnetite-domain=abcdef"), "{shown}");
        assert_eq!(owner.post(&format!("{settings}/{id}/remove"), &[]).await.status, 303);
        assert!(!owner.get(settings).await.text.contains(host));
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_domain_is_said() {
    let app = with_dns(On::Sqlite, &[]).await;
    let owner = first_owner(&app).await;
    let settings = "/dashboard/projects/spring/settings/domains";
    owner.open(settings).await;
    for (host, reason) in
        [("", "host name"), ("127.0.0.1", "host name"), ("go.example.com", "belongs to this server"), ("acme.go.example.com", "belongs to this server")]
    {
        let answer = owner.post(settings, &[("host", host)]).await;
        assert!(answer.status == 422 && answer.text.contains(reason), "{host}");
    }
    assert_eq!(owner.post(settings, &[("host", "https://new.firm.example/x")]).await.status, 303);
    let shown = owner.get(settings).await.text;
    assert!(shown.contains("new.firm.example") && shown.contains("There is no TXT record"), "{shown}");
    assert_eq!(owner.post(settings, &[("host", "new.firm.example")]).await.status, 422, "the same one twice");
    let cases = [
        ("bare.firm.example", DomainState::Pending, "leads nowhere yet"),
        ("other.firm.example", DomainState::Pending, "of-somebody-else"),
        ("proxy.firm.example", DomainState::Verified, "198.51.100.1"),
        ("silent.firm.example", DomainState::Pending, "got no answer"),
    ];
    for (host, state, reason) in cases {
        let id: DomainId = domain(&app, host).await.parse().unwrap();
        let (workspace, project) = (&app.first.workspace.id, &app.first.project.id);
        let stored = rows::domain(&app.app.db, workspace, project, &id).await.unwrap().unwrap();
        assert_eq!(domains::check(&app.app, "acme", &stored).await.unwrap(), state, "{host}");
        let after = rows::domain(&app.app.db, workspace, project, &id).await.unwrap().unwrap();
        assert!(after.reason.contains(reason), "{host}: {}", after.reason);
    }
}

#[tokio::test]
async fn a_domain_belongs_to_one_project_and_a_name_server_that_is_away_takes_nothing_away() {
    for on in [On::Sqlite, On::Postgres] {
        let app = with_dns(on, &[]).await;
        let first = pending(&app, "reports.firm.example");
        let globex = app.other_tenant().await;
        let second =
            Domain { id: DomainId::new(&SystemRandom), workspace_id: globex.workspace.id.clone(), project_id: globex.project.id.clone(), ..first.clone() };
        for domain in [&first, &second] {
            rows::add_domain(&app.app.db, &SystemRandom, domain, &entry(&domain.workspace_id, &domain.host)).await.unwrap();
        }
        assert_eq!(domains::check(&app.app, "acme", &first).await.unwrap(), DomainState::Verified);
        assert_eq!(domains::check(&app.app, "globex", &second).await.unwrap(), DomainState::Pending);
        let told = rows::domain(&app.app.db, &second.workspace_id, &second.project_id, &second.id).await.unwrap().unwrap();
        assert!(told.reason.contains("Another project"), "{}", told.reason);
        assert_eq!(app.app.hosts.of("reports.firm.example").unwrap().project, first.project_id);

        app.app.db.execute("UPDATE domains SET host = 'silent.firm.example' WHERE state = 'verified'", vec![]).await.unwrap();
        let verified = rows::domain(&app.app.db, &first.workspace_id, &first.project_id, &first.id).await.unwrap().unwrap();
        assert_eq!(domains::check(&app.app, "acme", &verified).await.unwrap(), DomainState::Verified);
    }
}
