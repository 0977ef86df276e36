//! The blueprint: which kind of magnet, and how it should read. Data, not code.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Blueprint {
    pub kind: MagnetKind,
    /// ISO 639-1 of the document.
    pub language: String,
}

impl Default for Blueprint {
    fn default() -> Self {
        Self { kind: MagnetKind::Scorecard, language: "en".into() }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MagnetKind {
    #[default]
    Scorecard,
}

impl MagnetKind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MagnetKind::Scorecard => "scorecard",
        }
    }
}
