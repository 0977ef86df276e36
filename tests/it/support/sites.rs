//! A loopback server for folders of sites: the `Host` header picks the folder. Index files, extensionless paths, folder redirects, the site's own
//! 404 page, ETag, HEAD, no charset in the content type; and `__` paths that misbehave.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use magnetite_fetch::{Fetcher, Settings};
use tokio::net::TcpListener;

const INDEX: [&str; 3] = ["index.html", "index.htm", "index.xhtml"];
const EXTENSIONS: [&str; 2] = [".html", ".htm"];

/// Answers instead of the files: the host and the path with its query, to an answer or to nothing special.
type Special = Box<dyn Fn(&str, &str) -> Option<Response> + Send + Sync>;

struct Shared {
    roots: Vec<PathBuf>,
    special: Special,
    asked: Mutex<Vec<String>>,
}

pub struct Sites {
    pub port: u16,
    shared: Arc<Shared>,
}

impl Sites {
    /// Serves `tests/sites`, and the folder that `MAGNETITE_TEST_SITES` names, on a free port until the test ends.
    pub async fn start() -> Self {
        Self::with(|_, _| None).await
    }

    /// As `start`, where `special` may answer first.
    pub async fn with(special: impl Fn(&str, &str) -> Option<Response> + Send + Sync + 'static) -> Self {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
        let roots = [Some(fixtures), std::env::var_os("MAGNETITE_TEST_SITES").map(PathBuf::from)].into_iter().flatten().collect();
        let shared = Arc::new(Shared { roots, special: Box::new(special), asked: Mutex::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { port, shared }
    }

    /// Sends every host name here, without a pause between requests.
    pub fn fetcher(&self) -> Fetcher {
        Fetcher::new(self.settings()).unwrap()
    }

    pub fn settings(&self) -> Settings {
        let overrides = format!("*=http://127.0.0.1:{}", self.port).parse().unwrap();
        Settings { overrides, pace: std::time::Duration::ZERO, ..Settings::default() }
    }

    /// Where this server listens.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// `GET host/path` of each request so far, in order.
    pub fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().unwrap().clone()
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_lowercase();
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
    shared.asked.lock().unwrap().push(format!("{} {host}{target}", request.method()));
    if let Some(response) = (shared.special)(&host, &target) {
        return response;
    }
    let path = request.uri().path();
    match path {
        "/__loop" => return redirect("/__loop"),
        "/__500" => return (StatusCode::INTERNAL_SERVER_ERROR, "fault").into_response(),
        "/__hang" => std::future::pending::<()>().await,
        _ => {}
    }
    let name = host.strip_prefix("www.").unwrap_or(&host);
    let known = !name.is_empty() && !name.contains(['/', '\\']) && !name.contains("..");
    let Some(site) = shared.roots.iter().map(|root| root.join(name)).find(|site| known && site.is_dir()) else {
        return (StatusCode::MISDIRECTED_REQUEST, "no such site").into_response();
    };
    match find(&site, path) {
        Found::File(file) => serve(&file, request.headers(), request.method(), StatusCode::OK),
        Found::Folder => redirect(&format!("{path}/")),
        Found::Nothing => serve(&site.join("404.html"), request.headers(), request.method(), StatusCode::NOT_FOUND),
    }
}

pub fn redirect(to: &str) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to.to_owned())]).into_response()
}

/// An HTML page made on the spot.
pub fn page(html: &str) -> Response {
    ([(header::CONTENT_TYPE, "text/html")], html.to_owned()).into_response()
}

enum Found {
    File(PathBuf),
    Folder,
    Nothing,
}

fn find(site: &Path, path: &str) -> Found {
    if path.split('/').any(|segment| segment == ".." || segment.contains('%')) {
        return Found::Nothing;
    }
    let full = site.join(path.trim_matches('/'));
    if full.is_dir() {
        if !path.ends_with('/') {
            return Found::Folder;
        }
        return INDEX.iter().map(|name| full.join(name)).find(|file| file.is_file()).map_or(Found::Nothing, Found::File);
    }
    if full.is_file() && !path.ends_with('/') {
        return Found::File(full);
    }
    let with = |extension: &&str| PathBuf::from(format!("{}{extension}", full.display()));
    EXTENSIONS.iter().map(with).find(|file| file.is_file()).map_or(Found::Nothing, Found::File)
}

fn serve(file: &Path, asked: &HeaderMap, method: &Method, status: StatusCode) -> Response {
    let Ok(body) = std::fs::read(file) else { return (status, [(header::CONTENT_TYPE, "text/html")], "<title>Not found</title>").into_response() };
    let tag = format!("\"{:x}-{:x}\"", body.len(), crc32fast::hash(&body));
    if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let kind = match file.extension().and_then(|extension| extension.to_str()) {
        Some("html" | "htm") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("ico") => "image/x-icon",
        _ => "application/octet-stream",
    };
    let length = body.len().to_string();
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::ETAG, tag), (header::CONTENT_LENGTH, length)];
    let body = if method == Method::HEAD { Body::empty() } else { Body::from(body) };
    (status, headers, body).into_response()
}
