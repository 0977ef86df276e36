//! The list of leads: pages, search, a lead by form, what leads bring with them, and that nobody sees another tenant's.

use magnetite::model::ids::UserId;
use magnetite::model::job::JobStatus;
use magnetite::model::role::Role;
use magnetite::store::search::{Wanted, leads_page};
use serde_json::json;

use crate::leads::LEADS;
use crate::support::app::{On, TestApp};
use crate::support::browser::value_of;
use crate::support::people::{first_owner, logged_in};

async fn fill(app: &TestApp, count: usize) {
    for n in 0..count {
        // Some at the same instant.
        if n % 3 == 0 {
            app.advance(1);
        }
        app.generate(json!({"email": format!("person{n}@gmail.com"), "company": if n % 10 == 0 { "Rare Birds" } else { "Common Ltd" }})).await;
    }
    app.app.db.execute("UPDATE jobs SET status = 'cancelled'", vec![]).await.unwrap();
    app.run_jobs().await;
}

async fn walk(app: &TestApp, mut wanted: Wanted, mut between: impl AsyncFnMut()) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        let page = leads_page(&app.app.db, &app.first.workspace.id, &app.first.project.id, &wanted).await.unwrap();
        assert!(page.leads.len() <= wanted.limit);
        seen.extend(page.leads.iter().map(|lead| lead.fields.email.clone()));
        let Some(next) = page.next else { return seen };
        wanted.from = Some(next);
        between().await;
    }
}

#[tokio::test]
async fn pages_hold_every_lead_once_while_leads_are_added() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        fill(&app, 40).await;
        for words in [vec![], vec!["common".to_owned()], vec!["gmail".to_owned(), "person1".to_owned()]] {
            for oldest_first in [false, true] {
                let wanted = Wanted { words: words.clone(), oldest_first, limit: 7, ..Wanted::default() };
                let quiet = walk(&app, wanted.clone(), async || {}).await;
                let expected = if words.is_empty() {
                    40
                } else if words.len() == 1 {
                    36
                } else {
                    11
                };
                assert_eq!(quiet.len(), expected, "{words:?}");
                let mut sorted = quiet.clone();
                sorted.sort();
                sorted.dedup();
                assert_eq!(sorted.len(), quiet.len(), "a lead stands twice");
                let mut other = walk(&app, Wanted { oldest_first: !oldest_first, ..wanted }, async || {}).await;
                other.reverse();
                assert_eq!(quiet, other, "the other way round is another order");
            }
        }
        let mut n = 0;
        let busy = walk(&app, Wanted { limit: 7, ..Wanted::default() }, async || {
            app.advance(1);
            app.generate(json!({"email": format!("new{n}@gmail.com")})).await;
            n += 1;
        })
        .await;
        assert_eq!(busy.len(), 40, "what comes in meanwhile moves nothing");
        app.app.db.execute("UPDATE jobs SET status = 'cancelled'", vec![]).await.unwrap();
    }
}

#[tokio::test]
async fn one_can_go_back_as_one_came() {
    let app = TestApp::new().await;
    fill(&app, 20).await;
    for words in [vec![], vec!["person".to_owned()]] {
        let wanted = Wanted { words, limit: 8, ..Wanted::default() };
        let page = async |from, back| {
            let wanted = Wanted { from, back, ..wanted.clone() };
            leads_page(&app.app.db, &app.first.workspace.id, &app.first.project.id, &wanted).await.unwrap()
        };
        let first = page(None, false).await;
        assert!(first.previous.is_none());
        let second = page(first.next.clone(), false).await;
        let third = page(second.next.clone(), false).await;
        assert!(third.next.is_none() && third.leads.len() == 4);
        let ids = |page: &magnetite::store::search::LeadPage| page.leads.iter().map(|lead| lead.id.clone()).collect::<Vec<_>>();
        let back = page(third.previous.clone(), true).await;
        assert_eq!(ids(&back), ids(&second));
        let back = page(back.previous.clone(), true).await;
        assert_eq!(ids(&back), ids(&first));
        assert!(back.previous.is_none() && back.next.is_some());
    }
}

