//! Title, subtitle and the forty to seventy words that answer first.

use magnetite_document::tree::{Block, Section};

use crate::model::blueprint::{MagnetKind, Tone};
use crate::model::finding::Finding;

use super::builtin::frame::KindWords;
use super::builtin::{self, Line};
use super::pen::{self, Ask, Choice, Pen, Values, Written};
use super::plan::{Plan, is_open, variant};
use super::text::words;
use super::{Brief, Head};

/// Bounds of the summary in words.
const WORDS: std::ops::RangeInclusive<usize> = 40..=70;

/// Title with the company and a specific outcome.
pub(super) fn head(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Head {
    pen.section = "title";
    let owners = brief.blueprint.title.as_deref().and_then(|pattern| pen.template(pattern, &plan.values));
    let mut values = plan.values.clone();
    plan.offer_into(&mut values, 0);
    let kind = kind_words(brief, plan);
    let title = owners.or_else(|| match kind {
        Some(kind) => pen.label(ask(kind.title, "", &values)),
        None => title_of_first(brief, plan, pen),
    });
    let title = title.or_else(|| pen.label(ask(plan.lib.frame.title, "", &values)));
    let subtitle = pen.label(ask(kind.map_or(plan.lib.frame.subtitle, |kind| kind.subtitle), "", &values));
    Head { title: title.or_else(|| name(brief, plan)).unwrap_or_else(|| plan.lib.frame.your_site.into()), subtitle: subtitle.unwrap_or_default() }
}

/// Title and closing of the kind; the scorecard's where there is nothing of the kind to tell.
fn kind_words(brief: &Brief<'_>, plan: &Plan<'_>) -> Option<&'static KindWords> {
    let told = brief.blueprint.kind != MagnetKind::Playbook || !plan.plays.is_empty();
    plan.lib.frame.kind(brief.blueprint.kind).filter(|_| told)
}

/// What mending the first priority brings.
fn title_of_first(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<String> {
    let finding = plan.priorities.first().filter(|_| is_open(brief))?;
    let text = plan.lib.text_for(&finding.check)?;
    let values = plan.values_for(brief, finding, 0);
    pen.label(Ask { choice: Choice::Richest, ..ask(text.title, variant(finding), &values) })
}

/// The bare name, when no title may be said.
pub(super) fn name(brief: &Brief<'_>, plan: &Plan<'_>) -> Option<String> {
    plan.company.clone().or_else(|| brief.domain.map(str::to_owned))
}

/// Something they do well, the finding that costs most, and what follows.
pub(super) fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "summary";
    let heading = pen.label(legend(plan.lib.frame.heading_summary, &plan.values))?;
    let mut values = plan.values.clone();
    plan.offer_into(&mut values, 0);
    let closed = !is_open(brief);
    // What it costs is said of a firm that goes on; of another, what was seen.
    let cost = plan.priorities.first().and_then(|finding| part(brief, plan, finding, |text| if closed { text.saw } else { text.opening }));
    let praises: Vec<Part> = plan.strengths.iter().filter_map(|finding| part(brief, plan, finding, |text| text.praise)).map(Part::whole).collect();
    let frame = plan.lib.frame;
    let closing = match kind_words(brief, plan) {
        Some(kind) => [kind.closing, kind.closing_long, kind.closing_short],
        None if plan.priorities.is_empty() => [frame.closing_clean; 3],
        None => [frame.closing, frame.closing_long, frame.closing_short],
    };
    let own = |lines: &'static [Line]| Part { lines, variant: String::new(), values: values.clone(), finding: None, legend: closing.contains(&lines) };

    let mut best: Option<(usize, Vec<Part>)> = None;
    let beginnings: &[&'static [Line]] = if closed {
        &[plan.lib.frame.closed]
    } else {
        &[plan.lib.frame.praise_offers, plan.lib.frame.praise_proof, plan.lib.frame.praise_description, plan.lib.frame.praise_plain]
    };
    for &first in beginnings {
        if length(pen, &own(first)) == 0 {
            continue;
        }
        // What was quoted is not quoted again, and no two sentences begin alike where there is another.
        let quoted =
            |lines: &'static [Line], check: &str, part: &Part| std::ptr::eq(first, lines) && part.finding.is_some_and(|finding| finding.check == check);
        let again = |part: &Part| quoted(frame.praise_proof, "proof", part) || quoted(frame.praise_description, "meta-description", part);
        let fresh: Vec<&Part> = praises.iter().filter(|part| !again(part) && length(pen, part) > 0).collect();
        let beginning = two_words(pen, &own(first));
        let praise = fresh.iter().copied().find(|part| two_words(pen, part) != beginning).or_else(|| fresh.first().copied());
        for with_praise in [true, false] {
            for with_read in [false, true] {
                for last in closing {
                    let mut parts = vec![own(first)];
                    parts.extend(praise.filter(|_| with_praise).cloned());
                    parts.extend(with_read.then(|| own(plan.lib.frame.read)));
                    parts.extend(cost.clone());
                    parts.push(own(last));
                    let total: usize = parts.iter().map(|part| length(pen, part)).sum();
                    let off = if total < *WORDS.start() { WORDS.start() - total } else { total.saturating_sub(*WORDS.end()) };
                    if best.as_ref().is_none_or(|(least, _)| off < *least) {
                        best = Some((off, parts));
                    }
                }
            }
        }
        if best.as_ref().is_some_and(|(off, _)| *off == 0) {
            break;
        }
    }
    let (_, parts) = best?;
    let mut written = greeting(brief, plan, pen);
    for part in &parts {
        let said = pen.say(part.ask());
        if let Some(finding) = part.finding.filter(|_| !said.is_empty()) {
            pen.told.insert(finding.check.clone());
        }
        written.extend(said);
    }
    (!written.is_empty()).then(|| Section { id: "summary".into(), heading, appendix: false, blocks: vec![Block::Paragraph { text: pen::text(&written) }] })
}

