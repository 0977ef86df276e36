//! Which certificate answers whom: by the name that the client asks for (SNI, RFC 6066 3). Who asks for none, or for one that we have not, gets no
//! certificate, and the handshake fails.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::CHALLENGE_PROTOCOL;
use super::folder::Certificate;

#[derive(Debug, Default)]
pub(super) struct Table {
    held: RwLock<BTreeMap<String, Certificate>>,
    /// Proofs for the certificate authority, while an order is under way.
    proofs: RwLock<BTreeMap<String, Arc<CertifiedKey>>>,
}

impl Table {
    pub(super) fn holds(&self, name: &str) -> bool {
        self.held.read().unwrap_or_else(PoisonError::into_inner).contains_key(name)
    }

    /// Whether the certificate for this name, if there is one, is to be renewed at this instant (epoch seconds); true where there is none.
    pub(super) fn is_due(&self, name: &str, now: i64) -> bool {
        self.held.read().unwrap_or_else(PoisonError::into_inner).get(name).is_none_or(|certificate| certificate.renew_at() <= now)
    }

    pub(super) fn hold(&self, name: &str, certificate: Certificate) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), certificate);
    }

    /// Lets go of the certificates for all other names.
    pub(super) fn hold_only(&self, names: &BTreeSet<String>) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).retain(|name, _| names.contains(name));
    }

    pub(super) fn prove(&self, name: &str, proof: Arc<CertifiedKey>) {
        self.proofs.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), proof);
    }

    pub(super) fn withdraw_proof(&self, name: &str) {
        self.proofs.write().unwrap_or_else(PoisonError::into_inner).remove(name);
    }

    fn choose(&self, name: &str, is_challenge: bool) -> Option<Arc<CertifiedKey>> {
        if is_challenge {
            return self.proofs.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        }
        self.held.read().unwrap_or_else(PoisonError::into_inner).get(name).map(|certificate| certificate.key.clone())
    }
}

impl ResolvesServerCert for Table {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        // The authority offers its protocol and no other (RFC 8737 3). The name comes in lower case.
        let is_challenge = hello.alpn().is_some_and(|protocols| protocols.eq([CHALLENGE_PROTOCOL]));
        self.choose(hello.server_name()?, is_challenge)
    }
}
