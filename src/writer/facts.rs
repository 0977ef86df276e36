//! Values from the profile beyond those that any sentence may use: hours, a price, a post, a person. For plays and upkeep, each with its evidence.

use url::Url;

use crate::model::evidence::EvidenceId;
use crate::model::page::Page;
use crate::model::profile::{Fact, Price, Proof, ProofKind};
use crate::model::project::slugify;
use crate::model::told;

use super::Brief;
use super::pen::{Value, Values};
use super::plan::Plan;
use super::text::{fold, quotable, stands_whole};
use super::verify::{Formula, Slot};

/// From here on a fact is told as one.
const SURE: f64 = 0.7;

/// The plan's values with those of the profile: `hours`, `price_name`, `price`, `news`, `news_year`, `news_date`, `phone`, `email`, `person`, `person_role`,
/// `position`, `certificate`, `client`, `network`, `target`, `languages`.
pub(super) fn values(brief: &Brief<'_>, plan: &Plan<'_>) -> Values {
    let mut values = plan.values.clone();
    let profile = &brief.analysis.profile;
    let mut put = |name: &str, slot: Slot, evidence: &[EvidenceId]| {
        if !evidence.is_empty() && !brief.analysis.is_provided(evidence) {
            values.insert(name.into(), Value { slot, evidence: evidence.to_vec(), fact: true, sender: false });
        }
    };
    let whole = |text: &str, max: usize| quotable(text, max).filter(|quote| !quote.ends_with('…')).map(|quote| quote.trim_end_matches(['.', '。']).to_owned());
    let texts = |facts: &[Fact<String>], max: usize| {
        facts.iter().filter(|fact| fact.confidence >= SURE).find_map(|fact| Some((whole(&fact.value, max)?, fact.evidence.clone())))
    };
    let printed = |fact: &&Fact<String>| !foreign_weekday(brief, &fact.value);
    if let Some((text, evidence)) = profile.hours.iter().find(printed).and_then(|fact| Some((whole(&fact.value, 60)?, &fact.evidence))) {
        put("hours", Slot::of(text), evidence);
    }
    if let Some((name, price, evidence)) = profile.prices.iter().find_map(|fact| priced(plan, fact)) {
        put("price_name", Slot::of(name), evidence);
        put("price", Slot::of(price), evidence);
    }
    if let Some((title, fact)) = profile.news.first().and_then(|fact| Some((whole(&fact.value.title, 80)?, fact))) {
        put("news", Slot::of(title), &fact.evidence);
        if let Some(year) = fact.value.date.get(..4) {
            put("news_year", Slot::of(year), &fact.evidence);
        }
        if let Some(day) = told::written("date", &fact.value.date, brief.language()) {
            put("news_date", Slot::by(day, Formula::Day(fact.value.date.clone(), brief.language())), &fact.evidence);
        }
    }
    if let Some(fact) = profile.phones.iter().find(|fact| !fact.value.fax) {
        put("phone", Slot::of(fold(&fact.value.display)), &fact.evidence);
    }
    if let Some(fact) = profile.emails.iter().find(|fact| fact.value.chars().count() <= 44) {
        put("email", Slot::of(fold(&fact.value)), &fact.evidence);
    }
    let plain = |name: &str, words: std::ops::RangeInclusive<usize>| words.contains(&name.split_whitespace().count());
    let known = profile.people.iter().filter(|fact| fact.confidence >= SURE && plain(&fact.value.name, 2..=4) && plain(&fact.value.role, 1..=3));
    if let Some((name, role, evidence)) = known.filter_map(|fact| Some((whole(&fact.value.name, 40)?, whole(&fact.value.role, 40)?, &fact.evidence))).next() {
        put("person", Slot::of(name), evidence);
        put("person_role", Slot::of(role), evidence);
    }
    let open = profile.careers.iter().find_map(|fact| Some((fact.value.positions.iter().find_map(|position| whole(position, 60))?, &fact.evidence)));
    if let Some((position, evidence)) = open {
        put("position", Slot::of(position), evidence);
    }
    if let Some((text, evidence)) = texts(&profile.certifications, 60) {
        put("certificate", Slot::of(text), &evidence);
    }
    if let Some((text, evidence)) = profile.audience.as_ref().and_then(|fact| Some((whole(&fact.value, 140)?, &fact.evidence))) {
        put("target", Slot::of(text), evidence);
    }
    // A story that stands on a page of its own need not be told again.
    let untold = |fact: &&Fact<Proof>| !has_page(brief, &fact.value.text);
    let client = profile.proof_items.iter().filter(|fact| fact.value.kind == ProofKind::Client && fact.confidence >= SURE).filter(untold);
    if let Some((text, evidence)) = client.filter_map(|fact| Some((whole(&fact.value.text, 40)?, &fact.evidence))).next() {
        put("client", Slot::of(text), evidence);
    }
    if let Some((slot, evidence)) =
        profile.socials.iter().map(|fact| (super::known::network(&fact.value.network), &fact.evidence)).find(|(slot, _)| !slot.value.is_empty())
    {
        put("network", slot, evidence);
    }
    let evidence: Vec<EvidenceId> = profile.other_languages.iter().flat_map(|fact| fact.evidence.first().cloned()).collect();
    if let Some(word) = profile.other_languages.len().checked_sub(1).and_then(|at| plan.lib.frame.numbers.get(at)) {
        put("languages", Slot::by(*word, Formula::Measure("languages".into())), &evidence);
    }
    values
}