/// How the blueprint's tone begins.
pub(super) fn greeting(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Vec<Written> {
    match brief.blueprint.tone {
        Tone::Plain => Vec::new(),
        Tone::Warm => pen.say(legend(plan.lib.frame.greeting_warm, &plan.values)),
        Tone::Formal => pen.say(legend(plan.lib.frame.greeting_formal, &plan.values)),
    }
}

/// A sentence that may become part of the summary.
#[derive(Clone)]
struct Part<'a> {
    lines: &'static [Line],
    variant: String,
    values: Values,
    finding: Option<&'a Finding>,
    legend: bool,
}

impl Part<'_> {
    /// Without values that had to be cut: half a sentence is no praise.
    fn whole(mut self) -> Self {
        self.values.retain(|_, value| !value.slot.value.ends_with('…'));
        self
    }

    fn ask(&self) -> Ask<'_> {
        let basis = self.finding.map_or(&[][..], |finding| finding.evidence.get(..1).unwrap_or(&[]));
        Ask { lines: self.lines, choice: Choice::Richest, variant: &self.variant, values: &self.values, basis, salt: "summary", legend: self.legend }
    }
}

fn part<'a>(brief: &Brief<'_>, plan: &Plan<'_>, finding: &'a Finding, lines: impl Fn(&builtin::CheckText) -> &'static [Line]) -> Option<Part<'a>> {
    let text = plan.lib.text_for(&finding.check)?;
    let values = plan.values_for(brief, finding, 0);
    Some(Part { lines: lines(text), variant: variant(finding).to_owned(), values, finding: Some(finding), legend: false })
}

/// The two words that the pen would begin with.
fn two_words(pen: &Pen, part: &Part<'_>) -> Vec<String> {
    pen.rehearse(part.ask()).first().map(|sentence| words(sentence).take(2).map(str::to_lowercase).collect()).unwrap_or_default()
}

/// Words of what the pen would say; 0 when nothing.
fn length(pen: &Pen, part: &Part<'_>) -> usize {
    pen.rehearse(part.ask()).iter().map(|sentence| words(sentence).count()).sum()
}

/// An ask for a text of the frame about this prospect.
pub(super) fn ask<'a>(lines: &'static [Line], variant: &'a str, values: &'a Values) -> Ask<'a> {
    Ask { lines, choice: Choice::First, variant, values, basis: &[], salt: "frame", legend: false }
}

/// An ask for a fixed legend.
pub(super) fn legend<'a>(lines: &'static [Line], values: &'a Values) -> Ask<'a> {
    Ask { lines, choice: Choice::First, variant: "", values, basis: &[], salt: "frame", legend: true }
}
