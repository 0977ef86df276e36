//! A server that faces the internet itself: certificates from a real authority, got, used, kept, and refused to whoever asks for another name.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use magnetite::app::SystemRandom;
use magnetite::model::domain::{Domain, DomainState};
use magnetite::model::ids::DomainId;
use magnetite::store::{Db, audit, domains, projects};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::crash::{Server, key_with};
use crate::support::authority::{Authority, free_port};

/// Longest wait for a certificate: names are looked at every ten seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server with hosts of its own, its authority, and where both are.
struct Front {
    authority: Authority,
    folder: tempfile::TempDir,
    port: u16,
    settings: Vec<(&'static str, String)>,
}

impl Front {
    async fn new(domains: &str) -> Self {
        let port = free_port();
        let authority = Authority::start(port).await;
        let folder = tempfile::tempdir().unwrap();
        let settings = vec![
            ("MAGNETITE_LISTEN", format!("127.0.0.1:{port}")),
            ("MAGNETITE_TLS_DOMAINS", domains.to_owned()),
            ("MAGNETITE_TLS_DIRECTORY", authority.directory.clone()),
            ("MAGNETITE_TLS_ROOTS", authority.own_roots().display().to_string()),
            ("MAGNETITE_TLS_CONTACT", "admin@magnets.example".into()),
            ("MAGNETITE_MAGNET_HOST", "go.example".into()),
            ("MAGNETITE_RESEARCH_ORIGIN_OVERRIDES", "*=http://127.0.0.1:9".into()),
        ];
        Self { authority, folder, port, settings }
    }

