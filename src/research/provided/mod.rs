//! What the caller of the API knows already (`contact`, `researchData`, `notes` and whatever else was posted) as evidence of source `provided`.
//! It speaks only where the site is silent, and is foreign text like that of a page. `leaves.rs` takes it apart, `meaning.rs` knows the usual names.

mod leaves;
mod meaning;
#[cfg(test)]
mod tests;

use url::Url;

use self::leaves::Leaf;
use self::meaning::{Meaning, meaning};
use super::ledger::{Ledger, Note};
use crate::model::dossier::Dossier;
use crate::model::evidence::{EvidenceId, Kind, Source};
use crate::model::finding::Disputed;
use crate::model::lead::{LeadFields, parse_email};
use crate::model::profile::{Contact, Fact, Phone, Profile, Social};

/// How sure a posted fact is: nobody looked.
const CONFIDENCE: f64 = 0.5;
/// Values of one list.
const LIST_MAX: usize = 12;

/// Enters every posted value into the ledger, fills the places of the profile that the site left empty, and returns what the two do not agree on.
/// The site's own word always stays.
pub fn add(profile: &mut Profile, dossier: &Dossier, lead: &LeadFields, ledger: &mut Ledger) -> Vec<Disputed> {
    let given: Vec<Given> = leaves::of(lead).into_iter().map(|leaf| Given::keep(leaf, dossier.started_at, ledger)).collect();
    let mut disputed = disputes(profile, dossier, lead, &given, ledger);
    fill(profile, &given);
    disputed.truncate(LIST_MAX);
    disputed
}

/// A posted value with its evidence, and what it says as far as its name tells.
struct Given {
    value: String,
    meaning: Option<Meaning>,
    id: EvidenceId,
}

impl Given {
    fn keep(leaf: Leaf, at: i64, ledger: &mut Ledger) -> Self {
        let meaning = meaning(&leaf.names);
        let id = ledger.add(note(&leaf.path, &leaf.value, at));
        Self { value: leaf.value, meaning, id }
    }

    fn fact<T>(&self, value: T) -> Fact<T> {
        Fact { value, evidence: vec![self.id.clone()], confidence: CONFIDENCE }
    }

    /// As a text of at most `max` characters; a longer one is no such value.
    fn text(&self, max: usize) -> Option<Fact<String>> {
        (self.value.chars().count() <= max).then(|| self.fact(self.value.clone()))
    }
}

fn note(path: &str, value: &str, at: i64) -> Note {
    Note {
        source: Source::Provided,
        kind: Kind::Posted,
        url: None,
        fetched_at: at,
        body_sha256: None,
        locator: path.to_owned(),
        quote: Some(value.to_owned()),
        observed: None,
        expected: None,
        verify: None,
    }
}

/// Posted facts in the places that are empty.
fn fill(profile: &mut Profile, given: &[Given]) {
    let all = |wanted: Meaning| given.iter().filter(move |given| given.meaning == Some(wanted));
    let one = |place: &mut Option<Fact<String>>, wanted: Meaning, max: usize| {
        if place.is_none() {
            *place = all(wanted).find_map(|given| given.text(max));
        }
    };
    let list = |place: &mut Vec<Fact<String>>, wanted: Meaning, max: usize| {
        if place.is_empty() {
            let mut facts: Vec<Fact<String>> = Vec::new();
            for fact in all(wanted).filter_map(|given| given.text(max)) {
                if facts.len() < LIST_MAX && !facts.iter().any(|known| known.value.eq_ignore_ascii_case(&fact.value)) {
                    facts.push(fact);
                }
            }
            *place = facts;
        }
    };
    one(&mut profile.name, Meaning::Name, 120);
    one(&mut profile.legal_name, Meaning::LegalName, 160);
    one(&mut profile.description, Meaning::Description, 400);
    one(&mut profile.industry, Meaning::Industry, 80);
    one(&mut profile.audience, Meaning::Audience, 160);
    one(&mut profile.size, Meaning::Size, 40);
    if profile.founded.is_none() {
        profile.founded = all(Meaning::Founded).find_map(|given| Some(given.fact(year(&given.value)?)));
    }
    if profile.place.is_none() {
        profile.place = place(given);
    }
    list(&mut profile.offers, Meaning::Offer, 100);
    list(&mut profile.technology, Meaning::Technology, 60);
    list(&mut profile.addresses, Meaning::Address, 200);
    if profile.emails.is_empty() {
        profile.emails = all(Meaning::Email).filter_map(|given| Some(given.fact(parse_email(&given.value).ok()?))).take(LIST_MAX).collect();
    }
    if profile.phones.is_empty() {
        profile.phones = all(Meaning::Phone).filter_map(|given| Some(given.fact(phone(&given.value)?))).take(LIST_MAX).collect();
    }
    for given in given.iter() {
        if let Some(Meaning::Social(network)) = given.meaning
            && profile.socials.iter().all(|fact| fact.value.network != network)
            && let Some(url) = social(network, &given.value)
        {
            profile.socials.push(given.fact(Social { network: network.to_owned(), url }));
        }
    }
    if profile.contact.is_none()
        && let Some(name) = all(Meaning::ContactName).find(|given| given.value.chars().count() <= 80)
    {
        let role = all(Meaning::ContactRole).find(|given| given.value.chars().count() <= 80);
        let evidence = std::iter::once(name).chain(role).map(|given| given.id.clone()).collect();
        let contact = Contact { name: name.value.clone(), role: role.map(|role| role.value.clone()) };
        profile.contact = Some(Fact { value: contact, evidence, confidence: CONFIDENCE });
    }
}

