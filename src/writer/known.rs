//! What the site tells a stranger about the company: a short table to check for anything out of date. What was posted stands in a table of its own.

use magnetite_document::tree::{Block, Inline, Section, Text};

use crate::model::evidence::EvidenceId;
use crate::model::profile::Fact;
use crate::model::told;

use super::Brief;
use super::builtin;
use super::builtin::thin::reason_name;
use super::pen::{self, Ask, Choice, Pen, Value, Values};
use super::plan::Plan;
use super::summary::{ask, legend};
use super::text::{cut, fold, quotable};
use super::values::{is_service, town, without_drinks};
use super::verify::{Formula, Slot};

/// Values in one row.
const PER_ROW: usize = 3;

pub(super) fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    // Contacts and services of a firm that has ended are nobody's any more.
    if brief.analysis.profile.closed.is_some() {
        return None;
    }
    pen.section = "known";
    let mut rows = Vec::new();
    for (label, values) in facts(brief, plan, false) {
        if rows.len() < plan.room.known {
            rows.extend(row(pen, label, values));
        }
    }
    if rows.len() < 2 {
        return None;
    }
    let heading = pen.label(legend(plan.lib.frame.heading_known, &plan.values))?;
    let mut blocks = Vec::new();
    let lead = pen.say(legend(plan.lib.frame.known_legend, &plan.values));
    blocks.extend((!lead.is_empty()).then(|| Block::Paragraph { text: pen::text(&lead) }));
    if let Some(fact) = brief.analysis.profile.description.as_ref().filter(|fact| !brief.analysis.is_provided(&fact.evidence))
        && let Some(quote) = quotable(&fact.value, 240)
    {
        blocks.extend(quotation(pen, plan, quote, &fact.evidence));
    }
    let header = vec![String::new(), pen.fixed(plan.lib.frame.labels.on_the_site).unwrap_or_default()];
    blocks.push(Block::Table { caption: None, header, rows });
    blocks.extend(given(brief, plan, pen));
    Some(Section { id: "known".into(), heading, appendix: false, blocks })
}

/// What was posted about the company, as a section of its own where the site says too little for [`section`].
pub(super) fn given_alone(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "given";
    let blocks = given(brief, plan, pen);
    let heading = pen.label(legend(plan.lib.frame.heading_given, &plan.values))?;
    (!blocks.is_empty()).then(|| Section { id: "given".into(), heading, appendix: false, blocks })
}

