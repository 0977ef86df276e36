//! The thin document: says plainly what could not be read and why, and gives advice that holds for almost any site. No guess, no padding.

use magnetite_document::tree::{Block, Section, Step, Tone};

use crate::model::blueprint::SectionName;
use crate::model::finding::Area;

use super::builtin::{frame, thin};
use super::pen::{self, Ask, Pen};
use super::plan::Plan;
use super::summary::{ask, greeting, legend, name};
use super::{Brief, Head};
use super::{appendix, closing, known, material, priorities};

/// Pieces of advice when the offer has no focus.
const ADVICE: [Area; 3] = [Area::Search, Area::Enquiry, Area::Trust];

pub(super) fn sections(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> (Head, Vec<Section>) {
    let variant = brief.outcome.reason.map_or("", thin::reason_name);
    pen.section = "title";
    let title = pen.label(ask(plan.lib.thin.title, variant, &plan.values)).or_else(|| name(brief, plan)).unwrap_or_else(|| plan.lib.frame.your_site.into());
    let subtitle = pen.label(ask(plan.lib.frame.subtitle, "", &plan.values)).unwrap_or_default();
    let sections = [
        summary(brief, plan, pen, variant),
        seen(brief, plan, pen),
        known::section(brief, plan, pen).or_else(|| known::given_alone(brief, plan, pen)),
        advice(brief, plan, pen),
        material::section(brief, plan, pen),
        closing::sender(brief, plan, pen),
        closing::method(brief, plan, pen),
        appendix_of(brief, plan, pen),
    ];
    (Head { title, subtitle }, sections.into_iter().flatten().collect())
}

/// In plain words why not more could be read.
pub(super) fn reason(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<String> {
    pen.label(ask(plan.lib.thin.reason, brief.outcome.reason.map_or("", thin::reason_name), &plan.values))
}

fn summary(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, variant: &str) -> Option<Section> {
    pen.section = "summary";
    let heading = pen.label(legend(plan.lib.frame.heading_summary, &plan.values))?;
    let callout_heading = pen.label(Ask { legend: true, ..ask(plan.lib.thin.callout, variant, &plan.values) });
    let why = pen.say(ask(plan.lib.thin.reason, variant, &plan.values));
    let mut rest = greeting(brief, plan, pen);
    let told = if plan.priorities.is_empty() { variant } else { thin::SEEN };
    rest.extend(pen.say(ask(plan.lib.thin.honest, told, &plan.values)));
    rest.extend(pen.say(ask(plan.lib.thin.next, variant, &plan.values)));
    let mut blocks = Vec::new();
    if !why.is_empty() {
        blocks.push(Block::Callout { tone: Tone::Limit, heading: callout_heading, text: pen::text(&why) });
    }
    if !rest.is_empty() {
        blocks.push(Block::Paragraph { text: pen::text(&rest) });
    }
    (!blocks.is_empty()).then(|| Section { id: "summary".into(), heading, appendix: false, blocks })
}

/// The little that was measured all the same.
fn seen(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "priorities";
    let blocks: Vec<Block> = plan.priorities.iter().enumerate().filter_map(|(turn, finding)| priorities::block(brief, plan, pen, finding, turn)).collect();
    if blocks.is_empty() {
        return None;
    }
    let heading = pen.label(legend(plan.lib.frame.heading_seen, &plan.values))?;
    Some(Section { id: "priorities".into(), heading, appendix: false, blocks })
}

/// General advice of the seller's field.
fn advice(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "advice";
    let heading = pen.label(legend(plan.lib.frame.heading_advice, &plan.values))?;
    let focus = frame::AREAS.into_iter().filter(|area| brief.offer.focus.iter().any(|name| name == frame::area_id(*area)));
    let mut areas: Vec<Area> = focus.collect();
    areas.extend(ADVICE.into_iter().filter(|area| !brief.offer.focus.iter().any(|name| name == frame::area_id(*area))));
    let mut items = Vec::new();
    for area in areas.into_iter().take(ADVICE.len()) {
        let (heading, text) = plan.lib.thin.advice(area);
        let written = pen.say(legend(text, &plan.values));
        if let Some(heading) = pen.label(legend(heading, &plan.values)).filter(|_| !written.is_empty()) {
            items.push(Step { heading, when: None, text: pen::text(&written) });
        }
    }
    (!items.is_empty()).then(|| Section { id: "advice".into(), heading, appendix: false, blocks: vec![Block::Steps { items }] })
}

/// Checks that were made all the same, if any says something.
fn appendix_of(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    use crate::model::finding::Status;
    let measured = brief.analysis.findings.iter().any(|finding| matches!(finding.status, Status::Pass | Status::Fail));
    if measured && brief.blueprint.has(SectionName::Checks) { appendix::checks(brief, plan, pen) } else { None }
}
