//! The sentence library: every sentence the built-in writer can say, as data, one folder a language and in it one file per area of checks.
//! Vetted by people; the gate checks what is put into its slots. `|` divides the sentences of one pattern.

pub mod actions;
mod de;
mod en;
mod es;
pub mod estimate;
mod fr;
pub mod frame;
pub mod order;
pub mod plays;
pub mod sending;
pub mod texts;
pub mod thin;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::model::told::Language;

use frame::Frame;
use thin::Thin;

/// When a pattern holds, and the pattern. `""` holds always; a word is the `variant` of the finding, and `!word` any but that; `@shop`, `@head`, `@small` are
/// words of the situation (see [`super::role::situation`]). All words must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line(pub &'static str, pub &'static str);

/// Who usually makes the repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Editor,
    Developer,
    Host,
    Owner,
}

/// All that can be said about one check.
///
/// Slots come from the finding (see the table of checks) and from the profile: `company`, `offer`, `offer_2`, `place`, `domain`. `page` is the name of the
/// page concerned. In each list richer lines stand beside plain ones; the plain ones need no slot that may be missing.
#[derive(Debug, Clone, Copy)]
pub struct CheckText {
    pub check: &'static str,
    /// Plain name for tables.
    pub label: &'static str,
    pub who: Who,
    /// Title of the document when this check comes first.
    pub title: &'static [Line],
    pub heading: &'static [Line],
    /// One sentence of the summary: the finding and its cost.
    pub opening: &'static [Line],
    pub saw: &'static [Line],
    pub matters: &'static [Line],
    pub fix: &'static [Line],
    /// One imperative sentence for the plan.
    pub task: &'static [Line],
    /// Said when the check passes and is worth it.
    pub praise: &'static [Line],
}

/// All sentences of one language.
#[derive(Debug)]
pub struct Library {
    pub language: Language,
    pub frame: &'static Frame,
    pub thin: &'static Thin,
    /// In the order of [`frame::AREAS`].
    pub checks: [&'static [CheckText]; 7],
}

impl Library {
    /// The library of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Library {
        match language {
            Language::English => &en::LIBRARY,
            Language::German => &de::LIBRARY,
            Language::French => &fr::LIBRARY,
            Language::Spanish => &es::LIBRARY,
        }
    }

    /// Everything the library knows of a check.
    #[must_use]
    pub fn text_for(&self, check: &str) -> Option<&'static CheckText> {
        self.all().find(|text| text.check == check)
    }

    /// Every check the library can speak about.
    pub fn all(&self) -> impl Iterator<Item = &'static CheckText> {
        self.checks.into_iter().flatten()
    }

    /// Every sentence pattern, for the gate.
    pub fn patterns(&self) -> impl Iterator<Item = &'static str> {
        let lines = self.all().flat_map(|text| [text.title, text.heading, text.opening, text.saw, text.matters, text.fix, text.task, text.praise]);
        let patterns = lines.flatten().map(|line| line.1).chain(self.all().map(|text| text.label)).chain(self.frame.patterns()).chain(self.thin.patterns());
        patterns.flat_map(sentences)
    }
}

/// Anything a check saw, word for word.
pub const SEEN: &[Line] = &[Line("", "{seen}")];

/// Every sentence pattern of every language, for the gate.
#[must_use]
pub fn vetted() -> &'static BTreeSet<&'static str> {
    static VETTED: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    let beside = || Language::ALL.into_iter().flat_map(beside).chain(estimate::patterns()).chain(texts::patterns());
    VETTED.get_or_init(|| Language::ALL.into_iter().flat_map(|language| Library::of(language).patterns()).chain(beside()).chain(["{seen}"]).collect())
}

/// Patterns that belong to one kind of text.
fn beside(language: Language) -> impl Iterator<Item = &'static str> {
    let order = order::lines(language).iter().map(|line| line.1).flat_map(sentences);
    let sending = sending::Sending::of(language).patterns().flat_map(sentences);
    order.chain(sending).chain(actions::Actions::of(language).patterns()).chain(plays::Plays::of(language).patterns())
}

/// What the home page goes by in some language.
#[must_use]
pub fn is_home_name(name: &str) -> bool {
    Language::ALL.into_iter().any(|language| Library::of(language).frame.home == name)
}

/// The sentences of one pattern.
pub fn sentences(pattern: &'static str) -> impl Iterator<Item = &'static str> {
    pattern.split('|').map(str::trim).filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod parity;
#[cfg(test)]
mod tests;
