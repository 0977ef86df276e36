//! The words of the checklist, one table a language: headings, who does it, and the upkeep that follows from what a site shows.

mod de;
mod en;
mod es;
mod fr;

use super::{Line, sentences};
use crate::model::told::Language;

/// The checklist in one language.
#[derive(Debug)]
pub struct Actions {
    pub heading: &'static [Line],
    /// Over the most useful ones, over the others, over the upkeep.
    pub groups: [&'static [Line]; 3],
    /// Who does it, with `{who}`.
    pub who: &'static [Line],
    pub upkeep: &'static [Upkeep],
}

/// Something to look at again from time to time, with the fact of the site that asks for it.
#[derive(Debug)]
pub struct Upkeep {
    pub name: &'static str,
    pub task: &'static [Line],
    pub why: &'static [Line],
    pub how: &'static [Line],
}

const fn upkeep(name: &'static str, task: &'static [Line], why: &'static [Line], how: &'static [Line]) -> Upkeep {
    Upkeep { name, task, why, how }
}

impl Actions {
    #[must_use]
    pub fn of(language: Language) -> &'static Actions {
        match language {
            Language::English => &en::ACTIONS,
            Language::German => &de::ACTIONS,
            Language::French => &fr::ACTIONS,
            Language::Spanish => &es::ACTIONS,
        }
    }

    /// Every sentence pattern, for the gate.
    pub fn patterns(&self) -> impl Iterator<Item = &'static str> {
        let upkeep = self.upkeep.iter().flat_map(|one| [one.task, one.why, one.how]);
        self.groups.into_iter().chain([self.heading, self.who]).chain(upkeep).flatten().flat_map(|line| sentences(line.1))
    }
}
