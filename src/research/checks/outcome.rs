//! What one check found, before the set adds its name, area and number.

use std::collections::BTreeMap;

use crate::model::evidence::EvidenceId;
use crate::model::finding::{Sample, Severity, Status};

#[derive(Debug, Clone)]
pub struct Outcome {
    pub status: Status,
    /// Where it differs from the check's usual severity.
    pub severity: Option<Severity>,
    pub slots: BTreeMap<String, String>,
    pub evidence: Vec<EvidenceId>,
    pub sample: Option<Sample>,
    /// 0–1.
    pub confidence: f64,
    pub reason: Option<String>,
}

impl Outcome {
    fn new(status: Status, reason: Option<&str>) -> Self {
        Self { status, severity: None, slots: BTreeMap::new(), evidence: Vec::new(), sample: None, confidence: 0.95, reason: reason.map(str::to_owned) }
    }

    #[must_use]
    pub fn pass() -> Self {
        Self::new(Status::Pass, None)
    }

    #[must_use]
    pub fn fail() -> Self {
        Self::new(Status::Fail, None)
    }

    #[must_use]
    pub fn not_applicable(reason: &str) -> Self {
        Self::new(Status::NotApplicable, Some(reason))
    }

    #[must_use]
    pub fn not_measured(reason: &str) -> Self {
        Self::new(Status::NotMeasured, Some(reason))
    }

    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    #[must_use]
    pub fn slot(mut self, name: &str, value: impl ToString) -> Self {
        self.slots.insert(name.to_owned(), value.to_string());
        self
    }

    #[must_use]
    pub fn shown(mut self, evidence: EvidenceId) -> Self {
        if !self.evidence.contains(&evidence) {
            self.evidence.push(evidence);
        }
        self
    }

    /// Also fills the slots `hits` and `of`.
    #[must_use]
    pub fn sample(mut self, hits: usize, of: usize) -> Self {
        self.sample = Some(Sample { hits: u32::try_from(hits).unwrap_or(u32::MAX), of: u32::try_from(of).unwrap_or(u32::MAX) });
        self.slot("hits", hits).slot("of", of)
    }

    /// Confidence, 0–1; 0.95 where nothing else is said.
    #[must_use]
    pub fn sure(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
        self
    }
}
