//! What goes wrong around links: readers who keep each other out, reports from behind a closed link, replacements that are gone or lead in a circle.

use serde_json::{Value, json};

use crate::leads::LEADS;
use crate::links::{magnet, open, pass as pass_of, post, set, set_all};
use crate::mail::{sink, wait_for};
use crate::support::app::{On, TestApp};
use crate::support::client::Answer;
use crate::support::people::first_owner;

/// As [`post`], from this address.
async fn post_from(app: &TestApp, path: &str, fields: &[(&str, &str)], address: &str) -> Answer {
    let body = serde_html_form::to_string(fields).unwrap().into_bytes();
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", address)];
    app.anonymous().send("POST", path, &headers, Some(body)).await
}

#[tokio::test]
async fn nobody_keeps_an_honest_reader_out() {
    for on in [On::Sqlite, On::Postgres] {
        let (url, mails) = sink(false).await;
        let app = TestApp::start(on, &[("SMTP_URL", &url)]).await;
        let (first, second) = ("203.0.113.1", "203.0.113.2");
        let lead = magnet(&app, "jane@firm.example").await;
        let page = format!("/go/acme/{lead}");
        let last = async |path: &str, fields: &[(&str, &str)]| {
            let mut status = 0;
            for _ in 0..8 {
                status = post_from(&app, path, fields, first).await.status;
            }
            status
        };
        set(&app, &lead, json!({"password": "open sesame"})).await;
        assert_eq!(last(&page, &[("password", "guess")]).await, 429);
        assert_eq!(post_from(&app, &page, &[("password", "open sesame")], second).await.status, 303, "one who guesses keeps all readers out");

        set(&app, &lead, json!({"password": null, "emailGate": "lead"})).await;
        assert_eq!(last(&page, &[("email", "eve@else.example")]).await, 429);
        assert_eq!(last(&page, &[("email", "eve@else.example"), ("code", "123456")]).await, 429);
        assert_eq!(post_from(&app, &page, &[("email", "jane@firm.example")], second).await.status, 200);
        let sent = wait_for(&mails, 1).await;
        let at = sent[0].find("Your code is ").unwrap() + 13;
        let code = &sent[0][at..at + 6];
        assert_eq!(post_from(&app, &page, &[("email", "Jane@firm.example"), ("code", code)], second).await.status, 303);
        // Who was let in may ask again as often as before.
        for _ in 0..5 {
            assert_eq!(post_from(&app, &page, &[("email", "jane@firm.example")], second).await.status, 200);
        }
        assert_eq!(post_from(&app, &page, &[("email", "jane@firm.example")], second).await.status, 429, "a mailbox is flooded");

        set(&app, &lead, json!({"emailGate": null})).await;
        let about = format!("{page}/about-this-page");
        assert_eq!(last(&about, &[("request", "erase"), ("email", "eve@else.example")]).await, 429);
        assert_eq!(post_from(&app, &about, &[("request", "erase"), ("email", "jane@firm.example")], second).await.status, 303);
    }
}

/// What the page's script is answered when it asks for a token.
async fn hello(app: &TestApp, page: &str, cookie: &str) -> u16 {
    let headers = [
        ("x-forwarded-for", "203.0.113.21"),
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
        ("accept-language", "en"),
        ("cookie", cookie),
    ];
    app.anonymous().send("POST", &format!("{page}/seen"), &headers, Some(br#"{"hello":1}"#.to_vec())).await.status
}

#[tokio::test]
async fn a_link_that_gives_nothing_takes_no_reports_either() {
    let app = TestApp::new().await;
    let (lead, other) = (magnet(&app, "jane@firm.example").await, magnet(&app, "joe@firm.example").await);
    let page = format!("/go/acme/{lead}");
    assert_eq!(hello(&app, &page, "").await, 200);
    for (closed, again) in [
        (json!({"expiresAt": 1}), json!({"expiresAt": null})),
        (json!({"withdrawn": true}), json!({"withdrawn": false})),
        (json!({"replacedBy": other}), json!({"replacedBy": null})),
    ] {
        set(&app, &lead, closed.clone()).await;
        assert_eq!(hello(&app, &page, "").await, 204, "{closed}");
        set(&app, &lead, again).await;
        assert_eq!(hello(&app, &page, "").await, 200, "{closed}");
    }
    set(&app, &lead, json!({"password": "open sesame"})).await;
    assert_eq!(hello(&app, &page, "").await, 204);
    let (pass, paths) = pass_of(&post(&app, &page, &[("password", "open sesame")], "").await);
    // A cookie's path is good for what stands below it.
    assert!(paths.contains(&page));
    assert_eq!(hello(&app, &page, &pass).await, 200);
}

#[tokio::test]
async fn a_pass_is_set_for_files_only_where_they_can_be_had() {
    let app = TestApp::new().await;
    let lead = magnet(&app, "jane@firm.example").await;
    let page = format!("/go/acme/{lead}");
    set(&app, &lead, json!({"password": "open sesame", "downloads": false})).await;
    let (_, paths) = pass_of(&post(&app, &page, &[("password", "open sesame")], "").await);
    assert_eq!(paths, ["", ".png", ".square.png"].map(|ending| format!("{page}{ending}")));
}

#[tokio::test]
async fn a_link_whose_replacement_is_gone_can_be_changed() {
    let app = TestApp::new().await;
    let (old, new) = (magnet(&app, "jane@firm.example").await, magnet(&app, "joe@firm.example").await);
    set(&app, &old, json!({"replacedBy": new})).await;
    assert_eq!(app.api_key().delete(&format!("/api/leads/{new}")).await.status, 200);
    let link = set(&app, &old, json!({"viewsMax": 3})).await;
    assert_eq!(link["viewsMax"], 3);
    set(&app, &old, json!({"replacedBy": null})).await;
    assert_eq!(open(&app, &format!("/go/acme/{old}")).await.status, 200);
}

#[tokio::test]
async fn two_links_that_are_to_lead_to_each_other_at_once_make_no_circle() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        for n in 0..4 {
            let (one, two) = (magnet(&app, &format!("a{n}@firm.example")).await, magnet(&app, &format!("b{n}@firm.example")).await);
            let key = app.api_key();
            let lead_on = async |from: &str, to: &str| key.patch(&format!("/api/leads/{from}"), &json!({"link": {"replacedBy": to}})).await.status;
            let (there, back) = tokio::join!(lead_on(&one, &two), lead_on(&two, &one));
            let mut both = [there, back];
            both.sort_unstable();
            assert_eq!(both, [200, 409]);
        }
    }
}

