//! Webhooks in the dashboard: made by a form, their secret shown once, switched, tried and sent again by those who may, and seen by members.

use magnetite::app::SystemRandom;
use magnetite::model::ids::EndpointId;
use magnetite::model::role::Role;
use magnetite::store::audit::{Wanted, audit_entries};
use magnetite::store::endpoints::endpoints_of_project;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, value_of};
use crate::support::client::Answer;
use crate::support::people::{first_owner, logged_in};
use crate::webhooks::{URL, delivery, id_of, made};

const API: &str = "/dashboard/projects/spring/settings/api";
const HOOKS: &str = "/dashboard/projects/spring/settings/webhooks";

async fn submit(browser: &Browser, fields: &[(&str, &str)]) -> (String, Answer) {
    let once = value_of(&browser.get(&format!("{HOOKS}/new")).await.text, "once").unwrap();
    let answer = browser.post(&format!("{HOOKS}/new"), &[&[("once", once.as_str())][..], fields].concat()).await;
    (once, answer)
}

fn secret_on(page: &str) -> String {
    let (_, rest) = page.split_once("<pre id=\"new-secret\">").unwrap_or_else(|| panic!("no secret is shown: {page}"));
    rest.split('<').next().unwrap().to_owned()
}

const GOOD: [(&str, &str); 5] = [("url", URL), ("description", "CRM"), ("which", "some"), ("events", "lead.completed"), ("events", "magnet.viewed")];

#[tokio::test]
async fn a_webhook_is_made_and_its_secret_is_shown_once() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let empty = owner.get(API).await.text;
    assert!(empty.contains("A webhook tells your program") && empty.contains(&format!("{HOOKS}/new")), "{empty}");
    let form = owner.get(&format!("{HOOKS}/new")).await.text;
    assert!(form.contains("lead.completed") && form.contains("magnet.cta_clicked") && !form.contains("webhook.test"), "{form}");
    let (once, answer) = submit(&owner, &GOOD).await;
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"), "{}", answer.text);
    let secret = secret_on(&answer.text);
    assert!(secret.starts_with("whsec_") && answer.text.contains("It is shown this once and cannot be shown again."));
    let again = owner.post(&format!("{HOOKS}/new"), &[&[("once", once.as_str())][..], &GOOD].concat()).await;
    assert!(again.status == 409 && !again.text.contains("whsec_"), "{}", again.text);
    let list = owner.get(API).await.text;
    assert!(list.contains("hooks.example.com") && list.contains("CRM") && list.contains("lead.completed, magnet.viewed") && !list.contains(&secret), "{list}");
    let page = owner.get(&format!("{HOOKS}/{once}")).await.text;
    assert!(page.contains("Nothing sent yet") && page.contains("Send a test") && !page.contains(&secret));
    let stored = endpoints_of_project(&app.app.db, &app.first.workspace.id, &app.first.project.id).await.unwrap();
    assert_eq!((stored.len(), stored[0].created_by.as_str(), stored[0].id.as_str()), (1, "owner@acme.example", once.as_str()));
    let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
    assert_eq!((log[0].action.as_str(), log[0].address.as_str()), ("webhook.created", "127.0.0.1"));
    assert!(owner.get("/dashboard/audit").await.text.contains("created the webhook to https://hooks.example.com"));
}

#[tokio::test]
async fn a_bad_form_keeps_what_was_typed_and_says_what_is_wrong() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    for (fields, told) in [
        (vec![("url", "http://example.com/x"), ("which", "all")], "must begin with https://"),
        (vec![("url", "https://127.0.0.1/x"), ("which", "all")], "must lead to a public host"),
        (vec![("url", "<script>alert(1)</script>"), ("which", "all")], "must be an address like"),
        (vec![("url", URL), ("which", "some")], "must name at least one event"),
        (vec![("url", URL), ("which", "some"), ("events", "x")], "must be names of events"),
        (vec![("url", URL), ("which", "none")], "must be one of the choices"),
    ] {
        let (once, answer) = submit(&owner, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(answer.text.contains(told) && !answer.text.contains("<script>alert"), "{told}: {}", answer.text);
        assert_eq!(value_of(&answer.text, "once").as_deref(), Some(once.as_str()));
    }
    assert_eq!(owner.post(&format!("{HOOKS}/new"), &[&[("once", "x")][..], &GOOD].concat()).await.status, 400);
    for _ in 0..20 {
        made(&app).await;
    }
    assert!(!owner.get(API).await.text.contains(&format!("{HOOKS}/new")), "there is no room for one more");
    let (_, full) = submit(&owner, &GOOD).await;
    assert!(full.status == 409 && full.text.contains("at most 20"), "{}", full.text);
}

