//! E-mail: the domain of the published addresses (row 47). SPF and DMARC (45, 46) need DNS and come later.

use super::outcome::Outcome;
use super::sample::measured;
use super::site::{Site, registrable};
use super::{lexicon, text, verify};
use crate::model::evidence::Kind;
use crate::research::ledger::Ledger;

/// Reason of the rows that this version does not look at.
pub const NOT_YET: &str = "not looked at in this version";

pub fn not_yet(_site: &Site, _ledger: &mut Ledger) -> Outcome {
    Outcome::not_measured(NOT_YET)
}

pub fn contact_domain(site: &Site, ledger: &mut Ledger) -> Outcome {
    let Some(domain) = registrable(&site.home.url) else {
        return Outcome::not_measured("the site's domain could not be read");
    };
    let emails: Vec<_> = site.profile.emails.iter().filter_map(|fact| fact.value.rsplit_once('@').map(|(_, host)| (fact, host.to_ascii_lowercase()))).collect();
    let free = |host: &str| lexicon::FREE_MAIL.contains(&host);
    let Some((first, host)) = emails.iter().find(|(_, host)| !free(host)).or(emails.first()) else {
        return Outcome::not_applicable("no e-mail address was found on the site");
    };
    let email = text::head(&first.value, 120);
    let mut outcome =
        if free(host) { Outcome::fail().slot("mail_host", host).slot("domain", &domain).sure(first.confidence.min(0.9)) } else { Outcome::pass() };
    for id in first.evidence.iter().take(2) {
        outcome = outcome.shown(id.clone());
    }
    let note = measured(site.home, Kind::Text, "e-mail", format!("{email} is at {host}; the site is {domain}")).verify(verify::address(&site.home.url));
    let note = if free(host) { note.expected(format!("an address at {domain}")) } else { note };
    outcome.slot("email", email).shown(ledger.add(note))
}
