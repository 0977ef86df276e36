//! Secrets that stand in links and cookies: 32 random base-62 characters (190 bits), stored by their SHA-256 alone.

use sha2::{Digest, Sha256};

use super::ids::{Random, random_base62};

const CHARS: usize = 32;

/// A new token, for the one place that shows it.
#[must_use]
pub fn new_token(random: &dyn Random) -> String {
    random_base62(random, CHARS)
}

/// What is stored and looked up.
#[must_use]
pub fn token_hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
