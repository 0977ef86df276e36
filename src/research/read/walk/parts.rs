//! What the walk keeps of frames and coded addresses.

use dom_query::Element;

use super::super::attr;
use super::super::links::target;
use super::super::state::State;
use super::super::text::{fold, head};
use super::{End, FRAMES_MAX, Open, Walk};
use crate::model::page::Frame;

impl Walk {
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
