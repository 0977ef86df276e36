//! A place of the document as named fields. One walk serves showing, changing and judging them.

use magnetite_document::tree::{Block, Document, Text};

use super::{Place, notation};

/// A field as the editor shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub label: String,
    /// In the notation of `notation`.
    pub value: String,
    /// Running text that may carry markers; else one line.
    pub running: bool,
    /// May be left empty, which removes it.
    pub optional: bool,
}

/// What a field holds, and by which rules it is judged.
pub(super) enum Slot<'a> {
    Line(&'a mut String),
    OptionalLine(&'a mut Option<String>),
    /// A text to copy, with the claim that names what it is made of; its item goes with it when it is emptied.
    Removable(&'a mut String, &'a mut Option<String>),
    /// The sender's own words.
    Sender(&'a mut String),
    OptionalSender(&'a mut Option<String>),
    Address(&'a mut String),
    Text(&'a mut Text),
    OptionalText(&'a mut Option<Text>),
    /// Running text that a reader would not miss.
    MayBeEmpty(&'a mut Text),
}

impl Slot<'_> {
    /// The text in the notation, or as it is.
    pub fn shown(&self) -> String {
        self.told(notation::write)
    }

    /// The same with another way to tell running text.
    pub fn told(&self, tell: fn(&Text) -> String) -> String {
        match self {
            Slot::Line(line) | Slot::Removable(line, _) | Slot::Sender(line) | Slot::Address(line) => (*line).clone(),
            Slot::OptionalLine(line) | Slot::OptionalSender(line) => (*line).clone().unwrap_or_default(),
            Slot::Text(text) | Slot::MayBeEmpty(text) => tell(text),
            Slot::OptionalText(text) => text.as_ref().map(tell).unwrap_or_default(),
        }
    }
}

impl Field {
    pub(super) fn of(name: String, label: String, slot: &Slot<'_>) -> Self {
        let running = matches!(slot, Slot::Text(_) | Slot::OptionalText(_) | Slot::MayBeEmpty(_));
        let optional = matches!(slot, Slot::OptionalLine(_) | Slot::Removable(..) | Slot::OptionalSender(_) | Slot::OptionalText(_) | Slot::MayBeEmpty(_));
        Self { name, label, value: slot.shown(), running, optional }
    }
}

pub(super) type Visitor<'v> = dyn FnMut(String, String, Slot<'_>) + 'v;

/// Calls `visitor` with name, label and slot of each field; false when there is no such place.
pub(super) fn visit(document: &mut Document, place: &Place, visitor: &mut Visitor<'_>) -> bool {
    match place {
        Place::Head => {
            visitor("title".into(), "Title".into(), Slot::Line(&mut document.title));
            visitor("subtitle".into(), "Subtitle".into(), Slot::Line(&mut document.subtitle));
            true
        }
        Place::Cta => {
            let Some(cta) = &mut document.cta else { return false };
            visitor("label".into(), "Words on the button".into(), Slot::Sender(&mut cta.label));
            visitor("url".into(), "Address".into(), Slot::Address(&mut cta.url));
            visitor("text".into(), "Sentence beside it".into(), Slot::OptionalSender(&mut cta.text));
            true
        }
        Place::Block { section, block } => {
            let Some(block) = document.sections.iter_mut().find(|one| one.id == *section).and_then(|section| section.blocks.get_mut(*block)) else {
                return false;
            };
            visit_block(block, visitor);
            true
        }
    }
}

pub(super) fn visit_block(block: &mut Block, visitor: &mut Visitor<'_>) {
    match block {
        Block::Paragraph { text } => visitor("text".into(), "Text".into(), Slot::Text(text)),
        Block::Callout { heading, text, .. } => {
            visitor("heading".into(), "Heading".into(), Slot::OptionalLine(heading));
            visitor("text".into(), "Text".into(), Slot::Text(text));
        }
        Block::Finding(finding) => {
            visitor("heading".into(), "Heading".into(), Slot::Line(&mut finding.heading));
            visitor("saw".into(), "What we saw".into(), Slot::Text(&mut finding.saw));
            visitor("matters".into(), "Why it matters".into(), Slot::MayBeEmpty(&mut finding.matters));
            visitor("fix".into(), "The fix".into(), Slot::MayBeEmpty(&mut finding.fix));
        }
        Block::Checklist { items } => {
            for (at, item) in items.iter_mut().enumerate() {
                visitor(format!("{at}.text"), format!("Item {}", at + 1), Slot::MayBeEmpty(&mut item.text));
                visitor(format!("{at}.why"), format!("Item {}, why", at + 1), Slot::OptionalText(&mut item.why));
            }
        }
        Block::Steps { items } => {
            for (at, item) in items.iter_mut().enumerate() {
                visitor(format!("{at}.heading"), format!("Step {}, heading", at + 1), Slot::Line(&mut item.heading));
                visitor(format!("{at}.text"), format!("Step {}", at + 1), Slot::MayBeEmpty(&mut item.text));
            }
        }
        Block::Swipe { items } => {
            for (at, item) in items.iter_mut().enumerate() {
                // Code, and what has several lines, is pasted as it is.
                if !item.code && !item.after.contains('\n') {
                    visitor(format!("{at}.after"), format!("Text {}", at + 1), Slot::Removable(&mut item.after, &mut item.claim));
                }
                visitor(format!("{at}.note"), format!("Text {}, note", at + 1), Slot::OptionalText(&mut item.note));
            }
        }
        // What it reckons with was counted, or was written in the blueprint.
        Block::Calculator(calculator) => visitor("caption".into(), "Heading".into(), Slot::Line(&mut calculator.caption)),
        // The site's own words, and what was counted.
        Block::Quote { .. } | Block::Score { .. } | Block::Table { .. } | Block::BarChart { .. } => {}
    }
}

/// Items whose text was emptied go, and the block with the last of them.
pub(super) fn drop_empty(document: &mut Document, place: &Place) {
    let Place::Block { section, block } = place else { return };
    let Some(section) = document.sections.iter_mut().find(|one| one.id == *section) else { return };
    let empty = match section.blocks.get_mut(*block) {
        Some(Block::Checklist { items }) => {
            items.retain(|item| !item.text.words().trim().is_empty());
            items.is_empty()
        }
        Some(Block::Steps { items }) => {
            items.retain(|item| !item.text.words().trim().is_empty());
            items.is_empty()
        }
        Some(Block::Swipe { items }) => {
            items.retain(|item| !item.after.trim().is_empty());
            items.is_empty()
        }
        _ => false,
    };
    if empty {
        section.blocks.remove(*block);
    }
    document.sections.retain(|section| !section.blocks.is_empty());
}
