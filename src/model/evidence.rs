//! Evidence: one thing that was seen, where, when and how. Every claim of a document rests on it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Identifies one piece of evidence within one job, like `ev_12`. Numbered in the order of discovery, so the same input gives the same ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct EvidenceId(pub String);

impl std::fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who says it: the prospect's own site, the person who posted the lead, or our own measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = EvidenceSource)]
pub enum Source {
    Site,
    Provided,
    Measured,
}

/// How it was got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = EvidenceKind)]
pub enum Kind {
    /// A response's status, header or redirect chain.
    Http,
    /// An element or attribute of the markup.
    Html,
    /// Visible text of the page.
    Text,
    /// A JSON-LD, Open Graph or meta value.
    Meta,
    Dns,
    Tls,
    /// A field of the posted lead.
    Posted,
    /// Counted over several sites.
    Measured,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    pub id: EvidenceId,
    pub source: Source,
    pub kind: Kind,
    /// The page it was seen on; `None` only for posted data.
    pub url: Option<String>,
    /// Epoch milliseconds.
    pub fetched_at: i64,
    /// SHA-256 of the body as received (after content decoding), lower-case hex.
    pub body_sha256: Option<String>,
    /// Where on the page: `title`, `meta[name=description]`, `header: content-type`, `#b12` (block 12 of the page), `json-ld: telephone`.
    pub locator: String,
    /// The exact words of the page, byte for byte as they stand in its text (white space folded), at most 400 characters.
    pub quote: Option<String>,
    /// The measured value where there is no quotation: `HTTP 503`, `214 KB, no content-encoding`.
    pub observed: Option<String>,
    /// What would have been right, for a failed check.
    pub expected: Option<String>,
    /// A command or URL with which the reader can see it for themselves.
    pub verify: Option<String>,
}
