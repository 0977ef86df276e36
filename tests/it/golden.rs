//! Golden leads: a change of template or offer is tried on them before it counts, on screen and by API.

use magnetite::app::SystemRandom;
use magnetite::generation::golden::try_out;
use magnetite::model::api_key::{KeyMode, Scope};
use magnetite::model::golden::GOLDEN_MAX;
use magnetite::model::ids::LeadId;
use magnetite::model::project::Project;
use magnetite::model::role::Role;
use magnetite::store::audit::Entry;
use magnetite::store::golden_leads::{Chosen, change_golden_lead, golden_count, golden_leads, is_golden, set_golden_leads};
use magnetite::store::projects::project;
use serde_json::{Value, json};

use crate::support::app::{On, TestApp};
use crate::support::browser::value_of;
use crate::template::{TEMPLATE, form};

const GOLDEN: &str = "/dashboard/projects/spring/template/golden";
const API: &str = "/api/projects/spring/golden-leads";

/// Every statement of `store/golden_leads.rs`, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, first) = (&app.app.db, &app.first.project);
    let lead = crate::leads::lead(app, "golden@firm.example").await;
    app.run_jobs().await;
    let entry = entry(first, app.app.now());
    let set = async |leads: &[LeadId]| set_golden_leads(db, &SystemRandom, first, leads, &entry).await.unwrap();
    assert_eq!(set(&[lead.clone(), lead.clone()]).await, Chosen::Kept);
    let stranger: LeadId = "lead_0000000000000000000000".parse().unwrap();
    assert_eq!(set(&[lead.clone(), stranger.clone()]).await, Chosen::Unknown(stranger));
    let kept = golden_leads(db, first).await.unwrap();
    assert_eq!((kept.len(), &kept[0].id, kept[0].added_by.as_str(), golden_count(db, first).await.unwrap()), (1, &lead, "a@b.example", 1));
    assert!(is_golden(db, &first.workspace_id, &lead).await.unwrap());
    assert_eq!(set(&[]).await, Chosen::Kept);
    assert!(!is_golden(db, &first.workspace_id, &lead).await.unwrap());
    for (keep, count) in [(true, 1), (true, 1), (false, 0), (false, 0)] {
        assert_eq!(change_golden_lead(db, &SystemRandom, first, &lead, keep, &entry).await.unwrap(), Chosen::Kept);
        assert_eq!(golden_count(db, first).await.unwrap(), count);
    }
}

fn entry(project: &Project, at: i64) -> Entry<'_> {
    Entry {
        workspace_id: &project.workspace_id,
        project_id: Some(&project.id),
        actor: "a@b.example",
        address: "",
        action: "golden_leads.changed",
        target: "x",
        detail: json!({}),
        at,
    }
}

