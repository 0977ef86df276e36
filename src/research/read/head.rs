//! Titles, metas, links of the head, scripts and JSON-LD.

use dom_query::Element;
use url::Url;

use super::attr;
use super::text::{fold, head};
use crate::model::page::{HeadLink, JsonLd, Meta, Script};

/// Characters of an inline script that are kept.
const INLINE_MAX_CHARS: usize = 2_000;
/// Bytes of one JSON-LD block that are parsed.
const JSON_LD_MAX: usize = 512 * 1024;
/// Items of each kind that are kept.
const ITEMS_MAX: usize = 400;

#[derive(Debug, Default)]
pub struct Head {
    pub titles: Vec<String>,
    pub metas: Vec<Meta>,
    pub links: Vec<HeadLink>,
    pub json_ld: Vec<JsonLd>,
    pub scripts: Vec<Script>,
}

impl Head {
    pub fn title(&mut self, text: &str) {
        if self.titles.len() < ITEMS_MAX {
            self.titles.push(fold(head(text, 4_000)));
        }
    }

    pub fn meta(&mut self, element: &Element) {
        let mut names: Vec<String> =
            ["name", "property", "http-equiv", "itemprop"].iter().filter_map(|key| attr(element, key)).map(|name| name.trim().to_ascii_lowercase()).collect();
        let content = match (attr(element, "content"), attr(element, "charset")) {
            (Some(content), _) if !names.is_empty() => content,
            (_, Some(charset)) => {
                names = vec!["charset".to_owned()];
                charset
            }
            _ => return,
        };
        // One element may carry `name="image"` and `property="og:image"`: it is both.
        names.dedup();
        for name in names.into_iter().take(ITEMS_MAX.saturating_sub(self.metas.len())) {
            self.metas.push(Meta { name, content: fold(head(content, 8_000)) });
        }
    }

    pub fn link(&mut self, element: &Element, base: &Url) {
        let (Some(rel), Some(raw)) = (attr(element, "rel"), attr(element, "href")) else { return };
        if self.links.len() < ITEMS_MAX {
            let rel = rel.split_ascii_whitespace().map(str::to_ascii_lowercase).collect::<Vec<_>>().join(" ");
            let href = (!raw.trim().is_empty()).then(|| base.join(raw.trim()).ok()).flatten().map(String::from);
            self.links.push(HeadLink { rel, raw_href: head(raw, 2_000).to_owned(), href, hreflang: attr(element, "hreflang").map(str::to_owned) });
        }
    }

    /// `text` is the script between its tags.
    pub fn script(&mut self, element: &Element, text: &str, in_head: bool, base: &Url) {
        let kind = attr(element, "type").unwrap_or_default().trim().to_ascii_lowercase();
        if kind.starts_with("application/ld+json") {
            if self.json_ld.len() < ITEMS_MAX {
                self.json_ld.push(json_ld(text));
            }
            return;
        }
        if self.scripts.len() >= ITEMS_MAX {
            return;
        }
        let src = attr(element, "src").map(str::trim).filter(|src| !src.is_empty());
        let runs = matches!(kind.as_str(), "" | "text/javascript" | "application/javascript" | "application/x-javascript" | "text/ecmascript");
        // a browser that knows modules leaves a `nomodule` script alone
        let waits = runs && ["async", "defer", "nomodule"].iter().all(|name| attr(element, name).is_none());
        self.scripts.push(Script {
            src: src.and_then(|src| base.join(src).ok()).map(String::from),
            in_head,
            blocking: src.is_some() && in_head && waits,
            inline: src.is_none().then(|| text.trim().chars().take(INLINE_MAX_CHARS).collect()),
        });
    }
}

/// Parses one block; comment and CDATA wrappers around it are forgiven, as search engines do.
fn json_ld(text: &str) -> JsonLd {
    let mut inner = text.trim().trim_start_matches('\u{FEFF}');
    for (open, close) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")] {
        if let Some(rest) = inner.strip_prefix(open) {
            inner = rest.strip_suffix(close).unwrap_or(rest).trim();
        }
    }
    if inner.len() > JSON_LD_MAX {
        return JsonLd { value: None, error: Some(format!("larger than {} KB", JSON_LD_MAX / 1024)) };
    }
    match serde_json::from_str(inner) {
        Ok(value) => JsonLd { value: Some(value), error: None },
        Err(error) => JsonLd { value: None, error: Some(error.to_string()) },
    }
}
