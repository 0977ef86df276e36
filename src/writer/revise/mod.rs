//! A person's words in a finished document: one place is shown as fields in plain notation (`fields`, `notation`), what comes back is judged sentence by
//! sentence (`judge`), and only a text without a fault becomes the next version. Stored by `generation/revise.rs`.

mod fields;
mod judge;
pub mod notation;
pub(super) mod sentences;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use magnetite_document::tree::{self, Block, Document, Inline, InputSource, Text};

use crate::model::blueprint::Blueprint;
use crate::model::lead::LeadFields;
use crate::model::offer::Offer;
use crate::writer::text::fold;

pub use fields::Field;
use fields::Slot;

/// What may be edited at once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Title and subtitle.
    Head,
    /// The call to action.
    Cta,
    /// A block, by section and place in it from 0.
    Block { section: String, block: usize },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Head => f.write_str("head"),
            Place::Cta => f.write_str("cta"),
            Place::Block { section, block } => write!(f, "{section}.{block}"),
        }
    }
}

/// The text names no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPlace;

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        match text {
            "head" => Ok(Place::Head),
            "cta" => Ok(Place::Cta),
            _ => {
                let (section, block) = text.rsplit_once('.').ok_or(NotAPlace)?;
                Ok(Place::Block { section: section.to_owned(), block: block.parse().map_err(|_| NotAPlace)? })
            }
        }
    }
}

/// What an edit is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The newest version that the writer wrote: its claims passed the gate as a whole.
    pub written: &'a Document,
    pub lead: &'a LeadFields,
    pub offer: &'a Offer,
    pub blueprint: &'a Blueprint,
}

/// Why an edit did not become a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRevised {
    /// There is no such place, or nothing in it can be edited or removed.
    NoPlace,
    /// The text is what it was.
    Same,
    /// Sentences that may not stand, and fields that may not be empty.
    Faults(Vec<SentenceFault>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceFault {
    /// Name of the field.
    pub field: String,
    /// The sentence as typed; empty when the field as a whole is at fault.
    pub sentence: String,
    pub reason: String,
}

/// The section that tells what was read and how to hear no more stays as it is.
const FIXED: &str = "method";

/// The fields of a place; `None` when there is no such place, empty when nothing in it is text of ours.
#[must_use]
pub fn fields(document: &Document, place: &Place) -> Option<Vec<Field>> {
    let mut document = document.clone();
    let mut found = Vec::new();
    let exists = fields::visit(&mut document, place, &mut |name, label, slot| found.push(Field::of(name, label, &slot)));
    if matches!(place, Place::Block { section, .. } if section == FIXED) {
        found.clear();
    }
    exists.then_some(found)
}

/// Whether the place may be taken out.
#[must_use]
pub fn is_removable(document: &Document, place: &Place) -> bool {
    match place {
        Place::Head => false,
        Place::Cta => document.cta.is_some(),
        Place::Block { section, .. } => section != FIXED && section != "summary" && fields(document, place).is_some(),
    }
}

/// The document with these values in place of its own; fields that are not given stay.
///
/// # Errors
/// [`NotRevised`], with every fault at once.
pub fn edit(document: &Document, place: &Place, values: &BTreeMap<String, String>, ground: &Ground<'_>) -> Result<Document, NotRevised> {
    if fields(document, place).is_none_or(|fields| fields.is_empty()) {
        return Err(NotRevised::NoPlace);
    }
    let judge = judge::Judge::new(document, ground);
    let block_claims = claims_at(document, place);
    let mut next = document.clone();
    let mut claims = Vec::new();
    let mut faults = Vec::new();
    let mut changed = false;
    fields::visit(&mut next, place, &mut |name, _, slot| {
        let Some(value) = values.get(&name).filter(|value| fold(value) != fold(&slot.shown())) else { return };
        changed = true;
        let judged = match slot {
            Slot::Line(line) => judge.line(&name, line, value, &block_claims).map(|text| *line = text),
            Slot::OptionalLine(line) => {
                let before = line.clone().unwrap_or_default();
                let judged = if value.trim().is_empty() { Ok(String::new()) } else { judge.line(&name, &before, value, &block_claims) };
                judged.map(|text| *line = Some(text).filter(|text| !text.is_empty()))
            }
            Slot::Removable(line, _) if value.trim().is_empty() => {
                line.clear();
                Ok(())
            }
            Slot::Removable(line, claim) => judge.made(&name, line, value, claim, &mut claims).map(|text| *line = text),
            Slot::Sender(line) => judge.sender(value).map(|text| *line = text),
            Slot::OptionalSender(line) => {
                let judged = if value.trim().is_empty() { Ok(String::new()) } else { judge.sender(value) };
                judged.map(|text| *line = Some(text).filter(|text| !text.is_empty()))
            }
            Slot::Address(line) => judge::address(value).map(|text| *line = text),
            Slot::Text(text) => judge.text(text, value, false, &mut claims).map(|judged| *text = judged),
            Slot::OptionalText(text) => {
                let before = text.clone().unwrap_or_default();
                judge.text(&before, value, true, &mut claims).map(|judged| *text = Some(judged).filter(|text| !text.0.is_empty()))
            }
            Slot::MayBeEmpty(text) => judge.text(text, value, true, &mut claims).map(|judged| *text = judged),
        };
        if let Err(found) = judged {
            faults.extend(found.into_iter().map(|(sentence, reason)| SentenceFault { field: name.clone(), sentence, reason }));
        }
    });
    if !faults.is_empty() {
        return Err(NotRevised::Faults(faults));
    }
    if !changed {
        return Err(NotRevised::Same);
    }
    next.claims.extend(claims);
    fields::drop_empty(&mut next, place);
    Ok(finish(document, next))
}

/// The document without this place.
///
/// # Errors
/// [`NotRevised::NoPlace`] when it cannot be removed.
pub fn remove(document: &Document, place: &Place) -> Result<Document, NotRevised> {
    if !is_removable(document, place) {
        return Err(NotRevised::NoPlace);
    }
    let mut next = document.clone();
    match place {
        Place::Head => return Err(NotRevised::NoPlace),
        Place::Cta => next.cta = None,
        Place::Block { section, block } => {
            if let Some(section) = next.sections.iter_mut().find(|one| one.id == *section) {
                section.blocks.remove(*block);
            }
            next.sections.retain(|section| !section.blocks.is_empty());
        }
    }
    Ok(finish(document, next))
}

/// Leaves out claims that no marker names any more, evidence that no claim rests on, and, where a claim is gone, the texts to send: they may make it too.
fn finish(before: &Document, mut next: Document) -> Document {
    let used: BTreeSet<String> = next.sections.iter().flat_map(|section| &section.blocks).flat_map(claims_of).collect();
    next.claims.retain(|claim| used.contains(&claim.id));
    let cited: BTreeSet<&str> = next.claims.iter().flat_map(|claim| &claim.evidence).map(String::as_str).collect();
    next.evidence.retain(|item| cited.contains(item.id.as_str()));
    if before.claims.iter().any(|claim| !next.claims.contains(claim)) {
        next.outreach = None;
    }
    next
}

/// Ids of the claims that a place cites; those of the whole document for its head.
fn claims_at(document: &Document, place: &Place) -> Vec<String> {
    match place {
        Place::Block { section, block } => {
            document.sections.iter().find(|one| one.id == *section).and_then(|section| section.blocks.get(*block)).map(claims_of).unwrap_or_default()
        }
        Place::Head | Place::Cta => document.claims.iter().map(|claim| claim.id.clone()).collect(),
    }
}

/// Ids of the claims whose markers stand in a block, each once, in reading order.
#[must_use]
pub fn claims_of(block: &Block) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut take = |text: &Text| {
        for part in &text.0 {
            if let Inline::Claim(id) = part
                && !found.contains(id)
            {
                found.push(id.clone());
            }
        }
    };
    match block {
        Block::Paragraph { text } | Block::Callout { text, .. } => take(text),
        Block::Quote { claim, .. } => found.extend(claim.clone()),
        Block::Finding(finding) => [&finding.saw, &finding.matters, &finding.fix].into_iter().for_each(take),
        Block::Checklist { items } => items.iter().flat_map(|item| [Some(&item.text), item.why.as_ref()]).flatten().for_each(take),
        Block::Table { rows, .. } => rows.iter().flatten().for_each(take),
        Block::Steps { items } => items.iter().map(|item| &item.text).for_each(take),
        Block::Swipe { items } => {
            for item in items {
                item.before.iter().for_each(&mut take);
                // As if a marker stood behind the new text.
                item.claim.iter().map(|id| Text(vec![Inline::Claim(id.clone())])).for_each(|marker| take(&marker));
                item.note.iter().for_each(&mut take);
            }
        }
        Block::Calculator(calculator) => {
            for input in &calculator.inputs {
                if let InputSource::Claim(id) = &input.source {
                    take(&Text(vec![Inline::Claim(id.clone())]));
                }
            }
        }
        Block::Score { .. } | Block::BarChart { .. } => {}
    }
    found
}