#[tokio::test]
async fn of_many_who_choose_at_once_none_undoes_the_others_and_no_more_than_fit_are_kept() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let (db, first) = (&app.app.db, &app.first.project);
        let mut leads = Vec::new();
        for number in 0..GOLDEN_MAX + 3 {
            leads.push(crate::leads::lead(&app, &format!("golden{number}@firm.example")).await);
        }
        let entry = entry(first, app.app.now());
        let change = |lead, keep| change_golden_lead(db, &SystemRandom, first, lead, keep, &entry);
        let came = futures_util::future::join_all(leads.iter().map(|lead| change(lead, true))).await;
        let refused = came.into_iter().filter(|came| *came.as_ref().unwrap() == Chosen::TooMany).count();
        let kept = golden_leads(db, first).await.unwrap();
        assert_eq!((refused, kept.len()), (3, GOLDEN_MAX));
        let gone = futures_util::future::join_all(kept.iter().take(5).map(|one| change(&one.id, false))).await;
        assert!(gone.into_iter().all(|came| came.unwrap() == Chosen::Kept));
        let left: Vec<LeadId> = golden_leads(db, first).await.unwrap().into_iter().map(|one| one.id).collect();
        assert_eq!(left, kept.into_iter().skip(5).map(|one| one.id).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn what_counts_is_the_offer_as_it_is_now_and_not_that_of_the_time_of_the_job() {
    let app = TestApp::new().await;
    let lead = sample(&app, "jane@harbourpine.example").await;
    put(&app, json!({"leadIds": [lead]})).await;
    let (workspace, before) = (&app.first.workspace, &app.first.project);
    let mut after = before.clone();
    after.offer.focus = vec!["speed".into()];
    let tried = try_out(&app.app, workspace, before, &after).await.unwrap().remove(0).outcome.unwrap();
    let now = try_out(&app.app, workspace, &after, &after).await.unwrap().remove(0).outcome.unwrap();
    assert_eq!((now.before, &now.lines_before), (tried.after, &tried.lines_after), "the offer as it is now ranks otherwise than as a change");
    assert_eq!((now.after, now.lines_after), (now.before, now.lines_before));
}

/// A finished lead of the built-in sample, whose document is a full one.
async fn sample(app: &TestApp, email: &str) -> LeadId {
    let (_, key) = app.new_key(KeyMode::Test, &Scope::ALL, None).await;
    let answer = app.with_key(key.reveal()).post("/api/projects/generate", &json!({"email": email, "company": "Harbour & Pine"})).await.json();
    app.run_jobs().await;
    answer["leadId"].as_str().unwrap().parse().unwrap()
}

async fn put(app: &TestApp, body: Value) -> crate::support::client::Answer {
    app.api_key().send("PUT", API, &[], Some(body.to_string().into_bytes())).await
}

#[tokio::test]
async fn a_change_of_the_template_is_looked_at_before_it_counts() {
    let app = TestApp::new().await;
    let (lead, owner) = (sample(&app, "jane@harbourpine.example").await, app.logged_in(Role::Owner).await);
    let stored = async || project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().unwrap();
    assert_eq!(owner.post(GOLDEN, &[("do", "add"), ("lead", lead.as_str())]).await.status, 303);
    let list = owner.get(GOLDEN).await.text;
    assert!(list.contains("Harbour &#38; Pine") && list.contains("Words before the appendix"), "{list}");
    assert!(owner.get(TEMPLATE).await.text.contains("Try on golden leads"));

    let changes = [("tone", "warm"), ("words_to_avoid", "stranger\r\ngallery"), ("note", "warmer")];
    let tried = owner.post(TEMPLATE, &form("1", &changes)).await;
    assert_eq!(tried.status, 200, "{}", tried.text);
    for text in ["Roll out", "Sentences with a fact of theirs", "<ins>", "The words of 1 of 1 document change", "value=\"warmer\""] {
        assert!(tried.text.contains(text), "{text}: {}", tried.text);
    }
    assert_eq!(stored().await.blueprint.tone.as_str(), "plain", "it counts before it was rolled out");

    let mut back = form("1", &changes);
    back[0] = ("do", "back");
    let back = owner.post(TEMPLATE, &back).await;
    assert!(back.status == 200 && back.text.contains("value=\"warmer\"") && back.text.contains("gallery"), "{}", back.text);
    let mut rollout = form("1", &changes);
    rollout[0] = ("do", "rollout");
    assert_eq!(owner.post(TEMPLATE, &rollout).await.header("location"), format!("{TEMPLATE}?done=saved"));
    assert_eq!(stored().await.blueprint.tone.as_str(), "warm");
    assert_eq!(owner.post(TEMPLATE, &rollout).await.status, 409, "rolled out over another version");

    let restore = format!("{TEMPLATE}/versions/1/restore");
    let tried = owner.post(&restore, &[("seen", "2")]).await;
    assert!(tried.status == 200 && tried.text.contains("Roll out"), "{}", tried.text);
    assert_eq!(owner.post(&restore, &[("seen", "2"), ("do", "rollout")]).await.status, 303);
    assert_eq!(stored().await.blueprint.tone.as_str(), "plain");
}

#[tokio::test]
async fn a_change_of_the_offer_is_looked_at_too() {
    let app = TestApp::new().await;
    let (lead, owner) = (sample(&app, "jane@harbourpine.example").await, app.logged_in(Role::Owner).await);
    assert_eq!(put(&app, json!({"leadIds": [lead]})).await.status, 200);
    let page = owner.get(crate::offer::OFFER).await.text;
    let seen = value_of(&page, "seen").unwrap();
    let fields = |action| [("do", action), ("seen", seen.as_str()), ("company", "Renamed Studio"), ("sells", "We mend sites."), ("focus", "speed")];
    let tried = owner.post(crate::offer::OFFER, &fields("save")).await;
    assert!(tried.status == 200 && tried.text.contains("Roll out") && tried.text.contains("Renamed Studio"), "{}", tried.text);
    assert_eq!(owner.post(crate::offer::OFFER, &fields("rollout")).await.header("location"), format!("{}?done=saved", crate::offer::OFFER));
}

#[tokio::test]
async fn by_api_the_same_is_tried_without_anything_being_stored() {
    let app = TestApp::new().await;
    let (one, two) = (sample(&app, "jane@harbourpine.example").await, sample(&app, "tom@harbourpine.example").await);
    let answer = put(&app, json!({"leadIds": [two, one, two]})).await.json();
    let ids: Vec<&str> = answer["data"].as_array().unwrap().iter().map(|lead| lead["leadId"].as_str().unwrap()).collect();
    assert_eq!(ids, [two.as_str(), one.as_str()]);
    assert_eq!(app.api_key().get(API).await.json(), answer);
    for bad in [json!({}), json!({"leadIds": "x"}), json!({"leadIds": ["lead_0000000000000000000000"]}), json!({"leadIds": vec![one.as_str(); 21]})] {
        let refused = put(&app, bad.clone()).await;
        assert!(refused.status == 400 && refused.text.contains("leadIds"), "{bad}: {}", refused.text);
    }
    let other = app.with_key(app.other_project().await.reveal());
    assert_eq!(other.send("PUT", "/api/projects/autumn/golden-leads", &[], Some(json!({"leadIds": [one]}).to_string().into_bytes())).await.status, 400);

    let tried = app.api_key().post(&format!("{API}/try"), &json!({"blueprint": {"tone": "warm"}})).await.json();
    let lead = &tried["leads"][0];
    assert_eq!((&lead["leadId"], &lead["missing"]), (&json!(two), &json!(false)));
    assert!(lead["before"]["words"].as_u64().unwrap() > 300 && lead["before"]["shared"].as_f64().unwrap() > 0.2, "{tried}");
    assert!(lead["differences"].as_array().unwrap().iter().any(|line| line["before"] != line["after"]), "{tried}");
    assert!(tried["before"]["facts"].as_u64().unwrap() > 0 && tried["after"]["grade"].is_f64(), "{tried}");
    let same = app.api_key().post(&format!("{API}/try"), &json!({})).await.json();
    assert!(same["leads"].as_array().unwrap().iter().all(|lead| lead["differences"] == json!([]) && lead["before"] == lead["after"]));
    let refused = app.api_key().post(&format!("{API}/try"), &json!({"blueprint": {"priorities": 9}, "offer": {"url": "x"}})).await;
    assert!(refused.status == 400 && refused.text.contains("blueprint.priorities") && refused.text.contains("offer.url"), "{}", refused.text);
    assert_eq!(app.api_key().get("/api/projects/spring").await.json()["project"]["blueprint"]["tone"], "plain");
}

#[tokio::test]
async fn a_lead_of_which_nothing_is_known_says_so_and_an_erased_one_is_gone() {
    let app = TestApp::new().await;
    let (one, two) = (sample(&app, "jane@harbourpine.example").await, sample(&app, "tom@harbourpine.example").await);
    put(&app, json!({"leadIds": [one, two]})).await;
    app.app.db.execute("DELETE FROM steps WHERE job_id IN (SELECT id FROM jobs WHERE lead_id = $1)", vec![one.as_str().into()]).await.unwrap();
    let tried = app.api_key().post(&format!("{API}/try"), &json!({})).await.json();
    assert_eq!((&tried["leads"][0]["missing"], &tried["leads"][0]["before"], &tried["leads"][1]["missing"]), (&json!(true), &Value::Null, &json!(false)));
    let owner = app.logged_in(Role::Owner).await;
    let page = owner.get(GOLDEN).await.text;
    assert!(page.contains("is not stored any more"), "{page}");
    assert!(owner.get(&format!("/dashboard/projects/spring/leads/{two}")).await.text.contains("This is a golden lead"));

    assert!(app.api_key().send("DELETE", &format!("/api/leads/{two}"), &[], None).await.status < 300);
    assert_eq!(app.api_key().get(API).await.json()["data"].as_array().unwrap().len(), 1);
    let rows: Vec<(i64,)> = app.app.db.fetch_all("SELECT COUNT(*) FROM golden_leads", vec![]).await.unwrap();
    assert_eq!(rows, [(1,)]);
}
