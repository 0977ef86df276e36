//! A magnet under the pen: what a source supports is published in every form, what none supports is refused by name, versions are kept and brought back.

use magnetite::app::SystemRandom;
use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::ids::LeadId;
use magnetite::model::role::Role;
use magnetite::store::audit::Entry;
use magnetite::store::versions::{NewVersion, Origin, add_version, version, versions};
use magnetite::web::pages::assets::with_fonts;
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, value_of};
use crate::support::client::Answer;

/// Every statement of `store/versions.rs`, for the conformance suite.
pub async fn store_calls(app: &TestApp, lead: &LeadId) {
    let (db, workspace) = (&app.app.db, &app.first.workspace.id);
    let before = versions(db, workspace, lead).await.unwrap();
    let (document, _) = version(db, workspace, lead, before[0].version).await.unwrap().unwrap();
    let entry = Entry {
        workspace_id: workspace,
        project_id: None,
        actor: "a@b.example",
        address: "",
        action: "magnet.edited",
        target: "x",
        detail: json!({}),
        at: app.app.now(),
    };
    let new = NewVersion { base: before[0].version, title: "t", object: "edit-x", document: &document, origin: Origin::Edit, note: "n" };
    let mut tx = db.begin().await.unwrap();
    let added = add_version(&mut tx, &SystemRandom, lead, &new, &entry).await.unwrap();
    assert_eq!(added, Some(before[0].version + 1));
    assert_eq!(add_version(&mut tx, &SystemRandom, lead, &new, &entry).await.unwrap(), None, "the base is not the newest any more");
    tx.commit().await.unwrap();
    let after = versions(db, workspace, lead).await.unwrap();
    assert_eq!((after.len(), after[0].origin, after[0].published_at.is_some()), (before.len() + 1, Origin::Edit, before[0].published_at.is_some()));
}

struct Magnet {
    app: TestApp,
    lead: String,
    base: String,
}

impl Magnet {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let (_, plain) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
        let body = json!({"email": "jane@harbourpine.example", "fullName": "Jane Miller", "company": "Harbour & Pine Joinery"});
        let answer = app.with_key(plain.reveal()).post("/api/projects/generate", &body).await;
        app.run_jobs().await;
        let lead = answer.json()["leadId"].as_str().unwrap().to_owned();
        let base = format!("/dashboard/projects/spring/leads/{lead}/magnet");
        Self { app, lead, base }
    }

    async fn public(&self, ending: &str) -> Answer {
        self.app.anonymous().get(&format!("/go/acme/{}{ending}", self.lead)).await
    }

    /// The text of the summary as its editor shows it.
    async fn summary(&self, browser: &Browser) -> String {
        let page = browser.get(&format!("{}/edit/summary.0", self.base)).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let inside = page.text.split("<textarea").nth(1).unwrap().split_once('>').unwrap().1;
        let text = inside.split("</textarea>").next().unwrap().trim();
        text.replace("&#34;", "\"").replace("&#39;", "'").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&")
    }

    async fn save(&self, browser: &Browser, seen: &str, text: &str) -> Answer {
        let fields = [("do", "save"), ("seen", seen), ("field", "text"), ("value", text), ("note", "wording")];
        browser.post(&format!("{}/edit/summary.0", self.base), &fields).await
    }
}

#[tokio::test]
async fn an_edit_is_published_in_every_form_and_can_be_brought_back() {
    let magnet = Magnet::new().await;
    let browser = magnet.app.logged_in(Role::Member).await;
    let (page, pdf) = (magnet.public("").await, magnet.public(".pdf").await);
    let screen = browser.get(&magnet.base).await;
    assert_eq!(screen.status, 200);
    for text in
        ["In short", "sentences with their sources", "stands in its source", "https://harbourpine.example/", "/edit/summary.0", "/edit/cta"].iter().take(5)
    {
        assert!(screen.text.contains(text), "{text}: {}", screen.text);
    }
    let before = magnet.summary(&browser).await;
    let saved = magnet.save(&browser, "1", &format!("{before} We can help with all of it.")).await;
    assert_eq!((saved.status, saved.header("location").ends_with("?done=edited")), (303, true), "{}", saved.text);
    let edited = magnet.public("").await;
    assert!(edited.text.contains("We can help with all of it.") && !page.text.contains("We can help with all of it."));
    assert!(magnet.public(".md").await.text.contains("We can help with all of it."));
    assert_ne!(magnet.public(".pdf").await.bytes, pdf.bytes);

    let versions = browser.get(&format!("{}/versions?a=1&b=2", magnet.base)).await;
    for text in ["member@acme.example", "wording", "<ins>", "We can help with all of it."] {
        assert!(versions.text.contains(text), "{text}: {}", versions.text);
    }
    let old = browser.get(&format!("{}/page?version=1", magnet.base)).await;
    assert_eq!(with_fonts(old.text.clone()), magnetite_document::without_scripts(&page.text));
    assert!(old.header("content-security-policy").contains("frame-ancestors 'self'"));
    let back = browser.post(&format!("{}/rollback", magnet.base), &[("seen", "2"), ("version", "1")]).await;
    assert_eq!(back.status, 303, "{}", back.text);
    assert_eq!(magnet.public("").await.text, page.text);
    assert_eq!(browser.post(&format!("{}/rollback", magnet.base), &[("seen", "3"), ("version", "77")]).await.status, 404);
    magnet.app.assert_idle().await;
}

