//! Hosts of magnets: `{workspace}.go.example.com/{leadId}` and a project's own `reports.example.com/{leadId}` become `/go/{workspace}/{leadId}`;
//! nothing else of the server answers there.

use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::{Uri, header};
use url::Url;

use crate::app::App;
use crate::model::ids::ProjectId;

/// Knows which hosts are magnets'.
#[derive(Clone)]
pub struct HostRules(pub Arc<App>);

impl fmt::Debug for HostRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HostRules(…)")
    }
}

/// In the extensions of a request that came to a host of magnets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnMagnetHost {
    /// In lower case, with the port of our own addresses: whatever a client adds to the name makes no other address of it.
    pub host: String,
    /// Only its leads are there, where the host is a project's own.
    pub project: Option<ProjectId>,
}

/// Paths that answer on every host.
const SHARED: [&str; 2] = ["/robots.txt", "/assets/"];

/// Rewrites the address before routing.
#[must_use]
pub fn rewrite<B>(rules: &HostRules, mut request: Request<B>) -> Request<B> {
    let given = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let Some((workspace, on)) = given.and_then(|given| target(&rules.0, &given.to_ascii_lowercase())) else { return request };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let path = if SHARED.iter().any(|shared| path.starts_with(shared)) { path.to_owned() } else { format!("/go/{workspace}{path}") };
    if let Ok(uri) = path.parse::<Uri>() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(on);
    request
}

/// The workspace whose pages the host shows; of the bare magnet host none that exists. `given` may have a port.
fn target(app: &App, given: &str) -> Option<(String, OnMagnetHost)> {
    let bare = given.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())).map_or(given, |(host, _)| host);
    let bare = bare.trim_end_matches('.');
    if bare == app.public_host() {
        return None;
    }
    if let Some(served) = app.hosts.of(bare) {
        let port = Url::parse(app.public_url()).ok().and_then(|url| url.port());
        let host = port.map_or_else(|| bare.to_owned(), |port| format!("{bare}:{port}"));
        return Some((served.workspace, OnMagnetHost { host, project: Some(served.project) }));
    }
    let setting = app.settings.magnet_host.as_deref()?;
    let host = if setting.contains(':') { given } else { bare };
    let rest = host.strip_suffix(setting)?;
    let on = OnMagnetHost { host: host.to_owned(), project: None };
    match rest.strip_suffix('.') {
        Some(workspace) if workspace.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => Some((workspace.to_owned(), on)),
        // No slug is a hyphen alone.
        Some(_) => Some(("-".to_owned(), on)),
        None if rest.is_empty() => Some(("-".to_owned(), on)),
        None => None,
    }
}