/// Whether a page of the site that was read or is linked holds the name in its address or title.
fn has_page(brief: &Brief<'_>, name: &str) -> bool {
    let key = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    // As an address spells it; a name in another script has no such form.
    let plain = slugify(name).replace('-', "");
    let names = [key(name), plain];
    let holds = |text: &str| names.iter().any(|name| name.chars().count() >= 3 && name != "untitled" && key(text).contains(name.as_str()));
    let own_page = |address: &str| Url::parse(address).is_ok_and(|url| url.host_str().is_some_and(|host| is_own(brief, host)) && holds(url.path()));
    let told = |page: &Page| page.titles.iter().any(|title| holds(title)) || page.links.iter().filter_map(|link| link.href.as_deref()).any(own_page);
    brief.pages.iter().any(|read| own_page(read.url) || read.page.is_some_and(told))
}

fn is_own(brief: &Brief<'_>, host: &str) -> bool {
    brief.domain.is_some_and(|domain| host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
}

/// A weekday in English on a site in another language comes from its markup: no visitor reads it.
fn foreign_weekday(brief: &Brief<'_>, hours: &str) -> bool {
    let language = brief.analysis.profile.language.as_ref().map_or("en", |fact| fact.value.as_str());
    !language.starts_with("en") && hours.contains("day")
}

/// Name and price as they stand in one piece of evidence; `None` where they cannot be put together without writing them anew.
fn priced<'a>(plan: &Plan<'_>, fact: &'a Fact<Price>) -> Option<(String, String, &'a [EvidenceId])> {
    let price = &fact.value;
    let name = quotable(&price.name, 42).filter(|name| !name.ends_with('…'))?;
    let shown: Vec<String> = plan
        .evidence
        .iter()
        .filter(|item| fact.evidence.contains(&item.id))
        .flat_map(|item| [&item.quote, &item.observed])
        .flatten()
        .map(|text| fold(text))
        .collect();
    let (amount, currency) = (fold(&price.amount), fold(&price.currency));
    let forms = [format!("{currency}{amount}"), format!("{currency} {amount}"), format!("{amount} {currency}"), format!("{amount}{currency}")];
    let stands = |form: &&String| shown.iter().any(|text| stands_whole(text, form));
    let written = forms.iter().find(stands)?;
    (fact.confidence >= SURE).then(|| (name, written.clone(), fact.evidence.as_slice()))
}