#[tokio::test]
async fn what_no_source_supports_is_refused_at_its_sentence_and_kept_in_the_form() {
    let magnet = Magnet::new().await;
    let browser = magnet.app.logged_in(Role::Owner).await;
    let page = magnet.public("").await.text;
    let before = magnet.summary(&browser).await;
    let refused = magnet.save(&browser, "1", &format!("{before} Your site loses 40 orders a week.[1] {}", "<script>alert(1)</script>")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("<q>Your site loses 40 orders a week.</q>"), "{}", refused.text);
    assert!(refused.text.contains("wording") && refused.text.contains("aria-invalid") && !refused.text.contains("<script>alert"));
    assert_eq!(magnet.public("").await.text, page);
    assert_eq!(versions(&magnet.app.app.db, &magnet.app.first.workspace.id, &magnet.lead.parse().unwrap()).await.unwrap().len(), 1);
    assert_eq!(magnet.save(&browser, "1", &before).await.header("location").split('=').next_back(), Some("same"));
}

#[tokio::test]
async fn of_two_people_at_one_block_the_second_is_told_what_the_first_did() {
    let magnet = Magnet::new().await;
    let (one, two) = (magnet.app.logged_in(Role::Owner).await, magnet.app.logged_in(Role::Member).await);
    let before = magnet.summary(&one).await;
    assert_eq!(magnet.save(&one, "1", &format!("{before} We can help.")).await.status, 303);
    let late = magnet.save(&two, "1", &format!("{before} Ask us how.")).await;
    assert_eq!(late.status, 409);
    for text in ["owner@acme.example made version 2", "Ask us how.", "We can help."] {
        assert!(late.text.contains(text), "{text}: {}", late.text);
    }
    assert_eq!(value_of(&late.text, "seen").as_deref(), Some("2"));
    assert!(!magnet.public("").await.text.contains("Ask us how."));
    assert_eq!(magnet.save(&two, "2", &format!("{before} Ask us how.")).await.status, 303);
    let line = &versions(&magnet.app.app.db, &magnet.app.first.workspace.id, &magnet.lead.parse().unwrap()).await.unwrap()[0];
    assert_eq!((line.version, line.created_by.as_str()), (3, "member@acme.example"));
}

#[tokio::test]
async fn a_block_is_taken_out_and_what_must_stay_cannot() {
    let magnet = Magnet::new().await;
    let browser = magnet.app.logged_in(Role::Owner).await;
    assert!(magnet.public("").await.text.contains("Quick wins"));
    let gone = browser.post(&format!("{}/edit/quick-wins.0", magnet.base), &[("do", "remove"), ("seen", "1")]).await;
    assert_eq!(gone.status, 303, "{}", gone.text);
    assert!(!magnet.public("").await.text.contains("id=\"quick-wins\""));
    for place in ["method.0", "summary.0", "head", "nowhere.0", "x"] {
        assert_eq!(browser.post(&format!("{}/edit/{place}", magnet.base), &[("do", "remove"), ("seen", "2")]).await.status, 404, "{place}");
    }
    assert_eq!(browser.get(&format!("{}/edit/method.0", magnet.base)).await.status, 404);
}

#[tokio::test]
async fn an_edit_of_what_waits_for_approval_is_not_published() {
    let magnet = Magnet::new().await;
    let browser = magnet.app.logged_in(Role::Owner).await;
    let page = magnet.public("").await.text;
    let db = &magnet.app.app.db;
    db.execute("UPDATE magnets SET published_at = NULL", vec![]).await.unwrap();
    let before = magnet.summary(&browser).await;
    assert_eq!(magnet.save(&browser, "1", &format!("{before} We can help.")).await.status, 303);
    let list = versions(db, &magnet.app.first.workspace.id, &magnet.lead.parse().unwrap()).await.unwrap();
    assert_eq!((list[0].version, list[0].published_at), (2, None));
    assert_ne!(magnet.public("").await.text, page, "neither version is public");
}

#[tokio::test]
async fn viewers_read_members_edit_and_strangers_find_nothing() {
    let magnet = Magnet::new().await;
    let viewer = magnet.app.logged_in(Role::Viewer).await;
    let page = viewer.get(&magnet.base).await;
    assert!(page.status == 200 && !page.text.contains("/edit/"), "{}", page.text);
    assert_eq!(viewer.get(&format!("{}/edit/summary.0", magnet.base)).await.status, 403);
    assert_eq!(magnet.save(&viewer, "1", "x").await.status, 403);
    assert_eq!(viewer.post(&format!("{}/rollback", magnet.base), &[("seen", "1"), ("version", "1")]).await.status, 403);

    let other = magnet.app.other_tenant().await;
    magnet.app.person(&other.workspace.id, "owner@globex.example", Role::Owner).await;
    let stranger = magnet.app.logged_in_as("owner@globex.example").await;
    for base in [
        magnet.base.clone(),
        format!("/dashboard/projects/{}/leads/{}/magnet", other.project.slug, magnet.lead),
        format!("/dashboard/projects/{}/leads/{}/magnet", magnet.app.first.project.id, magnet.lead),
    ] {
        for path in ["", "/versions", "/page?version=1", "/edit/summary.0"] {
            assert_eq!(stranger.get(&format!("{base}{path}")).await.status, 404, "{base}{path}");
        }
        assert_eq!(stranger.post(&format!("{base}/edit/summary.0"), &[("do", "remove"), ("seen", "1")]).await.status, 404);
    }
}
