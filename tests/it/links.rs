//! Links under control: what each rule does to every form of a magnet, what readers meet instead, who may change it, and hosts of a project's own.

use std::collections::BTreeMap;

use magnetite::app::SystemRandom;
use magnetite::generation::domains;
use magnetite::model::domain::{Domain, DomainState};
use magnetite::model::ids::{DomainId, LeadId, WorkspaceId};
use magnetite::model::role::Role;
use magnetite::store::domains as rows;
use magnetite::store::links::{self, StoredLink};
use magnetite::store::{StoreError, audit};
use serde_json::{Value, json};

use crate::leads::LEADS;
use crate::mail::{sink, wait_for};
use crate::support::app::{On, TestApp};
use crate::support::client::Answer;
use crate::support::people::first_owner;

#[path = "../../src/research/checks/tests/name_server.rs"]
mod name_server;

const PERSON: [(&str, &str); 3] = [("user-agent", "Mozilla/5.0 Firefox/140.0"), ("sec-fetch-dest", "document"), ("sec-fetch-mode", "navigate")];
const FORMS: [&str; 5] = ["", ".pdf", ".md", ".png", "/cta"];
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const TOKEN: &str = "magnetite-domain=abcdefghijklmnopqrstuvwx";

/// A finished magnet of the first project; its lead.
async fn magnet(app: &TestApp, email: &str) -> String {
    let body = app.generate(json!({"email": email, "fullName": "Jane Miller", "company": "Harbour Pine"})).await;
    app.run_jobs().await;
    body["leadId"].as_str().unwrap().to_owned()
}

async fn with_cta(app: &TestApp) {
    let offer = json!({"offer": {"company": "Acme Repairs", "sells": "Repairs", "senderEmail": "joe@acme.example", "cta": {"label": "Book a call", "url": "https://acme.example/book"}}});
    assert_eq!(app.api_key().patch("/api/projects/spring", &offer).await.status, 200);
}

