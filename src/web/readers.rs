//! The companies that read a project's magnets, for API and dashboard alike.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::model::lead::LeadFields;
use crate::store::view_figures::OfLead;

/// Companies in a list.
const COMPANIES: usize = 200;

/// What the visitors of one company's magnets did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CompanyReaders)]
pub struct Company {
    /// As posted, else the host of its site or its mail.
    pub name: String,
    /// Leads whose magnet was opened, by whomever.
    #[schema(minimum = 0)]
    pub leads: i64,
    /// Openings by people.
    #[schema(minimum = 0)]
    pub views: i64,
    /// Clicks on the call to action by people.
    #[schema(minimum = 0)]
    pub clicks: i64,
    /// Openings and clicks by others.
    #[schema(minimum = 0)]
    pub others: i64,
    /// Seconds in which people had the page in sight.
    #[schema(minimum = 0)]
    pub dwell_seconds: i64,
    /// Of the last opening by a person, epoch milliseconds.
    #[schema(required)]
    pub last_at: Option<i64>,
}

/// Those that people opened most first, at most 200.
#[must_use]
pub fn companies(leads: &[OfLead]) -> Vec<Company> {
    let mut found: HashMap<String, Company> = HashMap::new();
    for lead in leads {
        let name = company(&lead.fields);
        let entry =
            found.entry(name.to_lowercase()).or_insert_with(|| Company { name, leads: 0, views: 0, clicks: 0, others: 0, dwell_seconds: 0, last_at: None });
        entry.leads += 1;
        entry.views += lead.people;
        entry.clicks += lead.clicks;
        entry.others += lead.others;
        entry.dwell_seconds += lead.dwell_ms / 1_000;
        entry.last_at = entry.last_at.max(lead.last_at);
    }
    let mut companies: Vec<Company> = found.into_values().collect();
    companies.sort_by(|a, b| (b.views, b.clicks, b.dwell_seconds).cmp(&(a.views, a.clicks, a.dwell_seconds)).then_with(|| a.name.cmp(&b.name)));
    companies.truncate(COMPANIES);
    companies
}

/// The company of a lead as posted, else the host of its site or its mail.
#[must_use]
pub fn company(fields: &LeadFields) -> String {
    let given = fields.company.clone().filter(|name| !name.trim().is_empty());
    let host = || fields.site().or_else(|| fields.email.rsplit_once('@').map(|(_, host)| host)).unwrap_or_default().to_owned();
    given.unwrap_or_else(host)
}
