//! Links under control: what each rule does to every form of a magnet, what readers meet instead, who may change it.

use std::collections::BTreeMap;

use magnetite::app::SystemRandom;
use magnetite::model::ids::LeadId;
use magnetite::model::role::Role;
use magnetite::store::StoreError;
use magnetite::store::links::{self, StoredLink};
use serde_json::{Value, json};

use crate::leads::LEADS;
use crate::support::app::{On, TestApp};
use crate::support::client::Answer;
use crate::support::people::first_owner;

pub const PERSON: [(&str, &str); 5] = [
    ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    ("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("accept-language", "en-GB,en;q=0.5"),
    ("sec-fetch-dest", "document"),
    ("sec-fetch-mode", "navigate"),
];
pub const FORMS: [&str; 5] = ["", ".pdf", ".md", ".png", "/cta"];
pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 24 * 60 * MINUTE;

/// A finished magnet of the first project; its lead.
pub async fn magnet(app: &TestApp, email: &str) -> String {
    let body = app.generate(json!({"email": email, "fullName": "Jane Miller", "company": "Harbour Pine"})).await;
    app.run_jobs().await;
    body["leadId"].as_str().unwrap().to_owned()
}

pub async fn with_cta(app: &TestApp) {
    let offer = json!({"offer": {"company": "Acme Repairs", "sells": "Repairs", "senderEmail": "joe@acme.example", "cta": {"label": "Book a call", "url": "https://acme.example/book"}}});
    assert_eq!(app.api_key().patch("/api/projects/spring", &offer).await.status, 200);
}

pub async fn set(app: &TestApp, lead: &str, link: Value) -> Value {
    let answer = app.api_key().patch(&format!("/api/leads/{lead}"), &json!({"link": link})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["link"].clone()
}

pub async fn set_all(app: &TestApp, links: Value) {
    let answer = app.api_key().patch("/api/projects/spring", &json!({"links": links})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

pub async fn open(app: &TestApp, path: &str) -> Answer {
    app.anonymous().send("GET", path, &PERSON, None).await
}

/// What each form of the magnet answers to a person.
pub async fn all(app: &TestApp, lead: &str) -> Vec<u16> {
    let mut statuses = Vec::new();
    for form in FORMS {
        statuses.push(open(app, &format!("/go/acme/{lead}{form}")).await.status);
    }
    statuses
}

pub async fn post(app: &TestApp, path: &str, fields: &[(&str, &str)], cookie: &str) -> Answer {
    let body = serde_html_form::to_string(fields).unwrap().into_bytes();
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie)];
    app.anonymous().send("POST", path, &headers, Some(body)).await
}

pub async fn with_pass(app: &TestApp, path: &str, pass: &str) -> Answer {
    let mut headers = PERSON.to_vec();
    headers.push(("cookie", pass));
    app.anonymous().send("GET", path, &headers, None).await
}

/// The pass that an answer sets, and the paths that it is set for.
pub fn pass(answer: &Answer) -> (String, Vec<String>) {
    let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().all(|cookie| cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax")), "{cookies:?}");
    let path = |cookie: &&str| cookie.split("Path=").nth(1).unwrap().split(';').next().unwrap().to_owned();
    (cookies[0].split(';').next().unwrap().to_owned(), cookies.iter().map(path).collect())
}

/// Every statement of this part, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, now, workspace) = (&app.app.db, app.app.now(), &app.first.workspace.id);
    let lead: LeadId = crate::leads::lead(app, "linked@firm.example").await;
    let other: LeadId = crate::leads::lead(app, "linked2@firm.example").await;
    app.run_jobs().await;
    assert_eq!(links::link(db, workspace, &lead).await.unwrap(), StoredLink::default());
    assert!(links::take_view(db, workspace, &lead, 1, now).await.unwrap());
    assert!(!links::take_view(db, workspace, &lead, 1, now + DAY).await.unwrap(), "one view more than there may be");
    assert!(links::take_view(db, workspace, &lead, 2, now + DAY).await.unwrap());
    assert!(!links::take_view(db, workspace, &lead, 9, now + DAY + MINUTE).await.unwrap(), "a view that is under way was counted again");
    assert!(!links::take_view(db, workspace, &LeadId::new(&SystemRandom), 1, now).await.unwrap(), "a view of nobody's magnet");
    assert_eq!(links::link(db, workspace, &lead).await.unwrap().updated_at, 0, "a view makes an open form stale");
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
        for agent in ["Slackbot 1.0", "curl/8", "Mozilla/5.0 (compatible; Googlebot/2.1)", "Mozilla/5.0 Firefox/140.0"] {
            let answer = app.anonymous().send("GET", &page, &[("user-agent", agent)], None).await;
            assert!(answer.status == 403 && answer.text.contains("for people"), "{agent}: what is limited is given to a program");
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
    let answer = owner.fill(&format!("{LEADS}/{lead}/link"), &fields).await;
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
    assert!(before.len() - after.text.len() < 600, "more than the links to files is gone");
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
    for form in ["", ".pdf", ".png"] {
        for name in [lead.as_str(), "harbour-pine"] {
            assert_eq!(open(&app, &format!("/go/acme/{name}{form}")).await.status, 200, "{name}{form}");
        }
    }
    assert_eq!(open(&app, &format!("/go/acme/{lead}/about-this-page")).await.status, 200);
    assert_eq!(open(&app, "/go/acme/harbour-pine/about-this-page").await.status, 404, "a name that can be guessed opens what is held on a person");
    let refused = app.api_key().patch(&format!("/api/leads/{other}"), &json!({"link": {"slug": "harbour-pine"}})).await;
    assert_eq!(refused.error().0, 409);
    for bad in ["ab", "Harbour", "a b c", &lead, "x/y/z", "assets", "robots"] {
        let answer = app.api_key().patch(&format!("/api/leads/{other}"), &json!({"link": {"slug": bad}})).await;
        assert!(answer.error().0 == 400 && answer.text.contains("link.slug"), "{bad}");
    }
    // Unlocked under one name the magnet is open under both.
    set(&app, &lead, json!({"password": "open sesame"})).await;
    let (pass, paths) = pass(&post(&app, "/go/acme/harbour-pine", &[("password", "open sesame")], "").await);
    assert!(paths.contains(&format!("/go/acme/{lead}.pdf")) && paths.contains(&"/go/acme/harbour-pine.pdf".to_owned()), "{paths:?}");
    let page = with_pass(&app, "/go/acme/harbour-pine", &pass).await.text;
    assert!(page.contains("/go/acme/harbour-pine.pdf"), "the page's own links leave the name");
    assert_eq!(with_pass(&app, "/go/acme/harbour-pine/about-this-page", &pass).await.status, 200);
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
