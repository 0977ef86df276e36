//! What people do to leads: every action in every state, review, erasing, the list with its search, the page, live phases, roles, other tenants.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use magnetite::generation::control::{self, By, Refused};
use magnetite::generation::run::{Failure, Progress, run};
use magnetite::model::ids::{LeadId, NodeId};
use magnetite::model::job::{Job, JobStatus};
use magnetite::model::role::Role;
use magnetite::store::events::events_of_lead;
use magnetite::store::search::{Wanted, any_lead, leads_page};
use magnetite::store::{erase, jobs, magnets, steps, views};
use serde_json::json;

use crate::support::app::{On, TestApp};
use crate::support::browser::{Browser, value_of};
use crate::support::people::{first_owner, logged_in};
use crate::support::sites::{Sites, page};

pub const LEADS: &str = "/dashboard/projects/spring/leads";

fn by(app: &TestApp) -> By<'_> {
    By { workspace: &app.first.workspace, actor: "owner@acme.example", address: "127.0.0.1" }
}

/// Posts a lead; its id.
pub async fn lead(app: &TestApp, email: &str) -> LeadId {
    app.generate(json!({"email": email, "fullName": "Jane Miller", "company": "Harbour"})).await["leadId"].as_str().unwrap().parse().unwrap()
}

async fn job(app: &TestApp, lead: &LeadId) -> Job {
    jobs::job_of_lead(&app.app.db, &app.first.workspace.id, lead).await.unwrap().unwrap()
}

async fn set_status(app: &TestApp, lead: &LeadId, status: JobStatus) {
    for sql in ["UPDATE jobs SET status = $2, lease_until = NULL WHERE lead_id = $1", "UPDATE leads SET status = $2 WHERE id = $1"] {
        app.app.db.execute(sql, vec![lead.as_str().into(), status.as_str().into()]).await.unwrap();
    }
}

pub async fn kinds(app: &TestApp, lead: &LeadId) -> Vec<String> {
    events_of_lead(&app.app.db, &app.first.workspace.id, lead).await.unwrap().into_iter().map(|(kind, _)| kind).collect()
}

async fn want_review(app: &TestApp) {
    app.app.db.execute("UPDATE projects SET review = TRUE", vec![]).await.unwrap();
}

/// Presses a button of the lead's page.
pub async fn press(browser: &Browser, lead: &LeadId, action: &str) -> u16 {
    let page = browser.get(&format!("{LEADS}/{lead}")).await;
    let job = value_of(&page.text, "job").unwrap_or_default();
    browser.post(&format!("{LEADS}/{lead}/{action}"), &[("job", &job)]).await.status
}

/// Every statement of this part, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let (db, workspace, project) = (&app.app.db, &app.first.workspace.id, &app.first.project.id);
    for n in 0..3 {
        lead(app, &format!("many{n}@firm.example")).await;
    }
    app.run_jobs().await;
    assert!(any_lead(db, workspace, project).await.unwrap());
    for status in [None, Some(JobStatus::Completed)] {
        for (words, oldest_first, back) in
            [(vec![], false, false), (vec![], true, false), (vec!["many".to_owned()], false, true), (vec!["x".to_owned()], true, true)]
        {
            let wanted = Wanted { status, words, oldest_first, back, limit: 2, ..Wanted::default() };
            leads_page(db, workspace, project, &wanted).await.unwrap();
        }
    }
    // A word becomes common: its entries doubled until the index alone would be too long a list.
    for doubling in 0..10 {
        let sql = format!(
            "INSERT INTO lead_words (workspace_id, project_id, word, created_at, lead_id)
             SELECT workspace_id, project_id, word, created_at + {}, lead_id FROM lead_words",
            1_000_000_000_000_i64 << doubling
        );
        db.execute(&sql, vec![]).await.unwrap();
    }
    let common = Wanted { words: vec!["many".to_owned()], limit: 2, ..Wanted::default() };
    assert_eq!(leads_page(db, workspace, project, &common).await.unwrap().leads.len(), 2);
    let sql = format!("DELETE FROM lead_words WHERE created_at > {}", app.app.now());
    db.execute(&sql, vec![]).await.unwrap();
    views::views_page(db, workspace, &lead(app, "gone@firm.example").await, None, None, 50).await.unwrap();
    app.run_jobs().await;
    want_review(app).await;
    let one = lead(app, "review@firm.example").await;
    app.run_jobs().await;
    control::approve(&app.app, by(app), &job(app, &one).await, None).await.unwrap();
    control::regenerate(&app.app, by(app), &job(app, &one).await).await.unwrap();
    control::cancel(&app.app, by(app), &job(app, &one).await).await.unwrap();
    control::retry(&app.app, by(app), &job(app, &one).await).await.unwrap();
    app.run_jobs().await;
    magnets::newest_magnet(db, workspace, &one).await.unwrap().unwrap();
    jobs::jobs_of_lead(db, workspace, &one).await.unwrap();
    control::erase(&app.app, by(app), &job(app, &one).await).await.unwrap();
    app.run_jobs().await;
    erase::forget_erasure(db, workspace, &one).await.unwrap();
    crate::import::statements(app).await;
    app.app.db.execute("UPDATE projects SET review = FALSE", vec![]).await.unwrap();
}

