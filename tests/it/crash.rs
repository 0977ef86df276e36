//! `kill -9` at any moment: the restarted server goes on where it was, every answered lead completes exactly once.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use magnetite::store::{Db, events, jobs, steps};
use serde_json::{Value, json};

use crate::support::client::Client;

pub struct Server {
    child: Child,
    pub base: String,
}

impl Server {
    pub fn start(folder: &std::path::Path, overrides: &str) -> Self {
        Self::start_with(folder, &[("MAGNETITE_RESEARCH_ORIGIN_OVERRIDES", overrides)])
    }

    /// With variables of the environment.
    pub fn start_with(folder: &std::path::Path, settings: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_magnetite"))
            .env("MAGNETITE_DATA_DIR", folder)
            .env("MAGNETITE_LISTEN", "127.0.0.1:0")
            .env("MAGNETITE_RESEARCH_PACE", "0 ms")
            .env("MAGNETITE_LOG", "error")
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        Self { child, base: line.strip_prefix("listening on ").unwrap().to_owned() }
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn terminate(mut self) -> Option<i32> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

/// The first key of a server on SQLite, of a project whose limits no test meets.
pub fn key(folder: &std::path::Path) -> String {
    let key = key_with(folder, &[]);
    let url = format!("sqlite://{}/magnetite.db", folder.display());
    let limits = serde_json::to_string(&crate::support::app::wide_limits()).unwrap();
    let widen = async {
        let db = Db::open(&url, false).await.unwrap();
        db.execute("UPDATE projects SET limits = $1", vec![limits.into()]).await.unwrap();
        db.close().await;
    };
    // From within a test's own runtime nothing can be waited for here.
    std::thread::scope(|scope| {
        let widening = scope.spawn(|| tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(widen));
        widening.join().unwrap();
    });
    key
}

/// The first key of a server as it comes.
pub fn key_with(folder: &std::path::Path, settings: &[(&str, &str)]) -> String {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_magnetite"))
        .env("MAGNETITE_DATA_DIR", folder)
        .envs(settings.iter().copied())
        .args(["setup", "--email", "me@acme.example", "--password-stdin", "--workspace", "Acme", "--project", "Spring", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"correct horse battery").unwrap();
    let told: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    told["apiKey"].as_str().unwrap().to_owned()
}

/// A site that takes its time, so that a kill meets research half-way.
async fn slow_site() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let page = || async {
        tokio::time::sleep(Duration::from_millis(120)).await;
        axum::response::Html(
            "<!doctype html><title>Firm</title><h1>Firm</h1><p>We build small things with care for people nearby, and have done so for a long while.</p>",
        )
    };
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(page)).await });
    format!("*=http://{address}")
}

async fn wait_for(client: &Client, job: &Value, wanted: impl Fn(&Value) -> bool) -> Value {
    let started = Instant::now();
    loop {
        let answer = client.get(&format!("/api/generation/{}/status", job.as_str().unwrap())).await.json();
        if wanted(&answer["job"]) {
            return answer["job"].clone();
        }
        assert!(started.elapsed() < Duration::from_secs(60), "not reached: {answer}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_killed_server_resumes_within_a_second_and_runs_no_stored_phase_again() {
    let folder = tempfile::tempdir().unwrap();
    let key = key(folder.path());
    let site = slow_site().await;
    let server = Server::start(folder.path(), &site);
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    let body = client.post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await.json();
    wait_for(&client, &body["jobId"], |job| job["currentStep"] == "research").await;
    server.kill();

    let server = Server::start(folder.path(), &site);
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    let restarted = Instant::now();
    wait_for(&client, &body["jobId"], |job| job["status"] == "processing").await;
    assert!(restarted.elapsed() < Duration::from_secs(1), "taken up again only after {:?}", restarted.elapsed());
    let done = wait_for(&client, &body["jobId"], |job| job["status"] == "completed").await;
    assert_eq!(done["retryCount"], 0, "a kill is no failed attempt");
    server.kill();
    assert_each_lead_once(folder.path(), 1).await;
}

#[tokio::test]
async fn leads_posted_while_the_server_is_killed_complete_exactly_once() {
    let folder = tempfile::tempdir().unwrap();
    let key = key(folder.path());
    let site = slow_site().await;
    let mut answered = 0;
    for round in 0..6_u64 {
        let server = Server::start(folder.path(), &site);
        let client = Client::new(&server.base, Some(format!("Bearer {key}")));
        for n in 0..4 {
            // Free-mail addresses: no research, so that later phases are met too.
            let host = if n % 2 == 0 { "firm.example" } else { "gmail.com" };
            answered += usize::from(client.post("/api/projects/generate", &json!({"email": format!("r{round}n{n}@{host}")})).await.status == 200);
        }
        tokio::time::sleep(Duration::from_millis(40 + 90 * round)).await;
        server.kill();
    }
    assert_eq!(answered, 24);
    let server = Server::start(folder.path(), &site);
    let db = Db::open(&format!("sqlite://{}/magnetite.db", folder.path().display()), false).await.unwrap();
    let started = Instant::now();
    while jobs::unfinished(&db).await.unwrap() > 0 {
        assert!(started.elapsed() < Duration::from_secs(180), "jobs are left over");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    server.kill();
    assert_each_lead_once(folder.path(), answered).await;
}

/// One lead, one job, one magnet, one of each event.
async fn assert_each_lead_once(folder: &std::path::Path, wanted: usize) {
    let db = Db::open(&format!("sqlite://{}/magnetite.db", folder.display()), false).await.unwrap();
    let leads: Vec<(String, String, String)> = db.fetch_all("SELECT workspace_id, id, status FROM leads", vec![]).await.unwrap();
    let made: Vec<(String, String)> = db.fetch_all("SELECT lead_id, id FROM jobs", vec![]).await.unwrap();
    let magnets: Vec<(String,)> = db.fetch_all("SELECT lead_id FROM magnets", vec![]).await.unwrap();
    assert_eq!((leads.len(), made.len(), magnets.len()), (wanted, wanted, wanted));
    for (workspace, lead, status) in leads {
        assert_eq!(status, "completed");
        let events = events::events_of_lead(&db, &workspace.parse().unwrap(), &lead.parse().unwrap()).await.unwrap();
        let kinds: Vec<&str> = events.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["lead.created", "research.started", "research.completed", "magnet.generated", "lead.completed"], "{lead}");
        let job = &made.iter().find(|(of, _)| *of == lead).unwrap().1;
        assert_eq!(steps::steps_of(&db, &workspace.parse().unwrap(), &job.parse().unwrap()).await.unwrap().len(), 4);
    }
}

#[tokio::test]
async fn sigterm_finishes_or_hands_back_what_runs_and_ends_with_0() {
    let folder = tempfile::tempdir().unwrap();
    let key = key(folder.path());
    let site = slow_site().await;
    let server = Server::start(folder.path(), &site);
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    let body = client.post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await.json();
    wait_for(&client, &body["jobId"], |job| job["currentStep"] == "research").await;
    assert_eq!(server.terminate(), Some(0));
    let db = Db::open(&format!("sqlite://{}/magnetite.db", folder.path().display()), false).await.unwrap();
    let held: Vec<(String,)> = db.fetch_all("SELECT id FROM jobs WHERE status = 'processing' OR leased_by IS NOT NULL", vec![]).await.unwrap();
    assert!(held.is_empty(), "a job is still held by the process that ended");
    let server = Server::start(folder.path(), &site);
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    wait_for(&client, &body["jobId"], |job| job["status"] == "completed").await;
    server.kill();
    assert_each_lead_once(folder.path(), 1).await;
}
