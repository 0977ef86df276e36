//! Which elements a reader cannot see: by attribute, by inline style, or by a simple rule of an embedded style sheet.

use std::collections::HashSet;

use dom_query::Element;

use super::attr;

/// Style sheet text that is looked at, in bytes.
const CSS_MAX: usize = 512 * 1024;

/// Classes and ids that an embedded style sheet hides with a rule of their own (`.x{display:none}`).
#[derive(Debug, Default)]
pub struct HiddenRules {
    classes: HashSet<String>,
    ids: HashSet<String>,
    /// Shown again on some screens.
    shown: HashSet<String>,
    /// Ids that a control of the page opens: tabs and accordions are hidden until the reader asks for them.
    opened: HashSet<String>,
    /// React sends late parts of a page as `<div hidden id="S:0">`, and its `$RC` puts them in their place.
    streamed: bool,
}

impl HiddenRules {
    /// Reads every `<style>` of the page. What hides on some screens only (`@media`) does not count, nor do selectors with more than one part.
    #[must_use]
    pub fn of(html: &str) -> Self {
        let mut rules = Self::default();
        let (mut rest, mut budget, mut no_script) = (html, CSS_MAX, false);
        while let Some(start) = find_tag(rest, "<style") {
            no_script = in_noscript(&rest[..start], no_script);
            let Some(open) = rest[start..].find('>') else { break };
            let css = &rest[start + open + 1..];
            let end = find_tag(css, "</style").unwrap_or(css.len());
            if end > budget {
                break;
            }
            budget -= end;
            // what a `<noscript>` hides is hidden from nobody whose browser runs scripts
            if !no_script {
                rules.read(&css[..end], false);
            }
            rest = &css[end..];
        }
        for name in &rules.shown {
            rules.classes.remove(name);
            rules.ids.remove(name);
        }
        rules.opened = controlled(html);
        rules.streamed = html.contains("$RC(\"B:");
        rules
    }

    /// A panel that the reader can open: it plays that part, or a control points at it.
    fn reveals(&self, element: &Element) -> bool {
        let role = attr(element, "role").unwrap_or_default();
        if matches!(role, "dialog" | "alertdialog" | "menu" | "navigation" | "listbox") {
            return false;
        }
        if self.streamed && attr(element, "id").and_then(|id| id.strip_prefix("S:")).is_some_and(|number| number.bytes().all(|b| b.is_ascii_hexdigit())) {
            return true;
        }
        role == "tabpanel" || attr(element, "id").is_some_and(|id| self.opened.contains(id)) || attr(element, "class").is_some_and(is_panel)
    }

    fn read(&mut self, css: &str, some_screens: bool) {
        let (mut depth, mut from) = (0_usize, 0_usize);
        let (mut selector, mut body_from) = ("", 0_usize);
        for (at, b) in css.bytes().enumerate() {
            match b {
                b'{' => {
                    if depth == 0 {
                        selector = css[from..at].trim();
                        body_from = at + 1;
                    }
                    depth += 1;
                }
                b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        if let Some(body) = css.get(body_from..at) {
                            match selector.starts_with('@') {
                                true if !some_screens => self.read(body, true),
                                true => {}
                                false => self.rule(selector, body, some_screens),
                            }
                        }
                        from = at + 1;
                    }
                }
                b';' if depth == 0 => from = at + 1,
                _ => {}
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str, some_screens: bool) {
        let Some(hides) = display_none(body) else { return };
        // a comment before the selector
        let selectors = selectors.rsplit("*/").next().unwrap_or_default();
        for selector in selectors.split(',').map(str::trim) {
            let (set, name) = match (selector.strip_prefix('.'), selector.strip_prefix('#')) {
                (Some(name), _) => (&mut self.classes, name),
                (_, Some(name)) => (&mut self.ids, name),
                _ => continue,
            };
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
                continue;
            }
            match (hides, some_screens) {
                (true, false) => drop(set.insert(name.to_owned())),
                (false, false) => drop(set.remove(name)),
                (false, true) => drop(self.shown.insert(name.to_owned())),
                (true, true) => {}
            }
        }
    }

    fn hides(&self, element: &Element) -> bool {
        (!self.classes.is_empty() && attr(element, "class").is_some_and(|class| class.split_ascii_whitespace().any(|name| self.classes.contains(name))))
            || (!self.ids.is_empty() && attr(element, "id").is_some_and(|id| self.ids.contains(id)))
    }
}

