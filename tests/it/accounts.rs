//! Log in and out, throttling, forged forms, the second factor, one's own account.

use magnetite::model::role::Role;
use magnetite::model::second_factor::TotpSecret;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, PASSWORD, value_of};

const OWNER: &str = "owner@acme.example";
const SESSION: &str = "magnetite";

async fn log_in(browser: &Browser, email: &str, password: &str) -> crate::support::client::Answer {
    browser.fill("/dashboard/login", &[("email", email), ("password", password)]).await
}

#[tokio::test]
async fn the_right_password_opens_the_page_that_was_asked_for_and_logging_out_closes_it() {
    let app = TestApp::new().await;
    let browser = app.browser();
    let (at, _) = browser.open("/dashboard/account?x=1").await;
    assert_eq!(at, "/dashboard/login?next=%2Fdashboard%2Faccount%3Fx%3D1");
    let next = "/dashboard/account?x=1";
    let (at, page) = browser.submit("/dashboard/login", &[("email", " Owner@ACME.example "), ("password", PASSWORD), ("next", next)]).await;
    assert!(at == next && page.status == 200 && page.text.contains("<h1>Account</h1>"), "{at} {}", page.status);
    assert_eq!(page.header("cache-control"), "no-store");
    let old = browser.cookies()[SESSION].clone();
    let (at, page) = browser.submit("/dashboard/logout", &[]).await;
    assert!(at == "/dashboard/login?done=out" && page.text.contains("You are logged out."));
    assert!(!browser.cookies().contains_key(SESSION));
    browser.set_cookie(SESSION, &old);
    assert_eq!(browser.get("/dashboard/account").await.status, 303, "a session works after its end");
}

#[tokio::test]
async fn an_unknown_person_and_a_wrong_password_get_the_same_answer() {
    let app = TestApp::new().await;
    let mut told = Vec::new();
    for (email, password) in [(OWNER, "wrong horse battery"), ("nobody@acme.example", PASSWORD), ("no address", PASSWORD)] {
        let browser = app.browser();
        let answer = log_in(&browser, email, password).await;
        assert!(answer.status == 422 && !browser.cookies().contains_key(SESSION));
        assert!(answer.text.contains("The e-mail address or the password is wrong.") && answer.text.contains(&format!("value=\"{email}\"")));
        assert!(!answer.text.contains(password), "the password stands on the page");
        told.push(answer.text.replace(email, "").replace(&value_of(&answer.text, "form_token").unwrap(), ""));
    }
    assert!(told[0] == told[1] && told[1] == told[2]);
    let empty = log_in(&app.browser(), "", "").await;
    assert!(empty.status == 422 && empty.text.contains("Type your e-mail address.") && empty.text.contains("aria-invalid"));
}

#[tokio::test]
async fn an_account_that_is_tried_too_often_waits_longer_and_longer_known_or_not() {
    let app = TestApp::new().await;
    for email in [OWNER, "nobody@acme.example"] {
        let browser = app.browser();
        for _ in 0..5 {
            assert_eq!(log_in(&browser, email, "wrong horse battery").await.status, 422);
        }
        let blocked = log_in(&browser, email, PASSWORD).await;
        assert!(blocked.status == 429 && blocked.text.contains("Please wait"), "{}", blocked.status);
        assert_eq!(blocked.header("retry-after"), "1");
        app.advance(1_000);
        assert_eq!(log_in(&browser, email, "wrong horse battery").await.status, 422);
        app.advance(1_000);
        assert_eq!(log_in(&browser, email, "wrong horse battery").await.status, 429, "the wait has not doubled");
        app.advance(1_000);
    }
    let browser = app.browser();
    assert_eq!(log_in(&browser, OWNER, PASSWORD).await.status, 303);
    for _ in 0..5 {
        assert_eq!(log_in(&app.browser(), OWNER, "wrong horse battery").await.status, 422, "a good log-in clears the count");
    }
}

#[tokio::test]
async fn many_tries_at_the_same_time_are_counted_one_by_one() {
    let app = TestApp::new().await;
    let browser = app.browser();
    browser.open("/dashboard/login").await;
    let tries = (0..20).map(|_| browser.post("/dashboard/login", &[("email", OWNER), ("password", "wrong horse battery")]));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 422).count(), 5);
    assert_eq!(answers.iter().filter(|answer| answer.status == 429).count(), 15);
}

