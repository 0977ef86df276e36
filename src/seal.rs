//! Secrets that must be read back (the second factor's) are stored sealed with the master key: XChaCha20-Poly1305, bound to the place they stand in.
//! A sealed text is `v1.` and base 64 (URL alphabet, no padding) of a 24-byte nonce, the ciphertext and a 16-byte tag. What must only be known again
//! (who objected) is hashed under a key derived from the master key.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::model::ids::Random;

const FILE: &str = "master.key";
const VERSION: &str = "v1.";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// What the key for hashing is derived with.
const HASHING: &[u8] = b"magnetite keyed hash v1";

#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    #[error("{0} must hold 32 bytes in base 64 or as 64 hex digits")]
    NoKey(String),
    #[error("a stored secret cannot be read: it was sealed with another master key, or for another place")]
    Unreadable,
}

/// Holds the master key, and one derived from it for hashing; does not print them.
pub struct Sealer {
    cipher: XChaCha20Poly1305,
    hashing: Hmac<Sha256>,
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(…)")
    }
}

/// Reads a master key as it is written in the setting or the file.
#[must_use]
pub fn parse_key(text: &str) -> Option<[u8; KEY_BYTES]> {
    let text = text.trim();
    if text.len() == 2 * KEY_BYTES {
        let digits: Option<Vec<u8>> = (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect();
        return digits?.try_into().ok();
    }
    let bytes = STANDARD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text)).ok()?;
    bytes.try_into().ok()
}

impl Sealer {
    /// With the key of the setting, else of `master.key` in the data folder, which the first start makes (readable for its owner alone).
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds no key.
    pub fn open(setting: Option<&str>, data_dir: &Path, random: &dyn Random) -> Result<Self, SealError> {
        let key = match setting {
            Some(text) => parse_key(text).ok_or_else(|| SealError::NoKey("MAGNETITE_MASTER_KEY".into()))?,
            None => key_of_file(&data_dir.join(FILE), random)?,
        };
        let mut derived = hmac(key);
        derived.update(HASHING);
        Ok(Self { cipher: XChaCha20Poly1305::new(&key.into()), hashing: hmac(derived.finalize().into_bytes().into()) })
    }

    /// HMAC-SHA256 in hex of the parts, each with its length before it, under a key of its own that is derived from the master key: what is hashed
    /// can be compared by this server and guessed by nobody else.
    #[must_use]
    pub fn keyed_hash(&self, parts: &[&[u8]]) -> String {
        let mut hash = self.hashing.clone();
        for part in parts {
            hash.update(&(part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// `place` names table, column and row: a sealed text that is moved elsewhere cannot be opened.
    ///
    /// # Errors
    /// When the library refuses, which it does for texts of many gigabytes alone.
    pub fn seal(&self, random: &dyn Random, place: &str, plain: &[u8]) -> Result<String, SealError> {
        let mut nonce = [0; NONCE_BYTES];
        random.fill(&mut nonce);
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Unreadable)?;
        Ok(format!("{VERSION}{}", URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())))
    }

    /// # Errors
    /// Another key, another place, or a text that was changed.
    pub fn unseal(&self, place: &str, sealed: &str) -> Result<Vec<u8>, SealError> {
        let text = sealed.strip_prefix(VERSION).ok_or(SealError::Unreadable)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| SealError::Unreadable)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES).ok_or(SealError::Unreadable)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| SealError::Unreadable)?;
        self.cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: place.as_bytes() }).map_err(|_| SealError::Unreadable)
    }
}

/// RFC 2104 fills a key that is shorter than a block with zeros.
fn hmac(key: [u8; KEY_BYTES]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..KEY_BYTES].copy_from_slice(&key);
    Hmac::new(&block.into())
}

