//! What a project keeps of the sites it has read: stored on both databases, bounded, forgotten with its age or its project, and nobody else's.

use magnetite::model::dossier::Dossier;
use magnetite::model::ids::LeadId;
use magnetite::model::job::Phase;
use magnetite::model::kept::Kept;
use magnetite::model::privacy::Retention;
use magnetite::store::kept_answers::{keep_answers, kept_answer, purge_kept_answers};
use magnetite::store::{removal, steps};
use magnetite::worker::chores;
use serde_json::json;

use crate::support::app::{On, TestApp};
use crate::support::sites::Sites;

fn kept(fetched_at: i64, body: &[u8]) -> Kept {
    Kept {
        fetched_at,
        url: "https://firm.example/a".into(),
        hops: Vec::new(),
        status: 200,
        headers: vec![("etag".into(), "\"1\"".into())],
        ttfb_ms: 5,
        body: body.to_vec(),
    }
}

/// 20,000 bytes that do not pack.
fn noise(seed: u64) -> Vec<u8> {
    let next = |state: &mut u64| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(*state >> 56).unwrap()
    };
    let mut state = seed;
    std::iter::repeat_with(|| next(&mut state)).take(20_000).collect()
}

async fn lead(app: &TestApp, email: &str) -> LeadId {
    app.generate(json!({ "email": email })).await["leadId"].as_str().unwrap().parse().unwrap()
}

pub async fn statements(app: &TestApp) {
    let (db, workspace, project) = (&app.app.db, &app.first.workspace.id, &app.first.project.id);
    let lead = lead(app, "ann@keep.example").await;
    let all = [(String::from("https://firm.example/a"), kept(10, b"hello")), (String::from("https://firm.example/b"), kept(20, b""))];
    keep_answers(db, workspace, project, &lead, all.to_vec(), 1 << 20).await.unwrap();
    assert_eq!(kept_answer(db, workspace, project, "https://firm.example/a").await.unwrap().as_ref(), Some(&all[0].1));
    assert_eq!(kept_answer(db, workspace, project, "https://firm.example/c").await.unwrap(), None);
    let newer = [(String::from("https://firm.example/a"), kept(30, b"hello again"))];
    keep_answers(db, workspace, project, &lead, newer.to_vec(), 1 << 20).await.unwrap();
    assert_eq!(kept_answer(db, workspace, project, "https://firm.example/a").await.unwrap().as_ref(), Some(&newer[0].1));
    assert!(purge_kept_answers(db, 25).await.unwrap() && !purge_kept_answers(db, 25).await.unwrap());
    assert_eq!(kept_answer(db, workspace, project, "https://firm.example/b").await.unwrap(), None);
    assert!(kept_answer(db, workspace, project, "https://firm.example/a").await.unwrap().is_some());
}

#[tokio::test]
async fn a_project_keeps_so_many_bytes_and_its_newest_answers() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let (db, workspace, project) = (&app.app.db, &app.first.workspace.id, &app.first.project.id);
        let lead = lead(&app, "ann@firm.example").await;
        for at in 0..6_u32 {
            let one = vec![(format!("https://firm.example/{at}"), kept(i64::from(at), &noise(u64::from(at))))];
            keep_answers(db, workspace, project, &lead, one, 65_000).await.unwrap();
        }
        let mut left = Vec::new();
        for at in 0..6 {
            left.push(kept_answer(db, workspace, project, &format!("https://firm.example/{at}")).await.unwrap().is_some());
        }
        assert_eq!(left, [false, false, false, true, true, true]);
        // Another tenant's project of the same site has nothing of it, and a deleted project leaves nothing.
        let nobody = LeadId::new(&*app.app.random);
        let late = vec![("https://firm.example/late".to_owned(), kept(9, b"late"))];
        keep_answers(db, workspace, project, &nobody, late, 65_000).await.unwrap();
        assert_eq!(kept_answer(db, workspace, project, "https://firm.example/late").await.unwrap(), None, "of an erased lead nothing is kept");
        let other = app.other_tenant().await;
        assert_eq!(kept_answer(db, &other.workspace.id, &other.project.id, "https://firm.example/5").await.unwrap(), None);
        removal::remove_project(db, workspace, project, app.app.now()).await.unwrap();
        assert_eq!(kept_answer(db, workspace, project, "https://firm.example/5").await.unwrap(), None);
    }
}

#[tokio::test]
async fn what_sites_answered_goes_with_the_age_of_evidence_though_no_step_does() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let (db, workspace, project) = (&app.app.db, &app.first.workspace.id, &app.first.project.id);
        let lead = lead(&app, "ann@firm.example").await;
        crate::rights::keep(&app, Retention { evidence: 1, ..Retention::default() }).await;
        let answer = [(String::from("https://firm.example/a"), kept(app.app.now(), b"hello"))];
        keep_answers(db, workspace, project, &lead, answer.to_vec(), 1 << 20).await.unwrap();
        app.advance(2 * crate::rights::DAY);
        chores::run_due(&app.app).await.unwrap();
        assert_eq!(kept_answer(db, workspace, project, "https://firm.example/a").await.unwrap(), None);
    }
}

async fn dossier(app: &TestApp, email: &str) -> Dossier {
    let body = app.generate(json!({"email": email, "domain": "harbourpine.example"})).await;
    app.run_jobs().await;
    let job = body["jobId"].as_str().unwrap().parse().unwrap();
    let stored = steps::step_result(&app.app.db, &app.first.workspace.id, &job, Phase::Research).await.unwrap().unwrap();
    steps::unpack(&stored).unwrap()
}

#[tokio::test]
async fn two_leads_of_one_firm_read_its_pages_once() {
    for age in ["1 h", "0"] {
        let sites = Sites::start().await;
        let settings = [("RESEARCH_ORIGIN_OVERRIDES", &*format!("*={}", sites.origin())), ("RESEARCH_CACHE_AGE", age)];
        let app = TestApp::start(On::Sqlite, &settings).await;
        let first = dossier(&app, "jane@harbourpine.example").await;
        app.advance(1_000);
        let asked = sites.asked().iter().filter(|line| line.ends_with("/about.html")).count();
        let second = dossier(&app, "joe@harbourpine.example").await;
        let again = sites.asked().iter().filter(|line| line.ends_with("/about.html")).count() - asked;
        assert_eq!((asked, again), (1, usize::from(age == "0")), "{age}");
        assert_eq!(second.requests.iter().any(|request| request.from_cache), age != "0");
        let pages = |dossier: &Dossier| dossier.pages.iter().map(|page| (page.url.clone(), page.body_sha256.clone())).collect::<Vec<_>>();
        assert_eq!(pages(&first), pages(&second));
        app.assert_idle().await;
    }
}