/// A table of posted facts with the sentence that says so; nothing without any.
fn given(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Vec<Block> {
    let mut rows = Vec::new();
    for (label, values) in facts(brief, plan, true) {
        if rows.len() < plan.room.known {
            rows.extend(row(pen, label, values));
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let variant = brief.outcome.reason.map_or("", reason_name);
    let told = pen.say(Ask { variant, ..legend(plan.lib.frame.given_legend, &plan.values) });
    let header = vec![String::new(), pen.fixed(plan.lib.frame.labels.as_told_to_us).unwrap_or_default()];
    vec![Block::Paragraph { text: pen::text(&told) }, Block::Table { caption: None, header, rows }]
}

/// The company's own words, with the claim that names the place.
fn quotation(pen: &mut Pen, plan: &Plan<'_>, quote: String, evidence: &[EvidenceId]) -> Option<Block> {
    let attribution = pen.label(legend(plan.lib.frame.from, &plan.values))?;
    let mut values = Values::new();
    values.insert("seen".into(), Value { slot: Slot::of(quote), evidence: evidence.to_vec(), fact: true, sender: false });
    let said = pen.say(ask(builtin::SEEN, "", &values)).into_iter().next()?;
    Some(Block::Quote { text: said.text, attribution, claim: said.claim })
}

/// Label of a row, and its values with their evidence.
type Row = (&'static str, Vec<(Slot, Vec<EvidenceId>)>);

/// Label and values of each row, from the profile: those that were posted, or those that were found.
fn facts(brief: &Brief<'_>, plan: &Plan<'_>, posted: bool) -> Vec<Row> {
    let labels = &plan.lib.frame.labels;
    let mut rows = all_facts(brief, plan);
    for (_, values) in &mut rows {
        values.retain(|(_, evidence)| brief.analysis.is_provided(evidence) == posted);
    }
    if posted {
        let profile = &brief.analysis.profile;
        let short = |fact: &Option<Fact<String>>| {
            let posted = fact.iter().filter(|fact| brief.analysis.is_provided(&fact.evidence));
            posted.map(|fact| (Slot::of(cut(&fold(&fact.value), 140)), fact.evidence.clone())).collect()
        };
        rows.splice(
            0..0,
            [(labels.what_it_does, short(&profile.description)), (labels.industry, short(&profile.industry)), (labels.for_whom, short(&profile.audience))],
        );
        rows.push((labels.people, short(&profile.size)));
    }
    rows
}

fn all_facts(brief: &Brief<'_>, plan: &Plan<'_>) -> Vec<Row> {
    let profile = &brief.analysis.profile;
    let short = |text: &str| Slot::of(cut(&fold(text), 90));
    let texts = |facts: &[Fact<String>], max: usize| facts.iter().take(max).map(|fact| (short(&fact.value), fact.evidence.clone())).collect();
    let one = |fact: &Option<Fact<String>>| fact.iter().map(|fact| (short(&fact.value), fact.evidence.clone())).collect();
    let phones = profile.phones.iter().filter(|fact| !fact.value.fax).take(2).map(|fact| (short(&fact.value.display), fact.evidence.clone())).collect();
    let hours = |raw: &str| {
        let told = told::hours(&fold(raw), plan.lib.language).filter(|told| *told != fold(raw) && told.chars().count() <= 90);
        told.map_or_else(|| short(raw), |told| Slot::by(told, Formula::Hours(fold(raw), plan.lib.language)))
    };
    let open = profile.hours.iter().take(4).map(|fact| (hours(&fact.value), fact.evidence.clone())).collect();
    let socials = profile
        .socials
        .iter()
        .take(PER_ROW)
        .map(|fact| (network(&fact.value.network).to_owned(), fact.evidence.clone()))
        .filter(|(slot, _)| !slot.value.is_empty())
        .collect();
    let posted = |fact: &Fact<String>| brief.analysis.is_provided(&fact.evidence);
    let built_with = |fact: &Fact<String>| if posted(fact) { short(&fact.value) } else { Slot::by(fold(&fact.value), Formula::Signature) };
    let technology = profile.technology.iter().take(PER_ROW).map(|fact| (built_with(fact), fact.evidence.clone())).collect();
    let labels = &plan.lib.frame.labels;
    // A plan is no service; where nothing else is named, nothing is.
    let mut offers = profile.offers.iter().filter(|fact| posted(fact) || is_service(brief, fact)).collect();
    without_drinks(brief, &mut offers);
    let offers = offers.into_iter().take(4).map(|fact| (short(&fact.value), fact.evidence.clone())).collect();
    // The address names the place.
    let bare = profile.place.clone().filter(|fact| !profile.addresses.iter().any(|address| posted(address) == posted(fact)));
    let place = bare.filter(|fact| posted(fact) || (fact.confidence >= 0.75 && town(&fact.value).is_some()));
    vec![
        (labels.offers, offers),
        (labels.telephone, phones),
        (labels.email, texts(&profile.emails, 2)),
        (labels.address, texts(&profile.addresses, 3)),
        (labels.place, one(&place)),
        (labels.open, open),
        (labels.since, one(&profile.founded)),
        (labels.also_on, socials),
        (labels.built_with, technology),
    ]
}

/// The network's name as people write it; as the site writes it when it is none of those.
pub(super) fn network(name: &str) -> Slot {
    const NAMES: [&str; 15] = [
        "LinkedIn",
        "Facebook",
        "Instagram",
        "YouTube",
        "TikTok",
        "Xing",
        "Pinterest",
        "GitHub",
        "Mastodon",
        "WhatsApp",
        "Vimeo",
        "Yelp",
        "Tripadvisor",
        "Telegram",
        "Bluesky",
    ];
    match NAMES.into_iter().find(|known| known.eq_ignore_ascii_case(name)) {
        Some(known) => Slot::by(known, Formula::Fixed(known)),
        None => Slot::of(cut(&fold(name), 40)),
    }
}

fn row(pen: &mut Pen, label: &'static str, values: Vec<(Slot, Vec<EvidenceId>)>) -> Option<Vec<Text>> {
    let mut cell = Vec::new();
    for (value, evidence) in values {
        let mut slots = Values::new();
        slots.insert("seen".into(), Value { slot: value, evidence, fact: true, sender: false });
        cell.extend(pen.say(Ask { lines: builtin::SEEN, choice: Choice::First, variant: "", values: &slots, basis: &[], salt: "known", legend: false }));
    }
    if cell.is_empty() {
        return None;
    }
    let mut parts = Vec::new();
    for (at, written) in cell.into_iter().enumerate() {
        parts.push(Inline::Text(if at == 0 { written.text } else { format!(" · {}", written.text) }));
        parts.extend(written.claim.map(Inline::Claim));
    }
    let label = pen.fixed(label)?;
    Some(vec![Text::plain(label), Text(parts)])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use magnetite_document::tree::Block;

    use super::super::testing::{Case, joinery, unreadable};
    use super::super::write;
    use crate::model::dossier::Reason;
    use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
    use crate::model::profile::Fact;

    #[test]
    fn what_was_posted_is_told_as_posted_and_never_as_found() {
        let posted = |case: &mut Case, locator: &str, value: &str| {
            let id = EvidenceId(format!("ev_{}", case.analysis.evidence.len() + 1));
            case.analysis.evidence.push(Evidence {
                id: id.clone(),
                source: Source::Provided,
                kind: Kind::Posted,
                url: None,
                fetched_at: 1,
                body_sha256: None,
                locator: locator.into(),
                quote: Some(value.into()),
                observed: None,
                expected: None,
                verify: None,
            });
            Fact { value: value.to_owned(), evidence: vec![id], confidence: 0.5 }
        };
        for mut case in [unreadable(Reason::ResearchOff), unreadable(Reason::Blocked), joinery()] {
            let (description, industry) = ("Hand-made things for quiet rooms.", "Ceramics and glazing");
            case.analysis.profile.description = Some(posted(&mut case, "researchData.summary", description));
            case.analysis.profile.industry = Some(posted(&mut case, "researchData.industry", industry));
            case.analysis.profile.technology = vec![posted(&mut case, "researchData.technologies[0]", "Klaviyo")];
            let document = write(&case.brief());
            for told in [description, "Ceramics and glazing", "Klaviyo"] {
                let tables: Vec<String> = document
                    .sections
                    .iter()
                    .flat_map(|section| &section.blocks)
                    .filter(|block| matches!(block, Block::Table { header, .. } if header.iter().any(|cell| cell == "As told to us")))
                    .map(|block| serde_json::to_string(block).unwrap())
                    .collect();
                assert!(tables.iter().any(|table| table.contains(told)), "{told} is not in the table of what was posted");
                let everything = serde_json::to_string(&document.sections).unwrap();
                assert_eq!(everything.matches(told).count(), 1, "{told} stands elsewhere too");
                let claim = document.claims.iter().find(|claim| claim.text.contains(told)).expect("it has a claim");
                assert!(claim.evidence.iter().all(|id| document.evidence.iter().any(|item| item.id == *id && item.source == "provided")));
            }
        }
    }
}
