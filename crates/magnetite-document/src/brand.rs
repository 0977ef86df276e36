//! The sender's look in a document: colours, logo, fonts, footer. A document without it is set in the program's own look.
//! Made by whoever publishes the document; set by `view`, `html` and `typeset`.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Brand {
    /// Shown in place of the sender's company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// On light paper, which PDF and image always have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub light: Option<Paint>,
    /// On dark paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dark: Option<Paint>,
    #[serde(skip_serializing_if = "Fonts::is_default")]
    pub fonts: Fonts,
    #[serde(skip_serializing_if = "Theme::is_default")]
    pub theme: Theme,
    /// Small print at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// Imprint, privacy and the like.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LegalLink>,
}

/// Colours that belong together, each `#rrggbb`; anything else is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Paint {
    pub accent: String,
    /// Of text on the accent.
    pub on_accent: String,
    /// A hint of the accent behind text.
    pub wash: String,
}

/// Which of the embedded families sets what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Fonts {
    /// Headings in Literata, text in Inter.
    #[default]
    Report,
    /// All in Inter.
    Plain,
    /// Headings in Inter, text in Literata.
    Editorial,
}

impl Fonts {
    fn is_default(&self) -> bool {
        *self == Fonts::Report
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Fonts::Report => "report",
            Fonts::Plain => "plain",
            Fonts::Editorial => "editorial",
        }
    }
}

/// How page and PDF are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// A quiet report with a serif's headings.
    #[default]
    Journal,
    /// Close and ruled, figures first, as an auditor's paper.
    Ledger,
    /// Large type and fields of the accent, as a brief for a board.
    Signal,
}

impl Theme {
    /// In the order in which they are offered.
    pub const ALL: [Theme; 3] = [Theme::Journal, Theme::Ledger, Theme::Signal];

    fn is_default(&self) -> bool {
        *self == Theme::Journal
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Journal => "journal",
            Theme::Ledger => "ledger",
            Theme::Signal => "signal",
        }
    }
}

/// A logo by reference. The bytes are put in before rendering and never written into the tree; without them the name is set instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Logo {
    /// Name under which the bytes are kept.
    pub object: String,
    pub width: u32,
    pub height: u32,
    pub tone: Tone,
    /// As [`crate::logo::prepare`] makes it.
    #[serde(skip)]
    pub png: Option<Arc<[u8]>>,
}

/// On which paper a logo can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Dark strokes without a ground of their own: on light paper.
    Dark,
    /// Light strokes without a ground of their own: on dark paper.
    Light,
    /// On both.
    Any,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LegalLink {
    pub label: String,
    pub url: String,
}
