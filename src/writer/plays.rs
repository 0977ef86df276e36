//! The plays: a short plan built from what the site says. Each is what the site says, why it matters, two steps with a time, and a sign that it worked.

use std::cmp::Reverse;

use magnetite_document::tree::{Block, Inline, Section, Step, Text};

use crate::model::blueprint::Length;
use crate::model::finding::{Severity, Status};

use super::Brief;
use super::builtin::SEEN;
use super::builtin::frame::area_id;
use super::builtin::plays::{PLAYS, Play, PlayText, Plays};
use super::facts;
use super::pen::{self, Ask, Choice, Pen, Value, Values};
use super::plan::Plan;
use super::role;
use super::summary::{ask, legend};
use super::verify::{Formula, Slot};

/// Fewest plays that are worth a number.
const SEVERAL: usize = 2;

/// Plays that rest on no fact but the name of a service, before the others are asked.
const GENERAL: usize = 2;

/// A play with its words and the values that it is told with.
pub(super) struct Told {
    play: &'static Play,
    text: &'static PlayText,
    values: Values,
}

/// The plays that fit this prospect, the most relevant first, no two about the same service while there are others.
fn chosen(brief: &Brief<'_>, plan: &Plan<'_>, pen: &Pen) -> Vec<Told> {
    // A firm that has ended plans nothing.
    if brief.analysis.profile.closed.is_some() {
        return Vec::new();
    }
    let mut facts = facts::values(brief, plan);
    // People add the town to what they look for nearby, and to nothing else.
    if !role::is_sought_nearby(brief) {
        facts.remove("place");
    }
    let situation = role::situation(brief);
    let failed = |check: &&str| brief.analysis.findings.iter().any(|finding| finding.check == **check && finding.status == Status::Fail);
    let counts = |check: &&&str| {
        brief.analysis.findings.iter().any(|finding| finding.check == ***check && finding.status == Status::Fail && finding.severity > Severity::Low)
    };
    let relevance = |play: &Play| {
        let focus = play.areas.iter().any(|area| brief.offer.focus.iter().any(|name| name == area_id(*area)));
        let suits = play.suits.iter().filter(|word| situation.contains(*word)).count();
        let checks = play.checks.iter().filter(|check| failed(check)).count() + play.checks.iter().filter(counts).count();
        play.weight * 2 + u32::from(focus) * 3 + u32::try_from(2 * suits.min(2) + 2 * checks.min(3)).unwrap_or(0)
    };
    let mut fitting: Vec<&Play> = PLAYS.iter().filter(|play| play.only.is_empty() || play.only.iter().any(failed)).collect();
    fitting.sort_by_key(|play| Reverse(relevance(play)));
    // Those that rest on a fact of their own come before further ones that only name a service.
    let own = |play: &Play| play.needs.iter().any(|need| !matches!(*need, "offer" | "offer_2" | "domain"));
    let (first, others): (Vec<&Play>, Vec<&Play>) = {
        let mut general = 0;
        fitting.into_iter().partition(|play| {
            own(play) || {
                general += 1;
                general <= GENERAL
            }
        })
    };
    let mut told: Vec<Told> = Vec::new();
    for play in first.into_iter().chain(others) {
        if told.len() == plan.room.plays {
            break;
        }
        let Some(text) = Plays::of(plan.lib.language).text(play.name) else { continue };
        let mut values = facts.clone();
        plan.offer_into(&mut values, told.len());
        if play.needs.iter().all(|need| values.contains_key(*need)) && can_be_told(pen, play, text, &values) {
            told.push(Told { play, text, values });
        }
    }
    told
}

/// Whether no part of it would be missing.
fn can_be_told(pen: &Pen, play: &Play, text: &PlayText, values: &Values) -> bool {
    let steps = text.steps.iter().flat_map(|(heading, text)| [*heading, *text]);
    let parts = [text.heading, text.says, text.sign].into_iter().chain(steps);
    let quoted = play.quote.is_none_or(|name| values.contains_key(name));
    quoted && parts.into_iter().all(|lines| !pen.rehearse(play_ask(play, lines, values)).is_empty())
}

fn play_ask<'a>(play: &'a Play, lines: &'static [super::builtin::Line], values: &'a Values) -> Ask<'a> {
    Ask { choice: Choice::Richest, salt: play.name, ..ask(lines, "", values) }
}

/// Chooses what is told, and counts it as the value `plays`, in words.
pub(super) fn choose(brief: &Brief<'_>, plan: &mut Plan<'_>, pen: &mut Pen) {
    plan.plays = chosen(brief, plan, pen);
    let count = plan.plays.len();
    let word = count.checked_sub(SEVERAL).and_then(|at| plan.lib.frame.numbers.get(at));
    if let Some(word) = word {
        pen.allowed.measures.insert("plays".into(), u64::try_from(count).unwrap_or(u64::MAX));
        let slot = Slot::by(*word, Formula::Measure("plays".into()));
        plan.values.insert("plays".into(), Value { slot, evidence: Vec::new(), fact: false, sender: false });
    }
}

pub(super) fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    pen.section = "plays";
    let blocks: Vec<Block> = plan.plays.iter().enumerate().flat_map(|(at, one)| blocks(brief, plan, pen, one, at)).collect();
    if blocks.is_empty() {
        return None;
    }
    let heading = pen.label(legend(Plays::of(plan.lib.language).heading, &plan.values))?;
    Some(Section { id: "plays".into(), heading, appendix: false, blocks })
}

fn blocks(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, one: &Told, at: usize) -> Vec<Block> {
    let Told { play, text, values } = one;
    let words = Plays::of(plan.lib.language);
    let mut blocks = Vec::new();
    if let Some(heading) = pen.label(play_ask(play, text.heading, values)) {
        blocks.push(Block::Paragraph { text: Text(vec![Inline::Strong(format!("{}. {heading}", at + 1))]) });
    }
    let says = pen.say(play_ask(play, text.says, values));
    let mut matters = pen.say(play_ask(play, text.matters, values));
    if brief.blueprint.length == Length::Short {
        matters.truncate(1);
    }
    match play.quote.and_then(|name| values.get(name)) {
        Some(quote) => {
            blocks.push(Block::Paragraph { text: pen::text(&says) });
            blocks.extend(quotation(plan, pen, quote));
            blocks.extend((!matters.is_empty()).then(|| Block::Paragraph { text: pen::text(&matters) }));
        }
        None => blocks.push(Block::Paragraph { text: pen::text(&says.into_iter().chain(matters).collect::<Vec<_>>()) }),
    }
    let steps = text.steps.iter().map(|(heading, text)| (*heading, *text)).chain([(words.sign_heading, text.sign)]);
    let mut items = Vec::new();
    for ((heading, lines), when) in steps.zip(words.when) {
        let when = pen.label(legend(when, &plan.values));
        let heading = pen.label(legend(heading, &plan.values)).unwrap_or_default();
        items.push(Step { heading, when, text: pen::text(&pen.say(play_ask(play, lines, values))) });
    }
    blocks.push(Block::Steps { items });
    blocks
}

/// The site's own words, with the claim that names the place.
fn quotation(plan: &Plan<'_>, pen: &mut Pen, quote: &Value) -> Option<Block> {
    let values = Values::from([("seen".to_owned(), quote.clone())]);
    let attribution = pen.label(legend(plan.lib.frame.from, &plan.values))?;
    let said = pen.say(ask(SEEN, "", &values)).into_iter().next()?;
    Some(Block::Quote { text: said.text, attribution, claim: said.claim })
}
