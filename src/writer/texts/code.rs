//! Code to paste, with values of the site between fixed pieces of ours.

use crate::model::evidence::{EvidenceId, Source};
use crate::model::finding::{Finding, SiteType, Status};
use crate::writer::Brief;
use crate::writer::pen::Pen;
use crate::writer::plan::{Plan, variant};
use crate::writer::text::{fold, stands_whole};
use crate::writer::verify::{Part, Slot};

use super::{After, Candidate, Values, material};

const SCHEMA: &str = "https://schema.org";

/// Code to paste where a check found none.
pub(super) fn code<'a>(brief: &Brief<'a>, plan: &Plan<'_>, pen: &mut Pen) -> Vec<Candidate<'a>> {
    let failed = |check: &str| brief.analysis.findings.iter().find(|finding| finding.check == check && finding.status == Status::Fail);
    let missing = |check: &str| failed(check).filter(|finding| matches!(variant(finding), "" | "missing" | "none" | "absent"));
    let made = |kind: &'static str, finding: &'a Finding, parts: Vec<Part>, evidence: Vec<EvidenceId>| Candidate {
        kind,
        values: Values::new(),
        before: None,
        after: After::Code { parts, evidence },
        note: kind.to_owned(),
        basis: Vec::new(),
        finding: Some(finding),
    };
    let mut all = Vec::new();
    if let Some(finding) = failed("organization-markup")
        && let Some((parts, evidence)) = markup(brief, plan)
    {
        pen.allowed.urls.insert(SCHEMA.into());
        pen.allowed.urls.extend(accounts(brief).into_iter().map(|(url, _)| url.to_owned()));
        all.push(made("markup", finding, parts, evidence));
    }
    if let Some(finding) = missing("open-graph")
        && let Some((parts, evidence)) = preview(brief, plan)
    {
        all.push(made("preview", finding, parts, evidence));
    }
    if let Some((finding, fact)) = failed("html-lang").zip(brief.analysis.profile.language.as_ref())
        && fact.value.len() <= 3
        && fact.value.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        // The language was recognised, not read.
        let known = ["de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt"].into_iter().find(|known| *known == fact.value);
        if let Some(tag) = known {
            all.push(made("lang", finding, vec![Part::Fixed("<html lang=\""), Part::Fixed(tag), Part::Fixed("\">")], Vec::new()));
        }
    }
    if let Some(finding) = failed("meta-viewport") {
        all.push(made("viewport", finding, vec![Part::Fixed("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")], Vec::new()));
    }
    if let Some(finding) = missing("spf").filter(|_| brief.domain.is_some()) {
        all.push(made("spf", finding, vec![Part::Fixed("v=spf1 a mx ~all")], Vec::new()));
    }
    if let Some(finding) = missing("dmarc").filter(|_| brief.domain.is_some()) {
        let own = brief.analysis.profile.emails.iter().find(|fact| brief.domain.is_some_and(|domain| fact.value.ends_with(&format!("@{}", bare(domain)))));
        let report = own.filter(|fact| !brief.analysis.is_provided(&fact.evidence) && !fact.value.contains([' ', ';', ',', '!']));
        let (parts, evidence) = match report {
            Some(fact) => (vec![Part::Fixed("v=DMARC1; p=none; rua=mailto:"), Part::Value(Slot::of(fact.value.clone()))], fact.evidence.clone()),
            None => (vec![Part::Fixed("v=DMARC1; p=none")], Vec::new()),
        };
        all.push(made("dmarc", finding, parts, evidence));
    }
    // What leads the document leads here.
    let place = |one: &Candidate<'_>| one.finding.and_then(|finding| plan.priorities.iter().position(|told| told.check == finding.check));
    all.sort_by_key(|one| place(one).unwrap_or(usize::MAX));
    all
}

fn bare(domain: &str) -> &str {
    domain.strip_prefix("www.").unwrap_or(domain)
}

