//! Links that ask for something first: a password, a code by mail, or both; and what a pass is good for.

use serde_json::json;

use crate::links::{MINUTE, all, magnet, open, pass as pass_of, post, set, set_all, with_cta, with_pass};
use crate::mail::{sink, wait_for};
use crate::support::app::{On, TestApp};

#[tokio::test]
async fn a_password_stands_before_every_form_and_its_pass_is_for_one_magnet_alone() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        with_cta(&app).await;
        let (lead, other) = (magnet(&app, "jane@firm.example").await, magnet(&app, "joe@firm.example").await);
        let picture = open(&app, &format!("/go/acme/{lead}.png")).await.bytes;
        set_all(&app, json!({"password": "open sesame"})).await;
        let told = app.api_key().get("/api/projects/spring").await;
        assert!(told.json()["project"]["links"]["passwordSet"] == json!(true) && !told.text.contains("sesame") && !told.text.contains("argon2"));
        let page = format!("/go/acme/{lead}");
        let asked = open(&app, &page).await;
        assert!(asked.status == 200 && asked.text.contains("type=\"password\"") && asked.text.contains("Acme Repairs"), "{}", asked.text);
        for secret in ["Harbour", "Jane", "firm.example", "og:image"] {
            assert!(!asked.text.contains(secret), "{secret}");
        }
        assert_eq!(asked.header("cache-control"), "no-store");
        assert_eq!(all(&app, &lead).await, [200, 403, 403, 200, 403]);
        let neutral = open(&app, &format!("{page}.png")).await;
        assert!(neutral.bytes != picture && neutral.bytes == open(&app, &format!("/go/acme/{other}.png")).await.bytes, "the picture tells of the document");
        assert_eq!(open(&app, &format!("{page}/about-this-page")).await.status, 403);

        let wrong = post(&app, &page, &[("password", "open barley")], "").await;
        assert!(wrong.status == 422 && wrong.text.contains("not the password") && wrong.headers.get("set-cookie").is_none());
        let right = post(&app, &page, &[("password", "open sesame")], "").await;
        assert_eq!((right.status, right.header("location")), (303, page.as_str()));
        let (pass, paths) = pass_of(&right);
        assert_eq!(paths, ["", ".png", ".square.png", ".pdf", ".letter.pdf", ".slides.pdf", ".md"].map(|ending| format!("{page}{ending}")));
        for form in ["", ".pdf", ".md", ".png", "/about-this-page"] {
            assert_eq!(with_pass(&app, &format!("{page}{form}"), &pass).await.status, 200, "{form}");
        }
        assert!(with_pass(&app, &page, &pass).await.text.contains("Harbour"));
        assert!(with_pass(&app, &format!("/go/acme/{other}"), &pass).await.text.contains("type=\"password\""), "a pass for one opens another");
        for forged in [pass.replace("password.", "both."), pass.replace(".1", ".9"), format!("{pass}0"), "magnetite-link=".into()] {
            assert!(with_pass(&app, &page, &forged).await.text.contains("type=\"password\""), "{forged}");
        }
        app.advance(12 * 60 * MINUTE);
        assert!(with_pass(&app, &page, &pass).await.text.contains("type=\"password\""), "a pass outlives half a day");
        let (pass, _) = pass_of(&post(&app, &page, &[("password", "open sesame")], "").await);
        set(&app, &lead, json!({"password": "another one"})).await;
        assert!(with_pass(&app, &page, &pass).await.text.contains("type=\"password\""), "a pass outlives its password");
        set(&app, &lead, json!({"password": ""})).await;
        assert!(open(&app, &page).await.text.contains("Harbour"), "a lead without the project's password");
        set(&app, &lead, json!({"password": null})).await;

        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(post(&app, &page, &[("password", "guess")], "").await);
        }
        let last = statuses.last().unwrap();
        assert!(last.status == 429 && !last.header("retry-after").is_empty() && last.text.contains("too many tries"), "{}", last.status);
        assert_eq!(post(&app, &page, &[("password", "open sesame")], "").await.status, 429, "the right one goes through while others wait");
        assert_eq!(post(&app, &format!("/go/acme/{other}"), &[("password", "open sesame")], "").await.status, 303, "another magnet waits too");
        app.advance(20 * MINUTE);
        assert_eq!(post(&app, &page, &[("password", "open sesame")], "").await.status, 303);
    }
}

