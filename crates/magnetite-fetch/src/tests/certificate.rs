//! Certificates of every kind, shown by a TLS server on loopback, and judged with the roots of an authority made for the test.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{RootCertStore, ServerConfig};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::certificate::look;
use crate::{Certificate, FetchError, Fetcher, Settings, Trust};

const DAY: u64 = 86_400;

struct Authority {
    root: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::OrganizationName, "Example Trust");
    params.distinguished_name.push(DnType::CommonName, "Example Root");
    let key = KeyPair::generate().unwrap();
    let root = params.self_signed(&key).unwrap().der().clone();
    Authority { root, issuer: Issuer::new(params, key) }
}

/// Seconds since 1970 of the beginning and the end.
fn leaf(name: &str, from: u64, to: u64) -> CertificateParams {
    let mut params = CertificateParams::new(vec![name.to_owned(), format!("www.{name}")]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(1970, 1, 1) + Duration::from_secs(from);
    params.not_after = date_time_ymd(1970, 1, 1) + Duration::from_secs(to);
    params
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

fn judge(authority: &Authority) -> Arc<dyn ServerCertVerifier> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.root.clone()).unwrap();
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::new(rustls::crypto::ring::default_provider())).build().unwrap()
}

async fn shown(certificate: CertificateDer<'static>, key: &KeyPair, host: &str, judge: Arc<dyn ServerCertVerifier>) -> Certificate {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let _ = TlsAcceptor::from(Arc::new(config)).accept(stream).await;
    });
    look(TcpStream::connect(address).await.unwrap(), host, judge).await.unwrap()
}

/// Signed by the authority and judged with its roots.
async fn signed(params: &CertificateParams, host: &str) -> Certificate {
    let authority = authority();
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &authority.issuer).unwrap();
    shown(certificate.der().clone(), &key, host, judge(&authority)).await
}

#[tokio::test]
async fn a_good_certificate_is_seen_with_its_end_issuer_and_names() {
    let (from, to) = (now() - DAY, now() + 60 * DAY);
    let seen = signed(&leaf("firm.example", from, to), "www.firm.example").await;
    assert_eq!((seen.trust, seen.issuer.as_str(), seen.detail.as_str()), (Trust::Valid, "Example Trust", ""));
    assert_eq!((seen.not_before, seen.not_after), (i64::try_from(from).unwrap() * 1_000, i64::try_from(to).unwrap() * 1_000));
    assert_eq!(seen.names, ["firm.example", "www.firm.example"]);
}

#[tokio::test]
async fn a_certificate_soon_to_expire_is_still_valid() {
    let seen = signed(&leaf("firm.example", now() - 80 * DAY, now() + 3 * DAY), "firm.example").await;
    assert_eq!(seen.trust, Trust::Valid);
    assert!(seen.not_after < i64::try_from(now() + 4 * DAY).unwrap() * 1_000);
}

#[tokio::test]
async fn expired_early_and_foreign_certificates_are_told_apart() {
    for (params, host, trust) in [
        (leaf("firm.example", now() - 90 * DAY, now() - DAY), "firm.example", Trust::Expired),
        (leaf("firm.example", now() + DAY, now() + 90 * DAY), "firm.example", Trust::NotYetValid),
        (leaf("hoster.example", now() - DAY, now() + 90 * DAY), "firm.example", Trust::WrongHost),
    ] {
        let seen = signed(&params, host).await;
        assert_eq!(seen.trust, trust);
        assert!(!seen.detail.is_empty() && seen.issuer == "Example Trust");
    }
}

#[tokio::test]
async fn a_certificate_of_its_own_key_or_of_an_unknown_authority_is_not_trusted() {
    let params = leaf("firm.example", now() - DAY, now() + 90 * DAY);
    let key = KeyPair::generate().unwrap();
    let own = params.self_signed(&key).unwrap();
    assert_eq!(shown(own.der().clone(), &key, "firm.example", judge(&authority())).await.trust, Trust::SelfSigned);
    let stranger = params.signed_by(&key, &authority().issuer).unwrap();
    assert_eq!(shown(stranger.der().clone(), &key, "firm.example", judge(&authority())).await.trust, Trust::Untrusted);
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_shows_no_certificate() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.0 400 Bad Request\r\n\r\n").await;
    });
    let failed = look(TcpStream::connect(address).await.unwrap(), "firm.example", judge(&authority())).await;
    assert!(matches!(failed, Err(FetchError::Tls(_) | FetchError::Reset | FetchError::Protocol(_))), "{failed:?}");
}

#[tokio::test]
async fn no_hand_is_shaken_with_a_private_or_overridden_host() {
    let until = Instant::now() + Duration::from_secs(5);
    let lookup: crate::resolver::Lookup = Arc::new(|_| Box::pin(async { Ok(vec![IpAddr::from([127, 0, 0, 1])]) }));
    let fetcher = Fetcher::with_lookup(Settings::default(), lookup).unwrap();
    for host in ["firm.example", "127.0.0.1", "[::1]", "localhost", "10.0.0.1"] {
        assert_eq!(fetcher.certificate(host, until).await, Err(FetchError::PrivateAddress), "{host}");
    }
    let overridden = Fetcher::new(Settings { overrides: "*=http://127.0.0.1:9".parse().unwrap(), ..Settings::default() }).unwrap();
    assert_eq!(overridden.certificate("firm.example", until).await, Err(FetchError::PrivateAddress));
    assert_eq!(overridden.certificate("not a host", until).await, Err(FetchError::BadUrl));
}

#[tokio::test]
async fn without_a_control_address_there_is_no_baseline() {
    let fetcher = Fetcher::new(Settings::default()).unwrap();
    assert!(!fetcher.has_control());
    assert_eq!(fetcher.baseline_ms(Instant::now() + Duration::from_secs(1)).await, None);
}