/// A block's words for lists and comparisons: one line each of its texts.
#[must_use]
pub fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Quote { text, attribution, .. } => vec![format!("“{text}” {attribution}")],
        Block::Score { overall, areas } => [overall].into_iter().chain(areas).map(|line| format!("{}: {}, {}", line.label, line.word, line.detail)).collect(),
        Block::Table { caption, rows, .. } => {
            let row = |cells: &Vec<Text>| cells.iter().map(notation::shown).collect::<Vec<_>>().join(" · ");
            caption.iter().cloned().chain(rows.iter().map(row)).collect()
        }
        Block::BarChart { caption, bars, .. } => [caption.clone()].into_iter().chain(bars.iter().map(|bar| bar.label.clone())).collect(),
        Block::Swipe { items } => {
            let parts = |item: &tree::SwipeItem| {
                let shown = |text: &Option<Text>| text.as_ref().map(notation::shown);
                [Some(format!("{} ({})", item.label, item.place)), shown(&item.before), Some(item.after.clone()), shown(&item.note)]
            };
            items.iter().flat_map(parts).flatten().flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
        }
        Block::Calculator(calculator) => {
            let input = |one: &tree::CalculatorInput| {
                let high = one.high.map(|high| format!("..{high}")).unwrap_or_default();
                format!("{}: {}{high} {}", one.label, one.value, one.unit)
            };
            let result = |one: &tree::CalculatorResult| format!("{}: {} = {}", one.label, one.name, one.formula);
            [calculator.caption.clone()].into_iter().chain(calculator.inputs.iter().map(input)).chain(calculator.results.iter().map(result)).collect()
        }
        _ => {
            let mut lines = Vec::new();
            let mut block = block.clone();
            fields::visit_block(&mut block, &mut |_, _, slot| lines.extend(Some(slot.told(notation::shown)).filter(|line| !line.is_empty())));
            lines
        }
    }
}

/// A document's words in reading order, one line each, for comparing two versions.
#[must_use]
pub fn outline(document: &Document) -> Vec<String> {
    let mut lines = vec![document.title.clone(), document.subtitle.clone()];
    for section in &document.sections {
        lines.push(section.heading.clone());
        lines.extend(section.blocks.iter().flat_map(self::lines));
    }
    if let Some(tree::Cta { label, url, text }) = &document.cta {
        lines.extend([Some(format!("{label} ({url})")), text.clone()].into_iter().flatten());
    }
    lines
}
