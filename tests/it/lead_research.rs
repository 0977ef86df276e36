//! The research report: on screen, as JSON, page by page with its sources marked; what was posted; and projects that read no site.

use magnetite::model::evidence::{Evidence, Source};
use magnetite::model::role::Role;
use serde_json::{Value, json};

use crate::support::app::{On, TestApp};
use crate::support::browser::value_of;
use crate::support::people::{first_owner, logged_in};
use crate::support::sites::Sites;

const LEADS: &str = "/dashboard/projects/spring/leads";

/// A server that sends every host to the fixture sites.
async fn app_on(sites: &Sites) -> TestApp {
    TestApp::start(On::Sqlite, &[("RESEARCH_ORIGIN_OVERRIDES", &format!("*={}", sites.origin()))]).await
}

/// Posts a lead, runs its job, and returns its id.
async fn made(app: &TestApp, body: Value) -> String {
    let lead = app.generate(body).await["leadId"].as_str().unwrap().to_owned();
    app.run_jobs().await;
    lead
}

async fn research(app: &TestApp, lead: &str, query: &str) -> Value {
    let answer = app.api_key().get(&format!("/api/projects/spring/leads/{lead}/research{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.json()
}

async fn set_research(app: &TestApp, research: Value) {
    let answer = app.api_key().patch("/api/projects/spring", &json!({ "research": research })).await;
    assert_eq!((answer.status, &answer.json()["project"]["research"]["thin"]), (200, &research["thin"]), "{}", answer.text);
}

#[tokio::test]
async fn the_report_tells_what_was_read_and_each_source_opens_its_page_with_the_words_marked() {
    let sites = Sites::start().await;
    let app = app_on(&sites).await;
    let lead = made(&app, json!({"email": "jane@harbourpine.example"})).await;
    let viewer = logged_in(&app, Role::Viewer).await;
    let report = viewer.get(&format!("{LEADS}/{lead}/research")).await.text;
    for told in ["harbourpine.example", "The site was read well: 9 pages.", "What was learned", "Pages read (9)", "Every request (", "robots.txt", "kB"] {
        assert!(report.contains(told), "{told} is not told");
    }
    // Every source of the report leads to a page with something marked.
    let links: Vec<&str> = report.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).filter(|link| link.contains("?ev=")).collect();
    assert!(links.len() > 10, "{}", links.len());
    let mut marked = 0;
    for link in &links {
        let page = viewer.get(&link.replace("&amp;", "&").replace("#seen", "")).await;
        assert_eq!(page.status, 200, "{link}");
        let marks = page.text.matches("<mark id=\"seen\">").count();
        assert!(marks == 1 || (marks == 0 && page.text.contains("Measured on this page: ")), "{link}: {marks} marks");
        marked += marks;
    }
    assert!(marked > 10, "{marked}");
    let page = viewer.get(&format!("{LEADS}/{lead}/pages/1")).await.text;
    for told in ["SHA-256", "left out: ", "Seen on this page", "Encoding"] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("<mark"), "nothing is marked without a source");
    for wrong in ["pages/0", "pages/99", "pages/x", "pages/-1", "pages/18446744073709551616"] {
        assert_eq!(viewer.get(&format!("{LEADS}/{lead}/{wrong}")).await.status, 404, "{wrong}");
    }
    let odd = viewer.get(&format!("{LEADS}/{lead}/pages/1?ev=%22%3E%3Cscript%3E")).await;
    assert!(odd.status == 200 && !odd.text.contains("<script>"));
}

#[tokio::test]
async fn the_findings_show_every_check_and_are_filtered_without_a_script() {
    let sites = Sites::start().await;
    let app = app_on(&sites).await;
    let lead = made(&app, json!({"email": "jane@harbourpine.example"})).await;
    let owner = first_owner(&app).await;
    let path = format!("{LEADS}/{lead}/findings");
    let shown = |page: &str| page.matches("<li id=\"check-").count();
    let all = owner.get(&path).await.text;
    assert_eq!(shown(&all), 58);
    assert!(all.contains("What matters first") && all.contains("See for yourself") && all.contains("data-copy=\"#verify-"), "{all}");
    let analysis = research(&app, &lead, "").await;
    let failed: Vec<&Value> = analysis["findings"].as_array().unwrap().iter().filter(|one| one["status"] == "fail").collect();
    assert_eq!(shown(&owner.get(&format!("{path}?status=fail")).await.text), failed.len());
    let in_search = failed.iter().filter(|one| one["area"] == "search").count();
    assert_eq!(shown(&owner.get(&format!("{path}?area=search&status=fail")).await.text), in_search);
    assert_eq!(shown(&owner.get(&format!("{path}?area=nonsense&status=%3Cb%3E")).await.text), 58, "an unknown filter is none");
}

