//! The plays of a playbook: which there are and when each fits, and their words, one table a language.

mod de;
mod en;
mod es;
mod fr;

use super::{Line, sentences};
use crate::model::finding::Area;
use crate::model::told::Language;

/// A play that can be built from what a site says.
#[derive(Debug)]
pub struct Play {
    pub name: &'static str,
    /// Values without which it cannot be told.
    pub needs: &'static [&'static str],
    /// Only where one of these checks failed; anywhere when empty.
    pub only: &'static [&'static str],
    /// Checks whose failure speaks for it.
    pub checks: &'static [&'static str],
    /// The seller's fields that it belongs to.
    pub areas: &'static [Area],
    /// Roles of the reader and kinds of site that speak for it, as words of the situation.
    pub suits: &'static [&'static str],
    /// The value that is quoted in full.
    pub quote: Option<&'static str>,
    /// How much the fact behind it says by itself.
    pub weight: u32,
}

/// The words of one play: what the site says, why it matters, two steps with their headings, and a sign that it worked.
#[derive(Debug)]
pub struct PlayText {
    pub name: &'static str,
    pub heading: &'static [Line],
    pub says: &'static [Line],
    pub matters: &'static [Line],
    pub steps: [(&'static [Line], &'static [Line]); 2],
    pub sign: &'static [Line],
}