/// Ids named by `aria-controls` or `data-target`.
fn controlled(html: &str) -> HashSet<String> {
    let mut ids = HashSet::new();
    for marker in ["aria-controls=", "data-target=", "data-bs-target="] {
        for part in html.split(marker).skip(1).take(2_000) {
            let value = part.trim_start_matches(['"', '\'', '#']);
            let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>')).unwrap_or(value.len());
            if end > 0 && end <= 200 {
                ids.insert(value[..end].to_owned());
            }
        }
    }
    ids
}

fn is_panel(class: &str) -> bool {
    let class = super::text::head(class, 400).to_ascii_lowercase();
    ["accordion", "collapse", "tab-pane", "tab-content", "tabpanel", "tab-panel", "toggle-content", "toggle_content"].iter().any(|word| class.contains(word))
        && !["nav", "menu", "cloned", "modal"].iter().any(|word| class.contains(word))
}

/// `Some(true)` for a body that hides, `Some(false)` for one that shows again, `None` when it does neither.
fn display_none(body: &str) -> Option<bool> {
    let mut verdict = None;
    for declaration in body.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            "display" => verdict = Some(value.starts_with("none")),
            "visibility" if value.starts_with("hidden") => verdict = Some(true),
            _ => {}
        }
    }
    verdict
}

/// Whether the end of the text stands in a `<noscript>`, when its beginning did or did not.
fn in_noscript(text: &str, mut inside: bool) -> bool {
    let mut rest = text;
    loop {
        let tag = if inside { "</noscript" } else { "<noscript" };
        let Some(after) = find_tag(rest, tag).and_then(|at| rest.get(at + tag.len()..)) else { return inside };
        (inside, rest) = (!inside, after);
    }
}

/// Where a tag that begins so (`<style`, lower case) stands next.
pub fn find_tag(text: &str, tag: &str) -> Option<usize> {
    let (bytes, tag) = (text.as_bytes(), tag.as_bytes());
    let mut at = 0;
    while let Some(found) = bytes.get(at..)?.iter().position(|&b| b == b'<') {
        let start = at + found;
        if bytes.get(start..start + tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag)) {
            return Some(start);
        }
        at = start + 1;
    }
    None
}

/// Whether this element hides itself and all that stands in it. The page itself is never hidden for good: scripts show it when they are done.
#[must_use]
pub fn hidden(element: &Element, rules: &HiddenRules, in_details: bool) -> Hiding {
    if matches!(&*element.name.local, "html" | "body") {
        return Hiding::No;
    }
    match hiding(element, rules, in_details) {
        Hiding::No => Hiding::No,
        _ if rules.reveals(element) => Hiding::No,
        hiding => hiding,
    }
}

/// Whether an element hides, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hiding {
    No,
    /// By an attribute or its own style.
    Itself,
    /// By a rule of the style sheet.
    ByRule,
}

fn hiding(element: &Element, rules: &HiddenRules, in_details: bool) -> Hiding {
    // `until-found` can be found and opened by the reader
    if attr(element, "hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found")) {
        return Hiding::Itself;
    }
    // the inside of a closed `<details>` is marked so until the reader opens it
    if !in_details && attr(element, "aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true")) {
        return Hiding::Itself;
    }
    if &*element.name.local == "dialog" && attr(element, "open").is_none() {
        return Hiding::Itself;
    }
    if attr(element, "class").is_some_and(|class| class.split_ascii_whitespace().take(40).any(is_trap)) {
        return Hiding::Itself;
    }
    match attr(element, "style").map(inline) {
        Some(Inline::Hides) => Hiding::Itself,
        Some(Inline::Shows) => Hiding::No,
        Some(Inline::Nothing) | None if rules.hides(element) => Hiding::ByRule,
        Some(Inline::Nothing) | None => Hiding::No,
    }
}