    fn settings(&self) -> Vec<(&str, &str)> {
        self.settings.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    fn start(&self) -> Server {
        let server = Server::start_with(self.folder.path(), &self.settings());
        assert_eq!(server.base, format!("https://127.0.0.1:{}", self.port));
        server
    }

    async fn get(&self, host: &str, path: &str) -> reqwest::Result<reqwest::Response> {
        let client = self.authority.client(host, self.port).build().unwrap();
        client.get(format!("https://{host}:{}{path}", self.port)).send().await
    }

    /// Waits until a handshake for `name` comes to this end.
    async fn until(&self, name: &str, held: bool) {
        let started = Instant::now();
        while self.authority.shake(name, self.port).await.is_ok() != held {
            assert!(started.elapsed() < PATIENCE, "{name}: a certificate is {}", if held { "missing" } else { "still shown" });
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    fn doctor(&self) -> Value {
        let mut doctor = Command::new(env!("CARGO_BIN_EXE_magnetite"));
        let output = doctor.env("MAGNETITE_DATA_DIR", self.folder.path()).envs(self.settings()).args(["doctor", "--json"]).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn files(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { [vec![path.clone()], files(&path)].concat() } else { vec![path] }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_gets_its_certificates_keeps_them_private_and_uses_them_again() {
    let front = Front::new("magnets.example, files.example").await;
    key_with(front.folder.path(), &[]);
    let server = front.start();
    for name in ["magnets.example", "files.example", "acme.go.example"] {
        front.until(name, true).await;
    }
    let health = front.get("magnets.example", "/healthz").await.unwrap();
    assert_eq!((health.status().as_u16(), health.version()), (200, reqwest::Version::HTTP_2));
    assert_eq!(health.headers()["strict-transport-security"], "max-age=31536000");
    let old = front.authority.client("files.example", front.port).http1_only().build().unwrap();
    let health = old.get(format!("https://files.example:{}/healthz", front.port)).send().await.unwrap();
    assert_eq!((health.status().as_u16(), health.version()), (200, reqwest::Version::HTTP_11));
    assert_eq!(front.get("acme.go.example", "/api/health").await.unwrap().status(), 404, "on a host of magnets there is no API");

    let kept = front.folder.path().join("tls");
    let found = [vec![kept.clone()], files(&kept)].concat();
    for path in &found {
        let mode = std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
    assert!(["account.json", "magnets.example.pem"].iter().all(|name| found.iter().any(|path| path.ends_with(name))), "{found:?}");

    let before = front.authority.shake("magnets.example", front.port).await.unwrap();
    let signed = front.authority.signed();
    assert_eq!(signed, 3);
    assert_eq!(server.terminate(), Some(0));
    let server = front.start();
    for name in ["magnets.example", "files.example", "acme.go.example"] {
        front.until(name, true).await;
    }
    assert_eq!(front.authority.shake("magnets.example", front.port).await.unwrap(), before);
    assert_eq!(front.authority.signed(), signed, "ordered again");
    server.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_another_name_or_speaks_no_tls_gets_nothing_and_holds_nobody_up() {
    let mut front = Front::new("magnets.example").await;
    let plain = free_port();
    front.settings.push(("MAGNETITE_TLS_REDIRECT", format!("127.0.0.1:{plain}")));
    let server = front.start();
    front.until("magnets.example", true).await;
    for other in ["other.example", "sub.magnets.example", "go.example", "127.0.0.1"] {
        assert!(front.authority.shake(other, front.port).await.is_err(), "{other} has a certificate");
    }
    let proof = front.authority.shake_for(&["acme-tls/1"], "magnets.example", front.port).await;
    assert!(proof.is_err(), "a proof is shown while nothing is to be proved");
    assert!(front.authority.shake_for(&["acme-tls/1", "http/1.1"], "magnets.example", front.port).await.is_ok());
    let mut stream = TcpStream::connect(("127.0.0.1", front.port)).await.unwrap();
    stream.write_all(b"GET /api/health HTTP/1.1\r\nHost: magnets.example\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    assert!(!answer.windows(4).any(|part| part == b"HTTP"), "{}", String::from_utf8_lossy(&answer));

    let mut silent = Vec::new();
    for _ in 0..64 {
        let mut stream = TcpStream::connect(("127.0.0.1", front.port)).await.unwrap();
        stream.write_all(&[0x16, 0x03, 0x01]).await.unwrap();
        silent.push(stream);
    }
    let started = Instant::now();
    assert_eq!(front.get("magnets.example", "/healthz").await.unwrap().status(), 200);
    assert!(started.elapsed() < Duration::from_secs(2), "held up for {:?}", started.elapsed());
    let ended = tokio::time::timeout(Duration::from_secs(20), silent[0].read(&mut [0; 16])).await;
    assert!(ended.is_ok(), "a handshake may take for ever");

    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).tls_certs_only([]).build().unwrap();
    let ask = async |host: &str| client.get(format!("http://127.0.0.1:{plain}/go/acme/x?y=z")).header("host", host).send().await.unwrap();
    let led = ask("Magnets.example:80").await;
    assert_eq!((led.status().as_u16(), led.headers()["location"].to_str().unwrap()), (308, "https://magnets.example/go/acme/x?y=z"));
    let unknown = ask("other.example").await;
    assert_eq!((unknown.status().as_u16(), unknown.headers().get("location")), (404, None));
    assert_eq!(unknown.text().await.unwrap(), "There is no such host here.\n");
    assert_eq!(server.terminate(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_has_its_certificate_once_it_is_verified_and_no_more_when_it_is_removed() {
    let front = Front::new("magnets.example, nowhere.example").await;
    front.authority.lead("nowhere.example", "127.0.0.2").await;
    key_with(front.folder.path(), &[]);
    let server = front.start();
    front.until("magnets.example", true).await;
    assert!(front.authority.shake("reports.firm.example", front.port).await.is_err());

    let db = Db::open(&format!("sqlite://{}/magnetite.db", front.folder.path().display()), false).await.unwrap();
    let project = projects::projects_named(&db, "spring").await.unwrap().remove(0);
    let domain = Domain {
        id: DomainId::new(&SystemRandom),
        workspace_id: project.workspace_id.clone(),
        project_id: project.id.clone(),
        host: "reports.firm.example".into(),
        token: "magnetite-domain=x".into(),
        state: DomainState::Pending,
        reason: String::new(),
        main: true,
        created_at: 1,
        checked_at: None,
    };
    let workspace_id = project.workspace_id.clone();
    let entry = audit::Entry {
        workspace_id: &workspace_id,
        project_id: None,
        actor: "test",
        address: "",
        action: "domain.added",
        target: &domain.host,
        detail: json!({}),
        at: 1,
    };
    domains::add_domain(&db, &SystemRandom, &domain, &entry).await.unwrap();
    domains::conclude(&db, &domain, DomainState::Verified, "", 2).await.unwrap();
    front.until("reports.firm.example", true).await;
    let page = front.get("reports.firm.example", "/robots.txt").await.unwrap();
    assert_eq!(page.status(), 200);

    let checks = front.doctor()["checks"].clone();
    let told = |name: &str| checks.as_array().unwrap().iter().find(|check| check["told"].as_str().unwrap().starts_with(name)).unwrap().clone();
    for name in ["magnets.example", "reports.firm.example"] {
        assert!(told(name)["ok"] == true && told(name)["told"].as_str().unwrap().contains("valid until"), "{checks}");
    }
    let nowhere = told("nowhere.example");
    assert!(nowhere["ok"] == false && nowhere["told"].as_str().unwrap().contains("certificate authority says"), "{nowhere}");

    assert!(domains::remove_domain(&db, &SystemRandom, &domain, &entry).await.unwrap());
    front.until("reports.firm.example", false).await;
    db.close().await;
    server.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_was_set_up_anew_gets_another_account() {
    let mut front = Front::new("magnets.example").await;
    let server = front.start();
    front.until("magnets.example", true).await;
    assert_eq!(server.terminate(), Some(0));
    front.authority.set_up_anew().await;
    front.settings.push(("MAGNETITE_TLS_DOMAINS", "magnets.example files.example".into()));
    let server = front.start();
    front.until("files.example", true).await;
    assert_eq!(front.authority.signed(), 1, "the first certificate still counts");
    server.kill();
}