#[tokio::test]
async fn leads_are_found_by_the_beginnings_of_their_words() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        app.generate(json!({"email": "jane.miller@harbourpine.example", "fullName": "Jane Müller-O’Brien", "company": "Harbour & Pine Joinery"})).await;
        app.generate(json!({"email": "joe@gmail.com", "fullName": "Joe Miller", "company": "Tide Log", "domain": "tidelog.example"})).await;
        app.run_jobs().await;
        let owner = first_owner(&app).await;
        let found = async |query: &str| {
            let page = owner.get(&format!("{LEADS}?{query}")).await.text;
            (page.contains("Jane Müller"), page.contains("Joe Miller"))
        };
        for (query, expected) in [
            ("", (true, true)),
            ("q=mill", (true, true)),
            ("q=JANE", (true, false)),
            ("q=m%C3%BCll", (true, false)),
            ("q=o%27brien", (true, false)),
            ("q=harbourpine.ex", (true, false)),
            ("q=jane.miller%40harbour", (true, false)),
            ("q=tide+joe", (false, true)),
            ("q=tide+jane", (false, false)),
            ("q=gmail", (false, true)),
            ("q=iller", (false, false)),
            ("q=%25", (true, true)),
            ("status=failed", (false, false)),
            ("status=completed&q=joe", (false, true)),
            ("status=nonsense&sort=nonsense&after=nonsense", (true, true)),
        ] {
            assert_eq!(found(query).await, expected, "{query}");
        }
        let nothing = owner.get(&format!("{LEADS}?q=nobody")).await.text;
        assert!(nothing.contains("Nothing found") && nothing.contains("Clear the search") && nothing.contains("value=\"nobody\""));
        let piece = owner.send("GET", &format!("{LEADS}?q=joe"), &[("hx-request", "true")], None).await.text;
        assert!(piece.contains("Joe Miller") && !piece.contains("<html"));
        let whole = owner.send("GET", &format!("{LEADS}?q=joe"), &[("hx-request", "true"), ("hx-history-restore-request", "true")], None).await.text;
        assert!(whole.contains("<html"));
    }
}

#[tokio::test]
async fn words_that_are_in_very_many_leads_are_walked_and_a_walk_has_an_end() {
    let app = TestApp::new().await;
    let (workspace, project) = (app.first.workspace.id.as_str(), app.first.project.id.as_str());
    // 8,000 leads, the oldest of which have the word `ancient`.
    let leads = "WITH RECURSIVE n(x) AS (VALUES(0) UNION ALL SELECT x + 1 FROM n WHERE x < 7999)
        INSERT INTO leads (workspace_id, id, project_id, email, fields, status, created_at, updated_at, indexed)
        SELECT $1, printf('lead_%022d', x), $2, 'a@b.example', '{\"email\":\"a@b.example\"}', 'completed', x, x, TRUE FROM n";
    app.app.db.execute(leads, vec![workspace.into(), project.into()]).await.unwrap();
    let words = "INSERT INTO lead_words (workspace_id, project_id, word, created_at, lead_id)
        SELECT workspace_id, project_id, CAST(CASE WHEN created_at < 3500 THEN 'ancient' ELSE 'recent' END AS BLOB), created_at, id FROM leads";
    app.app.db.execute(words, vec![]).await.unwrap();
    let page = async |word: &str, from, status| {
        let wanted = Wanted { words: vec![word.to_owned()], limit: 50, from, status, ..Wanted::default() };
        leads_page(&app.app.db, &app.first.workspace.id, &app.first.project.id, &wanted).await.unwrap()
    };
    let recent = page("rec", None, Some(JobStatus::Completed)).await;
    assert!(recent.leads.len() == 50 && !recent.cut && recent.next.is_some());
    let nothing = page("anc", None, None).await;
    assert!(nothing.leads.is_empty() && nothing.cut, "a search without an end");
    let ancient = page("anc", nothing.next, None).await;
    assert_eq!((ancient.leads.len(), ancient.leads.first().map(|lead| lead.created_at)), (50, Some(3_499)));
    assert_eq!(walk(&app, Wanted { words: vec!["ancient".into()], limit: 500, ..Wanted::default() }, async || {}).await.len(), 3_500);
    assert!(!page("ancient", None, Some(JobStatus::Failed)).await.cut, "there are none in that state");
    let owner = first_owner(&app).await;
    let text = owner.get(&format!("{LEADS}?q=ancient")).await.text;
    assert!(text.contains("Nothing found so far") && text.contains("Search further"));
}

#[tokio::test]
async fn a_lead_by_form_is_checked_as_the_api_checks_and_made_once() {
    let app = TestApp::new().await;
    let fields = json!({"required": ["company"], "custom": [
        {"name": "seats", "type": "integer", "label": "Seats", "required": true}, {"name": "plan", "type": "choice", "options": ["basic", "full"]}]});
    app.app.db.execute("UPDATE projects SET fields = $1", vec![fields.to_string().into()]).await.unwrap();
    let member = logged_in(&app, Role::Member).await;
    let path = format!("{LEADS}/new");
    let form = member.get(&path).await.text;
    for text in ["E-mail (required)", "Company (required)", "Seats (required)", "<option value=\"basic\">", "name=\"sample\""] {
        assert!(form.contains(text), "{text} is missing");
    }
    assert!(member.get(LEADS).await.text.contains("No leads yet"));
    let bad = member.fill(&path, &[("email", "nobody"), ("fullName", "<b>Jane</b>"), ("customFields.seats", "many")]).await;
    assert_eq!(bad.status, 422);
    for text in ["must be a valid e-mail address", "must be a whole number", "This field is required", "&#60;b&#62;Jane", "value=\"many\"", "aria-invalid"] {
        assert!(bad.text.contains(text), "{text} is missing: {}", bad.text);
    }
    let lead_id = value_of(&bad.text, "lead_id").unwrap();
    let good = [
        ("lead_id", lead_id.as_str()),
        ("email", "jane@firm.example"),
        ("company", "Firm"),
        ("customFields.seats", "5"),
        ("customFields.plan", "full"),
        ("sample", "yes"),
    ];
    let (at, page) = member.submit(&path, &good).await;
    assert_eq!(at, format!("{LEADS}/{lead_id}?done=created"));
    assert!(page.text.contains("jane@firm.example") && page.text.contains("The lead is in"));
    assert_eq!(member.submit(&path, &good).await.0, format!("{LEADS}/{lead_id}"), "a form that is sent twice");
    assert_eq!(app.run_jobs().await, 1);
    let page = member.get(&format!("{LEADS}/{lead_id}")).await.text;
    assert!(page.contains("Completed") && page.contains("built-in sample"));
    let audit: Vec<(String, String)> = app.app.db.fetch_all("SELECT action, target FROM audit_log", vec![]).await.unwrap();
    assert_eq!(audit, [("lead.created".to_owned(), lead_id.clone())]);
    app.app.db.execute("UPDATE projects SET archived_at = 1", vec![]).await.unwrap();
    assert_eq!(member.get(&path).await.status, 409);
    assert_eq!(member.post(&path, &good).await.status, 409);
}

