//! The figures of webhooks, against receivers on loopback in the same process, on SQLite in a folder of its own (or MAGNETITE_DATABASE_URL):
//! `cargo bench --bench deliver -- latency`, `-- throughput` and `-- memory`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a benchmark"
)]

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use magnetite::app::{App, SystemRandom};
use magnetite::config;
use magnetite::generation::accept::{Admission, Request, accept};
use magnetite::model::first::{FirstOwner, Founded};
use magnetite::model::ids::EndpointId;
use magnetite::model::lead::LeadFields;
use magnetite::store::setup;
use magnetite::worker::deliver;
use magnetite::worker::node::Node;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

// As the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Events per second, and seconds, of the first figure.
const RATE: u32 = 50;
const SECONDS: u32 = 20;
/// Deliveries of the second.
const BACKLOG: usize = 20_000;
/// Receivers with endless bodies.
const ENDLESS: usize = 100;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match words.first().map(String::as_str) {
        Some("latency") => runtime.block_on(latency()),
        Some("throughput") => runtime.block_on(throughput()),
        Some("memory") => runtime.block_on(memory()),
        _ => println!("what to measure: latency, throughput or memory"),
    }
}

struct Bench {
    app: Arc<App>,
    first: Founded,
    node: Arc<Node>,
    folder: std::path::PathBuf,
}

impl Bench {
    async fn open() -> Self {
        let folder = std::env::temp_dir().join(format!("magnetite-bench-{}", std::process::id()));
        let mut given = vec![("MAGNETITE_DATA_DIR".into(), folder.as_os_str().to_owned()), ("MAGNETITE_WEBHOOK_ALLOW_PRIVATE".into(), "true".into())];
        given.extend(std::env::var_os("MAGNETITE_DATABASE_URL").map(|url| ("MAGNETITE_DATABASE_URL".into(), url)));
        let app = App::open(config::load(None, given.into_iter(), &[]).unwrap()).await.unwrap();
        let owner = FirstOwner::check("me@acme.example", "correct horse battery", "Acme", "Spring").unwrap_or_else(|_| unreachable!());
        let first = owner.prepare(&SystemRandom, app.now()).unwrap();
        assert!(setup::found(&app.db, &first).await.unwrap());
        let node = Arc::new(Node::take(&app).await.unwrap());
        Self { app, first, node, folder }
    }

