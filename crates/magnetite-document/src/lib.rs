//! The document tree of a lead magnet and its renderings: page, PDF, slides, share images, Markdown, JSON.
//! All are pure: the same document gives the same bytes. Start at [`tree`], then `view`, which every rendering is set from.

pub mod brand;
#[cfg(test)]
mod brand_tests;
mod clean;
mod email;
#[cfg(test)]
mod fixture;
mod html;
pub mod logo;
mod markdown;
mod samples;
#[cfg(test)]
mod tests;
pub mod tree;
mod typeset;
mod view;
mod words;

use std::sync::OnceLock;

pub use clean::{direction, safe_href};
pub use email::{Mail, mail};
pub use html::{LOOK_AGAIN_S, Links, Waiting, WaitingState, fonts, page, page_csp, page_csp_of, waiting_page, with_fonts_at, without_scripts};
pub use markdown::markdown;
pub use samples::{Sample, samples};
pub use tree::Document;
pub use typeset::image::{share_image, share_square};
pub use typeset::paper::Paper;
pub use typeset::pdf::{pdf, pdf_on, slides};

/// Why a rendering could not be made. Each is a defect of this crate's templates: no text in a document leads here.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    #[error("the page template failed: {0}")]
    Page(#[from] askama::Error),
    #[error("typesetting failed: {0}")]
    Typeset(String),
    #[error("export failed: {0}")]
    Export(String),
}

/// JSON Schema (2020-12) of the tree, indented.
#[must_use]
pub fn schema() -> &'static str {
    static SCHEMA: OnceLock<String> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let mut schema = schemars::schema_for!(Document);
        schema.insert("$id".into(), format!("urn:magnetite:{}", tree::SCHEMA).into());
        serde_json::to_string_pretty(&schema).unwrap_or_default()
    })
}

/// The tree itself as JSON, indented, members in the order of the types.
#[must_use]
pub fn json(document: &Document) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default()
}

/// What a document of this kind (`scorecard`) is called in a language (ISO 639-1).
#[must_use]
pub fn kind_word(kind: &str, language: &str) -> &'static str {
    words::words(language).kind_word(kind)
}

/// The day of an instant (epoch milliseconds, UTC) in the words of a language (ISO 639-1); empty outside the calendar.
#[must_use]
pub fn day(at_ms: i64, language: &str) -> String {
    words::words(language).day(at_ms)
}
