//! The score panel: each area as `n of m checks` with a word.

use magnetite_document::tree::{Block, ScoreLine, Section, Tone};

use crate::model::told;

use super::Brief;
use super::builtin::frame;
use super::pen::{self, Choice, Pen, Value};
use super::plan::Plan;
use super::priorities::Telling;
use super::summary::{ask, legend};
use super::verify::{self, Formula, Slot};

pub(super) fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "score";
    let scores = &brief.analysis.scores;
    if scores.areas.is_empty() {
        return None;
    }
    let heading = pen.label(legend(plan.lib.frame.heading_score, &plan.values))?;
    let mut areas = Vec::new();
    for area in &scores.areas {
        let Some(label) = pen.fixed(plan.lib.frame.area_label(area.area)) else { continue };
        let id = frame::area_id(area.area);
        let detail = detail(plan, pen, id);
        areas.push(ScoreLine { id: id.into(), label, percent: Some(area.percent), word: told::score(area.percent, plan.lib.language).into(), detail });
    }
    let overall = ScoreLine {
        id: "overall".into(),
        label: pen.fixed(plan.lib.frame.labels.overall).unwrap_or_default(),
        percent: scores.overall,
        word: scores.overall.map_or(plan.lib.frame.labels.not_measured, |percent| told::score(percent, plan.lib.language)).into(),
        detail: detail(plan, pen, "overall"),
    };
    let mut blocks = vec![Block::Score { overall, areas }];
    let text = pen.say(legend(plan.lib.frame.score_legend, &plan.values));
    blocks.extend((!text.is_empty()).then(|| Block::Paragraph { text: pen::text(&text) }));
    blocks.extend(strengths(brief, plan, pen));
    blocks.extend(comparison(brief, plan, pen));
    Some(Section { id: "score".into(), heading, appendix: false, blocks })
}

/// What already works, beyond what the summary praises.
fn strengths(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Block> {
    let mut written = Vec::new();
    let fresh: Vec<_> = plan.strengths.iter().filter(|finding| !pen.told.contains(&finding.check)).take(plan.room.strengths).collect();
    for finding in fresh {
        let Some(text) = plan.lib.text_for(&finding.check) else { continue };
        let mut values = plan.values_for(brief, finding, 0);
        values.retain(|_, value| !value.slot.value.ends_with('…'));
        let telling = Telling { finding, text, values: &values };
        let praise = telling.ask(text.praise, Choice::Richest);
        let quoted = pen.rehearse(praise).iter().flat_map(|sentence| verify::quotations(sentence)).any(|quote| pen.has_said(&quote));
        if !quoted {
            written.extend(pen.say(praise));
        }
    }
    let heading = pen.label(legend(plan.lib.frame.heading_strengths, &plan.values)).filter(|_| !written.is_empty());
    (!written.is_empty()).then(|| Block::Callout { tone: Tone::Strength, heading, text: pen::text(&written) })
}

/// Where the site stands among the others that were looked at for the project. That none of them scores lower goes unsaid: the median says enough.
fn comparison(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Block> {
    let (found, own) = (brief.analysis.comparison.as_ref()?, brief.analysis.scores.overall?);
    let mut values = plan.values.clone();
    let mut put = |name: &str, number: u32| {
        values.insert(name.into(), Value { slot: Slot::of(number.to_string()), evidence: vec![found.evidence.clone()], fact: true, sender: false });
    };
    put("others", found.overall.n);
    put("median", found.overall.median.into());
    put("own_score", own.into());
    if found.overall.percentile > 0 {
        put("share_lower", found.overall.percentile.into());
    }
    let said = pen.say(ask(plan.lib.frame.comparison, "", &values));
    (!said.is_empty()).then(|| Block::Paragraph { text: pen::text(&said) })
}

fn detail(plan: &Plan<'_>, pen: &mut Pen, area: &str) -> String {
    let mut values = plan.values.clone();
    for name in ["passed", "measured"] {
        let key = format!("{area}.{name}");
        if let Some(count) = pen.allowed.measures.get(&key) {
            let slot = Slot::by(count.to_string(), Formula::Measure(key));
            values.insert(name.into(), Value { slot, evidence: Vec::new(), fact: false, sender: false });
        }
    }
    pen.label(legend(plan.lib.frame.score_detail, &values)).unwrap_or_default()
}