#[tokio::test]
async fn a_view_that_is_counted_makes_no_open_form_stale() {
    let app = TestApp::new().await;
    let lead = magnet(&app, "jane@firm.example").await;
    set_all(&app, json!({"viewsMax": 5})).await;
    let owner = first_owner(&app).await;
    let path = format!("{LEADS}/{lead}/link");
    let form = owner.get(&path).await.text;
    let seen = crate::support::browser::value_of(&form, "seen").unwrap();
    assert_eq!(open(&app, &format!("/go/acme/{lead}")).await.status, 200);
    let views: Value = app.api_key().get(&format!("/api/leads/{lead}")).await.json()["link"]["views"].clone();
    assert_eq!(views, 1);
    let fields = [("seen", seen.as_str()), ("expiry", "project"), ("lock", "project"), ("gate", "off"), ("downloads", "project"), ("slug", "for-jane")];
    let saved = owner.post(&path, &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
}

#[tokio::test]
async fn what_stands_in_a_documents_place_is_told_in_its_language() {
    let (url, mails) = sink(false).await;
    let app = TestApp::start(On::Sqlite, &[("SMTP_URL", &url)]).await;
    let told = [
        (
            "de",
            ["hat ein Passwort", "nicht das Passwort", "nur für Sie", "aus sechs Ziffern", "zurückgezogen", "abgelaufen", "nur hier gelesen"],
            "Ihr Code ist ",
        ),
        ("fr", ["a un mot de passe", "pas le mot de passe", "qu’à vous", "de six chiffres", "a été retiré", "a expiré", "ne se lit qu’ici"], "Votre code est "),
        (
            "es",
            ["tiene una contraseña", "no es la contraseña", "solo para usted", "de seis cifras", "se ha retirado", "ha caducado", "solo se puede leer"],
            "digo es ",
        ),
    ];
    for (at, (language, words, in_mail)) in told.into_iter().enumerate() {
        let patch = json!({"blueprint": {"kind": "scorecard", "language": language}});
        assert_eq!(app.api_key().patch("/api/projects/spring", &patch).await.status, 200);
        let email = format!("jane@firm{at}.example");
        let lead = magnet(&app, &email).await;
        let page = format!("/go/acme/{lead}");
        let mut met = Vec::new();
        set(&app, &lead, json!({"password": "open sesame"})).await;
        met.push(open(&app, &page).await.text);
        met.push(post(&app, &page, &[("password", "guess")], "").await.text);
        set(&app, &lead, json!({"password": null, "emailGate": "lead"})).await;
        met.push(open(&app, &page).await.text);
        met.push(post(&app, &page, &[("email", &email)], "").await.text);
        set(&app, &lead, json!({"emailGate": null, "withdrawn": true})).await;
        met.push(open(&app, &page).await.text);
        set(&app, &lead, json!({"withdrawn": false, "expiresAt": 1})).await;
        met.push(open(&app, &page).await.text);
        set(&app, &lead, json!({"expiresAt": null, "downloads": false})).await;
        met.push(open(&app, &format!("{page}.pdf")).await.text);
        for (text, word) in met.iter().zip(words) {
            assert!(text.contains(word) && text.contains(&format!("<html lang=\"{language}\"")), "{language}, {word}: {text}");
        }
        let mail = wait_for(&mails, at + 1).await.pop().unwrap();
        assert!(mail.contains(in_mail), "{mail}");
    }
}
