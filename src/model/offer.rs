//! The seller's offer: who we are, what we sell, to whom, and what may not be said.

use serde::{Deserialize, Serialize};

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
