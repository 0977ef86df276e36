//! A minimal reader of one page: head, links, frames, scripts and coarse text blocks. Stands in until the real one is here.

use dom_query::{Document, NodeRef};
use sha2::{Digest, Sha256};
use url::Url;

use crate::model::page::{Block, BlockKind, Button, Dropped, Field, Form, Frame, HeadLink, Heading, Image, JsonLd, Link, Meta, Page, Region, Role, Script};

/// One answer, decoded, ready to be read.
#[derive(Debug, Clone)]
pub struct Fetched<'a> {
    pub url: &'a Url,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub fetched_at: i64,
    pub body: &'a [u8],
    /// The body as text.
    pub html: &'a str,
    /// `utf-8 (meta)`.
    pub charset: &'a str,
    pub role: Role,
}

/// Marks blocks that stand on most pages. Nothing here yet.
pub fn mark_repeated(_pages: &mut [Page]) {}

#[must_use]
pub fn read(fetched: &Fetched) -> Page {
    let document = Document::from(fetched.html);
    let base = document.select("base[href]").attr("href").and_then(|href| fetched.url.join(&href).ok()).unwrap_or_else(|| fetched.url.clone());
    let resolve = |href: &str| {
        base.join(href.trim()).ok().map(|mut url| {
            url.set_fragment(None);
            String::from(url)
        })
    };
    let attr = |node: &NodeRef, name: &str| node.attr(name).map(|value| value.to_string());
    let list = |selector: &str| document.select(selector).nodes().to_vec();
    let mut metas = Vec::new();
    for node in list("meta") {
        if let (Some(name), Some(content)) = (["name", "property", "http-equiv"].iter().find_map(|key| attr(&node, key)), attr(&node, "content")) {
            metas.push(Meta { name: name.to_lowercase(), content });
        }
    }
    let head_links = list("link[href]")
        .iter()
        .map(|node| {
            let raw_href = attr(node, "href").unwrap_or_default();
            HeadLink { rel: fold(&attr(node, "rel").unwrap_or_default()).to_lowercase(), href: resolve(&raw_href), raw_href, hreflang: attr(node, "hreflang") }
        })
        .collect();
    let scripts: Vec<Script> = list("script")
        .iter()
        .map(|node| {
            let src = attr(node, "src").and_then(|src| resolve(&src));
            let inline = src.is_none().then(|| node.text().chars().take(2000).collect());
            Script { src, in_head: false, blocking: false, inline }
        })
        .collect();
    let frames = list("frame,iframe")
        .iter()
        .map(|node| Frame {
            src: attr(node, "src").and_then(|src| resolve(&src)),
            inline: node.has_name("iframe"),
            title: attr(node, "title").unwrap_or_default(),
        })
        .collect();
    let asks_for_script = list("noscript").iter().any(|node| node.text().to_lowercase().contains("javascript"));
    let json_ld =
        list("script[type='application/ld+json']").iter().map(|node| JsonLd { value: serde_json::from_str(&node.text()).ok(), error: None }).collect();
    let titles = list("title").iter().map(|node| fold(&node.text())).collect();
    let html_lang = document.select("html").attr("lang").map(|lang| lang.to_string());
    let elements = u32::try_from(document.select("*").length()).unwrap_or(u32::MAX);
    document.select("script,style,noscript,template").remove();
    let empty_app_root = list("#root,#app,#__next,#__nuxt,#gatsby-focus-wrapper").iter().any(|node| fold(&node.text()).is_empty());
    let region = |node: &NodeRef| {
        let mut next = node.parent();
        for _ in 0..64 {
            let Some(parent) = next else { break };
            for (name, region) in
                [("nav", Region::Nav), ("header", Region::Header), ("footer", Region::Footer), ("aside", Region::Aside), ("main", Region::Main)]
            {
                if parent.has_name(name) {
                    return region;
                }
            }
            next = parent.parent();
        }
        Region::Body
    };
    let links = list("a[href],area[href]")
        .iter()
        .map(|node| {
            let raw_href = attr(node, "href").unwrap_or_default();
            let text = fold(&node.text());
            let name = if text.is_empty() { attr(node, "alt").unwrap_or_default() } else { text.clone() };
            let area = node.has_name("area");
            Link {
                href: resolve(&raw_href),
                raw_href,
                text,
                name,
                rel: attr(node, "rel").unwrap_or_default(),
                region: region(node),
                position: 0.0,
                area,
                hidden: false,
                locator: String::new(),
            }
        })
        .collect();
    let images = list("img")
        .iter()
        .map(|node| Image {
            src: attr(node, "src").and_then(|src| resolve(&src)),
            alt: attr(node, "alt"),
            named_or_decorative: false,
            sized: false,
            lazy: false,
            modern_source: false,
            region: Region::Body,
            locator: String::new(),
        })
        .collect();
    let forms = list("form").iter().map(|node| form(node)).collect();
    let headings = list("h1,h2,h3").iter().map(|node| Heading { level: 1, text: fold(&node.text()), locator: String::new() }).collect();
    let mut blocks = Vec::new();
    for (number, node) in list("h1,h2,h3,p,li,td,blockquote,address").iter().enumerate() {
        let text = fold(&node.text());
        if !text.is_empty() {
            let region = region(node);
            let dropped = matches!(region, Region::Nav | Region::Header | Region::Footer | Region::Aside).then_some(Dropped::Landmark);
            blocks.push(Block { locator: format!("#b{number}"), kind: BlockKind::Paragraph, text, region, dropped });
        }
    }
    let body = fold(&document.select("body").text());
    if blocks.is_empty() && !body.is_empty() {
        blocks.push(Block { locator: String::from("#b0"), kind: BlockKind::Other, text: body.clone(), region: Region::Body, dropped: None });
    }
    Page {
        url: fetched.url.to_string(),
        role: fetched.role,
        status: fetched.status,
        fetched_at: fetched.fetched_at,
        body_sha256: Sha256::digest(fetched.body).iter().map(|byte| format!("{byte:02x}")).collect(),
        body_bytes: u64::try_from(fetched.body.len()).unwrap_or(u64::MAX),
        headers: fetched.headers.iter().filter(|(name, _)| name != "set-cookie").cloned().collect(),
        charset: fetched.charset.to_owned(),
        html_lang,
        detected_language: None,
        titles,
        metas,
        head_links,
        json_ld,
        scripts,
        headings,
        links,
        images,
        forms,
        buttons: Vec::<Button>::new(),
        frames,
        visible_words: u32::try_from(body.split(' ').filter(|word| !word.is_empty()).count()).unwrap_or(u32::MAX),
        blocks,
        elements,
        empty_app_root,
        asks_for_script,
    }
}

fn form(node: &NodeRef) -> Form {
    let fields: Vec<Field> = node
        .descendants()
        .iter()
        .filter(|node| node.has_name("input") || node.has_name("textarea"))
        .map(|node| Field {
            kind: node.attr("type").map_or_else(|| String::from("text"), |kind| kind.to_lowercase()),
            name: String::new(),
            label: None,
            placeholder: None,
            required: false,
            hidden: false,
            locator: String::new(),
        })
        .collect();
    let is_login = fields.iter().any(|field| field.kind == "password");
    Form { action: None, method: String::from("get"), fields, is_search: false, is_login, locator: String::new() }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