/// Title and text of a shared link, from the company's name and its own description.
fn preview(brief: &Brief<'_>, plan: &Plan<'_>) -> Option<(Vec<Part>, Vec<EvidenceId>)> {
    let material = material(brief, plan);
    let value =
        |name: &str| material.values.get(name).filter(|value| is_plain(&value.slot.value) && !value.slot.value.contains('&') && !value.evidence.is_empty());
    let (name, description) = (value("company")?, value("description")?);
    let parts = vec![
        Part::Fixed("<meta property=\"og:title\" content=\""),
        Part::Value(name.slot.clone()),
        Part::Fixed("\">\n<meta property=\"og:description\" content=\""),
        Part::Value(description.slot.clone()),
        Part::Fixed("\">"),
    ];
    Some((parts, name.evidence.iter().chain(&description.evidence).cloned().collect()))
}

/// Would not have to be escaped inside JSON or an attribute.
fn is_plain(text: &str) -> bool {
    !text.contains(['"', '\\', '<', '>']) && !text.chars().any(char::is_control)
}

/// Accounts that the site links to, with the place: those whose address stands there as it is.
fn accounts<'a>(brief: &Brief<'a>) -> Vec<(&'a str, &'a EvidenceId)> {
    let stands = |url: &str, id: &EvidenceId| {
        let item = brief.analysis.evidence.iter().find(|item| item.id == *id && item.source == Source::Site);
        item.is_some_and(|item| [&item.quote, &item.observed].into_iter().flatten().any(|text| stands_whole(&fold(text), url)))
    };
    let whole = |url: &str| !url.contains([' ', '&', '(', ')', '!', '…']) && !url.ends_with(['.', ',', ';', ':', '\'']);
    let plain = |url: &str| url.starts_with("https://") && is_plain(url) && whole(url);
    let found = brief.analysis.profile.socials.iter().filter_map(|fact| Some((fact.value.url.as_str(), fact.evidence.first()?)));
    found.filter(|(url, id)| plain(url) && stands(url, id)).take(4).collect()
}

/// Words before a number that is no postal code.
const ROOMS: [&str; 9] = ["suite", "ste", "unit", "room", "floor", "box", "apt", "no", "bp"];

