//! The seller's offer: who we are, what we sell, to whom, and what may not be said.

use serde::{Deserialize, Serialize};

use super::schema::Fault;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Offer {
    /// Name of the sender, as it stands on the page.
    pub company: String,
    pub url: Option<String>,
    /// The person who sends it.
    pub sender_name: Option<String>,
    /// Where a reader can write to.
    pub sender_email: Option<String>,
    /// What is sold, in one sentence.
    pub sells: String,
    pub audience: String,
    /// Proof in the seller's own words; shown as the seller's.
    pub proof: Vec<String>,
    pub cta: Option<CallToAction>,
    /// Areas of the scorecard that the offer is about (`search`, `speed`, `access`, `trust`, `email`, `enquiry`, `reach`): findings there rank higher.
    pub focus: Vec<String>,
    pub words_to_avoid: Vec<String>,
    pub claims_not_to_make: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CallToAction {
    pub label: String,
    /// `https://…` or `mailto:…`.
    pub url: String,
    pub text: Option<String>,
}

/// Areas of the scorecard that an offer may name as its focus.
pub const FOCUS_AREAS: [&str; 7] = ["reach", "search", "speed", "access", "trust", "email", "enquiry"];

impl Offer {
    /// Says what is wrong with the offer: links that no reader should be sent to, unknown areas, texts beyond all measure.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, reason: &str| faults.push(Fault { field: field.into(), reason: reason.into() });
        if self.url.as_deref().is_some_and(|link| !is_link(link, &["http", "https"])) {
            fault("offer.url", "must be a URL like https://example.com/");
        }
        if self.cta.as_ref().is_some_and(|cta| !is_link(&cta.url, &["http", "https", "mailto"])) {
            fault("offer.cta.url", "must be a URL like https://example.com/ or mailto:jane@example.com");
        }
        if self.cta.as_ref().is_some_and(|cta| cta.label.trim().is_empty() || cta.label.chars().count() > 80) {
            fault("offer.cta.label", "must be a text of 1 to 80 characters");
        }
        for area in self.focus.iter().filter(|area| !FOCUS_AREAS.contains(&area.as_str())) {
            fault(&format!("offer.focus.{area}"), "must be one of reach, search, speed, access, trust, email, enquiry");
        }
        if [&self.company, &self.sells, &self.audience].into_iter().chain(&self.proof).any(|text| text.chars().count() > 1_000) {
            fault("offer", "texts must be at most 1000 characters");
        }
        faults
    }
}

/// An address with one of these schemes.
pub(super) fn is_link(text: &str, schemes: &[&str]) -> bool {
    url::Url::parse(text).is_ok_and(|url| schemes.contains(&url.scheme()))
}
