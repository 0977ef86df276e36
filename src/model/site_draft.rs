//! What was found on the owner's own site, to draft offer and brand from: suggestions, each with its source. Nothing of it counts before a person saves it.

use serde::{Deserialize, Serialize};

use super::brand::Logo;
use super::color::Color;

/// A reading that has told nothing for so long has died with its process.
pub const STALE_MS: i64 = 120_000;

/// The last reading of a project's own site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteDraft {
    pub domain: String,
    pub status: DraftStatus,
    pub found: Found,
    pub created_at: i64,
    pub updated_at: i64,
}

impl SiteDraft {
    /// Failed is also what nobody works on any more.
    #[must_use]
    pub fn status_at(&self, now: i64) -> DraftStatus {
        if self.status == DraftStatus::Reading && now - self.updated_at > STALE_MS { DraftStatus::Failed } else { self.status }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftStatus {
    Reading,
    Done,
    Failed,
}

impl DraftStatus {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DraftStatus::Reading => "reading",
            DraftStatus::Done => "done",
            DraftStatus::Failed => "failed",
        }
    }
}

impl std::str::FromStr for DraftStatus {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [DraftStatus::Reading, DraftStatus::Done, DraftStatus::Failed].into_iter().find(|status| status.as_str() == text).ok_or("not a status of a draft")
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Found {
    /// Addresses of the pages read so far, in order.
    pub pages: Vec<String>,
    /// Why nothing, or little, could be read: a sentence.
    pub trouble: Option<String>,
    pub company: Option<Suggestion>,
    pub url: Option<Suggestion>,
    pub sender_email: Option<Suggestion>,
    pub sells: Option<Suggestion>,
    pub audience: Option<Suggestion>,
    pub proof: Vec<Suggestion>,
    /// Where a call to action could lead.
    pub cta: Option<Suggestion>,
    /// Colours of the site that may be an accent, likeliest first.
    pub colors: Vec<FoundColor>,
    pub logo: Option<FoundLogo>,
    /// Imprint, privacy and the like: label and address.
    pub links: Vec<FoundLink>,
}

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub value: String,
    pub source: Source,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Page or style sheet.
    pub url: String,
    /// Its own words.
    pub quote: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundColor {
    pub color: Color,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundLogo {
    pub logo: Logo,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundLink {
    pub label: String,
    pub url: String,
    pub source: Source,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_that_nobody_works_on_has_failed() {
        let draft = SiteDraft { domain: "a.example".into(), status: DraftStatus::Reading, found: Found::default(), created_at: 0, updated_at: 1_000 };
        assert_eq!(draft.status_at(1_000 + STALE_MS), DraftStatus::Reading);
        assert_eq!(draft.status_at(1_001 + STALE_MS), DraftStatus::Failed);
        let done = SiteDraft { status: DraftStatus::Done, ..draft };
        assert_eq!(done.status_at(i64::MAX), DraftStatus::Done);
    }
}
