//! The calculators: what the repairs take, what one more enquiry is worth where the site states a price, or the owner's own. Counts and prices come from the
//! site and are cited; everything else is said to be an assumption, and can be changed.

mod own;
mod prices;

use std::collections::BTreeMap;

use magnetite_document::tree::{Block, Calculator, CalculatorInput, CalculatorResult, InputSource, Section, Text, Tone};

use crate::model::calculator::{CalculatorSpec, MOST};
use crate::model::evidence::EvidenceId;
use crate::model::finding::{Effort, Finding, Severity, Status};
use crate::model::formula::{self, Value as Amount};

use super::Brief;
use super::builtin::Line;
use super::builtin::estimate::Estimate;
use super::pen::{self, Choice, Pen, Value, Values, Written};
use super::plan::{Plan, draws_custom, is_open, short};
use super::priorities::Telling;
use super::summary::{ask, legend};
use super::verify::{Formula, Slot};
use prices::Stated;

/// Efforts with the names of their inputs and our own ranges of time for one repair: small sites to large ones, from our experience and nothing else.
const EFFORTS: [(Effort, &str, &str, &str, f64, f64); 3] = [
    (Effort::Minutes, "small", "small_time", "min", 10.0, 30.0),
    (Effort::Hours, "middle", "middle_time", "h", 1.0, 4.0),
    (Effort::Days, "large", "large_time", "day", 1.0, 3.0),
];

/// What an hour of such work may cost, by currency: a wide range to start from, marked as an assumption.
const RATES: [(&str, f64, f64); 10] = [
    ("EUR", 50.0, 110.0),
    ("€", 50.0, 110.0),
    ("GBP", 40.0, 90.0),
    ("£", 40.0, 90.0),
    ("USD", 60.0, 130.0),
    ("$", 60.0, 130.0),
    ("CHF", 100.0, 180.0),
    ("CAD", 70.0, 140.0),
    ("AUD", 80.0, 150.0),
    ("JPY", 5_000.0, 12_000.0),
];

/// Calling codes of countries with their currency, longest first where one begins another.
const CALLING: [(&str, &str); 22] = [
    ("+49", "EUR"),
    ("+43", "EUR"),
    ("+33", "EUR"),
    ("+34", "EUR"),
    ("+39", "EUR"),
    ("+31", "EUR"),
    ("+32", "EUR"),
    ("+353", "EUR"),
    ("+351", "EUR"),
    ("+352", "EUR"),
    ("+358", "EUR"),
    ("+30", "EUR"),
    ("+372", "EUR"),
    ("+371", "EUR"),
    ("+370", "EUR"),
    ("+421", "EUR"),
    ("+386", "EUR"),
    ("+44", "GBP"),
    ("+41", "CHF"),
    ("+81", "JPY"),
    ("+61", "AUD"),
    ("+1", "USD"),
];

/// Share of enquiries that become an order, in percent: a wide range to start from.
const SHARE: (f64, f64) = (10.0, 30.0);

pub(super) fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "estimate";
    let words = Estimate::of(brief.language());
    let heading = pen.label(legend(words.heading, &plan.values))?;
    let mut blocks = Vec::new();
    match brief.blueprint.calculator.as_ref().filter(|spec| spec.is_own()) {
        Some(spec) => blocks.extend(own::own(brief, plan, pen, words, spec)),
        None => {
            blocks.extend(repairs(brief, plan, pen, words));
            // Nobody orders from a firm that has ended.
            if is_open(brief) {
                blocks.extend(enquiry(brief, pen, words));
            }
        }
    }
    if blocks.is_empty() {
        return None;
    }
    let limits = pen.say(legend(words.limits, &plan.values));
    if !limits.is_empty() {
        blocks.push(Block::Callout { tone: Tone::Note, heading: None, text: pen::text(&limits) });
    }
    Some(Section { id: "estimate".into(), heading, appendix: false, blocks })
}

