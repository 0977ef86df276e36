//! One certificate for one name: order, proof, certificate (RFC 8555 7.4, RFC 8737). The proof is a certificate of our own that carries the digest of
//! what the authority has asked, shown to who offers `acme-tls/1`.

use std::sync::Arc;
use std::time::Duration;

use instant_acme::{Account, AuthorizationStatus, ChallengeType, Error, Identifier, NewOrder, Order, OrderStatus, RetryPolicy};
use rcgen::{CertificateParams, CustomExtension, DistinguishedName, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::sign::CertifiedKey;

use super::TlsError;
use super::table::Table;

/// How often the authority is asked how far it is, and for how long.
const ASKING: RetryPolicy = RetryPolicy::new().initial_delay(Duration::from_millis(500)).backoff(1.5).timeout(Duration::from_secs(90));

/// Walks an order to its end; the private key and the chain, in PEM. The proof stays in the table.
///
/// # Errors
/// What the authority says, or that it cannot be reached.
pub(super) async fn certificate(account: &Account, table: &Table, name: &str) -> Result<String, TlsError> {
    let mut order = account.new_order(&NewOrder::new(&[Identifier::Dns(name.to_owned())])).await?;
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization?;
        // Proved for an earlier order, and still believed.
        if authorization.status == AuthorizationStatus::Valid {
            continue;
        }
        let mut challenge = authorization.challenge(ChallengeType::TlsAlpn01).ok_or(Error::Unsupported("the challenge tls-alpn-01"))?;
        table.prove(name, Arc::new(proof(name, challenge.key_authorization().digest().as_ref())?));
        challenge.set_ready().await?;
    }
    if order.poll_ready(&ASKING).await? != OrderStatus::Ready {
        return Err(refusal(&mut order).await);
    }
    let key = order.finalize().await?;
    let chain = order.poll_certificate(&ASKING).await?;
    Ok(format!("{key}{chain}"))
}

/// Why the proof was not taken: an order that has failed says it in its authorization alone.
async fn refusal(order: &mut Order) -> TlsError {
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        if let Ok(state) = authorization.refresh().await
            && let Some(problem) = state.challenges.iter().find_map(|challenge| challenge.error.clone())
        {
            return Error::Api(problem).into();
        }
    }
    Error::Str("why the order was refused").into()
}

/// A certificate that shows the digest of a key authorization (RFC 8737 3).
fn proof(name: &str, digest: &[u8]) -> Result<CertifiedKey, TlsError> {
    let wrong = |error: &dyn std::fmt::Display| TlsError::Setup(error.to_string());
    let mut params = CertificateParams::new([name.to_owned()]).map_err(|error| wrong(&error))?;
    params.distinguished_name = DistinguishedName::new();
    params.custom_extensions = vec![CustomExtension::new_acme_identifier(digest)];
    let key = KeyPair::generate().map_err(|error| wrong(&error))?;
    let certificate = params.self_signed(&key).map_err(|error| wrong(&error))?;
    let der = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let key = rustls::crypto::ring::default_provider().key_provider.load_private_key(der).map_err(|error| wrong(&error))?;
    // Not looked at against the key: the library knows no certificate with this extension.
    Ok(CertifiedKey::new(vec![certificate.der().clone()], key))
}