#[tokio::test]
async fn a_webhook_is_edited_and_the_second_of_two_people_is_told() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let path = format!("{HOOKS}/{}", id_of(&made(&app).await));
    let seen = value_of(&owner.get(&format!("{path}/edit")).await.text, "once").unwrap();
    app.advance(1_000);
    let first = owner
        .post(&format!("{path}/edit"), &[("once", &seen), ("url", "https://new.example.com/"), ("description", ""), ("which", "all"), ("ordered", "yes")])
        .await;
    assert_eq!((first.status, first.header("location")), (303, format!("{path}?done=saved").as_str()), "{}", first.text);
    let second = owner.post(&format!("{path}/edit"), &[("once", &seen), ("url", "https://late.example.com/"), ("which", "all")]).await;
    assert!(second.status == 409 && second.text.contains("https://late.example.com/") && second.text.contains("in the meantime"), "{}", second.text);
    let page = owner.get(&path).await.text;
    assert!(page.contains("https://new.example.com/") && page.contains("all events") && page.contains("strict per lead"), "{page}");
    let seen = value_of(&second.text, "once").unwrap();
    assert_eq!(owner.post(&format!("{path}/edit"), &[("once", &seen), ("url", "https://late.example.com/"), ("which", "all")]).await.status, 303);
}

#[tokio::test]
async fn one_that_we_switched_off_says_why_until_it_is_switched_on() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let id = id_of(&made(&app).await);
    let path = format!("{HOOKS}/{id}");
    for (reason, told) in [("gone", "410 Gone"), ("failing", "five days")] {
        app.app.db.execute("UPDATE webhook_endpoints SET state = 'off', off_reason = $1", vec![reason.into()]).await.unwrap();
        for page in [API, path.as_str()] {
            let text = owner.get(page).await.text;
            assert!(text.contains("role=\"alert\"") && text.contains(told), "{page}: {text}");
        }
        assert!(!owner.get(&path).await.text.contains("Send a test"));
        assert_eq!(owner.post(&format!("{path}/test"), &[]).await.status, 409);
        let (at, page) = owner.submit(&format!("{path}/switch"), &[("to", "on")]).await;
        assert!(at.ends_with("?done=on") && page.text.contains("The webhook is on") && !page.text.contains(told), "{}", page.text);
    }
    let (_, page) = owner.submit(&format!("{path}/switch"), &[("to", "off")]).await;
    assert!(page.text.contains("It was switched off here") && !page.text.contains("role=\"alert\""), "{}", page.text);
    assert!(!owner.get(API).await.text.contains("role=\"alert\""), "what its owner did needs no alarm");
    assert_eq!(owner.post(&format!("{path}/switch"), &[("to", "x")]).await.status, 400);
}

#[tokio::test]
async fn a_secret_is_rotated_and_a_webhook_deleted_after_a_question() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let first = made(&app).await;
    let path = format!("{HOOKS}/{}", id_of(&first));
    assert!(owner.get(&format!("{path}/rotate")).await.text.contains("24 hours"));
    let rotated = owner.post(&format!("{path}/rotate"), &[]).await;
    assert_ne!(secret_on(&rotated.text), first["secret"].as_str().unwrap());
    assert!(rotated.text.contains("25 Nov 2026"), "{}", rotated.text);
    assert!(owner.get(&path).await.text.contains("the former one signs too until"));
    assert!(owner.get(&format!("{path}/rotate")).await.text.contains("ends at once"));
    app.advance(86_400_001);
    let page = owner.get(&path).await;
    assert!(page.status != 200 || !page.text.contains("the former one signs too"), "{}", page.text);
    let owner = first_owner(&app).await;
    assert!(owner.get(&format!("{path}/delete")).await.text.contains("cannot be undone"));
    let (at, list) = owner.submit(&format!("{path}/delete"), &[]).await;
    assert!(at.starts_with(API) && list.text.contains("The webhook is deleted"), "{at}");
    assert_eq!(owner.get(&path).await.status, 404);
}

