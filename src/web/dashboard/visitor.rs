//! Somebody at the door: where the request comes from, the form token of the log-in screens, and the session that begins there.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::cookie::{Cookie, form_token, hash, is_https, new_token};
use super::frame::see_other;
use super::refusal::Refusal;
use crate::app::App;
use crate::model::ids::SessionId;
use crate::store::sessions::{self, Session, insert_session, session_by_token};
use crate::store::users::User;
use crate::store::{StoreError, Tx};
use crate::web::state::Web;

/// A half session, whose second factor is awaited, ends after this.
const HALF_MS: i64 = 10 * 60_000;
/// Longest part of a `User-Agent` that is kept, in characters.
const AGENT_MAX_CHARS: usize = 300;

pub struct Visitor {
    /// IP address of the request.
    pub address: String,
    agent: String,
    /// What the session cookie holds, valid or not.
    session_token: Option<String>,
    token: String,
    is_new: bool,
    https: bool,
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refusal> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |address| address.0.ip().to_string());
        Ok(Self::new(&parts.headers, address, &web.app))
    }
}

impl Visitor {
    fn new(headers: &HeaderMap, address: String, app: &App) -> Self {
        let https = is_https(app);
        let known = Cookie::Visitor.token(headers, https).map(str::to_owned);
        let agent = headers.get(header::USER_AGENT).map_or_else(String::new, |agent| String::from_utf8_lossy(agent.as_bytes()).into_owned());
        Self {
            address,
            agent: agent.chars().take(AGENT_MAX_CHARS).collect(),
            session_token: Cookie::Session.token(headers, https).map(str::to_owned),
            is_new: known.is_none(),
            token: known.unwrap_or_else(|| new_token(app)),
            https,
        }
    }

    /// The hidden field of forms for somebody who is not logged in.
    #[must_use]
    pub fn form_token(&self) -> String {
        form_token(&self.token)
    }

    /// Gives the browser the cookie that the page's form token belongs to.
    #[must_use]
    pub fn with_cookie(&self, mut response: Response) -> Response {
        if let Some(cookie) = Cookie::Visitor.set(Some(&self.token), self.https, None).filter(|_| self.is_new) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// The session that awaits its second factor.
    pub async fn half_session(&self, app: &App) -> Result<Option<Session>, StoreError> {
        let Some(token) = &self.session_token else { return Ok(None) };
        Ok(session_by_token(&app.db, &hash(token), app.now()).await?.filter(|session| session.half))
    }

    /// Begins a session under a new token, and ends the one that this browser had: an id that was known before the log-in is worth nothing after it.
    pub async fn begin(&self, tx: &mut Tx, app: &App, user: &User, half: bool) -> Result<Begun, StoreError> {
        let (token, now) = (new_token(app), app.now());
        if let Some(before) = &self.session_token {
            sessions::end_session_by_token(tx, &hash(before)).await?;
        }
        let session = Session {
            id: SessionId::new(&*app.random),
            workspace_id: user.workspace_id.clone(),
            user_id: user.id.clone(),
            half,
            address: self.address.clone(),
            agent: self.agent.clone(),
            created_at: now,
            last_seen_at: now,
            expires_at: now + if half { HALF_MS } else { sessions::LIFE_MS },
        };
        insert_session(tx, &session, &hash(&token)).await?;
        sessions::sweep_sessions(tx, now).await?;
        Ok(Begun { token, https: self.https })
    }

    /// Ends the session of this browser, whole or half.
    pub async fn end(&self, app: &App) -> Result<(), StoreError> {
        let Some(token) = &self.session_token else { return Ok(()) };
        let mut tx = app.db.begin().await?;
        sessions::end_session_by_token(&mut tx, &hash(token)).await?;
        tx.commit().await
    }

    /// Takes the session's cookie away.
    #[must_use]
    pub fn without_session(&self, mut response: Response) -> Response {
        if let Some(cookie) = Cookie::Session.set(None, self.https, None) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// A session that was stored and must reach the browser.
pub struct Begun {
    token: String,
    https: bool,
}

impl Begun {
    /// On to a page, with the new cookie.
    #[must_use]
    pub fn go(&self, path: &str) -> Response {
        self.with_cookie(see_other(path))
    }

    #[must_use]
    pub fn with_cookie(&self, mut response: Response) -> Response {
        if let Some(cookie) = Cookie::Session.set(Some(&self.token), self.https, Some(sessions::LIFE_MS / 1_000)) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// The hidden field of forms on a page that goes out with the new cookie.
    #[must_use]
    pub fn form_token(&self) -> String {
        form_token(&self.token)
    }
}

/// Where to go after the log-in: a path of the dashboard, whatever the address bar said.
#[must_use]
pub fn own_path(next: &str) -> &str {
    let rest = next.strip_prefix("/dashboard");
    let ok = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && next.len() <= 2_000
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && !next.contains("..")
        && !next.contains("//");
    if ok { next } else { "/dashboard" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_paths_of_the_dashboard_are_gone_to() {
        for good in ["/dashboard", "/dashboard/projects/spring/leads?status=failed&q=a%20b", "/dashboard?x=1"] {
            assert_eq!(own_path(good), good);
        }
        for bad in [
            "",
            "/",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/dashboard",
            "javascript:alert(1)",
            "/dashboardevil",
            "/dashboard@evil.example",
            "/dashboard/..//evil.example",
            "/dashboard//evil.example",
            "/dashboard\\evil",
            "/dashboard\r\nX: y",
            " /dashboard",
            "/api/health",
        ] {
            assert_eq!(own_path(bad), "/dashboard", "{bad}");
        }
    }
}
