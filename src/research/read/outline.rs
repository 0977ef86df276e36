//! Headings in document order.

use crate::model::page::Heading;

const HEADINGS_MAX: usize = 1_000;

/// Level of a heading element, or of `role=heading` with its `aria-level`.
#[must_use]
pub fn level(name: &str, role: Option<&str>, aria_level: Option<&str>) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ if role == Some("heading") => Some(aria_level.and_then(|level| level.trim().parse().ok()).filter(|level| (1..=6).contains(level)).unwrap_or(2)),
        _ => None,
    }
}

/// Adds a heading, empty ones too: that a heading is empty is a finding.
pub fn add(headings: &mut Vec<Heading>, level: u8, text: String, locator: String) {
    if headings.len() < HEADINGS_MAX {
        headings.push(Heading { level, text, locator });
    }
}

/// Ids under which the usual frameworks hang a page that scripts make.
#[must_use]
pub fn is_app_root(id: &str) -> bool {
    matches!(
        id,
        "root"
            | "app"
            | "__next"
            | "__nuxt"
            | "___gatsby"
            | "app-root"
            | "react-root"
            | "reactroot"
            | "q-app"
            | "svelte"
            | "main-app"
            | "ember-app"
            | "application"
            | "__app"
    )
}
