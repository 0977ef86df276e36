//! What an element changes in the state that it takes over from those around it.

use dom_query::Element;

use super::super::attr;
use super::super::blocks;
use super::super::furniture::{Part, part};
use super::super::judge::words::{class_signs, page_signs};
use super::super::state::{State, Tag};
use super::super::visible::{Hiding, hidden};
use super::{HOLDERS_MAX, Walk};
use crate::model::page::{BlockKind, Dropped, Region};

impl Walk {
    /// What the element changes in the state that it takes over.
    pub(super) fn inherit(&mut self, element: &Element, outer: State) -> State {
        let name = &*element.name.local;
        let mut state = State { kind: blocks::kind(name, outer.kind), modern_picture: false, ..outer };
        self.go_on(element, &mut state);
        state.in_head |= name == "head";
        state.article |= name == "article";
        match hidden(element, &self.rules, state.trail.tags >> Tag::Details.number() & 1 == 1) {
            Hiding::No => {}
            Hiding::Itself => self.veil(&mut state, true),
            Hiding::ByRule => self.veil(&mut state, false),
        }
        state.control |= name == "button" && outer.kind != BlockKind::Heading;
        if matches!(name, "ul" | "ol" | "table" | "dl" | "nav" | "menu") && !(name == "table" && outer.group == 0) {
            self.groups = self.groups.saturating_add(1);
            state.group = self.groups;
        }
        match part(element) {
            Part::Landmark(Region::Main) => {
                (state.region, state.main, state.kind) = (Region::Main, true, BlockKind::Other);
                (state.dropped, state.hint) = (None, 0);
            }
            // a header or footer of an article is no landmark of the page
            Part::Landmark(Region::Header | Region::Footer) if outer.main || outer.article => {}
            Part::Landmark(region) if outer.dropped.is_none() => (state.region, state.dropped) = (region, Some(Dropped::Landmark)),
            Part::Landmark(Region::Nav) => state.region = Region::Nav,
            Part::Hint(Region::Header | Region::Footer, _) if outer.main || outer.article => {}
            Part::Hint(region, dropped) if outer.dropped.is_none() => {
                self.hints += 1;
                (state.region, state.dropped, state.hint) = (region, Some(dropped), self.hints);
            }
            Part::Quotation => state.kind = BlockKind::Quote,
            _ => {}
        }
        state
    }

    /// Hides what stands in an element; `of_its_own` by what it says itself, not by a rule of the style sheet.
    pub(super) fn veil(&mut self, state: &mut State, of_its_own: bool) {
        if state.hidden {
            state.buried |= of_its_own;
            return;
        }
        self.veils += 1;
        if self.lifted != self.veils {
            (state.hidden, state.veil) = (true, self.veils);
        }
    }

    /// Adds the element to the trail.
    fn go_on(&mut self, element: &Element, state: &mut State) {
        let name = &*element.name.local;
        let names = |name: &str| attr(element, name).unwrap_or_default();
        if name == "body" {
            self.body_signs = page_signs(names("class")) | page_signs(names("id"));
        }
        let block = blocks::is_block(name);
        state.trail = state.trail.step(name, class_signs(names("class")) | class_signs(names("id")), block);
        if block && self.holders.len() < HOLDERS_MAX {
            self.holders.push(state.trail.holder);
            state.trail.holder = self.holders.len() - 1;
        }
    }
}