#[tokio::test]
async fn the_same_is_answered_as_json_with_text_only_when_asked_for() {
    let sites = Sites::start().await;
    let app = app_on(&sites).await;
    let lead = app.generate(json!({"email": "jane@harbourpine.example"})).await["leadId"].as_str().unwrap().to_owned();
    let path = format!("/api/leads/{lead}/research");
    let early = app.api_key().get(&path).await.error();
    assert_eq!((early.0, early.1.as_str()), (404, "NOT_FOUND"));
    app.run_jobs().await;
    let answer = research(&app, &lead, "").await;
    assert_eq!((&answer["lead"]["id"], &answer["outcome"]["reading"], &answer["domain"]), (&json!(lead), &json!("ok"), &json!("harbourpine.example")));
    assert_eq!((answer["pages"].as_array().unwrap().len(), answer["findings"].as_array().unwrap().len()), (9, 58));
    let requests = answer["requests"].as_array().unwrap();
    assert!(requests.len() > 9 && requests.iter().all(|one| one["fetchedAt"].is_i64() && one["tookMs"].is_u64() && one["bodyBytes"].is_u64()));
    let evidence: Vec<Evidence> = serde_json::from_value(answer["evidence"].clone()).unwrap();
    let name = answer["profile"]["name"]["evidence"][0].as_str().unwrap();
    assert!(evidence.iter().any(|item| item.id.0 == name && item.source == Source::Site));
    assert!(answer["pages"].as_array().unwrap().iter().all(|page| page.get("text").is_none()));
    let full = research(&app, &lead, "?include=text").await;
    assert!(full["pages"][0]["text"].as_array().unwrap().iter().any(|block| block["dropped"].is_null()));
    assert_eq!(app.api_key().get(&path).await.json(), answer, "both addresses answer the same");
    assert_eq!(app.api_key().get(&format!("{path}?include=everything")).await.error().1, "INVALID_REQUEST");
    assert_eq!(app.api_key().get(&format!("/api/projects/autumn/leads/{lead}/research")).await.status, 404);
}

#[tokio::test]
async fn what_was_posted_is_evidence_of_its_own_and_never_overrides_the_site() {
    let sites = Sites::start().await;
    let app = app_on(&sites).await;
    let body = json!({
        "email": "jane@harbourpine.example", "company": "Quite Another Firm", "contact": {"name": "Jane Miller", "title": "Owner"}, "notes": "Met at the fair",
        "researchData": {"company": {"name": "Harbour & Pine", "employees": "11-50", "industry": "Joinery <b>and</b> carpentry"}, "description": "Makes boats."}
    });
    let lead = made(&app, body).await;
    let answer = research(&app, &lead, "").await;
    let evidence: Vec<Evidence> = serde_json::from_value(answer["evidence"].clone()).unwrap();
    let of = |fact: &Value| evidence.iter().find(|item| Some(item.id.0.as_str()) == fact["evidence"][0].as_str()).unwrap();
    let posted: Vec<&str> = evidence.iter().filter(|item| item.source == Source::Provided).map(|item| item.locator.as_str()).collect();
    for path in ["notes", "contact.name", "researchData.company.employees", "researchData.description"] {
        assert!(posted.contains(&path), "{path} is no evidence: {posted:?}");
    }
    let profile = &answer["profile"];
    assert_eq!((of(&profile["description"]).source, of(&profile["name"]).source), (Source::Site, Source::Site));
    assert_eq!((&profile["size"]["value"], of(&profile["size"]).locator.as_str()), (&json!("11-50"), "researchData.company.employees"));
    assert_eq!(profile["contact"]["value"], json!({"name": "Jane Miller", "role": "Owner"}));
    assert_eq!(answer["disputed"][0]["posted"], "Quite Another Firm");
    let page = first_owner(&app).await.get(&format!("{LEADS}/{lead}/research")).await.text;
    for told in ["as you sent it", "researchData.company.employees", "What you sent and what the site says", "Quite Another Firm", "Met at the fair"] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("<b>and</b>"));
}

#[tokio::test]
async fn a_project_that_reads_no_site_sends_no_request_and_says_so() {
    let sites = Sites::start().await;
    let app = app_on(&sites).await;
    let shown = app.api_key().get("/api/projects/spring").await.json();
    assert_eq!((&shown["project"]["research"]["ownSite"], &shown["project"]["research"]["thin"]), (&json!(true), &json!("write")));
    set_research(&app, json!({"ownSite": false, "thin": "fail"})).await;
    let dry = app.api_key().post("/api/projects/generate?dryRun=true", &json!({"email": "jane@harbourpine.example"})).await.json();
    assert_eq!(dry["site"], Value::Null);
    let lead = made(
        &app,
        json!({"email": "jane@harbourpine.example", "fullName": "Jane Miller", "researchData": {"name": "Harbour & Pine", "services": ["Kitchens", "Stairs"]}}),
    )
    .await;
    assert_eq!(sites.asked(), Vec::<String>::new(), "a request left the server");
    let answer = research(&app, &lead, "").await;
    assert_eq!((&answer["outcome"]["reason"], &answer["pages"], &answer["requests"]), (&json!("research_off"), &json!([]), &json!([])));
    // That nothing was to be read is no failure, whatever the answer to thin sites is.
    let magnet = app.api_key().get(&format!("/api/leads/{lead}/magnet")).await;
    assert_eq!((magnet.status, &magnet.json()["magnet"]["document"]["mode"]), (200, &json!("thin")), "{}", magnet.text);
    for told in ["We did not visit your site for this", "As told to us", "Kitchens"] {
        assert!(magnet.text.contains(told), "{told}: {}", magnet.text);
    }
    for untrue in ["We looked at", "we looked at", "could not read"] {
        assert!(!magnet.text.contains(untrue), "{untrue}");
    }
    let page = first_owner(&app).await.get(&format!("{LEADS}/{lead}/research")).await.text;
    assert!(page.contains("The site was not read.") && page.contains("only what was sent is known"));
}

