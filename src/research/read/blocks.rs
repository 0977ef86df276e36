//! Text by block: a paragraph, a heading, a list item, a table cell, in document order with a stable locator.

use super::state::State;
use super::text::fold;
use crate::model::page::{Block, BlockKind, Dropped};

const BLOCKS_MAX: usize = 6_000;
/// Bytes of text kept per page.
const TEXT_MAX: usize = 1 << 20;
/// Bytes of one block.
const BLOCK_MAX: usize = 20_000;

/// A block with what the choice of the main text wants to know about it.
#[derive(Debug)]
pub struct Draft {
    pub block: Block,
    pub state: State,
    /// Bytes of its text that stand in links.
    pub link_bytes: usize,
}

#[derive(Debug, Default)]
pub struct Blocks {
    pub drafts: Vec<Draft>,
    open: Option<Open>,
    hidden: Option<Open>,
    total: usize,
}

#[derive(Debug)]
struct Open {
    text: String,
    path: String,
    state: State,
    link_bytes: usize,
    breaks: u8,
}

impl Blocks {
    /// Adds text that belongs to the current block; `path` is asked for when a block begins.
    pub fn text(&mut self, text: &str, state: &State, path: impl FnOnce() -> String) {
        let blank = text.chars().all(char::is_whitespace);
        let slot = if state.hidden { &mut self.hidden } else { &mut self.open };
        if blank && slot.is_none() {
            return;
        }
        let open = slot.get_or_insert_with(|| Open { text: String::new(), path: path(), state: *state, link_bytes: 0, breaks: 0 });
        if !blank {
            open.breaks = 0;
        }
        if open.text.len() < BLOCK_MAX {
            open.text.push_str(super::text::head(text, BLOCK_MAX));
            if state.link {
                open.link_bytes += text.trim().len();
            }
        }
    }

    /// A line break: white space, and the second in a row ends the block.
    pub fn line_break(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.breaks += 1;
        open.text.push('\n');
        if open.breaks >= 2 {
            self.flush();
        }
    }

    /// Ends the current block.
    pub fn flush(&mut self) {
        let (open, hidden) = (self.open.take(), self.hidden.take());
        for open in [open, hidden].into_iter().flatten() {
            let text = fold(&open.text);
            if text.is_empty() || self.drafts.len() >= BLOCKS_MAX || self.total > TEXT_MAX {
                continue;
            }
            self.total += text.len();
            let dropped = if open.state.hidden { Some(Dropped::Hidden) } else { open.state.dropped };
            let locator = format!("#b{} {}", self.drafts.len() + 1, open.path);
            let block = Block { locator, kind: open.state.kind, text, region: open.state.region, dropped };
            self.drafts.push(Draft { block, state: open.state, link_bytes: open.link_bytes });
        }
    }
}

/// Kind of block that an element makes, given what it stands in.
#[must_use]
pub fn kind(name: &str, outer: BlockKind) -> BlockKind {
    use BlockKind::{Address, Cell, Heading, ListItem, Other, Paragraph, Quote};
    match (name, outer) {
        ("address", _) => Address,
        (_, Quote | Address | Heading) => outer,
        ("blockquote" | "q", _) => Quote,
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => Heading,
        ("li" | "dt" | "dd", _) => ListItem,
        ("td" | "th" | "caption" | "figcaption", _) => Cell,
        ("p" | "pre", ListItem) => ListItem,
        ("p" | "pre", _) => Paragraph,
        ("table" | "ul" | "ol" | "dl", _) => Other,
        _ => outer,
    }
}

/// Elements that begin and end a block.
#[must_use]
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "caption"
            | "marquee"
            | "head"
    ) || name.contains('-')
}
