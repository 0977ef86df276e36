//! The doors that bytes from outside come through, one function each, for the fuzz targets in `fuzz/` and the property tests below:
//! whatever comes, nothing panics.

use url::Url;

use super::decode::decode;
use super::read::{Fetched, judged, mark_repeated, read};
use super::{robots, sitemap, urls};
use crate::model::page::{Page, Role};

/// robots.txt and a path, one below the other.
pub fn robots(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let rules = robots::Rules::parse(&text, robots::TOKEN);
    let path = text.lines().next_back().unwrap_or_default();
    let _ = rules.allows(path);
    let _ = rules.allows("/");
    in_place(|url| {
        let _ = rules.allows_url(&url.join(path).unwrap_or(url.clone()));
    });
}

/// A sitemap, plain or packed, whole or cut.
pub fn sitemap(bytes: &[u8]) {
    in_place(|url| {
        let _ = sitemap::parse(bytes, url, false);
        let _ = sitemap::parse(bytes, url, true);
    });
}

/// A page, from its bytes to its main text.
pub fn html(bytes: &[u8]) {
    page(bytes);
}

/// A body whose first line is the content type that the server names.
pub fn encodings(bytes: &[u8]) {
    let line = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (head, body) = bytes.split_at(line);
    let head = String::from_utf8_lossy(head);
    let _ = decode(bytes, None, None);
    let _ = decode(body, Some(&head), head.rsplit('.').next());
    let _ = decode(body, Some(&format!("text/html; charset={head}")), Some("de"));
}

/// The inside of a JSON-LD block.
pub fn json_ld(bytes: &[u8]) {
    page(&[b"<html><head><script type=application/ld+json>", bytes, b"</script><body><h1>A kiln</h1>"].concat());
}

/// An address as a page may write it.
pub fn urls(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = urls::registrable(&text);
    let _ = urls::language_tag(&text);
    in_place(|base| {
        if let Some(url) = urls::resolve(base, &text) {
            let _ = urls::host(&url);
            let _ = urls::key(&url);
            let _ = urls::is_file(&url);
            let _ = urls::language(&url);
            let _ = urls::same_site(&url, base);
            let _ = urls::same_host(base, &url);
        }
    });
}

fn in_place(act: impl FnOnce(&Url)) {
    if let Ok(url) = Url::parse("https://www.firm.example/a/b?c=d") {
        act(&url);
    }
}

fn page(bytes: &[u8]) {
    in_place(|url| {
        let decoded = decode(bytes, None, None);
        let fetched =
            Fetched { url, status: 200, headers: Vec::new(), fetched_at: 0, body: bytes, html: &decoded.text, charset: &decoded.charset, role: Role::Other };
        let _ = judged(&fetched);
        let page: Page = read(&fetched);
        mark_repeated(&mut [page.clone(), page.clone(), page]);
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    /// Any bytes, or pieces of what a door expects in any order.
    fn bytes(pieces: &'static str) -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![proptest::collection::vec(any::<u8>(), 0..400), pieces.prop_map(String::into_bytes)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_robots_txt_is_read(body in bytes("(user-agent: |magnetitebot|allow: |disallow: |sitemap: |crawl-delay: |/|\\*|\\$|%|%2f|#|\n|\r|\\PC){0,60}")) {
            super::robots(&body);
        }

        #[test]
        fn any_sitemap_is_read(body in bytes("(<urlset>|</urlset>|<sitemapindex>|<url>|</url>|<loc>|</loc>|<lastmod>|&amp;|&#x;|&|<!\\[CDATA\\[|\\]\\]>|<!DOCTYPE|https://firm.example/|\\PC){0,60}")) {
            super::sitemap(&body);
        }

        #[test]
        fn any_page_is_read(
            body in bytes("(<p>|</p>|<div class='|'>|<a href=|<table><td>|</table>|<li>|<svg>|<title>|<select>|<noscript>|<template>|<frameset>|<style>|<script>|<!--|-->|&#x|&amp|\\PC){0,60}")
        ) {
            super::html(&body);
        }

        #[test]
        fn any_encoding_is_read(body in bytes("(text/html|; charset=|utf-16|shift_jis|hz-gb-2312|iso-2022-jp|\n|<meta charset=|Ã|Â|â|€|\\PC){0,60}")) {
            super::encodings(&body);
        }

        #[test]
        fn any_json_ld_is_read(body in bytes("([\\[\\]{}:,]|\"@type\"|\"@graph\"|\"Organization\"|null|1e999|<!--|-->|\\\\u0000|\\PC){0,60}")) {
            super::json_ld(&body);
        }

        #[test]
        fn any_address_is_read(body in bytes("(https:|http:|//|/|\\.\\.|\\.|@|:|\\[|\\]|%00|%|\\?|#|xn--|firm|example|de|\\PC){0,30}")) {
            super::urls(&body);
        }
    }
}
