//! The program in this process: real router on a free port, real database in a folder of its own. Jobs run when the test says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use magnetite::app::{App, Clock, SystemRandom};
use magnetite::commands::serve;
use magnetite::config;
use magnetite::model::api_key::{KeyMode, PlainKey, Scope};
use magnetite::model::first::{FirstOwner, Founded, new_key};
use magnetite::model::limits::{Group, Limits};
use magnetite::model::quota::Quota;
use magnetite::store::{jobs, keys, setup};
use magnetite::web::Web;
use magnetite::worker::{deliver, node::Node, runner};
use serde_json::Value;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use super::client::Client;
use super::postgres;

/// A clock that tests push forward. Begins on 24 November 2026.
pub struct TestClock(pub AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

pub struct TestApp {
    pub app: Arc<App>,
    pub web: Web,
    pub clock: Arc<TestClock>,
    pub first: Founded,
    pub base: String,
    node: Node,
    stop: CancellationToken,
    _folder: TempDir,
}

/// Which database a test runs on.
#[derive(Debug, Clone, Copy)]
pub enum On {
    Sqlite,
    Postgres,
}

impl TestApp {
    pub async fn new() -> Self {
        Self::start(On::Sqlite, &[]).await
    }

    /// `settings` are environment names without `MAGNETITE_`.
    pub async fn start(on: On, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut given = vec![
            ("MAGNETITE_DATA_DIR".to_owned(), folder.path().display().to_string()),
            ("MAGNETITE_RESEARCH_PACE".to_owned(), "0 ms".to_owned()),
            ("MAGNETITE_RESEARCH_ORIGIN_OVERRIDES".to_owned(), "*=http://127.0.0.1:9".to_owned()),
        ];
        if matches!(on, On::Postgres) {
            given.push(("MAGNETITE_DATABASE_URL".to_owned(), postgres::fresh().await));
        }
        // What a test sets goes over what all tests have.
        given.retain(|(known, _)| !settings.iter().any(|(name, _)| known.strip_prefix("MAGNETITE_") == Some(name)));
        given.extend(settings.iter().map(|(name, value)| (format!("MAGNETITE_{name}"), (*value).to_owned())));
        let settings = config::load(None, given.into_iter().map(|(name, value)| (name.into(), value.into())), &[]).unwrap();
        let clock = Arc::new(TestClock(AtomicI64::new(1_795_500_000_000)));
        let app = App::open_with(settings, clock.clone(), Arc::new(SystemRandom), true).await.unwrap();
        let first = found(&app, "acme").await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        app.set_port(port);
        let stop = CancellationToken::new();
        let web = Web::new(app.clone());
        tokio::spawn(serve::serve(listener, web.clone(), stop.clone()));
        let node = Node::take(&app).await.unwrap();
        Self { app, web, clock, first, base: format!("http://127.0.0.1:{port}"), node, stop, _folder: folder }
    }

    pub fn anonymous(&self) -> Client {
        Client::new(&self.base, None)
    }

    /// The first project's live key with all scopes.
    pub fn api_key(&self) -> Client {
        self.with_key(self.first.plain_key.reveal())
    }

    pub fn with_key(&self, key: &str) -> Client {
        Client::new(&self.base, Some(format!("Bearer {key}")))
    }

    /// One more key of the first project.
    pub async fn new_key(&self, mode: KeyMode, scopes: &[Scope], expires_at: Option<i64>) -> (magnetite::model::api_key::ApiKey, PlainKey) {
        let (key, plain) = new_key(&self.first.project, "test", mode, scopes.to_vec(), "test", expires_at, &SystemRandom, self.app.now());
        let mut tx = self.app.db.begin().await.unwrap();
        keys::insert_key(&mut tx, &key, plain.hash()).await.unwrap();
        tx.commit().await.unwrap();
        (key, plain)
    }

    /// A second tenant with everything of its own.
    pub async fn other_tenant(&self) -> Founded {
        let new = prepare("globex", &self.app);
        let mut tx = self.app.db.begin().await.unwrap();
        magnetite::store::workspaces::insert_workspace(&mut tx, &new.workspace).await.unwrap();
        magnetite::store::projects::insert_project(&mut tx, &new.project).await.unwrap();
        keys::insert_key(&mut tx, &new.key, new.plain_key.hash()).await.unwrap();
        tx.commit().await.unwrap();
        new
    }

    /// One more project of the first tenant, with a key of its own that has all scopes.
    pub async fn other_project(&self) -> PlainKey {
        let project = magnetite::model::project::Project {
            id: magnetite::model::ids::ProjectId::new(&SystemRandom),
            slug: "autumn".into(),
            name: "Autumn".into(),
            ..self.first.project.clone()
        };
        let (key, plain) = new_key(&project, "autumn", KeyMode::Live, Scope::ALL.to_vec(), "test", None, &SystemRandom, self.app.now());
        let mut tx = self.app.db.begin().await.unwrap();
        magnetite::store::projects::insert_project(&mut tx, &project).await.unwrap();
        keys::insert_key(&mut tx, &key, plain.hash()).await.unwrap();
        tx.commit().await.unwrap();
        plain
    }

    /// Tells the server to stop.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Every project gets the limits that a new one has.
    pub async fn default_limits(&self) {
        self.app.db.execute("UPDATE projects SET limits = '{}'", vec![]).await.unwrap();
        self.web.keys.clear();
    }

    /// Runs every job that is due.
    pub async fn run_jobs(&self) -> usize {
        runner::run_due(&self.app, &self.node).await.unwrap()
    }

    /// Sends every webhook that is due, and returns the number of tries.
    pub async fn deliver(&self) -> usize {
        deliver::run_due(&self.app, &self.node).await.unwrap()
    }

    pub fn advance(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Posts a lead and returns the answer's body.
    pub async fn generate(&self, body: Value) -> Value {
        let answer = self.api_key().post("/api/projects/generate", &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// The end of every test that posted leads: nothing may be left over in the queue.
    pub async fn assert_idle(&self) {
        assert_eq!(jobs::unfinished(&self.app.db).await.unwrap(), 0, "jobs were left over");
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

async fn found(app: &App, name: &str) -> Founded {
    let new = prepare(name, app);
    assert!(setup::found(&app.db, &new).await.unwrap());
    new
}

fn prepare(name: &str, app: &App) -> Founded {
    let email = format!("owner@{name}.example");
    let owner = FirstOwner::check(&email, "correct horse battery", name, "Spring").unwrap_or_else(|_| panic!());
    let mut founded = owner.prepare(&SystemRandom, app.now()).unwrap();
    founded.project.limits = wide_limits();
    founded
}

/// The clock of most tests stands still: limits that they never meet.
pub fn wide_limits() -> Limits {
    let mut limits = Limits::default();
    Group::ALL.into_iter().for_each(|group| limits.set(group, Quota { limit: 1_000_000, burst: 1_000_000 }));
    limits
}
