//! Password and e-mail code in front of a magnet. Who has shown them gets a pass: a cookie for the addresses of this one magnet and nothing else, signed
//! with a key derived from the master key, good for half a day, and void as soon as the password or the gate is another.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use subtle::ConstantTimeEq;

use super::about_words::fill;
use super::admit::{Sender, cookie, state, words};
use super::asked::Asked;
use super::link_words::Words;
use super::show::{Found, find, unavailable};
use super::{assets, not_found, screen, with_headers};
use crate::app::App;
use crate::model::ids::{LeadId, Random, WorkspaceId};
use crate::model::lead::parse_email;
use crate::model::link::Gate;
use crate::model::throttle::network;
use crate::store::StoreError;
use crate::store::links::{put_code, use_code};
use crate::web::dashboard::cookie::is_https;
use crate::web::dashboard::prove::{self, Attempt};
use crate::web::extract::read_body_of;
use crate::web::state::Web;

const COOKIE: &str = "magnetite-link";
/// The question under which tries for a code by mail are counted.
const MAIL: &str = "link mail";
/// A pass is good for this long.
const PASS_MS: i64 = 12 * 3_600_000;
/// A code is good for this long.
const CODE_MS: i64 = 15 * 60_000;
/// Largest form, in bytes.
const FORM_MAX_BYTES: usize = 8 << 10;
/// What follows the name in the addresses of one magnet; below the first of them stand `/cta`, `/seen` and `/about-this-page`.
const ENDINGS: [&str; 3] = ["", ".png", ".square.png"];
/// The same of what can be taken along.
const FILES: [&str; 4] = [".pdf", ".letter.pdf", ".slides.pdf", ".md"];

/// What a reader is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Password,
    Email,
    Code,
}

/// What a pass says was shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Shown {
    password: bool,
    code: bool,
}

impl Shown {
    fn word(self) -> &'static str {
        match (self.password, self.code) {
            (false, false) => "none",
            (true, false) => "password",
            (false, true) => "code",
            (true, true) => "both",
        }
    }

    fn of(word: &str) -> Self {
        Self { password: matches!(word, "password" | "both"), code: matches!(word, "code" | "both") }
    }
}

/// What is still to be shown; `None`: nothing.
pub(super) fn missing(app: &App, found: &Found, headers: &HeaderMap) -> Option<Step> {
    if !found.rules.asks() {
        return None;
    }
    let shown = shown(app, found, headers);
    if found.rules.lock.is_set() && !shown.password {
        return Some(Step::Password);
    }
    (found.rules.gate != Gate::Off && !shown.code).then_some(Step::Email)
}

/// What the request's pass says, where it is one of ours for this magnet and its present rules.
fn shown(app: &App, found: &Found, headers: &HeaderMap) -> Shown {
    let read = || {
        let mut parts = cookie(headers, COOKIE)?.splitn(3, '.');
        let (word, until, proof) = (parts.next()?, parts.next()?, parts.next()?);
        let until: i64 = until.parse().ok()?;
        let right = signature(app, found, word, until);
        let good = until > app.now() && bool::from(right.as_bytes().ct_eq(proof.as_bytes()));
        good.then(|| Shown::of(word))
    };
    read().unwrap_or_default()
}

fn signature(app: &App, found: &Found, word: &str, until: i64) -> String {
    let until = until.to_string();
    let lock = found.rules.lock.hash().unwrap_or_default();
    let gate = found.rules.gate.as_str();
    let parts = ["link pass", found.workspace.id.as_str(), found.lead.id.as_str(), word, &until, lock, gate];
    app.sealer.keyed_hash(&parts.map(str::as_bytes))
}

/// A redirect to the page with a pass, set once for each address of the magnet: a cookie's path ends at a slash.
fn enter(app: &App, found: &Found, asked: &Asked, shown: Shown) -> Response {
    let until = app.now() + PASS_MS;
    let value = format!("{}.{until}.{}", shown.word(), signature(app, found, shown.word(), until));
    let secure = if is_https(app) || asked.on.is_some() { "; Secure" } else { "" };
    let names = [Some(found.lead.id.as_str()), found.link.slug.as_deref()];
    let Ok(location) = HeaderValue::from_str(&asked.path_of(asked.name())) else { return super::broken() };
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    let files = FILES.iter().filter(|_| found.rules.downloads);
    let endings: Vec<&str> = ENDINGS.iter().chain(files).copied().collect();
    for path in names.into_iter().flatten().flat_map(|name| endings.iter().map(move |ending| format!("{}{ending}", asked.path_of(name)))) {
        let cookie = format!("{COOKIE}={value}; Path={path}; HttpOnly; SameSite=Lax; Max-Age={}{secure}", PASS_MS / 1_000);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    with_headers(response, "default-src 'none'")
}

#[derive(Template)]
#[template(path = "link_ask.html")]
struct Ask<'a> {
    style: &'static str,
    w: &'static Words,
    title: String,
    sender: Sender,
    whom: (String, String),
    action: String,
    step: Step,
    /// The address that was typed, for the form of the code, and where the code went.
    email: &'a str,
    code_text: String,
    company: bool,
    fault: Option<&'a str>,
}