/// Form builders name so what holds a field that only robots fill in, and hide it in a style sheet of their own.
fn is_trap(class: &str) -> bool {
    class == "gform_validation_container" || class.to_ascii_lowercase().contains("honeypot")
}

enum Inline {
    Hides,
    Shows,
    Nothing,
}

/// Judges an inline style: hidden, zero size, clipped away or moved off the screen.
fn inline(style: &str) -> Inline {
    let (mut shows, mut zero_width, mut zero_height, mut clipped, mut positioned) = (false, false, false, false, false);
    for declaration in style.split(';').take(64) {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            "display" if value == "none" => return Inline::Hides,
            "display" => shows = true,
            "visibility" if value == "hidden" || value == "collapse" => return Inline::Hides,
            "font-size" if zero(&value) => return Inline::Hides,
            "text-indent" if off_screen(&value) => return Inline::Hides,
            "position" => positioned = matches!(value.as_str(), "absolute" | "fixed"),
            "left" | "top" | "right" | "margin-left" | "margin-top" if off_screen(&value) => return Inline::Hides,
            "clip" | "clip-path" if value.replace(' ', "").starts_with("rect(0") || value.starts_with("inset(50%") || value.starts_with("inset(100%") => {
                clipped = true
            }
            "width" | "max-width" => zero_width |= tiny(&value),
            "height" | "max-height" => zero_height |= tiny(&value),
            "overflow" => clipped |= value == "hidden" && (zero_height || zero_width),
            _ => {}
        }
    }
    if (zero_width && zero_height) || (clipped && (positioned || zero_width || zero_height)) {
        Inline::Hides
    } else if shows {
        Inline::Shows
    } else {
        Inline::Nothing
    }
}

fn zero(value: &str) -> bool {
    number(value) == Some(0.0)
}

fn tiny(value: &str) -> bool {
    number(value).is_some_and(|size| size == 0.0 || (size <= 1.0 && value.ends_with("px")))
}

fn off_screen(value: &str) -> bool {
    let limit = if value.ends_with("em") { -60.0 } else { -900.0 };
    number(value).is_some_and(|size| size <= limit)
}

fn number(value: &str) -> Option<f64> {
    let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | '+'))).unwrap_or(value.len());
    value[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_styles_that_hide_are_known() {
        let hides = |style: &str| matches!(inline(style), Inline::Hides);
        for style in [
            "display:none",
            "color:red; DISPLAY : none !important",
            "visibility:hidden",
            "position:absolute;left:-9999px",
            "font-size:0",
            "width:0;height:0",
            "height:1px;width:1px;overflow:hidden",
            "position:absolute;clip:rect(0, 0, 0, 0)",
            "height:0;overflow:hidden",
            "text-indent:-9999px",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in ["display:block", "width:0", "left:-20px", "opacity:0", "margin-left:-15px", "max-height:0.5em"] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn only_plain_rules_of_embedded_style_sheets_hide() {
        let rules = HiddenRules::of(
            "<style>/* a */.gone,.away{display:none}.js .menu{display:none}@media print{.nav{display:none}}#x{color:red;visibility:hidden}.away{display:block}.wide{display:none}@media(min-width:9em){.wide{display:flex}}</style>",
        );
        assert!(rules.classes.contains("gone") && rules.ids.contains("x"));
        assert!(!rules.classes.contains("away") && !rules.classes.contains("nav") && !rules.classes.contains("menu") && !rules.classes.contains("wide"));
    }
}