#[tokio::test]
async fn the_log_shows_state_tries_timing_and_what_went_wrong() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let id = id_of(&made(&app).await);
    let path = format!("{HOOKS}/{id}");
    let failed = delivery(&app, &id, "failed", "lead.completed", 60_000, Some(503)).await;
    delivery(&app, &id, "pending", "lead.created", 120_000, Some(502)).await;
    let good = delivery(&app, &id, "delivered", "lead.created", 180_000, Some(200)).await;
    let page = owner.get(&path).await.text;
    for text in
        ["The receiver answered 503 Service Unavailable.", "to be tried again", "in 2 h 0 min", "0.1 s", "3 minutes ago", "Send all failed again", "made up"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    let only = owner.get(&format!("{path}?state=delivered&event=lead.created&from=2026-01-01T00:00&to=")).await.text;
    assert!(only.contains(&good) && !only.contains(&failed), "{only}");
    assert!(owner.get(&format!("{path}?state=failed&to=2026-01-01T00:00")).await.text.contains("Nothing like that"));
    assert_eq!(owner.get(&format!("{path}?state=x&event=y&from=z&before=1-2")).await.status, 200, "odd filters are none");
    let one = owner.get(&format!("{path}/deliveries/{failed}")).await.text;
    for text in ["x-magnetite-event: lead.completed", "server: sink", "&#60;b&#62;no", "jane@firm.example", "No try is left", "Send again"] {
        assert!(one.contains(text), "{text}: {one}");
    }
    assert!(!one.contains("<b>no") && !one.contains("data-live"));
    for _ in 0..60 {
        delivery(&app, &id, "delivered", "lead.created", 240_000, Some(200)).await;
    }
    let page = owner.get(&path).await.text;
    let (_, link) = page.split_once("rel=\"next\" href=\"").unwrap();
    let older = owner.get(&link.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")).await.text;
    assert_eq!((page.matches("/deliveries/dlv_").count(), older.matches("/deliveries/dlv_").count()), (50, 13));
}

#[tokio::test]
async fn deliveries_are_sent_again_from_the_log() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let id = id_of(&made(&app).await);
    let path = format!("{HOOKS}/{id}");
    let failed = delivery(&app, &id, "failed", "lead.completed", 60_000, Some(503)).await;
    let good = delivery(&app, &id, "delivered", "lead.completed", 3_600_000, Some(200)).await;
    owner.get(&path).await;
    let state = async |id: &str| {
        let row: Option<(String,)> = app.app.db.fetch_optional("SELECT state FROM deliveries WHERE id = $1", vec![id.into()]).await.unwrap();
        row.unwrap().0
    };
    let (_, page) = owner.submit(&format!("{path}/replay"), &[("which", "failed")]).await;
    assert!(page.text.contains("One delivery is sent again."), "{}", page.text);
    assert_eq!((state(&failed).await.as_str(), state(&good).await.as_str()), ("pending", "delivered"));
    let (_, page) = owner.submit(&format!("{path}/replay"), &[("which", "failed")]).await;
    assert!(page.text.contains("There was nothing to send again."));
    for (from, to) in [("", ""), ("2026-11-24T00:00", ""), ("2026-11-25T00:00", "2026-11-24T00:00"), ("x", "y")] {
        assert_eq!(owner.post(&format!("{path}/replay"), &[("which", "range"), ("from", from), ("to", to)]).await.status, 400);
    }
    let (_, page) = owner.submit(&format!("{path}/replay"), &[("which", "range"), ("from", "2026-11-20T00:00"), ("to", "2026-11-30T00:00")]).await;
    assert!(page.text.contains("One delivery is sent again."), "what waits is not sent twice: {}", page.text);
    assert_eq!(state(&good).await, "pending");
    app.app.db.execute("UPDATE deliveries SET state = 'failed'", vec![]).await.unwrap();
    let (at, page) = owner.submit(&format!("{path}/deliveries/{good}/replay"), &[]).await;
    assert!(at.ends_with("?done=again") && page.text.contains("It is sent again.") && page.text.contains("data-live"), "{}", page.text);
    assert_eq!((state(&good).await.as_str(), state(&failed).await.as_str()), ("pending", "failed"));
}

