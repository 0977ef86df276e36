//! Marks that vendors leave in the markup and no reader sees: comments, and attributes by which a framework or a builder knows its own pages.
//! Kept for `research::technology`, and for the checks the types of microdata, and ids and classes that name a year; nothing of it is ever told as the company's words.

use dom_query::Element;

use super::text::{fold, head};
use crate::model::page::Marker;

/// Vendors' attributes, by name.
const ATTRIBUTES: &[&str] = &["ng-version", "data-wf-site", "data-wf-page", "data-reactroot", "data-server-rendered", "data-n-head", "data-turbo-track"];
/// The vocabulary of an element's microdata (HTML, 5.2), kept for each of its types.
pub const ITEM_TYPE: &str = "itemtype";
const MARKERS_MAX: usize = 60;
const MARKER_MAX_BYTES: usize = 200;

/// Keeps `name="value"` of each vendor attribute, the first of each name.
pub fn attributes(markers: &mut Vec<Marker>, element: &Element) {
    for attribute in &element.attrs {
        let name = &*attribute.name.local;
        if name == ITEM_TYPE {
            let marker = Marker { attribute: Some(name.to_owned()), text: fold(head(&attribute.value, MARKER_MAX_BYTES)) };
            if markers.len() < MARKERS_MAX && !markers.contains(&marker) {
                markers.push(marker);
            }
            continue;
        }
        if matches!(name, "id" | "class") && attribute.value.len() <= MARKER_MAX_BYTES && attribute.value.to_ascii_lowercase().contains("year") {
            let marker = Marker { attribute: Some(name.to_owned()), text: fold(&attribute.value) };
            if markers.len() < MARKERS_MAX && !markers.contains(&marker) {
                markers.push(marker);
            }
        }
        if ATTRIBUTES.contains(&name) && markers.len() < MARKERS_MAX && !markers.iter().any(|known| known.attribute.as_deref() == Some(name)) {
            markers.push(Marker { attribute: Some(name.to_owned()), text: fold(head(&attribute.value, MARKER_MAX_BYTES)) });
        }
    }
}

/// Keeps the beginning of a comment; conditional comments of old browsers are left out.
pub fn comment(markers: &mut Vec<Marker>, text: &str) {
    let text = fold(head(text.trim(), MARKER_MAX_BYTES));
    if !text.is_empty() && !text.starts_with('[') && markers.len() < MARKERS_MAX {
        markers.push(Marker { attribute: None, text });
    }
}
