//! One TLS handshake to see a host's certificate: whom it is for, who issued it, until when, and whether a browser would trust it.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

use crate::FetchError;
use crate::error::classify;

/// Names of a certificate that are kept.
const NAMES_MAX: usize = 20;
const TEXT_MAX_CHARS: usize = 200;

/// What a browser would make of the certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    Valid,
    Expired,
    NotYetValid,
    /// Made out for other names.
    WrongHost,
    /// Signed by its own key.
    SelfSigned,
    /// Signed by nobody who is known, revoked, or broken otherwise.
    Untrusted,
}

/// A certificate as the host showed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    pub trust: Trust,
    /// Epoch milliseconds.
    pub not_before: i64,
    /// Epoch milliseconds.
    pub not_after: i64,
    /// Organisation or common name of the issuer.
    pub issuer: String,
    /// DNS names it is made out for, in its order, at most 20.
    pub names: Vec<String>,
    /// Why it is not trusted, in the words of the TLS library; empty when it is.
    pub detail: String,
}

/// Lets every certificate pass, and keeps it with what the true verifier says of it. No data is sent over such a connection.
#[derive(Debug)]
struct Recorder {
    judge: Arc<dyn ServerCertVerifier>,
    seen: Mutex<Option<(CertificateDer<'static>, Result<(), rustls::Error>)>>,
}

impl ServerCertVerifier for Recorder {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verdict = self.judge.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now).map(drop);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some((end_entity.clone().into_owned(), verdict));
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.judge.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.judge.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.judge.supported_verify_schemes()
    }
}

/// The system's store, or the roots that come with the program.
pub(crate) fn judge() -> Result<Arc<dyn ServerCertVerifier>, FetchError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    if let Ok(verifier) = rustls_platform_verifier::Verifier::new(provider.clone()) {
        return Ok(Arc::new(verifier));
    }
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
    verifier.map(|verifier| verifier as Arc<dyn ServerCertVerifier>).map_err(|error| FetchError::Setup(error.to_string()))
}

/// Shakes hands over a connection that was checked before, and hangs up.
///
/// # Errors
/// `BadUrl` when `host` is no name, `Tls` when the handshake failed before a certificate was shown, `Reset` and the like of the connection.
pub(crate) async fn look<S>(stream: S, host: &str, judge: Arc<dyn ServerCertVerifier>) -> Result<Certificate, FetchError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let name = ServerName::try_from(host.to_owned()).map_err(|_| FetchError::BadUrl)?;
    let recorder = Arc::new(Recorder { judge, seen: Mutex::new(None) });
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| FetchError::Setup(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(recorder.clone())
        .with_no_client_auth();
    let shaken = TlsConnector::from(Arc::new(config)).connect(name, stream).await.map(drop);
    let seen = recorder.seen.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (seen, shaken) {
        // A good certificate for which the host has not the key.
        (Some((_, Ok(()))), Err(error)) => Err(classify(&error)),
        (Some((der, verdict)), _) => read(&der, verdict),
        (None, Err(error)) => Err(classify(&error)),
        (None, Ok(())) => Err(FetchError::Tls(String::from("no certificate was shown"))),
    }
}

fn read(der: &CertificateDer<'_>, verdict: Result<(), rustls::Error>) -> Result<Certificate, FetchError> {
    let (_, parsed) = X509Certificate::from_der(der).map_err(|_| FetchError::Tls(String::from("the certificate cannot be read")))?;
    let own = parsed.issuer() == parsed.subject();
    let millis = |seconds: i64| seconds.saturating_mul(1_000);
    let named = parsed.issuer().iter_organization().chain(parsed.issuer().iter_common_name()).find_map(|name| name.as_str().ok()).unwrap_or_default();
    let names = parsed.subject_alternative_name().ok().flatten().map(|names| &names.value.general_names);
    let names = names.into_iter().flatten().filter_map(|name| if let GeneralName::DNSName(name) = name { Some(short(name)) } else { None });
    let detail = verdict.as_ref().err().map(|error| short(&error.to_string())).unwrap_or_default();
    Ok(Certificate {
        trust: verdict.as_ref().err().map_or(Trust::Valid, |error| trust(error, own)),
        not_before: millis(parsed.validity().not_before.timestamp()),
        not_after: millis(parsed.validity().not_after.timestamp()),
        issuer: short(named),
        names: names.take(NAMES_MAX).collect(),
        detail,
    })
}

fn trust(error: &rustls::Error, own: bool) -> Trust {
    match error {
        rustls::Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => Trust::Expired,
        rustls::Error::InvalidCertificate(CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. }) => Trust::NotYetValid,
        rustls::Error::InvalidCertificate(CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }) => Trust::WrongHost,
        _ if own => Trust::SelfSigned,
        _ => Trust::Untrusted,
    }
}

fn short(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(TEXT_MAX_CHARS).collect()
}
