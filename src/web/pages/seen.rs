//! `POST /go/{workspace}/{lead}/seen`: what the page's script tells. The page itself is the same for everybody, so that it can be kept and compared
//! by its tag: the script asks for a token that names its view, and only who has that token says anything of that view.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use subtle::ConstantTimeEq;

use super::asked::Asked;
use super::show::{Found, find};
use super::unlock::missing;
use super::views::{Asking, is_own, open};
use super::with_headers;
use crate::generation::viewed::{Note, Noticed};
use crate::model::ids::ViewId;
use crate::model::seen::{REPORT_BYTES, Report, Said, TOKEN_MS};
use crate::model::usage::Viewed;
use crate::model::visit::Request;
use crate::web::state::Web;

/// Characters of a token's hash: 128 bits.
const HASH_CHARS: usize = 32;

/// 204 whatever is wrong: nobody learns anything by asking.
pub async fn take(State(web): State<Web>, asked: Asked, body: Body) -> Response {
    let asking = &asked.by;
    if !web.reporters.admit(asking.address(), web.app.now()).admitted {
        return answer(StatusCode::TOO_MANY_REQUESTS.into_response());
    }
    let nothing = || answer(StatusCode::NO_CONTENT.into_response());
    // Scripts of other sites have nothing to say (Fetch Metadata, 2.3).
    if !["", "same-origin"].contains(&asking.text("sec-fetch-site")) {
        return nothing();
    }
    let Some(said) = to_bytes(body, REPORT_BYTES).await.ok().and_then(|bytes| serde_json::from_slice::<Said>(&bytes).ok()) else { return nothing() };
    let Ok(Some(found)) = find(&web, &asked).await else { return nothing() };
    if found.magnet.is_none() || found.withdrawn || is_closed(&web, &found, asking) || is_own(&web, &asking.headers).await {
        return nothing();
    }
    match said {
        Said::Hello(_) => match token(&web, &found, asking) {
            Some(token) => answer(Json(json!({"token": token})).into_response()),
            None => nothing(),
        },
        Said::Report(report) => {
            report_of(&web, &found, report);
            nothing()
        }
    }
}

/// Whether the link gives this reader nothing: over, withdrawn, replaced, or something is still to be shown.
fn is_closed(web: &Web, found: &Found, asking: &Asking) -> bool {
    found.is_over(web.app.now()) || found.link.withdrawn_at.is_some() || found.link.replaced_by.is_some() || missing(&web.app, found, &asking.headers).is_some()
}

fn answer(response: Response) -> Response {
    with_headers(response, "default-src 'none'")
}

/// `view_….{issued at, epoch ms}.{hash}`. Where the opening of the page is not known — another process served it, or the browser kept it — this is one.
/// `None` for a visitor whom no proof could make a person.
fn token(web: &Web, found: &Found, asking: &Asking) -> Option<String> {
    let now = web.app.now();
    // A script's own request says of the page what the page's would have said.
    let script = asking.request(web, Viewed::Page);
    let dest = if script.dest.is_empty() { "" } else { "document" };
    let page = Request { accept: "text/html", dest, mode: "navigate", ..script };
    if page.verdict().is_firm() {
        return None;
    }
    let known = web.visits.page_of(&found.workspace.id, (asking.address(), asking.agent()), &found.lead.id, now);
    let view = known.unwrap_or_else(|| open(web, found, &page, asking));
    Some(format!("{view}.{now}.{}", hash(web, found, &view, now)))
}

fn hash(web: &Web, found: &Found, view: &ViewId, issued_at: i64) -> String {
    let (workspace, lead) = (found.workspace.id.as_str().as_bytes(), found.lead.id.as_str().as_bytes());
    let mut hash = web.app.sealer.keyed_hash(&[b"seen", workspace, lead, view.as_str().as_bytes(), &issued_at.to_be_bytes()]);
    hash.truncate(HASH_CHARS);
    hash
}

/// Notes what is believed of a report; one with a wrong or old token tells nothing.
fn report_of(web: &Web, found: &Found, report: Report) {
    let now = web.app.now();
    let mut parts = report.token.splitn(3, '.');
    let (Some(view), Some(issued_at), Some(given)) = (parts.next(), parts.next(), parts.next()) else { return };
    let (Ok(view_id), Ok(issued_at)) = (view.parse::<ViewId>(), issued_at.parse::<i64>()) else { return };
    if !bool::from(hash(web, found, &view_id, issued_at).as_bytes().ct_eq(given.as_bytes())) || !(0..=TOKEN_MS).contains(&(now - issued_at)) {
        return;
    }
    let Some(seen) = report.believed(now - issued_at) else { return };
    web.counters.view(Note { workspace: found.workspace.clone(), lead_id: found.lead.id.clone(), what: Noticed::Reported { view_id, seen, at: now } });
}
