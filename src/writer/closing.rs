//! The sender with the one call to action, and how this was made: method, limits, why you, how to be left alone.

use magnetite_document::tree::{Block, Cta, Inline, Section, Text, Tone};

use crate::model::blueprint::{self, SectionName};
use crate::model::finding::Status;

use super::Brief;
use super::builtin::thin;
use super::pen::{self, Ask, Pen, Written};
use super::plan::Plan;
use super::summary::legend;
use super::text::{calm, cut};

/// Longest label of the call to action, in characters.
const CTA_LABEL: usize = 60;

pub(super) fn sender(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "sender";
    let heading = pen.label(legend(plan.lib.frame.heading_sender, &plan.values))?;
    let mut written = Vec::new();
    for lines in [plan.lib.frame.sender_sells, plan.lib.frame.sender_audience, plan.lib.frame.sender_proof, plan.lib.frame.sender_free] {
        written.extend(pen.say(legend(lines, &plan.values)));
    }
    if brief.blueprint.tone == blueprint::Tone::Warm {
        written.extend(pen.say(legend(plan.lib.frame.sender_ask, &plan.values)));
    }
    (!written.is_empty()).then(|| Section { id: "sender".into(), heading, appendix: false, blocks: vec![Block::Paragraph { text: pen::text(&written) }] })
}

/// The seller's call to action, when its address can be a link and the offer's own rules allow its words.
pub(super) fn cta(brief: &Brief<'_>, pen: &mut Pen) -> Option<Cta> {
    // Nothing is offered to a firm that has ended.
    let cta = brief.cta().filter(|_| brief.analysis.profile.closed.is_none())?;
    let url = cta.url.trim();
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control());
    let allowed = ["https://", "http://", "mailto:"].iter().any(|scheme| url.to_ascii_lowercase().starts_with(scheme));
    let label = pen.sender_words(&cut(&calm(&cta.label), CTA_LABEL))?;
    let text = cta.text.as_deref().and_then(|text| pen.sender_words(&cut(&calm(text), 200)));
    (plain && allowed).then(|| Cta { label, url: url.to_owned(), text })
}

pub(super) fn method(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "method";
    let heading = pen.label(legend(plan.lib.frame.heading_method, &plan.values))?;
    let mut blocks = Vec::new();
    let mut paragraph = |written: Vec<Written>| {
        if !written.is_empty() {
            blocks.push(Block::Paragraph { text: pen::text(&written) });
        }
    };
    let mut how = pen.say(legend(plan.lib.frame.method, &plan.values));
    if pen.has_claims() {
        how.extend(pen.say(legend(plan.lib.frame.method_marks, &plan.values)));
    }
    paragraph(how);
    let variant = brief.outcome.reason.map_or("", thin::reason_name);
    paragraph(pen.say(Ask { variant, ..legend(plan.lib.frame.why_you, &plan.values) }));
    blocks.extend(rights(brief, plan, pen));
    let limits_heading = pen.label(legend(plan.lib.frame.limits_heading, &plan.values));
    let mut limits = pen.say(legend(plan.lib.frame.limits, &plan.values));
    if brief.analysis.findings.iter().any(|finding| finding.status == Status::NotMeasured) {
        let lines = if brief.blueprint.has(SectionName::Checks) { plan.lib.frame.limits_unmeasured } else { plan.lib.frame.limits_unmeasured_alone };
        limits.extend(pen.say(legend(lines, &plan.values)));
    }
    if !limits.is_empty() {
        blocks.push(Block::Callout { tone: Tone::Limit, heading: limits_heading, text: pen::text(&limits) });
    }
    (!blocks.is_empty()).then(|| Section { id: "method".into(), heading, appendix: false, blocks })
}

/// Where the reader sees what is held, and how to hear no more.
fn rights(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Block> {
    let mut parts = Vec::new();
    if let Some(href) = brief.about_url {
        for sentence in pen.say(legend(plan.lib.frame.about, &plan.values)) {
            match sentence.text.split_once(plan.lib.frame.about_words) {
                Some((before, after)) => {
                    parts.push(Inline::Text(before.to_owned()));
                    parts.push(Inline::Link { text: plan.lib.frame.about_words.into(), href: href.to_owned() });
                    parts.push(Inline::Text(format!("{after} ")));
                }
                None => parts.push(Inline::Text(format!("{} ", sentence.text))),
            }
        }
    }
    parts.extend(pen::text(&pen.say(legend(plan.lib.frame.stop, &plan.values))).0);
    (!parts.is_empty()).then_some(Block::Paragraph { text: Text(parts) })
}
