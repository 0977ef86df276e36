//! Mail against a small SMTP server of our own: invitations, forgotten passwords, and a server that refuses.

use std::sync::{Arc, Mutex};

use magnetite::model::role::Role;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::support::app::{On, TestApp};

pub type Mails = Arc<Mutex<Vec<String>>>;

/// Takes every mail (RFC 5321), or refuses every recipient.
pub async fn sink(refuse: bool) -> (String, Mails) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let mails = Mails::default();
    let kept = mails.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(take(stream, kept.clone(), refuse));
        }
    });
    (url, mails)
}

async fn take(stream: TcpStream, mails: Mails, refuse: bool) {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink\r\n").await.unwrap();
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|count| count > 0) {
        let verb = line.get(..4).unwrap_or("").to_uppercase();
        let answer = match verb.as_str() {
            "RCPT" if refuse => "550 no such mailbox\r\n",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.unwrap();
                let mut mail = String::new();
                while !mail.ends_with("\r\n.\r\n") {
                    stream.read_line(&mut mail).await.unwrap();
                }
                mails.lock().unwrap().push(mail.replace("=\r\n", ""));
                "250 taken\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 ok\r\n",
        };
        stream.write_all(answer.as_bytes()).await.unwrap();
        line.clear();
    }
}

pub async fn wait_for(mails: &Mails, count: usize) -> Vec<String> {
    for _ in 0..100 {
        if mails.lock().unwrap().len() >= count {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    mails.lock().unwrap().clone()
}

fn path(mail: &str) -> String {
    let at = mail.find("/dashboard/").unwrap();
    mail[at..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn an_invitation_goes_out_by_mail_and_its_link_works() {
    let (url, mails) = sink(false).await;
    let app = TestApp::start(On::Sqlite, &[("SMTP_URL", &url), ("SMTP_FROM", "Acme <magnets@acme.example>")]).await;
    let owner = app.logged_in(Role::Owner).await;
    let made = owner.post("/dashboard/members", &[("email", "jane@acme.example"), ("role", "member")]).await;
    assert!(made.text.contains("on its way by mail"), "{}", made.text);
    let mails = wait_for(&mails, 1).await;
    assert!(mails[0].contains("To: jane@acme.example") && mails[0].contains("magnets@acme.example") && mails[0].contains("join acme"), "{}", mails[0]);
    assert_eq!(app.browser().get(&path(&mails[0])).await.status, 200);
}

#[tokio::test]
async fn a_forgotten_password_gets_the_same_answer_for_everybody_and_a_mail_for_who_is_known() {
    let (url, mails) = sink(false).await;
    let app = TestApp::start(On::Sqlite, &[("SMTP_URL", &url)]).await;
    let mut told = Vec::new();
    for email in ["nobody@acme.example", "owner@acme.example"] {
        let browser = app.browser();
        let answer = browser.fill("/dashboard/forgot", &[("email", email)]).await;
        assert_eq!(answer.status, 200);
        told.push(answer.text.replace(email, ""));
    }
    assert_eq!(told[0], told[1]);
    let taken = wait_for(&mails, 1).await;
    assert!(taken.len() == 1 && taken[0].contains("To: owner@acme.example"));
    assert_eq!(app.browser().fill(&path(&taken[0]), &[("password", "another horse battery")]).await.status, 303);
    for _ in 0..8 {
        app.browser().fill("/dashboard/forgot", &[("email", "owner@acme.example")]).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(mails.lock().unwrap().len() <= 5, "a mailbox is flooded");
}

#[tokio::test]
async fn a_mail_that_cannot_be_sent_is_told_and_the_link_shown() {
    let (url, _) = sink(true).await;
    let app = TestApp::start(On::Sqlite, &[("SMTP_URL", &url)]).await;
    let owner = app.logged_in(Role::Owner).await;
    let made = owner.post("/dashboard/members", &[("email", "jane@acme.example"), ("role", "member")]).await;
    assert!(made.text.contains("could not be sent") && made.text.contains("/dashboard/join/"));
}
