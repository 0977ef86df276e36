//! One door for each kind of bytes that comes from outside; whatever comes through, nothing panics.
#![allow(dead_code, unused_imports)]

#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/research/mod.rs"]
pub mod research;

use research::hostile;

/// robots.txt, and whether it allows a path.
pub fn robots(bytes: &[u8]) {
    hostile::robots(bytes);
}

/// A sitemap, packed or not.
pub fn sitemap(bytes: &[u8]) {
    hostile::sitemap(bytes);
}

/// A page.
pub fn html(bytes: &[u8]) {
    hostile::html(bytes);
}

/// A body in any encoding; its first line is the content type.
pub fn encodings(bytes: &[u8]) {
    hostile::encodings(bytes);
}

/// A JSON-LD block of a page.
pub fn json_ld(bytes: &[u8]) {
    hostile::json_ld(bytes);
}

/// An address as a page may write it.
pub fn urls(bytes: &[u8]) {
    hostile::urls(bytes);
}
