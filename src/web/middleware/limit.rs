//! Finds out who asks, admits the request within the limits or answers 429 before its body is read, and tells in every answer how things stand:
//! `X-RateLimit-…` as the contract has them, and the fields of draft-ietf-httpapi-ratelimit-headers. Next stop: `web/limiter.rs`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::count::Known;
use crate::model::limits::Group;
use crate::model::quota::{Standing, WINDOW_S};
use crate::web::error::ApiError;
use crate::web::extract::{Asker, authenticate};
use crate::web::state::Web;

pub async fn admit(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let asked_at = Instant::now();
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.0.ip());
    let asker = Asker { asked_at, who: authenticate(request.headers(), &web).await };
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let (group, standing) = match &asker.who {
        Ok(caller) => {
            web.keys.note_use(&caller.key.id, web.app.now(), address.to_string());
            if let Some(known) = request.extensions().get::<Known>() {
                known.is(caller.clone());
            }
            let group = group(request.method(), path);
            (group, web.limiter.admit(&web.app, &caller.project, group).await)
        }
        // The document needs no key and costs nothing: who has used up the address's quota on bad keys should still be able to read what is wrong.
        Err(_) if path.ends_with("/openapi.json") || path.ends_with("/magnet.schema.json") => {
            (Group::Other, Standing { admitted: true, ..web.addresses.standing(address, web.app.now()) })
        }
        Err(error) if error.kind.status == StatusCode::UNAUTHORIZED => (Group::Other, web.addresses.admit(address, web.app.now())),
        // The key could not be looked up: that is no fault of the caller's.
        Err(_) => (Group::Other, Standing { admitted: true, ..web.addresses.standing(address, web.app.now()) }),
    };
    let mut response = if standing.admitted {
        request.extensions_mut().insert(asker);
        next.run(request).await
    } else {
        if asker.who.is_err() {
            asker.wait_as_refused().await;
        }
        ApiError::too_many(&standing).into_response()
    };
    tell(response.headers_mut(), group, &standing);
    response
}

/// `path`: the matched route, such as `/api/v1/projects/{project}`; empty for a path that is none.
fn group(method: &Method, path: &str) -> Group {
    let path = path.strip_prefix("/api").unwrap_or(path);
    let path = path.strip_prefix("/v1").unwrap_or(path);
    match path.split('/').skip(1).collect::<Vec<_>>()[..] {
        ["projects", "generate"] | ["projects", _, "generate"] | ["projects", "generate", "batch"] | ["projects", _, "generate", "batch"]
            if *method == Method::POST =>
        {
            Group::Generate
        }
        ["generation", _, "status" | "wait" | "events"] | ["leads", _, "job-status"] => Group::Status,
        _ => Group::Other,
    }
}

fn tell(headers: &mut HeaderMap, group: Group, standing: &Standing) {
    let quota = standing.quota;
    headers.insert(HeaderName::from_static("x-ratelimit-limit"), quota.limit.into());
    headers.insert(HeaderName::from_static("x-ratelimit-remaining"), standing.remaining().into());
    headers.insert(HeaderName::from_static("x-ratelimit-reset"), standing.reset_s().into());
    headers.insert(HeaderName::from_static("x-ratelimit-window"), WINDOW_S.into());
    let (name, (more, burst_more)) = (group.as_str(), standing.until_more_s());
    let policies = format!("\"{name}\";q={};w={WINDOW_S}, \"{name}-burst\";q={};w=1", quota.limit, quota.burst);
    let left = format!("\"{name}\";r={};t={more}, \"{name}-burst\";r={};t={burst_more}", standing.left, standing.burst_left);
    for (field, value) in [("ratelimit-policy", policies), ("ratelimit", left)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(field), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_is_in_its_group() {
        for prefix in ["/api", "/api/v1"] {
            for path in ["/projects/generate", "/projects/{project}/generate", "/projects/generate/batch", "/projects/{project}/generate/batch"] {
                assert_eq!(group(&Method::POST, &format!("{prefix}{path}")), Group::Generate);
                assert_eq!(group(&Method::GET, &format!("{prefix}{path}")), Group::Other);
            }
            for path in ["/generation/{job}/status", "/generation/{job}/wait", "/generation/{job}/events", "/leads/{lead}/job-status"] {
                assert_eq!(group(&Method::GET, &format!("{prefix}{path}")), Group::Status);
            }
            for path in ["/health", "/leads/{lead}", "/projects/{project}", "/generation/{job}/retry", ""] {
                assert_eq!(group(&Method::POST, &format!("{prefix}{path}")), Group::Other);
            }
        }
    }
}