#[tokio::test]
async fn a_site_that_cannot_be_read_is_written_of_held_back_or_given_up_as_the_project_wants() {
    for (thin, status) in [("write", "completed"), ("review", "needs_review"), ("fail", "failed")] {
        let app = TestApp::new().await;
        set_research(&app, json!({"ownSite": true, "thin": thin})).await;
        let body = app.generate(json!({"email": "jane@firm.example"})).await;
        app.run_jobs().await;
        let job = app.api_key().get(&format!("/api/generation/{}/status", body["jobId"].as_str().unwrap())).await.json();
        assert_eq!((&job["job"]["status"], &job["job"]["retryCount"]), (&json!(status), &json!(0)), "{thin}");
        let lead = body["leadId"].as_str().unwrap();
        assert_eq!(research(&app, lead, "").await["outcome"]["reading"], "insufficient");
        if thin == "fail" {
            let page = first_owner(&app).await.get(&format!("{LEADS}/{lead}")).await.text;
            assert!(page.contains("writes nothing when a site says too little"), "{page}");
        }
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn how_a_project_researches_is_set_by_form_and_by_api_and_stands_in_the_audit_log() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let path = "/dashboard/projects/spring/settings/research";
    let seen = value_of(&owner.get(path).await.text, "seen").unwrap();
    assert_eq!(owner.post(path, &[("seen", &seen), ("thin", "nonsense"), ("then", "keep")]).await.status, 422);
    let wrong = owner.post(path, &[("seen", &seen), ("own_site", "yes"), ("thin", "write"), ("every_days", "400"), ("then", "burn")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("from 0 to 365") && wrong.text.contains("one of these three"), "{}", wrong.text);
    assert_eq!(owner.post(path, &[("seen", &seen), ("own_site", "yes"), ("thin", "review"), ("then", "keep")]).await.status, 303);
    let stale = owner.post(path, &[("seen", &seen), ("thin", "fail"), ("every_days", "7"), ("then", "flag")]).await;
    assert!(stale.status == 409 && stale.text.contains("wait for approval") && stale.text.contains("not looked at again"), "{}", stale.text);
    let seen = value_of(&stale.text, "seen").unwrap();
    assert_eq!(owner.post(path, &[("seen", &seen), ("own_site", "yes"), ("thin", "review"), ("every_days", "7"), ("then", "flag")]).await.status, 303);
    let shown = app.api_key().get("/api/projects/spring").await.json();
    assert_eq!((&shown["project"]["research"]["ownSite"], &shown["project"]["research"]["thin"]), (&json!(true), &json!("review")));
    assert_eq!(shown["project"]["research"]["drift"], json!({"everyDays": 7, "then": "flag"}));
    set_research(&app, json!({"ownSite": false, "thin": "write"})).await;
    for wrong in [json!({"ownSite": "no"}), json!({"thin": "maybe"}), json!({"own": true}), json!({"drift": {"everyDays": 366}}), json!([]), json!(null)] {
        let refused = app.api_key().patch("/api/projects/spring", &json!({ "research": wrong })).await;
        assert_eq!(refused.error().1, "INVALID_REQUEST", "{wrong}");
    }
    let audit = owner.get("/dashboard/audit").await.text;
    assert!(audit.contains("researches: thin review") && audit.contains("researches: own site off, thin write"), "{audit}");
    assert!(audit.contains("researches: drift every 7 days, then flag"), "{audit}");
}

#[tokio::test]
async fn screens_say_what_there_is_before_during_and_without_research() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let lead = app.generate(json!({"email": "jane@firm.example"})).await["leadId"].as_str().unwrap().to_owned();
    assert!(owner.get(&format!("{LEADS}/{lead}/research")).await.text.contains("The site is being read"));
    assert!(owner.get(&format!("{LEADS}/{lead}/findings")).await.text.contains("No findings yet"));
    assert_eq!(owner.get(&format!("{LEADS}/{lead}/pages/1")).await.status, 404);
    app.run_jobs().await;
    let page = owner.get(&format!("{LEADS}/{lead}/research")).await.text;
    assert!(page.contains("The site could not be read.") && page.contains("Not read (") && page.contains("connection refused"), "{page}");
    assert!(owner.get(&format!("{LEADS}/{lead}/findings")).await.text.contains("Nothing was checked"));
}
