//! Gzip (RFC 1952) for what goes out as text.

use std::io::Write;

use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Packed bytes; `None` where that saves less than a tenth.
#[must_use]
pub fn pack(bytes: &[u8], level: Compression) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().filter(|packed| packed.len() < bytes.len() * 9 / 10)
}

/// Whether the client takes gzip.
#[must_use]
pub fn is_taken(asked: &HeaderMap) -> bool {
    let all = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(','));
    all.map(|one| one.trim().to_ascii_lowercase()).any(|one| one == "gzip" || (one.starts_with("gzip;") && !one.replace(' ', "").ends_with("q=0")))
}
