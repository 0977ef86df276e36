//! The files of certificates and account: `tls/{authority}/` in the data folder, with the account's key in `account.json`, for each name its private
//! key and chain in `{name}.pem`, and in `{name}.failed` why the last order came to nothing. For their owner alone, each replaced as a whole.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use instant_acme::AccountCredentials;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use serde::{Deserialize, Serialize};
use x509_parser::parse_x509_certificate;

use super::TlsError;

const ACCOUNT: &str = "account.json";

/// A certificate with its key and the span in which it counts, in epoch seconds.
#[derive(Debug, Clone)]
pub(super) struct Certificate {
    pub key: Arc<CertifiedKey>,
    pub from: i64,
    pub until: i64,
}

/// The account at the authority, as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptAccount {
    /// As the authority was told.
    pub contact: Option<String>,
    pub credentials: AccountCredentials,
}

/// Where a name's certificate stands, by the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// There is one, until this instant (epoch seconds), and why its renewal failed, if it did.
    Until(i64, Option<String>),
    /// There is none, because of this.
    Failed(String),
    /// None was asked for yet.
    Unasked,
}

/// Where the certificate for `name` of the authority with this directory stands.
#[must_use]
pub fn standing(data_dir: &Path, directory: &str, name: &str) -> Standing {
    let folder = Folder(path_of(data_dir, directory));
    let failed = fs::read_to_string(folder.failed(name)).ok();
    match (folder.certificate(name), failed) {
        (Ok(Some(certificate)), failed) => Standing::Until(certificate.until, failed),
        (Err(error), _) => Standing::Failed(error.to_string()),
        (Ok(None), Some(failed)) => Standing::Failed(failed),
        (Ok(None), None) => Standing::Unasked,
    }
}

impl Certificate {
    /// When two thirds of its life are over.
    pub(super) fn renew_at(&self) -> i64 {
        self.until - (self.until - self.from) / 3
    }

    /// Reads private key and chain; that they belong together is looked at.
    pub(super) fn parse(pem: &str) -> Result<Self, TlsError> {
        let wrong = |error: &dyn std::fmt::Display| TlsError::Certificate(error.to_string());
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|error| wrong(&error))?;
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
        let chain = chain.map_err(|error| wrong(&error))?;
        let first = chain.first().ok_or_else(|| wrong(&"the chain is empty"))?;
        let (_, parsed) = parse_x509_certificate(first).map_err(|error| wrong(&error))?;
        let (from, until) = (parsed.validity().not_before.timestamp(), parsed.validity().not_after.timestamp());
        let key = CertifiedKey::from_der(chain, key, &rustls::crypto::ring::default_provider()).map_err(|error| wrong(&error))?;
        Ok(Self { key: Arc::new(key), from, until })
    }
}

pub(super) struct Folder(PathBuf);

/// Each authority has a folder of its own: what a trial authority has signed is never taken for the real one's.
fn path_of(data_dir: &Path, directory: &str) -> PathBuf {
    let name = directory.strip_prefix("https://").unwrap_or(directory);
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    data_dir.join("tls").join(name)
}

impl Folder {
    pub(super) fn open(data_dir: &Path, directory: &str) -> Result<Self, TlsError> {
        let path = path_of(data_dir, directory);
        let private = |path: &Path| {
            DirBuilder::new().recursive(true).mode(0o700).create(path)?;
            fs::set_permissions(path, Permissions::from_mode(0o700))
        };
        for path in [&data_dir.join("tls"), &path] {
            private(path).map_err(|error| TlsError::File(path.display().to_string(), error))?;
        }
        Ok(Self(path))
    }

    pub(super) fn account(&self) -> Result<Option<KeptAccount>, TlsError> {
        let Some(text) = self.read(ACCOUNT)? else { return Ok(None) };
        let kept = serde_json::from_str(&text).map_err(|error| TlsError::File(self.0.join(ACCOUNT).display().to_string(), error.into()))?;
        Ok(Some(kept))
    }

