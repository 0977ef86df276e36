//! What the site tells a stranger about the company: a short table to check for anything out of date.

use magnetite_document::tree::{Block, Inline, Section, Text};

use crate::model::evidence::EvidenceId;
use crate::model::profile::Fact;

use super::Brief;
use super::builtin::frame;
use super::pen::{self, Ask, Choice, Pen, Value, Values};
use super::plan::Plan;
use super::summary::{ask, legend};
use super::text::{cut, fold, quotable};
use super::values::town;
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
    for (label, values) in facts(brief) {
        if rows.len() < plan.room.known {
            rows.extend(row(pen, label, values));
        }
    }
    if rows.len() < 2 {
        return None;
    }
    let heading = pen.label(legend(frame::HEADING_KNOWN, &plan.values))?;
    let mut blocks = Vec::new();
    let lead = pen.say(legend(frame::KNOWN_LEGEND, &plan.values));
    blocks.extend((!lead.is_empty()).then(|| Block::Paragraph { text: pen::text(&lead) }));
    if let Some(fact) = &brief.analysis.profile.description
        && let Some(quote) = quotable(&fact.value, 240)
    {
        blocks.extend(quotation(pen, plan, quote, &fact.evidence));
    }
    let header = vec![String::new(), pen.fixed("On the site").unwrap_or_default()];
    blocks.push(Block::Table { caption: None, header, rows });
    Some(Section { id: "known".into(), heading, appendix: false, blocks })
}

/// The company's own words, with the claim that names the place.
fn quotation(pen: &mut Pen, plan: &Plan<'_>, quote: String, evidence: &[EvidenceId]) -> Option<Block> {
    let attribution = pen.label(legend(frame::FROM, &plan.values))?;
    let mut values = Values::new();
    values.insert("seen".into(), Value { slot: Slot::of(quote), evidence: evidence.to_vec(), fact: true, sender: false });
    let said = pen.say(ask(frame::SEEN, "", &values)).into_iter().next()?;
    Some(Block::Quote { text: said.text, attribution, claim: said.claim })
}

/// Label of a row, and its values with their evidence.
type Row = (&'static str, Vec<(Slot, Vec<EvidenceId>)>);

/// Label and values of each row, from the profile.
fn facts(brief: &Brief<'_>) -> Vec<Row> {
    let profile = &brief.analysis.profile;
    let short = |text: &str| Slot::of(cut(&fold(text), 90));
    let texts = |facts: &[Fact<String>], max: usize| facts.iter().take(max).map(|fact| (short(&fact.value), fact.evidence.clone())).collect();
    let one = |fact: &Option<Fact<String>>| fact.iter().map(|fact| (short(&fact.value), fact.evidence.clone())).collect();
    let phones = profile.phones.iter().filter(|fact| !fact.value.fax).take(2).map(|fact| (short(&fact.value.display), fact.evidence.clone())).collect();
    let socials = profile
        .socials
        .iter()
        .take(PER_ROW)
        .map(|fact| (network(&fact.value.network).to_owned(), fact.evidence.clone()))
        .filter(|(slot, _)| !slot.value.is_empty())
        .collect();
    let technology = profile.technology.iter().take(PER_ROW).map(|fact| (Slot::by(fold(&fact.value), Formula::Signature), fact.evidence.clone())).collect();
    let place = profile.place.clone().filter(|fact| fact.confidence >= 0.75 && town(&fact.value).is_some());
    vec![
        ("Offers", texts(&profile.offers, 4)),
        ("Place", one(&place)),
        ("Address", texts(&profile.addresses, 1)),
        ("Telephone", phones),
        ("E-mail", texts(&profile.emails, 2)),
        ("Open", texts(&profile.hours, 2)),
        ("Since", one(&profile.founded)),
        ("Also on", socials),
        ("Built with", technology),
    ]
}

/// The network's name as people write it; as the site writes it when it is none of those.
fn network(name: &str) -> Slot {
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
        cell.extend(pen.say(Ask { lines: frame::SEEN, choice: Choice::First, variant: "", values: &slots, basis: &[], salt: "known", legend: false }));
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
