//! The seller's offer: who we are, what we sell, to whom, and what may not be said.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::lead::parse_email;
use super::material;
use super::schema::Fault;

/// What the seller sells, and what may not be said. Members that are not given are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Offer {
    /// Name of the sender, as it stands on the page.
    #[schema(max_length = 1000)]
    pub company: String,
    #[schema(pattern = r"^https?://([A-Za-z0-9]+[.-])*[A-Za-z][A-Za-z0-9]*(:[0-9]{1,4})?([/?#][!-~]*)?$")]
    pub url: Option<String>,
    /// The person who sends it.
    #[schema(max_length = 1000)]
    pub sender_name: Option<String>,
    /// Where a reader can write to.
    #[schema(format = Email)]
    pub sender_email: Option<String>,
    /// What is sold, in one sentence.
    #[schema(max_length = 1000)]
    pub sells: String,
    #[schema(max_length = 1000)]
    pub audience: String,
    /// Proof in the seller's own words; shown as the seller's.
    #[schema(max_items = 50)]
    pub proof: Vec<String>,
    pub cta: Option<CallToAction>,
    /// Areas of the scorecard that the offer is about (`search`, `speed`, `access`, `trust`, `email`, `enquiry`, `reach`): findings there rank higher.
    #[schema(value_type = Vec<FocusArea>)]
    pub focus: Vec<String>,
    /// The seller's own texts, shown as the seller's where they fit this prospect.
    #[schema(max_items = 50)]
    pub material: Vec<Material>,
    #[schema(max_items = 50)]
    pub words_to_avoid: Vec<String>,
    #[schema(max_items = 50)]
    pub claims_not_to_make: Vec<String>,
}

/// A text of the seller's: a case study, a page, a block of words. The document quotes it as the seller's own, never as ours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Material {
    pub kind: MaterialKind,
    #[schema(pattern = r"\S", max_length = 120)]
    pub title: String,
    /// May hold `{company}`, `{domain}`, `{first_name}`, `{offer}` (one of their services); without a value for one that it names the text is not used.
    #[schema(pattern = r"^([^{}\s]|\{(company|domain|first_name|offer)\})([^{}]|\{(company|domain|first_name|offer)\})*$", max_length = 1000)]
    pub text: String,
    /// Where the whole of it stands.
    #[schema(pattern = r"^https?://([A-Za-z0-9]+[.-])*[A-Za-z][A-Za-z0-9]*(:[0-9]{1,4})?([/?#][!-~]*)?$")]
    pub url: Option<String>,
    /// When it fits.
    pub when: When,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum MaterialKind {
    #[default]
    Text,
    CaseStudy,
    Page,
}

/// When a text fits. Every list that is not empty must hold; with all of them empty the text fits anybody, and what fits closer comes first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct When {
    /// Standard names of checks, one of which failed.
    #[schema(max_items = 50)]
    pub checks: Vec<String>,
    /// Areas of the scorecard in which something failed.
    #[schema(value_type = Vec<FocusArea>)]
    pub areas: Vec<String>,
    /// Words of the prospect's trade, as the profile or the request has it.
    #[schema(max_items = 50)]
    pub industries: Vec<String>,
    /// `head`, `marketing`, `technical`, `sales`.
    #[schema(value_type = Vec<ReaderRole>)]
    pub roles: Vec<String>,
    /// `small` (at most 10 people), `middle` (at most 200), `large`.
    #[schema(value_type = Vec<FirmSize>)]
    pub sizes: Vec<String>,
    /// `local_service`, `shop`, `saas`, `content`, `portfolio`, `business`.
    #[schema(value_type = Vec<SiteKind>)]
    pub site_types: Vec<String>,
}

/// The button that closes a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CallToAction {
    #[schema(pattern = r"\S", max_length = 60)]
    pub label: String,
    /// `https://…` or `mailto:…`.
    #[schema(pattern = r"^(https?://([A-Za-z0-9]+[.-])*[A-Za-z][A-Za-z0-9]*(:[0-9]{1,4})?([/?#][!-~]*)?|mailto:[!-~]+)$")]
    pub url: String,
    #[schema(max_length = 200)]
    pub text: Option<String>,
}

