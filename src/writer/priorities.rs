//! What to change first, the quick wins, and the short plan made of both.

use magnetite_document::tree::{self, Block, ChecklistItem, Section, Step};

use crate::model::blueprint::SectionName;
use crate::model::evidence::{Evidence, Kind};
use crate::model::finding::{Effort, Finding, Severity};

use super::Brief;
use super::builtin::{CheckText, Line, frame};
use super::order;
use super::pen::{self, Ask, Choice, Pen, Values, Written};
use super::plan::{Plan, is_open, short, variant};
use super::role::Role;
use super::summary::{ask, legend};

/// Tasks named in one step of the plan.
const TASKS: usize = 3;

pub(super) fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "priorities";
    if plan.priorities.is_empty() {
        return None;
    }
    let heading = pen.label(legend(plan.lib.frame.heading_priorities, &plan.values))?;
    let findings = plan.priorities.iter().enumerate().filter_map(|(turn, finding)| block(brief, plan, pen, finding, turn));
    let mut blocks: Vec<Block> = findings.collect();
    if blocks.is_empty() {
        return None;
    }
    blocks.extend(order::said(plan, pen));
    Some(Section { id: "priorities".into(), heading, appendix: false, blocks })
}

/// One priority: saw, why it matters to this reader, fix, effort, who, how to check.
pub(super) fn block(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, finding: &Finding, turn: usize) -> Option<Block> {
    let text = plan.lib.text_for(&finding.check)?;
    let values = plan.values_for(brief, finding, turn);
    let brief_values = short(&values);
    let telling = Telling { finding, text, values: &values };
    let heading = pen.label(ask(text.heading, variant(finding), &brief_values)).or_else(|| pen.fixed(text.label))?;
    let heading = sentence_case(heading, plan.lib.frame.home);
    let saw = pen.say(telling.ask(text.saw, Choice::Richest));
    if saw.is_empty() {
        return None;
    }
    pen.told.insert(finding.check.clone());
    let advising = Telling { finding, text, values: &brief_values };
    // What it means for customers is nothing to a firm that has ended.
    let mut matters = if is_open(brief) { pen.say(advising.advice(text.matters)) } else { Vec::new() };
    let mut fix = pen.say(advising.advice(text.fix));
    if plan.room.terse {
        matters.truncate(1);
        fix.truncate(1);
    }
    let who = pen.fixed(plan.lib.frame.who(text.who, Role::of(brief.lead.title.as_deref()))).unwrap_or_default();
    Some(Block::Finding(Box::new(tree::Finding {
        check: finding.check.clone(),
        severity: severity(finding.severity).into(),
        area: frame::area_id(finding.area).into(),
        heading,
        saw: pen::text(&saw),
        matters: pen::text(&matters),
        fix: pen::text(&fix),
        effort: effort(finding.effort).into(),
        who,
        verify: verify_line(finding, &brief.analysis.evidence, Role::of(brief.lead.title.as_deref())),
    })))
}

/// A heading may begin with what the home page goes by, which stands in small letters inside a sentence.
fn sentence_case(heading: String, home: &str) -> String {
    let mut letters = heading.chars();
    match letters.next() {
        Some(first) if heading.starts_with(home) => first.to_uppercase().chain(letters).collect(),
        _ => heading,
    }
}

pub(super) fn quick_wins(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "quick-wins";
    if plan.quick_wins.is_empty() {
        return None;
    }
    let heading = pen.label(legend(plan.lib.frame.heading_quick, &plan.values))?;
    let mut items = Vec::new();
    for (turn, finding) in plan.quick_wins.iter().enumerate() {
        let Some(text) = plan.lib.text_for(&finding.check) else { continue };
        let values = plan.values_for(brief, finding, turn + plan.priorities.len());
        let brief_values = short(&values);
        let telling = Telling { finding, text, values: &values };
        let advising = Telling { finding, text, values: &brief_values };
        let task = pen.say(advising.ask(text.task, Choice::Richest));
        if task.is_empty() {
            continue;
        }
        let mut why = pen.say(telling.ask(text.saw, Choice::Richest));
        why.truncate(1);
        why.extend(pen.say(advising.advice(text.fix)).into_iter().take(1));
        pen.told.insert(finding.check.clone());
        items.push(ChecklistItem {
            id: finding.check.clone(),
            text: pen::text(&task),
            why: (!why.is_empty()).then(|| pen::text(&why)),
            effort: Some(effort(finding.effort).into()),
        });
    }
    if items.is_empty() {
        return None;
    }
    let blocks = vec![Block::Checklist { items }];
    Some(Section { id: "quick-wins".into(), heading, appendix: false, blocks })
}

