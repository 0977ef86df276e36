//! The checklist: what to do, the most useful first, and the upkeep that follows from what the site shows. Each item says what, why, how, how long and who.

use magnetite_document::tree::{Block, ChecklistItem, Inline, Section, Text};

use crate::model::finding::{Effort, Finding};

use super::Brief;
use super::builtin::CheckText;
use super::builtin::actions::{self as words, Upkeep};
use super::facts;
use super::order;
use super::pen::{self, Ask, Choice, Pen, Value, Values, Written};
use super::plan::{Plan, is_open, short};
use super::priorities::{Telling, effort};
use super::role::Role;
use super::summary::{ask, legend};
use super::verify::{Formula, Slot};

/// Fewest actions, while the site gives enough, and most.
const FEWEST: usize = 8;
const MOST: usize = 20;
/// Items of upkeep where there is enough to mend.
const UPKEEP: usize = 3;

/// What is done, in order.
#[derive(Default)]
pub(super) struct Actions<'a> {
    findings: Vec<(&'a Finding, &'static CheckText)>,
    upkeep: Vec<&'static Upkeep>,
}

/// Findings that can be told as a task, the most useful first, and upkeep to go with them.
fn chosen<'a>(brief: &Brief<'_>, plan: &Plan<'a>, pen: &Pen) -> Actions<'a> {
    let all = plan.priorities.iter().chain(&plan.rest).copied();
    let told = all.filter_map(|finding| Some((finding, plan.lib.text_for(&finding.check)?)));
    let sayable = told.filter(|(finding, text)| {
        let values = short(&plan.values_for(brief, finding, 0));
        !pen.rehearse(Telling { finding, text, values: &values }.ask(text.task, Choice::Richest)).is_empty()
    });
    let findings: Vec<_> = sayable.take(plan.room.actions).collect();
    let wanted = FEWEST.saturating_sub(findings.len()).max(UPKEEP).min(MOST.saturating_sub(findings.len()));
    let values = upkeep_values(brief, plan);
    let fits = |one: &&Upkeep| [one.task, one.why].into_iter().all(|lines| !pen.rehearse(ask(lines, "", &values)).is_empty());
    // A firm that has ended keeps nothing up.
    let open = is_open(brief);
    let upkeep = words::Actions::of(plan.lib.language).upkeep.iter().filter(|_| open).filter(fits).take(wanted).collect();
    Actions { findings, upkeep }
}

fn upkeep_values(brief: &Brief<'_>, plan: &Plan<'_>) -> Values {
    let mut values = facts::values(brief, plan);
    plan.offer_into(&mut values, 0);
    values
}

/// Chooses what is told, and counts it as the value `actions`.
pub(super) fn choose(brief: &Brief<'_>, plan: &mut Plan<'_>, pen: &mut Pen) {
    plan.actions = chosen(brief, plan, pen);
    let count = plan.actions.findings.len() + plan.actions.upkeep.len();
    if count > 1 {
        pen.allowed.measures.insert("actions".into(), u64::try_from(count).unwrap_or(u64::MAX));
        let slot = Slot::by(count.to_string(), Formula::Measure("actions".into()));
        plan.values.insert("actions".into(), Value { slot, evidence: Vec::new(), fact: false, sender: false });
    }
}

pub(super) fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "actions";
    let chosen = &plan.actions;
    let first = usize::from(brief.blueprint.priorities).min(chosen.findings.len());
    let mut blocks: Vec<Block> = Vec::new();
    let parts = [chosen.findings.get(..first), chosen.findings.get(first..)];
    for (at, findings) in parts.into_iter().enumerate() {
        let findings = findings.unwrap_or_default();
        let items: Vec<ChecklistItem> =
            findings.iter().enumerate().filter_map(|(turn, (finding, text))| action(brief, plan, pen, (finding, text), at * first + turn, at == 0)).collect();
        blocks.extend(group(plan, pen, at, items));
        if at == 0 {
            blocks.extend(order::said(plan, pen));
        }
    }
    let values = upkeep_values(brief, plan);
    let items = chosen.upkeep.iter().filter_map(|one| look_again(pen, one, &values)).collect();
    blocks.extend(group(plan, pen, parts.len(), items));
    let heading = pen.label(legend(words::Actions::of(plan.lib.language).heading, &plan.values))?;
    (!blocks.is_empty()).then(|| Section { id: "actions".into(), heading, appendix: false, blocks })
}

/// A short heading and the items below it; nothing without any.
fn group(plan: &Plan<'_>, pen: &mut Pen, at: usize, items: Vec<ChecklistItem>) -> Vec<Block> {
    let lines = words::Actions::of(plan.lib.language).groups.get(at).copied().unwrap_or_default();
    if items.is_empty() {
        return Vec::new();
    }
    let heading = pen.label(legend(lines, &plan.values)).map(|heading| Block::Paragraph { text: Text(vec![Inline::Strong(heading)]) });
    heading.into_iter().chain([Block::Checklist { items }]).collect()
}

/// One finding as a task: what was seen, for the first ones why it matters, how it is mended, and who does it.
fn action(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, one: (&Finding, &'static CheckText), turn: usize, leading: bool) -> Option<ChecklistItem> {
    let (finding, text) = one;
    let values = plan.values_for(brief, finding, turn);
    let brief_values = short(&values);
    let telling = Telling { finding, text, values: &values };
    let advising = Telling { finding, text, values: &brief_values };
    let task = pen.say(advising.ask(text.task, Choice::Richest));
    if task.is_empty() {
        return None;
    }
    let mut why = pen.say(telling.ask(text.saw, Choice::Richest));
    if leading && is_open(brief) {
        why.extend(pen.say(advising.advice(text.matters)).into_iter().take(1));
    } else {
        why.truncate(1);
    }
    why.extend(pen.say(advising.advice(text.fix)).into_iter().take(1));
    why.extend(who(brief, plan, pen, text));
    pen.told.insert(finding.check.clone());
    Some(item(finding.check.clone(), &task, &why, finding.effort))
}

fn who(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, text: &CheckText) -> Vec<Written> {
    let who = plan.lib.frame.who(text.who, Role::of(brief.lead.title.as_deref()));
    let value = Value { slot: Slot::by(who, Formula::Fixed(who)), evidence: Vec::new(), fact: false, sender: false };
    let values = Values::from([("who".to_owned(), value)]);
    let lines = words::Actions::of(plan.lib.language).who;
    pen.say(Ask { choice: Choice::Vary, salt: text.check, ..legend(lines, &values) })
}

fn look_again(pen: &mut Pen, one: &'static Upkeep, values: &Values) -> Option<ChecklistItem> {
    let task = pen.say(ask(one.task, "", values));
    if task.is_empty() {
        return None;
    }
    let mut why = pen.say(ask(one.why, "", values));
    why.extend(pen.say(ask(one.how, "", values)));
    Some(item(format!("upkeep-{}", one.name), &task, &why, Effort::Minutes))
}

fn item(id: String, task: &[Written], why: &[Written], time: Effort) -> ChecklistItem {
    ChecklistItem { id, text: pen::text(task), why: (!why.is_empty()).then(|| pen::text(why)), effort: Some(effort(time).into()) }
}