#[tokio::test]
async fn what_leads_bring_with_them_is_shown_as_text() {
    let app = TestApp::new().await;
    let script = "<script>alert(1)</script>";
    let body = json!({"email": "jane@firm.example", "fullName": script, "company": format!("\"><img src=x onerror=alert(1)>{script}"), "title": script, "industry": "javascript:alert(1)",
        "customFields": {script: script}, script: script});
    let lead = app.generate(body).await["leadId"].as_str().unwrap().to_owned();
    app.run_jobs().await;
    let owner = first_owner(&app).await;
    for path in [
        "",
        "?q=script",
        &format!("/{lead}"),
        &format!("/{lead}/findings"),
        &format!("/{lead}/research"),
        &format!("/{lead}/history"),
        &format!("/{lead}/erase"),
    ] {
        let page = owner.get(&format!("{LEADS}{path}")).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"), "{path}");
        assert!(page.header("content-security-policy").contains("script-src 'self'"), "{path}");
    }
    let frame = owner.get(&format!("{LEADS}/{lead}/frame")).await;
    let policy = frame.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'self'") && !policy.contains("script-src"), "{policy}");
    let file = owner.get(&format!("{LEADS}/{lead}/files/report.html")).await;
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"") && file.header("content-security-policy").contains("sandbox"));
    for bad in ["report.exe", "report.", "..%2f..%2fnodes", "x.pdf"] {
        assert_eq!(owner.get(&format!("{LEADS}/{lead}/files/{bad}")).await.status, 404, "{bad}");
    }
}

#[tokio::test]
async fn another_tenant_finds_nothing() {
    let app = TestApp::new().await;
    let lead = app.generate(json!({"email": "jane@firm.example"})).await["leadId"].as_str().unwrap().to_owned();
    app.run_jobs().await;
    let owner = first_owner(&app).await;
    owner.get(&format!("{LEADS}/import")).await;
    let sent = owner.upload(&format!("{LEADS}/import"), &[], &[("file", "a.csv", b"email\na@firm.example\n")]).await;
    let import = sent.header("location").to_owned();
    let other = app.other_tenant().await;
    // One project of each has the same slug; ids are never the same.
    let stranger = {
        let id = UserId::new(&magnetite::app::SystemRandom);
        let sql = "INSERT INTO users (id, workspace_id, email, password_hash, role, created_at) VALUES ($1, $2, 'x@globex.example', 'x', 'owner', 1)";
        app.app.db.execute(sql, vec![id.as_str().into(), other.workspace.id.as_str().into()]).await.unwrap();
        crate::support::people::session(&app, &other.workspace.id, &id).await
    };
    assert!(stranger.get(LEADS).await.text.contains("No leads yet"));
    stranger.get(&format!("{LEADS}/new")).await;
    for path in ["", "/findings", "/research", "/pages/1", "/history", "/events", "/frame", "/files/report.pdf", "/erase"] {
        assert_eq!(stranger.get(&format!("{LEADS}/{lead}{path}")).await.status, 404, "{path}");
        let by_id = format!("/dashboard/projects/{}/leads/{lead}{path}", app.first.project.id);
        assert_eq!(stranger.get(&by_id).await.status, 404, "{path}");
    }
    for action in ["retry", "cancel", "regenerate", "approve", "erase"] {
        let answer = stranger.post(&format!("{LEADS}/{lead}/{action}"), &[("job", "x"), ("email", "jane@firm.example")]).await;
        assert_eq!(answer.status, 404, "{action}");
    }
    assert_eq!(stranger.get(&import).await.status, 404);
    assert_eq!(stranger.post(&import, &[("do", "confirm")]).await.status, 404);
    assert_eq!(stranger.get(&format!("{import}/rejects.csv")).await.status, 404);
    assert_eq!(owner.get(&import).await.status, 200);
}
