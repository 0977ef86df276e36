//! The appendix: every check with its status and what was seen, the pages read, and the evidence as the document carries it.

use magnetite_document::tree::{self, Block, Section, Text};

use crate::model::evidence::{Evidence, Kind, Source};
use crate::model::finding::{Area, Finding, Status};
use crate::model::told;

use super::Brief;
use super::builtin::{self, frame};
use super::pen::{self, Choice, Pen, Value, Values, Written};
use super::plan::{Plan, variant};
use super::priorities::Telling;
use super::summary::{ask, legend};
use super::text::{cut, fold};
use super::verify::{Formula, Slot};

/// Longest observation shown in a cell, in characters.
const SEEN: usize = 140;

pub(super) fn checks(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "appendix";
    let heading = pen.label(legend(plan.lib.frame.heading_appendix, &plan.values))?;
    let mut blocks = Vec::new();
    for area in frame::AREAS {
        blocks.extend(table(brief, plan, pen, area));
    }
    blocks.extend(sources(brief, plan, pen));
    (!blocks.is_empty()).then(|| Section { id: "appendix".into(), heading, appendix: true, blocks })
}

fn table(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, area: Area) -> Option<Block> {
    let mut rows = Vec::new();
    for finding in brief.analysis.findings.iter().filter(|finding| finding.area == area) {
        let Some(text) = plan.lib.text_for(&finding.check) else { continue };
        let Some(label) = pen.fixed(text.label) else { continue };
        let Some(status) = pen.fixed(status(&plan.lib.frame.labels, finding.status)) else { continue };
        let seen = seen(brief, plan, pen, finding, text);
        if finding.status == Status::Fail && !seen.is_empty() {
            pen.told.insert(finding.check.clone());
        }
        rows.push(vec![Text::plain(label), Text::plain(status), pen::text(&seen)]);
    }
    if rows.is_empty() {
        return None;
    }
    let caption = pen.fixed(plan.lib.frame.area_label(area));
    let header = [plan.lib.frame.labels.check, plan.lib.frame.labels.result, plan.lib.frame.labels.what_was_seen]
        .into_iter()
        .map(|word| pen.fixed(word).unwrap_or_default())
        .collect();
    Some(Block::Table { caption, header, rows })
}

/// What a check saw: the finding in words when it failed, a sentence on what it saw when it passed, the reason when it says nothing.
fn seen(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, finding: &Finding, text: &'static builtin::CheckText) -> Vec<Written> {
    match finding.status {
        Status::Fail => {
            let values = plan.values_for(brief, finding, 0);
            let mut said = pen.say(Telling { finding, text, values: &values }.ask(text.saw, Choice::Richest));
            if !said.is_empty() {
                said.extend(elsewhere(brief, plan, pen, finding));
            }
            said
        }
        Status::Pass => {
            let said = passed(brief, finding).map(|values| pen.say(ask(builtin::SEEN, "", &values))).unwrap_or_default();
            if said.is_empty() { pen.say(ask(plan.lib.frame.seen_plain, "", &plan.values)) } else { said }
        }
        Status::NotApplicable | Status::NotMeasured => {
            if let Some(values) = undated(brief, finding) {
                return pen.say(ask(plan.lib.frame.undated, "", &values));
            }
            let told = |reason| told::reason(reason, plan.lib.language).unwrap_or(reason);
            let reason = finding.reason.as_deref().map(|reason| single(cut(&fold(told(reason)), SEEN)));
            reason.map(|values| pen.say(ask(builtin::SEEN, "", &values))).unwrap_or_default()
        }
    }
}

/// A program whose version was seen, though the table of dates does not know it: said instead of that no version was.
fn undated(brief: &Brief<'_>, finding: &Finding) -> Option<Values> {
    let version = |name: &str| name.split(' ').skip(1).any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let found = brief.analysis.profile.technology.iter().filter(|fact| !fact.evidence.is_empty() && !brief.analysis.is_provided(&fact.evidence));
    let fact = found.filter(|_| finding.check == "dated-software").find(|fact| version(&fold(&fact.value)))?;
    let value = Value { slot: Slot::by(fold(&fact.value), Formula::Signature), evidence: fact.evidence.clone(), fact: true, sender: false };
    Some(Values::from([("program".to_owned(), value)]))
}

