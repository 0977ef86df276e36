//! The document tree of a lead magnet and its renderings: page, PDF, share image, Markdown, JSON.

pub mod tree;

pub use tree::Document;
