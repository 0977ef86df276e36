//! One fetched page in, everything that checks and profile want to know about it out: one parse, one walk.

use dom_query::{Document, Element};
use sha2::{Digest, Sha256};
use url::Url;

use crate::model::page::{Page, Role};

mod blocks;
mod cfemail;
mod forms;
mod furniture;
mod guard;
mod head;
mod images;
mod language;
mod links;
mod locator;
mod markers;
mod name;
mod outline;
mod repeated;
mod select;
mod state;
pub mod text;
mod visible;
mod walk;

#[cfg(test)]
mod tests;

pub use repeated::mark_repeated;

/// Longest header value kept, in bytes.
const HEADER_MAX: usize = 2_000;
const HEADERS_MAX: usize = 100;

/// An answer as it came, decoded to text.
pub struct Fetched<'a> {
    /// Address after redirects.
    pub url: &'a Url,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    /// Epoch milliseconds.
    pub fetched_at: i64,
    /// As received, after content decoding.
    pub body: &'a [u8],
    pub html: &'a str,
    /// Label of the encoding and how it was found: `utf-8 (meta)`.
    pub charset: &'a str,
    pub role: Role,
}

/// Reads a page. Any text is a page: what cannot be read is empty, nothing fails.
#[must_use]
pub fn read(fetched: &Fetched) -> Page {
    let html = guard::bounded(fetched.html);
    let document = Document::from(html);
    let mut walk = walk::Walk::new(fetched.url, visible::HiddenRules::of(html));
    walk.run(&document);
    let visible_words = walk.visible_words();
    let mut drafts = walk.blocks.drafts;
    select::select(&mut drafts, walk.hints);
    let blocks: Vec<_> = drafts.into_iter().map(|draft| draft.block).collect();
    let mut main = String::new();
    for block in blocks.iter().filter(|block| block.dropped.is_none()) {
        if main.len() > 8_000 {
            break;
        }
        main.push_str(&block.text);
        main.push('\n');
    }
    let (forms, buttons) = walk.forms.finish(&walk.ids);
    Page {
        url: fetched.url.to_string(),
        role: fetched.role,
        status: fetched.status,
        fetched_at: fetched.fetched_at,
        body_sha256: Sha256::digest(fetched.body).iter().map(|byte| format!("{byte:02x}")).collect(),
        body_bytes: u64::try_from(fetched.body.len()).unwrap_or(u64::MAX),
        headers: headers(&fetched.headers),
        charset: fetched.charset.to_owned(),
        html_lang: walk.html_lang,
        detected_language: language::detect(&main),
        titles: walk.head.titles,
        metas: walk.head.metas,
        head_links: walk.head.links,
        json_ld: walk.head.json_ld,
        scripts: walk.head.scripts,
        headings: walk.headings,
        links: walk.links.finish(&walk.ids, walk.elements),
        images: walk.images,
        forms,
        buttons,
        frames: walk.frames,
        blocks,
        elements: walk.elements,
        visible_words,
        empty_app_root: walk.empty_app_root,
        asks_for_script: walk.asks_for_script,
        markers: walk.markers,
    }
}

/// The value of an attribute, by its lower-case name.
fn attr<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| attribute.value.as_ref())
}

fn headers(headers: &[(String, String)]) -> Vec<(String, String)> {
    let keep = |(name, value): &(String, String)| {
        let name = name.to_ascii_lowercase();
        let value = if name == "set-cookie" { masked_cookie(value) } else { text::head(value, HEADER_MAX).to_owned() };
        (name, value)
    };
    headers.iter().take(HEADERS_MAX).map(keep).collect()
}

/// `sid=abc; Path=/; Secure` → `sid=…; Path=/; Secure`.
pub(crate) fn masked_cookie(value: &str) -> String {
    let value = text::head(value, HEADER_MAX);
    let (pair, flags) = value.split_once(';').map_or((value, None), |(pair, flags)| (pair, Some(flags)));
    let name = pair.split('=').next().unwrap_or_default().trim();
    match flags {
        Some(flags) => format!("{name}=…;{flags}"),
        None => format!("{name}=…"),
    }
}