/// The playbook in one language.
#[derive(Debug)]
pub struct Plays {
    pub heading: &'static [Line],
    /// By when: of the two steps and of the sign.
    pub when: [&'static [Line]; 3],
    pub sign_heading: &'static [Line],
    pub texts: &'static [PlayText],
}

use Area::{Access, Email, Enquiry, Reach, Search, Speed, Trust};

/// All plays; of two that weigh alike, the one named first.
pub const PLAYS: &[Play] = &[
    Play {
        name: "offer-page",
        needs: &["offer"],
        only: &[],
        checks: &["document-title", "duplicate-titles", "title-length", "meta-description", "canonical"],
        areas: &[Search, Reach],
        suits: &["@marketing", "@local", "@business"],
        quote: None,
        weight: 2,
    },
    Play {
        name: "first-words",
        needs: &["offer", "offer_2"],
        only: &["offer-clarity", "h1", "document-title"],
        checks: &["offer-clarity", "h1"],
        areas: &[Search, Enquiry],
        suits: &["@head", "@marketing", "@saas"],
        quote: None,
        weight: 2,
    },
    Play {
        name: "next-step",
        needs: &["domain"],
        only: &[],
        checks: &["call-to-action", "form-friction", "contact-path"],
        areas: &[Enquiry],
        suits: &["@sales", "@head", "@shop", "@saas"],
        quote: None,
        weight: 2,
    },
    Play {
        name: "price-range",
        needs: &["offer"],
        only: &["price-signal"],
        checks: &["price-signal"],
        areas: &[Enquiry],
        suits: &["@sales", "@head", "@local"],
        quote: None,
        weight: 2,
    },
    Play {
        name: "price-ladder",
        needs: &["price_name", "price"],
        only: &[],
        checks: &["call-to-action"],
        areas: &[Enquiry],
        suits: &["@sales", "@shop", "@saas", "@local"],
        quote: None,
        weight: 5,
    },
    Play {
        name: "proof",
        needs: &["proof"],
        only: &[],
        checks: &["call-to-action", "offer-clarity"],
        areas: &[Trust, Enquiry],
        suits: &["@head", "@sales"],
        quote: Some("proof"),
        weight: 5,
    },
    Play {
        name: "voices",
        needs: &["offer"],
        only: &["proof"],
        checks: &["proof"],
        areas: &[Trust, Enquiry],
        suits: &["@head", "@sales", "@local"],
        quote: None,
        weight: 2,
    },
    Play {
        name: "phone",
        needs: &["phone"],
        only: &[],
        checks: &["phone-link", "contact-path", "nap-consistency"],
        areas: &[Enquiry],
        suits: &["@head", "@sales", "@local", "@small"],
        quote: None,
        weight: 2,
    },
    Play {
        name: "email",
        needs: &["email"],
        only: &[],
        checks: &["contact-domain", "spf", "dmarc", "form-friction", "form-https"],
        areas: &[Email, Enquiry],
        suits: &["@head", "@sales", "@technical", "@business"],
        quote: None,
        weight: 2,
    },
    Play {
        name: "near",
        needs: &["place", "offer"],
        only: &[],
        checks: &["organization-markup", "nap-consistency", "document-title"],
        areas: &[Search, Reach],
        suits: &["@local", "@head", "@small"],
        quote: None,
        weight: 3,
    },
    Play {
        name: "news",
        needs: &["news"],
        only: &[],
        checks: &["freshness"],
        areas: &[Search, Enquiry],
        suits: &["@marketing", "@content"],
        quote: None,
        weight: 5,
    },
    Play {
        name: "face",
        needs: &["person", "person_role"],
        only: &[],
        checks: &["proof"],
        areas: &[Trust],
        suits: &["@head", "@small"],
        quote: None,
        weight: 3,
    },
    Play { name: "jobs", needs: &["position"], only: &[], checks: &[], areas: &[Trust], suits: &["@head", "@large", "@middle"], quote: None, weight: 5 },
    Play {
        name: "certificate",
        needs: &["certificate"],
        only: &[],
        checks: &["proof"],
        areas: &[Trust],
        suits: &["@sales", "@business"],
        quote: None,
        weight: 5,
    },
    Play {
        name: "client",
        needs: &["client"],
        only: &[],
        checks: &["proof"],
        areas: &[Trust, Enquiry],
        suits: &["@sales", "@business", "@portfolio"],
        quote: None,
        weight: 5,
    },
    Play {
        name: "languages",
        needs: &["languages"],
        only: &[],
        checks: &["html-lang"],
        areas: &[Search, Access],
        suits: &["@marketing"],
        quote: None,
        weight: 3,
    },
    Play {
        name: "access",
        needs: &["domain"],
        only: &["label", "link-name", "image-alt", "heading-order", "meta-viewport", "html-lang"],
        checks: &["label", "link-name", "image-alt", "meta-viewport"],
        areas: &[Access],
        suits: &["@technical"],
        quote: None,
        weight: 1,
    },
    Play {
        name: "fast",
        needs: &["domain"],
        only: &["server-response-time", "text-compression", "page-weight", "render-blocking", "image-delivery", "cache-policy"],
        checks: &["page-weight", "image-delivery", "server-response-time", "text-compression"],
        areas: &[Speed],
        suits: &["@technical", "@shop"],
        quote: None,
        weight: 1,
    },
    Play {
        name: "audience",
        needs: &["target"],
        only: &[],
        checks: &["offer-clarity", "h1"],
        areas: &[Enquiry, Search],
        suits: &["@marketing"],
        quote: Some("target"),
        weight: 5,
    },
];

impl Plays {
    #[must_use]
    pub fn of(language: Language) -> &'static Plays {
        match language {
            Language::English => &en::PLAYS,
            Language::German => &de::PLAYS,
            Language::French => &fr::PLAYS,
            Language::Spanish => &es::PLAYS,
        }
    }

    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'static PlayText> {
        self.texts.iter().find(|text| text.name == name)
    }

    /// Every sentence pattern, for the gate.
    pub fn patterns(&self) -> impl Iterator<Item = &'static str> {
        let steps = |text: &PlayText| text.steps.into_iter().flat_map(|(heading, text)| [heading, text]);
        let texts = self.texts.iter().flat_map(move |text| [text.heading, text.says, text.matters, text.sign].into_iter().chain(steps(text)));
        self.when.into_iter().chain([self.heading, self.sign_heading]).chain(texts).flatten().flat_map(|line| sentences(line.1))
    }
}
