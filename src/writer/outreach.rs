//! Texts for the sender to send the document with: subject lines, a short e-mail, a note for LinkedIn. Each sentence goes through the gate like those of
//! the document; `{link}` stands where its address goes.

use magnetite_document::tree::Outreach;

use crate::model::blueprint::Tone;
use crate::model::finding::Finding;

use super::Brief;
use super::builtin::sending::Sending;
use super::builtin::{CheckText, Line};
use super::pen::{Ask, Choice, Pen, Value, Values};
use super::plan::{Plan, is_open, variant};
use super::summary::{ask, legend};
use super::text::fold;
use super::verify::{Formula, Slot};

/// Where the address of the document goes.
pub const LINK: &str = "{link}";
/// LinkedIn's own limit for a note with an invitation, in characters, less what an address takes.
const NOTE: usize = 300 - 90;
/// A subject line that telephones show whole.
const SUBJECT: usize = 60;

/// The texts; `None` where not even a subject may be said, and for a firm that has ended: nobody writes to it to win it.
pub(super) fn outreach(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, full: bool) -> Option<Outreach> {
    if !is_open(brief) {
        return None;
    }
    pen.section = "outreach";
    let words = Sending::of(plan.lib.language);
    let values = values(brief, plan);
    let first = plan.priorities.first().filter(|_| full);
    // What was noticed, and what to change first, is said only where there is something.
    let lists: &[&'static [Line]] = match (full, first) {
        (true, Some(_)) => &words.subjects,
        (true, None) => words.subjects.get(1..2).unwrap_or_default(),
        (false, _) => &words.subjects_thin,
    };
    let mut subjects = Vec::new();
    for lines in lists.iter().copied() {
        if let Some(subject) = pen.label(ask(lines, "", &values)).filter(|subject| subject.chars().count() <= SUBJECT && !subjects.contains(subject)) {
            subjects.push(subject);
        }
    }
    let hello = if brief.blueprint.tone == Tone::Formal { words.hello_formal } else { words.hello };
    let hello = pen.label(legend(hello, &values));
    let praise = plan.strengths.iter().find_map(|finding| of_check(brief, plan, pen, finding, |text| text.praise));
    let praise = praise.or_else(|| pen.label(ask(plan.lib.frame.praise_offers, "", &values))).filter(|_| full);
    let cost = first.and_then(|finding| of_check(brief, plan, pen, finding, |text| text.opening));
    let stop = pen.label(legend(words.stop, &values));
    let regards = pen.label(legend(words.regards, &values));
    let seen: Vec<String> = [praise.clone(), cost.clone()].into_iter().flatten().collect();
    let what = match (full, seen.is_empty()) {
        (true, false) => words.what,
        (true, true) => words.what_alone,
        (false, _) => words.what_thin,
    };
    let what = pen.label(legend(what, &values));
    let email: Vec<String> = [hello.clone(), Some(seen.join(" ")).filter(|text| !text.is_empty()), what.clone(), stop, regards].into_iter().flatten().collect();
    let end = if seen.is_empty() { what } else { pen.label(legend(words.linkedin_end, &values)) }?;
    let note = |seen: Option<String>| [hello.clone(), seen, Some(end.clone())].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let linkedin = [cost, praise].into_iter().flatten().map(|seen| note(Some(seen))).find(|text| text.chars().count() <= NOTE).unwrap_or_else(|| note(None));
    (!subjects.is_empty()).then_some(Outreach { subjects, email, linkedin })
}

/// The values of the document, the place of the link, and the person who sends.
fn values(brief: &Brief<'_>, plan: &Plan<'_>) -> Values {
    let mut values = plan.values.clone();
    plan.offer_into(&mut values, 0);
    values.insert("link".into(), Value { slot: Slot::by(LINK, Formula::Fixed(LINK)), evidence: Vec::new(), fact: false, sender: false });
    if let Some(name) = brief.offer.sender_name.as_deref().map(fold).filter(|name| !name.is_empty()) {
        values.insert("sender_name".into(), Value { slot: Slot::of(name), evidence: Vec::new(), fact: false, sender: true });
    }
    values
}

/// One sentence about a finding, without values that had to be cut.
fn of_check(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, finding: &Finding, lines: impl Fn(&CheckText) -> &'static [Line]) -> Option<String> {
    let text = plan.lib.text_for(&finding.check)?;
    let mut values = plan.values_for(brief, finding, 0);
    values.retain(|_, value| !value.slot.value.ends_with('…'));
    pen.label(Ask {
        lines: lines(text),
        choice: Choice::Richest,
        variant: variant(finding),
        values: &values,
        basis: finding.evidence.get(..1).unwrap_or(&[]),
        salt: "outreach",
        legend: false,
    })
}
