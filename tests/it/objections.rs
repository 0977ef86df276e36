//! Objections: how far each one reaches, what refusing it gives back, and that nothing new goes out meanwhile. And one person among others whose
//! addresses look alike.

use magnetite::generation::control::{By, Refused};
use magnetite::generation::person::decide;
use magnetite::model::privacy::Retention;
use magnetite::model::role::Role;
use magnetite::store::person_requests::{self, PersonRequest};
use magnetite::worker::chores;
use serde_json::{Value, json};

use crate::rights::{DATA, DAY, about, ask, finished, id, keep, link, press, with_mail};
use crate::support::app::{On, TestApp};
use crate::support::browser::Browser;
use crate::support::client::Answer;

const IMPORT: &str = "/dashboard/projects/spring/leads/import";

async fn page(app: &TestApp, lead: &Value) -> u16 {
    app.anonymous().get(&format!("/go/acme/{}", lead.as_str().unwrap())).await.status
}

async fn requests(app: &TestApp, lead: &Value) -> Vec<PersonRequest> {
    person_requests::requests_of_lead(&app.app.db, &app.first.workspace.id, &id(lead)).await.unwrap()
}

async fn decided(app: &TestApp, request: &PersonRequest, body: Value) -> Answer {
    app.api_key().post(&format!("/api/person-requests/{}/decide", request.id), &body).await
}

async fn refused(app: &TestApp, request: &PersonRequest) {
    let answer = decided(app, request, json!({"decision": "refuse", "reason": "no"})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

async fn generate(app: &TestApp, email: &str) -> Answer {
    app.api_key().post("/api/projects/generate", &json!({"email": email})).await
}

/// A table that is uploaded and looked at, and not imported.
async fn upload(owner: &Browser, table: &str) {
    owner.open(IMPORT).await;
    let uploaded = owner.upload(IMPORT, &[], &[("file", "people.csv", table.as_bytes())]).await;
    assert_eq!(uploaded.status, 303, "{}", uploaded.text);
}

async fn rows_of(owner: &Browser, email: &str) -> usize {
    let file = owner.post(&format!("{DATA}/export"), &[("email", email)]).await;
    assert_eq!(file.status, 200, "{email}: {}", file.text);
    file.json()["importRows"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_longer_address_is_another_person_in_exports_and_erasures() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let owner = app.logged_in(Role::Owner).await;
        finished(&app, json!({"email": "ann@firm.example"})).await;
        let joann = finished(&app, json!({"email": "joann@firm.example"})).await;
        upload(&owner, "email\nann@firm.example\njoann@firm.example\nann@firm.example.au\nann@firm.example x\n").await;
        for who in ["joann@firm.example", "ann@firm.example"] {
            let body = json!({"email": format!("x{who}"), "reason": format!("as {who} wrote")}).to_string().into_bytes();
            let once = [("content-type", "application/json"), ("idempotency-key", who)];
            assert_eq!(app.api_key().send("POST", "/api/suppressions", &once, Some(body)).await.status, 200);
        }
        assert_eq!((rows_of(&owner, "ann@firm.example").await, rows_of(&owner, "joann@firm.example").await), (2, 1));
        let erased = owner.post(&format!("{DATA}/erase"), &[("email", "Ann@firm.example")]).await;
        assert_eq!(erased.status, 303, "{}", erased.text);
        assert_eq!((rows_of(&owner, "joann@firm.example").await, rows_of(&owner, "ann@firm.example.au").await), (1, 1), "another person's rows went");
        assert_eq!(page(&app, &joann).await, 200);
        let list = app.api_key().get("/api/suppressions").await.text;
        assert!(list.contains("as joann@firm.example wrote") && !list.contains("as ann@"), "{list}");
        let kept: Vec<(String,)> = app.app.db.fetch_all("SELECT answer FROM idempotency_keys WHERE answer LIKE '%wrote%'", vec![]).await.unwrap();
        assert!(kept.len() == 1 && kept[0].0.contains("joann"), "{kept:?}");
    }
}

#[tokio::test]
async fn an_import_outlives_the_age_of_leads_who_stand_in_it_as_well() {
    let app = TestApp::new().await;
    keep(&app, Retention { leads: 100, ..Retention::default() }).await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    app.advance(101 * DAY);
    let owner = app.logged_in(Role::Owner).await;
    upload(&owner, "email\njane@firm.example\n").await;
    chores::run_due(&app.app).await.unwrap();
    assert_eq!((page(&app, &lead).await, rows_of(&owner, "jane@firm.example").await), (404, 1));
}

#[tokio::test]
async fn nothing_new_goes_out_to_who_has_objected() {
    let (mailing, mails) = with_mail().await;
    let plain = TestApp::new().await;
    for app in [&mailing, &plain] {
        let lead = finished(app, json!({"email": "jane@firm.example"})).await;
        ask(app, &lead, &[("request", "object")]).await;
        if app.app.mailer.is_some() {
            assert_eq!(press(app, &link(&mails, 1).await).await.status, 200);
        }
        assert_eq!(page(app, &lead).await, 410);
        let path = format!("/api/leads/{}/magnet", lead.as_str().unwrap());
        for body in [json!({"version": 1, "remove": "advice.0"}), json!({"version": 1, "rollBackTo": 1})] {
            let answer = app.api_key().patch(&path, &body).await;
            assert!(answer.error().1 == "CONFLICT" && answer.text.contains("has objected"), "{}", answer.text);
        }
        let owner = app.logged_in(Role::Owner).await;
        let base = format!("/dashboard/projects/spring/leads/{}/magnet", lead.as_str().unwrap());
        owner.open(&base).await;
        let edited = owner.post(&format!("{base}/edit/advice.0"), &[("do", "remove"), ("seen", "1")]).await;
        assert!(edited.status == 409 && edited.text.contains("has objected"), "{}", edited.text);
        for action in ["regenerate", "restore"] {
            assert_eq!(crate::leads::press(&owner, &id(&lead), action).await, 409, "{action}");
        }
        assert_eq!(page(app, &lead).await, 410);
    }
}

#[tokio::test]
async fn without_mail_an_objection_withdraws_its_own_magnet_until_the_owner_decides() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let lead = finished(&app, json!({"email": "jane@firm.example", "fullName": "Jane"})).await;
        let other = finished(&app, json!({"email": "jane@firm.example"})).await;
        let told = app.anonymous().get(&about(&lead)).await.text;
        assert!(told.contains("j…@firm.example") && !told.contains("jane@firm.example"), "the proof is printed on the page: {told}");
        assert!(told.contains("decides whether anything can be made for your address again"), "{told}");
        ask(&app, &lead, &[("request", "object")]).await;
        assert_eq!((page(&app, &lead).await, page(&app, &other).await), (410, 200), "an unproved objection reaches further than its page");
        assert_eq!(generate(&app, "jane@firm.example").await.status, 200);
        app.run_jobs().await;
        let request = requests(&app, &lead).await.remove(0);
        assert!(request.in_effect);
        assert_eq!(decided(&app, &request, json!({"decision": "do"})).await.status, 200);
        assert_eq!((page(&app, &lead).await, page(&app, &other).await), (410, 410));
        assert_eq!(generate(&app, "jane@firm.example").await.error().1, "SUPPRESSED");
    }
}

