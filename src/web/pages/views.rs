//! Notes who opened a magnet, by the facts of the request alone. The visitor's address is not kept, and our own people are not counted.

use axum::http::{HeaderMap, HeaderName, Method, header};

use super::show::Found;
use crate::generation::viewed::Opening;
use crate::model::ids::{ViewId, WorkspaceId};
use crate::model::usage::{View, Viewed, Visit, Visitor};
use crate::store::sessions::session_by_token;
use crate::web::dashboard::cookie::{Cookie, hash, is_https};
use crate::web::state::Web;

/// Notes one opening of what is published.
pub(super) async fn note(web: &Web, found: &Found, what: Viewed, method: &Method, headers: &HeaderMap) {
    if is_own(web, headers).await {
        return;
    }
    let (visitor, reason) = visitor(method, headers);
    let view = View {
        id: ViewId::new(&*web.app.random),
        workspace_id: found.workspace.id.clone(),
        project_id: found.lead.project_id.clone(),
        lead_id: found.lead.id.clone(),
        what,
        visitor,
        reason,
        created_at: web.app.now(),
    };
    let title = found.magnet.as_ref().map_or_else(String::new, |magnet| magnet.title.clone());
    web.counters.view(Opening { view, workspace: found.workspace.clone(), title });
}

/// What kind of visitor sends such a request, and what tells so.
pub(super) fn visitor(method: &Method, headers: &HeaderMap) -> (Visitor, &'static str) {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let purpose = [text(HeaderName::from_static("sec-purpose")), text(HeaderName::from_static("purpose"))].into_iter().find(|text| !text.is_empty());
    let visit = Visit {
        head: method == Method::HEAD,
        agent: text(header::USER_AGENT),
        dest: text(HeaderName::from_static("sec-fetch-dest")),
        mode: text(HeaderName::from_static("sec-fetch-mode")),
        purpose: purpose.unwrap_or(""),
    };
    visit.visitor()
}

/// Whether somebody is looking who is logged in to this server.
async fn is_own(web: &Web, headers: &HeaderMap) -> bool {
    own_workspace(web, headers).await.is_some()
}

/// The workspace of who is logged in to this server.
pub(super) async fn own_workspace(web: &Web, headers: &HeaderMap) -> Option<WorkspaceId> {
    let token = Cookie::Session.token(headers, is_https(&web.app))?;
    let session = session_by_token(&web.app.db, &hash(token), web.app.now()).await;
    session.ok().flatten().map(|session| session.workspace_id)
}
