//! What the walk keeps of frames, fields and coded addresses, and how it joins texts.

use dom_query::Element;

use super::super::attr;
use super::super::links::target;
use super::super::name::NAME_MAX;
use super::super::state::State;
use super::super::text::{fold, head};
use super::{End, FRAMES_MAX, Open, Walk};
use crate::model::page::Frame;

/// Longest words before a field that can be its label, in bytes; longer ones are a sentence.
const BESIDE_MAX: usize = 60;
/// The same with the spaces of the source, so that a page of fields alone is not folded over and over.
const RAW_MAX: usize = 400;

impl Walk {
    /// Adds an input, select or textarea with the words right before it.
    pub(super) fn field(&mut self, element: &Element, state: &State, stack: &[Open], locator: String) -> Option<usize> {
        let beside = self.beside(stack);
        let number = self.forms.field(element, state, locator, beside);
        if number.is_some() {
            (self.last_field, self.beside_from) = (self.visible.len(), self.visible.len());
        }
        number
    }

    /// The words right before a field in the same parent; in a table that lays a form out, those of the cells before it in its row.
    fn beside(&self, stack: &[Open]) -> Option<String> {
        let parent = stack.last()?;
        let words = |from: usize| {
            let text = fold(self.visible.get(from..).filter(|text| text.len() <= RAW_MAX)?);
            (text.len() <= BESIDE_MAX && text.chars().any(char::is_alphabetic)).then_some(text)
        };
        let own = words(parent.visible_from.max(self.beside_from));
        let cell = matches!(&*parent.name, "td" | "dd");
        let row = stack.iter().rev().nth(1).filter(|row| cell && matches!(&*row.name, "tr" | "dl"));
        own.or_else(|| words(row?.visible_from.max(self.last_field)))
    }

    pub(super) fn name_inside(&mut self, name: &str, state: &State) {
        if !name.is_empty() && !state.hidden {
            self.named.push(' ');
            self.named.push_str(head(name, NAME_MAX));
            self.named.push(' ');
        }
    }

    pub(super) fn separate(&mut self, with: char) {
        for text in [&mut self.visible, &mut self.named, &mut self.ids.text] {
            text.push(with);
        }
        if with == '\n' {
            self.beside_from = self.visible.len();
        }
    }

    pub(super) fn frame(&mut self, element: &Element, inline: bool) {
        if self.frames.len() < FRAMES_MAX {
            let src = attr(element, "src").map(str::trim).filter(|src| !src.is_empty() && !src.starts_with("about:"));
            let title = fold(head(attr(element, "title").unwrap_or_default(), 500));
            self.frames.push(Frame { src: src.and_then(|src| target(src, &self.base)), inline, title });
        }
    }

    /// The text stays as it was sent (`[email protected]`), so that it can be quoted; the address becomes the target of the link around, or a link.
    pub(super) fn coded_address(&mut self, address: &str, state: &State, stack: &[Open], locator: String) {
        let around = stack.iter().rev().find_map(|open| match open.end {
            End::Link(number) => Some(number),
            _ => None,
        });
        match around {
            Some(number) => self.links.lead_to_mail(number, address),
            None => self.links.coded_mail(address, state, self.elements, locator),
        }
    }
}
