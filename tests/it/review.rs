//! The queue of review: what waits, why, and what becomes of it when people act, also two at once.

use magnetite::model::ids::LeadId;
use magnetite::model::job::JobStatus;
use magnetite::model::role::Role;
use magnetite::store::magnets::newest_magnet;
use magnetite::store::review::waiting;
use magnetite::store::{jobs, magnets};
use serde_json::json;

use crate::leads::{kinds, lead};
use crate::support::app::{On, TestApp};

const REVIEW: &str = "/dashboard/review";

/// Every statement of `store/review.rs`, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, first) = (&app.app.db, &app.first);
    let found = waiting(db, &first.workspace.id, None, None, 50).await.unwrap();
    let of_project = waiting(db, &first.workspace.id, Some(&first.project.id), None, 50).await.unwrap();
    assert_eq!(found.len(), of_project.len());
}

async fn want_review(app: &TestApp) {
    app.app.db.execute("UPDATE projects SET review = TRUE", vec![]).await.unwrap();
}

async fn status(app: &TestApp, lead: &LeadId) -> JobStatus {
    jobs::job_of_lead(&app.app.db, &app.first.workspace.id, lead).await.unwrap().unwrap().status
}

/// `lead:job:version`, as the queue's form has it.
async fn pick(app: &TestApp, lead: &LeadId) -> String {
    let job = jobs::job_of_lead(&app.app.db, &app.first.workspace.id, lead).await.unwrap().unwrap().id;
    let version = newest_magnet(&app.app.db, &app.first.workspace.id, lead).await.unwrap().unwrap().version;
    format!("{lead}:{job}:{version}")
}

/// Leads that wait, the first the oldest.
async fn three(app: &TestApp) -> Vec<LeadId> {
    want_review(app).await;
    let mut leads = Vec::new();
    for name in ["one", "two", "three"] {
        leads.push(lead(app, &format!("{name}@firm.example")).await);
        app.advance(1_000);
    }
    app.run_jobs().await;
    leads
}

