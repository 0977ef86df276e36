//! The offer on its screen, and drafted from the owner's own site.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use magnetite::app::SystemRandom;
use magnetite::model::offer::Offer;
use magnetite::model::role::Role;
use magnetite::model::site_draft::STALE_MS;
use magnetite::store::audit::{Wanted, audit_entries};
use magnetite::store::projects::project;
use magnetite::store::site_drafts::{begin_site_draft, site_draft};

use crate::support::app::{On, TestApp};
use crate::support::browser::{Browser, value_of};
use crate::support::client::Answer;
use crate::support::sites::{Sites, page};

pub const OFFER: &str = "/dashboard/projects/spring/settings/offer";

/// A program that reads these sites.
pub async fn reading(sites: &Sites) -> TestApp {
    let overrides = format!("*={}", sites.origin());
    TestApp::start(On::Sqlite, &[("RESEARCH_ORIGIN_OVERRIDES", &overrides)]).await
}

/// Follows a reading to its end, as the page does, and returns its last fragment.
pub async fn wait_for_draft(browser: &Browser, path: &str) -> Answer {
    for _ in 0..300 {
        let answer = browser.get(&format!("{path}/draft/progress")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        if !answer.text.contains("hx-trigger") || !answer.header("hx-redirect").is_empty() {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the reading never ended");
}

async fn stored(app: &TestApp) -> Offer {
    project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().unwrap().offer
}

/// What the other tests do not reach on both databases.
pub async fn statements(app: &TestApp) {
    let (db, first, now) = (&app.app.db, &app.first, app.app.now());
    assert!(begin_site_draft(db, &first.workspace.id, &first.project.id, "a.example", now).await.unwrap());
    assert!(!begin_site_draft(db, &first.workspace.id, &first.project.id, "b.example", now + 1).await.unwrap(), "two readings at once");
    assert!(begin_site_draft(db, &first.workspace.id, &first.project.id, "b.example", now + STALE_MS + 1).await.unwrap(), "a dead reading is in the way");
    let draft = site_draft(db, &first.workspace.id, &first.project.id).await.unwrap().unwrap();
    let done = (magnetite::model::site_draft::DraftStatus::Done, &draft.found);
    let told = magnetite::store::site_drafts::update_site_draft(db, &first.workspace.id, &first.project.id, draft.created_at, done, now).await.unwrap();
    assert!(told && draft.domain == "b.example");
    assert_eq!(magnetite::store::sender::last_change(db, &first.workspace.id, &first.project.id, "offer.changed").await.unwrap(), None);
    let mut tx = db.begin().await.unwrap();
    let current = project(db, &first.workspace.id, "spring").await.unwrap().unwrap();
    assert!(magnetite::store::sender::set_offer(&mut tx, &current, &current.offer, now).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = db.begin().await.unwrap();
    assert!(!magnetite::store::sender::set_brand(&mut tx, &current, &current.brand, now).await.unwrap(), "written over a change");
    drop(tx);
}

#[tokio::test]
async fn texts_of_the_seller_are_added_kept_and_removed_without_script() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    let page = admin.get(OFFER).await;
    let seen = value_of(&page.text, "seen").unwrap();
    let added = admin.post(OFFER, &[("seen", &seen), ("company", "Acme"), ("sells", "Typed"), ("do", "material-add")]).await;
    assert_eq!((added.status, added.text.matches("name=\"materialTitle\"").count()), (200, 1), "{}", added.text);
    assert!(added.text.contains("Typed") && stored(&app).await.sells.is_empty());

    let text = |title: &'static str, words: &'static str| {
        vec![
            ("materialKind", "caseStudy"),
            ("materialTitle", title),
            ("materialText", words),
            ("materialUrl", ""),
            ("materialChecks", "document-title, meta-description"),
            ("materialIndustries", "law, tax\r\naudit"),
        ]
    };
    let base = [("seen", seen.as_str()), ("company", "Acme"), ("do", "save"), ("materialAreas", "1:search"), ("materialRoles", "0:head")];
    let mut fields = base.to_vec();
    fields.extend(text("One", "For {company}."));
    fields.extend(text("Two", "Look at {firm}"));
    let bad = admin.post(OFFER, &fields).await;
    assert_eq!(bad.status, 422);
    for words in ["knows no {firm}", "id=\"materialText-1-wrong\"", "For {company}."] {
        assert!(bad.text.contains(words), "{words}: {}", bad.text);
    }
    let mut fields = base.to_vec();
    fields.extend(text("One", "For {company}."));
    fields.extend(text("Two", "Plain"));
    assert_eq!(admin.post(OFFER, &fields).await.header("location"), format!("{OFFER}?done=saved"));
    let offer = stored(&app).await;
    assert_eq!(offer.material.len(), 2);
    assert_eq!((offer.material[0].when.roles.clone(), offer.material[1].when.areas.clone()), (vec!["head".to_owned()], vec!["search".to_owned()]));
    assert_eq!(offer.material[1].when.checks, ["document-title", "meta-description"]);
    assert_eq!(offer.material[1].when.industries, ["law, tax", "audit"]);

    let page = admin.get(OFFER).await;
    let seen = value_of(&page.text, "seen").unwrap();
    assert!(page.text.contains("value=\"1:search\" type=\"checkbox\" checked"), "{}", page.text);
    fields[0].1 = seen.as_str();
    fields[2].1 = "material-remove:0";
    let removed = admin.post(OFFER, &fields).await.text;
    assert!(removed.matches("name=\"materialTitle\"").count() == 1 && removed.contains("value=\"0:search\" type=\"checkbox\" checked"), "{removed}");

    let patched = app
        .api_key()
        .send("PATCH", "/api/projects/spring", &[], Some(br#"{"offer": {"material": [{"title": "x", "text": "y", "when": {"roles": ["boss"]}}]}}"#.to_vec()))
        .await;
    assert!(patched.status == 400 && patched.text.contains("offer.material.0.when.roles"), "{}", patched.text);
}

#[tokio::test]
async fn an_offer_is_saved_from_the_form_and_the_next_answer_of_the_api_has_it() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    let page = admin.get(OFFER).await;
    assert_eq!((page.status, value_of(&page.text, "company").as_deref()), (200, Some("acme")));
    app.api_key().get("/api/projects/spring").await;
    let seen = value_of(&page.text, "seen").unwrap();
    let fields = [
        ("seen", seen.as_str()),
        ("company", " Acme "),
        ("sells", "We mend\nweb sites."),
        ("proof", "Nine years\r\n\r\n  Forty firms "),
        ("ctaLabel", "Write to Mara"),
        ("ctaUrl", "mailto:mara@acme.example"),
        ("focus", "speed"),
        ("focus", "trust"),
    ];
    let (at, done) = admin.submit(OFFER, &fields).await;
    assert!(at.ends_with("?done=saved") && done.text.contains("Saved. The next document uses it."), "{at}");
    let offer = stored(&app).await;
    assert_eq!((offer.company.as_str(), offer.sells.as_str()), ("Acme", "We mend web sites."));
    assert_eq!((offer.proof, offer.focus), (vec!["Nine years".to_owned(), "Forty firms".to_owned()], vec!["speed".to_owned(), "trust".to_owned()]));
    assert_eq!(app.api_key().get("/api/projects/spring").await.json()["project"]["offer"]["company"], "Acme", "the key's memory is old");
    let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
    let entry = log.iter().find(|entry| entry.action == "offer.changed").unwrap();
    assert!(entry.actor == "admin@acme.example" && entry.detail.to_string().contains("What you sell"), "{}", entry.detail);
}

#[tokio::test]
async fn a_bad_field_keeps_what_was_typed_and_says_what_is_wrong_beside_it() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    let long = format!("Fine\n{}", "x".repeat(1_001));
    let bad = admin
        .fill(
            OFFER,
            &[("url", "javascript:alert(1)"), ("senderEmail", "jane"), ("ctaLabel", "Go"), ("ctaUrl", "data:x"), ("proof", &long), ("sells", "Kept words")],
        )
        .await;
    assert_eq!(bad.status, 422);
    for (input, sentence) in
        [("url", "must be a URL"), ("senderEmail", "must be a valid e-mail"), ("ctaUrl", "must be a URL"), ("proof", "line 2: texts must be at most")]
    {
        let wrong = bad.text.split_once(&format!("id=\"{input}-wrong\">")).map_or("", |(_, rest)| rest);
        assert!(wrong.starts_with(sentence), "{input}: {}", wrong.chars().take(80).collect::<String>());
    }
    assert!(bad.text.contains("Kept words") && bad.text.contains("4 fields need"));
    assert_eq!(stored(&app).await.sells, "");
}

#[tokio::test]
async fn of_two_people_the_second_is_told_what_the_first_did_and_loses_nothing() {
    let app = TestApp::new().await;
    let (one, two) = (app.logged_in(Role::Owner).await, app.logged_in(Role::Admin).await);
    let seen = value_of(&one.get(OFFER).await.text, "seen").unwrap();
    two.get(OFFER).await;
    assert_eq!(one.post(OFFER, &[("seen", &seen), ("company", "Acme"), ("sells", "Doors")]).await.status, 303);
    let told = two.post(OFFER, &[("seen", &seen), ("company", "Acme"), ("sells", "Windows")]).await;
    assert_eq!(told.status, 409);
    assert!(told.text.contains("owner@acme.example saved this") && told.text.contains("<td>Doors</td><td>Windows</td>"), "{}", told.text);
    let seen = value_of(&told.text, "seen").unwrap();
    assert_eq!(two.post(OFFER, &[("seen", &seen), ("company", "Acme"), ("sells", "Windows")]).await.status, 303, "saving again is meant");
    assert_eq!(stored(&app).await.sells, "Windows");
    let (at, _) = two.submit(OFFER, &[("seen", "old"), ("company", "Acme"), ("sells", "Windows")]).await;
    assert!(at.ends_with("done=same"), "the same values are no conflict");
}

#[tokio::test]
async fn a_change_of_another_part_of_the_project_is_no_conflict() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    let seen = value_of(&admin.get(OFFER).await.text, "seen").unwrap();
    let renamed = app.api_key().send("PATCH", "/api/projects/spring", &[], Some(b"{\"name\": \"Summer\"}".to_vec())).await;
    assert_eq!(renamed.status, 200);
    assert_eq!(admin.post(OFFER, &[("seen", &seen), ("sells", "Doors")]).await.status, 303);
    assert_eq!(project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().unwrap().name, "Summer");
}

#[tokio::test]
async fn scripts_in_every_field_stay_text() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    let seen = value_of(&admin.get(OFFER).await.text, "seen").unwrap();
    let script = "</textarea>\"><script>alert(1)</script>";
    let texts = ["company", "senderName", "sells", "audience", "proof", "ctaText", "ctaLabel", "wordsToAvoid", "claimsNotToMake"];
    let mut fields: Vec<(&str, &str)> = texts.iter().map(|name| (*name, script)).collect();
    fields.extend([("seen", seen.as_str()), ("ctaUrl", "https://acme.example/\"><script>alert(1)</script>")]);
    assert_eq!(admin.post(OFFER, &fields).await.status, 303);
    let shown = admin.get(OFFER).await.text;
    assert!(!shown.contains("<script>alert") && shown.contains("&#60;script&#62;alert(1)"));
    let wrong = admin.post(OFFER, &[("url", script), ("senderEmail", script), ("ctaUrl", script), ("seen", script)]).await;
    assert!(wrong.status == 422 && !wrong.text.contains("<script>alert"));
    let domain = admin.get(&format!("{OFFER}?domain=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")).await;
    assert!(domain.status == 200 && !domain.text.contains("<script>alert"));
}

#[tokio::test]
async fn whoever_may_not_edit_is_refused_and_other_workspaces_find_nothing() {
    let app = TestApp::new().await;
    app.other_tenant().await;
    let paths = ["offer", "brand"].map(|page| format!("/dashboard/projects/spring/settings/{page}"));
    for role in [Role::Member, Role::Viewer] {
        let browser = app.logged_in(role).await;
        for path in &paths {
            for get in [path.clone(), format!("{path}/draft"), format!("{path}/draft/progress")] {
                assert_eq!(browser.get(&get).await.status, 403, "{role} {get}");
            }
            assert_eq!(browser.post(&format!("{path}/draft"), &[("domain", "a.example")]).await.status, 403);
        }
        assert_eq!(browser.post(OFFER, &[("sells", "x")]).await.status, 403);
        assert_eq!(browser.upload(&paths[1], &[("name", "x")], &[]).await.status, 403);
        assert_eq!(browser.upload(&format!("{}/preview", paths[1]), &[], &[]).await.status, 403);
        assert_eq!(browser.get(&format!("{}/contrast?accent=%23000000", paths[1])).await.status, 403);
    }
    assert_eq!(stored(&app).await.sells, "");
    let globex = project_of_other(&app).await;
    let owner = app.logged_in(Role::Owner).await;
    for page in ["offer", "brand", "offer/draft", "brand/draft/progress", "brand/contrast"] {
        assert_eq!(owner.get(&format!("/dashboard/projects/{globex}/settings/{page}")).await.status, 404, "{page}");
    }
    for page in ["offer", "offer/draft", "brand/draft"] {
        assert_eq!(owner.post(&format!("/dashboard/projects/{globex}/settings/{page}"), &[("domain", "a.example")]).await.status, 404, "{page}");
    }
    assert_eq!(owner.upload(&format!("/dashboard/projects/{globex}/settings/brand"), &[], &[]).await.status, 404);
    assert_eq!(owner.get(&format!("/dashboard/projects/{globex}/logo")).await.status, 404);
    assert_eq!(owner.get("/dashboard/projects/spring/settings/other/draft").await.status, 404);
}

async fn project_of_other(app: &TestApp) -> String {
    let rows: Vec<(String,)> = app.app.db.fetch_all("SELECT id FROM projects ORDER BY created_at DESC, id", vec![]).await.unwrap();
    let ids: Vec<String> = rows.into_iter().map(|(id,)| id).filter(|id| id != app.first.project.id.as_str()).collect();
    ids[0].clone()
}

#[tokio::test]
async fn an_offer_is_drafted_from_the_owners_site_with_a_source_for_each_field_and_nothing_is_saved() {
    let sites = Sites::start().await;
    let app = reading(&sites).await;
    let admin = app.logged_in(Role::Admin).await;
    let (at, page) = admin.open(OFFER).await;
    assert!(at == OFFER && page.text.contains("Draft it from your site"));
    let (at, page) = admin.submit(&format!("{OFFER}/draft"), &[("domain", "https://HarbourPine.example/about.html")]).await;
    assert!(at.ends_with("/draft") && page.text.contains("Reading harbourpine.example"), "{at} {}", page.text);
    let last = wait_for_draft(&admin, OFFER).await;
    assert_eq!(last.header("hx-redirect"), format!("{OFFER}?from=site"), "{}", last.text);
    let filled = admin.get(&format!("{OFFER}?from=site")).await;
    assert_eq!(value_of(&filled.text, "company").as_deref(), Some("Harbour Pine"));
    assert_eq!(value_of(&filled.text, "senderEmail").as_deref(), Some("workshop@harbourpine.example"));
    assert!(value_of(&filled.text, "ctaUrl").unwrap().ends_with("harbourpine.example/contact.html"));
    assert!(value_of(&filled.text, "url").unwrap().contains("harbourpine.example"));
    assert!(filled.text.contains("412 staircases"), "{}", filled.text);
    let sources = filled.text.matches("<li>From <a href=\"http").count();
    assert!(sources >= 5, "{sources}");
    assert!(filled.text.contains("Saved now: acme") && filled.text.contains("Nothing is saved yet"));
    assert_eq!(stored(&app).await, app.first.project.offer);
    assert!(sites.asked().iter().any(|asked| asked.contains("harbourpine.example/robots.txt")), "without asking robots.txt");
    let drawn = admin.get(&format!("{OFFER}/draft")).await;
    assert_eq!((drawn.status, drawn.header("location")), (303, format!("{OFFER}?from=site").as_str()));
}

#[tokio::test]
async fn a_site_that_cannot_be_read_is_told_in_words_and_can_be_tried_again() {
    let sites = Sites::with(|host, path| match (host, path) {
        ("closed.example", "/robots.txt") => Some("User-agent: *\nDisallow: /\n".into_response()),
        ("blocked.example", path) if path != "/robots.txt" => Some((StatusCode::FORBIDDEN, page("no")).into_response()),
        ("blocked.example" | "evil.example", "/robots.txt") => Some(StatusCode::NOT_FOUND.into_response()),
        _ => None,
    })
    .await;
    let app = reading(&sites).await;
    let admin = app.logged_in(Role::Admin).await;
    for (domain, words) in
        [("parked.example", "is parked"), ("blocked.example", "turned our reader away"), ("closed.example", "robots.txt asks readers like ours to stay away")]
    {
        let (at, page) = admin.submit(&format!("{OFFER}/draft"), &[("domain", domain)]).await;
        assert!(at.ends_with("/draft") && page.status == 200);
        let last = wait_for_draft(&admin, OFFER).await;
        assert!(last.text.contains(words) && last.header("hx-redirect").is_empty(), "{domain}: {}", last.text);
        let whole = admin.get(&format!("{OFFER}/draft")).await;
        assert!(whole.status == 200 && whole.text.contains(words) && whole.text.contains("Fill in the form myself"));
    }
    let nothing_filled = admin.get(&format!("{OFFER}?from=site")).await;
    assert_eq!(value_of(&nothing_filled.text, "company").as_deref(), Some("acme"));
    for typed in ["", "http://127.0.0.1/", "localhost", "not a name"] {
        let (at, page) = admin.submit(&format!("{OFFER}/draft"), &[("domain", typed)]).await;
        assert!(at.contains("?domain=") && page.text.contains("must be a host name like example.com"), "{typed}: {at}");
    }
}

#[tokio::test]
async fn a_reading_that_died_with_its_process_counts_as_failed() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    let (db, first) = (&app.app.db, &app.first);
    assert!(begin_site_draft(db, &first.workspace.id, &first.project.id, "harbourpine.example", app.app.now()).await.unwrap());
    let (at, page) = admin.submit(&format!("{OFFER}/draft"), &[("domain", "other.example")]).await;
    assert!(at.ends_with("/draft") && page.text.contains("Reading harbourpine.example"), "the first one goes on");
    app.advance(STALE_MS + 1);
    let late = admin.get(&format!("{OFFER}/draft")).await;
    assert!(late.text.contains("The reading broke off") && !late.text.contains("hx-trigger"), "{}", late.text);
    let _ = SystemRandom;
}