#[tokio::test]
async fn an_address_that_tries_many_accounts_is_blocked_until_its_window_ends() {
    let app = TestApp::new().await;
    let browser = app.browser();
    browser.open("/dashboard/login").await;
    for n in 0..30 {
        let email = format!("a{n}@acme.example");
        assert_eq!(browser.post("/dashboard/login", &[("email", &email), ("password", "wrong horse battery")]).await.status, 422, "{n}");
    }
    let blocked = log_in(&browser, OWNER, PASSWORD).await;
    assert!(blocked.status == 429 && blocked.text.contains("15 minutes"));
    app.advance(15 * 60_000);
    assert_eq!(log_in(&browser, OWNER, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn people_behind_one_proxy_are_throttled_each_for_themselves() {
    let app = TestApp::new().await;
    let browser = app.browser();
    browser.open("/dashboard/login").await;
    let token = browser.form_token();
    let from = async |address: &str, email: &str| {
        let body = serde_html_form::to_string([("form_token", token.as_str()), ("email", email), ("password", "wrong horse battery")]).unwrap();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", address)];
        browser.send("POST", "/dashboard/login", &headers, Some(body.into_bytes())).await.status
    };
    for n in 0..30 {
        assert_eq!(from(&format!("2001:db8:1:2::{n}"), &format!("a{n}@acme.example")).await, 422, "{n}");
    }
    assert_eq!(from("2001:db8:1:2:ffff::1", OWNER).await, 429, "one /64 is one household");
    assert_eq!(from("198.51.100.7, 2001:db8:1:3::1", OWNER).await, 422, "a neighbour is blocked too");
}

#[tokio::test]
async fn a_session_id_planted_before_the_log_in_is_worth_nothing_after_it() {
    let app = TestApp::new().await;
    let planted = "A".repeat(32);
    let (victim, attacker) = (app.browser(), app.browser());
    victim.set_cookie(SESSION, &planted);
    assert_eq!(log_in(&victim, OWNER, PASSWORD).await.status, 303);
    assert_ne!(victim.cookies()[SESSION], planted);
    attacker.set_cookie(SESSION, &planted);
    assert_eq!(attacker.get("/dashboard/account").await.status, 303);
    let first = victim.cookies()[SESSION].clone();
    app.browser().open("/dashboard/login").await;
    victim.send("GET", "/dashboard/login", &[], None).await;
    victim.post("/dashboard/logout", &[]).await;
    victim.set_cookie(SESSION, &first);
    assert_eq!(log_in(&victim, OWNER, PASSWORD).await.status, 303);
    attacker.set_cookie(SESSION, &first);
    assert_eq!(attacker.get("/dashboard/account").await.status, 303, "the session of before lives on");
}

#[tokio::test]
async fn forms_from_elsewhere_are_refused_by_token_origin_and_fetch_metadata() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let name = async || owner.get("/dashboard/account").await.text.contains("value=\"Mallory\"");
    let no_token = owner.post_bare("/dashboard/account/name", &[("name", "Mallory")]).await;
    assert!(no_token.status == 403 && no_token.text.contains("Send this again?"), "{}", no_token.status);
    let other = app.browser();
    other.open("/dashboard/login").await;
    let token = other.form_token();
    assert_eq!(owner.post_bare("/dashboard/account/name", &[("form_token", &token), ("name", "Mallory")]).await.status, 403);
    owner.get("/dashboard/account").await;
    let token = owner.form_token();
    let body = serde_html_form::to_string([("form_token", token.as_str()), ("name", "Mallory")]).unwrap().into_bytes();
    let form = ("content-type", "application/x-www-form-urlencoded");
    for (header, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
        let answer = owner.send("POST", "/dashboard/account/name", &[form, (header, value)], Some(body.clone())).await;
        assert!(answer.status == 403 && !name().await, "{header}: {value}");
    }
    let login = app.browser().post_bare("/dashboard/login", &[("email", OWNER), ("password", PASSWORD)]).await;
    assert_eq!(login.status, 403, "one can be logged in to another's account from elsewhere");
    assert_eq!(owner.send("POST", "/dashboard/account/name", &[form, ("origin", &app.base)], Some(body)).await.status, 303);
    assert!(name().await);
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_the_log_in() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    for next in ["//evil.example", "/\\evil.example", "https://evil.example", "/dashboard@evil.example", "/dashboard/..//evil.example", "javascript:alert(1)"] {
        let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let page = app.browser().get(&format!("/dashboard/login?next={encoded}")).await;
        assert_eq!(value_of(&page.text, "next").as_deref(), Some("/dashboard"), "{next}");
        let answer = app.browser().fill("/dashboard/login", &[("email", OWNER), ("password", PASSWORD), ("next", next)]).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/dashboard"), "{next}");
        assert_eq!(owner.get(&format!("/dashboard/login?next={encoded}")).await.header("location"), "/dashboard", "{next}");
    }
}

#[tokio::test]
async fn cookies_and_browsers_are_bound_to_the_host_where_the_public_address_is_https() {
    let app = TestApp::start(crate::support::app::On::Sqlite, &[("PUBLIC_URL", "https://magnets.acme.example")]).await;
    let browser = app.browser();
    let answer = log_in(&browser, OWNER, PASSWORD).await;
    let cookie = answer.header("set-cookie");
    for wanted in ["__Host-magnetite=", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(wanted), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn sessions_end_when_they_are_old_or_were_not_seen() {
    const DAY: i64 = 24 * 3_600_000;
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    for _ in 0..5 {
        app.advance(6 * DAY - 1);
        assert_eq!(owner.get("/dashboard/account").await.status, 200);
        // The time of the last visit is written beside the request.
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
    app.advance(10);
    assert_eq!(owner.get("/dashboard/account").await.status, 303, "a session outlives its 30 days");
    let owner = app.logged_in(Role::Owner).await;
    app.advance(7 * DAY + 1);
    assert_eq!(owner.get("/dashboard/account").await.status, 303, "a session that was not seen for a week lives on");
}

/// Turns the second factor on and returns its secret and the recovery codes.
async fn second_factor(app: &TestApp, browser: &Browser) -> (TotpSecret, Vec<String>) {
    let page = browser.get("/dashboard/account/second-factor").await.text;
    let text = page.split_once("<pre id=\"key\">").unwrap().1.split('<').next().unwrap();
    let secret = TotpSecret::from_text(text).unwrap();
    let sealed = value_of(&page, "secret").unwrap();
    let wrong = browser.post("/dashboard/account/second-factor", &[("secret", &sealed), ("code", "000000")]).await;
    assert!(wrong.status == 422 && wrong.text.contains(text), "a wrong code makes another key");
    let sealed = value_of(&wrong.text, "secret").unwrap();
    let code = secret.code_at(app.app.now()).unwrap();
    let done = browser.post("/dashboard/account/second-factor", &[("secret", &sealed), ("code", &code)]).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let codes = done.text.split_once("<pre id=\"codes\">").unwrap().1.split('<').next().unwrap().lines().map(str::to_owned).filter(|code| !code.is_empty());
    (secret, codes.collect())
}

#[tokio::test]
async fn the_second_factor_is_asked_for_after_the_password_and_no_code_works_twice() {
    let app = TestApp::new().await;
    let (secret, codes) = second_factor(&app, &app.logged_in(Role::Owner).await).await;
    assert_eq!(codes.len(), 10);
    let stored: Vec<(Option<String>,)> = app.app.db.fetch_all("SELECT totp_secret FROM users", vec![]).await.unwrap();
    assert!(stored[0].0.as_ref().unwrap().starts_with("v1."), "the secret is not sealed");
    let browser = app.browser();
    let answer = browser.fill("/dashboard/login", &[("email", OWNER), ("password", PASSWORD), ("next", "/dashboard/account")]).await;
    assert_eq!(answer.header("location"), "/dashboard/login/code?next=%2Fdashboard%2Faccount");
    let half = browser.cookies()[SESSION].clone();
    assert_eq!(browser.get("/dashboard/account").await.header("location"), "/dashboard/login/code", "the password alone opens pages");
    assert_eq!(browser.post("/dashboard/account/name", &[("name", "x")]).await.header("location"), "/dashboard/login/code");

    let used = secret.code_at(app.app.now()).unwrap();
    browser.get("/dashboard/login/code").await;
    let again = browser.post("/dashboard/login/code", &[("code", &used)]).await;
    assert!(again.status == 422 && again.text.contains("used already"), "the code of the set-up works again");
    app.advance(30_000);
    let code = secret.code_at(app.app.now()).unwrap();
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let (at, _) = browser.submit("/dashboard/login/code", &[("code", &spaced), ("next", "/dashboard/account")]).await;
    assert_eq!(at, "/dashboard/account");
    assert_ne!(browser.cookies()[SESSION], half, "the id of the half session lives on");

    let second = app.browser();
    log_in(&second, OWNER, PASSWORD).await;
    second.get("/dashboard/login/code").await;
    assert_eq!(second.post("/dashboard/login/code", &[("code", &code)]).await.status, 422, "a code works twice");
}

#[tokio::test]
async fn a_recovery_code_works_once_and_new_ones_void_the_old() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let (_, codes) = second_factor(&app, &owner).await;
    let enter = async |code: &str| {
        let browser = app.browser();
        log_in(&browser, OWNER, PASSWORD).await;
        browser.get("/dashboard/login/code").await;
        browser.post("/dashboard/login/code", &[("code", code)]).await.status
    };
    assert_eq!(enter(&codes[0].to_uppercase().replace('-', "")).await, 303);
    assert_eq!(enter(&codes[0]).await, 422, "a recovery code works twice");
    assert!(owner.get("/dashboard/account").await.text.contains("You have 9 recovery codes left."));
    assert_eq!(owner.post("/dashboard/account/second-factor/codes", &[("password", "wrong horse battery")]).await.status, 422);
    let renewed = owner.post("/dashboard/account/second-factor/codes", &[("password", PASSWORD)]).await;
    assert!(renewed.status == 200 && renewed.text.contains("All earlier ones are void"));
    assert_eq!(enter(&codes[1]).await, 422);

    assert_eq!(owner.post("/dashboard/account/second-factor/off", &[("password", "wrong horse battery")]).await.status, 422);
    assert_eq!(owner.post("/dashboard/account/second-factor/off", &[("password", PASSWORD)]).await.status, 303);
    assert_eq!(log_in(&app.browser(), OWNER, PASSWORD).await.header("location"), "/dashboard");
}

#[tokio::test]
async fn codes_are_throttled_like_passwords() {
    let app = TestApp::new().await;
    second_factor(&app, &app.logged_in(Role::Owner).await).await;
    let browser = app.browser();
    log_in(&browser, OWNER, PASSWORD).await;
    browser.get("/dashboard/login/code").await;
    for _ in 0..5 {
        assert_eq!(browser.post("/dashboard/login/code", &[("code", "123456")]).await.status, 422);
    }
    let blocked = browser.post("/dashboard/login/code", &[("code", "123456")]).await;
    assert!(blocked.status == 429 && !blocked.header("retry-after").is_empty());
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_asks_for_the_old_one() {
    let app = TestApp::new().await;
    let (here, there) = (app.logged_in(Role::Owner).await, app.logged_in(Role::Owner).await);
    let before = here.cookies()[SESSION].clone();
    let change = async |old: &str, new: &str| here.post("/dashboard/account/password", &[("password", old), ("new_password", new)]).await;
    assert!(change("wrong horse battery", "another horse battery").await.text.contains("This is not your password."));
    assert!(change(PASSWORD, "password1234").await.text.contains("everybody tries first"));
    assert_eq!(change(PASSWORD, "another horse battery").await.header("location"), "/dashboard/account?done=password");
    assert_ne!(here.cookies()[SESSION], before, "the session keeps its id");
    assert_eq!(here.get("/dashboard/account").await.status, 200);
    assert_eq!(there.get("/dashboard/account").await.status, 303);
    assert_eq!(log_in(&app.browser(), OWNER, PASSWORD).await.status, 422);
    assert_eq!(log_in(&app.browser(), OWNER, "another horse battery").await.status, 303);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_and_only_ones_own() {
    let app = TestApp::new().await;
    let (here, there, third) = (app.logged_in(Role::Owner).await, app.logged_in(Role::Owner).await, app.logged_in(Role::Owner).await);
    let page = here.get("/dashboard/account").await.text;
    assert!(page.contains("Firefox on Linux") && page.matches(">this one<").count() == 1);
    let end = page.split("action=\"").filter_map(|part| part.split('"').next()).find(|path| path.ends_with("/end")).unwrap().to_owned();
    let admin = app.logged_in(Role::Admin).await;
    assert_eq!(admin.post(&end, &[]).await.status, 404, "somebody else's session");
    assert_eq!(here.post(&end, &[]).await.status, 303);
    let alive = [there.get("/dashboard/account").await.status, third.get("/dashboard/account").await.status];
    assert_eq!(alive.iter().filter(|status| **status == 200).count(), 1);
    assert_eq!(here.post("/dashboard/account/sessions/end-others", &[]).await.status, 303);
    assert_eq!([there.get("/dashboard/account").await.status, third.get("/dashboard/account").await.status], [303, 303]);
    assert_eq!((here.get("/dashboard/account").await.status, admin.get("/dashboard/account").await.status), (200, 200));
}

#[tokio::test]
async fn a_name_that_is_a_script_is_only_a_name() {
    let app = TestApp::new().await;
    let owner = app.logged_in(Role::Owner).await;
    let script = "<script>alert(1)</script>\"'";
    assert_eq!(owner.post("/dashboard/account/name", &[("name", script)]).await.status, 303);
    for page in ["/dashboard/account", "/dashboard/members", "/dashboard/audit"] {
        let text = owner.get(page).await.text;
        assert!(text.contains("alert(1)") && !text.contains("<script>alert"), "{page}");
    }
    let long = owner.post("/dashboard/account/name", &[("name", &"x".repeat(101))]).await;
    assert!(long.status == 422 && long.text.contains(&"x".repeat(101)), "what was typed is lost");
}
