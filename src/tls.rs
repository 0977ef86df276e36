//! Certificates for a server that faces the internet itself: got from a certificate authority by ACME (RFC 8555), proved on this very port by
//! TLS-ALPN-01 (RFC 8737), renewed by themselves. `keeper.rs` is the task that keeps them, `order.rs` the walk to one of them, `folder.rs` their
//! files, `table.rs` which of them answers whom.

mod folder;
mod keeper;
mod order;
mod table;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use self::folder::Folder;
pub use self::folder::{Standing, standing};
pub use self::keeper::keep;
use self::table::Table;

/// What a client may take for its handshake.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);
/// The protocol of a certificate authority's look (RFC 8737 3).
const CHALLENGE_PROTOCOL: &[u8] = b"acme-tls/1";

/// Who signs the certificates.
#[derive(Debug, Clone)]
pub struct Authority {
    /// Address of the ACME directory, https.
    pub directory: String,
    /// Mail address that the authority may write to.
    pub contact: Option<String>,
    /// PEM file of the roots that the authority's own certificate goes back to; `None`: the public ones.
    pub roots: Option<PathBuf>,
}

#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("{0}: {1}")]
    File(String, io::Error),
    #[error("MAGNETITE_TLS_ROOTS: {0}: {1}")]
    Roots(String, String),
    #[error("TLS cannot start: {0}")]
    Setup(String),
    #[error("the certificate authority says: {0}")]
    Authority(#[from] instant_acme::Error),
    #[error("the certificate cannot be used: {0}")]
    Certificate(String),
    #[error("the certificate authority did not come to an end in time")]
    Late,
}

/// The certificates that this server holds, and the way to more.
pub struct Tls {
    authority: Authority,
    roots: Vec<CertificateDer<'static>>,
    folder: Folder,
    table: Arc<Table>,
    config: Arc<ServerConfig>,
}

impl Tls {
    /// Opens the folder of the certificates under the data folder; the authority is not spoken to before [`keep`].
    ///
    /// # Errors
    /// When the folder or the file of roots cannot be used.
    pub fn open(data_dir: &Path, authority: Authority) -> Result<Arc<Self>, TlsError> {
        let roots = authority.roots.as_deref().map(read_roots).transpose()?.unwrap_or_default();
        let folder = Folder::open(data_dir, &authority.directory)?;
        let table = Arc::new(Table::default());
        let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| TlsError::Setup(error.to_string()))?
            .with_no_client_auth()
            .with_cert_resolver(table.clone());
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec(), CHALLENGE_PROTOCOL.to_vec()];
        Ok(Arc::new(Self { authority, roots, folder, table, config: Arc::new(config) }))
    }

    /// Shakes hands within ten seconds. `None`: a client that did not get so far, one that asked for a host without a certificate, or the authority,
    /// which has seen its proof and says no more.
    pub async fn accept<S>(&self, stream: S) -> Option<TlsStream<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let handshake = async {
            let mut stream = TlsAcceptor::from(self.config.clone()).accept(stream).await?;
            if stream.get_ref().1.alpn_protocol() != Some(CHALLENGE_PROTOCOL) {
                return io::Result::Ok(Some(stream));
            }
            stream.shutdown().await?;
            Ok(None)
        };
        match tokio::time::timeout(HANDSHAKE_TIME, handshake).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => {
                tracing::debug!(%error, "a TLS handshake failed");
                None
            }
            Err(_) => {
                tracing::debug!("a TLS handshake took too long");
                None
            }
        }
    }

    /// Whether there is a certificate for this host; in lower case without a port.
    #[must_use]
    pub fn holds(&self, host: &str) -> bool {
        self.table.holds(host)
    }
}

fn read_roots(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let wrong = |why: String| TlsError::Roots(path.display().to_string(), why);
    let roots: Result<Vec<_>, _> = CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    let roots = roots.map_err(|error| wrong(error.to_string()))?;
    if roots.is_empty() { Err(wrong("holds no certificate in PEM".into())) } else { Ok(roots) }
}