/// An area of the scorecard, as the reference lists them.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum FocusArea {
    Reach,
    Search,
    Speed,
    Access,
    Trust,
    Email,
    Enquiry,
}

/// The reader's place in the firm, as the reference lists them.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum ReaderRole {
    Head,
    Marketing,
    Technical,
    Sales,
}

/// How many work at the firm, as the reference lists them.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum FirmSize {
    Small,
    Middle,
    Large,
}

/// Kinds of site, as the reference lists them.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum SiteKind {
    LocalService,
    Shop,
    Saas,
    Content,
    Portfolio,
    Business,
}

/// Areas of the scorecard that an offer may name as its focus.
pub const FOCUS_AREAS: [&str; 7] = ["reach", "search", "speed", "access", "trust", "email", "enquiry"];

/// Longest text of an offer, in characters, and most lines of a list.
pub const TEXT_MAX_CHARS: usize = 1_000;
pub const LINES_MAX: usize = 50;

impl Offer {
    /// Says what is wrong with the offer, by field (`offer.proof.0`): links that no reader should be sent to, unknown areas, texts beyond all measure.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, reason: &str| faults.push(Fault { field: field.into(), reason: reason.into() });
        for (field, text) in self.texts() {
            if text.chars().count() > TEXT_MAX_CHARS {
                fault(&field, "texts must be at most 1000 characters");
            }
        }
        for (field, list) in self.lists() {
            if list.len() > LINES_MAX {
                fault(field, "must be at most 50 lines");
            }
        }
        if self.url.as_deref().is_some_and(|link| !is_link(link, &["http", "https"])) {
            fault("offer.url", "must be a URL like https://example.com/");
        }
        if let Some(Err(reason)) = self.sender_email.as_deref().map(parse_email) {
            fault("offer.senderEmail", reason);
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
        faults.extend(material::faults(&self.material));
        faults
    }

    /// Every free text with the name of its field.
    fn texts(&self) -> Vec<(String, &str)> {
        let own = [
            ("company", Some(self.company.as_str())),
            ("senderName", self.sender_name.as_deref()),
            ("sells", Some(&self.sells)),
            ("audience", Some(&self.audience)),
        ];
        let own = own.into_iter().chain([("cta.text", self.cta.as_ref().and_then(|cta| cta.text.as_deref()))]);
        let own = own.filter_map(|(field, text)| Some((format!("offer.{field}"), text?)));
        let lists = self.lists().into_iter().flat_map(|(field, list)| list.iter().enumerate().map(move |(at, text)| (format!("{field}.{at}"), text.as_str())));
        own.chain(lists).collect()
    }

    fn lists(&self) -> [(&'static str, &[String]); 3] {
        [("offer.proof", &self.proof), ("offer.wordsToAvoid", &self.words_to_avoid), ("offer.claimsNotToMake", &self.claims_not_to_make)]
    }
}

/// An address with one of these schemes.
pub(super) fn is_link(text: &str, schemes: &[&str]) -> bool {
    url::Url::parse(text).is_ok_and(|url| schemes.contains(&url.scheme()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_names_its_field() {
        let long = "x".repeat(1_001);
        let offer = Offer {
            sells: long.clone(),
            proof: vec!["fine".into(), long.clone()],
            words_to_avoid: vec!["x".into(); 51],
            url: Some("javascript:alert(1)".into()),
            sender_email: Some("jane".into()),
            cta: Some(CallToAction { label: " ".into(), url: "data:x".into(), text: Some(long) }),
            focus: vec!["speed".into(), "magic".into()],
            ..Offer::default()
        };
        let fields: Vec<String> = offer.faults().into_iter().map(|fault| fault.field).collect();
        assert_eq!(
            fields,
            [
                "offer.sells",
                "offer.cta.text",
                "offer.proof.1",
                "offer.wordsToAvoid",
                "offer.url",
                "offer.senderEmail",
                "offer.cta.url",
                "offer.cta.label",
                "offer.focus.magic"
            ]
        );
        assert_eq!(Offer::default().faults(), []);
    }
}
