//! Which parts of a page are furniture: landmarks by element and ARIA role, and, with care, hints in class and id.

use dom_query::Element;

use super::attr;
use crate::model::page::{Dropped, Region};

/// What an element says about the part of the page that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Nothing,
    /// By element or role: certain.
    Landmark(Region),
    /// By class or id: a guess, taken back when it would drop most of the page.
    Hint(Region, Dropped),
    /// A customer's words.
    Quotation,
}

/// Judges one element by what it says about itself.
#[must_use]
pub fn part(element: &Element) -> Part {
    let name = &*element.name.local;
    if matches!(name, "html" | "body") {
        return Part::Nothing;
    }
    let role = attr(element, "role").unwrap_or_default();
    match role {
        "main" => return Part::Landmark(Region::Main),
        "navigation" | "menubar" | "menu" => return Part::Landmark(Region::Nav),
        "banner" => return Part::Landmark(Region::Header),
        "contentinfo" => return Part::Landmark(Region::Footer),
        "complementary" => return Part::Landmark(Region::Aside),
        "search" | "dialog" | "alertdialog" => return Part::Hint(Region::Aside, Dropped::Furniture),
        _ => {}
    }
    match name {
        "main" => return Part::Landmark(Region::Main),
        "nav" => return Part::Landmark(Region::Nav),
        "header" => return Part::Landmark(Region::Header),
        "footer" => return Part::Landmark(Region::Footer),
        "aside" => return Part::Landmark(Region::Aside),
        "blockquote" | "q" => return Part::Quotation,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "a" | "span" | "b" | "strong" | "em" | "i" | "td" | "tr" | "tbody" | "label" | "input" | "img"
        | "button" => {
            return Part::Nothing;
        }
        _ => {}
    }
    if let Some(id) = attr(element, "id")
        && let Some(part) = hint(id)
    {
        return part;
    }
    attr(element, "class").and_then(|class| class.split_ascii_whitespace().take(12).find_map(hint)).unwrap_or(Part::Nothing)
}

/// One class name or id.
fn hint(name: &str) -> Option<Part> {
    if name.len() > 48 {
        return None;
    }
    let words = split(name);
    let has = |word: &str| words.iter().any(|have| have == word);
    let any = |list: &[&str]| words.iter().any(|have| list.contains(&have.as_str()));
    let flat = words.concat();
    let furniture = |region| Some(Part::Hint(region, Dropped::Furniture));
    if any(&["testimonial", "testimonials", "testimony"]) {
        return Some(Part::Quotation);
    }
    if any(&["breadcrumb", "breadcrumbs", "crumbs", "pagination", "pager", "paginator"]) || flat == "pagenav" || flat == "pagenumbers" {
        return furniture(Region::Nav);
    }
    if any(&["cookie", "cookies", "gdpr", "cookiebanner", "cookieconsent", "cookiebar", "cookielaw", "onetrust", "cookiebot", "complianz", "cky", "cmplz"])
        && !has("policy")
        || (has("consent") && any(&["banner", "bar", "modal", "popup", "manager"]))
    {
        return furniture(Region::Aside);
    }
    if any(&["sharing", "sharedaddy", "addtoany", "addthis", "sharethis", "socialshare", "sharebar"])
        || (has("share") && any(&["social", "buttons", "links", "post", "icons", "bar"]))
    {
        return furniture(Region::Aside);
    }
    if any(&["skip", "skiplink", "skiplinks"]) && (words.len() == 1 || any(&["link", "links", "nav", "content"])) {
        return furniture(Region::Nav);
    }
    if any(&["popup", "lightbox", "offcanvas"]) && !any(&["gallery", "image", "trigger", "link"]) && words.len() <= 3 {
        return furniture(Region::Aside);
    }
    if (has("related") || has("recommended"))
        && any(&["posts", "articles", "post", "products", "content", "stories", "news", "items", "links", "topics", "questions"])
    {
        return furniture(Region::Aside);
    }
    if any(&["sidebar", "sidebars", "sidenav"])
        && !any(&["with", "no", "has", "layout", "wrapper", "container", "full", "page", "main", "content", "left", "right", "none", "without"])
    {
        return furniture(Region::Aside);
    }
    if any(&["navbar", "navigation", "mainmenu", "mainnav", "topnav", "topbar", "submenu", "megamenu", "navmenu", "sitenav", "globalnav", "gnav"])
        || (words.len() <= 3
            && any(&["nav", "menu"])
            && !any(&["with", "without", "has", "no"])
            && any(&[
                "main",
                "top",
                "primary",
                "secondary",
                "site",
                "mobile",
                "header",
                "global",
                "bar",
                "side",
                "sub",
                "footer",
                "mega",
                "utility",
                "user",
                "dropdown",
                "list",
                "container",
                "wrapper",
            ]))
        || matches!(flat.as_str(), "nav" | "menu" | "menus")
    {
        return Some(Part::Hint(Region::Nav, Dropped::Landmark));
    }
    if matches!(
        flat.as_str(),
        "footer"
            | "sitefooter"
            | "pagefooter"
            | "mainfooter"
            | "globalfooter"
            | "footerwrapper"
            | "footercontainer"
            | "footerarea"
            | "footerwrap"
            | "footers"
            | "fuss"
            | "fusszeile"
            | "pie"
            | "colophon"
            | "copyright"
            | "copyrights"
            | "footertop"
            | "footerbottom"
            | "footerwidgets"
            | "footermain"
            | "footersection"
            | "footercontent"
            | "footerinner"
    ) {
        return Some(Part::Hint(Region::Footer, Dropped::Landmark));
    }
    if matches!(
        flat.as_str(),
        "siteheader"
            | "masthead"
            | "mainheader"
            | "globalheader"
            | "topheader"
            | "headerwrapper"
            | "headercontainer"
            | "headerwrap"
            | "headertop"
            | "headerarea"
            | "kopf"
            | "headermain"
            | "headerinner"
            | "header"
    ) {
        return Some(Part::Hint(Region::Header, Dropped::Landmark));
    }
    None
}

/// `siteFooter-main` → `site`, `footer`, `main`.
fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut was_lower) = (String::new(), false);
    for c in name.chars() {
        if (!c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && was_lower)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_tell_furniture_from_content() {
        for name in ["breadcrumbs", "cookie-banner", "cookieConsent", "social-share", "related-posts", "pagination"] {
            assert!(matches!(hint(name), Some(Part::Hint(_, Dropped::Furniture))), "{name}");
        }
        assert_eq!(hint("site-footer"), Some(Part::Hint(Region::Footer, Dropped::Landmark)));
        assert_eq!(hint("mainNav"), Some(Part::Hint(Region::Nav, Dropped::Landmark)));
        for name in [
            "entry-header",
            "card-footer",
            "with-sidebar",
            "menu-prices",
            "share-capital",
            "cookie-policy",
            "shared",
            "navigate",
            "_with-sub-menu",
            "has-top-nav",
        ] {
            assert_eq!(hint(name), None, "{name}");
        }
        assert_eq!(hint("testimonial-card"), Some(Part::Quotation));
    }
}