/// The form for one step. `fault` is what was wrong with the one before.
pub(super) fn ask(web: &Web, found: &Found, asked: &Asked, step: Step, status: StatusCode, fault: Option<&str>) -> Response {
    form(web, found, asked, (step, ""), status, fault)
}

fn form(web: &Web, found: &Found, asked: &Asked, (step, email): (Step, &str), status: StatusCode, fault: Option<&str>) -> Response {
    if step != Step::Password && web.app.mailer.is_none() {
        return state(found, StatusCode::SERVICE_UNAVAILABLE, |w| w.no_mail);
    }
    let (w, sender) = (words(found), Sender::of(found));
    let (action, company) = (asked.path_of(asked.name()), found.rules.gate == Gate::Company);
    let (title, whom) = (fill(w.by, &[("sender", &sender.name)]), sender.told(w));
    let code_text = fill(w.code.1, &[("email", email)]);
    let mut response = screen(status, &Ask { style: assets::style(), w, title, sender, whom, action, step, email, code_text, company, fault });
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    password: Option<String>,
    email: Option<String>,
    code: Option<String>,
}

/// `POST /go/{workspace}/{lead}`: password, address or code.
pub async fn give(State(web): State<Web>, asked: Asked, request: Request) -> Response {
    let Ok(body) = read_body_of(request, FORM_MAX_BYTES, "The form is too large").await else {
        return super::message(StatusCode::BAD_REQUEST, "This form could not be read", "Go back and send it once more.");
    };
    let Ok(typed) = serde_html_form::from_bytes::<Typed>(&body) else {
        return super::message(StatusCode::BAD_REQUEST, "This form could not be read", "Go back and send it once more.");
    };
    let found = match find(&web, &asked).await {
        Ok(Some(found)) if !asked.file.contains('.') => found,
        Ok(_) => return not_found().await,
        Err(error) => return unavailable(&error),
    };
    // What is over, or open, has no form: the page says what holds.
    let closed = found.link.withdrawn_at.is_some() || found.link.replaced_by.is_some();
    let Some(step) = missing(&web.app, &found, &asked.by.headers).filter(|_| !closed) else { return back(&asked) };
    let answer = match (step, typed) {
        (Step::Password, Typed { password: Some(password), .. }) => take_password(&web, &found, &asked, password).await,
        (Step::Email | Step::Code, Typed { email: Some(email), code: Some(code), .. }) => take_code(&web, &found, &asked, &email, &code).await,
        (Step::Email | Step::Code, Typed { email: Some(email), .. }) => take_email(&web, &found, &asked, &email).await,
        (step, _) => Ok(ask(&web, &found, &asked, step, StatusCode::UNPROCESSABLE_ENTITY, None)),
    };
    answer.unwrap_or_else(|error| unavailable(&error))
}

