//! The owner's own calculator: a default that the site gives is cited, any other is an assumption.

use magnetite_document::tree::{Block, InputSource};

use crate::model::calculator::{self, CalculatorSpec, InputSpec};
use crate::model::evidence::EvidenceId;
use crate::model::finding::{Effort, Finding, Status};
use crate::writer::Brief;
use crate::writer::builtin::Line;
use crate::writer::builtin::estimate::Estimate;
use crate::writer::pen::{self, Pen, Values};
use crate::writer::plan::Plan;
use crate::writer::summary::ask;
use crate::writer::verify::{check_heading, same_currency};

use super::{assumption, counted_value, failed, input, prices, reckoned};

/// What the site says for an input, and the sentence that cites it.
struct Found {
    value: f64,
    variant: &'static str,
    lines: &'static [Line],
    values: Values,
}

/// The calculator, with a paragraph that cites what it takes from the site; nothing where a label or a formula does not hold.
pub(super) fn own(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, words: &Estimate, spec: &CalculatorSpec) -> Vec<Block> {
    let named = |label: &str, name: &str| if is_sober(brief, pen, label) { label.to_owned() } else { name.replace('_', " ") };
    let of_inputs: Vec<String> = spec.inputs.iter().map(|one| named(&one.label, &one.name)).collect();
    let of_results: Vec<String> = spec.results.iter().map(|one| named(&one.label, &one.name)).collect();
    let caption = if is_sober(brief, pen, &spec.caption) { Some(&spec.caption) } else { of_results.first() }.cloned().unwrap_or_default();
    // The labels are the seller's own words.
    pen.allowed.sender.extend(of_inputs.iter().chain(&of_results).chain([&caption]).cloned());
    let mut inputs = Vec::new();
    let mut found = Vec::new();
    for (one, label) in spec.inputs.iter().zip(&of_inputs) {
        let Some(label) = pen.sender_words(label) else { return Vec::new() };
        let of_site = from_site(brief, plan, pen, words, one);
        let ends = match &of_site {
            Some(found) => (found.value, None),
            None => {
                let Some((low, high)) = calculator::plain(&one.default) else { return Vec::new() };
                (low, Some(high).filter(|high| *high > low))
            }
        };
        inputs.push(input(&one.name, label, &one.unit, ends, 0.0, assumption(pen, words.own_default)));
        found.push(of_site);
    }
    let mut results = Vec::new();
    for (one, label) in spec.results.iter().zip(&of_results) {
        let Some(label) = pen.sender_words(label) else { return Vec::new() };
        results.push((one.name.as_str(), label, one.unit.clone(), one.formula.clone()));
    }
    let Some(caption) = pen.sender_words(&caption) else { return Vec::new() };
    let Some(Block::Calculator(mut made)) = reckoned("own", caption, inputs, results) else { return Vec::new() };
    // Only what the calculator shows is told.
    let mut written = Vec::new();
    for (input, found) in made.inputs.iter_mut().zip(found) {
        let Some(found) = found else { continue };
        let said = pen.say(ask(found.lines, found.variant, &found.values));
        if let Some(claim) = said.first().and_then(|sentence| sentence.claim.clone()) {
            input.source = InputSource::Claim(claim);
        }
        written.extend(said);
    }
    let paragraph = (!written.is_empty()).then(|| Block::Paragraph { text: pen::text(&written) });
    paragraph.into_iter().chain([Block::Calculator(made)]).collect()
}

/// States nothing about the prospect. A capital letter is no name here: every lead gets the same label.
fn is_sober(brief: &Brief<'_>, pen: &Pen, label: &str) -> bool {
    let prospect: Vec<String> = [brief.lead.company.as_ref(), brief.lead.domain.as_ref()].into_iter().flatten().cloned().collect();
    check_heading(&label.to_lowercase(), &prospect, &pen.allowed).is_ok()
}

/// The value of the site that an input asks for; `None` where the site has none that a sentence can cite.
fn from_site(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, words: &Estimate, input: &InputSpec) -> Option<Found> {
    let from = input.from.as_deref()?;
    let found = if from == "prices.first" {
        let stated = prices::whole(brief).find(|stated| same_currency(&stated.currency, &input.unit))?;
        Found { value: stated.amount, variant: prices::variant(stated.price), lines: words.own_price, values: prices::values(stated.price) }
    } else {
        let (count, evidence) = counted(brief, plan, from);
        let measure = format!("estimate.{from}");
        pen.allowed.measures.insert(measure.clone(), u64::try_from(count).ok()?);
        let mut values = plan.values.clone();
        values.insert("count".into(), counted_value(count.to_string(), &measure, evidence));
        Found { value: u32::try_from(count).map(f64::from).ok()?, variant: "", lines: words.own_source, values }
    };
    let cited = found.values.get("count").or_else(|| found.values.get("amount")).is_some_and(|value| !value.evidence.is_empty());
    (cited && !pen.rehearse(ask(found.lines, found.variant, &found.values)).is_empty()).then_some(found)
}

/// How many there are of what a source names, and what shows it: the things that were counted, or, where there are none, those among which they were looked for.
fn counted(brief: &Brief<'_>, plan: &Plan<'_>, from: &str) -> (usize, Vec<EvidenceId>) {
    let first = |findings: &[&Finding]| findings.iter().filter_map(|finding| finding.evidence.first().cloned()).collect::<Vec<_>>();
    if from == "pages.read" {
        let of_page =
            |url: &str| brief.analysis.evidence.iter().find(|item| item.url.as_deref() == Some(url) && (item.quote.is_some() || item.observed.is_some()));
        return (brief.pages.len(), brief.pages.iter().filter_map(|read| Some(of_page(read.url)?.id.clone())).collect());
    }
    let failed = failed(brief, plan);
    let of = |effort: Effort| failed.iter().filter(|finding| finding.effort == effort).copied().collect::<Vec<_>>();
    let counted = match from {
        "checks.minutes" => of(Effort::Minutes),
        "checks.hours" => of(Effort::Hours),
        "checks.days" => of(Effort::Days),
        _ => failed.clone(),
    };
    let passed = || brief.analysis.findings.iter().filter(|finding| finding.status == Status::Pass).collect::<Vec<_>>();
    let shown = match (counted.is_empty(), failed.is_empty()) {
        (false, _) => first(&counted),
        (true, false) => first(&failed),
        (true, true) => first(&passed()),
    };
    (counted.len(), shown)
}