/// Failed findings that a repair is counted for.
fn failed<'a>(brief: &Brief<'a>, plan: &Plan<'_>) -> Vec<&'a Finding> {
    let asked = |finding: &Finding| is_open(brief) || !draws_custom(finding);
    let counted = |finding: &&Finding| {
        asked(finding) && finding.status == Status::Fail && finding.severity > Severity::Info && plan.lib.text_for(&finding.check).is_some()
    };
    brief.analysis.findings.iter().filter(counted).collect()
}

/// Counts by effort, times by our table, and an hourly rate: hours and cost.
fn repairs(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, words: &Estimate) -> Vec<Block> {
    let failed = failed(brief, plan);
    if failed.is_empty() {
        return Vec::new();
    }
    let mut written = intro(plan, pen, words, &failed);
    let mut inputs = Vec::new();
    let mut terms = Vec::new();
    for (at, (effort, name, time, unit, low, high)) in EFFORTS.into_iter().enumerate() {
        let of_effort: Vec<&Finding> = failed.iter().filter(|finding| finding.effort == effort).copied().collect();
        if of_effort.is_empty() {
            continue;
        }
        let said = count(plan, pen, words.count(effort), &of_effort, name);
        let Some(claim) = said.first().and_then(|sentence| sentence.claim.clone()) else { continue };
        written.extend(said);
        let (Some(label), Some(each)) = (pen.fixed(words.counts[at]), pen.fixed(words.each[at])) else { continue };
        inputs.push(input(name, label, "", (count_of(&of_effort), None), 1.0, InputSource::Claim(claim)));
        let step = if unit == "min" { 5.0 } else { 0.5 };
        inputs.push(input(time, each, unit, (low, Some(high)), step, assumption(pen, words.our_table)));
        terms.push(format!("{name} * {time}"));
    }
    if terms.is_empty() {
        return Vec::new();
    }
    written.extend(pen.say(legend(words.times, &plan.values)));
    // In half hours, as people reckon; a single small repair would round to nothing.
    let all = terms.join(" + ");
    let all = if failed.len() > 1 { format!("round({all}, 0.5 h)") } else { all };
    let mut formulas = vec![("hours", words.hours_in_all, "h".to_owned(), all)];
    if let Some((low, high, currency, note)) = rate(brief, words) {
        written.extend(pen.say(legend(words.rate_words, &plan.values)));
        if let Some(label) = pen.fixed(words.rate) {
            inputs.push(input("rate", label, &format!("{currency}/h"), (low, Some(high)), 1.0, assumption(pen, note)));
            formulas.push(("cost", words.cost, currency.clone(), format!("round(hours * rate, 10 {currency})")));
        }
    }
    let mut blocks = vec![Block::Paragraph { text: pen::text(&written) }];
    blocks.extend(calculator(pen, "repairs", words.caption, inputs, &formulas));
    blocks.extend(counted(brief, plan, pen, words, &failed));
    blocks
}

fn intro(plan: &Plan<'_>, pen: &mut Pen, words: &Estimate, failed: &[&Finding]) -> Vec<Written> {
    let mut values = plan.values.clone();
    let evidence: Vec<EvidenceId> = failed.iter().filter_map(|finding| finding.evidence.first().cloned()).collect();
    let measured = pen.allowed.measures.get("overall.measured").copied().unwrap_or(0);
    let number = failed.len().to_string();
    pen.allowed.measures.insert("estimate.failed".into(), u64::try_from(failed.len()).unwrap_or(u64::MAX));
    values.insert("failed".into(), counted_value(number, "estimate.failed", evidence));
    values.insert("measured".into(), counted_value(measured.to_string(), "overall.measured", Vec::new()));
    pen.say(ask(words.intro, "", &values))
}

