//! A receiver of webhooks whose path says how it behaves, over plain sockets; and endpoints that point to it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use magnetite::app::SystemRandom;
use magnetite::model::first::Founded;
use magnetite::model::ids::EndpointId;
use magnetite::seal::Sealer;
use magnetite::store::Db;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::app::TestApp;

pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
pub const OLD_SECRET: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

/// One request as it came in.
#[derive(Debug, Clone)]
pub struct Got {
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Got {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

#[derive(Default)]
struct Script {
    got: Mutex<Vec<Got>>,
    /// Answers instead of what the path says, first to last: a path and a status.
    instead: Mutex<Vec<(String, u16)>>,
    /// `Retry-After` of `/429-date`.
    date: Mutex<String>,
}

/// Paths: `/{status}` answers with it; `/429-seconds`, `/429-date`, `/503-seconds` with `Retry-After`; `/slow-head`, `/trickle`, `/endless`, `/reset`, `/hang`.
pub struct Receiver {
    pub port: u16,
    script: Arc<Script>,
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let script = Arc::new(Script::default());
        let shared = script.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let script = shared.clone();
                tokio::spawn(async move { serve(stream, &script).await });
            }
        });
        Self { port, script }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn got(&self) -> Vec<Got> {
        self.script.got.lock().unwrap().clone()
    }

    /// Requests to this path.
    pub fn at(&self, path: &str) -> Vec<Got> {
        self.got().into_iter().filter(|got| got.path == path).collect()
    }

    /// The next request to this path is answered with this status.
    pub fn once(&self, path: &str, status: u16) {
        self.script.instead.lock().unwrap().push((path.to_owned(), status));
    }

    pub fn set_date(&self, text: String) {
        *self.script.date.lock().unwrap() = text;
    }

    /// Waits until so many requests came to this path.
    pub async fn wait(&self, path: &str, count: usize) {
        for _ in 0..1_200 {
            if self.at(path).len() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{path} got {} requests of {count}", self.at(path).len());
    }
}

async fn serve(stream: TcpStream, script: &Script) {
    let mut stream = BufReader::new(stream);
    while let Some(got) = read(&mut stream).await {
        let path = got.path.clone();
        script.got.lock().unwrap().push(got);
        let instead = {
            let mut instead = script.instead.lock().unwrap();
            instead.iter().position(|(of, _)| *of == path).map(|at| instead.remove(at).1)
        };
        if !answer(&mut stream, &path, instead, script).await {
            return;
        }
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Got> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let path = lines.first()?.split(' ').nth(1)?.to_owned();
    let headers: Vec<(String, String)> =
        lines.iter().skip(1).filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let length = headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(Got { path, headers, body })
}

/// False when the connection is over.
async fn answer(stream: &mut BufReader<TcpStream>, path: &str, instead: Option<u16>, script: &Script) -> bool {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let plain = |status: u16, more: &str| format!("HTTP/1.1 {status} X\r\n{more}Content-Length: 5\r\n\r\nnoted");
    let text = match (instead, path) {
        (Some(status), _) => plain(status, ""),
        (None, "/204") => "HTTP/1.1 204 No Content\r\n\r\n".into(),
        (None, "/301") => plain(301, "Location: /200\r\n"),
        (None, "/429-seconds") => plain(429, "Retry-After: 600\r\n"),
        (None, "/503-seconds") => plain(503, "Retry-After: 700\r\n"),
        (None, "/429-date") => plain(429, &format!("Retry-After: {}\r\n", script.date.lock().unwrap())),
        (None, "/slow-head" | "/hang") => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
            std::future::pending().await
        }
        (None, "/late") => {
            tokio::time::sleep(Duration::from_millis(700)).await;
            plain(200, "")
        }
        (None, "/trickle") => {
            let _ = stream.write_all(chunked.as_bytes()).await;
            while stream.write_all(b"1\r\na\r\n").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            return false;
        }
        (None, "/endless") => {
            let _ = stream.write_all(chunked.as_bytes()).await;
            let chunk = format!("1000\r\n{}\r\n", "a".repeat(0x1000));
            while stream.write_all(chunk.as_bytes()).await.is_ok() {}
            return false;
        }
        (None, "/reset") => {
            stream.get_ref().set_zero_linger().unwrap();
            return false;
        }
        (None, path) => plain(path.trim_start_matches('/').split('/').next().and_then(|status| status.parse().ok()).unwrap_or(200), ""),
    };
    stream.write_all(text.as_bytes()).await.is_ok()
}

/// What an endpoint of a test wants.
pub struct Wish<'a> {
    pub url: String,
    /// `,lead.created,` or `,*,`.
    pub events: &'a str,
    pub ordered: bool,
    pub rotated_until: Option<i64>,
}

impl Wish<'_> {
    pub fn all(url: String) -> Self {
        Self { url, events: ",*,", ordered: false, rotated_until: None }
    }
}

/// Writes an endpoint straight into the database.
pub async fn insert_endpoint(db: &Db, sealer: &Sealer, workspace: &str, project: &str, wish: &Wish<'_>, now: i64) -> EndpointId {
    let id = EndpointId::new(&SystemRandom);
    let seal = |text: &str| sealer.seal(&SystemRandom, id.as_str(), text.as_bytes()).unwrap();
    db.execute(
        "INSERT INTO webhook_endpoints (workspace_id, id, project_id, url, events, secret, old_secret, old_secret_until, ordered, state, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'on', 'test', $10, $10)",
        vec![
            workspace.into(),
            id.as_str().into(),
            project.into(),
            wish.url.as_str().into(),
            wish.events.into(),
            seal(SECRET).into(),
            wish.rotated_until.map(|_| seal(OLD_SECRET)).into(),
            wish.rotated_until.into(),
            wish.ordered.into(),
            now.into(),
        ],
    )
    .await
    .unwrap();
    id
}

/// Where an endpoint stands: state, why it is off, since when it fails, last success.
pub type Standing = (String, Option<String>, Option<i64>, Option<i64>);

/// How a delivery stands: state, tries, all tries, next try, status, failure.
pub type Stand = (String, i64, i64, i64, Option<i64>, Option<String>);

impl TestApp {
    pub async fn endpoint(&self, wish: &Wish<'_>) -> EndpointId {
        self.endpoint_of(&self.first, wish).await
    }

    pub async fn endpoint_of(&self, tenant: &Founded, wish: &Wish<'_>) -> EndpointId {
        let app = &self.app;
        insert_endpoint(&app.db, &app.sealer, tenant.workspace.id.as_str(), tenant.project.id.as_str(), wish, app.now()).await
    }

    pub async fn standing(&self, endpoint: &EndpointId) -> Standing {
        let sql = "SELECT state, off_reason, failing_since, last_success_at FROM webhook_endpoints WHERE id = $1";
        self.app.db.fetch_optional(sql, vec![endpoint.as_str().into()]).await.unwrap().unwrap()
    }

    /// In the order of the events.
    pub async fn deliveries(&self, endpoint: &EndpointId) -> Vec<Stand> {
        let sql = "SELECT state, tries, total_tries, next_at, status, failure FROM deliveries WHERE endpoint_id = $1 ORDER BY created_at, sequence";
        self.app.db.fetch_all(sql, vec![endpoint.as_str().into()]).await.unwrap()
    }

    pub async fn tries_left(&self) -> i64 {
        let rows: Vec<(i64,)> = self.app.db.fetch_all("SELECT COUNT(*) FROM delivery_tries", vec![]).await.unwrap();
        rows[0].0
    }
}