#[tokio::test]
async fn each_action_works_in_its_states_and_in_no_other() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let table = [
            ("retry", [false, false, false, true, false, true]),
            ("cancel", [true, true, false, false, true, false]),
            ("regenerate", [false, false, true, true, true, true]),
            ("approve", [false, false, false, false, true, false]),
        ];
        let owner = first_owner(&app).await;
        let one = lead(&app, "jane@firm.example").await;
        app.run_jobs().await;
        owner.get(&format!("{LEADS}/new")).await;
        for (action, allowed) in table {
            for (status, allowed) in JobStatus::ALL.into_iter().zip(allowed) {
                set_status(&app, &one, status).await;
                let before = kinds(&app, &one).await.len();
                let seen = job(&app, &one).await.id;
                let answer = owner.post(&format!("{LEADS}/{one}/{action}"), &[("job", seen.as_str())]).await;
                assert_eq!(answer.status, if allowed { 303 } else { 409 }, "{action} of {status:?}: {}", answer.text);
                let told = kinds(&app, &one).await.len() - before;
                assert_eq!(told, usize::from(allowed) * if action == "approve" { 2 } else { 1 }, "{action} of {status:?}");
                // The page offers what works.
                set_status(&app, &one, status).await;
                let page = owner.get(&format!("{LEADS}/{one}")).await.text;
                assert_eq!(page.contains(&format!("{one}/{action}\"")), allowed, "{action} of {status:?}");
            }
        }
        set_status(&app, &one, JobStatus::Queued).await;
        app.run_jobs().await;
    }
}

#[tokio::test]
async fn a_retried_job_goes_on_where_it_stopped() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let one = lead(&app, "jane@firm.example").await;
    app.app.db.execute("UPDATE jobs SET retry_count = 3", vec![]).await.unwrap();
    app.app.db.execute("ALTER TABLE magnets RENAME TO elsewhere", vec![]).await.unwrap();
    app.run_jobs().await;
    app.app.db.execute("ALTER TABLE elsewhere RENAME TO magnets", vec![]).await.unwrap();
    let failed = job(&app, &one).await;
    assert_eq!(failed.status, JobStatus::Failed);
    let before = steps::steps_of(&app.app.db, &app.first.workspace.id, &failed.id).await.unwrap();
    app.advance(5_000);
    assert_eq!(press(&owner, &one, "retry").await, 303);
    app.run_jobs().await;
    let done = job(&app, &one).await;
    assert_eq!((done.id.clone(), done.status, done.retry_count), (failed.id, JobStatus::Completed, 0));
    let after = steps::steps_of(&app.app.db, &app.first.workspace.id, &done.id).await.unwrap();
    assert_eq!(before[..3], after[..3], "a finished phase was run again");
    assert_eq!(kinds(&app, &one).await[3..], ["lead.failed", "lead.retried", "magnet.generated", "lead.completed"]);
    app.assert_idle().await;
}

#[tokio::test]
async fn a_regenerated_lead_has_a_second_version_and_keeps_the_first_until_then() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let one = lead(&app, "jane@firm.example").await;
    app.run_jobs().await;
    let first = magnets::magnet(&app.app.db, &app.first.workspace.id, &one).await.unwrap().unwrap();
    // Two who press at the same time make one job.
    let seen = job(&app, &one).await;
    assert_eq!(press(&owner, &one, "regenerate").await, 303);
    assert!(matches!(control::regenerate(&app.app, by(&app), &seen).await, Err(Refused::State(_))));
    assert_eq!(owner.post(&format!("{LEADS}/{one}/regenerate"), &[("job", seen.id.as_str())]).await.status, 409, "a page from before");
    assert_eq!(app.anonymous().get(&format!("/go/acme/{one}")).await.status, 200);
    assert_eq!(magnets::magnet(&app.app.db, &app.first.workspace.id, &one).await.unwrap().unwrap().version, 1);
    assert_eq!(app.run_jobs().await, 1);
    let second = magnets::magnet(&app.app.db, &app.first.workspace.id, &one).await.unwrap().unwrap();
    assert_eq!((second.version, second.origin.as_str()), (2, "job"));
    assert_ne!(first.object, second.object);
    assert_eq!(jobs::jobs_of_lead(&app.app.db, &app.first.workspace.id, &one).await.unwrap().len(), 2);
    app.assert_idle().await;
}