/// A place as one text, else put together from town, region and country.
fn place(given: &[Given]) -> Option<Fact<String>> {
    let whole = given.iter().find(|given| given.meaning == Some(Meaning::Place)).and_then(|given| given.text(120));
    whole.or_else(|| {
        let parts: Vec<&Given> = [Meaning::Town, Meaning::Region, Meaning::Country]
            .into_iter()
            .filter_map(|wanted| given.iter().find(|given| given.meaning == Some(wanted) && given.value.chars().count() <= 60))
            .collect();
        let value = parts.iter().map(|given| given.value.as_str()).collect::<Vec<_>>().join(", ");
        let evidence = parts.iter().map(|given| given.id.clone()).collect();
        (!parts.is_empty()).then_some(Fact { value, evidence, confidence: CONFIDENCE })
    })
}

/// Where a posted value and the site's own cannot both be right. Only for facts of which a firm has one.
fn disputes(profile: &Profile, dossier: &Dossier, lead: &LeadFields, given: &[Given], ledger: &mut Ledger) -> Vec<Disputed> {
    let mut found = Vec::new();
    let on_site = |fact: &Fact<String>, ledger: &Ledger| !ledger.is_provided(&fact.evidence);
    let mut note = |fact: &str, given: &Given, site: &str, evidence: &[EvidenceId]| {
        let evidence = std::iter::once(given.id.clone()).chain(evidence.iter().cloned()).collect();
        found.push(Disputed { fact: fact.to_owned(), posted: given.value.clone(), site: site.to_owned(), evidence });
    };
    let company = lead.company.as_ref().filter(|company| !company.trim().is_empty());
    let company = company.map(|company| Given {
        value: company.trim().to_owned(),
        meaning: Some(Meaning::Name),
        id: ledger.add(self::note("company", company.trim(), dossier.started_at)),
    });
    let mut names: Vec<&Fact<String>> = profile.name.iter().chain(&profile.legal_name).filter(|fact| on_site(fact, ledger)).collect();
    names.truncate(2);
    for given in company.iter().chain(given) {
        match given.meaning {
            Some(Meaning::Name | Meaning::LegalName) if !names.is_empty() && !names.iter().any(|fact| alike(&fact.value, &given.value)) => {
                note("name", given, &names[0].value, &names[0].evidence);
            }
            Some(Meaning::Founded) => {
                if let (Some(fact), Some(year)) = (profile.founded.as_ref().filter(|fact| on_site(fact, ledger)), year(&given.value))
                    && !fact.value.contains(&year)
                {
                    note("founded", given, &fact.value, &fact.evidence);
                }
            }
            Some(Meaning::Town) => {
                let said: Vec<&Fact<String>> = profile.place.iter().chain(&profile.addresses).filter(|fact| on_site(fact, ledger)).collect();
                if let Some(first) = said.first().filter(|_| !said.iter().any(|fact| fact.value.to_lowercase().contains(&given.value.to_lowercase()))) {
                    note("place", given, &first.value, &first.evidence);
                }
            }
            Some(Meaning::Website) => {
                let read = dossier.home_url.as_deref().and_then(site_of);
                if let (Some(read), Some(posted)) = (read, site_of(&given.value))
                    && read != posted
                {
                    note("website", given, &read, &[]);
                }
            }
            _ => {}
        }
    }
    found
}

/// The same name but for its legal form, its punctuation, or a part left out.
fn alike(one: &str, other: &str) -> bool {
    let key = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (one, other) = (key(one), key(other));
    one.is_empty() || other.is_empty() || one.contains(&other) || other.contains(&one)
}

/// The registrable domain of an address or a host name.
fn site_of(text: &str) -> Option<String> {
    let url = if text.contains("://") { Url::parse(text) } else { Url::parse(&format!("https://{text}")) }.ok()?;
    let host = url.host_str()?.trim_start_matches("www.").to_ascii_lowercase();
    Some(psl::domain_str(&host).map_or_else(|| host.clone(), str::to_owned))
}

/// The only four-digit year of a value like `1998` or `1998-04-01`.
fn year(text: &str) -> Option<String> {
    let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4 && matches!(run.as_bytes().first(), Some(b'1' | b'2')));
    let year = years.next()?;
    years.next().is_none().then(|| year.to_owned())
}

/// Seven to fifteen digits (ITU E.164) and the usual marks between them.
fn phone(text: &str) -> Option<Phone> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '/' | '(' | ')'));
    let digits = if text.starts_with('+') { format!("+{digits}") } else { digits };
    (plain && (7..=16).contains(&digits.len())).then(|| Phone {
        display: text.to_owned(),
        e164: digits.starts_with('+').then(|| digits.clone()),
        digits,
        fax: false,
    })
}

/// The address of a profile, when it lies with that network.
fn social(network: &str, text: &str) -> Option<String> {
    let url = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let domain = psl::domain_str(host)?;
    let own = domain.split('.').next() == Some(network) || (network == "twitter" && domain == "x.com");
    (own && url.path().len() > 1 && url.as_str().len() <= 200).then(|| url.to_string())
}
