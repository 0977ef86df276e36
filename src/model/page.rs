//! One page as it was read: head, outline, links, images, forms and text by block. Made by `research/read`, judged by `research/checks`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// Address after redirects.
    pub url: String,
    pub role: Role,
    pub status: u16,
    /// Epoch milliseconds.
    pub fetched_at: i64,
    /// SHA-256 of the body as received (after content decoding), lower-case hex.
    pub body_sha256: String,
    pub body_bytes: u64,
    /// Response headers that checks read, names in lower case, in order; `set-cookie` values masked to name and flags.
    pub headers: Vec<(String, String)>,
    /// Encoding used, as the WHATWG label, and how it was found: `utf-8 (meta)`.
    pub charset: String,
    pub html_lang: Option<String>,
    /// ISO 639-1 of the main text with confidence 0–1, when there was enough of it.
    pub detected_language: Option<(String, f64)>,
    /// Every `<title>` in the head, white space folded.
    pub titles: Vec<String>,
    pub metas: Vec<Meta>,
    pub head_links: Vec<HeadLink>,
    pub json_ld: Vec<JsonLd>,
    pub scripts: Vec<Script>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub images: Vec<Image>,
    pub forms: Vec<Form>,
    /// Buttons outside and inside forms, with their accessible name.
    pub buttons: Vec<Button>,
    /// Frames and iframes, absolute addresses.
    pub frames: Vec<Frame>,
    /// All text of the page by block, in document order, kept and dropped.
    pub blocks: Vec<Block>,
    /// Elements in the parsed tree.
    pub elements: u32,
    /// Words of visible text on the whole page, furniture included.
    pub visible_words: u32,
    /// An empty `#root`, `#app`, `#__next` or the like stands in the body.
    pub empty_app_root: bool,
    /// A `noscript` text that asks for JavaScript.
    pub asks_for_script: bool,
    /// Marks of the software that made the page, for technology alone: at most 60.
    #[serde(default)]
    pub markers: Vec<Marker>,
}

impl Page {
    /// First header of that name (lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// First meta whose `name`, `property` or `http-equiv` is this (lower case).
    #[must_use]
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|meta| meta.name == name).map(|meta| meta.content.as_str())
    }

    /// The kept blocks, which are the page's main text.
    pub fn main_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.dropped.is_none())
    }
}

/// What a page is for, judged from its address, link text and title. Decides what is worth reading first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = PageRole)]
pub enum Role {
    Home,
    About,
    Offer,
    Pricing,
    Proof,
    Contact,
    Legal,
    Careers,
    Post,
    Other,
}

/// A comment, or a vendor's attribute, of the markup. No reader sees it, so it is never told as the company's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Name of the attribute; `None` for a comment.
    pub attribute: Option<String>,
    /// Value of the attribute or beginning of the comment, white space folded, at most 200 bytes.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// `name`, `property` or `http-equiv`, lower case.
    pub name: String,
    pub content: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeadLink {
    /// Lower case, single spaces.
    pub rel: String,
    /// As written.
    pub raw_href: String,
    /// Absolute; `None` when it cannot be.
    pub href: Option<String>,
    pub hreflang: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JsonLd {
    /// The parsed block, or `None` with the error.
    pub value: Option<serde_json::Value>,
    pub error: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Script {
    /// Absolute address; `None` for inline scripts.
    pub src: Option<String>,
    pub in_head: bool,
    /// A `src` in the head with none of async, defer, type=module.
    pub blocking: bool,
    /// First 2,000 characters of an inline script, for technology markers.
    pub inline: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    pub level: u8,
    pub text: String,
    pub locator: String,
}

/// Where on the page something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = PageRegion)]
pub enum Region {
    Header,
    Nav,
    Main,
    Aside,
    Footer,
    /// Nowhere in particular.
    Body,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// As written.
    pub raw_href: String,
    /// Absolute, without fragment; `mailto:`, `tel:` and the like as they are; `None` when it cannot be resolved.
    pub href: Option<String>,
    /// Visible text, white space folded.
    pub text: String,
    /// Accessible name: aria-label, text, image alt or title, in that order; empty when there is none.
    pub name: String,
    pub rel: String,
    pub region: Region,
    /// 0.0 at the start of the body, 1.0 at its end, by document order of elements.
    pub position: f64,
    /// From an image map.
    pub area: bool,
    pub hidden: bool,
    pub locator: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// Absolute; `None` for data: addresses and broken ones.
    pub src: Option<String>,
    /// `None`: no alt attribute at all.
    pub alt: Option<String>,
    /// Named in another way (aria-label, title), or marked decorative (role=presentation, aria-hidden), or hidden.
    pub named_or_decorative: bool,
    /// Width and height (attributes or inline style), or an aspect-ratio, are given.
    pub sized: bool,
    pub lazy: bool,
    /// `srcset`, or a `<picture>` source of type webp or avif.
    pub modern_source: bool,
    pub region: Region,
    pub locator: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Form {
    /// Absolute action address; `None` when the attribute is missing or empty.
    pub action: Option<String>,
    /// `get` or `post`.
    pub method: String,
    pub fields: Vec<Field>,
    pub is_search: bool,
    pub is_login: bool,
    pub locator: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// `text`, `email`, `tel`, `select`, `textarea`, `checkbox`, `radio`, `file`, `password`, …; hidden, submit and button types are left out.
    pub kind: String,
    pub name: String,
    /// Accessible name from label, aria-label, aria-labelledby or title; `None` when there is none (a placeholder does not count).
    pub label: Option<String>,
    /// Words right before the field that people read as its label, though nothing ties them to it; only where `label` is `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
    pub placeholder: Option<String>,
    pub required: bool,
    pub hidden: bool,
    pub locator: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// Accessible name; empty when there is none.
    pub name: String,
    pub hidden: bool,
    pub locator: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    pub src: Option<String>,
    /// False for `<frame>` of a frameset.
    pub inline: bool,
    pub title: String,
}

/// A run of text that belongs together: a paragraph, a heading, a list item, a table cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PageBlock)]
pub struct Block {
    /// Stable within the page: `#b12 main>section:2>p:1`, number and path.
    pub locator: String,
    pub kind: BlockKind,
    /// White space folded, zero-width and bidi control characters removed.
    pub text: String,
    pub region: Region,
    /// Why this is not main text; `None` when it is.
    pub dropped: Option<Dropped>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PageBlockKind)]
pub enum BlockKind {
    Heading,
    Paragraph,
    ListItem,
    Cell,
    Quote,
    Address,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PageBlockDropped)]
pub enum Dropped {
    /// In a header, nav, aside or footer, by element or ARIA role.
    Landmark,
    /// Not visible: `hidden`, `aria-hidden`, `display:none`, zero size, off screen, a comment. Never used for anything.
    Hidden,
    /// Stands on most pages of the site.
    Repeated,
    /// Cookie banner, share buttons, breadcrumbs, pagination and the like.
    Furniture,
    /// Beside the main text, by its make, its place and what stands around it.
    Beside,
}
