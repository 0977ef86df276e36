//! Code to paste, with values of the site between fixed pieces of ours.

use crate::model::evidence::EvidenceId;
use crate::model::finding::{Finding, SiteType, Status};
use crate::writer::Brief;
use crate::writer::pen::Pen;
use crate::writer::plan::{Plan, variant};
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

/// Name, telephone, e-mail, address and home page as JSON-LD; nothing without a name.
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
    ];
    let mut evidence = name.evidence.clone();
    for (key, of) in [("\",\n  \"telephone\": \"", "phone"), ("\",\n  \"email\": \"", "email"), ("\",\n  \"address\": \"", "address")] {
        if let Some(value) = value(of) {
            parts.extend([Part::Fixed(key), Part::Value(value.slot.clone())]);
            evidence.extend(value.evidence.iter().take(1).cloned());
        }
    }
    let home = brief.home_url.filter(|home| is_plain(home));
    let shown = home
        .and_then(|home| brief.analysis.evidence.iter().find(|item| item.url.as_deref() == Some(home) && (item.quote.is_some() || item.observed.is_some())));
    if let (Some(home), Some(item)) = (home, shown) {
        parts.extend([Part::Fixed("\",\n  \"url\": \""), Part::Value(Slot::of(home))]);
        evidence.push(item.id.clone());
    }
    parts.push(Part::Fixed("\"\n}\n</script>"));
    evidence.dedup();
    Some((parts, evidence))
}