/// A site whose home page is answered only when the test lets it.
struct Held {
    asked: AtomicBool,
    open: (Mutex<bool>, Condvar),
}

impl Held {
    async fn site() -> (Arc<Self>, Sites) {
        let held = Arc::new(Self { asked: AtomicBool::new(false), open: (Mutex::new(false), Condvar::new()) });
        let inside = held.clone();
        let sites = Sites::with(move |_, path| {
            if path == "/" {
                inside.asked.store(true, Ordering::SeqCst);
                // Its thread is given up meanwhile: what waits behind this task must not wait with it.
                tokio::task::block_in_place(|| {
                    let (lock, open) = &inside.open;
                    let guard = lock.lock().unwrap();
                    drop(open.wait_while(guard, |open| !*open).unwrap());
                });
            }
            Some(page("<title>Firm</title><h1>Firm</h1><p>We build boats of oak in Bristol since 1984.</p>"))
        })
        .await;
        (held, sites)
    }

    async fn asked(&self) {
        while !self.asked.load(Ordering::SeqCst) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    fn release(&self) {
        *self.open.0.lock().unwrap() = true;
        self.open.1.notify_all();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_job_that_is_cancelled_or_erased_while_it_runs_writes_nothing_more() {
    for erase in [false, true] {
        let (held, sites) = Held::site().await;
        let app = Arc::new(TestApp::start(On::Sqlite, &[("RESEARCH_ORIGIN_OVERRIDES", &format!("*={}", sites.origin()))]).await);
        let one = lead(&app, "jane@firm.example").await;
        let running = tokio::spawn({
            let app = app.clone();
            async move { app.run_jobs().await }
        });
        held.asked().await;
        let seen = job(&app, &one).await;
        assert_eq!(seen.status, JobStatus::Processing);
        if erase {
            control::erase(&app.app, by(&app), &seen).await.unwrap();
        } else {
            control::cancel(&app.app, by(&app), &seen).await.unwrap();
        }
        held.release();
        running.await.unwrap();
        let told = kinds(&app, &one).await;
        if erase {
            assert_eq!(told, ["lead.erased"]);
            assert!(jobs::job_of_lead(&app.app.db, &app.first.workspace.id, &one).await.unwrap().is_none());
        } else {
            assert_eq!(told, ["lead.created", "research.started", "lead.cancelled"]);
            assert_eq!(job(&app, &one).await.status, JobStatus::Cancelled);
            assert!(steps::step_result(&app.app.db, &app.first.workspace.id, &seen.id, magnetite::model::job::Phase::Research).await.unwrap().is_none());
        }
        assert!(!app.app.settings.objects.folder.join(app.first.workspace.id.as_str()).join(one.as_str()).exists());
    }
}

#[tokio::test]
async fn an_attempt_that_lost_its_job_leaves_no_file() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let (db, one) = (&app.app.db, lead(&app, "jane@firm.example").await);
        let claimed = jobs::claim(db, &NodeId::new(&magnetite::app::SystemRandom), app.app.now()).await.unwrap().unwrap();
        // The lease goes as the last phase begins: `finalizing` is entered, and the epoch is another when the magnet is to be stored.
        let trigger = match on {
            On::Sqlite => {
                "CREATE TRIGGER t AFTER INSERT ON steps WHEN NEW.phase = 'finalizing' BEGIN UPDATE jobs SET epoch = epoch + 1, status = 'cancelled'; END"
            }
            On::Postgres => {
                db.execute("CREATE FUNCTION f() RETURNS trigger AS 'BEGIN UPDATE jobs SET epoch = epoch + 1, status = ''cancelled''; RETURN NEW; END' LANGUAGE plpgsql", vec![]).await.unwrap();
                "CREATE TRIGGER t AFTER INSERT ON steps FOR EACH ROW WHEN (NEW.phase = 'finalizing') EXECUTE FUNCTION f()"
            }
        };
        db.execute(trigger, vec![]).await.unwrap();
        let ended = run(&app.app, &claimed, &Progress::default()).await;
        assert!(matches!(ended, Err(Failure::LeaseLost)), "{ended:?}");
        assert!(!app.app.settings.objects.folder.join(app.first.workspace.id.as_str()).join(one.as_str()).exists());
        assert!(magnets::newest_magnet(db, &app.first.workspace.id, &one).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_magnet_under_review_is_public_only_when_approved() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let owner = first_owner(&app).await;
        want_review(&app).await;
        let one = lead(&app, "jane@firm.example").await;
        app.run_jobs().await;
        assert_eq!(job(&app, &one).await.status, JobStatus::NeedsReview);
        assert_eq!(kinds(&app, &one).await[3..], ["lead.needs_review"]);
        let waiting = app.anonymous().get(&format!("/go/acme/{one}")).await;
        assert!(waiting.status == 200 && !waiting.text.contains("Harbour: "), "the public page shows what was not approved");
        assert_eq!(app.anonymous().get(&format!("/go/acme/{one}.pdf")).await.status, 404);
        let page = owner.get(&format!("{LEADS}/{one}")).await.text;
        assert!(page.contains("Not public yet") && page.contains("Approve and publish"));
        assert_eq!(owner.get(&format!("{LEADS}/{one}/frame")).await.status, 200);
        assert_eq!(press(&owner, &one, "approve").await, 303);
        assert_eq!(job(&app, &one).await.status, JobStatus::Completed);
        assert_eq!(app.anonymous().get(&format!("/go/acme/{one}.pdf")).await.status, 200);
        let events = events_of_lead(&app.app.db, &app.first.workspace.id, &one).await.unwrap();
        assert_eq!(events[4..].iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["magnet.generated", "lead.completed"]);
        assert!(events[5].1["magnet"]["url"].as_str().unwrap().ends_with(one.as_str()));
        // A second version waits, and the first stays out.
        press(&owner, &one, "regenerate").await;
        app.run_jobs().await;
        assert_eq!(job(&app, &one).await.status, JobStatus::NeedsReview);
        assert_eq!(magnets::magnet(&app.app.db, &app.first.workspace.id, &one).await.unwrap().unwrap().version, 1);
        assert_eq!(press(&owner, &one, "approve").await, 303);
        assert_eq!(magnets::magnet(&app.app.db, &app.first.workspace.id, &one).await.unwrap().unwrap().version, 2);
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn live_phases_are_sent_until_the_job_has_ended() {
    let app = Arc::new(TestApp::new().await);
    let owner = first_owner(&app).await;
    let one = lead(&app, "jane@firm.example").await;
    let path = format!("{LEADS}/{one}/events");
    let page = owner.get(&format!("{LEADS}/{one}")).await.text;
    assert!(page.contains(&format!("data-live=\"{path}\"")));
    let later = tokio::spawn({
        let app = app.clone();
        async move {
            tokio::time::sleep(std::time::Duration::from_millis(900)).await;
            app.run_jobs().await
        }
    });
    let answer = owner.get(&path).await;
    later.await.unwrap();
    assert_eq!((answer.status, answer.header("content-type"), answer.header("cache-control")), (200, "text/event-stream", "no-store"));
    assert!(answer.text.starts_with("data: <p><span class=\"tag \">Queued</span>"), "{}", answer.text);
    assert!(answer.text.contains("Research agent started") && answer.text.contains("event: done\ndata: done\n"), "{}", answer.text);
    let ended = owner.get(&path).await.text;
    assert!(ended.starts_with("event: done"), "{ended}");
}

#[tokio::test]
async fn a_viewer_sees_no_button_and_each_action_is_refused() {
    let app = TestApp::new().await;
    let (viewer, member) = (logged_in(&app, Role::Viewer).await, logged_in(&app, Role::Member).await);
    let one = lead(&app, "jane@firm.example").await;
    app.run_jobs().await;
    let seen = job(&app, &one).await.id;
    let page = viewer.get(&format!("{LEADS}/{one}")).await.text;
    assert!(page.contains("jane@firm.example") && !page.contains("Regenerate") && !page.contains("/erase"));
    let list = viewer.get(LEADS).await.text;
    assert!(list.contains("Jane Miller") && !list.contains("/new\"") && !list.contains("/import\""));
    for path in ["/new", "/import"] {
        assert_eq!(viewer.get(&format!("{LEADS}{path}")).await.status, 403, "{path}");
        assert_eq!(member.get(&format!("{LEADS}{path}")).await.status, 200, "{path}");
    }
    for action in ["retry", "cancel", "regenerate", "approve", "erase"] {
        let answer = viewer.post(&format!("{LEADS}/{one}/{action}"), &[("job", seen.as_str()), ("email", "jane@firm.example")]).await;
        assert_eq!(answer.status, 403, "{action}");
    }
    assert_eq!(viewer.post(&format!("{LEADS}/new"), &[("email", "a@firm.example")]).await.status, 403);
    for path in ["", "/findings", "/research", "/history", "/frame", "/files/report.pdf", "/events"] {
        assert_eq!(viewer.get(&format!("{LEADS}/{one}{path}")).await.status, 200, "{path}");
    }
    assert_eq!(kinds(&app, &one).await.len(), 5, "a viewer changed something");
    assert_eq!(press(&member, &one, "regenerate").await, 303);
    app.run_jobs().await;
}
