//! The way out to the certificate authority: one host that the operator names, so that it may be a private one. Only https; no redirects, no proxy.
//! The caller bounds the time.

use std::time::Duration;

use bytes::Bytes;
use http_body::Body;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};

use crate::FetchError;
use crate::post::public_roots;

const CONNECT_TIME: Duration = Duration::from_secs(10);

/// Requests to the certificate authority, with bodies of the caller's kind.
pub type Authority<B> = Client<HttpsConnector<HttpConnector>, B>;

/// A client that believes `roots` alone, or, without any, the roots that all other requests go by.
///
/// # Errors
/// `Setup` for a root that is no certificate.
pub fn authority<B>(roots: &[CertificateDer<'static>]) -> Result<Authority<B>, FetchError>
where
    B: Body<Data = Bytes> + Send,
{
    let _ = rustls::crypto::ring::default_provider().install_default();
    let tls = if roots.is_empty() {
        public_roots()
    } else {
        let mut store = RootCertStore::empty();
        for root in roots {
            store.add(root.clone()).map_err(|error| FetchError::Setup(error.to_string()))?;
        }
        ClientConfig::builder().with_root_certificates(store).with_no_client_auth()
    };
    let mut http = HttpConnector::new();
    http.enforce_http(false);
    http.set_nodelay(true);
    http.set_connect_timeout(Some(CONNECT_TIME));
    let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_only().enable_http1().wrap_connector(http);
    Ok(Client::builder(TokioExecutor::new()).pool_max_idle_per_host(1).build(connector))
}