async fn set(app: &TestApp, lead: &str, link: Value) -> Value {
    let answer = app.api_key().patch(&format!("/api/leads/{lead}"), &json!({"link": link})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["link"].clone()
}

async fn set_all(app: &TestApp, links: Value) {
    let answer = app.api_key().patch("/api/projects/spring", &json!({"links": links})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

async fn open(app: &TestApp, path: &str) -> Answer {
    app.anonymous().send("GET", path, &PERSON, None).await
}

/// What each form of the magnet answers to a person.
async fn all(app: &TestApp, lead: &str) -> Vec<u16> {
    let mut statuses = Vec::new();
    for form in FORMS {
        statuses.push(open(app, &format!("/go/acme/{lead}{form}")).await.status);
    }
    statuses
}

async fn post(app: &TestApp, path: &str, fields: &[(&str, &str)], cookie: &str) -> Answer {
    let body = serde_html_form::to_string(fields).unwrap().into_bytes();
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie)];
    app.anonymous().send("POST", path, &headers, Some(body)).await
}

async fn with_pass(app: &TestApp, path: &str, pass: &str) -> Answer {
    let mut headers = PERSON.to_vec();
    headers.push(("cookie", pass));
    app.anonymous().send("GET", path, &headers, None).await
}

/// The pass that an answer sets, and the paths that it is set for.
fn pass(answer: &Answer) -> (String, Vec<String>) {
    let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().all(|cookie| cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax")), "{cookies:?}");
    let path = |cookie: &&str| cookie.split("Path=").nth(1).unwrap().split(';').next().unwrap().to_owned();
    (cookies[0].split(';').next().unwrap().to_owned(), cookies.iter().map(path).collect())
}

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
    let lead: LeadId = crate::leads::lead(app, "linked@firm.example").await;
    let other: LeadId = crate::leads::lead(app, "linked2@firm.example").await;
    app.run_jobs().await;
    assert_eq!(links::link(db, workspace, &lead).await.unwrap(), StoredLink::default());
    assert!(links::take_view(db, workspace, &lead, 1, now).await.unwrap());
    assert!(!links::take_view(db, workspace, &lead, 1, now + DAY).await.unwrap(), "one view more than there may be");
    assert!(links::take_view(db, workspace, &lead, 2, now + DAY).await.unwrap());
    assert!(!links::take_view(db, workspace, &lead, 9, now + DAY + MINUTE).await.unwrap(), "a view that is under way was counted again");
    assert!(!links::take_view(db, workspace, &LeadId::new(&SystemRandom), 1, now).await.unwrap(), "a view of nobody's magnet");
    let named = StoredLink { slug: Some("spring".into()), replaced_by: Some(other.clone()), ..links::link(db, workspace, &lead).await.unwrap() };
    let mut tx = db.begin().await.unwrap();
    links::put_link(&mut tx, workspace, &lead, &named, now).await.unwrap();
    let stored = links::link_in(&mut tx, workspace, &lead).await.unwrap();
    assert_eq!((stored.slug.as_deref(), stored.views, stored.replaced_by), (Some("spring"), 2, Some(other.clone())));
    tx.commit().await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let taken = StoredLink { slug: Some("spring".into()), ..StoredLink::default() };
    assert!(matches!(links::put_link(&mut tx, workspace, &other, &taken, now).await, Err(StoreError::Taken)));
    drop(tx);
    assert_eq!(links::lead_by_slug(db, workspace, "spring").await.unwrap(), Some(lead.clone()));
    for code in ["first", "second"] {
        links::put_code(db, workspace, &lead, "reader", code, now + MINUTE).await.unwrap();
    }
    let mut tx = db.begin().await.unwrap();
    for (hashes, at, good) in
        [(("reader", "first"), now, false), (("reader", "second"), now + MINUTE, false), (("reader", "second"), now, true), (("reader", "second"), now, false)]
    {
        assert_eq!(links::use_code(&mut tx, workspace, &lead, hashes, at).await.unwrap(), good, "{hashes:?}");
    }
    tx.commit().await.unwrap();
    links::purge_codes(db, now).await.unwrap();

    let id: DomainId = domain(app, "statements.firm.example").await.parse().unwrap();
    let stored = rows::domain(db, workspace, project, &id).await.unwrap().unwrap();
    assert!(rows::due(db, now + 1, 5).await.unwrap().contains(&stored) && !rows::due(db, now, 5).await.unwrap().contains(&stored));
    rows::conclude(db, &stored, DomainState::Verified, "", now).await.unwrap();
    rows::set_main(db, &SystemRandom, &stored, &entry(workspace, &stored.host)).await.unwrap();
    assert!(rows::served(db).await.unwrap().contains(&("statements.firm.example".into(), "acme".into(), project.clone(), true)));
    assert_eq!(rows::domains_of(db, workspace, project).await.unwrap().iter().filter(|domain| domain.main).count(), 1);
    assert!(rows::remove_domain(db, &SystemRandom, &stored, &entry(workspace, &stored.host)).await.unwrap());
    assert!(!rows::remove_domain(db, &SystemRandom, &stored, &entry(workspace, &stored.host)).await.unwrap());
    let owner = first_owner(app).await;
    let page = owner.get("/dashboard/projects/spring/settings/links").await.text;
    let seen = crate::support::browser::value_of(&page, "seen").unwrap();
    let saved = owner
        .post("/dashboard/projects/spring/settings/links", &[("seen", &seen), ("expiry", "never"), ("views", "7"), ("lock", "none"), ("gate", "off")])
        .await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    set_all(app, json!({"viewsMax": 0})).await;
}

#[tokio::test]
async fn a_link_ends_on_its_day_or_so_many_days_after_publication_in_every_form() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        with_cta(&app).await;
        let lead = magnet(&app, "jane@firm.example").await;
        assert_eq!(all(&app, &lead).await, [200, 200, 200, 200, 303]);
        set_all(&app, json!({"expiresAfterDays": 3})).await;
        let still = magnet(&app, "joe@firm.example").await;
        let link = set(&app, &still, json!({"expiresAfterDays": 0})).await;
        assert_eq!((&link["expiresAt"], &link["own"]), (&json!(null), &json!(["expires"])));
        app.advance(3 * DAY - 1);
        assert_eq!(all(&app, &lead).await, [200, 200, 200, 200, 303]);
        app.advance(1);
        assert_eq!(all(&app, &lead).await, [410; 5]);
        assert_eq!(all(&app, &still).await, [200, 200, 200, 200, 303], "a lead that never ends in a project of links that do");
        let page = open(&app, &format!("/go/acme/{lead}")).await;
        assert!(page.text.contains("has expired") && page.text.contains("mailto:joe@acme.example") && !page.text.contains("Harbour"), "{}", page.text);
        assert!(page.header("x-robots-tag").starts_with("noindex"));
        // What is held on a person is told as long as it is held.
        assert_eq!(open(&app, &format!("/go/acme/{lead}/about-this-page")).await.status, 200);
        let link = set(&app, &lead, json!({"expiresAt": app.app.now() + DAY})).await;
        assert_eq!(link["state"], "open");
        assert_eq!(all(&app, &lead).await, [200, 200, 200, 200, 303]);
        let shown = app.api_key().get(&format!("/api/leads/{lead}")).await.json();
        assert_eq!(shown["link"]["expiresAt"], json!(app.app.now() + DAY));
        app.advance(DAY);
        assert_eq!(all(&app, &lead).await, [410; 5]);
    }
}

