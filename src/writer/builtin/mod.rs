//! The sentence library: every sentence the built-in writer can say, as data, one file per area of checks. Vetted by people; the gate checks what is
//! put into its slots. `|` divides the sentences of one pattern.

mod access;
mod email;
mod enquiry;
pub mod frame;
mod reach;
mod search;
mod speed;
pub mod thin;
mod trust;

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A pattern and the `variant` of the finding for which it holds; `""` holds for any.
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

/// Everything the library knows of a check.
#[must_use]
pub fn text_for(check: &str) -> Option<&'static CheckText> {
    all().find(|text| text.check == check)
}

/// Every check the library can speak about.
pub fn all() -> impl Iterator<Item = &'static CheckText> {
    [reach::CHECKS, search::CHECKS, speed::CHECKS, access::CHECKS, trust::CHECKS, email::CHECKS, enquiry::CHECKS].into_iter().flatten()
}

/// Every sentence pattern of the library, for the gate.
#[must_use]
pub fn library() -> &'static BTreeSet<&'static str> {
    static LIBRARY: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let lines = all().flat_map(|text| [text.title, text.heading, text.opening, text.saw, text.matters, text.fix, text.task, text.praise]);
        let patterns = lines.flatten().map(|line| line.1).chain(all().map(|text| text.label)).chain(frame::patterns());
        patterns.flat_map(sentences).collect()
    })
}

/// The sentences of one pattern.
pub fn sentences(pattern: &'static str) -> impl Iterator<Item = &'static str> {
    pattern.split('|').map(str::trim).filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests;