/// What the check saw, as findings are told in the document's language.
fn passed(brief: &Brief<'_>, finding: &Finding) -> Option<Values> {
    let language = brief.language();
    // What shouts on the site is not shouted here.
    let seen = told::passed(&finding.check, &finding.slots, language).filter(|seen| !seen.contains(['!', '！']))?;
    let formula = Formula::Passed { check: finding.check.clone(), slots: finding.slots.clone(), language };
    let value = Value { slot: Slot::by(seen, formula), evidence: finding.evidence.clone(), fact: true, sender: false };
    Some(Values::from([("seen".to_owned(), value)]))
}

/// How many others have the same fault, where a public figure tells.
fn elsewhere(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, finding: &Finding) -> Vec<Written> {
    let Some(rate) = brief.rates.of(&finding.check, variant(finding)) else { return Vec::new() };
    let parts = [
        ("rate", rate.share(brief.language())),
        ("rate_who", fold(&rate.who)),
        ("rate_what", fold(&rate.what)),
        ("rate_source", fold(&rate.source)),
        ("rate_year", rate.year.to_string()),
    ];
    let value = |text| Value { slot: Slot::of(text), evidence: Vec::new(), fact: false, sender: false };
    let values: Values = parts.into_iter().map(|(name, text)| (name.to_owned(), value(text))).collect();
    pen.say(legend(plan.lib.frame.base_rate, &values))
}

/// Where the public figures of the appendix stand: source, as a link, and year.
fn sources(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Block> {
    let failed = brief.analysis.findings.iter().filter(|finding| finding.status == Status::Fail);
    let mut rows: Vec<Vec<Text>> = Vec::new();
    for rate in failed.filter_map(|finding| brief.rates.of(&finding.check, variant(finding))) {
        let link = tree::Inline::Link { text: fold(&rate.source), href: rate.url.clone() };
        let row = vec![Text(vec![link]), Text::plain(rate.year.to_string())];
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let header = [plan.lib.frame.labels.public_figures_from, plan.lib.frame.labels.year].into_iter().map(|word| pen.fixed(word).unwrap_or_default()).collect();
    Some(Block::Table { caption: None, header, rows })
}

fn single(value: String) -> Values {
    Values::from([("seen".to_owned(), Value { slot: Slot::of(value), evidence: Vec::new(), fact: false, sender: false })])
}

fn status(labels: &frame::Labels, status: Status) -> &'static str {
    match status {
        Status::Pass => labels.passed,
        Status::Fail => labels.to_improve,
        Status::NotApplicable => labels.does_not_apply,
        Status::NotMeasured => labels.not_measured,
    }
}

/// The pages that were read, as links.
pub(super) fn pages(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "pages";
    if brief.pages.is_empty() {
        return None;
    }
    let heading = pen.label(legend(plan.lib.frame.heading_pages, &plan.values))?;
    let row = |page: &super::PageRead<'_>| vec![Text(vec![tree::Inline::Link { text: cut(&fold(page.url), 120), href: page.url.to_owned() }])];
    let rows = brief.pages.iter().map(row).collect();
    let header = vec![pen.fixed(plan.lib.frame.labels.page).unwrap_or_default()];
    Some(Section { id: "pages".into(), heading, appendix: true, blocks: vec![Block::Table { caption: None, header, rows }] })
}

/// Evidence in the form of the document tree.
#[must_use]
pub fn evidence(item: &Evidence) -> tree::Evidence {
    tree::Evidence {
        id: item.id.to_string(),
        source: match item.source {
            Source::Site => "site",
            Source::Provided => "provided",
            Source::Measured => "measured",
        }
        .into(),
        kind: match item.kind {
            Kind::Http => "http",
            Kind::Html => "html",
            Kind::Text => "text",
            Kind::Meta => "meta",
            Kind::Dns => "dns",
            Kind::Tls => "tls",
            Kind::Posted => "posted",
            Kind::Measured => "measured",
        }
        .into(),
        url: item.url.clone(),
        fetched_at: item.fetched_at,
        body_sha256: item.body_sha256.clone(),
        locator: item.locator.clone(),
        quote: item.quote.clone(),
        observed: item.observed.clone(),
        expected: item.expected.clone(),
        verify: item.verify.clone(),
    }
}