#[tokio::test]
async fn hostile_words_of_a_site_stay_text_on_the_form() {
    let sites = Sites::with(|host, path| match (host, path) {
        ("evil.example", "/") => Some(page(
            "<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; Ltd</title><meta name=description content='\"><script>alert(1)</script> We make doors and windows for old houses.'>\
             <meta property=og:site_name content='\"><script>alert(1)</script>'><meta name=theme-color content='red;}</style><script>alert(1)</script>'></head>\
             <body><main><h1>Doors</h1><p>We make doors and windows. &lt;script&gt;alert(1)&lt;/script&gt; Since 1990 we have made 400 doors for old houses in the north, and every one of them still opens and shuts as it should.</p>\
             <p>More words about doors, windows, stairs and floors, so that there is enough to read here for anybody who wants to know what this company is about, and whom it works for, which is mostly owners of old houses.</p></main>\
             <footer><a href='javascript:alert(1)'>Privacy</a> <a href='/imprint\"><script>'>&lt;script&gt;Imprint</a></footer></body></html>",
        )),
        ("evil.example", "/robots.txt") => Some(StatusCode::NOT_FOUND.into_response()),
        ("evil.example", _) => Some((StatusCode::NOT_FOUND, page("no")).into_response()),
        _ => None,
    })
    .await;
    let app = reading(&sites).await;
    let admin = app.logged_in(Role::Admin).await;
    admin.fill(OFFER, &[]).await;
    admin.post(&format!("{OFFER}/draft"), &[("domain", "evil.example")]).await;
    wait_for_draft(&admin, OFFER).await;
    for path in [OFFER.to_owned(), OFFER.replace("offer", "brand")] {
        let filled = admin.get(&format!("{path}?from=site")).await;
        assert_eq!(filled.status, 200, "{}", filled.text);
        assert!(!filled.text.contains("<script>alert") && !filled.text.contains("href=\"javascript") && !filled.text.contains("value=\"javascript"), "{path}");
    }
}