#[tokio::test]
async fn what_waits_stands_oldest_first_with_its_reason_and_is_counted_in_the_navigation() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let owner = app.logged_in(Role::Owner).await;
        assert!(owner.get(REVIEW).await.text.contains("Nothing waits"));
        let leads = three(&app).await;
        let found = waiting(&app.app.db, &app.first.workspace.id, None, None, 2).await.unwrap();
        assert_eq!(found.iter().map(|one| &one.id).collect::<Vec<_>>(), [&leads[0], &leads[1]]);
        let rest = waiting(&app.app.db, &app.first.workspace.id, Some(&app.first.project.id), Some(&found[1].place()), 2).await.unwrap();
        assert_eq!(rest.iter().map(|one| &one.id).collect::<Vec<_>>(), [&leads[2]]);

        let page = owner.get(REVIEW).await.text;
        let at = |lead: &LeadId| page.find(&format!("lead={lead}")).unwrap();
        assert!(at(&leads[0]) < at(&leads[1]) && at(&leads[1]) < at(&leads[2]));
        for text in ["this project asks for approval.", "sentences went through the gate", "3<span class=\"visually-hidden\"> waiting</span>", "data-key=\"j\""]
        {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert!(page.contains(&format!("/leads/{}/frame", leads[0])), "the oldest is not shown first");
        let second = owner.get(&format!("{REVIEW}?project=spring&lead={}", leads[1])).await.text;
        assert!(second.contains(&format!("/leads/{}/frame", leads[1])) && second.contains("data-key=\"k\""));
        app.other_project().await;
        assert!(owner.get(&format!("{REVIEW}?project=autumn")).await.text.contains("Nothing waits"));
        assert_eq!(owner.get(&format!("{REVIEW}?project=no-such")).await.status, 404);
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn of_two_who_act_the_second_is_told_and_changes_nothing() {
    let app = TestApp::new().await;
    let leads = three(&app).await;
    let (owner, member) = (app.logged_in(Role::Owner).await, app.logged_in(Role::Member).await);
    let picks = [pick(&app, &leads[0]).await, pick(&app, &leads[1]).await, pick(&app, &leads[2]).await];
    let approved = owner.post(REVIEW, &[("do", "approve"), ("pick", &picks[0]), ("then", leads[1].as_str())]).await;
    assert_eq!(approved.header("location"), format!("{REVIEW}?approved=1&missed=0&lead={}", leads[1]));
    let (_, page) = member.submit(REVIEW, &[("do", "reject"), ("pick", &picks[0])]).await;
    assert!(page.text.contains("1 had been dealt with by somebody else meanwhile"), "{}", page.text);
    assert_eq!(status(&app, &leads[0]).await, JobStatus::Completed);
    assert_eq!(kinds(&app, &leads[0]).await.last().unwrap(), "lead.completed");

    let (_, page) = member.submit(REVIEW, &[("do", "approve"), ("pick", &picks[0]), ("pick", &picks[1]), ("pick", "nonsense"), ("pick", &picks[2])]).await;
    for words in ["2 approved and public now.", "1 had been dealt with", "1 could not be dealt with"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(page.text.contains("Nothing waits"));
    for lead in &leads {
        assert!(magnets::magnet(&app.app.db, &app.first.workspace.id, lead).await.unwrap().is_some());
    }
    assert_eq!(owner.post(REVIEW, &[("do", "approve"), ("pick", "nonsense")]).await.status, 400);
    assert_eq!(owner.post(REVIEW, &[("pick", &picks[0])]).await.status, 400);
}

#[tokio::test]
async fn what_is_rejected_does_not_go_out_and_can_be_tried_again() {
    let app = TestApp::new().await;
    let leads = three(&app).await;
    let owner = app.logged_in(Role::Owner).await;
    let (_, page) = owner.submit(REVIEW, &[("do", "reject"), ("pick", &pick(&app, &leads[0]).await), ("then", leads[1].as_str())]).await;
    assert!(page.text.contains("1 rejected. Nothing of it goes out.") && page.text.contains(&format!("/leads/{}/frame", leads[1])), "{}", page.text);
    assert_eq!(status(&app, &leads[0]).await, JobStatus::Cancelled);
    assert_eq!(kinds(&app, &leads[0]).await.last().unwrap(), "lead.cancelled");
    assert!(magnets::magnet(&app.app.db, &app.first.workspace.id, &leads[0]).await.unwrap().is_none());
    crate::leads::press(&owner, &leads[0], "retry").await;
    app.run_jobs().await;
    assert_eq!(status(&app, &leads[0]).await, JobStatus::NeedsReview);
    // The version that was turned down still has its files.
    for version in [1, 2] {
        let file = app.api_key().get(&format!("/api/leads/{}/magnet.md?version={version}", leads[0])).await;
        assert_eq!(file.status, 200, "version {version}: {}", file.text);
    }
}

#[tokio::test]
async fn what_was_edited_after_it_was_shown_is_not_approved() {
    let app = TestApp::new().await;
    let leads = three(&app).await;
    let owner = app.logged_in(Role::Owner).await;
    let seen = pick(&app, &leads[0]).await;
    let edit = app.api_key().patch(&format!("/api/leads/{}/magnet", leads[0]), &json!({"version": 1, "remove": "advice.0"})).await;
    assert_eq!(edit.status, 200, "{}", edit.text);
    let approved = owner.post(REVIEW, &[("do", "approve"), ("pick", &seen)]).await;
    assert_eq!(approved.header("location"), format!("{REVIEW}?approved=0&missed=1"));
    assert_eq!(status(&app, &leads[0]).await, JobStatus::NeedsReview);
    let approved = owner.post(REVIEW, &[("do", "approve"), ("pick", &pick(&app, &leads[0]).await)]).await;
    assert_eq!(approved.header("location"), format!("{REVIEW}?approved=1&missed=0"));
    assert_eq!(magnets::magnet(&app.app.db, &app.first.workspace.id, &leads[0]).await.unwrap().unwrap().version, 2);
}

#[tokio::test]
async fn who_may_only_look_sees_no_buttons_and_another_workspace_sees_nothing() {
    let app = TestApp::new().await;
    let leads = three(&app).await;
    let picked = pick(&app, &leads[0]).await;
    let viewer = app.logged_in(Role::Viewer).await;
    let page = viewer.get(REVIEW).await.text;
    assert!(page.contains(leads[0].as_str()) && !page.contains("Approve") && !page.contains("name=\"pick\""), "{page}");
    assert_eq!(viewer.post(REVIEW, &[("do", "approve"), ("pick", &picked)]).await.status, 403);
    let other = app.other_tenant().await;
    app.person(&other.workspace.id, "owner@globex.example", Role::Owner).await;
    let stranger = app.logged_in_as("owner@globex.example").await;
    assert!(stranger.get(REVIEW).await.text.contains("Nothing waits"));
    assert_eq!(stranger.post(REVIEW, &[("do", "approve"), ("pick", &picked)]).await.header("location"), format!("{REVIEW}?approved=0&missed=1"));
    assert_eq!(status(&app, &leads[0]).await, JobStatus::NeedsReview);
}

#[tokio::test]
async fn by_api_the_list_names_the_job_to_approve_or_reject() {
    let app = TestApp::new().await;
    let leads = three(&app).await;
    let list = app.api_key().get("/api/leads?status=needs_review&sort=createdAt").await.json();
    let listed = list["data"].as_array().unwrap();
    assert_eq!(listed.iter().map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(), leads.iter().map(LeadId::as_str).collect::<Vec<_>>());
    for (one, (act, after)) in listed.iter().zip([("approve", "completed"), ("cancel", "cancelled")]) {
        let answer = app.api_key().post(&format!("/api/generation/{}/{act}", one["jobId"].as_str().unwrap()), &json!({})).await;
        assert_eq!((answer.status, &answer.json()["job"]["status"]), (200, &json!(after)), "{}", answer.text);
    }
}