/// Street, postal code and town of an address like `Dorfstraße 4, 24975 Husby`; `None` where they are not known apart.
fn address_parts(address: &str) -> Option<[&str; 3]> {
    let digits = |word: &str| (4..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let words = address.split(' ').filter(|word| !word.is_empty());
    let code = words.skip(1).map(|word| word.trim_matches(',')).find(|word| digits(word))?;
    let (street, town) = address.split_once(&format!(" {code} "))?;
    let (street, town) = (street.trim_matches([' ', ',']), town.split(',').next()?.trim());
    let room = street.rsplit(' ').next().map(|word| word.trim_end_matches('.').to_lowercase()).unwrap_or_default();
    let is_street = street.bytes().any(|byte| byte.is_ascii_digit()) && !street.contains(',') && !ROOMS.contains(&room.as_str());
    let is_town = !town.is_empty() && town.chars().count() <= 40 && !town.chars().any(|c| c.is_numeric());
    (is_street && is_town).then_some([street, code, town])
}

/// Name, telephone, e-mail, founding, home page, accounts and address as JSON-LD; nothing without a name.
fn markup(brief: &Brief<'_>, plan: &Plan<'_>) -> Option<(Vec<Part>, Vec<EvidenceId>)> {
    let material = material(brief, plan);
    let value = |name: &str| material.values.get(name).filter(|value| is_plain(&value.slot.value) && !value.evidence.is_empty());
    let name = value("company")?;
    let kind = if brief.analysis.site_type == SiteType::LocalService && value("address").is_some() { "LocalBusiness" } else { "Organization" };
    let mut parts = vec![
        Part::Fixed("<script type=\"application/ld+json\">\n{\n  \"@context\": \"https://schema.org\",\n  \"@type\": \""),
        Part::Fixed(kind),
        Part::Fixed("\",\n  \"name\": \""),
        Part::Value(name.slot.clone()),
        Part::Fixed("\""),
    ];
    let mut evidence = name.evidence.clone();
    for (key, of) in [(",\n  \"telephone\": \"", "phone"), (",\n  \"email\": \"", "email")] {
        if let Some(value) = value(of) {
            parts.extend([Part::Fixed(key), Part::Value(value.slot.clone()), Part::Fixed("\"")]);
            evidence.extend(value.evidence.iter().take(1).cloned());
        }
    }
    if let Some((year, id)) = founded(brief) {
        parts.extend([Part::Fixed(",\n  \"foundingDate\": \""), Part::Value(Slot::of(year)), Part::Fixed("\"")]);
        evidence.push(id.clone());
    }
    let home = brief.home_url.filter(|home| is_plain(home));
    let shown = home
        .and_then(|home| brief.analysis.evidence.iter().find(|item| item.url.as_deref() == Some(home) && (item.quote.is_some() || item.observed.is_some())));
    if let (Some(home), Some(item)) = (home, shown) {
        parts.extend([Part::Fixed(",\n  \"url\": \""), Part::Value(Slot::of(home)), Part::Fixed("\"")]);
        evidence.push(item.id.clone());
    }
    for (at, (url, id)) in accounts(brief).into_iter().enumerate() {
        let before = if at == 0 { ",\n  \"sameAs\": [\"" } else { ", \"" };
        parts.extend([Part::Fixed(before), Part::Value(Slot::of(url)), Part::Fixed("\"")]);
        evidence.push(id.clone());
    }
    if !accounts(brief).is_empty() {
        parts.push(Part::Fixed("]"));
    }
    if let Some(value) = value("address") {
        match address_parts(&value.slot.value) {
            Some(apart) => {
                let keys = [
                    ",\n  \"address\": {\n    \"@type\": \"PostalAddress\",\n    \"streetAddress\": \"",
                    ",\n    \"postalCode\": \"",
                    ",\n    \"addressLocality\": \"",
                ];
                parts.extend(keys.into_iter().zip(apart).flat_map(|(key, part)| [Part::Fixed(key), Part::Value(Slot::of(part)), Part::Fixed("\"")]));
                parts.push(Part::Fixed("\n  }"));
            }
            None => parts.extend([Part::Fixed(",\n  \"address\": \""), Part::Value(value.slot.clone()), Part::Fixed("\"")]),
        }
        evidence.extend(value.evidence.iter().take(1).cloned());
    }
    parts.push(Part::Fixed("\n}\n</script>"));
    evidence.dedup();
    Some((parts, evidence))
}

/// The year of the founding, where it stands on the site.
fn founded<'a>(brief: &Brief<'a>) -> Option<(&'a str, &'a EvidenceId)> {
    let fact = brief.analysis.profile.founded.as_ref().filter(|fact| !brief.analysis.is_provided(&fact.evidence))?;
    let year = Some(fact.value.as_str()).filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let item = brief.analysis.evidence.iter().find(|item| fact.evidence.contains(&item.id))?;
    let told = [&item.quote, &item.observed].into_iter().flatten().any(|text| stands_whole(&fold(text), year));
    told.then_some((year, &item.id))
}

#[cfg(test)]
mod tests {
    use super::address_parts;

    #[test]
    fn an_address_is_taken_apart_only_where_its_parts_are_plain() {
        assert_eq!(address_parts("Dorfstraße 4, 24975 Husby"), Some(["Dorfstraße 4", "24975", "Husby"]));
        assert_eq!(address_parts("6 quai de la Mer 75008 Paris, France"), Some(["6 quai de la Mer", "75008", "Paris"]));
        assert_eq!(address_parts("201 Harbour Road, Saltwick, NJ 08865"), None);
        assert_eq!(address_parts("The Old Ropewalk, Saltwick"), None);
        assert_eq!(address_parts("5 Harbour Road Suite 1200 Saltwick"), None);
    }
}