    async fn endpoint(&self, url: &str) {
        let id = EndpointId::new(&SystemRandom);
        let secret = self.app.sealer.seal(&SystemRandom, id.as_str(), b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let (workspace, project) = (self.first.workspace.id.as_str(), self.first.project.id.as_str());
        let sql = "INSERT INTO webhook_endpoints (workspace_id, id, project_id, url, events, secret, state, created_by, created_at, updated_at)
                   VALUES ($1, $2, $3, $4, ',*,', $5, 'on', 'bench', 0, 0)";
        self.app.db.execute(sql, vec![workspace.into(), id.as_str().into(), project.into(), url.into(), secret.into()]).await.unwrap();
    }

    /// Returns the id of the lead, which the webhook names.
    async fn event(&self, n: usize) -> String {
        let lead = LeadFields { email: format!("jane{n}@firm.example"), company: Some("Firm".into()), ..LeadFields::default() };
        let (workspace, project) = (&self.first.workspace, &self.first.project);
        let request = Request { workspace, project, lead, sample: false, request_hash: String::new(), once: None };
        match accept(&self.app, request, |_| String::new()).await.unwrap() {
            Admission::New(accepted) => accepted.lead_id.to_string(),
            _ => unreachable!(),
        }
    }

    fn work(&self) -> CancellationToken {
        let stop = CancellationToken::new();
        tokio::spawn(deliver::work(self.app.clone(), self.node.clone(), stop.clone()));
        stop
    }

    async fn pending(&self) -> i64 {
        let rows: Vec<(i64,)> = self.app.db.fetch_all("SELECT COUNT(*) FROM deliveries WHERE state = 'pending'", vec![]).await.unwrap();
        rows[0].0
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Answers 200 to every request; `seen` gets the instant of its first bytes and its body.
async fn receiver(seen: impl Fn(Instant, &[u8]) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let seen = Arc::new(seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            stream.set_nodelay(true).unwrap();
            let seen = seen.clone();
            tokio::spawn(async move {
                let mut stream = BufReader::with_capacity(16 * 1024, stream);
                while let Some((at, body)) = read(&mut stream).await {
                    seen(at, &body);
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await;
                }
            });
        }
    });
    url
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<(Instant, Vec<u8>)> {
    let (mut at, mut length, mut line) = (None, 0, String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        at.get_or_insert_with(Instant::now);
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line.trim_end().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some((at?, body))
}

/// Milliseconds from the moment a caller is told that the event is stored to the first byte at the receiver.
async fn latency() {
    let bench = Bench::open().await;
    let arrived: Arc<Mutex<HashMap<String, Instant>>> = Arc::default();
    let seen = arrived.clone();
    let url = receiver(move |at, body| {
        let body: serde_json::Value = serde_json::from_slice(body).unwrap();
        seen.lock().unwrap().entry(body["lead"]["id"].as_str().unwrap().to_owned()).or_insert(at);
    })
    .await;
    bench.endpoint(&url).await;
    let stop = bench.work();
    let mut stored = Vec::new();
    let mut tick = tokio::time::interval(Duration::from_secs(1) / RATE);
    for n in 0..RATE * SECONDS {
        tick.tick().await;
        let lead = bench.event(n as usize).await;
        stored.push((lead, Instant::now()));
    }
    while arrived.lock().unwrap().len() < stored.len() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.cancel();
    let arrived = arrived.lock().unwrap();
    let mut times: Vec<f64> = stored.iter().map(|(lead, at)| arrived[lead].saturating_duration_since(*at).as_secs_f64() * 1_000.0).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{RATE} events/s: p50 {:.1} ms, p99 {:.1} ms, max {:.1} ms of {}", at(0.5), at(0.99), at(1.0), times.len());
}

/// Deliveries per second, from a backlog, each with its outcome written; to one endpoint and to ten.
async fn throughput() {
    for endpoints in [1, 10] {
        let bench = Bench::open().await;
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let url = receiver(move |_, _| {
            counted.fetch_add(1, Ordering::Relaxed);
        })
        .await;
        for n in 0..endpoints {
            bench.endpoint(&format!("{url}{n}")).await;
        }
        let leads = BACKLOG / endpoints;
        for begin in (0..leads).step_by(200) {
            futures_util::future::join_all((begin..leads.min(begin + 200)).map(|n| bench.event(n))).await;
        }
        let began = Instant::now();
        let stop = bench.work();
        while bench.pending().await > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let rate = BACKLOG as f64 / began.elapsed().as_secs_f64();
        stop.cancel();
        println!("{endpoints} endpoints: {rate:.0} deliveries/s, {} requests for {BACKLOG}", count.load(Ordering::Relaxed));
    }
}

fn rss_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Growth of the process while receivers send without end: as fast as they can, and 64 KiB a second.
async fn memory() {
    for pause in [None, Some(Duration::from_millis(62))] {
        let bench = Bench::open().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
                    while stream.write_all(&[b'a'; 4_096]).await.is_ok() {
                        if let Some(pause) = pause {
                            tokio::time::sleep(pause).await;
                        }
                    }
                });
            }
        });
        for n in 0..ENDLESS {
            bench.endpoint(&format!("{url}{n}")).await;
        }
        bench.event(0).await;
        let before = rss_kib();
        let mut most = before;
        let sending = deliver::run_due(&bench.app, &bench.node);
        tokio::pin!(sending);
        let tries = loop {
            tokio::select! {
                tries = &mut sending => break tries.unwrap(),
                () = tokio::time::sleep(Duration::from_millis(5)) => most = most.max(rss_kib()),
            }
        };
        let kind = pause.map_or("at full speed", |_| "64 KiB a second");
        println!("{tries} endless bodies, {kind}: RSS grew {:.1} MiB from {:.1}", (most - before) as f64 / 1_024.0, before as f64 / 1_024.0);
    }
}
