//! Where pages have a host of their own (`{workspace}.go.example.com/{leadId}`), such a request becomes `/go/{workspace}/{leadId}`; nothing else answers there.

use axum::extract::Request;
use axum::http::{Uri, header};

/// Rewrites the address before routing. `magnet_host` is the setting.
#[must_use]
pub fn rewrite<B>(magnet_host: Option<&str>, mut request: Request<B>) -> Request<B> {
    let Some(magnet_host) = magnet_host else { return request };
    let host =
        request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    let Some(workspace) = host.map(str::to_ascii_lowercase).and_then(|host| {
        let host = if magnet_host.contains(':') { host.as_str() } else { host.split(':').next().unwrap_or("") };
        host.strip_suffix(magnet_host)?.strip_suffix('.').map(str::to_owned)
    }) else {
        return request;
    };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let path = if path.starts_with("/assets/") || path == "/robots.txt" { path.to_owned() } else { format!("/go/{workspace}{path}") };
    if let Ok(uri) = path.parse::<Uri>() {
        *request.uri_mut() = uri;
    }
    request
}
