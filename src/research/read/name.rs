//! Accessible names: what a screen reader would call a link, a button, a field (a plain reading of the W3C accessible name computation).

use std::collections::HashMap;
use std::ops::Range;

use dom_query::Element;

use super::attr;
use super::text::{fold, head};

/// Longest name kept, in bytes of the unfolded text.
pub const NAME_MAX: usize = 1_000;

/// The attributes of an element that can name it.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    label: Option<String>,
    labelled_by: Option<String>,
    title: Option<String>,
}

impl Naming {
    #[must_use]
    pub fn of(element: &Element) -> Self {
        let folded = |name: &str| attr(element, name).map(|value| fold(head(value, NAME_MAX))).filter(|value| !value.is_empty());
        Self { label: folded("aria-label"), labelled_by: attr(element, "aria-labelledby").map(|ids| head(ids, NAME_MAX).to_owned()), title: folded("title") }
    }

    /// aria-labelledby, aria-label, then the text inside (alt texts included), then the title.
    #[must_use]
    pub fn resolve(&self, text: &str, ids: &Ids) -> Option<String> {
        if let Some(name) = self.labelled_by.as_ref().map(|names| ids.text_of(names)).filter(|name| !name.is_empty()) {
            return Some(name);
        }
        let text = Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
        self.label.clone().or(text).or_else(|| self.title.clone())
    }

    /// Named by an attribute alone.
    #[must_use]
    pub fn by_attribute(&self) -> bool {
        self.label.is_some() || self.labelled_by.is_some() || self.title.is_some()
    }
}

/// All text of the page, hidden text too, and which part of it each id holds.
#[derive(Debug, Default)]
pub struct Ids {
    pub text: String,
    pub ranges: HashMap<String, Range<usize>>,
}

impl Ids {
    fn text_of(&self, names: &str) -> String {
        let parts = names.split_ascii_whitespace().take(8).filter_map(|name| self.ranges.get(name)).filter_map(|range| self.text.get(range.clone()));
        let parts: Vec<String> = parts.map(|text| fold(head(text, NAME_MAX))).filter(|text| !text.is_empty()).collect();
        parts.join(" ")
    }
}
