//! Passwords: which are taken (NIST SP 800-63B: length counts, the best known are refused), how they are hashed, and how one is compared.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// Shortest password, in characters (NIST SP 800-63B asks for at least 8; length is what counts).
pub const MIN_CHARS: usize = 10;
/// A sentence fits; a megabyte of text to hash does not.
pub const MAX_CHARS: usize = 1_000;
/// Passwords of ten and more characters that stand at the top of every list of leaked ones, in lower case.
const COMMON: &str = include_str!("common_passwords.txt");

/// # Errors
/// What is wrong, after the words "The password".
pub fn check_password(password: &str, email: &str) -> Result<(), &'static str> {
    let count = password.chars().count();
    if count < MIN_CHARS {
        return Err("must have at least 10 characters");
    }
    if count > MAX_CHARS {
        return Err("must have at most 1,000 characters");
    }
    let lower = password.trim().to_lowercase();
    if lower == email.trim().to_lowercase() {
        return Err("must not be your e-mail address");
    }
    let first = lower.chars().next();
    if lower.chars().all(|char| Some(char) == first) || COMMON.lines().any(|known| known == lower) {
        return Err("must not be one of those that everybody tries first");
    }
    Ok(())
}

/// The PHC string of argon2id. Takes some tens of milliseconds of CPU.
///
/// # Errors
/// When the hash cannot be made.
pub fn hash_password(password: &str) -> Result<String, String> {
    Ok(Argon2::default().hash_password(password.as_bytes()).map_err(|error| error.to_string())?.to_string())
}

/// Compares a password with a stored hash. Without a hash (no such person) it takes the same time and says no.
#[must_use]
pub fn is_password(password: &str, stored: Option<&str>) -> bool {
    static NOBODY: OnceLock<String> = OnceLock::new();
    // Made on the first call whoever that is for, so that its time tells nothing either.
    let nobody = NOBODY.get_or_init(|| hash_password("nobody has this password").unwrap_or_default());
    let hash = stored.unwrap_or(nobody);
    let matches = PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    matches && stored.is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn length_counts_and_what_everybody_tries_first_is_refused() {
        let check = |password: &str| check_password(password, "jane.miller@acme.example");
        assert!(check("correct horse battery").is_ok() && check("🐎🔋🐎🔋🐎🔋🐎🔋🐎🔋").is_ok());
        assert!(check("short").is_err() && check(&"ab".repeat(501)).is_err());
        for bad in ["1234567890", "Password123", "qwertyuiop", "aaaaaaaaaaaa", "Jane.Miller@acme.example"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_list_holds_only_what_the_length_lets_through() {
        assert!(COMMON.lines().count() > 100);
        for known in COMMON.lines() {
            assert!(known.chars().count() >= MIN_CHARS && known.to_lowercase() == known, "{known:?}");
        }
    }

    #[test]
    fn a_password_matches_its_own_hash_alone() {
        let hash = hash_password("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(is_password("correct horse battery", Some(&hash)) && !is_password("correct horse batterz", Some(&hash)));
        assert!(!is_password("nobody has this password", None) && !is_password("x", Some("no hash")));
    }
}
