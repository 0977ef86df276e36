//! What a person can do about the data that is held on them: the page, its four requests with and without mail, the queue, and how long things are kept.

use magnetite::model::ids::LeadId;
use magnetite::model::job::JobStatus;
use magnetite::model::privacy::{Privacy, Retention};
use magnetite::model::role::Role;
use magnetite::store::{jobs, magnets, person_requests};
use magnetite::worker::chores;
use serde_json::{Value, json};

use crate::mail::{Mails, sink, wait_for};
use crate::support::app::{On, TestApp};
use crate::support::client::Answer;

const REQUESTS: &str = "/dashboard/projects/spring/requests";
pub const DATA: &str = "/dashboard/projects/spring/settings/data";
pub const DAY: i64 = 86_400_000;

pub fn about(lead: &Value) -> String {
    format!("/go/acme/{}/about-this-page", lead.as_str().unwrap())
}

/// Sends a form of the page, with the address of the API's examples unless another one is given.
pub async fn ask(app: &TestApp, lead: &Value, fields: &[(&str, &str)]) -> Answer {
    let mut all = fields.to_vec();
    if !fields.iter().any(|(name, _)| *name == "email") {
        all.push(("email", "jane@firm.example"));
    }
    let body = serde_html_form::to_string(&all).unwrap().into_bytes();
    app.anonymous().send("POST", &about(lead), &[("content-type", "application/x-www-form-urlencoded")], Some(body)).await
}

/// A finished lead; its id.
pub async fn finished(app: &TestApp, body: Value) -> Value {
    let lead = app.generate(body).await["leadId"].clone();
    app.run_jobs().await;
    lead
}

pub fn id(lead: &Value) -> LeadId {
    lead.as_str().unwrap().parse().unwrap()
}

pub async fn with_mail() -> (TestApp, Mails) {
    let (url, mails) = sink(false).await;
    (TestApp::start(On::Sqlite, &[("SMTP_URL", &url)]).await, mails)
}

/// The path of the link in the last mail to the person.
pub async fn link(mails: &Mails, count: usize) -> String {
    let all = wait_for(mails, count).await;
    let mail = all.iter().rev().find(|mail| mail.contains("about-this-page/confirm/")).unwrap_or_else(|| panic!("no link in {all:?}"));
    let at = mail.find("/go/").unwrap();
    mail[at..].split_whitespace().next().unwrap().to_owned()
}

pub async fn press(app: &TestApp, link: &str) -> Answer {
    app.anonymous().send("POST", link, &[("content-type", "application/x-www-form-urlencoded")], Some(Vec::new())).await
}