#[tokio::test]
async fn a_limit_counts_views_by_people_and_what_follows_within_half_an_hour_belongs_to_one() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        with_cta(&app).await;
        let lead = magnet(&app, "jane@firm.example").await;
        let page = format!("/go/acme/{lead}");
        set(&app, &lead, json!({"viewsMax": 2})).await;
        let views = async || app.api_key().get(&format!("/api/leads/{lead}")).await.json()["link"]["views"].clone();
        for agent in ["Slackbot 1.0", "curl/8", "Mozilla/5.0 (compatible; Googlebot/2.1)"] {
            assert_eq!(app.anonymous().send("GET", &page, &[("user-agent", agent)], None).await.status, 200);
        }
        app.anonymous().send("HEAD", &page, &PERSON, None).await;
        let owner = first_owner(&app).await;
        owner.send("GET", &page, &PERSON, None).await;
        assert_eq!(views().await, 0, "scanners, previews and our own people");
        let many = futures_util::future::join_all((0..8).map(|_| open(&app, &page))).await;
        assert!(many.iter().all(|answer| answer.status == 200));
        assert_eq!(views().await, 1, "of many at the same moment one view is made");
        assert_eq!(all(&app, &lead).await, [200, 200, 200, 200, 303]);
        app.advance(31 * MINUTE);
        assert_eq!(open(&app, &format!("{page}.pdf")).await.status, 200);
        assert_eq!(views().await, 2);
        app.advance(29 * MINUTE);
        assert_eq!(open(&app, &page).await.status, 200, "the second view is not over yet");
        app.advance(2 * MINUTE);
        assert_eq!(all(&app, &lead).await, [410; 5]);
        assert_eq!(app.api_key().get(&format!("/api/leads/{lead}")).await.json()["link"]["state"], "spent");
        set(&app, &lead, json!({"viewsMax": 3})).await;
        assert_eq!(open(&app, &page).await.status, 200);
        assert_eq!(views().await, 3);
    }
}

