//! Steps of a locator: the name of an element and its number among siblings of that name.

use dom_query::LocalName;

use super::text::head;

/// How many children of this name there are by now; after 64 different names all others share one count.
pub fn count(children: &mut Vec<(LocalName, u32)>, name: &LocalName) -> u32 {
    if let Some((_, seen)) = children.iter_mut().find(|(have, _)| have == name) {
        *seen = seen.saturating_add(1);
        return *seen;
    }
    if children.len() < 64 {
        children.push((name.clone(), 1));
    }
    1
}

/// `p:2`; the elements of which a page has one go without a number.
#[must_use]
pub fn step(name: &str, number: u32) -> String {
    let name = head(name, 32);
    if matches!(name, "html" | "head" | "body" | "main") { name.to_owned() } else { format!("{name}:{number}") }
}