#[tokio::test]
async fn refusing_gives_back_what_this_objection_withdrew_and_nothing_else() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        // Withdrawn for another reason before.
        let drifted = finished(&app, json!({"email": "joe@firm.example"})).await;
        app.app.db.execute("UPDATE magnets SET withdrawn_at = 5 WHERE lead_id = $1", vec![drifted.as_str().unwrap().into()]).await.unwrap();
        app.advance(1);
        ask(&app, &drifted, &[("request", "object"), ("email", "joe@firm.example")]).await;
        refused(&app, &requests(&app, &drifted).await[0]).await;
        assert_eq!(page(&app, &drifted).await, 410, "what had drifted is out again");

        // Asked for twice: refusing the second leaves the first as it is.
        let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
        for _ in 0..2 {
            app.advance(10);
            ask(&app, &lead, &[("request", "object")]).await;
        }
        let both = requests(&app, &lead).await;
        assert_eq!(both.iter().map(|one| one.in_effect).collect::<Vec<_>>(), [false, true]);
        refused(&app, &both[0]).await;
        assert_eq!(page(&app, &lead).await, 410);
        refused(&app, &both[1]).await;
        assert_eq!(page(&app, &lead).await, 200);

        // On the list already: that is not for a refusal to take back.
        ask(&app, &lead, &[("request", "object")]).await;
        assert_eq!(app.api_key().post("/api/suppressions", &json!({"email": "jane@firm.example"})).await.status, 200);
        refused(&app, &requests(&app, &lead).await.into_iter().find(|one| one.state.is_open()).unwrap()).await;
        assert_eq!(page(&app, &lead).await, 410, "somebody on the list gets a magnet again");
        assert_eq!(generate(&app, "jane@firm.example").await.error().1, "SUPPRESSED");
    }
}

#[tokio::test]
async fn of_two_who_decide_the_second_changes_nothing() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let by = By { workspace: &app.first.workspace, actor: "owner@acme.example", address: "" };
        let lead = finished(&app, json!({"email": "jane@firm.example", "fullName": "Jane"})).await;
        for fields in [vec![("request", "erase")], vec![("request", "correct"), ("field", "fullName"), ("value", "Joan")], vec![("request", "object")]] {
            ask(&app, &lead, &fields).await;
            // Read before the other one had decided.
            let stale = requests(&app, &lead).await.into_iter().find(|one| one.state.is_open()).unwrap();
            refused(&app, &stale).await;
            assert!(matches!(decide(&app.app, by, &stale, None).await, Err(Refused::State(_))), "{fields:?}");
            app.advance(10_000);
        }
        assert_eq!(page(&app, &lead).await, 200, "done after it was refused");
        assert!(app.api_key().get(&format!("/api/leads/{}", lead.as_str().unwrap())).await.text.contains("\"Jane\""));
        assert_eq!(generate(&app, "jane@firm.example").await.status, 200);

        ask(&app, &lead, &[("request", "object")]).await;
        let stale = requests(&app, &lead).await.into_iter().find(|one| one.state.is_open()).unwrap();
        // Somebody is at it.
        assert!(person_requests::claim_request(&app.app.db, &stale, app.app.now()).await.unwrap());
        for refusal in [None, Some("no")] {
            assert!(matches!(decide(&app.app, by, &stale, refusal).await, Err(Refused::State(_))), "{refusal:?}");
        }
        person_requests::release_request(&app.app.db, &stale).await.unwrap();
        decide(&app.app, by, &stale, None).await.unwrap();
        assert!(matches!(decide(&app.app, by, &stale, Some("no")).await, Err(Refused::State(_))));
        assert_eq!(page(&app, &lead).await, 410, "given back after it was done");
        assert_eq!(generate(&app, "jane@firm.example").await.error().1, "SUPPRESSED");
    }
}