#[tokio::test]
async fn a_password_stands_before_every_form_and_its_pass_is_for_one_magnet_alone() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        with_cta(&app).await;
        let (lead, other) = (magnet(&app, "jane@firm.example").await, magnet(&app, "joe@firm.example").await);
        let picture = open(&app, &format!("/go/acme/{lead}.png")).await.bytes;
        set_all(&app, json!({"password": "open sesame"})).await;
        let told = app.api_key().get("/api/projects/spring").await;
        assert!(told.json()["project"]["links"]["passwordSet"] == json!(true) && !told.text.contains("sesame") && !told.text.contains("argon2"));
        let page = format!("/go/acme/{lead}");
        let asked = open(&app, &page).await;
        assert!(asked.status == 200 && asked.text.contains("type=\"password\"") && asked.text.contains("Acme Repairs"), "{}", asked.text);
        for secret in ["Harbour", "Jane", "firm.example", "og:image"] {
            assert!(!asked.text.contains(secret), "{secret}");
        }
        assert_eq!(asked.header("cache-control"), "no-store");
        assert_eq!(all(&app, &lead).await, [200, 403, 403, 200, 403]);
        let neutral = open(&app, &format!("{page}.png")).await;
        assert!(neutral.bytes != picture && neutral.bytes == open(&app, &format!("/go/acme/{other}.png")).await.bytes, "the picture tells of the document");
        assert_eq!(open(&app, &format!("{page}/about-this-page")).await.status, 403);

        let wrong = post(&app, &page, &[("password", "open barley")], "").await;
        assert!(wrong.status == 422 && wrong.text.contains("not the password") && wrong.headers.get("set-cookie").is_none());
        let right = post(&app, &page, &[("password", "open sesame")], "").await;
        assert_eq!((right.status, right.header("location")), (303, page.as_str()));
        let (pass, paths) = pass(&right);
        assert_eq!(paths, ["", ".pdf", ".md", ".png"].map(|ending| format!("{page}{ending}")));
        for form in ["", ".pdf", ".md", ".png", "/about-this-page"] {
            assert_eq!(with_pass(&app, &format!("{page}{form}"), &pass).await.status, 200, "{form}");
        }
        assert!(with_pass(&app, &page, &pass).await.text.contains("Harbour"));
        assert!(with_pass(&app, &format!("/go/acme/{other}"), &pass).await.text.contains("type=\"password\""), "a pass for one opens another");
        for forged in [pass.replace("password.", "both."), pass.replace(".1", ".9"), format!("{pass}0"), "magnetite-link=".into()] {
            assert!(with_pass(&app, &page, &forged).await.text.contains("type=\"password\""), "{forged}");
        }
        app.advance(12 * 60 * MINUTE);
        assert!(with_pass(&app, &page, &pass).await.text.contains("type=\"password\""), "a pass outlives half a day");
        let (pass, _) = self::pass(&post(&app, &page, &[("password", "open sesame")], "").await);
        set(&app, &lead, json!({"password": "another one"})).await;
        assert!(with_pass(&app, &page, &pass).await.text.contains("type=\"password\""), "a pass outlives its password");
        set(&app, &lead, json!({"password": ""})).await;
        assert!(open(&app, &page).await.text.contains("Harbour"), "a lead without the project's password");
        set(&app, &lead, json!({"password": null})).await;

        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(post(&app, &page, &[("password", "guess")], "").await);
        }
        let last = statuses.last().unwrap();
        assert!(last.status == 429 && !last.header("retry-after").is_empty() && last.text.contains("too many tries"), "{}", last.status);
        assert_eq!(post(&app, &page, &[("password", "open sesame")], "").await.status, 429, "the right one goes through while others wait");
        assert_eq!(post(&app, &format!("/go/acme/{other}"), &[("password", "open sesame")], "").await.status, 303, "another magnet waits too");
        app.advance(20 * MINUTE);
        assert_eq!(post(&app, &page, &[("password", "open sesame")], "").await.status, 303);
    }
}

/// The six digits of a mail.
fn code(mail: &str) -> String {
    let at = mail.find("Your code is ").unwrap() + 13;
    mail[at..at + 6].to_owned()
}

