//! Who the company is, as far as its own site says so, and where it is silent as far as was posted. Each value points at its evidence, which tells the two apart.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::evidence::EvidenceId;

/// A value, where it stands, and how sure we are (0–1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Fact<T> {
    pub value: T,
    pub evidence: Vec<EvidenceId>,
    pub confidence: f64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The name the company trades under.
    pub name: Option<Fact<String>>,
    pub legal_name: Option<Fact<String>>,
    /// One sentence on what it does, in the site's own words and language.
    pub description: Option<Fact<String>>,
    /// What it sells, as named on the site, most prominent first, at most 16.
    pub offers: Vec<Fact<String>>,
    pub audience: Option<Fact<String>>,
    /// The trade in plain words, or as posted.
    pub industry: Option<Fact<String>>,
    /// How many work there, as posted; sites seldom say it.
    #[serde(default)]
    pub size: Option<Fact<String>>,
    /// The same as a key of our own table of trades, like `medical-clinic`; `None` when the table does not have it.
    #[serde(default)]
    pub industry_slug: Option<String>,
    /// ISO 639-1 of the site's main language.
    pub language: Option<Fact<String>>,
    pub other_languages: Vec<Fact<String>>,
    /// Town, region, country as written.
    pub place: Option<Fact<String>>,
    /// The person whom it was posted for; never drawn from the site.
    #[serde(default)]
    pub contact: Option<Fact<Contact>>,
    pub emails: Vec<Fact<String>>,
    pub phones: Vec<Fact<Phone>>,
    pub addresses: Vec<Fact<String>>,
    pub socials: Vec<Fact<Social>>,
    pub pricing_page: Option<Fact<String>>,
    /// What single things, plans and services cost, as the site states it, at most 40.
    #[serde(default)]
    pub prices: Vec<Fact<Price>>,
    pub founded: Option<Fact<String>>,
    /// The site's own sentence that the company has closed, been dissolved or ceased to trade: then it must not be treated as trading.
    #[serde(default)]
    pub closed: Option<Fact<String>>,
    pub hours: Vec<Fact<String>>,
    /// Certificates, client names, counted experience: short quotations from the site.
    pub proof: Vec<Fact<String>>,
    /// The same quotations by kind, and what is no sentence: names of clients, ratings of JSON-LD, titles of case studies. At most 16.
    #[serde(default)]
    pub proof_items: Vec<Fact<Proof>>,
    pub technology: Vec<Fact<String>>,
    /// Where two places of the site state different values for one thing; neither is then certain.
    #[serde(default)]
    pub contradictions: Vec<Contradiction>,
    /// People in public roles, as the site's own pages name them, at most 12.
    #[serde(default)]
    pub people: Vec<Fact<Person>>,
    /// Standards, licences and memberships that the company says it holds, as written, at most 12.
    #[serde(default)]
    pub certifications: Vec<Fact<String>>,
    /// Dated posts of the company's own site, newest first, at most 6.
    #[serde(default)]
    pub news: Vec<Fact<News>>,
    #[serde(default)]
    pub careers: Option<Fact<Careers>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    /// As written, with title.
    pub name: String,
    /// As written, in the site's language.
    pub role: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct News {
    pub title: String,
    /// ISO 8601 date: `2024-05-17`.
    pub date: String,
    pub url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Careers {
    /// The page about working there.
    pub url: String,
    /// Open positions as listed, at most 12; empty when none is listed.
    pub positions: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Proof {
    pub kind: ProofKind,
    /// A quotation, a client's name, a rating like `4.8 / 5 (132)`, or the title of a case study.
    pub text: String,
    /// The page of a case study.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProofKind {
    Certificate,
    Client,
    Number,
    Review,
    Award,
    CaseStudy,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    pub name: String,
    pub role: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Phone {
    /// As written on the site.
    pub display: String,
    /// Digits alone, with a leading `+` where the country is written.
    pub digits: String,
    /// International form by ITU-T E.164, like `+441632960001`; `None` where the country is not sure or the number does not fit its plan.
    #[serde(default)]
    pub e164: Option<String>,
    pub fax: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Social {
    /// `linkedin`, `facebook`, `instagram`, …
    pub network: String,
    pub url: String,
}

/// One stated price. Amount and currency are as written, so that nothing is converted or rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Price {
    /// What is priced, as named on the site.
    pub name: String,
    /// The number as written: `1 200,50`.
    pub amount: String,
    /// Symbol or code as written: `€`, `CHF`.
    pub currency: String,
    /// What the amount buys where that is stated, as written: `per month`, `/ person`.
    #[serde(default)]
    pub per: Option<String>,
    /// The least it costs (`from`, `ab`, `à partir de`), not the price itself.
    #[serde(default)]
    pub from: bool,
}

/// Values of one thing that cannot all be true, each with its evidence, in the order of the pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Contradiction {
    /// `founded`, `hours: monday`, `fax`, `price: …`, `count: …`.
    pub topic: String,
    pub values: Vec<Fact<String>>,
}
