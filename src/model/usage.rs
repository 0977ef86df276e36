//! What is counted: API requests by day, key, endpoint and status, and openings of a magnet by kind of visitor.
//! `web/counters.rs` collects them, `store/usage.rs` and `store/views.rs` keep them.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ids::{KeyId, LeadId, ProjectId, ViewId, WorkspaceId};
use super::visit::Verdict;

pub const DAY_MS: i64 = 24 * 3_600 * 1_000;

/// Days since 1970-01-01 (UTC).
#[must_use]
pub fn day_of(at: i64) -> i64 {
    at.div_euclid(DAY_MS)
}

/// Requests that are counted alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub key_id: KeyId,
    pub day: i64,
    /// Method and route, without `/api` or `/api/v1`: `POST /projects/generate`.
    pub endpoint: String,
    pub status: i64,
    pub requests: i64,
}

/// One opening. The visitor's address is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub id: ViewId,
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub lead_id: LeadId,
    /// The first view of the visit that it belongs to.
    pub visit_id: ViewId,
    pub what: Viewed,
    pub verdict: Verdict,
    pub facts: ViewFacts,
    pub created_at: i64,
}

/// What is kept of a view beside its class; stored as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewFacts {
    /// `phone` or `desktop`; empty where it is not known.
    pub device: String,
    /// Host of the page that led here; empty where the browser does not tell.
    pub referrer: String,
    /// Ids of the sections that were in sight for two seconds, sorted.
    pub sections: Vec<String>,
    /// Source cards opened.
    pub sources: u32,
    /// Boxes of the checklist ticked.
    pub ticks: u32,
    /// Clicks on a call to action that is a mail address.
    pub mails: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Viewed {
    Page,
    Pdf,
    /// The call to action was followed.
    Cta,
}

impl Viewed {
    pub const ALL: [Viewed; 3] = [Viewed::Page, Viewed::Pdf, Viewed::Cta];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Viewed::Page => "page",
            Viewed::Pdf => "pdf",
            Viewed::Cta => "cta",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    Human,
    /// A crawler, a mail scanner, a script.
    Scanner,
    /// A chat or mail program that draws a preview, or a browser that loads ahead.
    Preview,
    Unknown,
}

impl Visitor {
    pub const ALL: [Visitor; 4] = [Visitor::Human, Visitor::Scanner, Visitor::Preview, Visitor::Unknown];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Visitor::Human => "human",
            Visitor::Scanner => "scanner",
            Visitor::Preview => "preview",
            Visitor::Unknown => "unknown",
        }
    }
}

/// The text names no kind of opening or visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a name of openings or visitors")]
pub struct NotAName;

impl FromStr for Viewed {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        Self::ALL.into_iter().find(|what| what.as_str() == text).ok_or(NotAName)
    }
}

impl FromStr for Visitor {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        Self::ALL.into_iter().find(|class| class.as_str() == text).ok_or(NotAName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_utc() {
        assert_eq!((day_of(-1), day_of(0), day_of(DAY_MS - 1), day_of(DAY_MS)), (-1, 0, 0, 1));
    }
}