#[tokio::test]
async fn a_code_goes_to_the_address_that_the_link_is_for_and_nobody_learns_which_that_is() {
    for on in [On::Sqlite, On::Postgres] {
        let (url, mails) = sink(false).await;
        let app = TestApp::start(on, &[("SMTP_URL", &url)]).await;
        with_cta(&app).await;
        let lead = magnet(&app, "jane@firm.example").await;
        let page = format!("/go/acme/{lead}");
        set(&app, &lead, json!({"emailGate": "lead"})).await;
        assert!(open(&app, &page).await.text.contains("type=\"email\""));
        assert_eq!(all(&app, &lead).await, [200, 403, 403, 200, 403]);
        assert_eq!(post(&app, &page, &[("email", "jane")], "").await.status, 422);
        let mut answers = Vec::new();
        for email in ["joe@firm.example", "jane@firm.example"] {
            let answer = post(&app, &page, &[("email", email)], "").await;
            answers.push((answer.status, answer.text.replace(email, "")));
        }
        assert_eq!(answers[0], answers[1], "a stranger learns whose link it is");
        let taken = wait_for(&mails, 1).await;
        assert!(taken.len() == 1 && taken[0].contains("To: jane@firm.example"), "{taken:?}");
        let right = code(&taken[0]);
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let give = async |email: &str, code: &str| post(&app, &page, &[("email", email), ("code", code)], "").await;
        assert_eq!(give("jane@firm.example", wrong).await.status, 422);
        assert_eq!(give("joe@firm.example", &right).await.status, 422, "a code of somebody else's");
        let spaced = format!("{} {}", &right[..3], &right[3..]);
        let entered = give("Jane@firm.example", &spaced).await;
        assert_eq!(entered.status, 303, "{}", entered.text);
        let (pass, _) = pass(&entered);
        assert!(with_pass(&app, &page, &pass).await.text.contains("Harbour"));
        assert_eq!(with_pass(&app, &format!("{page}.pdf"), &pass).await.status, 200);
        assert_eq!(give("jane@firm.example", &right).await.status, 422, "a code is good twice");

        // The company's addresses; the code of half an hour ago is too old.
        set(&app, &lead, json!({"emailGate": "company"})).await;
        assert!(with_pass(&app, &page, &pass).await.text.contains("type=\"email\""), "a pass outlives its gate");
        post(&app, &page, &[("email", "joe@firm.example")], "").await;
        let taken = wait_for(&mails, 2).await;
        assert!(taken.last().unwrap().contains("To: joe@firm.example"), "{taken:?}");
        app.advance(16 * MINUTE);
        assert_eq!(give("joe@firm.example", &code(taken.last().unwrap())).await.status, 422);

        // A mailbox is not flooded.
        for _ in 0..12 {
            post(&app, &page, &[("email", "jane@firm.example")], "").await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert!(mails.lock().unwrap().len() <= 7, "a mailbox is flooded: {}", mails.lock().unwrap().len());

        // Both: the password first, then the code, and each alone is not enough.
        let both = magnet(&app, "jim@firm.example").await;
        let page = format!("/go/acme/{both}");
        set(&app, &both, json!({"emailGate": "lead", "password": "open sesame"})).await;
        let (half, _) = self::pass(&post(&app, &page, &[("password", "open sesame")], "").await);
        assert!(with_pass(&app, &page, &half).await.text.contains("type=\"email\""));
        let before = mails.lock().unwrap().len();
        post(&app, &page, &[("email", "jim@firm.example")], &half).await;
        let taken = wait_for(&mails, before + 1).await;
        let (whole, _) = self::pass(&post(&app, &page, &[("email", "jim@firm.example"), ("code", &code(taken.last().unwrap()))], &half).await);
        assert!(with_pass(&app, &page, &whole).await.text.contains("Harbour"));
    }
}

#[tokio::test]
async fn a_gate_without_a_mail_server_is_refused_with_the_reason() {
    let app = TestApp::new().await;
    let lead = magnet(&app, "jane@firm.example").await;
    for (path, body) in
        [(format!("/api/leads/{lead}"), json!({"link": {"emailGate": "lead"}})), ("/api/projects/spring".into(), json!({"links": {"emailGate": "company"}}))]
    {
        let answer = app.api_key().patch(&path, &body).await;
        assert!(answer.error().0 == 400 && answer.text.contains("MAGNETITE_SMTP_URL"), "{}", answer.text);
    }
    let owner = first_owner(&app).await;
    let fields = [("expiry", "project"), ("lock", "project"), ("gate", "lead"), ("downloads", "project"), ("seen", "0")];
    let answer = owner.post(&format!("{LEADS}/{lead}/link"), &fields).await;
    assert!(answer.status == 422 && answer.text.contains("MAGNETITE_SMTP_URL"), "{}", answer.status);
}

#[tokio::test]
async fn without_downloads_files_are_neither_offered_nor_given() {
    let app = TestApp::new().await;
    with_cta(&app).await;
    let lead = magnet(&app, "jane@firm.example").await;
    let page = format!("/go/acme/{lead}");
    let before = open(&app, &page).await.text;
    assert!(before.contains(&format!("{lead}.pdf")));
    set(&app, &lead, json!({"downloads": false})).await;
    assert_eq!(all(&app, &lead).await, [200, 403, 403, 200, 303]);
    let after = open(&app, &page).await;
    assert!(!after.text.contains(&format!("{lead}.pdf")) && !after.text.contains(&format!("{lead}.md")) && after.text.contains("Harbour"));
    assert_eq!(after.text.len() / 1_000, (before.len() - 200) / 1_000, "more than the links to files is gone");
    let again = app.anonymous().send("GET", &page, &[("if-none-match", after.header("etag"))], None).await;
    assert_eq!(again.status, 304);
    assert_eq!(app.api_key().get(&format!("/api/leads/{lead}/magnet.pdf")).await.status, 200, "the sender has it all the same");
}

#[tokio::test]
async fn a_name_leads_to_the_magnet_beside_its_id_and_belongs_to_one_lead() {
    let app = TestApp::new().await;
    let (lead, other) = (magnet(&app, "jane@firm.example").await, magnet(&app, "joe@firm.example").await);
    let link = set(&app, &lead, json!({"slug": "harbour-pine"})).await;
    assert_eq!(link["url"], format!("{}/go/acme/harbour-pine", app.app.public_url()));
    for form in ["", ".pdf", ".png", "/about-this-page"] {
        for name in [lead.as_str(), "harbour-pine"] {
            assert_eq!(open(&app, &format!("/go/acme/{name}{form}")).await.status, 200, "{name}{form}");
        }
    }
    let refused = app.api_key().patch(&format!("/api/leads/{other}"), &json!({"link": {"slug": "harbour-pine"}})).await;
    assert_eq!(refused.error().0, 409);
    for bad in ["ab", "Harbour", "a b c", &lead, "x/y/z"] {
        let answer = app.api_key().patch(&format!("/api/leads/{other}"), &json!({"link": {"slug": bad}})).await;
        assert!(answer.error().0 == 400 && answer.text.contains("link.slug"), "{bad}");
    }
    // Unlocked under one name the magnet is open under both.
    set(&app, &lead, json!({"password": "open sesame"})).await;
    let (pass, paths) = pass(&post(&app, "/go/acme/harbour-pine", &[("password", "open sesame")], "").await);
    assert!(paths.contains(&format!("/go/acme/{lead}.pdf")) && paths.contains(&"/go/acme/harbour-pine.pdf".to_owned()), "{paths:?}");
    let page = with_pass(&app, "/go/acme/harbour-pine", &pass).await.text;
    assert!(page.contains("/go/acme/harbour-pine.pdf"), "the page's own links leave the name");
    set(&app, &lead, json!({"slug": null})).await;
    assert_eq!(open(&app, "/go/acme/harbour-pine").await.status, 404);
    set(&app, &other, json!({"slug": "harbour-pine"})).await;
    let other_tenant = app.with_key(app.other_tenant().await.plain_key.reveal());
    let theirs = other_tenant.post("/api/projects/generate", &json!({"email": "kim@firm.example"})).await.json();
    app.run_jobs().await;
    let answer = other_tenant.patch(&format!("/api/leads/{}", theirs["leadId"].as_str().unwrap()), &json!({"link": {"slug": "harbour-pine"}})).await;
    assert_eq!(answer.status, 200, "names are the workspace's own");
}

#[tokio::test]
async fn what_is_withdrawn_says_so_and_can_be_put_back_and_what_is_replaced_leads_on() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        with_cta(&app).await;
        let (old, new) = (magnet(&app, "jane@firm.example").await, magnet(&app, "jane.miller@firm.example").await);
        let owner = first_owner(&app).await;
        let card = owner.get(&format!("{LEADS}/{old}")).await.text;
        assert!(card.contains("Open to who has it") && card.contains(&format!("/go/acme/{old}</pre>")), "{card}");
        assert_eq!(owner.post(&format!("{LEADS}/{old}/link/withdraw"), &[]).await.status, 303);
        assert_eq!(all(&app, &old).await, [410; 5]);
        let page = open(&app, &format!("/go/acme/{old}")).await.text;
        assert!(page.contains("was withdrawn") && page.contains("mailto:joe@acme.example"));
        assert!(owner.get(&format!("{LEADS}/{old}")).await.text.contains("Withdrawn on"));
        assert_eq!(owner.post(&format!("{LEADS}/{old}/link/put-back"), &[]).await.status, 303);
        assert_eq!(all(&app, &old).await, [200, 200, 200, 200, 303]);

        assert_eq!(set(&app, &old, json!({"replacedBy": new})).await["state"], "replaced");
        for form in FORMS {
            let answer = open(&app, &format!("/go/acme/{old}{form}")).await;
            assert_eq!((answer.status, answer.header("location")), (303, format!("/go/acme/{new}{form}").as_str()));
        }
        set(&app, &new, json!({"password": "open sesame"})).await;
        assert!(open(&app, &format!("/go/acme/{new}")).await.text.contains("type=\"password\""), "the newer one's own rules hold");
        for bad in [&old, &"lead_0000000000000000000000".to_owned()] {
            assert_eq!(app.api_key().patch(&format!("/api/leads/{old}"), &json!({"link": {"replacedBy": bad}})).await.error().0, 409, "{bad}");
        }
        assert_eq!(app.api_key().patch(&format!("/api/leads/{new}"), &json!({"link": {"replacedBy": old}})).await.error().0, 409, "a circle");
        assert_eq!(app.api_key().delete(&format!("/api/leads/{new}")).await.status, 200);
        assert_eq!(all(&app, &old).await, [410; 5], "what has taken its place is gone");

        let log = owner.get("/dashboard/audit").await.text;
        for deed in ["withdrew the link of", "put the link of", "leads on to"] {
            assert!(log.contains(deed), "{deed}");
        }
        let held = app.api_key().get(&format!("/api/leads/{old}/export")).await;
        assert!(held.json()["held"].as_array().unwrap().iter().any(|line| line["type"] == "link"));
        app.api_key().delete(&format!("/api/leads/{old}")).await;
        let left: Vec<(i64,)> = app.app.db.fetch_all("SELECT CAST(COUNT(*) AS BIGINT) FROM lead_links", vec![]).await.unwrap();
        assert_eq!(left, [(0,)], "erasing leaves a link behind");
    }
}

