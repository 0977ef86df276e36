//! A client that behaves like a browser: keeps cookies, follows redirects when asked to, sends `Origin`, and hands back the form token of the last page.

use std::collections::BTreeMap;
use std::sync::Mutex;

use magnetite::app::SystemRandom;
use magnetite::model::ids::{SessionId, UserId, WorkspaceId};
use magnetite::model::password::hash_password;
use magnetite::model::role::Role;
use magnetite::store::sessions::{LIFE_MS, Session, insert_session};
use magnetite::store::users::{User, insert_user, user_by_email};
use magnetite::web::dashboard::cookie::{Cookie, hash, new_token};

use super::app::TestApp;
use super::client::{Answer, Client};

/// More redirects in a row than this are a loop.
const HOPS_MAX: usize = 8;

pub struct Browser {
    client: Client,
    cookies: Mutex<BTreeMap<String, String>>,
    form_token: Mutex<String>,
    /// Sent as the forms' origin; other than the server's in tests of forged forms.
    pub origin: String,
    pub agent: String,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".into();
        Self { client: Client::new(base, None), cookies: Mutex::default(), form_token: Mutex::default(), origin: base.to_owned(), agent }
    }

    /// One request, no redirect followed.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[("sec-fetch-site", "same-origin")], None).await
    }

    /// Follows redirects; returns the last address beside the page.
    pub async fn open(&self, path: &str) -> (String, Answer) {
        let answer = self.get(path).await;
        self.follow(path, answer).await
    }

    /// Posts a form with the token of the last page that had one. No redirect is followed.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.form_token();
        let mut all = vec![("form_token", token.as_str())];
        all.extend(fields);
        self.post_bare(path, &all).await
    }

    /// Opens `page` for its token, then posts there.
    pub async fn fill(&self, page: &str, fields: &[(&str, &str)]) -> Answer {
        self.open(page).await;
        self.post(page, fields).await
    }

    /// Posts a form and follows where it leads.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> (String, Answer) {
        let answer = self.post(path, fields).await;
        self.follow(path, answer).await
    }

    /// Posts exactly these fields, without a token of its own.
    pub async fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).unwrap().into_bytes();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", self.origin.as_str()), ("sec-fetch-site", "same-origin")];
        self.send("POST", path, &headers, Some(body)).await
    }

    /// Posts a form with files, given as (field, file name, content).
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        let edge = "----magnetite-test-boundary";
        let token = self.form_token();
        let mut body = Vec::new();
        for (name, value) in [("form_token", token.as_str())].iter().chain(fields) {
            body.extend(format!("--{edge}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        for (name, file, content) in files {
            let head =
                format!("--{edge}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend(format!("--{edge}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={edge}");
        let headers = [("content-type", kind.as_str()), ("origin", self.origin.as_str()), ("sec-fetch-site", "same-origin")];
        self.send("POST", path, &headers, Some(body)).await
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Answer {
        let cookies: Vec<String> = self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut all = vec![("accept", "text/html,application/xhtml+xml"), ("user-agent", self.agent.as_str())];
        if !cookies.is_empty() {
            all.push(("cookie", &cookies));
        }
        all.extend(headers);
        let answer = self.client.send(method, path, &all, body).await;
        self.keep(&answer);
        answer
    }

    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().unwrap().clone()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// The token of the last page that had a form.
    pub fn form_token(&self) -> String {
        self.form_token.lock().unwrap().clone()
    }

    async fn follow(&self, path: &str, mut answer: Answer) -> (String, Answer) {
        let mut at = path.to_owned();
        for _ in 0..HOPS_MAX {
            if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
                return (at, answer);
            }
            answer.header("location").clone_into(&mut at);
            assert!(at.starts_with('/'), "a redirect leaves the server: {at}");
            answer = self.get(&at).await;
        }
        panic!("redirected in a circle: {at}");
    }

    fn keep(&self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            let ended = cookie.to_ascii_lowercase().contains("max-age=0");
            let mut cookies = self.cookies.lock().unwrap();
            if ended {
                cookies.remove(name)
            } else {
                cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        if let Some(token) = value_of(&answer.text, "form_token") {
            *self.form_token.lock().unwrap() = token;
        }
    }
}

/// Of everybody that [`TestApp::person`] makes.
pub const PASSWORD: &str = "correct horse battery";

impl TestApp {
    /// Nobody in particular.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// The first owner, or somebody of the first workspace with another role (`admin@acme.example`), logged in.
    pub async fn logged_in(&self, role: Role) -> Browser {
        let email = format!("{role}@acme.example");
        if user_by_email(&self.app.db, &email).await.unwrap().is_none() {
            self.person(&self.first.workspace.id, &email, role).await;
        }
        self.logged_in_as(&email).await
    }

    /// A person with [`PASSWORD`], in whatever workspace.
    pub async fn person(&self, workspace_id: &WorkspaceId, email: &str, role: Role) -> User {
        let user = User {
            id: UserId::new(&SystemRandom),
            workspace_id: workspace_id.clone(),
            email: email.to_owned(),
            name: String::new(),
            role,
            second_factor: false,
            created_at: self.app.now(),
            last_seen_at: None,
        };
        let mut tx = self.app.db.begin().await.unwrap();
        insert_user(&mut tx, &user, &hash_password(PASSWORD).unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        user
    }

    /// A browser with a session of this person, as if they had just logged in.
    pub async fn logged_in_as(&self, email: &str) -> Browser {
        let (user, _) = user_by_email(&self.app.db, email).await.unwrap().unwrap();
        let (token, now) = (new_token(&self.app), self.app.now());
        let browser = self.browser();
        let session = Session {
            id: SessionId::new(&SystemRandom),
            workspace_id: user.workspace_id,
            user_id: user.id,
            half: false,
            address: "127.0.0.1".into(),
            agent: browser.agent.clone(),
            created_at: now,
            last_seen_at: now,
            expires_at: now + LIFE_MS,
        };
        let mut tx = self.app.db.begin().await.unwrap();
        insert_session(&mut tx, &session, &hash(&token)).await.unwrap();
        tx.commit().await.unwrap();
        browser.set_cookie(Cookie::Session.name(false), &token);
        *browser.form_token.lock().unwrap() = magnetite::web::dashboard::cookie::form_token(&token);
        browser
    }
}

/// The value of the first input of this name on a page.
pub fn value_of(page: &str, name: &str) -> Option<String> {
    let at = page.find(&format!("name=\"{name}\""))?;
    let start = page[..at].rfind('<')?;
    let tag = &page[start..start + page[start..].find('>')?];
    let (_, rest) = tag.split_once(" value=\"")?;
    Some(rest.split('"').next()?.to_owned())
}