/// Every statement of this part, for the conformance suite. The first key is revoked by then.
pub async fn statements(app: &TestApp) {
    let (_, plain) = app.new_key(magnetite::model::api_key::KeyMode::Live, &magnetite::model::api_key::Scope::ALL, None).await;
    let key = app.with_key(plain.reveal());
    let post = async |body: Value| {
        let answer = key.post("/api/projects/generate", &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        app.run_jobs().await;
        answer.json()["leadId"].clone()
    };
    let (person, store) = ("rights@firm.example", &app.app.db);
    let lead = post(json!({"email": person, "fullName": "Rita Rights", "externalId": "r-1"})).await;
    let noted = "UPDATE audit_log SET detail = '{\"who\": \"Rights@firm.example\"}' WHERE target = $1";
    let owner = app.logged_in(Role::Owner).await;
    assert_eq!(crate::leads::press(&owner, &id(&lead), "regenerate").await, 303);
    app.run_jobs().await;
    store.execute(noted, vec![lead.as_str().unwrap().into()]).await.unwrap();
    assert_eq!(app.anonymous().get(&about(&lead)).await.status, 200);
    for confirm in [true, false] {
        let path = "/dashboard/projects/spring/leads/import";
        owner.open(path).await;
        let table = b"email\nrights@firm.example\nrights@firm.example x\n";
        let preview = owner.upload(path, &[], &[("file", "people.csv", table)]).await.header("location").to_owned();
        if confirm {
            owner.post(&preview, &[("target", "email"), ("do", "confirm")]).await;
            chores::run_due(&app.app).await.unwrap();
        }
    }
    for kind in ["correct", "object", "erase"] {
        let fields = [("request", kind), ("email", person), ("field", "fullName"), ("value", "Rita Right")];
        assert_eq!(ask(app, &lead, &fields).await.status, 303);
    }
    let file = owner.post(&format!("{DATA}/export"), &[("email", person)]).await.json();
    assert_eq!((file["leads"].as_array().unwrap().len(), file["importRows"].as_array().unwrap().len()), (2, 3), "{file}");
    let noted = json!({"email": "else@gone.example", "reason": format!("like {person}")}).to_string().into_bytes();
    let once = [("content-type", "application/json"), ("idempotency-key", "rights")];
    assert_eq!(key.send("POST", "/api/suppressions", &once, Some(noted)).await.status, 200);
    let listed = key.get("/api/person-requests").await.json();
    for (kind, body) in
        [("correct", json!({"decision": "do"})), ("object", json!({"decision": "refuse", "reason": "no"})), ("erase", json!({"decision": "do"}))]
    {
        let one = listed["data"].as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap();
        let decided = key.post(&format!("/api/person-requests/{}/decide", one["id"].as_str().unwrap()), &body).await;
        assert_eq!(decided.status, 200, "{}", decided.text);
    }

    let seen = serde_json::to_string(&Privacy::default()).unwrap();
    let form = [("seen", seen.as_str()), ("leads", "1000"), ("evidence", "10"), ("views", "10"), ("events", "10")];
    assert_eq!(owner.post(DATA, &form).await.status, 303);
    let before = app.app.now();
    app.advance(11 * DAY);
    chores::run_due(&app.app).await.unwrap();
    app.clock.0.store(before, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(owner.get(DATA).await.status, 200);
    keep(app, Retention::default()).await;

    // A link that nobody opened, as a server with mail leaves it.
    let lead = post(json!({"email": "jane@firm.example"})).await;
    let requests = async || person_requests::requests_of_lead(store, &app.first.workspace.id, &id(&lead)).await.unwrap();
    ask(app, &lead, &[("request", "erase")]).await;
    let unopened = "UPDATE person_requests SET state = 'mail', token_hash = 'x', token_until = 1 WHERE lead_id = $1";
    store.execute(unopened, vec![lead.as_str().unwrap().into()]).await.unwrap();
    assert_eq!(app.anonymous().get(&format!("{}/confirm/nothing", about(&lead))).await.status, 410);
    assert!(person_requests::purge_unopened(store, app.app.now()).await.unwrap() && requests().await.is_empty());
    ask(app, &lead, &[("request", "erase")]).await;
    let waiting = requests().await.remove(0);
    let mut tx = store.begin().await.unwrap();
    assert!(!person_requests::confirm_request(&mut tx, &waiting, 1).await.unwrap(), "proved without a link");
    tx.commit().await.unwrap();
    assert!(person_requests::claim_request(store, &waiting, app.app.now()).await.unwrap());
    person_requests::release_request(store, &waiting).await.unwrap();
    assert!(!person_requests::objection_holds(store, &app.first.workspace.id, &id(&lead)).await.unwrap());
}

pub async fn keep(app: &TestApp, retention: Retention) {
    let text = serde_json::to_string(&Privacy { retention, ..Privacy::default() }).unwrap();
    app.app.db.execute("UPDATE projects SET privacy = $1", vec![text.into()]).await.unwrap();
}

#[tokio::test]
async fn the_page_says_what_is_held_from_where_by_whom_why_and_how_long_in_every_state() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let body =
        json!({"email": "jane@firm.example", "fullName": "<i>Jane</i>", "phone": "+44 117 555 0100", "customFields": {"seats": 12}, "notes": "met at a fair"});
    let lead = app.generate(body).await["leadId"].clone();
    let waiting = app.anonymous().get(&about(&lead)).await;
    assert!(waiting.status == 200 && waiting.text.contains("still being prepared") && waiting.text.contains("no document yet"), "{}", waiting.text);
    app.run_jobs().await;
    let page = app.anonymous().get(&about(&lead)).await.text;
    for wanted in
        ["&#60;i&#62;Jane", "+44 117 555 0100", "seats", "met at a fair", "acme", "has not stated one here", "until it is erased", "Nobody has opened it"]
    {
        assert!(page.contains(wanted), "{wanted} is missing in {page}");
    }
    assert!(!page.contains("<script") && page.matches("<form").count() == 3, "without mail a copy cannot be had here");
    let seen = magnetite::store::privacy::privacy(&app.app.db, &app.first.workspace.id, &app.first.project.id).await.unwrap();
    let seen = serde_json::to_string(&seen).unwrap();
    let told =
        [("controller", "Acme Ltd\n1 Dock Road"), ("contact", "data@acme.example"), ("purpose", "To sell boats."), ("ground", "Our interest in selling.")];
    let mut form = vec![("seen", seen.as_str()), ("leads", "365"), ("views", "30")];
    form.extend(told);
    let saved = owner.post(DATA, &form).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(owner.post(DATA, &form).await.status, 409, "saved over what somebody else saved");
    let page = app.anonymous().get(&about(&lead)).await.text;
    for wanted in ["Acme Ltd\n1 Dock Road", "mailto:data@acme.example", "To sell boats.", "Our interest in selling.", "365 days", "30 days"] {
        assert!(page.contains(wanted), "{wanted} is missing in {page}");
    }
    let audit = owner.get("/dashboard/audit").await.text;
    assert!(audit.contains("controller, contact, purpose, ground, leads 365 days, views 30 days"), "{audit}");
    app.app.db.execute("UPDATE projects SET blueprint = REPLACE(blueprint, '\"language\":\"en\"', '\"language\":\"de\"')", vec![]).await.unwrap();
    app.web.keys.clear();
    let german = finished(&app, json!({"email": "jane@firm.example"})).await;
    let page = app.anonymous().get(&about(&german)).await.text;
    assert!(page.contains("<html lang=\"de\">") && page.contains("Ihre Daten") && page.contains("24. November 2026"), "{page}");
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_comes_back_with_what_was_typed() {
    let app = TestApp::new().await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    for (fields, fault) in [
        (vec![("request", "erase"), ("email", "nobody")], "must be a valid e-mail address"),
        (vec![("request", "correct"), ("field", "fullName"), ("value", "x")], "choose what is wrong"),
        (vec![("request", "correct"), ("field", "email"), ("value", "kept-typed")], "say what is right"),
        (vec![("request", "correct"), ("field", "email")], "say what is right"),
    ] {
        let answer = ask(&app, &lead, &fields).await;
        assert!(answer.status == 422 && answer.text.contains(fault), "{fields:?}: {} {}", answer.status, answer.text);
    }
    assert!(ask(&app, &lead, &[("request", "correct"), ("field", "email"), ("value", "kept-typed")]).await.text.contains("value=\"kept-typed\""));
    assert_eq!(ask(&app, &lead, &[("request", "nothing")]).await.status, 400);
    assert_eq!(ask(&app, &json!("lead_0000000000000000000000"), &[("request", "erase")]).await.status, 404);
    let huge = ask(&app, &lead, &[("request", "correct"), ("field", "email"), ("words", &"x".repeat(200_000))]).await;
    assert_eq!(huge.status, 400);
    let listed = app.api_key().get("/api/person-requests").await.json();
    assert_eq!(listed["data"], json!([]), "a refused form has left something");
}

#[tokio::test]
async fn a_link_goes_to_the_leads_own_address_alone_and_the_answer_never_tells() {
    let (app, mails) = with_mail().await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    let wrong = ask(&app, &lead, &[("request", "erase"), ("email", "eve@else.example")]).await;
    let right = ask(&app, &lead, &[("request", "erase"), ("email", "Jane+x@FIRM.example")]).await;
    let of = |answer: &Answer| (answer.status, answer.header("location").to_owned(), answer.text.clone());
    assert_eq!(of(&wrong), of(&right));
    assert_eq!(right.status, 303);
    let taken = wait_for(&mails, 1).await;
    assert!(taken.len() == 1 && taken[0].contains("To: jane@firm.example") && !taken[0].contains("eve@"), "{taken:?}");
    let page = app.anonymous().get(&format!("{}?asked=erase", about(&lead))).await.text;
    assert!(page.contains("If the address you typed is the one held here") && !page.contains("What was asked so far"), "{page}");
    let rows: Vec<(String,)> = app.app.db.fetch_all("SELECT COALESCE(token_hash, '') FROM person_requests", vec![]).await.unwrap();
    let link = link(&mails, 1).await;
    assert!(rows.len() == 1 && rows[0].0.len() == 64 && !link.contains(&rows[0].0), "the token is stored");
}

#[tokio::test]
async fn nothing_happens_before_the_button_and_a_link_works_once_for_48_hours() {
    let (app, mails) = with_mail().await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    ask(&app, &lead, &[("request", "erase")]).await;
    let first = link(&mails, 1).await;
    for _ in 0..3 {
        let page = app.anonymous().get(&first).await;
        assert!(page.status == 200 && page.text.contains("Yes, erase everything"), "{}", page.text);
    }
    assert_eq!(app.anonymous().get(&about(&lead)).await.status, 200, "a mail filter has erased somebody");
    app.advance(48 * 3_600_000 + 1);
    assert_eq!(app.anonymous().get(&first).await.status, 410);
    assert_eq!(press(&app, &first).await.status, 410);
    assert_eq!(app.anonymous().get(&about(&lead)).await.status, 200);
    chores::run_due(&app.app).await.unwrap();
    let left: Vec<(String,)> = app.app.db.fetch_all("SELECT id FROM person_requests", vec![]).await.unwrap();
    assert!(left.is_empty(), "a request that nobody confirmed is kept");
    ask(&app, &lead, &[("request", "erase")]).await;
    let second = link(&mails, 2).await;
    // Another lead's page takes no link of this one's.
    let other = finished(&app, json!({"email": "joe@else.example"})).await;
    assert_eq!(press(&app, &second.replace(lead.as_str().unwrap(), other.as_str().unwrap())).await.status, 410);
    let done = press(&app, &second).await;
    assert!(done.status == 200 && done.text.contains("has been erased"), "{}", done.text);
    assert_eq!(press(&app, &second).await.status, 404);
    assert_eq!(app.anonymous().get(&about(&lead)).await.status, 404);
    assert_eq!(app.anonymous().get(&about(&other)).await.status, 200);
    let listed = app.api_key().get("/api/person-requests").await.json();
    assert_eq!((&listed["data"][0]["state"], &listed["data"][0]["proved"]), (&json!("done"), &json!(true)), "{listed}");
}

#[tokio::test]
async fn an_objection_holds_at_once_for_the_whole_workspace() {
    let (app, mails) = with_mail().await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    let queued = app.generate(json!({"email": "Jane@firm.example"})).await["leadId"].clone();
    ask(&app, &lead, &[("request", "object")]).await;
    assert!(press(&app, &link(&mails, 1).await).await.text.contains("objection holds"));
    let post = app.api_key().post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await;
    assert_eq!(post.error().1, "SUPPRESSED");
    assert_eq!(app.anonymous().get(&format!("/go/acme/{}", lead.as_str().unwrap())).await.status, 410);
    assert_eq!(app.anonymous().get(&format!("/go/acme/{}.pdf", lead.as_str().unwrap())).await.status, 410);
    let workspace = &app.first.workspace.id;
    let job = jobs::job_of_lead(&app.app.db, workspace, &id(&queued)).await.unwrap().unwrap();
    assert_eq!((job.status, app.run_jobs().await), (JobStatus::Cancelled, 0), "work goes on");
    let retried = app.api_key().post(&format!("/api/generation/{}/retry", job.id), &json!({})).await;
    assert_eq!(retried.error().1, "CONFLICT", "a retry goes round the objection");
    let owner = app.logged_in(Role::Owner).await;
    assert_eq!(crate::leads::press(&owner, &id(&lead), "regenerate").await, 409);
    let page = app.anonymous().get(&about(&lead)).await.text;
    assert!(page.contains("It has been withdrawn") && page.contains("Objection") && page.contains("Done."), "{page}");
    // The owners know, by a mail that names nobody.
    let told = wait_for(&mails, 2).await.into_iter().find(|mail| mail.contains("To: owner@acme.example")).unwrap();
    assert!(told.contains("objects to the processing") && !told.contains("jane") && !told.contains(lead.as_str().unwrap()), "{told}");
    let stored: Vec<(String, String)> = app.app.db.fetch_all("SELECT target, detail FROM audit_log", vec![]).await.unwrap();
    assert!(stored.iter().all(|(target, detail)| !target.contains('@') && !detail.contains("jane")), "{stored:?}");
}

#[tokio::test]
async fn a_correction_waits_for_the_owner_and_a_copy_holds_everything() {
    let (app, mails) = with_mail().await;
    let lead = finished(&app, json!({"email": "jane@firm.example", "fullName": "Jane Miler", "domain": "firm.example"})).await;
    ask(&app, &lead, &[("request", "correct"), ("field", "fullName"), ("value", "Jane Miller"), ("words", "one l is missing")]).await;
    assert!(press(&app, &link(&mails, 1).await).await.text.contains("will look at it and decide"));
    let owner = app.logged_in(Role::Owner).await;
    let page = owner.get(REQUESTS).await.text;
    for wanted in ["Confirmed", "Jane Miler", "Jane Miller", "one l is missing", "Put it in place", "data-key=\"a\"", "data-key=\"x\""] {
        assert!(page.contains(wanted), "{wanted} is missing in {page}");
    }
    assert!(owner.get("/dashboard/projects/spring").await.text.contains("Requests <span class=\"tag warn\">1"), "no badge");
    let viewer = app.logged_in(Role::Viewer).await.get(REQUESTS).await;
    assert!(viewer.status == 200 && !viewer.text.contains("Put it in place"));
    let request = crate::support::browser::value_of(&page, "request").unwrap();
    let refused = owner.post(REQUESTS, &[("request", &request), ("do", "refuse"), ("reason", " ")]).await;
    assert!(refused.status == 422 && refused.text.contains("say why"));
    assert_eq!(owner.post(REQUESTS, &[("request", &request), ("do", "do")]).await.status, 303);
    assert_eq!(owner.post(REQUESTS, &[("request", &request), ("do", "do")]).await.status, 409, "decided twice");
    chores::run_due(&app.app).await.unwrap();
    let found = app.api_key().get("/api/leads?q=miller").await.json();
    assert_eq!(found["data"][0]["fullName"], "Jane Miller");
    assert_eq!(app.api_key().get("/api/leads?q=miler").await.json()["data"], json!([]));

    ask(&app, &lead, &[("request", "export")]).await;
    let count = mails.lock().unwrap().len();
    let link = link(&mails, count.max(3)).await;
    assert!(app.anonymous().get(&link).await.text.contains("Download the file"));
    let file = press(&app, &link).await;
    assert!(file.header("content-disposition").contains("attachment") && file.header("x-robots-tag").contains("noindex"));
    let held: std::collections::BTreeSet<String> =
        file.json()["leads"][0]["held"].as_array().unwrap().iter().map(|line| line["type"].as_str().unwrap().to_owned()).collect();
    for wanted in ["job", "document", "event", "result", "searchWords", "request", "writing", "audit"] {
        assert!(held.contains(wanted), "{wanted} is missing: {held:?}");
    }
    assert_eq!(press(&app, &link).await.status, 410, "downloaded twice");
}

#[tokio::test]
async fn without_mail_the_owner_decides_and_an_objection_can_be_taken_back() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    let page = format!("/go/acme/{}", lead.as_str().unwrap());
    // Whoever types another address changes nothing but the queue.
    ask(&app, &lead, &[("request", "object"), ("email", "eve@else.example")]).await;
    assert_eq!(app.anonymous().get(&page).await.status, 200);
    ask(&app, &lead, &[("request", "object")]).await;
    assert_eq!(app.anonymous().get(&page).await.status, 410);
    let listed = app.api_key().get("/api/person-requests?state=waiting").await.json();
    let waiting = listed["data"].as_array().unwrap();
    assert_eq!(waiting.iter().map(|one| one["inEffect"].as_bool().unwrap()).filter(|one| *one).count(), 1, "{listed}");
    let held = waiting.iter().find(|one| one["inEffect"] == true).unwrap();
    let path = format!("/api/person-requests/{}/decide", held["id"].as_str().unwrap());
    let bad = app.api_key().post(&path, &json!({"decision": "refuse"})).await;
    assert_eq!(bad.error().1, "INVALID_REQUEST");
    let refused = app.api_key().post(&path, &json!({"decision": "refuse", "reason": "It was a test of ours."})).await;
    assert_eq!((refused.status, &refused.json()["request"]["state"]), (200, &json!("refused")), "{}", refused.text);
    assert_eq!(app.anonymous().get(&page).await.status, 200, "the page is still withdrawn");
    assert!(app.anonymous().get(&about(&lead)).await.text.contains("Reason: It was a test of ours."));
    assert_eq!(app.api_key().post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await.status, 200);
    app.run_jobs().await;

    ask(&app, &lead, &[("request", "erase")]).await;
    assert_eq!(app.anonymous().get(&page).await.status, 200);
    let listed = app.api_key().get("/api/person-requests?state=waiting").await.json();
    let erasure = listed["data"].as_array().unwrap().iter().find(|one| one["kind"] == "erase").unwrap()["id"].as_str().unwrap().to_owned();
    let shown = owner.get(&format!("{REQUESTS}?request={erasure}")).await.text;
    assert!(shown.contains("Erase everything") && shown.contains("this server sends no mail"), "{shown}");
    assert_eq!(owner.post(REQUESTS, &[("request", &erasure), ("do", "do")]).await.status, 303);
    assert_eq!(app.anonymous().get(&page).await.status, 404);
    let list = app.api_key().get("/api/leads").await.json();
    assert_eq!(list["data"], json!([]), "the person's other lead is still there");
    assert!(owner.get(REQUESTS).await.text.contains("omebody erased since"));
}

#[tokio::test]
async fn many_requests_for_one_lead_have_to_wait() {
    let app = TestApp::new().await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    let mut refused = 0;
    for _ in 0..12 {
        let answer = ask(&app, &lead, &[("request", "erase")]).await;
        if answer.status == 429 {
            assert!(answer.header("retry-after").parse::<i64>().unwrap() > 0 && answer.text.contains("Please wait a while"));
            refused += 1;
        }
    }
    assert!(refused >= 7, "{refused}");
    let other = finished(&app, json!({"email": "joe@firm.example"})).await;
    assert_eq!(ask(&app, &other, &[("request", "erase"), ("email", "joe@firm.example")]).await.status, 303, "one lead's throttle stops another's");
}

#[tokio::test]
async fn what_is_kept_no_longer_is_removed_once_a_day_and_counted() {
    let app = TestApp::new().await;
    keep(&app, Retention { leads: 100, evidence: 10, views: 20, events: 30 }).await;
    let lead = finished(&app, json!({"email": "jane@firm.example", "domain": "firm.example"})).await;
    app.anonymous().get(&format!("/go/acme/{}", lead.as_str().unwrap())).await;
    app.web.counters.flush(&app.app).await.unwrap();
    let workspace = &app.first.workspace.id;
    let counts = async || -> (i64, i64, i64, i64) {
        let sql = "SELECT (SELECT COUNT(*) FROM leads), (SELECT COUNT(*) FROM steps WHERE result IS NOT NULL AND phase IN ('research', 'analysis')),
            (SELECT COUNT(*) FROM views), (SELECT COUNT(*) FROM events)";
        app.app.db.fetch_optional(sql, vec![]).await.unwrap().unwrap()
    };
    let run = async |days: i64| {
        app.advance(days * DAY);
        chores::run_due(&app.app).await.unwrap();
        counts().await
    };
    let (leads, evidence, views, events) = counts().await;
    assert!(leads == 1 && evidence == 2 && views == 1 && events > 3, "{evidence} {views} {events}");
    assert_eq!(run(9).await, (1, 2, 1, events), "removed too early");
    assert_eq!(run(2).await, (1, 0, 1, events));
    assert!(magnets::magnet(&app.app.db, workspace, &id(&lead)).await.unwrap().is_some(), "the document went with the evidence");
    assert_eq!(app.anonymous().get(&format!("/go/acme/{}", lead.as_str().unwrap())).await.status, 200);
    app.web.counters.flush(&app.app).await.unwrap();
    app.app.db.execute("DELETE FROM views WHERE created_at > $1", vec![(app.app.now() - DAY).into()]).await.unwrap();
    assert_eq!(run(10).await.2, 0, "views are kept too long");
    assert_eq!(run(10).await.3, 1, "the last event of a lead that is there must stay");
    let (leads, .., left) = run(70).await;
    assert_eq!((leads, left), (0, 1), "the lead is kept too long, or its erasure is not told");
    assert_eq!(run(31).await.3, 0, "an event of nobody is kept too long");
    let owner = app.logged_in(Role::Owner).await;
    let audit = owner.get("/dashboard/audit").await.text;
    for wanted in ["leads 0, copies of pages 2, views 0, events 0", "leads 1, copies of pages 0"] {
        assert!(audit.contains(wanted), "{wanted} is missing in {audit}");
    }
    assert!(!audit.contains("erased a lead"), "each lead that went by age has a line of its own");
}

#[tokio::test]
async fn no_page_asks_to_be_listed_by_search_engines() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let lead = finished(&app, json!({"email": "jane@firm.example"})).await;
    let robots = app.anonymous().get("/robots.txt").await.text;
    assert!(robots.lines().any(|line| line == "Disallow: /"), "{robots}");
    let magnet = format!("/go/acme/{}", lead.as_str().unwrap());
    let mut paths: Vec<String> = [
        "/",
        "/setup/x",
        "/errors/NOT_FOUND",
        "/nothing",
        "/docs",
        "/docs/privacy",
        "/llms.txt",
        "/healthz",
        "/api/openapi.json",
        "/api/leads",
        "/api/nothing",
        "/robots.txt",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.extend(["", ".pdf", ".png", ".md", "/cta", "/about-this-page", "/about-this-page/confirm/x"].map(|ending| format!("{magnet}{ending}")));
    for line in include_str!("../../src/web/dashboard/mod.rs").lines().filter(|line| line.contains(".route(\"") && line.contains("get(")) {
        let path = line.split('"').nth(1).unwrap();
        let path = path.replace("{project}", "spring").replace("{lead}", lead.as_str().unwrap()).replace("{page}", "offer");
        if !path.contains('{') && !path.ends_with("/events") {
            paths.push(format!("/dashboard{}", path.trim_end_matches('/')));
        }
    }
    assert!(paths.len() > 60, "{}", paths.len());
    for path in paths {
        let answer = owner.get(&path).await;
        assert!(answer.header("x-robots-tag").contains("noindex"), "{path}: {}", answer.status);
        if answer.header("content-type").starts_with("text/html") && answer.text.contains("<html") {
            assert!(answer.text.contains("name=\"robots\" content=\"noindex"), "{path}: {}", answer.text.chars().take(400).collect::<String>());
        }
    }
}