/// The sentence that counts the repairs of one effort; its claim is the source of the input.
fn count(plan: &Plan<'_>, pen: &mut Pen, lines: &'static [Line], findings: &[&Finding], name: &str) -> Vec<Written> {
    let mut values = plan.values.clone();
    let measure = format!("estimate.{name}");
    pen.allowed.measures.insert(measure.clone(), u64::try_from(findings.len()).unwrap_or(u64::MAX));
    let evidence = findings.iter().filter_map(|finding| finding.evidence.first().cloned()).collect();
    values.insert("count".into(), counted_value(findings.len().to_string(), &measure, evidence));
    if let Some(text) = findings.first().and_then(|finding| plan.lib.text_for(&finding.check)) {
        values.insert("task".into(), Value { slot: Slot::by(text.label, Formula::Fixed(text.label)), evidence: Vec::new(), fact: false, sender: false });
    }
    pen.say(ask(lines, "", &values))
}

fn counted_value(number: String, measure: &str, evidence: Vec<EvidenceId>) -> Value {
    Value { slot: Slot::by(number, Formula::Measure(measure.to_owned())), evidence, fact: true, sender: false }
}

fn count_of(findings: &[&Finding]) -> f64 {
    u32::try_from(findings.len()).map(f64::from).unwrap_or(0.0)
}

/// What is counted: each repair with what was seen, the weightier ones first. What the priorities tell is not told again.
fn counted(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, words: &Estimate, failed: &[&Finding]) -> Option<Block> {
    let told = |finding: &Finding| plan.priorities.iter().any(|other| other.check == finding.check);
    let mut rest: Vec<&Finding> = failed.iter().filter(|finding| !told(finding)).copied().collect();
    rest.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let weighty = rest.iter().filter(|finding| finding.severity >= Severity::Medium).count();
    let mut rows = Vec::new();
    for (turn, finding) in rest.into_iter().take(weighty.min(plan.room.quick_wins + 4).max(3)).enumerate() {
        let Some(text) = plan.lib.text_for(&finding.check) else { continue };
        let values = plan.values_for(brief, finding, turn);
        let brief_values = short(&values);
        let task = pen.say(Telling { finding, text, values: &brief_values }.ask(text.task, Choice::Richest));
        let mut seen = if plan.room.terse { Vec::new() } else { pen.say(Telling { finding, text, values: &values }.ask(text.saw, Choice::Richest)) };
        seen.truncate(1);
        let at = EFFORTS.iter().position(|(effort, ..)| *effort == finding.effort).unwrap_or(0);
        let Some(effort) = pen.fixed(words.efforts[at]).filter(|_| !task.is_empty()) else { continue };
        pen.told.insert(finding.check.clone());
        rows.push(vec![pen::text(&task), pen::text(&seen), Text::plain(effort)]);
    }
    if rows.is_empty() {
        return None;
    }
    let [caption, header @ ..] = words.counted;
    let mut header: Vec<String> = header.into_iter().map(|word| pen.fixed(word).unwrap_or_default()).collect();
    // A column without a word is none.
    if rows.iter().all(|row| row.get(1).is_some_and(|cell| cell.0.is_empty())) {
        rows.iter_mut().for_each(|row| drop(row.remove(1)));
        header.remove(1);
    }
    Some(Block::Table { caption: pen.fixed(caption), header, rows })
}

/// Below this a price is that of a cup of coffee, and says nothing of what an enquiry is worth.
fn least(currency: &str) -> f64 {
    if matches!(currency, "JPY" | "¥" | "円") { 5_000.0 } else { 50.0 }
}