#[tokio::test]
async fn the_dashboard_changes_a_link_and_tells_the_second_of_two_people() {
    let app = TestApp::new().await;
    let lead = magnet(&app, "jane@firm.example").await;
    let owner = first_owner(&app).await;
    let path = format!("{LEADS}/{lead}/link");
    let form = owner.get(&path).await.text;
    assert!(form.contains("As in the project: never"), "{form}");
    let fields = |seen: &'static str| {
        [
            ("seen", seen),
            ("expiry", "date"),
            ("date", "2026-12-24"),
            ("views", "5"),
            ("lock", "new"),
            ("password", "open sesame"),
            ("gate", "off"),
            ("downloads", "no"),
            ("slug", "for-jane"),
        ]
    };
    assert_eq!(owner.post(&path, &fields("0")).await.status, 303);
    let link = app.api_key().get(&format!("/api/leads/{lead}")).await.json()["link"].clone();
    let told = json!([link["slug"], link["viewsMax"], link["passwordSet"], link["downloads"], link["expiresAt"]]);
    assert_eq!(told, json!(["for-jane", 5, true, false, 1_798_156_800_000_i64]));
    let card = owner.get(&format!("{LEADS}/{lead}")).await.text;
    assert!(card.contains("0 of 5") && card.contains("(this lead)") && !card.contains("sesame"));
    let second = owner.post(&path, &fields("0")).await;
    assert!(second.status == 409 && second.text.contains("Somebody else changed this link"), "{}", second.status);
    for (name, value, reason) in [
        ("date", "soon", "a day like"),
        ("views", "-1", "must be a number"),
        ("password", "x", "6 to 200"),
        ("slug", "A", "3 to 80"),
        ("replaced_by", "x", "the id of a lead"),
    ] {
        let mut wrong: BTreeMap<&str, &str> = fields("0").into_iter().collect();
        wrong.insert(name, value);
        let answer = owner.post(&path, &wrong.into_iter().collect::<Vec<_>>()).await;
        assert!(answer.status == 422 && answer.text.contains(reason), "{name}: {}", answer.status);
    }
    let viewer = app.logged_in(Role::Viewer).await;
    let card = viewer.get(&format!("{LEADS}/{lead}")).await.text;
    assert!(card.contains("for-jane") && !card.contains("/link/withdraw"));
}