    pub(super) fn put_account(&self, kept: &KeptAccount) -> Result<(), TlsError> {
        let text = serde_json::to_string(kept).map_err(|error| TlsError::Setup(error.to_string()))?;
        self.write(ACCOUNT, &text)
    }

    pub(super) fn forget_account(&self) {
        let _ = fs::remove_file(self.0.join(ACCOUNT));
    }

    pub(super) fn certificate(&self, name: &str) -> Result<Option<Certificate>, TlsError> {
        self.read(&format!("{name}.pem"))?.map(|pem| Certificate::parse(&pem)).transpose()
    }

    pub(super) fn put_certificate(&self, name: &str, pem: &str) -> Result<(), TlsError> {
        self.write(&format!("{name}.pem"), pem)?;
        let _ = fs::remove_file(self.failed(name));
        Ok(())
    }

    pub(super) fn put_failure(&self, name: &str, why: &str) -> Result<(), TlsError> {
        self.write(&format!("{name}.failed"), why)
    }

    fn failed(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.failed"))
    }

    fn read(&self, file: &str) -> Result<Option<String>, TlsError> {
        let path = self.0.join(file);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(TlsError::File(path.display().to_string(), error)),
        }
    }

    /// Whole or not at all: written beside, flushed, and put in its place.
    fn write(&self, file: &str, text: &str) -> Result<(), TlsError> {
        let (path, draft) = (self.0.join(file), self.0.join(format!("{file}.new")));
        // A draft that a killed process left has its own mode.
        let _ = fs::remove_file(&draft);
        let written = || -> io::Result<()> {
            let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
            out.write_all(text.as_bytes())?;
            out.sync_all()?;
            fs::rename(&draft, &path)?;
            File::open(&self.0)?.sync_all()
        };
        written().map_err(|error| TlsError::File(path.display().to_string(), error))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    use super::*;

    const REAL: &str = "https://acme.example/directory";
    const DAY: i64 = 86_400;

    /// A certificate for January 2030 with its key, and the key of another one.
    fn january() -> (String, String) {
        let (key, other) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        let mut params = CertificateParams::new(vec!["a.example".to_owned()]).unwrap();
        (params.not_before, params.not_after) = (date_time_ymd(2030, 1, 1), date_time_ymd(2030, 1, 31));
        let certificate = params.self_signed(&key).unwrap().pem();
        (format!("{}{certificate}", key.serialize_pem()), format!("{}{certificate}", other.serialize_pem()))
    }

    #[test]
    fn a_certificate_is_renewed_after_two_thirds_of_its_life_and_taken_with_its_own_key_alone() {
        let (good, foreign) = january();
        let certificate = Certificate::parse(&good).unwrap();
        assert_eq!((certificate.until - certificate.from, certificate.renew_at() - certificate.from), (30 * DAY, 20 * DAY));
        for bad in [&foreign, "", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"] {
            assert!(matches!(Certificate::parse(bad), Err(TlsError::Certificate(_))), "{bad}");
        }
    }

    #[test]
    fn where_a_name_stands_is_read_from_the_folder_of_its_authority() {
        let data = tempfile::tempdir().unwrap();
        let stands = || standing(data.path(), REAL, "a.example");
        assert_eq!(stands(), Standing::Unasked);
        let folder = Folder::open(data.path(), REAL).unwrap();
        folder.put_failure("a.example", "nobody is there").unwrap();
        assert_eq!(stands(), Standing::Failed("nobody is there".into()));
        let (good, foreign) = january();
        folder.put_certificate("a.example", &good).unwrap();
        let until = Certificate::parse(&good).unwrap().until;
        assert_eq!(stands(), Standing::Until(until, None));
        folder.put_failure("a.example", "too busy").unwrap();
        assert_eq!(stands(), Standing::Until(until, Some("too busy".into())));
        folder.put_certificate("a.example", &foreign).unwrap();
        assert!(matches!(stands(), Standing::Failed(_)));
        assert_eq!(standing(data.path(), "https://trial.example/directory", "a.example"), Standing::Unasked);
    }
}