/// Price of the site × enquiries × share, where the site states a price in a currency that can be reckoned with.
fn enquiry(brief: &Brief<'_>, pen: &mut Pen, words: &Estimate) -> Vec<Block> {
    let Some(Stated { price, amount, currency }) = prices::whole(brief).find(|stated| stated.amount >= least(&stated.currency)) else { return Vec::new() };
    let labels = [words.price, words.enquiries, words.share].map(|label| pen.fixed(label));
    let [Some(label), Some(enquiries), Some(share)] = labels else { return Vec::new() };
    let mut written = pen.say(ask(words.price_intro, prices::variant(price), &prices::values(price)));
    let Some(claim) = written.first().and_then(|sentence| sentence.claim.clone()) else { return Vec::new() };
    written.extend(pen.say(legend(words.price_how, &Values::new())));
    let inputs = vec![
        input("price", label, &currency, (amount, None), 0.01, InputSource::Claim(claim)),
        input("enquiries", enquiries, "", (1.0, None), 1.0, assumption(pen, words.yours)),
        CalculatorInput { max: 100.0, ..input("share", share, "%", (SHARE.0, Some(SHARE.1)), 1.0, assumption(pen, words.share_common)) },
    ];
    let formulas = [("worth", words.worth, currency, "price * enquiries * share".to_owned())];
    let made = calculator(pen, "enquiry", words.price_caption, inputs, &formulas);
    made.map(|made| vec![Block::Paragraph { text: pen::text(&written) }, made]).unwrap_or_default()
}

/// Both ends, currency and what is said of it: the blueprint's, else a common range in the currency of the site's prices or of its country.
fn rate(brief: &Brief<'_>, words: &Estimate) -> Option<(f64, f64, String, &'static str)> {
    if let Some((low, high, currency)) = brief.blueprint.calculator.as_ref().and_then(CalculatorSpec::hourly) {
        return Some((low, high, currency.to_owned(), words.rate_of_sender));
    }
    let stated = prices::stated(brief).next().map(|stated| stated.currency);
    let calling = || {
        let phones = brief.analysis.profile.phones.iter().filter_map(|fact| fact.value.e164.as_deref());
        phones.filter_map(|phone| CALLING.iter().find(|(code, _)| phone.starts_with(code))).map(|(_, currency)| (*currency).to_owned()).next()
    };
    let currency = stated.or_else(calling)?;
    RATES.iter().find(|(known, ..)| *known == currency).map(|(_, low, high)| (*low, *high, currency.clone(), words.rate_common))
}

fn assumption(pen: &mut Pen, words: &'static str) -> InputSource {
    InputSource::Assumption(pen.fixed(words).unwrap_or_default())
}

fn input(name: &str, label: String, unit: &str, (value, high): (f64, Option<f64>), step: f64, source: InputSource) -> CalculatorInput {
    CalculatorInput { name: name.to_owned(), label, unit: unit.to_owned(), value, high, min: 0.0, max: MOST, step, source }
}

/// A calculator with labels of the library.
fn calculator(pen: &mut Pen, id: &str, caption: &'static str, inputs: Vec<CalculatorInput>, results: &[(&str, &'static str, String, String)]) -> Option<Block> {
    let caption = pen.fixed(caption)?;
    let labelled = results.iter().filter_map(|(name, label, unit, formula)| Some((*name, pen.fixed(label)?, unit.clone(), formula.clone()))).collect();
    reckoned(id, caption, inputs, labelled)
}

/// The calculator with its results for the defaults; a result that has none is left out, and with the last of them the whole.
fn reckoned(id: &str, caption: String, inputs: Vec<CalculatorInput>, results: Vec<(&str, String, String, String)>) -> Option<Block> {
    let mut names = BTreeMap::new();
    for input in &inputs {
        names.insert(input.name.clone(), Amount::of(input.value, input.high.unwrap_or(input.value), &input.unit).ok()?);
    }
    let mut made = Vec::new();
    for (name, label, unit, formula) in results {
        let Ok(value) = formula::evaluate(&formula, &names) else { continue };
        let Ok((low, high)) = value.in_unit(&unit) else { continue };
        names.insert(name.to_owned(), value);
        // No more digits than anybody reads.
        let [low, high] = [low, high].map(|end| (end * 1e6).round() / 1e6);
        made.push(CalculatorResult { name: name.to_owned(), label, unit, formula, low, high });
    }
    (!made.is_empty()).then(|| Block::Calculator(Box::new(Calculator { id: id.to_owned(), caption, inputs, results: made })))
}

#[cfg(test)]
mod tests;
