//! Industry and audience, only where the site (by its JSON-LD type) or the posted lead says so.

use super::{Site, fact, in_meta, posted};
use crate::model::lead::LeadFields;
use crate::model::profile::Fact;
use crate::research::ledger::Ledger;

/// Types that say nothing about the trade.
const PLAIN: &[&str] = &[
    "Organization",
    "Corporation",
    "LocalBusiness",
    "ProfessionalService",
    "Store",
    "OnlineBusiness",
    "OnlineStore",
    "Project",
    "NewsMediaOrganization",
    "Consortium",
];

/// The schema.org type in plain words (`AutoRepair` → `auto repair`), else the posted industry.
pub fn industry(site: &Site, lead: &LeadFields, ledger: &mut Ledger) -> Option<Fact<String>> {
    for thing in &site.things {
        if let Some(text) = thing.text("industry") {
            return Some(fact(text.trim().to_owned(), 0.9, in_meta(thing.page, "json-ld: industry", text, text.trim()), ledger));
        }
    }
    if let Some(thing) = site.things.iter().find(|thing| !PLAIN.contains(&thing.kind)) {
        return Some(fact(plain_words(thing.kind), 0.8, in_meta(thing.page, "json-ld: @type", thing.kind, thing.kind), ledger));
    }
    let industry = lead.industry.as_ref().filter(|industry| !industry.trim().is_empty())?;
    Some(fact(industry.clone(), 0.6, posted("industry", industry), ledger))
}

/// The audience that JSON-LD names.
pub fn audience(site: &Site, ledger: &mut Ledger) -> Option<Fact<String>> {
    for thing in &site.things {
        let named =
            thing.objects("audience").into_iter().find_map(|object| object.get("audienceType").or_else(|| object.get("name")).and_then(|value| value.as_str()));
        if let Some(text) = named.or_else(|| thing.text("audience")) {
            return Some(fact(text.trim().to_owned(), 0.85, in_meta(thing.page, "json-ld: audience", text, text.trim()), ledger));
        }
    }
    None
}

fn plain_words(kind: &str) -> String {
    let mut out = String::new();
    for c in kind.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with(' ') && !kind.chars().all(|c| c.is_ascii_uppercase()) {
            out.push(' ');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