/// The six digits of a mail.
fn code(mail: &str) -> String {
    let at = mail.find("Your code is ").unwrap() + 13;
    mail[at..at + 6].to_owned()
}

#[tokio::test]
async fn a_code_goes_to_the_address_that_the_link_is_for_and_nobody_learns_which_that_is() {
    for on in [On::Sqlite, On::Postgres] {
        let (url, mails) = sink(false).await;
        let app = TestApp::start(on, &[("SMTP_URL", &url)]).await;
        with_cta(&app).await;
        let lead = magnet(&app, "jane@firm.example").await;
        let page = format!("/go/acme/{lead}");
        set(&app, &lead, json!({"emailGate": "lead"})).await;
        assert!(open(&app, &page).await.text.contains("type=\"email\""));
        assert_eq!(all(&app, &lead).await, [200, 403, 403, 200, 403]);
        assert_eq!(post(&app, &page, &[("email", "jane")], "").await.status, 422);
        let mut answers = Vec::new();
        for email in ["joe@firm.example", "jane@firm.example"] {
            let answer = post(&app, &page, &[("email", email)], "").await;
            answers.push((answer.status, answer.text.replace(email, "")));
        }
        assert_eq!(answers[0], answers[1], "a stranger learns whose link it is");
        let taken = wait_for(&mails, 1).await;
        assert!(taken.len() == 1 && taken[0].contains("To: jane@firm.example"), "{taken:?}");
        let right = code(&taken[0]);
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let give = async |email: &str, code: &str| post(&app, &page, &[("email", email), ("code", code)], "").await;
        assert_eq!(give("jane@firm.example", wrong).await.status, 422);
        assert_eq!(give("joe@firm.example", &right).await.status, 422, "a code of somebody else's");
        let spaced = format!("{} {}", &right[..3], &right[3..]);
        let entered = give("Jane@firm.example", &spaced).await;
        assert_eq!(entered.status, 303, "{}", entered.text);
        let (pass, _) = pass_of(&entered);
        assert!(with_pass(&app, &page, &pass).await.text.contains("Harbour"));
        assert_eq!(with_pass(&app, &format!("{page}.pdf"), &pass).await.status, 200);
        assert_eq!(give("jane@firm.example", &right).await.status, 422, "a code is good twice");

        // The company's addresses; the code of half an hour ago is too old.
        set(&app, &lead, json!({"emailGate": "company"})).await;
        assert!(with_pass(&app, &page, &pass).await.text.contains("type=\"email\""), "a pass outlives its gate");
        post(&app, &page, &[("email", "joe@firm.example")], "").await;
        let taken = wait_for(&mails, 2).await;
        assert!(taken.last().unwrap().contains("To: joe@firm.example"), "{taken:?}");
        app.advance(16 * MINUTE);
        assert_eq!(give("joe@firm.example", &code(taken.last().unwrap())).await.status, 422);

        // A mailbox is not flooded.
        for _ in 0..12 {
            post(&app, &page, &[("email", "jane@firm.example")], "").await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert!(mails.lock().unwrap().len() <= 7, "a mailbox is flooded: {}", mails.lock().unwrap().len());

        // Both: the password first, then the code, and each alone is not enough.
        let both = magnet(&app, "jim@firm.example").await;
        let page = format!("/go/acme/{both}");
        set(&app, &both, json!({"emailGate": "lead", "password": "open sesame"})).await;
        let (half, _) = pass_of(&post(&app, &page, &[("password", "open sesame")], "").await);
        assert!(with_pass(&app, &page, &half).await.text.contains("type=\"email\""));
        let before = mails.lock().unwrap().len();
        post(&app, &page, &[("email", "jim@firm.example")], &half).await;
        let taken = wait_for(&mails, before + 1).await;
        let (whole, _) = pass_of(&post(&app, &page, &[("email", "jim@firm.example"), ("code", &code(taken.last().unwrap()))], &half).await);
        assert!(with_pass(&app, &page, &whole).await.text.contains("Harbour"));
    }
}
