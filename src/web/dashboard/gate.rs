//! The first layer of the dashboard: finds the session, refuses what comes from other sites, and keeps what was typed when a session has ended.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::cookie::{self, Cookie, is_https};
use super::frame::{Frame, see_other, show};
use super::member::{Known, Member};
use super::refusal::Refusal;
use crate::app::App;
use crate::store::sessions::{TOUCH_MS, session_by_token, touch_session};
use crate::store::{StoreError, projects, users, workspaces};
use crate::web::extract::read_body;
use crate::web::state::Web;

/// Paths that nobody need be logged in for.
const OPEN: [&str; 5] = ["/dashboard/login", "/dashboard/forgot", "/dashboard/reset/", "/dashboard/join/", "/dashboard/logout"];

/// Path and query as asked for; the router hands its inner routes a shortened one.
#[derive(Debug, Clone)]
pub struct AskedPath(pub String);

impl AskedPath {
    /// From a request's extensions.
    #[must_use]
    pub fn of(extensions: &Extensions) -> String {
        extensions.get::<AskedPath>().map_or_else(|| "/dashboard".to_owned(), |path| path.0.clone())
    }
}

pub async fn check(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if writes && !is_own_site(request.headers(), &web.app) {
        return Refusal::CrossSite.into_response();
    }
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |address| address.0.ip().to_string());
    let path = request.uri().path().to_owned();
    let asked = request.uri().path_and_query().map_or("/dashboard", |path| path.as_str()).to_owned();
    request.extensions_mut().insert(AskedPath(asked));
    let open = OPEN.iter().any(|open| path.starts_with(open));
    match find(&web, request.headers(), address).await {
        Ok(Found::Member(member)) => {
            request.extensions_mut().insert(member);
        }
        Ok(Found::Half) if !open => return see_other("/dashboard/login/code"),
        Ok(_) if writes && !open => return kept(request, None).await,
        Ok(_) => {}
        Err(error) => return Refusal::Store(error).into_response(),
    }
    next.run(request).await
}

enum Found {
    Member(Member),
    /// The second factor is awaited.
    Half,
    Nobody,
}

async fn find(web: &Web, headers: &HeaderMap, address: String) -> Result<Found, StoreError> {
    let app = &web.app;
    let Some(token) = Cookie::Session.token(headers, is_https(app)) else { return Ok(Found::Nobody) };
    let (hash, now) = (cookie::hash(token), app.now());
    let Some(session) = session_by_token(&app.db, &hash, now).await? else { return Ok(Found::Nobody) };
    if session.half {
        return Ok(Found::Half);
    }
    let Some(user) = users::user(&app.db, &session.workspace_id, &session.user_id).await? else { return Ok(Found::Nobody) };
    let Some(workspace) = workspaces::workspace_by_id(&app.db, &session.workspace_id).await? else { return Ok(Found::Nobody) };
    let projects = projects::project_names(&app.db, &workspace.id).await?;
    if now - session.last_seen_at > TOUCH_MS {
        let db = app.db.clone();
        // Nobody waits for this write.
        tokio::spawn(async move {
            if let Err(error) = touch_session(&db, &hash, now).await {
                tracing::warn!(%error, "when a session was last seen could not be written");
            }
        });
    }
    Ok(Found::Member(Member::new(Known { user, workspace, session, projects, form_token: cookie::form_token(token), address })))
}

/// Whether a writing request comes from a page of this server: `Sec-Fetch-Site` where the browser sends it, else `Origin` (RFC 6454).
/// A client that sends neither is no browser; the form's token decides then.
fn is_own_site(headers: &HeaderMap, app: &App) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    let Some(origin) = headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("?")) else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    origin == app.public_url() || origin.split_once("://").is_some_and(|(_, authority)| authority == host)
}

#[derive(Template)]
#[template(path = "dashboard/kept.html")]
struct Kept {
    frame: Frame,
    action: String,
    /// What was typed, secrets left out.
    typed: Vec<(String, String)>,
    logged_in: bool,
}

/// The form as it was typed, ready to be sent again: nothing is lost when a session has ended or a form is too old.
pub(super) async fn kept(request: Request, member: Option<&Member>) -> Response {
    let action = AskedPath::of(request.extensions());
    let is_form = request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    let body = if is_form { read_body(request).await.unwrap_or_default() } else { axum::body::Bytes::new() };
    kept_page(action, &body, member)
}

pub(super) fn kept_page(action: String, body: &[u8], member: Option<&Member>) -> Response {
    let secret = |name: &str| name == "form_token" || ["password", "code", "secret"].iter().any(|word| name.contains(word));
    let typed = url::form_urlencoded::parse(body).filter(|(name, _)| !secret(name)).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    let frame = match member {
        Some(member) => Frame::of(member, "Send this again?"),
        None => Frame::bare("You were logged out"),
    };
    show(StatusCode::FORBIDDEN, &Kept { frame, action, typed, logged_in: member.is_some() })
}
