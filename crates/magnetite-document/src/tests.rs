//! What holds over all renderings: the same words everywhere, text that stays text, the same bytes for the same document.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::fixture::{rich, thin};
use crate::{Links, page, pdf, share_image};

/// Writes every rendering of the sample documents to `MAGNETITE_LOOK`, to be looked at: `cargo test -p magnetite-document look -- --ignored`.
#[test]
#[ignore = "writes files for people"]
fn look() {
    let folder = std::path::PathBuf::from(std::env::var_os("MAGNETITE_LOOK").expect("a folder"));
    for (name, document) in [("rich", rich()), ("thin", thin())] {
        let write = |ending: &str, bytes: &[u8]| std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap();
        write("html", page(&document, &Links::default()).unwrap().as_bytes());
        write("pdf", &pdf(&document).unwrap());
        write("png", &share_image(&document).unwrap());
        write("md", crate::markdown(&document).as_bytes());
    }
}