fn back(asked: &Asked) -> Response {
    let location = HeaderValue::from_str(&asked.path_of(asked.name()));
    location.map_or_else(|_| super::broken(), |location| (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
}

/// Counts a try, by magnet and reader: the address of the client for a password, the mail address for a code. The page that asks to wait where there were
/// too many.
async fn attempt(web: &Web, found: &Found, asked: &Asked, question: &'static str, shown: (Step, &str)) -> Result<Result<Attempt, Response>, StoreError> {
    let address = asked.by.address();
    let reader = if shown.0 == Step::Password { network(address) } else { reader(shown.1) };
    Ok(match prove::attempt_at_link(&web.app, question, &found.lead.id, &reader, Some(address)).await? {
        Ok(attempt) => Ok(attempt),
        Err(seconds) => {
            let w = words(found);
            let (unit, count) = if seconds < 90 { (w.seconds, seconds) } else { (w.minutes, (seconds + 59) / 60) };
            let fault = fill(w.too_often, &[("wait", &fill(unit, &[("count", &count.to_string())]))]);
            let mut response = form(web, found, asked, shown, StatusCode::TOO_MANY_REQUESTS, Some(&fault));
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
            Err(response)
        }
    })
}

async fn take_password(web: &Web, found: &Found, asked: &Asked, given: String) -> Result<Response, StoreError> {
    let attempt = match attempt(web, found, asked, "link password", (Step::Password, "")).await? {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(wait),
    };
    let stored = found.rules.lock.hash().map(str::to_owned);
    match prove::is_password(given, stored).await {
        Ok(true) => {}
        Ok(false) => return Ok(ask(web, found, asked, Step::Password, StatusCode::UNPROCESSABLE_ENTITY, Some(words(found).password_wrong))),
        Err(refusal) => return Ok(refusal.into_response()),
    }
    let mut tx = web.app.db.begin().await?;
    attempt.passed(&mut tx).await?;
    tx.commit().await?;
    let before = shown(&web.app, found, &asked.by.headers);
    Ok(enter(&web.app, found, asked, Shown { password: true, ..before }))
}

/// Whoever the address belongs to, the answer is the same and takes as long.
async fn take_email(web: &Web, found: &Found, asked: &Asked, typed: &str) -> Result<Response, StoreError> {
    if parse_email(typed).is_err() {
        return Ok(ask(web, found, asked, Step::Email, StatusCode::UNPROCESSABLE_ENTITY, Some(words(found).email_wrong)));
    }
    if let Err(wait) = attempt(web, found, asked, MAIL, (Step::Email, typed)).await? {
        return Ok(wait);
    }
    if let Some(to) = found.rules.gate.lets_in(typed, &found.lead.fields) {
        tokio::spawn(send(web.app.clone(), found.workspace.id.clone(), found.lead.id.clone(), to, (words(found), Sender::of(found).name)));
    }
    Ok(form(web, found, asked, (Step::Code, typed.trim()), StatusCode::OK, None))
}

async fn take_code(web: &Web, found: &Found, asked: &Asked, email: &str, code: &str) -> Result<Response, StoreError> {
    let attempt = match attempt(web, found, asked, "link code", (Step::Code, email)).await? {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(wait),
    };
    let digits: String = code.chars().filter(char::is_ascii_digit).take(7).collect();
    let reader = reader(email);
    let hashes = hashes(&web.app, &found.lead.id, &reader, &digits);
    let mut tx = web.app.db.begin().await?;
    // Looked for before anything else is asked, so that the time it takes tells nothing of the address.
    let used = use_code(&mut tx, &found.workspace.id, &found.lead.id, (&hashes.0, &hashes.1), web.app.now()).await?;
    if !used || found.rules.gate.lets_in(email, &found.lead.fields).is_none() {
        return Ok(form(web, found, asked, (Step::Code, email), StatusCode::UNPROCESSABLE_ENTITY, Some(words(found).code_wrong)));
    }
    attempt.passed(&mut tx).await?;
    prove::forget_at_link(&web.app, &mut tx, MAIL, &found.lead.id, &reader).await?;
    tx.commit().await?;
    let before = shown(&web.app, found, &asked.by.headers);
    Ok(enter(&web.app, found, asked, Shown { code: true, ..before }))
}

/// How a mail address counts: as a code is sent to it.
fn reader(typed: &str) -> String {
    parse_email(typed).unwrap_or_else(|_| typed.trim().to_owned())
}

/// Keyed hashes of the reader and of the code.
fn hashes(app: &App, lead: &LeadId, email: &str, code: &str) -> (String, String) {
    let email = email.to_lowercase();
    let hash = |parts: &[&str]| app.sealer.keyed_hash(&parts.iter().map(|part| part.as_bytes()).collect::<Vec<_>>());
    (hash(&["link reader", lead.as_str(), &email]), hash(&["link code", lead.as_str(), &email, code]))
}

/// Six digits, each number as likely as the others.
fn new_code(random: &dyn Random) -> String {
    loop {
        let mut bytes = [0; 4];
        random.fill(&mut bytes);
        let number = u32::from_le_bytes(bytes);
        if number < 4_294_000_000 {
            return format!("{:06}", number % 1_000_000);
        }
    }
}

/// Nobody waits for this: how long it takes would tell whether the address is the right one.
async fn send(app: Arc<App>, workspace: WorkspaceId, lead: LeadId, to: String, (w, sender): (&'static Words, String)) {
    let Some(mailer) = &app.mailer else { return };
    let code = new_code(&*app.random);
    let (reader, hash) = hashes(&app, &lead, &to, &code);
    if let Err(error) = put_code(&app.db, &workspace, &lead, &reader, &hash, app.now() + CODE_MS).await {
        return tracing::error!(lead.id = %lead, %error, "a code for a reader could not be kept");
    }
    let with = |text| fill(text, &[("code", &code), ("sender", &sender)]);
    if let Err(error) = mailer.send(&to, &with(w.mail_subject), &with(w.mail_text)).await {
        tracing::error!(lead.id = %lead, %error, "a code for a reader could not be sent");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::SystemRandom;

    #[test]
    fn a_code_has_six_digits() {
        for _ in 0..1_000 {
            let code = new_code(&SystemRandom);
            assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        }
    }

    #[test]
    fn a_pass_says_what_was_shown_and_nothing_else() {
        for shown in [(false, false), (true, false), (false, true), (true, true)].map(|(password, code)| Shown { password, code }) {
            assert_eq!(Shown::of(shown.word()), shown);
        }
        assert_eq!(Shown::of("everything"), Shown::default());
    }
}