/// Of several processes that start at the same time one makes the file whole under another name and links it; all read the same key.
fn key_of_file(path: &Path, random: &dyn Random) -> Result<[u8; KEY_BYTES], SealError> {
    let failed = |error| SealError::File(path.display().to_string(), error);
    if !path.exists() {
        let mut key = [0; KEY_BYTES];
        random.fill(&mut key);
        let mut name = [0; 8];
        random.fill(&mut name);
        let draft = path.with_extension(format!("{:016x}", u64::from_le_bytes(name)));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).map_err(failed)?;
        let written = file.write_all(format!("{}\n", STANDARD.encode(key)).as_bytes()).and_then(|()| file.sync_all());
        let linked = written.and_then(|()| fs::hard_link(&draft, path));
        let _ = fs::remove_file(&draft);
        match linked {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(error)),
            _ => {}
        }
    }
    let text = fs::read_to_string(path).map_err(failed)?;
    parse_key(&text).ok_or_else(|| SealError::NoKey(path.display().to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    struct System;
    impl Random for System {
        fn fill(&self, bytes: &mut [u8]) {
            rand::fill(bytes);
        }
    }

    #[test]
    fn a_sealed_text_opens_with_its_key_in_its_place_alone() {
        let folder = tempfile::tempdir().unwrap();
        let sealer = Sealer::open(None, folder.path(), &System).unwrap();
        let sealed = sealer.seal(&System, "users.totp_secret/user_1", b"secret").unwrap();
        assert!(sealed.starts_with("v1.") && sealed != sealer.seal(&System, "users.totp_secret/user_1", b"secret").unwrap());
        let again = Sealer::open(None, folder.path(), &System).unwrap();
        assert_eq!(again.unseal("users.totp_secret/user_1", &sealed).unwrap(), b"secret");
        assert!(again.unseal("users.totp_secret/user_2", &sealed).is_err());
        let mut changed = sealed.clone();
        changed.replace_range(10..11, if &sealed[10..11] == "A" { "B" } else { "A" });
        for bad in ["", "v1.", "v1.AAAA", "v2.AAAA", &changed] {
            assert!(again.unseal("users.totp_secret/user_1", bad).is_err(), "{bad}");
        }
        let other = Sealer::open(Some(&"ab".repeat(32)), folder.path(), &System).unwrap();
        assert!(other.unseal("users.totp_secret/user_1", &sealed).is_err());
    }

    #[test]
    fn a_keyed_hash_depends_on_the_master_key_and_on_where_its_parts_end() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (Sealer::open(None, folder.path(), &System).unwrap(), Sealer::open(Some(&"ab".repeat(32)), folder.path(), &System).unwrap());
        assert_eq!(one.keyed_hash(&[b"a", b"bc"]), Sealer::open(None, folder.path(), &System).unwrap().keyed_hash(&[b"a", b"bc"]));
        assert_ne!(one.keyed_hash(&[b"a", b"bc"]), one.keyed_hash(&[b"ab", b"c"]));
        assert_ne!(one.keyed_hash(&[b"a", b"bc"]), other.keyed_hash(&[b"a", b"bc"]));
        assert_eq!(one.keyed_hash(&[]).len(), 64);
    }

    #[test]
    fn the_file_is_for_its_owner_alone_and_one_that_holds_no_key_is_named() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Sealer::open(None, folder.path(), &System).unwrap();
        let file = folder.path().join(FILE);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a draft was left over");
        fs::write(&file, "short\n").unwrap();
        let error = Sealer::open(None, folder.path(), &System).unwrap_err().to_string();
        assert!(error.contains("master.key") && error.contains("32 bytes"), "{error}");
    }

    #[test]
    fn a_key_is_read_in_both_spellings() {
        assert_eq!(parse_key(&"00".repeat(32)), Some([0; 32]));
        assert_eq!(parse_key(&STANDARD.encode([7; 32])), Some([7; 32]));
        assert_eq!(parse_key("AAAA"), None);
        assert_eq!(parse_key(&"zz".repeat(32)), None);
    }
}
