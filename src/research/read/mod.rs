//! One fetched page in, everything that checks and profile want to know about it out: one parse, one walk.

use dom_query::{Document, Element};
use sha2::{Digest, Sha256};
use url::Url;

use crate::model::page::{Block, Page, Role};

mod blocks;
mod cfemail;
mod forms;
mod furniture;
mod guard;
mod head;
mod images;
mod judge;
mod language;
mod links;
mod locator;
pub mod markers;
mod name;
mod noscript;
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
    let (walk, mut drafts) = walked(fetched);
    judge::judge(&mut drafts, &about(&walk, &types(&walk.head)));
    let visible_words = walk.visible_words();
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

/// The page walked, and its blocks as the rules judge them.
fn walked(fetched: &Fetched) -> (walk::Walk, Vec<blocks::Draft>) {
    let html = noscript::closed(guard::bounded(fetched.html));
    let document = Document::from(html.as_ref());
    let walk = |lifted: usize| {
        // what hides a whole page until scripts are done may do it by a class that stands again inside
        let rules = if lifted == 0 { visible::HiddenRules::of(&html) } else { visible::HiddenRules::default() };
        let mut walk = walk::Walk::new(fetched.url, rules, lifted);
        walk.run(&document);
        walk
    };
    let mut walked = walk(0);
    let veil = select::veil(&walked.blocks.drafts);
    if veil != 0 {
        walked = walk(veil);
    }
    let mut drafts = std::mem::take(&mut walked.blocks.drafts);
    select::read_noscript(&mut drafts);
    select::select(&mut drafts, walked.hints);
    (walked, drafts)
}

fn about<'a>(walk: &'a walk::Walk, types: &'a str) -> judge::measure::About<'a> {
    let title = walk.head.titles.first().map_or("", String::as_str);
    judge::measure::About { holders: &walk.holders, title, path: own_address(&walk.head), types, body_signs: walk.body_signs }
}

/// What the judge of the main text sees of each visible block, for its training.
#[must_use]
pub fn judged(fetched: &Fetched) -> Vec<(Block, Vec<f32>)> {
    let (walk, drafts) = walked(fetched);
    let rows = judge::rows(&drafts, &about(&walk, &types(&walk.head)));
    drafts.into_iter().filter(|draft| !draft.state.hidden).map(|draft| draft.block).zip(rows).collect()
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

/// The address that the page gives itself.
fn own_address(head: &head::Head) -> &str {
    let canonical = head.links.iter().find(|link| link.rel == "canonical").and_then(|link| link.href.as_deref());
    let address = canonical.or_else(|| head.metas.iter().find(|meta| meta.name == "og:url").map(|meta| meta.content.as_str())).unwrap_or_default();
    address.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|path| rest.get(path..))).unwrap_or_default()
}

/// `og:type` and every `@type` of the page's JSON-LD, in a row.
fn types(head: &head::Head) -> String {
    let mut types = head.metas.iter().find(|meta| meta.name == "og:type").map(|meta| meta.content.clone()).unwrap_or_default();
    for value in head.json_ld.iter().filter_map(|block| block.value.as_ref()) {
        let nodes = value.get("@graph").unwrap_or(value);
        for node in nodes.as_array().map_or(std::slice::from_ref(nodes), Vec::as_slice).iter().take(50) {
            let named = node.get("@type");
            for name in named.into_iter().flat_map(|named| named.as_array().map_or(std::slice::from_ref(named), Vec::as_slice)).filter_map(|name| name.as_str())
            {
                types.push(' ');
                types.push_str(&text::head(name, 60).to_ascii_lowercase());
            }
        }
    }
    types
}
