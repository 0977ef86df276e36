//! Notes who opened a magnet. The visitor's address is judged and forgotten, and our own people are not counted. Next stop: `web/visits.rs`.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, Version};
use url::Url;

use super::show::Found;
use crate::generation::viewed::{Note, Noticed};
use crate::model::ids::{ViewId, WorkspaceId};
use crate::model::usage::{View, ViewFacts, Viewed};
use crate::model::visit::Request;
use crate::store::sessions::session_by_token;
use crate::web::dashboard::cookie::{Cookie, hash, is_https};
use crate::web::state::Web;

/// A request by a visitor, as far as it says who that is.
pub struct Asking {
    pub method: Method,
    pub headers: HeaderMap,
    version: Version,
    address: IpAddr,
}

impl<S: Sync> FromRequestParts<S> for Asking {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.0.ip());
        Ok(Self { method: parts.method.clone(), headers: parts.headers.clone(), version: parts.version, address })
    }
}

impl Asking {
    /// Of the visitor, not of a proxy before this server.
    #[must_use]
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// The first header of that name; empty where there is none, or one that is no text.
    #[must_use]
    pub fn text(&self, name: &'static str) -> &str {
        self.headers.get(HeaderName::from_static(name)).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub(super) fn agent(&self) -> &str {
        self.text("user-agent")
    }

    pub(super) fn request(&self, web: &Web, what: Viewed) -> Request<'_> {
        Request {
            what,
            at: web.app.now(),
            address: self.address,
            head: self.method == Method::HEAD,
            old_http: self.version <= Version::HTTP_10 && !self.headers.contains_key(HeaderName::from_static("x-forwarded-for")),
            secure: is_https(&web.app),
            agent: self.agent(),
            accept: self.text("accept"),
            language: self.text("accept-language"),
            dest: self.text("sec-fetch-dest"),
            mode: self.text("sec-fetch-mode"),
            site: self.text("sec-fetch-site"),
            user: self.text("sec-fetch-user"),
            purpose: [self.text("sec-purpose"), self.text("purpose")].into_iter().find(|text| !text.is_empty()).unwrap_or(""),
            brands: self.text("sec-ch-ua"),
            mobile: self.text("sec-ch-ua-mobile"),
            platform: self.text("sec-ch-ua-platform"),
        }
    }

    /// A later part of what has been opened already, as viewers of PDFs ask for (RFC 9110, 14.2).
    fn is_further_part(&self) -> bool {
        self.text("range").strip_prefix("bytes=").is_some_and(|range| !range.starts_with("0-"))
    }

    /// Host of the page that led here.
    fn referrer(&self) -> String {
        let host = Url::parse(self.text("referer")).ok().and_then(|url| url.host_str().map(str::to_owned));
        host.filter(|host| host.len() <= 253).unwrap_or_default()
    }
}

/// Notes one opening of what is published.
pub(super) async fn note(web: &Web, found: &Found, what: Viewed, asking: &Asking) {
    if !asking.is_further_part() && !is_own(web, &asking.headers).await {
        open(web, found, &asking.request(web, what), asking);
    }
}

/// Judges an opening and notes it, unless it repeats the one of a moment ago; returns its view.
pub(super) fn open(web: &Web, found: &Found, request: &Request<'_>, asking: &Asking) -> ViewId {
    if let Some(view) = web.visits.again(&found.workspace.id, request, &found.lead.id) {
        return view;
    }
    let id = ViewId::new(&*web.app.random);
    let judged = web.visits.follow(&found.workspace.id, request, &found.lead.id, &id);
    let device = if judged.verdict.reasons.iter().any(|reason| reason.is_firm()) {
        ""
    } else if request.is_phone() {
        "phone"
    } else {
        "desktop"
    };
    let view = View {
        id: id.clone(),
        workspace_id: found.workspace.id.clone(),
        project_id: found.lead.project_id.clone(),
        lead_id: found.lead.id.clone(),
        visit_id: judged.visit,
        what: request.what,
        verdict: judged.verdict,
        facts: ViewFacts { device: device.to_owned(), referrer: asking.referrer(), ..ViewFacts::default() },
        created_at: request.at,
    };
    let note = |lead_id, what| Note { workspace: found.workspace.clone(), lead_id, what };
    web.counters.view(note(found.lead.id.clone(), Noticed::Opened { view: Box::new(view), by_hand: judged.by_hand }));
    for (lead_id, visit_id, verdict) in judged.also {
        web.counters.view(note(lead_id, Noticed::Classed { visit_id, verdict }));
    }
    id
}

/// Whether somebody is looking who is logged in to this server.
pub(super) async fn is_own(web: &Web, headers: &HeaderMap) -> bool {
    own_workspace(web, headers).await.is_some()
}

/// The workspace of who is logged in to this server.
pub(super) async fn own_workspace(web: &Web, headers: &HeaderMap) -> Option<WorkspaceId> {
    let token = Cookie::Session.token(headers, is_https(&web.app))?;
    let session = Box::pin(session_by_token(&web.app.db, &hash(token), web.app.now())).await;
    session.ok().flatten().map(|session| session.workspace_id)
}
