//! A certificate authority of the test's own (pebble), with a name server that says 127.0.0.1 to every name; and clients that believe it.

use std::fs::File;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::json;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

const START_TIME: Duration = Duration::from_secs(20);

pub struct Authority {
    pebble: Child,
    names: Child,
    folder: TempDir,
    pub directory: String,
    management: u16,
    names_management: u16,
    dns: u16,
    /// In PEM: what the certificates that it signs go back to.
    root: String,
}

/// A port that nobody listens on, and that the system gives to nobody in passing: it lies below the range of outgoing connections,
/// so that between now and its use no other test can get it.
pub fn free_port() -> u16 {
    static GIVEN: AtomicU16 = AtomicU16::new(0);
    let first = (std::process::id() % 100) as u16 * 90;
    let mut tried = std::iter::repeat_with(|| 10_000 + (first + GIVEN.fetch_add(1, Ordering::Relaxed)) % 9_000);
    tried.find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap()
}

impl Authority {
    /// Looks for proofs at `tls_port` of this machine.
    pub async fn start(tls_port: u16) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        let [acme, management, dns, names_management] = [free_port(), free_port(), free_port(), free_port()];
        own_certificate(&folder);
        let config = json!({"pebble": {
            "listenAddress": format!("127.0.0.1:{acme}"),
            "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": folder.path().join("own.pem"),
            "privateKey": folder.path().join("own.key"),
            "httpPort": free_port(),
            "tlsPort": tls_port,
            "ocspResponderURL": "",
            "externalAccountBindingRequired": false,
        }});
        std::fs::write(folder.path().join("config.json"), config.to_string()).unwrap();
        let names = Command::new("pebble-challtestsrv")
            .args(["-dns01", &format!("127.0.0.1:{dns}"), "-management", &format!("127.0.0.1:{names_management}")])
            .args(["-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv4", "127.0.0.1", "-defaultIPv6", ""])
            .stdout(log(&folder, "names.log"))
            .stderr(log(&folder, "names.err"))
            .spawn()
            .expect("pebble-challtestsrv is missing: ./test installs it");
        let pebble = pebble(&folder, dns);
        let directory = format!("https://127.0.0.1:{acme}/dir");
        let mut authority = Self { pebble, names, folder, directory, management, names_management, dns, root: String::new() };
        for port in [acme, management, names_management] {
            authority.wait_for(port).await;
        }
        authority.learn_root().await;
        authority
    }

    /// The same authority, set up anew: it knows no account and signs with another root.
    pub async fn set_up_anew(&mut self) {
        let _ = self.pebble.kill();
        let _ = self.pebble.wait();
        self.pebble = pebble(&self.folder, self.dns);
        self.wait_for(self.management).await;
        self.learn_root().await;
    }

    async fn learn_root(&mut self) {
        let own_root = std::fs::read_to_string(self.own_roots()).unwrap();
        let client = builder(&own_root).build().unwrap();
        self.root = client.get(format!("https://127.0.0.1:{}/roots/0", self.management)).send().await.unwrap().text().await.unwrap();
    }

    /// PEM file of the roots that the authority's own pages go back to.
    pub fn own_roots(&self) -> PathBuf {
        self.folder.path().join("roots.pem")
    }

    /// The name leads to this address from now on.
    pub async fn lead(&self, name: &str, address: &str) {
        let body = json!({"host": format!("{name}."), "addresses": [address]}).to_string();
        let url = format!("http://127.0.0.1:{}/add-a", self.names_management);
        let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
        assert!(client.post(url).body(body).send().await.unwrap().status().is_success());
    }

    /// How many certificates it has signed so far.
    pub fn signed(&self) -> usize {
        let log = std::fs::read_to_string(self.folder.path().join("pebble.log")).unwrap();
        log.matches("Issued certificate serial").count()
    }

    /// A client that believes this authority alone, and finds `host` at this port of this machine.
    pub fn client(&self, host: &str, port: u16) -> reqwest::ClientBuilder {
        builder(&self.root).resolve(host, SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port))
    }

    /// Shakes hands for `name`; the server's certificate, or why there is none.
    pub async fn shake(&self, name: &str, port: u16) -> std::io::Result<CertificateDer<'static>> {
        self.shake_for(&[], name, port).await
    }

    /// As `shake`, offering these protocols.
    pub async fn shake_for(&self, protocols: &[&str], name: &str, port: u16) -> std::io::Result<CertificateDer<'static>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.root.as_bytes()).unwrap()).unwrap();
        let mut config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        let stream = TlsConnector::from(Arc::new(config)).connect(ServerName::try_from(name.to_owned()).unwrap(), stream).await?;
        Ok(stream.get_ref().1.peer_certificates().unwrap()[0].clone().into_owned())
    }

    async fn wait_for(&self, port: u16) {
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            let told = |name| std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
            assert!(started.elapsed() < START_TIME, "the test authority does not answer: {}{}", told("pebble.err"), told("names.err"));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        for child in [&mut self.pebble, &mut self.names] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn builder(root: &str) -> reqwest::ClientBuilder {
    let root = reqwest::Certificate::from_pem(root.as_bytes()).unwrap();
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).tls_certs_only([root]).timeout(Duration::from_secs(5))
}

fn log(folder: &TempDir, name: &str) -> Stdio {
    Stdio::from(File::create(folder.path().join(name)).unwrap())
}

fn pebble(folder: &TempDir, dns: u16) -> Child {
    Command::new("pebble")
        .args(["-dnsserver", &format!("127.0.0.1:{dns}"), "-config"])
        .arg(folder.path().join("config.json"))
        .env("PEBBLE_VA_NOSLEEP", "1")
        .stdout(log(folder, "pebble.log"))
        .stderr(log(folder, "pebble.err"))
        .spawn()
        .expect("pebble is missing: ./test installs it")
}

/// The certificate that the authority's own pages are read with, and its root.
fn own_certificate(folder: &TempDir) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let root = params.self_signed(&key).unwrap().pem();
    let own = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap().signed_by(&own, &Issuer::new(params, key)).unwrap();
    for (name, text) in [("roots.pem", root), ("own.pem", certificate.pem()), ("own.key", own.serialize_pem())] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
}