#[tokio::test]
async fn a_rule_of_all_links_makes_no_difference_to_who_has_none() {
    let app = TestApp::new().await;
    magnet(&app, "jane@firm.example").await;
    let nothing = async |path: &str| {
        let answer = open(&app, path).await;
        (answer.status, answer.text)
    };
    let (unknown, nobody) = ("/go/acme/lead_0000000000000000000000", "/go/nobody/lead_0000000000000000000000");
    let before = nothing(unknown).await;
    set_all(&app, json!({"password": "open sesame", "expiresAt": 1})).await;
    for path in [unknown, nobody, "/go/acme/some-name", "/go/acme/some-name.pdf"] {
        assert_eq!(nothing(path).await, before, "{path}");
        let answer = post(&app, path, &[("password", "open sesame")], "").await;
        assert_eq!((answer.status, answer.text), before, "{path}");
    }
}

#[tokio::test]
async fn every_fault_of_a_link_is_named() {
    let app = TestApp::new().await;
    let lead = magnet(&app, "jane@firm.example").await;
    let bad =
        json!({"expiresAt": -1, "viewsMax": 1.5, "password": "short", "emailGate": "all", "downloads": 1, "withdrawn": 3, "replacedBy": "x", "colour": 1});
    let answer = app.api_key().patch(&format!("/api/leads/{lead}"), &json!({"link": bad})).await;
    assert_eq!(answer.error().0, 400);
    for field in bad.as_object().unwrap().keys() {
        assert!(answer.text.contains(&format!("link.{field}")), "{field}: {}", answer.text);
    }
    let twice = app.api_key().patch(&format!("/api/leads/{lead}"), &json!({"link": {"expiresAt": 5, "expiresAfterDays": 5}})).await;
    assert!(twice.error().0 == 400 && twice.text.contains("link.expiresAfterDays"));
    let project = app.api_key().patch("/api/projects/spring", &json!({"links": {"viewsMax": "x"}, "name": 3})).await;
    assert!(project.error().0 == 400 && project.text.contains("links.viewsMax") && project.text.contains("\"name\""), "{}", project.text);
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
        let shown = owner.get(settings).await.text;
        assert!(shown.contains("Failing") && shown.contains("says “something else”"), "{shown}");
        assert_eq!(owner.post(&format!("{settings}/{id}/remove"), &[]).await.status, 303);
        assert!(!owner.get(settings).await.text.contains(host));
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_domain_is_said() {
    let app = with_dns(On::Sqlite, &[]).await;
    let owner = first_owner(&app).await;
    let settings = "/dashboard/projects/spring/settings/domains";
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