/// This week, this month, afterwards.
pub(super) fn plan_section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "plan";
    if plan.priorities.is_empty() && plan.quick_wins.is_empty() {
        return None;
    }
    let heading = pen.label(legend(plan.lib.frame.heading_plan, &plan.values))?;
    let quick = |finding: &&&Finding| finding.effort == Effort::Minutes;
    let week: Vec<&Finding> = plan.priorities.iter().filter(quick).copied().collect();
    let longer = plan.priorities.iter().filter(|finding| !quick(finding));
    let month: Vec<&Finding> = longer.chain(&plan.later).copied().filter(|finding| finding.severity >= Severity::Low).take(TASKS).collect();
    let mut items = Vec::new();
    let mut first = tasks(brief, plan, pen, &week);
    if !brief.blueprint.has(SectionName::QuickWins) {
        let left = TASKS.saturating_sub(week.len());
        first.extend(tasks(brief, plan, pen, plan.quick_wins.get(..left.min(plan.quick_wins.len())).unwrap_or_default()));
    } else if !plan.quick_wins.is_empty() {
        first.extend(pen.say(legend(plan.lib.frame.plan_quick, &plan.values)));
    }
    items.extend(step(plan, pen, plan.lib.frame.plan_week, plan.lib.frame.plan_week_heading, first));
    let then = tasks(brief, plan, pen, &month);
    items.extend(step(plan, pen, plan.lib.frame.plan_month, plan.lib.frame.plan_month_heading, then));
    let mut values = plan.values.clone();
    plan.offer_into(&mut values, 0);
    let last = pen.say(Ask { choice: Choice::Vary, ..ask(plan.lib.frame.plan_after_text, "", &values) });
    items.extend(step(plan, pen, plan.lib.frame.plan_after, plan.lib.frame.plan_after_heading, last));
    (!items.is_empty()).then(|| Section { id: "plan".into(), heading, appendix: false, blocks: vec![Block::Steps { items }] })
}

fn tasks(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, findings: &[&Finding]) -> Vec<Written> {
    let mut written = Vec::new();
    for finding in findings {
        let Some(text) = plan.lib.text_for(&finding.check) else { continue };
        let values = short(&plan.values_for(brief, finding, 0));
        written.extend(pen.say(Telling { finding, text, values: &values }.ask(text.task, Choice::Richest)));
    }
    written
}

fn step(plan: &Plan<'_>, pen: &mut Pen, when: &'static [Line], heading: &'static [Line], written: Vec<Written>) -> Option<Step> {
    if written.is_empty() {
        return None;
    }
    let when = pen.label(legend(when, &plan.values));
    let heading = pen.label(legend(heading, &plan.values))?;
    Some(Step { heading, when, text: pen::text(&written) })
}

/// One finding and the values for its sentences.
pub(super) struct Telling<'a> {
    pub finding: &'a Finding,
    pub text: &'static CheckText,
    pub values: &'a Values,
}

impl<'a> Telling<'a> {
    /// A statement of what was seen: rests on the finding's evidence.
    pub fn ask(&self, lines: &'static [Line], choice: Choice) -> Ask<'a> {
        let basis = self.finding.evidence.get(..1).unwrap_or(&[]);
        Ask { lines, choice, variant: variant(self.finding), values: self.values, basis, salt: self.text.check, legend: false }
    }

    /// What it means and what to do: rests only on the values shown.
    pub fn advice(&self, lines: &'static [Line]) -> Ask<'a> {
        Ask { lines, choice: Choice::Vary, variant: variant(self.finding), values: self.values, basis: &[], salt: self.text.check, legend: false }
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}

pub(super) fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::Minutes => "minutes",
        Effort::Hours => "hours",
        Effort::Days => "days",
    }
}

/// The command or address of the first piece of evidence that has one. Who runs, markets or sells is given the page to open where the page shows it; the
/// command stands with the sources.
fn verify_line(finding: &Finding, evidence: &[Evidence], role: Role) -> Option<String> {
    let seen = finding.evidence.iter().filter_map(|id| evidence.iter().find(|item| item.id == *id)).find(|item| item.verify.is_some())?;
    let by_hand = matches!(role, Role::Head | Role::Marketing | Role::Sales) && matches!(seen.kind, Kind::Html | Kind::Text | Kind::Meta);
    let page = seen.url.clone().filter(|_| by_hand && seen.verify.as_deref().is_some_and(|command| command.starts_with("curl ")));
    page.or_else(|| seen.verify.clone())
}
