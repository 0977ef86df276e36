//! Images: alt texts, sizes, lazy loading, modern formats.

use dom_query::Element;
use url::Url;

use super::attr;
use super::name::Naming;
use super::state::State;
use super::text::{fold, head};
use crate::model::page::Image;

const IMAGES_MAX: usize = 2_000;

/// Adds an `<img>`; `in_modern_picture` when a sibling `<source>` of its `<picture>` is webp or avif.
pub fn add(images: &mut Vec<Image>, element: &Element, state: &State, base: &Url, in_modern_picture: bool, locator: String) {
    if images.len() >= IMAGES_MAX {
        return;
    }
    let role = attr(element, "role").unwrap_or_default();
    let srcset = attr(element, "srcset").or_else(|| attr(element, "data-srcset"));
    let lazy_src = ["data-src", "data-lazy-src", "data-original"].iter().find_map(|name| attr(element, name));
    let class = attr(element, "class").unwrap_or_default();
    let src = attr(element, "src").filter(|src| !src.starts_with("data:")).or(lazy_src);
    images.push(Image {
        src: src
            .map(str::trim)
            .filter(|src| !src.is_empty() && !src.starts_with("data:") && src.len() <= 2_000)
            .and_then(|src| base.join(src).ok())
            .map(String::from),
        alt: attr(element, "alt").map(|alt| fold(head(alt, 2_000))),
        named_or_decorative: state.hidden || matches!(role, "presentation" | "none") || Naming::of(element).by_attribute(),
        sized: sized(element),
        lazy: lazy_src.is_some()
            || attr(element, "loading").is_some_and(|value| value.eq_ignore_ascii_case("lazy"))
            || class.to_ascii_lowercase().contains("lazyload"),
        modern_source: srcset.is_some() || in_modern_picture,
        region: state.region,
        locator,
    });
}

/// Whether a `<source>` offers a modern format.
#[must_use]
pub fn is_modern(source: &Element) -> bool {
    let named = attr(source, "type").is_some_and(|kind| matches!(kind.trim().to_ascii_lowercase().as_str(), "image/webp" | "image/avif"));
    named || attr(source, "srcset").is_some_and(|set| set.contains(".webp") || set.contains(".avif"))
}

fn sized(element: &Element) -> bool {
    let has = |name: &str| attr(element, name).is_some_and(|value| !value.trim().is_empty());
    let style = attr(element, "style").unwrap_or_default().to_ascii_lowercase();
    let mut properties = style.split(';').filter_map(|part| part.split_once(':')).map(|(property, _)| property.trim()).collect::<Vec<_>>();
    properties.sort_unstable();
    let styled = |name: &str| properties.binary_search(&name).is_ok();
    // what stands outside the flow pushes nothing aside
    let apart =
        style.split(';').filter_map(|part| part.split_once(':')).any(|(name, value)| name.trim() == "position" && matches!(value.trim(), "absolute" | "fixed"));
    apart || styled("aspect-ratio") || sized_by_class(element) || ((has("width") || styled("width")) && (has("height") || styled("height")))
}

/// Utility classes that say the size or the ratio in their name: `aspect-video`, `w-10 h-10`, `w-full h-[200px]` (tailwindcss.com, aspect-ratio, width, height).
fn sized_by_class(element: &Element) -> bool {
    let class = attr(element, "class").unwrap_or_default();
    let mut names = class.split_ascii_whitespace().take(40);
    let of_length = |name: &str, side: &str| {
        name.strip_prefix(side).is_some_and(|value| matches!(value, "full" | "screen" | "px") || value.starts_with(|c: char| c.is_ascii_digit() || c == '['))
    };
    let fixed = |name: &str| name.strip_prefix("h-").is_some_and(|value| value == "px" || value.starts_with(|c: char| c.is_ascii_digit() || c == '['));
    names.clone().any(|name| name.strip_prefix("aspect-").is_some_and(|ratio| ratio != "auto"))
        || names.clone().any(|name| name.strip_prefix("size-").is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit() || c == '[')))
        || (names.clone().any(|name| of_length(name, "w-")) && names.any(fixed))
}