#[tokio::test]
async fn a_test_is_followed_until_it_was_tried() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let id = id_of(&made(&app).await);
    let path = format!("{HOOKS}/{id}");
    owner.get(&path).await;
    let (at, page) = owner.submit(&format!("{path}/test"), &[]).await;
    assert!(page.text.contains("webhook.test") && page.text.contains("It is on its way") && page.text.contains("jane@example.com"), "{}", page.text);
    let (_, live) = page.text.split_once("data-live=\"").unwrap();
    let live = live.split('"').next().unwrap().to_owned();
    assert!(live.starts_with(&at), "{live}");
    let tried = async {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let sql = "UPDATE deliveries SET state = 'delivered', tries = 1, total_tries = 1, status = 204";
        app.app.db.execute(sql, vec![]).await.unwrap();
    };
    let (told, ()) = tokio::join!(owner.get(&live), tried);
    assert_eq!(told.header("content-type"), "text/event-stream");
    assert!(told.text.contains("It is on its way") && told.text.ends_with("event: done\ndata: done\n\n"), "{}", told.text);
    let page = owner.get(&at).await.text;
    assert!(page.contains("The receiver answered 204.") && !page.contains("data-live"), "{page}");
}

#[tokio::test]
async fn members_see_webhooks_and_change_none_and_viewers_see_none() {
    let app = TestApp::new().await;
    let id = id_of(&made(&app).await);
    let failed = delivery(&app, &id, "failed", "lead.completed", 60_000, Some(503)).await;
    let path = format!("{HOOKS}/{id}");
    let member = logged_in(&app, Role::Member).await;
    let list = member.get(HOOKS).await.text;
    assert!(list.contains("hooks.example.com") && !list.contains(&format!("{HOOKS}/new")) && !list.contains("settings/api"), "{list}");
    assert!(member.get("/dashboard/projects/spring").await.text.contains(HOOKS), "the way there");
    for page in [path.clone(), format!("{path}/deliveries/{failed}")] {
        let text = member.get(&page).await.text;
        assert!(text.contains("503") && !text.contains("method=\"post\" action=\"/dashboard/projects"), "{page}: {text}");
    }
    let admin = logged_in(&app, Role::Admin).await;
    assert!(admin.get(API).await.text.contains("hooks.example.com") && admin.get(&format!("{path}/edit")).await.status == 200);
    let viewer = logged_in(&app, Role::Viewer).await;
    for page in [HOOKS.to_owned(), path.clone(), format!("{path}/deliveries/{failed}")] {
        let answer = viewer.get(&page).await;
        assert!(answer.status == 403 && !answer.text.contains("hooks.example.com"), "{page}");
    }
    assert!(!viewer.get("/dashboard/projects/spring").await.text.contains(HOOKS));
    let once = EndpointId::new(&SystemRandom);
    for (page, fields) in [
        (format!("{HOOKS}/new"), [&[("once", once.as_str())][..], &GOOD].concat()),
        (format!("{path}/edit"), GOOD.to_vec()),
        (format!("{path}/switch"), vec![("to", "off")]),
        (format!("{path}/rotate"), vec![]),
        (format!("{path}/delete"), vec![]),
        (format!("{path}/test"), vec![]),
        (format!("{path}/replay"), vec![("which", "failed")]),
        (format!("{path}/deliveries/{failed}/replay"), vec![]),
    ] {
        assert_eq!(member.post(&page, &fields).await.status, 403, "{page}");
        assert_eq!(viewer.post(&page, &fields).await.status, 403, "{page}");
    }
    let answer = app.api_key().get(&format!("/api/deliveries/{failed}")).await.json();
    assert_eq!(answer["delivery"]["state"], "failed");
}

#[tokio::test]
async fn a_delivery_is_found_under_its_own_endpoint_alone() {
    let app = TestApp::new().await;
    let owner = first_owner(&app).await;
    let [one, other] = [id_of(&made(&app).await), id_of(&made(&app).await)];
    let sent = delivery(&app, &one, "failed", "lead.completed", 60_000, Some(503)).await;
    assert_eq!(owner.get(&format!("{HOOKS}/{one}/deliveries/{sent}")).await.status, 200);
    for page in [format!("{HOOKS}/{other}/deliveries/{sent}"), format!("{HOOKS}/{one}/deliveries/x"), format!("{HOOKS}/x")] {
        assert_eq!(owner.get(&page).await.status, 404, "{page}");
    }
    assert_eq!(owner.post(&format!("{HOOKS}/{other}/deliveries/{sent}/replay"), &[]).await.status, 404);
}
