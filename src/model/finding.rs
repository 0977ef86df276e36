//! Findings: the named checks with their status and evidence, the scores, and which matter most.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::comparison::Comparison;
use super::evidence::{Evidence, EvidenceId, Source};
use super::profile::Profile;

/// What analysis makes of a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Analysis {
    pub profile: Profile,
    pub site_type: SiteType,
    /// Every check of the set, in the order of the set. Empty when the site could not be read.
    pub findings: Vec<Finding>,
    pub scores: Scores,
    /// Check ids of failed findings, most important for this reader first. The writer tells the first three.
    pub priorities: Vec<String>,
    /// Every failed finding in the order of importance, with what decided its place; `priorities` are those of them that lead.
    #[serde(default)]
    pub ranking: Vec<Ranked>,
    /// Check ids of passed findings that are worth praising, best first.
    pub strengths: Vec<String>,
    /// Where posted data and the site contradict one another.
    #[serde(default)]
    pub disputed: Vec<Disputed>,
    /// All evidence that profile, findings and comparison point at, and every posted value, in order of id.
    pub evidence: Vec<Evidence>,
    /// How the site stands among the project's others; `None` while there are too few.
    #[serde(default)]
    pub comparison: Option<Comparison>,
}

impl Analysis {
    /// Of a dossier that nobody has judged yet.
    #[must_use]
    pub fn none() -> Self {
        Self {
            profile: Profile::default(),
            site_type: SiteType::Business,
            findings: Vec::new(),
            scores: Scores::default(),
            priorities: Vec::new(),
            ranking: Vec::new(),
            strengths: Vec::new(),
            disputed: Vec::new(),
            evidence: Vec::new(),
            comparison: None,
        }
    }

    /// Whether all of this evidence was posted, and none of it found.
    #[must_use]
    pub fn is_provided(&self, ids: &[EvidenceId]) -> bool {
        let posted = |id: &EvidenceId| self.evidence.iter().any(|item| item.id == *id && item.source == Source::Provided);
        !ids.is_empty() && ids.iter().all(posted)
    }
}

/// A posted value and the site's own, which cannot both be right. The site's stands in the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Disputed {
    /// `name`, `founded`, `place` or `website`.
    pub fact: String,
    pub posted: String,
    pub site: String,
    /// That of the posted value, then the site's.
    pub evidence: Vec<EvidenceId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SiteType {
    LocalService,
    Shop,
    Saas,
    Content,
    Portfolio,
    /// A business site that is none of the others.
    Business,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Standard name of the check, like `document-title`.
    pub check: String,
    /// Number in the set (1–58), for reference.
    pub number: u8,
    pub area: Area,
    pub status: Status,
    /// The severity that applies to this result (some checks have two).
    pub severity: Severity,
    /// Values for the sentences: `title` → `Home`, `count` → `3`. Each stands in the evidence.
    pub slots: BTreeMap<String, String>,
    pub evidence: Vec<EvidenceId>,
    /// `k of n pages`; `None` when the check is about the site as a whole.
    pub sample: Option<Sample>,
    pub effort: Effort,
    /// 0–1: how sure we are that the finding is right.
    pub confidence: f64,
    /// Why it is not measured or not applicable, in a few plain words.
    pub reason: Option<String>,
}

/// The place of one failed finding, and what decided it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ranked {
    /// Standard name of the check.
    pub check: String,
    /// 1 for the most important; a finding that is told together with another has that one's place.
    pub rank: u32,
    /// Weight of the severity × confidence × ease × fit, 0–15.
    pub score: f64,
    pub severity: Severity,
    /// 0–1: how sure we are that the finding is right.
    pub confidence: f64,
    /// 1 for a repair of minutes, 0.8 for hours, 0.5 for days.
    pub ease: f64,
    /// 1 where the offer has nothing to do with it, up to 1.5 where the offer is about it.
    pub fit: f64,
    /// What speaks for this place; only what is so.
    pub because: Vec<Because>,
    /// The check that leads its group, where a reader would feel both to be one point.
    pub grouped_under: Option<String>,
}

/// One reason for a place in the ranking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Because {
    /// High or critical.
    Severity,
    /// Confidence of 0.9 and above.
    Sure,
    /// Repaired in minutes.
    Quick,
    /// The offer names this area as its focus.
    Focus { area: Area },
    /// Words of the offer, as they stand there, that are about this check.
    Words { word: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FindingSample)]
pub struct Sample {
    /// Pages on which the check fired.
    pub hits: u32,
    /// Pages on which it was tried.
    pub of: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FindingStatus)]
pub enum Status {
    Pass,
    Fail,
    NotApplicable,
    NotMeasured,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = FindingSeverity)]
pub enum Severity {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

impl Severity {
    /// Weight in the score of an area.
    #[must_use]
    pub fn weight(self) -> u32 {
        match self {
            Severity::Critical => 10,
            Severity::High => 6,
            Severity::Medium => 3,
            Severity::Low => 1,
            Severity::Info => 0,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = FindingArea)]
pub enum Area {
    /// Reachable and findable.
    Reach,
    /// How you look in search and shares.
    Search,
    Speed,
    /// Usable by everyone.
    Access,
    /// Safe and trustworthy.
    Trust,
    /// E-mail works.
    Email,
    /// Turns visitors into enquiries.
    Enquiry,
}

/// How long the repair takes somebody who knows how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = FindingEffort)]
pub enum Effort {
    Minutes,
    Hours,
    Days,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Scores {
    /// Mean of the areas, 0–100; `None` when nothing was measured.
    pub overall: Option<u8>,
    /// Only areas in which something was measured.
    pub areas: Vec<AreaScore>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AreaScore {
    pub area: Area,
    /// Earned weight over applicable weight, 0–100, rounded to the nearest.
    pub percent: u8,
    /// Checks passed, of those that apply and were measured.
    pub passed: u32,
    pub measured: u32,
}

impl AreaScore {
    /// `Strong` from 85, `Fair` from 65, else `Needs work`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        score_word(self.percent)
    }
}

/// The word beside a score of 0–100.
#[must_use]
pub fn score_word(percent: u8) -> &'static str {
    match percent {
        85.. => "Strong",
        65..=84 => "Fair",
        _ => "Needs work",
    }
}
